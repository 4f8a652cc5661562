/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Codes of a record whose words are our words for another code: the label,
 * which a listed code does not carry, or what the issuer wrote. Somebody picked
 * the wrong line of a list, and once signed only the code is left to see.
 */
#include "build_i.h"

static cn_span code_of(const cn_model_coding *c)
{
    return cn_span_of(c->code, c->code_len);
}

static void put_zero_ended(cn_buf *out, cn_span text)
{
    cn_buf_put_span(out, text);
    cn_buf_put_u8(out, 0);
}

/* Whether words clash with a coding; notes it then. */
static bool compare(cn_buf *out, const cn_model_coding *c, cn_span words)
{
    char other[CN_WORDS_KEY_SIZE];
    int32_t table = cn_model_coding_table(c);
    if (words.len == 0 || table < 0 ||
        !cn_words_clash(other, (cn_words_table)table, code_of(c), words)) {
        return false;
    }
    put_zero_ended(out, words);
    put_zero_ended(out, cn_model_coding_system(c));
    put_zero_ended(out, code_of(c));
    put_zero_ended(out, cn_span_str(other));
    return true;
}

/* Whether words are the label or our word of any of the codings. */
static bool are_said(const cn_model_code *code)
{
    for (uint32_t i = 0; i < code->num; i++) {
        const cn_model_coding *c = &code->codings[i];
        int32_t table = cn_model_coding_table(c);
        if (cn_words_equal(code->words, c->label) ||
            (table >= 0 &&
             cn_words_is_word_of(code->words, (cn_words_table)table,
                                 code_of(c)))) {
            return true;
        }
    }
    return false;
}

static void take_code(cn_buf *out, const cn_model_code *code)
{
    for (uint32_t i = 0; i < code->num; i++) {
        (void)compare(out, &code->codings[i], code->codings[i].label);
    }
    bool done = are_said(code);
    for (uint32_t i = 0; i < code->num && !done; i++) {
        done = compare(out, &code->codings[i], code->words);
    }
}

static void take_slot(cn_buf *out, const cn_model_field *f,
                      const cn_record_slot *slot)
{
    for (size_t i = 0; i < slot->num && f->type == CN_TYPE_CODE; i++) {
        take_code(out, slot->values[i].code);
    }
}

/* Groups hold no groups. */
static void take_groups(cn_buf *out, const cn_model_field *f,
                        const cn_record_slot *slot)
{
    const cn_model_shape *group = cn_record_shape_of(f);
    for (size_t i = 0; i < slot->num; i++) {
        for (size_t k = 0; k < group->num_fields; k++) {
            take_slot(out, &group->fields[k], &slot->values[i].members[k]);
        }
    }
}

carnet_status cn_record_put_clashes(cn_buf *out, const cn_record_entry *e)
{
    for (size_t i = 0; e->shape != NULL && i < e->shape->num_fields; i++) {
        const cn_model_field *f = &e->shape->fields[i];
        if (f->type == CN_TYPE_GROUP) {
            take_groups(out, f, &e->slots[i]);
        } else {
            take_slot(out, f, &e->slots[i]);
        }
    }
    return out->status;
}
