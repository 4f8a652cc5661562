/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The wall around libsodium: the only file that includes its header. Every
 * return code that can vary is looked at, every expanded secret wiped before
 * return. Keys and signatures of low order or in a second form are refused.
 */
#include "crypto_i.h"

#include <sodium.h>

_Static_assert(CN_CRYPTO_HASH_SIZE == crypto_hash_sha256_BYTES, "SHA-256");
_Static_assert(CN_CRYPTO_SIGNATURE_SIZE == crypto_sign_ed25519_BYTES,
               "signature");
_Static_assert(CARNET_KEY_SEED_SIZE == crypto_sign_ed25519_SEEDBYTES, "seed");
_Static_assert(CARNET_KEY_PUBLIC_SIZE == crypto_sign_ed25519_PUBLICKEYBYTES,
               "public key");

_Static_assert(CARNET_SEAL_KEY_SIZE == crypto_scalarmult_curve25519_BYTES &&
                   CARNET_SEAL_KEY_SIZE ==
                       crypto_scalarmult_curve25519_SCALARBYTES,
               "X25519");
_Static_assert(
    CN_CRYPTO_AEAD_KEY_SIZE == crypto_aead_chacha20poly1305_ietf_KEYBYTES &&
        CN_CRYPTO_NONCE_SIZE == crypto_aead_chacha20poly1305_ietf_NPUBBYTES &&
        CN_CRYPTO_TAG_SIZE == crypto_aead_chacha20poly1305_ietf_ABYTES,
    "ChaCha20-Poly1305");
_Static_assert(CN_CRYPTO_SALT_SIZE == crypto_pwhash_argon2id_SALTBYTES, "salt");

/* What libsodium 1.0.18 leaves where its frames were: the key that Argon2id
   gives; of ChaCha20 in portable C (ARM, IBM Z) words of the key and the last
   bytes of the plaintext, fewer than 64, which of a lock are a key. */
#define LEFT_BELOW 8192u
/* Of BLAKE2b in portable C, which ARM takes: all of a block of what is hashed,
   more than 384 bytes down and less than 640. */
#define HASH_LEFT_BELOW 1024u

/* The neutral element of the curve, (0, 1), encoded. */
static const uint8_t neutral[CARNET_KEY_PUBLIC_SIZE] = {1};

carnet_status cn_crypto_ready(void)
{
    /* Takes a lock of its own; 1 says that it was ready already. */
    return sodium_init() < 0 ? CARNET_CALLER_RANDOM : CARNET_OK;
}

/* What is hashed may be a seed, or what is withheld. */
void cn_crypto_blake2b(uint8_t out[CN_CRYPTO_HASH_SIZE], cn_span a, cn_span b)
{
    crypto_generichash_blake2b_state state;
    /* None of these can fail with no key and this length (RFC 7693). */
    (void)crypto_generichash_blake2b_init(&state, NULL, 0, CN_CRYPTO_HASH_SIZE);
    (void)crypto_generichash_blake2b_update(&state, a.data, a.len);
    (void)crypto_generichash_blake2b_update(&state, b.data, b.len);
    (void)crypto_generichash_blake2b_final(&state, out, CN_CRYPTO_HASH_SIZE);
    sodium_stackzero(HASH_LEFT_BELOW);
}

void cn_crypto_sha256(uint8_t out[CN_CRYPTO_HASH_SIZE], cn_span s)
{
    (void)crypto_hash_sha256(out, s.data, s.len);
}

bool cn_crypto_equal(const uint8_t *a, const uint8_t *b, size_t len)
{
    return sodium_memcmp(a, b, len) == 0;
}

carnet_status cn_crypto_sign(uint8_t out[CN_CRYPTO_SIGNATURE_SIZE],
                             cn_span message, const carnet_secret_key *key)
{
    uint8_t expanded[crypto_sign_ed25519_SECRETKEYBYTES];
    carnet_status status = cn_crypto_ready();
    if (status != CARNET_OK) {
        return status;
    }
    /* libsodium's secret key is seed | public key. */
    memcpy(expanded, key->seed, CARNET_KEY_SEED_SIZE);
    memcpy(expanded + CARNET_KEY_SEED_SIZE, key->public_key.bytes,
           CARNET_KEY_PUBLIC_SIZE);
    if (crypto_sign_ed25519_detached(out, NULL, message.data, message.len,
                                     expanded) != 0) {
        status = CARNET_KEY_SIGNATURE;
    }
    cn_mem_wipe(expanded, sizeof expanded);
    return status;
}

carnet_status cn_crypto_verify(const uint8_t sig[CN_CRYPTO_SIGNATURE_SIZE],
                               cn_span message, const carnet_public_key *key)
{
    carnet_status status = cn_crypto_ready();
    if (status != CARNET_OK) {
        return status;
    }
    /* Refuses S >= L, a key or R of low order, a key or R not canonical. */
    if (crypto_sign_ed25519_verify_detached(sig, message.data, message.len,
                                            key->bytes) != 0) {
        return CARNET_KEY_SIGNATURE;
    }
    return CARNET_OK;
}

/*
 * On the curve, canonical, not of low order. A component of low order beside
 * one of prime order passes, as it does in libsodium's own verification.
 */
static bool is_sound(const uint8_t p[CARNET_KEY_PUBLIC_SIZE])
{
    uint8_t q[CARNET_KEY_PUBLIC_SIZE];
    /* p + 0 is p again, encoded anew: equal only where p was canonical. */
    if (crypto_core_ed25519_add(q, p, neutral) != 0 ||
        memcmp(q, p, sizeof q) != 0) {
        return false;
    }
    /* The orders below 8 all divide 8: low order is 8p = 0. */
    for (int i = 0; i < 3; i++) {
        if (crypto_core_ed25519_add(q, q, q) != 0) {
            return false;
        }
    }
    return memcmp(q, neutral, sizeof q) != 0;
}

carnet_status cn_crypto_public_key(carnet_public_key *out,
                                   const uint8_t bytes[CARNET_KEY_PUBLIC_SIZE])
{
    if (!is_sound(bytes)) {
        return CARNET_KEY_LOW_ORDER;
    }
    memcpy(out->bytes, bytes, CARNET_KEY_PUBLIC_SIZE);
    cn_crypto_sha256(out->digest,
                     cn_span_of(out->bytes, CARNET_KEY_PUBLIC_SIZE));
    return CARNET_OK;
}

void cn_crypto_seed_public(uint8_t out[CARNET_KEY_PUBLIC_SIZE],
                           const uint8_t seed[CARNET_KEY_SEED_SIZE])
{
    uint8_t expanded[crypto_sign_ed25519_SECRETKEYBYTES];
    (void)crypto_sign_ed25519_seed_keypair(out, expanded, seed);
    cn_mem_wipe(expanded, sizeof expanded);
}

void cn_crypto_base64_encode(char *out, size_t cap, cn_span bytes)
{
    (void)sodium_bin2base64(out, cap, bytes.data, bytes.len,
                            sodium_base64_VARIANT_ORIGINAL);
}

bool cn_crypto_base64_decode(uint8_t *out, size_t cap, size_t *len_out,
                             cn_span text)
{
    /* libsodium 1.0.18 takes any byte above 7F (hex) for '/'. */
    uint8_t bits = 0;
    for (size_t i = 0; i < text.len; i++) {
        bits |= text.data[i];
    }
    bool is_text = bits < 0x80;
    cn_mem_public(&is_text, sizeof is_text); /* the caller is told */
    if (!is_text) {
        return false;
    }
    return sodium_base642bin(out, cap, (const char *)text.data, text.len, NULL,
                             len_out, NULL,
                             sodium_base64_VARIANT_ORIGINAL) == 0;
}

/* ---- sealing ---- */

carnet_status cn_crypto_x25519(uint8_t out[CARNET_SEAL_KEY_SIZE],
                               const uint8_t secret[CARNET_SEAL_KEY_SIZE],
                               const uint8_t point[CARNET_SEAL_KEY_SIZE])
{
    /* Fails where the result is zero: all points of low order give that. */
    return crypto_scalarmult_curve25519(out, secret, point) == 0
               ? CARNET_OK
               : CARNET_KEY_EXCHANGE;
}

void cn_crypto_x25519_public(uint8_t out[CARNET_SEAL_KEY_SIZE],
                             const uint8_t secret[CARNET_SEAL_KEY_SIZE])
{
    (void)crypto_scalarmult_curve25519_base(out, secret);
}

void cn_crypto_hmac(uint8_t out[CN_CRYPTO_HASH_SIZE], cn_span key,
                    const cn_span *pieces, size_t num)
{
    static const uint8_t none; /* libsodium takes no key at NULL */
    crypto_auth_hmacsha256_state state;
    (void)crypto_auth_hmacsha256_init(&state, key.len > 0 ? key.data : &none,
                                      key.len);
    for (size_t i = 0; i < num; i++) {
        (void)crypto_auth_hmacsha256_update(&state, pieces[i].data,
                                            pieces[i].len);
    }
    (void)crypto_auth_hmacsha256_final(&state, out);
    cn_mem_wipe(&state, sizeof state);
}

void cn_crypto_aead_seal(uint8_t *out,
                         const uint8_t key[CN_CRYPTO_AEAD_KEY_SIZE],
                         const uint8_t nonce[CN_CRYPTO_NONCE_SIZE], cn_span aad,
                         cn_span plain)
{
    /* Only a length near 2^38 could make it fail. */
    (void)crypto_aead_chacha20poly1305_ietf_encrypt(
        out, NULL, plain.data, plain.len, aad.data, aad.len, NULL, nonce, key);
    sodium_stackzero(LEFT_BELOW);
}

carnet_status cn_crypto_aead_open(uint8_t *out,
                                  const uint8_t key[CN_CRYPTO_AEAD_KEY_SIZE],
                                  const uint8_t nonce[CN_CRYPTO_NONCE_SIZE],
                                  cn_span aad, cn_span sealed)
{
    int failed = crypto_aead_chacha20poly1305_ietf_decrypt(
        out, NULL, NULL, sealed.data, sealed.len, aad.data, aad.len, nonce,
        key);
    sodium_stackzero(LEFT_BELOW);
    return failed == 0 ? CARNET_OK : CARNET_PRIVACY_UNOPENED;
}

carnet_status cn_crypto_argon2id(uint8_t out[CN_CRYPTO_AEAD_KEY_SIZE],
                                 cn_span secret,
                                 const uint8_t salt[CN_CRYPTO_SALT_SIZE],
                                 uint32_t passes, uint32_t kib)
{
    if (secret.len > CN_LIMIT_STRING || passes == 0 ||
        passes > CN_LIMIT_ARGON2_PASSES || kib < CN_LIMIT_ARGON2_KIB_MIN ||
        kib > CN_LIMIT_ARGON2_KIB) {
        return CARNET_CALLER_RANGE;
    }
    carnet_status status = cn_crypto_ready();
    if (status != CARNET_OK) {
        return status;
    }
    int failed = crypto_pwhash_argon2id(out, CN_CRYPTO_AEAD_KEY_SIZE,
                                        (const char *)secret.data, secret.len,
                                        salt, passes, (size_t)kib * 1024,
                                        crypto_pwhash_argon2id_ALG_ARGON2ID13);
    sodium_stackzero(LEFT_BELOW);
    return failed == 0 ? CARNET_OK : CARNET_CALLER_MEMORY;
}
