/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words that tell what must stay private, in the text of an entry and in any
 * language: words of private codes, and those of data/private.tsv. A word
 * counts where it stands alone (docs/spec/parts.md, free text), but not inside
 * an innocent phrase, such as "respiratory depression"; "heart" holds no "ART".
 * Never a proof that a text tells nothing.
 */
#include "words_i.h"

enum {
    STARTS = 64,      /* places that one walk through the words looks at */
    PARTICLES = 3,    /* before one word: "and in the" is three letters */
    AT_ONE_PLACE = 8, /* behind 0 to 3 particles, each with an article or
                         not */
    GAP = 0x200b,
    FORMS = 0xfb00, /* of other characters, from here on (folding.py) */
    WIDE_A = 0xff21,
    WIDE_Z = 0xff3a,
    ALEF = 0x627,
    LAM = 0x644
};

/* Where a word may begin, its first letter there, folded, and where the last of
   the innocent phrases ends that begin there or before. */
typedef struct {
    uint32_t pos;
    int32_t letter;
    uint32_t innocent_to;
} start;

/* 792 bytes. */
typedef struct {
    cn_span text;
    uint32_t innocent_to; /* of the places looked at before */
    uint32_t num;
    start at[STARTS];
} starts;

/* ---- whether a word stands at a place ---- */

/* Whether U+200B stands at pos: nobody sees it, so words run on over it, and
   words may end and begin there too. */
static bool is_gap(cn_span text, size_t pos)
{
    return cn_utf8_next(text, &pos) == GAP;
}

/* Whether a word may end at pos: no letter follows, or an s and none. */
static bool ends_at(cn_span text, size_t pos, bool plural)
{
    int32_t more = 0;
    int32_t cp = 0;
    while (cp == 0 && !is_gap(text, pos)) {
        cp = cn_words_fold_next(text, &pos, &more);
    }
    return cp == 's' && plural ? ends_at(text, pos, false)
                               : !cn_words_is_letter(cp);
}

/* The character at *pos, which moves, with its case and accents: only forms of
   others are taken apart, and what nobody sees is left out. */
static int32_t next_plain(cn_span text, size_t *pos, int32_t *more)
{
    bool second = *more != 0;
    for (;;) {
        size_t at = *pos;
        int32_t folded = cn_words_fold_next(text, pos, more);
        int32_t cp = second ? FORMS : cn_utf8_next(text, &at);
        if (cp >= CN_WORDS_MARKS && cp < CN_WORDS_MARKS_END) {
            return cp;
        }
        if (folded != 0) {
            bool wide_capital = cp >= WIDE_A && cp <= WIDE_Z;
            *more = cp < FORMS ? 0 : *more; /* of an accent's letter */
            return cp < FORMS ? cp : folded - (wide_capital ? 'a' - 'A' : 0);
        }
    }
}

/* Behind an abbreviation, after its "=", that stands at pos; 0 if it does
   not. */
static size_t end_plain(cn_span text, size_t pos, cn_span marked)
{
    size_t in_word = 1;
    int32_t more = 0;
    while (in_word < marked.len) {
        int32_t cp = next_plain(text, &pos, &more);
        if (cp != cn_utf8_next(marked, &in_word)) {
            return 0;
        }
    }
    return more == 0 && ends_at(text, pos, false) ? pos : 0;
}

/* The same of a word that is folded in its table, with any number of spaces for
   one; an s behind it is not of it. */
static size_t end_folded(cn_span text, size_t pos, cn_span word)
{
    size_t in_word = 0;
    int32_t more = 0;
    int32_t before = 0;
    while (in_word < word.len) {
        int32_t cp = cn_words_fold_kept(text, &pos, &more);
        if (cp == ' ' && before == ' ') {
            continue;
        }
        if (cp != cn_utf8_next(word, &in_word)) {
            return 0;
        }
        before = cp;
    }
    return more == 0 && ends_at(text, pos, true) ? pos : 0;
}

static size_t end_at(cn_span text, const start *at, cn_span word)
{
    size_t next = 0;
    int32_t letter = cn_utf8_next(word, &next);
    if (letter == '=') {
        return end_plain(text, at->pos, word);
    }
    return at->letter == letter ? end_folded(text, at->pos, word) : 0;
}

/* Whether a word stands at one of the places and goes on behind the innocent
   phrases that hold its beginning. */
static bool stands_among(const starts *s, cn_span word)
{
    for (uint32_t i = 0; i < s->num; i++) {
        if (end_at(s->text, &s->at[i], word) > s->at[i].innocent_to) {
            return true;
        }
    }
    return false;
}

/* In a text with gaps no phrase is innocent: what a gap parts is read both as
   one and as two, and nobody sees which. */
static bool has_gap(cn_span text)
{
    for (size_t pos = 0; pos < text.len; pos++) {
        if (is_gap(text, pos)) {
            return true;
        }
    }
    return false;
}

static void put_innocent_phrase(starts *s, cn_span phrase)
{
    for (uint32_t i = 0; i < s->num; i++) {
        uint32_t end = (uint32_t)end_at(s->text, &s->at[i], phrase);
        if (end > s->at[i].innocent_to) {
            s->at[i].innocent_to = end;
        }
    }
}

/* A phrase holds places behind its own, also such as are looked at later. */
static void put_innocent(starts *s)
{
    char phrase[CN_WORDS_PRIVATE_SIZE];
    const uint8_t *p = cn_words_innocent;
    uint16_t num = has_gap(s->text) ? 0 : cn_words_num_innocent;
    for (uint16_t i = 0; i < num; i++) {
        size_t len = 0;
        p = cn_words_next(phrase, &len, p);
        put_innocent_phrase(s, cn_span_of(phrase, len));
    }
    for (uint32_t i = 0; i < s->num; i++) {
        if (s->at[i].innocent_to < s->innocent_to) {
            s->at[i].innocent_to = s->innocent_to;
        }
        s->innocent_to = s->at[i].innocent_to;
    }
}

/* The first word of the list that stands at one of the places. */
static bool find_among(char word_out[CN_WORDS_PRIVATE_SIZE], starts *s)
{
    const uint8_t *p = cn_words_private;
    put_innocent(s);
    for (uint16_t i = 0; s->num > 0 && i < cn_words_num_private; i++) {
        size_t len = 0;
        p = cn_words_next(word_out, &len, p);
        if (stands_among(s, cn_span_of(word_out, len))) {
            size_t mark = word_out[0] == '=' ? 1 : 0;
            memmove(word_out, word_out + mark, len + 1 - mark);
            return true;
        }
    }
    word_out[0] = '\0';
    return false;
}

/* ---- where words may begin ---- */

/* Behind the Arabic article at pos; pos if there is none. */
static size_t after_article(cn_span text, size_t pos)
{
    int32_t more = 0;
    size_t next = pos;
    return cn_words_fold_kept(text, &next, &more) == ALEF &&
                   cn_words_fold_kept(text, &next, &more) == LAM
               ? next
               : pos;
}

/* Behind one of the letters that Arabic writes together with the next word
   (and, then, in, for, like) at pos; pos if there is none. */
static size_t after_particle(cn_span text, size_t pos)
{
    static const int32_t particles[] = {0x648, 0x641, 0x628, LAM, 0x643};
    int32_t more = 0;
    size_t next = pos;
    int32_t cp = cn_words_fold_kept(text, &next, &more);
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
        if (cp == particles[i]) {
            return next;
        }
    }
    return pos;
}

static void put_start(starts *s, size_t pos)
{
    int32_t more = 0;
    int32_t letter = 0;
    for (size_t next = pos; letter == 0;) {
        pos = next;
        letter = cn_words_fold_next(s->text, &next, &more);
    }
    s->at[s->num].pos = (uint32_t)pos;
    s->at[s->num].letter = letter;
    s->at[s->num].innocent_to = 0;
    s->num++;
}

/* The word at pos, with and without what is written before it. */
static void put_starts(starts *s, size_t pos)
{
    for (int i = 0; i <= PARTICLES; i++) {
        size_t next = after_article(s->text, pos);
        put_start(s, pos);
        if (next != pos) {
            put_start(s, next);
        }
        next = after_particle(s->text, pos);
        if (next == pos) {
            return;
        }
        pos = next;
    }
}

bool cn_words_find_private(char word_out[CN_WORDS_PRIVATE_SIZE], cn_span text)
{
    starts s = {.text = text};
    bool inside = false; /* a word; marks leave that as it is */
    int32_t more = 0;
    int32_t cp;
    size_t pos = 0;
    size_t next = 0;
    while ((cp = cn_words_fold_next(text, &next, &more)) >= 0) {
        bool letter = cn_words_is_letter(cp);
        if (letter && !inside) {
            if (s.num + AT_ONE_PLACE > STARTS) {
                if (find_among(word_out, &s)) {
                    return true;
                }
                s.num = 0;
            }
            put_starts(&s, pos);
        }
        inside = letter || (cp == 0 && inside && !is_gap(text, pos));
        pos = more == 0 ? next : pos;
    }
    return find_among(word_out, &s);
}
