/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values of a checked entry that need more than their bytes: the day that a
 * date counts from, the list that names a code, the reason in place of a
 * value.
 */
#include "model_i.h"

bool cn_model_is_readable(const carnet_entry *e)
{
    return cn_model_kind(e->kind) != NULL && !e->critical;
}

int32_t cn_model_take_absence(cn_cbor_reader *r, const cn_model_field *f)
{
    int32_t reason = CARNET_ABSENT_NO;
    if ((f->flags & CN_FIELD_ABSENT) == 0 || cn_cbor_at_end(r)) {
        return reason;
    }
    switch (cn_cbor_peek(r)) {
    case CN_CBOR_FALSE:
        reason = CARNET_ABSENT_NONE;
        break;
    case CN_CBOR_NIL:
        reason = CARNET_ABSENT_NOT_ASKED;
        break;
    case CN_CBOR_TRUE:
        reason = CARNET_ABSENT_REFUSED;
        break;
    default:
        return reason;
    }
    cn_cbor_skip(r);
    return reason;
}

carnet_status cn_model_take_date(cn_cbor_reader *r, const cn_model_field *f,
                                 const carnet_entry *e, cn_model_date *out)
{
    cn_span base = {NULL, 0};
    if (f->type == CN_TYPE_END) {
        (void)cn_model_value(e, (uint32_t)f->a, &base);
    }
    return cn_model_get_date(r, cn_model_base_day(base, e->day), e->day, out);
}

carnet_status cn_model_take_reference(cn_cbor_reader *r, int32_t *part,
                                      uint32_t *target)
{
    if (cn_cbor_peek(r) == CN_CBOR_BYTES) {
        cn_span leaf = cn_cbor_get_bytes(r, 4, 4);
        if (r->status != CARNET_OK) {
            return r->status;
        }
        *part = CARNET_RECORD_ELSEWHERE;
        *target = (uint32_t)leaf.data[0] << 24 | (uint32_t)leaf.data[1] << 16 |
                  (uint32_t)leaf.data[2] << 8 | leaf.data[3];
        return CARNET_OK;
    }
    uint32_t v = (uint32_t)cn_cbor_get_uint(
        r, CN_MODEL_NUM_PARTS * CN_LIMIT_PART_ENTRIES - 1);
    *part = (int32_t)(v / CN_LIMIT_PART_ENTRIES);
    *target = v % CN_LIMIT_PART_ENTRIES;
    return r->status;
}

cn_span cn_model_coding_system(const cn_model_coding *c)
{
    const cn_model_system *s =
        c->system < 0 ? NULL : cn_model_system_get((uint32_t)c->system);
    return s == NULL ? c->uri : cn_span_of(s->name, strlen(s->name));
}

int32_t cn_model_coding_table(const cn_model_coding *c)
{
    return c->system < 0 ? -1 : cn_words_table_named(cn_model_coding_system(c));
}

cn_span cn_model_coding_display(const cn_model_coding *c, cn_words_word *room)
{
    int32_t table = cn_model_coding_table(c);
    if (c->label.len > 0 || c->listed < 0 || table < 0) {
        return c->label;
    }
    (void)cn_words_find(room, (cn_words_table)table,
                        cn_span_of(c->code, c->code_len), CN_WORDS_ENGLISH);
    return cn_span_of(room->text, room->len);
}
