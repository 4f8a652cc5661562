/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What leaves a verdict: COSE_Sign1 and diagnostic notation, taken apart and
 * verified again by other means, and the JSON form.
 */
#include "made.h"

static carnet_verdict *verify(const test_credential *c, unsigned shown,
                              bool packed)
{
    cn_buf b = test_passport(c, shown, packed);
    cn_buf text = test_as_text(cn_buf_span(&b));
    carnet_verdict *v = test_verify(cn_buf_span(&text));
    cn_buf_free(&text);
    cn_buf_free(&b);
    return v;
}

/* ---- COSE ---- */

/* The message by the letter of RFC 9052: tag 18, four elements, and a
   signature over what section 4.4 makes of the first and the third. */
static void assert_sign1(cn_span message, const test_credential *c,
                         cn_span items)
{
    cn_cbor_reader r;
    assert_int_equal(message.data[0], 0xd2);
    cn_cbor_reader_init(&r, cn_span_after(message, 1));
    assert_int_equal(cn_cbor_get_array(&r, 4, 4), 4);
    cn_span header = cn_cbor_get_bytes(&r, 1, 200);
    assert_int_equal(cn_cbor_get_map(&r, 1), 1);
    assert_int_equal(cn_cbor_get_int(&r, INT64_MIN, INT64_MAX), -65538);
    cn_span entries = cn_cbor_skip(&r);
    cn_span payload = cn_cbor_get_bytes(&r, 1, 300);
    cn_span signature = cn_cbor_get_bytes(&r, 64, 64);
    assert_status(r.status, CARNET_OK);
    assert_true(cn_cbor_at_end(&r));
    assert_span(entries, items.data, items.len);
    assert_span(signature, c->signature, 64);
    cn_buf tbs;
    cn_buf_init(&tbs);
    cn_cose_sig_structure(&tbs, header, cn_span_of(NULL, 0), payload);
    assert_status(cn_crypto_verify(signature.data, cn_buf_span(&tbs),
                                   carnet_key_get_public(c->key)),
                  CARNET_OK);
    cn_buf_free(&tbs);
}

static void exports_an_ordinary_sign1(void **state)
{
    (void)state;
    for (unsigned n = 0; n < 16; n++) {
        unsigned shown = n / 2;
        test_credential *c = test_sample(2);
        c->claims.has_valid = n % 4 == 0;
        c->claims.valid = n % 4 == 0 ? 300 : 0;
        c->claims.has_index = n % 8 == 0;
        c->claims.index = n % 8 == 0 ? 123456 : 0;
        test_sign(c);
        carnet_verdict *v = verify(c, shown, n % 2 == 0);
        cn_buf items;
        carnet_buf *out = NULL;
        cn_buf_init(&items);
        test_put_items(&items, c, shown);
        assert_status(carnet_verify_export_cose(&out, v, 0), CARNET_OK);
        assert_sign1(test_span_of(out), c, cn_buf_span(&items));
        carnet_buf_free(out);
        cn_buf_free(&items);
        carnet_verify_free(v);
        test_end(c);
    }
}

/* ---- diagnostic notation ---- */

static size_t count_of(const char *text, char c)
{
    size_t num = 0;
    for (; *text != '\0'; text++) {
        num += *text == c;
    }
    return num;
}

static void notation_shows_the_credential_inflated(void **state)
{
    (void)state;
    test_credential *c = test_begin(1);
    test_add_hex(c, CN_API_CLINIC, "0cf6");
    test_sign(c);
    for (unsigned packed = 0; packed < 2; packed++) {
        carnet_verdict *v = verify(c, TEST_ALL, packed == 1);
        carnet_buf *out = NULL;
        assert_status(carnet_verify_export_diag(&out, v), CARNET_OK);
        const char *text = (const char *)carnet_buf_data(out);
        assert_non_null(strstr(text, "20529"));
        assert_non_null(strstr(text, "null"));
        assert_int_equal(count_of(text, '['), 5);
        assert_int_equal(count_of(text, '['), count_of(text, ']'));
        assert_int_equal(text[strlen(text) - 1], '\n');
        carnet_buf_free(out);
        carnet_verify_free(v);
    }
    test_end(c);
}

/* Foreign text in it obeys nobody: no byte that steers a terminal. */
static void notation_is_safe_on_a_terminal(void **state)
{
    (void)state;
    static const char *const texts[] = {"\x1b[31mred",
                                        "a\nb",
                                        "\xe2\x80\xae"
                                        "evil",
                                        "\x7f",
                                        "\xc2\x9b"
                                        "31m",
                                        "\xe2\x81\xa6",
                                        "\xd8\x9c",
                                        "\r",
                                        "\b\b\b"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        test_credential *c = test_begin(1);
        cn_buf entry = test_hex_str("1903848201");
        cn_cbor_put_text(&entry, cn_span_of(texts[i], strlen(texts[i])));
        test_add(c, CN_API_DESK, cn_buf_span(&entry));
        test_sign(c);
        carnet_verdict *v = verify(c, TEST_ALL, false);
        carnet_buf *out = NULL;
        assert_status(carnet_verify_export_diag(&out, v), CARNET_OK);
        cn_span s = test_span_of(out);
        for (size_t pos = 0; pos < s.len;) {
            int32_t cp = cn_utf8_next(s, &pos);
            assert_true(cp == '\n' || !cn_utf8_is_control(cp));
        }
        carnet_buf_free(out);
        carnet_buf *json = test_json_of(v);
        s = test_span_of(json);
        for (size_t pos = 0; pos < s.len;) {
            int32_t cp = cn_utf8_next(s, &pos);
            assert_true(cp == '\n' || !cn_utf8_is_control(cp));
        }
        carnet_buf_free(json);
        carnet_verify_free(v);
        cn_buf_free(&entry);
        test_end(c);
    }
}

/* ---- JSON ---- */

static cn_json_doc *read_json(cn_buf *text, const carnet_verdict *v,
                              int32_t with_entries)
{
    carnet_buf *out = NULL;
    cn_json_doc *doc = NULL;
    cn_problem where = {0};
    assert_status(carnet_verify_json(&out, v, with_entries), CARNET_OK);
    cn_buf_init(text);
    cn_buf_put(text, carnet_buf_data(out), carnet_buf_len(out));
    carnet_buf_free(out);
    assert_status(cn_json_read(&doc, &where, cn_buf_span(text)), CARNET_OK);
    return doc;
}

static void assert_text(const cn_json_doc *doc, uint32_t at, const char *key,
                        const char *expected)
{
    cn_span s = test_member(doc, at, key);
    assert_span(s, expected, strlen(expected));
}

/* Of the first credential: each answer, and what is behind it. */
static void assert_facts(const cn_json_doc *doc, const carnet_verdict *v)
{
    static const char *const facts[CARNET_VERIFY_NUM_FACTS] = {
        "structure", "signature", "key",         "scope",      "issued",
        "expiry",    "status",    "same_holder", "trust_list", "status_list"};
    static const char *const answers[] = {"not_checked", "yes", "no"};
    uint32_t one = cn_json_find(doc, 0, "credentials") + 1;
    uint32_t all = cn_json_find(doc, one, "facts");
    for (int32_t i = 0; i < CARNET_VERIFY_NUM_FACTS; i++) {
        uint32_t fact = cn_json_find(doc, all, facts[i]);
        carnet_status status = carnet_verify_fact_status(v, 0, i);
        assert_text(doc, fact, "answer", answers[carnet_verify_fact(v, 0, i)]);
        int64_t age = CARNET_VERIFY_NO_DAY;
        uint32_t told = cn_json_find(doc, fact, "age_days");
        assert_int_equal(told != 0, carnet_verify_fact_days(v, 0, i) !=
                                        CARNET_VERIFY_NO_DAY);
        assert_true(told == 0 || cn_json_int(cn_json_get(doc, told), &age));
        assert_int_equal(carnet_verify_fact_age_days(v, 0, i), age);
        if (status != CARNET_OK) {
            assert_text(doc, fact, "status", carnet_status_name(status));
            assert_text(doc, fact, "text", carnet_status_text(status));
        } else {
            assert_int_equal(cn_json_find(doc, fact, "status"), 0);
        }
    }
}

/* The word is accepted, and what a person must ask stands beside it. */
static void json_says_that_it_names_nobody(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    carnet_verdict *v = verify(c, TEST_CLINIC, true);
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
    assert_status(carnet_verify_fact_status(v, 0, CARNET_VERIFY_SAME_HOLDER),
                  CARNET_TRUST_NAMELESS);
    cn_buf text;
    cn_json_doc *doc = read_json(&text, v, 0);
    assert_text(doc, 0, "outcome", "accepted");
    assert_facts(doc, v);
    cn_json_free(doc);
    cn_buf_free(&text);
    carnet_verify_free(v);
    test_end(c);
}

static void json_says_what_the_getters_say(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    c->claims.has_valid = true;
    c->claims.has_index = true;
    c->claims.index = 42;
    test_sign(c);
    cn_buf b = test_passport(c, TEST_DESK, true);
    cn_buf input = test_as_text(cn_buf_span(&b));
    carnet_verdict *v = test_verify_at(cn_buf_span(&input), TEST_NOW + 86400);
    cn_buf text;
    cn_json_doc *doc = read_json(&text, v, 1);
    assert_text(doc, 0, "outcome", "review");
    assert_int_equal(cn_json_find(doc, 0, "reason"), 0);
    uint32_t list = cn_json_find(doc, 0, "credentials");
    assert_int_equal(cn_json_get(doc, list)->num, 1);
    uint32_t one = list + 1;
    assert_text(doc, one, "outcome", "review");
    assert_text(doc, one, "issued", "2026-03-17");
    assert_text(doc, one, "valid_until", "2026-03-17");
    assert_text(doc, one, "status_index", "42");
    assert_text(doc, cn_json_find(doc, one, "parts"), "desk", "whole");
    assert_text(doc, cn_json_find(doc, one, "parts"), "clinic", "withheld");
    assert_facts(doc, v);
    uint32_t entries = cn_json_find(doc, one, "entries");
    assert_int_equal(cn_json_get(doc, entries)->num, TEST_SAMPLE_DESK);
    assert_text(doc, entries + 1, "kind", "person");
    assert_text(doc, entries + 1, "id", "desk/0");
    cn_json_free(doc);
    cn_buf_free(&text);
    doc = read_json(&text, v, 0);
    one = cn_json_find(doc, 0, "credentials") + 1;
    assert_int_equal(cn_json_find(doc, one, "entries"), 0);
    cn_json_free(doc);
    cn_buf_free(&text);
    carnet_verify_free(v);
    cn_buf_free(&input);
    cn_buf_free(&b);
    test_end(c);
}

static void json_tells_why_all_is_refused(void **state)
{
    (void)state;
    carnet_verdict *v = test_verify(CN_SPAN_LIT("HP1:6BF."));
    cn_buf text;
    cn_json_doc *doc = read_json(&text, v, 1);
    assert_text(doc, 0, "outcome", "refused");
    uint32_t reason = cn_json_find(doc, 0, "reason");
    assert_text(doc, reason, "status",
                carnet_status_name(carnet_verify_reason(v)));
    assert_text(doc, reason, "detail", carnet_verify_detail(v));
    assert_text(doc, reason, "path", carnet_verify_path(v));
    uint32_t list = cn_json_find(doc, 0, "credentials");
    assert_int_equal(cn_json_get(doc, list)->num, 0);
    cn_json_free(doc);
    cn_buf_free(&text);
    carnet_verify_free(v);
}

/* Every verdict asks what only a person can answer. */
static void json_always_asks_for_the_holder(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    carnet_verdict *good = verify(c, TEST_ALL, true);
    carnet_verdict *bad = test_verify(CN_SPAN_LIT("nothing"));
    cn_buf text;
    cn_json_doc *doc = read_json(&text, good, 0);
    assert_true(test_member(doc, 0, "check_yourself").len > 10);
    cn_json_free(doc);
    cn_buf_free(&text);
    doc = read_json(&text, bad, 0);
    assert_true(test_member(doc, 0, "check_yourself").len > 10);
    cn_json_free(doc);
    cn_buf_free(&text);
    carnet_verify_free(bad);
    carnet_verify_free(good);
    test_end(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exports_an_ordinary_sign1),
        cmocka_unit_test(notation_shows_the_credential_inflated),
        cmocka_unit_test(notation_is_safe_on_a_terminal),
        cmocka_unit_test(json_says_what_the_getters_say),
        cmocka_unit_test(json_says_that_it_names_nobody),
        cmocka_unit_test(json_tells_why_all_is_refused),
        cmocka_unit_test(json_always_asks_for_the_holder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
