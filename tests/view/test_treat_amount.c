/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Amounts and units, docs/spec/treatment.md section 5: which convert, by which
 * power of ten, and what a strength joins.
 */
#include "asked.h"

static bool equals(cn_span s, const char *text)
{
    return cn_span_equal(s, cn_span_str(text));
}

static void units_of_a_family_are_powers_of_ten_of_one(void **state)
{
    (void)state;
    static const struct {
        const char *unit, *base;
        int32_t exponent;
    } rows[] = {
        {"kg", "g", 3},        {"g", "g", 0},         {"mg", "g", -3},
        {"ug", "g", -6},       {"ng", "g", -9},       {"pg", "g", -12},
        {"L", "L", 0},         {"dL", "L", -1},       {"cL", "L", -2},
        {"mL", "L", -3},       {"uL", "L", -6},       {"l", "L", 0},
        {"dl", "L", -1},       {"cl", "L", -2},       {"ml", "L", -3},
        {"ul", "L", -6},       {"M[iU]", "[iU]", 6},  {"k[iU]", "[iU]", 3},
        {"[iU]", "[iU]", 0},   {"m[iU]", "[iU]", -3}, {"u[iU]", "[iU]", -6},
        {"M[IU]", "[iU]", 6},  {"k[IU]", "[iU]", 3},  {"[IU]", "[iU]", 0},
        {"m[IU]", "[iU]", -3}, {"u[IU]", "[iU]", -6}, {"MU", "U", 6},
        {"kU", "U", 3},        {"U", "U", 0},         {"mU", "U", -3},
        {"uU", "U", -6},       {"mol", "mol", 0},     {"mmol", "mol", -3},
        {"umol", "mol", -6},   {"nmol", "mol", -9},   {"eq", "eq", 0},
        {"meq", "eq", -3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int32_t exponent = 99;
        cn_span base = cn_treat_base_unit(cn_span_str(rows[i].unit), &exponent);
        assert_true(equals(base, rows[i].base));
        assert_int_equal(exponent, rows[i].exponent);
    }
}

static void any_other_unit_converts_to_itself_alone(void **state)
{
    (void)state;
    static const char *const rows[] = {"{tablet}", "h", "Mg", "mm", "gg", ""};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int32_t exponent = 99;
        cn_span base = cn_treat_base_unit(cn_span_str(rows[i]), &exponent);
        assert_true(equals(base, rows[i]));
        assert_int_equal(exponent, 0);
    }
}

static void numbers_have_no_zeros_at_their_end(void **state)
{
    (void)state;
    static const struct {
        cn_model_decimal d;
        cn_treat_number n;
    } rows[] = {
        {{0, 0}, {0, 0}},  {{0, 3}, {0, 0}},      {{0, -3}, {0, 0}},
        {{7, 0}, {7, 0}},  {{7, 2}, {7, -2}},     {{700, 1}, {7, 1}},
        {{10, 1}, {1, 0}}, {{105, 1}, {105, -1}}, {{70, -2}, {7, 3}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cn_treat_number n;
        assert_true(cn_treat_number_of(&n, &rows[i].d));
        assert_int_equal(n.mantissa, rows[i].n.mantissa);
        assert_int_equal(n.exponent, rows[i].n.exponent);
    }
}

static void numbers_have_eighteen_digits_at_most(void **state)
{
    (void)state;
    const cn_treat_number most = {CN_TREAT_NUMBER_MAX, 0};
    const cn_treat_number tenth = {CN_TREAT_NUMBER_MAX / 10, 0};
    const cn_treat_number one = {1, 3};
    cn_treat_number n = most;
    assert_false(cn_treat_multiply(&n, (cn_treat_number){2, 0}));
    assert_true(cn_treat_multiply(&n, (cn_treat_number){1, 0}));
    assert_int_equal(n.mantissa, CN_TREAT_NUMBER_MAX);
    n = (cn_treat_number){4, 1};
    assert_true(cn_treat_multiply(&n, (cn_treat_number){25, -3}));
    assert_true(n.mantissa == 1 && n.exponent == 0);
    assert_true(cn_treat_multiply(&n, (cn_treat_number){0, 0}));
    assert_int_equal(n.mantissa, 0);
    assert_int_equal(cn_treat_scaled(n, -5), 0);
    assert_int_equal(cn_treat_scaled(most, 0), CN_TREAT_NUMBER_MAX);
    assert_int_equal(cn_treat_scaled(most, -1), -1);
    assert_int_equal(cn_treat_scaled(tenth, -1), CN_TREAT_NUMBER_MAX - 9);
    assert_int_equal(cn_treat_scaled(one, -14), INT64_C(100000000000000000));
    assert_int_equal(cn_treat_scaled(one, -15), -1);
    assert_false(cn_treat_number_of(&n, &(cn_model_decimal){-5, 1}));
}

static void pieces_are_what_is_taken_whole(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "{tablet}",  "{capsule}", "{suppository}", "{pessary}",
        "{lozenge}", "{sachet}",  "{patch}",       "{implant}"};
    static const char *const others[] = {"{tablets}", "{puff}", "mL", ""};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        assert_true(cn_treat_is_piece(pieces[i]));
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_false(cn_treat_is_piece(others[i]));
    }
}

/* ---- strength ---- */

#define PER(value, unit)                                                       \
    ",\"strength\":{\"value\":" value ",\"unit\":\"" unit "\"}"
#define OF_FORM(code) ",\"form\":{\"code\":\"" code "\"}"
#define TABLET OF_FORM("385055001")
#define PUFF OF_FORM("385203008")

/* A medicine with these members. */
static const carnet_entry *ask_medicine(asked *a, const char *more)
{
    char entry[512];
    snprintf(
        entry, sizeof entry,
        "{\"kind\":\"prescription\",\"medicine\":{\"code\":\"J01CA04\"}%s}",
        more);
    ask(a, "2026-03-20", entry);
    return a->entries[0];
}

static void expect_substance(const char *more, cn_treat_amount amount,
                             const cn_treat_amount *due, int64_t due_per)
{
    asked a;
    int64_t per = cn_treat_to_substance(&amount, ask_medicine(&a, more));
    if (per != due_per || amount.value.mantissa != due->value.mantissa ||
        amount.value.scale != due->value.scale ||
        strcmp(amount.unit, due->unit) != 0) {
        fail_msg("%s: %lld e-%d %s / %lld", more,
                 (long long)amount.value.mantissa, (int)amount.value.scale,
                 amount.unit, (long long)per);
    }
    forget(&a);
}

/* Divided by the number that a strength is per, where that comes out even. */
static void an_amount_is_so_much_of_its_substance(void **state)
{
    (void)state;
    static const struct {
        const char *more;
        cn_treat_amount amount, due;
        int64_t per;
    } rows[] = {
        {PER("25", "mg/mL"), {{2, 0}, "mL"}, {{5, -1}, "mg"}, 1},
        {PER("25", "mg/mL"), {{2, 0}, "L"}, {{5, -4}, "mg"}, 1},
        {PER("1", "mg/mL"), {{3, 0}, "mL"}, {{3, 0}, "mg"}, 1},
        {PER("1", "mg/L"), {{2, 0}, "mL"}, {{2, 3}, "mg"}, 1},
        {PER("25", "mg/(1.mL)"), {{2, 0}, "mL"}, {{5, -1}, "mg"}, 1},
        {PER("250", "mg/(5.mL)"), {{2, 0}, "mL"}, {{1, -2}, "mg"}, 1},
        {PER("250", "mg/(4.mL)"), {{1, 0}, "mL"}, {{625, 1}, "mg"}, 1},
        {PER("250", "mg/(10.mL)"), {{1, 0}, "mL"}, {{25, 0}, "mg"}, 1},
        {PER("250", "mg/(3.mL)"), {{1, 0}, "mL"}, {{25, -1}, "mg"}, 3},
        {PER("250", "mg/(3.mL)"), {{6, 0}, "mL"}, {{5, -2}, "mg"}, 1},
        {PER("250", "mg/(3.mL)"), {{0, 0}, "mL"}, {{0, 0}, "mg"}, 1},
        {PER("250", "mg/(12.mL)"), {{1, 0}, "mL"}, {{625, 1}, "mg"}, 3},
        {PER("7", "mg/(49.mL)"), {{2, 0}, "mL"}, {{2, 0}, "mg"}, 7},
        {PER("9", "mg/(9.mL)"), {{1, 0}, "mL"}, {{1, 0}, "mg"}, 1},
        {PER("1", "mg/(1000000.mL)"), {{1, -6}, "mL"}, {{1, 0}, "mg"}, 1},
        {PER("1", "mg/(9999990.mL)"), {{9999990, 0}, "mL"}, {{1, 0}, "mg"}, 1},
        {PER("100", "ug") PUFF, {{2, 0}, "{puff}"}, {{2, -2}, "ug"}, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect_substance(rows[i].more, rows[i].amount, &rows[i].due,
                         rows[i].per);
    }
}

static void an_amount_stays_what_no_strength_makes_of_it(void **state)
{
    (void)state;
    static const struct {
        const char *more;
        cn_treat_amount amount;
    } rows[] = {
        {"", {{2, 0}, "mL"}},
        {PER("25", "mg/mL"), {{2, 0}, "h"}},
        {PER("25", "mg/mL"), {{-2, 0}, "mL"}},
        {PER("0", "mg/mL"), {{2, 0}, "mL"}},
        /* pieces, and what may be the substance */
        {PER("500", "mg") TABLET, {{2, 0}, "{tablet}"}},
        {PER("500", "mg/{tablet}"), {{2, 0}, "{tablet}"}},
        {PER("10", "mg/g"), {{5, 0}, "g"}},
        /* of what, nobody says */
        {PER("500", "mg"), {{2, 0}, "mL"}},
        {PER("500", "mg"), {{2, 0}, "{puff}"}},
        {PER("500", "mg"), {{2, 0}, ""}},
        /* no number of one unit */
        {PER("25", "mg/mL/h"), {{2, 0}, "mL/h"}},
        {PER("25", "mg/(5.mL/h)"), {{2, 0}, "mL/h"}},
        {PER("25", "mg/(mL)"), {{2, 0}, "mL"}},
        {PER("25", "mg/(5/mL)"), {{2, 0}, "mL"}},
        {PER("25", "mg/(10000000.mL)"), {{2, 0}, "mL"}},
        /* more than 18 digits, at once or when divided */
        {PER("999", "mg/mL"), {{INT64_C(9007199254740991), 0}, "mL"}},
        {PER("999", "mg/(2.mL)"), {{INT64_C(999999999999999), 0}, "mL"}},
        {PER("999", "mg/(5.mL)"), {{INT64_C(999999999999999), 0}, "mL"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect_substance(rows[i].more, rows[i].amount, &rows[i].amount, 1);
    }
}

/* ---- measures ---- */

/* So many doses are just what was handed over; 0 where nothing joins them. */
static void expect_doses(const char *more, const cn_treat_amount *supply,
                         const cn_treat_amount *dose, int64_t num,
                         bool by_strength)
{
    asked a;
    cn_treat_measure m;
    cn_treat_number n = {0, 0};
    const carnet_entry *e = ask_medicine(&a, more);
    cn_treat_why why = cn_treat_measure_of(&m, e, supply, dose->unit);
    forget(&a);
    if (num == 0) {
        assert_int_equal(why, CN_TREAT_WHY_UNITS);
        return;
    }
    assert_int_equal(why, CN_TREAT_WHY_NONE);
    assert_int_equal(m.by_strength, by_strength);
    assert_int_equal(cn_treat_dose_of(&n, &m, dose), CN_TREAT_WHY_NONE);
    assert_true(cn_treat_multiply(&n, (cn_treat_number){num, 0}));
    if (n.mantissa != m.supply.mantissa || n.exponent != m.supply.exponent) {
        fail_msg("%s: %lld e%d and not %lld e%d", more, (long long)n.mantissa,
                 (int)n.exponent, (long long)m.supply.mantissa,
                 (int)m.supply.exponent);
    }
}

static void a_strength_joins_what_it_is_of_and_what_it_is_in(void **state)
{
    (void)state;
    static const struct {
        const char *more;
        cn_treat_amount supply, dose;
        int64_t num;
    } rows[] = {
        {PER("50", "mg/mL"), {{1, 0}, "L"}, {{1, 0}, "g"}, 50},
        {PER("50", "mg/mL"), {{1, 1}, "L"}, {{1, 1}, "mg"}, 50000},
        {PER("50", "mg/mL"), {{5, 0}, "g"}, {{1, 2}, "L"}, 10},
        {PER("250", "mg/(5.mL)"), {{100, 0}, "mL"}, {{250, 0}, "mg"}, 20},
        {PER("250", "mg/(5.mL)"), {{5000, 0}, "mg"}, {{5, 0}, "mL"}, 20},
        {PER("250", "mg/(20.mL)"), {{5000, 0}, "mg"}, {{5, 0}, "mL"}, 80},
        {PER("250", "mg") TABLET, {{10, 0}, "{tablet}"}, {{5, 1}, "g"}, 5},
        {PER("250", "mg"), {{10, 0}, "{tablet}"}, {{500, 0}, "mg"}, 5},
        {PER("250", "mg"), {{5000, 0}, "mg"}, {{2, 0}, "{tablet}"}, 10},
        {PER("250", "mg/{tablet}"), {{10, 0}, "{tablet}"}, {{500, 0}, "mg"}, 5},
        {PER("1", "ug/{puff}"), {{9, 0}, "{puff}"}, {{3, 0}, "ug"}, 3},
        {PER("100", "ug") PUFF, {{9, 0}, "{puff}"}, {{300, 0}, "ug"}, 3},
        /* numbers of no more digits than they need */
        {PER("250", "mg/(1000000.mL)"),
         {{INT64_C(3999999999999996), -3}, "mL"},
         {{INT64_C(999999999999999), 0}, "mg"},
         1},
        {"", {{100, 0}, "mL"}, {{250, 0}, "mg"}, 0},
        {PER("250", "mg"), {{100, 0}, "mL"}, {{250, 0}, "mg"}, 0},
        {PER("250", "mg"), {{100, 0}, "{puff}"}, {{250, 0}, "mg"}, 0},
        {PER("250", "mg") TABLET, {{9, 0}, "{capsule}"}, {{9, 0}, "mg"}, 0},
        {PER("250", "mg/mL"), {{100, 0}, "mL"}, {{250, 0}, "h"}, 0},
        {PER("250", "mg/mL"), {{100, 0}, "h"}, {{250, 0}, "mL"}, 0},
        {PER("250", "mg/mL"), {{100, 0}, "h"}, {{250, 0}, "mg"}, 0},
        {PER("250", "mg/mL"), {{100, 0}, ""}, {{250, 0}, ""}, 0},
        {PER("0", "mg/mL"), {{100, 0}, "mL"}, {{250, 0}, "mg"}, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect_doses(rows[i].more, &rows[i].supply, &rows[i].dose, rows[i].num,
                     true);
    }
}

static void like_is_measured_by_like(void **state)
{
    (void)state;
    static const struct {
        cn_treat_amount supply, dose;
        int64_t num;
    } rows[] = {
        {{{90, 0}, "{tablet}"}, {{2, 0}, "{tablet}"}, 45},
        {{{1, 0}, "L"}, {{5, 0}, "mL"}, 200},
        {{{5000, 0}, "mg"}, {{5, 0}, "g"}, 1},
        {{{0, 3}, "mg"}, {{5, 0}, "g"}, 0},
        {{{7, 0}, "{drop}"}, {{7, 0}, "{drop}"}, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cn_treat_measure m;
        cn_treat_number n;
        asked a;
        const carnet_entry *e = ask_medicine(&a, PER("50", "mg/mL"));
        assert_int_equal(
            cn_treat_measure_of(&m, e, &rows[i].supply, rows[i].dose.unit),
            CN_TREAT_WHY_NONE);
        assert_false(m.by_strength);
        assert_int_equal(cn_treat_dose_of(&n, &m, &rows[i].dose),
                         CN_TREAT_WHY_NONE);
        assert_true(cn_treat_multiply(&n, (cn_treat_number){rows[i].num, 0}));
        assert_int_equal(n.mantissa, m.supply.mantissa);
        assert_int_equal(n.exponent, m.supply.exponent);
        forget(&a);
    }
}

/* Another stage may be told in another unit. */
static void a_dose_is_of_the_unit_that_was_measured(void **state)
{
    (void)state;
    asked a;
    cn_treat_measure m;
    cn_treat_number n;
    const cn_treat_amount supply = {{100, 0}, "mL"};
    const carnet_entry *e = ask_medicine(&a, PER("999", "mg/(7.mL)"));
    static const struct {
        cn_treat_amount dose;
        cn_treat_why why;
        cn_treat_number due;
    } rows[] = {
        {{{2, 0}, "mg"}, CN_TREAT_WHY_NONE, {14, 0}},
        {{{2, 0}, "g"}, CN_TREAT_WHY_NONE, {14, 3}},
        {{{0, 0}, "g"}, CN_TREAT_WHY_NONE, {0, 0}},
        {{{0, 5}, "ug"}, CN_TREAT_WHY_NONE, {0, 0}},
        {{{2, 0}, "mL"}, CN_TREAT_WHY_UNITS, {0, 0}},
        {{{-2, 0}, "mg"}, CN_TREAT_WHY_NUMBER, {0, 0}},
        {{{CN_TREAT_NUMBER_MAX, 0}, "mg"}, CN_TREAT_WHY_NUMBER, {0, 0}},
    };
    assert_int_equal(cn_treat_measure_of(&m, e, &supply, "mg"),
                     CN_TREAT_WHY_NONE);
    assert_string_equal(m.dose_unit, "mg");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(cn_treat_dose_of(&n, &m, &rows[i].dose), rows[i].why);
        if (rows[i].why == CN_TREAT_WHY_NONE) {
            assert_int_equal(n.mantissa, rows[i].due.mantissa);
            assert_int_equal(n.exponent, rows[i].due.exponent);
        }
    }
    forget(&a);
}

static void what_has_too_many_digits_is_no_supply(void **state)
{
    (void)state;
    static const struct {
        cn_treat_amount supply;
        const char *dose_unit;
    } rows[] = {
        {{{-100, 0}, "mL"}, "mL"},
        {{{CN_TREAT_NUMBER_MAX, 0}, "mL"}, "mg"},
        {{{CN_TREAT_NUMBER_MAX, 0}, "mg"}, "mL"},
    };
    asked a;
    cn_treat_measure m;
    const carnet_entry *e = ask_medicine(&a, PER("999", "mg/(7.mL)"));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(
            cn_treat_measure_of(&m, e, &rows[i].supply, rows[i].dose_unit),
            CN_TREAT_WHY_NUMBER);
    }
    forget(&a);
}

/* And nothing is read behind its end. */
static void a_unit_may_fill_its_room(void **state)
{
    (void)state;
    asked a;
    cn_treat_measure m;
    char unit[CN_TREAT_UNIT_MAX + 1];
    cn_treat_amount supply = {{1, 0}, ""};
    memset(unit, 'x', sizeof unit);
    unit[CN_TREAT_UNIT_MAX - 1] = '\0';
    unit[CN_TREAT_UNIT_MAX] = true; /* which by_strength would be */
    memcpy(supply.unit, unit, CN_TREAT_UNIT_MAX);
    assert_int_equal(
        cn_treat_measure_of(&m, ask_medicine(&a, ""), &supply, unit),
        CN_TREAT_WHY_NONE);
    assert_string_equal(m.dose_unit, unit);
    assert_false(m.by_strength);
    forget(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_of_a_family_are_powers_of_ten_of_one),
        cmocka_unit_test(any_other_unit_converts_to_itself_alone),
        cmocka_unit_test(numbers_have_no_zeros_at_their_end),
        cmocka_unit_test(numbers_have_eighteen_digits_at_most),
        cmocka_unit_test(pieces_are_what_is_taken_whole),
        cmocka_unit_test(an_amount_is_so_much_of_its_substance),
        cmocka_unit_test(an_amount_stays_what_no_strength_makes_of_it),
        cmocka_unit_test(a_strength_joins_what_it_is_of_and_what_it_is_in),
        cmocka_unit_test(like_is_measured_by_like),
        cmocka_unit_test(a_dose_is_of_the_unit_that_was_measured),
        cmocka_unit_test(what_has_too_many_digits_is_no_supply),
        cmocka_unit_test(a_unit_may_fill_its_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
