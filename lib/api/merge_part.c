/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two presentations of one credential become one that shows what both show
 * (docs/spec/format.md section 4). Same result in whatever order they come.
 * Trusts neither: each was read as strictly as any passport.
 */
#include "merge_i.h"

/* ---- one credential or two ---- */

static int order_of(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

static int order_of_dates(const cn_cose_claims *a, const cn_cose_claims *b)
{
    int order = order_of(a->has_valid, b->has_valid);
    order = order != 0 ? order : order_of(a->valid, b->valid);
    order = order != 0 ? order : order_of(a->has_index, b->has_index);
    return order != 0 ? order : order_of(a->index, b->index);
}

int cn_api_order(const cn_api_credential *a, const cn_api_credential *b)
{
    int order = order_of(a->claims.day, b->claims.day);
    if (order == 0) {
        order = memcmp(a->claims.kid, b->claims.kid, sizeof a->claims.kid);
    }
    if (order == 0) {
        order = memcmp(a->signature, b->signature, sizeof a->signature);
    }
    if (order == 0) {
        order = memcmp(a->claims.root, b->claims.root, sizeof a->claims.root);
    }
    return order != 0 ? order : order_of_dates(&a->claims, &b->claims);
}

/* ---- one part ---- */

/* Whether anything is told of a part: not where its digest is only in that of
   clinic and private part together. */
static bool is_told(const cn_api_credential *c, size_t part)
{
    return part == CN_API_DESK || !c->rest_withheld;
}

static carnet_status know(cn_privacy_known **out, const cn_api_credential *c,
                          size_t part)
{
    cn_privacy_view view;
    cn_api_view_of(&view, c, part);
    carnet_status status = cn_privacy_know(out, &view);
    cn_mem_wipe(&view, sizeof view);
    return status;
}

/* Entries that either shows, into made, which is told which these are. */
static carnet_status unite(cn_arena *arena, cn_api_credential *made,
                           const cn_api_credential *a,
                           const cn_api_credential *b, size_t part)
{
    const carnet_entry *ea = cn_api_entries_of(a, part);
    const carnet_entry *eb = cn_api_entries_of(b, part);
    const cn_privacy_set *shown = &made->shown[part];
    size_t num = made->num_in_part[part];
    made->entries = cn_arena_take(arena, (num + 1) * sizeof made->entries[0]);
    if (made->entries == NULL) {
        return cn_arena_status(arena);
    }
    for (size_t i = 0; i < num; i++) {
        bool in_a = cn_privacy_has(&a->shown[part], i);
        bool in_b = cn_privacy_has(&b->shown[part], i);
        if (cn_privacy_has(shown, i)) {
            made->entries[made->num_entries++] = in_a ? *ea : *eb;
        }
        ea += in_a;
        eb += in_b;
    }
    return CARNET_OK;
}

/* The smallest proof of what is known, as a reader would have it. */
static carnet_status prove(cn_arena *arena, cn_api_proof *out,
                           const cn_privacy_known *known)
{
    cn_buf proof;
    cn_cbor_reader r;
    memset(out, 0, sizeof *out);
    if (cn_privacy_known_seed(known) != NULL) {
        cn_api_set_seed(out, cn_privacy_known_seed(known));
        return CARNET_OK;
    }
    cn_buf_init(&proof);
    cn_privacy_put_proof(&proof, known, cn_privacy_known_shown(known));
    carnet_status status = proof.status;
    const uint8_t *copy =
        status == CARNET_OK ? cn_arena_copy(arena, cn_buf_span(&proof)) : NULL;
    if (status == CARNET_OK && copy == NULL) {
        status = cn_arena_status(arena);
    }
    if (status == CARNET_OK) {
        cn_cbor_reader_init(&r, cn_span_of(copy, proof.len));
        out->partial = cn_privacy_read(&r);
    }
    cn_buf_free(&proof);
    return status;
}

/* Entries of a part are here in both. */
static carnet_status join_entries(cn_arena *arena, cn_api_credential *into,
                                  const cn_api_credential *from, size_t part)
{
    cn_privacy_known *known = NULL;
    cn_privacy_known *other = NULL;
    cn_api_credential *made = cn_arena_take(arena, sizeof *made);
    if (made == NULL) {
        return cn_arena_status(arena);
    }
    carnet_status status = know(&known, into, part);
    if (status == CARNET_OK) {
        status = know(&other, from, part);
    }
    if (status == CARNET_OK) {
        status = cn_privacy_merge(known, other);
    }
    if (status == CARNET_OK) {
        made->num_in_part[part] = into->num_in_part[part];
        made->shown[part] = *cn_privacy_known_shown(known);
        status = unite(arena, made, into, from, part);
    }
    if (status == CARNET_OK) {
        status = prove(arena, &made->proof[part], known);
    }
    if (status == CARNET_OK) {
        status = cn_api_graft(arena, into, made, part);
    }
    cn_privacy_known_free(known);
    cn_privacy_known_free(other);
    return status;
}

static size_t num_locks(cn_span sealed)
{
    cn_cbor_reader r;
    cn_privacy_sealed s;
    cn_cbor_reader_init(&r, sealed);
    (void)cn_privacy_read_sealed(&r, &s); /* was read before */
    return s.num_locks;
}

/* Which of two sealings stays. */
static bool is_greater(cn_span a, cn_span b)
{
    int order = order_of(num_locks(a), num_locks(b));
    order = order != 0 ? order : order_of(a.len, b.len);
    return order != 0 ? order > 0 : memcmp(a.data, b.data, a.len) > 0;
}

static carnet_status join_part(cn_arena *arena, cn_api_credential *into,
                               const cn_api_credential *from, size_t part)
{
    cn_api_proof *a = &into->proof[part];
    const cn_api_proof *b = &from->proof[part];
    if (!is_told(from, part) || cn_api_is_bare(b)) {
        return CARNET_OK;
    }
    if (cn_api_is_here(b)) {
        return is_told(into, part) && cn_api_is_here(a)
                   ? join_entries(arena, into, from, part)
                   : cn_api_graft(arena, into, from, part);
    }
    if (!cn_api_is_here(a) &&
        (a->sealed.len == 0 || is_greater(b->sealed, a->sealed))) {
        a->sealed = b->sealed;
    }
    return CARNET_OK;
}

/* ---- the credential ---- */

/* How much a front tells: one digest of clinic and private part, their proofs,
   their seed, the seed of all. */
static int rank_of(const cn_api_credential *c)
{
    cn_api_front front;
    cn_api_read_front(&front, c);
    bool has_seed = front.has_rest_seed;
    cn_mem_wipe(&front, sizeof front);
    return c->num_elements == 3 ? 3 : has_seed ? 2 : !c->rest_withheld;
}

carnet_status cn_api_join(cn_arena *arena, cn_api_credential *into,
                          const cn_api_credential *from)
{
    cn_api_credential less = *from; /* some 600 bytes */
    if (rank_of(from) > rank_of(into)) {
        less = *into;
        *into = *from;
    }
    carnet_status status = CARNET_OK;
    for (size_t part = 0; part < CN_API_PARTS && status == CARNET_OK; part++) {
        status = join_part(arena, into, &less, part);
    }
    return status;
}
