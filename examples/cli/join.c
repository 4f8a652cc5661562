/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The files of a call as one passport or list. Codes of a set are joined, from
 * pictures and from lines of text, in any order; codes of several sets are kept
 * apart and named, never guessed at. A code that can't be read is said and left
 * out: the others may do.
 */
#include "cli.h"

enum {
    MAX_SETS = 8
};

/* One set, and the file that each of its codes came from. */
typedef struct {
    carnet_set *set;
    const char *from[CARNET_SET_MAX_CODES + 1];
} gathered;

typedef struct {
    gathered sets[MAX_SETS];
    size_t num_sets;
    size_t num_lines; /* whatever became of them */
} gathering;

static void free_sets(gathering *g)
{
    for (size_t i = 0; i < g->num_sets; i++) {
        carnet_set_free(g->sets[i].set);
    }
}

/* ---- one code ---- */

static int new_set(gathering *g)
{
    if (g->num_sets == MAX_SETS) {
        return cli_fail(CLI_DATA, "codes of more than %d sets", MAX_SETS);
    }
    if (carnet_set_new(&g->sets[g->num_sets].set) != CARNET_OK) {
        return cli_fail(CLI_SOFTWARE, "out of memory");
    }
    g->num_sets++;
    return CLI_OK;
}

/* Adds a code to the set that it is of, to a new one if it is of none. */
static int add_line(gathering *g, const uint8_t *line, size_t len,
                    const char *path)
{
    g->num_lines++;
    carnet_status status = CARNET_TEXT_SET_OTHER;
    for (size_t i = 0;
         status == CARNET_TEXT_SET_OTHER || status == CARNET_TEXT_SET_COUNT;
         i++) {
        int code = i < g->num_sets ? CLI_OK : new_set(g);
        if (code != CLI_OK) {
            return code;
        }
        int32_t index;
        status = carnet_set_add(g->sets[i].set, &index, line, len);
        if (status == CARNET_OK) {
            g->sets[i].from[index] = path;
        } else if (carnet_set_count(g->sets[i].set) == 0) {
            carnet_set_free(g->sets[--g->num_sets].set); /* it took none */
        }
    }
    if (status == CARNET_TEXT_PREFIX) {
        cli_say("%s: a line is no code of a set", cli_shown(path).text);
    } else if (status != CARNET_OK) {
        cli_say_status(status, path, NULL);
    }
    return CLI_OK;
}

/* The lines of a text, but for empty ones. */
static int add_lines(gathering *g, const cli_bytes *text, const char *path)
{
    int code = CLI_OK;
    for (size_t at = 0; at < text->len && code == CLI_OK;) {
        const uint8_t *line = text->data + at;
        const uint8_t *end = memchr(line, '\n', text->len - at);
        size_t len = end == NULL ? text->len - at : (size_t)(end - line);
        at += len + 1;
        len -= len > 0 && line[len - 1] == '\r';
        if (len > 0) {
            code = add_line(g, line, len, path);
        }
    }
    return code;
}

/* Whether the first line that is not empty is a code of a set. */
static bool holds_codes(const cli_bytes *text)
{
    size_t at = 0;
    while (at < text->len &&
           (text->data[at] == '\n' || text->data[at] == '\r')) {
        at++;
    }
    return carnet_set_part_kind(text->data + at, text->len - at) !=
           CARNET_SET_NONE;
}

/* ---- what there is, and what is not ---- */

static void say_missing(const gathered *g)
{
    int32_t count = carnet_set_count(g->set);
    char list[128] = "";
    size_t len = 0;
    int num = 0;
    for (int32_t i = 0; i < count; i++) {
        if (carnet_set_has(g->set, i) == 0) {
            len += (size_t)snprintf(list + len, sizeof list - len, "%s%d",
                                    num++ == 0 ? "" : ", ", (int)i + 1);
        }
    }
    if (num > 0) {
        cli_say("  of %d codes %s %s missing", (int)count, list,
                num == 1 ? "is" : "are");
    }
}

/* Which codes of a set came, and from where. */
static void say_set(const gathered *g, size_t number)
{
    int32_t count = carnet_set_count(g->set);
    for (int32_t i = 0; i <= count; i++) {
        if (g->from[i] == NULL) {
            continue;
        }
        cli_name path = cli_shown(g->from[i]);
        if (i == count) {
            cli_say("  set %zu: parity for %d codes, %s", number, (int)count,
                    path.text);
        } else {
            cli_say("  set %zu: code %d of %d, %s", number, (int)i + 1,
                    (int)count, path.text);
        }
    }
}

static int refuse_several(const gathering *g, const char *path)
{
    int code = cli_fail_status(CARNET_TEXT_SET_OTHER, path, NULL);
    for (size_t i = 0; i < g->num_sets; i++) {
        say_set(&g->sets[i], i + 1);
    }
    return code;
}

static int give(cli_bytes *out, const uint8_t *data, size_t len)
{
    return cli_bytes_copy(out, data, len)
               ? CLI_OK
               : cli_fail(CLI_SOFTWARE, "out of memory");
}

/* single: a text that is given as it is, for the verb to judge, where it is one
   code that does not make a whole; NULL where there is none. */
static int join(cli_bytes *out, const gathering *g, const cli_bytes *single,
                const char *path)
{
    if (g->num_sets > 1) {
        return refuse_several(g, path);
    }
    carnet_buf *whole = NULL;
    carnet_status status = g->num_sets == 0
                               ? CARNET_TEXT_SET_MISSING
                               : carnet_set_join(&whole, g->sets[0].set);
    int code = CLI_OK;
    if (status == CARNET_OK) {
        code = give(out, carnet_buf_data(whole), carnet_buf_len(whole));
    } else if (single != NULL && g->num_lines == 1) {
        code = give(out, single->data, single->len);
    } else {
        code = cli_fail_status(status, path, NULL);
    }
    if (status == CARNET_TEXT_SET_MISSING && g->num_sets == 1) {
        say_missing(&g->sets[0]);
    }
    carnet_buf_free(whole);
    return code;
}

/* ---- the files of a call ---- */

static int add_file(gathering *g, const char *path)
{
    cli_bytes text = {NULL, 0};
    bool is_picture;
    int code = cli_read_code(&text, &is_picture, path);
    if (code == CLI_DATA) {
        cli_forget_failure();
        g->num_lines++;
        return CLI_OK; /* a picture without a code to read: it was said */
    }
    if (code != CLI_OK) {
        return code;
    }
    code = holds_codes(&text)
               ? add_lines(g, &text, path)
               : cli_fail(CLI_DATA,
                          "%s is no code of a set, and several files are read "
                          "as codes of one set",
                          cli_shown(path).text);
    cli_bytes_free(&text);
    return code;
}

static int read_several(cli_bytes *out, const cli_call *call)
{
    gathering g = {.num_sets = 0};
    int code = CLI_OK;
    for (int i = 0; i < call->num_args && code == CLI_OK; i++) {
        code = add_file(&g, call->args[i]);
    }
    if (code == CLI_OK) {
        code = join(out, &g, NULL, call->args[0]);
    }
    free_sets(&g);
    return code;
}

/* Codes of a set, one or many, in one file; takes text over. */
static int read_lines(cli_bytes *out, cli_bytes *text, const char *path)
{
    gathering g = {.num_sets = 0};
    int code = add_lines(&g, text, path);
    if (code == CLI_OK) {
        code = join(out, &g, text, path);
    }
    free_sets(&g);
    cli_bytes_free(text);
    return code;
}

/* What is in one file; *is_scanned_out: from a picture, or codes of a set. */
static int read_one(cli_bytes *out, bool *is_scanned_out, const char *path)
{
    int code = cli_read_code(out, is_scanned_out, path);
    if (code != CLI_OK || !holds_codes(out)) {
        return code;
    }
    cli_bytes text = *out;
    *out = (cli_bytes){NULL, 0};
    *is_scanned_out = true;
    return read_lines(out, &text, path);
}

int cli_read_each(cli_bytes *out, const char *path)
{
    bool is_scanned = false;
    *out = (cli_bytes){NULL, 0};
    int code = read_one(out, &is_scanned, path);
    if (code == CLI_OK && !is_scanned) {
        cli_say_other(path, *out, CLI_IS_PASSPORT);
    }
    return code;
}

int cli_read_one(cli_bytes *out, const char *path)
{
    bool is_scanned = false;
    *out = (cli_bytes){NULL, 0};
    return read_one(out, &is_scanned, path);
}

cli_call cli_files_from(const cli_call *call, int first)
{
    cli_call files = *call;
    files.args += first;
    files.num_args -= first;
    files.first_file = 0;
    return files;
}

/* due: what the only file is to be that was not scanned. */
static int read_call(cli_bytes *out, const cli_call *call, cli_kind due)
{
    *out = (cli_bytes){NULL, 0};
    if (call->num_args - call->first_file > 1) {
        return read_several(out, call);
    }
    const char *path = call->args[call->first_file];
    bool is_scanned = false;
    int code = read_one(out, &is_scanned, path);
    if (code != CLI_OK || is_scanned) {
        return code;
    }
    if (due == CLI_IS_PICTURE) {
        code = cli_fail(CLI_DATA, "%s is neither PNG nor JPEG",
                        cli_shown(path).text);
    }
    cli_say_other(path, *out, due);
    return code;
}

int cli_read_passport(cli_bytes *out, const cli_call *call)
{
    return read_call(out, call, CLI_IS_PASSPORT);
}

int cli_read_codes(cli_bytes *out, const cli_call *call)
{
    return read_call(out, call, CLI_IS_PICTURE);
}
