/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The calls of the merged view: what they refuse, what they say of nothing,
 * what is left when memory is gone, and that no order of many credentials, nor
 * a second presentation of one, changes a byte.
 */
#include "../support/failing_mem.h"
#include "made.h"

#define PERSON                                                                 \
    "{\"kind\":\"person\",\"name\":\"Awa Ndoye\","                             \
    "\"birth_date\":\"1990-02-28\"}"

enum {
    NUM_PAGES = 6,
    NUM_SHUFFLES = 12
};

/* Entries that agree, contradict, end and are replaced by nobody. */
static const char *const pool[] = {
    "{\"kind\":\"allergy\",\"agent\":{\"code\":\"764146007\"}}",
    "{\"kind\":\"allergy\",\"agent\":{\"absent\":\"none\"}}",
    "{\"kind\":\"allergy\",\"agent\":{\"code\":\"764146007\"},"
    "\"status\":\"refuted\",\"note\":\"tolerated\"}",
    "{\"kind\":\"condition\",\"code\":{\"code\":\"J45.9\"},\"since\":\"2019\"}",
    "{\"kind\":\"condition\",\"code\":{\"code\":\"J45.9\"},"
    "\"status\":\"resolved\"}",
    "{\"kind\":\"prescription\",\"medicine\":{\"code\":\"A10BA02\"},"
    "\"strength\":{\"value\":500},\"times_a_day\":2}",
    "{\"kind\":\"prescription\",\"medicine\":{\"code\":\"A10BA02\"},"
    "\"strength\":{\"value\":850},\"times_a_day\":2,\"must_not_stop\":true}",
    "{\"kind\":\"vaccination\",\"vaccine\":{\"code\":\"J07BD52\"},"
    "\"date\":\"2024-01-10\",\"dose\":1,\"lot\":\"A1\"}",
    "{\"kind\":\"vaccination\",\"vaccine\":{\"code\":\"J07BD52\"},"
    "\"date\":\"2024-01-10\",\"country\":\"NE\",\"note\":\"sheet lost\"}",
    "{\"kind\":\"vaccination\",\"vaccine\":{\"code\":\"J07BD52\"},"
    "\"date\":\"2024-01-10\",\"dose\":2}",
    "{\"kind\":\"result\",\"test\":{\"code\":\"882-1\"},"
    "\"code_value\":{\"code\":\"278147001\"},\"date\":\"2024-01-10\"}",
    "{\"kind\":\"result\",\"test\":{\"code\":\"882-1\"},"
    "\"code_value\":{\"code\":\"278149003\"},\"date\":\"2025-01-10\"}",
    "{\"kind\":\"referral\",\"what\":{\"code\":\"394594003\"},"
    "\"due\":\"2025-01-01\"}",
    "{\"kind\":\"coverage\",\"scheme\":\"National scheme\","
    "\"state\":\"pending\"}",
};

enum {
    NUM_POOL = sizeof pool / sizeof pool[0]
};

/* Small and the same every time (Numerical Recipes' constants). */
static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

static test_credential *make_page(uint32_t *seed, uint8_t number)
{
    test_credential *c =
        test_begin((uint8_t)(1 + draw(seed, TEST_NUM_KEYS + 1)));
    c->claims.day = TEST_DAY - draw(seed, 900);
    c->claims.has_valid = draw(seed, 4) == 0;
    c->claims.valid = c->claims.has_valid ? 30 : 0;
    c->root_seed[0] = number;
    test_add_json(c, CN_API_DESK, PERSON);
    for (uint32_t i = 1 + draw(seed, 5); i > 0; i--) {
        test_add_json(c, CN_API_CLINIC, pool[draw(seed, NUM_POOL)]);
    }
    test_sign(c);
    return c;
}

static cn_buf file_of(test_credential *const *pages, const unsigned *shown,
                      size_t num)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, num);
    for (size_t i = 0; i < num; i++) {
        test_put_credential(&b, pages[i], shown == NULL ? TEST_ALL : shown[i],
                            true);
    }
    cn_buf file = test_as_file(cn_buf_span(&b));
    cn_buf_free(&b);
    return file;
}

static carnet_buf *json_of(const carnet_verdict *v, int64_t at_s)
{
    carnet_view *view = NULL;
    carnet_buf *json = NULL;
    assert_status(carnet_view_new(&view, v, at_s, 0), CARNET_OK);
    assert_status(carnet_view_json(&json, view, 1), CARNET_OK);
    carnet_view_free(view);
    return json;
}

static carnet_buf *json_of_file(test_credential *const *pages,
                                const unsigned *shown, size_t num)
{
    cn_buf file = file_of(pages, shown, num);
    carnet_verdict *v = test_verify(cn_buf_span(&file));
    carnet_buf *json = json_of(v, TEST_NOW);
    carnet_verify_free(v);
    cn_buf_free(&file);
    return json;
}

/* ---- order ---- */

static void no_order_of_credentials_changes_a_byte(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (size_t n = 0; n < NUM_SHUFFLES; n++) {
        test_credential *pages[NUM_PAGES];
        for (uint8_t i = 0; i < NUM_PAGES; i++) {
            pages[i] = make_page(&seed, i);
        }
        carnet_buf *first = json_of_file(pages, NULL, NUM_PAGES);
        test_blank_pages(first);
        for (size_t k = 0; k < 4; k++) {
            for (uint32_t i = NUM_PAGES - 1; i > 0; i--) {
                uint32_t with = draw(&seed, i + 1);
                test_credential *kept = pages[i];
                pages[i] = pages[with];
                pages[with] = kept;
            }
            carnet_buf *other = json_of_file(pages, NULL, NUM_PAGES);
            test_blank_pages(other);
            assert_string_equal((const char *)carnet_buf_data(other),
                                (const char *)carnet_buf_data(first));
            carnet_buf_free(other);
        }
        carnet_buf_free(first);
        for (size_t i = 0; i < NUM_PAGES; i++) {
            test_end(pages[i]);
        }
    }
}

static void two_presentations_of_a_credential_are_one(void **state)
{
    (void)state;
    test_credential *c = test_begin(1);
    test_add_json(c, CN_API_DESK, PERSON);
    test_add_json(c, CN_API_CLINIC, pool[0]);
    test_add_json(c, CN_API_PRIVATE, pool[3]);
    test_sign(c);
    test_credential *const twice[] = {c, c};
    const unsigned private_last[] = {TEST_DESK | TEST_CLINIC, TEST_ALL};
    const unsigned private_first[] = {TEST_ALL, TEST_DESK};
    const unsigned never[] = {TEST_DESK, TEST_DESK | TEST_CLINIC};
    carnet_buf *whole = json_of_file(twice, NULL, 1);
    carnet_buf *last = json_of_file(twice, private_last, 2);
    carnet_buf *first = json_of_file(twice, private_first, 2);
    carnet_buf *none = json_of_file(twice, never, 2);
    assert_string_equal((const char *)carnet_buf_data(last),
                        (const char *)carnet_buf_data(whole));
    assert_string_equal((const char *)carnet_buf_data(first),
                        (const char *)carnet_buf_data(whole));
    assert_null(strstr((const char *)carnet_buf_data(whole), "not_all"));
    assert_non_null(strstr((const char *)carnet_buf_data(none), "not_all"));
    carnet_buf_free(whole);
    carnet_buf_free(last);
    carnet_buf_free(first);
    carnet_buf_free(none);
    test_end(c);
}

/* ---- times ---- */

static carnet_verdict *verdict_of(const char *entry)
{
    test_credential *c = test_begin(1);
    test_add_json(c, CN_API_DESK, PERSON);
    test_add_json(c, CN_API_CLINIC, entry);
    test_sign(c);
    cn_buf file = file_of(&c, NULL, 1);
    carnet_verdict *v = test_verify(cn_buf_span(&file));
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
    cn_buf_free(&file);
    test_end(c);
    return v;
}

/* Of the second row: the first is the person. */
static void assert_state_there(const carnet_verdict *v, int64_t at_s,
                               int32_t offset, int32_t state, int32_t why)
{
    carnet_view *view = NULL;
    assert_status(carnet_view_new(&view, v, at_s, offset), CARNET_OK);
    assert_int_equal(carnet_view_num_rows(view), 2);
    assert_int_equal(carnet_view_row_state(view, 1), state);
    assert_int_equal(carnet_view_row_why(view, 1), why);
    carnet_view_free(view);
}

static void assert_state(const carnet_verdict *v, int64_t at_s, int32_t state,
                         int32_t why)
{
    assert_state_there(v, at_s, 0, state, why);
}

static void what_is_promised_or_not_asked_is_no_fact(void **state)
{
    (void)state;
    static const struct {
        const char *entry;
        int32_t state, why;
    } rows[] = {
        {"{\"kind\":\"coverage\",\"scheme\":\"S\",\"state\":\"pending\","
         "\"from\":\"2026-01-01\"}",
         CARNET_VIEW_UNCERTAIN, CARNET_VIEW_WHY_DATE},
        {"{\"kind\":\"coverage\",\"scheme\":\"S\",\"state\":\"pending\","
         "\"from\":\"2026-04-01\"}",
         CARNET_VIEW_LATER, CARNET_VIEW_WHY_STATUS},
        {"{\"kind\":\"allergy\",\"agent\":{\"absent\":\"not_asked\"}}",
         CARNET_VIEW_UNCERTAIN, CARNET_VIEW_WHY_NOT_ASKED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        carnet_verdict *v = verdict_of(rows[i].entry);
        assert_state(v, TEST_NOW, rows[i].state, rows[i].why);
        carnet_verify_free(v);
    }
}

static void an_instant_ends_to_the_minute(void **state)
{
    (void)state;
    const int64_t day = INT64_C(86400) * TEST_DAY;
    carnet_verdict *v =
        verdict_of("{\"kind\":\"travel_clearance\",\"conclusion\":\"fit\","
                   "\"examined\":\"2026-03-16\","
                   "\"valid_until\":\"2026-03-17T10:30:00+02:00\"}");
    const int64_t end = day + 8 * 3600 + 30 * 60;
    assert_state(v, end, CARNET_VIEW_ACTIVE, CARNET_VIEW_WHY_STANDS);
    assert_state(v, end + 59, CARNET_VIEW_ACTIVE, CARNET_VIEW_WHY_STANDS);
    assert_state(v, end + 60, CARNET_VIEW_PAST, CARNET_VIEW_WHY_ENDED);
    carnet_view *view = NULL;
    assert_status(carnet_view_new_day(&view, v, TEST_DAY), CARNET_OK);
    assert_int_equal(carnet_view_row_state(view, 1), CARNET_VIEW_UNCERTAIN);
    assert_int_equal(carnet_view_row_why(view, 1), CARNET_VIEW_WHY_DATE);
    carnet_view_free(view);
    carnet_verify_free(v);
}

/* Half past three in the night east of UTC, which is the evening before. */
static void a_day_is_that_of_the_clock_that_asks(void **state)
{
    (void)state;
    const int64_t at = INT64_C(86400) * TEST_DAY - 5400;
    carnet_verdict *v =
        verdict_of("{\"kind\":\"condition\",\"code\":{\"code\":\"J45.9\"},"
                   "\"until\":\"2026-03-16\"}");
    assert_state_there(v, at, 300, CARNET_VIEW_PAST, CARNET_VIEW_WHY_ENDED);
    assert_state_there(v, at, 90, CARNET_VIEW_PAST, CARNET_VIEW_WHY_ENDED);
    assert_state_there(v, at, 89, CARNET_VIEW_ACTIVE, CARNET_VIEW_WHY_STANDS);
    assert_state_there(v, at, -300, CARNET_VIEW_ACTIVE, CARNET_VIEW_WHY_STANDS);
    carnet_verify_free(v);
}

static void what_is_told_to_the_minute_is_an_instant_everywhere(void **state)
{
    (void)state;
    const int64_t day = INT64_C(86400) * TEST_DAY;
    carnet_verdict *v =
        verdict_of("{\"kind\":\"travel_clearance\",\"conclusion\":\"fit\","
                   "\"examined\":\"2026-03-10\","
                   "\"valid_until\":\"2026-03-17T03:30:00+05:00\"}");
    const int64_t end = day - 5400;
    for (int32_t offset = -720; offset <= 840; offset += 60) {
        assert_state_there(v, end, offset, CARNET_VIEW_ACTIVE,
                           CARNET_VIEW_WHY_STANDS);
        assert_state_there(v, end + 60, offset, CARNET_VIEW_PAST,
                           CARNET_VIEW_WHY_ENDED);
    }
    /* Beside a whole day it counts by its own clock. */
    carnet_view *view = NULL;
    assert_status(carnet_view_new_day(&view, v, TEST_DAY - 1), CARNET_OK);
    assert_int_equal(carnet_view_row_state(view, 1), CARNET_VIEW_ACTIVE);
    carnet_view_free(view);
    assert_status(carnet_view_new_day(&view, v, TEST_DAY), CARNET_OK);
    assert_int_equal(carnet_view_row_state(view, 1), CARNET_VIEW_UNCERTAIN);
    carnet_view_free(view);
    carnet_verify_free(v);
}

/* A month off where a day is told, a year off where a month is, five years off
   where a year is, either way: to first it stands, after last it is over. */
static void an_estimated_end_is_uncertain_around_it(void **state)
{
    static const struct {
        const char *until;
        int32_t first;
        int32_t last;
    } rows[] = {
        {"2026-05-17~", 20590 - 31, 20590 + 31},
        {"2027-05~", 20939 - 366, 20969 + 366},
        {"2032~", 22645 - 5 * 366, 23010 + 5 * 366},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char json[256];
        snprintf(json, sizeof json,
                 "{\"kind\":\"condition\",\"code\":{\"code\":\"J45.9\"},"
                 "\"until\":\"%s\"}",
                 rows[i].until);
        carnet_verdict *v = verdict_of(json);
        const int64_t first = rows[i].first * INT64_C(86400);
        const int64_t last = rows[i].last * INT64_C(86400);
        assert_state(v, first, CARNET_VIEW_ACTIVE, CARNET_VIEW_WHY_STANDS);
        assert_state(v, first + 86399, CARNET_VIEW_ACTIVE,
                     CARNET_VIEW_WHY_STANDS);
        assert_state(v, first + 86400, CARNET_VIEW_UNCERTAIN,
                     CARNET_VIEW_WHY_DATE);
        assert_state(v, last + 86399, CARNET_VIEW_UNCERTAIN,
                     CARNET_VIEW_WHY_DATE);
        assert_state(v, last + 86400, CARNET_VIEW_PAST, CARNET_VIEW_WHY_ENDED);
        carnet_verify_free(v);
    }
}

static void what_is_said_to_have_begun_has(void **state)
{
    (void)state;
    carnet_verdict *v =
        verdict_of("{\"kind\":\"condition\",\"code\":{\"code\":\"J45.9\"},"
                   "\"since\":\"2026-03\"}");
    assert_state(v, TEST_NOW, CARNET_VIEW_ACTIVE, CARNET_VIEW_WHY_STANDS);
    carnet_verify_free(v);
    v = verdict_of("{\"kind\":\"prescription\","
                   "\"medicine\":{\"code\":\"A10BA02\"},"
                   "\"since\":\"2026-04\"}");
    assert_state(v, TEST_NOW, CARNET_VIEW_LATER, CARNET_VIEW_WHY_BEGINS);
    assert_state(v, TEST_NOW + 20 * 86400, CARNET_VIEW_UNCERTAIN,
                 CARNET_VIEW_WHY_DATE);
    assert_state(v, TEST_NOW + 50 * 86400, CARNET_VIEW_ACTIVE,
                 CARNET_VIEW_WHY_STANDS);
    carnet_verify_free(v);
}

/* Half an hour after midnight where it was told, the evening before in UTC. */
static void an_instant_begins_by_its_own_clock_beside_a_day(void **state)
{
    static const uint8_t states[] = {CARNET_VIEW_LATER, CARNET_VIEW_UNCERTAIN,
                                     CARNET_VIEW_ACTIVE};
    (void)state;
    carnet_verdict *v = verdict_of("{\"kind\":\"prescription\","
                                   "\"medicine\":{\"code\":\"A10BA02\"},"
                                   "\"since\":\"2026-03-17T00:30:00+02:00\"}");
    for (int32_t i = 0; i < 3; i++) {
        carnet_view *view = NULL;
        assert_status(carnet_view_new_day(&view, v, TEST_DAY - 1 + i),
                      CARNET_OK);
        assert_int_equal(carnet_view_row_state(view, 1), states[i]);
        carnet_view_free(view);
    }
    carnet_verify_free(v);
}

/* An anticoagulant, of which the issuer says nothing; the group above it; and
   one of which he says that it may stop. */
static void what_usually_must_not_stop_may_go_on(void **state)
{
    (void)state;
    carnet_verdict *v = verdict_of("{\"kind\":\"prescription\","
                                   "\"medicine\":{\"code\":\"B01AF02\"},"
                                   "\"until\":\"2026-03-20\"}");
    assert_state(v, TEST_NOW + 9 * 86400, CARNET_VIEW_UNCERTAIN,
                 CARNET_VIEW_WHY_ENDED);
    carnet_verify_free(v);
    v = verdict_of("{\"kind\":\"prescription\","
                   "\"medicine\":{\"code\":\"B01\"},"
                   "\"until\":\"2026-03-20\"}");
    assert_state(v, TEST_NOW + 9 * 86400, CARNET_VIEW_UNCERTAIN,
                 CARNET_VIEW_WHY_ENDED);
    carnet_verify_free(v);
    v = verdict_of("{\"kind\":\"prescription\","
                   "\"medicine\":{\"code\":\"B01AF02\"},"
                   "\"until\":\"2026-03-20\",\"must_not_stop\":false}");
    assert_state(v, TEST_NOW + 9 * 86400, CARNET_VIEW_PAST,
                 CARNET_VIEW_WHY_ENDED);
    carnet_verify_free(v);
}

/* ---- calls ---- */

static void refuses_what_is_no_time_and_nothing(void **state)
{
    (void)state;
    carnet_view *view = (void *)&view;
    carnet_buf *out = (void *)&view;
    carnet_verdict *v = verdict_of(pool[0]);
    assert_status(carnet_view_new(NULL, v, 0, 0), CARNET_CALLER_NULL);
    assert_status(carnet_view_new_day(NULL, v, 0), CARNET_CALLER_NULL);
    assert_status(carnet_view_new(&view, NULL, 0, 0), CARNET_CALLER_NULL);
    assert_null(view);
    assert_status(carnet_view_new_day(&view, NULL, 0), CARNET_CALLER_NULL);
    assert_status(carnet_view_new(&view, v, INT64_C(253402300800), 0),
                  CARNET_CALLER_RANGE);
    assert_status(carnet_view_new(&view, v, INT64_C(-62135596801), 0),
                  CARNET_CALLER_RANGE);
    assert_status(carnet_view_new(&view, v, 0, 1440), CARNET_CALLER_RANGE);
    assert_status(carnet_view_new(&view, v, 0, -1440), CARNET_CALLER_RANGE);
    assert_status(carnet_view_new(&view, v, INT64_MAX, 1), CARNET_CALLER_RANGE);
    assert_status(carnet_view_new(&view, v, INT64_C(253402300799), 1),
                  CARNET_CALLER_RANGE);
    assert_status(carnet_view_new(&view, v, INT64_C(-62135596800), -1),
                  CARNET_CALLER_RANGE);
    assert_status(carnet_view_new_day(&view, v, 2932897), CARNET_CALLER_RANGE);
    assert_status(carnet_view_new_day(&view, v, -719163), CARNET_CALLER_RANGE);
    assert_status(carnet_view_new_day(&view, v, 2932896), CARNET_OK);
    carnet_view_free(view);
    assert_status(carnet_view_new_day(&view, v, -719162), CARNET_OK);
    assert_int_equal(carnet_view_num_rows(view), 0); /* nothing was known */
    carnet_view_free(view);
    assert_status(carnet_view_json(NULL, NULL, 0), CARNET_CALLER_NULL);
    assert_status(carnet_view_json(&out, NULL, 0), CARNET_CALLER_NULL);
    assert_null(out);
    assert_status(carnet_view_lines(&out, NULL, NULL, 0, NULL, 0, "en", 2),
                  CARNET_CALLER_NULL);
    carnet_verify_free(v);
    carnet_view_free(NULL);
}

static void getters_bear_nothing_and_places_past_the_end(void **state)
{
    (void)state;
    const carnet_entry *e = NULL;
    size_t credential = 0;
    carnet_view *view = NULL;
    carnet_verdict *v = verdict_of(pool[0]);
    assert_status(carnet_view_new(&view, v, TEST_NOW, 0), CARNET_OK);
    const carnet_view *const views[] = {NULL, view};
    for (size_t i = 0; i < 2; i++) {
        size_t past = carnet_view_num_rows(views[i]);
        assert_int_equal(past, 2 * i);
        assert_int_equal(carnet_view_row_person(views[i], past), -1);
        assert_int_equal(carnet_view_row_state(views[i], past), -1);
        assert_int_equal(carnet_view_row_why(views[i], past), -1);
        assert_int_equal(carnet_view_row_clash(views[i], past), -1);
        assert_int_equal(carnet_view_row_clash_number(views[i], past), 0);
        assert_int_equal(carnet_view_row_accepted(views[i], past), 0);
        assert_int_equal(carnet_view_num_tellings(views[i], past), 0);
        assert_int_equal(carnet_view_tie(views[i], i), -1);
        assert_int_equal(carnet_view_num_persons(views[i]), i);
        assert_int_equal(carnet_view_is_open(views[i]), i);
        assert_int_equal(carnet_view_num_replaced(views[i]), 0);
    }
    assert_int_equal(carnet_view_tie(view, 0), CARNET_VIEW_TIE_ONE);
    assert_int_equal(carnet_view_row_person(view, 1), 0);
    assert_status(carnet_view_get_telling(&e, &credential, NULL, 0, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_view_get_telling(NULL, &credential, view, 0, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_view_get_telling(&e, &credential, view, 1, 1),
                  CARNET_CALLER_ABSENT);
    assert_status(carnet_view_get_telling(&e, &credential, view, 2, 0),
                  CARNET_CALLER_ABSENT);
    assert_status(carnet_view_get_telling(&e, &credential, view, 1, 0),
                  CARNET_OK);
    assert_ptr_equal(e, carnet_verify_get_entry(v, 0, 1));
    carnet_view_free(view);
    carnet_verify_free(v);
}

static void kinds_come_as_a_doctor_asks(void **state)
{
    (void)state;
    assert_int_equal(carnet_view_rank(CARNET_KIND_PERSON), 0);
    assert_true(carnet_view_rank(CARNET_KIND_ALLERGY) <
                carnet_view_rank(CARNET_KIND_PRESCRIPTION));
    bool seen[64] = {false};
    for (int32_t kind = 0; kind < carnet_record_num_kinds(); kind++) {
        int32_t rank = carnet_view_rank(kind);
        assert_true(rank >= 0 && rank < carnet_record_num_kinds());
        assert_false(seen[rank]);
        seen[rank] = true;
    }
    assert_int_equal(carnet_view_rank(200), carnet_record_num_kinds());
    assert_int_equal(carnet_view_rank(-1), carnet_record_num_kinds());
}

/* ---- persons ---- */

/* Two pages of one person, the second of which replaces what the first says,
   and a page of nobody. */
static carnet_verdict *verdict_of_two_persons(void)
{
    static const char was[] = "{\"kind\":\"prescription\",\"medicine\":"
                              "{\"code\":\"A10BA02\"},\"status\":\"taking\"}";
    char stop[160];
    test_credential *pages[3];
    for (uint8_t i = 0; i < 3; i++) {
        pages[i] = test_begin(1);
        pages[i]->claims.day = TEST_DAY - 10u + i;
        pages[i]->root_seed[0] = i;
    }
    test_add_json(pages[0], CN_API_DESK, PERSON);
    test_add_json(pages[0], CN_API_CLINIC, was);
    test_sign(pages[0]);
    (void)snprintf(stop, sizeof stop,
                   "{\"kind\":\"prescription\",\"medicine\":{\"code\":"
                   "\"A10BA02\"},\"status\":\"stopped\",\"replaces\":"
                   "[\"leaf:%08x\"]}",
                   (unsigned)test_tag_of(pages[0], CN_API_CLINIC, 0));
    test_add_json(pages[1], CN_API_DESK, PERSON);
    test_add_json(pages[1], CN_API_CLINIC, stop);
    test_sign(pages[1]);
    test_add_json(pages[2], CN_API_CLINIC, pool[3]);
    test_sign(pages[2]);
    cn_buf file = file_of(pages, NULL, 3);
    carnet_verdict *v = test_verify(cn_buf_span(&file));
    cn_buf_free(&file);
    for (size_t i = 0; i < 3; i++) {
        test_end(pages[i]);
    }
    return v;
}

/* It stands below the person of two rows, and below nobody. */
static void assert_earlier_in_json(const carnet_view *view)
{
    carnet_buf *json = NULL;
    cn_json_doc *doc = NULL;
    assert_status(carnet_view_json(&json, view, 1), CARNET_OK);
    assert_status(cn_json_read(&doc, NULL, test_span_of(json)), CARNET_OK);
    uint32_t persons = cn_json_find(doc, 0, "persons");
    assert_int_equal(cn_json_get(doc, persons)->num, 2);
    uint32_t person = persons + 1;
    for (size_t i = 0; i < 2; i++) {
        uint32_t rows =
            cn_json_get(doc, cn_json_find(doc, person, "rows"))->num;
        uint32_t earlier =
            cn_json_get(doc, cn_json_find(doc, person, "earlier"))->num;
        assert_int_equal(rows, i == 0 ? 2 : 1);
        assert_int_equal(earlier, i == 0 ? 1 : 0);
        person = cn_json_get(doc, person)->next;
    }
    cn_json_free(doc);
    carnet_buf_free(json);
}

/* Its heading stands once, before the other person begins. */
static void assert_earlier_in_text(const carnet_view *view)
{
    static const char heading[] = "\nReplaced since:\n";
    carnet_buf *lines = NULL;
    assert_status(carnet_view_lines(&lines, NULL, view, 1, NULL, 0, "en", 2),
                  CARNET_OK);
    const char *text = (const char *)carnet_buf_data(lines);
    const char *earlier = strstr(text, heading);
    const char *first = strstr(text, "!! Person 1:");
    const char *second = strstr(text, "!! Person 2:");
    assert_true(first != NULL && earlier > first && second > earlier);
    assert_null(strstr(earlier + 1, heading));
    assert_null(strstr(second, "metformin"));
    carnet_buf_free(lines);
}

static void what_was_replaced_stands_below_its_person_alone(void **state)
{
    (void)state;
    carnet_view *view = NULL;
    carnet_verdict *v = verdict_of_two_persons();
    assert_status(carnet_view_new(&view, v, TEST_NOW, 0), CARNET_OK);
    assert_earlier_in_json(view);
    assert_earlier_in_text(view);
    carnet_view_free(view);
    carnet_verify_free(v);
}

/* ---- memory ---- */

typedef struct {
    carnet_buf *json;
    carnet_buf *lines;
} said;

static carnet_status say(said *out, const carnet_verdict *v)
{
    carnet_view *view = (void *)out;
    *out = (said){NULL, NULL};
    carnet_status status = carnet_view_new(&view, v, TEST_NOW, 0);
    if (status == CARNET_OK) {
        status = carnet_view_json(&out->json, view, 1);
    } else {
        assert_null(view);
    }
    if (status == CARNET_OK) {
        status =
            carnet_view_lines(&out->lines, NULL, view, 1, NULL, 0, "ar", 2);
    }
    carnet_view_free(view);
    return status;
}

static void forget(said *s)
{
    carnet_buf_free(s->json);
    carnet_buf_free(s->lines);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    test_credential *pages[4];
    for (uint8_t i = 0; i < 4; i++) {
        pages[i] = test_begin((uint8_t)(1 + i % 2));
        pages[i]->claims.day = TEST_DAY - 10u + i;
        pages[i]->root_seed[0] = i;
        test_add_json(pages[i], CN_API_DESK, PERSON);
        for (size_t k = i; k < NUM_POOL; k += 2) {
            test_add_json(pages[i], CN_API_CLINIC, pool[k]);
        }
        test_sign(pages[i]);
    }
    cn_buf file = file_of(pages, NULL, 4);
    carnet_verdict *v = test_verify(cn_buf_span(&file));
    said whole;
    assert_status(say(&whole, v), CARNET_OK);
    size_t live = test_mem_live();
    size_t unwiped = test_mem_unwiped();
    for (size_t n = 1;; n++) {
        said s;
        test_mem_fail_at(n);
        carnet_status status = say(&s, v);
        bool failed = test_mem_has_failed();
        test_mem_fail_at(0);
        if (!failed) {
            assert_status(status, CARNET_OK);
            assert_string_equal((const char *)carnet_buf_data(s.lines),
                                (const char *)carnet_buf_data(whole.lines));
            forget(&s);
            assert_true(n > 30);
            break;
        }
        assert_status(status, CARNET_CALLER_MEMORY);
        forget(&s);
        assert_int_equal(test_mem_live(), live);
    }
    assert_int_equal(test_mem_unwiped(), unwiped);
    forget(&whole);
    carnet_verify_free(v);
    cn_buf_free(&file);
    for (size_t i = 0; i < 4; i++) {
        test_end(pages[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_order_of_credentials_changes_a_byte),
        cmocka_unit_test(two_presentations_of_a_credential_are_one),
        cmocka_unit_test(what_is_promised_or_not_asked_is_no_fact),
        cmocka_unit_test(an_instant_ends_to_the_minute),
        cmocka_unit_test(a_day_is_that_of_the_clock_that_asks),
        cmocka_unit_test(what_is_told_to_the_minute_is_an_instant_everywhere),
        cmocka_unit_test(an_instant_begins_by_its_own_clock_beside_a_day),
        cmocka_unit_test(an_estimated_end_is_uncertain_around_it),
        cmocka_unit_test(what_is_said_to_have_begun_has),
        cmocka_unit_test(what_usually_must_not_stop_may_go_on),
        cmocka_unit_test(refuses_what_is_no_time_and_nothing),
        cmocka_unit_test(getters_bear_nothing_and_places_past_the_end),
        cmocka_unit_test(kinds_come_as_a_doctor_asks),
        cmocka_unit_test(what_was_replaced_stands_below_its_person_alone),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests_name("api_view_calls", tests, NULL, NULL);
}
