/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Extensions that carnet wrote, urn:carnet:extension:KIND.FIELD: back into
 * their fields. Groups, references and bytes are not taken, and are reported.
 */
#include "in_i.h"

/* The field that a URL names, of the kind of a's entry; NULL if none. */
static const cn_model_field *named(const cn_in_at *a, cn_span url)
{
    const cn_model_shape *s = cn_model_kind((uint32_t)a->kind);
    size_t dot = 0;
    while (dot < url.len && url.data[dot] != '.') {
        dot++;
    }
    if (dot == url.len) {
        return NULL;
    }
    cn_span owner = cn_span_of(url.data, dot);
    cn_span name = cn_span_of(url.data + dot + 1, url.len - dot - 1);
    bool common = cn_span_equal(owner, CN_SPAN_LIT("common"));
    for (uint8_t i = 0; i < s->num_fields; i++) {
        const cn_model_field *f = &s->fields[i];
        if (cn_span_equal(cn_span_str(f->name), name) &&
            (cn_model_is_common(s, f)
                 ? common
                 : cn_span_equal(cn_span_str(s->name), owner))) {
            return f;
        }
    }
    return NULL;
}

static void put_date(cn_in_at *a, const cn_model_field *f, uint32_t value)
{
    cn_model_date d;
    if (cn_in_read_date(a->x, value, &d) &&
        cn_in_put_date(a, f->number, 0, CARNET_RECORD_SELF, &d)) {
        cn_in_mark(a->x, value, CN_IN_TAKEN);
    }
}

static void put_word(cn_in_at *a, const cn_model_field *f, size_t i,
                     uint32_t value)
{
    cn_span word = cn_in_string(a->x, value);
    int32_t n = cn_model_word_find(f->a, word);
    if (n >= 0 && cn_in_entry(a) &&
        cn_in_did(a, f->number, i,
                  carnet_record_set_enum(a->x->record, a->entry, f->number, i,
                                         CARNET_RECORD_SELF, n))) {
        cn_in_mark(a->x, value, CN_IN_TAKEN);
    }
}

static void put_number(cn_in_at *a, const cn_model_field *f, uint32_t value)
{
    const cn_in_row row = {.field = f->number, .map = -1, .arg = ""};
    if (f->type == CN_TYPE_BOOL) {
        cn_in_take_truth(a, &row, value);
    } else {
        cn_in_take_number(a, &row, value);
    }
}

/* The value of an extension, the first member behind its url. */
static uint32_t value_of(const cn_in *x, uint32_t extension)
{
    uint32_t end = cn_in_get(x, extension)->next;
    for (uint32_t k = extension + 1; k < end; k = cn_in_get(x, k + 1)->next) {
        if (cn_span_starts(cn_in_get(x, k)->text, CN_SPAN_LIT("value"))) {
            return k + 1;
        }
    }
    return 0;
}

static void put_value(cn_in_at *a, const cn_model_field *f, uint32_t value)
{
    bool list = (f->flags & CN_FIELD_LIST) != 0;
    size_t i = list ? a->num[f->number] : 0;
    switch (f->type) {
    case CN_TYPE_TEXT:
    case CN_TYPE_LABEL:
        cn_in_put_text(a, f->number, i, CARNET_RECORD_SELF,
                       cn_in_string(a->x, value), value);
        break;
    case CN_TYPE_INT:
    case CN_TYPE_BOOL:
        put_number(a, f, value);
        break;
    case CN_TYPE_ENUM:
        put_word(a, f, i, value);
        break;
    case CN_TYPE_QUANTITY:
        cn_in_put_quantity(a, f->number, i, CARNET_RECORD_SELF, value);
        break;
    case CN_TYPE_DATE:
    case CN_TYPE_END:
        put_date(a, f, value);
        break;
    case CN_TYPE_CODE:
        cn_in_put_concept(a, f->number, i, CARNET_RECORD_SELF, value);
        break;
    default: /* reported */
        break;
    }
}

static void read_one(cn_in_at *a, uint32_t extension)
{
    static const char ours[] = CN_INTEROP_EXTENSION;
    cn_in *x = a->x;
    cn_span url = cn_in_text(x, extension, "url");
    if (!cn_span_starts(url, cn_span_str(ours))) {
        return;
    }
    url = cn_span_of(url.data + sizeof ours - 1, url.len - (sizeof ours - 1));
    uint32_t value = value_of(x, extension);
    const cn_model_field *f = named(a, url);
    if (f != NULL && value != 0 && x->fates[value] == CN_IN_OPEN) {
        put_value(a, f, value);
    }
    if (cn_in_among("kind part", url) ||
        (value != 0 && x->fates[value] == CN_IN_TAKEN)) {
        cn_in_mark(x, extension, CN_IN_LINK);
    }
    if (cn_in_among("part", url) &&
        cn_in_among("private", cn_in_string(x, value)) && cn_in_entry(a)) {
        x->status =
            carnet_record_set_part(x->record, a->entry, CARNET_PART_PRIVATE);
    }
}

void cn_in_read_own(cn_in_at *a, uint32_t resource)
{
    cn_in *x = a->x;
    uint32_t list = cn_in_find(x, resource, "extension");
    uint32_t end =
        a->entry != CN_IN_NO_ENTRY && cn_in_is_type(x, list, CN_JSON_ARRAY)
            ? cn_in_get(x, list)->next
            : 0;
    for (uint32_t e = list + 1; e < end && x->status == CARNET_OK;
         e = cn_in_get(x, e)->next) {
        if (cn_in_is_type(x, e, CN_JSON_OBJECT)) {
            read_one(a, e);
        }
    }
}
