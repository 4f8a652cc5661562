/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Labels packed into the digits of a number, docs/spec/format.md section 6.1.
 * The alphabet follows from the text and the text from the number, so that a
 * label has one packed form or none; any other is refused.
 */
#include "model_i.h"

enum {
    ALPHABETS = 8, /* three bits say which */
    WORDS = 1,     /* the alphabet in which case follows from place */
    LIMBS = 13     /* of 32 bits: 48 digits of radix 349, a mark, three bits */
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

static bool is_upper(int32_t c)
{
    return c >= 'A' && c <= 'Z';
}

/* Whether a word begins after c. */
static bool ends_word(int32_t c)
{
    return c == ' ' || c == '-' || c == '\'' || c == '.';
}

/* Digit of a character in alphabet k, -1 if it has none. begins: it begins a
   word. */
static int32_t digit_of(size_t k, int32_t c, bool begins)
{
    if (k == WORDS && is_upper(c) != begins &&
        (is_upper(c) || (c >= 'a' && c <= 'z'))) {
        return -1;
    }
    if (k == WORDS && is_upper(c)) {
        c += 'a' - 'A';
    }
    int32_t before = 0;
    for (size_t i = 0; i < alphabets[k].num; i++) {
        const range *r = &alphabets[k].ranges[i];
        if (c >= r->first && c < r->first + r->num) {
            return before + c - r->first;
        }
        before += r->num;
    }
    return -1;
}

static int32_t char_of(size_t k, uint32_t digit, bool begins)
{
    const range *r = alphabets[k].ranges;
    while (digit >= r->num) {
        digit -= r->num;
        r++;
    }
    int32_t c = (int32_t)(r->first + digit);
    if (k == WORDS && begins && c >= 'a' && c <= 'z') {
        c -= 'a' - 'A';
    }
    return c;
}

/* Digits of text in alphabet k; how many, 0 if it is not all in it. */
static size_t digits_in(size_t k, cn_span text,
                        uint16_t out[CN_MODEL_PACKED_CHARS])
{
    size_t num = 0;
    bool begins = true;
    for (size_t pos = 0; pos < text.len;) {
        int32_t c = cn_utf8_next(text, &pos);
        int32_t d = c < 0 ? -1 : digit_of(k, c, begins);
        if (d < 0 || num == CN_MODEL_PACKED_CHARS) {
            return 0;
        }
        out[num++] = (uint16_t)d;
        begins = ends_word(c);
    }
    return num;
}

/* The smallest alphabet below end that has all of text, and the digits in it;
   end if none has. */
static size_t choose(cn_span text, size_t end,
                     uint16_t digits[CN_MODEL_PACKED_CHARS], size_t *num)
{
    size_t k = 0;
    *num = 0;
    while (k < end && (*num = digits_in(k, text, digits)) == 0) {
        k++;
    }
    return k;
}

/* n = n * factor + add; n has LIMBS limbs, least first, num of them in use. */
static size_t multiply(uint32_t n[LIMBS], size_t num, uint32_t factor,
                       uint32_t add)
{
    uint64_t carry = add;
    for (size_t i = 0; i < num; i++) {
        carry += (uint64_t)n[i] * factor;
        n[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry != 0) {
        n[num++] = (uint32_t)carry;
    }
    return num;
}

/* n = n / by; gives the remainder. */
static uint32_t divide(uint32_t n[LIMBS], size_t *num, uint32_t by)
{
    uint64_t rest = 0;
    for (size_t i = *num; i-- > 0;) {
        rest = rest << 32 | n[i];
        n[i] = (uint32_t)(rest / by);
        rest %= by;
    }
    while (*num > 0 && n[*num - 1] == 0) {
        (*num)--;
    }
    return (uint32_t)rest;
}

static size_t put_number(const uint32_t n[LIMBS], size_t num, uint8_t *out)
{
    size_t len = 0;
    for (size_t i = num * 4; i-- > 0;) {
        uint8_t byte = (uint8_t)(n[i / 4] >> (i % 4 * 8));
        if (len > 0 || byte != 0) {
            out[len++] = byte;
        }
    }
    return len;
}

size_t cn_model_pack_label(cn_span text, uint8_t out[CN_MODEL_PACKED_MAX])
{
    uint16_t digits[CN_MODEL_PACKED_CHARS];
    size_t num_digits = 0;
    size_t k = choose(text, ALPHABETS, digits, &num_digits);
    if (k == ALPHABETS) {
        return 0;
    }
    uint32_t n[LIMBS] = {1};
    size_t num = 1;
    for (size_t i = 0; i < num_digits; i++) {
        num = multiply(n, num, alphabets[k].radix, digits[i]);
    }
    num = multiply(n, num, ALPHABETS, (uint32_t)k);
    size_t len = put_number(n, num, out);
    return len < text.len ? len : 0;
}

/* Text of digits that stand in reverse. */
static size_t put_chars(size_t k, const uint16_t *reverse, size_t num,
                        uint8_t out[CN_MODEL_LABEL_MAX])
{
    size_t len = 0;
    bool begins = true;
    for (size_t i = num; i-- > 0;) {
        int32_t c = char_of(k, reverse[i], begins);
        len += cn_utf8_put(out + len, c);
        begins = ends_word(c);
    }
    return len;
}

size_t cn_model_unpack_label(cn_span packed, uint8_t out[CN_MODEL_LABEL_MAX])
{
    if (packed.len == 0 || packed.len > CN_MODEL_PACKED_MAX ||
        packed.data[0] == 0) {
        return 0;
    }
    uint32_t n[LIMBS] = {0};
    for (size_t i = 0; i < packed.len; i++) {
        n[i / 4] |= (uint32_t)packed.data[packed.len - 1 - i] << (i % 4 * 8);
    }
    size_t num = (packed.len + 3) / 4;
    size_t k = divide(n, &num, ALPHABETS);
    uint16_t digits[CN_MODEL_PACKED_CHARS];
    size_t num_digits = 0;
    while (num > 1 || (num == 1 && n[0] != 1)) {
        if (num_digits == CN_MODEL_PACKED_CHARS) {
            return 0;
        }
        digits[num_digits++] = (uint16_t)divide(n, &num, alphabets[k].radix);
    }
    if (num == 0 || num_digits == 0) {
        return 0; /* the mark is not there, or nothing but it */
    }
    size_t len = put_chars(k, digits, num_digits, out);
    size_t again = 0;
    bool smallest = choose(cn_span_of(out, len), k, digits, &again) == k;
    return smallest && packed.len < len ? len : 0;
}
