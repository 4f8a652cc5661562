/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The PEM block: the forms that are read, and that everything beside them is
 * CARNET_KEY_FORM, whatever the block might hold.
 */
#include "../support/support.h"

#include "crypto/crypto_i.h"

#define BEGIN "-----BEGIN A B-----\n"
#define END "-----END A B-----\n"

static carnet_status read_str(cn_crypto_pem *pem, const char *text)
{
    return cn_crypto_pem_read(pem, cn_span_of(text, strlen(text)));
}

static void reads_each_accepted_form(void **state)
{
    (void)state;
    static const char *const good[] = {
        BEGIN "QUJD\n" END,
        "-----BEGIN A B-----\nQUJD\n-----END A B-----",
        "-----BEGIN A B-----\r\nQUJD\r\n-----END A B-----\r\n",
        "-----BEGIN A B-----\r\nQUJD\n-----END A B-----\r\n",
        "\r\n \t\n" BEGIN "QUJD\n" END "\n\t \r\n",
        BEGIN "QU\nJD\n" END,
        BEGIN "Q\nU\nJ\nD\n" END,
    };
    cn_crypto_pem pem;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_status(read_str(&pem, good[i]), CARNET_OK);
        assert_span(pem.label, "A B", 3);
        assert_span(cn_span_of(pem.der, pem.der_len), "ABC", 3);
        assert_false(pem.cut);
    }
}

static void a_label_has_a_character_or_more(void **state)
{
    (void)state;
    cn_crypto_pem pem;
    assert_status(read_str(&pem, "-----BEGIN A-----\nQUJD\n-----END A-----\n"),
                  CARNET_OK);
    assert_span(pem.label, "A", 1);
}

/* As read_str, without a byte behind the text, where a sanitizer would see who
   looks at it. */
static carnet_status read_exactly(const char *str)
{
    cn_crypto_pem pem;
    size_t len = strlen(str);
    uint8_t *copy = malloc(len + 1);
    assert_non_null(copy);
    memcpy(copy + 1, str, len);
    carnet_status status = cn_crypto_pem_read(&pem, cn_span_of(copy + 1, len));
    free(copy);
    return status;
}

static void refuses_every_other_form(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        " \n",
        "QUJD",
        "-----BEGIN A B-----",
        BEGIN,
        BEGIN "QUJD",
        BEGIN "QUJD\n",
        BEGIN "QUJD\nQ",
        BEGIN "QUJD\n-----END A B",
        BEGIN "QUJD\n-----END A B----",
        BEGIN "QUJD\n-----END A C-----\n",
        BEGIN "QUJD\n-----END -----\n",
        BEGIN "QUJD\n-----END A B----- \nx",
        BEGIN "QUJD\n-----BEGIN A B-----\n" END,
        BEGIN "QUJD\n" END BEGIN "QUJD\n" END,
        BEGIN "QUJD\n" END "x",
        "x" BEGIN "QUJD\n" END,
        "x\n" BEGIN "QUJD\n" END,
        "\xef\xbb\xbf" BEGIN "QUJD\n" END,
        BEGIN "\nQUJD\n" END,
        BEGIN "QUJD\n\n" END,
        BEGIN " QUJD\n" END,
        BEGIN "QUJD \n" END,
        BEGIN "QU JD\n" END,
        BEGIN "QUJD\r\r\n" END,
        BEGIN "QUJD\r" END,
        BEGIN "Proc-Type: 4,ENCRYPTED\n\nQUJD\n" END,
        BEGIN "QUJ\n" END,
        BEGIN "QQ\n" END,
        BEGIN "QR==\n" END,
        BEGIN "QUJ*\n" END,
        BEGIN "QQ==QQ==\n" END,
        BEGIN "QUJD-----END A B-----\n",
        "----BEGIN A B-----\nQUJD\n" END,
        "-----BEGIN A B-----QUJD\n" END,
        "-----BEGIN A B----\nQUJD\n" END,
        "-----BEGIN -----\nQUJD\n-----END -----\n",
        "-----BEGIN ----\nQUJD\n" END,
        "-----BEGIN \nQUJD\n" END,
        BEGIN "QUJD\n-----END ----",
        "-----begin A B-----\nQUJD\n-----end A B-----\n",
    };
    cn_crypto_pem pem;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        if (read_exactly(bad[i]) != CARNET_KEY_FORM) {
            fail_msg("read: %s", bad[i]);
        }
    }
    assert_status(cn_crypto_pem_read(&pem, cn_span_of(NULL, 0)),
                  CARNET_KEY_FORM);
    static const char zero[] = BEGIN "QU\0D\n" END;
    assert_status(cn_crypto_pem_read(&pem, CN_SPAN_LIT(zero)), CARNET_KEY_FORM);
}

static void tells_the_label_of_a_damaged_block(void **state)
{
    (void)state;
    cn_crypto_pem pem;
    assert_status(read_str(&pem, BEGIN "*"), CARNET_KEY_FORM);
    assert_span(pem.label, "A B", 3);
    assert_status(read_str(&pem, "x" BEGIN), CARNET_KEY_FORM);
    assert_int_equal(pem.label.len, 0);
}

/* A block of a line of num characters "Q", and one of more where that is not 0.
 */
static carnet_status read_two_lines(cn_crypto_pem *pem, size_t num, size_t more)
{
    cn_buf text;
    cn_buf_init(&text);
    cn_buf_put_str(&text, BEGIN);
    memset(cn_buf_extend(&text, num), 'Q', num);
    if (more != 0) {
        cn_buf_put_str(&text, "\n");
        memset(cn_buf_extend(&text, more), 'Q', more);
    }
    cn_buf_put_str(&text, "\n" END);
    carnet_status status = cn_crypto_pem_read(pem, cn_buf_span(&text));
    cn_buf_free(&text);
    return status;
}

static void a_line_has_64_characters_at_most(void **state)
{
    (void)state;
    cn_crypto_pem pem;
    assert_status(read_two_lines(&pem, 64, 0), CARNET_OK);
    assert_int_equal(pem.der_len, 48);
    assert_status(read_two_lines(&pem, 65, 0), CARNET_KEY_FORM);
    assert_status(read_two_lines(&pem, 68, 0), CARNET_KEY_FORM);
    /* Together whole groups of Base64. */
    assert_status(read_two_lines(&pem, 64, 4), CARNET_OK);
    assert_status(read_two_lines(&pem, 65, 3), CARNET_KEY_FORM);
    assert_status(read_two_lines(&pem, 3, 65), CARNET_KEY_FORM);
}

/* A block of num lines of 64 characters "Q", and the bytes that it decodes
   to: 0x41 0x04 0x10 for each four. */
static carnet_status read_lines(cn_crypto_pem *pem, size_t num)
{
    cn_buf text;
    cn_buf_init(&text);
    cn_buf_put_str(&text, BEGIN);
    for (size_t i = 0; i < num; i++) {
        memset(cn_buf_extend(&text, 64), 'Q', 64);
        cn_buf_put_str(&text, "\n");
    }
    cn_buf_put_str(&text, END);
    carnet_status status = cn_crypto_pem_read(pem, cn_buf_span(&text));
    cn_buf_free(&text);
    return status;
}

static void keeps_the_head_of_a_long_block_and_says_so(void **state)
{
    (void)state;
    cn_crypto_pem pem;
    assert_status(read_lines(&pem, 2), CARNET_OK);
    assert_int_equal(pem.der_len, CN_CRYPTO_PEM_DER_MAX);
    assert_false(pem.cut);
    assert_status(read_lines(&pem, 3), CARNET_OK);
    assert_int_equal(pem.der_len, CN_CRYPTO_PEM_DER_MAX);
    assert_true(pem.cut);
    assert_memory_equal(pem.der + 93, "\x41\x04\x10", 3);
}

#define LINE                                                                   \
    "QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ\n"

/* Of those lines nothing is kept, and nobody decodes them. */
static void lines_beyond_what_is_kept_are_held_to_the_same(void **state)
{
    (void)state;
    cn_crypto_pem pem;
    assert_status(read_str(&pem, BEGIN LINE LINE "QUJD\n" END), CARNET_OK);
    assert_true(pem.cut);
    assert_status(read_str(&pem, BEGIN LINE LINE "\nQUJD\n" END),
                  CARNET_KEY_FORM);
    assert_status(read_str(&pem, BEGIN LINE LINE "-QUJ\n" END), CARNET_OK);
    assert_true(pem.cut);
    assert_status(read_str(&pem, BEGIN LINE LINE "\r\nQUJD\n" END),
                  CARNET_KEY_FORM);
    assert_status(read_str(&pem, BEGIN LINE LINE "QUJD\n\n" END),
                  CARNET_KEY_FORM);
    assert_status(read_str(&pem, BEGIN LINE LINE "Q" LINE END),
                  CARNET_KEY_FORM);
}

static void text_has_4096_bytes_at_most(void **state)
{
    (void)state;
    static const char block[] = BEGIN "QUJD\n" END;
    cn_crypto_pem pem;
    cn_buf text;
    cn_buf_init(&text);
    cn_buf_put_str(&text, block);
    size_t spaces = CN_LIMIT_PEM_BYTES - text.len;
    memset(cn_buf_extend(&text, spaces), '\n', spaces);
    assert_status(cn_crypto_pem_read(&pem, cn_buf_span(&text)), CARNET_OK);
    cn_buf_put_str(&text, "\n");
    assert_status(cn_crypto_pem_read(&pem, cn_buf_span(&text)),
                  CARNET_KEY_FORM);
    cn_buf_free(&text);
}

static void reads_what_it_writes(void **state)
{
    (void)state;
    uint8_t der[48];
    for (size_t len = 1; len <= sizeof der; len++) {
        cn_crypto_pem pem;
        cn_buf text;
        cn_buf_init(&text);
        memset(der, (int)len, len);
        cn_crypto_pem_write(&text, "SOME THING", cn_span_of(der, len));
        assert_int_equal(text.status, CARNET_OK);
        assert_status(cn_crypto_pem_read(&pem, cn_buf_span(&text)), CARNET_OK);
        assert_span(pem.label, "SOME THING", 10);
        assert_span(cn_span_of(pem.der, pem.der_len), der, len);
        cn_buf_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_each_accepted_form),
        cmocka_unit_test(a_label_has_a_character_or_more),
        cmocka_unit_test(refuses_every_other_form),
        cmocka_unit_test(tells_the_label_of_a_damaged_block),
        cmocka_unit_test(a_line_has_64_characters_at_most),
        cmocka_unit_test(keeps_the_head_of_a_long_block_and_says_so),
        cmocka_unit_test(lines_beyond_what_is_kept_are_held_to_the_same),
        cmocka_unit_test(text_has_4096_bytes_at_most),
        cmocka_unit_test(reads_what_it_writes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
