/* SPDX-License-Identifier: Apache-2.0 */
/*
 * No call writes over what it reads, by whatever name, link or redirection:
 * a record or a passport may be the only one of its kind. This is found out
 * before anything is read or written.
 */
#define _XOPEN_SOURCE 700
#include "cli.h"

#include <sys/stat.h>
#include <unistd.h>

/* Only what is kept in a file can be lost: false for anything else. */
static bool find_file(struct stat *out, const char *path, int stream)
{
    int result = cli_is_dash(path) ? fstat(stream, out) : stat(path, out);
    return result == 0 && S_ISREG(out->st_mode);
}

static bool is_same(const char *input, const char *output)
{
    struct stat from;
    struct stat to;
    return find_file(&from, input, STDIN_FILENO) &&
           find_file(&to, output, STDOUT_FILENO) && from.st_dev == to.st_dev &&
           from.st_ino == to.st_ino;
}

/* Standard output too where -o names a file: JSON and words go there. */
static int check_input(const cli_call *call, const char *input)
{
    bool report = call->report != NULL && is_same(input, call->report);
    if (!is_same(input, call->out) && !is_same(input, "-") && !report) {
        return CLI_OK;
    }
    return cli_fail(CLI_USAGE,
                    "the output would go into %s, which this call reads; "
                    "name another file",
                    cli_shown(input).text);
}

int cli_check_same(const cli_call *call)
{
    int code = call->key == NULL ? CLI_OK : check_input(call, call->key);
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
