/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A word of who chooses what is shown, taken apart: a part, an entry of one, a
 * kind, of one credential or of all. A word that is none is refused, never
 * taken for less.
 */
#include "present_i.h"

/* A number of which the digits stand first; CN_API_EVERY if there is none. */
static size_t take_number(cn_span *text)
{
    uint64_t number = 0;
    size_t len = 0;
    while (len < text->len && text->data[len] >= '0' &&
           text->data[len] <= '9') {
        len++;
    }
    bool good = cn_text_get_u64(cn_span_of(text->data, len), &number) &&
                number < CN_LIMIT_FILE_BYTES;
    *text = cn_span_after(*text, len);
    return good ? (size_t)number : CN_API_EVERY;
}

static bool take_char(cn_span *text, char c)
{
    bool there = text->len > 0 && text->data[0] == (uint8_t)c;
    if (there) {
        *text = cn_span_after(*text, 1);
    }
    return there;
}

/* Part of a name that stands first, before the end or a slash. */
static size_t take_part(cn_span *text)
{
    for (uint32_t part = 0; part < CN_API_PARTS; part++) {
        cn_span name = cn_span_str(cn_model_part_name(part));
        if (cn_span_starts(*text, name) &&
            (text->len == name.len || text->data[name.len] == '/')) {
            *text = cn_span_after(*text, name.len);
            return part;
        }
    }
    return CN_API_EVERY;
}

/* False where a word is none. */
static bool read_what(cn_api_selector *s, cn_span text)
{
    s->part = take_part(&text);
    if (s->part != CN_API_EVERY) {
        if (text.len == 0) {
            return true;
        }
        (void)take_char(&text, '/');
        s->position = take_number(&text);
        return s->position != CN_API_EVERY && text.len == 0;
    }
    int32_t kind = carnet_record_find_kind((const char *)text.data, text.len);
    s->kind = (size_t)kind;
    return kind >= 0;
}

bool cn_api_read_word(cn_api_selector *s, const char *word,
                      const cn_api_passport *p)
{
    cn_span text = cn_span_str(word);
    *s = (cn_api_selector){CN_API_EVERY, CN_API_EVERY, CN_API_EVERY,
                           CN_API_EVERY};
    if (text.len > 0 && text.data[0] >= '0' && text.data[0] <= '9') {
        size_t number = take_number(&text);
        if (number == 0 || number > p->num) {
            return false;
        }
        s->credential = number - 1;
        if (text.len == 0) {
            return true;
        }
        if (!take_char(&text, ':')) {
            return false;
        }
    }
    return read_what(s, text) && (s->position == CN_API_EVERY ||
                                  s->credential != CN_API_EVERY || p->num == 1);
}
