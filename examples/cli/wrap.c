/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lines for people, made safe, and broken into rows where they go to a
 * terminal: left to itself it would begin a row with whatever a long value
 * holds there, which then looks like a line of its own. Each further row is
 * indented, by more than the line's value is. Elsewhere a line stays one line,
 * since no value has a line feed.
 */
#define _XOPEN_SOURCE 700
#include "wrap.h"
#include "files.h"

#include <sys/ioctl.h>
#include <unistd.h>

enum {
    USUAL_COLUMNS = 80,
    LEAST_INDENT = 8, /* behind where any line of ours begins */
    LEAST_TEXT = 16,  /* columns beside the indent */
    FURTHER = 2,      /* columns, behind where the value begins */
    /* A narrower terminal breaks rows itself. */
    FEWEST_COLUMNS = LEAST_INDENT + LEAST_TEXT,
    SCREEN = 20,   /* rows after which a note is said again */
    MOST_MARKS = 4 /* on one character; the next ones count */
};

/* ---- columns ---- */

/*
 * How many columns a terminal gives a character, by a rule that rather counts
 * too many than too few, so that no row overflows: combining marks, joiners
 * and variation selectors of the usual blocks have none, CJK, Hangul, full
 * width forms, symbols and emoji have two, all else has one.
 */
typedef struct {
    uint32_t first, last;
} range;

static const range narrowest[] = {
    {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd},  {0x0610, 0x061a},
    {0x064b, 0x065f}, {0x0670, 0x0670}, {0x06d6, 0x06dc},  {0x0e34, 0x0e3a},
    {0x0e47, 0x0e4e}, {0x135d, 0x135f}, {0x1ab0, 0x1aff},  {0x1dc0, 0x1dff},
    {0x200b, 0x200f}, {0x2060, 0x2069}, {0x20d0, 0x20ff},  {0xfe00, 0xfe0f},
    {0xfe20, 0xfe2f}, {0xfeff, 0xfeff}, {0xe0100, 0xe01ef}};
static const range widest[] = {
    {0x1100, 0x115f},   {0x2300, 0x23ff},   {0x25fd, 0x27bf},  {0x2b00, 0x2bff},
    {0x2e80, 0xa4cf},   {0xa960, 0xa97f},   {0xac00, 0xd7a3},  {0xf900, 0xfaff},
    {0xfe10, 0xfe1f},   {0xfe30, 0xfe6f},   {0xff00, 0xff60},  {0xffe0, 0xffe6},
    {0x16fe0, 0x1b2ff}, {0x1f000, 0x1fbff}, {0x20000, 0x3ffff}};

static bool is_in(uint32_t cp, const range *list, size_t num)
{
    for (size_t i = 0; i < num; i++) {
        if (cp >= list[i].first && cp <= list[i].last) {
            return true;
        }
    }
    return false;
}

static size_t columns_of(uint32_t cp)
{
    if (cp < 0x300) {
        return 1;
    }
    if (is_in(cp, narrowest, sizeof narrowest / sizeof narrowest[0])) {
        return 0;
    }
    return is_in(cp, widest, sizeof widest / sizeof widest[0]) ? 2 : 1;
}

/* The character at *at of text that is well-formed UTF-8; *at moves. */
static uint32_t next(const char *text, size_t *at)
{
    uint8_t lead = (uint8_t)text[(*at)++];
    if (lead < 0xc0) {
        return lead;
    }
    uint32_t cp = lead & (lead < 0xe0 ? 0x1f : lead < 0xf0 ? 0x0f : 0x07);
    while (((uint8_t)text[*at] & 0xc0) == 0x80) {
        cp = cp << 6 | ((uint8_t)text[(*at)++] & 0x3f);
    }
    return cp;
}

/* ---- rows ---- */

/* Where the value of a line stands: behind the first gap of two spaces or more
   after a word, as in "    note      ..." and "PERSON  ..."; 0 if there is no
   such gap. */
static size_t value_at(const char *line, size_t len)
{
    size_t at = strspn(line, " ");
    while (at + 1 < len && (line[at] != ' ' || line[at + 1] != ' ')) {
        at++;
    }
    if (at + 1 >= len) {
        return 0;
    }
    at += strspn(line + at, " ");
    return at < len ? at : 0;
}

/* Columns that a line's further rows are indented by: more than its value is,
   where the next of several values may begin a line of its own. */
static size_t indent_of(const char *line, size_t value, size_t width)
{
    size_t before = value > 0 ? value : strspn(line, " ");
    size_t indent = FURTHER;
    for (size_t at = 0; at < before;) {
        indent += columns_of(next(line, &at));
    }
    return indent < LEAST_INDENT || indent + LEAST_TEXT > width ? LEAST_INDENT
                                                                : indent;
}

typedef struct {
    size_t len;  /* bytes that the row shows: without spaces at its end */
    size_t used; /* and those that it takes, with them */
} row;

static row row_to(const char *text, size_t used)
{
    size_t len = used;
    while (len > 0 && text[len - 1] == ' ') {
        len--;
    }
    return (row){len, used};
}

/* The row that text begins with, of at most width columns: whole words behind
   byte first, or as many characters as fit, one at least. */
static row row_of(const char *text, size_t len, size_t first, size_t width)
{
    row words = {0, 0};
    size_t columns = 0;
    size_t marks = 0;
    for (size_t at = 0; at < len;) {
        size_t begin = at;
        size_t own = columns_of(next(text, &at));
        marks = own == 0 ? marks + 1 : 0;
        columns += marks > MOST_MARKS ? 1 : own;
        if (columns > width && begin > 0 && text[begin] != ' ') {
            return words.len > first ? words : row_to(text, begin);
        }
        if (text[begin] == ' ' && text[at] != ' ') {
            words = row_to(text, at);
        }
    }
    return row_to(text, len);
}

static void put_note(cli_page *p)
{
    if (p->note != NULL) {
        fprintf(p->f, "%s\n", p->note->text);
        p->num_unreviewed += p->note->num_unreviewed;
        p->num_rows = 0;
    }
}

static void put_row(cli_page *p, size_t indent, const char *text, size_t len)
{
    if (p->num_rows >= SCREEN) {
        put_note(p);
    }
    fprintf(p->f, "%s%*s", p->before == NULL ? "" : p->before, (int)indent, "");
    fwrite(text, 1, len, p->f);
    /* To the end of the row in its color, and not a column further. */
    fputs(p->before == NULL ? "\n" : "\033[K\033[0m\n", p->f);
    p->num_rows++;
}

/* A line without its end, which a zero or line feed follows. */
static void put_line(cli_page *p, const char *line, size_t len)
{
    size_t first = value_at(line, len);
    size_t later = indent_of(line, first, p->width);
    size_t indent = 0;
    size_t at = 0;
    do {
        row r = row_of(line + at, len - at, first, p->width - indent);
        if (p->breaks) {
            put_row(p, indent, line + at, r.len);
        } else if (at == 0) {
            put_row(p, 0, line, len);
        } else {
            p->num_rows++; /* that a terminal of the usual width makes of it */
        }
        at += r.used;
        first = 0;
        indent = later;
    } while (at < len);
}

void cli_page_begin(cli_page *p, FILE *f, const cli_line *note)
{
    struct winsize size;
    *p = (cli_page){.f = f,
                    .note = note,
                    .width = USUAL_COLUMNS,
                    .breaks = isatty(cli_stream_fd(f)) != 0};
    if (p->breaks && ioctl(cli_stream_fd(f), TIOCGWINSZ, &size) == 0 &&
        size.ws_col > 0) {
        p->width = size.ws_col < FEWEST_COLUMNS ? FEWEST_COLUMNS : size.ws_col;
        p->height = size.ws_row;
    }
    put_note(p);
}

/* Lines up to a zero. */
static void put_lines(cli_page *p, const char *text)
{
    while (*text != '\0') {
        size_t line = strcspn(text, "\n");
        put_line(p, text, line);
        text += line + (text[line] == '\n' ? 1 : 0);
    }
}

void cli_page_put(cli_page *p, const char *text, size_t len)
{
    carnet_buf *safe = NULL;
    if (carnet_text_make_safe(&safe, text, len) == CARNET_OK) {
        put_lines(p, (const char *)carnet_buf_data(safe));
    }
    carnet_buf_free(safe);
}

void cli_page_put_own(cli_page *p, const char *text, size_t num_unreviewed)
{
    put_lines(p, text);
    p->num_unreviewed += num_unreviewed;
}

int cli_page_put_line(cli_page *p, cli_line *line)
{
    int code = cli_line_end(line);
    if (code == CLI_OK) {
        cli_page_put_own(p, line->text, line->num_unreviewed);
    }
    cli_line_free(line);
    return code;
}

/* The last line is said to know whether it counts itself, and said again with
   the sum. */
static int put_num_unreviewed(cli_page *p)
{
    cli_line line;
    cli_line_begin(&line);
    cli_line_number(&line, "unreviewed", p->num_unreviewed);
    size_t sum = p->num_unreviewed + line.num_unreviewed;
    int code = cli_line_end(&line);
    cli_line_free(&line);
    if (code != CLI_OK) {
        return code;
    }
    cli_line_begin(&line);
    cli_line_number(&line, "unreviewed", sum);
    put_lines(p, "\n");
    return cli_page_put_line(p, &line);
}

int cli_page_end(cli_page *p, int code)
{
    put_note(p);
    p->note = NULL;
    return p->num_unreviewed > 0 && code == CLI_OK ? put_num_unreviewed(p)
                                                   : code;
}

void cli_page_line(cli_page *p, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    cli_page_list(p, "", format, list);
    va_end(list);
}

void cli_page_list(cli_page *p, const char *before, const char *format,
                   va_list list)
{
    char line[2048] = ""; /* two names and a long sentence take half of it */
    size_t len = strlen(before);
    memcpy(line, before, len);
    vsnprintf(line + len, sizeof line - len, format, list);
    for (char *at = line; *at != '\0'; at++) {
        *at = *at == '\n' ? '?' : *at; /* it is one line, whatever is in it */
    }
    cli_page_put(p, line, strlen(line));
}
