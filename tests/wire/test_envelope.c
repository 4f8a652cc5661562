/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The envelope: text and file there and back, the line end that may follow,
 * truncation at every length, each limit on both sides, memory and arenas.
 */
#include "wire_support.h"

#include "../support/failing_mem.h"

#define MAGIC "\x89HP\r\n\x1a\n\x01"

typedef struct {
    carnet_status status;
    cn_span bytes;
    cn_wire_form form;
    size_t offset;
} reading;

/* Reads a copy that ends where the input ends; arena: of one's own. */
static reading read_in(cn_arena *arena, cn_span input)
{
    reading r;
    r.offset = 99;
    uint8_t *copy = exact_copy(input);
    r.status = cn_wire_read(&r.bytes, &r.form, arena,
                            cn_span_of(copy, input.len), &r.offset);
    if (r.status == CARNET_OK && r.form == CN_WIRE_FILE) {
        assert_ptr_equal(r.bytes.data, copy + 8); /* lent, not copied */
        r.bytes.data = input.data + 8;
    }
    free(copy);
    return r;
}

static void assert_read(cn_span input, cn_wire_form form, cn_span bytes)
{
    cn_arena arena;
    cn_arena_init_grow(&arena);
    reading r = read_in(&arena, input);
    assert_status(r.status, CARNET_OK);
    assert_int_equal(r.form, form);
    assert_int_equal(r.offset, 0);
    assert_span(r.bytes, bytes.data, bytes.len);
    cn_arena_free(&arena);
}

static void assert_refused(cn_span input, carnet_status status, size_t offset)
{
    cn_arena arena;
    cn_arena_init_grow(&arena);
    reading r = read_in(&arena, input);
    assert_status(r.status, status);
    assert_int_equal(r.offset, offset);
    assert_int_equal(r.bytes.len, 0);
    assert_null(r.bytes.data);
    cn_arena_free(&arena);
}

static cn_buf written(cn_wire_form form, cn_span passport)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_wire_write(&b, form, passport);
    assert_status(b.status, CARNET_OK);
    return b;
}

/* ---- there and back ---- */

static void text_is_prefix_and_base45(void **state)
{
    (void)state;
    cn_buf b = written(CN_WIRE_TEXT, cn_span_str("ietf!"));
    assert_span(cn_buf_span(&b), "HP1:QED8WEX0", 12);
    cn_buf_free(&b);
}

static void file_is_magic_and_bytes(void **state)
{
    (void)state;
    cn_buf b = written(CN_WIRE_FILE, cn_span_str("ietf!"));
    assert_span(cn_buf_span(&b), MAGIC "ietf!", 13);
    cn_buf_free(&b);
}

static void both_forms_round_trip(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (size_t len = 1; len < 700; len += 1 + len / 40) {
        cn_buf bytes = random_bytes(&seed, len, 256);
        for (int form = CN_WIRE_TEXT; form <= CN_WIRE_FILE; form++) {
            cn_buf b = written((cn_wire_form)form, cn_buf_span(&bytes));
            assert_read(cn_buf_span(&b), (cn_wire_form)form,
                        cn_buf_span(&bytes));
            cn_buf_free(&b);
        }
        cn_buf_free(&bytes);
    }
}

static void one_line_end_may_follow_a_text(void **state)
{
    (void)state;
    assert_read(cn_span_str("HP1:BB8\n"), CN_WIRE_TEXT, cn_span_str("AB"));
    assert_read(cn_span_str("HP1:BB8\r\n"), CN_WIRE_TEXT, cn_span_str("AB"));
    assert_refused(cn_span_str("HP1:BB8\r"), CARNET_TEXT_SPACE, 7);
    assert_refused(cn_span_str("HP1:BB8\n\n"), CARNET_TEXT_SPACE, 7);
    assert_refused(cn_span_str("HP1:BB8\n\r"), CARNET_TEXT_SPACE, 7);
    assert_refused(cn_span_str("HP1:BB8\r\r\n"), CARNET_TEXT_SPACE, 7);
    assert_refused(cn_span_str("HP1:BB8\r\n\r\n"), CARNET_TEXT_SPACE, 7);
}

static void a_line_end_after_a_file_belongs_to_it(void **state)
{
    (void)state;
    assert_read(CN_SPAN_LIT(MAGIC "AB\r\n"), CN_WIRE_FILE,
                cn_span_str("AB\r\n"));
}

static void refuses_empty_ones(void **state)
{
    (void)state;
    assert_refused(cn_span_str(""), CARNET_TEXT_EMPTY, 0);
    assert_refused(cn_span_of(NULL, 0), CARNET_TEXT_EMPTY, 0);
    assert_refused(cn_span_str(" \r\n\t"), CARNET_TEXT_EMPTY, 0);
    assert_refused(cn_span_str("HP1:"), CARNET_TEXT_EMPTY, 4);
    assert_refused(cn_span_str("HP1:\r\n"), CARNET_TEXT_EMPTY, 4);
    assert_refused(CN_SPAN_LIT(MAGIC), CARNET_TEXT_EMPTY, 8);
}

static void base45_faults_are_placed_in_the_whole_text(void **state)
{
    (void)state;
    assert_refused(cn_span_str("HP1:BB8GGW"), CARNET_TEXT_OVERFLOW, 7);
    assert_refused(cn_span_str("HP1:BB8V5"), CARNET_TEXT_OVERFLOW, 7);
    assert_refused(cn_span_str("HP1:BB80"), CARNET_TEXT_LENGTH, 7);
    assert_refused(cn_span_str("HP1:BB80#0"), CARNET_TEXT_ALPHABET, 8);
    assert_refused(CN_SPAN_LIT("HP1:BB8\0"), CARNET_TEXT_ALPHABET, 7);
}

/* ---- truncation ---- */

static void a_text_cut_anywhere_is_shorter_or_refused(void **state)
{
    (void)state;
    uint64_t seed = 2;
    cn_buf bytes = random_bytes(&seed, 201, 256);
    cn_buf text = written(CN_WIRE_TEXT, cn_buf_span(&bytes));
    size_t num_pairs = 0;
    for (size_t len = 0; len < text.len; len++) {
        cn_span cut = cn_span_of(text.data, len);
        size_t left = len < 4 ? 0 : (len - 4) % 3;
        cn_arena arena;
        cn_arena_init_grow(&arena);
        reading r = read_in(&arena, cut);
        if (len == 0 || len == 4) {
            assert_status(r.status, CARNET_TEXT_EMPTY);
        } else if (len < 4) {
            assert_status(r.status, CARNET_TEXT_PREFIX);
            assert_int_equal(r.offset, len);
        } else if (text.data[len - 1] == ' ' && left != 0) {
            assert_status(r.status, CARNET_TEXT_SPACE); /* or so it seems */
        } else if (left == 1) {
            assert_status(r.status, CARNET_TEXT_LENGTH);
            assert_int_equal(r.offset, len - 1);
        } else if (left == 2 && r.status != CARNET_OK) {
            assert_status(r.status, CARNET_TEXT_OVERFLOW);
            assert_int_equal(r.offset, len - 2);
            num_pairs++;
        } else {
            assert_status(r.status, CARNET_OK);
            assert_memory_equal(r.bytes.data, bytes.data, (len - 4) / 3 * 2);
            assert_int_equal(r.bytes.len, (len - 4) / 3 * 2 + (left == 2));
        }
        cn_arena_free(&arena);
    }
    assert_true(num_pairs > 50); /* of 100; the rest are pairs by chance */
    cn_buf_free(&text);
    cn_buf_free(&bytes);
}

static void a_file_cut_anywhere_is_shorter_or_refused(void **state)
{
    (void)state;
    cn_span file = CN_SPAN_LIT(MAGIC "passport");
    for (size_t len = 1; len < file.len; len++) {
        cn_span cut = cn_span_of(file.data, len);
        if (len < 3) {
            assert_refused(cut, CARNET_TEXT_PREFIX, 0);
        } else if (len < 8) {
            assert_refused(cut, CARNET_TEXT_MAGIC, len);
        } else if (len == 8) {
            assert_refused(cut, CARNET_TEXT_EMPTY, 8);
        } else {
            assert_read(cut, CN_WIRE_FILE, cn_span_of(file.data + 8, len - 8));
        }
    }
}

/* ---- limits ---- */

enum {
    MOST = 2861 /* bytes in a text of CN_LIMIT_TEXT_CHARS */
};

static void text_limit_holds_on_both_sides(void **state)
{
    (void)state;
    uint64_t seed = 3;
    cn_buf bytes = random_bytes(&seed, MOST + 1, 256);
    cn_buf text = written(CN_WIRE_TEXT, cn_span_of(bytes.data, MOST));
    assert_int_equal(text.len, CN_LIMIT_TEXT_CHARS);
    assert_true(MOST <= CN_LIMIT_TEXT_BYTES);
    assert_read(cn_buf_span(&text), CN_WIRE_TEXT, cn_span_of(bytes.data, MOST));
    cn_buf_put_str(&text, "\r\n");
    assert_read(cn_buf_span(&text), CN_WIRE_TEXT, cn_span_of(bytes.data, MOST));
    cn_buf_cut(&text, CN_LIMIT_TEXT_CHARS);
    cn_buf_put_str(&text, "0");
    assert_refused(cn_buf_span(&text), CARNET_TEXT_TOO_LONG,
                   CN_LIMIT_TEXT_CHARS);
    cn_buf_free(&text);

    cn_wire_write(&text, CN_WIRE_TEXT, cn_buf_span(&bytes));
    assert_status(text.status, CARNET_TEXT_TOO_LONG);
    assert_int_equal(text.len, 0);
    cn_buf_free(&text);
    cn_buf_free(&bytes);
}

static void a_first_failure_of_the_buffer_stays(void **state)
{
    (void)state;
    uint8_t bytes[CN_LIMIT_TEXT_BYTES + 1] = {0};
    cn_buf b;
    cn_buf_init(&b);
    b.status = CARNET_CALLER_MEMORY;
    cn_wire_write(&b, CN_WIRE_TEXT, cn_span_of(bytes, sizeof bytes));
    assert_status(b.status, CARNET_CALLER_MEMORY);
    cn_buf_free(&b);
}

static void file_limit_holds_on_both_sides(void **state)
{
    (void)state;
    uint8_t *file = calloc(1, CN_LIMIT_FILE_BYTES + 1);
    assert_non_null(file);
    memcpy(file, MAGIC, 8);
    cn_arena arena;
    cn_arena_init_grow(&arena);
    cn_span bytes;
    cn_wire_form form;
    size_t offset;
    assert_status(cn_wire_read(&bytes, &form, &arena,
                               cn_span_of(file, CN_LIMIT_FILE_BYTES), &offset),
                  CARNET_OK);
    assert_int_equal(bytes.len, CN_LIMIT_FILE_BYTES - 8);
    assert_status(cn_wire_read(&bytes, &form, &arena,
                               cn_span_of(file, CN_LIMIT_FILE_BYTES + 1),
                               &offset),
                  CARNET_TEXT_TOO_LONG);
    assert_int_equal(offset, CN_LIMIT_FILE_BYTES);
    cn_arena_free(&arena);
    free(file);
}

/* ---- memory ---- */

static void a_text_takes_its_bytes_from_the_arena(void **state)
{
    (void)state;
    uint64_t seed = 4;
    cn_buf bytes = random_bytes(&seed, 160, 256);
    cn_buf text = written(CN_WIRE_TEXT, cn_buf_span(&bytes));
    uint8_t room[256];
    cn_arena arena;
    /* 161 are asked for, 160 kept; the arena deals in steps of 16. */
    cn_arena_init_fixed(&arena, room, 176 + 15);
    size_t before = cn_arena_room(&arena);
    reading r = read_in(&arena, cn_buf_span(&text));
    assert_status(r.status, CARNET_OK);
    assert_int_equal(before - cn_arena_room(&arena), 160);

    cn_arena_init_fixed(&arena, room, 160);
    r = read_in(&arena, cn_buf_span(&text));
    assert_status(r.status, CARNET_CALLER_ARENA);
    cn_buf_free(&text);
    cn_buf_free(&bytes);

    /* 175 are asked for, and no step more. */
    bytes = random_bytes(&seed, 174, 256);
    text = written(CN_WIRE_TEXT, cn_buf_span(&bytes));
    cn_arena_init_fixed(&arena, room, 176 + 15);
    r = read_in(&arena, cn_buf_span(&text));
    assert_status(r.status, CARNET_OK);
    assert_span(r.bytes, bytes.data, bytes.len);
    cn_buf_free(&text);
    cn_buf_free(&bytes);
}

static void a_file_takes_nothing(void **state)
{
    (void)state;
    cn_arena arena;
    cn_arena_init_fixed(&arena, NULL, 0);
    reading r = read_in(&arena, CN_SPAN_LIT(MAGIC "AB"));
    assert_status(r.status, CARNET_OK);
}

static void failing_memory_is_told(void **state)
{
    (void)state;
    cn_arena arena;
    cn_arena_init_grow(&arena);
    test_mem_fail_at(1);
    reading r = read_in(&arena, cn_span_str("HP1:BB8"));
    assert_status(r.status, CARNET_CALLER_MEMORY);
    assert_true(test_mem_has_failed());
    cn_arena_free(&arena);
    assert_int_equal(test_mem_live(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_prefix_and_base45),
        cmocka_unit_test(file_is_magic_and_bytes),
        cmocka_unit_test(both_forms_round_trip),
        cmocka_unit_test(one_line_end_may_follow_a_text),
        cmocka_unit_test(a_line_end_after_a_file_belongs_to_it),
        cmocka_unit_test(refuses_empty_ones),
        cmocka_unit_test(base45_faults_are_placed_in_the_whole_text),
        cmocka_unit_test(a_text_cut_anywhere_is_shorter_or_refused),
        cmocka_unit_test(a_file_cut_anywhere_is_shorter_or_refused),
        cmocka_unit_test(text_limit_holds_on_both_sides),
        cmocka_unit_test(a_first_failure_of_the_buffer_stays),
        cmocka_unit_test(file_limit_holds_on_both_sides),
        cmocka_unit_test(a_text_takes_its_bytes_from_the_arena),
        cmocka_unit_test(a_file_takes_nothing),
        cmocka_unit_test(failing_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
