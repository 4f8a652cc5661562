/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The report: one walk over all nodes says what no field took, by its FHIRPath
 * and at the highest element of which nothing was taken, why, and whether a
 * clinic loses something. It holds no values: they are the person's.
 */
#include "in_i.h"

enum {
    STEPS = 72,    /* of a path; JSON nests 64 deep, an entry's part less */
    PATH_MAX = 256 /* bytes of a path; longer ones are cut, since any element
                      may be reported with it */
};

typedef struct {
    cn_in *x;
    cn_json_writer w;
    cn_in_type type; /* of the resource that the walk is in */
    cn_in_type any;
    size_t facts, kept, lost, reported;
} report;

/* Where the walk is: path for people, and the same below its resource without
   indexes, as rows have it. */
typedef struct {
    char full[PATH_MAX];
    size_t full_len;
    char own[PATH_MAX];
    size_t own_len;
} place;

static void put(char *to, size_t *len, const void *text, size_t n)
{
    if (*len + n < PATH_MAX) {
        memcpy(to + *len, text, n);
        *len += n;
    }
}

/* A key as people may see it: what is no letter of ASCII is not of FHIR. */
static void put_key(char *to, size_t *len, cn_span key)
{
    size_t begin = *len;
    put(to, len, key.data, key.len);
    for (size_t i = begin; i < *len; i++) {
        bool shown =
            to[i] > ' ' && to[i] < 0x7f && to[i] != '"' && to[i] != '\\';
        to[i] = shown ? to[i] : '?';
    }
}

/* One member deeper; the mark of a primitive's extension is left out. */
static void step(place *p, cn_span key)
{
    bool beside = key.len > 1 && key.data[0] == '_';
    cn_span shown = cn_span_after(key, beside);
    put(p->full, &p->full_len, ".", 1);
    put_key(p->full, &p->full_len, shown);
    if (p->own_len != 0) {
        put(p->own, &p->own_len, ".", 1);
    }
    put(p->own, &p->own_len, key.data, key.len);
}

static void step_index(place *p, uint32_t i)
{
    char digits[32] = "[";
    size_t len = 1 + cn_text_put_u64(digits + 1, i);
    digits[len++] = ']';
    put(p->full, &p->full_len, digits, len);
}

static const char *type_name(cn_json_type type)
{
    static const char *const names[] = {
        "null", "boolean", "boolean", "number", "string", "array", "object"};
    return names[type];
}

static bool is_kept(cn_in_fate fate)
{
    return fate == CN_IN_TAKEN || fate == CN_IN_LINK || fate == CN_IN_GATE;
}

/* Of a node and all below: the fate that they share, or CN_IN_NUM_FATES. */
static cn_in_fate shared_fate(const cn_in *x, uint32_t node)
{
    uint32_t end = cn_in_get(x, node)->next;
    uint8_t fate = x->fates[node];
    for (uint32_t i = node + 1; i < end; i++) {
        if (x->fates[i] != fate) {
            return CN_IN_NUM_FATES;
        }
    }
    return (cn_in_fate)fate;
}

/* Values in a subtree, what a fact is counted by: nodes that hold others are
   none, and neither are keys, of which each member has one. */
static size_t num_values(const cn_in *x, uint32_t node)
{
    uint32_t end = cn_in_get(x, node)->next;
    size_t num = end - node;
    for (uint32_t i = node; i < end; i++) {
        const cn_json_node *n = cn_in_get(x, i);
        bool object = n->type == CN_JSON_OBJECT;
        num -= object ? 1 + n->num : n->type == CN_JSON_ARRAY ? 1 : 0;
    }
    return num;
}

static void put_row(report *r, const place *p, uint32_t node, cn_in_fate fate)
{
    bool lost = cn_in_fate_lost(fate);
    r->reported++;
    r->lost += lost;
    cn_json_open_object(&r->w);
    cn_json_key(&r->w, "element");
    cn_json_string(&r->w, cn_span_of(p->full, p->full_len));
    cn_json_key(&r->w, "type");
    cn_json_str(&r->w, type_name(cn_in_get(r->x, node)->type));
    cn_json_key(&r->w, "relevant");
    cn_json_bool(&r->w, lost);
    cn_json_key(&r->w, "why");
    cn_json_str(&r->w, cn_in_fate_why(fate));
    cn_json_close_object(&r->w);
}

static bool ends_in(const place *p, const char *end)
{
    size_t len = strlen(end);
    return p->own_len >= len &&
           memcmp(p->own + p->own_len - len, end, len) == 0 &&
           (p->own_len == len || p->own[p->own_len - len - 1] == '.');
}

/* Narrative that has more than the entries is lost; other is not. */
static bool is_narrative(report *r, const place *p, uint32_t node)
{
    return ends_in(p, "text") && cn_in_is_type(r->x, node, CN_JSON_OBJECT) &&
           cn_in_find(r->x, node, "div") != 0 &&
           !cn_span_equal(cn_in_text(r->x, node, "status"),
                          CN_SPAN_LIT("additional"));
}

/* Extensions that say how the bundle was written. */
static bool is_known_extension(cn_in *x, uint32_t node)
{
    static const char *const urls[] = {
        "http://hl7.org/fhir/StructureDefinition/narrativeLink",
        "http://hl7.org/fhir/StructureDefinition/rendering-style"};
    uint32_t url =
        cn_in_is_type(x, node, CN_JSON_OBJECT) ? cn_in_find(x, node, "url") : 0;
    return url != 0 && (cn_json_is(cn_in_get(x, url), urls[0]) ||
                        cn_json_is(cn_in_get(x, url), urls[1]));
}

/* An element that says why it has no value, where no field says so: withheld,
   or not known to anybody. OPEN where it is none, or says more. */
static cn_in_fate fate_of_absence(cn_in *x, uint32_t node)
{
    bool object = cn_in_is_type(x, node, CN_JSON_OBJECT);
    uint32_t code = object ? cn_in_find(x, node, "valueCode") : 0;
    if (code == 0 || !cn_span_equal(cn_in_text(x, node, "url"),
                                    cn_span_str(CN_INTEROP_ABSENT))) {
        return CN_IN_OPEN;
    }
    cn_span why = cn_in_string(x, code);
    return cn_in_among("masked", why) ? CN_IN_WITHHELD
           : cn_in_among("unknown temp-unknown asked-unknown", why)
               ? CN_IN_UNKNOWN
               : CN_IN_OPEN;
}

/* What the table says of an element that nothing took. */
static cn_in_fate fate_by_row(report *r, const place *p, uint32_t node,
                              bool *below_out)
{
    static const char *const everywhere[] = {"userSelected", "coding.version",
                                             "extension.url", "_display",
                                             "coding.extension"};
    cn_span own = cn_span_of(p->own, p->own_len);
    const cn_in_row *row = cn_in_row_at(&r->type, own, below_out);
    if (row == NULL) {
        row = cn_in_row_at(&r->any, own, below_out);
    }
    for (size_t i = 0; i < sizeof everywhere / sizeof everywhere[0]; i++) {
        if (ends_in(p, everywhere[i])) {
            return CN_IN_DROP;
        }
    }
    if (is_known_extension(r->x, node)) {
        return CN_IN_DROP;
    }
    cn_in_fate absence = fate_of_absence(r->x, node);
    if (absence != CN_IN_OPEN) {
        return absence;
    }
    if (is_narrative(r, p, node)) {
        return CN_IN_NARRATIVE;
    }
    return row != NULL && row->take == NULL ? row->fate : CN_IN_OPEN;
}

/* Says what became of an element; false if that differs below it. */
static bool say(report *r, const place *p, uint32_t node)
{
    cn_in *x = r->x;
    cn_in_fate fate = shared_fate(x, node);
    bool below = false;
    if (cn_span_equal(cn_span_of(p->own, p->own_len),
                      CN_SPAN_LIT("contained"))) {
        return true; /* each by the rows of its own type */
    }
    cn_in_fate by_row = fate_by_row(r, p, node, &below);
    bool leaf = cn_in_get(x, node)->next == node + 1;
    if (fate == CN_IN_NUM_FATES) {
        return false;
    }
    if (fate == CN_IN_OPEN) {
        fate = by_row;
        bool several = cn_in_is_type(x, node, CN_JSON_ARRAY);
        if (fate == CN_IN_OPEN && !leaf && (below || several)) {
            return false;
        }
    }
    size_t num = num_values(x, node);
    bool kept = is_kept(fate) || fate == CN_IN_WORDS || fate == CN_IN_NAMED ||
                fate == CN_IN_LONG;
    r->facts += fate != CN_IN_LINK && (kept || cn_in_fate_lost(fate)) ? num : 0;
    r->kept += kept && fate != CN_IN_LINK ? num : 0;
    if (!is_kept(fate)) {
        put_row(r, p, node, fate);
    }
    return true;
}

/* ---- the walk ---- */

typedef struct {
    uint32_t at;  /* node that is next at this level */
    uint32_t end; /* behind the last of them */
    uint32_t index;
    bool object;
    size_t full_len, own_len; /* of the path at this level */
} level;

static level open_level(const report *r, uint32_t node, const place *p)
{
    const cn_json_node *n = cn_in_get(r->x, node);
    return (level){node + 1,    n->next,   0, n->type == CN_JSON_OBJECT,
                   p->full_len, p->own_len};
}

/* All elements below a node, as deep as JSON nests. */
static void walk(report *r, place *p, uint32_t node)
{
    level levels[STEPS];
    size_t depth = 0;
    levels[depth++] = open_level(r, node, p);
    while (depth > 0) {
        level *l = &levels[depth - 1];
        if (l->at >= l->end) {
            depth--;
            continue;
        }
        p->full_len = l->full_len;
        p->own_len = l->own_len;
        uint32_t child = l->at + (l->object ? 1 : 0);
        if (l->object) {
            step(p, cn_in_get(r->x, l->at)->text);
        } else {
            step_index(p, l->index++);
        }
        l->at = cn_in_get(r->x, child)->next;
        bool deeper = cn_in_get(r->x, child)->next > child + 1;
        if (!say(r, p, child) && deeper && depth < STEPS) {
            levels[depth++] = open_level(r, child, p);
        }
    }
}

static void walk_resource(report *r, place *p, uint32_t resource)
{
    size_t own_len = p->own_len;
    p->own_len = 0;
    cn_span name = cn_in_resource_type(r->x, resource);
    cn_in_fate fate = shared_fate(r->x, resource);
    if (!cn_in_type_of(name, &r->type) && r->x->made[resource] != 0) {
        r->type = (cn_in_type){0};
        walk(r, p, resource);
    } else if (!cn_in_type_of(name, &r->type)) {
        put_row(r, p, resource, CN_IN_OPEN);
        r->facts += num_values(r->x, resource);
    } else if (fate == CN_IN_NUM_FATES || fate == CN_IN_OPEN) {
        walk(r, p, resource);
    } else {
        say(r, p, resource);
    }
    p->own_len = own_len;
}

static void walk_contained(report *r, place *p, uint32_t resource)
{
    uint32_t list = cn_in_find(r->x, resource, "contained");
    uint32_t end = list != 0 ? cn_in_get(r->x, list)->next : 0;
    uint32_t index = 0;
    size_t full_len = p->full_len;
    for (uint32_t c = list + 1; c < end; c = cn_in_get(r->x, c)->next) {
        p->full_len = full_len;
        step(p, CN_SPAN_LIT("contained"));
        step_index(p, index++);
        if (r->x->fates[c] == CN_IN_OPEN) {
            walk_resource(r, p, c);
        }
    }
    p->full_len = full_len;
}

/* An entry: its resource by the rows of its type, the rest by those of the
   bundle. */
static void walk_entry(report *r, place *p, uint32_t entry)
{
    uint32_t end = cn_in_get(r->x, entry)->next;
    size_t full_len = p->full_len;
    for (uint32_t k = entry + 1; k < end; k = cn_in_get(r->x, k + 1)->next) {
        bool resource =
            cn_span_equal(cn_in_get(r->x, k)->text, CN_SPAN_LIT("resource"));
        p->full_len = full_len;
        p->own_len = 0;
        if (resource) {
            step(p, cn_in_get(r->x, k)->text);
            size_t begin = p->full_len;
            walk_resource(r, p, k + 1);
            p->full_len = begin;
            walk_contained(r, p, k + 1);
        }
    }
}

static void walk_bundle(report *r)
{
    uint32_t list = cn_in_find(r->x, 0, "entry");
    uint32_t end = list != 0 ? cn_in_get(r->x, list)->next : 0;
    uint32_t index = 0;
    place p = {.full_len = 0};
    for (uint32_t e = list + 1; e < end; e = cn_in_get(r->x, e)->next) {
        p.full_len = 0;
        put(p.full, &p.full_len, "Bundle.entry", 12);
        step_index(&p, index++);
        walk_entry(r, &p, e);
    }
}

static void put_counts(report *r)
{
    static const char *const names[] = {"facts", "kept", "reported",
                                        "relevant"};
    size_t counts[] = {r->facts, r->kept, r->reported, r->lost};
    for (size_t i = 0; i < 4; i++) {
        cn_json_key(&r->w, names[i]);
        cn_json_i64(&r->w, (int64_t)counts[i]);
    }
}

carnet_status cn_in_report(cn_in *x, carnet_buf **out, size_t *lost_out)
{
    cn_buf b;
    report r = {.x = x};
    cn_buf_init(&b);
    cn_in_type_of(CN_SPAN_LIT("Any"), &r.any);
    cn_json_begin(&r.w, &b, true);
    cn_json_open_object(&r.w);
    cn_json_key(&r.w, "elements");
    cn_json_open_array(&r.w);
    walk_bundle(&r);
    cn_json_close_array(&r.w);
    put_counts(&r);
    cn_json_close_object(&r.w);
    if (lost_out != NULL) {
        *lost_out = r.lost;
    }
    if (out == NULL) {
        carnet_status status = b.status;
        cn_buf_free(&b);
        return status;
    }
    return cn_buf_give(&b, out);
}
