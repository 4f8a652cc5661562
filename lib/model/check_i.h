/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Between those who check a whole entry (check.c) and the values of one field
 * (check_field.c).
 */
#ifndef CN_MODEL_CHECK_I_H
#define CN_MODEL_CHECK_I_H

#include "model_i.h"

/* What is being checked, so that a problem can say where. Some 1,100 bytes. */
typedef struct {
    cn_cbor_reader r; /* of the field's value */
    const carnet_entry *entry;
    const size_t *num_in_part;   /* NULL: references are not followed */
    const cn_model_field *field; /* NULL: the entry itself */
    const cn_model_field *in_group;
    size_t index;         /* in a list */
    uint64_t seen;        /* words of an enumeration, one bit each */
    int32_t unit_of_form; /* as told by the fields before */
    int32_t unit_of_test;
    cn_span values[CN_MODEL_MASK_BITS];
} cn_model_place;

/* Checks at->values of at->field; what it finds is the status of at->r. */
void cn_model_check_field(cn_model_place *at);

#endif
