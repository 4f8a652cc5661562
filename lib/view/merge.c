/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The merged view (docs/spec/view.md sections 5 to 7): entries that say the
 * same become one row, those that are replaced leave the rows, and the rows
 * come in an order that no order of credentials changes. All is sorted and
 * neighbours compared: nothing grows with the square of the entries.
 */
#include "merged_i.h"
#include "treat_i.h"

#include <stdlib.h>

/* An item, and what it is sorted by. */
typedef struct {
    cn_span subject; /* what it is about */
    cn_span same;    /* equal: one row, unless the doses differ */
    cn_span normal;  /* all that it says */
    cn_view_state state;
    uint32_t item;
    uint32_t person;
    uint32_t order; /* of its kind */
    uint32_t rank;  /* of the item among all */
} key;

/* ---- order ---- */

static int order_of(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_keys(const void *x, const void *y)
{
    const key *a = x;
    const key *b = y;
    int order = order_of(a->person, b->person);
    order = order != 0 ? order : order_of(a->order, b->order);
    order = order != 0 ? order : cn_span_compare(a->subject, b->subject);
    order = order != 0 ? order : cn_span_compare(a->same, b->same);
    order = order != 0 ? order : cn_span_compare(a->normal, b->normal);
    return order != 0 ? order : order_of(a->rank, b->rank);
}

static bool is_one_row(const key *a, const key *b)
{
    return a->person == b->person && a->order == b->order &&
           cn_span_equal(a->subject, b->subject) &&
           cn_span_equal(a->same, b->same);
}

static const carnet_entry *entry_of(const cn_view_merged *m, uint32_t item)
{
    return m->asked.items[item].entry;
}

/* ---- what an item is sorted by ---- */

/* Of a vaccine given on one exact day there is one dose, whoever tells it. */
static bool put_dose(cn_buf *b, const carnet_entry *e)
{
    int32_t state = CARNET_VACCINATION_STATE_DONE;
    int32_t day = 0;
    cn_view_span exact;
    if (e->kind != CARNET_KIND_VACCINATION || e->beyond ||
        carnet_record_get_enum(&state, e, CARNET_VACCINATION_STATE, 0,
                               CARNET_RECORD_SELF) != CARNET_OK ||
        state != CARNET_VACCINATION_STATE_DONE ||
        !cn_view_date_of(e, CARNET_VACCINATION_DATE, &exact) ||
        exact.last - exact.first >= CN_DAY_MINUTES ||
        carnet_record_get_days(&day, NULL, e, CARNET_VACCINATION_DATE, 0,
                               CARNET_RECORD_SELF) != CARNET_OK) {
        return false;
    }
    cn_buf_put_str(b, "dose ");
    cn_buf_put_i64(b, day);
    return true;
}

/* What was put, kept; false where memory fails. */
static bool keep(cn_view_merged *m, cn_buf *b, cn_span *out)
{
    const uint8_t *copy = b->status == CARNET_OK
                              ? cn_arena_copy(&m->arena, cn_buf_span(b))
                              : NULL;
    *out = cn_span_of(copy, b->len);
    cn_buf_cut(b, 0);
    return copy != NULL;
}

static bool fill_key(cn_view_merged *m, cn_buf *b, key *k, uint32_t item)
{
    const carnet_entry *e = entry_of(m, item);
    k->item = item;
    k->person = m->asked.persons[item];
    k->order = cn_view_rank_of(e->kind);
    k->rank = (uint32_t)cn_view_refer_rank(m->refer, item);
    k->state = cn_view_state_of(e, &m->asked.now);
    cn_view_put_subject(b, e);
    bool kept = keep(m, b, &k->subject);
    cn_view_put_normal(b, e, CN_VIEW_STATED);
    kept = kept && keep(m, b, &k->normal);
    k->same = k->normal;
    return kept && (!put_dose(b, e) || keep(m, b, &k->same));
}

/* Keys of all items that nothing replaces; the others are noted. */
static bool fill_keys(cn_view_merged *m, key *keys, size_t *num_out)
{
    cn_buf b;
    bool kept = true;
    cn_buf_init(&b);
    for (uint32_t i = 0; i < m->asked.num && kept; i++) {
        if (cn_view_refer_state(m->refer, i) == CARNET_HISTORY_REPLACED) {
            m->replaced[m->num_replaced++] = i;
        } else {
            kept = fill_key(m, &b, &keys[(*num_out)++], i);
        }
    }
    cn_buf_free(&b);
    return kept;
}

/* ---- rows ---- */

/* *same stays true where all who tell one field of it tell the same. */
static carnet_status compare_field(bool *same, const cn_view_merged *m,
                                   const key *keys, size_t num, uint32_t field)
{
    cn_buf first;
    cn_buf b;
    cn_buf_init(&first);
    cn_buf_init(&b);
    for (size_t i = 0; i < num && *same; i++) {
        const carnet_entry *e = entry_of(m, keys[i].item);
        if ((e->present >> field & 1) == 0) {
            continue;
        }
        cn_buf *out = first.len == 0 ? &first : &b;
        cn_view_put_normal(out, e, UINT64_C(1) << field);
        *same = out == &first ||
                cn_span_equal(cn_buf_span(&first), cn_buf_span(&b));
        cn_buf_cut(&b, 0);
    }
    carnet_status status = first.status != CARNET_OK ? first.status : b.status;
    cn_buf_free(&first);
    cn_buf_free(&b);
    return status;
}

static carnet_status compare_doses(bool *one, const cn_view_merged *m,
                                   const key *keys, size_t num)
{
    static const uint8_t fields[] = {
        CARNET_VACCINATION_LOT, CARNET_VACCINATION_DOSE, CARNET_VACCINATION_OF,
        CARNET_VACCINATION_COUNTRY};
    carnet_status status = CARNET_OK;
    *one = true;
    for (size_t i = 0; i < sizeof fields && *one && status == CARNET_OK; i++) {
        status = compare_field(one, m, keys, num, fields[i]);
    }
    return status;
}

static size_t num_fields(const carnet_entry *e)
{
    size_t num = 0;
    for (uint64_t rest = e->present; rest != 0; rest &= rest - 1) {
        num++;
    }
    return num;
}

/* Which telling goes first: of accepted ones, if there are such, who speaks for
   the latest day, on which the days without a medicine and what is left of it
   depend: a note more must not decide that. A dose of a vaccine may be told
   more or less fully: the fullest, of these the latest. */
static int compare_tellings(const cn_view_merged *m, const key *a, const key *b)
{
    const carnet_entry *x = entry_of(m, a->item);
    const carnet_entry *y = entry_of(m, b->item);
    int order = order_of(m->asked.items[b->item].accepted,
                         m->asked.items[a->item].accepted);
    if (order == 0 && x->kind != CARNET_KIND_VACCINATION) {
        order = order_of(cn_treat_told_day(y), cn_treat_told_day(x));
    }
    if (order == 0) {
        order = order_of((int64_t)num_fields(y), (int64_t)num_fields(x));
    }
    return order != 0 ? order : order_of(b->rank, a->rank);
}

/* The day on which it happened, or else on which it was last said. */
static int32_t day_of(const cn_view_merged *m, const key *keys, size_t num)
{
    const carnet_entry *e = entry_of(m, keys[0].item);
    const cn_view_rule *rule = cn_view_rule_of(e->kind);
    cn_view_span when;
    if ((rule->event || rule->dated_clash) && cn_model_is_readable(e) &&
        cn_view_date_of(e, rule->begin, &when)) {
        return (int32_t)cn_day_of(when.last, CN_DAY_MINUTES);
    }
    int32_t day = e->day;
    for (size_t i = 1; i < num; i++) {
        int32_t other = entry_of(m, keys[i].item)->day;
        day = other > day ? other : day;
    }
    return day;
}

/* Keys that are one row become one; behind the first the others stay as they
   are sorted. */
static bool add_row(cn_view_merged *m, key *keys, size_t num, uint32_t clash)
{
    uint32_t *items = cn_arena_take(&m->arena, num * sizeof *items);
    size_t head = 0;
    if (items == NULL) {
        return false;
    }
    for (size_t i = 1; i < num; i++) {
        head = compare_tellings(m, &keys[i], &keys[head]) < 0 ? i : head;
    }
    cn_view_row *row = &m->rows[m->num_rows++];
    *row = (cn_view_row){.items = items,
                         .person = keys[0].person,
                         .clash = clash,
                         .clash_why = clash > 0 ? CARNET_VIEW_CLASH_DOSE : 0,
                         .state = keys[head].state,
                         .day = day_of(m, keys, num),
                         .subject = keys[head].subject,
                         .normal = keys[head].normal};
    items[row->num++] = keys[head].item;
    for (size_t i = 0; i < num; i++) {
        if (i != head) {
            items[row->num++] = keys[i].item;
        }
        if (keys[i].state.state != row->state.state) {
            row->state =
                (cn_view_state){CARNET_VIEW_UNCERTAIN, CARNET_VIEW_WHY_DIFFER};
        }
    }
    return true;
}

/* Doses of one day that differ: what is told alike is one row of them. */
static bool add_doses(cn_view_merged *m, key *keys, size_t num)
{
    m->num_clashes++;
    for (size_t i = 0; i < num;) {
        size_t n = 1;
        while (i + n < num &&
               cn_span_equal(keys[i].normal, keys[i + n].normal)) {
            n++;
        }
        if (!add_row(m, keys + i, n, m->num_clashes)) {
            return false;
        }
        i += n;
    }
    return true;
}

static carnet_status add_rows(cn_view_merged *m, key *keys, size_t num)
{
    carnet_status status = CARNET_OK;
    for (size_t i = 0, n = 1; i < num && status == CARNET_OK; i += n) {
        bool one = true;
        for (n = 1; i + n < num && is_one_row(&keys[i], &keys[i + n]);) {
            n++;
        }
        if (!cn_span_equal(keys[i].normal, keys[i + n - 1].normal)) {
            status = compare_doses(&one, m, keys + i, n);
        }
        if (status == CARNET_OK &&
            !(one ? add_row(m, keys + i, n, 0) : add_doses(m, keys + i, n))) {
            status = CARNET_CALLER_MEMORY;
        }
    }
    return status;
}

/* ---- the order of rows ---- */

static uint32_t kind_of(const cn_view_merged *m, const cn_view_row *row)
{
    return entry_of(m, row->items[0])->kind;
}

/* Rows that are about the same stand together as they were made. */
static void find_best(cn_view_merged *m)
{
    for (size_t i = 0; i < m->num_rows;) {
        size_t n = 0;
        uint8_t state = CARNET_VIEW_PAST;
        int32_t day = INT32_MIN;
        cn_view_row *row = &m->rows[i];
        for (; i + n < m->num_rows && row[n].person == row->person &&
               row[n].order == row->order &&
               cn_span_equal(row[n].subject, row->subject);
             n++) {
            state = row[n].state.state < state ? row[n].state.state : state;
            day = row[n].day > day ? row[n].day : day;
        }
        for (size_t k = 0; k < n; k++) {
            row[k].best_state = state;
            row[k].best_day = day;
        }
        i += n;
    }
}

/* "None known" stands behind what is known: who reads one line reads that. */
static bool says_none(const cn_view_merged *m, const cn_view_row *row)
{
    return kind_of(m, row) == CARNET_KIND_ALLERGY &&
           carnet_record_absence(entry_of(m, row->items[0]),
                                 CARNET_ALLERGY_AGENT) != CARNET_ABSENT_NO;
}

static int compare_rows(const void *x, const void *y)
{
    const cn_view_row *a = x;
    const cn_view_row *b = y;
    int order = order_of(a->person, b->person);
    order = order != 0 ? order : order_of(a->order, b->order);
    order = order != 0 ? order : order_of(a->best_state, b->best_state);
    order = order != 0 ? order : order_of(a->says_none, b->says_none);
    order = order != 0 ? order : order_of(b->best_day, a->best_day);
    order = order != 0 ? order : cn_span_compare(a->subject, b->subject);
    order = order != 0 ? order : order_of(a->state.state, b->state.state);
    order = order != 0 ? order : order_of(b->day, a->day);
    order = order != 0 ? order : cn_span_compare(a->normal, b->normal);
    return order != 0 ? order : order_of(a->rank, b->rank);
}

/* ---- the whole ---- */

static carnet_status make_rows(cn_view_merged *m, key *keys)
{
    size_t num = 0;
    if (!fill_keys(m, keys, &num)) {
        return CARNET_CALLER_MEMORY;
    }
    qsort(keys, num, sizeof *keys, compare_keys);
    carnet_status status = add_rows(m, keys, num);
    if (status != CARNET_OK) {
        return status;
    }
    for (size_t i = 0; i < m->num_rows; i++) {
        cn_view_row *row = &m->rows[i];
        row->order = cn_view_rank_of(kind_of(m, row));
        row->rank = (uint32_t)cn_view_refer_rank(m->refer, row->items[0]);
        row->says_none = says_none(m, row);
    }
    find_best(m);
    qsort(m->rows, m->num_rows, sizeof *m->rows, compare_rows);
    return cn_view_find_clashes(m);
}

static int compare_replaced(const void *x, const void *y)
{
    return order_of(*(const int64_t *)x, *(const int64_t *)y);
}

/* By rank, whatever the order of the items. */
static bool order_replaced(cn_view_merged *m)
{
    size_t num = m->num_replaced;
    int64_t *list = cn_mem_array(num + 1, sizeof *list);
    if (list == NULL) {
        return false;
    }
    for (size_t i = 0; i < num; i++) {
        uint32_t item = m->replaced[i];
        list[i] =
            (int64_t)cn_view_refer_rank(m->refer, item) << 32 | (int64_t)item;
    }
    qsort(list, num, sizeof *list, compare_replaced);
    for (size_t i = 0; i < num; i++) {
        m->replaced[i] = (uint32_t)(list[i] & UINT32_MAX);
    }
    cn_mem_free(list, (num + 1) * sizeof *list);
    return true;
}

carnet_status cn_view_merge(cn_view_merged *out, const cn_view_question *q)
{
    cn_arena_init_grow(&out->arena);
    out->asked = *q;
    carnet_status status = cn_view_refer_new(&out->refer, q->items, q->num);
    if (status != CARNET_OK) {
        return status;
    }
    key *keys = cn_mem_array(q->num + 1, sizeof *keys);
    out->rows = cn_arena_take(&out->arena, q->num * sizeof *out->rows);
    out->replaced = cn_arena_take(&out->arena, q->num * sizeof *out->replaced);
    status = CARNET_CALLER_MEMORY;
    if (keys != NULL && out->rows != NULL && out->replaced != NULL) {
        status = make_rows(out, keys);
    }
    if (status == CARNET_OK && !order_replaced(out)) {
        status = CARNET_CALLER_MEMORY;
    }
    cn_mem_free(keys, keys == NULL ? 0 : (q->num + 1) * sizeof *keys);
    return status;
}

void cn_view_merged_free(cn_view_merged *merged)
{
    cn_view_refer_free(merged->refer);
    cn_arena_free(&merged->arena);
}
