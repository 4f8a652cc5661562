/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The form of a sealed part, [ digest, locks, ciphertext ], piece by piece
 * (docs/spec/format.md section 4); sealing and opening are in tests/api/.
 */
#include "../support/support.h"

#include "privacy/privacy.h"

/* What is written; each step may be changed. */
typedef struct {
    size_t items; /* that its head promises */
    size_t num_locks;
    size_t lens[CN_LIMIT_LOCKS + 1];
    size_t cipher;
} form;

static carnet_status read_form(const form *f)
{
    static const uint8_t bytes[4096];
    cn_privacy_sealed out;
    cn_cbor_reader r;
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, f->items);
    cn_cbor_put_bytes(&b, cn_span_of(bytes, CN_PRIVACY_DIGEST_SIZE));
    cn_cbor_put_array(&b, f->num_locks);
    for (size_t i = 0; i < f->num_locks; i++) {
        cn_cbor_put_bytes(&b, cn_span_of(bytes, f->lens[i]));
    }
    cn_cbor_put_bytes(&b, cn_span_of(bytes, f->cipher));
    cn_cbor_reader_init(&r, cn_buf_span(&b));
    cn_span span = cn_privacy_read_sealed(&r, &out);
    if (r.status == CARNET_OK) {
        assert_int_equal(span.len, b.len);
        assert_int_equal(out.num_locks, f->num_locks);
        assert_int_equal(out.cipher.len, f->cipher);
    }
    cn_buf_free(&b);
    return r.status;
}

/* One step of padding and a tag, for one clinic. */
static const form usual = {
    3,
    1,
    {CARNET_SEAL_KEY_SIZE},
    CN_PRIVACY_SEAL_STEP + CN_CRYPTO_TAG_SIZE,
};

static void it_has_three_items(void **state)
{
    (void)state;
    for (size_t items = 0; items < 6; items++) {
        form f = usual;
        f.items = items;
        assert_status(read_form(&f),
                      items == 3 ? CARNET_OK : CARNET_CBOR_SHAPE);
    }
}

/* A lock says only whether it is the holder's, by its length. */
static void one_lock_has_the_length_of_a_clinics_or_the_holders(void **state)
{
    (void)state;
    for (size_t len = 0; len < 200; len++) {
        form f = usual;
        f.lens[0] = len;
        bool good = len == CARNET_SEAL_KEY_SIZE || len == CN_CRYPTO_SALT_SIZE;
        assert_status(read_form(&f), good ? CARNET_OK : CARNET_PRIVACY_SEAL);
    }
}

static void of_several_locks_one_may_be_the_holders(void **state)
{
    (void)state;
    const size_t clinics = CARNET_SEAL_KEY_SIZE + CN_PRIVACY_LOCK_KEY;
    const size_t holders = CN_CRYPTO_SALT_SIZE + CN_PRIVACY_LOCK_KEY;
    for (size_t num = 2; num <= CN_LIMIT_LOCKS; num *= 2) {
        form f = usual;
        f.num_locks = num;
        for (size_t i = 0; i < num; i++) {
            f.lens[i] = clinics;
        }
        assert_status(read_form(&f), CARNET_OK);
        for (size_t i = 0; i < num; i++) {
            for (size_t len = 0; len < clinics + 3; len++) {
                f.lens[i] = len;
                assert_status(read_form(&f), len == clinics || len == holders
                                                 ? CARNET_OK
                                                 : CARNET_PRIVACY_SEAL);
            }
            f.lens[i] = holders;
            f.lens[(i + 1) % num] = holders;
            assert_status(read_form(&f), CARNET_PRIVACY_SEAL);
            f.lens[i] = clinics;
            f.lens[(i + 1) % num] = clinics;
        }
    }
}

/* As many as are filled up to: powers of two, up to the limit. */
static void the_number_of_locks_is_a_power_of_two(void **state)
{
    (void)state;
    for (size_t num = 0; num <= CN_LIMIT_LOCKS + 1; num++) {
        form f = usual;
        f.num_locks = num;
        for (size_t i = 0; i < num; i++) {
            f.lens[i] = num == 1 ? CARNET_SEAL_KEY_SIZE
                                 : CARNET_SEAL_KEY_SIZE + CN_PRIVACY_LOCK_KEY;
        }
        bool within = num > 0 && num <= CN_LIMIT_LOCKS;
        assert_status(read_form(&f), !within ? CARNET_CBOR_SHAPE
                                     : (num & (num - 1)) != 0
                                         ? CARNET_PRIVACY_SEAL
                                         : CARNET_OK);
    }
}

static void what_is_sealed_is_filled_up_to_a_power_of_two(void **state)
{
    (void)state;
    for (size_t len = 0; len <= 2048 + CN_CRYPTO_TAG_SIZE + 1; len++) {
        form f = usual;
        size_t inside = len < CN_CRYPTO_TAG_SIZE ? 0 : len - CN_CRYPTO_TAG_SIZE;
        f.cipher = len;
        bool good =
            inside >= CN_PRIVACY_SEAL_STEP && (inside & (inside - 1)) == 0;
        assert_status(read_form(&f), good ? CARNET_OK : CARNET_PRIVACY_SEAL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_has_three_items),
        cmocka_unit_test(one_lock_has_the_length_of_a_clinics_or_the_holders),
        cmocka_unit_test(of_several_locks_one_may_be_the_holders),
        cmocka_unit_test(the_number_of_locks_is_a_power_of_two),
        cmocka_unit_test(what_is_sealed_is_filled_up_to_a_power_of_two),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
