/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Helpers of the JSON tests. Rewriting walks the flat nodes with no more than
 * their parents and ends, as a caller of the room must.
 */
#include "json_support.h"

read_text read_span(cn_span text)
{
    read_text r;
    memset(&r, 0, sizeof r);
    uint8_t *copy = malloc(text.len != 0 ? text.len : 1);
    assert_non_null(copy);
    if (text.len != 0) {
        memcpy(copy, text.data, text.len);
    }
    r.text = cn_span_of(copy, text.len);
    r.status = cn_json_read(&r.doc, &r.where, r.text);
    assert_true((r.status == CARNET_OK) == (r.doc != NULL));
    assert_int_equal(r.status, r.where.status);
    return r;
}

read_text read_str(const char *text)
{
    return read_span(cn_span_of(text, strlen(text)));
}

void read_free(read_text *r)
{
    union {
        const void *given;
        void *mine;
    } p = {r->text.data};
    cn_json_free(r->doc);
    free(p.mine);
}

void assert_refused(cn_span text, carnet_status status, size_t offset)
{
    read_text r = read_span(text);
    if (r.status != status || r.where.offset != offset) {
        fail_msg("%.*s: %s at %zu", (int)text.len, (const char *)text.data,
                 carnet_status_name(r.status), r.where.offset);
    }
    read_free(&r);
}

static void write_scalar(cn_json_writer *w, const cn_json_node *n)
{
    switch (n->type) {
    case CN_JSON_NULL:
        cn_json_null(w);
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

cn_buf rewrite(const cn_json_doc *doc, bool pretty)
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
    assert_status(out.status, CARNET_OK);
    return out;
}

bool is_same(const cn_json_doc *a, const cn_json_doc *b)
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

void assert_rewrites(const cn_json_doc *doc)
{
    for (int pretty = 0; pretty < 2; pretty++) {
        cn_buf out = rewrite(doc, pretty == 1);
        for (size_t pos = 0; pos < out.len;) {
            int32_t cp = cn_utf8_next(cn_buf_span(&out), &pos);
            assert_true(cp == '\n' || (cp >= 0 && !cn_utf8_is_control(cp)));
        }
        read_text again = read_span(cn_buf_span(&out));
        assert_status(again.status, CARNET_OK);
        assert_true(is_same(doc, again.doc));
        read_free(&again);
        cn_buf_free(&out);
    }
}
