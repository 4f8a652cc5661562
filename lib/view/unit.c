/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Units as people read them. "units", "microgram" and multiples of both are
 * never abbreviated, since misread they kill (ISMP, List of Error-Prone
 * Abbreviations); the phrase book has words for the parts, and whole units
 * where those read better. A number is never worked out anew: 5 kU are "5
 * thousand units". What has no word stays as its sign.
 */
#include "view_i.h"

enum {
    PARTS = 6 /* between slashes, at most; more stay as signs */
};

static bool contains(cn_span s, const char *part)
{
    size_t len = strlen(part);
    for (size_t at = 0; at + len <= s.len; at++) {
        if (memcmp(s.data + at, part, len) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether a part of a unit counts units, alone or with a prefix. */
static bool is_units(cn_span part)
{
    return (part.len == 1 || part.len == 2) && part.data[part.len - 1] == 'U';
}

/* Whether a part of a unit is written in words: what is counted, what is
   misread (micro as milli, units as a nought, their prefixes too), and what
   nobody would know by its UCUM sign. */
static bool is_part_spelled(cn_span part)
{
    static const char *const signs[] = {"[iU]",    "[IU]",  "{",
                                        "*",       "Cel",   "[degF]",
                                        "[lb_av]", "[drp]", "[in_i]"};
    bool micro = part.len > 1 && part.data[0] == 'u';
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (contains(part, signs[i])) {
            return true;
        }
    }
    return micro || is_units(part);
}

cn_span cn_view_next_part(cn_span *rest)
{
    const uint8_t *slash =
        rest->len == 0 ? NULL : memchr(rest->data, '/', rest->len);
    size_t len = slash == NULL ? rest->len : (size_t)(slash - rest->data);
    cn_span part = cn_span_of(rest->data, len);
    size_t step = slash == NULL ? len : len + 1;
    *rest = cn_span_after(*rest, step);
    return part;
}

bool cn_view_is_spelled(cn_span unit)
{
    static const char *const whole[] = {"a", "mo", "wk", "d", "h", "min", "s"};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        if (cn_span_equal(unit, cn_span_str(whole[i]))) {
            return true;
        }
    }
    bool spelled = false;
    while (unit.len > 0) {
        spelled = is_part_spelled(cn_view_next_part(&unit)) || spelled;
    }
    return spelled;
}

/* Braces stay: what stands in them is somebody's remark and no unit, "{mg}"
   least of all. */
void cn_view_put_letters(cn_view_pen *pen, cn_span unit)
{
    for (size_t i = 0; i < unit.len; i++) {
        if (unit.data[i] != '[' && unit.data[i] != ']') {
            cn_utf8_put_safe(pen->out, cn_span_of(&unit.data[i], 1), false);
        }
    }
}

static void put_sign(cn_view_pen *pen, cn_span unit)
{
    cn_view_open_latin(pen);
    cn_view_put_letters(pen, unit);
    cn_view_close_latin(pen);
}

/* The row that has the word of a part: [iU] for [IU], since UCUM has both for
   international units, with or without a prefix. room: 8 bytes. */
static cn_span row_of(cn_span part, char *room)
{
    size_t before = part.len < 4 ? 0 : part.len - 4;
    if (before > 1 ||
        !cn_span_equal(cn_span_after(part, before), CN_SPAN_LIT("[IU]"))) {
        return part;
    }
    memcpy(room, part.data, before);
    memcpy(room + before, "[iU]", 4);
    return cn_span_of(room, before + 4);
}

/* The word of a whole unit or of its first part. */
static cn_view_key key_of(cn_span row, bool one)
{
    cn_words_word w; /* 520 bytes */
    bool many =
        !one && cn_words_find(&w, CN_WORDS_UNITS_MANY, row, CN_WORDS_ENGLISH);
    return (cn_view_key){many ? CN_WORDS_UNITS_MANY : CN_WORDS_UNITS, row};
}

/* "thousand units per litre" of its parts; false, and nothing put, where one
   has no word. */
static bool put_parts(cn_view_pen *pen, cn_span unit, bool one)
{
    cn_view_key keys[2 * PARTS];
    char rooms[PARTS][8];
    size_t num = 0;
    for (size_t i = 0; unit.len > 0; i++) {
        if (i == PARTS) {
            return false;
        }
        cn_span row = row_of(cn_view_next_part(&unit), rooms[i]);
        if (i > 0) {
            keys[num++] = (cn_view_key){CN_WORDS_UNITS, CN_SPAN_LIT("/")};
        }
        if (i > 0 || row.len > 0) { /* "/h" has no first part */
            keys[num++] = key_of(row, one || i > 0);
        }
    }
    return cn_view_put_words(pen, keys, num);
}

void cn_view_put_spelled(cn_view_pen *pen, cn_span unit, bool one)
{
    char room[8];
    cn_view_key whole = key_of(row_of(unit, room), one);
    if (cn_view_put_words(pen, &whole, 1) || put_parts(pen, unit, one)) {
        return;
    }
    cn_span rest = unit;
    cn_span first = cn_view_next_part(&rest);
    if (rest.len > 0 && is_part_spelled(first) && put_parts(pen, first, one)) {
        put_sign(pen, cn_span_after(unit, first.len));
    } else {
        put_sign(pen, unit);
    }
}
