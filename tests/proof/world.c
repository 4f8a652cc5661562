/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whom the desk of these tests believes: a trust list with four keys, a status
 * list of one of them; and the clinic whose key opens what is sealed.
 */
#include "proof.h"

static struct {
    carnet_trust_list *list;
    carnet_status_list *statuses;
    carnet_trust *trust;
    carnet_seal_key *opener;
    carnet_seal_key *stranger;
    carnet_buf *phrase;
    int32_t index_of[4]; /* by value */
} world;

static void add(carnet_trust_draft *d, const char *name, int32_t kind,
                uint8_t key)
{
    assert_status(carnet_trust_draft_add_key(d, name, strlen(name), "GR", 2,
                                             kind, test_public(key),
                                             TEST_DAY - 400),
                  CARNET_OK);
}

static void make_list(void)
{
    carnet_trust_draft *d = NULL;
    carnet_buf *file = NULL;
    uint8_t id[CARNET_KEY_ID_SIZE];
    assert_status(carnet_trust_draft_new(&d, 90), CARNET_OK);
    add(d, "Aid for All", CARNET_TRUST_NGO, PROOF_ISSUER);
    add(d, "Ministry of Health", CARNET_TRUST_STATE, PROOF_STATUS_ISSUER);
    add(d, "Ministry of Health", CARNET_TRUST_STATE, PROOF_STATUS_SIGNER);
    assert_status(carnet_trust_draft_set_use(d, 0, 1), CARNET_OK);
    add(d, "Port Clinic", CARNET_TRUST_CLINIC, PROOF_RETIRED);
    assert_status(carnet_key_copy_id(id, test_public(PROOF_RETIRED)),
                  CARNET_OK);
    assert_status(carnet_trust_draft_withdraw(d, id, TEST_DAY - 30,
                                              CARNET_TRUST_IS_RETIRED),
                  CARNET_OK);
    assert_status(carnet_trust_draft_sign(&file, NULL, d, NULL,
                                          test_secret(PROOF_LIST_KEY),
                                          TEST_DAY - 5),
                  CARNET_OK);
    assert_status(carnet_trust_list_read(
                      &world.list, NULL, carnet_buf_data(file),
                      carnet_buf_len(file), test_public(PROOF_LIST_KEY)),
                  CARNET_OK);
    carnet_buf_free(file);
    carnet_trust_draft_free(d);
}

static void make_statuses(void)
{
    carnet_status_draft *d = NULL;
    carnet_buf *file = NULL;
    assert_status(carnet_status_draft_new(&d, test_public(PROOF_STATUS_ISSUER),
                                          2, PROOF_STATUS_SIZE),
                  CARNET_OK);
    for (int32_t value = 0; value < 4; value++) {
        int32_t *index = &world.index_of[value];
        assert_status(carnet_status_draft_take(index, d), CARNET_OK);
        assert_status(carnet_status_draft_set(d, *index, value), CARNET_OK);
    }
    assert_status(carnet_status_draft_sign(&file, d,
                                           test_secret(PROOF_STATUS_SIGNER),
                                           TEST_NOW - 3600, 30, 0),
                  CARNET_OK);
    assert_status(carnet_trust_read_status_list(&world.statuses, world.trust,
                                                carnet_buf_data(file),
                                                carnet_buf_len(file)),
                  CARNET_OK);
    carnet_buf_free(file);
    carnet_status_draft_free(d);
}

/* The same seed gives the same key, or nothing here is the same twice. */
static void check_seeding(void)
{
    carnet_seal_key *twice[2];
    carnet_buf *pem[2];
    for (size_t i = 0; i < 2; i++) {
        proof_seed(7);
        assert_status(carnet_seal_key_new(&twice[i]), CARNET_OK);
        assert_status(carnet_seal_key_encode(&pem[i], twice[i]), CARNET_OK);
        carnet_seal_key_free(twice[i]);
    }
    assert_memory_equal(carnet_buf_data(pem[0]), carnet_buf_data(pem[1]),
                        carnet_buf_len(pem[0]));
    carnet_buf_free(pem[0]);
    carnet_buf_free(pem[1]);
}

void proof_begin(void)
{
    check_seeding();
    proof_seed(1);
    make_list();
    assert_status(carnet_trust_new(&world.trust), CARNET_OK);
    assert_status(carnet_trust_add_list(world.trust, world.list), CARNET_OK);
    make_statuses();
    assert_status(carnet_trust_add_status_list(world.trust, world.statuses),
                  CARNET_OK);
    carnet_trust_show_in_error(world.trust);
    assert_status(carnet_seal_key_new(&world.opener), CARNET_OK);
    assert_status(carnet_seal_key_new(&world.stranger), CARNET_OK);
    assert_status(carnet_seal_phrase_new(&world.phrase), CARNET_OK);
}

void proof_end(void)
{
    carnet_trust_free(world.trust);
    carnet_status_list_free(world.statuses);
    carnet_trust_list_free(world.list);
    carnet_seal_key_free(world.opener);
    carnet_seal_key_free(world.stranger);
    carnet_buf_free(world.phrase);
}

const carnet_trust *proof_trust(void)
{
    return world.trust;
}

const carnet_seal_key *proof_opener(void)
{
    return world.opener;
}

const carnet_seal_public *proof_stranger(void)
{
    return carnet_seal_key_get_public(world.stranger);
}

const char *proof_phrase(void)
{
    return (const char *)carnet_buf_data(world.phrase);
}

int32_t proof_index_of(int32_t value)
{
    return world.index_of[value];
}
