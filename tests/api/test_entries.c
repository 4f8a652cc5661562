/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a trusted key signed and still must not pass: entries that are not in
 * their one legal encoding refuse the whole input. What a later version may
 * add passes, is kept, and is shown as more than can be read.
 */
#include "made.h"

/* ---- signed, and not legal ---- */

static const struct {
    const char *hex;
    carnet_status status;
    const char *path; /* behind "clinic/0" */
} illegal[] = {
    /* Open where a template fits; critical though all is known. */
    {"190100831860614100", CARNET_RECORD_FORM, ""},
    {"190100833860614100", CARNET_RECORD_FORM, ""},
    /* A default that is written: status active. */
    {"1901048318a00000", CARNET_RECORD_FORM, ".status"},
    /* Another template than the one that fits best. */
    {"08000001020000000500", CARNET_RECORD_FORM, ""},
    /* A label in letters where packing is shorter. */
    {"006841776120446f746100", CARNET_RECORD_FORM, ".name"},
    /* A listed code as system and code: the first of ICD-10. */
    {"03818200654531312e39", CARNET_RECORD_FORM, ".code"},
    /* A quantity with its usual unit written: mg of a strength. */
    {"1901058318a000820000", CARNET_RECORD_FORM, ".strength"},
    /* Values that a field can't hold. */
    {"1901018219020004", CARNET_RECORD_ENUM, ".interpreter"},
    {"190105831904200000", CARNET_RECORD_RANGE, ".times_a_day"},
    {"190105831a0040002000820000", CARNET_RECORD_TWICE, ".weekdays[1]"},
    {"19010182190400513132333435363738393031323334353637",
     CARNET_RECORD_TOO_LONG, ".passport_id"},
    {"00612000", CARNET_RECORD_TEXT, ".name"},
    {"0061411a7fffffff", CARNET_RECORD_DATE, ".birth_date"},
    {"031903ff", CARNET_RECORD_CODE, ".code"},
    {"038182096178", CARNET_RECORD_SYSTEM, ".code"},
    {"09008205617800", CARNET_RECORD_UNIT, ".quantity"},
    {"09001b002000000000000000", CARNET_RECORD_DECIMAL, ".quantity"},
    {"00f600", CARNET_CBOR_TYPE, ".name"},
    /* Required fields, and fields that a group does not have. */
    {"19010482184000", CARNET_RECORD_REQUIRED, ".code"},
    {"187081831821614100", CARNET_RECORD_FIELD, NULL},
    /* References: to nothing, to itself, to a more private part. */
    {"190104831910200081190300", CARNET_RECORD_REFERENCE, ".treated_with[0]"},
    {"190104831910200081190101", CARNET_RECORD_REFERENCE, ".treated_with[0]"},
    {"190104831910200081190100", CARNET_RECORD_REFERENCE, ".treated_with[0]"},
    {"190104831910200081190200", CARNET_RECORD_LINK, ".treated_with[0]"},
};

static void assert_path(const carnet_verdict *v, const char *before,
                        const char *path)
{
    char expected[160];
    if (path != NULL) {
        (void)snprintf(expected, sizeof expected, "%sclinic/0%s", before, path);
        assert_string_equal(carnet_verify_path(v), expected);
    }
}

/* A clinic part with one entry, beside a private part with one. */
static test_credential *with_entry(uint8_t n, const char *hex)
{
    test_credential *c = test_begin(n);
    test_add_hex(c, CN_API_CLINIC, hex);
    test_add_hex(c, CN_API_PRIVATE, "0cf6");
    test_sign(c);
    return c;
}

static void refuses_what_is_signed_but_not_legal(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof illegal / sizeof illegal[0]; i++) {
        test_credential *c = with_entry(1, illegal[i].hex);
        cn_buf b = test_passport(c, TEST_ALL, i % 2 == 0);
        cn_buf text = test_as_text(cn_buf_span(&b));
        carnet_verdict *v = test_verify(cn_buf_span(&text));
        if (carnet_verify_reason(v) != illegal[i].status) {
            print_message("%s\n", illegal[i].hex);
        }
        assert_status(carnet_verify_reason(v), illegal[i].status);
        assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_REFUSED);
        assert_int_equal(carnet_verify_num_credentials(v), 0);
        assert_path(v, "", illegal[i].path);
        carnet_verify_free(v);
        test_assert_bad(cn_buf_span(&b), illegal[i].status);
        cn_buf_free(&text);
        cn_buf_free(&b);
        test_end(c);
    }
}

/* Nothing is read before its signature holds: the same entries, signed by a
   stranger, are refused for that and for nothing else. */
static void does_not_read_what_a_stranger_signed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof illegal / sizeof illegal[0]; i++) {
        test_credential *c = with_entry(9, illegal[i].hex);
        cn_buf b = test_passport(c, TEST_ALL, true);
        cn_buf text = test_as_text(cn_buf_span(&b));
        carnet_verdict *v = test_verify(cn_buf_span(&text));
        assert_status(carnet_verify_reason(v), CARNET_OK);
        assert_status(carnet_verify_fact_status(v, 0, CARNET_VERIFY_SIGNATURE),
                      CARNET_KEY_UNKNOWN);
        carnet_verify_free(v);
        cn_buf_free(&text);
        cn_buf_free(&b);
        test_end(c);
    }
}

/* One of several takes all with it, and says which it is. */
static void one_illegal_entry_refuses_all_credentials(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof illegal / sizeof illegal[0]; i++) {
        cn_buf b;
        cn_buf_init(&b);
        cn_cbor_put_array(&b, 2);
        test_credential *good = test_sample(2);
        test_put_credential(&b, good, TEST_ALL, true);
        test_end(good);
        test_credential *bad = with_entry(1, illegal[i].hex);
        test_put_credential(&b, bad, TEST_ALL, true);
        test_end(bad);
        cn_buf file = test_as_file(cn_buf_span(&b));
        carnet_verdict *v = test_verify(cn_buf_span(&file));
        assert_status(carnet_verify_reason(v), illegal[i].status);
        assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_REFUSED);
        assert_int_equal(carnet_verify_num_credentials(v), 0);
        assert_path(v, "credential 2: ", illegal[i].path);
        carnet_verify_free(v);
        cn_buf_free(&file);
        cn_buf_free(&b);
    }
}

/* ---- references ---- */

/* A condition treated with entry ref of the format, in a part. */
static void assert_reference(size_t part, unsigned ref, unsigned shown,
                             carnet_status status)
{
    test_credential *c = test_begin(1);
    for (size_t i = 0; i < CN_API_PARTS; i++) {
        test_add_hex(c, i, "0cf6");
    }
    cn_buf entry = test_hex_str("190104831910200081");
    cn_cbor_put_uint(&entry, ref);
    test_add(c, part, cn_buf_span(&entry));
    cn_buf_free(&entry);
    test_sign(c);
    cn_buf b = test_passport(c, shown, true);
    if (status == CARNET_OK) {
        test_assert_outcome(cn_buf_span(&b), CARNET_VERIFY_ACCEPTED);
    } else {
        test_assert_bad(cn_buf_span(&b), status);
    }
    cn_buf_free(&b);
    test_end(c);
}

static void references_lead_to_less_private_parts(void **state)
{
    (void)state;
    for (unsigned from = 0; from < CN_API_PARTS; from++) {
        for (unsigned to = 0; to < CN_API_PARTS; to++) {
            assert_reference(from, 256 * to, TEST_ALL,
                             to <= from ? CARNET_OK : CARNET_RECORD_LINK);
            assert_reference(from, 256 * to + 7, TEST_ALL,
                             to <= from ? CARNET_RECORD_REFERENCE
                                        : CARNET_RECORD_LINK);
        }
    }
}

/* What is withheld can't be counted: the reference stays. */
static void references_may_lead_to_what_is_withheld(void **state)
{
    (void)state;
    assert_reference(CN_API_PRIVATE, 256, TEST_PRIVATE, CARNET_OK);
    assert_reference(CN_API_PRIVATE, 256 + 77, TEST_PRIVATE, CARNET_OK);
    assert_reference(CN_API_PRIVATE, 77, TEST_PRIVATE | TEST_CLINIC, CARNET_OK);
    assert_reference(CN_API_PRIVATE, 256 + 77, TEST_PRIVATE | TEST_CLINIC,
                     CARNET_RECORD_REFERENCE);
}

/* ---- later versions ---- */

static carnet_verdict *accepted(uint8_t n, const char *hex)
{
    test_credential *c = with_entry(n, hex);
    cn_buf b = test_passport(c, TEST_ALL, true);
    cn_buf text = test_as_text(cn_buf_span(&b));
    carnet_verdict *v = test_verify(cn_buf_span(&text));
    assert_status(carnet_verify_reason(v), CARNET_OK);
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
    assert_int_equal(carnet_verify_num_entries(v, 0), 2);
    cn_buf_free(&text);
    cn_buf_free(&b);
    test_end(c);
    return v;
}

static bool json_holds(const carnet_verdict *v, const char *word)
{
    carnet_buf *json = test_json_of(v);
    bool found = strstr((const char *)carnet_buf_data(json), word) != NULL;
    carnet_buf_free(json);
    return found;
}

static void an_unknown_kind_is_kept_and_marked(void **state)
{
    (void)state;
    /* Kinds 24, the first unknown, and 65279, the last there can be. */
    static const char *const hexes[] = {"19011882016161", "19ffff82016161"};
    static const int32_t kinds[] = {24, 65279};
    for (size_t i = 0; i < 2; i++) {
        carnet_verdict *v = accepted(1, hexes[i]);
        const carnet_entry *e = carnet_verify_get_entry(v, 0, 0);
        assert_int_equal(carnet_record_entry_kind(e), kinds[i]);
        assert_int_equal(carnet_record_entry_is_beyond(e), 1);
        assert_int_equal(carnet_record_num_values(e, 0), 0);
        assert_true(json_holds(v, "\"beyond\": true"));
        assert_true(json_holds(v, i == 0 ? "GQEYggFhYQ" : "Gf__ggFhYQ"));
        assert_int_equal(
            carnet_record_entry_is_beyond(carnet_verify_get_entry(v, 0, 1)), 0);
        carnet_verify_free(v);
    }
}

/* Name and birth date as ever, and field 20, which nobody here knows. */
static void an_unknown_field_is_kept_beside_known_ones(void **state)
{
    (void)state;
    carnet_verdict *v = accepted(1, "190100841a001000606141f56178");
    const carnet_entry *e = carnet_verify_get_entry(v, 0, 0);
    char name[CARNET_RECORD_TEXT_SIZE];
    assert_int_equal(carnet_record_entry_is_beyond(e), 1);
    assert_status(carnet_record_copy_text(name, e, CARNET_PERSON_NAME, 0,
                                          CARNET_RECORD_SELF),
                  CARNET_OK);
    assert_string_equal(name, "A");
    assert_int_equal(carnet_record_absence(e, CARNET_PERSON_BIRTH),
                     CARNET_ABSENT_REFUSED);
    assert_true(json_holds(v, "\"beyond\": true"));
    carnet_verify_free(v);
}

/* The same, but the unknown field must be understood: none of it is shown. */
static void a_critical_field_hides_the_entry(void **state)
{
    (void)state;
    carnet_verdict *v = accepted(1, "190100843a001000606141f56178");
    const carnet_entry *e = carnet_verify_get_entry(v, 0, 0);
    char name[CARNET_RECORD_TEXT_SIZE];
    assert_int_equal(carnet_record_entry_kind(e), CARNET_KIND_PERSON);
    assert_int_equal(carnet_record_entry_is_beyond(e), 1);
    assert_status(carnet_record_copy_text(name, e, CARNET_PERSON_NAME, 0,
                                          CARNET_RECORD_SELF),
                  CARNET_CALLER_ABSENT);
    assert_int_equal(carnet_record_num_values(e, CARNET_PERSON_NAME), 0);
    assert_true(json_holds(v, "\"beyond\": true"));
    assert_false(json_holds(v, "\"name\": \"A\""));
    carnet_verify_free(v);
}

/* What is known beside an unknown field is still checked. */
static void known_fields_of_a_later_entry_are_checked(void **state)
{
    (void)state;
    test_credential *c = with_entry(1, "190100841a001000606120006178");
    cn_buf b = test_passport(c, TEST_ALL, true);
    test_assert_bad(cn_buf_span(&b), CARNET_RECORD_TEXT);
    cn_buf_free(&b);
    test_end(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_what_is_signed_but_not_legal),
        cmocka_unit_test(does_not_read_what_a_stranger_signed),
        cmocka_unit_test(one_illegal_entry_refuses_all_credentials),
        cmocka_unit_test(references_lead_to_less_private_parts),
        cmocka_unit_test(references_may_lead_to_what_is_withheld),
        cmocka_unit_test(an_unknown_kind_is_kept_and_marked),
        cmocka_unit_test(an_unknown_field_is_kept_beside_known_ones),
        cmocka_unit_test(a_critical_field_hides_the_entry),
        cmocka_unit_test(known_fields_of_a_later_entry_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
