/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Base45: the published pairs, EU certificates of many nations, every group
 * there can be, and the exact place of every fault.
 */
#include "wire_support.h"

/* Decodes into memory of just the room that the face asks for. */
static carnet_status decode(cn_buf *out, cn_span text, size_t *offset_out)
{
    uint8_t *from = exact_copy(text);
    cn_buf_init(out);
    uint8_t *to = cn_buf_extend(out, text.len / 3 * 2 + 1);
    assert_non_null(to);
    size_t len = 99;
    carnet_status status =
        cn_wire_base45_decode(to, &len, cn_span_of(from, text.len), offset_out);
    assert_true(len <= out->len);
    assert_true(status == CARNET_OK || len == 0);
    cn_buf_cut(out, len);
    free(from);
    return status;
}

static void assert_pair(cn_span text, cn_span bytes)
{
    cn_buf out;
    size_t offset = 99;
    assert_status(decode(&out, text, &offset), CARNET_OK);
    assert_span(cn_buf_span(&out), bytes.data, bytes.len);
    assert_int_equal(offset, 0);
    cn_buf_free(&out);
    cn_wire_base45_encode(&out, bytes);
    assert_status(out.status, CARNET_OK);
    assert_span(cn_buf_span(&out), text.data, text.len);
    cn_buf_free(&out);
}

static void assert_refused(cn_span text, carnet_status expected, size_t at)
{
    cn_buf out;
    size_t offset = 99;
    assert_status(decode(&out, text, &offset), expected);
    assert_int_equal(offset, at);
    cn_buf_free(&out);
}

/* ---- foreign vectors ---- */

static void agrees_with_published_pairs(void **state)
{
    (void)state;
    cn_buf file;
    cn_json_doc *doc = test_vector_json("base45/vectors.json", &file);
    uint32_t list = cn_json_find(doc, 0, "valid");
    uint32_t num = cn_json_get(doc, list)->num;
    uint32_t at = list + 1;
    for (uint32_t i = 0; i < num; i++, at = cn_json_get(doc, at)->next) {
        cn_buf bytes = test_hex(test_member(doc, at, "hex"));
        assert_pair(test_member(doc, at, "text"), cn_buf_span(&bytes));
        cn_buf_free(&bytes);
    }
    test_count_published("base45 valid", num);
    cn_json_free(doc);
    cn_buf_free(&file);
}

static void refuses_published_invalid_texts(void **state)
{
    (void)state;
    cn_buf file;
    cn_json_doc *doc = test_vector_json("base45/vectors.json", &file);
    uint32_t list = cn_json_find(doc, 0, "invalid");
    uint32_t num = cn_json_get(doc, list)->num;
    uint32_t at = list + 1;
    for (uint32_t i = 0; i < num; i++, at = cn_json_get(doc, at)->next) {
        const cn_json_node *node = cn_json_get(doc, at);
        cn_span text = node->type == CN_JSON_STRING
                           ? node->text
                           : test_member(doc, at, "text");
        cn_buf out;
        size_t offset;
        carnet_status status = decode(&out, text, &offset);
        assert_true(status == CARNET_TEXT_ALPHABET ||
                    status == CARNET_TEXT_OVERFLOW ||
                    status == CARNET_TEXT_LENGTH);
        cn_buf_free(&out);
    }
    test_count_published("base45 invalid", num);
    cn_json_free(doc);
    cn_buf_free(&file);
}

static bool says_false(const cn_json_doc *doc, const char *key)
{
    uint32_t expected = cn_json_find(doc, 0, "EXPECTEDRESULTS");
    uint32_t at = expected != 0 ? cn_json_find(doc, expected, key) : 0;
    return at != 0 && cn_json_get(doc, at)->type == CN_JSON_FALSE;
}

/* Adds to num_pairs and num_prefixed what this certificate has of each. */
static void check_certificate(const char *name, size_t *num_pairs,
                              size_t *num_prefixed)
{
    cn_buf file;
    cn_json_doc *doc = test_vector_json(name, &file);
    bool decodes = !says_false(doc, "EXPECTEDB45DECODE");
    if (decodes && cn_json_find(doc, 0, "BASE45") != 0 &&
        cn_json_find(doc, 0, "COMPRESSED") != 0) {
        cn_buf bytes = test_hex(test_member(doc, 0, "COMPRESSED"));
        assert_pair(test_member(doc, 0, "BASE45"), cn_buf_span(&bytes));
        cn_buf_free(&bytes);
        ++*num_pairs;
    }
    cn_span prefixed = test_member(doc, 0, "PREFIX");
    bool has_prefix = cn_span_starts(prefixed, CN_SPAN_LIT("HC1:"));
    assert_int_equal(has_prefix, !says_false(doc, "EXPECTEDUNPREFIX"));
    if (has_prefix && decodes) {
        cn_span text = cn_span_after(prefixed, 4);
        cn_buf out;
        size_t offset;
        assert_status(decode(&out, text, &offset), CARNET_OK);
        assert_pair(text, cn_buf_span(&out));
        cn_buf_free(&out);
        ++*num_prefixed;
    }
    cn_json_free(doc);
    cn_buf_free(&file);
}

static void agrees_with_eu_certificates(void **state)
{
    (void)state;
    cn_buf file;
    cn_json_doc *doc = test_vector_json("dcc/manifest.json", &file);
    size_t num_pairs = 0;
    size_t num_prefixed = 0;
    uint32_t num = cn_json_get(doc, 0)->num;
    uint32_t at = 1;
    for (uint32_t i = 0; i < num; i++, at = cn_json_get(doc, at)->next) {
        cn_span name = test_member(doc, at, "file");
        char path[256];
        int n = snprintf(path, sizeof path, "dcc/%.*s", (int)name.len,
                         (const char *)name.data);
        assert_true(n > 0 && (size_t)n < sizeof path);
        check_certificate(path, &num_pairs, &num_prefixed);
    }
    test_count_published("dcc BASE45 with COMPRESSED", num_pairs);
    test_count_published("dcc PREFIX", num_prefixed);
    cn_json_free(doc);
    cn_buf_free(&file);
}

/* ---- every group ---- */

static void round_trips_every_group(void **state)
{
    (void)state;
    for (uint32_t v = 0; v < 65536 + 256; v++) {
        uint8_t bytes[2] = {(uint8_t)(v >> 8), (uint8_t)v};
        bool pair = v >= 65536;
        cn_span s = pair ? cn_span_of(bytes + 1, 1) : cn_span_of(bytes, 2);
        uint8_t room[3];
        cn_buf text;
        cn_buf_init_fixed(&text, room, sizeof room);
        cn_wire_base45_encode(&text, s);
        uint8_t back[3];
        size_t len = 0;
        size_t offset = 0;
        assert_int_equal(
            cn_wire_base45_decode(back, &len, cn_buf_span(&text), &offset),
            CARNET_OK);
        assert_span(cn_span_of(back, len), s.data, s.len);
    }
}

/* All texts of len characters of the alphabet; how many are taken. */
static size_t count_taken(size_t len, carnet_status refusal)
{
    size_t num_texts = 45;
    for (size_t i = 1; i < len; i++) {
        num_texts *= 45;
    }
    size_t num_taken = 0;
    for (size_t v = 0; v < num_texts; v++) {
        uint8_t text[3] = {(uint8_t)base45_alphabet[v % 45],
                           (uint8_t)base45_alphabet[v / 45 % 45],
                           (uint8_t)base45_alphabet[v / 2025]};
        uint8_t out[3];
        size_t out_len = 0;
        size_t offset = 99;
        carnet_status status = cn_wire_base45_decode(
            out, &out_len, cn_span_of(text, len), &offset);
        assert_true(status == CARNET_OK || status == refusal);
        assert_int_equal(offset, 0);
        num_taken += status == CARNET_OK;
    }
    return num_taken;
}

static void takes_just_65536_groups_and_256_pairs(void **state)
{
    (void)state;
    assert_int_equal(count_taken(3, CARNET_TEXT_OVERFLOW), 65536);
    assert_int_equal(count_taken(2, CARNET_TEXT_OVERFLOW), 256);
    assert_int_equal(count_taken(1, CARNET_TEXT_LENGTH), 0);
}

static void refuses_group_above_65535(void **state)
{
    (void)state;
    assert_pair(cn_span_str("FGW"), CN_SPAN_LIT("\xff\xff"));
    assert_refused(cn_span_str("GGW"), CARNET_TEXT_OVERFLOW, 0);
    assert_refused(cn_span_str(":::"), CARNET_TEXT_OVERFLOW, 0);
    assert_refused(cn_span_str("BB8GGW"), CARNET_TEXT_OVERFLOW, 3);
}

static void refuses_pair_above_255(void **state)
{
    (void)state;
    assert_pair(cn_span_str("U5"), CN_SPAN_LIT("\xff"));
    assert_refused(cn_span_str("V5"), CARNET_TEXT_OVERFLOW, 0);
    assert_refused(cn_span_str("::"), CARNET_TEXT_OVERFLOW, 0);
    assert_refused(cn_span_str("BB8V5"), CARNET_TEXT_OVERFLOW, 3);
}

static void refuses_left_over_character(void **state)
{
    (void)state;
    assert_refused(cn_span_str("0"), CARNET_TEXT_LENGTH, 0);
    assert_refused(cn_span_str("BB80"), CARNET_TEXT_LENGTH, 3);
    assert_refused(cn_span_str("BB8BB8:"), CARNET_TEXT_LENGTH, 6);
}

static void refuses_beside(int digit, uint8_t byte)
{
    for (size_t len = 4; len <= 6; len++) {
        for (size_t at = 0; at < len; at++) {
            uint8_t text[6];
            memset(text, digit, sizeof text);
            text[at] = byte;
            assert_refused(cn_span_of(text, len), CARNET_TEXT_ALPHABET, at);
        }
    }
}

static void refuses_all_other_bytes_where_they_stand(void **state)
{
    (void)state;
    size_t num = 0;
    for (uint32_t byte = 0; byte < 256; byte++) {
        if (byte != 0 && strchr(base45_alphabet, (int)byte) != NULL) {
            continue;
        }
        num++;
        /* In each place of a group, a pair and a left-over character, beside
           any that make a pair which is a byte: none makes up for it. */
        for (int digit = '0'; digit <= '5'; digit++) {
            refuses_beside(digit, (uint8_t)byte);
        }
    }
    assert_int_equal(num, 256 - 45);
}

static void the_first_fault_counts(void **state)
{
    (void)state;
    assert_refused(cn_span_str("BB8GGWa"), CARNET_TEXT_OVERFLOW, 3);
    assert_refused(cn_span_str("BB8aGW:::"), CARNET_TEXT_ALPHABET, 3);
    assert_refused(cn_span_str(":a:"), CARNET_TEXT_ALPHABET, 1);
    assert_refused(cn_span_str("BB8a"), CARNET_TEXT_ALPHABET, 3);
    assert_refused(cn_span_str("GGW0"), CARNET_TEXT_OVERFLOW, 0);
}

/* ---- lengths ---- */

static void length_is_that_of_the_encoding(void **state)
{
    (void)state;
    uint64_t seed = 45;
    for (size_t len = 0; len <= 1000; len++) {
        cn_buf bytes = random_bytes(&seed, len, 256);
        cn_buf text;
        cn_buf_init(&text);
        cn_wire_base45_encode(&text, cn_buf_span(&bytes));
        assert_int_equal(text.len, cn_wire_base45_len(len));
        assert_pair(cn_buf_span(&text), cn_buf_span(&bytes));
        cn_buf_free(&text);
        cn_buf_free(&bytes);
    }
}

static void encoding_stops_at_a_full_buffer(void **state)
{
    (void)state;
    uint8_t room[5];
    cn_buf text;
    cn_buf_init_fixed(&text, room, sizeof room);
    cn_wire_base45_encode(&text, CN_SPAN_LIT("abcd"));
    assert_status(text.status, CARNET_CALLER_ARENA);
    assert_int_equal(text.len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_published_pairs),
        cmocka_unit_test(refuses_published_invalid_texts),
        cmocka_unit_test(agrees_with_eu_certificates),
        cmocka_unit_test(round_trips_every_group),
        cmocka_unit_test(takes_just_65536_groups_and_256_pairs),
        cmocka_unit_test(refuses_group_above_65535),
        cmocka_unit_test(refuses_pair_above_255),
        cmocka_unit_test(refuses_left_over_character),
        cmocka_unit_test(refuses_all_other_bytes_where_they_stand),
        cmocka_unit_test(the_first_fault_counts),
        cmocka_unit_test(length_is_that_of_the_encoding),
        cmocka_unit_test(encoding_stops_at_a_full_buffer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
