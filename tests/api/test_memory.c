/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every call about passports with its 1st, 2nd, ... last allocation failing,
 * once and from then on, also such as are refused: each_allocation.h.
 */
#include "each_allocation.h"

#include "carnet/history.h"

/* ---- inputs, made while memory lasts ---- */

static struct {
    cn_buf text;
    cn_buf file;   /* two credentials, one of them of a stranger */
    cn_buf broken; /* malformed at its end */
    carnet_record *record;
    carnet_record *unfit; /* can't be issued */
    carnet_plan *plan;
    carnet_verdict *verdict;
    carnet_buf *issued;
    carnet_seal_key *key;
    carnet_sealing *sealing; /* for it, and another clinic */
    carnet_buf *sealed;
    carnet_buf *pieces[2]; /* of the file's first credential */
} in;

static carnet_record *record_of(const char *json)
{
    carnet_record *record = NULL;
    assert_status(carnet_record_from_json(&record, NULL, json, strlen(json)),
                  CARNET_OK);
    return record;
}

static void make_file(void)
{
    cn_buf b;
    test_credential *one = test_sample(1);
    test_credential *two = test_sample(9);
    cn_buf_init(&b);
    cn_cbor_put_array(&b, 2);
    test_put_credential(&b, one, TEST_ALL, true);
    test_put_credential(&b, two, TEST_CLINIC, true);
    in.file = test_as_file(cn_buf_span(&b));
    cn_buf_free(&b);
    b = test_passport(one, TEST_ALL, true);
    in.text = test_as_text(cn_buf_span(&b));
    cn_buf_free(&b);
    test_add_hex(one, CN_API_PRIVATE, "18fe");
    b = test_passport(one, TEST_ALL, true);
    in.broken = test_as_text(cn_buf_span(&b));
    cn_buf_free(&b);
    test_end(one);
    test_end(two);
}

static void make_sealed(void)
{
    carnet_seal_key *other = NULL;
    assert_status(carnet_seal_key_new(&in.key), CARNET_OK);
    assert_status(carnet_seal_key_new(&other), CARNET_OK);
    assert_status(carnet_seal_new(&in.sealing), CARNET_OK);
    for (size_t i = 0; i < 2; i++) {
        const carnet_seal_public *to =
            carnet_seal_key_get_public(i == 0 ? in.key : other);
        assert_status(carnet_seal_add_key(in.sealing, to, CARNET_PART_PRIVATE),
                      CARNET_OK);
    }
    assert_status(carnet_seal_present(&in.sealed, NULL,
                                      carnet_buf_data(in.issued),
                                      carnet_buf_len(in.issued), NULL, NULL, 0,
                                      NULL, 0, in.sealing),
                  CARNET_OK);
    carnet_seal_key_free(other);
}

static void make_pieces(void)
{
    static const char *const show[2][2] = {{"1:desk/0", "1:clinic/1"},
                                           {"1:desk/2", "1:clinic/2"}};
    for (size_t i = 0; i < 2; i++) {
        assert_status(carnet_privacy_present(&in.pieces[i], NULL, in.file.data,
                                             in.file.len, NULL, show[i], 2,
                                             NULL, 0),
                      CARNET_OK);
    }
}

static int set_up(void **state)
{
    (void)state;
    make_file();
    in.record = record_of(
        "{\"entries\":[{\"kind\":\"person\",\"name\":\"Awa Ndoye\","
        "\"birth_date\":\"1990\"},{\"kind\":\"condition\",\"code\":"
        "{\"code\":\"E11.9\"},\"since\":\"2018-06\"},{\"kind\":\"allergy\","
        "\"agent\":{\"absent\":\"not_asked\"}}]}");
    in.unfit =
        record_of("{\"entries\":[{\"kind\":\"condition\",\"part\":\"desk\","
                  "\"code\":{\"code\":\"E11.9\"}}]}");
    assert_status(carnet_issue_plan(&in.plan, NULL, in.record, TEST_DAY, 30),
                  CARNET_OK);
    assert_status(carnet_issue_sign(&in.issued, in.plan, test_secret(1)),
                  CARNET_OK);
    in.verdict = test_verify(cn_buf_span(&in.file));
    make_sealed();
    make_pieces();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    carnet_seal_key_free(in.key);
    carnet_seal_free(in.sealing);
    carnet_buf_free(in.sealed);
    carnet_buf_free(in.pieces[0]);
    carnet_buf_free(in.pieces[1]);
    cn_buf_free(&in.text);
    cn_buf_free(&in.file);
    cn_buf_free(&in.broken);
    carnet_issue_free(in.plan);
    carnet_record_free(in.record);
    carnet_record_free(in.unfit);
    carnet_verify_free(in.verdict);
    carnet_buf_free(in.issued);
    return 0;
}

/* ---- calls: each frees what it is given, and checks what it is not ---- */

/* An output that must be empty where the call failed. */
#define GIVEN(status, pointer)                                                 \
    assert_int_equal((status) == CARNET_OK, (pointer) != NULL)

static carnet_status verify(cn_span input)
{
    carnet_verdict *v = (void *)&in;
    carnet_status status = carnet_verify(
        &v, input.data, input.len, test_trusted(), TEST_NUM_KEYS, TEST_NOW);
    GIVEN(status, v);
    carnet_verify_free(v);
    return status;
}

static carnet_status verify_text(void)
{
    return verify(cn_buf_span(&in.text));
}

static carnet_status verify_file(void)
{
    return verify(cn_buf_span(&in.file));
}

static carnet_status verify_broken(void)
{
    return verify(cn_buf_span(&in.broken));
}

static carnet_status json(int32_t with_entries)
{
    carnet_buf *out = (void *)&in;
    carnet_status status = carnet_verify_json(&out, in.verdict, with_entries);
    GIVEN(status, out);
    carnet_buf_free(out);
    return status;
}

static carnet_status verdict_text(void)
{
    carnet_buf *out = (void *)&in;
    carnet_status status =
        carnet_verify_text(&out, NULL, in.verdict, NULL, 0, "ar", 2);
    GIVEN(status, out);
    carnet_buf_free(out);
    return status;
}

static carnet_status short_json(void)
{
    return json(0);
}

static carnet_status whole_json(void)
{
    return json(1);
}

static carnet_status export_cose(void)
{
    carnet_buf *out = (void *)&in;
    carnet_status status = carnet_verify_export_cose(&out, in.verdict, 0);
    GIVEN(status, out);
    carnet_buf_free(out);
    return status;
}

static carnet_status export_diag(void)
{
    carnet_buf *out = (void *)&in;
    carnet_status status = carnet_verify_export_diag(&out, in.verdict);
    GIVEN(status, out);
    carnet_buf_free(out);
    return status;
}

static carnet_status history(void)
{
    carnet_history *out = (void *)&in;
    carnet_status status = carnet_history_new(&out, in.verdict);
    GIVEN(status, out);
    carnet_history_free(out);
    return status;
}

/* All that a history says, of a verdict while memory lasts. */
static carnet_status history_of(carnet_status (*call)(const carnet_history *h))
{
    carnet_history *h = NULL;
    carnet_status status = carnet_history_new(&h, in.verdict);
    if (status == CARNET_OK) {
        status = call(h);
    }
    carnet_history_free(h);
    return status;
}

static carnet_status write_history(const carnet_history *h)
{
    carnet_buf *out = (void *)&in;
    carnet_status status = carnet_history_json(&out, h);
    GIVEN(status, out);
    carnet_buf_free(out);
    return status;
}

static carnet_status write_left_out(const carnet_history *h)
{
    carnet_buf *out = (void *)&in;
    carnet_status status = carnet_history_left_out_json(&out, h, 0);
    GIVEN(status, out);
    carnet_buf_free(out);
    return status;
}

static carnet_status left_out_json(void)
{
    return history_of(write_left_out);
}

static carnet_status restate_all(const carnet_history *h)
{
    carnet_record *out = (void *)&in;
    carnet_problem *problem = (void *)&in;
    carnet_status status = carnet_history_restate(&out, &problem, h, 1);
    GIVEN(status, out);
    carnet_problem_free(problem);
    carnet_record_free(out);
    return status;
}

static carnet_status history_json(void)
{
    return history_of(write_history);
}

static carnet_status restate(void)
{
    return history_of(restate_all);
}

static carnet_status check_plan(void)
{
    return carnet_history_check(NULL, NULL, in.plan, in.file.data, in.file.len);
}

static carnet_status peek(void)
{
    carnet_envelope *e = (void *)&in;
    carnet_problem *problem = (void *)&in;
    carnet_status status = carnet_peek(&e, &problem, in.file.data, in.file.len);
    GIVEN(status, e);
    assert_true(problem == NULL || status != CARNET_OK);
    carnet_problem_free(problem);
    carnet_peek_free(e);
    return status;
}

static carnet_status outline(void)
{
    carnet_outline *o = (void *)&in;
    carnet_problem *problem = (void *)&in;
    carnet_status status =
        carnet_peek_outline(&o, &problem, in.text.data, in.text.len);
    GIVEN(status, o);
    carnet_problem_free(problem);
    carnet_peek_outline_free(o);
    return status;
}

static carnet_status unverified(void)
{
    carnet_unverified *u = (void *)&in;
    carnet_problem *problem = (void *)&in;
    carnet_status status =
        carnet_peek_unverified(&u, &problem, in.file.data, in.file.len);
    GIVEN(status, u);
    carnet_problem_free(problem);
    carnet_peek_unverified_free(u);
    return status;
}

/* The problem itself may find no memory; the status says it all the same. */
static carnet_status unverified_broken(void)
{
    carnet_unverified *u = (void *)&in;
    carnet_problem *problem = (void *)&in;
    carnet_status status =
        carnet_peek_unverified(&u, &problem, in.broken.data, in.broken.len);
    assert_null(u);
    if (problem != NULL) {
        assert_status(carnet_problem_status(problem), status);
    }
    carnet_problem_free(problem);
    return status == CARNET_CBOR_RANGE ? CARNET_OK : status;
}

static carnet_status plan_of(const carnet_record *record, carnet_status due)
{
    carnet_plan *p = (void *)&in;
    carnet_problem *problem = (void *)&in;
    carnet_status status = carnet_issue_plan(&p, &problem, record, TEST_DAY,
                                             CARNET_ISSUE_UNLIMITED);
    GIVEN(status, p);
    if (problem != NULL) {
        assert_status(carnet_problem_status(problem), status);
    }
    carnet_problem_free(problem);
    carnet_issue_free(p);
    return status == due ? CARNET_OK : status;
}

static carnet_status plan(void)
{
    return plan_of(in.record, CARNET_OK);
}

static carnet_status plan_unfit(void)
{
    return plan_of(in.unfit, CARNET_RECORD_PART);
}

static carnet_status plan_card(void)
{
    carnet_plan *p = (void *)&in;
    carnet_status status = carnet_issue_plan_for(
        &p, NULL, in.record, "emergency", TEST_DAY, CARNET_ISSUE_UNLIMITED);
    GIVEN(status, p);
    assert_true(status != CARNET_OK || carnet_issue_num_entries(p) == 3);
    carnet_issue_free(p);
    return status;
}

static carnet_status sign(void)
{
    carnet_buf *out = (void *)&in;
    carnet_status status = carnet_issue_sign(&out, in.plan, test_secret(1));
    GIVEN(status, out);
    carnet_buf_free(out);
    return status;
}

static carnet_status sign_seeded(void)
{
    carnet_buf *out = (void *)&in;
    carnet_status status = carnet_issue_sign_seeded(
        &out, in.plan, test_secret(1), (const uint8_t *)"0123456789abcdef",
        CARNET_ISSUE_SEED_SIZE);
    GIVEN(status, out);
    carnet_buf_free(out);
    return status;
}

static carnet_status as_text(void)
{
    carnet_buf *out = (void *)&in;
    carnet_status status = carnet_issue_as_text(
        &out, carnet_buf_data(in.issued), carnet_buf_len(in.issued));
    GIVEN(status, out);
    carnet_buf_free(out);
    return status;
}

static carnet_status as_file(void)
{
    carnet_buf *out = (void *)&in;
    carnet_status status =
        carnet_issue_as_file(&out, in.text.data, in.text.len);
    GIVEN(status, out);
    carnet_buf_free(out);
    return status;
}

static carnet_status present(void)
{
    carnet_buf *out = (void *)&in;
    carnet_problem *problem = (void *)&in;
    const char *show[] = {"1:clinic/1", "1:private/0"};
    carnet_status status = carnet_privacy_present(
        &out, &problem, in.file.data, in.file.len, "desk", show, 2, NULL, 0);
    GIVEN(status, out);
    assert_true(status != CARNET_OK || problem == NULL);
    carnet_problem_free(problem);
    carnet_buf_free(out);
    return status;
}

static carnet_status merge(void)
{
    carnet_buf *out = (void *)&in;
    carnet_problem *problem = (void *)&in;
    carnet_status status = carnet_privacy_merge(
        &out, &problem, in.file.data, in.file.len, carnet_buf_data(in.sealed),
        carnet_buf_len(in.sealed), CARNET_PRIVACY_SAME_PERSON);
    GIVEN(status, out);
    carnet_problem_free(problem);
    carnet_buf_free(out);
    return status;
}

/* The same presentation twice, and in pieces. */
static carnet_status merge_pieces(void)
{
    carnet_buf *out = (void *)&in;
    carnet_status status = carnet_privacy_merge(
        &out, NULL, carnet_buf_data(in.pieces[0]), carnet_buf_len(in.pieces[0]),
        carnet_buf_data(in.pieces[1]), carnet_buf_len(in.pieces[1]),
        CARNET_PRIVACY_ASK);
    GIVEN(status, out);
    carnet_buf_free(out);
    return status;
}

static carnet_status merge_wrong(void)
{
    carnet_buf *out = (void *)&in;
    carnet_problem *problem = (void *)&in;
    carnet_status status = carnet_privacy_merge(
        &out, &problem, in.file.data, in.file.len, carnet_buf_data(in.sealed),
        carnet_buf_len(in.sealed), CARNET_PRIVACY_ASK);
    assert_null(out);
    carnet_problem_free(problem);
    return status == CARNET_PRIVACY_HOLDER ? CARNET_OK : status;
}

static carnet_status present_wrong(void)
{
    carnet_buf *out = (void *)&in;
    carnet_problem *problem = (void *)&in;
    carnet_status status = carnet_privacy_present(
        &out, &problem, in.file.data, in.file.len, "guard", NULL, 0, NULL, 0);
    assert_null(out);
    carnet_problem_free(problem);
    return status == CARNET_PRIVACY_CHOICE ? CARNET_OK : status;
}

/* Gives no status: 0 bytes where it can't tell. */
static carnet_status bytes_upto(void)
{
    size_t num = carnet_issue_bytes_upto(in.plan, 1);
    return num > 0 ? CARNET_OK : CARNET_CALLER_MEMORY;
}

/* ---- failing ---- */

static carnet_status seal(void)
{
    carnet_buf *out = (void *)&in;
    carnet_status status = carnet_seal_present(
        &out, NULL, carnet_buf_data(in.issued), carnet_buf_len(in.issued), NULL,
        NULL, 0, NULL, 0, in.sealing);
    GIVEN(status, out);
    carnet_buf_free(out);
    return status;
}

static carnet_status unseal(void)
{
    carnet_buf *out = (void *)&in;
    carnet_status status =
        carnet_seal_open(&out, NULL, carnet_buf_data(in.sealed),
                         carnet_buf_len(in.sealed), in.key, NULL, 0);
    GIVEN(status, out);
    carnet_buf_free(out);
    return status;
}

static carnet_status unseal_wrong(void)
{
    carnet_buf *out = (void *)&in;
    carnet_problem *problem = (void *)&in;
    carnet_status status =
        carnet_seal_open(&out, &problem, carnet_buf_data(in.issued),
                         carnet_buf_len(in.issued), in.key, NULL, 0);
    assert_null(out);
    carnet_problem_free(problem);
    return status == CARNET_PRIVACY_UNSEALED ? CARNET_OK : status;
}

static carnet_status new_sealing(void)
{
    carnet_sealing *out = (void *)&in;
    carnet_status status = carnet_seal_new(&out);
    GIVEN(status, out);
    carnet_seal_free(out);
    return status;
}

static carnet_status new_seal_key(void)
{
    carnet_seal_key *out = (void *)&in;
    carnet_status status = carnet_seal_key_new(&out);
    GIVEN(status, out);
    carnet_seal_key_free(out);
    return status;
}

static carnet_status seal_pem(void)
{
    carnet_buf *out = (void *)&in;
    carnet_status status = carnet_seal_key_encode(&out, in.key);
    GIVEN(status, out);
    carnet_buf_free(out);
    return status;
}

static carnet_status new_phrase(void)
{
    carnet_buf *out = (void *)&in;
    carnet_status status = carnet_seal_phrase_new(&out);
    GIVEN(status, out);
    carnet_buf_free(out);
    return status;
}

static const struct {
    const char *name;
    carnet_status (*run)(void);
    bool is_refused;
} calls[] = {
    {"verify, text", verify_text, false},
    {"verify, file", verify_file, false},
    {"verify, malformed", verify_broken, false},
    {"text", verdict_text, false},
    {"history", history, false},
    {"history json", history_json, false},
    {"left out json", left_out_json, false},
    {"restate", restate, false},
    {"check plan", check_plan, false},
    {"json", short_json, false},
    {"json with entries", whole_json, false},
    {"export_cose", export_cose, false},
    {"export_diag", export_diag, false},
    {"peek", peek, false},
    {"peek_outline", outline, false},
    {"peek_unverified", unverified, false},
    {"peek_unverified, malformed", unverified_broken, true},
    {"issue_plan", plan, false},
    {"issue_plan, refused", plan_unfit, true},
    {"issue_plan_for", plan_card, false},
    {"issue_sign", sign, false},
    {"issue_sign_seeded", sign_seeded, false},
    {"issue_as_text", as_text, false},
    {"issue_as_file", as_file, false},
    {"issue_bytes_upto", bytes_upto, false},
    {"present", present, false},
    {"present, refused", present_wrong, true},
    {"merge", merge, false},
    {"merge of pieces", merge_pieces, false},
    {"merge, refused", merge_wrong, true},
    {"seal_present", seal, false},
    {"seal_open", unseal, false},
    {"seal_open, refused", unseal_wrong, true},
    {"seal_new", new_sealing, false},
    {"seal_key_new", new_seal_key, false},
    {"seal_key_encode", seal_pem, false},
    {"seal_phrase_new", new_phrase, false},
};

static void every_allocation_may_fail(void **state)
{
    (void)state;
    size_t points = 0;
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        const test_call c = {calls[i].name, calls[i].run, NULL, NULL, NULL};
        points +=
            calls[i].is_refused ? test_fail_refused(&c) : test_fail_call(&c);
    }
    test_say_points("passports", points);
}

/* A call that needs memory does not succeed without any, but for its words. */
static void without_memory_nothing_succeeds(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        test_mem_fail_from(1);
        carnet_status status = calls[i].run();
        test_mem_fail_at(0);
        assert_status(status, CARNET_CALLER_MEMORY);
    }
}

static void getters_allocate_nothing(void **state)
{
    (void)state;
    size_t taken = test_mem_taken();
    uint8_t bytes[CARNET_VERIFY_IDENTITY_SIZE];
    (void)carnet_verify_outcome(in.verdict);
    (void)carnet_verify_num_entries(in.verdict, 0);
    (void)carnet_verify_get_entry(in.verdict, 0, 0);
    assert_status(carnet_verify_copy_identity(bytes, in.verdict, 0), CARNET_OK);
    assert_status(carnet_verify_copy_key_id(bytes, in.verdict, 0), CARNET_OK);
    (void)carnet_issue_why(in.plan, 0);
    (void)carnet_issue_get_entry(in.plan, 0);
    assert_int_equal(test_mem_taken(), taken);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(without_memory_nothing_succeeds),
        cmocka_unit_test(getters_allocate_nothing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
