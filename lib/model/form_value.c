/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fields of a JSON record. JSON's own types are checked here; what a value may
 * be is checked by the setter that it is given to.
 */
#include "form_read_i.h"

/* ---- simple values ---- */

static carnet_status read_int(const cn_form_target *t, uint32_t node)
{
    int64_t v = 0;
    carnet_status status = cn_form_expect(t->x, node, CN_JSON_NUMBER);
    if (status != CARNET_OK) {
        return status;
    }
    if (!cn_json_int(cn_form_node(t, node), &v)) {
        return cn_form_refuse(t->x, CARNET_RECORD_TYPE, node,
                              "a whole number is due");
    }
    return cn_form_judge(t,
                         carnet_record_set_int(t->x->record, t->entry, t->outer,
                                               t->i, t->member, v),
                         node);
}

static carnet_status read_bool(const cn_form_target *t, uint32_t node)
{
    bool yes = cn_form_node(t, node)->type == CN_JSON_TRUE;
    if (!yes && cn_form_node(t, node)->type != CN_JSON_FALSE) {
        return cn_form_refuse(t->x, CARNET_RECORD_TYPE, node,
                              "true or false is due");
    }
    return cn_form_judge(t,
                         carnet_record_set_bool(t->x->record, t->entry,
                                                t->outer, t->i, t->member,
                                                yes ? 1 : 0),
                         node);
}

static carnet_status read_enum(const cn_form_target *t, uint32_t node)
{
    cn_span s;
    carnet_status status = cn_form_take_text(t, node, &s);
    if (status != CARNET_OK) {
        return status;
    }
    int32_t v = cn_model_enum_find(t->field->a, s);
    return cn_form_judge(t,
                         carnet_record_set_enum(t->x->record, t->entry,
                                                t->outer, t->i, t->member, v),
                         node);
}

static carnet_status read_text(const cn_form_target *t, uint32_t node)
{
    cn_span s;
    carnet_status status = cn_form_take_text(t, node, &s);
    if (status != CARNET_OK) {
        return status;
    }
    return cn_form_judge(t,
                         carnet_record_set_text(t->x->record, t->entry,
                                                t->outer, t->i, t->member,
                                                cn_form_chars(s), s.len),
                         node);
}

static carnet_status read_bytes(const cn_form_target *t, uint32_t node)
{
    cn_span s;
    carnet_status status = cn_form_take_text(t, node, &s);
    if (status != CARNET_OK) {
        return status;
    }
    cn_buf b;
    cn_buf_init(&b);
    bool good = cn_text_get_base64(&b, s);
    if (b.status != CARNET_OK) {
        status = b.status;
    } else if (!good) {
        status = cn_form_refuse(t->x, CARNET_RECORD_TYPE, node,
                                "base64url without padding is due");
    } else {
        status = cn_form_judge(
            t,
            carnet_record_set_bytes(t->x->record, t->entry, t->outer, t->i,
                                    t->member, b.data, b.len),
            node);
    }
    cn_buf_free(&b);
    return status;
}

static carnet_status set_date(const cn_form_target *t, const cn_model_date *d)
{
    int32_t year = d->year;
    int32_t month = d->month;
    int32_t day = 0;
    if (d->precision == CARNET_DATE_MINUTE) {
        return carnet_record_set_instant(t->x->record, t->entry, t->outer, t->i,
                                         t->member, d->minutes, d->offset);
    }
    if (d->precision == CARNET_DATE_DAY) {
        cn_days_to_date(d->days, &year, &month, &day);
    }
    return carnet_record_set_date(t->x->record, t->entry, t->outer, t->i,
                                  t->member, year, month, day,
                                  d->estimated ? 1 : 0);
}

static carnet_status read_date(const cn_form_target *t, uint32_t node)
{
    cn_span s;
    cn_model_date d;
    carnet_status status = cn_form_take_text(t, node, &s);
    if (status != CARNET_OK) {
        return status;
    }
    bool good = cn_form_date(s, &d);
    return cn_form_judge(t, good ? set_date(t, &d) : CARNET_RECORD_DATE, node);
}

static carnet_status read_reference(const cn_form_target *t, uint32_t node)
{
    uint32_t leaf = 0;
    size_t entry = 0;
    cn_span s;
    carnet_status status = cn_form_take_text(t, node, &s);
    if (status != CARNET_OK) {
        return status;
    }
    if (cn_form_leaf(s, &leaf)) {
        return cn_form_judge(t,
                             carnet_record_set_elsewhere(t->x->record, t->entry,
                                                         t->outer, t->i,
                                                         t->member, leaf),
                             node);
    }
    status =
        carnet_record_find_id(&entry, t->x->record, cn_form_chars(s), s.len);
    if (status != CARNET_OK) {
        return cn_form_refuse(t->x, CARNET_RECORD_REFERENCE, node,
                              "no entry of this record has that id");
    }
    if (entry == t->entry) {
        return cn_form_refuse(t->x, CARNET_RECORD_REFERENCE, node,
                              "an entry can't refer to itself");
    }
    return cn_form_judge(t,
                         carnet_record_set_reference(t->x->record, t->entry,
                                                     t->outer, t->i, t->member,
                                                     entry),
                         node);
}

/* ---- decimals and quantities ---- */

static carnet_status take_decimal(const cn_form_target *t, uint32_t node,
                                  cn_model_decimal *out)
{
    carnet_status status = cn_form_expect(t->x, node, CN_JSON_NUMBER);
    if (status == CARNET_OK &&
        !cn_form_decimal(cn_form_text_of(t, node), out)) {
        status = cn_form_judge(t, CARNET_RECORD_DECIMAL, node);
    }
    return status;
}

static carnet_status read_decimal(const cn_form_target *t, uint32_t node)
{
    cn_model_decimal d;
    carnet_status status = take_decimal(t, node, &d);
    return status == CARNET_OK
               ? cn_form_judge(t,
                               carnet_record_set_decimal(
                                   t->x->record, t->entry, t->outer, t->i,
                                   t->member, d.mantissa, d.scale),
                               node)
               : status;
}

static carnet_status read_quantity(const cn_form_target *t, uint32_t node)
{
    static const char *const names[] = {"value", "unit", NULL};
    uint32_t at[2] = {0};
    cn_model_decimal d;
    cn_span unit = {NULL, 0};
    carnet_status status = cn_form_take_members(t, node, names, at);
    if (status == CARNET_OK && at[0] == 0) {
        return cn_form_refuse(t->x, CARNET_RECORD_REQUIRED, node,
                              "a quantity needs \"value\"");
    }
    if (status == CARNET_OK) {
        status = take_decimal(t, at[0], &d);
    }
    if (status == CARNET_OK && at[1] != 0) {
        status = cn_form_take_text(t, at[1], &unit);
    }
    if (status != CARNET_OK) {
        return status;
    }
    status = carnet_record_set_quantity(
        t->x->record, t->entry, t->outer, t->i, t->member, d.mantissa, d.scale,
        at[1] != 0 ? cn_form_chars(unit) : NULL, unit.len);
    return cn_form_judge(t, status,
                         status == CARNET_RECORD_UNIT ? at[1] : node);
}

/* ---- values and groups ---- */

static carnet_status read_plain(const cn_form_target *t, uint32_t node)
{
    switch (t->field->type) {
    case CN_TYPE_TEXT:
    case CN_TYPE_LABEL:
        return read_text(t, node);
    case CN_TYPE_INT:
        return read_int(t, node);
    case CN_TYPE_BOOL:
        return read_bool(t, node);
    case CN_TYPE_ENUM:
        return read_enum(t, node);
    case CN_TYPE_DECIMAL:
        return read_decimal(t, node);
    case CN_TYPE_QUANTITY:
        return read_quantity(t, node);
    case CN_TYPE_DATE:
    case CN_TYPE_END:
        return read_date(t, node);
    case CN_TYPE_CODE:
        return cn_form_read_code(t, node);
    case CN_TYPE_REF:
        return read_reference(t, node);
    default:
        return read_bytes(t, node);
    }
}

static cn_record_slot *slot_of(const cn_form_target *t)
{
    const cn_record_entry *e = &t->x->record->entries[t->entry];
    return cn_record_slot_of(e, (uint32_t)t->outer);
}

static carnet_status read_group(const cn_form_target *t, uint32_t node)
{
    const cn_model_shape *group = cn_record_shape_of(t->field);
    carnet_status status = cn_form_expect(t->x, node, CN_JSON_OBJECT);
    if (status != CARNET_OK) {
        return status;
    }
    if (cn_form_node(t, node)->num == 0) {
        return cn_form_refuse(t->x, CARNET_RECORD_REQUIRED, node,
                              "an empty object; leave it out");
    }
    uint32_t key = node + 1;
    for (uint32_t n = 0; n < cn_form_node(t, node)->num; n++) {
        cn_form_target inner = *t;
        inner.field = cn_model_field_named(group, cn_form_text_of(t, key));
        if (inner.field == NULL) {
            return cn_form_refuse_field(t->x, key, group);
        }
        inner.member = inner.field->number;
        status = read_plain(&inner, key + 1);
        if (status != CARNET_OK) {
            return status;
        }
        slot_of(t)->values[t->i].members[inner.field - group->fields].mark =
            cn_form_mark(t->x, key + 1);
        key = cn_form_node(t, key + 1)->next;
    }
    return CARNET_OK;
}

static carnet_status read_value(const cn_form_target *t, uint32_t node)
{
    return t->field->type == CN_TYPE_GROUP ? read_group(t, node)
                                           : read_plain(t, node);
}

static carnet_status read_list(cn_form_target *t, uint32_t node)
{
    carnet_status status = cn_form_expect(t->x, node, CN_JSON_ARRAY);
    if (status != CARNET_OK) {
        return status;
    }
    uint32_t num = cn_form_node(t, node)->num;
    if (num == 0) {
        return cn_form_refuse(t->x, CARNET_RECORD_RANGE, node,
                              "an empty list; leave the field out");
    }
    if (num > CN_LIMIT_LIST) {
        return cn_form_refuse(t->x, CARNET_RECORD_TOO_LONG, node,
                              "a list holds at most 64 values");
    }
    cn_record_slot *slot = slot_of(t);
    slot->marks =
        cn_arena_take(&t->x->record->arena, num * sizeof *slot->marks);
    if (slot->marks == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    slot->num_marks = num;
    uint32_t child = node + 1;
    for (; status == CARNET_OK && t->i < num; t->i++) {
        slot->marks[t->i] = cn_form_mark(t->x, child);
        status = read_value(t, child);
        child = cn_form_node(t, child)->next;
    }
    return status;
}

/* {"absent": word}, which says why there is no value. */
static carnet_status read_absent(const cn_form_target *t, uint32_t node,
                                 uint32_t word)
{
    if ((t->field->flags & CN_FIELD_ABSENT) == 0) {
        return cn_form_refuse(t->x, CARNET_RECORD_TYPE, node,
                              "this field can't say why it is absent; leave "
                              "it out");
    }
    if (cn_form_node(t, node)->num != 1) {
        return cn_form_refuse(t->x, CARNET_RECORD_FIELD, node,
                              "\"absent\" stands alone");
    }
    cn_span s;
    carnet_status status = cn_form_take_text(t, word, &s);
    if (status != CARNET_OK) {
        return status;
    }
    int32_t reason = cn_form_absence_named(s);
    if (reason < 0) {
        return cn_form_refuse(t->x, CARNET_RECORD_ENUM, word,
                              "one of: none not_asked refused");
    }
    return cn_form_judge(
        t, carnet_record_set_absent(t->x->record, t->entry, t->outer, reason),
        node);
}

carnet_status cn_form_read_field(cn_form_reader *x, size_t entry,
                                 const cn_model_field *f, uint32_t node)
{
    cn_form_target t = {x, f, entry, 0, f->number, CARNET_RECORD_SELF};
    uint32_t word = cn_json_find(x->doc, node, "absent");
    slot_of(&t)->mark = cn_form_mark(x, node);
    if (word != 0) {
        return read_absent(&t, node, word);
    }
    return (f->flags & CN_FIELD_LIST) != 0 ? read_list(&t, node)
                                           : read_value(&t, node);
}
