/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Diagnostic notation (RFC 8949 section 8) for people. It walks with the
 * reader, so bytes that were not scanned give a status and never a crash.
 */
#include "cbor.h"

typedef struct {
    uint64_t num; /* elements; a map's keys and values each count */
    uint64_t done;
    bool is_map;
} level;

typedef struct {
    cn_buf *out;
    cn_cbor_reader r;
    size_t depth;
    bool pretty;
    level levels[CN_CBOR_DEPTH_MAX];
} diag;

static void put_int(cn_buf *out, const cn_cbor_item *item)
{
    uint64_t v = item->value;
    if (item->type == CN_CBOR_NINT) {
        if (v == UINT64_MAX) { /* -1 - v has no uint64_t of its own */
            cn_buf_put_str(out, "-18446744073709551616");
            return;
        }
        cn_buf_put_u8(out, '-');
        v++;
    }
    cn_buf_put_u64(out, v);
}

static void put_hex(cn_buf *out, cn_span bytes)
{
    cn_buf_put_str(out, "h'");
    cn_buf_put_hex(out, bytes);
    cn_buf_put_u8(out, '\'');
}

static void put_scalar(cn_buf *out, const cn_cbor_item *item)
{
    switch (item->type) {
    case CN_CBOR_UINT:
    case CN_CBOR_NINT:
        put_int(out, item);
        break;
    case CN_CBOR_BYTES:
        put_hex(out, item->bytes);
        break;
    case CN_CBOR_TEXT:
        cn_text_put_quoted(out, item->bytes);
        break;
    case CN_CBOR_FALSE:
        cn_buf_put_str(out, "false");
        break;
    case CN_CBOR_TRUE:
        cn_buf_put_str(out, "true");
        break;
    default:
        cn_buf_put_str(out, "null");
        break;
    }
}

static void new_line(diag *d)
{
    if (d->pretty) {
        cn_buf_put_u8(d->out, '\n');
        for (size_t i = 0; i < d->depth; i++) {
            cn_buf_put_str(d->out, "  ");
        }
    }
}

/* What stands before an element: a comma, a colon, a new line. */
static void put_separator(diag *d)
{
    if (d->depth == 0) {
        return;
    }
    level *l = &d->levels[d->depth - 1];
    if (l->is_map && l->done % 2 == 1) {
        cn_buf_put_str(d->out, ": ");
    } else {
        if (l->done > 0) {
            cn_buf_put_str(d->out, d->pretty ? "," : ", ");
        }
        new_line(d);
    }
    l->done++;
}

static void open_level(diag *d, const cn_cbor_item *item)
{
    if (d->depth == CN_CBOR_DEPTH_MAX) {
        cn_cbor_fail(&d->r, CARNET_CBOR_DEPTH);
        return;
    }
    level *l = &d->levels[d->depth++];
    l->is_map = item->type == CN_CBOR_MAP;
    l->num = l->is_map ? item->value * 2 : item->value;
    l->done = 0;
    cn_buf_put_u8(d->out, l->is_map ? '{' : '[');
}

/* Closes all levels that are complete. */
static void close_levels(diag *d)
{
    while (d->depth > 0) {
        const level *l = &d->levels[d->depth - 1];
        if (l->done < l->num) {
            return;
        }
        d->depth--;
        if (l->num > 0) {
            new_line(d);
        }
        cn_buf_put_u8(d->out, l->is_map ? '}' : ']');
    }
}

carnet_status cn_cbor_diag(cn_buf *out, cn_span s, bool pretty)
{
    diag d;
    memset(&d, 0, sizeof d);
    d.out = out;
    d.pretty = pretty;
    cn_cbor_reader_init(&d.r, s);
    do {
        cn_cbor_item item;
        if (!cn_cbor_next(&d.r, &item)) {
            break;
        }
        put_separator(&d);
        if (item.type == CN_CBOR_ARRAY || item.type == CN_CBOR_MAP) {
            open_level(&d, &item);
        } else {
            put_scalar(out, &item);
        }
        close_levels(&d);
    } while (d.depth > 0 && out->status == CARNET_OK);
    if (d.depth == 0 && !cn_cbor_at_end(&d.r)) {
        cn_cbor_fail(&d.r, CARNET_CBOR_TRAILING);
    }
    return d.r.status != CARNET_OK ? d.r.status : out->status;
}
