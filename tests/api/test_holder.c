/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether credentials speak of one person (docs/spec/verdict.md), for every
 * pair and in whatever order they come.
 */
#include "made.h"

enum {
    YES = CARNET_VERIFY_YES,
    NO = CARNET_VERIFY_NO,
    OPEN = CARNET_VERIFY_NOT_CHECKED,
    MOST = 4
};

/* What one credential says of its holder; NULL: nothing. */
typedef struct {
    const char *person;  /* members of the entry */
    const char *details; /* passport id */
    uint8_t issuer;      /* 0: key 1 */
    uint32_t day;        /* 0: TEST_DAY */
} told;

static test_credential *make(const told *t)
{
    char json[200];
    test_credential *c = test_begin(t->issuer == 0 ? 1 : t->issuer);
    c->claims.day = t->day == 0 ? TEST_DAY : t->day;
    if (t->person != NULL) {
        (void)snprintf(json, sizeof json, "{\"kind\":\"person\",%s}",
                       t->person);
        test_add_json(c, CN_API_DESK, json);
    }
    test_add_json(c, CN_API_CLINIC,
                  "{\"kind\":\"allergy\",\"agent\":{\"absent\":\"none\"}}");
    if (t->details != NULL) {
        (void)snprintf(json, sizeof json,
                       "{\"kind\":\"person_details\",\"passport_id\":\"%s\"}",
                       t->details);
        test_add_json(c, CN_API_CLINIC, json);
    }
    test_sign(c);
    return c;
}

/* Verifies a passport of num credentials in the order given. */
static carnet_verdict *verify(const told *list, const size_t *order, size_t num)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, num);
    for (size_t i = 0; i < num; i++) {
        test_credential *c = make(&list[order[i]]);
        test_put_credential(&b, c, TEST_ALL, true);
        test_end(c);
    }
    cn_buf text = test_as_text(cn_buf_span(&b));
    carnet_verdict *v = test_verify(cn_buf_span(&text));
    assert_status(carnet_verify_reason(v), CARNET_OK);
    cn_buf_free(&text);
    cn_buf_free(&b);
    return v;
}

static void assert_answers(const carnet_verdict *v, const size_t *order,
                           const int32_t *expected, size_t num)
{
    for (size_t i = 0; i < num; i++) {
        int32_t answer = carnet_verify_fact(v, i, CARNET_VERIFY_SAME_HOLDER);
        int32_t outcome = carnet_verify_credential_outcome(v, i);
        assert_int_equal(answer, expected[order[i]]);
        assert_status(
            carnet_verify_fact_status(v, i, CARNET_VERIFY_SAME_HOLDER),
            answer == NO ? CARNET_TRUST_HOLDER : CARNET_OK);
        if (outcome != CARNET_VERIFY_REFUSED) {
            assert_int_equal(outcome, answer == NO ? CARNET_VERIFY_REVIEW
                                                   : CARNET_VERIFY_ACCEPTED);
        }
    }
}

/* The same answers in every order. */
static void assert_told(const told *list, const int32_t *expected, size_t num)
{
    size_t order[MOST];
    size_t all = num == 1 ? 1 : num == 2 ? 4 : num == 3 ? 27 : 256;
    for (size_t n = 0; n < all; n++) {
        size_t rest = n;
        unsigned seen = 0;
        for (size_t i = 0; i < num; i++, rest /= num) {
            order[i] = rest % num;
            seen |= 1u << order[i];
        }
        if (seen + 1 == 1u << num) {
            carnet_verdict *v = verify(list, order, num);
            assert_answers(v, order, expected, num);
            carnet_verify_free(v);
        }
    }
}

#define AWA "\"name\":\"Awa Ndoye\",\"birth_date\":\"1990-02-28\""
#define AWA_ESTIMATED "\"name\":\"Awa Ndoye\",\"birth_date\":\"1990-02-28~\""
#define AWA_YEAR "\"name\":\"Awa Ndoye\",\"birth_date\":\"1990\""
#define AWA_REFUSED                                                            \
    "\"name\":\"Awa Ndoye\",\"birth_date\":{\"absent\":\"refused\"}"
#define AWA_NOT_ASKED                                                          \
    "\"name\":\"Awa Ndoye\",\"birth_date\":{\"absent\":\"not_asked\"}"
#define BINTA "\"name\":\"Binta Ndoye\",\"birth_date\":\"1990-02-28\""
#define ID_1 "AAECAwQFBgc"
#define ID_2 "AAECAwQFBgg"

static void one_that_says_whose_it_is_is_his(void **state)
{
    (void)state;
    static const told person[] = {{.person = AWA}};
    static const told id[] = {{.details = ID_1}};
    static const told neither[] = {{0}};
    assert_told(person, (const int32_t[]){YES}, 1);
    assert_told(id, (const int32_t[]){YES}, 1);
    assert_told(neither, (const int32_t[]){OPEN}, 1);
}

static void equal_ids_are_one_person_whatever_the_name(void **state)
{
    (void)state;
    static const told same[] = {{.person = AWA, .details = ID_1},
                                {.person = BINTA, .details = ID_1}};
    static const told other[] = {{.person = AWA, .details = ID_1},
                                 {.person = AWA, .details = ID_2}};
    assert_told(same, (const int32_t[]){YES, YES}, 2);
    assert_told(other, (const int32_t[]){NO, NO}, 2);
}

static void names_and_birth_dates_are_equal_or_not(void **state)
{
    (void)state;
    static const struct {
        const char *a;
        const char *b;
        int32_t answer;
    } cases[] = {
        {AWA, AWA, YES},
        {AWA, BINTA, NO},
        {AWA, AWA_YEAR, NO},
        {AWA, AWA_ESTIMATED, NO},
        {AWA_YEAR, AWA_YEAR, YES},
        {AWA, AWA_REFUSED, NO},
        {AWA_REFUSED, AWA_REFUSED, YES},
        {AWA_REFUSED, AWA_NOT_ASKED, NO},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const told list[] = {{.person = cases[i].a}, {.person = cases[i].b}};
        const int32_t expected[] = {cases[i].answer, cases[i].answer};
        assert_told(list, expected, 2);
    }
}

/* A birth date counts from the day of issue: other bytes, the same day. */
static void the_day_of_issue_does_not_change_a_birth_date(void **state)
{
    (void)state;
    static const told list[] = {{.person = AWA},
                                {.person = AWA, .day = TEST_DAY - 1000}};
    assert_told(list, (const int32_t[]){YES, YES}, 2);
}

static void one_that_says_nothing_is_not_checked(void **state)
{
    (void)state;
    static const told list[] = {{.person = AWA}, {0}, {.person = AWA}};
    assert_told(list, (const int32_t[]){YES, OPEN, YES}, 3);
}

/* One shows an id, the other a name: nobody can tell, nobody says yes. */
static void what_can_not_be_compared_is_not_checked(void **state)
{
    (void)state;
    static const told two[] = {{.person = AWA}, {.details = ID_1}};
    assert_told(two, (const int32_t[]){OPEN, OPEN}, 2);
    /* With a third that has both, both agree with it. */
    static const told three[] = {
        {.person = AWA}, {.details = ID_1}, {.person = AWA, .details = ID_1}};
    assert_told(three, (const int32_t[]){YES, YES, YES}, 3);
}

/* Both who disagree are marked, and nobody else; also where the first of the
   passport agrees with each of them. */
static void every_pair_is_compared(void **state)
{
    (void)state;
    static const told names[] = {{.person = AWA},
                                 {.person = AWA, .details = ID_1},
                                 {.person = AWA, .details = ID_2}};
    assert_told(names, (const int32_t[]){YES, NO, NO}, 3);
    static const told three[] = {
        {.person = AWA}, {.person = BINTA}, {.details = ID_1}};
    assert_told(three, (const int32_t[]){NO, NO, OPEN}, 3);
}

/* What nobody vouches for has no say. */
static void a_strangers_person_does_not_count(void **state)
{
    (void)state;
    static const told list[] = {{.person = AWA},
                                {.person = BINTA, .issuer = 9}};
    assert_told(list, (const int32_t[]){YES, OPEN}, 2);
    static const told alone[] = {{.person = BINTA, .issuer = 9}};
    assert_told(alone, (const int32_t[]){OPEN}, 1);
}

/* A person whose entry holds a critical field can't be compared. */
static void a_hidden_person_is_no_person(void **state)
{
    (void)state;
    test_credential *c = test_begin(1);
    test_add_hex(c, CN_API_DESK, "190100843a001000606141f56178");
    test_sign(c);
    cn_buf b = test_passport(c, TEST_ALL, true);
    cn_buf text = test_as_text(cn_buf_span(&b));
    carnet_verdict *v = test_verify(cn_buf_span(&text));
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
    assert_int_equal(carnet_verify_fact(v, 0, CARNET_VERIFY_SAME_HOLDER), OPEN);
    carnet_verify_free(v);
    cn_buf_free(&text);
    cn_buf_free(&b);
    test_end(c);
}

/* A withheld desk part withholds the name too. */
static void a_withheld_name_is_not_compared(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, 2);
    test_put_credential(&b, c, TEST_ALL, true);
    test_put_credential(&b, c, TEST_CLINIC, true);
    cn_buf text = test_as_text(cn_buf_span(&b));
    carnet_verdict *v = test_verify(cn_buf_span(&text));
    assert_int_equal(carnet_verify_fact(v, 0, CARNET_VERIFY_SAME_HOLDER), YES);
    assert_int_equal(carnet_verify_fact(v, 1, CARNET_VERIFY_SAME_HOLDER), OPEN);
    carnet_verify_free(v);
    cn_buf_free(&text);
    cn_buf_free(&b);
    test_end(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_that_says_whose_it_is_is_his),
        cmocka_unit_test(equal_ids_are_one_person_whatever_the_name),
        cmocka_unit_test(names_and_birth_dates_are_equal_or_not),
        cmocka_unit_test(the_day_of_issue_does_not_change_a_birth_date),
        cmocka_unit_test(one_that_says_nothing_is_not_checked),
        cmocka_unit_test(what_can_not_be_compared_is_not_checked),
        cmocka_unit_test(every_pair_is_compared),
        cmocka_unit_test(a_strangers_person_does_not_count),
        cmocka_unit_test(a_hidden_person_is_no_person),
        cmocka_unit_test(a_withheld_name_is_not_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
