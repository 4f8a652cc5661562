/* SPDX-License-Identifier: Apache-2.0 */
/*
 * JSON to a record being made, docs/spec/record.md. Entries are made first, so
 * that references may lead forward; then their fields are read. Nothing that
 * is not understood is passed over.
 */
#include "form_read_i.h"

_Static_assert(CARNET_RECORD_JSON_MAX == CN_LIMIT_JSON_BYTES, "one limit");

static const char *const record_names[] = {"issued", "valid_until", "entries",
                                           NULL};
/* Members of an entry that are no fields. */
static const char *const entry_names[] = {"kind", "id", "part", NULL};

static const cn_json_node *get(const cn_form_reader *x, uint32_t node)
{
    return cn_json_get(x->doc, node);
}

bool cn_form_is_one_of(const cn_json_node *key, const char *const *names)
{
    for (size_t i = 0; names[i] != NULL; i++) {
        if (cn_json_is(key, names[i])) {
            return true;
        }
    }
    return false;
}

/* ---- days ---- */

carnet_status cn_form_read_day(cn_form_reader *x, uint32_t object,
                               const char *name, int32_t *out)
{
    uint32_t node = cn_json_find(x->doc, object, name);
    if (node == 0) {
        return CARNET_OK;
    }
    carnet_status status = cn_form_expect(x, node, CN_JSON_STRING);
    if (status != CARNET_OK) {
        return status;
    }
    if (!cn_days_parse(get(x, node)->text, out) || *out < 0) {
        return cn_form_refuse(x, CARNET_RECORD_DATE, node,
                              "a day from 1970-01-01 on is due, as "
                              "2026-03-17");
    }
    return CARNET_OK;
}

static carnet_status read_days(cn_form_reader *x)
{
    carnet_record *r = x->record;
    carnet_status status = cn_form_read_day(x, 0, "issued", &r->issued_days);
    if (status == CARNET_OK) {
        status = cn_form_read_day(x, 0, "valid_until", &r->valid_until_days);
    }
    if (status == CARNET_OK && r->issued_days != CARNET_RECORD_ANY_DAY &&
        r->valid_until_days != CARNET_RECORD_ANY_DAY &&
        r->valid_until_days < r->issued_days) {
        status = cn_form_refuse(x, CARNET_RECORD_DATE,
                                cn_json_find(x->doc, 0, "valid_until"),
                                "it is before the day of issue");
    }
    return status;
}

/* ---- entries, first time over ---- */

/* Kind of an entry by name. */
static carnet_status add_known(cn_form_reader *x, uint32_t kind_node)
{
    carnet_status status = cn_form_expect(x, kind_node, CN_JSON_STRING);
    if (status != CARNET_OK) {
        return status;
    }
    int32_t kind = cn_model_kind_named(get(x, kind_node)->text);
    status = carnet_record_add(NULL, x->record, kind);
    return status == CARNET_RECORD_KIND ? cn_form_refuse_kind(x, kind_node)
                                        : status;
}

static carnet_status set_id(cn_form_reader *x, size_t entry, uint32_t node)
{
    carnet_status status = cn_form_expect(x, node, CN_JSON_STRING);
    if (status != CARNET_OK) {
        return status;
    }
    cn_span s = get(x, node)->text;
    status = carnet_record_set_id(x->record, entry,
                                  s.len > 0 ? (const char *)s.data : "", s.len);
    return status == CARNET_OK
               ? CARNET_OK
               : cn_form_refuse(x, status, node,
                                status == CARNET_RECORD_TWICE
                                    ? "another entry has that id"
                                    : "an id has 1 to 64 bytes and does not "
                                      "begin with leaf:");
}

static carnet_status set_part(cn_form_reader *x, size_t entry, uint32_t node)
{
    carnet_status status = cn_form_expect(x, node, CN_JSON_STRING);
    if (status != CARNET_OK) {
        return status;
    }
    int32_t part = cn_form_part_named(get(x, node)->text);
    if (part < 0) {
        return cn_form_refuse(x, CARNET_RECORD_ENUM, node,
                              "one of: desk clinic private");
    }
    return carnet_record_set_part(x->record, entry, part);
}

/* Makes the entry of an object, without its fields. */
static carnet_status add_entry(cn_form_reader *x, uint32_t object)
{
    carnet_status status = cn_form_expect(x, object, CN_JSON_OBJECT);
    if (status != CARNET_OK) {
        return status;
    }
    uint32_t kind = cn_json_find(x->doc, object, "kind");
    uint32_t cbor = cn_json_find(x->doc, object, "cbor");
    uint32_t id = cn_json_find(x->doc, object, "id");
    uint32_t part = cn_json_find(x->doc, object, "part");
    if (kind == 0) {
        return cn_form_refuse(x, CARNET_RECORD_REQUIRED, object,
                              "an entry needs \"kind\"");
    }
    size_t entry = x->record->num;
    status = cbor != 0 ? cn_form_add_kept(x, object, kind, cbor)
                       : add_known(x, kind);
    if (status == CARNET_OK && id != 0) {
        status = set_id(x, entry, id);
    }
    if (status == CARNET_OK && part != 0) {
        status = set_part(x, entry, part);
    }
    return status;
}

/* ---- entries, second time over ---- */

cn_record_mark cn_form_mark(cn_form_reader *x, uint32_t node)
{
    uint32_t offset = (uint32_t)get(x, node)->offset;
    for (; x->at.offset < offset; x->at.offset++) {
        x->at.line += x->text.data[x->at.offset] == '\n' ? 1 : 0;
    }
    return x->at;
}

static carnet_status read_fields(cn_form_reader *x, size_t entry,
                                 uint32_t object)
{
    const cn_record_entry *e = &x->record->entries[entry];
    uint32_t key = object + 1;
    for (uint32_t n = 0; n < get(x, object)->num; n++) {
        const cn_json_node *k = get(x, key);
        const cn_model_field *f = cn_model_field_named(e->shape, k->text);
        if (f != NULL) {
            carnet_status status = cn_form_read_field(x, entry, f, key + 1);
            if (status != CARNET_OK) {
                return status;
            }
        } else if (!cn_form_is_one_of(k, entry_names)) {
            return cn_form_refuse_field(x, key, e->shape);
        }
        key = get(x, key + 1)->next;
    }
    return CARNET_OK;
}

/* ---- the record ---- */

static carnet_status check_members(cn_form_reader *x)
{
    uint32_t key = 1;
    for (uint32_t n = 0; n < get(x, 0)->num; n++) {
        if (!cn_form_is_one_of(get(x, key), record_names)) {
            return cn_form_refuse_key(x, key, record_names);
        }
        key = get(x, key + 1)->next;
    }
    return CARNET_OK;
}

static carnet_status find_entries(cn_form_reader *x, uint32_t *out)
{
    *out = cn_json_find(x->doc, 0, "entries");
    if (*out == 0) {
        return cn_form_refuse(x, CARNET_RECORD_REQUIRED, 0,
                              "a record needs \"entries\"");
    }
    carnet_status status = cn_form_expect(x, *out, CN_JSON_ARRAY);
    if (status != CARNET_OK) {
        return status;
    }
    uint32_t num = get(x, *out)->num;
    if (num == 0) {
        return cn_form_refuse(x, CARNET_RECORD_EMPTY, *out, NULL);
    }
    return num <= CARNET_RECORD_ENTRIES_MAX
               ? CARNET_OK
               : cn_form_refuse(x, CARNET_RECORD_COUNT, *out,
                                "a record holds at most 768 entries");
}

static carnet_status read_entries(cn_form_reader *x, uint32_t array)
{
    carnet_status status = CARNET_OK;
    uint32_t num = get(x, array)->num;
    uint32_t object = array + 1;
    for (uint32_t i = 0; status == CARNET_OK && i < num; i++) {
        status = add_entry(x, object);
        object = get(x, object)->next;
    }
    object = array + 1;
    for (uint32_t i = 0; status == CARNET_OK && i < num; i++) {
        cn_record_entry *e = &x->record->entries[i];
        e->mark = cn_form_mark(x, object);
        status = e->shape == NULL ? cn_form_compare_kept(x, i, object)
                                  : read_fields(x, i, object);
        object = get(x, object)->next;
    }
    return status;
}

static carnet_status read_record(cn_form_reader *x)
{
    uint32_t entries = 0;
    carnet_status status = cn_form_expect(x, 0, CN_JSON_OBJECT);
    if (status == CARNET_OK) {
        status = check_members(x);
    }
    if (status == CARNET_OK) {
        status = read_days(x);
    }
    if (status == CARNET_OK) {
        status = find_entries(x, &entries);
    }
    return status == CARNET_OK ? read_entries(x, entries) : status;
}

static carnet_status read_text(carnet_record **out, cn_problem *where,
                               cn_span text)
{
    cn_json_doc *doc = NULL;
    carnet_status status = cn_json_read(&doc, where, text);
    if (status == CARNET_OK) {
        status = carnet_record_new(out);
    }
    if (status == CARNET_OK) {
        cn_form_reader x = {*out, doc, text, where, {0, 1}};
        status = read_record(&x);
    }
    if (status != CARNET_OK) {
        carnet_record_free(*out);
        *out = NULL;
    }
    cn_json_free(doc);
    return status;
}

carnet_status carnet_record_from_json(carnet_record **out,
                                      carnet_problem **problem,
                                      const char *json, size_t json_len)
{
    cn_problem_clear(problem);
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    carnet_status status = cn_span_check(json, json_len);
    cn_problem where = {0};
    if (status == CARNET_OK) {
        status = read_text(out, &where, cn_span_of(json, json_len));
    }
    if (status != CARNET_OK) {
        cn_problem_note(&where, status, 0, NULL, NULL);
        cn_problem_give(&where, problem);
    }
    return status;
}
