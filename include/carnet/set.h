/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A passport, trust list or status list as a set of several codes
 * (docs/spec/format.md section 2.1), for what is too large for one: texts
 * "HP1.", "HT1." or "HR1.", each for a QR code of its own, which are joined in
 * any order. With a parity code one lost code is recovered. What is joined is
 * not yet verified, and a code of a list is never joined into a passport. On
 * threads see carnet/types.h.
 */
#ifndef CARNET_SET_H
#define CARNET_SET_H

#include "carnet/types.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CARNET_SET_MAX_CODES 16   /* codes of a set, without parity */
#define CARNET_SET_MAX_VERSION 15 /* largest QR version aimed at */

/* What a text, a file or a set is of. */
#define CARNET_SET_NONE 0 /* nothing that carnet knows */
#define CARNET_SET_PASSPORT 1
#define CARNET_SET_TRUST_LIST 2
#define CARNET_SET_STATUS_LIST 3

/*
 * Fewest codes, 1 to 16, that carry a whole of text_len characters as a set
 * with every QR version at most CARNET_SET_MAX_VERSION; 0 if 16 do not do, or
 * the length is that of no text, or the level is none.
 * level: CARNET_QR_LEVEL_*.
 */
CARNET_API int32_t carnet_set_count_for(size_t text_len, int32_t level);

/*
 * Makes one code of a set, as text without line end.
 * out: receives it, yours to free; set to NULL on failure.
 * whole, whole_len: text or file of a passport or a list.
 * count: codes of the set, 1 to 16, so many that none would be empty.
 * index: which one, from 0; count is the parity code.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE, CARNET_CALLER_MEMORY,
 * CARNET_TEXT_TOO_LONG (for a text, whole or this code), CARNET_TEXT_*.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_set_split(carnet_buf **out,
                                                          const uint8_t *whole,
                                                          size_t whole_len,
                                                          int32_t count,
                                                          int32_t index);

/*
 * A trust list or status list, in either form, as text ("HT1:..." or
 * "HR1:...", no line end), for one code; carnet_issue_as_text does it for a
 * passport. Its signature is not looked at: nobody's key is needed to draw it.
 * out: receives the text, yours to free; set to NULL on failure.
 * list, list_len: text or file.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY, CARNET_TEXT_TOO_LONG
 * (no text can hold it), CARNET_TEXT_PASSPORT, and CARNET_TEXT_* and
 * CARNET_CBOR_* for what is no list.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_set_list_text(carnet_buf **out, const uint8_t *list, size_t list_len);

/* CARNET_SET_* by what a text or file begins with; CARNET_SET_NONE for a code
   of a set. input: may be NULL with length 0. */
CARNET_API int32_t carnet_set_whole_kind(const uint8_t *input,
                                         size_t input_len);

/* 1 for a text that begins as a code of a passport's set does ("HP1."), else
 * 0. text: may be NULL with length 0. */
CARNET_API int32_t carnet_set_is_part(const uint8_t *text, size_t text_len);
/* CARNET_SET_* by what set a text begins as a code of; CARNET_SET_NONE for a
   whole. text: may be NULL with length 0. */
CARNET_API int32_t carnet_set_part_kind(const uint8_t *text, size_t text_len);

/* Codes of one set as they come in. A builder: one thread at a time. */
typedef struct carnet_set carnet_set;

/*
 * Makes an empty one.
 * out: receives it, yours to free; set to NULL on failure.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_set_new(carnet_set **out);

/*
 * Adds the text of a code; the first one says which set it is. One that is
 * there already changes nothing.
 * set: where to. index_out: receives which code it is, from 0, the count for
 * parity; -1 where that can't be said. May be NULL.
 * text: as scanned; one line end behind it is no part of it.
 * CARNET_OK, CARNET_CALLER_NULL; of another set or of a set of something else
 * CARNET_TEXT_SET_OTHER, of the same whole cut otherwise CARNET_TEXT_SET_COUNT,
 * with a number that no set has CARNET_TEXT_SET_INDEX, with lengths that do not
 * agree CARNET_TEXT_SET_SIZE, unlike one that came under its number
 * CARNET_TEXT_SET_DIGEST; CARNET_TEXT_PREFIX for a whole passport,
 * CARNET_TEXT_LIST for a whole list, and CARNET_TEXT_* for what else it is.
 * Nothing is added then.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_set_add(carnet_set *set,
                                                        int32_t *index_out,
                                                        const uint8_t *text,
                                                        size_t text_len);

/* How many codes the set has, without parity; 0 before the first is added.
 * set: may be NULL (gives 0). */
CARNET_API int32_t carnet_set_count(const carnet_set *set);

/* CARNET_SET_* by what the codes are of; CARNET_SET_NONE before the first is
   added. set: may be NULL (gives CARNET_SET_NONE). */
CARNET_API int32_t carnet_set_kind(const carnet_set *set);

/* 1 if code index (from 0; the count: parity) was added, else 0. set: may be
 * NULL (gives 0). */
CARNET_API int32_t carnet_set_has(const carnet_set *set, int32_t index);

/*
 * Gives the whole as the text of what it is (carnet_set_kind), recovering one
 * lost code where parity is there. out: receives the text, yours to free; set
 * to NULL on failure. set: it stays, and more codes may be added. CARNET_OK,
 * CARNET_CALLER_NULL, CARNET_CALLER_MEMORY, CARNET_TEXT_SET_MISSING
 * (carnet_set_has says which), CARNET_TEXT_SET_DIGEST (a code is damaged).
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_set_join(carnet_buf **out,
                                                         carnet_set *set);

/* Wipes and frees. set: may be NULL. */
CARNET_API void carnet_set_free(carnet_set *set);

#ifdef __cplusplus
}
#endif
#endif
