/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Messages and safe printing: whatever a record or a file name contains, no
 * byte reaches a terminal that could steer it.
 */
#define _XOPEN_SOURCE 700
#include "wrap.h"

#include <errno.h>

void cli_print(FILE *f, const char *text, size_t len)
{
    carnet_buf *safe = NULL;
    if (carnet_text_make_safe(&safe, text, len) == CARNET_OK) {
        fwrite(carnet_buf_data(safe), 1, carnet_buf_len(safe), f);
    }
    carnet_buf_free(safe);
}

/* ---- names ---- */

/* Copies text that is well-formed UTF-8 to out; "..." where it is cut. */
static void put_cut(cli_name *out, const char *text, size_t len)
{
    const size_t most = sizeof out->text - 1;
    bool cut = len > most;
    if (cut) {
        len = most - 3;
        while (((uint8_t)text[len] & 0xc0) == 0x80) {
            len--;
        }
    }
    for (size_t i = 0; i < len; i++) {
        out->text[i] = text[i] == '\n' ? '?' : text[i];
    }
    memcpy(out->text + len, cut ? "..." : "", cut ? 4 : 1);
}

cli_name cli_safe(const char *word)
{
    cli_name out = {"?"};
    carnet_buf *safe = NULL;
    if (carnet_text_make_safe(&safe, word, strlen(word)) == CARNET_OK) {
        put_cut(&out, (const char *)carnet_buf_data(safe),
                carnet_buf_len(safe));
    }
    carnet_buf_free(safe);
    return out;
}

cli_name cli_shown(const char *path)
{
    return cli_safe(cli_is_dash(path) ? "standard input" : path);
}

cli_name cli_shown_output(const char *path)
{
    return cli_safe(cli_is_dash(path) ? "standard output" : path);
}

/* ---- messages ---- */

__attribute__((format(printf, 1, 0))) static void say_list(const char *format,
                                                           va_list list)
{
    cli_page p;
    flockfile(stderr); /* a line of one thread stays whole */
    cli_page_begin(&p, stderr, NULL);
    cli_page_list(&p, "carnet: ", format, list);
    funlockfile(stderr);
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
    char text[1024]; /* on a command's stack */
    va_list list;
    va_start(list, format);
    (void)!vsnprintf(text, sizeof text, format, list);
    va_end(list);
    cli_note_failure(CARNET_OK, NULL, text);
    va_start(list, format);
    say_list(format, list);
    va_end(list);
    return code;
}

static int fail_of(int code, const char *path, const char *text)
{
    cli_say("%s", text);
    cli_note_failure(CARNET_OK, path, text);
    return code;
}

int cli_fail_errno(int code, const char *what, const char *path)
{
    char text[512];
    const char *why = strerror(errno); /* before anything changes it */
    (void)!snprintf(text, sizeof text, "can't %s %s: %s", what,
                    cli_shown(path).text, why);
    return fail_of(code, path, text);
}

int cli_fail_file(int code, const char *path, const char *says)
{
    char text[512];
    (void)!snprintf(text, sizeof text, "%s %s", cli_shown(path).text, says);
    return fail_of(code, path, text);
}

/* ---- statuses ---- */

int cli_exit_of_status(carnet_status status)
{
    if (status == CARNET_OK) {
        return CLI_OK;
    }
    if (status == CARNET_QR_PRIVATE) {
        return CLI_PRIVATE;
    }
    return CARNET_STATUS_IS_CALLER(status) ? CLI_SOFTWARE : CLI_DATA;
}

/* "carnet: file:line: what (NAME)" of text that is safe. */
static void say_safe(const char *path, size_t line, const char *what,
                     const char *name)
{
    char text[4096]; /* a name, and a sentence in two languages */
    char number[24] = "";
    cli_page p;
    if (line > 0) {
        snprintf(number, sizeof number, ":%zu", line);
    }
    snprintf(text, sizeof text, "carnet: %s%s: %s (%s)", cli_shown(path).text,
             number, what, name);
    cli_page_begin(&p, stderr, NULL);
    cli_page_put_own(&p, text, 0);
}

/* "file:line: what, why and where (NAME)": the form that editors jump to. */
void cli_say_status(carnet_status status, const char *path,
                    const carnet_problem *problem)
{
    const char *where = carnet_problem_text(problem);
    const char *spoken = cli_language();
    carnet_buf *what = NULL;
    carnet_status said = carnet_view_status(
        &what, NULL, status, where, strlen(where), spoken, strlen(spoken));
    say_safe(path, carnet_problem_line(problem),
             said == CARNET_OK ? (const char *)carnet_buf_data(what)
                               : carnet_status_text(status),
             carnet_status_name(status));
    carnet_buf_free(what);
}

int cli_fail_status(carnet_status status, const char *path,
                    const carnet_problem *problem)
{
    cli_say_status(status, path, problem);
    const char *where = carnet_problem_text(problem); /* the sentence too */
    cli_note_failure(status, path,
                     where[0] != '\0' ? where : carnet_status_text(status));
    return cli_exit_of_status(status);
}

/* ---- standard output ---- */

void cli_put_status(FILE *f, carnet_status status)
{
    fprintf(f, ",\"status\":%d,\"name\":\"%s\"", (int)status,
            carnet_status_name(status));
}

static void put_json_text(FILE *f, const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (s[i] == '\n') {
            fputs("\\n", f);
        } else {
            fprintf(f, s[i] == '"' || s[i] == '\\' ? "\\%c" : "%c", s[i]);
        }
    }
}

void cli_put_json(FILE *f, const char *text, size_t len)
{
    carnet_buf *safe = NULL;
    fputc('"', f);
    if (carnet_text_make_safe(&safe, text, len) == CARNET_OK) {
        put_json_text(f, (const char *)carnet_buf_data(safe),
                      carnet_buf_len(safe));
    }
    fputc('"', f);
    carnet_buf_free(safe);
}

void cli_print_json(const char *text, size_t len)
{
    cli_put_json(stdout, text, len);
}

void cli_print_string(const char *before, const char *text)
{
    fputs(before, stdout);
    cli_print_json(text, strlen(text));
}

int cli_print_given_json(carnet_status status, carnet_buf *json,
                         const char *what)
{
    if (status != CARNET_OK) {
        return cli_fail_status(status, what, NULL);
    }
    fwrite(carnet_buf_data(json), 1, carnet_buf_len(json), stdout);
    carnet_buf_free(json);
    return CLI_OK;
}

cli_name cli_day(const char *before, int32_t days, const char *after)
{
    cli_name out = {""};
    char text[CARNET_TEXT_DAY_SIZE];
    if (carnet_text_print_day(text, days) == CARNET_OK) {
        snprintf(out.text, sizeof out.text, "%s%s%s", before, text, after);
    }
    return out;
}

void cli_print_day(const char *before, int32_t days, const char *after)
{
    fputs(cli_day(before, days, after).text, stdout);
}

cli_name cli_hex(const uint8_t *bytes, size_t len)
{
    cli_name out = {""};
    for (size_t i = 0; i < len && 2 * i + 2 < sizeof out.text; i++) {
        snprintf(out.text + 2 * i, 3, "%02x", bytes[i]);
    }
    return out;
}

void cli_print_hex(const uint8_t *bytes, size_t len)
{
    fputs(cli_hex(bytes, len).text, stdout);
}

const char *cli_part_name(int32_t part)
{
    static const char *const names[] = {"desk", "clinic", "private"};
    return part >= 0 && part < 3 ? names[part] : "?";
}
