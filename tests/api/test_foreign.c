/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Other people's certificates, and strings that break software: every one is
 * refused, also with our prefix put before it, and those that have a name are
 * named.
 */
#include "made.h"

typedef struct {
    size_t tried;
    size_t named;
} tally;

/* Refused by verify in both forms and by all three ways of looking. */
static carnet_status refused(cn_span input)
{
    carnet_verdict *v = test_verify(input);
    carnet_status reason = carnet_verify_reason(v);
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_REFUSED);
    assert_int_equal(carnet_verify_num_credentials(v), 0);
    assert_int_not_equal(reason, CARNET_OK);
    carnet_verify_free(v);
    carnet_envelope *e = NULL;
    carnet_unverified *u = NULL;
    assert_int_not_equal(carnet_peek(&e, NULL, input.data, input.len),
                         CARNET_OK);
    assert_int_not_equal(
        carnet_peek_unverified(&u, NULL, input.data, input.len), CARNET_OK);
    return reason;
}

/* The text behind its own prefix as if it were ours. */
static void refused_in_disguise(cn_span input)
{
    size_t at = 0;
    while (at < input.len && input.data[at] != ':') {
        at++;
    }
    if (at == input.len) {
        return;
    }
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_str(&b, "HP1");
    cn_buf_put_span(&b, cn_span_after(input, at));
    (void)refused(cn_buf_span(&b));
    cn_buf_free(&b);
}

static void try_text(tally *t, cn_span input, const char *prefix,
                     carnet_status name)
{
    carnet_status reason = refused(input);
    refused_in_disguise(input);
    t->tried++;
    if (cn_span_starts(input, cn_span_of(prefix, strlen(prefix)))) {
        assert_status(reason, name);
        t->named++;
    }
}

static void say(const char *what, const tally *t)
{
    fprintf(stderr, "%s: %zu refused, %zu of them named\n", what, t->tried,
            t->named);
    test_count(what, t->tried);
}

static void eu_certificates_are_named(void **state)
{
    (void)state;
    cn_buf manifest;
    cn_json_doc *list = test_vector_json("dcc/manifest.json", &manifest);
    uint32_t child = 1;
    tally t = {0};
    for (uint32_t i = 0; i < cn_json_get(list, 0)->num; i++) {
        cn_span file = test_member(list, child, "file");
        char name[300];
        assert_true(file.len < 200);
        (void)snprintf(name, sizeof name, "dcc/%.*s", (int)file.len,
                       (const char *)file.data);
        cn_buf text;
        cn_json_doc *doc = test_vector_json(name, &text);
        uint32_t prefix = cn_json_find(doc, 0, "PREFIX");
        if (prefix != 0 && cn_json_get(doc, prefix)->type == CN_JSON_STRING) {
            try_text(&t, cn_json_get(doc, prefix)->text,
                     "HC1:", CARNET_TEXT_EU_DCC);
        }
        cn_json_free(doc);
        cn_buf_free(&text);
        child = cn_json_get(list, child)->next;
    }
    say("dcc", &t);
    assert_true(t.named > 100);
    cn_json_free(list);
    cn_buf_free(&manifest);
}

/* Member "text" of each element of an array. */
static void try_samples(const char *name, tally *t, const char *prefix,
                        carnet_status status)
{
    cn_buf text;
    cn_json_doc *doc = test_vector_json(name, &text);
    uint32_t child = 1;
    for (uint32_t i = 0; i < cn_json_get(doc, 0)->num; i++) {
        try_text(t, test_member(doc, child, "text"), prefix, status);
        child = cn_json_get(doc, child)->next;
    }
    cn_json_free(doc);
    cn_buf_free(&text);
}

static void eu_certificates_of_many_nations_are_named(void **state)
{
    (void)state;
    tally t = {0};
    try_samples("dcc-qa/samples.json", &t, "HC1:", CARNET_TEXT_EU_DCC);
    say("dcc-qa", &t);
    assert_int_equal(t.named, t.tried);
}

static void new_zealand_passes_are_refused(void **state)
{
    (void)state;
    tally t = {0};
    try_samples("nzcp/samples.json", &t, "NZCP:/", CARNET_TEXT_PREFIX);
    say("nzcp", &t);
}

static void smart_health_cards_are_named(void **state)
{
    (void)state;
    cn_buf manifest;
    cn_json_doc *list = test_vector_json("shc/manifest.json", &manifest);
    uint32_t child = 1;
    tally t = {0};
    for (uint32_t i = 0; i < cn_json_get(list, 0)->num; i++) {
        cn_span file = test_member(list, child, "file");
        char name[300];
        assert_true(file.len < 200);
        (void)snprintf(name, sizeof name, "shc/%.*s", (int)file.len,
                       (const char *)file.data);
        cn_buf card = test_vector(name);
        try_text(&t, cn_buf_span(&card), "shc:/", CARNET_TEXT_SHC);
        cn_buf_free(&card);
        child = cn_json_get(list, child)->next;
    }
    say("shc", &t);
    assert_true(t.named > 20);
    cn_json_free(list);
    cn_buf_free(&manifest);
}

static void who_certificates_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        const char *prefix;
        carnet_status status;
    } files[] = {
        {"who-ddcc/EUItalyAcceptanceQRContents.txt",
         "HC1:", CARNET_TEXT_EU_DCC},
        {"who-ddcc/WHOQR1Contents.txt", "HC1:", CARNET_TEXT_EU_DCC},
        {"who-ddcc/SHCQR1Contents.txt", "shc:/", CARNET_TEXT_SHC},
        {"who-ddcc/WHOQR1Unpacked.json", "HP1:", CARNET_TEXT_PREFIX},
        {"who-ddcc/SHCQR1Unpacked.txt", "HP1:", CARNET_TEXT_PREFIX},
        {"who-ddcc/EUItalyAcceptanceQRUnpacked.txt",
         "HP1:", CARNET_TEXT_PREFIX},
    };
    tally t = {0};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        cn_buf text = test_vector(files[i].file);
        try_text(&t, cn_buf_span(&text), files[i].prefix, files[i].status);
        cn_buf_free(&text);
    }
    say("who-ddcc", &t);
    assert_int_equal(t.named, 3);
}

/* As the whole text, and behind the prefix. */
static void awkward_strings_are_refused(void **state)
{
    (void)state;
    cn_buf text;
    cn_json_doc *doc = test_vector_json("text/strings.json", &text);
    size_t num = 0;
    for (uint32_t i = 0; cn_json_get(doc, i) != NULL; i++) {
        const cn_json_node *n = cn_json_get(doc, i);
        if (n->type != CN_JSON_STRING || n->text.len == 0) {
            continue;
        }
        (void)refused(n->text);
        cn_buf b;
        cn_buf_init(&b);
        cn_buf_put_str(&b, "HP1:");
        cn_buf_put_span(&b, n->text);
        (void)refused(cn_buf_span(&b));
        cn_buf_free(&b);
        num++;
    }
    test_count("awkward strings", num);
    cn_json_free(doc);
    cn_buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(eu_certificates_are_named),
        cmocka_unit_test(eu_certificates_of_many_nations_are_named),
        cmocka_unit_test(new_zealand_passes_are_refused),
        cmocka_unit_test(smart_health_cards_are_named),
        cmocka_unit_test(who_certificates_are_named),
        cmocka_unit_test(awkward_strings_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
