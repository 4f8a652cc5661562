/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Signing and verifying what travels, and the COSE_Sign1 for export: equal to
 * what other libraries made, no claim that may change, no allocation.
 */
#include "../support/failing_mem.h"
#include "claims_data.h"

/* Of what was verified last. */
static uint8_t identity[CN_CRYPTO_HASH_SIZE];

/* docs/spec/format.md section 3: SHA-256 of what is signed. */
static void assert_identity(const cn_cose_claims *c,
                            const carnet_public_key *key)
{
    uint8_t due[CN_CRYPTO_HASH_SIZE];
    cn_buf tbs;
    cn_buf_init(&tbs);
    cn_cose_tbs(&tbs, c, key);
    cn_crypto_sha256(due, cn_buf_span(&tbs));
    assert_memory_equal(identity, due, sizeof due);
    cn_buf_free(&tbs);
}

static void signs_what_other_libraries_sign(void **state)
{
    (void)state;
    claims_data d = claims_open();
    for (uint32_t i = 0; i < d.num; i++) {
        uint32_t at = claims_case(&d, i);
        cn_cose_claims c = claims_get(&d, at);
        uint8_t sig[CN_CRYPTO_SIGNATURE_SIZE];
        assert_status(cn_cose_sign(sig, &c, d.key), CARNET_OK);
        claims_compare(&d, at, "signature", cn_span_of(sig, sizeof sig));
        assert_status(cn_cose_verify(identity, sig, &c, &d.key->public_key),
                      CARNET_OK);
        assert_identity(&c, &d.key->public_key);
    }
    test_count_published("cose/claims.json, signatures", d.num);
    claims_close(&d);
}

static void exports_what_other_libraries_export(void **state)
{
    (void)state;
    claims_data d = claims_open();
    cn_buf entries = test_hex(test_member(d.doc, 0, "entries"));
    for (uint32_t i = 0; i < d.num; i++) {
        uint32_t at = claims_case(&d, i);
        cn_cose_claims c = claims_get(&d, at);
        cn_buf sig = test_hex(test_member(d.doc, at, "signature"));
        cn_buf out;
        cn_buf_init(&out);
        cn_cose_sign1(&out, &c, &d.key->public_key, sig.data,
                      cn_buf_span(&entries));
        assert_int_equal(out.status, CARNET_OK);
        claims_compare(&d, at, "sign1", cn_buf_span(&out));
        cn_buf_free(&out);
        cn_buf_free(&sig);
    }
    cn_buf_free(&entries);
    claims_close(&d);
}

static void refuses_every_flipped_bit_of_the_signature(void **state)
{
    (void)state;
    claims_data d = claims_open();
    cn_cose_claims c = claims_get(&d, claims_case(&d, 0));
    uint8_t sig[CN_CRYPTO_SIGNATURE_SIZE];
    assert_status(cn_cose_sign(sig, &c, d.key), CARNET_OK);
    for (size_t bit = 0; bit < 8 * sizeof sig; bit++) {
        sig[bit / 8] ^= (uint8_t)(1u << bit % 8);
        assert_status(cn_cose_verify(identity, sig, &c, &d.key->public_key),
                      CARNET_KEY_SIGNATURE);
        sig[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    claims_close(&d);
}

static void assert_refused(const cn_cose_claims *c, const uint8_t *sig,
                           const claims_data *d)
{
    assert_status(cn_cose_verify(identity, sig, c, &d->key->public_key),
                  CARNET_KEY_SIGNATURE);
}

static void refuses_every_changed_claim(void **state)
{
    (void)state;
    claims_data d = claims_open();
    const cn_cose_claims signed_claims = claims_get(&d, claims_case(&d, 0));
    cn_cose_claims c = signed_claims;
    uint8_t sig[CN_CRYPTO_SIGNATURE_SIZE];
    assert_status(cn_cose_sign(sig, &c, d.key), CARNET_OK);
    for (size_t bit = 0; bit < 32; bit++) {
        c.day ^= (uint32_t)1 << bit;
        assert_refused(&c, sig, &d);
        c = signed_claims;
        c.valid ^= (uint32_t)1 << bit;
        assert_refused(&c, sig, &d);
        c = signed_claims;
        c.index ^= (uint32_t)1 << bit;
        assert_refused(&c, sig, &d);
        c = signed_claims;
        c.kid[bit / 8] ^= (uint8_t)(1u << bit % 8);
        assert_refused(&c, sig, &d);
        c = signed_claims;
    }
    for (size_t bit = 0; bit < 8 * sizeof c.root; bit++) {
        c.root[bit / 8] ^= (uint8_t)(1u << bit % 8);
        assert_refused(&c, sig, &d);
        c = signed_claims;
    }
    c.has_valid = false;
    assert_refused(&c, sig, &d);
    c = signed_claims;
    c.has_index = false;
    assert_refused(&c, sig, &d);
    /* A day more, a day less of validity: the same exp, another iat. */
    c = signed_claims;
    c.day++;
    c.valid--;
    assert_refused(&c, sig, &d);
    assert_status(
        cn_cose_verify(identity, sig, &signed_claims, &d.key->public_key),
        CARNET_OK);
    claims_close(&d);
}

static void the_status_uri_binds_the_whole_key_digest(void **state)
{
    (void)state;
    claims_data d = claims_open();
    cn_cose_claims c = claims_get(&d, claims_case(&d, 0));
    carnet_public_key key = d.key->public_key;
    uint8_t sig[CN_CRYPTO_SIGNATURE_SIZE];
    assert_status(cn_cose_sign(sig, &c, d.key), CARNET_OK);
    for (size_t i = 0; i < sizeof key.digest; i++) {
        key.digest[i] ^= 1;
        assert_status(cn_cose_verify(identity, sig, &c, &key),
                      CARNET_KEY_SIGNATURE);
        key.digest[i] ^= 1;
    }
    assert_status(cn_cose_verify(identity, sig, &c, &key), CARNET_OK);
    claims_close(&d);
}

static void refuses_another_issuer(void **state)
{
    (void)state;
    const uint8_t seed[CARNET_KEY_SEED_SIZE] = {7};
    claims_data d = claims_open();
    cn_cose_claims c = claims_get(&d, claims_case(&d, 1));
    carnet_secret_key *other = NULL;
    uint8_t sig[CN_CRYPTO_SIGNATURE_SIZE];
    assert_status(carnet_key_from_seed(&other, seed, sizeof seed), CARNET_OK);
    assert_status(cn_cose_sign(sig, &c, d.key), CARNET_OK);
    assert_status(cn_cose_verify(identity, sig, &c, &other->public_key),
                  CARNET_KEY_SIGNATURE);
    carnet_key_free(other);
    claims_close(&d);
}

static void signing_and_verifying_allocate_nothing(void **state)
{
    (void)state;
    claims_data d = claims_open();
    cn_cose_claims c = claims_get(&d, claims_case(&d, 0));
    uint8_t sig[CN_CRYPTO_SIGNATURE_SIZE];
    size_t taken = test_mem_taken();
    assert_true(taken > 0);
    assert_status(cn_cose_sign(sig, &c, d.key), CARNET_OK);
    assert_status(cn_cose_verify(identity, sig, &c, &d.key->public_key),
                  CARNET_OK);
    assert_int_equal(test_mem_taken(), taken);
    claims_close(&d);
}

static void export_tells_each_failing_allocation(void **state)
{
    (void)state;
    claims_data d = claims_open();
    cn_cose_claims c = claims_get(&d, claims_case(&d, 0));
    const uint8_t sig[CN_CRYPTO_SIGNATURE_SIZE] = {0};
    const uint8_t entries[300] = {0x80};
    size_t live = test_mem_live();
    cn_buf out;
    size_t nth = 0;
    do {
        test_mem_fail_at(++nth);
        cn_buf_init(&out);
        cn_cose_sign1(&out, &c, &d.key->public_key, sig,
                      cn_span_of(entries, sizeof entries));
        assert_status(out.status,
                      test_mem_has_failed() ? CARNET_CALLER_MEMORY : CARNET_OK);
        cn_buf_free(&out);
        assert_int_equal(test_mem_live(), live);
    } while (test_mem_has_failed());
    assert_true(nth > 2);
    test_mem_fail_at(0);
    claims_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_what_other_libraries_sign),
        cmocka_unit_test(exports_what_other_libraries_export),
        cmocka_unit_test(refuses_every_flipped_bit_of_the_signature),
        cmocka_unit_test(refuses_every_changed_claim),
        cmocka_unit_test(the_status_uri_binds_the_whole_key_digest),
        cmocka_unit_test(refuses_another_issuer),
        cmocka_unit_test(signing_and_verifying_allocate_nothing),
        cmocka_unit_test(export_tells_each_failing_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
