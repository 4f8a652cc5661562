/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The reader: each getter takes its type within its range and nothing else,
 * and a failure sticks where it happened.
 */
#include "cbor_support.h"

typedef struct {
    cn_span bytes;
    cn_cbor_reader r;
} fixture;

static fixture begin(const char *hex)
{
    fixture f;
    f.bytes = exact_hex(hex);
    cn_cbor_reader_init(&f.r, f.bytes);
    return f;
}

/* Fails the test unless the reader stopped so and there; frees. */
static void end(fixture *f, carnet_status status, size_t offset)
{
    assert_status(f->r.status, status);
    assert_int_equal(cn_cbor_offset(&f->r), offset);
    exact_free(f->bytes);
}

static void reads_one_of_each_type(void **state)
{
    (void)state;
    fixture f = begin("05382a42aabb6161820102a1f6f5f4f6");
    assert_int_equal(cn_cbor_get_uint(&f.r, 5), 5);
    assert_int_equal(cn_cbor_get_int(&f.r, -43, 0), -43);
    assert_bytes(cn_cbor_get_bytes(&f.r, 2, 2), "\xaa\xbb", 2);
    assert_bytes(cn_cbor_get_text(&f.r, 1), "a", 1);
    assert_int_equal(cn_cbor_get_array(&f.r, 2, 2), 2);
    assert_int_equal(cn_cbor_get_int(&f.r, 0, 1), 1);
    assert_int_equal(cn_cbor_get_uint(&f.r, 9), 2);
    assert_int_equal(cn_cbor_get_map(&f.r, 1), 1);
    assert_true(cn_cbor_take_nil(&f.r));
    assert_true(cn_cbor_get_bool(&f.r));
    assert_false(cn_cbor_get_bool(&f.r));
    assert_false(cn_cbor_at_end(&f.r));
    assert_true(cn_cbor_take_nil(&f.r));
    assert_true(cn_cbor_at_end(&f.r));
    end(&f, CARNET_OK, 16);
}

/* In one byte and in more, at the bound and one past it, and of another type.
 */
static void an_integer_is_within_its_bound(void **state)
{
    (void)state;
    static const struct {
        const char *hex;
        uint64_t max;
        carnet_status status;
    } rows[] = {
        {"00", 0, CARNET_OK},
        {"01", 0, CARNET_CBOR_RANGE},
        {"17", 23, CARNET_OK},
        {"17", 22, CARNET_CBOR_RANGE},
        {"1818", 24, CARNET_OK},
        {"1818", 23, CARNET_CBOR_RANGE},
        {"1bffffffffffffffff", UINT64_MAX, CARNET_OK},
        {"1bffffffffffffffff", UINT64_MAX - 1, CARNET_CBOR_RANGE},
        {"20", 255, CARNET_CBOR_TYPE},
        {"37", 255, CARNET_CBOR_TYPE},
        {"f6", 255, CARNET_CBOR_TYPE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture f = begin(rows[i].hex);
        size_t len = strlen(rows[i].hex) / 2;
        uint64_t got = cn_cbor_get_uint(&f.r, rows[i].max);
        bool good = rows[i].status == CARNET_OK;
        assert_true(got == (good ? rows[i].max : 0));
        end(&f, rows[i].status, good ? len : 0);
    }
}

static void an_item_that_is_not_there_is_nil(void **state)
{
    (void)state;
    fixture f = begin("");
    cn_cbor_item item;
    memset(&item, 0xa5, sizeof item);
    assert_false(cn_cbor_next(&f.r, &item));
    assert_int_equal(item.type, CN_CBOR_NIL);
    assert_int_equal(item.value, 0);
    assert_null(item.bytes.data);
    assert_int_equal(item.bytes.len, 0);
    end(&f, CARNET_CBOR_TRUNCATED, 0);
}

static void peek_tells_the_type_without_moving(void **state)
{
    (void)state;
    static const struct {
        const char *hex;
        cn_cbor_type type;
    } rows[] = {
        {"00", CN_CBOR_UINT},  {"20", CN_CBOR_NINT},   {"40", CN_CBOR_BYTES},
        {"60", CN_CBOR_TEXT},  {"80", CN_CBOR_ARRAY},  {"a0", CN_CBOR_MAP},
        {"f4", CN_CBOR_FALSE}, {"f5", CN_CBOR_TRUE},   {"f6", CN_CBOR_NIL},
        {"", CN_CBOR_NIL},     {"1818", CN_CBOR_UINT}, {"3863", CN_CBOR_NINT}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        fixture f = begin(rows[i].hex);
        assert_int_equal(cn_cbor_peek(&f.r), rows[i].type);
        end(&f, CARNET_OK, 0);
    }
}

/* What a getter makes of each type but its own. */
static void check_refuses_types(void (*get)(cn_cbor_reader *), const char *own)
{
    static const char *const items[] = {"00", "20", "40", "60", "80",
                                        "a0", "f4", "f5", "f6"};
    for (size_t i = 0; i < sizeof items / sizeof items[0]; i++) {
        fixture f = begin(items[i]);
        get(&f.r);
        bool is_own = strstr(own, items[i]) != NULL;
        end(&f, is_own ? CARNET_OK : CARNET_CBOR_TYPE, is_own ? 1 : 0);
    }
}

static void get_uint(cn_cbor_reader *r)
{
    assert_int_equal(cn_cbor_get_uint(r, 9), 0);
}

static void get_int(cn_cbor_reader *r)
{
    assert_true(cn_cbor_get_int(r, -9, 9) <= 0);
}

static void get_bytes(cn_cbor_reader *r)
{
    assert_int_equal(cn_cbor_get_bytes(r, 0, 9).len, 0);
}

static void get_text(cn_cbor_reader *r)
{
    assert_int_equal(cn_cbor_get_text(r, 9).len, 0);
}

static void get_array(cn_cbor_reader *r)
{
    assert_int_equal(cn_cbor_get_array(r, 0, 9), 0);
}

static void get_map(cn_cbor_reader *r)
{
    assert_int_equal(cn_cbor_get_map(r, 9), 0);
}

static void get_bool(cn_cbor_reader *r)
{
    cn_cbor_get_bool(r);
}

static void refuses_another_type(void **state)
{
    (void)state;
    check_refuses_types(get_uint, "00");
    check_refuses_types(get_int, "00 20");
    check_refuses_types(get_bytes, "40");
    check_refuses_types(get_text, "60");
    check_refuses_types(get_array, "80");
    check_refuses_types(get_map, "a0");
    check_refuses_types(get_bool, "f4 f5");
}

static void refuses_numbers_outside_their_range(void **state)
{
    (void)state;
    fixture f = begin("0518ff");
    assert_int_equal(cn_cbor_get_uint(&f.r, 5), 5);
    assert_int_equal(cn_cbor_get_uint(&f.r, 254), 0);
    end(&f, CARNET_CBOR_RANGE, 1);
    f = begin("24");
    assert_int_equal(cn_cbor_get_int(&f.r, -4, 4), 0);
    end(&f, CARNET_CBOR_RANGE, 0);
    f = begin("05");
    assert_int_equal(cn_cbor_get_int(&f.r, -4, 4), 0);
    end(&f, CARNET_CBOR_RANGE, 0);
    f = begin("24");
    assert_int_equal(cn_cbor_get_int_or(&f.r, -4, 4, CARNET_RECORD_DATE), 0);
    end(&f, CARNET_RECORD_DATE, 0);
}

static void reads_the_edges_of_64_bits(void **state)
{
    (void)state;
    fixture f = begin("1bffffffffffffffff1b7fffffffffffffff"
                      "3b7fffffffffffffff");
    assert_true(cn_cbor_get_uint(&f.r, UINT64_MAX) == UINT64_MAX);
    assert_true(cn_cbor_get_int(&f.r, INT64_MIN, INT64_MAX) == INT64_MAX);
    assert_true(cn_cbor_get_int(&f.r, INT64_MIN, INT64_MAX) == INT64_MIN);
    end(&f, CARNET_OK, 27);
    f = begin("1b8000000000000000");
    assert_int_equal(cn_cbor_get_int(&f.r, INT64_MIN, INT64_MAX), 0);
    end(&f, CARNET_CBOR_RANGE, 0);
    f = begin("3bffffffffffffffff");
    assert_int_equal(cn_cbor_get_int(&f.r, INT64_MIN, INT64_MAX), 0);
    end(&f, CARNET_CBOR_RANGE, 0);
}

static void refuses_sizes_outside_their_range(void **state)
{
    (void)state;
    fixture f = begin("42aabb");
    cn_cbor_get_bytes(&f.r, 3, 9);
    end(&f, CARNET_CBOR_SHAPE, 0);
    f = begin("42aabb");
    cn_cbor_get_bytes(&f.r, 0, 1);
    end(&f, CARNET_CBOR_SHAPE, 0);
    f = begin("826161");
    assert_int_equal(cn_cbor_get_array(&f.r, 3, 9), 0);
    end(&f, CARNET_CBOR_SHAPE, 0);
    f = begin("820000");
    assert_int_equal(cn_cbor_get_array(&f.r, 0, 1), 0);
    end(&f, CARNET_CBOR_SHAPE, 0);
    f = begin("a200000100");
    assert_int_equal(cn_cbor_get_map(&f.r, 1), 0);
    end(&f, CARNET_CBOR_SHAPE, 0);
    f = begin("626162");
    cn_cbor_get_text(&f.r, 1);
    end(&f, CARNET_CBOR_STRING, 0);
}

/* Every head is as strict as in the scan, even where nobody scanned. */
static void refuses_what_the_scan_refuses(void **state)
{
    (void)state;
    static const struct {
        const char *hex;
        carnet_status status;
    } rows[] = {
        {"", CARNET_CBOR_TRUNCATED},
        {"18", CARNET_CBOR_TRUNCATED},
        {"41", CARNET_CBOR_TRUNCATED},
        {"1817", CARNET_CBOR_SHORTEST},
        {"9fff", CARNET_CBOR_INDEFINITE},
        {"f90000", CARNET_CBOR_FLOAT},
        {"c100", CARNET_CBOR_TAG},
        {"f7", CARNET_CBOR_SIMPLE},
        {"1c", CARNET_CBOR_RESERVED},
        {"61ff", CARNET_CBOR_UTF8},
        {"8200", CARNET_CBOR_COUNT},
        {"a100", CARNET_CBOR_COUNT},
        {"bbffffffffffffffff00", CARNET_CBOR_COUNT},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cn_cbor_item item;
        fixture f = begin(rows[i].hex);
        assert_false(cn_cbor_next(&f.r, &item));
        assert_int_equal(item.type, CN_CBOR_NIL);
        end(&f, rows[i].status, 0);
        f = begin(rows[i].hex);
        assert_int_equal(cn_cbor_skip(&f.r).len, 0);
        end(&f, rows[i].status, 0);
    }
}

static void a_failure_sticks_and_nothing_moves(void **state)
{
    (void)state;
    fixture f = begin("016161820102f5f6");
    cn_cbor_item item;
    assert_int_equal(cn_cbor_get_uint(&f.r, 9), 1);
    assert_int_equal(cn_cbor_get_uint(&f.r, 9), 0);
    assert_true(cn_cbor_at_end(&f.r));
    assert_int_equal(cn_cbor_get_text(&f.r, 9).len, 0);
    assert_null(cn_cbor_get_text(&f.r, 9).data);
    assert_int_equal(cn_cbor_get_array(&f.r, 0, 9), 0);
    assert_int_equal(cn_cbor_get_map(&f.r, 9), 0);
    assert_int_equal(cn_cbor_get_int(&f.r, 0, 9), 0);
    assert_false(cn_cbor_get_bool(&f.r));
    assert_false(cn_cbor_take_nil(&f.r));
    assert_false(cn_cbor_next(&f.r, &item));
    assert_int_equal(cn_cbor_skip(&f.r).len, 0);
    assert_int_equal(cn_cbor_peek(&f.r), CN_CBOR_NIL);
    cn_cbor_fail(&f.r, CARNET_CBOR_RANGE);
    end(&f, CARNET_CBOR_TYPE, 1);
}

static void the_callers_failure_sticks_too(void **state)
{
    (void)state;
    fixture f = begin("00");
    cn_cbor_fail(&f.r, CARNET_CBOR_SHAPE);
    cn_cbor_fail(&f.r, CARNET_CBOR_TYPE);
    assert_int_equal(cn_cbor_get_uint(&f.r, 9), 0);
    end(&f, CARNET_CBOR_SHAPE, 0);
}

static void take_nil_moves_only_over_nil(void **state)
{
    (void)state;
    fixture f = begin("00f6");
    assert_false(cn_cbor_take_nil(&f.r));
    assert_int_equal(cn_cbor_get_uint(&f.r, 9), 0);
    assert_true(cn_cbor_take_nil(&f.r));
    assert_false(cn_cbor_take_nil(&f.r));
    end(&f, CARNET_OK, 2);
}

static void skip_gives_one_whole_item(void **state)
{
    (void)state;
    fixture f = begin("82a1018102614142aabb00");
    assert_bytes(cn_cbor_skip(&f.r), "\x82\xa1\x01\x81\x02\x61\x41", 7);
    assert_bytes(cn_cbor_skip(&f.r), "\x42\xaa\xbb", 3);
    assert_bytes(cn_cbor_skip(&f.r), "\0", 1);
    assert_int_equal(cn_cbor_skip(&f.r).len, 0);
    end(&f, CARNET_CBOR_TRUNCATED, 11);
}

static void skip_stays_before_an_item_that_is_cut(void **state)
{
    (void)state;
    fixture f = begin("0083a101810261");
    assert_int_equal(cn_cbor_skip(&f.r).len, 1);
    assert_null(cn_cbor_skip(&f.r).data);
    end(&f, CARNET_CBOR_TRUNCATED, 1);
}

static void skip_needs_no_stack_for_depth(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    for (size_t i = 0; i < 100000; i++) {
        cn_buf_put_u8(&b, 0x81);
    }
    cn_buf_put_u8(&b, 0x00);
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, cn_buf_span(&b));
    assert_int_equal(cn_cbor_skip(&r).len, b.len);
    assert_true(cn_cbor_at_end(&r));
    assert_status(r.status, CARNET_OK);
    cn_buf_free(&b);
}

static void nothing_is_at_its_end(void **state)
{
    (void)state;
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, cn_span_of(NULL, 0));
    assert_true(cn_cbor_at_end(&r));
    assert_int_equal(cn_cbor_offset(&r), 0);
    assert_int_equal(cn_cbor_get_uint(&r, 9), 0);
    assert_status(r.status, CARNET_CBOR_TRUNCATED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_one_of_each_type),
        cmocka_unit_test(an_integer_is_within_its_bound),
        cmocka_unit_test(an_item_that_is_not_there_is_nil),
        cmocka_unit_test(peek_tells_the_type_without_moving),
        cmocka_unit_test(refuses_another_type),
        cmocka_unit_test(refuses_numbers_outside_their_range),
        cmocka_unit_test(reads_the_edges_of_64_bits),
        cmocka_unit_test(refuses_sizes_outside_their_range),
        cmocka_unit_test(refuses_what_the_scan_refuses),
        cmocka_unit_test(a_failure_sticks_and_nothing_moves),
        cmocka_unit_test(the_callers_failure_sticks_too),
        cmocka_unit_test(take_nil_moves_only_over_nil),
        cmocka_unit_test(skip_gives_one_whole_item),
        cmocka_unit_test(skip_stays_before_an_item_that_is_cut),
        cmocka_unit_test(skip_needs_no_stack_for_depth),
        cmocka_unit_test(nothing_is_at_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
