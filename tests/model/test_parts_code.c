/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Codes of systems that have a URI of their own: which rules they follow,
 * however URI and code are written; and what is judged by its shape because
 * nobody knows its system.
 */
#include "../support/support.h"

#include "model_ask.h"

static test_asked ask(const char *uri, const char *code)
{
    return test_ask_uri(CARNET_KIND_CONDITION, CARNET_CONDITION_CODE, uri,
                        code);
}

static void assert_private(const char *uri, const char *code)
{
    test_asked a = ask(uri, code);
    if (a.part != CARNET_PART_PRIVATE) {
        fail_msg("not private: %s of %s", code, uri);
    }
    assert_string_not_equal(a.why, "");
    assert_string_not_equal(a.code, "");
}

static void assert_clinic(const char *uri, const char *code)
{
    test_asked a = ask(uri, code);
    if (a.part != CARNET_PART_CLINIC) {
        fail_msg("not clinic: %s of %s: %s", code, uri, a.why);
    }
}

/* ---- known by their URI ---- */

static const struct {
    const char *uri, *is, *is_not;
} systems[] = {
    {"http://fhir.de/CodeSystem/bfarm/icd-10-gm", "B24", "I10.00"},
    {"https://example.org/ICD10/fr", "F32.9", "E11.9"},
    {"https://smt.esante.gouv.fr/terminologie-cim-10", "Z21", "J45.9"},
    {"http://www.saude.gov.br/fhir/r4/CodeSystem/BRCID10", "Z21", "I10"},
    {"http://hl7.org/fhir/sid/icd-10-am", "O14.1", "I10"},
    {"urn:x:CIE-10", "F43.1", "I10"},
    {"urn:x:MKB_10", "B20", "I10"},
    {"http://id.who.int/icd/release/10/2019", "B20", "I10"},
    {"https://icd.who.int/browse10/2019/en", "A53.9", "I10"},
    {"urn:oid:2.16.840.1.113883.6.3", "B20", "I10"},
    {"urn:oid:2.16.840.1.113883.6.90", "Z3A.20", "I10"},
    {"URN:OID:2.16.840.1.113883.6.90", "T14.91", "I10"},
    {"urn:oid:2.16.840.1.113883.6.135", "B24", "I10"},
    {"urn:oid:1.2.643.5.1.13.13.11.1005", "B24", "I10"},
    {"urn:oid:2.16.578.1.12.4.1.1.7110", "B24", "I10"},
    {"urn:oid:1.2.246.537.6.1.1999", "B24", "I10"},
    {"urn:oid:1.2.752.116.1.1.1.1.3", "B24", "I10"},
    {"http://id.who.int/icd/release/11/2023-01/mms", "1C62.Z", "5A11"},
    {"https://icd.who.int/browse11/l-m/en", "6A70.1", "5A11"},
    {"urn:oid:2.16.840.1.113883.6.347", "1C62.Z", "5A11"},
    {"http://snomed.info/sct/900000000000207008", "86406008", "59621000"},
    {"urn:oid:2.16.840.1.113883.6.96", "86406008", "59621000"},
    {"http://fhir.de/CodeSystem/bfarm/atc", "J05AR27", "A10BA02"},
    {"urn:oid:2.16.840.1.113883.6.73", "N05BA01", "A10BA02"},
    {"urn:example:loinc", "75622-1", "4548-4"},
    {"urn:oid:2.16.840.1.113883.6.1", "75622-1", "4548-4"},
    {"http://hl7.org/fhir/sid/icd-9-cm", "042", "401.9"},
    {"urn:oid:2.16.840.1.113883.6.103", "296.33", "250.00"},
    {"urn:oid:2.16.840.1.113883.6.2", "V22.2", "493.90"},
    {"http://hl7.org/fhir/sid/icpc-2", "B90", "K86"},
    {"http://hl7.org/fhir/sid/icpc-1-nl", "P76.01", "T90.02"},
    {"http://www.saude.gov.br/fhir/r4/CodeSystem/BRCIAP2", "W78", "R96"},
    {"urn:oid:2.16.840.1.113883.6.139", "Z25", "A03"},
    {"urn:oid:2.16.578.1.12.4.1.1.7170", "X70", "D01"},
    {"http://www.cms.gov/Medicare/Coding/ICD10", "10E0XZZ", "0DTJ4ZZ"},
    {"urn:oid:2.16.840.1.113883.6.4", "GZ50ZZZ", "B2000ZZ"},
};

static void a_system_follows_rules_by_its_uri(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof systems / sizeof *systems; i++) {
        assert_private(systems[i].uri, systems[i].is);
        assert_clinic(systems[i].uri, systems[i].is_not);
        assert_string_equal(ask(systems[i].uri, systems[i].is).unknown, "");
    }
    test_count("code systems by URI", sizeof systems / sizeof *systems);
}

/* A longer OID that only begins alike is another system. */
static void an_oid_is_compared_arc_by_arc(void **state)
{
    (void)state;
    static const char *const others[] = {"urn:oid:2.16.840.1.113883.6.31",
                                         "urn:oid:2.16.840.1.113883.6.960",
                                         "urn:oid:12.16.840.1.113883.6.96"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_string_not_equal(ask(others[i], "x").unknown, "");
    }
    assert_string_equal(ask("urn:oid:2.16.840.1.113883.6.96.7", "x").unknown,
                        "");
}

/* In ICD-10-PCS B2 are images of the heart; of ICD-10 it would be HIV. */
static void procedures_do_not_follow_the_rules_of_diagnoses(void **state)
{
    (void)state;
    assert_clinic("http://www.cms.gov/Medicare/Coding/ICD10", "B20BZZZ");
    assert_clinic("urn:x:icd-10-pcs", "F13Z0ZZ");
    assert_private("urn:x:icd-10-gm", "F13");
}

static void codes_that_tell_nothing_are_known(void **state)
{
    (void)state;
    test_asked a = ask("http://standardterms.edqm.eu", "B24");
    assert_int_equal(a.part, CARNET_PART_CLINIC);
    assert_string_equal(a.unknown, "");
}

/* ---- however it is written ---- */

static void case_and_punctuation_do_not_hide_a_code(void **state)
{
    (void)state;
    static const char *const uris[] = {"urn:x:icd-10-gm", "urn:x:local"};
    static const char *const codes[] = {
        "B20",
        "b20",
        "[B20]",
        "B20.",
        "B 20",
        "(b20.0)",
        "B200",
        "B20-B24",
        "I10-B20",
        "ICD10:B20",
        "B20+",
        "\"B20\"",
        "HIV B20",
        "B20 HIV",
        "x B20.1 y",
        "I10, B24",
        "I10/B24",
        "I10;B24",
        "F32.1!",
        "z21",
        "A53",
        "B20\xE2\x80\xA0", /* dagger */
        "\xD0\x92"
        "20",
        "\xD0\xB2"
        "20", /* Cyrillic */
        "\xCE\x92"
        "20",
        "\xD0\xA4"
        "20",                                   /* Greek; F */
        "\xEF\xBC\xA2\xEF\xBC\x92\xEF\xBC\x90", /* full width */
        "B\xD9\xA2\xD9\xA0",
        "B\xDB\xB2\xDB\xB0", /* Arabic, Persian */
        "B20\xE2\x80\x93"
        "B24",
        "I10\xE2\x80\x93"
        "B20", /* en dash */
        "B\xE2\x80\x8B"
        "20", /* zero width */
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        assert_private(uris[0], codes[i]);
        assert_private(uris[1], codes[i]);
    }
    assert_private("urn:x:loinc", "756221");
    assert_private("urn:x:loinc", "[75622-1]");
    assert_private("urn:x:loinc", "75622\xE2\x80\x91"
                                  "1");
    assert_private("urn:x:snomed", "SCTID: 86406008");
    assert_private("urn:x:snomed", "86406008 |HIV|");
    assert_private("urn:x:atc", "j05 ar 10");
    assert_private("urn:x:icd-11", "1c62.z");
    assert_private("urn:x:icd-9", "04200");
}

static void what_is_no_code_stays(void **state)
{
    (void)state;
    static const char *const codes[] = {
        "O",
        "OTHER",
        "F",
        "B2",
        "20B",
        "B2O",
        "I10",
        "AB20",
        "HIV",
        "B20X12345",
        "\xD0\x96\x32\x30", /* a Cyrillic letter, 20 */
        "75622",
        "1",
        "21063-6",
        "21063",
        "864060081",
        "42",
        "F3",    /* too short, though it begins codes that are private */
        "E97",   /* of ICD-9 it would need a fourth character */
        "N05.1", /* kidneys in ICD-10; N05 for minds in ATC has no point */
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        assert_clinic("urn:x:local", codes[i]);
    }
    /* 21063-6 is not 2106-3. */
    assert_clinic("urn:x:loinc", "21063-6");
    /* Of a cluster the whole is no code: QA08.3 is not in it. */
    assert_clinic("urn:x:icd-11", "QA08/3A00");
    assert_clinic("urn:x:icd-11", "QA08&3A00");
    assert_private("urn:x:icd-11", "QA08 3A00");
    /* T36.??2 is self-harm: what ends before the 2 is not, whatever stood in
       another piece at its place. */
    assert_clinic("urn:x:icd-10-cm", "I10.112 T36.1");
}

/* Where a system is known, codes are not judged by another's rules. */
static void a_known_code_is_none_of_another_system(void **state)
{
    (void)state;
    /* HIV in ICPC-2, what tuberculosis leaves in ICD-10. */
    assert_private("urn:x:icpc-2", "B90");
    assert_int_equal(test_ask(CARNET_KIND_CONDITION, CARNET_CONDITION_CODE,
                              CN_SYSTEM_ICD10, "B90")
                         .part,
                     CARNET_PART_CLINIC);
    /* A beginning counts where its system is known. */
    assert_private("urn:x:icd-10", "F3");
}

static void a_code_may_be_as_long_as_any(void **state)
{
    (void)state;
    char code[CN_MODEL_CODE_MAX + 1];
    memset(code, '0', sizeof code);
    code[CN_MODEL_CODE_MAX] = '\0';
    assert_clinic("urn:x:icd-10", code);
    memcpy(code + CN_MODEL_CODE_MAX - 4, " B20", 4);
    assert_private("urn:x:icd-10", code);
    assert_string_equal(ask("urn:x:icd-10", code).code, "B20");
}

static void the_code_that_was_met_is_said_as_it_was_read(void **state)
{
    (void)state;
    assert_string_equal(ask("urn:x:icd-10", "[b20.0]").code, "B20.0");
    assert_string_equal(ask("urn:x:icd-10", "I10, \xD0\x92"
                                            "24")
                            .code,
                        "B24");
    assert_string_equal(ask("urn:x:icd-10", "[b20]").why,
                        "HIV (ICD-10 B20-B24)");
    test_asked a = ask("urn:x:icd-10", "B20-000000000000000000000000000000000"
                                       "0000000000000000000000000000000000");
    assert_int_equal(strlen(a.code), 39);
    a = ask("urn:x:icd-10", "B20-000000000000000000000000000000000000");
    assert_string_equal(a.code, "B20-00000000000000000000000000000000000");
}

/* ---- not known ---- */

static void an_unknown_system_is_judged_by_shape_and_named(void **state)
{
    (void)state;
    static const struct {
        const char *code, *why;
    } judged[] = {
        {"B20", "HIV (ICD-10 B20-B24)"},
        {"Z29.81", "HIV (ICD-10-CM Z29.81)"},
        {"1C62.Z", "HIV (ICD-11 1C60-1C62)"},
        {"J05AR10", "medicines against HIV (ATC J05)"},
        {"86406008", "HIV (SNOMED CT 86406008)"},
        {"75622-1", "HIV (LOINC 75622-1)"},
        {"042", "HIV (ICD-9 042-044)"},
        {"V08", "HIV (ICD-9 V08)"},
        {"B90", "HIV (ICPC-2 B90)"},
    };
    for (size_t i = 0; i < sizeof judged / sizeof *judged; i++) {
        test_asked a = ask("urn:oid:1.2.3.4", judged[i].code);
        assert_int_equal(a.part, CARNET_PART_PRIVATE);
        assert_string_equal(a.why, judged[i].why);
        assert_string_equal(a.unknown, "urn:oid:1.2.3.4 ");
    }
    test_asked a = ask("urn:oid:1.2.3.4", "I10");
    assert_int_equal(a.part, CARNET_PART_CLINIC);
    assert_string_equal(a.unknown, "urn:oid:1.2.3.4 ");
}

static void rxnorm_has_no_rules_and_is_named(void **state)
{
    (void)state;
    static const char *const uris[] = {
        "http://www.nlm.nih.gov/research/umls/rxnorm",
        "urn:oid:2.16.840.1.113883.6.88"};
    for (size_t i = 0; i < 2; i++) {
        test_asked a = ask(uris[i], "1049221");
        assert_int_equal(a.part, CARNET_PART_CLINIC);
        assert_true(strstr(a.unknown, uris[i]) == a.unknown);
    }
}

/* Its shape alone makes nothing fit for a desk. */
static void an_unknown_code_never_goes_to_the_desk(void **state)
{
    (void)state;
    static const char *const codes[] = {"J07BL01", "37", "16541001", "XM0N24"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        test_asked a =
            test_ask_uri(CARNET_KIND_VACCINATION, CARNET_VACCINATION_VACCINE,
                         "urn:x:local", codes[i]);
        assert_int_equal(a.part, CARNET_PART_CLINIC);
        assert_string_equal(a.unknown, "urn:x:local ");
    }
    assert_int_equal(test_ask_uri(CARNET_KIND_VACCINATION,
                                  CARNET_VACCINATION_VACCINE, "urn:x:atc",
                                  "J07BL01")
                         .part,
                     CARNET_PART_DESK);
}

static void each_unknown_system_is_named_once(void **state)
{
    (void)state;
    const cn_model_field *f =
        test_field(CARNET_KIND_CONDITION, CARNET_CONDITION_BODY_SITE);
    cn_model_code codes[] = {
        test_code_of("urn:x:a", "1"), test_code_of("urn:x:ab", "1"),
        test_code_of("urn:x:snomed", "1"), test_code_of("urn:x:a", "2"),
        test_code_of("urn:x:ab", "2")};
    test_asked a = test_ask_codes(CARNET_KIND_CONDITION, f, codes, 5);
    assert_string_equal(a.unknown, "urn:x:a urn:x:ab ");
    /* A private entry names them too, and a listed system none. */
    assert_string_equal(ask("urn:x:a", "B24").unknown, "urn:x:a ");
    assert_string_equal(test_ask(CARNET_KIND_CONDITION, CARNET_CONDITION_CODE,
                                 CN_SYSTEM_SNOMED, "59621000")
                            .unknown,
                        "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_system_follows_rules_by_its_uri),
        cmocka_unit_test(an_oid_is_compared_arc_by_arc),
        cmocka_unit_test(procedures_do_not_follow_the_rules_of_diagnoses),
        cmocka_unit_test(codes_that_tell_nothing_are_known),
        cmocka_unit_test(case_and_punctuation_do_not_hide_a_code),
        cmocka_unit_test(what_is_no_code_stays),
        cmocka_unit_test(a_known_code_is_none_of_another_system),
        cmocka_unit_test(a_code_may_be_as_long_as_any),
        cmocka_unit_test(the_code_that_was_met_is_said_as_it_was_read),
        cmocka_unit_test(an_unknown_system_is_judged_by_shape_and_named),
        cmocka_unit_test(rxnorm_has_no_rules_and_is_named),
        cmocka_unit_test(an_unknown_code_never_goes_to_the_desk),
        cmocka_unit_test(each_unknown_system_is_named_once),
    };
    return cmocka_run_group_tests_name("model_parts_code", tests, NULL, NULL);
}
