/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a reader of another form needs while it makes a record: the text that a
 * field has so far, and entries taken away that turned out to lack what they
 * must have.
 */
#include "record_i.h"

carnet_status cn_model_record_text(cn_buf *b, const carnet_record *record,
                                   size_t entry, uint32_t field)
{
    const cn_record_slot *slot =
        cn_record_slot_of(&record->entries[entry], field);
    if (slot->num != 0) {
        cn_buf_put_span(b, slot->values[0].bytes);
    }
    return b->status;
}

void cn_model_record_cut(carnet_record *record, size_t num)
{
    if (num < record->num) {
        record->num = (uint32_t)num;
    }
}
