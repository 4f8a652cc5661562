/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sealing and opening leave no secret behind, on the stack or in memory that is
 * given back: keys, phrases, seeds of the parts and what was sealed.
 */
#include "../support/failing_mem.h"
#include "../support/stack.h"
#include "made.h"

/* What is sealed: bytes that stand in items as they are. */
static const char note[] = "qzjxkvwqpzmjhqxvbtkzwjq";

static const char *phrase;
static carnet_buf *made_phrase;
static cn_buf file;
static carnet_seal_key *key;
static carnet_sealing *to;
static carnet_buf *sealed[2]; /* for the key alone; for it and the phrase */
static carnet_status result;

static cn_span secrets[8];
static size_t num_secrets;
static uint8_t seeds[3][CN_PRIVACY_SEED_SIZE];

static void add_secret(const void *data, size_t len)
{
    secrets[num_secrets++] = cn_span_of(data, len);
}

static void make_file(void)
{
    char json[256];
    snprintf(json, sizeof json,
             "{\"kind\":\"condition\",\"code\":{\"code\":\"B24\"},"
             "\"note\":\"%s\"}",
             note);
    test_credential *c = test_begin(1);
    test_add_person(c, CN_API_DESK);
    test_add_json(c, CN_API_PRIVATE, json);
    test_sign(c);
    cn_buf passport = test_passport(c, TEST_ALL, true);
    file = test_as_file(cn_buf_span(&passport));
    cn_buf_free(&passport);
    memcpy(seeds[0], c->seed[CN_API_PRIVATE], CN_PRIVACY_SEED_SIZE);
    memcpy(seeds[1], c->root_seed, CN_PRIVACY_SEED_SIZE);
    memcpy(seeds[2], c->rest_seed, CN_PRIVACY_SEED_SIZE);
    test_end(c);
}

static carnet_status seal(carnet_buf **out)
{
    return carnet_seal_present(out, NULL, file.data, file.len, NULL, NULL, 0,
                               NULL, 0, to);
}

static int set_up(void **state)
{
    (void)state;
    make_file();
    assert_status(carnet_seal_phrase_new(&made_phrase), CARNET_OK);
    phrase = (const char *)carnet_buf_data(made_phrase);
    assert_status(carnet_seal_key_new(&key), CARNET_OK);
    assert_status(carnet_seal_new(&to), CARNET_OK);
    assert_status(carnet_seal_add_key(to, carnet_seal_key_get_public(key),
                                      CARNET_PART_PRIVATE),
                  CARNET_OK);
    assert_status(seal(&sealed[0]), CARNET_OK);
    assert_status(
        carnet_seal_add_phrase(to, phrase, strlen(phrase), CARNET_PART_PRIVATE),
        CARNET_OK);
    assert_status(seal(&sealed[1]), CARNET_OK);
    static char bare[CN_PRIVACY_PHRASE_CHARS];
    for (size_t i = 0, n = 0; i < CARNET_SEAL_PHRASE_CHARS; i++) {
        if (phrase[i] != '-') {
            bare[n++] = phrase[i];
        }
    }
    add_secret(bare, sizeof bare);
    add_secret(phrase, CARNET_SEAL_PHRASE_CHARS);
    add_secret(key->secret, sizeof key->secret);
    add_secret(note, sizeof note - 1);
    for (size_t i = 0; i < 3; i++) {
        add_secret(seeds[i], sizeof seeds[i]);
    }
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    carnet_buf_free(sealed[0]);
    carnet_buf_free(sealed[1]);
    carnet_buf_free(made_phrase);
    carnet_seal_free(to);
    carnet_seal_key_free(key);
    cn_buf_free(&file);
    return 0;
}

static void call_seal(void)
{
    carnet_buf *out = NULL;
    result = seal(&out);
    carnet_buf_free(out);
}

static void open_with(const carnet_buf *in, const carnet_seal_key *with,
                      const char *typed)
{
    carnet_buf *out = NULL;
    result =
        carnet_seal_open(&out, NULL, carnet_buf_data(in), carnet_buf_len(in),
                         with, typed, typed == NULL ? 0 : strlen(typed));
    carnet_buf_free(out);
}

static void call_open_single(void)
{
    open_with(sealed[0], key, NULL);
}

static void call_open_several(void)
{
    open_with(sealed[1], key, NULL);
}

static void call_open_phrase(void)
{
    open_with(sealed[1], NULL, phrase);
}

static void call_check(void)
{
    result = carnet_seal_phrase_check(phrase, strlen(phrase));
}

static void call_add(void)
{
    carnet_sealing *other = NULL;
    result = carnet_seal_new(&other);
    if (result == CARNET_OK) {
        result = carnet_seal_add_phrase(other, phrase, strlen(phrase),
                                        CARNET_PART_CLINIC);
    }
    carnet_seal_free(other);
}

static void call_encode(void)
{
    carnet_buf *pem = NULL;
    result = carnet_seal_key_encode(&pem, key);
    carnet_buf_free(pem);
}

static void *(*volatile copy_bytes)(void *, const void *, size_t) = memcpy;

static void call_leak(void)
{
    uint8_t copy[sizeof note];
    copy_bytes(copy, note, sizeof copy);
    result = CARNET_OK;
}

static void the_search_finds_what_is_left(void **state)
{
    (void)state;
    assert_true(test_stack_leaves(call_leak, secrets, num_secrets));
}

static void no_call_leaves_a_secret_behind(void **state)
{
    (void)state;
    void (*const calls[])(void) = {
        call_seal,  call_open_single, call_open_several, call_open_phrase,
        call_check, call_add,         call_encode};
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        size_t unwiped = test_mem_unwiped();
        size_t live = test_mem_live();
        result = CARNET_CALLER_TYPE;
        for (size_t k = 0; k < num_secrets; k++) {
            if (test_stack_leaves(calls[i], &secrets[k], 1)) {
                fail_msg("call %zu leaves secret %zu", i, k);
            }
        }
        assert_status(result, CARNET_OK);
        assert_int_equal(test_mem_unwiped(), unwiped);
        assert_int_equal(test_mem_live(), live);
    }
}

int main(int argc, char **argv)
{
    (void)argc;
    test_stack_begin(argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_search_finds_what_is_left),
        cmocka_unit_test(no_call_leaves_a_secret_behind),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
