/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inside the words room: the generated tables (make_words.py). A row has a key,
 * and its cells in the order of the languages; a few rows are one run of bits.
 */
#ifndef CN_WORDS_I_H
#define CN_WORDS_I_H

#include "words.h"

#define CN_WORDS_DEPTH 24 /* pairs within pairs, at most */
/* The symbol that ends a cell, and the one that says that it was reviewed. */
#define CN_WORDS_END_REVIEWED 1
/* A cell may begin like its base, that of another language, and then says so
   first: all of it (SAME), or 3 or more bytes (SAME + 1 and on); so many more
   where the first letter is small for a capital or the other way round. */
#define CN_WORDS_SAME 2
#define CN_WORDS_OTHER_CASE 15
#define CN_WORDS_SHARED_LEAST 3
#define CN_WORDS_PLAIN 32
#define CN_WORDS_ROWS 4   /* rows that are read from one place */
#define CN_WORDS_BLOCK 64 /* rows with offsets from one place */
#define CN_WORDS_KEYS 16  /* keys in a block */
#define CN_WORDS_BITS 15  /* of the longest code word */
#define CN_WORDS_FIRST_PAIR 256
#define CN_WORDS_TWO 0xe000 /* for private use: no text is folded to it */
/* Combining marks, which follow their letter: from the first to before the
   end. */
#define CN_WORDS_MARKS 0x300
#define CN_WORDS_MARKS_END 0x370

/* The last table that carnet_words_lookup shows. */
#define CN_WORDS_LAST_PUBLIC CN_WORDS_CURRENCIES

/* How cells of a language are written: a canonical Huffman code over symbols,
   which are bytes or, from CN_WORDS_FIRST_PAIR, stand for two symbols. */
typedef struct {
    const uint16_t *symbols;         /* those with short code words first */
    const uint16_t *pairs;           /* two for each pair */
    uint16_t num[CN_WORDS_BITS + 1]; /* code words of each length */
} cn_words_code;

/* Bits of a row, the first the highest of its byte. */
typedef struct {
    const uint8_t *bytes;
    size_t at;
} cn_words_bits;

typedef struct {
    const char *tag;
    uint32_t needs; /* languages that its cells go back to, and itself: bits */
    bool rtl;
    bool other_script;
} cn_words_language_info;

/* A letter, and what folding or capitals make of it: another, 0 where folding
   leaves it out, or CN_WORDS_TWO and the number of a pair of cn_words_twos. */
typedef struct {
    uint16_t from;
    uint16_t to;
} cn_words_letter;

/* The next word of a front-coded list into out, which holds the one before;
   gives where the one behind it is (cells.c). */
const uint8_t *cn_words_next(char *out, size_t *len_out, const uint8_t *p);
/* Row of a key, -1 if none. */
int32_t cn_words_find_row(cn_words_table table, cn_span key);
/* The row that has the words of a key: of ICD-10 for ICD-11; -1 if none. */
int32_t cn_words_row_of(cn_words_table table, cn_span key);
/* Key of a row of its table. */
void cn_words_key_of(char out[CN_WORDS_KEY_SIZE], cn_words_table table,
                     int32_t row);
/* Where the cells of a row begin. */
cn_words_bits cn_words_bits_of(int32_t row);
/* Reads a cell in place of its base, which out holds, and steps over it. */
void cn_words_read_cell(cn_words_word *out, cn_words_bits *b,
                        const cn_words_code *code);
void cn_words_skip_cell(cn_words_bits *b, const cn_words_code *code);
/* The cell of a language in the row that begins at b. */
void cn_words_read_from(cn_words_word *out, cn_words_bits b, uint8_t language);
void cn_words_read_row(cn_words_word *out, int32_t row, uint8_t language);
/* The next folded character that is not left out; -1 at the end (fold.c). */
int32_t cn_words_fold_kept(cn_span text, size_t *pos, int32_t *more);
/* Whether a folded character is a letter or digit. */
bool cn_words_is_letter(int32_t cp);
/* Whether a tag leads to English of itself. */
bool cn_words_is_english(cn_span tag);

extern const cn_words_language_info cn_words_languages[];
extern const uint8_t cn_words_num_languages;
/* Cells of CN_WORDS_ROWS rows, one behind the other: at the place of their
   block of rows, and so many bytes on. */
extern const uint32_t cn_words_places[];
extern const uint16_t cn_words_rows[];
extern const uint8_t cn_words_cells[];
extern const uint16_t cn_words_first[]; /* row of each table, and the end */
extern const uint16_t cn_words_likes[]; /* of ICD-11's rows: whose words */
/* Keys of each table in bytewise order, in blocks of CN_WORDS_KEYS: of each key
   the bytes shared with the one before, the others, a zero. */
extern const uint16_t cn_words_first_block[]; /* of each table, and the end */
extern const uint16_t cn_words_key_blocks[];  /* where each is in the keys */
extern const uint8_t cn_words_keys[];
extern const cn_words_code cn_words_codes[]; /* by language */

extern const cn_words_letter cn_words_folded[], cn_words_capitals[];
extern const uint16_t cn_words_folded_num, cn_words_capitals_num;
extern const uint16_t cn_words_twos[];
/* Letters and digits of folded text: first and last of each run. */
extern const uint16_t cn_words_letters[], cn_words_letters_num;

/* Words in bytewise order, folded; abbreviations, whose case counts, behind a
   "=". Of each: bytes shared with the one before, the others, a zero. */
extern const uint8_t cn_words_private[];
extern const uint16_t cn_words_num_private;
/* In the same form: phrases in which private words do not count. */
extern const uint8_t cn_words_innocent[];
extern const uint16_t cn_words_num_innocent;

/* A key, a zero, ATC codes with spaces between, a zero, for each. */
extern const uint8_t cn_words_ingredients[], cn_words_covered[];
extern const uint16_t cn_words_ingredients_num, cn_words_covered_num;

#endif
