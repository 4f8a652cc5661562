/* SPDX-License-Identifier: Apache-2.0 */
/*
 * For the files of this room: values as text, and the table of which fields
 * share a line.
 */
#ifndef CN_VIEW_I_H
#define CN_VIEW_I_H

#include "view.h"

/* ---- values (value.c, scalar.c, code.c) ---- */

/* What of a code is put. */
typedef enum {
    CN_VIEW_BOTH,  /* words and code */
    CN_VIEW_WORDS, /* words; a code only where there are none */
    CN_VIEW_CODES  /* the codes that CN_VIEW_WORDS left out */
} cn_view_code_form;

/* Where a value stands: its field, its entry and, in a group, that group's
   bytes (NULL outside one). */
typedef struct {
    const cn_model_field *field;
    const carnet_entry *entry;
    const cn_span *group;
    cn_view_code_form form;
} cn_view_place;

/* as_given: with the zeros behind the point that the issuer wrote. */
void cn_view_put_decimal(cn_view_pen *pen, const cn_model_decimal *d,
                         bool as_given);
void cn_view_put_quantity(cn_view_pen *pen, const cn_model_quantity *q,
                          bool as_given);
/* A unit: whether it is written in words; these, or its sign where there are
   none, for one or for more; and its sign as people write it, mmHg for mm[Hg]
   (unit.c). */
bool cn_view_is_spelled(cn_span unit);
void cn_view_put_spelled(cn_view_pen *pen, cn_span unit, bool one);
void cn_view_put_letters(cn_view_pen *pen, cn_span unit);
/* The part of a unit up to the next slash; *rest moves behind it. */
cn_span cn_view_next_part(cn_span *rest);
void cn_view_put_date(cn_view_pen *pen, const cn_model_date *d);
void cn_view_put_code(cn_view_pen *pen, const cn_model_code *code,
                      const cn_model_field *f, cn_view_code_form form);
/* Word i of an enumeration; in_capitals: so that it strikes the eye. */
void cn_view_put_enum(cn_view_pen *pen, int32_t enumeration, uint64_t i,
                      bool in_capitals);
/* Label of a field of a kind or a group. */
void cn_view_put_field_name(cn_view_pen *pen, const cn_model_shape *owner,
                            const cn_model_field *f);
/* One value, a list as "a, b"; r stands on it. Reasons for absence too. */
void cn_view_put_value(cn_view_pen *pen, cn_cbor_reader *r,
                       cn_view_place place);

/* ---- layout (layout.c) ---- */

/* How a piece of a line is put. */
typedef enum {
    CN_VIEW_PLAIN, /* its value, in its phrase if it has one */
    CN_VIEW_FLAG,  /* of a BOOL its phrase where true, else the next one */
    CN_VIEW_STATE  /* a word of an enumeration, in capitals where it is not
                      the usual one: its default, or else its first */
} cn_view_mode;

#define CN_VIEW_NO_PHRASE CN_NUM_PHRASES

/* A field on a line: gap comes where something stands before it. */
typedef struct {
    uint8_t field;
    uint8_t mode;   /* cn_view_mode */
    uint8_t phrase; /* cn_words_phrase_name or CN_VIEW_NO_PHRASE */
    const char *gap;
} cn_view_piece;

#define CN_VIEW_MAX_PIECES 8

/* A line of one kind: fields that are read together. The first line of a kind
   heads its entries and has no label. */
typedef struct {
    uint8_t kind;
    uint8_t num;
    uint8_t label; /* cn_words_phrase_name or CN_VIEW_NO_PHRASE */
    cn_view_piece pieces[CN_VIEW_MAX_PIECES];
} cn_view_line;

/* Line n (from 0) of a kind; NULL past the last. */
const cn_view_line *cn_view_line_of(uint32_t kind, size_t n);
/* Whether a value of a field must strike the eye. */
bool cn_view_is_mark(const carnet_entry *e, const cn_model_field *f);

#endif
