/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Presentations: the same credential with parts withheld verifies under the
 * same signature and gives what it shows and no more; a root is that of
 * tests/data/tree.json; every other form of proofs is refused.
 */
#include "made.h"

static const size_t sample_entries[CN_API_PARTS] = {
    TEST_SAMPLE_DESK, TEST_SAMPLE_CLINIC, TEST_SAMPLE_PRIVATE};

static void assert_shows(const carnet_verdict *v, unsigned shown)
{
    size_t num = 0;
    for (int32_t part = 0; part < CN_API_PARTS; part++) {
        bool whole = (shown >> part & 1) != 0;
        assert_int_equal(carnet_verify_part(v, 0, part),
                         whole ? CARNET_VERIFY_WHOLE : CARNET_VERIFY_WITHHELD);
        num += whole ? sample_entries[part] : 0;
    }
    assert_int_equal(carnet_verify_num_entries(v, 0), num);
    for (size_t i = 0; i < num; i++) {
        int32_t part =
            carnet_record_entry_part(carnet_verify_get_entry(v, 0, i));
        assert_true((shown >> part & 1) != 0);
    }
}

static void every_choice_of_parts_verifies_under_one_signature(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    uint8_t first[CARNET_VERIFY_IDENTITY_SIZE] = {0};
    for (unsigned n = 0; n < 16; n++) {
        unsigned shown = n / 2;
        uint8_t identity[CARNET_VERIFY_IDENTITY_SIZE];
        cn_buf passport = test_passport(c, shown, n % 2 == 0);
        cn_buf text = test_as_text(cn_buf_span(&passport));
        carnet_verdict *v = test_verify(cn_buf_span(&text));
        assert_status(carnet_verify_reason(v), CARNET_OK);
        assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
        assert_shows(v, shown);
        assert_status(carnet_verify_copy_identity(identity, v, 0), CARNET_OK);
        if (n == 0) {
            memcpy(first, identity, sizeof first);
        }
        assert_memory_equal(identity, first, sizeof first);
        carnet_verify_free(v);
        cn_buf_free(&text);
        cn_buf_free(&passport);
    }
    test_end(c);
}

/* An empty part is there or withheld like any other. */
static void empty_parts_are_parts(void **state)
{
    (void)state;
    for (unsigned filled = 0; filled < 8; filled++) {
        test_credential *c = test_begin(1);
        for (size_t part = 0; part < CN_API_PARTS; part++) {
            if ((filled >> part & 1) != 0) {
                test_add_hex(c, part, "0cf6");
            }
        }
        test_sign(c);
        for (unsigned shown = 0; shown < 8; shown++) {
            cn_buf passport = test_passport(c, shown, false);
            test_assert_outcome(cn_buf_span(&passport), CARNET_VERIFY_ACCEPTED);
            cn_buf_free(&passport);
        }
        test_end(c);
    }
}

/* ---- proofs that are not as due ---- */

/* A passport whose parts are these bytes, with the items of what is shown. */
static cn_buf with_parts(const test_credential *c, cn_span parts,
                         unsigned shown)
{
    cn_buf b;
    cn_buf_init(&b);
    test_put_start(&b, c, 0);
    cn_buf_put_span(&b, parts);
    test_put_items(&b, c, shown);
    return b;
}

static void put_seed(cn_buf *b, const test_credential *c, size_t part)
{
    cn_cbor_put_bytes(b, cn_span_of(c->seed[part], CN_PRIVACY_SEED_SIZE));
}

static void put_digest(cn_buf *b, const test_credential *c, size_t part)
{
    cn_cbor_put_bytes(b, cn_span_of(c->digest[part], CN_PRIVACY_DIGEST_SIZE));
}

static void assert_parts_bad(const test_credential *c, cn_buf *parts,
                             unsigned shown, carnet_status status)
{
    cn_buf passport = with_parts(c, cn_buf_span(parts), shown);
    test_assert_bad(cn_buf_span(&passport), status);
    cn_buf_free(&passport);
    cn_buf_free(parts);
}

/* [clinic seed, private seed] may stand where a maker lacks the rest seed. */
static void takes_two_seeds_for_the_rest(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    cn_buf parts;
    cn_buf_init(&parts);
    cn_cbor_put_array(&parts, 2);
    put_digest(&parts, c, CN_API_DESK);
    cn_cbor_put_array(&parts, 2);
    put_seed(&parts, c, CN_API_CLINIC);
    put_seed(&parts, c, CN_API_PRIVATE);
    cn_buf passport =
        with_parts(c, cn_buf_span(&parts), TEST_CLINIC | TEST_PRIVATE);
    test_assert_outcome(cn_buf_span(&passport), CARNET_VERIFY_ACCEPTED);
    cn_buf_free(&passport);
    cn_buf_free(&parts);
    test_end(c);
}

static void refuses_two_digests_for_the_rest(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    for (unsigned desk = 0; desk < 2; desk++) {
        cn_buf parts;
        cn_buf_init(&parts);
        cn_cbor_put_array(&parts, 2);
        if (desk == 1) {
            put_seed(&parts, c, CN_API_DESK);
        } else {
            put_digest(&parts, c, CN_API_DESK);
        }
        cn_cbor_put_array(&parts, 2);
        put_digest(&parts, c, CN_API_CLINIC);
        put_digest(&parts, c, CN_API_PRIVATE);
        assert_parts_bad(c, &parts, desk, CARNET_PRIVACY_PROOF);
    }
    test_end(c);
}

/* Seeds that stand where a maker lacks the root seed: parts that came one by
   one, as out of their seals. */
static void takes_three_seeds_for_the_root_seed(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    for (unsigned halves = 0; halves < 2; halves++) {
        cn_buf parts;
        cn_buf_init(&parts);
        cn_cbor_put_array(&parts, 2);
        put_seed(&parts, c, CN_API_DESK);
        if (halves == 0) {
            cn_cbor_put_bytes(&parts,
                              cn_span_of(c->rest_seed, CN_PRIVACY_SEED_SIZE));
        } else {
            cn_cbor_put_array(&parts, 2);
            put_seed(&parts, c, CN_API_CLINIC);
            put_seed(&parts, c, CN_API_PRIVATE);
        }
        cn_buf passport = with_parts(c, cn_buf_span(&parts), TEST_ALL);
        test_assert_outcome(cn_buf_span(&passport), CARNET_VERIFY_ACCEPTED);
        cn_buf_free(&passport);
        cn_buf_free(&parts);
    }
    test_end(c);
}

/* Proof bytes of every length but 16 and 20, in each of the four places. */
static void refuses_proofs_of_another_length(void **state)
{
    (void)state;
    static const uint8_t bytes[40] = {1, 2, 3};
    test_credential *c = test_sample(1);
    for (size_t place = 0; place < 4; place++) {
        for (size_t len = 0; len <= sizeof bytes; len++) {
            if (len == CN_PRIVACY_SEED_SIZE || len == CN_PRIVACY_DIGEST_SIZE) {
                continue;
            }
            cn_buf parts;
            cn_buf_init(&parts);
            cn_cbor_put_array(&parts, 2);
            if (place == 0) {
                cn_cbor_put_bytes(&parts, cn_span_of(bytes, len));
            } else {
                put_digest(&parts, c, CN_API_DESK);
            }
            if (place == 2 || place == 3) {
                cn_cbor_put_array(&parts, 2);
            }
            if (place == 3) {
                put_seed(&parts, c, CN_API_CLINIC);
            }
            if (place > 0) {
                cn_cbor_put_bytes(&parts, cn_span_of(bytes, len));
            }
            if (place == 2) {
                put_seed(&parts, c, CN_API_PRIVATE);
            }
            if (place == 0) {
                put_digest(&parts, c, CN_API_CLINIC);
            }
            assert_parts_bad(c, &parts, 0, CARNET_CBOR_SHAPE);
        }
    }
    test_end(c);
}

static void refuses_parts_of_another_shape(void **state)
{
    (void)state;
    static const struct {
        const char *hex; /* S: a seed, D: a digest */
        carnet_status status;
    } cases[] = {
        {"S", CARNET_CBOR_TYPE},
        {"00", CARNET_CBOR_TYPE},
        {"f6", CARNET_CBOR_TYPE},
        {"a1SD", CARNET_CBOR_TYPE},
        {"80", CARNET_CBOR_SHAPE},
        {"81S", CARNET_CBOR_SHAPE},
        {"83SDD", CARNET_CBOR_SHAPE},
        {"82f6D", CARNET_CBOR_TYPE},
        {"82Sf6", CARNET_CBOR_TYPE},
        {"8200D", CARNET_CBOR_TYPE},
        {"82S00", CARNET_CBOR_TYPE},
        {"82SA0", CARNET_CBOR_TYPE},
        {"82S80", CARNET_CBOR_SHAPE},
        {"82S81D", CARNET_CBOR_SHAPE},
        {"82S83DDD", CARNET_CBOR_SHAPE},
        {"82S82f6D", CARNET_CBOR_TYPE},
        {"82S82Df6", CARNET_CBOR_TYPE},
        {"82S8282DDD", CARNET_CBOR_SHAPE}, /* items of the desk part alone */
        {"82S8280D", CARNET_PRIVACY_PARTIAL},
        {"82S8281SD", CARNET_PRIVACY_PARTIAL},
        {"82S8282D80D", CARNET_CBOR_SHAPE}, /* sealed, and no ciphertext */
        {"82S82D80", CARNET_PRIVACY_PARTIAL},
        {"82S82D81S", CARNET_PRIVACY_PARTIAL},
        {"8282SDD", CARNET_PRIVACY_PARTIAL}, /* the seed is all there is */
        {"8280D", CARNET_PRIVACY_PARTIAL},
        {"8281SD", CARNET_PRIVACY_PARTIAL},
        {"8281DD", CARNET_PRIVACY_PARTIAL},
        {"8281f6D", CARNET_PRIVACY_PARTIAL},
        {"8282f6f4D", CARNET_CBOR_TYPE},
        {"8282f680D", CARNET_CBOR_TYPE},
        {"82824100DD", CARNET_CBOR_SHAPE},
        {"8270"
         "30313233343536373839303132333435"
         "D",
         CARNET_CBOR_TYPE},
    };
    test_credential *c = test_sample(1);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cn_buf parts;
        cn_buf_init(&parts);
        for (const char *at = cases[i].hex; *at != '\0';) {
            if (*at == 'S' || *at == 'D') {
                if (*at == 'S') {
                    put_seed(&parts, c, CN_API_DESK);
                } else {
                    put_digest(&parts, c, CN_API_DESK);
                }
                at++;
                continue;
            }
            cn_buf byte = test_hex(cn_span_of(at, 2));
            cn_buf_put_span(&parts, cn_buf_span(&byte));
            cn_buf_free(&byte);
            at += 2;
        }
        assert_parts_bad(c, &parts, TEST_DESK, cases[i].status);
    }
    test_end(c);
}

/* The items behind it, of two arrays, are none of the proofs. */
static void refuses_one_proof_where_two_are_due(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    for (int rest = 0; rest < 2; rest++) {
        cn_buf parts;
        cn_buf_init(&parts);
        if (rest) {
            cn_cbor_put_array(&parts, 2);
            put_seed(&parts, c, CN_API_DESK);
        }
        cn_cbor_put_array(&parts, 1);
        put_seed(&parts, c, rest ? CN_API_CLINIC : CN_API_DESK);
        assert_parts_bad(c, &parts, TEST_DESK | TEST_CLINIC, CARNET_CBOR_SHAPE);
    }
    test_end(c);
}

/* Items with an array more or less than there are seeds. */
static void refuses_items_that_do_not_fit_the_proofs(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    for (unsigned shown = 0; shown < 8; shown++) {
        unsigned num = (shown & 1) + (shown >> 1 & 1) + (shown >> 2 & 1);
        for (unsigned arrays = 0; arrays <= 4; arrays++) {
            if (arrays == num) {
                continue;
            }
            cn_buf b;
            cn_buf_init(&b);
            test_put_start(&b, c, shown);
            if (shown != TEST_ALL) {
                test_put_parts(&b, c, shown);
            }
            cn_cbor_put_array(&b, arrays);
            for (unsigned i = 0; i < arrays; i++) {
                cn_cbor_put_array(&b, 0);
            }
            test_assert_bad(cn_buf_span(&b), CARNET_CBOR_SHAPE);
            cn_buf_free(&b);
        }
    }
    test_end(c);
}

/* A digest that is not the part's, a seed that is not the part's. */
static void another_proof_is_another_root(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    for (unsigned shown = 0; shown < 8; shown++) {
        for (size_t which = 0; which < 6; which++) {
            test_credential copy = *c;
            uint8_t *places[] = {copy.seed[0],   copy.seed[1], copy.seed[2],
                                 copy.rest_seed, copy.rest,    copy.root_seed};
            places[which][15] ^= 1;
            for (size_t part = 0; part < CN_API_PARTS; part++) {
                copy.digest[part][19] ^= which == 4 && (shown & 6) != 0;
            }
            cn_buf passport = test_passport(&copy, shown, true);
            cn_buf same = test_passport(c, shown, true);
            bool changed =
                !cn_span_equal(cn_buf_span(&passport), cn_buf_span(&same));
            test_assert_outcome(cn_buf_span(&passport),
                                changed ? CARNET_VERIFY_REFUSED
                                        : CARNET_VERIFY_ACCEPTED);
            cn_buf_free(&passport);
            cn_buf_free(&same);
        }
    }
    test_end(c);
}

/* ---- tests/data/tree.json ---- */

/* Entries of all parts of a case into spans over bytes. */
static void read_case(const cn_json_doc *doc, uint32_t at, cn_buf *bytes,
                      cn_span *spans, cn_api_credential *c)
{
    static const char *const names[] = {"desk", "clinic", "private"};
    size_t num = 0;
    cn_buf_init(bytes);
    for (size_t part = 0; part < CN_API_PARTS; part++) {
        uint32_t list = cn_json_find(doc, at, names[part]);
        uint32_t child = list + 1;
        c->num_in_part[part] = cn_json_get(doc, list)->num;
        for (size_t i = 0; i < c->num_in_part[part]; i++) {
            cn_buf entry = test_hex(cn_json_get(doc, child)->text);
            cn_buf_put_span(bytes, cn_buf_span(&entry));
            spans[num++].len = entry.len;
            cn_buf_free(&entry);
            child = cn_json_get(doc, child)->next;
        }
    }
    const uint8_t *next = bytes->data; /* moves no more */
    for (size_t i = 0; i < num; i++) {
        spans[i].data = next;
        next += spans[i].len;
    }
}

static void roots_agree_with_the_independent_program(void **state)
{
    (void)state;
    static cn_span spans[CN_API_PARTS * CN_LIMIT_PART_ENTRIES];
    cn_problem where = {0};
    cn_json_doc *doc = NULL;
    cn_buf text = test_data("tree.json");
    assert_status(cn_json_read(&doc, &where, cn_buf_span(&text)), CARNET_OK);
    uint32_t cases = cn_json_find(doc, 0, "cases");
    uint32_t at = cases + 1;
    uint32_t num = cn_json_get(doc, cases)->num;
    for (uint32_t i = 0; i < num; i++) {
        cn_api_credential c = {0};
        cn_buf bytes;
        read_case(doc, at, &bytes, spans, &c);
        cn_buf seed = test_hex(test_member(doc, at, "root_seed"));
        cn_api_set_root_seed(&c, seed.data);
        assert_status(cn_api_root(&c, spans, sizeof *spans), CARNET_OK);
        uint32_t digests = cn_json_find(doc, at, "digests");
        cn_buf root = test_hex(test_member(doc, digests, "root"));
        assert_span(cn_buf_span(&root), c.claims.root, CN_PRIVACY_ROOT_SIZE);
        cn_buf_free(&root);
        cn_buf_free(&seed);
        cn_buf_free(&bytes);
        at = cn_json_get(doc, at)->next;
    }
    test_count("tree.json", num);
    cn_json_free(doc);
    cn_buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_choice_of_parts_verifies_under_one_signature),
        cmocka_unit_test(empty_parts_are_parts),
        cmocka_unit_test(takes_two_seeds_for_the_rest),
        cmocka_unit_test(refuses_two_digests_for_the_rest),
        cmocka_unit_test(takes_three_seeds_for_the_root_seed),
        cmocka_unit_test(refuses_proofs_of_another_length),
        cmocka_unit_test(refuses_parts_of_another_shape),
        cmocka_unit_test(refuses_one_proof_where_two_are_due),
        cmocka_unit_test(refuses_items_that_do_not_fit_the_proofs),
        cmocka_unit_test(another_proof_is_another_root),
        cmocka_unit_test(roots_agree_with_the_independent_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
