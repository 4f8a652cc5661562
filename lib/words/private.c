/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words that tell what must stay private, in the text of an entry and in any
 * language: the phrase book's words of private codes, and the words and
 * abbreviations of data/private.tsv. A word counts where it stands alone, with
 * or without an s behind it, in Arabic also behind an article or particle;
 * "heart" holds no "ART". Never a proof that a text tells nothing.
 */
#include "words_i.h"

static bool is_letter(int32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z') ||
           (cp >= 'A' && cp <= 'Z') || cp >= 0xc0;
}

/* Where a character ends that begins at pos; the end where malformed. */
static size_t after(cn_span text, size_t pos)
{
    return cn_utf8_next(text, &pos) < 0 ? text.len : pos;
}

static bool letter_at(cn_span text, size_t pos)
{
    int32_t cp = pos < text.len ? cn_utf8_next(text, &pos) : 0;
    return is_letter(cp);
}

/* Whether a word may end at pos: no letter follows, or an s and none. */
static bool ends_at(cn_span text, size_t pos)
{
    if (pos < text.len && (text.data[pos] == 's' || text.data[pos] == 'S')) {
        pos++;
    }
    return !letter_at(text, pos);
}

/* An abbreviation, byte for byte. */
static bool stands_exactly(cn_span text, size_t pos, cn_span word)
{
    cn_span rest = cn_span_of(text.data + pos, text.len - pos);
    return cn_span_starts(rest, word) && !letter_at(text, pos + word.len);
}

/* A word that is folded in its table. */
static bool stands_folded(cn_span text, size_t pos, cn_span word)
{
    size_t in_word = 0;
    int32_t more = 0;
    while (in_word < word.len) {
        int32_t cp = cn_words_fold_next(text, &pos, &more);
        if (cp == 0) {
            continue;
        }
        if (cp < 0 || cp != cn_utf8_next(word, &in_word)) {
            return false;
        }
    }
    return more == 0 && ends_at(text, pos);
}

static bool stands_at(cn_span text, size_t pos, cn_span word)
{
    if (word.data[0] != '=') {
        return stands_folded(text, pos, word);
    }
    return stands_exactly(text, pos, cn_span_of(word.data + 1, word.len - 1));
}

/* Behind one of the letters that Arabic writes together with the next word
   (and, then, in, for, like); pos if there is none. */
static size_t after_particle(cn_span text, size_t pos)
{
    static const int32_t particles[] = {0x648, 0x641, 0x628, 0x644, 0x643};
    size_t next = pos;
    int32_t cp = cn_utf8_next(text, &next);
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
        if (cp == particles[i]) {
            return next;
        }
    }
    return pos;
}

/* Behind the Arabic article; pos if there is none. */
static size_t after_article(cn_span text, size_t pos)
{
    cn_span rest = cn_span_of(text.data + pos, text.len - pos);
    cn_span article = CN_SPAN_LIT("\xd8\xa7\xd9\x84");
    return cn_span_starts(rest, article) ? pos + article.len : pos;
}

/* A word that begins at pos, with and without what is written before it: the
   article, a particle, or both ("for the" is two letters lam). */
static bool begins_at(cn_span text, size_t pos, cn_span word)
{
    size_t behind = after_particle(text, pos);
    return stands_at(text, pos, word) ||
           (word.data[0] >= 0x80 &&
            (stands_at(text, after_article(text, pos), word) ||
             stands_at(text, behind, word) ||
             stands_at(text, after_article(text, behind), word) ||
             stands_at(text, after_particle(text, behind), word)));
}

static bool stands_in(cn_span text, cn_span word)
{
    bool inside = false; /* in the middle of a word */
    for (size_t pos = 0; pos < text.len; pos = after(text, pos)) {
        bool letter = letter_at(text, pos);
        if (letter && !inside && begins_at(text, pos, word)) {
            return true;
        }
        inside = letter;
    }
    return false;
}

bool cn_words_find_private(char word_out[CN_WORDS_PRIVATE_SIZE], cn_span text)
{
    const uint8_t *p = cn_words_private;
    for (uint16_t i = 0; text.len > 0 && i < cn_words_num_private; i++) {
        size_t len = 0;
        p = cn_words_next(word_out, &len, p);
        if (stands_in(text, cn_span_of(word_out, len))) {
            size_t mark = word_out[0] == '=' ? 1 : 0;
            memmove(word_out, word_out + mark, len + 1 - mark);
            return true;
        }
    }
    word_out[0] = '\0';
    return false;
}
