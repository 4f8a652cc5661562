/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Status lists for tests, and payloads put together by hand that no issuer's
 * program would sign. All keys are made up.
 */
#ifndef CN_TEST_STATUS_MADE_H
#define CN_TEST_STATUS_MADE_H

#include "../support/support.h"

#include "trust/status_i.h"

#define TEST_DAY 20529 /* 2026-03-17 */
#define TEST_NOW (INT64_C(86400) * TEST_DAY + 43200)

/* Issuer n, from 1 to 4. */
const carnet_secret_key *test_secret(uint8_t n);
const carnet_public_key *test_public(uint8_t n);

/* A draft of issuer 1 with 16 entries of 2 bits, of which index i has value i %
   4. Free with carnet_status_draft_free. */
carnet_status_draft *test_draft(void);
/* A list of that draft, by issuer n, made at a time, good for 30 days. */
carnet_buf *test_list_of(const carnet_status_draft *d, uint8_t n,
                         int64_t issued_s);
carnet_buf *test_list(void);
/* Reads it with the keys of issuers 1 and 2. */
carnet_status test_read(carnet_status_list **out, cn_span input);

/* What a payload says, each step of which a test may change. */
typedef struct {
    uint8_t of;      /* the issuer whose uri is its sub */
    const char *sub; /* another sub; NULL: that uri */
    bool has_exp;
    int64_t exp;
    int64_t iat;
    bool has_ttl;
    int64_t ttl;
    uint64_t bits;
    cn_span lst; /* as it is, zipped or not */
    const char *typ;
    bool more;         /* a claim that carnet does not know */
    bool vector_order; /* bits before lst, as the draft writes it */
} test_payload;

/* As test_list has it, with an lst of 16 zero bytes and 8 bits. */
test_payload test_usual(void);
/* The list, as a file, signed by issuer n. */
cn_buf test_sign(const test_payload *p, uint8_t n);

#endif
