/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an entry says otherwise than the one whose place it takes: the fields of
 * both texts that the other has not so.
 */
#include "log.h"

carnet_buf *cli_entry_text(cli_line *line, const carnet_entry *e)
{
    carnet_buf *text = NULL;
    size_t num = 0;
    if (line->status == CARNET_OK) {
        line->status = carnet_view_text(&text, &num, e, cli_language(),
                                        strlen(cli_language()));
        line->num_unreviewed += num;
    }
    return text;
}

static const char *next_line(const char *line)
{
    const char *end = strchr(line, '\n');
    return end == NULL ? line + strlen(line) : end + 1;
}

/* A further line of a field: blank where others have its name. */
static bool goes_on(const char *line)
{
    static const char right_to_left[] = "\xe2\x80\x8f"; /* U+200F */
    size_t len = sizeof right_to_left - 1;
    if (strncmp(line, "    ", 4) != 0) {
        return false;
    }
    line += 4;
    line += strncmp(line, right_to_left, len) == 0 ? len : 0;
    return *line == ' ';
}

/* The field behind one, all lines of it. */
static const char *next_field(const char *field)
{
    do {
        field = next_line(field);
    } while (goes_on(field));
    return field;
}

static bool has_field(const char *text, const char *field, size_t len)
{
    for (const char *next; *text != '\0'; text = next) {
        next = next_field(text);
        if ((size_t)(next - text) == len && memcmp(text, field, len) == 0) {
            return true;
        }
    }
    return false;
}

/* Fields of one text that another has not so, each line behind a sign. */
static int put_fields(cli_page *p, char sign, const char *text,
                      const char *other)
{
    int code = CLI_OK;
    for (const char *next; *text != '\0' && code == CLI_OK; text = next) {
        next = next_field(text);
        bool same = has_field(other, text, (size_t)(next - text));
        for (const char *at = text; at < next && !same && code == CLI_OK;
             at = next_line(at)) {
            cli_line line;
            cli_line_begin(&line);
            if (line.status == CARNET_OK) {
                const char *from = at + (strncmp(at, "    ", 4) == 0 ? 4 : 0);
                fprintf(line.f, "      %c %.*s", sign, (int)strcspn(from, "\n"),
                        from);
            }
            code = cli_page_put_line(p, &line);
        }
    }
    return code;
}

/* What an entry says otherwise than the one that it changes: "dose 1 tablet"
   behind a minus, "dose 2 tablets" behind a plus. */
static int put_difference(cli_page *p, const carnet_entry *before,
                          const carnet_entry *after)
{
    cli_line line;
    cli_line_begin(&line);
    carnet_buf *old = cli_entry_text(&line, before);
    carnet_buf *new = cli_entry_text(&line, after);
    int code = cli_line_end(&line);
    if (code == CLI_OK) { /* the first lines stand in the log */
        const char *was = next_line((const char *)carnet_buf_data(old));
        const char *is = next_line((const char *)carnet_buf_data(new));
        code = put_fields(p, '-', was, is);
        code = code == CLI_OK ? put_fields(p, '+', is, was) : code;
    }
    cli_line_free(&line);
    carnet_buf_free(old);
    carnet_buf_free(new);
    return code;
}

int cli_put_changed_fields(cli_page *p, const carnet_history *h,
                           const carnet_verdict *v, size_t credential, size_t i)
{
    const int32_t f = CARNET_FIELD_REPLACES;
    const carnet_entry *e = carnet_verify_get_entry(v, credential, i);
    size_t c = 0;
    size_t k = 0;
    return carnet_record_num_values(e, f) == 1 &&
                   carnet_history_reference(h, credential, i, f, 0) ==
                       CARNET_HISTORY_FOUND &&
                   carnet_history_get_target(&c, &k, h, credential, i, f, 0,
                                             0) == CARNET_OK &&
                   carnet_history_num_successors(h, c, k) == 1
               ? put_difference(p, carnet_verify_get_entry(v, c, k), e)
               : CLI_OK;
}
