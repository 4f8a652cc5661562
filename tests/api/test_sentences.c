/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Notes as clinicians write them, the public way: a plan puts those that tell
 * into the private part and says why, and leaves the others where they are.
 */
#include "made.h"

/* High blood pressure, with a note. */
static carnet_plan *plan_of(const char *note)
{
    carnet_record *record = NULL;
    carnet_plan *plan = NULL;
    size_t i = 0;
    assert_status(carnet_record_new(&record), CARNET_OK);
    assert_status(carnet_record_add(&i, record, CARNET_KIND_CONDITION),
                  CARNET_OK);
    assert_status(carnet_record_add_coding(record, i, CARNET_CONDITION_CODE, 0,
                                           CARNET_RECORD_SELF, NULL, 0, "I10",
                                           3, NULL, 0),
                  CARNET_OK);
    assert_status(carnet_record_set_text(record, i, CARNET_FIELD_NOTE, 0,
                                         CARNET_RECORD_SELF, note,
                                         strlen(note)),
                  CARNET_OK);
    assert_status(carnet_issue_plan(&plan, NULL, record, TEST_DAY,
                                    CARNET_ISSUE_UNLIMITED),
                  CARNET_OK);
    carnet_record_free(record);
    return plan;
}

static void check(const test_text *t)
{
    carnet_plan *p = plan_of(t->text);
    const carnet_entry *e = carnet_issue_get_entry(p, 0);
    const char *why = carnet_issue_why(p, 0);
    const char *word = carnet_issue_why_code(p, 0);
    int32_t due = t->tells ? CARNET_PART_PRIVATE : CARNET_PART_CLINIC;
    if (carnet_record_entry_part(e) != due) {
        fail_msg("%s: \"%s\": %s", t->about, t->text, why);
    }
    assert_int_equal(carnet_issue_default_part(p, 0), due);
    assert_int_equal(strncmp(why, "free text that tells (note ", 27) == 0,
                     t->tells);
    assert_int_equal(word[0] != '\0', t->tells);
    assert_non_null(strstr(why, word));
    carnet_issue_free(p);
}

static void a_note_that_tells_goes_to_the_private_part(void **state)
{
    (void)state;
    test_texts("sentences.tsv", check);
    test_texts("stands.tsv", check);
}

static void the_plan_names_the_word(void **state)
{
    (void)state;
    carnet_plan *p = plan_of("on ART since May");
    assert_string_equal(carnet_issue_why(p, 0),
                        "free text that tells (note ART)");
    assert_string_equal(carnet_issue_why_code(p, 0), "ART");
    carnet_issue_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_note_that_tells_goes_to_the_private_part),
        cmocka_unit_test(the_plan_names_the_word),
    };
    return cmocka_run_group_tests_name("api_sentences", tests, NULL, NULL);
}
