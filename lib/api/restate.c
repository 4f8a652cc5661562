/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is current, as a record to be signed once more (docs/spec/history.md
 * section 4): each entry in its JSON form, read back by the same reader as any
 * record. What several credentials say in the same words is said once. Leaves
 * out, and tells of each entry why, whatever can't be said again.
 */
#include "restate_i.h"

#include "carnet/record_build.h"

/* What is restated as one entry: items that say the same. */
typedef struct cn_api_group {
    cn_buf said;    /* kind and fields, which are those of all its items */
    uint32_t *item; /* of them, the last being the latest */
    uint32_t num;
    uint8_t part;
    bool told; /* all of them were only told */
} group;

typedef cn_api_restating work;

/* ---- what goes in ---- */

/* The part that an entry goes to: no less private than it was; more private
   where kind, codes and words ask for it. */
static carnet_status part_of(uint8_t *out, const carnet_entry *e)
{
    cn_model_asked asked;
    cn_model_ask_part(&asked, e);
    carnet_status status = asked.unknown.status;
    *out = e->part > asked.part ? e->part : asked.part;
    cn_buf_free(&asked.unknown);
    return status;
}

int32_t carnet_history_restates(const carnet_history *history,
                                size_t credential, size_t i,
                                int32_t with_private)
{
    size_t n;
    if (!cn_api_find_item(&n, history, credential, i)) {
        return CARNET_HISTORY_NO_ENTRY;
    }
    const cn_view_item *item = &history->entries.items[n];
    if (cn_view_refer_state(history->refer, n) == CARNET_HISTORY_REPLACED) {
        return CARNET_HISTORY_NOT_CURRENT;
    }
    if (!item->accepted) {
        return CARNET_HISTORY_NOT_ACCEPTED;
    }
    if (item->entry->beyond || !cn_model_is_readable(item->entry)) {
        return CARNET_HISTORY_UNREADABLE;
    }
    uint8_t part = 0; /* known whatever fails */
    (void)!part_of(&part, item->entry);
    return part == CARNET_PART_PRIVATE && with_private == 0
               ? CARNET_HISTORY_IS_PRIVATE
               : CARNET_HISTORY_RESTATED;
}

/* Whose it is stands in every credential: nothing takes its place. */
static bool is_of_holder(const carnet_entry *e)
{
    return e->kind == CARNET_KIND_PERSON || e->kind == CARNET_KIND_DETAILS;
}

/* ---- members of an entry in JSON ---- */

/* Whether a member is said anew and not copied; observed is the last of them,
   and copied where it is told. */
static bool is_made(cn_span key, bool with_observed)
{
    static const char *const names[] = {
        "kind", "id", "part", "known", "replaces", "treated_with", "observed"};
    size_t num = sizeof names / sizeof names[0] - (with_observed ? 1 : 0);
    for (size_t i = 0; i < num; i++) {
        if (cn_span_equal(key, cn_span_str(names[i]))) {
            return true;
        }
    }
    return false;
}

/* Appends ,"key":value of each member that is copied; text is an object without
   spaces. */
static void copy_members(cn_buf *out, const cn_json_doc *doc, cn_span text,
                         bool with_observed)
{
    uint32_t at = 1;
    const cn_json_node *root = cn_json_get(doc, 0);
    for (uint32_t i = 0; i < root->num; i++) {
        const cn_json_node *key = cn_json_get(doc, at);
        const cn_json_node *value = cn_json_get(doc, key->next);
        const cn_json_node *next = cn_json_get(doc, value->next);
        size_t end = i + 1 < root->num ? next->offset - 1 : text.len - 1;
        if (!is_made(key->text, with_observed)) {
            cn_buf_put_u8(out, ',');
            cn_buf_put_span(
                out, cn_span_of(text.data + key->offset, end - key->offset));
        }
        at = value->next;
    }
}

static carnet_status put_said(cn_buf *out, const carnet_entry *e,
                              bool with_observed)
{
    cn_buf text;
    cn_json_writer w;
    cn_json_doc *doc = NULL;
    cn_buf_init(&text);
    cn_json_begin(&w, &text, false);
    carnet_status status = cn_model_form_write(&w, e);
    if (status == CARNET_OK) {
        status = cn_json_read(&doc, NULL, cn_buf_span(&text));
    }
    if (status == CARNET_OK) {
        cn_buf_put_str(out, "\"kind\":");
        cn_text_put_quoted(out, cn_span_str(cn_model_kind(e->kind)->name));
        copy_members(out, doc, cn_buf_span(&text), with_observed);
        status = out->status;
    }
    cn_json_free(doc);
    cn_buf_free(&text);
    return status;
}

carnet_status cn_api_says_same(bool *out, const carnet_entry *a,
                               const carnet_entry *b)
{
    cn_buf one;
    cn_buf two;
    *out = false;
    if (a->kind != b->kind || a->beyond || b->beyond ||
        !cn_model_is_readable(a) || !cn_model_is_readable(b)) {
        return CARNET_OK;
    }
    cn_buf_init(&one);
    cn_buf_init(&two);
    carnet_status status = put_said(&one, a, false);
    if (status == CARNET_OK) {
        status = put_said(&two, b, false);
    }
    *out = status == CARNET_OK &&
           cn_span_equal(cn_buf_span(&one), cn_buf_span(&two));
    cn_buf_free(&one);
    cn_buf_free(&two);
    return status;
}

/* ---- groups ---- */

static bool is_told(const carnet_entry *e)
{
    cn_span value;
    cn_cbor_reader r;
    if (!cn_model_value(e, CARNET_FIELD_KNOWN, &value)) {
        return false;
    }
    cn_cbor_reader_init(&r, value);
    return cn_cbor_get_uint(&r, UINT8_MAX) == CARNET_KNOWN_TOLD;
}

/* What an entry refers to is its own: entries that treat it are looked up in
   its credential, so it is not one with another that says the same. */
static bool stands_alone(const carnet_entry *e)
{
    cn_span value;
    return e->kind == CARNET_KIND_CONDITION &&
           cn_model_value(e, CARNET_CONDITION_TREATED_WITH, &value);
}

static group *find_group(work *w, const cn_buf *said, const carnet_entry *e)
{
    for (size_t i = 0; i < w->num && !stands_alone(e); i++) {
        if (cn_span_equal(cn_buf_span(&w->groups[i].said), cn_buf_span(said)) &&
            !stands_alone(w->h->entries.items[w->groups[i].item[0]].entry)) {
            return &w->groups[i];
        }
    }
    return NULL;
}

/* Takes said over. */
static carnet_status add_group(work *w, cn_buf *said)
{
    if (w->num == CARNET_RECORD_ENTRIES_MAX) {
        return CARNET_RECORD_COUNT;
    }
    group *g = &w->groups[w->num];
    g->item = cn_arena_take(&w->arena, CN_LIMIT_LIST * sizeof g->item[0]);
    if (g->item == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    g->said = *said;
    cn_buf_init(said);
    g->told = true;
    w->num++;
    return CARNET_OK;
}

static carnet_status add_item(work *w, uint32_t item)
{
    cn_buf said;
    const carnet_entry *e = w->h->entries.items[item].entry;
    cn_buf_init(&said);
    uint8_t part = 0;
    carnet_status status = part_of(&part, e);
    if (status == CARNET_OK) {
        status = put_said(&said, e, true);
    }
    group *g = status == CARNET_OK ? find_group(w, &said, e) : NULL;
    /* A list holds no more references; the rest is said once more. */
    if (status == CARNET_OK && (g == NULL || g->num == CN_LIMIT_LIST)) {
        status = add_group(w, &said);
        g = status == CARNET_OK ? &w->groups[w->num - 1] : NULL;
    }
    if (g != NULL) {
        g->item[g->num++] = item;
        g->told = g->told && is_told(e);
        g->part = part > g->part ? part : g->part;
        w->group_of[item] = (uint32_t)(g - w->groups) + 1;
    }
    cn_buf_free(&said);
    return status;
}

static bool restates(const work *w, uint32_t item, int32_t with_private)
{
    const cn_view_item *x = &w->h->entries.items[item];
    return carnet_history_restates(w->h, x->credential, x->index,
                                   with_private) == CARNET_HISTORY_RESTATED;
}

/* In order of rank, so that the record is the same in any order. */
static carnet_status gather(work *w, int32_t with_private)
{
    carnet_status status = CARNET_OK;
    size_t num = w->h->entries.num;
    uint32_t *ranked = cn_arena_take(&w->arena, num * sizeof *ranked);
    w->group_of = cn_arena_take(&w->arena, num * sizeof w->group_of[0]);
    w->groups = cn_arena_take(&w->arena,
                              CARNET_RECORD_ENTRIES_MAX * sizeof w->groups[0]);
    if (ranked == NULL || w->group_of == NULL || w->groups == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    for (uint32_t i = 0; i < num; i++) {
        ranked[cn_view_refer_rank(w->h->refer, i)] = i;
    }
    for (size_t i = 0; i < num && status == CARNET_OK; i++) {
        if (restates(w, ranked[i], with_private)) {
            status = add_item(w, ranked[i]);
        }
    }
    return status;
}

carnet_status cn_api_restating_begin(cn_api_restating *out,
                                     const carnet_history *h,
                                     int32_t with_private)
{
    *out = (cn_api_restating){.h = h};
    cn_arena_init_grow(&out->arena);
    return gather(out, with_private);
}

void cn_api_restating_end(cn_api_restating *w)
{
    for (size_t i = 0; i < w->num; i++) {
        cn_buf_free(&w->groups[i].said);
    }
    cn_arena_free(&w->arena);
}

/* Whether a condition that is restated would name an entry of a more private
   part than its own. */
static bool goes_more_private(const work *w, size_t item, size_t target)
{
    uint32_t from = w->group_of[item];
    uint32_t to = w->group_of[target];
    return from > 0 && to > 0 &&
           w->groups[to - 1].part > w->groups[from - 1].part;
}

const char *cn_api_treatment_lost(const cn_api_restating *w, size_t item,
                                  size_t place)
{
    const uint32_t f = CARNET_CONDITION_TREATED_WITH;
    switch (cn_view_refer_how(w->h->refer, item, f, place)) {
    case CARNET_HISTORY_NOWHERE:
    case CARNET_HISTORY_SEVERAL:
        return NULL;
    case CARNET_HISTORY_FOUND:
        return goes_more_private(
                   w, item, cn_view_refer_get(w->h->refer, item, f, place, 0))
                   ? "treatment_more_private"
                   : NULL;
    case CARNET_HISTORY_WITHHELD:
        return "treatment_withheld";
    case CARNET_HISTORY_MORE_PRIVATE:
        return "treatment_more_private";
    default: /* what is left can't be of this field otherwise */
        return "treatment_other_person";
    }
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
        stands_alone(e)
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
    if (problem != NULL) {
        *problem = NULL;
    }
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
