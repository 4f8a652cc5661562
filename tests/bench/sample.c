/* SPDX-License-Identifier: Apache-2.0 */
/* Samples, from records or made by hand, taken apart once. */
#include "sample.h"

#include <cbor.h>
#include <sodium.h>

static _Alignas(16) uint8_t room[1 << 20];

carnet_verdict *bench_verdict(cn_span input, int64_t now_s)
{
    carnet_verdict *v = NULL;
    const carnet_public_key *const key = test_public(1);
    assert_status(carnet_verify_in_arena(&v, room, sizeof room, input.data,
                                         input.len, &key, 1, now_s),
                  CARNET_OK);
    return v;
}

/* ---- making ---- */

/* The passport once more, up to where its items are. */
static void take_apart(bench_sample *s)
{
    cn_api_credential *c;
    cn_buf_init(&s->signed_bytes);
    cn_buf_init(&s->items);
    cn_arena_init_grow(&s->arena);
    assert_status(
        cn_api_open(&s->passport, &s->arena, cn_buf_span(&s->file), NULL),
        CARNET_OK);
    c = &s->passport.credentials[0];
    s->plain = *c;
    assert_status(cn_api_unfold(&s->passport, 0, NULL), CARNET_OK);
    cn_cose_tbs(&s->signed_bytes, &c->claims, test_public(1));
    cn_buf_put_span(&s->items, c->items);
    s->plain.body = cn_buf_span(&s->items);
    s->plain.packed = false;
}

static cn_span input_of(const bench_sample *s)
{
    return cn_buf_span(s->text.len != 0 ? &s->text : &s->file);
}

static void check(const bench_sample *s)
{
    const carnet_verdict *v = bench_verdict(input_of(s), s->now_s);
    assert_status(carnet_verify_reason(v), CARNET_OK);
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
}

void bench_begin_made(bench_sample *s, const char *name, cn_span passport)
{
    s->name = name;
    s->now_s = TEST_NOW;
    s->file = test_as_file(passport);
    cn_buf_init(&s->text);
    if (carnet_issue_chars_for(passport.len) <= CN_LIMIT_TEXT_CHARS) {
        s->text = test_as_text(passport);
    }
    take_apart(s);
    check(s);
}

static carnet_buf *sign(const char *json, size_t len, int64_t *now_s)
{
    static const uint8_t seed[CARNET_ISSUE_SEED_SIZE] = "a seed of bench";
    carnet_record *record = NULL;
    carnet_plan *plan = NULL;
    carnet_buf *file = NULL;
    int32_t issued = 0;
    assert_status(carnet_record_from_json(&record, NULL, json, len), CARNET_OK);
    assert_status(carnet_record_get_issued(&issued, record), CARNET_OK);
    assert_status(
        carnet_issue_plan(&plan, NULL, record, issued, CARNET_ISSUE_UNLIMITED),
        CARNET_OK);
    assert_status(carnet_issue_sign_seeded(&file, plan, test_secret(1), seed,
                                           sizeof seed),
                  CARNET_OK);
    *now_s = INT64_C(86400) * issued + 43200;
    carnet_issue_free(plan);
    carnet_record_free(record);
    return file;
}

void bench_begin(bench_sample *s, const char *name)
{
    char path[64];
    (void)snprintf(path, sizeof path, "%s.json", name);
    cn_buf json = test_data(path);
    carnet_buf *file = sign((const char *)json.data, json.len, &s->now_s);
    s->name = name;
    cn_buf_init(&s->file);
    cn_buf_put_span(&s->file, test_span_of(file));
    s->text = test_as_text(
        cn_span_of(carnet_buf_data(file) + 8, carnet_buf_len(file) - 8));
    take_apart(s);
    check(s);
    carnet_buf_free(file);
    cn_buf_free(&json);
}

void bench_end(bench_sample *s)
{
    cn_arena_free(&s->arena);
    cn_buf_free(&s->items);
    cn_buf_free(&s->signed_bytes);
    cn_buf_free(&s->text);
    cn_buf_free(&s->file);
}

/* ---- what is measured ---- */

void bench_verify(const bench_sample *s)
{
    const carnet_verdict *v = bench_verdict(input_of(s), s->now_s);
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
}

void bench_verify_alone(const bench_sample *s)
{
    carnet_verdict *v = NULL;
    const cn_span input = input_of(s);
    const carnet_public_key *const key = test_public(1);
    assert_status(carnet_verify(&v, input.data, input.len, &key, 1, s->now_s),
                  CARNET_OK);
    carnet_verify_free(v);
}

void bench_bare(const bench_sample *s)
{
    const cn_span in = cn_buf_span(&s->signed_bytes);
    assert_int_equal(crypto_sign_verify_detached(s->plain.signature, in.data,
                                                 in.len, test_public(1)->bytes),
                     0);
}

void bench_decode(const bench_sample *s)
{
    cn_arena arena;
    cn_api_passport p = s->passport;
    cn_api_credential c = s->plain;
    cn_arena_init_fixed(&arena, room, sizeof room);
    p.arena = &arena;
    p.credentials = &c;
    p.items_left = CN_LIMIT_ITEMS_FILE;
    p.entries_left = CN_LIMIT_TEXT_ENTRIES;
    assert_status(cn_api_unpack(&p, 0, NULL), CARNET_OK);
    assert_status(cn_api_check(&p, 0, NULL), CARNET_OK);
    assert_true(c.num_entries > 0);
}

static cbor_item_t *tree;

void bench_cbor_load(const bench_sample *s)
{
    struct cbor_load_result result;
    tree = cbor_load(s->items.data, s->items.len, &result);
    assert_non_null(tree);
    assert_int_equal(result.read, s->items.len);
}

void bench_cbor_free(void)
{
    cbor_decref(&tree);
}

/* ---- what grows ---- */

cn_buf bench_conditions(size_t num)
{
    test_credential *c = test_begin(1);
    test_add_person(c, CN_API_DESK);
    for (size_t i = 0; i < num; i++) {
        char json[64];
        (void)snprintf(
            json, sizeof json,
            "{\"kind\":\"condition\",\"code\":{\"code\":\"%c%02zu.%zu\"}}",
            "EIK"[i / 100], i / 10 % 10 + 10, i % 10);
        test_add_json(c, CN_API_CLINIC, json);
    }
    test_sign(c);
    cn_buf passport = test_passport(c, TEST_ALL, true);
    test_end(c);
    return passport;
}

cn_buf bench_many(size_t num)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, num);
    for (size_t i = 0; i < num; i++) {
        test_credential *c = test_begin(1);
        c->root_seed[0] = (uint8_t)i;
        test_add_person(c, CN_API_DESK);
        test_add_json(
            c, CN_API_DESK,
            "{\"kind\":\"vaccination\",\"vaccine\":{\"code\":\"J07BL01\"},"
            "\"date\":\"2026-03-10\",\"lot\":\"X3E391V\",\"dose\":1}");
        test_sign(c);
        test_put_credential(&b, c, TEST_ALL, true);
        test_end(c);
    }
    return b;
}
