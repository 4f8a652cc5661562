/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The JSON door itself: what it says where there is nothing to say, what it
 * does with hostile requests, and what it leaves behind. What each operation
 * answers is in the vectors, what it does without memory in test_door_memory.c.
 */
#include "../support/failing_mem.h"
#include "../support/stack.h"
#include "../support/support.h"
#include "carnet/carnet.h"

#define SECRET "nWGxne_9WmC6hEr0kuwsxERJxXN7MmkZcDusAxyuf2A"
#define PEM                                                                    \
    "-----BEGIN PRIVATE KEY-----\\n"                                           \
    "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVze7MpGXA7rAMcrn9g\\n"      \
    "-----END PRIVATE KEY-----\\n"
#define PUBLIC "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
#define RECORD                                                                 \
    "{\"entries\":[{\"kind\":\"person\",\"name\":\"Awa Ndoye\","               \
    "\"birth_date\":\"1990\"},{\"kind\":\"condition\",\"code\":"               \
    "{\"code\":\"E11.9\"},\"since\":\"2018-06\"}]}"
#define PLAN "\"record\":" RECORD ",\"issued\":\"2026-03-17\""
#define SEED "\"seed\":\"AAECAwQFBgcICQoLDA0ODw\""

/* ---- asking ---- */

typedef struct {
    carnet_buf *buf;
    cn_json_doc *doc; /* NULL where there is no reply */
    carnet_status status;
} reply;

static reply ask_span(cn_span request)
{
    reply r = {NULL, NULL, CARNET_OK};
    int64_t told = -1;
    if (carnet_json(request.data, request.len, &r.buf) != CARNET_OK) {
        assert_null(r.buf);
        r.status = CARNET_CALLER_MEMORY;
        return r;
    }
    cn_span text = test_span_of(r.buf);
    assert_status(cn_json_read(&r.doc, NULL, text), CARNET_OK);
    assert_int_equal(cn_json_get(r.doc, 0)->type, CN_JSON_OBJECT);
    assert_true(cn_json_int(
        cn_json_get(r.doc, cn_json_find(r.doc, 0, "status")), &told));
    r.status = (carnet_status)told;
    assert_true(cn_json_is(cn_json_get(r.doc, cn_json_find(r.doc, 0, "name")),
                           carnet_status_name(r.status)));
    assert_int_equal(cn_json_find(r.doc, 0, "result") != 0,
                     r.status == CARNET_OK);
    assert_int_equal(cn_json_find(r.doc, 0, "error") != 0,
                     r.status != CARNET_OK);
    return r;
}

static reply ask(const char *request)
{
    return ask_span(cn_span_str(request));
}

static void done(reply *r)
{
    cn_json_free(r->doc);
    carnet_buf_free(r->buf);
}

/* Where the error of a reply stands. */
static void assert_place(const reply *r, const char *path, int64_t offset)
{
    int64_t told = -1;
    uint32_t error = cn_json_find(r->doc, 0, "error");
    cn_span at = test_member(r->doc, error, "path");
    assert_span(at, path, strlen(path));
    assert_true(cn_json_int(
        cn_json_get(r->doc, cn_json_find(r->doc, error, "offset")), &told));
    assert_int_equal(told, offset);
}

static void assert_refused(const char *request, carnet_status status,
                           const char *path, int64_t offset)
{
    reply r = ask(request);
    assert_status(r.status, status);
    assert_place(&r, path, offset);
    done(&r);
}

/* ---- the call ---- */

static void refuses_what_can_not_be_pointed_at(void **state)
{
    (void)state;
    carnet_buf *out = (carnet_buf *)&out;
    assert_status(carnet_json(NULL, 1, &out), CARNET_CALLER_NULL);
    assert_null(out);
    assert_status(carnet_json((const uint8_t *)"{}", 2, NULL),
                  CARNET_CALLER_NULL);
}

static void nothing_is_a_request_that_is_no_json(void **state)
{
    (void)state;
    reply r = ask_span(cn_span_of(NULL, 0));
    assert_status(r.status, CARNET_JSON_SYNTAX);
    assert_place(&r, "$", 0);
    done(&r);
}

static void an_error_has_its_place_in_the_request(void **state)
{
    (void)state;
    assert_refused("{\"op\":\"version\" 1}", CARNET_JSON_SYNTAX, "$", 16);
    assert_refused("{\"op\":\"nothing\"}", CARNET_JSON_OPERATION, "$.op", 6);
    assert_refused("{\"op\":\"version\",\"x y\":1}", CARNET_JSON_MEMBER,
                   "$[\"x y\"]", 22);
    assert_refused("{\"op\":\"key_show\"}", CARNET_JSON_MISSING, "$.key", 0);
    assert_refused("{\"op\":\"key_show\",\"key\":[]}", CARNET_JSON_VALUE,
                   "$.key", 23);
    assert_refused("{\"op\":\"version\",\"op\":\"version\"}", CARNET_JSON_TWICE,
                   "$.op", 16);
}

/* The record is read by its own reader, which counts from its beginning. */
static void an_error_in_a_record_has_its_place_in_the_request(void **state)
{
    (void)state;
    assert_refused("{\"op\":\"record_check\",\"record\":{\"entries\":[{"
                   "\"kind\":\"condition\",\"colour\":1}]}}",
                   CARNET_RECORD_FIELD, "$.record.entries[0].colour", 62);
    assert_refused("{\"op\":\"fhir_import\",\"bundle\":{\"resourceType\":1}}",
                   CARNET_JSON_BUNDLE, "$.bundle.resourceType", 45);
}

static void an_error_in_bytes_has_its_place_beside(void **state)
{
    (void)state;
    reply r = ask("{\"op\":\"peek\",\"passport\":\"HP1:6B_\"}");
    assert_status(r.status, CARNET_TEXT_ALPHABET);
    assert_place(&r, "$.passport", 24);
    uint32_t error = cn_json_find(r.doc, 0, "error");
    uint32_t inner = cn_json_find(r.doc, error, "inner");
    int64_t offset = 0;
    assert_true(inner != 0);
    assert_true(cn_json_int(
        cn_json_get(r.doc, cn_json_find(r.doc, inner, "offset")), &offset));
    assert_int_equal(offset, 6);
    done(&r);
}

/* ---- limits ---- */

/* A request of len bytes: white space behind one that is good. */
static carnet_status status_of_length(size_t len)
{
    static const char text[] = "{\"op\":\"version\"}";
    uint8_t *request = malloc(len);
    assert_non_null(request);
    memset(request, ' ', len);
    memcpy(request, text, sizeof text - 1);
    reply r = ask_span(cn_span_of(request, len));
    carnet_status status = r.status;
    done(&r);
    free(request);
    return status;
}

static void a_request_has_64_mib_at_most(void **state)
{
    (void)state;
    assert_status(status_of_length(CARNET_JSON_REQUEST_MAX), CARNET_OK);
    assert_status(status_of_length(CARNET_JSON_REQUEST_MAX + 1),
                  CARNET_JSON_TOO_LONG);
}

/* num zeros in an array: with the object, its key and the array. */
static carnet_status status_of_nodes(size_t num)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_str(&b, "{\"op\":[0");
    for (size_t i = 1; i < num - 3; i++) {
        cn_buf_put_str(&b, ",0");
    }
    cn_buf_put_str(&b, "]}");
    reply r = ask_span(cn_buf_span(&b));
    carnet_status status = r.status;
    done(&r);
    cn_buf_free(&b);
    return status;
}

/* A request with num keys behind a beginning, none of which is one: where more
   than can be asked are there, not even the first is read. */
static void assert_keys(const char *begin, const char *end, size_t num,
                        carnet_status status, const char *path)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_str(&b, begin);
    for (size_t i = 0; i < num; i++) {
        cn_buf_put_str(&b, i == 0 ? "\"\"" : ",\"\"");
    }
    cn_buf_put_str(&b, end);
    reply r = ask_span(cn_buf_span(&b));
    assert_status(r.status, status);
    cn_span told = test_member(r.doc, cn_json_find(r.doc, 0, "error"), "path");
    assert_span(told, path, strlen(path));
    done(&r);
    cn_buf_free(&b);
}

static void a_request_asks_65536_keys_at_most(void **state)
{
    static const char verify[] = "{\"op\":\"verify\",\"passport\":\"\","
                                 "\"now\":\"2026-03-17\",\"keys\":[";
    static const char trust[] = "{\"op\":\"verify_trusting\",\"passport\":"
                                "\"\",\"now\":\"2026-03-17\",\"trust\":"
                                "{\"keys\":[";
    (void)state;
    assert_keys(verify, "]}", CN_LIMIT_KEYS, CARNET_KEY_FORM, "$.keys[0]");
    assert_keys(verify, "]}", CN_LIMIT_KEYS + 1, CARNET_CALLER_RANGE, "$.keys");
    assert_keys(trust, "]}}", CN_LIMIT_KEYS, CARNET_KEY_FORM,
                "$.trust.keys[0]");
    assert_keys(trust, "]}}", CN_LIMIT_KEYS + 1, CARNET_CALLER_RANGE,
                "$.trust.keys");
}

static void a_request_has_a_million_values_at_most(void **state)
{
    (void)state;
    assert_status(status_of_nodes(CN_LIMIT_DOOR_NODES), CARNET_JSON_OPERATION);
    assert_status(status_of_nodes(CN_LIMIT_DOOR_NODES + 1),
                  CARNET_JSON_TOO_LONG);
}

/* A bundle nested deep, within a request. */
static carnet_status status_of_depth(size_t depth)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_str(&b, "{\"op\":\"fhir_import\",\"bundle\":{\"a\":");
    for (size_t i = 2; i < depth; i++) {
        cn_buf_put_u8(&b, '[');
    }
    for (size_t i = 2; i < depth; i++) {
        cn_buf_put_u8(&b, ']');
    }
    cn_buf_put_str(&b, "}}");
    reply r = ask_span(cn_buf_span(&b));
    carnet_status status = r.status;
    done(&r);
    cn_buf_free(&b);
    return status;
}

static void a_bundle_may_be_as_deep_as_by_itself(void **state)
{
    (void)state;
    assert_status(status_of_depth(CN_LIMIT_DOOR_DEPTH), CARNET_JSON_BUNDLE);
    assert_status(status_of_depth(CN_LIMIT_DOOR_DEPTH + 1), CARNET_JSON_DEPTH);
}

/* ---- hostile requests ---- */

/* Whatever it is, it names no operation; what is refused as JSON is so here,
   and within a request too. */
static void check_hostile(const cn_json_doc *doc, uint32_t i)
{
    uint32_t expect = cn_json_find(doc, i, "expect");
    bool reject = cn_json_is(cn_json_get(doc, expect), "reject");
    cn_buf input = test_json_input(doc, i);
    cn_buf within;
    cn_buf_init(&within);
    cn_buf_put_str(&within, "{\"op\":\"record_check\",\"record\":");
    cn_buf_put_span(&within, cn_buf_span(&input));
    cn_buf_put_str(&within, "}");
    reply r = ask_span(cn_buf_span(&input));
    reply s = ask_span(cn_buf_span(&within));
    assert_true(CARNET_STATUS_IS_JSON(r.status));
    assert_true(s.status != CARNET_OK);
    if (reject) {
        assert_true(r.status < CARNET_JSON_OPERATION);
    }
    done(&r);
    done(&s);
    cn_buf_free(&input);
    cn_buf_free(&within);
}

static void hostile_json_is_refused(void **state)
{
    (void)state;
    test_json_parsing("json/parsing.json at the door", check_hostile);
}

static const char *const requests[] = {
    "{\"op\":\"key_show\",\"key\":{\"bytes\":\"" SECRET "\"}}",
    "{\"op\":\"key_show\",\"key\":\"" PEM "\"}",
    "{\"op\":\"key_public\",\"key\":{\"bytes\":\"" PUBLIC "\"}}",
    "{\"op\":\"record_check\",\"record\":" RECORD "}",
    "{\"op\":\"issue_plan\"," PLAN ",\"sizes\":true}",
    "{\"op\":\"issue_plan\"," PLAN ",\"audience\":\"guard\"}",
    "{\"op\":\"issue_sign_seeded\"," PLAN ",\"key\":\"" PEM "\"," SEED "}",
    "{\"op\":\"fhir_import\",\"bundle\":{\"resourceType\":\"Bundle\","
    "\"entry\":[{\"resource\":{\"resourceType\":\"Patient\",\"birthDate\":"
    "\"1990\",\"name\":[{\"text\":\"Awa Ndoye\"}]}}]}}",
    "{\"op\":\"peek\",\"passport\":\"HP1:6B_\"}",
    "{\"op\":\"verify_trusting\",\"passport\":\"HP1:6BF\",\"now\":"
    "\"2026-03-17\",\"trust\":{\"keys\":[{\"bytes\":\"" PUBLIC "\"}]},"
    "\"entries\":true}",
    "{\"op\":\"verify_text\",\"passport\":\"HC1:6BF\",\"now\":\"2026-03-17\","
    "\"trust\":{},\"names\":[\"a\",\"\"],\"language\":\"ar\"}",
    "{\"op\":\"present_sealed\",\"passport\":\"HP1:6BF\",\"to_keys\":[]}",
    "{\"op\":\"qr\",\"text\":\"HP1:6BF\"}",
    "{\"op\":\"set_look\",\"codes\":[]}",
    "{\"op\":\"trust_draft_add_key\",\"draft\":{\"list\":"
    "\"00112233445566778899aabbccddeeff\",\"valid_days\":90,\"issuers\":[]},"
    "\"name\":\"Clinic\",\"kind\":\"ngo\",\"from\":\"2026-03-17\",\"key\":"
    "{\"bytes\":\"I7hl_ay97obQU8fTdtNyJXlhPjzdHFQHoipRiJa7rEQ\"}}",
    "{\"op\":\"status_draft_new\",\"issuer\":{\"bytes\":\"" PUBLIC "\"},"
    "\"bits\":1,\"entries\":8}",
    "{\"op\":\"say_status\",\"status\":21,\"language\":\"fr\"}",
};

enum {
    NUM_REQUESTS = sizeof requests / sizeof requests[0]
};

/* Each request with each of its bytes changed and cut at each: an object comes
   back, whatever it says. */
static void a_damaged_request_gets_a_reply(void **state)
{
    (void)state;
    static const uint8_t others[] = {0, '"', '\\', '}', '[', '9', 0xff};
    size_t num = 0;
    for (size_t i = 0; i < NUM_REQUESTS; i++) {
        cn_buf b;
        cn_buf_init(&b);
        cn_buf_put_str(&b, requests[i]);
        for (size_t at = 0; at < b.len; at++) {
            uint8_t was = b.data[at];
            b.data[at] = others[(at + i) % sizeof others];
            reply r = ask_span(cn_buf_span(&b));
            done(&r);
            b.data[at] = was;
            r = ask_span(cn_span_of(b.data, at));
            assert_true(r.status != CARNET_OK);
            done(&r);
            num += 2;
        }
        cn_buf_free(&b);
    }
    test_count("damaged requests", num);
}

/* ---- secrets ---- */

static const char *asked;

static void call_door(void)
{
    carnet_buf *out = NULL;
    assert_status(carnet_json((const uint8_t *)asked, strlen(asked), &out),
                  CARNET_OK);
    carnet_buf_free(out);
}

/* The request itself is the caller's to wipe. */
static void no_key_stays_on_the_stack(void **state)
{
    (void)state;
    cn_buf seed = test_hex_str("9d61b19deffd5a60ba844af492ec2cc4"
                               "4449c5697b326919703bac031cae7f60");
    const cn_span secrets[] = {cn_buf_span(&seed), CN_SPAN_LIT(SECRET)};
    for (size_t i = 0; i < NUM_REQUESTS; i++) {
        asked = requests[i];
        assert_false(test_stack_leaves(call_door, secrets, 2));
    }
    cn_buf_free(&seed);
}

static void what_is_given_back_was_wiped(void **state)
{
    (void)state;
    size_t unwiped = test_mem_unwiped();
    size_t live = test_mem_live();
    for (size_t i = 0; i < NUM_REQUESTS; i++) {
        asked = requests[i];
        call_door();
    }
    assert_int_equal(test_mem_unwiped(), unwiped);
    assert_int_equal(test_mem_live(), live);
}

int main(int argc, char **argv)
{
    (void)argc;
    test_stack_begin(argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_what_can_not_be_pointed_at),
        cmocka_unit_test(nothing_is_a_request_that_is_no_json),
        cmocka_unit_test(an_error_has_its_place_in_the_request),
        cmocka_unit_test(an_error_in_a_record_has_its_place_in_the_request),
        cmocka_unit_test(an_error_in_bytes_has_its_place_beside),
        cmocka_unit_test(a_request_has_64_mib_at_most),
        cmocka_unit_test(a_request_has_a_million_values_at_most),
        cmocka_unit_test(a_request_asks_65536_keys_at_most),
        cmocka_unit_test(a_bundle_may_be_as_deep_as_by_itself),
        cmocka_unit_test(hostile_json_is_refused),
        cmocka_unit_test(a_damaged_request_gets_a_reply),
        cmocka_unit_test(no_key_stays_on_the_stack),
        cmocka_unit_test(what_is_given_back_was_wiped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
