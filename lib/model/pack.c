/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Packing codes into numbers by the rules of docs/spec/format.md section 6.4;
 * who only reads needs just their inverse, in unpack.c. Only codes of their
 * system's shape are packed.
 */
#include "systems_i.h"

static uint32_t digits_value(cn_span s, size_t begin, size_t num)
{
    uint32_t v = 0;
    for (size_t i = begin; i < begin + num; i++) {
        v = v * 10 + (s.data[i] - (uint32_t)'0');
    }
    return v;
}

static uint32_t pack_icd10(cn_span s)
{
    uint32_t b = 100 * (s.data[0] - (uint32_t)'A') + digits_value(s, 1, 2);
    if (s.len == 6) {
        return CN_ICD10_ONE + 100 * b + digits_value(s, 4, 2);
    }
    return 11 * b + (s.len == 5 ? 1 + digits_value(s, 4, 1) : 0);
}

static uint32_t pack_atc(cn_span s)
{
    static const char first[] = CN_ATC_FIRST;
    uint32_t n = (uint32_t)(strchr(first, s.data[0]) - first);
    n = n * CN_ATC_DIGITS + (s.len > 1 ? 1 + digits_value(s, 1, 2) : 0);
    n = n * CN_ATC_LETTERS + (s.len > 3 ? s.data[3] - (uint32_t)'A' + 1 : 0);
    n = n * CN_ATC_LETTERS + (s.len > 4 ? s.data[4] - (uint32_t)'A' + 1 : 0);
    return n * CN_ATC_DIGITS + (s.len > 5 ? 1 + digits_value(s, 5, 2) : 0);
}

bool cn_model_pack(uint32_t system, cn_span code, uint32_t *out)
{
    if (cn_model_code_check(system, code) != CARNET_OK ||
        !cn_model_packs(system, code)) {
        return false;
    }
    switch (system) {
    case CN_SYSTEM_ICD10:
        *out = pack_icd10(code);
        break;
    case CN_SYSTEM_ATC:
        *out = pack_atc(code);
        break;
    case CN_SYSTEM_LOINC: /* behind the digits: "-" and a check digit */
        *out = digits_value(code, 0, code.len - 2);
        break;
    case CN_SYSTEM_SNOMED: /* "00" and a check digit */
        *out = digits_value(code, 0, code.len - 3);
        break;
    default: /* CVX */
        *out = digits_value(code, 0, code.len);
    }
    return true;
}
