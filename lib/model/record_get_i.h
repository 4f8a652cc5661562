/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Places in a checked entry, as the getters of record.c and record_code.c
 * share them.
 */
#ifndef CN_MODEL_RECORD_GET_I_H
#define CN_MODEL_RECORD_GET_I_H

#include "form_i.h"
#include "model_i.h"

/* A value that was found. */
typedef struct {
    const carnet_entry *entry;
    const cn_model_field *field;
    cn_cbor_reader r; /* stands at the value */
    cn_span group;    /* the group that it is in; NULL if in none */
    bool is_default;  /* not written: an enumeration's default */
} cn_record_found;

/* Finds a value of one of two types. Statuses: as in record.h. */
carnet_status cn_record_locate(cn_record_found *p, const carnet_entry *e,
                               int32_t field, size_t i, int32_t member,
                               cn_model_type a, cn_model_type b);
/* Text and a zero to CARNET_RECORD_TEXT_SIZE bytes; CARNET_RECORD_TOO_LONG,
   which no text of a checked entry is. */
carnet_status cn_record_give_text(char *out, cn_span text);

#endif
