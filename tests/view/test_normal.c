/* SPDX-License-Identifier: Apache-2.0 */
/*
 * When two entries say the same, and when they are about the same
 * (docs/spec/view.md section 5), whatever the days on which they were issued.
 */
#include "../support/failing_mem.h"
#include "rows.h"

typedef void writer(cn_buf *b, const carnet_entry *e);

static void put_stated(cn_buf *b, const carnet_entry *e)
{
    cn_view_put_normal(b, e, CN_VIEW_STATED);
}

/* Equal bytes of two entries, the second issued forty days before. */
static bool are_equal(const char *first, const char *second, writer *put)
{
    cn_buf said[2];
    for (size_t i = 0; i < 2; i++) {
        test_made made;
        test_make_entries(&made, i == 0 ? first : second,
                          TEST_DAY - 40 * (int32_t)i);
        cn_buf_init(&said[i]);
        put(&said[i], made.entries);
        test_made_free(&made);
    }
    bool equal = cn_span_equal(cn_buf_span(&said[0]), cn_buf_span(&said[1]));
    cn_buf_free(&said[1]);
    cn_buf_free(&said[0]);
    return equal;
}

typedef struct {
    const char *first, *second;
    bool same;
} pair;

static void expect_pairs(const pair *pairs, size_t num, writer *put)
{
    for (size_t i = 0; i < num; i++) {
        const pair *p = &pairs[i];
        if (are_equal(p->first, p->second, put) != p->same ||
            are_equal(p->second, p->first, put) != p->same) {
            fail_msg("%s\n%s\nshould%s be the same", p->first, p->second,
                     p->same ? "" : " not");
        }
    }
}

#define CONDITION(more)                                                        \
    "{\"kind\":\"condition\",\"code\":{\"code\":\"I10\"}" more "}"
#define NAMED(code) "{\"kind\":\"condition\",\"code\":{" code "}}"
#define SINCE(date) CONDITION(",\"since\":" date)
#define TEXT(text) "\"text\":\"" text "\""
#define OF(system, code, label)                                                \
    "{\"system\":\"" system "\",\"code\":\"" code "\"" label "}"
#define LABEL(label) ",\"display\":\"" label "\""
#define CODINGS(list) NAMED("\"coding\":[" list "]")
#define REACTIONS(list)                                                        \
    "{\"kind\":\"allergy\",\"agent\":{\"text\":\"x\"},\"reaction\":[" list "]" \
    "}"
#define TAKES(more)                                                            \
    "{\"kind\":\"prescription\",\"medicine\":{\"code\":\"N03AX14\"}" more "}"
#define DOSE(value, unit)                                                      \
    TAKES(",\"dose\":{\"value\":" value ",\"unit\":\"" unit "\"}")
#define PERSON(name)                                                           \
    "{\"kind\":\"person\",\"name\":\"" name "\",\"birth_date\":\"1990\"}"
#define ALIASES(list) "{\"kind\":\"person_details\",\"aliases\":[" list "]}"
#define NUMBERS(list) "{\"kind\":\"person_details\",\"identifiers\":[" list "]}"
#define CARE(more) "{\"kind\":\"travel_care\",\"escort\":\"doctor\"" more "}"

static void a_text_is_folded_but_for_a_persons_own(void **state)
{
    (void)state;
    static const pair pairs[] = {
        {NAMED(TEXT("Caf\xc3\xa9s")), NAMED(TEXT("cafes")), true},
        {NAMED(TEXT("cafe\xcc\x81s")), NAMED(TEXT("cafes")), true},
        {NAMED(TEXT("cafe\xcc\x81s")), NAMED(TEXT("cafe")), false},
        {NAMED(TEXT("cafes")), NAMED(TEXT("safes")), false},
        {NAMED(TEXT("\xf0\x9f\xa6\x9f")), NAMED(TEXT("\xf0\x9f\xa6\x9e")),
         false},
        {NAMED(TEXT("\xf0\x9f\xa6\x9f")), NAMED(TEXT("\xf0\x9f\xa6\x9f")),
         true},
        {PERSON("Awa"), PERSON("Awa"), true},
        {PERSON("Awa"), PERSON("awa"), false},
        {ALIASES("\"Awa\""), ALIASES("\"awa\""), false},
        {CARE(",\"equipment\":[\"Tubes\"]"), CARE(",\"equipment\":[\"tubes\"]"),
         true},
        {CARE(",\"equipment\":[\"tubes\"]"), CARE(",\"equipment\":[\"cubes\"]"),
         false},
        {TAKES(",\"instructions\":\"As I said\""),
         TAKES(",\"instructions\":\"as i said\""), true},
        {TAKES(",\"instructions\":\"as I said\""),
         TAKES(",\"instructions\":\"as she said\""), false},
    };
    expect_pairs(pairs, NUM(pairs), put_stated);
}

/* Nor what one of them leaves out in another field. */
static void what_is_told_apart_is_not_run_together(void **state)
{
    (void)state;
    static const pair pairs[] = {
        {ALIASES("\"ab\",\"c\""), ALIASES("\"a\",\"bc\""), false},
        {ALIASES("\"ab\",\"c\""), ALIASES("\"abc\""), false},
        {ALIASES("\"a\",\"b\""), ALIASES("\"a\",\"c\""), false},
        {ALIASES("\"a\""), ALIASES("\"a\",\"b\""), false},
        {CARE(",\"equipment\":[\"ab\",\"c\"]"),
         CARE(",\"equipment\":[\"a\",\"bc\"]"), false},
        {CARE(",\"equipment\":[\"a\"],\"contact_transit\":\"b\""),
         CARE(",\"equipment\":[\"a\",\"10 b\"]"), false},
        {REACTIONS("{" TEXT("ab0 c") "},{" TEXT("d") "}"),
         REACTIONS("{" TEXT("ab") "},{" TEXT("c0 d") "}"), false},
        {CODINGS(OF("urn:x", "a", LABEL("b"))), CODINGS(OF("urn:x", "ab", "")),
         false},
        {CODINGS(OF("urn:x", "yz", "")), CODINGS(OF("urn:xy", "z", "")), false},
        {CARE(",\"contact_transit\":\"x\""), CARE(",\"contact_arrival\":\"x\""),
         false},
        {NUMBERS("{\"value\":\"x\",\"system\":\"LY\"}"),
         NUMBERS("{\"value\":\"x\",\"country\":\"LY\"}"), false},
        {NUMBERS("{\"value\":\"x\"}"), NUMBERS("{\"value\":\"y\"}"), false},
        {NUMBERS("{\"value\":\"x\"}"),
         NUMBERS("{\"value\":\"x\"},{\"value\":\"x\",\"country\":\"LY\"}"),
         false},
        {DOSE("11", "g"), DOSE("0.0000001", "mg"), false},
        {NAMED(TEXT("x")), "{\"kind\":\"allergy\",\"agent\":{\"text\":\"x\"}}",
         false},
        {PERSON("Awa"),
         "{\"kind\":\"person\",\"name\":\"Awa\",\"birth_date\":{\"absent\":"
         "\"refused\"}}",
         false},
        {SINCE("{\"absent\":\"refused\"}"), SINCE("{\"absent\":\"not_asked\"}"),
         false},
        {CONDITION(""), SINCE("{\"absent\":\"refused\"}"), false},
        {CONDITION(""), CONDITION(",\"severity\":\"mild\""), false},
        {CONDITION(",\"severity\":\"severe\""),
         CONDITION(",\"severity\":\"mild\""), false},
    };
    expect_pairs(pairs, NUM(pairs), put_stated);
}

/* When it was seen, by whom, how it is known, a note, and places in its own
   credential. */
static void what_is_not_stated_does_not_differ(void **state)
{
    (void)state;
    static const pair pairs[] = {
        {CONDITION(""),
         CONDITION(",\"note\":\"n\",\"observed\":\"2026-01-01\""), true},
        {CONDITION(""), CONDITION(",\"treated_with\":[\"leaf:00000001\"]"),
         true},
    };
    expect_pairs(pairs, NUM(pairs), put_stated);
}

static void codes_are_the_same_in_any_order(void **state)
{
    (void)state;
#define A OF("urn:a", "1", "")
#define A2 OF("urn:a", "2", "")
#define A3 OF("urn:a", "3", "")
#define B OF("urn:b", "1", "")
    static const pair pairs[] = {
        {CODINGS(A "," B), CODINGS(B "," A), true},
        {CODINGS(A "," A2), CODINGS(A2 "," A), true},
        {CODINGS(A2 "," B), CODINGS(B "," A2), true},
        {CODINGS(A "," A2 "," B), CODINGS(B "," A2 "," A), true},
        {CODINGS(A "," A2 "," B), CODINGS(A2 "," B "," A), true},
        {CODINGS(A "," A2 "," B), CODINGS(A2 "," A "," B), true},
        {CODINGS(A "," A2 "," A3 "," B), CODINGS(B "," A3 "," A2 "," A), true},
        {CODINGS(A "," A2 "," A3 "," B), CODINGS(A3 "," A "," B "," A2), true},
        {CODINGS(A "," A2), CODINGS(A "," A3), false},
        {CODINGS(A "," A2), CODINGS(A2 "," A3), false},
        {CODINGS(A), CODINGS(B), false},
        {CODINGS(A), CODINGS(A "," A2), false},
        {CODINGS(A), CODINGS(OF("urn:a", "1", LABEL("x"))), false},
        {CODINGS(OF("urn:a", "1", LABEL("X"))),
         CODINGS(OF("urn:a", "1", LABEL("x"))), true},
        {NAMED("\"coding\":[" A "]," TEXT("x")), CODINGS(A), false},
        {NAMED("\"coding\":[" A "]," TEXT("x")),
         NAMED("\"coding\":[" A "]," TEXT("X")), true},
    };
    expect_pairs(pairs, NUM(pairs), put_stated);
}

static void amounts_are_the_same_in_any_unit_of_a_family(void **state)
{
    (void)state;
#define COST(amount)                                                           \
    TAKES(",\"cost_month\":{\"amount\":" amount ",\"currency\":\"EUR\"}")
    static const pair pairs[] = {
        {DOSE("5", "mg"), DOSE("5.0", "mg"), true},
        {DOSE("5", "mg"), DOSE("50", "mg"), false},
        {DOSE("100", "mg"), DOSE("0.1", "g"), true},
        {DOSE("1", "mg"), DOSE("0.1", "mg"), false},
        {DOSE("0", "mg"), DOSE("0.00", "mg"), true},
        {DOSE("0", "mg"), DOSE("1", "mg"), false},
        {DOSE("0.11", "mg"), DOSE("0.011", "mg"), false},
        {DOSE("99", "mg"), DOSE("11", "mg"), false},
        {DOSE("1", "mg"), DOSE("1", "mL"), false},
        {DOSE("1", "mg/mL"), DOSE("1", "g/L"), true},
        {DOSE("1", "mg/L"), DOSE("1", "ug/mL"), true},
        {DOSE("1", "mg/mL"), DOSE("1", "mg/L"), false},
        {DOSE("1", "mg/(2.mL)"), DOSE("1", "g/(2.L)"), false},
        {DOSE("1", "mg/(2.mL)"), DOSE("1.0", "mg/(2.mL)"), true},
        {DOSE("1", "mg/(2.mL)"), DOSE("1", "mg/(3.mL)"), false},
        {COST("5"), COST("5.00"), true},
        {COST("5"), COST("6"), false},
    };
    expect_pairs(pairs, NUM(pairs), put_stated);
}

static void dates_are_the_same_as_they_are_told(void **state)
{
    (void)state;
    static const char *const dates[] = {
        "\"2026-01-01\"",
        "\"2026-01-02\"",
        "\"2026-01\"",
        "\"2026-02\"",
        "\"2026\"",
        "\"2025\"",
        "\"2026-01-01~\"",
        "\"2026-01~\"",
        "\"2026~\"",
        "\"2025-01\"",
        "\"2026-01-01T00:00:00Z\"",
        "\"2026-01-01T00:01:00Z\"",
    };
    for (size_t i = 0; i < NUM(dates); i++) {
        for (size_t k = 0; k < NUM(dates); k++) {
            char first[128];
            char second[128];
            snprintf(first, sizeof first, SINCE("%s"), dates[i]);
            snprintf(second, sizeof second, SINCE("%s"), dates[k]);
            const pair one = {first, second, i == k};
            expect_pairs(&one, 1, put_stated);
        }
    }
}

/* The code of the usual system, else the first, else the words. */
static void entries_are_about_the_same_by_one_code(void **state)
{
    (void)state;
#define ICD(code) OF("icd-10", code, "")
    static const pair pairs[] = {
        {CODINGS(ICD("I10") "," A), CODINGS(ICD("I10") "," B), true},
        {CODINGS(A "," ICD("I10")), CODINGS(ICD("I10")), true},
        {CODINGS(A "," A2 "," ICD("I10")), CODINGS(ICD("I10")), true},
        {CODINGS(A "," ICD("I10")), CODINGS(A "," ICD("I11")), false},
        {CODINGS(A "," B), CODINGS(A), true},
        {CODINGS(A "," B), CODINGS(B), false},
        {CODINGS(A), CODINGS(OF("urn:a", "1", LABEL("x"))), true},
        {NAMED("\"coding\":[" A "]," TEXT("x")), CODINGS(A), true},
        {NAMED(TEXT("Caf\xc3\xa9")), NAMED(TEXT("cafe")), true},
        {NAMED(TEXT("x")), NAMED(TEXT("y")), false},
        {NAMED(TEXT("x")), CODINGS(A), false},
        {CONDITION(""), CONDITION(",\"severity\":\"mild\""), true},
        {CODINGS(OF("urn:x", "yz", "")), CODINGS(OF("urn:xy", "z", "")), false},
        /* by its name, or by nothing */
        {"{\"kind\":\"coverage\",\"scheme\":\"S\",\"member\":\"1\"}",
         "{\"kind\":\"coverage\",\"scheme\":\"s\",\"member\":\"2\"}", true},
        {"{\"kind\":\"coverage\",\"scheme\":\"S\"}",
         "{\"kind\":\"coverage\",\"scheme\":\"T\"}", false},
        {PERSON("Awa"), PERSON("Ama"), true},
        {"{\"kind\":\"allergy\",\"agent\":{\"absent\":\"none\"}}",
         "{\"kind\":\"allergy\",\"agent\":{\"absent\":\"refused\"}}", true},
    };
    expect_pairs(pairs, NUM(pairs), cn_view_put_subject);
}

/* ---- field by field ---- */

static carnet_status difference(uint64_t *fields_out, const test_made made[2])
{
    return cn_view_difference(fields_out, made[0].entries, made[1].entries);
}

static void make_two(test_made made[2], const char *first, const char *second)
{
    for (size_t i = 0; i < 2; i++) {
        test_make_entries(&made[i], i == 0 ? first : second, TEST_DAY);
    }
}

#define BIT(field) (UINT64_C(1) << (field))

static void each_field_that_differs_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *first, *second;
        uint64_t due;
    } rows_of[] = {
        {CONDITION(""), CONDITION(""), 0},
        {CONDITION(",\"observed\":\"2026-01-01\""), CONDITION(""),
         BIT(CARNET_FIELD_OBSERVED)},
        {CONDITION(",\"severity\":\"mild\",\"since\":\"2026\""),
         CONDITION(",\"severity\":\"mild\",\"since\":\"2025\""),
         BIT(CARNET_CONDITION_SINCE)},
        {CONDITION(",\"severity\":\"mild\",\"since\":\"2026\""),
         NAMED(TEXT("x")),
         BIT(CARNET_CONDITION_CODE) | BIT(CARNET_CONDITION_SEVERITY) |
             BIT(CARNET_CONDITION_SINCE)},
        /* what the first does not say */
        {CONDITION(""), CONDITION(",\"severity\":\"mild\""), 0},
    };
    for (size_t i = 0; i < NUM(rows_of); i++) {
        test_made made[2];
        uint64_t fields = 1;
        make_two(made, rows_of[i].first, rows_of[i].second);
        assert_status(difference(&fields, made), CARNET_OK);
        assert_true(fields == rows_of[i].due);
        test_made_free(&made[1]);
        test_made_free(&made[0]);
    }
}

static void without_memory_no_difference_is_told(void **state)
{
    (void)state;
    test_made made[2];
    uint64_t fields = 1;
    size_t num_failed = 0;
    make_two(made, CONDITION(""), CONDITION(""));
    size_t live = test_mem_live();
    for (bool failed = true; failed; num_failed += failed) {
        test_mem_fail_at(num_failed + 1);
        carnet_status status = difference(&fields, made);
        failed = test_mem_has_failed();
        test_mem_fail_at(0);
        assert_status(status, failed ? CARNET_CALLER_MEMORY : CARNET_OK);
        assert_int_equal(test_mem_live(), live);
    }
    assert_in_range(num_failed, 2, 20);
    test_made_free(&made[1]);
    test_made_free(&made[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_folded_but_for_a_persons_own),
        cmocka_unit_test(what_is_told_apart_is_not_run_together),
        cmocka_unit_test(what_is_not_stated_does_not_differ),
        cmocka_unit_test(codes_are_the_same_in_any_order),
        cmocka_unit_test(amounts_are_the_same_in_any_unit_of_a_family),
        cmocka_unit_test(dates_are_the_same_as_they_are_told),
        cmocka_unit_test(entries_are_about_the_same_by_one_code),
        cmocka_unit_test(each_field_that_differs_is_named),
        cmocka_unit_test(without_memory_no_difference_is_told),
    };
    return cmocka_run_group_tests_name("view_normal", tests, NULL, NULL);
}
