/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The table of capacities against libqrencode's own, which can be seen only by
 * encoding: every version and level, exactly full and one character more.
 */
#include "../../lib/qr/qr.h"
#include "../support/support.h"

#include <qrencode.h>

enum {
    VERSIONS = 40,
    MOST = 4296 /* version 40, level L (ISO/IEC 18004 table 7) */
};

/* The version that libqrencode takes by itself; 0 if none. */
static int32_t version_of_library(size_t len, int32_t level)
{
    static const QRecLevel levels[4] = {QR_ECLEVEL_L, QR_ECLEVEL_M,
                                        QR_ECLEVEL_Q, QR_ECLEVEL_H};
    uint8_t text[MOST + 1];
    assert_true(len <= sizeof text);
    memset(text, 'A', len);
    QRinput *input = QRinput_new2(0, levels[level]);
    assert_non_null(input);
    assert_int_equal(QRinput_append(input, QR_MODE_AN, (int)len, text), 0);
    QRcode *code = QRcode_encodeInput(input);
    QRinput_free(input);
    int32_t version = code != NULL ? code->version : 0;
    QRcode_free(code);
    return version;
}

/* Most characters that we say a version holds. */
static size_t capacity_of(int32_t version, int32_t level)
{
    size_t len = 0;
    while (len < MOST && carnet_qr_version_for(len + 1, level) != 0 &&
           carnet_qr_version_for(len + 1, level) <= version) {
        len++;
    }
    return len;
}

static void agrees_with_libqrencode_for_all_versions_and_levels(void **state)
{
    (void)state;
    size_t num = 0;
    for (int32_t level = CARNET_QR_LEVEL_L; level <= CARNET_QR_LEVEL_H;
         level++) {
        for (int32_t version = 1; version <= VERSIONS; version++) {
            size_t len = capacity_of(version, level);
            assert_int_equal(carnet_qr_version_for(len, level), version);
            assert_int_equal(version_of_library(len, level), version);
            int32_t next = version < VERSIONS ? version + 1 : 0;
            assert_int_equal(carnet_qr_version_for(len + 1, level), next);
            assert_int_equal(version_of_library(len + 1, level), next);
            num++;
        }
    }
    assert_int_equal(num, 160);
}

/* As ISO/IEC 18004 table 7 prints them. */
static void agrees_with_printed_capacities(void **state)
{
    (void)state;
    static const struct {
        int32_t version;
        size_t most[4];
    } rows[] = {{1, {25, 20, 16, 10}},
                {10, {395, 311, 221, 174}},
                {15, {758, 600, 426, 321}},
                {20, {1249, 970, 702, 557}},
                {40, {4296, 3391, 2420, 1852}}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        for (int32_t level = 0; level < 4; level++) {
            assert_int_equal(capacity_of(rows[i].version, level),
                             rows[i].most[level]);
        }
    }
}

static void nothing_holds_more_than_the_largest(void **state)
{
    (void)state;
    assert_int_equal(carnet_qr_version_for(MOST, CARNET_QR_LEVEL_L), 40);
    assert_int_equal(carnet_qr_version_for(MOST + 1, CARNET_QR_LEVEL_L), 0);
    assert_int_equal(carnet_qr_version_for(SIZE_MAX, CARNET_QR_LEVEL_L), 0);
    assert_int_equal(carnet_qr_version_for(0, CARNET_QR_LEVEL_L), 1);
}

static void a_level_that_is_none_holds_nothing(void **state)
{
    (void)state;
    assert_int_equal(carnet_qr_version_for(1, -1), 0);
    assert_int_equal(carnet_qr_version_for(1, 4), 0);
    assert_int_equal(carnet_qr_version_for(1, INT32_MIN), 0);
    assert_int_equal(carnet_qr_version_for(1, INT32_MAX), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_libqrencode_for_all_versions_and_levels),
        cmocka_unit_test(agrees_with_printed_capacities),
        cmocka_unit_test(nothing_holds_more_than_the_largest),
        cmocka_unit_test(a_level_that_is_none_holds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
