/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sealing a part and opening it (docs/spec/format.md section 4): HPKE to the
 * key of a clinic, Argon2id of the holder's phrase. Every place that no
 * recipient takes has a true lock to a key that is thrown away; their order is
 * shuffled; none says whose it is. Wipes keys and phrases.
 */
#include "privacy.h"

#define ARGON2_KIB 65536u /* 64 MiB */
#define ARGON2_PASSES 3u
_Static_assert(ARGON2_KIB <= CN_LIMIT_ARGON2_KIB &&
                   ARGON2_PASSES <= CN_LIMIT_ARGON2_PASSES,
               "a bound of our own");

enum {
    KEY_LOCK = CARNET_SEAL_KEY_SIZE + CN_PRIVACY_LOCK_KEY, /* enc | 48 */
    PHRASE_LOCK = CN_CRYPTO_SALT_SIZE + CN_PRIVACY_LOCK_KEY
};

/* Each key seals one thing. */
static const uint8_t zero_nonce[CN_CRYPTO_NONCE_SIZE] = {0};

void cn_privacy_seal_context(cn_buf *out, uint32_t part,
                             const uint8_t root[CN_PRIVACY_ROOT_SIZE])
{
    cn_cbor_put_array(out, 3);
    cn_cbor_put_text(out, CN_SPAN_LIT("carnet seal 1"));
    cn_cbor_put_uint(out, part + 1);
    cn_cbor_put_bytes(out, cn_span_of(root, CN_PRIVACY_ROOT_SIZE));
}

void cn_privacy_pad(cn_buf *plain)
{
    size_t size = CN_PRIVACY_SEAL_STEP;
    while (size < plain->len) {
        size *= 2;
    }
    uint8_t *zeros = cn_buf_extend(plain, size - plain->len);
    if (zeros != NULL) {
        memset(zeros, 0, (size_t)(plain->data + plain->len - zeros));
    }
}

static carnet_status phrase_key(uint8_t out[CN_CRYPTO_AEAD_KEY_SIZE],
                                const uint8_t phrase[CN_PRIVACY_PHRASE_SECRET],
                                const uint8_t salt[CN_CRYPTO_SALT_SIZE])
{
    return cn_crypto_argon2id(out, cn_span_of(phrase, CN_PRIVACY_PHRASE_SECRET),
                              salt, ARGON2_PASSES, ARGON2_KIB);
}

/* ---- sealing ---- */

/* head gets the salt; out plain.len and a tag. */
static carnet_status seal_to_phrase(uint8_t *head, uint8_t *out,
                                    const uint8_t *phrase, cn_span context,
                                    cn_span plain)
{
    uint8_t key[CN_CRYPTO_AEAD_KEY_SIZE];
    carnet_status status = cn_crypto_random(head, CN_CRYPTO_SALT_SIZE);
    if (status == CARNET_OK) {
        status = phrase_key(key, phrase, head);
    }
    if (status == CARNET_OK) {
        cn_crypto_aead_seal(out, key, zero_nonce, context, plain);
    }
    cn_mem_wipe(key, sizeof key);
    return status;
}

/* To a key that nobody has after this. */
static carnet_status seal_to_nobody(uint8_t *head, uint8_t *out,
                                    cn_span context, cn_span plain)
{
    carnet_seal_key key;
    carnet_status status = cn_crypto_seal_key_new(&key);
    if (status == CARNET_OK) {
        status =
            cn_crypto_hpke_seal(head, out, &key.public_key, context, plain);
    }
    cn_mem_wipe(&key, sizeof key);
    return status;
}

/* Lock i of a part: first those of keys, then the phrase's, then nobody's. */
static carnet_status make_lock(uint8_t *head, size_t *head_len, uint8_t *out,
                               const cn_privacy_recipients *to, size_t i,
                               cn_span context, cn_span plain)
{
    *head_len = CARNET_SEAL_KEY_SIZE;
    if (i < to->num_keys) {
        return cn_crypto_hpke_seal(head, out, &to->keys[i], context, plain);
    }
    if (i == to->num_keys && to->has_phrase) {
        *head_len = CN_CRYPTO_SALT_SIZE;
        return seal_to_phrase(head, out, to->phrase, context, plain);
    }
    return seal_to_nobody(head, out, context, plain);
}

/* One lock encrypts the content itself. */
static carnet_status put_single(cn_buf *out, const cn_privacy_recipients *to,
                                cn_span context, cn_span plain)
{
    uint8_t head[CARNET_SEAL_KEY_SIZE];
    size_t head_len = 0;
    cn_buf cipher;
    cn_buf_init(&cipher);
    uint8_t *at = cn_buf_extend(&cipher, plain.len + CN_CRYPTO_TAG_SIZE);
    carnet_status status = cipher.status;
    if (at != NULL) {
        status = make_lock(head, &head_len, at, to, 0, context, plain);
    }
    if (status == CARNET_OK) {
        cn_cbor_put_array(out, 1);
        cn_cbor_put_bytes(out, cn_span_of(head, head_len));
        cn_cbor_put_bytes(out, cn_buf_span(&cipher));
    }
    cn_buf_free(&cipher);
    return status;
}

typedef struct {
    uint8_t bytes[KEY_LOCK];
    size_t len;
} lock;

static carnet_status make_locks(lock *locks, size_t num,
                                const cn_privacy_recipients *to,
                                cn_span context, cn_span key)
{
    carnet_status status = CARNET_OK;
    memset(locks, 0, num * sizeof *locks); /* they change places whole */
    for (size_t i = 0; i < num && status == CARNET_OK; i++) {
        uint8_t head[CARNET_SEAL_KEY_SIZE];
        uint8_t body[CN_PRIVACY_LOCK_KEY];
        size_t head_len = 0;
        status = make_lock(head, &head_len, body, to, i, context, key);
        if (status == CARNET_OK) {
            memcpy(locks[i].bytes, head, head_len);
            memcpy(locks[i].bytes + head_len, body, sizeof body);
            locks[i].len = head_len + sizeof body;
        }
    }
    return status;
}

/* Changes two locks where yes, without telling by time or cache whether. */
static void swap_if(bool yes, lock *a, lock *b)
{
    const uint8_t mask = (uint8_t)cn_mask_of(yes);
    const size_t mask_len = mask * (SIZE_MAX / 0xff);
    for (size_t i = 0; i < KEY_LOCK; i++) {
        const uint8_t change = (a->bytes[i] ^ b->bytes[i]) & mask;
        a->bytes[i] ^= change;
        b->bytes[i] ^= change;
    }
    const size_t change_len = (a->len ^ b->len) & mask_len;
    a->len ^= change_len;
    b->len ^= change_len;
}

/* Every order is as likely (Fisher and Yates). Whose lock came where stays
   with the draw. */
static carnet_status shuffle(lock *locks, size_t num)
{
    carnet_status status = CARNET_OK;
    for (size_t i = num; i > 1 && status == CARNET_OK; i--) {
        uint32_t k = 0;
        status = cn_crypto_below(&k, (uint32_t)i);
        for (size_t j = 0; j < i - 1; j++) {
            swap_if(j == k, &locks[i - 1], &locks[j]);
        }
    }
    /* The order in which they will stand: who reads them sees that much. */
    cn_mem_public(locks, num * sizeof *locks);
    return status;
}

static void put_locks(cn_buf *out, const lock *locks, size_t num)
{
    cn_cbor_put_array(out, num);
    for (size_t i = 0; i < num; i++) {
        cn_cbor_put_bytes(out, cn_span_of(locks[i].bytes, locks[i].len));
    }
}

/* A fresh key encrypts the content, and 2, 4 or 8 locks carry that. */
static carnet_status put_several(cn_buf *out, const cn_privacy_recipients *to,
                                 size_t num, cn_span context, cn_span plain)
{
    uint8_t key[CN_CRYPTO_AEAD_KEY_SIZE];
    lock locks[CN_LIMIT_LOCKS]; /* 704 bytes */
    size_t places = 2;
    while (places < num) {
        places *= 2;
    }
    carnet_status status = cn_crypto_random(key, sizeof key);
    if (status == CARNET_OK) {
        status =
            make_locks(locks, places, to, context, cn_span_of(key, sizeof key));
    }
    if (status == CARNET_OK) {
        status = shuffle(locks, places);
    }
    cn_buf cipher;
    cn_buf_init(&cipher);
    if (status == CARNET_OK) {
        uint8_t *at = cn_buf_extend(&cipher, plain.len + CN_CRYPTO_TAG_SIZE);
        status = cipher.status;
        if (at != NULL) {
            cn_crypto_aead_seal(at, key, zero_nonce, context, plain);
            put_locks(out, locks, places);
            cn_cbor_put_bytes(out, cn_buf_span(&cipher));
        }
    }
    cn_buf_free(&cipher);
    cn_mem_wipe(key, sizeof key);
    return status;
}

carnet_status cn_privacy_seal(cn_buf *out, const cn_privacy_recipients *to,
                              const uint8_t digest[CN_PRIVACY_DIGEST_SIZE],
                              cn_span context, cn_span plain)
{
    size_t num = to->num_keys + to->has_phrase;
    cn_cbor_put_array(out, 3);
    cn_cbor_put_bytes(out, cn_span_of(digest, CN_PRIVACY_DIGEST_SIZE));
    carnet_status status = num > 1 ? put_several(out, to, num, context, plain)
                                   : put_single(out, to, context, plain);
    return status == CARNET_OK ? out->status : status;
}

/* ---- opening ---- */

/* The secret key in each of several locks; a single lock has none. */
static size_t len_of_secret(const cn_privacy_sealed *s)
{
    return s->num_locks == 1 ? 0 : CN_PRIVACY_LOCK_KEY;
}

static bool is_by_phrase(const cn_privacy_sealed *s, size_t i)
{
    return s->locks[i].len == CN_CRYPTO_SALT_SIZE + len_of_secret(s);
}

bool cn_privacy_has_phrase_lock(cn_span sealed)
{
    cn_privacy_sealed s;
    cn_cbor_reader r;
    bool has = false;
    cn_cbor_reader_init(&r, sealed);
    (void)cn_privacy_read_sealed(&r, &s);
    for (size_t i = 0; r.status == CARNET_OK && i < s.num_locks; i++) {
        has = has || is_by_phrase(&s, i);
    }
    return has;
}

/* Opens what a lock of this opener closed: sealed, into out. */
static carnet_status open_lock(uint8_t *out, const cn_privacy_opener *with,
                               bool by_phrase, const uint8_t *head,
                               cn_span context, cn_span sealed)
{
    if (!by_phrase) {
        return cn_crypto_hpke_open(out, head, with->key, context, sealed);
    }
    uint8_t key[CN_CRYPTO_AEAD_KEY_SIZE];
    carnet_status status = phrase_key(key, with->phrase, head);
    if (status == CARNET_OK) {
        status = cn_crypto_aead_open(out, key, zero_nonce, context, sealed);
    }
    cn_mem_wipe(key, sizeof key);
    return status;
}

/* One lock after the other; out has room for the plaintext. */
static carnet_status try_locks(uint8_t *out, const cn_privacy_sealed *s,
                               const cn_privacy_opener *with, cn_span context)
{
    uint8_t key[CN_CRYPTO_AEAD_KEY_SIZE];
    size_t more = len_of_secret(s);
    carnet_status status = CARNET_PRIVACY_UNOPENED;
    for (size_t i = 0; i < s->num_locks && status == CARNET_PRIVACY_UNOPENED;
         i++) {
        cn_span l = s->locks[i];
        bool by_phrase = is_by_phrase(s, i);
        if (by_phrase ? !with->has_phrase : with->key == NULL) {
            continue;
        }
        if (more == 0) {
            status =
                open_lock(out, with, by_phrase, l.data, context, s->cipher);
            continue;
        }
        status = open_lock(key, with, by_phrase, l.data, context,
                           cn_span_of(l.data + l.len - more, more));
        if (status == CARNET_OK) {
            status =
                cn_crypto_aead_open(out, key, zero_nonce, context, s->cipher);
            break;
        }
    }
    cn_mem_wipe(key, sizeof key);
    return status;
}

carnet_status cn_privacy_unseal(cn_buf *plain, cn_span sealed,
                                const cn_privacy_opener *with, cn_span context)
{
    cn_privacy_sealed s;
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, sealed);
    (void)cn_privacy_read_sealed(&r, &s);
    if (r.status != CARNET_OK) {
        return r.status;
    }
    uint8_t *out = cn_buf_extend(plain, s.cipher.len - CN_CRYPTO_TAG_SIZE);
    return out == NULL ? plain->status : try_locks(out, &s, with, context);
}
