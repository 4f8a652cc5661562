/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The preset dictionary: what a reader's window holds before the first byte.
 * What is likelier stands nearer to the end, where it costs fewer bits.
 */
#include "wire.h"

#define WORDS                                                                  \
    "measles rubella mumps varicella tetanus diphtheria pertussis hepatitis "  \
    "poliomyelitis cholera meningococcal typhoid yellow fever COVID-19 "       \
    "penicillin sulfonamide peanut latex rash anaphylaxis "                    \
    "phenytoin carbamazepine valproic acid levothyroxine warfarin "            \
    "isoniazid rifampicin pyrazinamide ethambutol "                            \
    "tenofovir lamivudine dolutegravir efavirenz "                             \
    "salbutamol beclometasone prednisolone furosemide spironolactone "         \
    "amlodipine enalapril lisinopril losartan bisoprolol atenolol "            \
    "hydrochlorothiazide simvastatin atorvastatin acetylsalicylic acid "       \
    "insulin glargine gliclazide glibenclamide metformin "                     \
    "tablet capsule vial injection twice a day in the morning mg/dL mmol/L "

const uint8_t cn_wire_dictionary[] = WORDS;
const size_t cn_wire_dictionary_len = sizeof(WORDS) - 1;
