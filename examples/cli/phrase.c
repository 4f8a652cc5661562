/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A phrase from a terminal, whose echo comes back whatever happens, or from a
 * file descriptor. It is never an argument and never shown while it is typed.
 */
#define _XOPEN_SOURCE 700
#include "phrase.h"
#include "files.h"

#include <fcntl.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

enum {
    MAX_PHRASE = 256, /* bytes of a line, far more than any phrase */
    INTERRUPT = 3     /* what ^C types while it makes no signal */
};

/* One line, its end left out. Byte by byte: what follows is not ours. */
static int read_line(cli_bytes *out, int fd, const char *from)
{
    uint8_t c = 0;
    for (;;) {
        ssize_t n = cli_read_fd(fd, &c, 1);
        if (n < 0) {
            return cli_fail_errno(CLI_IO, "read", from);
        }
        if (n == 0 || c == '\n') {
            c = 0;
            return CLI_OK;
        }
        if (c == INTERRUPT || out->len == MAX_PHRASE) {
            c = 0;
            return cli_fail(CLI_DATA, "no phrase was typed");
        }
        out->data[out->len++] = c;
    }
}

/* Signals wait until the echo is back; ^C is a character meanwhile. */
static int read_terminal(cli_bytes *out, int fd)
{
    struct termios before;
    sigset_t all;
    sigset_t old;
    if (tcgetattr(fd, &before) != 0) {
        return cli_fail_errno(CLI_IO, "read", "/dev/tty");
    }
    struct termios silent = before;
    silent.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ISIG);
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &old);
    int code = tcsetattr(fd, TCSAFLUSH, &silent) == 0
                   ? read_line(out, fd, "/dev/tty")
                   : cli_fail_errno(CLI_IO, "read", "/dev/tty");
    tcsetattr(fd, TCSAFLUSH, &before);
    sigprocmask(SIG_SETMASK, &old, NULL);
    fputs("\n", stderr);
    return code;
}

static int ask(cli_bytes *out)
{
    int fd = cli_open_fd("/dev/tty", O_RDWR | O_NOCTTY);
    if (fd < 0) {
        return cli_fail(CLI_USAGE,
                        "there is no terminal to type a phrase at; give it by "
                        "--phrase-fd");
    }
    fputs("Phrase (not shown while you type): ", stderr);
    fflush(stderr);
    int code = read_terminal(out, fd);
    close(fd);
    return code;
}

int cli_read_phrase(cli_bytes *out, const cli_call *call)
{
    out->len = 0;
    out->data = calloc(1, MAX_PHRASE + 1);
    if (out->data == NULL) {
        return cli_fail(CLI_SOFTWARE, "out of memory");
    }
    int code = call->given[CLI_PHRASE_FD]
                   ? read_line(out, (int)call->phrase_fd, "--phrase-fd")
                   : ask(out);
    if (code != CLI_OK) {
        out->len = MAX_PHRASE; /* all of it is wiped */
        cli_bytes_free(out);
    }
    return code;
}

int cli_give_phrase(const cli_call *call, const carnet_buf *phrase)
{
    const char *text = (const char *)carnet_buf_data(phrase);
    if (call->given[CLI_PHRASE_FD]) {
        int fd = (int)call->phrase_fd;
        bool given = cli_write_fd(fd, text, carnet_buf_len(phrase)) == 0 &&
                     cli_write_fd(fd, "\n", 1) == 0;
        return given ? CLI_OK : cli_fail_errno(CLI_IO, "write", "--phrase-fd");
    }
    cli_say("the phrase that opens it, which is shown this once; write it "
            "down:");
    fprintf(stderr, "\n    %s\n\n", text);
    return CLI_OK;
}
