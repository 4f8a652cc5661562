/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Looking up: a key by halving its table, then the cell of a language, which
 * is read into the caller's memory. Bounded by the tables, which the
 * build makes; nothing here reads foreign bytes but to compare them.
 */
#include "words_i.h"

static const char *const table_names[CN_WORDS_NUM_TABLES] = {
    [CN_WORDS_ICD10] = "icd-10",
    [CN_WORDS_ICD11] = "icd-11",
    [CN_WORDS_SNOMED] = "snomed",
    [CN_WORDS_ATC] = "atc",
    [CN_WORDS_CVX] = "cvx",
    [CN_WORDS_LOINC] = "loinc",
    [CN_WORDS_CARNET] = "carnet",
    [CN_WORDS_UNITS] = "units",
    [CN_WORDS_COUNTRIES] = "countries",
    [CN_WORDS_LANGUAGES] = "languages",
    [CN_WORDS_CURRENCIES] = "currencies",
    [CN_WORDS_UNITS_MANY] = "units_many",
    [CN_WORDS_ENUMS] = "enums",
    [CN_WORDS_KINDS] = "kinds",
    [CN_WORDS_FIELDS] = "fields",
    [CN_WORDS_STATUSES] = "statuses",
    [CN_WORDS_PHRASES] = "phrases",
};

int32_t cn_words_table_named(cn_span name)
{
    for (int32_t t = 0; t < CN_WORDS_NUM_TABLES; t++) {
        if (cn_span_equal(name, cn_span_str(table_names[t]))) {
            return t;
        }
    }
    return -1;
}

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

/* Row of a key, -1 if none. */
static int32_t find_row(cn_words_table table, cn_span key)
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

/* The row whose words a row has. */
static int32_t row_with_words(cn_words_table table, int32_t row)
{
    return table == CN_WORDS_ICD11 && row >= 0
               ? cn_words_likes[row - cn_words_first[table]]
               : row;
}

/* ---- cells ---- */

/* Bits of a row, the first the highest of its byte. */
typedef struct {
    const uint8_t *bytes;
    size_t at;
} bits;

/* The symbol of the next code word: among those of its length by its value, the
   first of a length following the last of the shorter ones. */
static uint16_t next_symbol(bits *b, const cn_words_code *code)
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

/* Reads a cell in place of its base, which out holds. */
static void read_cell(cn_words_word *out, bits *b, const cn_words_code *code)
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

static void skip_cell(bits *b, const cn_words_code *code)
{
    while (next_symbol(b, code) > CN_WORDS_END_REVIEWED) {
    }
}

/* Reads the cells that the one of a language goes back to, English first, and
   skips the others. */
static void read_row(cn_words_word *out, int32_t row, uint8_t language)
{
    bits b = {cn_words_cells + cn_words_places[row / CN_WORDS_BLOCK] +
                  cn_words_rows[row / CN_WORDS_ROWS],
              0};
    uint32_t needs = cn_words_languages[language].needs;
    int32_t skip = row % CN_WORDS_ROWS * cn_words_num_languages;
    for (int32_t i = 0; i < skip; i++) {
        skip_cell(&b, &cn_words_codes[i % cn_words_num_languages]);
    }
    out->language = language;
    out->len = 0;
    for (uint8_t i = 0; i <= language; i++) {
        if ((needs >> i & 1) != 0) {
            read_cell(out, &b, &cn_words_codes[i]);
        } else {
            skip_cell(&b, &cn_words_codes[i]);
        }
    }
}

bool cn_words_find(cn_words_word *out, cn_words_table table, cn_span key,
                   uint8_t language)
{
    int32_t row = row_with_words(table, find_row(table, key));
    out->len = 0;
    out->text[0] = '\0';
    out->language = CN_WORDS_ENGLISH;
    out->reviewed = false;
    if (row < 0) {
        return false;
    }
    read_row(out, row, language < cn_words_num_languages ? language : 0);
    return true;
}

void cn_words_phrase(cn_words_word *out, cn_words_phrase_name phrase,
                     uint8_t language)
{
    read_row(out, cn_words_first[CN_WORDS_PHRASES] + (int32_t)phrase,
             language < cn_words_num_languages ? language : 0);
}

int32_t cn_words_phrase_named(cn_span name)
{
    int32_t row = find_row(CN_WORDS_PHRASES, name);
    return row < 0 ? -1 : row - cn_words_first[CN_WORDS_PHRASES];
}

bool cn_words_is_word_of(cn_span text, cn_words_table table, cn_span key)
{
    cn_words_word word;
    int32_t row = row_with_words(table, find_row(table, key));
    for (uint8_t i = 0; row >= 0 && i < cn_words_num_languages; i++) {
        read_row(&word, row, i);
        if (cn_words_equal(text, cn_span_of(word.text, word.len))) {
            return true;
        }
    }
    return false;
}

/* ---- public face ---- */

size_t carnet_words_size(void)
{
    return CARNET_WORDS_SIZE;
}

/* Every row has a word in every language that the build carries: English stands
   in its place only where the tag leads to none of them. */
static int32_t state_of(const cn_words_word *w, cn_span tag)
{
    if (w->language == CN_WORDS_ENGLISH && tag.len > 0 &&
        !cn_words_is_english(tag)) {
        return CARNET_WORDS_ENGLISH;
    }
    return w->reviewed ? CARNET_WORDS_REVIEWED : CARNET_WORDS_UNREVIEWED;
}

static carnet_status give(char *out, int32_t *state_out, cn_words_table table,
                          cn_span key, cn_span tag)
{
    cn_words_word word;
    if (!cn_words_find(&word, table, key, cn_words_language(tag))) {
        return CARNET_CALLER_ABSENT;
    }
    memcpy(out, word.text, (size_t)word.len + 1);
    if (state_out != NULL) {
        *state_out = state_of(&word, tag);
    }
    return CARNET_OK;
}

static carnet_status begin(char *out, int32_t *state_out, const void *p,
                           size_t p_len, const char *language,
                           size_t language_len)
{
    if (out != NULL) {
        out[0] = '\0';
    }
    if (state_out != NULL) {
        *state_out = CARNET_WORDS_NONE;
    }
    bool good = out != NULL && cn_span_check(p, p_len) == CARNET_OK &&
                cn_span_check(language, language_len) == CARNET_OK;
    return good ? CARNET_OK : CARNET_CALLER_NULL;
}

carnet_status carnet_words_lookup(char *out, int32_t *state_out,
                                  const char *system, size_t system_len,
                                  const char *code, size_t code_len,
                                  const char *language, size_t language_len)
{
    carnet_status status =
        begin(out, state_out, system, system_len, language, language_len);
    if (status == CARNET_OK) {
        status = cn_span_check(code, code_len);
    }
    if (status != CARNET_OK) {
        return status;
    }
    int32_t table = cn_words_table_named(cn_span_of(system, system_len));
    if (table < 0 || table > CN_WORDS_LAST_PUBLIC) {
        return CARNET_CALLER_ABSENT;
    }
    return give(out, state_out, (cn_words_table)table,
                cn_span_of(code, code_len), cn_span_of(language, language_len));
}

carnet_status carnet_words_status(char *out, int32_t *state_out,
                                  carnet_status status, const char *language,
                                  size_t language_len)
{
    carnet_status good = begin(out, state_out, NULL, 0, language, language_len);
    return good == CARNET_OK ? give(out, state_out, CN_WORDS_STATUSES,
                                    cn_span_str(carnet_status_name(status)),
                                    cn_span_of(language, language_len))
                             : good;
}

carnet_status carnet_words_phrase(char *out, int32_t *state_out,
                                  const char *name, size_t name_len,
                                  const char *language, size_t language_len)
{
    carnet_status status =
        begin(out, state_out, name, name_len, language, language_len);
    return status == CARNET_OK ? give(out, state_out, CN_WORDS_PHRASES,
                                      cn_span_of(name, name_len),
                                      cn_span_of(language, language_len))
                               : status;
}
