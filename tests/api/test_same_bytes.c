/* SPDX-License-Identifier: Apache-2.0 */
/*
 * With one seed and one day every machine issues the same bytes: those of
 * tests/data/same_bytes.tsv, in whatever locale the program around us runs.
 * CARNET_WRITE_VECTORS=1 writes that file anew, which says a change of format.
 */
#include "made.h"

#include <locale.h>

#define VECTORS "same_bytes.tsv"
#define MAGIC_LEN 8u
#define LATER (TEST_NOW + INT64_C(86400) * 365) /* after all were issued */
#define HEAD_LEN 84u /* kid 4, signature 64, root seed 16 */

static const char *const names[] = {
    "rich-summary", "one-vaccination", "emergency",  "sizes/s2-1", "sizes/s2-2",
    "sizes/s2-3",   "sizes/s2-4",      "sizes/s3-1", "sizes/s3-2", "sizes/s3-3",
    "sizes/s3-4",   "sizes/s4-1",      "sizes/s4-2", "sizes/s4-3", "sizes/s4-4",
};
#define NUM_NAMES (sizeof names / sizeof names[0])

/* A row of the file, or what is issued now. */
typedef struct {
    cn_buf head;  /* of the credential: the signature holds all that follows */
    cn_buf items; /* before DEFLATE */
    cn_buf file;  /* the passport as a file */
} bytes;

static void free_bytes(bytes *b)
{
    cn_buf_free(&b->head);
    cn_buf_free(&b->items);
    cn_buf_free(&b->file);
}

static carnet_plan *plan_of(const char *name)
{
    char path[64];
    assert_in_range(snprintf(path, sizeof path, "%s.json", name), 1, 63);
    cn_buf json = test_data(path);
    cn_buf_put(&json, "", 1); /* ends the string */
    carnet_record *record = test_record((const char *)json.data);
    carnet_plan *plan = NULL;
    int32_t issued = 0;
    assert_status(carnet_record_get_issued(&issued, record), CARNET_OK);
    assert_status(
        carnet_issue_plan(&plan, NULL, record, issued, CARNET_ISSUE_UNLIMITED),
        CARNET_OK);
    carnet_record_free(record);
    cn_buf_free(&json);
    return plan;
}

/* Takes the one whole credential of a passport apart. */
static void take_apart(bytes *b, cn_span passport)
{
    static _Alignas(16)
        uint8_t memory[CN_LIMIT_ITEMS_TEXT + CN_WIRE_INFLATE_WORK];
    cn_arena arena;
    cn_cbor_reader r;
    cn_span items;
    cn_arena_init_fixed(&arena, memory, sizeof memory);
    cn_cbor_reader_init(&r, passport);
    assert_int_equal(cn_cbor_get_array(&r, 1, 1), 1);
    assert_int_equal(cn_cbor_get_array(&r, 3, 3), 3);
    cn_span head = cn_cbor_get_bytes(&r, HEAD_LEN, HEAD_LEN);
    (void)cn_cbor_skip(&r); /* when */
    /* Few entries are shorter as they are, which readers take too. */
    if (cn_cbor_peek(&r) == CN_CBOR_ARRAY) {
        items = cn_cbor_skip(&r);
    } else {
        cn_span body = cn_cbor_get_bytes(&r, 1, SIZE_MAX);
        assert_status(
            cn_wire_inflate(&items, CN_LIMIT_ITEMS_TEXT, body, &arena),
            CARNET_OK);
    }
    assert_status(r.status, CARNET_OK);
    cn_buf_put(&b->head, head.data, head.len);
    cn_buf_put(&b->items, items.data, items.len);
}

static bytes nothing(void)
{
    bytes b;
    cn_buf_init(&b.head);
    cn_buf_init(&b.items);
    cn_buf_init(&b.file);
    return b;
}

static bytes issue(const char *name)
{
    static const uint8_t seed[CARNET_ISSUE_SEED_SIZE] = "the same, always";
    bytes b = nothing();
    carnet_plan *plan = plan_of(name);
    carnet_buf *file = NULL;
    assert_status(carnet_issue_sign_seeded(&file, plan, test_secret(1), seed,
                                           sizeof seed),
                  CARNET_OK);
    cn_span all = test_span_of(file);
    cn_buf_put(&b.file, all.data, all.len);
    take_apart(&b, cn_span_after(all, MAGIC_LEN));
    carnet_buf_free(file);
    carnet_issue_free(plan);
    return b;
}

/* Writes a row of the file. */
static void put_row(FILE *f, const char *name, const bytes *b)
{
    const cn_buf *const columns[] = {&b->head, &b->items, &b->file};
    fputs(name, f);
    for (size_t i = 0; i < 3; i++) {
        fputc('\t', f);
        for (size_t j = 0; j < columns[i]->len; j++) {
            fprintf(f, "%02x", columns[i]->data[j]);
        }
    }
    fputc('\n', f);
}

/* The release of zlib that is linked, as the build found it. */
static const char *zlib_release(void)
{
    const char *release = getenv("CARNET_ZLIB");
    assert_non_null(release);
    return release;
}

static void writes_the_vectors(void **state)
{
    (void)state;
    char path[1024];
    snprintf(path, sizeof path, "%s/" VECTORS, getenv("CARNET_TEST_DATA"));
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fprintf(f, "# zlib %s\n", zlib_release());
    for (size_t i = 0; i < NUM_NAMES; i++) {
        bytes b = issue(names[i]);
        put_row(f, names[i], &b);
        free_bytes(&b);
    }
    assert_int_equal(fclose(f), 0);
}

static bytes row(cn_span *text, const char *name)
{
    bytes b;
    cn_span found = test_take(text, '\t');
    assert_span(found, name, strlen(name));
    b.head = test_hex(test_take(text, '\t'));
    b.items = test_hex(test_take(text, '\t'));
    b.file = test_hex(test_take(text, '\n'));
    return b;
}

static void assert_same(const cn_buf *now, const cn_buf *due, const char *name)
{
    if (now->len != due->len || memcmp(now->data, due->data, due->len) != 0) {
        fail_msg("%s: other bytes than " VECTORS " has", name);
    }
}

/* Calls check for each row and for what is issued now. */
static void each(void (*check)(const bytes *now, const bytes *due,
                               const char *name, bool one_zlib))
{
    cn_buf file = test_data(VECTORS);
    cn_span text = cn_buf_span(&file);
    cn_span made_with = test_take(&text, '\n');
    cn_span zlib = cn_span_str(zlib_release());
    bool one_zlib = made_with.len == 7 + zlib.len &&
                    memcmp(made_with.data + 7, zlib.data, zlib.len) == 0;
    for (size_t i = 0; i < NUM_NAMES; i++) {
        bytes due = row(&text, names[i]);
        bytes now = issue(names[i]);
        check(&now, &due, names[i], one_zlib);
        free_bytes(&now);
        free_bytes(&due);
    }
    assert_int_equal(text.len, 0);
    cn_buf_free(&file);
    test_count(one_zlib ? "same bytes" : "same CBOR, another zlib", NUM_NAMES);
}

static void check_cbor(const bytes *now, const bytes *due, const char *name,
                       bool one_zlib)
{
    (void)one_zlib;
    assert_same(&now->items, &due->items, name);
    assert_same(&now->head, &due->head, name);
}

static void entries_and_signature_are_the_same_on_every_machine(void **state)
{
    (void)state;
    each(check_cbor);
}

static void check_file(const bytes *now, const bytes *due, const char *name,
                       bool one_zlib)
{
    /* Another release of zlib may find other matches, and shorter ones. */
    if (one_zlib) {
        assert_same(&now->file, &due->file, name);
    }
}

static void passports_are_the_same_bytes_with_one_zlib(void **state)
{
    (void)state;
    each(check_file);
}

static void check_accepted(const bytes *now, const bytes *due, const char *name,
                           bool one_zlib)
{
    (void)now;
    (void)name;
    (void)one_zlib;
    carnet_verdict *v = test_verify_at(cn_buf_span(&due->file), LATER);
    assert_int_equal(carnet_verify_outcome(v), CARNET_VERIFY_ACCEPTED);
    carnet_verify_free(v);
}

static void passports_of_another_machine_are_accepted(void **state)
{
    (void)state;
    each(check_accepted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_and_signature_are_the_same_on_every_machine),
        cmocka_unit_test(passports_are_the_same_bytes_with_one_zlib),
        cmocka_unit_test(passports_of_another_machine_are_accepted),
    };
    /* As the program around the library may have done; test_locales.py. */
    const char *locale = getenv("CARNET_LOCALE");
    if (locale != NULL && setlocale(LC_ALL, locale) == NULL) {
        fprintf(stderr, "there is no locale %s\n", locale);
        return 1;
    }
    const struct CMUnitTest write[] = {cmocka_unit_test(writes_the_vectors)};
    if (getenv("CARNET_WRITE_VECTORS") != NULL &&
        cmocka_run_group_tests(write, NULL, NULL) != 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
