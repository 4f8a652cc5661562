/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Parts by free text: which texts, labels and words of codes are looked at for
 * words that tell, which are not, and what is said of the word that was met.
 * How a word is found is tests/words/test_private.c.
 */
#include "../support/support.h"

#include "model_ask.h"

/* A text as CBOR, in the form of a field's type. */
static cn_buf written(const cn_model_field *f, const char *text)
{
    cn_buf b;
    cn_buf_init(&b);
    assert_status(f->type == CN_TYPE_TEXT
                      ? cn_model_put_text(&b, f, cn_span_str(text))
                      : cn_model_put_label(&b, f, cn_span_str(text)),
                  CARNET_OK);
    return b;
}

static test_asked ask_text(uint32_t kind, const cn_model_field *f,
                           const char *text)
{
    cn_buf value = written(f, text);
    cn_buf b;
    cn_buf_init(&b);
    if ((f->flags & CN_FIELD_LIST) != 0) {
        cn_cbor_put_array(&b, 1);
    }
    cn_buf_put_span(&b, cn_buf_span(&value));
    test_asked a = test_ask_value(kind, f->number, cn_buf_span(&b));
    cn_buf_free(&b);
    cn_buf_free(&value);
    return a;
}

static test_asked ask_note(uint32_t kind, const char *text)
{
    return ask_text(kind, test_field(kind, CARNET_FIELD_NOTE), text);
}

static bool is_free(const cn_model_field *f)
{
    bool of_list = f->b != CN_LIST_NONE && f->b != CN_LIST_PRODUCTS;
    return f->type == CN_TYPE_TEXT || (f->type == CN_TYPE_LABEL && !of_list);
}

static bool is_name(const char *field)
{
    return strcmp(field, "name") == 0 || strcmp(field, "latin_name") == 0 ||
           strcmp(field, "aliases") == 0;
}

/* What a field, or a member of a group, asks for with text in it. */
static void expect(uint32_t kind, test_asked a, const char *field, bool tells)
{
    char why[CN_MODEL_WHY_MAX];
    snprintf(why, sizeof why, "free text that tells (%s hiv)", field);
    assert_string_equal(a.why, tells ? why : "");
    assert_string_equal(a.code, tells ? "hiv" : "");
    assert_int_equal(a.part,
                     tells ? CARNET_PART_PRIVATE : cn_model_kind(kind)->part);
}

static test_asked ask_member(uint32_t kind, const cn_model_field *f,
                             const cn_model_field *member, const char *text)
{
    cn_buf value = written(member, text);
    test_asked a = test_ask_member(kind, f, member, cn_buf_span(&value));
    cn_buf_free(&value);
    return a;
}

static void see_text(uint32_t k, const cn_model_field *f,
                     const cn_model_field *m, size_t *num)
{
    static const char *const texts[] = {"at the heart clinic",
                                        "at the HIV clinic"};
    const cn_model_field *own = m == NULL ? f : m;
    for (size_t i = 0; is_free(own) && i < 2; i++) {
        test_asked a = m == NULL ? ask_text(k, f, texts[i])
                                 : ask_member(k, f, m, texts[i]);
        expect(k, a, own->name, i == 1 && !is_name(own->name));
        *num += i;
    }
}

static void every_text_and_label_but_names_is_looked_at(void **state)
{
    (void)state;
    size_t num = 0;
    test_each_field(see_text, &num);
    assert_true(num > 60);
    test_count("texts and labels", num);
}

/* What a clinician writes, in the fields for it. */
static void instructions_places_and_values_tell(void **state)
{
    (void)state;
    static const struct {
        uint32_t kind, field;
        const char *text, *why;
    } told[] = {
        {CARNET_KIND_PRESCRIPTION, CARNET_PRESCRIPTION_INSTRUCTIONS,
         "one a day while pregnant",
         "free text that tells (instructions pregnant)"},
        {CARNET_KIND_VACCINATION, CARNET_VACCINATION_CENTRE, "STI clinic",
         "free text that tells (centre STI)"},
        {CARNET_KIND_RESULT, CARNET_RESULT_LABORATORY, "HIV laboratory",
         "free text that tells (laboratory hiv)"},
        {CARNET_KIND_RESULT, CARNET_RESULT_TEXT_VALUE, "VIH n\xc3\xa9gatif",
         "free text that tells (text_value vih)"},
        {CARNET_KIND_REFERRAL, CARNET_REFERRAL_TO, "ART clinic",
         "free text that tells (to ART)"},
        {CARNET_KIND_PERSON, CARNET_FIELD_NOTE, "HIV positive",
         "free text that tells (note hiv)"},
    };
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        test_asked a =
            ask_text(told[i].kind, test_field(told[i].kind, told[i].field),
                     told[i].text);
        assert_int_equal(a.part, CARNET_PART_PRIVATE);
        assert_string_equal(a.why, told[i].why);
    }
}

static void names_of_persons_do_not_tell(void **state)
{
    (void)state;
    static const char *const names[] = {"Art Sida", "Sida", "ART", "HIV"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const cn_model_field *f =
            test_field(CARNET_KIND_PERSON, CARNET_PERSON_NAME);
        test_asked a = ask_text(CARNET_KIND_PERSON, f, names[i]);
        assert_int_equal(a.part, CARNET_PART_DESK);
        f = test_field(CARNET_KIND_DETAILS, CARNET_DETAILS_ALIASES);
        a = ask_text(CARNET_KIND_DETAILS, f, names[i]);
        assert_int_equal(a.part, CARNET_PART_CLINIC);
    }
}

/* STD was the currency of Sao Tome. */
static void codes_of_currencies_are_no_text(void **state)
{
    (void)state;
    const cn_model_field *cost =
        test_field(CARNET_KIND_PRESCRIPTION, CARNET_PRESCRIPTION_COST_MONTH);
    const cn_model_shape *money = cn_model_group((uint32_t)cost->a);
    const cn_model_field *currency =
        cn_model_field_of(money, CARNET_MONEY_CURRENCY);
    assert_int_equal(
        ask_member(CARNET_KIND_PRESCRIPTION, cost, currency, "STD").part,
        CARNET_PART_CLINIC);
}

/* ---- codes ---- */

static test_asked ask_code(uint32_t kind, uint32_t field,
                           const cn_model_code *c)
{
    return test_ask_codes(kind, test_field(kind, field), c, 1);
}

static void the_issuers_words_of_a_code_tell(void **state)
{
    (void)state;
    cn_model_code c = test_code(CN_SYSTEM_ICD10, "R53");
    c.words = cn_span_str("weak since ART began");
    test_asked a = ask_code(CARNET_KIND_CONDITION, CARNET_CONDITION_CODE, &c);
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
    assert_string_equal(a.why, "free text that tells (code ART)");
    assert_string_equal(a.code, "ART");
    c.words = cn_span_str("weak since the start");
    a = ask_code(CARNET_KIND_CONDITION, CARNET_CONDITION_CODE, &c);
    assert_int_equal(a.part, CARNET_PART_CLINIC);
    c.num = 0; /* words alone */
    c.words = cn_span_str("syphilis");
    a = ask_code(CARNET_KIND_CONDITION, CARNET_CONDITION_CODE, &c);
    assert_string_equal(a.why, "free text that tells (code syphilis)");
}

static void the_label_of_each_coding_tells(void **state)
{
    (void)state;
    cn_model_code c = test_code_of("urn:x:local", "17");
    c.num = 2;
    test_coding(&c.codings[1], CN_SYSTEM_SNOMED, NULL, "59621000");
    c.codings[1].label = cn_span_str("Hypertension");
    test_asked a = ask_code(CARNET_KIND_CONDITION, CARNET_CONDITION_CODE, &c);
    assert_int_equal(a.part, CARNET_PART_CLINIC);
    assert_string_equal(a.unknown, "urn:x:local ");
    c.codings[0].label = cn_span_str("Infection par le VIH");
    a = ask_code(CARNET_KIND_CONDITION, CARNET_CONDITION_CODE, &c);
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
    assert_string_equal(a.why, "free text that tells (code vih)");
    assert_string_equal(a.unknown, "urn:x:local ");
    c.codings[0].label = cn_span_str("Infection");
    c.codings[1].label = cn_span_str("Depression");
    a = ask_code(CARNET_KIND_CONDITION, CARNET_CONDITION_CODE, &c);
    assert_string_equal(a.why, "free text that tells (code depression)");
}

static void words_of_a_component_tell(void **state)
{
    (void)state;
    const cn_model_field *f =
        test_field(CARNET_KIND_RESULT, CARNET_RESULT_COMPONENTS);
    const cn_model_field *test = cn_model_field_of(
        cn_model_group((uint32_t)f->a), CARNET_COMPONENT_TEST);
    cn_model_code c = test_code_of("urn:x:local", "17");
    c.words = cn_span_str("HIV antibodies");
    cn_buf b;
    cn_buf_init(&b);
    assert_status(cn_model_put_code(&b, test, &c), CARNET_OK);
    test_asked a =
        test_ask_member(CARNET_KIND_RESULT, f, test, cn_buf_span(&b));
    assert_string_equal(a.why, "free text that tells (test hiv)");
    cn_buf_free(&b);
}

/* Whoever treats must see what is not borne; the note may say why. */
static void an_agent_keeps_its_words_and_a_note_tells(void **state)
{
    (void)state;
    static const struct {
        uint32_t kind, field;
    } marked[] = {{CARNET_KIND_ALLERGY, CARNET_ALLERGY_AGENT},
                  {CARNET_KIND_ALLERGY, CARNET_ALLERGY_REACTION},
                  {CARNET_KIND_ALERT, CARNET_ALERT_AVOID_ATC}};
    cn_model_code c = test_code_of("urn:x:local", "17");
    c.words = cn_span_str("methadone");
    c.codings[0].label = cn_span_str("HIV medicines");
    for (size_t i = 0; i < sizeof marked / sizeof *marked; i++) {
        test_asked a = ask_code(marked[i].kind, marked[i].field, &c);
        assert_int_equal(a.part, CARNET_PART_CLINIC);
        assert_string_equal(a.why, "");
    }
    test_asked a = ask_note(CARNET_KIND_ALLERGY, "rash when ART began");
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
    assert_string_equal(a.why, "free text that tells (note ART)");
}

/* ---- together ---- */

/* An entry with a note and a code. */
static test_asked ask_both(uint32_t kind, const char *note, uint32_t field,
                           const cn_model_code *code)
{
    const cn_model_field *f = test_field(kind, field);
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_text(&b, cn_span_str(note));
    if ((f->flags & CN_FIELD_LIST) != 0) {
        cn_cbor_put_array(&b, 1);
    }
    assert_status(cn_model_put_code(&b, f, code), CARNET_OK);
    test_asked a = test_ask_values(
        kind, UINT64_C(1) << CARNET_FIELD_NOTE | UINT64_C(1) << field, 2,
        cn_buf_span(&b));
    cn_buf_free(&b);
    return a;
}

static void the_most_private_wins(void **state)
{
    (void)state;
    cn_model_code fever = test_code(CN_SYSTEM_ATC, "J07BL01");
    test_asked a = ask_both(CARNET_KIND_VACCINATION, "given at the port",
                            CARNET_VACCINATION_VACCINE, &fever);
    assert_int_equal(a.part, CARNET_PART_DESK);
    a = ask_both(CARNET_KIND_VACCINATION, "on ART, CD4 above 200",
                 CARNET_VACCINATION_VACCINE, &fever);
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
    assert_string_equal(a.why, "free text that tells (note ART)");
    cn_model_code hiv = test_code(CN_SYSTEM_ICD10, "B24");
    a = ask_both(CARNET_KIND_CONDITION, "stable", CARNET_CONDITION_CODE, &hiv);
    assert_string_equal(a.why, "HIV (ICD-10 B20-B24)");
    assert_string_equal(a.code, "B24");
    a = ask_both(CARNET_KIND_CONDITION, "on ART", CARNET_CONDITION_CODE, &hiv);
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
}

static void the_first_that_tells_is_named(void **state)
{
    (void)state;
    cn_model_code hiv = test_code(CN_SYSTEM_ICD10, "B24");
    hiv.words = cn_span_str("syphilis");
    test_asked a = ask_code(CARNET_KIND_CONDITION, CARNET_CONDITION_CODE, &hiv);
    assert_string_equal(a.why, "HIV (ICD-10 B20-B24)");
    assert_string_equal(a.code, "B24");
}

static void a_long_word_is_cut_at_a_character(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        size_t len; /* of 39 bytes that would fit */
    } words[] = {
        /* Folded as they are; the last byte that fits begins a letter of two
           in the first, and ends one in the others. */
        {"\xce\xb1\xce\xbb\xce\xba\xce\xbf\xce\xbf\xce\xbb\xce\xb9\xce\xba\xce"
         "\xb7 \xce\xba\xce\xb9\xcf\x81\xcf\x81\xcf\x89\xcf\x83\xce\xb7 "
         "\xce\xb7\xcf\x80\xce\xb1\xcf\x84\xce\xbf\xcf\x83",
         38},
        {"dispositivo intrauterino al progestinico", 39},
        /* One byte too long, which is half of its last letter. */
        {"\xce\xb5\xce\xbe\xce\xb1\xcf\x81\xcf\x84\xce\xb7\xcf\x83\xce"
         "\xb7 \xce\xb1\xcf\x80\xce\xbf \xce\xbf\xcf\x80\xce\xb9\xce\xbf"
         "\xce\xb5\xce\xb9\xce\xb4\xce\xb7",
         38},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        test_asked a = ask_note(CARNET_KIND_CONDITION, words[i].word);
        assert_int_equal(strlen(a.code), words[i].len);
        assert_memory_equal(a.code, words[i].word, words[i].len);
        assert_non_null(strstr(a.why, a.code));
    }
}

static void text_that_cannot_be_read_is_private(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {0x41, 0x00};
    test_asked a = test_ask_value(CARNET_KIND_CONDITION, CARNET_FIELD_NOTE,
                                  cn_span_of(bytes, sizeof bytes));
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
    assert_string_equal(a.why, "it can't be read");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_text_and_label_but_names_is_looked_at),
        cmocka_unit_test(instructions_places_and_values_tell),
        cmocka_unit_test(names_of_persons_do_not_tell),
        cmocka_unit_test(codes_of_currencies_are_no_text),
        cmocka_unit_test(the_issuers_words_of_a_code_tell),
        cmocka_unit_test(the_label_of_each_coding_tells),
        cmocka_unit_test(words_of_a_component_tell),
        cmocka_unit_test(an_agent_keeps_its_words_and_a_note_tells),
        cmocka_unit_test(the_most_private_wins),
        cmocka_unit_test(the_first_that_tells_is_named),
        cmocka_unit_test(a_long_word_is_cut_at_a_character),
        cmocka_unit_test(text_that_cannot_be_read_is_private),
    };
    return cmocka_run_group_tests_name("model_parts_text", tests, NULL, NULL);
}
