/* SPDX-License-Identifier: Apache-2.0 */
/*
 * DEFLATE (RFC 1951) with the preset dictionary, read. A stream is one fixed or
 * dynamic block and nothing else, so that its first three bits and the place
 * where zlib stops say all: stored blocks, several blocks, trailing bytes and
 * spare bits are refused. Never a wrapper.
 */
#include "zlib_i.h"

enum {
    READ_BITS = 12 * CN_WIRE_RAW,
    BLOCK_END = 128, /* of z_stream.data_type: just after a block, */
    LAST = 64,       /* which is the last one; */
    UNUSED = 63      /* mask: bits taken from the input and not used */
};

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
    carnet_status status = cn_wire_check_block(s);
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
