/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet verify --batch: a verdict for each of many files, or of many lines of
 * standard input, as a line of JSON. No entry is in it.
 */
#define _XOPEN_SOURCE 700
#include "batch.h"

enum {
    MOST_LINE = CLI_MAX_TEXT + 2 /* and what ends it */
};

typedef struct {
    const cli_call *call;
    cli_trusted trusted;
    size_t num; /* lines, or files */
} state;

static bool next_line(cli_batch_item *item, void *arg)
{
    state *s = arg;
    return cli_batch_next_line(item, stdin, "-", &s->num, MOST_LINE);
}

static bool next_file(cli_batch_item *item, void *arg)
{
    state *s = arg;
    if ((int)s->num == s->call->num_args) {
        return false;
    }
    item->path = s->call->args[s->num++];
    item->number = s->num;
    return true;
}

/* ---- work ---- */

static void put_verdict(cli_batch_item *item, const carnet_verdict *v)
{
    static const char *const words[] = {"undecided", "accepted", "review",
                                        "refused"};
    FILE *f = open_memstream(&item->json, &item->json_len);
    if (f == NULL) {
        item->code = CLI_SOFTWARE;
        return;
    }
    fprintf(
        f, ",\"outcome\":\"%s\",\"verdict\":", words[carnet_verify_outcome(v)]);
    int code = cli_put_verdict_line(f, v, false);
    item->code = fclose(f) != 0 ? CLI_SOFTWARE
                 : code != CLI_OK
                     ? code
                     : cli_exit_of_outcome(carnet_verify_outcome(v));
}

/* Why there is no verdict. */
static void put_failure(cli_batch_item *item)
{
    FILE *f = open_memstream(&item->json, &item->json_len);
    if (f != NULL) {
        cli_put_failure(f, item->code);
        item->code = fclose(f) != 0 ? CLI_SOFTWARE : item->code;
    }
}

/* What there is of an item: its file, or its line, which is lent. */
static int read_item(cli_bytes *out, const cli_batch_item *item)
{
    if (item->is_too_long) {
        cli_note_failure(CARNET_TEXT_TOO_LONG, NULL,
                         carnet_status_text(CARNET_TEXT_TOO_LONG));
        return CLI_DATA;
    }
    *out = item->line;
    return item->path == NULL ? CLI_OK : cli_read_one(out, item->path);
}

static void work(cli_batch_item *item, const void *arg)
{
    const state *s = arg;
    cli_bytes b = {NULL, 0};
    carnet_verdict *v = NULL;
    cli_forget_failure();
    item->code = read_item(&b, item);
    if (item->code == CLI_OK) {
        carnet_status status =
            cli_verify(&v, &s->trusted, s->call, b.data, b.len);
        item->code = status == CARNET_OK
                         ? CLI_OK
                         : cli_fail_status(status, item->path, NULL);
    }
    if (v != NULL) {
        put_verdict(item, v);
    } else {
        put_failure(item);
    }
    carnet_verify_free(v);
    if (item->path != NULL) {
        cli_bytes_free(&b);
    }
}

static void answer(cli_batch_item *item, void *arg)
{
    (void)arg;
    if (item->path != NULL) {
        cli_print_string("{\"file\":", item->path);
    } else {
        printf("{\"line\":%zu", item->number);
    }
    printf(",\"exit\":%d", item->code);
    printf("%s}\n", item->json == NULL ? "" : item->json);
}

/* ---- one call ---- */

int cli_verify_batch(const cli_call *call)
{
    static const cli_batch_kind lines = {next_line, work, answer};
    static const cli_batch_kind files = {next_file, work, answer};
    bool has_lines = call->num_args == 1 && cli_is_dash(call->args[0]);
    for (int i = 0; i < call->num_args && !has_lines; i++) {
        if (cli_is_dash(call->args[i])) {
            return cli_fail(CLI_USAGE, "lines of standard input (-) go without "
                                       "other files");
        }
    }
    state s = {.call = call};
    int code = cli_read_trusted(&s.trusted, call);
    if (code == CLI_OK) {
        code = cli_batch_run(has_lines ? &lines : &files, &s, call->jobs);
        code = has_lines && ferror(stdin) ? CLI_IO : code;
    }
    cli_free_trusted(&s.trusted);
    return code;
}
