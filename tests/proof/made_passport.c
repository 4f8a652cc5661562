/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Passports of all kinds of entry, presentations of them, sealed parts: random
 * entries in JSON, and from there on what any issuer and holder would call.
 */
#include "proof.h"

#define PERSON                                                                 \
    "{\"kind\":\"person\",\"name\":\"Awa Ndoye\",\"birth_date\":"              \
    "\"1990-02-28\"}"

/* ---- entries ---- */

/* The entry's JSON without the place it has in the credential of test_step. */
static cn_buf json_of(const carnet_entry *e)
{
    static const char part[] = "\"part\":\"private\"";
    carnet_buf *json = NULL;
    cn_buf out;
    assert_status(carnet_record_entry_json(&json, e), CARNET_OK);
    const char *text = (const char *)carnet_buf_data(json);
    const char *place = strstr(text, ",\"id\":");
    const char *rest = strstr(text, part);
    assert_true(place != NULL && rest != NULL);
    rest += sizeof part - 1;
    cn_buf_init(&out);
    cn_buf_put(&out, text, (size_t)(place - text));
    cn_buf_put(&out, rest,
               carnet_buf_len(json) - (size_t)(rest - (const char *)text));
    carnet_buf_free(json);
    return out;
}

/* A record of what is in list; NULL where the library refuses it. */
static carnet_plan *plan_of(cn_span list, int32_t day, int32_t valid)
{
    carnet_record *record = NULL;
    carnet_plan *plan = NULL;
    cn_buf json;
    cn_buf_init(&json);
    cn_buf_put_str(&json, "{\"entries\":[");
    cn_buf_put_span(&json, list);
    cn_buf_put_str(&json, "]}");
    if (carnet_record_from_json(&record, NULL, (const char *)json.data,
                                json.len) != CARNET_OK ||
        carnet_issue_plan(&plan, NULL, record, day, valid) != CARNET_OK) {
        assert_null(plan);
    }
    carnet_record_free(record);
    cn_buf_free(&json);
    return plan;
}

/* The list and one more; false where no issuer would sign that. */
static bool add_one(cn_buf *list, const carnet_entry *e)
{
    size_t before = list->len;
    cn_buf json = json_of(e);
    cn_buf_put_str(list, before > 0 ? "," : "");
    cn_buf_put_span(list, cn_buf_span(&json));
    carnet_plan *plan = plan_of(cn_buf_span(list), TEST_DAY, 0);
    bool fits = plan != NULL;
    if (!fits) {
        cn_buf_cut(list, before);
    }
    carnet_issue_free(plan);
    cn_buf_free(&json);
    return fits;
}

/* Appends a random entry of a kind, of at most so many bytes as it is encoded.
   A record is about one person: in place of a second a condition. */
static void add(cn_buf *list, test_random *x, size_t kind, size_t most)
{
    bool added = false;
    kind %= cn_model_num_kinds();
    if (kind == CARNET_KIND_PERSON && list->len > 0) {
        kind = CARNET_KIND_CONDITION;
    }
    for (size_t tries = 0; tries < 1000 && !added; tries++) {
        carnet_entry e;
        cn_buf bytes;
        cn_buf_init(&bytes);
        test_random_entry(x, (uint32_t)kind, &bytes);
        assert_status(test_step(cn_buf_span(&bytes), &e), CARNET_OK);
        added = bytes.len <= most && add_one(list, &e);
        cn_buf_free(&bytes);
    }
    if (!added) {
        fail_msg("no entry of kind %zu", kind);
    }
}

/* ---- credentials ---- */

typedef struct {
    uint8_t issuer;
    int32_t day;
    int32_t valid;
    int32_t index; /* -1: none */
} terms;

static carnet_buf *issue(cn_span list, const terms *t, test_random *x)
{
    carnet_buf *out = NULL;
    uint8_t seed[CARNET_ISSUE_SEED_SIZE];
    carnet_plan *plan = plan_of(list, t->day, t->valid);
    assert_non_null(plan);
    for (size_t i = 0; i < sizeof seed; i++) {
        seed[i] = (uint8_t)test_below(x, 256);
    }
    assert_status(
        t->index < 0
            ? carnet_issue_sign_seeded(&out, plan, test_secret(t->issuer), seed,
                                       sizeof seed)
            : carnet_issue_sign_indexed(&out, plan, test_secret(t->issuer),
                                        t->index),
        CARNET_OK);
    carnet_issue_free(plan);
    return out;
}

static void keep(proof_object *o, carnet_buf *file)
{
    proof_keep(o, file, carnet_issue_as_text, "\n");
}

/* In force, without an end, taken back, out of its window, too old ... */
static terms terms_of(size_t n)
{
    const terms all[] = {
        {PROOF_ISSUER, TEST_DAY, CARNET_ISSUE_UNLIMITED, -1},
        {PROOF_ISSUER, TEST_DAY - 40, 365, -1},
        {PROOF_STATUS_ISSUER, TEST_DAY - 1, 0xffff, proof_index_of(0)},
        {PROOF_STATUS_ISSUER, TEST_DAY, CARNET_ISSUE_UNLIMITED,
         proof_index_of(1)},
        {PROOF_STATUS_ISSUER, TEST_DAY - 2, 30, proof_index_of(2)},
        {PROOF_STATUS_ISSUER, TEST_DAY - 2, 30, proof_index_of(3)},
        {PROOF_RETIRED, TEST_DAY - 60, CARNET_ISSUE_UNLIMITED, -1},
        {PROOF_RETIRED, TEST_DAY - 3, 60, -1},
        {PROOF_ISSUER, TEST_DAY - 300, 200, -1},
    };
    return all[n % (sizeof all / sizeof all[0])];
}

/* Such as fill a code; and words that DEFLATE finds in several places, of
   which it may take any. */
static void add_many(cn_buf *list, test_random *x, size_t kind)
{
    cn_buf_put_str(list, ",{\"kind\":\"procedure\",\"what\":{\"text\":"
                         "\"fever\"},\"note\":\"take one tablet take one "
                         "tablet take one tablet and if he is sick within an "
                         "hour give him once more: take one tablet with "
                         "tea\"}");
    for (size_t i = 1; i < 9; i++) {
        add(list, x, kind + i, 60);
    }
}

static void make_one(proof_object *o, test_random *x, size_t n)
{
    size_t kind = n % cn_model_num_kinds();
    size_t turn = n / cn_model_num_kinds();
    terms t = terms_of(turn == 0 ? 0 : n);
    cn_buf list;
    cn_buf_init(&list);
    cn_buf_put_str(&list, turn > 0 ? PERSON : "");
    add(&list, x, kind, 100);
    if (turn == 2) {
        add(&list, x, kind + 7, 60);
    }
    if (turn == 3 && kind % 6 == 0) {
        add_many(&list, x, kind);
    }
    o->by_lists = turn > 0;
    keep(o, issue(cn_buf_span(&list), &t, x));
    cn_buf_free(&list);
}

static carnet_buf *join(carnet_buf *a, carnet_buf *b)
{
    carnet_buf *out = NULL;
    assert_status(carnet_privacy_merge(&out, NULL, carnet_buf_data(a),
                                       carnet_buf_len(a), carnet_buf_data(b),
                                       carnet_buf_len(b),
                                       CARNET_PRIVACY_SAME_PERSON),
                  CARNET_OK);
    carnet_buf_free(a);
    carnet_buf_free(b);
    return out;
}

static void make_several(proof_object *o, test_random *x, size_t n)
{
    carnet_buf *file = NULL;
    for (size_t i = 0; i < 2 + n % 2; i++) {
        terms t = terms_of(n + 2 * i);
        cn_buf list;
        cn_buf_init(&list);
        cn_buf_put_str(&list, PERSON);
        add(&list, x, 1 + n + 5 * i, 50);
        carnet_buf *page = issue(cn_buf_span(&list), &t, x);
        file = file == NULL ? page : join(file, page);
        cn_buf_free(&list);
    }
    o->by_lists = true;
    keep(o, file);
}

/* ---- presentations ---- */

/* A person, four entries of the clinic part, and one of any kind. */
static carnet_buf *whole(test_random *x, size_t n, const terms *t)
{
    static const size_t kinds[] = {CARNET_KIND_CONDITION,
                                   CARNET_KIND_PRESCRIPTION,
                                   CARNET_KIND_ALLERGY, CARNET_KIND_RESULT};
    cn_buf list;
    cn_buf_init(&list);
    cn_buf_put_str(&list, PERSON);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        add(&list, x, kinds[i], 32);
    }
    add(&list, x, n, 48);
    carnet_buf *file = issue(cn_buf_span(&list), t, x);
    cn_buf_free(&list);
    return file;
}

typedef struct {
    const char *audience;
    const char *show[2];
    const char *withhold[2];
} choice;

static size_t num_words(const char *const *words)
{
    return words[0] == NULL ? 0 : words[1] == NULL ? 1 : 2;
}

static carnet_status present(carnet_buf **out, const carnet_buf *file,
                             const choice *c)
{
    return carnet_privacy_present(
        out, NULL, carnet_buf_data(file), carnet_buf_len(file), c->audience,
        c->show, num_words(c->show), c->withhold, num_words(c->withhold));
}

static void make_shown(proof_object *o, test_random *x, size_t n)
{
    static const choice choices[] = {
        {"desk", {NULL, NULL}, {NULL, NULL}},
        {NULL, {NULL, NULL}, {"private", NULL}},
        {NULL, {NULL, NULL}, {"clinic/0", NULL}},
        {NULL, {"desk/0", "clinic/1"}, {NULL, NULL}},
        {"emergency", {NULL, NULL}, {NULL, NULL}},
        {NULL, {NULL, NULL}, {"clinic", NULL}},
        {NULL, {NULL, NULL}, {"clinic/1", "clinic/2"}},
        {"desk", {"clinic/0", "clinic/3"}, {NULL, NULL}},
        {"clinic", {NULL, NULL}, {"desk/0", NULL}},
        {"customs", {NULL, NULL}, {NULL, NULL}},
        {NULL, {"clinic/2", "private"}, {NULL, NULL}},
    };
    const size_t num = sizeof choices / sizeof choices[0];
    terms t = terms_of(n / num);
    carnet_buf *file = whole(x, n, &t);
    carnet_buf *out = NULL;
    for (size_t i = 0; out == NULL; i++) {
        assert_true(i < num);
        (void)!present(&out, file, &choices[(n + i) % num]);
        if (out != NULL && carnet_buf_len(out) == carnet_buf_len(file)) {
            carnet_buf_free(out); /* nothing was withheld */
            out = NULL;
        }
    }
    o->by_lists = n % 3 != 0 || t.index >= 0;
    carnet_buf_free(file);
    keep(o, out);
}

static void make_sealed(proof_object *o, test_random *x, size_t n)
{
    enum {
        ONE,
        TWO,
        CLINIC,
        BESIDE_DECOY,
        PHRASE,
        DECOY,
        WAYS
    };
    size_t way = n % WAYS;
    int32_t part = way == CLINIC || way == BESIDE_DECOY ? CARNET_PART_CLINIC
                                                        : CARNET_PART_PRIVATE;
    terms t = terms_of(n / WAYS);
    carnet_buf *file = whole(x, n, &t);
    carnet_buf *out = NULL;
    carnet_sealing *s = NULL;
    carnet_status status = carnet_seal_new(&s);
    o->is_ours = way <= BESIDE_DECOY;
    o->has_phrase = way == PHRASE;
    if (status == CARNET_OK && o->is_ours) {
        status = carnet_seal_add_key(
            s, carnet_seal_key_get_public(proof_opener()), part);
    }
    if (status == CARNET_OK && (way == TWO || way == BESIDE_DECOY)) {
        status = carnet_seal_add_key(s, proof_stranger(), part);
    }
    if (status == CARNET_OK && (way == BESIDE_DECOY || way == DECOY)) {
        status = carnet_seal_add_decoy(s, CARNET_PART_PRIVATE);
    }
    if (status == CARNET_OK && way == PHRASE) {
        status = carnet_seal_add_phrase(s, proof_phrase(),
                                        CARNET_SEAL_PHRASE_CHARS, part);
    }
    assert_status(status, CARNET_OK);
    assert_status(carnet_seal_present(&out, NULL, carnet_buf_data(file),
                                      carnet_buf_len(file), "desk", NULL, 0,
                                      NULL, 0, s),
                  CARNET_OK);
    carnet_seal_free(s);
    carnet_buf_free(file);
    o->by_lists = true;
    keep(o, out);
}

void proof_make_passport(proof_object *o, test_random *x, size_t n)
{
    switch (o->kind) {
    case PROOF_SEVERAL:
        make_several(o, x, n);
        break;
    case PROOF_SHOWN:
        make_shown(o, x, n);
        break;
    case PROOF_SEALED:
        make_sealed(o, x, n);
        break;
    default:
        make_one(o, x, n);
        break;
    }
}
