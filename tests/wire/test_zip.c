/* SPDX-License-Identifier: Apache-2.0 */
/*
 * zlib's own format, in which status lists travel: what is unzipped goes behind
 * what is there, and the limits of output and input hold on both sides.
 */
#include "wire_support.h"

static void what_is_unzipped_goes_behind_what_is_there(void **state)
{
    (void)state;
    cn_buf raw = sample_record();
    cn_buf s;
    cn_buf_init(&s);
    assert_status(cn_wire_zip(&s, cn_buf_span(&raw)), CARNET_OK);
    for (size_t most = raw.len - 1; most <= raw.len; most++) {
        cn_buf out;
        cn_buf_init(&out);
        cn_buf_put(&out, "before", 6);
        assert_status(cn_wire_unzip(&out, most, cn_buf_span(&s)),
                      most < raw.len ? CARNET_INFLATE_LIMIT : CARNET_OK);
        if (most == raw.len) {
            assert_int_equal(out.len, 6 + raw.len);
            assert_memory_equal(out.data, "before", 6);
            assert_memory_equal(out.data + 6, raw.data, raw.len);
        }
        cn_buf_free(&out);
    }
    cn_buf_free(&s);
    cn_buf_free(&raw);
}

/* What is there is longer than all that may come. */
static void what_is_there_takes_no_room_from_what_is_unzipped(void **state)
{
    (void)state;
    cn_buf s;
    cn_buf out;
    cn_buf_init(&s);
    cn_buf_init(&out);
    assert_status(cn_wire_zip(&s, CN_SPAN_LIT("x")), CARNET_OK);
    cn_buf_put(&out, "before", 6);
    assert_status(cn_wire_unzip(&out, 1, cn_buf_span(&s)), CARNET_OK);
    assert_span(cn_buf_span(&out), "beforex", 7);
    cn_buf_free(&out);
    cn_buf_free(&s);
}

static void the_largest_input_to_unzip_is_looked_at(void **state)
{
    (void)state;
    cn_buf s;
    cn_buf_init(&s);
    assert_status(cn_wire_zip(&s, CN_SPAN_LIT("x")), CARNET_OK);
    size_t rest = CN_LIMIT_FILE_BYTES + 1 - s.len;
    memset(cn_buf_extend(&s, rest), 0, rest);
    for (size_t over = 0; over < 2; over++) {
        cn_buf out;
        cn_buf_init(&out);
        assert_status(
            cn_wire_unzip(&out, 1, cn_span_of(s.data, s.len - 1 + over)),
            over ? CARNET_INFLATE_LIMIT : CARNET_INFLATE_TRAILING);
        cn_buf_free(&out);
    }
    cn_buf_free(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_unzipped_goes_behind_what_is_there),
        cmocka_unit_test(what_is_there_takes_no_room_from_what_is_unzipped),
        cmocka_unit_test(the_largest_input_to_unzip_is_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
