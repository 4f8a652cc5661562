/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lines from scanners: standard input, which a terminal hands over at once and
 * does not show, or a serial device. A line ends with CR, LF or both; on a
 * serial device also with silence, so that half a scan is not glued to the
 * next. What is longer than any text is cut, never kept.
 */
#define _DEFAULT_SOURCE
#include "desk.h"

#include <errno.h>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

enum {
    SILENCE_MS = 500, /* a scanner sends a whole code in far less */
    END_OF_INPUT = 4  /* Control-D, which a raw terminal hands over */
};

struct cli_desk_input {
    int fd;
    const char *device; /* its name; of a device alone */
    bool is_device;
    bool is_terminal;
    bool has_ended;
    struct termios before;
    uint8_t chunk[4096];
    size_t at, num; /* of chunk */
    size_t len;     /* of line */
    uint8_t line[CLI_DESK_LINE + 1];
};

/* ---- opening ---- */

static bool speed_of(speed_t *out, long baud)
{
    static const struct {
        long baud;
        speed_t speed;
    } speeds[] = {{1200, B1200},   {2400, B2400},    {4800, B4800},
                  {9600, B9600},   {19200, B19200},  {38400, B38400},
                  {57600, B57600}, {115200, B115200}};
    for (size_t i = 0; i < sizeof speeds / sizeof speeds[0]; i++) {
        if (speeds[i].baud == baud) {
            *out = speeds[i].speed;
            return true;
        }
    }
    return false;
}

/* Raw, 8 data bits, no parity, 1 stop bit. */
static int set_device(cli_desk_input *in, const cli_call *call)
{
    struct termios raw = in->before;
    speed_t speed = B9600;
    if (!speed_of(&speed, call->baud)) {
        return cli_fail(CLI_USAGE, "--baud takes 1200, 2400, 4800, 9600, "
                                   "19200, 38400, 57600 or 115200");
    }
    cfmakeraw(&raw);
    raw.c_cflag &= ~(tcflag_t)(CSTOPB | PARENB | CSIZE);
    raw.c_cflag |= CS8 | CREAD | CLOCAL;
    if (cfsetispeed(&raw, speed) != 0 || cfsetospeed(&raw, speed) != 0 ||
        tcsetattr(in->fd, TCSANOW, &raw) != 0) {
        return cli_fail_errno(CLI_NO_INPUT, "set up", call->device);
    }
    return CLI_OK;
}

static int open_device(cli_desk_input *in, const cli_call *call)
{
    in->is_device = true;
    in->device = call->device;
    in->fd = open(call->device, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (in->fd < 0) {
        return cli_fail_errno(CLI_NO_INPUT, "open", call->device);
    }
    in->is_terminal = tcgetattr(in->fd, &in->before) == 0;
    return in->is_terminal ? set_device(in, call)
                           : cli_fail_file(CLI_NO_INPUT, call->device,
                                           "is no serial device");
}

/* A terminal would cut a line at 4,095 bytes, and show on the screen what a
   scanner types: signals stay, the rest goes. */
static void open_stdin(cli_desk_input *in)
{
    in->fd = STDIN_FILENO;
    in->is_terminal = tcgetattr(in->fd, &in->before) == 0;
    if (in->is_terminal) {
        struct termios plain = in->before;
        plain.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
        plain.c_iflag &= ~(tcflag_t)ISTRIP;
        plain.c_cc[VMIN] = 1;
        plain.c_cc[VTIME] = 0;
        (void)tcsetattr(in->fd, TCSANOW, &plain);
    }
}

int cli_desk_open(cli_desk_input **out, const cli_call *call)
{
    *out = calloc(1, sizeof **out);
    if (*out == NULL) {
        return cli_fail(CLI_SOFTWARE, "out of memory");
    }
    if (call->device != NULL) {
        return open_device(*out, call);
    }
    open_stdin(*out);
    return CLI_OK;
}

void cli_desk_close(cli_desk_input *in)
{
    if (in == NULL) {
        return;
    }
    if (in->is_terminal) {
        (void)tcsetattr(in->fd, TCSANOW, &in->before);
    }
    if (in->is_device && in->fd >= 0) {
        close(in->fd);
    }
    cli_wipe(in, sizeof *in);
    free(in);
}

/* ---- reading ---- */

/* Fills the chunk; it stays empty after silence behind half a line, and at the
   end. CLI_OK or CLI_IO, said. */
static int fill(cli_desk_input *in)
{
    in->at = 0;
    in->num = 0;
    while (!cli_desk_is_stopped()) {
        int timeout = in->is_device && in->len > 0 ? SILENCE_MS : -1;
        int ready = cli_desk_wait(in->fd, timeout);
        if (ready == 0) {
            return CLI_OK;
        }
        ssize_t n = ready < 0 ? -1 : read(in->fd, in->chunk, sizeof in->chunk);
        if (n < 0 && (errno == EINTR || errno == EAGAIN)) {
            continue;
        }
        /* Of a device that is pulled out, and a terminal that is closed, EIO
           is the end, as nothing to read is; of a file scans are missing. */
        bool is_gone = errno == EIO && (in->is_device || in->is_terminal);
        if (n < 0 && !is_gone) {
            return cli_fail_errno(CLI_IO, "read",
                                  in->is_device ? in->device : "-");
        }
        in->has_ended = n <= 0;
        in->num = n <= 0 ? 0 : (size_t)n;
        return CLI_OK;
    }
    return CLI_OK;
}

/* Takes one byte; true where it ends a line. */
static bool take(cli_desk_input *in, uint8_t byte)
{
    if (byte == '\r' || byte == '\n') {
        return true;
    }
    if (byte == END_OF_INPUT && in->is_terminal && !in->is_device) {
        in->has_ended = true;
        return true;
    }
    if (in->len < sizeof in->line) {
        in->line[in->len++] = byte;
    }
    return false;
}

/* Until a line has ended that has something in it. */
static bool take_line(cli_desk_input *in)
{
    while (in->at < in->num && !in->has_ended) {
        if (take(in, in->chunk[in->at++]) && in->len > 0) {
            return true;
        }
    }
    return false;
}

int cli_desk_next(cli_desk_input *in, const uint8_t **line_out, size_t *len_out)
{
    *line_out = NULL;
    cli_wipe(in->line, in->len);
    in->len = 0;
    bool whole = take_line(in);
    while (!whole && !in->has_ended && !cli_desk_is_stopped()) {
        int code = fill(in);
        if (code != CLI_OK) {
            return code;
        }
        whole = in->num == 0 ? in->len > 0 : take_line(in);
    }
    if (cli_desk_is_stopped()) {
        return CLI_OK;
    }
    if (in->len > 0) {
        *line_out = in->line;
        *len_out = in->len;
    } else if (in->is_device) { /* a scanner does not end by itself */
        return cli_fail_file(CLI_IO, in->device,
                             "is gone: plug the scanner in, and start the "
                             "desk again");
    }
    return CLI_OK;
}
