/* SPDX-License-Identifier: Apache-2.0 */
/* JSON to entries and back: nothing is lost, nothing is added but defaults. */
#include "../support/support.h"

#include "model_record.h"

/* ---- the property, on random records ---- */

/* "e<i>" of the input as "<part>/<position>" of the output. */
static void map_id(const test_made *m, cn_span id, char out[24])
{
    size_t source = 0;
    for (size_t i = 1; i < id.len; i++) {
        source = source * 10 + (size_t)(id.data[i] - '0');
    }
    for (size_t i = 0; i < m->num; i++) {
        if (m->list[i].source == source) {
            cn_model_place_text(out, m->entries[i].part,
                                m->entries[i].position);
            return;
        }
    }
    fail_msg("no entry %zu", source);
}

/* Two lists of references, through map_id. */
static bool same_references(const test_made *m, const cn_json_doc *in,
                            uint32_t i, const cn_json_doc *out, uint32_t k)
{
    const cn_json_node *a = cn_json_get(in, i);
    const cn_json_node *b = cn_json_get(out, k);
    if (a->num != b->num) {
        return false;
    }
    for (uint32_t n = 0; n < a->num; n++) {
        cn_span text = cn_json_get(in, i + 1 + n)->text;
        char mapped[24];
        snprintf(mapped, sizeof mapped, "%.*s", (int)text.len,
                 (const char *)text.data);
        if (text.data[0] == 'e') {
            map_id(m, text, mapped);
        }
        if (!cn_json_is(cn_json_get(out, k + 1 + n), mapped)) {
            return false;
        }
    }
    return true;
}

/* What the output says and the input did not must be a default. */
static void check_added(const cn_json_doc *in, uint32_t i,
                        const cn_json_doc *out, uint32_t k,
                        const cn_model_shape *shape)
{
    uint32_t key = k + 1;
    for (uint32_t n = 0; n < cn_json_get(out, k)->num; n++) {
        cn_span name = cn_json_get(out, key)->text;
        char text[48] = {0};
        memcpy(text, name.data, name.len);
        const cn_model_field *f = cn_model_field_named(shape, name);
        if (f != NULL && cn_json_find(in, i, text) == 0) {
            assert_int_equal(f->type, CN_TYPE_ENUM);
            assert_true(f->b > 0);
            assert_true(
                cn_json_is(cn_json_get(out, key + 1),
                           cn_model_enum_word(f->a, (uint64_t)f->b - 1)));
        }
        key = cn_json_get(out, key + 1)->next;
    }
}

static void compare_entry(const test_made *m, const cn_json_doc *in, uint32_t i,
                          const cn_json_doc *out, uint32_t k)
{
    uint32_t kind = cn_json_find(in, i, "kind");
    const cn_model_shape *shape = cn_model_kind(
        (uint32_t)cn_model_kind_named(cn_json_get(in, kind)->text));
    uint32_t key = i + 1;
    for (uint32_t n = 0; n < cn_json_get(in, i)->num; n++) {
        cn_span name = cn_json_get(in, key)->text;
        char text[48] = {0};
        memcpy(text, name.data, name.len);
        const cn_model_field *f = cn_model_field_named(shape, name);
        uint32_t at = cn_json_find(out, k, text);
        assert_int_not_equal(at, 0);
        if (f != NULL && f->type == CN_TYPE_REF) {
            assert_true(same_references(m, in, key + 1, out, at));
        } else if (strcmp(text, "id") != 0 &&
                   !test_same_tree(in, key + 1, out, at)) {
            fail_msg("%s.%s differs", shape->name, text);
        }
        key = cn_json_get(in, key + 1)->next;
    }
    check_added(in, i, out, k, shape);
}

/* Node of element n of "entries". */
static uint32_t entry_node(const cn_json_doc *doc, size_t n)
{
    uint32_t at = cn_json_find(doc, 0, "entries") + 1;
    while (n-- > 0) {
        at = cn_json_get(doc, at)->next;
    }
    return at;
}

static cn_json_doc *read_json(const cn_buf *b)
{
    cn_json_doc *doc = NULL;
    assert_status(cn_json_read(&doc, NULL, cn_buf_span(b)), CARNET_OK);
    return doc;
}

static void compare_records(const test_made *m, const cn_buf *in,
                            const cn_buf *out)
{
    cn_json_doc *a = read_json(in);
    cn_json_doc *b = read_json(out);
    for (size_t n = 0; n < m->num; n++) {
        compare_entry(m, a, entry_node(a, m->list[n].source), b,
                      entry_node(b, n));
    }
    cn_json_free(a);
    cn_json_free(b);
}

static void assert_same_entries(const test_made *a, const test_made *b)
{
    assert_int_equal(a->num, b->num);
    for (size_t i = 0; i < a->num; i++) {
        cn_span bytes = cn_buf_span(&b->list[i].bytes);
        assert_span(cn_buf_span(&a->list[i].bytes), bytes.data, bytes.len);
        assert_int_equal(a->list[i].part, b->list[i].part);
    }
}

static void says_again_what_it_was_told(void **state)
{
    (void)state;
    size_t entries = 0;
    for (uint64_t seed = 1; seed <= 400; seed++) {
        test_random x = {seed};
        cn_buf in;
        test_made first;
        test_made second;
        cn_problem where = {0};
        cn_buf_init(&in);
        test_random_record(&x, 1 + test_pick(&x, 6), &in);
        if (test_encode(&first, test_read(cn_buf_span(&in)), TEST_DAY,
                        &where) != CARNET_OK) {
            fail_msg("%s %s %s\n%.*s", carnet_status_name(where.status),
                     where.path, where.detail, (int)in.len,
                     (const char *)in.data);
        }
        cn_buf out = test_form(&first);
        compare_records(&first, &in, &out);
        assert_status(
            test_encode(&second, test_read(cn_buf_span(&out)), TEST_DAY, NULL),
            CARNET_OK);
        cn_buf again = test_form(&second);
        assert_span(cn_buf_span(&again), out.data, out.len);
        assert_same_entries(&first, &second);
        entries += first.num;
        test_made_free(&first);
        test_made_free(&second);
        cn_buf_free(&in);
        cn_buf_free(&out);
        cn_buf_free(&again);
    }
    test_count("random entries through JSON and back", entries);
}

/* Entries that no JSON of ours would give: with words that say nothing more.
   Once through JSON they are settled. */
static void settles_any_legal_entry(void **state)
{
    (void)state;
    size_t same = 0;
    size_t num = 0;
    for (uint64_t seed = 1; seed <= 1500; seed++) {
        test_random x = {seed};
        cn_buf bytes;
        carnet_entry e;
        test_made made = {0};
        cn_buf_init(&bytes);
        test_random_entry(&x, (uint32_t)test_below(&x, cn_model_num_kinds()),
                          &bytes);
        assert_status(test_step(cn_buf_span(&bytes), &e), CARNET_OK);
        assert_status(cn_model_check(&e, NULL, NULL), CARNET_OK);
        made.entries = &e;
        made.num = 1;
        cn_buf first = test_form(&made);
        cn_buf_put_u8(&first, 0);
        bool leads = strstr((char *)first.data, "\"desk/") != NULL ||
                     strstr((char *)first.data, "\"clinic/") != NULL ||
                     strstr(strstr((char *)first.data, "\"part\""),
                            "\"private/") != NULL;
        if (!leads) { /* to entries that are not there */
            cn_buf_cut(&first, first.len - 1);
            test_made a;
            test_made b;
            assert_status(
                test_encode(&a, test_read(cn_buf_span(&first)), TEST_DAY, NULL),
                CARNET_OK);
            cn_buf second = test_form(&a);
            assert_status(test_encode(&b, test_read(cn_buf_span(&second)),
                                      TEST_DAY, NULL),
                          CARNET_OK);
            assert_same_entries(&a, &b);
            same += cn_span_equal(cn_buf_span(&bytes),
                                  cn_buf_span(&a.list[0].bytes));
            num++;
            test_made_free(&a);
            test_made_free(&b);
            cn_buf_free(&second);
        }
        cn_buf_free(&first);
        cn_buf_free(&bytes);
    }
    test_count("random encoded entries through JSON", num);
    test_count_other("of which the same bytes at once", same);
    assert_true(same > num / 2);
}

/* ---- forms by example ---- */

/* Asserts the JSON of the first entry, without kind, id and part. */
static void assert_form(const char *json, const char *expected)
{
    test_made m;
    test_make(&m, json);
    carnet_buf *out = NULL;
    assert_status(carnet_record_entry_json(&out, &m.entries[0]), CARNET_OK);
    const char *text = (const char *)carnet_buf_data(out);
    const char *rest = strstr(text, "\"part\":");
    assert_non_null(rest);
    rest = strchr(rest, ',') + 1;
    char cut[2048];
    snprintf(cut, sizeof cut, "{%s", rest);
    assert_string_equal(cut, expected);
    carnet_buf_free(out);
    test_made_free(&m);
}

#define PLAN(fields)                                                           \
    "{\"entries\":[{\"kind\":\"plan\",\"what\":{\"text\":\"w\"}," fields "}]}"

static void writes_defaults_and_usual_units(void **state)
{
    (void)state;
    assert_form("{\"entries\":[{\"kind\":\"travel_care\",\"oxygen\":"
                "{\"value\":2.50}}]}",
                "{\"oxygen\":{\"value\":2.50,\"unit\":\"L/min\"}}");
    assert_form("{\"entries\":[{\"kind\":\"condition\",\"code\":"
                "{\"text\":\"x\"}}]}",
                "{\"code\":{\"text\":\"x\"},\"status\":\"active\"}");
}

static void gives_words_to_listed_codes(void **state)
{
    (void)state;
    const cn_model_listed *l = cn_model_list_get(CN_LIST_SERVICES, 0);
    char json[1024];
    char expected[1024];
    cn_words_word word;
    cn_model_listed_word(&word, l);
    snprintf(json, sizeof json,
             "{\"entries\":[{\"kind\":\"need\",\"what\":{\"system\":\"%s\","
             "\"code\":\"%s\",\"display\":\"else\",\"text\":\"%s\"}}]}",
             cn_model_system_get(l->system)->name, l->code, word.text);
    snprintf(expected, sizeof expected,
             "{\"what\":{\"system\":\"%s\",\"code\":\"%s\",\"display\":\"%s\"}"
             "}",
             cn_model_system_get(l->system)->name, l->code, word.text);
    assert_form(json, expected);
}

static void keeps_words_that_say_more(void **state)
{
    (void)state;
    /* Words like a display that is not carried, because our list has the
       code, are all that is left of it. */
    assert_form("{\"entries\":[{\"kind\":\"condition\",\"code\":{\"code\":"
                "\"I10\",\"display\":\"High pressure\","
                "\"text\":\"high pressure\"}}]}",
                "{\"code\":{\"system\":\"icd-10\",\"code\":\"I10\","
                "\"display\":\"high blood pressure\","
                "\"text\":\"high pressure\"},\"status\":\"active\"}");
    /* Words like the display that is carried say nothing more. */
    assert_form("{\"entries\":[{\"kind\":\"condition\",\"code\":{\"code\":"
                "\"Q99.9\",\"display\":\"Odd Thing\",\"text\":\"odd thing\"}}"
                "]}",
                "{\"code\":{\"system\":\"icd-10\",\"code\":\"Q99.9\","
                "\"display\":\"Odd Thing\"},\"status\":\"active\"}");
}

static void writes_several_codings(void **state)
{
    (void)state;
    assert_form("{\"entries\":[{\"kind\":\"condition\",\"code\":{\"coding\":["
                "{\"code\":\"Q99.9\"},{\"system\":\"urn:oid:1.2.3\","
                "\"code\":\"x 1\",\"display\":\"d\"}],\"text\":\"t\"}}]}",
                "{\"code\":{\"coding\":[{\"system\":\"icd-10\",\"code\":"
                "\"Q99.9\"},{\"system\":\"urn:oid:1.2.3\",\"code\":\"x 1\","
                "\"display\":\"d\"}],\"text\":\"t\"},\"status\":\"active\"}");
}

static void reads_a_system_by_name_or_uri(void **state)
{
    (void)state;
    assert_form("{\"entries\":[{\"kind\":\"condition\",\"code\":{\"system\":"
                "\"http://hl7.org/fhir/sid/icd-10\",\"code\":\"Q99.9\"}}]}",
                "{\"code\":{\"system\":\"icd-10\",\"code\":\"Q99.9\"},"
                "\"status\":\"active\"}");
}

static void keeps_digits_of_numbers(void **state)
{
    (void)state;
    static const char *const same[] = {
        "5.0", "0.00", "5", "-0.5", "17e4", "9007199254740991", "0.123456789"};
    char json[256];
    char expected[256];
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        snprintf(json, sizeof json,
                 "{\"entries\":[{\"kind\":\"mental_health\",\"score\":%s,"
                 "\"date\":\"2026-01-02\"}]}",
                 same[i]);
        snprintf(expected, sizeof expected,
                 "{\"score\":%s,\"date\":\"2026-01-02\"}", same[i]);
        assert_form(json, expected);
    }
}

static void settles_exponents(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"5.0e1", "50"},     {"10e2", "1e3"},         {"5e-1", "0.5"},
        {"1.50E+1", "15.0"}, {"0e999999999999", "0"}, {"-0", "0"},
        {"120e-1", "12.0"}};
    char json[256];
    char expected[256];
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        snprintf(json, sizeof json,
                 "{\"entries\":[{\"kind\":\"mental_health\",\"score\":%s,"
                 "\"date\":\"2026-01-02\"}]}",
                 pairs[i][0]);
        snprintf(expected, sizeof expected,
                 "{\"score\":%s,\"date\":\"2026-01-02\"}", pairs[i][1]);
        assert_form(json, expected);
    }
}

static void writes_dates_as_they_were(void **state)
{
    (void)state;
    static const char *const same[] = {"2019-05-20",
                                       "2019-05-20~",
                                       "2019-05",
                                       "2019-05~",
                                       "2019",
                                       "2019~",
                                       "0001-01-01",
                                       "9999-12-31",
                                       "2026-03-17T10:30:00+02:00",
                                       "2026-03-17T00:00:00-12:45",
                                       "2026-03-17T23:59:00Z"};
    char json[256];
    char expected[256];
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        snprintf(json, sizeof json, PLAN("\"when\":\"%s\""), same[i]);
        snprintf(expected, sizeof expected,
                 "{\"what\":{\"text\":\"w\"},\"when\":\"%s\","
                 "\"state\":\"open\"}",
                 same[i]);
        assert_form(json, expected);
    }
}

static void writes_why_a_value_is_absent(void **state)
{
    (void)state;
    static const char *const same[] = {"none", "not_asked", "refused"};
    char json[256];
    char expected[256];
    for (size_t i = 0; i < 3; i++) {
        snprintf(json, sizeof json,
                 "{\"entries\":[{\"kind\":\"allergy\",\"agent\":"
                 "{\"absent\":\"%s\"}}]}",
                 same[i]);
        snprintf(expected, sizeof expected,
                 "{\"agent\":{\"absent\":\"%s\"},\"status\":\"active\"}",
                 same[i]);
        assert_form(json, expected);
    }
}

static void writes_references_by_place(void **state)
{
    (void)state;
    assert_form("{\"entries\":[{\"kind\":\"condition\",\"code\":{\"text\":"
                "\"x\"},\"treated_with\":[\"b\",\"leaf:00ff10aa\"]},"
                "{\"kind\":\"function\",\"mobility\":\"walks\",\"id\":\"b\"}"
                "]}",
                "{\"code\":{\"text\":\"x\"},\"status\":\"active\","
                "\"treated_with\":[\"clinic/1\",\"leaf:00ff10aa\"]}");
}

static void escapes_what_would_steer_a_terminal(void **state)
{
    (void)state;
    /* No such text passes the record; quotes and backslashes do. */
    assert_form(PLAN("\"where\":\"a \\\"b\\\" \\\\ c\""),
                "{\"what\":{\"text\":\"w\"},\"where\":\"a \\\"b\\\" \\\\ c\","
                "\"state\":\"open\"}");
}

/* ---- what this version can't read ---- */

/* Entries as bytes: of kind 300; a function with field 40; the same, critical.
   In hex. */
#define LATER_KIND "19022C820101"
#define LATER_FIELD "19010E831B0000010000000020006161"
#define LATER_CRITICAL "19010E833B0000010000000020006161"

static void make_later(test_made *m, const char *hex, int64_t kind,
                       const char *more, carnet_status expected)
{
    cn_buf bytes = test_hex_str(hex);
    cn_buf text;
    char json[512];
    cn_buf_init(&text);
    cn_text_put_base64(&text, cn_buf_span(&bytes));
    snprintf(json, sizeof json,
             "{\"entries\":[{\"kind\":%s%d%s,%s\"cbor\":\"%.*s\"}]}",
             kind < 100 ? "\"" : "", (int)kind, kind < 100 ? "\"" : "", more,
             (int)text.len, (const char *)text.data);
    if (kind == 14) {
        snprintf(json, sizeof json,
                 "{\"entries\":[{\"kind\":\"function\",%s\"cbor\":\"%.*s\"}]}",
                 more, (int)text.len, (const char *)text.data);
    }
    carnet_record *record = NULL;
    assert_status(carnet_record_from_json(&record, NULL, json, strlen(json)),
                  expected);
    if (expected == CARNET_OK) {
        assert_status(test_encode(m, record, TEST_DAY, NULL), CARNET_OK);
        assert_span(cn_buf_span(&m->list[0].bytes), bytes.data, bytes.len);
    }
    cn_buf_free(&text);
    cn_buf_free(&bytes);
}

static void keeps_entries_of_later_versions(void **state)
{
    (void)state;
    static const struct {
        const char *hex;
        int64_t kind;
        const char *says; /* beyond what "cbor" says */
    } cases[] = {{LATER_KIND, 300, "\"kind\":300,"},
                 {LATER_FIELD, 14, "\"mobility\":\"walks\""},
                 {LATER_CRITICAL, 14, "\"kind\":\"function\","}};
    for (size_t i = 0; i < 3; i++) {
        test_made m;
        test_made again;
        make_later(&m, cases[i].hex, cases[i].kind, "", CARNET_OK);
        assert_true(m.entries[0].beyond);
        cn_buf out = test_form(&m);
        cn_buf_put_u8(&out, 0);
        const char *text = (const char *)out.data;
        assert_non_null(strstr(text, "\"beyond\": true"));
        assert_non_null(strstr(text, "\"issued\": \"2026-03-17\""));
        bool shows = strstr(text, "\"mobility\": \"walks\"") != NULL;
        assert_int_equal(shows, i == 1);
        assert_status(test_encode(&again,
                                  test_read(cn_span_of(out.data, out.len - 1)),
                                  TEST_DAY, NULL),
                      CARNET_OK);
        assert_same_entries(&m, &again);
        test_made_free(&m);
        test_made_free(&again);
        cn_buf_free(&out);
    }
}

static void refuses_fields_that_cbor_contradicts(void **state)
{
    (void)state;
    test_made m;
    make_later(&m, LATER_FIELD, 14, "\"mobility\":\"bedbound\",",
               CARNET_RECORD_FORM);
    make_later(&m, LATER_FIELD, 14, "\"sight\":\"good\",", CARNET_RECORD_FORM);
    make_later(&m, LATER_KIND, 301, "", CARNET_RECORD_FORM);
    make_later(&m, LATER_FIELD, 14, "\"mobility\":\"walks\",", CARNET_OK);
    test_made_free(&m);
}

/* Reads an entry's bytes with fields beside them. */
static carnet_status read_kept(cn_span bytes, const char *beside)
{
    cn_buf json;
    carnet_record *record = NULL;
    cn_buf_init(&json);
    cn_buf_put_str(&json,
                   "{\"issued\":\"2026-03-17\",\"entries\":[{\"cbor\":\"");
    cn_text_put_base64(&json, bytes);
    cn_buf_put_str(&json, "\",\"kind\":\"prescription\",");
    cn_buf_put_str(&json, beside);
    cn_buf_put_str(&json, "}]}");
    assert_status(json.status, CARNET_OK);
    carnet_status status = carnet_record_from_json(
        &record, NULL, (const char *)json.data, json.len);
    carnet_record_free(record);
    cn_buf_free(&json);
    return status;
}

#define PHASE(dose, rest)                                                      \
    "{\"dose\":{\"value\":" dose ",\"unit\":\"mL\"}" rest "}"

static void takes_what_other_tools_make_of_kept_entries(void **state)
{
    (void)state;
    static const struct {
        const char *beside;
        bool same;
    } cases[] = {
        {"\"strength\":{\"value\":2.50,\"unit\":\"mg/mL\"}", true},
        {"\"strength\":{\"unit\":\"mg/mL\",\"value\":2.50}", true},
        {"\"strength\":{\"unit\":\"mg/mL\",\"value\":2.5}", true},
        {"\"strength\":{\"unit\":\"mg/mL\",\"value\":25e-1}", true},
        {"\"strength\":{\"unit\":\"mg/mL\",\"value\":0.25E+1}", true},
        {"\"strength\":{\"unit\":\"mg/mL\",\"value\":2.51}", false},
        {"\"strength\":{\"unit\":\"mg/mL\",\"value\":-2.5}", false},
        {"\"strength\":{\"unit\":\"mg/mL\",\"value\":1e400}", false},
        {"\"strength\":{\"unit\":\"mg/mL\",\"value\":\"2.50\"}", false},
        {"\"strength\":{\"unit\":\"mg/mL\"}", false},
        {"\"strength\":{\"value\":2.50}", false},
        {"\"strength\":{\"value\":2.50,\"text\":\"mg/mL\"}", false},
        {"\"strength\":[2.50,\"mg/mL\"]", false},
        {"\"strength\\u0000\":{\"value\":2.50,\"unit\":\"mg/mL\"}", false},
        {"\"phases\":[" PHASE("5", ",\"days\":3") "," PHASE("10", "") "]",
         true},
        {"\"phases\":[{\"days\":3.0,\"dose\":{\"unit\":\"mL\",\"value\":5.00}},"
         "{\"dose\":{\"unit\":\"mL\",\"value\":1e1}}]",
         true},
        {"\"phases\":[" PHASE("10", "") "," PHASE("5", ",\"days\":3") "]",
         false},
        {"\"phases\":[" PHASE("5", ",\"days\":3") "]", false},
        {"\"phases\":[" PHASE("5", "") "," PHASE("10", ",\"days\":3") "]",
         false},
        {"\"long_term\":true,\"status\":\"taking\"", true},
        {"\"long_term\":false", false},
        {"\"long_term\":1", false},
    };
    test_made m;
    test_make(&m, "{\"entries\":[{\"kind\":\"prescription\",\"medicine\":{"
                  "\"text\":\"x\"},"
                  "\"strength\":{\"value\":2.50,\"unit\":\"mg/mL\"},"
                  "\"long_term\":true,\"phases\":[" PHASE(
                      "5", ",\"days\":3") "," PHASE("10", "") "]}]}");
    cn_span bytes = cn_buf_span(&m.list[0].bytes);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        carnet_status status = read_kept(bytes, cases[i].beside);
        if (status != (cases[i].same ? CARNET_OK : CARNET_RECORD_FORM)) {
            fail_msg("%s: %s", cases[i].beside, carnet_status_name(status));
        }
    }
    test_made_free(&m);
}

static void refuses_kept_entries_on_another_day(void **state)
{
    (void)state;
    cn_problem where = {0};
    const char *json = "{\"issued\":\"2026-03-16\",\"entries\":[{\"kind\":300,"
                       "\"cbor\":\"GQIsggEB\"}]}";
    test_made m;
    carnet_record *record = test_read(cn_span_of(json, strlen(json)));
    assert_status(test_encode(&m, record, TEST_DAY, &where),
                  CARNET_RECORD_DATE);
    assert_string_equal(where.path, "$.entries[0]");
    assert_int_equal(where.line, 1);
    test_made_free(&m);
    record = test_read(cn_span_of(json, strlen(json)));
    assert_status(test_encode(&m, record, TEST_DAY - 1, NULL), CARNET_OK);
    test_made_free(&m);
}

static void refuses_cbor_that_is_no_entry(void **state)
{
    (void)state;
    test_made m;
    make_later(&m, "19022C", 300, "", CARNET_CBOR_COUNT);
    make_later(&m, "19022C82010101", 300, "", CARNET_CBOR_TRAILING);
    make_later(&m, "19022C820118", 300, "", CARNET_CBOR_TRUNCATED);
    make_later(&m, "19022C81FB", 300, "", CARNET_CBOR_FLOAT);
    make_later(&m, "19022C8301820101", 300, "", CARNET_CBOR_TRUNCATED);
    make_later(&m, "19022C820301", 300, "", CARNET_CBOR_SHAPE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_again_what_it_was_told),
        cmocka_unit_test(settles_any_legal_entry),
        cmocka_unit_test(writes_defaults_and_usual_units),
        cmocka_unit_test(gives_words_to_listed_codes),
        cmocka_unit_test(keeps_words_that_say_more),
        cmocka_unit_test(writes_several_codings),
        cmocka_unit_test(reads_a_system_by_name_or_uri),
        cmocka_unit_test(keeps_digits_of_numbers),
        cmocka_unit_test(settles_exponents),
        cmocka_unit_test(writes_dates_as_they_were),
        cmocka_unit_test(writes_why_a_value_is_absent),
        cmocka_unit_test(writes_references_by_place),
        cmocka_unit_test(escapes_what_would_steer_a_terminal),
        cmocka_unit_test(keeps_entries_of_later_versions),
        cmocka_unit_test(refuses_fields_that_cbor_contradicts),
        cmocka_unit_test(takes_what_other_tools_make_of_kept_entries),
        cmocka_unit_test(refuses_kept_entries_on_another_day),
        cmocka_unit_test(refuses_cbor_that_is_no_entry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
