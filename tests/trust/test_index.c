/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The index of a trust list, which finds a key by its id: every bit counts,
 * order is by all of them, and nothing behind the last key is looked at. Nobody
 * can make many keys of one id here, so such an index is made by hand.
 */
#include "made_list.h"

enum {
    MANY = 60
};

/* How many keys have an id, one after the other. */
static size_t count_by_hand(const cn_trust_list *l,
                            const uint8_t kid[CARNET_KEY_ID_SIZE])
{
    size_t num = 0;
    for (size_t i = 0; i < l->num_keys; i++) {
        uint8_t digest[CN_CRYPTO_HASH_SIZE];
        cn_crypto_sha256(digest,
                         cn_span_of(l->keys[i].bytes, CARNET_KEY_PUBLIC_SIZE));
        num += memcmp(digest, kid, CARNET_KEY_ID_SIZE) == 0;
    }
    return num;
}

static void every_bit_of_an_id_counts(void **state)
{
    (void)state;
    cn_buf b = made_many(MANY);
    carnet_trust_list *l = made_read(cn_buf_span(&b), MADE_MANY);
    for (size_t i = 0; i < MANY; i++) {
        uint8_t kid[CN_CRYPTO_HASH_SIZE];
        size_t first;
        cn_crypto_sha256(
            kid, cn_span_of(l->list.keys[i].bytes, CARNET_KEY_PUBLIC_SIZE));
        assert_int_equal(cn_trust_list_find(&l->list, &first, kid), 1);
        assert_int_equal(l->list.index[first].key, i);
        for (size_t bit = 0; bit < 8 * CARNET_KEY_ID_SIZE; bit++) {
            kid[bit / 8] ^= (uint8_t)(1u << bit % 8);
            assert_int_equal(cn_trust_list_find(&l->list, &first, kid),
                             count_by_hand(&l->list, kid));
            kid[bit / 8] ^= (uint8_t)(1u << bit % 8);
        }
    }
    made_free(l);
    cn_buf_free(&b);
}

/* Two numbers as keys, whose ids are de f7 89 b5 and de f7 89 b4. */
static void ids_that_differ_in_their_last_bit_are_in_order(void **state)
{
    (void)state;
    static const uint8_t greater[CARNET_KEY_PUBLIC_SIZE] = {0xcb, 0x8c};
    static const uint8_t less[CARNET_KEY_PUBLIC_SIZE] = {0x6a, 0xc6, 0x01};
    made m;
    cn_arena arena;
    cn_arena_init_grow(&arena);
    made_begin(&m, 2);
    m.list.arena = &arena;
    m.keys[0].bytes = greater;
    m.keys[1].bytes = less;
    assert_status(cn_trust_index(&m.list, NULL), CARNET_OK);
    assert_int_equal(m.list.index[0].kid, 0xdef789b4);
    assert_int_equal(m.list.index[0].key, 1);
    assert_int_equal(m.list.index[1].kid, 0xdef789b5);
    cn_arena_free(&arena);
}

/* Keys 1 to num with these ids, by hand. */
static void begin(made *m, cn_trust_place *index, const uint32_t *kids,
                  uint32_t num)
{
    made_begin(m, num);
    m->list.index = index;
    for (uint32_t i = 0; i < num; i++) {
        index[i] = (cn_trust_place){kids[i], i};
    }
}

static void a_key_twice_is_found_wherever_it_stands(void **state)
{
    (void)state;
    static const uint32_t kids[] = {5, 7, 7, 7, 7, 8};
    for (size_t one = 0; one < 6; one++) {
        for (size_t two = one + 1; two < 6; two++) {
            made m;
            cn_trust_place index[MADE_MAX];
            begin(&m, index, kids, 6);
            assert_status(cn_trust_check_index(&m.list, NULL), CARNET_OK);
            m.keys[two].bytes = m.keys[one].bytes;
            /* One key has one id. */
            assert_status(cn_trust_check_index(&m.list, NULL),
                          kids[one] == kids[two] ? CARNET_KEY_TWICE
                                                 : CARNET_OK);
        }
    }
}

static void five_of_one_id_are_too_many_wherever_they_stand(void **state)
{
    (void)state;
    for (size_t at = 0; at < 3; at++) {
        made m;
        cn_trust_place index[MADE_MAX];
        uint32_t kids[7];
        for (size_t i = 0; i < 7; i++) {
            kids[i] = i < at ? (uint32_t)i : i < at + 5 ? 7 : 8;
        }
        begin(&m, index, kids, 7);
        assert_status(cn_trust_check_index(&m.list, NULL), CARNET_KEY_CROWDED);
        kids[at + 4] = 8;
        begin(&m, index, kids, 7);
        assert_status(cn_trust_check_index(&m.list, NULL), CARNET_OK);
    }
}

/* The last place of three is no longer one. */
static void nothing_behind_the_last_key_is_found(void **state)
{
    (void)state;
    made m;
    cn_trust_place index[MADE_MAX];
    static const uint32_t kids[] = {5, 6, 7};
    size_t first = 9;
    begin(&m, index, kids, 3);
    assert_int_equal(
        cn_trust_list_find(&m.list, &first, (const uint8_t *)"\0\0\0\7"), 1);
    m.list.num_keys = 2;
    assert_int_equal(
        cn_trust_list_find(&m.list, &first, (const uint8_t *)"\0\0\0\7"), 0);
    assert_int_equal(first, 2);
}

/* A place of another id tells nothing, nor does one that is not the first. */
static void a_key_is_looked_for_among_all_of_its_id_and_no_others(void **state)
{
    (void)state;
    carnet_public_key key = *made_public(2);
    memcpy(key.digest, "\0\0\0\6", CARNET_KEY_ID_SIZE);
    for (uint32_t at = 0; at < 6; at++) {
        made m;
        cn_trust_place index[MADE_MAX];
        static const uint32_t kids[] = {5, 6, 6, 6, 7, 8};
        begin(&m, index, kids, 6);
        m.keys[1].bytes = made_public(7)->bytes;
        m.keys[at].bytes = key.bytes;
        assert_ptr_equal(cn_trust_list_get(&m.list, &key),
                         kids[at] == 6 ? &m.keys[at] : NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_bit_of_an_id_counts),
        cmocka_unit_test(ids_that_differ_in_their_last_bit_are_in_order),
        cmocka_unit_test(a_key_twice_is_found_wherever_it_stands),
        cmocka_unit_test(five_of_one_id_are_too_many_wherever_they_stand),
        cmocka_unit_test(nothing_behind_the_last_key_is_found),
        cmocka_unit_test(a_key_is_looked_for_among_all_of_its_id_and_no_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
