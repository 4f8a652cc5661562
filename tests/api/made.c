/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Making passports by hand, and looking at them the same way in every test.
 */
#include "made.h"

/* ---- keys ---- */

const carnet_secret_key *test_secret(uint8_t n)
{
    static carnet_secret_key *keys[256];
    if (keys[n] == NULL) {
        uint8_t seed[CARNET_KEY_SEED_SIZE];
        memset(seed, n, sizeof seed);
        assert_status(cn_crypto_ready(), CARNET_OK);
        assert_status(carnet_key_from_seed(&keys[n], seed, sizeof seed),
                      CARNET_OK);
    }
    return keys[n];
}

const carnet_public_key *test_public(uint8_t n)
{
    return carnet_key_get_public(test_secret(n));
}

const carnet_public_key *const *test_trusted(void)
{
    static const carnet_public_key *keys[TEST_NUM_KEYS];
    for (uint8_t i = 0; i < TEST_NUM_KEYS; i++) {
        keys[i] = test_public((uint8_t)(i + 1));
    }
    return keys;
}

/* ---- a credential ---- */

carnet_record *test_record(const char *json)
{
    carnet_record *record = NULL;
    carnet_problem *problem = NULL;
    if (carnet_record_from_json(&record, &problem, json, strlen(json)) !=
        CARNET_OK) {
        fail_msg("%s", carnet_problem_text(problem));
    }
    return record;
}

test_credential *test_begin(uint8_t n)
{
    test_credential *c = calloc(1, sizeof *c);
    assert_non_null(c);
    c->key = test_secret(n);
    memcpy(c->claims.kid, test_public(n)->digest, CARNET_KEY_ID_SIZE);
    c->claims.day = TEST_DAY;
    for (size_t i = 0; i < sizeof c->root_seed; i++) {
        c->root_seed[i] = (uint8_t)(17 * i + n);
    }
    for (size_t part = 0; part < CN_API_PARTS; part++) {
        cn_buf_init(&c->part[part]);
    }
    return c;
}

static size_t count_elements(cn_span bytes)
{
    size_t num = 0;
    while (bytes.len > 0) {
        size_t used = 0;
        /* What is no CBOR counts as one, so that it can be tried. */
        if (cn_cbor_scan_first(bytes, 16, SIZE_MAX, &used, NULL) != CARNET_OK) {
            used = bytes.len;
        }
        bytes = cn_span_after(bytes, used);
        num++;
    }
    return num;
}

void test_add(test_credential *c, size_t part, cn_span entry)
{
    size_t n = c->num_entries[part]++;
    assert_true(n < CN_LIMIT_PART_ENTRIES + 2);
    cn_buf_put_span(&c->part[part], entry);
    c->num_elements[part] += count_elements(entry);
    c->ends[part][n] = c->part[part].len;
}

void test_add_hex(test_credential *c, size_t part, const char *hex)
{
    cn_buf entry = test_hex_str(hex);
    test_add(c, part, cn_buf_span(&entry));
    cn_buf_free(&entry);
}

cn_buf test_entry_json(const char *json, int32_t day)
{
    cn_buf b;
    cn_buf out;
    carnet_record *record = NULL;
    carnet_plan *plan = NULL;
    carnet_problem *problem = NULL;
    cn_buf_init(&b);
    cn_buf_init(&out);
    cn_buf_put_str(&b, "{\"entries\":[");
    cn_buf_put_str(&b, json);
    cn_buf_put_str(&b, "]}");
    carnet_status status =
        carnet_record_from_json(&record, &problem, (const char *)b.data, b.len);
    if (status == CARNET_OK) {
        status = carnet_issue_plan(&plan, &problem, record, day,
                                   CARNET_ISSUE_UNLIMITED);
    }
    if (status != CARNET_OK) {
        fail_msg("%s: %s", json, carnet_problem_text(problem));
    }
    cn_buf_put_span(&out, carnet_issue_get_entry(plan, 0)->bytes);
    carnet_issue_free(plan);
    carnet_record_free(record);
    cn_buf_free(&b);
    return out;
}

void test_add_json(test_credential *c, size_t part, const char *json)
{
    cn_buf entry = test_entry_json(json, (int32_t)c->claims.day);
    test_add(c, part, cn_buf_span(&entry));
    cn_buf_free(&entry);
}

static void digest_part(test_credential *c, size_t part)
{
    static cn_span entries[CN_LIMIT_PART_ENTRIES + 2];
    size_t begin = 0;
    for (size_t i = 0; i < c->num_entries[part]; i++) {
        entries[i] =
            cn_span_of(c->part[part].data + begin, c->ends[part][i] - begin);
        begin = c->ends[part][i];
    }
    /* Some tests want more entries than a part can have. */
    (void)test_part_digest(c->digest[part], c->seed[part], entries,
                           c->num_entries[part]);
}

void test_sign(test_credential *c)
{
    cn_privacy_split(c->seed[CN_API_DESK], c->rest_seed, c->root_seed);
    cn_privacy_split(c->seed[CN_API_CLINIC], c->seed[CN_API_PRIVATE],
                     c->rest_seed);
    for (size_t part = 0; part < CN_API_PARTS; part++) {
        digest_part(c, part);
    }
    cn_privacy_rest(c->rest, c->digest[CN_API_CLINIC],
                    c->digest[CN_API_PRIVATE]);
    cn_privacy_root(c->claims.root, c->digest[CN_API_DESK], c->rest);
    assert_status(cn_cose_sign(c->signature, &c->claims, c->key), CARNET_OK);
}

uint32_t test_tag_of(const test_credential *c, size_t part, size_t i)
{
    uint8_t salt[CN_PRIVACY_SEED_SIZE];
    uint8_t leaf[CN_PRIVACY_DIGEST_SIZE];
    size_t begin = i == 0 ? 0 : c->ends[part][i - 1];
    test_salt(salt, c->seed[part], c->num_entries[part], i);
    cn_privacy_leaf(
        leaf, salt,
        cn_span_of(c->part[part].data + begin, c->ends[part][i] - begin));
    return (uint32_t)leaf[0] << 24 | (uint32_t)leaf[1] << 16 |
           (uint32_t)leaf[2] << 8 | leaf[3];
}

void test_end(test_credential *c)
{
    for (size_t part = 0; part < CN_API_PARTS; part++) {
        cn_buf_free(&c->part[part]);
    }
    free(c);
}

void test_add_person(test_credential *c, size_t part)
{
    test_add_json(c, part,
                  "{\"kind\":\"person\",\"name\":\"Awa Ndoye\","
                  "\"birth_date\":\"1990-02-28\"}");
}

void test_add_sample(test_credential *c)
{
    test_add_person(c, CN_API_DESK);
    test_add_json(c, CN_API_DESK,
                  "{\"kind\":\"vaccination\",\"vaccine\":{\"code\":\"J07BL01\"}"
                  ",\"date\":\"2025-12-04\",\"lot\":\"X3D144V\",\"dose\":1,"
                  "\"product\":\"Stamaril\",\"country\":\"IT\"}");
    test_add_json(
        c, CN_API_DESK,
        "{\"kind\":\"travel_clearance\",\"conclusion\":\"fit\","
        "\"examined\":\"2026-03-16\",\"valid_until\":\"2026-03-30\"}");
    test_add_json(c, CN_API_CLINIC,
                  "{\"kind\":\"condition\",\"code\":{\"code\":\"E11.9\"},"
                  "\"since\":\"2018-06\"}");
    test_add_json(
        c, CN_API_CLINIC,
        "{\"kind\":\"prescription\",\"medicine\":{\"code\":\"A10BA02\"},"
        "\"form\":{\"code\":\"385055001\"},\"strength\":{\"value\":850},"
        "\"dose\":{\"value\":1},\"route\":{\"code\":\"26643006\"},"
        "\"times_a_day\":2,\"since\":\"2024-01-10\",\"handed_over\":"
        "{\"value\":180},\"long_term\":true}");
    test_add_json(c, CN_API_CLINIC,
                  "{\"kind\":\"allergy\",\"agent\":{\"code\":\"764146007\"},"
                  "\"criticality\":\"high\",\"severity\":\"severe\"}");
    test_add_json(c, CN_API_CLINIC,
                  "{\"kind\":\"result\",\"test\":{\"code\":\"4548-4\"},"
                  "\"quantity\":{\"value\":7.6},\"date\":\"2026-03-09\"}");
    test_add_json(c, CN_API_PRIVATE,
                  "{\"kind\":\"contacts\",\"contacts\":[{\"name\":"
                  "\"Binta Ndoye\",\"relation\":\"spouse\",\"phone\":"
                  "\"+221 77 000 11 22\"}]}");
    test_sign(c);
}

test_credential *test_sample(uint8_t n)
{
    test_credential *c = test_begin(n);
    test_add_sample(c);
    return c;
}

/* ---- its elements ---- */

void test_put_head(cn_buf *b, const test_credential *c, unsigned shown)
{
    cn_buf head;
    cn_buf_init(&head);
    cn_buf_put(&head, c->claims.kid, CARNET_KEY_ID_SIZE);
    cn_buf_put(&head, c->signature, CN_CRYPTO_SIGNATURE_SIZE);
    if (shown == TEST_ALL) {
        cn_buf_put(&head, c->root_seed, CN_PRIVACY_SEED_SIZE);
    }
    cn_cbor_put_bytes(b, cn_buf_span(&head));
    cn_buf_free(&head);
}

void test_put_when(cn_buf *b, const test_credential *c)
{
    const cn_cose_claims *w = &c->claims;
    if (w->has_valid || w->has_index) {
        cn_cbor_put_array(b, 2u + w->has_index);
    }
    cn_cbor_put_uint(b, w->day);
    if (w->has_valid) {
        cn_cbor_put_uint(b, w->valid);
    } else if (w->has_index) {
        cn_cbor_put_nil(b);
    }
    if (w->has_index) {
        cn_cbor_put_uint(b, w->index);
    }
}

void test_put_start(cn_buf *b, const test_credential *c, unsigned shown)
{
    cn_cbor_put_array(b, 1);
    cn_cbor_put_array(b, shown == TEST_ALL ? 3 : 4);
    test_put_head(b, c, shown);
    test_put_when(b, c);
}

static void put_proof(cn_buf *b, const test_credential *c, size_t part,
                      unsigned shown)
{
    if ((shown >> part & 1) != 0) {
        cn_cbor_put_bytes(b, cn_span_of(c->seed[part], CN_PRIVACY_SEED_SIZE));
    } else {
        cn_cbor_put_bytes(b,
                          cn_span_of(c->digest[part], CN_PRIVACY_DIGEST_SIZE));
    }
}

void test_put_parts(cn_buf *b, const test_credential *c, unsigned shown)
{
    unsigned rest = shown & (TEST_CLINIC | TEST_PRIVATE);
    cn_cbor_put_array(b, 2);
    put_proof(b, c, CN_API_DESK, shown);
    if (rest == 0) {
        cn_cbor_put_bytes(b, cn_span_of(c->rest, CN_PRIVACY_DIGEST_SIZE));
    } else if (rest == (TEST_CLINIC | TEST_PRIVATE)) {
        cn_cbor_put_bytes(b, cn_span_of(c->rest_seed, CN_PRIVACY_SEED_SIZE));
    } else {
        cn_cbor_put_array(b, 2);
        put_proof(b, c, CN_API_CLINIC, shown);
        put_proof(b, c, CN_API_PRIVATE, shown);
    }
}

void test_put_items(cn_buf *b, const test_credential *c, unsigned shown)
{
    size_t num = (shown & 1) + (shown >> 1 & 1) + (shown >> 2 & 1);
    cn_cbor_put_array(b, num);
    for (size_t part = 0; part < CN_API_PARTS; part++) {
        if ((shown >> part & 1) != 0) {
            cn_cbor_put_array(b, c->num_elements[part]);
            cn_buf_put_span(b, cn_buf_span(&c->part[part]));
        }
    }
}

size_t test_items_len(const test_credential *c, unsigned shown)
{
    cn_buf items;
    cn_buf_init(&items);
    test_put_items(&items, c, shown);
    size_t len = items.len;
    cn_buf_free(&items);
    return len;
}

void test_put_packed(cn_buf *b, cn_span items)
{
    cn_buf packed;
    cn_buf_init(&packed);
    assert_status(cn_wire_deflate(&packed, items), CARNET_OK);
    cn_cbor_put_bytes(b, cn_buf_span(&packed));
    cn_buf_free(&packed);
}

void test_put_credential(cn_buf *b, const test_credential *c, unsigned shown,
                         bool packed)
{
    cn_buf items;
    cn_buf_init(&items);
    test_put_items(&items, c, shown);
    cn_cbor_put_array(b, shown == TEST_ALL ? 3 : 4);
    test_put_head(b, c, shown);
    test_put_when(b, c);
    if (shown != TEST_ALL) {
        test_put_parts(b, c, shown);
    }
    if (packed) {
        test_put_packed(b, cn_buf_span(&items));
    } else {
        cn_buf_put_span(b, cn_buf_span(&items));
    }
    cn_buf_free(&items);
    assert_status(b->status, CARNET_OK);
}

cn_buf test_passport(const test_credential *c, unsigned shown, bool packed)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, 1);
    test_put_credential(&b, c, shown, packed);
    return b;
}

static cn_buf in_form(cn_span passport, cn_wire_form form)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_wire_write(&b, form, passport);
    assert_status(b.status, CARNET_OK);
    return b;
}

cn_buf test_as_text(cn_span passport)
{
    return in_form(passport, CN_WIRE_TEXT);
}

cn_buf test_as_file(cn_span passport)
{
    return in_form(passport, CN_WIRE_FILE);
}

cn_buf test_file_of(const test_credential *c)
{
    cn_buf passport = test_passport(c, TEST_ALL, true);
    cn_buf file = test_as_file(cn_buf_span(&passport));
    cn_buf_free(&passport);
    return file;
}

cn_buf test_sample_file(void)
{
    test_credential *c = test_sample(1);
    cn_buf file = test_file_of(c);
    test_end(c);
    return file;
}

/* ---- looking ---- */

carnet_buf *test_json_of(const carnet_verdict *v)
{
    carnet_buf *json = NULL;
    assert_status(carnet_verify_json(&json, v, 1), CARNET_OK);
    return json;
}

static void assert_same_verdict(const carnet_verdict *a,
                                const carnet_verdict *b)
{
    carnet_buf *json_a = test_json_of(a);
    carnet_buf *json_b = test_json_of(b);
    assert_int_equal(carnet_buf_len(json_a), carnet_buf_len(json_b));
    assert_memory_equal(carnet_buf_data(json_a), carnet_buf_data(json_b),
                        carnet_buf_len(json_a));
    carnet_buf_free(json_a);
    carnet_buf_free(json_b);
}

/* The input again, in an arena that grows until it suffices; a text's must not
   have to. */
static void verify_in_arena(cn_span input, int64_t now_s,
                            const carnet_verdict *expected)
{
    size_t size = CARNET_VERIFY_ARENA_SIZE;
    carnet_status status = CARNET_CALLER_ARENA;
    while (status == CARNET_CALLER_ARENA) {
        void *arena = test_aligned(size);
        carnet_verdict *v = NULL;
        status = carnet_verify_in_arena(&v, arena, size, input.data, input.len,
                                        test_trusted(), TEST_NUM_KEYS, now_s);
        if (status == CARNET_OK) {
            assert_same_verdict(expected, v);
        } else {
            assert_status(status, CARNET_CALLER_ARENA);
            assert_false(cn_span_starts(input, CN_SPAN_LIT("HP1:")));
            assert_true(size < (size_t)1 << 28);
        }
        carnet_verify_free(v); /* does nothing */
        free(arena);
        size *= 2;
    }
}

carnet_verdict *test_verify_at(cn_span input, int64_t now_s)
{
    carnet_verdict *v = NULL;
    assert_status(carnet_verify(&v, input.data, input.len, test_trusted(),
                                TEST_NUM_KEYS, now_s),
                  CARNET_OK);
    assert_non_null(v);
    verify_in_arena(input, now_s, v);
    return v;
}

carnet_verdict *test_verify(cn_span input)
{
    return test_verify_at(input, TEST_NOW);
}

void test_assert_malformed(cn_span input, carnet_status reason)
{
    carnet_verdict *v = test_verify(input);
    assert_status(carnet_verify_reason(v), reason);
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_REFUSED);
    assert_int_equal(carnet_verify_num_credentials(v), 0);
    assert_int_equal(carnet_verify_num_entries(v, 0), 0);
    assert_null(carnet_verify_get_entry(v, 0, 0));
    carnet_verify_free(v);
}

void test_assert_bad(cn_span passport, carnet_status reason)
{
    cn_buf file = test_as_file(passport);
    test_assert_malformed(cn_buf_span(&file), reason);
    cn_buf_free(&file);
    if (cn_wire_text_chars(passport.len) <= CN_LIMIT_TEXT_CHARS) {
        cn_buf text = test_as_text(passport);
        test_assert_malformed(cn_buf_span(&text), reason);
        cn_buf_free(&text);
    }
}

cn_buf test_file_of_several(const char *const *private_entries, size_t num)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, num);
    for (size_t i = 0; i < num; i++) {
        test_credential *c = test_begin(1);
        c->root_seed[0] = (uint8_t)i;
        test_add_person(c, CN_API_DESK);
        if (private_entries[i] != NULL) {
            test_add_json(c, CN_API_PRIVATE, private_entries[i]);
        }
        test_sign(c);
        test_put_credential(&b, c, TEST_ALL, true);
        test_end(c);
    }
    cn_buf file = test_as_file(cn_buf_span(&b));
    cn_buf_free(&b);
    return file;
}

static void assert_outcome(cn_span input, int32_t outcome)
{
    carnet_verdict *v = test_verify(input);
    assert_status(carnet_verify_reason(v), CARNET_OK);
    assert_int_equal(carnet_verify_outcome(v), outcome);
    carnet_verify_free(v);
}

void test_assert_outcome(cn_span passport, int32_t outcome)
{
    cn_buf file = test_as_file(passport);
    assert_outcome(cn_buf_span(&file), outcome);
    cn_buf_free(&file);
    if (cn_wire_text_chars(passport.len) <= CN_LIMIT_TEXT_CHARS) {
        cn_buf text = test_as_text(passport);
        assert_outcome(cn_buf_span(&text), outcome);
        cn_buf_free(&text);
    }
}

void test_blank_pages(carnet_buf *json)
{
    static const char name[] = "\"page\": ";
    char *at = (char *)(uintptr_t)carnet_buf_data(json);
    while ((at = strstr(at, name)) != NULL) {
        for (at += sizeof name - 1; *at >= '0' && *at <= '9'; at++) {
            *at = '0';
        }
    }
    at = strstr((char *)(uintptr_t)carnet_buf_data(json), "\"refused\": [");
    size_t len =
        at == NULL || at[12] == ']' ? 0 : (size_t)(strstr(at, "\n  ]") - at);
    for (size_t i = 0; i < len; i++) {
        at[i] = ' ';
    }
}
