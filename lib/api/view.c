/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The merged view (carnet/view.h): what a verdict gives, handed to the view
 * room with whose it is and for which time. Of what is refused nothing is
 * handed over.
 */
#include "history_i.h"
#include "view_i.h"

/* ---- making it ---- */

/* Entries of the credentials that count by then, and whose each is. */
static bool list_items(carnet_view *view, cn_view_question *q)
{
    cn_api_entries entries;
    if (!cn_api_list_entries(&entries, &view->arena, view->verdict)) {
        return false;
    }
    uint32_t *persons =
        cn_arena_take(&view->arena, entries.num * sizeof *persons);
    if (persons == NULL) {
        return false;
    }
    size_t num = 0;
    for (size_t i = 0; i < entries.num; i++) {
        uint32_t source = view->source_of[entries.items[i].credential];
        if (source == UINT32_MAX) {
            continue;
        }
        entries.items[num] = entries.items[i];
        persons[num++] = view->sources[source].person;
    }
    *q = (cn_view_question){entries.items, persons, num, view->now};
    return true;
}

cn_model_date cn_api_view_time(const carnet_view *view)
{
    const cn_view_time *now = &view->now;
    return (cn_model_date){
        .precision = view->whole_day ? CARNET_DATE_DAY : CARNET_DATE_MINUTE,
        .minutes = view->whole_day ? 0 : now->utc.first,
        .days =
            (int32_t)cn_day_of(now->utc.first + now->offset, CN_DAY_MINUTES),
        .offset = now->offset};
}

/* Whether somebody says it who is accepted, and may. */
static bool is_trusted(const carnet_view *view, const cn_view_row *row)
{
    for (size_t n = 0; n < row->num; n++) {
        const cn_view_item *item = cn_api_item(view, row, n);
        if (item->accepted &&
            carnet_verify_entry_in_scope(view->verdict, item->credential,
                                         item->index) != 0) {
            return true;
        }
    }
    return false;
}

/* Rows of a person stand together. */
static carnet_status check_treatment(carnet_view *view)
{
    const cn_view_merged *m = &view->merged;
    carnet_status status = CARNET_OK;
    size_t row = 0;
    view->heads =
        cn_arena_take(&view->arena, m->num_rows * sizeof(const carnet_entry *));
    view->cases =
        cn_arena_take(&view->arena, view->num_persons * sizeof *view->cases);
    view->checks =
        cn_arena_take(&view->arena, view->num_persons * sizeof *view->checks);
    view->trusted =
        cn_arena_take(&view->arena, m->num_rows * sizeof *view->trusted);
    if (view->heads == NULL || view->cases == NULL || view->checks == NULL ||
        view->trusted == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    for (uint32_t i = 0; i < view->num_persons && status == CARNET_OK; i++) {
        size_t first = row;
        for (; row < m->num_rows && m->rows[row].person == i; row++) {
            view->heads[row] = cn_api_item(view, &m->rows[row], 0)->entry;
            view->trusted[row] = is_trusted(view, &m->rows[row]);
        }
        view->cases[i] = (cn_treat_case){.entries = &view->heads[first],
                                         .num = row - first,
                                         .at = cn_api_view_time(view),
                                         .trusted = &view->trusted[first]};
        status = cn_view_index_case(&view->cases[i], &view->arena);
        if (status == CARNET_OK) {
            status = cn_view_checks_of(&view->checks[i], &view->cases[i],
                                       &view->arena);
        }
    }
    return status;
}

static carnet_status make(carnet_view *view)
{
    cn_view_question q;
    if (!cn_api_find_sources(view) || !list_items(view, &q)) {
        return CARNET_CALLER_MEMORY;
    }
    carnet_status status = cn_view_merge(&view->merged, &q);
    if (status == CARNET_OK) {
        /* Then there was more, and an entry itself says so. */
        view->open =
            view->open && !cn_view_refer_any_nowhere(view->merged.refer);
        status = check_treatment(view);
    }
    return status;
}

static carnet_status begin(carnet_view **out, const carnet_verdict *verdict,
                           cn_view_time now, bool whole_day)
{
    carnet_view *view = cn_mem_alloc(sizeof *view);
    if (view == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    cn_arena_init_grow(&view->arena);
    view->verdict = verdict;
    view->now = now;
    view->whole_day = whole_day;
    carnet_status status = make(view);
    if (status == CARNET_OK) {
        *out = view;
    } else {
        carnet_view_free(view);
    }
    return status;
}

/* The day on the clock of whoever asks is one of the calendar, too. */
static bool is_instant(int64_t at_s, int32_t offset_minutes)
{
    if (!cn_time_has_date(at_s) || offset_minutes <= -CN_DAY_MINUTES ||
        offset_minutes >= CN_DAY_MINUTES) {
        return false;
    }
    return cn_time_has_date(at_s + INT64_C(60) * offset_minutes);
}

carnet_status carnet_view_new(carnet_view **out, const carnet_verdict *verdict,
                              int64_t at_s, int32_t offset_minutes)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (verdict == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (!is_instant(at_s, offset_minutes)) {
        return CARNET_CALLER_RANGE;
    }
    int64_t minute = at_s / 60 - (at_s % 60 < 0);
    return begin(out, verdict, (cn_view_time){{minute, minute}, offset_minutes},
                 false);
}

carnet_status carnet_view_new_day(carnet_view **out,
                                  const carnet_verdict *verdict, int32_t day)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (verdict == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (day < CN_DAY_MIN || day > (int32_t)CN_LIMIT_DAY) {
        return CARNET_CALLER_RANGE;
    }
    int64_t first = (int64_t)day * CN_DAY_MINUTES;
    return begin(out, verdict,
                 (cn_view_time){{first, first + CN_DAY_MINUTES - 1}, 0}, true);
}

void carnet_view_free(carnet_view *view)
{
    if (view != NULL) {
        cn_view_merged_free(&view->merged);
        cn_arena_free(&view->arena);
        cn_mem_free(view, sizeof *view);
    }
}

/* ---- asking it ---- */

size_t carnet_view_num_rows(const carnet_view *view)
{
    return view == NULL ? 0 : view->merged.num_rows;
}

size_t carnet_view_num_persons(const carnet_view *view)
{
    return view == NULL ? 0 : view->num_persons;
}

int32_t carnet_view_tie(const carnet_view *view, size_t person)
{
    return person < carnet_view_num_persons(view) ? view->ties[person] : -1;
}

int32_t carnet_view_is_open(const carnet_view *view)
{
    return view != NULL && view->open;
}

static const cn_view_row *row_of(const carnet_view *view, size_t row)
{
    return row < carnet_view_num_rows(view) ? &view->merged.rows[row] : NULL;
}

int32_t carnet_view_row_person(const carnet_view *view, size_t row)
{
    const cn_view_row *r = row_of(view, row);
    return r == NULL ? -1 : (int32_t)r->person;
}

int32_t carnet_view_row_state(const carnet_view *view, size_t row)
{
    const cn_view_row *r = row_of(view, row);
    return r == NULL ? -1 : r->state.state;
}

int32_t carnet_view_row_why(const carnet_view *view, size_t row)
{
    const cn_view_row *r = row_of(view, row);
    return r == NULL ? -1 : r->state.why;
}

int32_t carnet_view_row_clash(const carnet_view *view, size_t row)
{
    const cn_view_row *r = row_of(view, row);
    return r == NULL ? -1 : r->clash_why;
}

size_t carnet_view_row_clash_number(const carnet_view *view, size_t row)
{
    const cn_view_row *r = row_of(view, row);
    return r == NULL ? 0 : r->clash;
}

bool cn_api_row_accepted(const carnet_view *view, const cn_view_row *row)
{
    for (size_t n = 0; n < row->num; n++) {
        if (cn_api_item(view, row, n)->accepted) {
            return true;
        }
    }
    return false;
}

int32_t carnet_view_row_accepted(const carnet_view *view, size_t row)
{
    const cn_view_row *r = row_of(view, row);
    return r != NULL && cn_api_row_accepted(view, r);
}

size_t carnet_view_num_tellings(const carnet_view *view, size_t row)
{
    const cn_view_row *r = row_of(view, row);
    return r == NULL ? 0 : r->num;
}

carnet_status carnet_view_get_telling(const carnet_entry **entry_out,
                                      size_t *credential_out,
                                      const carnet_view *view, size_t row,
                                      size_t n)
{
    if (entry_out == NULL || view == NULL) {
        return CARNET_CALLER_NULL;
    }
    const cn_view_row *r = row_of(view, row);
    if (r == NULL || n >= r->num) {
        return CARNET_CALLER_ABSENT;
    }
    *entry_out = cn_api_item(view, r, n)->entry;
    if (credential_out != NULL) {
        *credential_out = cn_api_item(view, r, n)->credential;
    }
    return CARNET_OK;
}

size_t carnet_view_num_replaced(const carnet_view *view)
{
    return view == NULL ? 0 : view->merged.num_replaced;
}
