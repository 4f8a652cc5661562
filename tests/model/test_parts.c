/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Parts by default: every row of parts.def on both sides of its bounds, every
 * field that holds a code, and what the rules say of allergies, vaccinations,
 * several codings and codes of foreign systems.
 */
#include "model/model_i.h"
#include "support/support.h"

typedef struct {
    const char *first, *last, *topic;
    uint32_t system;
    int part;
    bool agent;
} row;

static const row rows[] = {
#define RANGE(to, in, from, until, of_agent, topic)                            \
    {from, until, topic, CN_SYSTEM_##in, CARNET_PART_##to, of_agent},
#define ONE(to, in, code, of_agent, topic)                                     \
    {code, code, topic, CN_SYSTEM_##in, CARNET_PART_##to, of_agent},
#include "model/parts.def"
};
#define NUM_ROWS (sizeof rows / sizeof *rows)

typedef struct {
    uint8_t part;
    const char *why;
    char code[40];
} answer;

/* ---- entries with one field ---- */

static void set_coding(cn_model_coding *c, int32_t system, const char *uri,
                       const char *code)
{
    memset(c, 0, sizeof *c);
    c->system = system;
    c->uri = cn_span_of(uri, uri == NULL ? 0 : strlen(uri));
    c->code_len = strlen(code);
    memcpy(c->code, code, c->code_len);
    c->listed = -1;
}

static cn_model_code one_code(uint32_t system, const char *code)
{
    cn_model_code c;
    memset(&c, 0, sizeof c);
    c.num = 1;
    set_coding(&c.codings[0], (int32_t)system, NULL, code);
    return c;
}

/* Answer for an entry of one field, whose CBOR is value; open form. */
static answer ask_value(uint32_t kind, uint32_t field, cn_span value)
{
    answer a;
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_uint(&b, CN_MODEL_OPEN_BASE + kind);
    cn_cbor_put_array(&b, 2);
    cn_cbor_put_uint(&b, UINT64_C(1) << field);
    cn_buf_put_span(&b, value);
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, cn_buf_span(&b));
    size_t left = 2;
    carnet_entry e;
    assert_status(cn_model_step(&r, &left, &e), CARNET_OK);
    a.part = cn_model_default_part(&e, &a.why, a.code);
    cn_buf_free(&b);
    return a;
}

/* The same for a field of codes: n of them where it is a list. */
static answer ask_codes(uint32_t kind, const cn_model_field *f,
                        const cn_model_code *codes, size_t n)
{
    cn_buf b;
    cn_buf_init(&b);
    if ((f->flags & CN_FIELD_LIST) != 0) {
        cn_cbor_put_array(&b, n);
    }
    for (size_t i = 0; i < n; i++) {
        assert_status(cn_model_put_code(&b, f, &codes[i]), CARNET_OK);
    }
    answer a = ask_value(kind, f->number, cn_buf_span(&b));
    cn_buf_free(&b);
    return a;
}

static const cn_model_field *field_of(uint32_t kind, uint32_t number)
{
    const cn_model_field *f = cn_model_field_of(cn_model_kind(kind), number);
    assert_non_null(f);
    return f;
}

static answer ask(uint32_t kind, uint32_t field, uint32_t system,
                  const char *code)
{
    cn_model_code c = one_code(system, code);
    return ask_codes(kind, field_of(kind, field), &c, 1);
}

static answer ask_condition(uint32_t system, const char *code)
{
    return ask(CARNET_KIND_CONDITION, CARNET_CONDITION_CODE, system, code);
}

static answer ask_vaccination(uint32_t system, const char *code)
{
    return ask(CARNET_KIND_VACCINATION, CARNET_VACCINATION_VACCINE, system,
               code);
}

/* ---- codes beside a bound ---- */

static const char base34[] = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
static const char letters24[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";
static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
static const char digits[] = "0123456789";

/* The characters that stand at place i of a code of a system with order. */
static const char *alphabet(uint32_t system, const char *code, size_t i)
{
    bool is_digit = code[i] >= '0' && code[i] <= '9';
    if (system == CN_SYSTEM_ICD11) {
        return i == 1 ? letters24 : i == 2 ? digits : base34;
    }
    return is_digit ? digits : letters;
}

/* The code of the same length before (-1) or behind (1) it. */
static bool step_code(uint32_t system, char *code, int by)
{
    for (size_t i = strlen(code); i-- > 0;) {
        if (code[i] == '.') {
            continue;
        }
        const char *all = alphabet(system, code, i);
        size_t last = strlen(all) - 1;
        size_t at = (size_t)(strchr(all, code[i]) - all);
        if (at != (by < 0 ? 0 : last)) {
            code[i] = all[by < 0 ? at - 1 : at + 1];
            return true;
        }
        code[i] = all[by < 0 ? last : 0];
    }
    return false;
}

/* A whole code that begins with a bound. */
static void whole(char *out, uint32_t system, const char *bound, bool end)
{
    const char *rest = end ? "99" : "00";
    bool short_icd = system == CN_SYSTEM_ICD10 && strlen(bound) < 3;
    snprintf(out, 40, "%s%s", bound, short_icd ? rest : "");
}

static bool has_order(uint32_t system)
{
    return system == CN_SYSTEM_ICD10 || system == CN_SYSTEM_ICD10CM ||
           system == CN_SYSTEM_ICD11 || system == CN_SYSTEM_ATC;
}

/* A code that is not the one of the row, by one step; false where there is
   none. */
static bool outside(char *out, const row *w, int by)
{
    uint32_t packed = 0;
    whole(out, w->system, by < 0 ? w->first : w->last, by > 0);
    if (has_order(w->system)) {
        return step_code(w->system, out, by);
    }
    if (!cn_model_pack(w->system, cn_span_of(out, strlen(out)), &packed)) {
        return false;
    }
    return cn_model_unpack(w->system, packed + (uint32_t)by, out) > 0;
}

/* Whether an answer comes from row w. */
static bool is_from(const answer *a, const row *w)
{
    return a->why != NULL && strstr(a->why, w->topic) == a->why &&
           strstr(a->why, w->first) != NULL && strstr(a->why, w->last) != NULL;
}

/* ---- tests ---- */

static void every_row_holds_at_its_bounds(void **state)
{
    (void)state;
    for (size_t i = 0; i < NUM_ROWS; i++) {
        const row *w = &rows[i];
        for (int end = 0; end < 2; end++) {
            char code[40];
            whole(code, w->system, end == 0 ? w->first : w->last, end == 1);
            answer a = w->part == CARNET_PART_DESK
                           ? ask_vaccination(w->system, code)
                           : ask_condition(w->system, code);
            assert_int_equal(a.part, w->part);
            assert_int_equal(a.why != NULL, w->part == CARNET_PART_PRIVATE);
            if (a.why != NULL) {
                assert_true(is_from(&a, w));
                assert_string_equal(a.code, code);
            }
        }
    }
    test_count("rows of parts.def", NUM_ROWS);
}

static void no_row_holds_one_step_beyond(void **state)
{
    (void)state;
    size_t num = 0;
    for (size_t i = 0; i < NUM_ROWS; i++) {
        for (int by = -1; by < 2; by += 2) {
            char code[40];
            if (!outside(code, &rows[i], by) ||
                cn_model_code_check(rows[i].system,
                                    cn_span_of(code, strlen(code))) !=
                    CARNET_OK) {
                continue;
            }
            answer a = ask_condition(rows[i].system, code);
            assert_false(is_from(&a, &rows[i]));
            num++;
        }
    }
    test_count("codes beside a row of parts.def", num);
}

static void longer_codes_follow_and_shorter_do_not(void **state)
{
    (void)state;
    assert_int_equal(ask_condition(CN_SYSTEM_ICD10, "F32.9").part,
                     CARNET_PART_PRIVATE);
    assert_int_equal(ask_condition(CN_SYSTEM_ICD10, "Z04.48").part,
                     CARNET_PART_PRIVATE);
    assert_int_equal(ask_condition(CN_SYSTEM_ICD10, "Z04").part,
                     CARNET_PART_CLINIC);
    assert_int_equal(ask_condition(CN_SYSTEM_ICD11, "1C62.30").part,
                     CARNET_PART_PRIVATE);
    assert_int_equal(ask_condition(CN_SYSTEM_ATC, "N").part,
                     CARNET_PART_CLINIC);
    assert_int_equal(ask_condition(CN_SYSTEM_SNOMED, "864060081000119107").part,
                     CARNET_PART_CLINIC);
}

static void icd_10_cm_follows_icd_10(void **state)
{
    (void)state;
    assert_int_equal(ask_condition(CN_SYSTEM_ICD10CM, "F43.10").part,
                     CARNET_PART_PRIVATE);
    assert_int_equal(ask_condition(CN_SYSTEM_ICD10CM, "T76.11XA").part,
                     CARNET_PART_PRIVATE);
    assert_int_equal(ask_condition(CN_SYSTEM_ICD10, "T76").part,
                     CARNET_PART_CLINIC);
}

/* A code that is private in each system, and one that is not. */
static const struct {
    const char *is, *is_not;
} samples[] = {
    [CN_SYSTEM_ICD10] = {"B24", "I10"},
    [CN_SYSTEM_ICD11] = {"1C62.Z", "BA00"},
    [CN_SYSTEM_SNOMED] = {"86406008", "59621000"},
    [CN_SYSTEM_ATC] = {"J05AR27", "A10BA02"},
    [CN_SYSTEM_LOINC] = {"75622-1", "4548-4"},
};

static const char *private_code(const cn_model_field *f, bool is)
{
    const char *code = is ? samples[f->a].is : samples[f->a].is_not;
    assert_non_null(code);
    return code;
}

/* Asks for a field of codes with a harmless code and, in a list behind it, a
   private one. */
static answer ask_field(uint32_t kind, const cn_model_field *f, bool is)
{
    cn_model_code codes[2] = {one_code((uint32_t)f->a, private_code(f, false)),
                              one_code((uint32_t)f->a, private_code(f, true))};
    bool list = (f->flags & CN_FIELD_LIST) != 0;
    return list ? ask_codes(kind, f, codes, is ? 2 : 1)
                : ask_codes(kind, f, &codes[is ? 1 : 0], 1);
}

/* The same for member m of a group in field f. */
static answer ask_member(uint32_t kind, const cn_model_field *f,
                         const cn_model_field *m, bool is)
{
    cn_buf b;
    cn_buf_init(&b);
    bool list = (f->flags & CN_FIELD_LIST) != 0;
    size_t num = list ? 2 : 1;
    if (list) {
        cn_cbor_put_array(&b, num);
    }
    for (size_t i = 0; i < num; i++) {
        bool last = i + 1 == num;
        cn_model_code c = one_code((uint32_t)m->a, private_code(m, is && last));
        cn_cbor_put_array(&b, 2);
        cn_cbor_put_uint(&b, UINT64_C(1) << m->number);
        assert_status(cn_model_put_code(&b, m, &c), CARNET_OK);
    }
    answer a = ask_value(kind, f->number, cn_buf_span(&b));
    cn_buf_free(&b);
    return a;
}

static void expect(uint32_t kind, answer harmless, answer private_one)
{
    bool agent = kind == CARNET_KIND_ALLERGY;
    assert_int_equal(harmless.part, cn_model_kind(kind)->part);
    assert_null(harmless.why);
    if (agent) {
        /* Stays, whatever its agent: SNOMED CT here. */
        assert_int_equal(private_one.part, CARNET_PART_CLINIC);
    } else {
        assert_int_equal(private_one.part, CARNET_PART_PRIVATE);
        assert_non_null(private_one.why);
    }
}

static void every_field_and_member_with_a_code_is_looked_at(void **state)
{
    (void)state;
    size_t num = 0;
    for (uint32_t k = 0; k < cn_model_num_kinds(); k++) {
        const cn_model_shape *shape = cn_model_kind(k);
        for (uint32_t n = 0; n < shape->num_fields; n++) {
            const cn_model_field *f = &shape->fields[n];
            if (f->type == CN_TYPE_CODE) {
                expect(k, ask_field(k, f, false), ask_field(k, f, true));
                num++;
            }
            const cn_model_shape *group = f->type == CN_TYPE_GROUP
                                              ? cn_model_group((uint32_t)f->a)
                                              : NULL;
            for (uint32_t m = 0; group != NULL && m < group->num_fields; m++) {
                /* Groups in groups would not be looked at. */
                assert_int_not_equal(group->fields[m].type, CN_TYPE_GROUP);
                if (group->fields[m].type == CN_TYPE_CODE) {
                    expect(k, ask_member(k, f, &group->fields[m], false),
                           ask_member(k, f, &group->fields[m], true));
                    num++;
                }
            }
        }
    }
    test_count("fields and members with a code", num);
}

static void every_coding_of_a_code_is_looked_at(void **state)
{
    (void)state;
    cn_model_code c;
    memset(&c, 0, sizeof c);
    c.num = 4;
    set_coding(&c.codings[0], CN_SYSTEM_ICD10, NULL, "R53");
    set_coding(&c.codings[1], CN_SYSTEM_SNOMED, NULL, "84229001");
    set_coding(&c.codings[2], -1, "urn:oid:1.2.3.4", "B24");
    set_coding(&c.codings[3], CN_SYSTEM_ICD11, NULL, "MG22");
    const cn_model_field *f =
        field_of(CARNET_KIND_CONDITION, CARNET_CONDITION_CODE);
    assert_int_equal(ask_codes(CARNET_KIND_CONDITION, f, &c, 1).part,
                     CARNET_PART_CLINIC);
    set_coding(&c.codings[3], CN_SYSTEM_ICD11, NULL, "1C62.Z");
    answer a = ask_codes(CARNET_KIND_CONDITION, f, &c, 1);
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
    assert_string_equal(a.code, "1C62.Z");
    assert_string_equal(a.why, "HIV (ICD-11 1C60-1C62)");
}

static void stems_of_an_icd_11_cluster_are_looked_at(void **state)
{
    (void)state;
    assert_int_equal(ask_condition(CN_SYSTEM_ICD11, "CA40.0&XN109").part,
                     CARNET_PART_CLINIC);
    answer a = ask_condition(CN_SYSTEM_ICD11, "CA40.0/1C62.1&XN487");
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
    assert_string_equal(a.code, "1C62.1");
}

static answer ask_uri(const char *uri, const char *code)
{
    cn_model_code c = one_code(0, "A00");
    set_coding(&c.codings[0], -1, uri, code);
    return ask_codes(CARNET_KIND_CONDITION,
                     field_of(CARNET_KIND_CONDITION, CARNET_CONDITION_CODE), &c,
                     1);
}

static void national_editions_follow_by_their_uri(void **state)
{
    (void)state;
    static const struct {
        const char *uri, *is, *is_not;
    } editions[] = {
        {"http://fhir.de/CodeSystem/bfarm/icd-10-gm", "B24", "I10.00"},
        {"https://example.org/ICD10/fr", "F32.9", "E11.9"},
        {"http://id.who.int/icd/release/11/2023-01/mms", "1C62.Z", "5A11"},
        {"http://snomed.info/sct/900000000000207008", "86406008", "59621000"},
        {"http://fhir.de/CodeSystem/bfarm/atc", "J05AR27", "A10BA02"},
        {"urn:example:loinc", "75622-1", "4548-4"},
    };
    for (size_t i = 0; i < sizeof editions / sizeof *editions; i++) {
        assert_int_equal(ask_uri(editions[i].uri, editions[i].is).part,
                         CARNET_PART_PRIVATE);
        assert_int_equal(ask_uri(editions[i].uri, editions[i].is_not).part,
                         CARNET_PART_CLINIC);
    }
    assert_int_equal(ask_uri("urn:oid:1.2.3.4", "B24").part,
                     CARNET_PART_CLINIC);
}

static void antivirals_that_do_not_tell_hiv_stay(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        uint8_t part;
    } medicines[] = {
        {"J05AB01", CARNET_PART_CLINIC},  {"J05AH02", CARNET_PART_CLINIC},
        {"J05AP55", CARNET_PART_CLINIC},  {"J05AR10", CARNET_PART_PRIVATE},
        {"J05AF10", CARNET_PART_PRIVATE}, {"J05AX24", CARNET_PART_PRIVATE},
        {"N05BA01", CARNET_PART_PRIVATE}, {"N06AB06", CARNET_PART_PRIVATE},
        {"N06BA04", CARNET_PART_PRIVATE}, {"N06DA02", CARNET_PART_CLINIC},
        {"N07BA01", CARNET_PART_CLINIC},  {"N07BB03", CARNET_PART_PRIVATE},
        {"N07BC02", CARNET_PART_PRIVATE}, {"N07CA01", CARNET_PART_CLINIC},
        {"G01AF02", CARNET_PART_CLINIC},  {"G02BA03", CARNET_PART_PRIVATE},
        {"G03AC08", CARNET_PART_PRIVATE}, {"G04CA02", CARNET_PART_CLINIC},
        {"N03AX14", CARNET_PART_CLINIC},
    };
    for (size_t i = 0; i < sizeof medicines / sizeof *medicines; i++) {
        answer a = ask(CARNET_KIND_PRESCRIPTION, CARNET_PRESCRIPTION_MEDICINE,
                       CN_SYSTEM_ATC, medicines[i].code);
        assert_int_equal(a.part, medicines[i].part);
    }
}

static void development_and_dementia_stay_in_the_clinic_part(void **state)
{
    (void)state;
    static const char *const stay[] = {"6A02.0", "6A0Z", "6D80", "6D85.0",
                                       "6E0Z"};
    static const char *const go[] = {"6A05", "6A70", "6D84.0", "6D85.3",
                                     "6E20"};
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(ask_condition(CN_SYSTEM_ICD11, stay[i]).part,
                         CARNET_PART_CLINIC);
        assert_int_equal(ask_condition(CN_SYSTEM_ICD11, go[i]).part,
                         CARNET_PART_PRIVATE);
    }
}

static void an_allergy_stays_but_for_hiv_and_opioid_medicines(void **state)
{
    (void)state;
    static const struct {
        uint32_t system;
        const char *code;
        uint8_t part;
    } agents[] = {
        {CN_SYSTEM_ATC, "J01CA04", CARNET_PART_CLINIC},
        {CN_SYSTEM_ATC, "N06AB06", CARNET_PART_CLINIC},
        {CN_SYSTEM_ATC, "G03AC06", CARNET_PART_CLINIC},
        {CN_SYSTEM_ATC, "N07BB01", CARNET_PART_CLINIC},
        {CN_SYSTEM_ATC, "J05AB01", CARNET_PART_CLINIC},
        {CN_SYSTEM_ATC, "J05AF06", CARNET_PART_PRIVATE},
        {CN_SYSTEM_ATC, "N07BC02", CARNET_PART_PRIVATE},
        {CN_SYSTEM_SNOMED, "86406008", CARNET_PART_CLINIC},
    };
    for (size_t i = 0; i < sizeof agents / sizeof *agents; i++) {
        answer a = ask(CARNET_KIND_ALLERGY, CARNET_ALLERGY_AGENT,
                       agents[i].system, agents[i].code);
        assert_int_equal(a.part, agents[i].part);
    }
}

static void only_vaccinations_go_to_the_desk_by_code(void **state)
{
    (void)state;
    assert_int_equal(ask_vaccination(CN_SYSTEM_ATC, "J07BL01").part,
                     CARNET_PART_DESK);
    assert_int_equal(ask_vaccination(CN_SYSTEM_ATC, "J07CA09").part,
                     CARNET_PART_DESK);
    assert_int_equal(ask_vaccination(CN_SYSTEM_ATC, "J07BC01").part,
                     CARNET_PART_CLINIC);
    assert_int_equal(ask_vaccination(CN_SYSTEM_CVX, "08").part,
                     CARNET_PART_CLINIC);
    assert_int_equal(ask_condition(CN_SYSTEM_SNOMED, "840539006").part,
                     CARNET_PART_CLINIC);
    assert_int_equal(ask(CARNET_KIND_EVIDENCE, CARNET_EVIDENCE_CODE,
                         CN_SYSTEM_SNOMED, "840539006")
                         .part,
                     CARNET_PART_CLINIC);
}

static void evidence_of_a_private_disease_is_private(void **state)
{
    (void)state;
    answer a = ask(CARNET_KIND_EVIDENCE, CARNET_EVIDENCE_CODE, CN_SYSTEM_SNOMED,
                   "86406008");
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
    assert_string_equal(a.why, "HIV (SNOMED CT 86406008)");
}

static void a_border_vaccination_with_a_private_target_is_private(void **state)
{
    (void)state;
    const cn_model_field *f =
        field_of(CARNET_KIND_VACCINATION, CARNET_VACCINATION_TARGETS);
    cn_model_code targets[2] = {one_code(CN_SYSTEM_SNOMED, "16541001"),
                                one_code(CN_SYSTEM_SNOMED, "86406008")};
    assert_int_equal(ask_codes(CARNET_KIND_VACCINATION, f, targets, 1).part,
                     CARNET_PART_DESK);
    assert_int_equal(ask_codes(CARNET_KIND_VACCINATION, f, targets, 2).part,
                     CARNET_PART_PRIVATE);
}

static void a_kind_keeps_its_part_without_codes(void **state)
{
    (void)state;
    for (uint32_t k = 0; k < cn_model_num_kinds(); k++) {
        cn_buf b;
        cn_buf_init(&b);
        cn_cbor_put_text(&b, cn_span_of("a remark: B24", 13));
        answer a = ask_value(k, CARNET_FIELD_NOTE, cn_buf_span(&b));
        assert_int_equal(a.part, cn_model_kind(k)->part);
        assert_null(a.why);
        assert_string_equal(a.code, "");
        cn_buf_free(&b);
    }
}

static void words_and_reasons_for_absence_say_nothing(void **state)
{
    (void)state;
    cn_model_code c;
    memset(&c, 0, sizeof c);
    c.words = cn_span_of("HIV", 3);
    assert_int_equal(
        ask_codes(CARNET_KIND_CONDITION,
                  field_of(CARNET_KIND_CONDITION, CARNET_CONDITION_CODE), &c, 1)
            .part,
        CARNET_PART_CLINIC);
    static const uint8_t reasons[] = {0xf4, 0xf5, 0xf6};
    for (size_t i = 0; i < sizeof reasons; i++) {
        answer a = ask_value(CARNET_KIND_ALLERGY, CARNET_ALLERGY_AGENT,
                             cn_span_of(&reasons[i], 1));
        assert_int_equal(a.part, CARNET_PART_CLINIC);
    }
}

static void what_cannot_be_read_is_private(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {0x41, 0x00};
    answer a = ask_value(CARNET_KIND_CONDITION, CARNET_CONDITION_CODE,
                         cn_span_of(bytes, sizeof bytes));
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
    assert_non_null(a.why);
    a = ask_value(CARNET_KIND_CONDITION, CARNET_CONDITION_BODY_SITE,
                  cn_span_of(bytes, sizeof bytes));
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
    a = ask_value(CARNET_KIND_RESULT, CARNET_RESULT_COMPONENTS,
                  cn_span_of(bytes, sizeof bytes));
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
    a = ask_value((uint32_t)cn_model_num_kinds(), 5,
                  cn_span_of(bytes, sizeof bytes));
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_holds_at_its_bounds),
        cmocka_unit_test(no_row_holds_one_step_beyond),
        cmocka_unit_test(longer_codes_follow_and_shorter_do_not),
        cmocka_unit_test(icd_10_cm_follows_icd_10),
        cmocka_unit_test(every_field_and_member_with_a_code_is_looked_at),
        cmocka_unit_test(every_coding_of_a_code_is_looked_at),
        cmocka_unit_test(stems_of_an_icd_11_cluster_are_looked_at),
        cmocka_unit_test(national_editions_follow_by_their_uri),
        cmocka_unit_test(antivirals_that_do_not_tell_hiv_stay),
        cmocka_unit_test(development_and_dementia_stay_in_the_clinic_part),
        cmocka_unit_test(an_allergy_stays_but_for_hiv_and_opioid_medicines),
        cmocka_unit_test(only_vaccinations_go_to_the_desk_by_code),
        cmocka_unit_test(evidence_of_a_private_disease_is_private),
        cmocka_unit_test(a_border_vaccination_with_a_private_target_is_private),
        cmocka_unit_test(a_kind_keeps_its_part_without_codes),
        cmocka_unit_test(words_and_reasons_for_absence_say_nothing),
        cmocka_unit_test(what_cannot_be_read_is_private),
    };
    return cmocka_run_group_tests_name("model_parts", tests, NULL, NULL);
}
