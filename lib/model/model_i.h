/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inside the model room: the generated tables (make_tables.py), the encoders
 * of single values that build.c joins into entries (put.c, entry.c), and the
 * packing of labels.
 */
#ifndef CN_MODEL_I_H
#define CN_MODEL_I_H

#include "model.h"

/* ---- generated tables ---- */

typedef struct {
    const char *const *words;
    const uint16_t *order; /* numbers of the words in bytewise order */
    uint16_t num;
} cn_model_words;

typedef struct {
    const cn_model_listed *codes;
    const uint16_t *order; /* by system, then by code in bytewise order */
    uint16_t num;
} cn_model_codes;

/* A field that a template fixes, and the CBOR of its value. */
typedef struct {
    const uint8_t *value;
    uint8_t field;
    uint8_t len;
} cn_model_fixed;

typedef struct {
    uint64_t present; /* fields fixed and following */
    const cn_model_fixed *fixed;
    const uint8_t *order; /* numbers of the fields that follow */
    uint8_t kind;
    uint8_t num_fixed;
    uint8_t num_order;
} cn_model_template;

extern const cn_model_shape cn_model_kinds[], cn_model_groups[];
extern const size_t cn_model_num_kind_shapes, cn_model_num_group_shapes;
extern const cn_model_words cn_model_enums[], cn_model_word_lists[];
extern const size_t cn_model_num_enums, cn_model_num_word_lists;
extern const cn_model_words cn_model_units;
extern const cn_model_codes cn_model_code_lists[];
extern const size_t cn_model_num_code_lists;
extern const cn_model_system cn_model_systems[];
extern const size_t cn_model_num_systems;
extern const cn_model_template cn_model_templates[];
extern const size_t cn_model_num_templates;

#define CN_MODEL_OPEN 255       /* template_number of the open form */
#define CN_MODEL_OPEN_BASE 256u /* open form: 256 + kind */

#endif
