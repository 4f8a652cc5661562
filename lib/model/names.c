/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names that only people and documents ask for: those of enumerations, and of
 * the shape that a field belongs to.
 */
#include "model_i.h"

const char *cn_model_enum_name(int32_t enumeration)
{
    static const char *const names[] = {
#define ENUM(NAME, words) #NAME,
#include "schema.def"
    };
    /* Enumerations are the last of all lists. */
    int32_t first = CN_LIST_UNITS + 1;
    return enumeration >= first && enumeration < CN_NUM_LISTS
               ? names[enumeration - first]
               : NULL;
}

bool cn_model_is_common(const cn_model_shape *owner, const cn_model_field *f)
{
    bool kind = owner >= cn_model_kinds &&
                owner < cn_model_kinds + cn_model_num_kind_shapes;
    return kind && f->number <= CARNET_FIELD_REPLACES;
}

void cn_model_listed_word(cn_words_word *out, const cn_model_listed *l)
{
    cn_span name = cn_span_str(cn_model_system_get(l->system)->name);
    (void)cn_words_find(out, (cn_words_table)cn_words_table_named(name),
                        cn_span_str(l->code), CN_WORDS_ENGLISH);
}
