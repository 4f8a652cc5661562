/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Case and accents folded for comparing, and capitals. Latin, Greek, Arabic and
 * punctuation by tables that the build makes; other letters stay as they are.
 * Malformed UTF-8 ends the text.
 */
#include "words_i.h"

static const cn_words_letter *find(const cn_words_letter *table, uint16_t num,
                                   int32_t cp)
{
    uint16_t low = 0;
    uint16_t high = num;
    while (low < high) {
        uint16_t middle = (uint16_t)((low + high) / 2);
        if (table[middle].from == cp) {
            return &table[middle];
        }
        if (table[middle].from < cp) {
            low = (uint16_t)(middle + 1);
        } else {
            high = middle;
        }
    }
    return NULL;
}

/* What a letter becomes; *more: the second of two, else 0. */
static int32_t made_of(const cn_words_letter *l, int32_t *more)
{
    *more = 0;
    if (l->to < CN_WORDS_TWO) {
        return l->to;
    }
    const uint16_t *two = cn_words_twos + (size_t)2 * (l->to - CN_WORDS_TWO);
    *more = two[1];
    return two[0];
}

int32_t cn_words_fold_next(cn_span text, size_t *pos, int32_t *more)
{
    if (*more != 0) {
        int32_t second = *more;
        *more = 0;
        return second;
    }
    int32_t cp = cn_utf8_next(text, pos);
    if (cp < 0x80) {
        return cp >= 'A' && cp <= 'Z' ? cp + ('a' - 'A') : cp;
    }
    if (cp >= CN_WORDS_MARKS && cp < CN_WORDS_MARKS_END) {
        return 0;
    }
    const cn_words_letter *l = find(cn_words_folded, cn_words_folded_num, cp);
    return l == NULL ? cp : made_of(l, more);
}

int32_t cn_words_fold_kept(cn_span text, size_t *pos, int32_t *more)
{
    int32_t cp = 0;
    while (cp == 0) {
        cp = cn_words_fold_next(text, pos, more);
    }
    return cp;
}

bool cn_words_is_letter(int32_t cp)
{
    if (cp < 0x80) {
        return (cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9');
    }
    uint16_t i = 0;
    while (i < cn_words_letters_num && cp > cn_words_letters[i + 1]) {
        i = (uint16_t)(i + 2);
    }
    return i < cn_words_letters_num && cp >= cn_words_letters[i];
}

bool cn_words_equal(cn_span a, cn_span b)
{
    size_t at_a = 0;
    size_t at_b = 0;
    int32_t more_a = 0;
    int32_t more_b = 0;
    for (;;) {
        int32_t x = cn_words_fold_kept(a, &at_a, &more_a);
        int32_t y = cn_words_fold_kept(b, &at_b, &more_b);
        if (x != y) {
            return false;
        }
        if (x < 0) {
            return at_a == a.len && at_b == b.len;
        }
    }
}

static void put_cp(cn_buf *out, int32_t cp)
{
    uint8_t bytes[4];
    cn_buf_put(out, bytes, cn_utf8_put(bytes, cp));
}

void cn_words_put_capitals(cn_buf *out, cn_span text)
{
    size_t pos = 0;
    while (pos < text.len) {
        int32_t cp = cn_utf8_next(text, &pos);
        if (cp < 0) {
            return;
        }
        const cn_words_letter *l =
            find(cn_words_capitals, cn_words_capitals_num, cp);
        if (l == NULL) {
            put_cp(out, cp >= 'a' && cp <= 'z' ? cp - ('a' - 'A') : cp);
            continue;
        }
        int32_t more = 0;
        put_cp(out, made_of(l, &more));
        if (more != 0) {
            put_cp(out, more);
        }
    }
}
