/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The strict scan: is this exactly one item, in the one encoding that RFC 8949
 * section 4.2.1 allows, within the limits? Nothing is kept and nothing
 * allocated; the nesting is a small array, so that no input makes us recurse.
 */
#include "cbor_i.h"

typedef struct {
    uint64_t left;        /* items still due; a pair of a map counts as two */
    uint64_t key_bit;     /* 1 in a map: left is odd behind a key; else 0 */
    const uint8_t *begun; /* where the array or map in it that is open begins */
    const uint8_t *last;  /* the last key, up to last_end; NULL before it */
    const uint8_t *last_end;
} level;

typedef struct {
    cn_cbor_reader r;
    level *top;                          /* the innermost that is open */
    level *top_at;                       /* the innermost that may be */
    level levels[CN_CBOR_DEPTH_MAX + 1]; /* the first holds the item alone */
} scan;

/* A level for the elements of the array or map that begins at s->r.at. */
static void open_level(scan *s, const cn_cbor_head *h)
{
    if (s->top == s->top_at) {
        s->r.status = CARNET_CBOR_DEPTH;
    } else if (h->value > 0) {
        s->top->begun = s->r.at;
        level *l = ++s->top;
        l->key_bit = h->major == MAJOR_MAP;
        l->left = h->inside;
        l->last = NULL;
    }
}

/* One head, or a whole string. */
static inline void step(scan *s)
{
    cn_cbor_head h;
    if (cn_cbor_is_small_next(&s->r)) {
        s->r.at++;
        return;
    }
    if (!cn_cbor_look(&s->r, &h)) {
        return;
    }
    if (cn_cbor_is_nest(&h)) {
        open_level(s, &h);
    }
    if (s->r.status == CARNET_OK) {
        s->r.at = h.after;
    }
}

static carnet_status compare_keys(const level *l, cn_span key)
{
    cn_span last = {l->last, (size_t)(l->last_end - l->last)};
    int order = cn_span_compare(last, key);
    if (order == 0) {
        return CARNET_CBOR_KEY_TWICE;
    }
    return order < 0 ? CARNET_OK : CARNET_CBOR_KEY_ORDER;
}

/* The key from begin to s->at must come after the one before it; mostly its
   first byte tells. */
static inline void check_key(scan *s, const uint8_t *begin)
{
    level *l = s->top;
    if (l->last != NULL && l->last[0] >= begin[0]) {
        s->r.status =
            compare_keys(l, cn_span_of(begin, (size_t)(s->r.at - begin)));
        if (s->r.status != CARNET_OK) {
            s->r.at = begin;
        }
    }
    l->last = begin;
    l->last_end = s->r.at;
}

/* The element that began at begin is complete; so is each array or map of
   which it was the last. */
static inline void complete(scan *s, const uint8_t *begin)
{
    for (;;) {
        level *l = s->top;
        l->left--;
        if ((l->left & l->key_bit) != 0) {
            check_key(s, begin);
            return;
        }
        if (l->left > 0 || l == s->levels) {
            return;
        }
        s->top--;
        begin = s->top->begun;
    }
}

static inline void run(scan *s)
{
    do {
        const uint8_t *begin = s->r.at;
        const level *top = s->top;
        step(s);
        if (s->r.status == CARNET_OK && s->top == top) {
            complete(s, begin);
        }
    } while (s->r.status == CARNET_OK && s->levels[0].left > 0);
}

carnet_status cn_cbor_scan_first(cn_span s, size_t max_depth, size_t max_string,
                                 size_t *used_out, size_t *offset_out)
{
    scan state; /* some 750 bytes */
    cn_cbor_reader_init(&state.r, s);
    state.r.max_string = max_string;
    state.top = state.levels;
    state.top_at =
        state.levels +
        (max_depth < CN_CBOR_DEPTH_MAX ? max_depth : CN_CBOR_DEPTH_MAX);
    state.levels[0].left = 1;
    state.levels[0].key_bit = 0;
    run(&state);
    size_t stopped = cn_cbor_offset(&state.r);
    *used_out = state.r.status == CARNET_OK ? stopped : 0;
    if (offset_out != NULL) {
        *offset_out = stopped;
    }
    return state.r.status;
}

carnet_status cn_cbor_scan(cn_span s, size_t max_depth, size_t max_string,
                           size_t *offset_out)
{
    size_t used = 0;
    carnet_status status =
        cn_cbor_scan_first(s, max_depth, max_string, &used, offset_out);
    if (status == CARNET_OK && used != s.len) {
        status = CARNET_CBOR_TRAILING;
    }
    return status;
}
