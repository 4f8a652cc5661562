/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The envelope of lists: text and file there and back, each named where the
 * other is due, and the limits on both sides, of bytes and of an arena.
 */
#include "wire_support.h"

#include "../support/failing_mem.h"

static const cn_wire_list lists[] = {CN_WIRE_TRUST_LIST, CN_WIRE_STATUS_LIST};

static carnet_status read_in(cn_span *out, cn_arena *arena, cn_span input,
                             cn_wire_list list)
{
    size_t offset = 9;
    *out = cn_span_str("before");
    carnet_status status = cn_wire_read_list(out, arena, input, list, &offset);
    if (status == CARNET_OK) {
        assert_int_equal(offset, 0);
    } else {
        assert_int_equal(out->len, 0);
    }
    return status;
}

static cn_buf written(cn_wire_form form, cn_wire_list list, cn_span bytes)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_wire_write_list(&b, form, list, bytes);
    assert_status(b.status, CARNET_OK);
    return b;
}

static void both_forms_come_back_and_the_other_list_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        for (int form = CN_WIRE_TEXT; form <= CN_WIRE_FILE; form++) {
            cn_span got;
            cn_arena arena;
            cn_buf b = written((cn_wire_form)form, lists[i], cn_span_str("x"));
            cn_arena_init_grow(&arena);
            assert_status(read_in(&got, &arena, cn_buf_span(&b), lists[i]),
                          CARNET_OK);
            assert_span(got, "x", 1);
            cn_buf_free(&b);
            b = written((cn_wire_form)form, lists[i], cn_span_str("xyz"));
            assert_status(read_in(&got, &arena, cn_buf_span(&b), lists[i]),
                          CARNET_OK);
            assert_span(got, "xyz", 3);
            assert_status(read_in(&got, &arena, cn_buf_span(&b), lists[1 - i]),
                          CARNET_TEXT_LIST);
            assert_int_equal(cn_wire_whole_kind(cn_buf_span(&b)), i + 1);
            cn_arena_free(&arena);
            cn_buf_free(&b);
        }
    }
    assert_int_equal(cn_wire_whole_kind(cn_span_str("HP1:")),
                     CN_WIRE_PASSPORTS);
    assert_int_equal(cn_wire_whole_kind(cn_span_str("HX1:")),
                     CN_WIRE_NUM_KINDS);
    assert_int_equal(cn_wire_whole_kind(cn_span_str("")), CN_WIRE_NUM_KINDS);
}

static void nothing_behind_the_beginning_is_empty(void **state)
{
    (void)state;
    cn_span got;
    cn_arena arena;
    cn_arena_init_grow(&arena);
    assert_status(
        read_in(&got, &arena, cn_span_str("HT1:"), CN_WIRE_TRUST_LIST),
        CARNET_TEXT_EMPTY);
    assert_status(read_in(&got, &arena, cn_span_str("\x89HT\r\n\x1a\n\x01"),
                          CN_WIRE_TRUST_LIST),
                  CARNET_TEXT_EMPTY);
    assert_status(read_in(&got, &arena, cn_span_str("HT1"), CN_WIRE_TRUST_LIST),
                  CARNET_TEXT_PREFIX);
    /* Where something should be. */
    size_t offset = 0;
    assert_status(cn_wire_read_list(&got, &arena,
                                    cn_span_str("\x89HT\r\n\x1a\n\x01"),
                                    CN_WIRE_TRUST_LIST, &offset),
                  CARNET_TEXT_EMPTY);
    assert_int_equal(offset, 8);
    /* A passport is none from its beginning on. */
    assert_status(cn_wire_read_list(&got, &arena, cn_span_str("HP1:"),
                                    CN_WIRE_TRUST_LIST, &offset),
                  CARNET_TEXT_PASSPORT);
    assert_int_equal(offset, 0);
    assert_int_equal(got.len, 0);
    cn_arena_free(&arena);
}

static void a_file_has_at_most_its_limit(void **state)
{
    (void)state;
    static uint8_t file[CN_LIMIT_FILE_BYTES + 1];
    memcpy(file, "\x89HR\r\n\x1a\n\x01", 8);
    for (size_t over = 0; over < 2; over++) {
        cn_span got;
        cn_arena arena;
        cn_arena_init_grow(&arena);
        assert_status(read_in(&got, &arena,
                              cn_span_of(file, CN_LIMIT_FILE_BYTES + over),
                              CN_WIRE_STATUS_LIST),
                      over ? CARNET_TEXT_TOO_LONG : CARNET_OK);
        cn_arena_free(&arena);
    }
}

static void a_text_needs_memory_and_says_so(void **state)
{
    (void)state;
    cn_span got;
    cn_arena arena;
    uint8_t room[64];
    cn_buf b =
        written(CN_WIRE_TEXT, CN_WIRE_TRUST_LIST,
                cn_span_str("as many bytes as would not fit into so small an "
                            "arena as that above is"));
    cn_arena_init_grow(&arena);
    test_mem_fail_at(1);
    assert_status(read_in(&got, &arena, cn_buf_span(&b), CN_WIRE_TRUST_LIST),
                  CARNET_CALLER_MEMORY);
    test_mem_fail_at(0);
    cn_arena_free(&arena);
    cn_arena_init_fixed(&arena, room, sizeof room);
    assert_status(read_in(&got, &arena, cn_buf_span(&b), CN_WIRE_TRUST_LIST),
                  CARNET_CALLER_ARENA);
    cn_buf_free(&b);
}

/* A text that is too long is not begun; what failed before stays said. */
static void what_no_text_holds_is_not_written(void **state)
{
    (void)state;
    static uint8_t bytes[CN_LIMIT_TEXT_CHARS];
    cn_buf b;
    cn_buf_init(&b);
    cn_wire_write_list(&b, CN_WIRE_TEXT, CN_WIRE_TRUST_LIST,
                       cn_span_of(bytes, sizeof bytes));
    assert_status(b.status, CARNET_TEXT_TOO_LONG);
    assert_int_equal(b.len, 0);
    b.status = CARNET_CALLER_MEMORY;
    cn_wire_write_list(&b, CN_WIRE_TEXT, CN_WIRE_TRUST_LIST,
                       cn_span_of(bytes, sizeof bytes));
    assert_status(b.status, CARNET_CALLER_MEMORY);
    cn_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_forms_come_back_and_the_other_list_is_named),
        cmocka_unit_test(nothing_behind_the_beginning_is_empty),
        cmocka_unit_test(a_file_has_at_most_its_limit),
        cmocka_unit_test(a_text_needs_memory_and_says_so),
        cmocka_unit_test(what_no_text_holds_is_not_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
