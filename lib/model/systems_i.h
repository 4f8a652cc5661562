/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers of the packing rules, docs/spec/format.md section 6.4, which reading
 * (systems.c) and writing (pack.c) share.
 */
#ifndef CN_MODEL_SYSTEMS_I_H
#define CN_MODEL_SYSTEMS_I_H

enum {
    CN_ICD10_ONE = 28600, /* packed codes with two digits begin here */
    CN_ICD10_ALL = CN_ICD10_ONE + 260000,
    CN_ATC_DIGITS = 101,   /* 0 absent, 1 to 100 for 00 to 99 */
    CN_ATC_LETTERS = 27,   /* 0 absent, 1 to 26 for A to Z */
    CN_LOINC_DIGITS = 7,   /* before the check digit */
    CN_SNOMED_LEAST = 100, /* an identifier has six digits or more */
    CN_CVX_MOST = 9999
};

extern const char cn_model_atc_letters[15];

#endif
