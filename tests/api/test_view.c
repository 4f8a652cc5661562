/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The merged view by the page that says its rules: each example of
 * docs/spec/view.md is made, verified in every order of its credentials, and
 * all rows compared.
 */
#include "made.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    MOST_LINES = 8, /* entries of an example */
    MOST_PAGES = 4, /* credentials of one */
    ROOM = 4096,    /* bytes of its rows */
    STRANGER = 9,   /* a key that nobody trusts */
    LEAST_EXAMPLES = 20
};

typedef struct {
    uint8_t issuer;
    int32_t day;
    int32_t until; /* 0: none */
    char json[512];
} told;

typedef struct {
    size_t line; /* of the page, from 1 */
    told lines[MOST_LINES];
    size_t num;
    int32_t on;
    bool persons; /* they are told, and so are rows */
    char rows[ROOM];
} example;

/* ---- reading the page ---- */

static FILE *open_page(void)
{
    char path[1024];
    const char *data = getenv("CARNET_TEST_DATA");
    assert_non_null(data);
    (void)snprintf(path, sizeof path, "%s/../../docs/spec/view.md", data);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    return f;
}

static int32_t day_of(const char *text)
{
    int32_t day = 0;
    assert_true(cn_days_parse(cn_span_of(text, 10), &day));
    return day;
}

/* "A 2024-01-10..2024-06-30 {...}" */
static void take_told(example *e, const char *line)
{
    told *t = &e->lines[e->num++];
    assert_true(e->num <= MOST_LINES);
    t->issuer = line[0] == 'X' ? STRANGER : (uint8_t)(line[0] - 'A' + 1);
    t->day = day_of(line + 2);
    t->until = strncmp(line + 12, "..", 2) == 0 ? day_of(line + 14) : 0;
    const char *json = strchr(line, '{');
    assert_non_null(json);
    assert_true(strlen(json) < sizeof t->json);
    (void)snprintf(t->json, sizeof t->json, "%s", json);
    e->persons = e->persons || strstr(json, "\"kind\":\"person\"") != NULL;
}

/* The next example; false past the last. */
static bool read_example(example *e, FILE *f, size_t *num_lines)
{
    char line[1024];
    bool inside = false;
    memset(e, 0, sizeof *e);
    while (fgets(line, sizeof line, f) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        ++*num_lines;
        if (strcmp(line, "```view") == 0) {
            inside = true;
            e->line = *num_lines;
        } else if (inside && strcmp(line, "```") == 0) {
            return true;
        } else if (inside && strncmp(line, "on ", 3) == 0) {
            e->on = day_of(line + 3);
        } else if (inside && isupper((unsigned char)line[0])) {
            take_told(e, line);
        } else if (inside) {
            assert_true(strlen(e->rows) + strlen(line) + 2 < ROOM);
            strcat(e->rows, line);
            strcat(e->rows, "\n");
        }
    }
    assert_false(inside);
    return false;
}

/* ---- making its passport ---- */

/* The tag of the entry of line n, as an issuer finds it: from a passport. */
static void find_tag(char out[16], const example *e, size_t n);

/* The entry of a line, its reference to line 1 being a tag. */
static void add_entry(test_credential *c, const example *e, size_t n)
{
    char json[600];
    char tag[16] = "";
    const char *mark = strstr(e->lines[n].json, "#1");
    if (mark == NULL) {
        (void)snprintf(json, sizeof json, "%s", e->lines[n].json);
    } else {
        find_tag(tag, e, 0);
        (void)snprintf(json, sizeof json, "%.*s%s%s",
                       (int)(mark - e->lines[n].json), e->lines[n].json, tag,
                       mark + 2);
    }
    bool person = strstr(json, "\"kind\":\"person\"") != NULL;
    test_add_json(c, person ? CN_API_DESK : CN_API_CLINIC, json);
}

static bool is_same_page(const told *a, const told *b)
{
    return a->issuer == b->issuer && a->day == b->day;
}

/* The credential that line n begins; *num_out: its lines. */
static test_credential *make_page(const example *e, size_t n, size_t *num_out)
{
    const told *t = &e->lines[n];
    test_credential *c = test_begin(t->issuer);
    size_t num = 0;
    c->claims.day = (uint32_t)t->day;
    c->claims.has_valid = t->until > 0;
    c->claims.valid = t->until > 0 ? (uint32_t)(t->until - t->day) : 0;
    c->root_seed[0] = (uint8_t)n;
    bool named = false;
    while (n + num < e->num && is_same_page(t, &e->lines[n + num])) {
        named = named ||
                strstr(e->lines[n + num].json, "\"kind\":\"person\"") != NULL;
        num++;
    }
    if (!named) {
        test_add_json(c, CN_API_DESK,
                      "{\"kind\":\"person\",\"name\":\"Awa Ndoye\","
                      "\"birth_date\":\"1990-02-28\"}");
    }
    for (size_t i = 0; i < num; i++) {
        add_entry(c, e, n + i);
    }
    test_sign(c);
    *num_out = num;
    return c;
}

static void find_tag(char out[16], const example *e, size_t n)
{
    carnet_history *h = NULL;
    uint32_t tag = 0;
    size_t num = 0;
    test_credential *c = make_page(e, n, &num);
    cn_buf file = test_file_of(c);
    carnet_verdict *v =
        test_verify_at(cn_buf_span(&file), INT64_C(86400) * e->on);
    assert_status(carnet_history_new(&h, v), CARNET_OK);
    assert_status(carnet_history_get_tag(&tag, h, 0, 1), CARNET_OK);
    (void)snprintf(out, 16, "leaf:%08x", (unsigned)tag);
    carnet_history_free(h);
    carnet_verify_free(v);
    cn_buf_free(&file);
    test_end(c);
}

/* ---- its rows, as the page writes them ---- */

typedef struct {
    char *out;
    size_t len;
} lines;

static void put(lines *l, const char *text)
{
    size_t len = strlen(text);
    assert_true(l->len + len + 1 < ROOM);
    memcpy(l->out + l->len, text, len + 1);
    l->len += len;
}

static void put_number(lines *l, const char *before, size_t n)
{
    char text[48];
    (void)snprintf(text, sizeof text, "%s%zu", before, n);
    put(l, text);
}

static const char *const states[] = {"", " active", " uncertain", " later",
                                     " past"};
static const char *const whys[] = {
    "",         " stands",   " status", " ended",     " begins", " date",
    " overdue", " happened", " differ", " not_asked", " beyond"};
static const char *const clashes[] = {"", " status", " value", " dose",
                                      " none_known"};

/* Who says it, in the order of letters. */
static void put_tellers(lines *l, const carnet_view *view,
                        const carnet_verdict *v, size_t row)
{
    for (int32_t key = 0; key < TEST_NUM_KEYS; key++) {
        for (size_t n = 0; n < carnet_view_num_tellings(view, row); n++) {
            const carnet_entry *e = NULL;
            size_t credential = 0;
            char name[3] = {' ', (char)('A' + key), '\0'};
            assert_status(
                carnet_view_get_telling(&e, &credential, view, row, n),
                CARNET_OK);
            if (carnet_verify_key_index(v, credential) == key) {
                put(l, name);
            }
        }
    }
}

static void put_row(lines *l, const example *x, const carnet_view *view,
                    const carnet_verdict *v, size_t row)
{
    const carnet_entry *e = NULL;
    assert_status(carnet_view_get_telling(&e, NULL, view, row, 0), CARNET_OK);
    int32_t kind = carnet_record_entry_kind(e);
    if (kind == CARNET_KIND_PERSON && !x->persons) {
        return;
    }
    put(l, "  ");
    put(l, carnet_record_kind_name(kind));
    put(l, states[carnet_view_row_state(view, row)]);
    put(l, whys[carnet_view_row_why(view, row)]);
    put_tellers(l, view, v, row);
    put(l, carnet_view_row_accepted(view, row) ? "" : " review");
    if (carnet_view_row_clash(view, row) > 0) {
        put_number(l, " clash ", carnet_view_row_clash_number(view, row));
        put(l, clashes[carnet_view_row_clash(view, row)]);
    }
    put(l, "\n");
}

static void put_rows(lines *l, const example *x, const carnet_view *view,
                     const carnet_verdict *v)
{
    for (size_t row = 0; row < carnet_view_num_rows(view); row++) {
        put_row(l, x, view, v, row);
    }
    if (carnet_view_num_replaced(view) > 0) {
        put_number(l, "  replaced ", carnet_view_num_replaced(view));
        put(l, "\n");
    }
}

/* ---- in every order ---- */

typedef struct {
    const example *x;
    test_credential *pages[MOST_PAGES];
    size_t num;
    carnet_buf *json; /* of the first order */
} run;

static void compare(run *r, carnet_verdict *v)
{
    char rows[ROOM] = "";
    lines l = {rows, 0};
    carnet_view *view = NULL;
    carnet_buf *json = NULL;
    assert_status(carnet_view_new_day(&view, v, r->x->on), CARNET_OK);
    put_rows(&l, r->x, view, v);
    if (strcmp(rows, r->x->rows) != 0) {
        fail_msg("view.md:%zu:\n%sis expected, not\n%s", r->x->line, r->x->rows,
                 rows);
    }
    assert_status(carnet_view_json(&json, view, 1), CARNET_OK);
    test_blank_pages(json);
    if (r->json == NULL) {
        r->json = json;
    } else {
        assert_string_equal((const char *)carnet_buf_data(json),
                            (const char *)carnet_buf_data(r->json));
        carnet_buf_free(json);
    }
    carnet_view_free(view);
}

static void verify(run *r, const size_t *order)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, r->num);
    for (size_t i = 0; i < r->num; i++) {
        test_put_credential(&b, r->pages[order[i]], TEST_ALL, true);
    }
    cn_buf file = test_as_file(cn_buf_span(&b));
    carnet_verdict *v =
        test_verify_at(cn_buf_span(&file), INT64_C(86400) * r->x->on + 43200);
    assert_status(carnet_verify_reason(v), CARNET_OK);
    compare(r, v);
    carnet_verify_free(v);
    cn_buf_free(&file);
    cn_buf_free(&b);
}

/* All orders, by Heap's way: it swaps two at a time. */
static void verify_all(run *r)
{
    size_t order[MOST_PAGES] = {0, 1, 2, 3};
    size_t count[MOST_PAGES] = {0};
    verify(r, order);
    for (size_t i = 0; i < r->num;) {
        if (count[i] < i) {
            size_t k = i % 2 == 0 ? 0 : count[i];
            size_t kept = order[k];
            order[k] = order[i];
            order[i] = kept;
            verify(r, order);
            count[i]++;
            i = 0;
        } else {
            count[i++] = 0;
        }
    }
}

static void check(const example *x)
{
    run r = {.x = x};
    for (size_t i = 0; i < x->num;) {
        size_t num = 0;
        assert_true(r.num < MOST_PAGES);
        r.pages[r.num++] = make_page(x, i, &num);
        i += num;
    }
    verify_all(&r);
    for (size_t i = 0; i < r.num; i++) {
        test_end(r.pages[i]);
    }
    carnet_buf_free(r.json);
}

static void the_page_says_what_the_view_does(void **state)
{
    (void)state;
    FILE *f = open_page();
    example *x = calloc(1, sizeof *x);
    size_t num_lines = 0;
    size_t num = 0;
    assert_non_null(x);
    while (read_example(x, f, &num_lines)) {
        check(x);
        num++;
    }
    assert_true(num >= LEAST_EXAMPLES);
    free(x);
    (void)fclose(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_says_what_the_view_does),
    };
    return cmocka_run_group_tests_name("api_view", tests, NULL, NULL);
}
