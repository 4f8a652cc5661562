/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Face of the words room: the phrase book. A code, a word of an enumeration or
 * a phrase of carnet's own has one plain word in each language, made by the
 * build from data/ (make_words.py). Looks up and folds; renders nothing,
 * allocates nothing, and refuses to guess: what has no word gives none.
 */
#ifndef CN_WORDS_H
#define CN_WORDS_H

#include "../base/base.h"
#include "carnet/words.h"

/* Tables, in the order of make_words.py. The first have the names that the
   record's JSON form gives to code systems. */
typedef enum {
    CN_WORDS_ICD10,
    CN_WORDS_ICD11,
    CN_WORDS_SNOMED,
    CN_WORDS_ATC,
    CN_WORDS_CVX,
    CN_WORDS_LOINC,
    CN_WORDS_CARNET,
    CN_WORDS_UNITS,
    CN_WORDS_COUNTRIES,
    CN_WORDS_LANGUAGES,
    CN_WORDS_CURRENCIES,
    CN_WORDS_UNITS_MANY, /* more than one of a counted thing or of a time */
    CN_WORDS_ENUMS,      /* "condition_status.active" */
    CN_WORDS_KINDS,      /* kinds and groups, by JSON name */
    CN_WORDS_FIELDS,     /* "condition.since", "common.note" */
    CN_WORDS_STATUSES,   /* names of statuses */
    CN_WORDS_PHRASES,    /* names of phrases.def, lower case */
    CN_WORDS_NUM_TABLES
} cn_words_table;

/* Phrases of carnet's own: rows of CN_WORDS_PHRASES. */
typedef enum {
#define PHRASE(NAME, about) CN_PHRASE_##NAME,
#include "phrases.def"
    CN_NUM_PHRASES
} cn_words_phrase_name;

/* A word in a language. */
typedef struct {
    char text[CARNET_WORDS_SIZE]; /* UTF-8 and a zero */
    uint16_t len;                 /* bytes, without the zero */
    uint8_t language;             /* the one it is in: English where the one
                                     that was asked for has none */
    bool reviewed;                /* by somebody named in data/reviews.tsv */
} cn_words_word;

#define CN_WORDS_ENGLISH 0

/* Number of the language for a BCP 47 tag, by RFC 4647 section 3.4 (lookup):
   "pt-BR" is pt where there is no pt-BR; English where there is none. */
uint8_t cn_words_language(cn_span tag);
/* Written from right to left? */
bool cn_words_is_rtl(uint8_t language);
/* In a script other than Latin? */
bool cn_words_is_other_script(uint8_t language);

/* The word of a key; false, and an empty word, where the table has none. */
bool cn_words_find(cn_words_word *out, cn_words_table table, cn_span key,
                   uint8_t language);
/* The same of a phrase, of which there always is one; "{}" stands where a
   value goes. */
void cn_words_phrase(cn_words_word *out, cn_words_phrase_name phrase,
                     uint8_t language);
/* The phrase of a name, as its row has it: "check_yourself"; -1 if there is
   none. */
int32_t cn_words_phrase_named(cn_span name);
/* The table of a code system or of "units", "countries" and so on by its name;
   -1 if there is none. */
int32_t cn_words_table_named(cn_span name);

/* ---- folding: case, accents, and forms of Arabic letters ---- */

/* Next folded character at *pos of well-formed UTF-8, which moves; 0 for a
   mark that folding leaves out; -1 at the end. A character that folds to two
   gives the second from the next call through *more (0 at first). */
int32_t cn_words_fold_next(cn_span text, size_t *pos, int32_t *more);
/* Equal but for case and accents. */
bool cn_words_equal(cn_span a, cn_span b);
/* Whether a text is the word of a key in any language, case and accents
   folded. */
bool cn_words_is_word_of(cn_span text, cn_words_table table, cn_span key);
#define CN_WORDS_KEY_SIZE 64 /* bytes of a key and a zero */
/* Whether text, beside a code, is our word in any language for another code of
   its table, and neither for the code nor for its heading: true, and the other
   code; else false and "" (clash.c). A code without words clashes with none. */
bool cn_words_clash(char other_out[CN_WORDS_KEY_SIZE], cn_words_table table,
                    cn_span key, cn_span text);
/* Appends text in capitals where its script has them. */
void cn_words_put_capitals(cn_buf *out, cn_span text);

/* ---- words that tell what must stay private (private.c) ---- */

#define CN_WORDS_PRIVATE_SIZE 256 /* bytes of such a word and a zero */

/* Looks in a text for a word or abbreviation of a private code, in any
   language: true, and the word as the table has it; else false and "". */
bool cn_words_find_private(char word_out[CN_WORDS_PRIVATE_SIZE], cn_span text);

/* ---- what a medicine holds, what an allergen covers (relations.c) ---- */

/* Number i (from 0) of the ingredients of a combination, as ATC codes; false
   past the last, and for a medicine of one ingredient. */
bool cn_words_ingredient(cn_span *atc_out, cn_span atc, size_t i);
/* A row of the table of ingredients: what has some. */
typedef struct {
    cn_span atc;
    const char *inside; /* for cn_words_row_ingredient */
    uint16_t num;       /* rows so far */
} cn_words_row;

/* The next row, the first for one that is all zero; false past the last. */
bool cn_words_next_row(cn_words_row *row);
/* Number i of the ingredients of a row; false past the last. */
bool cn_words_row_ingredient(cn_span *atc_out, const cn_words_row *row,
                             size_t i);
/* Number i of the ATC prefixes that an allergen covers; false past the last,
   and for an allergen without a map. */
bool cn_words_covers(cn_span *prefix_out, cn_words_table table, cn_span code,
                     size_t i);

#endif
