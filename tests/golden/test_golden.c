/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The frozen files: every build says of each what the manifest says, word for
 * word and byte for byte. test_golden: tests all of them. test_golden FILES
 * DOOR NOW WITH prints the cells of a new row, for make.py.
 */
#include "golden.h"

enum {
    CELLS = 7 /* about, files, door, now, with, said, shown */
};

static const char *folder(void)
{
    const char *named = getenv("CARNET_GOLDEN");
    return named != NULL ? named : "tests/golden";
}

static cn_buf read_manifest(void)
{
    char path[1024];
    int n = snprintf(path, sizeof path, "%s/manifest.tsv", folder());
    assert_true(n > 0 && (size_t)n < sizeof path);
    cn_buf file = test_file(path);
    cn_buf_put_u8(&file, 0);
    return file;
}

static cn_buf look(const golden_question *q)
{
    char path[1024];
    cn_buf said;
    int n = snprintf(path, sizeof path, "%s/frozen", folder());
    assert_true(n > 0 && (size_t)n < sizeof path);
    cn_buf_init(&said);
    golden_look(&said, path, q);
    cn_buf_put_u8(&said, 0);
    return said;
}

/* Cells of the row at *at, which moves to the next; false at the end. */
static bool next_row(char *cells[CELLS], char **at)
{
    while (**at == '#') {
        *at = strchr(*at, '\n') + 1;
    }
    if (**at == '\0') {
        return false;
    }
    char *end = strchr(*at, '\n');
    assert_non_null(end);
    *end = '\0';
    for (size_t i = 0; i < CELLS; i++) {
        cells[i] = *at;
        *at = strchr(*at, '\t');
        assert_int_equal(*at != NULL, i + 1 < CELLS);
        if (*at != NULL) {
            *(*at)++ = '\0';
        }
    }
    *at = end + 1;
    return true;
}

static bool is_as_frozen(char *cells[CELLS])
{
    golden_question q = {cells[1], cells[2], strtoll(cells[3], NULL, 10),
                         cells[4]};
    char expected[1024];
    int n = snprintf(expected, sizeof expected, "%s\t%s", cells[5], cells[6]);
    assert_true(n > 0 && (size_t)n < sizeof expected);
    cn_buf said = look(&q);
    bool same = strcmp((const char *)said.data, expected) == 0;
    if (!same) {
        print_error("%s (%s)\n  was  %s\n  is   %s\n", cells[0], cells[1],
                    expected, (const char *)said.data);
    }
    cn_buf_free(&said);
    return same;
}

static void every_frozen_file_says_what_it_said(void **state)
{
    (void)state;
    size_t num = 0;
    size_t same = 0;
    cn_buf manifest = read_manifest();
    char *at = (char *)manifest.data;
    char *cells[CELLS];
    while (next_row(cells, &at)) {
        num++;
        same += is_as_frozen(cells);
    }
    cn_buf_free(&manifest);
    test_count("frozen files", num);
    assert_int_equal(same, num);
}

/* A library that accepted everything, or nothing, would not do. */
static void some_are_accepted_and_some_refused(void **state)
{
    (void)state;
    static const char *const words[] = {"accepted ", "review ", "refused"};
    size_t found[3] = {0, 0, 0};
    cn_buf manifest = read_manifest();
    char *at = (char *)manifest.data;
    char *cells[CELLS];
    while (next_row(cells, &at)) {
        for (size_t i = 0; i < 3; i++) {
            found[i] += strncmp(cells[5], words[i], strlen(words[i])) == 0;
        }
    }
    cn_buf_free(&manifest);
    assert_true(found[0] >= 40 && found[1] >= 8 && found[2] >= 30);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_frozen_file_says_what_it_said),
        cmocka_unit_test(some_are_accepted_and_some_refused),
    };
    if (argc == 5) {
        golden_question q = {argv[1], argv[2], strtoll(argv[3], NULL, 10),
                             argv[4]};
        cn_buf said = look(&q);
        printf("%s\n", (const char *)said.data);
        cn_buf_free(&said);
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
