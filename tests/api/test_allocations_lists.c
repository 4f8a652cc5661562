/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every allocation fails of what makes, reads and believes lists, of what is
 * said by them, of the merged view, and of what is in none of the other tables;
 * and what looks as if it allocated does not.
 */
#include "each_allocation.h"

#include "carnet/history.h"

#define LIST_KEY 200
#define NEXT_KEY 201

static struct {
    cn_buf passport;
    cn_buf cbor; /* an entry of a later version */
    carnet_verdict *verdict;
    carnet_trust_list *list;
    carnet_buf *list_file;
    carnet_buf *list_text;
    carnet_trust_list *last; /* of its epoch: it names the next key, */
    carnet_buf *epoch_file;  /* by which this is */
    carnet_buf *status_file;
    carnet_buf *phrase;
} in;

#define FILE_OF(buf) carnet_buf_data(buf), carnet_buf_len(buf)

/* Of a chain of calls the next, where those before did what they should. */
#define THEN(call)                                                             \
    do {                                                                       \
        if (status == CARNET_OK) {                                             \
            status = (call);                                                   \
        }                                                                      \
    } while (0)

static carnet_status add_key(carnet_trust_draft *d, uint8_t n)
{
    return carnet_trust_draft_add_key(d, "Aid", 3, "GR", 2, CARNET_TRUST_NGO,
                                      test_public(n), TEST_DAY - 9);
}

static carnet_status make_draft(carnet_trust_draft **out)
{
    carnet_status status = carnet_trust_draft_new(out, 90);
    for (uint8_t n = 1; n < 6; n++) {
        THEN(add_key(*out, n));
    }
    return status;
}

/* ---- inputs, made while memory lasts ---- */

/* A list that names the next key, and one by that key. */
static void make_epoch(carnet_trust_draft *d)
{
    carnet_buf *file = NULL;
    carnet_status status =
        carnet_trust_draft_set_next_key(d, test_public(NEXT_KEY));
    THEN(carnet_trust_draft_sign(&file, NULL, d, in.list, test_secret(LIST_KEY),
                                 TEST_DAY));
    THEN(carnet_trust_list_read(&in.last, NULL, FILE_OF(file),
                                test_public(LIST_KEY)));
    THEN(carnet_trust_draft_set_next_key(d, NULL));
    THEN(carnet_trust_draft_sign(&in.epoch_file, NULL, d, in.last,
                                 test_secret(NEXT_KEY), TEST_DAY));
    assert_status(status, CARNET_OK);
    carnet_buf_free(file);
}

static void make_lists(void)
{
    carnet_trust_draft *d = NULL;
    carnet_status_draft *s = NULL;
    carnet_status status = make_draft(&d);
    THEN(carnet_trust_draft_sign(&in.list_file, NULL, d, NULL,
                                 test_secret(LIST_KEY), TEST_DAY));
    THEN(carnet_trust_list_read(&in.list, NULL, FILE_OF(in.list_file),
                                test_public(LIST_KEY)));
    THEN(carnet_set_list_text(&in.list_text, FILE_OF(in.list_file)));
    make_epoch(d);
    THEN(carnet_status_draft_new(&s, test_public(1), 2, 64));
    THEN(carnet_status_draft_sign(&in.status_file, s, test_secret(1), TEST_NOW,
                                  30, 0));
    assert_status(status, CARNET_OK);
    carnet_trust_draft_free(d);
    carnet_status_draft_free(s);
}

static int set_up(void **state)
{
    (void)state;
    for (uint8_t n = 1; n < 10; n++) {
        (void)test_public(n); /* is made when it is asked for first */
    }
    in.passport = test_sample_file();
    in.verdict = test_verify(cn_buf_span(&in.passport));
    in.cbor = test_hex_str("19015a82016178"); /* kind 90, field 0: "x" */
    assert_status(carnet_seal_phrase_new(&in.phrase), CARNET_OK);
    make_lists();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    cn_buf_free(&in.passport);
    cn_buf_free(&in.cbor);
    carnet_verify_free(in.verdict);
    carnet_trust_list_free(in.list);
    carnet_trust_list_free(in.last);
    carnet_buf_free(in.epoch_file);
    carnet_buf_free(in.list_file);
    carnet_buf_free(in.list_text);
    carnet_buf_free(in.status_file);
    carnet_buf_free(in.phrase);
    return 0;
}

/* ---- trust lists ---- */

static carnet_status trust_list_read(void)
{
    carnet_trust_list *out = TEST_NOT_GIVEN;
    carnet_status status = carnet_trust_list_read(
        &out, NULL, FILE_OF(in.list_file), test_public(LIST_KEY));
    TEST_GIVEN(status, out, carnet_trust_list_free);
    return status;
}

static carnet_status read_after(const carnet_trust_list *old,
                                const carnet_buf *file)
{
    carnet_trust_list *out = TEST_NOT_GIVEN;
    int32_t newer = -1;
    carnet_status status =
        carnet_trust_list_read_next(&out, &newer, NULL, FILE_OF(file), old);
    TEST_GIVEN(status, out, carnet_trust_list_free);
    assert_true(newer == 0 || status == CARNET_OK);
    return status;
}

static carnet_status trust_list_read_next(void)
{
    return read_after(in.list, in.list_file);
}

static carnet_status trust_list_read_next_key(void)
{
    return read_after(in.last, in.epoch_file);
}

TEST_BYTES(trust_list_key_json, carnet_trust_list_key_json(&out, in.list, 0))
TEST_BYTES(set_list_text, carnet_set_list_text(&out, FILE_OF(in.list_file)))
TEST_BYTES(set_list_text_again,
           carnet_set_list_text(&out, FILE_OF(in.list_text)))
TEST_BYTES(status_list_text,
           carnet_set_list_text(&out, FILE_OF(in.status_file)))

static carnet_status trust_drafts(void)
{
    carnet_trust_draft *d = TEST_NOT_GIVEN;
    carnet_trust_draft *again = TEST_NOT_GIVEN;
    carnet_buf *json = NULL;
    carnet_buf *file = NULL;
    carnet_status status = carnet_trust_draft_from_list(&d, in.list);
    assert_int_equal(status == CARNET_OK, d != NULL);
    again = NULL;
    THEN(carnet_trust_draft_encode(&json, d));
    THEN(carnet_trust_draft_decode(&again, NULL,
                                   (const char *)carnet_buf_data(json),
                                   carnet_buf_len(json)));
    THEN(carnet_trust_draft_sign(&file, NULL, again, in.list,
                                 test_secret(LIST_KEY), TEST_DAY + 1));
    assert_int_equal(status == CARNET_OK, file != NULL);
    carnet_buf_free(file);
    carnet_buf_free(json);
    carnet_trust_draft_free(again);
    carnet_trust_draft_free(d);
    return status;
}

/* Another key, again and again, so that there must be more room. */
static carnet_status draft_add_key(void)
{
    carnet_trust_draft *d = NULL;
    carnet_status status = carnet_trust_draft_new(&d, 90);
    for (uint8_t n = 1; n < 10; n++) {
        THEN(add_key(d, n));
        THEN(carnet_trust_draft_allow_kind(d, "vaccination", 11));
    }
    carnet_trust_draft_free(d);
    return status;
}

/* ---- status lists ---- */

static carnet_status status_drafts(void)
{
    const carnet_public_key *keys[] = {test_public(1)};
    carnet_status_draft *d = TEST_NOT_GIVEN;
    carnet_status_draft *back = NULL;
    carnet_status_list *list = NULL;
    carnet_buf *kept = NULL;
    carnet_buf *file = NULL;
    int32_t index = 0;
    carnet_status status = carnet_status_draft_new(&d, test_public(1), 4, 40);
    assert_int_equal(status == CARNET_OK, d != NULL);
    THEN(carnet_status_draft_take(&index, d));
    THEN(carnet_status_draft_set(d, index, CARNET_STATUS_LIST_REVOKED));
    THEN(carnet_status_draft_encode(&kept, d));
    THEN(carnet_status_draft_decode(&back, FILE_OF(kept)));
    THEN(
        carnet_status_draft_sign(&file, back, test_secret(1), TEST_NOW, 30, 0));
    THEN(carnet_status_list_read(&list, FILE_OF(file), keys, 1));
    assert_int_equal(status == CARNET_OK, list != NULL);
    carnet_status_draft_free(d);
    carnet_status_draft_free(back);
    carnet_status_list_free(list);
    carnet_buf_free(kept);
    carnet_buf_free(file);
    return status;
}

static carnet_status status_list_read_kept(void)
{
    carnet_status_list *out = TEST_NOT_GIVEN;
    carnet_status status = carnet_status_list_read_kept(
        &out, FILE_OF(in.status_file), test_public(1));
    TEST_GIVEN(status, out, carnet_status_list_free);
    return status;
}

/* ---- believing ---- */

static carnet_status verify_trusting(void)
{
    carnet_trust *t = TEST_NOT_GIVEN;
    carnet_verdict *v = NULL;
    carnet_buf *name = NULL;
    carnet_status status = carnet_trust_new(&t);
    assert_int_equal(status == CARNET_OK, t != NULL);
    THEN(carnet_trust_add_list(t, in.list));
    THEN(carnet_trust_issuer_name(&name, t, test_public(1)));
    THEN(carnet_verify_trusting(&v, in.passport.data, in.passport.len, t,
                                TEST_NOW));
    assert_int_equal(status == CARNET_OK, v != NULL);
    carnet_verify_free(v);
    carnet_buf_free(name);
    carnet_trust_free(t);
    return status;
}

/* ---- views ---- */

static carnet_status view_of(carnet_status (*make)(carnet_view **out))
{
    carnet_view *view = TEST_NOT_GIVEN;
    carnet_buf *json = NULL;
    carnet_buf *lines = NULL;
    carnet_status status = make(&view);
    assert_int_equal(status == CARNET_OK, view != NULL);
    THEN(carnet_view_json(&json, view, 1));
    THEN(carnet_view_lines(&lines, NULL, view, 1, NULL, 0, "el", 2));
    assert_int_equal(status == CARNET_OK, lines != NULL);
    carnet_buf_free(json);
    carnet_buf_free(lines);
    carnet_view_free(view);
    return status;
}

static carnet_status now_view(carnet_view **out)
{
    return carnet_view_new(out, in.verdict, TEST_NOW, 0);
}

static carnet_status day_view(carnet_view **out)
{
    return carnet_view_new_day(out, in.verdict, TEST_DAY);
}

static carnet_status view_now(void)
{
    return view_of(now_view);
}

static carnet_status view_day(void)
{
    return view_of(day_view);
}

TEST_BYTES(view_phrase,
           carnet_view_phrase(&out, NULL, "about", 5, "2", 1, "fr", 2))
TEST_BYTES(view_status,
           carnet_view_status(&out, NULL, CARNET_KEY_EXPIRED, "x", 1, "de", 2))

/* ---- keys and keyboards ---- */

static carnet_status key_new(void)
{
    carnet_secret_key *out = TEST_NOT_GIVEN;
    carnet_status status = carnet_key_new(&out);
    TEST_GIVEN(status, out, carnet_key_free);
    return status;
}

/* A text as a French keyboard gives what a scanner types in English. */
static carnet_status keyboard_undo(void)
{
    static const char typed[] = "HP&MQ?";
    carnet_buf *out = TEST_NOT_GIVEN;
    carnet_status status = carnet_keyboard_undo(
        &out, NULL, NULL, NULL, (const uint8_t *)typed, sizeof typed - 1, 0);
    TEST_GIVEN(status, out, carnet_buf_free);
    return status;
}

/* ---- records ---- */

static carnet_status set_rest(carnet_record *r, size_t n)
{
    size_t e = 0;
    carnet_status status = carnet_record_add(&e, r, CARNET_KIND_MENTAL_HEALTH);
    THEN(carnet_record_set_decimal(r, e, CARNET_MENTAL_HEALTH_SCORE, 0,
                                   CARNET_RECORD_SELF, 145, 1));
    THEN(carnet_record_set_instant(r, e, CARNET_FIELD_OBSERVED, 0,
                                   CARNET_RECORD_SELF, TEST_DAY * 1440, 60));
    THEN(carnet_record_set_elsewhere(r, e, CARNET_FIELD_REPLACES, 0,
                                     CARNET_RECORD_SELF, 0x1f2e3d4c));
    if (n > 0) {
        THEN(carnet_record_set_reference(r, e, CARNET_FIELD_REPLACES, 1,
                                         CARNET_RECORD_SELF, e - 1));
    }
    THEN(carnet_record_add_cbor(NULL, r, in.cbor.data, in.cbor.len,
                                CARNET_RECORD_ANY_DAY));
    return status;
}

static carnet_status record_setters(void)
{
    carnet_record *r = TEST_NOT_GIVEN;
    carnet_status status = carnet_record_new(&r);
    assert_int_equal(status == CARNET_OK, r != NULL);
    for (size_t n = 0; n < 20; n++) {
        THEN(set_rest(r, n));
    }
    carnet_record_free(r);
    return status;
}

/* ---- all of them ---- */

static void no_allocation_that_fails_is_missed(void **state)
{
    (void)state;
    static const test_call calls[] = {
        {"trust_list_read", trust_list_read, NULL, NULL, NULL},
        {"trust_list_read_next", trust_list_read_next, NULL, NULL, NULL},
        {"trust_list_read_next by the next key", trust_list_read_next_key, NULL,
         NULL, NULL},
        {"trust_list_key_json", trust_list_key_json, NULL, NULL, NULL},
        {"set_list_text", set_list_text, NULL, NULL, NULL},
        {"set_list_text of a text", set_list_text_again, NULL, NULL, NULL},
        {"set_list_text of a status list", status_list_text, NULL, NULL, NULL},
        {"trust drafts", trust_drafts, NULL, NULL, NULL},
        {"trust_draft_add_key", draft_add_key, NULL, NULL, NULL},
        {"status drafts", status_drafts, NULL, NULL, NULL},
        {"status_list_read_kept", status_list_read_kept, NULL, NULL, NULL},
        {"verify_trusting", verify_trusting, NULL, NULL, NULL},
        {"view of a time", view_now, NULL, NULL, NULL},
        {"view of a day", view_day, NULL, NULL, NULL},
        {"view_phrase", view_phrase, NULL, NULL, NULL},
        {"view_status", view_status, NULL, NULL, NULL},
        {"key_new", key_new, NULL, NULL, NULL},
        {"keyboard_undo", keyboard_undo, NULL, NULL, NULL},
        {"record by setters", record_setters, NULL, NULL, NULL},
    };
    size_t points = 0;
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        points += test_fail_call(&calls[i]);
    }
    test_say_points("lists and views", points);
}

/* A list that follows the one at hand. */
static carnet_trust_list *next_list(void)
{
    carnet_buf *file = NULL;
    carnet_trust_list *next = NULL;
    carnet_trust_draft *d = NULL;
    assert_status(carnet_trust_draft_from_list(&d, in.list), CARNET_OK);
    assert_status(carnet_trust_draft_sign(&file, NULL, d, in.list,
                                          test_secret(LIST_KEY), TEST_DAY),
                  CARNET_OK);
    assert_status(carnet_trust_list_read(&next, NULL, FILE_OF(file),
                                         test_public(LIST_KEY)),
                  CARNET_OK);
    carnet_buf_free(file);
    carnet_trust_draft_free(d);
    return next;
}

static void a_trust_list_that_is_not_read_has_a_problem(void **state)
{
    (void)state;
    carnet_trust_list *list = TEST_NOT_GIVEN;
    carnet_problem *problem = TEST_NOT_GIVEN;
    /* Not its handle, but what it would hold; the problem itself is. */
    test_mem_fail_at(2);
    assert_status(carnet_trust_list_read(&list, &problem, FILE_OF(in.list_file),
                                         test_public(LIST_KEY)),
                  CARNET_CALLER_MEMORY);
    assert_null(list);
    assert_non_null(problem);
    assert_status(carnet_problem_status(problem), CARNET_CALLER_MEMORY);
    assert_int_equal(carnet_problem_offset(problem), 0);
    carnet_problem_free(problem);
    problem = TEST_NOT_GIVEN;
    assert_status(carnet_trust_list_read_next(&list, NULL, &problem,
                                              FILE_OF(in.list_file), in.list),
                  CARNET_CALLER_NULL);
    assert_non_null(problem);
    assert_status(carnet_problem_status(problem), CARNET_CALLER_NULL);
    assert_int_equal(carnet_problem_offset(problem), 0);
    carnet_problem_free(problem);
}

/* The machine code can reach the allocator, and never does: tests/abi. */
static void what_needs_no_memory_takes_none(void **state)
{
    (void)state;
    carnet_trust_draft *d = NULL;
    carnet_sealing *sealing = NULL;
    carnet_history *history = NULL;
    int32_t change = 0;
    int64_t time = 0;
    assert_status(make_draft(&d), CARNET_OK);
    assert_status(carnet_seal_new(&sealing), CARNET_OK);
    assert_status(carnet_history_new(&history, in.verdict), CARNET_OK);
    carnet_trust_list *next = next_list();
    size_t taken = test_mem_taken();
    carnet_status status = carnet_trust_draft_allow_kind(d, "person", 6);
    THEN(carnet_trust_list_replaces(&change, next, in.list));
    assert_int_equal(change, 1);
    assert_status(carnet_trust_list_replaces(&change, in.list, next),
                  CARNET_TRUST_OLDER);
    THEN(carnet_seal_add_phrase(sealing,
                                (const char *)carnet_buf_data(in.phrase),
                                CARNET_SEAL_PHRASE_CHARS, CARNET_PART_PRIVATE));
    THEN(carnet_seal_phrase_check((const char *)carnet_buf_data(in.phrase),
                                  CARNET_SEAL_PHRASE_CHARS));
    THEN(carnet_history_get_change(&change, history, 0, 0));
    THEN(carnet_text_parse_time(&time, NULL, "2026-03-17", 10));
    assert_status(status, CARNET_OK);
    (void)carnet_history_restates(history, 0, 0, 1);
    (void)carnet_set_count_for(2000, CARNET_QR_LEVEL_M);
    assert_int_equal(test_mem_taken(), taken);
    carnet_trust_list_free(next);
    carnet_history_free(history);
    carnet_seal_free(sealing);
    carnet_trust_draft_free(d);
    assert_int_equal(test_mem_taken(), taken);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_allocation_that_fails_is_missed),
        cmocka_unit_test(a_trust_list_that_is_not_read_has_a_problem),
        cmocka_unit_test(what_needs_no_memory_takes_none),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
