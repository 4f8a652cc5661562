/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Asking a document: members, integers, lines, paths.
 */
#include "json_support.h"

static void finds_members_of_objects_alone(void **state)
{
    (void)state;
    read_text r =
        read_str("{\"a\":{\"b\":1,\"c\":2},\"b\":[{\"a\":3}],\"c\":4}");
    assert_int_equal(cn_json_find(r.doc, 0, "a"), 2);
    assert_int_equal(cn_json_find(r.doc, 0, "b"), 8);
    assert_int_equal(cn_json_find(r.doc, 0, "c"), 13);
    assert_int_equal(cn_json_find(r.doc, 0, "d"), 0);
    assert_int_equal(cn_json_find(r.doc, 0, ""), 0);
    assert_int_equal(cn_json_find(r.doc, 2, "c"), 6);
    assert_int_equal(cn_json_find(r.doc, 2, "a"), 0);
    assert_int_equal(cn_json_find(r.doc, 8, "a"), 0);  /* an array */
    assert_int_equal(cn_json_find(r.doc, 4, "b"), 0);  /* a number */
    assert_int_equal(cn_json_find(r.doc, 99, "a"), 0); /* nothing */
    assert_true(cn_json_is(cn_json_get(r.doc, 1), "a"));
    assert_false(cn_json_is(cn_json_get(r.doc, 1), "b"));
    assert_false(cn_json_is(cn_json_get(r.doc, 4), "1"));
    read_free(&r);
}

static void assert_source(const read_text *r, uint32_t i, const char *text)
{
    assert_span(cn_json_source(r->doc, i), text, strlen(text));
}

static void gives_a_node_as_it_stands_in_the_text(void **state)
{
    (void)state;
    read_text r = read_str(" { \"a\" : [ 1.50, \"}\\\"]\\u0041\" , {} ] ,"
                           "\"b\":null,\"c\":[true,false, -2e3]} ");
    assert_source(&r, 0,
                  "{ \"a\" : [ 1.50, \"}\\\"]\\u0041\" , {} ] ,"
                  "\"b\":null,\"c\":[true,false, -2e3]}");
    assert_source(&r, 1, "\"a\"");
    assert_source(&r, 2, "[ 1.50, \"}\\\"]\\u0041\" , {} ]");
    assert_source(&r, 3, "1.50");
    assert_source(&r, 4, "\"}\\\"]\\u0041\"");
    assert_source(&r, 5, "{}");
    assert_source(&r, 7, "null");
    assert_source(&r, 9, "[true,false, -2e3]");
    assert_source(&r, 10, "true");
    assert_source(&r, 11, "false");
    assert_source(&r, 12, "-2e3");
    read_free(&r);
}

static void check_int(const char *text, bool is_int, int64_t expected)
{
    read_text r = read_str(text);
    int64_t v = 77;
    assert_status(r.status, CARNET_OK);
    assert_true(cn_json_int(cn_json_get(r.doc, 0), &v) == is_int);
    assert_true(v == (is_int ? expected : 77));
    read_free(&r);
}

static void an_integer_has_no_fraction_and_fits_53_bits(void **state)
{
    (void)state;
    check_int("0", true, 0);
    check_int("-0", true, 0);
    check_int("-17", true, -17);
    check_int("9007199254740991", true, 9007199254740991);
    check_int("-9007199254740991", true, -9007199254740991);
    check_int("9007199254740992", false, 0);
    check_int("-9007199254740992", false, 0);
    check_int("18446744073709551616", false, 0);
    check_int("100000000000000000000000", false, 0);
    check_int("1.0", false, 0);
    check_int("1e2", false, 0);
    check_int("\"1\"", false, 0);
    check_int("true", false, 0);
}

static void counts_lines_from_one(void **state)
{
    (void)state;
    read_text r = read_str("[\n1,\r\n\n2]");
    assert_int_equal(cn_json_line(r.doc, 0), 1);
    assert_int_equal(cn_json_line(r.doc, 1), 1);
    assert_int_equal(cn_json_line(r.doc, 2), 2);
    assert_int_equal(cn_json_line(r.doc, 6), 3);
    assert_int_equal(cn_json_line(r.doc, 7), 4);
    assert_int_equal(cn_json_line(r.doc, SIZE_MAX), 4);
    read_free(&r);
}

static void a_path_leads_to_each_node(void **state)
{
    (void)state;
    static const char *const paths[] = {"$",
                                        "$.a",
                                        "$.a",
                                        "$.a[0]",
                                        "$.a[1]",
                                        "$.a[1].b_2",
                                        "$.a[1].b_2",
                                        "$.a[2]",
                                        "$[\"odd key\"]",
                                        "$[\"odd key\"]",
                                        "$[\"\"]",
                                        "$[\"\"]",
                                        "$[\"1x\"]",
                                        "$[\"1x\"]",
                                        "$[\"\\u202e\\\"\"]",
                                        "$[\"\\u202e\\\"\"]"};
    read_text r = read_str("{\"a\":[1,{\"b_2\":2},[]],\"odd key\":3,"
                           "\"\":4,\"1x\":5,\"\\u202e\\\"\":6}");
    assert_status(r.status, CARNET_OK);
    for (uint32_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        char path[100];
        cn_json_path(r.doc, i, path, sizeof path);
        assert_string_equal(path, paths[i]);
    }
    read_free(&r);
}

static void a_path_is_cut_to_fit(void **state)
{
    (void)state;
    read_text r = read_str("{\"abcdef\":{\"ghijkl\":[7]}}");
    const char *whole = "$.abcdef.ghijkl[0]";
    for (size_t cap = 1; cap < 30; cap++) {
        char path[30];
        memset(path, 'x', sizeof path);
        cn_json_path(r.doc, 5, path, cap);
        size_t len = strlen(path);
        assert_true(len < cap);
        if (cap > strlen(whole)) {
            assert_string_equal(path, whole);
        } else if (cap > 4) {
            assert_int_equal(len, cap - 1);
            assert_memory_equal(path, whole, len - 3);
            assert_string_equal(path + len - 3, "...");
        }
    }
    char untouched = 'x';
    cn_json_path(r.doc, 5, &untouched, 0);
    assert_int_equal(untouched, 'x');
    read_free(&r);
}

static void a_long_key_does_not_make_a_long_path(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_str(&b, "{\"");
    for (size_t i = 0; i < 100000; i++) {
        cn_buf_put_str(&b, "\xc3\xa4");
    }
    cn_buf_put_str(&b, "\":1}");
    read_text r = read_span(cn_buf_span(&b));
    for (size_t cap = 5; cap < 40; cap++) {
        char path[40];
        cn_json_path(r.doc, 2, path, cap);
        cn_span s = cn_span_of(path, strlen(path));
        assert_true(s.len < cap);
        assert_int_equal(cn_utf8_valid_prefix(s), s.len);
        assert_string_equal(path + s.len - 3, "...");
    }
    read_free(&r);
    cn_buf_free(&b);
}

static void a_path_without_memory_is_no_crash(void **state)
{
    (void)state;
    read_text r = read_str("[[1]]");
    char path[20];
    test_mem_fail_at(1);
    cn_json_path(r.doc, 2, path, sizeof path);
    test_mem_fail_at(0);
    assert_true(strlen(path) < sizeof path);
    cn_json_path(r.doc, 2, path, sizeof path);
    assert_string_equal(path, "$[0][0]");
    cn_json_path(r.doc, 99, path, sizeof path);
    assert_string_equal(path, "$");
    read_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_members_of_objects_alone),
        cmocka_unit_test(gives_a_node_as_it_stands_in_the_text),
        cmocka_unit_test(an_integer_has_no_fraction_and_fits_53_bits),
        cmocka_unit_test(counts_lines_from_one),
        cmocka_unit_test(a_path_leads_to_each_node),
        cmocka_unit_test(a_path_is_cut_to_fit),
        cmocka_unit_test(a_long_key_does_not_make_a_long_path),
        cmocka_unit_test(a_path_without_memory_is_no_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
