/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is one row of the merged view, which telling goes first, how rows are
 * ordered, and what is replaced: asserted as rows, in every order of the
 * entries, and without memory.
 */
#include "../support/failing_mem.h"
#include "rows.h"

#define PROCEDURE(what, date)                                                  \
    "{\"kind\":\"procedure\",\"what\":{\"text\":\"" what                       \
    "\"},\"date\":\"" date "\"}"

/* 1970 is no bound: the day before it is another one, and earlier. */
static void what_happened_before_1970_is_ordered_by_its_day(void **state)
{
    (void)state;
    const told list[] = {
        {.entry = PROCEDURE("a", "1970-01-01"), .day = TEST_DAY},
        {.entry = PROCEDURE("b", "1969-12-31"), .day = TEST_DAY},
        {.entry = PROCEDURE("c", "1970-01-01"), .day = TEST_DAY},
        {.entry = PROCEDURE("a", "1969-12-30"), .day = TEST_DAY},
        {.entry = PROCEDURE("0", "1969-12-31"), .day = TEST_DAY},
    };
    expect_rows(list, NUM(list), "0 3 2 4 1");
}

#define TAKES(more)                                                            \
    "{\"kind\":\"prescription\",\"medicine\":{\"code\":\"N03AX14\"}" more "}"
#define SEEN(date) ",\"observed\":\"" date "\""
#define NOTE ",\"note\":\"n\""

/* The first telling: whose credential is accepted, then who speaks for the
   latest day, then the fullest, then the latest. */
static void treatment_is_told_first_by_who_knows_it_last(void **state)
{
    (void)state;
    const told accepted[] = {
        {.entry = TAKES(""), .day = TEST_DAY - 9},
        {.entry = TAKES(NOTE), .day = TEST_DAY, .review = true},
        {.entry = TAKES(""), .day = TEST_DAY - 10, .review = true}};
    const told day[] = {
        {.entry = TAKES(SEEN("2026-03-10")), .day = TEST_DAY - 5},
        {.entry = TAKES(SEEN("2026-03-09") NOTE), .day = TEST_DAY - 4},
        {.entry = TAKES(""), .day = TEST_DAY - 8}};
    const told full[] = {{.entry = TAKES(NOTE), .day = TEST_DAY},
                         {.entry = TAKES(""), .day = TEST_DAY},
                         {.entry = TAKES(""), .day = TEST_DAY}};
    const told late[] = {{.entry = TAKES(""), .day = TEST_DAY},
                         {.entry = TAKES(""), .day = TEST_DAY},
                         {.entry = TAKES(""), .day = TEST_DAY - 1}};
    const told seen[] = {
        {.entry = TAKES(SEEN("2026-03-10")), .day = TEST_DAY},
        {.entry = TAKES(SEEN("2026-03-10") NOTE), .day = TEST_DAY - 1},
        {.entry = TAKES(""), .day = TEST_DAY - 7}};
    expect_rows(seen, NUM(seen), "120");
    expect_rows(accepted, NUM(accepted), "021");
    expect_rows(day, NUM(day), "021");
    expect_rows(full, NUM(full), "012");
    expect_rows(late, NUM(late), "120");
}

#define DOSE(more)                                                             \
    "{\"kind\":\"vaccination\",\"vaccine\":{\"code\":\"J07BD52\"}" more "}"
#define ON(day) ",\"date\":\"" day "\""
#define VISIT(more)                                                            \
    "{\"kind\":\"visit\",\"visit_kind\":\"consultation\",\"on\":\"2024-01-"    \
    "10\","                                                                    \
    "\"role\":\"doctor\"" more "}"
#define ONCE(more) DOSE(ON("2024-01-10") more)
#define LOT(n) ",\"lot\":\"" n "\""

/* Not by the latest day: a dose was given, and is told more or less fully. */
static void a_dose_is_told_first_by_who_tells_most(void **state)
{
    (void)state;
    const told full[] = {
        {.entry = ONCE(LOT("1") ",\"dose\":1"), .day = TEST_DAY - 9},
        {.entry = ONCE(""), .day = TEST_DAY},
        {.entry = ONCE(LOT("1") ",\"dose\":1,\"of\":2"),
         .day = TEST_DAY,
         .review = true}};
    const told late[] = {{.entry = ONCE(LOT("1")), .day = TEST_DAY - 9},
                         {.entry = ONCE(LOT("1")), .day = TEST_DAY}};
    expect_rows(full, NUM(full), "012");
    expect_rows(late, NUM(late), "10");
}

/* In the lot, the number of the dose or of the series, or the country; what
   one of them leaves out contradicts nobody. */
static void doses_of_one_day_are_one_unless_they_differ(void **state)
{
    (void)state;
    static const char *const differ[][2] = {
        {ONCE(LOT("1")), ONCE(LOT("2"))},
        {ONCE(",\"dose\":1"), ONCE(",\"dose\":2")},
        {ONCE(",\"of\":2"), ONCE(",\"of\":3")},
        {ONCE(",\"country\":\"LY\""), ONCE(",\"country\":\"NE\"")}};
    for (size_t i = 0; i < NUM(differ); i++) {
        const told two[] = {{.entry = differ[i][0], .day = TEST_DAY},
                            {.entry = differ[i][1], .day = TEST_DAY - 1}};
        const told three[] = {{.entry = differ[i][0], .day = TEST_DAY},
                              {.entry = ONCE(""), .day = TEST_DAY - 2},
                              {.entry = differ[i][1], .day = TEST_DAY - 1}};
        const told again[] = {{.entry = differ[i][0], .day = TEST_DAY},
                              {.entry = differ[i][0], .day = TEST_DAY - 2},
                              {.entry = differ[i][1], .day = TEST_DAY - 1},
                              {.entry = differ[i][1], .day = TEST_DAY - 3}};
        expect_rows(two, NUM(two), "0!1d 1!1d");
        expect_rows(three, NUM(three), "1!1d 0!1d 2!1d");
        expect_rows(again, NUM(again), "01!1d 23!1d");
    }
    const told parts[] = {
        {.entry = ONCE(LOT("1")), .day = TEST_DAY},
        {.entry = ONCE(",\"of\":3"), .day = TEST_DAY - 4},
        {.entry = ONCE(",\"maker\":\"a\""), .day = TEST_DAY - 3},
        {.entry = ONCE(",\"maker\":\"b\""), .day = TEST_DAY - 2},
        {.entry = ONCE(",\"dose\":1"), .day = TEST_DAY - 1}};
    const told same[] = {
        {.entry = ONCE(LOT("1") ",\"dose\":1"), .day = TEST_DAY},
        {.entry = ONCE(LOT("1") SEEN("2026-01-01")), .day = TEST_DAY - 3},
        {.entry = ONCE(LOT("1") ",\"maker\":\"a\"" SEEN("2026-01-02")),
         .day = TEST_DAY - 2},
        {.entry = ONCE(LOT("1") ",\"maker\":\"b\""), .day = TEST_DAY - 1}};
    const told persons[] = {
        {.entry = ONCE(LOT("1")), .day = TEST_DAY},
        {.entry = ONCE(LOT("2")), .day = TEST_DAY},
        {.entry = ONCE(LOT("2")), .day = TEST_DAY, .person = 1},
        {.entry = ONCE(LOT("3")), .day = TEST_DAY, .person = 1}};
    const told alike[] = {
        {.entry = ONCE(LOT("1")), .day = TEST_DAY},
        {.entry = ONCE(LOT("2")), .day = TEST_DAY},
        {.entry = ONCE(LOT("1")), .day = TEST_DAY, .person = 1}};
    expect_rows(persons, NUM(persons), "0!1d 1!1d 2!2d 3!2d");
    const told apart[] = {
        {.entry = ONCE(LOT("1")), .day = TEST_DAY},
        {.entry = DOSE(ON("2024-01-11")), .day = TEST_DAY},
        {.entry = DOSE(ON("2024-01-12")), .day = TEST_DAY},
        {.entry = ONCE(LOT("1")), .day = TEST_DAY, .person = 1},
        {.entry = ONCE(LOT("2")), .day = TEST_DAY, .person = 1}};
    const told before[] = {
        {.entry = ONCE(LOT("1")), .day = TEST_DAY},
        {.entry = ONCE(LOT("2")), .day = TEST_DAY},
        {.entry = DOSE(ON("2024-01-09")), .day = TEST_DAY, .person = 1},
        {.entry = ONCE(LOT("1")), .day = TEST_DAY, .person = 1}};
    expect_rows(alike, NUM(alike), "0!1d 1!1d 2");
    expect_rows(before, NUM(before), "0!1d 1!1d 3 2");
    expect_rows(apart, NUM(apart), "2 1 0 3!1d 4!1d");
    expect_rows(parts, NUM(parts), "01234");
    expect_rows(same, NUM(same), "2130");
}

/* One that was given, on one exact day. */
static void what_may_be_another_dose_is_a_row_of_its_own(void **state)
{
    (void)state;
    const told days[] = {
        {.entry = DOSE(ON("2024-01-11") LOT("2")), .day = TEST_DAY},
        {.entry = DOSE(ON("2024-01-10") LOT("1")), .day = TEST_DAY},
        {.entry = DOSE(ON("2024-01-10T08:00:00Z")), .day = TEST_DAY},
        {.entry = DOSE(ON("2024-01-09")), .day = TEST_DAY}};
    const told inexact[] = {
        {.entry = DOSE(ON("2024-01")), .day = TEST_DAY},
        {.entry = DOSE(ON("2024-01") LOT("1")), .day = TEST_DAY}};
    const told estimated[] = {
        {.entry = DOSE(ON("2024-01-10~")), .day = TEST_DAY},
        {.entry = DOSE(ON("2024-01-10~") LOT("1")), .day = TEST_DAY}};
    const told persons[] = {
        {.entry = ONCE(LOT("1")), .day = TEST_DAY, .person = 1},
        {.entry = ONCE(LOT("1")), .day = TEST_DAY},
        {.entry = ONCE(LOT("1") ",\"dose\":1"), .day = TEST_DAY, .person = 1}};
    const told refused[] = {
        {.entry = ONCE(""), .day = TEST_DAY},
        {.entry = ONCE(",\"state\":\"not_done\""), .day = TEST_DAY},
        {.entry = ONCE(",\"state\":\"refused\""), .day = TEST_DAY}};
    const told later[] = {
        {.entry = ONCE(""), .day = TEST_DAY},
        {.entry = ONCE(""), .day = TEST_DAY, .beyond = true},
        {.entry = ONCE(""), .day = TEST_DAY - 1, .beyond = true}};
    const told visits[] = {
        {.entry = VISIT(",\"conclusion\":\"a\""), .day = TEST_DAY},
        {.entry = VISIT(",\"conclusion\":\"b\""), .day = TEST_DAY}};
    expect_rows(refused, NUM(refused), "0!1v 1!1v 2!1v");
    expect_rows(later, NUM(later), "2 1 0");
    expect_rows(visits, NUM(visits), "0 1");
    expect_rows(days, NUM(days), "0 12 3");
    expect_rows(inexact, NUM(inexact), "0 1");
    expect_rows(estimated, NUM(estimated), "0 1");
    expect_rows(persons, NUM(persons), "1 20");
}

#define CONDITION(what, more)                                                  \
    "{\"kind\":\"condition\",\"code\":{\"text\":\"" what "\"}" more "}"
#define OVER ",\"since\":\"2020\",\"until\":\"2021\""
#define ALLERGY(agent) "{\"kind\":\"allergy\",\"agent\":{" agent "}}"
#define REPLACES(tags) ",\"replaces\":[" tags "]"

/* By person, kind, and what they are about: of that the best state, then the
   latest day; within it each by its own state and day. */
static void rows_about_the_same_stand_together(void **state)
{
    (void)state;
    const told best[] = {{.entry = CONDITION("z", ""), .day = TEST_DAY - 9},
                         {.entry = CONDITION("z", OVER), .day = TEST_DAY},
                         {.entry = CONDITION("m", ""), .day = TEST_DAY - 5},
                         {.entry = CONDITION("a", OVER), .day = TEST_DAY}};
    const told own[] = {{.entry = CONDITION("z", ",\"severity\":\"severe\""),
                         .day = TEST_DAY - 7},
                        {.entry = CONDITION("z", ""), .day = TEST_DAY - 8},
                        {.entry = CONDITION("z", ",\"severity\":\"mild\""),
                         .day = TEST_DAY - 9},
                        {.entry = CONDITION("z", OVER), .day = TEST_DAY - 5},
                        {.entry = CONDITION("m", OVER), .day = TEST_DAY - 5},
                        {.entry = CONDITION("n", OVER), .day = TEST_DAY - 5}};
    const told kinds[] = {
        {.entry = ALLERGY("\"text\":\"sun\""), .day = TEST_DAY - 9},
        {.entry = CONDITION("a", ""), .day = TEST_DAY},
        {.entry = PROCEDURE("z", "2020-01-01"), .day = TEST_DAY},
        {.entry = ALLERGY("\"text\":\"dust\""), .day = TEST_DAY, .person = 1},
        {.entry = CONDITION("a", OVER), .day = TEST_DAY, .person = 1},
        {.entry = PROCEDURE("a", "2021-01-01"), .day = TEST_DAY, .person = 1}};
    expect_rows(best, NUM(best), "0 1 2 3");
    expect_rows(own, NUM(own), "0 1 2 3 4 5");
    expect_rows(kinds, NUM(kinds), "0 1 2 3 4 5");
}

/* The latest day on which it was said counts. */
static void a_row_has_the_latest_day_of_its_tellings(void **state)
{
    (void)state;
    const told list[] = {{.entry = CONDITION("m", NOTE), .day = TEST_DAY - 5},
                         {.entry = CONDITION("z", ""), .day = TEST_DAY - 9},
                         {.entry = CONDITION("z", ""), .day = TEST_DAY - 4},
                         {.entry = CONDITION("z", ""), .day = TEST_DAY - 7},
                         {.entry = CONDITION("a", ""), .day = TEST_DAY - 8},
                         {.entry = CONDITION("a", ""), .day = TEST_DAY - 6}};
    expect_rows(list, NUM(list), "213 0 54");
    rows r;
    make_rows(&r, list, NUM(list), 0, false);
    assert_int_equal(r.m.rows[0].day, TEST_DAY - 4);
    assert_int_equal(r.m.rows[1].day, TEST_DAY - 5);
    assert_int_equal(r.m.rows[2].day, TEST_DAY - 6);
    end_rows(&r);
}

static void none_known_stands_behind_what_is_known(void **state)
{
    (void)state;
    const told list[] = {
        {.entry = ALLERGY("\"text\":\"dust\""), .day = TEST_DAY - 9},
        {.entry = ALLERGY("\"absent\":\"none\""), .day = TEST_DAY},
        {.entry = ALLERGY("\"absent\":\"refused\""), .day = TEST_DAY - 5}};
    expect_rows(list, NUM(list), "0!1n 1!1n 2");
}

/* What is replaced is in no row, and stays to be read, by rank. */
static void what_is_replaced_is_kept_by_rank(void **state)
{
    (void)state;
    const told list[] = {
        {.entry = CONDITION("a", ""), .day = TEST_DAY - 3},
        {.entry = CONDITION("b", ""), .day = TEST_DAY - 5},
        {.entry = CONDITION("c", ""), .day = TEST_DAY - 4},
        {.entry = CONDITION("d", ""), .day = TEST_DAY - 4},
        {.entry = CONDITION("e", REPLACES("\"leaf:00000001\",\"leaf:00000002\","
                                          "\"leaf:00000003\"")),
         .day = TEST_DAY},
        {.entry = CONDITION("e", REPLACES("\"leaf:00000004\"")),
         .day = TEST_DAY,
         .review = true}};
    expect_rows(list, NUM(list), "45 3/120");
}

#define DOSED(mg, more)                                                        \
    TAKES(",\"dose\":{\"value\":" mg ",\"unit\":\"mg\"}" more)

/* That there is more in two entries than this version reads makes them two
   rows, but no contradiction, and no other dose: it is not read, nor must be.
 */
static void more_than_is_read_contradicts_nobody(void **state)
{
    (void)state;
    const told same[] = {
        {.entry = DOSED("500", ""), .day = TEST_DAY, .beyond = true},
        {.entry = DOSED("500", ""), .day = TEST_DAY - 1, .beyond = true},
        {.entry = DOSED("500", ""), .day = TEST_DAY}};
    const told other[] = {
        {.entry = DOSED("500", ""), .day = TEST_DAY - 1, .beyond = true},
        {.entry = DOSED("250", ""), .day = TEST_DAY, .beyond = true}};
    rows r;
    uint64_t fields = 1;
    expect_rows(same, NUM(same), "0 2 1");
    expect_rows(other, NUM(other), "1!1v 0!1v");
    make_rows(&r, same, NUM(same), 0, false);
    assert_status(
        cn_view_difference(&fields, r.items[0].entry, r.items[2].entry),
        CARNET_OK);
    assert_int_equal(fields, 0);
    end_rows(&r);
}

/* Each allocation fails in turn; the arena takes each from the memory door. */
static void without_memory_there_is_no_view(void **state)
{
    (void)state;
    const told list[] = {
        {.entry = CONDITION("a", ""), .day = TEST_DAY},
        {.entry = CONDITION("b", REPLACES("\"leaf:00000001\"")),
         .day = TEST_DAY},
        {.entry = ONCE(LOT("1")), .day = TEST_DAY},
        {.entry = ONCE(LOT("2")), .day = TEST_DAY},
        {.entry = ONCE(LOT("2")), .day = TEST_DAY},
        {.entry = DOSE(ON("2024-01-11")), .day = TEST_DAY}};
    rows r;
    make_rows(&r, list, NUM(list), 0, false);
    const cn_view_question q = r.m.asked;
    size_t num_failed = 0;
    size_t live = test_mem_live();
    size_t unwiped = test_mem_unwiped();
    for (bool failed = true; failed; num_failed += failed) {
        cn_view_merged m;
        memset(&m, 0, sizeof m);
        test_mem_fail_at(num_failed + 1);
        carnet_status status = cn_view_merge(&m, &q);
        failed = test_mem_has_failed();
        test_mem_fail_at(0);
        assert_status(status, failed ? CARNET_CALLER_MEMORY : CARNET_OK);
        cn_view_merged_free(&m);
        assert_int_equal(test_mem_live(), live);
        assert_int_equal(test_mem_unwiped(), unwiped);
    }
    assert_in_range(num_failed, 30, 300);
    end_rows(&r);
}

/* Nor is a place read behind none. */
static void nothing_has_no_rows(void **state)
{
    (void)state;
    cn_view_merged m;
    memset(&m, 0, sizeof m);
    const cn_view_question q = {NULL, NULL, 0, {{0, 0}, 0}};
    assert_status(cn_view_merge(&m, &q), CARNET_OK);
    assert_int_equal(m.num_rows, 0);
    assert_int_equal(m.num_replaced, 0);
    cn_view_merged_free(&m);
}

/* Each is as it stands, and the row can't be both. */
static void tellings_in_two_states_are_uncertain(void **state)
{
    (void)state;
    const told list[] = {
        {.entry = ONCE(LOT("1") ",\"valid_until\":\"2025-01-09\""),
         .day = TEST_DAY},
        {.entry = ONCE(LOT("1")), .day = TEST_DAY}};
    rows r;
    expect_rows(list, NUM(list), "01?");
    make_rows(&r, list, NUM(list), 0, false);
    assert_int_equal(r.m.rows[0].state.why, CARNET_VIEW_WHY_DIFFER);
    end_rows(&r);
}

/* The last day that it can mean, if it is told so; a minute's is that in UTC.
 */
static void a_row_of_what_happened_has_its_day(void **state)
{
    (void)state;
    static const struct {
        const char *entry;
        int32_t due;
    } list[] = {
        {PROCEDURE("a", "1970-01-02"), 1},
        {PROCEDURE("a", "1970-01-01"), 0},
        {PROCEDURE("a", "1969-12-31"), -1},
        {PROCEDURE("a", "1969-12-30"), -2},
        {PROCEDURE("a", "1969-12"), -1},
        {PROCEDURE("a", "1969-11"), -32},
        {PROCEDURE("a", "1969"), -1},
        {PROCEDURE("a", "1968"), -366},
        {PROCEDURE("a", "1970-01-01T00:00:00Z"), 0},
        {PROCEDURE("a", "1969-12-31T23:59:00Z"), -1},
        {PROCEDURE("a", "1969-12-31T00:00:00Z"), -1},
        {PROCEDURE("a", "1969-12-30T23:59:00Z"), -2},
        {PROCEDURE("a", "1971"), 729},
    };
    for (size_t i = 0; i < NUM(list); i++) {
        rows r;
        const told one[] = {{.entry = list[i].entry, .day = TEST_DAY}};
        make_rows(&r, one, 1, 0, false);
        assert_int_equal(r.m.num_rows, 1);
        assert_int_equal(r.m.rows[0].day, list[i].due);
        end_rows(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_happened_before_1970_is_ordered_by_its_day),
        cmocka_unit_test(treatment_is_told_first_by_who_knows_it_last),
        cmocka_unit_test(a_dose_is_told_first_by_who_tells_most),
        cmocka_unit_test(doses_of_one_day_are_one_unless_they_differ),
        cmocka_unit_test(what_may_be_another_dose_is_a_row_of_its_own),
        cmocka_unit_test(rows_about_the_same_stand_together),
        cmocka_unit_test(a_row_has_the_latest_day_of_its_tellings),
        cmocka_unit_test(none_known_stands_behind_what_is_known),
        cmocka_unit_test(what_is_replaced_is_kept_by_rank),
        cmocka_unit_test(more_than_is_read_contradicts_nobody),
        cmocka_unit_test(without_memory_there_is_no_view),
        cmocka_unit_test(nothing_has_no_rows),
        cmocka_unit_test(tellings_in_two_states_are_uncertain),
        cmocka_unit_test(a_row_of_what_happened_has_its_day),
    };
    return cmocka_run_group_tests_name("view_merge_rows", tests, NULL, NULL);
}
