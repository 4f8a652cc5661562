/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Trust lists with all that a key may have beside it, first ones and such that
 * follow; status lists of every width; and codes of sets of what there is.
 */
#include "proof.h"

enum {
    FIRST_KEY = 110 /* of issuers that only these lists know */
};

static void keep(proof_object *o, carnet_buf *file)
{
    proof_keep(o, file, carnet_set_list_text, "\r\n");
}

/* ---- trust lists ---- */

static void add_key(carnet_trust_draft *d, test_random *x, size_t i)
{
    static const char *const names[] = {"Aid for All", "Clinique du Port",
                                        "Λιμήν"};
    const char *name = names[i % 3];
    const carnet_public_key *key = test_public((uint8_t)(FIRST_KEY + i));
    uint8_t id[CARNET_KEY_ID_SIZE];
    carnet_status status = carnet_trust_draft_add_key(
        d, name, strlen(name), "IT", i % 3 == 1 ? 0 : 2,
        (int32_t)test_below(x, 4), key, TEST_DAY - 500);
    if (status == CARNET_OK && test_below(x, 2) == 0) {
        status = carnet_trust_draft_set_until(d, TEST_DAY + 500);
    }
    if (status == CARNET_OK && test_below(x, 3) == 0) {
        status = carnet_trust_draft_set_sealing(d, proof_stranger());
    }
    if (status == CARNET_OK && test_below(x, 3) == 0) {
        status = carnet_trust_draft_set_use(d, 1, 0);
    }
    if (status == CARNET_OK && test_below(x, 3) == 0) {
        status = carnet_trust_draft_allow_kind(d, "vaccination", 11);
    }
    if (status == CARNET_OK && test_below(x, 3) == 0) {
        status = carnet_key_copy_id(id, key);
        assert_status(carnet_trust_draft_withdraw(
                          d, id, TEST_DAY - 9, 1 + (int32_t)test_below(x, 2)),
                      CARNET_OK);
    }
    assert_status(status, CARNET_OK);
}

/* The list that follows a file, of its epoch or of the next. */
static carnet_buf *follow(carnet_buf *file, test_random *x, uint8_t signer)
{
    carnet_trust_list *old = NULL;
    carnet_trust_draft *d = NULL;
    carnet_buf *next = NULL;
    assert_status(carnet_trust_list_read(&old, NULL, carnet_buf_data(file),
                                         carnet_buf_len(file),
                                         test_public(PROOF_LIST_KEY)),
                  CARNET_OK);
    assert_status(carnet_trust_draft_from_list(&d, old), CARNET_OK);
    add_key(d, x, 4);
    assert_status(carnet_trust_draft_sign(&next, NULL, d, old,
                                          test_secret(signer), TEST_DAY - 2),
                  CARNET_OK);
    carnet_trust_draft_free(d);
    carnet_trust_list_free(old);
    carnet_buf_free(file);
    return next;
}

static void make_trust(proof_object *o, test_random *x, size_t n)
{
    carnet_trust_draft *d = NULL;
    carnet_buf *file = NULL;
    o->signer = n % 3 == 2 ? PROOF_NEXT_LIST_KEY : PROOF_LIST_KEY;
    assert_status(carnet_trust_draft_new(&d, 30 + (int32_t)n), CARNET_OK);
    for (size_t i = 0; i < 1 + n % 4; i++) {
        add_key(d, x, i);
    }
    if (n % 3 == 2 || n % 5 == 0) {
        assert_status(carnet_trust_draft_set_next_key(
                          d, test_public(PROOF_NEXT_LIST_KEY)),
                      CARNET_OK);
    }
    assert_status(carnet_trust_draft_sign(&file, NULL, d, NULL,
                                          test_secret(PROOF_LIST_KEY),
                                          TEST_DAY - 7),
                  CARNET_OK);
    carnet_trust_draft_free(d);
    keep(o, n % 3 == 0 ? file : follow(file, x, o->signer));
}

/* ---- status lists ---- */

static void make_statuses(proof_object *o, test_random *x, size_t n)
{
    static const int32_t widths[] = {1, 2, 4, 8};
    int32_t bits = widths[n % 4];
    carnet_status_draft *d = NULL;
    carnet_buf *file = NULL;
    uint8_t signer = n % 2 == 0 ? PROOF_STATUS_ISSUER : PROOF_STATUS_SIGNER;
    assert_status(carnet_status_draft_new(&d, test_public(PROOF_STATUS_ISSUER),
                                          bits, 8 * (1 + n % 20)),
                  CARNET_OK);
    for (size_t i = 0; i < 1 + n % 8; i++) {
        int32_t index = 0;
        int32_t value = (int32_t)test_below(x, 1u << bits);
        assert_status(carnet_status_draft_take(&index, d), CARNET_OK);
        assert_status(carnet_status_draft_set(d, index, value), CARNET_OK);
    }
    assert_status(carnet_status_draft_sign(&file, d, test_secret(signer),
                                           TEST_NOW - 3600 * (int64_t)(n + 1),
                                           1 + (int32_t)n,
                                           n % 3 == 0 ? 3600 : 0),
                  CARNET_OK);
    carnet_status_draft_free(d);
    keep(o, file);
}

void proof_make_list(proof_object *o, test_random *x, size_t n)
{
    if (o->kind == PROOF_TRUST) {
        make_trust(o, x, n);
    } else {
        make_statuses(o, x, n);
    }
}

/* ---- sets ---- */

static cn_buf split(const cn_buf *whole, int32_t count, int32_t index)
{
    carnet_buf *code = NULL;
    cn_buf out;
    assert_status(
        carnet_set_split(&code, whole->data, whole->len, count, index),
        CARNET_OK);
    cn_buf_init(&out);
    cn_buf_put_span(&out, test_span_of(code));
    carnet_buf_free(code);
    return out;
}

/* Sets of two to four codes; of each the first, the second, and parity. Every
   other set is there with all its codes, where else parity stands for one. */
void proof_make_code(proof_object *o, test_random *x, size_t n)
{
    static const proof_kind wholes[] = {PROOF_SEVERAL, PROOF_TRUST,
                                        PROOF_STATUS};
    size_t set = n / 3;
    int32_t count = 2 + (int32_t)(set % 3);
    int32_t mine = n % 3 == 2 ? count : (int32_t)(n % 3);
    bool all = set % 2 == 1;
    proof_object whole;
    memset(&whole, 0, sizeof whole);
    whole.kind = wholes[set % 3];
    if (whole.kind == PROOF_SEVERAL) {
        proof_make_passport(&whole, x, set);
    } else {
        proof_make_list(&whole, x, set);
    }
    o->is_idle = mine == count && all;
    o->bytes = split(&whole.bytes, count, mine);
    cn_buf_put_str(&o->bytes, set == 0 ? "\n" : "");
    for (int32_t i = 0; i <= count; i++) {
        bool gap = mine == count ? i == 0 : i == count;
        if (i != mine && (all || !gap)) {
            o->beside[o->num_beside++] = split(&whole.bytes, count, i);
        }
    }
    proof_free(&whole);
}
