/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two passports of one holder become one: the union of their credentials, each
 * once, with all that either shows of it (docs/spec/format.md section 4). Asks
 * nobody whose a signature is; two holders' passports only at the caller's
 * word.
 */
#include "merge_i.h"

#include "verdict_i.h"

/* Both passports, and what becomes of them. */
typedef struct {
    cn_arena arena;
    cn_api_passport from[2];
    cn_api_passport made;
    cn_problem where;
} job;

/* ---- whose they are ---- */

static cn_api_holder *read_holders(cn_arena *arena, const cn_api_passport *p)
{
    cn_api_holder *holders = cn_arena_take(arena, p->num * sizeof *holders);
    for (size_t i = 0; i < p->num && holders != NULL; i++) {
        cn_api_read_holder(&holders[i], &p->credentials[i]);
    }
    return holders;
}

/* What credentials of one passport and of the other say of each other. */
typedef struct {
    bool same;   /* two name one person, or are one credential */
    bool differ; /* two name different persons, */
    bool by_id;  /* by their passport ids */
} answer;

static void compare(answer *a, const cn_api_holder *x, const cn_api_holder *y)
{
    uint8_t said = cn_api_compare_holders(x, y);
    a->same |= said == CARNET_VERIFY_YES;
    a->differ |= said == CARNET_VERIFY_NO;
    a->by_id |= said == CARNET_VERIFY_NO && x->id.len > 0 && y->id.len > 0;
}

static carnet_status check_holders(job *j)
{
    const cn_api_passport *p = &j->from[0];
    const cn_api_passport *q = &j->from[1];
    const cn_api_holder *x = read_holders(&j->arena, p);
    const cn_api_holder *y = read_holders(&j->arena, q);
    answer a = {false, false, false};
    if (x == NULL || y == NULL) {
        return cn_arena_status(&j->arena);
    }
    for (size_t i = 0; i < p->num; i++) {
        for (size_t k = 0; k < q->num; k++) {
            a.same |= cn_api_order(&p->credentials[i], &q->credentials[k]) == 0;
            compare(&a, &x[i], &y[k]);
        }
    }
    if (a.same && !a.by_id) {
        return CARNET_OK;
    }
    return cn_problem_note(&j->where, CARNET_PRIVACY_HOLDER, 0, NULL,
                           a.by_id    ? "their passport ids differ"
                           : a.differ ? "their names or birth dates differ"
                                      : "one of them does not say whose it is");
}

/* ---- one out of two ---- */

/* Puts a credential in its place, joined with what is there of it. */
static carnet_status put(job *j, const cn_api_credential *c)
{
    cn_api_passport *made = &j->made;
    size_t at = made->num;
    int order = 1;
    while (at > 0 && order > 0) {
        order = cn_api_order(&made->credentials[at - 1], c);
        at -= order >= 0;
    }
    if (order == 0 && made->num > 0) {
        return cn_api_join(&j->arena, &made->credentials[at], c);
    }
    memmove(&made->credentials[at + 1], &made->credentials[at],
            (made->num - at) * sizeof *c);
    made->credentials[at] = *c;
    made->num++;
    return CARNET_OK;
}

static carnet_status unite(job *j)
{
    size_t num = j->from[0].num + j->from[1].num;
    carnet_status status = CARNET_OK;
    j->made.arena = &j->arena;
    j->made.credentials =
        cn_arena_take(&j->arena, num * sizeof j->made.credentials[0]);
    if (j->made.credentials == NULL) {
        return cn_arena_status(&j->arena);
    }
    for (size_t n = 0; n < 2; n++) {
        const cn_api_passport *p = &j->from[n];
        for (size_t i = 0; i < p->num && status == CARNET_OK; i++) {
            status = put(j, &p->credentials[i]);
        }
    }
    return status;
}

/* Written, and read again: two passports within the limits may be one that is
   beyond them. */
static carnet_status write_out(carnet_buf **out, job *j)
{
    cn_api_passport again;
    cn_problem where = {0};
    carnet_buf *file = NULL;
    if (j->made.num > CN_LIMIT_CREDENTIALS_FILE) {
        return cn_problem_note(&j->where, CARNET_RECORD_COUNT, 0, NULL,
                               "together they have more than 256 credentials");
    }
    carnet_status status = cn_api_put_all(&file, &j->made);
    if (status != CARNET_OK) {
        return status;
    }
    status = cn_api_open_all(
        &again, &j->arena,
        cn_span_of(carnet_buf_data(file), carnet_buf_len(file)), &where);
    if (status == CARNET_OK) {
        *out = file;
        return CARNET_OK;
    }
    carnet_buf_free(file);
    return cn_problem_note(&j->where, status, 0, NULL,
                           "together they are more than a file may hold");
}

/* Before the path of a fault in one of them. */
static void say_which(cn_problem *where, size_t n)
{
    cn_problem found = *where;
    where->path[0] = '\0';
    cn_problem_add(where->path, n == 0 ? "first" : "second");
    cn_problem_add(where->path, found.path[0] == '\0' ? "" : ": ");
    cn_problem_add(where->path, found.path);
}

static carnet_status merge(carnet_buf **out, job *j, const cn_span inputs[2],
                           int32_t same_person)
{
    carnet_status status = CARNET_OK;
    for (size_t n = 0; n < 2 && status == CARNET_OK; n++) {
        status = cn_api_open_all(&j->from[n], &j->arena, inputs[n], &j->where);
        if (status != CARNET_OK) {
            say_which(&j->where, n);
        }
    }
    if (status == CARNET_OK && same_person == CARNET_PRIVACY_ASK) {
        status = check_holders(j);
    }
    if (status == CARNET_OK) {
        status = unite(j);
    }
    return status == CARNET_OK ? write_out(out, j) : status;
}

carnet_status carnet_privacy_merge(carnet_buf **out, carnet_problem **problem,
                                   const uint8_t *first, size_t first_len,
                                   const uint8_t *second, size_t second_len,
                                   int32_t same_person)
{
    const cn_span inputs[2] = {cn_span_of(first, first_len),
                               cn_span_of(second, second_len)};
    cn_problem_clear(problem);
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(first, first_len) != CARNET_OK ||
        cn_span_check(second, second_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    if (first_len > CN_LIMIT_FILE_BYTES || second_len > CN_LIMIT_FILE_BYTES ||
        same_person < CARNET_PRIVACY_ASK ||
        same_person > CARNET_PRIVACY_SAME_PERSON) {
        return CARNET_CALLER_RANGE;
    }
    job j; /* some 700 bytes */
    memset(&j, 0, sizeof j);
    cn_arena_init_grow(&j.arena);
    carnet_status status = merge(out, &j, inputs, same_person);
    if (status != CARNET_OK) {
        cn_problem_note(&j.where, status, 0, NULL, NULL);
        cn_problem_give(&j.where, problem);
    }
    cn_arena_free(&j.arena);
    return status;
}
