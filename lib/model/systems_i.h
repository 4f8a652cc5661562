/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers of the packing rules, docs/spec/format.md section 6.4, which reading
 * (unpack.c) and writing (pack.c) share, and the check digits of codes.
 */
#ifndef CN_MODEL_SYSTEMS_I_H
#define CN_MODEL_SYSTEMS_I_H

#include "model_i.h"

enum {
    CN_ICD10_ONE = 28600, /* packed codes with two digits begin here */
    CN_ATC_DIGITS = 101,  /* 0 absent, 1 to 100 for 00 to 99 */
    CN_ATC_LETTERS = 27   /* 0 absent, 1 to 26 for A to Z */
};

/* First letters, from 0. */
#define CN_ICD10_FIRST "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define CN_ICD10_NUM_FIRST (sizeof CN_ICD10_FIRST - 1)
#define CN_ATC_FIRST "ABCDGHJLMNPRSV"
#define CN_ATC_NUM_FIRST (sizeof CN_ATC_FIRST - 1)

/* Check digit of a number of digits: mod 10 (Luhn), and Verhoeff's. */
char cn_model_luhn(cn_span digits);
char cn_model_verhoeff(cn_span digits);

#endif
