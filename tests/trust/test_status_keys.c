/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who signed a status list, where several keys have one id and several lists
 * speak: all keys of the id are tried, wherever they stand, no place behind the
 * last is looked at, and a list that knows neither key says nothing. Nobody can
 * make many keys of one id here, so indexes are changed by hand.
 */
#include "../support/failing_mem.h"
#include "made_list.h"
#include "status_made.h"

enum {
    FAR = 0x7fffffff, /* a place at which no key is */
    LISTS = CN_LIMIT_TRUST_LISTS
};

static uint32_t id_of(uint8_t n)
{
    const uint8_t *d = test_public(n)->digest;
    return (uint32_t)d[0] << 24 | (uint32_t)d[1] << 16 | (uint32_t)d[2] << 8 |
           d[3];
}

/* One of num issuers with a key each, but that the first two have the first. */
static carnet_trust_list *list_of(const uint8_t *keys, size_t num)
{
    made m;
    static uint8_t id;
    made_begin(&m, num);
    m.list.id[0] = ++id;
    for (size_t i = 0; i < num; i++) {
        m.keys[i].bytes = test_public(keys[i])->bytes;
    }
    if (num > 1) {
        bool turned = memcmp(m.keys[0].bytes, m.keys[1].bytes,
                             CARNET_KEY_PUBLIC_SIZE) > 0;
        cn_trust_key first = m.keys[0];
        m.keys[0] = turned ? m.keys[1] : first;
        m.keys[1] = turned ? first : m.keys[1];
        m.keys[0].issuer = 0;
        m.keys[1].issuer = 0;
        m.issuers[0].num_keys = 2;
        for (size_t i = 1; i + 1 < num; i++) {
            m.issuers[i].first_key++;
            m.keys[i + 1].issuer = (uint32_t)i;
        }
        m.list.num_issuers = num - 1;
    }
    return made_list(&m, MADE_MANY);
}

/* Where key n is in the list. */
static uint32_t place_of(const cn_trust_list *l, uint8_t n)
{
    uint32_t i = 0;
    while (memcmp(l->keys[i].bytes, test_public(n)->bytes,
                  CARNET_KEY_PUBLIC_SIZE) != 0) {
        i++;
    }
    return i;
}

static carnet_status read_by(const carnet_trust *t, uint8_t of, uint8_t by)
{
    carnet_status_list *list = NULL;
    test_payload p = test_usual();
    p.of = of;
    cn_buf file = test_sign(&p, by);
    size_t before = test_mem_live();
    carnet_status status =
        carnet_trust_read_status_list(&list, t, file.data, file.len);
    assert_true((status == CARNET_OK) == (list != NULL));
    carnet_status_list_free(list);
    assert_int_equal(test_mem_live(), before);
    cn_buf_free(&file);
    return status;
}

static carnet_status read_with(const carnet_trust_list *one,
                               const carnet_trust_list *two, uint8_t of,
                               uint8_t by)
{
    carnet_trust *t = NULL;
    assert_status(carnet_trust_new(&t), CARNET_OK);
    assert_status(carnet_trust_add_list(t, one), CARNET_OK);
    if (two != NULL) {
        assert_status(carnet_trust_add_list(t, two), CARNET_OK);
    }
    carnet_status status = read_by(t, of, by);
    carnet_trust_free(t);
    return status;
}

/* Both ways round, and by two lists in both orders. */
static void assert_read(const carnet_trust_list *one,
                        const carnet_trust_list *two, carnet_status due)
{
    assert_status(read_with(one, two, 1, 2), due);
    assert_status(read_with(two, one, 1, 2), due);
    assert_status(read_with(one, two, 2, 1), due);
    assert_status(read_with(two, one, 2, 1), due);
}

static void either_key_of_an_issuer_speaks_of_the_other(void **state)
{
    (void)state;
    carnet_trust_list *l = list_of((const uint8_t[]){1, 2, 3}, 3);
    assert_status(read_with(l, NULL, 1, 2), CARNET_OK);
    assert_status(read_with(l, NULL, 2, 1), CARNET_OK);
    assert_status(read_with(l, NULL, 3, 1), CARNET_KEY_ISSUER);
    assert_status(read_with(l, NULL, 1, 3), CARNET_KEY_ISSUER);
    made_free(l);
}

static void a_list_that_knows_neither_key_says_nothing(void **state)
{
    (void)state;
    carnet_trust_list *both = list_of((const uint8_t[]){1, 2}, 2);
    carnet_trust_list *neither = list_of((const uint8_t[]){3, 4}, 2);
    assert_read(both, neither, CARNET_OK);
    for (size_t i = 0; i < 2; i++) {
        both->list.keys[i].from = TEST_DAY + 1;
    }
    assert_read(both, neither, CARNET_KEY_WINDOW);
    made_free(both);
    made_free(neither);
}

static void a_key_is_good_if_one_list_says_so(void **state)
{
    (void)state;
    carnet_trust_list *good = list_of((const uint8_t[]){1, 2}, 2);
    carnet_trust_list *late = list_of((const uint8_t[]){1, 2}, 2);
    for (size_t i = 0; i < 2; i++) {
        late->list.keys[i].from = TEST_DAY + 1;
    }
    assert_read(good, late, CARNET_OK);
    made_free(good);
    made_free(late);
}

/* ---- keys of one id ---- */

/* Sets the index: whose id and which key, one after the other; what stands
   behind them is at no place. */
static void set_index(carnet_trust_list *l, const uint8_t (*places)[2],
                      size_t num)
{
    for (size_t i = 0; i < num; i++) {
        l->list.index[i] = (cn_trust_place){id_of(places[i][0]),
                                            place_of(&l->list, places[i][1])};
    }
    l->list.num_keys = num;
    l->list.index[num] = (cn_trust_place){UINT32_MAX, FAR};
}

static void each_key_of_the_id_is_tried_in_each_list(void **state)
{
    (void)state;
    for (uint8_t n = 1; n <= 3; n++) {
        static const uint8_t places[3][2] = {{1, 2}, {1, 3}, {1, 1}};
        carnet_trust_list *l = list_of((const uint8_t[]){1, 2, 3, 4}, 4);
        carnet_trust_list *before = list_of((const uint8_t[]){4}, 1);
        set_index(l, &places[3 - n], n); /* key 1 is the last of n */
        assert_status(read_with(l, NULL, 1, 1), CARNET_OK);
        assert_status(read_with(before, l, 1, 1), CARNET_OK);
        made_free(l);
        made_free(before);
    }
}

/* The second list has a key of the id of key 1, which is another. */
static void a_list_names_a_key_by_more_than_its_id(void **state)
{
    (void)state;
    carnet_trust_list *both = list_of((const uint8_t[]){1, 2}, 2);
    for (size_t at = 0; at < 5; at++) {
        static const uint8_t places[5][3][2] = {
            {{1, 3}, {4, 4}, {4, 4}}, /* key 3 alone */
            {{1, 3}, {1, 4}, {4, 4}},
            {{1, 1}, {4, 4}, {4, 4}}, /* key 1 itself */
            {{1, 3}, {1, 1}, {4, 4}},
            {{1, 3}, {1, 4}, {1, 1}},
        };
        for (size_t less = 0; less < 2; less++) {
            carnet_trust_list *l = list_of((const uint8_t[]){3, 4, 1, 2}, 4);
            size_t num = at == 0 || at == 2 ? 1 : at == 4 ? 3 : 2;
            cn_trust_place smaller = {0, place_of(&l->list, 4)};
            set_index(l, places[at], num);
            if (less) { /* and one before them */
                memmove(l->list.index + 1, l->list.index,
                        (num + (num < 3)) * sizeof smaller);
                l->list.index[0] = smaller;
                l->list.num_keys++;
            }
            assert_status(read_with(both, l, 1, 2),
                          at < 2 ? CARNET_OK : CARNET_KEY_ISSUER);
            made_free(l);
        }
    }
    made_free(both);
}

static void the_second_of_two_bare_keys_of_one_id_is_tried(void **state)
{
    (void)state;
    carnet_trust *t = NULL;
    carnet_public_key other = *test_public(2);
    memcpy(other.digest, test_public(1)->digest, CARNET_KEY_ID_SIZE);
    assert_status(carnet_trust_new(&t), CARNET_OK);
    assert_status(carnet_trust_add_key(t, &other), CARNET_OK);
    assert_status(carnet_trust_add_key(t, test_public(1)), CARNET_OK);
    assert_status(read_by(t, 1, 1), CARNET_OK);
    carnet_trust_free(t);
}

/* As many as trust can have: four bare ones, and four of each of its lists. */
static void all_candidates_of_all_lists_have_room(void **state)
{
    (void)state;
    carnet_trust *t = NULL;
    carnet_trust_list *lists[LISTS];
    carnet_public_key bare[CN_LIMIT_CANDIDATES];
    static const uint8_t places[CN_LIMIT_CANDIDATES][2] = {
        {1, 2}, {1, 3}, {1, 4}, {1, 1}};
    assert_status(carnet_trust_new(&t), CARNET_OK);
    for (uint8_t i = 0; i < CN_LIMIT_CANDIDATES; i++) {
        bare[i] = *test_public((uint8_t)(CN_LIMIT_CANDIDATES - i));
        memcpy(bare[i].digest, test_public(1)->digest, CARNET_KEY_ID_SIZE);
        assert_status(carnet_trust_add_key(t, &bare[i]), CARNET_OK);
    }
    for (size_t i = 0; i < LISTS; i++) {
        lists[i] = list_of((const uint8_t[]){1, 2, 3, 4}, 4);
        for (size_t k = 0; k < CN_LIMIT_CANDIDATES; k++) {
            lists[i]->list.index[k] = (cn_trust_place){
                id_of(places[k][0]), place_of(&lists[i]->list, places[k][1])};
        }
        assert_status(carnet_trust_add_list(t, lists[i]), CARNET_OK);
    }
    assert_status(read_by(t, 1, 1), CARNET_OK);
    carnet_trust_free(t);
    for (size_t i = 0; i < LISTS; i++) {
        made_free(lists[i]);
    }
}

/* ---- the name of who signed ---- */

static void a_name_is_found_in_any_list(void **state)
{
    (void)state;
    carnet_trust *t = NULL;
    carnet_trust_list *lists[3];
    assert_status(carnet_trust_new(&t), CARNET_OK);
    for (uint8_t i = 0; i < 3; i++) {
        lists[i] = list_of((const uint8_t[]){(uint8_t)(i + 1)}, 1);
        assert_status(carnet_trust_add_list(t, lists[i]), CARNET_OK);
    }
    for (uint8_t n = 1; n <= 3; n++) {
        carnet_buf *name = NULL;
        assert_status(carnet_trust_issuer_name(&name, t, test_public(n)),
                      CARNET_OK);
        assert_span(test_span_of(name), "Issuer 1", 8);
        carnet_buf_free(name);
    }
    carnet_trust_free(t);
    for (size_t i = 0; i < 3; i++) {
        made_free(lists[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(either_key_of_an_issuer_speaks_of_the_other),
        cmocka_unit_test(a_list_that_knows_neither_key_says_nothing),
        cmocka_unit_test(a_key_is_good_if_one_list_says_so),
        cmocka_unit_test(each_key_of_the_id_is_tried_in_each_list),
        cmocka_unit_test(a_list_names_a_key_by_more_than_its_id),
        cmocka_unit_test(the_second_of_two_bare_keys_of_one_id_is_tried),
        cmocka_unit_test(all_candidates_of_all_lists_have_room),
        cmocka_unit_test(a_name_is_found_in_any_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
