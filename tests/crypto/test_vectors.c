/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Foreign vectors, all through our own wrappers: corner cases of Ed25519's
 * points and scalars (C2SP CCTV, ed25519-speccheck), and Wycheproof's Ed25519,
 * X25519 and ChaCha20-Poly1305.
 */
#include "../support/support.h"

#include "crypto/crypto_i.h"

static bool is_true(const cn_json_doc *doc, uint32_t i, const char *key)
{
    uint32_t at = cn_json_find(doc, i, key);
    assert_int_not_equal(at, 0);
    cn_json_type type = cn_json_get(doc, at)->type;
    assert_true(type == CN_JSON_TRUE || type == CN_JSON_FALSE);
    return type == CN_JSON_TRUE;
}

static bool has_flag(const cn_json_doc *doc, uint32_t i, const char *flag)
{
    uint32_t at = cn_json_find(doc, i, "flags");
    const cn_json_node *list = cn_json_get(doc, at);
    uint32_t child = at + 1;
    for (uint32_t n = 0; at != 0 && n < list->num; n++) {
        const cn_json_node *node = cn_json_get(doc, child);
        if (cn_json_is(node, flag)) {
            return true;
        }
        child = node->next;
    }
    return false;
}

/* Whether our verify accepts, with no check of the key before it. */
static bool verifies(cn_span key_bytes, cn_span sig, cn_span message)
{
    carnet_public_key key;
    memset(&key, 0, sizeof key);
    assert_int_equal(key_bytes.len, CARNET_KEY_PUBLIC_SIZE);
    assert_int_equal(sig.len, CN_CRYPTO_SIGNATURE_SIZE);
    memcpy(key.bytes, key_bytes.data, key_bytes.len);
    carnet_status status = cn_crypto_verify(sig.data, message, &key);
    assert_true(status == CARNET_OK || status == CARNET_KEY_SIGNATURE);
    return status == CARNET_OK;
}

/* Whether loading the key passes; only one status may say that it does not. */
static bool loads(cn_span key_bytes)
{
    carnet_public_key *key = NULL;
    carnet_status status =
        carnet_key_public_from_bytes(&key, key_bytes.data, key_bytes.len);
    assert_int_equal(key != NULL, status == CARNET_OK);
    assert_true(status == CARNET_OK || status == CARNET_KEY_LOW_ORDER);
    carnet_key_public_free(key);
    return status == CARNET_OK;
}

/* Counts of a file of corner cases. */
typedef struct {
    size_t num;
    size_t accepted;
    size_t keys_refused;
} tally;

static void check_edge(const cn_json_doc *doc, uint32_t i, tally *t)
{
    cn_buf key = test_hex(test_member(doc, i, "key"));
    cn_buf sig = test_hex(test_member(doc, i, "sig"));
    bool is_hex = cn_json_find(doc, i, "msg_hex") != 0;
    cn_buf hex_message;
    cn_buf_init(&hex_message);
    cn_span message;
    if (is_hex) {
        hex_message = test_hex(test_member(doc, i, "msg_hex"));
        message = cn_buf_span(&hex_message);
    } else {
        message = test_member(doc, i, "msg");
    }

    bool accepted = verifies(cn_buf_span(&key), cn_buf_span(&sig), message);
    bool loaded = loads(cn_buf_span(&key));
    bool bad_key =
        has_flag(doc, i, "low_order_A") || has_flag(doc, i, "non_canonical_A");
    bool bad_r =
        has_flag(doc, i, "low_order_R") || has_flag(doc, i, "non_canonical_R");
    assert_int_equal(accepted, is_true(doc, i, "libsodium_1_0_18"));
    assert_false(accepted && (bad_key || bad_r));
    assert_false(loaded && bad_key);
    /* Refused at the door is exactly what is flagged (speccheck: no flags). */
    if (cn_json_find(doc, i, "flags") != 0) {
        assert_int_equal(loaded, !bad_key);
    }
    assert_false(accepted && !loaded);
    t->num++;
    t->accepted += accepted;
    t->keys_refused += !loaded;
    cn_buf_free(&key);
    cn_buf_free(&sig);
    cn_buf_free(&hex_message);
}

static tally run_edge(const char *file)
{
    cn_buf text;
    tally t = {0, 0, 0};
    cn_json_doc *doc = test_vector_json(file, &text);
    uint32_t child = 1;
    for (uint32_t n = cn_json_get(doc, 0)->num; n > 0; n--) {
        check_edge(doc, child, &t);
        child = cn_json_get(doc, child)->next;
    }
    cn_json_free(doc);
    cn_buf_free(&text);
    test_count_published(file, t.num);
    return t;
}

static void cctv_agrees_and_never_accepts_low_order(void **state)
{
    (void)state;
    tally t = run_edge("ed25519-edge/cctv.json");
    /* Low-order components that add up; every key flagged is refused. */
    assert_int_equal(t.accepted, 17);
    assert_true(t.keys_refused >= 260);
}

static void speccheck_agrees_and_refuses_its_bad_keys(void **state)
{
    (void)state;
    tally t = run_edge("ed25519-edge/speccheck.json");
    assert_int_equal(t.accepted, 1);
    assert_int_equal(t.keys_refused, 2); /* small order, not canonical */
}

/* ---- Wycheproof ---- */

/* Calls check for every test of a file, which says how many there are. */
static size_t each_test(const char *name,
                        void (*check)(const cn_json_doc *doc, uint32_t group,
                                      uint32_t test))
{
    cn_buf text;
    size_t num = 0;
    cn_json_doc *doc = test_vector_json(name, &text);
    uint32_t groups = cn_json_find(doc, 0, "testGroups");
    assert_int_not_equal(groups, 0);
    uint32_t group = groups + 1;
    for (size_t g = cn_json_get(doc, groups)->num; g > 0; g--) {
        uint32_t tests = cn_json_find(doc, group, "tests");
        uint32_t test = tests + 1;
        for (size_t n = cn_json_get(doc, tests)->num; n > 0; n--) {
            check(doc, group, test);
            num++;
            test = cn_json_get(doc, test)->next;
        }
        group = cn_json_get(doc, group)->next;
    }
    cn_span declared =
        cn_json_get(doc, cn_json_find(doc, 0, "numberOfTests"))->text;
    uint64_t expected = 0;
    assert_true(cn_text_get_u64(declared, &expected));
    assert_int_equal(num, expected);
    cn_json_free(doc);
    cn_buf_free(&text);
    return num;
}

static void check_ed25519_key(const cn_json_doc *doc, uint32_t group,
                              cn_span pk)
{
    carnet_public_key *key = NULL;
    carnet_buf *pem = NULL;
    cn_span text = test_member(doc, group, "publicKeyPem");
    assert_true(loads(pk));
    assert_status(carnet_key_public_decode(&key, text.data, text.len),
                  CARNET_OK);
    assert_span(pk, key->bytes, CARNET_KEY_PUBLIC_SIZE);
    assert_status(carnet_key_public_encode(&pem, key), CARNET_OK);
    assert_span(text, carnet_buf_data(pem), carnet_buf_len(pem));
    carnet_buf_free(pem);
    carnet_key_public_free(key);
}

/* Signatures of 64 bytes, and of other lengths. */
static size_t num_signatures[2];

static void check_ed25519(const cn_json_doc *doc, uint32_t group, uint32_t test)
{
    uint32_t key = cn_json_find(doc, group, "publicKey");
    assert_int_not_equal(key, 0);
    cn_buf pk = test_hex(test_member(doc, key, "pk"));
    cn_buf message = test_hex(test_member(doc, test, "msg"));
    cn_buf sig = test_hex(test_member(doc, test, "sig"));
    cn_span result = test_member(doc, test, "result");
    bool valid = cn_span_equal(result, CN_SPAN_LIT("valid"));
    assert_true(valid || cn_span_equal(result, CN_SPAN_LIT("invalid")));
    check_ed25519_key(doc, group, cn_buf_span(&pk));
    if (sig.len == CN_CRYPTO_SIGNATURE_SIZE) {
        assert_int_equal(verifies(cn_buf_span(&pk), cn_buf_span(&sig),
                                  cn_buf_span(&message)),
                         valid);
        num_signatures[0]++;
    } else {
        /* Our wrapper takes 64 bytes: no such signature can reach it. */
        assert_false(valid);
        num_signatures[1]++;
    }
    cn_buf_free(&pk);
    cn_buf_free(&message);
    cn_buf_free(&sig);
}

static void ed25519_agrees_with_wycheproof(void **state)
{
    (void)state;
    size_t num = each_test("wycheproof/ed25519_test.json", check_ed25519);
    assert_int_equal(num_signatures[0] + num_signatures[1], num);
    test_count_published("wycheproof/ed25519_test.json", num_signatures[0]);
    fprintf(stderr, "wycheproof/ed25519_test.json: %zu more have no 64 bytes\n",
            num_signatures[1]);
}

static bool is_all_zero(const cn_buf *b)
{
    uint8_t any = 0;
    for (size_t i = 0; i < b->len; i++) {
        any |= b->data[i];
    }
    return any == 0;
}

static void check_x25519(const cn_json_doc *doc, uint32_t group, uint32_t test)
{
    (void)group;
    cn_buf point = test_hex(test_member(doc, test, "public"));
    cn_buf secret = test_hex(test_member(doc, test, "private"));
    cn_buf shared = test_hex(test_member(doc, test, "shared"));
    uint8_t out[CARNET_SEAL_KEY_SIZE];
    carnet_status status = cn_crypto_x25519(out, secret.data, point.data);
    if (is_all_zero(&shared)) {
        assert_status(status, CARNET_KEY_EXCHANGE);
    } else {
        assert_status(status, CARNET_OK);
        assert_span(cn_buf_span(&shared), out, sizeof out);
    }
    cn_buf_free(&point);
    cn_buf_free(&secret);
    cn_buf_free(&shared);
}

static void x25519_agrees_with_wycheproof(void **state)
{
    (void)state;
    size_t num = each_test("wycheproof/x25519_test.json", check_x25519);
    test_count_published("wycheproof/x25519_test.json", num);
    assert_true(num >= 100);
}

static void check_aead(const cn_json_doc *doc, uint32_t group, uint32_t test)
{
    (void)group;
    cn_buf key = test_hex(test_member(doc, test, "key"));
    cn_buf nonce = test_hex(test_member(doc, test, "iv"));
    cn_buf aad = test_hex(test_member(doc, test, "aad"));
    cn_buf plain = test_hex(test_member(doc, test, "msg"));
    cn_buf sealed = test_hex(test_member(doc, test, "ct"));
    cn_buf tag = test_hex(test_member(doc, test, "tag"));
    if (nonce.len == CN_CRYPTO_NONCE_SIZE) {
        uint8_t out[1024];
        cn_buf_put_span(&sealed, cn_buf_span(&tag));
        assert_true(sealed.len <= sizeof out);
        carnet_status status = cn_crypto_aead_open(
            out, key.data, nonce.data, cn_buf_span(&aad), cn_buf_span(&sealed));
        bool valid = cn_span_equal(test_member(doc, test, "result"),
                                   CN_SPAN_LIT("valid"));
        assert_status(status, valid ? CARNET_OK : CARNET_PRIVACY_UNOPENED);
        if (valid) {
            assert_span(cn_buf_span(&plain), out, plain.len);
            cn_crypto_aead_seal(out, key.data, nonce.data, cn_buf_span(&aad),
                                cn_buf_span(&plain));
            assert_span(cn_buf_span(&sealed), out, sealed.len);
        }
    }
    cn_buf_free(&key);
    cn_buf_free(&nonce);
    cn_buf_free(&aad);
    cn_buf_free(&plain);
    cn_buf_free(&sealed);
    cn_buf_free(&tag);
}

static void chacha20_poly1305_agrees_with_wycheproof(void **state)
{
    (void)state;
    size_t num =
        each_test("wycheproof/chacha20_poly1305_test.json", check_aead);
    test_count_published("wycheproof/chacha20_poly1305_test.json", num);
    assert_true(num >= 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cctv_agrees_and_never_accepts_low_order),
        cmocka_unit_test(speccheck_agrees_and_refuses_its_bad_keys),
        cmocka_unit_test(ed25519_agrees_with_wycheproof),
        cmocka_unit_test(x25519_agrees_with_wycheproof),
        cmocka_unit_test(chacha20_poly1305_agrees_with_wycheproof),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
