/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Threads at the JSON door: the same requests at one time get the same replies
 * as one after the other. The memory door here is the library's own.
 */
#include <pthread.h>

#include "../support/support.h"
#include "carnet/json.h"

#define THREADS 8
#define ROUNDS 40

#define ISSUE                                                                  \
    "{\"op\":\"issue_sign_seeded\",\"record\":{\"entries\":[{\"kind\":"        \
    "\"person\",\"name\":\"Awa Ndoye\",\"birth_date\":\"1990\"}]},"            \
    "\"issued\":\"2026-03-17\",\"key\":{\"bytes\":"                            \
    "\"nWGxne_9WmC6hEr0kuwsxERJxXN7MmkZcDusAxyuf2A\"},"                        \
    "\"seed\":\"AAECAwQFBgcICQoLDA0ODw\"}"
#define WORDS                                                                  \
    "{\"op\":\"verify_text\",\"passport\":\"HC1:6BF\",\"now\":\"2026-03-17\"," \
    "\"trust\":{},\"language\":\"ar\"}"

static const char *const requests[] = {
    ISSUE,
    WORDS,
    "{\"op\":\"qr\",\"text\":\"HP1:6BF\"}",
    "{\"op\":\"nothing\"}",
};

enum {
    NUM = sizeof requests / sizeof requests[0]
};

static carnet_buf *due[NUM];

static carnet_buf *answer(size_t i)
{
    carnet_buf *out = NULL;
    carnet_status status =
        carnet_json((const uint8_t *)requests[i], strlen(requests[i]), &out);
    return status == CARNET_OK ? out : NULL;
}

static bool same(const carnet_buf *a, const carnet_buf *b)
{
    return carnet_buf_len(a) == carnet_buf_len(b) &&
           memcmp(carnet_buf_data(a), carnet_buf_data(b), carnet_buf_len(a)) ==
               0;
}

/* Counts replies that are not those that are due. */
static void *work(void *wrong)
{
    for (size_t n = 0; n < ROUNDS * NUM; n++) {
        carnet_buf *out = answer(n % NUM);
        *(size_t *)wrong += out == NULL || !same(out, due[n % NUM]);
        carnet_buf_free(out);
    }
    return NULL;
}

static void threads_get_the_replies_that_one_gets(void **state)
{
    (void)state;
    pthread_t threads[THREADS];
    size_t wrong[THREADS] = {0};
    for (size_t i = 0; i < NUM; i++) {
        due[i] = answer(i);
        assert_non_null(due[i]);
    }
    for (size_t i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, work, &wrong[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(wrong[i], 0);
    }
    for (size_t i = 0; i < NUM; i++) {
        carnet_buf_free(due[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_get_the_replies_that_one_gets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
