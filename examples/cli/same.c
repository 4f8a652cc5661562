/* SPDX-License-Identifier: Apache-2.0 */
/*
 * No call writes over what it reads, by whatever name, link or redirection:
 * a record or a passport may be the only one of its kind. This is found out
 * before anything is read or written.
 */
#define _XOPEN_SOURCE 700
#include "files.h"

#include <unistd.h>

/* Only what is kept in a file can be lost: 0 for anything else, 1 for that, -1
   where it can't be told. */
static int find_file(struct stat *out, const char *path, int stream)
{
    int there = !cli_is_dash(path)        ? cli_find(out, path)
                : fstat(stream, out) == 0 ? 1
                                          : 0;
    return there > 0 && !S_ISREG(out->st_mode) ? 0 : there;
}

static int is_same(const char *input, const char *output)
{
    struct stat from;
    struct stat to;
    int there = find_file(&from, input, STDIN_FILENO);
    there = there > 0 ? find_file(&to, output, STDOUT_FILENO) : there;
    return there <= 0 ? there : cli_is_one_file(&from, &to);
}

/* Standard output too where -o names a file: JSON and words go there. */
static int check_input(const cli_call *call, const char *input)
{
    const char *outputs[] = {call->out, "-", call->report};
    size_t num = call->report == NULL ? 2 : 3;
    for (size_t i = 0; i < num; i++) {
        int same = is_same(input, outputs[i]);
        if (same < 0) {
            return cli_fail_errno(CLI_IO, "look at", input);
        }
        if (same > 0) {
            return cli_fail(CLI_USAGE,
                            "the output would go into %s, which this call "
                            "reads; name another file",
                            cli_shown(input).text);
        }
    }
    return CLI_OK;
}

/* Record and report: the second would take the place of the first, or run into
   it. A file that is not there yet is known by its name alone. */
static int check_report(const cli_call *call)
{
    struct stat one;
    struct stat two;
    bool dash = cli_is_dash(call->out);
    bool same = dash == cli_is_dash(call->report) &&
                (dash || strcmp(call->out, call->report) == 0);
    if (!same && find_file(&one, dash ? "-" : call->out, STDOUT_FILENO) > 0 &&
        find_file(&two, call->report, STDOUT_FILENO) > 0) {
        same = cli_is_one_file(&one, &two);
    }
    return same ? cli_fail(CLI_USAGE, "record and report would go into one "
                                      "file; name another with --report")
                : CLI_OK;
}

int cli_check_same(const cli_call *call)
{
    int code = call->key == NULL ? CLI_OK : check_input(call, call->key);
    if (call->report != NULL && code == CLI_OK) {
        code = check_report(call);
    }
    for (size_t i = 0; i < call->num_trust && code == CLI_OK; i++) {
        code = check_input(call, call->trust[i]);
    }
    for (size_t i = 0; i < call->num_pins && code == CLI_OK; i++) {
        code = check_input(call, call->pins[i]);
    }
    for (size_t i = 0; i < call->num_status && code == CLI_OK; i++) {
        code = check_input(call, call->status[i]);
    }
    if (call->previous != NULL && code == CLI_OK) {
        code = check_input(call, call->previous);
    }
    for (int i = call->first_file; i < call->num_args && code == CLI_OK; i++) {
        code = check_input(call, call->args[i]);
    }
    return code;
}
