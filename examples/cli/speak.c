/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The language in which the command speaks to people: what a verdict, an entry
 * and an error say. What other programs read, and the help, stay as they are.
 */
#define _XOPEN_SOURCE 700
#include "cli.h"

static const char *spoken = "en"; /* of the one call that a process makes */

/* A BCP 47 tag of what may be the name of a POSIX locale: fr_FR.UTF-8. */
static cli_phrase tag_of(const char *locale)
{
    cli_phrase out = {""};
    snprintf(out.text, sizeof out.text, "%.*s", (int)strcspn(locale, ".@"),
             locale);
    for (char *p = out.text; (p = strchr(p, '_')) != NULL;) {
        *p = '-';
    }
    return out;
}

int cli_speak(const char *locale)
{
    char yes[CARNET_WORDS_SIZE];
    int32_t state = CARNET_WORDS_NONE;
    cli_phrase asked = tag_of(locale);
    const char *tag = asked.text;
    spoken = carnet_words_match(tag, strlen(tag));
    if (tag[0] != '\0' &&
        carnet_words_phrase(yes, &state, "yes", 3, tag, strlen(tag)) ==
            CARNET_OK &&
        state != CARNET_WORDS_ENGLISH) {
        return CLI_OK;
    }
    char list[256] = "";
    size_t len = 0;
    for (size_t i = 0; i < carnet_words_num_languages(); i++) {
        len +=
            (size_t)snprintf(list + len, sizeof list - len, "%s%s",
                             i == 0 ? "" : ", ", carnet_words_get_language(i));
        len = len < sizeof list ? len : sizeof list - 1;
    }
    return cli_fail(CLI_USAGE, "no words in '%s'; there are %s",
                    cli_safe(locale).text, list);
}

const char *cli_language(void)
{
    return spoken;
}

/* ---- lines of phrases ---- */

void cli_line_begin(cli_line *line)
{
    *line = (cli_line){.text = NULL};
    line->f = open_memstream(&line->text, &line->len);
    line->status = line->f == NULL ? CARNET_CALLER_MEMORY : CARNET_OK;
}

void cli_line_text(cli_line *line, const char *text)
{
    if (line->status == CARNET_OK && fputs(text, line->f) == EOF) {
        line->status = CARNET_CALLER_MEMORY;
    }
}

/* What the library said, which is freed. */
static void put_said(cli_line *line, carnet_buf *said, size_t num_unreviewed)
{
    if (line->status == CARNET_OK) {
        cli_line_text(line, (const char *)carnet_buf_data(said));
        line->num_unreviewed += num_unreviewed;
    }
    carnet_buf_free(said);
}

void cli_line_phrase(cli_line *line, const char *name, const char *value)
{
    carnet_buf *said = NULL;
    size_t num = 0;
    if (line->status == CARNET_OK) {
        line->status =
            carnet_view_phrase(&said, &num, name, strlen(name), value,
                               strlen(value), spoken, strlen(spoken));
    }
    put_said(line, said, num);
}

void cli_line_status(cli_line *line, carnet_status status)
{
    carnet_buf *said = NULL;
    size_t num = 0;
    if (line->status == CARNET_OK) {
        line->status = carnet_view_status(&said, &num, status, "", 0, spoken,
                                          strlen(spoken));
    }
    put_said(line, said, num);
}

void cli_line_number(cli_line *line, const char *name, size_t number)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%zu", number);
    cli_line_phrase(line, name, digits);
}

int cli_line_end(cli_line *line)
{
    if (line->f != NULL && fclose(line->f) != 0) {
        line->status = CARNET_CALLER_MEMORY;
    }
    line->f = NULL;
    return line->status == CARNET_OK
               ? CLI_OK
               : cli_fail_status(line->status, "phrase", NULL);
}

void cli_line_free(cli_line *line)
{
    free(line->text);
    line->text = NULL;
}
