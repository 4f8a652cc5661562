/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What contradicts (docs/spec/view.md section 7): rows about the same of which
 * one goes on and another is over, or that say another dose, value, name or
 * date. What one credential says together does not contradict itself. Nothing
 * is left out or chosen: rows that contradict share a number.
 */
#include "merged_i.h"
#include "treat_i.h"

#include <stdlib.h>

/* Who says what, of one contradiction. */
typedef struct {
    cn_span value;
    const uint8_t *identity;
} claim;

/* Rows of one person and kind that are compared, and room for their claims. */
typedef struct {
    cn_view_merged *merged;
    const cn_view_rule *rule;
    cn_view_row **rows;
    size_t num;
    claim *claims;
    size_t num_claims;
    cn_arena arena; /* of values */
} scope;

static const carnet_entry *head_of(const scope *s, const cn_view_row *row)
{
    return s->merged->asked.items[row->items[0]].entry;
}

/* ---- claims ---- */

static int compare_values(const void *x, const void *y)
{
    return cn_span_compare(((const claim *)x)->value,
                           ((const claim *)y)->value);
}

static int compare_claims(const void *x, const void *y)
{
    int order = memcmp(((const claim *)x)->identity,
                       ((const claim *)y)->identity, CN_VIEW_IDENTITY_SIZE);
    return order != 0 ? order : compare_values(x, y);
}

static void add_claims(scope *s, const cn_view_row *row, cn_span value)
{
    for (size_t i = 0; i < row->num; i++) {
        s->claims[s->num_claims++] =
            (claim){value, s->merged->asked.items[row->items[i]].identity};
    }
}

/* How many values there are. */
static size_t num_values(scope *s)
{
    size_t num = 0;
    qsort(s->claims, s->num_claims, sizeof *s->claims, compare_values);
    for (size_t i = 0; i < s->num_claims; i++) {
        num += i == 0 || compare_values(&s->claims[i - 1], &s->claims[i]) != 0;
    }
    return num;
}

/* Whether there are two values, and no credential says all that there are. */
static bool contradicts(scope *s)
{
    size_t all = num_values(s);
    size_t num = 0;
    if (all < 2) {
        return false;
    }
    qsort(s->claims, s->num_claims, sizeof *s->claims, compare_claims);
    for (size_t i = 0; i < s->num_claims; i++) {
        const claim *c = &s->claims[i];
        bool same = i > 0 && memcmp(c->identity, c[-1].identity,
                                    CN_VIEW_IDENTITY_SIZE) == 0;
        num = !same ? 1 : num + (compare_values(c - 1, c) != 0);
        if (num == all) {
            return false;
        }
    }
    return true;
}

/* ---- which rows count ---- */

/* Of what happened on one day all that is final; else what goes on, or may. */
static bool counts(const scope *s, const cn_view_row *row)
{
    if (row->state.why == CARNET_VIEW_WHY_BEYOND ||
        row->state.why == CARNET_VIEW_WHY_NOT_ASKED) {
        return false;
    }
    return s->rule->dated_clash ? row->state.state != CARNET_VIEW_UNCERTAIN
                                : row->state.state <= CARNET_VIEW_UNCERTAIN;
}

/* An earlier case, that was over before all of those that go on began. */
static bool is_earlier(const scope *s, const cn_view_row *row, int64_t begun)
{
    cn_view_span end;
    return cn_view_date_of(head_of(s, row), s->rule->end, &end) &&
           end.last < begun;
}

/* Over by its own word. */
static bool is_over(const scope *s, const cn_view_row *row, int64_t begun)
{
    return row->state.state == CARNET_VIEW_PAST &&
           row->state.why == CARNET_VIEW_WHY_STATUS &&
           !is_earlier(s, row, begun);
}

/* A medicine that is paused or interrupted is neither taken nor over. */
static bool is_held(const scope *s, const cn_view_row *row, int64_t begun)
{
    const carnet_entry *e = head_of(s, row);
    return e->kind == CARNET_KIND_PRESCRIPTION &&
           row->state.state == CARNET_VIEW_UNCERTAIN &&
           row->state.why == CARNET_VIEW_WHY_STATUS &&
           !is_earlier(s, row, begun);
}

static bool is_active(const scope *s, const cn_view_row *row)
{
    (void)s;
    return row->state.state == CARNET_VIEW_ACTIVE;
}

/* When the first of these began, at the earliest. */
static int64_t earliest_begin(const scope *s,
                              bool (*is)(const scope *, const cn_view_row *))
{
    int64_t begun = INT64_MAX;
    for (size_t i = 0; i < s->num; i++) {
        cn_view_span begin;
        if (!is(s, s->rows[i])) {
            continue;
        }
        if (!cn_view_date_of(head_of(s, s->rows[i]), s->rule->begin, &begin)) {
            return INT64_MIN;
        }
        begun = begin.first < begun ? begin.first : begun;
    }
    return begun;
}

/* ---- marks ---- */

/* The number of a contradiction, the same for all rows of a scope. */
static void mark(scope *s, cn_view_row *row, uint32_t *number, uint8_t why)
{
    if (row->clash != 0) {
        return;
    }
    if (*number == 0) {
        *number = ++s->merged->num_clashes;
    }
    row->clash = *number;
    row->clash_why = why;
}

/* Fields that a row says, without those of which it says why not, and without
   words that are read for no dose. */
static uint64_t told(const carnet_entry *e, uint64_t mask)
{
    uint64_t fields = e->present & mask;
    if (e->kind == CARNET_KIND_PRESCRIPTION && mask == CN_VIEW_INSTRUCTIONS &&
        !cn_treat_is_by_words(e)) {
        return 0;
    }
    for (uint32_t n = 0; n < 64; n++) {
        if ((fields >> n & 1) != 0 &&
            carnet_record_absence(e, (int32_t)n) != CARNET_ABSENT_NO) {
            fields &= ~(UINT64_C(1) << n);
        }
    }
    return fields;
}

/* An enumeration that is not written says its default. */
static bool says(const carnet_entry *e, uint64_t mask)
{
    return told(e, mask) != 0 || mask == UINT64_C(1)
                                             << CARNET_VACCINATION_STATE;
}

typedef void writer(cn_buf *b, const carnet_entry *e, uint64_t fields);

/* What each row says in fields of a mask, as put writes it; whether that
   contradicts. */
static carnet_status compare(scope *s, uint64_t mask, writer *put,
                             bool *found_out)
{
    cn_buf b;
    carnet_status status = CARNET_OK;
    cn_buf_init(&b);
    s->num_claims = 0;
    for (size_t i = 0; i < s->num && status == CARNET_OK; i++) {
        const carnet_entry *e = head_of(s, s->rows[i]);
        if (!counts(s, s->rows[i]) || !says(e, mask)) {
            continue;
        }
        put(&b, e, told(e, mask));
        const uint8_t *copy = b.status == CARNET_OK
                                  ? cn_arena_copy(&s->arena, cn_buf_span(&b))
                                  : NULL;
        status = copy == NULL ? CARNET_CALLER_MEMORY : CARNET_OK;
        add_claims(s, s->rows[i], cn_span_of(copy, b.len));
        cn_buf_cut(&b, 0);
    }
    cn_buf_free(&b);
    *found_out = status == CARNET_OK && contradicts(s);
    return status;
}

/* A dose of a syrup and one of what is in it are told in two ways: they
   contradict where neither as told nor as substance one is the other. */
static carnet_status find_values(scope *s, uint64_t mask, uint32_t *number)
{
    bool found = false;
    carnet_status status = compare(s, mask, cn_view_put_normal, &found);
    if (found && s->rule->strength) {
        status = compare(s, mask, cn_view_put_as_substance, &found);
    }
    for (size_t i = 0; found && i < s->num; i++) {
        const carnet_entry *e = head_of(s, s->rows[i]);
        if (counts(s, s->rows[i]) && says(e, mask)) {
            mark(s, s->rows[i], number, CARNET_VIEW_CLASH_VALUE);
        }
    }
    return status;
}

/* Rows that go on against others that do not: who says which. */
static void find_against(scope *s, uint32_t *number,
                         bool (*goes_on)(const scope *, const cn_view_row *),
                         bool (*is_other)(const scope *, const cn_view_row *,
                                          int64_t))
{
    int64_t begun = earliest_begin(s, goes_on);
    s->num_claims = 0;
    for (size_t i = 0; i < s->num; i++) {
        if (goes_on(s, s->rows[i])) {
            add_claims(s, s->rows[i], CN_SPAN_LIT("goes on"));
        } else if (is_other(s, s->rows[i], begun)) {
            add_claims(s, s->rows[i], CN_SPAN_LIT("does not"));
        }
    }
    if (!contradicts(s)) {
        return;
    }
    for (size_t i = 0; i < s->num; i++) {
        if (goes_on(s, s->rows[i]) || is_other(s, s->rows[i], begun)) {
            mark(s, s->rows[i], number, CARNET_VIEW_CLASH_STATUS);
        }
    }
}

static void find_status(scope *s, uint32_t *number)
{
    find_against(s, number, counts, is_over);
    find_against(s, number, is_active, is_held);
}

/* ---- scopes ---- */

/* A test whose value stays the same for life. A subject ends with a zero. */
static bool is_for_life(cn_span subject)
{
    const cn_span loinc = CN_SPAN_LIT("loinc|");
    return cn_span_starts(subject, loinc) && subject.len > loinc.len &&
           cn_model_is_blood_group(cn_span_of(subject.data + loinc.len,
                                              subject.len - loinc.len - 1));
}

static carnet_status find_all(scope *s)
{
    uint32_t number = 0;
    carnet_status status = CARNET_OK;
    if (s->num < 2) {
        return status;
    }
    if (s->rule->status_clash) {
        find_status(s, &number);
    }
    for (size_t i = 0; i < CN_VIEW_MAX_CLASHES && status == CARNET_OK; i++) {
        if (s->rule->clash[i] != 0) {
            status = find_values(s, s->rule->clash[i], &number);
        }
    }
    return status;
}

/* A row, and the day that it is compared on. */
typedef struct {
    cn_view_row *row;
    cn_span begin;
} dated;

/* Rows of one day count alike in any order. */
static int compare_begins(const void *x, const void *y)
{
    return cn_span_compare(((const dated *)x)->begin,
                           ((const dated *)y)->begin);
}

/* Rows of one subject, of each day for itself. */
static carnet_status find_by_day(scope *s, dated *list, size_t num)
{
    carnet_status status = CARNET_OK;
    qsort(list, num, sizeof *list, compare_begins);
    for (size_t i = 0; i < num && status == CARNET_OK; i += s->num) {
        s->num = 0;
        while (i + s->num < num &&
               cn_span_equal(list[i].begin, list[i + s->num].begin)) {
            s->rows[s->num] = list[i + s->num].row;
            s->num++;
        }
        status = find_all(s);
    }
    return status;
}

/* num rows from row on are about the same. */
static carnet_status find_in(scope *s, dated *list, cn_view_row *row,
                             size_t num)
{
    cn_buf b;
    carnet_status status = CARNET_OK;
    bool by_day = s->rule->dated_clash && !is_for_life(row->subject);
    cn_buf_init(&b);
    for (size_t i = 0; i < num && status == CARNET_OK; i++) {
        if (by_day) {
            cn_view_put_begin(&b, head_of(s, &row[i]));
        }
        const uint8_t *copy = b.status == CARNET_OK
                                  ? cn_arena_copy(&s->arena, cn_buf_span(&b))
                                  : NULL;
        status = copy == NULL ? CARNET_CALLER_MEMORY : CARNET_OK;
        list[i] = (dated){&row[i], cn_span_of(copy, b.len)};
        cn_buf_cut(&b, 0);
    }
    cn_buf_free(&b);
    return status == CARNET_OK ? find_by_day(s, list, num) : status;
}

/* Whether a row counts that names an agent, or says so why it names none. */
static bool no_agent_is(const scope *s, const cn_view_row *row, int32_t absence)
{
    return counts(s, row) && cn_view_no_agent(head_of(s, row)) == absence;
}

/* "None known" beside an allergy, of one person. Who says that it was refused
   contradicts neither. */
static void find_none_known(scope *s, cn_view_row *row, size_t num)
{
    uint32_t number = 0;
    bool none = false;
    bool some = false;
    for (size_t i = 0; i < num; i++) {
        none = none || no_agent_is(s, &row[i], CARNET_ABSENT_NONE);
        some = some || no_agent_is(s, &row[i], CARNET_ABSENT_NO);
    }
    for (size_t i = 0; none && some && i < num; i++) {
        if (no_agent_is(s, &row[i], CARNET_ABSENT_NONE) ||
            no_agent_is(s, &row[i], CARNET_ABSENT_NO)) {
            mark(s, &row[i], &number, CARNET_VIEW_CLASH_NONE_KNOWN);
        }
    }
}

static carnet_status find_in_kinds(scope *s, dated *list)
{
    cn_view_merged *m = s->merged;
    carnet_status status = CARNET_OK;
    for (size_t i = 0; i < m->num_rows && status == CARNET_OK;) {
        size_t n = 0;
        cn_view_row *row = &m->rows[i];
        s->rule = cn_view_rule_of(head_of(s, row)->kind);
        while (i + n < m->num_rows && row[n].person == row->person &&
               row[n].order == row->order) {
            size_t k = n++;
            while (i + n < m->num_rows && row[n].person == row->person &&
                   row[n].order == row->order &&
                   cn_span_equal(row[n].subject, row[k].subject)) {
                n++;
            }
            status =
                status == CARNET_OK ? find_in(s, list, row + k, n - k) : status;
        }
        if (head_of(s, row)->kind == CARNET_KIND_ALLERGY) {
            find_none_known(s, row, n);
        }
        i += n;
    }
    return status;
}

carnet_status cn_view_find_clashes(cn_view_merged *m)
{
    scope s = {.merged = m};
    size_t num = m->asked.num;
    cn_arena_init_grow(&s.arena);
    dated *list = cn_arena_take(&s.arena, num * sizeof *list);
    s.rows = cn_arena_take(&s.arena, num * sizeof *s.rows);
    s.claims = cn_arena_take(&s.arena, num * sizeof *s.claims);
    carnet_status status = CARNET_CALLER_MEMORY;
    if (list != NULL && s.rows != NULL && s.claims != NULL) {
        status = find_in_kinds(&s, list);
    }
    cn_arena_free(&s.arena);
    return status;
}
