/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Allergies, alerts and medicines held against each other: what is found, and
 * what is said not to be checked. What allergens cover: test_check_avoid.c.
 */
#include "../support/failing_mem.h"
#include "asked.h"

/* ---- what is found, as text ---- */

static void put_text(char *out, size_t room, const cn_treat_checks *k)
{
    static const char *const kinds[] = {"allergy", "avoid", "twice"};
    int len = 0;
    for (size_t i = 0; i < k->num_findings; i++) {
        const cn_treat_finding *f = &k->findings[i];
        len += snprintf(out + len, room - (size_t)len, "%s%s %zu %zu %s:%s",
                        len > 0 ? ", " : "", kinds[f->kind], f->a, f->b,
                        f->prefix, f->code);
        if (f->status != 0) {
            len += snprintf(out + len, room - (size_t)len, " status %d",
                            f->status);
        }
    }
    for (size_t i = 0; i < k->num_unchecked; i++) {
        len += snprintf(out + len, room - (size_t)len, "%sunchecked %zu",
                        len > 0 ? ", " : "", k->unchecked[i]);
    }
    for (size_t i = 0; i < k->num_parts; i++) {
        len += snprintf(out + len, room - (size_t)len, ", part %zu %s",
                        k->parts[i].entry, k->parts[i].code);
    }
    snprintf(out + len, room - (size_t)len, "%s", k->more ? ", more" : "");
}

static void check_case(cn_treat_checks *out, const asked *a, cn_arena *arena)
{
    memset(out, 0x5a, sizeof *out); /* nothing is left of what was in it */
    assert_status(cn_view_checks_of(out, &a->c, arena), CARNET_OK);
}

static void expect_found(const char *entries, const char *due)
{
    asked a;
    cn_arena arena;
    cn_treat_checks checks;
    char text[1024] = "";
    ask(&a, "2026-03-20", entries);
    cn_arena_init_grow(&arena);
    check_case(&checks, &a, &arena);
    put_text(text, sizeof text, &checks);
    if (strcmp(text, due) != 0) {
        fail_msg("%s: %s, not %s", entries, text, due);
    }
    cn_arena_free(&arena);
    forget(&a);
}

#define ALLERGY(agent, more)                                                   \
    "{\"kind\":\"allergy\",\"agent\":{" agent "}" more "}"
#define PENICILLIN ALLERGY("\"code\":\"764146007\"", "")
#define TO_ATC(code) ALLERGY("\"system\":\"atc\",\"code\":\"" code "\"", "")
#define ALERT(more) "{\"kind\":\"alert\",\"what\":{\"text\":\"x\"}" more "}"
#define AVOID(word) ALERT(",\"avoid\":[\"" word "\"]")
#define CODES(list) ALERT(",\"avoid_atc\":[" list "]")
#define CODE(code) "{\"code\":\"" code "\"}"
#define TAKES(medicine, more)                                                  \
    "{\"kind\":\"prescription\",\"medicine\":{" medicine "}" more "}"
#define TAKES_CODE(code, more) TAKES("\"code\":\"" code "\"", more)
#define OF(list) ",\"ingredients\":[" list "]"
#define INGREDIENT(code) "{\"medicine\":{\"code\":\"" code "\"}}"
#define STATUS(word) ",\"status\":\"" word "\""
#define DOSE(code, more)                                                       \
    "{\"kind\":\"vaccination\",\"vaccine\":{\"code\":\"" code                  \
    "\"},\"date\":\"2026-01-01\"" more "}"
#define NEXT ",\"next_due\":\"2026-04-10\""
#define TABLET ",\"form\":{\"code\":\"385055001\"}"
#define ROUTE(route) ",\"route\":{" route "}"
#define BY_MOUTH ROUTE("\"code\":\"26643006\"")
#define MUSCLE ROUTE("\"code\":\"78421000\"")

/* By any code of what is in it, and any prefix of the allergen. */
static void a_medicine_is_found_by_any_of_its_codes(void **state)
{
    (void)state;
    expect_found(PENICILLIN "," TAKES_CODE("J01CA04", ""),
                 "allergy 0 1 J01C:J01CA04");
    expect_found(PENICILLIN "," TAKES_CODE("A02BD04", ""),
                 "allergy 0 1 A02BD04:A02BD04");
    expect_found(PENICILLIN "," TAKES_CODE("N03AG01", ""), "");
    expect_found(
        TAKES("\"text\":\"x\"", OF(INGREDIENT("A10BA02") "," INGREDIENT(
                                    "J01CA04"))) "," PENICILLIN,
        "allergy 1 0 J01C:J01CA04");
    expect_found(PENICILLIN "," TAKES_CODE("N03AG01", "") "," TAKES_CODE(
                     "J01CA04", "") "," TAKES_CODE("J01CE02", ""),
                 "allergy 0 2 J01C:J01CA04, allergy 0 3 J01C:J01CE02");
    expect_found(TO_ATC("M03A") "," PENICILLIN "," TAKES_CODE("J01CA04", ""),
                 "allergy 1 2 J01C:J01CA04");
    expect_found(DOSE("J07BB02", NEXT) "," TO_ATC("J07BB"),
                 "allergy 1 0 J07BB:J07BB02");
}

/* Of which a part is to be avoided, it is not known whether it is that part. */
static void a_medicine_told_as_a_group_too_is_not_checked(void **state)
{
    (void)state;
    static const char both[] =
        TAKES("\"coding\":[{\"code\":\"N03AG01\"},{\"code\":\"A10BB\"}]", "");
    static const char back[] =
        TAKES("\"coding\":[{\"code\":\"A10BB\"},{\"code\":\"N03AG01\"}]", "");
    expect_found(CODES(CODE("A10BB01")), "");
    expect_found(both, "");
    for (size_t i = 0; i < 2; i++) {
        char entries[512];
        const char *medicine = i == 0 ? both : back;
        snprintf(entries, sizeof entries, "%s,%s", CODES(CODE("A10BB01")),
                 medicine);
        expect_found(entries, "unchecked 1");
        snprintf(entries, sizeof entries, "%s,%s",
                 CODES(CODE("V08") "," CODE("A10BB01")), medicine);
        expect_found(entries, "unchecked 1");
        snprintf(entries, sizeof entries, "%s,%s",
                 CODES(CODE("A10BB01") "," CODE("V08")), medicine);
        expect_found(entries, "unchecked 1");
        snprintf(entries, sizeof entries, "%s,%s", CODES(CODE("V08")),
                 medicine);
        expect_found(entries, "");
        /* once, whoever says it */
        snprintf(entries, sizeof entries, "%s,%s,%s", CODES(CODE("A10BB01")),
                 medicine, CODES(CODE("A10BB02")));
        expect_found(entries, "unchecked 1");
        /* what is found is said as such */
        snprintf(entries, sizeof entries, "%s,%s",
                 CODES(CODE("A10BB01") "," CODE("N03AG")), medicine);
        expect_found(entries, "avoid 0 1 N03AG:N03AG01");
    }
    /* one that is told as a group alone is not checked whatever is avoided */
    expect_found(TAKES_CODE("A10BB", "") "," CODES(CODE("A10BB01")),
                 "unchecked 0");
    expect_found(TAKES_CODE("J01", "") "," PENICILLIN, "unchecked 0");
}

/* A medicine of as many codes as fit, of which J01CA04 is the last. */
static void put_medicine_of_many(char *out, size_t room)
{
    size_t len = (size_t)snprintf(out, room,
                                  "{\"kind\":\"prescription\",\"medicine\":{"
                                  "\"code\":\"A10BA02\"},\"ingredients\":[");
    for (size_t i = 0; i + 2 < CN_TREAT_CODES_MAX; i++) {
        len += (size_t)snprintf(out + len, room - len,
                                "{\"medicine\":{\"code\":\"H01A%c%02zu\"}},",
                                (char)('A' + i / 16), i % 16 + 1);
    }
    snprintf(out + len, room - len, INGREDIENT("J01CA04") "]}");
}

static void the_last_code_of_many_is_compared(void **state)
{
    (void)state;
    char many[4096];
    char entries[2 * sizeof many];
    static const char *const rows[][3] = {
        {TO_ATC("M03A"), TAKES_CODE("N03AG01", ""), ""},
        {CODES(CODE("J01CA04")), TAKES_CODE("J01CA04", ""),
         "avoid 0 1 J01CA04:J01CA04, avoid 0 2 J01CA04:J01CA04, "
         "twice 1 2 :J01CA04"}};
    put_medicine_of_many(many, sizeof many);
    for (size_t i = 0; i < 2; i++) {
        snprintf(entries, sizeof entries, "%s,%s,%s", rows[i][0], many,
                 rows[i][1]);
        expect_found(entries, rows[i][2]);
        snprintf(entries, sizeof entries, "%s,%s,%s", rows[i][0], rows[i][1],
                 many);
        expect_found(entries, rows[i][2]);
    }
}

/* What goes on, may go on or is to begin; a vaccine by its next dose. */
static void what_is_to_come_is_compared(void **state)
{
    (void)state;
    static const struct {
        const char *entry;
        bool compared;
    } rows[] = {
        {TAKES_CODE("J01CA04", ""), true},
        {TAKES_CODE("J01CA04", STATUS("paused")), true},
        {TAKES_CODE("J01CA04", STATUS("interrupted")), true},
        {TAKES_CODE("J01CA04", STATUS("stopped")), false},
        {TAKES_CODE("J01CA04", STATUS("stopped") ",\"long_term\":true"), false},
        {TAKES_CODE("J01CA04", STATUS("completed")), false},
        {TAKES_CODE("J01CA04", ",\"since\":\"2026-04-01\""), true},
        {TAKES_CODE("J01CA04", ",\"until\":\"2026-03-01\""), false},
        {TAKES_CODE("J01CA04", ",\"until\":\"2026-03-01\",\"long_term\":true"),
         true},
        {DOSE("J01CA04", NEXT), true},
        {DOSE("J01CA04", ""), false},
        {DOSE("J01CA04", ",\"dose\":1,\"of\":2"), false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char entries[512];
        snprintf(entries, sizeof entries, "%s,%s", PENICILLIN, rows[i].entry);
        expect_found(entries,
                     rows[i].compared ? "allergy 0 1 J01C:J01CA04" : "");
    }
}

/* By a code of a substance that the phrase book has, or one of each
   ingredient. */
static void what_is_not_known_to_be_in_it_is_not_checked(void **state)
{
    (void)state;
    expect_found(TAKES_CODE("N03AG01", ""), "");
    expect_found(TAKES_CODE("N03AG99", ""), "unchecked 0"); /* is not there */
    expect_found(TAKES_CODE("N03AG", ""), "unchecked 0");
    expect_found(TAKES("\"text\":\"x\"", ""), "unchecked 0");
    expect_found(TAKES("\"text\":\"x\"", OF(INGREDIENT("N03AG01"))), "");
    expect_found(TAKES("\"coding\":[{\"code\":\"N03AG\"},{\"code\":"
                       "\"N03AG01\"}]",
                       ""),
                 "");
    expect_found(TAKES_CODE("N03AG01", "") "," TAKES("\"text\":\"x\"", ""),
                 "unchecked 1");
}

static void a_route_that_is_not_told_may_be_into_the_muscle(void **state)
{
    (void)state;
    static const struct {
        const char *medicine, *due;
    } rows[] = {
        {TAKES_CODE("N03AG01", MUSCLE), "avoid 0 1 :"},
        {TAKES_CODE("N03AG01", MUSCLE TABLET), "avoid 0 1 :"},
        {TAKES_CODE("N03AG01", BY_MOUTH), ""},
        {TAKES_CODE("N03AG01", TABLET), ""},
        {TAKES_CODE("N03AG01", BY_MOUTH TABLET), ""},
        {TAKES_CODE("N03AG01", ""), "unchecked 1"},
        {TAKES_CODE("N03AG01", ROUTE("\"coding\":[{\"code\":\"78421000\"},{"
                                     "\"code\":\"26643006\"}]")),
         "avoid 0 1 :"},
        {TAKES_CODE("N03AG01", ROUTE("\"coding\":[{\"code\":\"26643006\"},{"
                                     "\"code\":\"78421000\"}]")),
         "avoid 0 1 :"},
        {TAKES_CODE("N03AG01", ROUTE("\"text\":\"x\"")), "unchecked 1"},
        {TAKES("\"text\":\"x\"", MUSCLE), "avoid 0 1 :, unchecked 1"},
        {DOSE("J07BB02", NEXT), "unchecked 1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char entries[512];
        snprintf(entries, sizeof entries, "%s,%s",
                 AVOID("intramuscular_injection"), rows[i].medicine);
        expect_found(entries, rows[i].due);
    }
    /* found by its code as well, that is said */
    expect_found(
        ALERT(",\"avoid\":[\"intramuscular_injection\"],"
              "\"avoid_atc\":[{\"code\":\"N03AG\"}]") "," TAKES_CODE("N03AG01",
                                                                     MUSCLE),
        "avoid 0 1 N03AG:N03AG01");
    /* nobody asks for the route where nothing says to avoid one */
    expect_found(PENICILLIN "," TAKES_CODE("N03AG01", MUSCLE), "");
    expect_found(PENICILLIN "," TAKES_CODE("N03AG01", ""), "");
}

/* ---- allergies and alerts ---- */

static void an_allergy_is_told_with_its_status(void **state)
{
    (void)state;
    static const struct {
        const char *more, *due;
    } rows[] = {
        {STATUS("active"), "allergy 0 1 J01C:J01CA04"},
        {STATUS("inactive"), "allergy 0 1 J01C:J01CA04 status 1"},
        {STATUS("resolved"), "allergy 0 1 J01C:J01CA04 status 2"},
        {STATUS("refuted"), ""},
        {",\"certainty\":\"confirmed\"", "allergy 0 1 J01C:J01CA04"},
        {",\"certainty\":\"unconfirmed\"", "allergy 0 1 J01C:J01CA04"},
        {",\"certainty\":\"refuted\"", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char entries[512];
        snprintf(entries, sizeof entries,
                 ALLERGY("\"code\":\"764146007\"",
                         "%s") "," TAKES_CODE("J01CA04", ""),
                 rows[i].more);
        expect_found(entries, rows[i].due);
    }
}

static void what_is_not_known_of_an_allergen_is_named(void **state)
{
    (void)state;
    expect_found(ALLERGY("\"text\":\"dust\"", "") "," TAKES_CODE("J01CA04", ""),
                 "unchecked 0");
    /* all of a combination, and what it is itself */
    expect_found(TO_ATC("C09BX01") "," TAKES_CODE("C08CA01", ""),
                 "allergy 0 1 C08CA01:C08CA01, unchecked 0, part 0 C08CA01, "
                 "part 0 C03BA11");
    expect_found(PENICILLIN "," TO_ATC("C09BA01"), "unchecked 1, part 1 C03");
    expect_found(TO_ATC("C01AA05") "," TAKES_CODE("C01AA05", ""),
                 "allergy 0 1 C01AA05:C01AA05, unchecked 0");
}

static void an_alert_is_held_against_medicines(void **state)
{
    (void)state;
    expect_found(AVOID("iodine_contrast") "," TAKES_CODE("V08AB02", ""),
                 "avoid 0 1 V08A:V08AB02");
    expect_found(AVOID("live_vaccine") "," DOSE("J07BD52", NEXT),
                 "avoid 0 1 J07BD:J07BD52");
    expect_found(CODES("{\"text\":\"lead\"}") "," TAKES_CODE("V08AB02", ""),
                 "unchecked 0");
    expect_found(
        CODES("{\"text\":\"lead\"}," CODE("V08")) "," TAKES_CODE("V08AB02", ""),
        "avoid 0 1 V08:V08AB02, unchecked 0");
    expect_found(ALERT("") "," TAKES_CODE("V08AB02", ""), "");
}

static void what_was_compared_is_counted(void **state)
{
    (void)state;
    static const bool trusted[] = {false, false, false, true, true, true,
                                   true,  true,  true,  true, true, true};
    asked a;
    cn_arena arena;
    cn_treat_checks k;
#define NONE ALLERGY("\"absent\":\"none\"", "")
#define NOT_ASKED ALLERGY("\"absent\":\"not_asked\"", "")
    ask(&a, "2026-03-20",
        NONE "," NOT_ASKED "," PENICILLIN "," NONE "," NOT_ASKED "," ALLERGY(
            "\"text\":\"dust\"", "") "," ALLERGY("\"code\":\"764146007\"",
                                                 STATUS("refuted")) "," //
        ALERT("") "," AVOID("intramuscular_injection") "," CODES(
            CODE("V08A")) "," TAKES_CODE("N03AG01",
                                         TABLET) "," TAKES("\"text\":\"x\"",
                                                           TABLET));
    a.c.trusted = trusted;
    cn_arena_init_grow(&arena);
    check_case(&k, &a, &arena);
    assert_int_equal(k.num_none_known, 1); /* nobody's word is none */
    assert_int_equal(k.num_not_asked, 2);
    assert_int_equal(k.num_allergies, 1);
    assert_int_equal(k.num_refuted, 1);
    assert_int_equal(k.num_alerts, 2);
    assert_int_equal(k.num_medicines, 1);
    assert_int_equal(k.num_findings, 0);
    assert_int_equal(k.num_unchecked, 2);
    cn_arena_free(&arena);
    forget(&a);
}

/* ---- twice ---- */

static void a_substance_in_two_medicines_is_told(void **state)
{
    (void)state;
    static const char a[] = TAKES_CODE("A10BA02", "");
    static const char both[] = TAKES_CODE("A10BD07", "");
    static const struct {
        const char *first, *second, *third, *due;
    } rows[] = {
        {a, a, TAKES_CODE("N03AG01", ""), "twice 0 1 :A10BA02"},
        {a, TAKES_CODE("N03AG01", ""), a, "twice 0 2 :A10BA02"},
        {TAKES_CODE("N03AG01", ""), a, a, "twice 1 2 :A10BA02"},
        {a, a, a, "twice 0 1 :A10BA02, twice 0 2 :A10BA02, twice 1 2 :A10BA02"},
        {a, both, TAKES_CODE("N03AG01", ""), "twice 0 1 :A10BA02"},
        {both, a, TAKES_CODE("N03AG01", ""), "twice 0 1 :A10BA02"},
        /* a group is none */
        {TAKES("\"coding\":[{\"code\":\"N03AG01\"},{\"code\":\"A10BB\"}]", ""),
         TAKES("\"coding\":[{\"code\":\"N03AX14\"},{\"code\":\"A10BB\"}]", ""),
         TAKES_CODE("N03AF01", ""), ""},
        /* nor is a series of a vaccine told twice */
        {DOSE("J07BB02", NEXT), DOSE("J07BB02", NEXT),
         TAKES_CODE("J07BB02", ""), ""},
        {TAKES_CODE("J07BB02", ""), DOSE("J07BB02", NEXT), a, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char entries[1024];
        snprintf(entries, sizeof entries, "%s,%s,%s", rows[i].first,
                 rows[i].second, rows[i].third);
        expect_found(entries, rows[i].due);
    }
}

/* ---- bounds, and what can't be had ---- */

/* So many of the entries of a record, in turn. */
static void check_many(cn_treat_checks *out, const char *entries, size_t num,
                       cn_arena *arena)
{
    asked a;
    ask(&a, "2026-03-20", entries);
    assert_in_range(num, a.c.num, ASKED_MOST);
    for (size_t i = a.c.num; i < num; i++) {
        a.entries[i] = a.entries[i % a.c.num];
    }
    a.c.num = num;
    check_case(out, &a, arena);
    forget(&a);
}

static void beyond_the_bounds_each_entry_is_unchecked(void **state)
{
    (void)state;
    cn_arena arena;
    cn_treat_checks k;
    cn_arena_init_grow(&arena);
    check_many(&k, AVOID("iodine_contrast"), CN_TREAT_CHECKED_MAX, &arena);
    assert_int_equal(k.num_alerts, CN_TREAT_CHECKED_MAX);
    assert_int_equal(k.num_unchecked, 0);
    check_many(&k, AVOID("iodine_contrast"), CN_TREAT_CHECKED_MAX + 1, &arena);
    assert_int_equal(k.num_alerts, CN_TREAT_CHECKED_MAX);
    assert_int_equal(k.num_unchecked, 1);
    assert_int_equal(k.unchecked[0], CN_TREAT_CHECKED_MAX);
    /* those that say nothing are left out of no count */
    check_many(&k, ALERT("") "," AVOID("iodine_contrast"),
               2 * CN_TREAT_CHECKED_MAX + 1, &arena);
    assert_int_equal(k.num_alerts, CN_TREAT_CHECKED_MAX);
    assert_int_equal(k.num_unchecked, 0);
    check_many(&k, PENICILLIN, CN_TREAT_CHECKED_MAX + 2, &arena);
    assert_int_equal(k.num_allergies, CN_TREAT_CHECKED_MAX);
    assert_int_equal(k.num_unchecked, 2);
    check_many(&k, TAKES("\"text\":\"x\"", ""), CN_TREAT_CHECKED_MAX + 2,
               &arena);
    assert_int_equal(k.num_unchecked, CN_TREAT_CHECKED_MAX + 2);
    /* of two parts each */
    check_many(&k, TO_ATC("C09BX01"), CN_TREAT_CHECKED_MAX / 2 + 1, &arena);
    assert_int_equal(k.num_parts, CN_TREAT_CHECKED_MAX);
    assert_int_equal(k.num_unchecked, CN_TREAT_CHECKED_MAX / 2 + 1);
    cn_arena_free(&arena);
}

static void what_can_not_be_read_is_not_checked(void **state)
{
    (void)state;
    asked a;
    cn_arena arena;
    cn_treat_checks k;
    char text[256] = "";
    ask(&a, "2026-03-20",
        PENICILLIN "," TAKES_CODE("J01CA04", "") "," AVOID(
            "iodine_contrast") "," DOSE("J07BB02", NEXT) "," TAKES_CODE("J01CE0"
                                                                        "2",
                                                                        ""));
    for (size_t i = 0; i < a.made.num; i++) {
        if (a.made.list[i].source < 4) {
            a.made.entries[i].critical = true;
        }
    }
    cn_arena_init_grow(&arena);
    check_case(&k, &a, &arena);
    put_text(text, sizeof text, &k);
    assert_string_equal(text, "unchecked 0, unchecked 1, unchecked 2");
    assert_int_equal(k.num_medicines, 1);
    cn_arena_free(&arena);
    forget(&a);
}

/* Each taking fails in turn, and nothing is said then. */
static void without_memory_there_is_no_check(void **state)
{
    (void)state;
    static const cn_treat_checks none;
    asked a;
    size_t num_failed = 0;
    ask(&a, "2026-03-20", PENICILLIN "," TAKES_CODE("J01CA04", ""));
    for (bool failed = true; failed; num_failed += failed) {
        cn_arena arena;
        cn_treat_checks k;
        memset(&k, 0x5a, sizeof k);
        cn_arena_init_grow(&arena);
        test_mem_fail_at(num_failed + 1);
        carnet_status status = cn_view_checks_of(&k, &a.c, &arena);
        failed = test_mem_has_failed();
        test_mem_fail_at(0);
        assert_status(status, failed ? CARNET_CALLER_MEMORY : CARNET_OK);
        assert_int_equal(memcmp(&k, &none, sizeof k) == 0, failed);
        cn_arena_free(&arena);
    }
    assert_int_equal(num_failed, 4);
    forget(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_medicine_is_found_by_any_of_its_codes),
        cmocka_unit_test(a_medicine_told_as_a_group_too_is_not_checked),
        cmocka_unit_test(the_last_code_of_many_is_compared),
        cmocka_unit_test(what_is_to_come_is_compared),
        cmocka_unit_test(what_is_not_known_to_be_in_it_is_not_checked),
        cmocka_unit_test(a_route_that_is_not_told_may_be_into_the_muscle),
        cmocka_unit_test(an_allergy_is_told_with_its_status),
        cmocka_unit_test(what_is_not_known_of_an_allergen_is_named),
        cmocka_unit_test(an_alert_is_held_against_medicines),
        cmocka_unit_test(what_was_compared_is_counted),
        cmocka_unit_test(a_substance_in_two_medicines_is_told),
        cmocka_unit_test(beyond_the_bounds_each_entry_is_unchecked),
        cmocka_unit_test(what_can_not_be_read_is_not_checked),
        cmocka_unit_test(without_memory_there_is_no_check),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
