/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading DEFLATE: zlib's corner cases, everything that is refused, the limit
 * on both sides, truncation at every length, every bit flipped, and what it
 * takes of an arena.
 */
#include "wire_support.h"

#include "../support/failing_mem.h"

#define ZLIB_CONST
#include <zlib.h>

enum {
    ROOM = 200000
};

/* Inflates a copy that ends where s ends, to at most cap bytes. arena: NULL for
   one that grows. */
static carnet_status inflate_in(cn_buf *out, size_t cap, cn_span s,
                                cn_arena *arena)
{
    uint8_t *copy = exact_copy(s);
    cn_arena own;
    cn_span got = cn_span_of(NULL, 99);
    cn_arena_init_grow(&own);
    carnet_status status = cn_wire_inflate(&got, cap, cn_span_of(copy, s.len),
                                           arena != NULL ? arena : &own);
    assert_true(got.len <= cap);
    assert_true(status == CARNET_OK || got.len == 0);
    cn_buf_init(out);
    cn_buf_put_span(out, got);
    cn_arena_free(&own);
    free(copy);
    return status;
}

static void assert_refused(cn_span s, size_t cap, carnet_status expected)
{
    cn_buf out;
    assert_status(inflate_in(&out, cap, s, NULL), expected);
    cn_buf_free(&out);
}

static void assert_inflates(cn_span s, size_t cap, cn_span expected)
{
    cn_buf out;
    assert_status(inflate_in(&out, cap, s, NULL), CARNET_OK);
    assert_span(cn_buf_span(&out), expected.data, expected.len);
    cn_buf_free(&out);
}

static cn_buf deflated(cn_span raw)
{
    cn_buf b;
    cn_buf_init(&b);
    assert_status(cn_wire_deflate(&b, raw), CARNET_OK);
    return b;
}

/* zlib itself: parts of raw, each followed by a flush; the last finishes. */
static cn_buf zlib_parts(cn_span raw, size_t num_parts, int flush, int level,
                         int window_bits)
{
    z_stream z;
    memset(&z, 0, sizeof z);
    assert_int_equal(
        deflateInit2(&z, level, Z_DEFLATED, window_bits, 9, Z_DEFAULT_STRATEGY),
        Z_OK);
    if (window_bits <= 15) { /* gzip takes no dictionary */
        assert_int_equal(deflateSetDictionary(&z, cn_wire_dictionary,
                                              (uInt)cn_wire_dictionary_len),
                         Z_OK);
    }
    cn_buf b;
    cn_buf_init(&b);
    size_t cap = raw.len + raw.len / 4 + 1000;
    z.next_out = cn_buf_extend(&b, cap);
    z.avail_out = (uInt)cap;
    size_t part = raw.len / num_parts;
    for (size_t i = 0; i < num_parts; i++) {
        bool last = i + 1 == num_parts;
        z.next_in = raw.data + i * part;
        z.avail_in = (uInt)(last ? raw.len - i * part : part);
        int result = deflate(&z, last ? Z_FINISH : flush);
        assert_int_equal(result, last ? Z_STREAM_END : Z_OK);
    }
    cn_buf_cut(&b, cap - z.avail_out);
    deflateEnd(&z);
    return b;
}

/* ---- zlib's corner cases ---- */

#define TOO_FAR "error: invalid distance too far"

/* Whether zlib itself, with our dictionary before it, reads a raw stream to its
   end, and the bytes that it leaves over. */
static bool zlib_takes(cn_span s, size_t *left)
{
    z_stream z;
    memset(&z, 0, sizeof z);
    assert_int_equal(inflateInit2(&z, -15), Z_OK);
    assert_int_equal(inflateSetDictionary(&z, cn_wire_dictionary,
                                          (uInt)cn_wire_dictionary_len),
                     Z_OK);
    uint8_t *out = malloc(ROOM);
    assert_non_null(out);
    z.next_in = s.data;
    z.avail_in = (uInt)s.len;
    z.next_out = out;
    z.avail_out = ROOM;
    int status = inflate(&z, Z_FINISH);
    free(out);
    inflateEnd(&z);
    *left = z.avail_in;
    return status == Z_STREAM_END;
}

static bool says(const cn_json_doc *doc, uint32_t at, const char *start)
{
    return cn_span_starts(test_member(doc, at, "zlib_1_2_13"),
                          cn_span_str(start));
}

/* Whether it is taken or refused is what the vector says, but that wrappers are
   no stream. What reaches too far back may reach into our dictionary: of that
   zlib is asked, with it. */
static carnet_status check_vector(const cn_json_doc *doc, uint32_t at)
{
    cn_buf s = test_hex(test_member(doc, at, "hex"));
    bool raw = cn_span_equal(test_member(doc, at, "format"),
                             cn_span_str("raw-deflate"));
    cn_buf out;
    carnet_status status = inflate_in(&out, ROOM, cn_buf_span(&s), NULL);
    size_t left = 0;
    bool whole = raw && zlib_takes(cn_buf_span(&s), &left);
    bool as_said =
        !raw || says(doc, at, TOO_FAR) || whole == says(doc, at, "stream-end");
    carnet_status due = left == 0 ? CARNET_OK : CARNET_INFLATE_TRAILING;
    if (!as_said || (whole ? status != due : status == CARNET_OK)) {
        cn_span name = test_member(doc, at, "name");
        fail_msg("%.*s: %s", (int)name.len, (const char *)name.data,
                 carnet_status_name(status));
    }
    cn_buf_free(&out);
    cn_buf_free(&s);
    return status;
}

static void agrees_with_zlib_corner_cases(void **state)
{
    (void)state;
    cn_buf file;
    cn_json_doc *doc = test_vector_json("inflate/vectors.json", &file);
    uint32_t num = cn_json_get(doc, 0)->num;
    uint32_t at = 1;
    size_t num_ok = 0;
    size_t num_far = 0;
    for (uint32_t i = 0; i < num; i++, at = cn_json_get(doc, at)->next) {
        num_ok += check_vector(doc, at) == CARNET_OK;
        num_far += says(doc, at, TOO_FAR);
    }
    test_count_published("inflate", num - num_far);
    test_count("inflate, too far without our dictionary", num_far);
    test_count_other("inflate, of all taken", num_ok);
    cn_json_free(doc);
    cn_buf_free(&file);
}

/* ---- what is taken ---- */

static void an_empty_block_is_no_bytes(void **state)
{
    (void)state;
    assert_inflates(CN_SPAN_LIT("\x03\x00"), 0, cn_span_str(""));
}

static void matches_reach_the_first_byte_of_the_dictionary(void **state)
{
    (void)state;
    cn_span words = cn_span_of(cn_wire_dictionary, cn_wire_dictionary_len);
    cn_buf s = zlib_parts(words, 1, 0, 9, -15);
    assert_true(s.len < 40); /* it is all matches */
    assert_inflates(cn_buf_span(&s), words.len, words);
    cn_buf_free(&s);
}

static void matches_reach_far_back_in_the_output(void **state)
{
    (void)state;
    uint64_t seed = 7;
    cn_buf raw = random_bytes(&seed, 30000, 256);
    memcpy(raw.data + 29900, raw.data, 100); /* 29,900 back */
    for (size_t i = 100; i < 29900; i++) {
        raw.data[i] = (uint8_t)(raw.data[i] % 16);
    }
    cn_buf s = zlib_parts(cn_buf_span(&raw), 1, 0, 9, -15);
    cn_buf near = zlib_parts(cn_span_of(raw.data, 29900), 1, 0, 9, -15);
    assert_true(s.len < near.len + 20);
    assert_inflates(cn_buf_span(&s), raw.len, cn_buf_span(&raw));
    cn_buf_free(&near);
    cn_buf_free(&s);
    cn_buf_free(&raw);
}

/* ---- what is refused ---- */

static void refuses_what_is_no_stream(void **state)
{
    (void)state;
    assert_refused(cn_span_str(""), ROOM, CARNET_INFLATE_DATA);
    assert_refused(CN_SPAN_LIT("\x07"), ROOM, CARNET_INFLATE_DATA);
    assert_refused(CN_SPAN_LIT("\x06"), ROOM, CARNET_INFLATE_DATA);
    assert_refused(CN_SPAN_LIT("\x05\xff\xff\xff"), ROOM, CARNET_INFLATE_DATA);
}

static void refuses_a_match_before_the_dictionary(void **state)
{
    (void)state;
    /* Fixed block: length 3 (code 257), distance 24577 + 8191 = 32768 (code
       29, 13 bits), end. 1 10 0000001 11101 1111111111111 0000000. */
    cn_span s = CN_SPAN_LIT("\x03\xde\xff\x0f\x00");
    assert_refused(s, ROOM, CARNET_INFLATE_DATA);
}

static void refuses_zlib_and_gzip_wrappers(void **state)
{
    (void)state;
    cn_buf raw = sample_record();
    cn_buf zlib = zlib_parts(cn_buf_span(&raw), 1, 0, 9, 15);
    cn_buf gzip = zlib_parts(cn_buf_span(&raw), 1, 0, 9, 15 + 16);
    assert_int_equal(zlib.data[0], 0x78);
    assert_int_equal(gzip.data[0], 0x1f);
    assert_refused(cn_buf_span(&zlib), ROOM, CARNET_INFLATE_STORED);
    assert_refused(cn_buf_span(&gzip), ROOM, CARNET_INFLATE_DATA);
    cn_buf_free(&gzip);
    cn_buf_free(&zlib);
    cn_buf_free(&raw);
}

static void refuses_stored_blocks(void **state)
{
    (void)state;
    assert_refused(CN_SPAN_LIT("\x01\x02\x00\xfd\xff"
                               "AB"),
                   ROOM, CARNET_INFLATE_STORED);
    cn_buf raw = sample_record();
    cn_buf s = zlib_parts(cn_buf_span(&raw), 1, 0, 0, -15);
    assert_refused(cn_buf_span(&s), ROOM, CARNET_INFLATE_STORED);
    cn_buf_free(&s);
    cn_buf_free(&raw);
}

static void refuses_flushes_and_several_blocks(void **state)
{
    (void)state;
    static const int flushes[] = {Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_PARTIAL_FLUSH,
                                  Z_BLOCK};
    cn_buf raw = sample_record();
    for (size_t i = 0; i < sizeof flushes / sizeof flushes[0]; i++) {
        cn_buf s = zlib_parts(cn_buf_span(&raw), 3, flushes[i], 9, -15);
        assert_refused(cn_buf_span(&s), ROOM, CARNET_INFLATE_STORED);
        cn_buf_free(&s);
    }
    cn_buf_free(&raw);
}

static void refuses_bytes_after_the_stream(void **state)
{
    (void)state;
    cn_buf raw = sample_record();
    cn_buf s = deflated(cn_buf_span(&raw));
    for (size_t i = 0; i < 20; i++) {
        cn_buf_put_u8(&s, (uint8_t)(i % 2 != 0 ? 0xff : 0));
        assert_refused(cn_buf_span(&s), raw.len, CARNET_INFLATE_TRAILING);
        assert_refused(cn_buf_span(&s), ROOM, CARNET_INFLATE_TRAILING);
    }
    cn_buf_free(&s);
    cn_buf_free(&raw);
}

/* Fixed blocks of 0 to 7 literals of nine bits: every number of spare bits. */
static void refuses_each_spare_bit_set(void **state)
{
    (void)state;
    size_t num = 0;
    for (size_t len = 0; len < 8; len++) {
        uint8_t raw[8];
        memset(raw, 0xc5, sizeof raw);
        z_stream z;
        memset(&z, 0, sizeof z);
        assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, -15, 9, Z_FIXED),
                         Z_OK);
        uint8_t s[32];
        for (size_t i = 0; i < len; i++) {
            raw[i] = (uint8_t)(0xc5 + i); /* no matches */
        }
        z.next_in = raw;
        z.avail_in = (uInt)len;
        z.next_out = s;
        z.avail_out = sizeof s;
        assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
        size_t s_len = sizeof s - z.avail_out;
        deflateEnd(&z);
        assert_inflates(cn_span_of(s, s_len), len, cn_span_of(raw, len));
        size_t used = 3 + 9 * len + 7;
        for (size_t bit = used; bit < s_len * 8; bit++, num++) {
            s[bit / 8] ^= (uint8_t)(1 << bit % 8);
            assert_refused(cn_span_of(s, s_len), len, CARNET_INFLATE_SPARE);
            assert_refused(cn_span_of(s, s_len), ROOM, CARNET_INFLATE_SPARE);
            s[bit / 8] ^= (uint8_t)(1 << bit % 8);
        }
    }
    assert_int_equal(num, 0 + 1 + 2 + 3 + 4 + 5 + 6 + 7);
}

/* ---- limit ---- */

static void limit_holds_on_both_sides(void **state)
{
    (void)state;
    uint64_t seed = 8;
    for (size_t len = 1; len < 3000; len += 1 + len / 7) {
        cn_buf raw = random_bytes(&seed, len, len % 2 != 0 ? 256 : 4);
        cn_buf s = deflated(cn_buf_span(&raw));
        assert_inflates(cn_buf_span(&s), len, cn_buf_span(&raw));
        assert_inflates(cn_buf_span(&s), len + 1, cn_buf_span(&raw));
        assert_refused(cn_buf_span(&s), len - 1, CARNET_INFLATE_LIMIT);
        assert_refused(cn_buf_span(&s), len / 2, CARNET_INFLATE_LIMIT);
        assert_refused(cn_buf_span(&s), 0, CARNET_INFLATE_LIMIT);
        cn_buf_free(&s);
        cn_buf_free(&raw);
    }
}

/* The last byte that fits comes from the last bits there are. */
static void a_far_match_over_the_limit_is_told_as_such(void **state)
{
    (void)state;
    uint64_t seed = 9;
    cn_buf raw = random_bytes(&seed, 9100, 16);
    memcpy(raw.data + 9000, raw.data, 100);
    cn_buf s = zlib_parts(cn_buf_span(&raw), 1, 0, 9, -15);
    for (size_t cap = 8990; cap < 9100; cap++) {
        assert_refused(cn_buf_span(&s), cap, CARNET_INFLATE_LIMIT);
    }
    assert_inflates(cn_buf_span(&s), 9100, cn_buf_span(&raw));
    cn_buf_free(&s);
    cn_buf_free(&raw);
}

/* Literals, and in place of their end a code that means nothing (286, RFC 1951
   section 3.2.6), just where there is no room for another byte. */
static void a_bad_code_after_the_limit_is_told_as_such(void **state)
{
    (void)state;
    static const uint8_t raw[] = "~q^j`zY|wQ{kX}U"; /* no matches */
    enum {
        LEN = sizeof raw - 1
    };
    cn_buf b = deflated(cn_span_of(raw, LEN));
    assert_int_equal(b.len, LEN + 2);
    for (size_t i = 0; i < 8; i++) {
        size_t bit = 3 + 8 * LEN + i;
        b.data[bit / 8] |= (uint8_t)((0x63 >> i & 1) << bit % 8);
    }
    for (size_t cap = LEN - 1; cap <= LEN + 1; cap++) {
        assert_refused(cn_buf_span(&b), cap, CARNET_INFLATE_DATA);
    }
    assert_refused(cn_buf_span(&b), LEN - 2, CARNET_INFLATE_LIMIT);
    cn_buf_free(&b);
}

static void no_output_is_above_that_of_a_file(void **state)
{
    (void)state;
    size_t most = CN_LIMIT_ITEMS_FILE;
    uint8_t *raw = calloc(1, most + 1);
    assert_non_null(raw);
    cn_buf s = zlib_parts(cn_span_of(raw, most), 1, 0, 9, -15);
    assert_inflates(cn_buf_span(&s), most + 1000, cn_span_of(raw, most));
    cn_buf_free(&s);
    s = zlib_parts(cn_span_of(raw, most + 1), 1, 0, 9, -15);
    assert_refused(cn_buf_span(&s), most + 1000, CARNET_INFLATE_LIMIT);
    cn_buf_free(&s);
    free(raw);
}

static void refuses_more_than_a_file_holds(void **state)
{
    (void)state;
    uint8_t *s = calloc(1, CN_LIMIT_FILE_BYTES + 1);
    assert_non_null(s);
    s[0] = 0x03;
    assert_refused(cn_span_of(s, CN_LIMIT_FILE_BYTES), 8,
                   CARNET_INFLATE_TRAILING);
    assert_refused(cn_span_of(s, CN_LIMIT_FILE_BYTES + 1), 8,
                   CARNET_INFLATE_LIMIT);
    free(s);
}

/* ---- damage ---- */

static void a_stream_cut_anywhere_is_refused(void **state)
{
    (void)state;
    cn_buf raw = sample_record();
    cn_buf s = deflated(cn_buf_span(&raw));
    for (size_t len = 0; len < s.len; len++) {
        assert_refused(cn_span_of(s.data, len), ROOM, CARNET_INFLATE_DATA);
        /* With just the room of the whole. */
        assert_refused(cn_span_of(s.data, len), raw.len, CARNET_INFLATE_DATA);
    }
    cn_buf_free(&s);
    cn_buf_free(&raw);
}

/* Short ones, where all that fits has come and only the end is missing. */
static void a_stream_without_its_end_is_refused(void **state)
{
    (void)state;
    uint64_t seed = 10;
    for (size_t n = 0; n < 400; n++) {
        cn_buf raw = random_bytes(&seed, n % 20, n % 2 != 0 ? 256 : 3);
        cn_buf s = deflated(cn_buf_span(&raw));
        assert_refused(cn_span_of(s.data, s.len - 1), raw.len,
                       CARNET_INFLATE_DATA);
        cn_buf_free(&s);
        cn_buf_free(&raw);
    }
}

typedef struct {
    size_t refused;
    size_t other;
    size_t same;
} flips;

static void flip_all(flips *count, cn_buf *s, cn_span raw)
{
    for (size_t bit = 0; bit < s->len * 8; bit++) {
        s->data[bit / 8] ^= (uint8_t)(1 << bit % 8);
        cn_buf out;
        carnet_status status =
            inflate_in(&out, 4096 + 32 * s->len, cn_buf_span(s), NULL);
        if (status != CARNET_OK) {
            assert_true(status >= CARNET_INFLATE_DATA &&
                        status <= CARNET_INFLATE_SPARE);
            count->refused++;
        } else if (cn_span_equal(cn_buf_span(&out), raw)) {
            count->same++;
        } else {
            count->other++;
        }
        cn_buf_free(&out);
        s->data[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
}

static void a_flipped_bit_is_refused_or_changes_the_bytes(void **state)
{
    (void)state;
    cn_buf raw = sample_record();
    flips count = {0, 0, 0};
    size_t num_bits = 0;
    /* A fixed block and a dynamic one. */
    static const size_t lens[] = {30, 3000};
    for (size_t i = 0; i < sizeof lens / sizeof lens[0]; i++) {
        cn_buf s = deflated(cn_span_of(raw.data, lens[i]));
        assert_int_equal(s.data[0] & 7, i == 0 ? 3 : 5);
        flip_all(&count, &s, cn_span_of(raw.data, lens[i]));
        num_bits += s.len * 8;
        cn_buf_free(&s);
    }
    fprintf(stderr, "bits flipped: %zu refused, %zu other bytes, %zu same\n",
            count.refused, count.other, count.same);
    assert_int_equal(count.refused + count.other + count.same, num_bits);
    assert_true(count.refused > 0 && count.other > 0);
    assert_true(count.same * 100 < num_bits); /* another way to say it */
    cn_buf_free(&raw);
}

/* ---- memory ---- */

/* A fixed arena of size bytes, the only block that is ever taken from it. */
static carnet_status inflate_in_fixed(cn_buf *out, size_t size, cn_span s,
                                      size_t *room_out)
{
    uint8_t *block = test_aligned(size);
    memset(block, 0xa5, size);
    cn_arena arena;
    cn_arena_init_fixed(&arena, block, size);
    carnet_status status = inflate_in(out, ROOM, s, &arena);
    *room_out = cn_arena_room(&arena);
    /* All of zlib's state lay behind the output and is gone. */
    size_t cap =
        status == CARNET_CALLER_ARENA ? size : size - CN_WIRE_INFLATE_WORK;
    for (size_t i = cap; i < size; i++) {
        assert_int_equal(block[i], 0);
    }
    free(block);
    return status;
}

static void takes_output_and_work_from_an_arena(void **state)
{
    (void)state;
    cn_buf raw = sample_record();
    cn_buf s = deflated(cn_buf_span(&raw));
    cn_buf out;
    size_t room = 0;
    size_t kept = (raw.len + 15) / 16 * 16;
    size_t size = kept + CN_WIRE_INFLATE_WORK;
    assert_status(inflate_in_fixed(&out, size, cn_buf_span(&s), &room),
                  CARNET_OK);
    assert_span(cn_buf_span(&out), raw.data, raw.len);
    assert_int_equal(room, CN_WIRE_INFLATE_WORK);
    cn_buf_free(&out);
    /* Too little for the output, then for zlib: the arena's fault. */
    assert_status(inflate_in_fixed(&out, size - 16, cn_buf_span(&s), &room),
                  CARNET_CALLER_ARENA);
    cn_buf_free(&out);
    assert_status(inflate_in_fixed(&out, CN_WIRE_INFLATE_WORK - 1,
                                   cn_buf_span(&s), &room),
                  CARNET_CALLER_ARENA);
    cn_buf_free(&out);
    cn_buf_free(&s);
    cn_buf_free(&raw);
}

/* An arena for so many bytes of output, where no more than most may come. */
static void assert_in_room(size_t room, size_t most, cn_span s,
                           carnet_status expected)
{
    size_t size = room + CN_WIRE_INFLATE_WORK;
    uint8_t *block = test_aligned(size);
    cn_arena arena;
    cn_span out;
    cn_arena_init_fixed(&arena, block, size);
    assert_status(cn_wire_inflate(&out, most, s, &arena), expected);
    free(block);
}

static void what_is_too_little_is_told_where_both_end_together(void **state)
{
    (void)state;
    cn_buf raw = sample_record();
    cn_buf s = deflated(cn_span_of(raw.data, 17));
    cn_span none = CN_SPAN_LIT("\x03\x00");
    assert_in_room(0, 0, none, CARNET_OK);
    assert_in_room(0, 17, none, CARNET_OK);
    assert_in_room(0, 0, cn_buf_span(&s), CARNET_INFLATE_LIMIT);
    assert_in_room(16, 15, cn_buf_span(&s), CARNET_INFLATE_LIMIT);
    assert_in_room(16, 16, cn_buf_span(&s), CARNET_INFLATE_LIMIT);
    assert_in_room(16, 17, cn_buf_span(&s), CARNET_CALLER_ARENA);
    assert_in_room(32, 17, cn_buf_span(&s), CARNET_OK);
    cn_buf_free(&s);
    cn_buf_free(&raw);
}

static void wipes_its_work_after_a_refusal_too(void **state)
{
    (void)state;
    cn_buf raw = sample_record();
    cn_buf s = deflated(cn_buf_span(&raw));
    cn_buf out;
    size_t room = 0;
    size_t size = 4096 + CN_WIRE_INFLATE_WORK;
    assert_status(
        inflate_in_fixed(&out, size, cn_span_of(s.data, s.len / 2), &room),
        CARNET_INFLATE_DATA);
    assert_int_equal(room, size - 16); /* what an arena keeps of a block */
    cn_buf_free(&out);
    cn_buf_free(&s);
    cn_buf_free(&raw);
}

static void takes_one_block_from_the_memory_door(void **state)
{
    (void)state;
    cn_span s = CN_SPAN_LIT("\x03\x00");
    cn_span out;
    cn_arena arena;
    cn_arena_init_grow(&arena);
    size_t taken = test_mem_taken();
    assert_status(cn_wire_inflate(&out, 2, s, &arena), CARNET_OK);
    assert_int_equal(test_mem_taken() - taken, 1);
    cn_arena_free(&arena);
    assert_int_equal(test_mem_live(), 0);
    cn_arena_init_grow(&arena);
    test_mem_fail_at(1);
    assert_status(cn_wire_inflate(&out, 2, s, &arena), CARNET_CALLER_MEMORY);
    assert_true(test_mem_has_failed());
    cn_arena_free(&arena);
    assert_int_equal(test_mem_live(), 0);
    assert_int_equal(test_mem_unwiped(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_zlib_corner_cases),
        cmocka_unit_test(an_empty_block_is_no_bytes),
        cmocka_unit_test(matches_reach_the_first_byte_of_the_dictionary),
        cmocka_unit_test(matches_reach_far_back_in_the_output),
        cmocka_unit_test(refuses_what_is_no_stream),
        cmocka_unit_test(refuses_a_match_before_the_dictionary),
        cmocka_unit_test(refuses_zlib_and_gzip_wrappers),
        cmocka_unit_test(refuses_stored_blocks),
        cmocka_unit_test(refuses_flushes_and_several_blocks),
        cmocka_unit_test(refuses_bytes_after_the_stream),
        cmocka_unit_test(refuses_each_spare_bit_set),
        cmocka_unit_test(limit_holds_on_both_sides),
        cmocka_unit_test(a_far_match_over_the_limit_is_told_as_such),
        cmocka_unit_test(a_bad_code_after_the_limit_is_told_as_such),
        cmocka_unit_test(no_output_is_above_that_of_a_file),
        cmocka_unit_test(refuses_more_than_a_file_holds),
        cmocka_unit_test(a_stream_cut_anywhere_is_refused),
        cmocka_unit_test(a_stream_without_its_end_is_refused),
        cmocka_unit_test(a_flipped_bit_is_refused_or_changes_the_bytes),
        cmocka_unit_test(takes_output_and_work_from_an_arena),
        cmocka_unit_test(what_is_too_little_is_told_where_both_end_together),
        cmocka_unit_test(wipes_its_work_after_a_refusal_too),
        cmocka_unit_test(takes_one_block_from_the_memory_door),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
