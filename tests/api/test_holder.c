/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether credentials speak of one person (docs/spec/verdict.md), in whatever
 * order they come: nobody's page is accepted beside somebody's.
 */
#include "made.h"

enum {
    MOST = 4
};

/* What may be said of a credential: answer, status behind it, word. */
typedef struct {
    int32_t answer;
    carnet_status status;
    int32_t outcome;
} said;

static const said fine = {CARNET_VERIFY_YES, CARNET_OK, CARNET_VERIFY_ACCEPTED};
static const said differ = {CARNET_VERIFY_NO, CARNET_TRUST_HOLDER,
                            CARNET_VERIFY_REVIEW};
static const said untied = {CARNET_VERIFY_NO, CARNET_TRUST_UNTIED,
                            CARNET_VERIFY_REVIEW};
static const said nameless = {CARNET_VERIFY_NO, CARNET_TRUST_NAMELESS,
                              CARNET_VERIFY_REVIEW};
/* Of nobody, but there is no other credential. */
static const said alone = {CARNET_VERIFY_NOT_CHECKED, CARNET_TRUST_NAMELESS,
                           CARNET_VERIFY_ACCEPTED};
static const said refused = {CARNET_VERIFY_NOT_CHECKED, CARNET_OK,
                             CARNET_VERIFY_REFUSED};

/* What one credential says of its holder; NULL: nothing. */
typedef struct {
    const char *person;  /* members of the entry */
    const char *details; /* passport id */
    uint8_t issuer;      /* 0: key 1 */
    uint32_t day;        /* 0: TEST_DAY */
} told;

/* No two of one passport are the same credential: seeds tell them apart. */
static test_credential *make(const told *t, size_t seed)
{
    char json[200];
    test_credential *c = test_begin(t->issuer == 0 ? 1 : t->issuer);
    c->root_seed[0] = (uint8_t)seed;
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
        test_credential *c = make(&list[order[i]], order[i]);
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

static void assert_said(const carnet_verdict *v, size_t i, const said *expected)
{
    assert_int_equal(carnet_verify_fact(v, i, CARNET_VERIFY_SAME_HOLDER),
                     expected->answer);
    assert_status(carnet_verify_fact_status(v, i, CARNET_VERIFY_SAME_HOLDER),
                  expected->status);
    assert_int_equal(carnet_verify_credential_outcome(v, i), expected->outcome);
}

/* The same answers in every order. */
static void assert_told(const told *list, const said *const *expected,
                        size_t num)
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
            for (size_t i = 0; i < num; i++) {
                assert_said(v, i, expected[order[i]]);
            }
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

#define ASSERT_TOLD(list, ...)                                                 \
    do {                                                                       \
        const said *const expected_[] = {__VA_ARGS__};                         \
        _Static_assert(sizeof expected_ / sizeof expected_[0] ==               \
                           sizeof(list) / sizeof(list)[0],                     \
                       "one for each");                                        \
        assert_told(list, expected_, sizeof(list) / sizeof(list)[0]);          \
    } while (0)

static void one_that_says_whose_it_is_is_his(void **state)
{
    (void)state;
    static const told person[] = {{.person = AWA}};
    static const told id[] = {{.details = ID_1}};
    ASSERT_TOLD(person, &fine);
    ASSERT_TOLD(id, &fine);
}

/* There is nothing to tie it to; the verdict says that a person must ask. */
static void a_single_one_of_nobody_is_accepted_and_says_so(void **state)
{
    (void)state;
    static const told neither[] = {{0}};
    ASSERT_TOLD(neither, &alone);
    static const told beside_a_stranger[] = {{0}, {.person = AWA, .issuer = 9}};
    ASSERT_TOLD(beside_a_stranger, &alone, &refused);
}

static void equal_ids_are_one_person_whatever_the_name(void **state)
{
    (void)state;
    static const told same[] = {{.person = AWA, .details = ID_1},
                                {.person = BINTA, .details = ID_1}};
    static const told other[] = {{.person = AWA, .details = ID_1},
                                 {.person = AWA, .details = ID_2}};
    ASSERT_TOLD(same, &fine, &fine);
    ASSERT_TOLD(other, &differ, &differ);
}

static void names_and_birth_dates_are_equal_or_not(void **state)
{
    (void)state;
    static const struct {
        const char *a;
        const char *b;
        const said *expected;
    } cases[] = {
        {AWA, AWA, &fine},
        {AWA, BINTA, &differ},
        {AWA, AWA_YEAR, &differ},
        {AWA, AWA_ESTIMATED, &differ},
        {AWA_YEAR, AWA_YEAR, &fine},
        {AWA, AWA_REFUSED, &differ},
        {AWA_REFUSED, AWA_REFUSED, &fine},
        {AWA_REFUSED, AWA_NOT_ASKED, &differ},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const told list[] = {{.person = cases[i].a}, {.person = cases[i].b}};
        ASSERT_TOLD(list, cases[i].expected, cases[i].expected);
    }
}

/* A birth date counts from the day of issue: other bytes, the same day. */
static void the_day_of_issue_does_not_change_a_birth_date(void **state)
{
    (void)state;
    static const told list[] = {{.person = AWA},
                                {.person = AWA, .day = TEST_DAY - 1000}};
    ASSERT_TOLD(list, &fine, &fine);
}

static void one_of_nobody_is_for_review_beside_others(void **state)
{
    (void)state;
    static const told two[] = {{.person = AWA}, {0}};
    static const told three[] = {{.details = ID_1}, {0}, {.details = ID_1}};
    static const told nobodies[] = {{0}, {0}};
    static const told most[] = {{0}, {.person = AWA}, {0}, {.person = BINTA}};
    ASSERT_TOLD(two, &fine, &nameless);
    ASSERT_TOLD(three, &fine, &nameless, &fine);
    ASSERT_TOLD(nobodies, &nameless, &nameless);
    ASSERT_TOLD(most, &nameless, &differ, &nameless, &differ);
}

/* One shows an id, the other a name: nobody can tell, so a person must. */
static void what_can_not_be_compared_is_for_review(void **state)
{
    (void)state;
    static const told two[] = {{.person = AWA}, {.details = ID_1}};
    static const told two_of_one[] = {
        {.person = AWA}, {.details = ID_1}, {.person = AWA}};
    static const told with_nobody[] = {{.person = AWA}, {.details = ID_1}, {0}};
    ASSERT_TOLD(two, &untied, &untied);
    ASSERT_TOLD(two_of_one, &untied, &untied, &untied);
    ASSERT_TOLD(with_nobody, &untied, &untied, &nameless);
}

static void one_may_tie_two_others_together(void **state)
{
    (void)state;
    static const told three[] = {
        {.person = AWA}, {.details = ID_1}, {.person = AWA, .details = ID_1}};
    static const told four[] = {{.person = AWA},
                                {.person = AWA, .details = ID_1},
                                {.person = BINTA, .details = ID_2},
                                {.details = ID_2}};
    static const told with_nobody[] = {{.person = AWA},
                                       {.person = AWA, .details = ID_1},
                                       {.details = ID_1},
                                       {0}};
    ASSERT_TOLD(three, &fine, &fine, &fine);
    ASSERT_TOLD(four, &differ, &differ, &differ, &differ);
    ASSERT_TOLD(with_nobody, &fine, &fine, &fine, &nameless);
}

/* Two who disagree leave nobody out: whose the others are is open too. */
static void one_disagreement_is_everybodys(void **state)
{
    (void)state;
    static const told tied[] = {{.person = AWA},
                                {.person = AWA, .details = ID_1},
                                {.person = AWA, .details = ID_2}};
    static const told through[] = {{.person = AWA},
                                   {.person = AWA, .details = ID_1},
                                   {.person = BINTA, .details = ID_1}};
    static const told apart[] = {
        {.person = AWA}, {.person = BINTA}, {.details = ID_1}};
    static const told outnumbered[] = {
        {.person = AWA}, {.person = AWA}, {.person = AWA}, {.person = BINTA}};
    ASSERT_TOLD(tied, &differ, &differ, &differ);
    ASSERT_TOLD(through, &differ, &differ, &differ);
    ASSERT_TOLD(apart, &differ, &differ, &differ);
    ASSERT_TOLD(outnumbered, &differ, &differ, &differ, &differ);
}

/* What nobody vouches for has no say. */
static void a_strangers_person_does_not_count(void **state)
{
    (void)state;
    static const told list[] = {{.person = AWA},
                                {.person = BINTA, .issuer = 9}};
    static const told tie[] = {{.person = AWA},
                               {.details = ID_1},
                               {.person = AWA, .details = ID_1, .issuer = 9}};
    static const told single[] = {{.person = BINTA, .issuer = 9}};
    ASSERT_TOLD(list, &fine, &refused);
    ASSERT_TOLD(tie, &untied, &untied, &refused);
    ASSERT_TOLD(single, &refused);
}

/* ---- parts of what a credential says ---- */

/* A presentation of a credential in a passport. */
typedef struct {
    const test_credential *of;
    unsigned shown;
    const said *expected;
} presentation;

static void assert_presented(const presentation *list, size_t num)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, num);
    for (size_t i = 0; i < num; i++) {
        test_put_credential(&b, list[i].of, list[i].shown, true);
    }
    cn_buf text = test_as_text(cn_buf_span(&b));
    carnet_verdict *v = test_verify(cn_buf_span(&text));
    for (size_t i = 0; i < num; i++) {
        assert_said(v, i, list[i].expected);
        if (carnet_verify_same_as(v, i) < 0) {
            /* For review or not, what is authentic is given. */
            assert_true(carnet_verify_num_entries(v, i) > 0);
        }
    }
    carnet_verify_free(v);
    cn_buf_free(&text);
    cn_buf_free(&b);
}

/* A person whose entry holds a critical field can't be compared. */
static void a_hidden_person_is_no_person(void **state)
{
    (void)state;
    static const told awa = {.person = AWA};
    test_credential *c = test_begin(1);
    test_add_hex(c, CN_API_DESK, "190100843a001000606141f56178");
    test_sign(c);
    test_credential *other = make(&awa, 1);
    const presentation list[] = {{c, TEST_ALL, &alone}};
    const presentation both[] = {{c, TEST_ALL, &nameless},
                                 {other, TEST_ALL, &fine}};
    assert_presented(list, 1);
    assert_presented(both, 2);
    test_end(other);
    test_end(c);
}

/* Somebody else's genuine credential, its desk part withheld, behind a
   passport: authentic, and nobody knows whose. */
static void a_splice_without_its_name_is_for_review(void **state)
{
    (void)state;
    static const told binta = {.person = BINTA};
    static const told binta_id = {.person = BINTA, .details = ID_2};
    test_credential *own = test_sample(1);
    test_credential *spliced = make(&binta, 1);
    test_credential *with_id = make(&binta_id, 2);
    const presentation hidden[] = {{own, TEST_ALL, &fine},
                                   {spliced, TEST_CLINIC, &nameless}};
    const presentation more[] = {
        {own, TEST_ALL, &fine},
        {spliced, TEST_CLINIC | TEST_PRIVATE, &nameless},
        {own, TEST_DESK, &fine}};
    const presentation shown[] = {{own, TEST_ALL, &differ},
                                  {spliced, TEST_ALL, &differ}};
    const presentation by_id[] = {{own, TEST_ALL, &untied},
                                  {with_id, TEST_CLINIC, &untied}};
    const presentation both_hidden[] = {{own, TEST_CLINIC, &nameless},
                                        {spliced, TEST_CLINIC, &nameless}};
    assert_presented(hidden, 2);
    assert_presented(more, 3);
    assert_presented(shown, 2);
    assert_presented(by_id, 2);
    assert_presented(both_hidden, 2);
    test_end(with_id);
    test_end(spliced);
    test_end(own);
}

/* A page without a name takes none from the page behind it, whose entries may
   lie behind its own. */
static void a_page_of_nobody_borrows_no_name(void **state)
{
    (void)state;
    static const told nobody = {0};
    static const told awa = {.person = AWA, .details = ID_1};
    static const said *const expected[] = {&nameless, &fine};
    for (unsigned packed = 0; packed < 2; packed++) {
        test_credential *list[] = {make(&nobody, 1), make(&awa, 2)};
        cn_buf b;
        cn_buf_init(&b);
        cn_cbor_put_array(&b, 2);
        for (size_t i = 0; i < 2; i++) {
            test_put_credential(&b, list[i], TEST_ALL, packed == 1);
            test_end(list[i]);
        }
        cn_buf text = test_as_text(cn_buf_span(&b));
        carnet_verdict *v = test_verify(cn_buf_span(&text));
        for (size_t i = 0; i < 2; i++) {
            assert_said(v, i, expected[i]);
        }
        carnet_verify_free(v);
        cn_buf_free(&text);
        cn_buf_free(&b);
    }
}

/* Presentations of one credential are one person's, whatever each shows. */
static void one_credential_is_tied_to_itself(void **state)
{
    (void)state;
    static const told awa = {.person = AWA};
    test_credential *c = test_sample(1);
    test_credential *other = make(&awa, 1);
    const presentation two[] = {{c, TEST_DESK, &fine}, {c, TEST_CLINIC, &fine}};
    const presentation of_nobody[] = {{c, TEST_CLINIC, &alone},
                                      {c, TEST_PRIVATE, &alone}};
    const presentation with_other[] = {{c, TEST_CLINIC, &fine},
                                       {other, TEST_ALL, &fine},
                                       {c, TEST_DESK, &fine}};
    const presentation without[] = {{c, TEST_CLINIC, &nameless},
                                    {other, TEST_ALL, &fine},
                                    {c, TEST_PRIVATE, &nameless}};
    assert_presented(two, 2);
    assert_presented(of_nobody, 2);
    assert_presented(with_other, 3);
    assert_presented(without, 3);
    test_end(other);
    test_end(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_that_says_whose_it_is_is_his),
        cmocka_unit_test(a_single_one_of_nobody_is_accepted_and_says_so),
        cmocka_unit_test(equal_ids_are_one_person_whatever_the_name),
        cmocka_unit_test(names_and_birth_dates_are_equal_or_not),
        cmocka_unit_test(the_day_of_issue_does_not_change_a_birth_date),
        cmocka_unit_test(one_of_nobody_is_for_review_beside_others),
        cmocka_unit_test(what_can_not_be_compared_is_for_review),
        cmocka_unit_test(one_may_tie_two_others_together),
        cmocka_unit_test(one_disagreement_is_everybodys),
        cmocka_unit_test(a_strangers_person_does_not_count),
        cmocka_unit_test(a_hidden_person_is_no_person),
        cmocka_unit_test(a_splice_without_its_name_is_for_review),
        cmocka_unit_test(a_page_of_nobody_borrows_no_name),
        cmocka_unit_test(one_credential_is_tied_to_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
