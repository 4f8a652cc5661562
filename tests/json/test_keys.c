/* SPDX-License-Identifier: Apache-2.0 */
/*
 * No key twice: compared without escapes, in small objects and in huge ones,
 * in time that a hostile text can not stretch.
 */
#include "json_support.h"

#include <time.h>

static void refuses_a_key_twice(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t offset;
    } rows[] = {
        {"{\"a\":1,\"a\":1}", 7},
        {"{\"a\":1,\"b\":2,\"a\":3}", 13},
        {"{\"\":1,\"\":2}", 6},
        {"{\"a\":1,\"\\u0061\":2}", 7},
        {"{\"\xc3\xa4\":1,\"\\u00E4\":2}", 8},
        {"{\"\\ud83d\\ude00\":1,\"\xf0\x9f\x98\x80\":2}", 18},
        {"[{\"a\":{\"a\":1}},{\"b\":{\"a\":[],\"a\":2}}]", 28},
        {"{\"a\":{\"b\":1,\"b\":2},\"a\":1}", 12},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_refused(cn_span_of(rows[i].text, strlen(rows[i].text)),
                       CARNET_JSON_TWICE, rows[i].offset);
    }
}

static void the_same_key_elsewhere_is_another(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "{\"a\":{\"a\":{\"a\":\"a\"}}}",
        "[{\"a\":1},{\"a\":1}]",
        "{\"a\":\"b\",\"b\":\"a\"}",
        "{\"a\":1,\"A\":1,\"aa\":1,\"\":1,\"a\\u0000\":1}",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        read_text r = read_str(texts[i]);
        assert_status(r.status, CARNET_OK);
        read_free(&r);
    }
}

/* Object of num keys k0, k1 ..., of which key twice is that of key first. */
static cn_buf make_object(size_t num, size_t first, size_t twice)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_json_writer w;
    cn_json_begin(&w, &b, false);
    cn_json_open_object(&w);
    for (size_t i = 0; i < num; i++) {
        char key[24];
        /* Multiplied, so that they are in no order. */
        size_t v = (i == twice ? first : i) * 7919 % 1000003;
        snprintf(key, sizeof key, "k%zu", v);
        cn_json_key(&w, key);
        cn_json_i64(&w, (int64_t)i);
    }
    cn_json_close_object(&w);
    assert_status(b.status, CARNET_OK);
    return b;
}

static void tells_the_second_place_at_every_size(void **state)
{
    (void)state;
    for (size_t num = 2; num < 40; num++) {
        for (size_t twice = 1; twice < num; twice++) {
            cn_buf b = make_object(num, twice / 2, twice);
            read_text r = read_span(cn_buf_span(&b));
            assert_status(r.status, CARNET_JSON_TWICE);
            cn_buf before = make_object(twice, 0, twice);
            /* Behind "{...": its closing bracket is here a comma. */
            assert_int_equal(r.where.offset, before.len);
            cn_buf_free(&before);
            read_free(&r);
            cn_buf_free(&b);
        }
        cn_buf b = make_object(num, 0, num);
        read_text r = read_span(cn_buf_span(&b));
        assert_status(r.status, CARNET_OK);
        read_free(&r);
        cn_buf_free(&b);
    }
}

static void the_path_names_the_key(void **state)
{
    (void)state;
    read_text r =
        read_str("{\"list\":[0,{\"odd key\":1,\n\"odd\\u0020key\":2}]}");
    assert_status(r.status, CARNET_JSON_TWICE);
    assert_string_equal(r.where.path, "$.list[1][\"odd key\"]");
    assert_int_equal(r.where.line, 2);
    read_free(&r);
}

/* Pairs would be 45,000,000,000; half a minute is far above what sorting
   needs and far below what those do. */
static void a_huge_object_takes_no_hours(void **state)
{
    (void)state;
    clock_t begin = clock();
    cn_buf b = make_object(300000, 150000, 299999);
    read_text r = read_span(cn_buf_span(&b));
    assert_status(r.status, CARNET_JSON_TWICE);
    read_free(&r);
    cn_buf_free(&b);
    assert_true((clock() - begin) / CLOCKS_PER_SEC < 30);
}

static void memory_that_runs_out_is_told(void **state)
{
    (void)state;
    cn_buf b = make_object(50, 0, 50);
    size_t nth = 1;
    for (;; nth++) {
        test_mem_fail_at(nth);
        read_text r = read_span(cn_buf_span(&b));
        bool failed = test_mem_has_failed();
        test_mem_fail_at(0);
        assert_status(r.status, failed ? CARNET_CALLER_MEMORY : CARNET_OK);
        read_free(&r);
        if (!failed) {
            break;
        }
    }
    assert_int_equal(nth, 5); /* document, nodes twice, keys */
    cn_buf_free(&b);
    assert_int_equal(test_mem_live(), 0);
    assert_int_equal(test_mem_unwiped(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_a_key_twice),
        cmocka_unit_test(the_same_key_elsewhere_is_another),
        cmocka_unit_test(tells_the_second_place_at_every_size),
        cmocka_unit_test(the_path_names_the_key),
        cmocka_unit_test(a_huge_object_takes_no_hours),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
