/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Arenas: aligned, zeroed, bounded; a fixed one never allocates.
 */
#include "../support/failing_mem.h"
#include "../support/support.h"

static void fixed_gives_aligned_zeroed_blocks_without_overlap(void **state)
{
    (void)state;
    uint8_t bytes[1000];
    for (size_t shift = 0; shift < 17; shift++) {
        memset(bytes, 0xee, sizeof bytes);
        cn_arena a;
        cn_arena_init_fixed(&a, bytes + shift, 900);
        size_t taken = test_mem_taken();
        uint8_t *last_end = bytes + shift;
        for (size_t size = 1; size < 30; size += 3) {
            uint8_t *p = cn_arena_take(&a, size);
            assert_non_null(p);
            assert_int_equal((uintptr_t)p % 16, 0);
            assert_true(p >= last_end);
            for (size_t i = 0; i < size; i++) {
                assert_int_equal(p[i], 0);
            }
            memset(p, 0xdd, size);
            last_end = p + size;
        }
        assert_true(last_end <= bytes + shift + 900);
        assert_int_equal(test_mem_taken(), taken);
        cn_arena_free(&a);
    }
}

static void fixed_ends_where_its_bytes_end(void **state)
{
    (void)state;
    _Alignas(16) uint8_t bytes[64 + 16];
    memset(bytes, 0xee, sizeof bytes);
    cn_arena a;
    cn_arena_init_fixed(&a, bytes, 64);
    assert_int_equal(cn_arena_room(&a), 64);
    assert_null(cn_arena_take(&a, 65));
    assert_null(cn_arena_take(&a, SIZE_MAX));
    assert_null(cn_arena_take(&a, SIZE_MAX - 15));
    assert_non_null(cn_arena_take(&a, 64));
    assert_int_equal(cn_arena_room(&a), 0);
    assert_null(cn_arena_take(&a, 1));
    assert_null(cn_arena_take(&a, 0));
    assert_status(cn_arena_status(&a), CARNET_CALLER_ARENA);
    assert_int_equal(bytes[64], 0xee);
}

static void room_says_what_take_gives(void **state)
{
    (void)state;
    uint8_t bytes[200];
    for (size_t len = 0; len < sizeof bytes - 16; len++) {
        for (size_t shift = 0; shift < 16; shift += 5) {
            cn_arena a;
            cn_arena_init_fixed(&a, bytes + shift, len);
            size_t room = cn_arena_room(&a);
            assert_true(room <= len);
            assert_null(cn_arena_take(&a, room + 1));
            if (room > 0) {
                assert_non_null(cn_arena_take(&a, room));
            }
        }
    }
}

static void an_arena_of_nothing_gives_nothing(void **state)
{
    (void)state;
    cn_arena a;
    cn_arena_init_fixed(&a, NULL, 0);
    assert_int_equal(cn_arena_room(&a), 0);
    assert_null(cn_arena_take(&a, 1));
    cn_arena_free(&a);
    assert_int_equal(cn_arena_room(&a), 0);
}

static void shrinking_the_last_gives_its_end_back(void **state)
{
    (void)state;
    _Alignas(16) uint8_t bytes[256];
    cn_arena a;
    cn_arena_init_fixed(&a, bytes, sizeof bytes);
    uint8_t *first = cn_arena_take(&a, 40);
    uint8_t *last = cn_arena_take_raw(&a, 200);
    assert_int_equal(cn_arena_room(&a), 0);
    cn_arena_shrink_last(&a, first, 40, 1); /* not the last: stays */
    assert_int_equal(cn_arena_room(&a), 0);
    cn_arena_shrink_last(&a, last, 200, 17);
    assert_int_equal(cn_arena_room(&a), 176);
    memset(last + 17, 0xcc, 32);
    uint8_t *next = cn_arena_take(&a, 8);
    assert_ptr_equal(next, last + 32);
    assert_int_equal(next[7], 0);
}

static void grows_block_by_block(void **state)
{
    (void)state;
    cn_arena a;
    cn_arena_init_grow(&a);
    assert_int_equal(cn_arena_room(&a), SIZE_MAX);
    size_t before = test_mem_taken();
    for (size_t i = 0; i < 10000; i++) {
        uint64_t *p = cn_arena_take(&a, 24);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % 16, 0);
        assert_true(p[0] == 0 && p[1] == 0 && p[2] == 0);
        memset(p, 0x55, 24);
    }
    assert_true(test_mem_taken() - before < 16);
    assert_non_null(cn_arena_take(&a, 3000000));
    cn_arena_free(&a);
    assert_int_equal(test_mem_live(), 0);
    assert_int_equal(test_mem_unwiped(), 0);
}

/* How many times 16 bytes are taken until there is another block. */
static size_t takes_left(cn_arena *a)
{
    size_t num = 0;
    for (size_t before = test_mem_taken();; num++) {
        assert_non_null(cn_arena_take_raw(a, 16));
        if (test_mem_taken() != before) {
            return num;
        }
    }
}

/* As many; where memory may be aligned to 8 bytes alone, perhaps one less. */
static void expect_left(cn_arena *a, size_t num)
{
    size_t least = num > 0 && sizeof(void *) < 8 ? num - 1 : num;
    assert_in_range(takes_left(a), least, num);
}

/* A block has a head of 16 bytes; the first take of it opened it. */
static void blocks_double_up_to_a_mebibyte(void **state)
{
    (void)state;
    cn_arena a;
    cn_arena_init_grow(&a);
    expect_left(&a, 0);
    for (size_t size = 4096; size <= 1u << 20; size *= 2) {
        expect_left(&a, (size - 16) / 16 - 1);
    }
    expect_left(&a, ((1u << 20) - 16) / 16 - 1);
    cn_arena_free(&a);
    /* One for a large piece has 16 bytes more, whatever its size. */
    for (size_t size = 4064; size <= 4096; size += 16) {
        assert_non_null(cn_arena_take_raw(&a, size));
        expect_left(&a, 1);
        cn_arena_free(&a);
    }
    assert_non_null(cn_arena_take_raw(&a, 400000));
    expect_left(&a, 1);
    expect_left(&a, (2 * 400032 - 16) / 16 - 1);
    expect_left(&a, ((1u << 20) - 16) / 16 - 1);
    cn_arena_free(&a);
}

static void a_copy_has_room_for_an_end(void **state)
{
    (void)state;
    static const char text[] = "sixteen letters.";
    for (size_t len = 0; len <= 16; len++) {
        _Alignas(16) uint8_t bytes[48];
        memset(bytes, 0xee, sizeof bytes);
        cn_arena a;
        cn_arena_init_fixed(&a, bytes, sizeof bytes);
        uint8_t *copy = cn_arena_copy(
            &a, len == 0 ? cn_span_of(NULL, 0)
                         : cn_span_of((const uint8_t *)text, len));
        assert_ptr_equal(copy, bytes);
        assert_memory_equal(copy, text, len);
        assert_int_equal(copy[len], 0xee);
        assert_int_equal(cn_arena_room(&a), len == 16 ? 16 : 32);
        assert_null(cn_arena_copy(&a, cn_span_of(bytes, 32)));
    }
}

static void nothing_takes_a_step_too(void **state)
{
    (void)state;
    _Alignas(16) uint8_t bytes[32];
    cn_arena a;
    cn_arena_init_fixed(&a, bytes, sizeof bytes);
    assert_ptr_equal(cn_arena_take(&a, 0), bytes);
    assert_int_equal(cn_arena_room(&a), 16);
}

static void growing_tells_that_memory_is_out(void **state)
{
    (void)state;
    cn_arena a;
    cn_arena_init_grow(&a);
    test_mem_fail_at(1);
    assert_null(cn_arena_take(&a, 1));
    assert_status(cn_arena_status(&a), CARNET_CALLER_MEMORY);
    assert_null(cn_arena_take(&a, SIZE_MAX - 100));
    assert_null(cn_arena_take(&a, SIZE_MAX / 2));
    /* With the head of a block, what it begins behind and whole steps these
       would be more than there is. */
    size_t taken = test_mem_taken();
    for (size_t less = 0; less < 48; less++) {
        assert_null(cn_arena_take(&a, SIZE_MAX - less));
    }
    assert_int_equal(test_mem_taken(), taken);
    assert_non_null(cn_arena_take(&a, 1));
    test_mem_fail_at(1);
    assert_null(cn_arena_take(&a, 100000));
    assert_non_null(cn_arena_take(&a, 16)); /* the old block is still there */
    cn_arena_free(&a);
    assert_int_equal(test_mem_live(), 0);
}

static void freed_it_may_be_used_again(void **state)
{
    (void)state;
    cn_arena a;
    cn_arena_init_grow(&a);
    assert_non_null(cn_arena_take(&a, 100));
    cn_arena_free(&a);
    assert_non_null(cn_arena_take(&a, 100));
    cn_arena_free(&a);
    assert_int_equal(test_mem_live(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fixed_gives_aligned_zeroed_blocks_without_overlap),
        cmocka_unit_test(fixed_ends_where_its_bytes_end),
        cmocka_unit_test(room_says_what_take_gives),
        cmocka_unit_test(an_arena_of_nothing_gives_nothing),
        cmocka_unit_test(shrinking_the_last_gives_its_end_back),
        cmocka_unit_test(grows_block_by_block),
        cmocka_unit_test(blocks_double_up_to_a_mebibyte),
        cmocka_unit_test(a_copy_has_room_for_an_end),
        cmocka_unit_test(nothing_takes_a_step_too),
        cmocka_unit_test(growing_tells_that_memory_is_out),
        cmocka_unit_test(freed_it_may_be_used_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
