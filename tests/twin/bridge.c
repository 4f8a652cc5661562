/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The library behind a pipe, for the comparison with the twin: requests on
 * standard input, answers on standard output. Uses the public headers only;
 * never meant for anything but tests.
 */
#include "bridge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * request: length u32 | operation u8 | what it needs
 *   'I' seed 32 | root seed 16 | day i32 | valid days i32 | allow u8 | JSON
 *       issues; allow: any part may be less private than its codes ask for
 *   'V' now i64 | number of keys u8 | 32 each | text or file
 *       verifies, on the heap and in an arena, which must agree
 *   'S' count u8 | index u8 | text or file
 *       one code of a set
 *   'J' texts, each length u16 | characters
 *       joins codes of a set; the first status that is not good
 *   'P' number of words u16 | their bytes u16 | words, a zero behind each |
 *       text or file
 *       presents, showing what the words name
 *   'L' part u8 | number of keys u8 | 32 each | length u8 | phrase |
 *       text or file
 *       seals that part to the keys and, where there is one, the phrase
 *   'O' length u16 | PEM of a key | length u8 | phrase | text or file
 *       opens with either; of no length: none
 *   'T', 'N', 'R', 'W': bridge_lists.c
 * answer: length u32 | status i32 | bytes (passport; verdict; reason)
 * Numbers are big-endian.
 */
#define REQUEST_MAX (16u << 20)
#define KEYS_MAX 16
#define WORDS_MAX 1024
#define DISAGREE (-1) /* heap and arena do not give the same verdict */

uint64_t bridge_take(bridge_input *in, size_t size, int *good)
{
    uint64_t n = 0;
    if (in->left < size) {
        *good = 0;
        return 0;
    }
    for (size_t i = 0; i < size; i++) {
        n = n << 8 | in->p[i];
    }
    in->p += size;
    in->left -= size;
    return n;
}

const uint8_t *bridge_take_bytes(bridge_input *in, size_t size, int *good)
{
    const uint8_t *p = in->p;
    if (in->left < size) {
        *good = 0;
        return NULL;
    }
    in->p += size;
    in->left -= size;
    return p;
}

static void put_u32(uint8_t *out, uint32_t n)
{
    for (int i = 0; i < 4; i++) {
        out[i] = (uint8_t)(n >> (24 - 8 * i));
    }
}

int bridge_answer(int32_t status, const void *data, size_t len)
{
    uint8_t head[8];
    put_u32(head, (uint32_t)(len + 4));
    put_u32(head + 4, (uint32_t)status);
    return fwrite(head, 1, sizeof head, stdout) == sizeof head &&
           fwrite(data, 1, len, stdout) == len && fflush(stdout) == 0;
}

static int answer_buf(carnet_status status, carnet_buf *buf,
                      const carnet_problem *problem)
{
    int good;
    if (status == CARNET_OK) {
        good = bridge_answer(status, carnet_buf_data(buf), carnet_buf_len(buf));
    } else {
        const char *text = carnet_problem_text(problem);
        good = bridge_answer(status, text, strlen(text));
    }
    carnet_buf_free(buf);
    return good;
}

static int issue(bridge_input *in)
{
    carnet_secret_key *key = NULL;
    carnet_record *record = NULL;
    carnet_plan *plan = NULL;
    carnet_problem *problem = NULL;
    carnet_buf *out = NULL;
    carnet_status status;
    int good = 1;
    const uint8_t *seed = bridge_take_bytes(in, CARNET_KEY_SEED_SIZE, &good);
    const uint8_t *root = bridge_take_bytes(in, CARNET_ISSUE_SEED_SIZE, &good);
    int32_t day = (int32_t)bridge_take(in, 4, &good);
    int32_t valid = (int32_t)bridge_take(in, 4, &good);
    int allow = (int)bridge_take(in, 1, &good);

    if (!good) {
        return bridge_answer(BRIDGE_BROKEN, "", 0);
    }
    status = carnet_key_from_seed(&key, seed, CARNET_KEY_SEED_SIZE);
    if (status == CARNET_OK) {
        status = carnet_record_from_json(&record, &problem, (const char *)in->p,
                                         in->left);
    }
    for (size_t i = 0;
         status == CARNET_OK && allow && i < carnet_record_num_entries(record);
         i++) {
        status = carnet_record_allow_less_private(record, i);
    }
    if (status == CARNET_OK) {
        status = carnet_issue_plan(&plan, &problem, record, day, valid);
    }
    if (status == CARNET_OK) {
        status = carnet_issue_sign_seeded(&out, plan, key, root,
                                          CARNET_ISSUE_SEED_SIZE);
    }
    good = answer_buf(status, out, problem);
    carnet_problem_free(problem);
    carnet_issue_free(plan);
    carnet_record_free(record);
    carnet_key_free(key);
    return good;
}

static int equal(const carnet_buf *a, const carnet_buf *b)
{
    return carnet_buf_len(a) == carnet_buf_len(b) &&
           memcmp(carnet_buf_data(a), carnet_buf_data(b), carnet_buf_len(a)) ==
               0;
}

/* The verdict once more, without an allocation; agrees with other or not. */
static int arena_agrees(const carnet_buf *other, const bridge_input *in,
                        const carnet_public_key *const *keys, size_t num_keys,
                        int64_t now)
{
    static _Alignas(16) uint8_t arena[CARNET_VERIFY_ARENA_SIZE];
    carnet_verdict *verdict = NULL;
    carnet_buf *out = NULL;
    carnet_status status = carnet_verify_in_arena(
        &verdict, arena, sizeof arena, in->p, in->left, keys, num_keys, now);
    int agrees;
    if (status == CARNET_CALLER_ARENA) {
        return in->left == 0 || in->p[0] != 'H'; /* only a file may need more */
    }
    if (status == CARNET_OK) {
        status = carnet_verify_json(&out, verdict, 1);
    }
    agrees = status == CARNET_OK && equal(out, other);
    carnet_buf_free(out);
    return agrees;
}

static int verify(bridge_input *in)
{
    carnet_public_key *keys[KEYS_MAX] = {NULL};
    const carnet_public_key *lent[KEYS_MAX] = {NULL};
    carnet_verdict *verdict = NULL;
    carnet_buf *out = NULL;
    carnet_status status = CARNET_OK;
    int good = 1;
    int64_t now = (int64_t)bridge_take(in, 8, &good);
    size_t num = (size_t)bridge_take(in, 1, &good);

    if (!good || num > KEYS_MAX) {
        return bridge_answer(BRIDGE_BROKEN, "", 0);
    }
    for (size_t i = 0; i < num && status == CARNET_OK; i++) {
        const uint8_t *bytes =
            bridge_take_bytes(in, CARNET_KEY_PUBLIC_SIZE, &good);
        status = good ? carnet_key_public_from_bytes(&keys[i], bytes,
                                                     CARNET_KEY_PUBLIC_SIZE)
                      : BRIDGE_BROKEN;
        lent[i] = keys[i];
    }
    if (status == CARNET_OK) {
        status = carnet_verify(&verdict, in->p, in->left, lent, num, now);
    }
    if (status == CARNET_OK) {
        status = carnet_verify_json(&out, verdict, 1);
    }
    if (status == CARNET_OK && !arena_agrees(out, in, lent, num, now)) {
        status = DISAGREE;
    }
    good = answer_buf(status, out, NULL);
    carnet_verify_free(verdict);
    for (size_t i = 0; i < num; i++) {
        carnet_key_public_free(keys[i]);
    }
    return good;
}

/* A status with its name, or what buf holds. */
int bridge_answer_named(carnet_status status, carnet_buf *buf)
{
    const char *name = carnet_status_name(status);
    if (status == CARNET_OK) {
        return answer_buf(status, buf, NULL);
    }
    carnet_buf_free(buf);
    return bridge_answer(status, name, strlen(name));
}

static int split(bridge_input *in)
{
    carnet_buf *out = NULL;
    int good = 1;
    int32_t count = (int32_t)bridge_take(in, 1, &good);
    int32_t index = (int32_t)bridge_take(in, 1, &good);
    if (!good) {
        return bridge_answer(BRIDGE_BROKEN, "", 0);
    }
    carnet_status status =
        carnet_set_split(&out, in->p, in->left, count, index);
    return bridge_answer_named(status, out);
}

static int join(bridge_input *in)
{
    carnet_set *set = NULL;
    carnet_buf *out = NULL;
    int good = 1;
    carnet_status status = carnet_set_new(&set);
    while (good && in->left > 0 && status == CARNET_OK) {
        size_t len = (size_t)bridge_take(in, 2, &good);
        const uint8_t *text = bridge_take_bytes(in, len, &good);
        if (good) {
            status = carnet_set_add(set, NULL, text, len);
        }
    }
    if (good && status == CARNET_OK) {
        status = carnet_set_join(&out, set);
    }
    carnet_set_free(set);
    return good ? bridge_answer_named(status, out)
                : bridge_answer(BRIDGE_BROKEN, "", 0);
}

static int present(bridge_input *in)
{
    const char *show[WORDS_MAX] = {NULL};
    carnet_problem *problem = NULL;
    carnet_buf *out = NULL;
    carnet_status status;
    int good = 1;
    size_t num = (size_t)bridge_take(in, 2, &good);
    size_t len = (size_t)bridge_take(in, 2, &good);
    const char *words = (const char *)bridge_take_bytes(in, len, &good);

    if (!good || num > WORDS_MAX || len == 0 || words[len - 1] != '\0') {
        return bridge_answer(BRIDGE_BROKEN, "", 0);
    }
    for (size_t i = 0; i < num; i++) {
        show[i] = words;
        words += strlen(words) + 1;
    }
    status = carnet_privacy_present(&out, &problem, in->p, in->left, NULL, show,
                                    num, NULL, 0);
    good = answer_buf(status, out, problem);
    carnet_problem_free(problem);
    return good;
}

static carnet_status add_keys(carnet_sealing *to, bridge_input *in, size_t num,
                              int32_t part)
{
    carnet_status status = CARNET_OK;
    int good = 1;
    for (size_t i = 0; i < num && status == CARNET_OK; i++) {
        carnet_seal_public *key = NULL;
        const uint8_t *bytes =
            bridge_take_bytes(in, CARNET_SEAL_KEY_SIZE, &good);
        status = good ? carnet_seal_public_from_bytes(&key, bytes,
                                                      CARNET_SEAL_KEY_SIZE)
                      : BRIDGE_BROKEN;
        if (status == CARNET_OK) {
            status = carnet_seal_add_key(to, key, part);
        }
        carnet_seal_public_free(key);
    }
    return status;
}

static int seal(bridge_input *in)
{
    carnet_sealing *to = NULL;
    carnet_buf *out = NULL;
    int good = 1;
    int32_t part = (int32_t)bridge_take(in, 1, &good);
    size_t num = (size_t)bridge_take(in, 1, &good);
    carnet_status status = carnet_seal_new(&to);
    if (status == CARNET_OK) {
        status = add_keys(to, in, num, part);
    }
    size_t len = (size_t)bridge_take(in, 1, &good);
    const char *phrase = (const char *)bridge_take_bytes(in, len, &good);
    if (status == CARNET_OK && good && len > 0) {
        status = carnet_seal_add_phrase(to, phrase, len, part);
    }
    if (status == CARNET_OK && good) {
        status = carnet_seal_present(&out, NULL, in->p, in->left, NULL, NULL, 0,
                                     NULL, 0, to);
    }
    carnet_seal_free(to);
    return good ? bridge_answer_named(status, out)
                : bridge_answer(BRIDGE_BROKEN, "", 0);
}

static int unseal(bridge_input *in)
{
    carnet_seal_key *key = NULL;
    carnet_buf *out = NULL;
    carnet_status status = CARNET_OK;
    int good = 1;
    size_t pem_len = (size_t)bridge_take(in, 2, &good);
    const uint8_t *pem = bridge_take_bytes(in, pem_len, &good);
    size_t len = (size_t)bridge_take(in, 1, &good);
    const char *phrase = (const char *)bridge_take_bytes(in, len, &good);
    if (!good) {
        return bridge_answer(BRIDGE_BROKEN, "", 0);
    }
    if (pem_len > 0) {
        status = carnet_seal_key_decode(&key, pem, pem_len);
    }
    if (status == CARNET_OK) {
        status = carnet_seal_open(&out, NULL, in->p, in->left, key,
                                  len > 0 ? phrase : NULL, len);
    }
    carnet_seal_key_free(key);
    return bridge_answer_named(status, out);
}

static int serve(uint8_t *data, size_t len)
{
    bridge_input in = {data + 1, len - 1};
    switch (data[0]) {
    case 'I':
        return issue(&in);
    case 'P':
        return present(&in);
    case 'V':
        return verify(&in);
    case 'S':
        return split(&in);
    case 'J':
        return join(&in);
    case 'L':
        return seal(&in);
    case 'O':
        return unseal(&in);
    case 'T':
        return bridge_trust_list(&in);
    case 'N':
        return bridge_next_list(&in);
    case 'R':
        return bridge_status_list(&in);
    case 'W':
        return bridge_verify_trusting(&in);
    default:
        return bridge_answer(BRIDGE_BROKEN, "", 0);
    }
}

/* Reads one request into fresh memory, so that a read past its end shows. */
static int next(uint8_t **data, size_t *len)
{
    uint8_t head[4];
    if (fread(head, 1, sizeof head, stdin) != sizeof head) {
        return 0;
    }
    *len = (size_t)head[0] << 24 | (size_t)head[1] << 16 |
           (size_t)head[2] << 8 | head[3];
    if (*len == 0 || *len > REQUEST_MAX) {
        return 0;
    }
    *data = malloc(*len);
    return *data && fread(*data, 1, *len, stdin) == *len;
}

int main(void)
{
    uint8_t *data = NULL;
    size_t len;
    while (next(&data, &len)) {
        int good = serve(data, len);
        free(data);
        data = NULL;
        if (!good) {
            return 1;
        }
    }
    free(data);
    return ferror(stdin) ? 1 : 0;
}
