/* SPDX-License-Identifier: Apache-2.0 */
/* Runs the shared vectors of the JSON door. */
#include "door_vectors.h"

#include <dirent.h>

#define FOLDER "../vectors/door"

typedef test_door_place place;
typedef test_door_run run;

static const cn_json_node *node(place p)
{
    return cn_json_get(p.doc, p.i);
}

/* The only member of an object that has this key; 0 for anything else. */
static uint32_t only_member(place p, const char *key)
{
    const cn_json_node *n = node(p);
    return n->type == CN_JSON_OBJECT && n->num == 1
               ? cn_json_find(p.doc, p.i, key)
               : 0;
}

/* ---- quoting: {"$from": [step, key or index, ...]} ---- */

static place step_into(place at, place key)
{
    int64_t index = 0;
    if (!cn_json_int(node(key), &index)) {
        at.i = cn_json_find_span(at.doc, at.i, node(key)->text);
        assert_true(at.i != 0);
        return at;
    }
    assert_true(node(at)->type == CN_JSON_ARRAY && index >= 0 &&
                index < node(at)->num);
    for (at.i++; index > 0; index--) {
        at.i = node(at)->next;
    }
    return at;
}

static place quoted(const run *r, place path)
{
    int64_t step = 0;
    uint32_t num = node(path)->num;
    path.i++;
    assert_true(cn_json_int(node(path), &step) && step >= 0 &&
                (size_t)step < r->num);
    place at = {r->doc[step], 0};
    for (uint32_t n = 1; n < num; n++) {
        path.i = node(path)->next;
        at = step_into(at, path);
    }
    return at;
}

/* ---- requests ---- */

static void put_request(cn_json_writer *w, const run *r, place p)
{
    const cn_json_node *n = node(p);
    bool is_object = n->type == CN_JSON_OBJECT;
    uint32_t from = only_member(p, "$from");
    if (from != 0) {
        place q = quoted(r, (place){p.doc, from});
        cn_json_value(w, cn_json_source(q.doc, q.i));
        return;
    }
    if (!is_object && n->type != CN_JSON_ARRAY) {
        cn_json_value(w, cn_json_source(p.doc, p.i));
        return;
    }
    is_object ? cn_json_open_object(w) : cn_json_open_array(w);
    place child = {p.doc, p.i + 1};
    for (uint32_t k = 0; k < n->num; k++) {
        if (is_object) {
            cn_json_key_span(w, node(child)->text);
            child.i++;
        }
        put_request(w, r, child);
        child.i = node(child)->next;
    }
    is_object ? cn_json_close_object(w) : cn_json_close_array(w);
}

/* "request", or what is no JSON in "text" or "hex". */
static cn_buf make_request(const run *r, place step)
{
    uint32_t request = cn_json_find(step.doc, step.i, "request");
    uint32_t text = cn_json_find(step.doc, step.i, "text");
    cn_buf b;
    cn_json_writer w;
    cn_buf_init(&b);
    cn_json_begin(&w, &b, false);
    if (request != 0) {
        put_request(&w, r, (place){step.doc, request});
    } else if (text != 0) {
        cn_buf_put_span(&b, cn_json_get(step.doc, text)->text);
    } else {
        return test_hex(test_member(step.doc, step.i, "hex"));
    }
    assert_status(b.status, CARNET_OK);
    return b;
}

/* ---- replies ---- */

static bool is_all(cn_span s, const char *of)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.data[i] == 0 || strchr(of, s.data[i]) == NULL) {
            return false;
        }
    }
    return true;
}

#define HEX "0123456789abcdef"
#define BASE64URL                                                              \
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

/* {"$any": what}. */
static bool is_any(const cn_json_node *what, place actual)
{
    const cn_json_node *n = node(actual);
    int64_t v = 0;
    if (n->type != CN_JSON_STRING) {
        return (cn_json_is(what, "integer") && cn_json_int(n, &v)) ||
               (cn_json_is(what, "object") && n->type == CN_JSON_OBJECT) ||
               (cn_json_is(what, "array") && n->type == CN_JSON_ARRAY);
    }
    return cn_json_is(what, "string") ||
           (cn_json_is(what, "hex") && is_all(n->text, HEX)) ||
           (cn_json_is(what, "base64url") && is_all(n->text, BASE64URL));
}

static bool matches(const run *r, place expected, place actual);

static bool members_match(const run *r, place expected, place actual)
{
    const cn_json_node *n = node(expected);
    place key = {expected.doc, expected.i + 1};
    for (uint32_t k = 0; k < n->num; k++) {
        place value = {key.doc, key.i + 1};
        place other = {actual.doc, cn_json_find_span(actual.doc, actual.i,
                                                     node(key)->text)};
        if (other.i == 0 || !matches(r, value, other)) {
            return false;
        }
        key.i = node(value)->next;
    }
    return true;
}

static bool elements_match(const run *r, place expected, place actual)
{
    uint32_t num = node(expected)->num;
    expected.i++;
    actual.i++;
    for (uint32_t k = 0; k < num; k++) {
        if (!matches(r, expected, actual)) {
            return false;
        }
        expected.i = node(expected)->next;
        actual.i = node(actual)->next;
    }
    return true;
}

static bool matches(const run *r, place expected, place actual)
{
    const cn_json_node *e = node(expected);
    const cn_json_node *a = node(actual);
    uint32_t any = only_member(expected, "$any");
    uint32_t from = only_member(expected, "$from");
    if (any != 0) {
        return is_any(cn_json_get(expected.doc, any), actual);
    }
    if (from != 0) {
        expected = quoted(r, (place){expected.doc, from});
        e = node(expected);
    }
    if (e->type != a->type || e->num != a->num) {
        return false;
    }
    return e->type == CN_JSON_OBJECT  ? members_match(r, expected, actual)
           : e->type == CN_JSON_ARRAY ? elements_match(r, expected, actual)
                                      : cn_span_equal(e->text, a->text);
}

bool test_door_is_due(const test_door_step *s, cn_span reply)
{
    place due = {s->step.doc, cn_json_find(s->step.doc, s->step.i, "reply")};
    cn_json_doc *doc = NULL;
    assert_true(due.i != 0);
    assert_status(cn_json_read(&doc, NULL, reply), CARNET_OK);
    bool is_due = matches(s->run, due, (place){doc, 0});
    cn_json_free(doc);
    return is_due;
}

/* ---- cases ---- */

static void ask(run *r, place step, void (*asked)(const test_door_step *s))
{
    assert_true(r->num < TEST_DOOR_STEPS);
    cn_buf request = make_request(r, step);
    test_door_step s = {r, step, cn_buf_span(&request)};
    carnet_buf **reply = &r->reply[r->num];
    assert_status(carnet_json(request.data, request.len, reply), CARNET_OK);
    cn_span text = test_span_of(*reply);
    assert_status(cn_json_read(&r->doc[r->num++], NULL, text), CARNET_OK);
    if (!test_door_is_due(&s, text)) {
        fail_msg("%s, step %zu: %.*s\n got %.*s", r->name, r->num - 1,
                 (int)request.len, (const char *)request.data, (int)text.len,
                 (const char *)text.data);
    }
    if (asked != NULL) {
        asked(&s);
    }
    cn_buf_free(&request);
}

static size_t run_case(place c, void (*asked)(const test_door_step *s))
{
    run r = {.num = 0};
    char name[128];
    cn_span span = test_member(c.doc, c.i, "name");
    snprintf(name, sizeof name, "%.*s", (int)span.len, (const char *)span.data);
    r.name = name;
    place step = {c.doc, cn_json_find(c.doc, c.i, "steps")};
    uint32_t num = node(step)->num;
    assert_true(num > 0);
    step.i++;
    for (uint32_t n = 0; n < num; n++) {
        ask(&r, step, asked);
        step.i = node(step)->next;
    }
    for (size_t n = 0; n < r.num; n++) {
        cn_json_free(r.doc[n]);
        carnet_buf_free(r.reply[n]);
    }
    return num;
}

size_t test_door_file(const char *name, void (*asked)(const test_door_step *s))
{
    char path[300];
    snprintf(path, sizeof path, FOLDER "/%s", name);
    cn_buf text = test_data(path);
    cn_json_doc *doc = NULL;
    assert_status(cn_json_read(&doc, NULL, cn_buf_span(&text)), CARNET_OK);
    place c = {doc, cn_json_find(doc, 0, "cases")};
    uint32_t num = node(c)->num;
    size_t steps = 0;
    c.i++;
    for (uint32_t n = 0; n < num; n++) {
        steps += run_case(c, asked);
        c.i = node(c)->next;
    }
    cn_json_free(doc);
    cn_buf_free(&text);
    return steps;
}

void test_door_files(void (*run_it)(const char *name))
{
    char folder[1024];
    const char *data = getenv("CARNET_TEST_DATA");
    snprintf(folder, sizeof folder, "%s/" FOLDER,
             data != NULL ? data : "tests/data");
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    for (struct dirent *e = readdir(dir); e != NULL; e = readdir(dir)) {
        size_t len = strlen(e->d_name);
        if (len > 5 && strcmp(e->d_name + len - 5, ".json") == 0) {
            run_it(e->d_name);
        }
    }
    closedir(dir);
}
