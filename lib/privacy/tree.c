/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The commitment tree (docs/spec/format.md section 4): seeds run down it,
 * digests run up. Shape of RFC 9162 section 2.1.1: the left subtree has the
 * largest power of two below the number of entries. Hashes are all the cost:
 * one for each split, leaf and inner node, and no other.
 */
#include "privacy.h"

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

/* A split whose right half is still to come, or is coming. */
typedef struct {
    uint8_t left_seed[CN_PRIVACY_SEED_SIZE];
    uint8_t right_seed[CN_PRIVACY_SEED_SIZE];
    uint8_t left_digest[CN_PRIVACY_DIGEST_SIZE];
    size_t right_num;
    bool left_done;
} split;

typedef struct {
    const uint8_t *seed; /* of the subtree in hand */
    size_t num;          /* and its entries */
    split *next;         /* behind the last that is open */
    split open[LEVELS];  /* from the top down */
} walk;

/* Goes down to the first leaf of the subtree in hand. */
static void descend(walk *w)
{
    while (w->num > 1) {
        split *s = w->next++;
        size_t left = left_size(w->num);
        cn_privacy_split(s->left_seed, s->right_seed, w->seed);
        s->right_num = w->num - left;
        s->left_done = false;
        w->seed = s->left_seed;
        w->num = left;
    }
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
            w->seed = s->right_seed;
            w->num = s->right_num;
            return true;
        }
        join(done, &tag_node, s->left_digest, done);
    }
    return false;
}

/* Digest of the tree over num entries, 1 to CN_LIMIT_PART_ENTRIES. */
static void tree_root(uint8_t out[CN_PRIVACY_DIGEST_SIZE],
                      const uint8_t seed[CN_PRIVACY_SEED_SIZE],
                      const cn_span *entries, size_t step, size_t num)
{
    walk w; /* some 550 bytes */
    w.next = w.open;
    w.num = num;
    w.seed = seed;
    do {
        descend(&w);
        cn_privacy_leaf(out, w.seed, *entries);
        entries = cn_privacy_entry(entries, step, 1);
    } while (ascend(&w, out));
    cn_mem_wipe(&w, sizeof w); /* seeds of entries that others may not see */
}

void cn_privacy_part(uint8_t out[CN_PRIVACY_DIGEST_SIZE],
                     const uint8_t seed[CN_PRIVACY_SEED_SIZE],
                     const cn_span *entries, size_t step, size_t num)
{
    uint8_t tree[CN_PRIVACY_DIGEST_SIZE];
    cn_span top = cn_span_of(tree, sizeof tree);
    if (num > CN_LIMIT_PART_ENTRIES) {
        /* Against the contract: a digest that no part has. */
        memset(out, 0, CN_PRIVACY_DIGEST_SIZE);
        return;
    }
    if (num == 0) {
        top = cn_span_of(seed, CN_PRIVACY_SEED_SIZE);
    } else {
        tree_root(tree, seed, entries, step, num);
    }
    const uint8_t count[4] = {0, 0, (uint8_t)(num >> 8), (uint8_t)num};
    digest(out, &tag_part, cn_span_of(count, sizeof count), top);
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
