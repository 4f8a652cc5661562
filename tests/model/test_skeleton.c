/* SPDX-License-Identifier: Apache-2.0 */
/* Every kind's skeleton has every field and can be issued as it stands. */
#include "../support/support.h"

#include "model_record.h"

static void every_kind_has_one_that_can_be_issued(void **state)
{
    (void)state;
    size_t fields = 0;
    for (int32_t kind = 0; kind < carnet_record_num_kinds(); kind++) {
        const cn_model_shape *shape = cn_model_kind((uint32_t)kind);
        carnet_buf *json = NULL;
        test_made m;
        assert_status(carnet_record_skeleton(&json, kind), CARNET_OK);
        const char *text = (const char *)carnet_buf_data(json);
        assert_int_equal(text[carnet_buf_len(json) - 1], '\n');
        test_make(&m, text);
        assert_int_equal(m.num, 1);
        assert_int_equal(carnet_record_entry_kind(m.entries), kind);
        for (size_t i = 0; i < shape->num_fields; i++) {
            assert_int_equal(
                carnet_record_num_values(m.entries, shape->fields[i].number),
                1);
            fields++;
        }
        test_made_free(&m);
        carnet_buf_free(json);
    }
    test_count("fields in skeletons", fields);
}

/* A skeleton is for people: no text is a mere description of the field. */
static void every_text_has_an_example_of_its_own(void **state)
{
    (void)state;
    for (int32_t kind = 0; kind < carnet_record_num_kinds(); kind++) {
        const cn_model_shape *shape = cn_model_kind((uint32_t)kind);
        carnet_buf *json = NULL;
        assert_status(carnet_record_skeleton(&json, kind), CARNET_OK);
        const char *text = (const char *)carnet_buf_data(json);
        for (size_t i = 0; i < shape->num_fields; i++) {
            char about[300];
            snprintf(about, sizeof about, ": \"%s\"", shape->fields[i].about);
            if (strstr(text, about) != NULL) {
                fail_msg("%s.%s has no example", shape->name,
                         shape->fields[i].name);
            }
        }
        carnet_buf_free(json);
    }
}

static void refuses_kinds_that_are_not(void **state)
{
    (void)state;
    carnet_buf *json = NULL;
    assert_status(carnet_record_skeleton(&json, -1), CARNET_RECORD_KIND);
    assert_status(carnet_record_skeleton(&json, carnet_record_num_kinds()),
                  CARNET_RECORD_KIND);
    assert_null(json);
    assert_status(carnet_record_skeleton(NULL, 0), CARNET_CALLER_NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_has_one_that_can_be_issued),
        cmocka_unit_test(every_text_has_an_example_of_its_own),
        cmocka_unit_test(refuses_kinds_that_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
