/* SPDX-License-Identifier: Apache-2.0 */
/*
 * DEFLATE (RFC 1951) with the preset dictionary: the wall around zlib, whose
 * memory comes from our door or an arena. A stream is one fixed or
 * dynamic block and nothing else, so that its first three bits and the place
 * where zlib stops say all: stored blocks, several blocks, trailing bytes and
 * spare bits are refused. Also, for status lists, zlib's own format, with its
 * checksum and without a dictionary. Never a gzip wrapper.
 */
#include "wire_i.h"

#include <stddef.h>

#define ZLIB_CONST
#include <zlib.h>

enum {
    RAW = -1, /* factor of windowBits: no wrapper */
    READ_BITS = 12 * RAW,
    WRITE_BITS = 15 * RAW,
    HEADER = 7,      /* mask of a block's header in its first byte: */
    FINAL = 1,       /* BFINAL */
    TYPE = 6,        /* BTYPE */
    STORED = 0,      /* BTYPE 00 */
    NO_TYPE = 6,     /* BTYPE 11 */
    BLOCK_END = 128, /* of z_stream.data_type: just after a block, */
    LAST = 64,       /* which is the last one; */
    UNUSED = 63      /* mask: bits taken from the input and not used */
};

/* ---- inflate ---- */

/* What zlib takes stands in one block and is forgotten as a whole. */
static voidpf take(voidpf opaque, uInt num, uInt size)
{
    if (size != 0 && num > CN_WIRE_INFLATE_WORK / size) {
        return Z_NULL;
    }
    return cn_arena_take_raw(opaque, (size_t)num * size);
}

static void forget(voidpf opaque, voidpf p)
{
    (void)opaque;
    (void)p;
}

/* zlib stops right after the end of the first block. Z_BLOCK tells, as
   Z_FINISH does not, how many bits of the last byte are over. There is room for
   a byte more than allowed, so that what fills it all is too much, and what
   ends before, without an end, is cut off. */
static carnet_status run(z_stream *z, cn_span s)
{
    int stop = BLOCK_END | LAST;
    int result = inflate(z, Z_BLOCK);
    if (result != Z_OK && result != Z_BUF_ERROR) {
        return CARNET_INFLATE_DATA;
    }
    if (z->avail_out == 0) {
        return CARNET_INFLATE_LIMIT;
    }
    if ((z->data_type & stop) != stop) {
        return CARNET_INFLATE_DATA;
    }
    unsigned unused = (unsigned)z->data_type & UNUSED;
    if (z->avail_in != 0 || unused >= 8) {
        return CARNET_INFLATE_TRAILING;
    }
    return s.data[s.len - 1] >> (8 - unused) != 0 ? CARNET_INFLATE_SPARE
                                                  : CARNET_OK;
}

/* Into out, which has room for cap bytes, one more, and zlib's state. */
static carnet_status inflate_in(uint8_t *out, size_t cap, size_t *len_out,
                                cn_span s)
{
    z_stream z;
    cn_arena work;
    cn_arena_init_fixed(&work, out + cap + 1, CN_WIRE_INFLATE_WORK - 1);
    memset(&z, 0, sizeof z);
    z.zalloc = take;
    z.zfree = forget;
    z.opaque = &work;
    z.next_in = s.data;
    z.avail_in = (uInt)s.len;
    z.next_out = out;
    z.avail_out = (uInt)cap + 1;
    if (inflateInit2(&z, READ_BITS) != Z_OK ||
        inflateSetDictionary(&z, cn_wire_dictionary,
                             (uInt)cn_wire_dictionary_len) != Z_OK) {
        return CARNET_CALLER_MEMORY;
    }
    carnet_status status = run(&z, s);
    if (status == CARNET_OK) {
        *len_out = (size_t)(z.next_out - out);
    }
    (void)inflateEnd(&z);
    return status;
}

/* From the block's header, before zlib sees anything. */
static carnet_status check_header(cn_span s)
{
    if (s.len == 0 || (s.data[0] & TYPE) == NO_TYPE) {
        return CARNET_INFLATE_DATA;
    }
    if ((s.data[0] & TYPE) == STORED || (s.data[0] & FINAL) == 0) {
        return CARNET_INFLATE_STORED;
    }
    return CARNET_OK;
}

/* In small steps: one long fill is done byte by byte by some C libraries
   (rep stosb), which instruction counters see. */
static void wipe_work(uint8_t *block)
{
    enum {
        STEP = 512
    };
    _Static_assert(CN_WIRE_INFLATE_WORK % STEP == 0, "whole steps");
    for (size_t at = 0; at < CN_WIRE_INFLATE_WORK; at += STEP) {
        cn_mem_wipe(block + at, STEP);
    }
}

/* One block for both, of which the output stays. */
static carnet_status inflate_first(cn_span *out, size_t cap, cn_span s,
                                   cn_arena *arena)
{
    size_t taken = cap + CN_WIRE_INFLATE_WORK;
    uint8_t *block = cn_arena_take_raw(arena, taken);
    if (block == NULL) {
        return cn_arena_status(arena);
    }
    size_t len = 0;
    carnet_status status = inflate_in(block, cap, &len, s);
    wipe_work(block + cap);
    cn_arena_shrink_last(arena, block, taken, len);
    *out = cn_span_of(block, len);
    return status;
}

carnet_status cn_wire_inflate(cn_span *out, size_t most, cn_span s,
                              cn_arena *arena)
{
    *out = cn_span_of(NULL, 0);
    carnet_status status = check_header(s);
    if (status != CARNET_OK) {
        return status;
    }
    if (s.len > CN_LIMIT_FILE_BYTES) {
        return CARNET_INFLATE_LIMIT;
    }
    size_t room = cn_arena_room(arena);
    if (room < CN_WIRE_INFLATE_WORK) {
        return cn_arena_status(arena);
    }
    room -= CN_WIRE_INFLATE_WORK;
    most = most < CN_LIMIT_ITEMS_FILE ? most : CN_LIMIT_ITEMS_FILE;
    status = inflate_first(out, most < room ? most : room, s, arena);
    return status == CARNET_INFLATE_LIMIT && room < most
               ? cn_arena_status(arena)
               : status;
}

/* ---- deflate ---- */

enum {
    MEM_HEAD = 16 /* before each of zlib's blocks: its size */
};
_Static_assert(MEM_HEAD % _Alignof(max_align_t) == 0, "blocks stay aligned");

static voidpf mem_take(voidpf opaque, uInt num, uInt size)
{
    (void)opaque;
    if (size != 0 && num > (SIZE_MAX - MEM_HEAD) / size) {
        return Z_NULL;
    }
    size_t whole = MEM_HEAD + (size_t)num * size;
    uint8_t *p = cn_mem_alloc(whole);
    if (p == NULL) {
        return Z_NULL;
    }
    memcpy(p, &whole, sizeof whole);
    return p + MEM_HEAD;
}

static void mem_give(voidpf opaque, voidpf given)
{
    (void)opaque;
    if (given == NULL) {
        return;
    }
    uint8_t *p = (uint8_t *)given - MEM_HEAD;
    size_t whole;
    memcpy(&whole, p, sizeof whole);
    cn_mem_free(p, whole);
}

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
    put_bits(&w, FINAL | 1 << 1, 3);
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
    if (done && check_header(cn_span_of(out, len)) == CARNET_OK) {
        *len_out = len;
    }
    return CARNET_OK;
}

/* A state for all settings, with room for the largest; z is empty. */
static carnet_status begin_settings(z_stream *z)
{
    memset(z, 0, sizeof *z);
    z->zalloc = mem_take;
    z->zfree = mem_give;
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

/* ---- zlib's own format (RFC 1950), in which status lists travel ---- */

enum {
    STEP = 16384 /* output grows by what comes, not by what is claimed */
};

static void begin(z_stream *z, cn_span s)
{
    memset(z, 0, sizeof *z);
    z->zalloc = mem_take;
    z->zfree = mem_give;
    z->next_in = s.data;
    z->avail_in = (uInt)s.len;
}

/* One step of output. Z_OK where there is more to come. */
static int step(cn_buf *out, z_stream *z, int (*work)(z_stream *, int),
                int flush)
{
    uint8_t *room = cn_buf_extend(out, STEP);
    if (room == NULL) {
        return Z_MEM_ERROR;
    }
    z->next_out = room;
    z->avail_out = STEP;
    int result = work(z, flush);
    size_t over = z->avail_out;
    cn_buf_cut(out, out->len - over);
    /* Room is left, and it has not ended: cut off. */
    return result == Z_OK && over > 0 ? Z_BUF_ERROR : result;
}

static carnet_status unzip(cn_buf *out, size_t most, z_stream *z)
{
    size_t start = out->len;
    int result = Z_OK;
    while (result == Z_OK && out->len - start <= most) {
        result = step(out, z, inflate, Z_NO_FLUSH);
    }
    if (result == Z_MEM_ERROR) {
        return CARNET_CALLER_MEMORY;
    }
    if (out->len - start > most) {
        return CARNET_INFLATE_LIMIT;
    }
    if (result != Z_STREAM_END) {
        return CARNET_INFLATE_DATA;
    }
    return z->avail_in > 0 ? CARNET_INFLATE_TRAILING : CARNET_OK;
}

carnet_status cn_wire_unzip(cn_buf *out, size_t most, cn_span s)
{
    z_stream z;
    if (s.len > CN_LIMIT_FILE_BYTES) {
        return CARNET_INFLATE_LIMIT;
    }
    begin(&z, s);
    if (inflateInit(&z) != Z_OK) {
        return CARNET_CALLER_MEMORY;
    }
    carnet_status status = unzip(out, most, &z);
    (void)inflateEnd(&z);
    return status;
}

carnet_status cn_wire_zip(cn_buf *out, cn_span raw)
{
    z_stream z;
    if (raw.len > CN_LIMIT_ITEMS_FILE) {
        return CARNET_INFLATE_LIMIT;
    }
    begin(&z, raw);
    if (deflateInit(&z, Z_BEST_COMPRESSION) != Z_OK) {
        return CARNET_CALLER_MEMORY;
    }
    int result = Z_OK;
    while (result == Z_OK) {
        result = step(out, &z, deflate, Z_FINISH);
    }
    (void)deflateEnd(&z);
    return result == Z_STREAM_END ? CARNET_OK : CARNET_CALLER_MEMORY;
}
