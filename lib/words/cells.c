/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows and cells: a key by halving its table, then the cell of a language,
 * which is read into the caller's memory. Bounded by the tables, which the
 * build makes; nothing here reads foreign bytes but to compare them.
 */
#include "words_i.h"

/* ---- rows ---- */

/* Takes the next word of a list in which each is what it shares with the one
   before, which out holds, and the rest; out has room for it. */
const uint8_t *cn_words_next(char *out, size_t *len_out, const uint8_t *p)
{
    size_t shared = *p++;
    size_t rest = strlen((const char *)p);
    memcpy(out + shared, p, rest + 1);
    *len_out = shared + rest;
    return p + rest + 1;
}

/* Block of a table that a key is in, if it is in any. */
static int32_t find_block(cn_words_table table, cn_span key)
{
    int32_t low = cn_words_first_block[table];
    int32_t high = cn_words_first_block[table + 1];
    while (high - low > 1) {
        int32_t middle = (low + high) / 2;
        /* The first key of a block shares nothing. */
        const uint8_t *first = cn_words_keys + cn_words_key_blocks[middle] + 1;
        if (cn_span_compare(key, cn_span_str((const char *)first)) < 0) {
            high = middle;
        } else {
            low = middle;
        }
    }
    return low;
}

int32_t cn_words_find_row(cn_words_table table, cn_span key)
{
    char at[CN_WORDS_KEY_SIZE];
    int32_t block = find_block(table, key);
    int32_t row = cn_words_first[table] +
                  (block - cn_words_first_block[table]) * CN_WORDS_KEYS;
    const uint8_t *p = cn_words_keys + cn_words_key_blocks[block];
    for (int32_t i = 0; i < CN_WORDS_KEYS; i++, row++) {
        size_t len = 0;
        if (row == cn_words_first[table + 1]) {
            return -1;
        }
        p = cn_words_next(at, &len, p);
        if (cn_span_equal(key, cn_span_of(at, len))) {
            return row;
        }
    }
    return -1;
}

int32_t cn_words_row_of(cn_words_table table, cn_span key)
{
    int32_t row = cn_words_find_row(table, key);
    return table == CN_WORDS_ICD11 && row >= 0
               ? cn_words_likes[row - cn_words_first[table]]
               : row;
}

void cn_words_key_of(char out[CN_WORDS_KEY_SIZE], cn_words_table table,
                     int32_t row)
{
    int32_t at = row - cn_words_first[table];
    int32_t block = cn_words_first_block[table] + at / CN_WORDS_KEYS;
    const uint8_t *p = cn_words_keys + cn_words_key_blocks[block];
    for (int32_t i = 0; i <= at % CN_WORDS_KEYS; i++) {
        size_t len = 0;
        p = cn_words_next(out, &len, p);
    }
}

/* ---- cells ---- */

/* The symbol of the next code word: among those of its length by its value, the
   first of a length following the last of the shorter ones. */
static uint16_t next_symbol(cn_words_bits *b, const cn_words_code *code)
{
    uint32_t value = 0;
    uint32_t first = 0;
    uint32_t index = 0;
    for (size_t len = 1; len <= CN_WORDS_BITS; len++) {
        unsigned shift = 7U - (unsigned)(b->at % 8);
        value = value << 1 | ((unsigned)b->bytes[b->at / 8] >> shift & 1U);
        b->at++;
        first <<= 1;
        if (value - first < code->num[len]) {
            return code->symbols[index + value - first];
        }
        first += code->num[len];
        index += code->num[len];
    }
    return 0;
}

/* Puts the bytes that a symbol stands for; the build sees to it that they
   fit. */
static void put_symbol(cn_words_word *out, uint16_t symbol,
                       const cn_words_code *code)
{
    uint16_t waiting[CN_WORDS_DEPTH + 2];
    size_t num = 0;
    waiting[num++] = symbol;
    while (num > 0 && out->len < CARNET_WORDS_SIZE - 1) {
        uint16_t s = waiting[--num];
        if (s < CN_WORDS_FIRST_PAIR) {
            out->text[out->len++] = (char)s;
        } else if (num + 2 <= sizeof waiting / sizeof *waiting) {
            const uint16_t *pair =
                code->pairs + (size_t)2 * (s - CN_WORDS_FIRST_PAIR);
            waiting[num++] = pair[1];
            waiting[num++] = pair[0];
        }
    }
}

/* What a cell takes over from its base, which out holds, by the symbol that it
   begins with. */
static void keep_of_base(cn_words_word *out, uint16_t symbol)
{
    unsigned how = (unsigned)symbol - CN_WORDS_SAME;
    unsigned shared = how % CN_WORDS_OTHER_CASE;
    if (shared > 0) {
        shared += CN_WORDS_SHARED_LEAST - 1;
        out->len = (uint16_t)(shared < out->len ? shared : out->len);
    }
    if (how >= CN_WORDS_OTHER_CASE) {
        out->text[0] ^= 'a' - 'A';
    }
}

void cn_words_read_cell(cn_words_word *out, cn_words_bits *b,
                        const cn_words_code *code)
{
    uint16_t symbol = next_symbol(b, code);
    if (symbol >= CN_WORDS_SAME && symbol < CN_WORDS_PLAIN) {
        keep_of_base(out, symbol);
        symbol = next_symbol(b, code);
    } else {
        out->len = 0;
    }
    for (; symbol >= CN_WORDS_PLAIN; symbol = next_symbol(b, code)) {
        put_symbol(out, symbol, code);
    }
    out->text[out->len] = '\0';
    out->reviewed = symbol == CN_WORDS_END_REVIEWED;
}

void cn_words_skip_cell(cn_words_bits *b, const cn_words_code *code)
{
    while (next_symbol(b, code) > CN_WORDS_END_REVIEWED) {
    }
}

cn_words_bits cn_words_bits_of(int32_t row)
{
    cn_words_bits b = {cn_words_cells + cn_words_places[row / CN_WORDS_BLOCK] +
                           cn_words_rows[row / CN_WORDS_ROWS],
                       0};
    int32_t skip = row % CN_WORDS_ROWS * cn_words_num_languages;
    for (int32_t i = 0; i < skip; i++) {
        cn_words_skip_cell(&b, &cn_words_codes[i % cn_words_num_languages]);
    }
    return b;
}

/* The cells that the one of a language goes back to, English first, are read,
   the others skipped. */
void cn_words_read_from(cn_words_word *out, cn_words_bits b, uint8_t language)
{
    uint32_t needs = cn_words_languages[language].needs;
    out->language = language;
    out->len = 0;
    for (uint8_t i = 0; i <= language; i++) {
        if ((needs >> i & 1) != 0) {
            cn_words_read_cell(out, &b, &cn_words_codes[i]);
        } else {
            cn_words_skip_cell(&b, &cn_words_codes[i]);
        }
    }
}

void cn_words_read_row(cn_words_word *out, int32_t row, uint8_t language)
{
    cn_words_read_from(out, cn_words_bits_of(row), language);
}
