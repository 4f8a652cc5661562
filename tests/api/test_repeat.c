/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One credential presented more than once in a passport: it is marked, and
 * each of its entries is given once (docs/spec/verdict.md).
 */
#include "made.h"

#include "carnet/history.h"
#include "carnet/interop.h"

enum {
    NONE = -1,
    MOST = 5
};

static const size_t num_in_part[CN_API_PARTS] = {
    TEST_SAMPLE_DESK, TEST_SAMPLE_CLINIC, TEST_SAMPLE_PRIVATE};

/* A presentation: which credential, and which of its parts are shown. */
typedef struct {
    const test_credential *of;
    unsigned shown;
    bool packed;
} shown_as;

static carnet_verdict *verify(const shown_as *list, size_t num)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, num);
    for (size_t i = 0; i < num; i++) {
        test_put_credential(&b, list[i].of, list[i].shown, list[i].packed);
    }
    cn_buf file = test_as_file(cn_buf_span(&b));
    carnet_verdict *v = test_verify(cn_buf_span(&file));
    assert_status(carnet_verify_reason(v), CARNET_OK);
    assert_int_equal(carnet_verify_num_credentials(v), num);
    cn_buf_free(&file);
    cn_buf_free(&b);
    return v;
}

static void assert_same_as(const shown_as *list, const int32_t *expected,
                           size_t num)
{
    carnet_verdict *v = verify(list, num);
    for (size_t i = 0; i < num; i++) {
        assert_int_equal(carnet_verify_same_as(v, i), expected[i]);
    }
    carnet_verify_free(v);
}

/* A credential with the sample's entries; seed and day tell it from others. */
static test_credential *sample(uint8_t issuer, uint8_t seed, uint32_t day)
{
    test_credential *c = test_begin(issuer);
    c->root_seed[0] = seed;
    c->claims.day = day;
    test_add_sample(c);
    return c;
}

static size_t occurrences(const carnet_buf *json, const char *word)
{
    size_t num = 0;
    size_t len = strlen(word);
    for (size_t i = 0; i + len <= carnet_buf_len(json); i++) {
        num += memcmp(carnet_buf_data(json) + i, word, len) == 0;
    }
    return num;
}

/* Other bytes and the same: what counts is what was signed. */
static void a_repeat_is_marked_and_gives_nothing_again(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    for (unsigned packed = 0; packed < 4; packed++) {
        const shown_as list[] = {{c, TEST_ALL, (packed & 1) != 0},
                                 {c, TEST_ALL, (packed & 2) != 0}};
        carnet_verdict *v = verify(list, 2);
        assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
        assert_int_equal(carnet_verify_same_as(v, 0), NONE);
        assert_int_equal(carnet_verify_same_as(v, 1), 0);
        assert_int_equal(carnet_verify_num_entries(v, 0), 8);
        assert_int_equal(carnet_verify_num_entries(v, 1), 0);
        assert_null(carnet_verify_get_entry(v, 1, 0));
        carnet_buf *json = test_json_of(v);
        assert_int_equal(occurrences(json, "\"same_as\": 0"), 1);
        assert_int_equal(occurrences(json, "\"same_as\""), 1);
        assert_int_equal(occurrences(json, "A10BA02"), 1);
        carnet_buf_free(json);
        carnet_verify_free(v);
    }
    test_end(c);
}

/* The second is no other issuer's word: in lines, in the history, in FHIR. */
static void a_repeat_is_one_credential_wherever_it_is_told(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    const shown_as list[] = {{c, TEST_DESK, true}, {c, TEST_ALL, true}};
    carnet_verdict *v = verify(list, 2);
    carnet_history *history = NULL;
    carnet_buf *told[3] = {NULL, NULL, NULL};
    assert_status(carnet_verify_text(&told[0], NULL, v, NULL, 0, "en", 2),
                  CARNET_OK);
    assert_int_equal(occurrences(told[0], "same credential as number 1"), 1);
    assert_status(carnet_history_new(&history, v), CARNET_OK);
    assert_status(carnet_history_json(&told[1], history), CARNET_OK);
    assert_int_equal(occurrences(told[1], "\"same_as\": 1"), 1);
    assert_status(
        carnet_interop_fhir_export(&told[2], v, NULL, 0, NULL, 0, TEST_NOW),
        CARNET_OK);
    assert_int_equal(occurrences(told[2], "\"resourceType\": \"Provenance\""),
                     1);
    assert_int_equal(occurrences(told[2], "\"resourceType\": \"Organization\""),
                     1);
    assert_int_equal(
        occurrences(told[2], "\"resourceType\": \"MedicationStatement\""), 1);
    for (size_t i = 0; i < 3; i++) {
        carnet_buf_free(told[i]);
    }
    carnet_history_free(history);
    carnet_verify_free(v);
    test_end(c);
}

/* Two credentials of one issuer: it is named once, and so is the person. */
static void an_issuer_and_a_person_stand_in_fhir_once(void **state)
{
    (void)state;
    test_credential *a = sample(1, 1, TEST_DAY);
    test_credential *b = sample(1, 2, TEST_DAY);
    const shown_as list[] = {{a, TEST_ALL, true}, {b, TEST_ALL, true}};
    carnet_verdict *v = verify(list, 2);
    carnet_buf *fhir = NULL;
    assert_status(
        carnet_interop_fhir_export(&fhir, v, NULL, 0, NULL, 0, TEST_NOW),
        CARNET_OK);
    assert_int_equal(occurrences(fhir, "\"resourceType\": \"Provenance\""), 2);
    assert_int_equal(occurrences(fhir, "\"resourceType\": \"Organization\""),
                     1);
    assert_int_equal(occurrences(fhir, "urn:carnet:extension:entry"), 1);
    carnet_buf_free(fhir);
    carnet_verify_free(v);
    test_end(b);
    test_end(a);
}

/* What is shown is what it was: parts and export do not change. */
static void a_repeat_is_still_exported_whole(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    const shown_as list[] = {{c, TEST_ALL, true}, {c, TEST_ALL, false}};
    carnet_verdict *v = verify(list, 2);
    carnet_buf *first = NULL;
    carnet_buf *second = NULL;
    for (int32_t part = 0; part < CN_API_PARTS; part++) {
        assert_int_equal(carnet_verify_part(v, 1, part), CARNET_VERIFY_WHOLE);
    }
    assert_status(carnet_verify_export_cose(&first, v, 0), CARNET_OK);
    assert_status(carnet_verify_export_cose(&second, v, 1), CARNET_OK);
    assert_int_equal(carnet_buf_len(first), carnet_buf_len(second));
    assert_memory_equal(carnet_buf_data(first), carnet_buf_data(second),
                        carnet_buf_len(first));
    carnet_buf_free(first);
    carnet_buf_free(second);
    carnet_verify_free(v);
    test_end(c);
}

/* Entries that presentation i gives, which are those of the new parts. */
static void assert_gives(const carnet_verdict *v, size_t i, unsigned parts)
{
    size_t at = 0;
    for (size_t part = 0; part < CN_API_PARTS; part++) {
        size_t num = (parts >> part & 1) != 0 ? num_in_part[part] : 0;
        for (size_t k = 0; k < num; k++) {
            const carnet_entry *e = carnet_verify_get_entry(v, i, at++);
            assert_non_null(e);
            assert_int_equal(carnet_record_entry_part(e), part);
            assert_int_equal(carnet_record_entry_position(e), k);
        }
    }
    assert_int_equal(carnet_verify_num_entries(v, i), at);
}

static void a_part_is_given_with_the_first_that_shows_it(void **state)
{
    (void)state;
    test_credential *c = test_sample(2);
    for (unsigned n = 0; n < 512; n++) {
        const unsigned shown[] = {n & 7, n >> 3 & 7, n >> 6};
        const shown_as list[] = {
            {c, shown[0], true}, {c, shown[1], false}, {c, shown[2], true}};
        carnet_verdict *v = verify(list, 3);
        unsigned before = 0;
        for (size_t i = 0; i < 3; i++) {
            assert_int_equal(carnet_verify_same_as(v, i), i == 0 ? NONE : 0);
            assert_gives(v, i, shown[i] & ~before);
            before |= shown[i];
        }
        carnet_verify_free(v);
    }
    test_end(c);
}

static void others_between_do_not_matter(void **state)
{
    (void)state;
    test_credential *a = sample(1, 1, TEST_DAY);
    test_credential *b = sample(1, 2, TEST_DAY);
    const shown_as list[] = {{a, TEST_DESK, true},
                             {b, TEST_ALL, true},
                             {a, TEST_ALL, true},
                             {b, TEST_DESK, true},
                             {a, TEST_CLINIC, true}};
    assert_same_as(list, (const int32_t[]){NONE, NONE, 0, 1, 0}, MOST);
    carnet_verdict *v = verify(list, MOST);
    assert_gives(v, 0, TEST_DESK);
    assert_gives(v, 1, TEST_ALL);
    assert_gives(v, 2, TEST_CLINIC | TEST_PRIVATE);
    assert_gives(v, 3, 0);
    assert_gives(v, 4, 0);
    carnet_verify_free(v);
    test_end(b);
    test_end(a);
}

/* The same entries signed again are another statement. */
static void what_is_signed_tells_credentials_apart(void **state)
{
    (void)state;
    test_credential *a = sample(1, 1, TEST_DAY);
    test_credential *others[] = {sample(1, 2, TEST_DAY), sample(2, 1, TEST_DAY),
                                 sample(1, 1, TEST_DAY - 1)};
    for (size_t i = 0; i < 3; i++) {
        const shown_as list[] = {{a, TEST_ALL, true},
                                 {others[i], TEST_ALL, true}};
        assert_same_as(list, (const int32_t[]){NONE, NONE}, 2);
        carnet_verdict *v = verify(list, 2);
        assert_gives(v, 1, TEST_ALL);
        carnet_verify_free(v);
    }
    for (size_t i = 0; i < 3; i++) {
        test_end(others[i]);
    }
    test_end(a);
}

/* Nobody vouches for it, so it neither is a repeat nor makes one. */
static void a_refused_copy_is_no_repeat(void **state)
{
    (void)state;
    test_credential *good = test_sample(1);
    test_credential *copy = test_sample(1);
    copy->signature[9] ^= 1;
    const shown_as after[] = {{good, TEST_ALL, true}, {copy, TEST_ALL, true}};
    const shown_as before[] = {{copy, TEST_ALL, true}, {good, TEST_ALL, true}};
    assert_same_as(after, (const int32_t[]){NONE, NONE}, 2);
    assert_same_as(before, (const int32_t[]){NONE, NONE}, 2);
    carnet_verdict *v = verify(before, 2);
    assert_int_equal(carnet_verify_credential_outcome(v, 0),
                     CARNET_VERIFY_REFUSED);
    assert_gives(v, 0, 0);
    assert_gives(v, 1, TEST_ALL);
    carnet_verify_free(v);
    const shown_as strangers[] = {{copy, TEST_ALL, true},
                                  {copy, TEST_ALL, true}};
    assert_same_as(strangers, (const int32_t[]){NONE, NONE}, 2);
    test_end(copy);
    test_end(good);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_repeat_is_marked_and_gives_nothing_again),
        cmocka_unit_test(a_repeat_is_one_credential_wherever_it_is_told),
        cmocka_unit_test(an_issuer_and_a_person_stand_in_fhir_once),
        cmocka_unit_test(a_repeat_is_still_exported_whole),
        cmocka_unit_test(a_part_is_given_with_the_first_that_shows_it),
        cmocka_unit_test(others_between_do_not_matter),
        cmocka_unit_test(what_is_signed_tells_credentials_apart),
        cmocka_unit_test(a_refused_copy_is_no_repeat),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
