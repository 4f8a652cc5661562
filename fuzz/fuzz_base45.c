/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Base45: what is decoded is written again as it stood, and any bytes come back
 * from their text.
 */
#include "fuzz.h"

#include "../lib/wire/wire.h"

const char fuzz_name[] = "base45";

static uint8_t decoded[FUZZ_INPUT_MAX / 3 * 2 + 2];

static void check_text(cn_span text)
{
    cn_buf again;
    size_t len = 0;
    size_t offset = 0;
    carnet_status status = cn_wire_base45_decode(decoded, &len, text, &offset);
    if (status != CARNET_OK) {
        FUZZ_HOLDS(status == CARNET_TEXT_ALPHABET ||
                   status == CARNET_TEXT_OVERFLOW ||
                   status == CARNET_TEXT_LENGTH);
        FUZZ_HOLDS(offset < text.len);
        return;
    }
    FUZZ_HOLDS(cn_wire_base45_len(len) == text.len);
    cn_buf_init(&again);
    cn_wire_base45_encode(&again, cn_span_of(decoded, len));
    FUZZ_HOLDS(cn_span_equal(cn_buf_span(&again), text));
    cn_buf_free(&again);
}

static void check_bytes(cn_span bytes)
{
    cn_buf text;
    size_t len = 0;
    size_t offset = 0;
    cn_buf_init(&text);
    cn_wire_base45_encode(&text, bytes);
    FUZZ_HOLDS(cn_wire_base45_decode(decoded, &len, cn_buf_span(&text),
                                     &offset) == CARNET_OK);
    FUZZ_HOLDS(cn_span_equal(cn_span_of(decoded, len), bytes));
    cn_buf_free(&text);
}

void fuzz_check(cn_span input)
{
    if (input.len > FUZZ_INPUT_MAX / 2) {
        input.len = FUZZ_INPUT_MAX / 2;
    }
    check_text(input);
    check_bytes(input);
}

carnet_status fuzz_call(cn_span input)
{
    cn_buf text;
    cn_buf_init(&text);
    cn_wire_base45_encode(&text, input);
    carnet_status status = text.status;
    cn_buf_free(&text);
    return status;
}
