/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Days, times and safe text of the public face, and the date-time vectors of
 * the JSON Schema test suite, less the fractions of a second.
 */
#include "../support/failing_mem.h"
#include "../support/support.h"

#include "carnet/text.h"

static void days_go_there_and_back(void **state)
{
    (void)state;
    static const int32_t days[] = {-719162, -1, 0, 20454, 2932896};
    static const char *const texts[] = {
        "0001-01-01", "1969-12-31", "1970-01-01", "2026-01-01", "9999-12-31"};
    assert_int_equal(carnet_text_day_size(), CARNET_TEXT_DAY_SIZE);
    for (size_t i = 0; i < 5; i++) {
        char out[CARNET_TEXT_DAY_SIZE];
        int32_t back = 0;
        assert_status(carnet_text_print_day(out, days[i]), CARNET_OK);
        assert_string_equal(out, texts[i]);
        assert_status(carnet_text_parse_day(&back, out, 10), CARNET_OK);
        assert_int_equal(back, days[i]);
    }
}

static void refuses_days_outside_the_calendar(void **state)
{
    (void)state;
    char out[CARNET_TEXT_DAY_SIZE];
    int32_t days = 0;
    assert_status(carnet_text_print_day(out, -719163), CARNET_CALLER_RANGE);
    assert_status(carnet_text_print_day(out, 2932897), CARNET_CALLER_RANGE);
    assert_status(carnet_text_parse_day(&days, "2025-02-29", 10),
                  CARNET_RECORD_DATE);
    assert_status(carnet_text_parse_day(&days, "2025-02-28T", 11),
                  CARNET_RECORD_DATE);
    assert_status(carnet_text_parse_day(&days, NULL, 0), CARNET_RECORD_DATE);
}

static void refuses_pointers_that_are_null(void **state)
{
    (void)state;
    int32_t days = 0;
    int64_t seconds = 0;
    carnet_buf *out = NULL;
    assert_status(carnet_text_print_day(NULL, 0), CARNET_CALLER_NULL);
    assert_status(carnet_text_parse_day(NULL, "2025-01-01", 10),
                  CARNET_CALLER_NULL);
    assert_status(carnet_text_parse_day(&days, NULL, 10), CARNET_CALLER_NULL);
    assert_status(carnet_text_parse_time(NULL, NULL, "2025-01-01", 10),
                  CARNET_CALLER_NULL);
    assert_status(carnet_text_parse_time(&seconds, NULL, NULL, 10),
                  CARNET_CALLER_NULL);
    assert_status(carnet_text_make_safe(NULL, "a", 1), CARNET_CALLER_NULL);
    assert_status(carnet_text_make_safe(&out, NULL, 1), CARNET_CALLER_NULL);
}

static void check_time(const char *text, bool valid, int64_t expected)
{
    int64_t seconds = 7;
    carnet_status status =
        carnet_text_parse_time(&seconds, NULL, text, strlen(text));
    if (status != (valid ? CARNET_OK : CARNET_RECORD_DATE) ||
        seconds != (valid ? expected : 7)) {
        fail_msg("%s: %s, %lld", text, carnet_status_name(status),
                 (long long)seconds);
    }
}

static void reads_times_to_the_second(void **state)
{
    (void)state;
    check_time("1970-01-01", true, 0);
    check_time("1970-01-02T00:00:00Z", true, 86400);
    check_time("1970-01-01T01:02:03Z", true, 3723);
    check_time("1970-01-01t01:02:03z", true, 3723);
    check_time("1970-01-01T01:00:00+01:00", true, 0);
    check_time("1969-12-31T23:30:00-00:30", true, 0);
    check_time("1970-01-01T00:00:00+23:59", true, -86340);
    check_time("0001-01-01T00:00:00Z", true, INT64_C(-62135596800));
    check_time("9999-12-31T23:59:59Z", true, INT64_C(253402300799));
}

static void check_offset(const char *text, int32_t expected)
{
    int64_t seconds = 0;
    int32_t offset = 7777;
    assert_status(carnet_text_parse_time(&seconds, &offset, text, strlen(text)),
                  CARNET_OK);
    assert_int_equal(offset, expected);
}

static void tells_how_far_east_the_clock_stands(void **state)
{
    (void)state;
    check_offset("1970-01-01", 0);
    check_offset("1970-01-01T01:00:00Z", 0);
    check_offset("1970-01-01T01:00:00+05:30", 330);
    check_offset("1970-01-01T01:00:00-03:30", -210);
    check_offset("1998-12-31T15:59:60-08:00", -480);
}

static void a_leap_second_is_the_last_of_a_utc_day(void **state)
{
    (void)state;
    check_time("1998-12-31T23:59:60Z", true, 915148799);
    check_time("1998-12-31T15:59:60-08:00", true, 915148799);
    check_time("1999-01-01T00:59:60+01:00", true, 915148799);
    check_time("1998-12-31T23:58:60Z", false, 0);
    check_time("1998-12-31T22:59:60Z", false, 0);
    check_time("1998-12-31T23:59:60+01:00", false, 0);
    check_time("1998-12-31T23:59:61Z", false, 0);
}

static void refuses_times_that_are_none(void **state)
{
    (void)state;
    static const char *const none[] = {
        "",
        "1970",
        "1970-01-01T",
        "1970-01-01T00:00:00",
        "1970-01-01T00:00Z",
        "1970-01-01 00:00:00Z",
        "1970-01-01T00:00:00.5Z",
        "1970-01-01T24:00:00Z",
        "1970-01-01T00:60:00Z",
        "1970-01-01T0:00:00Z0",
        "1970-01-01T00:00:00ZZ",
        "1970-01-01T00:00:00+1:00",
        "1970-01-01T00:00:00+24:00",
        "1970-01-01T00:00:00+00:60",
        "1970-01-01T00:00:00+0100",
        "1970-01-01T00:00:00+01:000",
        "1970-01-01T00:00:00*01:00",
        "1970-01-01T00:00:00+01.00",
        "1970-01-01T00.00:00Z",
        "1970-01-01T00:00.00Z",
        "1970-02-30T00:00:00Z",
        "T00:00:00Z",
    };
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        check_time(none[i], false, 0);
    }
}

/* Nothing counts a day before 0001-01-01 or after 9999-12-31 UTC. */
static void an_offset_carries_no_time_out_of_the_calendar(void **state)
{
    (void)state;
    check_time("9999-12-31T11:59:59-12:00", true, INT64_C(253402300799));
    check_time("9999-12-31T12:00:00-12:00", false, 0);
    check_time("9999-12-31T23:59:59-00:01", false, 0);
    check_time("9999-12-31T23:59:60-00:00", true, INT64_C(253402300799));
    check_time("0001-01-01T12:00:00+12:00", true, INT64_C(-62135596800));
    check_time("0001-01-01T11:59:59+12:00", false, 0);
    check_time("0001-01-01T00:00:00+00:01", false, 0);
    check_time("0000-12-31T23:59:59-12:00", false, 0);
}

/* Narrowed: we read to the second, so a fraction of one is refused. */
static void date_time_vectors_are_as_given_but_for_fractions(void **state)
{
    (void)state;
    cn_buf text;
    cn_json_doc *doc = test_vector_json("dates/date-time.json", &text);
    size_t num = 0;
    size_t num_narrowed = 0;
    const cn_json_node *n = cn_json_get(doc, 1);
    for (uint32_t i = 1; n != NULL; i = n->next, n = cn_json_get(doc, i)) {
        cn_span data = test_member(doc, i, "data");
        uint32_t at = cn_json_find(doc, i, "valid");
        bool valid = cn_json_get(doc, at)->type == CN_JSON_TRUE;
        bool has_fraction = memchr(data.data, '.', data.len) != NULL;
        num_narrowed += valid && has_fraction;
        int64_t seconds = 0;
        carnet_status status = carnet_text_parse_time(
            &seconds, NULL, (const char *)data.data, data.len);
        if ((status == CARNET_OK) != (valid && !has_fraction)) {
            fail_msg("%.*s", (int)data.len, (const char *)data.data);
        }
        num++;
    }
    test_count_published("dates/date-time.json", num);
    assert_int_equal(num_narrowed, 4);
    cn_json_free(doc);
    cn_buf_free(&text);
}

static void check_safe(cn_span text, const char *expected)
{
    carnet_buf *out = NULL;
    assert_status(
        carnet_text_make_safe(&out, (const char *)text.data, text.len),
        CARNET_OK);
    assert_string_equal((const char *)carnet_buf_data(out), expected);
    assert_int_equal(carnet_buf_len(out), strlen(expected));
    carnet_buf_free(out);
}

#define BAD "\xef\xbf\xbd"

static void safe_text_has_nothing_that_a_terminal_obeys(void **state)
{
    (void)state;
    check_safe(cn_span_of(NULL, 0), "");
    check_safe(CN_SPAN_LIT("J\xc3\xa9r\xc3\xb4me\n"), "J\xc3\xa9r\xc3\xb4me\n");
    check_safe(CN_SPAN_LIT("\x1b[2J\r\t\0\x7f"), BAD "[2J" BAD BAD BAD BAD);
    check_safe(CN_SPAN_LIT("\xc2\x9b\xe2\x80\xae\xe2\x81\xa6\xd8\x9c"),
               BAD BAD BAD BAD);
    check_safe(CN_SPAN_LIT("a\xff\xc3"), "a" BAD BAD);
    check_safe(CN_SPAN_LIT("\xed\xa0\x80"), BAD BAD BAD);
}

static void memory_that_runs_out_is_told(void **state)
{
    (void)state;
    for (size_t nth = 1; nth <= 2; nth++) {
        carnet_buf *out = NULL;
        test_mem_fail_at(nth);
        assert_status(carnet_text_make_safe(&out, "abc", 3),
                      CARNET_CALLER_MEMORY);
        assert_null(out);
    }
    test_mem_fail_at(0);
    assert_int_equal(test_mem_live(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_go_there_and_back),
        cmocka_unit_test(refuses_days_outside_the_calendar),
        cmocka_unit_test(refuses_pointers_that_are_null),
        cmocka_unit_test(reads_times_to_the_second),
        cmocka_unit_test(tells_how_far_east_the_clock_stands),
        cmocka_unit_test(a_leap_second_is_the_last_of_a_utc_day),
        cmocka_unit_test(refuses_times_that_are_none),
        cmocka_unit_test(an_offset_carries_no_time_out_of_the_calendar),
        cmocka_unit_test(date_time_vectors_are_as_given_but_for_fractions),
        cmocka_unit_test(safe_text_has_nothing_that_a_terminal_obeys),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
