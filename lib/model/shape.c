/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shapes of codes and words, docs/spec/format.md sections 6 and 6.4: patterns,
 * and the check digits of LOINC and SNOMED CT. What its system or list can't
 * have is refused; whether it means anything there is not known here.
 */
#include "systems_i.h"

/* ---- patterns ---- */

/* Kinds of characters, one bit each, and sets of them. */
enum {
    ZERO = 1,
    N = 2, /* 1 to 9 */
    I_OR_O = 4,
    B = 8,       /* capital, but I and O */
    OF_ATC = 16, /* capital that begins a code of ATC */
    SMALL = 32,
    LINE = 64,
    POINT = 128,
    D = ZERO | N, /* digit */
    A = B | I_OR_O,
    X = A | D,
    Y = B | D
};

static const struct {
    char first;
    char last;
    uint8_t kind;
} kinds[] = {{'0', '0', ZERO},   {'1', '9', N},      {'A', 'H', B},
             {'I', 'I', I_OR_O}, {'J', 'N', B},      {'O', 'O', I_OR_O},
             {'P', 'Z', B},      {'.', '.', POINT},  {'a', 'z', SMALL},
             {'_', '_', LINE},   {'A', 'D', OF_ATC}, {'G', 'H', OF_ATC},
             {'J', 'J', OF_ATC}, {'L', 'N', OF_ATC}, {'P', 'P', OF_ATC},
             {'R', 'S', OF_ATC}, {'V', 'V', OF_ATC}};

static uint32_t kind_of(uint8_t c)
{
    uint32_t kind = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (c >= kinds[i].first && c <= kinds[i].last) {
            kind |= kinds[i].kind;
        }
    }
    return kind;
}

/* What has a shape besides the systems. */
enum {
    COUNTRY = CN_NUM_SYSTEMS,
    CURRENCY,
    LANGUAGE, /* two or three letters, then */
    SUBTAG,   /* these (RFC 5646 section 2.1) */
    ICD10_PACKED
};

#define LEN(n) (UINT64_C(1) << ((n)-1))
#define LEN_TO(least, most) (2 * LEN(most) - LEN(least))

/* A set for each character, the last one also for all that follow; bit n - 1 of
   lengths: it may be n long. */
static const struct {
    uint8_t of;
    uint8_t pattern[7];
    uint64_t lengths;
} shapes[] = {
    {CN_SYSTEM_ICD10, {A, D, X, POINT, X}, LEN(3) | LEN_TO(5, 8)},
    {CN_SYSTEM_ICD10CM, {A, D, X, POINT, X}, LEN(3) | LEN_TO(5, 8)},
    {CN_SYSTEM_ICD11, {Y, B, D, Y}, LEN_TO(4, 7)},
    {CN_SYSTEM_ICD11, {Y, B, D, Y, POINT, Y}, LEN_TO(6, 8)},
    {CN_SYSTEM_SNOMED, {N, D}, LEN_TO(6, 18)},
    {CN_SYSTEM_ATC, {OF_ATC, D, D, A, A, D}, LEN(1) | LEN_TO(3, 5) | LEN(7)},
    {CN_SYSTEM_CVX, {D}, LEN(2)},
    {CN_SYSTEM_CVX, {N, D}, LEN_TO(3, 4)},
    {CN_SYSTEM_LOINC, {N, D}, LEN_TO(1, 7)}, /* before the hyphen */
    {CN_SYSTEM_CARNET, {SMALL, SMALL | D | LINE}, LEN_TO(1, 64)},
    {COUNTRY, {A}, LEN(2)},
    {CURRENCY, {A}, LEN(3)},
    {LANGUAGE, {SMALL}, LEN_TO(2, 3)},
    {SUBTAG, {X | SMALL}, LEN_TO(1, 8)},
    {ICD10_PACKED, {A, D, D, POINT, D}, LEN(3) | LEN_TO(5, 6)},
};

static bool matches(cn_span s, const uint8_t *pattern)
{
    for (size_t i = 0; i < s.len; i++) {
        if ((kind_of(s.data[i]) & *pattern) == 0) {
            return false;
        }
        pattern += pattern[1] != 0;
    }
    return true;
}

/* Nothing, less one, is longer than any. */
CN_WRAPS
static bool fits(uint32_t of, cn_span s)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        if (shapes[i].of == of && s.len - 1 < 64 &&
            (shapes[i].lengths >> (s.len - 1) & 1) != 0 &&
            matches(s, shapes[i].pattern)) {
            return true;
        }
    }
    return false;
}

/* Pieces joined by either of two characters. */
static bool are_pieces(uint32_t first, uint32_t others, cn_span s,
                       const char *joins)
{
    size_t begin = 0;
    for (size_t i = 0; i <= s.len; i++) {
        if (i < s.len && s.data[i] != joins[0] && s.data[i] != joins[1]) {
            continue;
        }
        if (!fits(first, cn_span_of(s.data + begin, i - begin))) {
            return false;
        }
        first = others;
        begin = i + 1;
    }
    return true;
}

/* ---- check digits ---- */

/* Digit i from the last. */
static uint32_t digit_from_last(cn_span digits, size_t i)
{
    return digits.data[digits.len - 1 - i] - (uint32_t)'0';
}

char cn_model_luhn(cn_span digits)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < digits.len; i++) {
        uint32_t d = digit_from_last(digits, i) << (i % 2 == 0);
        sum += d > 9 ? d - 9 : d;
    }
    return (char)('0' + (10 - sum % 10) % 10);
}

/* The dihedral group of order 10, and a permutation for each place. */
static const uint8_t product[10][10] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
    {2, 3, 4, 0, 1, 7, 8, 9, 5, 6}, {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
    {4, 0, 1, 2, 3, 9, 5, 6, 7, 8}, {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
    {6, 5, 9, 8, 7, 1, 0, 4, 3, 2}, {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
    {8, 7, 6, 5, 9, 3, 2, 1, 0, 4}, {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}};
static const uint8_t permuted[8][10] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 5, 7, 6, 2, 8, 3, 0, 9, 4},
    {5, 8, 0, 3, 7, 9, 6, 1, 4, 2}, {8, 9, 1, 6, 0, 4, 3, 5, 2, 7},
    {9, 4, 5, 3, 1, 2, 6, 8, 7, 0}, {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
    {2, 7, 9, 3, 8, 0, 6, 4, 1, 5}, {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}};

/* Verhoeff sum of digits, whose last one has place first_place; a whole number
   with its check digit sums to 0. */
static uint32_t verhoeff_sum(cn_span digits, size_t first_place)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < digits.len; i++) {
        uint32_t d = digit_from_last(digits, i);
        sum = product[sum][permuted[(i + first_place) % 8][d]];
    }
    return sum;
}

char cn_model_verhoeff(cn_span digits)
{
    /* What brings the sum to 0: reflections are their own inverse. */
    return "0432156789"[verhoeff_sum(digits, 1)];
}

/* ---- codes and words ---- */

static bool is_loinc(cn_span s)
{
    cn_span number = cn_span_of(s.data, s.len < 2 ? 0 : s.len - 2);
    return fits(CN_SYSTEM_LOINC, number) && s.data[number.len] == '-' &&
           s.data[number.len + 1] == cn_model_luhn(number);
}

/* Concepts have partition 00, or 10 where an extension defines them. */
static bool is_snomed(cn_span s)
{
    return fits(CN_SYSTEM_SNOMED, s) && s.data[s.len - 2] == '0' &&
           s.data[s.len - 3] <= '1' && verhoeff_sum(s, 0) == 0;
}

static bool is_code(uint32_t system, cn_span s)
{
    switch (system) {
    case CN_SYSTEM_ICD11: /* codes may be joined into a cluster */
        return are_pieces(system, system, s, "&/");
    case CN_SYSTEM_LOINC:
        return is_loinc(s);
    case CN_SYSTEM_SNOMED:
        return is_snomed(s);
    default:
        return system < CN_NUM_SYSTEMS && fits(system, s);
    }
}

carnet_status cn_model_code_check(uint32_t system, cn_span code)
{
    return is_code(system, code) ? CARNET_OK : CARNET_RECORD_CODE;
}

carnet_status cn_model_word_check(int32_t list, cn_span word)
{
    bool good = true;
    if (list == CN_LIST_COUNTRIES) {
        good = fits(COUNTRY, word);
    } else if (list == CN_LIST_CURRENCIES) {
        good = fits(CURRENCY, word);
    } else if (list == CN_LIST_LANGUAGES) {
        good = are_pieces(LANGUAGE, SUBTAG, word, "--");
    }
    return good ? CARNET_OK : CARNET_RECORD_CODE;
}

bool cn_model_packs(uint32_t system, cn_span code)
{
    switch (system) {
    case CN_SYSTEM_ICD10:
        return fits(ICD10_PACKED, code);
    case CN_SYSTEM_SNOMED:
        /* Partition 00, and a number before it of 32 bits. */
        return code.data[code.len - 3] == '0' &&
               (code.len < 13 ||
                (code.len == 13 && memcmp(code.data, "4294967295", 10) <= 0));
    default:
        return system == CN_SYSTEM_ATC || system == CN_SYSTEM_LOINC ||
               system == CN_SYSTEM_CVX;
    }
}
