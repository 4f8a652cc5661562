/* SPDX-License-Identifier: Apache-2.0 */
/*
 * For the files of this room that work on treatment: what an entry says of
 * days and amounts, schedules as days on which doses fall, and exact numbers.
 * No floating point, and no loop that is as long as a number in an entry.
 */
#ifndef CN_VIEW_TREAT_I_H
#define CN_VIEW_TREAT_I_H

#include "view_i.h"

enum {
    CN_TREAT_HORIZON = 36525, /* days: no supply is believed to last longer */
    CN_TREAT_STEP_MAX = 3650, /* days between doses, at most */
    CN_TREAT_FAR = INT32_MAX  /* after every day of the calendar */
};

/* ---- what an entry says (treat_read.c) ---- */

typedef struct {
    bool there; /* told, and no reason in its place */
    bool exact; /* one day, and not estimated */
    bool estimated;
    bool instant;  /* to the minute */
    int32_t first; /* days that it can mean; of an instant the local day */
    int32_t last;
    int64_t utc;   /* of an instant: minutes since 1970-01-01T00:00Z */
    int64_t local; /* minutes since 1970-01-01 on the clock there; of a day its
                      beginning */
} cn_treat_date;

void cn_treat_date_of(cn_treat_date *out, const carnet_entry *e, int32_t field);
/* The told day: for which the issuer speaks. Restating moves the day of issue
   and copies the day of observation, so that no restating moves it. */
int32_t cn_treat_told_day(const carnet_entry *e);
static inline bool cn_treat_is_trusted(const cn_treat_case *c, size_t i)
{
    return c->trusted == NULL || c->trusted[i];
}
/* The day asked about, on the clock of whoever asks. */
int32_t cn_treat_day(const cn_treat_case *c);
/* Whether a date lies before (-1), on or around (0) or after (1) what is asked;
   instants by the minute where both are. An estimated one is only around. */
int32_t cn_treat_compare(const cn_treat_date *d, const cn_treat_case *c);
bool cn_treat_amount_of(cn_treat_amount *out, const carnet_entry *e,
                        int32_t field, size_t i, int32_t member);
int64_t cn_treat_int_of(const carnet_entry *e, int32_t field, int64_t none);
int32_t cn_treat_enum_of(const carnet_entry *e, int32_t field, int32_t none);
/* 1, 0, or -1 where it is not said. */
int32_t cn_treat_bool_of(const carnet_entry *e, int32_t field);
/* Number n of the codes of a CODE that are of a system; false past the last.
   code: CN_WORDS_KEY_SIZE bytes; a longer code is passed over. */
bool cn_treat_code_of(char code[CN_WORDS_KEY_SIZE], const carnet_entry *e,
                      int32_t field, size_t i, int32_t member,
                      const char *system, size_t n);

/* ---- exact amounts (treat_amount.c) ---- */

/* mantissa * 10^exponent; mantissa has no zeros at its end, and of 0 the
   exponent is 0. */
typedef struct {
    int64_t mantissa;
    int32_t exponent;
} cn_treat_number;

#define CN_TREAT_NUMBER_MAX INT64_C(999999999999999999) /* 18 digits */

/* false where it is negative. */
bool cn_treat_number_of(cn_treat_number *out, const cn_model_decimal *d);
/* a *= b; false where the mantissa would have more than 18 digits. */
bool cn_treat_multiply(cn_treat_number *a, cn_treat_number b);
/* a as a whole number of 10^exponent; -1 where that has more than 18 digits.
   exponent is none of those above a's. */
int64_t cn_treat_scaled(cn_treat_number a, int32_t exponent);

/* How a dose is measured against what was handed over: both are brought to one
   unit by factors, through the strength where they differ in kind. */
typedef struct {
    cn_treat_number supply; /* what was handed over, in that unit */
    cn_treat_number factor; /* of one unit of the dose */
    char dose_unit[CN_TREAT_UNIT_MAX];
    bool by_strength;
} cn_treat_measure;

/* CN_TREAT_WHY_NONE, _UNITS or _NUMBER. dose_unit: unit of the doses. */
cn_treat_why cn_treat_measure_of(cn_treat_measure *out, const carnet_entry *e,
                                 const cn_treat_amount *supply,
                                 const char *dose_unit);
/* A dose in the unit of a measure. CN_TREAT_WHY_NONE, _UNITS, _NUMBER. */
cn_treat_why cn_treat_dose_of(cn_treat_number *out, const cn_treat_measure *m,
                              const cn_treat_amount *dose);
/* Turns an amount of what holds a substance into the substance, by the entry's
   strength; the number that it is still to be divided by, which is above 1
   where no decimal number is the quotient. As it was, and 1, where it counts
   pieces, may be in the substance's own unit, no strength joins it, or it has
   too many digits. */
int64_t cn_treat_to_substance(cn_treat_amount *a, const carnet_entry *e);
/* The unit of its family that a unit is 10 to the exponent of: "g" and -3 of
   "mg"; itself and 0 where it converts to no other. */
cn_span cn_treat_base_unit(cn_span unit, int32_t *exponent_out);
/* The unit that doses of the entry's form are counted in; "" if none. */
const char *cn_treat_form_unit(const carnet_entry *e);
/* Whether a unit counts pieces that are taken whole: {tablet} and the like. */
bool cn_treat_is_piece(const char *unit);

/* ---- schedules (treat_schedule.c, treat_plan.c) ---- */

typedef enum {
    CN_TREAT_DAYS,     /* every step days, counted from anchor */
    CN_TREAT_WEEKDAYS, /* on the weekdays of a mask, Monday being bit 0 */
    CN_TREAT_MONTHS,   /* every step months */
    CN_TREAT_MINUTES   /* every step minutes, from the minute anchor */
} cn_treat_form;

/* Days on which doses fall, times of them on each. */
typedef struct {
    uint8_t form; /* cn_treat_form */
    uint8_t weekdays;
    int32_t times;
    int32_t step;
    int64_t anchor;
} cn_treat_rhythm;

/* Day of dose k (from 0) on or after a day; CN_TREAT_FAR where that lies beyond
   the calendar. k: up to CN_TREAT_NUMBER_MAX. */
int64_t cn_treat_dose_day(const cn_treat_rhythm *r, int64_t from, int64_t k);
/* Doses from a day to before another, which is at most 2 * CN_TREAT_HORIZON
   days later. */
int64_t cn_treat_count(const cn_treat_rhythm *r, int64_t from, int64_t to);

/* The day so many months after one of the calendar: the same of its month, or
   the last of a shorter one; CN_TREAT_FAR or INT32_MIN outside the calendar. */
int64_t cn_treat_add_months(int64_t day, int64_t months);

/* One stage: from a day to before another. */
typedef struct {
    cn_treat_rhythm rhythm;
    cn_treat_amount dose;
    int64_t from, to;
} cn_treat_stage;

/* What a prescription says of its schedule. */
typedef struct {
    const carnet_entry *entry;
    cn_treat_why why;  /* what stands in the way of a schedule */
    bool as_needed;    /* nothing is due; the schedule is the most that is
                          taken */
    bool by_maximum;   /* that is max_a_day */
    bool phased;       /* stages of a changing dose */
    bool from_words;   /* 1-0-2 in the instructions */
    bool needs_anchor; /* days that hang on the last or the next dose */
    size_t num_stages;
    cn_treat_stage first; /* the only one, or that of phase 0 */
} cn_treat_plan;

/* anchor: the last dose told or the next, not exact where there is none. */
void cn_treat_plan_of(cn_treat_plan *out, const carnet_entry *e,
                      const cn_treat_date *anchor);
/* Whether the view, too, does not call past what has ended: what must not stop
   or is taken for long (treat.c). */
bool cn_treat_may_go_on(const carnet_entry *e, const cn_treat_case *c);
/* Whether the last stage of a changing dose is over on a day, and no dose is
   told for a later one (treat.c). */
bool cn_treat_stages_over(const carnet_entry *e, int32_t day);
/* Whether "1-0-2" in its instructions is all that tells a schedule. */
bool cn_treat_is_by_words(const carnet_entry *e);
/* Stage i, which follows *stage where i is above 0; false past the last, or
   where it is not clear, which why then says. */
bool cn_treat_stage_of(cn_treat_stage *stage, cn_treat_plan *p, size_t i);
/* The rhythm of a rate; times 0 and every NULL where not said.
   CN_TREAT_WHY_NONE, _NO_SCHEDULE, _UNCLEAR. */
cn_treat_why cn_treat_rhythm_of(cn_treat_rhythm *out, int64_t times,
                                const cn_treat_amount *every, uint8_t weekdays);
/* Reads "1-0-2" or "1-0-0-1": morning, noon, evening and night, 20 at most
   each; false for any other text. sum_out: their sum. */
bool cn_treat_words_sum(cn_model_decimal *sum_out, const char *text);

/* ---- among all entries (treat_index.c) ---- */

/* Another entry of an ATC code of this one is being taken, and was handed
   nothing of its own, or has the same quantity of the same exact day: one pack
   told twice. */
bool cn_treat_is_shared(const cn_treat_index *x, const carnet_entry *e);
/* A dose was given after that one: by its day, and by its number only where the
   days don't tell, since a series may begin anew. Of one vaccine, or against
   one disease. */
bool cn_treat_is_followed(const cn_treat_index *x, const carnet_entry *e,
                          bool trusted);
/* A vaccination that can be read and was given. */
bool cn_treat_is_done(const carnet_entry *e);

/* ---- codes (treat_codes.c) ---- */

#define CN_TREAT_CODES_MAX 32

/* ATC codes of a medicine or vaccine, of what these hold by the table of
   ingredients, and of the ingredients that the entry names; each once. */
typedef struct {
    size_t num;
    bool more; /* than fit */
    char codes[CN_TREAT_CODES_MAX][CN_TREAT_ATC_SIZE];
} cn_treat_codes;

void cn_treat_codes_of(cn_treat_codes *out, const carnet_entry *e);
/* Only those of the medicine or vaccine itself, or of one ingredient. */
void cn_treat_own_codes(cn_treat_codes *out, const carnet_entry *e);
size_t cn_treat_num_ingredients(const carnet_entry *e);
void cn_treat_ingredient_codes(cn_treat_codes *out, const carnet_entry *e,
                               size_t i);

/* ---- steps (treat_step.c) ---- */

typedef enum {
    CN_TREAT_HANDED_OVER,
    CN_TREAT_PACKS,
    CN_TREAT_HANDED_ON,
    CN_TREAT_STRENGTH,
    CN_TREAT_DOSE,
    CN_TREAT_TIMES,
    CN_TREAT_EVERY,
    CN_TREAT_WEEKDAY_NUM,
    CN_TREAT_PHASES,
    CN_TREAT_WORDS,
    CN_TREAT_MAXIMUM,
    CN_TREAT_SINCE,
    CN_TREAT_UNTIL,
    CN_TREAT_LAST_TAKEN,
    CN_TREAT_LAST_SUPERVISED,
    CN_TREAT_NEXT_DUE,
    CN_TREAT_TOLD_ON,
    CN_TREAT_DOSES,   /* that the supply makes */
    CN_TREAT_COUNTED, /* from this day on it is assumed to be taken */
    CN_TREAT_SKIPPED, /* days of which it is told that nothing was taken */
    CN_TREAT_NUM_STEPS
} cn_treat_what;

void cn_treat_say_number(cn_treat_medicine *m, cn_treat_what what, int64_t n);
void cn_treat_say_amount(cn_treat_medicine *m, cn_treat_what what,
                         const cn_treat_amount *a);

void cn_treat_put_amount(cn_json_writer *w, const cn_treat_amount *a);
void cn_treat_put_day(cn_json_writer *w, const char *key, int64_t day);
void cn_treat_put_steps(cn_json_writer *w, const cn_treat_medicine *m);
void cn_treat_write_amount(cn_view_pen *pen, const cn_treat_amount *a);
void cn_treat_write_day(cn_view_pen *pen, int64_t day);
void cn_treat_write_step(cn_view_pen *pen, const cn_treat_step *s);

/* ---- lines (treat_text.c) ---- */

/* A line of its own: where it begins, marked to strike the eye, and ends. */
void cn_treat_begin(cn_view_pen *pen, bool mark);
void cn_treat_end(cn_view_pen *pen);
void cn_treat_put_phrase(cn_view_pen *pen, cn_words_phrase_name phrase,
                         bool mark);
void cn_treat_put_number(cn_view_pen *pen, cn_words_phrase_name phrase,
                         int64_t n, bool mark);

/* A value of an entry in words, or its codes. */
void cn_treat_write_field(cn_view_pen *pen, const carnet_entry *e,
                          uint32_t field, cn_view_code_form form);

/* ---- supply (supply.c), what must not stop (treat_stop.c) ---- */

/* What is known of a medicine before its supply is reckoned. */
typedef struct {
    const cn_treat_case *c;
    const carnet_entry *entry;
    int32_t day;
    cn_treat_date last; /* the later of the last dose taken and supervised;
                           exact only where it is not after the day */
    cn_treat_date next; /* next_due, exact only where no dose is told since */
    cn_treat_date until;
    cn_treat_plan plan;
} cn_treat_known;

/* Puts down what the entry tells of dose, schedule and supply. */
void cn_treat_tell(cn_treat_medicine *m, const cn_treat_known *k);
/* Whether a medicine is taken; uncertain_out: see cn_treat_medicine. */
cn_treat_state cn_treat_state_of(const carnet_entry *e, const cn_treat_case *c,
                                 bool *uncertain_out);
/* First day on or after another on which a dose falls; CN_TREAT_FAR if none. */
int64_t cn_treat_next_day(cn_treat_plan *p, int64_t from);
void cn_treat_supply(cn_treat_medicine *m, cn_treat_known *k);
void cn_treat_stop(cn_treat_medicine *m);

#endif
