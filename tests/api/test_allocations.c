/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every allocation of what makes something of a rich record fails: reading it
 * and FHIR, issuing, verdicts and entries as text in every language, codes,
 * keys. What test_memory.c has is not here again.
 */
#include "each_allocation.h"

static struct {
    cn_buf json; /* a record with 22 entries */
    cn_buf fhir; /* a bundle of ten */
    carnet_record *record;
    carnet_plan *plan;
    carnet_buf *passport;
    carnet_verdict *verdict;
    carnet_qr *qr;
    carnet_buf *code; /* the first of a set */
    carnet_set *set;  /* that lacks it */
    carnet_seal_key *sealing_key;
    carnet_buf *pem[4]; /* of keys: secret, public, sealing, sealing public */
    const char *language;
    const carnet_entry *entry;
} in;

static int set_up(void **state)
{
    (void)state;
    in.json = test_data("rich-summary.json");
    in.fhir = test_data("emergency.fhir.json");
    in.record = test_record((const char *)in.json.data);
    assert_status(carnet_issue_plan(&in.plan, NULL, in.record, TEST_DAY, 30),
                  CARNET_OK);
    assert_status(carnet_issue_sign(&in.passport, in.plan, test_secret(1)),
                  CARNET_OK);
    in.verdict = NULL;
    assert_status(carnet_verify(&in.verdict, carnet_buf_data(in.passport),
                                carnet_buf_len(in.passport), test_trusted(),
                                TEST_NUM_KEYS, TEST_NOW),
                  CARNET_OK);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    cn_buf_free(&in.json);
    cn_buf_free(&in.fhir);
    carnet_record_free(in.record);
    carnet_issue_free(in.plan);
    carnet_buf_free(in.passport);
    carnet_verify_free(in.verdict);
    return 0;
}

/* ---- records ---- */

static carnet_status read_record(void)
{
    carnet_record *out = TEST_NOT_GIVEN;
    carnet_status status = carnet_record_from_json(
        &out, NULL, (const char *)in.json.data, in.json.len);
    TEST_GIVEN(status, out, carnet_record_free);
    return status;
}

static carnet_status skeletons(void)
{
    carnet_status status = CARNET_OK;
    for (int32_t k = 0; k < carnet_record_num_kinds() && status == CARNET_OK;
         k++) {
        carnet_buf *out = TEST_NOT_GIVEN;
        status = carnet_record_skeleton(&out, k);
        TEST_GIVEN(status, out, carnet_buf_free);
    }
    return status;
}

static carnet_status new_record(void)
{
    carnet_record *out = TEST_NOT_GIVEN;
    carnet_status status = carnet_record_new(&out);
    TEST_GIVEN(status, out, carnet_record_free);
    return status;
}

static carnet_status import_fhir(void)
{
    carnet_record *out = TEST_NOT_GIVEN;
    carnet_buf *report = TEST_NOT_GIVEN;
    size_t lost = 0;
    carnet_status status = carnet_interop_fhir_import(
        &out, &report, &lost, NULL, (const char *)in.fhir.data, in.fhir.len);
    TEST_GIVEN(status, out, carnet_record_free);
    assert_true(status == CARNET_OK || report == NULL);
    carnet_buf_free(report);
    return status;
}

static carnet_status plan(void)
{
    carnet_plan *out = TEST_NOT_GIVEN;
    carnet_status status =
        carnet_issue_plan(&out, NULL, in.record, TEST_DAY, 30);
    TEST_GIVEN(status, out, carnet_issue_free);
    return status;
}

static carnet_status sign_indexed(void)
{
    carnet_buf *out = TEST_NOT_GIVEN;
    carnet_status status =
        carnet_issue_sign_indexed(&out, in.plan, test_secret(1), 70000);
    TEST_GIVEN(status, out, carnet_buf_free);
    return status;
}

/* ---- verdicts and entries ---- */

static carnet_status verify(void)
{
    carnet_verdict *out = TEST_NOT_GIVEN;
    carnet_status status = carnet_verify(
        &out, carnet_buf_data(in.passport), carnet_buf_len(in.passport),
        test_trusted(), TEST_NUM_KEYS, TEST_NOW);
    TEST_GIVEN(status, out, carnet_verify_free);
    return status;
}

static carnet_status verdict_text(void)
{
    carnet_buf *out = TEST_NOT_GIVEN;
    carnet_status status = carnet_verify_text(&out, NULL, in.verdict, NULL, 0,
                                              in.language, strlen(in.language));
    TEST_GIVEN(status, out, carnet_buf_free);
    return status;
}

/* Of a passport that is its own whole. */
static carnet_status shown_text(void)
{
    carnet_buf *out = TEST_NOT_GIVEN;
    carnet_status status =
        carnet_verify_shown_text(&out, NULL, in.verdict, in.verdict, NULL, 0,
                                 in.language, strlen(in.language));
    TEST_GIVEN(status, out, carnet_buf_free);
    return status;
}

static carnet_status entry_text(void)
{
    carnet_buf *out = TEST_NOT_GIVEN;
    size_t num = 0;
    carnet_status status = carnet_view_text(&out, &num, in.entry, in.language,
                                            strlen(in.language));
    TEST_GIVEN(status, out, carnet_buf_free);
    return status;
}

static carnet_status entry_json(void)
{
    carnet_buf *out = TEST_NOT_GIVEN;
    carnet_status status = carnet_record_entry_json(&out, in.entry);
    TEST_GIVEN(status, out, carnet_buf_free);
    return status;
}

static carnet_status export_fhir(void)
{
    static const char *const names[] = {"Clinic A", "Clinic B", "Clinic C"};
    carnet_buf *out = TEST_NOT_GIVEN;
    carnet_status status = carnet_interop_fhir_export(
        &out, in.verdict, names, 3, in.language, strlen(in.language), TEST_NOW);
    TEST_GIVEN(status, out, carnet_buf_free);
    return status;
}

/* ---- codes ---- */

static carnet_status new_qr(void)
{
    carnet_qr *out = TEST_NOT_GIVEN;
    carnet_status status =
        carnet_qr_new(&out, (const uint8_t *)"HP1:0", 5, CARNET_QR_LEVEL_L);
    TEST_GIVEN(status, out, carnet_qr_free);
    return status;
}

static carnet_status new_set(void)
{
    carnet_set *out = TEST_NOT_GIVEN;
    carnet_status status = carnet_set_new(&out);
    TEST_GIVEN(status, out, carnet_set_free);
    return status;
}

static void make_codes(void)
{
    carnet_buf *text = NULL;
    assert_status(carnet_issue_as_text(&text, carnet_buf_data(in.passport),
                                       carnet_buf_len(in.passport)),
                  CARNET_OK);
    assert_status(carnet_qr_new(&in.qr, carnet_buf_data(text),
                                carnet_buf_len(text), CARNET_QR_LEVEL_L),
                  CARNET_OK);
    carnet_buf_free(text);
    assert_status(carnet_set_new(&in.set), CARNET_OK);
    assert_status(carnet_set_split(&in.code, carnet_buf_data(in.passport),
                                   carnet_buf_len(in.passport), 3, 0),
                  CARNET_OK);
    for (int32_t i = 1; i < 3; i++) {
        int32_t index = 0;
        carnet_buf *code = NULL;
        assert_status(carnet_set_split(&code, carnet_buf_data(in.passport),
                                       carnet_buf_len(in.passport), 3, i),
                      CARNET_OK);
        assert_status(carnet_set_add(in.set, &index, carnet_buf_data(code),
                                     carnet_buf_len(code)),
                      CARNET_OK);
        carnet_buf_free(code);
    }
}

static void end_codes(void)
{
    carnet_qr_free(in.qr);
    carnet_set_free(in.set);
    carnet_buf_free(in.code);
}

/* Until it is whole, and then once more. */
static carnet_status add_code(void)
{
    int32_t index = 0;
    carnet_buf *out = TEST_NOT_GIVEN;
    carnet_status status = carnet_set_add(
        in.set, &index, carnet_buf_data(in.code), carnet_buf_len(in.code));
    if (status == CARNET_OK) {
        status = carnet_set_join(&out, in.set);
        TEST_GIVEN(status, out, carnet_buf_free);
    }
    return status;
}

static carnet_status split(void)
{
    carnet_buf *out = TEST_NOT_GIVEN;
    carnet_status status = carnet_set_split(&out, carnet_buf_data(in.passport),
                                            carnet_buf_len(in.passport), 3, 3);
    TEST_GIVEN(status, out, carnet_buf_free);
    return status;
}

static carnet_status draw(void)
{
    carnet_buf *out = TEST_NOT_GIVEN;
    carnet_status status = carnet_qr_draw_svg(&out, in.qr, 4, 600);
    TEST_GIVEN(status, out, carnet_buf_free);
    if (status == CARNET_OK) {
        status = carnet_qr_draw_pbm(&out, in.qr, 4, 3);
        TEST_GIVEN(status, out, carnet_buf_free);
    }
    if (status == CARNET_OK) {
        status = carnet_qr_draw_blocks(&out, in.qr, 4, 0);
        TEST_GIVEN(status, out, carnet_buf_free);
    }
    return status;
}

static carnet_status make_safe(void)
{
    carnet_buf *out = TEST_NOT_GIVEN;
    carnet_status status = carnet_text_make_safe(&out, "a\033[31mred", 9);
    TEST_GIVEN(status, out, carnet_buf_free);
    return status;
}

/* ---- keys ---- */

static void make_keys(void)
{
    assert_status(carnet_seal_key_new(&in.sealing_key), CARNET_OK);
    assert_status(carnet_key_encode(&in.pem[0], test_secret(1)), CARNET_OK);
    assert_status(carnet_key_public_encode(&in.pem[1], test_public(1)),
                  CARNET_OK);
    assert_status(carnet_seal_key_encode(&in.pem[2], in.sealing_key),
                  CARNET_OK);
    assert_status(carnet_seal_public_encode(
                      &in.pem[3], carnet_seal_key_get_public(in.sealing_key)),
                  CARNET_OK);
}

static void end_keys(void)
{
    carnet_seal_key_free(in.sealing_key);
    for (size_t i = 0; i < 4; i++) {
        carnet_buf_free(in.pem[i]);
    }
}

#define PEM(i) carnet_buf_data(in.pem[i]), carnet_buf_len(in.pem[i])

static carnet_status read_keys(void)
{
    carnet_secret_key *secret = TEST_NOT_GIVEN;
    carnet_status status = carnet_key_decode(&secret, PEM(0));
    TEST_GIVEN(status, secret, carnet_key_free);
    carnet_public_key *open = TEST_NOT_GIVEN;
    if (status == CARNET_OK) {
        status = carnet_key_public_decode(&open, PEM(1));
        TEST_GIVEN(status, open, carnet_key_public_free);
    }
    carnet_seal_key *seal = TEST_NOT_GIVEN;
    if (status == CARNET_OK) {
        status = carnet_seal_key_decode(&seal, PEM(2));
        TEST_GIVEN(status, seal, carnet_seal_key_free);
    }
    carnet_seal_public *to = TEST_NOT_GIVEN;
    if (status == CARNET_OK) {
        status = carnet_seal_public_decode(&to, PEM(3));
        TEST_GIVEN(status, to, carnet_seal_public_free);
    }
    return status;
}

static carnet_status write_keys(void)
{
    carnet_buf *out = TEST_NOT_GIVEN;
    carnet_status status = carnet_key_encode(&out, test_secret(1));
    TEST_GIVEN(status, out, carnet_buf_free);
    if (status == CARNET_OK) {
        status = carnet_key_public_encode(&out, test_public(1));
        TEST_GIVEN(status, out, carnet_buf_free);
    }
    if (status == CARNET_OK) {
        status = carnet_seal_public_encode(
            &out, carnet_seal_key_get_public(in.sealing_key));
        TEST_GIVEN(status, out, carnet_buf_free);
    }
    return status;
}

static carnet_status keys_of_bytes(void)
{
    static const uint8_t seed[CARNET_KEY_SEED_SIZE] = {9};
    uint8_t bytes[CARNET_KEY_PUBLIC_SIZE];
    carnet_secret_key *secret = TEST_NOT_GIVEN;
    carnet_status status = carnet_key_from_seed(&secret, seed, sizeof seed);
    TEST_GIVEN(status, secret, carnet_key_free);
    carnet_public_key *open = TEST_NOT_GIVEN;
    assert_status(carnet_key_copy_public(bytes, test_public(1)), CARNET_OK);
    if (status == CARNET_OK) {
        status = carnet_key_public_from_bytes(&open, bytes, sizeof bytes);
        TEST_GIVEN(status, open, carnet_key_public_free);
    }
    carnet_seal_public *to = TEST_NOT_GIVEN;
    assert_status(carnet_seal_public_copy(
                      bytes, carnet_seal_key_get_public(in.sealing_key)),
                  CARNET_OK);
    if (status == CARNET_OK) {
        status = carnet_seal_public_from_bytes(&to, bytes, sizeof bytes);
        TEST_GIVEN(status, to, carnet_seal_public_free);
    }
    return status;
}

/* ---- all of them ---- */

/* All that there are, and some that are found by longer tags. */
static const char *const languages[] = {"en",    "fr",    "es",    "ar",
                                        "pt",    "it",    "de",    "el",
                                        "pt-BR", "fr-CH", "ar-SY", "es-MX"};

static void no_allocation_that_fails_is_missed(void **state)
{
    (void)state;
    static const test_call calls[] = {
        {"record_from_json", read_record, NULL, NULL, NULL},
        {"record_skeleton", skeletons, NULL, NULL, NULL},
        {"record_new", new_record, NULL, NULL, NULL},
        {"fhir_import", import_fhir, NULL, NULL, NULL},
        {"issue_plan", plan, NULL, NULL, NULL},
        {"issue_sign_indexed", sign_indexed, NULL, NULL, NULL},
        {"verify", verify, NULL, NULL, NULL},
        {"set_add and set_join", add_code, make_codes, NULL, end_codes},
        {"set_split", split, NULL, NULL, NULL},
        {"set_new", new_set, NULL, NULL, NULL},
        {"qr_new", new_qr, NULL, NULL, NULL},
        {"qr_draw", draw, make_codes, NULL, end_codes},
        {"text_make_safe", make_safe, NULL, NULL, NULL},
        {"keys read", read_keys, make_keys, NULL, end_keys},
        {"keys written", write_keys, make_keys, NULL, end_keys},
        {"keys of bytes", keys_of_bytes, make_keys, NULL, end_keys},
    };
    size_t points = 0;
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        points += test_fail_call(&calls[i]);
    }
    test_say_points("issuing and reading", points);
}

static void nor_one_of_an_entry_in_any_language(void **state)
{
    (void)state;
    static const test_call text = {"view_text", entry_text, NULL, NULL, NULL};
    static const test_call json = {"record_entry_json", entry_json, NULL, NULL,
                                   NULL};
    size_t points = 0;
    for (size_t i = 0; i < carnet_verify_num_entries(in.verdict, 0); i++) {
        in.entry = carnet_verify_get_entry(in.verdict, 0, i);
        points += test_fail_call(&json);
        for (size_t n = 0; n < sizeof languages / sizeof languages[0]; n++) {
            in.language = languages[n];
            points += test_fail_call(&text);
        }
    }
    test_say_points("entries", points);
}

static void nor_one_of_a_verdict_in_any_language(void **state)
{
    (void)state;
    static const test_call text = {"verify_text", verdict_text, NULL, NULL,
                                   NULL};
    static const test_call shown = {"verify_shown_text", shown_text, NULL, NULL,
                                    NULL};
    static const test_call fhir = {"fhir_export", export_fhir, NULL, NULL,
                                   NULL};
    size_t points = 0;
    for (size_t n = 0; n < sizeof languages / sizeof languages[0]; n++) {
        in.language = languages[n];
        points += test_fail_call(&text);
    }
    in.language = "ar";
    points += test_fail_call(&shown);
    points += test_fail_call(&fhir);
    test_say_points("verdicts", points);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_allocation_that_fails_is_missed),
        cmocka_unit_test(nor_one_of_an_entry_in_any_language),
        cmocka_unit_test(nor_one_of_a_verdict_in_any_language),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
