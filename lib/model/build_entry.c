/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One entry of a record being made, encoded: its values in two rounds, since
 * units and ends depend on other fields, then joined.
 */
#include "build_i.h"

/* ---- where and why ---- */

static void put_index(cn_buf *b, size_t i)
{
    cn_buf_put_str(b, "[");
    cn_buf_put_u64(b, i);
    cn_buf_put_str(b, "]");
}

/* "$.entries[2]" and what follows it. */
static carnet_status note(cn_record_encoder *x, carnet_status status,
                          const cn_record_mark *mark, const cn_buf *rest,
                          const char *detail)
{
    cn_problem *p = x->where;
    if (p == NULL || p->status != CARNET_OK) {
        return status;
    }
    cn_buf b;
    char path[sizeof p->path];
    cn_buf_init_fixed(&b, path, sizeof path - 1);
    cn_buf_put_str(&b, "$.entries");
    put_index(&b, x->entry);
    if (rest != NULL) {
        cn_buf_put_span(&b, cn_buf_span(rest));
    }
    path[b.len] = '\0';
    cn_problem_note(p, status, mark->offset, path, detail);
    p->line = mark->line;
    return status;
}

carnet_status cn_record_note(cn_record_encoder *x, carnet_status status,
                             const char *detail)
{
    const cn_record_entry *e = &x->record->entries[x->entry];
    return note(x, status, &e->mark, NULL, detail);
}

/* Where a value stands, or what it is in, as far as that is known. */
static const cn_record_mark *mark_of(const cn_record_entry *e,
                                     const cn_model_field *f, size_t i,
                                     const cn_model_field *member)
{
    const cn_record_slot *slot =
        e->shape == NULL ? NULL : cn_record_slot_of(e, f->number);
    if (slot == NULL || slot->mark.line == 0) {
        return &e->mark;
    }
    if (member != NULL && i < slot->num) {
        const cn_model_shape *group = cn_record_shape_of(f);
        const cn_record_slot *in =
            &slot->values[i].members[member - group->fields];
        if (in->mark.line != 0) {
            return &in->mark;
        }
    }
    return i < slot->num_marks ? &slot->marks[i] : &slot->mark;
}

carnet_status cn_record_note_value(cn_record_encoder *x, carnet_status status,
                                   const cn_model_field *f, size_t i,
                                   const cn_model_field *member,
                                   const char *detail)
{
    cn_buf b;
    char rest[96];
    cn_buf_init_fixed(&b, rest, sizeof rest);
    cn_buf_put_str(&b, ".");
    cn_buf_put_str(&b, f->name);
    if ((f->flags & CN_FIELD_LIST) != 0) {
        put_index(&b, i);
    }
    if (member != NULL) {
        cn_buf_put_str(&b, ".");
        cn_buf_put_str(&b, member->name);
    }
    const cn_record_entry *e = &x->record->entries[x->entry];
    return note(x, status, mark_of(e, f, i, member), &b, detail);
}

/* Names what is missing in the entry, or in a group of field outer. */
static carnet_status note_missing(cn_record_encoder *x,
                                  const cn_model_shape *shape,
                                  const cn_span *values,
                                  const cn_model_field *outer, size_t at)
{
    uint64_t mask = 0;
    for (size_t i = 0; i < shape->num_fields; i++) {
        mask |= values[i].len > 0 ? UINT64_C(1) << i : 0;
    }
    const cn_model_field *f = cn_model_missing(shape, mask);
    char detail[160] = {0};
    cn_buf b;
    cn_buf_init_fixed(&b, detail, sizeof detail - 1);
    cn_buf_put_str(&b, shape->name);
    cn_buf_put_str(&b, " needs ");
    cn_buf_put_str(&b, f == NULL ? "more" : f->name);
    for (size_t i = 0; f != NULL && i < shape->num_fields; i++) {
        bool other = (shape->one_of >> i & 1) != 0 && &shape->fields[i] != f;
        if (other && (shape->one_of >> f->number & 1) != 0) {
            cn_buf_put_str(&b, " or ");
            cn_buf_put_str(&b, shape->fields[i].name);
        }
    }
    return outer == NULL ? cn_record_note(x, CARNET_RECORD_REQUIRED, detail)
                         : cn_record_note_value(x, CARNET_RECORD_REQUIRED,
                                                outer, at, NULL, detail);
}

/* ---- values ---- */

static void refresh(cn_span *values, const cn_record_piece *pieces)
{
    for (size_t i = 0; i < 64; i++) {
        const cn_record_piece *p = &pieces[i];
        values[i] = p->len == 0 ? cn_span_of(NULL, 0)
                                : cn_span_of(p->in->data + p->at, p->len);
    }
}

static bool is_late(const cn_model_field *f)
{
    return f->type == CN_TYPE_QUANTITY || f->type == CN_TYPE_END ||
           f->type == CN_TYPE_GROUP;
}

/* Where a reference leads, and that it may lead there. */
static carnet_status resolve(cn_record_encoder *x, const cn_record_value *v,
                             cn_record_around *around)
{
    if (v->reference.elsewhere || !x->placed) {
        return CARNET_OK;
    }
    const cn_record_spot *target = &x->places[v->reference.target];
    around->part = target->part;
    around->position = target->position;
    return target->part > x->places[x->entry].part ? CARNET_RECORD_LINK
                                                   : CARNET_OK;
}

static const char *why(carnet_status status, const cn_model_field *f)
{
    switch (status) {
    case CARNET_RECORD_UNIT:
        return f->a < 0 ? "this quantity needs a unit" : NULL;
    case CARNET_RECORD_DATE:
    case CARNET_RECORD_RANGE:
        return f->type == CN_TYPE_END ? "it ends before it begins" : NULL;
    default:
        return NULL;
    }
}

/* Says where reference i of a field leads, and that it may not. */
static carnet_status note_link(cn_record_encoder *x, const cn_model_field *f,
                               size_t i, uint32_t target)
{
    char detail[160] = {0};
    cn_buf b;
    cn_buf_init_fixed(&b, detail, sizeof detail - 1);
    cn_buf_put_str(&b, "it leads to $.entries");
    put_index(&b, target);
    cn_buf_put_str(&b, ", which goes to the ");
    cn_buf_put_str(&b, cn_model_part_name(x->places[target].part));
    cn_buf_put_str(&b, " part; put this entry there too");
    return cn_record_note_value(x, CARNET_RECORD_LINK, f, i, NULL, detail);
}

/* Appends one value; shape and values are those of the entry, or of the group
   that it is in. */
static carnet_status put_value(cn_record_encoder *x, cn_buf *b,
                               const cn_model_shape *shape,
                               const cn_span *values, const cn_model_field *f,
                               const cn_record_value *v)
{
    cn_record_around around = {
        .values = x->values,
        .own = shape,
        .own_values = values,
        .kind = x->record->entries[x->entry].shape,
        .issue_day = x->issue_day,
    };
    if (f->type == CN_TYPE_REF) {
        carnet_status status = resolve(x, v, &around);
        if (status != CARNET_OK) {
            return status;
        }
    }
    return cn_record_put(b, f, v, &around);
}

/* Out of memory makes any other complaint void. */
static carnet_status memory_status(const cn_record_encoder *x)
{
    for (size_t late = 0; late < 2; late++) {
        if (x->bytes[late].status != CARNET_OK) {
            return x->bytes[late].status;
        }
        if (x->inner[late].status != CARNET_OK) {
            return x->inner[late].status;
        }
    }
    return CARNET_OK;
}

/* The early or the late members of a group that are set. */
static carnet_status put_members(cn_record_encoder *x,
                                 const cn_model_field *outer, size_t at,
                                 const cn_record_value *v, size_t late)
{
    const cn_model_shape *group = cn_record_shape_of(outer);
    cn_buf *b = &x->inner[late];
    for (size_t i = 0; i < group->num_fields; i++) {
        const cn_model_field *f = &group->fields[i];
        const cn_record_slot *slot = &v->members[i];
        if (slot->num == 0 || is_late(f) != (late == 1)) {
            continue;
        }
        size_t begin = b->len;
        carnet_status status =
            put_value(x, b, group, x->inner_values, f, &slot->values[0]);
        if (status != CARNET_OK) {
            return cn_record_note_value(x, status, outer, at, f,
                                        why(status, f));
        }
        x->inner_pieces[f->number] =
            (cn_record_piece){b, begin, b->len - begin};
    }
    refresh(x->inner_values, x->inner_pieces);
    return memory_status(x);
}

static carnet_status put_group(cn_record_encoder *x, cn_buf *b,
                               const cn_model_field *outer, size_t at,
                               const cn_record_value *v)
{
    const cn_model_shape *group = cn_record_shape_of(outer);
    memset(x->inner_pieces, 0, sizeof x->inner_pieces);
    memset(x->inner_values, 0, sizeof x->inner_values);
    for (size_t late = 0; late < 2; late++) {
        cn_buf_cut(&x->inner[late], 0);
        carnet_status status = put_members(x, outer, at, v, late);
        if (status != CARNET_OK) {
            return status;
        }
    }
    return cn_model_put_group(b, group, x->inner_values) == CARNET_OK
               ? CARNET_OK
               : note_missing(x, group, x->inner_values, outer, at);
}

/* Value i of a field that is no group. */
static carnet_status put_single(cn_record_encoder *x, cn_buf *b,
                                const cn_model_shape *shape,
                                const cn_model_field *f, size_t i,
                                const cn_record_value *v)
{
    carnet_status status = put_value(x, b, shape, x->values, f, v);
    if (status == CARNET_OK) {
        return CARNET_OK;
    }
    return status == CARNET_RECORD_LINK
               ? note_link(x, f, i, v->reference.target)
               : cn_record_note_value(x, status, f, i, NULL, why(status, f));
}

/* Whether a value leads away from the card that is made. */
static bool leads_away(const cn_record_encoder *x, const cn_model_shape *shape,
                       const cn_model_field *f, const cn_record_value *v)
{
    if (x->card == NULL) {
        return false;
    }
    if (f->type == CN_TYPE_REF) {
        return v->reference.elsewhere ||
               (x->placed && x->places[v->reference.target].left_out);
    }
    return shape == cn_model_kind(CARNET_KIND_DETAILS) &&
           f->number == CARNET_DETAILS_PASSPORT_ID;
}

/* All values of a field, if it has any to write. */
static carnet_status put_field(cn_record_encoder *x, cn_buf *b,
                               const cn_model_shape *shape,
                               const cn_model_field *f,
                               const cn_record_slot *slot)
{
    carnet_status status = CARNET_OK;
    size_t num = 0;
    for (size_t i = 0; i < slot->num; i++) {
        num += !leads_away(x, shape, f, &slot->values[i]);
    }
    if (slot->absent != CARNET_ABSENT_NO) {
        cn_model_put_absent(b, slot->absent);
    } else if ((f->flags & CN_FIELD_LIST) != 0 && num > 0) {
        cn_cbor_put_array(b, num);
    }
    for (size_t i = 0; status == CARNET_OK && i < slot->num; i++) {
        const cn_record_value *v = &slot->values[i];
        if (leads_away(x, shape, f, v)) {
            continue;
        }
        status = f->type == CN_TYPE_GROUP ? put_group(x, b, f, i, v)
                                          : put_single(x, b, shape, f, i, v);
    }
    return status;
}

/* ---- entries ---- */

/* The early or the late fields of an entry. */
static carnet_status put_fields(cn_record_encoder *x, const cn_record_entry *e,
                                size_t late)
{
    cn_buf *b = &x->bytes[late];
    cn_buf_cut(b, 0);
    for (size_t i = 0; i < e->shape->num_fields; i++) {
        const cn_model_field *f = &e->shape->fields[i];
        if (is_late(f) != (late == 1)) {
            continue;
        }
        size_t begin = b->len;
        carnet_status status = put_field(x, b, e->shape, f, &e->slots[i]);
        if (status != CARNET_OK) {
            return status;
        }
        x->pieces[f->number] = (cn_record_piece){b, begin, b->len - begin};
    }
    refresh(x->values, x->pieces);
    return memory_status(x);
}

/* Appends the entry that x->entry is. */
carnet_status cn_record_put_entry(cn_record_encoder *x, cn_buf *out)
{
    const cn_record_entry *e = &x->record->entries[x->entry];
    if (e->shape == NULL) {
        cn_buf_put_span(out, e->cbor);
        return out->status;
    }
    memset(x->pieces, 0, sizeof x->pieces);
    memset(x->values, 0, sizeof x->values);
    for (size_t late = 0; late < 2; late++) {
        carnet_status status = put_fields(x, e, late);
        if (status != CARNET_OK) {
            return status;
        }
    }
    if (cn_model_put_entry(out, e->kind, x->values) != CARNET_OK) {
        return note_missing(x, e->shape, x->values, NULL, 0);
    }
    return out->status;
}
