/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The strict reader (RFC 8259): UTF-8 without a byte order mark, no key twice,
 * nothing after the value, bounded in length and nesting. One pass, one flat
 * array of nodes, no recursion.
 */
#include "json_i.h"

typedef struct {
    cn_json_doc *doc;
    size_t pos;
    uint32_t open;  /* the array or object that is open, if depth > 0 */
    uint32_t depth; /* how many are open */
    cn_problem *where;
    const cn_json_limits *limits;
} reader;

static carnet_status fail_at(reader *r, carnet_status status, size_t offset,
                             const char *detail)
{
    cn_problem *p = r->where;
    if (p != NULL && p->status == CARNET_OK) {
        cn_problem_note(p, status, offset, NULL, detail);
        p->line = cn_json_line(r->doc, offset);
    }
    return status;
}

/* As fail_at, here; a byte that is no UTF-8 is the greater evil. */
static carnet_status fail(reader *r, carnet_status status, const char *detail)
{
    size_t pos = r->pos;
    if (pos < r->doc->input.len && cn_utf8_next(r->doc->input, &pos) < 0) {
        status = CARNET_JSON_UTF8;
        detail = "a byte that is no UTF-8";
    }
    return fail_at(r, status, r->pos, detail);
}

/* ---- bytes ---- */

/* The byte here, 0 at the end; a zero byte begins no token either. */
static uint8_t look(const reader *r)
{
    return r->pos < r->doc->input.len ? r->doc->input.data[r->pos] : 0;
}

static void skip_space(reader *r)
{
    uint8_t c = look(r);
    while (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        r->pos++;
        c = look(r);
    }
}

static cn_span rest(const reader *r)
{
    return cn_span_after(r->doc->input, r->pos);
}

/* ---- nodes ---- */

/* Doubles the array; the nodes there are move. */
static bool grow(cn_json_doc *doc)
{
    uint32_t cap = doc->cap == 0 ? 64 : doc->cap * 2;
    cn_json_node *nodes = cn_mem_array(cap, sizeof *nodes);
    if (nodes == NULL) {
        return false;
    }
    if (doc->num != 0) {
        memcpy(nodes, doc->nodes, doc->num * sizeof *nodes);
    }
    cn_mem_free(doc->nodes, doc->cap * sizeof *nodes);
    doc->nodes = nodes;
    doc->cap = cap;
    return true;
}

/* A new last node, within the limit on their number. */
static carnet_status add(reader *r, cn_json_type type, cn_span text,
                         size_t offset)
{
    cn_json_doc *doc = r->doc;
    if (doc->num == r->limits->nodes) {
        return fail_at(r, CARNET_JSON_TOO_LONG, offset, "too many values");
    }
    if (doc->num == doc->cap && !grow(doc)) {
        return fail_at(r, CARNET_CALLER_MEMORY, offset, NULL);
    }
    cn_json_node *n = &doc->nodes[doc->num++];
    n->type = type;
    n->text = text;
    n->offset = offset;
    n->next = doc->num;
    n->parent = r->depth > 0 ? r->open : 0;
    return CARNET_OK;
}

/* ---- tokens ---- */

static carnet_status read_string(reader *r)
{
    size_t offset = r->pos;
    const char *reason = NULL;
    cn_span text = {NULL, 0};
    carnet_status status = cn_json_read_string(r->doc, &r->pos, &text, &reason);
    if (status != CARNET_OK) {
        return fail_at(r, status, r->pos, reason);
    }
    return add(r, CN_JSON_STRING, text, offset);
}

static bool goes_on(uint8_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || c == '.' || c == '+' || c == '-';
}

static carnet_status read_number(reader *r)
{
    size_t offset = r->pos;
    cn_span s = rest(r);
    size_t len = cn_json_number_len(s);
    if (len == 0 || (len < s.len && goes_on(s.data[len]))) {
        return fail(r, CARNET_JSON_NUMBER, NULL);
    }
    r->pos += len;
    return add(r, CN_JSON_NUMBER, cn_span_of(s.data, len), offset);
}

static carnet_status read_word(reader *r)
{
    static const struct {
        cn_span word;
        cn_json_type type;
    } words[] = {{{(const uint8_t *)"null", 4}, CN_JSON_NULL},
                 {{(const uint8_t *)"false", 5}, CN_JSON_FALSE},
                 {{(const uint8_t *)"true", 4}, CN_JSON_TRUE}};
    size_t offset = r->pos;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (cn_span_starts(rest(r), words[i].word)) {
            r->pos += words[i].word.len;
            return add(r, words[i].type, cn_span_of(NULL, 0), offset);
        }
    }
    return fail(r, CARNET_JSON_SYNTAX, "a value is due here");
}

/* ---- structure ---- */

static carnet_status open_node(reader *r, cn_json_type type)
{
    if (r->depth == r->limits->depth) {
        return fail_at(r, CARNET_JSON_DEPTH, r->pos, NULL);
    }
    carnet_status status = add(r, type, cn_span_of(NULL, 0), r->pos);
    if (status == CARNET_OK) {
        r->open = r->doc->num - 1;
        r->depth++;
        r->pos++;
    }
    return status;
}

static carnet_status check_keys(reader *r)
{
    uint32_t key = 0;
    carnet_status status = cn_json_find_twice(r->doc, r->open, &key);
    if (status != CARNET_OK) {
        return fail_at(r, status, r->pos, NULL);
    }
    if (key == 0) {
        return CARNET_OK;
    }
    size_t offset = r->doc->nodes[key].offset;
    if (r->where != NULL) {
        char path[sizeof r->where->path];
        cn_json_path(r->doc, key, path, sizeof path);
        cn_problem_note(r->where, CARNET_JSON_TWICE, offset, path, NULL);
        r->where->line = cn_json_line(r->doc, offset);
    }
    return CARNET_JSON_TWICE;
}

/* At the bracket that closes r->open. */
static carnet_status close_node(reader *r)
{
    if (r->doc->nodes[r->open].type == CN_JSON_OBJECT) {
        carnet_status status = check_keys(r);
        if (status != CARNET_OK) {
            return status;
        }
    }
    cn_json_node *n = &r->doc->nodes[r->open];
    n->next = r->doc->num;
    r->open = n->parent;
    r->depth--;
    r->pos++;
    return CARNET_OK;
}

/* One value, or the opening of one. */
static carnet_status read_value(reader *r)
{
    uint8_t c = look(r);
    if (c == '{' || c == '[') {
        return open_node(r, c == '{' ? CN_JSON_OBJECT : CN_JSON_ARRAY);
    }
    if (c == '"') {
        return read_string(r);
    }
    if (c == '-' || c == '+' || c == '.' || (c >= '0' && c <= '9')) {
        return read_number(r);
    }
    return read_word(r);
}

/* A key and its colon. */
static carnet_status read_key(reader *r)
{
    if (look(r) != '"') {
        return fail(r, CARNET_JSON_SYNTAX, "a key in quotes is due here");
    }
    carnet_status status = read_string(r);
    if (status != CARNET_OK) {
        return status;
    }
    skip_space(r);
    if (look(r) != ':') {
        return fail(r, CARNET_JSON_SYNTAX, "a colon is due here");
    }
    r->pos++;
    skip_space(r);
    return CARNET_OK;
}

/* In an open array or object: its end, or its next element up to where that
   one may be open itself. */
static carnet_status step(reader *r)
{
    skip_space(r);
    cn_json_node *n = &r->doc->nodes[r->open];
    bool is_object = n->type == CN_JSON_OBJECT;
    if (look(r) == (is_object ? '}' : ']')) {
        return close_node(r);
    }
    if (n->num > 0) {
        if (look(r) != ',') {
            return fail(r, CARNET_JSON_SYNTAX,
                        is_object ? "a comma or } is due here"
                                  : "a comma or ] is due here");
        }
        r->pos++;
        skip_space(r);
    }
    n->num++;
    carnet_status status = is_object ? read_key(r) : CARNET_OK;
    return status == CARNET_OK ? read_value(r) : status;
}

/* By its mark, or by the zero that one of JSON's first two bytes, both ASCII,
   then has beside it. */
static bool is_utf16(cn_span s)
{
    return cn_span_starts(s, CN_SPAN_LIT("\xff\xfe")) ||
           cn_span_starts(s, CN_SPAN_LIT("\xfe\xff")) ||
           (s.len >= 4 && s.len % 2 == 0 &&
            (s.data[0] == 0) != (s.data[1] == 0));
}

/* Goes to where the value begins. */
static carnet_status begin(reader *r)
{
    cn_span input = r->doc->input;
    if (input.len > r->limits->bytes) {
        return fail_at(r, CARNET_JSON_TOO_LONG, r->limits->bytes, NULL);
    }
    if (cn_span_starts(input, CN_SPAN_LIT("\xef\xbb\xbf"))) {
        return fail_at(r, CARNET_JSON_BOM, 0, NULL);
    }
    skip_space(r);
    if (r->pos == input.len) {
        return fail_at(r, CARNET_JSON_SYNTAX, r->pos, "the text is empty");
    }
    return is_utf16(input) ? fail_at(r, CARNET_JSON_UTF8, 0,
                                     "it is UTF-16; save it as UTF-8")
                           : CARNET_OK;
}

static carnet_status read_all(reader *r)
{
    carnet_status status = begin(r);
    if (status != CARNET_OK) {
        return status;
    }
    status = read_value(r);
    while (status == CARNET_OK && r->depth > 0) {
        status = step(r);
    }
    if (status != CARNET_OK) {
        return status;
    }
    skip_space(r);
    return r->pos == r->doc->input.len ? CARNET_OK
                                       : fail(r, CARNET_JSON_TRAILING, NULL);
}

carnet_status cn_json_read(cn_json_doc **out, cn_problem *where, cn_span text)
{
    /* No input of that length has 2^31 nodes. */
    static const cn_json_limits usual = {CN_LIMIT_JSON_BYTES,
                                         CN_LIMIT_JSON_DEPTH, UINT32_MAX};
    return cn_json_read_within(out, where, text, &usual);
}

carnet_status cn_json_read_within(cn_json_doc **out, cn_problem *where,
                                  cn_span text, const cn_json_limits *limits)
{
    *out = NULL;
    cn_json_doc *doc = cn_mem_alloc(sizeof *doc);
    if (doc == NULL) {
        return cn_problem_note(where, CARNET_CALLER_MEMORY, 0, NULL, NULL);
    }
    doc->input = text.len != 0 ? text : CN_SPAN_LIT(""); /* never NULL */
    cn_arena_init_grow(&doc->strings);
    reader r = {doc, 0, 0, 0, where, limits};
    carnet_status status = read_all(&r);
    if (status == CARNET_OK) {
        *out = doc;
    } else {
        cn_json_free(doc);
    }
    return status;
}
