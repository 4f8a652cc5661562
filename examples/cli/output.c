/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Standard output that a signal does not cut off. What the C library could not
 * write because a signal came in between it throws away; here such a write is
 * done again, as that into a file is (retry.c).
 */
#define _GNU_SOURCE
#include "files.h"

#include <unistd.h>

#ifdef __GLIBC__

/* All or nothing: 0 is what a stream takes for an error. */
static ssize_t put(void *cookie, const char *data, size_t len)
{
    (void)cookie;
    return cli_write_fd(STDOUT_FILENO, data, len) == 0 ? (ssize_t)len : 0;
}

/* Where it fails standard output stays what it was. */
void cli_open_output(void)
{
    FILE *out = fopencookie(NULL, "w", (cookie_io_functions_t){.write = put});
    if (out != NULL) {
        setvbuf(out, NULL, isatty(STDOUT_FILENO) ? _IOLBF : _IOFBF, BUFSIZ);
        stdout = out; /* a variable, as the manual of this library says */
    }
}

#else

/* Elsewhere stdout can't be set. No signal interrupts it there either: desk
   lets those that it catches in where it waits alone (desk_stop.c), and the
   one that counts seconds begins a call again (wait.c). */
void cli_open_output(void)
{
}

#endif

int cli_stream_fd(FILE *f)
{
    return f == stdout ? STDOUT_FILENO : fileno(f);
}
