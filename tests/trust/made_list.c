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
