/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Several dosages: stages of a changing dose where they follow each other and
 * each says how long, times of the day where one dose is taken at each; any
 * others in words, and nothing as structure: half a schedule would be read as
 * the whole. The length of a stage is told, or lies between the beginnings of
 * two that leave no gap.
 */
#include "in_i.h"

enum {
    DAYS_MAX = 3650, /* of a stage, times a day: schema.def */
    TIMES_MAX = 24
};

static uint32_t repeat_of(cn_in *x, uint32_t dosage)
{
    return cn_in_first(x, dosage, "timing.repeat");
}

static uint32_t dose_of(cn_in *x, uint32_t dosage)
{
    return cn_in_first(x, dosage, "doseAndRate.doseQuantity");
}

static uint32_t at(const cn_in *x, uint32_t list, uint32_t i)
{
    uint32_t d = list + 1;
    for (; i > 0; i--) {
        d = cn_in_get(x, d)->next;
    }
    return d;
}

/* Has a repeat a member that is not among those of list? */
static bool has_other(const cn_in *x, uint32_t repeat, const char *list)
{
    uint32_t end = cn_in_get(x, repeat)->next;
    for (uint32_t k = repeat + 1; k < end; k = cn_in_get(x, k + 1)->next) {
        if (!cn_in_among(list, cn_in_get(x, k)->text)) {
            return true;
        }
    }
    return false;
}

/* A dose, a repeat with no other member, and nothing that makes it more or
   less than told. */
static bool is_plain(cn_in *x, uint32_t dosage, const char *members)
{
    static const char *const never[] = {
        "asNeededBoolean", "asNeededCodeableConcept", "maxDosePerPeriod"};
    if (!cn_in_is_type(x, dosage, CN_JSON_OBJECT)) {
        return false;
    }
    uint32_t repeat = repeat_of(x, dosage);
    uint32_t dose = dose_of(x, dosage);
    cn_model_decimal d;
    bool good = cn_in_is_type(x, repeat, CN_JSON_OBJECT) &&
                !has_other(x, repeat, members) &&
                cn_in_is_type(x, dose, CN_JSON_OBJECT) &&
                cn_in_count(x, cn_in_find(x, dosage, "doseAndRate")) == 1 &&
                cn_in_find(x, dose, "comparator") == 0;
    for (size_t i = 0; i < 3 && good; i++) {
        good = cn_in_find(x, dosage, never[i]) == 0;
    }
    uint32_t value = good ? cn_in_find(x, dose, "value") : 0;
    return value != 0 && cn_in_is_type(x, value, CN_JSON_NUMBER) &&
           cn_form_decimal(cn_in_get(x, value)->text, &d) && d.mantissa > 0;
}

/* ---- stages ---- */

/* A day of the bounds; false if there is none, or no whole one. */
static bool day_of(cn_in *x, uint32_t repeat, const char *path, int32_t *out)
{
    uint32_t node = cn_in_first(x, repeat, path);
    cn_model_date d;
    bool good =
        node != 0 && cn_in_read_date(x, node, &d) &&
        (d.precision == CARNET_DATE_DAY || d.precision == CARNET_DATE_MINUTE);
    *out = good ? d.days : 0;
    return good;
}

static int64_t told_days(cn_in *x, uint32_t bounds)
{
    uint32_t value = cn_in_find(x, bounds, "value");
    cn_span unit = cn_in_text(x, bounds, "code");
    int64_t days = 0;
    unit = unit.len != 0 ? unit : cn_in_text(x, bounds, "unit");
    bool weeks = cn_in_among("wk week weeks", unit);
    bool good = value != 0 && cn_json_int(cn_in_get(x, value), &days) &&
                days > 0 && days <= DAYS_MAX &&
                (weeks || cn_in_among("d day days", unit));
    return good ? days * (weeks ? 7 : 1) : 0;
}

/* Days of stage i, 0 if they are not told: by its bounds, or by where the next
   begins, if that is the day of its end or the day after. */
static int64_t days_of(cn_in *x, uint32_t list, uint32_t i)
{
    uint32_t repeat = repeat_of(x, at(x, list, i));
    uint32_t bounds = cn_in_find(x, repeat, "boundsDuration");
    int32_t start = 0;
    int32_t end = 0;
    int32_t next = 0;
    if (cn_in_is_type(x, bounds, CN_JSON_OBJECT)) {
        return told_days(x, bounds);
    }
    if (i + 1 == cn_in_get(x, list)->num ||
        !day_of(x, repeat, "boundsPeriod.start", &start) ||
        !day_of(x, repeat, "boundsPeriod.end", &end) ||
        !day_of(x, repeat_of(x, at(x, list, i + 1)), "boundsPeriod.start",
                &next) ||
        end < start || next < end || next > end + 1) {
        return 0;
    }
    return next - start;
}

/* Told by sequence, or where none has one, by periods that follow. */
static bool are_in_order(cn_in *x, uint32_t list)
{
    int64_t before = 0;
    bool first = cn_in_find(x, list + 1, "sequence") != 0;
    for (uint32_t i = 0; i < cn_in_get(x, list)->num; i++) {
        uint32_t node = cn_in_find(x, at(x, list, i), "sequence");
        int64_t n = 0;
        if ((node != 0) != first ||
            (first && (!cn_json_int(cn_in_get(x, node), &n) || n <= before))) {
            return false;
        }
        before = n;
        if (!first && cn_in_find(x, repeat_of(x, at(x, list, i)),
                                 "boundsDuration") != 0) {
            return false;
        }
    }
    return true;
}

static bool are_stages(cn_in *x, uint32_t list)
{
    uint32_t num = cn_in_get(x, list)->num;
    for (uint32_t i = 0; i < num; i++) {
        uint32_t d = at(x, list, i);
        cn_in_rate r;
        if (!is_plain(x, d,
                      "frequency period periodUnit boundsDuration "
                      "boundsPeriod") ||
            !cn_in_rate_of(x, repeat_of(x, d), &r) || r.times < 1 ||
            r.times > TIMES_MAX) {
            return false;
        }
    }
    for (uint32_t i = 0; i < num; i++) {
        int64_t days = days_of(x, list, i);
        if (days > DAYS_MAX || (days == 0 && i + 1 < num)) {
            return false;
        }
    }
    return are_in_order(x, list);
}

/* When the first begins the treatment does; where the last ends it is
   prescribed until. */
static void take_bounds(cn_in_at *a, uint32_t repeat, bool first, bool last)
{
    const cn_in_row since = {.field = CARNET_PRESCRIPTION_SINCE, .arg = ""};
    const cn_in_row until = {.field = CARNET_PRESCRIPTION_UNTIL, .arg = ""};
    cn_in *x = a->x;
    uint32_t start = cn_in_first(x, repeat, "boundsPeriod.start");
    uint32_t end = cn_in_first(x, repeat, "boundsPeriod.end");
    if (first && start != 0) {
        cn_in_take_date(a, &since, start);
    } else if (!first) {
        cn_in_mark(x, start, CN_IN_TAKEN);
    }
    if (last && end != 0) {
        cn_in_take_date(a, &until, end);
    } else if (!last) {
        cn_in_mark(x, end, CN_IN_TAKEN);
    }
}

static void take_stage(cn_in_at *a, uint32_t list, uint32_t i)
{
    cn_in *x = a->x;
    const int32_t f = CARNET_PRESCRIPTION_PHASES;
    uint32_t dosage = at(x, list, i);
    uint32_t repeat = repeat_of(x, dosage);
    int64_t days = days_of(x, list, i);
    if (!cn_in_put_quantity(a, f, i, CARNET_PHASE_DOSE, dose_of(x, dosage)) ||
        !cn_in_take_rate(a, i, repeat)) {
        return;
    }
    if (days == 0 ||
        cn_in_did(a, f, i,
                  carnet_record_set_int(x->record, a->entry, f, i,
                                        CARNET_PHASE_DAYS, days))) {
        cn_in_mark(x, cn_in_find(x, repeat, "boundsDuration"), CN_IN_TAKEN);
        take_bounds(a, repeat, i == 0, i + 1 == cn_in_get(x, list)->num);
    }
    cn_in_apply(a, CN_SPAN_LIT("Dosage.words"), dosage);
}

/* ---- times of the day ---- */

static bool same_at(cn_in *x, uint32_t a, uint32_t b, const char *path)
{
    uint32_t first = cn_in_first(x, a, path);
    uint32_t second = cn_in_first(x, b, path);
    return cn_span_equal(cn_in_string(x, first), cn_in_string(x, second));
}

static bool has_times(cn_in *x, uint32_t dosage)
{
    uint32_t repeat = repeat_of(x, dosage);
    uint32_t when = cn_in_find(x, repeat, "when");
    cn_in_rate r = {.daily = true, .times = 1};
    if (!cn_in_is_type(x, when, CN_JSON_ARRAY) ||
        (cn_in_find(x, repeat, "period") != 0 &&
         !cn_in_rate_of(x, repeat, &r)) ||
        !r.daily || r.times != cn_in_count(x, when)) {
        return false;
    }
    uint32_t end = cn_in_get(x, when)->next;
    for (uint32_t w = when + 1; w < end; w = cn_in_get(x, w)->next) {
        if (cn_in_word(x, CN_INTEROP_DAYTIME, w) == NULL) {
            return false;
        }
    }
    return true;
}

/* The same dose in the same period, and only the time differs. */
static bool are_times(cn_in *x, uint32_t list)
{
    static const char *const same[] = {"sequence",
                                       "doseAndRate.doseQuantity.value",
                                       "doseAndRate.doseQuantity.unit",
                                       "doseAndRate.doseQuantity.code",
                                       "timing.repeat.boundsPeriod.start",
                                       "timing.repeat.boundsPeriod.end"};
    for (uint32_t i = 0; i < cn_in_get(x, list)->num; i++) {
        uint32_t d = at(x, list, i);
        if (!is_plain(x, d, "frequency period periodUnit when boundsPeriod") ||
            !has_times(x, d)) {
            return false;
        }
        for (size_t k = 0; k < sizeof same / sizeof same[0]; k++) {
            if (!same_at(x, list + 1, d, same[k])) {
                return false;
            }
        }
    }
    return true;
}

static void take_times(cn_in_at *a, uint32_t list, uint32_t dosage)
{
    cn_in *x = a->x;
    uint32_t dose = dose_of(x, dosage);
    if (dosage == list + 1) {
        cn_in_put_quantity(a, CARNET_PRESCRIPTION_DOSE, 0, CARNET_RECORD_SELF,
                           dose);
    }
    cn_in_mark(x, dose, CN_IN_TAKEN);
    cn_in_mark_rate(x, repeat_of(x, dosage), CN_IN_TAKEN);
    cn_in_apply(a, CN_SPAN_LIT("Dosage.times"), dosage);
    cn_in_apply(a, CN_SPAN_LIT("Dosage.words"), dosage);
}

/* ---- which of them ---- */

/* Stages that carnet wrote stand in an extension too, which has them whole. */
static bool has_own_stages(cn_in *x, uint32_t resource)
{
    uint32_t list = cn_in_find(x, resource, "extension");
    uint32_t end =
        cn_in_is_type(x, list, CN_JSON_ARRAY) ? cn_in_get(x, list)->next : 0;
    uint32_t most = CN_LIMIT_LIST; /* it is asked for each dosage */
    for (uint32_t e = list + 1; e < end && most > 0;
         e = cn_in_get(x, e)->next, most--) {
        if (cn_in_is_type(x, e, CN_JSON_OBJECT) &&
            cn_span_equal(
                cn_in_text(x, e, "url"),
                CN_SPAN_LIT(CN_INTEROP_EXTENSION "prescription.phases"))) {
            return true;
        }
    }
    return false;
}

static void take_one_of(cn_in_at *a, uint32_t list, uint32_t dosage)
{
    cn_in *x = a->x;
    uint32_t num = cn_in_get(x, list)->num;
    uint32_t i = 0;
    while (num <= CN_LIMIT_LIST && at(x, list, i) != dosage) {
        i++;
    }
    if (num <= CN_LIMIT_LIST && are_stages(x, list)) {
        take_stage(a, list, i);
    } else if (num <= CN_LIMIT_LIST && are_times(x, list)) {
        take_times(a, list, dosage);
    } else if (x->status == CARNET_OK) {
        cn_in_dosage_words(a, dosage);
    }
}

void cn_in_take_dosages(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_in *x = a->x;
    uint32_t list = cn_in_get(x, node)->parent;
    bool several =
        cn_in_is_type(x, list, CN_JSON_ARRAY) && cn_in_get(x, list)->num > 1;
    if (has_own_stages(x, a->home) && cn_in_find(x, node, "sequence") != 0) {
        cn_in_mark(x, node, CN_IN_TAKEN);
    } else if (several && !has_own_stages(x, a->home)) {
        take_one_of(a, list, node);
    } else {
        cn_in_apply(a, cn_span_str(row->arg), node);
    }
}
