/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is read of an entry on treatment at the ends of what it can say, the
 * steps that tell how an answer came about, and what must not stop.
 */
#include "asked.h"

#define MEDICINE(code, more)                                                   \
    "{\"kind\":\"prescription\",\"medicine\":{\"code\":\"" code "\"}" more "}"

static void a_date_lies_before_around_or_after_what_is_asked(void **state)
{
    (void)state;
    static const struct {
        const char *since, *at;
        int32_t due;
    } rows[] = {
        {"2026-03-19", "2026-03-20", -1},
        {"2026-03-20", "2026-03-20", 0},
        {"2026-03-21", "2026-03-20", 1},
        {"2026-02", "2026-03-01", -1},
        {"2026-03", "2026-03-01", 0},
        {"2026-03", "2026-03-31", 0},
        {"2026-03", "2026-02-28", 1},
        /* by the minute where both are instants */
        {"2026-03-20T08:00:00Z", "2026-03-20T09:59:00+02:00", 1},
        {"2026-03-20T08:00:00Z", "2026-03-20T10:00:00+02:00", 0},
        {"2026-03-20T08:00:00Z", "2026-03-20T10:01:00+02:00", -1},
        {"2026-03-20T08:00:00Z", "2026-03-20", 0},
        {"2026-03-20", "2026-03-20T08:00:00Z", 0},
        {"2026-03-20T01:00:00+02:00", "2026-03-19", 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        asked a;
        cn_treat_date d;
        char entry[256];
        snprintf(entry, sizeof entry, MEDICINE("J01CA04", ",\"since\":\"%s\""),
                 rows[i].since);
        ask(&a, rows[i].at, entry);
        cn_treat_date_of(&d, a.entries[0], CARNET_PRESCRIPTION_SINCE);
        assert_int_equal(cn_treat_compare(&d, &a.c), rows[i].due);
        forget(&a);
    }
}

static void what_is_not_said_is_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *entry;
        int32_t as_needed, at;
        int64_t times;
    } rows[] = {
        {MEDICINE("J01CA04", ""), -1, 9, 99},
        {MEDICINE("J01CA04", ",\"as_needed\":false,\"at\":[\"night\"],"
                             "\"times_a_day\":3"),
         0, CARNET_DAYTIME_NIGHT, 3},
        {MEDICINE("J01CA04", ",\"as_needed\":true"), 1, 9, 99},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        asked a;
        ask(&a, "2026-03-20", rows[i].entry);
        const carnet_entry *e = a.entries[0];
        assert_int_equal(cn_treat_bool_of(e, CARNET_PRESCRIPTION_AS_NEEDED),
                         rows[i].as_needed);
        assert_int_equal(cn_treat_enum_of(e, CARNET_PRESCRIPTION_AT, 9),
                         rows[i].at);
        assert_int_equal(
            cn_treat_int_of(e, CARNET_PRESCRIPTION_TIMES_A_DAY, 99),
            rows[i].times);
        forget(&a);
    }
}

/* Whatever the caller had there before. */
static void an_amount_is_what_is_told_or_nothing(void **state)
{
    (void)state;
    asked a;
    cn_treat_amount amount;
    ask(&a, "2026-03-20",
        MEDICINE("J01CA04", ",\"dose\":{\"value\":2.5,\"unit\":\"mL\"}"));
    memset(&amount, 'x', sizeof amount);
    assert_true(cn_treat_amount_of(&amount, a.entries[0],
                                   CARNET_PRESCRIPTION_DOSE, 0,
                                   CARNET_RECORD_SELF));
    assert_int_equal(amount.value.mantissa, 25);
    assert_int_equal(amount.value.scale, 1);
    assert_string_equal(amount.unit, "mL");
    memset(&amount, 'x', sizeof amount);
    assert_false(cn_treat_amount_of(&amount, a.entries[0],
                                    CARNET_PRESCRIPTION_MAX_A_DAY, 0,
                                    CARNET_RECORD_SELF));
    assert_int_equal(amount.value.mantissa, 0);
    assert_int_equal(amount.value.scale, 0);
    assert_string_equal(amount.unit, "");
    forget(&a);
}

#define SYSTEM "https://codes.example"
#define CODING(code) "{\"system\":\"" SYSTEM "\",\"code\":\"" code "\"}"
#define LONGEST                                                                \
    "123456789-123456789-123456789-123456789-123456789-123456789-123"

/* The buffer's size and no more is written. */
static void a_code_fills_its_room_or_is_passed_over(void **state)
{
    (void)state;
    asked a;
    char code[CN_WORDS_KEY_SIZE + 2];
    const int32_t field = CARNET_PRESCRIPTION_MEDICINE;
    ask(&a, "2026-03-20",
        "{\"kind\":\"prescription\",\"medicine\":{\"coding\":["
        "{\"system\":\"atc\",\"code\":\"J01CA04\"}," CODING(
            LONGEST "4") "," CODING(LONGEST) "," CODING("1") "]}}");
    const carnet_entry *e = a.entries[0];
    memset(code, 'x', sizeof code);
    assert_true(
        cn_treat_code_of(code, e, field, 0, CARNET_RECORD_SELF, SYSTEM, 0));
    assert_string_equal(code, LONGEST);
    assert_int_equal(code[CN_WORDS_KEY_SIZE], 'x');
    assert_true(
        cn_treat_code_of(code, e, field, 0, CARNET_RECORD_SELF, SYSTEM, 1));
    assert_string_equal(code, "1");
    assert_false(
        cn_treat_code_of(code, e, field, 0, CARNET_RECORD_SELF, SYSTEM, 2));
    assert_true(
        cn_treat_code_of(code, e, field, 0, CARNET_RECORD_SELF, "atc", 0));
    assert_string_equal(code, "J01CA04");
    forget(&a);
}

/* ---- steps ---- */

static void steps_are_no_more_than_there_is_room_for(void **state)
{
    (void)state;
    cn_treat_medicine m;
    const cn_treat_amount amount = {{1, 0}, "mL"};
    memset(&m, 0, sizeof m);
    for (size_t i = 1; i <= CN_TREAT_STEPS_MAX; i++) {
        cn_treat_say_number(&m, CN_TREAT_DOSES, (int64_t)i);
        assert_int_equal(m.num_steps, i);
        assert_int_equal(m.steps[i - 1].n, i);
    }
    cn_treat_say_number(&m, CN_TREAT_DOSES, 99);
    cn_treat_say_amount(&m, CN_TREAT_DOSE, &amount);
    assert_int_equal(m.num_steps, CN_TREAT_STEPS_MAX);
    assert_int_equal(m.steps[CN_TREAT_STEPS_MAX - 1].n, CN_TREAT_STEPS_MAX);
}

static void expect_json(const cn_treat_amount *amount, const char *due)
{
    cn_json_writer w;
    cn_buf said;
    cn_buf_init(&said);
    cn_json_begin(&w, &said, false);
    cn_treat_put_amount(&w, amount);
    cn_buf_put_u8(&said, 0);
    assert_string_equal((const char *)said.data, due);
    cn_buf_free(&said);
}

static void an_amount_is_its_value_and_unit_if_it_has_one(void **state)
{
    (void)state;
    const cn_treat_amount some = {{25, 1}, "mL"};
    const cn_treat_amount bare = {{3, 0}, ""};
    expect_json(&some, "{\"value\":2.5,\"unit\":\"mL\"}");
    expect_json(&bare, "{\"value\":3}");
}

/* "2.0 mg" of a medicine is read as 20. */
static void a_step_has_no_noughts_behind_a_point(void **state)
{
    (void)state;
    expect_said("2026-03-20",
                MEDICINE("J01CA04", ",\"dose\":{\"value\":2.0,\"unit\":\"mg\"},"
                                    "\"times_a_day\":1"),
                "dose: 2 mg\n");
}

static void a_step_in_another_language_has_its_english_behind_it(void **state)
{
    (void)state;
    const cn_treat_step step = {.what = CN_TREAT_DOSES, .n = 45};
    cn_view_pen pen;
    cn_buf text;
    cn_buf_init(&text);
    cn_view_pen_init(&pen, &text, cn_span_str("es"));
    cn_treat_write_step(&pen, &step);
    cn_buf_put_u8(&text, 0);
    assert_string_equal((const char *)text.data,
                        "dosis en lo entregado: 45 "
                        "(doses in what was handed over)");
    cn_buf_free(&text);
}

/* ---- what must not stop ---- */

/* One answer after another in the same place. */
static void what_must_not_stop_is_named_by_its_row(void **state)
{
    (void)state;
    static const struct {
        const char *entry;
        cn_treat_stopping stop;
        const char *atc;
    } rows[] = {
        {MEDICINE("C02AC01", ""), CN_TREAT_STOP_USUALLY, "C02AC01"},
        {MEDICINE("N03AG01", ""), CN_TREAT_STOP_USUALLY, "N03"},
        {MEDICINE("N03AG01", ",\"must_not_stop\":false"), CN_TREAT_STOP_MAY_BUT,
         "N03"},
        {MEDICINE("N03AG01", ",\"must_not_stop\":true"), CN_TREAT_STOP_MUST_NOT,
         "N03"},
        {MEDICINE("A10", ""), CN_TREAT_STOP_SOME, "A10"},
        {MEDICINE("A10", ",\"must_not_stop\":false"), CN_TREAT_STOP_MAY, ""},
        {MEDICINE("J01CA04", ""), CN_TREAT_STOP_UNSAID, ""},
    };
    cn_treat_medicine m;
    memset(&m, 'x', sizeof m);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        asked a;
        ask(&a, "2026-03-20", rows[i].entry);
        m.entry = a.entries[0];
        cn_treat_stop(&m);
        assert_int_equal(m.stop, rows[i].stop);
        assert_string_equal(m.stop_atc, rows[i].atc);
        forget(&a);
    }
}

static void a_group_is_told_by_its_codes_as_many_as_are_kept(void **state)
{
    (void)state;
    char json[4096];
    size_t len = (size_t)snprintf(json, sizeof json,
                                  "{\"kind\":\"prescription\",\"medicine\":{"
                                  "\"code\":\"A10\"},\"ingredients\":[");
    for (size_t i = 1; i < CN_TREAT_CODES_MAX; i++) {
        len += (size_t)snprintf(json + len, sizeof json - len,
                                "%s{\"medicine\":{\"code\":\"H01A%c%02zu\"}}",
                                i == 1 ? "" : ",", (char)('A' + i / 16),
                                i % 16 + 1);
    }
    snprintf(json + len, sizeof json - len, "]}");
    asked a;
    cn_treat_codes codes;
    cn_treat_medicine m;
    ask(&a, "2026-03-20", json);
    cn_treat_codes_of(&codes, a.entries[0]);
    assert_int_equal(codes.num, CN_TREAT_CODES_MAX);
    assert_true(cn_view_medicine_of(&m, &a.c, 0));
    assert_int_equal(m.stop, CN_TREAT_STOP_SOME);
    assert_string_equal(m.stop_atc, "A10");
    forget(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_lies_before_around_or_after_what_is_asked),
        cmocka_unit_test(what_is_not_said_is_told_apart),
        cmocka_unit_test(an_amount_is_what_is_told_or_nothing),
        cmocka_unit_test(a_code_fills_its_room_or_is_passed_over),
        cmocka_unit_test(steps_are_no_more_than_there_is_room_for),
        cmocka_unit_test(an_amount_is_its_value_and_unit_if_it_has_one),
        cmocka_unit_test(a_step_has_no_noughts_behind_a_point),
        cmocka_unit_test(a_step_in_another_language_has_its_english_behind_it),
        cmocka_unit_test(what_must_not_stop_is_named_by_its_row),
        cmocka_unit_test(a_group_is_told_by_its_codes_as_many_as_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
