/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whole entries: stepping without reading, the demands of the check, and that
 * what it accepts is what the encoders write, byte for byte.
 */
#include "../support/support.h"

#include "../../lib/model/model_i.h"
#include "model_random.h"

/* ---- stepping ---- */

static carnet_status step_hex(const char *hex, carnet_entry *e)
{
    cn_buf b = test_hex_str(hex);
    carnet_status status = test_step(cn_buf_span(&b), e);
    cn_buf_free(&b);
    return status;
}

static void steps_over_listed_and_open_entries(void **state)
{
    (void)state;
    /* person, condition E.., an unknown kind, a critical person */
    cn_buf b = test_hex_str("00"
                            "6141"
                            "00"
                            "03"
                            "00"
                            "191000"
                            "830519ffff6178"
                            "190100"
                            "81"
                            "38ff");
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, cn_buf_span(&b));
    carnet_entry e;
    size_t left = 9;
    assert_status(cn_model_step(&r, &left, &e), CARNET_OK);
    assert_int_equal(e.kind, CARNET_KIND_PERSON);
    assert_int_equal(e.template_number, 0);
    assert_int_equal(e.present, 1u << 5 | 1u << 6);
    assert_span(e.bytes, "\x00\x61\x41\x00", 4);
    assert_span(e.values, "\x61\x41\x00", 3);
    assert_false(e.beyond);
    assert_status(cn_model_step(&r, &left, &e), CARNET_OK);
    assert_int_equal(e.kind, CARNET_KIND_CONDITION);
    assert_int_equal(left, 4);
    assert_status(cn_model_step(&r, &left, &e), CARNET_OK);
    assert_int_equal(e.kind, 4096 - 256);
    assert_int_equal(e.present, 5);
    assert_true(e.beyond);
    assert_false(e.critical);
    cn_span value;
    assert_true(cn_model_value(&e, 2, &value));
    assert_span(value, "\x61\x78", 2);
    assert_status(cn_model_step(&r, &left, &e), CARNET_CBOR_SHAPE);
    cn_buf_free(&b);
}

static void marks_what_this_version_can_not_read(void **state)
{
    (void)state;
    carnet_entry e;
    cn_span value;
    /* condition with field 13, which has no name yet */
    assert_status(step_hex("19010483192020"
                           "00"
                           "00",
                           &e),
                  CARNET_OK);
    assert_true(e.beyond);
    assert_false(e.critical);
    /* with the last field that there can be */
    cn_buf b = test_hex_str("190104"
                            "83"
                            "1b8000000000000020"
                            "00"
                            "1863");
    assert_status(test_step(cn_buf_span(&b), &e), CARNET_OK);
    assert_true(e.beyond);
    assert_true(cn_model_value(&e, 63, &value));
    assert_span(value, "\x18\x63", 2);
    assert_status(cn_model_check(&e, NULL, NULL), CARNET_OK);
    cn_buf_free(&b);
    /* critical: nothing of it is shown */
    b = test_hex_str("190104"
                     "83"
                     "392020"
                     "00"
                     "00");
    assert_status(test_step(cn_buf_span(&b), &e), CARNET_OK);
    assert_true(e.beyond);
    assert_true(e.critical);
    assert_false(cn_model_value(&e, CARNET_CONDITION_CODE, &value));
    cn_buf_free(&b);
}

/* Nor of a field that no mask has a bit for. */
static void gives_nothing_of_a_critical_group(void **state)
{
    (void)state;
    static const uint32_t none[] = {1, 63, 64, 65, UINT32_MAX};
    cn_span group = CN_SPAN_LIT("\x82\x01\x61\x41");
    cn_span critical = CN_SPAN_LIT("\x82\x21\x61\x41");
    cn_span value;
    carnet_entry e;
    assert_true(cn_model_group_value(group, 0, &value));
    assert_span(value, "\x61\x41", 2);
    assert_false(cn_model_group_value(critical, 0, &value));
    assert_int_equal(value.len, 0);
    cn_buf b = test_hex_str("00614100"); /* a person */
    assert_status(test_step(cn_buf_span(&b), &e), CARNET_OK);
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        assert_false(cn_model_group_value(group, none[i], &value));
        assert_int_equal(value.len, 0);
        assert_false(cn_model_value(&e, none[i], &value));
        assert_int_equal(value.len, 0);
    }
    cn_buf_free(&b);
}

static void refuses_to_step_over_what_is_no_entry(void **state)
{
    (void)state;
    static const struct {
        const char *hex;
        carnet_status status;
    } bad[] = {{"", CARNET_CBOR_COUNT},
               {"00", CARNET_CBOR_COUNT}, /* no values */
               {"006141", CARNET_CBOR_COUNT},
               {"20", CARNET_CBOR_TYPE},
               {"18fe", CARNET_CBOR_RANGE}, /* no such template */
               {"18ff", CARNET_CBOR_RANGE},
               {"1a00010000", CARNET_CBOR_RANGE}, /* no such kind can be */
               {"190104", CARNET_CBOR_COUNT},     /* no array */
               {"190104"
                "00",
                CARNET_CBOR_TYPE},
               {"190104"
                "80",
                CARNET_CBOR_SHAPE},
               {"190104"
                "8160",
                CARNET_CBOR_TYPE}, /* mask is text */
               {"190104"
                "811820",
                CARNET_CBOR_SHAPE}, /* value missing */
               {"190104"
                "83182000"
                "00",
                CARNET_CBOR_SHAPE},
               {"00"
                "6141"
                "00"
                "00",
                CARNET_CBOR_TRAILING}};
    carnet_entry e;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_status(step_hex(bad[i].hex, &e), bad[i].status);
    }
    cn_buf b; /* the first number that no template has */
    cn_buf_init(&b);
    cn_cbor_put_uint(&b, cn_model_num_templates);
    assert_status(test_step(cn_buf_span(&b), &e), CARNET_CBOR_RANGE);
    cn_buf_free(&b);
}

/* ---- the check ---- */

static carnet_status check_hex(const char *hex, cn_problem *where)
{
    cn_buf b = test_hex_str(hex);
    carnet_entry e;
    memset(where, 0, sizeof *where);
    carnet_status status = test_step(cn_buf_span(&b), &e);
    if (status == CARNET_OK) {
        status = cn_model_check(&e, NULL, where);
        assert_int_equal(where->status, status);
        assert_int_equal(where->offset, 0); /* the path says where */
        assert_status(cn_model_check(&e, NULL, NULL), status);
    }
    cn_buf_free(&b);
    return status;
}

typedef struct {
    const char *hex;
    carnet_status status;
    const char *path;
} checking;

static void assert_checks(const checking *list, size_t num)
{
    for (size_t i = 0; i < num; i++) {
        cn_problem where;
        carnet_status status = check_hex(list[i].hex, &where);
        if (status != list[i].status) {
            print_message("%s\n", list[i].hex);
        }
        assert_status(status, list[i].status);
        if (list[i].path != NULL) {
            assert_string_equal(where.path, list[i].path);
        }
    }
}

static void refuses_values_that_a_field_can_not_hold(void **state)
{
    (void)state;
    /* Open forms: kind, [mask, values]. Numbers of fields as in schema.def. */
    static const checking list[] = {
        /* details 9: interpreter */
        {"190101"
         "82"
         "190200"
         "04",
         CARNET_RECORD_ENUM, "private/0.interpreter"},
        {"190101"
         "82"
         "190200"
         "6178",
         CARNET_CBOR_TYPE, NULL},
        /* prescription 5 medicine, 10 times a day */
        {"190105"
         "83"
         "190420"
         "00"
         "00",
         CARNET_RECORD_RANGE, "private/0.times_a_day"},
        {"190105"
         "83"
         "190420"
         "00"
         "1819",
         CARNET_RECORD_RANGE, NULL},
        /* prescription 15 must not stop: any bool, nothing else */
        {"190105"
         "83"
         "198020"
         "00"
         "f4",
         CARNET_OK, NULL},
        {"190105"
         "83"
         "198020"
         "00"
         "f6",
         CARNET_CBOR_TYPE, NULL},
        /* prescription 7 strength below zero; 37 quantity of a result may */
        {"190105"
         "83"
         "18a0"
         "00"
         "832400f6",
         CARNET_RECORD_RANGE, "private/0.strength"},
        /* prescription 22 weekdays: a list */
        {"190105"
         "83"
         "1a00400020"
         "00"
         "80",
         CARNET_CBOR_SHAPE, NULL},
        {"190105"
         "83"
         "1a00400020"
         "00"
         "820000",
         CARNET_RECORD_TWICE, "private/0.weekdays[1]"},
        {"190105"
         "83"
         "1a00400020"
         "00"
         "820007",
         CARNET_RECORD_ENUM, "private/0.weekdays[1]"},
        {"190105"
         "83"
         "1a00400020"
         "00"
         "820600",
         CARNET_OK, NULL},
        {"190105"
         "83"
         "1a00400020"
         "00"
         "00",
         CARNET_CBOR_TYPE, NULL},
        /* condition 12 treated with */
        {"190104"
         "83"
         "191020"
         "00"
         "81190300",
         CARNET_RECORD_REFERENCE, "private/0.treated_with[0]"},
        {"190104"
         "83"
         "191020"
         "00"
         "8143000000",
         CARNET_CBOR_SHAPE, NULL},
        {"190104"
         "83"
         "191020"
         "00"
         "811902ff",
         CARNET_OK, NULL},
        {"190104"
         "83"
         "191020"
         "00"
         "814400000000",
         CARNET_OK, NULL},
        /* details 10: passport id */
        {"190101"
         "82"
         "190400"
         "40",
         CARNET_RECORD_RANGE, NULL},
        {"190101"
         "82"
         "190400"
         "4731323334353637",
         CARNET_RECORD_RANGE, NULL},
        {"190101"
         "82"
         "190400"
         "51"
         "3132333435363738393031323334353637",
         CARNET_RECORD_TOO_LONG, NULL},
        /* person 6: birth date with a reason, name without */
        {"00"
         "6141"
         "f5",
         CARNET_OK, NULL},
        {"00"
         "6141"
         "f6",
         CARNET_OK, NULL},
        {"00"
         "6141"
         "f4",
         CARNET_OK, NULL},
        {"00"
         "f6"
         "00",
         CARNET_CBOR_TYPE, "private/0.name"},
        {"00"
         "6120"
         "00",
         CARNET_RECORD_TEXT, "private/0.name"},
        {"00"
         "6141"
         "1a7fffffff",
         CARNET_RECORD_DATE, "private/0.birth_date"},
        /* condition 8 until before 6 since */
        {"190104"
         "84"
         "190160"
         "00"
         "05"
         "20",
         CARNET_RECORD_DATE, "private/0.until"},
        {"190104"
         "84"
         "190160"
         "00"
         "05"
         "00",
         CARNET_OK, NULL},
        {"190104"
         "84"
         "190160"
         "00"
         "f6"
         "20",
         CARNET_OK, NULL},
        {"190104"
         "84"
         "190160"
         "00"
         "811966d5"
         "8119"
         "66c8",
         CARNET_RECORD_DATE, NULL},
        /* a code, a unit, a decimal, a system, words that can not be */
        {"03"
         "1903ff",
         CARNET_RECORD_CODE, "private/0.code"},
        {"03"
         "81"
         "820961"
         "78",
         CARNET_RECORD_SYSTEM, "private/0.code"},
        {"09"
         "00"
         "82056178"
         "00",
         CARNET_RECORD_UNIT, "private/0.quantity"},
        {"09"
         "00"
         "1b0020000000000000"
         "00",
         CARNET_RECORD_DECIMAL, "private/0.quantity"},
        {"09"
         "00"
         "832400f6"
         "00",
         CARNET_OK, NULL},
    };
    assert_checks(list, sizeof list / sizeof *list);
}

static void demands_what_is_required(void **state)
{
    (void)state;
    static const checking list[] = {
        {"190100"
         "82"
         "1820"
         "6141",
         CARNET_RECORD_REQUIRED, "private/0.birth_date"},
        {"190104"
         "82"
         "1840"
         "00",
         CARNET_RECORD_REQUIRED, "private/0.code"},
        /* a result with test and date alone */
        {"190108"
         "83"
         "18a0"
         "00"
         "00",
         CARNET_RECORD_REQUIRED, "private/0.quantity"},
        {"19010e"
         "8100",
         CARNET_RECORD_REQUIRED, "private/0.mobility"},
        {"190114"
         "8100",
         CARNET_RECORD_REQUIRED, "private/0.scheme"},
        /* contact without a name; phase with a field that has no name */
        {"1870"
         "8182"
         "02"
         "00",
         CARNET_RECORD_REQUIRED, "private/0.contacts[0].name"},
        {"1870"
         "8183"
         "21"
         "6141"
         "00",
         CARNET_CBOR_TYPE, NULL},
        {"1870"
         "8183"
         "1821"
         "6141"
         "00",
         CARNET_RECORD_FIELD, NULL},
        {"1870"
         "8182"
         "03"
         "6141",
         CARNET_CBOR_TRUNCATED, NULL},
        {"1870"
         "8183"
         "01"
         "6141"
         "00",
         CARNET_CBOR_SHAPE, "private/0.contacts[0]"},
        {"1870"
         "8180",
         CARNET_CBOR_SHAPE, "private/0.contacts[0]"},
        {"1870"
         "818100",
         CARNET_RECORD_REQUIRED, "private/0.contacts[0].name"},
        {"1870"
         "8182"
         "01"
         "6141",
         CARNET_OK, NULL},
    };
    assert_checks(list, sizeof list / sizeof *list);
}

/* Of the group's field where there is one, of none where all is at fault. */
static void says_what_the_field_at_fault_is(void **state)
{
    (void)state;
    cn_problem where;
    const cn_model_shape *details = cn_model_kind(CARNET_KIND_DETAILS);
    (void)check_hex("19010182"
                    "19020004",
                    &where);
    assert_string_equal(
        where.detail,
        cn_model_field_of(details, CARNET_DETAILS_INTERPRETER)->about);
    assert_status(check_hex("1870"
                            "8182"
                            "02"
                            "00",
                            &where),
                  CARNET_RECORD_REQUIRED);
    const cn_model_field *name = cn_model_group(CN_GROUP_CONTACT)->fields;
    assert_string_equal(name->name, "name");
    assert_string_equal(where.detail, name->about);
    (void)check_hex("190100"
                    "83"
                    "1860"
                    "6141"
                    "00",
                    &where);
    assert_string_equal(where.detail, "");
}

/* Bit 63, the last of a mask: no field of this version. */
static void steps_over_the_highest_field(void **state)
{
    (void)state;
    static const checking list[] = {
        {"190100"
         "84"
         "1b8000000000000060"
         "6141"
         "00"
         "f6",
         CARNET_OK, NULL},
    };
    assert_checks(list, sizeof list / sizeof *list);
}

static void demands_the_one_form_of_an_entry(void **state)
{
    (void)state;
    static const checking list[] = {
        /* open where template 0 fits */
        {"190100"
         "83"
         "1860"
         "6141"
         "00",
         CARNET_RECORD_FORM, "private/0"},
        /* critical, but all its fields are known */
        {"190100"
         "83"
         "3860"
         "6141"
         "00",
         CARNET_RECORD_FORM, "private/0"},
        /* condition E12 by its system, its letters where its number is due */
        {"190104"
         "82"
         "1820"
         "81"
         "82"
         "00"
         "63453132",
         CARNET_RECORD_FORM, "private/0.code"},
        /* status active is the default */
        {"190104"
         "83"
         "18a0"
         "00"
         "00",
         CARNET_RECORD_FORM, "private/0.status"},
        /* template 8 where 4 fixes tablet, by mouth, one */
        {"08"
         "00"
         "00"
         "01"
         "02"
         "00"
         "00"
         "00"
         "05"
         "00",
         CARNET_RECORD_FORM, "private/0"},
        {"04"
         "02"
         "00"
         "00"
         "00"
         "05"
         "00",
         CARNET_OK, NULL},
        {"08"
         "00"
         "00"
         "02"
         "02"
         "00"
         "00"
         "00"
         "05"
         "00",
         CARNET_OK, NULL},
        /* a later version's fields and kinds pass, unless critical or not */
        {"190100"
         "83"
         "1880"
         "6141"
         "00",
         CARNET_CBOR_SHAPE, NULL},
        {"190100"
         "82"
         "1880"
         "00",
         CARNET_OK, NULL},
        {"190100"
         "82"
         "3880"
         "00",
         CARNET_OK, NULL},
        {"191000"
         "82"
         "1880"
         "80",
         CARNET_OK, NULL},
        /* but what is known of them is checked */
        {"190100"
         "83"
         "18a0"
         "60"
         "00",
         CARNET_RECORD_TEXT, "private/0.name"},
    };
    assert_checks(list, sizeof list / sizeof *list);
}

/* Each weekday once, and none of them twice. */
static void words_of_a_list_stand_once(void **state)
{
    (void)state;
    cn_problem where;
    assert_status(check_hex("190105"
                            "83"
                            "1a00400020"
                            "00"
                            "8700010203040506",
                            &where),
                  CARNET_OK);
    for (unsigned i = 0; i < 49; i++) {
        char hex[40];
        (void)snprintf(hex, sizeof hex, "190105831a004000200082%02x%02x", i % 7,
                       i / 7);
        assert_status(check_hex(hex, &where),
                      i % 7 == i / 7 ? CARNET_RECORD_TWICE : CARNET_OK);
    }
}

static void limits_lists(void **state)
{
    (void)state;
    for (size_t num = 64; num <= 65; num++) {
        cn_buf b;
        cn_buf_init(&b);
        cn_cbor_put_uint(&b, 256 + CARNET_KIND_DETAILS);
        cn_cbor_put_array(&b, 2);
        cn_cbor_put_uint(&b, 1u << CARNET_DETAILS_ALIASES);
        cn_cbor_put_array(&b, num);
        for (size_t i = 0; i < num; i++) {
            cn_cbor_put_text(&b, CN_SPAN_LIT("*"));
        }
        carnet_entry e;
        assert_status(test_step(cn_buf_span(&b), &e), CARNET_OK);
        assert_status(cn_model_check(&e, NULL, NULL),
                      num == 64 ? CARNET_OK : CARNET_RECORD_TOO_LONG);
        cn_buf_free(&b);
    }
}

static void puts_no_entry_without_what_is_required(void **state)
{
    (void)state;
    cn_span values[CN_MODEL_FIELDS_MAX] = {{NULL, 0}};
    cn_buf b;
    cn_buf_init(&b);
    assert_status(cn_model_put_entry(&b, 24, values), CARNET_RECORD_KIND);
    assert_status(cn_model_put_entry(&b, CARNET_KIND_PERSON, values),
                  CARNET_RECORD_REQUIRED);
    assert_status(
        cn_model_put_group(&b, cn_model_group(CN_GROUP_PHASE), values),
        CARNET_RECORD_REQUIRED);
    assert_int_equal(b.len, 0);
    cn_buf_free(&b);
}

/* What stands behind the last field of a kind is none of it. */
static void puts_no_more_values_than_a_kind_has(void **state)
{
    (void)state;
    cn_span values[CN_MODEL_MASK_BITS];
    cn_buf b;
    cn_buf_init(&b);
    for (uint32_t kind = 0; cn_model_kind(kind) != NULL; kind++) {
        carnet_entry e;
        const cn_model_shape *shape = cn_model_kind(kind);
        for (size_t i = 0; i < CN_MODEL_MASK_BITS; i++) {
            bool is_due = i < shape->num_fields && (shape->known >> i & 1) != 0;
            values[i] = is_due || i >= shape->num_fields ? CN_SPAN_LIT("\x60")
                                                         : cn_span_of(NULL, 0);
        }
        assert_status(cn_model_put_entry(&b, kind, values), CARNET_OK);
        assert_status(test_step(cn_buf_span(&b), &e), CARNET_OK);
        assert_int_equal(e.present, shape->known);
        cn_buf_cut(&b, 0);
    }
    cn_buf_free(&b);
}

static void leaves_defaults_out(void **state)
{
    (void)state;
    cn_span values[CN_MODEL_FIELDS_MAX] = {{NULL, 0}};
    cn_buf b;
    cn_buf_init(&b);
    values[CARNET_CONDITION_CODE] = CN_SPAN_LIT("\x00");
    values[CARNET_CONDITION_STATUS] = CN_SPAN_LIT("\x00");
    assert_status(cn_model_put_entry(&b, CARNET_KIND_CONDITION, values),
                  CARNET_OK);
    assert_span(cn_buf_span(&b), "\x03\x00", 2);
    cn_buf_free(&b);
}

/* ---- units and bases that other fields give ---- */

static void takes_the_unit_from_form_and_test(void **state)
{
    (void)state;
    const cn_model_shape *rx = cn_model_kind(CARNET_KIND_PRESCRIPTION);
    const cn_model_field *dose =
        cn_model_field_of(rx, CARNET_PRESCRIPTION_DOSE);
    carnet_entry e;
    cn_buf b = test_hex_str("04020000000500"); /* tablet is fixed */
    assert_status(test_step(cn_buf_span(&b), &e), CARNET_OK);
    assert_string_equal(
        cn_model_unit_get((uint64_t)cn_model_usual_unit(dose, &e, NULL)),
        "{tablet}");
    cn_buf_free(&b);
    b = test_hex_str("183c00"); /* medicine alone */
    assert_status(test_step(cn_buf_span(&b), &e), CARNET_OK);
    assert_int_equal(cn_model_usual_unit(dose, &e, NULL), CN_UNIT_NONE);
    cn_buf_free(&b);
    const cn_model_listed *test = cn_model_list_get(CN_LIST_TESTS, 0);
    const cn_model_field *quantity = cn_model_field_of(
        cn_model_kind(CARNET_KIND_RESULT), CARNET_RESULT_QUANTITY);
    b = test_hex_str("09000500");
    assert_status(test_step(cn_buf_span(&b), &e), CARNET_OK);
    assert_int_equal(cn_model_usual_unit(quantity, &e, NULL), test->unit);
    cn_span group = CN_SPAN_LIT("\x83\x03\x01\x05");
    assert_int_equal(cn_model_usual_unit(quantity, &e, &group),
                     cn_model_list_get(CN_LIST_TESTS, 1)->unit);
    group = CN_SPAN_LIT("\x82\x02\x05"); /* no test in it */
    assert_int_equal(cn_model_usual_unit(quantity, &e, &group), CN_UNIT_NONE);
    cn_buf_free(&b);
    /* among several codes the first that is an index */
    const cn_model_field *form =
        cn_model_field_of(rx, CARNET_PRESCRIPTION_FORM);
    assert_int_equal(cn_model_unit_beside(form, CN_SPAN_LIT("\x83\x82\x01\x64"
                                                            "5A11\x01\x61x")),
                     cn_model_list_get(CN_LIST_FORMS, 1)->unit);
    assert_int_equal(cn_model_unit_beside(form, CN_SPAN_LIT("\x61x")),
                     CN_UNIT_NONE);
}

static void counts_an_end_from_the_field_of_the_table(void **state)
{
    (void)state;
    const cn_model_shape *rx = cn_model_kind(CARNET_KIND_PRESCRIPTION);
    const cn_model_field *until =
        cn_model_field_of(rx, CARNET_PRESCRIPTION_UNTIL);
    carnet_entry e;
    cn_span value;
    cn_model_date d;
    cn_cbor_reader r;
    cn_buf b = test_hex_str("04022600000500"); /* since a week before */
    assert_status(test_step(cn_buf_span(&b), &e), CARNET_OK);
    assert_true(cn_model_value(&e, CARNET_PRESCRIPTION_SINCE, &value));
    assert_int_equal(cn_model_base_day(value, TEST_DAY), TEST_DAY - 7);
    cn_cbor_reader_init(&r, CN_SPAN_LIT("\x03"));
    assert_status(cn_model_take_date(&r, until, &e, &d), CARNET_OK);
    assert_int_equal(d.days, TEST_DAY - 4);
    cn_buf_free(&b);
    /* Nothing, why there is nothing, a month, an estimated day. */
    static const char *const others[] = {"", "f6", "811966df", "8220f5"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        b = test_hex_str(others[i]);
        assert_int_equal(cn_model_base_day(cn_buf_span(&b), TEST_DAY),
                         TEST_DAY);
        cn_buf_free(&b);
    }
}

/* ---- links ---- */

static carnet_status links(const char *hex, uint8_t part, uint16_t position,
                           size_t desk, size_t clinic, size_t private_part)
{
    cn_buf b = test_hex_str(hex);
    carnet_entry e;
    cn_problem where;
    memset(&where, 0, sizeof where);
    const size_t num_in_part[3] = {desk, clinic, private_part};
    assert_status(test_step(cn_buf_span(&b), &e), CARNET_OK);
    e.part = part;
    e.position = position;
    carnet_status status = cn_model_check(&e, num_in_part, &where);
    assert_int_equal(where.status, status);
    cn_buf_free(&b);
    return status;
}

static void refuses_links_to_nothing_and_to_more_private_parts(void **state)
{
    (void)state;
    /* condition treated with clinic/3 */
    const char *hex = "190104"
                      "83"
                      "191020"
                      "00"
                      "81190103";
    assert_status(links(hex, 1, 0, 0, 4, 0), CARNET_OK);
    assert_status(links(hex, 2, 0, 0, 4, 1), CARNET_OK);
    assert_status(links(hex, 1, 0, 0, 3, 0), CARNET_RECORD_REFERENCE);
    assert_status(links(hex, 1, 3, 0, 4, 0), CARNET_RECORD_REFERENCE);
    assert_status(links(hex, 0, 0, 1, 4, 0), CARNET_RECORD_LINK);
    assert_status(links(hex, 2, 0, 0, SIZE_MAX, 1), CARNET_OK);
    /* another credential's leaf; an unknown kind; replaces */
    assert_status(links("190104"
                        "83"
                        "191020"
                        "00"
                        "814400000000",
                        1, 0, 0, 1, 0),
                  CARNET_OK);
    assert_status(links("191000"
                        "82"
                        "10"
                        "81190103",
                        0, 0, 1, 0, 0),
                  CARNET_OK);
    assert_status(links("190104"
                        "83"
                        "1830"
                        "81190203"
                        "00",
                        1, 0, 0, 1, 9),
                  CARNET_RECORD_LINK);
}

/* ---- one accepted encoding ---- */

/* Reads one plain value and puts it again. */
static void again_plain(const carnet_entry *e, const cn_model_field *f,
                        const cn_span *group, cn_cbor_reader *r, cn_buf *out)
{
    uint8_t text[CN_MODEL_LABEL_MAX];
    cn_span span = {NULL, 0};
    cn_model_decimal d;
    cn_model_quantity q;
    cn_model_date date;
    cn_model_code code;
    int32_t usual = CN_UNIT_NONE;
    switch (f->type) {
    case CN_TYPE_TEXT:
        assert_status(cn_model_get_text(r, (size_t)f->a, &span), CARNET_OK);
        assert_status(cn_model_put_text(out, f, span), CARNET_OK);
        break;
    case CN_TYPE_LABEL:
        assert_status(cn_model_get_label(r, f, text, &span), CARNET_OK);
        assert_status(cn_model_put_label(out, f, span), CARNET_OK);
        break;
    case CN_TYPE_INT:
        assert_status(
            cn_model_put_int(out, f, cn_cbor_get_int(r, INT64_MIN, INT64_MAX)),
            CARNET_OK);
        break;
    case CN_TYPE_BOOL:
        cn_cbor_put_bool(out, cn_cbor_get_bool(r));
        break;
    case CN_TYPE_ENUM:
        assert_status(
            cn_model_put_enum(out, f, cn_cbor_get_uint(r, UINT64_MAX)),
            CARNET_OK);
        break;
    case CN_TYPE_DECIMAL:
        assert_status(cn_model_get_decimal(r, &d), CARNET_OK);
        assert_status(cn_model_put_decimal(out, &d), CARNET_OK);
        break;
    case CN_TYPE_QUANTITY:
        usual = cn_model_usual_unit(f, e, group);
        assert_status(cn_model_get_quantity(r, usual, &q), CARNET_OK);
        assert_status(cn_model_put_quantity(out, &q.value, q.unit, usual),
                      CARNET_OK);
        break;
    case CN_TYPE_DATE:
        assert_status(cn_model_take_date(r, f, e, &date), CARNET_OK);
        assert_status(cn_model_put_date(out, &date, e->day), CARNET_OK);
        break;
    case CN_TYPE_END:
        (void)cn_model_value(e, (uint32_t)f->a, &span);
        assert_status(cn_model_take_date(r, f, e, &date), CARNET_OK);
        assert_status(cn_model_put_end(out, &date, e->day, span), CARNET_OK);
        break;
    case CN_TYPE_CODE:
        assert_status(cn_model_get_code(r, f, &code), CARNET_OK);
        assert_status(cn_model_put_code(out, f, &code), CARNET_OK);
        break;
    case CN_TYPE_REF:
        if (cn_cbor_peek(r) == CN_CBOR_BYTES) {
            cn_model_put_leaf(out, cn_cbor_get_bytes(r, 4, 4).data);
        } else {
            uint32_t ref = (uint32_t)cn_cbor_get_uint(r, 767);
            assert_status(cn_model_put_ref(out, ref / 256, ref % 256),
                          CARNET_OK);
        }
        break;
    default:
        assert_int_equal(f->type, CN_TYPE_BYTES);
        assert_status(
            cn_model_put_bytes(out, f, cn_cbor_get_bytes(r, 0, SIZE_MAX)),
            CARNET_OK);
    }
    assert_status(r->status, CARNET_OK);
}

static void again_group(const carnet_entry *e, const cn_model_field *f,
                        cn_cbor_reader *r, cn_buf *out)
{
    const cn_model_shape *shape = cn_model_group((uint32_t)f->a);
    cn_span group = cn_cbor_skip(r);
    cn_span values[CN_MODEL_FIELDS_MAX] = {{NULL, 0}};
    cn_buf made[CN_MODEL_FIELDS_MAX];
    for (size_t i = 0; i < shape->num_fields; i++) {
        cn_span value;
        cn_buf_init(&made[i]);
        if (cn_model_group_value(group, (uint32_t)i, &value)) {
            cn_cbor_reader in;
            cn_cbor_reader_init(&in, value);
            again_plain(e, &shape->fields[i], &group, &in, &made[i]);
            values[i] = cn_buf_span(&made[i]);
        }
    }
    assert_status(cn_model_put_group(out, shape, values), CARNET_OK);
    for (size_t i = 0; i < shape->num_fields; i++) {
        cn_buf_free(&made[i]);
    }
}

static void again_field(const carnet_entry *e, const cn_model_field *f,
                        cn_span value, cn_buf *out)
{
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, value);
    if ((f->flags & CN_FIELD_ABSENT) != 0 &&
        cn_cbor_peek(&r) >= CN_CBOR_FALSE) {
        static const int32_t reason[] = {
            CARNET_ABSENT_NONE, CARNET_ABSENT_REFUSED, CARNET_ABSENT_NOT_ASKED};
        cn_model_put_absent(out, reason[cn_cbor_peek(&r) - CN_CBOR_FALSE]);
        return;
    }
    size_t num = 1;
    if ((f->flags & CN_FIELD_LIST) != 0) {
        num = cn_cbor_get_array(&r, 1, 64);
        cn_cbor_put_array(out, num);
    }
    for (size_t i = 0; i < num; i++) {
        if (f->type == CN_TYPE_GROUP) {
            again_group(e, f, &r, out);
        } else {
            again_plain(e, f, NULL, &r, out);
        }
    }
    assert_true(r.status == CARNET_OK && cn_cbor_at_end(&r));
}

/* An accepted entry, read value by value and encoded again, is the same. */
static void assert_same_again(const carnet_entry *e)
{
    const cn_model_shape *shape = cn_model_kind(e->kind);
    cn_span values[CN_MODEL_FIELDS_MAX] = {{NULL, 0}};
    cn_buf made[CN_MODEL_FIELDS_MAX];
    cn_buf out;
    cn_buf_init(&out);
    for (size_t i = 0; i < shape->num_fields; i++) {
        cn_span value;
        cn_buf_init(&made[i]);
        if (cn_model_value(e, (uint32_t)i, &value)) {
            again_field(e, &shape->fields[i], value, &made[i]);
            values[i] = cn_buf_span(&made[i]);
        }
    }
    assert_status(cn_model_put_entry(&out, e->kind, values), CARNET_OK);
    assert_span(cn_buf_span(&out), e->bytes.data, e->bytes.len);
    for (size_t i = 0; i < shape->num_fields; i++) {
        cn_buf_free(&made[i]);
    }
    cn_buf_free(&out);
}

/* Changes, puts in or takes out a byte, or copies a run. */
static void mutate(test_random *x, cn_buf *b)
{
    size_t at = test_pick(x, b->len);
    switch (test_below(x, 4)) {
    case 0:
        b->data[at] = (uint8_t)test_below(x, 256);
        break;
    case 1:
        b->data[at] ^= (uint8_t)(1u << test_below(x, 8));
        break;
    case 2:
        (void)cn_buf_extend(b, 1);
        memmove(b->data + at + 1, b->data + at, b->len - at - 1);
        b->data[at] = (uint8_t)test_below(x, 256);
        break;
    default:
        memmove(b->data + at, b->data + at + 1, b->len - at - 1);
        cn_buf_cut(b, b->len - 1);
    }
}

static void accepts_one_encoding_of_each_entry(void **state)
{
    (void)state;
    size_t made = 0;
    size_t listed = 0;
    size_t mutants = 0;
    size_t accepted = 0;
    test_random x = {20260317};
    for (int i = 0; i < 6000; i++) {
        cn_buf b;
        carnet_entry e;
        cn_problem where;
        memset(&where, 0, sizeof where);
        cn_buf_init(&b);
        test_random_entry(&x, (uint32_t)i % 24, &b);
        assert_status(test_step(cn_buf_span(&b), &e), CARNET_OK);
        if (cn_model_check(&e, NULL, &where) != CARNET_OK) {
            print_message("%s %s\n", carnet_status_name(where.status),
                          where.path);
        }
        assert_status(where.status, CARNET_OK);
        assert_same_again(&e);
        made++;
        listed += e.template_number != CN_MODEL_OPEN;
        for (int k = 0; k < 40 && b.len > 1; k++) {
            cn_buf m;
            size_t used = 0;
            cn_buf_init(&m);
            cn_buf_put_span(&m, cn_buf_span(&b));
            mutate(&x, &m);
            mutants++;
            cn_span all = cn_buf_span(&m);
            bool whole = true;
            for (size_t at = 0; whole && at < all.len; at += used) {
                cn_span rest = cn_span_after(all, at);
                whole = cn_cbor_scan_first(rest, CN_MODEL_ITEMS_DEPTH - 2,
                                           CN_LIMIT_STRING, &used,
                                           NULL) == CARNET_OK;
            }
            if (whole && test_step(all, &e) == CARNET_OK &&
                cn_model_check(&e, NULL, NULL) == CARNET_OK && !e.beyond) {
                assert_same_again(&e);
                accepted++;
            }
            cn_buf_free(&m);
        }
        cn_buf_free(&b);
    }
    test_count("entries made", made);
    test_count_other("of them in a listed form", listed);
    test_count("mutants", mutants);
    test_count_other("of them accepted", accepted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_over_listed_and_open_entries),
        cmocka_unit_test(marks_what_this_version_can_not_read),
        cmocka_unit_test(gives_nothing_of_a_critical_group),
        cmocka_unit_test(refuses_to_step_over_what_is_no_entry),
        cmocka_unit_test(refuses_values_that_a_field_can_not_hold),
        cmocka_unit_test(demands_what_is_required),
        cmocka_unit_test(says_what_the_field_at_fault_is),
        cmocka_unit_test(steps_over_the_highest_field),
        cmocka_unit_test(demands_the_one_form_of_an_entry),
        cmocka_unit_test(words_of_a_list_stand_once),
        cmocka_unit_test(limits_lists),
        cmocka_unit_test(puts_no_entry_without_what_is_required),
        cmocka_unit_test(puts_no_more_values_than_a_kind_has),
        cmocka_unit_test(leaves_defaults_out),
        cmocka_unit_test(takes_the_unit_from_form_and_test),
        cmocka_unit_test(counts_an_end_from_the_field_of_the_table),
        cmocka_unit_test(refuses_links_to_nothing_and_to_more_private_parts),
        cmocka_unit_test(accepts_one_encoding_of_each_entry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
