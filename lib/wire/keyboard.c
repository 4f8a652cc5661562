/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Texts that came through a keyboard layout other than the one that was meant:
 * a scanner presses the keys of its layout, the computer reads them in its own.
 * Takes that back where each character can come from one of Base45 only; never
 * guesses what a dead key swallowed. No verifier needs it, so none carries it.
 */
#include "wire_i.h"

enum {
    SHIFT = 1,
    CAPS = 2,
    HELD = 4,  /* combinations of the two */
    NONE = -1, /* no key, or nothing that is typed */
    DEAD = 0xfffd
};

static const struct {
    const char *name;
    const char *typed[HELD]; /* by what is held; UTF-8, a character for a key */
} keyboards[] = {
#define KEYBOARD(name, plain, shift, caps, both)                               \
    {name, {plain, shift, caps, both}},
#include "keyboards.def"
};

enum {
    NUM = sizeof keyboards / sizeof keyboards[0],
    NUM_KEYS_OF = NUM * NUM * CN_WIRE_NUM_CAPS /* pairs of layouts, and caps */
};

const char *cn_wire_keyboard_name(int32_t i)
{
    return i >= 0 && i < NUM ? keyboards[i].name : NULL;
}

/* ---- keys ---- */

/* The key that types c, from 0; NONE if none does. */
static int32_t key_of(const char *typed, int32_t c)
{
    cn_span row = cn_span_of(typed, strlen(typed));
    int32_t key = 0;
    for (size_t at = 0; at < row.len; key++) {
        if (cn_utf8_next(row, &at) == c) {
            return key;
        }
    }
    return NONE;
}

/* What a key types. */
static int32_t typed_by(const char *typed, int32_t key)
{
    cn_span row = cn_span_of(typed, strlen(typed));
    size_t at = 0;
    int32_t c = NONE;
    for (int32_t i = 0; i <= key; i++) {
        c = cn_utf8_next(row, &at);
    }
    return c == DEAD ? NONE : c;
}

/* What the computer reads when the scanner means c. A scanner's layout may have
   no key for it, and then nothing is typed. */
static int32_t read_as(const cn_wire_keys *keys, int32_t c)
{
    for (int32_t held = 0; held <= SHIFT; held++) {
        int32_t key = key_of(keyboards[keys->scanner].typed[held], c);
        if (key != NONE) {
            int32_t there = keys->caps == CN_WIRE_CAPS_LETTERS ? held | CAPS
                            : keys->caps == CN_WIRE_CAPS_ALL   ? held ^ SHIFT
                                                               : held;
            return typed_by(keyboards[keys->computer].typed[there], key);
        }
    }
    return NONE;
}

/* The same for each character of Base45. */
static void read_all(int32_t read[CN_WIRE_ALPHABET_LEN],
                     const cn_wire_keys *keys)
{
    for (size_t i = 0; i < CN_WIRE_ALPHABET_LEN; i++) {
        read[i] = read_as(keys, cn_wire_alphabet[i]);
    }
}

/* ---- text ---- */

/* The next character that a key typed; NONE at the end, and where the text is
   no UTF-8. Windows types the ligatures of lam and alef as two characters,
   others as the one that Unicode has for them (UnicodeData, decompositions of
   FEF5 to FEFB). */
static int32_t next_typed(cn_span text, size_t *at)
{
    static const struct {
        uint16_t alef, whole;
    } ligatures[] = {
        {0x0622, 0xfef5}, {0x0623, 0xfef7}, {0x0625, 0xfef9}, {0x0627, 0xfefb}};
    int32_t c = cn_utf8_next(text, at);
    size_t behind = *at;
    int32_t alef = c == 0x0644 ? cn_utf8_next(text, &behind) : NONE;
    for (size_t i = 0; i < sizeof ligatures / sizeof ligatures[0]; i++) {
        if (alef == ligatures[i].alef) {
            *at = behind;
            return ligatures[i].whole;
        }
    }
    return c;
}

/* Whether a text begins as one of ours does when it is typed so. */
static bool begins(const cn_wire_keys *keys, cn_span text)
{
    static const char *const due[CN_WIRE_PREFIX_LEN] = {"H", "PTR", "1", ":."};
    size_t at = 0;
    for (size_t i = 0; i < CN_WIRE_PREFIX_LEN; i++) {
        int32_t c = next_typed(text, &at);
        const char *meant = due[i];
        while (*meant != '\0' && read_as(keys, *meant) != c) {
            meant++;
        }
        if (c == NONE || *meant == '\0') {
            return false;
        }
    }
    return true;
}

/* Whether a text begins so as it is, and its beginning shows no layout. */
static bool begins_plain(cn_span text)
{
    static const cn_wire_keys same = {0, 0, CN_WIRE_CAPS_OFF};
    return begins(&same, text);
}

static bool is_meant(int32_t c)
{
    return c < 0x80 &&
           memchr(cn_wire_alphabet, c, CN_WIRE_ALPHABET_LEN) != NULL;
}

static bool is_among(const int32_t read[CN_WIRE_ALPHABET_LEN], int32_t c)
{
    size_t i = 0;
    while (i < CN_WIRE_ALPHABET_LEN && read[i] != c) {
        i++;
    }
    return i < CN_WIRE_ALPHABET_LEN;
}

/* How many characters, which no text has, speak for these keys: they make them
   of characters that one has. What a dead key swallowed speaks for nothing. */
static size_t num_telling(const cn_wire_keys *keys, cn_span text)
{
    int32_t read[CN_WIRE_ALPHABET_LEN];
    size_t num = 0;
    read_all(read, keys);
    size_t at = 0;
    int32_t c;
    while ((c = next_typed(text, &at)) != NONE) {
        num += !is_meant(c) && is_among(read, c);
    } /* no UTF-8: no key typed what follows */
    return num;
}

/* The one character of Base45 that is read as c; 0 if there are none or
   several. */
static char meant_by(const int32_t read[CN_WIRE_ALPHABET_LEN], int32_t c)
{
    char meant = 0;
    for (size_t i = 0; i < CN_WIRE_ALPHABET_LEN; i++) {
        if (read[i] == c) {
            if (meant != 0) {
                return 0;
            }
            meant = cn_wire_alphabet[i];
        }
    }
    return meant;
}

/* Appends the text as it was meant; false, and some of it, where that can't be
   said of each character. */
static bool put_meant(cn_buf *out, const cn_wire_keys *keys, cn_span text)
{
    int32_t read[CN_WIRE_ALPHABET_LEN];
    read_all(read, keys);
    for (size_t at = 0; at < text.len;) {
        int32_t c = next_typed(text, &at);
        char meant = c == NONE ? 0 : meant_by(read, c);
        if (meant == 0) {
            return false;
        }
        cn_buf_put(out, &meant, 1);
    }
    return true;
}

/* Scanners come set to a US layout: pairs of that one are first. */
static cn_wire_keys keys_at(int32_t i)
{
    return (cn_wire_keys){i / CN_WIRE_NUM_CAPS / NUM,
                          i / CN_WIRE_NUM_CAPS % NUM, i % CN_WIRE_NUM_CAPS};
}

carnet_status cn_wire_keyboard_undo(cn_buf *out, cn_wire_keys *keys_out,
                                    cn_span text, size_t nth)
{
    *keys_out = (cn_wire_keys){NONE, NONE, CN_WIRE_CAPS_OFF};
    if (text.len > CN_WIRE_TYPED_MAX) {
        return CARNET_TEXT_TOO_LONG;
    }
    size_t num = 0;
    size_t most = 0;
    bool plain = begins_plain(text);
    cn_wire_keys seen = *keys_out;
    for (int32_t i = 0; i < NUM_KEYS_OF; i++) {
        cn_wire_keys keys = keys_at(i);
        bool same =
            keys.scanner == keys.computer && keys.caps == CN_WIRE_CAPS_OFF;
        if (same || !begins(&keys, text)) {
            continue;
        }
        /* A beginning that is not as due tells enough. */
        size_t telling = plain ? num_telling(&keys, text) : 1;
        seen = telling > most ? keys : seen;
        most = telling > most ? telling : most;
        size_t before = out->len;
        if (put_meant(out, &keys, text) && num++ == nth) {
            *keys_out = keys;
            return out->status;
        }
        cn_buf_cut(out, before);
    }
    if (num > 0 || seen.scanner == NONE) {
        return CARNET_TEXT_PREFIX;
    }
    *keys_out = seen;
    return CARNET_TEXT_KEYBOARD;
}
