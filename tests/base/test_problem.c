/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Problems: the first is kept, what is quoted is harmless, and the line says
 * what and where.
 */
#include "../support/failing_mem.h"
#include "../support/support.h"

static void the_first_problem_is_kept(void **state)
{
    (void)state;
    cn_problem p = {0};
    assert_status(cn_problem_note(&p, CARNET_JSON_NUMBER, 7, "$.a", "first"),
                  CARNET_JSON_NUMBER);
    assert_status(cn_problem_note(&p, CARNET_JSON_TWICE, 9, "$.b", "second"),
                  CARNET_JSON_TWICE);
    assert_status(p.status, CARNET_JSON_NUMBER);
    assert_int_equal(p.offset, 7);
    assert_string_equal(p.path, "$.a");
    assert_string_equal(p.detail, "first");
}

static void ok_is_no_problem_and_null_takes_none(void **state)
{
    (void)state;
    cn_problem p = {0};
    assert_status(cn_problem_note(&p, CARNET_OK, 7, "$.a", "x"), CARNET_OK);
    assert_string_equal(p.path, "");
    assert_status(cn_problem_note(NULL, CARNET_CBOR_TAG, 0, NULL, NULL),
                  CARNET_CBOR_TAG);
}

static void what_is_too_long_ends_in_dots(void **state)
{
    (void)state;
    char text[400];
    for (size_t len = 150; len < 170; len++) {
        cn_problem p = {0};
        memset(text, 'x', len);
        text[len] = '\0';
        cn_problem_note(&p, CARNET_CBOR_TAG, 0, text, text);
        if (len < sizeof p.path) {
            assert_string_equal(p.path, text);
            assert_string_equal(p.detail, text);
        } else {
            assert_int_equal(strlen(p.path), sizeof p.path - 1);
            assert_string_equal(p.path + sizeof p.path - 4, "...");
            assert_string_equal(p.detail, p.path);
        }
    }
}

static void a_cut_never_splits_a_character(void **state)
{
    (void)state;
    for (size_t shift = 0; shift < 4; shift++) {
        char text[400];
        memset(text, 'x', shift);
        for (size_t i = shift; i + 4 < sizeof text; i += 4) {
            memcpy(text + i, "\xf0\x9f\x98\x80", 5);
        }
        cn_problem p = {0};
        cn_problem_note(&p, CARNET_CBOR_TAG, 0, text, NULL);
        cn_span path = cn_span_of(p.path, strlen(p.path));
        assert_int_equal(cn_utf8_valid_prefix(path), path.len);
        assert_true(path.len > sizeof p.path - 8);
        assert_string_equal(p.path + path.len - 3, "...");
    }
}

static void what_is_quoted_is_made_harmless(void **state)
{
    (void)state;
    cn_problem p = {0};
    cn_problem_note(&p, CARNET_CBOR_TAG, 0, "\x1b[2J\xe2\x80\xaex\xff",
                    "a\nb\xc2\x9b\xc3\xa4");
    assert_string_equal(p.path, "?[2J?x?");
    assert_string_equal(p.detail, "a?b?\xc3\xa4");
}

static void says_what_is_ours_as_it_is(void **state)
{
    (void)state;
    cn_problem p = {0};
    assert_status(cn_problem_say(&p, CARNET_OK, 7, "b"), CARNET_OK);
    assert_string_equal(p.detail, "");
    assert_status(cn_problem_say(&p, CARNET_CBOR_TAG, 7, "b"), CARNET_CBOR_TAG);
    assert_status(cn_problem_say(&p, CARNET_CBOR_FLOAT, 9, "d"),
                  CARNET_CBOR_FLOAT);
    assert_status(cn_problem_say(NULL, CARNET_CBOR_TAG, 0, ""),
                  CARNET_CBOR_TAG);
    assert_status(p.status, CARNET_CBOR_TAG);
    assert_int_equal(p.offset, 7);
    assert_string_equal(p.path, "");
    assert_string_equal(p.detail, "b");
}

static void adds_to_a_text_what_fits_whole(void **state)
{
    (void)state;
    cn_problem p = {0};
    cn_problem_note(&p, CARNET_CBOR_TAG, 0, "desk/", NULL);
    cn_problem_add_number(p.path, 17);
    cn_problem_add(p.path, ".name");
    assert_string_equal(p.path, "desk/17.name");
    char text[CN_PROBLEM_TEXT];
    memset(text, 'x', sizeof text);
    text[CN_PROBLEM_TEXT - 1 - strlen(p.path)] = '\0'; /* the last that fits */
    cn_problem_add(p.path, text);
    assert_int_equal(strlen(p.path), CN_PROBLEM_TEXT - 1);
    cn_problem_add(p.path, "y");
    assert_null(strchr(p.path, 'y'));
    assert_string_equal(p.detail, "");
}

static void check_text(const cn_problem *p, const char *behind)
{
    carnet_problem *out = NULL;
    cn_problem_give(p, &out);
    assert_non_null(out);
    const char *what = carnet_status_text(p->status);
    const char *text = carnet_problem_text(out);
    assert_memory_equal(text, what, strlen(what));
    assert_string_equal(text + strlen(what), behind);
    assert_status(carnet_problem_status(out), p->status);
    assert_string_equal(carnet_problem_path(out), p->path);
    assert_int_equal(carnet_problem_offset(out), p->offset);
    assert_int_equal(carnet_problem_line(out), p->line);
    carnet_problem_free(out);
}

static void the_line_says_what_and_where(void **state)
{
    (void)state;
    cn_problem p = {0};
    cn_problem_note(&p, CARNET_CBOR_TAG, 0, NULL, NULL);
    check_text(&p, "");
    p.offset = 12;
    check_text(&p, " (byte 12)");
    p.line = 3;
    check_text(&p, " (line 3)");
    memcpy(p.path, "$.a[2]", 7);
    check_text(&p, " ($.a[2], line 3)");
    memcpy(p.detail, "why", 4);
    check_text(&p, ": why ($.a[2], line 3)");
    p.line = 0;
    p.offset = 0;
    check_text(&p, ": why ($.a[2])");
}

static void the_longest_problem_fits(void **state)
{
    (void)state;
    char text[200];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    for (carnet_status s = 1; s < 200; s++) {
        cn_problem p = {0};
        cn_problem_note(&p, s, SIZE_MAX, text, text);
        p.line = SIZE_MAX;
        carnet_problem *out = NULL;
        cn_problem_give(&p, &out);
        const char *line = carnet_problem_text(out);
        assert_int_equal(line[strlen(line) - 1], ')');
        carnet_problem_free(out);
    }
}

static void nothing_is_given_where_nothing_is_wrong(void **state)
{
    (void)state;
    cn_problem p = {0};
    carnet_problem *out = (carnet_problem *)&p;
    cn_problem_give(&p, &out);
    assert_null(out);
    out = (carnet_problem *)&p;
    cn_problem_give(NULL, &out);
    assert_null(out);
    p.status = CARNET_CBOR_TAG;
    cn_problem_give(&p, NULL);
    test_mem_fail_at(1);
    out = (carnet_problem *)&p;
    cn_problem_give(&p, &out);
    assert_null(out);
}

static void a_null_problem_is_none(void **state)
{
    (void)state;
    assert_status(carnet_problem_status(NULL), CARNET_OK);
    assert_string_equal(carnet_problem_text(NULL), "");
    assert_string_equal(carnet_problem_path(NULL), "");
    assert_int_equal(carnet_problem_offset(NULL), 0);
    assert_int_equal(carnet_problem_line(NULL), 0);
    carnet_problem_free(NULL);
    assert_int_equal(test_mem_live(), 0);
    assert_int_equal(test_mem_unwiped(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_problem_is_kept),
        cmocka_unit_test(ok_is_no_problem_and_null_takes_none),
        cmocka_unit_test(what_is_too_long_ends_in_dots),
        cmocka_unit_test(a_cut_never_splits_a_character),
        cmocka_unit_test(what_is_quoted_is_made_harmless),
        cmocka_unit_test(says_what_is_ours_as_it_is),
        cmocka_unit_test(adds_to_a_text_what_fits_whole),
        cmocka_unit_test(the_line_says_what_and_where),
        cmocka_unit_test(the_longest_problem_fits),
        cmocka_unit_test(nothing_is_given_where_nothing_is_wrong),
        cmocka_unit_test(a_null_problem_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
