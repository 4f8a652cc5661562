/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Key handles through their public header: files that OpenSSL wrote, files of
 * every kind that is not ours, and every allocation failing.
 */
#include "../support/failing_mem.h"
#include "../support/support.h"

#include "crypto/crypto_i.h"

/* RFC 8032 section 7.1, TEST 1: the key of tests/data/keys/ed25519.pem. */
#define SEED "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
#define PUBLIC                                                                 \
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"

static void assert_hex(const uint8_t *bytes, const char *hex)
{
    cn_buf expected = test_hex_str(hex);
    assert_memory_equal(bytes, expected.data, expected.len);
    cn_buf_free(&expected);
}

static carnet_secret_key *key_of_seed(void)
{
    cn_buf seed = test_hex_str(SEED);
    carnet_secret_key *key = NULL;
    assert_status(carnet_key_from_seed(&key, seed.data, seed.len), CARNET_OK);
    cn_buf_free(&seed);
    return key;
}

/* Statuses of a text read as a secret and as a public key. */
static void assert_statuses(cn_span text, carnet_status as_secret,
                            carnet_status as_public)
{
    carnet_secret_key *secret = NULL;
    carnet_public_key *public_key = NULL;
    assert_status(carnet_key_decode(&secret, text.data, text.len), as_secret);
    assert_int_equal(secret != NULL, as_secret == CARNET_OK);
    assert_status(carnet_key_public_decode(&public_key, text.data, text.len),
                  as_public);
    assert_int_equal(public_key != NULL, as_public == CARNET_OK);
    carnet_key_free(secret);
    carnet_key_public_free(public_key);
}

static void assert_file(const char *name, carnet_status as_secret,
                        carnet_status as_public)
{
    cn_buf text = test_data(name);
    assert_statuses(cn_buf_span(&text), as_secret, as_public);
    cn_buf_free(&text);
}

static void assert_text(const char *text, carnet_status as_secret,
                        carnet_status as_public)
{
    assert_statuses(cn_span_of(text, strlen(text)), as_secret, as_public);
}

static void reads_the_files_that_openssl_wrote(void **state)
{
    (void)state;
    carnet_secret_key *secret = NULL;
    carnet_public_key *public_key = NULL;
    cn_buf text = test_data("keys/ed25519.pem");
    assert_status(carnet_key_decode(&secret, text.data, text.len), CARNET_OK);
    assert_hex(secret->seed, SEED);
    assert_hex(carnet_key_get_public(secret)->bytes, PUBLIC);
    cn_buf_free(&text);

    text = test_data("keys/ed25519.pub.pem");
    assert_status(carnet_key_public_decode(&public_key, text.data, text.len),
                  CARNET_OK);
    assert_hex(public_key->bytes, PUBLIC);
    cn_buf_free(&text);
    carnet_key_free(secret);
    carnet_key_public_free(public_key);
}

static void writes_the_bytes_that_openssl_wrote(void **state)
{
    (void)state;
    carnet_secret_key *key = key_of_seed();
    carnet_buf *out = NULL;
    cn_buf text = test_data("keys/ed25519.pem");
    assert_status(carnet_key_encode(&out, key), CARNET_OK);
    assert_span(cn_buf_span(&text), carnet_buf_data(out), carnet_buf_len(out));
    carnet_buf_free(out);
    cn_buf_free(&text);

    text = test_data("keys/ed25519.pub.pem");
    assert_status(carnet_key_public_encode(&out, carnet_key_get_public(key)),
                  CARNET_OK);
    assert_span(cn_buf_span(&text), carnet_buf_data(out), carnet_buf_len(out));
    carnet_buf_free(out);
    cn_buf_free(&text);
    carnet_key_free(key);
}

/* The examples of RFC 8410 sections 10.1 and 10.3. */
#define RFC8410_SECRET                                                         \
    "-----BEGIN PRIVATE KEY-----\n"                                            \
    "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n"       \
    "-----END PRIVATE KEY-----\n"
#define RFC8410_PUBLIC                                                         \
    "-----BEGIN PUBLIC KEY-----\n"                                             \
    "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n"           \
    "-----END PUBLIC KEY-----\n"
#define RFC8410_VERSION_2                                                      \
    "-----BEGIN PRIVATE KEY-----\n"                                            \
    "MHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n"       \
    "oB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJzgSEAGb9ECWmEzf6FQbrB\n"       \
    "Z9w7lshQhqowtrbLDFw4rXAxZuE=\n"                                           \
    "-----END PRIVATE KEY-----\n"

static void the_two_examples_of_rfc_8410_are_one_pair(void **state)
{
    (void)state;
    carnet_secret_key *secret = NULL;
    carnet_public_key *public_key = NULL;
    const char *pem = RFC8410_SECRET;
    assert_status(carnet_key_decode(&secret, (const uint8_t *)pem, strlen(pem)),
                  CARNET_OK);
    pem = RFC8410_PUBLIC;
    assert_status(carnet_key_public_decode(&public_key, (const uint8_t *)pem,
                                           strlen(pem)),
                  CARNET_OK);
    assert_memory_equal(public_key->bytes, secret->public_key.bytes,
                        CARNET_KEY_PUBLIC_SIZE);
    carnet_key_free(secret);
    carnet_key_public_free(public_key);
}

static void names_a_secret_key_and_a_public_key_in_the_wrong_place(void **state)
{
    (void)state;
    assert_file("keys/ed25519.pem", CARNET_OK, CARNET_KEY_SECRET);
    assert_file("keys/ed25519.pub.pem", CARNET_KEY_PUBLIC, CARNET_OK);
    assert_file("keys/rsa.pem", CARNET_KEY_ALGORITHM, CARNET_KEY_SECRET);
    assert_file("keys/p256-traditional.pem", CARNET_KEY_ALGORITHM,
                CARNET_KEY_SECRET);
    assert_file("keys/rsa-traditional.pub.pem", CARNET_KEY_PUBLIC,
                CARNET_KEY_ALGORITHM);
    assert_file("keys/ed25519-encrypted.pem", CARNET_KEY_FORM,
                CARNET_KEY_SECRET);
    /* Even where it is damaged: what it was meant to be is what counts. */
    assert_text("-----BEGIN PRIVATE KEY-----\n*", CARNET_KEY_FORM,
                CARNET_KEY_SECRET);
    assert_text("-----BEGIN PUBLIC KEY-----\n*", CARNET_KEY_PUBLIC,
                CARNET_KEY_FORM);
    assert_text("-----BEGIN OPENSSH PRIVATE KEY-----\nQUJD\n"
                "-----END OPENSSH PRIVATE KEY-----\n",
                CARNET_KEY_FORM, CARNET_KEY_SECRET);
}

static void names_another_algorithm(void **state)
{
    (void)state;
    static const char *const secrets[] = {
        "keys/ed448.pem", "keys/x25519.pem",
        "keys/p256.pem",  "keys/p256-traditional.pem",
        "keys/rsa.pem",   "keys/rsa-traditional.pem",
    };
    static const char *const publics[] = {
        "keys/ed448.pub.pem",
        "keys/x25519.pub.pem",
        "keys/p256.pub.pem",
        "keys/rsa.pub.pem",
        "keys/rsa-traditional.pub.pem",
    };
    for (size_t i = 0; i < sizeof secrets / sizeof secrets[0]; i++) {
        assert_file(secrets[i], CARNET_KEY_ALGORITHM, CARNET_KEY_SECRET);
    }
    for (size_t i = 0; i < sizeof publics / sizeof publics[0]; i++) {
        assert_file(publics[i], CARNET_KEY_PUBLIC, CARNET_KEY_ALGORITHM);
    }
    assert_text("-----BEGIN DSA PRIVATE KEY-----\nQUJD\n"
                "-----END DSA PRIVATE KEY-----\n",
                CARNET_KEY_ALGORITHM, CARNET_KEY_SECRET);
}

static void refuses_what_is_no_key(void **state)
{
    (void)state;
    assert_file("keys/ed25519-certificate.pem", CARNET_KEY_FORM,
                CARNET_KEY_FORM);
    assert_text("", CARNET_KEY_FORM, CARNET_KEY_FORM);
    assert_text("HP1:ABC", CARNET_KEY_FORM, CARNET_KEY_FORM);
    assert_text(RFC8410_VERSION_2, CARNET_KEY_FORM, CARNET_KEY_SECRET);
    assert_text("-----BEGIN MY PRIVATE KEY-----\nQUJD\n"
                "-----END MY PRIVATE KEY-----\n",
                CARNET_KEY_FORM, CARNET_KEY_SECRET);
    assert_text("-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n"
                "-----END EC PARAMETERS-----\n",
                CARNET_KEY_FORM, CARNET_KEY_FORM);
    assert_text(RFC8410_SECRET RFC8410_PUBLIC, CARNET_KEY_FORM,
                CARNET_KEY_SECRET);
    assert_text(RFC8410_PUBLIC RFC8410_SECRET, CARNET_KEY_PUBLIC,
                CARNET_KEY_FORM);
}

/* The file with LF turned to CR LF and white space put around. */
static cn_buf with_crlf(const char *name)
{
    cn_buf text = test_data(name);
    cn_buf out;
    cn_buf_init(&out);
    cn_buf_put_str(&out, " \t\r\n");
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == '\n') {
            cn_buf_put_u8(&out, '\r');
        }
        cn_buf_put_u8(&out, text.data[i]);
    }
    cn_buf_put_str(&out, "\r\n\t \n");
    cn_buf_free(&text);
    return out;
}

static void reads_crlf_and_white_space_around(void **state)
{
    (void)state;
    cn_buf text = with_crlf("keys/ed25519.pem");
    assert_statuses(cn_buf_span(&text), CARNET_OK, CARNET_KEY_SECRET);
    cn_buf_free(&text);
    text = with_crlf("keys/ed25519.pub.pem");
    assert_statuses(cn_buf_span(&text), CARNET_KEY_PUBLIC, CARNET_OK);
    cn_buf_free(&text);
}

/* Where the last dashes may be cut off and the text is still whole: nowhere
   but in the line end behind them. */
static void refuses_a_file_cut_anywhere(void **state)
{
    (void)state;
    cn_buf secret = test_data("keys/ed25519.pem");
    cn_buf public_key = test_data("keys/ed25519.pub.pem");
    const size_t first = strlen("-----BEGIN PRIVATE KEY-----");
    const size_t first_public = strlen("-----BEGIN PUBLIC KEY-----");
    for (size_t len = 0; len + 1 < secret.len; len++) {
        assert_statuses(cn_span_of(secret.data, len), CARNET_KEY_FORM,
                        len < first ? CARNET_KEY_FORM : CARNET_KEY_SECRET);
    }
    for (size_t len = 0; len + 1 < public_key.len; len++) {
        assert_statuses(cn_span_of(public_key.data, len),
                        len < first_public ? CARNET_KEY_FORM
                                           : CARNET_KEY_PUBLIC,
                        CARNET_KEY_FORM);
    }
    cn_buf_free(&secret);
    cn_buf_free(&public_key);
}

/*
 * Every bit of the file flipped, read by the right call: another key (the
 * Base64 of its 32 bytes was hit) or a status of the key class, nothing else.
 */
static void a_flipped_bit_never_gives_the_same_key(void **state)
{
    (void)state;
    cn_buf text = test_data("keys/ed25519.pem");
    size_t other_keys = 0;
    for (size_t bit = 0; bit < 8 * (text.len - 1); bit++) {
        carnet_secret_key *key = NULL;
        text.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
        carnet_status status = carnet_key_decode(&key, text.data, text.len);
        if (status == CARNET_OK) {
            cn_buf seed = test_hex_str(SEED);
            assert_memory_not_equal(key->seed, seed.data, seed.len);
            cn_buf_free(&seed);
            other_keys++;
        } else {
            assert_true(CARNET_STATUS_IS_KEY(status));
            assert_null(key);
        }
        carnet_key_free(key);
        text.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    assert_true(other_keys > 0 && other_keys < 43 * 8);
    cn_buf_free(&text);
}

/* A block of any DER with a label. */
static void assert_der(const char *label, const char *hex,
                       carnet_status as_secret, carnet_status as_public)
{
    cn_buf der = test_hex_str(hex);
    cn_buf text;
    cn_buf_init(&text);
    cn_crypto_pem_write(&text, label, cn_buf_span(&der));
    assert_statuses(cn_buf_span(&text), as_secret, as_public);
    cn_buf_free(&text);
    cn_buf_free(&der);
}

static void assert_public_der(const char *hex, carnet_status expected)
{
    assert_der("PUBLIC KEY", hex, CARNET_KEY_PUBLIC, expected);
}

static void assert_secret_der(const char *hex, carnet_status expected)
{
    assert_der("PRIVATE KEY", hex, expected, CARNET_KEY_SECRET);
}

static void refuses_der_that_is_not_exactly_ours(void **state)
{
    (void)state;
    assert_public_der("302a300506032b6570032100" PUBLIC, CARNET_OK);
    /* parameters (NULL) beside the algorithm */
    assert_public_der("302c300706032b65700500032100" PUBLIC, CARNET_KEY_FORM);
    /* a length in the long form */
    assert_public_der("30812a300506032b6570032100" PUBLIC, CARNET_KEY_FORM);
    /* a spare bit, a byte more, a byte less, nothing */
    assert_public_der("302a300506032b6570032101" PUBLIC, CARNET_KEY_FORM);
    assert_public_der("302a300506032b6570032100" PUBLIC "00", CARNET_KEY_FORM);
    assert_public_der("302a300506032b65700321", CARNET_KEY_FORM);
    assert_public_der("30", CARNET_KEY_FORM);
    /* heads that end before the algorithm, or lie about its length */
    assert_public_der("3000", CARNET_KEY_FORM);
    assert_public_der("30ff300506032b6570", CARNET_KEY_FORM);
    assert_public_der("300730050604", CARNET_KEY_FORM);
    assert_public_der("3007300506802b6570", CARNET_KEY_FORM);
    assert_public_der("3105300506032b6570", CARNET_KEY_FORM);
    assert_public_der("302a310506032b6570032100" PUBLIC, CARNET_KEY_FORM);
    /* the same length, another algorithm: X25519 */
    assert_public_der("302a300506032b656e032100" PUBLIC, CARNET_KEY_ALGORITHM);
}

/* An algorithm is named only where DER has one: each row but the first of a
   pair has one thing out of its place. */
static void names_an_algorithm_only_where_it_stands(void **state)
{
    (void)state;
    assert_public_der("300730050603551d0e", CARNET_KEY_ALGORITHM);
    assert_public_der("310730050603551d0e", CARNET_KEY_FORM);
    assert_public_der("0603551d0e", CARNET_KEY_FORM);
    assert_public_der("30050603551d0e", CARNET_KEY_FORM);
    assert_public_der("300730050503551d0e", CARNET_KEY_FORM);
    assert_public_der("300730050604551d0e", CARNET_KEY_FORM);
    assert_public_der("30073005067f551d0e", CARNET_KEY_FORM);
    assert_public_der("307f300d0603551d0e", CARNET_KEY_ALGORITHM);
    assert_public_der("3082000730050603551d0e", CARNET_KEY_ALGORITHM);
    /* a number of no bytes, and none */
    assert_public_der("300430020600", CARNET_KEY_ALGORITHM);
    assert_public_der("3003300106", CARNET_KEY_FORM);
    assert_secret_der("300a02010030050603551d0e", CARNET_KEY_ALGORITHM);
    assert_secret_der("300a04010030050603551d0e", CARNET_KEY_FORM);
    assert_secret_der("300a02020030050603551d0e", CARNET_KEY_FORM);
    assert_secret_der("300730050603551d0e", CARNET_KEY_FORM);
}

static void refuses_a_key_under_another_label(void **state)
{
    (void)state;
    assert_der("CERTIFICATE", "302a300506032b6570032100" PUBLIC,
               CARNET_KEY_FORM, CARNET_KEY_FORM);
}

static void refuses_points_of_low_order_or_not_canonical(void **state)
{
    (void)state;
    /* Orders 1, 2, 4, 8; y = p and p + 1; x = 0 with its sign set; y = 2,
       which is on no point of the curve. */
    static const char *const points[] = {
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0200000000000000000000000000000000000000000000000000000000000000",
    };
    for (size_t i = 0; i < sizeof points / sizeof points[0]; i++) {
        carnet_public_key *key = NULL;
        char der[100] = "302a300506032b6570032100";
        cn_buf bytes = test_hex_str(points[i]);
        assert_status(carnet_key_public_from_bytes(&key, bytes.data, bytes.len),
                      CARNET_KEY_LOW_ORDER);
        assert_null(key);
        assert_public_der(strcat(der, points[i]), CARNET_KEY_LOW_ORDER);
        cn_buf_free(&bytes);
    }
}

static void key_id_is_the_head_of_sha_256(void **state)
{
    (void)state;
    carnet_secret_key *key = key_of_seed();
    uint8_t id[CARNET_KEY_ID_SIZE];
    uint8_t digest[CN_CRYPTO_HASH_SIZE];
    uint8_t bytes[CARNET_KEY_PUBLIC_SIZE];
    const carnet_public_key *public_key = carnet_key_get_public(key);
    assert_status(carnet_key_copy_public(bytes, public_key), CARNET_OK);
    assert_hex(bytes, PUBLIC);
    assert_status(carnet_key_copy_id(id, public_key), CARNET_OK);
    cn_crypto_sha256(digest, cn_span_of(bytes, sizeof bytes));
    assert_memory_equal(id, digest, sizeof id);
    assert_memory_equal(public_key->digest, digest, sizeof digest);
    carnet_key_free(key);
}

static void new_keys_differ_and_survive_their_file(void **state)
{
    (void)state;
    carnet_secret_key *a = NULL;
    carnet_secret_key *b = NULL;
    carnet_secret_key *again = NULL;
    carnet_buf *text = NULL;
    assert_status(carnet_key_new(&a), CARNET_OK);
    assert_status(carnet_key_new(&b), CARNET_OK);
    assert_memory_not_equal(a->seed, b->seed, sizeof a->seed);
    assert_status(carnet_key_encode(&text, a), CARNET_OK);
    assert_status(
        carnet_key_decode(&again, carnet_buf_data(text), carnet_buf_len(text)),
        CARNET_OK);
    assert_memory_equal(a, again, sizeof *a);
    carnet_buf_free(text);
    carnet_key_free(a);
    carnet_key_free(b);
    carnet_key_free(again);
}

static void refuses_null_and_other_lengths(void **state)
{
    (void)state;
    const uint8_t bytes[33] = {9};
    carnet_secret_key *secret = NULL;
    carnet_public_key *public_key = NULL;
    carnet_buf *text = NULL;
    assert_status(carnet_key_new(NULL), CARNET_CALLER_NULL);
    assert_status(carnet_key_from_seed(NULL, bytes, 32), CARNET_CALLER_NULL);
    assert_status(carnet_key_from_seed(&secret, NULL, 32), CARNET_CALLER_NULL);
    assert_status(carnet_key_from_seed(&secret, NULL, 0), CARNET_CALLER_RANGE);
    assert_status(carnet_key_from_seed(&secret, bytes, 31),
                  CARNET_CALLER_RANGE);
    assert_status(carnet_key_from_seed(&secret, bytes, 33),
                  CARNET_CALLER_RANGE);
    assert_status(carnet_key_decode(NULL, bytes, 1), CARNET_CALLER_NULL);
    assert_status(carnet_key_decode(&secret, NULL, 1), CARNET_CALLER_NULL);
    assert_status(carnet_key_decode(&secret, NULL, 0), CARNET_KEY_FORM);
    assert_status(carnet_key_encode(&text, NULL), CARNET_CALLER_NULL);
    assert_status(carnet_key_public_from_bytes(NULL, bytes, 32),
                  CARNET_CALLER_NULL);
    assert_status(carnet_key_public_from_bytes(&public_key, NULL, 32),
                  CARNET_CALLER_NULL);
    assert_status(carnet_key_public_from_bytes(&public_key, NULL, 0),
                  CARNET_CALLER_RANGE);
    assert_status(carnet_key_public_from_bytes(&public_key, bytes, 31),
                  CARNET_CALLER_RANGE);
    assert_status(carnet_key_public_from_bytes(&public_key, bytes, 33),
                  CARNET_CALLER_RANGE);
    assert_status(carnet_key_public_decode(NULL, bytes, 1), CARNET_CALLER_NULL);
    assert_status(carnet_key_public_decode(&public_key, NULL, 1),
                  CARNET_CALLER_NULL);
    assert_status(carnet_key_public_encode(&text, NULL), CARNET_CALLER_NULL);
    assert_null(secret);
    assert_null(public_key);
    assert_null(text);
}

static void refuses_null_outputs_and_lends_nothing_of_null(void **state)
{
    (void)state;
    uint8_t out[CARNET_KEY_PUBLIC_SIZE];
    carnet_secret_key *key = key_of_seed();
    const carnet_public_key *public_key = carnet_key_get_public(key);
    assert_status(carnet_key_encode(NULL, key), CARNET_CALLER_NULL);
    assert_status(carnet_key_public_encode(NULL, public_key),
                  CARNET_CALLER_NULL);
    assert_status(carnet_key_copy_public(NULL, public_key), CARNET_CALLER_NULL);
    assert_status(carnet_key_copy_public(out, NULL), CARNET_CALLER_NULL);
    assert_status(carnet_key_copy_id(NULL, public_key), CARNET_CALLER_NULL);
    assert_status(carnet_key_copy_id(out, NULL), CARNET_CALLER_NULL);
    assert_null(carnet_key_get_public(NULL));
    carnet_key_free(NULL);
    carnet_key_public_free(NULL);
    carnet_key_free(key);
}

static void constants_equal_their_functions(void **state)
{
    (void)state;
    assert_int_equal(carnet_key_seed_size(), CARNET_KEY_SEED_SIZE);
    assert_int_equal(carnet_key_public_size(), CARNET_KEY_PUBLIC_SIZE);
    assert_int_equal(carnet_key_id_size(), CARNET_KEY_ID_SIZE);
}

/* Everything that allocates, once; the first failure. */
static carnet_status all_calls(cn_span secret_pem, cn_span public_pem)
{
    carnet_secret_key *fresh = NULL;
    carnet_secret_key *secret = NULL;
    carnet_public_key *public_key = NULL;
    carnet_buf *secret_text = NULL;
    carnet_buf *public_text = NULL;
    carnet_status status = carnet_key_new(&fresh);
    if (status == CARNET_OK) {
        status = carnet_key_decode(&secret, secret_pem.data, secret_pem.len);
    }
    if (status == CARNET_OK) {
        status = carnet_key_public_decode(&public_key, public_pem.data,
                                          public_pem.len);
    }
    if (status == CARNET_OK) {
        status = carnet_key_encode(&secret_text, secret);
    }
    if (status == CARNET_OK) {
        status = carnet_key_public_encode(&public_text, public_key);
    }
    assert_int_equal(public_text != NULL, status == CARNET_OK);
    carnet_key_free(fresh);
    carnet_key_free(secret);
    carnet_key_public_free(public_key);
    carnet_buf_free(secret_text);
    carnet_buf_free(public_text);
    return status;
}

static void each_failing_allocation_is_told_and_nothing_leaks(void **state)
{
    (void)state;
    cn_buf secret = test_data("keys/ed25519.pem");
    cn_buf public_key = test_data("keys/ed25519.pub.pem");
    size_t live = test_mem_live();
    size_t taken = test_mem_taken();
    assert_status(all_calls(cn_buf_span(&secret), cn_buf_span(&public_key)),
                  CARNET_OK);
    size_t num = test_mem_taken() - taken;
    assert_true(num >= 7);
    for (size_t nth = 1; nth <= num; nth++) {
        test_mem_fail_at(nth);
        assert_status(all_calls(cn_buf_span(&secret), cn_buf_span(&public_key)),
                      CARNET_CALLER_MEMORY);
        assert_true(test_mem_has_failed());
        assert_int_equal(test_mem_live(), live);
    }
    test_mem_fail_at(0);
    cn_buf_free(&secret);
    cn_buf_free(&public_key);
    assert_int_equal(test_mem_unwiped(), 0);
}

/* What is made of a seed on the way, its copy in front, is wiped. */
static void the_public_key_of_a_seed_leaves_no_copy(void **state)
{
    (void)state;
    cn_buf seed = test_hex_str(SEED);
    uint8_t out[CARNET_KEY_PUBLIC_SIZE];
    test_mem_watch(seed.data, seed.len, seed.len + CARNET_KEY_PUBLIC_SIZE);
    cn_crypto_seed_public(out, seed.data);
    assert_int_equal(test_mem_wiped(), 1);
    test_mem_watch(NULL, 0, 0);
    assert_hex(out, PUBLIC);
    cn_buf_free(&seed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_the_files_that_openssl_wrote),
        cmocka_unit_test(writes_the_bytes_that_openssl_wrote),
        cmocka_unit_test(the_two_examples_of_rfc_8410_are_one_pair),
        cmocka_unit_test(
            names_a_secret_key_and_a_public_key_in_the_wrong_place),
        cmocka_unit_test(names_another_algorithm),
        cmocka_unit_test(refuses_what_is_no_key),
        cmocka_unit_test(reads_crlf_and_white_space_around),
        cmocka_unit_test(refuses_a_file_cut_anywhere),
        cmocka_unit_test(a_flipped_bit_never_gives_the_same_key),
        cmocka_unit_test(refuses_der_that_is_not_exactly_ours),
        cmocka_unit_test(names_an_algorithm_only_where_it_stands),
        cmocka_unit_test(refuses_a_key_under_another_label),
        cmocka_unit_test(refuses_points_of_low_order_or_not_canonical),
        cmocka_unit_test(key_id_is_the_head_of_sha_256),
        cmocka_unit_test(new_keys_differ_and_survive_their_file),
        cmocka_unit_test(refuses_null_and_other_lengths),
        cmocka_unit_test(refuses_null_outputs_and_lends_nothing_of_null),
        cmocka_unit_test(constants_equal_their_functions),
        cmocka_unit_test(the_public_key_of_a_seed_leaves_no_copy),
        cmocka_unit_test(each_failing_allocation_is_told_and_nothing_leaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
