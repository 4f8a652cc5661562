/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The schedule of a prescription: what it says of dose, times, interval, days
 * of the week, times of the day and stages, brought together where these agree,
 * and refused as not clear where they do not. Words are never read for a
 * schedule, but for "1-0-2", where nothing else tells one.
 */
#include "treat_i.h"

/* ---- intervals ---- */

/* Whole minutes, or months, of a length of time; 0 of both where it is not
   whole, or longer than ten years. */
static void interval_of(const cn_treat_amount *every, int64_t *minutes,
                        int64_t *months)
{
    static const struct {
        const char *unit;
        int32_t minutes, months;
    } lengths[] = {{"min", 1, 0},    {"h", 60, 0}, {"d", 1440, 0},
                   {"wk", 10080, 0}, {"mo", 0, 1}, {"a", 0, 12}};
    cn_treat_number n;
    *minutes = *months = 0;
    /* No whole number of minutes up to the limit has a larger mantissa. */
    if (!cn_treat_number_of(&n, &every->value) ||
        n.mantissa > INT64_C(1000000000000)) {
        return;
    }
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        if (strcmp(lengths[i].unit, every->unit) != 0) {
            continue;
        }
        bool by_month = lengths[i].months != 0;
        int64_t most =
            by_month ? 120 : (int64_t)CN_TREAT_STEP_MAX * CN_DAY_MINUTES;
        int64_t v =
            n.mantissa * (by_month ? lengths[i].months : lengths[i].minutes);
        for (; n.exponent < 0 && v % 10 == 0 && v != 0; n.exponent++) {
            v /= 10;
        }
        for (; n.exponent > 0 && v <= most; n.exponent--) {
            v *= 10;
        }
        if (n.exponent == 0 && v <= most) {
            *(by_month ? months : minutes) = v;
        }
    }
}

/* Times a day where both a number and another count of them are told. */
static bool agree(int64_t *times, int64_t other)
{
    bool good = *times == 0 || *times == other;
    *times = other;
    return good;
}

static cn_treat_why weekly(cn_treat_rhythm *out, int64_t times, int64_t minutes,
                           bool every)
{
    bool single = (out->weekdays & (out->weekdays - 1)) == 0;
    bool within = minutes != 0 && minutes < CN_DAY_MINUTES;
    bool good = !every || minutes == CN_DAY_MINUTES ||
                (single && minutes == 7 * CN_DAY_MINUTES);
    if (within) {
        good = CN_DAY_MINUTES % minutes == 0 &&
               agree(&times, CN_DAY_MINUTES / minutes);
    }
    out->form = CN_TREAT_WEEKDAYS;
    out->times = times == 0 ? 1 : (int32_t)times;
    return good ? CN_TREAT_WHY_NONE : CN_TREAT_WHY_UNCLEAR;
}

static cn_treat_why by_minutes(cn_treat_rhythm *out, int64_t times,
                               int64_t minutes)
{
    if (minutes % CN_DAY_MINUTES == 0) {
        out->step = (int32_t)(minutes / CN_DAY_MINUTES);
    } else if (CN_DAY_MINUTES % minutes == 0) {
        if (!agree(&times, CN_DAY_MINUTES / minutes)) {
            return CN_TREAT_WHY_UNCLEAR;
        }
    } else {
        out->form = CN_TREAT_MINUTES;
        out->step = (int32_t)minutes;
        return times == 0 ? CN_TREAT_WHY_NONE : CN_TREAT_WHY_UNCLEAR;
    }
    out->times = times == 0 ? 1 : (int32_t)times;
    return CN_TREAT_WHY_NONE;
}

cn_treat_why cn_treat_rhythm_of(cn_treat_rhythm *out, int64_t times,
                                const cn_treat_amount *every, uint8_t weekdays)
{
    int64_t minutes = 0;
    int64_t months = 0;
    *out = (cn_treat_rhythm){CN_TREAT_DAYS, weekdays, 1, 1, 0};
    if (every != NULL) {
        interval_of(every, &minutes, &months);
        if (minutes == 0 && months == 0) {
            return CN_TREAT_WHY_UNCLEAR;
        }
    }
    if (weekdays != 0) {
        return weekly(out, times, minutes, every != NULL);
    }
    if (minutes != 0) {
        return by_minutes(out, times, minutes);
    }
    if (months != 0) {
        out->form = CN_TREAT_MONTHS;
        out->step = (int32_t)months;
    }
    out->times = times == 0 ? 1 : (int32_t)times;
    return times == 0 && months == 0 ? CN_TREAT_WHY_NO_SCHEDULE
                                     : CN_TREAT_WHY_NONE;
}

/* ---- words ---- */

enum {
    WORDS_MOST = 20 * 100 /* hundredths of a piece: more are mg, mL or units */
};

/* One of the numbers between the hyphens: 0 to 20, 0.5, 1,25. */
static bool take_number(cn_model_decimal *sum, const char **text)
{
    int64_t v = 0;
    int32_t digits = 0;
    int32_t places = 0;
    const char *p = *text;
    for (; *p >= '0' && *p <= '9' && digits < 3; p++, digits++) {
        v = v * 10 + (*p - '0');
    }
    if (digits != 0 && (*p == '.' || *p == ',')) {
        for (p++; *p >= '0' && *p <= '9' && places < 2; p++, places++) {
            v = v * 10 + (*p - '0');
        }
        if (places == 0) {
            return false;
        }
    }
    for (; places < 2; places++) {
        v *= 10;
    }
    sum->mantissa += v; /* in hundredths, as is the sum */
    *text = p;
    return digits != 0 && v <= WORDS_MOST;
}

bool cn_treat_words_sum(cn_model_decimal *sum_out, const char *text)
{
    *sum_out = (cn_model_decimal){0, 2};
    size_t num = 0;
    bool more = true;
    while (more) {
        if (!take_number(sum_out, &text)) {
            return false;
        }
        num++;
        more = num < 4 && *text == '-';
        text += more ? 1 : 0; /* a hyphen that ends it may have had a number */
    }
    while (sum_out->scale > 0 && sum_out->mantissa % 10 == 0) {
        sum_out->mantissa /= 10;
        sum_out->scale--;
    }
    return num >= 3 && *text == '\0';
}

/* ---- plans ---- */

/* Times of the day that are told, each of which stands once, but for those that
   only say when a meal is. */
static int64_t slots_of(const carnet_entry *e)
{
    int32_t at = 0;
    int64_t num = 0;
    for (size_t i = 0; carnet_record_get_enum(&at, e, CARNET_PRESCRIPTION_AT, i,
                                              CARNET_RECORD_SELF) == CARNET_OK;
         i++) {
        num += at <= CARNET_DAYTIME_NIGHT ? 1 : 0;
    }
    return num;
}

static uint8_t weekdays_of(const carnet_entry *e)
{
    uint8_t mask = 0;
    int32_t day = 0;
    for (size_t i = 0;
         carnet_record_get_enum(&day, e, CARNET_PRESCRIPTION_WEEKDAYS, i,
                                CARNET_RECORD_SELF) == CARNET_OK;
         i++) {
        mask = (uint8_t)(mask | 1u << day);
    }
    return mask;
}

static bool hangs_on_a_dose(const cn_treat_rhythm *r)
{
    return r->form == CN_TREAT_MINUTES || r->form == CN_TREAT_MONTHS ||
           (r->form == CN_TREAT_DAYS && r->step > 1);
}

static void set_anchor(cn_treat_plan *p, const cn_treat_date *anchor)
{
    cn_treat_rhythm *r = &p->first.rhythm;
    p->needs_anchor = hangs_on_a_dose(r);
    if (!p->needs_anchor) {
        return;
    }
    if (anchor->exact) {
        r->anchor = r->form == CN_TREAT_MINUTES ? anchor->local : anchor->first;
    } else if (p->why == CN_TREAT_WHY_NONE && !p->as_needed) {
        p->why = CN_TREAT_WHY_NO_LAST_TAKEN;
    }
}

/* The piece that the numbers of the words count; false where they may count
   something else: "10-0-8" of an insulin is no volume. */
static bool put_piece(cn_treat_plan *p)
{
    cn_treat_amount handed;
    const char *unit = cn_treat_form_unit(p->entry);
    if (unit[0] == '\0' &&
        cn_treat_amount_of(&handed, p->entry, CARNET_PRESCRIPTION_HANDED_OVER,
                           0, CARNET_RECORD_SELF)) {
        unit = handed.unit;
    }
    if (!cn_treat_is_piece(unit)) {
        return false;
    }
    memcpy(p->first.dose.unit, unit, strlen(unit) + 1);
    return true;
}

/* More than 1 KiB of locals: instructions, as the getter gives them. */
static bool plan_by_words(cn_treat_plan *p)
{
    char text[CARNET_RECORD_TEXT_SIZE];
    if (carnet_record_copy_text(text, p->entry,
                                CARNET_PRESCRIPTION_INSTRUCTIONS, 0,
                                CARNET_RECORD_SELF) != CARNET_OK) {
        return false;
    }
    p->from_words =
        cn_treat_words_sum(&p->first.dose.value, text) && put_piece(p);
    p->why = p->from_words ? CN_TREAT_WHY_NONE : CN_TREAT_WHY_ONLY_WORDS;
    p->first.rhythm = (cn_treat_rhythm){CN_TREAT_DAYS, 0, 1, 1, 0};
    return true;
}

bool cn_treat_is_by_words(const carnet_entry *e)
{
    static const cn_treat_date none;
    cn_treat_plan p;
    cn_treat_plan_of(&p, e, &none);
    return p.from_words;
}

static void plan_one(cn_treat_plan *p, const cn_treat_date *anchor)
{
    const carnet_entry *e = p->entry;
    cn_treat_amount every;
    bool has_every = cn_treat_amount_of(&every, e, CARNET_PRESCRIPTION_EVERY, 0,
                                        CARNET_RECORD_SELF);
    int64_t told = cn_treat_int_of(e, CARNET_PRESCRIPTION_TIMES_A_DAY, 0);
    int64_t slots = slots_of(e);
    int64_t times = slots != 0 ? slots : told;
    uint8_t weekdays = weekdays_of(e);
    bool dosed = cn_treat_amount_of(&p->first.dose, e, CARNET_PRESCRIPTION_DOSE,
                                    0, CARNET_RECORD_SELF);
    p->num_stages = 1;
    p->first.from = INT32_MIN;
    p->first.to = CN_TREAT_FAR;
    if (!dosed && !has_every && times == 0 && weekdays == 0 &&
        plan_by_words(p)) {
        return;
    }
    p->why = cn_treat_rhythm_of(&p->first.rhythm, times,
                                has_every ? &every : NULL, weekdays);
    if (told != 0 && slots != 0 && told != slots) {
        p->why = CN_TREAT_WHY_UNCLEAR;
    }
    if (p->why == CN_TREAT_WHY_NO_SCHEDULE &&
        carnet_record_num_values(e, CARNET_PRESCRIPTION_INSTRUCTIONS) != 0) {
        p->why = CN_TREAT_WHY_ONLY_WORDS;
    }
    set_anchor(p, anchor);
    if (!dosed && p->why == CN_TREAT_WHY_NONE) {
        p->why = CN_TREAT_WHY_NO_DOSE;
    }
}

/* ---- stages ---- */

static bool refuse(cn_treat_plan *p, cn_treat_why why)
{
    p->why = why;
    return false;
}

bool cn_treat_stage_of(cn_treat_stage *stage, cn_treat_plan *p, size_t i)
{
    const int32_t field = CARNET_PRESCRIPTION_PHASES;
    cn_treat_amount every;
    int64_t times = 0;
    int64_t days = 0;
    if (i >= p->num_stages || p->why != CN_TREAT_WHY_NONE) {
        return false;
    }
    if (!p->phased) {
        *stage = p->first;
        return true;
    }
    int64_t from = i == 0 ? p->first.from : stage->to;
    bool has_every =
        cn_treat_amount_of(&every, p->entry, field, i, CARNET_PHASE_EVERY);
    if (carnet_record_get_int(&times, p->entry, field, i,
                              CARNET_PHASE_TIMES_A_DAY) != CARNET_OK) {
        times = 0;
    }
    bool ends = carnet_record_get_int(&days, p->entry, field, i,
                                      CARNET_PHASE_DAYS) == CARNET_OK;
    cn_treat_why why =
        cn_treat_rhythm_of(&stage->rhythm, times, has_every ? &every : NULL, 0);
    stage->rhythm.anchor = from;
    stage->from = from;
    stage->to = ends ? from + days : CN_TREAT_FAR;
    if (why != CN_TREAT_WHY_NONE) {
        return refuse(p, why);
    }
    if (!cn_treat_amount_of(&stage->dose, p->entry, field, i,
                            CARNET_PHASE_DOSE)) {
        return refuse(p, CN_TREAT_WHY_NO_DOSE);
    }
    bool last = i + 1 == p->num_stages;
    return stage->rhythm.form == CN_TREAT_DAYS && (ends || last)
               ? true
               : refuse(p, CN_TREAT_WHY_UNCLEAR);
}

/* Stages begin with the treatment, and are its only schedule. */
static void plan_stages(cn_treat_plan *p)
{
    static const uint8_t others[] = {CARNET_PRESCRIPTION_TIMES_A_DAY,
                                     CARNET_PRESCRIPTION_EVERY,
                                     CARNET_PRESCRIPTION_WEEKDAYS};
    cn_treat_date since;
    cn_treat_stage stage;
    cn_treat_date_of(&since, p->entry, CARNET_PRESCRIPTION_SINCE);
    p->phased = true;
    p->first.from = since.first;
    for (size_t i = 0; i < sizeof others; i++) {
        if (carnet_record_num_values(p->entry, others[i]) != 0) {
            p->why = CN_TREAT_WHY_UNCLEAR;
        }
    }
    for (size_t i = 0; cn_treat_stage_of(&stage, p, i); i++) {
    }
    if (p->why == CN_TREAT_WHY_NONE && !since.exact) {
        p->why = CN_TREAT_WHY_NO_START;
    }
}

/* ---- as needed ---- */

/* The most that is taken: max_a_day, or else what the schedule comes to. */
static void plan_most(cn_treat_plan *p)
{
    cn_treat_amount most;
    p->by_maximum = cn_treat_amount_of(
        &most, p->entry, CARNET_PRESCRIPTION_MAX_A_DAY, 0, CARNET_RECORD_SELF);
    if (p->by_maximum) {
        p->first.rhythm = (cn_treat_rhythm){CN_TREAT_DAYS, 0, 1, 1, 0};
        p->first.dose = most;
        p->why = CN_TREAT_WHY_NONE;
        p->phased = false;
        p->num_stages = 1;
        p->first.from = INT32_MIN;
        p->first.to = CN_TREAT_FAR;
    } else if (p->why != CN_TREAT_WHY_NONE || p->phased) {
        p->why = CN_TREAT_WHY_NO_MAXIMUM;
    }
}

void cn_treat_plan_of(cn_treat_plan *out, const carnet_entry *e,
                      const cn_treat_date *anchor)
{
    memset(out, 0, sizeof *out);
    out->entry = e;
    out->as_needed = cn_treat_bool_of(e, CARNET_PRESCRIPTION_AS_NEEDED) == 1;
    out->num_stages = carnet_record_num_values(e, CARNET_PRESCRIPTION_PHASES);
    if (out->num_stages != 0) {
        plan_stages(out);
    } else {
        plan_one(out, anchor);
    }
    if (out->as_needed) {
        plan_most(out);
    }
}
