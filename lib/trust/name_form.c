/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether two neighbours in a name show that it is not in Unicode's form NFC,
 * so that another name, which has one character for both, would look the same.
 * Normalizes nothing, and looks at neighbours alone: a mark that stands behind
 * another, in a wrong order, is not found.
 */
#include "trust_i.h"

static const int32_t aliases[][2] = {
#define ALIAS(first, last) {first, last},
#define PAIR(first, second)
#include "forms.def"
#undef ALIAS
#undef PAIR
};

static const uint16_t pairs[][2] = {
#define ALIAS(first, last)
#define PAIR(first, second) {first, second},
#include "forms.def"
#undef ALIAS
#undef PAIR
};

/* Hangul syllables are composed by rule: Unicode section 3.12. */
enum {
    FIRST_MARK = 0x0300, /* below it nothing is second, or has another form */
    LEADS = 0x1100,
    NUM_LEADS = 19,
    VOWELS = 0x1161,
    NUM_VOWELS = 21,
    TAILS = 0x11a7, /* one before the first */
    NUM_TAILS = 28,
    SYLLABLES = 0xac00,
    NUM_SYLLABLES = NUM_LEADS * NUM_VOWELS * NUM_TAILS
};

static bool is_of(int32_t cp, int32_t first, int32_t num)
{
    return cp >= first && cp - first < num;
}

static bool is_hangul(int32_t before, int32_t cp)
{
    bool ends = is_of(before, SYLLABLES, NUM_SYLLABLES) &&
                (before - SYLLABLES) % NUM_TAILS == 0;
    return (is_of(before, LEADS, NUM_LEADS) && is_of(cp, VOWELS, NUM_VOWELS)) ||
           (ends && is_of(cp, TAILS + 1, NUM_TAILS - 1));
}

static bool is_pair(int32_t before, int32_t cp)
{
    size_t low = 0;
    size_t high = sizeof pairs / sizeof pairs[0];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int32_t first = pairs[middle][0];
        int32_t second = pairs[middle][1];
        if (first < before || (first == before && second < cp)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < sizeof pairs / sizeof pairs[0] && pairs[low][0] == before &&
           pairs[low][1] == cp;
}

bool cn_trust_has_other_form(int32_t before, int32_t cp)
{
    return cp >= FIRST_MARK &&
           (cn_utf8_is_within(aliases, sizeof aliases / sizeof aliases[0],
                              cp) ||
            is_hangul(before, cp) || is_pair(before, cp));
}
