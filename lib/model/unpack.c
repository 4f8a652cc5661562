/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Codes of packed numbers, by the rules of docs/spec/format.md section 6.4,
 * which is all that a reader needs of them; pack.c has their inverse. What
 * comes out must be a code of its system, and that is what bounds the numbers.
 */
#include "systems_i.h"

/* Characters at begin to end of a code, of which there are radix; how many last
   ones there are for each character before them. */
typedef struct {
    uint8_t radix, begin, end, last;
    bool may_lack; /* then 0 says so, and all that follows is lacking too */
} place;

enum {
    TWO = 10, /* digits */
    ONE = 26  /* digit or letter */
};

/* Places from the last to the first, each added to what the code is for 0; the
   first character is one of some. */
typedef struct {
    place places[5];
    char zero[8];
    uint8_t len;
    uint8_t num_first;
    const char *first;
} form;

static const form icd10_one = {{{11, 3, 5, ONE, true}, {100, 1, 3, TWO, false}},
                               "A00.0",
                               5,
                               CN_ICD10_NUM_FIRST,
                               CN_ICD10_FIRST};
static const form icd10_two = {
    {{100, 3, 6, TWO, false}, {100, 1, 3, TWO, false}},
    "A00.00",
    6,
    CN_ICD10_NUM_FIRST,
    CN_ICD10_FIRST};
static const form atc = {{{CN_ATC_DIGITS, 5, 7, TWO, true},
                          {CN_ATC_LETTERS, 4, 5, ONE, true},
                          {CN_ATC_LETTERS, 3, 4, ONE, true},
                          {CN_ATC_DIGITS, 1, 3, TWO, true}},
                         "A00AA00",
                         7,
                         CN_ATC_NUM_FIRST,
                         CN_ATC_FIRST};

static size_t unpack_places(const form *f, uint32_t n, char *out)
{
    size_t len = f->len;
    memcpy(out, f->zero, sizeof f->zero);
    for (const place *p = f->places; p->radix != 0; p++) {
        uint32_t v = n % p->radix;
        n /= p->radix;
        if (p->may_lack && v == 0) {
            if (len != p->end) {
                return 0;
            }
            len = p->begin;
            continue;
        }
        v -= p->may_lack;
        char *last = out + p->end - 1;
        last[0] = (char)(last[0] + (char)(v % p->last));
        last[-1] = (char)(last[-1] + (char)(v / p->last));
    }
    if (n >= f->num_first) {
        return 0;
    }
    out[0] = f->first[n];
    return len;
}

/* The digits of n and what follows from them. */
static size_t unpack_number(uint32_t system, uint32_t n, char *out)
{
    size_t len = cn_text_put_u64(out, n);
    cn_span digits = cn_span_of(out, len);
    switch (system) {
    case CN_SYSTEM_LOINC:
        out[len++] = '-';
        out[len++] = cn_model_luhn(digits);
        return len;
    case CN_SYSTEM_SNOMED:
        out[len++] = '0'; /* the partition */
        out[len++] = '0';
        out[len] = cn_model_verhoeff(cn_span_of(out, len));
        return len + 1;
    case CN_SYSTEM_CVX:
        if (len == 1) { /* there are two digits or more */
            out[1] = out[0];
            out[0] = '0';
            len++;
        }
        return len;
    default:
        return 0;
    }
}

static size_t unpack(uint32_t system, uint32_t n, char *out)
{
    if (system == CN_SYSTEM_ATC) {
        return unpack_places(&atc, n, out);
    }
    if (system != CN_SYSTEM_ICD10) {
        return unpack_number(system, n, out);
    }
    return n < CN_ICD10_ONE ? unpack_places(&icd10_one, n, out)
                            : unpack_places(&icd10_two, n - CN_ICD10_ONE, out);
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
