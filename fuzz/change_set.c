/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sets of codes from a changed whole, whose check fits: cut anew, some left
 * out, twice, or in another order; and now and then one code changed inside.
 */
#include "fuzz.h"

#include "../lib/wire/wire.h"

#include "carnet/set.h"

enum {
    LINES = CN_LIMIT_SET_CODES + 1
};

/* One code with its bytes changed, in Base45 again. */
static void put_changed(cn_buf *out, cn_span code, fuzz_chance *c)
{
    uint8_t bytes[CN_LIMIT_TEXT_BYTES + 8];
    size_t len = 0;
    size_t offset;
    const size_t prefix = 4;
    cn_buf next;
    cn_buf_init(&next);
    if (code.len > prefix && code.len <= CN_LIMIT_TEXT_CHARS &&
        cn_wire_base45_decode(bytes, &len, cn_span_after(code, prefix),
                              &offset) == CARNET_OK) {
        fuzz_change_bytes(&next, cn_span_of(bytes, len), c);
        cn_buf_put(out, code.data, prefix);
        cn_wire_base45_encode(out, cn_buf_span(&next));
    } else {
        fuzz_change_bytes(out, code, c);
    }
    cn_buf_free(&next);
}

/* Each line, most as they are. */
static void change_lines(cn_buf *out, cn_span input, fuzz_chance *c)
{
    while (input.len > 0) {
        const uint8_t *stop = memchr(input.data, '\n', input.len);
        size_t len = stop == NULL ? input.len : (size_t)(stop - input.data);
        cn_span line = cn_span_of(input.data, len);
        if (fuzz_below(c, 3) == 0) {
            put_changed(out, line, c);
        } else if (fuzz_below(c, 8) != 0) {
            cn_buf_put_span(out, line);
        }
        cn_buf_put_str(out, "\n");
        len += stop != NULL;
        input = cn_span_after(input, len);
    }
}

static void put_codes(cn_buf *out, cn_span whole, int32_t count, fuzz_chance *c)
{
    int32_t first = (int32_t)fuzz_below(c, (size_t)count + 1);
    for (int32_t i = 0; i <= count; i++) {
        carnet_buf *code = NULL;
        int32_t index = (first + i) % (count + 1);
        if (fuzz_below(c, 12) != 0 &&
            carnet_set_split(&code, whole.data, whole.len, count, index) ==
                CARNET_OK) {
            cn_buf_put(out, carnet_buf_data(code), carnet_buf_len(code));
            cn_buf_put_str(out, "\n");
        }
        carnet_buf_free(code);
    }
}

/* What a file of each kind of set begins with. */
static void put_start(cn_buf *out, size_t kind)
{
    cn_span nothing = cn_span_of(NULL, 0);
    if (kind == CN_WIRE_PASSPORTS) {
        cn_wire_write(out, CN_WIRE_FILE, nothing);
    } else {
        cn_wire_write_list(out, CN_WIRE_FILE,
                           kind == CN_WIRE_TRUST_LISTS ? CN_WIRE_TRUST_LIST
                                                       : CN_WIRE_STATUS_LIST,
                           nothing);
    }
}

bool fuzz_change(cn_buf *out, cn_span input, fuzz_chance *c)
{
    cn_buf whole;
    if (fuzz_below(c, 2) == 0) {
        change_lines(out, input, c);
        return out->len > 0;
    }
    cn_buf_init(&whole);
    put_start(&whole, fuzz_below(c, 3));
    fuzz_change_bytes(
        &whole, cn_span_of(input.data, input.len < 400 ? input.len : 400), c);
    put_codes(out, cn_buf_span(&whole),
              1 + (int32_t)fuzz_below(c, CN_LIMIT_SET_CODES), c);
    cn_buf_free(&whole);
    return out->len > 0;
}
