/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a trust list says of the key that signed a credential, as facts. A key
 * retired later changes nothing; one that is compromised never gets here: no
 * trusted key made its signature.
 */
#include "trust_i.h"

static void no(cn_trust_facts *f, int32_t fact, carnet_status why, int32_t day)
{
    cn_trust_no(f, fact, why);
    cn_trust_date(f, fact, day);
}

static void judge_key(cn_trust_facts *f, const cn_trust_key *key, int32_t day)
{
    bool retired = key->withdrawn != CARNET_TRUST_GOOD;
    if ((key->use & CN_TRUST_USE_CREDENTIALS) == 0) {
        cn_trust_no(f, CARNET_VERIFY_KEY, CARNET_KEY_USE);
    } else if (day < key->from) {
        no(f, CARNET_VERIFY_KEY, CARNET_KEY_WINDOW, key->from);
    } else if (day > key->until) {
        no(f, CARNET_VERIFY_KEY, CARNET_KEY_WINDOW, key->until);
    } else if (retired && day > key->withdrawn_day) {
        no(f, CARNET_VERIFY_KEY, CARNET_KEY_RETIRED, key->withdrawn_day);
    } else {
        cn_trust_yes(f, CARNET_VERIFY_KEY);
    }
}

void cn_trust_judge_key(cn_trust_facts *f, const cn_trust_list *list,
                        const cn_trust_key *key, int32_t day, int64_t now_s)
{
    int64_t today = cn_day_of(now_s, CN_DAY_SECONDS);
    judge_key(f, key, day);
    if (cn_trust_is_future(list->issued, today)) {
        cn_trust_no(f, CARNET_VERIFY_TRUST_LIST, CARNET_KEY_FUTURE);
    } else if (today > list->next_update) {
        cn_trust_no(f, CARNET_VERIFY_TRUST_LIST, CARNET_TRUST_STALE);
    } else {
        cn_trust_yes(f, CARNET_VERIFY_TRUST_LIST);
    }
    cn_trust_date(f, CARNET_VERIFY_TRUST_LIST, list->issued);
}
