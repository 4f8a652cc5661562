/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Partial proofs, exhaustively: every part of 1 to 12 entries and every choice
 * of them gives a proof that verifies, is the smallest, gives every smaller
 * choice and merges with every other; and nothing of what is withheld can be
 * found from it. Parts of up to 256 entries by random choices.
 */
#include "proofs.h"

enum {
    EVERY_SIZE = 12,
    MERGE_SIZE = 6,
    DEPTH = 4 /* of a tree of EVERY_SIZE entries */
};

/* Bytes of the smallest proof below a subtree, and its elements. */
static size_t least(const cn_privacy_set *shown, size_t first, size_t num,
                    size_t *elements)
{
    size_t here = cn_privacy_count(shown, first, num);
    if (here == 0 || here == num) {
        (*elements)++;
        return here == 0 ? 21 : 17;
    }
    size_t left = 128;
    while (left >= num) {
        left /= 2;
    }
    return least(shown, first, left, elements) +
           least(shown, first + left, num - left, elements);
}

static void assert_smallest(cn_span proof, const cn_privacy_set *shown,
                            size_t num)
{
    size_t elements = 0;
    size_t size = least(shown, 0, num, &elements);
    size_t head = elements == 1    ? 0
                  : elements < 24  ? 1
                  : elements < 256 ? 2
                                   : 3;
    assert_int_equal(proof.len, head + size);
}

static bool contains(cn_span in, const uint8_t *what, size_t len)
{
    for (size_t i = 0; i + len <= in.len; i++) {
        if (memcmp(in.data + i, what, len) == 0) {
            return true;
        }
    }
    return false;
}

/* Neither the proof nor any seed below one that it holds is a salt of an entry
   that is withheld: given the salt its bytes could be guessed. */
static void search(cn_span proof, const uint8_t *from, size_t depth,
                   uint8_t (*salts)[16], const cn_privacy_set *shown,
                   size_t num)
{
    uint8_t left[CN_PRIVACY_SEED_SIZE];
    uint8_t right[CN_PRIVACY_SEED_SIZE];
    for (size_t i = 0; i < num; i++) {
        assert_true(cn_privacy_has(shown, i) ||
                    memcmp(from, salts[i], CN_PRIVACY_SEED_SIZE) != 0);
    }
    if (depth > 0) {
        cn_privacy_split(left, right, from);
        search(proof, left, depth - 1, salts, shown, num);
        search(proof, right, depth - 1, salts, shown, num);
    }
}

static void assert_tells_nothing(cn_span proof, uint8_t (*salts)[16],
                                 const cn_privacy_set *shown, size_t num)
{
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, proof);
    if (cn_cbor_peek(&r) == CN_CBOR_ARRAY) {
        (void)cn_cbor_get_array(&r, 0, SIZE_MAX);
    }
    while (!cn_cbor_at_end(&r)) {
        if (!cn_cbor_take_nil(&r)) {
            cn_span s = cn_privacy_read_one(&r);
            assert_int_not_equal(s.len, 0);
            search(proof, s.data, DEPTH, salts, shown, num);
        }
    }
    for (size_t i = 0; i < num; i++) {
        assert_true(cn_privacy_has(shown, i) ||
                    (!contains(proof, bytes[i], ENTRY) &&
                     !contains(proof, salts[i], CN_PRIVACY_SEED_SIZE)));
    }
}

static void every_choice_of_every_small_part(void **state)
{
    (void)state;
    static cn_buf proofs[1 << EVERY_SIZE];
    size_t pairs = 0;
    for (size_t num = 1; num <= EVERY_SIZE; num++) {
        uint8_t salts[EVERY_SIZE][16];
        cn_privacy_known *whole = know_whole(num);
        uint8_t digest[CN_PRIVACY_DIGEST_SIZE];
        digest_whole(digest, num);
        for (size_t i = 0; i < num; i++) {
            test_salt(salts[i], seed, num, i);
        }
        for (unsigned m = 0; m < 1u << num; m++) {
            cn_privacy_set shown = set_of(m);
            proofs[m] = proof_of(whole, &shown);
            cn_span proof = cn_buf_span(&proofs[m]);
            assert_proves(proof, &shown, num, digest);
            assert_smallest(proof, &shown, num);
            assert_tells_nothing(proof, salts, &shown, num);
        }
        /* From each to every smaller one: as if made from the whole part. */
        for (unsigned m = 1; m < 1u << num; m++) {
            cn_privacy_set shown = set_of(m);
            cn_privacy_known *k =
                know_again(cn_buf_span(&proofs[m]), &shown, num);
            for (unsigned less = m;; less = (less - 1) & m) {
                cn_privacy_set smaller = set_of(less);
                cn_buf again = proof_of(k, &smaller);
                assert_span(cn_buf_span(&again), proofs[less].data,
                            proofs[less].len);
                cn_buf_free(&again);
                pairs++;
                if (less == 0) {
                    break;
                }
            }
            cn_privacy_known_free(k);
        }
        for (unsigned m = 0; m < 1u << num; m++) {
            cn_buf_free(&proofs[m]);
        }
        cn_privacy_known_free(whole);
    }
    test_count("pairs of choices", pairs);
}

/* What both show, and each of the two again from that. */
static void merge(size_t num, const cn_privacy_known *whole,
                  const cn_privacy_set *a, const cn_privacy_set *b)
{
    uint8_t digest[CN_PRIVACY_DIGEST_SIZE];
    cn_privacy_set both = *a;
    cn_buf one = proof_of(whole, a);
    cn_buf two = proof_of(whole, b);
    cn_privacy_known *k = know_again(cn_buf_span(&one), a, num);
    cn_privacy_known *other = know_again(cn_buf_span(&two), b, num);
    for (size_t i = 0; i < sizeof both.bits; i++) {
        both.bits[i] |= b->bits[i];
    }
    assert_status(cn_privacy_merge(k, other), CARNET_OK);
    assert_memory_equal(cn_privacy_known_shown(k), &both, sizeof both);
    cn_buf merged = proof_of(k, &both);
    digest_whole(digest, num);
    assert_proves(cn_buf_span(&merged), &both, num, digest);
    const cn_privacy_set *each[] = {a, b};
    const cn_buf *was[] = {&one, &two};
    cn_privacy_known *again = know_again(cn_buf_span(&merged), &both, num);
    for (size_t i = 0; i < 2; i++) {
        cn_buf less = proof_of(again, each[i]);
        assert_span(cn_buf_span(&less), was[i]->data, was[i]->len);
        cn_buf_free(&less);
    }
    cn_privacy_known_free(again);
    cn_privacy_known_free(other);
    cn_privacy_known_free(k);
    cn_buf_free(&merged);
    cn_buf_free(&one);
    cn_buf_free(&two);
}

static void every_two_choices_merge(void **state)
{
    (void)state;
    size_t pairs = 0;
    for (size_t num = 1; num <= MERGE_SIZE; num++) {
        cn_privacy_known *whole = know_whole(num);
        for (unsigned m = 1; m < 1u << num; m++) {
            for (unsigned n = 1; n < 1u << num; n++) {
                cn_privacy_set a = set_of(m);
                cn_privacy_set b = set_of(n);
                merge(num, whole, &a, &b);
                pairs++;
            }
        }
        cn_privacy_known_free(whole);
    }
    test_count("pairs merged", pairs);
}

static cn_privacy_set random_set(size_t num, uint32_t of_256)
{
    cn_privacy_set set = {{0}};
    for (size_t i = 0; i < num; i++) {
        if (next_random() % 256 < of_256) {
            cn_privacy_add(&set, i);
        }
    }
    return set;
}

static void random_choices_of_large_parts(void **state)
{
    (void)state;
    for (size_t round = 0; round < 400; round++) {
        size_t num = round < 20 ? MOST - round : 1 + next_random() % MOST;
        cn_privacy_set a = random_set(num, next_random() % 256);
        cn_privacy_set b = random_set(num, next_random() % 256);
        cn_privacy_known *whole = know_whole(num);
        uint8_t digest[CN_PRIVACY_DIGEST_SIZE];
        cn_privacy_add(&a, next_random() % num);
        cn_privacy_add(&b, next_random() % num);
        cn_buf proof = proof_of(whole, &a);
        digest_whole(digest, num);
        assert_proves(cn_buf_span(&proof), &a, num, digest);
        assert_smallest(cn_buf_span(&proof), &a, num);
        merge(num, whole, &a, &b);
        cn_buf_free(&proof);
        cn_privacy_known_free(whole);
    }
}

/* ---- proofs that are not the one ---- */

/* Elements of a proof: at most 2 * EVERY_SIZE. */
static size_t split_up(cn_span *out, cn_span proof)
{
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, proof);
    size_t num = cn_cbor_get_array(&r, 2, SIZE_MAX);
    for (size_t i = 0; i < num; i++) {
        out[i] = cn_cbor_skip(&r);
    }
    assert_status(r.status, CARNET_OK);
    return num;
}

/* The elements do not give the part's digest: refused, or another one. */
static bool assert_fails(const cn_span *elements, size_t num_elements,
                         const cn_privacy_set *shown, size_t num,
                         const uint8_t expected[20])
{
    cn_buf b;
    cn_span entries[MOST];
    uint8_t digest[CN_PRIVACY_DIGEST_SIZE];
    cn_privacy_view view = {.shown = *shown,
                            .entries = entries,
                            .step = sizeof *entries,
                            .num = num};
    cn_buf_init(&b);
    for (size_t i = 0; i < num_elements; i++) {
        cn_buf_put_span(&b, elements[i]);
    }
    list_shown(entries, shown, num);
    view.proof = cn_buf_span(&b);
    carnet_status status = cn_privacy_digest(digest, &view);
    if (status != CARNET_OK) {
        assert_status(status, CARNET_PRIVACY_PARTIAL);
    } else {
        assert_memory_not_equal(digest, expected, sizeof digest);
    }
    cn_buf_free(&b);
    return status != CARNET_OK;
}

/* One element left out, twice, of another kind, or nil put before it; another
   entry shown or withheld. */
static void every_change_of_a_proof_fails(void **state)
{
    (void)state;
    static const uint8_t nil[] = {0xf6};
    static const uint8_t zeroes[21] = {0x54};
    static const uint8_t a_seed[17] = {0x50};
    size_t refused = 0;
    for (size_t num = 2; num <= 9; num++) {
        cn_privacy_known *whole = know_whole(num);
        uint8_t digest[CN_PRIVACY_DIGEST_SIZE];
        digest_whole(digest, num);
        for (unsigned m = 1; m + 1 < 1u << num; m++) {
            cn_privacy_set shown = set_of(m);
            cn_span was[2 * EVERY_SIZE];
            cn_span now[2 * EVERY_SIZE + 1];
            cn_buf proof = proof_of(whole, &shown);
            size_t n = split_up(was, cn_buf_span(&proof));
            for (size_t i = 0; i < n; i++) {
                memcpy(now, was, n * sizeof *was);
                memmove(now + i, now + i + 1, (n - i - 1) * sizeof *now);
                assert_true(assert_fails(now, n - 1, &shown, num, digest));
                memcpy(now, was, n * sizeof *was);
                memmove(now + i + 1, now + i, (n - i) * sizeof *now);
                assert_true(assert_fails(now, n + 1, &shown, num, digest));
                now[i] = cn_span_of(nil, sizeof nil);
                assert_true(assert_fails(now, n + 1, &shown, num, digest));
                memcpy(now, was, n * sizeof *was);
                now[i] = was[i].len == 17 ? cn_span_of(zeroes, sizeof zeroes)
                                          : cn_span_of(a_seed, sizeof a_seed);
                assert_true(assert_fails(now, n, &shown, num, digest));
                now[i] = was[i].len == 17 ? cn_span_of(a_seed, sizeof a_seed)
                                          : cn_span_of(zeroes, sizeof zeroes);
                assert_false(assert_fails(now, n, &shown, num, digest));
            }
            for (size_t i = 0; i < num; i++) {
                cn_privacy_set other = set_of(m ^ 1u << i);
                refused += assert_fails(was, n, &other, num, digest);
            }
            refused += assert_fails(was, n, &shown, num + 1, digest);
            refused += assert_fails(was, n, &shown, num - 1, digest);
            cn_buf_free(&proof);
        }
        cn_privacy_known_free(whole);
    }
    assert_true(refused > 0);
}

static void refuses_what_shows_all_or_nothing_or_too_much(void **state)
{
    (void)state;
    static const size_t counts[] = {0, 1, 2, 511, 512};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        cn_buf b;
        cn_cbor_reader r;
        cn_buf_init(&b);
        cn_cbor_put_array(&b, counts[i]);
        for (size_t k = 0; k < counts[i]; k++) {
            cn_cbor_put_bytes(&b, cn_span_of(seed, sizeof seed));
        }
        cn_cbor_reader_init(&r, cn_buf_span(&b));
        cn_span elements = cn_privacy_read(&r);
        bool good = counts[i] == 2 || counts[i] == 511;
        assert_status(r.status, good ? CARNET_OK : CARNET_PRIVACY_PARTIAL);
        assert_int_equal(elements.len, good ? 17 * counts[i] : 0);
        cn_buf_free(&b);
    }
    /* A part without entries is shown or not. */
    uint8_t digest[CN_PRIVACY_DIGEST_SIZE];
    cn_privacy_view none = {.num = 0};
    assert_status(cn_privacy_digest(digest, &none), CARNET_PRIVACY_PARTIAL);
}

static void refuses_what_is_neither_a_seed_nor_a_digest(void **state)
{
    (void)state;
    const uint8_t some[CN_PRIVACY_DIGEST_SIZE + 1] = {0};
    for (size_t len = 0; len <= sizeof some; len++) {
        cn_buf b;
        cn_cbor_reader r;
        bool good =
            len == CN_PRIVACY_SEED_SIZE || len == CN_PRIVACY_DIGEST_SIZE;
        cn_buf_init(&b);
        cn_cbor_put_bytes(&b, cn_span_of(some, len));
        cn_cbor_reader_init(&r, cn_buf_span(&b));
        assert_int_equal(cn_privacy_read_one(&r).len, good ? len : 0);
        assert_int_equal(r.status == CARNET_OK, good);
        cn_buf_free(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_choice_of_every_small_part),
        cmocka_unit_test(every_two_choices_merge),
        cmocka_unit_test(random_choices_of_large_parts),
        cmocka_unit_test(every_change_of_a_proof_fails),
        cmocka_unit_test(refuses_what_shows_all_or_nothing_or_too_much),
        cmocka_unit_test(refuses_what_is_neither_a_seed_nor_a_digest),
    };
    return cmocka_run_group_tests(tests, fill, NULL);
}
