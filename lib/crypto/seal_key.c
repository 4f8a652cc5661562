/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Handles of sealing keys: X25519 (RFC 7748), kept as PEM like issuers' keys
 * and never made from one: a key that signs does nothing else. Refuses public
 * keys of low order, which everybody could open, and in a second form, which
 * nobody could.
 */
#include "crypto_i.h"

size_t carnet_seal_key_size(void)
{
    return CARNET_SEAL_KEY_SIZE;
}

carnet_status cn_crypto_seal_key_new(carnet_seal_key *out)
{
    carnet_status status = cn_crypto_random(out->secret, sizeof out->secret);
    if (status == CARNET_OK) {
        cn_crypto_x25519_public(out->public_key.bytes, out->secret);
    }
    return status;
}

/* Below 2^255 - 19. HPKE binds the bytes of a key: sealed for one in a second
   form, not even its owner could open, who knows the first. */
static bool is_canonical(const uint8_t bytes[CARNET_SEAL_KEY_SIZE])
{
    uint8_t ones = 0xff;
    for (size_t i = 1; i < CARNET_SEAL_KEY_SIZE - 1; i++) {
        ones &= bytes[i];
    }
    uint8_t top = bytes[CARNET_SEAL_KEY_SIZE - 1];
    return top < 0x7f || (top == 0x7f && (ones != 0xff || bytes[0] < 0xed));
}

/* Refuses a key with which any secret gives a result that everybody knows. */
static carnet_status check_public(const uint8_t bytes[CARNET_SEAL_KEY_SIZE])
{
    static const uint8_t any[CARNET_SEAL_KEY_SIZE] = {8};
    uint8_t shared[CARNET_SEAL_KEY_SIZE];
    carnet_status status = cn_crypto_x25519(shared, any, bytes);
    return status == CARNET_OK && !is_canonical(bytes) ? CARNET_KEY_FORM
                                                       : status;
}

carnet_status carnet_seal_key_new(carnet_seal_key **out)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = cn_mem_alloc(sizeof **out);
    if (*out == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    carnet_status status = cn_crypto_seal_key_new(*out);
    if (status != CARNET_OK) {
        carnet_seal_key_free(*out);
        *out = NULL;
    }
    return status;
}

/* Read to where it stays: a copy would go through registers, which compilers
   save on the stack, where nobody wipes them. */
carnet_status carnet_seal_key_decode(carnet_seal_key **out, const uint8_t *pem,
                                     size_t pem_len)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(pem, pem_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    carnet_seal_key *key = cn_mem_alloc(sizeof *key);
    if (key == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    carnet_status status = cn_crypto_key_read(
        key->secret, cn_span_of(pem, pem_len), CN_CRYPTO_X25519_SECRET);
    if (status == CARNET_OK) {
        cn_crypto_x25519_public(key->public_key.bytes, key->secret);
        *out = key;
    } else {
        carnet_seal_key_free(key);
    }
    return status;
}

carnet_status carnet_seal_key_encode(carnet_buf **out,
                                     const carnet_seal_key *key)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    return key == NULL
               ? CARNET_CALLER_NULL
               : cn_crypto_key_write(out, key->secret, CN_CRYPTO_X25519_SECRET);
}

const carnet_seal_public *carnet_seal_key_get_public(const carnet_seal_key *key)
{
    return key == NULL ? NULL : &key->public_key;
}

void carnet_seal_key_free(carnet_seal_key *key)
{
    if (key != NULL) {
        cn_mem_free(key, sizeof *key);
    }
}

carnet_status carnet_seal_public_from_bytes(carnet_seal_public **out,
                                            const uint8_t *bytes,
                                            size_t bytes_len)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(bytes, bytes_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    if (bytes_len != CARNET_SEAL_KEY_SIZE) {
        return CARNET_CALLER_RANGE;
    }
    carnet_status status = check_public(bytes);
    if (status != CARNET_OK) {
        return status;
    }
    *out = cn_mem_alloc(sizeof **out);
    if (*out == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    memcpy((*out)->bytes, bytes, CARNET_SEAL_KEY_SIZE);
    return CARNET_OK;
}

carnet_status carnet_seal_public_decode(carnet_seal_public **out,
                                        const uint8_t *pem, size_t pem_len)
{
    uint8_t bytes[CARNET_SEAL_KEY_SIZE];
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(pem, pem_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    carnet_status status = cn_crypto_key_read(bytes, cn_span_of(pem, pem_len),
                                              CN_CRYPTO_X25519_PUBLIC);
    return status == CARNET_OK
               ? carnet_seal_public_from_bytes(out, bytes, sizeof bytes)
               : status;
}

carnet_status carnet_seal_public_encode(carnet_buf **out,
                                        const carnet_seal_public *key)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    return key == NULL
               ? CARNET_CALLER_NULL
               : cn_crypto_key_write(out, key->bytes, CN_CRYPTO_X25519_PUBLIC);
}

carnet_status carnet_seal_public_copy(uint8_t *out,
                                      const carnet_seal_public *key)
{
    if (out == NULL || key == NULL) {
        return CARNET_CALLER_NULL;
    }
    memcpy(out, key->bytes, CARNET_SEAL_KEY_SIZE);
    return CARNET_OK;
}

void carnet_seal_public_free(carnet_seal_public *key)
{
    if (key != NULL) {
        cn_mem_free(key, sizeof *key);
    }
}
