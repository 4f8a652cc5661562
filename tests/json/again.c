/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rewriting walks the flat nodes with no more than their parents and ends, as a
 * caller of the room must.
 */
#include "again.h"

static void write_scalar(cn_json_writer *w, const cn_json_node *n)
{
    switch (n->type) {
    case CN_JSON_NULL:
        cn_json_value(w, CN_SPAN_LIT("null"));
        break;
    case CN_JSON_FALSE:
    case CN_JSON_TRUE:
        cn_json_bool(w, n->type == CN_JSON_TRUE);
        break;
    case CN_JSON_NUMBER:
        cn_json_digits(w, n->text);
        break;
    default:
        cn_json_string(w, n->text);
        break;
    }
}

/* Closes each node that ends before node i, from the innermost outwards. */
static uint32_t close_before(cn_json_writer *w, const cn_json_doc *doc,
                             uint32_t open, uint32_t *depth, uint32_t i)
{
    while (*depth > 0 && cn_json_get(doc, open)->next <= i) {
        const cn_json_node *n = cn_json_get(doc, open);
        if (n->type == CN_JSON_OBJECT) {
            cn_json_close_object(w);
        } else {
            cn_json_close_array(w);
        }
        open = n->parent;
        *depth -= 1;
    }
    return open;
}

static bool is_key(const cn_json_doc *doc, uint32_t i)
{
    const cn_json_node *n = cn_json_get(doc, i);
    if (i == 0 || cn_json_get(doc, n->parent)->type != CN_JSON_OBJECT) {
        return false;
    }
    uint32_t k = n->parent + 1;
    while (k < i && k + 1 < i) {
        k = cn_json_get(doc, k + 1)->next;
    }
    return k == i;
}

cn_buf json_again(const cn_json_doc *doc, bool pretty)
{
    cn_buf out;
    cn_buf_init(&out);
    cn_json_writer w;
    cn_json_begin(&w, &out, pretty);
    uint32_t open = 0;
    uint32_t depth = 0;
    uint32_t i = 0;
    for (; cn_json_get(doc, i) != NULL; i++) {
        const cn_json_node *n = cn_json_get(doc, i);
        open = close_before(&w, doc, open, &depth, i);
        if (is_key(doc, i)) {
            cn_json_key_span(&w, n->text);
        } else if (n->type == CN_JSON_OBJECT || n->type == CN_JSON_ARRAY) {
            if (n->type == CN_JSON_OBJECT) {
                cn_json_open_object(&w);
            } else {
                cn_json_open_array(&w);
            }
            open = i;
            depth++;
        } else {
            write_scalar(&w, n);
        }
    }
    close_before(&w, doc, open, &depth, i);
    return out;
}

bool json_is_same(const cn_json_doc *a, const cn_json_doc *b)
{
    uint32_t i = 0;
    for (; cn_json_get(a, i) != NULL; i++) {
        const cn_json_node *x = cn_json_get(a, i);
        const cn_json_node *y = cn_json_get(b, i);
        if (y == NULL || x->type != y->type || x->num != y->num ||
            x->next != y->next || x->parent != y->parent ||
            !cn_span_equal(x->text, y->text)) {
            return false;
        }
    }
    return cn_json_get(b, i) == NULL;
}
