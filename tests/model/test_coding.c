/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One coding at its limits (docs/spec/format.md section 6.4): what a URI may
 * hold, how many elements a coding and a code have, the greatest packed number.
 */
#include "../support/support.h"

#include "../../lib/model/model_i.h"

/* ---- URIs ---- */

static carnet_status uri_of(const char *text)
{
    return cn_model_uri_check(cn_span_str(text));
}

static void a_uri_has_visible_ascii_but_some(void **state)
{
    (void)state;
    static const char none[] = "\"<>\\^`{|}";
    for (unsigned c = 0; c < 256; c++) {
        uint8_t uri[] = {'x', ':', 'a', (uint8_t)c, 'b'};
        bool good = c > ' ' && c < 0x7f &&
                    memchr(none, (int)c, sizeof none - 1) == NULL;
        for (size_t end = 4; end <= 5; end++) {
            assert_status(cn_model_uri_check(cn_span_of(uri, end)),
                          good ? CARNET_OK : CARNET_RECORD_SYSTEM);
        }
        uri[0] = (uint8_t)c;
        uri[3] = 'c';
        assert_status(cn_model_uri_check(cn_span_of(uri, 5)),
                      good && c != ':' ? CARNET_OK : CARNET_RECORD_SYSTEM);
    }
}

static void a_uris_first_colon_is_neither_first_nor_last(void **state)
{
    (void)state;
    static const char *const good[] = {"a:b", "a::", "a:b:", "urn:x"};
    static const char *const bad[] = {"", ":", "a", "a:", ":a", "::a", "ab"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_status(uri_of(good[i]), CARNET_OK);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_status(uri_of(bad[i]), CARNET_RECORD_SYSTEM);
    }
}

static void a_uri_has_256_bytes_at_most(void **state)
{
    (void)state;
    uint8_t uri[257] = "x:";
    memset(uri + 2, 'a', sizeof uri - 2);
    assert_status(cn_model_uri_check(cn_span_of(uri, 256)), CARNET_OK);
    assert_status(cn_model_uri_check(cn_span_of(uri, 257)),
                  CARNET_RECORD_TOO_LONG);
}

/* ---- codings ---- */

/* Of a condition's code, whose system is ICD-10. */
static carnet_status read_code(cn_model_code *c, const cn_buf *b)
{
    const cn_model_field *f = cn_model_field_of(
        cn_model_kind(CARNET_KIND_CONDITION), CARNET_CONDITION_CODE);
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, cn_buf_span(b));
    return cn_model_get_code(&r, f, c);
}

/* [[system, packed, "x", ...]] of so many elements, the last ones "x". */
static carnet_status coding_of(size_t num, uint64_t system, uint64_t packed,
                               cn_model_code *c, cn_buf *b)
{
    cn_buf_init(b);
    cn_cbor_put_array(b, 1);
    cn_cbor_put_array(b, num);
    for (size_t i = 0; i < num; i++) {
        if (i < 2) {
            cn_cbor_put_uint(b, i == 0 ? system : packed);
        } else {
            cn_cbor_put_text(b, cn_span_str("x"));
        }
    }
    /* Which an element less would leave for a coding to take. */
    cn_cbor_put_uint(b, packed);
    cn_cbor_put_text(b, cn_span_str("x"));
    return read_code(c, b);
}

static void a_coding_has_two_elements_or_three(void **state)
{
    (void)state;
    for (size_t num = 0; num < 6; num++) {
        cn_model_code c;
        cn_buf b;
        assert_status(coding_of(num, CN_SYSTEM_SNOMED, 260385, &c, &b),
                      num == 2 || num == 3 ? CARNET_OK : CARNET_CBOR_SHAPE);
        cn_buf_free(&b);
    }
}

/* Of so many elements, the last of which are words. */
static carnet_status due_of(size_t num, size_t words)
{
    if (num == 0 || num > 5) {
        return CARNET_CBOR_SHAPE;
    }
    if (num == 1) { /* stands without an array */
        return words == 1 ? CARNET_CBOR_TYPE : CARNET_RECORD_FORM;
    }
    return num - words > 4 ? CARNET_RECORD_TOO_LONG : CARNET_OK;
}

static void a_code_has_four_codings_and_words_at_most(void **state)
{
    (void)state;
    for (size_t num = 0; num <= 7; num++) {
        for (size_t words = 0; words < 2; words++) {
            cn_model_code c;
            cn_buf b;
            cn_buf_init(&b);
            cn_cbor_put_array(&b, num);
            for (size_t i = 0; i < num; i++) {
                if (words == 1 && i + 1 == num) {
                    cn_cbor_put_text(&b, cn_span_str("x"));
                } else { /* A00.00, A00.01 ... which no list has */
                    cn_cbor_put_uint(&b, CN_MODEL_LISTED_MAX + 28600 + i);
                }
            }
            assert_status(read_code(&c, &b), due_of(num, words));
            cn_buf_free(&b);
        }
    }
}

/* The URI of a listed system stands for it, and has an index. */
static void a_listed_system_is_not_named_by_its_uri(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < CN_NUM_SYSTEMS; i++) {
        const char *names[] = {cn_model_system_get(i)->uri, "urn:x:other"};
        for (size_t k = 0; k < 2; k++) {
            cn_model_code c;
            cn_buf b;
            cn_buf_init(&b);
            cn_cbor_put_array(&b, 1);
            cn_cbor_put_array(&b, 2);
            cn_cbor_put_text(&b, cn_span_str(names[k]));
            cn_cbor_put_text(&b, cn_span_str("x"));
            assert_status(read_code(&c, &b),
                          k == 0 ? CARNET_RECORD_FORM : CARNET_OK);
            cn_buf_free(&b);
        }
    }
}

static void a_packed_number_has_32_bits(void **state)
{
    (void)state;
    cn_model_code c;
    cn_buf b;
    /* 4294967295, partition 00 and the check digit by Verhoeff's scheme. */
    assert_status(coding_of(2, CN_SYSTEM_SNOMED, UINT32_MAX, &c, &b),
                  CARNET_OK);
    assert_memory_equal(c.codings[0].code, "429496729500", 12);
    assert_int_equal(c.codings[0].code_len, 13);
    cn_buf_free(&b);
    assert_status(
        coding_of(2, CN_SYSTEM_SNOMED, UINT64_C(1) + UINT32_MAX, &c, &b),
        CARNET_RECORD_CODE);
    cn_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_uri_has_visible_ascii_but_some),
        cmocka_unit_test(a_uris_first_colon_is_neither_first_nor_last),
        cmocka_unit_test(a_uri_has_256_bytes_at_most),
        cmocka_unit_test(a_coding_has_two_elements_or_three),
        cmocka_unit_test(a_code_has_four_codings_and_words_at_most),
        cmocka_unit_test(a_listed_system_is_not_named_by_its_uri),
        cmocka_unit_test(a_packed_number_has_32_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
