/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Trust lists as handles: read from a text or a file, one after another, and
 * looked at. Nothing of a list is there before its signature holds.
 */
#include "../wire/wire.h"
#include "trust.h"

_Static_assert(CARNET_TRUST_ID_SIZE == CN_TRUST_ID_SIZE, "two sizes");

size_t carnet_trust_id_size(void)
{
    return CARNET_TRUST_ID_SIZE;
}

void carnet_trust_list_free(carnet_trust_list *list)
{
    if (list != NULL) {
        cn_arena_free(&list->arena);
        cn_mem_free(list, sizeof *list);
    }
}

/* A list with the bytes of an input, of which nothing is read yet. */
static carnet_status open_list(carnet_trust_list **out, cn_span *bytes_out,
                               cn_span input, cn_problem *where)
{
    size_t offset = 0;
    carnet_trust_list *list = cn_mem_alloc(sizeof *list);
    if (list == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    cn_arena_init_grow(&list->arena);
    const uint8_t *copy = cn_arena_copy(&list->arena, input);
    carnet_status status = cn_arena_status(&list->arena);
    if (copy != NULL) {
        status = cn_wire_read_list(bytes_out, &list->arena,
                                   cn_span_of(copy, input.len),
                                   CN_WIRE_TRUST_LIST, &offset);
    }
    if (status != CARNET_OK) {
        carnet_trust_list_free(list);
        return cn_problem_note(where, status, offset, "", NULL);
    }
    *out = list;
    return CARNET_OK;
}

static carnet_status read(carnet_trust_list **out, cn_span input,
                          const carnet_public_key *key, cn_problem *where)
{
    carnet_trust_list *list = NULL;
    cn_span bytes = {NULL, 0};
    carnet_status status = open_list(&list, &bytes, input, where);
    if (status == CARNET_OK) {
        status =
            cn_trust_list_read(&list->list, &list->arena, bytes, key, where);
    }
    if (status != CARNET_OK) {
        carnet_trust_list_free(list);
        return status;
    }
    *out = list;
    return CARNET_OK;
}

/* By the key of the list at hand, or by the one that it names as next. */
static carnet_status read_next(carnet_trust_list **out, bool *newer,
                               cn_span input, const cn_trust_list *old,
                               cn_problem *where)
{
    carnet_trust_list *list = NULL;
    carnet_status status = read(&list, input, &old->signer, where);
    if (status == CARNET_TRUST_PIN && old->next_key != NULL) {
        carnet_public_key *next = NULL;
        where->status = CARNET_OK;
        status = carnet_key_public_from_bytes(&next, old->next_key,
                                              CARNET_KEY_PUBLIC_SIZE);
        if (status == CARNET_OK) {
            status = read(&list, input, next, where);
        }
        carnet_key_public_free(next);
    }
    if (status == CARNET_OK) {
        status = cn_trust_list_replaces(newer, &list->list, old, where);
    }
    if (status != CARNET_OK) {
        carnet_trust_list_free(list);
        return status;
    }
    *out = list;
    return CARNET_OK;
}

/* What is common to both calls before anything is read. */
static carnet_status begin(carnet_trust_list **out, carnet_problem **problem,
                           const uint8_t *input, size_t input_len,
                           const void *by)
{
    cn_problem_clear(problem);
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (by == NULL || cn_span_check(input, input_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    return cn_crypto_ready();
}

static carnet_status end(carnet_status status, cn_problem *where,
                         carnet_problem **problem)
{
    if (status != CARNET_OK && problem != NULL) {
        cn_problem_note(where, status, 0, "", NULL);
        cn_problem_give(where, problem);
    }
    return status;
}

carnet_status carnet_trust_list_read(carnet_trust_list **out,
                                     carnet_problem **problem,
                                     const uint8_t *input, size_t input_len,
                                     const carnet_public_key *key)
{
    cn_problem where = {.status = CARNET_OK};
    carnet_status status = begin(out, problem, input, input_len, key);
    if (status == CARNET_OK) {
        status = read(out, cn_span_of(input, input_len), key, &where);
    }
    return end(status, &where, problem);
}

carnet_status
carnet_trust_list_read_next(carnet_trust_list **out, int32_t *newer_out,
                            carnet_problem **problem, const uint8_t *input,
                            size_t input_len, const carnet_trust_list *old)
{
    bool newer = false;
    cn_problem where = {.status = CARNET_OK};
    carnet_status status = begin(out, problem, input, input_len, old);
    if (status == CARNET_OK && newer_out == NULL) {
        status = CARNET_CALLER_NULL;
    }
    if (status == CARNET_OK) {
        status = read_next(out, &newer, cn_span_of(input, input_len),
                           &old->list, &where);
    }
    if (newer_out != NULL) {
        *newer_out = newer;
    }
    return end(status, &where, problem);
}

carnet_status carnet_trust_list_replaces(int32_t *newer_out,
                                         const carnet_trust_list *next,
                                         const carnet_trust_list *old)
{
    bool newer = false;
    cn_problem where = {.status = CARNET_OK};
    if (newer_out == NULL || next == NULL || old == NULL) {
        return CARNET_CALLER_NULL;
    }
    carnet_status status =
        cn_trust_list_replaces(&newer, &next->list, &old->list, &where);
    *newer_out = newer;
    return status;
}

/* ---- looking ---- */

const carnet_public_key *
carnet_trust_list_get_signer(const carnet_trust_list *list)
{
    return list == NULL ? NULL : &list->list.signer;
}

int64_t carnet_trust_list_epoch(const carnet_trust_list *list)
{
    return list == NULL ? 0 : list->list.epoch;
}

int64_t carnet_trust_list_sequence(const carnet_trust_list *list)
{
    return list == NULL ? 0 : list->list.sequence;
}

int32_t carnet_trust_list_issued_days(const carnet_trust_list *list)
{
    return list == NULL ? 0 : list->list.issued;
}

int32_t carnet_trust_list_next_update_days(const carnet_trust_list *list)
{
    return list == NULL ? 0 : list->list.next_update;
}

size_t carnet_trust_list_num_issuers(const carnet_trust_list *list)
{
    return list == NULL ? 0 : list->list.num_issuers;
}

size_t carnet_trust_list_num_keys(const carnet_trust_list *list)
{
    return list == NULL ? 0 : list->list.num_keys;
}

carnet_status carnet_trust_list_copy_id(uint8_t *out,
                                        const carnet_trust_list *list)
{
    if (out == NULL || list == NULL) {
        return CARNET_CALLER_NULL;
    }
    memcpy(out, list->list.id, CN_TRUST_ID_SIZE);
    return CARNET_OK;
}

carnet_status carnet_trust_list_copy_next_key(uint8_t *out,
                                              const carnet_trust_list *list)
{
    if (out == NULL || list == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (list->list.next_key == NULL) {
        return CARNET_CALLER_ABSENT;
    }
    memcpy(out, list->list.next_key, CARNET_KEY_PUBLIC_SIZE);
    return CARNET_OK;
}

carnet_status carnet_trust_list_encode(carnet_buf **out,
                                       const carnet_trust_list *list,
                                       int32_t as_text)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (list == NULL) {
        return CARNET_CALLER_NULL;
    }
    cn_buf b;
    cn_buf_init(&b);
    cn_wire_write_list(&b, as_text != 0 ? CN_WIRE_TEXT : CN_WIRE_FILE,
                       CN_WIRE_TRUST_LIST, list->list.bytes);
    return cn_buf_give(&b, out);
}
