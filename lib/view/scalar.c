/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers, quantities, dates and words of enumerations as people read them.
 * Western digits and a decimal point in every language, no thousands
 * separator. Units are in unit.c.
 */
#include "view_i.h"

/* ---- words of the schema ---- */

/* The key of "owner.name" in out, the owner in lower case; its length. Names of
   the schema are short; a longer key would only find no word. */
static size_t make_key(char out[64], const char *owner, const char *name)
{
    size_t len = 0;
    for (; *owner != '\0' && len < 60; owner++) {
        char c = *owner;
        out[len++] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    out[len++] = '.';
    for (; *name != '\0' && len < 64; name++) {
        out[len++] = *name;
    }
    return len;
}

void cn_view_put_enum(cn_view_pen *pen, int32_t enumeration, uint64_t i,
                      bool in_capitals)
{
    char key[64];
    const char *word = cn_model_enum_word(enumeration, i);
    if (word == NULL) {
        cn_buf_put_str(pen->out, "?");
        return;
    }
    cn_span name =
        cn_span_of(key, make_key(key, cn_model_enum_name(enumeration), word));
    if (in_capitals) {
        (void)cn_view_put_capitals(pen, CN_WORDS_ENUMS, name);
    } else {
        (void)cn_view_put_word(pen, CN_WORDS_ENUMS, name);
    }
}

void cn_view_put_field_name(cn_view_pen *pen, const cn_model_shape *owner,
                            const cn_model_field *f)
{
    char key[64];
    bool common = cn_model_is_common(owner, f);
    size_t len = make_key(key, common ? "common" : owner->name, f->name);
    (void)cn_view_put_word(pen, CN_WORDS_FIELDS, cn_span_of(key, len));
}

/* ---- numbers ---- */

/* Without zeros behind the point. */
static cn_model_decimal shorten(const cn_model_decimal *d)
{
    cn_model_decimal out = *d;
    while (out.scale > 0 && out.mantissa % 10 == 0) {
        out.mantissa /= 10;
        out.scale--;
    }
    return out;
}

void cn_view_put_decimal(cn_view_pen *pen, const cn_model_decimal *d,
                         bool as_given)
{
    char text[64];
    cn_model_decimal shown = as_given ? *d : shorten(d);
    int32_t zeros = shown.scale < 0 && shown.mantissa != 0 ? -shown.scale : 0;
    shown.scale += zeros;
    cn_model_decimal_text(text, &shown);
    cn_buf_put_str(pen->out, text);
    for (int32_t i = 0; i < zeros; i++) { /* 1e4 is for programs */
        cn_buf_put_u8(pen->out, '0');
    }
}

/* ---- quantities ---- */

void cn_view_put_quantity(cn_view_pen *pen, const cn_model_quantity *q,
                          bool as_given)
{
    cn_model_decimal value = shorten(&q->value);
    bool one = value.mantissa == 1 && value.scale == 0;
    bool none = q->unit.len == 0 || cn_span_equal(q->unit, CN_SPAN_LIT("1"));
    bool spelled = !none && cn_view_is_spelled(q->unit);
    cn_view_open_latin(pen);
    cn_view_put_decimal(pen, &q->value, as_given);
    if (!none && !spelled) { /* one isolate: number and unit stay together */
        cn_buf_put_str(pen->out, " ");
        cn_view_put_letters(pen, q->unit);
    }
    cn_view_close_latin(pen);
    if (spelled) {
        cn_buf_put_str(pen->out, " ");
        cn_view_put_spelled(pen, q->unit, one);
    }
}

/* ---- dates ---- */

/* As in JSON, but spaces in an instant. */
static void put_exact(cn_view_pen *pen, const cn_model_date *d)
{
    enum {
        DAY_LEN = 10, /* YYYY-MM-DD */
        CLOCK_LEN = 5 /* hh:mm; seconds are always 0 */
    };
    char text[64];
    cn_model_date exact = *d;
    exact.estimated = false;
    cn_model_date_text(text, &exact);
    cn_view_open_latin(pen);
    if (d->precision != CARNET_DATE_MINUTE) {
        cn_buf_put_str(pen->out, text);
    } else {
        const char *clock = text + DAY_LEN + 1;
        const char *offset = clock + CLOCK_LEN + 3;
        cn_buf_put(pen->out, text, DAY_LEN);
        cn_buf_put_str(pen->out, " ");
        cn_buf_put(pen->out, clock, CLOCK_LEN);
        cn_buf_put_str(pen->out, " UTC");
        cn_buf_put_str(pen->out, offset[0] == 'Z' ? "" : offset);
    }
    cn_view_close_latin(pen);
}

void cn_view_put_date(cn_view_pen *pen, const cn_model_date *d)
{
    if (d->estimated && d->precision != CARNET_DATE_MINUTE) {
        cn_view_open_phrase(pen, CN_PHRASE_ABOUT);
        put_exact(pen, d);
        cn_view_close_phrase(pen, CN_PHRASE_ABOUT);
    } else {
        put_exact(pen, d);
    }
}
