/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Keys as PEM (RFC 8410): PKCS #8 version 1 with the key's own 32 bytes,
 * SubjectPublicKeyInfo, of Ed25519 and of X25519. Refuses keys of another
 * algorithm, a secret key where a public one is due and the other way round,
 * each by its name.
 */
#include "crypto_i.h"

/* The last byte of the algorithm's number, RFC 8410 section 3. */
#define ED25519 0x70
#define X25519 0x6e

/* Everything before the key's own 32 bytes, RFC 8410 sections 4 and 7. */
#define SECRET_HEAD(alg)                                                       \
    {                                                                          \
        0x30, 0x2e,                                    /* PrivateKeyInfo */    \
            0x02, 0x01, 0x00,                          /* version 1 */         \
            0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, (alg), /* no parameters */     \
            0x04, 0x22, 0x04, 0x20, /* CurvePrivateKey within */               \
    }
#define PUBLIC_HEAD(alg)                                                       \
    {                                                                          \
        0x30, 0x2a, /* SubjectPublicKeyInfo */                                 \
            0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, (alg), /* no parameters */     \
            0x03, 0x21, 0x00, /* BIT STRING, no spare bit */                   \
    }
static const uint8_t ed_secret[] = SECRET_HEAD(ED25519);
static const uint8_t ed_public[] = PUBLIC_HEAD(ED25519);
static const uint8_t x_secret[] = SECRET_HEAD(X25519);
static const uint8_t x_public[] = PUBLIC_HEAD(X25519);

#define DER_MAX (sizeof ed_secret + CN_CRYPTO_KEY_BYTES)

_Static_assert(CN_CRYPTO_KEY_BYTES == CARNET_KEY_SEED_SIZE, "seed");
_Static_assert(CN_CRYPTO_KEY_BYTES == CARNET_KEY_PUBLIC_SIZE, "public key");
_Static_assert(CN_CRYPTO_KEY_BYTES == CARNET_SEAL_KEY_SIZE, "X25519");

#define SECRET_LABEL "PRIVATE KEY"
#define PUBLIC_LABEL "PUBLIC KEY"

/* What tells the kinds of key file apart. */
typedef struct {
    bool secret;
    cn_span label;
    cn_span head;
    cn_span oid;                /* the algorithm's number, in head */
    cn_span other_label;        /* how labels of the other half end */
    carnet_status other_status; /* and what such a file is called */
} kind;

/* Places of the algorithm's number in the heads. */
enum {
    SECRET_OID = 9,
    PUBLIC_OID = 6,
    OID_SIZE = 3
};

/* Each half of a pair calls the other by its name. */
static kind half_of(bool secret, const uint8_t *head)
{
    cn_span secret_label = CN_SPAN_LIT(SECRET_LABEL);
    cn_span public_label = CN_SPAN_LIT(PUBLIC_LABEL);
    kind k = {secret,
              secret ? secret_label : public_label,
              cn_span_of(head, secret ? sizeof ed_secret : sizeof ed_public),
              cn_span_of(head + (secret ? SECRET_OID : PUBLIC_OID), OID_SIZE),
              secret ? public_label : secret_label,
              secret ? CARNET_KEY_PUBLIC : CARNET_KEY_SECRET};
    return k;
}

static kind kind_of(cn_crypto_key_kind which)
{
    switch (which) {
    case CN_CRYPTO_ED25519_SECRET:
        return half_of(true, ed_secret);
    case CN_CRYPTO_ED25519_PUBLIC:
        return half_of(false, ed_public);
    case CN_CRYPTO_X25519_SECRET:
        return half_of(true, x_secret);
    case CN_CRYPTO_X25519_PUBLIC:
    default:
        return half_of(false, x_public);
    }
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
    *s = cn_span_after(*s, head);
    return true;
}

/* True where der names an algorithm that is not the one of k. */
static bool is_other_algorithm(cn_span der, const kind *k)
{
    if (!der_enter(&der, 0x30)) {
        return false;
    }
    if (k->secret) { /* a version stands first */
        if (der.len < 3 || der.data[0] != 0x02 || der.data[1] != 0x01) {
            return false;
        }
        der = cn_span_after(der, 3);
    }
    if (!der_enter(&der, 0x30) || der.len < 2 || der.data[0] != 0x06 ||
        der.data[1] > der.len - 2) {
        return false;
    }
    return !cn_span_equal(cn_span_of(der.data + 2, der.data[1]), k->oid);
}

/* The key's own 32 bytes in der, which must be exactly head and them. */
static carnet_status check_der(const cn_crypto_pem *pem, const kind *k)
{
    cn_span der = cn_span_of(pem->der, pem->der_len);
    /* What stands before a key is the same for all; one Base64 character is
       half of the key's. */
    cn_mem_public(pem->der, k->head.len);
    if (!pem->cut && der.len == k->head.len + CN_CRYPTO_KEY_BYTES &&
        cn_span_starts(der, k->head)) {
        return CARNET_OK;
    }
    if (is_other_algorithm(der, k)) {
        return CARNET_KEY_ALGORITHM;
    }
    return CARNET_KEY_FORM;
}

carnet_status cn_crypto_key_read(uint8_t out[CN_CRYPTO_KEY_BYTES], cn_span text,
                                 cn_crypto_key_kind which)
{
    const kind k = kind_of(which);
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
        memcpy(out, pem.der + k.head.len, CN_CRYPTO_KEY_BYTES);
    }
    cn_mem_wipe(&pem, sizeof pem);
    return status;
}

carnet_status cn_crypto_key_write(carnet_buf **out,
                                  const uint8_t key[CN_CRYPTO_KEY_BYTES],
                                  cn_crypto_key_kind which)
{
    const kind k = kind_of(which);
    uint8_t der[DER_MAX];
    cn_buf text;
    memcpy(der, k.head.data, k.head.len);
    memcpy(der + k.head.len, key, CN_CRYPTO_KEY_BYTES);
    cn_buf_init(&text);
    cn_crypto_pem_write(&text, (const char *)k.label.data,
                        cn_span_of(der, k.head.len + CN_CRYPTO_KEY_BYTES));
    cn_mem_wipe(der, sizeof der);
    return cn_buf_give(&text, out);
}
