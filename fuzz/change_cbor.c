/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Changes one item in a sequence of CBOR items, so that what comes out is
 * mostly well-formed: another number, a string with other content, an element
 * more or less, one copied over another. Heads above it count as they must.
 */
#include "fuzz.h"

#include "../lib/cbor/cbor.h"

enum {
    ITEMS = 2048, /* of one input that can be chosen from */
    NESTED = CN_CBOR_DEPTH_MAX
};

typedef struct {
    cn_cbor_item item;
    size_t begin;
    size_t inside; /* behind its head */
    size_t end;
    size_t parent; /* ITEMS: none */
} place;

typedef struct {
    cn_span bytes;
    place places[ITEMS];
    size_t num;
} map;

/* ---- where items are ---- */

static size_t children(const cn_cbor_item *item)
{
    return item->type == CN_CBOR_ARRAY ? (size_t)item->value
           : item->type == CN_CBOR_MAP ? 2 * (size_t)item->value
                                       : 0;
}

typedef struct {
    size_t at[NESTED + 1]; /* arrays and maps that are open */
    size_t left[NESTED + 1];
    size_t depth;
} stack;

static void note(map *m, stack *s, const cn_cbor_item *item, size_t begin,
                 size_t inside)
{
    place *p = &m->places[m->num];
    p->item = *item;
    p->begin = begin;
    p->inside = inside;
    p->end = inside;
    p->parent = s->depth == 0 ? ITEMS : s->at[s->depth - 1];
    if (s->depth > 0) {
        s->left[s->depth - 1]--;
    }
    if (children(item) > 0) {
        s->at[s->depth] = m->num;
        s->left[s->depth++] = children(item);
    }
    m->num++;
    while (s->depth > 0 && s->left[s->depth - 1] == 0) {
        m->places[s->at[--s->depth]].end = inside;
    }
}

/* False for what is no sequence of at most ITEMS items. */
static bool find_places(map *m, cn_span bytes)
{
    stack s = {{0}, {0}, 0};
    cn_cbor_reader r;
    cn_cbor_item item;
    m->bytes = bytes;
    m->num = 0;
    cn_cbor_reader_init(&r, bytes);
    while (m->num < ITEMS && s.depth < NESTED && !cn_cbor_at_end(&r)) {
        size_t begin = cn_cbor_offset(&r);
        if (!cn_cbor_next(&r, &item)) {
            return false;
        }
        note(m, &s, &item, begin, cn_cbor_offset(&r));
    }
    return m->num > 0 && s.depth == 0 && cn_cbor_at_end(&r) &&
           r.status == CARNET_OK;
}

/* ---- writing ---- */

static void put_range(cn_buf *out, const map *m, size_t begin, size_t end)
{
    cn_buf_put(out, m->bytes.data + begin, end - begin);
}

static void put_number(cn_buf *out, uint64_t v, bool negative)
{
    if (negative) {
        cn_cbor_put_int(out, -1 - (int64_t)(v & INT64_MAX));
    } else {
        cn_cbor_put_uint(out, v);
    }
}

/* Small, mostly, or near a power of two. */
static uint64_t odd_number(fuzz_chance *c)
{
    switch (fuzz_below(c, 4)) {
    case 0:
        return fuzz_below(c, 12);
    case 1:
        return fuzz_below(c, 300);
    case 2:
        return 10 * (uint64_t)fuzz_below(c, 100);
    default:
        return (UINT64_C(1) << fuzz_below(c, 64)) + fuzz_below(c, 3) - 1;
    }
}

static void put_scalar(cn_buf *out, fuzz_chance *c)
{
    switch (fuzz_below(c, 8)) {
    case 0:
        cn_cbor_put_nil(out);
        break;
    case 1:
        cn_cbor_put_bool(out, fuzz_below(c, 2) == 0);
        break;
    case 2:
        cn_cbor_put_array(out, 0);
        break;
    case 3:
        cn_cbor_put_map(out, 0);
        break;
    default:
        put_number(out, odd_number(c), fuzz_below(c, 3) == 0);
        break;
    }
}

/* The same kind of value, but another. */
static void put_another(cn_buf *out, const place *p, fuzz_chance *c)
{
    cn_buf content;
    bool negative = p->item.type == CN_CBOR_NINT;
    if (p->item.type == CN_CBOR_UINT || negative) {
        uint64_t v = fuzz_below(c, 2) == 0
                         ? odd_number(c)
                         : p->item.value + fuzz_below(c, 17) - 8;
        put_number(out, v, negative != (fuzz_below(c, 16) == 0));
        return;
    }
    if (p->item.type != CN_CBOR_BYTES && p->item.type != CN_CBOR_TEXT) {
        put_scalar(out, c);
        return;
    }
    cn_buf_init(&content);
    fuzz_change_bytes(&content, p->item.bytes, c);
    if (p->item.type == CN_CBOR_BYTES) {
        cn_cbor_put_bytes(out, cn_buf_span(&content));
    } else {
        content.len = cn_utf8_valid_prefix(cn_buf_span(&content));
        cn_cbor_put_text(out, cn_buf_span(&content));
    }
    cn_buf_free(&content);
}

static void put_head(cn_buf *out, const place *p, size_t num)
{
    if (p->item.type == CN_CBOR_MAP) {
        cn_cbor_put_map(out, num);
    } else {
        cn_cbor_put_array(out, num);
    }
}

/* All of m with other elements between from and to, which are of parent p, that
   then has num of them. */
static void put_with(cn_buf *out, const map *m, const place *p, size_t num,
                     size_t from, size_t to, cn_span other)
{
    put_range(out, m, 0, p->begin);
    put_head(out, p, num);
    put_range(out, m, p->inside, from);
    cn_buf_put_span(out, other);
    put_range(out, m, to, m->bytes.len);
}

/* ---- one change ---- */

static void replace(cn_buf *out, const map *m, const place *p, fuzz_chance *c)
{
    const place *other = &m->places[fuzz_below(c, m->num)];
    put_range(out, m, 0, p->begin);
    if (fuzz_below(c, 8) == 0) {
        put_range(out, m, other->begin, other->end);
    } else {
        put_another(out, p, c);
    }
    put_range(out, m, p->end, m->bytes.len);
}

/* In a map the value behind a key goes and comes with it. */
static size_t end_with_value(const map *m, size_t i)
{
    const place *p = &m->places[i];
    const place *parent = &m->places[p->parent];
    size_t next = i + 1;
    while (next < m->num && m->places[next].begin < p->end) {
        next++;
    }
    return parent->item.type == CN_CBOR_MAP && next < m->num
               ? m->places[next].end
               : p->end;
}

static void take_out(cn_buf *out, const map *m, size_t i)
{
    const place *p = &m->places[i];
    const place *parent = &m->places[p->parent];
    size_t end = end_with_value(m, i);
    put_with(out, m, parent, (size_t)parent->item.value - 1, p->begin,
             end < parent->end ? end : p->end, cn_span_of(NULL, 0));
}

static void put_in(cn_buf *out, const map *m, size_t i, fuzz_chance *c)
{
    cn_buf more;
    const place *p = &m->places[i];
    const place *other = &m->places[fuzz_below(c, m->num)];
    const place *parent = &m->places[p->parent];
    cn_buf_init(&more);
    if (parent->item.type == CN_CBOR_MAP) { /* a key that may be the next */
        put_number(&more, p->item.value + 1, p->item.type == CN_CBOR_NINT);
    }
    put_range(&more, m, other->begin, other->end);
    size_t at =
        parent->item.type == CN_CBOR_MAP ? end_with_value(m, i) : p->begin;
    put_with(out, m, parent, (size_t)parent->item.value + 1, at, at,
             cn_buf_span(&more));
    cn_buf_free(&more);
}

static bool is_nest(const place *p)
{
    return p->item.type == CN_CBOR_ARRAY || p->item.type == CN_CBOR_MAP;
}

/* What is changed: mostly a number or a string, of which the rest still makes
   sense. */
static size_t choose(const map *m, fuzz_chance *c)
{
    size_t i = fuzz_below(c, m->num);
    for (size_t turn = 0; turn < 4 && is_nest(&m->places[i]); turn++) {
        i = fuzz_below(c, m->num);
    }
    return i;
}

void fuzz_change_cbor(cn_buf *out, cn_span items, fuzz_chance *c)
{
    static map m;
    if (fuzz_below(c, 32) == 0 || !find_places(&m, items)) {
        fuzz_change_bytes(out, items, c);
        return;
    }
    size_t i = choose(&m, c);
    uint32_t how = m.places[i].parent == ITEMS ? 0 : fuzz_below(c, 12);
    if (how == 1) {
        take_out(out, &m, i);
    } else if (how == 2) {
        put_in(out, &m, i, c);
    } else {
        replace(out, &m, &m.places[i], c);
    }
}
