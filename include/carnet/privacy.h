/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Showing less: a presentation of a passport has credentials left out and
 * entries withheld. It needs no key and no network and verifies under the same
 * signatures; what is withheld is not in its bytes. Two presentations of one
 * credential can be linked: they share its signature.
 */
#ifndef CARNET_PRIVACY_H
#define CARNET_PRIVACY_H

#include "carnet/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Name of an audience, such as "desk", from 0; NULL past the last. Constant.
   docs/spec/audiences.md. */
CARNET_API const char *carnet_privacy_audience(size_t i);

/* Who that is, a few English words; NULL past the last. Constant. */
CARNET_API const char *carnet_privacy_audience_about(size_t i);

/*
 * Makes a presentation. Nothing is verified: what was not genuine is not then
 * either.
 * out: receives the bytes of a file, yours to free; set to NULL on failure.
 * problem: receives where and why, yours to free, or NULL; may be NULL.
 * passport: text or file bytes, whole or itself a presentation. passport_len:
 * at most 8,388,608 bytes.
 * audience: NUL-terminated name of whoever will see it; NULL: nothing is seen
 * but what show names or, where that is empty, all but what withhold names.
 * show, withhold: num_show and num_withhold NUL-terminated words, lent; either
 * may be NULL where there are none. What both name is withheld. A word is
 * "2" (the second credential), "private" (a part), "clinic/3" (the place of an
 * entry, from 0), "allergy" (a kind), or "2:" before one of these, which a
 * place needs where there are several credentials. A number or a kind to show
 * means desk and clinic part only. Where a kind, and no word that names it,
 * would show the private part of a credential in pieces, that of all is
 * withheld.
 * A credential of which an audience sees no more than whose it is, is left
 * out, unless that is all there is: then the first one stays.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE, CARNET_CALLER_MEMORY,
 * CARNET_PRIVACY_CHOICE (a word names nothing; the problem's path is it),
 * CARNET_PRIVACY_NOTHING, and what makes a passport malformed: the text, CBOR,
 * privacy and record classes. Any thread. docs/spec/format.md section 4.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_privacy_present(
    carnet_buf **out, carnet_problem **problem, const uint8_t *passport,
    size_t passport_len, const char *audience, const char *const *show,
    size_t num_show, const char *const *withhold, size_t num_withhold);

/* Whose passports are merged: what they say of it decides, or the caller. */
enum {
    CARNET_PRIVACY_ASK = 0,
    CARNET_PRIVACY_SAME_PERSON = 1
};

/*
 * Merges two passports of one holder: all credentials of both, each once; of
 * one that is in both, all that either shows. The result is the same in
 * whatever order and grouping passports are merged, and however often, and a
 * credential that both show in pieces has the smallest proof that shows these.
 * Of a part that is sealed in both and readable in neither, one sealing stays:
 * that with more locks. Nothing is verified: what was not genuine is not then
 * either.
 * out: receives the bytes of a file, yours to free; set to NULL on failure.
 * problem: receives where and why, yours to free, or NULL; may be NULL.
 * first, second: text or file bytes, whole or presentations. first_len,
 * second_len: at most 8,388,608 bytes.
 * same_person: CARNET_PRIVACY_ASK refuses passports that are not told to be one
 * person's: by a credential that is in both, by equal passport ids or, where
 * one has none, by equal name and birth date; different passport ids speak
 * against all that. CARNET_PRIVACY_SAME_PERSON does not look; a verdict does.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE, CARNET_CALLER_MEMORY,
 * CARNET_PRIVACY_HOLDER (the problem says what differs), CARNET_RECORD_COUNT
 * (more than 256 credentials together), CARNET_INFLATE_LIMIT (more than a file
 * may hold), and what makes a passport malformed, as in carnet_privacy_present.
 * Any thread. docs/spec/format.md section 4.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_privacy_merge(
    carnet_buf **out, carnet_problem **problem, const uint8_t *first,
    size_t first_len, const uint8_t *second, size_t second_len,
    int32_t same_person);

#ifdef __cplusplus
}
#endif
#endif
