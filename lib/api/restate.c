/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is current, as a record to be signed once more (docs/spec/history.md
 * section 4): each group of entries in its JSON form, read back by the same
 * reader as any record.
 */
#include "restate_i.h"

#include "carnet/record_build.h"

typedef cn_api_group group;
typedef cn_api_restating work;

/* Whose it is stands in every credential: nothing takes its place. */
static bool is_of_holder(const carnet_entry *e)
{
    return e->kind == CARNET_KIND_PERSON || e->kind == CARNET_KIND_DETAILS;
}

/* ---- writing them ---- */

static void put_id(cn_buf *out, size_t number)
{
    cn_buf_put_str(out, "\"e");
    cn_buf_put_u64(out, number);
    cn_buf_put_str(out, "\"");
}

static void put_tag(cn_buf *out, const work *w, size_t item)
{
    char text[24];
    cn_model_leaf_text(text, w->h->entries.items[item].leaf);
    cn_text_put_quoted(out, cn_span_str(text));
}

static void put_replaces(cn_buf *out, const work *w, const group *g)
{
    cn_buf_put_str(out, ",\"replaces\":[");
    for (uint32_t i = 0; i < g->num; i++) {
        cn_buf_put_str(out, i == 0 ? "" : ",");
        put_tag(out, w, g->item[i]);
    }
    cn_buf_put_str(out, "]");
}

/* What its own credential left open: it was so on the day of issue. */
static void put_observed(cn_buf *out, const carnet_entry *e)
{
    cn_span value;
    char day[11];
    if (!cn_model_value(e, CARNET_FIELD_OBSERVED, &value)) {
        cn_days_print(day, e->day);
        cn_buf_put_str(out, ",\"observed\":\"");
        cn_buf_put_str(out, day);
        cn_buf_put_str(out, "\"");
    }
}

/* A tag that leads nowhere here, or to several, as it is written: a place does
   neither. */
static void put_as_written(cn_buf *out, const carnet_entry *e, size_t place)
{
    char text[24];
    int32_t part = 0;
    uint32_t target = 0;
    (void)!carnet_record_get_reference(&part, &target, e,
                                       CARNET_CONDITION_TREATED_WITH, place,
                                       CARNET_RECORD_SELF);
    cn_model_leaf_text(text, target);
    cn_text_put_quoted(out, cn_span_str(text));
}

/* A reference to an entry that is restated, else to the entry that there is. */
static void put_treatment(cn_buf *out, const work *w, uint32_t item,
                          size_t place)
{
    const uint32_t f = CARNET_CONDITION_TREATED_WITH;
    if (cn_view_refer_how(w->h->refer, item, f, place) !=
        CARNET_HISTORY_FOUND) {
        put_as_written(out, w->h->entries.items[item].entry, place);
        return;
    }
    size_t target = cn_view_refer_get(w->h->refer, item, f, place, 0);
    if (w->group_of[target] == 0) {
        put_tag(out, w, target);
    } else {
        put_id(out, w->group_of[target]);
    }
}

static void put_treatments(cn_buf *out, const work *w, const group *g)
{
    uint32_t item = g->item[0];
    const carnet_entry *e = w->h->entries.items[item].entry;
    size_t num =
        cn_api_stands_alone(e)
            ? carnet_record_num_values(e, CARNET_CONDITION_TREATED_WITH)
            : 0;
    const char *before = ",\"treated_with\":[";
    for (size_t i = 0; i < num; i++) {
        if (cn_api_treatment_lost(w, item, i) == NULL) {
            cn_buf_put_str(out, before);
            put_treatment(out, w, item, i);
            before = ",";
        }
    }
    cn_buf_put_str(out, before[1] == '\0' ? "]" : "");
}

static void put_group(cn_buf *out, const work *w, size_t n)
{
    const group *g = &w->groups[n];
    const carnet_entry *last = w->h->entries.items[g->item[g->num - 1]].entry;
    cn_buf_put_str(out, n == 0 ? "{" : ",\n{");
    cn_buf_put_span(out, cn_buf_span(&g->said));
    cn_buf_put_str(out, ",\"id\":");
    put_id(out, n + 1);
    cn_buf_put_str(out, ",\"part\":");
    cn_text_put_quoted(out, cn_span_str(cn_model_part_name(g->part)));
    if (!is_of_holder(last)) {
        put_observed(out, last);
        cn_buf_put_str(out, g->told ? ",\"known\":\"told\""
                                    : ",\"known\":\"document_seen\"");
        put_replaces(out, w, g);
        put_treatments(out, w, g);
    }
    cn_buf_put_str(out, "}");
}

/* ---- making it ---- */

static carnet_status write_record(cn_buf *out, const work *w)
{
    cn_buf_put_str(out, "{\"entries\":[");
    for (size_t i = 0; i < w->num; i++) {
        put_group(out, w, i);
    }
    cn_buf_put_str(out, "]}");
    return out->status;
}

static carnet_status make(carnet_record **out, carnet_problem **problem,
                          const work *w)
{
    cn_buf json;
    cn_buf_init(&json);
    carnet_status status =
        w->num == 0 ? CARNET_RECORD_EMPTY : write_record(&json, w);
    if (status == CARNET_OK) {
        status = carnet_record_from_json(out, problem, (const char *)json.data,
                                         json.len);
    }
    cn_buf_free(&json);
    return status;
}

carnet_status carnet_history_restate(carnet_record **out,
                                     carnet_problem **problem,
                                     const carnet_history *history,
                                     int32_t with_private)
{
    cn_problem_clear(problem);
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (history == NULL) {
        return CARNET_CALLER_NULL;
    }
    work w;
    carnet_status status = cn_api_restating_begin(&w, history, with_private);
    if (status == CARNET_OK) {
        status = make(out, problem, &w);
    }
    cn_api_restating_end(&w);
    return status;
}
