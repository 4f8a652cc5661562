/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an entry does to what was there before it (docs/spec/history.md section
 * 5): the word that a log puts before it. Goes by the entry's own status and by
 * whether it says anything else than what it replaces.
 */
#include "restate_i.h"

/* A status of a kind and what having it means. */
typedef struct {
    uint8_t kind;
    uint8_t field;
    uint8_t value;
    uint8_t change;
} meaning;

static const meaning meanings[] = {
    {CARNET_KIND_PRESCRIPTION, CARNET_PRESCRIPTION_STATUS,
     CARNET_PRESCRIPTION_STATUS_STOPPED, CARNET_HISTORY_STOPPED},
    {CARNET_KIND_PRESCRIPTION, CARNET_PRESCRIPTION_STATUS,
     CARNET_PRESCRIPTION_STATUS_COMPLETED, CARNET_HISTORY_STOPPED},
    {CARNET_KIND_CONDITION, CARNET_CONDITION_STATUS,
     CARNET_CONDITION_STATUS_RESOLVED, CARNET_HISTORY_RESOLVED},
    {CARNET_KIND_CONDITION, CARNET_CONDITION_STATUS,
     CARNET_CONDITION_STATUS_REFUTED, CARNET_HISTORY_CORRECTED},
    {CARNET_KIND_ALLERGY, CARNET_ALLERGY_STATUS, CARNET_ALLERGY_STATUS_RESOLVED,
     CARNET_HISTORY_RESOLVED},
    {CARNET_KIND_ALLERGY, CARNET_ALLERGY_STATUS, CARNET_ALLERGY_STATUS_REFUTED,
     CARNET_HISTORY_CORRECTED},
    {CARNET_KIND_RESULT, CARNET_RESULT_STATE, CARNET_RESULT_STATE_CORRECTED,
     CARNET_HISTORY_CORRECTED},
    {CARNET_KIND_RESULT, CARNET_RESULT_STATE,
     CARNET_RESULT_STATE_ENTERED_IN_ERROR, CARNET_HISTORY_CORRECTED},
    {CARNET_KIND_REFERRAL, CARNET_REFERRAL_STATE, CARNET_REFERRAL_STATE_DONE,
     CARNET_HISTORY_RESOLVED},
    {CARNET_KIND_REFERRAL, CARNET_REFERRAL_STATE,
     CARNET_REFERRAL_STATE_CANCELLED, CARNET_HISTORY_RESOLVED},
    {CARNET_KIND_PLAN, CARNET_PLAN_STATE, CARNET_PLAN_STATE_DONE,
     CARNET_HISTORY_RESOLVED},
    {CARNET_KIND_PLAN, CARNET_PLAN_STATE, CARNET_PLAN_STATE_CANCELLED,
     CARNET_HISTORY_RESOLVED},
    {CARNET_KIND_COVERAGE, CARNET_COVERAGE_STATE, CARNET_COVERAGE_STATE_ENDED,
     CARNET_HISTORY_RESOLVED},
};

static bool has(const carnet_entry *e, const meaning *m)
{
    int32_t value = -1;
    return e->kind == m->kind &&
           carnet_record_get_enum(&value, e, m->field, 0, CARNET_RECORD_SELF) ==
               CARNET_OK &&
           value == m->value;
}

static int32_t by_status(const carnet_entry *e)
{
    for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++) {
        if (has(e, &meanings[i])) {
            return meanings[i].change;
        }
    }
    return CARNET_HISTORY_CHANGED;
}

/* Whether it says just what all entries say that it replaces. */
static carnet_status is_restated(bool *out, const carnet_history *h, size_t n,
                                 size_t num)
{
    const uint32_t f = CARNET_FIELD_REPLACES;
    const cn_view_item *items = h->entries.items;
    carnet_status status = CARNET_OK;
    *out = true;
    for (size_t i = 0; i < num && *out && status == CARNET_OK; i++) {
        *out = cn_view_refer_how(h->refer, n, f, i) == CARNET_HISTORY_FOUND;
        if (*out) {
            size_t before = cn_view_refer_get(h->refer, n, f, i, 0);
            status = cn_api_says_same(out, items[n].entry, items[before].entry);
        }
    }
    return status;
}

carnet_status carnet_history_get_change(int32_t *change_out,
                                        const carnet_history *history,
                                        size_t credential, size_t i)
{
    size_t n;
    bool restated;
    if (change_out == NULL || history == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (!cn_api_find_item(&n, history, credential, i)) {
        return CARNET_CALLER_ABSENT;
    }
    const carnet_entry *e = history->entries.items[n].entry;
    size_t num = carnet_record_num_values(e, CARNET_FIELD_REPLACES);
    carnet_status status = is_restated(&restated, history, n, num);
    if (status == CARNET_OK) {
        *change_out = num == 0   ? CARNET_HISTORY_ADDED
                      : restated ? CARNET_HISTORY_SAID_AGAIN
                                 : by_status(e);
    }
    return status;
}
