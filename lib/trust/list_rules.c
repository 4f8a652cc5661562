/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a trust list may hold beside its form, and when one may take the place
 * of another: never back, never past a missing epoch, and within an epoch never
 * with another next key or with a withdrawn key as if nothing had happened.
 */
#include "trust_i.h"

/* Public keys whose secret half is printed: RFC 8032 section 7.1, tests 1 (in
   RFC 8037 and the examples of COSE too), 2, 3, 1024 and SHA(abc); RFC 8410
   section 10.3. */
static const uint8_t published[][CARNET_KEY_PUBLIC_SIZE] = {
    {0xd7, 0x5a, 0x98, 0x01, 0x82, 0xb1, 0x0a, 0xb7, 0xd5, 0x4b, 0xfe,
     0xd3, 0xc9, 0x64, 0x07, 0x3a, 0x0e, 0xe1, 0x72, 0xf3, 0xda, 0xa6,
     0x23, 0x25, 0xaf, 0x02, 0x1a, 0x68, 0xf7, 0x07, 0x51, 0x1a},
    {0x3d, 0x40, 0x17, 0xc3, 0xe8, 0x43, 0x89, 0x5a, 0x92, 0xb7, 0x0a,
     0xa7, 0x4d, 0x1b, 0x7e, 0xbc, 0x9c, 0x98, 0x2c, 0xcf, 0x2e, 0xc4,
     0x96, 0x8c, 0xc0, 0xcd, 0x55, 0xf1, 0x2a, 0xf4, 0x66, 0x0c},
    {0xfc, 0x51, 0xcd, 0x8e, 0x62, 0x18, 0xa1, 0xa3, 0x8d, 0xa4, 0x7e,
     0xd0, 0x02, 0x30, 0xf0, 0x58, 0x08, 0x16, 0xed, 0x13, 0xba, 0x33,
     0x03, 0xac, 0x5d, 0xeb, 0x91, 0x15, 0x48, 0x90, 0x80, 0x25},
    {0x27, 0x81, 0x17, 0xfc, 0x14, 0x4c, 0x72, 0x34, 0x0f, 0x67, 0xd0,
     0xf2, 0x31, 0x6e, 0x83, 0x86, 0xce, 0xff, 0xbf, 0x2b, 0x24, 0x28,
     0xc9, 0xc5, 0x1f, 0xef, 0x7c, 0x59, 0x7f, 0x1d, 0x42, 0x6e},
    {0xec, 0x17, 0x2b, 0x93, 0xad, 0x5e, 0x56, 0x3b, 0xf4, 0x93, 0x2c,
     0x70, 0xe1, 0x24, 0x50, 0x34, 0xc3, 0x54, 0x67, 0xef, 0x2e, 0xfd,
     0x4d, 0x64, 0xeb, 0xf8, 0x19, 0x68, 0x34, 0x67, 0xe2, 0xbf},
    {0x19, 0xbf, 0x44, 0x09, 0x69, 0x84, 0xcd, 0xfe, 0x85, 0x41, 0xba,
     0xc1, 0x67, 0xdc, 0x3b, 0x96, 0xc8, 0x50, 0x86, 0xaa, 0x30, 0xb6,
     0xb6, 0xcb, 0x0c, 0x5c, 0x38, 0xad, 0x70, 0x31, 0x66, 0xe1},
};

static bool is_key(const uint8_t *a, const uint8_t *b)
{
    return b != NULL && memcmp(a, b, CARNET_KEY_PUBLIC_SIZE) == 0;
}

bool cn_trust_is_published(const uint8_t *bytes)
{
    bool is = false;
    for (size_t i = 0; i < sizeof published / sizeof published[0]; i++) {
        is = is || is_key(bytes, published[i]);
    }
    return is;
}

carnet_status cn_trust_check_keys(const cn_trust_list *list,
                                  const uint8_t *signer, cn_problem *where)
{
    if (cn_trust_is_published(signer)) {
        return cn_problem_note(where, CARNET_KEY_TEST, 0, "", NULL);
    }
    if (list->next_key != NULL && cn_trust_is_published(list->next_key)) {
        return cn_problem_note(where, CARNET_KEY_TEST, 0, "next_key", NULL);
    }
    for (size_t i = 0; i < list->num_keys; i++) {
        const uint8_t *bytes = list->keys[i].bytes;
        if (is_key(bytes, signer) || is_key(bytes, list->next_key)) {
            return cn_trust_blame(list, i, CARNET_TRUST_SELF, where);
        }
        if (cn_trust_is_published(bytes)) {
            return cn_trust_blame(list, i, CARNET_KEY_TEST, where);
        }
    }
    return CARNET_OK;
}

/* ---- one after the other ---- */

/* By number alone, and by the key that must have signed. */
static carnet_status check_number(const cn_trust_list *next,
                                  const cn_trust_list *old)
{
    if (next->epoch < old->epoch ||
        (next->epoch == old->epoch && next->sequence < old->sequence)) {
        return CARNET_TRUST_OLDER;
    }
    if (next->epoch == old->epoch) {
        return next->sequence == old->sequence ? CARNET_TRUST_FORKED
               : is_key(next->signer.bytes, old->signer.bytes)
                   ? CARNET_OK
                   : CARNET_TRUST_PIN;
    }
    if (next->epoch - old->epoch > 1) {
        return CARNET_TRUST_EPOCH;
    }
    return is_key(next->signer.bytes, old->next_key) ? CARNET_OK
                                                     : CARNET_TRUST_PIN;
}

/* Whether a list withdraws no longer, or as less, or later, what was withdrawn:
   who once left a key out could bring it back, or good pages of it would be of
   nobody known. */
static bool is_restored(const cn_trust_list *next, const cn_trust_key *was)
{
    carnet_public_key key;
    if (was->withdrawn == CARNET_TRUST_GOOD) {
        return false;
    }
    memcpy(key.bytes, was->bytes, sizeof key.bytes);
    cn_crypto_sha256(key.digest, cn_span_of(key.bytes, sizeof key.bytes));
    const cn_trust_key *is = cn_trust_list_get(next, &key);
    return is == NULL || is->withdrawn < was->withdrawn ||
           is->withdrawn_day > was->withdrawn_day;
}

size_t carnet_trust_list_find_restored(const carnet_trust_list *list,
                                       const carnet_trust_list *old, size_t i)
{
    if (list == NULL || old == NULL) {
        return SIZE_MAX;
    }
    while (i < old->list.num_keys &&
           !is_restored(&list->list, &old->list.keys[i])) {
        i++;
    }
    return i < old->list.num_keys ? i : SIZE_MAX;
}

/* The key that signs lists can be stolen without the next one. So within an
   epoch it undoes nothing by which the next one outlives it: neither names
   another in its place, nor takes a withdrawal back. The next key may do both,
   since the thief of the first may have withdrawn what is good. */
static carnet_status check_epoch(const cn_trust_list *next,
                                 const cn_trust_list *old, cn_problem *where)
{
    if (old->next_key != NULL && !is_key(old->next_key, next->next_key)) {
        return cn_problem_note(where, CARNET_TRUST_NEXT, 0, "next_key", NULL);
    }
    for (size_t i = 0; i < old->num_keys; i++) {
        if (is_restored(next, &old->keys[i])) {
            return cn_trust_blame(old, i, CARNET_TRUST_BACK, where);
        }
    }
    return CARNET_OK;
}

carnet_status cn_trust_list_replaces(bool *newer_out, const cn_trust_list *next,
                                     const cn_trust_list *old,
                                     cn_problem *where)
{
    *newer_out = false;
    if (memcmp(next->id, old->id, CN_TRUST_ID_SIZE) != 0) {
        return cn_problem_note(where, CARNET_TRUST_OTHER, 0, "", NULL);
    }
    if (cn_span_equal(next->bytes, old->bytes)) {
        return CARNET_OK;
    }
    carnet_status status = check_number(next, old);
    if (status != CARNET_OK) {
        return cn_problem_note(where, status, 0, "", NULL);
    }
    if (next->epoch == old->epoch) {
        status = check_epoch(next, old, where);
    }
    *newer_out = status == CARNET_OK;
    return status;
}
