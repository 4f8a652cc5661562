/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an issuer keeps of its status list: indices are given out once, at
 * random, and only those can be said anything of; its file; and every
 * allocation failing.
 */
#include "status_made.h"

#include "../support/failing_mem.h"

static carnet_status_draft *draft(int32_t bits, size_t num)
{
    carnet_status_draft *d = NULL;
    assert_status(carnet_status_draft_new(&d, test_public(1), bits, num),
                  CARNET_OK);
    return d;
}

static void each_index_is_given_out_once(void **state)
{
    (void)state;
    bool seen[256] = {false};
    bool in_order = true;
    int32_t last = -1;
    int32_t index = -1;
    carnet_status_draft *d = draft(1, 256);
    for (size_t i = 0; i < 256; i++) {
        assert_int_equal(carnet_status_draft_num_taken(d), i);
        assert_status(carnet_status_draft_take(&index, d), CARNET_OK);
        assert_in_range(index, 0, 255);
        assert_false(seen[index]);
        seen[index] = true;
        in_order = in_order && index > last;
        last = index;
    }
    assert_false(in_order); /* by chance once in 256! */
    assert_status(carnet_status_draft_take(&index, d), CARNET_CALLER_ABSENT);
    carnet_status_draft_free(d);
}

/* The first index of 2,000 drafts of 8: each some 250 times. */
static void each_index_is_as_likely(void **state)
{
    (void)state;
    size_t num[8] = {0};
    for (size_t i = 0; i < 2000; i++) {
        int32_t index = -1;
        carnet_status_draft *d = draft(2, 8);
        assert_status(carnet_status_draft_take(&index, d), CARNET_OK);
        num[index]++;
        carnet_status_draft_free(d);
    }
    for (size_t i = 0; i < 8; i++) {
        assert_in_range(num[i], 150, 350);
    }
}

static void only_what_was_given_out_has_a_status(void **state)
{
    (void)state;
    int32_t index = -1;
    carnet_status_draft *d = draft(2, 8);
    assert_status(carnet_status_draft_take(&index, d), CARNET_OK);
    for (int64_t i = -1; i < 9; i++) {
        assert_int_equal(carnet_status_draft_get(d, i), i == index ? 0 : -1);
        assert_status(carnet_status_draft_set(d, i, CARNET_STATUS_LIST_REVOKED),
                      i == index ? CARNET_OK : CARNET_CALLER_ABSENT);
    }
    assert_int_equal(carnet_status_draft_get(d, index), 1);
    assert_status(carnet_status_draft_set(d, index, 3), CARNET_OK);
    assert_status(carnet_status_draft_set(d, index, 4), CARNET_CALLER_RANGE);
    assert_status(carnet_status_draft_set(d, index, -1), CARNET_CALLER_RANGE);
    assert_int_equal(carnet_status_draft_get(d, index), 3);
    carnet_status_draft_free(d);
}

static void other_sizes_are_refused(void **state)
{
    (void)state;
    carnet_status_draft *d = NULL;
    static const size_t sizes[] = {0, 7, 9, 12, 1048577, 1048584};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        assert_status(carnet_status_draft_new(&d, test_public(1), 2, sizes[i]),
                      CARNET_CALLER_RANGE);
    }
    static const int32_t widths[] = {-1, 0, 3, 5, 6, 7, 16};
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
        assert_status(carnet_status_draft_new(&d, test_public(1), widths[i], 8),
                      CARNET_CALLER_RANGE);
    }
    for (int32_t bits = 1; bits <= 8; bits *= 2) {
        d = draft(bits, CARNET_STATUS_LIST_MAX_ENTRIES);
        assert_int_equal(carnet_status_draft_num_entries(d),
                         CARNET_STATUS_LIST_MAX_ENTRIES);
        assert_int_equal(carnet_status_draft_bits(d), bits);
        carnet_status_draft_free(d);
    }
}

/* ---- its file ---- */

static void a_draft_is_kept_in_its_file(void **state)
{
    (void)state;
    carnet_buf *file = NULL;
    carnet_buf *again = NULL;
    carnet_status_draft *back = NULL;
    int32_t index = -1;
    carnet_status_draft *d = draft(4, 64);
    for (int32_t i = 0; i < 10; i++) {
        assert_status(carnet_status_draft_take(&index, d), CARNET_OK);
        assert_status(carnet_status_draft_set(d, index, i), CARNET_OK);
    }
    assert_status(carnet_status_draft_encode(&file, d), CARNET_OK);
    cn_span s = test_span_of(file);
    assert_status(carnet_status_draft_decode(&back, s.data, s.len), CARNET_OK);
    for (int64_t i = -1; i <= 64; i++) {
        assert_int_equal(carnet_status_draft_get(back, i),
                         carnet_status_draft_get(d, i));
    }
    assert_int_equal(carnet_status_draft_is_of(back, test_public(1)), 1);
    assert_int_equal(carnet_status_draft_is_of(back, test_public(2)), 0);
    assert_status(carnet_status_draft_encode(&again, back), CARNET_OK);
    assert_span(test_span_of(again), s.data, s.len);
    for (size_t len = 0; len < s.len; len++) {
        carnet_status_draft *cut = NULL;
        uint8_t *copy = malloc(len + 1);
        assert_non_null(copy);
        memcpy(copy, s.data, len);
        assert_true(carnet_status_draft_decode(&cut, copy, len) != CARNET_OK);
        assert_null(cut);
        free(copy);
    }
    carnet_status_draft_free(back);
    carnet_status_draft_free(d);
    carnet_buf_free(file);
    carnet_buf_free(again);
}

/* A draft put together by hand. */
static carnet_status decode(const char *name, uint64_t bits,
                            size_t num_statuses, size_t num_taken)
{
    static const uint8_t zeros[64];
    carnet_status_draft *d = NULL;
    cn_buf b;
    cn_buf zipped;
    cn_buf_init(&b);
    cn_buf_init(&zipped);
    cn_cbor_put_array(&b, 5);
    cn_cbor_put_text(&b, cn_span_str(name));
    cn_cbor_put_bytes(&b, cn_span_of(zeros, 32));
    cn_cbor_put_uint(&b, bits);
    assert_status(cn_wire_zip(&zipped, cn_span_of(zeros, num_statuses)),
                  CARNET_OK);
    cn_cbor_put_bytes(&b, cn_buf_span(&zipped));
    cn_buf_cut(&zipped, 0);
    assert_status(cn_wire_zip(&zipped, cn_span_of(zeros, num_taken)),
                  CARNET_OK);
    cn_cbor_put_bytes(&b, cn_buf_span(&zipped));
    carnet_status status = carnet_status_draft_decode(&d, b.data, b.len);
    carnet_status_draft_free(d);
    cn_buf_free(&b);
    cn_buf_free(&zipped);
    return status;
}

static void a_draft_of_another_form_is_refused(void **state)
{
    (void)state;
    const char *name = "carnet status draft 1";
    assert_status(decode(name, 4, 8, 2), CARNET_OK);
    assert_status(decode("carnet status draft 2", 4, 8, 2), CARNET_CBOR_SHAPE);
    assert_status(decode(name, 4, 8, 3), CARNET_CBOR_RANGE);
    assert_status(decode(name, 3, 8, 2), CARNET_CBOR_RANGE);
}

/* ---- signing ---- */

static int64_t signed_after_reading(const carnet_status_draft *d)
{
    carnet_buf *file = NULL;
    carnet_status_draft *back = NULL;
    assert_status(carnet_status_draft_encode(&file, d), CARNET_OK);
    assert_status(carnet_status_draft_decode(&back, carnet_buf_data(file),
                                             carnet_buf_len(file)),
                  CARNET_OK);
    int64_t signed_s = carnet_status_draft_signed_s(back);
    carnet_status_draft_free(back);
    carnet_buf_free(file);
    return signed_s;
}

static void a_draft_knows_when_its_last_list_was_made(void **state)
{
    (void)state;
    carnet_status_draft *d = draft(2, 8);
    assert_int_equal(carnet_status_draft_signed_s(d), -1);
    assert_int_equal(signed_after_reading(d), -1);
    static const int64_t times[] = {0, TEST_NOW, INT64_C(253402300799)};
    for (size_t i = 0; i < 3; i++) {
        assert_status(carnet_status_draft_note_signed(d, times[i]), CARNET_OK);
        assert_int_equal(signed_after_reading(d), times[i]);
        /* A clock that went back takes nothing back. */
        int64_t before = times[i] < 86400 ? 0 : times[i] - 86400;
        assert_status(carnet_status_draft_note_signed(d, before), CARNET_OK);
        assert_int_equal(carnet_status_draft_signed_s(d), times[i]);
    }
    /* But one that was days ahead does, when it is set right. */
    assert_status(carnet_status_draft_note_signed(d, TEST_NOW), CARNET_OK);
    assert_int_equal(signed_after_reading(d), TEST_NOW);
    assert_status(carnet_status_draft_note_signed(d, -1), CARNET_CALLER_RANGE);
    assert_status(carnet_status_draft_note_signed(d, INT64_C(253402300800)),
                  CARNET_CALLER_RANGE);
    assert_status(carnet_status_draft_note_signed(NULL, 0), CARNET_CALLER_NULL);
    assert_int_equal(carnet_status_draft_signed_s(NULL), -1);
    carnet_status_draft_free(d);
}

static void a_draft_signs_no_two_lists_that_neither_is_newer(void **state)
{
    (void)state;
    const int64_t day = 86400;
    const int64_t midnight = TEST_NOW / day * day;
    const struct {
        int64_t issued_s;
        carnet_status due;
    } rows[] = {{midnight - day - 1, CARNET_OK}, /* of two days before */
                {midnight - day, CARNET_TRUST_OLDER},
                {midnight - 1, CARNET_TRUST_OLDER},
                {midnight, CARNET_TRUST_FORKED},
                {midnight + 1, CARNET_OK}};
    carnet_status_draft *d = draft(2, 8);
    assert_status(carnet_status_draft_note_signed(d, midnight), CARNET_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        carnet_buf *out = NULL;
        assert_status(carnet_status_draft_sign(&out, d, test_secret(1),
                                               rows[i].issued_s, 1, 0),
                      rows[i].due);
        assert_true((out != NULL) == (rows[i].due == CARNET_OK));
        carnet_buf_free(out);
    }
    carnet_status_draft_free(d);
}

static void signing_has_limits(void **state)
{
    (void)state;
    carnet_buf *out = NULL;
    carnet_status_draft *d = draft(2, 8);
    const carnet_secret_key *key = test_secret(1);
    assert_status(carnet_status_draft_sign(&out, d, key, -1, 1, 0),
                  CARNET_CALLER_RANGE);
    assert_status(
        carnet_status_draft_sign(&out, d, key, INT64_C(253402300800), 1, 0),
        CARNET_CALLER_RANGE);
    assert_status(carnet_status_draft_sign(&out, d, key, 0, 0, 0),
                  CARNET_CALLER_RANGE);
    assert_status(carnet_status_draft_sign(&out, d, key, 0, 3651, 0),
                  CARNET_CALLER_RANGE);
    assert_status(carnet_status_draft_sign(&out, d, key, 0, 1, -1),
                  CARNET_CALLER_RANGE);
    assert_status(
        carnet_status_draft_sign(&out, d, key, 0, 1, INT64_C(4294967296)),
        CARNET_CALLER_RANGE);
    assert_status(carnet_status_draft_sign(&out, d, NULL, 0, 1, 0),
                  CARNET_CALLER_NULL);
    assert_null(out);
    static const int64_t times[] = {0, 1, INT64_C(253402300799)};
    for (size_t i = 0; i < 3; i++) {
        carnet_status_list *list = NULL;
        assert_status(carnet_status_draft_sign(&out, d, key, times[i], 3650,
                                               INT64_C(4294967295)),
                      CARNET_OK);
        assert_status(test_read(&list, test_span_of(out)), CARNET_OK);
        assert_int_equal(carnet_status_list_issued_s(list), times[i]);
        carnet_status_list_free(list);
        carnet_buf_free(out);
    }
    carnet_status_draft_free(d);
}

/* All that the issuer and the reader do. */
static carnet_status all_steps(void)
{
    carnet_status_draft *d = NULL;
    carnet_status_draft *back = NULL;
    carnet_status_list *list = NULL;
    carnet_buf *file = NULL;
    carnet_buf *signed_list = NULL;
    const carnet_public_key *keys[] = {test_public(1)};
    carnet_status status = carnet_status_draft_new(&d, keys[0], 2, 64);
    if (status == CARNET_OK) {
        status = carnet_status_draft_encode(&file, d);
    }
    if (status == CARNET_OK) {
        status = carnet_status_draft_decode(&back, carnet_buf_data(file),
                                            carnet_buf_len(file));
    }
    if (status == CARNET_OK) {
        status = carnet_status_draft_sign(&signed_list, back, test_secret(1),
                                          TEST_NOW, 30, 0);
    }
    if (status == CARNET_OK) {
        status = carnet_status_list_read(&list, carnet_buf_data(signed_list),
                                         carnet_buf_len(signed_list), keys, 1);
    }
    carnet_status_draft_free(d);
    carnet_status_draft_free(back);
    carnet_status_list_free(list);
    carnet_buf_free(file);
    carnet_buf_free(signed_list);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    (void)test_secret(1);
    size_t live = test_mem_live();
    size_t n = 0;
    carnet_status status;
    do {
        test_mem_fail_at(++n);
        status = all_steps();
        assert_status(status,
                      test_mem_has_failed() ? CARNET_CALLER_MEMORY : CARNET_OK);
        assert_int_equal(test_mem_live(), live);
    } while (test_mem_has_failed());
    test_mem_fail_at(0);
    assert_int_equal(test_mem_unwiped(), 0);
    test_count_other("allocations that failed", n - 1);
}

static void a_wrong_argument_is_a_status(void **state)
{
    (void)state;
    carnet_status_draft *d = NULL;
    carnet_buf *out = NULL;
    int32_t index = 0;
    uint8_t byte = 0;
    assert_status(carnet_status_draft_new(NULL, test_public(1), 1, 8),
                  CARNET_CALLER_NULL);
    assert_status(carnet_status_draft_new(&d, NULL, 1, 8), CARNET_CALLER_NULL);
    assert_status(carnet_status_draft_decode(NULL, &byte, 1),
                  CARNET_CALLER_NULL);
    assert_status(carnet_status_draft_decode(&d, NULL, 1), CARNET_CALLER_NULL);
    assert_status(carnet_status_draft_encode(NULL, NULL), CARNET_CALLER_NULL);
    assert_status(carnet_status_draft_encode(&out, NULL), CARNET_CALLER_NULL);
    assert_status(carnet_status_draft_take(&index, NULL), CARNET_CALLER_NULL);
    assert_status(carnet_status_draft_take(NULL, NULL), CARNET_CALLER_NULL);
    assert_status(carnet_status_draft_set(NULL, 0, 0), CARNET_CALLER_NULL);
    assert_status(carnet_status_draft_sign(NULL, NULL, test_secret(1), 0, 1, 0),
                  CARNET_CALLER_NULL);
    assert_int_equal(carnet_status_draft_get(NULL, 0), -1);
    assert_int_equal(carnet_status_draft_num_entries(NULL), 0);
    assert_int_equal(carnet_status_draft_num_taken(NULL), 0);
    assert_int_equal(carnet_status_draft_bits(NULL), 0);
    assert_int_equal(carnet_status_draft_is_of(NULL, test_public(1)), 0);
    carnet_status_draft_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_index_is_given_out_once),
        cmocka_unit_test(each_index_is_as_likely),
        cmocka_unit_test(only_what_was_given_out_has_a_status),
        cmocka_unit_test(other_sizes_are_refused),
        cmocka_unit_test(a_draft_is_kept_in_its_file),
        cmocka_unit_test(a_draft_of_another_form_is_refused),
        cmocka_unit_test(a_draft_knows_when_its_last_list_was_made),
        cmocka_unit_test(a_draft_signs_no_two_lists_that_neither_is_newer),
        cmocka_unit_test(signing_has_limits),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(a_wrong_argument_is_a_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
