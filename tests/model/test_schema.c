/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The schema table as other rooms see it: kinds, fields, words of enumerations
 * and templates, by number and by name.
 */
#include "../support/support.h"

#include "../../lib/model/model_i.h"

static void knows_kinds_by_number_and_name(void **state)
{
    (void)state;
    assert_int_equal(cn_model_num_kinds(), 24);
    for (uint32_t i = 0; i < cn_model_num_kinds(); i++) {
        const cn_model_shape *s = cn_model_kind(i);
        assert_int_equal(cn_model_kind_named(cn_span_str(s->name)), i);
        assert_true(s->part < CN_MODEL_NUM_PARTS);
    }
    assert_null(cn_model_kind(24));
    assert_int_equal(cn_model_kind_named(cn_span_str("condit")), -1);
    assert_string_equal(cn_model_kind(CARNET_KIND_PREGNANCY)->name,
                        "pregnancy");
    assert_int_equal(cn_model_kind(CARNET_KIND_PREGNANCY)->part,
                     CARNET_PART_PRIVATE);
}

static void numbers_fields_without_gaps(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < cn_model_num_kinds(); i++) {
        const cn_model_shape *s = cn_model_kind(i);
        for (uint32_t k = 0; k < s->num_fields; k++) {
            const cn_model_field *f = cn_model_field_of(s, k);
            assert_int_equal(f->number, k);
            assert_ptr_equal(cn_model_field_named(s, cn_span_str(f->name)), f);
        }
        assert_int_equal(s->known, (UINT64_C(1) << s->num_fields) - 1);
        assert_null(cn_model_field_of(s, s->num_fields));
        assert_null(cn_model_field_named(s, cn_span_str("no_such_field")));
    }
}

static void counts_required_fields_without_a_default(void **state)
{
    (void)state;
    const cn_model_shape *s = cn_model_kind(CARNET_KIND_PRESCRIPTION);
    assert_int_equal(s->required, 1u << CARNET_PRESCRIPTION_MEDICINE);
    s = cn_model_kind(CARNET_KIND_RESULT);
    assert_int_equal(s->required,
                     1u << CARNET_RESULT_TEST | 1u << CARNET_RESULT_DATE);
    assert_int_equal(s->one_of, 1u << CARNET_RESULT_QUANTITY |
                                    1u << CARNET_RESULT_CODE_VALUE |
                                    1u << CARNET_RESULT_TEXT_VALUE |
                                    1u << CARNET_RESULT_COMPONENTS);
}

static void keeps_meaning_of_a_and_b(void **state)
{
    (void)state;
    const cn_model_shape *s = cn_model_kind(CARNET_KIND_PRESCRIPTION);
    const cn_model_field *f = &s->fields[CARNET_PRESCRIPTION_STRENGTH];
    assert_string_equal(cn_model_unit_get((uint64_t)f->a), "mg");
    assert_int_equal(s->fields[CARNET_PRESCRIPTION_DOSE].a, CN_UNIT_OF_FORM);
    assert_int_equal(s->fields[CARNET_PRESCRIPTION_UNTIL].a,
                     CARNET_PRESCRIPTION_SINCE);
    assert_int_equal(s->fields[CARNET_PRESCRIPTION_MEDICINE].a, CN_SYSTEM_ATC);
    assert_int_equal(s->fields[CARNET_PRESCRIPTION_MEDICINE].b,
                     CN_LIST_MEDICINES);
    assert_int_equal(s->fields[CARNET_PRESCRIPTION_PHASES].a, CN_GROUP_PHASE);
    assert_string_equal(cn_model_group(CN_GROUP_PHASE)->name, "phase");
    assert_null(cn_model_group(1000));
}

static void knows_words_of_enumerations(void **state)
{
    (void)state;
    assert_string_equal(cn_model_enum_word(CN_ENUM_SEX, CARNET_SEX_FEMALE),
                        "female");
    assert_int_equal(cn_model_enum_find(CN_ENUM_SEX, cn_span_str("unknown")),
                     CARNET_SEX_UNKNOWN);
    assert_null(cn_model_enum_word(CN_ENUM_SEX, 4));
    assert_null(cn_model_enum_word(CN_ENUM_SEX, UINT64_MAX));
    assert_null(cn_model_enum_word(-1, 0));
    assert_int_equal(cn_model_enum_find(CN_ENUM_SEX, cn_span_str("fem")), -1);
    assert_int_equal(cn_model_enum_find(100000, cn_span_str("female")), -1);
}

/* Each template is met by an entry of just its fields: none is dead. */
static void every_template_is_chosen_for_its_own_fields(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < cn_model_num_templates; i++) {
        const cn_model_template *t = &cn_model_templates[i];
        cn_span values[CN_MODEL_FIELDS_MAX];
        for (size_t k = 0; k < CN_MODEL_FIELDS_MAX; k++) {
            values[k] = CN_SPAN_LIT("\x77other"); /* equal to no fixed value */
        }
        for (size_t k = 0; k < t->num_fixed; k++) {
            values[t->fixed[k].field] =
                cn_span_of(t->fixed[k].value, t->fixed[k].len);
        }
        assert_int_equal(cn_model_template_for(t->kind, t->present, values), i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_kinds_by_number_and_name),
        cmocka_unit_test(numbers_fields_without_gaps),
        cmocka_unit_test(counts_required_fields_without_a_default),
        cmocka_unit_test(keeps_meaning_of_a_and_b),
        cmocka_unit_test(knows_words_of_enumerations),
        cmocka_unit_test(every_template_is_chosen_for_its_own_fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
