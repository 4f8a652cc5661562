/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names of issuers: what may stand on the screen of a desk, so that two names
 * which differ look different.
 */
#include "trust.h"

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

static bool is_invisible(int32_t cp)
{
    bool is = false;
    for (size_t i = 0; i < sizeof invisible / sizeof invisible[0]; i++) {
        is = is || (cp >= invisible[i][0] && cp <= invisible[i][1]);
    }
    return is;
}

bool cn_trust_is_name(cn_span s)
{
    size_t pos = 0;
    bool good = s.len > 0 && s.len <= CN_LIMIT_ISSUER_NAME &&
                s.data[0] != ' ' && s.data[s.len - 1] != ' ';
    while (good && pos < s.len) {
        int32_t cp = cn_utf8_next(s, &pos);
        good = cp >= 0 && !cn_utf8_is_control(cp) && !is_invisible(cp);
    }
    return good;
}
