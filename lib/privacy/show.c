/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Making partial proofs (docs/spec/format.md section 4): from what is known of
 * a part's tree, the one proof that shows a choice of its entries, which is
 * also the smallest; and what two presentations of a part tell together. Needs
 * no key. No recursion; the stack is as deep as the tree.
 */
#include "privacy_i.h"

/* Left halves go at once: one right half waits on each level, and on the last
   the left one too. */
#define WAITING_MAX (CN_PRIVACY_LEVELS + 1)

/* A node of the tree of a part: the subtree that it is the top of. Nodes are
   numbered in pre-order, the order in which a proof speaks of them: a subtree
   of n entries has 2n - 1. */
typedef struct {
    size_t first;
    size_t num;
    size_t at;
} place;

typedef struct {
    uint8_t digest[CN_PRIVACY_DIGEST_SIZE];
    uint8_t seed[CN_PRIVACY_SEED_SIZE];
    bool known; /* the seed */
    bool found; /* the digest */
} node;

struct cn_privacy_known {
    size_t num;
    cn_privacy_set shown;
    uint8_t digest[CN_PRIVACY_DIGEST_SIZE]; /* of the part */
    node nodes[CN_PRIVACY_PROOF_MAX];
};

static place left_of(place p)
{
    p.num = cn_privacy_left_size(p.num);
    p.at++;
    return p;
}

static place right_of(place p)
{
    size_t left = cn_privacy_left_size(p.num);
    p.first += left;
    p.num -= left;
    p.at += 2 * left; /* itself and 2 * left - 1 */
    return p;
}

/* Number of the node over num entries from first on, in a tree of total. */
static size_t number_of(size_t first, size_t num, size_t total)
{
    place p = {.num = total};
    while (p.num > num || p.first != first) {
        place right = right_of(p);
        p = first < right.first ? left_of(p) : right;
    }
    return p.at;
}

/* What a walk has just found of the subtree in hand. */
static void note(cn_privacy_known *k, const cn_privacy_walk *w)
{
    node *n = &k->nodes[number_of(w->first, w->num, k->num)];
    if (w->done) {
        n->found = true;
        memcpy(n->digest, w->digest, CN_PRIVACY_DIGEST_SIZE);
    } else if (w->seed != NULL) {
        n->known = true;
        memcpy(n->seed, w->seed, CN_PRIVACY_SEED_SIZE);
    }
}

/* Nodes below one that is withheld stay as they are. */
static void note_tree(cn_privacy_known *k, const cn_privacy_view *part)
{
    cn_privacy_walk w; /* some 600 bytes */
    cn_privacy_walk_begin(&w, part);
    do {
        note(k, &w);
    } while (cn_privacy_walk_step(&w));
    cn_mem_wipe(&w, sizeof w);
}

carnet_status cn_privacy_know(cn_privacy_known **out,
                              const cn_privacy_view *part)
{
    *out = NULL;
    cn_privacy_known *k = cn_mem_alloc(sizeof *k);
    if (k == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    carnet_status status = cn_privacy_digest(k->digest, part);
    k->num = part->num;
    k->shown = part->shown;
    if (status == CARNET_OK && part->num > 0) {
        note_tree(k, part); /* the same walk once more */
    } else if (status == CARNET_OK) {
        k->nodes[0].known = true;
        memcpy(k->nodes[0].seed, part->seed, CN_PRIVACY_SEED_SIZE);
    }
    for (size_t i = 0; i < part->num && part->seed != NULL; i++) {
        cn_privacy_add(&k->shown, i);
    }
    if (status == CARNET_OK) {
        *out = k;
    } else {
        cn_privacy_known_free(k);
    }
    return status;
}

void cn_privacy_known_free(cn_privacy_known *known)
{
    if (known != NULL) {
        cn_mem_free(known, sizeof *known);
    }
}

const uint8_t *cn_privacy_known_seed(const cn_privacy_known *known)
{
    return known->nodes[0].known ? known->nodes[0].seed : NULL;
}

const cn_privacy_set *cn_privacy_known_shown(const cn_privacy_known *known)
{
    return &known->shown;
}

/* Where both know something it is the same: their trees are equal. */
static void merge_node(node *into, const node *from)
{
    if (from->found) {
        into->found = true;
        memcpy(into->digest, from->digest, CN_PRIVACY_DIGEST_SIZE);
    }
    if (from->known) {
        into->known = true;
        memcpy(into->seed, from->seed, CN_PRIVACY_SEED_SIZE);
    }
}

carnet_status cn_privacy_merge(cn_privacy_known *into,
                               const cn_privacy_known *from)
{
    /* Equal digests are equal trees. */
    if (into->num != from->num ||
        memcmp(into->digest, from->digest, CN_PRIVACY_DIGEST_SIZE) != 0) {
        return CARNET_PRIVACY_PROOF;
    }
    for (size_t i = 0; i < CN_PRIVACY_PROOF_MAX; i++) {
        merge_node(&into->nodes[i], &from->nodes[i]);
    }
    for (size_t i = 0; i < sizeof into->shown.bits; i++) {
        into->shown.bits[i] |= from->shown.bits[i];
    }
    return CARNET_OK;
}

/* Appends the elements of a proof; gives how many. */
static size_t put_elements(cn_buf *out, const cn_privacy_known *known,
                           const cn_privacy_set *show)
{
    place waiting[WAITING_MAX] = {{.num = known->num}};
    size_t num_waiting = 1;
    size_t elements = 0;
    while (num_waiting > 0) {
        place p = waiting[--num_waiting];
        const node *n = &known->nodes[p.at];
        size_t shown = cn_privacy_count(show, p.first, p.num);
        if (shown == 0) {
            cn_cbor_put_bytes(out,
                              cn_span_of(n->digest, CN_PRIVACY_DIGEST_SIZE));
            elements++;
            continue;
        }
        if (shown == p.num && n->known) {
            cn_cbor_put_bytes(out, cn_span_of(n->seed, CN_PRIVACY_SEED_SIZE));
            elements++;
            continue;
        }
        if (shown == p.num) {
            cn_cbor_put_nil(out);
            elements++;
        }
        waiting[num_waiting++] = right_of(p);
        waiting[num_waiting++] = left_of(p);
    }
    return elements;
}

void cn_privacy_put_proof(cn_buf *out, const cn_privacy_known *known,
                          const cn_privacy_set *show)
{
    cn_buf elements;
    size_t shown = cn_privacy_count(show, 0, known->num);
    if (shown == 0) { /* all is withheld: the digest is the part's, not the
                         tree's */
        cn_cbor_put_bytes(out,
                          cn_span_of(known->digest, CN_PRIVACY_DIGEST_SIZE));
        return;
    }
    if (shown == known->num && known->nodes[0].known) {
        cn_cbor_put_bytes(
            out, cn_span_of(known->nodes[0].seed, CN_PRIVACY_SEED_SIZE));
        return;
    }
    cn_buf_init(&elements);
    cn_cbor_put_array(out, put_elements(&elements, known, show));
    cn_buf_put_span(out, cn_buf_span(&elements));
    if (out->status == CARNET_OK) {
        out->status = elements.status;
    }
    cn_buf_free(&elements);
}
