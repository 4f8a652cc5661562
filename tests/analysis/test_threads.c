/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Many threads verify, show, peek and ask the door while another swaps the
 * trust list that they verify by: handles never change once made, and so need
 * no lock. Built with ThreadSanitizer, which sees any that does. With the word
 * `planted` the threads count together without a lock, which it must find.
 */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#include "../api/made.h"
#include "carnet/json.h"
#include "carnet/peek.h"
#include "carnet/privacy.h"
#include "carnet/trust.h"

#define THREADS 64
#define ROUNDS 2 /* at least, each of CALLS calls */
#define CALLS 5
#define SWAPS 12 /* at least */
#define LIST_KEY 200

/* ---- what is swapped ---- */

/* Whom to believe, and what comes of it: a list goes with its trust. */
typedef struct {
    carnet_trust_list *list;
    carnet_trust *trust;
    int32_t outcome;
} believed;

static _Atomic(believed *) current;
/* What each thread has in hand: it is not freed before. */
static _Atomic(believed *) in_hand[THREADS];
static atomic_size_t num_swaps;
static atomic_size_t num_running;

/* Believes issuer n. */
static believed *believe(uint8_t n)
{
    static const char name[] = "Clinic of Epirus";
    carnet_trust_draft *d = NULL;
    carnet_buf *file = NULL;
    believed *b = calloc(1, sizeof *b);
    assert_non_null(b);
    b->outcome = n == 1 ? CARNET_VERIFY_ACCEPTED : CARNET_VERIFY_REFUSED;
    assert_status(carnet_trust_draft_new(&d, 90), CARNET_OK);
    assert_status(carnet_trust_draft_add_key(d, name, strlen(name), "GR", 2,
                                             CARNET_TRUST_CLINIC,
                                             test_public(n), TEST_DAY - 100),
                  CARNET_OK);
    assert_status(carnet_trust_draft_sign(&file, NULL, d, NULL,
                                          test_secret(LIST_KEY), TEST_DAY),
                  CARNET_OK);
    assert_status(carnet_trust_list_read(&b->list, NULL, carnet_buf_data(file),
                                         carnet_buf_len(file),
                                         test_public(LIST_KEY)),
                  CARNET_OK);
    assert_status(carnet_trust_new(&b->trust), CARNET_OK);
    assert_status(carnet_trust_add_list(b->trust, b->list), CARNET_OK);
    carnet_buf_free(file);
    carnet_trust_draft_free(d);
    return b;
}

static void forget(believed *b)
{
    carnet_trust_free(b->trust);
    carnet_trust_list_free(b->list);
    free(b);
}

/* Takes what is current in hand: once it stands in in_hand and is current
   still, whoever swaps it out sees it there. */
static believed *take(size_t thread)
{
    believed *b;
    do {
        b = atomic_load(&current);
        atomic_store(&in_hand[thread], b);
    } while (b != atomic_load(&current));
    return b;
}

static void swap(believed *next)
{
    believed *old = atomic_exchange(&current, next);
    for (size_t i = 0; i < THREADS; i++) {
        while (atomic_load(&in_hand[i]) == old) {
            sched_yield();
        }
    }
    forget(old);
    atomic_fetch_add(&num_swaps, 1);
}

/* ---- what the threads do ---- */

static cn_buf text;
static cn_buf file;
static cn_buf question;    /* to the JSON door, about the text */
static carnet_buf *answer; /* what one thread alone is told */

static bool verifies(const believed *b)
{
    carnet_verdict *v = NULL;
    bool fine = carnet_verify_trusting(&v, text.data, text.len, b->trust,
                                       TEST_NOW) == CARNET_OK &&
                carnet_verify_outcome(v) == b->outcome;
    carnet_verify_free(v);
    return fine;
}

static bool shows(void)
{
    const char *gone = "private";
    carnet_buf *out = NULL;
    bool fine = carnet_privacy_present(&out, NULL, file.data, file.len, NULL,
                                       NULL, 0, &gone, 1) == CARNET_OK;
    carnet_buf_free(out);
    return fine;
}

static bool peeks(void)
{
    carnet_envelope *e = NULL;
    bool fine = carnet_peek(&e, NULL, text.data, text.len) == CARNET_OK &&
                carnet_peek_num_credentials(e) == 1;
    carnet_peek_free(e);
    return fine;
}

static carnet_buf *ask(void)
{
    carnet_buf *out = NULL;
    return carnet_json(question.data, question.len, &out) == CARNET_OK ? out
                                                                       : NULL;
}

static bool is_answered(void)
{
    carnet_buf *out = ask();
    bool fine = out != NULL && carnet_buf_len(out) == carnet_buf_len(answer) &&
                memcmp(carnet_buf_data(out), carnet_buf_data(answer),
                       carnet_buf_len(out)) == 0;
    carnet_buf_free(out);
    return fine;
}

typedef struct {
    size_t thread;
    size_t calls;
    size_t wrong;
} work;

static bool is_planted;
static size_t unguarded; /* counted by all threads, if that is planted */

static void *run(void *arg)
{
    work *w = arg;
    for (size_t i = 0; i < ROUNDS || atomic_load(&num_swaps) < SWAPS; i++) {
        const believed *b = take(w->thread);
        w->wrong += !verifies(b);
        w->wrong += !verifies(b); /* it says the same as long as it is held */
        atomic_store(&in_hand[w->thread], NULL);
        w->wrong += !shows();
        w->wrong += !peeks();
        w->wrong += !is_answered();
        w->calls += CALLS;
        if (is_planted) {
            unguarded++;
        }
    }
    atomic_fetch_sub(&num_running, 1);
    return NULL;
}

/* ---- the tests ---- */

static void make_question(void)
{
    cn_buf_put_str(&question, "{\"op\":\"verify_text\",\"now\":\"2026-03-17\","
                              "\"language\":\"fa\",\"trust\":{\"keys\":"
                              "[{\"bytes\":\"");
    cn_text_put_base64(
        &question, cn_span_of(test_public(1)->bytes, CARNET_KEY_PUBLIC_SIZE));
    cn_buf_put_str(&question, "\"}]},\"passport\":\"");
    cn_buf_put_span(&question, cn_buf_span(&text));
    cn_buf_put_str(&question, "\"}");
    assert_status(question.status, CARNET_OK);
}

static void make_input(void)
{
    static const char good[] = "{\"status\":0,";
    test_credential *c = test_sample(1);
    cn_buf passport = test_passport(c, TEST_ALL, true);
    text = test_as_text(cn_buf_span(&passport));
    file = test_as_file(cn_buf_span(&passport));
    cn_buf_free(&passport);
    test_end(c);
    cn_buf_init(&question);
    make_question();
    answer = ask();
    assert_non_null(answer);
    assert_memory_equal(carnet_buf_data(answer), good, sizeof good - 1);
}

static void free_input(void)
{
    cn_buf_free(&text);
    cn_buf_free(&file);
    cn_buf_free(&question);
    carnet_buf_free(answer);
}

/* Swaps as long as there is anybody to see it. */
static void keep_swapping(void)
{
    for (uint8_t n = 2; atomic_load(&num_running) > 0; n = (uint8_t)(3 - n)) {
        swap(believe(n));
    }
}

static void threads_verify_while_the_trust_list_is_swapped(void **state)
{
    (void)state;
    pthread_t threads[THREADS];
    work works[THREADS] = {0};
    size_t calls = 0;
    make_input();
    atomic_store(&current, believe(1));
    atomic_store(&num_running, THREADS);
    for (size_t i = 0; i < THREADS; i++) {
        works[i].thread = i;
        assert_int_equal(pthread_create(&threads[i], NULL, run, &works[i]), 0);
    }
    keep_swapping();
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(works[i].wrong, 0);
        assert_true(works[i].calls >= ROUNDS * CALLS);
        calls += works[i].calls;
    }
    assert_true(atomic_load(&num_swaps) >= SWAPS);
    forget(atomic_load(&current));
    free_input();
    fprintf(stderr,
            "%zu points: calls of %d threads while the trust list was "
            "swapped %zu times\n",
            calls, THREADS, atomic_load(&num_swaps));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_verify_while_the_trust_list_is_swapped),
    };
    is_planted = argc > 1 && strcmp(argv[1], "planted") == 0;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
