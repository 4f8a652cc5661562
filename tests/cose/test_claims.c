/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Protected header, payload and Sig_structure of a credential, against one
 * example in full and the data that other libraries made; every boundary of
 * day, valid and index.
 */
#include "claims_data.h"

#include "cose/cose_i.h"

/* Day 20000, valid 365 days, index 123456; root 00 01 .. 1f; the key of RFC
   8032 section 7.1, TEST 1. */
#define PROTECTED                                                              \
    "a3"                                                                       \
    "0127"                                                                     \
    "044421fe31df"                                                             \
    "1078186170706c69636174696f6e2f6361726e65742e312b637774"
#define PAYLOAD                                                                \
    "a4"                                                                       \
    "041a68e1b500"                                                             \
    "061a66ff3000"                                                             \
    "19ffffa16b7374617475735f6c697374a2"                                       \
    "636964781a0001e240"                                                       \
    "6375726978476361726e65743a"                                               \
    "3231666533316466613135346132363136323662663835343034366664323237"         \
    "3162376265643462366162653435616135383837376566343766393732316239"         \
    "3a000100005820"                                                           \
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
#define TBS "846a5369676e6174757265315824" PROTECTED "40589b" PAYLOAD

static void builds_the_worked_example(void **state)
{
    (void)state;
    claims_data d = claims_open();
    cn_cose_claims c = claims_get(&d, claims_case(&d, 0));
    cn_buf out;
    cn_buf expected = test_hex_str(PROTECTED);
    assert_int_equal(c.day, 20000);
    cn_buf_init(&out);
    cn_cose_protected(&out, c.kid);
    assert_span(cn_buf_span(&out), expected.data, expected.len);
    cn_buf_free(&out);
    cn_buf_free(&expected);

    expected = test_hex_str(PAYLOAD);
    cn_cose_payload(&out, &c, &d.key->public_key);
    assert_span(cn_buf_span(&out), expected.data, expected.len);
    cn_buf_free(&out);
    cn_buf_free(&expected);

    expected = test_hex_str(TBS);
    cn_cose_tbs(&out, &c, &d.key->public_key);
    assert_span(cn_buf_span(&out), expected.data, expected.len);
    cn_buf_free(&out);
    cn_buf_free(&expected);
    claims_close(&d);
}

static void agrees_with_other_libraries(void **state)
{
    (void)state;
    claims_data d = claims_open();
    claims_compare(&d, 0, "public",
                   cn_span_of(d.key->public_key.bytes, CARNET_KEY_PUBLIC_SIZE));
    for (uint32_t i = 0; i < d.num; i++) {
        uint32_t at = claims_case(&d, i);
        cn_cose_claims c = claims_get(&d, at);
        cn_buf out;
        cn_buf_init(&out);
        cn_cose_protected(&out, c.kid);
        claims_compare(&d, at, "protected", cn_buf_span(&out));
        cn_buf_cut(&out, 0);
        cn_cose_payload(&out, &c, &d.key->public_key);
        claims_compare(&d, at, "payload", cn_buf_span(&out));
        cn_buf_cut(&out, 0);
        cn_cose_tbs(&out, &c, &d.key->public_key);
        claims_compare(&d, at, "tbs", cn_buf_span(&out));
        assert_int_equal(out.status, CARNET_OK);
        cn_buf_free(&out);
    }
    test_count_published("cose/claims.json", d.num);
    claims_close(&d);
}

static void assert_text(cn_cbor_reader *r, const char *expected)
{
    cn_span text = cn_cbor_get_text(r, 99);
    assert_span(text, expected, strlen(expected));
}

/* Claims of the boundary numbers, built; the payload is read back. */
static void check_boundary(uint32_t day, uint32_t valid, uint32_t index,
                           const carnet_public_key *key)
{
    cn_cose_claims c = {.day = day,
                        .has_valid = true,
                        .valid = valid,
                        .has_index = true,
                        .index = index};
    uint8_t bytes[CN_COSE_PAYLOAD_MAX];
    cn_buf payload;
    cn_cbor_reader r;
    cn_buf_init_fixed(&payload, bytes, sizeof bytes);
    cn_cose_payload(&payload, &c, key);
    assert_int_equal(payload.status, CARNET_OK);
    /* Deterministic: shortest heads, keys in order. */
    assert_status(cn_cbor_scan(cn_buf_span(&payload), 8, 128, NULL), CARNET_OK);
    cn_cbor_reader_init(&r, cn_buf_span(&payload));
    assert_int_equal(cn_cbor_get_map(&r, 9), 4);
    assert_int_equal(cn_cbor_get_int(&r, -99999, 99999), 4);
    assert_int_equal(cn_cbor_get_uint(&r, UINT64_MAX),
                     86400 * ((uint64_t)day + valid + 1));
    assert_int_equal(cn_cbor_get_int(&r, -99999, 99999), 6);
    assert_int_equal(cn_cbor_get_uint(&r, UINT64_MAX), 86400 * (uint64_t)day);
    assert_int_equal(cn_cbor_get_int(&r, -99999, 99999), 65535);
    assert_int_equal(cn_cbor_get_map(&r, 9), 1);
    assert_text(&r, "status_list");
    assert_int_equal(cn_cbor_get_map(&r, 9), 2);
    assert_text(&r, "idx");
    assert_int_equal(cn_cbor_get_uint(&r, UINT64_MAX), index);
    assert_text(&r, "uri");
    assert_int_equal(cn_cbor_get_text(&r, 99).len, 71);
    assert_int_equal(cn_cbor_get_int(&r, -99999, 99999), -65537);
    assert_int_equal(cn_cbor_get_bytes(&r, 0, 99).len, CN_COSE_ROOT_SIZE);
    assert_true(cn_cbor_at_end(&r));
    assert_int_equal(r.status, CARNET_OK);
}

static void takes_every_boundary_of_day_valid_and_index(void **state)
{
    (void)state;
    static const uint32_t days[] = {0, 1, 49709, 49710, 49711, CN_LIMIT_DAY};
    static const uint32_t valids[] = {0, 1, CN_LIMIT_VALID_DAYS};
    static const uint32_t indices[] = {0,   23,    24,    255,
                                       256, 65535, 65536, CN_LIMIT_INDEX};
    claims_data d = claims_open();
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        for (size_t j = 0; j < sizeof valids / sizeof valids[0]; j++) {
            for (size_t k = 0; k < sizeof indices / sizeof indices[0]; k++) {
                check_boundary(days[i], valids[j], indices[k],
                               &d.key->public_key);
            }
        }
    }
    claims_close(&d);
}

static void nothing_is_longer_than_its_constant(void **state)
{
    (void)state;
    const uint32_t all[2] = {CN_LIMIT_DAY, UINT32_MAX};
    for (size_t i = 0; i < 2; i++) {
        carnet_public_key key;
        memset(&key, 0xff, sizeof key);
        cn_cose_claims c = {.day = all[i],
                            .has_valid = true,
                            .valid = all[i],
                            .has_index = true,
                            .index = all[i]};
        cn_buf out;
        cn_buf_init(&out);
        cn_cose_protected(&out, c.kid);
        assert_int_equal(out.len, CN_COSE_PROTECTED_MAX);
        cn_buf_cut(&out, 0);
        cn_cose_payload(&out, &c, &key);
        assert_int_equal(out.len, CN_COSE_PAYLOAD_MAX);
        cn_buf_cut(&out, 0);
        cn_cose_tbs(&out, &c, &key);
        assert_int_equal(out.len, CN_COSE_TBS_MAX);
        cn_buf_free(&out);
    }
}

static void a_buffer_too_small_is_told(void **state)
{
    (void)state;
    claims_data d = claims_open();
    cn_cose_claims c = claims_get(&d, claims_case(&d, 0));
    uint8_t bytes[CN_COSE_TBS_MAX];
    for (size_t room = 0; room < 208; room++) {
        cn_buf out;
        cn_buf_init_fixed(&out, bytes, room);
        cn_cose_tbs(&out, &c, &d.key->public_key);
        assert_status(out.status, CARNET_CALLER_ARENA);
    }
    claims_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(builds_the_worked_example),
        cmocka_unit_test(agrees_with_other_libraries),
        cmocka_unit_test(takes_every_boundary_of_day_valid_and_index),
        cmocka_unit_test(nothing_is_longer_than_its_constant),
        cmocka_unit_test(a_buffer_too_small_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
