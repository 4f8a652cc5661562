/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The foreign CBOR vectors: what is deterministic and in our profile (no
 * floats, tags or other simple values, nesting to 16) is taken and written
 * again as it was; all else is refused for a reason that the vector bears out.
 */
#include "cbor_support.h"

typedef struct {
    cn_span bytes;
    bool well_formed;
    bool deterministic;
    bool has_why;
    char why[64]; /* the first reason */
} vector;

static vector read_vector(const cn_json_doc *doc, uint32_t i)
{
    vector v;
    memset(&v, 0, sizeof v);
    cn_buf hex = test_hex(test_member(doc, i, "hex"));
    v.bytes = exact(cn_buf_span(&hex));
    cn_buf_free(&hex);
    uint32_t well = cn_json_find(doc, i, "well_formed");
    uint32_t det = cn_json_find(doc, i, "deterministic");
    v.well_formed = cn_json_get(doc, well)->type == CN_JSON_TRUE;
    v.deterministic = cn_json_get(doc, det)->type == CN_JSON_TRUE;
    uint32_t why = cn_json_find(doc, i, "why");
    if (why != 0) {
        cn_span text = cn_json_get(doc, why + 1)->text;
        assert_true(text.len < sizeof v.why);
        memcpy(v.why, text.data, text.len);
        v.has_why = true;
    }
    return v;
}

static bool why_is(const vector *v, const char *why)
{
    return strcmp(v->why, why) == 0;
}

/* The byte at which the scan stopped is what the status says. */
static bool bears_out(const vector *v, carnet_status status, size_t offset)
{
    uint8_t byte = offset < v->bytes.len ? v->bytes.data[offset] : 0;
    switch (status) {
    case CARNET_CBOR_FLOAT:
        return byte >= 0xf9 && byte <= 0xfb;
    case CARNET_CBOR_TAG:
        return byte >> 5 == 6;
    case CARNET_CBOR_SIMPLE:
        return (byte >= 0xe0 && byte <= 0xf3) || byte == 0xf7 || byte == 0xf8;
    case CARNET_CBOR_INDEFINITE:
        return byte == 0x5f || byte == 0x7f || byte == 0x9f || byte == 0xbf ||
               byte == 0xff;
    case CARNET_CBOR_RESERVED:
        return byte % 32 >= 28 && !v->well_formed;
    case CARNET_CBOR_SHORTEST:
        return why_is(v, "non-shortest-head");
    case CARNET_CBOR_KEY_ORDER:
        return why_is(v, "map-order");
    case CARNET_CBOR_TRAILING:
        return why_is(v, "trailing-bytes");
    case CARNET_CBOR_TRUNCATED:
        return why_is(v, "truncated");
    case CARNET_CBOR_COUNT: /* [ff: an array of one, its only byte a break */
        return !v->well_formed &&
               (why_is(v, "truncated") || why_is(v, "unexpected break"));
    case CARNET_CBOR_DEPTH:
        return offset >= CN_CBOR_DEPTH_MAX;
    default:
        return false;
    }
}

/* What our profile leaves out though it is deterministic. */
static bool is_outside_profile(carnet_status status)
{
    return status == CARNET_CBOR_FLOAT || status == CARNET_CBOR_TAG ||
           status == CARNET_CBOR_SIMPLE || status == CARNET_CBOR_DEPTH;
}

static carnet_status scan(cn_span s, size_t *offset)
{
    return cn_cbor_scan(s, CN_CBOR_DEPTH_MAX, SIZE_MAX, offset);
}

static void check_prefixes(cn_span s)
{
    for (size_t len = 0; len < s.len; len++) {
        cn_span cut = exact(cn_span_of(s.data, len));
        size_t offset = 0;
        assert_true(scan(cut, &offset) != CARNET_OK);
        assert_true(offset <= len);
        exact_free(cut);
    }
}

/* Each bit flipped: refused, or the one encoding of something else. */
static void check_flips(cn_span s)
{
    cn_span copy = exact(s);
    union {
        const uint8_t *given;
        uint8_t *mine;
    } p = {copy.data};
    for (size_t bit = 0; bit < s.len * 8; bit++) {
        p.mine[bit / 8] ^= (uint8_t)(1 << bit % 8);
        bool taken = scan(copy, NULL) == CARNET_OK;
        assert_true(taken == oracle_accepts(copy, CN_CBOR_DEPTH_MAX));
        if (taken) {
            assert_reencodes(copy);
        }
        p.mine[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    exact_free(copy);
}

static void check_vector(const vector *v)
{
    size_t offset = 0;
    carnet_status status = scan(v->bytes, &offset);
    assert_true(offset <= v->bytes.len);
    if (status == CARNET_OK) {
        assert_true(v->well_formed && v->deterministic && !v->has_why);
        assert_reencodes(v->bytes);
    } else {
        assert_true(bears_out(v, status, offset));
        assert_true(!v->deterministic || is_outside_profile(status));
    }
    if (v->well_formed) {
        check_prefixes(v->bytes);
    }
    check_flips(v->bytes);
}

static void check_file(const char *name, size_t expected, size_t expected_taken)
{
    cn_buf text;
    cn_json_doc *doc = test_vector_json(name, &text);
    size_t num = 0;
    size_t num_taken = 0;
    const cn_json_node *n = cn_json_get(doc, 1);
    for (uint32_t i = 1; n != NULL; i = n->next, n = cn_json_get(doc, i)) {
        vector v = read_vector(doc, i);
        check_vector(&v);
        num_taken += scan(v.bytes, NULL) == CARNET_OK;
        exact_free(v.bytes);
        num++;
    }
    test_count_published(name, num);
    assert_int_equal(num, expected);
    assert_int_equal(num_taken, expected_taken);
    cn_json_free(doc);
    cn_buf_free(&text);
}

static void appendix_a_of_rfc_8949(void **state)
{
    (void)state;
    check_file("cbor/appendix-a.json", 81, 37);
}

static void odd_but_well_formed(void **state)
{
    (void)state;
    check_file("cbor/good.json", 44, 6);
}

static void malformed_is_refused(void **state)
{
    (void)state;
    check_file("cbor/malformed.json", 21, 0);
    check_file("cbor/malformed-2.json", 60, 0);
}

static void numbers_of_every_width(void **state)
{
    (void)state;
    check_file("cbor/number-encodings.json", 589, 127);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(appendix_a_of_rfc_8949),
        cmocka_unit_test(odd_but_well_formed),
        cmocka_unit_test(malformed_is_refused),
        cmocka_unit_test(numbers_of_every_width),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
