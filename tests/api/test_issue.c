/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Issuing: the plan tells before what signing gives after, nothing is signed
 * that verifying would refuse, and a text is not made of what no text may hold.
 */
#include "made.h"

static carnet_plan *plan_of(const char *json, int32_t valid_days)
{
    carnet_plan *plan = NULL;
    carnet_problem *problem = NULL;
    carnet_record *record = test_record(json);
    if (carnet_issue_plan(&plan, &problem, record, TEST_DAY, valid_days) !=
        CARNET_OK) {
        fail_msg("%s", carnet_problem_text(problem));
    }
    carnet_record_free(record);
    return plan;
}

/* Private entries first, so that the order changes. */
static const char mixed[] =
    "{\"entries\":["
    "{\"kind\":\"contacts\",\"contacts\":[{\"name\":\"Binta\"}]},"
    "{\"kind\":\"condition\",\"code\":{\"code\":\"E11.9\"}},"
    "{\"kind\":\"condition\",\"code\":{\"code\":\"B24\"}},"
    "{\"kind\":\"person\",\"name\":\"Awa Ndoye\",\"birth_date\":\"1990\"},"
    "{\"kind\":\"allergy\",\"agent\":{\"absent\":\"none\"}},"
    "{\"kind\":\"alert\",\"part\":\"private\",\"what\":{\"text\":\"x\"}}]}";
enum {
    NUM_MIXED = 6
};

/* ---- the plan ---- */

static void the_plan_tells_where_each_entry_goes(void **state)
{
    (void)state;
    static const size_t index[NUM_MIXED] = {3, 1, 4, 0, 2, 5};
    static const int32_t part[NUM_MIXED] = {0, 1, 1, 2, 2, 2};
    static const int32_t default_part[NUM_MIXED] = {0, 1, 1, 2, 2, 1};
    static const int32_t position[NUM_MIXED] = {0, 0, 1, 0, 1, 2};
    carnet_plan *p = plan_of(mixed, CARNET_ISSUE_UNLIMITED);
    assert_int_equal(carnet_issue_num_entries(p), NUM_MIXED);
    for (size_t i = 0; i < NUM_MIXED; i++) {
        const carnet_entry *e = carnet_issue_get_entry(p, i);
        assert_int_equal(carnet_issue_record_index(p, i), index[i]);
        assert_int_equal(carnet_issue_default_part(p, i), default_part[i]);
        assert_int_equal(carnet_record_entry_part(e), part[i]);
        assert_int_equal(carnet_record_entry_position(e), position[i]);
        assert_int_equal(carnet_issue_entry_bytes(p, i), e->bytes.len);
    }
    assert_int_equal(strncmp(carnet_issue_why(p, 4), "HIV ", 4), 0);
    assert_string_equal(carnet_issue_why_code(p, 4), "B24");
    assert_string_equal(carnet_issue_why(p, 1), "");
    assert_string_equal(carnet_issue_why_code(p, 1), "");
    carnet_issue_free(p);
}

/* Wherever such an entry goes, a person must look. */
static void the_plan_names_code_systems_that_are_not_known(void **state)
{
    (void)state;
    static const char json[] =
        "{\"entries\":[{\"kind\":\"condition\",\"code\":{\"coding\":[{\"code\":"
        "\"I10\"},"
        "{\"system\":\"urn:x:b\",\"code\":\"7\"},{\"system\":\"urn:x:a\","
        "\"code\":\"8\"},{\"system\":\"urn:x:b\",\"code\":\"9\"}]}},"
        "{\"kind\":\"condition\",\"code\":{\"code\":\"I10\"}},"
        "{\"kind\":\"condition\",\"code\":{\"system\":\"urn:x:a\",\"code\":"
        "\"b20\"}}]}";
    carnet_plan *p = plan_of(json, 0);
    assert_string_equal(carnet_issue_unknown_system(p, 0, 0), "urn:x:b");
    assert_string_equal(carnet_issue_unknown_system(p, 0, 1), "urn:x:a");
    assert_string_equal(carnet_issue_unknown_system(p, 0, 2), "");
    assert_string_equal(carnet_issue_unknown_system(p, 0, SIZE_MAX), "");
    assert_string_equal(carnet_issue_unknown_system(p, 1, 0), "");
    assert_int_equal(carnet_issue_default_part(p, 2), CARNET_PART_PRIVATE);
    assert_string_equal(carnet_issue_unknown_system(p, 2, 0), "urn:x:a");
    carnet_issue_free(p);
}

static void expect_clash(const carnet_plan *p, size_t i, size_t n,
                         const char *const want[4])
{
    for (int32_t what = 0; what < 4; what++) {
        assert_string_equal(carnet_issue_clash(p, i, n, what),
                            want == NULL ? "" : want[what]);
    }
}

/* Of a label, which does not travel, and of words, which do; in a group too. */
static void the_plan_names_words_of_another_code(void **state)
{
    (void)state;
    static const char json[] =
        "{\"entries\":[{\"kind\":\"condition\",\"code\":{\"code\":\"I10\","
        "\"display\":\"MALARIA\",\"text\":\"asthme\"}},"
        "{\"kind\":\"result\",\"test\":{\"code\":\"85354-9\"},\"date\":"
        "\"2026-03-01\",\"components\":[{\"test\":{\"code\":\"8480-6\","
        "\"display\":\"body height\"},\"quantity\":{\"value\":120}}]},"
        "{\"kind\":\"condition\",\"code\":{\"coding\":[{\"code\":\"I10\","
        "\"display\":\"high blood pressure, treated\"},{\"code\":\"B54\"}],"
        "\"text\":\"malaria\"}}]}";
    static const char *const label[] = {"MALARIA", "icd-10", "I10", "B54"};
    static const char *const words[] = {"asthme", "icd-10", "I10", "J45.9"};
    static const char *const member[] = {"body height", "loinc", "8480-6",
                                         "8302-2"};
    carnet_plan *p = plan_of(json, 0);
    expect_clash(p, 0, 0, label);
    expect_clash(p, 0, 1, words);
    expect_clash(p, 0, 2, NULL);
    expect_clash(p, 0, SIZE_MAX, NULL);
    expect_clash(p, 1, 0, member);
    expect_clash(p, 1, 1, NULL);
    expect_clash(p, 2, 0, NULL);
    assert_string_equal(carnet_issue_clash(p, 0, 0, -1), "");
    assert_string_equal(carnet_issue_clash(p, 0, 0, 4), "");
    carnet_issue_free(p);
}

static void the_plan_tells_what_signing_gives(void **state)
{
    (void)state;
    static const int32_t valid[] = {
        CARNET_ISSUE_UNLIMITED, 0, 23, 24, 255, 256, 65535};
    for (size_t i = 0; i < sizeof valid / sizeof valid[0]; i++) {
        carnet_plan *p = plan_of(mixed, valid[i]);
        carnet_buf *file = NULL;
        carnet_buf *text = NULL;
        assert_status(carnet_issue_sign(&file, p, test_secret(1)), CARNET_OK);
        assert_int_equal(carnet_buf_len(file), carnet_issue_num_bytes(p) + 8);
        assert_status(carnet_issue_as_text(&text, carnet_buf_data(file),
                                           carnet_buf_len(file)),
                      CARNET_OK);
        assert_int_equal(carnet_buf_len(text), carnet_issue_num_chars(p));
        assert_int_equal(carnet_issue_chars_for(carnet_issue_num_bytes(p)),
                         carnet_issue_num_chars(p));
        carnet_buf_free(text);
        carnet_buf_free(file);
        carnet_issue_free(p);
    }
}

/* Bytes with the first entries only: growing, and all of them at the end. */
static void bytes_grow_entry_by_entry(void **state)
{
    (void)state;
    carnet_plan *p = plan_of(mixed, CARNET_ISSUE_UNLIMITED);
    size_t last = 0;
    for (size_t i = 0; i < NUM_MIXED; i++) {
        size_t bytes = carnet_issue_bytes_upto(p, i);
        assert_true(bytes > last);
        last = bytes;
    }
    assert_int_equal(last, carnet_issue_num_bytes(p));
    carnet_issue_free(p);
}

/* ---- signing ---- */

static void what_is_signed_verifies_and_is_what_was_planned(void **state)
{
    (void)state;
    carnet_plan *p = plan_of(mixed, 30);
    carnet_buf *file = NULL;
    assert_status(carnet_issue_sign(&file, p, test_secret(2)), CARNET_OK);
    carnet_verdict *v = test_verify(test_span_of(file));
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
    assert_int_equal(carnet_verify_key_index(v, 0), 1);
    assert_int_equal(carnet_verify_issued_days(v, 0), TEST_DAY);
    assert_int_equal(carnet_verify_valid_until_days(v, 0), TEST_DAY + 30);
    assert_int_equal(carnet_verify_status_index(v, 0), -1);
    assert_int_equal(carnet_verify_num_entries(v, 0), NUM_MIXED);
    for (size_t i = 0; i < NUM_MIXED; i++) {
        const carnet_entry *planned = carnet_issue_get_entry(p, i);
        const carnet_entry *read = carnet_verify_get_entry(v, 0, i);
        assert_span(read->bytes, planned->bytes.data, planned->bytes.len);
        assert_int_equal(read->part, planned->part);
        assert_int_equal(read->position, planned->position);
    }
    carnet_verify_free(v);
    carnet_buf_free(file);
    carnet_issue_free(p);
}

static void the_seed_decides_and_is_random_otherwise(void **state)
{
    (void)state;
    static const uint8_t seed[] = "0123456789abcdef0";
    carnet_plan *p = plan_of(mixed, CARNET_ISSUE_UNLIMITED);
    carnet_buf *out[5] = {NULL};
    for (size_t i = 0; i < 3; i++) {
        assert_status(carnet_issue_sign_seeded(&out[i], p, test_secret(1),
                                               seed + i / 2,
                                               CARNET_ISSUE_SEED_SIZE),
                      CARNET_OK);
    }
    assert_true(cn_span_equal(test_span_of(out[0]), test_span_of(out[1])));
    assert_false(cn_span_equal(test_span_of(out[0]), test_span_of(out[2])));
    for (size_t i = 3; i < 5; i++) {
        assert_status(carnet_issue_sign(&out[i], p, test_secret(1)), CARNET_OK);
    }
    assert_false(cn_span_equal(test_span_of(out[3]), test_span_of(out[4])));
    for (size_t i = 0; i < 5; i++) {
        carnet_buf_free(out[i]);
    }
    carnet_issue_free(p);
}

/* By hand and by the library: one root, one signature, byte for byte. */
static void issues_what_the_specification_says(void **state)
{
    (void)state;
    carnet_plan *p = plan_of(mixed, CARNET_ISSUE_UNLIMITED);
    carnet_buf *file = NULL;
    test_credential *c = test_begin(1);
    for (size_t i = 0; i < NUM_MIXED; i++) {
        const carnet_entry *e = carnet_issue_get_entry(p, i);
        test_add(c, e->part, e->bytes);
    }
    test_sign(c);
    assert_status(carnet_issue_sign_seeded(&file, p, test_secret(1),
                                           c->root_seed,
                                           CARNET_ISSUE_SEED_SIZE),
                  CARNET_OK);
    cn_buf packed = test_passport(c, TEST_ALL, true);
    cn_buf plain = test_passport(c, TEST_ALL, false);
    cn_buf expected = test_as_file(
        packed.len < plain.len ? cn_buf_span(&packed) : cn_buf_span(&plain));
    assert_span(test_span_of(file), expected.data, expected.len);
    cn_buf_free(&expected);
    cn_buf_free(&plain);
    cn_buf_free(&packed);
    test_end(c);
    carnet_buf_free(file);
    carnet_issue_free(p);
}

/* ---- what deflates too well, or not at all ---- */

static void put_alerts(cn_buf *json, size_t num, size_t words_len)
{
    cn_buf_put_str(json, "{\"entries\":[");
    for (size_t i = 0; i < num; i++) {
        cn_buf_put_str(json, i == 0 ? "" : ",");
        cn_buf_put_str(json, "{\"kind\":\"alert\",\"what\":{\"text\":\"x\"},"
                             "\"note\":\"");
        for (size_t k = 0; k < words_len; k++) {
            cn_buf_put_u8(json, 'a');
        }
        cn_buf_put_str(json, "\"}");
    }
    cn_buf_put_str(json, "]}");
    cn_buf_put_u8(json, 0);
    assert_status(json->status, CARNET_OK);
}

/* Packed it would be small, and refused as a bomb by every reader. */
static void never_packs_what_no_reader_would_inflate(void **state)
{
    (void)state;
    for (size_t num = 1; num <= 64; num *= 2) {
        cn_buf json;
        cn_buf_init(&json);
        put_alerts(&json, num, 900);
        carnet_plan *p = plan_of((const char *)json.data, 0);
        carnet_buf *file = NULL;
        assert_status(carnet_issue_sign(&file, p, test_secret(1)), CARNET_OK);
        carnet_verdict *v = test_verify(test_span_of(file));
        assert_status(carnet_verify_reason(v), CARNET_OK);
        assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
        assert_int_equal(carnet_verify_num_entries(v, 0), num);
        /* 4 notes are below 4,096 bytes, 16 are far above what is allowed. */
        if (num <= 4) {
            assert_true(carnet_buf_len(file) < 400);
        }
        if (num >= 16) {
            assert_true(carnet_buf_len(file) > 900 * num);
        }
        carnet_verify_free(v);
        carnet_buf_free(file);
        carnet_issue_free(p);
        cn_buf_free(&json);
    }
}

/* ---- what is not planned ---- */

static void assert_no_plan(const carnet_record *record, carnet_status status,
                           const char *path)
{
    carnet_plan *p = (void *)&status;
    carnet_problem *problem = NULL;
    assert_status(carnet_issue_plan(&p, &problem, record, TEST_DAY,
                                    CARNET_ISSUE_UNLIMITED),
                  status);
    assert_null(p);
    assert_status(carnet_problem_status(problem), status);
    if (path != NULL) {
        assert_string_equal(carnet_problem_path(problem), path);
    }
    carnet_problem_free(problem);
    assert_status(
        carnet_issue_plan(&p, NULL, record, TEST_DAY, CARNET_ISSUE_UNLIMITED),
        status);
    assert_null(p);
}

static void refuses_records_that_can_not_be_signed(void **state)
{
    (void)state;
    static const struct {
        const char *json;
        carnet_status status;
        const char *path;
    } cases[] = {
        {"{\"entries\":[{\"kind\":\"condition\",\"part\":\"desk\",\"code\":"
         "{\"code\":\"E11.9\"}}]}",
         CARNET_RECORD_PART, "$.entries[0]"},
        {"{\"entries\":[{\"kind\":\"person\",\"name\":\"A\",\"birth_date\":"
         "\"1990\"},{\"kind\":\"person\",\"name\":\"B\",\"birth_date\":"
         "\"1990\"}]}",
         CARNET_RECORD_TWICE, NULL},
        {"{\"entries\":[{\"kind\":\"condition\",\"code\":{\"code\":\"I10\"},"
         "\"treated_with\":[\"p\"]},{\"kind\":\"prescription\",\"id\":\"p\","
         "\"part\":\"private\",\"medicine\":{\"code\":\"C08CA01\"}}]}",
         CARNET_RECORD_LINK, NULL},
        /* U+3164; U+2800, U+0020 and U+00A0 */
        {"{\"entries\":[{\"kind\":\"condition\",\"code\":{\"code\":\"I10\"}},"
         "{\"kind\":\"person\",\"name\":\"\xe3\x85\xa4\","
         "\"birth_date\":\"1990\"}]}",
         CARNET_RECORD_TEXT, "$.entries[1].name"},
        {"{\"entries\":[{\"kind\":\"person\",\"name\":\"\xe2\xa0\x80 "
         "\xc2\xa0\",\"birth_date\":\"1990\"}]}",
         CARNET_RECORD_TEXT, "$.entries[0].name"},
        /* U+0378 */
        {"{\"entries\":[{\"kind\":\"person\",\"name\":\"A\xcd\xb8\","
         "\"birth_date\":\"1990\"}]}",
         CARNET_RECORD_TEXT, "$.entries[0].name"},
        /* The same among letters that are packed. */
        {"{\"entries\":[{\"kind\":\"person\",\"name\":"
         "\"\xce\xb9\xce\x99\xcf\x89\xce\xb8-\xce\x8b.\xcf\x84\","
         "\"birth_date\":\"1990\"}]}",
         CARNET_RECORD_TEXT, "$.entries[0].name"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        carnet_record *record = test_record(cases[i].json);
        assert_no_plan(record, cases[i].status, cases[i].path);
        carnet_record_free(record);
    }
    carnet_record *empty = NULL;
    assert_status(carnet_record_new(&empty), CARNET_OK);
    assert_no_plan(empty, CARNET_RECORD_EMPTY, NULL);
    carnet_record_free(empty);
}

static void a_name_that_is_not_issued_is_told_why(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *why;
    } rows[] = {
        {"\xe3\x85\xa4", "nothing of the name is drawn"}, /* U+3164 */
        {"A\xf0\x90\xb5\x80", "Unicode 15.0"},            /* U+10D40, of 16 */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char json[128];
        carnet_plan *plan = NULL;
        carnet_problem *problem = NULL;
        snprintf(json, sizeof json,
                 "{\"entries\":[{\"kind\":\"person\",\"name\":\"%s\","
                 "\"birth_date\":\"1990\"}]}",
                 rows[i].name);
        carnet_record *record = test_record(json);
        assert_status(carnet_issue_plan(&plan, &problem, record, TEST_DAY,
                                        CARNET_ISSUE_UNLIMITED),
                      CARNET_RECORD_TEXT);
        assert_non_null(strstr(carnet_problem_text(problem), rows[i].why));
        carnet_problem_free(problem);
        carnet_record_free(record);
    }
}

/* A name may be in any script, with what that needs beside what is drawn. */
static void a_persons_name_is_what_it_likes_if_drawn_and_assigned(void **state)
{
    (void)state;
    static const char *const names[] = {
        "X", "\xe5\xb1\xb1\xe3\x80\x80\xe5\xa4\xaa", /* U+3000 between */
        "\xe8\x91\x9b\xf3\xa0\x84\x80",              /* a variant, U+E0100 */
        "e\xcc\x81", "\xf0\x91\x84\xb1\xf0\x91\x84\xa7"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char json[160];
        snprintf(json, sizeof json,
                 "{\"entries\":[{\"kind\":\"person\",\"name\":\"%s\","
                 "\"birth_date\":\"1990\"}]}",
                 names[i]);
        carnet_issue_free(plan_of(json, 0));
    }
}

static void refuses_257_entries_in_a_part(void **state)
{
    (void)state;
    for (size_t num = 256; num <= 257; num++) {
        cn_buf json;
        cn_buf_init(&json);
        put_alerts(&json, num, 1);
        carnet_record *record = test_record((const char *)json.data);
        if (num == 257) {
            assert_no_plan(record, CARNET_RECORD_COUNT, NULL);
        } else {
            carnet_plan *p = NULL;
            assert_status(carnet_issue_plan(&p, NULL, record, TEST_DAY, 0),
                          CARNET_OK);
            carnet_issue_free(p);
        }
        carnet_record_free(record);
        cn_buf_free(&json);
    }
}

/* Some 130 entries of 33 KiB are above the 4 MiB of a file. */
static void refuses_more_than_a_file_holds(void **state)
{
    (void)state;
    static char words[501];
    carnet_record *record = NULL;
    memset(words, 'w', sizeof words - 1);
    assert_status(carnet_record_new(&record), CARNET_OK);
    for (size_t i = 0; i < 136; i++) {
        size_t at = 0;
        assert_status(carnet_record_add(&at, record, CARNET_KIND_CONDITION),
                      CARNET_OK);
        assert_status(carnet_record_set_words(record, at, CARNET_CONDITION_CODE,
                                              0, CARNET_RECORD_SELF, "x", 1),
                      CARNET_OK);
        for (size_t k = 0; k < 64; k++) {
            assert_status(carnet_record_set_words(
                              record, at, CARNET_CONDITION_BODY_SITE, k,
                              CARNET_RECORD_SELF, words, sizeof words - 1),
                          CARNET_OK);
        }
    }
    assert_no_plan(record, CARNET_RECORD_TOO_LONG, NULL);
    carnet_record_free(record);
}

static void days_have_their_ranges(void **state)
{
    (void)state;
    static const struct {
        int32_t issued, valid;
        carnet_status status;
    } cases[] = {
        {0, 0, CARNET_OK},
        {0, 65535, CARNET_OK},
        {2932896, 0, CARNET_OK},
        {2932896, 1, CARNET_CALLER_RANGE}, /* the day after 9999-12-31 */
        {2932800, 96, CARNET_OK},
        {2932800, 97, CARNET_CALLER_RANGE},
        {2867361, 65535, CARNET_OK},
        {2867362, 65535, CARNET_CALLER_RANGE},
        {2932896, CARNET_ISSUE_UNLIMITED, CARNET_OK},
        {-1, 0, CARNET_CALLER_RANGE},
        {2932897, 0, CARNET_CALLER_RANGE},
        {INT32_MIN, 0, CARNET_CALLER_RANGE},
        {INT32_MAX, 0, CARNET_CALLER_RANGE},
        {0, -2, CARNET_CALLER_RANGE},
        {0, 65536, CARNET_CALLER_RANGE},
        {0, INT32_MIN, CARNET_CALLER_RANGE},
        {0, INT32_MAX, CARNET_CALLER_RANGE},
    };
    carnet_record *record =
        test_record("{\"entries\":[{\"kind\":\"allergy\",\"agent\":{\"absent\":"
                    "\"none\"}}]}");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        carnet_plan *p = (void *)&record;
        carnet_buf *file = NULL;
        assert_status(carnet_issue_plan(&p, NULL, record, cases[i].issued,
                                        cases[i].valid),
                      cases[i].status);
        assert_int_equal(p != NULL, cases[i].status == CARNET_OK);
        if (p != NULL) {
            assert_status(carnet_issue_sign(&file, p, test_secret(1)),
                          CARNET_OK);
            carnet_verdict *v = test_verify_at(
                test_span_of(file), INT64_C(86400) * cases[i].issued);
            assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
            carnet_verify_free(v);
            carnet_buf_free(file);
        }
        carnet_issue_free(p);
    }
    carnet_record_free(record);
}

static void refuses_wrong_arguments(void **state)
{
    (void)state;
    static const uint8_t seed[CARNET_ISSUE_SEED_SIZE + 1];
    carnet_record *record = test_record(mixed);
    carnet_plan *p = (void *)&record;
    carnet_problem *problem = (void *)&record;
    carnet_buf *out = (void *)&record;
    assert_status(carnet_issue_plan(NULL, &problem, record, 0, 0),
                  CARNET_CALLER_NULL);
    assert_null(problem);
    assert_status(carnet_issue_plan(&p, NULL, NULL, 0, 0), CARNET_CALLER_NULL);
    assert_null(p);
    carnet_record_free(record);
    p = plan_of(mixed, 0);
    const carnet_secret_key *key = test_secret(1);
    assert_status(carnet_issue_sign(NULL, p, key), CARNET_CALLER_NULL);
    assert_status(carnet_issue_sign(&out, NULL, key), CARNET_CALLER_NULL);
    assert_null(out);
    out = (void *)&record;
    assert_status(carnet_issue_sign(&out, p, NULL), CARNET_CALLER_NULL);
    assert_null(out);
    assert_status(carnet_issue_sign_seeded(NULL, p, key, seed, 16),
                  CARNET_CALLER_NULL);
    assert_status(carnet_issue_sign_seeded(&out, NULL, key, seed, 16),
                  CARNET_CALLER_NULL);
    assert_status(carnet_issue_sign_seeded(&out, p, NULL, seed, 16),
                  CARNET_CALLER_NULL);
    assert_status(carnet_issue_sign_seeded(&out, p, key, NULL, 16),
                  CARNET_CALLER_NULL);
    for (size_t len = 0; len <= sizeof seed; len++) {
        if (len != CARNET_ISSUE_SEED_SIZE) {
            out = (void *)&record;
            assert_status(carnet_issue_sign_seeded(&out, p, key, seed, len),
                          CARNET_CALLER_RANGE);
            assert_null(out);
        }
    }
    assert_status(carnet_issue_as_text(NULL, seed, 1), CARNET_CALLER_NULL);
    assert_status(carnet_issue_as_file(NULL, seed, 1), CARNET_CALLER_NULL);
    out = (void *)&record;
    assert_status(carnet_issue_as_text(&out, NULL, 1), CARNET_CALLER_NULL);
    assert_null(out);
    out = (void *)&record;
    assert_status(carnet_issue_as_file(&out, NULL, 1), CARNET_CALLER_NULL);
    assert_null(out);
    carnet_issue_free(p);
}

/* ---- forms ---- */

static void the_two_forms_become_each_other(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    for (unsigned shown = 0; shown < 8; shown++) {
        cn_buf b = test_passport(c, shown, true);
        cn_buf forms[] = {test_as_text(cn_buf_span(&b)),
                          test_as_file(cn_buf_span(&b))};
        for (size_t from = 0; from < 2; from++) {
            carnet_buf *text = NULL;
            carnet_buf *file = NULL;
            assert_status(
                carnet_issue_as_text(&text, forms[from].data, forms[from].len),
                CARNET_OK);
            assert_span(test_span_of(text), forms[0].data, forms[0].len);
            assert_status(
                carnet_issue_as_file(&file, forms[from].data, forms[from].len),
                CARNET_OK);
            assert_span(test_span_of(file), forms[1].data, forms[1].len);
            carnet_buf_free(file);
            carnet_buf_free(text);
        }
        cn_buf_free(&forms[0]);
        cn_buf_free(&forms[1]);
        cn_buf_free(&b);
    }
    test_end(c);
}

static void assert_no_text(cn_span passport, carnet_status status)
{
    cn_buf file = test_as_file(passport);
    carnet_buf *out = (void *)&file;
    assert_status(carnet_issue_as_text(&out, file.data, file.len), status);
    assert_null(out);
    assert_status(carnet_issue_as_file(&out, file.data, file.len), CARNET_OK);
    carnet_buf_free(out);
    cn_buf_free(&file);
}

/* A code on paper that no reader takes would be found out too late. */
static void no_text_is_made_that_readers_refuse(void **state)
{
    (void)state;
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, 9);
    test_credential *c = test_begin(1);
    test_sign(c);
    for (size_t i = 0; i < 9; i++) {
        test_put_credential(&b, c, TEST_ALL, true);
    }
    assert_no_text(cn_buf_span(&b), CARNET_RECORD_COUNT);
    cn_buf_free(&b);
    for (size_t i = 0; i < 513; i++) {
        test_add_hex(c, i / 256, "0cf6");
    }
    test_sign(c);
    b = test_passport(c, TEST_ALL, true);
    assert_no_text(cn_buf_span(&b), CARNET_RECORD_COUNT);
    cn_buf_free(&b);
    test_end(c);
    assert_no_text(CN_SPAN_LIT("\x80"), CARNET_CBOR_SHAPE);
    assert_no_text(CN_SPAN_LIT("not CBOR"), CARNET_CBOR_TRUNCATED);
    cn_buf_init(&b);
    memset(cn_buf_extend(&b, 2862), 0, 2862);
    assert_no_text(cn_buf_span(&b), CARNET_TEXT_TOO_LONG);
    cn_buf_free(&b);
}

static void forms_name_the_faults_of_what_they_are_given(void **state)
{
    (void)state;
    static const struct {
        const char *input;
        carnet_status status;
    } cases[] = {{"", CARNET_TEXT_EMPTY},
                 {"HC1:X", CARNET_TEXT_EU_DCC},
                 {"hp1:00", CARNET_TEXT_LOWER_CASE},
                 {"HP1:0", CARNET_TEXT_LENGTH},
                 {"HP1:00\n\n", CARNET_TEXT_SPACE}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const uint8_t *input = (const uint8_t *)cases[i].input;
        carnet_buf *out = (void *)&i;
        assert_status(carnet_issue_as_text(&out, input, strlen(cases[i].input)),
                      cases[i].status);
        assert_null(out);
        out = (void *)&i;
        assert_status(carnet_issue_as_file(&out, input, strlen(cases[i].input)),
                      cases[i].status);
        assert_null(out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_plan_tells_where_each_entry_goes),
        cmocka_unit_test(the_plan_names_code_systems_that_are_not_known),
        cmocka_unit_test(the_plan_names_words_of_another_code),
        cmocka_unit_test(the_plan_tells_what_signing_gives),
        cmocka_unit_test(bytes_grow_entry_by_entry),
        cmocka_unit_test(what_is_signed_verifies_and_is_what_was_planned),
        cmocka_unit_test(the_seed_decides_and_is_random_otherwise),
        cmocka_unit_test(issues_what_the_specification_says),
        cmocka_unit_test(never_packs_what_no_reader_would_inflate),
        cmocka_unit_test(refuses_records_that_can_not_be_signed),
        cmocka_unit_test(a_name_that_is_not_issued_is_told_why),
        cmocka_unit_test(a_persons_name_is_what_it_likes_if_drawn_and_assigned),
        cmocka_unit_test(refuses_257_entries_in_a_part),
        cmocka_unit_test(refuses_more_than_a_file_holds),
        cmocka_unit_test(days_have_their_ranges),
        cmocka_unit_test(refuses_wrong_arguments),
        cmocka_unit_test(the_two_forms_become_each_other),
        cmocka_unit_test(no_text_is_made_that_readers_refuse),
        cmocka_unit_test(forms_name_the_faults_of_what_they_are_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
