/* SPDX-License-Identifier: Apache-2.0 */
/* What the benchmarks of the bindings do, in plain C: bench_calls RECORD; a
   line for each, in ns, of the best round, which other programs disturbed
   least. */
#include "carnet/carnet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DAY 20529 /* 2026-03-17 */
#define NOW ((int64_t)(DAY + 3) * 86400)
#define ROUNDS 20
#define ROUND_NS 15000000.0

static uint8_t text[1 << 20];
static size_t text_len;
static carnet_secret_key *key;
static carnet_buf *passport;

static void demand(carnet_status status)
{
    if (status != CARNET_OK) {
        fprintf(stderr, "bench: %s\n", carnet_status_name(status));
        exit(1);
    }
}

static void smallest(void)
{
    if (strcmp(carnet_words_match("fr", 2), "fr") != 0) {
        exit(1);
    }
}

static carnet_verdict *verdict_of(void)
{
    carnet_verdict *verdict = NULL;
    const carnet_public_key *trusted = carnet_key_get_public(key);
    demand(carnet_verify(&verdict, carnet_buf_data(passport),
                         carnet_buf_len(passport), &trusted, 1, NOW));
    if (carnet_verify_outcome(verdict) != CARNET_VERIFY_ACCEPTED) {
        exit(1);
    }
    return verdict;
}

static void verifying(void)
{
    carnet_verify_free(verdict_of());
}

static void reading(void)
{
    carnet_verdict *verdict = verdict_of();
    for (size_t i = 0; i < carnet_verify_num_entries(verdict, 0); i++) {
        carnet_buf *out = NULL;
        demand(carnet_record_entry_json(
            &out, carnet_verify_get_entry(verdict, 0, i)));
        carnet_buf_free(out);
    }
    carnet_verify_free(verdict);
}

static void issuing(void)
{
    carnet_record *record = NULL;
    carnet_plan *plan = NULL;
    demand(
        carnet_record_from_json(&record, NULL, (const char *)text, text_len));
    demand(carnet_issue_plan(&plan, NULL, record, DAY, CARNET_ISSUE_UNLIMITED));
    carnet_buf_free(passport);
    demand(carnet_issue_sign(&passport, plan, key));
    carnet_issue_free(plan);
    carnet_record_free(record);
}

static double now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void measure(const char *name, void (*call)(void))
{
    double best = 1e18;
    for (int i = 0; i < ROUNDS; i++) {
        double turns = 0, began = now_ns(), took = 0;
        while (took < ROUND_NS) {
            call();
            turns++;
            took = now_ns() - began;
        }
        best = took / turns < best ? took / turns : best;
    }
    printf("%s %.0f\n", name, best);
}

int main(int argc, char **argv)
{
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    uint8_t seed[CARNET_KEY_SEED_SIZE] = {0};
    if (file == NULL) {
        return 1;
    }
    text_len = fread(text, 1, sizeof text, file);
    fclose(file);
    demand(carnet_key_from_seed(&key, seed, sizeof seed));
    measure("issuing", issuing);
    measure("verifying", verifying);
    measure("reading", reading);
    measure("smallest", smallest);
    carnet_buf_free(passport);
    carnet_key_free(key);
    return 0;
}
