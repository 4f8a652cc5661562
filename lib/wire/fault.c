/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names what an input is, or what happened to it on its way, once it has been
 * refused: another kind of certificate, a scanner typing through the wrong
 * keyboard layout, a web form, a mail program, a transfer in text mode. It
 * guesses for people; nothing here accepts or refuses.
 */
#include "wire_i.h"

/* ---- characters ---- */

static bool is_lower(uint8_t c)
{
    return c >= 'a' && c <= 'z';
}

static uint8_t upper(uint8_t c)
{
    return is_lower(c) ? (uint8_t)(c - 'a' + 'A') : c;
}

/* Whether s has, from at on, the bytes of word, ASCII letters in any case. */
static bool has_word(cn_span s, size_t at, const char *word)
{
    size_t len = strlen(word);
    if (at > s.len || s.len - at < len) {
        return false;
    }
    for (size_t i = 0; i < len; i++) {
        if (upper(s.data[at + i]) != upper((uint8_t)word[i])) {
            return false;
        }
    }
    return true;
}

/* White space beyond ASCII, marks that can't be seen among it (UTF-8). */
static bool is_wide_space(uint8_t c0, uint8_t c1, uint8_t c2)
{
    bool general =
        c0 == 0xe2 && c1 == 0x80 && (c2 <= 0x8f || (c2 >= 0xa8 && c2 <= 0xaf));
    bool ideographic = c0 == 0xe3 && c1 == 0x80 && c2 == 0x80;
    bool byte_order_mark = c0 == 0xef && c1 == 0xbb && c2 == 0xbf;
    return general || ideographic || byte_order_mark;
}

size_t cn_wire_space_len(cn_span s, size_t at)
{
    size_t left = at < s.len ? s.len - at : 0;
    const uint8_t *c = left != 0 ? s.data + at : NULL;
    if (left >= 1 && (c[0] == ' ' || (c[0] >= '\t' && c[0] <= '\r'))) {
        return 1;
    }
    if (left >= 2 && c[0] == 0xc2 && (c[1] == 0x85 || c[1] == 0xa0)) {
        return 2;
    }
    return left >= 3 && is_wide_space(c[0], c[1], c[2]) ? 3 : 0;
}

/* ---- how a text may begin ---- */

typedef struct {
    const char *start; /* ASCII letters in any case */
    carnet_status status;
    uint8_t offset; /* of what is not as due */
} known_start;

/* The first that fits counts. */
static const known_start starts[] = {
    {"HC1:", CARNET_TEXT_EU_DCC, 0},
    {"shc:/", CARNET_TEXT_SHC, 0},
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

/* Of our own forms, H + letter + 1 + mark: the letters and marks there are. */
static carnet_status name_own_form(cn_span s)
{
    if (s.len < 4 || upper(s.data[0]) != 'H' || s.data[2] != '1') {
        return CARNET_TEXT_PREFIX;
    }
    uint8_t letter = upper(s.data[1]);
    bool list = letter == 'T' || letter == 'R';
    if (!list && letter != 'P') {
        return CARNET_TEXT_PREFIX;
    }
    if (s.data[3] == '.') {
        return CARNET_TEXT_SET;
    }
    if (s.data[3] != ':') {
        return CARNET_TEXT_PREFIX;
    }
    return list ? CARNET_TEXT_LIST : CARNET_TEXT_LOWER_CASE;
}

/* First of the first len bytes that is a lower-case letter; len if none is. */
static size_t first_lower(cn_span s, size_t len)
{
    size_t i = 0;
    while (i < len && !is_lower(s.data[i])) {
        i++;
    }
    return i;
}

/* "H P1:": the prefix with white space inside; where the first is. */
static bool is_spaced_prefix(cn_span s, size_t *offset_out)
{
    size_t at = 0;
    *offset_out = 0;
    for (size_t i = 0; i < CN_WIRE_PREFIX_LEN; i++) {
        if (at >= s.len || s.data[at] != (uint8_t)CN_WIRE_PREFIX[i]) {
            return false;
        }
        at++;
        if (i + 1 == CN_WIRE_PREFIX_LEN) {
            break;
        }
        /* Tabs and the like between two letters: eight at most. */
        for (size_t n = 0; n < 8 && cn_wire_space_len(s, at) != 0; n++) {
            *offset_out = *offset_out != 0 ? *offset_out : at;
            at += cn_wire_space_len(s, at);
        }
    }
    return *offset_out != 0;
}

static size_t first_difference(cn_span s, const void *due, size_t due_len)
{
    const uint8_t *d = due;
    size_t i = 0;
    while (i < due_len && i < s.len && s.data[i] == d[i]) {
        i++;
    }
    return i;
}

static carnet_status name_text(cn_span s, size_t *offset_out)
{
    carnet_status own = name_own_form(s);
    if (own != CARNET_TEXT_PREFIX) {
        *offset_out = first_lower(s, CN_WIRE_PREFIX_LEN);
        if (*offset_out < CN_WIRE_PREFIX_LEN) {
            return CARNET_TEXT_LOWER_CASE;
        }
        *offset_out = 0;
        return own;
    }
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        if (has_word(s, 0, starts[i].start)) {
            *offset_out = starts[i].offset;
            return starts[i].status;
        }
    }
    /* A letter with an accent where the colon belongs: QWERTZ, Nordic,
       Spanish, Italian, Portuguese, Turkish, Hungarian and others. */
    if (has_word(s, 0, "HP1") && s.len > 3 && s.data[3] >= 0xc2 &&
        cn_wire_space_len(s, 3) == 0) {
        *offset_out = 3;
        return CARNET_TEXT_KEYBOARD;
    }
    if (is_spaced_prefix(s, offset_out)) {
        return CARNET_TEXT_SPACE;
    }
    *offset_out = first_difference(s, CN_WIRE_PREFIX, CN_WIRE_PREFIX_LEN);
    return CARNET_TEXT_PREFIX;
}

/* ---- how a file may begin ---- */

static bool is_form_letter(uint8_t c)
{
    return c == 'P' || c == 'T' || c == 'R';
}

/* The magic after its first byte, as far as a transfer may leave it. */
static bool has_magic_tail(cn_span s, size_t at)
{
    return s.len > at + 2 && s.data[at] == 'H' &&
           is_form_letter(s.data[at + 1]) &&
           (s.data[at + 2] == '\r' || s.data[at + 2] == '\n');
}

/* The first byte lost, its high bit cut, or recoded from Latin-1 or as what
   can't be shown. */
static bool is_recoded_magic(cn_span s)
{
    static const char *const firsts[] = {"", "\x09", "?", "\xc2\x89",
                                         "\xef\xbf\xbd"};
    for (size_t i = 0; i < sizeof firsts / sizeof firsts[0]; i++) {
        size_t len = strlen(firsts[i]);
        if (cn_span_starts(s, cn_span_of(firsts[i], len)) &&
            has_magic_tail(s, len)) {
            return true;
        }
    }
    return false;
}

/* Whether this was a file of ours; *status_out, *offset_out: what it is now. */
static bool name_file(cn_span s, carnet_status *status_out, size_t *offset_out)
{
    *offset_out = 0;
    *status_out = CARNET_TEXT_MAGIC;
    if (s.len < 3 || s.data[0] != cn_wire_magic[0] || s.data[1] != 'H' ||
        !is_form_letter(s.data[2])) {
        return is_recoded_magic(s);
    }
    size_t same = first_difference(cn_span_of(s.data + 3, s.len - 3),
                                   cn_wire_magic + 3, CN_WIRE_MAGIC_LEN - 3);
    *offset_out = 3 + same;
    if (*offset_out == CN_WIRE_MAGIC_LEN) {
        *status_out = CARNET_TEXT_LIST;
        *offset_out = 0;
    } else if (*offset_out == CN_WIRE_MAGIC_LEN - 1 && s.len > *offset_out) {
        *status_out = CARNET_TEXT_PREFIX; /* of a version to come */
    }
    return true;
}

/* ---- the beginning ---- */

carnet_status cn_wire_name_start(cn_span input, size_t *offset_out)
{
    size_t skip = 0;
    size_t len;
    while ((len = cn_wire_space_len(input, skip)) != 0) {
        skip += len;
    }
    carnet_status status = CARNET_TEXT_EMPTY;
    *offset_out = 0;
    if (skip == input.len) {
        return status;
    }
    /* From the first byte: a tab may be what is left of a file's magic. */
    if (name_file(input, &status, offset_out)) {
        return status;
    }
    cn_span rest = cn_span_of(input.data + skip, input.len - skip);
    if (skip != 0 && cn_span_starts(rest, CN_SPAN_LIT(CN_WIRE_PREFIX))) {
        *offset_out = 0;
        return CARNET_TEXT_SPACE;
    }
    status = name_text(rest, offset_out);
    *offset_out += skip;
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

static bool has_byte(cn_span s, uint8_t byte)
{
    return s.len != 0 && memchr(s.data, byte, s.len) != NULL;
}

/* A percent sign and the number of a Base45 character that URLs may not
   have as it is: space $ % + / : */
static bool is_escape(cn_span s, size_t at)
{
    static const char *const escapes[] = {"%20", "%24", "%25",
                                          "%2B", "%2F", "%3A"};
    for (size_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++) {
        if (has_word(s, at, escapes[i])) {
            return true;
        }
    }
    return false;
}

/* No space, but %20 twice, or an escape at every percent sign. By chance one
   text in 40,000 looks so, which is why only refused ones are looked at. */
static bool is_percent_mangled(cn_span body, size_t *offset_out)
{
    size_t spaces = 0;
    size_t escapes = 0;
    size_t signs = 0;
    for (size_t i = 0; i < body.len; i++) {
        if (body.data[i] != '%') {
            continue;
        }
        signs++;
        if (is_escape(body, i)) {
            *offset_out = escapes == 0 ? i : *offset_out;
            escapes++;
            spaces += has_word(body, i, "%20");
        }
    }
    return !has_byte(body, ' ') &&
           (spaces >= 2 || (escapes >= 1 && escapes == signs));
}

/* Two or more plus signs for each space that chance would have put here. */
static bool is_plus_mangled(cn_span body, size_t *offset_out)
{
    size_t num = 0;
    for (size_t i = 0; i < body.len; i++) {
        if (body.data[i] == '+') {
            *offset_out = num == 0 ? i : *offset_out;
            num++;
        }
    }
    return num >= 6 && !has_byte(body, ' ');
}

/* Spaces at even steps from the first to the end, as in "6BFOX N2TSK ..." */
static bool is_grouped(cn_span body, size_t *offset_out)
{
    size_t first = 0;
    while (first < body.len && body.data[first] != ' ') {
        first++;
    }
    size_t second = first + 1;
    while (second < body.len && body.data[second] != ' ') {
        second++;
    }
    *offset_out = first;
    size_t num = 0;
    size_t step = second - first;
    for (size_t at = first; at < body.len; at += step) {
        if (body.data[at] != ' ') {
            return false;
        }
        num++;
    }
    return num >= 4 && first <= step;
}

carnet_status cn_wire_suspect(cn_span input, size_t *offset_out)
{
    *offset_out = 0;
    if (!cn_span_starts(input, CN_SPAN_LIT(CN_WIRE_PREFIX)) ||
        input.len > CN_LIMIT_TEXT_CHARS + 2) {
        return CARNET_OK;
    }
    cn_span body = cn_span_of(input.data + CN_WIRE_PREFIX_LEN,
                              input.len - CN_WIRE_PREFIX_LEN);
    carnet_status status = CARNET_OK;
    size_t at = 0;
    if (is_percent_mangled(body, &at) || is_plus_mangled(body, &at)) {
        status = CARNET_TEXT_PERCENT;
    } else if (is_grouped(body, &at)) {
        status = CARNET_TEXT_SPACE;
    }
    if (status != CARNET_OK) {
        *offset_out = CN_WIRE_PREFIX_LEN + at;
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
    if (at >= 2 && is_escape(text, at - 2)) {
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
