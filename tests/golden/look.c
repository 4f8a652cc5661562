/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Asks the library about a frozen file, with the keys and lists that stand
 * beside it, and puts what it says into words that do not grow with the
 * library: ten facts, the status behind each, and the entries' JSON.
 */
#include "golden.h"

enum {
    MOST = 16 /* of what one question names of a kind */
};

typedef struct {
    const char *folder;
    carnet_public_key *keys[MOST];
    size_t num_keys;
    carnet_trust_list *lists[MOST];
    size_t num_lists;
    carnet_status_list *statuses[MOST];
    size_t num_statuses;
    carnet_seal_key *opener;
    cn_buf phrase;
    carnet_trust *trust;
} world;

static cn_buf read_file(const world *w, const char *name, size_t len)
{
    char path[1024];
    int n = snprintf(path, sizeof path, "%s/%.*s", w->folder, (int)len, name);
    assert_true(n > 0 && (size_t)n < sizeof path);
    return test_file(path);
}

/* ---- whom to believe ---- */

static bool ends(const char *name, size_t len, const char *end)
{
    size_t n = strlen(end);
    return len > n && memcmp(name + len - n, end, n) == 0;
}

static void add_key(world *w, const cn_buf *file)
{
    carnet_public_key **key = &w->keys[w->num_keys++];
    assert_status(carnet_key_public_decode(key, file->data, file->len),
                  CARNET_OK);
}

/* A list is pinned by the key that was named last. */
static void add_list(world *w, const cn_buf *file)
{
    assert_true(w->num_keys > 0);
    carnet_public_key **pin = &w->keys[--w->num_keys];
    carnet_trust_list **list = &w->lists[w->num_lists++];
    assert_status(
        carnet_trust_list_read(list, NULL, file->data, file->len, *pin),
        CARNET_OK);
    assert_status(carnet_trust_add_list(w->trust, *list), CARNET_OK);
    carnet_key_public_free(*pin);
    *pin = NULL;
}

static void add_statuses(world *w, const cn_buf *file)
{
    carnet_status_list **list = &w->statuses[w->num_statuses++];
    assert_status(
        carnet_trust_read_status_list(list, w->trust, file->data, file->len),
        CARNET_OK);
    assert_status(carnet_trust_add_status_list(w->trust, *list), CARNET_OK);
}

static void add_named(world *w, const char *name, size_t len)
{
    cn_buf file = read_file(w, name, len);
    assert_true(w->num_keys < MOST && w->num_lists < MOST &&
                w->num_statuses < MOST);
    if (ends(name, len, ".pub")) {
        add_key(w, &file);
    } else if (ends(name, len, ".trust")) {
        add_list(w, &file);
    } else if (ends(name, len, ".status")) {
        add_statuses(w, &file);
    } else if (ends(name, len, ".open.key")) {
        assert_status(carnet_seal_key_decode(&w->opener, file.data, file.len),
                      CARNET_OK);
    } else {
        assert_true(ends(name, len, ".phrase"));
        cn_buf_put_span(&w->phrase, cn_buf_span(&file));
    }
    cn_buf_free(&file);
}

/* Calls add for each word of a cell; "-" is none. */
static void each_word(world *w, const char *words,
                      void (*add)(world *w, const char *name, size_t len))
{
    while (*words != '\0' && strcmp(words, "-") != 0) {
        size_t len = strcspn(words, " ");
        add(w, words, len);
        words += len + (words[len] == ' ');
    }
}

static void begin(world *w, const char *folder, const golden_question *q)
{
    memset(w, 0, sizeof *w);
    w->folder = folder;
    cn_buf_init(&w->phrase);
    assert_status(carnet_trust_new(&w->trust), CARNET_OK);
    each_word(w, q->with, add_named);
    for (size_t i = 0; i < w->num_keys; i++) {
        assert_status(carnet_trust_add_key(w->trust, w->keys[i]), CARNET_OK);
    }
}

static void end(world *w)
{
    carnet_trust_free(w->trust);
    for (size_t i = 0; i < MOST; i++) {
        carnet_key_public_free(w->keys[i]);
        carnet_trust_list_free(w->lists[i]);
        carnet_status_list_free(w->statuses[i]);
    }
    carnet_seal_key_free(w->opener);
    cn_buf_free(&w->phrase);
}

/* ---- what is said ---- */

static void put_digest(cn_buf *out, cn_buf *shown)
{
    uint8_t digest[CN_CRYPTO_HASH_SIZE];
    assert_status(shown->status, CARNET_OK);
    cn_crypto_sha256(digest, cn_buf_span(shown));
    for (size_t i = 0; i < sizeof digest; i++) {
        char hex[3];
        snprintf(hex, sizeof hex, "%02x", digest[i]);
        cn_buf_put_str(out, hex);
    }
    cn_buf_free(shown);
}

static const char *word_of(int32_t outcome)
{
    static const char *const words[] = {"undecided", "accepted", "review",
                                        "refused"};
    return words[outcome];
}

/* " accepted:yyyyyyy-y-" and the statuses behind facts. */
static void put_facts(cn_buf *out, const carnet_verdict *v, size_t i)
{
    static const char letters[] = "-yn";
    cn_buf_put_str(out, " ");
    cn_buf_put_str(out, word_of(carnet_verify_credential_outcome(v, i)));
    cn_buf_put_str(out, ":");
    for (int32_t fact = 0; fact <= CARNET_VERIFY_STATUS_LIST; fact++) {
        cn_buf_put_u8(out, (uint8_t)letters[carnet_verify_fact(v, i, fact)]);
    }
    for (int32_t fact = 0; fact <= CARNET_VERIFY_STATUS_LIST; fact++) {
        carnet_status status = carnet_verify_fact_status(v, i, fact);
        if (status != CARNET_OK) {
            cn_buf_put_str(out, "+");
            cn_buf_put_str(out, carnet_status_name(status));
        }
    }
}

/* Days, index, issuer, what there is of each part, and every entry. */
static void put_credential(cn_buf *out, const carnet_verdict *v, size_t i)
{
    char line[256];
    snprintf(line, sizeof line, "%d %d %d %s %d%d%d\n",
             (int)carnet_verify_issued_days(v, i),
             (int)carnet_verify_valid_until_days(v, i),
             (int)carnet_verify_status_index(v, i),
             carnet_verify_issuer_name(v, i),
             (int)carnet_verify_part(v, i, CARNET_PART_DESK),
             (int)carnet_verify_part(v, i, CARNET_PART_CLINIC),
             (int)carnet_verify_part(v, i, CARNET_PART_PRIVATE));
    cn_buf_put_str(out, line);
    for (size_t n = 0; n < carnet_verify_num_entries(v, i); n++) {
        carnet_buf *json = NULL;
        assert_status(
            carnet_record_entry_json(&json, carnet_verify_get_entry(v, i, n)),
            CARNET_OK);
        cn_buf_put_span(out, test_span_of(json));
        cn_buf_put_str(out, "\n");
        carnet_buf_free(json);
    }
}

static void say_passport(cn_buf *out, const world *w, cn_span bytes,
                         int64_t now_s)
{
    carnet_verdict *v = NULL;
    cn_buf shown;
    cn_buf_init(&shown);
    assert_status(
        carnet_verify_trusting(&v, bytes.data, bytes.len, w->trust, now_s),
        CARNET_OK);
    cn_buf_put_str(out, word_of(carnet_verify_outcome(v)));
    if (carnet_verify_reason(v) != CARNET_OK) {
        cn_buf_put_str(out, " ");
        cn_buf_put_str(out, carnet_status_name(carnet_verify_reason(v)));
    }
    for (size_t i = 0; i < carnet_verify_num_credentials(v); i++) {
        put_facts(out, v, i);
        put_credential(&shown, v, i);
    }
    cn_buf_put_str(out, "\t");
    put_digest(out, &shown);
    carnet_verify_free(v);
}

static void say_opened(cn_buf *out, const world *w, cn_span bytes,
                       int64_t now_s)
{
    carnet_buf *opened = NULL;
    carnet_status status =
        carnet_seal_open(&opened, NULL, bytes.data, bytes.len, w->opener,
                         (const char *)w->phrase.data, w->phrase.len);
    if (status == CARNET_OK) {
        say_passport(out, w, test_span_of(opened), now_s);
    } else {
        cn_buf_put_str(out, carnet_status_name(status));
        cn_buf_put_str(out, "\t-");
    }
    carnet_buf_free(opened);
}

/* A list read, and as the next one of the first that with names. */
static void say_trust(cn_buf *out, const world *w, cn_span bytes, bool next)
{
    carnet_trust_list *list = NULL;
    carnet_buf *json = NULL;
    int32_t newer = 0;
    carnet_status status =
        next ? carnet_trust_list_read_next(&list, &newer, NULL, bytes.data,
                                           bytes.len, w->lists[0])
             : carnet_trust_list_read(&list, NULL, bytes.data, bytes.len,
                                      w->keys[0]);
    cn_buf_put_str(out, carnet_status_name(status));
    cn_buf_put_str(out, next && status == CARNET_OK
                            ? (newer == 1 ? " newer" : " same")
                            : "");
    cn_buf_put_str(out, "\t");
    if (status == CARNET_OK) {
        cn_buf shown;
        cn_buf_init(&shown);
        assert_status(carnet_trust_list_json(&json, list), CARNET_OK);
        cn_buf_put_span(&shown, test_span_of(json));
        carnet_buf_free(json);
        put_digest(out, &shown);
    } else {
        cn_buf_put_str(out, "-");
    }
    carnet_trust_list_free(list);
}

static void say_status(cn_buf *out, const world *w, cn_span bytes)
{
    carnet_status_list *list = NULL;
    carnet_status status =
        carnet_trust_read_status_list(&list, w->trust, bytes.data, bytes.len);
    cn_buf_put_str(out, carnet_status_name(status));
    cn_buf_put_str(out, "\t");
    if (status == CARNET_OK) {
        cn_buf shown;
        cn_buf_init(&shown);
        test_say_statuses(&shown, list);
        put_digest(out, &shown);
    } else {
        cn_buf_put_str(out, "-");
    }
    carnet_status_list_free(list);
}

/* ---- the file, or the codes that are joined to one ---- */

static carnet_set *set;
static carnet_status set_status;

static void add_code(world *w, const char *name, size_t len)
{
    int32_t index = 0;
    cn_buf code = read_file(w, name, len);
    carnet_status status = carnet_set_add(set, &index, code.data, code.len);
    set_status = set_status == CARNET_OK ? status : set_status;
    cn_buf_free(&code);
}

/* What is asked about; a status where codes do not join. */
static carnet_status whole_of(cn_buf *out, world *w, const char *files)
{
    carnet_buf *joined = NULL;
    if (strchr(files, ' ') == NULL) {
        *out = read_file(w, files, strlen(files));
        return CARNET_OK;
    }
    cn_buf_init(out);
    set_status = CARNET_OK;
    assert_status(carnet_set_new(&set), CARNET_OK);
    each_word(w, files, add_code);
    carnet_status status = carnet_set_join(&joined, set);
    if (joined != NULL) {
        cn_buf_put_span(out, test_span_of(joined));
    }
    carnet_buf_free(joined);
    carnet_set_free(set);
    return set_status != CARNET_OK ? set_status : status;
}

void golden_look(cn_buf *out, const char *folder, const golden_question *q)
{
    world w;
    cn_buf bytes;
    begin(&w, folder, q);
    carnet_status status = whole_of(&bytes, &w, q->files);
    cn_span span = cn_buf_span(&bytes);
    if (status != CARNET_OK) {
        cn_buf_put_str(out, carnet_status_name(status));
        cn_buf_put_str(out, "\t-");
    } else if (strcmp(q->door, "passport") == 0) {
        say_passport(out, &w, span, q->now_s);
    } else if (strcmp(q->door, "opened") == 0) {
        say_opened(out, &w, span, q->now_s);
    } else if (strcmp(q->door, "status") == 0) {
        say_status(out, &w, span);
    } else {
        assert_true(strcmp(q->door, "trust") == 0 ||
                    strcmp(q->door, "next") == 0);
        say_trust(out, &w, span, strcmp(q->door, "next") == 0);
    }
    assert_status(out->status, CARNET_OK);
    cn_buf_free(&bytes);
    end(&w);
}
