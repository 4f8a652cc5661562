/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The limits of lists of both kinds, on both sides: a file of 8 MiB, a text of
 * 4,296 characters, and how many keys and lists are believed together.
 */
#include "made_list.h"
#include "status_made.h"

#include "../../lib/wire/wire.h"

enum {
    MAGIC = 8,
    MAX_FILE = 8388608,
    MAX_TEXT = 4296,
    MAX_WHOLE = 2861 /* bytes that such a text holds */
};

/* ---- trust lists ---- */

static cn_buf wrap(cn_buf *bytes, cn_wire_form form, cn_wire_list kind)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_wire_write_list(&b, form, kind, cn_buf_span(bytes));
    return b;
}

static carnet_status read_trust(cn_span input)
{
    carnet_trust_list *list = NULL;
    carnet_status status = carnet_trust_list_read(
        &list, NULL, input.data, input.len, made_public(MADE_MANY));
    assert_int_equal(list != NULL, status == CARNET_OK);
    carnet_trust_list_free(list);
    return status;
}

static void a_trust_list_file_has_at_most_8_mib(void **state)
{
    (void)state;
    for (size_t over = 0; over < 2; over++) {
        cn_buf bytes = made_long(MAX_FILE - MAGIC + over);
        cn_buf file = wrap(&bytes, CN_WIRE_FILE, CN_WIRE_TRUST_LIST);
        assert_int_equal(file.len, MAX_FILE + over);
        assert_status(read_trust(cn_buf_span(&file)),
                      over ? CARNET_TEXT_TOO_LONG : CARNET_OK);
        cn_buf_free(&file);
        cn_buf_free(&bytes);
    }
}

/* A text as if there were no limit, read; and what writing says. */
static void text_of(cn_buf *bytes, cn_wire_list kind, const char *prefix,
                    carnet_status (*read)(cn_span input), bool fits)
{
    cn_buf text;
    cn_buf written = wrap(bytes, CN_WIRE_TEXT, kind);
    cn_buf_init(&text);
    cn_buf_put_str(&text, prefix);
    cn_wire_base45_encode(&text, cn_buf_span(bytes));
    assert_int_equal(text.len, fits ? MAX_TEXT : MAX_TEXT + 1);
    assert_status(written.status, fits ? CARNET_OK : CARNET_TEXT_TOO_LONG);
    assert_status(read(cn_buf_span(&text)),
                  fits ? CARNET_OK : CARNET_TEXT_TOO_LONG);
    cn_buf_put_str(&text, "\r\n"); /* a line end is no text */
    assert_status(read(cn_buf_span(&text)),
                  fits ? CARNET_OK : CARNET_TEXT_TOO_LONG);
    cn_buf_free(&text);
    cn_buf_free(&written);
}

static void a_trust_list_text_has_at_most_4296_characters(void **state)
{
    (void)state;
    for (size_t over = 0; over < 2; over++) {
        cn_buf bytes = made_long(MAX_WHOLE + over);
        text_of(&bytes, CN_WIRE_TRUST_LIST, "HT1:", read_trust, over == 0);
        cn_buf_free(&bytes);
    }
}

/* ---- status lists ---- */

/* A zlib stream (RFC 1950) of len bytes, 11 or more, that holds a few zeros:
   stored blocks (RFC 1951 section 3.2.4) with nothing in them before it. */
static cn_buf stream_of(size_t len)
{
    static const uint8_t empty[] = {0, 0, 0, 0xff, 0xff};
    size_t zeros = 1 + (len - 12) % sizeof empty;
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_u8(&b, 0x78);
    cn_buf_put_u8(&b, 0x01);
    for (size_t i = 0; i < (len - 11 - zeros) / sizeof empty; i++) {
        cn_buf_put(&b, empty, sizeof empty);
    }
    cn_buf_put_u8(&b, 1); /* the last block */
    cn_buf_put_u8(&b, (uint8_t)zeros);
    cn_buf_put_u8(&b, 0);
    cn_buf_put_u8(&b, (uint8_t)~zeros);
    cn_buf_put_u8(&b, 0xff);
    memset(cn_buf_extend(&b, zeros), 0, zeros);
    cn_buf_put_u8(&b, 0); /* Adler-32: how many, and 1 */
    cn_buf_put_u8(&b, (uint8_t)zeros);
    cn_buf_put_u8(&b, 0);
    cn_buf_put_u8(&b, 1);
    assert_int_equal(b.len, len);
    return b;
}

/* A status list file of len bytes, 1,000 or more. */
static cn_buf status_file(size_t len)
{
    size_t lst = len - 300;
    cn_buf file = {.len = 0};
    for (int i = 0; i < 2; i++) {
        cn_buf stream = stream_of(lst);
        test_payload p = test_usual();
        p.lst = cn_buf_span(&stream);
        cn_buf_free(&file);
        file = test_sign(&p, 1);
        lst += len - file.len;
        cn_buf_free(&stream);
    }
    assert_int_equal(file.len, len);
    return file;
}

static carnet_status read_status(cn_span input)
{
    carnet_status_list *list = NULL;
    carnet_status status = test_read(&list, input);
    assert_true(list == NULL || carnet_status_list_num_entries(list) <= 5);
    carnet_status_list_free(list);
    return status;
}

static carnet_status read_status_trusting(cn_span input)
{
    carnet_trust *trust = NULL;
    carnet_status_list *list = NULL;
    assert_status(carnet_trust_new(&trust), CARNET_OK);
    assert_status(carnet_trust_add_key(trust, test_public(1)), CARNET_OK);
    carnet_status status =
        carnet_trust_read_status_list(&list, trust, input.data, input.len);
    carnet_status_list_free(list);
    carnet_trust_free(trust);
    return status;
}

static void a_status_list_file_has_at_most_8_mib(void **state)
{
    (void)state;
    for (size_t over = 0; over < 2; over++) {
        cn_buf file = status_file(MAX_FILE + over);
        assert_status(read_status(cn_buf_span(&file)),
                      over ? CARNET_CALLER_RANGE : CARNET_OK);
        assert_status(read_status_trusting(cn_buf_span(&file)),
                      over ? CARNET_CALLER_RANGE : CARNET_OK);
        cn_buf_free(&file);
    }
}

static void a_status_list_text_has_at_most_4296_characters(void **state)
{
    (void)state;
    for (size_t over = 0; over < 2; over++) {
        cn_buf file = status_file(MAX_WHOLE + MAGIC + over);
        cn_buf bytes;
        cn_buf_init(&bytes);
        cn_buf_put_span(&bytes, cn_span_after(cn_buf_span(&file), MAGIC));
        text_of(&bytes, CN_WIRE_STATUS_LIST, "HR1:", read_status, over == 0);
        cn_buf_free(&bytes);
        cn_buf_free(&file);
    }
}

/* ---- how many ---- */

static void at_most_64_trust_lists_are_believed(void **state)
{
    (void)state;
    made m;
    carnet_trust *trust = NULL;
    made_begin(&m, 1);
    carnet_trust_list *list = made_list(&m, 50);
    assert_status(carnet_trust_new(&trust), CARNET_OK);
    carnet_trust_list many[65];
    for (uint8_t i = 0; i < 65; i++) {
        many[i] = *list; /* of another line each; lent to trust */
        many[i].list.id[0] = i;
        assert_status(carnet_trust_add_list(trust, &many[i]),
                      i < 64 ? CARNET_OK : CARNET_CALLER_RANGE);
    }
    carnet_trust_free(trust);
    made_free(list);
}

static void at_most_65536_keys_are_believed(void **state)
{
    (void)state;
    carnet_trust *trust = NULL;
    assert_status(carnet_trust_new(&trust), CARNET_OK);
    const carnet_public_key *key = made_public(1);
    for (size_t i = 0; i < 65536; i++) {
        assert_status(carnet_trust_add_key(trust, key), CARNET_OK);
    }
    assert_status(carnet_trust_add_key(trust, key), CARNET_CALLER_RANGE);
    carnet_trust_free(trust);
}

static void at_most_1024_status_lists_are_asked(void **state)
{
    (void)state;
    carnet_trust *trust = NULL;
    carnet_status_list *list = NULL;
    carnet_buf *file = test_list();
    assert_status(test_read(&list, test_span_of(file)), CARNET_OK);
    assert_status(carnet_trust_new(&trust), CARNET_OK);
    for (size_t i = 0; i < 1024; i++) {
        assert_status(carnet_trust_add_status_list(trust, list), CARNET_OK);
    }
    assert_status(carnet_trust_add_status_list(trust, list),
                  CARNET_CALLER_RANGE);
    carnet_trust_free(trust);
    carnet_status_list_free(list);
    carnet_buf_free(file);
}

static void a_status_list_is_read_by_at_most_65536_keys(void **state)
{
    (void)state;
    static const carnet_public_key *keys[65536 + 1];
    carnet_buf *file = test_list();
    for (size_t i = 0; i <= 65536; i++) {
        keys[i] = test_public(1);
    }
    for (size_t over = 0; over < 2; over++) {
        carnet_status_list *list = NULL;
        assert_status(carnet_status_list_read(&list, carnet_buf_data(file),
                                              carnet_buf_len(file), keys,
                                              65536 + over),
                      over ? CARNET_CALLER_RANGE : CARNET_OK);
        carnet_status_list_free(list);
    }
    carnet_buf_free(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_trust_list_file_has_at_most_8_mib),
        cmocka_unit_test(a_trust_list_text_has_at_most_4296_characters),
        cmocka_unit_test(a_status_list_file_has_at_most_8_mib),
        cmocka_unit_test(a_status_list_text_has_at_most_4296_characters),
        cmocka_unit_test(at_most_64_trust_lists_are_believed),
        cmocka_unit_test(at_most_65536_keys_are_believed),
        cmocka_unit_test(at_most_1024_status_lists_are_asked),
        cmocka_unit_test(a_status_list_is_read_by_at_most_65536_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
