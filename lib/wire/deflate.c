/* SPDX-License-Identifier: Apache-2.0 */
/*
 * DEFLATE (RFC 1951) with the preset dictionary, written: the shortest stream
 * of one block that zlib's levels or a block of literals give.
 */
#include "zlib_i.h"

/* Bits in order of arrival, least significant first (RFC 1951 section 3.1.1).
   There is room. */
typedef struct {
    uint8_t *at;
    uint32_t hold;
    unsigned num;
} bit_writer;

static void put_bits(bit_writer *w, uint32_t bits, unsigned num)
{
    w->hold |= bits << w->num;
    for (w->num += num; w->num >= 8; w->num -= 8) {
        *w->at++ = (uint8_t)(w->hold & 0xff);
        w->hold >>= 8;
    }
}

/* A Huffman code, most significant bit first. */
static void put_code(bit_writer *w, uint32_t code, unsigned num)
{
    for (unsigned i = num; i > 0; i--) {
        put_bits(w, code >> (i - 1) & 1, 1);
    }
}

/* Bytes that put_literals writes at most. */
static size_t literals_cap(size_t raw_len)
{
    return (3 + 9 * raw_len + 7 + 7) / 8;
}

/* One fixed block without matches: what is left where zlib finds stored
   blocks shorter or makes several (RFC 1951 section 3.2.6). */
static size_t put_literals(uint8_t *out, cn_span raw)
{
    bit_writer w = {out, 0, 0};
    put_bits(&w, CN_WIRE_FINAL | 1 << 1, 3);
    for (size_t i = 0; i < raw.len; i++) {
        uint32_t byte = raw.data[i];
        if (byte < 144) {
            put_code(&w, 0x30 + byte, 8);
        } else {
            put_code(&w, 0x190 + byte - 144, 9);
        }
    }
    put_code(&w, 0, 7);
    if (w.num != 0) {
        put_bits(&w, 0, 8 - w.num);
    }
    return (size_t)(w.at - out);
}

typedef struct {
    int level;
    int strategy;
} setting;

/* The levels parse differently and each is best for some record. Z_FIXED is
   not among them: zlib takes fixed codes by itself where they are shorter. */
static const setting settings[] = {
    {9, Z_DEFAULT_STRATEGY}, {8, Z_DEFAULT_STRATEGY}, {7, Z_DEFAULT_STRATEGY},
    {6, Z_DEFAULT_STRATEGY}, {5, Z_DEFAULT_STRATEGY}, {4, Z_DEFAULT_STRATEGY},
    {3, Z_DEFAULT_STRATEGY}, {9, Z_FILTERED},         {7, Z_FILTERED},
    {6, Z_FILTERED},         {5, Z_FILTERED},         {4, Z_FILTERED},
};

enum {
    WRITE_BITS = 15 * CN_WIRE_RAW,
    NUM_SETTINGS = sizeof settings / sizeof settings[0],
    MEM_LEVEL = 9 /* most symbols a block: 32,767 */
};

/* One setting into out of cap bytes, with a state of zlib that was used before:
   what it takes is more than a credential costs. *len_out is 0 if cap is too
   short or the result is no stream that a reader takes. */
static carnet_status try_setting(z_stream *z, const setting *how, uint8_t *out,
                                 size_t cap, size_t *len_out, cn_span raw)
{
    *len_out = 0;
    z->next_out = out;
    z->avail_out = (uInt)cap;
    /* Before the first byte: nothing is written at a change of settings. */
    if (deflateReset(z) != Z_OK ||
        deflateParams(z, how->level, how->strategy) != Z_OK) {
        return CARNET_CALLER_MEMORY;
    }
    (void)deflateSetDictionary(z, cn_wire_dictionary,
                               (uInt)cn_wire_dictionary_len);
    z->next_in = raw.data;
    z->avail_in = (uInt)raw.len;
    bool done = deflate(z, Z_FINISH) == Z_STREAM_END;
    size_t len = cap - z->avail_out;
    if (done && cn_wire_check_block(cn_span_of(out, len)) == CARNET_OK) {
        *len_out = len;
    }
    return CARNET_OK;
}

/* A state for all settings, with room for the largest; z is empty. */
static carnet_status begin_settings(z_stream *z)
{
    cn_wire_zlib_init(z);
    return deflateInit2(z, settings[0].level, Z_DEFLATED, WRITE_BITS, MEM_LEVEL,
                        settings[0].strategy) == Z_OK
               ? CARNET_OK
               : CARNET_CALLER_MEMORY;
}

carnet_status cn_wire_deflate(cn_buf *out, cn_span raw)
{
    if (raw.len > CN_LIMIT_ITEMS_FILE) {
        return CARNET_INFLATE_LIMIT;
    }
    z_stream z;
    size_t cap = literals_cap(raw.len);
    uint8_t *best = cn_mem_alloc(cap);
    uint8_t *trial = cn_mem_alloc(cap);
    carnet_status status = begin_settings(&z);
    if (best == NULL || trial == NULL) {
        status = CARNET_CALLER_MEMORY;
    }
    if (status != CARNET_OK) {
        goto done;
    }
    size_t best_len = put_literals(best, raw);
    /* A few bytes matter in a code only; elsewhere once is enough. */
    size_t num = raw.len <= CN_LIMIT_ITEMS_TEXT ? NUM_SETTINGS : 1;
    for (size_t i = 0; i < num; i++) {
        size_t len;
        /* Only a shorter one is wanted; where all room is used zlib does not
           say that it is done. */
        status = try_setting(&z, &settings[i], trial, best_len, &len, raw);
        if (status != CARNET_OK) {
            goto done;
        }
        if (len != 0) {
            uint8_t *shorter = trial;
            trial = best;
            best = shorter;
            best_len = len;
        }
    }
    cn_buf_put(out, best, best_len);
    status = out->status;

done:
    (void)deflateEnd(&z);
    cn_mem_free(trial, cap);
    cn_mem_free(best, cap);
    return status;
}
