/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Between the files that choose a part: parts.c walks an entry, parts_code.c
 * knows what its codes and words ask for (parts.def), parts_fold.c how they may
 * be written.
 */
#ifndef CN_MODEL_PARTS_I_H
#define CN_MODEL_PARTS_I_H

#include "model_i.h"

/* Sets of rules: CN_SET_ICD10. The first have the numbers of the systems. */
enum {
#define SET(NAME, ...) CN_SET_##NAME,
#include "parts.def"
    CN_NUM_SETS
};

/* What has been asked for so far. */
typedef struct {
    const char *topic; /* of the first rule for private, NULL if none held */
    const char *of;    /* the label of its set, or the field of its word */
    cn_span first;     /* its bounds, both included, or its word twice */
    cn_span last;
    char code[40]; /* the code or word that it met, zero-terminated; cut */
    bool desk;     /* a rule for the desk held */
} cn_parts_asked;

/* One piece of a folded code, without signs at its ends and without spaces,
   which only the whole has; and the same without any signs. */
typedef struct {
    char text[CN_MODEL_CODE_MAX + 1];
    char bare[CN_MODEL_CODE_MAX + 1];
} cn_parts_pieced;

/* A folded code, zero-terminated. */
void cn_parts_fold(char out[CN_MODEL_CODE_MAX + 1], cn_span code);
void cn_parts_piece(cn_parts_pieced *p, const char *from, size_t num);
/* A point or a hyphen. */
bool cn_parts_is_sign(char c);

/* The set that a code system follows: -1 where it is not known. */
int32_t cn_parts_set_of(const cn_model_coding *c);
/* Takes up one code of a set, -1: of any whose shape it has. marked: only
   rules so marked count. */
void cn_parts_ask_code(cn_parts_asked *a, int32_t set, cn_span code,
                       bool marked);
/* Takes up a word of an enumeration. */
void cn_parts_ask_word(cn_parts_asked *a, const char *kind, const char *field,
                       const char *word);
/* Takes up free text of a field: private where it holds a word that tells. */
void cn_parts_ask_text(cn_parts_asked *a, const char *field, cn_span text);
/* Whether only marked rules count for what a field says. */
bool cn_parts_is_marked(const char *kind, const char *field);
/* Whether a field of a kind or group holds names of persons. */
bool cn_parts_is_name(const char *owner, const char *field);

#endif
