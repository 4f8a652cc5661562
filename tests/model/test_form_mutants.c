/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Records with something changed by chance: refused with a reason and a place,
 * or read; what is read and can be encoded is legal and reads again the same.
 */
#include "../support/support.h"

#include "model_record.h"

/* Changes a byte, drops some, or repeats a piece. */
static void mutate(test_random *x, cn_buf *b)
{
    static const char odd[] = "\"\\{}[]:,0123456789-+.eE~TZ/ \n\x80\xff";
    size_t at = test_pick(x, b->len);
    switch (test_below(x, 4)) {
    case 0:
        b->data[at] = (uint8_t)odd[test_below(x, sizeof odd - 1)];
        break;
    case 1:
        b->data[at] ^= (uint8_t)(1u << test_below(x, 8));
        break;
    case 2: {
        size_t num = 1 + test_pick(x, 9);
        num = num < b->len - at ? num : b->len - at;
        memmove(b->data + at, b->data + at + num, b->len - at - num);
        cn_buf_cut(b, b->len - num);
        break;
    }
    default: {
        size_t num = 1 + test_pick(x, 30);
        num = num < b->len - at ? num : b->len - at;
        uint8_t piece[30];
        memcpy(piece, b->data + at, num);
        cn_buf_put(b, piece, num);
        memmove(b->data + at + num, b->data + at, b->len - at - num);
        memcpy(b->data + at, piece, num);
    }
    }
}

/* Encodes what was read; 1 where that succeeds. */
static size_t encode(carnet_record *record)
{
    test_made m;
    test_made again;
    cn_problem where = {0};
    carnet_status status = test_encode(&m, record, TEST_DAY, &where);
    if (status != CARNET_OK) {
        assert_true(CARNET_STATUS_IS_RECORD(status));
        assert_status(where.status, status);
        assert_memory_equal(where.path, "$.entries", 9);
        assert_true(where.line > 0);
        test_made_free(&m);
        return 0;
    }
    for (size_t i = 0; i < m.num; i++) {
        assert_status(cn_model_check(&m.entries[i], NULL, NULL), CARNET_OK);
    }
    cn_buf out = test_form(&m);
    assert_status(
        test_encode(&again, test_read(cn_buf_span(&out)), TEST_DAY, NULL),
        CARNET_OK);
    for (size_t i = 0; i < m.num; i++) {
        cn_span bytes = cn_buf_span(&m.list[i].bytes);
        assert_span(cn_buf_span(&again.list[i].bytes), bytes.data, bytes.len);
    }
    cn_buf_free(&out);
    test_made_free(&m);
    test_made_free(&again);
    return 1;
}

static void a_mutant_is_refused_or_legal(void **state)
{
    (void)state;
    size_t read = 0;
    size_t encoded = 0;
    const size_t num = 12000;
    for (uint64_t seed = 1; seed <= num; seed++) {
        test_random x = {seed};
        cn_buf b;
        carnet_record *record = NULL;
        carnet_problem *problem = NULL;
        cn_buf_init(&b);
        test_random_record(&x, 1 + test_pick(&x, 2), &b);
        size_t changes = 1 + test_pick(&x, 2);
        for (size_t i = 0; i < changes; i++) {
            mutate(&x, &b);
        }
        carnet_status status = carnet_record_from_json(
            &record, &problem, (const char *)b.data, b.len);
        if (status == CARNET_OK) {
            read++;
            encoded += encode(record);
        } else {
            assert_null(record);
            assert_status(carnet_problem_status(problem), status);
            assert_true(CARNET_STATUS_IS_RECORD(status) ||
                        CARNET_STATUS_IS_JSON(status));
            assert_true(carnet_problem_line(problem) > 0);
            assert_true(carnet_problem_offset(problem) <= b.len);
        }
        carnet_problem_free(problem);
        cn_buf_free(&b);
    }
    test_count("mutants", num);
    test_count_other("of them read", read);
    test_count_other("of them encoded", encoded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mutant_is_refused_or_legal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
