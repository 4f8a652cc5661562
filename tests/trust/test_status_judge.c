/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What status lists say of a credential, as facts: every status, the age and
 * the end of a list, and which of several counts (docs/spec/status.md section
 * 4).
 */
#include "status_made.h"

enum {
    INDEX_UNKNOWN = 4, /* has a value that carnet has no word for */
    NUM = 16
};

/* A list of issuer 1 with 4 bits, index i saying i, made at a time. */
static carnet_status_list *make(int64_t issued_s, int32_t shift)
{
    carnet_status_draft *d = NULL;
    carnet_status_list *list = NULL;
    int32_t index;
    assert_status(carnet_status_draft_new(&d, test_public(1), 4, NUM),
                  CARNET_OK);
    for (size_t i = 0; i < NUM; i++) {
        assert_status(carnet_status_draft_take(&index, d), CARNET_OK);
    }
    for (int32_t i = 0; i < NUM; i++) {
        assert_status(carnet_status_draft_set(d, i, (i + shift) % NUM),
                      CARNET_OK);
    }
    carnet_buf *file = test_list_of(d, 1, issued_s);
    assert_status(test_read(&list, test_span_of(file)), CARNET_OK);
    carnet_buf_free(file);
    carnet_status_draft_free(d);
    return list;
}

/* Trust with these lists, which say all that is asked. */
static carnet_trust *trust_of(const carnet_status_list *const *lists,
                              size_t num)
{
    carnet_trust *t = NULL;
    assert_status(carnet_trust_new(&t), CARNET_OK);
    for (size_t i = 0; i < num; i++) {
        assert_status(carnet_trust_add_status_list(t, lists[i]), CARNET_OK);
    }
    return t;
}

static bool judge(cn_trust_facts *f, uint32_t index, uint8_t n,
                  const carnet_status_list *const *lists, size_t num,
                  int64_t now_s)
{
    carnet_trust *t = trust_of(lists, num);
    bool in_error = cn_trust_judge_status(f, index, test_public(n), t, now_s);
    carnet_trust_free(t);
    return in_error;
}

/* Facts of a credential that is good but for what lists say. */
static cn_trust_facts good(void)
{
    cn_trust_facts f;
    memset(&f, 0, sizeof f);
    for (int32_t i = 0; i < CARNET_VERIFY_STATUS; i++) {
        cn_trust_yes(&f, i);
    }
    cn_trust_yes(&f, CARNET_VERIFY_SAME_HOLDER);
    return f;
}

static void assert_fact(const cn_trust_facts *f, int32_t fact, uint8_t answer,
                        carnet_status status)
{
    assert_int_equal(f->fact[fact].answer, answer);
    assert_status(f->fact[fact].status, status);
}

static void each_status_has_its_word(void **state)
{
    (void)state;
    static const struct {
        uint32_t index;
        uint8_t answer;
        carnet_status status;
    } rows[] = {
        {0, CARNET_VERIFY_YES, CARNET_OK},
        {1, CARNET_VERIFY_NO, CARNET_TRUST_REVOKED},
        {2, CARNET_VERIFY_NO, CARNET_TRUST_SUSPENDED},
        {3, CARNET_VERIFY_NO, CARNET_TRUST_IN_ERROR},
        {INDEX_UNKNOWN, CARNET_VERIFY_NOT_CHECKED, CARNET_TRUST_STATUS},
        {NUM - 1, CARNET_VERIFY_NOT_CHECKED, CARNET_TRUST_STATUS},
        {NUM, CARNET_VERIFY_NOT_CHECKED, CARNET_TRUST_STATUS},
        {CN_LIMIT_INDEX, CARNET_VERIFY_NOT_CHECKED, CARNET_TRUST_STATUS},
    };
    carnet_status_list *list = make(TEST_NOW, 0);
    const carnet_status_list *lists[] = {list};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cn_trust_facts f = good();
        bool hide = judge(&f, rows[i].index, 1, lists, 1, TEST_NOW);
        assert_int_equal(hide, rows[i].index == 3);
        assert_fact(&f, CARNET_VERIFY_STATUS, rows[i].answer, rows[i].status);
        assert_fact(&f, CARNET_VERIFY_STATUS_LIST, CARNET_VERIFY_YES,
                    CARNET_OK);
        assert_int_equal(f.fact[CARNET_VERIFY_STATUS].day, TEST_DAY);
        assert_int_equal(f.fact[CARNET_VERIFY_STATUS_LIST].day, TEST_DAY);
        assert_true(f.fact[CARNET_VERIFY_STATUS_LIST].dated);
        assert_int_equal(cn_trust_outcome(&f), rows[i].index == 0
                                                   ? CARNET_VERIFY_ACCEPTED
                                                   : CARNET_VERIFY_REVIEW);
    }
    carnet_status_list_free(list);
}

static void no_list_at_hand_is_for_review(void **state)
{
    (void)state;
    carnet_status_list *list = make(TEST_NOW, 0);
    const carnet_status_list *lists[] = {list};
    for (size_t num = 0; num <= 1; num++) {
        cn_trust_facts f = good();
        /* The list is about what another key signed. */
        assert_false(judge(&f, 3, 2, lists, num, TEST_NOW));
        assert_fact(&f, CARNET_VERIFY_STATUS, CARNET_VERIFY_NOT_CHECKED,
                    CARNET_TRUST_NO_STATUS);
        assert_fact(&f, CARNET_VERIFY_STATUS_LIST, CARNET_VERIFY_NOT_CHECKED,
                    CARNET_OK);
        assert_int_equal(cn_trust_outcome(&f), CARNET_VERIFY_REVIEW);
    }
    carnet_status_list_free(list);
}

/* Made on TEST_DAY at noon, for 30 days. */
static void an_old_list_still_revokes_but_says_nothing_good(void **state)
{
    (void)state;
    const int64_t end = TEST_NOW + 30 * 86400;
    static const struct {
        int64_t after; /* seconds after the end */
        uint32_t index;
        uint8_t answer;
        carnet_status status;
        carnet_status of_list;
    } rows[] = {
        {-1, 0, CARNET_VERIFY_YES, CARNET_OK, CARNET_OK},
        {0, 0, CARNET_VERIFY_NOT_CHECKED, CARNET_TRUST_STATUS_OLD,
         CARNET_TRUST_STATUS_OLD},
        {1000000000, 0, CARNET_VERIFY_NOT_CHECKED, CARNET_TRUST_STATUS_OLD,
         CARNET_TRUST_STATUS_OLD},
        {-1, 1, CARNET_VERIFY_NO, CARNET_TRUST_REVOKED, CARNET_OK},
        {0, 1, CARNET_VERIFY_NO, CARNET_TRUST_REVOKED, CARNET_TRUST_STATUS_OLD},
        {0, 3, CARNET_VERIFY_NO, CARNET_TRUST_IN_ERROR,
         CARNET_TRUST_STATUS_OLD},
    };
    carnet_status_list *list = make(TEST_NOW, 0);
    const carnet_status_list *lists[] = {list};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cn_trust_facts f = good();
        (void)judge(&f, rows[i].index, 1, lists, 1, end + rows[i].after);
        assert_fact(&f, CARNET_VERIFY_STATUS, rows[i].answer, rows[i].status);
        assert_fact(&f, CARNET_VERIFY_STATUS_LIST,
                    rows[i].of_list == CARNET_OK ? CARNET_VERIFY_YES
                                                 : CARNET_VERIFY_NO,
                    rows[i].of_list);
    }
    carnet_status_list_free(list);
}

/* A day of grace, as for a credential; then somebody's clock is wrong. */
static void a_list_of_the_future_is_for_review(void **state)
{
    (void)state;
    carnet_status_list *list = make(TEST_NOW, 0);
    const carnet_status_list *lists[] = {list};
    for (int64_t days = 0; days < 4; days++) {
        cn_trust_facts f = good();
        (void)judge(&f, 0, 1, lists, 1, TEST_NOW - 86400 * days);
        assert_fact(&f, CARNET_VERIFY_STATUS_LIST,
                    days < 2 ? CARNET_VERIFY_YES : CARNET_VERIFY_NO,
                    days < 2 ? CARNET_OK : CARNET_KEY_FUTURE);
        assert_int_equal(cn_trust_outcome(&f), days < 2 ? CARNET_VERIFY_ACCEPTED
                                                        : CARNET_VERIFY_REVIEW);
    }
    carnet_status_list_free(list);
}

static void the_list_made_last_counts_in_any_order(void **state)
{
    (void)state;
    carnet_status_list *old = make(TEST_NOW - 1, 1); /* index 0 revoked */
    carnet_status_list *new = make(TEST_NOW, 0);     /* and good again */
    const carnet_status_list *orders[2][2] = {{old, new}, {new, old}};
    for (size_t i = 0; i < 2; i++) {
        cn_trust_facts f = good();
        (void)judge(&f, 0, 1, orders[i], 2, TEST_NOW);
        assert_fact(&f, CARNET_VERIFY_STATUS, CARNET_VERIFY_YES, CARNET_OK);
    }
    carnet_status_list_free(old);
    carnet_status_list_free(new);
}

/* As make has it, but without an end. */
static void a_list_that_names_no_end_is_old_after_thirty_days(void **state)
{
    (void)state;
    const int64_t end = TEST_NOW + 30 * 86400;
    test_payload p = test_usual();
    carnet_status_list *list = NULL;
    p.has_exp = false;
    p.has_ttl = true;
    p.ttl = UINT32_MAX; /* how often to look is no end */
    cn_buf file = test_sign(&p, 1);
    assert_status(test_read(&list, cn_buf_span(&file)), CARNET_OK);
    const carnet_status_list *lists[] = {list};
    for (int64_t past = 0; past < 2; past++) {
        cn_trust_facts f = good();
        (void)judge(&f, 0, 1, lists, 1, end - 1 + past);
        assert_fact(&f, CARNET_VERIFY_STATUS,
                    past ? CARNET_VERIFY_NOT_CHECKED : CARNET_VERIFY_YES,
                    past ? CARNET_TRUST_STATUS_OLD : CARNET_OK);
        assert_fact(&f, CARNET_VERIFY_STATUS_LIST,
                    past ? CARNET_VERIFY_NO : CARNET_VERIFY_YES,
                    past ? CARNET_TRUST_STATUS_OLD : CARNET_OK);
    }
    carnet_status_list_free(list);
    cn_buf_free(&file);
}

/* What a value says against a credential, the worst last. */
static const struct {
    int32_t value;
    uint8_t answer;
    carnet_status status;
} by_weight[] = {
    {0, CARNET_VERIFY_NOT_CHECKED, CARNET_TRUST_FORKED}, /* good */
    {INDEX_UNKNOWN, CARNET_VERIFY_NOT_CHECKED, CARNET_TRUST_STATUS},
    {NUM - 1, CARNET_VERIFY_NOT_CHECKED, CARNET_TRUST_STATUS},
    {2, CARNET_VERIFY_NO, CARNET_TRUST_SUSPENDED},
    {1, CARNET_VERIFY_NO, CARNET_TRUST_REVOKED},
    {3, CARNET_VERIFY_NO, CARNET_TRUST_IN_ERROR},
};

enum {
    NUM_WEIGHTS = sizeof by_weight / sizeof by_weight[0]
};

/* Every value in one list against every other in the other. */
static void
of_two_lists_of_one_second_the_worse_counts_in_any_order(void **state)
{
    (void)state;
    for (size_t one = 0; one < NUM_WEIGHTS; one++) {
        for (size_t two = 0; two < NUM_WEIGHTS; two++) {
            if (one == two) {
                continue;
            }
            size_t worse = one > two ? one : two;
            int32_t apart = by_weight[two].value - by_weight[one].value;
            carnet_status_list *a = make(TEST_NOW, 0);
            carnet_status_list *b = make(TEST_NOW, (apart + NUM) % NUM);
            const carnet_status_list *lists[] = {a, b};
            cn_trust_facts f = good();
            bool hide = judge(&f, (uint32_t)by_weight[one].value, 1, lists, 2,
                              TEST_NOW);
            assert_int_equal(hide,
                             by_weight[worse].status == CARNET_TRUST_IN_ERROR);
            assert_fact(&f, CARNET_VERIFY_STATUS, by_weight[worse].answer,
                        by_weight[worse].status);
            assert_fact(&f, CARNET_VERIFY_STATUS_LIST, CARNET_VERIFY_NO,
                        CARNET_TRUST_FORKED);
            assert_int_equal(cn_trust_outcome(&f), CARNET_VERIFY_REVIEW);
            carnet_status_list_free(a);
            carnet_status_list_free(b);
        }
    }
}

/* Both call index 0 good, and say other things elsewhere. */
static void what_two_forked_lists_call_good_is_for_review(void **state)
{
    (void)state;
    carnet_status_list *one = make(TEST_NOW, 0);
    carnet_status_list *again = make(TEST_NOW, 0);
    test_payload p = test_usual(); /* 16 entries of 8 bits, all good */
    carnet_status_list *two = NULL;
    cn_buf file = test_sign(&p, 1);
    assert_status(test_read(&two, cn_buf_span(&file)), CARNET_OK);
    const carnet_status_list *forked[] = {one, two};
    const carnet_status_list *same[] = {one, again};
    cn_trust_facts f = good();
    assert_false(judge(&f, 0, 1, forked, 2, TEST_NOW));
    assert_fact(&f, CARNET_VERIFY_STATUS, CARNET_VERIFY_NOT_CHECKED,
                CARNET_TRUST_FORKED);
    f = good();
    assert_false(judge(&f, 0, 1, same, 2, TEST_NOW));
    assert_fact(&f, CARNET_VERIFY_STATUS, CARNET_VERIFY_YES, CARNET_OK);
    assert_fact(&f, CARNET_VERIFY_STATUS_LIST, CARNET_VERIFY_YES, CARNET_OK);
    carnet_status_list_free(one);
    carnet_status_list_free(again);
    carnet_status_list_free(two);
    cn_buf_free(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_status_has_its_word),
        cmocka_unit_test(no_list_at_hand_is_for_review),
        cmocka_unit_test(an_old_list_still_revokes_but_says_nothing_good),
        cmocka_unit_test(a_list_of_the_future_is_for_review),
        cmocka_unit_test(the_list_made_last_counts_in_any_order),
        cmocka_unit_test(a_list_that_names_no_end_is_old_after_thirty_days),
        cmocka_unit_test(
            of_two_lists_of_one_second_the_worse_counts_in_any_order),
        cmocka_unit_test(what_two_forked_lists_call_good_is_for_review),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
