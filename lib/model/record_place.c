/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Finding a value in an entry: a place (field, index, member) is reached by
 * stepping over what stands before it. An entry with a critical field that
 * this version does not know gives nothing.
 */
#include "record_get_i.h"

static const cn_model_field *field_of(const carnet_entry *e, int32_t field)
{
    const cn_model_shape *s = e == NULL ? NULL : cn_model_kind(e->kind);
    return s == NULL || field < 0 ? NULL
                                  : cn_model_field_of(s, (uint32_t)field);
}

/* Reason that stands in place of a value. */
static int32_t absence_of(const cn_model_field *f, cn_span value)
{
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, value);
    return cn_model_take_absence(&r, f);
}

/* Values of a field that is written. */
static size_t num_in(const cn_model_field *f, cn_span value)
{
    if (absence_of(f, value) != CARNET_ABSENT_NO) {
        return 0;
    }
    if ((f->flags & CN_FIELD_LIST) == 0) {
        return 1;
    }
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, value);
    return cn_cbor_get_array(&r, 1, CN_LIMIT_LIST);
}

/* From a group to one of its members. */
static carnet_status enter_group(cn_record_found *p, int32_t member)
{
    const cn_model_shape *shape = cn_model_group((uint32_t)p->field->a);
    const cn_model_field *f =
        member < 0 ? NULL : cn_model_field_of(shape, (uint32_t)member);
    if (f == NULL) {
        return member == CARNET_RECORD_SELF ? CARNET_CALLER_TYPE
                                            : CARNET_CALLER_ABSENT;
    }
    cn_span value;
    p->group = cn_cbor_skip(&p->r);
    p->field = f;
    if (!cn_model_group_value(p->group, f->number, &value)) {
        return CARNET_CALLER_ABSENT; /* no group has a field with a default */
    }
    cn_cbor_reader_init(&p->r, value);
    return CARNET_OK;
}

static carnet_status find(cn_record_found *p, const carnet_entry *e,
                          int32_t field, size_t i, int32_t member)
{
    memset(p, 0, sizeof *p);
    if (e == NULL) {
        return CARNET_CALLER_NULL;
    }
    p->entry = e;
    p->field = field_of(e, field);
    if (p->field == NULL || !cn_model_is_readable(e)) {
        return CARNET_CALLER_ABSENT;
    }
    const cn_model_field *f = p->field;
    if (f->type != CN_TYPE_GROUP && member != CARNET_RECORD_SELF) {
        return CARNET_CALLER_ABSENT;
    }
    cn_span value;
    if (!cn_model_value(e, f->number, &value)) {
        p->is_default = i == 0 && f->type == CN_TYPE_ENUM && f->b > 0;
        return p->is_default ? CARNET_OK : CARNET_CALLER_ABSENT;
    }
    if (i >= num_in(f, value)) {
        return CARNET_CALLER_ABSENT;
    }
    cn_cbor_reader_init(&p->r, value);
    if ((f->flags & CN_FIELD_LIST) != 0) {
        cn_cbor_get_array(&p->r, 1, CN_LIMIT_LIST);
        for (size_t n = 0; n < i; n++) {
            cn_cbor_skip(&p->r);
        }
    }
    return f->type == CN_TYPE_GROUP ? enter_group(p, member) : CARNET_OK;
}

carnet_status cn_record_locate(cn_record_found *p, const carnet_entry *e,
                               int32_t field, size_t i, int32_t member,
                               cn_model_type a, cn_model_type b)
{
    carnet_status status = find(p, e, field, i, member);
    if (status == CARNET_OK && p->field->type != a && p->field->type != b) {
        status = CARNET_CALLER_TYPE;
    }
    return status;
}

size_t carnet_record_num_values(const carnet_entry *entry, int32_t field)
{
    const cn_model_field *f = field_of(entry, field);
    cn_span value;
    if (f == NULL || !cn_model_is_readable(entry)) {
        return 0;
    }
    if (!cn_model_value(entry, f->number, &value)) {
        return f->type == CN_TYPE_ENUM && f->b > 0;
    }
    return num_in(f, value);
}

int32_t carnet_record_has(const carnet_entry *entry, int32_t field, size_t i,
                          int32_t member)
{
    cn_record_found p;
    if (member == CARNET_RECORD_SELF) {
        return i < carnet_record_num_values(entry, field);
    }
    return find(&p, entry, field, i, member) == CARNET_OK;
}

int32_t carnet_record_absence(const carnet_entry *entry, int32_t field)
{
    const cn_model_field *f = field_of(entry, field);
    cn_span value;
    if (f == NULL || !cn_model_is_readable(entry) ||
        !cn_model_value(entry, f->number, &value)) {
        return CARNET_ABSENT_NO;
    }
    return absence_of(f, value);
}

carnet_status cn_record_give_text(char *out, cn_span text)
{
    if (text.len >= CARNET_RECORD_TEXT_SIZE) {
        return CARNET_RECORD_TOO_LONG;
    }
    if (text.len > 0) {
        memcpy(out, text.data, text.len);
    }
    out[text.len] = '\0';
    return CARNET_OK;
}
