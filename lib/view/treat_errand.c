/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is due or valid on a day beside medicines: referrals, doses of vaccines,
 * coverage, clearance to travel. A next dose is told by the issuer or follows
 * from "1 of 2"; there is no schedule here.
 */
#include "treat_i.h"

/* ---- validity ---- */

/* Whether a date leaves what is asked about open: an instant leaves the rest of
   its day so, where a whole day is asked about. */
static bool is_open(const cn_treat_date *d, int32_t side,
                    const cn_treat_case *c)
{
    bool part = d->instant && c->at.precision != CARNET_DATE_MINUTE;
    return d->estimated || ((!d->exact || part) && side == 0);
}

/* Neither date rules it out; maybe: one leaves it open, or is not told. */
static cn_treat_validity between(const cn_treat_date *from,
                                 const cn_treat_date *until,
                                 const cn_treat_case *c)
{
    int32_t begun = from->there ? cn_treat_compare(from, c) : -1;
    int32_t ended = until->there ? cn_treat_compare(until, c) : 1;
    bool from_open = from->there && is_open(from, begun, c);
    bool until_open = !until->there || is_open(until, ended, c);
    if ((begun > 0 && !from->estimated) || (ended < 0 && !until->estimated)) {
        return CN_TREAT_NOT_VALID;
    }
    return from_open || until_open ? CN_TREAT_VALID_MAYBE : CN_TREAT_VALID;
}

static void judge_validity(cn_treat_errand *out, const carnet_entry *e,
                           const cn_treat_case *c)
{
    bool cover = e->kind == CARNET_KIND_COVERAGE;
    cn_treat_date from;
    cn_treat_date until;
    cn_treat_date_of(&from, e,
                     cover ? CARNET_COVERAGE_FROM
                           : CARNET_TRAVEL_CLEARANCE_EXAMINED);
    cn_treat_date_of(&until, e,
                     cover ? CARNET_COVERAGE_UNTIL
                           : CARNET_TRAVEL_CLEARANCE_VALID_UNTIL);
    cn_treat_validity valid = between(&from, &until, c);
    int32_t word = cn_treat_enum_of(
        e, cover ? CARNET_COVERAGE_STATE : CARNET_TRAVEL_CLEARANCE_CONCLUSION,
        -1);
    if (word ==
        (cover ? CARNET_COVERAGE_STATE_ENDED : CARNET_CLEARANCE_NOT_YET)) {
        valid = CN_TREAT_NOT_VALID;
    } else if (cover && word == CARNET_COVERAGE_STATE_PENDING &&
               valid == CN_TREAT_VALID) {
        valid = CN_TREAT_VALID_MAYBE;
    }
    out->valid = (uint8_t)valid;
}

/* ---- what is due ---- */

static void judge_due(cn_treat_errand *out, const carnet_entry *e,
                      int32_t field, const cn_treat_case *c)
{
    cn_treat_date due;
    cn_treat_date_of(&due, e, field);
    if (due.there) {
        out->due_on = due.last;
        out->overdue_days =
            due.last < cn_treat_day(c) ? cn_treat_day(c) - due.last : 0;
    }
}

bool cn_treat_is_done(const carnet_entry *e)
{
    return e->kind == CARNET_KIND_VACCINATION && cn_model_is_readable(e) &&
           cn_treat_enum_of(e, CARNET_VACCINATION_STATE, 0) ==
               CARNET_VACCINATION_STATE_DONE;
}

static void judge_dose(cn_treat_errand *out, const cn_treat_case *c, size_t i)
{
    const carnet_entry *e = c->entries[i];
    int64_t dose = cn_treat_int_of(e, CARNET_VACCINATION_DOSE, 0);
    int64_t of = cn_treat_int_of(e, CARNET_VACCINATION_OF, 0);
    if (cn_treat_is_followed(c->index, e, cn_treat_is_trusted(c, i))) {
        return;
    }
    judge_due(out, e, CARNET_VACCINATION_NEXT_DUE, c);
    if (cn_treat_is_done(e) && dose != 0 && of > dose) {
        out->doses_missing = (int32_t)(of - dose);
    }
    out->open = out->due_on != CN_TREAT_NO_DAY || out->doses_missing != 0;
}

bool cn_view_errand_of(cn_treat_errand *out, const cn_treat_case *c, size_t i)
{
    const carnet_entry *e = i < c->num ? c->entries[i] : NULL;
    memset(out, 0, sizeof *out);
    if (e == NULL || !cn_model_is_readable(e)) {
        return false;
    }
    out->due_on = CN_TREAT_NO_DAY;
    switch (e->kind) {
    case CARNET_KIND_REFERRAL:
        out->open = cn_treat_enum_of(e, CARNET_REFERRAL_STATE, 0) <=
                    CARNET_REFERRAL_STATE_ACCEPTED;
        if (out->open) {
            judge_due(out, e, CARNET_REFERRAL_DUE, c);
        }
        break;
    case CARNET_KIND_VACCINATION:
        judge_dose(out, c, i);
        break;
    case CARNET_KIND_COVERAGE:
    case CARNET_KIND_TRAVEL_CLEARANCE:
        judge_validity(out, e, c);
        break;
    default:
        memset(out, 0, sizeof *out);
        return false;
    }
    out->entry = e;
    return true;
}

/* ---- JSON, text ---- */

void cn_view_errand_json(cn_json_writer *w, const cn_treat_errand *e)
{
    static const char *const words[] = {"", "valid", "not_valid", "uncertain"};
    if (e->valid != CN_TREAT_NO_MATTER) {
        cn_json_key(w, "valid");
        cn_json_str(w, words[e->valid]);
        return;
    }
    cn_json_key(w, "open");
    cn_json_bool(w, e->open);
    if (e->due_on != CN_TREAT_NO_DAY) {
        cn_treat_put_day(w, "due_on", e->due_on);
    }
    if (e->overdue_days != 0) {
        cn_json_key(w, "overdue_days");
        cn_json_i64(w, e->overdue_days);
    }
    if (e->doses_missing != 0) {
        cn_json_key(w, "doses_not_shown");
        cn_json_i64(w, e->doses_missing);
    }
}

void cn_view_errand_lines(cn_view_pen *pen, const cn_treat_errand *e)
{
    static const uint8_t words[] = {CN_VIEW_NO_PHRASE, CN_PHRASE_TREAT_VALID,
                                    CN_PHRASE_TREAT_NOT_VALID,
                                    CN_PHRASE_TREAT_VALID_MAYBE};
    if (e->valid != CN_TREAT_NO_MATTER) {
        cn_treat_put_phrase(pen, (cn_words_phrase_name)words[e->valid],
                            e->valid != CN_TREAT_VALID);
    }
    if (e->open && e->entry->kind == CARNET_KIND_REFERRAL) {
        cn_treat_put_phrase(pen, CN_PHRASE_TREAT_OPEN, false);
    }
    if (e->overdue_days != 0) {
        cn_treat_put_number(pen, CN_PHRASE_TREAT_OVERDUE, e->overdue_days,
                            true);
    }
    if (e->doses_missing != 0) {
        cn_treat_put_number(pen, CN_PHRASE_TREAT_SERIES, e->doses_missing,
                            false);
    }
}
