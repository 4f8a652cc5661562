/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Calendar days: the whole range of years 0001 to 9999 there and back, and the
 * date vectors of the JSON Schema test suite.
 */
#include "../support/support.h"

static int32_t month_length(int32_t year, int32_t month)
{
    static const int32_t lengths[12] = {31, 28, 31, 30, 31, 30,
                                        31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return lengths[month - 1] + (leap && month == 2 ? 1 : 0);
}

static void check_day(int32_t days, int32_t year, int32_t month, int32_t day)
{
    int32_t y = 0;
    int32_t m = 0;
    int32_t d = 0;
    int32_t parsed = 0;
    char text[11];
    cn_days_to_date(days, &y, &m, &d);
    cn_days_print(text, days);
    if (y != year || m != month || d != day ||
        cn_days_from_date(year, month, day) != days ||
        !cn_days_parse(cn_span_of(text, 10), &parsed) || parsed != days) {
        fail_msg("%d is %d-%d-%d, not %s", days, year, month, day, text);
    }
}

static void every_day_of_years_1_to_9999_goes_there_and_back(void **state)
{
    (void)state;
    int32_t days = -719162;
    for (int32_t year = 1; year <= 9999; year++) {
        for (int32_t month = 1; month <= 12; month++) {
            int32_t length = month_length(year, month);
            for (int32_t day = 1; day <= length; day++) {
                check_day(days++, year, month, day);
            }
            assert_false(cn_days_valid(year, month, length + 1));
        }
    }
    assert_int_equal(days - 1, CN_LIMIT_DAY);
}

static void known_days_have_known_numbers(void **state)
{
    (void)state;
    assert_int_equal(cn_days_from_date(1970, 1, 1), 0);
    assert_int_equal(cn_days_from_date(1969, 12, 31), -1);
    assert_int_equal(cn_days_from_date(2000, 2, 29), 11016);
    assert_int_equal(cn_days_from_date(2026, 1, 1), 20454);
    assert_int_equal(cn_days_from_date(9999, 12, 31), CN_LIMIT_DAY);
}

static void what_is_no_date_has_no_number(void **state)
{
    (void)state;
    static const int32_t none[][3] = {
        {0, 1, 1},     {10000, 1, 1},  {2025, 0, 1},         {2025, 13, 1},
        {2025, 1, 0},  {2025, 1, 32},  {2025, 2, 29},        {1900, 2, 29},
        {2100, 2, 29}, {-1, 1, 1},     {INT32_MIN, 1, 1},    {INT32_MAX, 1, 1},
        {2025, 4, 31}, {2025, -1, 10}, {2025, INT32_MAX, 1}, {2025, 1, -1},
    };
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        const int32_t *n = none[i];
        assert_false(cn_days_valid(n[0], n[1], n[2]));
        assert_int_equal(cn_days_from_date(n[0], n[1], n[2]), INT32_MIN);
    }
}

static void a_day_outside_the_range_is_never_bent_into_it(void **state)
{
    (void)state;
    static const int32_t outside[] = {-719163, (int32_t)CN_LIMIT_DAY + 1,
                                      INT32_MIN, INT32_MAX};
    for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++) {
        int32_t y = 1;
        int32_t m = 1;
        int32_t d = 1;
        char text[11];
        cn_days_to_date(outside[i], &y, &m, &d);
        assert_true(y == 0 && m == 0 && d == 0);
        cn_days_print(text, outside[i]);
        assert_string_equal(text, "not a date");
    }
}

static void parse_wants_exactly_ten_characters(void **state)
{
    (void)state;
    static const char *const none[] = {
        "",           "2025-01-1",  "2025-01-011", "2025/01/01",
        "+025-01-01", "20250101",   " 025-01-01",  "2025-1-001",
        "2025-01-0x", "2025-01 01", "202501-01-",
    };
    int32_t days = 7;
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        cn_span text = cn_span_of(none[i], strlen(none[i]));
        assert_false(cn_days_parse(text, &days));
        assert_int_equal(days, 7);
    }
    assert_false(cn_days_parse(CN_SPAN_LIT("2025-01-0\0"), &days));
    assert_false(cn_days_parse(cn_span_of(NULL, 0), &days));
}

/* Nothing of date.json is narrowed: it has no valid date outside our years. */
static void date_vectors_are_as_given(void **state)
{
    (void)state;
    cn_buf text;
    cn_json_doc *doc = test_vector_json("dates/date.json", &text);
    size_t num = 0;
    const cn_json_node *n = cn_json_get(doc, 1);
    for (uint32_t i = 1; n != NULL; i = n->next, n = cn_json_get(doc, i)) {
        uint32_t valid = cn_json_find(doc, i, "valid");
        bool expected = cn_json_get(doc, valid)->type == CN_JSON_TRUE;
        cn_span data = test_member(doc, i, "data");
        int32_t days = 0;
        if (cn_days_parse(data, &days) != expected) {
            fail_msg("%.*s", (int)data.len, (const char *)data.data);
        }
        num++;
    }
    test_count_published("dates/date.json", num);
    cn_json_free(doc);
    cn_buf_free(&text);
}

/* A date is a date alone: with or without a time beside it, another call. */
static void a_time_is_no_date(void **state)
{
    static const char *const names[] = {"dates/date-time.json",
                                        "dates/time.json"};
    (void)state;
    for (size_t f = 0; f < 2; f++) {
        cn_buf text;
        cn_json_doc *doc = test_vector_json(names[f], &text);
        size_t num = 0;
        const cn_json_node *n = cn_json_get(doc, 1);
        for (uint32_t i = 1; n != NULL; i = n->next, n = cn_json_get(doc, i)) {
            int32_t days = 0;
            assert_false(cn_days_parse(test_member(doc, i, "data"), &days));
            num++;
        }
        test_count("no dates", num);
        cn_json_free(doc);
        cn_buf_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_of_years_1_to_9999_goes_there_and_back),
        cmocka_unit_test(known_days_have_known_numbers),
        cmocka_unit_test(what_is_no_date_has_no_number),
        cmocka_unit_test(a_day_outside_the_range_is_never_bent_into_it),
        cmocka_unit_test(parse_wants_exactly_ten_characters),
        cmocka_unit_test(date_vectors_are_as_given),
        cmocka_unit_test(a_time_is_no_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
