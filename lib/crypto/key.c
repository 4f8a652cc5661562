/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Key handles and their PEM form (RFC 8410): PKCS #8 version 1 with the 32
 * byte seed, SubjectPublicKeyInfo. Refuses keys of other algorithms, a secret
 * key where a public one is due and the other way round, each by its name.
 */
#include "crypto_i.h"

/* Everything before the key's own 32 bytes, RFC 8410 sections 4 and 7. */
static const uint8_t secret_head[] = {
    0x30, 0x2e,                               /* PrivateKeyInfo */
    0x02, 0x01, 0x00,                         /* version 1 */
    0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, /* id-Ed25519, no parameters */
    0x04, 0x22, 0x04, 0x20,                   /* CurvePrivateKey within */
};
static const uint8_t public_head[] = {
    0x30, 0x2a,                               /* SubjectPublicKeyInfo */
    0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, /* id-Ed25519, no parameters */
    0x03, 0x21, 0x00,                         /* BIT STRING, no spare bit */
};
static const uint8_t oid_ed25519[] = {0x2b, 0x65, 0x70};

#define KEY_BYTES 32u
#define DER_MAX (sizeof secret_head + KEY_BYTES)

_Static_assert(KEY_BYTES == CARNET_KEY_SEED_SIZE, "seed");
_Static_assert(KEY_BYTES == CARNET_KEY_PUBLIC_SIZE, "public key");

#define SECRET_LABEL "PRIVATE KEY"
#define PUBLIC_LABEL "PUBLIC KEY"

/* What tells the two kinds of key file apart. */
typedef struct {
    cn_span label;
    cn_span head;
    cn_span other_label;        /* how labels of the other kind end */
    carnet_status other_status; /* and what such a file is called */
} kind;

static kind secret_kind(void)
{
    kind k = {CN_SPAN_LIT(SECRET_LABEL),
              cn_span_of(secret_head, sizeof secret_head),
              CN_SPAN_LIT(PUBLIC_LABEL), CARNET_KEY_PUBLIC};
    return k;
}

static kind public_kind(void)
{
    kind k = {CN_SPAN_LIT(PUBLIC_LABEL),
              cn_span_of(public_head, sizeof public_head),
              CN_SPAN_LIT(SECRET_LABEL), CARNET_KEY_SECRET};
    return k;
}

size_t carnet_key_seed_size(void)
{
    return CARNET_KEY_SEED_SIZE;
}

size_t carnet_key_public_size(void)
{
    return CARNET_KEY_PUBLIC_SIZE;
}

size_t carnet_key_id_size(void)
{
    return CARNET_KEY_ID_SIZE;
}

static bool ends_with(cn_span s, cn_span end)
{
    return s.len >= end.len &&
           cn_span_equal(cn_span_of(s.data + s.len - end.len, end.len), end);
}

/* The traditional labels of other algorithms ("EC PRIVATE KEY" ...). */
static bool is_other_algorithm_label(cn_span label)
{
    return cn_span_starts(label, CN_SPAN_LIT("RSA ")) ||
           cn_span_starts(label, CN_SPAN_LIT("DSA ")) ||
           cn_span_starts(label, CN_SPAN_LIT("EC "));
}

/* By the label alone: OK where it is the one that k wants. */
static carnet_status check_label(cn_span label, const kind *k)
{
    if (cn_span_equal(label, k->label)) {
        return CARNET_OK;
    }
    if (ends_with(label, k->other_label)) {
        return k->other_status;
    }
    if (ends_with(label, k->label) && is_other_algorithm_label(label)) {
        return CARNET_KEY_ALGORITHM;
    }
    return CARNET_KEY_FORM;
}

/* Enters a DER element of that tag: s becomes what follows its length. */
static bool der_enter(cn_span *s, uint8_t tag)
{
    if (s->len < 2 || s->data[0] != tag) {
        return false;
    }
    size_t head = 2;
    if (s->data[1] >= 0x80) { /* long form: so many bytes of length */
        head += s->data[1] & 0x7fu;
    }
    if (head > s->len) {
        return false;
    }
    *s = cn_span_of(s->data + head, s->len - head);
    return true;
}

/* True where der names an algorithm that is not Ed25519. */
static bool is_other_algorithm(cn_span der, bool has_version)
{
    if (!der_enter(&der, 0x30)) {
        return false;
    }
    if (has_version) {
        if (der.len < 3 || der.data[0] != 0x02 || der.data[1] != 0x01) {
            return false;
        }
        der = cn_span_of(der.data + 3, der.len - 3);
    }
    if (!der_enter(&der, 0x30) || der.len < 2 || der.data[0] != 0x06 ||
        der.data[1] > der.len - 2) {
        return false;
    }
    return !cn_span_equal(cn_span_of(der.data + 2, der.data[1]),
                          cn_span_of(oid_ed25519, sizeof oid_ed25519));
}

/* The key's own 32 bytes in der, which must be exactly head and them. */
static carnet_status check_der(const cn_crypto_pem *pem, const kind *k)
{
    cn_span der = cn_span_of(pem->der, pem->der_len);
    if (!pem->cut && der.len == k->head.len + KEY_BYTES &&
        cn_span_starts(der, k->head)) {
        return CARNET_OK;
    }
    if (is_other_algorithm(der, k->head.data == secret_head)) {
        return CARNET_KEY_ALGORITHM;
    }
    return CARNET_KEY_FORM;
}

static carnet_status read_key(uint8_t out[KEY_BYTES], cn_span text, kind k)
{
    cn_crypto_pem pem;
    carnet_status form = cn_crypto_pem_read(&pem, text);
    /* The label speaks first: it names a wrong file even if it is damaged. */
    carnet_status status = check_label(pem.label, &k);
    if (status == CARNET_OK) {
        status = form;
    }
    if (status == CARNET_OK) {
        status = check_der(&pem, &k);
    }
    if (status == CARNET_OK) {
        memcpy(out, pem.der + k.head.len, KEY_BYTES);
    }
    cn_mem_wipe(&pem, sizeof pem);
    return status;
}

static carnet_status write_key(carnet_buf **out, const uint8_t *key, kind k)
{
    uint8_t der[DER_MAX];
    cn_buf text;
    memcpy(der, k.head.data, k.head.len);
    memcpy(der + k.head.len, key, KEY_BYTES);
    cn_buf_init(&text);
    cn_crypto_pem_write(&text, (const char *)k.label.data,
                        cn_span_of(der, k.head.len + KEY_BYTES));
    cn_mem_wipe(der, sizeof der);
    return cn_buf_give(&text, out);
}

/* A handle of a seed, which is copied. */
static carnet_status make_secret(carnet_secret_key **out,
                                 const uint8_t seed[CARNET_KEY_SEED_SIZE])
{
    carnet_status status;
    carnet_secret_key *key = cn_mem_alloc(sizeof *key);
    if (key == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    uint8_t public_bytes[CARNET_KEY_PUBLIC_SIZE];
    memcpy(key->seed, seed, CARNET_KEY_SEED_SIZE);
    cn_crypto_seed_public(public_bytes, seed);
    status = cn_crypto_public_key(&key->public_key, public_bytes);
    if (status != CARNET_OK) {
        carnet_key_free(key);
        return status;
    }
    *out = key;
    return CARNET_OK;
}

carnet_status carnet_key_new(carnet_secret_key **out)
{
    uint8_t seed[CARNET_KEY_SEED_SIZE];
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    carnet_status status = cn_crypto_random(seed, sizeof seed);
    if (status == CARNET_OK) {
        status = make_secret(out, seed);
    }
    cn_mem_wipe(seed, sizeof seed);
    return status;
}

carnet_status carnet_key_from_seed(carnet_secret_key **out, const uint8_t *seed,
                                   size_t seed_len)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(seed, seed_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    if (seed_len != CARNET_KEY_SEED_SIZE) {
        return CARNET_CALLER_RANGE;
    }
    return make_secret(out, seed);
}

carnet_status carnet_key_decode(carnet_secret_key **out, const uint8_t *pem,
                                size_t pem_len)
{
    uint8_t seed[CARNET_KEY_SEED_SIZE];
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(pem, pem_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    carnet_status status =
        read_key(seed, cn_span_of(pem, pem_len), secret_kind());
    if (status == CARNET_OK) {
        status = make_secret(out, seed);
    }
    cn_mem_wipe(seed, sizeof seed);
    return status;
}

carnet_status carnet_key_encode(carnet_buf **out, const carnet_secret_key *key)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (key == NULL) {
        return CARNET_CALLER_NULL;
    }
    return write_key(out, key->seed, secret_kind());
}

const carnet_public_key *carnet_key_get_public(const carnet_secret_key *key)
{
    return key == NULL ? NULL : &key->public_key;
}

void carnet_key_free(carnet_secret_key *key)
{
    if (key != NULL) {
        cn_mem_free(key, sizeof *key);
    }
}

carnet_status carnet_key_public_from_bytes(carnet_public_key **out,
                                           const uint8_t *bytes,
                                           size_t bytes_len)
{
    carnet_public_key checked;
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(bytes, bytes_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    if (bytes_len != CARNET_KEY_PUBLIC_SIZE) {
        return CARNET_CALLER_RANGE;
    }
    carnet_status status = cn_crypto_public_key(&checked, bytes);
    if (status != CARNET_OK) {
        return status;
    }
    *out = cn_mem_alloc(sizeof **out);
    if (*out == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    **out = checked;
    return CARNET_OK;
}

carnet_status carnet_key_public_decode(carnet_public_key **out,
                                       const uint8_t *pem, size_t pem_len)
{
    uint8_t bytes[CARNET_KEY_PUBLIC_SIZE];
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(pem, pem_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    carnet_status status =
        read_key(bytes, cn_span_of(pem, pem_len), public_kind());
    if (status != CARNET_OK) {
        return status;
    }
    return carnet_key_public_from_bytes(out, bytes, sizeof bytes);
}

carnet_status carnet_key_public_encode(carnet_buf **out,
                                       const carnet_public_key *key)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (key == NULL) {
        return CARNET_CALLER_NULL;
    }
    return write_key(out, key->bytes, public_kind());
}

carnet_status carnet_key_copy_public(uint8_t *out, const carnet_public_key *key)
{
    if (out == NULL || key == NULL) {
        return CARNET_CALLER_NULL;
    }
    memcpy(out, key->bytes, CARNET_KEY_PUBLIC_SIZE);
    return CARNET_OK;
}

carnet_status carnet_key_copy_id(uint8_t *out, const carnet_public_key *key)
{
    if (out == NULL || key == NULL) {
        return CARNET_CALLER_NULL;
    }
    memcpy(out, key->digest, CARNET_KEY_ID_SIZE);
    return CARNET_OK;
}

void carnet_key_public_free(carnet_public_key *key)
{
    if (key != NULL) {
        cn_mem_free(key, sizeof *key);
    }
}
