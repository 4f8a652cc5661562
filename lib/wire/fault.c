/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names what an input is, or what happened to it on its way, once it has been
 * refused: another kind of certificate, a scanner typing through the wrong
 * keyboard layout, a web form, a mail program, an editor, a transfer in text
 * mode. It guesses for people; nothing here accepts or refuses.
 */
#include "wire_i.h"

/* ---- characters ---- */

static bool is_lower(uint8_t c)
{
    return c >= 'a' && c <= 'z';
}

/* White space, and marks that can't be seen among it. */
size_t cn_wire_space_len(cn_span s, size_t at)
{
    static const uint16_t ranges[][2] = {
        {'\t', '\r'},     {' ', ' '},       {0x85, 0x85},     {0xa0, 0xa0},
        {0x2000, 0x200f}, {0x2028, 0x202f}, {0x3000, 0x3000}, {0xfeff, 0xfeff}};
    size_t end = at;
    int32_t c = cn_utf8_next(s, &end);
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (c >= ranges[i][0] && c <= ranges[i][1]) {
            return end - at;
        }
    }
    return 0;
}

/* How often byte stands in s, and where first; s.len if nowhere. From the end,
   past which i wraps: so it costs an eighth less. */
CN_WRAPS static size_t count(cn_span s, uint8_t byte, size_t *first_out)
{
    size_t num = 0;
    *first_out = s.len;
    for (size_t i = s.len; i-- > 0;) {
        if (s.data[i] == byte) {
            *first_out = i;
            num++;
        }
    }
    return num;
}

/* ---- patterns ---- */

/* In a pattern: the letter of one of our forms, and an end of a line. */
#define LETTER "\3"
#define END "\4"

static bool fits(uint8_t c, char due)
{
    if (due == *LETTER) {
        return c == 'P' || c == 'T' || c == 'R';
    }
    return due == *END ? c == '\r' || c == '\n' : c == (uint8_t)due;
}

/* How much of a pattern s begins with. fold: what is taken off lower-case
   letters first, 0 or FOLD. */
enum {
    FOLD = 'a' - 'A'
};

static size_t matched(cn_span s, const char *pattern, uint8_t fold)
{
    size_t i = 0;
    for (; i < s.len && pattern[i] != '\0'; i++) {
        uint8_t c = s.data[i];
        if (!fits(is_lower(c) ? (uint8_t)(c - fold) : c, pattern[i])) {
            break;
        }
    }
    return i;
}

typedef struct {
    char start[9];
    uint8_t status; /* of the text class */
    uint8_t offset; /* of what is not as due */
} known_start;

/* The first that fits counts. */
static const known_start starts[] = {
    /* UTF-16 with its mark (RFC 2781 section 3.2): Windows says Unicode. */
    {"\xff\xfe", CARNET_TEXT_UTF16, 0},
    {"\xfe\xff", CARNET_TEXT_UTF16, 0},
    /* A file's magic, its first byte lost, its high bit cut, or recoded from
       Latin-1 or as what can't be shown, or behind a mark of UTF-8. */
    {"H" LETTER END, CARNET_TEXT_MAGIC, 0},
    {"\x09H" LETTER END, CARNET_TEXT_MAGIC, 0},
    {"?H" LETTER END, CARNET_TEXT_MAGIC, 0},
    {"\xc2\x89H" LETTER END, CARNET_TEXT_MAGIC, 0},
    {"\xef\xbf\xbdH" LETTER END, CARNET_TEXT_MAGIC, 0},
    {"\xef\xbb\xbf\x89H" LETTER END, CARNET_TEXT_MAGIC, 0},
    /* Our own forms; in lower case that is what they are named for, and "HP1:"
       never comes here but so. */
    {"H" LETTER "1:", CARNET_TEXT_LIST, 0},
    {"H" LETTER "1.", CARNET_TEXT_SET, 0},
    /* From here on letters in any case. */
    {"HC1:", CARNET_TEXT_EU_DCC, 0},
    {"SHC:/", CARNET_TEXT_SHC, 0},
    {"HP1%3A", CARNET_TEXT_PERCENT, 3},
    {"HP1%253A", CARNET_TEXT_PERCENT, 3},
    /* A scanner types the keys that a US layout has for "HP1:", and the
       computer reads them in its own layout. */
    {"HP1M", CARNET_TEXT_KEYBOARD, 3},  /* AZERTY, digits by caps lock */
    {"HP&", CARNET_TEXT_KEYBOARD, 2},   /* AZERTY */
    {"HP+", CARNET_TEXT_KEYBOARD, 2},   /* Czech, Slovak */
    {"HP1\"", CARNET_TEXT_KEYBOARD, 3}, /* Czech, digits by caps lock */
    {"HP1+", CARNET_TEXT_KEYBOARD, 3},  /* Japanese */
    {"HP1;", CARNET_TEXT_KEYBOARD, 3},  /* shift lost */
    {"HP!", CARNET_TEXT_KEYBOARD, 2},   /* shift stuck */
    {"DL1S", CARNET_TEXT_KEYBOARD, 0},  /* Dvorak */
    {"H:1O", CARNET_TEXT_KEYBOARD, 1},  /* Colemak */
    {"\xd0\xa0\xd0\x97", CARNET_TEXT_KEYBOARD, 0}, /* Russian and others */
    {"\xd1\x80\xd0\xb7", CARNET_TEXT_KEYBOARD, 0},
    {"\xd0\xa5\xd0\x9f", CARNET_TEXT_KEYBOARD, 0}, /* Serbian, Macedonian */
    {"\xd1\x85\xd0\xbf", CARNET_TEXT_KEYBOARD, 0},
    {"\xce\x97\xce\xa0", CARNET_TEXT_KEYBOARD, 0}, /* Greek */
    {"\xce\xb7\xcf\x80", CARNET_TEXT_KEYBOARD, 0},
    {"\xd7\x99\xd7\xa4", CARNET_TEXT_KEYBOARD, 0}, /* Hebrew */
    {"\xd8\xa3\xd8\x9b", CARNET_TEXT_KEYBOARD, 0}, /* Arabic */
    {"\xd8\xa7\xd8\xad", CARNET_TEXT_KEYBOARD, 0}, /* Arabic, Persian */
};

enum {
    OWN = 8,    /* the first of our own forms, */
    OTHER = 10, /* of the others */
    NUM_STARTS = sizeof starts / sizeof starts[0]
};

/* The known start that an input has, or that follows the white space before
   rest; NULL if none. */
static const known_start *find_start(cn_span input, cn_span rest)
{
    for (size_t i = 0; i < NUM_STARTS; i++) {
        const char *start = starts[i].start;
        size_t len =
            i < OWN ? matched(input, start, 0) : matched(rest, start, FOLD);
        if (start[len] == '\0') {
            return &starts[i];
        }
    }
    return NULL;
}

/* ---- the beginning ---- */

/* Whether a byte of the prefix, or of what stands in its place, is a lower-case
   letter, and the first that is. */
static bool has_lower(cn_span s, size_t *offset_out)
{
    for (size_t i = 0; i < CN_WIRE_PREFIX_LEN; i++) {
        if (is_lower(s.data[i])) {
            *offset_out = i;
            return true;
        }
    }
    return false;
}

/* "H P1:": the prefix but for white space, of which there is some since the
   input does not begin with the prefix; where the first is, and its first byte.
   0 if it is no such thing. */
static uint8_t spaced_prefix(cn_span s, size_t *offset_out)
{
    size_t at = 0;
    *offset_out = s.len;
    for (const char *due = CN_WIRE_PREFIX; *due != '\0'; due++) {
        size_t len;
        while ((len = cn_wire_space_len(s, at)) != 0) {
            *offset_out = at < *offset_out ? at : *offset_out;
            at += len;
        }
        if (at == s.len || s.data[at++] != (uint8_t)*due) {
            return 0;
        }
    }
    return s.data[*offset_out];
}

static carnet_status name_text(cn_span input, cn_span rest, size_t *offset_out)
{
    const known_start *known = find_start(input, rest);
    if (known != NULL) {
        *offset_out = known->offset;
        bool own = known >= starts + OWN && known < starts + OTHER;
        bool lower = own && has_lower(rest, offset_out);
        return lower ? CARNET_TEXT_LOWER_CASE : known->status;
    }
    /* A letter with an accent where the colon belongs: QWERTZ, Nordic,
       Spanish, Italian, Portuguese, Turkish, Hungarian and others. */
    *offset_out = 3;
    if (matched(rest, CN_WIRE_PREFIX, FOLD) == 3 && rest.len > 3 &&
        rest.data[3] >= 0xc2 && cn_wire_space_len(rest, 3) == 0) {
        return CARNET_TEXT_KEYBOARD;
    }
    *offset_out = matched(rest, CN_WIRE_PREFIX, 0);
    return CARNET_TEXT_PREFIX;
}

/* A file of ours, of which same bytes of the magic are as due. */
static carnet_status name_file(cn_span s, size_t same, size_t *offset_out)
{
    *offset_out = same;
    if (same == CN_WIRE_MAGIC_LEN) {
        *offset_out = 0;
        return CARNET_TEXT_LIST;
    }
    return same == CN_WIRE_MAGIC_LEN - 1 && s.len > same
               ? CARNET_TEXT_PREFIX /* of a version to come */
               : CARNET_TEXT_MAGIC;
}

carnet_status cn_wire_name_start(cn_span input, size_t *offset_out)
{
    /* As that of cn_wire_passport_start, but of any of our forms. */
    static const char magic[] = "\x89H" LETTER "\r\n\x1a\n\x01";
    size_t same = matched(input, magic, 0);
    if (same >= 3) {
        return name_file(input, same, offset_out);
    }
    uint8_t space = spaced_prefix(input, offset_out);
    if (space != 0) {
        /* Of white space, the byte order mark alone begins with EF. */
        return space == 0xef ? CARNET_TEXT_BOM : CARNET_TEXT_SPACE;
    }
    size_t skip = 0;
    size_t len;
    while ((len = cn_wire_space_len(input, skip)) != 0) {
        skip += len;
    }
    if (skip == input.len) {
        *offset_out = 0;
        return CARNET_TEXT_EMPTY;
    }
    cn_span rest = cn_span_after(input, skip);
    carnet_status status = name_text(input, rest, offset_out);
    /* A tab may be what is left of a file's magic, and no white space. */
    *offset_out += status == CARNET_TEXT_MAGIC ? 0 : skip;
    return status;
}

/* ---- the body ---- */

/* Where the white space begins that the text ends with; its length if none. */
static size_t trailing_space(cn_span text)
{
    size_t at = text.len;
    while (at > 0 && cn_wire_space_len(text, at - 1) == 1) {
        at--;
    }
    return at;
}

/* A percent sign and the number of a Base45 character that URLs may not have
   as it is, space $ % + / : in this order, from 1; 0 for anything else. */
static size_t escape_at(cn_span s, size_t at)
{
    static const char escapes[] = "%20%24%25%2B%2F%3A";
    cn_span three = cn_span_of(s.data + at, s.len - at < 3 ? 0 : 3);
    for (size_t i = 0; i < sizeof escapes / 3; i++) {
        if (matched(three, escapes + i * 3, FOLD) == 3) {
            return i + 1;
        }
    }
    return 0;
}

/* %20 twice, or an escape at every percent sign. By chance one text in 40,000
   without spaces looks so, which is why only refused ones are looked at. From
   the end, as above. */
CN_WRAPS static bool is_percent_mangled(cn_span text, size_t *offset_out)
{
    size_t spaces = 0;
    size_t escapes = 0;
    size_t signs = 0;
    for (size_t i = text.len; i-- > 0;) {
        if (text.data[i] != '%') {
            continue;
        }
        size_t escape = escape_at(text, i);
        signs++;
        spaces += escape == 1;
        if (escape != 0) {
            escapes++;
            *offset_out = i;
        }
    }
    return spaces >= 2 || (escapes >= 1 && escapes == signs);
}

/* Spaces at even steps from the first to the end, as in "6BFOX N2TSK ..." */
static bool is_grouped(cn_span text, size_t first)
{
    size_t step = 1;
    while (first + step < text.len && text.data[first + step] != ' ') {
        step++;
    }
    size_t num = 0;
    for (size_t at = first; at < text.len; at += step) {
        if (text.data[at] != ' ') {
            return false;
        }
        num++;
    }
    return num >= 4 && first <= CN_WIRE_PREFIX_LEN + step;
}

carnet_status cn_wire_suspect(cn_span input, size_t *offset_out)
{
    *offset_out = 0;
    if (matched(input, CN_WIRE_PREFIX, 0) < CN_WIRE_PREFIX_LEN ||
        input.len > CN_LIMIT_TEXT_CHARS + 2) {
        return CARNET_OK;
    }
    size_t at;
    carnet_status status = CARNET_OK;
    if (count(input, ' ', &at) != 0) {
        status = is_grouped(input, at) ? CARNET_TEXT_SPACE : CARNET_OK;
    } else if (is_percent_mangled(input, &at) ||
               /* Twice as many plus signs as chance would have left spaces. */
               count(input, '+', &at) >= 6) {
        status = CARNET_TEXT_PERCENT;
    }
    if (status != CARNET_OK) {
        *offset_out = at;
    }
    return status;
}

/* A character outside Base45: what kind of one. */
static carnet_status name_character(cn_span text, size_t *offset_out)
{
    size_t at = *offset_out;
    uint8_t c = text.data[at];
    if (cn_wire_space_len(text, at) != 0) {
        return CARNET_TEXT_SPACE;
    }
    if (escape_at(text, at - 2) != 0) { /* the prefix is before it */
        *offset_out = at - 2;
        return CARNET_TEXT_PERCENT;
    }
    if (is_lower(c)) {
        return CARNET_TEXT_LOWER_CASE;
    }
    /* Letters of Latin, Greek, Cyrillic, Hebrew, Arabic: other keyboards. */
    return c >= 0xc2 && c <= 0xdb ? CARNET_TEXT_KEYBOARD : CARNET_TEXT_ALPHABET;
}

carnet_status cn_wire_name_body(carnet_status found, cn_span text,
                                size_t *offset_out)
{
    size_t at = trailing_space(text);
    bool outside = found == CARNET_TEXT_ALPHABET;
    if (at < text.len && (!outside || *offset_out >= at)) {
        *offset_out = at;
        return CARNET_TEXT_SPACE;
    }
    if (outside) {
        return name_character(text, offset_out);
    }
    carnet_status status = cn_wire_suspect(text, &at);
    if (status == CARNET_OK) {
        return found;
    }
    *offset_out = at;
    return status;
}
