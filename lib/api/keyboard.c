/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The public face of keyboard layouts (carnet/keyboard.h): the rule is the wire
 * room's. Nothing that verifies calls it: a text is never read in two ways
 * unless a program asks for it.
 */
#include "carnet/keyboard.h"
#include "../wire/wire.h"
#include "api.h"

_Static_assert(CARNET_KEYBOARD_CAPS_LETTERS == CN_WIRE_CAPS_LETTERS &&
                   CARNET_KEYBOARD_CAPS_ALL == CN_WIRE_CAPS_ALL,
               "two names of one thing");

const char *carnet_keyboard_name(int32_t layout)
{
    return cn_wire_keyboard_name(layout);
}

static void give(int32_t *out, int32_t value)
{
    if (out != NULL) {
        *out = value;
    }
}

carnet_status carnet_keyboard_undo(carnet_buf **out, int32_t *scanner_out,
                                   int32_t *computer_out, int32_t *caps_out,
                                   const uint8_t *text, size_t text_len,
                                   size_t nth)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    cn_wire_keys keys = {-1, -1, CN_WIRE_CAPS_OFF};
    cn_buf meant;
    cn_buf_init(&meant);
    carnet_status status = cn_span_check(text, text_len);
    if (status == CARNET_OK) {
        status = cn_wire_keyboard_undo(&meant, &keys,
                                       cn_span_of(text, text_len), nth);
    }
    if (status == CARNET_OK) {
        status = cn_buf_give(&meant, out);
    }
    cn_buf_free(&meant);
    give(scanner_out, keys.scanner);
    give(computer_out, keys.computer);
    give(caps_out, keys.caps);
    return status;
}
