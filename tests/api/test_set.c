/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sets of codes: any order joins, one lost code is recovered with parity, and
 * what is lost, mixed, damaged or lies is refused by its own status. The bytes
 * of the wholes here mean nothing: joining looks at none of them.
 */
#include "../../lib/wire/wire.h"
#include "../support/failing_mem.h"
#include "../support/support.h"
#include "carnet/carnet.h"

enum {
    MAX_WHOLE = 2861,          /* what a text can hold */
    MAX_CODES = 16,            /* of a set, */
    MAX_TEXTS = MAX_CODES + 1, /* and parity */
    HEAD = 8                   /* bytes before a chunk */
};

/* ---- sets made ---- */

/* A whole of len bytes, as text; other bytes for another seed. */
static cn_buf whole_of(size_t len, uint32_t seed, cn_wire_form form)
{
    uint8_t bytes[MAX_WHOLE + 1];
    for (size_t i = 0; i < len; i++) {
        seed = seed * 1664525u + 1013904223u;
        bytes[i] = (uint8_t)(seed >> 24);
    }
    cn_buf b;
    cn_buf_init(&b);
    cn_wire_write(&b, form, cn_span_of(bytes, len));
    assert_status(b.status, CARNET_OK);
    return b;
}

typedef struct {
    cn_buf whole;
    int32_t count;
    carnet_buf *texts[MAX_TEXTS]; /* parity last */
} cut;

static cut cut_whole(size_t len, uint32_t seed, int32_t count)
{
    cut c = {.whole = whole_of(len, seed, CN_WIRE_TEXT), .count = count};
    for (int32_t i = 0; i <= count; i++) {
        assert_status(
            carnet_set_split(&c.texts[i], c.whole.data, c.whole.len, count, i),
            CARNET_OK);
    }
    return c;
}

static void free_cut(cut *c)
{
    for (int32_t i = 0; i <= c->count; i++) {
        carnet_buf_free(c->texts[i]);
    }
    cn_buf_free(&c->whole);
}

/* Whether so many bytes can be cut so that no chunk is empty. */
static bool can_cut(size_t len, int32_t count)
{
    size_t num = (size_t)count;
    return (num - 1) * ((len + num - 1) / num) < len;
}

static carnet_set *new_set(void)
{
    carnet_set *set = NULL;
    assert_status(carnet_set_new(&set), CARNET_OK);
    assert_int_equal(carnet_set_count(set), 0);
    return set;
}

static carnet_status add(carnet_set *set, const cut *c, int32_t i)
{
    int32_t index = -2;
    carnet_status status = carnet_set_add(
        set, &index, carnet_buf_data(c->texts[i]), carnet_buf_len(c->texts[i]));
    if (status == CARNET_OK) {
        assert_int_equal(index, i);
        assert_int_equal(carnet_set_count(set), c->count);
        assert_int_equal(carnet_set_has(set, i), 1);
    }
    return status;
}

static void assert_joins(carnet_set *set, const cut *c)
{
    carnet_buf *text = NULL;
    assert_status(carnet_set_join(&text, set), CARNET_OK);
    assert_int_equal(carnet_buf_len(text), c->whole.len);
    assert_memory_equal(carnet_buf_data(text), c->whole.data, c->whole.len);
    carnet_buf_free(text);
}

static void assert_does_not(carnet_set *set, carnet_status expected)
{
    carnet_buf *text = (carnet_buf *)(void *)&text;
    assert_status(carnet_set_join(&text, set), expected);
    assert_null(text);
}

/* All codes but those whose bits are in lost. */
static carnet_set *set_without(const cut *c, uint32_t lost)
{
    carnet_set *set = new_set();
    for (int32_t i = 0; i <= c->count; i++) {
        if ((lost >> i & 1) == 0) {
            assert_status(add(set, c, i), CARNET_OK);
        }
    }
    return set;
}

/* ---- joining ---- */

/* All orders of n codes, by Heap's way without recursion. */
static void join_in_all_orders(const cut *c, size_t n)
{
    int32_t order[8];
    size_t turns[8] = {0};
    for (size_t i = 0; i < n; i++) {
        order[i] = (int32_t)i;
    }
    for (size_t k = 0; k < n;) {
        carnet_set *set = new_set();
        for (size_t i = 0; i < n; i++) {
            assert_status(add(set, c, order[i]), CARNET_OK);
        }
        assert_joins(set, c);
        carnet_set_free(set);
        while (k < n && turns[k] == k) {
            turns[k++] = 0;
        }
        if (k < n) {
            size_t with = k % 2 == 0 ? 0 : turns[k];
            int32_t swapped = order[with];
            order[with] = order[k];
            order[k] = swapped;
            turns[k]++;
            k = 0;
        }
    }
}

static void joins_in_any_order(void **state)
{
    (void)state;
    for (int32_t count = 1; count <= 5; count++) {
        cut c = cut_whole(47, 1, count);
        join_in_all_orders(&c, (size_t)count);
        join_in_all_orders(&c, (size_t)count + 1); /* parity among them */
        free_cut(&c);
    }
}

static const size_t some_lengths[] = {1, 2, 16, 33, 100, 255, 1024, MAX_WHOLE};
#define NUM_LENGTHS (sizeof some_lengths / sizeof some_lengths[0])

/* Calls what for every count and length that can be cut, 1 of 2,861 left out:
   no text holds that with a head. */
static void for_every_set(void (*what)(const cut *c))
{
    for (size_t i = 0; i < NUM_LENGTHS; i++) {
        for (int32_t count = 1; count <= MAX_CODES; count++) {
            size_t len = some_lengths[i];
            if (can_cut(len, count) && (count > 1 || len < MAX_WHOLE)) {
                cut c = cut_whole(len, (uint32_t)i, count);
                what(&c);
                free_cut(&c);
            }
        }
    }
}

static void lose_each(const cut *c)
{
    uint32_t parity = (uint32_t)1 << c->count;
    for (int32_t i = 0; i < c->count; i++) {
        uint32_t lost = (uint32_t)1 << i;
        carnet_set *set = set_without(c, lost);
        assert_int_equal(carnet_set_has(set, i), 0);
        assert_joins(set, c);
        assert_int_equal(carnet_set_has(set, i), 0); /* recovered, not there */
        assert_status(add(set, c, i), CARNET_OK);
        assert_joins(set, c);
        carnet_set_free(set);
        set = set_without(c, lost | parity);
        assert_does_not(set, CARNET_TEXT_SET_MISSING);
        carnet_set_free(set);
    }
    carnet_set *set = set_without(c, parity);
    assert_joins(set, c);
    carnet_set_free(set);
}

static void any_one_lost_code_is_recovered_with_parity_and_only_so(void **state)
{
    (void)state;
    for_every_set(lose_each);
}

static void lose_two(const cut *c)
{
    for (int32_t i = 0; i < c->count; i++) {
        for (int32_t k = 0; k < i; k++) {
            carnet_set *set =
                set_without(c, (uint32_t)1 << i | (uint32_t)1 << k);
            assert_does_not(set, CARNET_TEXT_SET_MISSING);
            assert_status(add(set, c, i), CARNET_OK);
            assert_joins(set, c);
            carnet_set_free(set);
        }
    }
}

static void two_lost_codes_are_not_recovered(void **state)
{
    (void)state;
    for_every_set(lose_two);
    carnet_set *set = new_set();
    assert_does_not(set, CARNET_TEXT_SET_MISSING);
    carnet_set_free(set);
}

static void duplicates_and_line_ends_are_harmless(void **state)
{
    (void)state;
    cut c = cut_whole(100, 1, 3);
    carnet_set *set = new_set();
    for (int32_t i = 0; i < 12; i++) {
        cn_buf line;
        cn_buf_init(&line);
        cn_buf_put(&line, carnet_buf_data(c.texts[i % 4]),
                   carnet_buf_len(c.texts[i % 4]));
        cn_buf_put_str(&line, i % 2 == 0 ? "\n" : "\r\n");
        assert_status(carnet_set_add(set, NULL, line.data, line.len),
                      CARNET_OK);
        cn_buf_free(&line);
    }
    assert_joins(set, &c);
    carnet_set_free(set);
    free_cut(&c);
}

static void a_file_is_cut_as_its_text_is(void **state)
{
    (void)state;
    cut c = cut_whole(101, 5, 2);
    cn_buf file = whole_of(101, 5, CN_WIRE_FILE);
    carnet_buf *text = NULL;
    assert_status(carnet_set_split(&text, file.data, file.len, 2, 1),
                  CARNET_OK);
    assert_string_equal(carnet_buf_data(text), carnet_buf_data(c.texts[1]));
    carnet_buf_free(text);
    cn_buf_free(&file);
    free_cut(&c);
}

/* ---- what does not belong together ---- */

static void two_sets_are_kept_apart(void **state)
{
    (void)state;
    cut a = cut_whole(100, 1, 3);
    cut b = cut_whole(100, 2, 3);
    carnet_set *of_a = new_set();
    carnet_set *of_b = new_set();
    for (int32_t i = 0; i < 3; i++) {
        assert_status(add(of_a, &a, i), CARNET_OK);
        assert_status(add(of_b, &b, i), CARNET_OK);
        for (int32_t k = 0; k <= 3; k++) {
            assert_status(add(of_a, &b, k), CARNET_TEXT_SET_OTHER);
            assert_status(add(of_b, &a, k), CARNET_TEXT_SET_OTHER);
        }
    }
    assert_joins(of_a, &a);
    assert_joins(of_b, &b);
    carnet_set_free(of_a);
    carnet_set_free(of_b);
    free_cut(&a);
    free_cut(&b);
}

static void one_whole_cut_twice_is_not_mixed(void **state)
{
    (void)state;
    cut three = cut_whole(100, 1, 3);
    cut four = cut_whole(100, 1, 4);
    carnet_set *set = new_set();
    assert_status(add(set, &three, 1), CARNET_OK);
    for (int32_t i = 0; i <= 4; i++) {
        assert_status(add(set, &four, i), CARNET_TEXT_SET_COUNT);
    }
    assert_status(add(set, &three, 0), CARNET_OK);
    assert_status(add(set, &three, 2), CARNET_OK);
    assert_joins(set, &three);
    carnet_set_free(set);
    free_cut(&three);
    free_cut(&four);
}

/* ---- damage ---- */

/* Bytes of a code. */
static cn_buf bytes_of(const carnet_buf *text)
{
    size_t len = 0;
    size_t offset;
    cn_span body =
        cn_span_of(carnet_buf_data(text) + 4, carnet_buf_len(text) - 4);
    cn_buf b;
    cn_buf_init(&b);
    assert_non_null(cn_buf_extend(&b, body.len / 3 * 2 + 1));
    assert_status(cn_wire_base45_decode(b.data, &len, body, &offset),
                  CARNET_OK);
    cn_buf_cut(&b, len);
    return b;
}

static carnet_status add_bytes(carnet_set *set, cn_span bytes)
{
    cn_buf text;
    cn_buf_init(&text);
    cn_buf_put_str(&text, "HP1.");
    cn_wire_base45_encode(&text, bytes);
    carnet_status status = carnet_set_add(set, NULL, text.data, text.len);
    cn_buf_free(&text);
    return status;
}

/* A code with one bit changed comes first, last, or beside the true one. */
static void damage(const cut *c, int32_t i, size_t bit)
{
    cn_buf bytes = bytes_of(c->texts[i]);
    bytes.data[bit / 8] ^= (uint8_t)(1 << bit % 8);
    carnet_set *set = set_without(c, (uint32_t)1 << i | 1u << c->count);
    carnet_status status = add_bytes(set, cn_buf_span(&bytes));
    carnet_buf *text = NULL;
    carnet_status joined = carnet_set_join(&text, set);
    assert_null(text);
    bool in_chunk = bit / 8 >= HEAD;
    assert_status(status, in_chunk ? CARNET_OK : status);
    assert_status(joined,
                  in_chunk ? CARNET_TEXT_SET_DIGEST : CARNET_TEXT_SET_MISSING);
    if (!in_chunk) {
        /* As another's number, or refused; the true one then completes. */
        assert_int_not_equal(status, CARNET_OK);
        assert_status(add(set, c, i), CARNET_OK);
        assert_joins(set, c);
    } else {
        assert_status(add(set, c, i), CARNET_TEXT_SET_DIGEST);
        assert_does_not(set, CARNET_TEXT_SET_DIGEST);
    }
    carnet_set_free(set);
    cn_buf_free(&bytes);
}

static void no_changed_bit_joins(void **state)
{
    (void)state;
    cut c = cut_whole(48, 7, 3); /* all chunks of one length */
    for (int32_t i = 0; i < 3; i++) {
        for (size_t bit = 8; bit < (HEAD + 16) * 8; bit++) {
            damage(&c, i, bit);
        }
    }
    free_cut(&c);
}

static void a_changed_parity_code_does_not_recover(void **state)
{
    (void)state;
    cut c = cut_whole(48, 7, 3);
    cn_buf bytes = bytes_of(c.texts[3]);
    for (size_t at = HEAD; at < bytes.len; at++) {
        bytes.data[at] ^= 0x40;
        carnet_set *set = set_without(&c, 1u << 3 | 1u << 1);
        assert_status(add_bytes(set, cn_buf_span(&bytes)), CARNET_OK);
        assert_does_not(set, CARNET_TEXT_SET_DIGEST);
        assert_status(add(set, &c, 1), CARNET_OK);
        assert_joins(set, &c); /* it is not needed */
        carnet_set_free(set);
        bytes.data[at] ^= 0x40;
    }
    cn_buf_free(&bytes);
    free_cut(&c);
}

static void no_cut_text_is_taken(void **state)
{
    (void)state;
    cut c = cut_whole(48, 7, 3);
    for (size_t len = 0; len < carnet_buf_len(c.texts[0]); len++) {
        carnet_set *set = new_set();
        assert_int_not_equal(
            carnet_set_add(set, NULL, carnet_buf_data(c.texts[0]), len),
            CARNET_OK);
        assert_int_equal(carnet_set_count(set), 0);
        carnet_set_free(set);
    }
    free_cut(&c);
}

/* ---- numbers that lie ---- */

static void refuses_numbers_that_lie(void **state)
{
    (void)state;
    static const struct {
        uint8_t index, count;
        uint16_t total;
        size_t chunk;
        carnet_status status;
    } rows[] = {
        {0, 1, 5, 5, CARNET_OK},
        {1, 1, 5, 5, CARNET_OK}, /* parity of one */
        {15, 16, 16, 1, CARNET_OK},
        {16, 16, 16, 1, CARNET_OK},
        {15, 16, MAX_WHOLE, 176, CARNET_OK},
        {0, 16, MAX_WHOLE, 179, CARNET_OK},
        {0, 0, 5, 5, CARNET_TEXT_SET_INDEX},
        {0, 17, 17, 1, CARNET_TEXT_SET_INDEX},
        {0, 255, 255, 1, CARNET_TEXT_SET_INDEX},
        {2, 1, 5, 5, CARNET_TEXT_SET_INDEX},
        {17, 16, 16, 1, CARNET_TEXT_SET_INDEX},
        {255, 3, 9, 3, CARNET_TEXT_SET_INDEX},
        {0, 1, 0, 1, CARNET_TEXT_SET_SIZE}, /* nothing in all */
        {0, 3, 9, 2, CARNET_TEXT_SET_SIZE}, /* too short */
        {0, 3, 9, 4, CARNET_TEXT_SET_SIZE}, /* too long */
        {2, 3, 8, 3, CARNET_TEXT_SET_SIZE}, /* the last has two */
        {2, 3, 8, 2, CARNET_OK},
        {3, 3, 8, 2, CARNET_TEXT_SET_SIZE}, /* parity is as the first */
        {3, 3, 8, 3, CARNET_OK},
        {0, 4, 5, 2, CARNET_TEXT_SET_SIZE}, /* the last would be empty */
        {0, 3, 4, 2, CARNET_TEXT_SET_SIZE},
        {0, 16, MAX_WHOLE + 1, 179, CARNET_TEXT_SET_SIZE},
        {0, 16, 65535, 4096, CARNET_TEXT_TOO_LONG},
        {0, 1, 5, 0, CARNET_TEXT_SET_SIZE},
        {0, 17, 17, 0, CARNET_TEXT_SET_SIZE}, /* no chunk at all */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cn_buf b;
        cn_buf_init(&b);
        cn_buf_put_u8(&b, rows[i].index);
        cn_buf_put_u8(&b, rows[i].count);
        cn_buf_put_u8(&b, (uint8_t)(rows[i].total >> 8));
        cn_buf_put_u8(&b, (uint8_t)rows[i].total);
        memset(cn_buf_extend(&b, 4 + rows[i].chunk), 0x5a, 4 + rows[i].chunk);
        carnet_set *set = new_set();
        assert_status(add_bytes(set, cn_buf_span(&b)), rows[i].status);
        carnet_set_free(set);
        cn_buf_free(&b);
    }
}

static void refuses_what_is_no_code_of_a_set(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        carnet_status status;
    } rows[] = {
        {"", CARNET_TEXT_EMPTY},
        {"HP1.", CARNET_TEXT_EMPTY},
        {"HP1.\n", CARNET_TEXT_EMPTY},
        {"HP1:000", CARNET_TEXT_PREFIX},
        {"HP2.000", CARNET_TEXT_PREFIX},
        {"HT1.", CARNET_TEXT_EMPTY},
        {"HT1.000", CARNET_TEXT_SET_SIZE},
        {"HR1.000", CARNET_TEXT_SET_SIZE},
        {"HX1.000", CARNET_TEXT_PREFIX},
        {"HT1:000", CARNET_TEXT_LIST},
        {"HR1:000", CARNET_TEXT_LIST},
        {"ht1.000", CARNET_TEXT_LOWER_CASE},
        {" HR1.000", CARNET_TEXT_SPACE},
        {"hp1.000", CARNET_TEXT_LOWER_CASE},
        {" HP1.000", CARNET_TEXT_SPACE},
        {"HP1.000000000000\n\n", CARNET_TEXT_SPACE},
        {"HP1.000000000000a00", CARNET_TEXT_LOWER_CASE},
        {"HP1.000000000000_00", CARNET_TEXT_ALPHABET},
        {"HP1.000000000000:::", CARNET_TEXT_OVERFLOW},
        {"HP1.0000000000000", CARNET_TEXT_LENGTH},
        {"HC1:000", CARNET_TEXT_EU_DCC},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const uint8_t *text = (const uint8_t *)rows[i].text;
        size_t len = strlen(rows[i].text);
        carnet_set *set = new_set();
        int32_t index = 5;
        assert_status(carnet_set_add(set, &index, text, len), rows[i].status);
        assert_int_equal(index, -1);
        assert_int_equal(carnet_set_is_part(text, len),
                         strncmp(rows[i].text, "HP1.", 4) == 0);
        carnet_set_free(set);
    }
    assert_int_equal(carnet_set_is_part(NULL, 0), 0);
    assert_int_equal(carnet_set_is_part(NULL, 4), 0);
}

/* ---- limits ---- */

static carnet_status split_status(size_t len, cn_wire_form form, int32_t count,
                                  int32_t index)
{
    cn_buf b = whole_of(len, 3, form);
    carnet_buf *text = NULL;
    carnet_status status = carnet_set_split(&text, b.data, b.len, count, index);
    assert_int_equal(text != NULL, status == CARNET_OK);
    carnet_buf_free(text);
    cn_buf_free(&b);
    return status;
}

static void limits_hold_on_both_sides(void **state)
{
    (void)state;
    static const struct {
        size_t len;
        int32_t count, index;
        carnet_status status;
    } rows[] = {
        {100, 1, 0, CARNET_OK},
        {100, 1, 1, CARNET_OK},
        {100, 16, 16, CARNET_CALLER_RANGE}, /* 15 * 7 bytes are all */
        {106, 16, 16, CARNET_OK},
        {106, 16, 17, CARNET_CALLER_RANGE},
        {106, 17, 0, CARNET_CALLER_RANGE},
        {106, 0, 0, CARNET_CALLER_RANGE},
        {106, -1, 0, CARNET_CALLER_RANGE},
        {106, 3, -1, CARNET_CALLER_RANGE},
        {MAX_WHOLE, 16, 0, CARNET_OK},
        {MAX_WHOLE, 2, 2, CARNET_OK},
        {MAX_WHOLE + 1, 16, 0, CARNET_TEXT_TOO_LONG},
        {MAX_WHOLE - HEAD, 1, 0, CARNET_OK},
        {MAX_WHOLE - HEAD + 1, 1, 0, CARNET_TEXT_TOO_LONG},
        {4, 3, 0, CARNET_CALLER_RANGE}, /* 2 * 2 bytes are all */
        {5, 3, 0, CARNET_OK},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_status(split_status(rows[i].len, CN_WIRE_FILE, rows[i].count,
                                   rows[i].index),
                      rows[i].status);
    }
    assert_int_equal(CN_LIMIT_SET_CODES, MAX_CODES);
}

/* Version that the largest code of a set needs. */
static int32_t version_of(size_t total, int32_t count, int32_t level)
{
    size_t size = HEAD + (total + (size_t)count - 1) / (size_t)count;
    return carnet_qr_version_for(4 + size / 2 * 3 + size % 2 * 2, level);
}

static void the_fewest_codes_up_to_version_15_are_found(void **state)
{
    (void)state;
    int32_t most = 0;
    for (size_t total = 1; total <= MAX_WHOLE; total++) {
        size_t chars = 4 + total / 2 * 3 + total % 2 * 2;
        for (int32_t level = CARNET_QR_LEVEL_L; level <= CARNET_QR_LEVEL_H;
             level++) {
            int32_t count = carnet_set_count_for(chars, level);
            assert_in_range(count, 1, MAX_CODES);
            most = count > most ? count : most;
            assert_true(can_cut(total, count));
            assert_in_range(version_of(total, count, level), 1, 15);
            if (count > 1 && can_cut(total, count - 1)) {
                int32_t fewer = version_of(total, count - 1, level);
                assert_true(fewer == 0 || fewer > 15);
            }
        }
    }
    assert_int_equal(most, 15);
    assert_int_equal(carnet_set_count_for(4297, CARNET_QR_LEVEL_L), 0);
    assert_int_equal(carnet_set_count_for(4298, CARNET_QR_LEVEL_L), 0);
    assert_int_equal(carnet_set_count_for(0, CARNET_QR_LEVEL_L), 0);
    assert_int_equal(carnet_set_count_for(4, CARNET_QR_LEVEL_L), 0);
    assert_int_equal(carnet_set_count_for(5, CARNET_QR_LEVEL_L), 0);
    assert_int_equal(carnet_set_count_for(SIZE_MAX, CARNET_QR_LEVEL_L), 0);
    assert_int_equal(carnet_set_count_for(100, -1), 0);
    assert_int_equal(carnet_set_count_for(100, 4), 0);
}

/* ---- calls ---- */

static void refuses_null(void **state)
{
    (void)state;
    cut c = cut_whole(100, 1, 3);
    carnet_buf *out = NULL;
    carnet_set *set = new_set();
    const uint8_t *text = c.whole.data;
    assert_status(carnet_set_split(NULL, text, 3, 1, 0), CARNET_CALLER_NULL);
    assert_status(carnet_set_split(&out, NULL, 3, 1, 0), CARNET_CALLER_NULL);
    assert_status(carnet_set_split(&out, NULL, 0, 1, 0), CARNET_TEXT_EMPTY);
    assert_status(carnet_set_new(NULL), CARNET_CALLER_NULL);
    assert_status(carnet_set_add(NULL, NULL, text, 3), CARNET_CALLER_NULL);
    assert_status(carnet_set_add(set, NULL, NULL, 3), CARNET_CALLER_NULL);
    assert_status(carnet_set_join(NULL, set), CARNET_CALLER_NULL);
    assert_status(carnet_set_join(&out, NULL), CARNET_CALLER_NULL);
    assert_int_equal(carnet_set_count(NULL), 0);
    assert_int_equal(carnet_set_has(NULL, 0), 0);
    assert_int_equal(carnet_set_has(set, -1), 0);
    assert_int_equal(carnet_set_has(set, 40), 0);
    carnet_set_free(NULL);
    carnet_set_free(set);
    free_cut(&c);
}

/* Cuts, adds and joins; the first failure. */
static carnet_status there_and_back(const cut *c)
{
    carnet_buf *text = NULL;
    carnet_buf *joined = NULL;
    carnet_set *set = NULL;
    carnet_status status =
        carnet_set_split(&text, c->whole.data, c->whole.len, 1, 0);
    if (status == CARNET_OK) {
        status = carnet_set_new(&set);
    }
    if (status == CARNET_OK) {
        status = carnet_set_add(set, NULL, carnet_buf_data(text),
                                carnet_buf_len(text));
    }
    if (status == CARNET_OK) {
        status = carnet_set_join(&joined, set);
    }
    carnet_buf_free(text);
    carnet_buf_free(joined);
    carnet_set_free(set);
    return status;
}

static void memory_that_fails_is_said_and_all_is_wiped(void **state)
{
    (void)state;
    cut c = cut_whole(300, 1, 1);
    size_t live = test_mem_live();
    size_t n = 1;
    for (;; n++) {
        test_mem_fail_at(n);
        carnet_status status = there_and_back(&c);
        bool failed = test_mem_has_failed();
        test_mem_fail_at(0);
        assert_int_equal(test_mem_live(), live);
        assert_status(status, failed ? CARNET_CALLER_MEMORY : CARNET_OK);
        if (!failed) {
            break;
        }
    }
    assert_true(n > 4);
    free_cut(&c);
    assert_int_equal(test_mem_live(), 0);
    assert_int_equal(test_mem_unwiped(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(joins_in_any_order),
        cmocka_unit_test(
            any_one_lost_code_is_recovered_with_parity_and_only_so),
        cmocka_unit_test(two_lost_codes_are_not_recovered),
        cmocka_unit_test(duplicates_and_line_ends_are_harmless),
        cmocka_unit_test(a_file_is_cut_as_its_text_is),
        cmocka_unit_test(two_sets_are_kept_apart),
        cmocka_unit_test(one_whole_cut_twice_is_not_mixed),
        cmocka_unit_test(no_changed_bit_joins),
        cmocka_unit_test(a_changed_parity_code_does_not_recover),
        cmocka_unit_test(no_cut_text_is_taken),
        cmocka_unit_test(refuses_numbers_that_lie),
        cmocka_unit_test(refuses_what_is_no_code_of_a_set),
        cmocka_unit_test(limits_hold_on_both_sides),
        cmocka_unit_test(the_fewest_codes_up_to_version_15_are_found),
        cmocka_unit_test(refuses_null),
        cmocka_unit_test(memory_that_fails_is_said_and_all_is_wiped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
