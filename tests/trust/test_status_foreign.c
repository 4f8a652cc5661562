/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The signed token of the Token Status List draft (ES256): refused as what it
 * is, and its claims and its list read where they stand in our profile.
 */
#include "status_made.h"

/* The parts of the vector's COSE_Sign1; they lie in bytes. */
typedef struct {
    cn_buf bytes;
    cn_span payload;
    cn_span signature;
    cn_span header;
} token;

static token open_token(void)
{
    cn_buf text;
    cn_cbor_reader r;
    cn_json_doc *doc = test_vector_json("status-list/tokens.json", &text);
    uint32_t list = cn_json_find(doc, 0, "tokens");
    token t = {.bytes = test_hex(test_member(doc, list + 1, "cose_hex"))};
    assert_int_equal(t.bytes.data[0], 0xd2); /* tag 18 */
    cn_cbor_reader_init(&r, cn_span_after(cn_buf_span(&t.bytes), 1));
    assert_int_equal(cn_cbor_get_array(&r, 4, 4), 4);
    t.header = cn_cbor_get_bytes(&r, 0, SIZE_MAX);
    (void)cn_cbor_skip(&r); /* { 4: "12" } */
    t.payload = cn_cbor_get_bytes(&r, 0, SIZE_MAX);
    t.signature = cn_cbor_get_bytes(&r, 64, 64);
    assert_true(r.status == CARNET_OK && cn_cbor_at_end(&r));
    cn_json_free(doc);
    cn_buf_free(&text);
    return t;
}

static void assert_refused(cn_span cose, carnet_status expected)
{
    carnet_status_list *list = NULL;
    cn_buf file;
    cn_buf_init(&file);
    cn_wire_write_list(&file, CN_WIRE_FILE, CN_WIRE_STATUS_LIST, cose);
    assert_status(test_read(&list, cn_buf_span(&file)), expected);
    cn_buf_free(&file);
}

/* As it stands it has a tag; without it a key id in the unprotected header;
   without that, a protected header of another algorithm. */
static void a_token_of_another_algorithm_is_refused(void **state)
{
    (void)state;
    token t = open_token();
    cn_buf bare;
    cn_buf_init(&bare);
    assert_refused(cn_buf_span(&t.bytes), CARNET_CBOR_TAG);
    assert_refused(cn_span_after(cn_buf_span(&t.bytes), 1), CARNET_CBOR_SHAPE);
    cn_cbor_put_array(&bare, 4);
    cn_cbor_put_bytes(&bare, t.header);
    cn_cbor_put_map(&bare, 0);
    cn_cbor_put_bytes(&bare, t.payload);
    cn_cbor_put_bytes(&bare, t.signature);
    assert_refused(cn_buf_span(&bare), CARNET_CBOR_SHAPE);
    cn_buf_free(&bare);
    cn_buf_free(&t.bytes);
}

/* Nothing but the algorithm is another one: no key is tried. */
static void a_header_that_names_es256_is_refused(void **state)
{
    (void)state;
    enum {
        ALG = 8 + 1 + 2 + 2 /* magic, array, head of the header, { 1: */
    };
    carnet_status_list *list = NULL;
    test_payload p = test_usual();
    cn_buf file = test_sign(&p, 1);
    assert_int_equal(file.data[ALG], 0x27); /* -8 */
    file.data[ALG] = 0x26;                  /* -7, ES256 */
    assert_status(test_read(&list, cn_buf_span(&file)), CARNET_CBOR_SHAPE);
    cn_buf_free(&file);
}

/* The draft writes claims in the order in which it speaks of them. */
static void the_payload_as_it_stands_has_another_order(void **state)
{
    (void)state;
    token t = open_token();
    cn_buf cose;
    cn_buf_init(&cose);
    assert_status(cn_cose_list_sign(&cose, CN_SPAN_LIT(CN_STATUS_TYP),
                                    t.payload, test_secret(1)),
                  CARNET_OK);
    assert_refused(cn_buf_span(&cose), CARNET_CBOR_KEY_ORDER);
    cn_buf_free(&cose);
    cn_buf_free(&t.bytes);
}

static void due(cn_cbor_reader *r, int64_t claim)
{
    assert_int_equal(cn_cbor_get_int(r, 0, INT32_MAX), claim);
}

/* What the vector's payload says, for a list of our profile. */
static test_payload claims_of(cn_span payload)
{
    cn_cbor_reader r;
    test_payload p = test_usual();
    cn_cbor_reader_init(&r, payload);
    assert_int_equal(cn_cbor_get_map(&r, 5), 5);
    due(&r, CN_STATUS_CLAIM_SUB);
    cn_span sub = cn_cbor_get_text(&r, CN_LIMIT_STRING);
    assert_span(sub, "https://example.com/statuslists/1", 33);
    due(&r, CN_COSE_CLAIM_IAT);
    p.iat = (int64_t)cn_cbor_get_uint(&r, UINT32_MAX);
    due(&r, CN_COSE_CLAIM_EXP);
    p.exp = (int64_t)cn_cbor_get_uint(&r, UINT32_MAX);
    due(&r, CN_STATUS_CLAIM_TTL);
    p.has_ttl = true;
    p.ttl = (int64_t)cn_cbor_get_uint(&r, UINT32_MAX);
    due(&r, CN_STATUS_CLAIM_LIST);
    assert_int_equal(cn_cbor_get_map(&r, 2), 2);
    cn_span name = cn_cbor_get_text(&r, 4);
    assert_span(name, "bits", 4);
    p.bits = cn_cbor_get_uint(&r, 8);
    name = cn_cbor_get_text(&r, 4);
    assert_span(name, "lst", 3);
    p.lst = cn_cbor_get_bytes(&r, 0, SIZE_MAX);
    assert_true(r.status == CARNET_OK && cn_cbor_at_end(&r));
    return p;
}

/* Token Status List section 4.1: the example of one bit. */
static void its_claims_and_its_list_are_read_in_our_profile(void **state)
{
    (void)state;
    static const uint8_t statuses[16] = {1, 0, 0, 1, 1, 1, 0, 1,
                                         1, 1, 0, 0, 0, 1, 0, 1};
    token t = open_token();
    carnet_status_list *list = NULL;
    test_payload p = claims_of(t.payload);
    cn_buf file = test_sign(&p, 1);
    assert_status(test_read(&list, cn_buf_span(&file)), CARNET_OK);
    assert_int_equal(carnet_status_list_issued_s(list), 1686920170);
    assert_int_equal(carnet_status_list_expires_s(list), 2291720170);
    assert_int_equal(carnet_status_list_ttl_s(list), 43200);
    assert_int_equal(carnet_status_list_bits(list), 1);
    assert_int_equal(carnet_status_list_num_entries(list), 16);
    for (int64_t i = 0; i < 16; i++) {
        assert_int_equal(carnet_status_list_get(list, i), statuses[i]);
    }
    assert_int_equal(carnet_status_list_get(list, 16), -1);
    test_count_published("tokens", 1);
    carnet_status_list_free(list);
    cn_buf_free(&file);
    cn_buf_free(&t.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_token_of_another_algorithm_is_refused),
        cmocka_unit_test(a_header_that_names_es256_is_refused),
        cmocka_unit_test(the_payload_as_it_stands_has_another_order),
        cmocka_unit_test(its_claims_and_its_list_are_read_in_our_profile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
