/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A libqrencode without memory, which it takes past our door: the linker puts
 * the calls of this program before its own (--wrap), and one of them fails.
 */
#include "qr_support.h"

#include "../support/failing_mem.h"

#include <errno.h>
#include <qrencode.h>

static int until_failure; /* the nth call from now; 0: none */

static bool fails(void)
{
    bool now = until_failure != 0 && --until_failure == 0;
    errno = now ? ENOMEM : errno;
    return now;
}

QRinput *__real_QRinput_new2(int version, QRecLevel level);
QRinput *__wrap_QRinput_new2(int version, QRecLevel level);
QRinput *__wrap_QRinput_new2(int version, QRecLevel level)
{
    return fails() ? NULL : __real_QRinput_new2(version, level);
}

int __real_QRinput_append(QRinput *input, QRencodeMode mode, int size,
                          const unsigned char *data);
int __wrap_QRinput_append(QRinput *input, QRencodeMode mode, int size,
                          const unsigned char *data);
int __wrap_QRinput_append(QRinput *input, QRencodeMode mode, int size,
                          const unsigned char *data)
{
    return fails() ? -1 : __real_QRinput_append(input, mode, size, data);
}

QRcode *__real_QRcode_encodeInput(QRinput *input);
QRcode *__wrap_QRcode_encodeInput(QRinput *input);
QRcode *__wrap_QRcode_encodeInput(QRinput *input)
{
    return fails() ? NULL : __real_QRcode_encodeInput(input);
}

/* Whichever of its calls has no memory: that status, nothing given, nothing
   left, and the same call then succeeds. */
static void without_memory_there_is_no_symbol(void **state)
{
    (void)state;
    uint8_t text[TEXT_MAX];
    fill_text(text, 100);
    size_t live = test_mem_live();
    for (int nth = 1; nth <= 3; nth++) {
        carnet_qr *qr = (carnet_qr *)(void *)text; /* must become NULL */
        until_failure = nth;
        assert_status(carnet_qr_new(&qr, text, 100, CARNET_QR_LEVEL_M),
                      CARNET_CALLER_MEMORY);
        assert_int_equal(until_failure, 0);
        assert_null(qr);
        assert_int_equal(test_mem_live(), live);
        carnet_qr_free(symbol_of(100, CARNET_QR_LEVEL_M));
    }
    until_failure = 4; /* it asks for no more */
    carnet_qr_free(symbol_of(100, CARNET_QR_LEVEL_M));
    assert_int_equal(until_failure, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_memory_there_is_no_symbol),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
