/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Making trust lists by the public calls: a draft, its JSON, the first list and
 * those that follow; what is refused on the way; and no memory left behind.
 */
#include "../support/failing_mem.h"
#include "made.h"

#include "../../lib/api/draft_i.h"

#define LIST_KEY 200
#define NEXT_KEY 201

static carnet_trust_draft *new_draft(void)
{
    carnet_trust_draft *d = NULL;
    assert_status(carnet_trust_draft_new(&d, 90), CARNET_OK);
    return d;
}

static void add(carnet_trust_draft *d, const char *name, uint8_t key)
{
    assert_status(carnet_trust_draft_add_key(d, name, strlen(name), "GR", 2,
                                             CARNET_TRUST_NGO, test_public(key),
                                             TEST_DAY - 100),
                  CARNET_OK);
}

static void withdraw(carnet_trust_draft *d, uint8_t key, int32_t day,
                     int32_t how, carnet_status due)
{
    assert_status(
        carnet_trust_draft_withdraw(d, test_public(key)->digest, day, how),
        due);
}

/* The list that is signed, by key; previous may be NULL. */
static carnet_trust_list *sign(const carnet_trust_draft *d,
                               const carnet_trust_list *previous, uint8_t key)
{
    carnet_buf *file = NULL;
    carnet_trust_list *l = NULL;
    carnet_problem *why = (void *)&l; /* is set whatever it was */
    assert_status(carnet_trust_draft_sign(&file, NULL, d, previous,
                                          test_secret(key), TEST_DAY),
                  CARNET_OK);
    assert_status(carnet_trust_list_read(&l, &why, carnet_buf_data(file),
                                         carnet_buf_len(file),
                                         test_public(key)),
                  CARNET_OK);
    assert_null(why);
    carnet_buf_free(file);
    return l;
}

static void assert_unsigned(const carnet_trust_draft *d,
                            const carnet_trust_list *previous, uint8_t key,
                            carnet_status due)
{
    carnet_buf *file = (void *)&d;
    carnet_problem *why = NULL;
    assert_status(carnet_trust_draft_sign(&file, &why, d, previous,
                                          test_secret(key), TEST_DAY),
                  due);
    assert_null(file);
    carnet_problem_free(why);
}

static carnet_trust_draft *full_draft(void)
{
    carnet_seal_key *seal = NULL;
    carnet_trust_draft *d = new_draft();
    assert_status(carnet_seal_key_new(&seal), CARNET_OK);
    add(d, "Zorba Relief", 1);
    assert_status(carnet_trust_draft_set_until(d, TEST_DAY + 400), CARNET_OK);
    assert_status(carnet_trust_draft_set_use(d, 1, 0), CARNET_OK);
    assert_status(carnet_trust_draft_allow_kind(d, "vaccination", 11),
                  CARNET_OK);
    assert_status(carnet_trust_draft_allow_kind(d, "person", 6), CARNET_OK);
    assert_status(
        carnet_trust_draft_set_sealing(d, carnet_seal_key_get_public(seal)),
        CARNET_OK);
    add(d, "Aid for All", 2);
    add(d, "Zorba Relief", 3);
    withdraw(d, 2, TEST_DAY, CARNET_TRUST_IS_RETIRED, CARNET_OK);
    assert_status(carnet_trust_draft_set_next_key(d, test_public(NEXT_KEY)),
                  CARNET_OK);
    carnet_seal_key_free(seal);
    return d;
}

static carnet_buf *json_of(const carnet_trust_draft *d)
{
    carnet_buf *out = NULL;
    assert_status(carnet_trust_draft_encode(&out, d), CARNET_OK);
    return out;
}

static void drafts_come_back_from_json_and_from_lists(void **state)
{
    (void)state;
    carnet_trust_draft *d = full_draft();
    carnet_buf *json = json_of(d);
    carnet_trust_draft *again = NULL;
    assert_status(carnet_trust_draft_decode(&again, NULL,
                                            (const char *)carnet_buf_data(json),
                                            carnet_buf_len(json)),
                  CARNET_OK);
    carnet_buf *second = json_of(again);
    assert_int_equal(carnet_buf_len(second), carnet_buf_len(json));
    assert_memory_equal(carnet_buf_data(second), carnet_buf_data(json),
                        carnet_buf_len(json));
    carnet_trust_list *l = sign(again, NULL, LIST_KEY);
    assert_int_equal(carnet_trust_list_num_issuers(l), 2);
    assert_int_equal(carnet_trust_list_num_keys(l), 3);
    carnet_trust_draft *from = NULL;
    assert_status(carnet_trust_draft_from_list(&from, l), CARNET_OK);
    assert_status(carnet_trust_draft_set_next_key(from, test_public(NEXT_KEY)),
                  CARNET_OK);
    carnet_buf *third = json_of(from);
    assert_int_equal(carnet_buf_len(third), carnet_buf_len(json));
    assert_memory_equal(carnet_buf_data(third), carnet_buf_data(json),
                        carnet_buf_len(json));
    carnet_buf_free(third);
    carnet_buf_free(second);
    carnet_buf_free(json);
    carnet_trust_draft_free(from);
    carnet_trust_draft_free(again);
    carnet_trust_draft_free(d);
    carnet_trust_list_free(l);
}

static void lists_follow_each_other_and_begin_new_epochs(void **state)
{
    (void)state;
    carnet_trust_draft *d = full_draft();
    carnet_trust_list *first = sign(d, NULL, LIST_KEY);
    carnet_trust_list *second = sign(d, first, LIST_KEY);
    assert_unsigned(d, second, NEXT_KEY, CARNET_KEY_TWICE);
    assert_status(carnet_trust_draft_set_next_key(d, NULL), CARNET_OK);
    carnet_trust_list *third = sign(d, second, NEXT_KEY);
    assert_int_equal(carnet_trust_list_epoch(first), 0);
    assert_int_equal(carnet_trust_list_sequence(first), 0);
    assert_int_equal(carnet_trust_list_sequence(second), 1);
    assert_int_equal(carnet_trust_list_epoch(third), 1);
    assert_int_equal(carnet_trust_list_sequence(third), 0);
    assert_int_equal(carnet_trust_list_issued_days(third), TEST_DAY);
    assert_int_equal(carnet_trust_list_next_update_days(third), TEST_DAY + 90);
    assert_memory_equal(carnet_trust_list_get_signer(third)->bytes,
                        test_public(NEXT_KEY)->bytes, CARNET_KEY_PUBLIC_SIZE);
    assert_unsigned(d, third, LIST_KEY, CARNET_TRUST_PIN);
    assert_unsigned(d, first, 77, CARNET_TRUST_PIN);
    /* The same by a verifier who has the one before. */
    for (int as_text = 0; as_text < 2; as_text++) {
        carnet_buf *b = NULL;
        carnet_trust_list *got = NULL;
        int32_t newer = -1;
        assert_status(carnet_trust_list_encode(&b, third, as_text), CARNET_OK);
        assert_status(carnet_trust_list_read_next(&got, &newer, NULL,
                                                  carnet_buf_data(b),
                                                  carnet_buf_len(b), second),
                      CARNET_OK);
        assert_int_equal(newer, 1);
        carnet_trust_list_free(got);
        assert_status(carnet_trust_list_read_next(&got, &newer, NULL,
                                                  carnet_buf_data(b),
                                                  carnet_buf_len(b), third),
                      CARNET_OK);
        assert_int_equal(newer, 0);
        carnet_trust_list_free(got);
        carnet_buf_free(b);
        assert_status(carnet_trust_list_encode(&b, second, as_text), CARNET_OK);
        newer = -1;
        assert_status(carnet_trust_list_read_next(&got, &newer, NULL,
                                                  carnet_buf_data(b),
                                                  carnet_buf_len(b), third),
                      CARNET_TRUST_PIN);
        assert_null(got);
        assert_int_equal(newer, 0);
        carnet_buf_free(b);
    }
    carnet_trust_list_free(third);
    carnet_trust_list_free(second);
    carnet_trust_list_free(first);
    carnet_trust_draft_free(d);
}

/* ---- a key by itself ---- */

/* JSON without white space outside of strings; nothing here has any in them but
   names, whose spaces go too. */
static cn_buf dense(const carnet_buf *json)
{
    cn_buf b;
    cn_buf_init(&b);
    for (size_t i = 0; i < carnet_buf_len(json); i++) {
        uint8_t c = carnet_buf_data(json)[i];
        if (c != ' ' && c != '\n') {
            cn_buf_put_u8(&b, c);
        }
    }
    cn_buf_put_u8(&b, 0);
    return b;
}

/* Key i says of itself what the list says of it, and names its issuer. */
static void assert_key(const carnet_trust_list *l, const char *whole, size_t i,
                       const char *issuer)
{
    carnet_buf *json = NULL;
    carnet_buf *text = NULL;
    assert_status(carnet_trust_list_key_json(&json, l, i), CARNET_OK);
    assert_status(carnet_trust_list_key_text(&text, l, i), CARNET_OK);
    cn_buf b = dense(json);
    const char *said = (const char *)b.data;
    const char *key = strstr(said, "\"key\":");
    assert_memory_equal(said, "{\"issuer\":", 10);
    assert_non_null(strstr(said, issuer));
    assert_non_null(key);
    assert_non_null(strstr(whole, key));
    assert_non_null(strstr((const char *)carnet_buf_data(text), "key"));
    cn_buf_free(&b);
    carnet_buf_free(text);
    carnet_buf_free(json);
}

static void each_key_is_said_by_itself(void **state)
{
    (void)state;
    carnet_trust_draft *d = full_draft();
    carnet_trust_list *l = sign(d, NULL, LIST_KEY);
    carnet_buf *json = NULL;
    assert_status(carnet_trust_list_json(&json, l), CARNET_OK);
    cn_buf whole = dense(json);
    static const char aid[] =
        "{\"name\":\"AidforAll\",\"country\":\"GR\",\"kind\":\"ngo\"}";
    static const char zorba[] =
        "{\"name\":\"ZorbaRelief\",\"country\":\"GR\",\"kind\":\"ngo\"}";
    for (size_t i = 0; i < 3; i++) {
        assert_key(l, (const char *)whole.data, i, i == 0 ? aid : zorba);
    }
    carnet_buf *none = (void *)&l;
    assert_status(carnet_trust_list_key_json(&none, l, 3),
                  CARNET_CALLER_ABSENT);
    assert_null(none);
    assert_status(carnet_trust_list_key_json(&none, NULL, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_trust_list_key_json(NULL, l, 0), CARNET_CALLER_NULL);
    assert_status(carnet_trust_list_key_text(&none, l, 3),
                  CARNET_CALLER_ABSENT);
    assert_status(carnet_trust_list_key_text(&none, NULL, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_trust_list_key_text(NULL, l, 0), CARNET_CALLER_NULL);
    cn_buf_free(&whole);
    carnet_buf_free(json);
    carnet_trust_list_free(l);
    carnet_trust_draft_free(d);
}

static void nothing_follows_the_last_number(void **state)
{
    (void)state;
    carnet_trust_draft *d = full_draft();
    carnet_trust_list *l = sign(d, NULL, LIST_KEY);
    l->list.sequence = UINT32_MAX;
    assert_unsigned(d, l, LIST_KEY, CARNET_TRUST_LAST);
    assert_status(carnet_trust_draft_set_next_key(d, NULL), CARNET_OK);
    carnet_trust_list *next = sign(d, l, NEXT_KEY);
    assert_int_equal(carnet_trust_list_epoch(next), 1);
    carnet_trust_list_free(next);
    l->list.epoch = UINT32_MAX;
    assert_unsigned(d, l, NEXT_KEY, CARNET_TRUST_LAST);
    carnet_trust_list_free(l);
    carnet_trust_draft_free(d);
}

static void refuses_to_sign_what_no_verifier_would_take(void **state)
{
    (void)state;
    carnet_trust_draft *d = full_draft();
    carnet_trust_list *l = sign(d, NULL, LIST_KEY);
    carnet_trust_draft *other = new_draft();
    assert_unsigned(other, NULL, LIST_KEY, CARNET_TRUST_EMPTY);
    add(other, "Zorba Relief", 1);
    assert_unsigned(other, l, LIST_KEY, CARNET_TRUST_OTHER);
    assert_unsigned(other, NULL, 1, CARNET_TRUST_SELF);
    memcpy(other->list.id, d->list.id, CN_TRUST_ID_SIZE);
    assert_unsigned(other, l, LIST_KEY, CARNET_TRUST_BACK); /* 2 is left out */
    carnet_trust_draft_free(other);
    carnet_trust_list_free(l);
    carnet_trust_draft_free(d);
}

/* The key that signs lists may be stolen; it does not choose its successor
   twice, nor is its own. */
static void a_next_key_is_named_once_an_epoch_and_is_another(void **state)
{
    (void)state;
    uint8_t key[CARNET_KEY_PUBLIC_SIZE];
    carnet_trust_draft *d = new_draft();
    add(d, "Zorba Relief", 1);
    assert_status(carnet_trust_draft_set_next_key(d, test_public(LIST_KEY)),
                  CARNET_OK);
    assert_unsigned(d, NULL, LIST_KEY, CARNET_KEY_TWICE);
    assert_status(carnet_trust_draft_set_next_key(d, NULL), CARNET_OK);
    carnet_trust_list *bare = sign(d, NULL, LIST_KEY);
    assert_status(carnet_trust_list_copy_next_key(key, bare),
                  CARNET_CALLER_ABSENT);
    assert_status(carnet_trust_draft_set_next_key(d, test_public(NEXT_KEY)),
                  CARNET_OK);
    carnet_trust_list *named = sign(d, bare, LIST_KEY);
    assert_status(carnet_trust_list_copy_next_key(key, named), CARNET_OK);
    assert_memory_equal(key, test_public(NEXT_KEY)->bytes, sizeof key);
    assert_unsigned(d, named, NEXT_KEY, CARNET_KEY_TWICE);
    assert_status(carnet_trust_draft_set_next_key(d, test_public(202)),
                  CARNET_OK);
    assert_unsigned(d, named, LIST_KEY, CARNET_TRUST_NEXT);
    carnet_trust_list *next = sign(d, named, NEXT_KEY);
    assert_status(carnet_trust_list_copy_next_key(key, next), CARNET_OK);
    assert_memory_equal(key, test_public(202)->bytes, sizeof key);
    assert_status(carnet_trust_list_copy_next_key(NULL, next),
                  CARNET_CALLER_NULL);
    assert_status(carnet_trust_list_copy_next_key(key, NULL),
                  CARNET_CALLER_NULL);
    carnet_trust_list_free(next);
    carnet_trust_list_free(named);
    carnet_trust_list_free(bare);
    carnet_trust_draft_free(d);
}

static void refuses_wrong_arguments(void **state)
{
    (void)state;
    carnet_trust_draft *d = new_draft();
    carnet_trust_draft *none = (void *)&d;
    assert_status(carnet_trust_draft_new(NULL, 1), CARNET_CALLER_NULL);
    assert_status(carnet_trust_draft_new(&none, 0), CARNET_CALLER_RANGE);
    assert_null(none);
    assert_status(carnet_trust_draft_new(&none, 3651), CARNET_CALLER_RANGE);
    assert_status(carnet_trust_draft_set_until(d, 1), CARNET_CALLER_ABSENT);
    assert_status(carnet_trust_draft_set_use(d, 1, 1), CARNET_CALLER_ABSENT);
#define ADD(name, country, kind, key, day)                                     \
    carnet_trust_draft_add_key(d, name, sizeof(name) - 1, country,             \
                               sizeof(country) - 1, kind, test_public(key),    \
                               day)
    assert_status(ADD("", "GR", 0, 1, 0), CARNET_CALLER_RANGE);
    assert_status(ADD("a\nb", "GR", 0, 1, 0), CARNET_CALLER_RANGE);
    assert_status(ADD("a\xcd\xb8", "GR", 0, 1, 0), CARNET_CALLER_RANGE);
    assert_status(ADD("a", "gr", 0, 1, 0), CARNET_CALLER_RANGE);
    assert_status(ADD("a", "GRC", 0, 1, 0), CARNET_CALLER_RANGE);
    assert_status(ADD("a", "GR", 4, 1, 0), CARNET_CALLER_RANGE);
    assert_status(ADD("a", "GR", -1, 1, 0), CARNET_CALLER_RANGE);
    assert_status(ADD("a", "GR", 0, 1, -1), CARNET_CALLER_RANGE);
    assert_status(ADD("a", "", 1, 1, 10), CARNET_OK);
    assert_status(ADD("b", "GR", 0, 1, 0), CARNET_KEY_TWICE);
    assert_status(carnet_trust_draft_set_until(d, 9), CARNET_CALLER_RANGE);
    assert_status(carnet_trust_draft_set_use(d, 0, 0), CARNET_CALLER_RANGE);
    assert_status(carnet_trust_draft_allow_kind(d, "nothing", 7),
                  CARNET_RECORD_KIND);
    withdraw(d, 2, 1, CARNET_TRUST_IS_RETIRED, CARNET_CALLER_ABSENT);
    withdraw(d, 1, 1, CARNET_TRUST_GOOD, CARNET_CALLER_RANGE);
    withdraw(d, 1, 5, CARNET_TRUST_IS_COMPROMISED, CARNET_OK);
    withdraw(d, 1, 5, CARNET_TRUST_IS_RETIRED, CARNET_TRUST_BACK);
    withdraw(d, 1, 6, CARNET_TRUST_IS_COMPROMISED, CARNET_TRUST_BACK);
    withdraw(d, 1, 4, CARNET_TRUST_IS_COMPROMISED, CARNET_OK);
    carnet_trust_draft_free(d);
    carnet_trust_draft_free(NULL);
    carnet_trust_list_free(NULL);
    assert_int_equal(carnet_trust_id_size(), CARNET_TRUST_ID_SIZE);
    assert_int_equal(carnet_trust_list_epoch(NULL), 0);
    assert_null(carnet_trust_list_get_signer(NULL));
}

/* Two keys whose ids are alike, found among 200,000. */
static carnet_secret_key *key_of_a_crowd(uint32_t n)
{
    uint8_t seed[CARNET_KEY_SEED_SIZE] = {0};
    carnet_secret_key *key = NULL;
    seed[0] = (uint8_t)n;
    seed[1] = (uint8_t)(n >> 8);
    seed[31] = 1;
    assert_status(carnet_key_from_seed(&key, seed, sizeof seed), CARNET_OK);
    return key;
}

static void nobody_knows_which_of_two_keys_of_one_id_is_withdrawn(void **state)
{
    (void)state;
    carnet_secret_key *keys[] = {key_of_a_crowd(7300), key_of_a_crowd(7990)};
    carnet_trust_draft *d = new_draft();
    for (size_t i = 0; i < 2; i++) {
        assert_status(carnet_trust_draft_add_key(
                          d, "A", 1, "GR", 2, CARNET_TRUST_NGO,
                          carnet_key_get_public(keys[i]), TEST_DAY),
                      CARNET_OK);
    }
    const uint8_t *id = carnet_key_get_public(keys[0])->digest;
    assert_memory_equal(id, carnet_key_get_public(keys[1])->digest,
                        CARNET_KEY_ID_SIZE);
    assert_status(
        carnet_trust_draft_withdraw(d, id, TEST_DAY, CARNET_TRUST_IS_RETIRED),
        CARNET_KEY_CROWDED);
    carnet_trust_draft_free(d);
    carnet_key_free(keys[1]);
    carnet_key_free(keys[0]);
}

static carnet_status add_nth(carnet_trust_draft *d, const char *name, uint8_t n)
{
    return carnet_trust_draft_add_key(d, name, strlen(name), "GR", 2,
                                      CARNET_TRUST_NGO, test_public(n),
                                      TEST_DAY);
}

static void an_issuer_has_sixteen_keys(void **state)
{
    (void)state;
    carnet_trust_draft *d = new_draft();
    for (uint8_t n = 1; n <= CN_LIMIT_ISSUER_KEYS; n++) {
        assert_status(add_nth(d, "A", n), CARNET_OK);
    }
    assert_status(add_nth(d, "A", CN_LIMIT_ISSUER_KEYS + 1),
                  CARNET_CALLER_RANGE);
    assert_status(add_nth(d, "B", CN_LIMIT_ISSUER_KEYS + 1), CARNET_OK);
    carnet_trust_draft_free(d);
}

/* The room for issuers, as if all before had been added. */
static void a_draft_has_65536_issuers(void **state)
{
    (void)state;
    carnet_trust_draft *d = new_draft();
    assert_status(add_nth(d, "A", 1), CARNET_OK);
    cn_trust_issuer *one = d->list.issuers;
    cn_trust_issuer *all = calloc(CN_LIMIT_ISSUERS, sizeof *all);
    assert_non_null(all);
    for (size_t i = 0; i < CN_LIMIT_ISSUERS; i++) {
        all[i] = *one;
    }
    d->list.issuers = all;
    d->list.num_issuers = CN_LIMIT_ISSUERS;
    assert_status(add_nth(d, "B", 2), CARNET_CALLER_RANGE);
    assert_status(add_nth(d, "A", 2), CARNET_OK);
    carnet_trust_draft_free(d);
    free(all);
}

static void a_list_is_due_again_within_the_calendar(void **state)
{
    (void)state;
    carnet_trust_draft *d = new_draft();
    carnet_buf *file = NULL;
    carnet_trust_list *l = NULL;
    assert_status(add_nth(d, "A", 2), CARNET_OK);
    assert_status(carnet_trust_draft_sign(&file, NULL, d, NULL, test_secret(1),
                                          CN_LIMIT_DAY - 1),
                  CARNET_OK);
    assert_status(carnet_trust_list_read(&l, NULL, carnet_buf_data(file),
                                         carnet_buf_len(file), test_public(1)),
                  CARNET_OK);
    assert_int_equal(carnet_trust_list_next_update_days(l), CN_LIMIT_DAY);
    carnet_trust_list_free(l);
    carnet_buf_free(file);
    carnet_trust_draft_free(d);
}

static void names_other_inputs_for_what_they_are(void **state)
{
    (void)state;
    static const struct {
        const char *input;
        carnet_status due;
    } rows[] = {{"HP1:BB8", CARNET_TEXT_PASSPORT},
                {"\x89HP\r\n\x1a\n\x01x", CARNET_TEXT_PASSPORT},
                {"HR1:BB8", CARNET_TEXT_LIST},
                {"HT1:", CARNET_TEXT_EMPTY},
                {"HT1:BB8", CARNET_CBOR_TRUNCATED},
                {"", CARNET_TEXT_EMPTY},
                {"hello", CARNET_TEXT_PREFIX}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        carnet_trust_list *l = (void *)&i;
        carnet_status got = carnet_trust_list_read(
            &l, NULL, (const uint8_t *)rows[i].input, strlen(rows[i].input),
            test_public(LIST_KEY));
        assert_null(l);
        if (rows[i].due == CARNET_CBOR_TRUNCATED) {
            assert_int_not_equal(got, CARNET_OK);
        } else {
            assert_status(got, rows[i].due);
        }
    }
}

/* ---- memory ---- */

static carnet_status all_of_it(void)
{
    carnet_trust_draft *d = NULL;
    carnet_trust_draft *again = NULL;
    carnet_buf *json = NULL;
    carnet_buf *file = NULL;
    carnet_buf *key = NULL;
    carnet_trust_list *l = NULL;
    carnet_trust_list *same = NULL;
    int32_t newer;
    carnet_status status = carnet_trust_draft_new(&d, 90);
    if (status == CARNET_OK) {
        status = carnet_trust_draft_add_key(d, "A", 1, "GR", 2, 0,
                                            test_public(1), TEST_DAY);
    }
    if (status == CARNET_OK) {
        status = carnet_trust_draft_encode(&json, d);
    }
    if (status == CARNET_OK) {
        status = carnet_trust_draft_decode(&again, NULL,
                                           (const char *)carnet_buf_data(json),
                                           carnet_buf_len(json));
    }
    if (status == CARNET_OK) {
        status = carnet_trust_draft_sign(&file, NULL, again, NULL,
                                         test_secret(LIST_KEY), TEST_DAY);
    }
    if (status == CARNET_OK) {
        status =
            carnet_trust_list_read(&l, NULL, carnet_buf_data(file),
                                   carnet_buf_len(file), test_public(LIST_KEY));
    }
    if (status == CARNET_OK) {
        status = carnet_trust_list_read_next(&same, &newer, NULL,
                                             carnet_buf_data(file),
                                             carnet_buf_len(file), l);
    }
    if (status == CARNET_OK) {
        status = carnet_trust_list_key_json(&key, l, 0);
    }
    carnet_buf_free(key);
    carnet_trust_list_free(same);
    carnet_trust_list_free(l);
    carnet_buf_free(file);
    carnet_buf_free(json);
    carnet_trust_draft_free(again);
    carnet_trust_draft_free(d);
    return status;
}

static void memory_that_fails_is_said_and_all_is_given_back(void **state)
{
    (void)state;
    bool failed = true;
    size_t n = 0;
    (void)test_secret(LIST_KEY);
    (void)test_public(1);
    while (failed && n < 1000) {
        size_t live = test_mem_live();
        test_mem_fail_at(++n);
        carnet_status status = all_of_it();
        failed = test_mem_has_failed();
        test_mem_fail_at(0);
        assert_int_equal(test_mem_live(), live);
        assert_status(status, failed ? CARNET_CALLER_MEMORY : CARNET_OK);
    }
    assert_in_range(n, 20, 999);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drafts_come_back_from_json_and_from_lists),
        cmocka_unit_test(lists_follow_each_other_and_begin_new_epochs),
        cmocka_unit_test(each_key_is_said_by_itself),
        cmocka_unit_test(nothing_follows_the_last_number),
        cmocka_unit_test(refuses_to_sign_what_no_verifier_would_take),
        cmocka_unit_test(a_next_key_is_named_once_an_epoch_and_is_another),
        cmocka_unit_test(refuses_wrong_arguments),
        cmocka_unit_test(nobody_knows_which_of_two_keys_of_one_id_is_withdrawn),
        cmocka_unit_test(an_issuer_has_sixteen_keys),
        cmocka_unit_test(a_draft_has_65536_issuers),
        cmocka_unit_test(a_list_is_due_again_within_the_calendar),
        cmocka_unit_test(names_other_inputs_for_what_they_are),
        cmocka_unit_test(memory_that_fails_is_said_and_all_is_given_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
