/* SPDX-License-Identifier: Apache-2.0 */
/*
 * meson test --benchmark: what finding a key costs among 1,000 issuers and
 * among 50,000, as a ratio. It fails where the cost grows with their number: a
 * walk would take 50 times as long.
 */
#include "made_list.h"

#include <time.h>

enum {
    FEW = 1000,
    MANY = 50000,
    LOOKS = 200000,
    TURNS = 9
};

/* Halving takes 10 steps and 16; the rest is memory that is further away. */
#define MOST 8.0

/* Nanoseconds of a look for a key that is there. */
static double look(const carnet_trust_list *l)
{
    clock_t begin = clock();
    size_t found = 0;
    for (uint32_t i = 0; i < LOOKS; i++) {
        const uint64_t at = (uint64_t)i * 2654435761u % l->list.num_keys;
        const uint32_t id = l->list.index[at].kid;
        const uint8_t kid[] = {(uint8_t)(id >> 24), (uint8_t)(id >> 16),
                               (uint8_t)(id >> 8), (uint8_t)id};
        size_t first;
        found += cn_trust_list_find(&l->list, &first, kid);
    }
    assert_true(found >= LOOKS);
    return (double)(clock() - begin) / CLOCKS_PER_SEC / LOOKS * 1e9;
}

static carnet_trust_list *list_of(size_t num)
{
    cn_buf b = made_many(num);
    carnet_trust_list *l = made_read(cn_buf_span(&b), MADE_MANY);
    cn_buf_free(&b);
    return l;
}

/* The least of several turns, which others on the machine disturb least. */
static void finding_a_key_does_not_grow_with_issuers(void **state)
{
    (void)state;
    carnet_trust_list *few = list_of(FEW);
    carnet_trust_list *many = list_of(MANY);
    double of_few = look(few);
    double of_many = look(many);
    for (int i = 1; i < TURNS; i++) {
        double a = look(few);
        double b = look(many);
        of_few = a < of_few ? a : of_few;
        of_many = b < of_many ? b : of_many;
    }
    fprintf(stderr,
            "a key is found in %.0f ns among %d issuers, in %.0f ns among %d: "
            "%.2f times\n",
            of_few, FEW, of_many, MANY, of_many / of_few);
    assert_true(of_many < MOST * of_few);
    made_free(many);
    made_free(few);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finding_a_key_does_not_grow_with_issuers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
