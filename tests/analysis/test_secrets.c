/* SPDX-License-Identifier: Apache-2.0 */
/*
 * No branch and no address of ours depends on a secret: Valgrind reports what
 * depends on undefined bytes, and here keys, phrases, seeds and all randomness
 * are marked so. libsodium's own are suppressed by its name (secrets.supp). The
 * JSON reader is not run: it looks at each character of a key in a request.
 */
/* Public again is what lib/ says is (cn_mem_public, with its reason) and,
   below, what libsodium gives to be published. */
#include "../api/made.h"

#include <valgrind/memcheck.h>

#include "carnet/issue.h"
#include "carnet/privacy.h"

#define SECRET(p, n) (void)VALGRIND_MAKE_MEM_UNDEFINED((p), (n))
#define PUBLIC(p, n) (void)VALGRIND_MAKE_MEM_DEFINED((p), (n))

/* ---- what is public again: the linker hands these in for those named ---- */

void __wrap_cn_mem_public(const void *p, size_t size);
void __wrap_cn_mem_public(const void *p, size_t size)
{
    PUBLIC(p, size);
}

/* All that is drawn is secret. */
int __real_getentropy(void *out, size_t len);
int __wrap_getentropy(void *out, size_t len);
int __wrap_getentropy(void *out, size_t len)
{
    int failed = __real_getentropy(out, len);
    SECRET(out, len);
    return failed;
}

/* Public keys are. */
int __real_crypto_sign_ed25519_seed_keypair(unsigned char *pk,
                                            unsigned char *sk,
                                            const unsigned char *seed);
int __wrap_crypto_sign_ed25519_seed_keypair(unsigned char *pk,
                                            unsigned char *sk,
                                            const unsigned char *seed);
int __wrap_crypto_sign_ed25519_seed_keypair(unsigned char *pk,
                                            unsigned char *sk,
                                            const unsigned char *seed)
{
    int failed = __real_crypto_sign_ed25519_seed_keypair(pk, sk, seed);
    PUBLIC(pk, CARNET_KEY_PUBLIC_SIZE);
    return failed;
}

int __real_crypto_scalarmult_curve25519_base(unsigned char *q,
                                             const unsigned char *n);
int __wrap_crypto_scalarmult_curve25519_base(unsigned char *q,
                                             const unsigned char *n);
int __wrap_crypto_scalarmult_curve25519_base(unsigned char *q,
                                             const unsigned char *n)
{
    int failed = __real_crypto_scalarmult_curve25519_base(q, n);
    PUBLIC(q, CARNET_SEAL_KEY_SIZE);
    return failed;
}

/* That a point is of low order is seen by the point. The result stays. */
int __real_crypto_scalarmult_curve25519(unsigned char *q,
                                        const unsigned char *n,
                                        const unsigned char *p);
int __wrap_crypto_scalarmult_curve25519(unsigned char *q,
                                        const unsigned char *n,
                                        const unsigned char *p);
int __wrap_crypto_scalarmult_curve25519(unsigned char *q,
                                        const unsigned char *n,
                                        const unsigned char *p)
{
    int failed = __real_crypto_scalarmult_curve25519(q, n, p);
    PUBLIC(&failed, sizeof failed);
    return failed;
}

/* Signatures are. */
int __real_crypto_sign_ed25519_detached(unsigned char *sig,
                                        unsigned long long *len,
                                        const unsigned char *m,
                                        unsigned long long m_len,
                                        const unsigned char *sk);
int __wrap_crypto_sign_ed25519_detached(unsigned char *sig,
                                        unsigned long long *len,
                                        const unsigned char *m,
                                        unsigned long long m_len,
                                        const unsigned char *sk);
int __wrap_crypto_sign_ed25519_detached(unsigned char *sig,
                                        unsigned long long *len,
                                        const unsigned char *m,
                                        unsigned long long m_len,
                                        const unsigned char *sk)
{
    int failed = __real_crypto_sign_ed25519_detached(sig, len, m, m_len, sk);
    PUBLIC(sig, CN_CRYPTO_SIGNATURE_SIZE);
    return failed;
}

/* Whether it opened, the caller is told. What was opened stays. */
int __real_crypto_aead_chacha20poly1305_ietf_decrypt(
    unsigned char *m, unsigned long long *m_len, unsigned char *nsec,
    const unsigned char *c, unsigned long long c_len, const unsigned char *ad,
    unsigned long long ad_len, const unsigned char *npub,
    const unsigned char *k);
int __wrap_crypto_aead_chacha20poly1305_ietf_decrypt(
    unsigned char *m, unsigned long long *m_len, unsigned char *nsec,
    const unsigned char *c, unsigned long long c_len, const unsigned char *ad,
    unsigned long long ad_len, const unsigned char *npub,
    const unsigned char *k);
int __wrap_crypto_aead_chacha20poly1305_ietf_decrypt(
    unsigned char *m, unsigned long long *m_len, unsigned char *nsec,
    const unsigned char *c, unsigned long long c_len, const unsigned char *ad,
    unsigned long long ad_len, const unsigned char *npub,
    const unsigned char *k)
{
    int failed = __real_crypto_aead_chacha20poly1305_ietf_decrypt(
        m, m_len, nsec, c, c_len, ad, ad_len, npub, k);
    PUBLIC(&failed, sizeof failed);
    SECRET(m, c_len - CN_CRYPTO_TAG_SIZE);
    return failed;
}

/* Whether what opened is what was signed, the caller is told. */
int __real_sodium_memcmp(const void *a, const void *b, size_t len);
int __wrap_sodium_memcmp(const void *a, const void *b, size_t len);
int __wrap_sodium_memcmp(const void *a, const void *b, size_t len)
{
    int differs = __real_sodium_memcmp(a, b, len);
    PUBLIC(&differs, sizeof differs);
    return differs;
}

/* Argon2id reads memory by what it has computed of the phrase, on purpose (RFC
   9106 section 3.4.1.3): it is given a copy that is not marked. The key that it
   gives is. */
int __real_crypto_pwhash_argon2id(unsigned char *out,
                                  unsigned long long out_len,
                                  const char *passwd,
                                  unsigned long long passwd_len,
                                  const unsigned char *salt,
                                  unsigned long long ops, size_t mem, int alg);
int __wrap_crypto_pwhash_argon2id(unsigned char *out,
                                  unsigned long long out_len,
                                  const char *passwd,
                                  unsigned long long passwd_len,
                                  const unsigned char *salt,
                                  unsigned long long ops, size_t mem, int alg);
int __wrap_crypto_pwhash_argon2id(unsigned char *out,
                                  unsigned long long out_len,
                                  const char *passwd,
                                  unsigned long long passwd_len,
                                  const unsigned char *salt,
                                  unsigned long long ops, size_t mem, int alg)
{
    char typed[CN_PRIVACY_PHRASE_SECRET];
    unsigned char salted[CN_CRYPTO_SALT_SIZE];
    assert_int_equal(passwd_len, sizeof typed);
    memcpy(typed, passwd, sizeof typed);
    memcpy(salted, salt, sizeof salted);
    PUBLIC(typed, sizeof typed);
    PUBLIC(salted, sizeof salted);
    int failed = __real_crypto_pwhash_argon2id(out, out_len, typed, passwd_len,
                                               salted, ops, mem, alg);
    SECRET(out, out_len);
    return failed;
}

/* ---- what is known ---- */

static carnet_secret_key *key;
static carnet_seal_key *clinic;
static carnet_buf *phrase;
static carnet_buf *passport; /* a file, its root seed marked */

static void mark_phrase(void)
{
    uint8_t *at = (uint8_t *)(uintptr_t)carnet_buf_data(phrase);
    for (size_t i = 0; i < CARNET_SEAL_PHRASE_CHARS; i++) {
        if (i % 5 != 4) { /* groups of four and what stands between them */
            SECRET(&at[i], 1);
        }
    }
}

static const char *words(void)
{
    return (const char *)carnet_buf_data(phrase);
}

static carnet_buf *issue(void)
{
    carnet_plan *plan = NULL;
    carnet_buf *out = NULL;
    carnet_record *record =
        test_record("{\"entries\":[{\"kind\":\"person\",\"name\":\"Awa Ndoye\","
                    "\"birth_date\":\"1990\"},{\"kind\":\"condition\",\"code\":"
                    "{\"code\":\"E11.9\"}},{\"kind\":\"condition\",\"code\":"
                    "{\"code\":\"B24\"}},{\"kind\":\"condition\",\"code\":"
                    "{\"code\":\"I10\"}}]}");
    assert_status(carnet_issue_plan(&plan, NULL, record, TEST_DAY, 365),
                  CARNET_OK);
    assert_status(carnet_issue_sign(&out, plan, key), CARNET_OK);
    carnet_issue_free(plan);
    carnet_record_free(record);
    return out;
}

static int set_up(void **state)
{
    (void)state;
    uint8_t seed[CARNET_KEY_SEED_SIZE] = {7};
    assert_status(cn_crypto_ready(), CARNET_OK);
    SECRET(seed, sizeof seed);
    assert_status(carnet_key_from_seed(&key, seed, sizeof seed), CARNET_OK);
    assert_status(carnet_seal_key_new(&clinic), CARNET_OK);
    assert_status(carnet_seal_phrase_new(&phrase), CARNET_OK);
    mark_phrase();
    passport = issue();
    return VALGRIND_COUNT_ERRORS == 0 ? 0 : -1;
}

static size_t num_unreported; /* times that Valgrind had nothing to report */

static int tear_down(void **state)
{
    (void)state;
    fprintf(stderr,
            "secrets: %zu points: what ran on them told none by a branch or "
            "an address\n",
            num_unreported);
    carnet_key_free(key);
    carnet_seal_key_free(clinic);
    carnet_buf_free(phrase);
    carnet_buf_free(passport);
    return 0;
}

/* ---- the method ---- */

static volatile uint8_t noticed;

static void the_method_finds_a_planted_branch(void **state)
{
    (void)state;
    assert_true(RUNNING_ON_VALGRIND);
    uint8_t secret[2] = {1, 2};
    static const uint8_t other[2] = {1, 3};
    SECRET(secret, sizeof secret);
    unsigned before = VALGRIND_COUNT_ERRORS;
    if (secret[0] == 1) {
        noticed++;
    }
    assert_int_equal(VALGRIND_COUNT_ERRORS, before + 1);
    noticed = other[secret[1] & 1]; /* an address */
    assert_int_equal(VALGRIND_COUNT_ERRORS, before + 2);
    /* and in the library, by a function that says it is not for secrets */
    (void)cn_span_equal(cn_span_of(secret, sizeof secret),
                        cn_span_of(other, sizeof other));
    assert_true(VALGRIND_COUNT_ERRORS > before + 2);
    PUBLIC(secret, sizeof secret);
}

/* Every case below: as many reports after it as before. */
static unsigned reports;

static int begin_case(void **state)
{
    (void)state;
    reports = VALGRIND_COUNT_ERRORS;
    return 0;
}

static void assert_no_report(void)
{
    assert_int_equal(VALGRIND_COUNT_ERRORS, reports);
    num_unreported++;
}

/* ---- the cases ---- */

static carnet_verdict *verdict_on(const carnet_buf *in)
{
    const carnet_public_key *keys[] = {carnet_key_get_public(key)};
    carnet_verdict *v = NULL;
    uint8_t *at = (uint8_t *)(uintptr_t)carnet_buf_data(in);
    PUBLIC(at, carnet_buf_len(in)); /* the holder shows it to whom it is for */
    assert_status(carnet_verify(&v, at, carnet_buf_len(in), keys, 1, TEST_NOW),
                  CARNET_OK);
    return v;
}

static void assert_accepted(const carnet_buf *in)
{
    carnet_verdict *v = verdict_on(in);
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
    carnet_verify_free(v);
}

static void signing_tells_neither_key_nor_seed(void **state)
{
    (void)state;
    carnet_buf *out = issue();
    assert_no_report();
    assert_accepted(out);
    carnet_buf_free(out);
}

/* Base64 characters of a key file from which on only the key decides: those
   before are the 16 bytes that all have (RFC 8410). */
#define KEY_FROM 21
#define KEY_CHARS 64

static void mark_pem(const carnet_buf *pem)
{
    uint8_t *at = (uint8_t *)(uintptr_t)carnet_buf_data(pem);
    const size_t head = strlen("-----BEGIN PRIVATE KEY-----\n");
    PUBLIC(at, carnet_buf_len(pem));
    SECRET(at + head + KEY_FROM, KEY_CHARS - KEY_FROM);
}

static void key_files_are_written_and_read_without_telling_the_key(void **state)
{
    (void)state;
    carnet_buf *pem = NULL;
    carnet_secret_key *read = NULL;
    assert_status(carnet_key_encode(&pem, key), CARNET_OK);
    mark_pem(pem);
    assert_status(
        carnet_key_decode(&read, carnet_buf_data(pem), carnet_buf_len(pem)),
        CARNET_OK);
    assert_no_report();
    assert_memory_equal(read->public_key.bytes, key->public_key.bytes,
                        CARNET_KEY_PUBLIC_SIZE);
    carnet_key_free(read);
    carnet_buf_free(pem);
}

static void
sealing_key_files_are_written_and_read_without_telling_the_key(void **state)
{
    (void)state;
    carnet_buf *pem = NULL;
    carnet_seal_key *read = NULL;
    assert_status(carnet_seal_key_encode(&pem, clinic), CARNET_OK);
    mark_pem(pem);
    assert_status(carnet_seal_key_decode(&read, carnet_buf_data(pem),
                                         carnet_buf_len(pem)),
                  CARNET_OK);
    assert_no_report();
    assert_memory_equal(read->public_key.bytes, clinic->public_key.bytes,
                        CARNET_SEAL_KEY_SIZE);
    carnet_seal_key_free(read);
    carnet_buf_free(pem);
}

static void phrases_are_made_and_read_without_telling_them(void **state)
{
    (void)state;
    carnet_buf *made = NULL;
    uint8_t secret[CN_PRIVACY_PHRASE_SECRET];
    assert_status(carnet_seal_phrase_new(&made), CARNET_OK);
    assert_no_report();
    assert_status(carnet_seal_phrase_check(words(), carnet_buf_len(phrase)),
                  CARNET_OK);
    assert_status(cn_privacy_phrase_read(
                      secret, cn_span_of(words(), CARNET_SEAL_PHRASE_CHARS)),
                  CARNET_OK);
    assert_no_report();
    carnet_buf_free(made);
}

static void a_wrong_phrase_tells_no_more_than_that_it_is_wrong(void **state)
{
    (void)state;
    char typed[] = "7777-7777-7777-777K";
    SECRET(typed, 4);
    assert_status(carnet_seal_phrase_check(typed, sizeof typed - 1),
                  CARNET_PRIVACY_MISTYPED);
    assert_no_report();
    PUBLIC(typed, sizeof typed);
}

static carnet_buf *seal_to(const carnet_sealing *to)
{
    carnet_buf *out = NULL;
    assert_status(carnet_seal_present(&out, NULL, carnet_buf_data(passport),
                                      carnet_buf_len(passport), NULL, NULL, 0,
                                      NULL, 0, to),
                  CARNET_OK);
    return out;
}

static carnet_buf *open_with(const carnet_buf *sealed,
                             const carnet_seal_key *by, const char *typed)
{
    carnet_buf *out = NULL;
    assert_status(
        carnet_seal_open(&out, NULL, carnet_buf_data(sealed),
                         carnet_buf_len(sealed), by, typed,
                         typed == NULL ? 0 : CARNET_SEAL_PHRASE_CHARS),
        CARNET_OK);
    return out;
}

/* Sealed to a clinic, and to the phrase where asked, and opened by each. */
static void seal_and_open(bool by_phrase)
{
    carnet_sealing *to = NULL;
    assert_status(carnet_seal_new(&to), CARNET_OK);
    assert_status(carnet_seal_add_key(to, carnet_seal_key_get_public(clinic),
                                      CARNET_PART_PRIVATE),
                  CARNET_OK);
    if (by_phrase) {
        assert_status(carnet_seal_add_phrase(to, words(),
                                             CARNET_SEAL_PHRASE_CHARS,
                                             CARNET_PART_PRIVATE),
                      CARNET_OK);
    }
    carnet_buf *sealed = seal_to(to);
    assert_no_report();
    assert_accepted(sealed);
    carnet_buf *opened = by_phrase ? open_with(sealed, NULL, words())
                                   : open_with(sealed, clinic, NULL);
    assert_no_report();
    assert_accepted(opened);
    carnet_buf_free(opened);
    carnet_buf_free(sealed);
    carnet_seal_free(to);
}

static void sealing_to_a_key_and_opening_tells_no_secret(void **state)
{
    (void)state;
    seal_and_open(false);
}

static void
sealing_to_several_and_opening_by_phrase_tells_no_secret(void **state)
{
    (void)state;
    seal_and_open(true);
}

static void showing_less_tells_no_seed(void **state)
{
    (void)state;
    const char *gone[] = {"private", "clinic/1"};
    carnet_buf *out = NULL;
    assert_status(carnet_privacy_present(&out, NULL, carnet_buf_data(passport),
                                         carnet_buf_len(passport), NULL, NULL,
                                         0, gone, 2),
                  CARNET_OK);
    assert_no_report();
    assert_accepted(out);
    carnet_buf_free(out);
}

static void deriving_salts_tells_no_seed(void **state)
{
    (void)state;
    uint8_t seed[CN_PRIVACY_SEED_SIZE] = {3};
    uint8_t salts[9][CN_PRIVACY_SEED_SIZE];
    uint8_t leaf[CN_PRIVACY_DIGEST_SIZE];
    SECRET(seed, sizeof seed);
    for (size_t num = 1; num <= 9; num++) {
        const cn_privacy_view whole = {.seed = seed, .num = num};
        cn_privacy_salts(salts, &whole);
        for (size_t i = 0; i < num; i++) {
            cn_privacy_leaf(leaf, salts[i], cn_span_str("entry"));
        }
    }
    assert_no_report();
}

static void keys_in_base64url_are_written_and_read_by_arithmetic(void **state)
{
    (void)state;
    uint8_t secret[CARNET_KEY_SEED_SIZE] = {9, 200, 17};
    cn_buf text;
    cn_buf back;
    cn_buf_init(&text);
    cn_buf_init(&back);
    SECRET(secret, sizeof secret);
    cn_text_put_base64(&text, cn_span_of(secret, sizeof secret));
    assert_true(cn_text_get_base64(&back, cn_buf_span(&text)));
    assert_no_report();
    PUBLIC(secret, sizeof secret);
    PUBLIC(back.data, back.len);
    assert_int_equal(back.len, sizeof secret);
    assert_memory_equal(back.data, secret, sizeof secret);
    cn_buf_free(&text);
    cn_buf_free(&back);
}

#define CASE(name) cmocka_unit_test_setup(name, begin_case)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(signing_tells_neither_key_nor_seed),
        CASE(key_files_are_written_and_read_without_telling_the_key),
        CASE(sealing_key_files_are_written_and_read_without_telling_the_key),
        CASE(phrases_are_made_and_read_without_telling_them),
        CASE(a_wrong_phrase_tells_no_more_than_that_it_is_wrong),
        CASE(sealing_to_a_key_and_opening_tells_no_secret),
        CASE(sealing_to_several_and_opening_by_phrase_tells_no_secret),
        CASE(showing_less_tells_no_seed),
        CASE(deriving_salts_tells_no_seed),
        CASE(keys_in_base64url_are_written_and_read_by_arithmetic),
        CASE(the_method_finds_a_planted_branch),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
