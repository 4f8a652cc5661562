/* SPDX-License-Identifier: Apache-2.0 */
/* What a JSON record may not say: status, path, line and a sentence. */
#include "../support/support.h"

#include "model_record.h"

typedef struct {
    const char *json;
    carnet_status status;
    const char *path;
    const char *says; /* part of the sentence */
} refusal;

static void assert_refused(const refusal *r)
{
    carnet_record *record = NULL;
    carnet_problem *problem = NULL;
    carnet_status status =
        carnet_record_from_json(&record, &problem, r->json, strlen(r->json));
    if (status != r->status) {
        fail_msg("%s, not %s: %s", carnet_status_name(status),
                 carnet_status_name(r->status), r->json);
    }
    assert_null(record);
    assert_non_null(problem);
    assert_status(carnet_problem_status(problem), r->status);
    if (r->path != NULL && strcmp(carnet_problem_path(problem), r->path) != 0) {
        fail_msg("%s, not %s: %s", carnet_problem_path(problem), r->path,
                 r->json);
    }
    if (strstr(carnet_problem_text(problem), r->says) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", carnet_problem_text(problem),
                 r->says);
    }
    carnet_problem_free(problem);
}

#define ASSERT_REFUSED(list)                                                   \
    do {                                                                       \
        for (size_t n = 0; n < sizeof list / sizeof *list; n++) {              \
            assert_refused(&list[n]);                                          \
        }                                                                      \
    } while (0)

#define ENTRY(members) "{\"entries\":[{" members "}]}"
#define CONDITION(members)                                                     \
    ENTRY("\"kind\":\"condition\",\"code\":{\"text\":\"x\"}," members)
#define DRUG(members)                                                          \
    ENTRY("\"kind\":\"prescription\",\"medicine\":{\"text\":\"x\"}," members)
#define CODE(value) ENTRY("\"kind\":\"condition\",\"code\":" value)

static void refuses_what_is_no_record(void **state)
{
    (void)state;
    static const refusal list[] = {
        {"", CARNET_JSON_SYNTAX, "", ""},
        {"{\"entries\":[}", CARNET_JSON_SYNTAX, NULL, ""},
        {"{} {}", CARNET_JSON_TRAILING, NULL, ""},
        {"{\"entries\":1,\"entries\":2}", CARNET_JSON_TWICE, "$.entries", ""},
        {"[]", CARNET_RECORD_TYPE, "$", "an object"},
        {"{}", CARNET_RECORD_REQUIRED, "$", "needs \"entries\""},
        {"{\"entries\":{}}", CARNET_RECORD_TYPE, "$.entries", "an array"},
        {"{\"entries\":[]}", CARNET_RECORD_EMPTY, "$.entries", ""},
        {"{\"entries\":[1]}", CARNET_RECORD_TYPE, "$.entries[0]", "an object"},
        {"{\"entrys\":[]}", CARNET_RECORD_FIELD, "$.entrys",
         "did you mean \"entries\"?"},
        {"{\"issued\":1,\"entries\":[]}", CARNET_RECORD_TYPE, "$.issued",
         "a string"},
        {"{\"issued\":\"2026-02-29\",\"entries\":[]}", CARNET_RECORD_DATE,
         "$.issued", "2026-03-17"},
        {"{\"issued\":\"1969-12-31\",\"entries\":[]}", CARNET_RECORD_DATE,
         "$.issued", ""},
        {"{\"issued\":\"2026-03-17\",\"valid_until\":\"2026-03-16\","
         "\"entries\":[]}",
         CARNET_RECORD_DATE, "$.valid_until", "before the day of issue"},
    };
    ASSERT_REFUSED(list);
}

#define FORTY "longer_than_any_name_that_a_field_can_have"

static void refuses_what_is_no_entry(void **state)
{
    (void)state;
    static const refusal list[] = {
        {ENTRY("\"id\":\"a\""), CARNET_RECORD_REQUIRED, "$.entries[0]",
         "needs \"kind\""},
        {ENTRY("\"kind\":\"perscription\""), CARNET_RECORD_KIND,
         "$.entries[0].kind", "did you mean \"prescription\"?"},
        {ENTRY("\"kind\":4"), CARNET_RECORD_TYPE, "$.entries[0].kind",
         "a string"},
        {ENTRY("\"kind\":300"), CARNET_RECORD_TYPE, "$.entries[0].kind", ""},
        {ENTRY("\"kind\":\"condition\",\"id\":7"), CARNET_RECORD_TYPE,
         "$.entries[0].id", "a string"},
        {ENTRY("\"kind\":\"condition\",\"" FORTY FORTY "\":7"),
         CARNET_RECORD_FIELD, NULL, "no field \"longer_than_any_name"},
        {ENTRY("\"kind\":\"condition\",\"id\":\"\""), CARNET_RECORD_TEXT,
         "$.entries[0].id", "1 to 64 bytes"},
        {ENTRY("\"kind\":\"condition\",\"id\":\"leaf:a\""), CARNET_RECORD_TEXT,
         "$.entries[0].id", "leaf:"},
        {ENTRY("\"kind\":\"condition\",\"id\":"
               "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
               "xxxx\""),
         CARNET_RECORD_TOO_LONG, "$.entries[0].id", "64 bytes"},
        {"{\"entries\":[{\"kind\":\"need\",\"id\":\"a\"},{\"kind\":\"need\","
         "\"id\":\"a\"}]}",
         CARNET_RECORD_TWICE, "$.entries[1].id", "another entry"},
        {ENTRY("\"kind\":\"condition\",\"part\":\"public\""),
         CARNET_RECORD_ENUM, "$.entries[0].part", "desk clinic private"},
        {ENTRY("\"kind\":\"condition\",\"part\":0"), CARNET_RECORD_TYPE,
         "$.entries[0].part", ""},
        {ENTRY("\"kind\":\"prescription\",\"medcine\":{}"), CARNET_RECORD_FIELD,
         "$.entries[0].medcine",
         "no field \"medcine\" in prescription; did you mean \"medicine\"?"},
        {ENTRY("\"kind\":\"condition\",\"beyond\":true"), CARNET_RECORD_FIELD,
         "$.entries[0].beyond", ""},
        {ENTRY("\"kind\":\"condition\",\"issued\":\"2026-03-17\""),
         CARNET_RECORD_FIELD, "$.entries[0].issued", ""},
        {ENTRY("\"kind\":300,\"cbor\":\"GQIsggEB\",\"beyond\":1"),
         CARNET_RECORD_TYPE, "$.entries[0].beyond", "true"},
        {ENTRY("\"kind\":300,\"cbor\":\"\""), CARNET_RECORD_TYPE,
         "$.entries[0].cbor", "base64url"},
        {ENTRY("\"kind\":300,\"cbor\":\"GQIsggEB==\""), CARNET_RECORD_TYPE,
         "$.entries[0].cbor", "base64url"},
        {ENTRY("\"kind\":300,\"cbor\":7"), CARNET_RECORD_TYPE,
         "$.entries[0].cbor", ""},
        {ENTRY("\"kind\":300,\"cbor\":\"GQIs\""), CARNET_CBOR_COUNT,
         "$.entries[0].cbor", ""},
        {ENTRY("\"kind\":301,\"cbor\":\"GQIsggEB\""), CARNET_RECORD_FORM,
         "$.entries[0].kind", "another kind"},
    };
    ASSERT_REFUSED(list);
}

/* What a later version wrote, one byte longer than any entry. */
static void refuses_a_kept_entry_that_is_too_long(void **state)
{
    (void)state;
    cn_buf json;
    uint8_t bytes[CN_RECORD_CBOR_MAX + 1] = {0x19};
    cn_buf_init(&json);
    cn_buf_put_str(&json, "{\"entries\":[{\"kind\":300,\"cbor\":\"");
    cn_text_put_base64(&json, cn_span_of(bytes, sizeof bytes));
    cn_buf_put_str(&json, "\"}]}");
    cn_buf_put_u8(&json, 0);
    const refusal r = {(const char *)json.data, CARNET_RECORD_TOO_LONG,
                       "$.entries[0].cbor", ""};
    assert_refused(&r);
    cn_buf_free(&json);
}

static void refuses_values_of_another_type(void **state)
{
    (void)state;
    static const refusal list[] = {
        {CONDITION("\"status\":1"), CARNET_RECORD_TYPE, "$.entries[0].status",
         "a string"},
        {CONDITION("\"note\":null"), CARNET_RECORD_TYPE, "$.entries[0].note",
         "leave the member out"},
        {CONDITION("\"since\":2019"), CARNET_RECORD_TYPE, "$.entries[0].since",
         ""},
        {CONDITION("\"body_site\":{}"), CARNET_RECORD_TYPE,
         "$.entries[0].body_site", "an array"},
        {CONDITION("\"treated_with\":[7]"), CARNET_RECORD_TYPE,
         "$.entries[0].treated_with[0]", ""},
        {CODE("\"x\""), CARNET_RECORD_TYPE, "$.entries[0].code", ""},
        {CODE("{\"code\":7}"), CARNET_RECORD_TYPE, "$.entries[0].code.code",
         ""},
        {CODE("{\"text\":7}"), CARNET_RECORD_TYPE, "$.entries[0].code.text",
         ""},
        {CODE("{\"coding\":7}"), CARNET_RECORD_TYPE, "$.entries[0].code.coding",
         ""},
        {CODE("{\"coding\":[7]}"), CARNET_RECORD_TYPE,
         "$.entries[0].code.coding[0]", ""},
        {DRUG("\"times_a_day\":\"2\""), CARNET_RECORD_TYPE,
         "$.entries[0].times_a_day", "a number"},
        {DRUG("\"times_a_day\":2.0"), CARNET_RECORD_TYPE,
         "$.entries[0].times_a_day", "whole"},
        {DRUG("\"long_term\":\"yes\""), CARNET_RECORD_TYPE,
         "$.entries[0].long_term", "true or false"},
        {DRUG("\"strength\":5"), CARNET_RECORD_TYPE, "$.entries[0].strength",
         ""},
        {DRUG("\"strength\":{\"value\":\"5\"}"), CARNET_RECORD_TYPE,
         "$.entries[0].strength.value", "a number"},
        {DRUG("\"strength\":{\"value\":5,\"unit\":5}"), CARNET_RECORD_TYPE,
         "$.entries[0].strength.unit", ""},
        {DRUG("\"phases\":[7]"), CARNET_RECORD_TYPE, "$.entries[0].phases[0]",
         "an object"},
        {DRUG("\"cost_month\":[]"), CARNET_RECORD_TYPE,
         "$.entries[0].cost_month", "an object"},
        {DRUG("\"dose\":{\"absent\":\"none\"}"), CARNET_RECORD_TYPE,
         "$.entries[0].dose", "can't say why it is absent"},
        {CONDITION("\"since\":{\"absent\":7}"), CARNET_RECORD_TYPE,
         "$.entries[0].since.absent", ""},
        {ENTRY("\"kind\":\"person_details\",\"passport_id\":\"a+/b\""),
         CARNET_RECORD_TYPE, "$.entries[0].passport_id", "base64url"},
        {ENTRY("\"kind\":\"person_details\",\"passport_id\":7"),
         CARNET_RECORD_TYPE, "$.entries[0].passport_id", ""},
    };
    ASSERT_REFUSED(list);
}

static void refuses_members_that_nothing_knows(void **state)
{
    (void)state;
    static const refusal list[] = {
        {DRUG("\"strength\":{\"value\":5,\"units\":\"mg\"}"),
         CARNET_RECORD_FIELD, "$.entries[0].strength.units",
         "did you mean \"unit\"?"},
        {CODE("{\"code\":\"I10\",\"name\":\"x\"}"), CARNET_RECORD_FIELD,
         "$.entries[0].code.name", ""},
        {CODE("{\"coding\":[{\"code\":\"I10\",\"text\":\"x\"}]}"),
         CARNET_RECORD_FIELD, "$.entries[0].code.coding[0].text", ""},
        {CODE("{\"code\":\"I10\",\"coding\":[]}"), CARNET_RECORD_FIELD,
         "$.entries[0].code.coding", "stands without"},
        {DRUG("\"phases\":[{\"dos\":1}]"), CARNET_RECORD_FIELD,
         "$.entries[0].phases[0].dos",
         "no field \"dos\" in phase; did you mean \"dose\"?"},
        {CONDITION("\"since\":{\"absent\":\"none\",\"why\":1}"),
         CARNET_RECORD_FIELD, "$.entries[0].since", "stands alone"},
        {CONDITION("\"a\\u0000b\":1"), CARNET_RECORD_FIELD, NULL, "no field"},
    };
    ASSERT_REFUSED(list);
}

static void refuses_values_that_lack_a_member(void **state)
{
    (void)state;
    static const refusal list[] = {
        {DRUG("\"strength\":{\"unit\":\"mg\"}"), CARNET_RECORD_REQUIRED,
         "$.entries[0].strength", "needs \"value\""},
        {CODE("{}"), CARNET_RECORD_REQUIRED, "$.entries[0].code", "\"text\""},
        {CODE("{\"system\":\"icd-10\",\"text\":\"x\"}"), CARNET_RECORD_REQUIRED,
         "$.entries[0].code", "\"code\""},
        {CODE("{\"coding\":[{\"display\":\"x\"}]}"), CARNET_RECORD_REQUIRED,
         "$.entries[0].code.coding[0]", "\"code\""},
        {DRUG("\"phases\":[{}]"), CARNET_RECORD_REQUIRED,
         "$.entries[0].phases[0]", "empty"},
    };
    ASSERT_REFUSED(list);
}

static void refuses_values_outside_their_range(void **state)
{
    (void)state;
    static const refusal list[] = {
        {DRUG("\"times_a_day\":25"), CARNET_RECORD_RANGE,
         "$.entries[0].times_a_day", "1 to 24"},
        {DRUG("\"times_a_day\":0"), CARNET_RECORD_RANGE,
         "$.entries[0].times_a_day", "1 to 24"},
        {DRUG("\"strength\":{\"value\":-5}"), CARNET_RECORD_RANGE,
         "$.entries[0].strength", "below 0"},
        {DRUG("\"weekdays\":[]"), CARNET_RECORD_RANGE, "$.entries[0].weekdays",
         "empty list"},
        {CODE("{\"coding\":[]}"), CARNET_RECORD_RANGE,
         "$.entries[0].code.coding", "1 to 4"},
        {ENTRY("\"kind\":\"person_details\",\"passport_id\":\"AAAA\""),
         CARNET_RECORD_RANGE, "$.entries[0].passport_id", "8 bytes"},
        {ENTRY("\"kind\":\"person_details\",\"passport_id\":"
               "\"AAAAAAAAAAAAAAAAAAAAAAA\""),
         CARNET_RECORD_TOO_LONG, "$.entries[0].passport_id", "16 bytes"},
        {DRUG("\"prescriber_reach\":\"\""), CARNET_RECORD_TEXT,
         "$.entries[0].prescriber_reach", "not empty"},
        {DRUG("\"prescriber\":\" x\""), CARNET_RECORD_TEXT, NULL, "no space"},
        {DRUG("\"prescriber\":\"a\\u0007b\""), CARNET_RECORD_TEXT, NULL,
         "no control"},
        {DRUG("\"prescriber\":\"a\\u202eb\""), CARNET_RECORD_TEXT, NULL, ""},
        {CODE("{\"coding\":[{\"code\":\"A00\"},{\"code\":\"A01\"},{\"code\":"
              "\"A02\"},{\"code\":\"A03\"},{\"code\":\"A04\"}]}"),
         CARNET_RECORD_TOO_LONG, "$.entries[0].code.coding", "1 to 4"},
        {DRUG("\"at\":[\"noon\",\"noon\"]"), CARNET_RECORD_TWICE,
         "$.entries[0].at[1]", "same word"},
        {CODE("{\"coding\":[{\"code\":\"I10\"},{\"system\":\"icd-10\","
              "\"code\":\"I10\"}]}"),
         CARNET_RECORD_TWICE, NULL, "same code"},
        {DRUG("\"given_by\":\"nurze\""), CARNET_RECORD_ENUM,
         "$.entries[0].given_by", "did you mean \"nurse\"?"},
        {DRUG("\"given_by\":\"a complete stranger\""), CARNET_RECORD_ENUM,
         "$.entries[0].given_by", "one of: self relative"},
        {CONDITION("\"since\":{\"absent\":\"unknown\"}"), CARNET_RECORD_ENUM,
         "$.entries[0].since.absent", "none not_asked refused"},
    };
    ASSERT_REFUSED(list);
}

static void refuses_codes_that_can_not_be(void **state)
{
    (void)state;
    static const refusal list[] = {
        {CODE("{\"code\":\"i10\"}"), CARNET_RECORD_CODE,
         "$.entries[0].code.code", "what it is"},
        {CODE("{\"code\":\"\"}"), CARNET_RECORD_TEXT, "$.entries[0].code.code",
         ""},
        {CODE("{\"system\":\"loinc\",\"code\":\"8867-5\"}"), CARNET_RECORD_CODE,
         "$.entries[0].code.code", ""},
        {CODE("{\"system\":\"icd10\",\"code\":\"I10\"}"), CARNET_RECORD_SYSTEM,
         "$.entries[0].code.system", "icd-10"},
        {CODE("{\"system\":\"\",\"code\":\"I10\"}"), CARNET_RECORD_SYSTEM,
         "$.entries[0].code.system", ""},
        {CODE("{\"system\":\"http://a b\",\"code\":\"I10\"}"),
         CARNET_RECORD_SYSTEM, "$.entries[0].code.system", ""},
        {CODE("{\"code\":\"I10\",\"display\":\" x\"}"), CARNET_RECORD_TEXT,
         "$.entries[0].code.display", ""},
        {CODE("{\"text\":\"\"}"), CARNET_RECORD_TEXT, "$.entries[0].code.text",
         ""},
        {ENTRY("\"kind\":\"visit\",\"visit_kind\":\"screening\",\"country\":"
               "\"fr\""),
         CARNET_RECORD_CODE, "$.entries[0].country", "country (ISO"},
    };
    ASSERT_REFUSED(list);
}

static void refuses_dates_that_can_not_be(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",
                                        "19",
                                        "2019-",
                                        "2019-13",
                                        "2019-00",
                                        "2019-5",
                                        "2019-02-29",
                                        "2019-04-31",
                                        "2019-05-00",
                                        "0000",
                                        "0000-01-01",
                                        "10000-01-01",
                                        "2019~~",
                                        "2019?",
                                        "~2019",
                                        "2019-05-20T10:30:00",
                                        "2019-05-20T10:30:01Z",
                                        "2019-05-20T10:30:00.0Z",
                                        "2019-05-20T10:30Z",
                                        "2019-05-20T24:00:00Z",
                                        "2019-05-20T10:60:00Z",
                                        "2019-05-20T10:30:00z",
                                        "2019-05-20t10:30:00Z",
                                        "2019-05-20 10:30:00Z",
                                        "2019-05-20T10:30:00-00:00",
                                        "2019-05-20T10:30:00+14:01",
                                        "2019-05-20T10:30:00+02:60",
                                        "2019-05-20T10:30:00+0200",
                                        "2019-05-20T10:30:00Z~",
                                        "0001-01-01T00:00:00+00:01",
                                        "9999-12-31T23:59:00-00:01",
                                        "2019-W20-1",
                                        "\xd9\xa2\xd9\xa0\xd9\xa1\xd9\xa9"};
    char json[256];
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(json, sizeof json, CONDITION("\"since\":\"%s\""), wrong[i]);
        const refusal r = {json, CARNET_RECORD_DATE, "$.entries[0].since",
                           "write 2019-05-20"};
        assert_refused(&r);
    }
}

static void refuses_decimals_that_do_not_fit(void **state)
{
    (void)state;
    static const char *const wrong[] = {"9007199254740992",
                                        "-9007199254740992",
                                        "12345678901234567890",
                                        "1.2345678901",
                                        "1.12345678901234567890",
                                        "0.0000000001",
                                        "1e10",
                                        "1e400",
                                        "1e-400",
                                        "1e99999999999999999999",
                                        "1e-99999999999999999999",
                                        "0e-10",
                                        "1000e7"};
    char json[256];
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(json, sizeof json,
                 ENTRY("\"kind\":\"mental_health\",\"score\":%s"), wrong[i]);
        const refusal r = {json, CARNET_RECORD_DECIMAL, "$.entries[0].score",
                           "at most 15 digits"};
        assert_refused(&r);
        snprintf(json, sizeof json, DRUG("\"strength\":{\"value\":%s}"),
                 wrong[i]);
        const refusal q = {json, CARNET_RECORD_DECIMAL,
                           "$.entries[0].strength.value", ""};
        assert_refused(&q);
    }
}

static void refuses_units_that_can_not_be(void **state)
{
    (void)state;
    static const refusal list[] = {
        {DRUG("\"strength\":{\"value\":5,\"unit\":\"\"}"), CARNET_RECORD_UNIT,
         "$.entries[0].strength.unit", "UCUM"},
        {DRUG("\"strength\":{\"value\":5,\"unit\":\"milligram(\"}"),
         CARNET_RECORD_UNIT, "$.entries[0].strength.unit", "UCUM"},
    };
    ASSERT_REFUSED(list);
}

static void refuses_references_to_nothing(void **state)
{
    (void)state;
    static const refusal list[] = {
        {CONDITION("\"id\":\"a\",\"replaces\":[\"b\"]"),
         CARNET_RECORD_REFERENCE, "$.entries[0].replaces[0]", "no entry"},
        {CONDITION("\"id\":\"a\",\"replaces\":[\"a\"]"),
         CARNET_RECORD_REFERENCE, "$.entries[0].replaces[0]", "itself"},
        {CONDITION("\"replaces\":[\"\"]"), CARNET_RECORD_REFERENCE,
         "$.entries[0].replaces[0]", "no entry"},
        {CONDITION("\"replaces\":[\"leaf:1F2E3D4C\"]"), CARNET_RECORD_REFERENCE,
         "$.entries[0].replaces[0]", "no entry"},
        {CONDITION("\"replaces\":[\"leaf:1f2e3d4\"]"), CARNET_RECORD_REFERENCE,
         "$.entries[0].replaces[0]", "no entry"},
    };
    ASSERT_REFUSED(list);
}

/* As many of a piece as told, with commas, in front and rear. */
static cn_buf repeat(const char *front, const char *piece, size_t num,
                     const char *rear)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_str(&b, front);
    for (size_t i = 0; i < num; i++) {
        cn_buf_put_str(&b, i == 0 ? "" : ",");
        cn_buf_put_str(&b, piece);
    }
    cn_buf_put_str(&b, rear);
    cn_buf_put_u8(&b, 0);
    assert_status(b.status, CARNET_OK);
    return b;
}

static void limits_hold_on_both_sides(void **state)
{
    (void)state;
    static const struct {
        const char *front, *piece, *rear;
        size_t most;
        carnet_status status;
        const char *path;
    } cases[] = {
        {"{\"entries\":[", "{\"kind\":\"need\"}", "]}",
         CARNET_RECORD_ENTRIES_MAX, CARNET_RECORD_COUNT, "$.entries"},
        {"{\"entries\":[{\"kind\":\"travel_care\",\"equipment\":[", "\"x\"",
         "]}]}", CN_LIMIT_LIST, CARNET_RECORD_TOO_LONG,
         "$.entries[0].equipment"},
    };
    for (size_t i = 0; i < 2; i++) {
        carnet_record *record = NULL;
        cn_buf fits = repeat(cases[i].front, cases[i].piece, cases[i].most,
                             cases[i].rear);
        assert_status(carnet_record_from_json(
                          &record, NULL, (const char *)fits.data, fits.len - 1),
                      CARNET_OK);
        carnet_record_free(record);
        cn_buf more = repeat(cases[i].front, cases[i].piece, cases[i].most + 1,
                             cases[i].rear);
        const refusal r = {(const char *)more.data, cases[i].status,
                           cases[i].path, "at most"};
        assert_refused(&r);
        cn_buf_free(&fits);
        cn_buf_free(&more);
    }
}

static void text_is_limited_in_bytes(void **state)
{
    (void)state;
    char json[2048];
    char text[1026];
    memset(text, 'x', sizeof text);
    for (int len = 1024; len <= 1025; len++) {
        carnet_record *record = NULL;
        snprintf(json, sizeof json, CONDITION("\"note\":\"%.*s\""), len, text);
        assert_status(
            carnet_record_from_json(&record, NULL, json, strlen(json)),
            len == 1024 ? CARNET_OK : CARNET_RECORD_TOO_LONG);
        carnet_record_free(record);
    }
    const refusal r = {json, CARNET_RECORD_TOO_LONG, "$.entries[0].note",
                       "1024 bytes at most"};
    assert_refused(&r);
    snprintf(json, sizeof json, CODE("{\"code\":\"%.*s\"}"), 129, text);
    const refusal code = {json, CARNET_RECORD_TOO_LONG,
                          "$.entries[0].code.code", "a code has 128"};
    assert_refused(&code);
}

static void says_line_and_byte(void **state)
{
    (void)state;
    const char *json = "{\n \"entries\": [\n  {\"kind\": \"need\"},\n\n"
                       "  {\"kind\":\n   \"neeed\"}\n ]\n}";
    carnet_record *record = NULL;
    carnet_problem *problem = NULL;
    assert_status(
        carnet_record_from_json(&record, &problem, json, strlen(json)),
        CARNET_RECORD_KIND);
    assert_string_equal(carnet_problem_path(problem), "$.entries[1].kind");
    assert_int_equal(carnet_problem_line(problem), 6);
    assert_int_equal(carnet_problem_offset(problem),
                     strstr(json, "\"neeed\"") - json);
    carnet_problem_free(problem);
}

static void keeps_issued_and_valid_until(void **state)
{
    (void)state;
    int32_t days = 0;
    carnet_record *record = test_read(
        CN_SPAN_LIT("{\"issued\":\"1970-01-01\",\"valid_until\":\"9999-12-31\""
                    ",\"entries\":[{\"kind\":\"need\",\"id\":\"n\"}]}"));
    assert_status(carnet_record_get_issued(&days, record), CARNET_OK);
    assert_int_equal(days, 0);
    assert_status(carnet_record_get_valid_until(&days, record), CARNET_OK);
    assert_int_equal(days, CN_LIMIT_DAY);
    carnet_record_free(record);
    record = test_read(CN_SPAN_LIT(ENTRY("\"kind\":\"need\"")));
    assert_status(carnet_record_get_issued(&days, record),
                  CARNET_CALLER_ABSENT);
    assert_status(carnet_record_get_valid_until(&days, record),
                  CARNET_CALLER_ABSENT);
    assert_status(carnet_record_get_issued(NULL, record), CARNET_CALLER_NULL);
    assert_status(carnet_record_get_valid_until(&days, NULL),
                  CARNET_CALLER_NULL);
    carnet_record_free(record);
}

static void refuses_null(void **state)
{
    (void)state;
    carnet_record *record = NULL;
    carnet_problem *problem = NULL;
    assert_status(carnet_record_from_json(NULL, &problem, "{}", 2),
                  CARNET_CALLER_NULL);
    assert_status(carnet_record_from_json(&record, NULL, NULL, 2),
                  CARNET_CALLER_NULL);
    assert_status(carnet_record_from_json(&record, NULL, NULL, 0),
                  CARNET_JSON_SYNTAX);
}

/* Every date vector: what RFC 3339 allows and we do not is listed. */
static void agrees_with_date_vectors(void **state)
{
    (void)state;
    static const char *const files[] = {"dates/date.json",
                                        "dates/date-time.json"};
    size_t num = 0;
    size_t narrowed = 0;
    for (size_t i = 0; i < 2; i++) {
        cn_buf text;
        cn_json_doc *doc = test_vector_json(files[i], &text);
        const cn_json_node *n = NULL;
        for (uint32_t k = 0; (n = cn_json_get(doc, k)) != NULL; k++) {
            uint32_t data = cn_json_find(doc, k, "data");
            uint32_t valid = cn_json_find(doc, k, "valid");
            if (data == 0 || valid == 0) {
                continue;
            }
            cn_model_date d;
            cn_span s = cn_json_get(doc, data)->text;
            bool is_valid = cn_json_get(doc, valid)->type == CN_JSON_TRUE;
            bool accepted = cn_form_date(s, &d);
            bool whole = i == 0 ? d.precision == CARNET_DATE_DAY && !d.estimated
                                : d.precision == CARNET_DATE_MINUTE;
            assert_false(accepted && whole && !is_valid);
            if (is_valid && !accepted) {
                fprintf(stderr, "narrowed: %.*s\n", (int)s.len,
                        (const char *)s.data);
                assert_int_equal(i, 1);
                narrowed++;
            }
            num++;
        }
        cn_json_free(doc);
        cn_buf_free(&text);
    }
    test_count("dates", num);
    test_count_other("valid in RFC 3339 but not to the minute", narrowed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_what_is_no_record),
        cmocka_unit_test(refuses_what_is_no_entry),
        cmocka_unit_test(refuses_a_kept_entry_that_is_too_long),
        cmocka_unit_test(refuses_values_of_another_type),
        cmocka_unit_test(refuses_members_that_nothing_knows),
        cmocka_unit_test(refuses_values_that_lack_a_member),
        cmocka_unit_test(refuses_values_outside_their_range),
        cmocka_unit_test(refuses_codes_that_can_not_be),
        cmocka_unit_test(refuses_dates_that_can_not_be),
        cmocka_unit_test(refuses_decimals_that_do_not_fit),
        cmocka_unit_test(refuses_units_that_can_not_be),
        cmocka_unit_test(refuses_references_to_nothing),
        cmocka_unit_test(limits_hold_on_both_sides),
        cmocka_unit_test(text_is_limited_in_bytes),
        cmocka_unit_test(says_line_and_byte),
        cmocka_unit_test(keeps_issued_and_valid_until),
        cmocka_unit_test(refuses_null),
        cmocka_unit_test(agrees_with_date_vectors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
