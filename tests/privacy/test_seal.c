/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sealing and opening by the specification's words alone (docs/spec/format.md
 * section 4): what is sealed here step by step opens, what is sealed opens for
 * each recipient and nobody else, and no key or phrase is left behind.
 */
#include "../support/failing_mem.h"
#include "../support/support.h"

#include "privacy/privacy.h"

enum {
    KEY = CN_CRYPTO_AEAD_KEY_SIZE,
    PLAIN = CN_PRIVACY_SEAL_STEP,
    NUM_CLINICS = CN_LIMIT_LOCKS + 1, /* the last is nobody's recipient */
    DRAWN = 32                        /* keys that a call draws, at most */
};

/* ---- what is drawn at random ---- */

static uint32_t noise = 5;
static uint8_t drawn[DRAWN][KEY];
static size_t num_drawn;
/* So many more calls succeed; below zero: all do. */
static int gives = -1;

/* In place of the system's, which the linker takes for the library's calls: the
   same each time that noise is, with all keys kept. */
int getentropy(void *out, size_t len);
int getentropy(void *out, size_t len)
{
    uint8_t *at = out;
    if (gives == 0) {
        return -1;
    }
    gives -= gives > 0;
    for (size_t i = 0; i < len; i++) {
        noise = noise * 1664525 + 1013904223;
        at[i] = (uint8_t)(noise >> 16);
    }
    if (len == KEY && num_drawn < DRAWN) {
        memcpy(drawn[num_drawn++], at, KEY);
    }
    return 0;
}

/* ---- what is sealed, and for whom ---- */

static carnet_seal_key clinics[NUM_CLINICS];
static const uint8_t phrase[] = "0123456789ACFHJ";
static const uint8_t other_phrase[] = "1123456789ACFHJ";
static uint8_t digest[CN_PRIVACY_DIGEST_SIZE];
static uint8_t plain[PLAIN];
static const cn_span context = {(const uint8_t *)"context", 7};
static const uint8_t zeros[CN_CRYPTO_NONCE_SIZE];

static cn_privacy_opener by_key(size_t i)
{
    cn_privacy_opener with = {.key = &clinics[i]};
    return with;
}

static cn_privacy_opener by_phrase(const uint8_t *typed)
{
    cn_privacy_opener with = {.has_phrase = true};
    memcpy(with.phrase, typed, sizeof with.phrase);
    return with;
}

/* Behind what is there already, which stays. */
static void assert_opens(cn_span sealed, const cn_privacy_opener *with,
                         carnet_status expected)
{
    cn_buf out;
    cn_buf_init(&out);
    cn_buf_put(&out, "before", 6);
    assert_status(cn_privacy_unseal(&out, sealed, with, context), expected);
    if (expected == CARNET_OK) {
        assert_int_equal(out.len, 6 + PLAIN);
        assert_memory_equal(out.data, "before", 6);
        assert_memory_equal(out.data + 6, plain, PLAIN);
    }
    cn_buf_free(&out);
}

/* ---- sealed by hand ---- */

static void holders_key(uint8_t out[KEY], const uint8_t *salted)
{
    assert_status(
        cn_crypto_argon2id(out, cn_span_of(phrase, 15), salted, 3, 65536),
        CARNET_OK);
}

static const uint8_t salt[CN_CRYPTO_SALT_SIZE] = {9};
static const uint8_t content_key[KEY] = {7};
static uint8_t key_of_salt[KEY]; /* made once: it takes its time */

/* A part sealed to clinics from 0 on, with the holder's lock at a place; where
   there is one lock it encrypts the content, else that opens with the key 7. */
static cn_buf by_hand(size_t num, size_t holder)
{
    cn_span inner =
        num == 1 ? cn_span_of(plain, PLAIN) : cn_span_of(content_key, KEY);
    cn_buf b;
    uint8_t cipher[PLAIN + CN_CRYPTO_TAG_SIZE];
    cn_buf_init(&b);
    cn_cbor_put_array(&b, 3);
    cn_cbor_put_bytes(&b, cn_span_of(digest, sizeof digest));
    cn_cbor_put_array(&b, num);
    for (size_t i = 0; i < num; i++) {
        uint8_t lock[CARNET_SEAL_KEY_SIZE + PLAIN + CN_CRYPTO_TAG_SIZE];
        size_t head = i == holder ? CN_CRYPTO_SALT_SIZE : CARNET_SEAL_KEY_SIZE;
        if (i == holder) {
            memcpy(lock, salt, sizeof salt);
            cn_crypto_aead_seal(lock + head, key_of_salt, zeros, context,
                                inner);
        } else {
            assert_status(cn_crypto_hpke_seal(lock, lock + head,
                                              &clinics[i].public_key, context,
                                              inner),
                          CARNET_OK);
        }
        if (num == 1) {
            memcpy(cipher, lock + head, sizeof cipher);
        } else {
            head += CN_PRIVACY_LOCK_KEY;
        }
        cn_cbor_put_bytes(&b, cn_span_of(lock, head));
    }
    if (num > 1) {
        cn_crypto_aead_seal(cipher, content_key, zeros, context,
                            cn_span_of(plain, PLAIN));
    }
    cn_cbor_put_bytes(&b, cn_span_of(cipher, sizeof cipher));
    return b;
}

static void what_follows_the_specification_opens(void **state)
{
    (void)state;
    const cn_privacy_opener typed = by_phrase(phrase);
    const cn_privacy_opener mistaken = by_phrase(other_phrase);
    const cn_privacy_opener stranger = by_key(NUM_CLINICS - 1);
    const cn_privacy_opener nobody = {.key = NULL};
    for (size_t num = 1; num <= CN_LIMIT_LOCKS; num *= 2) {
        for (size_t holder = 0; holder <= num; holder += num > 2 ? 5 : 1) {
            cn_buf sealed = by_hand(num, holder);
            cn_span s = cn_buf_span(&sealed);
            bool has = holder < num;
            assert_int_equal(cn_privacy_has_phrase_lock(s), has);
            assert_opens(s, &typed, has ? CARNET_OK : CARNET_PRIVACY_UNOPENED);
            if (num < 4) { /* Argon2id takes its time */
                assert_opens(s, &mistaken, CARNET_PRIVACY_UNOPENED);
            }
            assert_opens(s, &stranger, CARNET_PRIVACY_UNOPENED);
            assert_opens(s, &nobody, CARNET_PRIVACY_UNOPENED);
            for (size_t i = 0; i < num; i++) {
                const cn_privacy_opener with = by_key(i);
                assert_opens(s, &with,
                             i == holder ? CARNET_PRIVACY_UNOPENED : CARNET_OK);
            }
            cn_buf_free(&sealed);
        }
    }
}

/* A lock of theirs opens, but not for this content: nor is another tried. */
static void what_is_damaged_opens_for_nobody(void **state)
{
    (void)state;
    for (size_t num = 1; num <= 2; num++) {
        cn_buf sealed = by_hand(num, num - 1);
        cn_privacy_opener with = by_phrase(phrase);
        with.key = num > 1 ? &clinics[0] : NULL;
        sealed.data[sealed.len - 1] ^= 1;
        assert_opens(cn_buf_span(&sealed), &with, CARNET_PRIVACY_UNOPENED);
        cn_buf_free(&sealed);
    }
}

static void what_is_no_sealed_part_has_no_lock_and_says_why(void **state)
{
    (void)state;
    cn_buf sealed = by_hand(1, 0);
    const cn_privacy_opener with = by_phrase(phrase);
    cn_span cut = cn_span_of(sealed.data, sealed.len - 1);
    assert_false(cn_privacy_has_phrase_lock(cut));
    assert_opens(cut, &with, CARNET_CBOR_TRUNCATED);
    cn_buf_free(&sealed);
}

static void the_context_is_of_the_part_and_its_credential(void **state)
{
    (void)state;
    uint8_t root[CN_PRIVACY_ROOT_SIZE];
    memset(root, 0xee, sizeof root);
    for (uint32_t part = 1; part <= 2; part++) {
        cn_buf b;
        cn_buf_init(&b);
        cn_privacy_seal_context(&b, part, root);
        assert_int_equal(b.len, 1 + 14 + 1 + 2 + sizeof root);
        assert_memory_equal(b.data,
                            "\x83\x6d"
                            "carnet seal 1",
                            15);
        assert_int_equal(b.data[15], part + 1);
        assert_memory_equal(b.data + 16, "\x58\x20", 2);
        assert_memory_equal(b.data + 18, root, sizeof root);
        cn_buf_free(&b);
    }
}

static void zeros_fill_up_to_256_times_a_power_of_two(void **state)
{
    (void)state;
    for (size_t len = 0; len < 2100; len++) {
        cn_buf b;
        size_t due = 256;
        while (due < len) {
            due *= 2;
        }
        cn_buf_init(&b);
        memset(cn_buf_extend(&b, due), 'y', due); /* what stood there before */
        b.len = 0;
        for (size_t i = 0; i < len; i++) {
            cn_buf_put(&b, "x", 1);
        }
        cn_privacy_pad(&b);
        assert_int_equal(b.len, due);
        for (size_t i = 0; i < due; i++) {
            assert_int_equal(b.data[i], i < len ? 'x' : 0);
        }
        cn_buf_free(&b);
    }
}

/* ---- sealed by the library ---- */

static cn_privacy_recipients recipients(size_t num_keys, bool has_phrase)
{
    cn_privacy_recipients to = {.num_keys = num_keys, .has_phrase = has_phrase};
    for (size_t i = 0; i < num_keys; i++) {
        to.keys[i] = clinics[i].public_key;
    }
    memcpy(to.phrase, phrase, sizeof to.phrase);
    return to;
}

static carnet_status seal(cn_buf *out, const cn_privacy_recipients *to)
{
    cn_buf_init(out);
    num_drawn = 0;
    return cn_privacy_seal(out, to, digest, context, cn_span_of(plain, PLAIN));
}

static cn_privacy_sealed taken_apart(const cn_buf *sealed)
{
    cn_privacy_sealed s;
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, cn_buf_span(sealed));
    (void)cn_privacy_read_sealed(&r, &s);
    assert_status(r.status, CARNET_OK);
    assert_memory_equal(s.digest.data, digest, sizeof digest);
    assert_int_equal(s.cipher.len, PLAIN + CN_CRYPTO_TAG_SIZE);
    return s;
}

static void it_opens_for_each_recipient_and_nobody_else(void **state)
{
    (void)state;
    for (size_t num = 0; num <= CN_LIMIT_LOCKS; num++) {
        /* The holder's is the only one, and one of 2 and of 8. */
        size_t most = num > 2 && num != 8 ? 0 : 1;
        for (size_t holder = 0; holder <= most && num >= holder; holder++) {
            const cn_privacy_recipients to =
                recipients(num - holder, holder == 1);
            const cn_privacy_opener typed = by_phrase(phrase);
            size_t due = 1;
            cn_buf sealed;
            while (due < num) {
                due *= 2;
            }
            assert_status(seal(&sealed, &to), CARNET_OK);
            cn_span s = cn_buf_span(&sealed);
            assert_int_equal(taken_apart(&sealed).num_locks, due);
            assert_int_equal(cn_privacy_has_phrase_lock(s), holder);
            assert_opens(s, &typed,
                         holder == 1 ? CARNET_OK : CARNET_PRIVACY_UNOPENED);
            for (size_t i = 0; i < NUM_CLINICS; i++) {
                const cn_privacy_opener with = by_key(i);
                assert_opens(s, &with,
                             i < to.num_keys ? CARNET_OK
                                             : CARNET_PRIVACY_UNOPENED);
            }
            cn_buf_free(&sealed);
        }
    }
}

/* Where a clinic's lock is among four, of which one is nobody's. */
static size_t place_of(const cn_privacy_sealed *s, size_t clinic)
{
    size_t at = s->num_locks;
    for (size_t i = 0; i < s->num_locks; i++) {
        uint8_t key[KEY];
        const uint8_t *lock = s->locks[i].data;
        if (cn_crypto_hpke_open(key, lock, &clinics[clinic], context,
                                cn_span_of(lock + CARNET_SEAL_KEY_SIZE,
                                           CN_PRIVACY_LOCK_KEY)) == CARNET_OK) {
            assert_int_equal(at, s->num_locks);
            at = i;
        }
    }
    assert_true(at < s->num_locks);
    return at;
}

/* Of two clinics and the two places that are left, each order. */
static void every_order_of_locks_comes_up(void **state)
{
    (void)state;
    const cn_privacy_recipients to = recipients(3, false);
    size_t seen[4][4][4] = {{{0}}};
    for (size_t n = 0; n < 240; n++) {
        cn_buf sealed;
        assert_status(seal(&sealed, &to), CARNET_OK);
        const cn_privacy_sealed s = taken_apart(&sealed);
        seen[place_of(&s, 0)][place_of(&s, 1)][place_of(&s, 2)]++;
        cn_buf_free(&sealed);
    }
    for (size_t i = 0; i < 64; i++) {
        size_t a = i / 16;
        size_t b = i / 4 % 4;
        size_t c = i % 4;
        bool can_be = a != b && b != c && a != c;
        /* 10 of each are due, and what is drawn is the same in each run. */
        assert_in_range(seen[a][b][c], can_be ? 2 : 0, can_be ? 24 : 0);
    }
}

/* ---- what fails ---- */

static void each_failing_allocation_is_told_and_nothing_leaks(void **state)
{
    (void)state;
    cn_buf out;
    for (size_t num = 1; num <= 2; num++) {
        const cn_privacy_recipients to = recipients(num, false);
        const cn_privacy_opener with = by_key(0);
        size_t live = test_mem_live();
        size_t taken = test_mem_taken();
        assert_status(seal(&out, &to), CARNET_OK);
        assert_opens(cn_buf_span(&out), &with, CARNET_OK);
        size_t most = test_mem_taken() - taken;
        cn_buf sealed = out;
        size_t failed = 0;
        for (size_t nth = 1; nth <= most; nth++) {
            test_mem_fail_at(nth);
            carnet_status status = seal(&out, &to);
            failed += test_mem_has_failed();
            assert_status(status, test_mem_has_failed() ? CARNET_CALLER_MEMORY
                                                        : CARNET_OK);
            test_mem_fail_at(0);
            cn_buf_free(&out);
        }
        assert_true(failed >= 2);
        cn_buf_init(&out);
        test_mem_fail_at(1);
        assert_status(
            cn_privacy_unseal(&out, cn_buf_span(&sealed), &with, context),
            CARNET_CALLER_MEMORY);
        test_mem_fail_at(0);
        cn_buf_free(&out);
        cn_buf_free(&sealed);
        assert_int_equal(test_mem_live(), live);
    }
}

/* Whatever draw it is that fails: of a salt, a key or a place. */
static void without_randomness_nothing_is_sealed(void **state)
{
    (void)state;
    for (size_t num = 1; num <= 3; num++) {
        const cn_privacy_recipients to =
            num < 3 ? recipients(num - 1, true) : recipients(num, false);
        cn_buf out;
        carnet_status status = CARNET_CALLER_RANDOM;
        int n = 0;
        for (; status != CARNET_OK && n < 100; n++) {
            gives = n;
            status = seal(&out, &to);
            gives = -1;
            assert_status(status, status == CARNET_OK ? CARNET_OK
                                                      : CARNET_CALLER_RANDOM);
            cn_buf_free(&out);
        }
        assert_status(status, CARNET_OK);
        /* A salt; also a key, one of an enc, a place; also two of each enc. */
        assert_int_equal(n - 1, num == 1 ? 1 : num == 2 ? 4 : 9);
    }
}

/* ---- what is wiped ---- */

/* How often memory that held it was wiped while the same was sealed again. */
static size_t wiped_in_sealing(const cn_privacy_recipients *to, uint32_t seed,
                               const uint8_t key[KEY])
{
    cn_buf again;
    noise = seed;
    test_mem_watch(key, KEY, KEY);
    assert_status(seal(&again, to), CARNET_OK);
    size_t times = test_mem_wiped();
    test_mem_watch(NULL, 0, 0);
    cn_buf_free(&again);
    return times;
}

/* For nobody's lock a key and that of its enc; for three clinics theirs, too,
   and the one that all four locks carry. */
static void no_key_that_was_drawn_is_left_of_sealing(void **state)
{
    (void)state;
    for (size_t num = 0; num <= 3; num += 3) {
        const cn_privacy_recipients to = recipients(num, false);
        const uint32_t seed = noise;
        uint8_t keys[DRAWN][KEY];
        cn_buf sealed;
        assert_status(seal(&sealed, &to), CARNET_OK);
        size_t num_keys = num_drawn;
        memcpy(keys, drawn, sizeof keys);
        assert_int_equal(num_keys, num == 0 ? 2 : 1 + 3 + 2);
        for (size_t i = 0; i < num_keys; i++) {
            assert_true(wiped_in_sealing(&to, seed, keys[i]) > 0);
        }
        cn_buf_free(&sealed);
    }
}

static void no_key_of_a_phrase_is_left_of_sealing(void **state)
{
    (void)state;
    const cn_privacy_recipients to = recipients(0, true);
    const uint32_t seed = noise;
    uint8_t key[KEY];
    cn_buf sealed;
    assert_status(seal(&sealed, &to), CARNET_OK);
    holders_key(key, taken_apart(&sealed).locks[0].data);
    assert_int_equal(wiped_in_sealing(&to, seed, key), 1);
    cn_buf_free(&sealed);
}

static void no_key_is_left_of_opening(void **state)
{
    (void)state;
    const cn_privacy_opener typed = by_phrase(phrase);
    const cn_privacy_opener clinic = by_key(0);
    cn_buf sealed = by_hand(2, 1);
    test_mem_watch(key_of_salt, KEY, KEY);
    assert_opens(cn_buf_span(&sealed), &typed, CARNET_OK);
    assert_int_equal(test_mem_wiped(), 1);
    test_mem_watch(content_key, KEY, KEY);
    assert_opens(cn_buf_span(&sealed), &typed, CARNET_OK);
    assert_int_equal(test_mem_wiped(), 1);
    test_mem_watch(content_key, KEY, KEY);
    assert_opens(cn_buf_span(&sealed), &clinic, CARNET_OK);
    assert_int_equal(test_mem_wiped(), 1);
    test_mem_watch(NULL, 0, 0);
    cn_buf_free(&sealed);
}

static int set_up(void **state)
{
    (void)state;
    for (size_t i = 0; i < NUM_CLINICS; i++) {
        assert_status(cn_crypto_seal_key_new(&clinics[i]), CARNET_OK);
    }
    for (size_t i = 0; i < PLAIN; i++) {
        plain[i] = (uint8_t)(3 * i + 1);
    }
    memset(digest, 0xd1, sizeof digest);
    holders_key(key_of_salt, salt);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_context_is_of_the_part_and_its_credential),
        cmocka_unit_test(zeros_fill_up_to_256_times_a_power_of_two),
        cmocka_unit_test(what_is_no_sealed_part_has_no_lock_and_says_why),
        cmocka_unit_test(each_failing_allocation_is_told_and_nothing_leaks),
        cmocka_unit_test(every_order_of_locks_comes_up),
        cmocka_unit_test(what_follows_the_specification_opens),
        cmocka_unit_test(what_is_damaged_opens_for_nobody),
        cmocka_unit_test(it_opens_for_each_recipient_and_nobody_else),
        cmocka_unit_test(without_randomness_nothing_is_sealed),
        cmocka_unit_test(no_key_that_was_drawn_is_left_of_sealing),
        cmocka_unit_test(no_key_of_a_phrase_is_left_of_sealing),
        cmocka_unit_test(no_key_is_left_of_opening),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
