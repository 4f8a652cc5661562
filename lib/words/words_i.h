/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inside the words room: the generated tables (make_words.py). A row's cells
 * stand one behind the other in the order of the languages, each squeezed and
 * ended by a zero; a byte with a pair stands for the two bytes of that pair.
 */
#ifndef CN_WORDS_I_H
#define CN_WORDS_I_H

#include "words.h"

#define CN_WORDS_DEPTH 24 /* pairs within pairs, at most */
#define CN_WORDS_SAME 1   /* a cell of this byte: the English one */

/* The last table that carnet_words_lookup shows. */
#define CN_WORDS_LAST_PUBLIC CN_WORDS_CURRENCIES

typedef struct {
    uint32_t key;   /* where in the blob: zero-terminated */
    uint32_t cells; /* where in the blob */
} cn_words_row;

typedef struct {
    const char *tag;
    bool rtl;
    bool other_script;
} cn_words_language_info;

/* A letter, and the one or two (the second 0 or a letter) that folding or
   capitals make of it; to 0 where folding leaves it out. */
typedef struct {
    uint16_t from;
    uint16_t to;
    uint16_t second;
} cn_words_letter;

/* A code, and ATC codes with spaces between. */
typedef struct {
    const char *key;
    const char *codes;
} cn_words_relation;

/* Whether a tag leads to English of itself. */
bool cn_words_is_english(cn_span tag);

extern const cn_words_language_info cn_words_languages[];
extern const uint8_t cn_words_num_languages;
extern const cn_words_row cn_words_rows[]; /* of a table by key */
extern const uint16_t cn_words_first[];    /* row of each table, and the end */
extern const uint8_t cn_words_blob[];
extern const uint8_t cn_words_pairs[][256][2];
extern const uint8_t cn_words_reviewed[]; /* a bit for each cell */
extern const uint8_t cn_words_review_width;

extern const cn_words_letter cn_words_folded[], cn_words_capitals[];
extern const uint16_t cn_words_folded_num, cn_words_capitals_num;

/* Folded; abbreviations, whose case counts, behind a "=". */
extern const char *const cn_words_private[];
extern const uint16_t cn_words_num_private;

extern const cn_words_relation cn_words_ingredients[], cn_words_covered[];
extern const uint16_t cn_words_ingredients_num, cn_words_covered_num;

#endif
