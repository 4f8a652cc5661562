/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tests/data/cose/claims.json, made by other libraries: its key, its entries
 * and its cases as claims. Header only, for the tests of this room.
 */
#ifndef CN_TEST_CLAIMS_DATA_H
#define CN_TEST_CLAIMS_DATA_H

#include "../support/support.h"

#include "cose/cose.h"

typedef struct {
    cn_buf text;
    cn_json_doc *doc;
    carnet_secret_key *key;
    uint32_t list; /* node of the cases */
    uint32_t num;  /* and their number */
} claims_data;

static inline claims_data claims_open(void)
{
    claims_data d;
    cn_problem where;
    memset(&where, 0, sizeof where);
    d.doc = NULL;
    d.key = NULL;
    d.text = test_data("cose/claims.json");
    assert_int_equal(cn_json_read(&d.doc, &where, cn_buf_span(&d.text)),
                     CARNET_OK);
    cn_buf seed = test_hex(test_member(d.doc, 0, "seed"));
    assert_int_equal(carnet_key_from_seed(&d.key, seed.data, seed.len),
                     CARNET_OK);
    cn_buf_free(&seed);
    d.list = cn_json_find(d.doc, 0, "cases");
    d.num = cn_json_get(d.doc, d.list)->num;
    assert_true(d.num > 0);
    return d;
}

static inline void claims_close(claims_data *d)
{
    carnet_key_free(d->key);
    cn_json_free(d->doc);
    cn_buf_free(&d->text);
}

/* Node of case i. */
static inline uint32_t claims_case(const claims_data *d, uint32_t i)
{
    uint32_t at = d->list + 1;
    while (i-- > 0) {
        at = cn_json_get(d->doc, at)->next;
    }
    return at;
}

/* Member of a case as a number; false where it is null. */
static inline bool claims_number(const claims_data *d, uint32_t at,
                                 const char *key, uint32_t *out)
{
    int64_t value = 0;
    uint32_t member = cn_json_find(d->doc, at, key);
    assert_int_not_equal(member, 0);
    if (cn_json_get(d->doc, member)->type == CN_JSON_NULL) {
        return false;
    }
    assert_true(cn_json_int(cn_json_get(d->doc, member), &value));
    *out = (uint32_t)value;
    return true;
}

static inline cn_cose_claims claims_get(const claims_data *d, uint32_t at)
{
    cn_cose_claims c;
    memset(&c, 0, sizeof c);
    memcpy(c.kid, d->key->public_key.digest, sizeof c.kid);
    assert_true(claims_number(d, at, "day", &c.day));
    c.has_valid = claims_number(d, at, "valid", &c.valid);
    c.has_index = claims_number(d, at, "index", &c.index);
    for (size_t i = 0; i < sizeof c.root; i++) {
        c.root[i] = (uint8_t)i;
    }
    return c;
}

/* Compares with the hex of a member. */
static inline void claims_compare(const claims_data *d, uint32_t at,
                                  const char *key, cn_span actual)
{
    cn_buf expected = test_hex(test_member(d->doc, at, key));
    assert_span(actual, expected.data, expected.len);
    cn_buf_free(&expected);
}

#endif
