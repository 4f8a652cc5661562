/* SPDX-License-Identifier: Apache-2.0 */
/*
 * History of real passports (docs/spec/history.md): tags are those of the
 * signed tree in whatever presentation an entry comes, and what is accepted,
 * under review or refused counts as the page says.
 */
#include "made.h"

#include "../../lib/api/restate_i.h"
#include "carnet/history.h"
#include "carnet/privacy.h"
#include "carnet/view.h"

#define REPLACES CARNET_FIELD_REPLACES

/* ---- passports ---- */

static test_credential *person_of(uint8_t issuer, uint32_t day)
{
    test_credential *c = test_begin(issuer);
    c->claims.day = day;
    test_add_person(c, CN_API_DESK);
    return c;
}

/* A page with one entry more. */
static test_credential *page_of(uint8_t issuer, uint32_t day, const char *json)
{
    test_credential *c = person_of(issuer, day);
    test_add_json(c, CN_API_CLINIC, json);
    test_sign(c);
    return c;
}

/* The same, whose last member refers to a tag. */
static test_credential *refers(uint8_t issuer, uint32_t day, const char *json,
                               uint32_t tag)
{
    char whole[256];
    snprintf(whole, sizeof whole, "%s:[\"leaf:%08x\"]}", json, (unsigned)tag);
    return page_of(issuer, day, whole);
}

/* One that says a medicine is stopped, by tag. */
static test_credential *stop(uint8_t issuer, uint32_t day, uint32_t tag)
{
    return refers(issuer, day,
                  "{\"kind\":\"prescription\",\"medicine\":{\"code\":"
                  "\"A10BA02\"},\"status\":\"stopped\",\"replaces\"",
                  tag);
}

static test_credential *start(uint8_t issuer, uint32_t day)
{
    return page_of(issuer, day,
                   "{\"kind\":\"prescription\",\"medicine\":{\"code\":"
                   "\"A10BA02\"},\"status\":\"taking\"}");
}

typedef struct {
    carnet_verdict *verdict;
    carnet_history *history;
} look;

static look look_at(cn_span file, int64_t now_s)
{
    look l = {NULL, NULL};
    l.verdict = test_verify_at(file, now_s);
    assert_status(carnet_verify_reason(l.verdict), CARNET_OK);
    assert_status(carnet_history_new(&l.history, l.verdict), CARNET_OK);
    return l;
}

static void end_look(look l)
{
    carnet_history_free(l.history);
    carnet_verify_free(l.verdict);
}

static cn_buf file_of(test_credential *const *list, size_t num, unsigned shown)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_array(&b, num);
    for (size_t i = 0; i < num; i++) {
        test_put_credential(&b, list[i], shown, true);
    }
    cn_buf file = test_as_file(cn_buf_span(&b));
    cn_buf_free(&b);
    return file;
}

/* One credential in two presentations; the second is not packed. */
static cn_buf file_of_two(const test_credential *c, unsigned first,
                          unsigned second)
{
    cn_buf both;
    cn_buf_init(&both);
    cn_cbor_put_array(&both, 2);
    test_put_credential(&both, c, first, true);
    test_put_credential(&both, c, second, false);
    cn_buf file = test_as_file(cn_buf_span(&both));
    cn_buf_free(&both);
    return file;
}

/* ---- tags ---- */

/* All tags that a history gives are those of one credential; how many. */
static size_t assert_tags(const look *l, const test_credential *c)
{
    size_t num = 0;
    for (size_t i = 0; i < carnet_verify_num_credentials(l->verdict); i++) {
        for (size_t k = 0; k < carnet_verify_num_entries(l->verdict, i); k++) {
            const carnet_entry *e = carnet_verify_get_entry(l->verdict, i, k);
            uint32_t tag = 0;
            assert_status(carnet_history_get_tag(&tag, l->history, i, k),
                          CARNET_OK);
            assert_int_equal(tag, test_tag_of(c, e->part, e->position));
            num++;
        }
    }
    return num;
}

static void a_tag_is_the_same_in_every_presentation(void **state)
{
    (void)state;
    test_credential *c = test_sample(1);
    for (unsigned a = 0; a <= TEST_ALL; a++) {
        for (unsigned b = 0; b <= TEST_ALL; b++) {
            cn_buf file = file_of_two(c, a, b);
            look l = look_at(cn_buf_span(&file), TEST_NOW);
            (void)assert_tags(&l, c);
            end_look(l);
            cn_buf_free(&file);
        }
    }
    test_end(c);
}

/* Partial proofs, also those in pieces that a merge leaves. */
static void a_tag_is_the_same_where_others_are_withheld(void **state)
{
    (void)state;
    static const char *const show[][2] = {{"clinic/0", "clinic/3"},
                                          {"clinic/1", "desk/2"},
                                          {"desk/0", "private/0"}};
    test_credential *c = test_sample(1);
    cn_buf whole = test_passport(c, TEST_ALL, true);
    cn_buf text = test_as_text(cn_buf_span(&whole));
    carnet_buf *all = NULL;
    for (size_t i = 0; i < 3; i++) {
        carnet_buf *some = NULL;
        carnet_buf *more = NULL;
        assert_status(carnet_privacy_present(&some, NULL, text.data, text.len,
                                             NULL, show[i], 2, NULL, 0),
                      CARNET_OK);
        look l = look_at(test_span_of(some), TEST_NOW);
        assert_int_equal(assert_tags(&l, c), 2);
        end_look(l);
        const uint8_t *inputs[] = {carnet_buf_data(some),
                                   all == NULL ? carnet_buf_data(some)
                                               : carnet_buf_data(all)};
        const size_t lens[] = {carnet_buf_len(some), all == NULL
                                                         ? carnet_buf_len(some)
                                                         : carnet_buf_len(all)};
        assert_status(carnet_privacy_merge(&more, NULL, inputs[0], lens[0],
                                           inputs[1], lens[1], 0),
                      CARNET_OK);
        carnet_buf_free(some);
        carnet_buf_free(all);
        all = more;
        l = look_at(test_span_of(all), TEST_NOW);
        assert_int_equal(assert_tags(&l, c), 2 * (i + 1));
        end_look(l);
    }
    carnet_buf_free(all);
    cn_buf_free(&text);
    cn_buf_free(&whole);
    test_end(c);
}

/* ---- what counts ---- */

/* The medicine of the first, when a second credential says that it stopped. */
static void assert_first(test_credential *first, test_credential *second,
                         int64_t now_s, int32_t state)
{
    test_credential *const list[] = {first, second};
    test_credential *const back[] = {second, first};
    for (size_t turn = 0; turn < 2; turn++) {
        cn_buf file = file_of(turn == 0 ? list : back, 2, TEST_ALL);
        look l = look_at(cn_buf_span(&file), now_s);
        assert_int_equal(carnet_history_state(l.history, turn, 1), state);
        assert_int_equal(
            carnet_history_num_successors(l.history, turn, 1),
            carnet_verify_num_entries(l.verdict, 1 - turn) > 0 ? 1 : 0);
        end_look(l);
        cn_buf_free(&file);
    }
}

static void another_issuers_word_counts_where_it_is_accepted(void **state)
{
    (void)state;
    test_credential *first = start(1, TEST_DAY - 9);
    test_credential *second =
        stop(2, TEST_DAY, test_tag_of(first, CN_API_CLINIC, 0));
    assert_first(first, second, TEST_NOW, CARNET_HISTORY_REPLACED);
    /* From a day to come: authentic, but for a person to look at. */
    assert_first(first, second, TEST_NOW - INT64_C(5) * 86400,
                 CARNET_HISTORY_BESIDE);
    test_end(second);
    second = stop(9, TEST_DAY, test_tag_of(first, CN_API_CLINIC, 0));
    assert_first(first, second, TEST_NOW, CARNET_HISTORY_CURRENT);
    test_end(second);
    test_end(first);
}

static void both_ends_of_a_reference_are_named(void **state)
{
    (void)state;
    test_credential *first = start(1, TEST_DAY - 9);
    test_credential *second =
        stop(2, TEST_DAY, test_tag_of(first, CN_API_CLINIC, 0));
    test_credential *const list[] = {second, first};
    cn_buf file = file_of(list, 2, TEST_ALL);
    look l = look_at(cn_buf_span(&file), TEST_NOW);
    size_t credential = 9;
    size_t i = 9;
    size_t place = 9;
    assert_int_equal(carnet_history_reference(l.history, 0, 1, REPLACES, 0),
                     CARNET_HISTORY_FOUND);
    assert_int_equal(carnet_history_num_targets(l.history, 0, 1, REPLACES, 0),
                     1);
    assert_status(carnet_history_get_target(&credential, &i, l.history, 0, 1,
                                            REPLACES, 0, 0),
                  CARNET_OK);
    assert_true(credential == 1 && i == 1);
    assert_status(carnet_history_get_successor(&credential, &i, &place,
                                               l.history, 1, 1, 0),
                  CARNET_OK);
    assert_true(credential == 0 && i == 1 && place == 0);
    assert_status(
        carnet_history_get_successor(&credential, &i, NULL, l.history, 1, 1, 0),
        CARNET_OK);
    end_look(l);
    cn_buf_free(&file);
    /* The same, where the desk alone is shown. */
    file = file_of(list, 2, TEST_DESK);
    l = look_at(cn_buf_span(&file), TEST_NOW);
    assert_int_equal(carnet_history_state(l.history, 1, 0),
                     CARNET_HISTORY_CURRENT);
    assert_int_equal(carnet_history_state(l.history, 1, 1), -1);
    end_look(l);
    cn_buf_free(&file);
    test_end(second);
    test_end(first);
}

static void what_a_sheet_that_is_lost_said_is_nowhere(void **state)
{
    (void)state;
    test_credential *alone = stop(2, TEST_DAY, 0x01020304);
    test_credential *const list[] = {alone};
    cn_buf file = file_of(list, 1, TEST_ALL);
    look l = look_at(cn_buf_span(&file), TEST_NOW);
    assert_int_equal(carnet_history_reference(l.history, 0, 1, REPLACES, 0),
                     CARNET_HISTORY_NOWHERE);
    assert_int_equal(carnet_history_num_targets(l.history, 0, 1, REPLACES, 0),
                     0);
    assert_int_equal(carnet_history_state(l.history, 0, 1),
                     CARNET_HISTORY_CURRENT);
    end_look(l);
    cn_buf_free(&file);
    test_end(alone);
}

/* ---- the order, and what entries do ---- */

static void the_earliest_comes_first_in_any_order(void **state)
{
    (void)state;
    test_credential *const list[] = {start(2, TEST_DAY), start(1, TEST_DAY - 9),
                                     start(9, TEST_DAY - 5)};
    static const size_t due[] = {1, 2, 0};
    cn_buf file = file_of(list, 3, TEST_ALL);
    look l = look_at(cn_buf_span(&file), TEST_NOW);
    for (size_t n = 0; n < 3; n++) {
        assert_int_equal(carnet_history_credential(l.history, n), due[n]);
    }
    assert_true(carnet_history_credential(l.history, 3) == SIZE_MAX);
    assert_true(carnet_history_credential(NULL, 0) == SIZE_MAX);
    end_look(l);
    cn_buf_free(&file);
    for (size_t n = 0; n < 3; n++) {
        test_end(list[n]);
    }
}

/* The change of the second of two entries, the first of which it replaces. */
static void assert_change(const char *before, const char *after, int32_t due)
{
    char json[512];
    int32_t change = -1;
    test_credential *c = test_begin(1);
    test_add_person(c, CN_API_DESK);
    test_add_json(c, CN_API_CLINIC, before);
    test_sign(c);
    test_credential *d = person_of(2, TEST_DAY);
    snprintf(json, sizeof json, "{%s,\"replaces\":[\"leaf:%08x\"]}", after,
             (unsigned)test_tag_of(c, CN_API_CLINIC, 0));
    test_add_json(d, CN_API_CLINIC, json);
    test_sign(d);
    test_credential *const list[] = {c, d};
    cn_buf file = file_of(list, 2, TEST_ALL);
    look l = look_at(cn_buf_span(&file), TEST_NOW);
    assert_status(carnet_history_get_change(&change, l.history, 0, 1),
                  CARNET_OK);
    assert_int_equal(change, CARNET_HISTORY_ADDED);
    assert_status(carnet_history_get_change(&change, l.history, 1, 1),
                  CARNET_OK);
    assert_int_equal(change, due);
    end_look(l);
    cn_buf_free(&file);
    test_end(d);
    test_end(c);
}

#define LAB                                                                    \
    "\"kind\":\"result\",\"test\":{\"code\":\"718-7\"},\"quantity\":{"         \
    "\"value\":11,\"unit\":\"g/dL\"},\"date\":\"2026-03-01\""
#define REFERRAL "\"kind\":\"referral\",\"what\":{\"code\":\"394579002\"}"
#define COVERAGE "\"kind\":\"coverage\",\"scheme\":\"S\""

static void what_an_entry_does_goes_by_its_status(void **state)
{
    (void)state;
    static const struct {
        const char *before; /* a status */
        const char *after;  /* all of the successor */
        int32_t due;
    } rows[] = {
        {"\"kind\":\"condition\",\"code\":{\"code\":\"I10\"}",
         "\"status\":\"resolved\"", CARNET_HISTORY_RESOLVED},
        {"\"kind\":\"condition\",\"code\":{\"code\":\"I10\"}",
         "\"status\":\"refuted\"", CARNET_HISTORY_CORRECTED},
        {"\"kind\":\"condition\",\"code\":{\"code\":\"I10\"}",
         "\"severity\":\"mild\"", CARNET_HISTORY_CHANGED},
        {"\"kind\":\"condition\",\"code\":{\"code\":\"I10\"}",
         "\"known\":\"document_seen\",\"observed\":\"2026-03-17\"",
         CARNET_HISTORY_SAID_AGAIN},
        {"\"kind\":\"prescription\",\"medicine\":{\"code\":\"A10BA02\"}",
         "\"status\":\"stopped\"", CARNET_HISTORY_STOPPED},
        {"\"kind\":\"prescription\",\"medicine\":{\"code\":\"A10BA02\"}",
         "\"status\":\"completed\"", CARNET_HISTORY_STOPPED},
        {"\"kind\":\"prescription\",\"medicine\":{\"code\":\"A10BA02\"}",
         "\"status\":\"paused\"", CARNET_HISTORY_CHANGED},
        {"\"kind\":\"allergy\",\"agent\":{\"text\":\"cats\"}",
         "\"status\":\"refuted\"", CARNET_HISTORY_CORRECTED},
        {"\"kind\":\"allergy\",\"agent\":{\"text\":\"cats\"}",
         "\"status\":\"resolved\"", CARNET_HISTORY_RESOLVED},
        {"\"kind\":\"plan\",\"what\":{\"text\":\"visit\"}",
         "\"state\":\"done\"", CARNET_HISTORY_RESOLVED},
        {"\"kind\":\"plan\",\"what\":{\"text\":\"visit\"}",
         "\"state\":\"cancelled\"", CARNET_HISTORY_RESOLVED},
        {LAB, "\"state\":\"corrected\"", CARNET_HISTORY_CORRECTED},
        {LAB, "\"state\":\"entered_in_error\"", CARNET_HISTORY_CORRECTED},
        {LAB, "\"state\":\"preliminary\"", CARNET_HISTORY_CHANGED},
        {REFERRAL, "\"state\":\"done\"", CARNET_HISTORY_RESOLVED},
        {REFERRAL, "\"state\":\"cancelled\"", CARNET_HISTORY_RESOLVED},
        {REFERRAL, "\"state\":\"accepted\"", CARNET_HISTORY_CHANGED},
        {COVERAGE, "\"state\":\"ended\"", CARNET_HISTORY_RESOLVED},
        {COVERAGE, "\"state\":\"pending\"", CARNET_HISTORY_CHANGED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char before[256];
        char after[256];
        snprintf(before, sizeof before, "{%s}", rows[i].before);
        snprintf(after, sizeof after, "%s,%s", rows[i].before, rows[i].after);
        assert_change(before, after, rows[i].due);
    }
    assert_change("{\"kind\":\"alert\",\"what\":{\"text\":\"x\"}}",
                  "\"kind\":\"need\",\"what\":{\"text\":\"x\"}",
                  CARNET_HISTORY_CHANGED);
}

#define CONDITION(code)                                                        \
    "{\"kind\":\"condition\",\"code\":{\"code\":\"" code "\"}"

/* What an entry that says "I10" does to these two, of which the second may not
   be shown; named in either order. */
static void assert_change_of_two(const char *one, const char *two,
                                 bool two_shown, int32_t due)
{
    test_credential *a = page_of(1, TEST_DAY - 9, one);
    test_credential *b = page_of(1, TEST_DAY - 8, two);
    const uint32_t tags[] = {test_tag_of(a, CN_API_CLINIC, 0),
                             test_tag_of(b, CN_API_CLINIC, 0)};
    for (size_t turn = 0; turn < 2; turn++) {
        char json[256];
        int32_t change = -1;
        snprintf(json, sizeof json,
                 CONDITION("I10") ",\"replaces\":[\"leaf:%08x\","
                                  "\"leaf:%08x\"]}",
                 (unsigned)tags[turn], (unsigned)tags[1 - turn]);
        test_credential *const list[] = {page_of(1, TEST_DAY, json), a, b};
        cn_buf file = file_of(list, two_shown ? 3 : 2, TEST_ALL);
        look l = look_at(cn_buf_span(&file), TEST_NOW);
        assert_status(carnet_history_get_change(&change, l.history, 0, 1),
                      CARNET_OK);
        assert_int_equal(change, due);
        end_look(l);
        cn_buf_free(&file);
        test_end(list[0]);
    }
    test_end(b);
    test_end(a);
}

static void what_is_said_again_is_said_by_all_that_it_replaces(void **state)
{
    (void)state;
    const char *same = CONDITION("I10") "}";
    const char *known = CONDITION("I10") ",\"observed\":\"2026-01-02\"}";
    const char *mild = CONDITION("I10") ",\"severity\":\"mild\"}";
    assert_change_of_two(same, known, true, CARNET_HISTORY_SAID_AGAIN);
    assert_change_of_two(same, mild, true, CARNET_HISTORY_CHANGED);
    assert_change_of_two(mild, mild, true, CARNET_HISTORY_CHANGED);
    assert_change_of_two(same, known, false, CARNET_HISTORY_CHANGED);
}

/* A successor of another kind, or with more than can be read, says no more than
   that it says something else. */
static void nothing_says_the_same_of_which_not_all_is_read(void **state)
{
    (void)state;
    test_credential *c = start(1, TEST_DAY);
    test_credential *const list[] = {c};
    cn_buf file = file_of(list, 1, TEST_ALL);
    look l = look_at(cn_buf_span(&file), TEST_NOW);
    const carnet_entry *e = carnet_verify_get_entry(l.verdict, 0, 1);
    bool same = false;
    assert_status(cn_api_says_same(&same, e, e), CARNET_OK);
    assert_true(same);
    carnet_entry others[] = {*e, *e, *e};
    others[0].kind = CARNET_KIND_NEED;
    others[1].beyond = true;
    others[2].critical = true;
    for (size_t i = 0; i < 3; i++) {
        assert_status(cn_api_says_same(&same, e, &others[i]), CARNET_OK);
        assert_false(same);
        assert_status(cn_api_says_same(&same, &others[i], e), CARNET_OK);
        assert_false(same);
    }
    end_look(l);
    cn_buf_free(&file);
    test_end(c);
}

/* Nobody here can know whose pages they are: none is accepted, and what a later
   one says it replaces stands beside it. */
static void pages_of_two_persons_replace_nothing(void **state)
{
    (void)state;
    test_credential *first = start(1, TEST_DAY - 9);
    test_credential *list[] = {
        first, stop(2, TEST_DAY, test_tag_of(first, CN_API_CLINIC, 0)),
        test_begin(3)};
    test_add_json(list[2], CN_API_DESK,
                  "{\"kind\":\"person\",\"name\":\"Somebody else\","
                  "\"birth_date\":\"1971-01-01\"}");
    test_sign(list[2]);
    cn_buf file = file_of(list, 3, TEST_ALL);
    look l = look_at(cn_buf_span(&file), TEST_NOW);
    carnet_view *view = NULL;
    assert_status(carnet_view_new(&view, l.verdict, TEST_NOW, 0), CARNET_OK);
    assert_int_equal(carnet_view_num_persons(view), 2);
    assert_int_equal(carnet_view_num_replaced(view), 0);
    carnet_view_free(view);
    end_look(l);
    cn_buf_free(&file);
    for (size_t i = 0; i < 3; i++) {
        test_end(list[i]);
    }
}

/* A prescription with a field that has to be understood, and is not. */
static void what_was_replaced_unread_is_named_and_no_more(void **state)
{
    (void)state;
    test_credential *first = person_of(1, TEST_DAY - 9);
    test_add_hex(first, CN_API_CLINIC, "190105823b100000000000000007");
    test_sign(first);
    test_credential *second =
        stop(2, TEST_DAY, test_tag_of(first, CN_API_CLINIC, 0));
    test_credential *const list[] = {first, second};
    cn_buf file = file_of(list, 2, TEST_ALL);
    look l = look_at(cn_buf_span(&file), TEST_NOW);
    carnet_view *view = NULL;
    carnet_buf *lines = NULL;
    assert_status(carnet_view_new(&view, l.verdict, TEST_NOW, 0), CARNET_OK);
    assert_int_equal(carnet_view_num_replaced(view), 1);
    assert_status(carnet_view_lines(&lines, NULL, view, 0, NULL, 0, "en", 2),
                  CARNET_OK);
    assert_non_null(
        strstr((const char *)carnet_buf_data(lines),
               "\nReplaced since:\n"
               "PRESCRIPTION\n"
               " !! more than this version of carnet can read\n"
               "    (1) 2026-03-08\n"
               "    replaced by (2) 2026-03-17:\n"
               "      PRESCRIPTION  metformin - STOPPED [atc A10BA02]\n"));
    carnet_buf_free(lines);
    carnet_view_free(view);
    end_look(l);
    cn_buf_free(&file);
    test_end(first);
    test_end(second);
}

/* ---- restating ---- */

static size_t count_of(const carnet_buf *json, const char *word)
{
    size_t num = 0;
    const char *at = (const char *)carnet_buf_data(json);
    while ((at = strstr(at, word)) != NULL) {
        at++;
        num++;
    }
    return num;
}

static void says_of_each_entry_whether_it_is_restated(void **state)
{
    (void)state;
    test_credential *first = start(1, TEST_DAY - 9);
    test_add_json(first, CN_API_PRIVATE,
                  "{\"kind\":\"condition\",\"code\":{\"code\":\"B24\"}}");
    test_add_hex(first, CN_API_CLINIC, "1903e78100"); /* kind 743 */
    test_sign(first);
    test_credential *second =
        stop(2, TEST_DAY, test_tag_of(first, CN_API_CLINIC, 0));
    test_credential *third = start(3, TEST_DAY + 5); /* yet to come */
    test_credential *const list[] = {first, second, third};
    cn_buf file = file_of(list, 3, TEST_ALL);
    look l = look_at(cn_buf_span(&file), TEST_NOW);
    static const struct {
        size_t credential, i;
        int32_t with_private, due;
    } rows[] = {{0, 0, 0, CARNET_HISTORY_RESTATED},
                {0, 1, 0, CARNET_HISTORY_NOT_CURRENT},
                {0, 2, 0, CARNET_HISTORY_UNREADABLE},
                {0, 3, 0, CARNET_HISTORY_IS_PRIVATE},
                {0, 3, 1, CARNET_HISTORY_RESTATED},
                {0, 4, 0, CARNET_HISTORY_NO_ENTRY},
                {1, 1, 0, CARNET_HISTORY_RESTATED},
                {2, 1, 0, CARNET_HISTORY_NOT_ACCEPTED},
                {3, 0, 0, CARNET_HISTORY_NO_ENTRY}};
    for (size_t n = 0; n < sizeof rows / sizeof rows[0]; n++) {
        assert_int_equal(carnet_history_restates(l.history, rows[n].credential,
                                                 rows[n].i,
                                                 rows[n].with_private),
                         rows[n].due);
    }
    carnet_buf *json = NULL;
    assert_status(carnet_history_json(&json, l.history), CARNET_OK);
    assert_non_null(
        strstr((const char *)carnet_buf_data(json), "\"kind\": 743"));
    carnet_buf_free(json);
    carnet_buf *left = NULL;
    assert_status(carnet_history_left_out_json(&left, l.history, 0), CARNET_OK);
    assert_int_equal(count_of(left, "\"why\""), 4);
    assert_int_equal(count_of(left, "\"unreadable\""), 1);
    assert_int_equal(count_of(left, "\"is_private\""), 1);
    assert_int_equal(count_of(left, "\"not_accepted\""), 2);
    carnet_buf_free(left);
    carnet_record *record = NULL;
    assert_status(carnet_history_restate(&record, NULL, l.history, 0),
                  CARNET_OK);
    assert_int_equal(carnet_record_num_entries(record), 2);
    carnet_record_free(record);
    assert_status(carnet_history_restate(&record, NULL, l.history, 1),
                  CARNET_OK);
    assert_int_equal(carnet_record_num_entries(record), 3);
    carnet_record_free(record);
    end_look(l);
    cn_buf_free(&file);
    test_end(third);
    test_end(second);
    test_end(first);
}

/* What the one condition of a plan that says so is treated with, in JSON. */
static void assert_treated(carnet_record *record, const char *due)
{
    carnet_plan *plan = NULL;
    size_t num = 0;
    assert_status(carnet_issue_plan(&plan, NULL, record, TEST_DAY,
                                    CARNET_ISSUE_UNLIMITED),
                  CARNET_OK);
    for (size_t i = 0; i < carnet_issue_num_entries(plan); i++) {
        carnet_buf *json = NULL;
        const carnet_entry *e = carnet_issue_get_entry(plan, i);
        assert_status(carnet_record_entry_json(&json, e), CARNET_OK);
        const char *said = (const char *)carnet_buf_data(json);
        const char *list = strstr(said, "\"treated_with\":[");
        if (list != NULL) {
            assert_memory_equal(list + 16, due, strlen(due));
            num++;
        }
        carnet_buf_free(json);
    }
    assert_int_equal(num, 1);
    carnet_issue_free(plan);
}

/* A condition that is treated with a tag and two places, which one entry by
   itself does not have: they are put in behind its back. */
static void add_treated(test_credential *c)
{
    static const uint8_t tag[] = {0x81, 0x44, 0, 0, 0, 1};
    static const uint8_t all[] = {0x83, 0x44, 0, 0, 0, 1, /* leaf:00000001 */
                                  0x19, 1,    0,          /* clinic/0 */
                                  0x19, 1,    1};         /* clinic/1 */
    cn_buf out;
    cn_buf b = test_entry_json("{\"kind\":\"condition\",\"code\":{\"code\":"
                               "\"E11.9\"},\"treated_with\":["
                               "\"leaf:00000001\"]}",
                               TEST_DAY);
    size_t at = 0;
    while (at + sizeof tag < b.len &&
           memcmp(b.data + at, tag, sizeof tag) != 0) {
        at++;
    }
    assert_memory_equal(b.data + at, tag, sizeof tag);
    cn_buf_init(&out);
    cn_buf_put(&out, b.data, at);
    cn_buf_put(&out, all, sizeof all);
    at += sizeof tag;
    cn_buf_put_span(&out, cn_span_after(cn_buf_span(&b), at));
    test_add(c, CN_API_CLINIC, cn_buf_span(&out));
    cn_buf_free(&out);
    cn_buf_free(&b);
}

/* An entry that is said again by its place here, another by its tag, one that
   is in no credential as it was named. */
static void treatment_is_said_again_where_it_can_be(void **state)
{
    (void)state;
    char due[80];
    test_credential *first = start(1, TEST_DAY - 9);
    test_add_json(first, CN_API_PRIVATE,
                  "{\"kind\":\"condition\",\"code\":{\"code\":\"B24\"}}");
    test_add_json(first, CN_API_CLINIC,
                  "{\"kind\":\"prescription\",\"medicine\":{\"code\":"
                  "\"C09AA02\"},\"status\":\"taking\"}");
    add_treated(first);
    test_sign(first);
    uint32_t stopped = test_tag_of(first, CN_API_CLINIC, 0);
    test_credential *second = stop(2, TEST_DAY, stopped);
    test_credential *const list[] = {first, second};
    cn_buf file = file_of(list, 2, TEST_ALL);
    look l = look_at(cn_buf_span(&file), TEST_NOW);
    for (int32_t with_private = 0; with_private < 2; with_private++) {
        carnet_record *record = NULL;
        assert_status(
            carnet_history_restate(&record, NULL, l.history, with_private),
            CARNET_OK);
        snprintf(due, sizeof due, "\"leaf:00000001\",\"leaf:%08x\",\"clinic/",
                 (unsigned)stopped);
        assert_treated(record, due);
        carnet_record_free(record);
    }
    end_look(l);
    cn_buf_free(&file);
    test_end(second);
    test_end(first);
}

/* A credential with a condition that an entry elsewhere treats. */
static test_credential *treated_by(uint8_t issuer, uint32_t tag)
{
    return refers(issuer, TEST_DAY,
                  "{\"kind\":\"condition\",\"code\":{\"code\":\"E11.9\"},"
                  "\"treated_with\"",
                  tag);
}

/* What is private, and what a page without a name says, which may be another
   person's and is for review. */
static void each_treatment_that_is_not_said_again_is_told(void **state)
{
    (void)state;
    static const char pills[] = "{\"kind\":\"prescription\",\"medicine\":"
                                "{\"code\":\"C09AA02\"},"
                                "\"status\":\"taking\"}";
    test_credential *first = start(1, TEST_DAY - 9);
    test_add_json(first, CN_API_PRIVATE, pills);
    test_sign(first);
    test_credential *nameless = test_begin(1);
    test_add_json(nameless, CN_API_CLINIC, pills);
    test_sign(nameless);
    test_credential *const list[] = {
        first, nameless, treated_by(2, test_tag_of(first, CN_API_PRIVATE, 0)),
        treated_by(3, test_tag_of(nameless, CN_API_CLINIC, 0))};
    cn_buf file = file_of(list, 4, TEST_ALL);
    look l = look_at(cn_buf_span(&file), TEST_NOW);
    carnet_buf *left = NULL;
    assert_status(carnet_history_left_out_json(&left, l.history, 1), CARNET_OK);
    assert_int_equal(count_of(left, "\"why\""), 3);
    assert_int_equal(count_of(left, "\"not_accepted\""), 1);
    assert_int_equal(count_of(left, "\"treatment_more_private\""), 1);
    assert_int_equal(count_of(left, "\"treatment_other_person\""), 1);
    carnet_buf_free(left);
    end_look(l);
    cn_buf_free(&file);
    for (size_t i = 0; i < 4; i++) {
        test_end(list[i]);
    }
}

/* One credential in two presentations: what either shows is not left out, and
   the rest is told once. */
static void what_any_presentation_shows_is_not_left_out(void **state)
{
    (void)state;
    static const struct {
        unsigned shown[2];
        size_t due;
    } rows[] = {{{TEST_DESK, TEST_ALL}, 0},
                {{TEST_ALL, TEST_DESK}, 0},
                {{TEST_CLINIC, TEST_DESK | TEST_PRIVATE}, 0},
                {{TEST_DESK, TEST_CLINIC}, 1},
                {{TEST_DESK, TEST_DESK}, 2}};
    test_credential *c = test_sample(1);
    for (size_t n = 0; n < sizeof rows / sizeof rows[0]; n++) {
        cn_buf file = file_of_two(c, rows[n].shown[0], rows[n].shown[1]);
        look l = look_at(cn_buf_span(&file), TEST_NOW);
        carnet_buf *left = NULL;
        assert_status(carnet_history_left_out_json(&left, l.history, 1),
                      CARNET_OK);
        assert_int_equal(count_of(left, "\"part\""), rows[n].due);
        assert_int_equal(count_of(left, "\"withheld\""), rows[n].due);
        carnet_buf_free(left);
        end_look(l);
        cn_buf_free(&file);
    }
    test_end(c);
}

/* A credential with so many results, no two alike. */
static test_credential *results(uint32_t first, uint32_t num)
{
    test_credential *c = person_of(1, TEST_DAY);
    c->root_seed[0] = (uint8_t)(first / 200 + 1);
    for (uint32_t i = 0; i < num; i++) {
        char json[128];
        snprintf(json, sizeof json,
                 "{\"kind\":\"result\",\"test\":{\"text\":\"t\"},"
                 "\"date\":\"2026-03-01\","
                 "\"quantity\":{\"value\":%u,\"unit\":\"mg\"}}",
                 (unsigned)(first + i));
        test_add_json(c, CN_API_CLINIC, json);
    }
    test_sign(c);
    return c;
}

static void no_more_is_said_again_than_a_record_holds(void **state)
{
    (void)state;
    for (uint32_t more = 0; more < 2; more++) {
        test_credential *list[4];
        for (uint32_t i = 0; i < 4; i++) { /* and the person */
            list[i] = results(200 * i, i < 3 ? 200 : 167 + more);
        }
        cn_buf file = file_of(list, 4, TEST_ALL);
        look l = look_at(cn_buf_span(&file), TEST_NOW);
        carnet_record *record = NULL;
        carnet_status status =
            carnet_history_restate(&record, NULL, l.history, 0);
        assert_status(status, more == 0 ? CARNET_OK : CARNET_RECORD_COUNT);
        carnet_record_free(record);
        carnet_buf *left = NULL;
        assert_status(carnet_history_left_out_json(&left, l.history, 0),
                      CARNET_OK);
        carnet_buf_free(left);
        end_look(l);
        cn_buf_free(&file);
        for (size_t i = 0; i < 4; i++) {
            test_end(list[i]);
        }
    }
}

/* ---- a plan, before it is signed ---- */

static carnet_plan *plan_from(const char *json)
{
    carnet_plan *plan = NULL;
    carnet_record *record = test_record(json);
    assert_status(carnet_issue_plan(&plan, NULL, record, TEST_DAY,
                                    CARNET_ISSUE_UNLIMITED),
                  CARNET_OK);
    carnet_record_free(record);
    return plan;
}

static carnet_plan *plan_of(const char *kind_and_more, uint32_t tag)
{
    char json[256];
    snprintf(json, sizeof json,
             "{\"entries\":[{%s,\"replaces\":[\"leaf:%08x\"]}]}", kind_and_more,
             (unsigned)tag);
    return plan_from(json);
}

static void a_plan_is_checked_against_the_passport_it_goes_into(void **state)
{
    (void)state;
    static const char clinic[] =
        "\"kind\":\"condition\",\"code\":{\"code\":\"I10\"}";
    static const char private_too[] =
        "\"kind\":\"condition\",\"code\":{\"code\":\"B24\"}";
    static const char contacts[] = "\"kind\":\"contacts\",\"contacts\":"
                                   "[{\"name\":\"Binta Ndoye\"}]";
    /* Readers let it replace nothing: an alert would hide an allergy. */
    static const char other_kind[] =
        "\"kind\":\"allergy\",\"agent\":{\"code\":\"764146007\"}";
    test_credential *c = test_sample(9); /* whoever signed it */
    uint32_t in_clinic = test_tag_of(c, CN_API_CLINIC, 0);
    uint32_t in_private = test_tag_of(c, CN_API_PRIVATE, 0);
    cn_buf whole = test_passport(c, TEST_ALL, true);
    cn_buf text = test_as_text(cn_buf_span(&whole));
    const struct {
        const char *entry;
        uint32_t tag;
        carnet_status due;
        size_t lost;
    } rows[] = {{clinic, in_clinic, CARNET_OK, 0},
                {private_too, in_clinic, CARNET_OK, 0},
                {contacts, in_private, CARNET_OK, 0},
                {private_too, in_private, CARNET_OK, 1},
                {clinic, in_private, CARNET_RECORD_LINK, 0},
                {clinic, in_private ^ 1, CARNET_OK, 1},
                {other_kind, in_clinic, CARNET_OK, 1}};
    for (size_t n = 0; n < sizeof rows / sizeof rows[0]; n++) {
        size_t lost = 9;
        int stale = 0;
        carnet_problem *problem = (void *)&stale; /* is set whatever it was */
        carnet_plan *plan = plan_of(rows[n].entry, rows[n].tag);
        assert_status(
            carnet_history_check(&lost, &problem, plan, text.data, text.len),
            rows[n].due);
        assert_int_equal(lost, rows[n].lost);
        assert_int_equal(problem != NULL,
                         rows[n].due != CARNET_OK || rows[n].lost > 0);
        if (problem != NULL) {
            assert_string_equal(carnet_problem_path(problem),
                                "$.entries[0].replaces");
            assert_int_equal(strstr(carnet_problem_text(problem),
                                    " is of another kind") != NULL,
                             rows[n].lost > 0 &&
                                 rows[n].tag != (in_private ^ 1));
        }
        carnet_problem_free(problem);
        assert_status(
            carnet_history_check(NULL, NULL, plan, text.data, text.len),
            rows[n].due);
        carnet_issue_free(plan);
    }
    /* Of two presentations it is one entry, and each that is lost counts. */
    test_credential *const twice[] = {c, c, c};
    cn_buf file = file_of(twice, 3, TEST_ALL);
    size_t lost = 9;
    carnet_plan *plan = plan_of(clinic, in_clinic);
    assert_status(carnet_history_check(&lost, NULL, plan, file.data, file.len),
                  CARNET_OK);
    assert_int_equal(lost, 0);
    carnet_issue_free(plan);
    cn_buf_free(&file);
    plan = plan_of("\"kind\":\"condition\",\"code\":{\"code\":\"I10\"},"
                   "\"treated_with\":[\"leaf:00000001\",\"leaf:00000002\"]",
                   in_clinic);
    carnet_problem *problem = NULL;
    assert_status(
        carnet_history_check(&lost, &problem, plan, text.data, text.len),
        CARNET_OK);
    assert_int_equal(lost, 2);
    assert_string_equal(carnet_problem_path(problem),
                        "$.entries[0].treated_with");
    carnet_problem_free(problem);
    carnet_issue_free(plan);
    plan = plan_of(clinic, 1);
    assert_status(carnet_history_check(NULL, NULL, NULL, text.data, text.len),
                  CARNET_CALLER_NULL);
    assert_status(carnet_history_check(NULL, NULL, plan, NULL, 1),
                  CARNET_CALLER_NULL);
    assert_status(carnet_history_check(NULL, NULL, plan, text.data, 0),
                  CARNET_TEXT_EMPTY);
    carnet_issue_free(plan);
    cn_buf_free(&text);
    cn_buf_free(&whole);
    test_end(c);
}

static size_t num_lost_in(const char *json, cn_span file, carnet_status due)
{
    carnet_plan *plan = plan_from(json);
    carnet_problem *problem = NULL;
    size_t lost = 9;
    assert_status(
        carnet_history_check(&lost, &problem, plan, file.data, file.len), due);
    assert_int_equal(problem != NULL, due != CARNET_OK || lost != 0);
    if (due != CARNET_OK) { /* and not what was only lost before it */
        assert_status(carnet_problem_status(problem), due);
    }
    carnet_problem_free(problem);
    carnet_issue_free(plan);
    return lost;
}

#define TREATED(tags)                                                          \
    "{\"kind\":\"condition\",\"code\":{\"code\":\"I10\"},"                     \
    "\"treated_with\":[" tags "]}"

/* The first entry of any credential, one of the second, one of its own record,
   and one that is refused after one that is lost. */
static void a_plan_refers_to_any_entry_of_any_page(void **state)
{
    (void)state;
    char json[256];
    test_credential *first = start(1, TEST_DAY);
    test_credential *second = test_begin(2);
    test_add_json(second, CN_API_PRIVATE,
                  "{\"kind\":\"prescription\",\"medicine\":{\"code\":"
                  "\"C09AA02\"},\"status\":\"taking\"}");
    test_add_person(second, CN_API_DESK);
    test_sign(second);
    test_credential *const list[] = {first, second};
    cn_buf file = file_of(list, 2, TEST_ALL);
    for (size_t i = 0; i < 2; i++) {
        snprintf(json, sizeof json,
                 "{\"entries\":[" TREATED("\"leaf:%08x\"") "]}",
                 (unsigned)test_tag_of(list[i], CN_API_DESK, 0));
        assert_int_equal(num_lost_in(json, cn_buf_span(&file), CARNET_OK), 0);
    }
    assert_int_equal(
        num_lost_in(
            "{\"entries\":[{\"kind\":\"prescription\",\"id\":\"p\","
            "\"medicine\":{\"code\":\"A10BA02\"}}," TREATED("\"p\"") "]}",
            cn_buf_span(&file), CARNET_OK),
        0);
    snprintf(json, sizeof json,
             "{\"entries\":[" TREATED("\"leaf:00000001\",\"leaf:%08x\"") "]}",
             (unsigned)test_tag_of(second, CN_API_PRIVATE, 0));
    (void)num_lost_in(json, cn_buf_span(&file), CARNET_RECORD_LINK);
    cn_buf_free(&file);
    test_end(second);
    test_end(first);
}

/* A condition in such words, alone in a part. */
static test_credential *condition_in(size_t part, const char *words)
{
    char json[256];
    test_credential *c = person_of(1, TEST_DAY);
    snprintf(json, sizeof json,
             "{\"kind\":\"condition\",\"code\":{\"text\":\"%s\"}}", words);
    test_add_json(c, part, json);
    test_sign(c);
    return c;
}

/* Two entries may share a tag of 32 bits, as these words do: the least private
   counts, whichever comes first, and wherever among the others. */
static void of_two_entries_of_one_tag_the_least_private_counts(void **state)
{
    (void)state;
    test_credential *other = start(2, TEST_DAY);
    test_credential *clinic = condition_in(CN_API_CLINIC, "023419");
    test_credential *private_one = condition_in(CN_API_PRIVATE, "074986");
    uint32_t tag = test_tag_of(clinic, CN_API_CLINIC, 0);
    assert_int_equal(tag, test_tag_of(private_one, CN_API_PRIVATE, 0));
    char json[256];
    snprintf(json, sizeof json, "{\"entries\":[" TREATED("\"leaf:%08x\"") "]}",
             (unsigned)tag);
    for (size_t num = 2; num <= 3; num++) {
        for (size_t turned = 0; turned < 2; turned++) {
            test_credential *const list[] = {turned ? private_one : clinic,
                                             turned ? clinic : private_one,
                                             other};
            cn_buf file = file_of(list, num, TEST_ALL);
            assert_int_equal(num_lost_in(json, cn_buf_span(&file), CARNET_OK),
                             0);
            cn_buf_free(&file);
        }
    }
    /* Alone it is as private as it is. */
    test_credential *const alone[] = {private_one, other};
    cn_buf file = file_of(alone, 2, TEST_ALL);
    (void)num_lost_in(json, cn_buf_span(&file), CARNET_RECORD_LINK);
    cn_buf_free(&file);
    test_end(private_one);
    test_end(clinic);
    test_end(other);
}

/* ---- arguments ---- */

static void the_rest_refuses_null_too(void **state)
{
    (void)state;
    test_credential *c = stop(9, TEST_DAY, 1); /* of nobody trusted */
    test_credential *const list[] = {c};
    cn_buf file = file_of(list, 1, TEST_ALL);
    look l = look_at(cn_buf_span(&file), TEST_NOW);
    int32_t change = 0;
    carnet_record *record = (void *)&l;
    carnet_problem *problem = (void *)&l;
    carnet_buf *json = (void *)&l;
    assert_status(carnet_history_get_change(NULL, l.history, 0, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_history_get_change(&change, NULL, 0, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_history_get_change(&change, l.history, 0, 0),
                  CARNET_CALLER_ABSENT);
    assert_int_equal(carnet_history_restates(NULL, 0, 0, 0),
                     CARNET_HISTORY_NO_ENTRY);
    assert_status(carnet_history_restate(NULL, NULL, l.history, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_history_restate(&record, &problem, NULL, 0),
                  CARNET_CALLER_NULL);
    assert_true(record == NULL && problem == NULL);
    assert_status(carnet_history_restate(&record, NULL, l.history, 0),
                  CARNET_RECORD_EMPTY);
    assert_status(carnet_history_left_out_json(NULL, l.history, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_history_left_out_json(&json, NULL, 0),
                  CARNET_CALLER_NULL);
    assert_null(json);
    assert_status(carnet_history_json(NULL, l.history), CARNET_CALLER_NULL);
    assert_status(carnet_history_json(&json, NULL), CARNET_CALLER_NULL);
    assert_null(json);
    assert_status(carnet_history_json(&json, l.history), CARNET_OK);
    assert_null(strstr((const char *)carnet_buf_data(json), "entries"));
    carnet_buf_free(json);
    end_look(l);
    cn_buf_free(&file);
    test_end(c);
}

static void refuses_null_and_says_what_is_absent(void **state)
{
    (void)state;
    test_credential *c = start(1, TEST_DAY);
    test_credential *const list[] = {c};
    cn_buf file = file_of(list, 1, TEST_ALL);
    look l = look_at(cn_buf_span(&file), TEST_NOW);
    carnet_history *none = (void *)&l;
    uint32_t tag = 0;
    size_t a = 0;
    size_t b = 0;
    assert_status(carnet_history_new(NULL, l.verdict), CARNET_CALLER_NULL);
    assert_status(carnet_history_new(&none, NULL), CARNET_CALLER_NULL);
    assert_null(none);
    carnet_history_free(NULL);
    assert_status(carnet_history_get_tag(NULL, l.history, 0, 0),
                  CARNET_CALLER_NULL);
    assert_status(carnet_history_get_tag(&tag, NULL, 0, 0), CARNET_CALLER_NULL);
    assert_status(carnet_history_get_tag(&tag, l.history, 0, 2),
                  CARNET_CALLER_ABSENT);
    assert_status(carnet_history_get_tag(&tag, l.history, 1, 0),
                  CARNET_CALLER_ABSENT);
    assert_int_equal(carnet_history_state(NULL, 0, 0), -1);
    assert_int_equal(carnet_history_state(l.history, 0, SIZE_MAX), -1);
    assert_int_equal(carnet_history_state(l.history, SIZE_MAX, 0), -1);
    assert_int_equal(carnet_history_reference(NULL, 0, 0, REPLACES, 0),
                     CARNET_HISTORY_NONE);
    assert_int_equal(carnet_history_reference(l.history, 0, 0, REPLACES, 0),
                     CARNET_HISTORY_NONE);
    assert_int_equal(carnet_history_reference(l.history, 0, 0, -1, 0),
                     CARNET_HISTORY_NONE);
    assert_int_equal(carnet_history_num_targets(NULL, 0, 0, REPLACES, 0), 0);
    assert_int_equal(carnet_history_num_targets(l.history, 0, 0, REPLACES, 0),
                     0);
    assert_status(
        carnet_history_get_target(NULL, &b, l.history, 0, 0, REPLACES, 0, 0),
        CARNET_CALLER_NULL);
    assert_status(
        carnet_history_get_target(&a, NULL, l.history, 0, 0, REPLACES, 0, 0),
        CARNET_CALLER_NULL);
    assert_status(carnet_history_get_target(&a, &b, NULL, 0, 0, REPLACES, 0, 0),
                  CARNET_CALLER_NULL);
    assert_status(
        carnet_history_get_target(&a, &b, l.history, 0, 0, REPLACES, 0, 0),
        CARNET_CALLER_ABSENT);
    assert_int_equal(carnet_history_num_successors(NULL, 0, 0), 0);
    assert_int_equal(carnet_history_num_successors(l.history, 0, 1), 0);
    assert_status(
        carnet_history_get_successor(NULL, &b, NULL, l.history, 0, 1, 0),
        CARNET_CALLER_NULL);
    assert_status(
        carnet_history_get_successor(&a, NULL, NULL, l.history, 0, 1, 0),
        CARNET_CALLER_NULL);
    assert_status(carnet_history_get_successor(&a, &b, NULL, NULL, 0, 1, 0),
                  CARNET_CALLER_NULL);
    assert_status(
        carnet_history_get_successor(&a, &b, NULL, l.history, 0, 1, 0),
        CARNET_CALLER_ABSENT);
    end_look(l);
    cn_buf_free(&file);
    test_end(c);
}

static void a_malformed_passport_has_no_history(void **state)
{
    (void)state;
    carnet_verdict *v = test_verify(CN_SPAN_LIT("HP1:"));
    carnet_history *h = NULL;
    assert_status(carnet_history_new(&h, v), CARNET_OK);
    assert_int_equal(carnet_history_state(h, 0, 0), -1);
    carnet_history_free(h);
    carnet_verify_free(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tag_is_the_same_in_every_presentation),
        cmocka_unit_test(a_tag_is_the_same_where_others_are_withheld),
        cmocka_unit_test(another_issuers_word_counts_where_it_is_accepted),
        cmocka_unit_test(both_ends_of_a_reference_are_named),
        cmocka_unit_test(what_a_sheet_that_is_lost_said_is_nowhere),
        cmocka_unit_test(the_earliest_comes_first_in_any_order),
        cmocka_unit_test(what_an_entry_does_goes_by_its_status),
        cmocka_unit_test(what_is_said_again_is_said_by_all_that_it_replaces),
        cmocka_unit_test(says_of_each_entry_whether_it_is_restated),
        cmocka_unit_test(treatment_is_said_again_where_it_can_be),
        cmocka_unit_test(nothing_says_the_same_of_which_not_all_is_read),
        cmocka_unit_test(pages_of_two_persons_replace_nothing),
        cmocka_unit_test(what_was_replaced_unread_is_named_and_no_more),
        cmocka_unit_test(each_treatment_that_is_not_said_again_is_told),
        cmocka_unit_test(what_any_presentation_shows_is_not_left_out),
        cmocka_unit_test(no_more_is_said_again_than_a_record_holds),
        cmocka_unit_test(a_plan_is_checked_against_the_passport_it_goes_into),
        cmocka_unit_test(refuses_null_and_says_what_is_absent),
        cmocka_unit_test(a_plan_refers_to_any_entry_of_any_page),
        cmocka_unit_test(of_two_entries_of_one_tag_the_least_private_counts),
        cmocka_unit_test(the_rest_refuses_null_too),
        cmocka_unit_test(a_malformed_passport_has_no_history),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
