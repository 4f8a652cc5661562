/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where output goes: a file, which is replaced whole or not at all, a new file
 * for a key, a pipe or a device, standard output. Nothing binary goes to a
 * terminal, nothing over a key, and nothing else over the draft of a status
 * list.
 */
#define _XOPEN_SOURCE 700
#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

/* A signal that ends the command waits until no half file is left. */
static int write_file(const char *path, cli_bytes b, int how)
{
    sigset_t ending;
    sigset_t before;
    sigemptyset(&ending);
    sigaddset(&ending, SIGHUP);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGQUIT);
    sigaddset(&ending, SIGTERM);
    sigprocmask(SIG_BLOCK, &ending, &before);
    int result = how == CLI_SECRET ? cli_put_new(path, b, 0600)
                 : how == CLI_NEW
                     ? cli_put_new(path, b, 0644)
                     : cli_put(path, b, (how & CLI_OWNERS) != 0 ? 0600 : 0644);
    int why = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (result == 0) {
        return CLI_OK;
    }
    if (why == EEXIST && (how == CLI_NEW || how == CLI_SECRET)) {
        return cli_fail(CLI_CANT_CREATE,
                        "can't write %s: it is there already, and is not "
                        "written over; name another file",
                        cli_shown(path).text);
    }
    bool full = why == ENOSPC || why == EFBIG || why == EIO || why == EDQUOT;
    errno = why;
    return cli_fail_errno(full ? CLI_IO : CLI_CANT_CREATE, "write", path);
}

static int write_special(const char *path, cli_bytes b)
{
    int fd = cli_open_fd(path, O_WRONLY);
    if (fd < 0) {
        return cli_fail_errno(CLI_CANT_CREATE, "write", path);
    }
    int code = CLI_OK;
    if (cli_write_fd(fd, b.data, b.len) != 0) {
        code = cli_fail_errno(CLI_IO, "write", path);
    }
    if (cli_close_fd(fd) != 0 && code == CLI_OK) {
        code = cli_fail_errno(CLI_IO, "write", path);
    }
    return code;
}

/* What fails here is noticed when standard output is flushed at the end. */
static int write_stdout(cli_bytes b, int how)
{
    if ((how & ~CLI_OWNERS) != CLI_BINARY) {
        cli_print(stdout, (const char *)b.data, b.len);
        return CLI_OK;
    }
    if (isatty(STDOUT_FILENO)) {
        return cli_fail(CLI_USAGE, "this is binary and not for a terminal; "
                                   "say -o FILE");
    }
    fwrite(b.data, 1, b.len, stdout);
    return CLI_OK;
}

/* What nobody could make again. */
enum {
    UNTOLD = -1, /* it can't be told */
    OTHER,
    KEY,
    DRAFT
};

/* A slip of -o must not cost a clinic its key: PEM is never replaced, with
   white space or words of other tools before it either. A draft of a status
   list (docs/spec/status.md section 6) is an array that begins with its name.
 */
static int kind_of(const char *path)
{
    static const char name[] = "carnet status draft 1";
    const size_t before = 2; /* heads of the array and of the name */
    char head[4096] = "";
    size_t len = 0;
    int fd = cli_open_fd(path, O_RDONLY | O_NONBLOCK);
    if (fd < 0) {
        return errno == ENOENT || errno == EACCES ? OTHER : UNTOLD;
    }
    ssize_t n = 1;
    while (n > 0 && len < sizeof head - 1) {
        n = cli_read_fd(fd, head + len, sizeof head - 1 - len);
        len += n > 0 ? (size_t)n : 0;
    }
    int why = errno;
    cli_close_fd(fd);
    errno = why;
    if (n < 0) {
        return UNTOLD;
    }
    return len > before && strncmp(head + before, name, sizeof name - 1) == 0
               ? DRAFT
           : strstr(head, "-----BEGIN ") != NULL ? KEY
                                                 : OTHER;
}

/* What is written over. A pipe or a device is written to, never replaced; of
   what can't be told nothing is touched. */
static int write_over(const char *path, cli_bytes b, int how)
{
    struct stat st;
    int there = cli_find(&st, path);
    bool is_file = there > 0 && S_ISREG(st.st_mode);
    int kind = is_file ? kind_of(path) : OTHER;
    if (there < 0 || kind == UNTOLD) {
        return cli_fail_errno(CLI_IO, "look at", path);
    }
    if (kind == KEY || (kind == DRAFT && (how & CLI_DRAFT) == 0)) {
        return cli_fail(CLI_CANT_CREATE,
                        "%s is %s, which is never written over",
                        cli_shown(path).text,
                        kind == KEY ? "a key" : "the draft of a status list");
    }
    return there > 0 && !is_file ? write_special(path, b)
                                 : write_file(path, b, how);
}

int cli_write(const char *path, const void *data, size_t len, int how)
{
    cli_bytes b = {(uint8_t *)(uintptr_t)data, len};
    if (cli_is_dash(path)) {
        return write_stdout(b, how);
    }
    return how == CLI_NEW || how == CLI_SECRET ? write_file(path, b, how)
                                               : write_over(path, b, how);
}

int cli_write_text(const cli_call *call, const char *text, size_t len)
{
    if (call->given[CLI_JSON]) {
        fputs("{\"text\":", stdout);
        cli_print_json(text, len);
        puts("}");
        return CLI_OK;
    }
    char *line = malloc(len + 1);
    if (line == NULL) {
        return cli_fail(CLI_SOFTWARE, "out of memory");
    }
    memcpy(line, text, len);
    line[len] = '\n';
    int code = cli_write(call->out, line, len + 1, CLI_TEXT);
    free(line);
    return code;
}

int cli_check_json_alone(const cli_call *call)
{
    return call->given[CLI_JSON] && !cli_is_dash(call->out)
               ? cli_fail(CLI_USAGE, "--json goes to standard output, without "
                                     "-o")
               : CLI_OK;
}

int cli_check_json_out(const cli_call *call)
{
    if (call->given[CLI_JSON] && cli_is_dash(call->out)) {
        return cli_fail(CLI_USAGE, "say -o FILE with --json: standard output "
                                   "takes the JSON");
    }
    return CLI_OK;
}

bool cli_name_beside(char out[CLI_MAX_NAME], const char *path, const char *word)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash == NULL ? path : slash, '.');
    size_t len = dot == NULL ? strlen(path) : (size_t)(dot - path);
    int made = snprintf(out, CLI_MAX_NAME, "%.*s-%s%s", (int)len, path, word,
                        dot == NULL ? "" : dot);
    return made > 0 && made < CLI_MAX_NAME;
}
