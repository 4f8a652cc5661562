/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What status lists say of a credential, as facts (docs/spec/status.md section
 * 4). What none speaks of is unknown, and never good; the list that was made
 * last counts, also where an older one says otherwise.
 */
#include "status_i.h"

#define SCHEME "carnet:"

void cn_status_put_uri(cn_buf *out, const uint8_t digest[CN_CRYPTO_HASH_SIZE])
{
    cn_buf_put_str(out, SCHEME);
    cn_buf_put_hex(out, cn_span_of(digest, CN_CRYPTO_HASH_SIZE));
}

bool cn_status_read_uri(uint8_t digest[CN_CRYPTO_HASH_SIZE], cn_span uri)
{
    const size_t start = sizeof SCHEME - 1;
    if (uri.len != start + 2 * CN_CRYPTO_HASH_SIZE ||
        !cn_span_starts(uri, CN_SPAN_LIT(SCHEME))) {
        return false;
    }
    for (size_t i = 0; i < CN_CRYPTO_HASH_SIZE; i++) {
        int32_t high = cn_text_hex_digit(uri.data[start + 2 * i]);
        int32_t low = cn_text_hex_digit(uri.data[start + 2 * i + 1]);
        if (high < 0 || low < 0) {
            return false;
        }
        digest[i] = (uint8_t)(high * 16 + low);
    }
    return true;
}

/* Of the lists about what a key signed the one made last, unless a compromised
   key did; NULL: none. */
static const carnet_status_list *find_list(const carnet_trust *t,
                                           const carnet_public_key *key)
{
    const carnet_status_list *last = NULL;
    for (size_t i = 0; i < t->num_status; i++) {
        const carnet_status_list *l = t->status[i];
        if (memcmp(l->issuer, key->digest, sizeof l->issuer) == 0 &&
            (last == NULL || l->issued_s > last->issued_s) &&
            !cn_trust_is_compromised(t, &l->signer)) {
            last = l;
        }
    }
    return last;
}

/* The list itself; false where it is past its end. */
static bool judge_list(cn_trust_facts *f, const carnet_status_list *list,
                       int64_t now_s)
{
    int32_t fact = CARNET_VERIFY_STATUS_LIST;
    int64_t day = cn_trust_day_of(list->issued_s);
    bool ended = list->expires_s != INT64_MIN && now_s >= list->expires_s;
    if (cn_trust_is_future(list->issued_s, now_s)) {
        cn_trust_no(f, fact, CARNET_KEY_FUTURE);
    } else if (ended) {
        cn_trust_no(f, fact, CARNET_TRUST_STATUS_OLD);
    } else {
        cn_trust_yes(f, fact);
    }
    cn_trust_date(f, fact, (int32_t)day);
    return !ended;
}

static void judge_value(cn_trust_facts *f, int32_t value, bool current)
{
    static const int16_t why[] = {
        [CARNET_STATUS_LIST_REVOKED] = CARNET_TRUST_REVOKED,
        [CARNET_STATUS_LIST_SUSPENDED] = CARNET_TRUST_SUSPENDED,
        [CARNET_STATUS_LIST_IN_ERROR] = CARNET_TRUST_IN_ERROR,
    };
    int32_t fact = CARNET_VERIFY_STATUS;
    if (value < 0 || value > CARNET_STATUS_LIST_IN_ERROR) {
        cn_trust_unchecked(f, fact, CARNET_TRUST_STATUS);
    } else if (value != CARNET_STATUS_LIST_GOOD) {
        cn_trust_no(f, fact, why[value]);
    } else if (current) {
        cn_trust_yes(f, fact);
    } else {
        /* It was good then; whether it still is nobody here knows. */
        cn_trust_unchecked(f, fact, CARNET_TRUST_STATUS_OLD);
    }
}

bool cn_trust_judge_status(cn_trust_facts *f, uint32_t index,
                           const carnet_public_key *key, const carnet_trust *t,
                           int64_t now_s)
{
    const carnet_status_list *list = find_list(t, key);
    if (list == NULL) {
        cn_trust_unchecked(f, CARNET_VERIFY_STATUS, CARNET_TRUST_NO_STATUS);
        return false;
    }
    int32_t value = cn_trust_statuses_get(&list->statuses, index);
    judge_value(f, value, judge_list(f, list, now_s));
    cn_trust_date(f, CARNET_VERIFY_STATUS,
                  (int32_t)cn_trust_day_of(list->issued_s));
    return value == CARNET_STATUS_LIST_IN_ERROR;
}
