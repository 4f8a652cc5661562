/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Keyboard layouts through the public face: arguments, what is given back, and
 * memory that fails. The layouts themselves are tested in their room.
 */
#include "../../lib/api/api.h"
#include "../support/failing_mem.h"
#include "../support/support.h"

static const uint8_t french[] = "HP&MQ?";

static void gives_text_and_layouts(void **state)
{
    (void)state;
    carnet_buf *out = NULL;
    int32_t scanner = -2;
    int32_t computer = -2;
    int32_t caps = -2;
    assert_int_equal(carnet_keyboard_undo(&out, &scanner, &computer, &caps,
                                          french, sizeof french - 1, 0),
                     CARNET_OK);
    assert_int_equal(carnet_buf_len(out), 6);
    assert_memory_equal(carnet_buf_data(out), "HP1:AM", 6);
    assert_string_equal(carnet_keyboard_name(scanner), "us");
    assert_string_equal(carnet_keyboard_name(computer), "fr");
    assert_int_equal(caps, CARNET_KEYBOARD_CAPS_OFF);
    carnet_buf_free(out);
    assert_int_equal(carnet_keyboard_undo(&out, NULL, NULL, NULL, french,
                                          sizeof french - 1, 0),
                     CARNET_OK);
    carnet_buf_free(out);
}

static void says_what_can_not_be_undone(void **state)
{
    (void)state;
    static const uint8_t lost[] = "HP&M\xc3\x80_";
    static const uint8_t other[] = "HP1:BB8_";
    carnet_buf *out = (carnet_buf *)(uintptr_t)french;
    int32_t scanner = -2;
    int32_t computer = -2;
    assert_int_equal(carnet_keyboard_undo(&out, &scanner, &computer, NULL, lost,
                                          sizeof lost - 1, 0),
                     CARNET_TEXT_KEYBOARD);
    assert_null(out);
    assert_string_equal(carnet_keyboard_name(computer), "fr");
    assert_int_equal(carnet_keyboard_undo(&out, &scanner, &computer, NULL,
                                          other, sizeof other - 1, 0),
                     CARNET_TEXT_PREFIX);
    assert_int_equal(scanner, -1);
    assert_int_equal(computer, -1);
    static const uint8_t zeroes[20000] = {0};
    assert_int_equal(
        carnet_keyboard_undo(&out, NULL, NULL, NULL, zeroes, sizeof zeroes, 0),
        CARNET_TEXT_TOO_LONG);
}

static void refuses_null(void **state)
{
    (void)state;
    carnet_buf *out = NULL;
    assert_int_equal(carnet_keyboard_undo(NULL, NULL, NULL, NULL, french, 1, 0),
                     CARNET_CALLER_NULL);
    assert_int_equal(carnet_keyboard_undo(&out, NULL, NULL, NULL, NULL, 1, 0),
                     CARNET_CALLER_NULL);
    assert_int_equal(carnet_keyboard_undo(&out, NULL, NULL, NULL, NULL, 0, 0),
                     CARNET_TEXT_PREFIX);
}

static void survives_memory_that_fails(void **state)
{
    (void)state;
    carnet_status status = CARNET_CALLER_MEMORY;
    size_t n = 0;
    while (status != CARNET_OK) {
        carnet_buf *out = NULL;
        size_t live = test_mem_live();
        test_mem_fail_at(++n);
        status = carnet_keyboard_undo(&out, NULL, NULL, NULL, french,
                                      sizeof french - 1, 0);
        test_mem_fail_at(0);
        assert_true(status == CARNET_OK || status == CARNET_CALLER_MEMORY);
        assert_int_equal(status == CARNET_OK, out != NULL);
        carnet_buf_free(out);
        assert_int_equal(test_mem_live(), live);
    }
    assert_true(n > 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_text_and_layouts),
        cmocka_unit_test(says_what_can_not_be_undone),
        cmocka_unit_test(refuses_null),
        cmocka_unit_test(survives_memory_that_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
