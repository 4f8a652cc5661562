/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The form of a sealed part as it travels, [ digest, locks, ciphertext ]
 * (docs/spec/format.md section 4): all of sealing that a verifier needs. Opens
 * nothing.
 */
#include "privacy.h"

/* Of a number that is not 0. */
static bool is_power_of_two(size_t n)
{
    return (n & (n - 1)) == 0;
}

enum {
    ONE_LOCK = CARNET_SEAL_KEY_SIZE, /* a clinic's; the holder's has a salt */
    SEVERAL_LOCKS = ONE_LOCK + CN_PRIVACY_LOCK_KEY,
    HOLDERS_LESS = CARNET_SEAL_KEY_SIZE - CN_CRYPTO_SALT_SIZE
};

cn_span cn_privacy_read_sealed(cn_cbor_reader *r, cn_privacy_sealed *out)
{
    const uint8_t *start = r->at;
    (void)cn_cbor_get_array(r, 3, 3);
    out->digest =
        cn_cbor_get_bytes(r, CN_PRIVACY_DIGEST_SIZE, CN_PRIVACY_DIGEST_SIZE);
    out->num_locks = cn_cbor_get_array(r, 1, CN_LIMIT_LOCKS);
    size_t due = out->num_locks > 1 ? SEVERAL_LOCKS : ONE_LOCK;
    size_t odd = 0; /* one lock may be the holder's; of 2 none may be anything
                       else */
    for (size_t i = 0; i < out->num_locks; i++) {
        out->locks[i] = cn_cbor_get_bytes(r, 0, SIZE_MAX);
        size_t len = out->locks[i].len;
        if (len != due) {
            odd += len == due - HOLDERS_LESS ? 1 : 2;
        }
    }
    out->cipher = cn_cbor_get_bytes(r, 0, SIZE_MAX);
    size_t len = out->cipher.len;
    if (odd > 1 || len < CN_CRYPTO_TAG_SIZE + CN_PRIVACY_SEAL_STEP ||
        !is_power_of_two(len - CN_CRYPTO_TAG_SIZE) ||
        !is_power_of_two(out->num_locks)) {
        cn_cbor_fail(r, CARNET_PRIVACY_SEAL); /* the first failure stays */
    }
    return cn_span_of(start, (size_t)(r->at - start));
}
