/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The commitment tree: equal to what an independent program computed
 * (tests/data/tree.json), equal to the specification written down a second
 * time, recursively, for every size of a part, and changed by every change.
 */
#include "../support/support.h"

#include "part.h"

#define MAX_ENTRIES CN_LIMIT_PART_ENTRIES

/* ---- the specification again, as plainly as it can be said ---- */

static void plain_hash(uint8_t out[32], const char *text, cn_span x)
{
    uint8_t bytes[1024] = {0};
    assert_true(strlen(text) < 16 && x.len <= sizeof bytes - 16);
    memcpy(bytes, text, strlen(text));
    if (x.len > 0) {
        memcpy(bytes + 16, x.data, x.len);
    }
    cn_crypto_blake2b(out, cn_span_of(bytes, 16 + x.len), cn_span_of(NULL, 0));
}

static void plain_tree(uint8_t out[20], const uint8_t seed[16],
                       const cn_span *entries, size_t num, uint8_t (*salts)[16])
{
    uint8_t hash[32];
    uint8_t bytes[512];
    if (num == 1) {
        memcpy(salts[0], seed, 16);
        memcpy(bytes, seed, 16);
        memcpy(bytes + 16, entries[0].data, entries[0].len);
        plain_hash(hash, "carnet leaf 1",
                   cn_span_of(bytes, 16 + entries[0].len));
    } else {
        size_t left = 128;
        while (left >= num) {
            left /= 2;
        }
        plain_hash(hash, "carnet seed 1", cn_span_of(seed, 16));
        plain_tree(bytes, hash, entries, left, salts);
        plain_tree(bytes + 20, hash + 16, entries + left, num - left,
                   salts + left);
        plain_hash(hash, "carnet node 1", cn_span_of(bytes, 40));
    }
    memcpy(out, hash, 20);
}

static void plain_part(uint8_t out[20], const uint8_t seed[16],
                       const cn_span *entries, size_t num, uint8_t (*salts)[16])
{
    uint8_t hash[32];
    uint8_t bytes[24] = {0, 0, (uint8_t)(num / 256), (uint8_t)(num % 256)};
    if (num == 0) {
        memcpy(bytes + 4, seed, 16);
        plain_hash(hash, "carnet part 1", cn_span_of(bytes, 20));
    } else {
        plain_tree(bytes + 4, seed, entries, num, salts);
        plain_hash(hash, "carnet part 1", cn_span_of(bytes, 24));
    }
    memcpy(out, hash, 20);
}

/* ---- entries to try with ---- */

/* Entry i has i % 7 + 1 bytes, each its number. */
static cn_span sample[MAX_ENTRIES];
static uint8_t sample_bytes[MAX_ENTRIES][7];
static const uint8_t seed[16] = "a seed of a part";

static int make_sample(void **state)
{
    (void)state;
    for (size_t i = 0; i < MAX_ENTRIES; i++) {
        memset(sample_bytes[i], (int)i, 7);
        sample[i] = cn_span_of(sample_bytes[i], i % 7 + 1);
    }
    return 0;
}

/* A whole part always fits. */
static void digest_part(uint8_t out[20], const uint8_t of[16],
                        const cn_span *entries, size_t num)
{
    assert_status(test_part_digest(out, of, entries, num), CARNET_OK);
}

static void parts_of_every_size_are_as_specified(void **state)
{
    (void)state;
    static uint8_t salts[MAX_ENTRIES][16];
    for (size_t num = 0; num <= MAX_ENTRIES; num++) {
        uint8_t expected[20];
        uint8_t actual[20];
        plain_part(expected, seed, sample, num, salts);
        digest_part(actual, seed, sample, num);
        assert_memory_equal(actual, expected, 20);
        for (size_t i = 0; i < num; i++) {
            uint8_t salt[16];
            test_salt(salt, seed, num, i);
            assert_memory_equal(salt, salts[i], 16);
        }
    }
}

static void all_salts_of_a_part_are_found_at_once(void **state)
{
    (void)state;
    static uint8_t salts[MAX_ENTRIES][CN_PRIVACY_SEED_SIZE];
    for (size_t num = 0; num <= MAX_ENTRIES; num++) {
        const cn_privacy_view whole = {.seed = seed, .num = num};
        memset(salts, 0, sizeof salts);
        cn_privacy_salts(salts, &whole);
        for (size_t i = 0; i < num; i++) {
            uint8_t salt[CN_PRIVACY_SEED_SIZE];
            test_salt(salt, seed, num, i);
            assert_memory_equal(salts[i], salt, sizeof salt);
        }
    }
}

static void no_two_sizes_give_one_digest(void **state)
{
    (void)state;
    static uint8_t seen[MAX_ENTRIES + 1][20];
    for (size_t num = 0; num <= MAX_ENTRIES; num++) {
        digest_part(seen[num], seed, sample, num);
        for (size_t i = 0; i < num; i++) {
            assert_memory_not_equal(seen[num], seen[i], 20);
        }
    }
}

static void every_entry_counts(void **state)
{
    (void)state;
    static const size_t sizes[] = {1, 2, 3, 5, 8, 20, 33, 255, 256};
    uint8_t whole[20];
    uint8_t changed[20];
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
        size_t num = sizes[s];
        digest_part(whole, seed, sample, num);
        for (size_t i = 0; i < num; i++) {
            cn_span kept = sample[i];
            sample_bytes[i][0] ^= 1;
            digest_part(changed, seed, sample, num);
            assert_memory_not_equal(changed, whole, 20);
            sample_bytes[i][0] ^= 1;
            sample[i].len--; /* a byte less, down to none */
            digest_part(changed, seed, sample, num);
            assert_memory_not_equal(changed, whole, 20);
            sample[i] = kept;
        }
        digest_part(changed, seed, sample, num);
        assert_memory_equal(changed, whole, 20);
    }
}

static void the_order_of_entries_counts(void **state)
{
    (void)state;
    uint8_t whole[20];
    uint8_t changed[20];
    digest_part(whole, seed, sample, 20);
    for (size_t i = 0; i + 1 < 20; i++) {
        cn_span kept = sample[i];
        sample[i] = sample[i + 1];
        sample[i + 1] = kept;
        digest_part(changed, seed, sample, 20);
        assert_memory_not_equal(changed, whole, 20);
        sample[i + 1] = sample[i];
        sample[i] = kept;
    }
}

static void every_bit_of_the_seed_counts(void **state)
{
    (void)state;
    static const size_t sizes[] = {0, 1, 2, 7};
    uint8_t other[16];
    uint8_t whole[20];
    uint8_t changed[20];
    memcpy(other, seed, 16);
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
        digest_part(whole, seed, sample, sizes[s]);
        for (size_t bit = 0; bit < 128; bit++) {
            other[bit / 8] ^= (uint8_t)(1u << bit % 8);
            digest_part(changed, other, sample, sizes[s]);
            assert_memory_not_equal(changed, whole, 20);
            other[bit / 8] ^= (uint8_t)(1u << bit % 8);
        }
    }
}

static void salts_of_a_part_are_all_different(void **state)
{
    (void)state;
    static uint8_t salts[MAX_ENTRIES][16];
    const cn_privacy_view whole = {.seed = seed, .num = MAX_ENTRIES};
    const cn_privacy_view one = {.seed = seed, .num = 1};
    cn_privacy_salts(salts, &whole);
    for (size_t i = 0; i < MAX_ENTRIES; i++) {
        for (size_t j = 0; j < i; j++) {
            assert_memory_not_equal(salts[i], salts[j], 16);
        }
    }
    cn_privacy_salts(salts, &one);
    assert_memory_equal(salts[0], seed, 16);
}

static void against_the_contract_nothing_usable_comes(void **state)
{
    (void)state;
    const uint8_t zeroes[20] = {0};
    uint8_t out[20];
    memset(out, 1, sizeof out);
    assert_status(test_part_digest(out, seed, sample, MAX_ENTRIES + 1),
                  CARNET_PRIVACY_PARTIAL);
    assert_memory_equal(out, zeroes, 20);
    memset(out, 1, sizeof out);
    assert_status(test_part_digest(out, seed, sample, SIZE_MAX),
                  CARNET_PRIVACY_PARTIAL);
    assert_memory_equal(out, zeroes, 20);
}

/* ---- tests/data/tree.json ---- */

typedef struct {
    const cn_json_doc *doc;
    uint32_t at;
} tree_case;

static void assert_member(cn_span actual, const tree_case *c, const char *group,
                          const char *name)
{
    uint32_t in = cn_json_find(c->doc, c->at, group);
    assert_int_not_equal(in, 0);
    cn_buf expected = test_hex(test_member(c->doc, in, name));
    assert_span(actual, expected.data, expected.len);
    cn_buf_free(&expected);
}

/* The entries of a part, as spans into bytes. */
static size_t read_entries(cn_span out[MAX_ENTRIES], cn_buf *bytes,
                           const tree_case *c, const char *part)
{
    uint32_t list = cn_json_find(c->doc, c->at, part);
    uint32_t num = cn_json_get(c->doc, list)->num;
    uint32_t child = list + 1;
    assert_true(list != 0 && num <= MAX_ENTRIES);
    cn_buf_init(bytes);
    for (uint32_t i = 0; i < num; i++) {
        cn_buf entry = test_hex(cn_json_get(c->doc, child)->text);
        cn_buf_put_span(bytes, cn_buf_span(&entry));
        out[i] = cn_span_of(NULL, entry.len);
        child = cn_json_get(c->doc, child)->next;
        cn_buf_free(&entry);
    }
    const uint8_t *at = bytes->data; /* moves no more */
    for (uint32_t i = 0; i < num; i++) {
        out[i].data = at;
        at += out[i].len;
    }
    return num;
}

static void check_part(uint8_t digest[20], const tree_case *c, const char *part,
                       const uint8_t part_seed[16])
{
    static cn_span entries[MAX_ENTRIES];
    cn_buf bytes;
    size_t num = read_entries(entries, &bytes, c, part);
    assert_member(cn_span_of(part_seed, 16), c, "seeds", part);
    digest_part(digest, part_seed, entries, num);
    assert_member(cn_span_of(digest, 20), c, "digests", part);
    cn_buf_free(&bytes);
}

static void check_clinic_salts(const tree_case *c,
                               const uint8_t clinic_seed[16])
{
    uint32_t list = cn_json_find(c->doc, c->at, "clinic_salts");
    uint32_t num = cn_json_get(c->doc, list)->num;
    uint32_t child = list + 1;
    assert_int_equal(
        num, cn_json_get(c->doc, cn_json_find(c->doc, c->at, "clinic"))->num);
    for (uint32_t i = 0; i < num; i++) {
        uint8_t salt[16];
        cn_buf expected = test_hex(cn_json_get(c->doc, child)->text);
        test_salt(salt, clinic_seed, num, i);
        assert_span(cn_buf_span(&expected), salt, 16);
        cn_buf_free(&expected);
        child = cn_json_get(c->doc, child)->next;
    }
}

/* Every way to withhold whole parts gives the same root: what is withheld
   comes as the digest told by the file, the rest is computed. */
static void check_withheld(const tree_case *c, uint8_t computed[4][20])
{
    static const char *const names[] = {"desk", "clinic", "private", "rest"};
    uint32_t digests = cn_json_find(c->doc, c->at, "digests");
    for (unsigned mask = 0; mask < 16; mask++) {
        uint8_t use[4][20];
        uint8_t root[32];
        for (unsigned i = 0; i < 4; i++) {
            cn_buf told = test_hex(test_member(c->doc, digests, names[i]));
            assert_int_equal(told.len, 20);
            memcpy(use[i], mask >> i & 1 ? told.data : computed[i], 20);
            cn_buf_free(&told);
        }
        if ((mask >> 3 & 1) == 0) {
            cn_privacy_rest(use[3], use[1], use[2]);
        }
        cn_privacy_root(root, use[0], use[3]);
        assert_member(cn_span_of(root, 32), c, "digests", "root");
    }
}

static void check_case(const tree_case *c)
{
    uint8_t seeds[3][CN_PRIVACY_SEED_SIZE]; /* desk, clinic, private */
    uint8_t rest[CN_PRIVACY_SEED_SIZE];
    uint8_t computed[4][20];
    cn_buf root_seed = test_hex(test_member(c->doc, c->at, "root_seed"));
    assert_int_equal(root_seed.len, 16);
    cn_privacy_split(seeds[0], rest, root_seed.data);
    cn_privacy_split(seeds[1], seeds[2], rest);
    assert_member(cn_span_of(rest, 16), c, "seeds", "rest");
    check_part(computed[0], c, "desk", seeds[0]);
    check_part(computed[1], c, "clinic", seeds[1]);
    check_part(computed[2], c, "private", seeds[2]);
    check_clinic_salts(c, seeds[1]);
    cn_privacy_rest(computed[3], computed[1], computed[2]);
    assert_member(cn_span_of(computed[3], 20), c, "digests", "rest");
    check_withheld(c, computed);
    cn_buf_free(&root_seed);
}

static void agrees_with_the_independent_program(void **state)
{
    (void)state;
    cn_problem where;
    cn_json_doc *doc = NULL;
    cn_buf text = test_data("tree.json");
    memset(&where, 0, sizeof where);
    assert_status(cn_json_read(&doc, &where, cn_buf_span(&text)), CARNET_OK);
    uint32_t list = cn_json_find(doc, 0, "cases");
    uint32_t num = cn_json_get(doc, list)->num;
    tree_case c = {doc, list + 1};
    for (uint32_t i = 0; i < num; i++) {
        check_case(&c);
        c.at = cn_json_get(doc, c.at)->next;
    }
    test_count("tree.json", num);
    cn_json_free(doc);
    cn_buf_free(&text);
}

static void left_and_right_are_not_the_same(void **state)
{
    (void)state;
    const uint8_t a[20] = {1};
    const uint8_t b[20] = {2};
    uint8_t one[32];
    uint8_t two[32];
    cn_privacy_rest(one, a, b);
    cn_privacy_rest(two, b, a);
    assert_memory_not_equal(one, two, 20);
    cn_privacy_root(one, a, b);
    cn_privacy_root(two, b, a);
    assert_memory_not_equal(one, two, 32);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_of_every_size_are_as_specified),
        cmocka_unit_test(all_salts_of_a_part_are_found_at_once),
        cmocka_unit_test(no_two_sizes_give_one_digest),
        cmocka_unit_test(every_entry_counts),
        cmocka_unit_test(the_order_of_entries_counts),
        cmocka_unit_test(every_bit_of_the_seed_counts),
        cmocka_unit_test(salts_of_a_part_are_all_different),
        cmocka_unit_test(against_the_contract_nothing_usable_comes),
        cmocka_unit_test(agrees_with_the_independent_program),
        cmocka_unit_test(left_and_right_are_not_the_same),
    };
    return cmocka_run_group_tests(tests, make_sample, NULL);
}
