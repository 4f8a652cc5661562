/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Text and file to bytes, for passports and lists, texts that another keyboard
 * typed, and both kinds of compressed stream. What is read is written again as
 * it stood, a fault lies inside the input, and no stream gives more than it
 * may.
 */
#include "fuzz.h"

#include "../lib/wire/wire.h"

const char fuzz_name[] = "envelope";

/* The input but for one line end behind a text. */
static bool is_same(cn_span written, cn_span input)
{
    cn_span rest = cn_span_after(input, written.len);
    return cn_span_starts(input, written) &&
           (rest.len == 0 || (input.data[0] == 'H' &&
                              (cn_span_equal(rest, CN_SPAN_LIT("\n")) ||
                               cn_span_equal(rest, CN_SPAN_LIT("\r\n")))));
}

static void check_passport(cn_span input)
{
    cn_arena arena;
    cn_span bytes;
    cn_wire_form form;
    size_t offset = 0;
    cn_buf again;
    cn_arena_init_grow(&arena);
    cn_buf_init(&again);
    if (cn_wire_read(&bytes, &form, &arena, input, &offset) == CARNET_OK) {
        cn_wire_write(&again, form, bytes);
        FUZZ_HOLDS(again.status == CARNET_OK);
        FUZZ_HOLDS(is_same(cn_buf_span(&again), input));
    } else {
        FUZZ_HOLDS(offset <= input.len);
    }
    (void)cn_wire_suspect(input, &offset);
    FUZZ_HOLDS(offset <= input.len);
    cn_buf_free(&again);
    cn_arena_free(&arena);
}

static void check_list(cn_span input, cn_wire_list list)
{
    cn_arena arena;
    cn_span bytes;
    size_t offset = 0;
    cn_buf again;
    cn_arena_init_grow(&arena);
    cn_buf_init(&again);
    if (cn_wire_read_list(&bytes, &arena, input, list, &offset) == CARNET_OK) {
        cn_wire_write_list(&again,
                           input.data[0] == 'H' ? CN_WIRE_TEXT : CN_WIRE_FILE,
                           list, bytes);
        FUZZ_HOLDS(is_same(cn_buf_span(&again), input));
    } else {
        FUZZ_HOLDS(offset <= input.len);
    }
    cn_buf_free(&again);
    cn_arena_free(&arena);
}

/* What another layout typed begins as ours once that is taken back. */
static void check_keyboard(cn_span input)
{
    cn_buf text;
    cn_wire_keys keys;
    cn_buf_init(&text);
    if (cn_wire_keyboard_undo(&text, &keys, input, 0) == CARNET_OK) {
        FUZZ_HOLDS(text.len > 0 && text.data[0] == 'H');
        FUZZ_HOLDS(cn_wire_keyboard_name(keys.scanner) != NULL);
        FUZZ_HOLDS(cn_wire_keyboard_name(keys.computer) != NULL);
    }
    cn_buf_free(&text);
}

/* ---- streams ---- */

static void check_inflate(cn_span input, bool deflate)
{
    cn_arena arena;
    cn_span raw;
    cn_span back;
    cn_buf packed;
    const size_t most = 20000;
    cn_arena_init_grow(&arena);
    cn_buf_init(&packed);
    if (cn_wire_inflate(&raw, most, input, &arena) == CARNET_OK) {
        FUZZ_HOLDS(raw.len <= most);
        if (deflate) { /* slow, too */
            FUZZ_HOLDS(cn_wire_deflate(&packed, raw) == CARNET_OK);
            FUZZ_HOLDS(cn_wire_inflate(&back, most, cn_buf_span(&packed),
                                       &arena) == CARNET_OK);
            FUZZ_HOLDS(cn_span_equal(raw, back));
        }
    } else {
        FUZZ_HOLDS(raw.len == 0);
    }
    cn_buf_free(&packed);
    cn_arena_free(&arena);
}

static void check_unzip(cn_span input)
{
    cn_buf raw;
    const size_t most = 20000;
    cn_buf_init(&raw);
    (void)cn_wire_unzip(&raw, most, input);
    FUZZ_HOLDS(raw.len <= most);
    cn_buf_free(&raw);
}

void fuzz_check(cn_span input)
{
    check_passport(input);
    check_list(input, CN_WIRE_TRUST_LIST);
    check_list(input, CN_WIRE_STATUS_LIST);
    if (input.len % 8 == 0) { /* what takes long */
        check_keyboard(input);
    }
    check_inflate(input, input.len < 64 && input.len % 8 == 1);
    check_unzip(input);
}

carnet_status fuzz_call(cn_span input)
{
    cn_arena arena;
    cn_span bytes;
    cn_wire_form form;
    size_t offset;
    cn_arena_init_grow(&arena);
    carnet_status status = cn_wire_read(&bytes, &form, &arena, input, &offset);
    if (status != CARNET_OK && status != CARNET_CALLER_MEMORY) {
        status = cn_wire_inflate(&bytes, 20000, input, &arena);
    }
    cn_arena_free(&arena);
    return status;
}
