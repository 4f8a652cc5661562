/* SPDX-License-Identifier: Apache-2.0 */
/*
 * zlib's own format (RFC 1950), in which status lists travel: with its checksum
 * and without a dictionary. Never a gzip wrapper.
 */
#include "zlib_i.h"

enum {
    STEP = 16384 /* output grows by what comes, not by what is claimed */
};

static void begin(z_stream *z, cn_span s)
{
    cn_wire_zlib_init(z);
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
