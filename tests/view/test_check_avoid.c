/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an allergen covers and what an alert says to avoid, asserted as ATC
 * prefixes; the tables are those of lib/words/data.
 */
#include "../../lib/view/check_i.h"
#include "asked.h"

/* What is in it, not known where it is told otherwise: prefixes, then "muscle",
   ingredients without a row behind "of", "more" past the bound, "?" where not
   all is known. */
static void put_avoided(cn_buf *out, const cn_check_avoided *a, bool known)
{
    for (size_t i = 0; i < a->num; i++) {
        cn_buf_put_str(out, i > 0 ? " " : "");
        cn_buf_put_str(out, a->prefixes[i]);
    }
    cn_buf_put_str(out, a->into_muscle ? " muscle" : "");
    for (size_t i = 0; i < a->num_parts; i++) {
        cn_buf_put_str(out, i > 0 ? " " : " of ");
        cn_buf_put_str(out, a->parts[i]);
    }
    cn_buf_put_str(out, a->more ? " more" : "");
    cn_buf_put_str(out, known ? "" : " ?");
    cn_buf_put_u8(out, 0);
}

/* By what is asked of an allergy, or of an alert. */
static void avoided_of(cn_check_avoided *out, bool *known_out,
                       const char *entry)
{
    asked a;
    ask(&a, "2026-03-20", entry);
    memset(out, 0x5a, sizeof *out); /* nothing is left of what was in it */
    *known_out = a.entries[0]->kind == CARNET_KIND_ALLERGY
                     ? cn_check_cover(out, a.entries[0])
                     : cn_check_avoid(out, a.entries[0]);
    forget(&a);
}

static void expect_avoided(const char *entry, const char *due)
{
    cn_check_avoided avoided;
    bool known = false;
    cn_buf said;
    avoided_of(&avoided, &known, entry);
    cn_buf_init(&said);
    put_avoided(&said, &avoided, known);
    if (strcmp((const char *)said.data, due) != 0) {
        fail_msg("%s: %s, not %s", entry, (const char *)said.data, due);
    }
    cn_buf_free(&said);
}

#define ALLERGY(agent) "{\"kind\":\"allergy\",\"agent\":" agent "}"
#define ATC(code) ALLERGY("{\"system\":\"atc\",\"code\":\"" code "\"}")
#define SNOMED(code) ALLERGY("{\"code\":\"" code "\"}")
#define ALERT(more) "{\"kind\":\"alert\",\"what\":{\"text\":\"x\"}" more "}"
#define WORDS(list) ALERT(",\"avoid\":[" list "]")
#define CODES(list) ALERT(",\"avoid_atc\":[" list "]")
#define CODE(code) "{\"code\":\"" code "\"}"

/* ---- allergens ---- */

static void an_allergen_covers_the_rows_of_its_groups_and_itself(void **state)
{
    (void)state;
    expect_avoided(ATC("V08A"), "V08A");
    expect_avoided(ATC("V08AB02"), "V08A");
    expect_avoided(ATC("J07BB02"), "J07BB J07");
    expect_avoided(ATC("M04AA01"), "M04AA01 M04AA51");
    expect_avoided(SNOMED("387517004"),
                   "N02BE N02AJ01 N02AJ06 N02AJ13 N02AJ17 N02AJ22");
    /* no row: only what it is itself */
    expect_avoided(ATC("C01AA05"), "C01AA05 ?");
    expect_avoided(SNOMED("256277009"), " ?");
    expect_avoided(ALLERGY("{\"text\":\"dust\"}"), " ?");
}

/* A combination without a row is known where each of its ingredients is. */
static void a_combination_covers_what_its_ingredients_do(void **state)
{
    (void)state;
    expect_avoided(ATC("N02BE51"),
                   "N02BE51 N02BE N02AJ01 N02AJ06 N02AJ13 N02AJ17 N02AJ22");
    expect_avoided(ATC("J04AM02"),
                   "J04AM02 J04AB02 J04AB03 J04AB04 J04AB05 J04AM05 J04AM06 "
                   "J04AM07 J04AM11 J04AM12 J04BA50 J04BA51 A02BD16 A07AA11 "
                   "A07AA13 D06AX11 D06AX15 S01AA16 S02AA12 J04AC J04AM01 "
                   "J04AM03 J04AM04 J04AM08 J04AM09");
    /* a row of its own tells it, whatever is in it */
    expect_avoided(ATC("J01EE01"),
                   "J01EA J01EB J01EC J01ED J01EE J01RA02 A07AB A07EC01 "
                   "B05CA04 D06BA D10AF06 G01AE G01BE J04AM08 P01BD51 P01BF04 "
                   "P01BF09 S01AB");
    /* one code leads to another of the same substance */
    expect_avoided(ATC("G03AA05"), "G03AA05 G03AC01 G03DC02 G03CA01 ?");
}

#define C09A_ROW                                                               \
    "C09A C09B C09DX04 C10BX04 C10BX06 C10BX07 C10BX11 C10BX12 C10BX13 "       \
    "C10BX14 C10BX15 C10BX17 C10BX18 C10BX21 C10BX23"

/* Those without a row are named where another has one, and nothing else tells
   the allergen. */
static void ingredients_that_nobody_knows_are_named(void **state)
{
    (void)state;
    expect_avoided(ATC("C09BA01"), "C09BA01 " C09A_ROW " C03 of C03 ?");
    expect_avoided(ATC("C09BX01"),
                   "C09BX01 " C09A_ROW " C08CA01 C03BA11 of C08CA01 C03BA11 ?");
    expect_avoided(ATC("J05AR02"),
                   "J05AR02 J05AF05 J05AF06 J05AR04 J05AR13 of J05AF05 ?");
    expect_avoided(ALLERGY("{\"coding\":[{\"system\":\"atc\",\"code\":"
                           "\"C09BA01\"},{\"system\":\"atc\",\"code\":"
                           "\"V08A\"}]}"),
                   "C09BA01 " C09A_ROW " C03 V08A");
}

/* One code that is known is enough, in whatever place. */
static void an_allergen_is_known_by_any_of_its_codes(void **state)
{
    (void)state;
    expect_avoided(ALLERGY("{\"coding\":[{\"system\":\"atc\",\"code\":"
                           "\"C01AA05\"},{\"system\":\"atc\",\"code\":"
                           "\"M03A\"},{\"system\":\"atc\",\"code\":"
                           "\"A10A\"}]}"),
                   "C01AA05 M03A A10A");
    expect_avoided(ALLERGY("{\"coding\":[{\"code\":\"293637006\"},{\"system\":"
                           "\"atc\",\"code\":\"M03A\"},{\"system\":\"atc\","
                           "\"code\":\"C01AA05\"}]}"),
                   "M03A C01AA05 V08");
}

static void more_than_fits_is_not_all_known(void **state)
{
    (void)state;
    cn_check_avoided avoided;
    bool known = true;
    avoided_of(&avoided, &known,
               ALLERGY("{\"coding\":["
                       "{\"system\":\"atc\",\"code\":\"N02BA01\"},"
                       "{\"system\":\"atc\",\"code\":\"J01MA\"},"
                       "{\"system\":\"atc\",\"code\":\"J01A\"},"
                       "{\"system\":\"atc\",\"code\":\"J04AB02\"}]}"));
    assert_int_equal(avoided.num, CN_CHECK_PREFIXES_MAX);
    assert_true(avoided.more);
    assert_false(known);
}

/* ---- alerts ---- */

static void words_to_avoid_are_prefixes_or_a_route(void **state)
{
    (void)state;
    expect_avoided(ALERT(""), "");
    expect_avoided(WORDS("\"live_vaccine\""),
                   "J07AE02 J07AN J07AP01 J07BB03 J07BD J07BE J07BF01 J07BF02 "
                   "J07BF04 J07BH J07BJ J07BK01 J07BK02 J07BL01 J07BX01 "
                   "J07BX02 J07BX04");
    expect_avoided(WORDS("\"gadolinium_contrast\",\"blood_products\""),
                   "V08CA B05A J06B");
    expect_avoided(WORDS("\"x_ray\",\"mri\",\"latex\""), "");
    expect_avoided(WORDS("\"intramuscular_injection\",\"iodine_contrast\""),
                   "V08A muscle");
}

static void codes_to_avoid_are_told_of_each_item(void **state)
{
    (void)state;
    expect_avoided(CODES(CODE("J")), "J");
    expect_avoided(CODES(CODE("V08A") "," CODE("M03")), "V08A M03");
    expect_avoided(CODES(CODE("J01") "," CODE("J01CA04")), "J01");
    expect_avoided(
        CODES("{\"coding\":[{\"code\":\"V08A\"},{\"code\":\"M03\"}]}"),
        "V08A M03");
    expect_avoided(CODES("{\"text\":\"lead\"}," CODE("M03")), "M03 ?");
    expect_avoided(CODES(CODE("M03") ",{\"text\":\"lead\"}"), "M03 ?");
}

/* As it is known under its other codes; of a group what only one of them is. */
static void what_a_code_holds_is_avoided_too(void **state)
{
    (void)state;
    expect_avoided(CODES(CODE("G01AF01")), "G01AF01 J01XD01");
    expect_avoided(CODES(CODE("G01AF")), "G01AF J01XD01");
    expect_avoided(CODES(CODE("V08A") "," CODE("G01AF")), "V08A G01AF J01XD01");
    expect_avoided(CODES(CODE("A10BD02")), "A10BD02 A10BA02 A10BB");
    /* a combination does not tell which of them the group means */
    expect_avoided(CODES(CODE("A10BD")), "A10BD ?");
    expect_avoided(CODES(CODE("C09BA")), "C09BA ?");
    /* unless one of each is avoided */
    expect_avoided(CODES(CODE("C09BA") "," CODE("C09AA")), "C09BA C09AA");
    expect_avoided(CODES(CODE("C09BA") "," CODE("C03")), "C09BA C03");
    expect_avoided(CODES("{\"text\":\"lead\"}," CODE("G01AF")),
                   "G01AF J01XD01 ?");
}

/* "J", which covers all of these, then so many more, each once; then two of
   them again. */
static void expect_many_codes(size_t num, bool known)
{
    char json[8192] = "";
    size_t len = 0;
    cn_check_avoided avoided;
    bool said = false;
    for (size_t i = 0; i < num + 2; i++) {
        char code[16] = "J";
        if (i != 0 && i != num) {
            snprintf(code, sizeof code, "J01CA%02zu", i < num ? i : num - 1);
        }
        len += (size_t)snprintf(json + len, sizeof json - len,
                                "%s\"code\":\"%s\"}%s",
                                i % 2 == 0 ? "{\"coding\":[{" : "{", code,
                                i % 2 == 0 ? ","
                                : i < num  ? "]},"
                                           : "]}");
    }
    char entry[sizeof json + 128];
    snprintf(entry, sizeof entry, CODES("%s"), json);
    avoided_of(&avoided, &said, entry);
    assert_int_equal(avoided.num, 1);
    assert_int_equal(avoided.more, !known);
    assert_int_equal(said, known);
}

static void as_many_codes_are_named_as_fit(void **state)
{
    (void)state;
    expect_many_codes(CN_CHECK_PREFIXES_MAX, true);
    expect_many_codes(CN_CHECK_PREFIXES_MAX + 2, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_allergen_covers_the_rows_of_its_groups_and_itself),
        cmocka_unit_test(a_combination_covers_what_its_ingredients_do),
        cmocka_unit_test(ingredients_that_nobody_knows_are_named),
        cmocka_unit_test(an_allergen_is_known_by_any_of_its_codes),
        cmocka_unit_test(more_than_fits_is_not_all_known),
        cmocka_unit_test(words_to_avoid_are_prefixes_or_a_route),
        cmocka_unit_test(codes_to_avoid_are_told_of_each_item),
        cmocka_unit_test(what_a_code_holds_is_avoided_too),
        cmocka_unit_test(as_many_codes_are_named_as_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
