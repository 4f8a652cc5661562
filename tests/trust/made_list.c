/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Trust lists made by hand. Names and keys are made up.
 */
#include "made_list.h"

static carnet_secret_key secrets[256];

const carnet_secret_key *made_secret(uint8_t n)
{
    uint8_t seed[CARNET_KEY_SEED_SIZE];
    carnet_secret_key *key = NULL;
    memset(seed, 0x5a, sizeof seed);
    seed[0] = n;
    assert_status(carnet_key_from_seed(&key, seed, sizeof seed), CARNET_OK);
    secrets[n] = *key;
    carnet_key_free(key);
    return &secrets[n];
}

const carnet_public_key *made_public(uint8_t n)
{
    return &made_secret(n)->public_key;
}

void made_begin(made *m, size_t num)
{
    static const char *const names[MADE_MAX] = {
        "Issuer 1", "Issuer 2", "Issuer 3", "Issuer 4",
        "Issuer 5", "Issuer 6", "Issuer 7", "Issuer 8"};
    memset(m, 0, sizeof *m);
    memcpy(m->list.id, "sixteen bytes id", CN_TRUST_ID_SIZE);
    m->list.issued = MADE_DAY;
    m->list.next_update = MADE_DAY + 90;
    m->list.issuers = m->issuers;
    m->list.keys = m->keys;
    m->list.num_issuers = num;
    m->list.num_keys = num;
    for (size_t i = 0; i < num; i++) {
        m->issuers[i] = (cn_trust_issuer){.name = cn_span_str(names[i]),
                                          .country = "GR",
                                          .kind = CARNET_TRUST_NGO,
                                          .first_key = (uint32_t)i,
                                          .num_keys = 1};
        m->keys[i] =
            (cn_trust_key){.bytes = made_public((uint8_t)(i + 1))->bytes,
                           .kinds = CN_TRUST_ALL_KINDS,
                           .from = MADE_DAY - 100,
                           .until = CN_TRUST_NO_END,
                           .issuer = (uint32_t)i,
                           .use = CN_TRUST_USE_BOTH};
    }
}

cn_buf made_sign(const made *m, uint8_t n, carnet_status due)
{
    cn_buf out;
    cn_buf_init(&out);
    cn_problem where = {.status = CARNET_OK};
    assert_status(cn_trust_list_sign(&out, &m->list, made_secret(n), &where),
                  due);
    assert_status(where.status, due);
    assert_int_equal(out.len > 0, due == CARNET_OK);
    return out;
}

/* ---- many ---- */

enum {
    NAME_MIN = 24, /* whose head has two bytes, as the longest has */
    NAME_MAX = CN_LIMIT_ISSUER_NAME,
    /* Bytes of an issuer beside those of its name. */
    BESIDE = 1 + 2 + 3 + 1 + 1 + 1 + 2 + CARNET_KEY_PUBLIC_SIZE + 3 + 1
};

static void put_head(cn_buf *payload, size_t num)
{
    cn_cbor_put_map(payload, 2);
    cn_cbor_put_int(payload, 6);
    cn_cbor_put_uint(payload, UINT64_C(86400) * MADE_DAY);
    cn_cbor_put_int(payload, -65539);
    cn_cbor_put_array(payload, 6);
    cn_cbor_put_bytes(payload, CN_SPAN_LIT("sixteen bytes id"));
    cn_cbor_put_uint(payload, 0);
    cn_cbor_put_uint(payload, 0);
    cn_cbor_put_uint(payload, MADE_DAY);
    cn_cbor_put_nil(payload);
    cn_cbor_put_array(payload, num);
}

/* Issuer i, with a name of so many bytes, and a key that is a hash. */
static void put_one(cn_buf *payload, size_t i, size_t name_len)
{
    char name[NAME_MAX + 1];
    uint8_t key[CARNET_KEY_PUBLIC_SIZE];
    memset(name, 'x', sizeof name);
    int len = snprintf(name, sizeof name, "Organisation %08zu", i);
    name[len] = 'x';
    cn_crypto_sha256(key, cn_span_of(name, (size_t)len));
    cn_cbor_put_array(payload, 4);
    cn_cbor_put_text(payload, cn_span_of(name, name_len));
    cn_cbor_put_text(payload, CN_SPAN_LIT("GR"));
    cn_cbor_put_uint(payload, 3);
    cn_cbor_put_array(payload, 1);
    cn_cbor_put_array(payload, 3);
    cn_cbor_put_bytes(payload, cn_span_of(key, sizeof key));
    cn_cbor_put_uint(payload, MADE_DAY);
    cn_cbor_put_map(payload, 0);
}

/* num names of that length, and two more of their own. */
static cn_buf sign_many(size_t num, size_t name_len, size_t last, size_t other)
{
    cn_buf payload;
    cn_buf out;
    cn_buf_init(&payload);
    cn_buf_init(&out);
    put_head(&payload, num + 2);
    for (size_t i = 0; i < num + 2; i++) {
        put_one(&payload, i, i < num ? name_len : i == num ? last : other);
    }
    assert_status(cn_cose_list_sign(&out, CN_SPAN_LIT(CN_TRUST_TYP),
                                    cn_buf_span(&payload),
                                    made_secret(MADE_MANY)),
                  CARNET_OK);
    cn_buf_free(&payload);
    return out;
}

cn_buf made_many(size_t num)
{
    return sign_many(num - 2, NAME_MIN, NAME_MIN, NAME_MIN);
}

cn_buf made_long(size_t len)
{
    const size_t each = BESIDE + NAME_MAX;
    const size_t two = 2 * (BESIDE + NAME_MIN);
    size_t num = len / each - 3; /* some, to learn what is beside them */
    cn_buf b = sign_many(num, NAME_MAX, NAME_MIN, NAME_MIN);
    size_t rest = len - b.len;
    cn_buf_free(&b);
    num += rest / each;
    rest = rest % each + two - 2 * BESIDE; /* bytes of the last two names */
    size_t last = rest - NAME_MIN < NAME_MAX ? rest - NAME_MIN : NAME_MAX;
    b = sign_many(num, NAME_MAX, last, rest - last);
    assert_int_equal(b.len, len);
    return b;
}

carnet_trust_list *made_read(cn_span bytes, uint8_t n)
{
    cn_problem where = {.status = CARNET_OK};
    carnet_trust_list *l = calloc(1, sizeof *l);
    assert_non_null(l);
    cn_arena_init_grow(&l->arena);
    const uint8_t *copy = cn_arena_copy(&l->arena, bytes);
    assert_status(cn_trust_list_read(&l->list, &l->arena,
                                     cn_span_of(copy, bytes.len),
                                     made_public(n), &where),
                  CARNET_OK);
    return l;
}

carnet_trust_list *made_list(const made *m, uint8_t n)
{
    cn_buf b = made_sign(m, n, CARNET_OK);
    carnet_trust_list *l = made_read(cn_buf_span(&b), n);
    cn_buf_free(&b);
    return l;
}

void made_free(carnet_trust_list *list)
{
    cn_arena_free(&list->arena);
    free(list);
}

void made_refused(cn_span bytes, uint8_t n, carnet_status due)
{
    cn_problem where = {.status = CARNET_OK};
    cn_arena arena;
    cn_trust_list l = {.arena = NULL};
    cn_arena_init_grow(&arena);
    assert_status(cn_trust_list_read(&l, &arena, bytes, made_public(n), &where),
                  due);
    assert_status(where.status, due);
    cn_arena_free(&arena);
}
