/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Foreign vectors: the parsing suite, and awkward strings through writer and
 * reader and back.
 */
#include "json_support.h"

/* Narrowed here: RFC 8259 section 4 lets a key stand twice, we do not. */
static bool is_narrowed(cn_span name)
{
    return cn_span_starts(name, CN_SPAN_LIT("y_object_duplicated_key"));
}

/* Not one prefix but the whole, white space aside, may be taken. */
static void check_prefixes(cn_span input)
{
    uint8_t first = input.data[0];
    if (first != '[' && first != '{' && first != '"') {
        return; /* 12 is a prefix of 123 */
    }
    size_t end = input.len;
    while (end > 0 && strchr(" \t\r\n", input.data[end - 1]) != NULL) {
        end--;
    }
    for (size_t len = 0; len < end; len++) {
        read_text r = read_span(cn_span_of(input.data, len));
        assert_true(r.status != CARNET_OK);
        read_free(&r);
    }
}

/* Each node, taken from the text and written by itself, reads the same; the
   whole too, without its white space. */
static void assert_copies(const cn_json_doc *doc)
{
    uint32_t i = 0;
    for (const cn_json_node *n = cn_json_get(doc, 0); n != NULL && i < 500;
         n = cn_json_get(doc, ++i)) {
        cn_buf b;
        cn_json_writer w;
        cn_buf_init(&b);
        cn_json_begin(&w, &b, false);
        cn_json_value(&w, cn_json_source(doc, i));
        read_text r = read_span(cn_buf_span(&b));
        assert_status(r.status, CARNET_OK);
        assert_int_equal(cn_json_get(r.doc, 0)->type, n->type);
        assert_true(i != 0 || json_is_same(doc, r.doc));
        assert_span(cn_json_get(r.doc, 0)->text, n->text.data, n->text.len);
        read_free(&r);
        cn_buf_free(&b);
    }
}

static void check_entry(const cn_json_doc *doc, uint32_t i)
{
    cn_span name = test_member(doc, i, "name");
    uint32_t expect = cn_json_find(doc, i, "expect");
    bool accept = cn_json_is(cn_json_get(doc, expect), "accept");
    bool reject = cn_json_is(cn_json_get(doc, expect), "reject");
    if (is_narrowed(name)) {
        accept = false;
        reject = true;
    }
    cn_buf input = test_json_input(doc, i);
    read_text r = read_span(cn_buf_span(&input));
    bool taken = r.status == CARNET_OK;
    if ((accept && !taken) || (reject && taken)) {
        fail_msg("%.*s", (int)name.len, (const char *)name.data);
    }
    assert_true(taken || CARNET_STATUS_IS_JSON(r.status));
    if (taken) {
        assert_rewrites(r.doc);
        assert_copies(r.doc);
        check_prefixes(cn_buf_span(&input));
    }
    read_free(&r);
    cn_buf_free(&input);
}

static void parsing_suite_is_taken_and_refused_as_it_says(void **state)
{
    (void)state;
    test_json_parsing("json/parsing.json", check_entry);
}

static void check_awkward(cn_span s)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_json_writer w;
    cn_json_begin(&w, &b, true);
    cn_json_open_object(&w);
    cn_json_key_span(&w, s);
    cn_json_string(&w, s);
    cn_json_close_object(&w);
    read_text r = read_span(cn_buf_span(&b));
    assert_status(r.status, CARNET_OK);
    assert_span(cn_json_get(r.doc, 1)->text, s.data, s.len);
    assert_span(cn_json_get(r.doc, 2)->text, s.data, s.len);
    assert_rewrites(r.doc);
    char path[80];
    cn_json_path(r.doc, 2, path, sizeof path);
    for (size_t pos = 0; path[pos] != '\0';) {
        int32_t cp = cn_utf8_next(cn_span_of(path, strlen(path)), &pos);
        assert_true(cp >= 0 && !cn_utf8_is_control(cp));
    }
    read_free(&r);
    cn_buf_free(&b);
}

static void awkward_strings_go_there_and_back(void **state)
{
    (void)state;
    cn_buf text;
    cn_json_doc *doc = test_vector_json("text/strings.json", &text);
    size_t num = 0;
    const cn_json_node *n = cn_json_get(doc, 1);
    for (uint32_t i = 1; n != NULL; i = n->next, n = cn_json_get(doc, i)) {
        assert_int_equal(n->type, CN_JSON_STRING);
        check_awkward(n->text);
        num++;
    }
    test_count("text/strings.json", num);
    assert_int_equal(num, 245);
    assert_rewrites(doc);
    cn_json_free(doc);
    cn_buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parsing_suite_is_taken_and_refused_as_it_says),
        cmocka_unit_test(awkward_strings_go_there_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
