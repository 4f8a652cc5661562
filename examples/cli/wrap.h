/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lines for people, on a terminal or not: made safe, and broken into rows by
 * the rules of wrap.c. JSON and what another program reads go past it.
 */
#ifndef CLI_WRAP_H
#define CLI_WRAP_H

#include "cli.h"

typedef struct {
    FILE *f;
    const cli_line *note;  /* to be said again on each screen; or NULL */
    const char *before;    /* each row: how it is colored; or NULL */
    size_t width;          /* columns of a row */
    size_t height;         /* rows of the screen; 0 where there is none */
    size_t num_rows;       /* since the note, or the beginning */
    size_t num_unreviewed; /* words */
    bool breaks;           /* lines are broken into rows: f is a terminal */
} cli_page;

/* Begins on a stream, with note, if any, which is lent until the end and comes
   last too. */
void cli_page_begin(cli_page *p, FILE *f, const cli_line *note);
/* Text of whole lines, made safe. */
void cli_page_put(cli_page *p, const char *text, size_t len);
/* Text of the library for people, which is safe already and has direction
   marks of its own; num_unreviewed: words in it that nobody has reviewed. */
void cli_page_put_own(cli_page *p, const char *text, size_t num_unreviewed);
/* Ends a line of phrases, puts it and frees it. CLI_OK or an exit status,
   said on standard error. */
int cli_page_put_line(cli_page *p, cli_line *line);
/* Says once how many words nobody has reviewed, if any; the words of that line
   are among them. Gives code back, or where it is CLI_OK what fails now. */
int cli_page_end(cli_page *p, int code);
/* One line, whatever is in it; without its end. */
void cli_page_line(cli_page *p, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The same behind before. */
void cli_page_list(cli_page *p, const char *before, const char *format,
                   va_list list) __attribute__((format(printf, 3, 0)));

#endif
