/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Passports of one holder merged with carnet_privacy_merge: in any order and
 * grouping, however often; and of two holders only at somebody's word.
 */
#include "../support/failing_mem.h"
#include "sealed.h"

#include "../../lib/api/merge_i.h"
#include "carnet/view.h"

enum {
    CREDENTIALS = 3,
    ENTRIES = 8, /* of each: 3 of the desk part, 4, 1 */
    ALL = CREDENTIALS * ENTRIES
};

static const char *const places[ENTRIES] = {"desk/0",   "desk/1",   "desk/2",
                                            "clinic/0", "clinic/1", "clinic/2",
                                            "clinic/3", "private/0"};

static uint32_t noise = 20529;

static uint32_t next_random(void)
{
    noise = noise * 1664525u + 1013904223u;
    return noise >> 8;
}

static carnet_status merge(carnet_buf **out, cn_span a, cn_span b,
                           int32_t same_person)
{
    return carnet_privacy_merge(out, NULL, a.data, a.len, b.data, b.len,
                                same_person);
}

static carnet_buf *merged(const carnet_buf *a, const carnet_buf *b)
{
    carnet_buf *out = NULL;
    assert_status(merge(&out, test_span_of(a), test_span_of(b),
                        CARNET_PRIVACY_SAME_PERSON),
                  CARNET_OK);
    return out;
}

/* A file of some of the credentials 1 to CREDENTIALS, from bits. */
static cn_buf file_of(unsigned which)
{
    cn_buf b;
    size_t num = 0;
    cn_buf_init(&b);
    for (unsigned i = 0; i < CREDENTIALS; i++) {
        num += which >> i & 1;
    }
    cn_cbor_put_array(&b, num);
    for (uint8_t i = 0; i < CREDENTIALS; i++) {
        if ((which >> i & 1) != 0) {
            test_credential *c = test_sample((uint8_t)(i + 1));
            test_put_credential(&b, c, TEST_ALL, true);
            test_end(c);
        }
    }
    cn_buf file = test_as_file(cn_buf_span(&b));
    cn_buf_free(&b);
    return file;
}

/* A file of the only credentials of two. */
static cn_buf file_of_two(cn_span first, cn_span second)
{
    enum {
        HEAD = 9 /* the magic, and how many credentials */
    };
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put(&b, first.data, HEAD - 1);
    cn_cbor_put_array(&b, 2);
    cn_buf_put_span(&b, cn_span_after(first, HEAD));
    cn_buf_put_span(&b, cn_span_after(second, HEAD));
    return b;
}

/* What of the whole passport a mask shows. */
static carnet_buf *shown(cn_span whole, unsigned mask)
{
    char words[ALL][16];
    const char *list[ALL];
    size_t num = 0;
    for (unsigned i = 0; i < ALL; i++) {
        if ((mask >> i & 1) != 0) {
            (void)snprintf(words[num], sizeof words[num], "%u:%s",
                           i / ENTRIES + 1, places[i % ENTRIES]);
            list[num] = words[num];
            num++;
        }
    }
    carnet_buf *out = NULL;
    assert_status(carnet_privacy_present(&out, NULL, whole.data, whole.len,
                                         NULL, list, num, NULL, 0),
                  CARNET_OK);
    return out;
}

/* Which entries of all an accepted passport has. */
static unsigned mask_of(cn_span input)
{
    static const size_t first[] = {0, 3, 7};
    unsigned mask = 0;
    carnet_verdict *v = test_verify(input);
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
    for (size_t i = 0; i < carnet_verify_num_credentials(v); i++) {
        size_t issuer = 0;
        uint8_t id[CARNET_KEY_ID_SIZE];
        assert_status(carnet_verify_copy_key_id(id, v, i), CARNET_OK);
        while (memcmp(test_public((uint8_t)(issuer + 1))->digest, id,
                      sizeof id) != 0) {
            issuer++;
        }
        assert_int_equal(carnet_verify_same_as(v, i), -1);
        for (size_t k = 0; k < carnet_verify_num_entries(v, i); k++) {
            const carnet_entry *e = carnet_verify_get_entry(v, i, k);
            mask |= 1u << (issuer * ENTRIES + first[e->part] + e->position);
        }
    }
    carnet_verify_free(v);
    return mask;
}

/* ---- entries ---- */

static unsigned random_mask(void)
{
    unsigned mask = 0;
    while (mask == 0) {
        mask = next_random() & next_random() & ((1u << ALL) - 1);
    }
    /* Each says whose it is, or none would be accepted beside others. */
    for (unsigned i = 0; i < CREDENTIALS; i++) {
        bool any = (mask >> i * ENTRIES & 255) != 0;
        mask |= any ? 1u << i * ENTRIES : 0;
    }
    return mask;
}

static void assert_equal(const carnet_buf *a, const carnet_buf *b)
{
    assert_int_equal(carnet_buf_len(a), carnet_buf_len(b));
    assert_memory_equal(carnet_buf_data(a), carnet_buf_data(b),
                        carnet_buf_len(a));
}

static void
order_and_grouping_make_no_difference_and_twice_is_once(void **state)
{
    (void)state;
    cn_buf whole = file_of(7);
    for (size_t n = 0; n < 60; n++) {
        unsigned mask[3];
        carnet_buf *p[3];
        for (size_t i = 0; i < 3; i++) {
            mask[i] = random_mask();
            p[i] = shown(cn_buf_span(&whole), mask[i]);
        }
        carnet_buf *ab = merged(p[0], p[1]);
        carnet_buf *left = merged(ab, p[2]);
        carnet_buf *cb = merged(p[2], p[1]);
        carnet_buf *right = merged(cb, p[0]);
        carnet_buf *again = merged(left, p[1]);
        carnet_buf *twice = merged(again, left);
        assert_equal(left, right);
        assert_equal(left, again);
        assert_equal(left, twice);
        assert_int_equal(mask_of(test_span_of(left)),
                         mask[0] | mask[1] | mask[2]);
        carnet_buf *made[] = {p[0], p[1],  p[2],  ab,   left,
                              cb,   right, again, twice};
        for (size_t i = 0; i < sizeof made / sizeof made[0]; i++) {
            carnet_buf_free(made[i]);
        }
    }
    cn_buf_free(&whole);
}

/* With the whole all pieces fall in place: as if nothing had been withheld. */
static void a_piece_adds_nothing_to_the_whole(void **state)
{
    (void)state;
    cn_buf whole = file_of(7);
    carnet_buf *out = NULL;
    carnet_buf *all = NULL;
    assert_status(merge(&all, cn_buf_span(&whole), cn_buf_span(&whole),
                        CARNET_PRIVACY_ASK),
                  CARNET_OK);
    for (size_t n = 0; n < 40; n++) {
        carnet_buf *piece = shown(cn_buf_span(&whole), random_mask());
        for (size_t way = 0; way < 2; way++) {
            cn_span a = way == 0 ? test_span_of(piece) : cn_buf_span(&whole);
            cn_span b = way == 0 ? cn_buf_span(&whole) : test_span_of(piece);
            assert_status(merge(&out, a, b, CARNET_PRIVACY_ASK), CARNET_OK);
            assert_equal(out, all);
            carnet_buf_free(out);
        }
        carnet_buf_free(piece);
    }
    assert_true(carnet_buf_len(all) <= whole.len);
    carnet_buf_free(all);
    cn_buf_free(&whole);
}

/* Parts that are whole, as bits, in every pair of fronts: of two presentations
   of which one shows all that the other does, nothing but that one is left. */
static void the_front_that_tells_more_stays(void **state)
{
    (void)state;
    static const unsigned entries[] = {0x07, 0x78, 0x80};
    test_credential *c = test_sample(1);
    cn_buf file[TEST_ALL + 1];
    unsigned mask[TEST_ALL + 1] = {0};
    for (unsigned i = 1; i <= TEST_ALL; i++) {
        cn_buf passport = test_passport(c, i, false);
        file[i] = test_as_file(cn_buf_span(&passport));
        cn_buf_free(&passport);
        for (size_t part = 0; part < CN_API_PARTS; part++) {
            mask[i] |= (i >> part & 1) != 0 ? entries[part] : 0;
        }
    }
    for (unsigned i = 1; i <= TEST_ALL; i++) {
        for (unsigned k = 1; k <= TEST_ALL; k++) {
            carnet_buf *out = NULL;
            assert_status(merge(&out, cn_buf_span(&file[i]),
                                cn_buf_span(&file[k]), CARNET_PRIVACY_ASK),
                          CARNET_OK);
            assert_int_equal(mask_of(test_span_of(out)), mask[i] | mask[k]);
            unsigned all = i | k;
            if (all == i || all == k) {
                carnet_buf *alone = NULL;
                assert_status(merge(&alone, cn_buf_span(&file[all]),
                                    cn_buf_span(&file[all]),
                                    CARNET_PRIVACY_ASK),
                              CARNET_OK);
                assert_equal(out, alone);
                assert_true(carnet_buf_len(out) <= file[all].len);
                carnet_buf_free(alone);
            }
            carnet_buf_free(out);
        }
    }
    for (unsigned i = 1; i <= TEST_ALL; i++) {
        cn_buf_free(&file[i]);
    }
    test_end(c);
}

/* Everybody's piece of it: nothing is missing then, though no seed of the whole
   is known. */
static void pieces_of_a_part_make_it_complete(void **state)
{
    (void)state;
    cn_buf whole = file_of(1);
    carnet_buf *sum = shown(cn_buf_span(&whole), 1);
    for (unsigned i = 1; i < ENTRIES; i++) {
        carnet_buf *piece = shown(cn_buf_span(&whole), 1u << i);
        carnet_buf *more = merged(sum, piece);
        carnet_buf_free(piece);
        carnet_buf_free(sum);
        sum = more;
    }
    carnet_verdict *v = test_verify(test_span_of(sum));
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
    assert_int_equal(carnet_verify_num_entries(v, 0), ENTRIES);
    for (int32_t part = 0; part < CN_API_PARTS; part++) {
        assert_int_equal(carnet_verify_num_withheld(v, 0, part), 0);
    }
    carnet_verify_free(v);
    carnet_buf_free(sum);
    cn_buf_free(&whole);
}

/* Two pieces in one file, not merged: between them all of it is there. */
static void pieces_side_by_side_show_a_whole_part(void **state)
{
    (void)state;
    const unsigned all = (1u << ENTRIES) - 1;
    cn_buf whole = file_of(1);
    for (unsigned lacks = 0; lacks < 2; lacks++) {
        carnet_buf *piece[] = {shown(cn_buf_span(&whole), 0x15),
                               shown(cn_buf_span(&whole), all & ~0x14u)};
        cn_buf both = file_of_two(test_span_of(piece[0]),
                                  test_span_of(piece[lacks == 0 ? 1 : 0]));
        carnet_verdict *v = test_verify(cn_buf_span(&both));
        carnet_view *view = NULL;
        assert_status(carnet_view_new(&view, v, TEST_NOW, 0), CARNET_OK);
        assert_int_equal(carnet_verify_same_as(v, 1), 0);
        assert_int_equal(carnet_view_is_open(view), lacks == 0);
        carnet_view_free(view);
        carnet_verify_free(v);
        cn_buf_free(&both);
        carnet_buf_free(piece[0]);
        carnet_buf_free(piece[1]);
    }
    cn_buf_free(&whole);
}

static void credentials_of_both_stand_in_the_order_of_their_days(void **state)
{
    (void)state;
    carnet_buf *out = NULL;
    carnet_buf *day[4];
    static const uint32_t days[] = {TEST_DAY - 1, TEST_DAY - 300, TEST_DAY,
                                    TEST_DAY - 5000};
    for (size_t i = 0; i < 4; i++) {
        test_credential *c = test_begin((uint8_t)(i % 3 + 1));
        c->claims.day = days[i];
        test_add_person(c, CN_API_DESK);
        test_sign(c);
        cn_buf passport = test_passport(c, TEST_ALL, false);
        cn_buf file = test_as_file(cn_buf_span(&passport));
        assert_status(merge(&day[i], cn_buf_span(&file), cn_buf_span(&file),
                            CARNET_PRIVACY_ASK),
                      CARNET_OK);
        cn_buf_free(&passport);
        cn_buf_free(&file);
        test_end(c);
    }
    carnet_buf *a = merged(day[0], day[1]);
    carnet_buf *b = merged(day[2], day[3]);
    assert_status(
        merge(&out, test_span_of(a), test_span_of(b), CARNET_PRIVACY_ASK),
        CARNET_OK);
    carnet_verdict *v = test_verify(test_span_of(out));
    static const uint32_t sorted[] = {3, 1, 0, 2};
    assert_int_equal(carnet_verify_num_credentials(v), 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(carnet_verify_issued_days(v, i), days[sorted[i]]);
        carnet_buf_free(day[i]);
    }
    carnet_verify_free(v);
    carnet_buf_free(a);
    carnet_buf_free(b);
    carnet_buf_free(out);
}

/* Makes a credential later by what counts in place n. */
static void raise_in(cn_api_credential *c, size_t n)
{
    switch (n) {
    case 0:
        c->claims.day = 1;
        break;
    case 1:
        c->claims.kid[CARNET_KEY_ID_SIZE - 1] = 1;
        break;
    case 2:
        c->signature[CN_CRYPTO_SIGNATURE_SIZE - 1] = 1;
        break;
    case 3:
        c->claims.root[CN_PRIVACY_ROOT_SIZE - 1] = 1;
        break;
    case 4:
        c->claims.has_valid = true;
        break;
    case 5:
        c->claims.valid = 1;
        break;
    case 6:
        c->claims.has_index = true;
        break;
    default:
        c->claims.index = 1;
    }
}

/* All of what two presentations of one have in common, down to its last byte,
   and the first that differs decides. */
static void one_order_holds_whatever_tells_credentials_apart(void **state)
{
    (void)state;
    enum {
        PLACES = 8
    };
    static cn_api_credential none;
    for (size_t n = 0; n < PLACES; n++) {
        cn_api_credential earlier = none;
        cn_api_credential later = none;
        raise_in(&later, n);
        for (size_t k = n + 1; k < PLACES; k++) {
            raise_in(&earlier, k);
        }
        assert_true(cn_api_order(&earlier, &later) < 0);
        assert_true(cn_api_order(&later, &earlier) > 0);
        assert_int_equal(cn_api_order(&later, &later), 0);
    }
}

/* Somebody's forgery of a page, under its true signature, takes no page's
   place. */
static void a_changed_credential_stands_beside_and_is_refused(void **state)
{
    (void)state;
    cn_buf good = file_of(1);
    cn_buf bad;
    cn_buf_init(&bad);
    test_credential *c = test_sample(1);
    c->seed[CN_API_DESK][0] ^= 1;
    cn_cbor_put_array(&bad, 1);
    test_put_credential(&bad, c, TEST_DESK, false);
    cn_buf file = test_as_file(cn_buf_span(&bad));
    carnet_buf *out = NULL;
    assert_status(
        merge(&out, cn_buf_span(&good), cn_buf_span(&file), CARNET_PRIVACY_ASK),
        CARNET_OK);
    carnet_verdict *v = test_verify(test_span_of(out));
    assert_int_equal(carnet_verify_num_credentials(v), 2);
    size_t entries = 0;
    size_t accepted = 0;
    for (size_t i = 0; i < 2; i++) {
        entries += carnet_verify_num_entries(v, i);
        accepted +=
            carnet_verify_credential_outcome(v, i) == CARNET_VERIFY_ACCEPTED;
    }
    assert_int_equal(accepted, 1);
    assert_int_equal(entries, ENTRIES);
    carnet_verify_free(v);
    carnet_buf_free(out);
    cn_buf_free(&file);
    cn_buf_free(&bad);
    cn_buf_free(&good);
    test_end(c);
}

/* ---- sealed parts ---- */

/* The private part sealed to num fresh keys; the first of them. */
static carnet_buf *sealed(cn_span whole, size_t num, carnet_seal_key **key_out)
{
    carnet_sealing *sealing = NULL;
    carnet_buf *out = NULL;
    *key_out = NULL;
    assert_status(carnet_seal_new(&sealing), CARNET_OK);
    for (size_t i = 0; i < num; i++) {
        carnet_seal_key *key = NULL;
        assert_status(carnet_seal_key_new(&key), CARNET_OK);
        assert_status(carnet_seal_add_key(sealing,
                                          carnet_seal_key_get_public(key),
                                          CARNET_PART_PRIVATE),
                      CARNET_OK);
        if (i == 0) {
            *key_out = key;
        } else {
            carnet_seal_key_free(key);
        }
    }
    assert_status(carnet_seal_present(&out, NULL, whole.data, whole.len,
                                      "clinic", NULL, 0, NULL, 0, sealing),
                  CARNET_OK);
    carnet_seal_free(sealing);
    return out;
}

static void
what_is_open_comes_before_sealed_and_sealed_before_withheld(void **state)
{
    (void)state;
    cn_buf whole = file_of(1);
    carnet_seal_key *key = NULL;
    carnet_buf *shut = sealed(cn_buf_span(&whole), 1, &key);
    carnet_buf *desk = shown(cn_buf_span(&whole), 7);
    carnet_buf *private_one = shown(cn_buf_span(&whole), 128);
    carnet_buf *open = merged(shut, private_one);
    assert_int_equal(mask_of(test_span_of(open)), 255);
    for (size_t way = 0; way < 2; way++) {
        carnet_buf *opened = NULL;
        carnet_buf *still =
            merged(way == 0 ? shut : desk, way == 0 ? desk : shut);
        assert_int_equal(mask_of(test_span_of(still)), 127);
        assert_status(carnet_seal_open(&opened, NULL, carnet_buf_data(still),
                                       carnet_buf_len(still), key, NULL, 0),
                      CARNET_OK);
        assert_int_equal(mask_of(test_span_of(opened)), 255);
        carnet_buf_free(opened);
        carnet_buf_free(still);
    }
    carnet_buf_free(open);
    carnet_buf_free(private_one);
    carnet_buf_free(desk);
    carnet_buf_free(shut);
    carnet_seal_key_free(key);
    cn_buf_free(&whole);
}

static bool opens(const carnet_buf *shut, const carnet_seal_key *key)
{
    carnet_buf *opened = NULL;
    carnet_status status =
        carnet_seal_open(&opened, NULL, carnet_buf_data(shut),
                         carnet_buf_len(shut), key, NULL, 0);
    carnet_buf_free(opened);
    assert_true(status == CARNET_OK || status == CARNET_PRIVACY_UNOPENED);
    return status == CARNET_OK;
}

static void of_two_sealings_that_with_more_locks_stays(void **state)
{
    (void)state;
    cn_buf whole = file_of(1);
    carnet_seal_key *key[4];
    carnet_buf *shut[4];
    static const size_t locks[] = {1, 1, 2, 4};
    for (size_t i = 0; i < 4; i++) {
        shut[i] = sealed(cn_buf_span(&whole), locks[i], &key[i]);
    }
    for (size_t i = 0; i < 4; i++) {
        for (size_t k = 0; k < i; k++) {
            carnet_buf *one = merged(shut[i], shut[k]);
            carnet_buf *two = merged(shut[k], shut[i]);
            assert_equal(one, two);
            bool first = opens(one, key[i]);
            assert_true(first != opens(one, key[k]));
            assert_true(first || locks[i] == locks[k]);
            carnet_buf_free(one);
            carnet_buf_free(two);
        }
    }
    for (size_t i = 0; i < 4; i++) {
        carnet_buf_free(shut[i]);
        carnet_seal_key_free(key[i]);
    }
    cn_buf_free(&whole);
}

/* A file of a credential whose private part is sealed: to as many locks, with
   this many bytes, of which the last is mark. */
static cn_buf sealed_to(const test_credential *c, size_t num, size_t len,
                        uint8_t mark)
{
    static const size_t alone[] = {32};
    static const size_t among[] = {80, 80, 80, 80};
    cn_buf sealed = test_seal_of_zeros(c, num == 1 ? alone : among, num, len);
    sealed.data[sealed.len - 1] = mark;
    cn_buf file = test_with_seal(c, cn_buf_span(&sealed));
    cn_buf_free(&sealed);
    return file;
}

/* By locks, then length, then bytes, each the other way in what counts less:
   both orders give what the later of the list gives with itself. */
static void of_two_sealings_the_same_stays_in_either_order(void **state)
{
    (void)state;
    enum {
        FORMS = 5
    };
    test_credential *c = test_sample(1);
    cn_buf file[FORMS] = {
        sealed_to(c, 1, 272, 0), sealed_to(c, 1, 272, 1),
        sealed_to(c, 1, 528, 0), sealed_to(c, 2, 272, 0),
        sealed_to(c, 4, 272, 0),
    };
    for (size_t i = 0; i < FORMS; i++) {
        carnet_buf *due = NULL;
        assert_status(merge(&due, cn_buf_span(&file[i]), cn_buf_span(&file[i]),
                            CARNET_PRIVACY_ASK),
                      CARNET_OK);
        for (size_t n = 0; n < 2 * i; n++) {
            cn_span a = cn_buf_span(&file[n % 2 == 0 ? i : n / 2]);
            cn_span b = cn_buf_span(&file[n % 2 == 0 ? n / 2 : i]);
            carnet_buf *out = NULL;
            assert_status(merge(&out, a, b, CARNET_PRIVACY_ASK), CARNET_OK);
            assert_equal(out, due);
            carnet_buf_free(out);
        }
        carnet_buf_free(due);
    }
    for (size_t i = 0; i < FORMS; i++) {
        cn_buf_free(&file[i]);
    }
    test_end(c);
}

/* ---- holders ---- */

/* A file of one credential; members of person and id may be NULL. */
static cn_buf told(const char *person, const char *id)
{
    char json[200];
    test_credential *c = test_begin(1);
    c->root_seed[0] = (uint8_t)next_random();
    c->root_seed[1] = (uint8_t)next_random();
    if (person != NULL) {
        (void)snprintf(json, sizeof json, "{\"kind\":\"person\",%s}", person);
        test_add_json(c, CN_API_DESK, json);
    }
    if (id != NULL) {
        (void)snprintf(json, sizeof json,
                       "{\"kind\":\"person_details\",\"passport_id\":\"%s\"}",
                       id);
        test_add_json(c, CN_API_CLINIC, json);
    }
    test_add_json(c, CN_API_CLINIC,
                  "{\"kind\":\"allergy\",\"agent\":{\"absent\":\"none\"}}");
    test_sign(c);
    cn_buf passport = test_passport(c, TEST_ALL, false);
    cn_buf file = test_as_file(cn_buf_span(&passport));
    cn_buf_free(&passport);
    test_end(c);
    return file;
}

#define AWA "\"name\":\"Awa Ndoye\",\"birth_date\":\"1990-02-03\""
#define AWA_LATER "\"name\":\"Awa Ndoye\",\"birth_date\":\"1991-02-03\""
#define BINTA "\"name\":\"Binta Ndoye\",\"birth_date\":\"1990-02-03\""
#define ID_1 "AAAAAAAAAAAAAAAAAAAAAA"
#define ID_2 "AQAAAAAAAAAAAAAAAAAAAA"

/* For this reason, with nothing made. */
static void assert_refused(cn_span a, cn_span b, carnet_status status,
                           const char *path, const char *why)
{
    carnet_buf *out = (void *)&noise;
    carnet_problem *problem = NULL;
    assert_status(carnet_privacy_merge(&out, &problem, a.data, a.len, b.data,
                                       b.len, CARNET_PRIVACY_ASK),
                  status);
    assert_null(out);
    assert_status(carnet_problem_status(problem), status);
    assert_string_equal(carnet_problem_path(problem), path);
    assert_non_null(strstr(carnet_problem_text(problem), why));
    assert_int_equal(carnet_problem_offset(problem), 0);
    carnet_problem_free(problem);
}

static void two_persons_passports_merge_only_at_somebodys_word(void **state)
{
    (void)state;
    static const struct {
        const char *person[2];
        const char *id[2];
        const char *why; /* NULL: one person */
    } cases[] = {
        {{AWA, AWA}, {NULL, NULL}, NULL},
        {{AWA, AWA}, {ID_1, NULL}, NULL},
        {{AWA, BINTA}, {ID_1, ID_1}, NULL},
        {{AWA, NULL}, {ID_1, ID_1}, NULL},
        {{AWA, BINTA}, {NULL, NULL}, "their names or birth dates differ"},
        {{AWA, AWA_LATER}, {ID_1, NULL}, "their names or birth dates differ"},
        {{AWA, AWA_LATER}, {NULL, ID_1}, "their names or birth dates differ"},
        {{AWA, AWA}, {ID_1, ID_2}, "their passport ids differ"},
        {{AWA, NULL}, {NULL, NULL}, "one of them does not say whose it is"},
        {{NULL, NULL}, {ID_1, NULL}, "one of them does not say whose it is"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cn_buf a = told(cases[i].person[0], cases[i].id[0]);
        cn_buf b = told(cases[i].person[1], cases[i].id[1]);
        carnet_buf *out = NULL;
        carnet_problem *problem = (void *)&noise;
        carnet_status due =
            cases[i].why == NULL ? CARNET_OK : CARNET_PRIVACY_HOLDER;
        assert_status(carnet_privacy_merge(&out, &problem, a.data, a.len,
                                           b.data, b.len, CARNET_PRIVACY_ASK),
                      due);
        assert_true((out == NULL) == (due != CARNET_OK));
        assert_true((problem == NULL) == (due == CARNET_OK));
        if (due != CARNET_OK) {
            assert_non_null(strstr(carnet_problem_text(problem), cases[i].why));
            assert_string_equal(carnet_problem_path(problem), "");
            assert_int_equal(carnet_problem_offset(problem), 0);
        }
        carnet_problem_free(problem);
        carnet_buf_free(out);
        assert_status(merge(&out, cn_buf_span(&b), cn_buf_span(&a),
                            CARNET_PRIVACY_SAME_PERSON),
                      CARNET_OK);
        carnet_buf_free(out);
        cn_buf_free(&a);
        cn_buf_free(&b);
    }
}

/* Of two credentials in each passport: the one that ties them may be any, and
   one that nothing is known of loosens nothing. */
static void any_credential_can_say_whose_the_passports_are(void **state)
{
    (void)state;
    static const struct {
        const char *person[2][2];
        const char *why; /* NULL: one person */
    } cases[] = {
        {{{AWA, NULL}, {AWA, NULL}}, NULL},
        {{{NULL, AWA}, {AWA, NULL}}, NULL},
        {{{AWA, NULL}, {NULL, AWA}}, NULL},
        {{{NULL, AWA}, {NULL, AWA}}, NULL},
        {{{BINTA, AWA}, {AWA, AWA_LATER}}, NULL},
        {{{NULL, AWA}, {NULL, BINTA}}, "their names or birth dates differ"},
        {{{NULL, AWA}, {NULL, NULL}}, "one of them does not say whose it is"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cn_buf file[2];
        for (size_t n = 0; n < 2; n++) {
            cn_buf one = told(cases[i].person[n][0], NULL);
            cn_buf two = told(cases[i].person[n][1], NULL);
            file[n] = file_of_two(cn_buf_span(&one), cn_buf_span(&two));
            cn_buf_free(&one);
            cn_buf_free(&two);
        }
        if (cases[i].why != NULL) {
            assert_refused(cn_buf_span(&file[0]), cn_buf_span(&file[1]),
                           CARNET_PRIVACY_HOLDER, "", cases[i].why);
        } else {
            carnet_buf *out = NULL;
            assert_status(merge(&out, cn_buf_span(&file[0]),
                                cn_buf_span(&file[1]), CARNET_PRIVACY_ASK),
                          CARNET_OK);
            carnet_buf_free(out);
        }
        cn_buf_free(&file[0]);
        cn_buf_free(&file[1]);
    }
}

/* Neither says whose it is, but both are of one credential. */
static void one_credential_is_one_persons(void **state)
{
    (void)state;
    cn_buf whole = file_of(1);
    carnet_buf *a = shown(cn_buf_span(&whole), 16);
    carnet_buf *b = shown(cn_buf_span(&whole), 32);
    carnet_buf *out = NULL;
    assert_status(
        merge(&out, test_span_of(a), test_span_of(b), CARNET_PRIVACY_ASK),
        CARNET_OK);
    carnet_buf_free(out);
    carnet_buf_free(a);
    carnet_buf_free(b);
    cn_buf_free(&whole);
}

/* ---- limits and bad input ---- */

/* Credentials of one person that differ in their seeds, with entries of more
   than 1,000 bytes. */
static cn_buf many(size_t num, size_t num_large, uint8_t mark)
{
    char json[1200];
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, num);
    for (size_t i = 0; i < num; i++) {
        test_credential *c = test_begin(1);
        c->root_seed[0] = (uint8_t)i;
        c->root_seed[1] = mark;
        test_add_person(c, CN_API_DESK);
        for (size_t k = 0; k < num_large; k++) {
            (void)snprintf(json, sizeof json,
                           "{\"kind\":\"allergy\",\"agent\":{\"absent\":"
                           "\"none\"},\"note\":\"%0900u\"}",
                           (unsigned)k);
            test_add_json(c, CN_API_CLINIC, json);
        }
        test_sign(c);
        test_put_credential(&b, c, TEST_ALL, false);
        test_end(c);
    }
    cn_buf file = test_as_file(cn_buf_span(&b));
    cn_buf_free(&b);
    return file;
}

static void more_than_a_file_may_hold_is_refused(void **state)
{
    (void)state;
    carnet_buf *out = NULL;
    cn_buf a = many(128, 0, 1);
    cn_buf b = many(128, 0, 2);
    cn_buf c = many(129, 0, 2); /* 128 of them are in b */
    assert_status(
        merge(&out, cn_buf_span(&a), cn_buf_span(&b), CARNET_PRIVACY_ASK),
        CARNET_OK);
    carnet_buf_free(out);
    assert_status(
        merge(&out, cn_buf_span(&b), cn_buf_span(&c), CARNET_PRIVACY_ASK),
        CARNET_OK);
    carnet_buf_free(out);
    assert_refused(cn_buf_span(&a), cn_buf_span(&c), CARNET_RECORD_COUNT, "",
                   "together they have more than 256 credentials");
    cn_buf_free(&a);
    cn_buf_free(&b);
    cn_buf_free(&c);
}

static void more_bytes_than_a_file_may_hold_are_refused(void **state)
{
    (void)state;
    cn_buf a = many(10, 250, 1);
    cn_buf b = many(10, 250, 2);
    assert_true(a.len > 2200000);
    assert_refused(cn_buf_span(&a), cn_buf_span(&b), CARNET_INFLATE_LIMIT, "",
                   "together they are more than a file may hold");
    cn_buf_free(&a);
    cn_buf_free(&b);
}

/* Which of the two is at fault, and what in it, where that is known. */
static void a_fault_is_said_of_the_one_that_has_it(void **state)
{
    (void)state;
    cn_buf good = file_of(1);
    cn_span in = cn_buf_span(&good);
    cn_span other = CN_SPAN_LIT("HC1:");
    assert_refused(other, in, CARNET_TEXT_EU_DCC, "first", "");
    assert_refused(in, other, CARNET_TEXT_EU_DCC, "second", "");
    assert_refused(other, other, CARNET_TEXT_EU_DCC, "first", "");
    test_credential *c = test_begin(1);
    test_add_hex(c, CN_API_CLINIC, "190104831910200081190100");
    test_sign(c);
    cn_buf bad = test_file_of(c);
    carnet_buf *out = NULL;
    for (size_t n = 0; n < 2; n++) {
        carnet_problem *problem = NULL;
        const cn_buf *a = n == 0 ? &bad : &good;
        const cn_buf *b = n == 0 ? &good : &bad;
        assert_status(carnet_privacy_merge(&out, &problem, a->data, a->len,
                                           b->data, b->len, CARNET_PRIVACY_ASK),
                      CARNET_RECORD_REFERENCE);
        assert_string_equal(carnet_problem_path(problem),
                            n == 0 ? "first: clinic/0.treated_with[0]"
                                   : "second: clinic/0.treated_with[0]");
        carnet_problem_free(problem);
    }
    cn_buf_free(&bad);
    cn_buf_free(&good);
    test_end(c);
}

static void a_wrong_call_is_refused(void **state)
{
    (void)state;
    cn_buf file = file_of(1);
    cn_span in = cn_buf_span(&file);
    cn_span none = cn_span_of(NULL, 1);
    carnet_buf *out = NULL;
    assert_status(merge(NULL, in, in, 0), CARNET_CALLER_NULL);
    assert_status(merge(&out, none, in, 0), CARNET_CALLER_NULL);
    assert_status(merge(&out, in, none, 0), CARNET_CALLER_NULL);
    assert_status(merge(&out, in, in, 2), CARNET_CALLER_RANGE);
    assert_status(merge(&out, in, in, -1), CARNET_CALLER_RANGE);
    assert_status(
        merge(&out, in, cn_span_of(in.data, CN_LIMIT_FILE_BYTES + 1), 0),
        CARNET_CALLER_RANGE);
    assert_status(
        merge(&out, cn_span_of(in.data, CN_LIMIT_FILE_BYTES + 1), in, 0),
        CARNET_CALLER_RANGE);
    cn_buf most;
    cn_buf_init(
        &most); /* as long as may be: read, and refused for what it is */
    memset(cn_buf_extend(&most, CN_LIMIT_FILE_BYTES), 0, CN_LIMIT_FILE_BYTES);
    assert_refused(cn_buf_span(&most), in, CARNET_TEXT_PREFIX, "first", "");
    assert_refused(in, cn_buf_span(&most), CARNET_TEXT_PREFIX, "second", "");
    cn_buf_free(&most);
    assert_null(out);
    cn_buf_free(&file);
}

/* Each of them, with blocks of the arena that hold one taking; there is memory
   for a problem then, which says so. */
static void each_failing_allocation_is_told_and_nothing_is_kept(void **state)
{
    (void)state;
    cn_buf whole = file_of(1);
    carnet_buf *a = shown(cn_buf_span(&whole), 0x15);
    carnet_buf *b = shown(cn_buf_span(&whole), 0x2b);
    size_t live = test_mem_live();
    carnet_status status = CARNET_CALLER_MEMORY;
    size_t told = 0;
    for (size_t nth = 1; status != CARNET_OK; nth++) {
        carnet_buf *out = (void *)&noise;
        carnet_problem *problem = (void *)&noise;
        test_mem_fail_at(nth);
        status = carnet_privacy_merge(&out, &problem, carnet_buf_data(a),
                                      carnet_buf_len(a), carnet_buf_data(b),
                                      carnet_buf_len(b), CARNET_PRIVACY_ASK);
        bool failed = test_mem_has_failed();
        test_mem_fail_at(0);
        assert_status(status, failed ? CARNET_CALLER_MEMORY : CARNET_OK);
        assert_int_equal(out == NULL, failed);
        assert_int_equal(problem != NULL, failed);
        if (failed) {
            assert_status(carnet_problem_status(problem), CARNET_CALLER_MEMORY);
            if (carnet_problem_path(problem)[0] == '\0') { /* in neither */
                assert_int_equal(carnet_problem_offset(problem), 0);
                told++;
            }
        }
        carnet_problem_free(problem);
        carnet_buf_free(out);
        assert_int_equal(test_mem_live(), live);
    }
    assert_true(told > 0);
    carnet_buf_free(a);
    carnet_buf_free(b);
    cn_buf_free(&whole);
}

/* Of either of two fronts, read for how much it tells. */
static void the_seeds_of_fronts_leave_no_copy(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    cn_buf whole = test_file_of(c);
    carnet_buf *out = NULL;
    test_mem_watch(c->rest_seed, CN_PRIVACY_SEED_SIZE, sizeof(cn_api_front));
    assert_status(merge(&out, cn_buf_span(&whole), cn_buf_span(&whole),
                        CARNET_PRIVACY_ASK),
                  CARNET_OK);
    assert_int_equal(test_mem_wiped(), 2);
    test_mem_watch(NULL, 0, 0);
    carnet_buf_free(out);
    cn_buf_free(&whole);
    test_end(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_order_holds_whatever_tells_credentials_apart),
        cmocka_unit_test(a_wrong_call_is_refused),
        cmocka_unit_test(each_failing_allocation_is_told_and_nothing_is_kept),
        cmocka_unit_test(the_seeds_of_fronts_leave_no_copy),
        cmocka_unit_test(two_persons_passports_merge_only_at_somebodys_word),
        cmocka_unit_test(any_credential_can_say_whose_the_passports_are),
        cmocka_unit_test(one_credential_is_one_persons),
        cmocka_unit_test(the_front_that_tells_more_stays),
        cmocka_unit_test(of_two_sealings_the_same_stays_in_either_order),
        cmocka_unit_test(a_fault_is_said_of_the_one_that_has_it),
        cmocka_unit_test(
            what_is_open_comes_before_sealed_and_sealed_before_withheld),
        cmocka_unit_test(credentials_of_both_stand_in_the_order_of_their_days),
        cmocka_unit_test(
            order_and_grouping_make_no_difference_and_twice_is_once),
        cmocka_unit_test(a_piece_adds_nothing_to_the_whole),
        cmocka_unit_test(pieces_of_a_part_make_it_complete),
        cmocka_unit_test(pieces_side_by_side_show_a_whole_part),
        cmocka_unit_test(a_changed_credential_stands_beside_and_is_refused),
        cmocka_unit_test(of_two_sealings_that_with_more_locks_stays),
        cmocka_unit_test(more_than_a_file_may_hold_is_refused),
        cmocka_unit_test(more_bytes_than_a_file_may_hold_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
