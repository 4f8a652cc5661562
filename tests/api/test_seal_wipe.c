/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Showing less, joining, sealing and opening leave no secret behind, on the
 * stack or in memory that is given back: keys, phrases, seeds and salts of what
 * is withheld, what was sealed, and every key that was made on the way.
 */
#include "../support/failing_mem.h"
#include "../support/stack.h"
#include "made.h"

/* ---- what is drawn at random ---- */

enum {
    DRAWN = 32, /* keys that a call draws, at most */
    KEY = 32
};

/* Keys that the last call drew, to be thrown away: as secret as any other. */
static uint8_t drawn[DRAWN][KEY];
static size_t num_drawn;

/* In place of the system's, which the linker takes for the library's calls:
   what a test must know to search for it. Of what is drawn, 32 bytes are a
   key. */
int getentropy(void *out, size_t len);
int getentropy(void *out, size_t len)
{
    static uint32_t noise = 5;
    uint8_t *at = out;
    for (size_t i = 0; i < len; i++) {
        noise = noise * 1664525 + 1013904223;
        at[i] = (uint8_t)(noise >> 16);
    }
    if (len == KEY && num_drawn < DRAWN) {
        for (size_t i = 0; i < KEY; i++) { /* no copy by way of registers */
            ((volatile uint8_t *)drawn[num_drawn])[i] = at[i];
        }
        num_drawn++;
    }
    return 0;
}

static void forget_drawn(void)
{
    num_drawn = 0;
    memset(drawn, 0xd7, sizeof drawn); /* what no stack is painted with */
}

/* ---- what is known ---- */

/* What is sealed: bytes that stand in items as they are. */
static const char note[] = "qzjxkvwqpzmjhqxvbtkzwjq";

static const char *phrase;
static carnet_buf *made_phrase;
static cn_buf file;
static carnet_seal_key *key;
static carnet_sealing *to;
static carnet_buf *sealed[2]; /* for the key alone; for it and the phrase */
static carnet_buf *less;      /* a presentation in pieces, */
static carnet_buf *pieces;    /* and one with other pieces */
static carnet_status result;

static cn_span secrets[64];
static size_t num_secrets;
static uint8_t seeds[6][CN_PRIVACY_SEED_SIZE];

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
    for (size_t i = 0; i < 4; i++) {
        test_add_json(c, CN_API_CLINIC,
                      "{\"kind\":\"condition\",\"code\":"
                      "{\"code\":\"E11.9\"}}");
    }
    test_sign(c);
    file = test_file_of(c);
    uint8_t right[CN_PRIVACY_SEED_SIZE];
    memcpy(seeds[0], c->seed[CN_API_PRIVATE], CN_PRIVACY_SEED_SIZE);
    memcpy(seeds[1], c->root_seed, CN_PRIVACY_SEED_SIZE);
    memcpy(seeds[2], c->rest_seed, CN_PRIVACY_SEED_SIZE);
    memcpy(seeds[3], c->seed[CN_API_CLINIC], CN_PRIVACY_SEED_SIZE);
    cn_privacy_split(seeds[4], right, c->seed[CN_API_CLINIC]);
    test_salt(seeds[5], c->seed[CN_API_CLINIC], 4, 1);
    test_end(c);
}

static size_t cipher_at; /* in sealed[1] */

/* The keys by which the part with two locks opens: of Argon2id, and the one
   that both carry. Those of HPKE are searched for in tests/crypto/test_wipe.c.
 */
static void add_keys_of(const carnet_buf *in)
{
    static uint8_t keys[2][KEY];
    cn_arena arena;
    cn_api_passport p;
    cn_privacy_sealed s;
    cn_cbor_reader r;
    cn_buf info;
    uint8_t typed[CN_PRIVACY_PHRASE_SECRET];
    cn_arena_init_grow(&arena);
    cn_buf_init(&info);
    assert_status(cn_api_open(&p, &arena, test_span_of(in), NULL), CARNET_OK);
    assert_status(cn_api_unfold(&p, 0, NULL), CARNET_OK);
    cn_privacy_seal_context(&info, CN_API_PRIVATE,
                            p.credentials[0].claims.root);
    cn_cbor_reader_init(&r, p.credentials[0].proof[CN_API_PRIVATE].sealed);
    (void)cn_privacy_read_sealed(&r, &s);
    assert_int_equal(s.num_locks, 2);
    cipher_at = (size_t)(s.cipher.data - carnet_buf_data(in));
    bool first = s.locks[0].len == CARNET_SEAL_KEY_SIZE + CN_PRIVACY_LOCK_KEY;
    cn_span own = s.locks[first ? 0 : 1];
    assert_status(cn_privacy_phrase_read(typed, cn_span_str(phrase)),
                  CARNET_OK);
    assert_status(cn_crypto_argon2id(keys[0], cn_span_of(typed, sizeof typed),
                                     s.locks[first ? 1 : 0].data, 3, 65536),
                  CARNET_OK);
    assert_status(
        cn_crypto_hpke_open(
            keys[1], own.data, key, cn_buf_span(&info),
            cn_span_of(own.data + CARNET_SEAL_KEY_SIZE, CN_PRIVACY_LOCK_KEY)),
        CARNET_OK);
    add_secret(keys[0], KEY);
    add_secret(keys[1], KEY);
    cn_buf_free(&info);
    cn_arena_free(&arena);
}

static carnet_status seal(carnet_buf **out)
{
    return carnet_seal_present(out, NULL, file.data, file.len, NULL, NULL, 0,
                               NULL, 0, to);
}

/* Without the private part, and without what a word names. */
static carnet_status present(carnet_buf **out, cn_span in, const char *word)
{
    const char *gone[] = {"private", word};
    return carnet_privacy_present(out, NULL, in.data, in.len, NULL, NULL, 0,
                                  gone, 2);
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
    for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++) {
        add_secret(seeds[i], sizeof seeds[i]);
    }
    add_keys_of(sealed[1]);
    for (size_t i = 0; i < DRAWN; i++) {
        add_secret(drawn[i], KEY);
    }
    assert_status(present(&less, cn_span_of(file.data, file.len), "clinic/1"),
                  CARNET_OK);
    assert_status(present(&pieces, cn_span_of(file.data, file.len), "clinic/2"),
                  CARNET_OK);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    carnet_buf_free(sealed[0]);
    carnet_buf_free(sealed[1]);
    carnet_buf_free(less);
    carnet_buf_free(pieces);
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

static void call_present(void)
{
    carnet_buf *out = NULL;
    result = present(&out, cn_span_of(file.data, file.len), "clinic/1");
    carnet_buf_free(out);
}

static void call_present_again(void)
{
    carnet_buf *out = NULL;
    result = present(&out, test_span_of(less), "clinic/2");
    carnet_buf_free(out);
}

static void merge(cn_span a, cn_span b)
{
    carnet_buf *out = NULL;
    result = carnet_privacy_merge(&out, NULL, a.data, a.len, b.data, b.len,
                                  CARNET_PRIVACY_ASK);
    carnet_buf_free(out);
}

static void call_merge_less(void)
{
    merge(cn_buf_span(&file), test_span_of(less));
}

static void call_merge_more(void)
{
    merge(test_span_of(less), cn_buf_span(&file));
}

static void call_merge_pieces(void)
{
    merge(test_span_of(less), test_span_of(pieces));
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

static void expect(carnet_status status)
{
    result = result == status ? CARNET_OK : CARNET_CALLER_TYPE;
}

/* A lock opens, and what it locks is damaged. */
static void call_open_damaged(void)
{
    carnet_buf *out = NULL;
    cn_buf copy;
    cn_buf_init(&copy);
    cn_buf_put(&copy, carnet_buf_data(sealed[1]), carnet_buf_len(sealed[1]));
    copy.data[cipher_at] ^= 1;
    result = carnet_seal_open(&out, NULL, copy.data, copy.len, key, NULL, 0);
    expect(CARNET_PRIVACY_UNOPENED);
    carnet_buf_free(out);
    cn_buf_free(&copy);
}

/* Of a passport in which nothing is sealed: what was typed is read all the
   same. */
static void call_open_unsealed(void)
{
    carnet_buf *out = NULL;
    result = carnet_seal_open(&out, NULL, file.data, file.len, key, phrase,
                              strlen(phrase));
    expect(CARNET_PRIVACY_UNSEALED);
    carnet_buf_free(out);
}

static void call_new_key(void)
{
    carnet_seal_key *made = NULL;
    result = carnet_seal_key_new(&made);
    carnet_seal_key_free(made);
}

static carnet_buf *pem_of_key;

static void call_decode(void)
{
    carnet_seal_key *read = NULL;
    result = carnet_seal_key_decode(&read, carnet_buf_data(pem_of_key),
                                    carnet_buf_len(pem_of_key));
    carnet_seal_key_free(read);
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
        call_seal,        call_open_single,   call_open_several,
        call_open_phrase, call_open_damaged,  call_open_unsealed,
        call_present,     call_present_again, call_merge_less,
        call_merge_more,  call_merge_pieces,  call_check,
        call_add,         call_encode,        call_decode,
        call_new_key};
    assert_status(carnet_seal_key_encode(&pem_of_key, key), CARNET_OK);
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        size_t unwiped = test_mem_unwiped();
        size_t live = test_mem_live();
        result = CARNET_CALLER_TYPE;
        forget_drawn();
        bool left = test_stack_leaves(calls[i], secrets, num_secrets);
        assert_true(num_drawn < DRAWN);
        for (size_t k = 0; left && k < num_secrets; k++) {
            forget_drawn();
            if (test_stack_leaves(calls[i], &secrets[k], 1)) {
                fail_msg("call %zu leaves secret %zu", i, k);
            }
        }
        assert_status(result, CARNET_OK);
        assert_int_equal(test_mem_unwiped(), unwiped);
        assert_int_equal(test_mem_live(), live);
    }
    carnet_buf_free(pem_of_key);
}

/* The seed of clinic and private part: in the split that makes it, in the one
   that takes it, and in who asked for both. */
static void a_root_seed_leaves_no_rest_seed(void **state)
{
    (void)state;
    static cn_api_credential c;
    test_mem_watch(seeds[2], CN_PRIVACY_SEED_SIZE, CN_PRIVACY_SEED_SIZE);
    cn_api_set_root_seed(&c, seeds[1]);
    assert_int_equal(test_mem_wiped(), 3);
    test_mem_watch(NULL, 0, 0);
    assert_memory_equal(c.proof[CN_API_CLINIC].seed, seeds[3],
                        CN_PRIVACY_SEED_SIZE);
}

int main(int argc, char **argv)
{
    (void)argc;
    test_stack_begin(argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_search_finds_what_is_left),
        cmocka_unit_test(no_call_leaves_a_secret_behind),
        cmocka_unit_test(a_root_seed_leaves_no_rest_seed),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
