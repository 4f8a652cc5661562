/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Clinics that have keys, a phrase, and passports sealed for them. All of it is
 * made anew for each run: keys of seals are random.
 */
#ifndef CN_TEST_API_SEALED_H
#define CN_TEST_API_SEALED_H

#include "made.h"

/* One more than a part is sealed to. */
extern carnet_seal_key *test_clinics[CARNET_SEAL_RECIPIENTS + 1];
/* Entries that are to be kept private. */
extern const char test_contact[];
extern const char test_hiv[];

/* Of the group of tests: clinics and phrase come and go. */
int test_sealed_set_up(void **state);
int test_sealed_tear_down(void **state);
const char *test_phrase(void);

/* ---- sealing ---- */

carnet_sealing *test_to_nobody(void);
/* The first num clinics, and the phrase where asked. */
carnet_sealing *test_to_clinics(size_t num, bool by_phrase, int32_t part);
carnet_status test_seal_as(carnet_buf **out, cn_span in, const char *audience,
                           const char *withhold, const carnet_sealing *to);
/* Seals for whom to says, who is free then. */
carnet_buf *test_seal(cn_span in, carnet_sealing *to);
/* A file whose private part is there, with an entry of this many bytes of note;
   0: none. */
cn_buf test_with_private(size_t note);
/* A sealed private part that is of this shape and all zeros but for its
   digest. */
cn_buf test_seal_of_zeros(const test_credential *c, const size_t *locks,
                          size_t num, size_t cipher);
/* A file of a credential whose private part is sealed as in these bytes, and
   whose other parts are there. Its signature holds: a digest is all that it
   covers. */
cn_buf test_with_seal(const test_credential *c, cn_span sealed);

/* ---- opening ---- */

carnet_status test_open(carnet_buf **out, cn_span in,
                        const carnet_seal_key *key, const char *typed);
void test_assert_opens(cn_span in, const carnet_seal_key *key,
                       const char *typed, carnet_status expected);
/* The sealed part of the only credential of a file, taken apart. */
cn_privacy_sealed test_sealed_of(cn_arena *arena, cn_span in, size_t part);

#endif
