/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The wall around zlib: no other file includes its header, and of the room's
 * files those alone this one which call it. Its memory comes from our door, or
 * from an arena, in inflate.c.
 */
#ifndef CN_WIRE_ZLIB_I_H
#define CN_WIRE_ZLIB_I_H

#include "wire_i.h"

#define ZLIB_CONST
#include <zlib.h>

enum {
    CN_WIRE_RAW = -1,  /* factor of windowBits: no wrapper */
    CN_WIRE_FINAL = 1, /* BFINAL, in the first byte of a block */
    CN_WIRE_TYPE = 6,  /* mask of BTYPE there: */
    CN_WIRE_STORED = 0,
    CN_WIRE_NO_TYPE = 6
};

/* Whether a stream begins with its last block, which is not a stored one:
   CARNET_OK, CARNET_INFLATE_DATA, CARNET_INFLATE_STORED. */
static inline carnet_status cn_wire_check_block(cn_span s)
{
    if (s.len == 0 || (s.data[0] & CN_WIRE_TYPE) == CN_WIRE_NO_TYPE) {
        return CARNET_INFLATE_DATA;
    }
    if ((s.data[0] & CN_WIRE_TYPE) == CN_WIRE_STORED ||
        (s.data[0] & CN_WIRE_FINAL) == 0) {
        return CARNET_INFLATE_STORED;
    }
    return CARNET_OK;
}

/* Makes a stream empty, whose memory will come from our door. */
void cn_wire_zlib_init(z_stream *z);

#endif
