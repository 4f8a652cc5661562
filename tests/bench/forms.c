/* SPDX-License-Identifier: Apache-2.0 */
/*
 * That a record has one accepted encoding: items with one byte changed, left
 * out or put in are refused, or say something else (D2). That compression
 * makes nothing larger, neither random entries nor noise (S7).
 */
#include "../model/model_random.h"
#include "sample.h"

static size_t num_changed;
static size_t num_accepted;
static size_t num_same;

/* Items as checked entries in JSON; empty where they are refused. */
static cn_buf said_by(bench_sample *s, cn_span items)
{
    static _Alignas(16) uint8_t room[1 << 18];
    cn_arena arena;
    cn_buf said;
    cn_api_passport p = s->passport;
    cn_api_credential c = s->plain;
    cn_problem where = {.status = CARNET_OK};
    cn_buf_init(&said);
    cn_arena_init_fixed(&arena, room, sizeof room);
    p.arena = &arena;
    p.credentials = &c;
    p.items_left = CN_LIMIT_ITEMS_TEXT;
    p.entries_left = CN_LIMIT_TEXT_ENTRIES;
    c.body = items;
    if (cn_api_unpack(&p, 0, NULL) != CARNET_OK ||
        cn_api_check(&p, 0, &where) != CARNET_OK) {
        return said;
    }
    for (size_t i = 0; i < c.num_entries; i++) {
        carnet_buf *json = NULL;
        assert_status(carnet_record_entry_json(&json, &c.entries[i]),
                      CARNET_OK);
        cn_buf_put_span(&said, test_span_of(json));
        carnet_buf_free(json);
    }
    return said;
}

static void try_items(bench_sample *s, cn_span original, const cn_buf *items)
{
    cn_buf said = said_by(s, cn_buf_span(items));
    num_changed++;
    num_accepted += said.len != 0 ? 1 : 0;
    num_same += cn_span_equal(cn_buf_span(&said), original) ? 1 : 0;
    cn_buf_free(&said);
}

/* The items with those of at to at + out left out and one byte put in. */
static void try_change(bench_sample *s, cn_span original, size_t at, size_t out,
                       const uint8_t *in)
{
    const cn_span items = cn_buf_span(&s->items);
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_span(&b, cn_span_of(items.data, at));
    if (in != NULL) {
        cn_buf_put_u8(&b, *in);
    }
    cn_buf_put_span(&b, cn_span_after(items, at + out));
    if (!cn_span_equal(cn_buf_span(&b), items)) {
        try_items(s, original, &b);
    }
    cn_buf_free(&b);
}

static void a_record_has_one_encoding(void **state)
{
    static const char *const names[] = {"one-vaccination", "sizes/s3-4",
                                        "emergency", "sizes/s4-4",
                                        "rich-summary"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        bench_sample s;
        bench_begin(&s, names[i]);
        cn_buf original = said_by(&s, cn_buf_span(&s.items));
        assert_true(original.len > 0);
        for (size_t at = 0; at < s.items.len; at++) {
            try_change(&s, cn_buf_span(&original), at, 1, NULL);
            for (unsigned byte = 0; byte < 256; byte++) {
                const uint8_t in = (uint8_t)byte;
                try_change(&s, cn_buf_span(&original), at, 1, &in);
                try_change(&s, cn_buf_span(&original), at, 0, &in);
            }
        }
        cn_buf_free(&original);
        bench_end(&s);
    }
    fprintf(stderr,
            "one legal form: %zu changed items, %zu accepted, %zu of them "
            "another form\n",
            num_changed, num_accepted, num_same);
    assert_true(num_changed > 100000);
    assert_true(num_accepted > 1000);
    assert_int_equal(num_same, 0);
}

/* ---- compression ---- */

/* A part of entries that a later version wrote: noise, with len bytes each. */
static cn_buf noise(uint32_t seed, size_t num, size_t len)
{
    cn_buf items;
    cn_buf_init(&items);
    cn_cbor_put_array(&items, num);
    for (size_t i = 0; i < num; i++) {
        uint8_t *p;
        cn_buf bytes;
        cn_buf_init(&bytes);
        p = cn_buf_extend(&bytes, len);
        assert_non_null(p);
        for (size_t k = 0; k < len; k++) {
            seed = seed * 1664525 + 1013904223;
            p[k] = (uint8_t)(seed >> 24);
        }
        cn_cbor_put_bytes(&items, cn_buf_span(&bytes));
        cn_buf_free(&bytes);
    }
    return items;
}

/* A part of entries of any kinds, as a writer of today has them. */
static cn_buf entries_of(test_random *x, size_t num)
{
    cn_buf items;
    cn_buf_init(&items);
    cn_cbor_put_array(&items, 2 * num);
    for (size_t i = 0; i < num; i++) {
        test_random_entry(x, (uint32_t)test_pick(x, cn_model_num_kinds()),
                          &items);
    }
    return items;
}

/* Takes the items. */
static bool grows(cn_buf items)
{
    cn_buf body;
    cn_buf_init(&body);
    assert_status(items.status, CARNET_OK);
    assert_status(cn_api_put_body(&body, cn_buf_span(&items)), CARNET_OK);
    bool larger = body.len > items.len;
    cn_buf_free(&body);
    cn_buf_free(&items);
    return larger;
}

static void compression_makes_nothing_larger(void **state)
{
    (void)state;
    test_random x = {20261130};
    size_t grown = 0;
    size_t num = 0;
    for (uint32_t seed = 0; seed < 500; seed++, num += 2) {
        grown += grows(noise(seed, 1 + seed % 7, 1 + seed * 3 % 200)) ? 1 : 0;
        grown += grows(entries_of(&x, 1 + seed % 24)) ? 1 : 0;
    }
    fprintf(stderr,
            "%zu of %zu records, half of them noise, grow by compression\n",
            grown, num);
    assert_int_equal(grown, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_has_one_encoding),
        cmocka_unit_test(compression_makes_nothing_larger),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
