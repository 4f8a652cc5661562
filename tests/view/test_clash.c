/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What contradicts in the merged view (docs/spec/view.md section 7), asserted
 * as rows, in every order of the entries. Doses of a day: test_merge_rows.c.
 */
#include "rows.h"

#define TAKES(more)                                                            \
    "{\"kind\":\"prescription\",\"medicine\":{\"code\":\"N03AX14\"}" more "}"
#define OTHER(more)                                                            \
    "{\"kind\":\"prescription\",\"medicine\":{\"code\":\"N03AG01\"}" more "}"
#define DOSED(value, unit)                                                     \
    ",\"dose\":{\"value\":" value ",\"unit\":\"" unit "\"}"
#define STRENGTH(value, unit)                                                  \
    ",\"strength\":{\"value\":" value ",\"unit\":\"" unit "\"}"
#define STATUS(word) ",\"status\":\"" word "\""
#define SINCE(date) ",\"since\":\"" date "\""
#define UNTIL(date) ",\"until\":\"" date "\""
#define WORDS(text)                                                            \
    ",\"form\":{\"code\":\"385055001\"},\"instructions\":\"" text "\""
#define X TAKES(DOSED("500", "mg"))
#define X_SINCE(year) TAKES(DOSED("500", "mg") SINCE(year))
#define Y TAKES(DOSED("250", "mg"))
#define Z TAKES(DOSED("125", "mg"))
#define CONDITION(more)                                                        \
    "{\"kind\":\"condition\",\"code\":{\"code\":\"I10\"}" more "}"
#define ALLERGY(agent, more)                                                   \
    "{\"kind\":\"allergy\",\"agent\":{" agent "}" more "}"
#define DUST(more) ALLERGY("\"text\":\"dust\"", more)
#define NONE ALLERGY("\"absent\":\"none\"", "")
#define COVER(more) "{\"kind\":\"coverage\",\"scheme\":\"S\"" more "}"
#define COVER_STATE(word) COVER(",\"state\":\"" word "\"")
#define PERSON(name, born)                                                     \
    "{\"kind\":\"person\",\"name\":\"" name "\",\"birth_date\":" born "}"
#define BORN "\"1990-02-28\""
#define GIVEN(date, more)                                                      \
    "{\"kind\":\"vaccination\",\"vaccine\":{\"code\":\"J07BD52\"},\"date\":"   \
    "\"" date "\"" more "}"
#define NOT_DONE ",\"state\":\"not_done\""
#define RESULT(code, value, date)                                              \
    "{\"kind\":\"result\",\"test\":{\"code\":\"" code                          \
    "\"},\"quantity\":{\"value\":" value                                       \
    ",\"unit\":\"g/dL\"},\"date\":\"" date "\"}"
#define GROUP(code, date)                                                      \
    "{\"kind\":\"result\",\"test\":{\"code\":\"882-1\"},\"code_value\":{"      \
    "\"code\":\"" code "\"},\"date\":\"" date "\"}"

/* Of two, each of a credential and of a day of its own. */
static void expect_two(const char *first, const char *second, const char *due)
{
    const told two[] = {{.entry = first, .day = TEST_DAY},
                        {.entry = second, .day = TEST_DAY - 1}};
    expect_rows(two, NUM(two), due);
}

/* ---- who says what ---- */

/* Wherever it stands among the others, and however often it says it. */
static void who_says_all_that_there_is_contradicts_nobody(void **state)
{
    (void)state;
    const told first[] = {{.entry = X, .day = TEST_DAY},
                          {.entry = Y, .day = TEST_DAY - 1, .with = 1},
                          {.entry = X_SINCE("2024"), .day = TEST_DAY - 2}};
    const told last[] = {{.entry = X_SINCE("2024"), .day = TEST_DAY},
                         {.entry = Y, .day = TEST_DAY - 1, .with = 3},
                         {.entry = X, .day = TEST_DAY - 2}};
    const told again[] = {
        {.entry = X, .day = TEST_DAY},
        {.entry = X_SINCE("2024"), .day = TEST_DAY - 1, .with = 1},
        {.entry = Y, .day = TEST_DAY - 2, .with = 1},
        {.entry = X_SINCE("2023"), .day = TEST_DAY - 3},
        {.entry = X_SINCE("2022"), .day = TEST_DAY - 4, .with = 1}};
    const told three[] = {{.entry = Z, .day = TEST_DAY},
                          {.entry = Y, .day = TEST_DAY - 1, .with = 1},
                          {.entry = X, .day = TEST_DAY - 2, .with = 1},
                          {.entry = X_SINCE("2024"), .day = TEST_DAY - 3},
                          {.entry = TAKES(DOSED("250", "mg") SINCE("2024")),
                           .day = TEST_DAY - 4,
                           .with = 4}};
    expect_rows(first, NUM(first), "0 1 2");
    expect_rows(last, NUM(last), "0 1 2");
    expect_rows(again, NUM(again), "0 1 2 3 4");
    expect_rows(three, NUM(three), "0 1 2 3 4");
}

static void nobody_who_says_a_part_of_it_says_all(void **state)
{
    (void)state;
    const told first[] = {
        {.entry = X, .day = TEST_DAY},
        {.entry = X_SINCE("2024"), .day = TEST_DAY - 1, .with = 1},
        {.entry = Y, .day = TEST_DAY - 2}};
    const told last[] = {
        {.entry = Y, .day = TEST_DAY},
        {.entry = X, .day = TEST_DAY - 1},
        {.entry = X_SINCE("2024"), .day = TEST_DAY - 2, .with = 2}};
    const told two[] = {{.entry = X, .day = TEST_DAY},
                        {.entry = Y, .day = TEST_DAY - 1, .with = 1},
                        {.entry = Z, .day = TEST_DAY - 2}};
    const told each[] = {{.entry = X, .day = TEST_DAY},
                         {.entry = Y, .day = TEST_DAY - 1},
                         {.entry = Z, .day = TEST_DAY - 2}};
    expect_rows(first, NUM(first), "0!1v 1!1v 2!1v");
    expect_rows(last, NUM(last), "0!1v 1!1v 2!1v");
    expect_rows(two, NUM(two), "0!1v 1!1v 2!1v");
    expect_rows(each, NUM(each), "0!1v 1!1v 2!1v");
}

/* Each of those who tell a row says what it says. */
static void each_telling_of_a_row_counts(void **state)
{
    (void)state;
    const told first[] = {{.entry = X, .day = TEST_DAY},
                          {.entry = X, .day = TEST_DAY - 1},
                          {.entry = Y, .day = TEST_DAY - 2, .with = 1}};
    const told second[] = {{.entry = X, .day = TEST_DAY},
                           {.entry = X, .day = TEST_DAY - 1},
                           {.entry = Y, .day = TEST_DAY - 2, .with = 2}};
    const told neither[] = {{.entry = X, .day = TEST_DAY},
                            {.entry = X, .day = TEST_DAY - 1},
                            {.entry = Y, .day = TEST_DAY - 2}};
    expect_rows(first, NUM(first), "01 2");
    expect_rows(second, NUM(second), "01 2");
    expect_rows(neither, NUM(neither), "01!1v 2!1v");
}

/* ---- status ---- */

static void what_goes_on_contradicts_what_is_over_by_its_word(void **state)
{
    (void)state;
    expect_two(TAKES(""), TAKES(STATUS("stopped")), "0!1s 1!1s");
    expect_two(TAKES(""), TAKES(STATUS("completed")), "0!1s 1!1s");
    expect_two(TAKES(STATUS("paused")), TAKES(STATUS("stopped")), "0?!1s 1!1s");
    expect_two(CONDITION(""), CONDITION(STATUS("resolved")), "0!1s 1!1s");
    expect_two(CONDITION(""), CONDITION(",\"certainty\":\"refuted\""),
               "0!1s 1!1s");
    expect_two(DUST(""), DUST(STATUS("resolved")), "0!1s 1!1s");
    expect_two(COVER_STATE("active"), COVER_STATE("ended"), "0!1s 1!1s");
    /* over by its date, or yet to come */
    expect_two(CONDITION(""), CONDITION(SINCE("2020") UNTIL("2021")), "0 1");
    expect_two(COVER(",\"until\":\"2027-01-01\""), COVER_STATE("pending"),
               "0 1");
    expect_two(CONDITION(STATUS("resolved")),
               CONDITION(STATUS("resolved") SINCE("2020")), "0 1");
    /* another one has no state */
    expect_two("{\"kind\":\"plan\",\"what\":{\"text\":\"x\"}}",
               "{\"kind\":\"plan\",\"what\":{\"text\":\"x\"},\"state\":"
               "\"done\"}",
               "0 1");
    const told alone[] = {
        {.entry = TAKES(""), .day = TEST_DAY},
        {.entry = TAKES(STATUS("stopped")), .day = TEST_DAY - 1, .with = 1}};
    expect_rows(alone, NUM(alone), "0 1");
}

static void a_medicine_that_is_held_is_not_taken(void **state)
{
    (void)state;
    expect_two(TAKES(""), TAKES(STATUS("paused")), "0!1s 1?!1s");
    expect_two(TAKES(""), TAKES(STATUS("interrupted")), "0!1s 1?!1s");
    expect_two(TAKES(STATUS("paused")), TAKES(STATUS("interrupted")), "0? 1?");
    /* uncertain by its date alone, or no medicine */
    expect_two(TAKES(""), TAKES(UNTIL("2026-03")), "0 1?");
    expect_two(CONDITION(""), CONDITION(",\"certainty\":\"provisional\""),
               "0 1?");
    const told beside[] = {
        {.entry = TAKES(""), .day = TEST_DAY},
        {.entry = TAKES(UNTIL("2026-03")), .day = TEST_DAY - 1},
        {.entry = TAKES(STATUS("paused")), .day = TEST_DAY - 2}};
    expect_rows(beside, NUM(beside), "0!1s 1? 2?!1s");
}

/* By dates that are exact or not; it ended before any that goes on began. */
static void an_earlier_case_contradicts_nobody(void **state)
{
    (void)state;
#define OVER(date) CONDITION(STATUS("resolved") UNTIL(date))
    static const struct {
        const char *since, *over;
        bool earlier;
    } pairs[] = {
        {CONDITION(SINCE("2024-05-02")), OVER("2024-05-01"), true},
        {CONDITION(SINCE("2024-05-01")), OVER("2024-05-01"), false},
        {CONDITION(SINCE("2024-05")), OVER("2024-04-30"), true},
        {CONDITION(SINCE("2024-05")), OVER("2024-05-01"), false},
        {CONDITION(SINCE("2024-05-31")), OVER("2024-05"), false},
        {CONDITION(SINCE("2024-06-01")), OVER("2024-05"), true},
        {CONDITION(SINCE("2024-05-01T08:01:00Z")), OVER("2024-05-01T08:00:00Z"),
         true},
        {CONDITION(SINCE("2024-05-01T08:00:00Z")), OVER("2024-05-01T08:00:00Z"),
         false},
        {CONDITION(""), OVER("2024-05-01"), false},
        {CONDITION(SINCE("2024-05-02")), CONDITION(STATUS("resolved")), false},
        {TAKES(SINCE("2024-05-02")),
         TAKES(STATUS("stopped") UNTIL("2024-05-01")), true},
    };
    for (size_t i = 0; i < NUM(pairs); i++) {
        expect_two(pairs[i].since, pairs[i].over,
                   pairs[i].earlier ? "0 1" : "0!1s 1!1s");
    }
    /* a medicine that was paused then */
    expect_two(TAKES(SINCE("2024-05-02")),
               TAKES(STATUS("paused") UNTIL("2024-05-01")), "0 1?");
    expect_two(TAKES(SINCE("2024-05-01")),
               TAKES(STATUS("paused") UNTIL("2024-05-01")), "0!1s 1?!1s");
    /* the first of those that go on counts */
    const told first[] = {
        {.entry = CONDITION(SINCE("2020")), .day = TEST_DAY},
        {.entry = CONDITION(SINCE("2024")), .day = TEST_DAY - 1},
        {.entry = OVER("2022"), .day = TEST_DAY - 2}};
    const told last[] = {
        {.entry = CONDITION(SINCE("2024")), .day = TEST_DAY},
        {.entry = CONDITION(SINCE("2020")), .day = TEST_DAY - 1},
        {.entry = OVER("2022"), .day = TEST_DAY - 2}};
    const told both[] = {
        {.entry = CONDITION(SINCE("2024")), .day = TEST_DAY},
        {.entry = CONDITION(SINCE("2023")), .day = TEST_DAY - 1},
        {.entry = OVER("2022"), .day = TEST_DAY - 2}};
    expect_rows(first, NUM(first), "0!1s 1!1s 2!1s");
    expect_rows(last, NUM(last), "0!1s 1!1s 2!1s");
    expect_rows(both, NUM(both), "0 1 2");
}

/* ---- values ---- */

static void another_dose_strength_or_route_contradicts(void **state)
{
    (void)state;
    static const struct {
        const char *first, *second;
        bool clash;
    } pairs[] = {
        {X, Y, true},
        {X_SINCE("2024"), TAKES(DOSED("250", "mg") SINCE("2025")), true},
        {X, TAKES(DOSED("0.5", "g") SINCE("2024")), false},
        {X, TAKES(""), false},
        {X, TAKES(STRENGTH("500", "mg")), false},
        {TAKES(STRENGTH("500", "mg")), TAKES(STRENGTH("250", "mg")), true},
        {TAKES(",\"route\":{\"code\":\"26643006\"}"),
         TAKES(",\"route\":{\"code\":\"78421000\"}"), true},
        {X, TAKES(DOSED("500", "mg") ",\"times_a_day\":2"), true},
        {TAKES(WORDS("1-0-1")), TAKES(WORDS("2-0-2")), true},
        {TAKES(WORDS("1-0-1")), TAKES(WORDS("as I said")), false},
        {TAKES(WORDS("in the evening")), TAKES(WORDS("as I said")), false},
        {X, OTHER(DOSED("250", "mg")), false},
        /* 10 mL of 24 mg/mL are 240 mg, and 10 mL are 0.01 L */
        {TAKES(STRENGTH("24", "mg/mL") DOSED("10", "mL")),
         TAKES(DOSED("240", "mg")), false},
        {TAKES(STRENGTH("24", "mg/mL") DOSED("10", "mL")),
         TAKES(DOSED("0.01", "L")), false},
        {TAKES(STRENGTH("24", "mg/mL") DOSED("10", "mL")),
         TAKES(DOSED("250", "mg")), true},
        /* nor is what is still to be divided what it is divided by */
        {TAKES(STRENGTH("250", "mg/(3.mL)") DOSED("10", "mL")),
         TAKES(DOSED("2.5", "g")), true},
        {PERSON("Awa", BORN), PERSON("Ama", BORN), true},
        {PERSON("Awa", BORN), PERSON("Awa", "\"1990-02-27\""), true},
        {PERSON("Awa", BORN), PERSON("Awa", "{\"absent\":\"refused\"}"), false},
    };
    for (size_t i = 0; i < NUM(pairs); i++) {
        expect_two(pairs[i].first, pairs[i].second,
                   pairs[i].clash ? "0!1v 1!1v" : "0 1");
    }
}

/* What is yet to begin or says nothing of it stands beside, unmarked. */
static void only_those_that_say_it_contradict(void **state)
{
    (void)state;
    const told silent[] = {{.entry = X, .day = TEST_DAY},
                           {.entry = TAKES(""), .day = TEST_DAY - 1},
                           {.entry = Y, .day = TEST_DAY - 2}};
    const told over[] = {
        {.entry = X, .day = TEST_DAY},
        {.entry = TAKES(DOSED("250", "mg") UNTIL("2026-01-01")),
         .day = TEST_DAY - 1}};
    const told later[] = {{.entry = X, .day = TEST_DAY},
                          {.entry = TAKES(DOSED("250", "mg") SINCE("2027")),
                           .day = TEST_DAY - 1}};
    const told held[] = {
        {.entry = TAKES(DOSED("500", "mg") UNTIL("2026-03")), .day = TEST_DAY},
        {.entry = TAKES(DOSED("250", "mg") UNTIL("2026-03")),
         .day = TEST_DAY - 1}};
    expect_rows(silent, NUM(silent), "0!1v 1 2!1v");
    expect_rows(over, NUM(over), "0!1v 1?!1v");
    expect_rows(later, NUM(later), "0 1");
    expect_rows(held, NUM(held), "0?!1v 1?!1v");
}

/* A status that contradicts is told before a value; each subject has a number
   of its own. */
static void rows_that_contradict_share_a_number(void **state)
{
    (void)state;
    const told subjects[] = {
        {.entry = X, .day = TEST_DAY},
        {.entry = Y, .day = TEST_DAY - 1},
        {.entry = OTHER(DOSED("1", "g")), .day = TEST_DAY - 2},
        {.entry = OTHER(DOSED("2", "g")), .day = TEST_DAY - 3}};
    const told status[] = {
        {.entry = X, .day = TEST_DAY},
        {.entry = Y, .day = TEST_DAY - 1},
        {.entry = TAKES(STATUS("stopped")), .day = TEST_DAY - 2},
        {.entry = OTHER(DOSED("1", "g")), .day = TEST_DAY - 3},
        {.entry = OTHER(DOSED("2", "g")), .day = TEST_DAY - 4}};
    const told held[] = {
        {.entry = X, .day = TEST_DAY},
        {.entry = TAKES(DOSED("250", "mg") UNTIL("2026-03")),
         .day = TEST_DAY - 1},
        {.entry = TAKES(STATUS("paused")), .day = TEST_DAY - 2}};
    expect_rows(subjects, NUM(subjects), "0!1v 1!1v 2!2v 3!2v");
    expect_rows(status, NUM(status), "0!1s 1!1s 2!1s 3!2v 4!2v");
    expect_rows(held, NUM(held), "0!1s 1?!1v 2?!1s");
}

/* ---- days ---- */

static void what_happened_contradicts_on_its_day(void **state)
{
    (void)state;
    expect_two(RESULT("718-7", "11", "2026-01-02"),
               RESULT("718-7", "12", "2026-01-02"), "0!1v 1!1v");
    expect_two(RESULT("718-7", "11", "2026-01-03"),
               RESULT("718-7", "12", "2026-01-02"), "0 1");
    const told given[] = {
        {.entry = GIVEN("2024-01-10", ""), .day = TEST_DAY},
        {.entry = GIVEN("2023-01-10", ""), .day = TEST_DAY},
        {.entry = GIVEN("2024-01-10", NOT_DONE), .day = TEST_DAY}};
    const told twice[] = {
        {.entry = GIVEN("2024-01-10", ""), .day = TEST_DAY},
        {.entry = GIVEN("2023-01-10", ""), .day = TEST_DAY},
        {.entry = GIVEN("2022-01-10", ""), .day = TEST_DAY},
        {.entry = GIVEN("2024-01-10", NOT_DONE), .day = TEST_DAY},
        {.entry = GIVEN("2022-01-10", NOT_DONE), .day = TEST_DAY}};
    expect_rows(given, NUM(given), "0!1v 1 2!1v");
    expect_rows(twice, NUM(twice), "0!2v 1 2!1v 3!2v 4!1v");
}

static void a_blood_group_is_for_life(void **state)
{
    (void)state;
    expect_two(GROUP("278147001", "2025-02-01"),
               GROUP("278149003", "2024-01-10"), "0!1v 1!1v");
    expect_two(GROUP("278147001", "2025-02-01"),
               GROUP("278147001", "2024-01-10"), "0 1");
}

/* ---- allergies, persons, kinds ---- */

static void none_known_contradicts_an_allergy_that_goes_on(void **state)
{
    (void)state;
    expect_two(DUST(""), NONE, "0!1n 1!1n");
    expect_two(NONE, ALLERGY("\"absent\":\"not_asked\"", ""), "0 1?");
    expect_two(DUST(""), ALLERGY("\"absent\":\"not_asked\"", ""), "0 1?");
    expect_two(NONE, DUST(STATUS("refuted")), "0 1");
    /* nor does one that nobody asked for go on */
    expect_two(ALLERGY("\"absent\":\"not_asked\"", ""),
               ALLERGY("\"absent\":\"none\"", STATUS("resolved")), "0? 1");
    const told many[] = {
        {.entry = ALLERGY("\"text\":\"sun\"", ""), .day = TEST_DAY},
        {.entry = DUST(""), .day = TEST_DAY - 1},
        {.entry = NONE, .day = TEST_DAY - 2},
        {.entry = ALLERGY("\"absent\":\"refused\"", ""), .day = TEST_DAY - 3}};
    const told persons[] = {{.entry = NONE, .day = TEST_DAY},
                            {.entry = DUST(""), .day = TEST_DAY, .person = 1},
                            {.entry = NONE, .day = TEST_DAY - 1, .person = 1}};
    const told beside[] = {{.entry = DUST(""), .day = TEST_DAY},
                           {.entry = NONE, .day = TEST_DAY - 1},
                           {.entry = X, .day = TEST_DAY},
                           {.entry = Y, .day = TEST_DAY - 1}};
    expect_rows(many, NUM(many), "0!1n 1!1n 2!1n 3");
    expect_rows(persons, NUM(persons), "0 1!1n 2!1n");
    expect_rows(beside, NUM(beside), "0!1n 1!1n 2!2v 3!2v");
}

static void only_rows_of_one_person_and_kind_are_compared(void **state)
{
    (void)state;
#define SEX(word) "{\"kind\":\"person_details\",\"sex\":\"" word "\"}"
    const told kinds[] = {{.entry = PERSON("Awa", BORN), .day = TEST_DAY},
                          {.entry = PERSON("Ama", BORN), .day = TEST_DAY - 1},
                          {.entry = SEX("female"), .day = TEST_DAY},
                          {.entry = SEX("male"), .day = TEST_DAY - 1}};
    const told persons[] = {{.entry = X, .day = TEST_DAY},
                            {.entry = Y, .day = TEST_DAY, .person = 1}};
    const told pairs[] = {{.entry = X, .day = TEST_DAY},
                          {.entry = Y, .day = TEST_DAY - 1},
                          {.entry = X, .day = TEST_DAY, .person = 1},
                          {.entry = Y, .day = TEST_DAY - 1, .person = 1}};
    const told one_each[] = {
        {.entry = PERSON("Awa", BORN), .day = TEST_DAY},
        {.entry = SEX("female"), .day = TEST_DAY},
        {.entry = PERSON("Ama", BORN), .day = TEST_DAY, .person = 1},
        {.entry = SEX("male"), .day = TEST_DAY, .person = 1}};
    expect_rows(kinds, NUM(kinds), "0!1v 1!1v 2!2v 3!2v");
    expect_rows(persons, NUM(persons), "0 1");
    expect_rows(pairs, NUM(pairs), "0!1v 1!1v 2!2v 3!2v");
    expect_rows(one_each, NUM(one_each), "0 1 2 3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_says_all_that_there_is_contradicts_nobody),
        cmocka_unit_test(nobody_who_says_a_part_of_it_says_all),
        cmocka_unit_test(each_telling_of_a_row_counts),
        cmocka_unit_test(what_goes_on_contradicts_what_is_over_by_its_word),
        cmocka_unit_test(a_medicine_that_is_held_is_not_taken),
        cmocka_unit_test(an_earlier_case_contradicts_nobody),
        cmocka_unit_test(another_dose_strength_or_route_contradicts),
        cmocka_unit_test(only_those_that_say_it_contradict),
        cmocka_unit_test(rows_that_contradict_share_a_number),
        cmocka_unit_test(what_happened_contradicts_on_its_day),
        cmocka_unit_test(a_blood_group_is_for_life),
        cmocka_unit_test(none_known_contradicts_an_allergy_that_goes_on),
        cmocka_unit_test(only_rows_of_one_person_and_kind_are_compared),
    };
    return cmocka_run_group_tests_name("view_clash", tests, NULL, NULL);
}
