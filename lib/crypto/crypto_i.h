/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What only the crypto room uses: Base64, public keys from bytes and the public
 * half of a seed (from libsodium's side of the wall), and one PEM block (RFC
 * 7468, the strict form but for line lengths below 64).
 */
#ifndef CN_CRYPTO_I_H
#define CN_CRYPTO_I_H

#include "crypto.h"

/* Fills key from 32 bytes: CARNET_OK or CARNET_KEY_LOW_ORDER. */
carnet_status cn_crypto_public_key(carnet_public_key *out,
                                   const uint8_t bytes[CARNET_KEY_PUBLIC_SIZE]);

/* out = the public key of seed (RFC 8032 section 5.1.5). */
void cn_crypto_seed_public(uint8_t out[CARNET_KEY_PUBLIC_SIZE],
                           const uint8_t seed[CARNET_KEY_SEED_SIZE]);

/* What a file of a key holds (key_form.c). */
typedef enum {
    CN_CRYPTO_ED25519_SECRET,
    CN_CRYPTO_ED25519_PUBLIC,
    CN_CRYPTO_X25519_SECRET,
    CN_CRYPTO_X25519_PUBLIC
} cn_crypto_key_kind;

/* Bytes of a key of any kind, secret or public. */
#define CN_CRYPTO_KEY_BYTES 32u

/* A key's own bytes from PEM (RFC 8410). CARNET_OK, CARNET_KEY_FORM, _PUBLIC,
   _SECRET, _ALGORITHM. */
carnet_status cn_crypto_key_read(uint8_t out[CN_CRYPTO_KEY_BYTES], cn_span text,
                                 cn_crypto_key_kind which);
carnet_status cn_crypto_key_write(carnet_buf **out,
                                  const uint8_t key[CN_CRYPTO_KEY_BYTES],
                                  cn_crypto_key_kind which);

/* out = X25519(secret, point) (RFC 7748); CARNET_OK, or CARNET_KEY_EXCHANGE
   where the point is of low order and out would be known to all. */
carnet_status cn_crypto_x25519(uint8_t out[CARNET_SEAL_KEY_SIZE],
                               const uint8_t secret[CARNET_SEAL_KEY_SIZE],
                               const uint8_t point[CARNET_SEAL_KEY_SIZE]);
/* out = X25519(secret, 9), the public key. */
void cn_crypto_x25519_public(uint8_t out[CARNET_SEAL_KEY_SIZE],
                             const uint8_t secret[CARNET_SEAL_KEY_SIZE]);
/* HMAC-SHA-256 (RFC 2104) of pieces, one behind the other. */
void cn_crypto_hmac(uint8_t out[CN_CRYPTO_HASH_SIZE], cn_span key,
                    const cn_span *pieces, size_t num);

/* What the key schedule of RFC 9180 section 5.1 gives here. */
typedef struct {
    uint8_t key[CN_CRYPTO_AEAD_KEY_SIZE];
    uint8_t nonce[CN_CRYPTO_NONCE_SIZE];
} cn_crypto_hpke_context;

/* With the ephemeral key that is given, as test vectors need it; sealing makes
   a new one each time. CARNET_OK or CARNET_KEY_EXCHANGE. */
carnet_status cn_crypto_hpke_sender(cn_crypto_hpke_context *out,
                                    const carnet_seal_key *ephemeral,
                                    const carnet_seal_public *to, cn_span info);
carnet_status cn_crypto_hpke_receiver(cn_crypto_hpke_context *out,
                                      const uint8_t enc[CARNET_SEAL_KEY_SIZE],
                                      const carnet_seal_key *key, cn_span info);

/* Characters, without the zero, of len bytes in padded Base64. */
#define CN_CRYPTO_BASE64_LEN(len) (((len) + 2) / 3 * 4)
/* Writes Base64 (RFC 4648 section 4) and a zero, in constant time. */
void cn_crypto_base64_encode(char *out, size_t cap, cn_span bytes);
/* Reads all of text; false on another character, wrong padding, spare bits
   that are not zero, or more than cap bytes. */
bool cn_crypto_base64_decode(uint8_t *out, size_t cap, size_t *len_out,
                             cn_span text);

/* Enough for an Ed25519 key (48 bytes) and for the algorithm of any other. */
#define CN_CRYPTO_PEM_DER_MAX 96

typedef struct {
    cn_span label; /* lent from the text; empty where no block begins */
    uint8_t der[CN_CRYPTO_PEM_DER_MAX];
    size_t der_len;
    bool cut; /* der is only the beginning of what the block holds */
} cn_crypto_pem;

/*
 * Reads the one block of a text, white space around it allowed. label is set
 * as soon as the first line is right, whatever follows, so that a caller can
 * name a block that it does not want. CARNET_OK or CARNET_KEY_FORM. der may
 * hold a secret: the caller wipes out.
 */
carnet_status cn_crypto_pem_read(cn_crypto_pem *out, cn_span text);
/* Appends a block of one line of Base64: der has 48 bytes or fewer. */
void cn_crypto_pem_write(cn_buf *out, const char *label, cn_span der);

#endif
