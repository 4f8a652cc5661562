/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Changes what a signed list says, and signs it again; of a status list the
 * statuses inside the zipped string too. For both kinds of list.
 */
#include "fuzz.h"

#include "../lib/trust/trust.h"
#include "../lib/wire/wire.h"

static const struct {
    cn_wire_list list;
    const char *typ;
} kinds[] = {{CN_WIRE_TRUST_LIST, CN_TRUST_TYP},
             {CN_WIRE_STATUS_LIST, CN_STATUS_TYP}};

/* Statuses zipped in the last string of a payload, changed. */
static bool change_zipped(cn_buf *out, cn_span payload, fuzz_chance *c)
{
    cn_cbor_reader r;
    cn_cbor_item item;
    cn_span zipped = cn_span_of(NULL, 0);
    cn_buf raw, next, again, put;
    cn_cbor_reader_init(&r, payload);
    while (!cn_cbor_at_end(&r) && cn_cbor_next(&r, &item)) {
        if (item.type == CN_CBOR_BYTES) {
            zipped = item.bytes;
        }
    }
    cn_buf_init(&raw);
    cn_buf_init(&next);
    cn_buf_init(&again);
    cn_buf_init(&put);
    bool good = zipped.len > 0 && zipped.len < 24 &&
                cn_wire_unzip(&raw, 4096, zipped) == CARNET_OK;
    if (good) {
        fuzz_change_bytes(&next, cn_buf_span(&raw), c);
        (void)cn_wire_zip(&again, cn_buf_span(&next));
        cn_cbor_put_bytes(&put, cn_buf_span(&again));
        cn_buf_put(out, payload.data, (size_t)(zipped.data - payload.data) - 1);
        cn_buf_put_span(out, cn_buf_span(&put));
        const uint8_t *rest = zipped.data + zipped.len;
        cn_buf_put(out, rest, (size_t)(payload.data + payload.len - rest));
    }
    cn_buf_free(&raw);
    cn_buf_free(&next);
    cn_buf_free(&again);
    cn_buf_free(&put);
    return good;
}

static void put_list(cn_buf *out, size_t kind, cn_span payload, fuzz_chance *c)
{
    cn_buf list;
    const carnet_secret_key *key =
        fuzz_secret(fuzz_below(c, 8) == 0 ? FUZZ_OTHER : FUZZ_ISSUER);
    cn_buf_init(&list);
    (void)cn_cose_list_sign(&list, cn_span_str(kinds[kind].typ), payload, key);
    cn_wire_write_list(out,
                       fuzz_below(c, 8) == 0 && cn_wire_fits_text(list.len)
                           ? CN_WIRE_TEXT
                           : CN_WIRE_FILE,
                       kinds[kind].list, cn_buf_span(&list));
    cn_buf_free(&list);
}

static bool change_kind(cn_buf *out, size_t kind, cn_span input, fuzz_chance *c)
{
    cn_arena arena;
    cn_span bytes;
    cn_cose_list list;
    cn_buf payload;
    size_t offset;
    cn_arena_init_grow(&arena);
    cn_buf_init(&payload);
    bool good = cn_wire_read_list(&bytes, &arena, input, kinds[kind].list,
                                  &offset) == CARNET_OK &&
                cn_cose_list_read(&list, bytes, cn_span_str(kinds[kind].typ),
                                  &offset) == CARNET_OK;
    if (good) {
        if (kinds[kind].list != CN_WIRE_STATUS_LIST || fuzz_below(c, 2) == 0 ||
            !change_zipped(&payload, list.payload, c)) {
            fuzz_change_cbor(&payload, list.payload, c);
        }
        put_list(out, kind, cn_buf_span(&payload), c);
    }
    cn_buf_free(&payload);
    cn_arena_free(&arena);
    return good;
}

bool fuzz_change(cn_buf *out, cn_span input, fuzz_chance *c)
{
    return change_kind(out, 0, input, c) || change_kind(out, 1, input, c);
}
