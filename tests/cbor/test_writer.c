/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The writer: always the shortest head, at each edge of each width, and a full
 * buffer stays an error.
 */
#include "cbor_support.h"

static void check(cn_buf *b, const char *hex)
{
    cn_buf expected = test_hex_str(hex);
    assert_status(b->status, CARNET_OK);
    assert_span(cn_buf_span(b), expected.data, expected.len);
    cn_buf_free(&expected);
    cn_buf_cut(b, 0);
}

static void writes_the_shortest_number(void **state)
{
    (void)state;
    static const struct {
        uint64_t v;
        const char *hex;
    } rows[] = {{0, "00"},
                {23, "17"},
                {24, "1818"},
                {255, "18ff"},
                {256, "190100"},
                {65535, "19ffff"},
                {65536, "1a00010000"},
                {UINT32_MAX, "1affffffff"},
                {UINT64_C(1) << 32, "1b0000000100000000"},
                {UINT64_MAX, "1bffffffffffffffff"}};
    cn_buf b;
    cn_buf_init(&b);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cn_cbor_put_uint(&b, rows[i].v);
        check(&b, rows[i].hex);
    }
    cn_buf_free(&b);
}

static void writes_the_shortest_signed_number(void **state)
{
    (void)state;
    static const struct {
        int64_t v;
        const char *hex;
    } rows[] = {{0, "00"},
                {-1, "20"},
                {-24, "37"},
                {-25, "3818"},
                {-256, "38ff"},
                {-257, "390100"},
                {-65536, "39ffff"},
                {-65537, "3a00010000"},
                {100, "1864"},
                {INT64_MAX, "1b7fffffffffffffff"},
                {INT64_MIN, "3b7fffffffffffffff"}};
    cn_buf b;
    cn_buf_init(&b);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cn_cbor_put_int(&b, rows[i].v);
        check(&b, rows[i].hex);
    }
    cn_buf_free(&b);
}

static void writes_every_other_type(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_bytes(&b, CN_SPAN_LIT("\x01\x02"));
    check(&b, "420102");
    cn_cbor_put_bytes(&b, cn_span_of(NULL, 0));
    check(&b, "40");
    cn_cbor_put_text(&b, CN_SPAN_LIT("\xc3\xa4"));
    check(&b, "62c3a4");
    cn_cbor_put_array(&b, 23);
    check(&b, "97");
    cn_cbor_put_array(&b, 24);
    check(&b, "9818");
    cn_cbor_put_array(&b, 65536);
    check(&b, "9a00010000");
    cn_cbor_put_map(&b, 0);
    check(&b, "a0");
    cn_cbor_put_map(&b, 300);
    check(&b, "b9012c");
    cn_cbor_put_bool(&b, true);
    check(&b, "f5");
    cn_cbor_put_bool(&b, false);
    check(&b, "f4");
    cn_cbor_put_nil(&b);
    check(&b, "f6");
    cn_buf_free(&b);
}

static void strings_of_every_length_are_read_back(void **state)
{
    (void)state;
    static const size_t lengths[] = {0,   1,   23,  24,    255,
                                     256, 257, 512, 65535, 65536};
    static uint8_t content[65536];
    memset(content, 'z', sizeof content);
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        cn_buf b;
        cn_buf_init(&b);
        cn_cbor_put_text(&b, cn_span_of(content, lengths[i]));
        assert_status(cn_cbor_scan(cn_buf_span(&b), 0, SIZE_MAX, NULL),
                      CARNET_OK);
        cn_cbor_reader r;
        cn_cbor_reader_init(&r, cn_buf_span(&b));
        assert_bytes(cn_cbor_get_text(&r, SIZE_MAX), content, lengths[i]);
        cn_buf_free(&b);
    }
}

static void a_full_buffer_stays_an_error(void **state)
{
    (void)state;
    uint8_t bytes[4];
    cn_buf b;
    cn_buf_init_fixed(&b, bytes, sizeof bytes);
    cn_cbor_put_uint(&b, 1000);
    cn_cbor_put_uint(&b, 1000);
    cn_cbor_put_nil(&b);
    assert_status(b.status, CARNET_CALLER_ARENA);
    assert_span(cn_buf_span(&b), "\x19\x03\xe8", 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_the_shortest_number),
        cmocka_unit_test(writes_the_shortest_signed_number),
        cmocka_unit_test(writes_every_other_type),
        cmocka_unit_test(strings_of_every_length_are_read_back),
        cmocka_unit_test(a_full_buffer_stays_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
