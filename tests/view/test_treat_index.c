/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who else may use a supply and whether a later dose was given: what the sorted
 * index answers is what looking at each other entry in turn does, in made-up
 * cases.
 */
#include "asked.h"

enum {
    ENTRIES = 30,
    SEEDS = 30
};

/* Whether one is among both, of lists that end with NULL. */
static bool have_common(const char *const *a, const char *const *b)
{
    for (size_t i = 0; a[i] != NULL; i++) {
        for (size_t k = 0; b[k] != NULL; k++) {
            if (strcmp(a[i], b[k]) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* ---- supplies ---- */

static const struct {
    const char *const codes[3];
    const char *json;
} medicines[] = {
    {{"J01CA04"}, "{\"code\":\"J01CA04\"}"},
    {{"J01CA01"}, "{\"code\":\"J01CA01\"}"},
    {{"N02BE01"}, "{\"code\":\"N02BE01\"}"},
    {{"J01CA04", "N02BE01"},
     "{\"coding\":[{\"system\":\"atc\",\"code\":\"J01CA04\"},"
     "{\"system\":\"atc\",\"code\":\"N02BE01\"}]}"},
    {{NULL}, "{\"text\":\"something\"}"},
};

/* Each is equal to itself alone; the first is none. */
static const char *const packs[] = {
    "",
    ",\"handed_over\":{\"value\":10,\"unit\":\"{tablet}\"}",
    ",\"handed_over\":{\"value\":20,\"unit\":\"{tablet}\"}",
    ",\"handed_over\":{\"value\":10,\"unit\":\"{capsule}\"}",
    ",\"handed_over\":{\"value\":0.10,\"unit\":\"{tablet}\"}",
};
static const char *const days[] = {
    "",
    ",\"handed_on\":\"2026-03-01\"",
    ",\"handed_on\":\"2026-03-02\"",
    ",\"handed_on\":\"2026-03\"",
    ",\"handed_on\":\"2026-03-01~\"",
};

typedef struct {
    size_t medicine, pack, day;
    bool stopped;
} supply;

static bool is_one_day(size_t day)
{
    return day == 1 || day == 2;
}

static bool may_share(const supply *mine, const supply *other)
{
    bool same = mine->pack == other->pack && mine->day == other->day &&
                is_one_day(mine->day);
    return !other->stopped && (other->pack == 0 || same) &&
           have_common(medicines[mine->medicine].codes,
                       medicines[other->medicine].codes);
}

/* Most of what was handed nothing is stopped: what goes on shares with all of
   its code. */
static void make_supplies(supply *out, test_random *x, char *json, size_t size)
{
    size_t len = 0;
    for (size_t i = 0; i < ENTRIES; i++) {
        supply *s = &out[i];
        s->medicine = test_pick(x, sizeof medicines / sizeof *medicines);
        s->pack = test_pick(x, sizeof packs / sizeof *packs);
        s->day = test_pick(x, sizeof days / sizeof *days);
        s->stopped = test_one_in(x, 4);
        s->stopped = s->stopped || (s->pack == 0 && !test_one_in(x, 8));
        len += (size_t)snprintf(
            json + len, size - len,
            "%s{\"kind\":\"prescription\",\"medicine\":%s%s%s%s}",
            i == 0 ? "" : ",", medicines[s->medicine].json, packs[s->pack],
            days[s->day], s->stopped ? ",\"status\":\"stopped\"" : "");
    }
}

static void a_supply_is_shared_as_looking_at_each_tells(void **state)
{
    (void)state;
    size_t num[2] = {0, 0};
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        static char json[ENTRIES * 400];
        supply all[ENTRIES];
        asked a;
        test_random x = {seed};
        make_supplies(all, &x, json, sizeof json);
        ask(&a, "2026-03-20", json);
        for (size_t i = 0; i < ENTRIES; i++) {
            bool due = false;
            for (size_t k = 0; k < ENTRIES; k++) {
                due = due || (k != i && may_share(&all[i], &all[k]));
            }
            assert_int_equal(cn_treat_is_shared(a.c.index, a.entries[i]), due);
            num[due]++;
        }
        forget(&a);
    }
    assert_true(num[0] > ENTRIES && num[1] > ENTRIES);
}

static void a_dose_of_a_vaccine_uses_no_supply(void **state)
{
    (void)state;
    asked a;
    ask(&a, "2026-03-20",
        "{\"kind\":\"prescription\",\"medicine\":{\"code\":\"J07BD52\"},"
        "\"handed_over\":{\"value\":1,\"unit\":\"mL\"}},"
        "{\"kind\":\"vaccination\",\"vaccine\":{\"code\":\"J07BD52\"},"
        "\"date\":\"2026-03-20\"}");
    assert_false(cn_treat_is_shared(a.c.index, a.entries[0]));
    forget(&a);
}

/* ---- doses ---- */

/* Codes with their list before them. */
static const struct {
    const char *const codes[4];
    const char *json;
} vaccines[] = {
    {{"atc J07BD52"}, "\"vaccine\":{\"code\":\"J07BD52\"}"},
    {{"atc J07BD01"}, "\"vaccine\":{\"code\":\"J07BD01\"}"},
    {{"cvx 03"}, "\"vaccine\":{\"system\":\"cvx\",\"code\":\"03\"}"},
    {{"snomed 14189004"},
     "\"vaccine\":{\"system\":\"snomed\",\"code\":\"14189004\"}"},
    {{"cvx 03", "atc J07BD52"},
     "\"vaccine\":{\"coding\":[{\"system\":\"cvx\",\"code\":\"03\"},"
     "{\"system\":\"atc\",\"code\":\"J07BD52\"}]}"},
    {{"cvx 05", "cvx 03"},
     "\"vaccine\":{\"coding\":[{\"system\":\"cvx\",\"code\":\"05\"},"
     "{\"system\":\"cvx\",\"code\":\"03\"}]}"},
    {{"against 14189004", "against 36989005"},
     "\"vaccine\":{\"text\":\"two\"},\"targets\":[{\"code\":\"14189004\"},"
     "{\"code\":\"36989005\"}]"},
    {{"against 36989005"},
     "\"vaccine\":{\"text\":\"one\"},\"targets\":[{\"code\":\"36989005\"}]"},
    {{NULL}, "\"vaccine\":{\"text\":\"any\"}"},
};

/* First and last day that each can be, in March 2026; no date has 0. */
static const struct {
    int32_t first, last;
    const char *json;
} dates[] = {
    {0, 0, ",\"date\":{\"absent\":\"not_asked\"}"},
    {5, 5, ",\"date\":\"2026-03-05\""},
    {6, 6, ",\"date\":\"2026-03-06\""},
    {7, 7, ",\"date\":\"2026-03-07\""},
    {1, 31, ",\"date\":\"2026-03\""},
};

typedef struct {
    size_t vaccine, date, dose; /* dose 0: not told */
    bool trusted, done;
} dose;

static bool is_later(const dose *mine, const dose *other, bool trusted)
{
    int32_t first = dates[mine->date].first;
    int32_t last = dates[mine->date].last;
    bool dated = first != 0 && dates[other->date].first != 0;
    bool by_day = dated && dates[other->date].first > last;
    bool before = dated && dates[other->date].last < first;
    bool by_number = !before && mine->dose != 0 && other->dose > mine->dose;
    return other->done && (other->trusted || !trusted) &&
           (by_day || by_number) &&
           have_common(vaccines[mine->vaccine].codes,
                       vaccines[other->vaccine].codes);
}

static void make_doses(dose *out, test_random *x, char *json, size_t size)
{
    size_t len = 0;
    for (size_t i = 0; i < ENTRIES; i++) {
        dose *d = &out[i];
        char number[40] = "";
        d->vaccine = test_pick(x, sizeof vaccines / sizeof *vaccines);
        d->date = test_pick(x, sizeof dates / sizeof *dates);
        d->dose = test_pick(x, 4);
        d->dose = d->dose == 3 ? 99 : d->dose; /* the highest there is */
        d->trusted = test_one_in(x, 2);
        d->done = !test_one_in(x, 3);
        if (d->dose != 0) {
            snprintf(number, sizeof number, ",\"dose\":%zu", d->dose);
        }
        len += (size_t)snprintf(
            json + len, size - len, "%s{\"kind\":\"vaccination\",%s%s%s%s}",
            i == 0 ? "" : ",", vaccines[d->vaccine].json, dates[d->date].json,
            number, d->done ? "" : ",\"state\":\"not_done\"");
    }
}

static void a_dose_is_followed_as_looking_at_each_tells(void **state)
{
    (void)state;
    size_t num[2] = {0, 0};
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        static char json[ENTRIES * 400];
        dose all[ENTRIES];
        bool trusted[ENTRIES];
        asked a;
        cn_arena arena;
        test_random x = {seed};
        make_doses(all, &x, json, sizeof json);
        ask(&a, "2026-03-20", json);
        for (size_t i = 0; i < ENTRIES; i++) {
            trusted[i] = all[i].trusted;
        }
        a.c.trusted = trusted;
        cn_arena_init_grow(&arena);
        assert_status(cn_view_index_case(&a.c, &arena), CARNET_OK);
        for (size_t i = 0; i < 2 * ENTRIES; i++) {
            const dose *mine = &all[i / 2];
            bool due = false;
            for (size_t k = 0; k < ENTRIES; k++) {
                due = due || is_later(mine, &all[k], i % 2 == 1);
            }
            assert_int_equal(
                cn_treat_is_followed(a.c.index, a.entries[i / 2], i % 2 == 1),
                due);
            num[due]++;
        }
        cn_arena_free(&arena);
        forget(&a);
    }
    assert_true(num[0] > ENTRIES && num[1] > ENTRIES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_supply_is_shared_as_looking_at_each_tells),
        cmocka_unit_test(a_dose_of_a_vaccine_uses_no_supply),
        cmocka_unit_test(a_dose_is_followed_as_looking_at_each_tells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
