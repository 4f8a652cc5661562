/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Getters of an entry: what it is, and its numbers, texts and bytes, decoded
 * as check.c has demanded them.
 */
#include "record_get_i.h"

_Static_assert(CARNET_RECORD_TEXT_SIZE == CN_LIMIT_STRING + 1, "and a zero");
_Static_assert(CARNET_RECORD_BYTES_SIZE == CN_LIMIT_STRING, "two sizes");

size_t carnet_record_text_size(void)
{
    return CARNET_RECORD_TEXT_SIZE;
}

size_t carnet_record_bytes_size(void)
{
    return CARNET_RECORD_BYTES_SIZE;
}

int32_t carnet_record_num_kinds(void)
{
    return (int32_t)cn_model_num_kinds();
}

const char *carnet_record_kind_name(int32_t kind)
{
    const cn_model_shape *s = kind < 0 ? NULL : cn_model_kind((uint32_t)kind);
    return s == NULL ? NULL : s->name;
}

int32_t carnet_record_find_kind(const char *name, size_t name_len)
{
    return name == NULL ? -1 : cn_model_kind_named(cn_span_of(name, name_len));
}

/* ---- the entry ---- */

int32_t carnet_record_entry_kind(const carnet_entry *entry)
{
    return entry == NULL ? -1 : (int32_t)entry->kind;
}

int32_t carnet_record_entry_part(const carnet_entry *entry)
{
    return entry == NULL ? -1 : entry->part;
}

int32_t carnet_record_entry_position(const carnet_entry *entry)
{
    return entry == NULL ? -1 : entry->position;
}

int32_t carnet_record_entry_is_beyond(const carnet_entry *entry)
{
    return entry != NULL && entry->beyond;
}

carnet_status carnet_record_entry_json(carnet_buf **out,
                                       const carnet_entry *entry)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (entry == NULL) {
        return CARNET_CALLER_NULL;
    }
    cn_buf b;
    cn_json_writer w;
    cn_buf_init(&b);
    cn_json_begin(&w, &b, false);
    carnet_status status = cn_model_form_write(&w, entry);
    if (status != CARNET_OK) {
        cn_buf_free(&b);
        return status;
    }
    return cn_buf_give(&b, out);
}

/* ---- numbers ---- */

/* A value of one of two types, for a caller who says where it goes. */
static carnet_status find(cn_record_found *p, const void *out,
                          const carnet_entry *entry, int32_t field, size_t i,
                          int32_t member, cn_model_type a, cn_model_type b)
{
    carnet_status status = cn_record_locate(p, entry, field, i, member, a, b);
    return status == CARNET_OK && out == NULL ? CARNET_CALLER_NULL : status;
}

carnet_status carnet_record_get_int(int64_t *out, const carnet_entry *entry,
                                    int32_t field, size_t i, int32_t member)
{
    cn_record_found p;
    carnet_status status =
        find(&p, out, entry, field, i, member, CN_TYPE_INT, CN_TYPE_INT);
    if (status == CARNET_OK) {
        *out = cn_cbor_get_int(&p.r, p.field->a, p.field->b);
        status = p.r.status;
    }
    return status;
}

carnet_status carnet_record_get_bool(int32_t *out, const carnet_entry *entry,
                                     int32_t field, size_t i, int32_t member)
{
    cn_record_found p;
    carnet_status status =
        find(&p, out, entry, field, i, member, CN_TYPE_BOOL, CN_TYPE_BOOL);
    if (status == CARNET_OK) {
        *out = cn_cbor_get_bool(&p.r) ? 1 : 0;
        status = p.r.status;
    }
    return status;
}

carnet_status carnet_record_get_enum(int32_t *out, const carnet_entry *entry,
                                     int32_t field, size_t i, int32_t member)
{
    cn_record_found p;
    carnet_status status =
        find(&p, out, entry, field, i, member, CN_TYPE_ENUM, CN_TYPE_ENUM);
    if (status == CARNET_OK) {
        *out = p.is_default ? p.field->b - 1
                            : (int32_t)cn_cbor_get_uint(&p.r, UINT8_MAX);
        status = p.r.status;
    }
    return status;
}

const char *carnet_record_get_word(const carnet_entry *entry, int32_t field,
                                   size_t i, int32_t member)
{
    int32_t value = 0;
    cn_record_found p;
    if (carnet_record_get_enum(&value, entry, field, i, member) != CARNET_OK ||
        cn_record_locate(&p, entry, field, i, member, CN_TYPE_ENUM,
                         CN_TYPE_ENUM) != CARNET_OK) {
        return NULL;
    }
    return cn_model_enum_word(p.field->a, (uint64_t)value);
}

carnet_status carnet_record_get_decimal(int64_t *mantissa_out,
                                        int32_t *scale_out,
                                        const carnet_entry *entry,
                                        int32_t field, size_t i, int32_t member)
{
    cn_record_found p;
    cn_model_decimal d;
    carnet_status status = cn_record_locate(&p, entry, field, i, member,
                                            CN_TYPE_DECIMAL, CN_TYPE_DECIMAL);
    if (status == CARNET_OK && (mantissa_out == NULL || scale_out == NULL)) {
        status = CARNET_CALLER_NULL;
    }
    if (status == CARNET_OK) {
        status = cn_model_get_decimal(&p.r, &d);
    }
    if (status == CARNET_OK) {
        *mantissa_out = d.mantissa;
        *scale_out = d.scale;
    }
    return status;
}

/* ---- text ---- */

carnet_status carnet_record_copy_text(char *out, const carnet_entry *entry,
                                      int32_t field, size_t i, int32_t member)
{
    cn_record_found p;
    carnet_status status =
        find(&p, out, entry, field, i, member, CN_TYPE_TEXT, CN_TYPE_LABEL);
    if (status != CARNET_OK) {
        return status;
    }
    uint8_t room[CN_MODEL_LABEL_MAX];
    cn_span text;
    if (p.field->type == CN_TYPE_TEXT) {
        text = cn_cbor_get_text(&p.r, CN_LIMIT_STRING);
        status = p.r.status;
    } else {
        status = cn_model_get_label(&p.r, p.field, room, &text);
    }
    return status == CARNET_OK ? cn_record_give_text(out, text) : status;
}

carnet_status carnet_record_copy_quantity(int64_t *mantissa_out,
                                          int32_t *scale_out, char *unit_out,
                                          const carnet_entry *entry,
                                          int32_t field, size_t i,
                                          int32_t member)
{
    cn_record_found p;
    cn_model_quantity q;
    carnet_status status = cn_record_locate(&p, entry, field, i, member,
                                            CN_TYPE_QUANTITY, CN_TYPE_QUANTITY);
    if (status == CARNET_OK &&
        (mantissa_out == NULL || scale_out == NULL || unit_out == NULL)) {
        status = CARNET_CALLER_NULL;
    }
    if (status == CARNET_OK) {
        status = cn_model_get_quantity(
            &p.r,
            cn_model_usual_unit(p.field, p.entry,
                                p.group.data != NULL ? &p.group : NULL),
            &q);
    }
    if (status == CARNET_OK) {
        *mantissa_out = q.value.mantissa;
        *scale_out = q.value.scale;
        status = cn_record_give_text(unit_out, q.unit);
    }
    return status;
}

carnet_status carnet_record_copy_bytes(uint8_t *out, size_t *out_len,
                                       const carnet_entry *entry, int32_t field,
                                       size_t i, int32_t member)
{
    cn_record_found p;
    carnet_status status = cn_record_locate(&p, entry, field, i, member,
                                            CN_TYPE_BYTES, CN_TYPE_BYTES);
    if (status == CARNET_OK && (out == NULL || out_len == NULL)) {
        status = CARNET_CALLER_NULL;
    }
    if (status != CARNET_OK) {
        return status;
    }
    cn_span s = cn_cbor_get_bytes(&p.r, 0, CARNET_RECORD_BYTES_SIZE);
    if (s.len > 0) {
        memcpy(out, s.data, s.len);
    }
    *out_len = s.len;
    return p.r.status;
}
