/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The envelope of lists, docs/spec/format.md section 2: a text or a file like a
 * passport's, with another letter. Refuses whatever is not exactly that, and
 * names a passport and the other list for what they are.
 */
#include "wire_i.h"

enum {
    LETTER = 1 /* place of the letter in a text's beginning */
};

/* What a text and a file of this letter begin with. */
static void begin_as(char prefix[CN_WIRE_PREFIX_LEN + 1],
                     uint8_t magic[CN_WIRE_MAGIC_LEN], char letter)
{
    memcpy(prefix, CN_WIRE_PREFIX, CN_WIRE_PREFIX_LEN + 1);
    memcpy(magic, cn_wire_magic, CN_WIRE_MAGIC_LEN);
    prefix[LETTER] = letter;
    magic[1 + LETTER] = (uint8_t)letter;
}

size_t cn_wire_whole_kind(cn_span input)
{
    static const char letters[CN_WIRE_NUM_KINDS] = {'P', CN_WIRE_TRUST_LIST,
                                                    CN_WIRE_STATUS_LIST};
    size_t kind = 0;
    for (; kind < CN_WIRE_NUM_KINDS; kind++) {
        char prefix[CN_WIRE_PREFIX_LEN + 1];
        uint8_t magic[CN_WIRE_MAGIC_LEN];
        begin_as(prefix, magic, letters[kind]);
        if (cn_span_starts(input, cn_span_of(prefix, CN_WIRE_PREFIX_LEN)) ||
            cn_span_starts(input, cn_span_of(magic, sizeof magic))) {
            break;
        }
    }
    return kind;
}

void cn_wire_write_list(cn_buf *out, cn_wire_form form, cn_wire_list list,
                        cn_span bytes)
{
    char prefix[CN_WIRE_PREFIX_LEN + 1];
    uint8_t magic[CN_WIRE_MAGIC_LEN];
    begin_as(prefix, magic, (char)list);
    if (form == CN_WIRE_FILE) {
        cn_buf_put(out, magic, sizeof magic);
        cn_buf_put_span(out, bytes);
    } else if (cn_wire_fits_text(bytes.len)) {
        cn_buf_put_str(out, prefix);
        cn_wire_base45_encode(out, bytes);
    } else if (out->status == CARNET_OK) {
        out->status = CARNET_TEXT_TOO_LONG;
    }
}

static carnet_status read_text(cn_span *list_out, cn_arena *arena, cn_span text,
                               size_t *offset_out)
{
    size_t len = 0;
    carnet_status status = cn_wire_trim(&text, offset_out);
    if (status != CARNET_OK) {
        return status;
    }
    uint8_t *bytes = cn_arena_take(arena, text.len);
    if (bytes == NULL) {
        return cn_arena_status(arena);
    }
    status = cn_wire_decode_body(bytes, &len, text, offset_out);
    if (status == CARNET_OK) {
        *list_out = cn_span_of(bytes, len);
    }
    return status;
}

/* What begins as no list of this kind; never CARNET_OK. */
static carnet_status name_other(cn_span input, size_t *offset_out)
{
    *offset_out = 0;
    if (cn_wire_whole_kind(input) == CN_WIRE_PASSPORTS) {
        return CARNET_TEXT_PASSPORT;
    }
    return cn_wire_name_start(input, offset_out);
}

carnet_status cn_wire_read_list(cn_span *list_out, cn_arena *arena,
                                cn_span input, cn_wire_list list,
                                size_t *offset_out)
{
    char prefix[CN_WIRE_PREFIX_LEN + 1];
    uint8_t magic[CN_WIRE_MAGIC_LEN];
    begin_as(prefix, magic, (char)list);
    *list_out = cn_span_of(NULL, 0);
    *offset_out = 0;
    if (cn_span_starts(input, cn_span_of(prefix, CN_WIRE_PREFIX_LEN))) {
        return read_text(list_out, arena, input, offset_out);
    }
    if (!cn_span_starts(input, cn_span_of(magic, sizeof magic))) {
        return name_other(input, offset_out);
    }
    if (input.len > CN_LIMIT_FILE_BYTES) {
        *offset_out = CN_LIMIT_FILE_BYTES;
        return CARNET_TEXT_TOO_LONG;
    }
    *list_out = cn_span_after(input, sizeof magic);
    return list_out->len > 0 ? CARNET_OK : CARNET_TEXT_EMPTY;
}
