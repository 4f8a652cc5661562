/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Stopping the desk. The signals that stop it are let in where it waits for a
 * scan and nowhere else: no answer on the screen is broken off, and none comes
 * unseen between a look and the wait.
 */
#define _XOPEN_SOURCE 700
#include "desk.h"

#include <errno.h>
#include <signal.h>
#include <sys/select.h>

static volatile sig_atomic_t stopped = 0;
static sigset_t outside;
static sigset_t caught;

static void stop(int signal)
{
    (void)signal;
    stopped = 1;
}

void cli_desk_catch(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction act = {.sa_handler = stop};
    sigemptyset(&act.sa_mask);
    sigemptyset(&caught);
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        sigaddset(&caught, signals[i]);
    }
    sigprocmask(SIG_BLOCK, &caught, &outside);
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        sigaction(signals[i], &act, NULL);
    }
}

bool cli_desk_is_stopped(void)
{
    sigprocmask(SIG_SETMASK, &outside, NULL);
    sigprocmask(SIG_BLOCK, &caught, NULL);
    return stopped != 0;
}

int cli_desk_wait(int fd, int timeout_ms)
{
    fd_set fds;
    struct timespec left = {.tv_sec = timeout_ms / 1000,
                            .tv_nsec = timeout_ms % 1000 * 1000000L};
    if (fd < 0 || fd >= FD_SETSIZE) {
        errno = EBADF;
        return -1;
    }
    FD_ZERO(&fds);
    FD_SET(fd, &fds);
    return pselect(fd + 1, &fds, NULL, NULL, timeout_ms < 0 ? NULL : &left,
                   &outside);
}
