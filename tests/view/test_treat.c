/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Treatment where examples do not reach: lines as a doctor reads them, the
 * bounds of the checks, numbers at the ends of what can be told, entries that
 * can't be read, memory that is gone.
 */
#include "../support/support.h"

#include "../support/failing_mem.h"
#include "asked.h"

#define MANY (ASKED_MOST / 2) /* more than CN_TREAT_CHECKED_MAX */

#define MEDICINE                                                               \
    "{\"kind\":\"prescription\",\"medicine\":{\"code\":\"N03AG01\"},"          \
    "\"form\":{\"code\":\"385055001\"},\"dose\":{\"value\":2},"                \
    "\"times_a_day\":2,\"handed_over\":{\"value\":90},"                        \
    "\"handed_on\":\"2026-03-01\",\"last_taken\":\"2026-03-05\","              \
    "\"observed\":\"2026-03-09\",\"gap_days\":1}"
#define ALLERGY "{\"kind\":\"allergy\",\"agent\":{\"code\":\"764146007\"}}"
#define COVERED                                                                \
    "{\"kind\":\"prescription\",\"medicine\":{\"code\":\"J01CA04\"}}"

static void expect_lines(const cn_buf *text, const char *expected)
{
    cn_buf copy;
    cn_buf_init(&copy);
    cn_buf_put_span(&copy, cn_buf_span(text));
    cn_buf_put_u8(&copy, '\0');
    assert_string_equal((const char *)copy.data, expected);
    cn_buf_free(&copy);
}

static void explains_each_number_in_lines(void **state)
{
    (void)state;
    asked a;
    cn_treat_medicine m;
    cn_view_pen pen;
    cn_buf text;
    ask(&a, "2026-03-20", MEDICINE);
    assert_true(cn_view_medicine_of(&m, &a.c, 0));
    cn_buf_init(&text);
    cn_view_pen_init(&pen, &text, cn_span_str(""));
    cn_view_medicine_lines(&pen, &m, true);
    expect_lines(
        &text,
        " !! usually must not stop, the issuer does not say: antiepileptics "
        "[atc N03]\n"
        "    doses on this day: 2\n"
        " !! runs out 2026-03-26\n"
        " !! days left: 6\n"
        " !! days without a known dose: 14\n"
        " !! longer than the days that can be missed: 1\n"
        "        last taken: 2026-03-05\n"
        "        told for 2026-03-09\n"
        "        dose: 2 tablets\n"
        "        times a day: 2\n"
        "        handed over: 90 tablets\n"
        "        handed on: 2026-03-01\n"
        "        doses in what was handed over: 45\n"
        "        assumed: taken as told since 2026-03-01\n"
        "        days told as not taken: 3\n");
    cn_buf_free(&text);
    forget(&a);
}

/* Neither has a word of its own but the last; H02 and J05 have. */
static void names_what_must_not_stop_by_the_nearest_group(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"H02AB06", "corticosteroids [atc H02AB]"},
        {"J05AF06", "antivirals [atc J05AF]"},
        {"L04AD01", "immunosuppressants [atc L04AD]"},
        {"N07BC02", "medicines for opioid dependence [atc N07BC]"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        asked a;
        cn_treat_medicine m;
        cn_view_pen pen;
        cn_buf text;
        char entry[256];
        char line[256];
        snprintf(entry, sizeof entry,
                 "{\"kind\":\"prescription\",\"status\":\"interrupted\","
                 "\"medicine\":{\"code\":\"%s\"}}",
                 rows[i][0]);
        snprintf(line, sizeof line,
                 " !! usually must not stop, the issuer does not say: %s\n"
                 "    days left unknown: quantity not told\n",
                 rows[i][1]);
        ask(&a, "2026-03-20", entry);
        assert_true(cn_view_medicine_of(&m, &a.c, 0));
        cn_buf_init(&text);
        cn_view_pen_init(&pen, &text, cn_span_str(""));
        cn_view_medicine_lines(&pen, &m, false);
        expect_lines(&text, line);
        cn_buf_free(&text);
        forget(&a);
    }
}

#define MAY_BE_MORE                                                            \
    " !! other medicines and conditions may exist that are not shown here: "   \
    "ask before prescribing\n"
#define LIMITS                                                                 \
    "    not compared: related groups (penicillins, cephalosporins), "         \
    "interactions, doses\n"

static void expect_checks(const char *entries, bool open, const char *lines)
{
    asked a;
    cn_arena arena;
    cn_treat_checks checks;
    cn_view_pen pen;
    cn_buf text;
    ask(&a, "2026-03-20", entries);
    cn_arena_init_grow(&arena);
    assert_status(cn_view_checks_of(&checks, &a.c, &arena), CARNET_OK);
    cn_buf_init(&text);
    cn_view_pen_init(&pen, &text, cn_span_str(""));
    cn_view_checks_lines(&pen, &a.c, &checks, open);
    expect_lines(&text, lines);
    cn_buf_free(&text);
    cn_arena_free(&arena);
    forget(&a);
}

static void says_nothing_found_and_never_none(void **state)
{
    (void)state;
    const char *both = ALLERGY "," MEDICINE;
    expect_checks(both, false,
                  MAY_BE_MORE "    nothing found among the 1 shown\n" LIMITS);
    expect_checks(both, true, "    nothing found among the 1 shown\n" LIMITS);
}

/* Where there is nothing to compare it says so, or nothing. */
static void compares_no_more_than_is_there(void **state)
{
    (void)state;
    const char *none = "{\"kind\":\"allergy\",\"agent\":{\"absent\":\"none\"}}"
                       "," MEDICINE;
    expect_checks(MEDICINE, true,
                  " !! no allergy is shown that medicines could be compared "
                  "with\n    nothing found among the 1 shown\n" LIMITS);
    expect_checks(none, true, "    nothing found among the 1 shown\n" LIMITS);
    expect_checks(ALLERGY, true, "");
    expect_checks(ALLERGY, false, MAY_BE_MORE);
    /* what to avoid says nothing of allergies */
    expect_checks("{\"kind\":\"alert\",\"what\":{\"text\":\"graft\"},"
                  "\"avoid\":[\"live_vaccine\"]}," MEDICINE,
                  true,
                  " !! no allergy is shown that medicines could be compared "
                  "with\n    nothing found among the 1 shown\n" LIMITS);
}

/* A code of its own, or one of each ingredient: what an ingredient told in
   words is, nothing compares. */
static void a_medicine_is_known_by_all_that_is_in_it(void **state)
{
    (void)state;
    static const struct {
        const char *medicine, *first, *second;
        bool known;
    } rows[] = {{"\"text\":\"Bactrim\"", "\"text\":\"sulfamethoxazole\"",
                 "\"code\":\"J01EA01\"", false},
                {"\"text\":\"Bactrim\"", "\"code\":\"J01EC01\"",
                 "\"text\":\"trimethoprim\"", false},
                {"\"text\":\"Bactrim\"", "\"code\":\"J01EC01\"",
                 "\"code\":\"J01E\"", false},
                {"\"text\":\"Bactrim\"", "\"code\":\"J01EC01\"",
                 "\"code\":\"J01EA01\"", true},
                {"\"code\":\"J01EE01\"", "\"text\":\"sulfamethoxazole\"",
                 "\"text\":\"trimethoprim\"", true}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        asked a;
        cn_arena arena;
        cn_treat_checks checks;
        char entry[256];
        snprintf(entry, sizeof entry,
                 "{\"kind\":\"prescription\",\"medicine\":{%s},"
                 "\"ingredients\":[{\"medicine\":{%s}},{\"medicine\":{%s}}]}",
                 rows[i].medicine, rows[i].first, rows[i].second);
        ask(&a, "2026-03-20", entry);
        cn_arena_init_grow(&arena);
        assert_status(cn_view_checks_of(&checks, &a.c, &arena), CARNET_OK);
        assert_int_equal(checks.num_unchecked, rows[i].known ? 0 : 1);
        cn_arena_free(&arena);
        forget(&a);
    }
}

/* ---- bounds ---- */

static void names_what_is_beyond_the_bounds_of_a_check(void **state)
{
    (void)state;
    asked a;
    cn_arena arena;
    cn_treat_checks checks;
    ask(&a, "2026-03-20", ALLERGY "," COVERED);
    for (size_t i = 0; i < 2 * MANY; i++) {
        a.entries[i] = a.entries[i % 2];
    }
    a.c.num = 2 * CN_TREAT_CHECKED_MAX;
    cn_arena_init_grow(&arena);
    assert_status(cn_view_checks_of(&checks, &a.c, &arena), CARNET_OK);
    assert_int_equal(checks.num_unchecked, 0);
    assert_int_equal(checks.num_findings, CN_TREAT_FINDINGS_MAX);
    assert_true(checks.more);
    a.c.num = 2 * MANY;
    assert_status(cn_view_checks_of(&checks, &a.c, &arena), CARNET_OK);
    assert_int_equal(checks.num_allergies, CN_TREAT_CHECKED_MAX);
    assert_int_equal(checks.num_medicines, CN_TREAT_CHECKED_MAX);
    assert_int_equal(checks.num_unchecked, 2 * (MANY - CN_TREAT_CHECKED_MAX));
    a.c.num = 2;
    assert_status(cn_view_checks_of(&checks, &a.c, &arena), CARNET_OK);
    assert_int_equal(checks.num_findings, 1);
    assert_false(checks.more);
    cn_arena_free(&arena);
    forget(&a);
}

static void reads_only_one_to_zero_to_two(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t mantissa; /* -1: refused */
        int32_t scale;
    } rows[] = {
        {"1-0-2", 3, 0},        {"1-0-0-1", 2, 0},   {"0,5-0-1", 15, 1},
        {"20-0-0.25", 2025, 2}, {"0-0-0", 0, 0},     {"1-0", -1, 0},
        {"1-0-2-1-1", -1, 0},   {"1-0-2 ", -1, 0},   {"-1-0-2", -1, 0},
        {"1--2", -1, 0},        {"1-0-", -1, 0},     {"20.01-0-0", -1, 0},
        {"500-0-500", -1, 0},   {"1000-0-0", -1, 0}, {"1.-0-0", -1, 0},
        {"1.125-0-0", -1, 0},   {"", -1, 0},         {"9-0-1", 10, 0},
        {"1:-0-0", -1, 0},      {"0.09-0-0", 9, 2},  {"0.0:-0-0", -1, 0},
        {"020-0-0", 20, 0},     {"0001-0-0", -1, 0}, {"20.00-0-0", 20, 0},
        {"20-20-20-20", 80, 0}, {"1-0-2-", -1, 0},   {".5-0-0", -1, 0},
        {"0.5-0-0.5", 1, 0},    {"1;5-0-0", -1, 0},  {"1/0/2", -1, 0},
        {"19.99-0-0", 1999, 2}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cn_model_decimal sum;
        bool good = cn_treat_words_sum(&sum, rows[i].text);
        assert_int_equal(good, rows[i].mantissa >= 0);
        if (good) {
            assert_int_equal(sum.mantissa, rows[i].mantissa);
            assert_int_equal(sum.scale, rows[i].scale);
        }
    }
}

static void stays_in_the_calendar_whatever_the_dose(void **state)
{
    (void)state;
    static const cn_treat_rhythm rhythms[] = {
        {CN_TREAT_DAYS, 0, 1440, 1, 0},
        {CN_TREAT_DAYS, 0, 1, CN_TREAT_STEP_MAX, (int32_t)CN_LIMIT_DAY},
        {CN_TREAT_DAYS, 0, 24, CN_TREAT_STEP_MAX, -719162},
        {CN_TREAT_WEEKDAYS, 1, 1, 1, 0},
        {CN_TREAT_WEEKDAYS, 127, 24, 1, 0},
        {CN_TREAT_MONTHS, 0, 1, 120, (int32_t)CN_LIMIT_DAY},
        {CN_TREAT_MONTHS, 0, 24, 1, -719162},
        {CN_TREAT_MINUTES, 0, 1, 7, INT64_C(2932896) * 1440 + 1439},
        {CN_TREAT_MINUTES, 0, 1, CN_TREAT_STEP_MAX * 1440 - 1, -719162}};
    static const int64_t from[] = {-719162,
                                   -1,
                                   0,
                                   20000,
                                   (int64_t)CN_LIMIT_DAY,
                                   (int64_t)CN_LIMIT_DAY + 1};
    static const int64_t doses[] = {0,
                                    1,
                                    1000000,
                                    INT64_C(5760000000),
                                    INT64_C(5760000001),
                                    CN_TREAT_NUMBER_MAX};
    for (size_t r = 0; r < sizeof rhythms / sizeof rhythms[0]; r++) {
        for (size_t f = 0; f < sizeof from / sizeof from[0]; f++) {
            int64_t before = from[f];
            for (size_t d = 0; d < sizeof doses / sizeof doses[0]; d++) {
                int64_t day = cn_treat_dose_day(&rhythms[r], from[f], doses[d]);
                assert_true(day >= before);
                assert_true(day <= (int64_t)CN_LIMIT_DAY ||
                            day == CN_TREAT_FAR);
                before = day;
            }
            assert_int_equal(before, CN_TREAT_FAR);
        }
    }
}

static int64_t day_of(const char *text)
{
    int32_t day = 0;
    assert_true(cn_days_parse(cn_span_str(text), &day));
    return day;
}

/* The same day of its month, or the last of a shorter one. */
static void months_are_those_of_the_calendar(void **state)
{
    (void)state;
    static const struct {
        const char *from;
        int64_t months;
        const char *due; /* NULL: outside the calendar */
    } rows[] = {
        {"2026-01-31", 0, "2026-01-31"},   {"2026-01-31", 1, "2026-02-28"},
        {"2024-01-31", 1, "2024-02-29"},   {"2026-03-31", -1, "2026-02-28"},
        {"2026-01-15", -1, "2025-12-15"},  {"2025-12-15", 1, "2026-01-15"},
        {"2026-05-31", 120, "2036-05-31"}, {"9999-11-30", 1, "9999-12-30"},
        {"9999-12-31", 1, NULL},           {"0001-02-01", -1, "0001-01-01"},
        {"0001-01-01", -1, NULL},          {"0001-01-31", -12, NULL},
        {"2008-03-20", 216, "2026-03-20"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t day = cn_treat_add_months(day_of(rows[i].from), rows[i].months);
        assert_true(day == (rows[i].due != NULL  ? day_of(rows[i].due)
                            : rows[i].months > 0 ? CN_TREAT_FAR
                                                 : INT32_MIN));
    }
    assert_true(cn_treat_add_months((int64_t)CN_LIMIT_DAY + 1, 0) ==
                CN_TREAT_FAR);
}

#define LAST_DAY ((int64_t)CN_LIMIT_DAY)

/* Day 0 was a Thursday, and the first of January. */
static void doses_fall_on_their_days(void **state)
{
    (void)state;
    static const cn_treat_rhythm third = {CN_TREAT_DAYS, 0, 2, 3, 10};
    static const cn_treat_rhythm daily = {CN_TREAT_DAYS, 0, 1, 1, 0};
    static const cn_treat_rhythm week = {CN_TREAT_WEEKDAYS, 1 | 8, 1, 1, 0};
    static const cn_treat_rhythm twice = {CN_TREAT_WEEKDAYS, 4, 2, 1, 0};
    static const cn_treat_rhythm month = {CN_TREAT_MONTHS, 0, 1, 1, 30};
    static const cn_treat_rhythm quarter = {CN_TREAT_MONTHS, 0, 2, 3, 30};
    /* on the fifteenth, from December on */
    static const cn_treat_rhythm late = {CN_TREAT_MONTHS, 0, 1, 1, 348};
    static const cn_treat_rhythm hours = {CN_TREAT_MINUTES, 0, 1, 420, 600};
    static const struct {
        const cn_treat_rhythm *r;
        int64_t from, k, due;
    } rows[] = {
        {&third, 10, 0, 10},
        {&third, 10, 1, 10},
        {&third, 10, 2, 13},
        {&third, 11, 0, 13},
        {&third, 9, 0, 10},
        {&third, -1, 0, 1},
        {&daily, LAST_DAY, 0, LAST_DAY},
        {&daily, LAST_DAY, 1, CN_TREAT_FAR},
        {&daily, LAST_DAY - 1, 1, LAST_DAY},
        {&daily, LAST_DAY + 1, 0, CN_TREAT_FAR},
        {&week, 0, 0, 0},
        {&week, 0, 1, 4},
        {&week, 0, 2, 7},
        {&week, 0, 3, 11},
        {&week, 0, 4, 14},
        {&week, 1, 0, 4},
        {&week, 4, 1, 7},
        {&week, -6, 0, -3},
        {&twice, -1, 0, -1},
        {&twice, -1, 1, -1},
        {&twice, -1, 2, 6},
        {&twice, 0, 0, 6},
        {&month, 30, 0, 30},
        {&month, 31, 0, 58},
        {&month, 31, 1, 89},
        {&month, 59, 0, 89},
        {&month, 0, 0, 30},
        {&month, -1, 0, -1},
        {&month, 89, 0, 89},
        {&month, 90, 0, 119},
        {&quarter, 31, 0, 119},
        {&quarter, 31, 1, 119},
        {&quarter, 31, 2, 211},
        {&quarter, 0, 0, 30},
        {&quarter, -62, 0, -62},
        {&quarter, -61, 0, 30},
        {&month, -200, 0, -185},
        {&month, 7305, 0, 7335},
        {&month, -7305, 0, -7275},
        {&month, 7336, 0, 7363},
        {&late, 396, 0, 410},
        {&late, 411, 0, 438},
        {&late, 335, 0, 348},
        {&hours, 0, 0, 0},
        {&hours, 0, 2, 0},
        {&hours, 0, 3, 1},
        {&hours, 1, 0, 1},
        {&hours, 1, 3, 1},
        {&hours, 1, 4, 2},
        {&hours, -1, 0, -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t day = cn_treat_dose_day(rows[i].r, rows[i].from, rows[i].k);
        if (day != rows[i].due) {
            fail_msg("row %zu: %lld", i, (long long)day);
        }
    }
    assert_true(cn_treat_count(&third, 10, 14) == 4);
    assert_true(cn_treat_count(&third, 10, 13) == 2);
    assert_true(cn_treat_count(&third, 10, 10) == 0);
    assert_true(cn_treat_count(&third, 10, 9) == 0);
    assert_true(cn_treat_count(&week, 0, 15) == 5);
    assert_true(cn_treat_count(&daily, -10, -5) == 5);
    static const cn_treat_rhythm minutes = {CN_TREAT_MINUTES, 0, 1, 1, 0};
    assert_true(cn_treat_count(&minutes, 3, 5) == 2 * CN_DAY_MINUTES);
}

/* ---- what can't be answered ---- */

static void passes_over_what_it_can_not_read(void **state)
{
    (void)state;
    asked a;
    cn_arena arena;
    cn_treat_checks checks;
    cn_treat_medicine m;
    cn_treat_errand e;
    ask(&a, "2026-03-20",
        ALLERGY "," COVERED ",{\"kind\":\"coverage\",\"scheme\":\"S\"}");
    assert_false(cn_view_medicine_of(&m, &a.c, 0));
    assert_true(cn_view_medicine_of(&m, &a.c, 1));
    assert_false(cn_view_medicine_of(&m, &a.c, 3));
    assert_false(cn_view_errand_of(&e, &a.c, 1));
    assert_null(e.entry);
    assert_true(cn_view_errand_of(&e, &a.c, 2));
    a.c.num = 1; /* what lies behind is not asked about */
    assert_false(cn_view_medicine_of(&m, &a.c, 1));
    assert_false(cn_view_errand_of(&e, &a.c, 2));
    a.c.num = 2;
    assert_false(cn_view_errand_of(&e, &a.c, 2));
    a.c.num = 3;
    for (size_t i = 0; i < a.made.num; i++) {
        a.made.entries[i].critical = true;
    }
    assert_false(cn_view_medicine_of(&m, &a.c, 1));
    assert_null(m.entry);
    assert_false(cn_view_errand_of(&e, &a.c, 2));
    cn_arena_init_grow(&arena);
    assert_status(cn_view_checks_of(&checks, &a.c, &arena), CARNET_OK);
    assert_int_equal(
        checks.num_findings + checks.num_medicines + checks.num_allergies, 0);
    assert_int_equal(checks.num_unchecked, 2);
    cn_buf text;
    cn_view_pen pen;
    cn_buf_init(&text);
    cn_view_pen_init(&pen, &text, cn_span_str(""));
    cn_view_checks_lines(&pen, &a.c, &checks, true);
    expect_lines(&text, " !! Not checked: ALLERGY\n"
                        " !! Not checked: PRESCRIPTION\n");
    cn_buf_free(&text);
    cn_arena_free(&arena);
    forget(&a);
}

/* Each allocation of a call fails, until none is left to fail. */
static void fail_each(carnet_status (*call)(cn_treat_case *, cn_arena *),
                      cn_treat_case *c)
{
    cn_arena arena;
    for (size_t n = 1;; n++) {
        cn_arena_init_grow(&arena);
        test_mem_fail_at(n);
        carnet_status status = call(c, &arena);
        bool failed = test_mem_has_failed();
        test_mem_fail_at(0);
        cn_arena_free(&arena);
        if (!failed) {
            assert_status(status, CARNET_OK);
            break;
        }
        assert_status(status, CARNET_CALLER_MEMORY);
    }
}

static carnet_status check(cn_treat_case *c, cn_arena *arena)
{
    cn_treat_checks checks;
    return cn_view_checks_of(&checks, c, arena);
}

static void says_where_a_check_has_no_memory(void **state)
{
    (void)state;
    asked a;
    cn_arena arena;
    cn_treat_checks checks;
    uint8_t room[1024];
    ask(&a, "2026-03-20", ALLERGY "," COVERED);
    cn_arena_init_fixed(&arena, room, sizeof room);
    assert_status(cn_view_checks_of(&checks, &a.c, &arena),
                  CARNET_CALLER_ARENA);
    assert_null(checks.findings);
    fail_each(check, &a.c);
    forget(&a);
}

static void says_where_sorting_has_no_memory(void **state)
{
    (void)state;
    asked a;
    cn_arena arena;
    uint8_t room[256];
    ask(&a, "2026-03-20", COVERED "," COVERED);
    cn_arena_init_fixed(&arena, room, sizeof room);
    assert_status(cn_view_index_case(&a.c, &arena), CARNET_CALLER_ARENA);
    fail_each(cn_view_index_case, &a.c);
    forget(&a);
}

static void a_month_is_told_as_one_and_the_dose_taken_today(void **state)
{
    (void)state;
    asked a;
    cn_treat_medicine m;
    cn_view_pen pen;
    cn_buf text;
    ask(&a, "2026-02-10",
        "{\"kind\":\"prescription\",\"medicine\":{\"code\":\"J01CA04\"},"
        "\"form\":{\"code\":\"385055001\"},\"dose\":{\"value\":1},"
        "\"times_a_day\":2,\"until\":\"2026-03\",\"last_taken\":"
        "\"2026-02-10\",\"handed_over\":{\"value\":200},"
        "\"handed_on\":\"2026-02-01\"}");
    assert_true(cn_view_medicine_of(&m, &a.c, 0));
    cn_buf_init(&text);
    cn_view_pen_init(&pen, &text, cn_span_str(""));
    cn_view_medicine_lines(&pen, &m, false);
    expect_lines(&text, "    doses on this day: 2\n"
                        " !! last taken: 2026-02-10\n"
                        " !! at least one of these was taken: ask how many "
                        "are left\n"
                        "    enough to its end 2026-03\n");
    cn_buf_free(&text);
    forget(&a);
}

#define TABLETS(more)                                                          \
    "{\"kind\":\"prescription\",\"medicine\":{\"code\":\"J01CA04\"},"          \
    "\"form\":{\"code\":\"385055001\"}," more "}"
#define STAGES(list) TABLETS("\"since\":\"2026-03-20\",\"phases\":[" list "]")

static void each_state_and_what_is_not_known_has_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *entries, *due;
    } rows[] = {
        {TABLETS("\"dose\":{\"value\":1},\"times_a_day\":1,\"since\":"
                 "\"2026-04-01\""),
         "begins 2026-04-01\n"},
        {TABLETS("\"dose\":{\"value\":1},\"times_a_day\":1,\"until\":"
                 "\"2026-03-01\""),
         "prescribed only until 2026-03-01\n"},
        {TABLETS("\"since\":\"2026-03-01\",\"phases\":[{\"dose\":{\"value\":1},"
                 "\"times_a_day\":1,\"days\":5}]"),
         "all stages are over\n"},
        /* the one dose of the day was taken, and no other stage has any */
        {TABLETS("\"since\":\"2026-03-20\",\"last_taken\":\"2026-03-20\","
                 "\"phases\":[{\"dose\":{\"value\":1},\"times_a_day\":1,"
                 "\"days\":1},{\"dose\":{\"value\":0},\"times_a_day\":1}]"),
         "!next dose"},
        /* beyond the calendar */
        {TABLETS("\"dose\":{\"value\":1},\"every\":{\"value\":2922000,\"unit\":"
                 "\"d\"},\"last_taken\":\"2026-03-01\""),
         "next dose unknown: "},
        /* stages beside another schedule, or without a day to begin */
        {TABLETS("\"since\":\"2026-03-20\",\"times_a_day\":1,\"phases\":[{"
                 "\"dose\":{\"value\":1},\"times_a_day\":1,\"days\":5}]"),
         "next dose unknown: "},
        {TABLETS("\"since\":\"2026-03-20\",\"weekdays\":[\"monday\"],"
                 "\"phases\":[{\"dose\":{\"value\":1},\"times_a_day\":1}]"),
         "next dose unknown: "},
        {TABLETS("\"since\":\"2026-03\",\"phases\":[{\"dose\":{\"value\":1},"
                 "\"times_a_day\":1}]"),
         "next dose unknown: "},
        /* a stage by hours, one without an end before another, a long unit */
        {STAGES(
             "{\"dose\":{\"value\":1},\"every\":{\"value\":5,\"unit\":\"h\"}}"),
         "next dose unknown: "},
        {STAGES("{\"dose\":{\"value\":1},\"times_a_day\":1},{\"dose\":{"
                "\"value\":2},\"times_a_day\":1}"),
         "next dose unknown: "},
        {STAGES("{\"dose\":{\"value\":1}}"), "next dose unknown: "},
        {TABLETS("\"gap_days\":2,\"dose\":{\"value\":1},\"times_a_day\":1"),
         "days without it unknown: "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect_said("2026-03-20", rows[i].entries, rows[i].due);
    }
}

#define LIQUID(strength, supply, dose)                                         \
    "{\"kind\":\"prescription\",\"medicine\":{\"code\":\"J01CA04\"},"          \
    "\"strength\":" strength ",\"dose\":" dose                                 \
    ",\"times_a_day\":1,\"handed_over\":" supply                               \
    ",\"handed_on\":\"2026-03-01\"}"
#define QUANTITY(value, unit) "{\"value\":" value ",\"unit\":\"" unit "\"}"

static void a_supply_is_reckoned_by_a_strength_that_says_of_what(void **state)
{
    (void)state;
    static const struct {
        const char *strength, *supply, *dose, *due;
    } rows[] = {
        {QUANTITY("250", "mg/(5.mL)"), QUANTITY("100", "mL"),
         QUANTITY("250", "mg"), "doses in what was handed over: 20\n"},
        {QUANTITY("50", "mg/mL"), QUANTITY("100", "mL"), QUANTITY("250", "mg"),
         "doses in what was handed over: 20\n"},
        {QUANTITY("50", "mg/mL"), QUANTITY("5000", "mg"), QUANTITY("5", "mL"),
         "doses in what was handed over: 20\n"},
        {QUANTITY("250", "mg"), QUANTITY("10", "{tablet}"),
         QUANTITY("500", "mg"), "doses in what was handed over: 5\n"},
        {QUANTITY("250", "mg/(mL)"), QUANTITY("100", "mL"),
         QUANTITY("250", "mg"), "days left unknown: "},
        {QUANTITY("250", "mg/(20000000.mL)"), QUANTITY("100", "mL"),
         QUANTITY("250", "mg"), "days left unknown: "},
        {QUANTITY("250", "mg/mL/h"), QUANTITY("100", "mL"),
         QUANTITY("250", "mg"), "days left unknown: "},
        {QUANTITY("0", "mg/mL"), QUANTITY("100", "mL"), QUANTITY("250", "mg"),
         "days left unknown: "},
        {QUANTITY("250", "mg"), QUANTITY("100", "mL"), QUANTITY("250", "mg"),
         "days left unknown: "},
        {QUANTITY("999999999999999", "mg/mL"), QUANTITY("999999999", "mL"),
         QUANTITY("250", "mg"), "days left unknown: "},
        {QUANTITY("50", "mg/mL"), QUANTITY("100", "mL"), QUANTITY("1", "h"),
         "days left unknown: "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char entry[1024];
        snprintf(entry, sizeof entry, LIQUID("%s", "%s", "%s"),
                 rows[i].strength, rows[i].dose, rows[i].supply);
        expect_said("2026-03-02", entry, rows[i].due);
    }
}

/* An antibiotic of so many ingredients: of those beyond the table nobody can
   say that they are no penicillin. */
static void a_medicine_of_too_many_ingredients_is_not_checked(void **state)
{
    (void)state;
    for (size_t num = CN_TREAT_CODES_MAX - 1; num <= CN_TREAT_CODES_MAX;
         num++) {
        char json[4096];
        size_t len = (size_t)snprintf(
            json, sizeof json,
            ALLERGY ",{\"kind\":\"prescription\",\"medicine\":{\"code\":"
                    "\"A10BA02\"},\"ingredients\":[");
        for (size_t i = 0; i < num; i++) { /* H01AA01 to H01AB16 and on */
            len += (size_t)snprintf(
                json + len, sizeof json - len,
                "%s{\"medicine\":{\"code\":\"H01A%c%02zu\"}}",
                i == 0 ? "" : ",", (char)('A' + i / 16), i % 16 + 1);
        }
        snprintf(json + len, sizeof json - len, "]}");
        asked a;
        cn_arena arena;
        cn_treat_checks checks;
        ask(&a, "2026-03-20", json);
        cn_arena_init_grow(&arena);
        assert_status(cn_view_checks_of(&checks, &a.c, &arena), CARNET_OK);
        assert_int_equal(checks.num_unchecked,
                         num == CN_TREAT_CODES_MAX ? 1 : 0);
        cn_arena_free(&arena);
        forget(&a);
    }
}

#define BORN(date)                                                             \
    "{\"kind\":\"person\",\"name\":\"A\",\"birth_date\":" date "}"

static void a_child_is_one_by_all_that_tell_when_it_was_born(void **state)
{
    (void)state;
    static const struct {
        const char *first, *second;
        cn_treat_age due;
    } rows[] = {
        {BORN("\"2020-01-01\""), BORN("\"2020-01-01\""), CN_TREAT_CHILD},
        {BORN("\"2020-01-01\""), BORN("\"1980-01-01\""), CN_TREAT_CHILD_MAYBE},
        {BORN("\"2020-01-01\""), BORN("{\"absent\":\"refused\"}"),
         CN_TREAT_CHILD},
        {BORN("{\"absent\":\"refused\"}"), BORN("\"1980-01-01\""),
         CN_TREAT_ADULT},
        {BORN("{\"absent\":\"refused\"}"), BORN("{\"absent\":\"not_asked\"}"),
         CN_TREAT_AGE_UNKNOWN},
        {BORN("\"2008-03~\""), BORN("\"2008-03~\""), CN_TREAT_CHILD_MAYBE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        asked a;
        asked b;
        cn_treat_child child;
        ask(&a, "2026-03-20", rows[i].first);
        ask(&b, "2026-03-20", rows[i].second);
        a.entries[a.c.num++] = b.entries[0];
        cn_view_child_of(&child, &a.c);
        assert_int_equal(child.age, rows[i].due);
        b.made.entries[0].critical = true; /* is passed over */
        a.made.entries[0].critical = true;
        cn_view_child_of(&child, &a.c);
        assert_int_equal(child.age, CN_TREAT_AGE_UNKNOWN);
        forget(&b);
        forget(&a);
    }
}

/* Until the day on which it is eighteen; a year to either side of an estimate.
 */
static void a_child_is_one_to_the_day(void **state)
{
    (void)state;
    static const struct {
        const char *born, *at;
        cn_treat_age due;
    } rows[] = {
        {"2008-03-20", "2026-03-19", CN_TREAT_CHILD},
        {"2008-03-20", "2026-03-20", CN_TREAT_ADULT},
        {"2008-03", "2026-02-28", CN_TREAT_CHILD},
        {"2008-03", "2026-03-01", CN_TREAT_CHILD_MAYBE},
        {"2008-03", "2026-03-30", CN_TREAT_CHILD_MAYBE},
        {"2008-03", "2026-03-31", CN_TREAT_ADULT},
        {"2008-03-20~", "2025-03-18", CN_TREAT_CHILD},
        {"2008-03-20~", "2025-03-19", CN_TREAT_CHILD_MAYBE},
        {"2008-03-20~", "2027-03-20", CN_TREAT_CHILD_MAYBE},
        {"2008-03-20~", "2027-03-21", CN_TREAT_ADULT},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        asked a;
        cn_treat_child child;
        char person[128];
        snprintf(person, sizeof person, BORN("\"%s\""), rows[i].born);
        ask(&a, rows[i].at, person);
        cn_view_child_of(&child, &a.c);
        if (child.age != rows[i].due) {
            fail_msg("born %s, on %s: %d", rows[i].born, rows[i].at,
                     (int)child.age);
        }
        forget(&a);
    }
}

/* ---- weights ---- */

#define RESULT(code, value, unit, more)                                        \
    "{\"kind\":\"result\",\"test\":{\"code\":\"" code                          \
    "\"},\"quantity\":{\"value\":" value ",\"unit\":\"" unit "\"}" more "}"
#define ON(date) ",\"date\":\"" date "\""
#define WEIGHT(value, date) RESULT("29463-7", value, "kg", ON(date))
#define NONE "{\"child\":\"unknown\"}"
#define ONE(value, days)                                                       \
    "{\"child\":\"unknown\",\"weight\":{\"value\":" value                      \
    ",\"unit\":\"kg\"},\"weight_days\":" days "}"

/* What is said of the weight of entries of which those of a mask are trusted,
   in their order and in the other one. */
static void expect_weight(const char *entries, size_t trusted, const char *due)
{
    asked a;
    bool trust[2];
    ask(&a, "2026-03-20", entries);
    a.c.trusted = trust;
    assert_in_range(a.c.num, 1, 2);
    for (size_t turn = 0; turn < 2; turn++) {
        cn_treat_child child;
        cn_json_writer w;
        cn_buf b;
        for (size_t i = 0; i < a.c.num; i++) {
            trust[i] = (trusted >> (turn == 0 ? i : a.c.num - 1 - i) & 1) != 0;
        }
        cn_buf_init(&b);
        cn_json_begin(&w, &b, false);
        cn_view_child_of(&child, &a.c);
        cn_view_child_json(&w, &child);
        expect_lines(&b, due);
        cn_buf_free(&b);
        const carnet_entry *first = a.entries[0];
        a.entries[0] = a.entries[a.c.num - 1];
        a.entries[a.c.num - 1] = first;
    }
    forget(&a);
}

static void the_last_weight_is_told_with_its_age(void **state)
{
    (void)state;
    static const struct {
        const char *entries;
        size_t trusted;
        const char *due;
    } rows[] = {
        {WEIGHT("20", "2026-03-01"), 1, ONE("20", "19")},
        {WEIGHT("20", "2026-03-20"), 1, ONE("20", "0")},
        {WEIGHT("20", "2026-03-21"), 1, NONE}, /* of a later day */
        {WEIGHT("20", "2026-03-01") "," WEIGHT("21", "2026-03-10"), 3,
         ONE("21", "10")},
        {WEIGHT("20", "2026-03-20") "," WEIGHT("21", "2026-03-21"), 3,
         ONE("20", "0")},
        /* that month, and on or before the day for which it speaks */
        {RESULT("29463-7", "20", "kg",
                ON("2026-03") ",\"observed\":\"2026-03-01\""),
         1, ONE("20", "19")},
        {RESULT("29463-7", "20", "kg",
                ON("2026-02") ",\"observed\":\"2026-03-05\""),
         1, ONE("20", "20")},
        /* of one day: neither is chosen, but the same is told once */
        {WEIGHT("20", "2026-03-01") "," WEIGHT("21", "2026-03-01"), 3,
         "{\"child\":\"unknown\",\"weight\":{\"value\":20,\"unit\":\"kg\"},"
         "\"weight_other\":{\"value\":21,\"unit\":\"kg\"},\"weight_days\":19}"},
        {WEIGHT("20", "2026-03-01") "," WEIGHT("20", "2026-03-01"), 3,
         ONE("20", "19")},
        /* what is trusted before what is later */
        {WEIGHT("20", "2026-03-01") "," WEIGHT("21", "2026-03-10"), 1,
         ONE("20", "19")},
        {WEIGHT("20", "2026-03-01") "," WEIGHT("21", "2026-03-01"), 2,
         ONE("21", "19")},
        {WEIGHT("20", "2026-03-01") "," WEIGHT("21", "2026-03-10"), 0,
         "{\"child\":\"unknown\",\"weight\":{\"value\":21,\"unit\":\"kg\"},"
         "\"weight_days\":10,\"weight_not_accepted\":true}"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect_weight(rows[i].entries, rows[i].trusted, rows[i].due);
    }
}

static void a_weight_is_a_result_of_one_in_a_unit_of_one(void **state)
{
    (void)state;
    static const char *const none[] = {
        RESULT("8302-2", "20", "kg", ON("2026-03-01")), /* of height */
        RESULT("29463-7", "20", "cm", ON("2026-03-01")),
        RESULT("29463-7", "20", "kg", ",\"date\":{\"absent\":\"not_asked\"}"),
        RESULT("29463-7", "20", "kg",
               ON("2026-03-01") ",\"comparator\":\"less\""),
        RESULT("29463-7", "20", "kg",
               ON("2026-03-01") ",\"state\":\"entered_in_error\""),
        ("{\"kind\":\"result\",\"test\":{\"code\":\"29463-7\"},"
         "\"text_value\":\"20 kg\",\"date\":\"2026-03-01\"}"),
    };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        expect_weight(none[i], 1, NONE);
    }
    expect_weight("{\"kind\":\"result\",\"test\":{\"coding\":[{\"code\":"
                  "\"8302-2\"},{\"code\":\"3141-9\"}]},\"quantity\":{"
                  "\"value\":20,\"unit\":\"kg\"},\"date\":\"2026-03-01\"}",
                  1, ONE("20", "19"));
}

/* Of three of one day the least by its bytes is the other, in any order. */
static void one_other_weight_is_told_in_whatever_order(void **state)
{
    (void)state;
    static const uint8_t orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                        {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    asked a;
    ask(&a, "2026-03-20",
        WEIGHT("20", "2026-03-01") "," WEIGHT("21", "2026-03-01") "," WEIGHT(
            "22", "2026-03-01"));
    const carnet_entry *three[] = {a.entries[0], a.entries[1], a.entries[2]};
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        cn_treat_child child;
        for (size_t k = 0; k < 3; k++) {
            a.entries[k] = three[orders[i][k]];
        }
        cn_view_child_of(&child, &a.c);
        assert_ptr_equal(child.weight, three[0]);
        assert_ptr_equal(child.other, three[1]);
    }
    forget(&a);
}

static void expect_child_lines(const char *entries, bool trusted,
                               const char *due)
{
    asked a;
    const bool trust[] = {trusted, trusted, trusted};
    cn_treat_child child;
    cn_view_pen pen;
    cn_buf text;
    ask(&a, "2026-03-20", entries);
    a.c.trusted = trust;
    cn_view_child_of(&child, &a.c);
    cn_buf_init(&text);
    cn_view_pen_init(&pen, &text, cn_span_str(""));
    cn_view_child_lines(&pen, &child);
    expect_lines(&text, due);
    cn_buf_free(&text);
    forget(&a);
}

static void lines_of_a_child_tell_its_weight(void **state)
{
    (void)state;
#define CHILD BORN("\"2016-01-01\"")
#define A_WEIGHT WEIGHT("20", "2026-03-01")
    expect_child_lines(BORN("\"1980-01-01\"") "," A_WEIGHT, true, "");
    expect_child_lines(BORN("{\"absent\":\"refused\"}") "," A_WEIGHT, true, "");
    expect_child_lines(CHILD, true, " !! child\n    no weight shown\n");
    expect_child_lines(BORN("\"2008-03\"") "," A_WEIGHT, true,
                       " !! may be a child: the birth date is not exact\n"
                       "    body weight: 20 kg\n"
                       "    days ago: 19\n");
    expect_child_lines(CHILD "," A_WEIGHT, true,
                       " !! child\n"
                       "    body weight: 20 kg\n"
                       "    days ago: 19\n");
    expect_child_lines(CHILD "," A_WEIGHT, false,
                       " !! child\n"
                       " !! body weight: 20 kg: REVIEW\n"
                       "    days ago: 19\n");
    expect_child_lines(CHILD "," A_WEIGHT "," WEIGHT("21", "2026-03-01"), true,
                       " !! child\n"
                       " !! body weight: 20 kg\n"
                       " !! body weight: 21 kg\n"
                       "    days ago: 19\n");
}

/* ---- errands ---- */

/* What is said of the first entry, in JSON and in lines. */
static void expect_errand(const char *at, const char *entries, const char *json,
                          const char *lines)
{
    asked a;
    cn_treat_errand errand;
    cn_json_writer w;
    cn_view_pen pen;
    cn_buf said;
    cn_buf text;
    ask(&a, at, entries);
    assert_true(cn_view_errand_of(&errand, &a.c, 0));
    cn_buf_init(&said);
    cn_json_begin(&w, &said, false);
    cn_json_open_object(&w);
    cn_view_errand_json(&w, &errand);
    cn_json_close_object(&w);
    cn_buf_init(&text);
    cn_view_pen_init(&pen, &text, cn_span_str(""));
    cn_view_errand_lines(&pen, &errand);
    cn_buf_put_u8(&said, 0);
    if (strcmp((const char *)said.data, json) != 0) {
        fail_msg("%s, on %s:\n%s", entries, at, (const char *)said.data);
    }
    expect_lines(&text, lines);
    cn_buf_free(&text);
    cn_buf_free(&said);
    forget(&a);
}

#define COVER(more) "{\"kind\":\"coverage\",\"scheme\":\"S\"" more "}"
#define FROM(date) ",\"from\":\"" date "\""
#define UNTIL(date) ",\"until\":\"" date "\""
#define STATE(word) ",\"state\":\"" word "\""
#define CLEARANCE(word, examined, until)                                       \
    "{\"kind\":\"travel_clearance\",\"conclusion\":\"" word                    \
    "\",\"examined\":\"" examined "\",\"valid_until\":\"" until "\"}"

static void what_is_valid_is_so_on_its_days(void **state)
{
    (void)state;
    static const struct {
        const char *at, *entry;
        char due; /* valid, not valid, uncertain */
    } rows[] = {
        {"2026-03-19", COVER(FROM("2026-03-20") UNTIL("2026-04-10")), 'n'},
        {"2026-03-20", COVER(FROM("2026-03-20") UNTIL("2026-04-10")), 'v'},
        {"2026-04-10", COVER(FROM("2026-03-20") UNTIL("2026-04-10")), 'v'},
        {"2026-04-11", COVER(FROM("2026-03-20") UNTIL("2026-04-10")), 'n'},
        {"2026-04-10", COVER(UNTIL("2026-04-10")), 'v'}, /* from: long ago */
        {"2026-04-10", COVER(FROM("2026-03-20")), 'u'},
        {"2026-03-19", COVER(FROM("2026-03-20")), 'n'},
        {"2026-04-10", COVER(""), 'u'},
        /* dates that are no day, or an estimate */
        {"2026-02-28", COVER(FROM("2026-03") UNTIL("2026-04-10")), 'n'},
        {"2026-03-20", COVER(FROM("2026-03") UNTIL("2026-04-10")), 'u'},
        {"2026-04-01", COVER(FROM("2026-03") UNTIL("2026-04-10")), 'v'},
        {"2026-03-31", COVER(FROM("2026-03-20") UNTIL("2026-04")), 'v'},
        {"2026-04-10", COVER(FROM("2026-03-20") UNTIL("2026-04")), 'u'},
        {"2026-05-01", COVER(FROM("2026-03-20") UNTIL("2026-04")), 'n'},
        {"2026-03-01", COVER(FROM("2026-03-20~") UNTIL("2026-04-10")), 'u'},
        {"2026-04-01", COVER(FROM("2026-03-20~") UNTIL("2026-04-10")), 'u'},
        {"2026-05-01", COVER(FROM("2026-03-20") UNTIL("2026-04-10~")), 'u'},
        {"2026-05-01", COVER(FROM("2026-03-20~") UNTIL("2026-04-10")), 'n'},
        /* to the minute, and on such a day as a whole */
        {"2026-03-20",
         COVER(FROM("2026-03-20T08:00:00Z") UNTIL("2026-04-10T08:00:00Z")),
         'u'},
        {"2026-03-21",
         COVER(FROM("2026-03-20T08:00:00Z") UNTIL("2026-04-10T08:00:00Z")),
         'v'},
        {"2026-03-20T07:59:00Z",
         COVER(FROM("2026-03-20T08:00:00Z") UNTIL("2026-04-10T08:00:00Z")),
         'n'},
        {"2026-03-20T08:00:00Z",
         COVER(FROM("2026-03-20T08:00:00Z") UNTIL("2026-04-10T08:00:00Z")),
         'v'},
        {"2026-04-10T08:00:00Z",
         COVER(FROM("2026-03-20T08:00:00Z") UNTIL("2026-04-10T08:00:00Z")),
         'v'},
        {"2026-04-10T08:01:00Z",
         COVER(FROM("2026-03-20T08:00:00Z") UNTIL("2026-04-10T08:00:00Z")),
         'n'},
        /* what its issuer says of it */
        {"2026-04-01",
         COVER(FROM("2026-03-20") UNTIL("2026-04-10") STATE("ended")), 'n'},
        {"2026-04-01",
         COVER(FROM("2026-03-20") UNTIL("2026-04-10") STATE("pending")), 'u'},
        {"2026-04-11",
         COVER(FROM("2026-03-20") UNTIL("2026-04-10") STATE("pending")), 'n'},
        {"2026-04-01", CLEARANCE("fit", "2026-03-20", "2026-04-10"), 'v'},
        {"2026-04-11", CLEARANCE("fit", "2026-03-20", "2026-04-10"), 'n'},
        {"2026-04-01", CLEARANCE("not_yet", "2026-03-20", "2026-04-10"), 'n'},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool valid = rows[i].due == 'v';
        bool never = rows[i].due == 'n';
        expect_errand(rows[i].at, rows[i].entry,
                      valid   ? "{\"valid\":\"valid\"}"
                      : never ? "{\"valid\":\"not_valid\"}"
                              : "{\"valid\":\"uncertain\"}",
                      valid   ? "    valid at the time asked about\n"
                      : never ? " !! not valid at the time asked about\n"
                              : " !! not certain whether valid at the time "
                                "asked about\n");
    }
}

#define REFERRAL(more)                                                         \
    "{\"kind\":\"referral\",\"what\":{\"code\":\"394579002\"}" more "}"
#define DUE(date) ",\"due\":\"" date "\""
#define DOSE(date, more)                                                       \
    "{\"kind\":\"vaccination\",\"vaccine\":{\"code\":\"J07BD52\"},\"date\":"   \
    "\"" date "\"" more "}"

static void what_is_due_is_told_with_how_late_it_is(void **state)
{
    (void)state;
    static const struct {
        const char *entries, *json, *lines;
    } rows[] = {
        {REFERRAL(""), "{\"open\":true}", "    still open\n"},
        {REFERRAL(DUE("2026-03-20")),
         "{\"open\":true,\"due_on\":\"2026-03-20\"}", "    still open\n"},
        {REFERRAL(DUE("2026-03-19")),
         "{\"open\":true,\"due_on\":\"2026-03-19\",\"overdue_days\":1}",
         "    still open\n !! days overdue: 1\n"},
        {REFERRAL(DUE("2026-03")), "{\"open\":true,\"due_on\":\"2026-03-31\"}",
         "    still open\n"},
        {REFERRAL(DUE("2026-03-19") STATE("accepted")),
         "{\"open\":true,\"due_on\":\"2026-03-19\",\"overdue_days\":1}",
         "    still open\n !! days overdue: 1\n"},
        {REFERRAL(DUE("2026-03-19") STATE("done")), "{\"open\":false}", ""},
        {DOSE("2026-01-01", ""), "{\"open\":false}", ""},
        {DOSE("2026-01-01", ",\"dose\":1,\"of\":3"),
         "{\"open\":true,\"doses_not_shown\":2}",
         "    doses of the series not shown: 2\n"},
        {DOSE("2026-01-01", ",\"dose\":3,\"of\":3"), "{\"open\":false}", ""},
        {DOSE("2026-01-01", ",\"of\":3"), "{\"open\":false}", ""},
        {DOSE("2026-01-01", ",\"dose\":1,\"of\":3,\"state\":\"not_done\""),
         "{\"open\":false}", ""},
        {DOSE("2026-01-01", ",\"next_due\":\"2026-03-10\""),
         "{\"open\":true,\"due_on\":\"2026-03-10\",\"overdue_days\":10}",
         " !! days overdue: 10\n"},
        {DOSE("2026-01-01", ",\"next_due\":\"2026-04-10\",\"dose\":1,\"of\":2"),
         "{\"open\":true,\"due_on\":\"2026-04-10\",\"doses_not_shown\":1}",
         "    doses of the series not shown: 1\n"},
        /* a later one was given */
        {DOSE("2026-01-01", ",\"next_due\":\"2026-02-10\",\"dose\":1,\"of\":"
                            "2") "," DOSE("2026-02-12", ",\"dose\":2,\"of\":2"),
         "{\"open\":false}", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect_errand("2026-03-20", rows[i].entries, rows[i].json,
                      rows[i].lines);
    }
}

/* ---- schedules ---- */

#define EVERY(value, unit)                                                     \
    TABLETS("\"dose\":{\"value\":1},\"every\":{\"value\":" value               \
            ",\"unit\":\"" unit "\"},\"last_taken\":\"2026-03-19\"")

/* Whole minutes or months, up to ten years. */
static void an_interval_is_whole_and_no_longer_than_ten_years(void **state)
{
    (void)state;
    static const struct {
        const char *entry, *due;
    } rows[] = {
        {EVERY("0.5", "h"), "doses on this day: 48\n"},
        {EVERY("1.5", "min"), "next dose unknown: "},
        {EVERY("0.5", "mo"), "next dose unknown: "},
        {EVERY("0", "h"), "next dose unknown: "},
        {EVERY("1", "s"), "next dose unknown: "},
        {EVERY("120", "mo"), "next dose 2036-03-19\n"},
        {EVERY("121", "mo"), "next dose unknown: "},
        {EVERY("10", "a"), "next dose 2036-03-19\n"},
        {EVERY("3650", "d"), "next dose 2036-03-16\n"},
        {EVERY("3651", "d"), "next dose unknown: "},
        {EVERY("1", "wk"), "next dose 2026-03-26\n"},
        {EVERY("5256000", "min"), "next dose 2036-03-16\n"},
        {EVERY("5256001", "min"), "next dose unknown: "},
        {EVERY("100", "d"), "next dose 2026-06-27\n"},
        {EVERY("999999999999999", "wk"), "next dose unknown: "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect_said("2026-03-20", rows[i].entry, rows[i].due);
    }
}

#define EACH(value, unit)                                                      \
    ",\"every\":{\"value\":" value ",\"unit\":\"" unit "\"}"
#define TIMES(n) ",\"times_a_day\":" n
#define DAYS(list) ",\"weekdays\":[" list "]"
#define UNCLEAR "next dose unknown: the schedule is not clear\n"

/* The day that is asked about is a Friday. */
static void what_tells_a_schedule_twice_agrees_or_is_not_clear(void **state)
{
    (void)state;
    static const struct {
        const char *told, *due;
    } rows[] = {
        {EACH("8", "h"), "doses on this day: 3\n"},
        {EACH("8", "h") TIMES("3"), "doses on this day: 3\n"},
        {EACH("8", "h") TIMES("2"), UNCLEAR},
        {EACH("1", "d"), "doses on this day: 1\n"},
        {EACH("1", "d") TIMES("2"), "doses on this day: 2\n"},
        {EACH("2", "d") TIMES("2"), "next dose 2026-03-21\n"},
        {EACH("5", "h"), "doses on this day: 5\n"},
        {EACH("5", "h") TIMES("5"), UNCLEAR},
        {EACH("1", "mo"), "next dose 2026-04-19\n"},
        {DAYS("\"friday\""), "doses on this day: 1\n"},
        {DAYS("\"friday\"") TIMES("2"), "doses on this day: 2\n"},
        {DAYS("\"tuesday\""), "next dose 2026-03-24\n"},
        {DAYS("\"tuesday\"") EACH("1", "wk"), "next dose 2026-03-24\n"},
        {DAYS("\"monday\"") EACH("1", "wk"), "next dose 2026-03-23\n"},
        {DAYS("\"friday\"") EACH("1", "d") TIMES("2"),
         "doses on this day: 2\n"},
        {DAYS("\"monday\",\"tuesday\"") EACH("1", "wk"), UNCLEAR},
        {DAYS("\"friday\"") EACH("2", "wk"), UNCLEAR},
        {DAYS("\"friday\"") EACH("1", "d"), "doses on this day: 1\n"},
        {DAYS("\"friday\",\"sunday\"") EACH("1", "d"),
         "doses on this day: 1\n"},
        {DAYS("\"friday\"") EACH("2", "d"), UNCLEAR},
        {DAYS("\"friday\"") EACH("12", "h"), "doses on this day: 2\n"},
        {DAYS("\"friday\"") EACH("12", "h") TIMES("2"),
         "doses on this day: 2\n"},
        {DAYS("\"friday\"") EACH("12", "h") TIMES("3"), UNCLEAR},
        {DAYS("\"friday\"") EACH("7", "h"), UNCLEAR},
        {DAYS("\"friday\"") EACH("1", "mo"), UNCLEAR},
        {"", "next dose unknown: no times told\n"},
        {",\"instructions\":\"as I said\"",
         "next dose unknown: the dosage is told in words: read them\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char entry[512];
        snprintf(entry, sizeof entry,
                 TABLETS("\"dose\":{\"value\":1},\"last_taken\":"
                         "\"2026-03-19\"%s"),
                 rows[i].told);
        expect_said("2026-03-20", entry, rows[i].due);
    }
}

#define PLAIN(more)                                                            \
    "{\"kind\":\"prescription\",\"medicine\":{\"code\":\"J01CA04\"}" more "}"
#define TABLET ",\"form\":{\"code\":\"385055001\"}"
#define ONE_DOSE TABLET ",\"dose\":{\"value\":1}"
#define AT(list) ",\"at\":[" list "]"
#define TAKEN(date) ",\"last_taken\":\"" date "\""
#define WORDS(text) ",\"instructions\":\"" text "\""
#define HANDED(value, unit)                                                    \
    ",\"handed_over\":{\"value\":" value ",\"unit\":\"" unit                   \
    "\"},\"handed_on\":\"2026-03-20\""
#define NO_LAST "next dose unknown: last dose not told\n"
#define ONLY_WORDS "the dosage is told in words: read them\n"
#define NEEDED ",\"as_needed\":true"

static void a_plan_is_made_of_what_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *entry, *due;
    } rows[] = {
        /* times of the day, but for those that only say when a meal is */
        {PLAIN(ONE_DOSE AT("\"morning\",\"night\"")), "doses on this day: 2\n"},
        {PLAIN(ONE_DOSE AT("\"morning\",\"night\"") TIMES("2")),
         "doses on this day: 2\n"},
        {PLAIN(ONE_DOSE AT("\"morning\",\"night\"") TIMES("3")), UNCLEAR},
        {PLAIN(ONE_DOSE AT("\"morning\",\"with_meal\"")),
         "doses on this day: 1\n"},
        {PLAIN(ONE_DOSE AT("\"before_meal\"")),
         "next dose unknown: no times told\n"},
        {PLAIN(ONE_DOSE AT("\"with_meal\"") TIMES("3")),
         "doses on this day: 3\n"},
        {PLAIN(TABLET TIMES("2")), "next dose unknown: no dose told\n"},
        /* what hangs on the last dose, of the clock where that was taken */
        {PLAIN(ONE_DOSE EACH("2", "d")), NO_LAST},
        {PLAIN(ONE_DOSE EACH("1", "mo")), NO_LAST},
        {PLAIN(ONE_DOSE EACH("7", "h")), NO_LAST},
        {PLAIN(ONE_DOSE EACH("1", "d")), "doses on this day: 1\n"},
        {PLAIN(ONE_DOSE EACH("2", "d") TAKEN("2026-03")), NO_LAST},
        {PLAIN(ONE_DOSE EACH("7", "h") TAKEN("2026-03-19T10:00:00+02:00")),
         "doses on this day: 4\n"},
        /* words, where nothing else tells it and what they count is known */
        {PLAIN(TABLET WORDS("1-0-2")), "in the day, by the words: 3 tablets\n"},
        {PLAIN(WORDS("1-0-2") HANDED("30", "{tablet}")),
         "in the day, by the words: 3 tablets\n"},
        {PLAIN(WORDS("1-0-2") HANDED("30", "mL")), ONLY_WORDS},
        {PLAIN(WORDS("1-0-2")), ONLY_WORDS},
        {PLAIN(TABLET WORDS("1-0-2") TIMES("2")), "no dose told\n"},
        {PLAIN(ONE_DOSE WORDS("1-0-2")), ONLY_WORDS},
        {PLAIN(TABLET WORDS("1-0-2") DAYS("\"friday\"")), "no dose told\n"},
        {PLAIN(TABLET WORDS("1-0-2") EACH("1", "d")), "no dose told\n"},
        /* when needed: the most of a day, or what the schedule comes to */
        {PLAIN(TABLET NEEDED
               ",\"max_a_day\":{\"value\":4}" HANDED("20", "{tablet}")),
         "lasts at least to before 2026-03-25\n"},
        /* and enough of it to the last day */
        {PLAIN(TABLET NEEDED ",\"max_a_day\":{\"value\":4}" HANDED(
             "20", "{tablet}") ",\"until\":\"2026-03-22\""),
         "enough to its end 2026-03-22\n"},
        {PLAIN(ONE_DOSE NEEDED TIMES("4") HANDED("20", "{tablet}")),
         "lasts at least to before 2026-03-25\n"},
        {PLAIN(ONE_DOSE NEEDED EACH("2", "d") HANDED("20", "{tablet}")),
         "lasts at least to before 2026-04-29\n"},
        {PLAIN(ONE_DOSE NEEDED HANDED("20", "{tablet}")),
         "days left unknown: most in one day not told\n"},
        {PLAIN(TABLET NEEDED HANDED(
             "20", "{tablet}") ",\"since\":\"2026-03-20\""
                               ",\"phases\":[{\"dose\":{\"value\":1},\"times_a_"
                               "day\":1}]"),
         "days left unknown: most in one day not told\n"},
        {PLAIN(TABLET NEEDED ",\"max_a_day\":{\"value\":4}" HANDED(
             "20", "{tablet}") ",\"since\":\"2026-03-20\""
                               ",\"phases\":[{\"dose\":{\"value\":1},\"times_a_"
                               "day\":1}]"),
         "lasts at least to before 2026-03-25\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect_said("2026-03-20", rows[i].entry, rows[i].due);
    }
}

static void words_are_the_schedule_where_nothing_else_tells_one(void **state)
{
    (void)state;
    static const char *const rows[] = {PLAIN(TABLET WORDS("1-0-2")),
                                       PLAIN(TABLET WORDS("1-0-2") TIMES("2")),
                                       PLAIN(TABLET WORDS("as I said"))};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        asked a;
        ask(&a, "2026-03-20", rows[i]);
        assert_int_equal(cn_treat_is_by_words(a.entries[0]), i == 0);
        forget(&a);
    }
}

#define STAGE(dose, more) "{\"dose\":{\"value\":" dose "}" more "}"
#define FOR(days) ",\"days\":" days

static void stages_follow_each_other_to_the_day(void **state)
{
    (void)state;
    const char *two = STAGES(
        STAGE("1", TIMES("1") FOR("5")) "," STAGE("2", TIMES("2") FOR("5")));
    const char *open = STAGES(
        STAGE("1", EACH("2", "d") FOR("5")) "," STAGE("2", EACH("3", "d")));
    static const char due_1[] = "doses on this day: 1\n";
    static const char due_2[] = "doses on this day: 2\n";
    expect_said("2026-03-19", two, "begins 2026-03-20\n");
    expect_said("2026-03-20", two, due_1);
    expect_said("2026-03-24", two, due_1);
    expect_said("2026-03-25", two, due_2);
    expect_said("2026-03-29", two, due_2);
    expect_said("2026-03-30", two, "all stages are over\n");
    expect_said("2026-03-20", open, due_1);
    expect_said("2026-03-21", open, "next dose 2026-03-22\n");
    expect_said("2026-03-24", open, due_1);
    expect_said("2026-03-25", open, due_1);
    expect_said("2026-03-26", open, "next dose 2026-03-28\n");
    /* What is not clear is said before what is not told. */
    expect_said("2026-03-20",
                PLAIN(TABLET ",\"since\":\"2026-03\",\"phases\":[" STAGE(
                    "1", EACH("5", "h")) "]"),
                UNCLEAR);
    expect_said("2026-03-20", STAGES(STAGE("1", EACH("1", "mo") FOR("5"))),
                UNCLEAR);
    expect_said("2026-03-20",
                STAGES(STAGE("1", EACH("8", "h") TIMES("2") FOR("5"))),
                UNCLEAR);
    expect_said("2026-03-20", STAGES(STAGE("1", EACH("8", "h") FOR("5"))),
                "doses on this day: 3\n");
}

#define FIVE_DAYS STAGE("1", TIMES("1") FOR("5"))
#define STAGED(more)                                                           \
    TABLETS("\"since\":\"2026-03-20\",\"phases\":[" FIVE_DAYS "]" more)
#define NEXT(date) ",\"next_due\":\"" date "\""

/* Unless a dose of a later day is told, exactly; as needed they have no end. */
static void stages_end_unless_a_later_dose_is_told(void **state)
{
    (void)state;
    static const char over[] = "all stages are over\n";
    static const struct {
        const char *at, *entry, *due;
    } rows[] = {
        {"2026-03-24", STAGED(""), "doses on this day: 1\n"},
        {"2026-03-25", STAGED(""), over},
        {"2026-04-01", STAGED(NEXT("2026-04-02")), "next dose 2026-04-02\n"},
        {"2026-04-01", STAGED(NEXT("2026-04-01")), over},
        {"2026-04-01", STAGED(NEXT("2026-03-31")), over},
        {"2026-04-01", STAGED(NEXT("2026-05")), over},
        {"2026-04-01", STAGED(NEEDED), "!all stages"},
        {"2026-04-01", STAGED(UNTIL("2026-03-31")), "!all stages"},
        {"2026-04-01", STAGED(UNTIL("2026-04-01")), over},
        {"2026-04-01", STAGED(UNTIL("2026-04-02")), over},
        {"2026-04-01", STAGES(FIVE_DAYS "," STAGE("1", TIMES("1"))),
         "doses on this day: 1\n"},
        {"2026-04-01", STAGED(",\"times_a_day\":1"), "!all stages"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect_said(rows[i].at, rows[i].entry, rows[i].due);
    }
}

/* One that was taken then makes it the day of the last dose. */
static void the_next_dose_told_counts_until_it_is_taken(void **state)
{
    (void)state;
    static const struct {
        const char *entry, *due;
    } rows[] = {
        {PLAIN(ONE_DOSE EACH("2", "d") TAKEN("2026-03-18") NEXT("2026-03-19")),
         "was due 2026-03-19\n"},
        {PLAIN(ONE_DOSE EACH("2", "d") TAKEN("2026-03-19") NEXT("2026-03-19")),
         "next dose 2026-03-21\n"},
        {PLAIN(ONE_DOSE EACH("3", "d") TAKEN("2026-03-19") NEXT("2026-03-18")),
         "next dose 2026-03-22\n"},
        {PLAIN(ONE_DOSE EACH("2", "d") TAKEN("2026-03-18") NEXT("2026-03")),
         "doses on this day: 1\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect_said("2026-03-20", rows[i].entry, rows[i].due);
    }
}

#define SUPPLIED(more) PLAIN(ONE_DOSE TIMES("1") HANDED("10", "{tablet}") more)
#define OTHER(more) PLAIN(ONE_DOSE TIMES("1") more)
#define HOLDS "runs out 2026-03-30\n"
#define SHARED "lasts at most to before 2026-03-30\n"

/* By another entry of one code that is taken, or may be. */
static void a_supply_may_be_used_by_what_goes_on(void **state)
{
    (void)state;
    static const struct {
        const char *at, *other, *due;
    } rows[] = {
        {"2026-03-20", OTHER(""), SHARED},
        {"2026-03-20", OTHER(",\"until\":\"2026-03-20\""), SHARED},
        {"2026-03-20", OTHER(",\"until\":\"2026-03-19\""), HOLDS},
        {"2026-03-20", OTHER(",\"until\":\"2026-03-18\""), HOLDS},
        {"2026-03-20", OTHER(",\"until\":\"2026-03-19\",\"long_term\":true"),
         SHARED},
        {"2026-03-20",
         OTHER(",\"until\":\"2026-03-19\",\"must_not_stop\":true"), SHARED},
        {"2026-03-20", OTHER(",\"until\":\"2026-03\""), SHARED},
        {"2026-03-20", OTHER(",\"until\":\"2026-03-10~\""), SHARED},
        {"2026-03-20", OTHER(",\"since\":\"2026-03-21\""), HOLDS},
        {"2026-03-20", OTHER(",\"since\":\"2026-03-20\""), SHARED},
        {"2026-03-20", OTHER(",\"status\":\"stopped\""), HOLDS},
        {"2026-03-20", OTHER(",\"status\":\"paused\""), HOLDS},
        /* to the minute */
        {"2026-03-20T08:00:00Z", OTHER(",\"until\":\"2026-03-20T07:59:00Z\""),
         HOLDS},
        {"2026-03-20T08:00:00Z", OTHER(",\"until\":\"2026-03-20T08:00:00Z\""),
         SHARED},
        {"2026-03-20T08:00:00Z",
         OTHER(",\"until\":\"2026-03-20T07:59:00Z\",\"long_term\":true"),
         SHARED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char entries[1024];
        snprintf(entries, sizeof entries, "%s,%s", SUPPLIED(""), rows[i].other);
        expect_said(rows[i].at, entries, rows[i].due);
    }
}

/* The stage and its dose, of the day alone. */
static void a_stage_is_told_on_its_own_days(void **state)
{
    (void)state;
    static const struct {
        const char *at;
        int32_t stage;
        int64_t dose;
    } rows[] = {{"2026-03-20", 1, 1}, {"2026-03-24", 1, 1},
                {"2026-03-25", 2, 2}, {"2026-03-29", 2, 2},
                {"2026-03-30", 0, 0}, {"2026-03-31", 0, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        asked a;
        cn_treat_medicine m;
        ask(&a, rows[i].at,
            TABLETS("\"since\":\"2026-03-20\",\"phases\":[" FIVE_DAYS "," STAGE(
                "2", TIMES("1") FOR("5")) "]" NEXT("2026-04-05")));
        assert_true(cn_view_medicine_of(&m, &a.c, 0));
        assert_int_equal(m.state, CN_TREAT_TAKING);
        assert_int_equal(m.phase, rows[i].stage);
        assert_int_equal(m.dose.value.mantissa, rows[i].dose);
        forget(&a);
    }
}

#define MONDAYS(more) PLAIN(ONE_DOSE DAYS("\"monday\"") more)

/* A day that is reckoned is none then; one that is told is. The day that is
   asked about is a Friday. */
static void no_dose_is_reckoned_for_after_the_end(void **state)
{
    (void)state;
    static const char due[] = "next dose 2026-03-23\n";
    static const struct {
        const char *entry, *due;
    } rows[] = {
        {MONDAYS(""), due},
        {MONDAYS(UNTIL("2026-03-23")), due},
        {MONDAYS(UNTIL("2026-03-22")), "!next dose"},
        {MONDAYS(UNTIL("2026-03-22~")), due},
        {MONDAYS(UNTIL("2026-03")), due},
        {MONDAYS(UNTIL("2026-03-22") NEXT("2026-03-23")), due},
        {MONDAYS(UNTIL("2026-03-22") NEXT("2026-03-16")), "!next dose"},
        {MONDAYS(UNTIL("2026-03-22") NEXT("2026-03")), "!next dose"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect_said("2026-03-20", rows[i].entry, rows[i].due);
    }
}

/* By the schedule, where there is one; the day that is asked about is a
   Friday. */
static void a_dose_told_for_the_day_is_due_by_its_schedule(void **state)
{
    (void)state;
    expect_said("2026-03-20", MONDAYS(NEXT("2026-03-20")),
                "next dose 2026-03-23\n");
    expect_said("2026-03-20", MONDAYS(NEXT("2026-03-21")),
                "next dose 2026-03-21\n");
    expect_said("2026-03-20", PLAIN(ONE_DOSE EACH("24", "h")),
                "doses on this day: 1\n");
    expect_said("2026-03-20", PLAIN(ONE_DOSE EACH("1440", "min")),
                "doses on this day: 1\n");
}

/* Where it is not told to the day when the treatment ends, a dose in what is
   left of that may not be one any more. */
static void a_dose_may_lie_after_the_end(void **state)
{
    (void)state;
    static const struct {
        const char *entry;
        bool due;
    } rows[] = {
        {PLAIN(ONE_DOSE TIMES("1")), false},
        {PLAIN(ONE_DOSE TIMES("1") UNTIL("2026-03")), true},
        {PLAIN(ONE_DOSE TIMES("1") UNTIL("2026-03-20~")), true},
        {PLAIN(ONE_DOSE TIMES("1") UNTIL("2026-03-21~")), false},
        {PLAIN(ONE_DOSE TIMES("1") UNTIL("2026-04")), false},
        {PLAIN(ONE_DOSE TIMES("1") UNTIL("2026-03-20")), false},
        {PLAIN(ONE_DOSE EACH("3", "d") TAKEN("2026-03-19") UNTIL("2026-03")),
         true},
        {PLAIN(ONE_DOSE EACH("2", "d") TAKEN("2026-03-16") UNTIL("2026-03")),
         false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        asked a;
        cn_treat_medicine m;
        ask(&a, "2026-03-20", rows[i].entry);
        assert_true(cn_view_medicine_of(&m, &a.c, 0));
        if (m.due_maybe != rows[i].due) {
            fail_msg("%s: %d", rows[i].entry, (int)m.due_maybe);
        }
        forget(&a);
    }
}

static void a_stage_of_nothing_is_passed_over(void **state)
{
    (void)state;
#define NOTHING STAGE("0", TIMES("1") FOR("5"))
    expect_said("2026-03-20", STAGES(NOTHING "," STAGE("1", TIMES("1"))),
                "next dose 2026-03-25\n");
    expect_said("2026-03-20", STAGES(FIVE_DAYS "," NOTHING),
                "doses on this day: 1\n");
    expect_said("2026-03-20", STAGES(NOTHING), "next dose unknown: ");
}

/* What was told on 2026-03-17, on 2026-03-20: a dose was due on 2026-03-11. */
static void days_without_it_are_held_against_what_can_be_borne(void **state)
{
    (void)state;
#define MISSED(more) PLAIN(ONE_DOSE TIMES("1") TAKEN("2026-03-10") more)
#define BORNE(days) ",\"gap_days\":" days
#define BROKEN_OFF ",\"status\":\"interrupted\""
    static const struct {
        const char *entry;
        int32_t due;
    } rows[] = {
        {MISSED(""), CN_TREAT_GAP_BORNE},
        {MISSED(BORNE("10")), CN_TREAT_GAP_BORNE},
        {MISSED(BORNE("9")), CN_TREAT_GAP_BORNE},
        {MISSED(BORNE("8")), CN_TREAT_GAP_MAYBE},
        {MISSED(BORNE("6")), CN_TREAT_GAP_MAYBE},
        {MISSED(BORNE("5")), CN_TREAT_GAP_EXCEEDED},
        {MISSED(BORNE("9") BROKEN_OFF), CN_TREAT_GAP_BORNE},
        {MISSED(BORNE("8") BROKEN_OFF), CN_TREAT_GAP_EXCEEDED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        asked a;
        cn_treat_medicine m;
        ask(&a, "2026-03-20", rows[i].entry);
        assert_true(cn_view_medicine_of(&m, &a.c, 0));
        assert_int_equal(m.gap_days, 9);
        if (m.gap != rows[i].due) {
            fail_msg("%s: %d", rows[i].entry, (int)m.gap);
        }
        forget(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(explains_each_number_in_lines),
        cmocka_unit_test(names_what_must_not_stop_by_the_nearest_group),
        cmocka_unit_test(says_nothing_found_and_never_none),
        cmocka_unit_test(compares_no_more_than_is_there),
        cmocka_unit_test(a_medicine_is_known_by_all_that_is_in_it),
        cmocka_unit_test(names_what_is_beyond_the_bounds_of_a_check),
        cmocka_unit_test(reads_only_one_to_zero_to_two),
        cmocka_unit_test(stays_in_the_calendar_whatever_the_dose),
        cmocka_unit_test(months_are_those_of_the_calendar),
        cmocka_unit_test(doses_fall_on_their_days),
        cmocka_unit_test(passes_over_what_it_can_not_read),
        cmocka_unit_test(says_where_a_check_has_no_memory),
        cmocka_unit_test(says_where_sorting_has_no_memory),
        cmocka_unit_test(a_month_is_told_as_one_and_the_dose_taken_today),
        cmocka_unit_test(each_state_and_what_is_not_known_has_its_line),
        cmocka_unit_test(a_supply_is_reckoned_by_a_strength_that_says_of_what),
        cmocka_unit_test(a_medicine_of_too_many_ingredients_is_not_checked),
        cmocka_unit_test(a_child_is_one_by_all_that_tell_when_it_was_born),
        cmocka_unit_test(a_child_is_one_to_the_day),
        cmocka_unit_test(the_last_weight_is_told_with_its_age),
        cmocka_unit_test(a_weight_is_a_result_of_one_in_a_unit_of_one),
        cmocka_unit_test(one_other_weight_is_told_in_whatever_order),
        cmocka_unit_test(lines_of_a_child_tell_its_weight),
        cmocka_unit_test(what_is_valid_is_so_on_its_days),
        cmocka_unit_test(what_is_due_is_told_with_how_late_it_is),
        cmocka_unit_test(an_interval_is_whole_and_no_longer_than_ten_years),
        cmocka_unit_test(what_tells_a_schedule_twice_agrees_or_is_not_clear),
        cmocka_unit_test(a_plan_is_made_of_what_is_told),
        cmocka_unit_test(words_are_the_schedule_where_nothing_else_tells_one),
        cmocka_unit_test(stages_follow_each_other_to_the_day),
        cmocka_unit_test(stages_end_unless_a_later_dose_is_told),
        cmocka_unit_test(the_next_dose_told_counts_until_it_is_taken),
        cmocka_unit_test(a_supply_may_be_used_by_what_goes_on),
        cmocka_unit_test(a_stage_is_told_on_its_own_days),
        cmocka_unit_test(no_dose_is_reckoned_for_after_the_end),
        cmocka_unit_test(a_dose_told_for_the_day_is_due_by_its_schedule),
        cmocka_unit_test(a_dose_may_lie_after_the_end),
        cmocka_unit_test(a_stage_of_nothing_is_passed_over),
        cmocka_unit_test(days_without_it_are_held_against_what_can_be_borne),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
