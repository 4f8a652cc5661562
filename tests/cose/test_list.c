/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Signed lists as COSE_Sign1: read back as they were signed, and each part of
 * one refused where it is not in its one form, or not signed.
 */
#include "../support/failing_mem.h"
#include "../support/support.h"

#include "cose/cose_i.h"

#define TYP "application/carnet-trust.1+cwt"

static const carnet_secret_key *secret(void)
{
    static carnet_secret_key kept;
    static bool is_made;
    if (!is_made) {
        static const uint8_t seed[CARNET_KEY_SEED_SIZE] = {0x5a, 1, 2, 3};
        carnet_secret_key *key = NULL;
        assert_status(carnet_key_from_seed(&key, seed, sizeof seed), CARNET_OK);
        kept = *key;
        carnet_key_free(key);
        is_made = true;
    }
    return &kept;
}

static carnet_status read(cn_cose_list *out, cn_span bytes, const char *typ)
{
    size_t offset = SIZE_MAX;
    carnet_status status =
        cn_cose_list_read(out, bytes, cn_span_str(typ), &offset);
    assert_true(offset <= bytes.len);
    return status;
}

static void a_list_is_read_as_it_was_signed(void **state)
{
    (void)state;
    cn_cose_list list;
    cn_buf b;
    cn_buf_init(&b);
    assert_status(
        cn_cose_list_sign(&b, cn_span_str(TYP), CN_SPAN_LIT("\xa0"), secret()),
        CARNET_OK);
    assert_status(read(&list, cn_buf_span(&b), TYP), CARNET_OK);
    assert_span(list.payload, "\xa0", 1);
    assert_memory_equal(list.kid, secret()->public_key.digest,
                        CARNET_KEY_ID_SIZE);
    assert_status(cn_cose_list_verify(&list, &secret()->public_key), CARNET_OK);
    assert_status(read(&list, cn_buf_span(&b), TYP "x"), CARNET_CBOR_SHAPE);
    assert_status(read(&list, cn_span_of(b.data, b.len - 1), TYP),
                  CARNET_CBOR_TRUNCATED);
    assert_status(read(&list, cn_span_of(NULL, 0), TYP), CARNET_CBOR_TRUNCATED);
    cn_buf_free(&b);
}

/* That a header is not the due one is seen when the whole is taken apart. */
static void an_empty_payload_is_one_and_an_empty_header_none(void **state)
{
    (void)state;
    static const uint8_t no_header[] = {0x84, 0x40, 0xa0, 0x40, 0x58, 0x40};
    uint8_t bytes[sizeof no_header + CN_CRYPTO_SIGNATURE_SIZE] = {0};
    size_t offset = 0;
    cn_cose_list list;
    cn_buf b;
    cn_buf_init(&b);
    assert_status(
        cn_cose_list_sign(&b, cn_span_str(TYP), cn_span_of(NULL, 0), secret()),
        CARNET_OK);
    assert_status(read(&list, cn_buf_span(&b), TYP), CARNET_OK);
    assert_int_equal(list.payload.len, 0);
    cn_buf_free(&b);
    memcpy(bytes, no_header, sizeof no_header);
    assert_status(cn_cose_list_read(&list, cn_span_of(bytes, sizeof bytes),
                                    cn_span_str(TYP), &offset),
                  CARNET_CBOR_SHAPE);
    assert_int_equal(offset, sizeof bytes);
}

static void every_changed_byte_breaks_the_form_or_the_signature(void **state)
{
    (void)state;
    cn_cose_list list;
    cn_buf b;
    cn_buf_init(&b);
    assert_status(
        cn_cose_list_sign(&b, cn_span_str(TYP), CN_SPAN_LIT("\xa0"), secret()),
        CARNET_OK);
    for (size_t i = 0; i < b.len; i++) {
        b.data[i] ^= 1;
        carnet_status status = read(&list, cn_buf_span(&b), TYP);
        if (status == CARNET_OK) {
            status = cn_cose_list_verify(&list, &secret()->public_key);
        }
        assert_int_not_equal(status, CARNET_OK);
        b.data[i] ^= 1;
    }
    cn_buf_free(&b);
}

/* Four elements in hexadecimal digits, with a signature of zeros. */
static void each_part_has_one_form(void **state)
{
    (void)state;
#define HEADER "582aa3012704441122334410781e"
#define TYP_HEX "6170706c69636174696f6e2f6361726e65742d74727573742e312b637774"
#define ZEROS "00000000000000000000000000000000"
#define SIGNATURE "5840" ZEROS ZEROS ZEROS ZEROS
    static const struct {
        const char *hex;
        carnet_status due;
    } rows[] = {
        {"84" HEADER TYP_HEX "a041a0" SIGNATURE, CARNET_OK},
        {"83" HEADER TYP_HEX "a041a0", CARNET_CBOR_SHAPE},
        {"85" HEADER TYP_HEX "a041a0" SIGNATURE "00", CARNET_CBOR_SHAPE},
        {"84f6a041a0" SIGNATURE, CARNET_CBOR_TYPE},
        {"848181f6a041a0" SIGNATURE, CARNET_CBOR_DEPTH},
        {"8440a041a0" SIGNATURE, CARNET_CBOR_SHAPE}, /* no header */
        /* as far as the key id, which has a byte too few, and none too few */
        {"8448a301270444112233a041a0" SIGNATURE, CARNET_CBOR_SHAPE},
        {"8449a30127044411223344a041a0" SIGNATURE, CARNET_CBOR_SHAPE},
        {"84" HEADER TYP_HEX "f641a0" SIGNATURE, CARNET_CBOR_TYPE},
        {"84" HEADER TYP_HEX "a1010041a0" SIGNATURE, CARNET_CBOR_SHAPE},
        {"84" HEADER TYP_HEX "a0f6" SIGNATURE, CARNET_CBOR_TYPE},
        {"84" HEADER TYP_HEX "a041a0f6", CARNET_CBOR_TYPE},
        {"84" HEADER TYP_HEX "a041a0583f" ZEROS ZEROS ZEROS
         "000000000000000000000000000000",
         CARNET_CBOR_SHAPE},
        {"84" HEADER TYP_HEX "a041a05841" ZEROS ZEROS ZEROS ZEROS "00",
         CARNET_CBOR_SHAPE},
        {"84" HEADER TYP_HEX "a041a0" SIGNATURE "00", CARNET_CBOR_TRAILING},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cn_cose_list list;
        cn_buf b = test_hex_str(rows[i].hex);
        assert_status(read(&list, cn_buf_span(&b), TYP), rows[i].due);
        cn_buf_free(&b);
    }
}

/* The header of a list is in a fixed room, made for the longest typ. */
static void a_typ_has_at_most_64_bytes(void **state)
{
    (void)state;
    char typ[CN_COSE_TYP_MAX + 2];
    memset(typ, 'x', sizeof typ);
    for (size_t over = 0; over < 2; over++) {
        cn_cose_list list;
        cn_buf b;
        typ[CN_COSE_TYP_MAX + over] = '\0';
        cn_buf_init(&b);
        carnet_status status = cn_cose_list_sign(&b, cn_span_str(typ),
                                                 CN_SPAN_LIT("\xa0"), secret());
        assert_int_equal(status == CARNET_OK, over == 0);
        assert_int_equal(b.len > 0, over == 0);
        if (over == 0) {
            assert_status(read(&list, cn_buf_span(&b), typ), CARNET_OK);
            typ[CN_COSE_TYP_MAX] = 'x';
            typ[CN_COSE_TYP_MAX + 1] = '\0';
            assert_status(read(&list, cn_buf_span(&b), typ), CARNET_CBOR_SHAPE);
        }
        cn_buf_free(&b);
    }
}

static void each_allocation_may_fail(void **state)
{
    (void)state;
    cn_cose_list list;
    cn_buf good;
    const carnet_secret_key *key = secret();
    cn_buf_init(&good);
    assert_status(
        cn_cose_list_sign(&good, cn_span_str(TYP), CN_SPAN_LIT("\xa0"), key),
        CARNET_OK);
    bool failed = true;
    size_t n = 0;
    while (failed) {
        cn_buf b;
        size_t live = test_mem_live();
        cn_buf_init(&b);
        assert_status(read(&list, cn_buf_span(&good), TYP), CARNET_OK);
        test_mem_fail_at(++n);
        carnet_status status = cn_cose_list_verify(&list, &key->public_key);
        if (status == CARNET_OK) {
            status = cn_cose_list_sign(&b, cn_span_str(TYP),
                                       CN_SPAN_LIT("\xa0"), key);
        }
        failed = test_mem_has_failed();
        test_mem_fail_at(0);
        cn_buf_free(&b);
        assert_int_equal(test_mem_live(), live);
        assert_status(status, failed ? CARNET_CALLER_MEMORY : CARNET_OK);
    }
    assert_in_range(n, 3, 20);
    cn_buf_free(&good);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_is_read_as_it_was_signed),
        cmocka_unit_test(an_empty_payload_is_one_and_an_empty_header_none),
        cmocka_unit_test(every_changed_byte_breaks_the_form_or_the_signature),
        cmocka_unit_test(each_part_has_one_form),
        cmocka_unit_test(a_typ_has_at_most_64_bytes),
        cmocka_unit_test(each_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
