/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shapes of codes and words against docs/spec/format.md section 6.4, written
 * here as regular expressions, with check digits by their definitions: codes
 * of every length with each byte changed, put in and left out, one at a time.
 */
#include "../support/support.h"

#include "../../lib/model/model_i.h"

#include <regex.h>

/* ---- what is right ---- */

#define Y "[0-9A-HJ-NP-Z]"
#define ICD11 Y "[A-HJ-NP-Z][0-9]" Y "(" Y "{0,3}|\\." Y "{1,3})"
#define ICD10 "[A-Z][0-9][0-9A-Z](\\.[0-9A-Z]{1,4})?"

/* From the last digit on each second one is doubled, and digits are added. */
static bool is_luhn(const char *s)
{
    int sum = 0;
    size_t num = strlen(s) - 2;
    for (size_t i = 0; i < num; i++) {
        int d = s[num - 1 - i] - '0';
        d = i % 2 == 0 ? 2 * d : d;
        sum += d / 10 + d % 10;
    }
    return (sum + s[num + 1] - '0') % 10 == 0;
}

/* The dihedral group of order 10, reckoned: below 5 turns, else reflections. */
static int dihedral(int a, int b)
{
    int turn = a < 5 ? a % 5 + b % 5 : a % 5 + 5 - b % 5;
    return turn % 5 + ((a < 5) == (b < 5) ? 0 : 5);
}

static bool is_verhoeff(const char *s)
{
    static const char once[] = "1576283094";
    int sum = 0;
    size_t num = strlen(s);
    for (size_t i = 0; i < num; i++) {
        int d = s[num - 1 - i] - '0';
        for (size_t k = 0; k < i % 8; k++) {
            d = once[d] - '0';
        }
        sum = dihedral(sum, d);
    }
    return sum == 0;
}

/* Words are asked for by their list; of systems that is none. */
typedef struct {
    int32_t list;
    uint32_t system;
    const char *shape;
    bool (*sums_up)(const char *); /* of codes with a check digit */
    const char *seeds[7];          /* ?: the check digit */
} row;

#define LETTERS_63                                                             \
    "b1_c23_defghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz_45678"

static const row rows[] = {
    {0, CN_SYSTEM_ICD10, ICD10, NULL, {"I10", "U07.1", "E11.9999", "A0Z.ZZ"}},
    {0, CN_SYSTEM_ICD10CM, ICD10, NULL, {"I10", "M1A.0710"}},
    {0,
     CN_SYSTEM_ICD11,
     ICD11 "([&/]" ICD11 ")*",
     NULL,
     {"BA00", "XN8P1", "5A11ABC", "BA00.Z", "BA00.ZZZ", "2C25.5&XH74S1/XK9J"}},
    {0,
     CN_SYSTEM_ATC,
     "[ABCDGHJLMNPRSV]([0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?)?",
     NULL,
     {"V", "J07", "C09A", "J07BX", "J07BX03"}},
    {0,
     CN_SYSTEM_CVX,
     "[0-9]{2}|[1-9][0-9]{2,3}",
     NULL,
     {"01", "99", "998", "1234"}},
    {0,
     CN_SYSTEM_CARNET,
     "[a-z][a-z0-9_]{0,63}",
     NULL,
     {"z", "no_mri_2", "a" LETTERS_63}},
    {0,
     CN_SYSTEM_LOINC,
     "[1-9][0-9]{0,6}-[0-9]",
     is_luhn,
     {"1-?", "8867-4", "85354-9", "100001-7", "1234567-?", "9999999-?"}},
    {0,
     CN_SYSTEM_SNOMED,
     "[1-9][0-9]{2,14}[01]0[0-9]",
     is_verhoeff,
     {"12310?", "39579001", "138875005", "260385009", "98765432109876500?"}},
    {CN_LIST_COUNTRIES, 0, "[A-Z]{2}", NULL, {"AZ", "XK"}},
    {CN_LIST_CURRENCIES, 0, "[A-Z]{3}", NULL, {"XXA", "IOZ"}},
    {CN_LIST_LANGUAGES,
     0,
     "[a-z]{2,3}(-[0-9A-Za-z]{1,8})*",
     NULL,
     {"en", "tlh", "en-GB", "qaa-Latn-x-a", "az-abcdefgh-09AZaz"}},
};

static bool is_right(const row *r, const regex_t *shape, const char *s)
{
    return regexec(shape, s, 0, NULL, 0) == 0 &&
           (r->sums_up == NULL || r->sums_up(s));
}

/* Writes a seed, with its check digit. */
static void complete(char *out, size_t size, const row *r, const regex_t *shape,
                     const char *seed)
{
    snprintf(out, size, "%s", seed);
    char *last = out + strlen(out) - 1;
    if (*last == '?') {
        *last = '0';
        while (*last < '9' && !is_right(r, shape, out)) {
            ++*last;
        }
    }
    if (!is_right(r, shape, out)) {
        fail_msg("%s: %s", r->shape, out);
    }
}

/* ---- what the library says ---- */

typedef struct {
    const row *row;
    regex_t shape;
    size_t num[2]; /* refused, taken */
} asked;

static asked begin(const row *r)
{
    asked a = {.row = r};
    char whole[512];
    int len = snprintf(whole, sizeof whole, "^(%s)$", r->shape);
    assert_in_range(len, 1, sizeof whole - 1);
    assert_int_equal(regcomp(&a.shape, whole, REG_EXTENDED | REG_NOSUB), 0);
    return a;
}

static void ask(asked *a, const char *s)
{
    carnet_status status =
        a->row->list != 0 ? cn_model_word_check(a->row->list, cn_span_str(s))
                          : cn_model_code_check(a->row->system, cn_span_str(s));
    bool right = is_right(a->row, &a->shape, s);
    if (status != (right ? CARNET_OK : CARNET_RECORD_CODE)) {
        fail_msg("%s: %s", a->row->shape, s);
    }
    a->num[right]++;
}

/* Each byte but 0 in place of the one at `at`, before it, and none. */
static void change_at(asked *a, const char *seed, size_t at)
{
    char changed[80];
    size_t len = strlen(seed);
    assert_true(len + 2 <= sizeof changed);
    for (int c = 1; c < 256; c++) {
        memcpy(changed, seed, len + 1);
        if (at < len) {
            changed[at] = (char)c;
            ask(a, changed);
        }
        memcpy(changed + at + 1, seed + at, len - at + 1);
        changed[at] = (char)c;
        ask(a, changed);
    }
    if (at < len) {
        memcpy(changed, seed, at);
        memcpy(changed + at, seed + at + 1, len - at);
        ask(a, changed);
    }
}

static void codes_and_words_have_the_shape_of_the_specification(void **state)
{
    (void)state;
    size_t num = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        asked a = begin(&rows[i]);
        ask(&a, "");
        for (size_t k = 0; rows[i].seeds[k] != NULL; k++) {
            char seed[80];
            complete(seed, sizeof seed, a.row, &a.shape, rows[i].seeds[k]);
            for (size_t at = 0; at <= strlen(seed); at++) {
                change_at(&a, seed, at);
            }
        }
        regfree(&a.shape);
        assert_true(a.num[0] > 100 && a.num[1] > 10);
        num += a.num[0] + a.num[1];
    }
    fprintf(stderr, "changed codes and words: %zu inputs\n", num);
}

/* A number of so many digits, one of them another, before its check digit,
   which is each of ten. */
static void each_check_digit(asked *a, const char *ones, const char *end)
{
    char s[80];
    for (size_t at = 0; ones[at] != '\0'; at++) {
        for (char digit = '0'; digit <= '9'; digit++) {
            int len = snprintf(s, sizeof s, "%s%s", ones, end);
            assert_in_range(len, 2, sizeof s - 1);
            s[at] = digit;
            for (s[len - 1] = '0'; s[len - 1] <= '9'; s[len - 1]++) {
                ask(a, s);
            }
        }
    }
}

static void each_digit_in_each_place_has_its_weight(void **state)
{
    (void)state;
    static const char ones[] = "111111111111111";
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].sums_up == NULL) {
            continue;
        }
        asked a = begin(&rows[i]);
        bool loinc = rows[i].system == CN_SYSTEM_LOINC;
        for (size_t len = loinc ? 1 : 3; len <= (loinc ? 7 : 15); len++) {
            each_check_digit(&a, ones + 15 - len, loinc ? "-0" : "000");
        }
        regfree(&a.shape);
        assert_true(a.num[0] > 8 * a.num[1] && a.num[1] > 200);
    }
}

/* ---- what no change of a seed comes to ---- */

static void refuses_the_check_digit_of_no_digits(void **state)
{
    (void)state;
    assert_status(cn_model_code_check(CN_SYSTEM_LOINC, CN_SPAN_LIT("-0")),
                  CARNET_RECORD_CODE);
    for (size_t len = 0; len <= 3; len++) { /* and reads no further */
        assert_status(
            cn_model_code_check(CN_SYSTEM_LOINC,
                                cn_span_of((const uint8_t *)"1-8", len)),
            len == 3 ? CARNET_OK : CARNET_RECORD_CODE);
    }
}

static void no_code_is_of_a_system_that_is_none(void **state)
{
    (void)state;
    static const uint32_t none[] = {CN_NUM_SYSTEMS,     CN_NUM_SYSTEMS + 1,
                                    CN_NUM_SYSTEMS + 2, CN_NUM_SYSTEMS + 3,
                                    CN_NUM_SYSTEMS + 4, UINT32_MAX};
    static const char *const codes[] = {"A", "AZ", "XXA", "en", "I10"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        for (size_t k = 0; k < sizeof codes / sizeof *codes; k++) {
            assert_status(cn_model_code_check(none[i], cn_span_str(codes[k])),
                          CARNET_RECORD_CODE);
        }
    }
}

static void only_so_many_digits_are_packed(void **state)
{
    (void)state;
    assert_true(cn_model_packs(CN_SYSTEM_ICD10, CN_SPAN_LIT("A00.12")));
    assert_false(cn_model_packs(CN_SYSTEM_ICD10, CN_SPAN_LIT("A00.123")));
    assert_true(cn_model_packs(CN_SYSTEM_SNOMED, CN_SPAN_LIT("4294967295001")));
    assert_false(
        cn_model_packs(CN_SYSTEM_SNOMED, CN_SPAN_LIT("4294967296001")));
}

static void a_list_without_a_shape_has_any_word(void **state)
{
    (void)state;
    assert_status(cn_model_word_check(CN_LIST_PRODUCTS, CN_SPAN_LIT("any")),
                  CARNET_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_and_words_have_the_shape_of_the_specification),
        cmocka_unit_test(each_digit_in_each_place_has_its_weight),
        cmocka_unit_test(refuses_the_check_digit_of_no_digits),
        cmocka_unit_test(no_code_is_of_a_system_that_is_none),
        cmocka_unit_test(only_so_many_digits_are_packed),
        cmocka_unit_test(a_list_without_a_shape_has_any_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
