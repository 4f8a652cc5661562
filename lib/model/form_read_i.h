/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the two halves of the JSON reader share: form_read.c has record and
 * entries, form_value.c the fields, form_hint.c the sentences that help.
 */
#ifndef CN_MODEL_FORM_READ_I_H
#define CN_MODEL_FORM_READ_I_H

#include "record_i.h"

typedef struct {
    carnet_record *record;
    const cn_json_doc *doc;
    cn_span text;
    cn_problem *where;
} cn_form_reader;

/* Notes what is wrong with a node, and where; gives status back. */
carnet_status cn_form_refuse(cn_form_reader *x, carnet_status status,
                             uint32_t node, const char *detail);
/* The same where the field or its setter says what is wrong. */
carnet_status cn_form_refuse_value(cn_form_reader *x, carnet_status status,
                                   uint32_t node, const cn_model_field *f);
/* CARNET_OK where a node has a type, else refused. */
carnet_status cn_form_expect(cn_form_reader *x, uint32_t node,
                             cn_json_type type);
/* A key of an object that nothing knows; names: what there is, NULL ended. */
carnet_status cn_form_refuse_key(cn_form_reader *x, uint32_t key,
                                 const char *const *names);
carnet_status cn_form_refuse_field(cn_form_reader *x, uint32_t key,
                                   const cn_model_shape *shape);
carnet_status cn_form_refuse_kind(cn_form_reader *x, uint32_t node);

/* Reads all values of a field of entry i from node. */
carnet_status cn_form_read_field(cn_form_reader *x, size_t entry,
                                 const cn_model_field *f, uint32_t node);

#endif
