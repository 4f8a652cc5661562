/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names of issuers: what may stand on the screen of a desk, so that of two
 * names which differ none passes for the other by what nobody sees. Refuses
 * what is not drawn, but for the joiners where a script needs them (RFC 5892
 * appendix A.1 and A.2), what is drawn as another space, and what NFC writes
 * otherwise. Letters that look alike are not told apart.
 */
#include "trust_i.h"

/* Both tables rise, and are searched up to where a character would stand: a
   list has 50,000 names, most of few characters above U+007F. */

/* Drawn as nothing: Unicode property Default_Ignorable_Code_Point, and General
   Category Cf. Drawn as a space: Zs, Zl and Zp but U+0020, and U+2800. Drawn as
   each font likes: Co, noncharacters, and planes 4 to 16, where nothing else
   is. The joiners U+200C and U+200D are among them. */
static const int32_t invisible[][2] = {
    {0x00a0, 0x00a0},    {0x00ad, 0x00ad},   {0x034f, 0x034f},
    {0x0600, 0x0605},    {0x061c, 0x061c},   {0x06dd, 0x06dd},
    {0x070f, 0x070f},    {0x0890, 0x0891},   {0x08e2, 0x08e2},
    {0x115f, 0x1160},    {0x1680, 0x1680},   {0x17b4, 0x17b5},
    {0x180b, 0x180f},    {0x2000, 0x200f},   {0x2028, 0x202f},
    {0x205f, 0x206f},    {0x2800, 0x2800},   {0x3000, 0x3000},
    {0x3164, 0x3164},    {0xe000, 0xf8ff},   {0xfdd0, 0xfdef},
    {0xfe00, 0xfe0f},    {0xfeff, 0xfeff},   {0xffa0, 0xffa0},
    {0xfff0, 0xfffb},    {0xfffe, 0xffff},   {0x110bd, 0x110bd},
    {0x110cd, 0x110cd},  {0x13430, 0x1343f}, {0x1bca0, 0x1bca3},
    {0x1d173, 0x1d17a},  {0x1fffe, 0x1ffff}, {0x2fffe, 0x2ffff},
    {0x3fffe, 0x10ffff},
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

bool cn_trust_is_within(const int32_t (*table)[2], size_t num, int32_t cp)
{
    bool is = false;
    for (size_t i = 0; i < num && table[i][0] <= cp; i++) {
        is = cp <= table[i][1];
    }
    return is;
}

static bool is_invisible(int32_t cp)
{
    return cn_trust_is_within(invisible, sizeof invisible / sizeof invisible[0],
                              cp);
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
    int32_t before = 0;
    place p = {PLAIN, PLAIN, false};
    bool good = s.len > 0 && s.len <= CN_LIMIT_ISSUER_NAME &&
                s.data[0] != ' ' && s.data[s.len - 1] != ' ';
    while (good && pos < s.len) {
        int32_t cp = cn_utf8_next(s, &pos);
        good =
            cp >= 0 && !(cp == ' ' && before == ' ') &&
            !cn_trust_has_other_form(before, cp) &&
            (cp == ZWNJ || cp == ZWJ ? put_joiner(&p, cp) : put_other(&p, cp));
        before = cp;
    }
    return good && !p.is_open;
}

bool cn_trust_is_seen(cn_span s)
{
    bool seen = false;
    for (size_t pos = 0; pos < s.len && !seen;) {
        int32_t cp = cn_utf8_next(s, &pos);
        seen = cp > ' ' && !cn_utf8_is_control(cp) && !is_invisible(cp);
    }
    return seen;
}
