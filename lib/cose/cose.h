/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Face of the COSE room: the CWT claims and the Sig_structure of a credential,
 * rebuilt from what travels and never carried (docs/spec/format.md section 3),
 * the ordinary COSE_Sign1 for export, and the COSE_Sign1 of signed lists, whose
 * payloads it hands on unread. Bounded: no allocation but cn_buf's.
 */
#ifndef CN_COSE_H
#define CN_COSE_H

#include "../cbor/cbor.h"
#include "../crypto/crypto.h"

/* Claims that credentials and lists share, IANA "CBOR Web Token (CWT)
   Claims". */
#define CN_COSE_CLAIM_EXP 4
#define CN_COSE_CLAIM_IAT 6
/* Before the digest of the issuer's key, in lower-case hex: the uri of the
   status list of what that key signs, format.md section 3. */
#define CN_COSE_SCHEME "carnet:"

#define CN_COSE_ROOT_SIZE 32
/* A Sig_structure of a credential never has more bytes than this. */
#define CN_COSE_TBS_MAX 216

typedef struct {
    uint8_t kid[CARNET_KEY_ID_SIZE];
    uint32_t day; /* of issue, days since 1970-01-01 */
    bool has_valid;
    uint32_t valid; /* last valid day = day + valid */
    bool has_index;
    uint32_t index; /* in the issuer's status list */
    uint8_t root[CN_COSE_ROOT_SIZE];
} cn_cose_claims;

/*
 * Sig_structure of a COSE_Sign1 (RFC 9052 section 4.4): protected_header is
 * the content of its byte string, so empty where the map is empty. Appended.
 */
void cn_cose_sig_structure(cn_buf *out, cn_span protected_header,
                           cn_span external_aad, cn_span payload);
/* protected header (map), payload (map), whole Sig_structure; appended. The
   issuer's key digest is needed for the status uri only. */
void cn_cose_protected(cn_buf *out, const uint8_t kid[CARNET_KEY_ID_SIZE]);
void cn_cose_payload(cn_buf *out, const cn_cose_claims *c,
                     const carnet_public_key *key);
void cn_cose_tbs(cn_buf *out, const cn_cose_claims *c,
                 const carnet_public_key *key);
/* Signs, verifies what cn_cose_tbs builds. identity: SHA-256 of it (format.md
   section 3), where the signature holds. Statuses as cn_crypto_*. */
carnet_status cn_cose_sign(uint8_t sig[CN_CRYPTO_SIGNATURE_SIZE],
                           const cn_cose_claims *c,
                           const carnet_secret_key *key);
carnet_status cn_cose_verify(uint8_t identity[CN_CRYPTO_HASH_SIZE],
                             const uint8_t sig[CN_CRYPTO_SIGNATURE_SIZE],
                             const cn_cose_claims *c,
                             const carnet_public_key *key);
/*
 * COSE_Sign1 (RFC 9052 section 4.2), tagged 18, payload in place, the entries
 * (an encoded CBOR item) under unprotected label -65538. Appended to out.
 */
void cn_cose_sign1(cn_buf *out, const cn_cose_claims *c,
                   const carnet_public_key *key,
                   const uint8_t sig[CN_CRYPTO_SIGNATURE_SIZE],
                   cn_span entries);

/* ---- signed lists ---- */

/* A list taken apart; all lent from its bytes. */
typedef struct {
    cn_span header; /* protected */
    cn_span payload;
    const uint8_t *kid;       /* CARNET_KEY_ID_SIZE bytes */
    const uint8_t *signature; /* CN_CRYPTO_SIGNATURE_SIZE bytes */
} cn_cose_list;

/* The longest typ that a list can have. */
#define CN_COSE_TYP_MAX 64

/* Takes a COSE_Sign1 of this typ apart, unverified. Statuses: CARNET_CBOR_*,
   _SHAPE where a header is not the one that a list of this typ has. */
carnet_status cn_cose_list_read(cn_cose_list *out, cn_span bytes, cn_span typ,
                                size_t *offset_out);
/* CARNET_OK, CARNET_KEY_SIGNATURE, CARNET_CALLER_MEMORY, _RANDOM. */
carnet_status cn_cose_list_verify(const cn_cose_list *list,
                                  const carnet_public_key *key);
/* Signs a payload; the whole is appended to out. */
carnet_status cn_cose_list_sign(cn_buf *out, cn_span typ, cn_span payload,
                                const carnet_secret_key *key);

#endif
