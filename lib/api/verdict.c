/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading a verdict. Every getter bears NULL and places past the end, and
 * none gives content of a refused credential.
 */
#include "verdict_i.h"

_Static_assert(CARNET_VERIFY_IDENTITY_SIZE == CN_CRYPTO_HASH_SIZE, "two sizes");

size_t carnet_verify_arena_size(void)
{
    return CARNET_VERIFY_ARENA_SIZE;
}

size_t carnet_verify_identity_size(void)
{
    return CARNET_VERIFY_IDENTITY_SIZE;
}

const cn_api_credential *cn_api_credential_of(const carnet_verdict *v, size_t i)
{
    if (v == NULL || i >= v->passport.num) {
        return NULL;
    }
    return &v->passport.credentials[i];
}

const cn_api_credential *cn_api_readable(const carnet_verdict *v, size_t i)
{
    const cn_api_credential *c = cn_api_credential_of(v, i);
    if (c == NULL || v->judged[i].hidden) {
        return NULL;
    }
    int32_t outcome = v->judged[i].outcome;
    return outcome == CARNET_VERIFY_ACCEPTED || outcome == CARNET_VERIFY_REVIEW
               ? c
               : NULL;
}

int32_t carnet_verify_outcome(const carnet_verdict *verdict)
{
    return verdict == NULL ? CARNET_VERIFY_UNDECIDED : verdict->outcome;
}

carnet_status carnet_verify_reason(const carnet_verdict *verdict)
{
    return verdict == NULL ? CARNET_OK : verdict->problem.status;
}

size_t carnet_verify_offset(const carnet_verdict *verdict)
{
    return verdict == NULL ? 0 : verdict->problem.offset;
}

const char *carnet_verify_path(const carnet_verdict *verdict)
{
    return verdict == NULL ? "" : verdict->problem.path;
}

const char *carnet_verify_detail(const carnet_verdict *verdict)
{
    return verdict == NULL ? "" : verdict->problem.detail;
}

size_t carnet_verify_num_credentials(const carnet_verdict *verdict)
{
    return verdict == NULL ? 0 : verdict->passport.num;
}

int32_t carnet_verify_credential_outcome(const carnet_verdict *verdict,
                                         size_t credential)
{
    if (cn_api_credential_of(verdict, credential) == NULL) {
        return CARNET_VERIFY_UNDECIDED;
    }
    return verdict->judged[credential].outcome;
}

static const cn_trust_fact *fact_of(const carnet_verdict *v, size_t i,
                                    int32_t fact)
{
    if (cn_api_credential_of(v, i) == NULL || fact < 0 ||
        fact >= CARNET_VERIFY_NUM_FACTS) {
        return NULL;
    }
    return &v->judged[i].facts.fact[fact];
}

int32_t carnet_verify_fact(const carnet_verdict *verdict, size_t credential,
                           int32_t fact)
{
    const cn_trust_fact *f = fact_of(verdict, credential, fact);
    return f == NULL ? CARNET_VERIFY_NOT_CHECKED : f->answer;
}

carnet_status carnet_verify_fact_status(const carnet_verdict *verdict,
                                        size_t credential, int32_t fact)
{
    const cn_trust_fact *f = fact_of(verdict, credential, fact);
    return f == NULL ? CARNET_OK : f->status;
}

int32_t carnet_verify_fact_days(const carnet_verdict *verdict,
                                size_t credential, int32_t fact)
{
    const cn_trust_fact *f = fact_of(verdict, credential, fact);
    if (f == NULL) {
        return CARNET_VERIFY_NO_DAY;
    }
    switch (fact) {
    case CARNET_VERIFY_ISSUED:
        return carnet_verify_issued_days(verdict, credential);
    case CARNET_VERIFY_EXPIRY:
        return carnet_verify_valid_until_days(verdict, credential);
    default:
        return f->dated ? f->day : CARNET_VERIFY_NO_DAY;
    }
}

int32_t carnet_verify_fact_age_days(const carnet_verdict *verdict,
                                    size_t credential, int32_t fact)
{
    int32_t day = carnet_verify_fact_days(verdict, credential, fact);
    return day == CARNET_VERIFY_NO_DAY
               ? day
               : (int32_t)(cn_day_of(verdict->now_s, CN_DAY_SECONDS) - day);
}

int32_t carnet_verify_issued_days(const carnet_verdict *verdict,
                                  size_t credential)
{
    const cn_api_credential *c = cn_api_credential_of(verdict, credential);
    return c == NULL ? CARNET_VERIFY_NO_DAY : (int32_t)c->claims.day;
}

int32_t carnet_verify_valid_until_days(const carnet_verdict *verdict,
                                       size_t credential)
{
    const cn_api_credential *c = cn_api_credential_of(verdict, credential);
    if (c == NULL || !c->claims.has_valid) {
        return CARNET_VERIFY_NO_DAY;
    }
    return (int32_t)(c->claims.day + c->claims.valid);
}

int32_t carnet_verify_status_index(const carnet_verdict *verdict,
                                   size_t credential)
{
    const cn_api_credential *c = cn_api_credential_of(verdict, credential);
    return c == NULL || !c->claims.has_index ? -1 : (int32_t)c->claims.index;
}

int32_t carnet_verify_part(const carnet_verdict *verdict, size_t credential,
                           int32_t part)
{
    const cn_api_credential *c = cn_api_credential_of(verdict, credential);
    if (c == NULL || part < 0 || part >= CN_API_PARTS) {
        return CARNET_VERIFY_WITHHELD;
    }
    if (!cn_api_is_here(&c->proof[part])) {
        return c->proof[part].sealed.data != NULL ? CARNET_VERIFY_SEALED
                                                  : CARNET_VERIFY_WITHHELD;
    }
    /* A proof that was merged may be in pieces and nothing be missing. */
    return cn_api_num_withheld(c, (size_t)part) > 0 ? CARNET_VERIFY_PARTIAL
                                                    : CARNET_VERIFY_WHOLE;
}

size_t carnet_verify_num_withheld(const carnet_verdict *verdict,
                                  size_t credential, int32_t part)
{
    if (carnet_verify_part(verdict, credential, part) !=
        CARNET_VERIFY_PARTIAL) {
        return 0;
    }
    return cn_api_num_withheld(cn_api_credential_of(verdict, credential),
                               (size_t)part);
}

int32_t carnet_verify_is_open(const carnet_verdict *verdict)
{
    size_t num = carnet_verify_num_credentials(verdict);
    bool open = num > 0;
    for (size_t i = 0; i < num; i++) {
        open = open &&
               carnet_verify_part(verdict, i, CARNET_PART_CLINIC) ==
                   CARNET_VERIFY_WHOLE &&
               carnet_verify_part(verdict, i, CARNET_PART_PRIVATE) ==
                   CARNET_VERIFY_WHOLE;
    }
    return open;
}

carnet_status carnet_verify_copy_key_id(uint8_t *out,
                                        const carnet_verdict *verdict,
                                        size_t credential)
{
    if (out == NULL || verdict == NULL) {
        return CARNET_CALLER_NULL;
    }
    const cn_api_credential *c = cn_api_credential_of(verdict, credential);
    if (c == NULL) {
        return CARNET_CALLER_ABSENT;
    }
    memcpy(out, c->claims.kid, CARNET_KEY_ID_SIZE);
    return CARNET_OK;
}

int32_t carnet_verify_key_index(const carnet_verdict *verdict,
                                size_t credential)
{
    if (cn_api_credential_of(verdict, credential) == NULL) {
        return -1;
    }
    return verdict->judged[credential].key;
}

carnet_status carnet_verify_copy_identity(uint8_t *out,
                                          const carnet_verdict *verdict,
                                          size_t credential)
{
    if (out == NULL || verdict == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (cn_api_readable(verdict, credential) == NULL) {
        return CARNET_CALLER_ABSENT;
    }
    memcpy(out, verdict->judged[credential].identity,
           CARNET_VERIFY_IDENTITY_SIZE);
    return CARNET_OK;
}

int32_t carnet_verify_same_as(const carnet_verdict *verdict, size_t credential)
{
    if (cn_api_credential_of(verdict, credential) == NULL ||
        verdict->judged[credential].first == credential) {
        return -1;
    }
    return (int32_t)verdict->judged[credential].first;
}

size_t carnet_verify_num_entries(const carnet_verdict *verdict,
                                 size_t credential)
{
    const cn_api_credential *c = cn_api_readable(verdict, credential);
    return c == NULL ? 0 : c->num_entries;
}

const carnet_entry *carnet_verify_get_entry(const carnet_verdict *verdict,
                                            size_t credential, size_t i)
{
    const cn_api_credential *c = cn_api_readable(verdict, credential);
    return c == NULL || i >= c->num_entries ? NULL : &c->entries[i];
}
