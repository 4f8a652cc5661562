/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Face of the trust room: which trusted keys a key id can mean, the policy that
 * turns facts into an outcome (docs/spec/verdict.md), trust lists, status lists
 * and what they say of a key and a credential (docs/spec/trust.md, status.md).
 * Decides, but reads no credential and no clock, and of a list that no trusted
 * key signed no more than the key id.
 */
#ifndef CN_TRUST_H
#define CN_TRUST_H

#include "../cose/cose.h"
#include "carnet/trust.h"
#include "carnet/verify.h"

typedef struct {
    uint8_t answer; /* CARNET_VERIFY_YES, _NO, _NOT_CHECKED */
    bool dated;     /* it goes by a day: */
    int16_t status; /* behind a NO, or a NOT_CHECKED with a reason */
    int32_t day;    /* since 1970-01-01 */
} cn_trust_fact;

typedef struct {
    cn_trust_fact fact[CARNET_VERIFY_NUM_FACTS];
} cn_trust_facts;

void cn_trust_yes(cn_trust_facts *f, int32_t fact);
void cn_trust_no(cn_trust_facts *f, int32_t fact, carnet_status status);
void cn_trust_unchecked(cn_trust_facts *f, int32_t fact, carnet_status why);
/* The day that an answer goes by. ISSUED and EXPIRY have theirs in the claims,
   and need none here. */
void cn_trust_date(cn_trust_facts *f, int32_t fact, int32_t day);

/* Whether a day lies after tomorrow: whoever dated a list or a credential by it
   had a clock that is wrong, or the reader has. One day of grace, since the
   issuer may live east of the verifier. */
static inline bool cn_trust_is_future(int64_t day, int64_t today)
{
    return day > today + 1;
}
/* The same of times, seconds since 1970-01-01. */
static inline bool cn_trust_is_future_s(int64_t time_s, int64_t now_s)
{
    return cn_trust_is_future(cn_day_of(time_s, CN_DAY_SECONDS),
                              cn_day_of(now_s, CN_DAY_SECONDS));
}

/*
 * What may be asked about at all: an input within CN_LIMIT_FILE_BYTES, and so
 * many public keys that are there. CARNET_OK, CARNET_CALLER_NULL, _RANGE,
 * _RANDOM (libsodium can't start).
 */
carnet_status cn_trust_check_input(cn_span input,
                                   const carnet_public_key *const *keys,
                                   size_t num_keys);
/*
 * Different keys whose id is kid, at most CN_LIMIT_CANDIDATES, in the order
 * given: their places go to out. Returns their number.
 */
size_t cn_trust_candidates(uint32_t out[CN_LIMIT_CANDIDATES],
                           const carnet_public_key *const *keys,
                           size_t num_keys,
                           const uint8_t kid[CARNET_KEY_ID_SIZE]);

/* Answers ISSUED, EXPIRY and, where no list is needed, STATUS. */
void cn_trust_judge_dates(cn_trust_facts *f, const cn_cose_claims *c,
                          int64_t now_s);

/* The word for one credential. */
int32_t cn_trust_outcome(const cn_trust_facts *f);
/* The word for all: so far (UNDECIDED at first) and one more. */
int32_t cn_trust_combine(int32_t so_far, int32_t next);

/* ---- trust lists, docs/spec/trust.md ---- */

#define CN_TRUST_TYP "application/carnet-trust.1+cwt"
#define CN_STATUS_TYP "application/statuslist+cwt" /* Token Status List 5.2 */

#define CN_TRUST_ID_SIZE 16
#define CN_TRUST_NO_END INT32_MAX /* until, of a key without a last day */
#define CN_TRUST_ALL_KINDS UINT64_MAX

/* What a key may sign. */
enum {
    CN_TRUST_USE_CREDENTIALS = 1,
    CN_TRUST_USE_STATUS = 2,
    CN_TRUST_USE_BOTH = 3
};

typedef struct {
    const uint8_t *bytes;   /* CARNET_KEY_PUBLIC_SIZE */
    const uint8_t *sealing; /* CARNET_SEAL_KEY_SIZE; NULL: none */
    uint64_t kinds;         /* a bit for each kind of entry */
    int32_t from;           /* days since 1970-01-01 */
    int32_t until;
    int32_t withdrawn_day;
    uint32_t issuer;
    uint8_t use;
    uint8_t withdrawn; /* CARNET_TRUST_GOOD, _IS_RETIRED, _IS_COMPROMISED */
} cn_trust_key;

typedef struct {
    cn_span name;
    char country[3]; /* "" where it has none */
    uint8_t kind;    /* CARNET_TRUST_STATE and so on */
    uint32_t first_key;
    uint32_t num_keys;
} cn_trust_issuer;

/* Key number key, whose id begins its digest. */
typedef struct {
    uint32_t kid;
    uint32_t key;
} cn_trust_place;

/* A list; what it points to lies in its arena, or is lent to who only writes
   it. Without an index until it is read. */
typedef struct cn_trust_list {
    cn_arena *arena;
    cn_span bytes; /* as signed, without envelope */
    uint8_t id[CN_TRUST_ID_SIZE];
    uint32_t epoch;
    uint32_t sequence;
    int32_t issued;
    int32_t next_update;
    const uint8_t *next_key; /* of the next epoch's lists; NULL: none */
    cn_trust_issuer *issuers;
    size_t num_issuers;
    cn_trust_key *keys; /* issuer by issuer */
    size_t num_keys;
    cn_trust_place *index; /* by kid */
    carnet_public_key signer;
} cn_trust_list;

/*
 * Reads a list (no envelope) that signer must have made; all zero before. It
 * stays in arena, whose memory bytes are in or outlive it. Statuses:
 * CARNET_CBOR_*, CARNET_TRUST_FORM, _PIN, _SELF, _EMPTY, CARNET_KEY_SIGNATURE,
 * _TWICE, _CROWDED, _TEST, CARNET_CALLER_MEMORY; where says of which issuer.
 */
carnet_status cn_trust_list_read(cn_trust_list *out, cn_arena *arena,
                                 cn_span bytes, const carnet_public_key *signer,
                                 cn_problem *where);
/*
 * Signs a list and appends it to out, without envelope; its issuers come in
 * bytewise order of name and country, the keys of each in that of their bytes.
 * What cn_trust_list_read would refuse is refused, and every key is checked.
 * CARNET_KEY_LOW_ORDER, _EXCHANGE, and as above.
 */
carnet_status cn_trust_list_sign(cn_buf *out, const cn_trust_list *list,
                                 const carnet_secret_key *key,
                                 cn_problem *where);

/* Whether the secret half of a key is printed in a standard. */
bool cn_trust_is_published(const uint8_t *bytes);
/* Whether a name is one line of text that no terminal obeys, all of it to be
   seen and in NFC, within its limit, without spaces around or one beside
   another. */
bool cn_trust_is_name(cn_span s);
/* Of a list that is being made: it, and all of it assigned. Not for a list that
   is read, whose writer may know a newer Unicode: it would be refused whole. */
bool cn_trust_is_new_name(cn_span s);
/* Sets the country: two capital letters, or nothing; false for else. */
bool cn_trust_set_country(cn_trust_issuer *issuer, cn_span country);
/* The order of issuers: bytewise, by name and then by country. */
int cn_trust_order(const cn_trust_issuer *a, const cn_trust_issuer *b);

/*
 * Whether a list may take the place of another: *newer_out false where they
 * are the same bytes. Statuses: CARNET_TRUST_OTHER, _OLDER, _FORKED, _EPOCH,
 * _PIN, _NEXT, _BACK.
 */
carnet_status cn_trust_list_replaces(bool *newer_out, const cn_trust_list *next,
                                     const cn_trust_list *old,
                                     cn_problem *where);

/* Places in the list's index of keys whose id is kid: how many, at most
   CN_LIMIT_CANDIDATES; the first to *first_out. */
size_t cn_trust_list_find(const cn_trust_list *list, size_t *first_out,
                          const uint8_t kid[CARNET_KEY_ID_SIZE]);
/* What a list says of a key; NULL: nothing. */
const cn_trust_key *cn_trust_list_get(const cn_trust_list *list,
                                      const carnet_public_key *key);

/* Answers KEY and TRUST_LIST for a credential signed on day by a listed key;
   SCOPE is for who knows the kinds of its entries. */
void cn_trust_judge_key(cn_trust_facts *f, const cn_trust_list *list,
                        const cn_trust_key *key, int32_t day, int64_t now_s);

/* ---- handles, whose fields the rooms above read ---- */

struct carnet_trust_list {
    cn_arena arena;
    cn_trust_list list;
};

/* Whom to believe. What it points to is lent. */
struct carnet_trust {
    const carnet_public_key **keys; /* bare ones */
    size_t num_keys;
    size_t key_room;
    /* First those that count, the newest of each id; behind them older ones of
       the same epoch, by which a key is still compromised. */
    const carnet_trust_list *lists[CN_LIMIT_TRUST_LISTS];
    size_t num_lists; /* that count */
    size_t num_all_lists;
    const carnet_status_list *status[CN_LIMIT_STATUS_LISTS];
    size_t num_status;
    bool show_in_error; /* content of what was entered in error, too */
};

/* Whether any list says so. */
bool cn_trust_is_compromised(const carnet_trust *t,
                             const carnet_public_key *key);
/* A listed key as others take keys; NULL, *status as it was, where it is no
   good point: then nobody signed with it. */
const carnet_public_key *
cn_trust_take_key(cn_arena *arena, const uint8_t *bytes, carnet_status *status);
/* ---- status lists, docs/spec/status.md ---- */

/* Statuses, packed: entry i has its bits from bit i * bits on, the least
   significant bit of a byte first. */
typedef struct {
    cn_buf bytes;
    uint8_t bits; /* 1, 2, 4, 8 */
} cn_trust_statuses;

/* Whether a status can have so many bits. */
bool cn_trust_is_width(uint64_t bits);
size_t cn_trust_statuses_num(const cn_trust_statuses *s);
/* -1 past the end. */
int32_t cn_trust_statuses_get(const cn_trust_statuses *s, int64_t index);
/* An index that is there, a value that fits. */
void cn_trust_statuses_set(cn_trust_statuses *s, size_t index, uint32_t value);
/* The map of bits and lst (Token Status List section 4.3). bytes of out: empty
   before, and freed by the caller also on failure. */
void cn_trust_statuses_write(cn_buf *out, const cn_trust_statuses *s);
carnet_status cn_trust_statuses_read(cn_trust_statuses *out, cn_span map);
/* What a byte string zipped to holds, CN_LIMIT_STATUSES entries at most. */
carnet_status cn_trust_statuses_unzip(cn_trust_statuses *out, uint64_t bits,
                                      cn_span zipped);

struct carnet_status_list {
    cn_buf signed_bytes; /* without envelope */
    cn_trust_statuses statuses;
    int64_t issued_s;
    int64_t expires_s; /* INT64_MIN: it names no end */
    uint32_t ttl_s;
    uint8_t issuer[CN_CRYPTO_HASH_SIZE]; /* digest of the key it is about */
    carnet_public_key signer;
};

/* Answers STATUS and STATUS_LIST for a credential with an index, signed by key.
   True where it was entered in error. */
bool cn_trust_judge_status(cn_trust_facts *f, uint32_t index,
                           const carnet_public_key *key, const carnet_trust *t,
                           int64_t now_s);

#endif
