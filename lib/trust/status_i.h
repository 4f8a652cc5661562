/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inside the trust room: numbers and names of a status list as it travels
 * (docs/spec/status.md).
 */
#ifndef CN_STATUS_I_H
#define CN_STATUS_I_H

#include "../wire/wire.h"
#include "trust.h"

/* Claims of a list alone, IANA "CBOR Web Token (CWT) Claims". */
#define CN_STATUS_CLAIM_SUB 2
#define CN_STATUS_CLAIM_LIST 65533
#define CN_STATUS_CLAIM_TTL 65534

/* How long a list lasts that names no end: who made it forgot to say, and a
   reader that is offline must not call pages good for ever. */
#define CN_STATUS_DAYS_USUAL 30
/* The last end that a list can have. */
#define CN_STATUS_TIME_MAX                                                     \
    ((uint64_t)CN_TIME_MAX_S +                                                 \
     UINT64_C(1) * CN_DAY_SECONDS * CN_LIMIT_LIST_DAYS)

/* What an issuer keeps; status_draft.c. */
struct carnet_status_draft {
    uint8_t issuer[CN_CRYPTO_HASH_SIZE];
    cn_trust_statuses statuses;
    cn_trust_statuses taken; /* of one bit each */
    int64_t signed_s;        /* when its last list was made; -1: none was */
};

/* Whether a list of a draft, made then, would be newer than the last:
   CARNET_OK, CARNET_TRUST_OLDER, or CARNET_TRUST_FORKED, of one second. A last
   one of a day that was still to come then is no hindrance: no reader kept it.
 */
carnet_status cn_status_follows(const carnet_status_draft *draft,
                                int64_t issued_s);

/* The uri of the list of a key's credentials, format.md section 3: appended. */
void cn_status_put_uri(cn_buf *out, const uint8_t digest[CN_CRYPTO_HASH_SIZE]);
/* The digest that such a uri names; false for another. */
bool cn_status_read_uri(uint8_t digest[CN_CRYPTO_HASH_SIZE], cn_span uri);

/* Reads a list that one of some keys signed, whomever it is about. */
carnet_status cn_status_read(carnet_status_list **out, cn_span input,
                             const carnet_public_key *const *keys,
                             size_t num_keys);
/* From when on a list is old: the end that it names, or the usual one. */
int64_t cn_status_end_s(const carnet_status_list *list);
/* The key id that an input names, before anything of it is believed. */
carnet_status cn_status_read_kid(uint8_t kid[CARNET_KEY_ID_SIZE],
                                 cn_span input);

#endif
