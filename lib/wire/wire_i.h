/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inside the wire room: what the envelope asks those who name faults. A fault
 * is named from the bytes alone; naming never changes what is accepted.
 */
#ifndef CN_WIRE_I_H
#define CN_WIRE_I_H

#include "wire.h"

#define CN_WIRE_MAGIC_LEN 8u

/* What a text and a file begin with: those of a passport, and by another letter
   in both those of a list. */
typedef struct {
    char prefix[CN_WIRE_PREFIX_LEN + 1];
    uint8_t magic[CN_WIRE_MAGIC_LEN];
} cn_wire_start;
extern const cn_wire_start cn_wire_passport_start;

/* Of Base45 (RFC 9285). */
#define CN_WIRE_ALPHABET_LEN 45
extern const char cn_wire_alphabet[CN_WIRE_ALPHABET_LEN + 1];

/*
 * Takes the one line end off a text that may follow it, and bounds what is
 * left: CARNET_OK, CARNET_TEXT_TOO_LONG, _EMPTY. The text begins with one of
 * the prefixes of four characters.
 */
carnet_status cn_wire_trim(cn_span *text, size_t *offset_out);
/*
 * Decodes what follows the prefix of a trimmed text into out, which has room
 * for text.len / 3 * 2 + 1 bytes; faults are named as cn_wire_name_body does.
 */
carnet_status cn_wire_decode_body(uint8_t *out, size_t *len_out, cn_span text,
                                  size_t *offset_out);

/* As cn_wire_write and cn_wire_read, with this beginning. */
void cn_wire_write_as(cn_buf *out, cn_wire_form form,
                      const cn_wire_start *start, cn_span bytes);
carnet_status cn_wire_read_as(cn_span *out, cn_wire_form *form_out,
                              cn_arena *arena, cn_span input,
                              size_t *offset_out, const cn_wire_start *start);

/* Bytes of the white space character at s[at], 0 if there is none. */
size_t cn_wire_space_len(cn_span s, size_t at);

/*
 * Names what an input is that begins neither as a text nor as a file; never
 * CARNET_OK. *offset_out: the first byte that is not as due.
 */
carnet_status cn_wire_name_start(cn_span input, size_t *offset_out);

/*
 * Names what happened to a text, from its prefix on, that Base45 refused with
 * found at *offset_out. Gives found back where the text does not show it.
 */
carnet_status cn_wire_name_body(carnet_status found, cn_span text,
                                size_t *offset_out);

#endif
