/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The library behind a pipe, for lists: they are read, one after the other, and
 * passports are verified by them. Never meant for anything but tests.
 */
#include "bridge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 *   'T' pin 32 | text or file
 *       reads a trust list; answers with its JSON
 *   'N' pin 32 | length u32 | text or file | text or file
 *       reads a trust list, and another that is to follow it; answers with "0"
 *       for the same and "1" for a newer one
 *   'R' number of keys u8 | 32 each | number of indices u8 | i32 each |
 *       text or file
 *       reads a status list; answers with numbers: entries, bits, made, end (or
 *       -1), ttl, and what it says of each index
 *   'W' now i64 | number of keys u8 | 32 each | number of trust lists u8 |
 *       pin 32, length u32 and bytes of each | number of status lists u8 |
 *       length u32 and bytes of each | text or file
 *       verifies by all of these; answers with the name of each status list's
 *       status, a line each, and the verdict
 */

#define MOST 16

static int answer_text(carnet_status status, const char *text)
{
    return status == CARNET_OK ? bridge_answer(0, text, strlen(text))
                               : bridge_answer_named(status, NULL);
}

static carnet_status take_key(carnet_public_key **out, bridge_input *in)
{
    int good = 1;
    const uint8_t *bytes = bridge_take_bytes(in, CARNET_KEY_PUBLIC_SIZE, &good);
    return good ? carnet_key_public_from_bytes(out, bytes,
                                               CARNET_KEY_PUBLIC_SIZE)
                : BRIDGE_BROKEN;
}

/* Bytes behind their length. */
static carnet_status take_long(const uint8_t **out, size_t *len_out,
                               bridge_input *in)
{
    int good = 1;
    *len_out = (size_t)bridge_take(in, 4, &good);
    *out = bridge_take_bytes(in, *len_out, &good);
    return good ? CARNET_OK : BRIDGE_BROKEN;
}

/* ---- trust lists ---- */

int bridge_trust_list(bridge_input *in)
{
    carnet_public_key *pin = NULL;
    carnet_trust_list *list = NULL;
    carnet_buf *json = NULL;
    carnet_status status = take_key(&pin, in);
    if (status == CARNET_OK) {
        status = carnet_trust_list_read(&list, NULL, in->p, in->left, pin);
    }
    if (status == CARNET_OK) {
        status = carnet_trust_list_json(&json, list);
    }
    carnet_trust_list_free(list);
    carnet_key_public_free(pin);
    return bridge_answer_named(status, json);
}

int bridge_next_list(bridge_input *in)
{
    carnet_public_key *pin = NULL;
    carnet_trust_list *old = NULL;
    carnet_trust_list *list = NULL;
    const uint8_t *bytes = NULL;
    size_t len = 0;
    int32_t newer = 0;
    carnet_status status = take_key(&pin, in);
    if (status == CARNET_OK) {
        status = take_long(&bytes, &len, in);
    }
    if (status == CARNET_OK) {
        status = carnet_trust_list_read(&old, NULL, bytes, len, pin);
    }
    if (status == CARNET_OK) {
        status = carnet_trust_list_read_next(&list, &newer, NULL, in->p,
                                             in->left, old);
    }
    carnet_trust_list_free(list);
    carnet_trust_list_free(old);
    carnet_key_public_free(pin);
    return answer_text(status, newer != 0 ? "1" : "0");
}

/* ---- status lists ---- */

static int say_status_list(const carnet_status_list *list, bridge_input *asked,
                           size_t num)
{
    char text[1024];
    int good = 1;
    int64_t end = carnet_status_list_expires_s(list);
    int len = snprintf(text, sizeof text, "%zu %d %lld %lld %lld",
                       carnet_status_list_num_entries(list),
                       (int)carnet_status_list_bits(list),
                       (long long)carnet_status_list_issued_s(list),
                       end == INT64_MIN ? -1LL : (long long)end,
                       (long long)carnet_status_list_ttl_s(list));
    for (size_t i = 0; i < num && good && len > 0 && len < 1000; i++) {
        int32_t index = (int32_t)bridge_take(asked, 4, &good);
        len += snprintf(text + len, sizeof text - (size_t)len, " %d",
                        (int)carnet_status_list_get(list, index));
    }
    return answer_text(CARNET_OK, text);
}

int bridge_status_list(bridge_input *in)
{
    carnet_public_key *keys[MOST] = {NULL};
    const carnet_public_key *lent[MOST] = {NULL};
    carnet_status_list *list = NULL;
    carnet_status status = CARNET_OK;
    int good = 1;
    size_t num = (size_t)bridge_take(in, 1, &good);
    for (size_t i = 0; i < num && num <= MOST && status == CARNET_OK; i++) {
        status = take_key(&keys[i], in);
        lent[i] = keys[i];
    }
    size_t num_asked = (size_t)bridge_take(in, 1, &good);
    bridge_input asked = {NULL, 4 * num_asked};
    asked.p = bridge_take_bytes(in, asked.left, &good);
    if (!good || num > MOST) {
        status = BRIDGE_BROKEN;
    }
    if (status == CARNET_OK) {
        status = carnet_status_list_read(&list, in->p, in->left, lent, num);
    }
    good = status == CARNET_OK ? say_status_list(list, &asked, num_asked)
                               : bridge_answer_named(status, NULL);
    carnet_status_list_free(list);
    for (size_t i = 0; i < num && i < MOST; i++) {
        carnet_key_public_free(keys[i]);
    }
    return good;
}

/* ---- verdicts ---- */

typedef struct {
    carnet_trust *trust;
    carnet_public_key *keys[MOST];
    carnet_trust_list *lists[MOST];
    carnet_status_list *status[MOST];
    char said[MOST * 32]; /* of status lists, a line each */
} believed;

static carnet_status take_keys(believed *b, bridge_input *in)
{
    int good = 1;
    size_t num = (size_t)bridge_take(in, 1, &good);
    carnet_status status = good && num <= MOST ? CARNET_OK : BRIDGE_BROKEN;
    for (size_t i = 0; i < num && status == CARNET_OK; i++) {
        status = take_key(&b->keys[i], in);
        if (status == CARNET_OK) {
            status = carnet_trust_add_key(b->trust, b->keys[i]);
        }
    }
    return status;
}

static carnet_status take_list(carnet_trust_list **out, bridge_input *in)
{
    carnet_public_key *pin = NULL;
    const uint8_t *bytes = NULL;
    size_t len = 0;
    carnet_status status = take_key(&pin, in);
    if (status == CARNET_OK) {
        status = take_long(&bytes, &len, in);
    }
    if (status == CARNET_OK) {
        status = carnet_trust_list_read(out, NULL, bytes, len, pin);
    }
    carnet_key_public_free(pin);
    return status;
}

static carnet_status take_lists(believed *b, bridge_input *in)
{
    int good = 1;
    size_t num = (size_t)bridge_take(in, 1, &good);
    carnet_status status = good && num <= MOST ? CARNET_OK : BRIDGE_BROKEN;
    for (size_t i = 0; i < num && status == CARNET_OK; i++) {
        status = take_list(&b->lists[i], in);
        if (status == CARNET_OK) {
            status = carnet_trust_add_list(b->trust, b->lists[i]);
        }
    }
    return status;
}

/* What can't be believed is said, and left out. */
static carnet_status take_status_lists(believed *b, bridge_input *in)
{
    int good = 1;
    size_t num = (size_t)bridge_take(in, 1, &good);
    carnet_status status = good && num <= MOST ? CARNET_OK : BRIDGE_BROKEN;
    for (size_t i = 0; i < num && status == CARNET_OK; i++) {
        const uint8_t *bytes = NULL;
        size_t len = 0;
        status = take_long(&bytes, &len, in);
        if (status != CARNET_OK) {
            break;
        }
        carnet_status read =
            carnet_trust_read_status_list(&b->status[i], b->trust, bytes, len);
        strcat(b->said, carnet_status_name(read));
        strcat(b->said, "\n");
        if (read == CARNET_OK) {
            status = carnet_trust_add_status_list(b->trust, b->status[i]);
        }
    }
    return status;
}

static void free_believed(believed *b)
{
    carnet_trust_free(b->trust);
    for (size_t i = 0; i < MOST; i++) {
        carnet_key_public_free(b->keys[i]);
        carnet_trust_list_free(b->lists[i]);
        carnet_status_list_free(b->status[i]);
    }
}

static int say_verdict(const believed *b, const carnet_verdict *verdict)
{
    carnet_buf *json = NULL;
    carnet_status status = carnet_verify_json(&json, verdict, 1);
    size_t said = strlen(b->said);
    char *all = malloc(said + carnet_buf_len(json) + 1);
    if (status != CARNET_OK || all == NULL) {
        free(all);
        carnet_buf_free(json);
        return bridge_answer_named(CARNET_CALLER_MEMORY, NULL);
    }
    memcpy(all, b->said, said);
    memcpy(all + said, carnet_buf_data(json), carnet_buf_len(json));
    int good = bridge_answer(0, all, said + carnet_buf_len(json));
    free(all);
    carnet_buf_free(json);
    return good;
}

int bridge_verify_trusting(bridge_input *in)
{
    believed b = {.trust = NULL};
    carnet_verdict *verdict = NULL;
    int good = 1;
    int64_t now = (int64_t)bridge_take(in, 8, &good);
    carnet_status status = carnet_trust_new(&b.trust);
    if (status == CARNET_OK) {
        status = take_keys(&b, in);
    }
    if (status == CARNET_OK) {
        status = take_lists(&b, in);
    }
    if (status == CARNET_OK) {
        status = take_status_lists(&b, in);
    }
    if (status == CARNET_OK && good) {
        status =
            carnet_verify_trusting(&verdict, in->p, in->left, b.trust, now);
    }
    good = status == CARNET_OK ? say_verdict(&b, verdict)
                               : bridge_answer_named(status, NULL);
    carnet_verify_free(verdict);
    free_believed(&b);
    return good;
}
