/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A date in large digits, of block elements that every terminal has, to be
 * compared with a paper at arm's length. Each digit is 3 by 5 dots, and a dot
 * two columns of a row, which makes it about square.
 */
#include "desk.h"

enum {
    WIDE = 3,
    HIGH = 5,
    MOST = 12,           /* characters: 2019-05-20~ and one */
    CELL = 2 * WIDE + 1, /* columns of a character and the gap behind it */
    INDENT = 2
};

static const char known[] = "0123456789-~";

/* By character, rows from the top; the left dot is the highest bit. */
static const uint8_t dots[][HIGH] = {
    {7, 5, 5, 5, 7}, {2, 6, 2, 2, 7}, {7, 1, 7, 4, 7}, {7, 1, 7, 1, 7},
    {5, 5, 7, 1, 1}, {7, 4, 7, 1, 7}, {7, 4, 7, 5, 7}, {7, 1, 1, 1, 1},
    {7, 5, 7, 5, 7}, {7, 5, 7, 1, 7}, {0, 0, 7, 0, 0}, {0, 0, 3, 6, 0}};

static void put_row(char *out, size_t size, const char *text, size_t row)
{
    size_t len = (size_t)snprintf(out, size, "%*s", INDENT, "");
    for (; *text != '\0'; text++) {
        uint8_t bits = dots[strchr(known, *text) - known][row];
        for (size_t i = 0; i < WIDE; i++) {
            bool is_on = (bits >> (WIDE - 1 - i) & 1) != 0;
            len += (size_t)snprintf(out + len, size - len, "%s",
                                    is_on ? "██" : "  ");
        }
        len += (size_t)snprintf(out + len, size - len, " ");
    }
    snprintf(out + len, size - len, "\n");
}

bool cli_desk_put_large(cli_page *p, const char *text)
{
    char row[512]; /* MOST characters of CELL columns of 3 bytes */
    size_t len = strlen(text);
    if (len == 0 || len > MOST || strspn(text, known) != len ||
        INDENT + len * CELL > p->width) {
        return false;
    }
    for (size_t i = 0; i < HIGH; i++) {
        put_row(row, sizeof row, text, i);
        cli_page_put(p, row, strlen(row));
    }
    return true;
}
