/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How long what was handed over lasts: doses are taken off it as told, from the
 * day of handing over on, but for days of which it is told that nothing was
 * taken. Exact, and in closed form; what can't be reckoned is unknown, and why.
 */
#include "treat_i.h"

/* A supply being used up. */
typedef struct {
    cn_treat_measure measure;
    int32_t exponent; /* of all amounts below */
    int64_t left;
    int64_t start;     /* day of handing over, or of beginning */
    int64_t skip_from; /* days on which nothing was taken, to before skip_to */
    int64_t skip_to;
    int64_t end; /* day after the last of the treatment */
} use;

/* ---- amounts ---- */

static cn_treat_why number_of(cn_treat_number *out, const use *u,
                              const cn_treat_stage *stage)
{
    return cn_treat_dose_of(out, &u->measure, &stage->dose);
}

/* A dose as a whole number; it is known to be one. */
static int64_t whole(const use *u, const cn_treat_stage *stage)
{
    cn_treat_number n;
    return number_of(&n, u, stage) == CN_TREAT_WHY_NONE
               ? cn_treat_scaled(n, u->exponent)
               : 0;
}

/* The smallest power of ten of all amounts, of which each is a whole number of
   at most 18 digits. */
static cn_treat_why bring_together(use *u, cn_treat_plan *p)
{
    cn_treat_stage stage;
    cn_treat_number n;
    bool none = true;
    u->exponent = u->measure.supply.mantissa == 0 ? INT32_MAX
                                                  : u->measure.supply.exponent;
    for (size_t i = 0; cn_treat_stage_of(&stage, p, i); i++) {
        cn_treat_why why = number_of(&n, u, &stage);
        if (why != CN_TREAT_WHY_NONE) {
            return why;
        }
        none = none && n.mantissa == 0;
        if (n.mantissa != 0 && n.exponent < u->exponent) {
            u->exponent = n.exponent;
        }
    }
    if (none) {
        return CN_TREAT_WHY_ZERO_DOSE;
    }
    u->left = cn_treat_scaled(u->measure.supply, u->exponent);
    bool good = u->left >= 0;
    for (size_t i = 0; cn_treat_stage_of(&stage, p, i); i++) {
        good = whole(u, &stage) >= 0 && good;
    }
    return good ? CN_TREAT_WHY_NONE : CN_TREAT_WHY_NUMBER;
}

/* Doses in what is left, of a plan without phases, whose one dose is not 0 when
   amounts were brought together. */
static int64_t num_doses(const use *u, const cn_treat_plan *p)
{
    int64_t dose = whole(u, &p->first);
    return dose > 0 ? u->left / dose : 0;
}

/* ---- days ---- */

static int64_t most(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Takes the doses of some days; the day that has not all of its, or
   CN_TREAT_FAR. */
static int64_t take(use *u, const cn_treat_stage *stage, int64_t dose,
                    int64_t from, int64_t to)
{
    if (from >= to) {
        return CN_TREAT_FAR;
    }
    int64_t num = cn_treat_count(&stage->rhythm, from, to);
    if (u->left / dose < num) {
        return cn_treat_dose_day(&stage->rhythm, from, u->left / dose);
    }
    u->left -= num * dose;
    return CN_TREAT_FAR;
}

/* left_on and kind of a supply that is used as told. */
static cn_treat_why use_up(use *u, cn_treat_plan *p, cn_treat_medicine *m)
{
    cn_treat_stage stage;
    int64_t limit = u->start + CN_TREAT_HORIZON + 1;
    int64_t end = u->end;
    for (size_t i = 0; cn_treat_stage_of(&stage, p, i); i++) {
        int64_t dose = whole(u, &stage);
        int64_t from = most(stage.from, u->start);
        int64_t to = least(least(stage.to, u->end), limit);
        int64_t day = CN_TREAT_FAR;
        if (dose != 0) {
            day = take(u, &stage, dose, from, least(to, u->skip_from));
        }
        if (dose != 0 && day == CN_TREAT_FAR) {
            day = take(u, &stage, dose, most(from, u->skip_to), to);
        }
        if (day != CN_TREAT_FAR) {
            m->left = CN_TREAT_LEFT_RUNS_OUT;
            m->left_on = (int32_t)day;
            return CN_TREAT_WHY_NONE;
        }
        end = least(stage.to, u->end);
    }
    if (end > limit || end > (int64_t)CN_LIMIT_DAY + 1) {
        return CN_TREAT_WHY_NUMBER;
    }
    m->left = CN_TREAT_LEFT_TO_END;
    m->left_on = (int32_t)end - 1;
    return CN_TREAT_WHY_NONE;
}

/* What is left of a supply that is not taken now, as if it were from the day
   asked about on. */
static cn_treat_why hold(use *u, cn_treat_known *k, cn_treat_medicine *m)
{
    cn_treat_rhythm r = k->plan.first.rhythm;
    if (k->plan.phased) {
        return CN_TREAT_WHY_UNCLEAR;
    }
    if (!k->last.exact) {
        return CN_TREAT_WHY_NO_LAST_TAKEN;
    }
    int64_t num = num_doses(u, &k->plan);
    if (k->last.first >= u->start) {
        num -= least(num, cn_treat_count(&r, u->start, k->last.first + 1));
    }
    r.anchor =
        r.form == CN_TREAT_MINUTES ? (int64_t)k->day * CN_DAY_MINUTES : k->day;
    int64_t day = cn_treat_dose_day(&r, k->day, num);
    if (day > (int64_t)k->day + CN_TREAT_HORIZON) {
        return CN_TREAT_WHY_NUMBER;
    }
    m->left = CN_TREAT_LEFT_HELD;
    m->left_on = (int32_t)day;
    return CN_TREAT_WHY_NONE;
}

/* ---- all ---- */

/* Days of which the issuer tells that nothing was taken: after the last dose,
   to before the day for which it speaks. */
static void skip_days(use *u, const cn_treat_known *k, cn_treat_medicine *m)
{
    bool told = k->last.exact && !k->plan.as_needed;
    u->skip_from = told ? (int64_t)k->last.first + 1 : CN_TREAT_FAR;
    u->skip_to = told ? least(m->told_on, k->day) : CN_TREAT_FAR;
    if (u->skip_to <= u->skip_from || u->skip_to <= u->start) {
        u->skip_from = u->skip_to = u->start;
        return;
    }
    cn_treat_say_number(m, CN_TREAT_SKIPPED,
                        u->skip_to - most(u->skip_from, u->start));
}

static void count_from(cn_treat_plan *p, int64_t day)
{
    cn_treat_rhythm *r = &p->first.rhythm;
    if (p->as_needed && p->needs_anchor) {
        r->anchor = r->form == CN_TREAT_MINUTES ? day * CN_DAY_MINUTES : day;
    }
}

static cn_treat_why begin(use *u, cn_treat_known *k)
{
    cn_treat_amount supply;
    cn_treat_date on;
    cn_treat_date since;
    cn_treat_stage stage;
    if (!cn_treat_amount_of(&supply, k->entry, CARNET_PRESCRIPTION_HANDED_OVER,
                            0, CARNET_RECORD_SELF)) {
        return CN_TREAT_WHY_NO_QUANTITY;
    }
    if (!cn_treat_stage_of(&stage, &k->plan, 0)) {
        return k->plan.why;
    }
    cn_treat_date_of(&on, k->entry, CARNET_PRESCRIPTION_HANDED_ON);
    if (!on.exact) {
        return CN_TREAT_WHY_NO_HANDED_ON;
    }
    if (on.first > k->day) {
        return CN_TREAT_WHY_LATER;
    }
    cn_treat_date_of(&since, k->entry, CARNET_PRESCRIPTION_SINCE);
    u->start = since.exact ? most(on.first, since.first) : on.first;
    u->end = k->until.there ? (int64_t)k->until.last + 1 : CN_TREAT_FAR;
    count_from(&k->plan, u->start);
    cn_treat_why why =
        cn_treat_measure_of(&u->measure, k->entry, &supply, stage.dose.unit);
    return why == CN_TREAT_WHY_NONE ? bring_together(u, &k->plan) : why;
}

static cn_treat_why reckon(cn_treat_medicine *m, cn_treat_known *k)
{
    use u;
    memset(&u, 0, sizeof u);
    cn_treat_why why = begin(&u, k);
    if (why != CN_TREAT_WHY_NONE) {
        return why;
    }
    if (u.measure.by_strength) {
        cn_treat_amount strength;
        (void)cn_treat_amount_of(&strength, k->entry,
                                 CARNET_PRESCRIPTION_STRENGTH, 0,
                                 CARNET_RECORD_SELF);
        cn_treat_say_amount(m, CN_TREAT_STRENGTH, &strength);
    }
    /* A sum of words and the most of a day are no doses. */
    if (!k->plan.phased && !k->plan.from_words && !k->plan.by_maximum) {
        cn_treat_say_number(m, CN_TREAT_DOSES, num_doses(&u, &k->plan));
    }
    bool taking = m->state == CN_TREAT_TAKING || m->state == CN_TREAT_NOT_BEGUN;
    if (!taking && !k->plan.as_needed) {
        return hold(&u, k, m);
    }
    cn_treat_say_number(m, CN_TREAT_COUNTED, u.start);
    skip_days(&u, k, m);
    return use_up(&u, &k->plan, m);
}

/* Another may live on the same supply: it lasts no longer than alone, and
   neither to the end nor at least to a day. */
static cn_treat_why share(cn_treat_medicine *m, const cn_treat_known *k)
{
    if (!cn_treat_is_shared(k->c->index, k->entry)) {
        return CN_TREAT_WHY_NONE;
    }
    if (m->left == CN_TREAT_LEFT_RUNS_OUT && !k->plan.as_needed) {
        m->left = CN_TREAT_LEFT_AT_MOST;
    }
    return CN_TREAT_WHY_SHARED;
}

void cn_treat_supply(cn_treat_medicine *m, cn_treat_known *k)
{
    m->left_on = CN_TREAT_NO_DAY;
    m->left_days = CN_TREAT_UNSAID;
    m->left = CN_TREAT_LEFT_NOT_TAKEN;
    if (m->state == CN_TREAT_STOPPED || m->state == CN_TREAT_COMPLETED ||
        m->state == CN_TREAT_ENDED) {
        return;
    }
    m->left_why = (uint8_t)reckon(m, k);
    if (m->left_why == CN_TREAT_WHY_NONE) {
        m->left_why = (uint8_t)share(m, k);
    }
    if (m->left_why != CN_TREAT_WHY_NONE && m->left != CN_TREAT_LEFT_AT_MOST) {
        m->left = CN_TREAT_LEFT_UNKNOWN;
        m->left_on = CN_TREAT_NO_DAY;
        return;
    }
    if (m->left == CN_TREAT_LEFT_RUNS_OUT && k->plan.as_needed) {
        m->left = CN_TREAT_LEFT_AT_LEAST;
    }
    int32_t last = m->left == CN_TREAT_LEFT_TO_END ? 1 : 0;
    m->left_days = (int32_t)most((int64_t)m->left_on - k->day + last, 0);
}
