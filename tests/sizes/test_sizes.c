/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sizes on the wire, exact: what users are promised is asserted to the byte,
 * for the records of tests/data and for variants with other people and codes.
 * A record that grows or shrinks changes this table, and docs/sizes.md.
 */
#include "../support/support.h"

#include <carnet/carnet.h>

typedef struct {
    const char *name;
    size_t bytes; /* of the signed passport */
    int version;  /* of its QR code at level M */
} row;

static const row table[] = {
    {"rich-summary.json", 313, 13}, {"sizes/s2-1.json", 314, 13},
    {"sizes/s2-2.json", 362, 15},   {"sizes/s2-3.json", 368, 15},
    {"sizes/s2-4.json", 343, 14},   {"one-vaccination.json", 150, 9},
    {"sizes/s3-1.json", 146, 9},    {"sizes/s3-2.json", 144, 8},
    {"sizes/s3-3.json", 157, 9},    {"sizes/s3-4.json", 163, 9},
    {"emergency.json", 167, 9},     {"sizes/s4-1.json", 194, 10},
    {"sizes/s4-2.json", 178, 10},   {"sizes/s4-3.json", 191, 10},
    {"sizes/s4-4.json", 198, 10},
};

enum {
    NUM_ROWS = sizeof table / sizeof table[0]
};

static carnet_plan *plan_of(const char *name)
{
    cn_buf json = test_data(name);
    carnet_record *record = NULL;
    carnet_plan *plan = NULL;
    int32_t issued = 0;
    assert_status(carnet_record_from_json(&record, NULL,
                                          (const char *)json.data, json.len),
                  CARNET_OK);
    assert_status(carnet_record_get_issued(&issued, record), CARNET_OK);
    assert_status(
        carnet_issue_plan(&plan, NULL, record, issued, CARNET_ISSUE_UNLIMITED),
        CARNET_OK);
    carnet_record_free(record);
    cn_buf_free(&json);
    return plan;
}

static void records_have_exact_sizes(void **state)
{
    (void)state;
    bool same = true;
    for (size_t i = 0; i < NUM_ROWS; i++) {
        carnet_plan *plan = plan_of(table[i].name);
        size_t bytes = carnet_issue_num_bytes(plan);
        int version = carnet_qr_version_for(carnet_issue_num_chars(plan),
                                            CARNET_QR_LEVEL_M);
        fprintf(stderr, "%-22s %4zu bytes, QR version %d-M\n", table[i].name,
                bytes, version);
        same = same && bytes == table[i].bytes && version == table[i].version;
        carnet_issue_free(plan);
    }
    assert_true(same);
}

/* What signing gives has the size that the plan promised, to the byte. */
static void plans_tell_the_size_that_signing_gives(void **state)
{
    (void)state;
    static const uint8_t seed[CARNET_KEY_SEED_SIZE] = {1};
    carnet_secret_key *key = NULL;
    assert_status(carnet_key_from_seed(&key, seed, sizeof seed), CARNET_OK);
    for (size_t i = 0; i < NUM_ROWS; i++) {
        carnet_plan *plan = plan_of(table[i].name);
        carnet_buf *file = NULL;
        carnet_buf *text = NULL;
        assert_status(carnet_issue_sign(&file, plan, key), CARNET_OK);
        assert_status(carnet_issue_as_text(&text, carnet_buf_data(file),
                                           carnet_buf_len(file)),
                      CARNET_OK);
        assert_int_equal(carnet_buf_len(file), table[i].bytes + 8);
        assert_int_equal(carnet_buf_len(text), carnet_issue_num_chars(plan));
        carnet_buf_free(text);
        carnet_buf_free(file);
        carnet_issue_free(plan);
    }
    carnet_key_free(key);
}

/* S5: what a desk is shown of the rich summaries. */
static void desk_presentations_have_exact_sizes(void **state)
{
    (void)state;
    static const row desk[] = {
        {"rich-summary.json", 195, 10}, {"sizes/s2-1.json", 190, 10},
        {"sizes/s2-2.json", 177, 10},   {"sizes/s2-3.json", 193, 10},
        {"sizes/s2-4.json", 161, 9},
    };
    static const uint8_t seed[CARNET_KEY_SEED_SIZE] = {1};
    carnet_secret_key *key = NULL;
    bool same = true;
    assert_status(carnet_key_from_seed(&key, seed, sizeof seed), CARNET_OK);
    for (size_t i = 0; i < sizeof desk / sizeof desk[0]; i++) {
        carnet_plan *plan = plan_of(desk[i].name);
        carnet_buf *whole = NULL;
        carnet_buf *shown = NULL;
        assert_status(carnet_issue_sign(&whole, plan, key), CARNET_OK);
        assert_status(carnet_privacy_present(
                          &shown, NULL, carnet_buf_data(whole),
                          carnet_buf_len(whole), "desk", NULL, 0, NULL, 0),
                      CARNET_OK);
        size_t bytes = carnet_buf_len(shown) - 8; /* the magic of a file */
        int version = carnet_qr_version_for(carnet_issue_chars_for(bytes),
                                            CARNET_QR_LEVEL_M);
        fprintf(stderr, "%-22s %4zu bytes, QR version %d-M at a desk\n",
                desk[i].name, bytes, version);
        same = same && bytes == desk[i].bytes && version == desk[i].version;
        carnet_buf_free(shown);
        carnet_buf_free(whole);
        carnet_issue_free(plan);
    }
    carnet_key_free(key);
    assert_true(same);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(desk_presentations_have_exact_sizes),
        cmocka_unit_test(records_have_exact_sizes),
        cmocka_unit_test(plans_tell_the_size_that_signing_gives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
