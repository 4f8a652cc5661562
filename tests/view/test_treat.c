/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Treatment where examples do not reach: lines as a doctor reads them, the
 * bounds of the checks, numbers at the ends of what can be told, entries that
 * can't be read, memory that is gone.
 */
#include "../support/support.h"

#include "../../lib/view/treat_i.h"
#include "../model/model_record.h"
#include "../support/failing_mem.h"

#define MANY 600 /* more than CN_TREAT_CHECKED_MAX */

/* A case about the entries of a record, in its order. */
typedef struct {
    test_made made;
    const carnet_entry *entries[2 * MANY];
    cn_treat_case c;
    cn_arena sorted;
} asked;

static void ask(asked *a, const char *at, const char *entries)
{
    char json[4096];
    int len = snprintf(json, sizeof json, "{\"entries\":[%s]}", entries);
    assert_in_range(len, 1, sizeof json - 1);
    memset(a, 0, sizeof *a);
    test_make(&a->made, json);
    for (size_t i = 0; i < a->made.num; i++) {
        a->entries[a->made.list[i].source] = &a->made.entries[i];
    }
    a->c.entries = a->entries;
    a->c.num = a->made.num;
    assert_true(cn_form_date(cn_span_str(at), &a->c.at));
    cn_arena_init_grow(&a->sorted);
    assert_status(cn_view_index_case(&a->c, &a->sorted), CARNET_OK);
}

static void forget(asked *a)
{
    cn_arena_free(&a->sorted);
    test_made_free(&a->made);
}

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
        {"1.125-0-0", -1, 0},   {"", -1, 0}};
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

static void refuses_numbers_of_more_than_eighteen_digits(void **state)
{
    (void)state;
    cn_treat_number most = {CN_TREAT_NUMBER_MAX, 0};
    cn_treat_number two = {2, 0};
    cn_treat_number one = {1, 3};
    cn_treat_number n = most;
    assert_false(cn_treat_multiply(&n, two));
    assert_true(cn_treat_multiply(&n, (cn_treat_number){1, 0}));
    assert_int_equal(n.mantissa, CN_TREAT_NUMBER_MAX);
    assert_int_equal(cn_treat_scaled(most, 0), CN_TREAT_NUMBER_MAX);
    assert_int_equal(cn_treat_scaled(most, -1), -1);
    assert_int_equal(cn_treat_scaled(one, -14), INT64_C(100000000000000000));
    assert_int_equal(cn_treat_scaled(one, -15), -1);
    assert_false(cn_treat_number_of(&n, &(cn_model_decimal){-5, 1}));
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
    assert_true(cn_view_errand_of(&e, &a.c, 2));
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

/* Lines of the first medicine of a case; in them, or not with "!" before it. */
static void expect_said(const char *at, const char *entries, const char *due)
{
    asked a;
    cn_treat_medicine m;
    cn_view_pen pen;
    cn_buf text;
    ask(&a, at, entries);
    assert_true(cn_view_medicine_of(&m, &a.c, 0));
    cn_buf_init(&text);
    cn_view_pen_init(&pen, &text, cn_span_str(""));
    cn_view_medicine_lines(&pen, &m, true);
    cn_buf_put_u8(&text, 0);
    bool absent = due[0] == '!';
    if ((strstr((const char *)text.data, due + absent) != NULL) == absent) {
        fail_msg("%s\n%s\nshould say %s:\n%s", at, entries, due,
                 (const char *)text.data);
    }
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
        cmocka_unit_test(refuses_numbers_of_more_than_eighteen_digits),
        cmocka_unit_test(passes_over_what_it_can_not_read),
        cmocka_unit_test(says_where_a_check_has_no_memory),
        cmocka_unit_test(says_where_sorting_has_no_memory),
        cmocka_unit_test(a_month_is_told_as_one_and_the_dose_taken_today),
        cmocka_unit_test(each_state_and_what_is_not_known_has_its_line),
        cmocka_unit_test(a_supply_is_reckoned_by_a_strength_that_says_of_what),
        cmocka_unit_test(a_medicine_of_too_many_ingredients_is_not_checked),
        cmocka_unit_test(a_child_is_one_by_all_that_tell_when_it_was_born),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
