/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Is a key twice in an object? Keys are compared without their escapes. They
 * are sorted where there are many: pairs would take a hostile object of a
 * million keys hours, and a heap takes it no stack and no bad case.
 */
#include "json_i.h"

enum {
    FEW = 8
};

static int compare(const cn_json_node *a, const cn_json_node *b)
{
    int order = cn_span_compare(a->text, b->text);
    if (order == 0) {
        order = a->offset < b->offset ? -1 : a->offset > b->offset;
    }
    return order;
}

/* Index of the key after key k of the same object. */
static uint32_t next_key(const cn_json_doc *doc, uint32_t k)
{
    return doc->nodes[k + 1].next;
}

static uint32_t find_among_few(const cn_json_doc *doc, uint32_t i)
{
    uint32_t k = i + 1;
    for (uint32_t n = 0; n < doc->nodes[i].num; n++) {
        uint32_t before = i + 1;
        for (uint32_t m = 0; m < n; m++) {
            if (cn_span_equal(doc->nodes[k].text, doc->nodes[before].text)) {
                return k;
            }
            before = next_key(doc, before);
        }
        k = next_key(doc, k);
    }
    return 0;
}

/* Lets the key at place p of the heap sink to where it belongs. */
static void sink(const cn_json_doc *doc, uint32_t *keys, size_t num, size_t p)
{
    for (;;) {
        size_t child = 2 * p + 1;
        if (child >= num) {
            return;
        }
        const cn_json_node *nodes = doc->nodes;
        if (child + 1 < num &&
            compare(&nodes[keys[child]], &nodes[keys[child + 1]]) < 0) {
            child++;
        }
        if (compare(&nodes[keys[p]], &nodes[keys[child]]) >= 0) {
            return;
        }
        uint32_t key = keys[p];
        keys[p] = keys[child];
        keys[child] = key;
        p = child;
    }
}

static void sort(const cn_json_doc *doc, uint32_t *keys, size_t num)
{
    for (size_t p = num / 2; p > 0; p--) {
        sink(doc, keys, num, p - 1);
    }
    for (size_t last = num - 1; last > 0; last--) {
        uint32_t key = keys[0];
        keys[0] = keys[last];
        keys[last] = key;
        sink(doc, keys, last, 0);
    }
}

/* The earliest in the text among those that equal their neighbour before. */
static uint32_t find_in_sorted(const cn_json_doc *doc, const uint32_t *keys,
                               size_t num)
{
    uint32_t found = 0;
    for (size_t n = 1; n < num; n++) {
        bool same = cn_span_equal(doc->nodes[keys[n]].text,
                                  doc->nodes[keys[n - 1]].text);
        if (same && (found == 0 || keys[n] < found)) {
            found = keys[n];
        }
    }
    return found;
}

carnet_status cn_json_find_twice(const cn_json_doc *doc, uint32_t i,
                                 uint32_t *key_out)
{
    uint32_t num = doc->nodes[i].num;
    if (num <= FEW) {
        *key_out = find_among_few(doc, i);
        return CARNET_OK;
    }
    *key_out = 0;
    uint32_t *keys = cn_mem_array(num, sizeof *keys);
    if (keys == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    uint32_t k = i + 1;
    for (uint32_t n = 0; n < num; n++) {
        keys[n] = k;
        k = next_key(doc, k);
    }
    sort(doc, keys, num);
    *key_out = find_in_sorted(doc, keys, num);
    cn_mem_free(keys, num * sizeof *keys);
    return CARNET_OK;
}
