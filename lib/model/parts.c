/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The part an entry belongs to, by its kind, by every code in it (the one it
 * is about, reasons, targets, programmes, ingredients, components, each of
 * several codings), by words of enumerations and by words that tell in free
 * text. What they ask for is in parts_code.c. What can't be read is private.
 */
#include "parts_i.h"

static const char unreadable[] = "it can't be read";

/* What is known of an entry so far. */
typedef struct {
    const carnet_entry *entry;
    const cn_model_shape *shape;
    cn_model_asked *out; /* its unknown is filled on the way */
    cn_parts_asked asked;
    bool failed; /* something can't be read */
} finding;

/* ---- walking an entry ---- */

/* Notes a code system that is not known, each once. */
static void note_unknown(finding *f, cn_span uri)
{
    cn_buf *b = &f->out->unknown;
    size_t at = 0;
    while (at < b->len) {
        cn_span one = cn_span_str((const char *)b->data + at);
        if (cn_span_equal(one, uri)) {
            return;
        }
        at += one.len + 1;
    }
    cn_buf_put_span(b, uri);
    cn_buf_put_u8(b, 0);
}

/* One code: 1.2 KiB of locals. */
static void take_code(finding *f, cn_cbor_reader *r,
                      const cn_model_field *field)
{
    cn_model_code code;
    if (cn_model_get_code(r, field, &code) != CARNET_OK) {
        return; /* r says so */
    }
    bool marked = cn_parts_is_marked(f->shape->name, field->name);
    for (uint32_t i = 0; i < code.num; i++) {
        const cn_model_coding *c = &code.codings[i];
        int32_t set = cn_parts_set_of(c);
        if (set < 0) {
            note_unknown(f, c->uri);
        }
        cn_parts_ask_code(&f->asked, set, cn_span_of(c->code, c->code_len),
                          marked);
        if (!marked) {
            cn_parts_ask_text(&f->asked, field->name, c->label);
        }
    }
    /* An agent of an allergy is seen by whoever treats, by word as by code. */
    if (!marked) {
        cn_parts_ask_text(&f->asked, field->name, code.words);
    }
}

/* Free text and labels. */
static void take_text(finding *f, cn_cbor_reader *r,
                      const cn_model_field *field)
{
    uint8_t room[CN_MODEL_LABEL_MAX];
    cn_span text = cn_span_of(NULL, 0);
    if (field->type == CN_TYPE_TEXT) {
        text = cn_cbor_get_text(r, SIZE_MAX);
    } else {
        (void)cn_model_get_label(r, field, room, &text);
    }
    if (r->status == CARNET_OK) {
        cn_parts_ask_text(&f->asked, field->name, text);
    }
}

static void take_word(finding *f, cn_cbor_reader *r,
                      const cn_model_field *field)
{
    uint64_t i = cn_cbor_get_uint(r, UINT64_MAX);
    const char *word = cn_model_enum_word(field->a, i);
    if (r->status != CARNET_OK || word == NULL) {
        f->failed = true;
        return;
    }
    cn_parts_ask_word(&f->asked, f->shape->name, field->name, word);
}

/* One value: false, nil and true stand for why there is none. */
static void take_value(finding *f, cn_cbor_reader *r,
                       const cn_model_field *field)
{
    switch (cn_cbor_peek(r)) {
    case CN_CBOR_FALSE:
    case CN_CBOR_TRUE:
    case CN_CBOR_NIL:
        (void)cn_cbor_skip(r);
        return;
    default:
        break;
    }
    switch (field->type) {
    case CN_TYPE_CODE:
        take_code(f, r, field);
        break;
    case CN_TYPE_ENUM:
        take_word(f, r, field);
        break;
    default:
        take_text(f, r, field);
        break;
    }
}

/* Whether a label is free: neither a name nor a code of a list of words (a
   currency may be STD). */
static bool is_free(const cn_model_shape *owner, const cn_model_field *field)
{
    return (field->b == CN_LIST_NONE || field->b == CN_LIST_PRODUCTS) &&
           !cn_parts_is_name(owner->name, field->name);
}

/* Whether values of a field of a kind or group ask for a part. */
static bool is_asked(const cn_model_shape *owner, const cn_model_field *field)
{
    switch (field->type) {
    case CN_TYPE_CODE:
    case CN_TYPE_ENUM:
    case CN_TYPE_TEXT:
        return true;
    case CN_TYPE_LABEL:
        return is_free(owner, field);
    default:
        return false;
    }
}

/* How many values a field has; r then stands on the first. */
static size_t open_values(cn_cbor_reader *r, cn_span value,
                          const cn_model_field *field)
{
    bool list = (field->flags & CN_FIELD_LIST) != 0;
    cn_cbor_reader_init(r, value);
    return list ? cn_cbor_get_array(r, 1, value.len) : 1;
}

/* A field that asks, of the entry itself or of one of its groups. */
static void take_values(finding *f, cn_span value, const cn_model_field *field)
{
    cn_cbor_reader r;
    size_t num = open_values(&r, value, field);
    for (size_t i = 0; i < num && r.status == CARNET_OK; i++) {
        take_value(f, &r, field);
    }
    f->failed = f->failed || r.status != CARNET_OK;
}

static void take_group(finding *f, cn_span group, const cn_model_shape *shape)
{
    for (uint32_t n = 0; n < shape->num_fields; n++) {
        const cn_model_field *field = &shape->fields[n];
        cn_span value;
        if (is_asked(shape, field) && field->type != CN_TYPE_ENUM &&
            cn_model_group_value(group, field->number, &value)) {
            take_values(f, value, field);
        }
    }
}

static void take_groups(finding *f, cn_span value, const cn_model_field *field)
{
    const cn_model_shape *shape = cn_model_group((uint32_t)field->a);
    cn_cbor_reader r;
    size_t num = open_values(&r, value, field);
    for (size_t i = 0; i < num && r.status == CARNET_OK; i++) {
        take_group(f, cn_cbor_skip(&r), shape);
    }
    f->failed = f->failed || r.status != CARNET_OK;
}

static void take_entry(finding *f)
{
    for (uint32_t n = 0; n < f->shape->num_fields; n++) {
        const cn_model_field *field = &f->shape->fields[n];
        cn_span value;
        if (!cn_model_value(f->entry, field->number, &value)) {
            continue;
        }
        if (is_asked(f->shape, field)) {
            take_values(f, value, field);
        } else if (field->type == CN_TYPE_GROUP) {
            take_groups(f, value, field);
        }
    }
}

/* "HIV (ICD-10 B20-B24)", "... (why_stopped pregnancy)". */
static void put_why(char out[CN_MODEL_WHY_MAX], const cn_parts_asked *a)
{
    cn_buf b;
    cn_buf_init_fixed(&b, out, CN_MODEL_WHY_MAX - 1);
    cn_buf_put_str(&b, a->topic);
    cn_buf_put_str(&b, " (");
    cn_buf_put_str(&b, a->of);
    cn_buf_put_str(&b, " ");
    cn_buf_put_span(&b, a->first);
    if (!cn_span_equal(a->first, a->last)) {
        cn_buf_put_str(&b, "-");
        cn_buf_put_span(&b, a->last);
    }
    cn_buf_put_str(&b, ")");
    out[b.len] = '\0';
}

void cn_model_ask_part(cn_model_asked *out, const carnet_entry *e)
{
    finding f = {.entry = e, .shape = cn_model_kind(e->kind), .out = out};
    bool readable = f.shape != NULL && !e->critical;
    out->part = CARNET_PART_PRIVATE;
    out->why[0] = '\0';
    cn_buf_init(&out->unknown);
    if (readable) {
        take_entry(&f);
    }
    memcpy(out->code, f.asked.code, sizeof out->code);
    if (f.asked.topic != NULL) {
        put_why(out->why, &f.asked);
    } else if (!readable || f.failed) {
        memcpy(out->why, unreadable, sizeof unreadable);
    } else if (f.asked.desk && e->kind == CARNET_KIND_VACCINATION) {
        out->part = CARNET_PART_DESK;
    } else {
        out->part = f.shape->part;
    }
}
