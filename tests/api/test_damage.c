/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Damage: passports cut off at every length, with every single bit flipped,
 * with every character of the text exchanged for every other. Nothing that is
 * changed is accepted; a stream that inflates to the same bytes all the same
 * is counted, and is the only exception.
 */
#include "made.h"

/* ---- passports to damage ---- */

enum {
    WHOLE_PACKED,
    WHOLE_PLAIN,
    DESK_ONLY,
    WITH_INDEX,
    RICH,
    TWO_ISSUERS,
    NUM_SAMPLES
};

static const char *const names[NUM_SAMPLES] = {
    "whole, packed",        "whole, not packed",
    "desk part only",       "clinic and private, with end and index",
    "rich summary, issued", "two issuers"};

static cn_buf two_issuers(void)
{
    cn_buf b;
    test_credential *one = test_sample(1);
    test_credential *two = test_sample(2);
    cn_buf_init(&b);
    cn_cbor_put_array(&b, 2);
    test_put_credential(&b, one, TEST_ALL, true);
    test_put_credential(&b, two, TEST_CLINIC, false);
    test_end(one);
    test_end(two);
    return b;
}

/* As the library itself issues it. */
static cn_buf rich_summary(void)
{
    cn_buf json = test_data("rich-summary.json");
    cn_buf b;
    carnet_record *record = NULL;
    carnet_plan *plan = NULL;
    carnet_buf *file = NULL;
    int32_t day = 0;
    assert_status(carnet_record_from_json(&record, NULL,
                                          (const char *)json.data, json.len),
                  CARNET_OK);
    assert_status(carnet_record_get_issued(&day, record), CARNET_OK);
    assert_status(
        carnet_issue_plan(&plan, NULL, record, day, CARNET_ISSUE_UNLIMITED),
        CARNET_OK);
    assert_status(carnet_issue_sign_seeded(&file, plan, test_secret(3),
                                           (const uint8_t *)"a seed for tests",
                                           16),
                  CARNET_OK);
    cn_buf_init(&b);
    cn_buf_put(&b, carnet_buf_data(file) + 8, carnet_buf_len(file) - 8);
    carnet_buf_free(file);
    carnet_issue_free(plan);
    carnet_record_free(record);
    cn_buf_free(&json);
    return b;
}

static cn_buf sample(size_t n)
{
    static const unsigned shown[] = {TEST_ALL, TEST_ALL, TEST_DESK,
                                     TEST_CLINIC | TEST_PRIVATE};
    if (n == TWO_ISSUERS) {
        return two_issuers();
    }
    if (n == RICH) {
        return rich_summary();
    }
    test_credential *c = test_sample(1);
    if (n == WITH_INDEX) {
        c->claims.has_valid = true;
        c->claims.valid = 365;
        c->claims.has_index = true;
        c->claims.index = 70000;
        test_sign(c);
    }
    cn_buf b = test_passport(c, shown[n], n != WHOLE_PLAIN);
    test_end(c);
    return b;
}

/* ---- what came of it ---- */

typedef struct {
    size_t tried;
    size_t refused; /* nothing readable, or one of two */
    size_t same;    /* all readable, with the same content */
} tally;

static _Alignas(16) uint8_t arena[CARNET_VERIFY_ARENA_SIZE];

/* Texts in the arena, files in memory of their own. */
static carnet_verdict *look(cn_span input)
{
    carnet_verdict *v = NULL;
    if (cn_span_starts(input, CN_SPAN_LIT("HP1:"))) {
        assert_status(carnet_verify_in_arena(
                          &v, arena, sizeof arena, input.data, input.len,
                          test_trusted(), TEST_NUM_KEYS, TEST_NOW),
                      CARNET_OK);
    } else {
        assert_status(carnet_verify(&v, input.data, input.len, test_trusted(),
                                    TEST_NUM_KEYS, TEST_NOW),
                      CARNET_OK);
    }
    return v;
}

static void assert_same_credential(const carnet_verdict *a, size_t i,
                                   const carnet_verdict *b, size_t k)
{
    size_t num = carnet_verify_num_entries(a, i);
    assert_int_equal(num, carnet_verify_num_entries(b, k));
    for (size_t n = 0; n < num; n++) {
        const carnet_entry *e = carnet_verify_get_entry(a, i, n);
        const carnet_entry *f = carnet_verify_get_entry(b, k, n);
        assert_span(e->bytes, f->bytes.data, f->bytes.len);
        assert_int_equal(e->part, f->part);
        assert_int_equal(e->position, f->position);
        assert_int_equal(e->day, f->day);
    }
    assert_int_equal(carnet_verify_issued_days(a, i),
                     carnet_verify_issued_days(b, k));
    assert_int_equal(carnet_verify_valid_until_days(a, i),
                     carnet_verify_valid_until_days(b, k));
    assert_int_equal(carnet_verify_status_index(a, i),
                     carnet_verify_status_index(b, k));
    assert_int_equal(carnet_verify_key_index(a, i),
                     carnet_verify_key_index(b, k));
    for (int32_t part = 0; part < CN_API_PARTS; part++) {
        assert_int_equal(carnet_verify_part(a, i, part),
                         carnet_verify_part(b, k, part));
    }
}

/* The credential of v that is credential i of changed, by identity. */
static size_t find_same(const carnet_verdict *v, const carnet_verdict *changed,
                        size_t i)
{
    uint8_t wanted[CARNET_VERIFY_IDENTITY_SIZE];
    uint8_t identity[CARNET_VERIFY_IDENTITY_SIZE];
    assert_status(carnet_verify_copy_identity(wanted, changed, i), CARNET_OK);
    for (size_t k = 0; k < carnet_verify_num_credentials(v); k++) {
        assert_status(carnet_verify_copy_identity(identity, v, k), CARNET_OK);
        if (memcmp(identity, wanted, sizeof identity) == 0) {
            return k;
        }
    }
    fail_msg("%s", "accepted what was never signed");
    return 0;
}

/* What is still readable is what it was; gives how many that are. */
static size_t num_readable(const carnet_verdict *original,
                           const carnet_verdict *changed)
{
    size_t num = 0;
    for (size_t i = 0; i < carnet_verify_num_credentials(changed); i++) {
        int32_t word = carnet_verify_credential_outcome(changed, i);
        if (word == CARNET_VERIFY_REFUSED) {
            assert_int_equal(carnet_verify_num_entries(changed, i), 0);
            continue;
        }
        assert_same_credential(original, find_same(original, changed, i),
                               changed, i);
        num++;
    }
    return num;
}

static void try_one(tally *t, cn_span input, const carnet_verdict *original)
{
    carnet_verdict *v = look(input);
    size_t num = num_readable(original, v);
    t->tried++;
    if (num == carnet_verify_num_credentials(original)) {
        t->same++;
    } else {
        assert_int_not_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
        t->refused++;
    }
    carnet_verify_free(v);
}

static carnet_verdict *original_of(cn_span passport)
{
    carnet_verdict *v = NULL;
    cn_buf file = test_as_file(passport);
    assert_status(carnet_verify(&v, file.data, file.len, test_trusted(),
                                TEST_NUM_KEYS, TEST_NOW),
                  CARNET_OK);
    assert_true(carnet_verify_outcome(v) == CARNET_VERIFY_ACCEPTED ||
                carnet_verify_outcome(v) == CARNET_VERIFY_REVIEW);
    cn_buf_free(&file);
    return v;
}

static void say(const char *what, size_t n, const tally *t)
{
    fprintf(stderr,
            "%s of \"%s\": %zu tried, %zu refused, %zu with the same "
            "content\n",
            what, names[n], t->tried, t->refused, t->same);
    assert_int_equal(t->tried, t->refused + t->same);
}

/* ---- flips ---- */

static void flip_all(tally *t, cn_span original_bytes, bool encode,
                     const carnet_verdict *original)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_span(&b, original_bytes);
    for (size_t bit = 0; bit < 8 * b.len; bit++) {
        b.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
        if (encode) {
            cn_buf text = test_as_text(cn_buf_span(&b));
            try_one(t, cn_buf_span(&text), original);
            cn_buf_free(&text);
        } else {
            try_one(t, cn_buf_span(&b), original);
        }
        b.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    cn_buf_free(&b);
}

static void no_flipped_bit_is_accepted(void **state)
{
    (void)state;
    size_t same = 0;
    for (size_t n = 0; n < NUM_SAMPLES; n++) {
        cn_buf passport = sample(n);
        cn_buf file = test_as_file(cn_buf_span(&passport));
        carnet_verdict *original = original_of(cn_buf_span(&passport));
        tally in_text = {0};
        tally in_file = {0};
        flip_all(&in_text, cn_buf_span(&passport), true, original);
        flip_all(&in_file, cn_buf_span(&file), false, original);
        say("bits in the text", n, &in_text);
        say("bits in the file", n, &in_file);
        assert_int_equal(in_text.tried, 8 * passport.len);
        assert_int_equal(in_file.tried, 8 * file.len);
        assert_int_equal(in_text.same, in_file.same);
        /* Where nothing is packed nothing can inflate to the same. */
        if (n == WHOLE_PLAIN) {
            assert_int_equal(in_file.same, 0);
        }
        same += in_file.same;
        carnet_verify_free(original);
        cn_buf_free(&file);
        cn_buf_free(&passport);
    }
    fprintf(stderr, "flips that inflate to the same bytes: %zu\n", same);
}

/* Bits of the characters themselves: some make other characters. */
static void no_flipped_bit_of_a_character_is_accepted(void **state)
{
    (void)state;
    for (size_t n = 0; n < NUM_SAMPLES; n++) {
        cn_buf passport = sample(n);
        cn_buf text = test_as_text(cn_buf_span(&passport));
        carnet_verdict *original = original_of(cn_buf_span(&passport));
        tally t = {0};
        flip_all(&t, cn_buf_span(&text), false, original);
        say("bits of characters", n, &t);
        carnet_verify_free(original);
        cn_buf_free(&text);
        cn_buf_free(&passport);
    }
}

/* ---- characters ---- */

static void no_exchanged_character_is_accepted(void **state)
{
    (void)state;
    static const char alphabet[] =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    cn_buf passport = sample(RICH);
    cn_buf text = test_as_text(cn_buf_span(&passport));
    carnet_verdict *original = original_of(cn_buf_span(&passport));
    tally t = {0};
    for (size_t at = 0; at < text.len; at++) {
        uint8_t kept = text.data[at];
        for (size_t i = 0; i < sizeof alphabet - 1; i++) {
            if ((uint8_t)alphabet[i] == kept) {
                continue;
            }
            text.data[at] = (uint8_t)alphabet[i];
            try_one(&t, cn_buf_span(&text), original);
        }
        text.data[at] = kept;
    }
    say("characters", RICH, &t);
    assert_int_equal(t.tried, text.len * (sizeof alphabet - 2));
    carnet_verify_free(original);
    cn_buf_free(&text);
    cn_buf_free(&passport);
}

static void no_exchanged_neighbours_are_accepted(void **state)
{
    (void)state;
    cn_buf passport = sample(WHOLE_PACKED);
    cn_buf text = test_as_text(cn_buf_span(&passport));
    carnet_verdict *original = original_of(cn_buf_span(&passport));
    tally t = {0};
    for (size_t at = 0; at + 1 < text.len; at++) {
        uint8_t kept = text.data[at];
        if (kept == text.data[at + 1]) {
            continue;
        }
        text.data[at] = text.data[at + 1];
        text.data[at + 1] = kept;
        try_one(&t, cn_buf_span(&text), original);
        text.data[at + 1] = text.data[at];
        text.data[at] = kept;
    }
    say("neighbours", WHOLE_PACKED, &t);
    carnet_verify_free(original);
    cn_buf_free(&text);
    cn_buf_free(&passport);
}

/* ---- lengths ---- */

/* From a block of just that length, so that reading on would be seen. */
static void cut_at_every_length(cn_span whole, tally *t)
{
    for (size_t len = 0; len < whole.len; len++) {
        uint8_t *part = malloc(len + 1);
        assert_non_null(part);
        memcpy(part + 1, whole.data, len);
        carnet_verdict *v = look(cn_span_of(part + 1, len));
        assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_REFUSED);
        assert_int_not_equal(carnet_verify_reason(v), CARNET_OK);
        assert_int_equal(carnet_verify_num_credentials(v), 0);
        carnet_verify_free(v);
        free(part);
        t->tried++;
        t->refused++;
    }
}

static void nothing_cut_off_is_accepted(void **state)
{
    (void)state;
    for (size_t n = 0; n < NUM_SAMPLES; n++) {
        cn_buf passport = sample(n);
        cn_buf file = test_as_file(cn_buf_span(&passport));
        cn_buf text = test_as_text(cn_buf_span(&passport));
        tally t = {0};
        cut_at_every_length(cn_buf_span(&file), &t);
        cut_at_every_length(cn_buf_span(&text), &t);
        say("lengths", n, &t);
        cn_buf_free(&text);
        cn_buf_free(&file);
        cn_buf_free(&passport);
    }
}

/* One byte more at any place, and one less. */
static void no_byte_put_in_or_taken_out_is_accepted(void **state)
{
    (void)state;
    static const uint8_t put_in[] = {0x00, 0x18, 0x80, 0xf6, 0xff};
    for (size_t n = 0; n < NUM_SAMPLES; n++) {
        cn_buf passport = sample(n);
        cn_buf file = test_as_file(cn_buf_span(&passport));
        carnet_verdict *original = original_of(cn_buf_span(&passport));
        tally t = {0};
        for (size_t at = 0; at <= file.len; at++) {
            for (size_t i = 0; i <= sizeof put_in; i++) {
                bool out = i == sizeof put_in;
                if (out && at == file.len) {
                    continue;
                }
                cn_buf b;
                cn_buf_init(&b);
                cn_buf_put(&b, file.data, at);
                if (!out) {
                    cn_buf_put_u8(&b, put_in[i]);
                }
                cn_buf_put_span(&b,
                                cn_span_after(cn_buf_span(&file), at + out));
                if (!cn_span_equal(cn_buf_span(&b), cn_buf_span(&file))) {
                    try_one(&t, cn_buf_span(&b), original);
                }
                cn_buf_free(&b);
            }
        }
        say("bytes more or less", n, &t);
        assert_int_equal(t.same, 0);
        carnet_verify_free(original);
        cn_buf_free(&file);
        cn_buf_free(&passport);
    }
}

/* ---- mangled on the way ---- */

/* Each of a text's spaces as something else. */
static cn_buf with_spaces_as(cn_span text, const char *other)
{
    cn_buf b;
    cn_buf_init(&b);
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == ' ') {
            cn_buf_put_str(&b, other);
        } else {
            cn_buf_put_u8(&b, text.data[i]);
        }
    }
    return b;
}

/* Whether it is still Base45, so that only what it stands for is malformed. */
static bool is_base45(cn_span text)
{
    cn_arena memory;
    cn_span bytes;
    cn_wire_form form;
    size_t offset = 0;
    cn_arena_init_grow(&memory);
    carnet_status status = cn_wire_read(&bytes, &form, &memory, text, &offset);
    cn_arena_free(&memory);
    return status == CARNET_OK;
}

/* Percent signs of a web form and plus signs for spaces are Base45 too: where
   what comes out is malformed, the text says why, and where. */
static void names_what_happened_to_the_text(void **state)
{
    (void)state;
    static const char *const others[] = {"%20", "+"};
    size_t num_base45 = 0;
    for (size_t n = 0; n < NUM_SAMPLES * 2; n++) {
        cn_buf passport = sample(n / 2);
        cn_buf text = test_as_text(cn_buf_span(&passport));
        cn_buf mangled = with_spaces_as(cn_buf_span(&text), others[n % 2]);
        carnet_verdict *v = look(cn_buf_span(&mangled));
        assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_REFUSED);
        size_t offset = 0;
        bool suspect =
            cn_wire_suspect(cn_buf_span(&mangled), &offset) != CARNET_OK;
        if (suspect && carnet_verify_reason(v) != CARNET_OK) {
            assert_status(carnet_verify_reason(v), CARNET_TEXT_PERCENT);
            assert_int_equal(carnet_verify_offset(v), offset);
            carnet_outline *o = NULL;
            assert_status(
                carnet_peek_outline(&o, NULL, mangled.data, mangled.len),
                CARNET_TEXT_PERCENT);
            num_base45 += is_base45(cn_buf_span(&mangled));
        }
        carnet_verify_free(v);
        cn_buf_free(&mangled);
        cn_buf_free(&text);
        cn_buf_free(&passport);
    }
    fprintf(stderr, "mangled texts that decode and are named: %zu of %d\n",
            num_base45, NUM_SAMPLES * 2);
    assert_true(num_base45 > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_flipped_bit_is_accepted),
        cmocka_unit_test(no_flipped_bit_of_a_character_is_accepted),
        cmocka_unit_test(no_exchanged_character_is_accepted),
        cmocka_unit_test(no_exchanged_neighbours_are_accepted),
        cmocka_unit_test(nothing_cut_off_is_accepted),
        cmocka_unit_test(no_byte_put_in_or_taken_out_is_accepted),
        cmocka_unit_test(names_what_happened_to_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
