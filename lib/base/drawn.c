/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What of a text a reader sees, as of Unicode 15.0: characters that are drawn
 * as nothing, as a space or as each font likes, and code points that are not
 * assigned. Decides nothing: what a name may hold is its room's rule.
 */
#include "base.h"

/* Both tables rise, and are searched up to where a code point would stand: a
   list has 50,000 names, most of few characters above U+007F. */

/* Drawn as nothing: Unicode property Default_Ignorable_Code_Point, and General
   Category Cf. Drawn as a space: Zs, Zl and Zp but U+0020, and U+2800. Drawn as
   each font likes: Co, noncharacters, and planes 4 to 16, where nothing else
   is. The joiners U+200C and U+200D are among them. */
static const int32_t unseen[][2] = {
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

/* General_Category Cn: drawn as a box today, and as anything once it is
   assigned. Each row lies within one plane. */
static const struct {
    uint16_t plane, first, last;
} gaps[] = {
#define GAP(plane, first, last) {plane, first, last},
#include "gaps.def"
#undef GAP
};

bool cn_utf8_is_within(const int32_t (*table)[2], size_t num, int32_t cp)
{
    bool is = false;
    for (size_t i = 0; i < num && table[i][0] <= cp; i++) {
        is = cp <= table[i][1];
    }
    return is;
}

bool cn_utf8_is_unseen(int32_t cp)
{
    return cn_utf8_is_within(unseen, sizeof unseen / sizeof unseen[0], cp);
}

bool cn_utf8_is_assigned(int32_t cp)
{
    bool is = cp >= 0;
    for (size_t i = 0; i < sizeof gaps / sizeof gaps[0]; i++) {
        int32_t plane = (int32_t)gaps[i].plane << 16;
        if (cp < plane + gaps[i].first) {
            break;
        }
        is = cp > plane + gaps[i].last;
    }
    return is;
}

bool cn_text_is_seen(cn_span s)
{
    bool seen = false;
    for (size_t pos = 0; pos < s.len && !seen;) {
        int32_t cp = cn_utf8_next(s, &pos);
        seen = cp > ' ' && !cn_utf8_is_control(cp) && !cn_utf8_is_unseen(cp);
    }
    return seen;
}

bool cn_text_is_assigned(cn_span s)
{
    bool all = true;
    for (size_t pos = 0; pos < s.len && all;) {
        all = cn_utf8_is_assigned(cn_utf8_next(s, &pos));
    }
    return all;
}
