/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How an answer came about: what the entry tells, as it stands there, and what
 * was counted from it. Each step has a name in JSON, and for people the label
 * of its field or a phrase.
 */
#include "treat_i.h"

typedef enum {
    NUMBER,
    DAY,
    AMOUNT
} step_form;

static const struct {
    const char *name;
    uint8_t form;   /* step_form */
    uint8_t phrase; /* or CN_VIEW_NO_PHRASE: the label of field */
    uint8_t field;
} steps[CN_TREAT_NUM_STEPS] = {
#define FIELD_STEP(NAME, name, form)                                           \
    {                                                                          \
        name, form, CN_VIEW_NO_PHRASE, CARNET_PRESCRIPTION_##NAME              \
    }
#define PHRASE_STEP(NAME, name, form)                                          \
    {                                                                          \
        name, form, CN_PHRASE_##NAME, 0                                        \
    }
    [CN_TREAT_HANDED_OVER] = FIELD_STEP(HANDED_OVER, "handed_over", AMOUNT),
    [CN_TREAT_PACKS] = FIELD_STEP(PACKS, "packs", NUMBER),
    [CN_TREAT_HANDED_ON] = FIELD_STEP(HANDED_ON, "handed_on", DAY),
    [CN_TREAT_STRENGTH] = FIELD_STEP(STRENGTH, "strength", AMOUNT),
    [CN_TREAT_DOSE] = FIELD_STEP(DOSE, "dose", AMOUNT),
    [CN_TREAT_TIMES] = FIELD_STEP(TIMES_A_DAY, "times_a_day", NUMBER),
    [CN_TREAT_EVERY] = FIELD_STEP(EVERY, "every", AMOUNT),
    [CN_TREAT_WEEKDAY_NUM] = FIELD_STEP(WEEKDAYS, "weekdays", NUMBER),
    [CN_TREAT_PHASES] = FIELD_STEP(PHASES, "phases", NUMBER),
    [CN_TREAT_WORDS] = FIELD_STEP(INSTRUCTIONS, "from_instructions", AMOUNT),
    [CN_TREAT_MAXIMUM] = FIELD_STEP(MAX_A_DAY, "max_a_day", AMOUNT),
    [CN_TREAT_SINCE] = FIELD_STEP(SINCE, "since", DAY),
    [CN_TREAT_UNTIL] = FIELD_STEP(UNTIL, "until", DAY),
    [CN_TREAT_LAST_TAKEN] = FIELD_STEP(LAST_TAKEN, "last_taken", DAY),
    [CN_TREAT_LAST_SUPERVISED] =
        FIELD_STEP(LAST_SUPERVISED, "last_supervised", DAY),
    [CN_TREAT_NEXT_DUE] = FIELD_STEP(NEXT_DUE, "next_due", DAY),
    [CN_TREAT_TOLD_ON] = PHRASE_STEP(TREAT_TOLD_ON, "told_on", DAY),
    [CN_TREAT_DOSES] = PHRASE_STEP(TREAT_DOSES, "doses_in_supply", NUMBER),
    [CN_TREAT_COUNTED] =
        PHRASE_STEP(TREAT_ASSUMED, "assumed_taken_as_told_since", DAY),
    [CN_TREAT_SKIPPED] =
        PHRASE_STEP(TREAT_SKIPPED, "days_told_not_taken", NUMBER),
};

/* ---- putting them down ---- */

static cn_treat_step *add(cn_treat_medicine *m, cn_treat_what what)
{
    cn_treat_step *s = NULL;
    if (m->num_steps < CN_TREAT_STEPS_MAX) { /* one of each at most */
        s = &m->steps[m->num_steps++];
        s->what = (uint8_t)what;
    }
    return s;
}

void cn_treat_say_number(cn_treat_medicine *m, cn_treat_what what, int64_t n)
{
    cn_treat_step *s = add(m, what);
    if (s != NULL) {
        s->n = n;
    }
}

void cn_treat_say_amount(cn_treat_medicine *m, cn_treat_what what,
                         const cn_treat_amount *a)
{
    cn_treat_step *s = add(m, what);
    if (s != NULL) {
        s->amount = *a;
    }
}

/* Of one field, if it is there and exact. */
static void tell(cn_treat_medicine *m, cn_treat_what what)
{
    int32_t field = steps[what].field;
    cn_treat_amount a;
    cn_treat_date d;
    int64_t n = 0;
    switch (steps[what].form) {
    case AMOUNT:
        if (cn_treat_amount_of(&a, m->entry, field, 0, CARNET_RECORD_SELF)) {
            cn_treat_say_amount(m, what, &a);
        }
        break;
    case DAY:
        cn_treat_date_of(&d, m->entry, field);
        if (d.exact) {
            cn_treat_say_number(m, what, d.first);
        }
        break;
    default:
        n = cn_treat_int_of(m->entry, field, 0);
        n = n != 0 ? n : (int64_t)carnet_record_num_values(m->entry, field);
        if (n != 0) {
            cn_treat_say_number(m, what, n);
        }
    }
}

void cn_treat_tell(cn_treat_medicine *m, const cn_treat_known *k)
{
    static const uint8_t told[] = {
        CN_TREAT_DOSE,        CN_TREAT_TIMES,  CN_TREAT_EVERY,
        CN_TREAT_WEEKDAY_NUM, CN_TREAT_PHASES, CN_TREAT_MAXIMUM,
        CN_TREAT_SINCE,       CN_TREAT_UNTIL,  CN_TREAT_NEXT_DUE,
        CN_TREAT_HANDED_OVER, CN_TREAT_PACKS,  CN_TREAT_HANDED_ON};
    cn_treat_say_number(m, CN_TREAT_TOLD_ON, m->told_on);
    for (size_t i = 0; i < sizeof told; i++) {
        tell(m, (cn_treat_what)told[i]);
    }
    if (k->plan.from_words) {
        cn_treat_say_amount(m, CN_TREAT_WORDS, &k->plan.first.dose);
    }
}

/* ---- JSON ---- */

void cn_treat_put_amount(cn_json_writer *w, const cn_treat_amount *a)
{
    char digits[64];
    cn_model_decimal_text(digits, &a->value);
    cn_json_open_object(w);
    cn_json_key(w, "value");
    cn_json_digits(w, cn_span_str(digits));
    if (a->unit[0] != '\0') {
        cn_json_key(w, "unit");
        cn_json_str(w, a->unit);
    }
    cn_json_close_object(w);
}

void cn_treat_put_day(cn_json_writer *w, const char *key, int64_t day)
{
    char text[16];
    cn_days_print(text, (int32_t)day);
    cn_json_key(w, key);
    cn_json_str(w, text);
}

void cn_treat_put_steps(cn_json_writer *w, const cn_treat_medicine *m)
{
    cn_json_key(w, "steps");
    cn_json_open_array(w);
    for (size_t i = 0; i < m->num_steps; i++) {
        const cn_treat_step *s = &m->steps[i];
        cn_json_open_object(w);
        cn_json_key(w, "step");
        cn_json_str(w, steps[s->what].name);
        if (steps[s->what].form == DAY) {
            cn_treat_put_day(w, "day", s->n);
        } else if (steps[s->what].form == NUMBER) {
            cn_json_key(w, "number");
            cn_json_i64(w, s->n);
        } else {
            cn_json_key(w, "amount");
            cn_treat_put_amount(w, &s->amount);
        }
        cn_json_close_object(w);
    }
    cn_json_close_array(w);
}

/* ---- text ---- */

void cn_treat_write_amount(cn_view_pen *pen, const cn_treat_amount *a)
{
    cn_model_quantity q = {a->value, NULL, cn_span_str(a->unit)};
    cn_view_put_quantity(pen, &q, false);
}

void cn_treat_write_day(cn_view_pen *pen, int64_t day)
{
    cn_model_date d;
    memset(&d, 0, sizeof d);
    d.days = (int32_t)day;
    cn_view_put_date(pen, &d);
}

static void write_value(cn_view_pen *pen, const cn_treat_step *s)
{
    switch (steps[s->what].form) {
    case DAY:
        cn_treat_write_day(pen, s->n);
        break;
    case NUMBER:
        cn_view_put_int(pen, s->n);
        break;
    default:
        cn_treat_write_amount(pen, &s->amount);
    }
}

void cn_treat_write_step(cn_view_pen *pen, const cn_treat_step *s)
{
    const cn_model_shape *shape = cn_model_kind(CARNET_KIND_PRESCRIPTION);
    if (steps[s->what].phrase != CN_VIEW_NO_PHRASE) {
        cn_words_phrase_name phrase =
            (cn_words_phrase_name)steps[s->what].phrase;
        cn_view_open_phrase(pen, phrase);
        write_value(pen, s);
        cn_view_close_phrase(pen, phrase);
        return;
    }
    cn_view_put_field_name(pen, shape,
                           cn_model_field_of(shape, steps[s->what].field));
    cn_buf_put_str(pen->out, ": ");
    write_value(pen, s);
}
