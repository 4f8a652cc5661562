/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The form of a sealed part as it travels, [ digest, locks, ciphertext ]
 * (docs/spec/format.md section 4): all of sealing that a verifier needs. Opens
 * nothing.
 */
#include "privacy.h"

/* A number that is not a power of two, or 0. */
static bool is_odd(size_t n)
{
    return (n & (n - 1)) != 0 || n == 0;
}

cn_span cn_privacy_read_sealed(cn_cbor_reader *r, cn_privacy_sealed *out)
{
    const uint8_t *start = r->at;
    (void)cn_cbor_get_array(r, 3, 3);
    out->digest =
        cn_cbor_get_bytes(r, CN_PRIVACY_DIGEST_SIZE, CN_PRIVACY_DIGEST_SIZE);
    size_t num = cn_cbor_get_array(r, 1, CN_LIMIT_LOCKS);
    size_t phrases = 0;
    bool bad = is_odd(num);
    out->num_locks = num;
    for (size_t i = 0; i < num; i++) {
        cn_span lock = cn_cbor_get_bytes(r, 0, SIZE_MAX);
        size_t head = lock.len - (num > 1 ? CN_PRIVACY_LOCK_KEY : 0);
        out->locks[i] = lock;
        phrases += head == CN_CRYPTO_SALT_SIZE;
        bad |= head != CN_CRYPTO_SALT_SIZE && head != CARNET_SEAL_KEY_SIZE;
    }
    out->cipher = cn_cbor_get_bytes(r, 0, SIZE_MAX);
    size_t plain = out->cipher.len - CN_CRYPTO_TAG_SIZE;
    if (bad || phrases > 1 || plain < CN_PRIVACY_SEAL_STEP ||
        plain > out->cipher.len || is_odd(plain)) {
        cn_cbor_fail(r, CARNET_PRIVACY_SEAL); /* the first failure stays */
    }
    return cn_span_of(start, (size_t)(r->at - start));
}
