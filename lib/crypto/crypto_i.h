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
