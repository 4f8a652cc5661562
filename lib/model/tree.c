/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Memory of a record being made: entries, slots, lists that grow. What a value
 * may be is checked in set.c; nothing here looks at one.
 */
#include "record_i.h"

/* As many as its three parts can hold. */
_Static_assert(CARNET_RECORD_ENTRIES_MAX == 3 * CN_LIMIT_PART_ENTRIES,
               "two limits");

carnet_status carnet_record_new(carnet_record **out)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = cn_mem_alloc(sizeof **out);
    if (*out == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    cn_arena_init_grow(&(*out)->arena);
    (*out)->issued_days = CARNET_RECORD_ANY_DAY;
    (*out)->valid_until_days = CARNET_RECORD_ANY_DAY;
    return CARNET_OK;
}

void carnet_record_free(carnet_record *record)
{
    if (record != NULL) {
        cn_arena_free(&record->arena);
        cn_mem_free(record, sizeof *record);
    }
}

void *cn_record_copy(carnet_record *record, const void *data, size_t len)
{
    void *copy = cn_arena_take(&record->arena, len);
    if (copy != NULL && len > 0) {
        memcpy(copy, data, len);
    }
    return copy;
}

carnet_status cn_record_copy_span(carnet_record *record, cn_span s,
                                  cn_span *out)
{
    void *copy = cn_record_copy(record, s.data, s.len);
    *out = cn_span_of(copy, copy == NULL ? 0 : s.len);
    return copy == NULL ? CARNET_CALLER_MEMORY : CARNET_OK;
}

/* An array of twice the room with what was there; NULL without memory. The
   old one stays in the arena until that is freed. */
static void *grow(carnet_record *record, const void *old, size_t num,
                  size_t size, uint32_t *cap)
{
    uint32_t room = *cap == 0 ? 1 : *cap * 2;
    void *data = cn_arena_take(&record->arena, room * size);
    if (data != NULL) {
        if (num > 0) {
            memcpy(data, old, num * size);
        }
        *cap = room;
    }
    return data;
}

/* ---- entries ---- */

/* A new last entry, zeroed but for its defaults. */
static carnet_status add(carnet_record *record, cn_record_entry **out)
{
    if (record->num == CARNET_RECORD_ENTRIES_MAX) {
        return CARNET_RECORD_COUNT;
    }
    if (record->num == record->cap) {
        cn_record_entry *entries = grow(record, record->entries, record->num,
                                        sizeof *entries, &record->cap);
        if (entries == NULL) {
            return CARNET_CALLER_MEMORY;
        }
        record->entries = entries;
    }
    *out = &record->entries[record->num];
    memset(*out, 0, sizeof **out);
    (*out)->part = -1;
    (*out)->cbor_day = CARNET_RECORD_ANY_DAY;
    return CARNET_OK;
}

static void added(carnet_record *record, size_t *index_out)
{
    if (index_out != NULL) {
        *index_out = record->num;
    }
    record->num++;
}

carnet_status carnet_record_add(size_t *index_out, carnet_record *record,
                                int32_t kind)
{
    if (record == NULL) {
        return CARNET_CALLER_NULL;
    }
    const cn_model_shape *shape =
        kind < 0 ? NULL : cn_model_kind((uint32_t)kind);
    if (shape == NULL) {
        return CARNET_RECORD_KIND;
    }
    cn_record_entry *e = NULL;
    carnet_status status = add(record, &e);
    if (status != CARNET_OK) {
        return status;
    }
    e->shape = shape;
    e->kind = (uint32_t)kind;
    e->slots =
        cn_arena_take(&record->arena, shape->num_fields * sizeof e->slots[0]);
    if (e->slots == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    added(record, index_out);
    return CARNET_OK;
}

/* Exactly one entry, as strict as one from outside. */
static carnet_status scan_entry(cn_span cbor, carnet_entry *out)
{
    size_t num = 0;
    size_t used = 0;
    for (size_t at = 0; at < cbor.len; at += used) {
        carnet_status status = cn_cbor_scan_first(cn_span_after(cbor, at),
                                                  CN_MODEL_ITEMS_DEPTH - 2,
                                                  CN_LIMIT_STRING, &used, NULL);
        if (status != CARNET_OK) {
            return status;
        }
        num++;
    }
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, cbor);
    carnet_status status = cn_model_step(&r, &num, out);
    return status == CARNET_OK && num > 0 ? CARNET_CBOR_TRAILING : status;
}

carnet_status carnet_record_add_cbor(size_t *index_out, carnet_record *record,
                                     const uint8_t *cbor, size_t cbor_len,
                                     int32_t issued_days)
{
    if (record == NULL || cbor == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (cbor_len == 0 || cbor_len > CN_RECORD_CBOR_MAX ||
        (issued_days != CARNET_RECORD_ANY_DAY &&
         (issued_days < 0 || issued_days > (int32_t)CN_LIMIT_DAY))) {
        return CARNET_CALLER_RANGE;
    }
    carnet_entry entry;
    cn_record_entry *e = NULL;
    cn_span s = cn_span_of(cbor, cbor_len);
    carnet_status status = scan_entry(s, &entry);
    if (status == CARNET_OK) {
        status = add(record, &e);
    }
    if (status == CARNET_OK) {
        status = cn_record_copy_span(record, s, &e->cbor);
    }
    if (status == CARNET_OK) {
        e->kind = entry.kind;
        e->cbor_day = issued_days;
        added(record, index_out);
    }
    return status;
}

/* ---- places ---- */

const cn_model_shape *cn_record_shape_of(const cn_model_field *f)
{
    return f->type == CN_TYPE_GROUP ? cn_model_group((uint32_t)f->a) : NULL;
}

cn_record_slot *cn_record_slot_of(const cn_record_entry *e, uint32_t field)
{
    const cn_model_field *f =
        e->shape == NULL ? NULL : cn_model_field_of(e->shape, field);
    return f == NULL ? NULL : &e->slots[f - e->shape->fields];
}

static carnet_status find_member(cn_record_place *p, int32_t member)
{
    p->field = p->outer;
    const cn_model_shape *group = cn_record_shape_of(p->outer);
    if (group == NULL) {
        return member == CARNET_RECORD_SELF ? CARNET_OK : CARNET_CALLER_ABSENT;
    }
    if (member == CARNET_RECORD_SELF) {
        return CARNET_CALLER_TYPE;
    }
    p->field = member < 0 ? NULL : cn_model_field_of(group, (uint32_t)member);
    if (p->field == NULL) {
        return CARNET_CALLER_ABSENT;
    }
    p->member = (size_t)(p->field - group->fields);
    return CARNET_OK;
}

carnet_status cn_record_find(cn_record_place *out, carnet_record *record,
                             size_t entry, int32_t field, size_t i,
                             int32_t member)
{
    memset(out, 0, sizeof *out);
    if (record == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (entry >= record->num || field < 0) {
        return CARNET_CALLER_ABSENT;
    }
    const cn_record_entry *e = &record->entries[entry];
    if (e->shape == NULL) {
        return CARNET_CALLER_TYPE;
    }
    out->record = record;
    out->outer = cn_model_field_of(e->shape, (uint32_t)field);
    out->slot = cn_record_slot_of(e, (uint32_t)field);
    out->i = i;
    if (out->slot == NULL) {
        return CARNET_CALLER_ABSENT;
    }
    bool list = (out->outer->flags & CN_FIELD_LIST) != 0;
    if (i > (list ? out->slot->num : 0)) {
        return CARNET_CALLER_ABSENT;
    }
    if (i == CN_LIMIT_LIST) {
        return CARNET_RECORD_TOO_LONG;
    }
    return find_member(out, member);
}

const cn_record_value *cn_record_at(const cn_record_place *p)
{
    const cn_record_value *v =
        p->i < p->slot->num ? &p->slot->values[p->i] : NULL;
    if (v == NULL || p->field == p->outer) {
        return v;
    }
    const cn_record_slot *member = &v->members[p->member];
    return member->num == 0 ? NULL : &member->values[0];
}

static carnet_status put(carnet_record *record, cn_record_slot *slot, size_t i,
                         cn_record_value value)
{
    if (i == slot->cap) {
        cn_record_value *values =
            grow(record, slot->values, slot->num, sizeof *values, &slot->cap);
        if (values == NULL) {
            return CARNET_CALLER_MEMORY;
        }
        slot->values = values;
    }
    slot->values[i] = value;
    slot->num = i < slot->num ? slot->num : (uint32_t)i + 1;
    slot->absent = CARNET_ABSENT_NO;
    return CARNET_OK;
}

carnet_status cn_record_store(const cn_record_place *p, cn_record_value value)
{
    if (p->field == p->outer) {
        return put(p->record, p->slot, p->i, value);
    }
    if (p->i < p->slot->num) {
        cn_record_slot *members = p->slot->values[p->i].members;
        return put(p->record, &members[p->member], 0, value);
    }
    const cn_model_shape *group = cn_model_group((uint32_t)p->outer->a);
    cn_record_value made;
    made.members = cn_arena_take(&p->record->arena,
                                 group->num_fields * sizeof made.members[0]);
    if (made.members == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    carnet_status status = put(p->record, &made.members[p->member], 0, value);
    return status == CARNET_OK ? put(p->record, p->slot, p->i, made) : status;
}
