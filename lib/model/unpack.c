/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Codes of packed numbers, by the rules of docs/spec/format.md section 6.4,
 * which is all that a reader needs of them; pack.c has their inverse. What
 * comes out must be a code of its system, and that is what bounds the numbers.
 */
#include "systems_i.h"

static void put_two(char *out, uint32_t v)
{
    out[0] = (char)('0' + v / 10);
    out[1] = (char)('0' + v % 10);
}

static size_t unpack_icd10(uint32_t n, char *out)
{
    bool one = n < CN_ICD10_ONE; /* digit or none behind the point */
    uint32_t radix = one ? 11 : 100;
    n -= one ? 0 : CN_ICD10_ONE;
    uint32_t after = n % radix;
    n /= radix;
    if (n >= 2600) {
        return 0;
    }
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

/* Levels from the last to the first; what is absent is absent from there on. */
static size_t unpack_atc(uint32_t n, char *out)
{
    static const struct {
        uint8_t radix, begin, end;
    } levels[] = {{CN_ATC_DIGITS, 5, 7},
                  {CN_ATC_LETTERS, 4, 5},
                  {CN_ATC_LETTERS, 3, 4},
                  {CN_ATC_DIGITS, 1, 3}};
    size_t len = 7;
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        uint32_t level = n % levels[i].radix;
        n /= levels[i].radix;
        if (level == 0 && len != levels[i].end) {
            return 0;
        }
        if (level == 0) {
            len = levels[i].begin;
        } else if (levels[i].radix == CN_ATC_DIGITS) {
            put_two(out + levels[i].begin, level - 1);
        } else {
            out[levels[i].begin] = (char)('A' + level - 1);
        }
    }
    if (n >= CN_ATC_NUM_FIRST) {
        return 0;
    }
    out[0] = CN_ATC_FIRST[n];
    return len;
}

static size_t unpack_loinc(uint32_t n, char *out)
{
    size_t len = cn_text_put_u64(out, n);
    out[len] = '-';
    out[len + 1] = cn_model_luhn(cn_span_of(out, len));
    return len + 2;
}

static size_t unpack_snomed(uint32_t n, char *out)
{
    size_t len = cn_text_put_u64(out, n);
    put_two(out + len, 0); /* the partition */
    out[len + 2] = cn_model_verhoeff(cn_span_of(out, len + 2));
    return len + 3;
}

static size_t unpack_cvx(uint32_t n, char *out)
{
    put_two(out, n);
    return n < 100 ? 2 : cn_text_put_u64(out, n);
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
    if (cn_model_code_check(system, cn_span_of(out, len)) != CARNET_OK) {
        len = 0;
    }
    out[len] = '\0';
    return len;
}
