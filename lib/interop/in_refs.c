/* SPDX-License-Identifier: Apache-2.0 */
/*
 * References: one sorted table of what resources are called (fullUrl and
 * Type/id), and the way from a Reference to one, contained ones first. Nothing
 * is fetched; what is not in the bundle is nowhere. The loops are bounded,
 * since each of many references may lead through one.
 */
#include <stdlib.h>

#include "in_i.h"

static int compare(const void *a, const void *b)
{
    const cn_in_ref *l = a;
    const cn_in_ref *r = b;
    int order = cn_span_compare(l->key, r->key);
    return order != 0 ? order : (l->node > r->node) - (l->node < r->node);
}

cn_span cn_in_resource_type(const cn_in *x, uint32_t resource)
{
    uint32_t n = cn_in_find(x, resource, "resourceType");
    return cn_in_is_type(x, n, CN_JSON_STRING) ? cn_in_get(x, n)->text
                                               : cn_span_of(NULL, 0);
}

static void add(cn_in *x, cn_span key, uint32_t node)
{
    if (key.len != 0) {
        x->refs[x->num_refs].key = key;
        x->refs[x->num_refs++].node = node;
    }
}

/* Room for both names of each entry. */
carnet_status cn_in_index(cn_in *x)
{
    uint32_t list = cn_in_find(x, 0, "entry");
    uint32_t num = cn_in_count(x, list);
    x->refs = cn_mem_array(2 * (size_t)num + 1, sizeof *x->refs);
    if (x->refs == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    uint32_t end = list != 0 ? cn_in_get(x, list)->next : 0;
    for (uint32_t e = list + 1; e < end; e = cn_in_get(x, e)->next) {
        uint32_t resource = cn_in_find(x, e, "resource");
        if (resource != 0) {
            add(x, cn_in_text(x, e, "fullUrl"), resource);
            add(x, cn_in_text(x, resource, "id"), resource);
        }
    }
    qsort(x->refs, x->num_refs, sizeof *x->refs, compare);
    return x->status;
}

/* First place of a key in the table. */
static uint32_t place_of(const cn_in *x, cn_span key)
{
    uint32_t low = 0;
    uint32_t high = x->num_refs;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (cn_span_compare(x->refs[mid].key, key) < 0) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

/* The resource of a key, of a type where that is given. */
static uint32_t look_up(const cn_in *x, cn_span key, cn_span type)
{
    uint32_t first = place_of(x, key);
    for (uint32_t i = first;
         i < x->num_refs && i - first < CN_LIMIT_FHIR_NAMESAKES &&
         cn_span_equal(x->refs[i].key, key);
         i++) {
        uint32_t node = x->refs[i].node;
        if (type.len == 0 ||
            cn_span_equal(cn_in_resource_type(x, node), type)) {
            return node;
        }
    }
    return 0;
}

static uint32_t find_contained(const cn_in *x, uint32_t home, cn_span id)
{
    uint32_t list = cn_in_find(x, home, "contained");
    uint32_t end = list != 0 ? cn_in_get(x, list)->next : 0;
    uint32_t num = 0;
    for (uint32_t c = list + 1; c < end && num < CN_LIMIT_FHIR_CONTAINED;
         c = cn_in_get(x, c)->next, num++) {
        uint32_t n = cn_in_find(x, c, "id");
        if (n != 0 && cn_span_equal(cn_in_get(x, n)->text, id)) {
            return c;
        }
    }
    return 0;
}

/* "Type/id", also behind a server's address; "urn:uuid:id" as an id. */
static uint32_t find_parts(const cn_in *x, cn_span s)
{
    size_t id = s.len;
    while (id > 0 && s.data[id - 1] != '/' && s.data[id - 1] != ':') {
        id--;
    }
    cn_span name = cn_span_after(s, id);
    if (id == 0 || s.data[id - 1] == ':') {
        return id == 0 ? 0 : look_up(x, name, cn_span_of(NULL, 0));
    }
    size_t type = id - 1;
    while (type > 0 && s.data[type - 1] != '/') {
        type--;
    }
    return look_up(x, name, cn_span_of(s.data + type, id - 1 - type));
}

uint32_t cn_in_resolve(cn_in *x, uint32_t home, uint32_t reference)
{
    cn_span s = cn_in_text(x, reference, "reference");
    if (s.len == 0) {
        return 0;
    }
    if (s.data[0] == '#') {
        return find_contained(x, home, cn_span_after(s, 1));
    }
    for (size_t i = 0; i + 10 < s.len; i++) { /* a version is not looked at */
        if (memcmp(s.data + i, "/_history/", 10) == 0) {
            s.len = i;
        }
    }
    uint32_t node = look_up(x, s, cn_span_of(NULL, 0));
    return node != 0 ? node : find_parts(x, s);
}
