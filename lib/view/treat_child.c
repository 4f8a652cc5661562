/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether the patient is a child on a day, and its last weight with its age:
 * doses of children hang on it. No dose is worked out from it.
 */
#include "treat_i.h"

enum {
    ADULT_MONTHS = 18 * 12,
    DOUBT_DAYS = 366 /* to either side of an estimated birth date */
};

/* ---- age ---- */

static cn_treat_age age_of(const carnet_entry *e, int32_t day)
{
    cn_treat_date birth;
    cn_treat_date_of(&birth, e, CARNET_PERSON_BIRTH);
    if (!birth.there) {
        return CN_TREAT_AGE_UNKNOWN;
    }
    int64_t doubt = birth.estimated ? DOUBT_DAYS : 0;
    if (day < cn_treat_add_months(birth.first, ADULT_MONTHS) - doubt) {
        return CN_TREAT_CHILD;
    }
    return day < cn_treat_add_months(birth.last, ADULT_MONTHS) + doubt
               ? CN_TREAT_CHILD_MAYBE
               : CN_TREAT_ADULT;
}

/* Of two entries about the person: what both say. */
static cn_treat_age join(cn_treat_age a, cn_treat_age b)
{
    if (a == CN_TREAT_AGE_UNKNOWN || b == CN_TREAT_AGE_UNKNOWN) {
        return a == CN_TREAT_AGE_UNKNOWN ? b : a;
    }
    return a == b ? a : CN_TREAT_CHILD_MAYBE;
}

/* ---- weight ---- */

static bool weight_of(cn_treat_amount *out, const carnet_entry *e)
{
    return cn_treat_amount_of(out, e, CARNET_RESULT_QUANTITY, 0,
                              CARNET_RECORD_SELF);
}

static bool is_weight(const carnet_entry *e)
{
    static const char *const tests[] = {"29463-7", "3141-9", "3142-7",
                                        "8335-2",  "8350-1", "8351-9"};
    static const char *const units[] = {"kg", "g", "[lb_av]"};
    char code[CN_WORDS_KEY_SIZE];
    cn_treat_amount a;
    bool test = false;
    bool unit = false;
    for (size_t n = 0; cn_treat_code_of(code, e, CARNET_RESULT_TEST, 0,
                                        CARNET_RECORD_SELF, "loinc", n);
         n++) {
        for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++) {
            test = test || strcmp(code, tests[i]) == 0;
        }
    }
    if (!test || !weight_of(&a, e)) {
        return false;
    }
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        unit = unit || strcmp(a.unit, units[i]) == 0;
    }
    return unit && carnet_record_num_values(e, CARNET_RESULT_COMPARATOR) == 0 &&
           cn_treat_enum_of(e, CARNET_RESULT_STATE, 0) !=
               CARNET_RESULT_STATE_ENTERED_IN_ERROR;
}

/* Days since a weight was taken, at the least: what its issuer says was taken
   had been so on the told day. Negative: it is none, or of a later day. */
static int32_t age_of_weight(const cn_treat_case *c, const carnet_entry *e)
{
    cn_treat_date on;
    cn_treat_date_of(&on, e, CARNET_RESULT_DATE);
    if (e->kind != CARNET_KIND_RESULT || !cn_model_is_readable(e) ||
        !on.there || !is_weight(e)) {
        return -1;
    }
    int32_t told = cn_treat_told_day(e);
    return cn_treat_day(c) -
           (told >= on.first && told < on.last ? told : on.last);
}

/* The later one up to the day, of those that are trusted where one is; of the
   same day the same one whatever the order. */
static void take_weight(cn_treat_child *out, const cn_treat_case *c, size_t i)
{
    const carnet_entry *e = c->entries[i];
    bool untrusted = !cn_treat_is_trusted(c, i);
    int32_t age = age_of_weight(c, e);
    if (age < 0) {
        return;
    }
    int order = out->weight == NULL ? -1 : untrusted - out->untrusted;
    order = order != 0 ? order
                       : (age > out->weight_days) - (age < out->weight_days);
    if (order < 0 ||
        (order == 0 && cn_span_compare(e->bytes, out->weight->bytes) < 0)) {
        out->weight = e;
        out->weight_days = age;
        out->untrusted = untrusted;
    }
}

static bool is_same_weight(const carnet_entry *a, const carnet_entry *b)
{
    cn_treat_amount x;
    cn_treat_amount y;
    (void)weight_of(&x, a);
    (void)weight_of(&y, b);
    return x.value.mantissa == y.value.mantissa &&
           x.value.scale == y.value.scale && strcmp(x.unit, y.unit) == 0;
}

/* Another weight of the same day and trust: nothing is chosen between them. */
static void take_other(cn_treat_child *out, const cn_treat_case *c, size_t i)
{
    const carnet_entry *e = c->entries[i];
    if (out->weight != NULL && age_of_weight(c, e) == out->weight_days &&
        cn_treat_is_trusted(c, i) != out->untrusted &&
        !is_same_weight(e, out->weight) &&
        (out->other == NULL ||
         cn_span_compare(e->bytes, out->other->bytes) < 0)) {
        out->other = e;
    }
}

void cn_view_child_of(cn_treat_child *out, const cn_treat_case *c)
{
    memset(out, 0, sizeof *out);
    cn_treat_age age = CN_TREAT_AGE_UNKNOWN;
    for (size_t i = 0; i < c->num; i++) {
        const carnet_entry *e = c->entries[i];
        if (!cn_model_is_readable(e)) {
            continue;
        }
        if (e->kind == CARNET_KIND_PERSON) {
            age = join(age, age_of(e, cn_treat_day(c)));
        } else {
            take_weight(out, c, i);
        }
    }
    for (size_t i = 0; i < c->num; i++) {
        take_other(out, c, i);
    }
    out->age = (uint8_t)age;
}

/* ---- JSON, text ---- */

static void put_weight(cn_json_writer *w, const char *key,
                       const carnet_entry *weight)
{
    cn_treat_amount a;
    if (weight != NULL && weight_of(&a, weight)) {
        cn_json_key(w, key);
        cn_treat_put_amount(w, &a);
    }
}

void cn_view_child_json(cn_json_writer *w, const cn_treat_child *child)
{
    static const char *const words[] = {"unknown", "no", "yes", "uncertain"};
    cn_json_open_object(w);
    cn_json_key(w, "child");
    cn_json_str(w, words[child->age]);
    put_weight(w, "weight", child->weight);
    put_weight(w, "weight_other", child->other);
    if (child->weight != NULL) {
        cn_json_key(w, "weight_days");
        cn_json_i64(w, child->weight_days);
    }
    if (child->untrusted) {
        cn_json_key(w, "weight_not_accepted");
        cn_json_bool(w, true);
    }
    cn_json_close_object(w);
}

/* One of two that differ, and one that nobody accepted says, strikes the eye.
 */
static void put_weight_line(cn_view_pen *pen, const cn_treat_child *child,
                            const carnet_entry *weight)
{
    cn_treat_begin(pen, child->other != NULL || child->untrusted);
    cn_treat_write_field(pen, weight, CARNET_RESULT_TEST, CN_VIEW_WORDS);
    cn_buf_put_str(pen->out, ": ");
    cn_treat_write_field(pen, weight, CARNET_RESULT_QUANTITY, CN_VIEW_BOTH);
    if (child->untrusted) {
        cn_buf_put_str(pen->out, ": ");
        cn_view_put_phrase(pen, CN_PHRASE_OUTCOME_REVIEW);
    }
    cn_treat_end(pen);
}

void cn_view_child_lines(cn_view_pen *pen, const cn_treat_child *child)
{
    if (child->age != CN_TREAT_CHILD && child->age != CN_TREAT_CHILD_MAYBE) {
        return;
    }
    cn_treat_put_phrase(pen,
                        child->age == CN_TREAT_CHILD
                            ? CN_PHRASE_TREAT_CHILD
                            : CN_PHRASE_TREAT_CHILD_MAYBE,
                        true);
    if (child->weight == NULL) {
        cn_treat_put_phrase(pen, CN_PHRASE_TREAT_NO_WEIGHT, false);
        return;
    }
    put_weight_line(pen, child, child->weight);
    if (child->other != NULL) {
        put_weight_line(pen, child, child->other);
    }
    cn_treat_put_number(pen, CN_PHRASE_TREAT_AGE_DAYS, child->weight_days,
                        false);
}
