/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A view as JSON (docs/spec/view.md section 8): the verdict's word first, then
 * whom to ask, then persons with their rows, in an order that no order of the
 * credentials changes.
 */
#include "history_i.h"
#include "view_i.h"

static const char *const state_words[] = {"", "active", "uncertain", "later",
                                          "past"};
static const char *const why_words[] = {
    "",        "stands",   "status", "ended",     "begins", "date",
    "overdue", "happened", "differ", "not_asked", "beyond"};
static const char *const clash_words[] = {"", "status", "value", "dose",
                                          "none_known"};
static const char *const tie_words[] = {"one", "id", "name"};

/* What is being written. */
typedef struct {
    cn_json_writer *w;
    const carnet_view *view;
    bool explain;
    carnet_status status;
} page;

static void put_str(page *p, const char *key, const char *value)
{
    cn_json_key(p->w, key);
    cn_json_str(p->w, value);
}

static void put_size(page *p, const char *key, size_t value)
{
    cn_json_key(p->w, key);
    cn_json_i64(p->w, (int64_t)value);
}

static void put_true(page *p, const char *key, bool value)
{
    if (value) {
        cn_json_key(p->w, key);
        cn_json_bool(p->w, true);
    }
}

static void put_entry(page *p, const char *key, const carnet_entry *e)
{
    cn_json_key(p->w, key);
    carnet_status status = cn_model_form_write(p->w, e);
    p->status = p->status == CARNET_OK ? status : p->status;
}

/* ---- where an entry stands ---- */

/* Members of an open object: who says it, and where. */
static void put_place(page *p, const cn_view_item *item)
{
    char text[24];
    put_size(p, "credential", cn_api_source_of(p->view, item));
    cn_model_place_text(text, item->entry->part, item->entry->position);
    put_str(p, "place", text);
}

static const cn_view_item *item_of(const page *p, size_t i)
{
    return &p->view->merged.asked.items[i];
}

/* Those that replace an item by a reference that counts. */
static void put_successors(page *p, uint32_t item)
{
    const cn_view_refer *refer = p->view->merged.refer;
    cn_json_key(p->w, "replaced_by");
    cn_json_open_array(p->w);
    for (size_t n = 0; n < cn_view_refer_num_successors(refer, item); n++) {
        size_t place = 0;
        size_t next = cn_view_refer_successor(refer, item, n, &place);
        if (cn_view_refer_how(refer, next, CARNET_FIELD_REPLACES, place) ==
            CARNET_HISTORY_FOUND) {
            cn_json_open_object(p->w);
            put_place(p, item_of(p, next));
            cn_json_close_object(p->w);
        }
    }
    cn_json_close_array(p->w);
}

/* What an item says that it replaces, and whether that is here. */
static void put_replaces(page *p, uint32_t item)
{
    const cn_view_refer *refer = p->view->merged.refer;
    uint8_t how = 0;
    for (size_t place = 0;
         (how = cn_view_refer_how(refer, item, CARNET_FIELD_REPLACES, place)) !=
         CARNET_HISTORY_NONE;
         place++) {
        if (place == 0) {
            cn_json_key(p->w, "replaces");
            cn_json_open_array(p->w);
        }
        cn_json_open_object(p->w);
        put_str(p, "how", cn_api_how_words[how]);
        if (cn_view_refer_num(refer, item, CARNET_FIELD_REPLACES, place) == 1) {
            put_place(p, item_of(p, cn_view_refer_get(refer, item,
                                                      CARNET_FIELD_REPLACES,
                                                      place, 0)));
        }
        cn_json_close_object(p->w);
    }
    if (cn_view_refer_how(refer, item, CARNET_FIELD_REPLACES, 0) !=
        CARNET_HISTORY_NONE) {
        cn_json_close_array(p->w);
    }
}

/* ---- rows ---- */

/* Whether it says anything that the first of its row does not. */
static bool says_more(page *p, const carnet_entry *e, const carnet_entry *head)
{
    uint64_t fields = 0;
    if (e == head) {
        return false;
    }
    carnet_status status = cn_view_difference(&fields, e, head);
    p->status = p->status == CARNET_OK ? status : p->status;
    return fields != 0;
}

static void put_telling(page *p, const cn_view_row *row, size_t n)
{
    const cn_view_item *item = cn_api_item(p->view, row, n);
    const carnet_entry *head = cn_api_item(p->view, row, 0)->entry;
    cn_json_open_object(p->w);
    put_place(p, item);
    put_true(p, "accepted", item->accepted);
    put_true(p, "out_of_scope",
             carnet_verify_entry_in_scope(p->view->verdict, item->credential,
                                          item->index) == 0);
    put_replaces(p, row->items[n]);
    if (cn_view_refer_state(p->view->merged.refer, row->items[n]) ==
        CARNET_HISTORY_BESIDE) {
        put_successors(p, row->items[n]);
    }
    if (says_more(p, item->entry, head)) {
        put_entry(p, "entry", item->entry);
    }
    cn_json_close_object(p->w);
}

static void put_clash(page *p, const cn_view_row *row)
{
    cn_json_key(p->w, "clash");
    cn_json_open_object(p->w);
    put_size(p, "number", row->clash);
    put_str(p, "why", clash_words[row->clash_why]);
    cn_json_close_object(p->w);
}

/* What a medicine, or an errand such as a referral, comes to on that day:
   treatment.md. Some 2 KiB of locals. */
static void put_treatment(page *p, size_t row)
{
    const cn_treat_case *c = &p->view->cases[p->view->merged.rows[row].person];
    size_t place = cn_api_place_in_case(p->view, row);
    cn_treat_medicine medicine;
    cn_treat_errand errand;
    if (cn_view_medicine_of(&medicine, c, place)) {
        cn_json_key(p->w, "treatment");
        cn_json_open_object(p->w);
        cn_view_medicine_json(p->w, &medicine, p->explain);
        cn_json_close_object(p->w);
    }
    if (cn_view_errand_of(&errand, c, place)) {
        cn_json_key(p->w, "errand");
        cn_json_open_object(p->w);
        cn_view_errand_json(p->w, &errand);
        cn_json_close_object(p->w);
    }
}

static void put_row(page *p, size_t i)
{
    const cn_view_row *row = &p->view->merged.rows[i];
    cn_json_open_object(p->w);
    put_str(p, "state", state_words[row->state.state]);
    put_str(p, "why", why_words[row->state.why]);
    put_true(p, "accepted", cn_api_row_accepted(p->view, row));
    if (row->clash > 0) {
        put_clash(p, row);
    }
    put_entry(p, "entry", cn_api_item(p->view, row, 0)->entry);
    cn_json_key(p->w, "told");
    cn_json_open_array(p->w);
    for (size_t n = 0; n < row->num; n++) {
        put_telling(p, row, n);
    }
    cn_json_close_array(p->w);
    put_treatment(p, i);
    cn_json_close_object(p->w);
}

static void put_rows(page *p, uint32_t person)
{
    cn_json_key(p->w, "rows");
    cn_json_open_array(p->w);
    for (size_t i = 0; i < p->view->merged.num_rows; i++) {
        if (p->view->merged.rows[i].person == person) {
            put_row(p, i);
        }
    }
    cn_json_close_array(p->w);
}

/* What later entries replaced, each with these. */
static void put_earlier(page *p, uint32_t person)
{
    const cn_view_merged *m = &p->view->merged;
    cn_json_key(p->w, "earlier");
    cn_json_open_array(p->w);
    for (size_t i = 0; i < m->num_replaced; i++) {
        if (m->asked.persons[m->replaced[i]] != person) {
            continue;
        }
        cn_json_open_object(p->w);
        put_place(p, item_of(p, m->replaced[i]));
        put_entry(p, "entry", item_of(p, m->replaced[i])->entry);
        put_successors(p, m->replaced[i]);
        cn_json_close_object(p->w);
    }
    cn_json_close_array(p->w);
}

static void put_person(page *p, uint32_t person)
{
    cn_json_open_object(p->w);
    cn_treat_child child;
    put_str(p, "tie", tie_words[p->view->ties[person]]);
    cn_view_child_of(&child, &p->view->cases[person]);
    cn_json_key(p->w, "child");
    cn_view_child_json(p->w, &child);
    cn_json_key(p->w, "checks");
    cn_view_checks_json(p->w, &p->view->cases[person],
                        &p->view->checks[person]);
    put_rows(p, person);
    put_earlier(p, person);
    cn_json_close_object(p->w);
}

/* ---- credentials ---- */

static void put_marks(page *p, const cn_api_source *s)
{
    cn_json_key(p->w, "marks");
    cn_json_open_array(p->w);
    for (size_t fact = 0; fact < CARNET_VERIFY_NUM_FACTS; fact++) {
        if (s->marks[fact] != CARNET_OK) {
            cn_json_open_object(p->w);
            put_str(p, "fact", cn_api_fact_words[fact]);
            cn_api_put_status(p->w, s->marks[fact]);
            cn_json_close_object(p->w);
        }
    }
    cn_json_close_array(p->w);
}

static void put_parts(page *p, const cn_api_source *s)
{
    cn_json_key(p->w, "parts");
    cn_json_open_object(p->w);
    for (uint32_t part = 0; part < CN_API_PARTS; part++) {
        put_str(p, cn_model_part_name(part),
                cn_api_there_words[s->there[part]]);
    }
    cn_json_close_object(p->w);
    cn_json_key(p->w, "withheld");
    cn_json_open_object(p->w);
    for (uint32_t part = 0; part < CN_API_PARTS; part++) {
        if (s->there[part] == CARNET_VERIFY_PARTIAL) {
            put_size(p, cn_model_part_name(part), s->withheld[part]);
        }
    }
    cn_json_close_object(p->w);
}

static void put_source(page *p, const cn_api_source *s)
{
    cn_json_open_object(p->w);
    put_size(p, "page", cn_api_page_number(s));
    put_str(p, "outcome",
            cn_api_outcome_words[s->accepted ? CARNET_VERIFY_ACCEPTED
                                             : CARNET_VERIFY_REVIEW]);
    cn_api_put_claims(p->w, p->view->verdict, s->credential);
    cn_api_put_issuer(p->w, p->view->verdict, s->credential);
    put_size(p, "person", s->person);
    put_true(p, "by_name_only", s->by_name);
    put_marks(p, s);
    put_parts(p, s);
    cn_json_close_object(p->w);
}

/* Of each page that gives nothing for one cause its number and why, and nothing
   of what it says. */
static void put_unshown(page *p, const char *key,
                        bool (*is)(const carnet_view *, size_t))
{
    cn_json_key(p->w, key);
    cn_json_open_array(p->w);
    for (size_t i = 0; i < p->view->verdict->passport.num; i++) {
        if (is(p->view, i)) {
            cn_api_source s = cn_api_unshown_source(p->view->verdict, i);
            cn_json_open_object(p->w);
            put_size(p, "page", cn_api_page_number(&s));
            put_marks(p, &s);
            cn_json_close_object(p->w);
        }
    }
    cn_json_close_array(p->w);
}

static void put_sources(page *p)
{
    cn_json_key(p->w, "credentials");
    cn_json_open_array(p->w);
    for (size_t i = 0; i < p->view->num_sources; i++) {
        put_source(p, &p->view->sources[i]);
    }
    cn_json_close_array(p->w);
    put_unshown(p, "refused", cn_api_is_refused);
    put_unshown(p, "entered_in_error", cn_api_is_hidden);
    cn_json_key(p->w, "not_shown");
    cn_json_open_object(p->w);
    put_size(p, "refused", p->view->num_refused);
    put_size(p, "entered_in_error", p->view->num_in_error);
    put_size(p, "issued_later", p->view->num_later);
    cn_json_close_object(p->w);
}

/* ---- the whole ---- */

/* Not in verdict_json.c, where its frame would lie below each entry. */
void cn_api_put_phrase(cn_json_writer *w, const char *key,
                       cn_words_phrase_name name)
{
    cn_words_word word;
    cn_words_phrase(&word, name, CN_WORDS_ENGLISH);
    cn_json_key(w, key);
    cn_json_str(w, word.text);
}

/* A day, or an instant to the minute. */
static void put_time(page *p)
{
    char text[64];
    cn_model_date at = cn_api_view_time(p->view);
    cn_model_date_text(text, &at);
    put_str(p, p->view->whole_day ? "day" : "at", text);
}

static void put_view(page *p)
{
    cn_json_open_object(p->w);
    put_str(p, "outcome", cn_api_outcome_words[p->view->verdict->outcome]);
    put_time(p);
    if (!p->view->open) {
        cn_api_put_phrase(p->w, "not_all", CN_PHRASE_MAY_BE_MORE);
    }
    cn_api_put_phrase(p->w, "check_yourself", CN_PHRASE_CHECK_YOURSELF);
    cn_json_key(p->w, "persons");
    cn_json_open_array(p->w);
    for (uint32_t i = 0; i < p->view->num_persons; i++) {
        put_person(p, i);
    }
    cn_json_close_array(p->w);
    put_sources(p);
    cn_json_close_object(p->w);
}

carnet_status carnet_view_json(carnet_buf **out, const carnet_view *view,
                               int32_t explain)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (view == NULL) {
        return CARNET_CALLER_NULL;
    }
    cn_buf b;
    cn_json_writer w;
    page p = {&w, view, explain != 0, CARNET_OK};
    cn_buf_init(&b);
    cn_json_begin(&w, &b, true);
    put_view(&p);
    return cn_api_give_json(out, &b, p.status);
}
