/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The symbol: which version, which modules, what is refused, memory.
 */
#include "qr_support.h"

#include "../support/failing_mem.h"

#include <qrencode.h>

static void assert_refused(const void *text, size_t len, int32_t level,
                           carnet_status expected)
{
    carnet_qr *qr = (carnet_qr *)(void *)&len; /* must become NULL */
    assert_status(carnet_qr_new(&qr, text, len, level), expected);
    assert_null(qr);
}

/* Largest length for version 20 at a level. */
static size_t most_for_20(int32_t level)
{
    size_t len = 1;
    while (carnet_qr_version_for(len + 1, level) <= CARNET_QR_MAX_VERSION) {
        len++;
    }
    return len;
}

/* ---- what is made ---- */

static void is_as_small_as_can_be(void **state)
{
    (void)state;
    for (int32_t level = 0; level < 4; level++) {
        for (size_t len = 1; len <= most_for_20(level); len += 1 + len / 6) {
            carnet_qr *qr = symbol_of(len, level);
            int32_t version = carnet_qr_version(qr);
            assert_int_equal(version, carnet_qr_version_for(len, level));
            assert_int_equal(carnet_qr_size(qr), 17 + 4 * version);
            carnet_qr_free(qr);
        }
    }
}

/* Finder pattern (ISO/IEC 18004 section 6.3.3) with its separator. */
static void assert_finder(const carnet_qr *qr, int32_t left, int32_t top)
{
    for (int32_t y = -1; y <= 7; y++) {
        for (int32_t x = -1; x <= 7; x++) {
            int32_t dx = x < 3 ? 3 - x : x - 3;
            int32_t dy = y < 3 ? 3 - y : y - 3;
            int32_t ring = dx > dy ? dx : dy;
            int32_t dark = ring != 2 && ring != 4;
            assert_int_equal(carnet_qr_module(qr, left + x, top + y), dark);
        }
    }
}

static void stands_upright(void **state)
{
    (void)state;
    carnet_qr *qr = symbol_of(300, CARNET_QR_LEVEL_M);
    int32_t far_side = carnet_qr_size(qr) - 7;
    assert_finder(qr, 0, 0);
    assert_finder(qr, far_side, 0);
    assert_finder(qr, 0, far_side);
    /* The one dark module that is always there (section 7.9.1). */
    assert_int_equal(carnet_qr_module(qr, 8, carnet_qr_size(qr) - 8), 1);
    carnet_qr_free(qr);
}

static void has_the_modules_of_libqrencode(void **state)
{
    (void)state;
    uint8_t text[TEXT_MAX];
    fill_text(text, 500);
    QRinput *input = QRinput_new2(0, QR_ECLEVEL_Q);
    assert_non_null(input);
    assert_int_equal(QRinput_append(input, QR_MODE_AN, 500, text), 0);
    QRcode *code = QRcode_encodeInput(input);
    assert_non_null(code);
    carnet_qr *qr = symbol_of(500, CARNET_QR_LEVEL_Q);
    assert_int_equal(carnet_qr_size(qr), code->width);
    for (int32_t y = 0; y < code->width; y++) {
        for (int32_t x = 0; x < code->width; x++) {
            assert_int_equal(carnet_qr_module(qr, x, y),
                             code->data[y * code->width + x] & 1);
        }
    }
    carnet_qr_free(qr);
    QRcode_free(code);
    QRinput_free(input);
}

static void level_is_the_one_asked_for(void **state)
{
    (void)state;
    /* Its two bits beside the upper left finder, unmasked with 10 (ISO/IEC
       18004 section 7.9.1): L 01, M 00, Q 11, H 10. */
    static const int32_t bits[4] = {1, 0, 3, 2};
    for (int32_t level = 0; level < 4; level++) {
        carnet_qr *qr = symbol_of(60, level);
        int32_t first = carnet_qr_module(qr, 0, 8);
        int32_t second = carnet_qr_module(qr, 1, 8);
        assert_int_equal((first * 2 + second) ^ 2, bits[level]);
        carnet_qr_free(qr);
    }
}

static void the_same_text_gives_the_same_symbol(void **state)
{
    (void)state;
    carnet_qr *a = symbol_of(200, CARNET_QR_LEVEL_M);
    carnet_qr *b = symbol_of(200, CARNET_QR_LEVEL_M);
    for (int32_t y = 0; y < carnet_qr_size(a); y++) {
        for (int32_t x = 0; x < carnet_qr_size(a); x++) {
            assert_int_equal(carnet_qr_module(a, x, y),
                             carnet_qr_module(b, x, y));
        }
    }
    carnet_qr_free(a);
    carnet_qr_free(b);
}

static void outside_it_is_light(void **state)
{
    (void)state;
    carnet_qr *qr = symbol_of(20, CARNET_QR_LEVEL_M);
    int32_t size = carnet_qr_size(qr);
    assert_int_equal(carnet_qr_module(qr, 0, 0), 1);
    assert_int_equal(carnet_qr_module(qr, -1, 0), 0);
    assert_int_equal(carnet_qr_module(qr, 0, -1), 0);
    assert_int_equal(carnet_qr_module(qr, size, 0), 0);
    assert_int_equal(carnet_qr_module(qr, 0, size), 0);
    assert_int_equal(carnet_qr_module(qr, INT32_MIN, INT32_MAX), 0);
    carnet_qr_free(qr);
}

static void null_is_no_symbol(void **state)
{
    (void)state;
    assert_int_equal(carnet_qr_version(NULL), 0);
    assert_int_equal(carnet_qr_size(NULL), 0);
    assert_int_equal(carnet_qr_module(NULL, 0, 0), 0);
    carnet_qr_free(NULL);
}

/* ---- what is refused ---- */

static void refuses_a_version_above_20(void **state)
{
    (void)state;
    uint8_t text[TEXT_MAX];
    fill_text(text, TEXT_MAX);
    for (int32_t level = 0; level < 4; level++) {
        size_t most = most_for_20(level);
        carnet_qr *qr = symbol_of(most, level);
        assert_int_equal(carnet_qr_version(qr), 20);
        carnet_qr_free(qr);
        assert_refused(text, most + 1, level, CARNET_QR_TOO_LARGE);
        assert_refused(text, 4296, level, CARNET_QR_TOO_LARGE);
        assert_refused(text, 4297, level, CARNET_QR_TOO_LARGE);
    }
}

static void refuses_what_alphanumeric_mode_has_not(void **state)
{
    (void)state;
    size_t num = 0;
    for (uint32_t byte = 0; byte < 256; byte++) {
        uint8_t text[3] = {'A', 'B', (uint8_t)byte};
        carnet_qr *qr = NULL;
        carnet_status status = carnet_qr_new(&qr, text, 3, CARNET_QR_LEVEL_M);
        bool has = byte != 0 && strchr("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       " $%*+-./:",
                                       (int)byte) != NULL;
        assert_status(status, has ? CARNET_OK : CARNET_QR_TEXT);
        assert_int_equal(qr != NULL, has);
        carnet_qr_free(qr);
        num += has;
    }
    assert_int_equal(num, 45);
}

static void refuses_an_empty_text(void **state)
{
    (void)state;
    assert_refused("", 0, CARNET_QR_LEVEL_M, CARNET_QR_TEXT);
    assert_refused(NULL, 0, CARNET_QR_LEVEL_M, CARNET_QR_TEXT);
}

static void refuses_a_level_that_is_none(void **state)
{
    (void)state;
    assert_refused("A", 1, -1, CARNET_CALLER_RANGE);
    assert_refused("A", 1, 4, CARNET_CALLER_RANGE);
}

static void refuses_null(void **state)
{
    (void)state;
    const uint8_t text[] = {'A'};
    assert_status(carnet_qr_new(NULL, text, 1, CARNET_QR_LEVEL_M),
                  CARNET_CALLER_NULL);
    assert_refused(NULL, 1, CARNET_QR_LEVEL_M, CARNET_CALLER_NULL);
}

/* ---- memory ---- */

static void failing_memory_is_told_and_nothing_leaks(void **state)
{
    (void)state;
    carnet_qr *qr = NULL;
    const uint8_t text[] = {'A'};
    test_mem_fail_at(1);
    assert_status(carnet_qr_new(&qr, text, 1, CARNET_QR_LEVEL_M),
                  CARNET_CALLER_MEMORY);
    assert_true(test_mem_has_failed());
    assert_null(qr);
    assert_int_equal(test_mem_live(), 0);
}

static void freeing_wipes(void **state)
{
    (void)state;
    carnet_qr *qr = symbol_of(100, CARNET_QR_LEVEL_M);
    assert_int_equal(test_mem_live(), 1);
    carnet_qr_free(qr);
    assert_int_equal(test_mem_live(), 0);
    assert_int_equal(test_mem_unwiped(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_as_small_as_can_be),
        cmocka_unit_test(stands_upright),
        cmocka_unit_test(has_the_modules_of_libqrencode),
        cmocka_unit_test(level_is_the_one_asked_for),
        cmocka_unit_test(the_same_text_gives_the_same_symbol),
        cmocka_unit_test(outside_it_is_light),
        cmocka_unit_test(null_is_no_symbol),
        cmocka_unit_test(refuses_a_version_above_20),
        cmocka_unit_test(refuses_what_alphanumeric_mode_has_not),
        cmocka_unit_test(refuses_an_empty_text),
        cmocka_unit_test(refuses_a_level_that_is_none),
        cmocka_unit_test(refuses_null),
        cmocka_unit_test(failing_memory_is_told_and_nothing_leaks),
        cmocka_unit_test(freeing_wipes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
