/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A medicine on a day: whether it is taken, whether a dose is due, how many
 * days it has been missed, and through other files how long it lasts and
 * whether it must not stop. Facts of the entry and what follows from them;
 * nothing here is advice, and nothing is known of what was taken since the
 * issuer wrote.
 */
#include "treat_i.h"

/* ---- what is told ---- */

static void know_last(cn_treat_medicine *m, cn_treat_known *k)
{
    cn_treat_date supervised;
    cn_treat_date_of(&k->last, k->entry, CARNET_PRESCRIPTION_LAST_TAKEN);
    cn_treat_date_of(&supervised, k->entry,
                     CARNET_PRESCRIPTION_LAST_SUPERVISED);
    bool by_staff = supervised.exact &&
                    (!k->last.exact || supervised.local >= k->last.local);
    if (by_staff) {
        k->last = supervised;
    }
    if (k->last.exact && k->last.first > k->day) {
        k->last.exact = false;
    }
    m->last_taken = k->last.exact ? k->last.first : CN_TREAT_NO_DAY;
    if (k->last.exact) {
        cn_treat_say_number(
            m, by_staff ? CN_TREAT_LAST_SUPERVISED : CN_TREAT_LAST_TAKEN,
            k->last.first);
    }
}

static void know(cn_treat_medicine *m, cn_treat_known *k)
{
    m->told_on = cn_treat_told_day(k->entry);
    know_last(m, k);
    cn_treat_date_of(&k->next, k->entry, CARNET_PRESCRIPTION_NEXT_DUE);
    k->next.exact =
        k->next.exact && !(k->last.exact && k->last.first >= k->next.first);
    cn_treat_date_of(&k->until, k->entry, CARNET_PRESCRIPTION_UNTIL);
    cn_treat_plan_of(&k->plan, k->entry, k->next.exact ? &k->next : &k->last);
}

/* More than 200 bytes of locals: a plan. */
bool cn_treat_stages_over(const carnet_entry *e, int32_t day)
{
    cn_treat_plan plan;
    cn_treat_stage stage;
    cn_treat_date next;
    cn_treat_date_of(&next, e, CARNET_PRESCRIPTION_NEXT_DUE);
    if (carnet_record_num_values(e, CARNET_PRESCRIPTION_PHASES) == 0 ||
        (next.exact && next.first > day)) {
        return false;
    }
    cn_treat_plan_of(&plan, e, &next);
    stage = plan.first;
    for (size_t i = 0; cn_treat_stage_of(&stage, &plan, i); i++) {
    }
    return plan.phased && !plan.as_needed && plan.why == CN_TREAT_WHY_NONE &&
           stage.to <= day;
}

cn_treat_state cn_treat_state_of(const carnet_entry *e, const cn_treat_case *c,
                                 bool *uncertain_out)
{
    cn_treat_date since;
    cn_treat_date until;
    int32_t status =
        cn_treat_enum_of(e, CARNET_PRESCRIPTION_STATUS, CN_TREAT_TAKING);
    *uncertain_out = false;
    if (status != CN_TREAT_TAKING) { /* words of the schema, in its order */
        return (cn_treat_state)status;
    }
    cn_treat_date_of(&since, e, CARNET_PRESCRIPTION_SINCE);
    cn_treat_date_of(&until, e, CARNET_PRESCRIPTION_UNTIL);
    int32_t begun = since.there ? cn_treat_compare(&since, c) : -1;
    int32_t ended = until.there ? cn_treat_compare(&until, c) : 1;
    *uncertain_out =
        (since.there && !since.exact && begun == 0) ||
        (until.there && (until.estimated || (!until.exact && ended == 0)));
    return begun > 0 ? CN_TREAT_NOT_BEGUN
           : ended < 0 || cn_treat_stages_over(e, cn_treat_day(c))
               ? CN_TREAT_ENDED
               : CN_TREAT_TAKING;
}

bool cn_treat_may_go_on(const carnet_entry *e, const cn_treat_case *c)
{
    bool minute = c->at.precision == CARNET_DATE_MINUTE;
    int64_t begin = (int64_t)cn_treat_day(c) * CN_DAY_MINUTES;
    cn_view_time now = {{begin, begin + CN_DAY_MINUTES - 1}, 0};
    if (minute) {
        now = (cn_view_time){{c->at.minutes, c->at.minutes}, c->at.offset};
    }
    return cn_view_state_of(e, &now).state != CARNET_VIEW_PAST;
}

/* ---- doses that are due ---- */

int64_t cn_treat_next_day(cn_treat_plan *p, int64_t from)
{
    cn_treat_stage stage;
    for (size_t i = 0; cn_treat_stage_of(&stage, p, i); i++) {
        int64_t at = from > stage.from ? from : stage.from;
        int64_t day = stage.dose.value.mantissa == 0
                          ? CN_TREAT_FAR
                          : cn_treat_dose_day(&stage.rhythm, at, 0);
        if (day < stage.to) {
            return day;
        }
    }
    return CN_TREAT_FAR;
}

/* The day on which the dose after the last falls due; CN_TREAT_FAR if none. */
static int64_t due_after_last(cn_treat_known *k)
{
    const cn_treat_rhythm *r = &k->plan.first.rhythm;
    if (k->next.exact) {
        return k->next.first;
    }
    if (k->plan.needs_anchor && r->form == CN_TREAT_MINUTES) {
        return cn_day_of(r->anchor + r->step, CN_DAY_MINUTES);
    }
    return cn_treat_next_day(&k->plan, (int64_t)k->last.first + 1);
}

/* Dose, doses and stage of the day. */
static void put_today(cn_treat_medicine *m, cn_treat_known *k)
{
    cn_treat_stage stage;
    for (size_t i = 0; cn_treat_stage_of(&stage, &k->plan, i); i++) {
        if (stage.from <= k->day && k->day < stage.to) {
            m->dose = stage.dose;
            m->phase = k->plan.phased ? (int32_t)i + 1 : 0;
            m->times = stage.dose.value.mantissa == 0
                           ? 0
                           : (int32_t)cn_treat_count(&stage.rhythm, k->day,
                                                     (int64_t)k->day + 1);
        }
    }
}

/* Whether an end that is not told exactly may come before a day. */
static bool may_end_before(const cn_treat_known *k, int64_t day)
{
    return k->until.there && !k->until.exact && day >= k->until.first;
}

/* A day that is reckoned, not told, is none where the treatment is over by
   then. */
static bool is_after_end(const cn_treat_known *k, int64_t day)
{
    bool told = k->next.exact && k->next.first == day;
    return k->until.there && !k->until.estimated && !told &&
           day > k->until.last;
}

static void due_on(cn_treat_medicine *m, const cn_treat_known *k, int64_t day)
{
    if (is_after_end(k, day)) {
        m->due = CN_TREAT_DUE_NOT_TAKEN;
        return;
    }
    if (day == CN_TREAT_FAR) { /* beyond the calendar */
        m->due = CN_TREAT_DUE_UNKNOWN;
        m->due_why = CN_TREAT_WHY_NUMBER;
        return;
    }
    m->due_on = (int32_t)day;
    m->due = day > k->day ? CN_TREAT_DUE_LATER : CN_TREAT_DUE_TODAY;
    m->due_maybe = day >= k->day && may_end_before(k, day);
    if (day < k->day) {
        m->due = CN_TREAT_DUE_OVERDUE;
        m->overdue_days = (int32_t)(k->day - day);
    }
}

/* Whether no dose is anything: nothing is due then, and nothing missed. */
static bool is_nothing(cn_treat_known *k)
{
    cn_treat_stage stage;
    bool none = true;
    for (size_t i = 0; cn_treat_stage_of(&stage, &k->plan, i); i++) {
        none = none && stage.dose.value.mantissa == 0;
    }
    return none;
}

/* Of a schedule that is known by itself: every day, weekdays, stages. The one
   dose of a day that was taken on it is not due again: "one dose on this day"
   beside methotrexate would be read as a second. */
static void judge_by_calendar(cn_treat_medicine *m, cn_treat_known *k)
{
    bool taken = m->last_taken == k->day && m->times == 1 && !m->day_sum;
    int64_t day = cn_treat_next_day(&k->plan, (int64_t)k->day + taken);
    if (day == CN_TREAT_FAR && taken) {
        m->due = CN_TREAT_DUE_NOT_TAKEN;
    } else if (day == CN_TREAT_FAR) {
        m->due = CN_TREAT_DUE_UNKNOWN;
        m->due_why = CN_TREAT_WHY_ZERO_DOSE;
    } else {
        due_on(m, k, day);
    }
}

static bool is_within_days(const cn_treat_plan *p)
{
    return p->first.rhythm.form == CN_TREAT_MINUTES &&
           p->first.rhythm.step < CN_DAY_MINUTES;
}

static void judge_due(cn_treat_medicine *m, cn_treat_known *k)
{
    bool told = k->next.exact;
    m->due_on = CN_TREAT_NO_DAY;
    if (m->state != CN_TREAT_TAKING) {
        m->due = CN_TREAT_DUE_NOT_TAKEN;
        return;
    }
    put_today(m, k);
    m->day_sum = k->plan.from_words && !k->plan.by_maximum;
    if (k->plan.by_maximum) { /* which is no dose */
        (void)cn_treat_amount_of(&m->dose, k->entry, CARNET_PRESCRIPTION_DOSE,
                                 0, CARNET_RECORD_SELF);
    }
    if (k->plan.as_needed) {
        m->due = CN_TREAT_DUE_AS_NEEDED;
        m->times = 0;
    } else if (told &&
               (k->plan.why != CN_TREAT_WHY_NONE || k->next.first > k->day)) {
        due_on(m, k, k->next.first);
    } else if (k->plan.why != CN_TREAT_WHY_NONE) {
        m->due = CN_TREAT_DUE_UNKNOWN;
        m->due_why = (uint8_t)k->plan.why;
    } else if (is_nothing(k)) {
        m->due = CN_TREAT_DUE_UNKNOWN;
        m->due_why = CN_TREAT_WHY_ZERO_DOSE;
    } else if (k->plan.needs_anchor && !is_within_days(&k->plan)) {
        due_on(m, k, due_after_last(k));
    } else {
        judge_by_calendar(m, k);
    }
    m->last_on_day = m->due == CN_TREAT_DUE_TODAY && m->last_taken == k->day;
    if (m->due == CN_TREAT_DUE_NOT_TAKEN || m->due == CN_TREAT_DUE_LATER ||
        m->due == CN_TREAT_DUE_OVERDUE || m->day_sum) {
        m->times = 0;
    }
}

/* ---- days without it ---- */

static int32_t days_since(int64_t due, int32_t day)
{
    return due < day ? (int32_t)(day - due) : 0;
}

/* Of what is being taken, the issuer knows no more than the day for which it
   speaks. */
static void weigh_gap(cn_treat_medicine *m, int64_t due, int32_t day)
{
    bool known = m->state != CN_TREAT_TAKING || m->told_on > day;
    int32_t told = days_since(due, known ? day : m->told_on);
    if (m->gap_borne != CN_TREAT_UNSAID && m->gap_days > m->gap_borne) {
        m->gap =
            told > m->gap_borne ? CN_TREAT_GAP_EXCEEDED : CN_TREAT_GAP_MAYBE;
    }
}

static void judge_gap(cn_treat_medicine *m, cn_treat_known *k)
{
    m->gap_days = CN_TREAT_UNSAID;
    m->gap_borne = (int32_t)cn_treat_int_of(
        k->entry, CARNET_PRESCRIPTION_GAP_DAYS, CN_TREAT_UNSAID);
    if (m->state > CN_TREAT_INTERRUPTED) {
        return;
    }
    if (!k->last.exact) {
        m->gap_why = CN_TREAT_WHY_NO_LAST_TAKEN;
    } else if (k->plan.as_needed) {
        m->gap_why = CN_TREAT_WHY_NO_SCHEDULE;
    } else if (k->plan.why != CN_TREAT_WHY_NONE && !k->next.exact) {
        m->gap_why = (uint8_t)k->plan.why;
    } else if (!k->next.exact && is_nothing(k)) {
        m->gap_why = CN_TREAT_WHY_ZERO_DOSE;
    } else {
        int64_t due = due_after_last(k);
        m->gap_days = days_since(due, k->day);
        weigh_gap(m, due, k->day);
    }
}

/* ---- all ---- */

bool cn_view_medicine_of(cn_treat_medicine *out, const cn_treat_case *c,
                         size_t i)
{
    cn_treat_known k;
    memset(out, 0, sizeof *out);
    memset(&k, 0, sizeof k);
    const carnet_entry *e = i < c->num ? c->entries[i] : NULL;
    if (e == NULL || e->kind != CARNET_KIND_PRESCRIPTION ||
        !cn_model_is_readable(e)) {
        return false;
    }
    out->entry = k.entry = e;
    k.c = c;
    k.day = cn_treat_day(c);
    out->words =
        carnet_record_num_values(e, CARNET_PRESCRIPTION_INSTRUCTIONS) != 0;
    know(out, &k);
    out->state = (uint8_t)cn_treat_state_of(e, c, &out->uncertain);
    out->stages_over = out->state == CN_TREAT_ENDED &&
                       !(k.until.there && cn_treat_compare(&k.until, c) < 0);
    judge_due(out, &k);
    judge_gap(out, &k);
    cn_treat_tell(out, &k);
    cn_treat_supply(out, &k);
    out->left_maybe =
        out->left != CN_TREAT_LEFT_HELD && may_end_before(&k, out->left_on);
    cn_treat_stop(out);
    return true;
}
