/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the two halves of encoding a record share: build.c has the record,
 * build_entry.c one entry.
 */
#ifndef CN_MODEL_BUILD_I_H
#define CN_MODEL_BUILD_I_H

#include "record_i.h"

/* Bytes of a value in a buffer that may still move. */
typedef struct {
    const cn_buf *in;
    size_t at;
    size_t len; /* 0: not there */
} cn_record_piece;

/* Where an entry will stand. */
typedef struct {
    uint8_t part;
    uint16_t position;
    bool left_out; /* of the card */
} cn_record_spot;

/* Work of one call; 6 KiB, on the heap. Values whose encoding depends on others
   of the same entry are late: they go to a second buffer, while the first one
   stands still. */
typedef struct {
    const carnet_record *record;
    const cn_model_card *card; /* NULL: all entries */
    int32_t issue_day;
    cn_problem *where;
    cn_record_spot *places; /* of each entry */
    bool placed;            /* they are known */
    size_t num_in_part[CN_MODEL_NUM_PARTS];
    size_t entry;    /* the one that is encoded */
    cn_buf bytes[2]; /* encoded fields of the entry: early, late */
    cn_buf inner[2]; /* the same of a group */
    cn_record_piece pieces[64];
    cn_record_piece inner_pieces[64];
    cn_span values[64]; /* pieces as spans; the late ones come last */
    cn_span inner_values[64];
} cn_record_encoder;

/* Notes a problem with the entry that x->entry is. */
carnet_status cn_record_note(cn_record_encoder *x, carnet_status status,
                             const char *detail);
/* The same with value i of a field of it, or a member of that. */
carnet_status cn_record_note_value(cn_record_encoder *x, carnet_status status,
                                   const cn_model_field *f, size_t i,
                                   const cn_model_field *member,
                                   const char *detail);
/* Appends words of an entry's codes that are ours for other codes, as
   cn_model_encoded has them (clash.c). */
carnet_status cn_record_put_clashes(cn_buf *out, const cn_record_entry *e);
/* Appends the entry that x->entry is, and notes what it can't hold. */
carnet_status cn_record_put_entry(cn_record_encoder *x, cn_buf *out);

#endif
