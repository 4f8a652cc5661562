/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Operations of the JSON door: records, plans, issuing, the two forms of a
 * passport, and FHIR bundles that become records.
 */
#include "door_i.h"

/* ---- records ---- */

void cn_door_op_record_kinds(cn_door *d)
{
    cn_json_key(&d->w, "kinds");
    cn_json_open_array(&d->w);
    for (int32_t kind = 0; kind < carnet_record_num_kinds(); kind++) {
        cn_json_open_object(&d->w);
        cn_door_put_int(d, "kind", kind);
        cn_door_put_str(d, "name", carnet_record_kind_name(kind));
        cn_json_close_object(&d->w);
    }
    cn_json_close_array(&d->w);
}

void cn_door_op_record_skeleton(cn_door *d)
{
    cn_span name = cn_door_text(d, "kind");
    carnet_buf *json = NULL;
    carnet_status status = carnet_record_skeleton(
        &json, carnet_record_find_kind((const char *)name.data, name.len));
    cn_door_try(d, status, cn_door_find(d, "kind"), NULL);
    cn_door_put_buf(d, "record", CN_DOOR_AS_JSON, status, json);
}

/* A day that a record may have. */
static void put_own_day(cn_door *d, const char *key,
                        carnet_status (*get)(int32_t *days,
                                             const carnet_record *record),
                        const carnet_record *record)
{
    int32_t days = 0;
    if (get(&days, record) == CARNET_OK) {
        cn_door_put_day(d, key, days);
    }
}

void cn_door_op_record_check(cn_door *d)
{
    const carnet_record *record = cn_door_record(d);
    uint32_t node = cn_door_find(d, "id");
    cn_span id = cn_door_text(d, "id");
    size_t index = 0;
    cn_door_put_int(d, "entries", (int64_t)carnet_record_num_entries(record));
    put_own_day(d, "issued", carnet_record_get_issued, record);
    put_own_day(d, "valid_until", carnet_record_get_valid_until, record);
    if (node != 0) {
        cn_door_try(d,
                    carnet_record_find_id(&index, record, (const char *)id.data,
                                          id.len),
                    node, NULL);
        cn_door_put_int(d, "index", (int64_t)index);
    }
}

void cn_door_op_fhir_import(cn_door *d)
{
    uint32_t node = cn_door_find(d, "bundle");
    cn_span s = cn_json_source(d->doc, node);
    carnet_record *record = NULL;
    carnet_buf *report = NULL;
    carnet_problem *problem = NULL;
    size_t lost = 0;
    carnet_status status = carnet_interop_fhir_import(
        &record, &report, &lost, &problem, (const char *)s.data, s.len);
    cn_door_try_json(d, status, node, problem);
    record = cn_door_keep(d, CN_DOOR_RECORD, record) ? record : NULL;
    cn_door_put_int(d, "entries", (int64_t)carnet_record_num_entries(record));
    cn_door_put_int(d, "lost", (int64_t)lost);
    cn_door_put_buf(d, "report", CN_DOOR_AS_JSON, status, report);
}

/* ---- plans ---- */

static void put_unknown_systems(cn_door *d, const carnet_plan *plan, size_t i)
{
    cn_json_key(&d->w, "unknown_systems");
    cn_json_open_array(&d->w);
    for (size_t n = 0; carnet_issue_unknown_system(plan, i, n)[0] != '\0';
         n++) {
        cn_json_str(&d->w, carnet_issue_unknown_system(plan, i, n));
    }
    cn_json_close_array(&d->w);
}

static void put_clashes(cn_door *d, const carnet_plan *plan, size_t i)
{
    static const char *const keys[] = {"words", "system", "code", "other"};
    cn_json_key(&d->w, "clashes");
    cn_json_open_array(&d->w);
    for (size_t n = 0;
         carnet_issue_clash(plan, i, n, CARNET_ISSUE_CLASH_WORDS)[0] != '\0';
         n++) {
        cn_json_open_object(&d->w);
        for (int32_t what = CARNET_ISSUE_CLASH_WORDS;
             what <= CARNET_ISSUE_CLASH_OTHER; what++) {
            cn_door_put_str(d, keys[what],
                            carnet_issue_clash(plan, i, n, what));
        }
        cn_json_close_object(&d->w);
    }
    cn_json_close_array(&d->w);
}

static void put_planned(cn_door *d, const carnet_plan *plan, size_t i,
                        bool sizes)
{
    cn_json_open_object(&d->w);
    cn_json_key(&d->w, "entry");
    cn_door_put_entry(d, carnet_issue_get_entry(plan, i));
    cn_door_put_int(d, "record_index",
                    (int64_t)carnet_issue_record_index(plan, i));
    cn_door_put_word(d, "default_part", "desk clinic private",
                     carnet_issue_default_part(plan, i));
    cn_door_put_str(d, "why", carnet_issue_why(plan, i));
    cn_door_put_str(d, "why_code", carnet_issue_why_code(plan, i));
    put_unknown_systems(d, plan, i);
    put_clashes(d, plan, i);
    cn_door_put_int(d, "bytes", (int64_t)carnet_issue_entry_bytes(plan, i));
    if (sizes) {
        size_t upto = carnet_issue_bytes_upto(plan, i);
        cn_door_try(d, upto == 0 ? CARNET_CALLER_MEMORY : CARNET_OK, 0, NULL);
        cn_door_put_int(d, "bytes_upto", (int64_t)upto);
    }
    cn_json_close_object(&d->w);
}

void cn_door_op_issue_plan(cn_door *d)
{
    const carnet_plan *plan = cn_door_plan(d);
    bool sizes = cn_door_bool(d, "sizes");
    cn_json_key(&d->w, "entries");
    cn_json_open_array(&d->w);
    for (size_t i = 0; i < carnet_issue_num_entries(plan) && cn_door_good(d);
         i++) {
        put_planned(d, plan, i, sizes);
    }
    cn_json_close_array(&d->w);
    cn_door_put_int(d, "bytes", (int64_t)carnet_issue_num_bytes(plan));
    cn_door_put_int(d, "chars", (int64_t)carnet_issue_num_chars(plan));
}

/* ---- issuing ---- */

void cn_door_op_issue_sign(cn_door *d)
{
    const carnet_plan *plan = cn_door_plan(d);
    const carnet_secret_key *key = cn_door_secret(d, "key");
    carnet_buf *out = NULL;
    carnet_status status = carnet_issue_sign(&out, plan, key);
    cn_door_put_buf(d, "passport", CN_DOOR_AS_INPUT, status, out);
}

void cn_door_op_issue_sign_indexed(cn_door *d)
{
    const carnet_plan *plan = cn_door_plan(d);
    const carnet_secret_key *key = cn_door_secret(d, "key");
    int32_t index = cn_door_int(d, "index", 0);
    carnet_buf *out = NULL;
    carnet_status status = carnet_issue_sign_indexed(&out, plan, key, index);
    cn_door_try(d, status, cn_door_find(d, "index"), NULL);
    cn_door_put_buf(d, "passport", CN_DOOR_AS_INPUT, status, out);
}

void cn_door_op_issue_sign_seeded(cn_door *d)
{
    const carnet_plan *plan = cn_door_plan(d);
    const carnet_secret_key *key = cn_door_secret(d, "key");
    cn_span seed = cn_door_bytes(d, "seed");
    carnet_buf *out = NULL;
    carnet_status status =
        carnet_issue_sign_seeded(&out, plan, key, seed.data, seed.len);
    cn_door_try(d, status, cn_door_find(d, "seed"), NULL);
    cn_door_put_buf(d, "passport", CN_DOOR_AS_INPUT, status, out);
}

/* ---- forms ---- */

void cn_door_op_as_text(cn_door *d)
{
    cn_span s = cn_door_input(d, "passport");
    carnet_buf *out = NULL;
    carnet_status status = carnet_issue_as_text(&out, s.data, s.len);
    cn_door_try(d, status, cn_door_find(d, "passport"), NULL);
    cn_door_put_buf(d, "text", CN_DOOR_AS_TEXT, status, out);
}

void cn_door_op_as_file(cn_door *d)
{
    cn_span s = cn_door_input(d, "passport");
    carnet_buf *out = NULL;
    carnet_status status = carnet_issue_as_file(&out, s.data, s.len);
    cn_door_try(d, status, cn_door_find(d, "passport"), NULL);
    cn_door_put_buf(d, "passport", CN_DOOR_AS_INPUT, status, out);
}

void cn_door_op_chars_for(cn_door *d)
{
    size_t bytes = cn_door_size(d, "bytes");
    cn_door_put_int(d, "chars", (int64_t)carnet_issue_chars_for(bytes));
}
