/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A checked entry as a JSON object, docs/spec/record.md. Defaults and usual
 * units are written out and codes of our lists get their words: a reader of
 * the JSON needs no table. What this version can't read is there as bytes.
 */
#include "form_i.h"
#include "model_i.h"

/* What a value's form depends on besides its field. */
typedef struct {
    const carnet_entry *entry;
    const cn_span *group; /* that the value is in; NULL if in none */
} around;

/* ---- values ---- */

static carnet_status put_label(cn_json_writer *w, cn_cbor_reader *r,
                               const cn_model_field *f)
{
    uint8_t room[CN_MODEL_LABEL_MAX];
    cn_span text;
    carnet_status status = cn_model_get_label(r, f, room, &text);
    if (status == CARNET_OK) {
        cn_json_string(w, text);
    }
    return status;
}

static carnet_status put_enum(cn_json_writer *w, cn_cbor_reader *r,
                              const cn_model_field *f)
{
    const char *word = cn_model_enum_word(f->a, cn_cbor_get_uint(r, UINT8_MAX));
    if (r->status != CARNET_OK || word == NULL) {
        return r->status != CARNET_OK ? r->status : CARNET_RECORD_ENUM;
    }
    cn_json_str(w, word);
    return CARNET_OK;
}

static void put_decimal(cn_json_writer *w, const cn_model_decimal *d)
{
    char text[64];
    cn_model_decimal_text(text, d);
    cn_json_digits(w, cn_span_of(text, strlen(text)));
}

static carnet_status put_quantity(cn_json_writer *w, cn_cbor_reader *r,
                                  const cn_model_field *f, around at)
{
    cn_model_quantity q;
    carnet_status status = cn_model_get_quantity(
        r, cn_model_usual_unit(f, at.entry, at.group), &q);
    if (status != CARNET_OK) {
        return status;
    }
    cn_json_open_object(w);
    cn_json_key(w, "value");
    put_decimal(w, &q.value);
    cn_json_key(w, "unit");
    cn_json_string(w, q.unit);
    cn_json_close_object(w);
    return CARNET_OK;
}

static carnet_status put_date(cn_json_writer *w, cn_cbor_reader *r,
                              const cn_model_field *f, around at)
{
    char text[64];
    cn_model_date d;
    carnet_status status = cn_model_take_date(r, f, at.entry, &d);
    if (status == CARNET_OK) {
        cn_model_date_text(text, &d);
        cn_json_str(w, text);
    }
    return status;
}

/* Members of one coding, into an object that is open. */
static void put_coding(cn_json_writer *w, const cn_model_coding *c)
{
    cn_words_word room;
    cn_span display = cn_model_coding_display(c, &room);
    cn_json_key(w, "system");
    cn_json_string(w, cn_model_coding_system(c));
    cn_json_key(w, "code");
    cn_json_string(w, cn_span_of(c->code, c->code_len));
    if (display.len > 0) {
        cn_json_key(w, "display");
        cn_json_string(w, display);
    }
}

static void put_codings(cn_json_writer *w, const cn_model_code *code)
{
    if (code->num == 1) {
        put_coding(w, &code->codings[0]);
    }
    if (code->num < 2) {
        return;
    }
    cn_json_key(w, "coding");
    cn_json_open_array(w);
    for (uint32_t i = 0; i < code->num; i++) {
        cn_json_open_object(w);
        put_coding(w, &code->codings[i]);
        cn_json_close_object(w);
    }
    cn_json_close_array(w);
}

static carnet_status put_code(cn_json_writer *w, cn_cbor_reader *r,
                              const cn_model_field *f)
{
    cn_model_code code;
    carnet_status status = cn_model_get_code(r, f, &code);
    if (status != CARNET_OK) {
        return status;
    }
    cn_json_open_object(w);
    put_codings(w, &code);
    if (code.words.len > 0) {
        cn_json_key(w, "text");
        cn_json_string(w, code.words);
    }
    cn_json_close_object(w);
    return CARNET_OK;
}

static carnet_status put_reference(cn_json_writer *w, cn_cbor_reader *r)
{
    char text[24];
    int32_t part = 0;
    uint32_t target = 0;
    carnet_status status = cn_model_take_reference(r, &part, &target);
    if (status != CARNET_OK) {
        return status;
    }
    if (part == CARNET_RECORD_ELSEWHERE) {
        cn_model_leaf_text(text, target);
    } else {
        cn_model_place_text(text, (uint32_t)part, target);
    }
    cn_json_str(w, text);
    return CARNET_OK;
}

static carnet_status put_base64(cn_json_writer *w, cn_span bytes)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_text_put_base64(&b, bytes);
    carnet_status status = b.status;
    if (status == CARNET_OK) {
        cn_json_string(w, cn_buf_span(&b));
    }
    cn_buf_free(&b);
    return status;
}

static carnet_status put_bytes(cn_json_writer *w, cn_cbor_reader *r)
{
    cn_span bytes = cn_cbor_get_bytes(r, 0, CN_LIMIT_STRING);
    return r->status == CARNET_OK ? put_base64(w, bytes) : r->status;
}

/* A value that is no group. */
static carnet_status put_plain(cn_json_writer *w, cn_cbor_reader *r,
                               const cn_model_field *f, around at)
{
    cn_model_decimal d;
    switch (f->type) {
    case CN_TYPE_TEXT:
        cn_json_string(w, cn_cbor_get_text(r, CN_LIMIT_STRING));
        break;
    case CN_TYPE_LABEL:
        return put_label(w, r, f);
    case CN_TYPE_INT:
        cn_json_i64(w, cn_cbor_get_int(r, f->a, f->b));
        break;
    case CN_TYPE_BOOL:
        cn_json_bool(w, cn_cbor_get_bool(r));
        break;
    case CN_TYPE_ENUM:
        return put_enum(w, r, f);
    case CN_TYPE_DECIMAL:
        if (cn_model_get_decimal(r, &d) == CARNET_OK) {
            put_decimal(w, &d);
        }
        break;
    case CN_TYPE_QUANTITY:
        return put_quantity(w, r, f, at);
    case CN_TYPE_DATE:
    case CN_TYPE_END:
        return put_date(w, r, f, at);
    case CN_TYPE_CODE:
        return put_code(w, r, f);
    case CN_TYPE_REF:
        return put_reference(w, r);
    default:
        return put_bytes(w, r);
    }
    return r->status;
}

static carnet_status put_group(cn_json_writer *w, cn_cbor_reader *r,
                               const cn_model_field *f,
                               const carnet_entry *entry)
{
    const cn_model_shape *shape = cn_model_group((uint32_t)f->a);
    cn_span group = cn_cbor_skip(r);
    carnet_status status = r->status;
    cn_json_open_object(w);
    for (size_t i = 0; status == CARNET_OK && i < shape->num_fields; i++) {
        const cn_model_field *member = &shape->fields[i];
        cn_cbor_reader at;
        cn_span value;
        if (cn_model_group_value(group, member->number, &value)) {
            cn_json_key(w, member->name);
            cn_cbor_reader_init(&at, value);
            status = put_plain(w, &at, member, (around){entry, &group});
        }
    }
    cn_json_close_object(w);
    return status;
}

static carnet_status put_one(cn_json_writer *w, cn_cbor_reader *r,
                             const cn_model_field *f, const carnet_entry *entry)
{
    return f->type == CN_TYPE_GROUP ? put_group(w, r, f, entry)
                                    : put_plain(w, r, f, (around){entry, NULL});
}

/* ---- fields ---- */

static void put_absence(cn_json_writer *w, int32_t reason)
{
    cn_json_open_object(w);
    cn_json_key(w, "absent");
    cn_json_str(w, cn_form_absence_name(reason));
    cn_json_close_object(w);
}

static carnet_status put_values(cn_json_writer *w, cn_span value,
                                const cn_model_field *f, const carnet_entry *e)
{
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, value);
    int32_t reason = cn_model_take_absence(&r, f);
    if (reason != CARNET_ABSENT_NO) {
        put_absence(w, reason);
        return CARNET_OK;
    }
    if ((f->flags & CN_FIELD_LIST) == 0) {
        return put_one(w, &r, f, e);
    }
    size_t num = cn_cbor_get_array(&r, 1, CN_LIMIT_LIST);
    carnet_status status = r.status;
    cn_json_open_array(w);
    for (size_t i = 0; status == CARNET_OK && i < num; i++) {
        status = put_one(w, &r, f, e);
    }
    cn_json_close_array(w);
    return status;
}

static carnet_status put_fields(cn_json_writer *w, const carnet_entry *e,
                                const cn_model_shape *shape)
{
    carnet_status status = CARNET_OK;
    for (size_t i = 0; status == CARNET_OK && i < shape->num_fields; i++) {
        const cn_model_field *f = &shape->fields[i];
        cn_span value;
        if (cn_model_value(e, f->number, &value)) {
            cn_json_key(w, f->name);
            status = put_values(w, value, f, e);
        } else if (f->type == CN_TYPE_ENUM && f->b > 0) {
            cn_json_key(w, f->name);
            cn_json_str(w, cn_model_enum_word(f->a, (uint64_t)f->b - 1));
        }
    }
    return status;
}

/* ---- the entry ---- */

static void put_head(cn_json_writer *w, const carnet_entry *e,
                     const cn_model_shape *shape)
{
    char id[24];
    cn_model_place_text(id, e->part, e->position);
    cn_json_key(w, "kind");
    if (shape != NULL) {
        cn_json_str(w, shape->name);
    } else {
        cn_json_i64(w, e->kind);
    }
    cn_json_key(w, "id");
    cn_json_str(w, id);
    cn_json_key(w, "part");
    cn_json_str(w, cn_model_part_name(e->part));
}

/* The whole entry as bytes, and the day that its dates count from. */
static carnet_status put_beyond(cn_json_writer *w, const carnet_entry *e)
{
    char day[11];
    cn_days_print(day, e->day);
    cn_json_key(w, "beyond");
    cn_json_bool(w, true);
    cn_json_key(w, "issued");
    cn_json_str(w, day);
    cn_json_key(w, "cbor");
    return put_base64(w, e->bytes);
}

carnet_status cn_model_form_write(cn_json_writer *w, const carnet_entry *e)
{
    const cn_model_shape *shape = cn_model_kind(e->kind);
    carnet_status status = CARNET_OK;
    cn_json_open_object(w);
    put_head(w, e, shape);
    if (e->beyond) {
        status = put_beyond(w, e);
    }
    if (status == CARNET_OK && cn_model_is_readable(e)) {
        status = put_fields(w, e, shape);
    }
    cn_json_close_object(w);
    return status == CARNET_OK ? w->out->status : status;
}
