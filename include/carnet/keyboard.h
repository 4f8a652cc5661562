/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Scanners that type: one set to another keyboard layout than the computer
 * types other characters than the code holds. For programs at desks, which can
 * take that back in many cases. It proves nothing: what comes out is verified
 * like any other text, and the signature says whether it was right.
 */
#ifndef CARNET_KEYBOARD_H
#define CARNET_KEYBOARD_H

#include "carnet/types.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CARNET_KEYBOARD_CAPS_OFF 0     /* Caps Lock is off */
#define CARNET_KEYBOARD_CAPS_LETTERS 1 /* on, and turns letters round */
#define CARNET_KEYBOARD_CAPS_ALL 2     /* on, and turns all keys round */

/* Name of a layout that is known, such as "fr", from 0; NULL past the last.
   Constant, NUL-terminated. Any thread. */
CARNET_API const char *carnet_keyboard_name(int32_t layout);

/*
 * Takes back what two layouts that differ, or Caps Lock, did to a text. There
 * may be several readings: verify each, from nth 0 on, until one is not
 * refused.
 * out: receives the text as it may have been meant, yours to free; NULL on
 * failure. scanner_out, computer_out: receive the layouts of this reading, for
 * carnet_keyboard_name; -1 where there is none. caps_out: receives
 * CARNET_KEYBOARD_CAPS_*. Any of the three may be NULL. text: text_len bytes of
 * UTF-8 as they were typed, without line end. nth: from 0.
 * CARNET_OK; CARNET_TEXT_PREFIX (no such reading); CARNET_TEXT_KEYBOARD (no
 * reading at all, though the beginning shows these layouts, or characters that
 * no text has: what a dead key swallowed can't be got back, so set both to one
 * layout and scan again);
 * CARNET_TEXT_TOO_LONG; CARNET_CALLER_NULL, CARNET_CALLER_MEMORY. Any thread.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_keyboard_undo(
    carnet_buf **out, int32_t *scanner_out, int32_t *computer_out,
    int32_t *caps_out, const uint8_t *text, size_t text_len, size_t nth);

#ifdef __cplusplus
}
#endif
#endif
