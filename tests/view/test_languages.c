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
    test_made made;
    cn_buf text;
    test_make_entries(&made, entries, TEST_DAY);
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
           "(clinic/0)\n"
           " !! ne pas arr\xc3\xaater brusquement (must not stop) un "
           "arr\xc3\xaat brusque est dangereux (stopping suddenly is "
           "dangerous)\n"
           "    dose                2 comprim\xc3\xa9s (tablets), 2 fois par "
           "jour (2 x a day)\n"
           "    quantit\xc3\xa9 remise (handed over) 90 comprim\xc3\xa9s "
           "(tablets), le 2026-03-01 (on)\n");
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

/* ---- numbers and units ---- */

static void put_quantity(cn_buf *out, int64_t mantissa, int32_t scale,
                         const char *unit, const char *language, bool as_given)
{
    cn_view_pen pen;
    cn_model_quantity q = {{mantissa, scale}, NULL, cn_span_str(unit)};
    cn_buf_init(out);
    cn_view_pen_init(&pen, out, cn_span_str(language));
    cn_view_put_quantity(&pen, &q, as_given);
    cn_buf_put_u8(out, 0);
}

static void numbers_can_not_be_misread(void **state)
{
    (void)state;
    static const struct {
        int64_t mantissa;
        int32_t scale;
        const char *unit;
        const char *language;
        bool as_given;
        const char *text;
    } rows[] = {
        {5, 1, "mg", "en", false, "0.5 mg"},
        {50, 1, "mg", "en", false, "5 mg"},
        {50, 1, "mmol/L", "en", true, "5.0 mmol/L"},
        {500, 2, "mg", "fr", false, "5 mg"},
        {1, -4, "mg", "en", false, "10000 mg"},
        {100, 0, "ug", "en", false, "100 micrograms"},
        {1, 0, "ug", "en", false, "1 microgram"},
        {10, 0, "[iU]", "en", false, "10 international units"},
        {10, 0, "U", "en", false, "10 units"},
        {4, 0, "M[iU]", "en", false, "4 million international units"},
        {12, 1, "M[iU]", "en", false, "1.2 million international units"},
        {50, 0, "k[iU]", "en", false, "50 thousand international units"},
        {2, 0, "MU", "en", false, "2 million units"},
        {500, 0, "mU", "en", false, "500 thousandths of a unit"},
        {12, 0, "mU/L", "en", true, "12 thousandth of a unit per litre"},
        {35, 2, "kU/L", "en", true, "0.35 thousand units per litre"},
        {2, 0, "k[iU]/kg", "en", false,
         "2 thousand international units per kilogram"},
        {1, 0, "U", "en", false, "1 unit"},
        {100, 0, "ug/{puff}", "en", false, "100 microgram per puff"},
        {8, 0, "h", "en", false, "8 hours"},
        {3, 0, "a", "en", false, "3 years"},
        {3, 0, "s", "en", false, "3 seconds"},
        {2, 0, "mU/min", "en", false, "2 thousandths of a unit per minute"},
        {5, 0, "kU", "en", false, "5 thousand units"},
        {1, 0, "MU", "en", false, "1 million units"},
        {12, 1, "M[iU]", "en", false, "1.2 million international units"},
        {12, 1, "M[IU]", "en", false, "1.2 million international units"},
        {3, 0, "u[iU]/mL", "en", true,
         "3 millionth of an international unit per millilitre"},
        {5, 0, "k[iU]/kg/d", "fr", false,
         "5 mille unit\xc3\xa9s internationales par kilogramme par jour "
         "(thousand international units per kilogram per day)"},
        {5, 0, "ug/kg/min", "en", false,
         "5 micrograms per kilogram per minute"},
        {88, 0, "umol/L", "en", true, "88 micromole per litre"},
        {3, 0, "umol/g", "en", true, "3 micromole per gram"},
        {62, 1, "10*9/L", "en", true, "6.2 \xc3\x97 10^9 per litre"},
        {62, 1, "10*9/L", "fr", true,
         "6.2 \xc3\x97 10^9 par litre (\xc3\x97 10^9 per litre)"},
        {2, 0, "10*12/mL", "en", true, "2 \xc3\x97 10^12 per millilitre"},
        {62, 0, "10*3/uL", "en", true, "62 thousand per microlitre"},
        {5, 0, "U/[lb_av]", "en", false, "5 units per pound"},
        {5, 0, "U/[car_Au]", "en", false, "5 units/car_Au"},
        {5, 0, "u", "en", false, "5 u"},
        {5, 0, "u", "ar", false,
         "\xe2\x81\xa6"
         "5 u\xe2\x81\xa9"},
        {5, 0, "eU", "en", false, "5 eU"},
        {5, 0, "[EU]", "en", false, "5 EU"},
        {5, 0, "[IU]", "en", false, "5 international units"},
        {5, 0, "da[IU]", "en", false, "5 daIU"},
        {5, 0, "/[lb_av]", "en", false, "5 per pound"},
        {5, 0, "/h", "en", false, "5 /h"},
        {5, 0, "mg/h", "en", false, "5 mg/h"},
        {37, 0, "Cel", "en", true, "37 degree Celsius"},
        {5, 0, "U/g/g/g/g/g", "en", false,
         "5 units per gram per gram per gram per gram per gram"},
        {5, 0, "U/g/g/g/g/g/g", "en", false, "5 units/g/g/g/g/g/g"},
        {48, 0, "mmol/mol", "en", true, "48 mmol/mol"},
        {1, 0, "{tablet}", "en", false, "1 tablet"},
        {15, 1, "{tablet}", "en", false, "1.5 tablets"},
        {10, 1, "{tablet}", "en", false, "1 tablet"},
        {120, 0, "mm[Hg]", "de", true, "120 mmHg"},
        {3, 0, "{spoon}", "en", false, "3 {spoon}"},
        {3, 0, "{spoon}", "ar", false,
         "\xe2\x81\xa6"
         "3\xe2\x81\xa9 \xe2\x81\xa6{spoon}\xe2\x81\xa9"},
        {7, 0, "1", "en", false, "7"},
        {7, 0, "", "en", false, "7"},
        {25, 1, "mg", "ar", false,
         "\xe2\x81\xa6"
         "2.5 mg\xe2\x81\xa9"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cn_buf b;
        put_quantity(&b, rows[i].mantissa, rows[i].scale, rows[i].unit,
                     rows[i].language, rows[i].as_given);
        assert_string_equal((const char *)b.data, rows[i].text);
        cn_buf_free(&b);
    }
}

/* "units", "microgram" and their multiples in every language, never "U" or
   "ug". */
static void units_are_written_out_everywhere(void **state)
{
    (void)state;
    static const char *const units[] = {
        "U",        "[iU]",      "ug",     "mU",      "uU",
        "kU",       "MU",        "m[iU]",  "u[iU]",   "k[IU]",
        "M[iU]/mL", "mU/kg/min", "umol/L", "ug/kg/h", "10*6/L"};
    for (size_t l = 0; l < carnet_words_num_languages(); l++) {
        for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
            cn_buf b;
            put_quantity(&b, 10, 0, units[i], carnet_words_get_language(l),
                         false);
            const char *word = strchr((const char *)b.data, ' ');
            assert_non_null(word);
            assert_in_range(strlen(word + 1), 4, 200);
            assert_null(strpbrk(word + 1, "[/*"));
            cn_buf_free(&b);
        }
    }
}

/* ---- every enumeration in every language ---- */

/* The word, with the English behind it unless it is the same. */
static void check_enum(int32_t enumeration, uint64_t i, const char *language,
                       bool in_capitals)
{
    cn_buf b;
    cn_view_pen pen;
    cn_words_word w;
    cn_words_word english;
    char key[64];
    int len =
        snprintf(key, sizeof key, "%s.%s", cn_model_enum_name(enumeration),
                 cn_model_enum_word(enumeration, i));
    assert_in_range(len, 3, sizeof key - 1);
    for (char *p = key; *p != '.'; p++) {
        *p = (char)(*p >= 'A' && *p <= 'Z' ? *p + ('a' - 'A') : *p);
    }
    cn_buf_init(&b);
    cn_view_pen_init(&pen, &b, cn_span_str(language));
    cn_view_put_enum(&pen, enumeration, i, in_capitals);
    cn_span k = cn_span_str(key);
    assert_true(cn_words_find(&w, CN_WORDS_ENUMS, k, pen.language));
    assert_true(cn_words_find(&english, CN_WORDS_ENUMS, k, CN_WORDS_ENGLISH));
    cn_buf_put_u8(&b, 0);
    bool same = cn_words_equal(cn_span_of(w.text, w.len),
                               cn_span_of(english.text, english.len));
    if (!in_capitals) {
        assert_non_null(strstr((const char *)b.data, w.text));
        assert_true(same || strstr((const char *)b.data, english.text) != NULL);
    }
    assert_int_equal(strchr((const char *)b.data, '(') != NULL,
                     !same || strchr(w.text, '(') != NULL);
    assert_int_equal(pen.num_unreviewed,
                     pen.language == CN_WORDS_ENGLISH ? 0 : 1);
    cn_buf_free(&b);
}

static void every_enumeration_is_read_in_every_language(void **state)
{
    (void)state;
    size_t num = 0;
    for (size_t l = 0; l < carnet_words_num_languages(); l++) {
        for (int32_t e = CN_LIST_UNITS + 1; e < CN_NUM_LISTS; e++) {
            for (uint64_t i = 0; cn_model_enum_word(e, i) != NULL; i++) {
                check_enum(e, i, carnet_words_get_language(l), false);
                check_enum(e, i, carnet_words_get_language(l), true);
                num++;
            }
        }
    }
    test_count("words of enumerations", num);
    assert_true(num > 1700);
    assert_null(cn_model_enum_name(CN_LIST_UNITS));
    assert_null(cn_model_enum_name(CN_NUM_LISTS));
}

/* What is over never looks like what is active: in capitals where the script
   has them, else behind "!!". */
static void what_is_over_strikes_the_eye(void **state)
{
    (void)state;
    for (size_t l = 0; l < carnet_words_num_languages(); l++) {
        cn_buf usual;
        cn_buf over;
        cn_view_pen pen;
        cn_span language = cn_span_str(carnet_words_get_language(l));
        cn_buf_init(&usual);
        cn_view_pen_init(&pen, &usual, language);
        cn_view_put_enum(&pen, CN_ENUM_CONDITION_STATUS, 2, false);
        cn_buf_init(&over);
        cn_view_pen_init(&pen, &over, language);
        cn_view_put_enum(&pen, CN_ENUM_CONDITION_STATUS, 2, true);
        assert_false(cn_span_equal(cn_buf_span(&usual), cn_buf_span(&over)));
        bool marked = memcmp(over.data, "!! ", 3) == 0;
        assert_int_equal(marked, pen.rtl);
        cn_buf_free(&usual);
        cn_buf_free(&over);
    }
}

/* ---- direction ---- */

#define LRI "\xe2\x81\xa6"
#define FSI "\xe2\x81\xa8"
#define PDI "\xe2\x81\xa9"
#define RLM "\xe2\x80\x8f"

static void lines_run_from_right_to_left(void **state)
{
    (void)state;
    expect("{\"kind\":\"condition\",\"code\":{\"code\":\"I10\"}}", "ar",
           RLM "\xd9\x85\xd8\xb4\xd9\x83\xd9\x84\xd8\xa9 "
               "\xd8\xb5\xd8\xad\xd9\x8a\xd8\xa9 (" LRI "CONDITION" PDI ")  "
               "\xd8\xa7\xd8\xb1\xd8\xaa\xd9\x81\xd8\xa7\xd8\xb9 "
               "\xd8\xb6\xd8\xba\xd8\xb7 \xd8\xa7\xd9\x84\xd8\xaf\xd9\x85 (" LRI
               "high blood pressure" PDI ") - "
               "\xd9\x86\xd8\xb4\xd8\xb7 (" LRI "active" PDI ") " LRI
               "[icd-10 I10]" PDI "  " LRI "(clinic/0)" PDI "\n");
}

/* A birth date beside an Arabic name keeps its place in English too. */
static void foreign_letters_turn_nothing_around(void **state)
{
    (void)state;
    expect("{\"kind\":\"person\",\"name\":\"\xd8\xa3\xd8\xad\xd9\x85\xd8\xaf\","
           "\"birth_date\":\"1980-02-03\"}",
           "en",
           "PERSON  " FSI "\xd8\xa3\xd8\xad\xd9\x85\xd8\xaf" PDI "  (desk/0)\n"
           "    birth date          1980-02-03\n");
}

/* Reviewed or not, an INN stands in Latin letters beside another script. */
static void medicines_keep_their_latin_name(void **state)
{
    (void)state;
    static const char *const languages[] = {"ar", "el"};
    for (size_t i = 0; i < 2; i++) {
        cn_buf b;
        cn_view_pen pen;
        cn_buf_init(&b);
        cn_view_pen_init(&pen, &b, cn_span_str(languages[i]));
        assert_true(
            cn_view_put_word(&pen, CN_WORDS_ATC, CN_SPAN_LIT("A10BA02")));
        cn_buf_put_u8(&b, 0);
        assert_non_null(strstr((const char *)b.data, "metformin"));
        cn_buf_free(&b);
    }
}

/* ---- codes ---- */

static void a_code_without_words_is_shown_as_it_is(void **state)
{
    (void)state;
    expect("{\"kind\":\"condition\",\"code\":{\"system\":\"icd-10\","
           "\"code\":\"Z99.9\"}}",
           "en", "CONDITION  [icd-10 Z99.9] - active  (clinic/0)\n");
    expect("{\"kind\":\"condition\",\"code\":{\"system\":\"urn:x:y\","
           "\"code\":\"1\",\"display\":\"dolor\"}}",
           "en", "CONDITION  \"dolor\" - active [urn:x:y 1]  (clinic/0)\n");
}

/* A code that only a newer phrase book knows keeps its label and words. */
static void labels_and_words_stay_beside_ours(void **state)
{
    (void)state;
    expect("{\"kind\":\"vaccination\",\"vaccine\":{\"system\":\"cvx\","
           "\"code\":\"11\",\"display\":\"tos ferina\",\"text\":\"shot\"},"
           "\"date\":\"2020-01-02\"}",
           "en",
           "VACCINATION  \"shot\" pertussis \"tos ferina\" - done "
           "[cvx 11]  (clinic/0)\n"
           "    date                2020-01-02\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_the_english_behind_each_word),
        cmocka_unit_test(english_is_as_it_was),
        cmocka_unit_test(numbers_can_not_be_misread),
        cmocka_unit_test(units_are_written_out_everywhere),
        cmocka_unit_test(every_enumeration_is_read_in_every_language),
        cmocka_unit_test(what_is_over_strikes_the_eye),
        cmocka_unit_test(lines_run_from_right_to_left),
        cmocka_unit_test(foreign_letters_turn_nothing_around),
        cmocka_unit_test(medicines_keep_their_latin_name),
        cmocka_unit_test(a_code_without_words_is_shown_as_it_is),
        cmocka_unit_test(labels_and_words_stay_beside_ours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
