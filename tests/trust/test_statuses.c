/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Packed statuses against the vectors of the Token Status List draft, every
 * entry of each, and against what no list may be.
 */
#include "status_made.h"

/* The draft's maps have bits first, which the order of RFC 8949 section 4.2.1
   has not: they are taken apart here. */
static cn_trust_statuses read_vector(const cn_json_doc *doc, uint32_t i)
{
    cn_trust_statuses s = {.bits = 0};
    cn_cbor_reader r;
    cn_buf map = test_hex(test_member(doc, i, "cbor_hex"));
    cn_cbor_reader_init(&r, cn_buf_span(&map));
    cn_buf_init(&s.bytes);
    assert_int_equal(cn_cbor_get_map(&r, 2), 2);
    cn_span key = cn_cbor_get_text(&r, 9);
    assert_span(key, "bits", 4);
    uint64_t bits = cn_cbor_get_uint(&r, 255);
    key = cn_cbor_get_text(&r, 9);
    assert_span(key, "lst", 3);
    cn_span zipped = cn_cbor_get_bytes(&r, 0, SIZE_MAX);
    assert_true(cn_cbor_at_end(&r) && r.status == CARNET_OK);
    assert_status(cn_trust_statuses_unzip(&s, bits, zipped), CARNET_OK);
    cn_buf_free(&map);
    return s;
}

static int64_t number(const cn_json_doc *doc, uint32_t i)
{
    int64_t v = -1;
    assert_true(cn_json_int(cn_json_get(doc, i), &v));
    return v;
}

/* Checks every entry against due, of num, and that there is none behind. */
static size_t check(const cn_json_doc *doc, uint32_t i, const uint8_t *due,
                    size_t num)
{
    cn_trust_statuses s = read_vector(doc, i);
    assert_int_equal(cn_trust_statuses_num(&s), num);
    for (size_t k = 0; k < num; k++) {
        assert_int_equal(cn_trust_statuses_get(&s, (int64_t)k), due[k]);
    }
    assert_int_equal(cn_trust_statuses_get(&s, (int64_t)num), -1);
    assert_int_equal(cn_trust_statuses_get(&s, -1), -1);
    cn_buf_free(&s.bytes);
    return num;
}

/* All of a large list is 0 but what is named: [index, value] each, which are
   counted. */
static size_t check_large(const cn_json_doc *doc, uint32_t i)
{
    uint8_t *due = calloc(CN_LIMIT_STATUSES, 1);
    uint32_t list = cn_json_find(doc, i, "entries");
    size_t num = 0;
    assert_non_null(due);
    for (uint32_t e = list + 1; e < cn_json_get(doc, list)->next;
         e = cn_json_get(doc, e)->next) {
        due[number(doc, e + 1)] = (uint8_t)number(doc, e + 2);
        num++;
    }
    (void)check(doc, i, due, CN_LIMIT_STATUSES);
    free(due);
    return num;
}

static size_t check_small(const cn_json_doc *doc, uint32_t i)
{
    uint8_t due[256];
    size_t num = 0;
    uint32_t list = cn_json_find(doc, i, "values");
    for (uint32_t v = list + 1; v < cn_json_get(doc, list)->next; v++) {
        due[num++] = (uint8_t)number(doc, v);
    }
    return check(doc, i, due, num);
}

static size_t check_all(const cn_json_doc *doc, const char *name,
                        size_t (*one)(const cn_json_doc *, uint32_t))
{
    size_t num = 0;
    uint32_t list = cn_json_find(doc, 0, name);
    for (uint32_t i = list + 1; i < cn_json_get(doc, list)->next;
         i = cn_json_get(doc, i)->next) {
        num += one(doc, i);
    }
    return num;
}

static void every_entry_is_as_the_vectors_say(void **state)
{
    (void)state;
    cn_buf text;
    cn_json_doc *doc = test_vector_json("status-list/lists.json", &text);
    test_count_published("entries of small lists",
                         check_all(doc, "small", check_small));
    test_count_published("entries that large lists name",
                         check_all(doc, "large", check_large));
    cn_json_free(doc);
    cn_buf_free(&text);
}

/* ---- packing ---- */

static void a_status_stands_alone_in_every_width(void **state)
{
    (void)state;
    for (unsigned bits = 1; bits <= 8; bits *= 2) {
        uint8_t bytes[8];
        cn_trust_statuses s = {.bits = (uint8_t)bits};
        cn_buf_init_fixed(&s.bytes, bytes, sizeof bytes);
        memset(cn_buf_extend(&s.bytes, sizeof bytes), 0, sizeof bytes);
        size_t num = cn_trust_statuses_num(&s);
        assert_int_equal(num, 64 / bits);
        for (size_t i = 0; i < num; i++) {
            uint32_t most = (1u << bits) - 1;
            cn_trust_statuses_set(&s, i, most);
            for (size_t k = 0; k < num; k++) {
                assert_int_equal(cn_trust_statuses_get(&s, (int64_t)k),
                                 k == i ? most : 0);
            }
            cn_trust_statuses_set(&s, i, 0);
        }
    }
}

/* Token Status List section 4.1: the first is in the lowest bits. */
static void the_first_status_is_in_the_lowest_bits(void **state)
{
    (void)state;
    uint8_t byte = 0;
    cn_trust_statuses s = {.bits = 2};
    cn_buf_init_fixed(&s.bytes, &byte, 1);
    *cn_buf_extend(&s.bytes, 1) = 0;
    cn_trust_statuses_set(&s, 0, 1);
    cn_trust_statuses_set(&s, 1, 2);
    cn_trust_statuses_set(&s, 3, 3);
    assert_int_equal(byte, 0xc9);
}

/* ---- what no list is ---- */

static carnet_status unzip(uint64_t bits, cn_span zipped, size_t *num_out)
{
    cn_trust_statuses s = {.bits = 0};
    cn_buf_init(&s.bytes);
    carnet_status status = cn_trust_statuses_unzip(&s, bits, zipped);
    *num_out = cn_trust_statuses_num(&s);
    cn_buf_free(&s.bytes);
    return status;
}

static cn_buf zipped_zeros(size_t len)
{
    cn_buf raw;
    cn_buf out;
    cn_buf_init(&raw);
    cn_buf_init(&out);
    if (len > 0) {
        memset(cn_buf_extend(&raw, len), 0, len);
    }
    assert_status(cn_wire_zip(&out, cn_buf_span(&raw)), CARNET_OK);
    cn_buf_free(&raw);
    return out;
}

static void other_widths_are_refused(void **state)
{
    (void)state;
    cn_buf z = zipped_zeros(8);
    size_t num;
    for (uint64_t bits = 0; bits < 300; bits++) {
        bool good = bits == 1 || bits == 2 || bits == 4 || bits == 8;
        assert_status(unzip(bits, cn_buf_span(&z), &num),
                      good ? CARNET_OK : CARNET_CBOR_RANGE);
        assert_int_equal(num, good ? 64 / bits : 0);
    }
    cn_buf_free(&z);
}

/* A list of 2^20 entries is taken in each width, and one byte more is not. */
static void the_limit_of_entries_has_two_sides(void **state)
{
    (void)state;
    for (unsigned bits = 1; bits <= 8; bits *= 2) {
        size_t num;
        size_t most = CN_LIMIT_STATUSES / 8 * bits;
        cn_buf z = zipped_zeros(most);
        assert_status(unzip(bits, cn_buf_span(&z), &num), CARNET_OK);
        assert_int_equal(num, CN_LIMIT_STATUSES);
        cn_buf_free(&z);
        z = zipped_zeros(most + 1);
        assert_status(unzip(bits, cn_buf_span(&z), &num), CARNET_INFLATE_LIMIT);
        cn_buf_free(&z);
    }
}

static void what_inflates_to_four_megabytes_is_stopped(void **state)
{
    (void)state;
    size_t num;
    cn_buf z = zipped_zeros(CN_LIMIT_ITEMS_FILE);
    assert_true(z.len < 5000);
    assert_status(unzip(1, cn_buf_span(&z), &num), CARNET_INFLATE_LIMIT);
    cn_buf_free(&z);
}

static void a_map_of_another_number_is_refused(void **state)
{
    (void)state;
    cn_trust_statuses s = {.bits = 0};
    cn_buf_init(&s.bytes);
    assert_status(cn_trust_statuses_read(&s, CN_SPAN_LIT("\xa3\x63lst\x40\x64"
                                                         "bits\x01\x61x\x00")),
                  CARNET_CBOR_SHAPE);
    assert_status(cn_trust_statuses_read(&s, CN_SPAN_LIT("\xa1\x63lst\x40")),
                  CARNET_CBOR_SHAPE);
    cn_buf_free(&s.bytes);
}

static void an_empty_list_tells_nothing(void **state)
{
    (void)state;
    size_t num = 9;
    cn_buf z = zipped_zeros(0);
    assert_status(unzip(2, cn_buf_span(&z), &num), CARNET_OK);
    assert_int_equal(num, 0);
    cn_buf_free(&z);
}

static void cut_or_longer_or_changed_is_refused(void **state)
{
    (void)state;
    size_t num;
    cn_buf z = zipped_zeros(1000);
    for (size_t len = 0; len < z.len; len++) {
        assert_status(unzip(1, cn_span_of(z.data, len), &num),
                      CARNET_INFLATE_DATA);
    }
    /* Some bits of a stream can be written in two ways; what it says is under
       the checksum, and the whole under the list's signature. */
    for (size_t bit = 0; bit < 8 * z.len; bit++) {
        z.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
        if (unzip(1, cn_buf_span(&z), &num) == CARNET_OK) {
            assert_int_equal(num, 8 * 1000);
        }
        z.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    cn_buf_put_u8(&z, 0);
    assert_status(unzip(1, cn_buf_span(&z), &num), CARNET_INFLATE_TRAILING);
    cn_buf_free(&z);
}

static void a_preset_dictionary_is_refused(void **state)
{
    (void)state;
    size_t num;
    static const uint8_t preset[] = {0x78, 0xf9, 0, 0, 0, 1, 3, 0, 0, 0, 0, 1};
    assert_status(unzip(1, cn_span_of(preset, sizeof preset), &num),
                  CARNET_INFLATE_DATA);
}

static void a_larger_list_is_not_written(void **state)
{
    (void)state;
    cn_buf out;
    cn_buf_init(&out);
    static const uint8_t byte;
    assert_status(cn_wire_zip(&out, cn_span_of(&byte, CN_LIMIT_ITEMS_FILE + 1)),
                  CARNET_INFLATE_LIMIT);
    assert_status(
        cn_wire_unzip(&out, 1, cn_span_of(&byte, CN_LIMIT_FILE_BYTES + 1)),
        CARNET_INFLATE_LIMIT);
    cn_buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_entry_is_as_the_vectors_say),
        cmocka_unit_test(a_status_stands_alone_in_every_width),
        cmocka_unit_test(the_first_status_is_in_the_lowest_bits),
        cmocka_unit_test(other_widths_are_refused),
        cmocka_unit_test(the_limit_of_entries_has_two_sides),
        cmocka_unit_test(what_inflates_to_four_megabytes_is_stopped),
        cmocka_unit_test(a_map_of_another_number_is_refused),
        cmocka_unit_test(an_empty_list_tells_nothing),
        cmocka_unit_test(cut_or_longer_or_changed_is_refused),
        cmocka_unit_test(a_preset_dictionary_is_refused),
        cmocka_unit_test(a_larger_list_is_not_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
