/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names, numbers, quantities, dates and codes as people read them. Digits stay
 * as the issuer wrote them; nothing here goes to a terminal that could steer
 * it.
 */
#include "view_i.h"

void cn_view_put_text(cn_buf *out, cn_span utf8)
{
    cn_utf8_put_safe(out, utf8, false);
}

void cn_view_put_name(cn_buf *out, const char *name)
{
    for (; *name != '\0'; name++) {
        cn_buf_put_u8(out, *name == '_' ? ' ' : (uint8_t)*name);
    }
}

void cn_view_put_capitals(cn_buf *out, const char *name)
{
    for (; *name != '\0'; name++) {
        uint8_t c = (uint8_t)*name;
        bool lower = c >= 'a' && c <= 'z';
        cn_buf_put_u8(out, c == '_' ? ' ' : lower ? (uint8_t)(c - 32) : c);
    }
}

void cn_view_put_int(cn_buf *out, int64_t v)
{
    char text[24];
    cn_text_put_i64(text, v);
    cn_buf_put_str(out, text);
}

void cn_view_put_decimal(cn_buf *out, const cn_model_decimal *d)
{
    char text[64];
    cn_model_decimal_text(text, d);
    cn_buf_put_str(out, text);
}

/* ---- quantities ---- */

static bool ends_with(cn_span s, const char *end)
{
    size_t len = strlen(end);
    return s.len >= len && memcmp(s.data + s.len - len, end, len) == 0;
}

/* Puts a counted thing, more than one of it: tablets, patches, copies. */
static void put_plural(cn_buf *out, cn_span word)
{
    if (ends_with(word, "s")) {
        cn_view_put_text(out, word);
    } else if (ends_with(word, "y")) {
        cn_view_put_text(out, cn_span_of(word.data, word.len - 1));
        cn_buf_put_str(out, "ies");
    } else {
        cn_view_put_text(out, word);
        cn_buf_put_str(
            out, ends_with(word, "ch") || ends_with(word, "x") ? "es" : "s");
    }
}

/* Whether all of a unit is one annotation of letters: {tablet}. */
static bool is_thing(cn_span unit)
{
    if (unit.len < 4 || unit.data[0] != '{' || unit.data[unit.len - 1] != '}') {
        return false;
    }
    for (size_t i = 1; i + 1 < unit.len; i++) {
        if (unit.data[i] < 'a' || unit.data[i] > 'z') {
            return false;
        }
    }
    return true;
}

/* A UCUM unit as people write it: mm[Hg] is mmHg. */
static void put_unit(cn_buf *out, cn_span unit)
{
    for (size_t i = 0; i < unit.len; i++) {
        uint8_t c = unit.data[i];
        if (c != '{' && c != '}' && c != '[' && c != ']') {
            cn_view_put_text(out, cn_span_of(&unit.data[i], 1));
        }
    }
}

void cn_view_put_quantity(cn_buf *out, const cn_model_quantity *q)
{
    bool one = q->value.mantissa == 1 && q->value.scale == 0;
    cn_view_put_decimal(out, &q->value);
    if (q->unit.len == 0 || cn_span_equal(q->unit, CN_SPAN_LIT("1"))) {
        return;
    }
    cn_buf_put_str(out, " ");
    if (is_thing(q->unit) && !one) {
        put_plural(out, cn_span_of(q->unit.data + 1, q->unit.len - 2));
    } else {
        put_unit(out, q->unit);
    }
}

/* ---- dates ---- */

/* As in JSON, but "about 1996" for 1996~, and spaces in an instant. */
void cn_view_put_date(cn_buf *out, const cn_model_date *d)
{
    enum {
        DAY_LEN = 10, /* YYYY-MM-DD */
        CLOCK_LEN = 5 /* hh:mm; seconds are always 0 */
    };
    char text[64];
    cn_model_date exact = *d;
    exact.estimated = false;
    cn_model_date_text(text, &exact);
    if (d->precision != CARNET_DATE_MINUTE) {
        cn_buf_put_str(out, d->estimated ? "about " : "");
        cn_buf_put_str(out, text);
        return;
    }
    const char *clock = text + DAY_LEN + 1;
    const char *offset = clock + CLOCK_LEN + 3;
    cn_buf_put(out, text, DAY_LEN);
    cn_buf_put_str(out, " ");
    cn_buf_put(out, clock, CLOCK_LEN);
    cn_buf_put_str(out, " UTC");
    cn_buf_put_str(out, offset[0] == 'Z' ? "" : offset);
}

/* ---- codes ---- */

static void put_coding(cn_buf *out, const cn_model_coding *c)
{
    cn_buf_put_str(out, "[");
    cn_view_put_text(out, cn_model_coding_system(c));
    cn_buf_put_str(out, " ");
    cn_view_put_text(out, cn_span_of(c->code, c->code_len));
    cn_buf_put_str(out, "]");
}

/* A tablet needs no code to be known by. */
static bool is_everyday(const cn_model_field *f)
{
    return f->b == CN_LIST_FORMS || f->b == CN_LIST_ROUTES;
}

/* Codes that come after all words: those that have words of their own, or
   stand beside the issuer's. */
static void put_codes(cn_buf *out, const cn_model_code *code,
                      const cn_model_field *f)
{
    for (uint32_t i = 0; i < code->num; i++) {
        const cn_model_coding *c = &code->codings[i];
        if (cn_model_coding_display(c, f).len > 0 || code->words.len > 0) {
            cn_buf_put_str(out, " ");
            put_coding(out, c);
        }
    }
}

void cn_view_put_code(cn_buf *out, const cn_model_code *code,
                      const cn_model_field *f, cn_view_code_form form)
{
    if (form == CN_VIEW_CODES) {
        put_codes(out, code, f);
        return;
    }
    const char *gap = "";
    if (code->words.len > 0) {
        cn_buf_put_str(out, "\"");
        cn_view_put_text(out, code->words);
        cn_buf_put_str(out, "\"");
        gap = " ";
    }
    for (uint32_t i = 0; i < code->num; i++) {
        const cn_model_coding *c = &code->codings[i];
        cn_span words = cn_model_coding_display(c, f);
        bool later =
            form == CN_VIEW_WORDS && (words.len > 0 || code->words.len > 0);
        if (words.len == 0 && later) {
            continue;
        }
        cn_buf_put_str(out, gap);
        cn_view_put_text(out, words);
        gap = ", ";
        if (!later && !(is_everyday(f) && words.len > 0)) {
            cn_buf_put_str(out, words.len > 0 ? " " : "");
            put_coding(out, c);
        }
    }
}
