/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The strict scan: is this exactly one item, in the one encoding that RFC 8949
 * section 4.2.1 allows, within the limits? Nothing is kept and nothing
 * allocated; the nesting is a small array, so that no input makes us recurse.
 */
#include "cbor_i.h"

typedef struct {
    uint64_t left;        /* items still due; a pair of a map counts as two */
    const uint8_t *begun; /* where the present key begins */
    const uint8_t *last;  /* the key before it, up to last_end; or NULL */
    const uint8_t *last_end;
    bool is_map;
} level;

typedef struct {
    const uint8_t *at;
    const uint8_t *end;
    size_t max_depth;
    size_t max_string;
    size_t depth;
    level levels[CN_CBOR_DEPTH_MAX];
} scan;

static bool at_key(const level *l)
{
    return l->is_map && l->left % 2 == 0;
}

static carnet_status open_level(scan *s, const cn_cbor_head *h)
{
    if (!cn_cbor_fits(h, (size_t)(s->end - h->after))) {
        return CARNET_CBOR_COUNT;
    }
    if (s->depth >= s->max_depth) {
        return CARNET_CBOR_DEPTH;
    }
    level *l = &s->levels[s->depth++];
    l->is_map = h->major == MAJOR_MAP;
    l->left = l->is_map ? h->value * 2 : h->value;
    l->last = NULL;
    return CARNET_OK;
}

/* One head, or a whole string. */
static carnet_status step(scan *s)
{
    cn_cbor_head h;
    carnet_status status = cn_cbor_head_at(&h, s->at, s->end);
    if (status != CARNET_OK) {
        return status;
    }
    if (h.major == MAJOR_ARRAY || h.major == MAJOR_MAP) {
        status = open_level(s, &h);
    } else if (h.major == MAJOR_BYTES || h.major == MAJOR_TEXT) {
        if (h.value > s->max_string) {
            status = CARNET_CBOR_STRING;
        } else if (h.major == MAJOR_TEXT && !cn_cbor_is_utf8(&h)) {
            status = CARNET_CBOR_UTF8;
        }
    }
    if (status == CARNET_OK) {
        s->at = h.after;
    }
    return status;
}

/* The key that ends at s->at must come after the one before it. */
static carnet_status check_key(scan *s, level *l)
{
    if (l->last != NULL && l->last[0] >= l->begun[0]) {
        cn_span last = {l->last, (size_t)(l->last_end - l->last)};
        cn_span key = {l->begun, (size_t)(s->at - l->begun)};
        int order = cn_span_compare(last, key);
        if (order >= 0) {
            s->at = l->begun;
            return order == 0 ? CARNET_CBOR_KEY_TWICE : CARNET_CBOR_KEY_ORDER;
        }
    }
    l->last = l->begun;
    l->last_end = s->at;
    return CARNET_OK;
}

/* An item is complete; so is each level of which it was the last. */
static carnet_status complete(scan *s)
{
    while (s->depth > 0) {
        level *l = &s->levels[s->depth - 1];
        if (l->left > 0) {
            bool was_key = at_key(l);
            l->left--;
            carnet_status status = was_key ? check_key(s, l) : CARNET_OK;
            if (status != CARNET_OK || l->left > 0) {
                return status;
            }
        }
        s->depth--;
    }
    return CARNET_OK;
}

static carnet_status run(scan *s)
{
    do {
        size_t depth = s->depth;
        if (depth > 0 && at_key(&s->levels[depth - 1])) {
            s->levels[depth - 1].begun = s->at;
        }
        carnet_status status = step(s);
        bool is_open = s->depth > depth && s->levels[depth].left > 0;
        if (status == CARNET_OK && !is_open) {
            status = complete(s);
        }
        if (status != CARNET_OK) {
            return status;
        }
    } while (s->depth > 0);
    return CARNET_OK;
}

carnet_status cn_cbor_scan_first(cn_span s, size_t max_depth, size_t max_string,
                                 size_t *used_out, size_t *offset_out)
{
    scan state;
    state.at = s.data;
    state.end = s.len != 0 ? s.data + s.len : s.data;
    state.max_depth =
        max_depth < CN_CBOR_DEPTH_MAX ? max_depth : CN_CBOR_DEPTH_MAX;
    state.max_string = max_string;
    state.depth = 0;
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
