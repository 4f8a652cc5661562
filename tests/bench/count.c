/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bench_count WHAT, under valgrind --tool=callgrind: each operation once to
 * warm up and once counted, dumped under its name. callgrind.py reads them.
 * WHAT: "figures" for those that tests hold, "all" for the growing ones too.
 */
#include "../api/worst.h"
#include "../trust/made_list.h"
#include "sample.h"

#include "carnet/view.h"

#include <valgrind/callgrind.h>

typedef void operation(const bench_sample *s);

/* Counts from here on. A dump, since callgrind's own zeroing forgets some. */
static void begin(void)
{
    CALLGRIND_DUMP_STATS;
}

static void end(const char *what, const bench_sample *s)
{
    static char name[96];
    CALLGRIND_TOGGLE_COLLECT;
    (void)snprintf(name, sizeof name, "%s %s", what, s->name);
    CALLGRIND_DUMP_STATS_AT(name);
    CALLGRIND_TOGGLE_COLLECT;
}

/* Twice, so that what is done once in a process is not counted. */
static void count(const char *what, operation *run, const bench_sample *s)
{
    run(s);
    begin();
    run(s);
    end(what, s);
}

static void count_cbor_load(const bench_sample *s)
{
    bench_cbor_load(s);
    bench_cbor_free();
    begin();
    bench_cbor_load(s);
    end("cbor_load", s);
    bench_cbor_free();
}

/* ---- verifying ---- */

static void count_verifying(const bench_sample *s)
{
    count("verify", bench_verify, s);
    count("bare", bench_bare, s);
    count("decode", bench_decode, s);
    count_cbor_load(s);
}

static void count_records(void)
{
    static const char *const names[] = {
        "rich-summary", "sizes/s2-1", "sizes/s2-2",      "sizes/s2-3",
        "sizes/s2-4",   "emergency",  "sizes/s4-1",      "sizes/s4-2",
        "sizes/s4-3",   "sizes/s4-4", "one-vaccination", "sizes/s3-1",
        "sizes/s3-2",   "sizes/s3-3", "sizes/s3-4"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        bench_sample s;
        bench_begin(&s, names[i]);
        count_verifying(&s);
        bench_end(&s);
    }
}

/* ---- the rest of a record's life ---- */

static void issue(const bench_sample *s)
{
    static const uint8_t seed[CARNET_ISSUE_SEED_SIZE] = "a seed of bench";
    cn_buf json = test_data("rich-summary.json");
    carnet_record *record = NULL;
    carnet_plan *plan = NULL;
    carnet_buf *file = NULL;
    assert_non_null(s);
    assert_status(carnet_record_from_json(&record, NULL,
                                          (const char *)json.data, json.len),
                  CARNET_OK);
    assert_status(carnet_issue_plan(&plan, NULL, record, TEST_DAY,
                                    CARNET_ISSUE_UNLIMITED),
                  CARNET_OK);
    assert_status(carnet_issue_sign_seeded(&file, plan, test_secret(1), seed,
                                           sizeof seed),
                  CARNET_OK);
    carnet_buf_free(file);
    carnet_issue_free(plan);
    carnet_record_free(record);
    cn_buf_free(&json);
}

static void tell(const bench_sample *s)
{
    carnet_buf *json =
        test_json_of(bench_verdict(cn_buf_span(&s->text), s->now_s));
    carnet_buf_free(json);
}

static void show(const bench_sample *s)
{
    const carnet_verdict *v = bench_verdict(cn_buf_span(&s->text), s->now_s);
    for (size_t i = 0; i < carnet_verify_num_entries(v, 0); i++) {
        carnet_buf *text = NULL;
        assert_status(carnet_view_text(&text, NULL,
                                       carnet_verify_get_entry(v, 0, i), "fr",
                                       2),
                      CARNET_OK);
        carnet_buf_free(text);
    }
}

static void present(const bench_sample *s)
{
    carnet_buf *shown = NULL;
    assert_status(carnet_privacy_present(&shown, NULL, s->file.data,
                                         s->file.len, "desk", NULL, 0, NULL, 0),
                  CARNET_OK);
    carnet_buf_free(shown);
}

static void count_life(void)
{
    bench_sample s;
    bench_begin(&s, "rich-summary");
    count("issue", issue, &s);
    count("verify_alone", bench_verify_alone, &s);
    count("json", tell, &s);
    count("show_fr", show, &s);
    count("present", present, &s);
    bench_end(&s);
}

/* ---- the worst that a text can ask for ---- */

static void examine(const bench_sample *s)
{
    (void)bench_verdict(cn_buf_span(&s->text), TEST_NOW);
}

/* As many keys as may share an id, none of them the right one. */
static void try_candidates(const bench_sample *s)
{
    static _Alignas(16) uint8_t room[CARNET_VERIFY_ARENA_SIZE];
    carnet_public_key like[CN_LIMIT_CANDIDATES];
    const carnet_public_key *keys[CN_LIMIT_CANDIDATES];
    carnet_verdict *v = NULL;
    for (uint8_t i = 0; i < CN_LIMIT_CANDIDATES; i++) {
        like[i] = *test_public((uint8_t)(i + 2));
        memcpy(like[i].digest, test_public(1)->digest, CARNET_KEY_ID_SIZE);
        keys[i] = &like[i];
    }
    assert_status(carnet_verify_in_arena(&v, room, sizeof room, s->text.data,
                                         s->text.len, keys, CN_LIMIT_CANDIDATES,
                                         TEST_NOW),
                  CARNET_OK);
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_REFUSED);
}

static void count_text(const char *name, operation *run, cn_buf text)
{
    bench_sample s = {.name = name, .text = text};
    count("worst", run, &s);
    cn_buf_free(&text);
}

static cn_buf text_of(uint8_t first, uint8_t step)
{
    cn_buf b;
    cn_buf_init(&b);
    uint8_t *p = cn_buf_extend(&b, CN_LIMIT_TEXT_BYTES - 8);
    assert_non_null(p);
    for (size_t i = 0; i < b.len; i++) {
        p[i] = (uint8_t)(first + step * i);
    }
    cn_buf text = test_as_text(cn_buf_span(&b));
    cn_buf_free(&b);
    return text;
}

static void count_worst(void)
{
    count_text("8_credentials", examine, test_worst_text(8, 1100));
    count_text("2_credentials", examine, test_worst_text(2, 1850));
    count_text("8_of_4_candidates", try_candidates, test_worst_text(8, 1100));
    count_text("nesting", examine, text_of(0x81, 0));
    count_text("noise", examine, text_of(0x83, 0x35));
}

/* ---- what grows ---- */

static void count_entries(void)
{
    for (size_t num = 1; num <= 256; num *= 2) {
        char name[16];
        bench_sample s;
        cn_buf passport = bench_conditions(num);
        (void)snprintf(name, sizeof name, "%zu", num);
        bench_begin_made(&s, name, cn_buf_span(&passport));
        count("entries", bench_verify, &s);
        bench_end(&s);
        cn_buf_free(&passport);
    }
}

static const carnet_trust_list *looked_in;

/* A thousand looks for keys that are there, spread over the list. */
static void look(const bench_sample *s)
{
    size_t found = 0;
    assert_non_null(s);
    for (uint32_t i = 0; i < 1000; i++) {
        const cn_trust_list *l = &looked_in->list;
        const uint64_t at = (uint64_t)i * 2654435761u % l->num_keys;
        size_t first;
        const uint32_t id = l->index[at].kid;
        const uint8_t kid[] = {(uint8_t)(id >> 24), (uint8_t)(id >> 16),
                               (uint8_t)(id >> 8), (uint8_t)id};
        found += cn_trust_list_find(l, &first, kid);
    }
    assert_true(found >= 1000);
}

static void count_issuers(size_t num)
{
    char name[16];
    bench_sample s = {.name = name};
    cn_buf b = made_many(num);
    carnet_trust_list *list = made_read(cn_buf_span(&b), MADE_MANY);
    (void)snprintf(name, sizeof name, "%zu", num);
    looked_in = list;
    count("issuers", look, &s);
    made_free(list);
    cn_buf_free(&b);
}

int main(int argc, char **argv)
{
    const bool all = argc == 2 && strcmp(argv[1], "all") == 0;
    if (!all && (argc != 2 || strcmp(argv[1], "figures") != 0)) {
        return 2;
    }
    count_records();
    count_life();
    count_worst();
    count_issuers(1000);
    if (all) {
        static const size_t issuers[] = {10, 100, 3000, 10000, 30000, 50000};
        count_entries();
        for (size_t i = 0; i < sizeof issuers / sizeof issuers[0]; i++) {
            count_issuers(issuers[i]);
        }
    }
    return 0;
}
