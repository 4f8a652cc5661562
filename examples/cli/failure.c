/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What failed, for who asked for JSON: one object, in which a program finds why
 * it has no other answer. Each thread has its own, so that a batch can tell
 * what became of each of its files.
 */
#include "cli.h"

/* Some 5 KiB; the last failure that was said. */
typedef struct {
    bool is_there;
    carnet_status status; /* CARNET_OK: none of the library's */
    char path[CLI_MAX_NAME];
    char text[1024];
} failure;

static _Thread_local failure last;

static void copy(char *out, size_t size, const char *text)
{
    (void)!snprintf(out, size, "%s", text == NULL ? "" : text);
}

void cli_note_failure(carnet_status status, const char *path, const char *text)
{
    last.is_there = true;
    last.status = status;
    copy(last.path, sizeof last.path, path);
    copy(last.text, sizeof last.text, text);
}

void cli_forget_failure(void)
{
    last.is_there = false;
}

/* An exit status by the name that its constant has. */
static const char *name_of(int code)
{
    static const struct {
        int code;
        const char *name;
    } names[] = {{CLI_REVIEW, "REVIEW"},
                 {CLI_REFUSED, "REFUSED"},
                 {CLI_USAGE, "USAGE"},
                 {CLI_DATA, "DATA"},
                 {CLI_NO_INPUT, "NO_INPUT"},
                 {CLI_CANT_CREATE, "CANT_CREATE"},
                 {CLI_IO, "IO"},
                 {CLI_PRIVATE, "PRIVATE"}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (names[i].code == code) {
            return names[i].name;
        }
    }
    return "SOFTWARE";
}

static void put_member(FILE *f, const char *name, const char *text)
{
    if (text[0] != '\0') {
        fprintf(f, ",\"%s\":", name);
        cli_put_json(f, text, strlen(text));
    }
}

void cli_put_failure(FILE *f, int code)
{
    if (last.is_there && last.status != CARNET_OK) {
        cli_put_status(f, last.status);
    } else {
        fprintf(f, ",\"status\":null,\"name\":\"%s\"", name_of(code));
    }
    if (last.is_there) {
        put_member(f, "text", last.text);
    }
}

void cli_tell_failure(int code)
{
    if (code == CLI_OK || !last.is_there) {
        return;
    }
    printf("{\"exit\":%d", code);
    put_member(stdout, "file", last.path);
    cli_put_failure(stdout, code);
    puts("}");
    cli_forget_failure();
}
