/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Verifying in the caller's memory: no allocation, nothing written beyond it,
 * every smaller size says so, and CARNET_VERIFY_ARENA_SIZE is enough for the
 * worst text that there can be. What is needed besides the input and the
 * verdict is measured and bounded.
 */
#include "../support/failing_mem.h"
#include "worst.h"

#include "../../lib/api/verdict_i.h"

enum {
    STEP = 16,
    /* Besides the input text and what the verdict keeps (size figure M1). */
    WORKSPACE_MAX = 12288,
    WORKSPACE_MAX_WORST = 16384
};

/* ---- inputs ---- */

static cn_buf sample_text(void)
{
    test_credential *c = test_sample(1);
    cn_buf passport = test_passport(c, TEST_ALL, true);
    cn_buf text = test_as_text(cn_buf_span(&passport));
    cn_buf_free(&passport);
    test_end(c);
    return text;
}

static cn_buf rich_text(void)
{
    cn_buf json = test_data("rich-summary.json");
    cn_buf b;
    carnet_record *record = NULL;
    carnet_plan *plan = NULL;
    carnet_buf *file = NULL;
    assert_status(carnet_record_from_json(&record, NULL,
                                          (const char *)json.data, json.len),
                  CARNET_OK);
    assert_status(carnet_issue_plan(&plan, NULL, record, TEST_DAY,
                                    CARNET_ISSUE_UNLIMITED),
                  CARNET_OK);
    assert_status(carnet_issue_sign(&file, plan, test_secret(3)), CARNET_OK);
    cn_buf_init(&b);
    cn_wire_write(
        &b, CN_WIRE_TEXT,
        cn_span_of(carnet_buf_data(file) + 8, carnet_buf_len(file) - 8));
    carnet_buf_free(file);
    carnet_issue_free(plan);
    carnet_record_free(record);
    cn_buf_free(&json);
    return b;
}

static size_t num_bytes(const cn_buf *text)
{
    return (text->len - 4) / 3 * 2 + text->len % 2;
}

/* ---- sizes ---- */

/* One try in a block of just size bytes; NULL where that is too small. */
static carnet_verdict *try_size(uint8_t **block, size_t size, cn_span input)
{
    carnet_verdict *v = NULL;
    *block = test_aligned(size);
    memset(*block, 0xa5, size);
    const carnet_public_key *const *keys = test_trusted(); /* made once */
    size_t taken = test_mem_taken();
    carnet_status status = carnet_verify_in_arena(
        &v, *block, size, input.data, input.len, keys, TEST_NUM_KEYS, TEST_NOW);
    assert_int_equal(test_mem_taken(), taken);
    if (status != CARNET_OK) {
        assert_status(status, CARNET_CALLER_ARENA);
        assert_null(v);
        free(*block);
    }
    return v;
}

/* The smallest size that suffices, from at on; every size below fails. */
static size_t least_size(cn_span input, size_t at)
{
    for (size_t size = at;; size += STEP) {
        uint8_t *block = NULL;
        carnet_verdict *v = try_size(&block, size, input);
        if (v != NULL) {
            assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
            free(block);
            return size;
        }
        assert_true(size < CARNET_VERIFY_ARENA_SIZE);
    }
}

static size_t rounded(size_t size)
{
    return (size + 15) / 16 * 16;
}

/* Bytes that a verdict keeps: the answer itself, in the caller's arena. */
static size_t kept_by(const carnet_verdict *v)
{
    const cn_api_passport *p = &v->passport;
    size_t kept = rounded(sizeof *v) +
                  rounded(p->num * sizeof p->credentials[0]) +
                  rounded(p->num * sizeof v->judged[0]);
    for (size_t i = 0; i < p->num; i++) {
        const cn_api_credential *c = &p->credentials[i];
        kept += c->packed ? rounded(c->items.len) : 0;
        kept += rounded(c->num_entries * sizeof(carnet_entry));
    }
    return kept;
}

static size_t workspace(const char *what, cn_span input, size_t from)
{
    uint8_t *block = NULL;
    size_t least = least_size(input, from);
    carnet_verdict *v = try_size(&block, least, input);
    assert_non_null(v);
    size_t kept = kept_by(v);
    size_t left = least - kept;
    fprintf(stderr,
            "%s: arena of %zu bytes suffices, %zu of them verdict, "
            "workspace %zu\n",
            what, least, kept, left);
    free(block);
    return left;
}

static void every_smaller_arena_is_refused(void **state)
{
    (void)state;
    cn_buf text = sample_text();
    size_t least = least_size(cn_buf_span(&text), 0);
    /* And none of those above. */
    for (size_t size = least; size < least + 4096; size += STEP) {
        uint8_t *block = NULL;
        assert_non_null(try_size(&block, size, cn_buf_span(&text)));
        free(block);
    }
    cn_buf_free(&text);
}

static void odd_sizes_are_whole_sizes_rounded_down(void **state)
{
    (void)state;
    cn_buf text = sample_text();
    size_t least = least_size(cn_buf_span(&text), 0);
    for (size_t size = least - STEP; size < least + STEP; size++) {
        uint8_t *block = NULL;
        carnet_verdict *v = try_size(&block, size, cn_buf_span(&text));
        assert_int_equal(v != NULL, size >= least);
        if (v != NULL) {
            free(block);
        }
    }
    cn_buf_free(&text);
}

static void the_workspace_is_12_kibibytes(void **state)
{
    (void)state;
    cn_buf sample = sample_text();
    cn_buf rich = rich_text();
    size_t a = workspace("sample", cn_buf_span(&sample), 0);
    size_t b = workspace("rich summary", cn_buf_span(&rich), 0);
    assert_true(a <= WORKSPACE_MAX);
    assert_true(b <= WORKSPACE_MAX);
    cn_buf_free(&rich);
    cn_buf_free(&sample);
}

static void a_file_needs_no_copy(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    cn_buf passport = test_passport(c, TEST_ALL, false);
    cn_buf file = test_as_file(cn_buf_span(&passport));
    /* Nothing to inflate and nothing to decode. */
    size_t left = workspace("file, not packed", cn_buf_span(&file), 0);
    assert_int_equal(left, 0);
    cn_buf_free(&file);
    cn_buf_free(&passport);
    test_end(c);
}

/* ---- the worst ---- */

/* What no text can need more of: each term is a limit of the format. */
static void the_constant_is_above_all_limits_together(void **state)
{
    (void)state;
    size_t most =
        rounded(sizeof(carnet_verdict)) + rounded(CN_LIMIT_TEXT_BYTES + 1) +
        rounded(CN_LIMIT_CREDENTIALS_TEXT * sizeof(cn_api_credential)) +
        rounded(CN_LIMIT_CREDENTIALS_TEXT * sizeof(cn_api_judgement)) +
        CN_LIMIT_ITEMS_TEXT + CN_LIMIT_TEXT_ENTRIES * sizeof(carnet_entry) +
        CN_LIMIT_CREDENTIALS_TEXT * 2 * STEP + CN_WIRE_INFLATE_WORK + STEP;
    fprintf(stderr, "no text needs more than %zu bytes of arena\n", most);
    assert_true(most <= CARNET_VERIFY_ARENA_SIZE);
    assert_int_equal(carnet_verify_arena_size(), CARNET_VERIFY_ARENA_SIZE);
}

static void assert_worst(const char *what, size_t num, size_t noise)
{
    cn_buf text = test_worst_text(num, noise);
    uint8_t *block = NULL;
    carnet_verdict *v =
        try_size(&block, CARNET_VERIFY_ARENA_SIZE, cn_buf_span(&text));
    assert_non_null(v);
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
    size_t entries = 0;
    size_t items = 0;
    for (size_t i = 0; i < num; i++) {
        entries += carnet_verify_num_entries(v, i);
        items += v->passport.credentials[i].items.len;
    }
    /* From where it could be enough; the rest is tried in steps. */
    size_t from = kept_by(v) - 1024;
    free(block);
    assert_int_equal(entries, CN_LIMIT_TEXT_ENTRIES);
    assert_true(items > CN_LIMIT_ITEMS_TEXT - 1024);
    fprintf(stderr, "%s: %zu bytes, %zu of items\n", what, num_bytes(&text),
            items);
    size_t left = workspace(what, cn_buf_span(&text), from);
    assert_true(left <= WORKSPACE_MAX_WORST);
    cn_buf_free(&text);
}

static void the_worst_texts_fit(void **state)
{
    (void)state;
    assert_worst("8 credentials, 512 entries", 8, 1100);
    assert_worst("2 credentials, 512 entries", 2, 1850);
}

/* One with 4,296 characters that is refused only at its very end. */
static void the_worst_refused_text_fits(void **state)
{
    (void)state;
    cn_buf text = test_worst_text(8, 1100);
    carnet_verdict *v = NULL;
    uint8_t *block = test_aligned(CARNET_VERIFY_ARENA_SIZE);
    assert_status(carnet_verify_in_arena(&v, block, CARNET_VERIFY_ARENA_SIZE,
                                         text.data, text.len, NULL, 0,
                                         TEST_NOW),
                  CARNET_OK);
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_REFUSED);
    assert_status(carnet_verify_reason(v), CARNET_OK);
    free(block);
    cn_buf_free(&text);
}

/* ---- what else is promised ---- */

/* Nothing before and nothing behind: seen here even without a sanitizer. */
static void nothing_beyond_the_arena_is_written(void **state)
{
    (void)state;
    enum {
        GUARD = 64
    };
    static _Alignas(16) uint8_t room[GUARD + 32768 + GUARD];
    cn_buf text = sample_text();
    for (size_t size = 0; size <= 32768; size += 512) {
        memset(room, 0x5a, sizeof room);
        carnet_verdict *v = NULL;
        carnet_status status =
            carnet_verify_in_arena(&v, room + GUARD, size, text.data, text.len,
                                   test_trusted(), TEST_NUM_KEYS, TEST_NOW);
        assert_true(status == CARNET_OK || status == CARNET_CALLER_ARENA);
        for (size_t i = 0; i < GUARD; i++) {
            assert_int_equal(room[i], 0x5a);
        }
        for (size_t i = GUARD + size; i < sizeof room; i++) {
            assert_int_equal(room[i], 0x5a);
        }
    }
    cn_buf_free(&text);
}

static void malformed_texts_need_no_allocation_either(void **state)
{
    (void)state;
    cn_buf text = sample_text();
    static _Alignas(16) uint8_t room[CARNET_VERIFY_ARENA_SIZE];
    size_t taken = test_mem_taken();
    for (size_t len = 0; len < text.len; len++) {
        carnet_verdict *v = NULL;
        assert_status(carnet_verify_in_arena(&v, room, sizeof room, text.data,
                                             len, test_trusted(), TEST_NUM_KEYS,
                                             TEST_NOW),
                      CARNET_OK);
        assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_REFUSED);
    }
    assert_int_equal(test_mem_taken(), taken);
    cn_buf_free(&text);
}

/* A verdict in an arena is not freed; freeing it must do no harm. */
static void freeing_a_lent_verdict_does_nothing(void **state)
{
    (void)state;
    static _Alignas(16) uint8_t room[CARNET_VERIFY_ARENA_SIZE];
    cn_buf text = sample_text();
    carnet_verdict *v = NULL;
    assert_status(carnet_verify_in_arena(&v, room, sizeof room, text.data,
                                         text.len, test_trusted(),
                                         TEST_NUM_KEYS, TEST_NOW),
                  CARNET_OK);
    carnet_verify_free(v);
    carnet_verify_free(v);
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
    assert_int_equal(carnet_verify_num_entries(v, 0), 8);
    cn_buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_smaller_arena_is_refused),
        cmocka_unit_test(odd_sizes_are_whole_sizes_rounded_down),
        cmocka_unit_test(the_workspace_is_12_kibibytes),
        cmocka_unit_test(a_file_needs_no_copy),
        cmocka_unit_test(the_constant_is_above_all_limits_together),
        cmocka_unit_test(the_worst_texts_fit),
        cmocka_unit_test(the_worst_refused_text_fits),
        cmocka_unit_test(nothing_beyond_the_arena_is_written),
        cmocka_unit_test(malformed_texts_need_no_allocation_either),
        cmocka_unit_test(freeing_a_lent_verdict_does_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
