/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The sample records that examples and sizes use: each is a record that can be
 * issued, and its entries go where they are expected to go.
 */
#include "carnet/record_build.h"
#include "model/model.h"
#include "support/support.h"

typedef struct {
    const char *name; /* in tests/data */
    size_t in_part[3];
} sample;

static const sample samples[] = {
    {"rich-summary.json", {5, 17, 0}},
    {"one-vaccination.json", {2, 0, 0}},
    {"emergency.json", {1, 9, 0}},
    {"sizes/s2-1.json", {5, 17, 0}},
    {"sizes/s2-2.json", {4, 18, 0}},
    {"sizes/s2-3.json", {5, 17, 0}},
    {"sizes/s2-4.json", {3, 19, 0}},
    {"sizes/s3-1.json", {2, 0, 0}},
    {"sizes/s3-2.json", {2, 0, 0}},
    {"sizes/s3-3.json", {1, 1, 0}},
    {"sizes/s3-4.json", {2, 0, 0}},
    {"sizes/s4-1.json", {1, 9, 0}},
    {"sizes/s4-2.json", {1, 9, 0}},
    {"sizes/s4-3.json", {1, 9, 0}},
    {"sizes/s4-4.json", {1, 9, 0}},
    {"../../examples/data/returnee.json", {6, 15, 3}},
};

/* Encodes a sample for its own day of issue; free with cn_model_encoded_free.
 */
static cn_model_encoded *encode(const char *name, size_t *num)
{
    cn_buf text = test_data(name);
    carnet_record *record = NULL;
    carnet_problem *problem = NULL;
    carnet_status status = carnet_record_from_json(
        &record, &problem, (const char *)text.data, text.len);
    if (status != CARNET_OK) {
        print_error("%s: %s\n", name, carnet_problem_text(problem));
    }
    assert_status(status, CARNET_OK);
    int32_t day = 0;
    assert_status(carnet_record_get_issued(&day, record), CARNET_OK);
    cn_model_encoded *list = NULL;
    assert_status(cn_model_encode(&list, num, record, NULL, day, NULL),
                  CARNET_OK);
    carnet_record_free(record);
    cn_buf_free(&text);
    return list;
}

static void every_sample_can_be_issued(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        size_t num = 0;
        size_t in_part[3] = {0, 0, 0};
        cn_model_encoded *list = encode(samples[i].name, &num);
        for (size_t n = 0; n < num; n++) {
            in_part[list[n].part]++;
            assert_int_equal(list[n].part, list[n].asked.part);
        }
        assert_memory_equal(in_part, samples[i].in_part, sizeof in_part);
        cn_model_encoded_free(list, num);
    }
    test_count("sample records", sizeof samples / sizeof *samples);
}

static void a_private_condition_and_its_medicine_say_why(void **state)
{
    (void)state;
    size_t num = 0;
    size_t told = 0;
    cn_model_encoded *list = encode("../../examples/data/returnee.json", &num);
    for (size_t n = 0; n < num; n++) {
        if (list[n].kind == CARNET_KIND_CONDITION && list[n].part == 2) {
            assert_string_equal(list[n].asked.code, "F33.9");
            assert_string_equal(list[n].asked.why,
                                "mental health (ICD-10 F20-F69)");
            told++;
        }
        if (list[n].kind == CARNET_KIND_PRESCRIPTION && list[n].part == 2) {
            assert_string_equal(list[n].asked.code, "N06AB06");
            assert_string_equal(list[n].asked.why,
                                "medicines for mental health (ATC N05-N06)");
            told++;
        }
    }
    assert_int_equal(told, 2);
    cn_model_encoded_free(list, num);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sample_can_be_issued),
        cmocka_unit_test(a_private_condition_and_its_medicine_say_why),
    };
    return cmocka_run_group_tests_name("model_samples", tests, NULL, NULL);
}
