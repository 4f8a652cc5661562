/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A passport taken apart: what verify, peek, outline, unverified and issue
 * share. Nothing of an entry but its kind and its bytes is looked at before
 * cn_api_check, which is for those whose signature holds.
 */
#ifndef CN_API_PASSPORT_I_H
#define CN_API_PASSPORT_I_H

#include "../cose/cose.h"
#include "../model/model.h"
#include "../privacy/privacy.h"
#include "../wire/wire.h"
#include "api.h"

enum {
    CN_API_DESK = CARNET_PART_DESK,
    CN_API_CLINIC = CARNET_PART_CLINIC,
    CN_API_PRIVATE = CARNET_PART_PRIVATE,
    CN_API_PARTS = 3
};

/* Sizes of a credential's first element, docs/spec/format.md section 3. */
enum {
    CN_API_HEAD_SIZE = CARNET_KEY_ID_SIZE + CN_CRYPTO_SIGNATURE_SIZE,
    CN_API_WHOLE_HEAD_SIZE = CN_API_HEAD_SIZE + CN_PRIVACY_SEED_SIZE
};

/* Proof of one part: a seed (whole) or a digest (withheld). */
typedef struct {
    bool whole;
    uint8_t seed[CN_PRIVACY_SEED_SIZE];
    uint8_t digest[CN_PRIVACY_DIGEST_SIZE];
} cn_api_proof;

typedef struct {
    carnet_entry *entries; /* of all whole parts, in order */
    size_t num_entries;
    cn_span items;                    /* encoded items, after cn_api_unpack */
    cn_span body;                     /* as it travels */
    size_t num_in_part[CN_API_PARTS]; /* SIZE_MAX: withheld */
    bool rest_withheld;    /* rest is one digest, for clinic and private */
    bool packed;           /* body is DEFLATE */
    cn_cose_claims claims; /* root: filled by cn_api_root */
    uint8_t rest[CN_PRIVACY_DIGEST_SIZE];
    cn_api_proof proof[CN_API_PARTS];
    uint8_t signature[CN_CRYPTO_SIGNATURE_SIZE];
    size_t num_elements; /* of the credential: 3 or 4 */
    cn_span front;       /* its elements before the body, encoded */
} cn_api_credential;

typedef struct {
    cn_arena *arena;
    cn_span input; /* lent: text or file */
    cn_wire_form form;
    cn_span bytes; /* the passport, without prefix or magic */
    cn_api_credential *credentials;
    size_t num;
    size_t items_left;   /* bytes of items still allowed */
    size_t entries_left; /* entries still allowed */
} cn_api_passport;

/*
 * Envelope and heads (passport.c). where (may be NULL) gets status, offset and
 * detail of a malformed input. Memory comes from arena; input is lent.
 */
carnet_status cn_api_open(cn_api_passport *p, cn_arena *arena, cn_span input,
                          cn_problem *where);
/* One credential up to and with the place of its body (head.c); c is zero. */
void cn_api_read_credential(cn_cbor_reader *r, cn_api_credential *c);
/* Fills entries of a credential whose items are scanned (step.c). *offset_out:
   where in the items it stopped. */
carnet_status cn_api_step(cn_api_passport *p, cn_api_credential *c,
                          size_t *offset_out);
/* Inflates, scans and steps through the items of credential i (items.c). */
carnet_status cn_api_unpack(cn_api_passport *p, size_t i, cn_problem *where);
/* Parts that are here, whole (head.c). */
size_t cn_api_num_whole(const cn_api_credential *c);
/* Checks every entry of credential i and what entries say of each other. */
carnet_status cn_api_check(const cn_api_passport *p, size_t i,
                           cn_problem *where);
/*
 * Last word on an input that is malformed by status: a text may show how it
 * was changed on its way, which then is its fault. Gives the status to report.
 */
carnet_status cn_api_blame(const cn_api_passport *p, carnet_status status,
                           cn_problem *where);

/* All three parts whole, under one root seed (root.c). */
void cn_api_set_root_seed(cn_api_credential *c,
                          const uint8_t seed[CN_PRIVACY_SEED_SIZE]);
/* Clinic and private part whole, under one seed. */
void cn_api_set_rest_seed(cn_api_credential *c,
                          const uint8_t seed[CN_PRIVACY_SEED_SIZE]);
void cn_api_set_seed(cn_api_proof *p, const uint8_t seed[CN_PRIVACY_SEED_SIZE]);
/* Root of a credential, into its claims: from its proofs, num_in_part, and the
   bytes of the entries of its whole parts, one part after the other: spans
   that lie step bytes apart. */
void cn_api_root(cn_api_credential *c, const cn_span *entries, size_t step);

/* The largest valid that a day of issue (at most CN_LIMIT_DAY) can have: the
   last valid day is one of the calendar too. */
uint32_t cn_api_most_valid(uint32_t day);
/* Characters of a passport of num_bytes as text; SIZE_MAX if none counts so
   far. */
size_t cn_api_num_chars(size_t num_bytes);
/* True where status says that the input is at fault, not the machine. */
bool cn_api_is_malformed(carnet_status status);

#endif
