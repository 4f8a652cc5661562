/* SPDX-License-Identifier: Apache-2.0 */
/*
 * base64url: the pairs of the RFC, and nothing but the one text of each; and
 * base64 with its padding, whose spare bits another system may have set.
 */
#include "../support/support.h"

/* Both ways, each to the last character. */
static void assert_pair(const char *bytes, const char *text,
                        void (*put)(cn_buf *, cn_span),
                        bool (*get)(cn_buf *, cn_span))
{
    cn_buf put_text;
    cn_buf got;
    cn_buf_init(&put_text);
    cn_buf_init(&got);
    put(&put_text, cn_span_str(bytes));
    assert_span(cn_buf_span(&put_text), text, strlen(text));
    assert_true(get(&got, cn_span_str(text)));
    assert_span(cn_buf_span(&got), bytes, strlen(bytes));
    cn_buf_free(&put_text);
    cn_buf_free(&got);
}

/* RFC 4648 section 10, without padding; and the two characters that are other
   than in base64. */
static void base64url_is_that_of_the_rfc(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"", ""},
                                           {"f", "Zg"},
                                           {"fo", "Zm8"},
                                           {"foo", "Zm9v"},
                                           {"foob", "Zm9vYg"},
                                           {"fooba", "Zm9vYmE"},
                                           {"foobar", "Zm9vYmFy"},
                                           {"\xfb\xff", "-_8"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        assert_pair(pairs[i][0], pairs[i][1], cn_text_put_base64,
                    cn_text_get_base64);
    }
}

static void refuses_base64_that_is_not_canonical(void **state)
{
    (void)state;
    static const char *const wrong[] = {"Z",     "Zg==", "Zh",   "Zm9",
                                        "Zm 8",  "Zm+v", "Zm/v", "Zm9vY",
                                        "Zm8\n", "Zm8="};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        cn_buf bytes;
        cn_buf_init(&bytes);
        assert_false(cn_text_get_base64(&bytes, cn_span_str(wrong[i])));
        cn_buf_free(&bytes);
    }
    cn_buf bytes;
    cn_buf_init(&bytes);
    assert_false(cn_text_get_base64(&bytes, cn_span_of("Zm8\0", 4)));
    cn_buf_free(&bytes);
}

static void base64_is_padded_as_the_rfc_has_it(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"", ""},
                                           {"f", "Zg=="},
                                           {"fo", "Zm8="},
                                           {"foo", "Zm9v"},
                                           {"foob", "Zm9vYg=="},
                                           {"fooba", "Zm9vYmE="},
                                           {"foobar", "Zm9vYmFy"},
                                           {"\xfb\xff", "+/8="}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        assert_pair(pairs[i][0], pairs[i][1], cn_text_put_base64_padded,
                    cn_text_get_base64_padded);
    }
}

static void refuses_base64_that_is_not_padded(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "Z",    "Zg",   "Zg=",   "Zg===",    "Z===",  "====", "==",
        "=",    "Zm8",  "Zm9v=", "Zm9v====", "Zg==Z", "Z=g=", "Zg==Zg==",
        "-_8=", "Zm 8", "Zm8\n", "Zm8=\n",   "*m8="};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        cn_buf bytes;
        cn_buf_init(&bytes);
        assert_false(cn_text_get_base64_padded(&bytes, cn_span_str(wrong[i])));
        cn_buf_free(&bytes);
    }
}

static void spare_bits_of_padded_base64_say_nothing(void **state)
{
    (void)state;
    static const char *const texts[] = {"Zh==", "Zv==", "Zm9=", "Zm+="};
    static const char *const due[] = {"f", "f", "fo", "fo"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        cn_buf bytes;
        cn_buf_init(&bytes);
        assert_true(cn_text_get_base64_padded(&bytes, cn_span_str(texts[i])));
        assert_span(cn_buf_span(&bytes), due[i], strlen(due[i]));
        cn_buf_free(&bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(base64url_is_that_of_the_rfc),
        cmocka_unit_test(refuses_base64_that_is_not_canonical),
        cmocka_unit_test(base64_is_padded_as_the_rfc_has_it),
        cmocka_unit_test(refuses_base64_that_is_not_padded),
        cmocka_unit_test(spare_bits_of_padded_base64_say_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
