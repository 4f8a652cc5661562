/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One list after another: which may take whose place; and what a list says of
 * the key that signed a credential, for all days of the one, of the key's
 * window, of the list, and of now.
 */
#include "made_list.h"

/* Signs both and asks whether the second may take the place of the first. */
static void ask(const made *old, uint8_t by, const made *next, uint8_t next_by,
                carnet_status due, bool newer)
{
    bool is = !newer;
    cn_problem where = {.status = CARNET_OK};
    carnet_trust_list *a = made_list(old, by);
    carnet_trust_list *b = made_list(next, next_by);
    assert_status(cn_trust_list_replaces(&is, &b->list, &a->list, &where), due);
    assert_status(where.status, due);
    assert_int_equal(is, newer);
    int32_t told = 7;
    assert_status(carnet_trust_list_replaces(&told, b, a), due);
    assert_int_equal(told, newer);
    assert_status(carnet_trust_list_replaces(NULL, b, a), CARNET_CALLER_NULL);
    assert_status(carnet_trust_list_replaces(&told, NULL, a),
                  CARNET_CALLER_NULL);
    assert_status(carnet_trust_list_replaces(&told, b, NULL),
                  CARNET_CALLER_NULL);
    made_free(a);
    made_free(b);
}

static void numbers_only_rise(void **state)
{
    (void)state;
    static const struct {
        uint32_t old[2];
        uint32_t next[2];
        carnet_status due;
    } rows[] = {
        {{0, 0}, {0, 1}, CARNET_OK},
        {{0, 0}, {0, UINT32_MAX}, CARNET_OK},
        {{0, 5}, {0, 4}, CARNET_TRUST_OLDER},
        {{1, 0}, {0, UINT32_MAX}, CARNET_TRUST_OLDER},
        {{0, 5}, {0, 5}, CARNET_TRUST_FORKED},
        {{0, UINT32_MAX}, {0, UINT32_MAX - 1}, CARNET_TRUST_OLDER},
        {{0, 5}, {1, 0}, CARNET_TRUST_PIN}, /* names no next key */
        {{0, 5}, {2, 0}, CARNET_TRUST_EPOCH},
        {{0, 0}, {UINT32_MAX, 0}, CARNET_TRUST_EPOCH},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        made old;
        made next;
        made_begin(&old, 1);
        made_begin(&next, 2);
        old.list.epoch = rows[i].old[0];
        old.list.sequence = rows[i].old[1];
        next.list.epoch = rows[i].next[0];
        next.list.sequence = rows[i].next[1];
        ask(&old, 50, &next, 50, rows[i].due, rows[i].due == CARNET_OK);
    }
}

static void the_same_list_is_no_change(void **state)
{
    (void)state;
    made m;
    made_begin(&m, 1);
    ask(&m, 50, &m, 50, CARNET_OK, false);
}

static void another_list_never_takes_its_place(void **state)
{
    (void)state;
    made old;
    made next;
    made_begin(&old, 1);
    made_begin(&next, 1);
    next.list.sequence = 1;
    next.list.id[15] ^= 1;
    ask(&old, 50, &next, 50, CARNET_TRUST_OTHER, false);
}

static void the_next_epoch_is_signed_by_the_key_that_was_named(void **state)
{
    (void)state;
    made old;
    made next;
    made_begin(&old, 1);
    made_begin(&next, 1);
    old.list.sequence = UINT32_MAX; /* nothing else can follow */
    old.list.next_key = made_public(51)->bytes;
    next.list.epoch = 1;
    ask(&old, 50, &next, 51, CARNET_OK, true);
    ask(&old, 50, &next, 52, CARNET_TRUST_PIN, false);
    ask(&old, 50, &next, 50, CARNET_TRUST_PIN, false);
    /* In the same epoch the named key signs nothing yet. */
    old.list.sequence = 0;
    next.list.epoch = 0;
    next.list.sequence = 1;
    ask(&old, 50, &next, 51, CARNET_TRUST_PIN, false);
}

/* Else a thief of the key that signs lists would choose who follows it. */
static void a_next_key_once_named_stays_for_the_epoch(void **state)
{
    (void)state;
    static const struct {
        uint8_t was, is; /* 0: names none */
        carnet_status due;
    } rows[] = {{0, 0, CARNET_OK},
                {0, 51, CARNET_OK},
                {51, 51, CARNET_OK},
                {51, 52, CARNET_TRUST_NEXT},
                {51, 0, CARNET_TRUST_NEXT}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        made old;
        made next;
        made_begin(&old, 1);
        made_begin(&next, 1);
        next.list.sequence = UINT32_MAX;
        old.list.next_key =
            rows[i].was == 0 ? NULL : made_public(rows[i].was)->bytes;
        next.list.next_key =
            rows[i].is == 0 ? NULL : made_public(rows[i].is)->bytes;
        ask(&old, 50, &next, 50, rows[i].due, rows[i].due == CARNET_OK);
        if (rows[i].was == 51) { /* the next epoch has its own */
            next.list.epoch = 1;
            next.list.next_key =
                rows[i].is == 0 ? NULL : made_public(53)->bytes;
            ask(&old, 50, &next, 51, CARNET_OK, true);
        }
    }
}

/* A key that was withdrawn, and what becomes of it. */
static void withdraw(made *m, uint8_t how, int32_t day)
{
    m->keys[1].withdrawn = how;
    m->keys[1].withdrawn_day = day;
}

enum {
    R = CARNET_TRUST_IS_RETIRED,
    C = CARNET_TRUST_IS_COMPROMISED
};
static const struct {
    uint8_t was, is;
    int32_t later;
    bool good;
} changes[] = {{0, 0, 0, true},  {0, R, 0, true},   {0, C, 0, true},
               {R, R, 0, true},  {R, C, 0, true},   {C, C, 0, true},
               {R, R, -1, true}, {R, R, 1, false},  {C, C, 1, false},
               {R, 0, 0, false}, {C, 0, 0, false},  {C, R, 0, false},
               {R, C, -9, true}, {C, R, -1, false}, {R, C, 1, false}};
enum {
    NUM_CHANGES = sizeof changes / sizeof changes[0]
};

/* What old names as next signs a list of the next epoch; old's key the other.
 */
static void begin_change(made *old, made *next, size_t i, uint32_t epoch)
{
    made_begin(old, 2);
    made_begin(next, 2);
    old->list.next_key = made_public(51)->bytes;
    next->list.next_key = old->list.next_key;
    next->list.epoch = epoch;
    next->list.sequence = 1;
    if (epoch != 0) {
        next->list.next_key = NULL;
    }
    withdraw(old, changes[i].was, MADE_DAY);
    withdraw(next, changes[i].is, MADE_DAY + changes[i].later);
}

static void a_withdrawn_key_stays_so_and_is_not_left_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < NUM_CHANGES; i++) {
        bool good = changes[i].good;
        made old;
        made next;
        begin_change(&old, &next, i, 0);
        ask(&old, 50, &next, 50, good ? CARNET_OK : CARNET_TRUST_BACK, good);
        good = changes[i].was == 0;
        next.list.num_issuers = 1; /* left out */
        next.list.num_keys = 1;
        ask(&old, 50, &next, 50, good ? CARNET_OK : CARNET_TRUST_BACK, good);
    }
}

/* A thief of the list key may have withdrawn what is good. */
static void a_new_epoch_may_take_withdrawals_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < NUM_CHANGES; i++) {
        made old;
        made next;
        begin_change(&old, &next, i, 1);
        ask(&old, 50, &next, 51, CARNET_OK, true);
        next.list.num_issuers = 1;
        next.list.num_keys = 1;
        ask(&old, 50, &next, 51, CARNET_OK, true);
    }
}

/* In an epoch, too. */
static void what_stands_behind_the_last_key_is_not_withdrawn(void **state)
{
    (void)state;
    made old;
    made next;
    bool newer = false;
    made_begin(&old, 2);
    made_begin(&next, 1);
    withdraw(&old, CARNET_TRUST_IS_COMPROMISED, MADE_DAY);
    next.list.sequence = old.list.sequence + 1;
    carnet_trust_list *a = made_list(&old, 50);
    carnet_trust_list *b = made_list(&next, 50);
    assert_status(cn_trust_list_replaces(&newer, &b->list, &a->list, NULL),
                  CARNET_TRUST_BACK);
    a->list.num_keys = 1;
    assert_status(cn_trust_list_replaces(&newer, &b->list, &a->list, NULL),
                  CARNET_OK);
    made_free(a);
    made_free(b);
}

static void who_signs_is_told_what_is_no_longer_withdrawn(void **state)
{
    (void)state;
    for (size_t i = 0; i < NUM_CHANGES; i++) {
        made old;
        made next;
        begin_change(&old, &next, i, 1);
        carnet_trust_list *a = made_list(&old, 50);
        carnet_trust_list *b = made_list(&next, 51);
        size_t at = changes[i].good ? SIZE_MAX : 1;
        assert_true(carnet_trust_list_find_restored(b, a, 0) == at);
        assert_true(carnet_trust_list_find_restored(b, a, 1) == at);
        assert_true(carnet_trust_list_find_restored(b, a, 2) == SIZE_MAX);
        a->list.num_keys = 1; /* key 1 stands behind the last */
        assert_true(carnet_trust_list_find_restored(b, a, 0) == SIZE_MAX);
        assert_true(carnet_trust_list_find_restored(NULL, a, 0) == SIZE_MAX);
        assert_true(carnet_trust_list_find_restored(b, NULL, 0) == SIZE_MAX);
        made_free(a);
        made_free(b);
    }
}

/* ---- what a list says of a signer ---- */

#define DAY INT64_C(86400)
#define LAST ((int32_t)CN_LIMIT_DAY)

/* Days in years where other calendars end; 1899 is for now alone. */
static const int32_t days[] = {
    0,        789,   11016,
    20529,    21243, /* 1970, leap days of 1972, 2000, 2028 */
    24855,    47541, 49710,
    LAST - 1, LAST /* 2038, 2100, 2106, 9999 */
};
enum {
    NUM_DAYS = sizeof days / sizeof days[0]
};
static const int64_t nows[] = {-25567 * DAY, /* 1899-12-31 */
                               -1,
                               0,
                               789 * DAY,
                               11016 * DAY + DAY - 1,
                               20528 * DAY,
                               20529 * DAY,
                               21243 * DAY,
                               24855 * DAY + 11647, /* 2^31 - 1 */
                               49710 * DAY + 23295, /* 2^32 - 1 */
                               (LAST + 1) * DAY - 1};

/* By the page's words, said once more. */
static carnet_status key_says(int32_t signed_on, const cn_trust_key *k)
{
    if (k->use == CN_TRUST_USE_STATUS) {
        return CARNET_KEY_USE;
    }
    if (signed_on < k->from || signed_on > k->until) {
        return CARNET_KEY_WINDOW;
    }
    return k->withdrawn == CARNET_TRUST_IS_RETIRED &&
                   signed_on > k->withdrawn_day
               ? CARNET_KEY_RETIRED
               : CARNET_OK;
}

static carnet_status list_says(const cn_trust_list *l, int64_t now_s)
{
    if (now_s < (l->issued - INT64_C(1)) * DAY) {
        return CARNET_KEY_FUTURE;
    }
    return now_s >= (l->next_update + INT64_C(1)) * DAY ? CARNET_TRUST_STALE
                                                        : CARNET_OK;
}

static void assert_judged(const cn_trust_list *l, const cn_trust_key *k,
                          int32_t signed_on, int64_t now_s, size_t *num)
{
    cn_trust_facts f;
    memset(&f, 0, sizeof f);
    cn_trust_judge_key(&f, l, k, signed_on, now_s);
    carnet_status key = key_says(signed_on, k);
    carnet_status list = list_says(l, now_s);
    assert_status(f.fact[CARNET_VERIFY_KEY].status, key);
    assert_int_equal(f.fact[CARNET_VERIFY_KEY].answer,
                     key == CARNET_OK ? CARNET_VERIFY_YES : CARNET_VERIFY_NO);
    assert_status(f.fact[CARNET_VERIFY_TRUST_LIST].status, list);
    assert_int_equal(f.fact[CARNET_VERIFY_TRUST_LIST].answer,
                     list == CARNET_OK ? CARNET_VERIFY_YES : CARNET_VERIFY_NO);
    assert_true(f.fact[CARNET_VERIFY_TRUST_LIST].dated);
    assert_int_equal(f.fact[CARNET_VERIFY_TRUST_LIST].day, l->issued);
    (*num)++;
}

static void all_days_of_key_and_credential(const cn_trust_list *l, int64_t now,
                                           size_t *num)
{
    for (size_t from = 0; from < NUM_DAYS; from++) {
        for (size_t until = from; until < NUM_DAYS; until++) {
            for (size_t on = 0; on < 3 * NUM_DAYS; on++) {
                cn_trust_key k = {.from = days[from],
                                  .until = days[until],
                                  .use = CN_TRUST_USE_BOTH};
                int32_t signed_on = days[on / 3] + (int32_t)(on % 3) - 1;
                assert_judged(l, &k, signed_on, now, num);
                k.withdrawn = CARNET_TRUST_IS_RETIRED;
                k.withdrawn_day = days[(from + on) % NUM_DAYS];
                assert_judged(l, &k, signed_on, now, num);
                k.until = CN_TRUST_NO_END;
                assert_judged(l, &k, signed_on, now, num);
                k.use = CN_TRUST_USE_STATUS;
                assert_judged(l, &k, signed_on, now, num);
            }
        }
    }
}

static void all_days_of_credential_key_list_and_now(void **state)
{
    (void)state;
    size_t num = 0;
    for (size_t n = 0; n < sizeof nows / sizeof nows[0]; n++) {
        for (size_t i = 0; i < NUM_DAYS; i++) {
            cn_trust_list l = {.issued = days[i],
                               .next_update =
                                   days[i + 1 < NUM_DAYS ? i + 1 : i]};
            all_days_of_key_and_credential(&l, nows[n], &num);
        }
    }
    test_count("days of credential, key, list and now", num);
}

/* A second before and after each border of a list. */
static void a_list_is_good_to_the_last_second_of_its_day(void **state)
{
    (void)state;
    const cn_trust_list l = {.issued = 21243, .next_update = 21243 + 366};
    const cn_trust_key k = {.from = 0, .until = LAST, .use = CN_TRUST_USE_BOTH};
    static const struct {
        int64_t now_s;
        carnet_status due;
    } rows[] = {{21242 * DAY - 1, CARNET_KEY_FUTURE},
                {21242 * DAY, CARNET_OK},
                {(21243 + 367) * DAY - 1, CARNET_OK},
                {(21243 + 367) * DAY, CARNET_TRUST_STALE}};
    for (size_t i = 0; i < 4; i++) {
        cn_trust_facts f;
        memset(&f, 0, sizeof f);
        cn_trust_judge_key(&f, &l, &k, 21243, rows[i].now_s);
        assert_status(f.fact[CARNET_VERIFY_TRUST_LIST].status, rows[i].due);
    }
}

/* A key that is retired later changes nothing. */
static void what_a_retired_key_signed_before_stays(void **state)
{
    (void)state;
    const cn_trust_list l = {.issued = 100, .next_update = 200};
    const cn_trust_key k = {.until = LAST,
                            .use = CN_TRUST_USE_CREDENTIALS,
                            .withdrawn = CARNET_TRUST_IS_RETIRED,
                            .withdrawn_day = 50};
    cn_trust_facts f;
    memset(&f, 0, sizeof f);
    cn_trust_judge_key(&f, &l, &k, 50, 150 * DAY);
    assert_int_equal(f.fact[CARNET_VERIFY_KEY].answer, CARNET_VERIFY_YES);
    assert_false(f.fact[CARNET_VERIFY_KEY].dated);
    cn_trust_judge_key(&f, &l, &k, 51, 150 * DAY);
    assert_status(f.fact[CARNET_VERIFY_KEY].status, CARNET_KEY_RETIRED);
    assert_true(f.fact[CARNET_VERIFY_KEY].dated);
    assert_int_equal(f.fact[CARNET_VERIFY_KEY].day, 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_only_rise),
        cmocka_unit_test(the_same_list_is_no_change),
        cmocka_unit_test(another_list_never_takes_its_place),
        cmocka_unit_test(the_next_epoch_is_signed_by_the_key_that_was_named),
        cmocka_unit_test(a_next_key_once_named_stays_for_the_epoch),
        cmocka_unit_test(a_withdrawn_key_stays_so_and_is_not_left_out),
        cmocka_unit_test(a_new_epoch_may_take_withdrawals_back),
        cmocka_unit_test(what_stands_behind_the_last_key_is_not_withdrawn),
        cmocka_unit_test(who_signs_is_told_what_is_no_longer_withdrawn),
        cmocka_unit_test(all_days_of_credential_key_list_and_now),
        cmocka_unit_test(a_list_is_good_to_the_last_second_of_its_day),
        cmocka_unit_test(what_a_retired_key_signed_before_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
