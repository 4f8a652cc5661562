/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The shared vectors of the JSON door: each request gets the reply that stands
 * beside it.
 */
#include "door_vectors.h"

static size_t steps;

static void run_file(const char *name)
{
    size_t num = test_door_file(name, NULL);
    test_count(name, num);
    steps += num;
}

static void every_request_gets_the_reply_beside_it(void **state)
{
    (void)state;
    test_door_files(run_file);
    assert_true(steps >= 600);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_request_gets_the_reply_beside_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
