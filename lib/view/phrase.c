/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One phrase of the phrase book, or the sentence of a status, as text for
 * people, for programs that say around a verdict what carnet says within it.
 * Refuses a name that the book doesn't have; a value is foreign text, whatever
 * it is.
 */
#include "view_i.h"

/* Unicode UAX 9 section 2.4.2: what opens an isolate, and what closes one. */
enum {
    LRI = 0x2066,
    FSI = 0x2068,
    PDI = 0x2069,
    RLM = 0x200f
};
#define FSI_TEXT "\xe2\x81\xa8"
#define PDI_TEXT "\xe2\x81\xa9"

static bool is_isolate(int32_t cp)
{
    return cp >= LRI && cp <= PDI;
}

/* Whether each isolate of a text ends in it, and none that is not its own: it
   then turns nothing beside it once it is isolated itself. */
static bool is_balanced(cn_span utf8)
{
    size_t pos = 0;
    size_t open = 0;
    while (pos < utf8.len) {
        size_t start = pos;
        int32_t cp = cn_utf8_next(utf8, &pos);
        if (cp == PDI && open == 0) {
            return false;
        }
        open += cp >= LRI && cp <= FSI ? 1 : 0;
        open -= cp == PDI ? 1 : 0;
        pos = pos > start ? pos : start + 1;
    }
    return open == 0;
}

/* A value that may be a phrase with a value of its own: isolates in pairs
   stay, the mark that its line began with goes, and all else is made safe. */
static void put_value(cn_view_pen *pen, cn_span utf8)
{
    if (!is_balanced(utf8)) {
        cn_view_put_text(pen, utf8);
        return;
    }
    cn_view_open_text(pen, utf8);
    size_t pos = 0;
    while (pos < utf8.len) {
        size_t start = pos;
        int32_t cp = cn_utf8_next(utf8, &pos);
        pos = pos > start ? pos : start + 1;
        cn_span one = cn_span_of(utf8.data + start, pos - start);
        if (is_isolate(cp)) {
            cn_buf_put_span(pen->out, one);
        } else if (cp != RLM) {
            cn_utf8_put_safe(pen->out, one, false);
        }
    }
    cn_view_close_text(pen, utf8);
}

static void put_phrase(cn_view_pen *pen, cn_words_phrase_name phrase,
                       cn_span value)
{
    cn_view_begin_line(pen);
    if (cn_view_open_phrase(pen, phrase) && value.len > 0) {
        put_value(pen, value);
    }
    cn_view_close_phrase(pen, phrase);
}

/* The phrase of a name, which is lent. */
static carnet_status find(int32_t *phrase_out, const char *name,
                          size_t name_len)
{
    if (name == NULL) {
        return CARNET_CALLER_NULL;
    }
    *phrase_out = cn_words_phrase_named(cn_span_of(name, name_len));
    return *phrase_out < 0 ? CARNET_CALLER_ABSENT : CARNET_OK;
}

carnet_status carnet_view_phrase(carnet_buf **out, size_t *num_unreviewed_out,
                                 const char *name, size_t name_len,
                                 const char *value, size_t value_len,
                                 const char *language, size_t language_len)
{
    if (num_unreviewed_out != NULL) {
        *num_unreviewed_out = 0;
    }
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(value, value_len) != CARNET_OK ||
        cn_span_check(language, language_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    int32_t phrase = -1;
    carnet_status status = find(&phrase, name, name_len);
    if (status != CARNET_OK) {
        return status;
    }
    cn_buf b;
    cn_view_pen pen;
    cn_buf_init(&b);
    cn_view_pen_init(&pen, &b, cn_span_of(language, language_len));
    put_phrase(&pen, (cn_words_phrase_name)phrase,
               cn_span_of(value, value_len));
    return cn_view_give(&pen, out, num_unreviewed_out);
}

/* ---- statuses ---- */

/* What stands behind a sentence in brackets, or in its place: English, and
   perhaps foreign text. */
static void put_detail(cn_view_pen *pen, cn_span detail)
{
    cn_view_open_latin(pen);
    cn_utf8_put_safe(pen->out, detail, false);
    cn_view_close_latin(pen);
}

/* Two words: 1 KiB of locals. False where there is no such status. */
static bool put_status(cn_view_pen *pen, cn_span name, cn_span detail)
{
    cn_words_word w;
    cn_words_word english;
    if (!cn_words_find(&w, CN_WORDS_STATUSES, name, pen->language)) {
        return false;
    }
    (void)cn_words_find(&english, CN_WORDS_STATUSES, name, CN_WORDS_ENGLISH);
    bool bare = detail.len == 0;
    detail = bare ? cn_span_of(english.text, english.len) : detail;
    if (pen->language == CN_WORDS_ENGLISH) {
        put_detail(pen, detail);
        return true;
    }
    pen->num_unreviewed += w.reviewed ? 0 : 1;
    cn_buf_put_str(pen->out, pen->rtl ? FSI_TEXT : "");
    cn_buf_put(pen->out, w.text, w.len);
    if (!w.reviewed || !bare) {
        cn_buf_put_str(pen->out, " (");
        put_detail(pen, detail);
        cn_buf_put_str(pen->out, ")");
    }
    cn_buf_put_str(pen->out, pen->rtl ? PDI_TEXT : "");
    return true;
}

carnet_status carnet_view_status(carnet_buf **out, size_t *num_unreviewed_out,
                                 carnet_status status, const char *detail,
                                 size_t detail_len, const char *language,
                                 size_t language_len)
{
    if (num_unreviewed_out != NULL) {
        *num_unreviewed_out = 0;
    }
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(detail, detail_len) != CARNET_OK ||
        cn_span_check(language, language_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    cn_buf b;
    cn_view_pen pen;
    cn_buf_init(&b);
    cn_view_pen_init(&pen, &b, cn_span_of(language, language_len));
    if (!put_status(&pen, cn_span_str(carnet_status_name(status)),
                    cn_span_of(detail, detail_len))) {
        cn_buf_free(&b);
        return CARNET_CALLER_ABSENT;
    }
    return cn_view_give(&pen, out, num_unreviewed_out);
}
