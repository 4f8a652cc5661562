/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A medicine on a day as lines for people, to stand below the lines of its
 * entry, which say dose, route and times: what is due, how long it lasts, what
 * was missed. What must strike the eye begins with "!!".
 */
#include "treat_i.h"

enum {
    SOON_DAYS = 7 /* a supply that lasts no longer must strike the eye */
};

static const uint8_t whys[] = {
    CN_VIEW_NO_PHRASE,           CN_PHRASE_WHY_NO_QUANTITY,
    CN_PHRASE_WHY_NO_DOSE,       CN_PHRASE_WHY_NO_SCHEDULE,
    CN_PHRASE_WHY_ONLY_WORDS,    CN_PHRASE_WHY_UNCLEAR,
    CN_PHRASE_WHY_UNITS,         CN_PHRASE_WHY_ZERO_DOSE,
    CN_PHRASE_WHY_NUMBER,        CN_PHRASE_WHY_NO_HANDED_ON,
    CN_PHRASE_WHY_NO_LAST_TAKEN, CN_PHRASE_WHY_NO_START,
    CN_PHRASE_WHY_NO_MAXIMUM,    CN_PHRASE_WHY_SHARED,
    CN_PHRASE_WHY_LATER};

void cn_treat_begin(cn_view_pen *pen, bool mark)
{
    cn_buf_put_str(pen->out, mark ? " !! " : "    ");
    cn_view_begin_line(pen);
}

void cn_treat_end(cn_view_pen *pen)
{
    cn_buf_put_str(pen->out, "\n");
}

void cn_treat_write_field(cn_view_pen *pen, const carnet_entry *e,
                          uint32_t field, cn_view_code_form form)
{
    const cn_model_field *f = cn_model_field_of(cn_model_kind(e->kind), field);
    cn_cbor_reader r;
    cn_span value;
    if (cn_model_value(e, field, &value)) {
        cn_cbor_reader_init(&r, value);
        cn_view_put_value(pen, &r, (cn_view_place){f, e, NULL, form});
    }
}

void cn_treat_put_phrase(cn_view_pen *pen, cn_words_phrase_name phrase,
                         bool mark)
{
    cn_treat_begin(pen, mark);
    cn_view_put_phrase(pen, phrase);
    cn_treat_end(pen);
}

static void put_day(cn_view_pen *pen, cn_words_phrase_name phrase, int64_t day,
                    bool mark)
{
    cn_treat_begin(pen, mark);
    cn_view_open_phrase(pen, phrase);
    cn_treat_write_day(pen, day);
    cn_view_close_phrase(pen, phrase);
    cn_treat_end(pen);
}

/* A date as the issuer told it: a month is no day. */
static void put_told(cn_view_pen *pen, cn_words_phrase_name phrase,
                     const carnet_entry *e, uint32_t field)
{
    cn_treat_begin(pen, false);
    cn_view_open_phrase(pen, phrase);
    cn_treat_write_field(pen, e, field, CN_VIEW_WORDS);
    cn_view_close_phrase(pen, phrase);
    cn_treat_end(pen);
}

void cn_treat_put_number(cn_view_pen *pen, cn_words_phrase_name phrase,
                         int64_t n, bool mark)
{
    cn_treat_begin(pen, mark);
    cn_view_open_phrase(pen, phrase);
    cn_view_put_int(pen, n);
    cn_view_close_phrase(pen, phrase);
    cn_treat_end(pen);
}

/* Two that live on one supply strike the eye: without the other it would be
   counted, and may have run out. */
static void put_unknown(cn_view_pen *pen, cn_words_phrase_name phrase,
                        uint8_t why)
{
    cn_treat_begin(pen, why == CN_TREAT_WHY_SHARED);
    cn_view_open_phrase(pen, phrase);
    cn_view_put_phrase(pen, (cn_words_phrase_name)whys[why]);
    cn_view_close_phrase(pen, phrase);
    cn_treat_end(pen);
}

/* ---- lines of a medicine ---- */

static void put_state(cn_view_pen *pen, const cn_treat_medicine *m)
{
    cn_treat_date d;
    cn_treat_date_of(&d, m->entry, CARNET_PRESCRIPTION_UNTIL);
    if (m->state == CN_TREAT_NOT_BEGUN) {
        put_told(pen, CN_PHRASE_TREAT_BEGINS, m->entry,
                 CARNET_PRESCRIPTION_SINCE);
    } else if (m->stages_over) {
        cn_treat_put_phrase(pen, CN_PHRASE_TREAT_STAGES_OVER, false);
    } else if (m->state == CN_TREAT_ENDED && d.there) {
        put_told(pen, CN_PHRASE_TREAT_ENDED, m->entry,
                 CARNET_PRESCRIPTION_UNTIL);
    }
}

/* The dose of a stage, or what words come to; any other stands in the entry. */
static void put_dose(cn_view_pen *pen, const cn_treat_medicine *m)
{
    cn_words_phrase_name phrase =
        m->day_sum ? CN_PHRASE_TREAT_DAY_SUM : CN_PHRASE_TREAT_STAGE_DOSE;
    if (m->due != CN_TREAT_DUE_TODAY || (m->phase == 0 && !m->day_sum)) {
        return;
    }
    cn_treat_begin(pen, false);
    cn_view_open_phrase(pen, phrase);
    cn_treat_write_amount(pen, &m->dose);
    cn_view_close_phrase(pen, phrase);
    cn_treat_end(pen);
}

/* Beside the doses of the day: one of them was taken on it. */
static void put_last_on_day(cn_view_pen *pen, const cn_treat_medicine *m)
{
    for (size_t i = 0; m->last_on_day && i < m->num_steps; i++) {
        const cn_treat_step *s = &m->steps[i];
        if (s->what == CN_TREAT_LAST_TAKEN ||
            s->what == CN_TREAT_LAST_SUPERVISED) {
            cn_treat_begin(pen, true);
            cn_treat_write_step(pen, s);
            cn_treat_end(pen);
        }
    }
    if (m->last_on_day && m->times > 1) {
        cn_treat_put_phrase(pen, CN_PHRASE_TREAT_ASK_LEFT, true);
    }
}

static void put_due(cn_view_pen *pen, const cn_treat_medicine *m)
{
    switch (m->due) {
    case CN_TREAT_DUE_TODAY:
        if (m->times != 0) {
            cn_treat_put_number(pen, CN_PHRASE_TREAT_DUE, m->times, false);
        } else if (!m->day_sum) { /* how many is not told */
            put_day(pen, CN_PHRASE_TREAT_DUE_LATER, m->due_on, false);
        }
        put_last_on_day(pen, m);
        break;
    case CN_TREAT_DUE_LATER:
        put_day(pen, CN_PHRASE_TREAT_DUE_LATER, m->due_on, false);
        break;
    case CN_TREAT_DUE_OVERDUE:
        put_day(pen, CN_PHRASE_TREAT_WAS_DUE, m->due_on, true);
        cn_treat_put_number(pen, CN_PHRASE_TREAT_OVERDUE, m->overdue_days,
                            true);
        break;
    case CN_TREAT_DUE_UNKNOWN:
        put_unknown(pen, CN_PHRASE_TREAT_DUE_UNKNOWN, m->due_why);
        break;
    default:
        break;
    }
    put_dose(pen, m);
}

/* What lasts at least to a day that is past may last still: how long is not
   known. */
bool cn_view_is_soon(const cn_treat_medicine *m)
{
    return (m->left == CN_TREAT_LEFT_RUNS_OUT ||
            m->left == CN_TREAT_LEFT_AT_MOST ||
            (m->left == CN_TREAT_LEFT_AT_LEAST && m->left_days > 0)) &&
           m->left_days <= SOON_DAYS;
}

/* Of a day that is past: taken as told it ran out by then, also where another
   may live on it, of which "at most" would say too little. */
static void put_run_out(cn_view_pen *pen, const cn_treat_medicine *m,
                        cn_words_phrase_name to_come, bool mark)
{
    put_day(pen, m->left_days == 0 ? CN_PHRASE_TREAT_RAN_OUT : to_come,
            m->left_on, mark);
}

static void put_left(cn_view_pen *pen, const cn_treat_medicine *m)
{
    bool soon = cn_view_is_soon(m);
    switch (m->left) {
    case CN_TREAT_LEFT_RUNS_OUT:
        put_run_out(pen, m, CN_PHRASE_TREAT_RUNS_OUT, soon);
        break;
    case CN_TREAT_LEFT_AT_LEAST:
        put_day(pen, CN_PHRASE_TREAT_AT_LEAST, m->left_on, soon);
        if (m->left_days == 0) {
            return;
        }
        break;
    case CN_TREAT_LEFT_AT_MOST:
        put_run_out(pen, m, CN_PHRASE_TREAT_AT_MOST, true);
        cn_treat_put_phrase(pen, (cn_words_phrase_name)whys[m->left_why], true);
        return;
    case CN_TREAT_LEFT_TO_END:
        if (m->left_maybe) {
            put_told(pen, CN_PHRASE_TREAT_TO_END, m->entry,
                     CARNET_PRESCRIPTION_UNTIL);
        } else {
            put_day(pen, CN_PHRASE_TREAT_TO_END, m->left_on, false);
        }
        break;
    case CN_TREAT_LEFT_HELD:
        cn_treat_put_number(pen, CN_PHRASE_TREAT_HELD, m->left_days, false);
        return;
    case CN_TREAT_LEFT_UNKNOWN:
        put_unknown(pen, CN_PHRASE_TREAT_LEFT_UNKNOWN, m->left_why);
        return;
    default:
        return;
    }
    if (m->left != CN_TREAT_LEFT_TO_END) {
        cn_treat_put_number(pen, CN_PHRASE_TREAT_LEFT, m->left_days, soon);
    }
}

/* Whether the table has it, or some of its group, whatever the issuer says
   short of that it must not stop. */
static bool is_in_table(const cn_treat_medicine *m)
{
    return m->stop == CN_TREAT_STOP_USUALLY ||
           m->stop == CN_TREAT_STOP_MAY_BUT || m->stop == CN_TREAT_STOP_SOME;
}

/* A gap strikes the eye where the medicine must not, or usually must not, stop:
   so does one that is longer than can be borne unless it was taken since. */
static void put_gap(cn_view_pen *pen, const cn_treat_medicine *m)
{
    bool exceeded = m->gap == CN_TREAT_GAP_EXCEEDED;
    bool must = m->stop == CN_TREAT_STOP_MUST_NOT || is_in_table(m);
    if (m->gap_days > 0) {
        cn_treat_put_number(pen, CN_PHRASE_TREAT_MISSED, m->gap_days,
                            exceeded || must);
    }
    if (exceeded) {
        cn_treat_put_number(pen, CN_PHRASE_TREAT_GAP_EXCEEDED, m->gap_borne,
                            true);
    } else if (m->gap == CN_TREAT_GAP_MAYBE) {
        put_day(pen, CN_PHRASE_TREAT_GAP_MAYBE, m->told_on, must);
    } else if (m->gap_borne != CN_TREAT_UNSAID &&
               m->gap_why != CN_TREAT_WHY_NONE) {
        put_unknown(pen, CN_PHRASE_TREAT_GAP_UNKNOWN, m->gap_why);
    }
}

/* The word of a group, or of the nearest one above it that has a word:
   "[atc H02AB]" alone says nothing to who must not stop it. */
static void put_group(cn_view_pen *pen, const char *atc)
{
    size_t len = strlen(atc);
    while (len > 0 &&
           !cn_view_put_word(pen, CN_WORDS_ATC, cn_span_of(atc, len))) {
        len--;
    }
    if (len > 0) {
        cn_buf_put_str(pen->out, " ");
    }
}

/* What the issuer says stands in the entry's own lines. */
void cn_view_stop_line(cn_view_pen *pen, const cn_treat_medicine *m)
{
    static const uint8_t phrases[] = {
        [CN_TREAT_STOP_USUALLY] = CN_PHRASE_TREAT_USUALLY,
        [CN_TREAT_STOP_MAY_BUT] = CN_PHRASE_TREAT_MAY_BUT,
        [CN_TREAT_STOP_SOME] = CN_PHRASE_TREAT_SOME_STOP};
    if (!is_in_table(m)) {
        return;
    }
    cn_words_phrase_name phrase = (cn_words_phrase_name)phrases[m->stop];
    cn_treat_begin(pen, true);
    cn_view_open_phrase(pen, phrase);
    put_group(pen, m->stop_atc);
    cn_view_open_latin(pen);
    cn_buf_put_str(pen->out, "[atc ");
    cn_buf_put_str(pen->out, m->stop_atc);
    cn_buf_put_str(pen->out, "]");
    cn_view_close_latin(pen);
    cn_view_close_phrase(pen, phrase);
    cn_treat_end(pen);
}

void cn_view_medicine_lines(cn_view_pen *pen, const cn_treat_medicine *m,
                            bool explain)
{
    cn_view_stop_line(pen, m);
    put_state(pen, m);
    put_due(pen, m);
    put_left(pen, m);
    put_gap(pen, m);
    for (size_t i = 0; explain && i < m->num_steps; i++) {
        cn_buf_put_str(pen->out, "    "); /* deeper than what it explains */
        cn_treat_begin(pen, false);
        cn_treat_write_step(pen, &m->steps[i]);
        cn_treat_end(pen);
    }
}
