/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words that belong to another code than the one they stand beside: whoever
 * wrote them may have picked the wrong line of a list. Words that merely differ
 * from ours, or say less, are no clash: most people's do. Walks a whole table,
 * for who issues, not for who reads.
 */
#include "words_i.h"

/* What a text is compared with. */
typedef struct {
    cn_span text;
    cn_words_table table; /* that has the words: ICD-10 for ICD-11 */
    int32_t own;          /* row of the code */
    char own_key[CN_WORDS_KEY_SIZE];
    int32_t other; /* row of the first other code that is meant, -1 if none */
    bool fits;     /* the text is the code's, or of one above or below it */
} comparison;

static bool is_text(const comparison *c, const cn_words_word *w)
{
    return cn_words_equal(c->text, cn_span_of(w->text, w->len));
}

/* Whether text is one of the words of the row at b, which moves behind it. Two
   words: 1 KiB of locals. */
static bool is_of_row(const comparison *c, cn_words_bits *b)
{
    const cn_words_bits begin = *b;
    cn_words_word english = {.len = 0};
    cn_words_word word;
    cn_words_read_cell(&english, b, &cn_words_codes[CN_WORDS_ENGLISH]);
    bool found = is_text(c, &english);
    for (uint8_t i = 1; i < cn_words_num_languages; i++) {
        if (cn_words_languages[i].needs == (1U | 1U << i)) {
            word = english;
            cn_words_read_cell(&word, b, &cn_words_codes[i]);
        } else { /* more than English goes before */
            cn_words_read_from(&word, begin, i);
            cn_words_skip_cell(b, &cn_words_codes[i]);
        }
        found = found || is_text(c, &word);
    }
    return found;
}

/* Whether one code is the other's heading: E11 and E11.9, J01A and J01AA07. */
static bool is_above_or_below(const comparison *c, const char *key)
{
    cn_span a = cn_span_str(c->own_key);
    cn_span b = cn_span_str(key);
    return (c->table == CN_WORDS_ICD10 || c->table == CN_WORDS_ATC) &&
           (cn_span_starts(a, b) || cn_span_starts(b, a));
}

static void take_row(comparison *c, int32_t row)
{
    char key[CN_WORDS_KEY_SIZE];
    cn_words_key_of(key, c->table, row);
    if (row == c->own || is_above_or_below(c, key)) {
        c->fits = true;
    } else if (c->other < 0) {
        c->other = row;
    }
}

/* "triamcinolone" beside "triamcinolone (mouth)" says less. A comma parts the
   diseases of one vaccine, and means no more there than each of them. */
static bool says_less(const comparison *c)
{
    cn_words_word word;
    for (uint8_t i = 0; i < cn_words_num_languages; i++) {
        cn_words_read_row(&word, c->own, i);
        const char *more = strstr(word.text, " (");
        if (more == NULL && c->table != CN_WORDS_CVX) {
            more = strchr(word.text, ',');
        }
        if (more != NULL &&
            cn_words_equal(c->text,
                           cn_span_of(word.text, (size_t)(more - word.text)))) {
            return true;
        }
    }
    return false;
}

/* Key of the first code of ICD-11 that has the words of a row. */
static bool put_icd11(char out[CN_WORDS_KEY_SIZE], int32_t row)
{
    int32_t first = cn_words_first[CN_WORDS_ICD11];
    int32_t num = cn_words_first[CN_WORDS_ICD11 + 1] - first;
    for (int32_t i = 0; i < num; i++) {
        if (cn_words_likes[i] == row) {
            cn_words_key_of(out, CN_WORDS_ICD11, first + i);
            return true;
        }
    }
    return false;
}

bool cn_words_clash(char other_out[CN_WORDS_KEY_SIZE], cn_words_table table,
                    cn_span key, cn_span text)
{
    comparison c = {.text = text,
                    .table = table == CN_WORDS_ICD11 ? CN_WORDS_ICD10 : table,
                    .own = cn_words_row_of(table, key),
                    .other = -1};
    other_out[0] = '\0';
    if (c.own < 0 || text.len == 0) {
        return false;
    }
    cn_words_key_of(c.own_key, c.table, c.own);
    int32_t row = cn_words_first[c.table];
    cn_words_bits b = cn_words_bits_of(row);
    for (; row < cn_words_first[c.table + 1] && !c.fits; row++) {
        if (row % CN_WORDS_ROWS == 0) {
            b = cn_words_bits_of(row);
        }
        if (is_of_row(&c, &b)) {
            take_row(&c, row);
        }
    }
    if (c.other < 0 || c.fits || says_less(&c)) {
        return false;
    }
    if (table == CN_WORDS_ICD11) {
        return put_icd11(other_out, c.other);
    }
    cn_words_key_of(other_out, table, c.other);
    return true;
}
