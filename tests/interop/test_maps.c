/* SPDX-License-Identifier: Apache-2.0 */
/* The table of FHIR's words: rows lead somewhere, and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "interop/interop.h"

typedef struct {
    cn_interop_map map;
    const char *word, *code, *way;
} row;

static const row rows[] = {
#define PAIR(MAP, word, code, WAY) {CN_INTEROP_##MAP, word, code, #WAY},
#include "interop/maps.def"
};

enum {
    NUM_ROWS = sizeof rows / sizeof rows[0]
};

static bool is_way(const row *r, const char *way)
{
    return strcmp(r->way, way) == 0;
}

static void rows_of_both_ways_lead_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < NUM_ROWS; i++) {
        const row *r = &rows[i];
        bool exact = false;
        if (!is_way(r, "BOTH")) {
            continue;
        }
        assert_string_equal(cn_interop_code(r->map, r->word, &exact), r->code);
        assert_true(exact);
        assert_string_equal(cn_interop_word(r->map, cn_span_str(r->code)),
                            r->word);
    }
}

static void rows_of_one_way_lead_elsewhere_on_the_way_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < NUM_ROWS; i++) {
        const row *r = &rows[i];
        bool exact = true;
        if (is_way(r, "OUT")) {
            assert_string_equal(cn_interop_code(r->map, r->word, &exact),
                                r->code);
            assert_false(exact);
        }
        if (is_way(r, "IN")) {
            assert_string_equal(cn_interop_word(r->map, cn_span_str(r->code)),
                                r->word);
        }
    }
}

static void words_are_those_of_the_enumeration(void **state)
{
    (void)state;
    for (size_t i = 0; i < NUM_ROWS; i++) {
        int32_t list = cn_interop_map_enum(rows[i].map);
        bool found = list == CN_LIST_NONE;
        const char *word;
        for (uint64_t k = 0;
             !found && (word = cn_model_enum_word(list, k)) != NULL; k++) {
            found = strcmp(word, rows[i].word) == 0;
        }
        assert_true(found);
    }
}

static void gives_nothing_for_what_has_no_row(void **state)
{
    (void)state;
    assert_null(cn_interop_code(CN_INTEROP_DAYTIME, "fasting", NULL));
    assert_null(cn_interop_word(CN_INTEROP_GENDER, CN_SPAN_LIT("Female")));
    assert_string_equal(cn_interop_map_uri(CN_INTEROP_NUM_MAPS), "");
    assert_int_equal(cn_interop_map_enum(CN_INTEROP_NUM_MAPS), CN_LIST_NONE);
}

static void systems_have_one_uri_and_several_spellings(void **state)
{
    (void)state;
    const cn_model_system *s;
    for (uint32_t i = 0; (s = cn_model_system_get(i)) != NULL; i++) {
        cn_span name = cn_span_str(s->name);
        cn_span uri = cn_interop_system_uri(name);
        assert_true(cn_span_equal(uri, cn_span_str(s->uri)));
        assert_true(cn_span_equal(cn_interop_system_name(uri), name));
    }
    cn_span other = CN_SPAN_LIT("urn:oid:1.2.3");
    assert_true(cn_span_equal(cn_interop_system_uri(other), other));
    assert_true(cn_span_equal(cn_interop_system_name(other), other));
    assert_true(cn_span_equal(
        cn_interop_system_name(CN_SPAN_LIT("urn:oid:2.16.840.1.113883.6.1")),
        CN_SPAN_LIT("loinc")));
}

static void sections_have_codes_of_their_own(void **state)
{
    (void)state;
    size_t num_must = 0;
    for (uint32_t i = 0; i < CN_INTEROP_NUM_SECTIONS; i++) {
        const cn_interop_section_row *s = cn_interop_section_get(i);
        for (uint32_t k = 0; k < i; k++) {
            assert_string_not_equal(cn_interop_section_get(k)->loinc, s->loinc);
        }
        num_must += s->must ? 1 : 0;
    }
    assert_int_equal(num_must, 3);
    assert_null(cn_interop_section_get(CN_INTEROP_NUM_SECTIONS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_both_ways_lead_back),
        cmocka_unit_test(rows_of_one_way_lead_elsewhere_on_the_way_back),
        cmocka_unit_test(words_are_those_of_the_enumeration),
        cmocka_unit_test(gives_nothing_for_what_has_no_row),
        cmocka_unit_test(systems_have_one_uri_and_several_spellings),
        cmocka_unit_test(sections_have_codes_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
