/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Trust lists made by hand: issuers with a key each, by keys made of a number.
 */
#ifndef CN_TEST_MADE_LIST_H
#define CN_TEST_MADE_LIST_H

#include "../support/support.h"

#include "trust/trust_i.h"

enum {
    MADE_MAX = 8, /* issuers */
    MADE_DAY = 20529,
    MADE_MANY = 50
};

/* The key of number n, whose seed is n in its first byte and 0x5a behind. */
const carnet_secret_key *made_secret(uint8_t n);
const carnet_public_key *made_public(uint8_t n);

/* A list under hand; its fields may be changed. */
typedef struct {
    cn_trust_list list;
    cn_trust_issuer issuers[MADE_MAX];
    cn_trust_key keys[2 * MADE_MAX];
} made;

/* Issuers "Issuer 1" to "Issuer num", a key of that number each. */
void made_begin(made *m, size_t num);
/* Signs it by key n: the bytes, or the status why not (and none). */
cn_buf made_sign(const made *m, uint8_t n, carnet_status due);
/* A list by key MADE_MANY of num issuers, whose keys are no points: signed
   without the look at each that signing takes. */
cn_buf made_many(size_t num);
/* The same, of exactly len bytes with what issuers that takes: 1,000 or more.
 */
cn_buf made_long(size_t len);
/* Reads it, signed by key n. Free with made_free. */
carnet_trust_list *made_read(cn_span bytes, uint8_t n);
carnet_trust_list *made_list(const made *m, uint8_t n);
void made_free(carnet_trust_list *list);
/* That reading gives this status. */
void made_refused(cn_span bytes, uint8_t n, carnet_status due);

#endif
