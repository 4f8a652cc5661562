/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Base45 (RFC 9285), one table look-up a character. Refuses everything that no
 * encoder makes: other characters, groups above 65535, pairs above 255, a
 * single left-over character. Never skips anything.
 */
#include "wire_i.h"

enum {
    BASE = CN_WIRE_ALPHABET_LEN,
    BASE_2 = BASE * BASE,
    KNOWN = 0x40, /* flag of a character that the alphabet has */
    /* What the flags of a pair and of a group add up to. */
    KNOWN_PAIR = KNOWN * (1 + BASE),
    KNOWN_GROUP = KNOWN * (1 + BASE + BASE_2)
};

/* RFC 9285 section 4.2, table 1. */
const char cn_wire_alphabet[CN_WIRE_ALPHABET_LEN + 1] =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

#define IS(value) (uint8_t)(KNOWN | (value))
/* The same table turned round; 0 for what is not in it. */
static const uint8_t value_of[256] = {
    ['0'] = IS(0),  ['1'] = IS(1),  ['2'] = IS(2),  ['3'] = IS(3),
    ['4'] = IS(4),  ['5'] = IS(5),  ['6'] = IS(6),  ['7'] = IS(7),
    ['8'] = IS(8),  ['9'] = IS(9),  ['A'] = IS(10), ['B'] = IS(11),
    ['C'] = IS(12), ['D'] = IS(13), ['E'] = IS(14), ['F'] = IS(15),
    ['G'] = IS(16), ['H'] = IS(17), ['I'] = IS(18), ['J'] = IS(19),
    ['K'] = IS(20), ['L'] = IS(21), ['M'] = IS(22), ['N'] = IS(23),
    ['O'] = IS(24), ['P'] = IS(25), ['Q'] = IS(26), ['R'] = IS(27),
    ['S'] = IS(28), ['T'] = IS(29), ['U'] = IS(30), ['V'] = IS(31),
    ['W'] = IS(32), ['X'] = IS(33), ['Y'] = IS(34), ['Z'] = IS(35),
    [' '] = IS(36), ['$'] = IS(37), ['%'] = IS(38), ['*'] = IS(39),
    ['+'] = IS(40), ['-'] = IS(41), ['.'] = IS(42), ['/'] = IS(43),
    [':'] = IS(44),
};
#undef IS

size_t cn_wire_base45_len(size_t len)
{
    return len / 2 * 3 + len % 2 * 2;
}

void cn_wire_base45_encode(cn_buf *out, cn_span bytes)
{
    uint8_t *to = cn_buf_extend(out, cn_wire_base45_len(bytes.len));
    if (to == NULL) {
        return;
    }
    size_t i = 0;
    for (; bytes.len - i >= 2; i += 2, to += 3) {
        uint32_t v = (uint32_t)bytes.data[i] << 8 | bytes.data[i + 1];
        to[0] = (uint8_t)cn_wire_alphabet[v % BASE];
        to[1] = (uint8_t)cn_wire_alphabet[v / BASE % BASE];
        to[2] = (uint8_t)cn_wire_alphabet[v / BASE_2];
    }
    if (i < bytes.len) {
        to[0] = (uint8_t)cn_wire_alphabet[bytes.data[i] % BASE];
        to[1] = (uint8_t)cn_wire_alphabet[bytes.data[i] / BASE];
    }
}

/* The fault of the group at offset at: a character that is not in the alphabet,
   or one alone, or a value too large. */
static carnet_status fault(cn_span text, size_t at, size_t *offset_out)
{
    *offset_out = at;
    for (size_t i = at; i < text.len && i < at + 3; i++) {
        if (value_of[text.data[i]] == 0) {
            *offset_out = i;
            return CARNET_TEXT_ALPHABET;
        }
    }
    return text.len - at == 1 ? CARNET_TEXT_LENGTH : CARNET_TEXT_OVERFLOW;
}

/* What is not in the alphabet wraps, and is refused by what was looked up. */
CN_WRAPS
carnet_status cn_wire_base45_decode(uint8_t *out, size_t *len_out, cn_span text,
                                    size_t *offset_out)
{
    const uint8_t *c = text.data;
    uint8_t *to = out;
    size_t i = 0;
    *len_out = 0;
    *offset_out = 0;
    for (; text.len - i >= 3; i += 3, to += 2) {
        uint32_t v0 = value_of[c[i]];
        uint32_t v1 = value_of[c[i + 1]];
        uint32_t v2 = value_of[c[i + 2]];
        uint32_t v = v0 + BASE * v1 + BASE_2 * v2 - KNOWN_GROUP;
        if ((v0 & v1 & v2 & KNOWN) == 0 || v > 0xffff) {
            return fault(text, i, offset_out);
        }
        to[0] = (uint8_t)(v >> 8);
        to[1] = (uint8_t)(v & 0xff);
    }
    if (text.len - i == 2) {
        uint32_t v0 = value_of[c[i]];
        uint32_t v1 = value_of[c[i + 1]];
        uint32_t v = v0 + BASE * v1 - KNOWN_PAIR;
        if ((v0 & v1 & KNOWN) == 0 || v > 0xff) {
            return fault(text, i, offset_out);
        }
        *to++ = (uint8_t)v;
    } else if (text.len - i == 1) {
        return fault(text, i, offset_out);
    }
    *len_out = (size_t)(to - out);
    return CARNET_OK;
}
