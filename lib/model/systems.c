/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Code systems and lists: finding a code's number and a number's code, the
 * unpacking rules of docs/spec/format.md section 6.4, and the shapes that codes
 * have. A code that its system can't have is refused; whether the system has
 * given it a meaning is not known here.
 */
#include "model_i.h"
#include "systems_i.h"

const char cn_model_atc_letters[] = "ABCDGHJLMNPRSV";

/* ---- systems and lists ---- */

const cn_model_system *cn_model_system_get(uint32_t i)
{
    return i < CN_NUM_SYSTEMS ? &cn_model_systems[i] : NULL;
}

int32_t cn_model_system_named(cn_span s)
{
    for (int32_t i = 0; i < CN_NUM_SYSTEMS; i++) {
        if (cn_span_equal(s, cn_span_str(cn_model_systems[i].name)) ||
            cn_span_equal(s, cn_span_str(cn_model_systems[i].uri))) {
            return i;
        }
    }
    return -1;
}

static const cn_model_list *list_of(int32_t list)
{
    bool known = list >= 0 && list < CN_NUM_LISTS;
    return &cn_model_lists[known ? list : CN_LIST_NONE];
}

/* An element begins with the pointer to its text. */
static const void *element(int32_t list, uint64_t i)
{
    const cn_model_list *l = list_of(list);
    return i < l->num ? (const uint8_t *)l->elements + i * l->step : NULL;
}

const cn_model_listed *cn_model_list_get(int32_t list, uint64_t i)
{
    return element(list, i);
}

const char *cn_model_word_get(int32_t list, uint64_t i)
{
    const char *const *text = element(list, i);
    return text != NULL ? *text : NULL;
}

int32_t cn_model_word_find(int32_t list, cn_span word)
{
    const cn_model_list *l = list_of(list);
    size_t low = 0;
    size_t high = l->num;
    while (low < high) {
        size_t mid = (low + high) / 2;
        uint16_t i = l->order[mid];
        int order =
            cn_span_compare(cn_span_str(cn_model_word_get(list, i)), word);
        if (order == 0) {
            return i;
        }
        if (order < 0) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return -1;
}

int32_t cn_model_list_find(int32_t list, uint32_t system, cn_span code)
{
    /* No list has the same code of two systems: table.py. */
    int32_t i = cn_model_word_find(list, code);
    bool found =
        i >= 0 && cn_model_list_get(list, (uint64_t)i)->system == system;
    return found ? i : -1;
}

/* ---- shapes ---- */

/* Kinds of characters, one bit each; a pattern has a set of them for every
   character, or the character itself. */
#define IS_0 1
#define IS_1_TO_9 2
#define IS_I_OR_O 4
#define IS_OTHER_LETTER 8

#define N "\2"     /* 1 to 9 */
#define D "\3"     /* digit */
#define L "\14"    /* letter */
#define X "\17"    /* letter or digit */
#define L_IO "\10" /* letter, but I and O */
#define X_IO "\13" /* letter or digit, but I and O */

static int kind_of(uint8_t c)
{
    if (c >= '0' && c <= '9') {
        return c == '0' ? IS_0 : IS_1_TO_9;
    }
    if (c >= 'A' && c <= 'Z') {
        return c == 'I' || c == 'O' ? IS_I_OR_O : IS_OTHER_LETTER;
    }
    return 0;
}

/* Whether s is a beginning of what the pattern describes, of a length whose
   bit is set in lengths; the pattern is not shorter than any of these. */
static bool shaped(cn_span s, const char *pattern, uint32_t lengths)
{
    if (s.len > 31 || (lengths >> s.len & 1) == 0) {
        return false;
    }
    for (size_t i = 0; i < s.len; i++) {
        char due = pattern[i];
        if (due < ' ' ? (kind_of(s.data[i]) & due) == 0
                      : s.data[i] != (uint8_t)due) {
            return false;
        }
    }
    return true;
}

#define LEN(n) (1u << (n))
#define LEN_TO(least, most) (LEN((most) + 1) - LEN(least))

static bool is_icd10(cn_span s)
{
    return shaped(s, L D X "." X X X X, LEN(3) | LEN_TO(5, 8));
}

static bool is_atc(cn_span s)
{
    return shaped(s, L D D L L D D, LEN(1) | LEN_TO(3, 5) | LEN(7)) &&
           strchr(cn_model_atc_letters, s.data[0]) != NULL;
}

/* One stem or extension code: four to seven characters, and after a point one
   to three more. */
static bool is_icd11_piece(cn_span s)
{
    return shaped(s, X_IO L_IO D X_IO X_IO X_IO X_IO, LEN_TO(4, 7)) ||
           shaped(s, X_IO L_IO D X_IO "." X_IO X_IO X_IO, LEN_TO(6, 8));
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

/* Digits, the first of which is not 0. */
static bool is_number(cn_span s, uint32_t lengths)
{
    return shaped(s, N D D D D D D D D D D D D D D D D D, lengths);
}

/* Digit i from the last. */
static uint32_t digit_from_last(cn_span digits, size_t i)
{
    return digits.data[digits.len - 1 - i] - (uint32_t)'0';
}

/* Mod 10 (Luhn) check digit of a number in digits. */
static uint8_t luhn(cn_span digits)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < digits.len; i++) {
        uint32_t d = digit_from_last(digits, i) << (i % 2 == 0);
        sum += d / 10 + d % 10;
    }
    return (uint8_t)('0' + (10 - sum % 10) % 10);
}

static bool is_loinc(cn_span s)
{
    cn_span number = cn_span_of(s.data, s.len < 2 ? 0 : s.len - 2);
    return is_number(number, LEN_TO(1, CN_LOINC_DIGITS)) &&
           s.data[number.len] == '-' && s.data[s.len - 1] == luhn(number);
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
        uint32_t d = digit_from_last(digits, i);
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
    return is_number(s, LEN_TO(6, 18)) && s.data[s.len - 2] == '0' &&
           s.data[s.len - 3] <= '1' && verhoeff(s, 0) == 0;
}

static bool is_cvx(cn_span s)
{
    return shaped(s, D D, LEN(2)) || is_number(s, LEN_TO(3, 4));
}

static bool is_carnet(cn_span s)
{
    for (size_t i = 0; i < s.len; i++) {
        uint8_t c = s.data[i];
        if (!(c >= 'a' && c <= 'z') &&
            (i == 0 || (c != '_' && (kind_of(c) & (IS_0 | IS_1_TO_9)) == 0))) {
            return false;
        }
    }
    return s.len != 0 && s.len <= 64;
}

static bool is_code(uint32_t system, cn_span s)
{
    switch (system) {
    case CN_SYSTEM_ICD10:
    case CN_SYSTEM_ICD10CM:
        return is_icd10(s);
    case CN_SYSTEM_ICD11:
        return is_icd11(s);
    case CN_SYSTEM_SNOMED:
        return is_snomed(s);
    case CN_SYSTEM_ATC:
        return is_atc(s);
    case CN_SYSTEM_CVX:
        return is_cvx(s);
    case CN_SYSTEM_LOINC:
        return is_loinc(s);
    case CN_SYSTEM_CARNET:
        return is_carnet(s);
    default:
        return false;
    }
}

carnet_status cn_model_code_check(uint32_t system, cn_span code)
{
    return is_code(system, code) ? CARNET_OK : CARNET_RECORD_CODE;
}

/* ---- packing ---- */

bool cn_model_packs(uint32_t system, cn_span code)
{
    switch (system) {
    case CN_SYSTEM_ICD10:
        return shaped(code, L D D "." D D, LEN(3) | LEN_TO(5, 6));
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

static void put_two(char *out, uint32_t v)
{
    out[0] = (char)('0' + v / 10);
    out[1] = (char)('0' + v % 10);
}

static size_t unpack_icd10(uint32_t n, char *out)
{
    if (n >= CN_ICD10_ALL) {
        return 0;
    }
    bool one = n < CN_ICD10_ONE;
    n -= one ? 0 : CN_ICD10_ONE;
    uint32_t radix = one ? 11 : 100;
    uint32_t after = n % radix;
    n /= radix;
    out[0] = (char)('A' + n / 100);
    put_two(out + 1, n % 100);
    out[3] = '.';
    if (!one) {
        put_two(out + 4, after);
        return 6;
    }
    out[4] = (char)('0' + after - 1);
    return after == 0 ? 3 : 5;
}

/* Levels two digits, a letter, a letter, two digits; what is absent is absent
   from there on. */
static size_t unpack_atc(uint32_t n, char *out)
{
    static const uint8_t radix[5] = {CN_ATC_DIGITS, CN_ATC_LETTERS,
                                     CN_ATC_LETTERS, CN_ATC_DIGITS,
                                     sizeof cn_model_atc_letters - 1};
    uint32_t level[5];
    for (size_t i = 0; i < 5; i++) {
        level[i] = n % radix[i];
        n /= radix[i];
    }
    if (n != 0) {
        return 0;
    }
    size_t len = 0;
    out[len++] = cn_model_atc_letters[level[4]];
    bool ended = false;
    for (size_t i = 4; i-- > 0;) {
        if (level[i] == 0) {
            ended = true;
        } else if (ended) {
            return 0;
        } else if (radix[i] == CN_ATC_DIGITS) {
            put_two(out + len, level[i] - 1);
            len += 2;
        } else {
            out[len++] = (char)('A' + level[i] - 1);
        }
    }
    return len;
}

static size_t unpack_loinc(uint32_t n, char *out)
{
    size_t len = cn_text_put_u64(out, n);
    if (n == 0 || len > CN_LOINC_DIGITS) {
        return 0;
    }
    out[len] = '-';
    out[len + 1] = (char)luhn(cn_span_of(out, len));
    return len + 2;
}

static size_t unpack_snomed(uint32_t n, char *out)
{
    if (n < CN_SNOMED_LEAST) {
        return 0;
    }
    size_t len = cn_text_put_u64(out, n);
    put_two(out + len, 0);
    len += 2;
    uint32_t sum = verhoeff(cn_span_of(out, len), 1);
    /* The digit that brings the sum to 0: reflections are their own inverse. */
    out[len] = (char)('0' + (sum < 5 ? (5 - sum) % 5 : sum));
    return len + 1;
}

static size_t unpack_cvx(uint32_t n, char *out)
{
    if (n < 100) {
        put_two(out, n);
        return 2;
    }
    return n <= CN_CVX_MOST ? cn_text_put_u64(out, n) : 0;
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
