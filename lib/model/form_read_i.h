/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the parts of the JSON reader share: form_read.c has record and entries,
 * form_kept.c entries of later versions, form_value.c the fields, form_code.c
 * codes and what all fields share, form_hint.c the sentences that help.
 */
#ifndef CN_MODEL_FORM_READ_I_H
#define CN_MODEL_FORM_READ_I_H

#include "record_i.h"

typedef struct {
    carnet_record *record;
    const cn_json_doc *doc;
    cn_span text;
    cn_problem *where;
    cn_record_mark at; /* the last that was asked for */
} cn_form_reader;

/* Where a node stands. Nodes must be asked for in the order of the text, which
   is gone through once. */
cn_record_mark cn_form_mark(cn_form_reader *x, uint32_t node);

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

/* Whether a key is one of some names, NULL ended. */
bool cn_form_is_one_of(const cn_json_node *key, const char *const *names);
/* A member that is a day, if it is there; 0 to CN_LIMIT_DAY. */
carnet_status cn_form_read_day(cn_form_reader *x, uint32_t object,
                               const char *name, int32_t *out);

/* Makes an entry of the bytes in "cbor"; its kind must say what they say. */
carnet_status cn_form_add_kept(cn_form_reader *x, uint32_t object,
                               uint32_t kind_node, uint32_t cbor_node);
/* Fields beside "cbor" are for people; none may contradict it. */
carnet_status cn_form_compare_kept(cn_form_reader *x, size_t entry,
                                   uint32_t object);

/* Where a value goes: the arguments of a setter. */
typedef struct {
    cn_form_reader *x;
    const cn_model_field *field; /* that holds the value */
    size_t entry;
    size_t i;
    int32_t outer; /* number of the entry's field */
    int32_t member;
} cn_form_target;

const cn_json_node *cn_form_node(const cn_form_target *t, uint32_t node);
/* Content of a string, never NULL: a setter takes NULL for "not given". */
cn_span cn_form_text_of(const cn_form_target *t, uint32_t node);
/* The same of a node that must be one. */
carnet_status cn_form_take_text(const cn_form_target *t, uint32_t node,
                                cn_span *out);
const char *cn_form_chars(cn_span s);
/* What a setter said, at a node. */
carnet_status cn_form_judge(const cn_form_target *t, carnet_status status,
                            uint32_t node);
/* Nodes of the members of an object that has no others than names, which ends
   in NULL; 0: not there. */
carnet_status cn_form_take_members(const cn_form_target *t, uint32_t node,
                                   const char *const *names, uint32_t *out);
/* A value of type CODE. */
carnet_status cn_form_read_code(const cn_form_target *t, uint32_t node);

/* Reads all values of a field of entry i from node. */
carnet_status cn_form_read_field(cn_form_reader *x, size_t entry,
                                 const cn_model_field *f, uint32_t node);

#endif
