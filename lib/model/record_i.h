/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A record being made, as its setters (set.c), its JSON reader (form_read.c)
 * and its encoder (build.c) share it: entries, each with a slot for every
 * field of its kind. Everything lies in one arena and is wiped with it.
 */
#ifndef CN_MODEL_RECORD_I_H
#define CN_MODEL_RECORD_I_H

#include "carnet/record_build.h"
#include "form_i.h"
#include "model_i.h"

#define CN_RECORD_ID_MAX 64       /* bytes of an entry's id */
#define CN_RECORD_CBOR_MAX 65536u /* bytes of an entry kept as CBOR */

typedef struct {
    bool elsewhere;
    uint32_t target; /* index of an entry; or the first 4 bytes of a leaf */
} cn_record_reference;

/* Where something stands in its JSON; line 0: it is not from JSON. */
typedef struct {
    uint32_t offset;
    uint32_t line;
} cn_record_mark;

struct cn_record_slot;

/* A value of any type. A QUANTITY without unit has the usual one. */
typedef union {
    int64_t number; /* INT, BOOL, ENUM */
    cn_span bytes;  /* TEXT, LABEL, BYTES */
    cn_model_decimal decimal;
    cn_model_quantity quantity;
    cn_model_date date;        /* DATE, END */
    const cn_model_code *code; /* never changed once stored */
    cn_record_reference reference;
    struct cn_record_slot *members; /* GROUP: one for each of its fields */
} cn_record_value;

typedef struct cn_record_slot {
    cn_record_value *values;
    uint32_t num;
    uint32_t cap;
    uint32_t num_marks;
    cn_record_mark *marks; /* of the values of a list from JSON */
    cn_record_mark mark;
    uint8_t absent; /* CARNET_ABSENT_* */
} cn_record_slot;

typedef struct {
    const cn_model_shape *shape; /* NULL: kept as CBOR */
    cn_record_slot *slots;       /* one for each field of the shape */
    uint32_t kind;
    cn_record_mark mark;
    int8_t part; /* -1: its kind and codes say */
    bool less_private;
    cn_span id; /* empty if none */
    cn_span cbor;
    int32_t cbor_day; /* what its dates count from, or CARNET_RECORD_ANY_DAY */
} cn_record_entry;

struct carnet_record {
    cn_arena arena;
    cn_record_entry *entries;
    uint32_t num;
    uint32_t cap;
    int32_t issued_days; /* CARNET_RECORD_ANY_DAY: not given */
    int32_t valid_until_days;
};

/* Where a value goes: resolved arguments of a setter. */
typedef struct {
    carnet_record *record;
    cn_record_slot *slot; /* of the entry's field */
    const cn_model_field *outer;
    const cn_model_field *field; /* outer, or the member of its group */
    size_t i;
    size_t member; /* index of field in its group */
} cn_record_place;

/* Finds a place and checks that it can take a value. Statuses: as in
   record_build.h. */
carnet_status cn_record_find(cn_record_place *out, carnet_record *record,
                             size_t entry, int32_t field, size_t i,
                             int32_t member);
/* The value at a place, NULL if there is none yet. */
const cn_record_value *cn_record_at(const cn_record_place *p);
/* Stores a value. Statuses: CARNET_OK, CARNET_CALLER_MEMORY. */
carnet_status cn_record_store(const cn_record_place *p, cn_record_value value);
/* A copy in the record's arena; NULL without memory. */
void *cn_record_copy(carnet_record *record, const void *data, size_t len);
carnet_status cn_record_copy_span(carnet_record *record, cn_span s,
                                  cn_span *out);
/* Shape of the kind or group that a field holds members of. */
const cn_model_shape *cn_record_shape_of(const cn_model_field *f);
/* Slot of a field by its number; NULL if the kind has none. */
cn_record_slot *cn_record_slot_of(const cn_record_entry *e, uint32_t field);

/* ---- encoding of single values (put_value.c) ---- */

/* What a value's encoding depends on besides its field. All zero but issue_day
   where a value is only tried. */
typedef struct {
    const cn_span *values;     /* encoded fields of the entry, by number */
    const cn_model_shape *own; /* shape that the field is of */
    const cn_span *own_values; /* the same, of the group that it is in */
    const cn_model_shape *kind;
    int32_t issue_day;
    uint32_t part; /* REF: where its target stands */
    uint32_t position;
} cn_record_around;

/* Appends one value that is no group. Statuses: as the encoders of
   model_i.h. */
carnet_status cn_record_put(cn_buf *b, const cn_model_field *f,
                            const cn_record_value *v,
                            const cn_record_around *around);

#endif
