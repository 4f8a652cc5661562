/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Day of issue and last valid day against the time of verification, a second
 * before and after every border, in years where other calendars end.
 */
#include "../support/support.h"

#include "trust/trust.h"

#define DAY INT64_C(86400)
#define NOW_MIN INT64_C(-62135596800) /* 0001-01-01T00:00:00Z */
#define NOW_MAX INT64_C(253402300799) /* 9999-12-31T23:59:59Z */
#define LAST_DAY 2932896u             /* 9999-12-31 */

static cn_trust_facts judge(const cn_cose_claims *c, int64_t now_s)
{
    cn_trust_facts f;
    memset(&f, 0, sizeof f);
    cn_trust_judge_dates(&f, c, now_s);
    return f;
}

static cn_trust_facts judge_at(uint32_t day, int64_t valid, int64_t now_s)
{
    cn_cose_claims c;
    memset(&c, 0, sizeof c);
    c.day = day;
    c.has_valid = valid >= 0;
    c.valid = valid >= 0 ? (uint32_t)valid : 0;
    return judge(&c, now_s);
}

static void assert_fact(const cn_trust_facts *f, int32_t fact, bool yes,
                        carnet_status status)
{
    assert_int_equal(f->fact[fact].answer,
                     yes ? CARNET_VERIFY_YES : CARNET_VERIFY_NO);
    assert_status(f->fact[fact].status, yes ? CARNET_OK : status);
}

static void assert_issued(uint32_t day, int64_t now_s, bool yes)
{
    cn_trust_facts f = judge_at(day, -1, now_s);
    assert_fact(&f, CARNET_VERIFY_ISSUED, yes, CARNET_KEY_FUTURE);
    assert_fact(&f, CARNET_VERIFY_EXPIRY, true, CARNET_OK);
}

static void assert_valid(uint32_t day, uint32_t valid, int64_t now_s, bool yes)
{
    cn_trust_facts f = judge_at(day, valid, now_s);
    assert_fact(&f, CARNET_VERIFY_EXPIRY, yes, CARNET_KEY_EXPIRED);
}

/* Days around which something else turns over. */
static const uint32_t turning_days[] = {
    0,       /* 1970-01-01 */
    1,       /* 1970-01-02 */
    789,     /* 1972-02-29, the first leap day */
    11016,   /* 2000-02-29, a leap year though a hundredth */
    20529,   /* 2026-03-17 */
    24855,   /* 2038-01-19, the end of 31-bit seconds */
    47541,   /* 2100-03-01, no leap year */
    49710,   /* 2106-02-07, the end of 32-bit seconds */
    2932895, /* 9999-12-30 */
    LAST_DAY,
};
#define NUM_TURNING (sizeof turning_days / sizeof turning_days[0])

static void the_days_are_those_that_are_meant(void **state)
{
    (void)state;
    static const int32_t dates[NUM_TURNING][3] = {
        {1970, 1, 1},   {1970, 1, 2},  {1972, 2, 29}, {2000, 2, 29},
        {2026, 3, 17},  {2038, 1, 19}, {2100, 3, 1},  {2106, 2, 7},
        {9999, 12, 30}, {9999, 12, 31}};
    for (size_t i = 0; i < NUM_TURNING; i++) {
        assert_int_equal(
            cn_days_from_date(dates[i][0], dates[i][1], dates[i][2]),
            turning_days[i]);
    }
}

static void a_day_of_issue_one_day_ahead_passes_and_two_do_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < NUM_TURNING; i++) {
        uint32_t day = turning_days[i];
        int64_t first_s = ((int64_t)day - 1) * DAY; /* of the day before */
        assert_issued(day, first_s, true);
        assert_issued(day, first_s - 1, false);
        assert_issued(day, first_s + DAY - 1, true);
        assert_issued(day, first_s + DAY, true);
        assert_issued(day, NOW_MAX, true);
        assert_issued(day, NOW_MIN, false);
    }
}

static void the_last_valid_day_counts_to_its_last_second(void **state)
{
    (void)state;
    static const uint32_t spans[] = {0, 1, 30, 365, 366, 65535};
    for (size_t i = 0; i < NUM_TURNING; i++) {
        for (size_t k = 0; k < sizeof spans / sizeof spans[0]; k++) {
            uint32_t day = turning_days[i];
            int64_t end_s = ((int64_t)day + spans[k] + 1) * DAY;
            assert_valid(day, spans[k], end_s - 1, true);
            assert_valid(day, spans[k], end_s, false);
            assert_valid(day, spans[k], (int64_t)day * DAY, true);
            assert_valid(day, spans[k], NOW_MIN, true);
        }
    }
}

static void a_year_from_a_leap_day_is_365_days(void **state)
{
    (void)state;
    uint32_t leap = (uint32_t)cn_days_from_date(2028, 2, 29);
    int64_t next = cn_days_from_date(2029, 2, 28);
    assert_valid(leap, 365, (next + 1) * DAY - 1, true);
    assert_valid(leap, 365, (next + 1) * DAY, false);
}

static void what_has_no_end_never_expires(void **state)
{
    (void)state;
    for (size_t i = 0; i < NUM_TURNING; i++) {
        cn_trust_facts f = judge_at(turning_days[i], -1, NOW_MAX);
        assert_fact(&f, CARNET_VERIFY_EXPIRY, true, CARNET_OK);
    }
}

static void a_time_before_1970_rounds_down_to_its_day(void **state)
{
    (void)state;
    /* 1969-12-31: a credential of 1970-01-01 is one day ahead. */
    assert_issued(0, -1, true);
    assert_issued(0, -DAY, true);
    /* 1969-12-30: two days ahead. */
    assert_issued(0, -DAY - 1, false);
    assert_issued(1, -1, false);
    assert_valid(0, 0, -1, true);
}

static void a_fact_of_before_is_judged_anew(void **state)
{
    (void)state;
    cn_cose_claims c;
    memset(&c, 0, sizeof c);
    c.day = 20000;
    c.has_valid = true;
    cn_trust_facts f = judge(&c, 0);
    assert_fact(&f, CARNET_VERIFY_ISSUED, false, CARNET_KEY_FUTURE);
    cn_trust_judge_dates(&f, &c, 20000 * DAY);
    assert_fact(&f, CARNET_VERIFY_ISSUED, true, CARNET_OK);
    assert_fact(&f, CARNET_VERIFY_EXPIRY, true, CARNET_OK);
    cn_trust_judge_dates(&f, &c, 20001 * DAY);
    assert_fact(&f, CARNET_VERIFY_EXPIRY, false, CARNET_KEY_EXPIRED);
}

static void an_index_without_a_list_is_not_checked(void **state)
{
    (void)state;
    static const uint32_t indices[] = {0, 1, 16777215};
    for (size_t i = 0; i < 3; i++) {
        cn_cose_claims c;
        memset(&c, 0, sizeof c);
        c.has_index = true;
        c.index = indices[i];
        cn_trust_facts f = judge(&c, 0);
        assert_int_equal(f.fact[CARNET_VERIFY_STATUS].answer,
                         CARNET_VERIFY_NOT_CHECKED);
        c.has_index = false;
        f = judge(&c, 0);
        assert_fact(&f, CARNET_VERIFY_STATUS, true, CARNET_OK);
    }
}

static void dates_answer_for_nothing_else(void **state)
{
    (void)state;
    cn_trust_facts f = judge_at(0, 0, NOW_MAX);
    static const int32_t others[] = {
        CARNET_VERIFY_STRUCTURE, CARNET_VERIFY_SIGNATURE, CARNET_VERIFY_KEY,
        CARNET_VERIFY_SCOPE, CARNET_VERIFY_SAME_HOLDER};
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(f.fact[others[i]].answer, CARNET_VERIFY_NOT_CHECKED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_days_are_those_that_are_meant),
        cmocka_unit_test(a_day_of_issue_one_day_ahead_passes_and_two_do_not),
        cmocka_unit_test(the_last_valid_day_counts_to_its_last_second),
        cmocka_unit_test(a_year_from_a_leap_day_is_365_days),
        cmocka_unit_test(what_has_no_end_never_expires),
        cmocka_unit_test(a_time_before_1970_rounds_down_to_its_day),
        cmocka_unit_test(a_fact_of_before_is_judged_anew),
        cmocka_unit_test(an_index_without_a_list_is_not_checked),
        cmocka_unit_test(dates_answer_for_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
