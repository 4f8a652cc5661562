/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every constant of status.h, from a list that the build makes of the header,
 * has its name and a sentence of its own. The version is that of the headers.
 */
#include "../support/support.h"

#include "carnet/version.h"

typedef struct {
    carnet_status status;
    int32_t value;
    const char *name;
} row;

static const row rows[] = {
#define STATUS(name, value) {CARNET_##name, value, #name},
#include "base/status_list.h"
#undef STATUS
};

enum {
    NUM_ROWS = sizeof rows / sizeof rows[0]
};

static void every_constant_has_its_name(void **state)
{
    (void)state;
    assert_true(NUM_ROWS > 80);
    for (size_t i = 0; i < NUM_ROWS; i++) {
        assert_int_equal(rows[i].status, rows[i].value);
        assert_string_equal(carnet_status_name(rows[i].status), rows[i].name);
    }
}

static bool is_sentence(const char *text)
{
    size_t len = strlen(text);
    if (len < 4 || len > 200 || text[0] < 'A' || text[0] > 'Z' ||
        text[len - 1] == '.' || text[len - 1] == ' ' ||
        strstr(text, "  ") != NULL) {
        return false;
    }
    for (size_t i = 0; i < len; i++) {
        if (text[i] < ' ' || text[i] > '~') {
            return false;
        }
    }
    return true;
}

static void every_constant_has_a_sentence_of_its_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < NUM_ROWS; i++) {
        const char *text = carnet_status_text(rows[i].status);
        if (!is_sentence(text)) {
            fail_msg("%s: %s", rows[i].name, text);
        }
        for (size_t k = 0; k < i; k++) {
            assert_string_not_equal(text, carnet_status_text(rows[k].status));
        }
    }
}

static bool is_listed(carnet_status status)
{
    for (size_t i = 0; i < NUM_ROWS; i++) {
        if (rows[i].status == status) {
            return true;
        }
    }
    return false;
}

static void what_is_no_status_is_unknown(void **state)
{
    (void)state;
    static const carnet_status far[] = {INT32_MIN, INT32_MAX, -1000000};
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(carnet_status_name(far[i]), "UNKNOWN");
        assert_string_equal(carnet_status_text(far[i]), "unknown status");
    }
    for (carnet_status s = -300; s < 300; s++) {
        bool unknown = strcmp(carnet_status_name(s), "UNKNOWN") == 0;
        assert_true(unknown != is_listed(s));
    }
}

static int num_classes(carnet_status s)
{
    return CARNET_STATUS_IS_CALLER(s) + CARNET_STATUS_IS_TEXT(s) +
           CARNET_STATUS_IS_CBOR(s) + CARNET_STATUS_IS_KEY(s) +
           CARNET_STATUS_IS_TRUST(s) + CARNET_STATUS_IS_RECORD(s) +
           CARNET_STATUS_IS_PRIVACY(s) + CARNET_STATUS_IS_JSON(s) +
           CARNET_STATUS_IS_QR(s);
}

static void every_failure_has_one_class(void **state)
{
    (void)state;
    for (size_t i = 0; i < NUM_ROWS; i++) {
        assert_int_equal(num_classes(rows[i].status),
                         rows[i].status == CARNET_OK ? 0 : 1);
    }
}

static void version_is_that_of_the_headers(void **state)
{
    (void)state;
    char parts[64];
    snprintf(parts, sizeof parts, "%d.%d.%d", CARNET_VERSION_MAJOR,
             CARNET_VERSION_MINOR, CARNET_VERSION_PATCH);
    assert_string_equal(carnet_version(), CARNET_VERSION);
    assert_string_equal(carnet_version(), parts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_constant_has_its_name),
        cmocka_unit_test(every_constant_has_a_sentence_of_its_own),
        cmocka_unit_test(what_is_no_status_is_unknown),
        cmocka_unit_test(every_failure_has_one_class),
        cmocka_unit_test(version_is_that_of_the_headers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
