/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Foreign Ed25519 vectors, all through our own wrappers: corner cases of
 * points and scalars (C2SP CCTV, ed25519-speccheck) and Wycheproof.
 */
#include "../support/support.h"

#include "crypto/crypto.h"

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
    test_count(file, t.num);
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

static void check_wycheproof_keys(const cn_json_doc *doc, uint32_t group,
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

/* Numbers of tests run and of those whose signature has another length. */
static void check_wycheproof_tests(const cn_json_doc *doc, uint32_t group,
                                   cn_span pk, size_t num[2])
{
    uint32_t list = cn_json_find(doc, group, "tests");
    uint32_t child = list + 1;
    for (uint32_t n = cn_json_get(doc, list)->num; n > 0; n--) {
        cn_buf message = test_hex(test_member(doc, child, "msg"));
        cn_buf sig = test_hex(test_member(doc, child, "sig"));
        cn_span result = test_member(doc, child, "result");
        bool valid = cn_span_equal(result, CN_SPAN_LIT("valid"));
        assert_true(valid || cn_span_equal(result, CN_SPAN_LIT("invalid")));
        if (sig.len == CN_CRYPTO_SIGNATURE_SIZE) {
            assert_int_equal(
                verifies(pk, cn_buf_span(&sig), cn_buf_span(&message)), valid);
            num[0]++;
        } else {
            /* Our wrapper takes 64 bytes: no such signature can reach it. */
            assert_false(valid);
            num[1]++;
        }
        cn_buf_free(&message);
        cn_buf_free(&sig);
        child = cn_json_get(doc, child)->next;
    }
}

static void wycheproof_agrees(void **state)
{
    (void)state;
    cn_buf text;
    size_t num[2] = {0, 0};
    cn_json_doc *doc = test_vector_json("wycheproof/ed25519_test.json", &text);
    uint32_t groups = cn_json_find(doc, 0, "testGroups");
    assert_int_not_equal(groups, 0);
    uint32_t child = groups + 1;
    for (uint32_t n = cn_json_get(doc, groups)->num; n > 0; n--) {
        uint32_t key = cn_json_find(doc, child, "publicKey");
        assert_int_not_equal(key, 0);
        cn_buf pk = test_hex(test_member(doc, key, "pk"));
        check_wycheproof_keys(doc, child, cn_buf_span(&pk));
        check_wycheproof_tests(doc, child, cn_buf_span(&pk), num);
        cn_buf_free(&pk);
        child = cn_json_get(doc, child)->next;
    }
    cn_span declared =
        cn_json_get(doc, cn_json_find(doc, 0, "numberOfTests"))->text;
    uint64_t expected = 0;
    assert_true(cn_text_get_u64(declared, &expected));
    assert_int_equal(num[0] + num[1], expected);
    test_count("wycheproof/ed25519_test.json", num[0]);
    test_count("wycheproof/ed25519_test.json, no 64 byte signature", num[1]);
    cn_json_free(doc);
    cn_buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cctv_agrees_and_never_accepts_low_order),
        cmocka_unit_test(speccheck_agrees_and_refuses_its_bad_keys),
        cmocka_unit_test(wycheproof_agrees),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
