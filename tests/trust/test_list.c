/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One trust list: what is signed is read again to the last field, and nothing
 * else is taken: no changed bit, no other key, no other order, no limit passed.
 */
#include "../support/failing_mem.h"
#include "made_list.h"
#include "page.h"

static void reads_all_that_was_signed(void **state)
{
    (void)state;
    static const uint8_t sealing[CARNET_SEAL_KEY_SIZE] = {9};
    made m;
    made_begin(&m, 2);
    m.list.epoch = UINT32_MAX;
    m.list.sequence = 7;
    m.list.next_key = made_public(99)->bytes;
    m.issuers[1].country[0] = '\0';
    m.issuers[1].kind = CARNET_TRUST_INTERGOVERNMENTAL;
    m.keys[1].sealing = sealing;
    m.keys[1].until = MADE_DAY + 5;
    m.keys[1].kinds = UINT64_C(1) << 63 | 1u << 6 | 1;
    m.keys[1].use = CN_TRUST_USE_STATUS;
    m.keys[1].withdrawn = CARNET_TRUST_IS_COMPROMISED;
    m.keys[1].withdrawn_day = MADE_DAY - 1;
    carnet_trust_list *got = made_list(&m, 50);
    const cn_trust_list *l = &got->list;
    assert_memory_equal(l->id, m.list.id, CN_TRUST_ID_SIZE);
    assert_int_equal(l->epoch, UINT32_MAX);
    assert_int_equal(l->sequence, 7);
    assert_int_equal(l->issued, MADE_DAY);
    assert_int_equal(l->next_update, MADE_DAY + 90);
    assert_memory_equal(l->next_key, m.list.next_key, CARNET_KEY_PUBLIC_SIZE);
    assert_int_equal(l->num_issuers, 2);
    assert_span(l->issuers[0].name, "Issuer 1", 8);
    assert_string_equal(l->issuers[0].country, "GR");
    assert_string_equal(l->issuers[1].country, "");
    assert_int_equal(l->issuers[1].kind, CARNET_TRUST_INTERGOVERNMENTAL);
    const cn_trust_key *k = cn_trust_list_get(l, made_public(1));
    assert_int_equal(k->kinds, CN_TRUST_ALL_KINDS);
    assert_int_equal(k->until, CN_TRUST_NO_END);
    assert_int_equal(k->use, CN_TRUST_USE_BOTH);
    assert_int_equal(k->withdrawn, CARNET_TRUST_GOOD);
    assert_null(k->sealing);
    k = cn_trust_list_get(l, made_public(2));
    assert_memory_equal(k->sealing, sealing, sizeof sealing);
    assert_int_equal(k->from, MADE_DAY - 100);
    assert_int_equal(k->until, MADE_DAY + 5);
    assert_int_equal(k->kinds, m.keys[1].kinds);
    assert_int_equal(k->use, CN_TRUST_USE_STATUS);
    assert_int_equal(k->withdrawn, CARNET_TRUST_IS_COMPROMISED);
    assert_int_equal(k->withdrawn_day, MADE_DAY - 1);
    assert_int_equal(k->issuer, 1);
    assert_null(cn_trust_list_get(l, made_public(3)));
    made_free(got);
}

/* docs/spec/trust.md section 5, as a file. */
static void the_example_of_the_page_is_what_we_sign(void **state)
{
    (void)state;
    static const uint8_t magic[] = {0x89, 'H', 'T', 0x0d, 0x0a, 0x1a, 0x0a, 1};
    made m;
    cn_buf sealing = test_hex(CN_SPAN_LIT("2420ffa3b7d52473a86f1d1c18385a0c"
                                          "b99e6f0e2c072657433a0afce8c7a22b"));
    made_begin(&m, 2);
    m.list.sequence = 7;
    m.list.next_key = made_public(0x33)->bytes;
    m.list.num_keys = 3;
    m.issuers[0].name = CN_SPAN_LIT("Aid for All");
    m.issuers[0].num_keys = 2;
    m.issuers[1].name = CN_SPAN_LIT("Ministry of Health");
    m.issuers[1].country[0] = '\0';
    m.issuers[1].kind = CARNET_TRUST_STATE;
    m.issuers[1].first_key = 2;
    m.keys[2] = m.keys[0];
    m.keys[2].bytes = made_public(3)->bytes;
    m.keys[0].from = 20454;
    m.keys[0].kinds = 1u << CARNET_KIND_PERSON | 1u << CARNET_KIND_VACCINATION;
    m.keys[1].issuer = 0;
    m.keys[1].from = 19723;
    m.keys[1].withdrawn = CARNET_TRUST_IS_RETIRED;
    m.keys[1].withdrawn_day = 20484;
    m.keys[2].issuer = 1;
    m.keys[2].from = 20454;
    m.keys[2].until = 20818;
    m.keys[2].use = CN_TRUST_USE_STATUS;
    m.keys[2].sealing = sealing.data;
    cn_buf due = page_example("trust.md");
    cn_buf b = made_sign(&m, MADE_MANY, CARNET_OK);
    assert_memory_equal(due.data, magic, sizeof magic);
    assert_span(cn_buf_span(&b), due.data + sizeof magic,
                due.len - sizeof magic);
    cn_buf_free(&b);
    cn_buf_free(&due);
    cn_buf_free(&sealing);
}

static void refuses_every_changed_bit(void **state)
{
    (void)state;
    made m;
    made_begin(&m, 2);
    cn_buf b = made_sign(&m, 50, CARNET_OK);
    for (size_t bit = 0; bit < 8 * b.len; bit++) {
        cn_arena arena;
        cn_trust_list l = {.arena = NULL};
        cn_arena_init_grow(&arena);
        b.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
        assert_int_not_equal(cn_trust_list_read(&l, &arena, cn_buf_span(&b),
                                                made_public(50), NULL),
                             CARNET_OK);
        b.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
        cn_arena_free(&arena);
    }
    made_refused(cn_span_of(b.data, b.len - 1), 50, CARNET_CBOR_TRUNCATED);
    cn_buf_put_u8(&b, 0);
    made_refused(cn_buf_span(&b), 50, CARNET_CBOR_TRAILING);
    cn_buf_free(&b);
}

static void refuses_another_key_and_a_false_name_of_the_right_one(void **state)
{
    (void)state;
    made m;
    made_begin(&m, 1);
    cn_buf b = made_sign(&m, 50, CARNET_OK);
    made_refused(cn_buf_span(&b), 51, CARNET_TRUST_PIN);
    /* The kid of the right key before the signature of another. */
    const uint8_t *kid = made_public(50)->digest;
    for (size_t i = 0; i + CARNET_KEY_ID_SIZE < b.len; i++) {
        if (memcmp(b.data + i, kid, CARNET_KEY_ID_SIZE) == 0) {
            memcpy(b.data + i, made_public(51)->digest, CARNET_KEY_ID_SIZE);
        }
    }
    made_refused(cn_buf_span(&b), 50, CARNET_TRUST_PIN);
    made_refused(cn_buf_span(&b), 51, CARNET_KEY_SIGNATURE);
    cn_buf_free(&b);
}

/* A payload of one's own under the typ, or another typ. */
static void refuse_payload(cn_span payload, cn_span typ, carnet_status due)
{
    cn_buf b;
    cn_buf_init(&b);
    assert_status(cn_cose_list_sign(&b, typ, payload, made_secret(50)),
                  CARNET_OK);
    made_refused(cn_buf_span(&b), 50, due);
    cn_buf_free(&b);
}

static void refuses_what_is_signed_as_another_thing(void **state)
{
    (void)state;
    made m;
    cn_cose_list parts;
    size_t offset;
    made_begin(&m, 1);
    cn_buf b = made_sign(&m, 50, CARNET_OK);
    assert_status(cn_cose_list_read(&parts, cn_buf_span(&b),
                                    CN_SPAN_LIT(CN_TRUST_TYP), &offset),
                  CARNET_OK);
    refuse_payload(parts.payload, CN_SPAN_LIT("application/carnet.1+cwt"),
                   CARNET_TRUST_FORM);
    refuse_payload(parts.payload, CN_SPAN_LIT("application/carnet-trust.2+cwt"),
                   CARNET_TRUST_FORM);
    refuse_payload(CN_SPAN_LIT("\xa0"), CN_SPAN_LIT(CN_TRUST_TYP),
                   CARNET_CBOR_TRUNCATED);
    refuse_payload(CN_SPAN_LIT(""), CN_SPAN_LIT(CN_TRUST_TYP),
                   CARNET_CBOR_TRUNCATED);
    /* iat in the middle of a day */
    refuse_payload(CN_SPAN_LIT("\xa2\x06\x01\x3a\x00\x01\x00\x02\x80"),
                   CN_SPAN_LIT(CN_TRUST_TYP), CARNET_TRUST_FORM);
    cn_buf_free(&b);
}

static void refuses_other_orders_and_values(void **state)
{
    (void)state;
    made m;
#define REFUSE(change, due)                                                    \
    do {                                                                       \
        made_begin(&m, 2);                                                     \
        change;                                                                \
        cn_buf b = made_sign(&m, 50, due);                                     \
        cn_buf_free(&b);                                                       \
    } while (0)
    REFUSE(m.issuers[0].name = CN_SPAN_LIT("Issuer 3"), CARNET_TRUST_FORM);
    REFUSE(m.issuers[0].name = CN_SPAN_LIT("Issuer 2"), CARNET_TRUST_FORM);
    /* Of one name by their countries, and by those alone then. */
    REFUSE(m.issuers[1].name = m.issuers[0].name;
           m.issuers[1].country[1] = 'S', CARNET_OK);
    REFUSE(m.issuers[1].name = m.issuers[0].name;
           m.issuers[1].country[1] = 'Q', CARNET_TRUST_FORM);
    REFUSE(m.issuers[0].name = CN_SPAN_LIT("Issuer 22");
           m.issuers[1].country[1] = 'S', CARNET_TRUST_FORM);
    REFUSE(m.issuers[0].name = CN_SPAN_LIT(""), CARNET_TRUST_FORM);
    REFUSE(m.issuers[0].name = CN_SPAN_LIT(" Issuer"), CARNET_TRUST_FORM);
    REFUSE(m.issuers[0].name = CN_SPAN_LIT("Is\nsuer"), CARNET_TRUST_FORM);
    REFUSE(m.issuers[0].name = CN_SPAN_LIT("Is\xe2\x80\xaesuer"),
           CARNET_TRUST_FORM);
    /* Two names that look alike: the ends of each row that is not drawn. */
    REFUSE(m.issuers[0].name = CN_SPAN_LIT("Is\xe2\x80\x8bsuer"),
           CARNET_TRUST_FORM); /* U+200B */
    REFUSE(m.issuers[0].name = CN_SPAN_LIT("Issuer\xef\xbb\xbf"),
           CARNET_TRUST_FORM); /* U+FEFF */
    REFUSE(m.issuers[0].name = CN_SPAN_LIT("Is\xc2\xadsuer"),
           CARNET_TRUST_FORM); /* U+00AD */
    REFUSE(m.issuers[0].name = CN_SPAN_LIT("Issuer\xf3\xa0\x81\xa1"),
           CARNET_TRUST_FORM); /* U+E0061, a tag */
    REFUSE(m.issuers[0].name = CN_SPAN_LIT("Is\xe2\x80\x8csuer"),
           CARNET_TRUST_FORM); /* U+200C; where one may stand: test_name.c */
    REFUSE(m.issuers[0].name = CN_SPAN_LIT("Issuer\xef\xb8\x8f"),
           CARNET_TRUST_FORM); /* U+FE0F */
    REFUSE(memcpy(m.issuers[0].country, "gr", 2), CARNET_TRUST_FORM);
    REFUSE(m.issuers[0].country[1] = '\0', CARNET_TRUST_FORM);
    REFUSE(m.issuers[0].kind = 4, CARNET_CBOR_RANGE);
    REFUSE(m.keys[0].until = m.keys[0].from - 1, CARNET_TRUST_FORM);
    REFUSE(m.keys[0].until = m.keys[0].from, CARNET_OK);
    REFUSE(m.keys[0].kinds = 0, CARNET_CBOR_SHAPE);
    REFUSE(m.list.next_update = MADE_DAY - 1, CARNET_TRUST_FORM);
    REFUSE(m.list.next_update = MADE_DAY, CARNET_OK);
    REFUSE(m.list.num_issuers = 0, CARNET_TRUST_EMPTY);
    REFUSE(m.keys[1].bytes = made_public(50)->bytes, CARNET_TRUST_SELF);
    REFUSE(m.list.next_key = m.keys[1].bytes, CARNET_TRUST_SELF);
    REFUSE(m.keys[1].bytes = m.keys[0].bytes, CARNET_KEY_TWICE);
    static const uint8_t low[CARNET_KEY_PUBLIC_SIZE] = {1};
    static const uint8_t zero[CARNET_SEAL_KEY_SIZE] = {0};
    REFUSE(m.keys[1].bytes = low, CARNET_KEY_LOW_ORDER);
    REFUSE(m.list.next_key = low, CARNET_KEY_LOW_ORDER);
    REFUSE(m.keys[1].sealing = zero, CARNET_KEY_EXCHANGE);
#undef REFUSE
}

static void names_the_issuer_and_the_key_at_fault(void **state)
{
    (void)state;
    made m;
    cn_buf out;
    cn_problem where = {.status = CARNET_OK};
    made_begin(&m, 3);
    m.keys[2].bytes = m.keys[0].bytes;
    cn_buf_init(&out);
    assert_status(cn_trust_list_sign(&out, &m.list, made_secret(50), &where),
                  CARNET_KEY_TWICE);
    assert_string_equal(where.path, "issuers/2/keys/0");
    cn_buf_free(&out);
}

/* Each is made of the secret that its standard prints. */
static void refuses_keys_whose_secret_is_published(void **state)
{
    (void)state;
    static const char *const seeds[] = {
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "f5e5767cf153319517630f226876b86c8160cc583bc013744c6bf255f5cc0ee5",
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842"};
    for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++) {
        made m;
        carnet_secret_key *key = NULL;
        cn_buf seed = test_hex_str(seeds[i]);
        assert_status(carnet_key_from_seed(&key, seed.data, seed.len),
                      CARNET_OK);
        for (int place = 0; place < 3; place++) {
            static const char *const paths[] = {"issuers/1/keys/0", "next_key",
                                                ""};
            cn_buf out;
            cn_problem where = {.status = CARNET_OK};
            made_begin(&m, 2);
            cn_buf_init(&out);
            m.keys[1].bytes =
                place == 0 ? key->public_key.bytes : m.keys[1].bytes;
            m.list.next_key = place == 1 ? key->public_key.bytes : NULL;
            assert_status(cn_trust_list_sign(&out, &m.list,
                                             place == 2 ? key : made_secret(50),
                                             &where),
                          CARNET_KEY_TEST);
            assert_string_equal(where.path, paths[place]);
            assert_int_equal(where.offset, 0);
            cn_buf_free(&out);
        }
        carnet_key_free(key);
        cn_buf_free(&seed);
    }
    assert_false(cn_trust_is_published(made_public(1)->bytes));
}

/* Nobody can make five keys of one id here, so the index is made by hand. */
static void four_keys_may_have_one_id_and_five_not(void **state)
{
    (void)state;
    made m;
    cn_trust_place index[MADE_MAX];
    made_begin(&m, 6);
    m.list.index = index;
    for (size_t same = 1; same <= 6; same++) {
        for (uint32_t i = 0; i < 6; i++) {
            index[i] = (cn_trust_place){i < same ? 7 : 8 + i, i};
        }
        assert_status(cn_trust_check_index(&m.list, NULL),
                      same > CN_LIMIT_CANDIDATES ? CARNET_KEY_CROWDED
                                                 : CARNET_OK);
        size_t first = 9;
        assert_int_equal(
            cn_trust_list_find(&m.list, &first, (const uint8_t *)"\0\0\0\7"),
            same);
        assert_int_equal(first, 0);
    }
}

/* ---- limits ---- */

static void names_have_at_most_128_bytes(void **state)
{
    (void)state;
    made m;
    char name[CN_LIMIT_ISSUER_NAME + 1];
    memset(name, 'x', sizeof name);
    for (size_t over = 0; over < 2; over++) {
        made_begin(&m, 1);
        m.issuers[0].name = cn_span_of(name, CN_LIMIT_ISSUER_NAME + over);
        cn_buf b = made_sign(&m, 50, over ? CARNET_CBOR_STRING : CARNET_OK);
        cn_buf_free(&b);
    }
}

static int by_bytes(const void *a, const void *b)
{
    return memcmp(((const cn_trust_key *)a)->bytes,
                  ((const cn_trust_key *)b)->bytes, CARNET_KEY_PUBLIC_SIZE);
}

static void issuers_have_at_most_16_keys(void **state)
{
    (void)state;
    for (uint32_t over = 0; over < 2; over++) {
        made m;
        cn_trust_key keys[CN_LIMIT_ISSUER_KEYS + 1];
        made_begin(&m, 1);
        for (uint8_t i = 0; i < CN_LIMIT_ISSUER_KEYS + 1; i++) {
            keys[i] = m.keys[0];
            keys[i].bytes = made_public((uint8_t)(100 + i))->bytes;
        }
        m.list.keys = keys;
        m.list.num_keys = CN_LIMIT_ISSUER_KEYS + over;
        m.issuers[0].num_keys = CN_LIMIT_ISSUER_KEYS + over;
        qsort(keys, m.list.num_keys, sizeof keys[0], by_bytes);
        cn_buf b = made_sign(&m, 50, over ? CARNET_CBOR_SHAPE : CARNET_OK);
        cn_buf_free(&b);
        cn_trust_key first = keys[0];
        keys[0] = keys[1]; /* one twice under one name */
        b = made_sign(&m, 50, over ? CARNET_CBOR_SHAPE : CARNET_KEY_TWICE);
        cn_buf_free(&b);
        keys[1] = first; /* not in their order */
        b = made_sign(&m, 50, over ? CARNET_CBOR_SHAPE : CARNET_TRUST_FORM);
        cn_buf_free(&b);
    }
}

static void lists_have_at_most_65536_issuers(void **state)
{
    (void)state;
    cn_buf b = made_many(CN_LIMIT_ISSUERS);
    carnet_trust_list *l = made_read(cn_buf_span(&b), 50);
    assert_int_equal(l->list.num_keys, CN_LIMIT_ISSUERS);
    made_free(l);
    cn_buf_free(&b);
    b = made_many(CN_LIMIT_ISSUERS + 1);
    made_refused(cn_buf_span(&b), 50, CARNET_CBOR_SHAPE);
    cn_buf_free(&b);
}

/* Allocations by which a list of so many issuers is read. */
static size_t taken_by(size_t num, carnet_trust_list **out)
{
    cn_buf b = made_many(num);
    size_t before = test_mem_taken();
    *out = made_read(cn_buf_span(&b), 50);
    size_t taken = test_mem_taken() - before;
    cn_buf_free(&b);
    return taken;
}

/* What that takes of a processor is in bench_lookup.c, and the instructions of
   a look in docs/benchmarks.md: here is what they rest on, that nothing is
   allocated for each issuer and that the index is in order. */
static void fifty_thousand_issuers_take_a_block_for_each_doubling(void **state)
{
    (void)state;
    carnet_trust_list *small;
    carnet_trust_list *large;
    size_t of_two = taken_by(2, &small);
    size_t of_many = taken_by(50000, &large);
    fprintf(stderr, "blocks: of two %zu, of 50,000 %zu\n", of_two, of_many);
    assert_int_equal(large->list.num_keys, 50000);
    assert_true(of_many <= of_two + 16); /* 50,000 < 2^16 */
    for (size_t i = 1; i < large->list.num_keys; i++) {
        assert_true(large->list.index[i - 1].kid <= large->list.index[i].kid);
    }
    made_free(small);
    made_free(large);
}

static void every_key_of_many_is_found(void **state)
{
    (void)state;
    cn_buf b = made_many(3000);
    carnet_trust_list *l = made_read(cn_buf_span(&b), 50);
    for (size_t i = 0; i < l->list.num_keys; i++) {
        carnet_public_key key;
        memcpy(key.bytes, l->list.keys[i].bytes, sizeof key.bytes);
        cn_crypto_sha256(key.digest, cn_span_of(key.bytes, sizeof key.bytes));
        assert_ptr_equal(cn_trust_list_get(&l->list, &key), &l->list.keys[i]);
    }
    made_free(l);
    cn_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_all_that_was_signed),
        cmocka_unit_test(the_example_of_the_page_is_what_we_sign),
        cmocka_unit_test(refuses_every_changed_bit),
        cmocka_unit_test(refuses_another_key_and_a_false_name_of_the_right_one),
        cmocka_unit_test(refuses_what_is_signed_as_another_thing),
        cmocka_unit_test(refuses_other_orders_and_values),
        cmocka_unit_test(names_the_issuer_and_the_key_at_fault),
        cmocka_unit_test(refuses_keys_whose_secret_is_published),
        cmocka_unit_test(four_keys_may_have_one_id_and_five_not),
        cmocka_unit_test(names_have_at_most_128_bytes),
        cmocka_unit_test(issuers_have_at_most_16_keys),
        cmocka_unit_test(lists_have_at_most_65536_issuers),
        cmocka_unit_test(fifty_thousand_issuers_take_a_block_for_each_doubling),
        cmocka_unit_test(every_key_of_many_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
