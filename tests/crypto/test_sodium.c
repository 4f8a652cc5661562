/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The wall around libsodium: known answers of BLAKE2b-256, SHA-256, HMAC,
 * Ed25519 (RFC 8032 section 7.1) and Argon2id, the bounds of that, and what
 * verification refuses.
 */
#include "../support/support.h"

#include "crypto/crypto_i.h"

/* BLAKE2b-256 and SHA-256 of the same inputs; the values were computed with
   Python's hashlib, "abc" under SHA-256 is that of FIPS 180-4. */
static const struct {
    const char *input; /* NULL: len bytes 0, 1, 2 ...; else repeated to len */
    size_t len;
    const char *blake2b;
    const char *sha256;
} hashes[] = {
    {"", 0, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8",
     "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", 3,
     "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319",
     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {NULL, 256,
     "39a7eb9fedc19aabc83425c6755dd90e6f9d0c804964a1f4aaeea3b9fb599835",
     "40aff2e9d2d8922e47afd4648e6967497158785fbd1da870e7110266bf944880"},
    {"a", 128,
     "ae2aa48507885c4c950fb809b2076f959cde9f8ea6da260d9a3587df33dac450", NULL},
    {"a", 129,
     "2f64744a6de0d2c0b56e64cf6e29a5aaa255010d415d51c75ccc82f73dccd865", NULL},
};

static cn_span fill(uint8_t out[256], size_t row)
{
    const char *input = hashes[row].input;
    for (size_t i = 0; i < hashes[row].len; i++) {
        out[i] = input == NULL ? (uint8_t)i : (uint8_t)input[i % strlen(input)];
    }
    return cn_span_of(out, hashes[row].len);
}

static void assert_hash(const uint8_t hash[CN_CRYPTO_HASH_SIZE],
                        const char *hex)
{
    cn_buf expected = test_hex_str(hex);
    assert_int_equal(expected.len, CN_CRYPTO_HASH_SIZE);
    assert_memory_equal(hash, expected.data, CN_CRYPTO_HASH_SIZE);
    cn_buf_free(&expected);
}

static void blake2b_gives_known_answers_wherever_it_is_cut(void **state)
{
    (void)state;
    uint8_t input[256];
    uint8_t out[CN_CRYPTO_HASH_SIZE];
    for (size_t row = 0; row < sizeof hashes / sizeof hashes[0]; row++) {
        cn_span s = fill(input, row);
        for (size_t cut = 0; cut <= s.len; cut++) {
            cn_crypto_blake2b(out, cn_span_of(s.data, cut),
                              cn_span_after(s, cut));
            assert_hash(out, hashes[row].blake2b);
        }
    }
}

static void blake2b_takes_empty_spans(void **state)
{
    (void)state;
    uint8_t out[CN_CRYPTO_HASH_SIZE];
    cn_crypto_blake2b(out, cn_span_of(NULL, 0), cn_span_of(NULL, 0));
    assert_hash(out, hashes[0].blake2b);
}

static void sha256_gives_known_answers(void **state)
{
    (void)state;
    uint8_t input[256];
    uint8_t out[CN_CRYPTO_HASH_SIZE];
    for (size_t row = 0; row < sizeof hashes / sizeof hashes[0]; row++) {
        if (hashes[row].sha256 != NULL) {
            cn_crypto_sha256(out, fill(input, row));
            assert_hash(out, hashes[row].sha256);
        }
    }
    cn_crypto_sha256(out, cn_span_of(NULL, 0));
    assert_hash(out, hashes[0].sha256);
}

static void equal_sees_every_bit(void **state)
{
    (void)state;
    uint8_t a[20];
    uint8_t b[20];
    memset(a, 0x5a, sizeof a);
    memset(b, 0x5a, sizeof b);
    assert_true(cn_crypto_equal(a, b, sizeof a));
    assert_true(cn_crypto_equal(a, b, 0));
    for (size_t bit = 0; bit < 8 * sizeof a; bit++) {
        b[bit / 8] ^= (uint8_t)(1u << bit % 8);
        assert_false(cn_crypto_equal(a, b, sizeof a));
        b[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
}

static void random_fills_all_and_never_repeats(void **state)
{
    (void)state;
    uint8_t seen[32][16];
    uint8_t touched[16] = {0};
    for (size_t i = 0; i < 32; i++) {
        assert_status(cn_crypto_random(seen[i], 16), CARNET_OK);
        for (size_t j = 0; j < 16; j++) {
            touched[j] |= seen[i][j];
        }
        for (size_t j = 0; j < i; j++) {
            assert_memory_not_equal(seen[i], seen[j], 16);
        }
    }
    for (size_t j = 0; j < 16; j++) {
        assert_int_not_equal(touched[j], 0);
    }
}

/* 3,000 draws of 0, 1 and 2: some 1,000 of each, and no other. */
static void below_gives_every_number_as_often(void **state)
{
    (void)state;
    size_t seen[3] = {0};
    uint32_t drawn = 9;
    for (size_t i = 0; i < 3000; i++) {
        assert_status(cn_crypto_below(&drawn, 3), CARNET_OK);
        assert_true(drawn < 3);
        seen[drawn]++;
    }
    for (size_t i = 0; i < 3; i++) {
        assert_in_range(seen[i], 800, 1200); /* 7 standard deviations */
    }
    assert_status(cn_crypto_below(&drawn, 1), CARNET_OK);
    assert_int_equal(drawn, 0);
    /* Half of all numbers are left over, and drawn again. */
    assert_status(cn_crypto_below(&drawn, (1u << 31) + 1), CARNET_OK);
    assert_true(drawn <= 1u << 31);
}

/* RFC 8032 section 7.1: TEST 1, 2, 3 and SHA(abc). */
static const struct {
    const char *seed;
    const char *public_key;
    const char *message;
    const char *signature;
} rfc8032[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb88215"
     "90a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e4"
     "3e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b53"
     "8d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"},
    {"833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
     "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a"
     "274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
     "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9"
     "ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"},
};
#define NUM_RFC8032 (sizeof rfc8032 / sizeof rfc8032[0])

static void signs_and_verifies_as_rfc_8032_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < NUM_RFC8032; i++) {
        cn_buf seed = test_hex_str(rfc8032[i].seed);
        cn_buf public_key = test_hex_str(rfc8032[i].public_key);
        cn_buf message = test_hex_str(rfc8032[i].message);
        cn_buf expected = test_hex_str(rfc8032[i].signature);
        uint8_t sig[CN_CRYPTO_SIGNATURE_SIZE];
        carnet_secret_key *key = NULL;
        assert_status(carnet_key_from_seed(&key, seed.data, seed.len),
                      CARNET_OK);
        assert_span(cn_buf_span(&public_key), key->public_key.bytes,
                    CARNET_KEY_PUBLIC_SIZE);
        assert_status(cn_crypto_sign(sig, cn_buf_span(&message), key),
                      CARNET_OK);
        assert_span(cn_buf_span(&expected), sig, sizeof sig);
        assert_status(
            cn_crypto_verify(sig, cn_buf_span(&message), &key->public_key),
            CARNET_OK);
        carnet_key_free(key);
        cn_buf_free(&seed);
        cn_buf_free(&public_key);
        cn_buf_free(&message);
        cn_buf_free(&expected);
    }
    test_count_published("rfc8032", NUM_RFC8032);
}

static carnet_secret_key *test_key(uint8_t first)
{
    uint8_t seed[CARNET_KEY_SEED_SIZE] = {0};
    carnet_secret_key *key = NULL;
    seed[0] = first;
    assert_status(carnet_key_from_seed(&key, seed, sizeof seed), CARNET_OK);
    return key;
}

static void refuses_every_flipped_bit(void **state)
{
    (void)state;
    uint8_t message[40] = "what somebody signed";
    uint8_t sig[CN_CRYPTO_SIGNATURE_SIZE];
    cn_span s = cn_span_of(message, sizeof message);
    carnet_secret_key *key = test_key(1);
    assert_status(cn_crypto_sign(sig, s, key), CARNET_OK);
    for (size_t bit = 0; bit < 8 * sizeof sig; bit++) {
        sig[bit / 8] ^= (uint8_t)(1u << bit % 8);
        assert_status(cn_crypto_verify(sig, s, &key->public_key),
                      CARNET_KEY_SIGNATURE);
        sig[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    for (size_t bit = 0; bit < 8 * sizeof message; bit++) {
        message[bit / 8] ^= (uint8_t)(1u << bit % 8);
        assert_status(cn_crypto_verify(sig, s, &key->public_key),
                      CARNET_KEY_SIGNATURE);
        message[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    assert_status(cn_crypto_verify(sig, s, &key->public_key), CARNET_OK);
    carnet_key_free(key);
}

static void refuses_a_message_cut_or_longer(void **state)
{
    (void)state;
    const uint8_t message[8] = "message";
    uint8_t sig[CN_CRYPTO_SIGNATURE_SIZE];
    carnet_secret_key *key = test_key(1);
    assert_status(cn_crypto_sign(sig, cn_span_of(message, 7), key), CARNET_OK);
    for (size_t len = 0; len <= sizeof message; len++) {
        assert_status(
            cn_crypto_verify(sig, cn_span_of(message, len), &key->public_key),
            len == 7 ? CARNET_OK : CARNET_KEY_SIGNATURE);
    }
    carnet_key_free(key);
}

static void refuses_another_key(void **state)
{
    (void)state;
    uint8_t sig[CN_CRYPTO_SIGNATURE_SIZE];
    carnet_secret_key *key = test_key(1);
    carnet_secret_key *other = test_key(2);
    assert_status(cn_crypto_sign(sig, CN_SPAN_LIT("message"), key), CARNET_OK);
    assert_status(
        cn_crypto_verify(sig, CN_SPAN_LIT("message"), &other->public_key),
        CARNET_KEY_SIGNATURE);
    carnet_key_free(key);
    carnet_key_free(other);
}

/* L, the order of the base point, little-endian (RFC 8032 section 5.1). */
static const uint8_t order[32] = {
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7,
    0xa2, 0xde, 0xf9, 0xde, 0x14, 0,    0,    0,    0,    0,    0,
    0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10};

static void refuses_s_plus_order(void **state)
{
    (void)state;
    uint8_t sig[CN_CRYPTO_SIGNATURE_SIZE];
    carnet_secret_key *key = test_key(1);
    assert_status(cn_crypto_sign(sig, CN_SPAN_LIT("message"), key), CARNET_OK);
    unsigned carry = 0;
    for (size_t i = 0; i < 32; i++) {
        carry += (unsigned)sig[32 + i] + order[i];
        sig[32 + i] = (uint8_t)carry;
        carry >>= 8;
    }
    assert_int_equal(carry, 0); /* the equation holds, the form does not */
    assert_status(
        cn_crypto_verify(sig, CN_SPAN_LIT("message"), &key->public_key),
        CARNET_KEY_SIGNATURE);
    carnet_key_free(key);
}

/* libsodium 1.0.18 takes each of them for '/'. */
static void base64_has_no_byte_above_7f(void **state)
{
    (void)state;
    uint8_t out[4];
    size_t len = 0;
    for (int byte = 0x80; byte <= 0xff; byte++) {
        uint8_t text[4] = {'Q', 'U', (uint8_t)byte, 'D'};
        assert_false(cn_crypto_base64_decode(out, sizeof out, &len,
                                             cn_span_of(text, sizeof text)));
        memset(text, byte, sizeof text);
        assert_false(cn_crypto_base64_decode(out, sizeof out, &len,
                                             cn_span_of(text, sizeof text)));
    }
}

static void base64_is_canonical(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "QUJ",      "QQ",      "QR==",    "QUJC*",   "QUJ ", "QUI",
        "QUJ=",     "Q===",    "====",    "QUJD=",   "-_-_", "QUJD\n",
        "QQ==QQ==", "QUL\xaf", "QUL\xab", "\xd1UJD",
    };
    uint8_t out[8];
    size_t len = 0;
    char text[9];
    assert_true(
        cn_crypto_base64_decode(out, sizeof out, &len, CN_SPAN_LIT("QUI=")));
    assert_span(cn_span_of(out, len), "AB", 2);
    assert_true(
        cn_crypto_base64_decode(out, sizeof out, &len, cn_span_of(NULL, 0)));
    assert_int_equal(len, 0);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(cn_crypto_base64_decode(
            out, sizeof out, &len, cn_span_of(bad[i], strlen(bad[i]))));
    }
    assert_false(cn_crypto_base64_decode(out, 2, &len, CN_SPAN_LIT("QUJD")));
    cn_crypto_base64_encode(text, sizeof text, CN_SPAN_LIT("AB\xff\xfe"));
    assert_string_equal(text, "QUL//g==");
    assert_int_equal(CN_CRYPTO_BASE64_LEN(4), 8);
}

/* Computed with Python's hmac; no key and pieces of no bytes, as NULL too, a
   key longer than a block of SHA-256. */
static void hmac_gives_known_answers(void **state)
{
    (void)state;
    uint8_t out[CN_CRYPTO_HASH_SIZE];
    const cn_span nothing = cn_span_of(NULL, 0);
    const cn_span none[] = {nothing, CN_SPAN_LIT(""), nothing};
    const cn_span one[] = {nothing, CN_SPAN_LIT("m"), nothing};
    const cn_span three[] = {CN_SPAN_LIT("a"), nothing, CN_SPAN_LIT("bc")};
    char key[65];
    memset(key, 'k', sizeof key);
    cn_crypto_hmac(out, nothing, none, 3);
    assert_hash(
        out,
        "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
    cn_crypto_hmac(out, CN_SPAN_LIT("k"), one, 3);
    assert_hash(
        out,
        "b60090e3052297aeb5a080889ce2fc4bca957e756faeb4df7d31800ca1e771ec");
    cn_crypto_hmac(out, cn_span_of((const uint8_t *)key, sizeof key), three, 3);
    assert_hash(
        out,
        "ed378e5dfa30dc98814ba09b2e610d9b6af66054922ceef9480da094a3f11b2d");
}

/* ---- Argon2id ---- */

/* "carnet phrase" under salt 00 01 .. 0f, 3 passes; computed with OpenSSL's
   Argon2id, which shares no code with libsodium. */
static const struct {
    uint32_t kib;
    const char *key;
} argon2[] = {
    {1024, "53005cde7dd03ea20faf10881f88651c5b8bdece4f5de7a770a0f979b7d7650f"},
    {65536, "1e0fa330f42806205cac9866ffb3a172235db763a0a4c15b5d8ef59f7b385905"},
};

static void argon2id_gives_known_answers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof argon2 / sizeof argon2[0]; i++) {
        uint8_t salt[CN_CRYPTO_SALT_SIZE];
        uint8_t out[CN_CRYPTO_AEAD_KEY_SIZE];
        cn_buf expected = test_hex_str(argon2[i].key);
        for (uint8_t n = 0; n < sizeof salt; n++) {
            salt[n] = n;
        }
        assert_status(cn_crypto_argon2id(out, CN_SPAN_LIT("carnet phrase"),
                                         salt, 3, argon2[i].kib),
                      CARNET_OK);
        assert_span(cn_buf_span(&expected), out, sizeof out);
        cn_buf_free(&expected);
    }
}

static void argon2id_takes_its_bounds_and_nothing_over_them(void **state)
{
    (void)state;
    static uint8_t secret[CN_LIMIT_STRING + 1];
    const uint8_t salt[CN_CRYPTO_SALT_SIZE] = {0};
    static const struct {
        size_t len;
        uint32_t passes;
        uint32_t kib;
        carnet_status status;
    } cases[] = {
        {0, 1, CN_LIMIT_ARGON2_KIB_MIN, CARNET_OK},
        {CN_LIMIT_STRING, 1, CN_LIMIT_ARGON2_KIB_MIN, CARNET_OK},
        {1, CN_LIMIT_ARGON2_PASSES, CN_LIMIT_ARGON2_KIB, CARNET_OK},
        {CN_LIMIT_STRING + 1, 1, CN_LIMIT_ARGON2_KIB_MIN, CARNET_CALLER_RANGE},
        {1, CN_LIMIT_ARGON2_PASSES + 1, CN_LIMIT_ARGON2_KIB_MIN,
         CARNET_CALLER_RANGE},
        {1, 0, CN_LIMIT_ARGON2_KIB_MIN, CARNET_CALLER_RANGE},
        {1, 1, CN_LIMIT_ARGON2_KIB + 1, CARNET_CALLER_RANGE},
        {1, 1, UINT32_MAX, CARNET_CALLER_RANGE},
        {1, UINT32_MAX, CN_LIMIT_ARGON2_KIB, CARNET_CALLER_RANGE},
        {1, 1, CN_LIMIT_ARGON2_KIB_MIN - 1, CARNET_CALLER_RANGE},
        {1, 1, 0, CARNET_CALLER_RANGE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t out[CN_CRYPTO_AEAD_KEY_SIZE];
        assert_status(cn_crypto_argon2id(out, cn_span_of(secret, cases[i].len),
                                         salt, cases[i].passes, cases[i].kib),
                      cases[i].status);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blake2b_gives_known_answers_wherever_it_is_cut),
        cmocka_unit_test(blake2b_takes_empty_spans),
        cmocka_unit_test(sha256_gives_known_answers),
        cmocka_unit_test(equal_sees_every_bit),
        cmocka_unit_test(random_fills_all_and_never_repeats),
        cmocka_unit_test(below_gives_every_number_as_often),
        cmocka_unit_test(signs_and_verifies_as_rfc_8032_says),
        cmocka_unit_test(refuses_every_flipped_bit),
        cmocka_unit_test(refuses_a_message_cut_or_longer),
        cmocka_unit_test(refuses_another_key),
        cmocka_unit_test(refuses_s_plus_order),
        cmocka_unit_test(base64_has_no_byte_above_7f),
        cmocka_unit_test(base64_is_canonical),
        cmocka_unit_test(hmac_gives_known_answers),
        cmocka_unit_test(argon2id_gives_known_answers),
        cmocka_unit_test(argon2id_takes_its_bounds_and_nothing_over_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
