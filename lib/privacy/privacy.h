/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Face of the privacy room: the commitment tree (docs/spec/format.md section
 * 4) that lets anyone show a credential in part with no key. Parts are whole
 * (a seed), withheld (a digest), partial (seeds and digests of subtrees) or
 * sealed. No recursion.
 */
#ifndef CN_PRIVACY_H
#define CN_PRIVACY_H

#include "../cbor/cbor.h"
#include "../crypto/crypto.h"
#include "../model/model.h"

#define CN_PRIVACY_SEED_SIZE 16
#define CN_PRIVACY_DIGEST_SIZE 20
#define CN_PRIVACY_ROOT_SIZE 32
/* Elements that a partial proof can have: one would be all or nothing, more
   than two for each entry less one no tree of a part has. */
#define CN_PRIVACY_PROOF_MIN 2u
#define CN_PRIVACY_PROOF_MAX (2 * CN_LIMIT_PART_ENTRIES - 1)

/* children(seed) of format.md section 4; seed may be left or right. */
void cn_privacy_split(uint8_t left[CN_PRIVACY_SEED_SIZE],
                      uint8_t right[CN_PRIVACY_SEED_SIZE],
                      const uint8_t seed[CN_PRIVACY_SEED_SIZE]);
/* Span i of those that lie step bytes apart, each alone or the first thing of
   something larger. */
static inline const cn_span *cn_privacy_entry(const cn_span *entries,
                                              size_t step, size_t i)
{
    return (const cn_span *)(const void *)((const uint8_t *)entries + i * step);
}

/* Which entries of a part, by position. */
typedef struct {
    uint8_t bits[CN_LIMIT_PART_ENTRIES / 8];
} cn_privacy_set;

static inline bool cn_privacy_has(const cn_privacy_set *set, size_t i)
{
    return (set->bits[i / 8] >> i % 8 & 1) != 0;
}
static inline void cn_privacy_add(cn_privacy_set *set, size_t i)
{
    set->bits[i / 8] |= (uint8_t)(1u << i % 8);
}
static inline void cn_privacy_remove(cn_privacy_set *set, size_t i)
{
    set->bits[i / 8] &= (uint8_t) ~(1u << i % 8);
}
/* How many of num entries from first on. */
size_t cn_privacy_count(const cn_privacy_set *set, size_t first, size_t num);

/* A part of which some entries are here. */
typedef struct {
    const uint8_t *seed;  /* of the whole part; NULL: proof says */
    cn_span proof;        /* elements of a partial proof, one by one */
    cn_privacy_set shown; /* of a partial one: which entries are here */
    const cn_span
        *entries; /* those that are here, in order, step bytes apart */
    size_t step;
    size_t num; /* entries, 0 to CN_LIMIT_PART_ENTRIES, withheld ones too */
} cn_privacy_view;

/* A seed or a digest, told apart by length; empty on failure. */
cn_span cn_privacy_read_one(cn_cbor_reader *r);
/*
 * Elements of a partial proof, at which r stands: an array of seeds, digests
 * and nil. Whether they fit is known where the part's entries are. Empty on
 * failure, which is CARNET_PRIVACY_PARTIAL or of CBOR.
 */
cn_span cn_privacy_read(cn_cbor_reader *r);
/*
 * Digest of a part that is whole or partial. A partial proof has one legal
 * form, which the entries that are here decide. CARNET_OK or
 * CARNET_PRIVACY_PARTIAL.
 */
carnet_status cn_privacy_digest(uint8_t out[CN_PRIVACY_DIGEST_SIZE],
                                const cn_privacy_view *part);
/* ---- making proofs (show.c) ---- */

/* What is known of the tree of a part: the seeds of what is here and the
   digests of the rest. Some 20 KiB; wiped when freed. */
typedef struct cn_privacy_known cn_privacy_known;

/* From a part that is whole or partial. CARNET_OK, CARNET_PRIVACY_PARTIAL,
   CARNET_CALLER_MEMORY. */
carnet_status cn_privacy_know(cn_privacy_known **out,
                              const cn_privacy_view *part);
void cn_privacy_known_free(cn_privacy_known *known); /* may be NULL */
/* The part's seed; NULL where nobody told it. */
const uint8_t *cn_privacy_known_seed(const cn_privacy_known *known);
/* Which of its entries are here. */
const cn_privacy_set *cn_privacy_known_shown(const cn_privacy_known *known);
/* Adds what another presentation of the same part tells. CARNET_PRIVACY_PROOF
   where it is another part. */
carnet_status cn_privacy_merge(cn_privacy_known *into,
                               const cn_privacy_known *from);
/*
 * Appends the proof that shows just these of the entries that are here: the
 * part's digest for none of them, its seed for all where it is known, else a
 * partial proof. There is none smaller.
 */
void cn_privacy_put_proof(cn_buf *out, const cn_privacy_known *known,
                          const cn_privacy_set *show);

/* ---- sealed parts ---- */

/* A plaintext: so much, or a power of two times as much */
#define CN_PRIVACY_SEAL_STEP 256u
/* What a lock carries where there are several: a key and its tag. */
#define CN_PRIVACY_LOCK_KEY (CN_CRYPTO_AEAD_KEY_SIZE + CN_CRYPTO_TAG_SIZE)

typedef struct {
    cn_span digest;
    cn_span cipher;
    size_t num_locks;
    cn_span locks[CN_LIMIT_LOCKS];
} cn_privacy_sealed;

/*
 * A sealed part, at which r stands: its elements, and all its bytes. Where r
 * has a failure then, which is CARNET_PRIVACY_SEAL or of CBOR, they tell
 * nothing. (sealed.c)
 */
cn_span cn_privacy_read_sealed(cn_cbor_reader *r, cn_privacy_sealed *out);

/* ---- phrases (phrase.c) ---- */

#define CN_PRIVACY_PHRASE_CHARS 16u
/* Without the last, which is the check character: what is hashed. */
#define CN_PRIVACY_PHRASE_SECRET (CN_PRIVACY_PHRASE_CHARS - 1)

/* From what somebody typed. CARNET_OK, CARNET_PRIVACY_PHRASE, _MISTYPED. */
carnet_status cn_privacy_phrase_read(uint8_t out[CN_PRIVACY_PHRASE_SECRET],
                                     cn_span typed);
/* Appends a new one, in groups. CARNET_OK, CARNET_CALLER_RANDOM, _MEMORY. */
carnet_status cn_privacy_phrase_new(cn_buf *out);

/* ---- sealing and opening (seal.c) ---- */

/* Of one part. Nobody at all: a decoy. */
typedef struct {
    carnet_seal_public keys[CN_LIMIT_LOCKS];
    size_t num_keys;
    uint8_t phrase[CN_PRIVACY_PHRASE_SECRET];
    bool has_phrase;
    bool decoy;
} cn_privacy_recipients;

typedef struct {
    const carnet_seal_key *key; /* or NULL */
    uint8_t phrase[CN_PRIVACY_PHRASE_SECRET];
    bool has_phrase;
} cn_privacy_opener;

/* What binds a sealed part to its credential: part counts from 0. */
void cn_privacy_seal_context(cn_buf *out, uint32_t part,
                             const uint8_t root[CN_PRIVACY_ROOT_SIZE]);
/* Zeros behind a plaintext up to the next step. */
void cn_privacy_pad(cn_buf *plain);
/*
 * Appends a sealed part; plain is padded. CARNET_OK, CARNET_KEY_EXCHANGE,
 * CARNET_CALLER_RANDOM, CARNET_CALLER_MEMORY.
 */
carnet_status cn_privacy_seal(cn_buf *out, const cn_privacy_recipients *to,
                              const uint8_t digest[CN_PRIVACY_DIGEST_SIZE],
                              cn_span context, cn_span plain);
/* Whether one of a sealed part's locks is of a phrase, which is tried by
   Argon2id. */
bool cn_privacy_has_phrase_lock(cn_span sealed);
/* Appends the padded plaintext of a sealed part. CARNET_OK,
   CARNET_PRIVACY_UNOPENED, CARNET_KEY_EXCHANGE, CARNET_PRIVACY_SEAL,
   CARNET_CALLER_MEMORY, CARNET_CALLER_RANDOM (not ready). */
carnet_status cn_privacy_unseal(cn_buf *plain, cn_span sealed,
                                const cn_privacy_opener *with, cn_span context);

/* ---- audiences (audience.c, from audiences.def) ---- */

/* Name and words of an audience, from 0; NULL past the last. */
const char *cn_privacy_audience_name(size_t i);
const char *cn_privacy_audience_about(size_t i);
/* Whether it sees an entry, which was checked. */
bool cn_privacy_sees(size_t audience, const carnet_entry *e);
/* Whether it sees all of a part, so that an empty one is there too. */
bool cn_privacy_sees_part(size_t audience, size_t part);

/* ---- pieces of the tree ---- */

void cn_privacy_leaf(uint8_t out[CN_PRIVACY_DIGEST_SIZE],
                     const uint8_t salt[CN_PRIVACY_SEED_SIZE], cn_span entry);
/* Salt of each entry of a part that is here, at its position of out, which has
   room for part->num; the others are left as they were. part fits: its digest
   was computed. Its entries need not be told. (leaf.c) */
void cn_privacy_salts(uint8_t out[][CN_PRIVACY_SEED_SIZE],
                      const cn_privacy_view *part);
void cn_privacy_rest(uint8_t out[CN_PRIVACY_DIGEST_SIZE],
                     const uint8_t clinic[CN_PRIVACY_DIGEST_SIZE],
                     const uint8_t private_part[CN_PRIVACY_DIGEST_SIZE]);
void cn_privacy_root(uint8_t out[CN_PRIVACY_ROOT_SIZE],
                     const uint8_t desk[CN_PRIVACY_DIGEST_SIZE],
                     const uint8_t rest[CN_PRIVACY_DIGEST_SIZE]);

#endif
