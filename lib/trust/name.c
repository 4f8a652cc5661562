/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names of issuers: what may stand on the screen of a desk, so that of two
 * names which differ none passes for the other by what nobody sees. Refuses
 * what is not drawn, but for the joiners where a script needs them (RFC 5892
 * appendix A.1 and A.2), what is drawn as another space, and what NFC writes
 * otherwise. Letters that look alike are not told apart.
 */
#include "trust_i.h"

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

/* The table rises, and is searched up to where a character would stand: a list
   has 50,000 names, most of few characters above U+007F. */
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
    bool good = !cn_utf8_is_control(cp) && !cn_utf8_is_unseen(cp);
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

bool cn_trust_is_new_name(cn_span s)
{
    return cn_trust_is_name(s) && cn_text_is_assigned(s);
}
