/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every limit of docs/spec/format.md section 9 that verifying holds to, on
 * both sides: what is just within is accepted, one more is refused.
 */
#include "made.h"

/* ---- entries that fill ---- */

/* An entry of a later version with byte strings of these lengths. */
static void fill(test_credential *c, size_t part, const size_t *lengths,
                 size_t num)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_uint(&b, 900);
    cn_cbor_put_array(&b, 1 + num);
    cn_cbor_put_uint(&b, (UINT64_C(1) << num) - 1);
    for (size_t i = 0; i < num; i++) {
        static const uint8_t bytes[CN_LIMIT_STRING + 1];
        cn_cbor_put_bytes(&b, cn_span_of(bytes, lengths[i]));
    }
    test_add(c, part, cn_buf_span(&b));
    cn_buf_free(&b);
}

static size_t head_size(size_t n)
{
    return n < 24 ? 1 : n < 256 ? 2 : n < 65536 ? 3 : 5;
}

/* Bytes that an entry with one string may take to make items of len bytes. */
static size_t room_left(const test_credential *c, size_t len)
{
    size_t num = c->num_elements[CN_API_PRIVATE];
    return len - test_items_len(c, TEST_ALL) -
           (head_size(num + 2) - head_size(num));
}

/* Fills the private part until items have just len bytes, and signs. */
static void fill_to(test_credential *c, size_t len)
{
    enum {
        MANY = 40,
        OWN = 5 /* bytes of such an entry before its string */
    };
    size_t lengths[MANY];
    for (size_t i = 0; i < MANY; i++) {
        lengths[i] = CN_LIMIT_STRING;
    }
    while (room_left(c, len) > (MANY + 1) * (CN_LIMIT_STRING + 8)) {
        fill(c, CN_API_PRIVATE, lengths, MANY);
    }
    while (room_left(c, len) > 2 * (CN_LIMIT_STRING + 8)) {
        fill(c, CN_API_PRIVATE, lengths, 1);
    }
    lengths[0] = 500;
    while (room_left(c, len) > CN_LIMIT_STRING) {
        fill(c, CN_API_PRIVATE, lengths, 1);
    }
    /* A string's head grows by a byte where it has 24 or 256 bytes. */
    while (room_left(c, len) == OWN + 25 || room_left(c, len) == OWN + 258) {
        fill(c, CN_API_PRIVATE, lengths, 0);
    }
    size_t left = room_left(c, len) - OWN;
    lengths[0] = left <= 24 ? left - 1 : left <= 257 ? left - 2 : left - 3;
    fill(c, CN_API_PRIVATE, lengths, 1);
    assert_int_equal(test_items_len(c, TEST_ALL), len);
    test_sign(c);
}

static void assert_form(cn_span passport, cn_wire_form form,
                        carnet_status reason)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_wire_write(&b, form, passport);
    assert_status(b.status, CARNET_OK);
    if (reason != CARNET_OK) {
        test_assert_malformed(cn_buf_span(&b), reason);
    } else {
        carnet_verdict *v = test_verify(cn_buf_span(&b));
        assert_status(carnet_verify_reason(v), CARNET_OK);
        assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
        carnet_verify_free(v);
    }
    cn_buf_free(&b);
}

/* ---- counts ---- */

/* A credential with so many entries in each part: a person, then entries of
   two bytes. */
static test_credential *with_entries(size_t desk, size_t clinic, size_t private)
{
    const size_t num[] = {desk, clinic, private};
    test_credential *c = test_begin(1);
    bool named = false;
    for (size_t part = 0; part < CN_API_PARTS; part++) {
        for (size_t i = 0; i < num[part]; i++) {
            if (named) {
                test_add_hex(c, part, "0cf6");
            } else {
                test_add_person(c, part);
                named = true;
            }
        }
    }
    test_sign(c);
    return c;
}

static void a_part_has_256_entries(void **state)
{
    (void)state;
    for (size_t part = 0; part < CN_API_PARTS; part++) {
        for (size_t num = 256; num <= 257; num++) {
            test_credential *c = with_entries(
                part == 0 ? num : 1, part == 1 ? num : 1, part == 2 ? num : 1);
            carnet_status reason = num == 256 ? CARNET_OK : CARNET_RECORD_COUNT;
            cn_buf b = test_passport(c, TEST_ALL, true);
            assert_form(cn_buf_span(&b), CN_WIRE_TEXT, reason);
            assert_form(cn_buf_span(&b), CN_WIRE_FILE, reason);
            cn_buf_free(&b);
            test_end(c);
        }
    }
}

static void a_text_has_512_entries_and_a_file_more(void **state)
{
    (void)state;
    for (size_t num = 256; num <= 257; num++) {
        test_credential *c = with_entries(num - 256, 256, 256);
        cn_buf b = test_passport(c, TEST_ALL, true);
        assert_form(cn_buf_span(&b), CN_WIRE_TEXT,
                    num == 256 ? CARNET_OK : CARNET_RECORD_COUNT);
        assert_form(cn_buf_span(&b), CN_WIRE_FILE, CARNET_OK);
        cn_buf_free(&b);
        test_end(c);
    }
    test_credential *c = with_entries(256, 256, 256);
    cn_buf b = test_passport(c, TEST_ALL, true);
    assert_form(cn_buf_span(&b), CN_WIRE_FILE, CARNET_OK);
    assert_form(cn_buf_span(&b), CN_WIRE_TEXT, CARNET_RECORD_COUNT);
    cn_buf_free(&b);
    test_end(c);
}

/* The 512 count over all credentials of a text. */
static void entries_of_all_credentials_count(void **state)
{
    (void)state;
    for (size_t more = 0; more < 2; more++) {
        cn_buf b;
        cn_buf_init(&b);
        cn_cbor_put_array(&b, 4);
        for (size_t i = 0; i < 4; i++) {
            test_credential *c = with_entries(i == 3 ? more : 0, 64, 64);
            /* Another each, so that no pattern shows in the text. */
            c->root_seed[0] = (uint8_t)i;
            test_sign(c);
            test_put_credential(&b, c, TEST_ALL, true);
            test_end(c);
        }
        assert_form(cn_buf_span(&b), CN_WIRE_TEXT,
                    more == 0 ? CARNET_OK : CARNET_RECORD_COUNT);
        assert_form(cn_buf_span(&b), CN_WIRE_FILE, CARNET_OK);
        cn_buf_free(&b);
    }
}

static cn_buf with_credentials(size_t num)
{
    cn_buf b;
    test_credential *c = with_entries(0, 1, 0);
    cn_buf_init(&b);
    cn_cbor_put_array(&b, num);
    for (size_t i = 0; i < num; i++) {
        test_put_credential(&b, c, TEST_ALL, i % 2 == 0);
    }
    test_end(c);
    return b;
}

static void a_text_has_8_credentials(void **state)
{
    (void)state;
    for (size_t num = 8; num <= 9; num++) {
        cn_buf b = with_credentials(num);
        assert_form(cn_buf_span(&b), CN_WIRE_TEXT,
                    num == 8 ? CARNET_OK : CARNET_RECORD_COUNT);
        assert_form(cn_buf_span(&b), CN_WIRE_FILE, CARNET_OK);
        cn_buf_free(&b);
    }
}

static void a_file_has_256_credentials(void **state)
{
    (void)state;
    for (size_t num = 256; num <= 257; num++) {
        cn_buf b = with_credentials(num);
        assert_form(cn_buf_span(&b), CN_WIRE_FILE,
                    num == 256 ? CARNET_OK : CARNET_RECORD_COUNT);
        cn_buf_free(&b);
    }
}

/* ---- depth, strings ---- */

/* An entry of a later version whose one value is so many arrays deep. */
static test_credential *nested(size_t depth)
{
    test_credential *c = test_begin(1);
    cn_buf entry = test_hex_str("1903848201");
    for (size_t i = 0; i + 1 < depth; i++) {
        cn_cbor_put_array(&entry, 1);
    }
    cn_cbor_put_array(&entry, 0);
    test_add(c, CN_API_CLINIC, cn_buf_span(&entry));
    cn_buf_free(&entry);
    test_sign(c);
    return c;
}

/* Credential 1, items 2, part 3, entry 4: four more. */
static void nesting_is_8_from_the_credential(void **state)
{
    (void)state;
    for (size_t depth = 1; depth <= 12; depth++) {
        test_credential *c = nested(depth);
        carnet_status reason = depth <= 4 ? CARNET_OK : CARNET_CBOR_DEPTH;
        for (unsigned packed = 0; packed < 2; packed++) {
            cn_buf b = test_passport(c, TEST_ALL, packed == 1);
            assert_form(cn_buf_span(&b), CN_WIRE_TEXT, reason);
            assert_form(cn_buf_span(&b), CN_WIRE_FILE, reason);
            cn_buf_free(&b);
        }
        test_end(c);
    }
}

/* Far deeper than any stack would bear if it were walked by recursion. */
static void endless_nesting_is_a_status(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    uint8_t *at = cn_buf_extend(&b, 1000000);
    memset(at, 0x81, b.len);
    assert_form(cn_buf_span(&b), CN_WIRE_FILE, CARNET_CBOR_DEPTH);
    cn_buf_free(&b);
}

static void a_string_has_1024_bytes(void **state)
{
    (void)state;
    for (size_t len = 1024; len <= 1025; len++) {
        for (unsigned text = 0; text < 2; text++) {
            test_credential *c = test_begin(1);
            cn_buf entry = test_hex_str("1903848201");
            cn_buf content;
            cn_buf_init(&content);
            memset(cn_buf_extend(&content, len), 'a', len);
            if (text == 1) {
                cn_cbor_put_text(&entry, cn_buf_span(&content));
            } else {
                cn_cbor_put_bytes(&entry, cn_buf_span(&content));
            }
            test_add(c, CN_API_DESK, cn_buf_span(&entry));
            test_sign(c);
            carnet_status reason = len == 1024 ? CARNET_OK : CARNET_CBOR_STRING;
            for (unsigned packed = 0; packed < 2; packed++) {
                cn_buf b = test_passport(c, TEST_ALL, packed == 1);
                assert_form(cn_buf_span(&b), CN_WIRE_TEXT, reason);
                assert_form(cn_buf_span(&b), CN_WIRE_FILE, reason);
                cn_buf_free(&b);
            }
            cn_buf_free(&content);
            cn_buf_free(&entry);
            test_end(c);
        }
    }
}

/* ---- sizes ---- */

/* Bytes of the passport of one credential whose items have len bytes. */
static cn_buf of_items(size_t len, bool packed)
{
    test_credential *c = test_begin(1);
    fill_to(c, len);
    cn_buf b = test_passport(c, TEST_ALL, packed);
    test_end(c);
    return b;
}

static void a_text_has_4296_characters(void **state)
{
    (void)state;
    /* 2861 bytes are 4292 characters, and "HP1:". */
    cn_buf empty = of_items(200, false);
    size_t around = empty.len - 200;
    cn_buf_free(&empty);
    cn_buf full = of_items(2861 - around, false);
    assert_int_equal(full.len, 2861);
    cn_buf text = test_as_text(cn_buf_span(&full));
    assert_int_equal(text.len, CN_LIMIT_TEXT_CHARS);
    carnet_verdict *v = test_verify(cn_buf_span(&text));
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
    carnet_verify_free(v);
    cn_buf_put_str(&text, "\r\n"); /* is not counted */
    v = test_verify(cn_buf_span(&text));
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
    carnet_verify_free(v);
    cn_buf_cut(&text, CN_LIMIT_TEXT_CHARS);
    cn_buf_put_str(&text, "0");
    test_assert_malformed(cn_buf_span(&text), CARNET_TEXT_TOO_LONG);
    cn_buf_free(&text);
    cn_buf_free(&full);
    full = of_items(2862 - around, false);
    assert_form(cn_buf_span(&full), CN_WIRE_FILE, CARNET_OK);
    cn_buf_init(&text);
    cn_buf_put_str(&text, "HP1:");
    cn_wire_base45_encode(&text, cn_buf_span(&full));
    assert_int_equal(text.len, CN_LIMIT_TEXT_CHARS + 1);
    test_assert_malformed(cn_buf_span(&text), CARNET_TEXT_TOO_LONG);
    cn_buf_free(&text);
    cn_buf_free(&full);
}

/* However long the items are: three parts have 768 entries at most. */
static void memory_for_entries_is_bounded_by_their_number(void **state)
{
    (void)state;
    cn_buf b = of_items(200000, false);
    cn_buf file = test_as_file(cn_buf_span(&b));
    cn_arena arena;
    cn_api_passport p;
    cn_arena_init_grow(&arena);
    assert_status(cn_api_open(&p, &arena, cn_buf_span(&file), NULL), CARNET_OK);
    assert_status(cn_api_unpack(&p, 0, NULL), CARNET_OK);
    assert_true(arena.left < 768 * sizeof(carnet_entry) + 4096);
    cn_arena_free(&arena);
    cn_buf_free(&file);
    cn_buf_free(&b);
}

/* What a body of packed_len bytes may inflate to. */
static size_t may_inflate_to(size_t packed_len)
{
    return CN_LIMIT_ITEMS_BASE + CN_LIMIT_ITEMS_FACTOR * packed_len;
}

static size_t packed_len(const test_credential *c)
{
    cn_buf items;
    cn_buf packed;
    cn_buf_init(&items);
    cn_buf_init(&packed);
    test_put_items(&items, c, TEST_ALL);
    assert_status(cn_wire_deflate(&packed, cn_buf_span(&items)), CARNET_OK);
    size_t len = packed.len;
    cn_buf_free(&items);
    cn_buf_free(&packed);
    return len;
}

/* Zeros deflate to next to nothing: grows items until they are one byte more
   than a reader takes, and tries that and one less. */
static void items_are_4096_and_32_for_each_packed_byte(void **state)
{
    (void)state;
    size_t at_limit = 0;
    size_t over = 0;
    for (size_t len = 5000; len < 7000 && (at_limit == 0 || over == 0); len++) {
        test_credential *c = test_begin(1);
        fill_to(c, len);
        size_t most = may_inflate_to(packed_len(c));
        if (len == most || len == most + 1) {
            cn_buf b = test_passport(c, TEST_ALL, true);
            carnet_status reason =
                len == most ? CARNET_OK : CARNET_INFLATE_LIMIT;
            assert_form(cn_buf_span(&b), CN_WIRE_TEXT, reason);
            assert_form(cn_buf_span(&b), CN_WIRE_FILE, reason);
            at_limit += len == most;
            over += len == most + 1;
            cn_buf_free(&b);
        }
        test_end(c);
    }
    assert_true(at_limit > 0);
    assert_true(over > 0);
}

/* Far over the limit: nothing is inflated for its own sake. */
static void a_bomb_is_a_status(void **state)
{
    (void)state;
    cn_buf b = of_items(1000000, true);
    assert_form(cn_buf_span(&b), CN_WIRE_TEXT, CARNET_INFLATE_LIMIT);
    assert_form(cn_buf_span(&b), CN_WIRE_FILE, CARNET_INFLATE_LIMIT);
    cn_buf_free(&b);
}

/* Adds entries whose bytes do not repeat, so that items may be many. */
static void add_noise(test_credential *c, size_t num)
{
    uint32_t x = 1;
    for (size_t i = 0; i < num; i++) {
        cn_buf entry = test_hex_str("1903848201");
        uint8_t bytes[64];
        for (size_t k = 0; k < sizeof bytes; k++) {
            x = x * 1664525 + 1013904223;
            bytes[k] = (uint8_t)(x >> 24);
        }
        cn_cbor_put_bytes(&entry, cn_span_of(bytes, sizeof bytes));
        test_add(c, CN_API_DESK, cn_buf_span(&entry));
        cn_buf_free(&entry);
    }
}

static void items_of_a_text_are_65536_bytes(void **state)
{
    (void)state;
    for (size_t len = 65536; len <= 65537; len++) {
        test_credential *c = test_begin(1);
        add_noise(c, 32);
        fill_to(c, len);
        assert_true(len < may_inflate_to(packed_len(c)));
        cn_buf b = test_passport(c, TEST_ALL, true);
        assert_form(cn_buf_span(&b), CN_WIRE_TEXT,
                    len == 65536 ? CARNET_OK : CARNET_INFLATE_LIMIT);
        assert_form(cn_buf_span(&b), CN_WIRE_FILE, CARNET_OK);
        cn_buf_free(&b);
        test_end(c);
    }
}

/* And so are those of all its credentials together. */
static void items_of_all_credentials_count(void **state)
{
    (void)state;
    for (size_t more = 0; more < 2; more++) {
        cn_buf b;
        cn_buf_init(&b);
        cn_cbor_put_array(&b, 8);
        for (size_t i = 0; i < 8; i++) {
            test_credential *c = test_begin(1);
            test_add_person(c, CN_API_DESK);
            add_noise(c, 2);
            fill_to(c, 8192 + (i == 7 ? more : 0));
            test_put_credential(&b, c, TEST_ALL, true);
            test_end(c);
        }
        assert_form(cn_buf_span(&b), CN_WIRE_TEXT,
                    more == 0 ? CARNET_OK : CARNET_INFLATE_LIMIT);
        assert_form(cn_buf_span(&b), CN_WIRE_FILE, CARNET_OK);
        cn_buf_free(&b);
    }
}

static void items_of_a_file_are_4_mebibytes(void **state)
{
    (void)state;
    for (size_t len = 4194304; len <= 4194305; len++) {
        cn_buf b = of_items(len, false);
        assert_form(cn_buf_span(&b), CN_WIRE_FILE,
                    len == 4194304 ? CARNET_OK : CARNET_INFLATE_LIMIT);
        cn_buf_free(&b);
    }
}

/* No passport fills a file: heads and items have their own limits. */
static void a_file_has_8_mebibytes(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_str(&b, "\x89HP\r\n\x1a\n\x01");
    memset(cn_buf_extend(&b, 8388609 - 8), 0, 8388609 - 8);
    carnet_verdict *v = NULL;
    assert_status(
        carnet_verify(&v, b.data, 8388608, test_trusted(), 1, TEST_NOW),
        CARNET_OK);
    assert_status(carnet_verify_reason(v), CARNET_CBOR_TRAILING);
    carnet_verify_free(v);
    assert_status(
        carnet_verify(&v, b.data, 8388609, test_trusted(), 1, TEST_NOW),
        CARNET_CALLER_RANGE);
    assert_null(v);
    cn_buf_free(&b);
}

/* ---- numbers in heads ---- */

static void assert_claims(cn_cose_claims claims, carnet_status reason)
{
    test_credential *c = test_begin(1);
    memcpy(claims.kid, c->claims.kid, CARNET_KEY_ID_SIZE);
    c->claims = claims;
    test_add_hex(c, CN_API_CLINIC, "0cf6");
    test_sign(c);
    cn_buf b = test_passport(c, TEST_ALL, false);
    if (reason != CARNET_OK) {
        test_assert_bad(cn_buf_span(&b), reason);
    } else {
        cn_buf text = test_as_text(cn_buf_span(&b));
        carnet_verdict *v =
            test_verify_at(cn_buf_span(&text), INT64_C(253402300799));
        assert_status(carnet_verify_reason(v), CARNET_OK);
        assert_int_equal(carnet_verify_fact(v, 0, CARNET_VERIFY_SIGNATURE),
                         CARNET_VERIFY_YES);
        assert_int_equal(carnet_verify_issued_days(v, 0), claims.day);
        assert_int_equal(carnet_verify_valid_until_days(v, 0),
                         claims.has_valid ? (int32_t)(claims.day + claims.valid)
                                          : CARNET_VERIFY_NO_DAY);
        assert_int_equal(carnet_verify_status_index(v, 0),
                         claims.has_index ? (int32_t)claims.index : -1);
        carnet_buf_free(test_json_of(v));
        carnet_verify_free(v);
        cn_buf_free(&text);
    }
    cn_buf_free(&b);
    test_end(c);
}

static void day_valid_and_index_have_their_ranges(void **state)
{
    (void)state;
    assert_claims((cn_cose_claims){.day = 0}, CARNET_OK);
    assert_claims((cn_cose_claims){.day = 2932896}, CARNET_OK);
    assert_claims((cn_cose_claims){.day = 2932897}, CARNET_CBOR_RANGE);
    assert_claims((cn_cose_claims){.day = UINT32_MAX}, CARNET_CBOR_RANGE);
    assert_claims((cn_cose_claims){.has_valid = true}, CARNET_OK);
    assert_claims((cn_cose_claims){.has_valid = true, .valid = 65535},
                  CARNET_OK);
    assert_claims((cn_cose_claims){.has_valid = true, .valid = 65536},
                  CARNET_CBOR_RANGE);
    assert_claims((cn_cose_claims){.has_index = true}, CARNET_OK);
    assert_claims((cn_cose_claims){.has_index = true, .index = 16777215},
                  CARNET_OK);
    assert_claims((cn_cose_claims){.has_index = true, .index = 16777216},
                  CARNET_CBOR_RANGE);
    assert_claims((cn_cose_claims){.day = 2932896,
                                   .has_valid = true,
                                   .has_index = true,
                                   .index = 16777215},
                  CARNET_OK);
}

/* Each number in its range is not enough: there is no day after 9999-12-31. */
static void the_last_valid_day_is_in_the_calendar(void **state)
{
    (void)state;
    static const struct {
        uint32_t day;
        uint32_t most;
    } cases[] = {{2932896, 0},
                 {2932895, 1},
                 {2932800, 96},
                 {2867362, 65534},
                 {2867361, 65535}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (unsigned has_index = 0; has_index < 2; has_index++) {
            cn_cose_claims claims = {.day = cases[i].day,
                                     .has_valid = true,
                                     .valid = cases[i].most,
                                     .has_index = has_index == 1};
            assert_claims(claims, CARNET_OK);
            claims.valid++;
            assert_claims(claims, CARNET_CBOR_RANGE);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_part_has_256_entries),
        cmocka_unit_test(a_text_has_512_entries_and_a_file_more),
        cmocka_unit_test(entries_of_all_credentials_count),
        cmocka_unit_test(a_text_has_8_credentials),
        cmocka_unit_test(a_file_has_256_credentials),
        cmocka_unit_test(nesting_is_8_from_the_credential),
        cmocka_unit_test(endless_nesting_is_a_status),
        cmocka_unit_test(a_string_has_1024_bytes),
        cmocka_unit_test(a_text_has_4296_characters),
        cmocka_unit_test(items_are_4096_and_32_for_each_packed_byte),
        cmocka_unit_test(memory_for_entries_is_bounded_by_their_number),
        cmocka_unit_test(a_bomb_is_a_status),
        cmocka_unit_test(items_of_a_text_are_65536_bytes),
        cmocka_unit_test(items_of_all_credentials_count),
        cmocka_unit_test(items_of_a_file_are_4_mebibytes),
        cmocka_unit_test(a_file_has_8_mebibytes),
        cmocka_unit_test(day_valid_and_index_have_their_ranges),
        cmocka_unit_test(the_last_valid_day_is_in_the_calendar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
