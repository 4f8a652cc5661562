/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Parts by default: every row of parts.def on both sides of its bounds, every
 * field that holds a code or a word, and what the rules say of allergies,
 * alerts, vaccinations and several codings.
 */
#include "../support/support.h"

#include "model_ask.h"

enum {
#define TOPIC(NAME, what) TOPIC_##NAME,
#include "model/parts.def"
};

static const char *const topics[] = {
#define TOPIC(NAME, what) what,
#include "model/parts.def"
};

typedef struct {
    const char *first, *last;
    int topic;
    int32_t set;
    int part;
} row;

static const row rows[] = {
#define RANGE(to, in, from, until, mark, topic)                                \
    {from, until, TOPIC_##topic, CN_SET_##in, CARNET_PART_##to},
#define ONE(to, in, code, mark, topic)                                         \
    {code, code, TOPIC_##topic, CN_SET_##in, CARNET_PART_##to},
#include "model/parts.def"
};
#define NUM_ROWS (sizeof rows / sizeof *rows)

static const struct {
    const char *codes;
    int topic;
    int32_t set;
} lists[] = {
#define EACH(in, topic, codes) {codes, TOPIC_##topic, CN_SET_##in},
#include "model/parts.def"
};
#define NUM_LISTS (sizeof lists / sizeof *lists)

static test_asked ask_condition(uint32_t system, const char *code)
{
    return test_ask(CARNET_KIND_CONDITION, CARNET_CONDITION_CODE, system, code);
}

static test_asked ask_vaccination(uint32_t system, const char *code)
{
    return test_ask(CARNET_KIND_VACCINATION, CARNET_VACCINATION_VACCINE, system,
                    code);
}

/* A condition or, for the desk, a vaccination with a code of a row's set. */
static test_asked ask_row(const row *w, const char *code)
{
    static const char *const uris[CN_NUM_SETS] = {
        [CN_SET_ICD9] = "urn:x:icd-9",
        [CN_SET_ICPC] = "urn:x:icpc-2",
        [CN_SET_PCS] = "urn:x:icd-10-pcs",
    };
    if (uris[w->set] != NULL) {
        return test_ask_uri(CARNET_KIND_CONDITION, CARNET_CONDITION_CODE,
                            uris[w->set], code);
    }
    return w->part == CARNET_PART_DESK ? ask_vaccination((uint32_t)w->set, code)
                                       : ask_condition((uint32_t)w->set, code);
}

/* ---- codes beside a bound ---- */

static const char base34[] = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
static const char letters24[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";
static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
static const char digits[] = "0123456789";

/* The characters that stand at place i of a code of a system with order. */
static const char *alphabet(int32_t set, const char *code, size_t i)
{
    bool is_digit = code[i] >= '0' && code[i] <= '9';
    if (set == CN_SET_ICD11) {
        return i == 1 ? letters24 : i == 2 ? digits : base34;
    }
    return is_digit ? digits : letters;
}

/* The code of the same length before (-1) or behind (1) it. */
static bool step_code(int32_t set, char *code, int by)
{
    for (size_t i = strlen(code); i-- > 0;) {
        if (code[i] == '.') {
            continue;
        }
        const char *all = alphabet(set, code, i);
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

/* A whole code that begins with a bound; 2 stands for any character. */
static void whole(char *out, int32_t set, const char *bound, bool end)
{
    const char *rest = end ? "99" : "00";
    bool short_icd = set == CN_SET_ICD10 && strlen(bound) < 3;
    snprintf(out, 40, "%.30s%s", bound, short_icd ? rest : "");
    for (char *any = strchr(out, '?'); any != NULL; any = strchr(any, '?')) {
        *any = '2';
    }
}

/* In the others only whole codes are compared. */
static bool has_order(int32_t set)
{
    return set != CN_SET_SNOMED && set != CN_SET_LOINC && set != CN_SET_CVX;
}

/* A code that is not the one of the row, by one step; false where there is
   none. */
static bool outside(char *out, const row *w, int by)
{
    uint32_t packed = 0;
    whole(out, w->set, by < 0 ? w->first : w->last, by > 0);
    if (has_order(w->set)) {
        return step_code(w->set, out, by);
    }
    if (!cn_model_pack((uint32_t)w->set, cn_span_of(out, strlen(out)),
                       &packed)) {
        return false;
    }
    return cn_model_unpack((uint32_t)w->set, packed + (uint32_t)by, out) > 0;
}

/* Whether an test_asked comes from row w. */
static bool is_from(const test_asked *a, const row *w)
{
    return strstr(a->why, topics[w->topic]) == a->why &&
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
            whole(code, w->set, end == 0 ? w->first : w->last, end == 1);
            test_asked a = ask_row(w, code);
            if (a.part != w->part ||
                (a.part == CARNET_PART_PRIVATE && !is_from(&a, w))) {
                fail_msg("%s: %d, %s", code, a.part, a.why);
            }
            assert_int_equal(a.why[0] != '\0', w->part == CARNET_PART_PRIVATE);
            assert_string_equal(a.unknown, "");
            assert_string_equal(a.code, a.why[0] != '\0' ? code : "");
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
            uint32_t set = (uint32_t)rows[i].set;
            if (!outside(code, &rows[i], by) ||
                (set < CN_NUM_SYSTEMS &&
                 cn_model_code_check(set, cn_span_of(code, strlen(code))) !=
                     CARNET_OK)) {
                continue;
            }
            test_asked a = ask_row(&rows[i], code);
            assert_false(is_from(&a, &rows[i]));
            num++;
        }
    }
    test_count("codes beside a row of parts.def", num);
}

static void every_code_of_a_list_makes_private(void **state)
{
    (void)state;
    size_t num = 0;
    for (size_t i = 0; i < NUM_LISTS; i++) {
        for (const char *at = lists[i].codes; *at != '\0'; num++) {
            row w = {.topic = lists[i].topic, .set = lists[i].set};
            char code[40];
            size_t len = strcspn(at, " ");
            snprintf(code, sizeof code, "%.*s", (int)len, at);
            w.first = w.last = code;
            test_asked a = ask_row(&w, code);
            if (a.part != CARNET_PART_PRIVATE || !is_from(&a, &w)) {
                fail_msg("%s: %d, %s", code, a.part, a.why);
            }
            assert_string_equal(a.code, code);
            at += len + (at[len] == ' ');
        }
    }
    test_count("codes of lists of parts.def", num);
}

/* Whether a list has a code: it stands there between spaces. */
static bool is_listed(int32_t set, const char *code)
{
    char due[44], all[4200];
    snprintf(due, sizeof due, " %s ", code);
    for (size_t i = 0; i < NUM_LISTS; i++) {
        assert_in_range(snprintf(all, sizeof all, " %s ", lists[i].codes), 1,
                        sizeof all - 1);
        if (lists[i].set == set && strstr(all, due) != NULL) {
            return true;
        }
    }
    return false;
}

/* Shorter and longer codes, and the nearest whose check digit is right. */
static void codes_beside_those_of_a_list_stay(void **state)
{
    (void)state;
    static const char *const stay[] = {"19030",    "1903000", "190300050",
                                       "19030104", "9030005", "86406"};
    for (size_t i = 0; i < sizeof stay / sizeof *stay; i++) {
        assert_int_equal(test_ask_uri(CARNET_KIND_CONDITION,
                                      CARNET_CONDITION_CODE,
                                      "http://snomed.info/sct/1", stay[i])
                             .part,
                         CARNET_PART_CLINIC);
    }
    size_t num[2] = {0, 0};
    for (uint32_t packed = 86000; packed < 88000; packed++) {
        char code[40] = "";
        assert_true(cn_model_unpack(CN_SYSTEM_SNOMED, packed, code) > 0);
        bool is =
            ask_condition(CN_SYSTEM_SNOMED, code).part == CARNET_PART_PRIVATE;
        assert_int_equal(is, is_listed(CN_SET_SNOMED, code));
        num[is]++;
    }
    assert_true(num[true] > 4 && num[false] > 1900);
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

/* Of LOINC only what is listed: the numbers that an IPS tells of pregnancies,
   and whether there is one, without a word that would tell it too. */
static void how_pregnancies_ended_is_private(void **state)
{
    (void)state;
    static const char *const codes[] = {
        "11636-8", "11637-6", "11638-4", "11639-2", "11640-0", "11612-9",
        "11613-7", "11614-5", "33065-4", "11449-6", "82810-3", "63895-7"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        assert_int_equal(ask_condition(CN_SYSTEM_LOINC, codes[i]).part,
                         CARNET_PART_PRIVATE);
    }
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
static test_asked ask_field(uint32_t kind, const cn_model_field *f, bool is)
{
    cn_model_code codes[2] = {test_code((uint32_t)f->a, private_code(f, false)),
                              test_code((uint32_t)f->a, private_code(f, true))};
    bool list = (f->flags & CN_FIELD_LIST) != 0;
    return list ? test_ask_codes(kind, f, codes, is ? 2 : 1)
                : test_ask_codes(kind, f, &codes[is ? 1 : 0], 1);
}

/* The same for member m of a group in field f. */
static test_asked ask_member(uint32_t kind, const cn_model_field *f,
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
        cn_model_code c =
            test_code((uint32_t)m->a, private_code(m, is && last));
        cn_cbor_put_array(&b, 2);
        cn_cbor_put_uint(&b, UINT64_C(1) << m->number);
        assert_status(cn_model_put_code(&b, m, &c), CARNET_OK);
    }
    test_asked a = test_ask_value(kind, f->number, cn_buf_span(&b));
    cn_buf_free(&b);
    return a;
}

static void expect(uint32_t kind, test_asked harmless, test_asked private_one)
{
    bool agent = kind == CARNET_KIND_ALLERGY;
    assert_int_equal(harmless.part, cn_model_kind(kind)->part);
    assert_string_equal(harmless.why, "");
    if (agent) {
        /* Stays, whatever its agent: SNOMED CT here. */
        assert_int_equal(private_one.part, CARNET_PART_CLINIC);
    } else {
        assert_int_equal(private_one.part, CARNET_PART_PRIVATE);
        assert_string_not_equal(private_one.why, "");
    }
}

static void see_code(uint32_t k, const cn_model_field *f,
                     const cn_model_field *m, size_t *num)
{
    if ((m == NULL ? f : m)->type != CN_TYPE_CODE) {
        return;
    }
    if (m == NULL) {
        expect(k, ask_field(k, f, false), ask_field(k, f, true));
    } else {
        expect(k, ask_member(k, f, m, false), ask_member(k, f, m, true));
    }
    *num += 1;
}

static void every_field_and_member_with_a_code_is_looked_at(void **state)
{
    (void)state;
    size_t num = 0;
    test_each_field(see_code, &num);
    test_count("fields and members with a code", num);
}

static void every_coding_of_a_code_is_looked_at(void **state)
{
    (void)state;
    cn_model_code c;
    memset(&c, 0, sizeof c);
    c.num = 4;
    test_coding(&c.codings[0], CN_SYSTEM_ICD10, NULL, "R53");
    test_coding(&c.codings[1], CN_SYSTEM_SNOMED, NULL, "84229001");
    test_coding(&c.codings[2], -1, "urn:oid:1.2.3.4", "I10");
    test_coding(&c.codings[3], CN_SYSTEM_ICD11, NULL, "MG22");
    const cn_model_field *f =
        test_field(CARNET_KIND_CONDITION, CARNET_CONDITION_CODE);
    assert_int_equal(test_ask_codes(CARNET_KIND_CONDITION, f, &c, 1).part,
                     CARNET_PART_CLINIC);
    test_coding(&c.codings[3], CN_SYSTEM_ICD11, NULL, "1C62.Z");
    test_asked a = test_ask_codes(CARNET_KIND_CONDITION, f, &c, 1);
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
    assert_string_equal(a.code, "1C62.Z");
    assert_string_equal(a.why, "HIV (ICD-11 1C60-1C62)");
}

static void stems_of_an_icd_11_cluster_are_looked_at(void **state)
{
    (void)state;
    assert_int_equal(ask_condition(CN_SYSTEM_ICD11, "CA40.0&XN109").part,
                     CARNET_PART_CLINIC);
    test_asked a = ask_condition(CN_SYSTEM_ICD11, "CA40.0/1C62.1&XN487");
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
    assert_string_equal(a.code, "1C62.1");
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
        test_asked a =
            test_ask(CARNET_KIND_PRESCRIPTION, CARNET_PRESCRIPTION_MEDICINE,
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
        {CN_SYSTEM_SNOMED, "372767007", CARNET_PART_CLINIC},
        {CN_SYSTEM_SNOMED, "387173000", CARNET_PART_CLINIC},
        {CN_SYSTEM_SNOMED, "713464000", CARNET_PART_PRIVATE},
        {CN_SYSTEM_SNOMED, "387286002", CARNET_PART_PRIVATE},
    };
    for (size_t i = 0; i < sizeof agents / sizeof *agents; i++) {
        test_asked a = test_ask(CARNET_KIND_ALLERGY, CARNET_ALLERGY_AGENT,
                                agents[i].system, agents[i].code);
        assert_int_equal(a.part, agents[i].part);
    }
}

/* An emergency must see what to avoid; it is not said why. */
static void an_alert_stays_but_for_hiv_and_opioid_medicines(void **state)
{
    (void)state;
    static const struct {
        uint32_t field;
        const char *code;
        uint8_t part;
    } alerts[] = {
        {CARNET_ALERT_AVOID_ATC, "N05", CARNET_PART_CLINIC},
        {CARNET_ALERT_AVOID_ATC, "N05BA01", CARNET_PART_CLINIC},
        {CARNET_ALERT_AVOID_ATC, "N06A", CARNET_PART_CLINIC},
        {CARNET_ALERT_AVOID_ATC, "G03A", CARNET_PART_CLINIC},
        {CARNET_ALERT_AVOID_ATC, "N07BB", CARNET_PART_CLINIC},
        {CARNET_ALERT_AVOID_ATC, "J05AB", CARNET_PART_CLINIC},
        {CARNET_ALERT_AVOID_ATC, "J05AP", CARNET_PART_CLINIC},
        {CARNET_ALERT_AVOID_ATC, "J05AE", CARNET_PART_PRIVATE},
        {CARNET_ALERT_AVOID_ATC, "J05A", CARNET_PART_PRIVATE},
        {CARNET_ALERT_AVOID_ATC, "N07BC", CARNET_PART_PRIVATE},
    };
    for (size_t i = 0; i < sizeof alerts / sizeof *alerts; i++) {
        test_asked a = test_ask(CARNET_KIND_ALERT, alerts[i].field,
                                CN_SYSTEM_ATC, alerts[i].code);
        assert_int_equal(a.part, alerts[i].part);
    }
    /* What the danger is counts like any other code. */
    assert_int_equal(
        test_ask(CARNET_KIND_ALERT, CARNET_ALERT_WHAT, CN_SYSTEM_ICD10, "B24")
            .part,
        CARNET_PART_PRIVATE);
    assert_int_equal(
        test_ask(CARNET_KIND_ALERT, CARNET_ALERT_WHAT, CN_SYSTEM_ATC, "N05BA01")
            .part,
        CARNET_PART_PRIVATE);
}

/* ---- words ---- */

typedef struct {
    const char *kind, *field, *word;
    int topic;
} word_row;

static const word_row words[] = {
#define WORD(kind, field, word, topic) {kind, field, word, TOPIC_##topic},
#include "model/parts.def"
};

static const word_row *row_of(const char *kind, const char *field,
                              const char *word)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i].kind, kind) == 0 &&
            strcmp(words[i].field, field) == 0 &&
            strcmp(words[i].word, word) == 0) {
            return &words[i];
        }
    }
    return NULL;
}

/* One word of a field; whether a row has it. */
static bool check_word(uint32_t kind, const cn_model_field *f, uint64_t i)
{
    const cn_model_shape *shape = cn_model_kind(kind);
    const char *word = cn_model_enum_word(f->a, i);
    const word_row *w = row_of(shape->name, f->name, word);
    test_asked a = test_ask_word(kind, f->number, i);
    if (w == NULL) {
        assert_int_equal(a.part, shape->part);
        assert_string_equal(a.why, "");
        return false;
    }
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
    assert_string_equal(a.code, word);
    assert_true(strstr(a.why, topics[w->topic]) == a.why);
    assert_non_null(strstr(a.why, f->name));
    return true;
}

static void every_word_goes_where_its_row_or_its_kind_says(void **state)
{
    (void)state;
    size_t num = 0;
    size_t with_row = 0;
    for (uint32_t k = 0; k < cn_model_num_kinds(); k++) {
        const cn_model_shape *shape = cn_model_kind(k);
        for (uint32_t n = 0; n < shape->num_fields; n++) {
            const cn_model_field *f = &shape->fields[n];
            uint64_t i = 0;
            while (f->type == CN_TYPE_ENUM &&
                   cn_model_enum_word(f->a, i) != NULL) {
                with_row += check_word(k, f, i++) ? 1 : 0;
                num++;
            }
        }
    }
    assert_int_equal(with_row, sizeof words / sizeof *words);
    test_count("words of enumerations in fields", num);
}

static void a_pregnancy_that_stopped_a_medicine_is_private(void **state)
{
    (void)state;
    test_asked a =
        test_ask_word(CARNET_KIND_PRESCRIPTION, CARNET_PRESCRIPTION_WHY_STOPPED,
                      CARNET_WHY_STOPPED_PREGNANCY);
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
    assert_string_equal(a.why,
                        "pregnancy and contraception (why_stopped pregnancy)");
    assert_string_equal(a.code, "pregnancy");
}

static void a_word_beyond_its_enumeration_is_private(void **state)
{
    (void)state;
    test_asked a = test_ask_word(CARNET_KIND_PRESCRIPTION,
                                 CARNET_PRESCRIPTION_WHY_STOPPED, 23);
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
    assert_string_equal(a.why, "it can't be read");
}

/* ---- by kind ---- */

static void only_vaccinations_go_to_the_desk_by_code(void **state)
{
    (void)state;
    assert_int_equal(ask_vaccination(CN_SYSTEM_ATC, "J07BL01").part,
                     CARNET_PART_DESK);
    assert_int_equal(ask_vaccination(CN_SYSTEM_ATC, "J07CA09").part,
                     CARNET_PART_DESK);
    assert_int_equal(ask_vaccination(CN_SYSTEM_ATC, "J07BC01").part,
                     CARNET_PART_CLINIC);
    /* An exception to what is private is not for the desk. */
    assert_int_equal(ask_vaccination(CN_SYSTEM_ATC, "J05AB01").part,
                     CARNET_PART_CLINIC);
    assert_int_equal(ask_vaccination(CN_SYSTEM_CVX, "08").part,
                     CARNET_PART_CLINIC);
    assert_int_equal(ask_condition(CN_SYSTEM_SNOMED, "840539006").part,
                     CARNET_PART_CLINIC);
    assert_int_equal(test_ask(CARNET_KIND_EVIDENCE, CARNET_EVIDENCE_CODE,
                              CN_SYSTEM_SNOMED, "840539006")
                         .part,
                     CARNET_PART_CLINIC);
}

static void evidence_of_a_private_disease_is_private(void **state)
{
    (void)state;
    test_asked a = test_ask(CARNET_KIND_EVIDENCE, CARNET_EVIDENCE_CODE,
                            CN_SYSTEM_SNOMED, "86406008");
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
    assert_string_equal(a.why, "HIV (SNOMED CT 86406008)");
}

static void a_border_vaccination_with_a_private_target_is_private(void **state)
{
    (void)state;
    const cn_model_field *f =
        test_field(CARNET_KIND_VACCINATION, CARNET_VACCINATION_TARGETS);
    cn_model_code targets[2] = {test_code(CN_SYSTEM_SNOMED, "16541001"),
                                test_code(CN_SYSTEM_SNOMED, "86406008")};
    assert_int_equal(
        test_ask_codes(CARNET_KIND_VACCINATION, f, targets, 1).part,
        CARNET_PART_DESK);
    assert_int_equal(
        test_ask_codes(CARNET_KIND_VACCINATION, f, targets, 2).part,
        CARNET_PART_PRIVATE);
}

static void a_kind_keeps_its_part_without_codes(void **state)
{
    (void)state;
    for (uint32_t k = 0; k < cn_model_num_kinds(); k++) {
        cn_buf b;
        cn_buf_init(&b);
        cn_cbor_put_text(&b, cn_span_of("a remark: B24", 13));
        test_asked a = test_ask_value(k, CARNET_FIELD_NOTE, cn_buf_span(&b));
        assert_int_equal(a.part, cn_model_kind(k)->part);
        assert_string_equal(a.why, "");
        assert_string_equal(a.code, "");
        cn_buf_free(&b);
    }
}

static void reasons_for_absence_say_nothing(void **state)
{
    (void)state;
    static const uint8_t reasons[] = {0xf4, 0xf5, 0xf6};
    for (size_t i = 0; i < sizeof reasons; i++) {
        test_asked a = test_ask_value(CARNET_KIND_ALLERGY, CARNET_ALLERGY_AGENT,
                                      cn_span_of(&reasons[i], 1));
        assert_int_equal(a.part, CARNET_PART_CLINIC);
    }
}

static void what_cannot_be_read_is_private(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {0x41, 0x00};
    test_asked a = test_ask_value(CARNET_KIND_CONDITION, CARNET_CONDITION_CODE,
                                  cn_span_of(bytes, sizeof bytes));
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
    assert_string_not_equal(a.why, "");
    a = test_ask_value(CARNET_KIND_CONDITION, CARNET_CONDITION_BODY_SITE,
                       cn_span_of(bytes, sizeof bytes));
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
    a = test_ask_value(CARNET_KIND_RESULT, CARNET_RESULT_COMPONENTS,
                       cn_span_of(bytes, sizeof bytes));
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
    a = test_ask_value((uint32_t)cn_model_num_kinds(), 5,
                       cn_span_of(bytes, sizeof bytes));
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
}

static void a_list_of_nothing_is_private(void **state)
{
    (void)state;
    static const uint8_t empty[] = {0x80};
    static const struct {
        uint32_t kind, field;
    } fields[] = {
        {CARNET_KIND_CONDITION, CARNET_CONDITION_BODY_SITE},
        {CARNET_KIND_RESULT, CARNET_RESULT_COMPONENTS},
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        test_asked a = test_ask_value(fields[i].kind, fields[i].field,
                                      cn_span_of(empty, sizeof empty));
        assert_int_equal(a.part, CARNET_PART_PRIVATE);
        assert_string_equal(a.why, "it can't be read");
    }
}

/* A note that can't be read, before a word that can. */
static void what_can_be_read_does_not_excuse_the_rest(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {0x41, 0x00, 0x00};
    test_asked a = test_ask_values(CARNET_KIND_CONDITION,
                                   UINT64_C(1) << CARNET_FIELD_NOTE |
                                       UINT64_C(1) << CARNET_CONDITION_SEVERITY,
                                   2, cn_span_of(bytes, sizeof bytes));
    assert_int_equal(a.part, CARNET_PART_PRIVATE);
    assert_string_equal(a.why, "it can't be read");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_holds_at_its_bounds),
        cmocka_unit_test(no_row_holds_one_step_beyond),
        cmocka_unit_test(every_code_of_a_list_makes_private),
        cmocka_unit_test(codes_beside_those_of_a_list_stay),
        cmocka_unit_test(longer_codes_follow_and_shorter_do_not),
        cmocka_unit_test(how_pregnancies_ended_is_private),
        cmocka_unit_test(icd_10_cm_follows_icd_10),
        cmocka_unit_test(every_field_and_member_with_a_code_is_looked_at),
        cmocka_unit_test(every_coding_of_a_code_is_looked_at),
        cmocka_unit_test(stems_of_an_icd_11_cluster_are_looked_at),
        cmocka_unit_test(antivirals_that_do_not_tell_hiv_stay),
        cmocka_unit_test(development_and_dementia_stay_in_the_clinic_part),
        cmocka_unit_test(an_allergy_stays_but_for_hiv_and_opioid_medicines),
        cmocka_unit_test(an_alert_stays_but_for_hiv_and_opioid_medicines),
        cmocka_unit_test(every_word_goes_where_its_row_or_its_kind_says),
        cmocka_unit_test(a_pregnancy_that_stopped_a_medicine_is_private),
        cmocka_unit_test(a_word_beyond_its_enumeration_is_private),
        cmocka_unit_test(only_vaccinations_go_to_the_desk_by_code),
        cmocka_unit_test(evidence_of_a_private_disease_is_private),
        cmocka_unit_test(a_border_vaccination_with_a_private_target_is_private),
        cmocka_unit_test(a_kind_keeps_its_part_without_codes),
        cmocka_unit_test(reasons_for_absence_say_nothing),
        cmocka_unit_test(what_cannot_be_read_is_private),
        cmocka_unit_test(a_list_of_nothing_is_private),
        cmocka_unit_test(what_can_be_read_does_not_excuse_the_rest),
    };
    return cmocka_run_group_tests_name("model_parts", tests, NULL, NULL);
}
