/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Looking without trust: the envelope shows key ids, dates and sizes, the
 * outline kinds, and neither anything that an entry says; unverified content
 * is there for whatever signature, and nothing malformed is.
 */
#include "made.h"

/* ---- envelope ---- */

static carnet_envelope *peek(cn_span input)
{
    carnet_envelope *e = NULL;
    carnet_problem *problem = NULL;
    assert_status(carnet_peek(&e, &problem, input.data, input.len), CARNET_OK);
    assert_non_null(e);
    assert_null(problem);
    return e;
}

static carnet_outline *outline(cn_span input)
{
    carnet_outline *o = NULL;
    assert_status(carnet_peek_outline(&o, NULL, input.data, input.len),
                  CARNET_OK);
    assert_non_null(o);
    return o;
}

static void the_envelope_tells_what_is_claimed(void **state)
{
    (void)state;
    test_credential *c = test_sample(9); /* no issuer of ours */
    c->claims.has_valid = true;
    c->claims.valid = 30;
    c->claims.has_index = true;
    c->claims.index = 5;
    test_sign(c);
    cn_buf b = test_passport(c, TEST_DESK | TEST_PRIVATE, true);
    cn_buf text = test_as_text(cn_buf_span(&b));
    cn_buf file = test_as_file(cn_buf_span(&b));
    for (size_t i = 0; i < 2; i++) {
        cn_buf *input = i == 0 ? &text : &file;
        uint8_t id[CARNET_KEY_ID_SIZE];
        carnet_envelope *e = peek(cn_buf_span(input));
        memset(input->data, 0xee, input->len); /* it outlives the input */
        assert_int_equal(carnet_peek_is_file(e), i);
        assert_int_equal(carnet_peek_num_bytes(e), b.len);
        assert_int_equal(carnet_peek_num_chars(e), text.len);
        assert_int_equal(carnet_peek_num_credentials(e), 1);
        assert_int_equal(carnet_peek_issued_days(e, 0), TEST_DAY);
        assert_int_equal(carnet_peek_valid_until_days(e, 0), TEST_DAY + 30);
        assert_int_equal(carnet_peek_status_index(e, 0), 5);
        assert_int_equal(carnet_peek_part(e, 0, CARNET_PART_DESK), 1);
        assert_int_equal(carnet_peek_part(e, 0, CARNET_PART_CLINIC), 0);
        assert_int_equal(carnet_peek_part(e, 0, CARNET_PART_PRIVATE), 1);
        assert_status(carnet_peek_copy_key_id(id, e, 0), CARNET_OK);
        assert_memory_equal(id, test_public(9)->digest, sizeof id);
        size_t body = carnet_peek_num_body_bytes(e, 0);
        assert_true(body > 20 && body < b.len - CN_API_HEAD_SIZE);
        carnet_peek_free(e);
    }
    cn_buf_free(&file);
    cn_buf_free(&text);
    cn_buf_free(&b);
    test_end(c);
}

static void unlimited_and_unlisted_are_said_so(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    cn_buf b = test_passport(c, TEST_ALL, false);
    cn_buf text = test_as_text(cn_buf_span(&b));
    carnet_envelope *e = peek(cn_buf_span(&text));
    assert_int_equal(carnet_peek_valid_until_days(e, 0), INT32_MIN);
    assert_int_equal(carnet_peek_status_index(e, 0), -1);
    carnet_peek_free(e);
    cn_buf_free(&text);
    cn_buf_free(&b);
    test_end(c);
}

/* The envelope does not look into a body: not even a broken one matters. */
static void the_envelope_leaves_bodies_alone(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    cn_buf b;
    cn_buf_init(&b);
    test_put_start(&b, c, TEST_ALL);
    cn_cbor_put_bytes(&b, CN_SPAN_LIT("\xff no stream"));
    cn_buf text = test_as_text(cn_buf_span(&b));
    carnet_envelope *e = peek(cn_buf_span(&text));
    assert_int_equal(carnet_peek_num_body_bytes(e, 0), 11);
    carnet_peek_free(e);
    carnet_outline *o = NULL;
    assert_status(carnet_peek_outline(&o, NULL, text.data, text.len),
                  CARNET_INFLATE_DATA);
    assert_null(o);
    cn_buf_free(&text);
    cn_buf_free(&b);
    test_end(c);
}

/* ---- outline ---- */

/* A part has entries of these kinds, and no more. */
static void assert_kinds(const carnet_outline *o, int32_t part,
                         const int32_t *kinds, size_t num)
{
    assert_int_equal(carnet_peek_outline_num(o, part), num);
    for (size_t i = 0; i < num; i++) {
        assert_int_equal(carnet_peek_outline_kind(o, part, i), kinds[i]);
    }
    assert_int_equal(carnet_peek_outline_kind(o, part, num), -1);
}

static void the_outline_tells_kinds_by_part(void **state)
{
    (void)state;
    static const int32_t kinds[CN_API_PARTS][4] = {
        {CARNET_KIND_PERSON, CARNET_KIND_VACCINATION,
         CARNET_KIND_TRAVEL_CLEARANCE, -1},
        {CARNET_KIND_CONDITION, CARNET_KIND_PRESCRIPTION, CARNET_KIND_ALLERGY,
         CARNET_KIND_RESULT},
        {CARNET_KIND_CONTACTS, -1, -1, -1}};
    static const size_t nums[CN_API_PARTS] = {3, 4, 1};
    test_credential *c = test_sample(9);
    for (unsigned shown = 0; shown < 8; shown++) {
        cn_buf b = test_passport(c, shown, true);
        cn_buf text = test_as_text(cn_buf_span(&b));
        carnet_outline *o = outline(cn_buf_span(&text));
        for (int32_t part = 0; part < CN_API_PARTS; part++) {
            bool whole = (shown >> part & 1) != 0;
            assert_kinds(o, part, kinds[part], whole ? nums[part] : 0);
        }
        carnet_peek_outline_free(o);
        cn_buf_free(&text);
        cn_buf_free(&b);
    }
    test_end(c);
}

/* Of a part of which an entry is withheld those that are shown, and those of
   the part behind it where they stand. */
static void the_outline_of_a_part_that_is_partly_withheld(void **state)
{
    (void)state;
    static const char *const withheld[] = {"desk/1", "clinic/0", "clinic/2"};
    static const int32_t desk[] = {CARNET_KIND_PERSON,
                                   CARNET_KIND_TRAVEL_CLEARANCE};
    static const int32_t clinic[] = {CARNET_KIND_PRESCRIPTION,
                                     CARNET_KIND_RESULT};
    static const int32_t private[] = {CARNET_KIND_CONTACTS};
    test_credential *c = test_sample(9);
    cn_buf file = test_file_of(c);
    carnet_buf *partial = NULL;
    assert_status(carnet_privacy_present(&partial, NULL, file.data, file.len,
                                         NULL, NULL, 0, withheld, 3),
                  CARNET_OK);
    carnet_outline *o = outline(test_span_of(partial));
    assert_kinds(o, CARNET_PART_DESK, desk, 2);
    assert_kinds(o, CARNET_PART_CLINIC, clinic, 2);
    assert_kinds(o, CARNET_PART_PRIVATE, private, 1);
    carnet_peek_outline_free(o);
    carnet_buf_free(partial);
    cn_buf_free(&file);
    test_end(c);
}

/* Over several credentials, each of which shows something else. */
static void the_outline_goes_over_all_credentials(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, 3);
    test_put_credential(&b, c, TEST_CLINIC, true);
    test_put_credential(&b, c, TEST_DESK, true);
    test_put_credential(&b, c, TEST_ALL, true);
    cn_buf text = test_as_text(cn_buf_span(&b));
    carnet_outline *o = outline(cn_buf_span(&text));
    static const int32_t desk[] = {
        CARNET_KIND_PERSON,           CARNET_KIND_VACCINATION,
        CARNET_KIND_TRAVEL_CLEARANCE, CARNET_KIND_PERSON,
        CARNET_KIND_VACCINATION,      CARNET_KIND_TRAVEL_CLEARANCE};
    static const int32_t clinic[] = {
        CARNET_KIND_CONDITION, CARNET_KIND_PRESCRIPTION,
        CARNET_KIND_ALLERGY,   CARNET_KIND_RESULT,
        CARNET_KIND_CONDITION, CARNET_KIND_PRESCRIPTION,
        CARNET_KIND_ALLERGY,   CARNET_KIND_RESULT};
    static const int32_t private[] = {CARNET_KIND_CONTACTS};
    assert_kinds(o, CARNET_PART_DESK, desk, 6);
    assert_kinds(o, CARNET_PART_CLINIC, clinic, 8);
    assert_kinds(o, CARNET_PART_PRIVATE, private, 1);
    carnet_peek_outline_free(o);
    cn_buf_free(&text);
    cn_buf_free(&b);
    test_end(c);
}

/* Kinds of later versions have numbers and nothing else. */
static void the_outline_numbers_unknown_kinds(void **state)
{
    (void)state;
    test_credential *c = test_begin(1);
    test_add_hex(c, CN_API_DESK, "19ffff8100");
    cn_buf b = test_passport(c, TEST_ALL, false);
    cn_buf text = test_as_text(cn_buf_span(&b));
    carnet_outline *o = outline(cn_buf_span(&text));
    assert_int_equal(carnet_peek_outline_kind(o, 0, 0), 65279);
    carnet_peek_outline_free(o);
    cn_buf_free(&text);
    cn_buf_free(&b);
    test_end(c);
}

/* It reads no value: what a field can't hold does not disturb it. */
static void the_outline_reads_no_value(void **state)
{
    (void)state;
    test_credential *c = test_begin(1);
    test_add_hex(c, CN_API_DESK, "00f600"); /* a name that is none */
    cn_buf b = test_passport(c, TEST_ALL, false);
    cn_buf text = test_as_text(cn_buf_span(&b));
    carnet_outline *o = NULL;
    carnet_unverified *u = NULL;
    assert_status(carnet_peek_outline(&o, NULL, text.data, text.len),
                  CARNET_OK);
    assert_int_equal(carnet_peek_outline_num(o, 0), 1);
    carnet_peek_outline_free(o);
    assert_status(carnet_peek_unverified(&u, NULL, text.data, text.len),
                  CARNET_CBOR_TYPE);
    assert_null(u);
    cn_buf_free(&text);
    cn_buf_free(&b);
    test_end(c);
}

/* ---- unverified ---- */

static void unverified_content_needs_no_signature(void **state)
{
    (void)state;
    test_credential *c = test_sample(9);
    memset(c->signature, 0x55, sizeof c->signature);
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, 2);
    test_put_credential(&b, c, TEST_ALL, true);
    test_put_credential(&b, c, TEST_PRIVATE, false);
    cn_buf text = test_as_text(cn_buf_span(&b));
    test_assert_outcome(cn_buf_span(&b), CARNET_VERIFY_REFUSED);
    carnet_unverified *u = NULL;
    assert_status(carnet_peek_unverified(&u, NULL, text.data, text.len),
                  CARNET_OK);
    cn_buf_free(&text); /* it outlives the input */
    assert_int_equal(carnet_peek_unverified_num_credentials(u), 2);
    assert_int_equal(carnet_peek_unverified_num_entries(u, 0), 8);
    assert_int_equal(carnet_peek_unverified_num_entries(u, 1), 1);
    char name[CARNET_RECORD_TEXT_SIZE];
    assert_status(
        carnet_record_copy_text(name, carnet_peek_unverified_get_entry(u, 0, 0),
                                CARNET_PERSON_NAME, 0, CARNET_RECORD_SELF),
        CARNET_OK);
    assert_string_equal(name, "Awa Ndoye");
    assert_int_equal(
        carnet_record_entry_kind(carnet_peek_unverified_get_entry(u, 1, 0)),
        CARNET_KIND_CONTACTS);
    assert_null(carnet_peek_unverified_get_entry(u, 1, 1));
    carnet_peek_unverified_free(u);
    cn_buf_free(&b);
    test_end(c);
}

/* Which credential and which field is told, never what it holds. */
static void unverified_content_is_legal_all_the_same(void **state)
{
    (void)state;
    test_credential *good = test_sample(1);
    test_credential *bad = test_begin(1);
    test_add_hex(bad, CN_API_CLINIC, "190104831910200081190100");
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, 2);
    test_put_credential(&b, good, TEST_ALL, true);
    test_put_credential(&b, bad, TEST_ALL, true);
    cn_buf text = test_as_text(cn_buf_span(&b));
    carnet_unverified *u = (void *)&b;
    carnet_problem *problem = NULL;
    assert_status(carnet_peek_unverified(&u, &problem, text.data, text.len),
                  CARNET_RECORD_REFERENCE);
    assert_null(u);
    assert_status(carnet_problem_status(problem), CARNET_RECORD_REFERENCE);
    assert_string_equal(carnet_problem_path(problem),
                        "credential 2: clinic/0.treated_with[0]");
    carnet_problem_free(problem);
    cn_buf_free(&text);
    cn_buf_free(&b);
    test_end(bad);
    test_end(good);
}

/* ---- what all three refuse ---- */

typedef struct {
    carnet_status envelope, outline, unverified;
    size_t offset; /* of what is wrong with the envelope */
} seen;

static seen look(cn_span input)
{
    seen s;
    carnet_envelope *e = (void *)&s;
    carnet_outline *o = (void *)&s;
    carnet_unverified *u = (void *)&s;
    carnet_problem *problem = (void *)&s;
    s.envelope = carnet_peek(&e, &problem, input.data, input.len);
    assert_int_equal(s.envelope == CARNET_OK, e != NULL);
    assert_status(carnet_problem_status(problem), s.envelope);
    s.offset = carnet_problem_offset(problem);
    carnet_problem_free(problem);
    carnet_peek_free(e);
    problem = (void *)&s;
    s.outline = carnet_peek_outline(&o, &problem, input.data, input.len);
    assert_int_equal(s.outline == CARNET_OK, o != NULL);
    assert_status(carnet_problem_status(problem), s.outline);
    carnet_problem_free(problem);
    carnet_peek_outline_free(o);
    problem = (void *)&s;
    s.unverified = carnet_peek_unverified(&u, &problem, input.data, input.len);
    assert_int_equal(s.unverified == CARNET_OK, u != NULL);
    assert_status(carnet_problem_status(problem), s.unverified);
    carnet_problem_free(problem);
    carnet_peek_unverified_free(u);
    return s;
}

static void faults_have_the_same_names_as_in_a_verdict(void **state)
{
    (void)state;
    static const struct {
        const char *input;
        carnet_status status;
        size_t offset; /* of CBOR none */
    } cases[] = {
        {"", CARNET_TEXT_EMPTY, 0},
        {"HP1:", CARNET_TEXT_EMPTY, 4},
        {"hp1:6BF", CARNET_TEXT_LOWER_CASE, 0},
        {"HC1:6BF", CARNET_TEXT_EU_DCC, 0},
        {"shc:/5676", CARNET_TEXT_SHC, 0},
        {"HT1:00", CARNET_TEXT_LIST, 0},
        {"HP1.00", CARNET_TEXT_SET, 0},
        {"HP1M00", CARNET_TEXT_KEYBOARD, 3},
        {"HP1%3A00", CARNET_TEXT_PERCENT, 3},
        {"HP1:0 0\t", CARNET_TEXT_SPACE, 7},
        {"HP1:~", CARNET_TEXT_ALPHABET, 4},
        {"HP1:0", CARNET_TEXT_LENGTH, 4},
        {"HP1::::", CARNET_TEXT_OVERFLOW, 4},
        {"\x89HX\r\n\x1a\n\x01", CARNET_TEXT_PREFIX, 0},
        {"\x89HP\n\x1a\n\x01", CARNET_TEXT_MAGIC, 3},
        {"HP1:00", CARNET_CBOR_TYPE, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cn_span input = cn_span_of(cases[i].input, strlen(cases[i].input));
        seen s = look(input);
        assert_status(s.envelope, cases[i].status);
        assert_int_equal(s.offset, cases[i].offset);
        assert_status(s.outline, cases[i].status);
        assert_status(s.unverified, cases[i].status);
        test_assert_malformed(input, cases[i].status);
    }
}

/* Cut at every length and with every byte changed: never a crash, and the
   deeper look refuses at least what the shallower one does. */
static void damage_is_refused_in_order_of_depth(void **state)
{
    (void)state;
    cn_buf file = test_sample_file();
    size_t tried = 0;
    for (size_t at = 0; at < file.len; at++) {
        seen cut = look(cn_span_of(file.data, at));
        assert_int_not_equal(cut.envelope, CARNET_OK);
        for (unsigned bit = 0; bit < 8; bit++) {
            file.data[at] ^= (uint8_t)(1u << bit);
            seen s = look(cn_buf_span(&file));
            file.data[at] ^= (uint8_t)(1u << bit);
            assert_true(s.outline != CARNET_OK || s.envelope == CARNET_OK);
            assert_true(s.unverified != CARNET_OK || s.outline == CARNET_OK);
            tried++;
        }
    }
    fprintf(stderr, "peeked at %zu damaged files\n", tried);
    cn_buf_free(&file);
}

static void the_largest_input_is_looked_at(void **state)
{
    (void)state;
    carnet_envelope *e = NULL;
    uint8_t *zeros = calloc(CN_LIMIT_FILE_BYTES, 1);
    assert_non_null(zeros);
    assert_status(carnet_peek(&e, NULL, zeros, CN_LIMIT_FILE_BYTES),
                  CARNET_TEXT_PREFIX);
    assert_null(e);
    free(zeros);
}

static void refuses_wrong_arguments(void **state)
{
    (void)state;
    static const uint8_t text[] = "HP1:";
    carnet_problem *problem = (void *)&problem;
    carnet_envelope *e = (void *)&problem;
    carnet_outline *o = (void *)&problem;
    carnet_unverified *u = (void *)&problem;
    assert_status(carnet_peek(NULL, &problem, text, 4), CARNET_CALLER_NULL);
    assert_null(problem);
    assert_status(carnet_peek(&e, NULL, NULL, 4), CARNET_CALLER_NULL);
    assert_null(e);
    e = (void *)&problem;
    assert_status(carnet_peek(&e, &problem, text, 8388609),
                  CARNET_CALLER_RANGE);
    assert_null(e);
    assert_null(problem);
    problem = (void *)&problem;
    assert_status(carnet_peek_outline(NULL, &problem, text, 4),
                  CARNET_CALLER_NULL);
    assert_null(problem);
    assert_status(carnet_peek_outline(&o, NULL, NULL, 4), CARNET_CALLER_NULL);
    assert_null(o);
    assert_status(carnet_peek_outline(&o, NULL, text, SIZE_MAX),
                  CARNET_CALLER_RANGE);
    problem = (void *)&problem;
    assert_status(carnet_peek_unverified(NULL, &problem, text, 4),
                  CARNET_CALLER_NULL);
    assert_null(problem);
    assert_status(carnet_peek_unverified(&u, NULL, NULL, 4),
                  CARNET_CALLER_NULL);
    assert_null(u);
    assert_status(carnet_peek_unverified(&u, NULL, text, 8388609),
                  CARNET_CALLER_RANGE);
    carnet_peek_free(NULL);
    carnet_peek_outline_free(NULL);
    carnet_peek_unverified_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_envelope_tells_what_is_claimed),
        cmocka_unit_test(unlimited_and_unlisted_are_said_so),
        cmocka_unit_test(the_envelope_leaves_bodies_alone),
        cmocka_unit_test(the_outline_tells_kinds_by_part),
        cmocka_unit_test(the_outline_of_a_part_that_is_partly_withheld),
        cmocka_unit_test(the_outline_goes_over_all_credentials),
        cmocka_unit_test(the_outline_numbers_unknown_kinds),
        cmocka_unit_test(the_outline_reads_no_value),
        cmocka_unit_test(unverified_content_needs_no_signature),
        cmocka_unit_test(unverified_content_is_legal_all_the_same),
        cmocka_unit_test(faults_have_the_same_names_as_in_a_verdict),
        cmocka_unit_test(damage_is_refused_in_order_of_depth),
        cmocka_unit_test(the_largest_input_is_looked_at),
        cmocka_unit_test(refuses_wrong_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
