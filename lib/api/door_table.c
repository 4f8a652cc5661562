/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The table of the JSON door, and requests held against it: an operation that
 * is there, no member that it does not have, none missing that it needs, each
 * of its type. What a value may be is no matter of the door's.
 */
#include "door_i.h"

typedef enum {
    TEXT,
    INT,
    BOOL,
    DAY,
    TIME,
    BYTES,
    INPUT,
    HEX,
    WORD,
    OBJECT,
    JSON
} member_type;

/* What a row is. */
enum {
    SECTION_SHAPE,
    SECTION_OPERATION,
    MEMBER,
    INCLUDED, /* the rows of the shape that is named */
    JUST_ONE
};

typedef struct {
    uint8_t row;
    uint8_t type;
    bool is_list;
    bool is_needed;
    const char *name;
    const char *detail;
    cn_door_run *run;
} table_row;

#define SHAPE(name, about) {SECTION_SHAPE, 0, false, false, #name, "", NULL},
#define OPERATION(name, about)                                                 \
    {SECTION_OPERATION, 0, false, false, #name, "", cn_door_op_##name},
#define NEEDS(name, type, detail, about)                                       \
    {MEMBER, type, false, true, #name, detail, NULL},
#define NEEDS_LIST(name, type, detail, about)                                  \
    {MEMBER, type, true, true, #name, detail, NULL},
#define TAKES(name, type, detail, about)                                       \
    {MEMBER, type, false, false, #name, detail, NULL},
#define TAKES_LIST(name, type, detail, about)                                  \
    {MEMBER, type, true, false, #name, detail, NULL},
#define WITH(shape) {INCLUDED, 0, false, false, #shape, "", NULL},
#define ONE_OF(names) {JUST_ONE, 0, false, false, "", names, NULL},

static const table_row table[] = {
#include "door.def"
};

enum {
    NUM_ROWS = sizeof table / sizeof table[0]
};

static bool is_section(size_t row)
{
    return row >= NUM_ROWS || table[row].row == SECTION_SHAPE ||
           table[row].row == SECTION_OPERATION;
}

/* The row that begins a section; NUM_ROWS if there is none of that name. */
static size_t find_section(uint8_t kind, cn_span name)
{
    size_t row = 0;
    while (row < NUM_ROWS &&
           (table[row].row != kind ||
            !cn_span_equal(cn_span_str(table[row].name), name))) {
        row++;
    }
    return row;
}

/* The row of a member in the section at row; NULL if it has none. Shapes
   include shapes as deep as the table says. */
static const table_row *find_member(size_t row, cn_span name)
{
    const table_row *found = NULL;
    for (row++; !is_section(row) && found == NULL; row++) {
        const table_row *r = &table[row];
        if (r->row == INCLUDED) {
            found = find_member(
                find_section(SECTION_SHAPE, cn_span_str(r->name)), name);
        } else if (r->row == MEMBER &&
                   cn_span_equal(cn_span_str(r->name), name)) {
            found = r;
        }
    }
    return found;
}

/* ---- types ---- */

static bool is_object(const cn_json_node *n)
{
    return n->type == CN_JSON_OBJECT;
}

/* A string, or an object whose only member is "bytes", a string. */
static bool is_input(const cn_door *d, uint32_t node)
{
    const cn_json_node *n = cn_json_get(d->doc, node);
    uint32_t bytes = cn_json_find(d->doc, node, "bytes");
    return n->type == CN_JSON_STRING ||
           (is_object(n) && n->num == 1 && bytes != 0 &&
            cn_json_get(d->doc, bytes)->type == CN_JSON_STRING);
}

static const char *const due[] = {
    [TEXT] = "a string is due",
    [INT] = "a whole number within 2^53 is due",
    [BOOL] = "true or false is due",
    [DAY] = "a string, YYYY-MM-DD, is due",
    [TIME] = "a string, a time or a day, is due",
    [BYTES] = "a string, base64url, is due",
    [INPUT] = "a string, or {\"bytes\": base64url}, is due",
    [HEX] = "a string of hex digits is due",
    [WORD] = "a string is due",
    [OBJECT] = "an object is due",
    [JSON] = "an object is due"};

static bool is_of_type(const cn_door *d, uint8_t type, uint32_t node)
{
    const cn_json_node *n = cn_json_get(d->doc, node);
    int64_t v = 0;
    switch (type) {
    case INT:
        return cn_json_int(n, &v);
    case BOOL:
        return n->type == CN_JSON_TRUE || n->type == CN_JSON_FALSE;
    case INPUT:
        return is_input(d, node);
    case OBJECT:
    case JSON:
        return is_object(n);
    default:
        return n->type == CN_JSON_STRING;
    }
}

/* ---- objects ---- */

static void check_object(cn_door *d, uint32_t object, size_t section);

static void check_one(cn_door *d, const table_row *r, uint32_t node)
{
    if (!is_of_type(d, r->type, node)) {
        cn_door_fail(d, CARNET_JSON_VALUE, node, due[r->type]);
    } else if (r->type == OBJECT) {
        check_object(d, node,
                     find_section(SECTION_SHAPE, cn_span_str(r->detail)));
    }
}

static void check_value(cn_door *d, const table_row *r, uint32_t node)
{
    const cn_json_node *n = cn_json_get(d->doc, node);
    if (!r->is_list) {
        check_one(d, r, node);
        return;
    }
    if (n->type != CN_JSON_ARRAY) {
        cn_door_fail(d, CARNET_JSON_VALUE, node, "an array is due");
        return;
    }
    uint32_t element = node + 1;
    for (uint32_t i = 0; i < n->num && cn_door_good(d); i++) {
        check_one(d, r, element);
        element = cn_door_next(d, element);
    }
}

static void fail_missing(cn_door *d, uint32_t object, const char *name)
{
    if (cn_door_good(d)) {
        cn_door_fail(d, CARNET_JSON_MISSING, object, NULL);
        cn_problem_add(d->where.path, ".");
        cn_problem_add(d->where.path, name);
    }
}

/* Of the names in a row just one. */
static void check_just_one(cn_door *d, uint32_t object, const table_row *r)
{
    char first[24] = "";
    size_t num = 0;
    for (const char *at = r->detail; *at != '\0';) {
        size_t len = strcspn(at, " ");
        uint32_t node = cn_json_find_span(d->doc, object, cn_span_of(at, len));
        if (node != 0 && num++ > 0) {
            cn_door_fail(d, CARNET_JSON_MEMBER, node,
                         "what it takes the place of is there too");
        }
        if (first[0] == '\0' && len < sizeof first) {
            memcpy(first, at, len);
        }
        at += len + (at[len] == ' ');
    }
    if (num == 0) {
        fail_missing(d, object, first);
    }
}

/* That what the section at row needs is in an object. */
static void check_needs(cn_door *d, uint32_t object, size_t row)
{
    for (row++; !is_section(row); row++) {
        const table_row *r = &table[row];
        if (r->row == INCLUDED) {
            check_needs(d, object,
                        find_section(SECTION_SHAPE, cn_span_str(r->name)));
        } else if (r->row == JUST_ONE) {
            check_just_one(d, object, r);
        } else if (r->is_needed && cn_json_find(d->doc, object, r->name) == 0) {
            fail_missing(d, object, r->name);
        }
    }
}

/* An object against a section. Nested as deep as the table says, whatever the
   request is: no deeper than a list of anchored ones in a trust. */
static void check_object(cn_door *d, uint32_t object, size_t section)
{
    const cn_json_node *n = cn_json_get(d->doc, object);
    uint32_t key = object + 1;
    for (uint32_t i = 0; i < n->num && cn_door_good(d); i++) {
        cn_span name = cn_json_get(d->doc, key)->text;
        const table_row *r = find_member(section, name);
        if (r != NULL) {
            check_value(d, r, key + 1);
        } else if (object != 0 || !cn_span_equal(name, CN_SPAN_LIT("op"))) {
            cn_door_fail(d, CARNET_JSON_MEMBER, key + 1, NULL);
        }
        key = cn_door_next(d, key + 1);
    }
    check_needs(d, object, section);
}

cn_door_run *cn_door_check(cn_door *d)
{
    if (!is_object(cn_json_get(d->doc, 0))) {
        cn_door_fail(d, CARNET_JSON_VALUE, 0, due[OBJECT]);
        return NULL;
    }
    uint32_t op = cn_json_find(d->doc, 0, "op");
    if (op == 0) {
        fail_missing(d, 0, "op");
        return NULL;
    }
    const cn_json_node *n = cn_json_get(d->doc, op);
    size_t section = n->type == CN_JSON_STRING
                         ? find_section(SECTION_OPERATION, n->text)
                         : NUM_ROWS;
    if (section == NUM_ROWS) {
        cn_door_fail(d, CARNET_JSON_OPERATION, op, NULL);
        return NULL;
    }
    check_object(d, 0, section);
    return cn_door_good(d) ? table[section].run : NULL;
}
