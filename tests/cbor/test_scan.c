/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The strict scan, rule by rule: status and place of each refusal, each limit
 * on both sides, and a second decoder's opinion on many thousand inputs.
 */
#include "../support/failing_mem.h"
#include "cbor_support.h"

typedef struct {
    const char *hex;
    carnet_status status;
    size_t offset;
} row;

static void check_rows(const row *rows, size_t num)
{
    for (size_t i = 0; i < num; i++) {
        cn_span s = exact_hex(rows[i].hex);
        size_t offset = 99;
        carnet_status status =
            cn_cbor_scan(s, CN_LIMIT_DEPTH, CN_LIMIT_STRING, &offset);
        if (status != rows[i].status || offset != rows[i].offset) {
            fail_msg("%s: %s at %zu", rows[i].hex, carnet_status_name(status),
                     offset);
        }
        exact_free(s);
    }
}

#define CHECK_ROWS(rows) check_rows(rows, sizeof(rows) / sizeof((rows)[0]))

static void takes_what_is_strict(void **state)
{
    (void)state;
    static const row rows[] = {
        {"00", CARNET_OK, 1},
        {"17", CARNET_OK, 1},
        {"1818", CARNET_OK, 2},
        {"190100", CARNET_OK, 3},
        {"1a00010000", CARNET_OK, 5},
        {"1b0000000100000000", CARNET_OK, 9},
        {"1bffffffffffffffff", CARNET_OK, 9},
        {"3bffffffffffffffff", CARNET_OK, 9},
        {"40", CARNET_OK, 1},
        {"43ff00ff", CARNET_OK, 4},
        {"60", CARNET_OK, 1},
        {"62c3a4", CARNET_OK, 3},
        {"80", CARNET_OK, 1},
        {"a0", CARNET_OK, 1},
        {"f4", CARNET_OK, 1},
        {"f5", CARNET_OK, 1},
        {"f6", CARNET_OK, 1},
        {"8380a0f6", CARNET_OK, 4},
        {"a200820102616180", CARNET_OK, 8},
    };
    CHECK_ROWS(rows);
}

static void refuses_truncated_heads_and_strings(void **state)
{
    (void)state;
    static const row rows[] = {
        {"", CARNET_CBOR_TRUNCATED, 0},
        {"18", CARNET_CBOR_TRUNCATED, 0},
        {"1901", CARNET_CBOR_TRUNCATED, 0},
        {"1a000100", CARNET_CBOR_TRUNCATED, 0},
        {"1b00000001000000", CARNET_CBOR_TRUNCATED, 0},
        {"3b", CARNET_CBOR_TRUNCATED, 0},
        {"41", CARNET_CBOR_TRUNCATED, 0},
        {"6261", CARNET_CBOR_TRUNCATED, 0},
        {"58", CARNET_CBOR_TRUNCATED, 0},
        {"581800", CARNET_CBOR_TRUNCATED, 0},
        {"79ffff61", CARNET_CBOR_TRUNCATED, 0},
        {"99", CARNET_CBOR_TRUNCATED, 0},
        {"820018", CARNET_CBOR_TRUNCATED, 2},
        {"82008100", CARNET_OK, 4},
        {"82818000", CARNET_OK, 4},
        {"83818000", CARNET_CBOR_TRUNCATED, 4},
    };
    CHECK_ROWS(rows);
}

static void refuses_trailing_bytes(void **state)
{
    (void)state;
    static const row rows[] = {
        {"0000", CARNET_CBOR_TRAILING, 1},
        {"8000", CARNET_CBOR_TRAILING, 1},
        {"810000", CARNET_CBOR_TRAILING, 2},
        {"41aaff", CARNET_CBOR_TRAILING, 2},
    };
    CHECK_ROWS(rows);
}

/* Each width of argument behind each major type, at its edge and below. */
static void refuses_heads_that_are_not_the_shortest(void **state)
{
    (void)state;
    static const struct {
        unsigned info;
        const char *below; /* largest argument that needs fewer bytes */
    } widths[] = {
        {24, "17"}, {25, "00ff"}, {26, "0000ffff"}, {27, "00000000ffffffff"},
        {24, "00"}, {25, "0000"}, {26, "00000000"}, {27, "0000000000000000"}};
    for (unsigned major = 0; major < 6; major++) {
        for (size_t i = 0; i < 8; i++) {
            char hex[64];
            snprintf(hex, sizeof hex, "81%02x%s", major * 32 + widths[i].info,
                     widths[i].below);
            /* Content for the strings, so that only the head is at fault. */
            cn_buf b = test_hex_str(hex);
            uint8_t *more = cn_buf_extend(&b, 65536);
            assert_non_null(more);
            memset(more, 0, 65536);
            size_t offset = 0;
            carnet_status status =
                cn_cbor_scan(cn_buf_span(&b), 8, SIZE_MAX, &offset);
            assert_status(status, CARNET_CBOR_SHORTEST);
            assert_int_equal(offset, 1);
            cn_buf_free(&b);
        }
    }
}

static void refuses_what_the_profile_leaves_out(void **state)
{
    (void)state;
    static const row rows[] = {
        {"5f41ff", CARNET_CBOR_INDEFINITE, 0},
        {"7f6161ff", CARNET_CBOR_INDEFINITE, 0},
        {"9fff", CARNET_CBOR_INDEFINITE, 0},
        {"81bfff", CARNET_CBOR_INDEFINITE, 1},
        {"ff", CARNET_CBOR_INDEFINITE, 0},
        {"81ff", CARNET_CBOR_INDEFINITE, 1},
        {"f90000", CARNET_CBOR_FLOAT, 0},
        {"fa47c35000", CARNET_CBOR_FLOAT, 0},
        {"81fb3ff199999999999a", CARNET_CBOR_FLOAT, 1},
        {"f9", CARNET_CBOR_FLOAT, 0},
        {"c001", CARNET_CBOR_TAG, 0},
        {"81d9d9f700", CARNET_CBOR_TAG, 1},
        {"dc", CARNET_CBOR_TAG, 0},
        {"e0", CARNET_CBOR_SIMPLE, 0},
        {"f3", CARNET_CBOR_SIMPLE, 0},
        {"f7", CARNET_CBOR_SIMPLE, 0},
        {"81f8ff", CARNET_CBOR_SIMPLE, 1},
        {"f814", CARNET_CBOR_SIMPLE, 0},
        {"1c", CARNET_CBOR_RESERVED, 0},
        {"3d", CARNET_CBOR_RESERVED, 0},
        {"5e", CARNET_CBOR_RESERVED, 0},
        {"811f", CARNET_CBOR_RESERVED, 1},
        {"3f", CARNET_CBOR_RESERVED, 0},
        {"9c", CARNET_CBOR_RESERVED, 0},
        {"bd", CARNET_CBOR_RESERVED, 0},
        {"fc", CARNET_CBOR_RESERVED, 0},
    };
    CHECK_ROWS(rows);
}

static void refuses_text_that_is_not_utf8(void **state)
{
    (void)state;
    static const row rows[] = {
        {"61ff", CARNET_CBOR_UTF8, 0},
        {"8162c328", CARNET_CBOR_UTF8, 1},
        {"63eda080", CARNET_CBOR_UTF8, 0},
        {"6261c3", CARNET_CBOR_UTF8, 0},
        {"41ff", CARNET_OK, 2},
    };
    CHECK_ROWS(rows);
}

static void refuses_keys_out_of_bytewise_order(void **state)
{
    (void)state;
    static const row rows[] = {
        {"a201000000", CARNET_CBOR_KEY_ORDER, 3},
        {"a2200001f6", CARNET_CBOR_KEY_ORDER, 3}, /* -1 before 1 */
        {"a2616200616100", CARNET_CBOR_KEY_ORDER, 4},
        {"a262616100616200", CARNET_CBOR_KEY_ORDER, 5}, /* "aa" before "b" */
        {"a219010000181800", CARNET_CBOR_KEY_ORDER, 5}, /* 256 before 24 */
        {"a28101008000", CARNET_CBOR_KEY_ORDER, 4},     /* [1] before [] */
        {"a10081a202000100", CARNET_CBOR_KEY_ORDER, 6},
        {"a200008000", CARNET_OK, 5},
        {"a3000018180020f6", CARNET_OK, 8},
    };
    CHECK_ROWS(rows);
}

static void refuses_a_key_twice(void **state)
{
    (void)state;
    static const row rows[] = {
        {"a200000001", CARNET_CBOR_KEY_TWICE, 3},
        {"a2616100616101", CARNET_CBOR_KEY_TWICE, 4},
        {"a2810000810001", CARNET_CBOR_KEY_TWICE, 4},
        {"a3000001000100", CARNET_CBOR_KEY_TWICE, 5},
        {"a10081a200000000", CARNET_CBOR_KEY_TWICE, 6},
        {"a2f400f400", CARNET_CBOR_KEY_TWICE, 3},
        /* The same key in a map, in its key and in its value is three. */
        {"a1a10000a10000", CARNET_OK, 7},
    };
    CHECK_ROWS(rows);
}

static void refuses_counts_that_can_not_be(void **state)
{
    (void)state;
    static const row rows[] = {
        {"81", CARNET_CBOR_COUNT, 0},
        {"8200", CARNET_CBOR_COUNT, 0},
        {"a100", CARNET_CBOR_COUNT, 0},
        {"a2000000", CARNET_CBOR_COUNT, 0},
        {"981800", CARNET_CBOR_COUNT, 0},
        {"99ffff00", CARNET_CBOR_COUNT, 0},
        {"9affffffff00", CARNET_CBOR_COUNT, 0},
        {"ba7fffffff0000", CARNET_CBOR_COUNT, 0},
        {"9bffffffffffffffff00", CARNET_CBOR_COUNT, 0},
        {"9b000000010000000000", CARNET_CBOR_COUNT, 0},
        {"bb80000000000000000000", CARNET_CBOR_COUNT, 0},
        {"bbffffffffffffffff0000", CARNET_CBOR_COUNT, 0},
        {"5bffffffffffffffff00", CARNET_CBOR_TRUNCATED, 0},
        {"7b000000010000000100", CARNET_CBOR_TRUNCATED, 0},
        {"5affffffff00", CARNET_CBOR_TRUNCATED, 0},
        {"8181819affffffff", CARNET_CBOR_COUNT, 3},
    };
    CHECK_ROWS(rows);
}

static void refuses_nesting_above_the_limit(void **state)
{
    (void)state;
    static const uint8_t opens[] = {0x81, 0xa1};
    for (size_t o = 0; o < 2; o++) {
        for (size_t depth = 0; depth <= 20; depth++) {
            cn_buf b;
            cn_buf_init(&b);
            for (size_t i = 0; i < depth; i++) {
                cn_buf_put_u8(&b, opens[o]);
                cn_buf_put(&b, "\0", o); /* a key */
            }
            cn_buf_put_u8(&b, 0x00);
            for (size_t max = 0; max <= 20; max++) {
                size_t offset = 0;
                carnet_status status =
                    cn_cbor_scan(cn_buf_span(&b), max, SIZE_MAX, &offset);
                size_t counts =
                    max < CN_CBOR_DEPTH_MAX ? max : CN_CBOR_DEPTH_MAX;
                if (depth <= counts) {
                    assert_status(status, CARNET_OK);
                } else {
                    assert_status(status, CARNET_CBOR_DEPTH);
                    assert_int_equal(offset, counts * (1 + o));
                }
            }
            cn_buf_free(&b);
        }
    }
}

static void an_empty_array_nests_as_a_full_one(void **state)
{
    (void)state;
    cn_span s = exact_hex("8180");
    assert_status(cn_cbor_scan(s, 2, SIZE_MAX, NULL), CARNET_OK);
    assert_status(cn_cbor_scan(s, 1, SIZE_MAX, NULL), CARNET_CBOR_DEPTH);
    assert_status(cn_cbor_scan(s, 0, SIZE_MAX, NULL), CARNET_CBOR_DEPTH);
    exact_free(s);
}

static void refuses_strings_above_the_limit(void **state)
{
    (void)state;
    for (size_t len = CN_LIMIT_STRING - 1; len <= CN_LIMIT_STRING + 1; len++) {
        for (int text = 0; text < 2; text++) {
            cn_buf b;
            cn_buf_init(&b);
            uint8_t content[CN_LIMIT_STRING + 1];
            memset(content, 'x', sizeof content);
            cn_span s = cn_span_of(content, len);
            if (text == 1) {
                cn_cbor_put_text(&b, s);
            } else {
                cn_cbor_put_bytes(&b, s);
            }
            carnet_status status = cn_cbor_scan(cn_buf_span(&b), CN_LIMIT_DEPTH,
                                                CN_LIMIT_STRING, NULL);
            assert_status(status, len <= CN_LIMIT_STRING ? CARNET_OK
                                                         : CARNET_CBOR_STRING);
            cn_buf_free(&b);
        }
    }
    cn_span s = exact_hex("8341004042aabb");
    size_t offset = 0;
    assert_status(cn_cbor_scan(s, 1, 1, &offset), CARNET_CBOR_STRING);
    assert_int_equal(offset, 4);
    assert_status(cn_cbor_scan(s, 1, 2, &offset), CARNET_OK);
    exact_free(s);
}

static void takes_a_large_map_only_in_order(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_map(&b, 70000);
    for (uint64_t key = 0; key < 70000; key++) {
        cn_cbor_put_uint(&b, key);
        cn_cbor_put_nil(&b);
    }
    size_t offset = 0;
    assert_status(cn_cbor_scan(cn_buf_span(&b), 1, 0, &offset), CARNET_OK);
    assert_int_equal(offset, b.len);
    b.data[b.len - 2]--; /* the last key is now the one before it */
    assert_status(cn_cbor_scan(cn_buf_span(&b), 1, 0, &offset),
                  CARNET_CBOR_KEY_TWICE);
    assert_int_equal(offset, b.len - 6);
    cn_buf_free(&b);
}

static void scan_first_tells_where_the_item_ends(void **state)
{
    (void)state;
    cn_span s = exact_hex("8201a0820100ff");
    size_t used = 0;
    size_t offset = 0;
    assert_status(cn_cbor_scan_first(s, 8, 9, &used, &offset), CARNET_OK);
    assert_int_equal(used, 3);
    assert_int_equal(offset, 3);
    cn_span rest = cn_span_after(s, 3);
    assert_status(cn_cbor_scan_first(rest, 8, 9, &used, NULL), CARNET_OK);
    assert_int_equal(used, 3);
    rest = cn_span_of(s.data + 6, 1);
    assert_status(cn_cbor_scan_first(rest, 8, 9, &used, &offset),
                  CARNET_CBOR_INDEFINITE);
    assert_int_equal(used, 0);
    assert_int_equal(offset, 0);
    exact_free(s);
}

static void nothing_is_truncated(void **state)
{
    (void)state;
    size_t used = 7;
    size_t offset = 7;
    cn_span none = {NULL, 0};
    assert_status(cn_cbor_scan(none, 8, 8, &offset), CARNET_CBOR_TRUNCATED);
    assert_int_equal(offset, 0);
    assert_status(cn_cbor_scan_first(none, 8, 8, &used, NULL),
                  CARNET_CBOR_TRUNCATED);
    assert_int_equal(used, 0);
}

static void check_with_oracle(cn_span s)
{
    size_t offset = 0;
    bool taken = cn_cbor_scan(s, 5, SIZE_MAX, &offset) == CARNET_OK;
    assert_true(offset <= s.len);
    if (taken != oracle_accepts(s, 5)) {
        for (size_t i = 0; i < s.len; i++) {
            fprintf(stderr, "%02x", s.data[i]);
        }
        fail_msg("%s", taken ? "taken" : "refused");
    }
    if (taken) {
        assert_reencodes(s);
    }
}

static void agrees_with_the_oracle_on_all_short_inputs(void **state)
{
    (void)state;
    static const uint8_t edges[] = {0x00, 0x17, 0x18, 0x40, 0x41, 0x61,
                                    0x80, 0x81, 0xa0, 0xa1, 0xf6, 0xff};
    uint8_t *p = malloc(4);
    assert_non_null(p);
    for (unsigned a = 0; a < 256; a++) {
        p[3] = (uint8_t)a;
        check_with_oracle(cn_span_of(p + 3, 1));
        for (unsigned b = 0; b < 256; b++) {
            p[2] = (uint8_t)a;
            p[3] = (uint8_t)b;
            check_with_oracle(cn_span_of(p + 2, 2));
            for (size_t c = 0; c < sizeof edges * sizeof edges; c++) {
                p[0] = (uint8_t)a;
                p[1] = (uint8_t)b;
                p[2] = edges[c / sizeof edges];
                p[3] = edges[c % sizeof edges];
                check_with_oracle(cn_span_of(p, 4));
            }
        }
    }
    free(p);
}

/* Bytes of which many begin small items, so that the inputs get deep. */
static size_t random_input(uint64_t *seed, uint8_t *p, size_t max)
{
    static const uint8_t likely[] = {0x00, 0x01, 0x02, 0x20, 0x40, 0x41, 0x61,
                                     0x80, 0x81, 0x82, 0xa1, 0xa2, 0xf4, 0xf6};
    size_t len = 1 + next_random(seed) % max;
    for (size_t i = 0; i < len; i++) {
        uint32_t r = next_random(seed);
        p[i] =
            r % 16 == 0 ? (uint8_t)(r >> 8) : likely[(r >> 8) % sizeof likely];
    }
    return len;
}

static void agrees_with_the_oracle_on_random_inputs(void **state)
{
    (void)state;
    uint64_t seed = 1;
    size_t num_taken = 0;
    uint8_t p[24];
    for (size_t i = 0; i < 200000; i++) {
        size_t len = random_input(&seed, p, sizeof p);
        cn_span s = exact(cn_span_of(p, len));
        size_t used = 0;
        if (cn_cbor_scan_first(s, 5, SIZE_MAX, &used, NULL) == CARNET_OK) {
            check_with_oracle(cn_span_of(s.data, used));
            num_taken++;
        }
        check_with_oracle(s);
        exact_free(s);
    }
    assert_true(num_taken > 10000);
}

static void allocates_nothing(void **state)
{
    (void)state;
    cn_span s = exact_hex("a200820102616181a0");
    size_t taken = test_mem_taken();
    assert_status(cn_cbor_scan(s, 8, 8, NULL), CARNET_OK);
    assert_status(cn_cbor_scan(cn_span_of(s.data, 5), 8, 8, NULL),
                  CARNET_CBOR_TRUNCATED);
    assert_int_equal(test_mem_taken(), taken);
    exact_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_what_is_strict),
        cmocka_unit_test(refuses_truncated_heads_and_strings),
        cmocka_unit_test(refuses_trailing_bytes),
        cmocka_unit_test(refuses_heads_that_are_not_the_shortest),
        cmocka_unit_test(refuses_what_the_profile_leaves_out),
        cmocka_unit_test(refuses_text_that_is_not_utf8),
        cmocka_unit_test(refuses_keys_out_of_bytewise_order),
        cmocka_unit_test(refuses_a_key_twice),
        cmocka_unit_test(refuses_counts_that_can_not_be),
        cmocka_unit_test(refuses_nesting_above_the_limit),
        cmocka_unit_test(an_empty_array_nests_as_a_full_one),
        cmocka_unit_test(refuses_strings_above_the_limit),
        cmocka_unit_test(takes_a_large_map_only_in_order),
        cmocka_unit_test(scan_first_tells_where_the_item_ends),
        cmocka_unit_test(nothing_is_truncated),
        cmocka_unit_test(agrees_with_the_oracle_on_all_short_inputs),
        cmocka_unit_test(agrees_with_the_oracle_on_random_inputs),
        cmocka_unit_test(allocates_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
