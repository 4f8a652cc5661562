/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What can be asked of a document that was read: nodes, members, places. Never
 * changes it; a path is cut to fit and its keys are made harmless to print.
 */
#include "json_i.h"

void cn_json_free(cn_json_doc *doc)
{
    if (doc != NULL) {
        cn_arena_free(&doc->strings);
        cn_mem_free(doc->nodes, doc->cap * sizeof *doc->nodes);
        cn_mem_free(doc, sizeof *doc);
    }
}

const cn_json_node *cn_json_get(const cn_json_doc *doc, uint32_t i)
{
    return i < doc->num ? &doc->nodes[i] : NULL;
}

uint32_t cn_json_find_span(const cn_json_doc *doc, uint32_t i, cn_span key)
{
    const cn_json_node *n = cn_json_get(doc, i);
    if (n == NULL || n->type != CN_JSON_OBJECT) {
        return 0;
    }
    uint32_t k = i + 1;
    for (uint32_t m = 0; m < n->num; m++) {
        if (cn_span_equal(doc->nodes[k].text, key)) {
            return k + 1;
        }
        k = doc->nodes[k + 1].next;
    }
    return 0;
}

uint32_t cn_json_find(const cn_json_doc *doc, uint32_t i, const char *key)
{
    return cn_json_find_span(doc, i, cn_span_str(key));
}

size_t cn_json_string_end(cn_span json, size_t pos)
{
    for (pos++; pos < json.len && json.data[pos] != '"'; pos++) {
        pos += json.data[pos] == '\\';
    }
    return pos < json.len ? pos + 1 : json.len;
}

/* Behind the bracket that closes the one at pos. */
static size_t closing_end(cn_span json, size_t pos)
{
    uint32_t depth = 0;
    while (pos < json.len) {
        uint8_t c = json.data[pos];
        if (c == '"') {
            pos = cn_json_string_end(json, pos);
            continue;
        }
        pos++;
        depth += c == '{' || c == '[';
        depth -= c == '}' || c == ']';
        if (depth == 0) {
            break;
        }
    }
    return pos;
}

cn_span cn_json_source(const cn_json_doc *doc, uint32_t i)
{
    static const uint8_t word_len[] = {
        [CN_JSON_NULL] = 4, [CN_JSON_FALSE] = 5, [CN_JSON_TRUE] = 4};
    const cn_json_node *n = &doc->nodes[i];
    const uint8_t *data = doc->input.data + n->offset;
    switch (n->type) {
    case CN_JSON_NUMBER:
        return n->text;
    case CN_JSON_STRING:
        return cn_span_of(data, cn_json_string_end(doc->input, n->offset) -
                                    n->offset);
    case CN_JSON_ARRAY:
    case CN_JSON_OBJECT:
        return cn_span_of(data, closing_end(doc->input, n->offset) - n->offset);
    default:
        return cn_span_of(data, word_len[n->type]);
    }
}

size_t cn_json_line(const cn_json_doc *doc, size_t offset)
{
    size_t line = 1;
    for (size_t i = 0; i < offset && i < doc->input.len; i++) {
        line += doc->input.data[i] == '\n';
    }
    return line;
}

bool cn_json_int(const cn_json_node *n, int64_t *out)
{
    const uint64_t max = (UINT64_C(1) << 53) - 1;
    if (n->type != CN_JSON_NUMBER) {
        return false;
    }
    bool negative = n->text.data[0] == '-';
    cn_span digits = cn_span_after(n->text, negative);
    uint64_t v = 0;
    if (!cn_text_get_u64(digits, &v) || v > max) {
        return false;
    }
    *out = negative ? -(int64_t)v : (int64_t)v;
    return true;
}

bool cn_json_is(const cn_json_node *n, const char *string)
{
    return n->type == CN_JSON_STRING &&
           cn_span_equal(n->text, cn_span_of(string, strlen(string)));
}

/* ---- paths ---- */

static bool is_plain(cn_span key)
{
    for (size_t i = 0; i < key.len; i++) {
        uint8_t c = key.data[i];
        bool letter =
            c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && (i == 0 || c < '0' || c > '9')) {
            return false;
        }
    }
    return key.len != 0;
}

/* No more of a key than the path could show. */
static void put_key(cn_buf *b, cn_span key, size_t cap)
{
    if (key.len > cap) {
        key.len = cn_utf8_valid_prefix(cn_span_of(key.data, cap));
    }
    if (is_plain(key)) {
        cn_buf_put_u8(b, '.');
        cn_buf_put_span(b, key);
    } else {
        cn_buf_put_u8(b, '[');
        cn_text_put_quoted(b, key);
        cn_buf_put_u8(b, ']');
    }
}

/* The step from the parent of node i to node i, a key or a value. */
static void put_step(cn_buf *b, const cn_json_doc *doc, uint32_t i, size_t cap)
{
    uint32_t parent = doc->nodes[i].parent;
    uint32_t at = parent + 1;
    if (doc->nodes[parent].type == CN_JSON_OBJECT) {
        while (i != at && i != at + 1) {
            at = doc->nodes[at + 1].next;
        }
        put_key(b, doc->nodes[at].text, cap);
        return;
    }
    uint64_t index = 0;
    while (i != at) {
        at = doc->nodes[at].next;
        index++;
    }
    cn_buf_put_u8(b, '[');
    cn_buf_put_u64(b, index);
    cn_buf_put_u8(b, ']');
}

/* Copies s and a zero to cap bytes; what does not fit ends in "...". */
static void put_cut(char *out, size_t cap, cn_span s)
{
    size_t len = s.len;
    bool cut = len >= cap;
    if (cut) {
        len = cap > 4 ? cap - 4 : 0;
        len = cn_utf8_valid_prefix(cn_span_of(s.data, len));
    }
    if (len != 0) {
        memcpy(out, s.data, len);
    }
    if (cut && cap > 4) {
        memcpy(out + len, "...", 3);
        len += 3;
    }
    out[len] = '\0';
}

void cn_json_path(const cn_json_doc *doc, uint32_t i, char *out, size_t cap)
{
    /* A value or key below all the arrays and objects that may be open. */
    uint32_t chain[CN_JSON_DEPTH_MAX + 1];
    size_t num = 0;
    if (cap == 0) {
        return;
    }
    while (i != 0 && i < doc->num && num < CN_JSON_DEPTH_MAX + 1) {
        chain[num++] = i;
        i = doc->nodes[i].parent;
    }
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_u8(&b, '$');
    while (num > 0 && b.len <= cap) {
        put_step(&b, doc, chain[--num], cap);
    }
    put_cut(out, cap, cn_buf_span(&b));
    cn_buf_free(&b);
}
