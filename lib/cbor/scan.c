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
    const uint8_t *at;
    const uint8_t *end;
    size_t max_string;
    level *levels; /* the first holds the item alone */
    level *top;    /* the innermost that is open */
    level *top_at; /* the innermost that may be */
} scan;

/* A level for the elements of the array or map that begins at s->at. */
static carnet_status open_level(scan *s, const cn_cbor_head *h)
{
    if (!cn_cbor_fits(h, (size_t)(s->end - h->after))) {
        return CARNET_CBOR_COUNT;
    }
    if (s->top == s->top_at) {
        return CARNET_CBOR_DEPTH;
    }
    if (h->value > 0) {
        s->top->begun = s->at;
        level *l = ++s->top;
        l->key_bit = h->major == MAJOR_MAP;
        l->left = h->value << l->key_bit;
        l->last = NULL;
    }
    s->at = h->after;
    return CARNET_OK;
}

static carnet_status check_string(const scan *s, const cn_cbor_head *h)
{
    if (h->value > s->max_string) {
        return CARNET_CBOR_STRING;
    }
    return h->major == MAJOR_BYTES || cn_cbor_is_utf8(h) ? CARNET_OK
                                                         : CARNET_CBOR_UTF8;
}

/* One head, or a whole string. */
static inline carnet_status step(scan *s)
{
    if (s->at != s->end && cn_cbor_is_small(*s->at)) {
        s->at++;
        return CARNET_OK;
    }
    cn_cbor_head h;
    carnet_status status = cn_cbor_head_at(&h, s->at, s->end);
    if (status != CARNET_OK) {
        return status;
    }
    if (h.major == MAJOR_ARRAY || h.major == MAJOR_MAP) {
        return open_level(s, &h);
    }
    if (h.major == MAJOR_BYTES || h.major == MAJOR_TEXT) {
        status = check_string(s, &h);
    }
    if (status == CARNET_OK) {
        s->at = h.after;
    }
    return status;
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
static inline carnet_status check_key(scan *s, const uint8_t *begin)
{
    level *l = s->top;
    if (l->last != NULL && l->last[0] >= begin[0]) {
        cn_span key = {begin, (size_t)(s->at - begin)};
        carnet_status status = compare_keys(l, key);
        if (status != CARNET_OK) {
            s->at = begin;
            return status;
        }
    }
    l->last = begin;
    l->last_end = s->at;
    return CARNET_OK;
}

/* The element that began at begin is complete; so is each array or map of
   which it was the last. */
static inline carnet_status complete(scan *s, const uint8_t *begin)
{
    for (;;) {
        level *l = s->top;
        l->left--;
        if ((l->left & l->key_bit) != 0) {
            return check_key(s, begin);
        }
        if (l->left > 0 || l == s->levels) {
            return CARNET_OK;
        }
        s->top--;
        begin = s->top->begun;
    }
}

static inline carnet_status run(scan *s)
{
    do {
        const uint8_t *begin = s->at;
        const level *top = s->top;
        carnet_status status = step(s);
        if (status == CARNET_OK && s->top == top) {
            status = complete(s, begin);
        }
        if (status != CARNET_OK) {
            return status;
        }
    } while (s->levels[0].left > 0);
    return CARNET_OK;
}

carnet_status cn_cbor_scan_first(cn_span s, size_t max_depth, size_t max_string,
                                 size_t *used_out, size_t *offset_out)
{
    level levels[CN_CBOR_DEPTH_MAX + 1];
    scan state;
    state.at = s.data;
    state.end = s.len != 0 ? s.data + s.len : s.data;
    state.max_string = max_string;
    state.levels = levels;
    state.top = levels;
    state.top_at = levels + (max_depth < CN_CBOR_DEPTH_MAX ? max_depth
                                                           : CN_CBOR_DEPTH_MAX);
    levels[0].left = 1;
    levels[0].key_bit = 0;
    carnet_status status = run(&state);
    size_t stopped = s.len != 0 ? (size_t)(state.at - s.data) : 0;
    *used_out = status == CARNET_OK ? stopped : 0;
    if (offset_out != NULL) {
        *offset_out = stopped;
    }
    return status;
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
