/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A lock on a file that is read, changed and replaced: two clinics' desks that
 * write into one passport must not lose each other's entry. The lock is on the
 * file itself (flock), and leaves nothing behind when a call is killed.
 */
#define _DEFAULT_SOURCE
#include "lock.h"
#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum {
    TRIES = 200, /* 10 seconds, in which nothing changed there */
    PAUSE_NS = 50000000
};

/* Whether the name still leads to what is open: a file that is replaced gets
   another behind the same name. */
static bool is_current(int fd, const char *path)
{
    struct stat held;
    struct stat named;
    return fstat(fd, &held) == 0 && stat(path, &named) == 0 &&
           cli_is_one_file(&held, &named);
}

/* Whether what has the name was changed or replaced since it was last seen,
   as far as can be told; the first time it is. */
static bool has_changed(struct stat *seen, const char *path)
{
    struct stat now;
    if (cli_find(&now, path) != 1 || cli_is_unchanged(&now, seen)) {
        return false;
    }
    *seen = now;
    return true;
}

/* -1 where somebody else holds it, with errno EWOULDBLOCK, or it can't be. */
static int try_lock(const char *path)
{
    int fd = cli_open_fd(path, O_RDONLY);
    if (fd < 0) {
        return -1;
    }
    if (flock(fd, LOCK_EX | LOCK_NB) == 0 && is_current(fd, path)) {
        return fd;
    }
    int why = errno == 0 ? EWOULDBLOCK : errno;
    close(fd);
    errno = why;
    return -1;
}

int cli_lock(int *lock_out, const char *path)
{
    const struct timespec pause = {0, PAUSE_NS};
    struct stat seen = {0};
    for (int i = 0; i < TRIES; i = has_changed(&seen, path) ? 0 : i + 1) {
        errno = 0;
        *lock_out = try_lock(path);
        if (*lock_out >= 0) {
            return CLI_OK;
        }
        if (errno != EWOULDBLOCK && errno != EINTR) {
            return cli_fail_errno(CLI_NO_INPUT, "read", path);
        }
        nanosleep(&pause, NULL);
    }
    return cli_fail(CLI_IO,
                    "another call of carnet writes into %s; try again when it "
                    "has ended",
                    cli_shown(path).text);
}

void cli_unlock(int lock)
{
    close(lock);
}
