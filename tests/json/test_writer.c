/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The writer: commas, lines, escapes, and errors that stick.
 */
#include "json_support.h"

static void write_all_types(cn_json_writer *w)
{
    cn_json_open_object(w);
    cn_json_key(w, "a");
    cn_json_i64(w, -5);
    cn_json_key_span(w, CN_SPAN_LIT("b\n"));
    cn_json_open_array(w);
    cn_json_str(w, "x");
    cn_json_string(w, CN_SPAN_LIT("\xe2\x80\xae"));
    cn_json_digits(w, CN_SPAN_LIT("1.50"));
    cn_json_open_object(w);
    cn_json_close_object(w);
    cn_json_open_array(w);
    cn_json_close_array(w);
    cn_json_close_array(w);
    cn_json_key(w, "c");
    cn_json_bool(w, true);
    cn_json_key(w, "d");
    cn_json_bool(w, false);
    cn_json_key(w, "e");
    cn_json_value(w, CN_SPAN_LIT("null"));
    cn_json_close_object(w);
}

static void check_written(bool pretty, const char *expected)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_json_writer w;
    cn_json_begin(&w, &b, pretty);
    write_all_types(&w);
    assert_status(b.status, CARNET_OK);
    assert_span(cn_buf_span(&b), expected, strlen(expected));
    read_text r = read_span(cn_buf_span(&b));
    assert_status(r.status, CARNET_OK);
    assert_rewrites(r.doc);
    read_free(&r);
    cn_buf_free(&b);
}

static void writes_every_type_compactly(void **state)
{
    (void)state;
    check_written(false, "{\"a\":-5,\"b\\n\":[\"x\",\"\\u202e\",1.50,{},[]],"
                         "\"c\":true,\"d\":false,\"e\":null}");
}

static void writes_a_member_a_line(void **state)
{
    (void)state;
    check_written(true, "{\n"
                        "  \"a\": -5,\n"
                        "  \"b\\n\": [\n"
                        "    \"x\",\n"
                        "    \"\\u202e\",\n"
                        "    1.50,\n"
                        "    {},\n"
                        "    []\n"
                        "  ],\n"
                        "  \"c\": true,\n"
                        "  \"d\": false,\n"
                        "  \"e\": null\n"
                        "}");
}

static void writes_integers_to_their_edges(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    cn_json_writer w;
    cn_json_begin(&w, &b, false);
    cn_json_open_array(&w);
    cn_json_i64(&w, INT64_MIN);
    cn_json_i64(&w, 0);
    cn_json_i64(&w, INT64_MAX);
    cn_json_close_array(&w);
    const char *expected = "[-9223372036854775808,0,9223372036854775807]";
    assert_span(cn_buf_span(&b), expected, strlen(expected));
    cn_buf_free(&b);
}

static void refuses_digits_that_are_no_number(void **state)
{
    (void)state;
    static const char *const none[] = {"",    "01", "1 ", "1,2",
                                       "nan", "1e", "+1"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        cn_buf b;
        cn_buf_init(&b);
        cn_json_writer w;
        cn_json_begin(&w, &b, false);
        cn_json_digits(&w, cn_span_of(none[i], strlen(none[i])));
        assert_status(b.status, CARNET_JSON_NUMBER);
        assert_int_equal(b.len, 0);
        cn_buf_free(&b);
    }
}

static void refuses_to_nest_deeper_than_it_can_count(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    cn_json_writer w;
    cn_json_begin(&w, &b, false);
    for (size_t i = 0; i < 63; i++) {
        cn_json_open_array(&w);
    }
    assert_status(b.status, CARNET_OK);
    cn_json_open_array(&w);
    assert_status(b.status, CARNET_JSON_DEPTH);
    cn_buf_free(&b);
    cn_buf_init(&b);
    cn_json_begin(&w, &b, false);
    for (size_t i = 0; i < 63; i++) {
        cn_json_open_array(&w);
    }
    for (size_t i = 0; i < 63; i++) {
        cn_json_close_array(&w);
    }
    assert_status(b.status, CARNET_OK);
    assert_int_equal(b.len, 126);
    cn_buf_free(&b);
}

static void a_full_buffer_stays_an_error(void **state)
{
    (void)state;
    uint8_t bytes[10];
    cn_buf b;
    cn_buf_init_fixed(&b, bytes, sizeof bytes);
    cn_json_writer w;
    cn_json_begin(&w, &b, true);
    write_all_types(&w);
    assert_status(b.status, CARNET_CALLER_ARENA);
}

static void a_value_is_written_without_white_space(void **state)
{
    (void)state;
    cn_buf b;
    cn_json_writer w;
    cn_buf_init(&b);
    cn_json_begin(&w, &b, false);
    cn_json_open_array(&w);
    cn_json_value(&w, CN_SPAN_LIT("{ \"a b\" :\n[ 1 , \" \\\" \" ] }\n"));
    cn_json_value(&w, CN_SPAN_LIT(" -1.50 "));
    cn_json_close_array(&w);
    static const char due[] = "[{\"a b\":[1,\" \\\" \"]},-1.50]";
    assert_span(cn_buf_span(&b), due, sizeof due - 1);
    cn_buf_free(&b);
}

static void bytes_are_written_in_hex_however_many(void **state)
{
    (void)state;
    uint8_t bytes[300];
    memset(bytes, 0xa5, sizeof bytes);
    cn_buf b;
    cn_json_writer w;
    cn_buf_init(&b);
    cn_json_begin(&w, &b, false);
    cn_json_open_object(&w);
    cn_json_key(&w, "none");
    cn_json_hex(&w, cn_span_of(NULL, 0));
    cn_json_key(&w, "some");
    cn_json_hex(&w, CN_SPAN_LIT("\x00\x0f\xf0\x9b"));
    cn_json_key(&w, "many");
    cn_json_hex(&w, cn_span_of(bytes, sizeof bytes));
    cn_json_close_object(&w);
    static const char due[] = "{\"none\":\"\",\"some\":\"000ff09b\","
                              "\"many\":\"a5a5";
    assert_true(cn_span_starts(cn_buf_span(&b), CN_SPAN_LIT(due)));
    assert_int_equal(b.len, sizeof due - 1 - 4 + 2 * sizeof bytes + 2);
    cn_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_is_written_without_white_space),
        cmocka_unit_test(bytes_are_written_in_hex_however_many),
        cmocka_unit_test(writes_every_type_compactly),
        cmocka_unit_test(writes_a_member_a_line),
        cmocka_unit_test(writes_integers_to_their_edges),
        cmocka_unit_test(refuses_digits_that_are_no_number),
        cmocka_unit_test(refuses_to_nest_deeper_than_it_can_count),
        cmocka_unit_test(a_full_buffer_stays_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
