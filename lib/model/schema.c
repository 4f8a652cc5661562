/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lookups in the schema table: kinds, groups and fields. The tables themselves
 * are generated from schema.def.
 */
#include "model_i.h"

static bool is_word(const char *word, cn_span s)
{
    return cn_span_equal(cn_span_str(word), s);
}

size_t cn_model_num_kinds(void)
{
    return cn_model_num_kind_shapes;
}

const cn_model_shape *cn_model_kind(uint32_t kind)
{
    return kind < cn_model_num_kind_shapes ? &cn_model_kinds[kind] : NULL;
}

const cn_model_shape *cn_model_group(uint32_t group)
{
    return group < cn_model_num_group_shapes ? &cn_model_groups[group] : NULL;
}

/* Fields are numbered without gaps, so that the number is the index. */
const cn_model_field *cn_model_field_of(const cn_model_shape *s,
                                        uint32_t number)
{
    return number < s->num_fields ? &s->fields[number] : NULL;
}

const cn_model_field *cn_model_field_named(const cn_model_shape *s,
                                           cn_span name)
{
    uint32_t i = 0;
    const cn_model_field *f;
    do {
        f = cn_model_field_of(s, i++);
    } while (f != NULL && !is_word(f->name, name));
    return f;
}

int32_t cn_model_kind_named(cn_span name)
{
    const cn_model_shape *kind;
    for (uint32_t i = 0; (kind = cn_model_kind(i)) != NULL; i++) {
        if (is_word(kind->name, name)) {
            return (int32_t)i;
        }
    }
    return -1;
}
