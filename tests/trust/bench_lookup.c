/* SPDX-License-Identifier: Apache-2.0 */
/*
 * meson test --benchmark: how long a list of 50,000 issuers takes to be read,
 * signature and all, and what finding a key costs among 1,000 issuers and among
 * 50,000, as a ratio. It fails where the cost grows with their number: a walk
 * would take 50 times as long.
 */
#include "../../lib/wire/wire.h"
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

/* Milliseconds of processor time, from the bytes of a file on. */
static double load(cn_span file)
{
    carnet_trust_list *l = NULL;
    clock_t begin = clock();
    carnet_status status = carnet_trust_list_read(&l, NULL, file.data, file.len,
                                                  made_public(MADE_MANY));
    double ms = (double)(clock() - begin) / CLOCKS_PER_SEC * 1e3;
    assert_status(status, CARNET_OK);
    assert_int_equal(carnet_trust_list_num_issuers(l), MANY);
    carnet_trust_list_free(l);
    return ms;
}

static void a_list_of_50000_issuers_loads_in_under_a_second(void **state)
{
    (void)state;
    cn_buf b = made_many(MANY);
    cn_buf file;
    cn_buf_init(&file);
    cn_wire_write_list(&file, CN_WIRE_FILE, CN_WIRE_TRUST_LIST,
                       cn_buf_span(&b));
    double best = load(cn_buf_span(&file));
    for (int i = 1; i < TURNS; i++) {
        double ms = load(cn_buf_span(&file));
        best = ms < best ? ms : best;
    }
    fprintf(stderr, "%d issuers, %zu bytes, are read in %.0f ms\n", MANY,
            file.len, best);
    assert_true(best < 1000.0);
    cn_buf_free(&file);
    cn_buf_free(&b);
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
        cmocka_unit_test(a_list_of_50000_issuers_loads_in_under_a_second),
        cmocka_unit_test(finding_a_key_does_not_grow_with_issuers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
