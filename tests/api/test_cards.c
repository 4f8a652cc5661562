/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cards for audiences of their own: each has what its audience sees, and
 * nothing but that, the issuer and the day links it to another.
 */
#include "made.h"

#include <carnet/privacy.h>

enum {
    RUN = 4 /* bytes alike by chance: once in some 600,000 pairs of proofs */
};

/* NULL: the whole, on no card. */
static carnet_buf *signed_for(const carnet_record *record, const char *audience)
{
    carnet_plan *plan = NULL;
    carnet_buf *out = NULL;
    assert_status(audience == NULL
                      ? carnet_issue_plan(&plan, NULL, record, TEST_DAY, 30)
                      : carnet_issue_plan_for(&plan, NULL, record, audience,
                                              TEST_DAY, 30),
                  CARNET_OK);
    assert_status(carnet_issue_sign(&out, plan, test_secret(1)), CARNET_OK);
    carnet_issue_free(plan);
    return out;
}

/* The entries of one credential as JSON, a line each, without their places,
   which a card counts anew. */
static cn_buf entries_of(cn_span passport)
{
    carnet_verdict *v = test_verify(passport);
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
    cn_buf all;
    cn_buf_init(&all);
    for (size_t k = 0; k < carnet_verify_num_entries(v, 0); k++) {
        carnet_entry e = *carnet_verify_get_entry(v, 0, k);
        carnet_buf *json = NULL;
        e.position = 0;
        assert_status(carnet_record_entry_json(&json, &e), CARNET_OK);
        cn_buf_put_span(&all, test_span_of(json));
        cn_buf_put_str(&all, "\n");
        carnet_buf_free(json);
    }
    carnet_verify_free(v);
    cn_buf_put_str(&all, "");
    return all;
}

static bool holds(cn_buf text, const char *word)
{
    cn_buf copy = text;
    cn_buf_init(&copy);
    cn_buf_put_span(&copy, cn_buf_span(&text));
    cn_buf_put(&copy, "", 1);
    bool found = strstr((const char *)copy.data, word) != NULL;
    cn_buf_free(&copy);
    return found;
}

/* No entry refers to another: presentations keep the references. */
static const char plain[] =
    "{\"entries\":["
    "{\"kind\":\"person\",\"name\":\"Awa Ndoye\",\"birth_date\":\"1990\"},"
    "{\"kind\":\"vaccination\",\"vaccine\":{\"system\":\"cvx\",\"code\":"
    "\"183\"},\"date\":\"2024-05-02\"},"
    "{\"kind\":\"vaccination\",\"vaccine\":{\"system\":\"cvx\",\"code\":"
    "\"115\"},\"date\":\"2024-05-03\"},"
    "{\"kind\":\"condition\",\"code\":{\"code\":\"E11.9\"}},"
    "{\"kind\":\"condition\",\"code\":{\"code\":\"I10\"},\"status\":"
    "\"resolved\"},"
    "{\"kind\":\"condition\",\"code\":{\"code\":\"B24\"}},"
    "{\"kind\":\"prescription\",\"medicine\":{\"code\":\"A10BA02\"}},"
    "{\"kind\":\"allergy\",\"agent\":{\"absent\":\"none\"}},"
    "{\"kind\":\"person_details\",\"latin_name\":\"Awa\"},"
    "{\"kind\":\"plan\",\"what\":{\"text\":\"check-up\"}},"
    "{\"kind\":\"device\",\"device_kind\":{\"text\":\"cane\"}},"
    "{\"kind\":\"travel_clearance\",\"conclusion\":\"fit\",\"examined\":"
    "\"2026-03-01\",\"valid_until\":\"2026-03-30\"},"
    "{\"kind\":\"coverage\",\"scheme\":\"CMU\"}]}";

static void a_card_has_what_a_presentation_shows(void **state)
{
    (void)state;
    carnet_record *record = test_record(plain);
    carnet_buf *whole = signed_for(record, NULL);
    size_t num = 0;
    for (; carnet_privacy_audience(num) != NULL; num++) {
        const char *audience = carnet_privacy_audience(num);
        carnet_buf *shown = NULL;
        assert_status(carnet_privacy_present(
                          &shown, NULL, carnet_buf_data(whole),
                          carnet_buf_len(whole), audience, NULL, 0, NULL, 0),
                      CARNET_OK);
        carnet_buf *card = signed_for(record, audience);
        cn_buf one = entries_of(test_span_of(shown));
        cn_buf other = entries_of(test_span_of(card));
        assert_true(one.len > 0);
        assert_true(cn_span_equal(cn_buf_span(&one), cn_buf_span(&other)));
        cn_buf_free(&one);
        cn_buf_free(&other);
        carnet_buf_free(shown);
        carnet_buf_free(card);
    }
    assert_true(num >= 10);
    carnet_buf_free(whole);
    carnet_record_free(record);
}

/* Longest run of bytes that two have in common. */
static size_t common_run(cn_span a, cn_span b)
{
    size_t most = 0;
    for (size_t i = 0; i < a.len; i++) {
        for (size_t k = 0; k < b.len; k++) {
            size_t n = 0;
            while (i + n < a.len && k + n < b.len &&
                   a.data[i + n] == b.data[k + n]) {
                n++;
            }
            most = n > most ? n : most;
        }
    }
    return most;
}

/* Signature and root seed: all of a card but its issuer, days and entries. */
static cn_span proofs_of(const carnet_buf *card)
{
    enum {
        BEFORE = 8 + 1 + 1 + 2 + 4 /* magic, two lists, a string, key id */
    };
    return cn_span_of(carnet_buf_data(card) + BEFORE,
                      CN_CRYPTO_SIGNATURE_SIZE + CN_PRIVACY_SEED_SIZE);
}

static void cards_share_no_bytes_of_proof(void **state)
{
    (void)state;
    carnet_record *record = test_record(plain);
    carnet_buf *cards[32] = {NULL};
    size_t num = 0;
    /* Twice for each audience: not even equal ones are linked. */
    for (size_t i = 0; carnet_privacy_audience(i) != NULL; i++) {
        assert_true(num + 2 < 32);
        cards[num++] = signed_for(record, carnet_privacy_audience(i));
        cards[num++] = signed_for(record, carnet_privacy_audience(i));
    }
    cards[num++] = signed_for(record, NULL);
    for (size_t i = 0; i < num; i++) {
        cn_span own = proofs_of(cards[i]);
        assert_true(common_run(own, own) == own.len);
        for (size_t k = 0; k < i; k++) {
            assert_true(common_run(own, proofs_of(cards[k])) < RUN);
            assert_true(common_run(own, test_span_of(cards[k])) < RUN);
        }
    }
    for (size_t i = 0; i < num; i++) {
        carnet_buf_free(cards[i]);
    }
    carnet_record_free(record);
}

/* A condition with a treatment that only some audiences see, a replaced entry
   of another credential, and an id that links all of a holder's credentials. */
static const char linked[] =
    "{\"entries\":["
    "{\"kind\":\"person\",\"name\":\"Awa Ndoye\",\"birth_date\":\"1990\"},"
    "{\"kind\":\"allergy\",\"agent\":{\"absent\":\"none\"},\"replaces\":"
    "[\"leaf:0a0b0c0d\"]},"
    "{\"kind\":\"condition\",\"code\":{\"code\":\"E11.9\"},\"treated_with\":"
    "[\"old\",\"new\"]},"
    "{\"kind\":\"prescription\",\"id\":\"old\",\"medicine\":{\"code\":"
    "\"A10BA02\"},\"status\":\"stopped\"},"
    "{\"kind\":\"prescription\",\"id\":\"new\",\"medicine\":{\"code\":"
    "\"A10BB01\"}},"
    "{\"kind\":\"person_details\",\"latin_name\":\"Awa\",\"passport_id\":"
    "\"0102030405060708\"},"
    "{\"kind\":\"plan\",\"what\":{\"text\":\"check-up\"}}]}";

static void nothing_on_a_card_leads_elsewhere(void **state)
{
    (void)state;
    carnet_record *record = test_record(linked);
    carnet_buf *card = signed_for(record, "emergency");
    cn_buf text = entries_of(test_span_of(card));
    /* The treatment that stopped is not seen, the other has moved up. */
    assert_true(holds(text, "\"treated_with\":[\"clinic/2\"]"));
    assert_false(holds(text, "A10BA02"));
    assert_false(holds(text, "replaces"));
    cn_buf_free(&text);
    carnet_buf_free(card);

    card = signed_for(record, "interpreter");
    text = entries_of(test_span_of(card));
    assert_true(holds(text, "latin_name"));
    assert_false(holds(text, "passport_id"));
    cn_buf_free(&text);
    carnet_buf_free(card);

    card = signed_for(record, NULL);
    text = entries_of(test_span_of(card));
    assert_true(holds(text, "passport_id"));
    assert_true(holds(text, "replaces"));
    assert_true(holds(text, "A10BA02"));
    cn_buf_free(&text);
    carnet_buf_free(card);
    carnet_record_free(record);
}

static void a_plan_of_a_card_names_entries_of_the_record(void **state)
{
    (void)state;
    carnet_plan *plan = NULL;
    carnet_record *record = test_record(linked);
    assert_status(carnet_issue_plan_for(&plan, NULL, record, "interpreter",
                                        TEST_DAY, CARNET_ISSUE_UNLIMITED),
                  CARNET_OK);
    assert_int_equal(carnet_issue_num_entries(plan), 3);
    assert_int_equal(carnet_issue_record_index(plan, 0), 0);
    assert_int_equal(carnet_issue_record_index(plan, 1), 5);
    assert_int_equal(carnet_issue_record_index(plan, 2), 6);
    carnet_issue_free(plan);
    carnet_record_free(record);
}

static void what_may_lead_elsewhere_unknown_is_left_out(void **state)
{
    (void)state;
    carnet_record *record =
        test_record("{\"entries\":["
                    "{\"kind\":\"person\",\"name\":\"Awa\",\"birth_date\":"
                    "\"1990\"},"
                    "{\"kind\":\"condition\",\"code\":{\"code\":\"I10\"}},"
                    "{\"kind\":300,\"cbor\":\"GQIsggEB\"}]}");
    carnet_plan *plan = NULL;
    assert_status(carnet_issue_plan_for(&plan, NULL, record, "clinic", TEST_DAY,
                                        CARNET_ISSUE_UNLIMITED),
                  CARNET_OK);
    assert_int_equal(carnet_issue_num_entries(plan), 2);
    carnet_issue_free(plan);
    carnet_record_free(record);
}

static void cards_for_nobody_are_refused(void **state)
{
    (void)state;
    carnet_plan *plan = NULL;
    carnet_problem *problem = NULL;
    carnet_record *record = test_record(linked);
    assert_status(carnet_issue_plan_for(&plan, &problem, record, "guard",
                                        TEST_DAY, CARNET_ISSUE_UNLIMITED),
                  CARNET_PRIVACY_CHOICE);
    assert_string_equal(carnet_problem_path(problem), "guard");
    carnet_problem_free(problem);
    assert_null(plan);
    carnet_record *bare = test_record("{\"entries\":[{\"kind\":\"allergy\","
                                      "\"agent\":{\"absent\":\"none\"}}]}");
    assert_status(carnet_issue_plan_for(&plan, &problem, bare, "cover",
                                        TEST_DAY, CARNET_ISSUE_UNLIMITED),
                  CARNET_PRIVACY_NOTHING);
    carnet_problem_free(problem);
    carnet_record_free(bare);
    assert_status(carnet_issue_plan_for(&plan, NULL, record, NULL, TEST_DAY,
                                        CARNET_ISSUE_UNLIMITED),
                  CARNET_CALLER_NULL);
    assert_status(carnet_issue_plan_for(&plan, NULL, NULL, "desk", TEST_DAY,
                                        CARNET_ISSUE_UNLIMITED),
                  CARNET_CALLER_NULL);
    assert_status(carnet_issue_plan_for(NULL, NULL, record, "desk", TEST_DAY,
                                        CARNET_ISSUE_UNLIMITED),
                  CARNET_CALLER_NULL);
    assert_status(carnet_issue_plan_for(&plan, NULL, record, "desk", -1,
                                        CARNET_ISSUE_UNLIMITED),
                  CARNET_CALLER_RANGE);
    carnet_record_free(record);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_card_has_what_a_presentation_shows),
        cmocka_unit_test(cards_share_no_bytes_of_proof),
        cmocka_unit_test(nothing_on_a_card_leads_elsewhere),
        cmocka_unit_test(a_plan_of_a_card_names_entries_of_the_record),
        cmocka_unit_test(what_may_lead_elsewhere_unknown_is_left_out),
        cmocka_unit_test(cards_for_nobody_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
