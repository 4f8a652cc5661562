/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One code of a set, byte by byte (docs/spec/format.md section 2.1), made from
 * a whole that ends where its memory does. What sets do as their callers have
 * them is tried in tests/api/test_set.c.
 */
#include "wire_support.h"

enum {
    HEAD = 8 /* bytes before a chunk */
};

static const cn_wire_set three = {
    .kind = 0, .count = 3, .total = 8, .check = {0xc1, 0xc2, 0xc3, 0xc4}};

/* The text of code index of these bytes, and the bytes that it stands for. */
static cn_buf code_of(size_t index, cn_span bytes, uint8_t *out,
                      size_t *len_out)
{
    uint8_t *whole = exact_copy(bytes);
    cn_buf text;
    size_t offset;
    cn_buf_init(&text);
    cn_wire_set_write(&text, &three, index, cn_span_of(whole, bytes.len));
    assert_status(text.status, CARNET_OK);
    assert_memory_equal(text.data, "HP1.", 4);
    assert_status(cn_wire_base45_decode(out, len_out,
                                        cn_span_after(cn_buf_span(&text), 4),
                                        &offset),
                  CARNET_OK);
    free(whole);
    return text;
}

/* 1 | 2 | 4 for the first of each chunk, and so on; the last has two bytes. */
static const uint8_t bytes[] = {0x01, 0x10, 0x80, 0x02, 0x20, 0x08, 0x04, 0x40};

static void a_code_is_its_numbers_and_its_chunk(void **state)
{
    (void)state;
    static const struct {
        size_t len;
        uint8_t chunk[3];
    } rows[] = {{3, {0x01, 0x10, 0x80}},
                {3, {0x02, 0x20, 0x08}},
                {2, {0x04, 0x40}},
                {3, {0x07, 0x70, 0x88}}}; /* parity */
    for (size_t i = 0; i < 4; i++) {
        const uint8_t head[HEAD] = {(uint8_t)i, 3,    0,    8,
                                    0xc1,       0xc2, 0xc3, 0xc4};
        uint8_t out[32];
        size_t len;
        cn_buf text = code_of(i, cn_span_of(bytes, sizeof bytes), out, &len);
        assert_int_equal(len, HEAD + rows[i].len);
        assert_memory_equal(out, head, HEAD);
        assert_memory_equal(out + HEAD, rows[i].chunk, rows[i].len);
        cn_buf_free(&text);
    }
}

static void any_one_chunk_is_recovered(void **state)
{
    (void)state;
    for (size_t lost = 0; lost < 4; lost++) {
        static cn_wire_joiner j;
        memset(&j, 0, sizeof j);
        for (size_t i = 0; i < 4; i++) {
            uint8_t out[32];
            size_t len;
            int32_t index = -1;
            cn_buf text =
                code_of(i, cn_span_of(bytes, sizeof bytes), out, &len);
            uint8_t *exact = exact_copy(cn_buf_span(&text));
            if (i != lost) {
                assert_status(
                    cn_wire_join_add(&j, &index, cn_span_of(exact, text.len)),
                    CARNET_OK);
                assert_int_equal(index, i);
            }
            free(exact);
            cn_buf_free(&text);
        }
        assert_status(cn_wire_join_end(&j), CARNET_OK);
        assert_memory_equal(j.whole, bytes, sizeof bytes);
        assert_int_equal(j.whole[sizeof bytes], 0);
    }
}

static void no_chunk_is_empty(void **state)
{
    (void)state;
    static const struct {
        size_t total, count;
        bool fits;
    } rows[] = {{0, 0, false},   {0, 1, false},    {0, 2, false},
                {1, 0, false},   {1, 1, true},     {1, 2, false},
                {4, 3, false},   {5, 3, true},     {16, 16, true},
                {17, 17, false}, {2861, 16, true}, {2862, 16, false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(cn_wire_set_fits(rows[i].total, rows[i].count),
                         rows[i].fits);
    }
}

static void a_code_says_what_it_is_of(void **state)
{
    (void)state;
    static const char *const texts[] = {"HP1.", "HT1.", "HR1."};
    static const char *const others[] = {"",     "H",    "HP1",
                                         "HP1:", "HX1.", "hp1."};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(cn_wire_part_kind(cn_span_str(texts[i])), i);
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        assert_int_equal(cn_wire_part_kind(cn_span_str(others[i])),
                         CN_WIRE_NUM_KINDS);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_is_its_numbers_and_its_chunk),
        cmocka_unit_test(any_one_chunk_is_recovered),
        cmocka_unit_test(no_chunk_is_empty),
        cmocka_unit_test(a_code_says_what_it_is_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
