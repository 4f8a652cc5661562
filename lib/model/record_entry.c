/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is said of a whole entry of a record being made: its id, its part; and
 * what the record says of itself.
 */
#include "record_i.h"

size_t carnet_record_num_entries(const carnet_record *record)
{
    return record == NULL ? 0 : record->num;
}

/* An entry to change. */
static carnet_status find_entry(cn_record_entry **out, carnet_record *record,
                                size_t entry)
{
    if (record == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (entry >= record->num) {
        return CARNET_CALLER_ABSENT;
    }
    *out = &record->entries[entry];
    return CARNET_OK;
}

carnet_status carnet_record_find_id(size_t *index_out,
                                    const carnet_record *record, const char *id,
                                    size_t id_len)
{
    if (index_out == NULL || record == NULL || id == NULL) {
        return CARNET_CALLER_NULL;
    }
    cn_span wanted = cn_span_of(id, id_len);
    for (uint32_t i = 0; id_len > 0 && i < record->num; i++) {
        if (cn_span_equal(record->entries[i].id, wanted)) {
            *index_out = i;
            return CARNET_OK;
        }
    }
    return CARNET_CALLER_ABSENT;
}

carnet_status carnet_record_set_id(carnet_record *record, size_t entry,
                                   const char *id, size_t id_len)
{
    cn_record_entry *e = NULL;
    carnet_status status = find_entry(&e, record, entry);
    if (status == CARNET_OK && id == NULL) {
        status = CARNET_CALLER_NULL;
    }
    cn_span text = cn_span_of(id, id_len);
    if (status == CARNET_OK) {
        status = cn_model_text_check(text, CN_RECORD_ID_MAX);
    }
    if (status == CARNET_OK &&
        cn_span_starts(text, CN_SPAN_LIT(CN_FORM_LEAF))) {
        status = CARNET_RECORD_TEXT; /* would read as another credential's */
    }
    if (status != CARNET_OK) {
        return status;
    }
    size_t other = 0;
    if (carnet_record_find_id(&other, record, id, id_len) == CARNET_OK &&
        other != entry) {
        return CARNET_RECORD_TWICE;
    }
    return cn_record_copy_span(record, text, &e->id);
}

carnet_status carnet_record_set_part(carnet_record *record, size_t entry,
                                     int32_t part)
{
    cn_record_entry *e = NULL;
    carnet_status status = find_entry(&e, record, entry);
    if (status == CARNET_OK && (part < 0 || part >= CN_MODEL_NUM_PARTS)) {
        status = CARNET_CALLER_RANGE;
    }
    if (status == CARNET_OK) {
        e->part = (int8_t)part;
    }
    return status;
}

carnet_status carnet_record_allow_less_private(carnet_record *record,
                                               size_t entry)
{
    cn_record_entry *e = NULL;
    carnet_status status = find_entry(&e, record, entry);
    if (status == CARNET_OK) {
        e->less_private = true;
    }
    return status;
}

static carnet_status give_day(int32_t *out, int32_t days)
{
    if (days == CARNET_RECORD_ANY_DAY) {
        return CARNET_CALLER_ABSENT;
    }
    *out = days;
    return CARNET_OK;
}

carnet_status carnet_record_get_issued(int32_t *days_out,
                                       const carnet_record *record)
{
    return days_out == NULL || record == NULL
               ? CARNET_CALLER_NULL
               : give_day(days_out, record->issued_days);
}

carnet_status carnet_record_get_valid_until(int32_t *days_out,
                                            const carnet_record *record)
{
    return days_out == NULL || record == NULL
               ? CARNET_CALLER_NULL
               : give_day(days_out, record->valid_until_days);
}
