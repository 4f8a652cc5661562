/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the JSON form and the getters share: text forms of values (what is
 * printed is what is read; nothing else is accepted) and values of a checked
 * entry that need more than their bytes.
 */
#ifndef CN_MODEL_FORM_I_H
#define CN_MODEL_FORM_I_H

#include "model.h"

/* EDTF or RFC 3339 to the minute; false for what is no date or instant. */
bool cn_form_date(cn_span text, cn_model_date *out);
/* A JSON number's digits; false where mantissa or scale do not fit. */
bool cn_form_decimal(cn_span digits, cn_model_decimal *out);
/* base64url without padding (RFC 4648 section 5), appended. */
void cn_form_put_base64(cn_buf *out, cn_span bytes);
/* The bytes, appended; false where text is none or not canonical. */
bool cn_form_get_base64(cn_span text, cn_buf *out);

#define CN_FORM_LEAF "leaf:" /* begins a reference into another credential */
/* "leaf:1f2e3d4c"; false for anything else. */
bool cn_form_leaf(cn_span text, uint32_t *leaf_out);
/* "clinic/3" or "leaf:1f2e3d4c" and a zero; out: 24 bytes or more. */
void cn_form_put_position(char *out, uint32_t part, uint32_t position);
void cn_form_put_leaf(char *out, uint32_t leaf);
/* "desk", "clinic", "private"; -1 for another word. */
const char *cn_form_part_name(uint32_t part);
int32_t cn_form_part_named(cn_span word);
/* "none", "not_asked", "refused": CARNET_ABSENT_*; -1 for another word. */
const char *cn_form_absence_name(int32_t reason);
int32_t cn_form_absence_named(cn_span word);

/* ---- values of an entry (form_take.c) ---- */

/* Can its known fields be read? Not where a critical one is unknown. */
bool cn_form_readable(const carnet_entry *e);
/* CARNET_ABSENT_* where a reason stands in place of a value, which is then
   stepped over; CARNET_ABSENT_NO and nothing moved where a value does. */
int32_t cn_form_take_absence(cn_cbor_reader *r, const cn_model_field *f);
carnet_status cn_form_take_date(cn_cbor_reader *r, const cn_model_field *f,
                                const carnet_entry *e, cn_model_date *out);
/* part: CARNET_PART_* and a position, or CARNET_RECORD_ELSEWHERE and a leaf. */
carnet_status cn_form_take_reference(cn_cbor_reader *r, int32_t *part,
                                     uint32_t *target);
/* Name of a coding's system, or its URI. */
cn_span cn_form_system(const cn_model_coding *c);
/* Words for a coding: carried, or of the field's list; empty if none. */
cn_span cn_form_display(const cn_model_coding *c, const cn_model_field *f);

#endif
