/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an entry is at a time, at the last minute of each state and the first of
 * the next (docs/spec/view.md section 4).
 */
#include "../support/support.h"

#include "../../lib/view/view.h"
#include "../model/model_record.h"

/* Whom an answer is asked of: the entry, its day of issue, the time. */
static cn_view_state ask(const char *entry, const char *issued, const char *at)
{
    int32_t day = 0;
    cn_model_date d;
    test_made made;
    assert_true(cn_days_parse(cn_span_str(issued), &day));
    assert_true(cn_form_date(cn_span_str(at), &d));
    test_make_entries(&made, entry, day);
    int64_t begin = (int64_t)d.days * CN_DAY_MINUTES;
    cn_view_time now = {{begin, begin + CN_DAY_MINUTES - 1}, 0};
    if (d.precision == CARNET_DATE_MINUTE) {
        now = (cn_view_time){{d.minutes, d.minutes}, d.offset};
    }
    cn_view_state out = cn_view_state_of(&made.entries[0], &now);
    test_made_free(&made);
    return out;
}

typedef struct {
    const char *entry, *issued, *at;
    int32_t state, why;
} row;

static void expect(const row *rows, size_t num)
{
    for (size_t i = 0; i < num; i++) {
        const row *r = &rows[i];
        cn_view_state said = ask(r->entry, r->issued, r->at);
        if (said.state != r->state || said.why != r->why) {
            fail_msg("%s\nissued %s, on %s: %d for %d, and not %d for %d",
                     r->entry, r->issued, r->at, said.state, said.why, r->state,
                     r->why);
        }
    }
}

#define EXPECT(rows) expect(rows, sizeof(rows) / sizeof *(rows))

#define ACTIVE CARNET_VIEW_ACTIVE, CARNET_VIEW_WHY_STANDS
#define OVERDUE CARNET_VIEW_ACTIVE, CARNET_VIEW_WHY_OVERDUE
#define LATER CARNET_VIEW_LATER, CARNET_VIEW_WHY_BEGINS
#define PROMISED CARNET_VIEW_LATER, CARNET_VIEW_WHY_STATUS
#define ENDED CARNET_VIEW_PAST, CARNET_VIEW_WHY_ENDED
#define HAPPENED CARNET_VIEW_PAST, CARNET_VIEW_WHY_HAPPENED
#define MAY_GO_ON CARNET_VIEW_UNCERTAIN, CARNET_VIEW_WHY_ENDED
#define OVER CARNET_VIEW_PAST, CARNET_VIEW_WHY_STATUS
#define OPEN CARNET_VIEW_UNCERTAIN, CARNET_VIEW_WHY_STATUS
#define UNSURE CARNET_VIEW_UNCERTAIN, CARNET_VIEW_WHY_DATE

#define CONDITION(more)                                                        \
    "{\"kind\":\"condition\",\"code\":{\"code\":\"J45.9\"}," more "}"
#define SINCE(date) CONDITION("\"since\":\"" date "\"")
#define UNTIL(date) CONDITION("\"until\":\"" date "\"")
#define LONG_AGO "2012-01-01"

static void a_date_that_is_estimated_is_off_by_so_much(void **state)
{
    (void)state;
    static const row rows[] = {
        /* 31 days beside a day */
        {SINCE("2024-03-10~"), LONG_AGO, "2024-02-07", LATER},
        {SINCE("2024-03-10~"), LONG_AGO, "2024-02-08", UNSURE},
        {SINCE("2024-03-10~"), LONG_AGO, "2024-04-09", UNSURE},
        {SINCE("2024-03-10~"), LONG_AGO, "2024-04-10", ACTIVE},
        {UNTIL("2024-03-10~"), LONG_AGO, "2024-02-08", ACTIVE},
        {UNTIL("2024-03-10~"), LONG_AGO, "2024-02-09", UNSURE},
        {UNTIL("2024-03-10~"), LONG_AGO, "2024-04-10", UNSURE},
        {UNTIL("2024-03-10~"), LONG_AGO, "2024-04-11", ENDED},
        /* 366 beside a month */
        {SINCE("2024-03~"), LONG_AGO, "2023-02-28", LATER},
        {SINCE("2024-03~"), LONG_AGO, "2023-03-01", UNSURE},
        {SINCE("2024-03~"), LONG_AGO, "2025-03-31", UNSURE},
        {SINCE("2024-03~"), LONG_AGO, "2025-04-01", ACTIVE},
        /* 1830 beside a year */
        {SINCE("2024~"), LONG_AGO, "2018-12-27", LATER},
        {SINCE("2024~"), LONG_AGO, "2018-12-28", UNSURE},
        {SINCE("2024~"), LONG_AGO, "2030-01-03", UNSURE},
        {SINCE("2024~"), LONG_AGO, "2030-01-04", ACTIVE}};
    EXPECT(rows);
}

static void a_day_begins_and_ends_with_its_minutes(void **state)
{
    (void)state;
    static const row rows[] = {
        {SINCE("2024-03-10"), LONG_AGO, "2024-03-09", LATER},
        {SINCE("2024-03-10"), LONG_AGO, "2024-03-10", ACTIVE},
        {SINCE("2024-03-10"), LONG_AGO, "2024-03-09T23:59:00Z", LATER},
        {SINCE("2024-03-10"), LONG_AGO, "2024-03-10T00:00:00Z", ACTIVE},
        {UNTIL("2024-03-10"), LONG_AGO, "2024-03-10", ACTIVE},
        {UNTIL("2024-03-10"), LONG_AGO, "2024-03-11", ENDED},
        {UNTIL("2024-03-10"), LONG_AGO, "2024-03-10T23:59:00Z", ACTIVE},
        {UNTIL("2024-03-10"), LONG_AGO, "2024-03-11T00:00:00Z", ENDED},
        /* a month has all its days */
        {SINCE("2024-03"), LONG_AGO, "2024-02-29", LATER},
        {SINCE("2024-03"), LONG_AGO, "2024-03-01", UNSURE},
        {SINCE("2024-03"), LONG_AGO, "2024-03-30", UNSURE},
        {SINCE("2024-03"), LONG_AGO, "2024-03-31", ACTIVE},
        {SINCE("2024-03"), LONG_AGO, "2024-02-29T23:59:00Z", LATER},
        {SINCE("2024-03"), LONG_AGO, "2024-03-01T00:00:00Z", UNSURE},
        {SINCE("2024-03"), LONG_AGO, "2024-03-30T23:59:00Z", UNSURE},
        {SINCE("2024-03"), LONG_AGO, "2024-03-31T00:00:00Z", ACTIVE},
        {UNTIL("2024-03"), LONG_AGO, "2024-03-01", ACTIVE},
        {UNTIL("2024-03"), LONG_AGO, "2024-03-02", UNSURE},
        {UNTIL("2024-03"), LONG_AGO, "2024-03-31", UNSURE},
        {UNTIL("2024-03"), LONG_AGO, "2024-04-01", ENDED},
        {UNTIL("2024-03"), LONG_AGO, "2024-03-01T23:59:00Z", ACTIVE},
        {UNTIL("2024-03"), LONG_AGO, "2024-03-02T00:00:00Z", UNSURE}};
    EXPECT(rows);
}

/* Days are those of whoever asks, instants those of all. */
static void a_day_is_that_of_who_asks(void **state)
{
    (void)state;
    static const row rows[] = {
        {SINCE("2024-03-10"), LONG_AGO, "2024-03-10T00:00:00+05:00", ACTIVE},
        {SINCE("2024-03-10"), LONG_AGO, "2024-03-09T23:59:00-05:00", LATER},
        {UNTIL("2024-03-10"), LONG_AGO, "2024-03-10T23:59:00-05:00", ACTIVE},
        {UNTIL("2024-03-10"), LONG_AGO, "2024-03-11T00:00:00+05:00", ENDED},
        {SINCE("2024-03-10T12:00:00Z"), LONG_AGO, "2024-03-10T16:59:00+05:00",
         LATER},
        {SINCE("2024-03-10T12:00:00Z"), LONG_AGO, "2024-03-10T17:00:00+05:00",
         ACTIVE},
        /* beside a whole day an instant has the day of the clock that told it:
           20:00Z is the next one there */
        {SINCE("2024-03-11T01:00:00+05:00"), LONG_AGO, "2024-03-10", LATER},
        {SINCE("2024-03-11T01:00:00+05:00"), LONG_AGO, "2024-03-12", ACTIVE},
        {SINCE("2024-03-10T23:00:00-05:00"), LONG_AGO, "2024-03-10", UNSURE},
        {SINCE("2024-03-10T23:00:00-05:00"), LONG_AGO, "2024-03-11", ACTIVE}};
    EXPECT(rows);
}

/* What has begun had begun by the day of which it is told, if it can have. */
static void what_is_told_to_have_begun_had_begun(void **state)
{
    (void)state;
    static const row rows[] = {
        {SINCE("2024-03"), "2024-02-29", "2024-03-30", UNSURE},
        {SINCE("2024-03"), "2024-03-01", "2024-03-01", ACTIVE},
        {SINCE("2024-03"), "2024-03-10", "2024-03-09", UNSURE},
        {SINCE("2024-03"), "2024-03-10", "2024-03-10", ACTIVE},
        {SINCE("2024-03"), "2024-03-31", "2024-03-31", ACTIVE},
        {SINCE("2024-03"), "2024-04-20", "2024-03-31", ACTIVE},
        /* an instant of that day is as exact as it is */
        {SINCE("2024-03-10T12:00:00Z"), "2024-03-10", "2024-03-10T11:59:00Z",
         LATER},
        {SINCE("2024-03-10T12:00:00Z"), "2024-03-10", "2024-03-10T12:00:00Z",
         ACTIVE}};
    EXPECT(rows);
}

#define VACCINATION(more)                                                      \
    "{\"kind\":\"vaccination\",\"vaccine\":{\"code\":\"J07BL01\"}," more "}"
#define COVER(state)                                                           \
    "{\"kind\":\"coverage\",\"scheme\":\"S\",\"from\":\"2024-03\",\"state\":"  \
    "\"" state "\"}"
#define REFERRAL                                                               \
    "{\"kind\":\"referral\",\"what\":{\"code\":\"394579002\"},\"due\":"        \
    "\"2024-03-10\"}"
#define PREGNANCY(status, more)                                                \
    "{\"kind\":\"pregnancy\",\"status\":\"" status                             \
    "\",\"due\":\"2024-03-10\"" more "}"
#define BORN ",\"outcome\":\"live_birth\""
#define VISIT                                                                  \
    "{\"kind\":\"visit\",\"visit_kind\":\"screening\",\"on\":\"2024-03-10\"}"
#define PRESCRIPTION(code, more)                                               \
    "{\"kind\":\"prescription\",\"medicine\":{\"code\":\"" code "\"}," more "}"

static void each_date_has_its_own_state(void **state)
{
    (void)state;
    static const row rows[] = {
        {VACCINATION("\"date\":\"2024-03-10\",\"valid_from\":\"2024-03-20\""),
         LONG_AGO, "2024-03-19", LATER},
        {VACCINATION("\"date\":\"2024-03-10\",\"valid_from\":\"2024-03-20\""),
         LONG_AGO, "2024-03-20", ACTIVE},
        {VACCINATION("\"date\":\"2024-03-10\",\"valid_from\":\"2024-03\""),
         LONG_AGO, "2024-03-20", UNSURE},
        {VACCINATION("\"date\":\"2024-03\",\"valid_from\":\"2024-03-20\""),
         LONG_AGO, "2024-03-20", UNSURE},
        {REFERRAL, LONG_AGO, "2024-03-10", ACTIVE},
        {REFERRAL, LONG_AGO, "2024-03-11", OVERDUE},
        {PREGNANCY("pregnant", ""), LONG_AGO, "2024-03-10", ACTIVE},
        {PREGNANCY("pregnant", ""), LONG_AGO, "2024-03-11", MAY_GO_ON},
        {PREGNANCY("pregnant", BORN), LONG_AGO, "2024-03-10", OVER},
        {PREGNANCY("not_pregnant", ""), LONG_AGO, "2024-03-10", OVER},
        /* what a birth begins, it does not end */
        {PREGNANCY("postpartum", BORN), LONG_AGO, "2024-03-11", ACTIVE},
        {PREGNANCY("breastfeeding", BORN), LONG_AGO, "2024-03-11", ACTIVE},
        {PREGNANCY("breastfeeding", ""), LONG_AGO, "2024-03-11", ACTIVE},
        {PREGNANCY("unknown", BORN), LONG_AGO, "2024-03-11", OPEN},
        {VISIT, LONG_AGO, "2024-03-09", LATER},
        {VISIT, LONG_AGO, "2024-03-10", HAPPENED},
        {COVER("pending"), LONG_AGO, "2024-02-29", PROMISED},
        {COVER("pending"), LONG_AGO, "2024-03-15", PROMISED},
        {COVER("pending"), LONG_AGO, "2024-03-31", UNSURE}, /* it has come */
        {COVER("active"), LONG_AGO, "2024-03-15", UNSURE},
        {PRESCRIPTION("N03AG01", "\"until\":\"2024-03-10\""), LONG_AGO,
         "2024-03-11", MAY_GO_ON},
        /* which a condition has not, by a code of medicines either */
        {"{\"kind\":\"condition\",\"code\":{\"system\":\"atc\",\"code\":"
         "\"N03AG01\"},\"until\":\"2024-03-10\"}",
         LONG_AGO, "2024-03-11", ENDED},
        {PRESCRIPTION("J01CA04", "\"until\":\"2024-03-10\""), LONG_AGO,
         "2024-03-11", ENDED},
        {PRESCRIPTION("J01CA04", "\"until\":\"2024-03-10\",\"long_term\":true"),
         LONG_AGO, "2024-03-11", MAY_GO_ON},
        {PRESCRIPTION("J01CA04",
                      "\"until\":\"2024-03-10\",\"must_not_stop\":true"),
         LONG_AGO, "2024-03-11", MAY_GO_ON}};
    EXPECT(rows);
}

#define STAGES                                                                 \
    PRESCRIPTION("J01CA04", "\"form\":{\"code\":\"385055001\"},\"since\":"     \
                            "\"2024-03-01\",\"phases\":[{\"dose\":"            \
                            "{\"value\":1},\"times_a_day\":1,\"days\":5}]")

/* On the clock of whoever asks. */
static void the_last_stage_ends_a_changing_dose(void **state)
{
    (void)state;
    static const row rows[] = {
        {STAGES, LONG_AGO, "2024-03-05", ACTIVE},
        {STAGES, LONG_AGO, "2024-03-06", ENDED},
        {STAGES, LONG_AGO, "2024-03-06T00:00:00+05:00", ENDED},
        {STAGES, LONG_AGO, "2024-03-05T23:59:00-05:00", ACTIVE}};
    EXPECT(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_that_is_estimated_is_off_by_so_much),
        cmocka_unit_test(a_day_begins_and_ends_with_its_minutes),
        cmocka_unit_test(a_day_is_that_of_who_asks),
        cmocka_unit_test(what_is_told_to_have_begun_had_begun),
        cmocka_unit_test(each_date_has_its_own_state),
        cmocka_unit_test(the_last_stage_ends_a_changing_dose),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
