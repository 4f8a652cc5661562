/* SPDX-License-Identifier: Apache-2.0 */
/*
 * HPKE against RFC 9180 appendix A.2.1: the same keys and bytes on both sides,
 * which open with nothing else; what is made on the way is wiped, and points of
 * low order are refused, as keys too.
 */
#include "../support/failing_mem.h"
#include "../support/support.h"

#include "crypto/crypto_i.h"

/* ---- RFC 9180 ---- */

static cn_json_doc *doc;
static cn_buf text;

static int set_up(void **state)
{
    (void)state;
    text = test_data("hpke/rfc9180-a2.json");
    return cn_json_read(&doc, NULL, cn_buf_span(&text)) == CARNET_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    cn_json_free(doc);
    cn_buf_free(&text);
    return 0;
}

static cn_buf member(uint32_t i, const char *name)
{
    return test_hex(test_member(doc, i, name));
}

static void assert_member(const uint8_t *bytes, size_t len, const char *name)
{
    cn_buf expected = member(0, name);
    assert_span(cn_buf_span(&expected), bytes, len);
    cn_buf_free(&expected);
}

static carnet_seal_key key_of(const char *name)
{
    carnet_seal_key key;
    cn_buf secret = member(0, name);
    assert_int_equal(secret.len, sizeof key.secret);
    memcpy(key.secret, secret.data, sizeof key.secret);
    cn_crypto_x25519_public(key.public_key.bytes, key.secret);
    cn_buf_free(&secret);
    return key;
}

static void hpke_gives_the_keys_of_rfc_9180_on_both_sides(void **state)
{
    (void)state;
    carnet_seal_key e = key_of("skEm");
    carnet_seal_key r = key_of("skRm");
    cn_buf info = member(0, "info");
    cn_crypto_hpke_context sender;
    cn_crypto_hpke_context receiver;
    assert_member(e.public_key.bytes, CARNET_SEAL_KEY_SIZE, "enc");
    assert_member(r.public_key.bytes, CARNET_SEAL_KEY_SIZE, "pkRm");
    assert_status(
        cn_crypto_hpke_sender(&sender, &e, &r.public_key, cn_buf_span(&info)),
        CARNET_OK);
    assert_status(cn_crypto_hpke_receiver(&receiver, e.public_key.bytes, &r,
                                          cn_buf_span(&info)),
                  CARNET_OK);
    assert_memory_equal(&sender, &receiver, sizeof sender);
    assert_member(sender.key, sizeof sender.key, "key");
    assert_member(sender.nonce, sizeof sender.nonce, "base_nonce");
    cn_buf_free(&info);
}

/* ---- wiping ---- */

/* How often memory that holds a secret is wiped while both sides are made. */
static size_t wipes_of(cn_span secret)
{
    carnet_seal_key e = key_of("skEm");
    carnet_seal_key r = key_of("skRm");
    cn_buf info = member(0, "info");
    cn_crypto_hpke_context context;
    test_mem_watch(secret.data, secret.len, secret.len);
    assert_status(
        cn_crypto_hpke_sender(&context, &e, &r.public_key, cn_buf_span(&info)),
        CARNET_OK);
    size_t num = test_mem_wiped();
    assert_status(cn_crypto_hpke_receiver(&context, e.public_key.bytes, &r,
                                          cn_buf_span(&info)),
                  CARNET_OK);
    assert_int_equal(test_mem_wiped(), 2 * num);
    test_mem_watch(NULL, 0, 0);
    cn_buf_free(&info);
    return num;
}

/* Each secret on the way wherever our code had it. */
static void no_secret_on_the_way_to_the_key_is_left(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t wipes;
    } rows[] = {
        {"shared_secret", 2}, /* as it is made, and where it goes */
        {"secret", 1},
        {"key", 1},
        {"base_nonce", 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cn_buf secret = member(0, rows[i].name);
        assert_int_equal(wipes_of(cn_buf_span(&secret)), rows[i].wipes);
        cn_buf_free(&secret);
    }
    uint8_t dh[CARNET_SEAL_KEY_SIZE];
    uint8_t prk[CN_CRYPTO_HASH_SIZE];
    carnet_seal_key r = key_of("skRm");
    cn_buf point = member(0, "enc");
    assert_status(cn_crypto_x25519(dh, r.secret, point.data), CARNET_OK);
    const cn_span pieces[] = {
        CN_SPAN_LIT("HPKE-v1"), cn_span_of((const uint8_t *)"KEM\0 ", 5),
        CN_SPAN_LIT("eae_prk"), cn_span_of(dh, sizeof dh)};
    cn_crypto_hmac(prk, cn_span_of(NULL, 0), pieces, 4);
    assert_int_equal(wipes_of(cn_span_of(dh, sizeof dh)), 1);
    assert_int_equal(wipes_of(cn_span_of(prk, sizeof prk)), 1);
    cn_buf_free(&point);
}

/* What is drawn for one message and the keys made of it, and the states of
   seven HMACs (RFC 9180 sections 4 and 5.1), which are as large. */
static void sealing_wipes_its_own_key_and_what_it_made(void **state)
{
    (void)state;
    uint8_t enc[CARNET_SEAL_KEY_SIZE];
    uint8_t sealed[1 + CN_CRYPTO_TAG_SIZE];
    carnet_seal_key to;
    assert_status(cn_crypto_seal_key_new(&to), CARNET_OK);
    test_mem_watch("", 0, sizeof(cn_crypto_hpke_context));
    assert_status(cn_crypto_hpke_seal(enc, sealed, &to.public_key,
                                      CN_SPAN_LIT("info"), CN_SPAN_LIT("x")),
                  CARNET_OK);
    assert_int_equal(test_mem_wiped(), 2 + 7);
    test_mem_watch(NULL, 0, 0);
}

/* The messages of the RFC, of which carnet sends the first. */
static void hpke_gives_the_ciphertexts_of_rfc_9180(void **state)
{
    (void)state;
    carnet_seal_key e = key_of("skEm");
    carnet_seal_key r = key_of("skRm");
    cn_buf info = member(0, "info");
    cn_buf plain = member(0, "plaintext");
    cn_crypto_hpke_context context;
    assert_status(
        cn_crypto_hpke_sender(&context, &e, &r.public_key, cn_buf_span(&info)),
        CARNET_OK);
    uint32_t list = cn_json_find(doc, 0, "encryptions");
    uint32_t child = list + 1;
    size_t num = cn_json_get(doc, list)->num;
    for (size_t n = 0; n < num; n++) {
        static const uint16_t sequence[] = {0, 1, 2, 4, 255, 256};
        uint8_t nonce[CN_CRYPTO_NONCE_SIZE];
        uint8_t out[64];
        cn_buf aad = member(child, "aad");
        cn_buf expected = member(child, "ciphertext");
        memcpy(nonce, context.nonce, sizeof nonce);
        nonce[10] ^= (uint8_t)(sequence[n] >> 8);
        nonce[11] ^= (uint8_t)sequence[n];
        cn_crypto_aead_seal(out, context.key, nonce, cn_buf_span(&aad),
                            cn_buf_span(&plain));
        assert_span(cn_buf_span(&expected), out,
                    plain.len + CN_CRYPTO_TAG_SIZE);
        cn_buf_free(&aad);
        cn_buf_free(&expected);
        child = cn_json_get(doc, child)->next;
    }
    test_count_published("RFC 9180 A.2.1", num);
    assert_int_equal(num, 6);
    cn_buf_free(&info);
    cn_buf_free(&plain);
}

static void what_is_sealed_opens_with_its_key_info_and_bytes_alone(void **state)
{
    (void)state;
    const cn_span info = CN_SPAN_LIT("info");
    const cn_span plain = CN_SPAN_LIT("a plaintext");
    uint8_t enc[CARNET_SEAL_KEY_SIZE];
    uint8_t sealed[32];
    uint8_t out[32];
    carnet_seal_key one;
    carnet_seal_key other;
    size_t len = plain.len + CN_CRYPTO_TAG_SIZE;
    assert_status(cn_crypto_seal_key_new(&one), CARNET_OK);
    assert_status(cn_crypto_seal_key_new(&other), CARNET_OK);
    assert_status(
        cn_crypto_hpke_seal(enc, sealed, &one.public_key, info, plain),
        CARNET_OK);
    cn_span s = cn_span_of(sealed, len);
    assert_status(cn_crypto_hpke_open(out, enc, &one, info, s), CARNET_OK);
    assert_span(plain, out, plain.len);
    assert_status(cn_crypto_hpke_open(out, enc, &other, info, s),
                  CARNET_PRIVACY_UNOPENED);
    assert_status(cn_crypto_hpke_open(out, enc, &one, plain, s),
                  CARNET_PRIVACY_UNOPENED);
    for (size_t bit = 0; bit < 8 * len; bit++) {
        sealed[bit / 8] ^= (uint8_t)(1u << bit % 8);
        assert_status(cn_crypto_hpke_open(out, enc, &one, info, s),
                      CARNET_PRIVACY_UNOPENED);
        sealed[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    for (size_t cut = 0; cut < len; cut++) {
        assert_status(
            cn_crypto_hpke_open(out, enc, &one, info, cn_span_of(sealed, cut)),
            CARNET_PRIVACY_UNOPENED);
    }
}

/* ---- points of low order ---- */

/* All encodings of them, also those that are not reduced: RFC 7748 section 6.1
   and the list of libsodium's and Wycheproof's. */
static const char *const low[] = {
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
};

static void refuses_points_of_low_order_with_their_own_status(void **state)
{
    (void)state;
    carnet_seal_key key;
    assert_status(cn_crypto_seal_key_new(&key), CARNET_OK);
    for (size_t i = 0; i < 2 * (sizeof low / sizeof low[0]); i++) {
        carnet_seal_public *made = NULL;
        carnet_seal_public to;
        uint8_t out[64];
        uint8_t enc[CARNET_SEAL_KEY_SIZE];
        cn_buf point = test_hex_str(low[i / 2]);
        point.data[31] |= i % 2 == 0 ? 0 : 0x80; /* a bit that is masked */
        memcpy(to.bytes, point.data, sizeof to.bytes);
        assert_status(
            carnet_seal_public_from_bytes(&made, point.data, point.len),
            CARNET_KEY_EXCHANGE);
        assert_null(made);
        assert_status(cn_crypto_hpke_seal(enc, out, &to, CN_SPAN_LIT("i"),
                                          CN_SPAN_LIT("p")),
                      CARNET_KEY_EXCHANGE);
        memset(out, 0, sizeof out);
        assert_status(cn_crypto_hpke_open(out, point.data, &key,
                                          CN_SPAN_LIT("i"),
                                          cn_span_of(out, 32)),
                      CARNET_KEY_EXCHANGE);
        cn_buf_free(&point);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hpke_gives_the_keys_of_rfc_9180_on_both_sides),
        cmocka_unit_test(no_secret_on_the_way_to_the_key_is_left),
        cmocka_unit_test(sealing_wipes_its_own_key_and_what_it_made),
        cmocka_unit_test(hpke_gives_the_ciphertexts_of_rfc_9180),
        cmocka_unit_test(
            what_is_sealed_opens_with_its_key_info_and_bytes_alone),
        cmocka_unit_test(refuses_points_of_low_order_with_their_own_status),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
