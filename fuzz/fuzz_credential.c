/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A passport whole: the heap and the arena give one verdict, its JSON and its
 * text are well-formed, and of each credential that is whole there is no other
 * encoding: read as JSON and written again, its entries are the same bytes, but
 * for words that a writer need not say.
 */
#include "look.h"

#include "../lib/api/passport_i.h"

#include <string.h>

const char fuzz_name[] = "credential";

/* ---- one verdict ---- */

static carnet_buf *json_of(const carnet_verdict *v)
{
    carnet_buf *json = NULL;
    FUZZ_HOLDS(carnet_verify_json(&json, v, 1) == CARNET_OK);
    return json;
}

static void check_arena(cn_span input, const carnet_verdict *v)
{
    static _Alignas(16) uint8_t arena[2 * CARNET_VERIFY_ARENA_SIZE];
    carnet_verdict *other = NULL;
    size_t size = CARNET_VERIFY_ARENA_SIZE;
    carnet_status status =
        carnet_verify_in_arena(&other, arena, size, input.data, input.len,
                               fuzz_trusted(), FUZZ_NUM_KEYS, FUZZ_NOW);
    if (status == CARNET_OK) {
        fuzz_take_equal(json_of(v), json_of(other));
    } else { /* only a file may need more */
        FUZZ_HOLDS(status == CARNET_CALLER_ARENA && input.data[0] != 'H');
    }
}

/* The word follows from the words; none refused has entries. */
static void check_words(const carnet_verdict *v)
{
    size_t num = carnet_verify_num_credentials(v);
    FUZZ_HOLDS((num == 0) == (carnet_verify_reason(v) != CARNET_OK));
    FUZZ_HOLDS(carnet_verify_outcome(v) != CARNET_VERIFY_UNDECIDED);
    for (size_t i = 0; i < num; i++) {
        int32_t word = carnet_verify_credential_outcome(v, i);
        bool authentic = carnet_verify_fact(v, i, CARNET_VERIFY_SIGNATURE) ==
                         CARNET_VERIFY_YES;
        FUZZ_HOLDS(word == CARNET_VERIFY_REFUSED || authentic);
        FUZZ_HOLDS(word != CARNET_VERIFY_REFUSED ||
                   carnet_verify_num_entries(v, i) == 0);
        FUZZ_HOLDS(word == CARNET_VERIFY_ACCEPTED ||
                   carnet_verify_outcome(v) != CARNET_VERIFY_ACCEPTED);
    }
}

/* ---- the one encoding ---- */

static bool is_whole(const carnet_verdict *v, size_t i)
{
    return carnet_verify_part(v, i, CARNET_PART_DESK) == CARNET_VERIFY_WHOLE &&
           carnet_verify_part(v, i, CARNET_PART_CLINIC) ==
               CARNET_VERIFY_WHOLE &&
           carnet_verify_part(v, i, CARNET_PART_PRIVATE) == CARNET_VERIFY_WHOLE;
}

/* Entries of credential i of v, or, where v is NULL, of a plan. */
typedef struct entries {
    const carnet_verdict *v;
    size_t i;
    carnet_plan *plan;
} entries;

static size_t num_of(const entries *e)
{
    return e->v != NULL ? carnet_verify_num_entries(e->v, e->i)
                        : carnet_issue_num_entries(e->plan);
}

static const carnet_entry *get(const entries *e, size_t k)
{
    return e->v != NULL ? carnet_verify_get_entry(e->v, e->i, k)
                        : carnet_issue_get_entry(e->plan, k);
}

static void put_entry(cn_buf *out, const carnet_entry *entry)
{
    carnet_buf *json = NULL;
    FUZZ_HOLDS(carnet_record_entry_json(&json, entry) == CARNET_OK);
    cn_buf_put_span(out, fuzz_span_of(json));
    carnet_buf_free(json);
}

static void put_record(cn_buf *out, const entries *e)
{
    cn_buf_put_str(out, "{\"entries\":[");
    for (size_t k = 0; k < num_of(e); k++) {
        cn_buf_put_str(out, k > 0 ? "," : "");
        put_entry(out, get(e, k));
    }
    cn_buf_put_str(out, "]}");
}

static carnet_record *read_record(cn_span json)
{
    carnet_record *record = NULL;
    FUZZ_HOLDS(carnet_record_from_json(&record, NULL, (const char *)json.data,
                                       json.len) == CARNET_OK);
    for (size_t k = 0; k < carnet_record_num_entries(record); k++) {
        FUZZ_HOLDS(carnet_record_allow_less_private(record, k) == CARNET_OK);
    }
    return record;
}

/* What a reader takes and no writer signs: several persons, and a name that
   can't be compared with the one on a paper. */
static bool is_of_reader_alone(const entries *e, carnet_status status)
{
    bool person = false;
    for (size_t k = 0; k < num_of(e); k++) {
        person =
            person || carnet_record_entry_kind(get(e, k)) == CARNET_KIND_PERSON;
    }
    return person &&
           (status == CARNET_RECORD_TWICE || status == CARNET_RECORD_TEXT);
}

/* The same entries as a writer has them who read their JSON; NULL where no
   writer signs them. */
static carnet_plan *write_again(const entries *e, int32_t day)
{
    cn_buf json;
    carnet_plan *plan = NULL;
    cn_buf_init(&json);
    put_record(&json, e);
    carnet_record *record = read_record(cn_buf_span(&json));
    carnet_status status =
        carnet_issue_plan(&plan, NULL, record, day, CARNET_ISSUE_UNLIMITED);
    FUZZ_HOLDS(status == CARNET_OK ? carnet_issue_num_entries(plan) == num_of(e)
                                   : is_of_reader_alone(e, status));
    carnet_record_free(record);
    cn_buf_free(&json);
    return plan;
}

static bool has_words(const carnet_entry *entry)
{
    cn_buf json;
    cn_buf_init(&json);
    put_entry(&json, entry);
    cn_buf_put_u8(&json, 0);
    bool has = strstr((const char *)json.data, "\"text\":") != NULL;
    cn_buf_free(&json);
    return has;
}

/* A writer leaves out the issuer's words where they are a code's label or the
   tables' (format.md, CODE); what a writer wrote stays. */
static void check_less(const entries *was, const entries *is, int32_t day)
{
    entries again = {NULL, 0, write_again(is, day)};
    for (size_t k = 0; k < num_of(is); k++) {
        cn_span before = get(was, k)->bytes;
        cn_span after = get(is, k)->bytes;
        FUZZ_HOLDS(cn_span_equal(before, after) ||
                   (after.len < before.len && has_words(get(was, k))));
        FUZZ_HOLDS(cn_span_equal(after, get(&again, k)->bytes));
    }
    carnet_issue_free(again.plan);
}

static bool are_same(const entries *a, const entries *b)
{
    for (size_t k = 0; k < num_of(a); k++) {
        if (!cn_span_equal(get(a, k)->bytes, get(b, k)->bytes)) {
            return false;
        }
    }
    return true;
}

static void check_encoding(const carnet_verdict *v, size_t i)
{
    int32_t day = carnet_verify_issued_days(v, i);
    entries signed_ones = {v, i, NULL};
    entries written = {NULL, 0, write_again(&signed_ones, day)};
    if (written.plan != NULL && !are_same(&signed_ones, &written)) {
        check_less(&signed_ones, &written, day);
    }
    carnet_issue_free(written.plan);
}

void fuzz_check(cn_span input)
{
    /* One input of four is written again, which takes three times as long as
       all else: each code's words are looked for in the whole phrase book. */
    fuzz_chance c = fuzz_chance_of(input);
    bool again = fuzz_below(&c, 4) == 0;
    carnet_verdict *v = NULL;
    carnet_buf *text = NULL;
    FUZZ_HOLDS(fuzz_verify(&v, input) == CARNET_OK);
    check_words(v);
    check_arena(input, v);
    fuzz_take_json(json_of(v));
    FUZZ_HOLDS(carnet_verify_text(&text, NULL, v, NULL, 0, "fr", 2) ==
               CARNET_OK);
    fuzz_take_text(text);
    for (size_t i = 0; i < carnet_verify_num_credentials(v); i++) {
        if (again && carnet_verify_num_entries(v, i) > 0 && is_whole(v, i)) {
            check_encoding(v, i);
        }
    }
    carnet_verify_free(v);
}

carnet_status fuzz_call(cn_span input)
{
    carnet_verdict *v = NULL;
    carnet_buf *json = NULL;
    carnet_status status = fuzz_verify(&v, input);
    if (status == CARNET_OK) {
        status = carnet_verify_json(&json, v, 1);
    }
    carnet_buf_free(json);
    carnet_verify_free(v);
    return status;
}
