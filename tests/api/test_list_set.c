/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lists in codes: sets of trust lists and of status lists, which nothing else
 * is joined into, and lists as the text of one code.
 */
#include "../../lib/wire/wire.h"
#include "../support/failing_mem.h"
#include "../support/support.h"
#include "carnet/carnet.h"

enum {
    DAY = 20529, /* 2026-03-17 */
    NUM_KINDS = 3,
    MAX_WHOLE = 2861 /* what a text can hold */
};

/* CARNET_SET_* less one, by what each begins with. */
static const char *const texts[NUM_KINDS] = {"HP1:", "HT1:", "HR1:"};
static const char *const parts[NUM_KINDS] = {"HP1.", "HT1.", "HR1."};

/* The same bytes as a passport, a trust list and a status list. */
static cn_buf whole_of(size_t kind, cn_wire_form form, size_t len)
{
    uint8_t bytes[MAX_WHOLE + 1];
    cn_buf b;
    cn_buf_init(&b);
    memset(bytes, 0x5a, sizeof bytes);
    if (kind == 0) {
        cn_wire_write(&b, form, cn_span_of(bytes, len));
    } else {
        cn_wire_write_list(&b, form,
                           kind == 1 ? CN_WIRE_TRUST_LIST : CN_WIRE_STATUS_LIST,
                           cn_span_of(bytes, len));
    }
    assert_status(b.status, CARNET_OK);
    return b;
}

static carnet_buf *code_of(cn_buf whole, int32_t count, int32_t index)
{
    carnet_buf *code = NULL;
    assert_status(carnet_set_split(&code, whole.data, whole.len, count, index),
                  CARNET_OK);
    return code;
}

static carnet_status add(carnet_set *set, const carnet_buf *code)
{
    return carnet_set_add(set, NULL, carnet_buf_data(code),
                          carnet_buf_len(code));
}

static void each_kind_is_told_by_its_beginning(void **state)
{
    (void)state;
    for (size_t kind = 0; kind < NUM_KINDS; kind++) {
        int32_t due = (int32_t)kind + CARNET_SET_PASSPORT;
        cn_buf text = whole_of(kind, CN_WIRE_TEXT, 100);
        cn_buf file = whole_of(kind, CN_WIRE_FILE, 100);
        carnet_buf *code = code_of(file, 3, 1);
        assert_memory_equal(text.data, texts[kind], 4);
        assert_memory_equal(carnet_buf_data(code), parts[kind], 4);
        assert_int_equal(carnet_set_whole_kind(text.data, text.len), due);
        assert_int_equal(carnet_set_whole_kind(file.data, file.len), due);
        assert_int_equal(carnet_set_whole_kind(text.data, 3), CARNET_SET_NONE);
        assert_int_equal(carnet_set_whole_kind(file.data, 7), CARNET_SET_NONE);
        assert_int_equal(carnet_set_part_kind(text.data, text.len),
                         CARNET_SET_NONE);
        assert_int_equal(
            carnet_set_part_kind(carnet_buf_data(code), carnet_buf_len(code)),
            due);
        assert_int_equal(
            carnet_set_whole_kind(carnet_buf_data(code), carnet_buf_len(code)),
            CARNET_SET_NONE);
        assert_int_equal(
            carnet_set_is_part(carnet_buf_data(code), carnet_buf_len(code)),
            kind == 0);
        carnet_buf_free(code);
        cn_buf_free(&file);
        cn_buf_free(&text);
    }
    assert_int_equal(carnet_set_whole_kind(NULL, 0), CARNET_SET_NONE);
    assert_int_equal(carnet_set_whole_kind(NULL, 4), CARNET_SET_NONE);
    assert_int_equal(carnet_set_part_kind(NULL, 0), CARNET_SET_NONE);
    assert_int_equal(carnet_set_part_kind(NULL, 4), CARNET_SET_NONE);
}

/* The set of one kind, with the code lost (none: -1) recovered by parity. */
static void join(size_t kind, cn_wire_form form, int32_t count, int32_t lost)
{
    cn_buf whole = whole_of(kind, form, 1000);
    cn_buf due = whole_of(kind, CN_WIRE_TEXT, 1000);
    carnet_buf *joined = NULL;
    carnet_set *set = NULL;
    assert_status(carnet_set_new(&set), CARNET_OK);
    assert_int_equal(carnet_set_kind(set), CARNET_SET_NONE);
    for (int32_t i = count; i >= 0; i--) {
        carnet_buf *code = code_of(whole, count, i);
        if (i != lost) {
            assert_status(add(set, code), CARNET_OK);
            assert_int_equal(carnet_set_kind(set),
                             (int32_t)kind + CARNET_SET_PASSPORT);
        }
        carnet_buf_free(code);
    }
    assert_status(carnet_set_join(&joined, set), CARNET_OK);
    assert_int_equal(carnet_buf_len(joined), due.len);
    assert_memory_equal(carnet_buf_data(joined), due.data, due.len);
    carnet_buf_free(joined);
    carnet_set_free(set);
    cn_buf_free(&due);
    cn_buf_free(&whole);
}

static void a_set_joins_to_what_it_was_cut_from(void **state)
{
    (void)state;
    for (size_t kind = 0; kind < NUM_KINDS; kind++) {
        for (int32_t count = 1; count <= CARNET_SET_MAX_CODES; count++) {
            for (int32_t lost = -1; lost < count; lost++) {
                join(kind, CN_WIRE_TEXT, count, lost);
                join(kind, CN_WIRE_FILE, count, lost);
            }
        }
    }
    assert_int_equal(carnet_set_kind(NULL), CARNET_SET_NONE);
}

/* The bytes, and so the check, are the same; only the beginning differs. */
static void no_code_is_joined_to_a_set_of_another_kind(void **state)
{
    (void)state;
    for (size_t kind = 0; kind < NUM_KINDS; kind++) {
        for (size_t other = 0; other < NUM_KINDS; other++) {
            cn_buf one = whole_of(kind, CN_WIRE_TEXT, 100);
            cn_buf two = whole_of(other, CN_WIRE_TEXT, 100);
            carnet_buf *first = code_of(one, 2, 0);
            carnet_buf *last = code_of(two, 2, 1);
            carnet_buf *joined = NULL;
            carnet_set *set = NULL;
            bool same = kind == other;
            assert_status(carnet_set_new(&set), CARNET_OK);
            assert_status(add(set, first), CARNET_OK);
            assert_status(add(set, last),
                          same ? CARNET_OK : CARNET_TEXT_SET_OTHER);
            assert_int_equal(carnet_set_has(set, 1), same);
            assert_status(carnet_set_join(&joined, set),
                          same ? CARNET_OK : CARNET_TEXT_SET_MISSING);
            carnet_buf_free(joined);
            carnet_set_free(set);
            carnet_buf_free(first);
            carnet_buf_free(last);
            cn_buf_free(&one);
            cn_buf_free(&two);
        }
    }
}

static void limits_are_those_of_a_passport(void **state)
{
    (void)state;
    for (size_t kind = 1; kind < NUM_KINDS; kind++) {
        cn_buf most = whole_of(kind, CN_WIRE_FILE, MAX_WHOLE);
        cn_buf more = whole_of(kind, CN_WIRE_FILE, MAX_WHOLE + 1);
        carnet_buf *code = code_of(most, CARNET_SET_MAX_CODES, 0);
        carnet_buf_free(code);
        assert_status(carnet_set_split(&code, more.data, more.len,
                                       CARNET_SET_MAX_CODES, 0),
                      CARNET_TEXT_TOO_LONG);
        assert_null(code);
        assert_status(carnet_set_split(&code, most.data, most.len,
                                       CARNET_SET_MAX_CODES + 1, 0),
                      CARNET_CALLER_RANGE);
        cn_buf_free(&more);
        cn_buf_free(&most);
    }
}

/* ---- a list as the text of one code ---- */

static carnet_secret_key *key_of(uint8_t n)
{
    uint8_t seed[CARNET_KEY_SEED_SIZE];
    carnet_secret_key *key = NULL;
    memset(seed, n, sizeof seed);
    assert_status(carnet_key_from_seed(&key, seed, sizeof seed), CARNET_OK);
    return key;
}

/* A trust list by key 1 of so many issuers, as a file. */
static carnet_buf *trust_list(int num)
{
    carnet_secret_key *by = key_of(1);
    carnet_trust_draft *d = NULL;
    carnet_buf *file = NULL;
    assert_status(carnet_trust_draft_new(&d, 30), CARNET_OK);
    for (int i = 0; i < num; i++) {
        char name[32];
        carnet_secret_key *key = key_of((uint8_t)(i + 2));
        snprintf(name, sizeof name, "Issuer %d", i);
        assert_status(carnet_trust_draft_add_key(
                          d, name, strlen(name), "GR", 2, CARNET_TRUST_NGO,
                          carnet_key_get_public(key), DAY),
                      CARNET_OK);
        carnet_key_free(key);
    }
    assert_status(carnet_trust_draft_sign(&file, NULL, d, NULL, by, DAY),
                  CARNET_OK);
    carnet_trust_draft_free(d);
    carnet_key_free(by);
    return file;
}

static carnet_buf *status_list(void)
{
    carnet_secret_key *key = key_of(1);
    carnet_status_draft *d = NULL;
    carnet_buf *file = NULL;
    assert_status(
        carnet_status_draft_new(&d, carnet_key_get_public(key), 2, 64),
        CARNET_OK);
    assert_status(
        carnet_status_draft_sign(&file, d, key, INT64_C(86400) * DAY, 30, 0),
        CARNET_OK);
    carnet_status_draft_free(d);
    carnet_key_free(key);
    return file;
}

/* A file as text, and a text as itself. */
static void assert_text(const carnet_buf *file, const char *prefix)
{
    carnet_buf *text = NULL;
    carnet_buf *again = NULL;
    assert_status(carnet_set_list_text(&text, carnet_buf_data(file),
                                       carnet_buf_len(file)),
                  CARNET_OK);
    assert_memory_equal(carnet_buf_data(text), prefix, 4);
    assert_status(carnet_set_list_text(&again, carnet_buf_data(text),
                                       carnet_buf_len(text)),
                  CARNET_OK);
    assert_string_equal(carnet_buf_data(again), carnet_buf_data(text));
    carnet_buf_free(again);
    carnet_buf_free(text);
}

/* As the list itself is written, once it is read. */
static void assert_same_text(const carnet_buf *file,
                             const carnet_public_key *key)
{
    carnet_status_list *list = NULL;
    carnet_buf *due = NULL;
    carnet_buf *text = NULL;
    assert_status(carnet_set_list_text(&text, carnet_buf_data(file),
                                       carnet_buf_len(file)),
                  CARNET_OK);
    assert_status(carnet_status_list_read(&list, carnet_buf_data(text),
                                          carnet_buf_len(text), &key, 1),
                  CARNET_OK);
    assert_status(carnet_status_list_encode(&due, list, 1), CARNET_OK);
    assert_string_equal(carnet_buf_data(text), carnet_buf_data(due));
    carnet_status_list_free(list);
    carnet_buf_free(due);
    carnet_buf_free(text);
}

static void a_list_is_the_text_that_its_reader_takes(void **state)
{
    (void)state;
    carnet_buf *trust = trust_list(3);
    carnet_buf *status = status_list();
    carnet_secret_key *key = key_of(1);
    carnet_buf *text = NULL;
    carnet_trust_list *list = NULL;
    assert_text(trust, "HT1:");
    assert_text(status, "HR1:");
    assert_same_text(status, carnet_key_get_public(key));
    assert_status(carnet_set_list_text(&text, carnet_buf_data(trust),
                                       carnet_buf_len(trust)),
                  CARNET_OK);
    assert_status(carnet_trust_list_read(&list, NULL, carnet_buf_data(text),
                                         carnet_buf_len(text),
                                         carnet_key_get_public(key)),
                  CARNET_OK);
    assert_int_equal(carnet_trust_list_num_issuers(list), 3);
    carnet_trust_list_free(list);
    carnet_buf_free(text);
    carnet_key_free(key);
    carnet_buf_free(status);
    carnet_buf_free(trust);
}

static carnet_status text_status(const void *data, size_t len)
{
    carnet_buf *text = (carnet_buf *)(void *)&text;
    carnet_status status = carnet_set_list_text(&text, data, len);
    assert_true(status == CARNET_OK || text == NULL);
    if (status == CARNET_OK) {
        carnet_buf_free(text);
    }
    return status;
}

static void what_is_no_list_is_not_drawn(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        carnet_status status;
    } rows[] = {
        {"", CARNET_TEXT_EMPTY},         {"HP1:000", CARNET_TEXT_PASSPORT},
        {"HT1.000", CARNET_TEXT_SET},    {"HT1:", CARNET_TEXT_EMPTY},
        {"HR1:", CARNET_TEXT_EMPTY},     {"HT1:000", CARNET_CBOR_TRAILING},
        {"HC1:000", CARNET_TEXT_EU_DCC}, {"ht1:000", CARNET_TEXT_LOWER_CASE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_status(text_status(rows[i].text, strlen(rows[i].text)),
                      rows[i].status);
    }
    /* One list under the other's beginning. */
    carnet_buf *file = status_list();
    uint8_t bytes[4096];
    size_t len = carnet_buf_len(file);
    assert_in_range(len, 8, sizeof bytes);
    memcpy(bytes, carnet_buf_data(file), len);
    bytes[2] = 'T';
    assert_status(text_status(bytes, len), CARNET_CBOR_SHAPE);
    bytes[2] = 'R';
    assert_status(text_status(bytes, len - 1), CARNET_CBOR_TRUNCATED);
    carnet_buf_free(file);
    assert_status(carnet_set_list_text(NULL, bytes, 1), CARNET_CALLER_NULL);
    assert_status(text_status(NULL, 1), CARNET_CALLER_NULL);
}

/* The number of issuers beyond which no text holds a list, from both sides. */
static void a_list_too_long_for_a_text_is_said(void **state)
{
    (void)state;
    size_t num = 0;
    carnet_status status = CARNET_OK;
    while (status == CARNET_OK) {
        carnet_buf *file = trust_list((int)++num);
        bool fits = 4 + (carnet_buf_len(file) - 8) / 2 * 3 <= 4296 - 2;
        status = text_status(carnet_buf_data(file), carnet_buf_len(file));
        assert_status(status, fits ? CARNET_OK : CARNET_TEXT_TOO_LONG);
        carnet_buf_free(file);
    }
    assert_in_range(num, 40, 60);
}

static void memory_that_fails_is_said_and_all_is_given_back(void **state)
{
    (void)state;
    carnet_buf *file = trust_list(3);
    cn_buf whole = whole_of(1, CN_WIRE_FILE, 100);
    size_t live = test_mem_live();
    for (size_t n = 1;; n++) {
        carnet_buf *text = NULL;
        carnet_buf *code = NULL;
        test_mem_fail_at(n);
        carnet_status status = carnet_set_list_text(
            &text, carnet_buf_data(file), carnet_buf_len(file));
        if (status == CARNET_OK) {
            status = carnet_set_split(&code, whole.data, whole.len, 2, 0);
        }
        bool failed = test_mem_has_failed();
        test_mem_fail_at(0);
        carnet_buf_free(text);
        carnet_buf_free(code);
        assert_int_equal(test_mem_live(), live);
        assert_status(status, failed ? CARNET_CALLER_MEMORY : CARNET_OK);
        if (!failed) {
            assert_true(n > 3);
            break;
        }
    }
    cn_buf_free(&whole);
    carnet_buf_free(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_is_told_by_its_beginning),
        cmocka_unit_test(a_set_joins_to_what_it_was_cut_from),
        cmocka_unit_test(no_code_is_joined_to_a_set_of_another_kind),
        cmocka_unit_test(limits_are_those_of_a_passport),
        cmocka_unit_test(a_list_is_the_text_that_its_reader_takes),
        cmocka_unit_test(what_is_no_list_is_not_drawn),
        cmocka_unit_test(a_list_too_long_for_a_text_is_said),
        cmocka_unit_test(memory_that_fails_is_said_and_all_is_given_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
