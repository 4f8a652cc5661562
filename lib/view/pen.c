/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The pen: words in the reader's language. What nobody has reviewed is never
 * put without the English behind it, and the INN of a medicine never without
 * Latin letters. Direction marks are ours alone: foreign text loses its own.
 */
#include "view_i.h"

/* Unicode UAX 9: isolates, and the mark that a line begins with. */
#define LRI "\xe2\x81\xa6"
#define FSI "\xe2\x81\xa8"
#define PDI "\xe2\x81\xa9"
#define RLM "\xe2\x80\x8f"

void cn_view_pen_init(cn_view_pen *pen, cn_buf *out, cn_span language)
{
    pen->out = out;
    pen->num_unreviewed = 0;
    pen->value_at = SIZE_MAX;
    pen->language = cn_words_language(language);
    pen->rtl = cn_words_is_rtl(pen->language);
}

/* ---- direction ---- */

void cn_view_begin_line(cn_view_pen *pen)
{
    cn_buf_put_str(pen->out, pen->rtl ? RLM : "");
}

void cn_view_open_latin(cn_view_pen *pen)
{
    cn_buf_put_str(pen->out, pen->rtl ? LRI : "");
}

void cn_view_close_latin(cn_view_pen *pen)
{
    cn_buf_put_str(pen->out, pen->rtl ? PDI : "");
}

void cn_view_put_latin(cn_view_pen *pen, cn_span text)
{
    cn_view_open_latin(pen);
    cn_buf_put_span(pen->out, text);
    cn_view_close_latin(pen);
}

void cn_view_put_int(cn_view_pen *pen, int64_t v)
{
    char text[24];
    cn_text_put_i64(text, v);
    cn_view_put_latin(pen, cn_span_str(text));
}

/* Whether text has letters that run from right to left: the blocks of Hebrew
   to Arabic Extended-A, of presentation forms, and of such scripts above. */
static bool has_rtl(cn_span utf8)
{
    size_t pos = 0;
    while (pos < utf8.len) {
        int32_t cp = cn_utf8_next(utf8, &pos);
        if (cp < 0) {
            pos++;
        } else if ((cp >= 0x590 && cp < 0x900) ||
                   (cp >= 0xfb1d && cp < 0xfe00) ||
                   (cp >= 0xfe70 && cp < 0xff00) ||
                   (cp >= 0x10800 && cp < 0x11000) ||
                   (cp >= 0x1e800 && cp < 0x1f000)) {
            return true;
        }
    }
    return false;
}

void cn_view_open_text(cn_view_pen *pen, cn_span utf8)
{
    cn_buf_put_str(pen->out, pen->rtl || has_rtl(utf8) ? FSI : "");
}

void cn_view_close_text(cn_view_pen *pen, cn_span utf8)
{
    cn_buf_put_str(pen->out, pen->rtl || has_rtl(utf8) ? PDI : "");
}

void cn_view_put_text(cn_view_pen *pen, cn_span utf8)
{
    cn_view_open_text(pen, utf8);
    cn_utf8_put_safe(pen->out, utf8, false);
    cn_view_close_text(pen, utf8);
}

/* ---- words ---- */

static cn_span text_of(const cn_words_word *w)
{
    return cn_span_of(w->text, w->len);
}

/* " (english)" where the word before it needs it. */
static void put_english(cn_view_pen *pen, cn_span english, cn_span word,
                        bool in_capitals)
{
    if (cn_words_equal(english, word)) {
        return;
    }
    cn_buf_put_str(pen->out, " (");
    cn_view_open_latin(pen);
    if (in_capitals) {
        cn_words_put_capitals(pen->out, english);
    } else {
        cn_buf_put_span(pen->out, english);
    }
    cn_view_close_latin(pen);
    cn_buf_put_str(pen->out, ")");
}

/* Medicines, vaccines and what holds medicines: their names in Latin letters
   are what a box has on it. */
static bool is_medicine(cn_words_table table, cn_span key)
{
    cn_span prefix;
    return table == CN_WORDS_ATC || table == CN_WORDS_CVX ||
           cn_words_covers(&prefix, table, key, 0);
}

/* Counts a word; whether the English must stand behind it. */
static bool needs_english(cn_view_pen *pen, const cn_words_word *w,
                          cn_words_table table, cn_span key)
{
    if (w->language == CN_WORDS_ENGLISH) {
        return false;
    }
    pen->num_unreviewed += w->reviewed ? 0 : 1;
    return !w->reviewed ||
           (cn_words_is_other_script(w->language) && is_medicine(table, key));
}

/* Two words: 1 KiB of locals. */
static bool put_word(cn_view_pen *pen, cn_words_table table, cn_span key,
                     bool in_capitals)
{
    cn_words_word w;
    if (!cn_words_find(&w, table, key, pen->language)) {
        return false;
    }
    if (in_capitals) {
        cn_words_put_capitals(pen->out, text_of(&w));
    } else {
        cn_buf_put_span(pen->out, text_of(&w));
    }
    if (needs_english(pen, &w, table, key)) {
        cn_words_word english;
        (void)cn_words_find(&english, table, key, CN_WORDS_ENGLISH);
        put_english(pen, text_of(&english), text_of(&w), in_capitals);
    }
    return true;
}

/* Whether all keys have words; counts them, and says whether the English must
   stand behind. Two words: 1 KiB of locals. */
static bool take_words(cn_view_pen *pen, const cn_view_key *keys, size_t num,
                       bool *english_out)
{
    cn_words_word w;
    cn_words_word english;
    size_t counted = pen->num_unreviewed;
    bool needed = false;
    bool differ = false;
    for (size_t i = 0; i < num; i++) {
        if (!cn_words_find(&w, keys[i].table, keys[i].key, pen->language)) {
            pen->num_unreviewed = counted;
            return false;
        }
        needed = needs_english(pen, &w, keys[i].table, keys[i].key) || needed;
        (void)cn_words_find(&english, keys[i].table, keys[i].key,
                            CN_WORDS_ENGLISH);
        differ = differ || !cn_words_equal(text_of(&english), text_of(&w));
    }
    *english_out = needed && differ;
    return true;
}

static void put_joined(cn_view_pen *pen, const cn_view_key *keys, size_t num,
                       uint8_t language)
{
    cn_words_word w;
    for (size_t i = 0; i < num; i++) {
        (void)cn_words_find(&w, keys[i].table, keys[i].key, language);
        cn_buf_put_str(pen->out, i == 0 ? "" : " ");
        cn_buf_put_span(pen->out, text_of(&w));
    }
}

bool cn_view_put_words(cn_view_pen *pen, const cn_view_key *keys, size_t num)
{
    bool english = false;
    if (!take_words(pen, keys, num, &english)) {
        return false;
    }
    put_joined(pen, keys, num, pen->language);
    if (english) {
        cn_buf_put_str(pen->out, " (");
        cn_view_open_latin(pen);
        put_joined(pen, keys, num, CN_WORDS_ENGLISH);
        cn_view_close_latin(pen);
        cn_buf_put_str(pen->out, ")");
    }
    return true;
}

bool cn_view_put_word(cn_view_pen *pen, cn_words_table table, cn_span key)
{
    return put_word(pen, table, key, false);
}

bool cn_view_put_capitals(cn_view_pen *pen, cn_words_table table, cn_span key)
{
    cn_buf_put_str(pen->out, pen->rtl ? "!! " : "");
    return put_word(pen, table, key, true);
}

void cn_view_put_title(cn_view_pen *pen, cn_words_table table, cn_span key)
{
    (void)put_word(pen, table, key, true);
}

/* ---- phrases ---- */

#define HOLE "{}"
enum {
    VALUE_MAX = 32 /* bytes of a value that the English repeats: a number, a day
                      or a place */
};

/* Bytes before the hole; all where there is none. */
static size_t before_hole(const cn_words_word *w)
{
    const char *hole = strstr(w->text, HOLE);
    return hole == NULL ? w->len : (size_t)(hole - w->text);
}

/* With what stands in its hole where it goes on behind that: "(contradiction:
   read all of it)" would not say which. Otherwise without it: the value stands
   just before. */
static void fill_hole(cn_words_word *w, cn_span value)
{
    size_t at = before_hole(w);
    if (at == w->len) {
        return;
    }
    size_t end = at + strlen(HOLE);
    size_t len = end == w->len ? 0 : value.len;
    if (w->len - strlen(HOLE) + len >= sizeof w->text) {
        len = 0;
    }
    memmove(w->text + at + len, w->text + end, w->len - end + 1);
    memcpy(w->text + at, value.data, len);
    w->len = (uint16_t)(w->len - strlen(HOLE) + len);
}

/* Filled, without the spaces and colon around it. */
static cn_span filled(cn_words_word *w, cn_span value)
{
    fill_hole(w, value);
    size_t from = 0;
    size_t to = w->len;
    while (from < to && (w->text[from] == ' ' || w->text[from] == ',')) {
        from++;
    }
    while (to > from && (w->text[to - 1] == ' ' || w->text[to - 1] == ':' ||
                         w->text[to - 1] == ',')) {
        to--;
    }
    return cn_span_of(w->text + from, to - from);
}

bool cn_view_open_phrase(cn_view_pen *pen, cn_words_phrase_name phrase)
{
    cn_words_word w;
    cn_words_phrase(&w, phrase, pen->language);
    cn_buf_put(pen->out, w.text, before_hole(&w));
    pen->value_at = pen->out->len;
    return before_hole(&w) < w.len;
}

/* What was put between from and to, without the marks around Latin letters,
   which stand around all of the English; nothing where it is foreign text that
   may turn, or does not fit. out may move: a copy. */
static cn_span value_from(const cn_view_pen *pen, size_t from, size_t to,
                          uint8_t room[VALUE_MAX])
{
    size_t len = 0;
    for (size_t i = from; i < to && pen->out->status == CARNET_OK; i++) {
        cn_span rest = cn_span_of(pen->out->data + i, to - i);
        if (cn_span_starts(rest, CN_SPAN_LIT(FSI)) || len == VALUE_MAX) {
            return cn_span_of(room, 0);
        }
        if (cn_span_starts(rest, CN_SPAN_LIT(LRI)) ||
            cn_span_starts(rest, CN_SPAN_LIT(PDI))) {
            i += sizeof LRI - 2;
        } else {
            room[len++] = pen->out->data[i];
        }
    }
    return cn_span_of(room, len);
}

/* Two words: 1 KiB of locals. */
void cn_view_close_phrase(cn_view_pen *pen, cn_words_phrase_name phrase)
{
    cn_words_word w;
    cn_words_phrase(&w, phrase, pen->language);
    size_t at = before_hole(&w);
    size_t value_end = pen->out->len;
    size_t value_at = pen->value_at;
    pen->value_at = SIZE_MAX; /* what is open around it holds a phrase */
    if (at < w.len) {
        size_t end = at + strlen(HOLE);
        cn_buf_put(pen->out, w.text + end, w.len - end);
    }
    if (needs_english(pen, &w, CN_WORDS_PHRASES, cn_span_of(NULL, 0))) {
        cn_words_word english;
        cn_words_phrase(&english, phrase, CN_WORDS_ENGLISH);
        uint8_t room[VALUE_MAX];
        cn_span value = value_from(pen, value_at, value_end, room);
        put_english(pen, filled(&english, value), filled(&w, value), false);
    }
}

void cn_view_put_phrase(cn_view_pen *pen, cn_words_phrase_name phrase)
{
    (void)cn_view_open_phrase(pen, phrase);
    cn_view_close_phrase(pen, phrase);
}

carnet_status cn_view_give(const cn_view_pen *pen, carnet_buf **out,
                           size_t *num_unreviewed_out)
{
    carnet_status status = cn_buf_give(pen->out, out);
    if (status == CARNET_OK && num_unreviewed_out != NULL) {
        *num_unreviewed_out = pen->num_unreviewed;
    }
    return status;
}
