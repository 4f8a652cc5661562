/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files out. A file is replaced whole or not at all: temporary file in the
 * same folder, fsync, rename, fsync of the folder. A key is written as a new
 * file only. Nothing binary goes to a terminal.
 */
#define _XOPEN_SOURCE 700
#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

static int write_all(int fd, const uint8_t *data, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, data, len);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return -1;
        }
        data += n;
        len -= (size_t)n;
    }
    return 0;
}

/* Writes, sets the mode, reaches the disk, closes. */
static int fill(int fd, cli_bytes b, mode_t mode)
{
    int result = write_all(fd, b.data, b.len);
    if (result == 0) {
        result = fchmod(fd, mode);
    }
    if (result == 0) {
        result = fsync(fd);
    }
    int why = errno;
    if (close(fd) != 0 && result == 0) {
        return -1;
    }
    errno = why;
    return result;
}

/* Name of a file beside path: its folder and name. Free it. */
static char *beside(const char *path, const char *name)
{
    const char *slash = strrchr(path, '/');
    size_t folder = slash == NULL ? 0 : (size_t)(slash - path) + 1;
    size_t size = folder + strlen(name) + 1;
    char *out = malloc(size);
    if (out != NULL) {
        memcpy(out, path, folder);
        memcpy(out + folder, name, strlen(name) + 1);
    }
    return out;
}

/* A new name reaches the disk only with its folder. A folder that can't be
   opened or synced has done what it can. */
static int sync_folder(const char *path)
{
    char *folder = beside(path, ".");
    int fd = folder == NULL ? -1 : open(folder, O_RDONLY | O_CLOEXEC);
    int result = 0;
    if (fd >= 0) {
        result = fsync(fd) == 0 || errno == EINVAL ? 0 : -1;
        close(fd);
    }
    free(folder);
    return result;
}

/* Permission bits of a new file. */
static mode_t fresh_mode(mode_t mode)
{
    mode_t mask = umask(0);
    umask(mask);
    return mode & ~mask;
}

static int write_new(const char *path, cli_bytes b, mode_t mode)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) {
        return -1;
    }
    int result = fill(fd, b, fresh_mode(mode));
    if (result == 0) {
        result = sync_folder(path);
    }
    if (result != 0) {
        int why = errno;
        unlink(path);
        errno = why;
    }
    return result;
}

/* mode: of a file that was not there. */
static int replace(const char *path, cli_bytes b, mode_t mode)
{
    struct stat st;
    bool there = stat(path, &st) == 0;
    if (there && access(path, W_OK) != 0) {
        return -1; /* rename would not ask */
    }
    mode = there ? st.st_mode & 0777 : fresh_mode(mode);
    char *temporary = beside(path, ".carnet.XXXXXX");
    int fd = temporary == NULL ? -1 : mkstemp(temporary);
    int result = -1;
    if (fd >= 0) {
        result = fill(fd, b, mode);
        if (result == 0) {
            result = rename(temporary, path);
        }
        int why = errno;
        if (result != 0) {
            unlink(temporary);
        } else {
            result = sync_folder(path);
            why = errno;
        }
        errno = why;
    }
    free(temporary);
    return result;
}

/* Where a symbolic link leads, so that the link itself stays. */
static int replace_target(const char *path, cli_bytes b, mode_t mode)
{
    struct stat st;
    bool is_link = lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
    char *target = is_link ? realpath(path, NULL) : NULL;
    int result = replace(target == NULL ? path : target, b, mode);
    int why = errno;
    free(target);
    errno = why;
    return result;
}

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
    int result =
        how == CLI_SECRET ? write_new(path, b, 0600)
        : how == CLI_NEW
            ? write_new(path, b, 0644)
            : replace_target(path, b, (how & CLI_OWNERS) != 0 ? 0600 : 0644);
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

/* A pipe or a device is written to, never replaced. */
static bool is_special(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

static int write_special(const char *path, cli_bytes b)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) {
        return cli_fail_errno(CLI_CANT_CREATE, "write", path);
    }
    int code = CLI_OK;
    if (write_all(fd, b.data, b.len) != 0) {
        code = cli_fail_errno(CLI_IO, "write", path);
    }
    close(fd);
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

/* A slip of -o must not cost a clinic its key: PEM is never replaced, with
   white space or words of other tools before it either. */
static bool holds_key(const char *path)
{
    char head[4096] = "";
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t n = fd < 0 ? -1 : read(fd, head, sizeof head - 1);
    if (fd >= 0) {
        close(fd);
    }
    return n > 0 && strstr(head, "-----BEGIN ") != NULL;
}

int cli_write(const char *path, const void *data, size_t len, int how)
{
    cli_bytes b = {(uint8_t *)(uintptr_t)data, len};
    if (cli_is_dash(path)) {
        return write_stdout(b, how);
    }
    bool is_new = how == CLI_NEW || how == CLI_SECRET;
    if (!is_new && !is_special(path) && holds_key(path)) {
        return cli_fail(CLI_CANT_CREATE,
                        "%s is a key, which is never written over",
                        cli_shown(path).text);
    }
    return !is_new && is_special(path) ? write_special(path, b)
                                       : write_file(path, b, how);
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
