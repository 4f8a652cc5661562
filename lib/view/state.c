/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an entry is on a day or at an instant: active, past, later or uncertain,
 * and why (docs/spec/view.md section 4). A date that is not exact enough to
 * decide leaves it uncertain; nothing here guesses.
 */
#include "merged_i.h"
#include "treat_i.h"

/* How far off an estimated date may be, in days, by its precision. */
static int32_t doubt_of(const cn_model_date *d)
{
    static const int32_t days[] = {
        [CARNET_DATE_DAY] = 31,
        [CARNET_DATE_MONTH] = 366,
        [CARNET_DATE_YEAR] = 5 * 366,
        [CARNET_DATE_MINUTE] = 0,
    };
    return d->estimated ? days[d->precision] : 0;
}

static bool read_date(cn_model_date *out, const carnet_entry *e, uint32_t field)
{
    cn_span value;
    cn_cbor_reader r;
    const cn_model_field *f = cn_model_field_of(cn_model_kind(e->kind), field);
    if (field <= CARNET_FIELD_REPLACES || !cn_model_value(e, field, &value)) {
        return false;
    }
    cn_cbor_reader_init(&r, value);
    return cn_model_take_absence(&r, f) == CARNET_ABSENT_NO &&
           cn_model_take_date(&r, f, e, out) == CARNET_OK;
}

static cn_view_span span_of(const cn_model_date *d)
{
    int32_t first = 0;
    int32_t last = 0;
    if (d->precision == CARNET_DATE_MINUTE) {
        return (cn_view_span){d->minutes, d->minutes};
    }
    cn_model_date_span(d, &first, &last);
    int32_t doubt = doubt_of(d);
    return (cn_view_span){((int64_t)first - doubt) * CN_DAY_MINUTES,
                          ((int64_t)last + doubt) * CN_DAY_MINUTES +
                              CN_DAY_MINUTES - 1};
}

bool cn_view_date_of(const carnet_entry *e, uint32_t field, cn_view_span *out)
{
    cn_model_date d;
    if (!read_date(&d, e, field)) {
        return false;
    }
    *out = span_of(&d);
    return true;
}

/* ---- a date beside the time that is asked about ---- */

typedef enum {
    NO,
    YES,
    UNSURE,
    NOT_SAID
} answer;

/* A date of an entry, and what is asked about on the same clock: of an instant
   UTC, or beside a whole day the clock that told it; of a day that of whoever
   asks. */
static bool bring_together(cn_view_span *d, cn_view_span *now,
                           const carnet_entry *e, uint32_t field,
                           const cn_view_time *time)
{
    cn_model_date date;
    if (!read_date(&date, e, field)) {
        return false;
    }
    bool instant = date.precision == CARNET_DATE_MINUTE;
    bool whole_day = time->utc.first != time->utc.last;
    int32_t told = instant && whole_day ? date.offset : 0;
    int32_t asked = instant ? 0 : time->offset;
    *d = span_of(&date);
    *d = (cn_view_span){d->first + told, d->last + told};
    *now = (cn_view_span){time->utc.first + asked, time->utc.last + asked};
    return true;
}

/* A day begins with its first minute and ends with its last. */
static int64_t latest_begin(const cn_view_span *d)
{
    return d->last - d->first < CN_DAY_MINUTES ? d->first
                                               : d->last - CN_DAY_MINUTES + 1;
}

static int64_t earliest_end(const cn_view_span *d)
{
    return d->last - d->first < CN_DAY_MINUTES ? d->last
                                               : d->first + CN_DAY_MINUTES - 1;
}

/* Has it begun? What an issuer says has begun had done so on the told day,
   unless the date lies after that day as a whole. */
static answer has_begun(const carnet_entry *e, uint32_t field,
                        const cn_view_time *time)
{
    cn_view_span d;
    cn_view_span now;
    if (!bring_together(&d, &now, e, field, time)) {
        return NOT_SAID;
    }
    int64_t told = (int64_t)cn_treat_told_day(e) * CN_DAY_MINUTES;
    int64_t latest = latest_begin(&d);
    if (latest > told && d.first < told + CN_DAY_MINUTES &&
        d.last - d.first >= CN_DAY_MINUTES) {
        latest = told;
    }
    if (latest <= now.first) {
        return YES;
    }
    return d.first > now.last ? NO : UNSURE;
}

/* Is its last day over? */
static answer has_ended(const carnet_entry *e, uint32_t field,
                        const cn_view_time *time)
{
    cn_view_span d;
    cn_view_span now;
    if (!bring_together(&d, &now, e, field, time)) {
        return NOT_SAID;
    }
    if (now.last <= earliest_end(&d)) {
        return NO;
    }
    return now.first > d.last ? YES : UNSURE;
}

/* ---- words ---- */

/* What the word of an enumeration makes of it; its default where none is
   written, CN_VIEW_IS_ACTIVE where there is none. */
static char letter_of(const carnet_entry *e, uint32_t field,
                      const char *letters)
{
    cn_span value;
    uint64_t word = 0;
    if (field == 0) {
        return CN_VIEW_IS_ACTIVE;
    }
    const cn_model_field *f = cn_model_field_of(cn_model_kind(e->kind), field);
    if (cn_model_value(e, field, &value)) {
        cn_cbor_reader r;
        cn_cbor_reader_init(&r, value);
        word = cn_cbor_get_uint(&r, UINT8_MAX);
    } else if (f->b == 0) {
        return CN_VIEW_IS_ACTIVE;
    } else {
        word = (uint64_t)f->b - 1;
    }
    return word < strlen(letters) ? letters[word] : CN_VIEW_IS_UNCERTAIN;
}

/* Whether it may go on past the end that is written: a prescription ran out,
   but the medicine must not be stopped, or usually must not, or some of its
   group, where its issuer says nothing of it. Some 2 KiB of locals. */
static bool may_go_on(const carnet_entry *e, const cn_view_rule *rule)
{
    cn_treat_medicine m = {.entry = e};
    if (rule->stays || e->kind != CARNET_KIND_PRESCRIPTION) {
        return rule->stays;
    }
    cn_treat_stop(&m);
    return m.stop == CN_TREAT_STOP_MUST_NOT ||
           m.stop == CN_TREAT_STOP_USUALLY || m.stop == CN_TREAT_STOP_SOME ||
           cn_treat_bool_of(e, CARNET_PRESCRIPTION_LONG_TERM) == 1;
}

int32_t cn_view_no_agent(const carnet_entry *e)
{
    return e->kind == CARNET_KIND_ALLERGY
               ? carnet_record_absence(e, CARNET_ALLERGY_AGENT)
               : CARNET_ABSENT_NO;
}

/* ---- the state ---- */

static cn_view_state make(uint8_t state, uint8_t why)
{
    return (cn_view_state){state, why};
}

/* The last day that is written, or the last stage of a changing dose. */
static answer is_at_end(const carnet_entry *e, const cn_view_rule *rule,
                        const cn_view_time *now)
{
    answer ended = has_ended(e, rule->end, now);
    int64_t local = now->utc.first + now->offset;
    bool stages =
        ended != YES && e->kind == CARNET_KIND_PRESCRIPTION &&
        cn_treat_stages_over(e, (int32_t)cn_day_of(local, CN_DAY_MINUTES));
    return stages ? YES : ended;
}

static cn_view_state by_end(const carnet_entry *e, const cn_view_rule *rule,
                            const cn_view_time *now)
{
    switch (is_at_end(e, rule, now)) {
    case YES:
        return make(may_go_on(e, rule) ? CARNET_VIEW_UNCERTAIN
                                       : CARNET_VIEW_PAST,
                    CARNET_VIEW_WHY_ENDED);
    case UNSURE:
        return make(CARNET_VIEW_UNCERTAIN, CARNET_VIEW_WHY_DATE);
    default:
        return has_ended(e, rule->due, now) == YES
                   ? make(CARNET_VIEW_ACTIVE, CARNET_VIEW_WHY_OVERDUE)
                   : make(CARNET_VIEW_ACTIVE, CARNET_VIEW_WHY_STANDS);
    }
}

static cn_view_state by_dates(const carnet_entry *e, const cn_view_rule *rule,
                              const cn_view_time *now)
{
    answer begun = has_begun(e, rule->begin, now);
    answer valid = has_begun(e, rule->from, now);
    if (begun == NO || valid == NO) {
        return make(CARNET_VIEW_LATER, CARNET_VIEW_WHY_BEGINS);
    }
    if (begun == UNSURE || valid == UNSURE) {
        return make(CARNET_VIEW_UNCERTAIN, CARNET_VIEW_WHY_DATE);
    }
    return rule->event ? make(CARNET_VIEW_PAST, CARNET_VIEW_WHY_HAPPENED)
                       : by_end(e, rule, now);
}

/* Said to come later, as a cover that is pending. */
static cn_view_state by_promise(const carnet_entry *e, const cn_view_rule *rule,
                                const cn_view_time *now)
{
    return has_begun(e, rule->begin, now) == YES
               ? make(CARNET_VIEW_UNCERTAIN, CARNET_VIEW_WHY_DATE)
               : make(CARNET_VIEW_LATER, CARNET_VIEW_WHY_STATUS);
}

cn_view_state cn_view_state_of(const carnet_entry *e, const cn_view_time *now)
{
    if (!cn_model_is_readable(e)) {
        return make(CARNET_VIEW_UNCERTAIN, CARNET_VIEW_WHY_BEYOND);
    }
    const cn_view_rule *rule = cn_view_rule_of(e->kind);
    char status = letter_of(e, rule->status, rule->states);
    char more = letter_of(e, rule->more, rule->more_states);
    if (status == CN_VIEW_IS_PAST ||
        (status == CN_VIEW_IS_ACTIVE && more == CN_VIEW_IS_PAST)) {
        return make(CARNET_VIEW_PAST, CARNET_VIEW_WHY_STATUS);
    }
    if (status == CN_VIEW_GOES_ON) {
        return make(CARNET_VIEW_ACTIVE, CARNET_VIEW_WHY_STANDS);
    }
    if (status == CN_VIEW_IS_UNCERTAIN || more == CN_VIEW_IS_UNCERTAIN) {
        return make(CARNET_VIEW_UNCERTAIN, CARNET_VIEW_WHY_STATUS);
    }
    if (cn_view_no_agent(e) == CARNET_ABSENT_NOT_ASKED) {
        return make(CARNET_VIEW_UNCERTAIN, CARNET_VIEW_WHY_NOT_ASKED);
    }
    return status == CN_VIEW_IS_LATER ? by_promise(e, rule, now)
                                      : by_dates(e, rule, now);
}
