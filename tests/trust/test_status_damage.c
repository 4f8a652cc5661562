/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A status list that was damaged on its way: cut at every length, with every
 * bit flipped, with a byte more. None of it is ever believed.
 */
#include "status_made.h"

static void assert_not_read(cn_span input)
{
    carnet_status_list *list = NULL;
    if (test_read(&list, input) == CARNET_OK) {
        fail_msg("a damaged list of %zu bytes was read", input.len);
    }
}

static void cut_at_every_length_is_refused(void **state)
{
    (void)state;
    carnet_buf *file = test_list();
    for (size_t len = 0; len < carnet_buf_len(file); len++) {
        assert_not_read(cn_span_of(carnet_buf_data(file), len));
    }
    test_count("cuts", carnet_buf_len(file));
    carnet_buf_free(file);
}

static void every_bit_matters(void **state)
{
    (void)state;
    carnet_buf *file = test_list();
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_span(&b, test_span_of(file));
    for (size_t bit = 0; bit < 8 * b.len; bit++) {
        b.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
        assert_not_read(cn_buf_span(&b));
        b.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    test_count("bits", 8 * b.len);
    cn_buf_put_u8(&b, 0);
    assert_not_read(cn_buf_span(&b));
    cn_buf_free(&b);
    carnet_buf_free(file);
}

static void every_character_of_a_text_matters(void **state)
{
    (void)state;
    carnet_buf *file = test_list();
    carnet_buf *text = NULL;
    carnet_status_list *list = NULL;
    cn_buf b;
    assert_status(test_read(&list, test_span_of(file)), CARNET_OK);
    assert_status(carnet_status_list_encode(&text, list, 1), CARNET_OK);
    cn_buf_init(&b);
    cn_buf_put_span(&b, test_span_of(text));
    for (size_t i = 0; i < b.len; i++) {
        uint8_t was = b.data[i];
        b.data[i] = was == 'A' ? 'B' : 'A';
        assert_not_read(cn_buf_span(&b));
        b.data[i] = was;
        assert_not_read(cn_span_of(b.data, i));
    }
    cn_buf_put_u8(&b, ' ');
    assert_not_read(cn_buf_span(&b));
    cn_buf_free(&b);
    carnet_status_list_free(list);
    carnet_buf_free(text);
    carnet_buf_free(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cut_at_every_length_is_refused),
        cmocka_unit_test(every_bit_matters),
        cmocka_unit_test(every_character_of_a_text_matters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
