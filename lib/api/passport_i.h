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

/* Proof of one part: a seed (whole), or elements of a partial one, or else a
   digest (withheld), which a sealed one has too. */
typedef struct {
    bool whole;
    cn_span partial;
    cn_span sealed; /* all of it, encoded */
    uint8_t seed[CN_PRIVACY_SEED_SIZE];
    uint8_t digest[CN_PRIVACY_DIGEST_SIZE];
} cn_api_proof;

/* What is asked for often stands first: short offsets are short code. */
typedef struct {
    carnet_entry *entries; /* that are here, of all parts in order */
    size_t num_entries;
    cn_span items;                    /* encoded items, after cn_api_unpack */
    cn_span body;                     /* as it travels */
    size_t num_in_part[CN_API_PARTS]; /* withheld entries too; SIZE_MAX: the
                                         part is withheld */
    bool rest_withheld;    /* rest is one digest, for clinic and private */
    bool packed;           /* body is DEFLATE */
    cn_cose_claims claims; /* root: filled by cn_api_root */
    cn_span front;         /* elements before the body, encoded */
    size_t num_elements;   /* of the credential: 3 or 4 */
    uint8_t rest[CN_PRIVACY_DIGEST_SIZE];
    cn_api_proof proof[CN_API_PARTS];
    cn_privacy_set shown[CN_API_PARTS]; /* entries that are here */
    uint8_t signature[CN_CRYPTO_SIGNATURE_SIZE];
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
/* The place of a body that stands alone. */
void cn_api_read_body(cn_cbor_reader *r, cn_api_credential *c);
/* Fills entries of a credential whose items are scanned (step.c). *offset_out:
   where in the items it stopped. */
carnet_status cn_api_step(cn_api_passport *p, cn_api_credential *c,
                          size_t *offset_out);
/* Inflates, scans and steps through the items of credential i (items.c). */
carnet_status cn_api_unpack(cn_api_passport *p, size_t i, cn_problem *where);
/* Whether some or all entries of a part are here. */
static inline bool cn_api_is_here(const cn_api_proof *p)
{
    return p->whole || p->partial.len > 0;
}
/* Whether there is nothing of a part but its digest. */
static inline bool cn_api_is_bare(const cn_api_proof *p)
{
    return !cn_api_is_here(p) && p->sealed.len == 0;
}
/* Unpacks credential i and computes its root, for which its proofs must fit:
   all that is looked at before a signature. */
carnet_status cn_api_unfold(cn_api_passport *p, size_t i, cn_problem *where);
/* Entries of a part that is here, that are not. */
size_t cn_api_num_withheld(const cn_api_credential *c, size_t part);
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
/* Root of a credential, into its claims: from its proofs, num_in_part, shown,
   and the bytes of the entries that are here, one part after the other: spans
   that lie step bytes apart. CARNET_OK or CARNET_PRIVACY_PARTIAL. */
carnet_status cn_api_root(cn_api_credential *c, const cn_span *entries,
                          size_t step);

/* Part of a credential that is here, as the privacy room takes it, its entries
   spans from *entries on, which moves behind them. */
void cn_api_view(cn_privacy_view *out, const cn_api_credential *c, size_t part,
                 const cn_span **entries, size_t step);

/* CBOR elements that an entry consists of (body.c). */
size_t cn_api_num_elements(cn_span entry);
/* Appends encoded items as a body, in the shorter of the two forms that a
   reader takes. */
carnet_status cn_api_put_body(cn_buf *out, cn_span items);

/* The largest valid that a day of issue (at most CN_LIMIT_DAY) can have: the
   last valid day is one of the calendar too. */
uint32_t cn_api_most_valid(uint32_t day);
/* True where status says that the input is at fault, not the machine. */
bool cn_api_is_malformed(carnet_status status);

#endif
