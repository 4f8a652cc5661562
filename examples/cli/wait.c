/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Seconds on a terminal, counted by SIGALRM. Its handler does nothing but
 * write; what it writes is made beforehand.
 */
#define _XOPEN_SOURCE 700
#include "wait.h"

#include <errno.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

enum {
    DIGITS = 5 /* of the seconds: a day */
};

/* "\rcarnet: what:     7 s" */
static char line[128];
static size_t line_len;
static volatile sig_atomic_t seconds;
static struct sigaction before;

static void tick(int signal_number)
{
    (void)signal_number;
    int why = errno;
    seconds++;
    char *digit = line + line_len - 2; /* behind the last */
    for (int rest = (int)seconds, i = 0; i < DIGITS; i++, rest /= 10) {
        *--digit = (char)(rest > 0 ? '0' + rest % 10 : ' ');
    }
    ssize_t n = write(STDERR_FILENO, line, line_len);
    (void)n; /* who can't be told waits all the same */
    errno = why;
}

static void set_timer(time_t every_s)
{
    struct itimerval timer = {{every_s, 0}, {every_s, 0}};
    setitimer(ITIMER_REAL, &timer, NULL);
}

void cli_wait_begin(const char *what)
{
    struct sigaction action = {.sa_handler = tick, .sa_flags = SA_RESTART};
    line_len = 0;
    if (isatty(STDERR_FILENO) == 0) {
        return;
    }
    int len = snprintf(line, sizeof line, "\rcarnet: %.80s: %*s s", what,
                       (int)DIGITS, "");
    line_len = len > 0 ? (size_t)len : 0;
    seconds = 0;
    sigemptyset(&action.sa_mask);
    if (line_len > 0 && sigaction(SIGALRM, &action, &before) == 0) {
        set_timer(1);
    }
}

void cli_wait_end(void)
{
    if (line_len == 0) {
        return;
    }
    set_timer(0);
    sigaction(SIGALRM, &before, NULL);
    if (seconds > 0) {
        fputs("\n", stderr);
    }
    line_len = 0;
}
