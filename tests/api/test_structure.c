/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every fault of form that a passport can have, signed where a signature
 * covers it: the whole input is refused, with the status that names the fault,
 * as text and as file, packed and not.
 */
#include "made.h"

/* ---- passport, credential, head ---- */

/* A credential in which one element is given as hex ("" for none). */
typedef struct {
    const char *array; /* its head */
    const char *head;
    const char *when;
    const char *parts;
    const char *body;
} given;

static void put_hex(cn_buf *b, const char *hex)
{
    cn_buf bytes = test_hex_str(hex);
    cn_buf_put_span(b, cn_buf_span(&bytes));
    cn_buf_free(&bytes);
}

/* The sample's desk presentation or whole form; what is not NULL is given. */
static cn_buf changed(const test_credential *c, unsigned shown, given g)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, 1);
    put_hex(&b, g.array != NULL ? g.array : shown == TEST_ALL ? "83" : "84");
    if (g.head != NULL) {
        put_hex(&b, g.head);
    } else {
        test_put_head(&b, c, shown);
    }
    if (g.when != NULL) {
        put_hex(&b, g.when);
    } else {
        test_put_when(&b, c);
    }
    if (g.parts != NULL) {
        put_hex(&b, g.parts);
    } else if (shown != TEST_ALL) {
        test_put_parts(&b, c, shown);
    }
    if (g.body != NULL) {
        put_hex(&b, g.body);
    } else {
        test_put_items(&b, c, shown);
    }
    return b;
}

static void assert_changed(unsigned shown, given g, carnet_status status)
{
    test_credential *c = test_sample(1);
    cn_buf b = changed(c, shown, g);
    test_assert_bad(cn_buf_span(&b), status);
    cn_buf_free(&b);
    test_end(c);
}

static void what_is_not_changed_is_accepted(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    for (unsigned shown = 0; shown < 8; shown++) {
        cn_buf b = changed(c, shown, (given){0});
        test_assert_outcome(cn_buf_span(&b), CARNET_VERIFY_ACCEPTED);
        cn_buf_free(&b);
    }
    test_end(c);
}

static void refuses_what_is_no_array_of_credentials(void **state)
{
    (void)state;
    static const struct {
        const char *hex;
        carnet_status status;
    } cases[] = {
        {"00", CARNET_CBOR_TYPE},
        {"20", CARNET_CBOR_TYPE},
        {"43010203", CARNET_CBOR_TYPE},
        {"6161", CARNET_CBOR_TYPE},
        {"a0", CARNET_CBOR_TYPE},
        {"a10000", CARNET_CBOR_TYPE},
        {"f4", CARNET_CBOR_TYPE},
        {"f5", CARNET_CBOR_TYPE},
        {"f6", CARNET_CBOR_TYPE},
        {"80", CARNET_CBOR_SHAPE},
        {"8100", CARNET_CBOR_TYPE},
        {"81a0", CARNET_CBOR_TYPE},
        {"81f6", CARNET_CBOR_TYPE},
        {"8180", CARNET_CBOR_SHAPE},
        {"818100", CARNET_CBOR_SHAPE},
        {"81820000", CARNET_CBOR_SHAPE},
        {"81850000000000", CARNET_CBOR_SHAPE},
        {"8183000000", CARNET_CBOR_TYPE},
        {"818400000000", CARNET_CBOR_TYPE},
        {"9a00ffffff", CARNET_CBOR_COUNT},
        {"9bffffffffffffffff", CARNET_CBOR_COUNT},
        {"bbffffffffffffffff", CARNET_CBOR_COUNT},
        {"5bffffffffffffffff", CARNET_CBOR_TRUNCATED},
        {"7b7fffffffffffffff", CARNET_CBOR_TRUNCATED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cn_buf b = test_hex_str(cases[i].hex);
        test_assert_bad(cn_buf_span(&b), cases[i].status);
        cn_buf_free(&b);
    }
}

static void refuses_credentials_of_another_size(void **state)
{
    (void)state;
    for (unsigned n = 0; n < 8; n++) {
        char array[3] = {'8', (char)('0' + n), '\0'};
        for (unsigned shown = TEST_DESK; shown <= TEST_ALL; shown += 6) {
            size_t num = shown == TEST_ALL ? 3 : 4;
            test_credential *c = test_sample(1);
            cn_buf b = changed(c, shown, (given){.array = array});
            if (n == num) {
                test_assert_outcome(cn_buf_span(&b), CARNET_VERIFY_ACCEPTED);
            } else {
                carnet_verdict *v;
                cn_buf file = test_as_file(cn_buf_span(&b));
                v = test_verify(cn_buf_span(&file));
                /* Too few leaves something over, too many lacks something. */
                carnet_status reason = carnet_verify_reason(v);
                assert_true(CARNET_STATUS_IS_CBOR(reason));
                carnet_verify_free(v);
                cn_buf_free(&file);
            }
            cn_buf_free(&b);
            test_end(c);
        }
    }
}

/* hex of a byte string of len zeros. */
static const char *zeros(size_t len)
{
    static char hex[600];
    size_t at = 0;
    if (len < 24) {
        at += (size_t)snprintf(hex, sizeof hex, "%02x", 0x40 + (unsigned)len);
    } else {
        at += (size_t)snprintf(hex, sizeof hex, "58%02x", (unsigned)len);
    }
    for (size_t i = 0; i < len; i++) {
        at += (size_t)snprintf(hex + at, sizeof hex - at, "00");
    }
    return hex;
}

static void refuses_heads_of_another_length(void **state)
{
    (void)state;
    static const size_t lengths[] = {0,  1,  4,  20, 64,  67, 68,
                                     69, 83, 84, 85, 100, 255};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        if (lengths[i] != CN_API_WHOLE_HEAD_SIZE) {
            assert_changed(TEST_ALL, (given){.head = zeros(lengths[i])},
                           CARNET_CBOR_SHAPE);
        }
        if (lengths[i] != CN_API_HEAD_SIZE) {
            assert_changed(TEST_DESK, (given){.head = zeros(lengths[i])},
                           CARNET_CBOR_SHAPE);
        }
    }
    assert_changed(TEST_ALL, (given){.head = "00"}, CARNET_CBOR_TYPE);
    assert_changed(TEST_ALL, (given){.head = "6161"}, CARNET_CBOR_TYPE);
    assert_changed(TEST_ALL, (given){.head = "80"}, CARNET_CBOR_TYPE);
    assert_changed(TEST_DESK, (given){.head = "f6"}, CARNET_CBOR_TYPE);
}

static void refuses_dates_of_another_form(void **state)
{
    (void)state;
    static const struct {
        const char *hex;
        carnet_status status;
    } cases[] = {
        {"1a002cc0a1", CARNET_CBOR_RANGE}, /* 2932897 */
        {"1affffffff", CARNET_CBOR_RANGE},
        {"1bffffffffffffffff", CARNET_CBOR_RANGE},
        {"20", CARNET_CBOR_TYPE},
        {"4100", CARNET_CBOR_TYPE},
        {"6130", CARNET_CBOR_TYPE},
        {"f6", CARNET_CBOR_TYPE},
        {"a0", CARNET_CBOR_TYPE},
        {"80", CARNET_CBOR_SHAPE},
        {"8100", CARNET_CBOR_SHAPE},
        {"8400000000", CARNET_CBOR_SHAPE},
        {"82f600", CARNET_CBOR_TYPE},
        {"822000", CARNET_CBOR_TYPE},
        {"821a002cc0a100", CARNET_CBOR_RANGE},
        {"8200f6", CARNET_CBOR_TYPE}, /* says no more than the day alone */
        {"820020", CARNET_CBOR_TYPE},
        {"8200f4", CARNET_CBOR_TYPE},
        {"82001a00010000", CARNET_CBOR_RANGE}, /* valid 65536 */
        {"830000f6", CARNET_CBOR_TYPE},
        {"83000020", CARNET_CBOR_TYPE},
        {"821a002cc0a001", CARNET_CBOR_RANGE}, /* the day after 9999-12-31 */
        {"831a002cc0a00100", CARNET_CBOR_RANGE},
        {"8300001a01000000", CARNET_CBOR_RANGE}, /* index 16777216 */
        {"8300f6f6", CARNET_CBOR_TYPE},
        {"8300f41a00ffffff", CARNET_CBOR_TYPE},
        {"83001a0001000000", CARNET_CBOR_RANGE},
        {"83f6f600", CARNET_CBOR_TYPE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_changed(TEST_ALL, (given){.when = cases[i].hex},
                       cases[i].status);
        assert_changed(TEST_DESK, (given){.when = cases[i].hex},
                       cases[i].status);
    }
}

static void refuses_bodies_of_another_type(void **state)
{
    (void)state;
    static const struct {
        const char *hex;
        carnet_status status;
    } cases[] = {
        {"00", CARNET_CBOR_TYPE},         {"20", CARNET_CBOR_TYPE},
        {"6161", CARNET_CBOR_TYPE},       {"a0", CARNET_CBOR_TYPE},
        {"f4", CARNET_CBOR_TYPE},         {"f6", CARNET_CBOR_TYPE},
        {"40", CARNET_CBOR_SHAPE},        {"80", CARNET_CBOR_SHAPE},
        {"818080", CARNET_CBOR_TRAILING}, {"83800080", CARNET_CBOR_TYPE},
        {"8380a080", CARNET_CBOR_TYPE},   {"838080f6", CARNET_CBOR_TYPE},
        {"8380804100", CARNET_CBOR_TYPE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_changed(TEST_ALL, (given){.body = cases[i].hex},
                       cases[i].status);
    }
}

/* Nor does one pass who looks at the envelope alone, and into no body. */
static void peek_refuses_bodies_of_another_type(void **state)
{
    (void)state;
    static const char *const bodies[] = {"00", "20", "6161", "a0", "f4", "f6"};
    test_credential *c = test_sample(1);
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        cn_buf b = changed(c, TEST_ALL, (given){.body = bodies[i]});
        cn_buf file = test_as_file(cn_buf_span(&b));
        carnet_envelope *e = NULL;
        assert_status(carnet_peek(&e, NULL, file.data, file.len),
                      CARNET_CBOR_TYPE);
        assert_null(e);
        cn_buf_free(&file);
        cn_buf_free(&b);
    }
    test_end(c);
}

/* Where it stands, in the bytes behind what a file begins with, and why. */
static void assert_told(cn_span passport, size_t offset, const char *detail)
{
    cn_buf file = test_as_file(passport);
    carnet_verdict *v = test_verify(cn_buf_span(&file));
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_REFUSED);
    assert_int_equal(carnet_verify_offset(v), offset);
    assert_string_equal(carnet_verify_detail(v), detail);
    carnet_verify_free(v);
    cn_buf_free(&file);
}

static void tells_where_a_passport_is_no_array_of_credentials(void **state)
{
    (void)state;
    cn_buf none = test_hex_str("80");
    cn_buf many;
    assert_told(cn_buf_span(&none), 0, "a passport is an array of credentials");
    cn_buf_init(&many);
    cn_cbor_put_array(&many, 257);
    memset(cn_buf_extend(&many, 257), 0, 257);
    assert_told(cn_buf_span(&many), 0, "a file has at most 256 credentials");
    cn_buf_free(&many);
    cn_buf_free(&none);
}

/* Spaces that a web form made plus signs: still Base45, of other bytes, whose
   fault is the detail. A fault that the text itself has is said first. */
static void a_text_that_was_changed_on_its_way_is_said_to_be(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        carnet_status status;
        size_t offset;
        const char *detail;
    } cases[] = {
        {"HP1:0+00+00+00+00+0000", CARNET_CBOR_TRAILING, 1,
         "in the bytes of the passport"},
        {"HP1:0+00+00+00+00+00+0", CARNET_TEXT_PERCENT, 5, NULL},
        {"HP1:0+00+00+00+00+00+_", CARNET_TEXT_ALPHABET, 21, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = cases[i].text;
        carnet_verdict *v =
            test_verify(cn_span_of((const uint8_t *)text, strlen(text)));
        assert_status(carnet_verify_reason(v), cases[i].status);
        assert_int_equal(carnet_verify_offset(v), cases[i].offset);
        assert_string_equal(carnet_verify_detail(v),
                            cases[i].detail != NULL
                                ? cases[i].detail
                                : carnet_status_text(CARNET_CBOR_TRAILING));
        carnet_verify_free(v);
    }
}

/* ---- the CBOR profile ---- */

/* A value that the profile refuses, or that it takes (CARNET_OK). */
static const struct {
    const char *hex;
    carnet_status status;
} values[] = {
    {"00", CARNET_OK},
    {"1818", CARNET_OK},
    {"1bffffffffffffffff", CARNET_OK},
    {"3bffffffffffffffff", CARNET_OK},
    {"f4", CARNET_OK},
    {"f5", CARNET_OK},
    {"f6", CARNET_OK},
    {"a2000001", CARNET_CBOR_COUNT}, /* a byte is missing */
    {"a200000100", CARNET_OK},
    {"a200000161", CARNET_CBOR_TRUNCATED},
    {"1817", CARNET_CBOR_SHORTEST},
    {"1900ff", CARNET_CBOR_SHORTEST},
    {"1a0000ffff", CARNET_CBOR_SHORTEST},
    {"1b00000000ffffffff", CARNET_CBOR_SHORTEST},
    {"3817", CARNET_CBOR_SHORTEST},
    {"3900ff", CARNET_CBOR_SHORTEST},
    {"580100", CARNET_CBOR_SHORTEST},
    {"780161", CARNET_CBOR_SHORTEST},
    {"980100", CARNET_CBOR_SHORTEST},
    {"b8010000", CARNET_CBOR_SHORTEST},
    {"5f4100ff", CARNET_CBOR_INDEFINITE},
    {"7f6161ff", CARNET_CBOR_INDEFINITE},
    {"9f00ff", CARNET_CBOR_INDEFINITE},
    {"bf0000ff", CARNET_CBOR_INDEFINITE},
    {"f90000", CARNET_CBOR_FLOAT},
    {"fa00000000", CARNET_CBOR_FLOAT},
    {"fb0000000000000000", CARNET_CBOR_FLOAT},
    {"c000", CARNET_CBOR_TAG},
    {"d81800", CARNET_CBOR_TAG},
    {"f7", CARNET_CBOR_SIMPLE},
    {"e0", CARNET_CBOR_SIMPLE},
    {"f820", CARNET_CBOR_SIMPLE},
    {"1c", CARNET_CBOR_RESERVED},
    {"3d", CARNET_CBOR_RESERVED},
    {"5e", CARNET_CBOR_RESERVED},
    {"a201000000", CARNET_CBOR_KEY_ORDER},
    {"a261620061"
     "6100",
     CARNET_CBOR_KEY_ORDER},
    {"a200000000", CARNET_CBOR_KEY_TWICE},
    {"61ff", CARNET_CBOR_UTF8},
    {"62c080", CARNET_CBOR_UTF8},
    {"63eda080", CARNET_CBOR_UTF8},
    {"64f4908080", CARNET_CBOR_UTF8},
    {"9a00ffffff", CARNET_CBOR_COUNT},
    {"ba00ffffff", CARNET_CBOR_COUNT},
    {"9bffffffffffffffff", CARNET_CBOR_COUNT},
    {"5affffffff", CARNET_CBOR_TRUNCATED},
    {"7affffffff", CARNET_CBOR_TRUNCATED},
};

/* One entry of a later version that holds the value. */
static test_credential *holding(const char *hex)
{
    test_credential *c = test_begin(1);
    cn_buf entry = test_hex_str("190384820"
                                "1");
    put_hex(&entry, hex);
    test_add(c, CN_API_PRIVATE, cn_buf_span(&entry));
    cn_buf_free(&entry);
    test_sign(c);
    return c;
}

static void demands_the_profile_in_signed_items(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        test_credential *c = holding(values[i].hex);
        for (unsigned packed = 0; packed < 2; packed++) {
            cn_buf b = test_passport(c, TEST_ALL, packed == 1);
            if (values[i].status == CARNET_OK) {
                test_assert_outcome(cn_buf_span(&b), CARNET_VERIFY_ACCEPTED);
            } else {
                test_assert_bad(cn_buf_span(&b), values[i].status);
            }
            cn_buf_free(&b);
        }
        test_end(c);
    }
}

static void demands_the_profile_in_heads(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        carnet_status status = values[i].status;
        /* What is well formed is still no day; what is cut off may find bytes
           behind it. */
        if (status == CARNET_OK || status == CARNET_CBOR_TRUNCATED ||
            status == CARNET_CBOR_COUNT) {
            continue;
        }
        assert_changed(TEST_ALL, (given){.when = values[i].hex}, status);
        assert_changed(TEST_DESK, (given){.parts = values[i].hex}, status);
    }
}

static void refuses_bytes_after_the_passport(void **state)
{
    (void)state;
    static const char *const more[] = {"00", "f6", "80", "ff", "8100"};
    test_credential *c = test_sample(1);
    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
        cn_buf b = test_passport(c, TEST_ALL, i % 2 == 0);
        put_hex(&b, more[i]);
        test_assert_bad(cn_buf_span(&b), CARNET_CBOR_TRAILING);
        cn_buf_free(&b);
    }
    test_end(c);
}

/* Bytes inside the packed body, after the items. */
static void refuses_bytes_after_the_items(void **state)
{
    (void)state;
    static const char *const more[] = {"00", "f6", "80"};
    test_credential *c = test_sample(1);
    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
        cn_buf items;
        cn_buf b;
        cn_buf_init(&items);
        cn_buf_init(&b);
        test_put_items(&items, c, TEST_ALL);
        put_hex(&items, more[i]);
        test_put_start(&b, c, TEST_ALL);
        test_put_packed(&b, cn_buf_span(&items));
        test_assert_bad(cn_buf_span(&b), CARNET_CBOR_TRAILING);
        cn_buf_free(&b);
        cn_buf_free(&items);
    }
    test_end(c);
}

/* ---- DEFLATE ---- */

/* A passport whose body is this stream; items are those of the sample. */
static cn_buf with_stream(const test_credential *c, cn_span stream)
{
    cn_buf b;
    cn_buf_init(&b);
    test_put_start(&b, c, TEST_ALL);
    cn_cbor_put_bytes(&b, stream);
    return b;
}

static void assert_stream(const test_credential *c, cn_span stream,
                          carnet_status status)
{
    cn_buf b = with_stream(c, stream);
    test_assert_bad(cn_buf_span(&b), status);
    cn_buf_free(&b);
}

static void sample_stream(cn_buf *items, cn_buf *stream,
                          const test_credential *c)
{
    cn_buf_init(items);
    cn_buf_init(stream);
    test_put_items(items, c, TEST_ALL);
    assert_status(cn_wire_deflate(stream, cn_buf_span(items)), CARNET_OK);
}

static void refuses_streams_that_do_not_end_as_due(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    cn_buf items;
    cn_buf stream;
    sample_stream(&items, &stream, c);
    cn_buf_put_u8(&stream, 0);
    assert_stream(c, cn_buf_span(&stream), CARNET_INFLATE_TRAILING);
    cn_buf_cut(&stream, stream.len - 2);
    assert_stream(c, cn_buf_span(&stream), CARNET_INFLATE_DATA);
    cn_buf_cut(&stream, 1);
    assert_stream(c, cn_buf_span(&stream), CARNET_INFLATE_DATA);
    cn_buf_free(&stream);
    cn_buf_free(&items);
    test_end(c);
}

/* Sets spare bits behind the end; some sample leaves some, so try several. */
static void refuses_spare_bits_that_are_set(void **state)
{
    (void)state;
    size_t num = 0;
    for (uint32_t day = 0; day < 8; day++) {
        test_credential *c = test_sample(1);
        for (uint32_t i = 0; i < day; i++) {
            test_add_hex(c, CN_API_CLINIC, "0cf6");
        }
        test_sign(c);
        cn_buf items;
        cn_buf stream;
        sample_stream(&items, &stream, c);
        stream.data[stream.len - 1] ^= 0x80;
        cn_buf b = with_stream(c, cn_buf_span(&stream));
        cn_buf text = test_as_text(cn_buf_span(&b));
        carnet_verdict *v = test_verify(cn_buf_span(&text));
        num += carnet_verify_reason(v) == CARNET_INFLATE_SPARE;
        assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_REFUSED);
        carnet_verify_free(v);
        cn_buf_free(&text);
        cn_buf_free(&b);
        cn_buf_free(&stream);
        cn_buf_free(&items);
        test_end(c);
    }
    assert_true(num > 0);
}

static void refuses_stored_and_unknown_blocks(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    cn_buf items;
    cn_buf stream;
    sample_stream(&items, &stream, c);
    cn_buf stored;
    cn_buf_init(&stored);
    cn_buf_put_u8(&stored, 1);
    cn_buf_put_u8(&stored, (uint8_t)items.len);
    cn_buf_put_u8(&stored, (uint8_t)(items.len >> 8));
    cn_buf_put_u8(&stored, (uint8_t)~items.len);
    cn_buf_put_u8(&stored, (uint8_t)(~items.len >> 8));
    cn_buf_put_span(&stored, cn_buf_span(&items));
    assert_stream(c, cn_buf_span(&stored), CARNET_INFLATE_STORED);
    stream.data[0] ^= 1; /* not the last block, says it */
    assert_stream(c, cn_buf_span(&stream), CARNET_INFLATE_STORED);
    stream.data[0] |= 7; /* block type 3 */
    assert_stream(c, cn_buf_span(&stream), CARNET_INFLATE_DATA);
    assert_stream(c, CN_SPAN_LIT("\xff\xff\xff\xff"), CARNET_INFLATE_DATA);
    cn_buf_free(&stored);
    cn_buf_free(&stream);
    cn_buf_free(&items);
    test_end(c);
}

/* A zlib or gzip wrapper is no part of the format. */
static void refuses_wrapped_streams(void **state)
{
    (void)state;
    static const char *const starts[] = {"789c", "78da", "78f9", "1f8b0800"};
    test_credential *c = test_sample(1);
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        cn_buf items;
        cn_buf stream;
        sample_stream(&items, &stream, c);
        cn_buf wrapped = test_hex_str(starts[i]);
        cn_buf_put_span(&wrapped, cn_buf_span(&stream));
        cn_buf b = with_stream(c, cn_buf_span(&wrapped));
        cn_buf file = test_as_file(cn_buf_span(&b));
        carnet_verdict *v = test_verify(cn_buf_span(&file));
        carnet_status reason = carnet_verify_reason(v);
        assert_true(reason >= CARNET_INFLATE_DATA &&
                    reason <= CARNET_INFLATE_SPARE);
        carnet_verify_free(v);
        cn_buf_free(&file);
        cn_buf_free(&b);
        cn_buf_free(&wrapped);
        cn_buf_free(&stream);
        cn_buf_free(&items);
    }
    test_end(c);
}

/* ---- entries that can't be stepped through ---- */

static void refuses_elements_that_are_no_entries(void **state)
{
    (void)state;
    static const struct {
        const char *hex; /* the elements of one part */
        size_t num;
        carnet_status status;
    } cases[] = {
        {"20", 1, CARNET_CBOR_TYPE},
        {"f6", 1, CARNET_CBOR_TYPE},
        {"80", 1, CARNET_CBOR_TYPE},
        {"18fe", 1, CARNET_CBOR_RANGE}, /* no template 254 */
        {"18ff", 1, CARNET_CBOR_RANGE},
        {"1a00010000", 1, CARNET_CBOR_RANGE},     /* 65536 */
        {"1a000100008100", 2, CARNET_CBOR_RANGE}, /* the same, filled */
        {"0c", 1, CARNET_CBOR_COUNT},             /* its value is missing */
        {"0cf60c", 3, CARNET_CBOR_COUNT},
        {"00f6", 2, CARNET_CBOR_COUNT},
        {"190100", 1, CARNET_CBOR_COUNT}, /* open, without its array */
        {"19010000", 2, CARNET_CBOR_TYPE},
        {"190100a0", 2, CARNET_CBOR_TYPE},
        {"190100f6", 2, CARNET_CBOR_TYPE},
        {"19010080", 2, CARNET_CBOR_SHAPE},
        {"1901008140", 2, CARNET_CBOR_TYPE},
        {"19010081f6", 2, CARNET_CBOR_TYPE},
        {"1901008101", 2, CARNET_CBOR_SHAPE},   /* a bit, no value */
        {"190100820000", 2, CARNET_CBOR_SHAPE}, /* a value, no bit */
        {"19010083010000", 2, CARNET_CBOR_SHAPE},
        {"190100823bffffffffffffffff00", 2, CARNET_CBOR_SHAPE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (size_t part = 0; part < CN_API_PARTS; part++) {
            test_credential *c = test_begin(1);
            test_add_hex(c, part, cases[i].hex);
            assert_int_equal(c->num_elements[part], cases[i].num);
            test_sign(c);
            for (unsigned packed = 0; packed < 2; packed++) {
                cn_buf b = test_passport(c, TEST_ALL, packed == 1);
                test_assert_bad(cn_buf_span(&b), cases[i].status);
                cn_buf_free(&b);
            }
            test_end(c);
        }
    }
}

/* ---- several credentials ---- */

/* A fault in the last of three refuses all, also what is signed. */
static void one_bad_credential_refuses_all(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, 3);
    for (uint8_t n = 1; n <= 3; n++) {
        test_credential *c = test_begin(n);
        test_add_hex(c, CN_API_CLINIC, n == 3 ? "0c" : "0cf6");
        test_sign(c);
        test_put_credential(&b, c, TEST_ALL, false);
        test_end(c);
    }
    test_assert_bad(cn_buf_span(&b), CARNET_CBOR_COUNT);
    cn_buf_free(&b);
}

/* The reason says which credential and what of it. */
static void tells_which_credential_is_at_fault(void **state)
{
    (void)state;
    static const char *const details[] = {
        "in the items of credential 2",
        "in the inflated items of credential 2"};
    for (unsigned packed = 0; packed < 2; packed++) {
        cn_buf b;
        cn_buf_init(&b);
        cn_cbor_put_array(&b, 2);
        size_t begin = 0;
        for (uint8_t n = 1; n <= 2; n++) {
            test_credential *c = test_begin(n);
            test_add_hex(c, CN_API_CLINIC, n == 2 ? "18fe" : "0cf6");
            test_sign(c);
            test_put_credential(&b, c, TEST_ALL, packed == 1);
            begin = b.len - 6; /* of 83 80 81 18fe 80 */
            test_end(c);
        }
        cn_buf file = test_as_file(cn_buf_span(&b));
        carnet_verdict *v = test_verify(cn_buf_span(&file));
        assert_status(carnet_verify_reason(v), CARNET_CBOR_RANGE);
        assert_string_equal(carnet_verify_detail(v), details[packed]);
        assert_int_equal(carnet_verify_offset(v), packed == 1 ? 3 : begin + 3);
        carnet_verify_free(v);
        cn_buf_free(&file);
        cn_buf_free(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_changed_is_accepted),
        cmocka_unit_test(refuses_what_is_no_array_of_credentials),
        cmocka_unit_test(refuses_credentials_of_another_size),
        cmocka_unit_test(refuses_heads_of_another_length),
        cmocka_unit_test(refuses_dates_of_another_form),
        cmocka_unit_test(refuses_bodies_of_another_type),
        cmocka_unit_test(peek_refuses_bodies_of_another_type),
        cmocka_unit_test(tells_where_a_passport_is_no_array_of_credentials),
        cmocka_unit_test(a_text_that_was_changed_on_its_way_is_said_to_be),
        cmocka_unit_test(demands_the_profile_in_signed_items),
        cmocka_unit_test(demands_the_profile_in_heads),
        cmocka_unit_test(refuses_bytes_after_the_passport),
        cmocka_unit_test(refuses_bytes_after_the_items),
        cmocka_unit_test(refuses_streams_that_do_not_end_as_due),
        cmocka_unit_test(refuses_spare_bits_that_are_set),
        cmocka_unit_test(refuses_stored_and_unknown_blocks),
        cmocka_unit_test(refuses_wrapped_streams),
        cmocka_unit_test(refuses_elements_that_are_no_entries),
        cmocka_unit_test(one_bad_credential_refuses_all),
        cmocka_unit_test(tells_which_credential_is_at_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
