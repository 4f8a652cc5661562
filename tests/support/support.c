/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files, hex and vectors for the tests. Everything fails the running test
 * loudly; only an absent vector folder skips it.
 */
#define _POSIX_C_SOURCE 200809L
#include "support.h"

#include <sys/stat.h>

void *test_aligned(size_t size)
{
    void *block = NULL;
    assert_int_equal(posix_memalign(&block, 16, size), 0);
    return block;
}

cn_buf test_file(const char *path)
{
    cn_buf b;
    cn_buf_init(&b);
    FILE *f = fopen(path, "rb");
    if (f == NULL) {
        fail_msg("can't read %s", path);
    }
    uint8_t part[4096];
    size_t got;
    while ((got = fread(part, 1, sizeof part, f)) > 0) {
        cn_buf_put(&b, part, got);
    }
    fclose(f);
    assert_int_equal(b.status, CARNET_OK);
    return b;
}

static void join(char out[1024], const char *folder, const char *name)
{
    int n = snprintf(out, 1024, "%s/%s", folder, name);
    assert_true(n > 0 && n < 1024);
}

cn_buf test_data(const char *name)
{
    const char *folder = getenv("CARNET_TEST_DATA");
    char path[1024];
    join(path, folder != NULL ? folder : "tests/data", name);
    return test_file(path);
}

cn_span test_span_of(const carnet_buf *b)
{
    return cn_span_of(carnet_buf_data(b), carnet_buf_len(b));
}

cn_span test_take(cn_span *text, char end)
{
    const uint8_t *stop = memchr(text->data, end, text->len);
    assert_non_null(stop);
    cn_span taken = cn_span_of(text->data, (size_t)(stop - text->data));
    *text = cn_span_of(stop + 1, text->len - taken.len - 1);
    return taken;
}

/* Takes a row apart; gives where the next begins. */
static char *take_text(char *row, test_text *out)
{
    char *cells[4];
    char *end = strchr(row, '\n');
    assert_non_null(end);
    *end = '\0';
    for (size_t i = 0; i < 4; i++) {
        cells[i] = row;
        row = strchr(row, '\t');
        assert_int_equal(row != NULL, i < 3);
        if (row != NULL) {
            *row++ = '\0';
        }
    }
    out->about = cells[0];
    out->tells = strcmp(cells[1], "tells") == 0;
    assert_true(out->tells || strcmp(cells[1], "innocent") == 0);
    out->word = cells[2];
    out->text = cells[3];
    return end + 1;
}

void test_texts(const char *name, void (*check)(const test_text *t))
{
    size_t num[2] = {0, 0};
    cn_buf file = test_data(name);
    cn_buf_put_u8(&file, 0);
    assert_status(file.status, CARNET_OK);
    char *row = (char *)file.data;
    while (*row != '\0') {
        test_text text;
        if (*row == '#') {
            row = strchr(row, '\n') + 1;
            continue;
        }
        row = take_text(row, &text);
        check(&text);
        num[text.tells ? 1 : 0]++;
    }
    test_count(name, num[0] + num[1]);
    assert_true(num[0] >= 30 && num[1] >= 30);
    cn_buf_free(&file);
}

cn_buf test_vector(const char *name)
{
    const char *folder = getenv("CARNET_VECTORS");
    if (folder == NULL || folder[0] == '\0') {
        folder = "../shared/vectors";
    }
    struct stat st;
    if (stat(folder, &st) != 0) {
        fprintf(stderr, "vectors skipped: no folder %s\n", folder);
        skip();
    }
    char path[1024];
    join(path, folder, name);
    return test_file(path);
}

cn_json_doc *test_vector_json(const char *name, cn_buf *text)
{
    *text = test_vector(name);
    cn_json_doc *doc = NULL;
    cn_problem where;
    memset(&where, 0, sizeof where);
    if (cn_json_read(&doc, &where, cn_buf_span(text)) != CARNET_OK) {
        fail_msg("%s: %s at %zu", name, carnet_status_name(where.status),
                 where.offset);
    }
    return doc;
}

static int nibble(uint8_t c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    fail_msg("not hex: %c", c);
    return -1;
}

cn_buf test_hex(cn_span hex)
{
    cn_buf b;
    cn_buf_init(&b);
    assert_int_equal(hex.len % 2, 0);
    for (size_t i = 0; i < hex.len; i += 2) {
        int high = nibble(hex.data[i]);
        cn_buf_put_u8(&b, (uint8_t)(high * 16 + nibble(hex.data[i + 1])));
    }
    assert_int_equal(b.status, CARNET_OK);
    return b;
}

cn_buf test_hex_str(const char *hex)
{
    return test_hex(cn_span_of(hex, strlen(hex)));
}

cn_span test_member(const cn_json_doc *doc, uint32_t i, const char *key)
{
    uint32_t at = cn_json_find(doc, i, key);
    if (at == 0) {
        fail_msg("no member %s", key);
    }
    return cn_json_get(doc, at)->text;
}

static void say_count(const char *name, size_t num, const char *what)
{
    fprintf(stderr, "%s: %zu%s\n", name, num, what);
    assert_true(num > 0);
}

void test_count(const char *name, size_t num)
{
    say_count(name, num, " cases");
}

void test_count_published(const char *name, size_t num)
{
    say_count(name, num, " vectors");
}

void test_count_other(const char *name, size_t num)
{
    say_count(name, num, "");
}

cn_buf test_json_input(const cn_json_doc *doc, uint32_t i)
{
    uint32_t repeat = cn_json_find(doc, i, "repeat");
    cn_buf part = test_hex(test_member(doc, repeat != 0 ? repeat : i, "hex"));
    if (repeat == 0) {
        return part;
    }
    int64_t count = 0;
    uint32_t at = cn_json_find(doc, repeat, "count");
    assert_true(cn_json_int(cn_json_get(doc, at), &count));
    cn_buf whole;
    cn_buf_init(&whole);
    for (int64_t n = 0; n < count; n++) {
        cn_buf_put_span(&whole, cn_buf_span(&part));
    }
    cn_buf_free(&part);
    return whole;
}

void test_json_parsing(const char *counted,
                       void (*check)(const cn_json_doc *doc, uint32_t i))
{
    cn_buf text;
    cn_json_doc *doc = test_vector_json("json/parsing.json", &text);
    size_t num = 0;
    const cn_json_node *n = cn_json_get(doc, 1);
    for (uint32_t i = 1; n != NULL; i = n->next, n = cn_json_get(doc, i)) {
        check(doc, i);
        num++;
    }
    test_count_published(counted, num);
    assert_int_equal(num, 167);
    cn_json_free(doc);
    cn_buf_free(&text);
}
