/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading a signed status list: what it says, who must have signed it, about
 * whom it is, and its two forms.
 */
#include "page.h"
#include "status_made.h"

static void assert_refused(const test_payload *p, uint8_t n,
                           carnet_status expected)
{
    carnet_status_list *list = NULL;
    cn_buf file = test_sign(p, n);
    assert_status(test_read(&list, cn_buf_span(&file)), expected);
    cn_buf_free(&file);
}

static void a_list_says_what_its_issuer_said(void **state)
{
    (void)state;
    carnet_status_list *list = NULL;
    uint8_t issuer[CARNET_STATUS_LIST_ISSUER_SIZE];
    carnet_buf *file = test_list();
    assert_status(test_read(&list, test_span_of(file)), CARNET_OK);
    for (int64_t i = 0; i < 16; i++) {
        assert_int_equal(carnet_status_list_get(list, i), i % 4);
    }
    assert_int_equal(carnet_status_list_num_entries(list), 16);
    assert_int_equal(carnet_status_list_bits(list), 2);
    assert_int_equal(carnet_status_list_issued_s(list), TEST_NOW);
    assert_int_equal(carnet_status_list_expires_s(list), TEST_NOW + 30 * 86400);
    assert_int_equal(carnet_status_list_ttl_s(list), 3600);
    assert_status(carnet_status_list_copy_issuer(issuer, list), CARNET_OK);
    assert_memory_equal(issuer, test_public(1)->digest, sizeof issuer);
    assert_int_equal(carnet_status_list_issuer_size(), sizeof issuer);
    carnet_status_list_free(list);
    carnet_buf_free(file);
}

static void past_the_end_is_never_good(void **state)
{
    (void)state;
    static const int64_t past[] = {16, 17, 1048576, INT64_MAX, -1, INT64_MIN};
    carnet_status_list *list = NULL;
    carnet_buf *file = test_list();
    assert_status(test_read(&list, test_span_of(file)), CARNET_OK);
    for (size_t i = 0; i < sizeof past / sizeof past[0]; i++) {
        assert_int_equal(carnet_status_list_get(list, past[i]), -1);
    }
    carnet_status_list_free(list);
    carnet_buf_free(file);
}

static void a_list_without_end_and_ttl_is_taken(void **state)
{
    (void)state;
    carnet_status_list *list = NULL;
    test_payload p = test_usual();
    p.has_exp = false;
    cn_buf file = test_sign(&p, 1);
    assert_status(test_read(&list, cn_buf_span(&file)), CARNET_OK);
    assert_int_equal(carnet_status_list_expires_s(list),
                     carnet_status_list_issued_s(list) + 30 * 86400);
    assert_int_equal(carnet_status_list_ttl_s(list), 0);
    carnet_status_list_free(list);
    cn_buf_free(&file);
}

static void text_and_file_are_one_list(void **state)
{
    (void)state;
    carnet_status_list *list = NULL;
    carnet_status_list *again = NULL;
    carnet_buf *file = test_list();
    carnet_buf *text = NULL;
    carnet_buf *back = NULL;
    assert_status(test_read(&list, test_span_of(file)), CARNET_OK);
    assert_status(carnet_status_list_encode(&text, list, 1), CARNET_OK);
    assert_memory_equal(carnet_buf_data(text), "HR1:", 4);
    assert_status(test_read(&again, test_span_of(text)), CARNET_OK);
    assert_status(carnet_status_list_encode(&back, again, 0), CARNET_OK);
    assert_span(test_span_of(back), carnet_buf_data(file),
                carnet_buf_len(file));
    carnet_status_list_free(list);
    carnet_status_list_free(again);
    carnet_buf_free(file);
    carnet_buf_free(text);
    carnet_buf_free(back);
}

/* 2^20 random entries: no text holds them. */
static void a_list_too_long_for_a_text_stays_a_file(void **state)
{
    (void)state;
    uint8_t raw[8192];
    cn_buf zipped;
    carnet_status_list *list = NULL;
    carnet_buf *text = NULL;
    assert_status(cn_crypto_ready(), CARNET_OK);
    assert_status(cn_crypto_random(raw, sizeof raw), CARNET_OK);
    cn_buf_init(&zipped);
    assert_status(cn_wire_zip(&zipped, cn_span_of(raw, sizeof raw)), CARNET_OK);
    test_payload p = test_usual();
    p.lst = cn_buf_span(&zipped);
    cn_buf file = test_sign(&p, 1);
    assert_status(test_read(&list, cn_buf_span(&file)), CARNET_OK);
    assert_status(carnet_status_list_encode(&text, list, 1),
                  CARNET_TEXT_TOO_LONG);
    assert_null(text);
    carnet_status_list_free(list);
    cn_buf_free(&file);
    cn_buf_free(&zipped);
}

/* Made there by other libraries. */
static void the_example_of_the_page_is_what_we_sign(void **state)
{
    (void)state;
    cn_buf due = page_example("status.md");
    carnet_buf *file = test_list();
    assert_span(test_span_of(file), due.data, due.len);
    carnet_buf_free(file);
    cn_buf_free(&due);
}

/* ---- whose ---- */

static void the_key_of_another_issuer_is_refused(void **state)
{
    (void)state;
    test_payload p = test_usual();
    /* Issuer 2 is trusted, too, but not with what issuer 1 signed. */
    assert_refused(&p, 2, CARNET_KEY_ISSUER);
    assert_refused(&p, 3, CARNET_KEY_UNKNOWN);
    p.sub = "https://example.com/statuslists/1";
    assert_refused(&p, 1, CARNET_KEY_ISSUER);
    p.sub = "";
    assert_refused(&p, 1, CARNET_KEY_ISSUER);
}

static void
another_key_of_the_issuer_may_sign_where_the_caller_says(void **state)
{
    (void)state;
    carnet_status_list *list = NULL;
    test_payload p = test_usual();
    cn_buf file = test_sign(&p, 2);
    assert_status(carnet_status_list_read_by(&list, file.data, file.len,
                                             test_public(1), test_public(2)),
                  CARNET_OK);
    carnet_status_list_free(list);
    assert_status(carnet_status_list_read_by(&list, file.data, file.len,
                                             test_public(3), test_public(2)),
                  CARNET_KEY_ISSUER);
    assert_status(carnet_status_list_read_by(&list, file.data, file.len,
                                             test_public(1), test_public(1)),
                  CARNET_KEY_UNKNOWN);
    assert_null(list);
    cn_buf_free(&file);
}

/* Ids of four bytes meet by chance: each key that has it is tried. */
static void a_key_that_has_the_id_of_another_is_no_hindrance(void **state)
{
    (void)state;
    carnet_status_list *list = NULL;
    carnet_public_key alike = *test_public(2);
    const carnet_public_key *keys[] = {&alike, test_public(1)};
    memcpy(alike.digest, keys[1]->digest, CARNET_KEY_ID_SIZE);
    carnet_buf *b = test_list();
    assert_status(carnet_status_list_read(&list, carnet_buf_data(b),
                                          carnet_buf_len(b), keys, 2),
                  CARNET_OK);
    carnet_status_list_free(list);
    assert_status(carnet_status_list_read(&list, carnet_buf_data(b),
                                          carnet_buf_len(b), keys, 1),
                  CARNET_KEY_SIGNATURE);
    carnet_buf_free(b);
}

/* ---- another form ---- */

static void another_typ_is_refused(void **state)
{
    (void)state;
    test_payload p = test_usual();
    static const char *const typs[] = {"application/carnet.1+cwt",
                                       "application/carnet-trust.1+cwt",
                                       "application/statuslist+jwt", ""};
    for (size_t i = 0; i < sizeof typs / sizeof typs[0]; i++) {
        p.typ = typs[i];
        assert_refused(&p, 1, CARNET_CBOR_SHAPE);
    }
}

static void other_claims_are_refused(void **state)
{
    (void)state;
    test_payload p = test_usual();
    p.more = true;
    assert_refused(&p, 1, CARNET_CBOR_SHAPE);
    p = test_usual();
    p.has_ttl = true; /* of nothing: it would be left out */
    assert_refused(&p, 1, CARNET_CBOR_SHAPE);
    p = test_usual();
    p.vector_order = true;
    assert_refused(&p, 1, CARNET_CBOR_KEY_ORDER);
    p = test_usual();
    p.bits = 3;
    assert_refused(&p, 1, CARNET_CBOR_RANGE);
    p.bits = 9;
    assert_refused(&p, 1, CARNET_CBOR_RANGE);
    p = test_usual();
    p.iat = -1;
    assert_refused(&p, 1, CARNET_CBOR_TYPE);
    p.iat = INT64_MAX;
    assert_refused(&p, 1, CARNET_CBOR_RANGE);
    p = test_usual();
    p.exp = INT64_MAX;
    assert_refused(&p, 1, CARNET_CBOR_RANGE);
}

static void what_does_not_inflate_is_refused(void **state)
{
    (void)state;
    test_payload p = test_usual();
    p.lst = CN_SPAN_LIT("plain");
    assert_refused(&p, 1, CARNET_INFLATE_DATA);
    p.lst = cn_span_of(NULL, 0);
    assert_refused(&p, 1, CARNET_INFLATE_DATA);
}

static void other_inputs_are_named(void **state)
{
    (void)state;
    carnet_status_list *list = NULL;
    assert_status(test_read(&list, CN_SPAN_LIT("HP1:ABC")),
                  CARNET_TEXT_PASSPORT);
    assert_status(test_read(&list, CN_SPAN_LIT("HT1:ABC")), CARNET_TEXT_LIST);
    assert_status(test_read(&list, CN_SPAN_LIT("HR1:")), CARNET_TEXT_EMPTY);
    assert_status(test_read(&list, cn_span_of(NULL, 0)), CARNET_TEXT_EMPTY);
}

/* As a store does, which noted the key when the list was believed. */
static void a_kept_list_is_read_by_who_signed_whomever_it_is_about(void **state)
{
    (void)state;
    test_payload p = test_usual(); /* about what issuer 1 signed */
    for (uint8_t by = 1; by <= 2; by++) {
        carnet_status_list *list = NULL;
        cn_buf file = test_sign(&p, by);
        assert_status(carnet_status_list_read_kept(&list, file.data, file.len,
                                                   test_public(by)),
                      CARNET_OK);
        assert_int_equal(carnet_status_list_issued_s(list), TEST_NOW);
        carnet_status_list_free(list);
        assert_status(carnet_status_list_read_kept(&list, file.data, file.len,
                                                   test_public(3)),
                      CARNET_KEY_UNKNOWN);
        assert_null(list);
        file.data[file.len - 1] ^= 1;
        assert_status(carnet_status_list_read_kept(&list, file.data, file.len,
                                                   test_public(by)),
                      CARNET_KEY_SIGNATURE);
        cn_buf_free(&file);
    }
}

static void a_wrong_argument_is_a_status(void **state)
{
    (void)state;
    carnet_status_list *list = NULL;
    const carnet_public_key *none[] = {NULL};
    const carnet_public_key *gap[] = {test_public(1), NULL};
    carnet_buf *out = NULL;
    uint8_t byte = 0;
    assert_status(carnet_status_list_read(NULL, &byte, 1, none, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_status_list_read(&list, NULL, 1, none, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_status_list_read(&list, &byte, 1, none, 1),
                  CARNET_CALLER_NULL);
    assert_status(carnet_status_list_read(&list, &byte, 1, gap, 2),
                  CARNET_CALLER_NULL);
    assert_status(carnet_status_list_read(&list, &byte, 1, NULL, 1),
                  CARNET_CALLER_NULL);
    assert_status(carnet_status_list_read(&list, &byte, 1, none, 65537),
                  CARNET_CALLER_RANGE);
    assert_status(carnet_status_list_read(&list, &byte, 8388609, none, 0),
                  CARNET_CALLER_RANGE);
    assert_status(
        carnet_status_list_read_by(NULL, &byte, 1, NULL, test_public(1)),
        CARNET_CALLER_NULL);
    list = (void *)&byte;
    assert_status(
        carnet_status_list_read_by(&list, &byte, 1, NULL, test_public(1)),
        CARNET_CALLER_NULL);
    assert_null(list);
    assert_status(
        carnet_status_list_read_by(&list, &byte, 1, test_public(1), NULL),
        CARNET_CALLER_NULL);
    assert_status(carnet_status_list_read_kept(NULL, &byte, 1, test_public(1)),
                  CARNET_CALLER_NULL);
    assert_status(carnet_status_list_read_kept(&list, &byte, 1, NULL),
                  CARNET_CALLER_NULL);
    assert_status(
        carnet_status_list_read_kept(&list, &byte, 8388609, test_public(1)),
        CARNET_CALLER_RANGE);
    assert_status(carnet_status_list_encode(&out, NULL, 0), CARNET_CALLER_NULL);
    assert_status(carnet_status_list_encode(NULL, NULL, 0), CARNET_CALLER_NULL);
    assert_status(carnet_status_list_copy_issuer(&byte, NULL),
                  CARNET_CALLER_NULL);
    assert_int_equal(carnet_status_list_get(NULL, 0), -1);
    assert_int_equal(carnet_status_list_num_entries(NULL), 0);
    assert_int_equal(carnet_status_list_bits(NULL), 0);
    assert_int_equal(carnet_status_list_ttl_s(NULL), 0);
    assert_int_equal(carnet_status_list_issued_s(NULL), INT64_MIN);
    assert_int_equal(carnet_status_list_expires_s(NULL), INT64_MIN);
    carnet_status_list_free(NULL);
}

/* In memory that ends with it: nothing behind it is read. */
static bool read_uri(const char *text, size_t len)
{
    uint8_t digest[CN_CRYPTO_HASH_SIZE];
    uint8_t *copy = malloc(len + 1);
    assert_non_null(copy);
    memcpy(copy, text, len);
    bool is = cn_status_read_uri(digest, cn_span_of(copy, len));
    free(copy);
    return is;
}

static void a_uri_is_of_one_length_and_begins_as_carnet(void **state)
{
    (void)state;
    static const char uri[] =
        "carnet:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd"
        "ef0";
    const size_t len = sizeof uri - 2;
    for (size_t l = 0; l < sizeof uri; l++) {
        assert_int_equal(read_uri(uri, l), l == len);
    }
    for (size_t i = 0; i < len; i++) {
        char other[sizeof uri];
        memcpy(other, uri, sizeof uri);
        other[i] = 'x';
        assert_false(read_uri(other, len));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_says_what_its_issuer_said),
        cmocka_unit_test(past_the_end_is_never_good),
        cmocka_unit_test(a_list_without_end_and_ttl_is_taken),
        cmocka_unit_test(text_and_file_are_one_list),
        cmocka_unit_test(a_list_too_long_for_a_text_stays_a_file),
        cmocka_unit_test(the_example_of_the_page_is_what_we_sign),
        cmocka_unit_test(the_key_of_another_issuer_is_refused),
        cmocka_unit_test(
            another_key_of_the_issuer_may_sign_where_the_caller_says),
        cmocka_unit_test(a_key_that_has_the_id_of_another_is_no_hindrance),
        cmocka_unit_test(another_typ_is_refused),
        cmocka_unit_test(other_claims_are_refused),
        cmocka_unit_test(what_does_not_inflate_is_refused),
        cmocka_unit_test(other_inputs_are_named),
        cmocka_unit_test(
            a_kept_list_is_read_by_who_signed_whomever_it_is_about),
        cmocka_unit_test(a_wrong_argument_is_a_status),
        cmocka_unit_test(a_uri_is_of_one_length_and_begins_as_carnet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
