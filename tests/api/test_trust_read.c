/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Drafts of trust lists from JSON: what is no form of one, and where.
 */
#include "made.h"

#include "../support/failing_mem.h"
#include "carnet/trust_draft.h"

#define LIST "\"list\":\"00112233445566778899aabbccddeeff\""
#define HEAD "{" LIST ",\"valid_days\":9"
#define BYTES                                                                  \
    "\"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\""
#define KEY "{\"key\":" BYTES ",\"from\":\"2026-03-17\""
#define WITH(issuer) HEAD ",\"issuers\":[" issuer "]}"
#define NAMED "{\"name\":\"A\",\"kind\":\"ngo\",\"keys\":["
#define ONE(key) WITH(NAMED KEY key "}]}")
#define DAYS(num) "{" LIST ",\"valid_days\":" num ",\"issuers\":[]}"

static void refuses_a_form_with_a_key_too_many(void **state)
{
    (void)state;
    char json[4096];
    size_t len =
        (size_t)snprintf(json, sizeof json, HEAD ",\"issuers\":[" NAMED);
    for (unsigned n = 0; n <= CN_LIMIT_ISSUER_KEYS; n++) {
        len += (size_t)snprintf(json + len, sizeof json - len,
                                "%s{\"from\":\"2026-03-17\",\"key\":\"%064x\"}",
                                n == 0 ? "" : ",", n);
    }
    snprintf(json + len, sizeof json - len, "]}]}");
    carnet_trust_draft *d = NULL;
    carnet_problem *why = NULL;
    assert_status(carnet_trust_draft_decode(&d, &why, json, strlen(json)),
                  CARNET_TRUST_FORM);
    assert_string_equal(carnet_problem_path(why), "$.issuers[0].keys[16]");
    carnet_problem_free(why);
}

/* Where it is refused; NULL where it is a draft. */
typedef struct {
    const char *json;
    carnet_status due;
    const char *path;
} row;

static void expect(const row *r)
{
    int stale = 0;
    carnet_trust_draft *d = (void *)&stale;
    carnet_problem *why = (void *)&stale;
    assert_status(carnet_trust_draft_decode(&d, &why, r->json, strlen(r->json)),
                  r->due);
    assert_int_equal(d != NULL, r->due == CARNET_OK);
    assert_int_equal(why == NULL, r->due == CARNET_OK);
    if (why != NULL && strcmp(carnet_problem_path(why), r->path) != 0) {
        fail_msg("%s\nis refused at %s and not at %s", r->json,
                 carnet_problem_path(why), r->path);
    }
    carnet_problem_free(why);
    carnet_trust_draft_free(d);
}

static void refuses_drafts_that_are_not_in_their_form(void **state)
{
    (void)state;
    static const row rows[] = {
        {ONE(""), CARNET_OK, NULL},
        {HEAD ",\"issuers\":[]}", CARNET_OK, NULL},
        {ONE(",\"may_sign\":[\"vaccination\",63]"), CARNET_OK, NULL},
        {ONE(",\"until\":\"2026-03-17\""), CARNET_OK, NULL},
        {WITH(NAMED "{\"key\":" BYTES ",\"from\":\"1970-01-01\"}]}"), CARNET_OK,
         NULL},
        {DAYS("1"), CARNET_OK, NULL},
        {DAYS("3650"), CARNET_OK, NULL},
        {"[]", CARNET_TRUST_FORM, "$"},
        {"{}", CARNET_TRUST_FORM, "$"},
        {"{", CARNET_JSON_SYNTAX, ""},
        {HEAD "}", CARNET_TRUST_FORM, "$"},
        {HEAD ",\"issuers\":[],\"more\":1}", CARNET_TRUST_FORM, "$.more"},
        {HEAD ",\"list\":1,\"issuers\":[]}", CARNET_JSON_TWICE, "$.list"},
        {DAYS("0"), CARNET_TRUST_FORM, "$.valid_days"},
        {DAYS("3651"), CARNET_TRUST_FORM, "$.valid_days"},
        {DAYS("\"9\""), CARNET_TRUST_FORM, "$.valid_days"},
        {"{" LIST ",\"issuers\":[]}", CARNET_TRUST_FORM, "$"},
        {HEAD ",\"issuers\":{}}", CARNET_TRUST_FORM, "$.issuers"},
        {WITH("1"), CARNET_TRUST_FORM, "$.issuers[0]"},
        {WITH("[1]"), CARNET_TRUST_FORM, "$.issuers[0]"},
        {WITH("[{\"a\":1},2]"), CARNET_TRUST_FORM, "$.issuers[0]"},
        {WITH(NAMED "]}"), CARNET_TRUST_FORM, "$.issuers[0].keys"},
        {WITH("{\"name\":\"A\",\"kind\":\"ngo\"}"), CARNET_TRUST_FORM,
         "$.issuers[0]"},
        {WITH("{\"name\":\"A\",\"kind\":\"ngo\",\"keys\":{}}"),
         CARNET_TRUST_FORM, "$.issuers[0].keys"},
        {WITH("{\"name\":\"A\",\"kind\":\"ngo\",\"keys\":{\"a\":1}}"),
         CARNET_TRUST_FORM, "$.issuers[0].keys"},
        {WITH("{\"name\":\"A\",\"keys\":[" KEY "}]}"), CARNET_TRUST_FORM,
         "$.issuers[0]"},
        {WITH("{\"kind\":\"ngo\",\"keys\":[" KEY "}]}"), CARNET_TRUST_FORM,
         "$.issuers[0]"},
        {WITH(NAMED KEY "}],\"color\":1}"), CARNET_TRUST_FORM,
         "$.issuers[0].color"},
        {WITH("{\"name\":\"A\",\"kind\":\"club\",\"keys\":[" KEY "}]}"),
         CARNET_TRUST_FORM, "$.issuers[0].kind"},
        {WITH("{\"name\":\"A\xcd\xb8\",\"kind\":\"ngo\",\"keys\":[" KEY "}]}"),
         CARNET_TRUST_FORM, "$.issuers[0].name"},
        {WITH("{\"name\":\"\",\"kind\":\"ngo\",\"keys\":[" KEY "}]}"),
         CARNET_TRUST_FORM, "$.issuers[0].name"},
        {WITH("{\"name\":1,\"kind\":\"ngo\",\"keys\":[" KEY "}]}"),
         CARNET_TRUST_FORM, "$.issuers[0].name"},
        {WITH("{\"name\":\"A\",\"country\":\"\",\"kind\":\"ngo\",\"keys\":[" KEY
              "}]}"),
         CARNET_TRUST_FORM, "$.issuers[0].country"},
        {WITH("{\"name\":\"A\",\"country\":\"GRC\",\"kind\":\"ngo\",\"keys\":"
              "[" KEY "}]}"),
         CARNET_TRUST_FORM, "$.issuers[0].country"},
        {WITH(NAMED "{\"key\":" BYTES "}]}"), CARNET_TRUST_FORM,
         "$.issuers[0].keys[0]"},
        {WITH(NAMED "{\"from\":\"2026-03-17\"}]}"), CARNET_TRUST_FORM,
         "$.issuers[0].keys[0]"},
        {ONE("},1,{\"key\":\"\""), CARNET_TRUST_FORM, "$.issuers[0].keys[1]"},
        {ONE(",\"until\":\"2026-03-16\""), CARNET_TRUST_FORM,
         "$.issuers[0].keys[0]"},
        {ONE(",\"until\":\"2026-02-30\""), CARNET_TRUST_FORM,
         "$.issuers[0].keys[0].until"},
        {ONE(",\"until\":20260317"), CARNET_TRUST_FORM,
         "$.issuers[0].keys[0].until"},
        {ONE(",\"until\":\"1969-12-31\""), CARNET_TRUST_FORM,
         "$.issuers[0].keys[0].until"},
        {ONE(",\"withdrawn\":\"2026-04-01\""), CARNET_TRUST_FORM,
         "$.issuers[0].keys[0]"},
        {ONE(",\"as\":\"retired\""), CARNET_TRUST_FORM, "$.issuers[0].keys[0]"},
        {ONE(",\"as\":\"lost\",\"withdrawn\":\"2026-04-01\""),
         CARNET_TRUST_FORM, "$.issuers[0].keys[0].as"},
        {ONE(",\"may_sign\":[]"), CARNET_TRUST_FORM,
         "$.issuers[0].keys[0].may_sign"},
        {ONE(",\"may_sign\":\"vaccination\""), CARNET_TRUST_FORM,
         "$.issuers[0].keys[0].may_sign"},
        {ONE(",\"use\":\"all\""), CARNET_TRUST_FORM,
         "$.issuers[0].keys[0].use"},
        {ONE(",\"use\":1"), CARNET_TRUST_FORM, "$.issuers[0].keys[0].use"},
        {ONE(",\"sealing\":\"00\""), CARNET_TRUST_FORM,
         "$.issuers[0].keys[0].sealing"},
        {ONE(",\"color\":1"), CARNET_TRUST_FORM, "$.issuers[0].keys[0].color"},
        {ONE(",\"may_sign\":[\"nothing\"]"), CARNET_RECORD_KIND,
         "$.issuers[0].keys[0].may_sign[0]"},
        {ONE(",\"may_sign\":[64]"), CARNET_RECORD_KIND,
         "$.issuers[0].keys[0].may_sign[0]"},
        {ONE(",\"may_sign\":[1.5]"), CARNET_RECORD_KIND,
         "$.issuers[0].keys[0].may_sign[0]"},
        {ONE(",\"may_sign\":[-1]"), CARNET_RECORD_KIND,
         "$.issuers[0].keys[0].may_sign[0]"},
        {ONE(",\"may_sign\":[{}]"), CARNET_RECORD_KIND,
         "$.issuers[0].keys[0].may_sign[0]"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        expect(&rows[i]);
    }
}

static void a_key_may_sign_the_kinds_that_are_named(void **state)
{
    (void)state;
    static const char json[] = ONE(",\"may_sign\":[\"vaccination\"]");
    carnet_trust_draft *d = NULL;
    carnet_buf *again = NULL;
    assert_status(carnet_trust_draft_decode(&d, NULL, json, strlen(json)),
                  CARNET_OK);
    assert_status(carnet_trust_draft_encode(&again, d), CARNET_OK);
    const char *text = (const char *)carnet_buf_data(again);
    assert_non_null(strstr(text, "\"vaccination\""));
    assert_null(strstr(text, "\"person\""));
    carnet_buf_free(again);
    carnet_trust_draft_free(d);
}

/* It is said of the whole. */
static void memory_that_fails_has_no_place(void **state)
{
    (void)state;
    static const char json[] = ONE("");
    bool failed = true;
    for (size_t n = 1; failed; n++) {
        carnet_trust_draft *d = NULL;
        carnet_problem *why = NULL;
        test_mem_fail_at(n);
        carnet_status status =
            carnet_trust_draft_decode(&d, &why, json, strlen(json));
        failed = test_mem_has_failed();
        test_mem_fail_at(0);
        assert_status(status, failed ? CARNET_CALLER_MEMORY : CARNET_OK);
        if (failed) {
            assert_status(carnet_problem_status(why), CARNET_CALLER_MEMORY);
            assert_string_equal(carnet_problem_path(why), "");
            assert_int_equal(carnet_problem_offset(why), 0);
        }
        carnet_problem_free(why);
        carnet_trust_draft_free(d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_a_form_with_a_key_too_many),
        cmocka_unit_test(refuses_drafts_that_are_not_in_their_form),
        cmocka_unit_test(a_key_may_sign_the_kinds_that_are_named),
        cmocka_unit_test(memory_that_fails_has_no_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
