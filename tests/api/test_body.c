/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The body that a writer makes (docs/spec/format.md section 3): the shorter of
 * the two forms, items where both are as long or a reader would not inflate so
 * many.
 */
#include "made.h"

/* Zeros, which deflate to next to nothing, then bytes that do not deflate. */
static cn_buf items_of(size_t num_zeros, size_t num_other)
{
    cn_buf items;
    cn_buf_init(&items);
    memset(cn_buf_extend(&items, num_zeros), 0, num_zeros);
    uint32_t x = 1;
    for (size_t i = 0; i < num_other; i++) {
        x = x * 1664525u + 1013904223u;
        cn_buf_put_u8(&items, (uint8_t)(x >> 24));
    }
    assert_status(items.status, CARNET_OK);
    return items;
}

/* What is written, behind something else: items, or what they deflate to. */
static bool is_packed(cn_span items, cn_span packed)
{
    cn_buf out;
    cn_buf_init(&out);
    cn_cbor_put_nil(&out);
    assert_status(cn_api_put_body(&out, items), CARNET_OK);
    assert_int_equal(out.data[0], 0xf6);
    cn_span body = cn_span_after(cn_buf_span(&out), 1);
    bool other = !cn_span_equal(body, items);
    if (other) {
        assert_true(cn_span_equal(body, packed));
    }
    cn_buf_free(&out);
    return other;
}

/* The byte string that a reader inflates to these items. */
static cn_buf packed_of(cn_span items)
{
    cn_buf packed;
    cn_buf_init(&packed);
    test_put_packed(&packed, items);
    return packed;
}

/* With strings of one, two and three bytes of head. */
static void the_shorter_form_is_written_or_items(void **state)
{
    (void)state;
    static const size_t others[] = {1, 10, 60, 200, 300, 1000};
    size_t num_equal = 0;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        for (size_t zeros = 1; zeros < 40; zeros++) {
            cn_buf items = items_of(zeros, others[i]);
            cn_buf packed = packed_of(cn_buf_span(&items));
            assert_int_equal(
                is_packed(cn_buf_span(&items), cn_buf_span(&packed)),
                packed.len < items.len);
            num_equal += packed.len == items.len;
            cn_buf_free(&packed);
            cn_buf_free(&items);
        }
    }
    assert_true(num_equal > 0);
}

/* Of docs/spec/format.md section 9. */
static size_t may_inflate_to(cn_span packed)
{
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, packed);
    return 4096 + 32 * cn_cbor_get_bytes(&r, 0, SIZE_MAX).len;
}

static void what_a_reader_would_not_inflate_stays_items(void **state)
{
    (void)state;
    size_t at_limit = 0;
    size_t over = 0;
    for (size_t zeros = 5000; at_limit == 0 || over == 0; zeros++) {
        assert_true(zeros < 7000);
        cn_buf items = items_of(zeros, 20);
        cn_buf packed = packed_of(cn_buf_span(&items));
        size_t most = may_inflate_to(cn_buf_span(&packed));
        if (items.len == most || items.len == most + 1) {
            assert_int_equal(
                is_packed(cn_buf_span(&items), cn_buf_span(&packed)),
                items.len == most);
            at_limit += items.len == most;
            over += items.len == most + 1;
        }
        cn_buf_free(&packed);
        cn_buf_free(&items);
    }
}

/* Even where they would deflate to a file that is small. */
static void more_items_than_a_file_may_have_are_refused(void **state)
{
    (void)state;
    for (size_t more = 0; more < 2; more++) {
        cn_buf items = items_of(CN_LIMIT_ITEMS_FILE + more, 0);
        cn_buf out;
        cn_buf_init(&out);
        assert_status(cn_api_put_body(&out, cn_buf_span(&items)),
                      more == 0 ? CARNET_OK : CARNET_RECORD_TOO_LONG);
        assert_int_equal(out.len, more == 0 ? items.len : 0);
        cn_buf_free(&out);
        cn_buf_free(&items);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shorter_form_is_written_or_items),
        cmocka_unit_test(what_a_reader_would_not_inflate_stays_items),
        cmocka_unit_test(more_items_than_a_file_may_have_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
