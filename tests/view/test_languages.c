/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Entries in every language: the English behind each word that nobody has
 * reviewed, INN in Latin letters, isolates where lines run from right to left,
 * numbers and units that can't be misread.
 */
#include "../support/support.h"

#include "../../lib/view/view_i.h"
#include "../model/model_record.h"

static void render(cn_buf *out, const carnet_entry *e, const char *language,
                   size_t *unreviewed)
{
    carnet_buf *text = NULL;
    assert_status(
        carnet_view_text(&text, unreviewed, e, language, strlen(language)),
        CARNET_OK);
    cn_buf_init(out);
    cn_buf_put(out, carnet_buf_data(text), carnet_buf_len(text));
    cn_buf_put_u8(out, 0);
    carnet_buf_free(text);
}

/* The text of the first entry of a record with these must be just this. */
static void expect(const char *entries, const char *language,
                   const char *expected)
{
    char json[2048];
    test_made made;
    cn_buf text;
    int len = snprintf(json, sizeof json, "{\"entries\":[%s]}", entries);
    assert_in_range(len, 1, sizeof json - 1);
    test_make(&made, json);
    render(&text, &made.entries[0], language, NULL);
    assert_string_equal((const char *)text.data, expected);
    cn_buf_free(&text);
    test_made_free(&made);
}

#define METFORMIN                                                              \
    "{\"kind\":\"prescription\",\"medicine\":{\"code\":\"A10BA02\"},"          \
    "\"strength\":{\"value\":500,\"unit\":\"mg\"},"                            \
    "\"form\":{\"code\":\"385055001\"},\"dose\":{\"value\":2},"                \
    "\"times_a_day\":2,\"status\":\"stopped\",\"must_not_stop\":true,"         \
    "\"handed_over\":{\"value\":90.0},\"handed_on\":\"2026-03-01\"}"

static void has_the_english_behind_each_word(void **state)
{
    (void)state;
    expect(METFORMIN, "fr",
           "PRESCRIPTION  metformine (metformin) 500 mg comprim\xc3\xa9 "
           "(tablet) - ARR\xc3\x8aT\xc3\x89 (STOPPED) [atc A10BA02]  "
           "(clinic/0)\n");
}

static void english_is_as_it_was(void **state)
{
    (void)state;
    expect(METFORMIN, "en",
           "PRESCRIPTION  metformin 500 mg tablet - STOPPED [atc A10BA02]  "
           "(clinic/0)\n"
           " !! must not stop       stopping suddenly is dangerous\n"
           "    dose                2 tablets, 2 x a day\n"
           "    handed over         90 tablets, on 2026-03-01\n");
    expect(METFORMIN, "ti",
           "PRESCRIPTION  metformin 500 mg tablet - STOPPED [atc A10BA02]  "
           "(clinic/0)\n"
           " !! must not stop       stopping suddenly is dangerous\n"
           "    dose                2 tablets, 2 x a day\n"
           "    handed over         90 tablets, on 2026-03-01\n");
}
int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_the_english_behind_each_word),
        cmocka_unit_test(english_is_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
