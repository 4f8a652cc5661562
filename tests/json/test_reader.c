/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The strict reader: structure, places of refusals, limits on both sides,
 * memory that runs out.
 */
#include "json_support.h"

static void nodes_lie_flat_in_the_order_of_the_text(void **state)
{
    (void)state;
    read_text r = read_str(" {\"a\": [1, {}], \"b\": null}");
    static const struct {
        cn_json_type type;
        size_t offset;
        uint32_t num;
        uint32_t next;
        uint32_t parent;
    } rows[] = {{CN_JSON_OBJECT, 1, 2, 7, 0},  {CN_JSON_STRING, 2, 0, 2, 0},
                {CN_JSON_ARRAY, 7, 2, 5, 0},   {CN_JSON_NUMBER, 8, 0, 4, 2},
                {CN_JSON_OBJECT, 11, 0, 5, 2}, {CN_JSON_STRING, 16, 0, 6, 0},
                {CN_JSON_NULL, 21, 0, 7, 0}};
    assert_status(r.status, CARNET_OK);
    for (uint32_t i = 0; i < 7; i++) {
        const cn_json_node *n = cn_json_get(r.doc, i);
        assert_non_null(n);
        assert_int_equal(n->type, rows[i].type);
        assert_int_equal(n->offset, rows[i].offset);
        assert_int_equal(n->num, rows[i].num);
        assert_int_equal(n->next, rows[i].next);
        assert_int_equal(n->parent, rows[i].parent);
    }
    assert_null(cn_json_get(r.doc, 7));
    read_free(&r);
}

static void takes_every_kind_of_value(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        cn_json_type type;
    } rows[] = {{"null", CN_JSON_NULL},          {"false", CN_JSON_FALSE},
                {" true ", CN_JSON_TRUE},        {"-0.5e+7", CN_JSON_NUMBER},
                {"\t\"x\"\r\n", CN_JSON_STRING}, {"[ ]", CN_JSON_ARRAY},
                {"{ }", CN_JSON_OBJECT}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        read_text r = read_str(rows[i].text);
        assert_status(r.status, CARNET_OK);
        assert_int_equal(cn_json_get(r.doc, 0)->type, rows[i].type);
        assert_rewrites(r.doc);
        read_free(&r);
    }
}

typedef struct {
    const char *text;
    carnet_status status;
    size_t offset;
} row;

static void refuses_what_is_no_json(void **state)
{
    (void)state;
    static const row rows[] = {
        {"", CARNET_JSON_SYNTAX, 0},
        {"  ", CARNET_JSON_SYNTAX, 2},
        {"nul", CARNET_JSON_SYNTAX, 0},
        {"True", CARNET_JSON_SYNTAX, 0},
        {"'a'", CARNET_JSON_SYNTAX, 0},
        {"[", CARNET_JSON_SYNTAX, 1},
        {"[1", CARNET_JSON_SYNTAX, 2},
        {"[1 2]", CARNET_JSON_SYNTAX, 3},
        {"[1,]", CARNET_JSON_SYNTAX, 3},
        {"[,1]", CARNET_JSON_SYNTAX, 1},
        {"[1}", CARNET_JSON_SYNTAX, 2},
        {"]", CARNET_JSON_SYNTAX, 0},
        {"{", CARNET_JSON_SYNTAX, 1},
        {"{a:1}", CARNET_JSON_SYNTAX, 1},
        {"{\"a\"}", CARNET_JSON_SYNTAX, 4},
        {"{\"a\" 1}", CARNET_JSON_SYNTAX, 5},
        {"{\"a\":}", CARNET_JSON_SYNTAX, 5},
        {"{\"a\":1,}", CARNET_JSON_SYNTAX, 7},
        {"{\"a\":1]", CARNET_JSON_SYNTAX, 6},
        {"{\"a\":1 \"b\":2}", CARNET_JSON_SYNTAX, 7},
        {"{1:2}", CARNET_JSON_SYNTAX, 1},
        {"[1/**/]", CARNET_JSON_SYNTAX, 2},
        {"nullx", CARNET_JSON_TRAILING, 4},
        {"1 2", CARNET_JSON_TRAILING, 2},
        {"{}{}", CARNET_JSON_TRAILING, 2},
        {"[]]", CARNET_JSON_TRAILING, 2},
        {"\xc2\xa0[]", CARNET_JSON_SYNTAX, 0},
        {"[]\xff", CARNET_JSON_UTF8, 2},
        {"\xfe\xff[]", CARNET_JSON_UTF8, 0},
        {"[\xc3]", CARNET_JSON_UTF8, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *text = rows[i].text;
        assert_refused(cn_span_of(text, strlen(text)), rows[i].status,
                       rows[i].offset);
    }
    assert_refused(CN_SPAN_LIT("[1]\0"), CARNET_JSON_TRAILING, 3);
    assert_refused(CN_SPAN_LIT("\0"), CARNET_JSON_SYNTAX, 0);
    assert_refused(cn_span_of(NULL, 0), CARNET_JSON_SYNTAX, 0);
}

static void names_the_marks_of_editors(void **state)
{
    (void)state;
    assert_refused(CN_SPAN_LIT("\xef\xbb\xbf[]"), CARNET_JSON_BOM, 0);
    assert_refused(CN_SPAN_LIT("\xef\xbb\xbf"), CARNET_JSON_BOM, 0);
    static const cn_span utf16[] = {
        {(const uint8_t *)"\xff\xfe[\0]\0", 6},
        {(const uint8_t *)"\xfe\xff\0[\0]", 6},
        {(const uint8_t *)"\xff\xfe", 2},
        {(const uint8_t *)"[\0]\0", 4},
        {(const uint8_t *)"\0[\0]", 4},
    };
    for (size_t i = 0; i < sizeof utf16 / sizeof utf16[0]; i++) {
        read_text r = read_span(utf16[i]);
        assert_status(r.status, CARNET_JSON_UTF8);
        assert_int_equal(r.where.offset, 0);
        assert_int_equal(r.where.line, 1);
        assert_string_equal(r.where.detail, "it is UTF-16; save it as UTF-8");
        read_free(&r);
    }
    /* Zero bytes elsewhere are just no JSON. */
    assert_refused(CN_SPAN_LIT("[\0]"), CARNET_JSON_SYNTAX, 1);
    assert_refused(CN_SPAN_LIT("\0\0\0["), CARNET_JSON_SYNTAX, 0);
    assert_refused(CN_SPAN_LIT("[]\0\0"), CARNET_JSON_TRAILING, 2);
}

static void a_problem_has_line_and_reason(void **state)
{
    (void)state;
    read_text r = read_str("{\n  \"a\": 1,\n  \"b\" 2\n}");
    assert_status(r.status, CARNET_JSON_SYNTAX);
    assert_int_equal(r.where.line, 3);
    assert_int_equal(r.where.offset, 18);
    assert_string_equal(r.where.detail, "a colon is due here");
    read_free(&r);
}

static void no_problem_need_be_wanted(void **state)
{
    (void)state;
    cn_json_doc *doc = NULL;
    assert_status(cn_json_read(&doc, NULL, CN_SPAN_LIT("{\"a\":1,\"a\":2}")),
                  CARNET_JSON_TWICE);
    assert_null(doc);
    assert_status(cn_json_read(&doc, NULL, CN_SPAN_LIT("[")),
                  CARNET_JSON_SYNTAX);
    assert_null(doc);
    cn_json_free(NULL);
}

static void check_depth(size_t depth, const char *open, const char *close)
{
    cn_buf b;
    cn_buf_init(&b);
    for (size_t i = 0; i < depth; i++) {
        cn_buf_put_str(&b, open);
    }
    cn_buf_put_str(&b, "0");
    for (size_t i = 0; i < depth; i++) {
        cn_buf_put_str(&b, close);
    }
    if (depth > CN_LIMIT_JSON_DEPTH) {
        assert_refused(cn_buf_span(&b), CARNET_JSON_DEPTH,
                       CN_LIMIT_JSON_DEPTH * strlen(open));
    } else {
        read_text r = read_span(cn_buf_span(&b));
        assert_status(r.status, CARNET_OK);
        assert_rewrites(r.doc);
        read_free(&r);
    }
    cn_buf_free(&b);
}

static void refuses_nesting_above_the_limit(void **state)
{
    (void)state;
    for (size_t depth = 1; depth < 2 * CN_LIMIT_JSON_DEPTH; depth++) {
        check_depth(depth, "[", "]");
        check_depth(depth, "{\"a\":", "}");
    }
}

static void brothers_are_not_nesting(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_str(&b, "[[]");
    for (size_t i = 0; i < 1000; i++) {
        cn_buf_put_str(&b, ",[{}]");
    }
    cn_buf_put_str(&b, "]");
    read_text r = read_span(cn_buf_span(&b));
    assert_status(r.status, CARNET_OK);
    assert_int_equal(cn_json_get(r.doc, 0)->num, 1001);
    assert_rewrites(r.doc);
    read_free(&r);
    cn_buf_free(&b);
}

static void refuses_a_text_above_the_limit(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    uint8_t *p = cn_buf_extend(&b, CN_LIMIT_JSON_BYTES + 1);
    assert_non_null(p);
    memset(p, ' ', b.len);
    p[0] = '1';
    read_text r = read_span(cn_span_of(p, CN_LIMIT_JSON_BYTES));
    assert_status(r.status, CARNET_OK);
    read_free(&r);
    r = read_span(cn_span_of(p, CN_LIMIT_JSON_BYTES + 1));
    assert_status(r.status, CARNET_JSON_TOO_LONG);
    read_free(&r);
    cn_buf_free(&b);
}

static void limits_of_the_caller_stand_in_place_of_the_usual(void **state)
{
    (void)state;
    static const cn_json_limits limits = {12, 3, 5};
    static const struct {
        const char *text;
        carnet_status status;
    } cases[] = {
        {"[[[0]]]", CARNET_OK},      {"[[[[]]]]", CARNET_JSON_DEPTH},
        {"[1,2,3,4]", CARNET_OK},    {"[1,2,3,4,5]", CARNET_JSON_TOO_LONG},
        {"[0         ]", CARNET_OK}, {"[0          ]", CARNET_JSON_TOO_LONG}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cn_json_doc *doc = NULL;
        assert_status(cn_json_read_within(&doc, NULL,
                                          cn_span_str(cases[i].text), &limits),
                      cases[i].status);
        cn_json_free(doc);
    }
}

static const char sample[] =
    "{\"name\": \"J\\u00e9r\\u00f4me \\ud83d\\ude00\", \"n\": [-0, 1.50, 2E9,"
    " 12345678901234567890], \"deep\": [[[{\"x\": {}}]]], \"t\": true,"
    " \"f\": false, \"z\": null, \"\": \"\", \"k1\": 1, \"k2\": 2, \"k3\": 3,"
    " \"k4\": \"\xe2\x82\xac\\n\"}";

static void no_prefix_of_an_object_is_taken(void **state)
{
    (void)state;
    for (size_t len = 0; len + 1 < sizeof sample; len++) {
        read_text r = read_span(cn_span_of(sample, len));
        assert_true(r.status != CARNET_OK);
        assert_true(r.where.offset <= len);
        read_free(&r);
    }
    read_text r = read_str(sample);
    assert_status(r.status, CARNET_OK);
    assert_rewrites(r.doc);
    read_free(&r);
}

static void what_a_flipped_bit_leaves_is_refused_or_sound(void **state)
{
    (void)state;
    char text[sizeof sample];
    size_t num_taken = 0;
    for (size_t bit = 0; bit < (sizeof sample - 1) * 8; bit++) {
        memcpy(text, sample, sizeof sample);
        text[bit / 8] = (char)(text[bit / 8] ^ (1 << bit % 8));
        read_text r = read_span(cn_span_of(text, sizeof sample - 1));
        if (r.status == CARNET_OK) {
            assert_rewrites(r.doc);
            num_taken++;
        }
        read_free(&r);
    }
    assert_true(num_taken > 100);
}

static void each_failing_allocation_is_told_and_nothing_leaks(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_str(&b, "[");
    cn_buf_put_str(&b, sample);
    for (size_t i = 0; i < 100; i++) {
        cn_buf_put_str(&b, ",\"\\u00e4\"");
    }
    cn_buf_put_str(&b, "]");
    size_t live = test_mem_live();
    size_t nth = 1;
    for (;; nth++) {
        test_mem_fail_at(nth);
        read_text r = read_span(cn_buf_span(&b));
        bool failed = test_mem_has_failed();
        test_mem_fail_at(0);
        assert_status(r.status, failed ? CARNET_CALLER_MEMORY : CARNET_OK);
        read_free(&r);
        assert_int_equal(test_mem_live(), live);
        if (!failed) {
            break;
        }
    }
    assert_true(nth > 4);
    cn_buf_free(&b);
    assert_int_equal(test_mem_unwiped(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_lie_flat_in_the_order_of_the_text),
        cmocka_unit_test(takes_every_kind_of_value),
        cmocka_unit_test(refuses_what_is_no_json),
        cmocka_unit_test(names_the_marks_of_editors),
        cmocka_unit_test(a_problem_has_line_and_reason),
        cmocka_unit_test(no_problem_need_be_wanted),
        cmocka_unit_test(refuses_nesting_above_the_limit),
        cmocka_unit_test(brothers_are_not_nesting),
        cmocka_unit_test(refuses_a_text_above_the_limit),
        cmocka_unit_test(limits_of_the_caller_stand_in_place_of_the_usual),
        cmocka_unit_test(no_prefix_of_an_object_is_taken),
        cmocka_unit_test(what_a_flipped_bit_leaves_is_refused_or_sound),
        cmocka_unit_test(each_failing_allocation_is_told_and_nothing_leaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
