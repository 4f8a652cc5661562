/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Phrases (docs/spec/phrase.md): 15 random characters of 23 and a check
 * character. Refuses what carnet did not make, so that no PIN is taken for a
 * secret; mends what is known to be mistaken for something else.
 */
#include "privacy.h"

#define RADIX 23u /* a prime: any change of one digit shows in the sum */
#define CHARS CN_PRIVACY_PHRASE_CHARS
#define GROUP 4u

/* Nothing here branches on, or is looked up by, what a phrase holds. What is
   told by the time is what is public: where characters of other scripts stand,
   where the separators are, and the status. */

/* Digits, then letters: none that looks like a digit or, spoken, like another
   of them; no vowel but A, so that no words come of it. */
static const char alphabet[] = "0123456789ACFHJKMPRTWXY";
_Static_assert(sizeof alphabet - 1 == RADIX, "alphabet");

/* What is written or read for one of the alphabet. */
static const struct {
    char typed;
    char meant;
} mended[] = {{'O', '0'}, {'Q', '0'}, {'I', '1'}, {'L', '1'}, {'Z', '2'},
              {'S', '5'}, {'G', '6'}, {'B', '8'}, {'N', 'M'}};

/* Where other scripts have their digits, 0 to 9: Arabic, as written in Arabic
   and in Persian and Urdu, Devanagari, Bengali, and those of wide type. */
static const int32_t zeros[] = {0x660, 0x6F0, 0x966, 0x9E6, 0xFF10};

/* One bit of what was computed of a phrase, which may be known. */
static bool tell(bool bit)
{
    cn_mem_public(&bit, sizeof bit);
    return bit;
}

static bool is_separator(int32_t c)
{
    return tell((c == ' ') | cn_within(c, '\t', '\r') | (c == '-') |
                (c == '.') | (c == '_') | (c == 0xA0) |
                cn_within(c, 0x2010, 0x2015) | (c == 0x202F) | (c == 0x3000));
}

/* As cn_utf8_next, which looks closer at what it is given. */
static int32_t next_char(cn_span typed, size_t *pos)
{
    uint8_t byte = typed.data[*pos];
    if (tell(byte < 0x80)) {
        *pos += 1;
        return byte;
    }
    return cn_utf8_next(typed, pos);
}

static int32_t pick(bool yes, int32_t a, int32_t b)
{
    return (int32_t)cn_pick(yes, (uint32_t)a, (uint32_t)b);
}

/* The character of the alphabet, or else any that is not in it. */
static int32_t mend(int32_t c)
{
    for (size_t i = 0; i < sizeof zeros / sizeof zeros[0]; i++) {
        c = pick(cn_within(c, zeros[i], zeros[i] + 9), c - zeros[i] + '0', c);
    }
    c = pick(cn_within(c, 'a', 'z'), c + 'A' - 'a', c);
    for (size_t i = 0; i < sizeof mended / sizeof mended[0]; i++) {
        c = pick(c == mended[i].typed, mended[i].meant, c);
    }
    return c;
}

/*
 * Whether one is a letter: a number of one's own, a telephone's, a card's or a
 * PIN four times over, would have a right sum once in RADIX.
 */
static bool has_letter(const uint8_t chars[CHARS])
{
    bool has = false;
    for (size_t i = 0; i < CHARS; i++) {
        has |= chars[i] > '9';
    }
    return tell(has);
}

/* Place in the alphabet; RADIX where it has none. */
static uint32_t value_of(int32_t c)
{
    uint32_t value = RADIX;
    for (uint32_t i = 0; i < RADIX; i++) {
        value = cn_pick(c == alphabet[i], i, value);
    }
    return value;
}

/* The character at a place, 0 to RADIX - 1. */
static uint8_t char_at(uint32_t place)
{
    uint32_t c = 0;
    for (uint32_t i = 0; i < RADIX; i++) {
        c = cn_pick(place == i, (uint8_t)alphabet[i], c);
    }
    return (uint8_t)c;
}

/*
 * Weight of place i, 4 to 19: all different, so that the sum shows any swap.
 * Together they are a multiple of RADIX, so that 16 equal characters give 0,
 * which no phrase has.
 */
static uint32_t weight(size_t i)
{
    return (uint32_t)i + 4;
}
#define SUM 1u

static uint32_t sum_of(const uint8_t *chars, size_t num)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < num; i++) {
        sum += weight(i) * value_of(chars[i]);
    }
    return sum % RADIX;
}

/* The last character: the one with which the sum is SUM. */
static uint8_t check_of(const uint8_t chars[CN_PRIVACY_PHRASE_SECRET])
{
    uint32_t sum = sum_of(chars, CN_PRIVACY_PHRASE_SECRET);
    uint32_t check = 0;
    for (uint32_t i = 0; i < RADIX; i++) {
        /* The weight has an inverse: one of RADIX fits. */
        uint32_t with = sum + weight(CN_PRIVACY_PHRASE_SECRET) * i;
        check = cn_pick(with % RADIX == SUM, i, check);
    }
    return char_at(check);
}

carnet_status cn_privacy_phrase_read(uint8_t out[CN_PRIVACY_PHRASE_SECRET],
                                     cn_span typed)
{
    uint8_t chars[CHARS];
    size_t num = 0;
    carnet_status status = CARNET_OK;
    for (size_t pos = 0; pos < typed.len && status == CARNET_OK;) {
        int32_t c = next_char(typed, &pos);
        if (is_separator(c)) {
            continue;
        }
        c = mend(c);
        if (num == CHARS || tell(value_of(c) == RADIX)) {
            status = CARNET_PRIVACY_PHRASE;
        } else {
            chars[num++] = (uint8_t)c;
        }
    }
    if (status == CARNET_OK && (num < CHARS || !has_letter(chars))) {
        status = CARNET_PRIVACY_PHRASE;
    } else if (status == CARNET_OK && tell(sum_of(chars, CHARS) != SUM)) {
        status = CARNET_PRIVACY_MISTYPED;
    }
    if (status == CARNET_OK) {
        memcpy(out, chars, CN_PRIVACY_PHRASE_SECRET);
    }
    cn_mem_wipe(chars, sizeof chars);
    return status;
}

static void put_groups(cn_buf *out, const uint8_t chars[CHARS])
{
    for (size_t i = 0; i < CHARS; i += GROUP) {
        cn_buf_put(out, i > 0 ? "-" : "", i > 0 ? 1 : 0);
        cn_buf_put(out, chars + i, GROUP);
    }
}

/* Every character at random, but for the last, which checks them. */
static carnet_status draw(uint8_t chars[CHARS])
{
    carnet_status status = CARNET_OK;
    for (size_t i = 0; i < CN_PRIVACY_PHRASE_SECRET && status == CARNET_OK;
         i++) {
        uint32_t k = 0;
        status = cn_crypto_below(&k, RADIX);
        chars[i] = char_at(k);
    }
    chars[CHARS - 1] = status == CARNET_OK ? check_of(chars) : 0;
    return status;
}

carnet_status cn_privacy_phrase_new(cn_buf *out)
{
    uint8_t chars[CHARS];
    carnet_status status;
    do { /* once more in 250,000 times */
        status = draw(chars);
    } while (status == CARNET_OK && !has_letter(chars));
    if (status == CARNET_OK) {
        put_groups(out, chars);
        status = out->status;
    }
    cn_mem_wipe(chars, sizeof chars);
    return status;
}
