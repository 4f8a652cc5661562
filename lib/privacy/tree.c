/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The commitment tree (docs/spec/format.md section 4): seeds run down it,
 * digests run up. Shape of RFC 9162 section 2.1.1: the left subtree has the
 * largest power of two below the number of entries. Hashes are all the cost:
 * one for each split, leaf and inner node, and no other.
 */
#include "privacy_i.h"

#define TAG_SIZE 16u

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

/* H(t, x | y): x, at most a digest, is put behind the tag first. */
static void hash(uint8_t out[CN_CRYPTO_HASH_SIZE], const tag *t, cn_span x,
                 cn_span y)
{
    uint8_t head[TAG_SIZE + CN_PRIVACY_DIGEST_SIZE];
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

size_t cn_privacy_left_size(size_t num)
{
    size_t size = 1;
    while (size * 2 < num) {
        size *= 2;
    }
    return size;
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
    return cn_span_of(start,
                      r->status == CARNET_OK ? (size_t)(r->at - start) : 0);
}

cn_span cn_privacy_read_one(cn_cbor_reader *r)
{
    cn_span s =
        cn_cbor_get_bytes(r, CN_PRIVACY_SEED_SIZE, CN_PRIVACY_DIGEST_SIZE);
    if (s.len != CN_PRIVACY_SEED_SIZE && s.len != CN_PRIVACY_DIGEST_SIZE) {
        cn_cbor_fail(r, CARNET_CBOR_SHAPE);
        s.len = 0;
    }
    return s;
}

/* ---- the walk ---- */

void cn_privacy_walk_begin(cn_privacy_walk *w, const cn_privacy_view *part)
{
    memset(w, 0, sizeof *w);
    cn_cbor_reader_init(&w->proof, part->proof);
    w->part = part;
    w->entry = part->entries;
    w->num = part->num;
    w->seed = part->seed;
    w->next = w->open;
}

/* Opens the subtree in hand and takes its left half in hand. */
static void enter(cn_privacy_walk *w)
{
    cn_privacy_open *s = w->next++;
    s->left = cn_privacy_left_size(w->num);
    s->right = w->num - s->left;
    w->num = s->left;
    s->known = w->seed != NULL;
    if (s->known) {
        cn_privacy_split(w->left_seed, s->right_seed, w->seed);
        w->seed = w->left_seed;
    }
}

/*
 * What the proof says of the subtree in hand: the digest of one of which
 * nothing is here, the seed of one that is here, or that its halves come. Where
 * the proof does not fit, its status stays and the digest says nothing.
 */
static void take(cn_privacy_walk *w)
{
    size_t here = cn_privacy_count(&w->part->shown, w->first, w->num);
    size_t size = here == 0 ? CN_PRIVACY_DIGEST_SIZE : CN_PRIVACY_SEED_SIZE;
    if ((here > 0 && here < w->num) ||
        (here > 1 && cn_cbor_take_nil(&w->proof))) {
        enter(w);
        return;
    }
    cn_span s = cn_cbor_get_bytes(&w->proof, size, size);
    if (s.len == CN_PRIVACY_SEED_SIZE) {
        w->seed = s.data;
        return;
    }
    if (s.len != 0) {
        memcpy(w->digest, s.data, CN_PRIVACY_DIGEST_SIZE);
    }
    w->done = true;
}

/* Goes on from a finished subtree: to the right half beside it, or up, joined
   with the left half before it. */
static void leave(cn_privacy_walk *w)
{
    cn_privacy_open *s = w->next - 1;
    if (s->right != 0) {
        memcpy(s->left_digest, w->digest, CN_PRIVACY_DIGEST_SIZE);
        w->first += s->left;
        w->num = s->right;
        w->seed = s->known ? s->right_seed : NULL;
        w->done = false;
        s->right = 0;
    } else {
        join(w->digest, &tag_node, s->left_digest, w->digest);
        w->first -= s->left;
        w->num += s->left;
        w->next--;
    }
}

bool cn_privacy_walk_step(cn_privacy_walk *w)
{
    if (w->done) {
        if (w->next == w->open) {
            return false;
        }
        leave(w);
    } else if (w->seed == NULL) {
        take(w);
    } else if (w->num > 1) {
        enter(w);
    } else {
        cn_privacy_leaf(w->digest, w->seed, *w->entry);
        w->entry = cn_privacy_entry(w->entry, w->part->step, 1);
        w->done = true;
    }
    return true;
}

/* Digest of the tree over the entries of a part, 1 or more. */
static carnet_status walk_tree(uint8_t out[CN_PRIVACY_DIGEST_SIZE],
                               const cn_privacy_view *part)
{
    cn_privacy_walk w; /* some 600 bytes */
    cn_privacy_walk_begin(&w, part);
    while (cn_privacy_walk_step(&w)) {
    }
    memcpy(out, w.digest, CN_PRIVACY_DIGEST_SIZE);
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
        status = walk_tree(tree, part);
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
