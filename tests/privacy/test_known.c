/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is known of the tree of a part: learnt from a proof, merged, and given
 * back with no seed left behind.
 */
#include "../support/failing_mem.h"
#include "proofs.h"

#include "privacy/privacy_i.h"

/* From the proof that shows just these entries of num. */
static cn_privacy_known *know_some(unsigned mask, size_t num)
{
    cn_privacy_known *whole = know_whole(num);
    cn_privacy_set shown = set_of(mask);
    cn_buf proof = proof_of(whole, &shown);
    cn_privacy_known *k = know_again(cn_buf_span(&proof), &shown, num);
    cn_buf_free(&proof);
    cn_privacy_known_free(whole);
    return k;
}

static void who_knows_the_whole_part_has_each_entry(void **state)
{
    (void)state;
    for (size_t num = 0; num <= MOST; num += 16) {
        cn_privacy_known *k = know_whole(num);
        const cn_privacy_set *shown = cn_privacy_known_shown(k);
        assert_int_equal(cn_privacy_count(shown, 0, MOST), num);
        assert_int_equal(cn_privacy_count(shown, 0, num), num);
        assert_memory_equal(cn_privacy_known_seed(k), seed, sizeof seed);
        cn_privacy_known_free(k);
    }
    cn_privacy_known_free(NULL);
}

/* No entry can be shown, so that either all is told or nothing. */
static void a_part_without_entries_is_known_by_its_seed(void **state)
{
    (void)state;
    uint8_t digest[CN_PRIVACY_DIGEST_SIZE];
    cn_privacy_known *k = know_whole(0);
    cn_privacy_set none = set_of(0);
    cn_buf proof = proof_of(k, &none);
    digest_whole(digest, 0);
    assert_proves(cn_buf_span(&proof), &none, 0, digest);
    cn_buf_free(&proof);
    cn_privacy_known_free(k);
}

static void a_proof_that_does_not_fit_tells_nothing(void **state)
{
    (void)state;
    cn_privacy_known *whole = know_whole(4);
    cn_privacy_set shown = set_of(1);
    cn_buf proof = proof_of(whole, &shown);
    cn_privacy_known *k = whole;
    cn_span entries[MOST];
    cn_privacy_view view;
    read_view(&view, entries, cn_buf_span(&proof), &shown, 4);
    view.num = 5;
    size_t live = test_mem_live();
    assert_status(cn_privacy_know(&k, &view), CARNET_PRIVACY_PARTIAL);
    assert_null(k);
    assert_int_equal(test_mem_live(), live);
    cn_buf_free(&proof);
    cn_privacy_known_free(whole);
}

/* ---- merging ---- */

/* Only where a half's seed is there and the whole's is not: after a merge. */
static void nil_stands_where_no_seed_is_known(void **state)
{
    (void)state;
    cn_privacy_known *whole = know_whole(2);
    uint8_t digest[CN_PRIVACY_DIGEST_SIZE];
    cn_privacy_set left = set_of(1);
    cn_privacy_set right = set_of(2);
    cn_privacy_set both = set_of(3);
    cn_buf one = proof_of(whole, &left);
    cn_buf two = proof_of(whole, &right);
    cn_privacy_known *k = know_again(cn_buf_span(&one), &left, 2);
    cn_privacy_known *other = know_again(cn_buf_span(&two), &right, 2);
    assert_null(cn_privacy_known_seed(k));
    assert_status(cn_privacy_merge(k, other), CARNET_OK);
    assert_null(cn_privacy_known_seed(k));
    cn_buf merged = proof_of(k, &both);
    assert_int_equal(merged.len, 1 + 1 + 17 + 17);
    assert_int_equal(merged.data[0], 0x83);
    assert_int_equal(merged.data[1], 0xf6);
    digest_whole(digest, 2);
    assert_proves(cn_buf_span(&merged), &both, 2, digest);
    /* Who has the whole's seed too writes that. */
    assert_status(cn_privacy_merge(k, whole), CARNET_OK);
    assert_memory_equal(cn_privacy_known_seed(k), seed, sizeof seed);
    cn_buf_free(&merged);
    merged = proof_of(k, &both);
    assert_int_equal(merged.len, 17);
    cn_buf_free(&merged);
    cn_buf_free(&one);
    cn_buf_free(&two);
    cn_privacy_known_free(other);
    cn_privacy_known_free(k);
    cn_privacy_known_free(whole);
}

static void parts_of_two_credentials_do_not_merge(void **state)
{
    (void)state;
    cn_privacy_known *a = know_whole(5);
    cn_privacy_known *b = know_whole(6);
    assert_status(cn_privacy_merge(a, b), CARNET_PRIVACY_PROOF);
    bytes[0][0] ^= 1;
    cn_privacy_known *c = know_whole(5);
    bytes[0][0] ^= 1;
    assert_status(cn_privacy_merge(a, c), CARNET_PRIVACY_PROOF);
    cn_privacy_known_free(a);
    cn_privacy_known_free(b);
    cn_privacy_known_free(c);
}

/* What was learnt by merging is told on, and nothing that nobody told. */
static void what_was_merged_merges_further(void **state)
{
    (void)state;
    cn_privacy_known *all[4];
    cn_privacy_set both = set_of(1u << 0 | 1u << 3);
    for (unsigned i = 0; i < 4; i++) {
        all[i] = know_some(1u << i, 4);
    }
    for (size_t i = 3; i > 0; i--) { /* each into the one before it */
        assert_status(cn_privacy_merge(all[i - 1], all[i]), CARNET_OK);
    }
    cn_buf merged = proof_of(all[0], &both);
    cn_privacy_known *whole = know_whole(4);
    cn_buf due = proof_of(whole, &both);
    assert_span(cn_buf_span(&merged), due.data, due.len);
    cn_buf_free(&merged);
    cn_buf_free(&due);
    cn_privacy_known_free(whole);
    for (size_t i = 0; i < 4; i++) {
        cn_privacy_known_free(all[i]);
    }
}

/* ---- salts ---- */

static void salts_of_what_is_shown_are_found_and_no_others(void **state)
{
    (void)state;
    static uint8_t found[MOST][CN_PRIVACY_SEED_SIZE];
    const uint8_t untouched[CN_PRIVACY_SEED_SIZE] = {0};
    const size_t num = 7;
    cn_privacy_known *whole = know_whole(num);
    for (unsigned mask = 1; mask < 1u << num; mask++) {
        cn_span entries[MOST];
        cn_privacy_view view;
        cn_privacy_set shown = set_of(mask);
        cn_buf proof = proof_of(whole, &shown);
        read_view(&view, entries, cn_buf_span(&proof), &shown, num);
        memset(found, 0, sizeof found);
        cn_privacy_salts(found, &view);
        for (size_t i = 0; i < num; i++) {
            uint8_t salt[CN_PRIVACY_SEED_SIZE];
            test_salt(salt, seed, num, i);
            assert_memory_equal(found[i],
                                cn_privacy_has(&shown, i) ? salt : untouched,
                                sizeof salt);
        }
        cn_buf_free(&proof);
    }
    cn_privacy_known_free(whole);
}

/* ---- memory ---- */

static void memory_that_fails_is_told_and_none_is_lost(void **state)
{
    (void)state;
    size_t live = test_mem_live();
    const cn_privacy_view view = {.seed = seed};
    cn_privacy_set left = set_of(1);
    cn_privacy_known *k = know_whole(2);
    cn_privacy_known *none = k;
    test_mem_fail_at(1);
    assert_status(cn_privacy_know(&none, &view), CARNET_CALLER_MEMORY);
    assert_null(none);
    bool failed = true;
    size_t nth = 1;
    for (; failed; nth++) {
        cn_buf b;
        cn_buf_init(&b);
        test_mem_fail_at(nth);
        cn_privacy_put_proof(&b, k, &left);
        failed = test_mem_has_failed();
        test_mem_fail_at(0);
        assert_status(b.status, failed ? CARNET_CALLER_MEMORY : CARNET_OK);
        cn_buf_free(&b);
    }
    assert_true(nth > 3); /* the proof's elements, and what they go to */
    cn_privacy_known_free(k);
    assert_int_equal(test_mem_live(), live);
    assert_int_equal(test_mem_unwiped(), 0);
}

/* ---- seeds ---- */

static cn_span all[MOST];
static cn_privacy_view part; /* of 2 entries */
static uint8_t salts[2][CN_PRIVACY_SEED_SIZE];

static void call_split(void)
{
    cn_privacy_split(salts[0], salts[1], seed);
}

static void call_leaf(void)
{
    uint8_t digest[CN_PRIVACY_DIGEST_SIZE];
    cn_privacy_leaf(digest, salts[1], all[1]);
}

static void call_digest(void)
{
    uint8_t digest[CN_PRIVACY_DIGEST_SIZE];
    assert_status(cn_privacy_digest(digest, &part), CARNET_OK);
}

static void call_salts(void)
{
    uint8_t out[2][CN_PRIVACY_SEED_SIZE];
    cn_privacy_salts(out, &part);
}

static void call_know(void)
{
    cn_privacy_known *k = NULL;
    assert_status(cn_privacy_know(&k, &part), CARNET_OK);
    cn_privacy_known_free(k);
}

/* In each place that a call has for them. */
static void each_call_wipes_the_seeds_that_it_made(void **state)
{
    (void)state;
    static const struct {
        void (*call)(void);
        const uint8_t *holds;
        size_t at_least; /* bytes of the place */
        size_t due;
    } cases[] = {
        {call_split, seed, CN_PRIVACY_SEED_SIZE, 1},
        {call_split, salts[1], CN_PRIVACY_SEED_SIZE, 1},
        {call_leaf, salts[1], CN_PRIVACY_SEED_SIZE, 1},
        {call_digest, salts[1], sizeof(cn_privacy_walk), 1},
        {call_salts, salts[1], sizeof(cn_privacy_walk), 1},
        {call_know, salts[1], sizeof(cn_privacy_walk), 2}, /* walks twice */
    };
    part.seed = seed;
    part.entries = all;
    part.step = sizeof *all;
    part.num = 2;
    for (size_t i = 0; i < part.num; i++) {
        all[i] = cn_span_of(bytes[i], ENTRY);
    }
    call_split();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        test_mem_watch(cases[i].holds, CN_PRIVACY_SEED_SIZE, cases[i].at_least);
        cases[i].call();
        assert_int_equal(test_mem_wiped(), cases[i].due);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_knows_the_whole_part_has_each_entry),
        cmocka_unit_test(a_part_without_entries_is_known_by_its_seed),
        cmocka_unit_test(a_proof_that_does_not_fit_tells_nothing),
        cmocka_unit_test(nil_stands_where_no_seed_is_known),
        cmocka_unit_test(parts_of_two_credentials_do_not_merge),
        cmocka_unit_test(what_was_merged_merges_further),
        cmocka_unit_test(salts_of_what_is_shown_are_found_and_no_others),
        cmocka_unit_test(memory_that_fails_is_told_and_none_is_lost),
        cmocka_unit_test(each_call_wipes_the_seeds_that_it_made),
    };
    return cmocka_run_group_tests(tests, fill, NULL);
}
