/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Nodes of a bundle: looking them up by path, and saying what became of them.
 * A node of another type than FHIR gives it makes the whole bundle invalid.
 */
#include "in_i.h"

const cn_json_node *cn_in_get(const cn_in *x, uint32_t node)
{
    return cn_json_get(x->doc, node);
}

bool cn_in_is_type(const cn_in *x, uint32_t node, cn_json_type type)
{
    const cn_json_node *n = cn_in_get(x, node);
    return node != 0 && n != NULL && n->type == type;
}

uint32_t cn_in_find(const cn_in *x, uint32_t node, const char *key)
{
    return cn_json_find(x->doc, node, key);
}

void cn_in_fail(cn_in *x, carnet_status status, uint32_t node,
                const char *detail)
{
    if (x->status != CARNET_OK) {
        return;
    }
    x->status = status;
    if (x->where != NULL && x->where->status == CARNET_OK) {
        char path[sizeof x->where->path];
        const cn_json_node *n = cn_in_get(x, node);
        cn_json_path(x->doc, node, path, sizeof path);
        cn_problem_note(x->where, status, n->offset, path, detail);
        x->where->line = cn_json_line(x->doc, n->offset);
    }
}

cn_span cn_in_string(cn_in *x, uint32_t node)
{
    const cn_json_node *n = cn_in_get(x, node);
    if (node == 0 || n->type == CN_JSON_NULL) {
        return cn_span_of(NULL, 0);
    }
    if (n->type != CN_JSON_STRING && n->type != CN_JSON_NUMBER) {
        cn_in_fail(x, CARNET_RECORD_TYPE, node, "a text is due here");
        return cn_span_of(NULL, 0);
    }
    if (n->text.len > CN_LIMIT_FHIR_STRING) {
        cn_in_fail(x, CARNET_RECORD_TOO_LONG, node, "FHIR ends texts at 1 MiB");
        return cn_span_of(NULL, 0);
    }
    return n->text;
}

cn_span cn_in_text(cn_in *x, uint32_t node, const char *key)
{
    return cn_in_string(x, cn_in_find(x, node, key));
}

void cn_in_remark(cn_in *x, uint32_t node, cn_in_fate fate)
{
    if (node != 0) {
        memset(x->fates + node, (int)fate, cn_in_get(x, node)->next - node);
    }
}

void cn_in_mark(cn_in *x, uint32_t node, cn_in_fate fate)
{
    uint32_t end = node != 0 ? cn_in_get(x, node)->next : 0;
    for (uint32_t i = node; i < end; i++) {
        if (x->fates[i] == CN_IN_OPEN) {
            x->fates[i] = (uint8_t)fate;
        }
    }
}

uint32_t cn_in_count(const cn_in *x, uint32_t node)
{
    bool many = cn_in_is_type(x, node, CN_JSON_ARRAY);
    return many ? cn_in_get(x, node)->num : node != 0;
}

/* The first step of a path, cut off it. */
static cn_span take_step(const char **path)
{
    size_t len = strcspn(*path, ".");
    cn_span step = cn_span_of(*path, len);
    *path += len + ((*path)[len] == '.' ? 1 : 0);
    return step;
}

/* What stands at a path is an object where the path goes on. */
static bool leads_on(cn_in *x, uint32_t node, const char *path)
{
    cn_json_type type = cn_in_get(x, node)->type;
    if (type == CN_JSON_NULL) {
        return false;
    }
    if (*path != '\0' && type != CN_JSON_OBJECT) {
        cn_in_fail(x, CARNET_RECORD_TYPE, node, "an object is due here");
        return false;
    }
    return true;
}

/* The end of a path, or one more step: as deep as the table's paths. */
static void go_on(cn_in_at *a, const cn_in_row *row, uint32_t node,
                  const char *path)
{
    if (a->x->status != CARNET_OK || !leads_on(a->x, node, path)) {
        return;
    }
    if (*path != '\0') {
        cn_in_each(a, row, node, path);
    } else if (a->x->fates[node] == CN_IN_OPEN ||
               row->take == cn_in_take_left || row->take == cn_in_take_unless) {
        row->take(a, row, node);
    }
}

void cn_in_each(cn_in_at *a, const cn_in_row *row, uint32_t node,
                const char *path)
{
    cn_in *x = a->x;
    cn_span step = take_step(&path);
    uint32_t child = cn_json_find_span(x->doc, node, step);
    if (!cn_in_is_type(x, child, CN_JSON_ARRAY)) {
        if (child != 0) {
            go_on(a, row, child, path);
        }
        return;
    }
    uint32_t end = cn_in_get(x, child)->next;
    for (uint32_t i = child + 1; i < end; i = cn_in_get(x, i)->next) {
        go_on(a, row, i, path);
    }
}

uint32_t cn_in_first(cn_in *x, uint32_t node, const char *path)
{
    while (node != 0 && *path != '\0') {
        if (cn_in_is_type(x, node, CN_JSON_ARRAY)) {
            node = cn_in_get(x, node)->num != 0 ? node + 1 : 0;
        }
        node =
            node != 0 ? cn_json_find_span(x->doc, node, take_step(&path)) : 0;
    }
    if (cn_in_is_type(x, node, CN_JSON_ARRAY)) {
        node = cn_in_get(x, node)->num != 0 ? node + 1 : 0;
    }
    return node;
}
