/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Code systems and lists: finding a code's number and a number's code, the
 * packing rules of docs/spec/format.md section 6.4, and the shapes that codes
 * have. A code that its system can't have is refused; whether the system has
 * given it a meaning is not known here.
 */
#include "model_i.h"

enum {
    ICD10_ONE = 28600, /* packed codes with two digits begin here */
    ICD10_ALL = ICD10_ONE + 260000,
    ATC_DIGITS = 101,   /* 0 absent, 1 to 100 for 00 to 99 */
    ATC_LETTERS = 27,   /* 0 absent, 1 to 26 for A to Z */
    LOINC_DIGITS = 7,   /* before the check digit */
    SNOMED_LEAST = 100, /* an identifier has six digits or more */
    SNOMED_DIGITS = 18,
    CVX_MOST = 9999,
    CARNET_LEN = 64
};

static const char atc_letters[] = "ABCDGHJLMNPRSV";

/* ---- systems and lists ---- */

const cn_model_system *cn_model_system_get(uint32_t i)
{
    return i < cn_model_num_systems ? &cn_model_systems[i] : NULL;
}

int32_t cn_model_system_named(cn_span s)
{
    for (size_t i = 0; i < cn_model_num_systems; i++) {
        const cn_model_system *m = &cn_model_systems[i];
        if (cn_span_equal(s, cn_span_of(m->name, strlen(m->name))) ||
            cn_span_equal(s, cn_span_of(m->uri, strlen(m->uri)))) {
            return (int32_t)i;
        }
    }
    return -1;
}

static const cn_model_codes *codes_of(int32_t list)
{
    bool known = list > 0 && (size_t)list < cn_model_num_code_lists;
    return known ? &cn_model_code_lists[list] : &cn_model_code_lists[0];
}

const cn_model_listed *cn_model_list_get(int32_t list, uint64_t i)
{
    const cn_model_codes *l = codes_of(list);
    return i < l->num ? &l->codes[i] : NULL;
}

int32_t cn_model_list_find(int32_t list, uint32_t system, cn_span code)
{
    const cn_model_codes *l = codes_of(list);
    size_t low = 0;
    size_t high = l->num;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const cn_model_listed *c = &l->codes[l->order[mid]];
        int order =
            c->system != system
                ? (c->system < system ? -1 : 1)
                : cn_span_compare(cn_span_of(c->code, strlen(c->code)), code);
        if (order == 0) {
            return l->order[mid];
        }
        if (order < 0) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return -1;
}

static int32_t find_word(const cn_model_words *w, cn_span word)
{
    size_t low = 0;
    size_t high = w->num;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const char *at = w->words[w->order[mid]];
        int order = cn_span_compare(cn_span_of(at, strlen(at)), word);
        if (order == 0) {
            return w->order[mid];
        }
        if (order < 0) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return -1;
}

static const cn_model_words *words_of(int32_t list)
{
    bool known = list > 0 && (size_t)list < cn_model_num_word_lists;
    return known ? &cn_model_word_lists[list] : &cn_model_word_lists[0];
}

const char *cn_model_word_get(int32_t list, uint64_t i)
{
    const cn_model_words *w = words_of(list);
    return i < w->num ? w->words[i] : NULL;
}

int32_t cn_model_word_find(int32_t list, cn_span word)
{
    return find_word(words_of(list), word);
}

const char *cn_model_unit_get(uint64_t i)
{
    return i < cn_model_units.num ? cn_model_units.words[i] : NULL;
}

int32_t cn_model_unit_find(cn_span ucum)
{
    return find_word(&cn_model_units, ucum);
}

/* ---- shapes ---- */

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_upper(uint8_t c)
{
    return c >= 'A' && c <= 'Z';
}

/* Whether c is in the class of a pattern's character: 0 digit, A letter,
   X either; Y and B the same as X and A without I and O; else c itself. */
static bool in_class(uint8_t c, char class)
{
    bool clear = c != 'I' && c != 'O';
    switch (class) {
    case '0':
        return is_digit(c);
    case 'A':
        return is_upper(c);
    case 'X':
        return is_digit(c) || is_upper(c);
    case 'B':
        return is_upper(c) && clear;
    case 'Y':
        return is_digit(c) || (is_upper(c) && clear);
    default:
        return c == (uint8_t) class;
    }
}

/* Whether s is a beginning of what the pattern describes, of a length whose
   bit is set in lengths. */
static bool shaped(cn_span s, const char *pattern, uint32_t lengths)
{
    if (s.len > strlen(pattern) || (lengths >> s.len & 1) == 0) {
        return false;
    }
    for (size_t i = 0; i < s.len; i++) {
        if (!in_class(s.data[i], pattern[i])) {
            return false;
        }
    }
    return true;
}

#define LEN(n) (1u << (n))

static bool is_icd10(cn_span s)
{
    return shaped(s, "A0X.XXXX", LEN(3) | LEN(5) | LEN(6) | LEN(7) | LEN(8));
}

static bool is_atc(cn_span s)
{
    return shaped(s, "A00AA00", LEN(1) | LEN(3) | LEN(4) | LEN(5) | LEN(7)) &&
           strchr(atc_letters, s.data[0]) != NULL;
}

/* One stem or extension code: four to seven characters, and after a point one
   to three more. */
static bool is_icd11_piece(cn_span s)
{
    const uint8_t *point = s.len != 0 ? memchr(s.data, '.', s.len) : NULL;
    if (point == NULL) {
        return shaped(s, "YB0YYYY", LEN(4) | LEN(5) | LEN(6) | LEN(7));
    }
    return shaped(s, "YB0Y.YYY", LEN(6) | LEN(7) | LEN(8));
}

/* Codes may be joined into a cluster by & and /. */
static bool is_icd11(cn_span s)
{
    size_t begin = 0;
    for (size_t i = 0; i <= s.len; i++) {
        if (i < s.len && s.data[i] != '&' && s.data[i] != '/') {
            continue;
        }
        if (!is_icd11_piece(cn_span_of(s.data + begin, i - begin))) {
            return false;
        }
        begin = i + 1;
    }
    return true;
}

static bool all_digits(cn_span s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (!is_digit(s.data[i])) {
            return false;
        }
    }
    return s.len != 0;
}

/* Mod 10 (Luhn) check digit of a number in digits. */
static uint8_t luhn(cn_span digits)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < digits.len; i++) {
        uint32_t d = digits.data[digits.len - 1 - i] - (uint32_t)'0';
        d = i % 2 == 0 ? d * 2 : d;
        sum += d / 10 + d % 10;
    }
    return (uint8_t)('0' + (10 - sum % 10) % 10);
}

static bool is_loinc(cn_span s)
{
    if (s.len < 3 || s.len > LOINC_DIGITS + 2 || s.data[0] == '0') {
        return false;
    }
    cn_span number = cn_span_of(s.data, s.len - 2);
    return all_digits(number) && s.data[s.len - 2] == '-' &&
           s.data[s.len - 1] == luhn(number);
}

/* Product in the dihedral group of order 10, in which Verhoeff computes. */
static uint32_t dihedral(uint32_t a, uint32_t b)
{
    uint32_t turn = a < 5 ? a + b : a + 10 - b;
    return turn % 5 + ((a < 5) == (b < 5) ? 0 : 5);
}

/* Verhoeff sum of digits, whose last one has place first_place; a whole number
   with its check digit sums to 0. */
static uint32_t verhoeff(cn_span digits, size_t first_place)
{
    static const uint8_t step[10] = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
    uint32_t sum = 0;
    for (size_t i = 0; i < digits.len; i++) {
        uint32_t d = digits.data[digits.len - 1 - i] - (uint32_t)'0';
        for (size_t n = (i + first_place) % 8; n > 0; n--) {
            d = step[d];
        }
        sum = dihedral(sum, d);
    }
    return sum;
}

/* Concepts have partition 00, or 10 where an extension defines them. */
static bool is_snomed(cn_span s)
{
    return s.len >= 6 && s.len <= SNOMED_DIGITS && all_digits(s) &&
           s.data[0] != '0' && s.data[s.len - 2] == '0' &&
           s.data[s.len - 3] <= '1' && verhoeff(s, 0) == 0;
}

static bool is_cvx(cn_span s)
{
    return s.len >= 2 && s.len <= 4 && all_digits(s) &&
           (s.len == 2 || s.data[0] != '0');
}

static bool is_carnet(cn_span s)
{
    for (size_t i = 0; i < s.len; i++) {
        uint8_t c = s.data[i];
        if (!(c >= 'a' && c <= 'z') && (i == 0 || (!is_digit(c) && c != '_'))) {
            return false;
        }
    }
    return s.len != 0 && s.len <= CARNET_LEN;
}

carnet_status cn_model_code_check(uint32_t system, cn_span code)
{
    static bool (*const is_code[])(cn_span) = {
        [CN_SYSTEM_ICD10] = is_icd10,   [CN_SYSTEM_ICD11] = is_icd11,
        [CN_SYSTEM_SNOMED] = is_snomed, [CN_SYSTEM_ATC] = is_atc,
        [CN_SYSTEM_CVX] = is_cvx,       [CN_SYSTEM_LOINC] = is_loinc,
        [CN_SYSTEM_ICD10CM] = is_icd10, [CN_SYSTEM_CARNET] = is_carnet};
    bool good =
        system < sizeof is_code / sizeof *is_code && is_code[system](code);
    return good ? CARNET_OK : CARNET_RECORD_CODE;
}

/* ---- packing ---- */

static uint32_t digits_value(cn_span s, size_t begin, size_t num)
{
    uint32_t v = 0;
    for (size_t i = begin; i < begin + num; i++) {
        v = v * 10 + (s.data[i] - (uint32_t)'0');
    }
    return v;
}

static bool pack_icd10(cn_span s, uint32_t *out)
{
    if (!shaped(s, "A00.00", LEN(3) | LEN(5) | LEN(6))) {
        return false;
    }
    uint32_t b = 100 * (s.data[0] - (uint32_t)'A') + digits_value(s, 1, 2);
    if (s.len == 6) {
        *out = ICD10_ONE + 100 * b + digits_value(s, 4, 2);
    } else {
        *out = 11 * b + (s.len == 5 ? 1 + digits_value(s, 4, 1) : 0);
    }
    return true;
}

static bool pack_atc(cn_span s, uint32_t *out)
{
    if (!is_atc(s)) {
        return false;
    }
    uint32_t n = (uint32_t)(strchr(atc_letters, s.data[0]) - atc_letters);
    n = n * ATC_DIGITS + (s.len > 1 ? 1 + digits_value(s, 1, 2) : 0);
    n = n * ATC_LETTERS + (s.len > 3 ? s.data[3] - (uint32_t)'A' + 1 : 0);
    n = n * ATC_LETTERS + (s.len > 4 ? s.data[4] - (uint32_t)'A' + 1 : 0);
    *out = n * ATC_DIGITS + (s.len > 5 ? 1 + digits_value(s, 5, 2) : 0);
    return true;
}

static bool pack_loinc(cn_span s, uint32_t *out)
{
    if (!is_loinc(s)) {
        return false;
    }
    *out = digits_value(s, 0, s.len - 2);
    return true;
}

static bool pack_snomed(cn_span s, uint32_t *out)
{
    uint64_t n = 0;
    if (!is_snomed(s) || s.data[s.len - 3] != '0' ||
        !cn_text_get_u64(cn_span_of(s.data, s.len - 3), &n) || n > UINT32_MAX) {
        return false;
    }
    *out = (uint32_t)n;
    return true;
}

static bool pack_cvx(cn_span s, uint32_t *out)
{
    if (!is_cvx(s)) {
        return false;
    }
    *out = digits_value(s, 0, s.len);
    return true;
}

bool cn_model_pack(uint32_t system, cn_span code, uint32_t *out)
{
    switch (system) {
    case CN_SYSTEM_ICD10:
        return pack_icd10(code, out);
    case CN_SYSTEM_ATC:
        return pack_atc(code, out);
    case CN_SYSTEM_LOINC:
        return pack_loinc(code, out);
    case CN_SYSTEM_SNOMED:
        return pack_snomed(code, out);
    case CN_SYSTEM_CVX:
        return pack_cvx(code, out);
    default:
        return false;
    }
}

static char digit(uint32_t d)
{
    return (char)('0' + d % 10);
}

static size_t unpack_icd10(uint32_t n, char *out)
{
    if (n >= ICD10_ALL) {
        return 0;
    }
    uint32_t b = n < ICD10_ONE ? n / 11 : (n - ICD10_ONE) / 100;
    uint32_t after = n < ICD10_ONE ? n % 11 : (n - ICD10_ONE) % 100;
    out[0] = (char)('A' + b / 100);
    out[1] = digit(b / 10);
    out[2] = digit(b);
    out[3] = '.';
    if (n >= ICD10_ONE) {
        out[4] = digit(after / 10);
        out[5] = digit(after);
        return 6;
    }
    out[4] = digit(after + 9);
    return after == 0 ? 3 : 5;
}

static size_t unpack_atc(uint32_t n, char *out)
{
    uint32_t d5 = n % ATC_DIGITS;
    uint32_t l4 = n / ATC_DIGITS % ATC_LETTERS;
    uint32_t l3 = n / (ATC_DIGITS * ATC_LETTERS) % ATC_LETTERS;
    n /= ATC_DIGITS * ATC_LETTERS * ATC_LETTERS;
    uint32_t d2 = n % ATC_DIGITS;
    if (n / ATC_DIGITS >= sizeof atc_letters - 1) {
        return 0;
    }
    out[0] = atc_letters[n / ATC_DIGITS];
    out[1] = digit((d2 + 99) / 10);
    out[2] = digit(d2 + 9);
    out[3] = (char)('A' + l3 - 1);
    out[4] = (char)('A' + l4 - 1);
    out[5] = digit((d5 + 99) / 10);
    out[6] = digit(d5 + 9);
    size_t len = d2 == 0 ? 1 : l3 == 0 ? 3 : l4 == 0 ? 4 : d5 == 0 ? 5 : 7;
    /* What is absent is absent from there on. */
    bool gap =
        (d2 == 0 && l3 != 0) || (l3 == 0 && l4 != 0) || (l4 == 0 && d5 != 0);
    return gap ? 0 : len;
}

static size_t unpack_loinc(uint32_t n, char *out)
{
    size_t len = cn_text_put_u64(out, n);
    if (n == 0 || len > LOINC_DIGITS) {
        return 0;
    }
    out[len] = '-';
    out[len + 1] = (char)luhn(cn_span_of(out, len));
    return len + 2;
}

static size_t unpack_snomed(uint32_t n, char *out)
{
    if (n < SNOMED_LEAST) {
        return 0;
    }
    size_t len = cn_text_put_u64(out, n);
    out[len++] = '0';
    out[len++] = '0';
    uint32_t sum = verhoeff(cn_span_of(out, len), 1);
    /* The digit that brings the sum to 0: reflections are their own inverse. */
    uint32_t check = sum < 5 ? (5 - sum) % 5 : sum;
    out[len++] = digit(check);
    return len;
}

static size_t unpack_cvx(uint32_t n, char *out)
{
    if (n > CVX_MOST) {
        return 0;
    }
    if (n >= 10) {
        return cn_text_put_u64(out, n);
    }
    out[0] = '0';
    out[1] = digit(n);
    return 2;
}

static size_t unpack(uint32_t system, uint32_t packed, char *out)
{
    switch (system) {
    case CN_SYSTEM_ICD10:
        return unpack_icd10(packed, out);
    case CN_SYSTEM_ATC:
        return unpack_atc(packed, out);
    case CN_SYSTEM_LOINC:
        return unpack_loinc(packed, out);
    case CN_SYSTEM_SNOMED:
        return unpack_snomed(packed, out);
    case CN_SYSTEM_CVX:
        return unpack_cvx(packed, out);
    default:
        return 0;
    }
}

size_t cn_model_unpack(uint32_t system, uint32_t packed, char *out)
{
    size_t len = unpack(system, packed, out);
    out[len] = '\0';
    return len;
}
