/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bench_wall: ratios of wall times. Both sides of a ratio take turns in every
 * round, so that what disturbs the machine disturbs both; the median of all
 * rounds is printed, with the quarter below and above it.
 */
#define _POSIX_C_SOURCE 200809L
#include "es256.h"
#include "sample.h"

#include <time.h>

enum {
    ROUNDS = 201,
    CALLS = 8,         /* of each side in a round */
    ROUNDS_MANY = 15,  /* of a thousand */
    CREDENTIALS = 250, /* in each of four files */
    FILES = 4
};

typedef void operation(const bench_sample *s);

static double now_us(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static double time_of(operation *run, const bench_sample *s, int calls)
{
    double begin = now_us();
    for (int i = 0; i < calls; i++) {
        run(s);
    }
    return (now_us() - begin) / calls;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

/* name, median and quarters. */
static void print(const char *name, double *of, size_t num)
{
    qsort(of, num, sizeof *of, compare);
    printf("%s\t%.4f\t%.4f\t%.4f\n", name, of[num / 2], of[num / 4],
           of[num - 1 - num / 4]);
}

static void check_es256(const bench_sample *s)
{
    assert_non_null(s);
    assert_int_equal(bench_es256_check(), 1);
}

static void load_and_free(const bench_sample *s)
{
    bench_cbor_load(s);
    bench_cbor_free();
}

static void measure_one(const char *record)
{
    static double of_bare[ROUNDS], of_es256[ROUNDS], of_tree[ROUNDS];
    static double bare_us[ROUNDS], verify_us[ROUNDS];
    char name[64];
    bench_sample s;
    bench_begin(&s, record);
    assert_int_equal(bench_es256_begin(s.signed_bytes.data, s.signed_bytes.len),
                     1);
    for (size_t i = 0; i < ROUNDS; i++) {
        verify_us[i] = time_of(bench_verify, &s, CALLS);
        bare_us[i] = time_of(bench_bare, &s, CALLS);
        double es256 = time_of(check_es256, &s, CALLS);
        double decode = time_of(bench_decode, &s, CALLS);
        double tree = time_of(load_and_free, &s, CALLS);
        of_bare[i] = verify_us[i] / bare_us[i];
        of_es256[i] = verify_us[i] / es256;
        of_tree[i] = decode / tree;
    }
    (void)snprintf(name, sizeof name, "V2 %s", record);
    print(name, of_bare, ROUNDS);
    (void)snprintf(name, sizeof name, "V3 %s", record);
    print(name, of_es256, ROUNDS);
    (void)snprintf(name, sizeof name, "V6 %s", record);
    print(name, of_tree, ROUNDS);
    (void)snprintf(name, sizeof name, "verify_us %s", record);
    print(name, verify_us, ROUNDS);
    (void)snprintf(name, sizeof name, "bare_us %s", record);
    print(name, bare_us, ROUNDS);
    bench_es256_end();
    bench_end(&s);
}

/* A file's worth of credentials, whole; the last of them is checked bare. */
static void measure_file(void)
{
    static double shares[ROUNDS_MANY];
    bench_sample s;
    cn_buf passport = bench_many(CREDENTIALS);
    bench_begin_made(&s, "many", cn_buf_span(&passport));
    for (size_t i = 0; i < ROUNDS_MANY; i++) {
        double ours = time_of(bench_verify, &s, FILES);
        double bare = time_of(bench_bare, &s, FILES * CREDENTIALS);
        shares[i] = bare * CREDENTIALS / ours;
    }
    print("V7 files", shares, ROUNDS_MANY);
    bench_end(&s);
    cn_buf_free(&passport);
}

/* A thousand texts, each of them the rich summary. */
static void measure_texts(void)
{
    static double shares[ROUNDS_MANY];
    bench_sample s;
    bench_begin(&s, "rich-summary");
    for (size_t i = 0; i < ROUNDS_MANY; i++) {
        double ours = time_of(bench_verify, &s, FILES * CREDENTIALS);
        double bare = time_of(bench_bare, &s, FILES * CREDENTIALS);
        shares[i] = bare / ours;
    }
    print("V7 texts", shares, ROUNDS_MANY);
    bench_end(&s);
}

int main(void)
{
    static const char *const records[] = {"rich-summary", "sizes/s2-1",
                                          "sizes/s2-4", "emergency",
                                          "one-vaccination"};
    for (size_t i = 0; i < sizeof records / sizeof records[0]; i++) {
        measure_one(records[i]);
    }
    measure_file();
    measure_texts();
    return 0;
}
