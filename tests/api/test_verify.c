/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What verifying says of a good passport, of one that nobody vouches for, and
 * of several credentials in one: facts, words, and whose content is given.
 */
#include "made.h"

#include "../../lib/api/verdict_i.h"

/* ---- one good credential ---- */

static void assert_sample(const carnet_verdict *v)
{
    static const int32_t answers[CARNET_VERIFY_NUM_FACTS] = {
        CARNET_VERIFY_YES,         CARNET_VERIFY_YES, CARNET_VERIFY_NOT_CHECKED,
        CARNET_VERIFY_NOT_CHECKED, CARNET_VERIFY_YES, CARNET_VERIFY_YES,
        CARNET_VERIFY_YES,         CARNET_VERIFY_YES};
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
    assert_status(carnet_verify_reason(v), CARNET_OK);
    assert_string_equal(carnet_verify_detail(v), "");
    assert_string_equal(carnet_verify_path(v), "");
    assert_int_equal(carnet_verify_num_credentials(v), 1);
    assert_int_equal(carnet_verify_credential_outcome(v, 0),
                     CARNET_VERIFY_ACCEPTED);
    for (int32_t fact = 0; fact < CARNET_VERIFY_NUM_FACTS; fact++) {
        assert_int_equal(carnet_verify_fact(v, 0, fact), answers[fact]);
        assert_status(carnet_verify_fact_status(v, 0, fact), CARNET_OK);
    }
    assert_int_equal(carnet_verify_issued_days(v, 0), TEST_DAY);
    assert_int_equal(carnet_verify_valid_until_days(v, 0),
                     CARNET_VERIFY_NO_DAY);
    assert_int_equal(carnet_verify_status_index(v, 0), -1);
    for (int32_t part = 0; part < CN_API_PARTS; part++) {
        assert_int_equal(carnet_verify_part(v, 0, part), CARNET_VERIFY_WHOLE);
    }
    assert_int_equal(carnet_verify_is_open(v), 1);
}

/* Entries come desk first, and say where they stand. */
static void assert_sample_entries(const carnet_verdict *v)
{
    static const int32_t kinds[] = {
        CARNET_KIND_PERSON,           CARNET_KIND_VACCINATION,
        CARNET_KIND_TRAVEL_CLEARANCE, CARNET_KIND_CONDITION,
        CARNET_KIND_PRESCRIPTION,     CARNET_KIND_ALLERGY,
        CARNET_KIND_RESULT,           CARNET_KIND_CONTACTS};
    static const int32_t parts[] = {0, 0, 0, 1, 1, 1, 1, 2};
    static const int32_t positions[] = {0, 1, 2, 0, 1, 2, 3, 0};
    assert_int_equal(carnet_verify_num_entries(v, 0), 8);
    for (size_t i = 0; i < 8; i++) {
        const carnet_entry *e = carnet_verify_get_entry(v, 0, i);
        assert_non_null(e);
        assert_int_equal(carnet_record_entry_kind(e), kinds[i]);
        assert_int_equal(carnet_record_entry_part(e), parts[i]);
        assert_int_equal(carnet_record_entry_position(e), positions[i]);
    }
    assert_null(carnet_verify_get_entry(v, 0, 8));
    char name[CARNET_RECORD_TEXT_SIZE];
    assert_status(
        carnet_record_copy_text(name, carnet_verify_get_entry(v, 0, 0),
                                CARNET_PERSON_NAME, 0, CARNET_RECORD_SELF),
        CARNET_OK);
    assert_string_equal(name, "Awa Ndoye");
}

static void accepts_what_a_trusted_key_signed(void **state)
{
    (void)state;
    for (unsigned form = 0; form < 4; form++) {
        test_credential *c = test_sample(2);
        cn_buf passport = test_passport(c, TEST_ALL, (form & 1) != 0);
        cn_buf input = (form & 2) != 0 ? test_as_file(cn_buf_span(&passport))
                                       : test_as_text(cn_buf_span(&passport));
        carnet_verdict *v = test_verify(cn_buf_span(&input));
        assert_sample(v);
        assert_sample_entries(v);
        assert_int_equal(carnet_verify_key_index(v, 0), 1);
        carnet_verify_free(v);
        cn_buf_free(&input);
        cn_buf_free(&passport);
        test_end(c);
    }
}

static void the_identity_is_the_hash_of_what_is_signed(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    cn_buf tbs;
    uint8_t expected[CN_CRYPTO_HASH_SIZE];
    uint8_t identity[CARNET_VERIFY_IDENTITY_SIZE];
    cn_buf_init(&tbs);
    cn_cose_tbs(&tbs, &c->claims, test_public(1));
    cn_crypto_sha256(expected, cn_buf_span(&tbs));
    cn_buf passport = test_passport(c, TEST_ALL, true);
    cn_buf text = test_as_text(cn_buf_span(&passport));
    carnet_verdict *v = test_verify(cn_buf_span(&text));
    assert_status(carnet_verify_copy_identity(identity, v, 0), CARNET_OK);
    assert_memory_equal(identity, expected, sizeof expected);
    uint8_t kid[CARNET_KEY_ID_SIZE];
    assert_status(carnet_verify_copy_key_id(kid, v, 0), CARNET_OK);
    assert_memory_equal(kid, test_public(1)->digest, sizeof kid);
    carnet_verify_free(v);
    cn_buf_free(&text);
    cn_buf_free(&passport);
    cn_buf_free(&tbs);
    test_end(c);
}

/* Both forms give entries that live on when the input is gone. */
static void the_verdict_outlives_the_input(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    cn_buf passport = test_passport(c, TEST_ALL, false);
    for (size_t i = 0; i < 2; i++) {
        cn_buf input = i == 0 ? test_as_text(cn_buf_span(&passport))
                              : test_as_file(cn_buf_span(&passport));
        carnet_verdict *v = test_verify(cn_buf_span(&input));
        memset(input.data, 0xee, input.len);
        cn_buf_free(&input);
        assert_sample_entries(v);
        carnet_buf_free(test_json_of(v));
        carnet_verify_free(v);
    }
    cn_buf_free(&passport);
    test_end(c);
}

static void one_line_end_after_a_text_is_no_fault(void **state)
{
    (void)state;
    static const char *const ends[] = {"", "\n", "\r\n"};
    test_credential *c = test_sample(1);
    cn_buf passport = test_passport(c, TEST_ALL, true);
    for (size_t i = 0; i < 3; i++) {
        cn_buf text = test_as_text(cn_buf_span(&passport));
        cn_buf_put_str(&text, ends[i]);
        carnet_verdict *v = test_verify(cn_buf_span(&text));
        assert_sample(v);
        carnet_verify_free(v);
        cn_buf_put_str(&text, "\n\n");
        test_assert_malformed(cn_buf_span(&text), CARNET_TEXT_SPACE);
        cn_buf_free(&text);
    }
    cn_buf_free(&passport);
    test_end(c);
}

/* ---- nobody vouches ---- */

/* Strings of the sample that would betray content. */
static const char *const secrets[] = {
    "Awa",   "Ndoye",  "1990",    "J07BL01",    "X3D144V",   "Stamaril",
    "E11.9", "2018",   "A10BA02", "764146007",  "4548-4",    "7.6",
    "Binta", "spouse", "221",     "birth_date", "condition", "entries"};

static bool holds(cn_span s, const char *word)
{
    size_t len = strlen(word);
    for (size_t i = 0; i + len <= s.len; i++) {
        if (memcmp(s.data + i, word, len) == 0) {
            return true;
        }
    }
    return false;
}

/* Not even behind the getters: nothing is kept that could be given. */
static void assert_forgotten(const carnet_verdict *v, size_t i)
{
    const cn_api_credential *c = &v->passport.credentials[i];
    assert_null(c->entries);
    assert_int_equal(c->num_entries, 0);
    assert_int_equal(c->items.len, 0);
    assert_null(c->items.data);
}

/* By no getter and in no JSON is there content of credential i. */
static void assert_no_content(const carnet_verdict *v, size_t i)
{
    uint8_t identity[CARNET_VERIFY_IDENTITY_SIZE];
    carnet_buf *cose = NULL;
    assert_forgotten(v, i);
    assert_int_equal(carnet_verify_credential_outcome(v, i),
                     CARNET_VERIFY_REFUSED);
    assert_int_equal(carnet_verify_num_entries(v, i), 0);
    for (size_t k = 0; k < 10; k++) {
        assert_null(carnet_verify_get_entry(v, i, k));
    }
    assert_status(carnet_verify_copy_identity(identity, v, i),
                  CARNET_CALLER_ABSENT);
    assert_status(carnet_verify_export_cose(&cose, v, i), CARNET_CALLER_ABSENT);
    assert_null(cose);
    assert_int_equal(carnet_verify_key_index(v, i), -1);
}

static void assert_nothing_of_the_sample(const carnet_verdict *v)
{
    carnet_buf *json = test_json_of(v);
    carnet_buf *diag = NULL;
    cn_span text = test_span_of(json);
    for (size_t i = 0; i < sizeof secrets / sizeof secrets[0]; i++) {
        assert_false(holds(text, secrets[i]));
    }
    assert_status(carnet_verify_export_diag(&diag, v), CARNET_CALLER_ABSENT);
    assert_null(diag);
    carnet_buf_free(json);
}

static void assert_refused(cn_span passport, carnet_status why)
{
    cn_buf text = test_as_text(passport);
    carnet_verdict *v = test_verify(cn_buf_span(&text));
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_REFUSED);
    assert_status(carnet_verify_reason(v), CARNET_OK);
    assert_int_equal(carnet_verify_num_credentials(v), 1);
    assert_int_equal(carnet_verify_fact(v, 0, CARNET_VERIFY_STRUCTURE),
                     CARNET_VERIFY_YES);
    assert_int_equal(carnet_verify_fact(v, 0, CARNET_VERIFY_SIGNATURE),
                     CARNET_VERIFY_NO);
    assert_status(carnet_verify_fact_status(v, 0, CARNET_VERIFY_SIGNATURE),
                  why);
    assert_no_content(v, 0);
    assert_nothing_of_the_sample(v);
    carnet_verify_free(v);
    cn_buf_free(&text);
}

static void the_sample_has_all_that_must_not_be_seen(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    cn_buf passport = test_passport(c, TEST_ALL, true);
    cn_buf text = test_as_text(cn_buf_span(&passport));
    carnet_verdict *v = test_verify(cn_buf_span(&text));
    carnet_buf *json = test_json_of(v);
    cn_span s = test_span_of(json);
    for (size_t i = 0; i < sizeof secrets / sizeof secrets[0]; i++) {
        assert_true(holds(s, secrets[i]));
    }
    carnet_buf_free(json);
    carnet_verify_free(v);
    cn_buf_free(&text);
    cn_buf_free(&passport);
    test_end(c);
}

static void refuses_an_unknown_issuer(void **state)
{
    (void)state;
    test_credential *c = test_sample(TEST_NUM_KEYS + 1);
    cn_buf passport = test_passport(c, TEST_ALL, true);
    assert_refused(cn_buf_span(&passport), CARNET_KEY_UNKNOWN);
    cn_buf_free(&passport);
    test_end(c);
}

static void refuses_a_signature_of_another_key(void **state)
{
    (void)state;
    test_credential *c = test_sample(TEST_NUM_KEYS + 1);
    /* It names a trusted key, also in what it signs. */
    memcpy(c->claims.kid, test_public(1)->digest, CARNET_KEY_ID_SIZE);
    test_sign(c);
    cn_buf passport = test_passport(c, TEST_ALL, true);
    assert_refused(cn_buf_span(&passport), CARNET_KEY_SIGNATURE);
    cn_buf_free(&passport);
    test_end(c);
}

static void refuses_a_changed_day_of_issue(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    c->claims.day--;
    cn_buf passport = test_passport(c, TEST_ALL, true);
    assert_refused(cn_buf_span(&passport), CARNET_KEY_SIGNATURE);
    cn_buf_free(&passport);
    test_end(c);
}

/* Where the day of issue is a number alone nothing stands for no end. */
static void refuses_an_end_that_was_added_or_moved(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    c->claims.has_valid = true;
    c->claims.valid = 30;
    cn_buf passport = test_passport(c, TEST_ALL, true);
    assert_refused(cn_buf_span(&passport), CARNET_KEY_SIGNATURE);
    cn_buf_free(&passport);
    test_sign(c);
    c->claims.valid = 31;
    passport = test_passport(c, TEST_ALL, true);
    assert_refused(cn_buf_span(&passport), CARNET_KEY_SIGNATURE);
    cn_buf_free(&passport);
    test_end(c);
}

static void refuses_an_index_that_was_taken_off(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    c->claims.has_index = true;
    c->claims.index = 77;
    test_sign(c);
    c->claims.has_index = false;
    cn_buf passport = test_passport(c, TEST_ALL, true);
    assert_refused(cn_buf_span(&passport), CARNET_KEY_SIGNATURE);
    cn_buf_free(&passport);
    c->claims.has_index = true;
    c->claims.index = 78;
    passport = test_passport(c, TEST_ALL, true);
    assert_refused(cn_buf_span(&passport), CARNET_KEY_SIGNATURE);
    cn_buf_free(&passport);
    test_end(c);
}

static void refuses_entries_that_were_exchanged_or_moved(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    cn_buf kept = c->part[CN_API_DESK];
    size_t num = c->num_elements[CN_API_DESK];
    /* Clinic and desk change places. */
    c->part[CN_API_DESK] = c->part[CN_API_CLINIC];
    c->num_elements[CN_API_DESK] = c->num_elements[CN_API_CLINIC];
    c->part[CN_API_CLINIC] = kept;
    c->num_elements[CN_API_CLINIC] = num;
    cn_buf passport = test_passport(c, TEST_ALL, true);
    assert_refused(cn_buf_span(&passport), CARNET_KEY_SIGNATURE);
    cn_buf_free(&passport);
    test_end(c);
}

static void refuses_an_entry_left_out(void **state)
{
    (void)state;
    for (size_t part = 0; part < CN_API_PARTS; part++) {
        test_credential *c = test_sample(1);
        /* An "allergy: not asked" more or less is a whole statement. */
        test_add_hex(c, part, "0cf6");
        cn_buf passport = test_passport(c, TEST_ALL, true);
        assert_refused(cn_buf_span(&passport), CARNET_KEY_SIGNATURE);
        cn_buf_free(&passport);
        test_sign(c);
        cn_buf_cut(&c->part[part], c->part[part].len - 2);
        c->num_elements[part] -= 2;
        passport = test_passport(c, TEST_ALL, true);
        assert_refused(cn_buf_span(&passport), CARNET_KEY_SIGNATURE);
        cn_buf_free(&passport);
        test_end(c);
    }
}

static void with_no_key_nothing_is_accepted(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    cn_buf passport = test_passport(c, TEST_ALL, true);
    cn_buf text = test_as_text(cn_buf_span(&passport));
    carnet_verdict *v = NULL;
    assert_status(carnet_verify(&v, text.data, text.len, NULL, 0, TEST_NOW),
                  CARNET_OK);
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_REFUSED);
    assert_status(carnet_verify_fact_status(v, 0, CARNET_VERIFY_SIGNATURE),
                  CARNET_KEY_UNKNOWN);
    assert_no_content(v, 0);
    assert_nothing_of_the_sample(v);
    carnet_verify_free(v);
    cn_buf_free(&text);
    cn_buf_free(&passport);
    test_end(c);
}

/* ---- keys whose ids collide ---- */

/* A public key that claims the id of key 1. */
static carnet_public_key with_id_of_1(uint8_t n)
{
    carnet_public_key key = *test_public(n);
    memcpy(key.digest, test_public(1)->digest, CARNET_KEY_ID_SIZE);
    return key;
}

static void tries_up_to_four_keys_of_one_id(void **state)
{
    (void)state;
    enum {
        NUM = 6
    };
    test_credential *c = test_sample(1);
    cn_buf passport = test_passport(c, TEST_ALL, true);
    cn_buf text = test_as_text(cn_buf_span(&passport));
    for (size_t place = 0; place < NUM; place++) {
        carnet_public_key keys[NUM];
        const carnet_public_key *list[NUM];
        for (size_t i = 0; i < NUM; i++) {
            keys[i] =
                i == place ? *test_public(1) : with_id_of_1((uint8_t)(i + 10));
            list[i] = &keys[i];
        }
        bool tried = place < CN_LIMIT_CANDIDATES;
        carnet_verdict *v = NULL;
        assert_status(
            carnet_verify(&v, text.data, text.len, list, NUM, TEST_NOW),
            CARNET_OK);
        assert_int_equal(carnet_verify_outcome(v), tried
                                                       ? CARNET_VERIFY_ACCEPTED
                                                       : CARNET_VERIFY_REFUSED);
        assert_int_equal(carnet_verify_key_index(v, 0),
                         tried ? (int32_t)place : -1);
        carnet_verify_free(v);
    }
    cn_buf_free(&text);
    cn_buf_free(&passport);
    test_end(c);
}

/* Points of low order verify "signatures" that no secret made. */
static void keys_of_low_order_are_never_in_the_list(void **state)
{
    (void)state;
    static const char *const points[] = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"};
    test_credential *c = test_sample(1);
    for (size_t i = 0; i < sizeof points / sizeof points[0]; i++) {
        cn_buf bytes = test_hex_str(points[i]);
        carnet_public_key *key = NULL;
        assert_status(carnet_key_public_from_bytes(&key, bytes.data, bytes.len),
                      CARNET_KEY_LOW_ORDER);
        assert_null(key);
        /* And if one were there all the same: R = 0, S = 0 over it. */
        carnet_public_key forced;
        memcpy(forced.bytes, bytes.data, sizeof forced.bytes);
        memcpy(forced.digest, c->claims.kid, CARNET_KEY_ID_SIZE);
        const carnet_public_key *list[] = {&forced};
        memset(c->signature, 0, sizeof c->signature);
        c->signature[0] = 1;
        cn_buf passport = test_passport(c, TEST_ALL, true);
        cn_buf text = test_as_text(cn_buf_span(&passport));
        carnet_verdict *v = NULL;
        assert_status(carnet_verify(&v, text.data, text.len, list, 1, TEST_NOW),
                      CARNET_OK);
        assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_REFUSED);
        carnet_verify_free(v);
        cn_buf_free(&text);
        cn_buf_free(&passport);
        cn_buf_free(&bytes);
    }
    test_end(c);
}

/* ---- dates and status ---- */

static void assert_at(const test_credential *c, int64_t now_s, int32_t outcome,
                      int32_t fact, carnet_status status)
{
    cn_buf passport = test_passport(c, TEST_ALL, true);
    cn_buf text = test_as_text(cn_buf_span(&passport));
    carnet_verdict *v = test_verify_at(cn_buf_span(&text), now_s);
    assert_int_equal(carnet_verify_outcome(v), outcome);
    assert_status(carnet_verify_fact_status(v, 0, fact), status);
    assert_int_equal(carnet_verify_fact(v, 0, fact), status == CARNET_OK
                                                         ? CARNET_VERIFY_YES
                                                         : CARNET_VERIFY_NO);
    /* Authentic content is given, whatever its age. */
    assert_int_equal(carnet_verify_num_entries(v, 0), 8);
    carnet_verify_free(v);
    cn_buf_free(&text);
    cn_buf_free(&passport);
}

static void the_future_is_for_review(void **state)
{
    (void)state;
    const int64_t first = INT64_C(86400) * (TEST_DAY - 1);
    test_credential *c = test_sample(1);
    assert_at(c, first, CARNET_VERIFY_ACCEPTED, CARNET_VERIFY_ISSUED,
              CARNET_OK);
    assert_at(c, first - 1, CARNET_VERIFY_REVIEW, CARNET_VERIFY_ISSUED,
              CARNET_KEY_FUTURE);
    assert_at(c, -INT64_C(62135596800), CARNET_VERIFY_REVIEW,
              CARNET_VERIFY_ISSUED, CARNET_KEY_FUTURE);
    test_end(c);
}

static void the_expired_is_for_review(void **state)
{
    (void)state;
    const int64_t end = INT64_C(86400) * (TEST_DAY + 31);
    test_credential *c = test_sample(1);
    c->claims.has_valid = true;
    c->claims.valid = 30;
    test_sign(c);
    assert_at(c, end - 1, CARNET_VERIFY_ACCEPTED, CARNET_VERIFY_EXPIRY,
              CARNET_OK);
    assert_at(c, end, CARNET_VERIFY_REVIEW, CARNET_VERIFY_EXPIRY,
              CARNET_KEY_EXPIRED);
    assert_at(c, INT64_C(253402300799), CARNET_VERIFY_REVIEW,
              CARNET_VERIFY_EXPIRY, CARNET_KEY_EXPIRED);
    test_end(c);
}

static void assert_age(const test_credential *c, int64_t now_s, int32_t fact,
                       int32_t day, int32_t age)
{
    cn_buf b = test_passport(c, TEST_ALL, true);
    cn_buf text = test_as_text(cn_buf_span(&b));
    carnet_verdict *v = test_verify_at(cn_buf_span(&text), now_s);
    assert_int_equal(carnet_verify_fact_days(v, 0, fact), day);
    assert_int_equal(carnet_verify_fact_age_days(v, 0, fact), age);
    carnet_verify_free(v);
    cn_buf_free(&text);
    cn_buf_free(&b);
}

/* How long ago, on the day of verification, in the years of all calendars. */
static void facts_that_go_by_a_day_tell_its_age(void **state)
{
    (void)state;
    const int64_t day = INT64_C(86400);
    test_credential *c = test_sample(1);
    c->claims.has_valid = true;
    c->claims.valid = 30;
    test_sign(c);
    static const int32_t days[] = {-25567, -1,    0,       TEST_DAY,
                                   24855,  49710, 2932896, TEST_DAY + 31};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        assert_age(c, days[i] * day, CARNET_VERIFY_ISSUED, TEST_DAY,
                   days[i] - TEST_DAY);
        assert_age(c, days[i] * day + day - 1, CARNET_VERIFY_EXPIRY,
                   TEST_DAY + 30, days[i] - TEST_DAY - 30);
        assert_age(c, days[i] * day, CARNET_VERIFY_KEY, CARNET_VERIFY_NO_DAY,
                   CARNET_VERIFY_NO_DAY);
    }
    test_end(c);
}

static void a_status_index_without_a_list_is_for_review(void **state)
{
    (void)state;
    static const uint32_t indices[] = {0, 23, 16777215};
    for (size_t i = 0; i < 6; i++) {
        test_credential *c = test_sample(1);
        c->claims.has_index = true;
        c->claims.index = indices[i / 2];
        c->claims.has_valid = i % 2 == 1;
        c->claims.valid = i % 2 == 1 ? 365 : 0;
        test_sign(c);
        cn_buf passport = test_passport(c, TEST_ALL, true);
        cn_buf text = test_as_text(cn_buf_span(&passport));
        carnet_verdict *v = test_verify(cn_buf_span(&text));
        assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_REVIEW);
        assert_int_equal(carnet_verify_fact(v, 0, CARNET_VERIFY_STATUS),
                         CARNET_VERIFY_NOT_CHECKED);
        assert_int_equal(carnet_verify_status_index(v, 0), indices[i / 2]);
        assert_int_equal(carnet_verify_valid_until_days(v, 0),
                         i % 2 == 1 ? TEST_DAY + 365 : CARNET_VERIFY_NO_DAY);
        assert_int_equal(carnet_verify_num_entries(v, 0), 8);
        carnet_verify_free(v);
        cn_buf_free(&text);
        cn_buf_free(&passport);
        test_end(c);
    }
}

/* ---- several credentials ---- */

enum {
    GOOD,
    STALE,
    STRANGE,
    NUM_SORTS
};

/* One of three sorts: accepted, for review, refused; another in each place. */
static test_credential *of_sort(size_t sort, size_t place)
{
    test_credential *c = test_begin(sort == STRANGE ? 9 : 1);
    c->root_seed[0] = (uint8_t)place;
    if (sort == STALE) {
        c->claims.day = TEST_DAY - 100;
        c->claims.has_valid = true;
        c->claims.valid = 10;
    }
    test_add_sample(c);
    return c;
}

static const int32_t word_of_sort[NUM_SORTS] = {
    CARNET_VERIFY_ACCEPTED, CARNET_VERIFY_REVIEW, CARNET_VERIFY_REFUSED};

static void assert_mixture(const size_t sorts[3])
{
    cn_buf passport;
    cn_buf_init(&passport);
    cn_cbor_put_array(&passport, 3);
    size_t seen[NUM_SORTS] = {0};
    for (size_t i = 0; i < 3; i++) {
        test_credential *c = of_sort(sorts[i], i);
        test_put_credential(&passport, c, TEST_ALL, i != 1);
        seen[sorts[i]]++;
        test_end(c);
    }
    cn_buf file = test_as_file(cn_buf_span(&passport));
    carnet_verdict *v = test_verify(cn_buf_span(&file));
    int32_t word = CARNET_VERIFY_REVIEW;
    assert_int_equal(carnet_verify_num_credentials(v), 3);
    for (size_t i = 0; i < 3; i++) {
        word = seen[i] == 3 ? word_of_sort[i] : word;
        assert_int_equal(carnet_verify_credential_outcome(v, i),
                         word_of_sort[sorts[i]]);
        if (sorts[i] == STRANGE) {
            assert_no_content(v, i);
        } else {
            assert_int_equal(carnet_verify_num_entries(v, i), 8);
        }
    }
    assert_int_equal(carnet_verify_outcome(v), word);
    if (seen[STRANGE] == 3) {
        assert_nothing_of_the_sample(v);
    }
    carnet_verify_free(v);
    cn_buf_free(&file);
    cn_buf_free(&passport);
}

static void
mixtures_are_for_review_and_refused_content_stays_hidden(void **state)
{
    (void)state;
    for (size_t n = 0; n < 27; n++) {
        const size_t sorts[3] = {n % 3, n / 3 % 3, n / 9};
        assert_mixture(sorts);
    }
}

/* Clinic and private part of each, whatever there is of the desk part. */
static void a_passport_is_open_where_every_credential_is(void **state)
{
    (void)state;
    const unsigned open = TEST_CLINIC | TEST_PRIVATE;
    for (unsigned n = 0; n < 64; n++) {
        const unsigned shown[] = {n % 8, n / 8};
        cn_buf passport;
        cn_buf_init(&passport);
        cn_cbor_put_array(&passport, 2);
        for (size_t i = 0; i < 2; i++) {
            test_credential *c = of_sort(GOOD, i);
            test_put_credential(&passport, c, shown[i], true);
            test_end(c);
        }
        cn_buf file = test_as_file(cn_buf_span(&passport));
        carnet_verdict *v = test_verify(cn_buf_span(&file));
        assert_int_equal(carnet_verify_is_open(v),
                         (shown[0] & shown[1] & open) == open);
        carnet_verify_free(v);
        cn_buf_free(&file);
        cn_buf_free(&passport);
    }
}

/* A stranger's page beside a trusted one: nothing that only the stranger says
   is in the JSON or the notation. */
static void a_refused_neighbour_stays_silent(void **state)
{
    (void)state;
    cn_buf passport;
    cn_buf_init(&passport);
    cn_cbor_put_array(&passport, 2);
    test_credential *good = test_begin(1);
    test_add_json(good, CN_API_CLINIC,
                  "{\"kind\":\"allergy\",\"agent\":{\"code\":\"764146007\"}}");
    test_sign(good);
    test_put_credential(&passport, good, TEST_ALL, true);
    test_credential *strange = test_begin(9);
    test_add_json(strange, CN_API_CLINIC,
                  "{\"kind\":\"condition\",\"code\":{\"code\":\"B24\"},"
                  "\"note\":\"Nobody vouches\"}");
    test_sign(strange);
    test_put_credential(&passport, strange, TEST_ALL, false);
    cn_buf text = test_as_text(cn_buf_span(&passport));
    carnet_verdict *v = test_verify(cn_buf_span(&text));
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_REVIEW);
    assert_no_content(v, 1);
    carnet_buf *json = test_json_of(v);
    carnet_buf *diag = NULL;
    assert_status(carnet_verify_export_diag(&diag, v), CARNET_OK);
    cn_span texts[] = {test_span_of(json), test_span_of(diag)};
    assert_true(holds(texts[0], "764146007"));
    for (size_t i = 0; i < 2; i++) {
        assert_false(holds(texts[i], "B24"));
        assert_false(holds(texts[i], "Nobody"));
        assert_false(holds(texts[i], "condition"));
    }
    carnet_buf_free(diag);
    carnet_buf_free(json);
    carnet_verify_free(v);
    cn_buf_free(&text);
    cn_buf_free(&passport);
    test_end(strange);
    test_end(good);
}

/* ---- arguments ---- */

static void refuses_wrong_arguments(void **state)
{
    (void)state;
    static _Alignas(16) uint8_t arena[CARNET_VERIFY_ARENA_SIZE];
    const uint8_t *text = (const uint8_t *)"HP1:";
    const carnet_public_key *const *keys = test_trusted();
    const carnet_public_key *gap[] = {test_public(1), NULL, test_public(2)};
    carnet_verdict *full = (void *)arena;
    carnet_verdict *v = full;
#define BOTH(expected, input, len, list, num, now)                             \
    do {                                                                       \
        v = full;                                                              \
        assert_status(carnet_verify(&v, input, len, list, num, now),           \
                      expected);                                               \
        assert_null(v);                                                        \
        v = full;                                                              \
        assert_status(carnet_verify_in_arena(&v, arena, sizeof arena, input,   \
                                             len, list, num, now),             \
                      expected);                                               \
        assert_null(v);                                                        \
    } while (0)
    BOTH(CARNET_CALLER_NULL, NULL, 1, keys, 3, 0);
    BOTH(CARNET_CALLER_NULL, text, 4, NULL, 1, 0);
    BOTH(CARNET_CALLER_NULL, text, 4, gap, 2, 0);
    BOTH(CARNET_CALLER_NULL, text, 4, gap + 1, 2, 0);
    BOTH(CARNET_CALLER_RANGE, text, 8388609, keys, 3, 0);
    BOTH(CARNET_CALLER_RANGE, text, SIZE_MAX, keys, 3, 0);
    BOTH(CARNET_CALLER_RANGE, text, 4, keys, 65537, 0);
    BOTH(CARNET_CALLER_RANGE, text, 4, keys, 3, -INT64_C(62135596801));
    BOTH(CARNET_CALLER_RANGE, text, 4, keys, 3, INT64_C(253402300800));
    BOTH(CARNET_CALLER_RANGE, text, 4, keys, 3, INT64_MIN);
    BOTH(CARNET_CALLER_RANGE, text, 4, keys, 3, INT64_MAX);
#undef BOTH
    assert_status(carnet_verify(NULL, text, 4, keys, 3, 0), CARNET_CALLER_NULL);
    assert_status(
        carnet_verify_in_arena(NULL, arena, sizeof arena, text, 4, keys, 3, 0),
        CARNET_CALLER_NULL);
    v = full;
    assert_status(
        carnet_verify_in_arena(&v, NULL, sizeof arena, text, 4, keys, 3, 0),
        CARNET_CALLER_NULL);
    assert_null(v);
    for (size_t skew = 1; skew < 16; skew++) {
        v = full;
        assert_status(carnet_verify_in_arena(&v, arena + skew,
                                             sizeof arena - skew, text, 4, keys,
                                             3, 0),
                      CARNET_CALLER_ARENA);
        assert_null(v);
    }
}

static void nothing_at_all_is_a_refused_passport(void **state)
{
    (void)state;
    test_assert_malformed(cn_span_of(NULL, 0), CARNET_TEXT_EMPTY);
    test_assert_malformed(CN_SPAN_LIT("HP1:"), CARNET_TEXT_EMPTY);
    test_assert_malformed(CN_SPAN_LIT("\x89HP\r\n\x1a\n\x01"),
                          CARNET_TEXT_EMPTY);
}

static void many_keys_are_no_hindrance(void **state)
{
    (void)state;
    enum {
        NUM = 65536
    };
    static const carnet_public_key *list[NUM];
    for (size_t i = 0; i < NUM; i++) {
        list[i] = test_public(i == NUM - 1 ? 1 : 20);
    }
    test_credential *c = test_sample(1);
    cn_buf passport = test_passport(c, TEST_ALL, true);
    cn_buf text = test_as_text(cn_buf_span(&passport));
    carnet_verdict *v = NULL;
    assert_status(carnet_verify(&v, text.data, text.len, list, NUM, TEST_NOW),
                  CARNET_OK);
    assert_int_equal(carnet_verify_key_index(v, 0), NUM - 1);
    carnet_verify_free(v);
    cn_buf_free(&text);
    cn_buf_free(&passport);
    test_end(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepts_what_a_trusted_key_signed),
        cmocka_unit_test(the_identity_is_the_hash_of_what_is_signed),
        cmocka_unit_test(the_verdict_outlives_the_input),
        cmocka_unit_test(one_line_end_after_a_text_is_no_fault),
        cmocka_unit_test(the_sample_has_all_that_must_not_be_seen),
        cmocka_unit_test(refuses_an_unknown_issuer),
        cmocka_unit_test(refuses_a_signature_of_another_key),
        cmocka_unit_test(refuses_a_changed_day_of_issue),
        cmocka_unit_test(refuses_an_end_that_was_added_or_moved),
        cmocka_unit_test(refuses_an_index_that_was_taken_off),
        cmocka_unit_test(refuses_entries_that_were_exchanged_or_moved),
        cmocka_unit_test(refuses_an_entry_left_out),
        cmocka_unit_test(with_no_key_nothing_is_accepted),
        cmocka_unit_test(tries_up_to_four_keys_of_one_id),
        cmocka_unit_test(keys_of_low_order_are_never_in_the_list),
        cmocka_unit_test(the_future_is_for_review),
        cmocka_unit_test(the_expired_is_for_review),
        cmocka_unit_test(facts_that_go_by_a_day_tell_its_age),
        cmocka_unit_test(a_status_index_without_a_list_is_for_review),
        cmocka_unit_test(
            mixtures_are_for_review_and_refused_content_stays_hidden),
        cmocka_unit_test(a_passport_is_open_where_every_credential_is),
        cmocka_unit_test(a_refused_neighbour_stays_silent),
        cmocka_unit_test(refuses_wrong_arguments),
        cmocka_unit_test(nothing_at_all_is_a_refused_passport),
        cmocka_unit_test(many_keys_are_no_hindrance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
