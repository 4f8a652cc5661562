/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A medicine on a day, as members of a JSON object, docs/spec/treatment.md
 * section 10: what is not known is said to be so, with the reason.
 */
#include "treat_i.h"

static const char *const states[] = {"taking",  "paused",    "interrupted",
                                     "stopped", "completed", "not_begun",
                                     "ended"};
static const char *const dues[] = {"not_taken", "today",     "later",
                                   "overdue",   "as_needed", "unknown"};
static const char *const lefts[] = {"not_taken", "runs_out", "at_least",
                                    "at_most",   "to_end",   "held",
                                    "unknown"};
static const char *const stops[] = {"unsaid",
                                    "must_not",
                                    "usually_must_not",
                                    "may",
                                    "may_but_usually_must_not",
                                    "some_usually_must_not"};
static const char *const whys[] = {
    "",           "no_quantity",  "no_dose",       "no_schedule",
    "only_words", "unclear",      "units",         "zero_dose",
    "number",     "no_handed_on", "no_last_taken", "no_start",
    "no_maximum", "shared",       "later"};

static void put_str(cn_json_writer *w, const char *key, const char *value)
{
    cn_json_key(w, key);
    cn_json_str(w, value);
}

static void put_int(cn_json_writer *w, const char *key, int64_t value)
{
    cn_json_key(w, key);
    cn_json_i64(w, value);
}

static void put_true(cn_json_writer *w, const char *key, bool value)
{
    if (value) {
        cn_json_key(w, key);
        cn_json_bool(w, true);
    }
}

static void put_why(cn_json_writer *w, uint8_t why)
{
    if (why != CN_TREAT_WHY_NONE) {
        put_str(w, "why", whys[why]);
    }
}

static void put_due(cn_json_writer *w, const cn_treat_medicine *m)
{
    cn_json_key(w, "due");
    cn_json_open_object(w);
    put_str(w, "state", dues[m->due]);
    put_why(w, m->due_why);
    if (m->due == CN_TREAT_DUE_LATER || m->due == CN_TREAT_DUE_OVERDUE) {
        cn_treat_put_day(w, "on", m->due_on);
    }
    if (m->due == CN_TREAT_DUE_OVERDUE) {
        put_int(w, "days", m->overdue_days);
    }
    if (m->times != 0) {
        put_int(w, "doses", m->times);
    }
    put_true(w, "last_on_day", m->last_on_day);
    put_true(w, "uncertain", m->due_maybe);
    if (m->phase != 0) {
        put_int(w, "phase", m->phase);
    }
    if (m->dose.unit[0] != '\0') {
        cn_json_key(w, m->day_sum ? "in_the_day" : "dose");
        cn_treat_put_amount(w, &m->dose);
    }
    cn_json_close_object(w);
}

static void put_left(cn_json_writer *w, const cn_treat_medicine *m)
{
    cn_json_key(w, "left");
    cn_json_open_object(w);
    put_str(w, "state", lefts[m->left]);
    put_why(w, m->left_why);
    if (m->left_on != CN_TREAT_NO_DAY) {
        cn_treat_put_day(w, "on", m->left_on);
        put_int(w, "days", m->left_days);
    }
    put_true(w, "uncertain", m->left_maybe);
    cn_json_close_object(w);
}

static void put_gap(cn_json_writer *w, const cn_treat_medicine *m)
{
    cn_json_key(w, "gap");
    cn_json_open_object(w);
    if (m->last_taken != CN_TREAT_NO_DAY) {
        cn_treat_put_day(w, "last_taken", m->last_taken);
    }
    put_why(w, m->gap_why);
    if (m->gap_days != CN_TREAT_UNSAID) {
        put_int(w, "days", m->gap_days);
    }
    if (m->gap_borne != CN_TREAT_UNSAID) {
        put_int(w, "can_be_missed", m->gap_borne);
    }
    if (m->gap != CN_TREAT_GAP_BORNE) {
        put_str(w, "exceeded",
                m->gap == CN_TREAT_GAP_EXCEEDED ? "told"
                                                : "unless_taken_since");
    }
    cn_json_close_object(w);
}

void cn_view_medicine_json(cn_json_writer *w, const cn_treat_medicine *m,
                           bool explain)
{
    put_str(w, "state", states[m->state]);
    put_true(w, "uncertain", m->uncertain);
    put_due(w, m);
    put_left(w, m);
    put_gap(w, m);
    put_str(w, "stop", stops[m->stop]);
    if (m->stop_atc[0] != '\0') {
        put_str(w, "stop_atc", m->stop_atc);
    }
    put_true(w, "words", m->words);
    cn_treat_put_day(w, "told_on", m->told_on);
    if (explain) {
        cn_treat_put_steps(w, m);
    }
}
