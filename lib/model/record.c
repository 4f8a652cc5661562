/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Getters of an entry. A place (field, index, member) is found by stepping
 * over what stands before it; the value is then decoded as check.c has
 * demanded it. An entry with a critical field that this version does not know
 * gives nothing.
 */
#include "form_i.h"
#include "model_i.h"

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

/* ---- places ---- */

/* A value that was found. */
typedef struct {
    const carnet_entry *entry;
    const cn_model_field *field;
    cn_cbor_reader r; /* stands at the value */
    cn_span group;    /* the group that it is in; NULL if in none */
    bool is_default;  /* not written: an enumeration's default */
} place;

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
    return cn_form_take_absence(&r, f);
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
static carnet_status enter_group(place *p, int32_t member)
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

static carnet_status find(place *p, const carnet_entry *e, int32_t field,
                          size_t i, int32_t member)
{
    memset(p, 0, sizeof *p);
    if (e == NULL) {
        return CARNET_CALLER_NULL;
    }
    p->entry = e;
    p->field = field_of(e, field);
    if (p->field == NULL || !cn_form_readable(e)) {
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

/* The same for values of one of two types. */
static carnet_status find_typed(place *p, const carnet_entry *e, int32_t field,
                                size_t i, int32_t member, cn_model_type a,
                                cn_model_type b)
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
    if (f == NULL || !cn_form_readable(entry)) {
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
    place p;
    if (member == CARNET_RECORD_SELF) {
        return i < carnet_record_num_values(entry, field);
    }
    return find(&p, entry, field, i, member) == CARNET_OK;
}

int32_t carnet_record_absence(const carnet_entry *entry, int32_t field)
{
    const cn_model_field *f = field_of(entry, field);
    cn_span value;
    if (f == NULL || !cn_form_readable(entry) ||
        !cn_model_value(entry, f->number, &value)) {
        return CARNET_ABSENT_NO;
    }
    return absence_of(f, value);
}

/* ---- numbers ---- */

carnet_status carnet_record_get_int(int64_t *out, const carnet_entry *entry,
                                    int32_t field, size_t i, int32_t member)
{
    place p;
    carnet_status status =
        find_typed(&p, entry, field, i, member, CN_TYPE_INT, CN_TYPE_INT);
    if (status == CARNET_OK && out == NULL) {
        status = CARNET_CALLER_NULL;
    }
    if (status == CARNET_OK) {
        *out = cn_cbor_get_int(&p.r, p.field->a, p.field->b);
        status = p.r.status;
    }
    return status;
}

carnet_status carnet_record_get_bool(int32_t *out, const carnet_entry *entry,
                                     int32_t field, size_t i, int32_t member)
{
    place p;
    carnet_status status =
        find_typed(&p, entry, field, i, member, CN_TYPE_BOOL, CN_TYPE_BOOL);
    if (status == CARNET_OK && out == NULL) {
        status = CARNET_CALLER_NULL;
    }
    if (status == CARNET_OK) {
        *out = cn_cbor_get_bool(&p.r) ? 1 : 0;
        status = p.r.status;
    }
    return status;
}

carnet_status carnet_record_get_enum(int32_t *out, const carnet_entry *entry,
                                     int32_t field, size_t i, int32_t member)
{
    place p;
    carnet_status status =
        find_typed(&p, entry, field, i, member, CN_TYPE_ENUM, CN_TYPE_ENUM);
    if (status == CARNET_OK && out == NULL) {
        status = CARNET_CALLER_NULL;
    }
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
    place p;
    if (carnet_record_get_enum(&value, entry, field, i, member) != CARNET_OK ||
        find(&p, entry, field, i, member) != CARNET_OK) {
        return NULL;
    }
    return cn_model_enum_word(p.field->a, (uint64_t)value);
}

carnet_status carnet_record_get_decimal(int64_t *mantissa_out,
                                        int32_t *scale_out,
                                        const carnet_entry *entry,
                                        int32_t field, size_t i, int32_t member)
{
    place p;
    cn_model_decimal d;
    carnet_status status = find_typed(&p, entry, field, i, member,
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

/* Text and a zero; no text of a checked entry is longer than the limit. */
static carnet_status give_text(char *out, cn_span text)
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

carnet_status carnet_record_copy_text(char *out, const carnet_entry *entry,
                                      int32_t field, size_t i, int32_t member)
{
    place p;
    carnet_status status =
        find_typed(&p, entry, field, i, member, CN_TYPE_TEXT, CN_TYPE_LABEL);
    if (status == CARNET_OK && out == NULL) {
        status = CARNET_CALLER_NULL;
    }
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
    return status == CARNET_OK ? give_text(out, text) : status;
}

carnet_status carnet_record_copy_quantity(int64_t *mantissa_out,
                                          int32_t *scale_out, char *unit_out,
                                          const carnet_entry *entry,
                                          int32_t field, size_t i,
                                          int32_t member)
{
    place p;
    cn_model_quantity q;
    carnet_status status = find_typed(&p, entry, field, i, member,
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
        status = give_text(unit_out, q.unit);
    }
    return status;
}

carnet_status carnet_record_copy_bytes(uint8_t *out, size_t *out_len,
                                       const carnet_entry *entry, int32_t field,
                                       size_t i, int32_t member)
{
    place p;
    carnet_status status =
        find_typed(&p, entry, field, i, member, CN_TYPE_BYTES, CN_TYPE_BYTES);
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

/* ---- dates ---- */

static carnet_status read_date(cn_model_date *out, const carnet_entry *entry,
                               int32_t field, size_t i, int32_t member)
{
    place p;
    carnet_status status =
        find_typed(&p, entry, field, i, member, CN_TYPE_DATE, CN_TYPE_END);
    return status == CARNET_OK ? cn_form_take_date(&p.r, p.field, p.entry, out)
                               : status;
}

static void set(int32_t *out, int32_t value)
{
    if (out != NULL) {
        *out = value;
    }
}

carnet_status carnet_record_get_date(int32_t *precision_out, int32_t *year_out,
                                     int32_t *month_out, int32_t *day_out,
                                     int32_t *estimated_out,
                                     const carnet_entry *entry, int32_t field,
                                     size_t i, int32_t member)
{
    cn_model_date d;
    carnet_status status = read_date(&d, entry, field, i, member);
    if (status != CARNET_OK) {
        return status;
    }
    int32_t year = d.year;
    int32_t month = d.precision == CARNET_DATE_YEAR ? 0 : d.month;
    int32_t day = 0;
    if (d.precision == CARNET_DATE_DAY || d.precision == CARNET_DATE_MINUTE) {
        cn_days_to_date(d.days, &year, &month, &day);
    }
    set(precision_out, d.precision);
    set(year_out, year);
    set(month_out, month);
    set(day_out, day);
    set(estimated_out, d.estimated ? 1 : 0);
    return CARNET_OK;
}

carnet_status carnet_record_get_days(int32_t *first_days_out,
                                     int32_t *last_days_out,
                                     const carnet_entry *entry, int32_t field,
                                     size_t i, int32_t member)
{
    cn_model_date d;
    carnet_status status = read_date(&d, entry, field, i, member);
    if (status != CARNET_OK) {
        return status;
    }
    int32_t first = 0;
    int32_t last = 0;
    cn_model_date_span(&d, &first, &last);
    set(first_days_out, first);
    set(last_days_out, last);
    return CARNET_OK;
}

carnet_status carnet_record_get_instant(int64_t *minutes_out,
                                        int32_t *offset_out,
                                        const carnet_entry *entry,
                                        int32_t field, size_t i, int32_t member)
{
    cn_model_date d;
    carnet_status status = read_date(&d, entry, field, i, member);
    if (status == CARNET_OK && (minutes_out == NULL || offset_out == NULL)) {
        status = CARNET_CALLER_NULL;
    }
    if (status == CARNET_OK && d.precision != CARNET_DATE_MINUTE) {
        status = CARNET_CALLER_TYPE;
    }
    if (status == CARNET_OK) {
        *minutes_out = d.minutes;
        *offset_out = d.offset;
    }
    return status;
}

carnet_status carnet_record_copy_date(char *out, const carnet_entry *entry,
                                      int32_t field, size_t i, int32_t member)
{
    cn_model_date d;
    carnet_status status = read_date(&d, entry, field, i, member);
    if (status == CARNET_OK && out == NULL) {
        status = CARNET_CALLER_NULL;
    }
    if (status == CARNET_OK) {
        cn_model_date_text(out, &d);
    }
    return status;
}

/* ---- codes ---- */

/* Coding n of a code, or CARNET_CALLER_ABSENT. */
static carnet_status read_code(cn_model_code *out, const cn_model_field **f,
                               const carnet_entry *entry, int32_t field,
                               size_t i, int32_t member)
{
    place p;
    carnet_status status =
        find_typed(&p, entry, field, i, member, CN_TYPE_CODE, CN_TYPE_CODE);
    *f = p.field;
    return status == CARNET_OK ? cn_model_get_code(&p.r, p.field, out) : status;
}

size_t carnet_record_num_codings(const carnet_entry *entry, int32_t field,
                                 size_t i, int32_t member)
{
    cn_model_code code;
    const cn_model_field *f = NULL;
    return read_code(&code, &f, entry, field, i, member) == CARNET_OK ? code.num
                                                                      : 0;
}

static carnet_status read_coding(cn_model_code *code, const cn_model_field **f,
                                 const void *out, const carnet_entry *entry,
                                 int32_t field, size_t i, int32_t member,
                                 size_t n)
{
    carnet_status status = read_code(code, f, entry, field, i, member);
    if (status == CARNET_OK && out == NULL) {
        status = CARNET_CALLER_NULL;
    }
    return status == CARNET_OK && n >= code->num ? CARNET_CALLER_ABSENT
                                                 : status;
}

carnet_status carnet_record_copy_system(char *out, const carnet_entry *entry,
                                        int32_t field, size_t i, int32_t member,
                                        size_t n)
{
    cn_model_code code;
    const cn_model_field *f = NULL;
    carnet_status status =
        read_coding(&code, &f, out, entry, field, i, member, n);
    return status == CARNET_OK
               ? give_text(out, cn_form_system(&code.codings[n]))
               : status;
}

carnet_status carnet_record_copy_code(char *out, const carnet_entry *entry,
                                      int32_t field, size_t i, int32_t member,
                                      size_t n)
{
    cn_model_code code;
    const cn_model_field *f = NULL;
    carnet_status status =
        read_coding(&code, &f, out, entry, field, i, member, n);
    return status == CARNET_OK
               ? give_text(out, cn_span_of(code.codings[n].code,
                                           code.codings[n].code_len))
               : status;
}

carnet_status carnet_record_copy_display(char *out, const carnet_entry *entry,
                                         int32_t field, size_t i,
                                         int32_t member, size_t n)
{
    cn_model_code code;
    const cn_model_field *f = NULL;
    carnet_status status =
        read_coding(&code, &f, out, entry, field, i, member, n);
    if (status != CARNET_OK) {
        return status;
    }
    cn_span words = cn_form_display(&code.codings[n], f);
    return words.len > 0 ? give_text(out, words) : CARNET_CALLER_ABSENT;
}

carnet_status carnet_record_copy_words(char *out, const carnet_entry *entry,
                                       int32_t field, size_t i, int32_t member)
{
    cn_model_code code;
    const cn_model_field *f = NULL;
    carnet_status status = read_code(&code, &f, entry, field, i, member);
    if (status == CARNET_OK && out == NULL) {
        status = CARNET_CALLER_NULL;
    }
    if (status == CARNET_OK && code.words.len == 0) {
        status = CARNET_CALLER_ABSENT;
    }
    return status == CARNET_OK ? give_text(out, code.words) : status;
}

/* ---- references ---- */

carnet_status carnet_record_get_reference(int32_t *part_out,
                                          uint32_t *target_out,
                                          const carnet_entry *entry,
                                          int32_t field, size_t i,
                                          int32_t member)
{
    place p;
    carnet_status status =
        find_typed(&p, entry, field, i, member, CN_TYPE_REF, CN_TYPE_REF);
    if (status == CARNET_OK && (part_out == NULL || target_out == NULL)) {
        status = CARNET_CALLER_NULL;
    }
    return status == CARNET_OK
               ? cn_form_take_reference(&p.r, part_out, target_out)
               : status;
}
