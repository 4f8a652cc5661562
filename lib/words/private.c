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
static bool stands_exactly(cn_span text, size_t pos, const char *word)
{
    cn_span rest = cn_span_of(text.data + pos, text.len - pos);
    cn_span w = cn_span_str(word);
    return cn_span_starts(rest, w) && !letter_at(text, pos + w.len);
}

/* A word that is folded in its table. */
static bool stands_folded(cn_span text, size_t pos, const char *word)
{
    cn_span w = cn_span_str(word);
    size_t in_word = 0;
    int32_t more = 0;
    while (in_word < w.len) {
        int32_t cp = cn_words_fold_next(text, &pos, &more);
        if (cp == 0) {
            continue;
        }
        if (cp < 0 || cp != cn_utf8_next(w, &in_word)) {
            return false;
        }
    }
    return more == 0 && ends_at(text, pos);
}

static const char *find_at(cn_span text, size_t pos)
{
    for (uint16_t i = 0; i < cn_words_num_private; i++) {
        const char *word = cn_words_private[i];
        bool exact = word[0] == '=';
        if (exact ? stands_exactly(text, pos, word + 1)
                  : stands_folded(text, pos, word)) {
            return exact ? word + 1 : word;
        }
    }
    return NULL;
}

/* Behind one of the letters that Arabic writes together with the next word
   (and, then, in, for, like), and behind the article; pos if there is none. */
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

static size_t after_article(cn_span text, size_t pos)
{
    cn_span rest = cn_span_of(text.data + pos, text.len - pos);
    cn_span article = CN_SPAN_LIT("\xd8\xa7\xd9\x84");
    return cn_span_starts(rest, article) ? pos + article.len : pos;
}

/* The word that begins at pos, with and without what is written before it. */
static const char *find_word(cn_span text, size_t pos)
{
    const char *found = find_at(text, pos);
    size_t bare = after_article(text, pos);
    if (found == NULL && bare != pos) {
        found = find_at(text, bare);
    }
    size_t behind = after_particle(text, pos);
    if (found == NULL && behind != pos) {
        found = find_at(text, behind);
        bare = after_article(text, behind);
        size_t twice = after_particle(text, behind); /* for the: two lam */
        if (found == NULL && bare != behind) {
            found = find_at(text, bare);
        }
        if (found == NULL && twice != behind) {
            found = find_at(text, twice);
        }
    }
    return found;
}

bool cn_words_find_private(const char **word_out, cn_span text)
{
    bool inside = false; /* in the middle of a word */
    for (size_t pos = 0; pos < text.len; pos = after(text, pos)) {
        bool letter = letter_at(text, pos);
        *word_out = letter && !inside ? find_word(text, pos) : NULL;
        if (*word_out != NULL) {
            return true;
        }
        inside = letter;
    }
    *word_out = NULL;
    return false;
}
