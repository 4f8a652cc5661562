/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How much stack the calls take, libsodium and zlib included: a thread runs on
 * a painted stack, and what is left of the paint tells. Built without
 * sanitizers, whose frames are several times as large, and begun with all names
 * resolved, which takes as much stack as a processor has registers. Also counts
 * every malloc of the process, whoever calls it.
 */
#define _GNU_SOURCE
#include "made.h"

#include <pthread.h>

#include "../support/stack.h"
#include "carnet/view.h"

enum {
    STACK_SIZE = 1 << 20,
    PAINT = 0xc5,
    /* Bounds, bytes. Phones give a thread 512 KiB, WASM 64 KiB. */
    VERIFY_MAX = 6 * 1024,
#if defined(__s390x__)
    SHOW_MAX = 5 * 1024, /* each frame has 160 bytes for registers */
#else
    SHOW_MAX = 4 * 1024,
#endif
    ISSUE_MAX = 8 * 1024
};

/* ---- every malloc ---- */

static size_t num_mallocs;

#if defined(__GLIBC__)
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t num, size_t size);
extern void *__libc_realloc(void *p, size_t size);

void *malloc(size_t size)
{
    num_mallocs++;
    return __libc_malloc(size);
}

void *calloc(size_t num, size_t size)
{
    num_mallocs++;
    return __libc_calloc(num, size);
}

void *realloc(void *p, size_t size)
{
    num_mallocs++;
    return __libc_realloc(p, size);
}
#endif

/* ---- what is measured ---- */

typedef struct {
    cn_span text;
    const carnet_public_key *const *keys;
    carnet_verdict *verdict;
    carnet_record *record;
    carnet_plan *plan;
    const char *json;
    const carnet_secret_key *secret;
    carnet_status status;
    size_t mallocs;
} job;

static _Alignas(16) uint8_t arena[CARNET_VERIFY_ARENA_SIZE];

static void do_nothing(job *j)
{
    j->status = CARNET_OK;
}

static void do_verify_in_arena(job *j)
{
    size_t before = num_mallocs;
    j->status =
        carnet_verify_in_arena(&j->verdict, arena, sizeof arena, j->text.data,
                               j->text.len, j->keys, TEST_NUM_KEYS, TEST_NOW);
    j->mallocs = num_mallocs - before;
}

static void do_verify(job *j)
{
    carnet_verdict *v = NULL;
    j->status = carnet_verify(&v, j->text.data, j->text.len, j->keys,
                              TEST_NUM_KEYS, TEST_NOW);
    carnet_verify_free(v);
}

static void do_json(job *j)
{
    carnet_buf *json = NULL;
    j->status = carnet_verify_json(&json, j->verdict, 1);
    carnet_buf_free(json);
}

static void do_show(job *j)
{
    for (size_t i = 0; i < carnet_verify_num_entries(j->verdict, 0); i++) {
        carnet_buf *text = NULL;
        j->status = carnet_view_text(
            &text, NULL, carnet_verify_get_entry(j->verdict, 0, i), NULL, 0);
        carnet_buf_free(text);
    }
}

static void do_export(job *j)
{
    carnet_buf *out = NULL;
    j->status = carnet_verify_export_diag(&out, j->verdict);
    carnet_buf_free(out);
}

static void do_unverified(job *j)
{
    carnet_unverified *u = NULL;
    j->status = carnet_peek_unverified(&u, NULL, j->text.data, j->text.len);
    carnet_peek_unverified_free(u);
}

static void do_record(job *j)
{
    j->status =
        carnet_record_from_json(&j->record, NULL, j->json, strlen(j->json));
}

static void do_plan(job *j)
{
    j->status = carnet_issue_plan(&j->plan, NULL, j->record, TEST_DAY,
                                  CARNET_ISSUE_UNLIMITED);
}

static const uint8_t root_seed[] = "known root seed.";

static void do_sign_seeded(job *j)
{
    carnet_buf *out = NULL;
    j->status = carnet_issue_sign_seeded(&out, j->plan, j->secret, root_seed,
                                         CARNET_ISSUE_SEED_SIZE);
    carnet_buf_free(out);
}

/* Leaves both seeds behind, deep enough to outlast the end of the thread, so
   that they are known to be found. */
static void do_careless(job *j)
{
    volatile uint8_t copy[16384];
    for (size_t i = 0; i < CARNET_KEY_SEED_SIZE; i++) {
        copy[i] = j->secret->seed[i];
        copy[64 + i] = root_seed[i % CARNET_ISSUE_SEED_SIZE];
    }
    j->status = copy[64] == root_seed[0] ? CARNET_OK : CARNET_CALLER_ABSENT;
}

static void do_sign(job *j)
{
    carnet_buf *out = NULL;
    j->status = carnet_issue_sign(&out, j->plan, j->secret);
    carnet_buf_free(out);
}

/* ---- measuring ---- */

typedef struct {
    void (*run)(job *j);
    job *j;
} call;

static void *run_call(void *argument)
{
    call *c = argument;
    c->run(c->j);
    return NULL;
}

static _Alignas(4096) uint8_t stack[STACK_SIZE];

/* Bytes of the painted stack that the call used, thread start included; what
   the call left there stays to be looked at. */
static size_t used_by(void (*run)(job *j), job *j)
{
    call c = {run, j};
    pthread_t thread;
    pthread_attr_t attributes;
    memset(stack, PAINT, STACK_SIZE);
    assert_int_equal(pthread_attr_init(&attributes), 0);
    assert_int_equal(pthread_attr_setstack(&attributes, stack, STACK_SIZE), 0);
    assert_int_equal(pthread_create(&thread, &attributes, run_call, &c), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    size_t left = 0;
    while (left < STACK_SIZE && stack[left] == PAINT) {
        left++;
    }
    assert_true(left > 0 && left < STACK_SIZE);
    pthread_attr_destroy(&attributes);
    return STACK_SIZE - left;
}

static bool is_on_stack(const uint8_t *bytes, size_t len)
{
    for (size_t at = 0; at + len <= STACK_SIZE; at++) {
        if (memcmp(stack + at, bytes, len) == 0) {
            return true;
        }
    }
    return false;
}

static void assert_stack(const char *what, void (*run)(job *j), job *j,
                         size_t most)
{
    size_t base = used_by(do_nothing, j);
    size_t used = used_by(run, j) - base;
    assert_status(j->status, CARNET_OK);
    fprintf(stderr, "stack of %s: %zu bytes, at most %zu\n", what, used, most);
    assert_true(used <= most);
}

static char *rich_json(void)
{
    cn_buf json = test_data("rich-summary.json");
    char *text = malloc(json.len + 1);
    assert_non_null(text);
    memcpy(text, json.data, json.len);
    text[json.len] = '\0';
    cn_buf_free(&json);
    return text;
}

/* Record, plan, passport and verdict of the rich summary, each measured. */
static void calls_keep_to_their_stacks(void **state)
{
    (void)state;
    job j = {.keys = test_trusted(), .secret = test_secret(1)};
    char *json = rich_json();
    j.json = json;
    assert_stack("a record from JSON", do_record, &j, ISSUE_MAX);
    carnet_record_free(j.record);
    do_record(&j);
    do_plan(&j);
    carnet_issue_free(j.plan);
    assert_stack("a plan", do_plan, &j, ISSUE_MAX);
    assert_stack("signing", do_sign, &j, ISSUE_MAX);
    carnet_buf *file = NULL;
    carnet_buf *text = NULL;
    assert_status(carnet_issue_sign(&file, j.plan, j.secret), CARNET_OK);
    assert_status(carnet_issue_as_text(&text, carnet_buf_data(file),
                                       carnet_buf_len(file)),
                  CARNET_OK);
    j.text = test_span_of(text);
    assert_stack("verifying", do_verify, &j, VERIFY_MAX);
    assert_stack("verifying in an arena", do_verify_in_arena, &j, VERIFY_MAX);
    assert_int_equal(carnet_verify_outcome(j.verdict), CARNET_VERIFY_ACCEPTED);
    assert_stack("unverified content", do_unverified, &j, VERIFY_MAX);
    assert_stack("a verdict as JSON", do_json, &j, SHOW_MAX);
    assert_stack("entries as text", do_show, &j, SHOW_MAX);
    assert_stack("diagnostic notation", do_export, &j, SHOW_MAX);
    carnet_buf_free(text);
    carnet_buf_free(file);
    carnet_issue_free(j.plan);
    carnet_record_free(j.record);
    free(json);
}

/* The issuer's secret and the seed of what may be withheld: halves of them
   too, since what is wiped in part is not wiped. */
static void signing_leaves_no_seed_behind(void **state)
{
    (void)state;
    static const uint8_t bytes[CARNET_KEY_SEED_SIZE] =
        "a secret that nobody has but me";
    carnet_secret_key *key = NULL;
    assert_status(carnet_key_from_seed(&key, bytes, sizeof bytes), CARNET_OK);
    job j = {.secret = key};
    char *json = rich_json();
    j.json = json;
    do_record(&j);
    do_plan(&j);
    (void)used_by(do_careless, &j);
    assert_true(is_on_stack(bytes, sizeof bytes));
    assert_true(is_on_stack(root_seed, CARNET_ISSUE_SEED_SIZE));
    (void)used_by(do_sign_seeded, &j);
    assert_status(j.status, CARNET_OK);
    for (size_t half = 0; half < 2; half++) {
        assert_false(is_on_stack(bytes + half * 16, 16));
        assert_false(is_on_stack(root_seed + half * 8, 8));
    }
    carnet_issue_free(j.plan);
    carnet_record_free(j.record);
    carnet_key_free(key);
    free(json);
}

/* Depth, counts and sizes of the input must not move the stack. */
static void hostile_inputs_take_no_more(void **state)
{
    (void)state;
    job j = {.keys = test_trusted()};
    cn_buf b;
    cn_buf_init(&b);
    memset(cn_buf_extend(&b, 2800), 0x81, 2800);
    cn_buf text = test_as_text(cn_buf_span(&b));
    j.text = cn_buf_span(&text);
    assert_stack("deep nesting", do_verify_in_arena, &j, VERIFY_MAX);
    assert_status(carnet_verify_reason(j.verdict), CARNET_CBOR_DEPTH);
    cn_buf_free(&text);
    cn_buf_free(&b);
    test_credential *c = test_begin(1);
    for (size_t i = 0; i < 512; i++) {
        test_add_hex(c, i / 256, "0cf6");
    }
    test_sign(c);
    b = test_passport(c, TEST_ALL, true);
    text = test_as_text(cn_buf_span(&b));
    j.text = cn_buf_span(&text);
    assert_stack("512 entries", do_verify_in_arena, &j, VERIFY_MAX);
    assert_int_equal(carnet_verify_outcome(j.verdict), CARNET_VERIFY_ACCEPTED);
    cn_buf_free(&text);
    cn_buf_free(&b);
    test_end(c);
}

/* Ours, libcbor's, libsodium's or zlib's: none. */
static void nobody_allocates_in_an_arena(void **state)
{
    (void)state;
    job j = {.keys = test_trusted()};
    test_credential *c = test_sample(1);
    cn_buf b = test_passport(c, TEST_ALL, true);
    cn_buf text = test_as_text(cn_buf_span(&b));
    j.text = cn_buf_span(&text);
    do_verify_in_arena(&j);
    assert_status(j.status, CARNET_OK);
    assert_int_equal(carnet_verify_outcome(j.verdict), CARNET_VERIFY_ACCEPTED);
    assert_int_equal(j.mallocs, 0);
#if defined(__GLIBC__)
    size_t before = num_mallocs;
    do_verify(&j); /* which does, so that the count is known to count */
    assert_true(num_mallocs > before);
#endif
    cn_buf_free(&text);
    cn_buf_free(&b);
    test_end(c);
}

int main(int argc, char **argv)
{
    (void)argc;
    test_stack_begin(argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_keep_to_their_stacks),
        cmocka_unit_test(signing_leaves_no_seed_behind),
        cmocka_unit_test(hostile_inputs_take_no_more),
        cmocka_unit_test(nobody_allocates_in_an_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
