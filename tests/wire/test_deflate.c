/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writing DEFLATE: whatever the bytes, a stream that our reader takes and that
 * is no longer than any of zlib's own; memory that fails.
 */
#include "wire_support.h"

#include "../support/failing_mem.h"

#define ZLIB_CONST
#include <zlib.h>

/* Writes and reads again; the length of the stream. */
static size_t round_trip(cn_span raw)
{
    cn_buf s;
    cn_buf_init(&s);
    assert_status(cn_wire_deflate(&s, raw), CARNET_OK);
    cn_arena arena;
    cn_span back;
    cn_arena_init_grow(&arena);
    assert_status(cn_wire_inflate(&back, raw.len, cn_buf_span(&s), &arena),
                  CARNET_OK);
    assert_span(back, raw.data, raw.len);
    cn_arena_free(&arena);
    size_t s_len = s.len;
    cn_buf_free(&s);
    return s_len;
}

/* What zlib makes at a level, of one block or not. */
static size_t zlib_len(cn_span raw, int level)
{
    z_stream z;
    memset(&z, 0, sizeof z);
    assert_int_equal(
        deflateInit2(&z, level, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflateSetDictionary(&z, cn_wire_dictionary,
                                          (uInt)cn_wire_dictionary_len),
                     Z_OK);
    size_t cap = raw.len * 2 + 1000;
    uint8_t *out = malloc(cap);
    assert_non_null(out);
    z.next_in = raw.data;
    z.avail_in = (uInt)raw.len;
    z.next_out = out;
    z.avail_out = (uInt)cap;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    deflateEnd(&z);
    free(out);
    return cap - z.avail_out;
}

static void random_bytes_round_trip(void **state)
{
    (void)state;
    uint64_t seed = 11;
    for (size_t len = 0; len < 3000; len += 1 + len / 5) {
        for (uint32_t limit = 1; limit <= 256; limit *= 4) {
            cn_buf raw = random_bytes(&seed, len, limit);
            size_t s_len = round_trip(cn_buf_span(&raw));
            /* Fixed codes of 8 or 9 bits are always to be had. */
            assert_true(s_len <= (3 + 9 * len + 7 + 7) / 8);
            cn_buf_free(&raw);
        }
    }
}

static void repetitive_bytes_round_trip(void **state)
{
    (void)state;
    for (size_t period = 1; period < 600; period += period) {
        for (size_t len = 1; len < 70000; len *= 5) {
            cn_buf raw;
            cn_buf_init(&raw);
            for (size_t i = 0; i < len; i++) {
                cn_buf_put_u8(&raw,
                              (uint8_t)(i % period * 7 + i % period / 256));
            }
            round_trip(cn_buf_span(&raw));
            cn_buf_free(&raw);
        }
    }
}

static void incompressible_bytes_have_no_stored_block(void **state)
{
    (void)state;
    uint64_t seed = 12;
    static const size_t lens[] = {1000, 40000, 300000};
    for (size_t i = 0; i < sizeof lens / sizeof lens[0]; i++) {
        cn_buf raw = random_bytes(&seed, lens[i], 256);
        assert_true(round_trip(cn_buf_span(&raw)) > raw.len);
        cn_buf_free(&raw);
    }
}

/* Each takes 9 bits (RFC 1951 section 3.2.6): the most that there is room for.
 */
static void bytes_of_nine_bits_fill_the_room(void **state)
{
    (void)state;
    uint8_t raw[17];
    for (size_t i = 0; i < sizeof raw; i++) {
        raw[i] = (uint8_t)(0xe5 - 7 * (i % 2) - i); /* no matches */
    }
    for (size_t len = 0; len <= sizeof raw; len++) {
        assert_int_equal(round_trip(cn_span_of(raw, len)),
                         (3 + 9 * len + 7 + 7) / 8);
    }
}

static void more_symbols_than_a_block_has_are_one_block(void **state)
{
    (void)state;
    uint64_t seed = 13;
    cn_buf raw = random_bytes(&seed, 100000, 64);
    /* zlib would make four blocks of it; eight bits a literal are left. */
    assert_in_range(round_trip(cn_buf_span(&raw)), 100001, 100002);
    cn_buf_free(&raw);
}

static void is_never_longer_than_zlib(void **state)
{
    (void)state;
    cn_buf text = test_data("rich-summary.fhir.json");
    for (size_t at = 0; at + 2000 < text.len; at += 997) {
        cn_span raw = cn_span_of(text.data + at, 300 + at % 1700);
        size_t len = round_trip(raw);
        for (int level = 3; level <= 9; level++) {
            if (len > zlib_len(raw, level)) {
                fail_msg("at %zu: %zu, level %d: %zu", at, len, level,
                         zlib_len(raw, level));
            }
        }
    }
    cn_buf_free(&text);
}

static void words_of_the_dictionary_cost_little(void **state)
{
    (void)state;
    assert_true(cn_wire_dictionary_len <= 4096);
    assert_true(cn_wire_dictionary_len >= 64);
    cn_span end =
        cn_span_of(cn_wire_dictionary + cn_wire_dictionary_len - 60, 50);
    assert_in_range(round_trip(end), 3, 8);
}

static void appends_to_what_is_there(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_str(&b, "head");
    assert_status(cn_wire_deflate(&b, cn_span_str("")), CARNET_OK);
    assert_span(cn_buf_span(&b), "head\x03\x00", 6);
    assert_status(cn_wire_deflate(&b, cn_span_of(NULL, 0)), CARNET_OK);
    assert_span(cn_buf_span(&b), "head\x03\x00\x03\x00", 8);
    cn_buf_free(&b);
}

static void limit_holds_on_both_sides(void **state)
{
    (void)state;
    uint8_t *raw = calloc(1, CN_LIMIT_ITEMS_FILE + 1);
    assert_non_null(raw);
    assert_in_range(round_trip(cn_span_of(raw, CN_LIMIT_ITEMS_FILE)), 4000,
                    5000);
    cn_buf b;
    cn_buf_init(&b);
    assert_status(cn_wire_deflate(&b, cn_span_of(raw, CN_LIMIT_ITEMS_FILE + 1)),
                  CARNET_INFLATE_LIMIT);
    assert_int_equal(b.len, 0);
    cn_buf_free(&b);
    free(raw);
}

static void a_full_buffer_is_told(void **state)
{
    (void)state;
    uint8_t room[1];
    cn_buf b;
    cn_buf_init_fixed(&b, room, sizeof room);
    assert_status(cn_wire_deflate(&b, cn_span_str("")), CARNET_CALLER_ARENA);
}

static void each_failing_allocation_is_told_and_nothing_leaks(void **state)
{
    (void)state;
    size_t nth = 1;
    for (; nth < 1000; nth++) {
        cn_buf b;
        cn_buf_init(&b);
        test_mem_fail_at(nth);
        carnet_status status =
            cn_wire_deflate(&b, cn_span_str("metformin 500 mg twice a day"));
        bool failed = test_mem_has_failed();
        test_mem_fail_at(0);
        assert_status(status, failed ? CARNET_CALLER_MEMORY : CARNET_OK);
        assert_true(!failed || b.len == 0);
        cn_buf_free(&b);
        assert_int_equal(test_mem_live(), 0);
        assert_int_equal(test_mem_unwiped(), 0);
        if (!failed) {
            break;
        }
    }
    assert_in_range(nth, 5, 15); /* zlib's are taken once for all settings */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_bytes_round_trip),
        cmocka_unit_test(repetitive_bytes_round_trip),
        cmocka_unit_test(incompressible_bytes_have_no_stored_block),
        cmocka_unit_test(bytes_of_nine_bits_fill_the_room),
        cmocka_unit_test(more_symbols_than_a_block_has_are_one_block),
        cmocka_unit_test(is_never_longer_than_zlib),
        cmocka_unit_test(words_of_the_dictionary_cost_little),
        cmocka_unit_test(appends_to_what_is_there),
        cmocka_unit_test(limit_holds_on_both_sides),
        cmocka_unit_test(a_full_buffer_is_told),
        cmocka_unit_test(each_failing_allocation_is_told_and_nothing_leaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
