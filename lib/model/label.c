/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Labels packed into the digits of a number, docs/spec/format.md section 6.1.
 * The alphabet follows from the text and the text from the number, so that a
 * label has one packed form or none.
 */
#include "model_i.h"

enum {
    ALPHABETS = 8, /* three bits say which */
    WORDS = 1      /* the alphabet in which case follows from place */
};

/* Characters of an alphabet in the order of their digits, as ranges. */
typedef struct {
    uint16_t first;
    uint16_t num;
} range;

static const range digits_10[] = {{'0', 10}};
static const range words_30[] = {
    {' ', 1}, {'a', 26}, {'\'', 1}, {'-', 1}, {'.', 1}};
static const range upper_42[] = {{' ', 1}, {'-', 1}, {'/', 1},  {'.', 1},
                                 {':', 1}, {'+', 1}, {'0', 10}, {'A', 26}};
static const range ascii_73[] = {
    {' ', 1}, {'-', 1}, {'/', 1}, {'.', 1}, {':', 1},  {'+', 1},  {'\'', 1},
    {'(', 1}, {')', 1}, {',', 1}, {'&', 1}, {'0', 10}, {'A', 26}, {'a', 26}};
static const range arabic_50[] = {{' ', 1},   {'-', 1},   {0x621, 42},
                                  {0x67e, 1}, {0x686, 1}, {0x698, 1},
                                  {0x6a9, 1}, {0x6af, 1}, {0x6cc, 1}};
static const range cyrillic_99[] = {
    {' ', 1}, {'-', 1}, {'\'', 1}, {'.', 1}, {0x401, 95}};
static const range greek_77[] = {
    {' ', 1}, {'-', 1}, {'\'', 1}, {'.', 1}, {0x386, 73}};
static const range ethiopic_349[] = {{' ', 1}, {'-', 1}, {0x1200, 347}};

#define ALPHABET(ranges, radix)                                                \
    {                                                                          \
        ranges, sizeof ranges / sizeof *ranges, radix                          \
    }

static const struct {
    const range *ranges;
    uint16_t num;
    uint16_t radix;
} alphabets[ALPHABETS] = {ALPHABET(digits_10, 10), ALPHABET(words_30, 30),
                          ALPHABET(upper_42, 42),  ALPHABET(ascii_73, 73),
                          ALPHABET(arabic_50, 50), ALPHABET(cyrillic_99, 99),
                          ALPHABET(greek_77, 77),  ALPHABET(ethiopic_349, 349)};

static bool is_letter(int32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* The alphabet of words has small letters only; where a word begins, small and
   capital change places. Whatever is no letter ends a word in it. */
static int32_t fold(size_t k, int32_t c, bool begins)
{
    return k == WORDS && begins && is_letter(c) ? c ^ ('a' - 'A') : c;
}

/* Digit of a character in alphabet k, -1 if it has none. */
static int32_t digit_of(size_t k, int32_t c)
{
    int32_t before = alphabets[k].radix;
    for (size_t i = alphabets[k].num; i > 0;) {
        const range *r = &alphabets[k].ranges[--i];
        before -= r->num;
        if (c >= r->first && c < r->first + r->num) {
            return before + c - r->first;
        }
    }
    return -1;
}

static int32_t char_of(size_t k, uint32_t digit)
{
    const range *r = alphabets[k].ranges;
    while (digit >= r->num) {
        digit -= r->num;
        r++;
    }
    return (int32_t)(r->first + digit);
}

/* ---- numbers: bytes as they travel, the most significant first ---- */

/* n = n * factor + add. n ends before end and has len bytes, and zeros before
   these. Gives the new len. */
static size_t multiply(uint8_t *end, size_t len, uint32_t factor, uint32_t add)
{
    size_t i = 0;
    for (; i < len || add != 0; i++) {
        end--;
        add += *end * factor;
        *end = (uint8_t)add;
        add >>= 8;
    }
    return i;
}

/* n = n / by; gives the remainder. */
static uint32_t divide(uint8_t *n, size_t len, uint32_t by)
{
    uint32_t rest = 0;
    for (size_t i = 0; i < len; i++) {
        rest = rest << 8 | n[i];
        n[i] = (uint8_t)(rest / by);
        rest %= by;
    }
    return rest;
}

/* ---- labels ---- */

/* Packs by alphabet k; 0 if it does not have all of text. */
static size_t pack_in(size_t k, cn_span text, uint8_t out[CN_MODEL_PACKED_MAX])
{
    uint8_t n[CN_MODEL_PACKED_MAX] = {0};
    uint8_t *end = n + sizeof n;
    size_t len = multiply(end, 0, 0, 1); /* the mark before the digits */
    size_t num = 0;
    bool begins = true;
    for (size_t pos = 0; pos < text.len; num++) {
        int32_t c = cn_utf8_next(text, &pos);
        int32_t digit = digit_of(k, fold(k, c, begins));
        if (digit < 0 || num == CN_MODEL_PACKED_CHARS) {
            return 0;
        }
        len = multiply(end, len, alphabets[k].radix, (uint32_t)digit);
        begins = !is_letter(c);
    }
    len = multiply(end, len, ALPHABETS, (uint32_t)k);
    memcpy(out, end - len, len);
    return len;
}

size_t cn_model_pack_label(cn_span text, uint8_t out[CN_MODEL_PACKED_MAX])
{
    size_t len = 0;
    for (size_t k = 0; k < ALPHABETS && len == 0; k++) {
        len = pack_in(k, text, out);
    }
    return len < text.len ? len : 0;
}

/* Digits of n in alphabet k, the last first, down to the mark, which some bytes
   lack; how many. */
static size_t digits_of(size_t k, uint8_t *n, size_t len,
                        uint16_t out[CN_MODEL_PACKED_CHARS])
{
    size_t num = 0;
    for (; num < CN_MODEL_PACKED_CHARS; num++) {
        while (len > 1 && *n == 0) {
            n++;
            len--;
        }
        if (len == 1 && *n <= 1) {
            break;
        }
        out[num] = (uint16_t)divide(n, len, alphabets[k].radix);
    }
    return num;
}

size_t cn_model_unpack_label(cn_span packed, uint8_t out[CN_MODEL_LABEL_MAX])
{
    uint8_t n[CN_MODEL_PACKED_MAX];
    uint16_t digits[CN_MODEL_PACKED_CHARS];
    if (packed.len == 0 || packed.len > sizeof n) {
        return 0;
    }
    memcpy(n, packed.data, packed.len);
    size_t k = divide(n, packed.len, ALPHABETS);
    size_t len = 0;
    bool begins = true;
    for (size_t i = digits_of(k, n, packed.len, digits); i > 0;) {
        int32_t c = fold(k, char_of(k, digits[--i]), begins);
        len += cn_utf8_put(out + len, c);
        begins = !is_letter(c);
    }
    return len;
}
