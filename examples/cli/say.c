/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Messages and safe printing: whatever a record or a file name contains, no
 * byte reaches a terminal that could steer it.
 */
#include "cli.h"

void cli_print(FILE *f, const char *text, size_t len)
{
    carnet_buf *safe = NULL;
    if (carnet_text_make_safe(&safe, text, len) == CARNET_OK) {
        fwrite(carnet_buf_data(safe), 1, carnet_buf_len(safe), f);
    }
    carnet_buf_free(safe);
}

/* One line: a line end in a file name must not begin a message of its own. */
__attribute__((format(printf, 1, 0))) static void say_list(const char *format,
                                                           va_list list)
{
    char line[2048];
    int n = vsnprintf(line, sizeof line, format, list);
    if (n < 0) {
        return;
    }
    size_t len = (size_t)n < sizeof line ? (size_t)n : sizeof line - 1;
    for (size_t i = 0; i < len; i++) {
        line[i] = line[i] == '\n' ? '?' : line[i];
    }
    fputs("carnet: ", stderr);
    cli_print(stderr, line, len);
    fputc('\n', stderr);
}

void cli_say(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    say_list(format, list);
    va_end(list);
}

int cli_fail(int code, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    say_list(format, list);
    va_end(list);
    return code;
}

/* ---- statuses ---- */

static int exit_status_of(carnet_status status)
{
    if (status == CARNET_OK) {
        return CLI_OK;
    }
    if (status == CARNET_QR_PRIVATE) {
        return CLI_PRIVATE;
    }
    return CARNET_STATUS_IS_CALLER(status) ? CLI_SOFTWARE : CLI_DATA;
}

/* "file:line: what, why and where (NAME)": the form that editors jump to. */
int cli_fail_status(carnet_status status, const char *path,
                    const carnet_problem *problem)
{
    const char *text = carnet_problem_text(problem);
    size_t line = carnet_problem_line(problem);
    const char *name = carnet_status_name(status);
    if (text[0] == '\0') {
        text = carnet_status_text(status);
    }
    if (line > 0) {
        cli_say("%s:%zu: %s (%s)", cli_shown(path), line, text, name);
    } else {
        cli_say("%s: %s (%s)", cli_shown(path), text, name);
    }
    return exit_status_of(status);
}

/* ---- standard output ---- */

static void print_json_text(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (s[i] == '\n') {
            fputs("\\n", stdout);
        } else {
            printf(s[i] == '"' || s[i] == '\\' ? "\\%c" : "%c", s[i]);
        }
    }
}

void cli_print_json(const char *text, size_t len)
{
    carnet_buf *safe = NULL;
    putchar('"');
    if (carnet_text_make_safe(&safe, text, len) == CARNET_OK) {
        print_json_text((const char *)carnet_buf_data(safe),
                        carnet_buf_len(safe));
    }
    putchar('"');
    carnet_buf_free(safe);
}

void cli_print_day(const char *before, int32_t days, const char *after)
{
    char text[CARNET_TEXT_DAY_SIZE];
    if (carnet_text_print_day(text, days) == CARNET_OK) {
        printf("%s%s%s", before, text, after);
    }
}

void cli_print_hex(const uint8_t *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        printf("%02x", bytes[i]);
    }
}

const char *cli_part_name(int32_t part)
{
    static const char *const names[] = {"desk", "clinic", "private"};
    return part >= 0 && part < 3 ? names[part] : "?";
}
