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

static void say_list(const char *format, va_list list)
{
    char line[1024];
    int n = vsnprintf(line, sizeof line, format, list);
    if (n < 0) {
        return;
    }
    size_t len = (size_t)n < sizeof line ? (size_t)n : sizeof line - 1;
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

int cli_fail_status(carnet_status status, const char *what,
                    const carnet_problem *problem)
{
    cli_say("%s: %s (%s)", what, carnet_status_text(status),
            carnet_status_name(status));
    const char *path = carnet_problem_path(problem);
    const char *detail = carnet_problem_text(problem);
    if (carnet_problem_line(problem) > 0) {
        cli_say("  line %zu, %s: %s", carnet_problem_line(problem), path,
                detail);
    } else if (path[0] != '\0') {
        cli_say("  %s: %s", path, detail);
    } else if (detail[0] != '\0') {
        cli_say("  %s, at byte %zu", detail, carnet_problem_offset(problem));
    }
    return exit_status_of(status);
}
