/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Verifying by trust lists: what each thing that a list can say of a key does
 * to the facts, the word and what may be read. Nothing is weaker than with bare
 * keys, and a compromised key is refused whoever else trusts it.
 */
#include "../support/failing_mem.h"
#include "made.h"

#include "../../lib/trust/trust.h"
#include "carnet/history.h"
#include "carnet/interop.h"

#define LIST_KEY 200
#define OTHER_KEY 201
#define DAY INT64_C(86400)

static void add_key(carnet_trust_draft *d, const char *name,
                    const carnet_public_key *key)
{
    assert_status(carnet_trust_draft_add_key(d, name, strlen(name), "GR", 2,
                                             CARNET_TRUST_CLINIC, key,
                                             TEST_DAY - 100),
                  CARNET_OK);
}

/* A list of one issuer with key n, or of several. */
static carnet_trust_draft *draft_of(const char *name, uint8_t n)
{
    carnet_trust_draft *d = NULL;
    assert_status(carnet_trust_draft_new(&d, 90), CARNET_OK);
    add_key(d, name, test_public(n));
    return d;
}

/* The same with its key for these kinds alone. */
static carnet_trust_draft *draft_for(const char *name, const char *const *kinds,
                                     size_t num_kinds)
{
    carnet_trust_draft *d = draft_of(name, 1);
    for (size_t i = 0; i < num_kinds; i++) {
        assert_status(
            carnet_trust_draft_allow_kind(d, kinds[i], strlen(kinds[i])),
            CARNET_OK);
    }
    return d;
}

static void withdraw(carnet_trust_draft *d, uint8_t n, int32_t day, int32_t how)
{
    assert_status(
        carnet_trust_draft_withdraw(d, test_public(n)->digest, day, how),
        CARNET_OK);
}

/* Signed by a list key on TEST_DAY; the draft is over. */
static carnet_trust_list *list_of(carnet_trust_draft *d, uint8_t by)
{
    carnet_buf *file = NULL;
    carnet_trust_list *l = NULL;
    assert_status(carnet_trust_draft_sign(&file, NULL, d, NULL, test_secret(by),
                                          TEST_DAY),
                  CARNET_OK);
    assert_status(carnet_trust_list_read(&l, NULL, carnet_buf_data(file),
                                         carnet_buf_len(file), test_public(by)),
                  CARNET_OK);
    carnet_buf_free(file);
    carnet_trust_draft_free(d);
    return l;
}

/* A passport, verified by a bare key (0: none) and lists, which are freed. */
static carnet_verdict *verify_passport(cn_span passport, uint8_t bare,
                                       carnet_trust_list *a,
                                       carnet_trust_list *b, int64_t now_s)
{
    carnet_trust *t = NULL;
    carnet_verdict *v = NULL;
    cn_buf text = test_as_text(passport);
    assert_status(carnet_trust_new(&t), CARNET_OK);
    if (bare != 0) {
        assert_status(carnet_trust_add_key(t, test_public(bare)), CARNET_OK);
    }
    if (a != NULL) {
        assert_status(carnet_trust_add_list(t, a), CARNET_OK);
    }
    if (b != NULL) {
        assert_status(carnet_trust_add_list(t, b), CARNET_OK);
    }
    assert_status(carnet_verify_trusting(&v, text.data, text.len, t, now_s),
                  CARNET_OK);
    carnet_trust_free(t);
    carnet_trust_list_free(a);
    carnet_trust_list_free(b);
    cn_buf_free(&text);
    return v;
}

/* The only one of a passport; it is over. */
static carnet_verdict *verify_one(test_credential *c, carnet_trust_list *l)
{
    cn_buf passport = test_passport(c, TEST_ALL, true);
    carnet_verdict *v =
        verify_passport(cn_buf_span(&passport), 0, l, NULL, TEST_NOW);
    cn_buf_free(&passport);
    test_end(c);
    return v;
}

/* The sample of issuer 1. */
static carnet_verdict *verify(uint8_t bare, carnet_trust_list *a,
                              carnet_trust_list *b, int64_t now_s)
{
    test_credential *c = test_sample(1);
    cn_buf passport = test_passport(c, TEST_ALL, true);
    carnet_verdict *v =
        verify_passport(cn_buf_span(&passport), bare, a, b, now_s);
    cn_buf_free(&passport);
    test_end(c);
    return v;
}

/* One fact, the word and whether anything may be read; frees the verdict. */
static void expect(carnet_verdict *v, int32_t outcome, int32_t fact,
                   carnet_status status)
{
    assert_int_equal(carnet_verify_outcome(v), outcome);
    assert_int_equal(carnet_verify_credential_outcome(v, 0), outcome);
    assert_status(carnet_verify_fact_status(v, 0, fact), status);
    assert_int_equal(carnet_verify_fact(v, 0, fact), status == CARNET_OK
                                                         ? CARNET_VERIFY_YES
                                                         : CARNET_VERIFY_NO);
    assert_int_equal(carnet_verify_num_entries(v, 0),
                     outcome == CARNET_VERIFY_REFUSED ? 0 : 8);
    carnet_verify_free(v);
}

static void nobody_is_believed_at_first(void **state)
{
    (void)state;
    expect(verify(0, NULL, NULL, TEST_NOW), CARNET_VERIFY_REFUSED,
           CARNET_VERIFY_SIGNATURE, CARNET_KEY_UNKNOWN);
}

/* In either order of the two. */
static void a_list_without_the_key_says_nothing_of_it(void **state)
{
    (void)state;
    for (uint8_t first = 1; first <= 2; first++) {
        carnet_trust_list *a = list_of(draft_of("Clinic", first), 100);
        carnet_trust_list *b =
            list_of(draft_of("Clinic", (uint8_t)(3 - first)), 101);
        expect(verify(0, a, b, TEST_NOW), CARNET_VERIFY_ACCEPTED,
               CARNET_VERIFY_SIGNATURE, CARNET_OK);
    }
}

static void bare_keys_say_what_they_said_before(void **state)
{
    (void)state;
    carnet_verdict *v = verify(1, NULL, NULL, TEST_NOW);
    assert_int_equal(carnet_verify_fact(v, 0, CARNET_VERIFY_KEY),
                     CARNET_VERIFY_NOT_CHECKED);
    assert_int_equal(carnet_verify_fact(v, 0, CARNET_VERIFY_TRUST_LIST),
                     CARNET_VERIFY_NOT_CHECKED);
    assert_int_equal(carnet_verify_key_index(v, 0), 0);
    assert_string_equal(carnet_verify_issuer_name(v, 0), "");
    assert_int_equal(carnet_verify_issuer_kind(v, 0), -1);
    expect(v, CARNET_VERIFY_ACCEPTED, CARNET_VERIFY_SIGNATURE, CARNET_OK);
    expect(verify(2, NULL, NULL, TEST_NOW), CARNET_VERIFY_REFUSED,
           CARNET_VERIFY_SIGNATURE, CARNET_KEY_UNKNOWN);
}

static void a_listed_key_is_accepted_and_its_issuer_named(void **state)
{
    (void)state;
    carnet_verdict *v =
        verify(0, list_of(draft_of("Clinic of Epirus", 1), LIST_KEY), NULL,
               TEST_NOW + 30 * DAY);
    assert_string_equal(carnet_verify_issuer_name(v, 0), "Clinic of Epirus");
    assert_string_equal(carnet_verify_issuer_country(v, 0), "GR");
    assert_int_equal(carnet_verify_issuer_kind(v, 0), CARNET_TRUST_CLINIC);
    assert_int_equal(carnet_verify_key_index(v, 0), -1);
    assert_int_equal(carnet_verify_fact(v, 0, CARNET_VERIFY_KEY),
                     CARNET_VERIFY_YES);
    assert_int_equal(carnet_verify_fact(v, 0, CARNET_VERIFY_SCOPE),
                     CARNET_VERIFY_YES);
    assert_int_equal(
        carnet_verify_fact_age_days(v, 0, CARNET_VERIFY_TRUST_LIST), 30);
    assert_int_equal(carnet_verify_entry_in_scope(v, 0, 0), 1);
    assert_int_equal(carnet_verify_entry_in_scope(v, 0, 8), 0);
    expect(v, CARNET_VERIFY_ACCEPTED, CARNET_VERIFY_TRUST_LIST, CARNET_OK);
}

static void a_stranger_is_refused_beside_a_list(void **state)
{
    (void)state;
    expect(verify(0, list_of(draft_of("Clinic", 2), LIST_KEY), NULL, TEST_NOW),
           CARNET_VERIFY_REFUSED, CARNET_VERIFY_SIGNATURE, CARNET_KEY_UNKNOWN);
}

static void an_old_list_is_for_review_and_its_content_is_shown(void **state)
{
    (void)state;
    expect(verify(0, list_of(draft_of("Clinic", 1), LIST_KEY), NULL,
                  TEST_NOW + 91 * DAY),
           CARNET_VERIFY_REVIEW, CARNET_VERIFY_TRUST_LIST, CARNET_TRUST_STALE);
}

static void keys_count_in_their_window_and_use(void **state)
{
    (void)state;
    carnet_trust_draft *d = draft_of("Clinic", 1);
    assert_status(carnet_trust_draft_set_until(d, TEST_DAY - 1), CARNET_OK);
    expect(verify(0, list_of(d, LIST_KEY), NULL, TEST_NOW),
           CARNET_VERIFY_REVIEW, CARNET_VERIFY_KEY, CARNET_KEY_WINDOW);
    d = draft_of("Clinic", 1);
    assert_status(carnet_trust_draft_set_use(d, 0, 1), CARNET_OK);
    expect(verify(0, list_of(d, LIST_KEY), NULL, TEST_NOW),
           CARNET_VERIFY_REVIEW, CARNET_VERIFY_KEY, CARNET_KEY_USE);
}

static void signed_after_the_key_was_retired_is_for_review(void **state)
{
    (void)state;
    for (int32_t before = 0; before < 2; before++) {
        carnet_trust_draft *d = draft_of("Clinic", 1);
        withdraw(d, 1, TEST_DAY - before, CARNET_TRUST_IS_RETIRED);
        expect(verify(0, list_of(d, LIST_KEY), NULL, TEST_NOW),
               before ? CARNET_VERIFY_REVIEW : CARNET_VERIFY_ACCEPTED,
               CARNET_VERIFY_KEY, before ? CARNET_KEY_RETIRED : CARNET_OK);
    }
}

/* Its giver vouches for it; the list names whose it is. */
static void a_bare_key_is_good_whatever_a_list_objects(void **state)
{
    (void)state;
    carnet_trust_draft *d = draft_of("Clinic", 1);
    withdraw(d, 1, TEST_DAY - 9, CARNET_TRUST_IS_RETIRED);
    carnet_verdict *v = verify(1, list_of(d, LIST_KEY), NULL, TEST_NOW);
    assert_int_equal(carnet_verify_key_index(v, 0), 0);
    assert_int_equal(carnet_verify_fact(v, 0, CARNET_VERIFY_KEY),
                     CARNET_VERIFY_NOT_CHECKED);
    assert_string_equal(carnet_verify_issuer_name(v, 0), "Clinic");
    expect(v, CARNET_VERIFY_ACCEPTED, CARNET_VERIFY_SIGNATURE, CARNET_OK);
}

static void a_key_that_the_only_list_calls_compromised_is_refused(void **state)
{
    (void)state;
    carnet_trust_draft *d = draft_of("Clinic", 1);
    withdraw(d, 1, TEST_DAY, CARNET_TRUST_IS_COMPROMISED);
    expect(verify(0, list_of(d, LIST_KEY), NULL, TEST_NOW),
           CARNET_VERIFY_REFUSED, CARNET_VERIFY_SIGNATURE,
           CARNET_KEY_COMPROMISED);
}

/* Whatever day it claims, and whoever else trusts it. */
static void a_compromised_key_is_refused(void **state)
{
    (void)state;
    for (uint8_t bare = 0; bare < 2; bare++) {
        for (int32_t later = -1000; later <= 1000; later += 1000) {
            carnet_trust_draft *d = draft_of("Clinic", 1);
            withdraw(d, 1, TEST_DAY + later, CARNET_TRUST_IS_COMPROMISED);
            carnet_verdict *v =
                verify(bare, list_of(draft_of("Clinic", 1), OTHER_KEY),
                       list_of(d, LIST_KEY), TEST_NOW);
            assert_int_equal(
                carnet_verify_fact_days(v, 0, CARNET_VERIFY_SIGNATURE),
                TEST_DAY + later);
            assert_string_equal(carnet_verify_issuer_name(v, 0), "");
            expect(v, CARNET_VERIFY_REFUSED, CARNET_VERIFY_SIGNATURE,
                   CARNET_KEY_COMPROMISED);
        }
    }
}

static void one_list_that_calls_a_key_good_is_enough(void **state)
{
    (void)state;
    carnet_trust_draft *d = draft_of("Clinic", 1);
    withdraw(d, 1, TEST_DAY - 9, CARNET_TRUST_IS_RETIRED);
    carnet_verdict *v =
        verify(0, list_of(d, LIST_KEY),
               list_of(draft_of("Its ministry", 1), OTHER_KEY), TEST_NOW);
    assert_string_equal(carnet_verify_issuer_name(v, 0), "Its ministry");
    expect(v, CARNET_VERIFY_ACCEPTED, CARNET_VERIFY_KEY, CARNET_OK);
}

/* The list that follows another, of the same line. */
static carnet_trust_list *next_of(carnet_trust_draft *d,
                                  const carnet_trust_list *last)
{
    carnet_trust_list *l = list_of(d, LIST_KEY);
    memcpy(l->list.id, last->list.id, CN_TRUST_ID_SIZE);
    l->list.sequence = last->list.sequence + 1;
    return l;
}

/* In whatever order they come: an older one, which a thief of the list key may
   have made, takes nothing back. */
static void of_one_line_the_newest_list_counts(void **state)
{
    (void)state;
    for (int is_first = 0; is_first < 2; is_first++) {
        carnet_trust_draft *d = draft_of("Clinic", 1);
        withdraw(d, 1, TEST_DAY - 9, CARNET_TRUST_IS_RETIRED);
        carnet_trust_list *old = list_of(draft_of("Clinic", 1), LIST_KEY);
        carnet_trust_list *new = next_of(d, old);
        expect(verify(0, is_first ? new : old, is_first ? old : new, TEST_NOW),
               CARNET_VERIFY_REVIEW, CARNET_VERIFY_KEY, CARNET_KEY_RETIRED);
    }
    /* An epoch goes before a sequence. */
    carnet_trust_draft *d = draft_of("Clinic", 1);
    withdraw(d, 1, TEST_DAY - 9, CARNET_TRUST_IS_RETIRED);
    carnet_trust_list *old = list_of(draft_of("Clinic", 1), LIST_KEY);
    carnet_trust_list *new = next_of(d, old);
    old->list.sequence = UINT32_MAX;
    new->list.epoch = 1;
    expect(verify(0, new, old, TEST_NOW), CARNET_VERIFY_REVIEW,
           CARNET_VERIFY_KEY, CARNET_KEY_RETIRED);
    /* Whom the newest leaves out is a stranger. */
    old = list_of(draft_of("Clinic", 1), LIST_KEY);
    new = next_of(draft_of("Another", 2), old);
    expect(verify(0, old, new, TEST_NOW), CARNET_VERIFY_REFUSED,
           CARNET_VERIFY_SIGNATURE, CARNET_KEY_UNKNOWN);
}

static void by_an_older_list_of_a_line_a_key_is_still_compromised(void **state)
{
    (void)state;
    for (int is_first = 0; is_first < 2; is_first++) {
        carnet_trust_draft *d = draft_of("Clinic", 1);
        withdraw(d, 1, TEST_DAY, CARNET_TRUST_IS_COMPROMISED);
        carnet_trust_list *old = list_of(d, LIST_KEY);
        carnet_trust_list *new = next_of(draft_of("Clinic", 1), old);
        expect(verify(0, is_first ? new : old, is_first ? old : new, TEST_NOW),
               CARNET_VERIFY_REFUSED, CARNET_VERIFY_SIGNATURE,
               CARNET_KEY_COMPROMISED);
    }
}

/* A new epoch, which the key kept elsewhere signs, undoes what a thief said;
   and counts as much where the thief's other lists came after it. */
static void of_an_epoch_before_the_newest_nothing_counts(void **state)
{
    (void)state;
    for (int is_first = 0; is_first < 2; is_first++) {
        carnet_trust_draft *d = draft_of("Clinic", 1);
        withdraw(d, 1, TEST_DAY, CARNET_TRUST_IS_COMPROMISED);
        carnet_trust_list *old = list_of(d, LIST_KEY);
        carnet_trust_list *new = next_of(draft_of("Clinic", 1), old);
        old->list.sequence = UINT32_MAX;
        new->list.epoch = 1;
        expect(verify(0, is_first ? new : old, is_first ? old : new, TEST_NOW),
               CARNET_VERIFY_ACCEPTED, CARNET_VERIFY_SIGNATURE, CARNET_OK);
    }
    /* Also one that was older in its own epoch; another line's stays. */
    carnet_trust *t = NULL;
    carnet_trust_list *lists[4];
    for (uint32_t i = 0; i < 4; i++) {
        carnet_trust_draft *d = draft_of("Clinic", 1);
        if (i < 3) {
            withdraw(d, 1, TEST_DAY, CARNET_TRUST_IS_COMPROMISED);
        }
        lists[i] = list_of(d, LIST_KEY);
        memset(lists[i]->list.id, i == 2, CN_TRUST_ID_SIZE);
        lists[i]->list.sequence = i;
        lists[i]->list.epoch = i == 3;
    }
    assert_status(carnet_trust_new(&t), CARNET_OK);
    for (size_t i = 0; i < 4; i++) {
        assert_status(carnet_trust_add_list(t, lists[i]), CARNET_OK);
        assert_true(cn_trust_is_compromised(t, test_public(1)));
    }
    assert_status(carnet_trust_add_list(t, lists[0]), CARNET_OK);
    assert_int_equal(t->num_lists, 2);
    assert_int_equal(t->num_all_lists, 2);
    carnet_trust_free(t);
    for (size_t i = 0; i < 4; i++) {
        carnet_trust_list_free(lists[i]);
    }
}

static void two_lists_of_one_number_are_not_believed_together(void **state)
{
    (void)state;
    carnet_trust *t = NULL;
    carnet_trust_list *l = list_of(draft_of("Clinic", 1), LIST_KEY);
    carnet_trust_list *fork = next_of(draft_of("Another", 2), l);
    fork->list.sequence = l->list.sequence;
    assert_status(carnet_trust_new(&t), CARNET_OK);
    assert_status(carnet_trust_add_list(t, l), CARNET_OK);
    assert_status(carnet_trust_add_list(t, fork), CARNET_TRUST_FORKED);
    assert_status(carnet_trust_add_list(t, l), CARNET_OK); /* the same */
    assert_int_equal(t->num_all_lists, 1);
    carnet_trust_free(t);
    carnet_trust_list_free(fork);
    carnet_trust_list_free(l);
}

/* Both days are still to come, so that the word is review either way. */
static void of_two_lists_the_one_counts_that_objects_least(void **state)
{
    (void)state;
    carnet_trust_draft *d = draft_of("Clinic", 1);
    withdraw(d, 1, TEST_DAY - 9, CARNET_TRUST_IS_RETIRED);
    carnet_verdict *v = verify(0, list_of(d, LIST_KEY),
                               list_of(draft_of("Its ministry", 1), OTHER_KEY),
                               TEST_NOW - INT64_C(86400) * 5);
    assert_string_equal(carnet_verify_issuer_name(v, 0), "Its ministry");
    assert_status(carnet_verify_fact_status(v, 0, CARNET_VERIFY_TRUST_LIST),
                  CARNET_KEY_FUTURE);
    expect(v, CARNET_VERIFY_REVIEW, CARNET_VERIFY_KEY, CARNET_OK);
}

/* That of these two which is called better, whichever comes first. */
static void assert_better(carnet_trust_list *(*worse)(void),
                          carnet_trust_list *(*better)(void), int64_t now_s)
{
    for (int is_first = 0; is_first < 2; is_first++) {
        carnet_verdict *v = verify(0, is_first ? better() : worse(),
                                   is_first ? worse() : better(), now_s);
        assert_string_equal(carnet_verify_issuer_name(v, 0), "Better");
        carnet_verify_free(v);
    }
}

static const char *const some_kinds[] = {"person", "vaccination"};

static carnet_trust_list *without_objection(void)
{
    return list_of(draft_of("Better", 1), OTHER_KEY);
}

static carnet_trust_list *objecting_to_scope(void)
{
    return list_of(draft_for("Worse", some_kinds, 2), LIST_KEY);
}

/* For less time than the others. */
static carnet_trust_list *stale(void)
{
    carnet_trust_draft *d = NULL;
    assert_status(carnet_trust_draft_new(&d, 5), CARNET_OK);
    add_key(d, "Worse", test_public(1));
    return list_of(d, LIST_KEY);
}

static carnet_trust_list *objecting_to_key(void)
{
    carnet_trust_draft *d = draft_of("Better", 1);
    withdraw(d, 1, TEST_DAY - 9, CARNET_TRUST_IS_RETIRED);
    return list_of(d, OTHER_KEY);
}

static carnet_trust_list *objecting_to_key_and_scope(void)
{
    carnet_trust_draft *d = draft_for("Worse", some_kinds, 2);
    withdraw(d, 1, TEST_DAY - 9, CARNET_TRUST_IS_RETIRED);
    return list_of(d, LIST_KEY);
}

static void each_objection_of_a_list_counts(void **state)
{
    (void)state;
    assert_better(objecting_to_scope, without_objection, TEST_NOW);
    assert_better(stale, without_objection, TEST_NOW + 6 * DAY);
    assert_better(objecting_to_key_and_scope, objecting_to_key, TEST_NOW);
}

static void of_two_that_object_as_much_the_first_counts(void **state)
{
    (void)state;
    carnet_verdict *v =
        verify(0, list_of(draft_of("First", 1), LIST_KEY),
               list_of(draft_of("Second", 1), OTHER_KEY), TEST_NOW);
    assert_string_equal(carnet_verify_issuer_name(v, 0), "First");
    carnet_verify_free(v);
}

/* Each by another issuer, whom another list names. */
static void each_of_several_credentials_has_its_issuer(void **state)
{
    (void)state;
    static const char *const names[] = {"One", "Two"};
    for (uint8_t first = 1; first <= 2; first++) {
        cn_buf b;
        cn_buf_init(&b);
        cn_cbor_put_array(&b, 2);
        for (uint8_t i = 0; i < 2; i++) {
            test_credential *c = test_sample(i == 0 ? first : 3 - first);
            test_put_credential(&b, c, TEST_ALL, true);
            test_end(c);
        }
        carnet_verdict *v = verify_passport(
            cn_buf_span(&b), 0, list_of(draft_of("One", 1), LIST_KEY),
            list_of(draft_of("Two", 2), OTHER_KEY), TEST_NOW);
        assert_string_equal(carnet_verify_issuer_name(v, 0), names[first - 1]);
        assert_string_equal(carnet_verify_issuer_name(v, 1), names[2 - first]);
        assert_int_equal(carnet_verify_fact(v, 1, CARNET_VERIFY_KEY),
                         CARNET_VERIFY_YES);
        expect(v, CARNET_VERIFY_ACCEPTED, CARNET_VERIFY_KEY, CARNET_OK);
        cn_buf_free(&b);
    }
}

/* Found by trying many: the ids of both keys are 4dec9f62. */
static carnet_secret_key *colliding(size_t i)
{
    static const uint32_t numbers[] = {5935, 187499};
    uint8_t seed[CARNET_KEY_SEED_SIZE] = {(uint8_t)numbers[i],
                                          (uint8_t)(numbers[i] >> 8),
                                          (uint8_t)(numbers[i] >> 16)};
    carnet_secret_key *key = NULL;
    assert_status(carnet_key_from_seed(&key, seed, sizeof seed), CARNET_OK);
    return key;
}

static void each_of_two_keys_of_one_id_is_found(void **state)
{
    (void)state;
    carnet_secret_key *keys[] = {colliding(0), colliding(1)};
    assert_memory_equal(carnet_key_get_public(keys[0])->digest,
                        carnet_key_get_public(keys[1])->digest,
                        CARNET_KEY_ID_SIZE);
    for (size_t i = 0; i < 4; i++) {
        bool compromised = i >= 2;
        carnet_trust_draft *d = draft_of("Another", 9);
        for (size_t k = 0; k < 2; k++) {
            add_key(d, "Clinic", carnet_key_get_public(keys[k]));
        }
        test_credential *c = test_begin(1);
        c->key = keys[i % 2];
        memcpy(c->claims.kid, carnet_key_get_public(c->key)->digest,
               CARNET_KEY_ID_SIZE);
        test_add_sample(c);
        carnet_trust_list *l = list_of(d, LIST_KEY);
        for (size_t k = 0; k < l->list.num_keys; k++) {
            l->list.keys[k].withdrawn =
                compromised ? CARNET_TRUST_IS_COMPROMISED : 0;
        }
        expect(verify_one(c, l),
               compromised ? CARNET_VERIFY_REFUSED : CARNET_VERIFY_ACCEPTED,
               CARNET_VERIFY_SIGNATURE,
               compromised ? CARNET_KEY_COMPROMISED : CARNET_OK);
    }
    carnet_key_free(keys[0]);
    carnet_key_free(keys[1]);
}

/* All kinds of the sample but that of its first entry; all of them. */
static void every_entry_is_held_against_the_scope(void **state)
{
    (void)state;
    static const char *const kinds[] = {
        "person",       "vaccination", "travel_clearance", "condition",
        "prescription", "allergy",     "result",           "contacts"};
    expect(verify(0, list_of(draft_for("Clinic", kinds + 1, 7), LIST_KEY), NULL,
                  TEST_NOW),
           CARNET_VERIFY_REVIEW, CARNET_VERIFY_SCOPE, CARNET_KEY_SCOPE);
    expect(verify(0, list_of(draft_for("Clinic", kinds, 8), LIST_KEY), NULL,
                  TEST_NOW),
           CARNET_VERIFY_ACCEPTED, CARNET_VERIFY_SCOPE, CARNET_OK);
}

/* Of one entry, what is no entry behind it is none that the list must allow. */
static void what_is_no_entry_is_in_no_scope(void **state)
{
    (void)state;
    test_credential *c = test_begin(1);
    test_add_json(c, CN_API_DESK,
                  "{\"kind\":\"vaccination\",\"vaccine\":"
                  "{\"code\":\"J07BL01\"},\"date\":\"2025-12-04\"}");
    test_sign(c);
    carnet_verdict *v = verify_one(
        c, list_of(draft_for("Clinic", some_kinds + 1, 1), LIST_KEY));
    assert_int_equal(carnet_verify_fact(v, 0, CARNET_VERIFY_SCOPE),
                     CARNET_VERIFY_YES);
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
    carnet_verify_free(v);
}

/* A list names kinds up to 63. */
static void kinds_that_no_list_can_name_are_outside_of_each(void **state)
{
    (void)state;
    static const char *const entries[] = {"19013f8100", "1901408100"};
    for (size_t i = 0; i < 2; i++) {
        test_credential *c = test_begin(1);
        test_add_person(c, CN_API_DESK);
        test_add_hex(c, CN_API_DESK, entries[i]);
        test_sign(c);
        carnet_trust_list *l =
            list_of(draft_for("Clinic", some_kinds, 1), LIST_KEY);
        for (size_t k = 0; k < l->list.num_keys; k++) {
            l->list.keys[k].kinds |= UINT64_C(1) << 63;
        }
        carnet_verdict *v = verify_one(c, l);
        assert_int_equal(carnet_verify_entry_in_scope(v, 0, 0), 1);
        assert_int_equal(carnet_verify_entry_in_scope(v, 0, 1), i == 0);
        carnet_verify_free(v);
    }
}

static void kinds_outside_the_scope_are_marked(void **state)
{
    (void)state;
    carnet_trust_draft *d = draft_of("Clinic", 1);
    assert_status(carnet_trust_draft_allow_kind(d, "person", 6), CARNET_OK);
    assert_status(carnet_trust_draft_allow_kind(d, "vaccination", 11),
                  CARNET_OK);
    carnet_verdict *v = verify(0, list_of(d, LIST_KEY), NULL, TEST_NOW);
    for (size_t i = 0; i < 8; i++) {
        int32_t kind =
            carnet_record_entry_kind(carnet_verify_get_entry(v, 0, i));
        assert_int_equal(carnet_verify_entry_in_scope(v, 0, i),
                         kind == CARNET_KIND_PERSON ||
                             kind == CARNET_KIND_VACCINATION);
    }
    expect(v, CARNET_VERIFY_REVIEW, CARNET_VERIFY_SCOPE, CARNET_KEY_SCOPE);
}

/* The name of the only Organization of its document; frees the verdict. */
static void assert_issuer(carnet_verdict *v, const char *const *names,
                          size_t num_names, const char *due)
{
    carnet_buf *json = NULL;
    assert_status(carnet_interop_fhir_export(&json, v, names, num_names, NULL,
                                             0, TEST_NOW),
                  CARNET_OK);
    const char *text = (const char *)carnet_buf_data(json);
    const char *issuer = strstr(text, "\"Organization\"");
    assert_non_null(issuer);
    const char *name = strstr(issuer, "\"name\"");
    assert_non_null(name);
    assert_memory_equal(strchr(name, ':') + 1, due, strlen(due));
    carnet_buf_free(json);
    carnet_verify_free(v);
}

static void a_document_names_an_issuer_by_its_list_or_its_key(void **state)
{
    (void)state;
    static const char *const unnamed[] = {NULL};
    static const char *const named[] = {"Given"};
    char id[32];
    const uint8_t *d = test_public(1)->digest;
    (void)snprintf(id, sizeof id, " \"%02x%02x%02x%02x\"", d[0], d[1], d[2],
                   d[3]);
    assert_issuer(verify(1, NULL, NULL, TEST_NOW), NULL, 0, id);
    assert_issuer(verify(1, NULL, NULL, TEST_NOW), unnamed, 1, id);
    assert_issuer(verify(1, NULL, NULL, TEST_NOW), named, 1, " \"Given\"");
    assert_issuer(
        verify(0, list_of(draft_of("Clinic", 1), LIST_KEY), NULL, TEST_NOW),
        NULL, 0, " \"Clinic\"");
    assert_issuer(
        verify(1, list_of(draft_of("Clinic", 1), LIST_KEY), NULL, TEST_NOW),
        unnamed, 1, " \"Clinic\"");
}

/* What the entries of a verdict do, each of which stands alone. */
static void assert_restated(const carnet_verdict *v, int32_t due)
{
    carnet_history *h = NULL;
    assert_status(carnet_history_new(&h, v), CARNET_OK);
    for (size_t i = 0; i < carnet_verify_num_credentials(v); i++) {
        assert_int_not_equal(carnet_verify_num_entries(v, i), 0);
        for (size_t k = 0; k < carnet_verify_num_entries(v, i); k++) {
            assert_int_equal(carnet_history_restates(h, i, k, 1), due);
        }
    }
    carnet_history_free(h);
}

/* A page whose issuer may tell the person (desk) and no condition (clinic), in
   presentations of one part each: the word of each, and of their entries. */
static void expect_presented(const unsigned *shown, size_t num, int32_t due)
{
    static const char *const person[] = {"person"};
    test_credential *c = test_begin(1);
    test_add_person(c, CN_API_DESK);
    test_add_json(c, CN_API_CLINIC,
                  "{\"kind\":\"condition\",\"code\":{\"code\":\"I10\"}}");
    test_sign(c);
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, num);
    for (size_t k = 0; k < num; k++) {
        test_put_credential(&b, c, shown[k], true);
    }
    carnet_verdict *v = verify_passport(
        cn_buf_span(&b), 0, list_of(draft_for("Clinic", person, 1), LIST_KEY),
        NULL, TEST_NOW);
    for (size_t k = 0; k < num; k++) {
        assert_int_equal(carnet_verify_fact(v, k, CARNET_VERIFY_SCOPE),
                         shown[k] == TEST_DESK ? CARNET_VERIFY_YES
                                               : CARNET_VERIFY_NO);
    }
    assert_restated(v, due);
    carnet_verify_free(v);
    cn_buf_free(&b);
    test_end(c);
}

/* A presentation is held against the scope by what it gives; its credential is
   accepted where all of them are, whatever their order. */
static void one_presentation_out_of_scope_is_enough(void **state)
{
    (void)state;
    static const unsigned shown[] = {TEST_DESK, TEST_CLINIC, TEST_DESK};
    expect_presented(shown, 1, CARNET_HISTORY_RESTATED);
    expect_presented(shown, 2, CARNET_HISTORY_NOT_ACCEPTED);
    expect_presented(shown + 1, 1, CARNET_HISTORY_NOT_ACCEPTED);
    expect_presented(shown + 1, 2, CARNET_HISTORY_NOT_ACCEPTED);
}

static void what_is_malformed_stays_so(void **state)
{
    (void)state;
    carnet_trust *t = NULL;
    carnet_verdict *v = NULL;
    carnet_trust_list *l = list_of(draft_of("Clinic", 1), LIST_KEY);
    assert_status(carnet_trust_new(&t), CARNET_OK);
    assert_status(carnet_trust_add_list(t, l), CARNET_OK);
    assert_status(
        carnet_verify_trusting(&v, (const uint8_t *)"HP1:00", 6, t, TEST_NOW),
        CARNET_OK);
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_REFUSED);
    assert_int_not_equal(carnet_verify_reason(v), CARNET_OK);
    carnet_verify_free(v);
    assert_status(carnet_verify_trusting(&v, NULL, 1, t, TEST_NOW),
                  CARNET_CALLER_NULL);
    assert_status(carnet_verify_trusting(&v, NULL, 0, NULL, TEST_NOW),
                  CARNET_CALLER_NULL);
    assert_status(carnet_verify_trusting(&v, NULL, 0, t, INT64_MAX),
                  CARNET_CALLER_RANGE);
    assert_null(v);
    carnet_trust_free(t);
    carnet_trust_list_free(l);
}

static void memory_that_fails_is_said_and_all_is_given_back(void **state)
{
    (void)state;
    carnet_trust_draft *d = draft_of("Clinic", 1);
    withdraw(d, 1, TEST_DAY, CARNET_TRUST_IS_COMPROMISED);
    carnet_trust_list *lists[] = {list_of(draft_of("Clinic", 1), LIST_KEY),
                                  list_of(d, OTHER_KEY)};
    cn_buf file = test_sample_file();
    for (size_t num = 1; num <= 2; num++) {
        bool failed = true;
        size_t n = 0;
        while (failed && n < 1000) {
            size_t live = test_mem_live();
            carnet_trust *t = NULL;
            carnet_verdict *v = NULL;
            test_mem_fail_at(++n);
            carnet_status status = carnet_trust_new(&t);
            for (size_t i = 0; i < num && status == CARNET_OK; i++) {
                status = carnet_trust_add_list(t, lists[i]);
            }
            if (status == CARNET_OK) {
                status = carnet_trust_add_key(t, test_public(2));
            }
            if (status == CARNET_OK) {
                status = carnet_verify_trusting(&v, file.data, file.len, t,
                                                TEST_NOW);
            }
            failed = test_mem_has_failed();
            test_mem_fail_at(0);
            assert_status(status, failed ? CARNET_CALLER_MEMORY : CARNET_OK);
            carnet_verify_free(v);
            carnet_trust_free(t);
            assert_int_equal(test_mem_live(), live);
        }
        assert_in_range(n, 5, 999);
    }
    cn_buf_free(&file);
    carnet_trust_list_free(lists[0]);
    carnet_trust_list_free(lists[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_believed_at_first),
        cmocka_unit_test(a_list_without_the_key_says_nothing_of_it),
        cmocka_unit_test(bare_keys_say_what_they_said_before),
        cmocka_unit_test(a_listed_key_is_accepted_and_its_issuer_named),
        cmocka_unit_test(a_stranger_is_refused_beside_a_list),
        cmocka_unit_test(an_old_list_is_for_review_and_its_content_is_shown),
        cmocka_unit_test(keys_count_in_their_window_and_use),
        cmocka_unit_test(signed_after_the_key_was_retired_is_for_review),
        cmocka_unit_test(a_bare_key_is_good_whatever_a_list_objects),
        cmocka_unit_test(a_key_that_the_only_list_calls_compromised_is_refused),
        cmocka_unit_test(a_compromised_key_is_refused),
        cmocka_unit_test(one_list_that_calls_a_key_good_is_enough),
        cmocka_unit_test(of_one_line_the_newest_list_counts),
        cmocka_unit_test(by_an_older_list_of_a_line_a_key_is_still_compromised),
        cmocka_unit_test(of_an_epoch_before_the_newest_nothing_counts),
        cmocka_unit_test(two_lists_of_one_number_are_not_believed_together),
        cmocka_unit_test(of_two_lists_the_one_counts_that_objects_least),
        cmocka_unit_test(each_objection_of_a_list_counts),
        cmocka_unit_test(of_two_that_object_as_much_the_first_counts),
        cmocka_unit_test(each_of_several_credentials_has_its_issuer),
        cmocka_unit_test(each_of_two_keys_of_one_id_is_found),
        cmocka_unit_test(every_entry_is_held_against_the_scope),
        cmocka_unit_test(what_is_no_entry_is_in_no_scope),
        cmocka_unit_test(kinds_that_no_list_can_name_are_outside_of_each),
        cmocka_unit_test(kinds_outside_the_scope_are_marked),
        cmocka_unit_test(a_document_names_an_issuer_by_its_list_or_its_key),
        cmocka_unit_test(one_presentation_out_of_scope_is_enough),
        cmocka_unit_test(what_is_malformed_stays_so),
        cmocka_unit_test(memory_that_fails_is_said_and_all_is_given_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
