/* SPDX-License-Identifier: Apache-2.0 */
/* A record becomes entries: parts, order, references, what is missing. */
#include "../support/support.h"

#include "model_record.h"

/* A record of JSON that can be read but not issued. */
static void assert_refused(const char *json, carnet_status status,
                           const char *path, size_t line, const char *says)
{
    test_made m;
    cn_problem where = {0};
    carnet_status got = test_encode(
        &m, test_read(cn_span_of(json, strlen(json))), TEST_DAY, &where);
    assert_status(got, status);
    assert_status(where.status, status);
    assert_string_equal(where.path, path);
    assert_int_equal(where.line, line);
    if (strstr(where.detail, says) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", where.detail, says);
    }
    if (line != 0) { /* the offset is in that line */
        size_t at = 1;
        for (size_t i = 0; i < where.offset; i++) {
            at += json[i] == '\n';
        }
        assert_int_equal(at, line);
    }
    test_made_free(&m);
}

static void refuses_an_empty_record(void **state)
{
    (void)state;
    carnet_record *r = NULL;
    test_made m;
    cn_problem where = {0};
    assert_status(carnet_record_new(&r), CARNET_OK);
    assert_status(test_encode(&m, r, TEST_DAY, &where), CARNET_RECORD_EMPTY);
    assert_string_equal(where.path, "$.entries");
    test_made_free(&m);
}

static void refuses_entries_that_lack_a_field(void **state)
{
    (void)state;
    assert_refused("{\"entries\":[\n{\"kind\":\"need\"}]}",
                   CARNET_RECORD_REQUIRED, "$.entries[0]", 2,
                   "need needs what");
    assert_refused("{\"entries\":[{\"kind\":\"function\"}]}",
                   CARNET_RECORD_REQUIRED, "$.entries[0]", 1,
                   "function needs mobility or sight or hearing");
    assert_refused("{\"entries\":[{\"kind\":\"result\",\"test\":{\"text\":"
                   "\"x\"},\"date\":\"2020\"}]}",
                   CARNET_RECORD_REQUIRED, "$.entries[0]", 1,
                   "result needs quantity or code_value");
    assert_refused("{\"entries\":[{\"kind\":\"prescription\",\"medicine\":"
                   "{\"text\":\"x\"},\n\"phases\":[{\"dose\":{\"value\":1,"
                   "\"unit\":\"mg\"}},\n{\"days\":3}]}]}",
                   CARNET_RECORD_REQUIRED, "$.entries[0].phases[1]", 3,
                   "phase needs dose");
}

static void refuses_quantities_without_a_unit(void **state)
{
    (void)state;
    assert_refused("{\"entries\":[{\"kind\":\"prescription\",\"medicine\":"
                   "{\"text\":\"x\"},\n\"dose\":{\"value\":1}}]}",
                   CARNET_RECORD_UNIT, "$.entries[0].dose", 2, "needs a unit");
    assert_refused("{\"entries\":[{\"kind\":\"travel_care\",\"doses\":["
                   "{\"medicine\":{\"text\":\"x\"},\"dose\":{\"value\":1}}]}"
                   "]}",
                   CARNET_RECORD_UNIT, "$.entries[0].doses[0].dose", 1,
                   "needs a unit");
}

static void takes_the_unit_of_form_and_test(void **state)
{
    (void)state;
    const cn_model_listed *form = cn_model_list_get(CN_LIST_FORMS, 0);
    const cn_model_listed *test = cn_model_list_get(CN_LIST_TESTS, 0);
    char json[1024];
    test_made m;
    int64_t mantissa = 0;
    int32_t scale = 0;
    char unit[CARNET_RECORD_TEXT_SIZE];
    snprintf(json, sizeof json,
             "{\"entries\":[{\"kind\":\"prescription\",\"medicine\":{\"text\":"
             "\"x\"},\"form\":{\"code\":\"%s\"},\"dose\":{\"value\":2},"
             "\"phases\":[{\"dose\":{\"value\":1}}]},{\"kind\":\"result\","
             "\"test\":{\"text\":\"x\"},\"date\":\"2020\",\"components\":["
             "{\"test\":{\"code\":\"%s\"},\"quantity\":{\"value\":6.80}}]}]}",
             form->code, test->code);
    test_make(&m, json);
    assert_status(carnet_record_copy_quantity(
                      &mantissa, &scale, unit, &m.entries[0],
                      CARNET_PRESCRIPTION_PHASES, 0, CARNET_PHASE_DOSE),
                  CARNET_OK);
    assert_string_equal(unit, cn_model_unit_get((uint64_t)form->unit));
    assert_status(carnet_record_copy_quantity(
                      &mantissa, &scale, unit, &m.entries[0],
                      CARNET_PRESCRIPTION_DOSE, 0, CARNET_RECORD_SELF),
                  CARNET_OK);
    assert_string_equal(unit, cn_model_unit_get((uint64_t)form->unit));
    assert_status(carnet_record_copy_quantity(
                      &mantissa, &scale, unit, &m.entries[1],
                      CARNET_RESULT_COMPONENTS, 0, CARNET_COMPONENT_QUANTITY),
                  CARNET_OK);
    assert_string_equal(unit, cn_model_unit_get((uint64_t)test->unit));
    assert_int_equal(mantissa, 680);
    assert_int_equal(scale, 2);
    test_made_free(&m);
}

static void refuses_ends_before_their_beginning(void **state)
{
    (void)state;
    assert_refused("{\"entries\":[{\"kind\":\"condition\",\"code\":{\"text\":"
                   "\"x\"},\n\"since\":\"2020-01-02\",\n\"until\":"
                   "\"2020-01-01\"}]}",
                   CARNET_RECORD_DATE, "$.entries[0].until", 3,
                   "it ends before it begins");
}

static void a_record_is_about_one_person_or_none(void **state)
{
    (void)state;
    test_made m;
    assert_refused("{\"entries\":[{\"kind\":\"person\",\"name\":\"A\","
                   "\"birth_date\":\"1990\"},\n{\"kind\":\"person\",\"name\":"
                   "\"B\",\"birth_date\":\"1990\"}]}",
                   CARNET_RECORD_TWICE, "$.entries[1]", 2, "one person");
    test_make(&m, "{\"entries\":[{\"kind\":\"function\",\"sight\":\"good\"}"
                  "]}");
    assert_int_equal(m.num, 1);
    test_made_free(&m);
}

#define HIV "{\"kind\":\"condition\",\"code\":{\"code\":\"B24\"}"

static void codes_choose_the_part_and_say_why(void **state)
{
    (void)state;
    test_made m;
    test_make(&m, "{\"entries\":[" HIV "}]}");
    assert_int_equal(m.list[0].part, CARNET_PART_PRIVATE);
    assert_int_equal(m.list[0].asked.part, CARNET_PART_PRIVATE);
    assert_string_not_equal(m.list[0].asked.why, "");
    assert_string_equal(m.list[0].asked.code, "B24");
    test_made_free(&m);
}

static void refuses_a_less_private_part_unless_allowed(void **state)
{
    (void)state;
    const char *json = "{\"entries\":[\n" HIV ",\"part\":\"clinic\"}]}";
    assert_refused(json, CARNET_RECORD_PART, "$.entries[0]", 2,
                   "it belongs in the private part: B24, HIV");
    test_made m;
    carnet_record *r = test_read(cn_span_of(json, strlen(json)));
    assert_status(carnet_record_allow_less_private(r, 0), CARNET_OK);
    assert_status(test_encode(&m, r, TEST_DAY, NULL), CARNET_OK);
    assert_int_equal(m.list[0].part, CARNET_PART_CLINIC);
    assert_int_equal(m.list[0].asked.part, CARNET_PART_PRIVATE);
    test_made_free(&m);
    /* Nobody needs leave for more privacy. */
    test_make(&m, "{\"entries\":[{\"kind\":\"function\",\"sight\":\"good\","
                  "\"part\":\"private\"}]}");
    assert_int_equal(m.list[0].part, CARNET_PART_PRIVATE);
    assert_string_equal(m.list[0].asked.why, "");
    test_made_free(&m);
}

#define SIGHT "{\"kind\":\"function\",\"sight\":\"good\""

static void keeps_the_order_within_a_part(void **state)
{
    (void)state;
    static const size_t order[] = {2, 0, 3, 5, 1, 4};
    static const char json[] =
        "{\"entries\":[" SIGHT ",\"id\":\"0\"}," SIGHT ",\"part\":\"private\"},"
        "{\"kind\":\"person\",\"name\":\"A\",\"birth_date\":\"1990\"}," SIGHT
        "}," SIGHT ",\"part\":\"private\",\"replaces\":[\"0\",\"5\"]}," SIGHT
        ",\"id\":\"5\"}]}";
    test_made m;
    test_make(&m, json);
    assert_int_equal(m.num, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(m.list[i].source, order[i]);
    }
    int32_t part = 0;
    uint32_t position = 0;
    assert_status(carnet_record_get_reference(&part, &position, &m.entries[5],
                                              CARNET_FIELD_REPLACES, 1,
                                              CARNET_RECORD_SELF),
                  CARNET_OK);
    assert_int_equal(part, CARNET_PART_CLINIC);
    assert_int_equal(position, 2);
    test_made_free(&m);
}

static void refuses_references_to_a_more_private_part(void **state)
{
    (void)state;
    assert_refused("{\"entries\":[" SIGHT
                   ",\n\"replaces\":[\"leaf:00000000\",\"x\"]}," HIV
                   ",\"id\":\"x\"}]}",
                   CARNET_RECORD_LINK, "$.entries[0].replaces[1]", 2,
                   "it leads to $.entries[1], which goes to the private part");
}

/* A value of a list, or a member of a group, has a line of its own. */
static void a_problem_has_the_line_of_its_value(void **state)
{
    (void)state;
    assert_refused(
        "{\"entries\":[{\"kind\":\"prescription\",\"medicine\":"
        "{\"text\":\"x\"},\n\"phases\":[\n{\"dose\":{\"value\":1,"
        "\"unit\":\"mg\"}},\n{\"days\":3,\n\"every\":{\n\"value\":1},"
        "\n\"dose\":\n{\"value\":2}}]}]}",
        CARNET_RECORD_UNIT, "$.entries[0].phases[1].dose", 8, "needs a unit");
    assert_refused("{\"entries\":[" SIGHT
                   ",\n\"replaces\":[\n\"leaf:00000000\",\n\"x\"]},\n" HIV
                   ",\"id\":\"x\"}]}",
                   CARNET_RECORD_LINK, "$.entries[0].replaces[1]", 4, "");
    assert_refused("{\"entries\":[{\"kind\":\"condition\",\n\"until\":\n"
                   "\"2019-01-01\",\n\"code\":{\"text\":\"x\"},\n"
                   "\"since\":\"2020-01-01\"}]}",
                   CARNET_RECORD_DATE, "$.entries[0].until", 3,
                   "it ends before it begins");
}

/* Kept as CBOR, a reference is not ours to change, but it is checked. */
static void checks_references_of_kept_entries(void **state)
{
    (void)state;
    /* A function of a later version, in the clinic part, that replaces
       private/0, clinic/7 or clinic/0. */
    static const struct {
        const char *hex;
        carnet_status status;
    } cases[] = {
        {"19010E841B000001000000003081190200006161", CARNET_RECORD_LINK},
        {"19010E841B000001000000003081190107006161", CARNET_RECORD_REFERENCE},
        {"19010E841B000001000000003081190100006161", CARNET_OK},
    };
    for (size_t i = 0; i < 3; i++) {
        carnet_record *r = NULL;
        test_made m;
        cn_buf bytes = test_hex_str(cases[i].hex);
        assert_status(carnet_record_new(&r), CARNET_OK);
        assert_status(carnet_record_add(NULL, r, CARNET_KIND_FUNCTION),
                      CARNET_OK);
        assert_status(carnet_record_set_enum(r, 0, CARNET_FUNCTION_SIGHT, 0,
                                             CARNET_RECORD_SELF, 0),
                      CARNET_OK);
        assert_status(
            carnet_record_add_cbor(NULL, r, bytes.data, bytes.len, TEST_DAY),
            CARNET_OK);
        cn_problem where = {0};
        assert_status(test_encode(&m, r, TEST_DAY, &where), cases[i].status);
        assert_string_equal(where.path, cases[i].status == CARNET_OK
                                            ? ""
                                            : "$.entries[1].replaces[0]");
        test_made_free(&m);
        cn_buf_free(&bytes);
    }
}

static void a_part_holds_256_entries(void **state)
{
    (void)state;
    for (size_t num = 256; num <= 257; num++) {
        carnet_record *r = NULL;
        test_made m;
        cn_problem where = {0};
        assert_status(carnet_record_new(&r), CARNET_OK);
        for (size_t i = 0; i < num; i++) {
            assert_status(carnet_record_add(NULL, r, CARNET_KIND_FUNCTION),
                          CARNET_OK);
            assert_status(carnet_record_set_enum(r, i, CARNET_FUNCTION_SIGHT, 0,
                                                 CARNET_RECORD_SELF, 0),
                          CARNET_OK);
        }
        assert_status(test_encode(&m, r, TEST_DAY, &where),
                      num == 256 ? CARNET_OK : CARNET_RECORD_COUNT);
        assert_string_equal(where.path, num == 256 ? "" : "$.entries[256]");
        test_made_free(&m);
    }
}

/* What a setter can't see, because it holds for the entry as a whole, is still
   found, and so is what is wrong in bytes from outside. */
static void checks_kept_entries_of_known_kinds(void **state)
{
    (void)state;
    static const struct {
        const char *hex;
        carnet_status status;
        const char *path;
    } cases[] = {
        /* Sight 9, of five words. */
        {"19010E831B0000010000000040096161", CARNET_RECORD_ENUM,
         "$.entries[0].sight"},
        /* Not the listed form that it must have. */
        {"19010E82182000", CARNET_RECORD_FORM, "$.entries[0]"},
    };
    for (size_t i = 0; i < 2; i++) {
        carnet_record *r = NULL;
        test_made m;
        cn_problem where = {0};
        cn_buf bytes = test_hex_str(cases[i].hex);
        assert_status(carnet_record_new(&r), CARNET_OK);
        assert_status(
            carnet_record_add_cbor(NULL, r, bytes.data, bytes.len, TEST_DAY),
            CARNET_OK);
        assert_status(test_encode(&m, r, TEST_DAY, &where), cases[i].status);
        assert_string_equal(where.path, cases[i].path);
        test_made_free(&m);
        cn_buf_free(&bytes);
    }
}

static uint8_t part_of_first(const char *json)
{
    uint8_t part = 0;
    carnet_record *r = test_read(cn_span_of(json, strlen(json)));
    assert_status(cn_model_record_part(&part, r, 0), CARNET_OK);
    carnet_record_free(r);
    return part;
}

static void tells_the_part_that_an_entry_will_go_to(void **state)
{
    (void)state;
#define TAKEN_SINCE(code, more)                                                \
    "{\"entries\":[{\"kind\":\"prescription\",\"medicine\":{\"coding\":["      \
    "{\"system\":\"atc\",\"code\":\"" code "\"}]},\"since\":\"2026-03-01\","   \
    "\"until\":\"2036-03-01\",\"last_taken\":\"2026-03-05T10:20:00Z\"," more   \
    "\"status\":\"taking\"}]}"
    assert_int_equal(part_of_first(TAKEN_SINCE("A10BA02", "")),
                     CARNET_PART_CLINIC);
    assert_int_equal(part_of_first(TAKEN_SINCE("J05AR03", "")),
                     CARNET_PART_PRIVATE);
    assert_int_equal(
        part_of_first(TAKEN_SINCE("A10BA02", "\"part\":\"private\",")),
        CARNET_PART_PRIVATE);
    /* it lacks what it must have: who knows what it will say */
    assert_int_equal(part_of_first("{\"entries\":[{\"kind\":\"need\"}]}"),
                     CARNET_PART_PRIVATE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_an_empty_record),
        cmocka_unit_test(refuses_entries_that_lack_a_field),
        cmocka_unit_test(a_problem_has_the_line_of_its_value),
        cmocka_unit_test(refuses_quantities_without_a_unit),
        cmocka_unit_test(takes_the_unit_of_form_and_test),
        cmocka_unit_test(refuses_ends_before_their_beginning),
        cmocka_unit_test(a_record_is_about_one_person_or_none),
        cmocka_unit_test(codes_choose_the_part_and_say_why),
        cmocka_unit_test(refuses_a_less_private_part_unless_allowed),
        cmocka_unit_test(keeps_the_order_within_a_part),
        cmocka_unit_test(refuses_references_to_a_more_private_part),
        cmocka_unit_test(checks_references_of_kept_entries),
        cmocka_unit_test(tells_the_part_that_an_entry_will_go_to),
        cmocka_unit_test(a_part_holds_256_entries),
        cmocka_unit_test(checks_kept_entries_of_known_kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
