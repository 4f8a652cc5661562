/* SPDX-License-Identifier: Apache-2.0 */
/*
 * HPKE (RFC 9180), of all its modes and suites the one of docs/spec/format.md:
 * base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305, a
 * single message. Refuses points of low order; leaves no secret behind.
 */
#include "crypto_i.h"

/* suite_id of the KEM and of HPKE: RFC 9180 sections 4.1 and 5.1, numbers of
   section 7. */
static const uint8_t kem_suite[] = {'K', 'E', 'M', 0x00, 0x20};
static const uint8_t suite[] = {'H',  'P',  'K',  'E',  0x00,
                                0x20, 0x00, 0x01, 0x00, 0x03};
#define VERSION CN_SPAN_LIT("HPKE-v1")
#define MODE_BASE 0x00

enum {
    SECRET_SIZE = CN_CRYPTO_HASH_SIZE,
    CONTEXT_SIZE = 1 + 2 * CN_CRYPTO_HASH_SIZE
};

/* LabeledExtract(salt, label, ikm), section 4. */
static void extract(uint8_t out[SECRET_SIZE], cn_span suite_id, cn_span salt,
                    cn_span label, cn_span ikm)
{
    const cn_span pieces[] = {VERSION, suite_id, label, ikm};
    cn_crypto_hmac(out, salt, pieces, sizeof pieces / sizeof pieces[0]);
}

/* LabeledExpand(prk, label, info, len) for len up to one hash. */
static void expand(uint8_t *out, size_t len, cn_span suite_id,
                   const uint8_t prk[SECRET_SIZE], cn_span label, cn_span info)
{
    uint8_t block[CN_CRYPTO_HASH_SIZE];
    const uint8_t length[2] = {0, (uint8_t)len};
    const uint8_t counter[1] = {1};
    const cn_span pieces[] = {
        cn_span_of(length, sizeof length),  VERSION, suite_id, label, info,
        cn_span_of(counter, sizeof counter)};
    cn_crypto_hmac(block, cn_span_of(prk, SECRET_SIZE), pieces,
                   sizeof pieces / sizeof pieces[0]);
    memcpy(out, block, len);
    cn_mem_wipe(block, sizeof block);
}

/* ExtractAndExpand(dh, kem_context), section 4.1. */
static void shared_secret(uint8_t out[SECRET_SIZE],
                          const uint8_t dh[CARNET_SEAL_KEY_SIZE],
                          const uint8_t enc[CARNET_SEAL_KEY_SIZE],
                          const carnet_seal_public *to)
{
    const cn_span suite_id = cn_span_of(kem_suite, sizeof kem_suite);
    uint8_t prk[SECRET_SIZE];
    uint8_t context[2 * CARNET_SEAL_KEY_SIZE];
    memcpy(context, enc, CARNET_SEAL_KEY_SIZE);
    memcpy(context + CARNET_SEAL_KEY_SIZE, to->bytes, CARNET_SEAL_KEY_SIZE);
    extract(prk, suite_id, cn_span_of(NULL, 0), CN_SPAN_LIT("eae_prk"),
            cn_span_of(dh, CARNET_SEAL_KEY_SIZE));
    expand(out, SECRET_SIZE, suite_id, prk, CN_SPAN_LIT("shared_secret"),
           cn_span_of(context, sizeof context));
    cn_mem_wipe(prk, sizeof prk);
}

/* KeySchedule of section 5.1, with neither PSK nor PSK id. */
static void schedule(cn_crypto_hpke_context *out,
                     const uint8_t shared[SECRET_SIZE], cn_span info)
{
    const cn_span suite_id = cn_span_of(suite, sizeof suite);
    const cn_span none = cn_span_of(NULL, 0);
    uint8_t secret[SECRET_SIZE];
    uint8_t context[CONTEXT_SIZE];
    context[0] = MODE_BASE;
    extract(context + 1, suite_id, none, CN_SPAN_LIT("psk_id_hash"), none);
    extract(context + 1 + CN_CRYPTO_HASH_SIZE, suite_id, none,
            CN_SPAN_LIT("info_hash"), info);
    extract(secret, suite_id, cn_span_of(shared, SECRET_SIZE),
            CN_SPAN_LIT("secret"), none);
    expand(out->key, sizeof out->key, suite_id, secret, CN_SPAN_LIT("key"),
           cn_span_of(context, sizeof context));
    expand(out->nonce, sizeof out->nonce, suite_id, secret,
           CN_SPAN_LIT("base_nonce"), cn_span_of(context, sizeof context));
    cn_mem_wipe(secret, sizeof secret);
}

/* From either side: mine is the secret, theirs the point. */
static carnet_status agree(cn_crypto_hpke_context *out,
                           const uint8_t mine[CARNET_SEAL_KEY_SIZE],
                           const uint8_t theirs[CARNET_SEAL_KEY_SIZE],
                           const uint8_t enc[CARNET_SEAL_KEY_SIZE],
                           const carnet_seal_public *to, cn_span info)
{
    uint8_t dh[CARNET_SEAL_KEY_SIZE];
    uint8_t shared[SECRET_SIZE];
    carnet_status status = cn_crypto_x25519(dh, mine, theirs);
    if (status == CARNET_OK) {
        shared_secret(shared, dh, enc, to);
        schedule(out, shared, info);
    }
    cn_mem_wipe(dh, sizeof dh);
    cn_mem_wipe(shared, sizeof shared);
    return status;
}

carnet_status cn_crypto_hpke_sender(cn_crypto_hpke_context *out,
                                    const carnet_seal_key *ephemeral,
                                    const carnet_seal_public *to, cn_span info)
{
    return agree(out, ephemeral->secret, to->bytes, ephemeral->public_key.bytes,
                 to, info);
}

carnet_status cn_crypto_hpke_receiver(cn_crypto_hpke_context *out,
                                      const uint8_t enc[CARNET_SEAL_KEY_SIZE],
                                      const carnet_seal_key *key, cn_span info)
{
    return agree(out, key->secret, enc, enc, &key->public_key, info);
}

carnet_status cn_crypto_hpke_seal(uint8_t enc[CARNET_SEAL_KEY_SIZE],
                                  uint8_t *out, const carnet_seal_public *to,
                                  cn_span info, cn_span plain)
{
    carnet_seal_key ephemeral;
    cn_crypto_hpke_context context;
    carnet_status status = cn_crypto_seal_key_new(&ephemeral);
    if (status == CARNET_OK) {
        status = cn_crypto_hpke_sender(&context, &ephemeral, to, info);
    }
    if (status == CARNET_OK) {
        memcpy(enc, ephemeral.public_key.bytes, CARNET_SEAL_KEY_SIZE);
        cn_crypto_aead_seal(out, context.key, context.nonce,
                            cn_span_of(NULL, 0), plain);
    }
    cn_mem_wipe(&ephemeral, sizeof ephemeral);
    cn_mem_wipe(&context, sizeof context);
    return status;
}

carnet_status cn_crypto_hpke_open(uint8_t *out,
                                  const uint8_t enc[CARNET_SEAL_KEY_SIZE],
                                  const carnet_seal_key *key, cn_span info,
                                  cn_span sealed)
{
    cn_crypto_hpke_context context;
    carnet_status status = cn_crypto_hpke_receiver(&context, enc, key, info);
    if (status == CARNET_OK) {
        status = cn_crypto_aead_open(out, context.key, context.nonce,
                                     cn_span_of(NULL, 0), sealed);
    }
    cn_mem_wipe(&context, sizeof context);
    return status;
}
