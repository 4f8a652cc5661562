/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Candidates for a key id, which is four bytes and may be anybody's: in the
 * order given, up to the bound, each key once.
 */
#include "../support/support.h"

#include "trust/trust.h"

enum {
    MANY = 12
};

static carnet_public_key keys[MANY];
static const carnet_public_key *list[MANY];

/* Key n has its number for bytes; its id is the given one. */
static void make(size_t n, const char id[CARNET_KEY_ID_SIZE])
{
    memset(&keys[n], (int)n, sizeof keys[n]);
    memcpy(keys[n].digest, id, CARNET_KEY_ID_SIZE);
    list[n] = &keys[n];
}

static size_t find(uint32_t out[CN_LIMIT_CANDIDATES], size_t num,
                   const char id[CARNET_KEY_ID_SIZE])
{
    memset(out, 0xff, CN_LIMIT_CANDIDATES * sizeof out[0]);
    return cn_trust_candidates(out, list, num, (const uint8_t *)id);
}

static void no_key_no_candidate(void **state)
{
    (void)state;
    uint32_t out[CN_LIMIT_CANDIDATES];
    assert_int_equal(cn_trust_candidates(out, NULL, 0, (const uint8_t *)"kid!"),
                     0);
    make(0, "kid1");
    assert_int_equal(find(out, 1, "kid!"), 0);
    assert_int_equal(find(out, 1, "kid1"), 1);
    assert_int_equal(out[0], 0);
}

static void every_byte_of_the_id_counts(void **state)
{
    (void)state;
    uint32_t out[CN_LIMIT_CANDIDATES];
    make(0, "abcd");
    for (size_t i = 0; i < CARNET_KEY_ID_SIZE; i++) {
        char id[] = "abcd";
        id[i] ^= 1;
        assert_int_equal(find(out, 1, id), 0);
    }
}

static void colliding_ids_give_all_in_their_order(void **state)
{
    (void)state;
    uint32_t out[CN_LIMIT_CANDIDATES];
    for (size_t colliding = 0; colliding <= MANY; colliding++) {
        /* The last ones collide, so that places are not 0, 1, 2, ... */
        for (size_t n = 0; n < MANY; n++) {
            make(n, n >= MANY - colliding ? "same" : "else");
        }
        size_t expected =
            colliding < CN_LIMIT_CANDIDATES ? colliding : CN_LIMIT_CANDIDATES;
        assert_int_equal(find(out, MANY, "same"), expected);
        for (size_t i = 0; i < expected; i++) {
            assert_int_equal(out[i], MANY - colliding + i);
        }
        for (size_t i = expected; i < CN_LIMIT_CANDIDATES; i++) {
            assert_int_equal(out[i], UINT32_MAX);
        }
    }
}

static void a_key_given_twice_takes_no_place_of_another(void **state)
{
    (void)state;
    uint32_t out[CN_LIMIT_CANDIDATES];
    for (size_t n = 0; n < MANY; n++) {
        make(n, "same");
    }
    for (size_t n = 1; n < 8; n++) {
        list[n] = list[0]; /* the same handle */
    }
    make(8, "same");
    keys[9] = keys[8]; /* another handle of the same key */
    assert_int_equal(find(out, MANY, "same"), 4);
    assert_int_equal(out[0], 0);
    assert_int_equal(out[1], 8);
    assert_int_equal(out[2], 10);
    assert_int_equal(out[3], 11);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_key_no_candidate),
        cmocka_unit_test(every_byte_of_the_id_counts),
        cmocka_unit_test(colliding_ids_give_all_in_their_order),
        cmocka_unit_test(a_key_given_twice_takes_no_place_of_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
