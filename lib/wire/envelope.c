/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The envelope, docs/spec/format.md section 2: a text or a file, told apart by
 * content. Refuses whatever is not exactly one of the two; what it was instead
 * is named in fault.c. Never looks into the passport's bytes.
 */
#include "wire_i.h"

/* As PNG has it: a high bit, CR LF, the end-of-file of old terminals, LF: each
   is what some transfer in text mode breaks. The last byte is the version. */
const cn_wire_start cn_wire_passport_start = {
    CN_WIRE_PREFIX, {0x89, 'H', 'P', 0x0d, 0x0a, 0x1a, 0x0a, 0x01}};

size_t cn_wire_text_chars(size_t num_bytes)
{
    /* 3 characters for 2 bytes; no memory has more than half of all sizes. */
    return num_bytes > (SIZE_MAX / 2 - CN_WIRE_PREFIX_LEN) / 3 * 2
               ? SIZE_MAX
               : CN_WIRE_PREFIX_LEN + cn_wire_base45_len(num_bytes);
}

bool cn_wire_fits_text(size_t len)
{
    return cn_wire_text_chars(len) <= CN_LIMIT_TEXT_CHARS;
}

void cn_wire_write_as(cn_buf *out, cn_wire_form form,
                      const cn_wire_start *start, cn_span bytes)
{
    if (form == CN_WIRE_FILE) {
        cn_buf_put(out, start->magic, CN_WIRE_MAGIC_LEN);
        cn_buf_put_span(out, bytes);
    } else if (cn_wire_fits_text(bytes.len)) {
        cn_buf_put_str(out, start->prefix);
        cn_wire_base45_encode(out, bytes);
    } else if (out->status == CARNET_OK) {
        out->status = CARNET_TEXT_TOO_LONG;
    }
}

void cn_wire_write(cn_buf *out, cn_wire_form form, cn_span passport)
{
    cn_wire_write_as(out, form, &cn_wire_passport_start, passport);
}

/* The text without the one line end that may follow it. It has a prefix, in
   which no line ends. */
static cn_span without_line_end(cn_span text)
{
    if (text.data[text.len - 1] == '\n') {
        text.len--;
        if (text.data[text.len - 1] == '\r') {
            text.len--;
        }
    }
    return text;
}

carnet_status cn_wire_trim(cn_span *text, size_t *offset_out)
{
    *text = without_line_end(*text);
    if (text->len > CN_LIMIT_TEXT_CHARS) {
        *offset_out = CN_LIMIT_TEXT_CHARS;
        return CARNET_TEXT_TOO_LONG;
    }
    *offset_out = CN_WIRE_PREFIX_LEN;
    return text->len > CN_WIRE_PREFIX_LEN ? CARNET_OK : CARNET_TEXT_EMPTY;
}

carnet_status cn_wire_decode_body(uint8_t *out, size_t *len_out, cn_span text,
                                  size_t *offset_out)
{
    cn_span body = cn_span_after(text, CN_WIRE_PREFIX_LEN);
    carnet_status status =
        cn_wire_base45_decode(out, len_out, body, offset_out);
    if (status == CARNET_OK) {
        return CARNET_OK;
    }
    *offset_out += CN_WIRE_PREFIX_LEN;
    return cn_wire_name_body(status, text, offset_out);
}

static carnet_status read_text(cn_span *out, cn_arena *arena, cn_span text,
                               size_t *offset_out)
{
    carnet_status status = cn_wire_trim(&text, offset_out);
    if (status != CARNET_OK) {
        return status;
    }
    size_t room = (text.len - CN_WIRE_PREFIX_LEN) / 3 * 2 + 1;
    uint8_t *bytes = cn_arena_take_raw(arena, room);
    if (bytes == NULL) {
        return cn_arena_status(arena);
    }
    size_t len = 0;
    status = cn_wire_decode_body(bytes, &len, text, offset_out);
    cn_arena_shrink_last(arena, bytes, room, len);
    if (status == CARNET_OK) {
        *out = cn_span_of(bytes, len);
    }
    return status;
}

static carnet_status read_file(cn_span *out, cn_span input, size_t *offset_out)
{
    if (input.len > CN_LIMIT_FILE_BYTES) {
        *offset_out = CN_LIMIT_FILE_BYTES;
        return CARNET_TEXT_TOO_LONG;
    }
    if (input.len == CN_WIRE_MAGIC_LEN) {
        *offset_out = CN_WIRE_MAGIC_LEN;
        return CARNET_TEXT_EMPTY;
    }
    *out = cn_span_after(input, CN_WIRE_MAGIC_LEN);
    return CARNET_OK;
}

carnet_status cn_wire_read_as(cn_span *out, cn_wire_form *form_out,
                              cn_arena *arena, cn_span input,
                              size_t *offset_out, const cn_wire_start *start)
{
    *out = cn_span_of(NULL, 0);
    *form_out = CN_WIRE_TEXT;
    *offset_out = 0;
    if (cn_span_starts(input, cn_span_of(start->prefix, CN_WIRE_PREFIX_LEN))) {
        return read_text(out, arena, input, offset_out);
    }
    if (cn_span_starts(input, cn_span_of(start->magic, CN_WIRE_MAGIC_LEN))) {
        *form_out = CN_WIRE_FILE;
        return read_file(out, input, offset_out);
    }
    return cn_wire_name_start(input, offset_out);
}

carnet_status cn_wire_read(cn_span *passport_out, cn_wire_form *form_out,
                           cn_arena *arena, cn_span input, size_t *offset_out)
{
    return cn_wire_read_as(passport_out, form_out, arena, input, offset_out,
                           &cn_wire_passport_start);
}
