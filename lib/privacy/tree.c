/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The commitment tree (docs/spec/format.md section 4): seeds run down it,
 * digests run up. Shape of RFC 9162 section 2.1.1: the left subtree has the
 * largest power of two below the number of entries. Hashes are all the cost:
 * one for each split, leaf and inner node, and no other.
 */
#include "privacy_i.h"

#define TAG_SIZE 16u
/* Levels of splits above the leaves of a part: 2^8 is the limit's 256. */
#define LEVELS 8u
_Static_assert(CN_LIMIT_PART_ENTRIES <= 1u << LEVELS, "a part is deeper");

/* Purposes of a hash, zero-padded to 16 bytes. */
typedef struct {
    char text[TAG_SIZE];
} tag;
static const tag tag_seed = {"carnet seed 1"};
static const tag tag_leaf = {"carnet leaf 1"};
static const tag tag_node = {"carnet node 1"};
static const tag tag_part = {"carnet part 1"};
static const tag tag_rest = {"carnet rest 1"};
static const tag tag_root = {"carnet root 1"};

/* H(t, x | y): x, which is short, is put behind the tag first. */
static void hash(uint8_t out[CN_CRYPTO_HASH_SIZE], const tag *t, cn_span x,
                 cn_span y)
{
    uint8_t head[TAG_SIZE + 2 * CN_PRIVACY_DIGEST_SIZE];
    memcpy(head, t->text, TAG_SIZE);
    memcpy(head + TAG_SIZE, x.data, x.len);
    cn_crypto_blake2b(out, cn_span_of(head, TAG_SIZE + x.len), y);
    cn_mem_wipe(head, sizeof head); /* x may be a seed */
}

/* D(t, x | y): the first 20 bytes of H. */
static void digest(uint8_t out[CN_PRIVACY_DIGEST_SIZE], const tag *t, cn_span x,
                   cn_span y)
{
    uint8_t whole[CN_CRYPTO_HASH_SIZE];
    hash(whole, t, x, y);
    memcpy(out, whole, CN_PRIVACY_DIGEST_SIZE);
}

void cn_privacy_split(uint8_t left[CN_PRIVACY_SEED_SIZE],
                      uint8_t right[CN_PRIVACY_SEED_SIZE],
                      const uint8_t seed[CN_PRIVACY_SEED_SIZE])
{
    uint8_t both[CN_CRYPTO_HASH_SIZE];
    hash(both, &tag_seed, cn_span_of(seed, CN_PRIVACY_SEED_SIZE),
         cn_span_of(NULL, 0));
    memcpy(left, both, CN_PRIVACY_SEED_SIZE);
    memcpy(right, both + CN_PRIVACY_SEED_SIZE, CN_PRIVACY_SEED_SIZE);
    cn_mem_wipe(both, sizeof both);
}

void cn_privacy_leaf(uint8_t out[CN_PRIVACY_DIGEST_SIZE],
                     const uint8_t salt[CN_PRIVACY_SEED_SIZE], cn_span entry)
{
    digest(out, &tag_leaf, cn_span_of(salt, CN_PRIVACY_SEED_SIZE), entry);
}

/* D(t, left | right) of two digests. */
static void join(uint8_t out[CN_PRIVACY_DIGEST_SIZE], const tag *t,
                 const uint8_t left[CN_PRIVACY_DIGEST_SIZE],
                 const uint8_t right[CN_PRIVACY_DIGEST_SIZE])
{
    digest(out, t, cn_span_of(left, CN_PRIVACY_DIGEST_SIZE),
           cn_span_of(right, CN_PRIVACY_DIGEST_SIZE));
}

void cn_privacy_rest(uint8_t out[CN_PRIVACY_DIGEST_SIZE],
                     const uint8_t clinic[CN_PRIVACY_DIGEST_SIZE],
                     const uint8_t private_part[CN_PRIVACY_DIGEST_SIZE])
{
    join(out, &tag_rest, clinic, private_part);
}

void cn_privacy_root(uint8_t out[CN_PRIVACY_ROOT_SIZE],
                     const uint8_t desk[CN_PRIVACY_DIGEST_SIZE],
                     const uint8_t rest[CN_PRIVACY_DIGEST_SIZE])
{
    hash(out, &tag_root, cn_span_of(desk, CN_PRIVACY_DIGEST_SIZE),
         cn_span_of(rest, CN_PRIVACY_DIGEST_SIZE));
}

/* Largest power of two below num; num is 2 or more. */
static size_t left_size(size_t num)
{
    size_t size = 1;
    while (size * 2 < num) {
        size *= 2;
    }
    return size;
}

cn_privacy_place cn_privacy_left(cn_privacy_place p)
{
    p.num = (uint16_t)left_size(p.num);
    p.at++;
    return p;
}

cn_privacy_place cn_privacy_right(cn_privacy_place p)
{
    uint16_t left = (uint16_t)left_size(p.num);
    p.first = (uint16_t)(p.first + left);
    p.num = (uint16_t)(p.num - left);
    p.at = (uint16_t)(p.at + 2 * left); /* itself and 2 * left - 1 */
    return p;
}

/* ---- partial proofs ---- */

size_t cn_privacy_count(const cn_privacy_set *set, size_t first, size_t num)
{
    size_t count = 0;
    for (size_t i = 0; i < num; i++) {
        count += cn_privacy_has(set, first + i);
    }
    return count;
}

cn_span cn_privacy_read(cn_cbor_reader *r)
{
    size_t num = cn_cbor_get_array(r, 0, SIZE_MAX);
    const uint8_t *start = r->at;
    if (num < CN_PRIVACY_PROOF_MIN || num > CN_PRIVACY_PROOF_MAX) {
        cn_cbor_fail(r, CARNET_PRIVACY_PARTIAL);
    }
    for (; num > 0 && r->status == CARNET_OK; num--) {
        if (!cn_cbor_take_nil(r)) {
            (void)cn_privacy_read_one(r);
        }
    }
    return r->status == CARNET_OK ? cn_span_of(start, (size_t)(r->at - start))
                                  : cn_span_of(NULL, 0);
}

cn_span cn_privacy_read_one(cn_cbor_reader *r)
{
    cn_span s =
        cn_cbor_get_bytes(r, CN_PRIVACY_SEED_SIZE, CN_PRIVACY_DIGEST_SIZE);
    if (r->status == CARNET_OK && s.len != CN_PRIVACY_SEED_SIZE &&
        s.len != CN_PRIVACY_DIGEST_SIZE) {
        cn_cbor_fail(r, CARNET_CBOR_SHAPE);
    }
    return r->status == CARNET_OK ? s : cn_span_of(NULL, 0);
}

/* ---- the walk ---- */

/* A subtree whose right half is still to come, or is coming. */
typedef struct {
    uint8_t left_seed[CN_PRIVACY_SEED_SIZE];
    uint8_t right_seed[CN_PRIVACY_SEED_SIZE];
    uint8_t left_digest[CN_PRIVACY_DIGEST_SIZE];
    cn_privacy_place place;
    bool known; /* the seeds */
    bool left_done;
} split;

typedef struct {
    const cn_privacy_view *part;
    cn_privacy_node *nodes; /* what is found of each; NULL: not asked for */
    cn_cbor_reader proof;
    const cn_span *entry;   /* the next one that is here */
    cn_privacy_place place; /* of the subtree in hand */
    const uint8_t *seed;    /* and its seed; NULL: the proof must say */
    split *next;            /* behind the last that is open */
    split open[LEVELS];     /* from the top down */
} walk;

/*
 * What the proof says of the subtree in hand: a digest of one of which nothing
 * is here (true), the seed of one that is here, or that its halves come. A
 * proof that does not fit gives a digest of zeroes, and its status stays.
 */
static bool take_digest(walk *w, uint8_t out[CN_PRIVACY_DIGEST_SIZE])
{
    size_t num = w->place.num;
    size_t here = cn_privacy_count(&w->part->shown, w->place.first, num);
    size_t size = here == 0 ? CN_PRIVACY_DIGEST_SIZE : CN_PRIVACY_SEED_SIZE;
    memset(out, 0, CN_PRIVACY_DIGEST_SIZE);
    if ((here > 0 && here < num) ||
        (here == num && num > 1 && cn_cbor_take_nil(&w->proof))) {
        return false;
    }
    cn_span s = cn_cbor_get_bytes(&w->proof, size, size);
    if (w->proof.status != CARNET_OK) {
        return true;
    }
    if (here == 0) {
        memcpy(out, s.data, s.len);
    } else {
        w->seed = s.data;
    }
    return here == 0;
}

static void note_digest(walk *w, size_t at,
                        const uint8_t digest_of[CN_PRIVACY_DIGEST_SIZE])
{
    if (w->nodes != NULL) {
        w->nodes[at].found = true;
        memcpy(w->nodes[at].digest, digest_of, CN_PRIVACY_DIGEST_SIZE);
    }
}

/* Opens the subtree in hand and takes its left half in hand. */
static void enter(walk *w)
{
    split *s = w->next++;
    s->place = w->place;
    s->known = w->seed != NULL;
    s->left_done = false;
    if (s->known) {
        cn_privacy_split(s->left_seed, s->right_seed, w->seed);
        w->seed = s->left_seed;
    }
    w->place = cn_privacy_left(w->place);
}

/* Goes down to the first leaf of the subtree in hand, or to where nothing is
   here, and gives its digest. */
static void descend(walk *w, uint8_t out[CN_PRIVACY_DIGEST_SIZE])
{
    while (w->seed != NULL || !take_digest(w, out)) {
        if (w->nodes != NULL && w->seed != NULL) {
            w->nodes[w->place.at].known = true;
            memcpy(w->nodes[w->place.at].seed, w->seed, CN_PRIVACY_SEED_SIZE);
        }
        if (w->place.num == 1) {
            cn_privacy_leaf(out, w->seed, *w->entry);
            w->entry = cn_privacy_entry(w->entry, w->part->step, 1);
            break;
        }
        enter(w);
    }
    note_digest(w, w->place.at, out);
}

/*
 * Joins the digest of a finished subtree with every left neighbour that waits
 * for it, then takes the next right half in hand; false where none is left
 * and done is the digest of the whole tree.
 */
static bool ascend(walk *w, uint8_t done[CN_PRIVACY_DIGEST_SIZE])
{
    for (; w->next > w->open; w->next--) {
        split *s = w->next - 1;
        if (!s->left_done) {
            memcpy(s->left_digest, done, CN_PRIVACY_DIGEST_SIZE);
            s->left_done = true;
            w->seed = s->known ? s->right_seed : NULL;
            w->place = cn_privacy_right(s->place);
            return true;
        }
        join(done, &tag_node, s->left_digest, done);
        note_digest(w, s->place.at, done);
    }
    return false;
}

/* Digest of the tree over the entries of a part, 1 or more. */
carnet_status cn_privacy_tree(uint8_t out[CN_PRIVACY_DIGEST_SIZE],
                              const cn_privacy_view *part,
                              cn_privacy_node *nodes)
{
    walk w; /* some 900 bytes */
    w.part = part;
    w.nodes = nodes;
    cn_cbor_reader_init(&w.proof, part->proof);
    w.entry = part->entries;
    w.place = (cn_privacy_place){.num = (uint16_t)part->num};
    w.seed = part->seed;
    w.next = w.open;
    do {
        descend(&w, out);
    } while (ascend(&w, out));
    bool fits = w.proof.status == CARNET_OK && cn_cbor_at_end(&w.proof);
    cn_mem_wipe(&w, sizeof w); /* seeds of entries that others may not see */
    return fits ? CARNET_OK : CARNET_PRIVACY_PARTIAL;
}

carnet_status cn_privacy_digest(uint8_t out[CN_PRIVACY_DIGEST_SIZE],
                                const cn_privacy_view *part)
{
    uint8_t tree[CN_PRIVACY_DIGEST_SIZE];
    cn_span top = cn_span_of(tree, sizeof tree);
    size_t num = part->num;
    carnet_status status = CARNET_OK;
    if (num > CN_LIMIT_PART_ENTRIES || (num == 0 && part->seed == NULL)) {
        /* Against the contract, or nothing that could be partly here: a digest
           that no part has. */
        memset(out, 0, CN_PRIVACY_DIGEST_SIZE);
        return CARNET_PRIVACY_PARTIAL;
    }
    if (num == 0) {
        top = cn_span_of(part->seed, CN_PRIVACY_SEED_SIZE);
    } else {
        status = cn_privacy_tree(tree, part, NULL);
    }
    cn_privacy_top(out, num, top);
    return status;
}

void cn_privacy_top(uint8_t out[CN_PRIVACY_DIGEST_SIZE], size_t num,
                    cn_span top)
{
    const uint8_t count[4] = {0, 0, (uint8_t)(num >> 8), (uint8_t)num};
    digest(out, &tag_part, cn_span_of(count, sizeof count), top);
}

void cn_privacy_part(uint8_t out[CN_PRIVACY_DIGEST_SIZE],
                     const uint8_t seed[CN_PRIVACY_SEED_SIZE],
                     const cn_span *entries, size_t step, size_t num)
{
    cn_privacy_view part = {
        .seed = seed, .entries = entries, .step = step, .num = num};
    (void)cn_privacy_digest(out, &part); /* a whole part always fits */
}

void cn_privacy_salt(uint8_t out[CN_PRIVACY_SEED_SIZE],
                     const uint8_t seed[CN_PRIVACY_SEED_SIZE], size_t num,
                     size_t i)
{
    uint8_t other[CN_PRIVACY_SEED_SIZE];
    memset(out, 0, CN_PRIVACY_SEED_SIZE);
    if (i >= num || num > CN_LIMIT_PART_ENTRIES) {
        return; /* against the contract: a salt that no entry has */
    }
    memcpy(out, seed, CN_PRIVACY_SEED_SIZE);
    while (num > 1) {
        size_t left = left_size(num);
        if (i < left) {
            cn_privacy_split(out, other, out);
            num = left;
        } else {
            cn_privacy_split(other, out, out);
            i -= left;
            num -= left;
        }
    }
    cn_mem_wipe(other, sizeof other);
}
