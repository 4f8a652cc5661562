/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Handles of Ed25519 keys: made, read from PEM, written. Refuses public keys
 * of low order or in a form that is not canonical.
 */
#include "crypto_i.h"

size_t carnet_key_seed_size(void)
{
    return CARNET_KEY_SEED_SIZE;
}

size_t carnet_key_public_size(void)
{
    return CARNET_KEY_PUBLIC_SIZE;
}

size_t carnet_key_id_size(void)
{
    return CARNET_KEY_ID_SIZE;
}

/* A handle of a seed, which is copied. */
static carnet_status make_secret(carnet_secret_key **out,
                                 const uint8_t seed[CARNET_KEY_SEED_SIZE])
{
    carnet_status status;
    carnet_secret_key *key = cn_mem_alloc(sizeof *key);
    if (key == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    uint8_t public_bytes[CARNET_KEY_PUBLIC_SIZE];
    memcpy(key->seed, seed, CARNET_KEY_SEED_SIZE);
    cn_crypto_seed_public(public_bytes, seed);
    status = cn_crypto_public_key(&key->public_key, public_bytes);
    if (status != CARNET_OK) {
        carnet_key_free(key);
        return status;
    }
    *out = key;
    return CARNET_OK;
}

carnet_status carnet_key_new(carnet_secret_key **out)
{
    uint8_t seed[CARNET_KEY_SEED_SIZE];
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    carnet_status status = cn_crypto_random(seed, sizeof seed);
    if (status == CARNET_OK) {
        status = make_secret(out, seed);
    }
    cn_mem_wipe(seed, sizeof seed);
    return status;
}

carnet_status carnet_key_from_seed(carnet_secret_key **out, const uint8_t *seed,
                                   size_t seed_len)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(seed, seed_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    if (seed_len != CARNET_KEY_SEED_SIZE) {
        return CARNET_CALLER_RANGE;
    }
    return make_secret(out, seed);
}

carnet_status carnet_key_decode(carnet_secret_key **out, const uint8_t *pem,
                                size_t pem_len)
{
    uint8_t seed[CARNET_KEY_SEED_SIZE];
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(pem, pem_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    carnet_status status = cn_crypto_key_read(seed, cn_span_of(pem, pem_len),
                                              CN_CRYPTO_ED25519_SECRET);
    if (status == CARNET_OK) {
        status = make_secret(out, seed);
    }
    cn_mem_wipe(seed, sizeof seed);
    return status;
}

carnet_status carnet_key_encode(carnet_buf **out, const carnet_secret_key *key)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (key == NULL) {
        return CARNET_CALLER_NULL;
    }
    return cn_crypto_key_write(out, key->seed, CN_CRYPTO_ED25519_SECRET);
}

const carnet_public_key *carnet_key_get_public(const carnet_secret_key *key)
{
    return key == NULL ? NULL : &key->public_key;
}

void carnet_key_free(carnet_secret_key *key)
{
    if (key != NULL) {
        cn_mem_free(key, sizeof *key);
    }
}

carnet_status carnet_key_public_from_bytes(carnet_public_key **out,
                                           const uint8_t *bytes,
                                           size_t bytes_len)
{
    carnet_public_key checked;
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(bytes, bytes_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    if (bytes_len != CARNET_KEY_PUBLIC_SIZE) {
        return CARNET_CALLER_RANGE;
    }
    carnet_status status = cn_crypto_public_key(&checked, bytes);
    if (status != CARNET_OK) {
        return status;
    }
    *out = cn_mem_alloc(sizeof **out);
    if (*out == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    **out = checked;
    return CARNET_OK;
}

carnet_status carnet_key_public_decode(carnet_public_key **out,
                                       const uint8_t *pem, size_t pem_len)
{
    uint8_t bytes[CARNET_KEY_PUBLIC_SIZE];
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(pem, pem_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    carnet_status status = cn_crypto_key_read(bytes, cn_span_of(pem, pem_len),
                                              CN_CRYPTO_ED25519_PUBLIC);
    if (status != CARNET_OK) {
        return status;
    }
    return carnet_key_public_from_bytes(out, bytes, sizeof bytes);
}

carnet_status carnet_key_public_encode(carnet_buf **out,
                                       const carnet_public_key *key)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (key == NULL) {
        return CARNET_CALLER_NULL;
    }
    return cn_crypto_key_write(out, key->bytes, CN_CRYPTO_ED25519_PUBLIC);
}

carnet_status carnet_key_copy_public(uint8_t *out, const carnet_public_key *key)
{
    if (out == NULL || key == NULL) {
        return CARNET_CALLER_NULL;
    }
    memcpy(out, key->bytes, CARNET_KEY_PUBLIC_SIZE);
    return CARNET_OK;
}

carnet_status carnet_key_copy_id(uint8_t *out, const carnet_public_key *key)
{
    if (out == NULL || key == NULL) {
        return CARNET_CALLER_NULL;
    }
    memcpy(out, key->digest, CARNET_KEY_ID_SIZE);
    return CARNET_OK;
}

void carnet_key_public_free(carnet_public_key *key)
{
    if (key != NULL) {
        cn_mem_free(key, sizeof *key);
    }
}
