/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files in: whole, bounded, and wiped when freed. Standard input is "-", and
 * can be read once.
 */
#define _XOPEN_SOURCE 700
#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

bool cli_is_dash(const char *path)
{
    return path == NULL || strcmp(path, "-") == 0;
}

void cli_wipe(void *data, size_t len)
{
    volatile uint8_t *p = data;
    for (size_t i = 0; i < len; i++) {
        p[i] = 0;
    }
}

void cli_bytes_free(cli_bytes *b)
{
    if (b->data != NULL) {
        cli_wipe(b->data, b->len);
        free(b->data);
    }
    b->data = NULL;
    b->len = 0;
}

bool cli_bytes_copy(cli_bytes *out, const void *data, size_t len)
{
    out->data = malloc(len + 1);
    if (out->data == NULL) {
        return false;
    }
    memcpy(out->data, data, len);
    out->data[len] = 0;
    out->len = len;
    return true;
}

/* Makes room for at least one byte more and the zero behind. */
static bool grow(cli_bytes *b, size_t *cap)
{
    if (b->len + 1 < *cap) {
        return true;
    }
    size_t next = *cap == 0 ? 65536 : *cap * 2;
    uint8_t *p = malloc(next);
    if (p == NULL) {
        return false;
    }
    cli_bytes old = *b;
    if (old.len > 0) {
        memcpy(p, old.data, old.len);
    }
    b->data = p;
    *cap = next;
    size_t len = old.len;
    cli_bytes_free(&old);
    b->len = len;
    return true;
}

static int read_all(cli_bytes *out, int fd, const char *path, size_t max,
                    const char *what)
{
    size_t cap = 0;
    for (;;) {
        if (!grow(out, &cap)) {
            return cli_fail(CLI_SOFTWARE, "out of memory");
        }
        ssize_t n = cli_read_fd(fd, out->data + out->len, cap - out->len - 1);
        if (n < 0) {
            return cli_fail_errno(errno == EISDIR ? CLI_NO_INPUT : CLI_IO,
                                  "read", path);
        }
        if (n == 0) {
            out->data[out->len] = 0;
            return CLI_OK;
        }
        out->len += (size_t)n;
        if (out->len > max) {
            return cli_fail(CLI_DATA,
                            "%s has more than %zu bytes, which no %s has",
                            cli_shown(path).text, max, what);
        }
    }
}

/* Standard input can be read once: the second time it would seem empty. */
static bool take_stdin(void)
{
    static bool taken = false;
    bool first = !taken;
    taken = true;
    return first;
}

int cli_read(cli_bytes *out, const char *path, size_t max, const char *what)
{
    out->data = NULL;
    out->len = 0;
    bool dash = cli_is_dash(path);
    if (dash && !take_stdin()) {
        return cli_fail(CLI_USAGE, "only one file can be standard input");
    }
    int fd = dash ? STDIN_FILENO : cli_open_fd(path, O_RDONLY);
    if (fd < 0) {
        return cli_fail_errno(CLI_NO_INPUT, "open", path);
    }
    int code = read_all(out, fd, path, max, what);
    if (code != CLI_OK) {
        cli_bytes_free(out);
    }
    if (!dash) {
        close(fd);
    }
    return code;
}
