/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Without a fuzzer: standalone [-changes=N] [-keep=FOLDER] FOLDER runs each
 * file of a corpus, and N changed ones of each, the same ones every time, which
 * FOLDER gets to keep; speaks TAP.
 */
#define _POSIX_C_SOURCE 200809L
#include "fuzz.h"
#include "mutator.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    PATH = 4096
};

static size_t changes;
static const char *keep;
static size_t num_inputs;
static size_t num_changed;

static void must(bool good, const char *what, const char *name)
{
    if (!good) {
        fprintf(stderr, "%s: can't %s\n", name, what);
        exit(EXIT_FAILURE);
    }
}

static void read_file(cn_buf *out, const char *path)
{
    uint8_t block[4096];
    size_t len;
    FILE *f = fopen(path, "rb");
    must(f != NULL, "open", path);
    while ((len = fread(block, 1, sizeof block, f)) > 0) {
        cn_buf_put(out, block, len);
    }
    must(ferror(f) == 0 && fclose(f) == 0, "read", path);
}

static void keep_file(const uint8_t *data, size_t size)
{
    char path[PATH];
    snprintf(path, sizeof path, "%s/%zu", keep, num_changed);
    FILE *f = fopen(path, "wb");
    must(f != NULL && fwrite(data, 1, size, f) == size && fclose(f) == 0,
         "write", path);
}

/* Each changes what the last one left, as a fuzzer would. */
static void run_changed(cn_span input)
{
    static uint8_t data[FUZZ_INPUT_MAX];
    size_t size = input.len < sizeof data ? input.len : sizeof data;
    for (size_t i = 0; i < changes; i++) {
        if (i % 4 == 0) { /* not too far from what it was */
            size = input.len < sizeof data ? input.len : sizeof data;
            memcpy(data, input.data, size);
        }
        size = LLVMFuzzerCustomMutator(data, size, sizeof data, (unsigned)i);
        if (keep != NULL) {
            keep_file(data, size);
        }
        LLVMFuzzerTestOneInput(data, size);
        num_changed++;
    }
}

static void run_file(const char *path)
{
    cn_buf input;
    cn_buf_init(&input);
    read_file(&input, path);
    /* In a block of its own size, so that a sanitizer sees its end. */
    uint8_t *copy = malloc(input.len + 1);
    must(copy != NULL && input.status == CARNET_OK, "hold", path);
    memcpy(copy + 1, input.data == NULL ? copy : input.data, input.len);
    LLVMFuzzerTestOneInput(copy + 1, input.len);
    num_inputs++;
    run_changed(cn_span_of(copy + 1, input.len));
    free(copy);
    cn_buf_free(&input);
}

static void run_folder(const char *folder)
{
    struct dirent **names;
    int num = scandir(folder, &names, NULL, alphasort);
    must(num >= 0, "list", folder);
    for (int i = 0; i < num; i++) {
        char path[PATH];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        if (names[i]->d_name[0] != '.') {
            run_file(path);
        }
        free(names[i]);
    }
    free(names);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], "-changes=", 9) == 0) {
            changes = strtoul(argv[i] + 9, NULL, 10);
        } else if (strncmp(argv[i], "-keep=", 6) == 0) {
            keep = argv[i] + 6;
        } else {
            run_folder(argv[i]);
        }
    }
    fprintf(stderr, "fuzz replay, %s: %zu inputs, %zu changed\n", fuzz_name,
            num_inputs, num_changed);
    if (fuzz_other.name != NULL) {
        fprintf(stderr, "fuzz and %s: %zu compared, 0 differ\n",
                fuzz_other.name, fuzz_other.agreed);
    }
    printf("1..1\n%s 1 - replays_%s\n", num_inputs > 0 ? "ok" : "not ok",
           fuzz_name);
    return num_inputs > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
