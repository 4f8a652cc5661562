/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Calls of the system that a signal may interrupt, done again, and those that
 * may do less than they were asked. An fsync that failed is never repeated:
 * what it did not write is gone.
 */
#define _XOPEN_SOURCE 700
#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int cli_open_fd(const char *path, int flags)
{
    int fd;
    do {
        fd = open(path, flags | O_CLOEXEC);
    } while (fd < 0 && errno == EINTR);
    return fd;
}

ssize_t cli_read_fd(int fd, void *out, size_t len)
{
    ssize_t n;
    do {
        n = read(fd, out, len);
    } while (n < 0 && errno == EINTR);
    return n;
}

int cli_write_fd(int fd, const void *data, size_t len)
{
    const uint8_t *at = data;
    while (len > 0) {
        ssize_t n = write(fd, at, len);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return -1;
        }
        at += n;
        len -= (size_t)n;
    }
    return 0;
}

int cli_sync_fd(int fd)
{
    int result;
    do {
        result = fsync(fd);
    } while (result != 0 && errno == EINTR);
    return result;
}

int cli_close_fd(int fd)
{
    return close(fd) == 0 || errno == EINTR ? 0 : -1;
}
