/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names of issuers: what may stand on the screen of a desk, so that two names
 * which differ look different. Refuses what is not drawn, but for the joiners
 * where a script needs them (RFC 5892 appendix A.1 and A.2).
 */
#include "trust.h"

/* Both tables rise, and are searched up to where a character would stand: a
   list has 50,000 names, most of few characters above U+007F. */

/* Unicode property Default_Ignorable_Code_Point (DerivedCoreProperties.txt):
   drawn as nothing. The joiners U+200C and U+200D are among them. */
static const int32_t invisible[][2] = {
    {0x00ad, 0x00ad},   {0x034f, 0x034f},   {0x061c, 0x061c},
    {0x115f, 0x1160},   {0x17b4, 0x17b5},   {0x180b, 0x180f},
    {0x200b, 0x200f},   {0x202a, 0x202e},   {0x2060, 0x206f},
    {0x3164, 0x3164},   {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},
    {0xffa0, 0xffa0},   {0xfff0, 0xfff8},   {0x1bca0, 0x1bca3},
    {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff},
};

/* Beside what a joiner may stand. */
enum {
    PLAIN,
    VIRAMA, /* before either joiner */
    BOTH,   /* a letter that joins to both neighbours */
    BEFORE, /* one that joins to the letter before it alone */
    MARK,   /* on a letter: how that joins does not change */
    ZWNJ = 0x200c,
    ZWJ = 0x200d
};

static const struct {
    int32_t first, last;
    uint8_t what;
} joiners[] = {
#define JOINER(first, last, what) {first, last, what},
#include "joiners.def"
#undef JOINER
};

static bool is_invisible(int32_t cp)
{
    bool is = false;
    for (size_t i = 0;
         i < sizeof invisible / sizeof invisible[0] && invisible[i][0] <= cp;
         i++) {
        is = cp <= invisible[i][1];
    }
    return is;
}

static uint8_t look_up(int32_t cp)
{
    uint8_t what = PLAIN;
    for (size_t i = 0;
         i < sizeof joiners / sizeof joiners[0] && joiners[i].first <= cp;
         i++) {
        what = cp <= joiners[i].last ? joiners[i].what : PLAIN;
    }
    return what;
}

/* Where a name has come to. */
typedef struct {
    uint8_t last;   /* what stood right before */
    uint8_t letter; /* what stood before, marks aside */
    bool is_open;   /* a U+200C waits for a letter that joins to it */
} place;

/* U+200C between letters that would join without it; either one behind a
   virama. */
static bool put_joiner(place *p, int32_t cp)
{
    bool parts = cp == ZWNJ && p->letter == BOTH && p->last != VIRAMA;
    bool good = !p->is_open && (parts || p->last == VIRAMA);
    *p = (place){PLAIN, PLAIN, parts};
    return good;
}

static bool put_other(place *p, int32_t cp)
{
    uint8_t what = look_up(cp);
    bool good = !cn_utf8_is_control(cp) && !is_invisible(cp);
    p->last = what;
    if (what != MARK) {
        good = good && (!p->is_open || what == BOTH || what == BEFORE);
        p->is_open = false;
        p->letter = what;
    }
    return good;
}

bool cn_trust_is_name(cn_span s)
{
    size_t pos = 0;
    place p = {PLAIN, PLAIN, false};
    bool good = s.len > 0 && s.len <= CN_LIMIT_ISSUER_NAME &&
                s.data[0] != ' ' && s.data[s.len - 1] != ' ';
    while (good && pos < s.len) {
        int32_t cp = cn_utf8_next(s, &pos);
        good = cp >= 0 && (cp == ZWNJ || cp == ZWJ ? put_joiner(&p, cp)
                                                   : put_other(&p, cp));
    }
    return good && !p.is_open;
}
