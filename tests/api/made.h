/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Passports made by hand, step by step, with the lower rooms alone: issuers
 * that would never sign nonsense are no help where nonsense must be signed.
 * Whatever is made here is fictional.
 */
#ifndef CN_TEST_API_MADE_H
#define CN_TEST_API_MADE_H

#include "../support/support.h"

#include "../../lib/api/passport_i.h"
#include "../privacy/part.h"

#define TEST_DAY 20529 /* 2026-03-17 */
#define TEST_NOW (INT64_C(86400) * TEST_DAY + 43200)
#define TEST_NUM_KEYS 3

/* Which parts are shown: bits. */
#define TEST_DESK 1u
#define TEST_CLINIC 2u
#define TEST_PRIVATE 4u
#define TEST_ALL 7u

/* Issuer n, from 1. Trusted in test_verify are 1 to TEST_NUM_KEYS. */
const carnet_secret_key *test_secret(uint8_t n);
const carnet_public_key *test_public(uint8_t n);
const carnet_public_key *const *test_trusted(void);

/* A record in JSON; a mistake in it fails the test. */
carnet_record *test_record(const char *json);

/* A credential; its fields may be changed at any step. */
typedef struct {
    const carnet_secret_key *key;
    cn_cose_claims claims; /* root: by test_sign */
    uint8_t root_seed[CN_PRIVACY_SEED_SIZE];
    cn_buf part[CN_API_PARTS]; /* the entries' elements */
    size_t num_elements[CN_API_PARTS];
    size_t num_entries[CN_API_PARTS];
    size_t ends[CN_API_PARTS][CN_LIMIT_PART_ENTRIES + 2]; /* of entries */
    /* By test_sign: */
    uint8_t signature[CN_CRYPTO_SIGNATURE_SIZE];
    uint8_t seed[CN_API_PARTS][CN_PRIVACY_SEED_SIZE];
    uint8_t rest_seed[CN_PRIVACY_SEED_SIZE];
    uint8_t digest[CN_API_PARTS][CN_PRIVACY_DIGEST_SIZE];
    uint8_t rest[CN_PRIVACY_DIGEST_SIZE];
} test_credential;

/* Empty, of TEST_DAY, without an end, by issuer n. */
test_credential *test_begin(uint8_t n);
/* Puts one entry, as it stands in items, last into a part. */
void test_add(test_credential *c, size_t part, cn_span entry);
void test_add_hex(test_credential *c, size_t part, const char *hex);
/* The same of an entry in JSON, as the library encodes it. */
void test_add_json(test_credential *c, size_t part, const char *json);
cn_buf test_entry_json(const char *json, int32_t day);
/* The one person of all that is made here: beside others a credential that
   names nobody is for review. One entry of a part. */
void test_add_person(test_credential *c, size_t part);
/* Computes the tree and signs. */
void test_sign(test_credential *c);
void test_end(test_credential *c);
/* Tag of an entry of a signed one, from its seeds. */
uint32_t test_tag_of(const test_credential *c, size_t part, size_t i);

/* A credential with eight entries in its three parts, signed by issuer n, and
   the number of entries of each part. */
test_credential *test_sample(uint8_t n);
/* The same entries for a credential of another day or seed, which it signs. */
void test_add_sample(test_credential *c);
#define TEST_SAMPLE_DESK 3
#define TEST_SAMPLE_CLINIC 4
#define TEST_SAMPLE_PRIVATE 1

/* Elements of a credential, appended. */
void test_put_head(cn_buf *b, const test_credential *c, unsigned shown);
void test_put_when(cn_buf *b, const test_credential *c);
void test_put_parts(cn_buf *b, const test_credential *c, unsigned shown);
void test_put_items(cn_buf *b, const test_credential *c, unsigned shown);
size_t test_items_len(const test_credential *c, unsigned shown);
/* A byte string with DEFLATE of items. */
void test_put_packed(cn_buf *b, cn_span items);
/* A passport of one as far as its day, elements and all. */
void test_put_start(cn_buf *b, const test_credential *c, unsigned shown);
/* A whole one: head, when, parts unless all are shown, body. */
void test_put_credential(cn_buf *b, const test_credential *c, unsigned shown,
                         bool packed);
/* A passport of one. */
cn_buf test_passport(const test_credential *c, unsigned shown, bool packed);
/* The forms in which it travels. */
cn_buf test_as_text(cn_span passport);
cn_buf test_as_file(cn_span passport);
/* A file of one, packed and with all its parts; and that of test_sample(1). */
cn_buf test_file_of(const test_credential *c);
cn_buf test_sample_file(void);

/* A file of several: each has a person, and one private entry or, where that is
   NULL, none. */
cn_buf test_file_of_several(const char *const *private_entries, size_t num);

/*
 * Verifies at a time, with keys 1 to TEST_NUM_KEYS, in memory of its own; then
 * in an arena, and fails where that says anything else.
 */
carnet_verdict *test_verify_at(cn_span input, int64_t now_s);
carnet_verdict *test_verify(cn_span input);
/* The whole verdict as JSON, entries included. Free with carnet_buf_free. */
carnet_buf *test_json_of(const carnet_verdict *v);

/* Blanks the numbers of the pages of a view's JSON, which are their places in
   the passport, and the refused ones, which stand by number: no more in it
   hangs on the order of credentials. */
void test_blank_pages(carnet_buf *json);

/* The input is malformed for this reason, in verify, peek or unverified. */
void test_assert_malformed(cn_span input, carnet_status reason);
/* The passport is malformed, as a text (where one can hold it) and a file. */
void test_assert_bad(cn_span passport, carnet_status reason);
/* The passport gives this outcome, as a text (if it fits) and as a file. */
void test_assert_outcome(cn_span passport, int32_t outcome);

#endif
