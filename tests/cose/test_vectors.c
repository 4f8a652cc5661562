/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Foreign COSE_Sign1 messages (cose-wg, gluecose, go-cose). The Sig_structure
 * is rebuilt from each whole message and compared where the vector tells it;
 * signatures are checked where the algorithm is EdDSA with Ed25519, with
 * every bit flipped. Other algorithms and structures are passed over.
 */
#include "../support/support.h"

#include "cose/cose.h"

/* What the bytes of a COSE_Sign1 hold. */
typedef struct {
    cn_span header; /* content of the protected byte string */
    cn_span payload;
    cn_span signature;
} message;

typedef struct {
    size_t files;
    size_t structures; /* Sig_structure compared */
    size_t verified;   /* Ed25519 signatures that verify, as due */
    size_t bits;       /* bits flipped and refused */
    size_t not_ours;   /* other structure or algorithm */
} tally;

/* Takes a message apart, tagged 18 or not at all; false if it is none. */
static bool take_apart(message *m, cn_span s)
{
    cn_cbor_reader r;
    if (s.len > 0 && s.data[0] == 0xd2) {
        s = cn_span_after(s, 1);
    }
    cn_cbor_reader_init(&r, s);
    cn_cbor_get_array(&r, 4, 4);
    m->header = cn_cbor_get_bytes(&r, 0, 1024);
    cn_cbor_skip(&r);
    m->payload = cn_cbor_get_bytes(&r, 0, 1024);
    m->signature = cn_cbor_get_bytes(&r, 0, 1024);
    if (r.status != CARNET_OK || !cn_cbor_at_end(&r)) {
        return false;
    }
    /* RFC 9052 section 4.4: an encoded empty map counts as nothing. */
    if (cn_span_equal(m->header, CN_SPAN_LIT("\xa0"))) {
        m->header = cn_span_of(NULL, 0);
    }
    return true;
}

static cn_buf structure_of(const message *m, cn_span external)
{
    cn_buf out;
    cn_buf_init(&out);
    cn_cose_sig_structure(&out, m->header, external, m->payload);
    assert_int_equal(out.status, CARNET_OK);
    return out;
}

/* Signature over the Sig_structure, by our crypto. */
static carnet_status check(const message *m, cn_span external,
                           const carnet_public_key *key)
{
    cn_buf tbs = structure_of(m, external);
    assert_int_equal(m->signature.len, CN_CRYPTO_SIGNATURE_SIZE);
    carnet_status status =
        cn_crypto_verify(m->signature.data, cn_buf_span(&tbs), key);
    cn_buf_free(&tbs);
    return status;
}

/* Flips each bit of what span shows; the memory behind it is the test's. */
static size_t flip_all(const message *m, cn_span span,
                       const carnet_public_key *key, cn_buf *bytes)
{
    size_t begin = (size_t)(span.data - bytes->data);
    assert_true(begin + span.len <= bytes->len);
    for (size_t bit = 0; bit < 8 * span.len; bit++) {
        uint8_t *byte = bytes->data + begin + bit / 8;
        *byte ^= (uint8_t)(1u << bit % 8);
        assert_status(check(m, cn_span_of(NULL, 0), key), CARNET_KEY_SIGNATURE);
        *byte ^= (uint8_t)(1u << bit % 8);
    }
    return 8 * span.len;
}

static uint32_t find(const cn_json_doc *doc, uint32_t i, const char *key)
{
    return cn_json_find(doc, i, key);
}

/* Member of the member of ... of the root; 0 where one of them is absent. */
static uint32_t find_path(const cn_json_doc *doc, const char *const *path)
{
    uint32_t at = 0;
    for (; *path != NULL; path++) {
        at = find(doc, at, *path);
        if (at == 0) {
            return 0;
        }
    }
    return at;
}
#define PATH(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Bytes of the hex string at a path; empty where it is absent. */
static cn_buf hex_at(const cn_json_doc *doc, const char *const *path)
{
    cn_buf none;
    uint32_t at = find_path(doc, path);
    if (at != 0) {
        return test_hex(cn_json_get(doc, at)->text);
    }
    cn_buf_init(&none);
    return none;
}

static bool list_has(const cn_json_doc *doc, uint32_t list, const char *word)
{
    uint32_t child = list + 1;
    for (uint32_t n = cn_json_get(doc, list)->num; n > 0; n--) {
        if (cn_json_is(cn_json_get(doc, child), word)) {
            return true;
        }
        child = cn_json_get(doc, child)->next;
    }
    return false;
}

/* Compares the structure with the vector's own, where it tells one. */
static void compare_structure(const message *m, cn_span external, cn_buf told,
                              tally *t)
{
    if (told.len > 0) {
        cn_buf tbs = structure_of(m, external);
        assert_span(cn_buf_span(&tbs), told.data, told.len);
        cn_buf_free(&tbs);
        t->structures++;
    }
}

/* An Ed25519 message: verifies, signs to the same, and no bit may change. */
static void run_ours(const cn_json_doc *doc, const message *m, cn_buf *bytes,
                     tally *t)
{
    cn_buf x = hex_at(doc, PATH("input", "sign0", "key", "x_hex"));
    cn_buf d = hex_at(doc, PATH("input", "sign0", "key", "d_hex"));
    carnet_public_key *key = NULL;
    carnet_secret_key *secret = NULL;
    uint8_t sig[CN_CRYPTO_SIGNATURE_SIZE];
    assert_status(carnet_key_public_from_bytes(&key, x.data, x.len), CARNET_OK);
    assert_status(check(m, cn_span_of(NULL, 0), key), CARNET_OK);
    assert_status(check(m, CN_SPAN_LIT("other"), key), CARNET_KEY_SIGNATURE);
    t->verified++;
    t->bits += flip_all(m, m->header, key, bytes);
    t->bits += flip_all(m, m->payload, key, bytes);
    t->bits += flip_all(m, m->signature, key, bytes);

    assert_status(carnet_key_from_seed(&secret, d.data, d.len), CARNET_OK);
    cn_buf tbs = structure_of(m, cn_span_of(NULL, 0));
    assert_status(cn_crypto_sign(sig, cn_buf_span(&tbs), secret), CARNET_OK);
    assert_span(m->signature, sig, sizeof sig);
    cn_buf_free(&tbs);
    carnet_key_free(secret);
    carnet_key_public_free(key);
    cn_buf_free(&x);
    cn_buf_free(&d);
}

/* A cose-wg file whose structure is COSE_Sign1. */
static void run_cose_wg(const cn_json_doc *doc, bool is_ours, tally *t)
{
    message m;
    cn_buf bytes = hex_at(doc, PATH("output", "cbor"));
    cn_buf told = hex_at(doc, PATH("intermediates", "ToBeSign_hex"));
    if (take_apart(&m, cn_buf_span(&bytes))) {
        if (find_path(doc, PATH("fail")) == 0) {
            compare_structure(&m, cn_span_of(NULL, 0), told, t);
        }
        if (is_ours) {
            run_ours(doc, &m, &bytes, t);
        }
    } else {
        /* Only the one under a wrong tag can't be taken apart. */
        assert_false(is_ours);
        assert_int_not_equal(find_path(doc, PATH("fail")), 0);
    }
    cn_buf_free(&bytes);
    cn_buf_free(&told);
}

/* A gluecose file that signs: it tells the structure, external data too. */
static void run_gluecose(const cn_json_doc *doc, tally *t)
{
    message m;
    cn_buf bytes =
        hex_at(doc, PATH("sign1::sign", "expectedOutput", "cborHex"));
    cn_buf told = hex_at(doc, PATH("sign1::sign", "tbsHex", "cborHex"));
    cn_buf external = hex_at(doc, PATH("sign1::sign", "external"));
    if (bytes.len > 0) {
        assert_true(take_apart(&m, cn_buf_span(&bytes)));
        compare_structure(&m, cn_buf_span(&external), told, t);
    }
    cn_buf_free(&bytes);
    cn_buf_free(&told);
    cn_buf_free(&external);
}

static void run_file(const cn_json_doc *manifest, uint32_t at, tally *t)
{
    char name[256] = "cose/";
    cn_span file = test_member(manifest, at, "file");
    uint32_t structure = find(manifest, at, "structure");
    bool is_sign1 =
        structure == 0 || cn_json_is(cn_json_get(manifest, structure), "sign0");
    bool is_ours =
        is_sign1 &&
        list_has(manifest, find(manifest, at, "algorithms"), "Ed25519");
    t->files++;
    t->not_ours += !is_ours;
    if (!is_sign1) {
        return;
    }
    assert_true(file.len < sizeof name - 5);
    memcpy(name + 5, file.data, file.len);
    cn_buf text;
    cn_json_doc *doc = test_vector_json(name, &text);
    if (find(doc, 0, "output") != 0) {
        run_cose_wg(doc, is_ours, t);
    } else {
        assert_false(is_ours);
        run_gluecose(doc, t);
    }
    cn_json_free(doc);
    cn_buf_free(&text);
}

static void foreign_messages_give_what_is_due(void **state)
{
    (void)state;
    tally t;
    cn_buf text;
    memset(&t, 0, sizeof t);
    cn_json_doc *manifest = test_vector_json("cose/manifest.json", &text);
    uint32_t child = 1;
    for (uint32_t n = cn_json_get(manifest, 0)->num; n > 0; n--) {
        run_file(manifest, child, &t);
        child = cn_json_get(manifest, child)->next;
    }
    cn_json_free(manifest);
    cn_buf_free(&text);
    assert_int_not_equal(t.not_ours, 0);
    test_count_published("cose, Sig_structure", t.structures);
    test_count_published("cose, Ed25519 verified", t.verified);
    test_count("cose, bits flipped and refused", t.bits);
    assert_int_equal(t.verified + t.not_ours, t.files);
}

static void a_sig_structure_of_nothing_is_exact(void **state)
{
    (void)state;
    cn_buf out;
    cn_buf_init(&out);
    cn_cose_sig_structure(&out, cn_span_of(NULL, 0), cn_span_of(NULL, 0),
                          cn_span_of(NULL, 0));
    assert_span(cn_buf_span(&out), "\x84\x6aSignature1\x40\x40\x40", 15);
    cn_buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(foreign_messages_give_what_is_due),
        cmocka_unit_test(a_sig_structure_of_nothing_is_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
