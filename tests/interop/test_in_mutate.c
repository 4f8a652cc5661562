/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bundles of others, changed at random but always the same way: values take
 * the place of others, are doubled, left out or hostile. Each is refused with
 * a place, or gives a record that can be encoded. CARNET_MUTATIONS sets how
 * many of each bundle, CARNET_SEED where they begin.
 */
#include "interop_in.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    BUNDLES_MAX = 32,
    PATHS_MAX = 1024,
    VALUES_MAX = 16384 /* of one bundle */
};

static uint64_t state_of_dice;

static size_t dice(size_t sides)
{
    state_of_dice ^= state_of_dice << 13; /* xorshift64 */
    state_of_dice ^= state_of_dice >> 7;
    state_of_dice ^= state_of_dice << 17;
    return sides == 0 ? 0 : (size_t)(state_of_dice >> 11) % sides;
}

static const char *const hostile[] = {
    "null",
    "true",
    "-0",
    "1e400",
    "0.000000000000000000001",
    "12345678901234567890",
    "\"\"",
    "\" \"",
    "\"\\u0000\\u001b[31m\"",
    "\"\\ud83d\"",
    "[]",
    "{}",
    "[[]]",
    "[null,{}]",
    "\"2026-02-30\"",
    "\"2024-02-29T23:59:60Z\"",
    "\"0000\"",
    "\"9999-12-31T23:59:59+14:00\"",
    "\"#\"",
    "\"#x\"",
    "\"urn:uuid:none\"",
    "\"Patient/none\"",
    "\"entered-in-error\"",
    "{\"reference\":\"#\"}",
    "{\"coding\":[{}]}",
    "{\"value\":1e9999}",
    "{\"extension\":[{\"url\":\"urn:carnet:extension:common.part\"}]}"};

/* ---- values of a text ---- */

typedef struct {
    size_t at, len;
} value;

static size_t string_len(cn_span s, size_t at)
{
    size_t i = at + 1;
    while (i < s.len && s.data[i] != '"') {
        i += s.data[i] == '\\' ? 2 : 1;
    }
    return i < s.len ? i + 1 - at : s.len - at;
}

/* Length of the value at a place, brackets and all between them. */
static size_t value_len(cn_span s, size_t at)
{
    size_t depth = 0;
    size_t i = at;
    do {
        uint8_t c = s.data[i];
        if (c == '"') {
            i += string_len(s, i);
        } else {
            depth += c == '{' || c == '[';
            depth -= (c == '}' || c == ']') && depth > 0;
            i++;
        }
    } while (i < s.len &&
             (depth > 0 || (strchr("{[\"", s.data[at]) == NULL &&
                            strchr(",]} \r\n\t", s.data[i]) == NULL)));
    return i - at;
}

/* All values: what is no name of a member. */
static size_t find_values(cn_span s, value out[VALUES_MAX])
{
    size_t num = 0;
    size_t i = 0;
    while (i < s.len && num < VALUES_MAX) {
        uint8_t c = s.data[i];
        size_t len = c == '"' ? string_len(s, i) : 1;
        size_t behind = i + len;
        while (behind < s.len && strchr(" \r\n\t", s.data[behind]) != NULL) {
            behind++;
        }
        bool name = c == '"' && behind < s.len && s.data[behind] == ':';
        if (!name && strchr(",:]} \r\n\t", c) == NULL) {
            out[num] = (value){i, value_len(s, i)};
            len = c == '{' || c == '[' ? 1 : out[num].len;
            num++;
        }
        i += len;
    }
    return num;
}

/* ---- one change ---- */

static void put_at(cn_buf *b, cn_span s, value v, cn_span with)
{
    cn_buf_cut(b, 0);
    cn_buf_put(b, s.data, v.at);
    cn_buf_put_span(b, with);
    cn_buf_put_span(b, cn_span_after(s, v.at + v.len));
}

static void change(cn_buf *text, cn_buf *made)
{
    static value values[VALUES_MAX]; /* 256 KiB: not for a stack */
    cn_span s = cn_buf_span(text);
    size_t num = find_values(s, values);
    value v = values[dice(num)];
    value w = values[dice(num)];
    const char *foe = hostile[dice(sizeof hostile / sizeof *hostile)];
    cn_buf twice;
    cn_buf_init(&twice);
    cn_buf_put(&twice, s.data + v.at, v.len);
    cn_buf_put_u8(&twice, ',');
    cn_buf_put(&twice, s.data + v.at, v.len);
    switch (dice(5)) {
    case 0: /* another value of the same bundle */
        put_at(made, s, v, cn_span_of(s.data + w.at, w.len));
        break;
    case 1:
        put_at(made, s, v, cn_span_str(foe));
        break;
    case 2: /* twice, which only a list bears */
        put_at(made, s, v, cn_buf_span(&twice));
        break;
    case 3: /* of a list one more or less */
        put_at(made, s, (value){v.at, v.len}, CN_SPAN_LIT("{\"id\":\"x\"}"));
        break;
    default:
        put_at(made, s, (value){dice(s.len - 1), 1}, CN_SPAN_LIT("x"));
        break;
    }
    cn_buf_free(&twice);
    cn_buf_cut(text, 0);
    cn_buf_put_span(text, cn_buf_span(made));
}

static void import_changed(cn_span bundle, size_t *good)
{
    cn_buf text;
    cn_buf made;
    cn_buf_init(&text);
    cn_buf_init(&made);
    cn_buf_put_span(&text, bundle);
    for (size_t n = 1 + dice(3); n > 0; n--) {
        change(&text, &made);
    }
    imported in = import_text(cn_buf_span(&text));
    if (in.status == CARNET_OK) {
        *good += 1;
    } else {
        assert_non_null(in.problem);
    }
    import_free(&in);
    cn_buf_free(&text);
    cn_buf_free(&made);
}

/* ---- all bundles ---- */

static size_t number_of(const char *name, size_t otherwise)
{
    const char *text = getenv(name);
    return text != NULL ? (size_t)strtoul(text, NULL, 10) : otherwise;
}

static void mutate(const char *path, size_t *bundles)
{
    cn_buf bundle = test_file(path);
    size_t good = 0;
    size_t num = number_of("CARNET_MUTATIONS", 20);
    for (size_t i = 0; i < num; i++) {
        state_of_dice =
            (number_of("CARNET_SEED", 1) * 1000003 + i) * 2654435761u + 1;
        (void)dice(0);
        (void)dice(0);
        import_changed(cn_buf_span(&bundle), &good);
    }
    assert_true(good > num / 10 && good < num); /* both ways are walked */
    cn_buf_free(&bundle);
    *bundles += 1;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

static size_t find_bundles(const char *folder, char out[BUNDLES_MAX][PATHS_MAX])
{
    DIR *d = opendir(folder);
    struct dirent *e;
    size_t num = 0;
    while (d != NULL && num < BUNDLES_MAX && (e = readdir(d)) != NULL) {
        const char *dot = strrchr(e->d_name, '.');
        if (dot != NULL && strcmp(dot, ".json") == 0 &&
            strcmp(e->d_name, "manifest.json") != 0) {
            snprintf(out[num++], PATHS_MAX, "%.512s/%.255s", folder, e->d_name);
        }
    }
    if (d != NULL) {
        closedir(d);
    }
    qsort(out, num, PATHS_MAX, by_name);
    return num;
}

static void changed_bundles_are_refused_or_give_a_sound_record(void **state)
{
    static char paths[BUNDLES_MAX][PATHS_MAX];
    char path[PATHS_MAX];
    size_t bundles = 0;
    (void)state;
    snprintf(path, sizeof path, "%s/rich-summary.fhir.json",
             getenv("CARNET_TEST_DATA"));
    mutate(path, &bundles);
    const char *vectors = getenv("CARNET_VECTORS");
    snprintf(path, sizeof path, "%s/ips", vectors != NULL ? vectors : "");
    size_t num = vectors != NULL ? find_bundles(path, paths) : 0;
    for (size_t i = 0; i < num; i++) {
        mutate(paths[i], &bundles);
    }
    assert_true(bundles == 1 || bundles == 19);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changed_bundles_are_refused_or_give_a_sound_record)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
