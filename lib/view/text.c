/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An entry as lines: a heading with its kind and its main value (the first
 * field of its own that it must have), then the rest field by field. A default
 * that is left out on the wire is shown: a reader need not know defaults.
 */
#include "view_i.h"

enum {
    FIRST_OWN_FIELD = 5, /* 0 to 4 are common to all kinds */
    COLUMN = 22
};

static void put_upper(cn_buf *out, const char *name)
{
    for (; *name != '\0'; name++) {
        uint8_t c = (uint8_t)*name;
        bool lower = c >= 'a' && c <= 'z';
        cn_buf_put_u8(out, c == '_' ? ' ' : lower ? (uint8_t)(c - 32) : c);
    }
}

/* Value of a field, or its default; false if there is neither. */
static bool put_field(cn_buf *out, const carnet_entry *e,
                      const cn_model_field *f)
{
    cn_span value;
    if (cn_model_value(e, f->number, &value)) {
        cn_cbor_reader r;
        cn_cbor_reader_init(&r, value);
        cn_view_put_value(out, &r, (cn_view_place){f, e, NULL});
        return true;
    }
    if (f->type == CN_TYPE_ENUM && f->b > 0) {
        const char *word = cn_model_enum_word(f->a, (uint64_t)f->b - 1);
        cn_view_put_name(out, word == NULL ? "?" : word);
        return true;
    }
    return false;
}

static void put_line(cn_buf *out, const carnet_entry *e,
                     const cn_model_field *f)
{
    size_t start = out->len;
    cn_buf_put_str(out, "    ");
    cn_view_put_name(out, f->name);
    while (out->len - start < COLUMN && out->status == CARNET_OK) {
        cn_buf_put_u8(out, ' ');
    }
    cn_buf_put_u8(out, ' ');
    if (put_field(out, e, f)) {
        cn_buf_put_u8(out, '\n');
    } else {
        cn_buf_cut(out, start);
    }
}

/* The field that heads an entry: the first of its own. */
static const cn_model_field *main_field(const cn_model_shape *shape)
{
    const cn_model_field *f = cn_model_field_of(shape, FIRST_OWN_FIELD);
    return f != NULL && (f->flags & CN_FIELD_REQUIRED) != 0 ? f : NULL;
}

static void put_known(cn_buf *out, const carnet_entry *e,
                      const cn_model_shape *shape)
{
    const cn_model_field *head = main_field(shape);
    put_upper(out, shape->name);
    if (head != NULL) {
        cn_buf_put_str(out, "  ");
        put_field(out, e, head);
    }
    cn_buf_put_u8(out, '\n');
    for (size_t i = 0; i < shape->num_fields; i++) {
        if (&shape->fields[i] != head) {
            put_line(out, e, &shape->fields[i]);
        }
    }
}

carnet_status carnet_view_text(carnet_buf **out, const carnet_entry *entry)
{
    if (out == NULL || entry == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    cn_buf b;
    cn_buf_init(&b);
    const cn_model_shape *shape = cn_model_kind(entry->kind);
    /* A critical field of a later version could turn the meaning round. */
    if (shape != NULL && !entry->critical) {
        put_known(&b, entry, shape);
    } else {
        put_upper(&b, shape == NULL ? "entry of a later version" : shape->name);
        cn_buf_put_u8(&b, '\n');
    }
    if (entry->beyond) {
        cn_buf_put_str(&b, "    more than this version of carnet can read\n");
    }
    return cn_buf_give(&b, out);
}
