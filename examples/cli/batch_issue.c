/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet issue --batch: each line of a file is a record, and becomes a passport
 * and its code, named by the number of the line, in a folder. Nothing that is
 * there is written over.
 */
#define _XOPEN_SOURCE 700
#include "batch.h"
#include "files.h"
#include "import.h"
#include "plan.h"
#include "status.h"

#include <fcntl.h>
#include <pthread.h>

enum {
    POOL = 32
};

/* Indices of the draft of --status that no page has yet: as many are taken at
   once as pages had one before, so that fewer are lost than were of use. */
typedef struct {
    pthread_mutex_t lock;
    int32_t indices[POOL];
    size_t num;
    size_t num_used;
} pool;

typedef struct {
    const cli_call *call;
    carnet_secret_key *key;
    FILE *f;
    size_t num_lines;
    pool *indices;
} state;

static bool next(cli_batch_item *item, void *arg)
{
    state *s = arg;
    return cli_batch_next_line(item, s->f, s->call->args[0], &s->num_lines,
                               CARNET_INTEROP_JSON_MAX);
}

/* ---- work ---- */

static void put_fault(FILE *f, carnet_status status,
                      const carnet_problem *problem)
{
    const char *where = carnet_problem_text(problem);
    const char *text = where[0] != '\0' ? where : carnet_status_text(status);
    cli_put_status(f, status);
    fputs(",\"text\":", f);
    cli_put_json(f, text, strlen(text));
}

/* The code of a passport, of which a private part can't be read by whoever
   sees it unless --whole says that this is meant. */
static carnet_status draw(cli_batch_item *item, FILE *f, const state *s,
                          const carnet_buf *passport, size_t num_private)
{
    carnet_buf *text = NULL;
    carnet_qr *qr = NULL;
    if (num_private > 0 && !s->call->given[CLI_WHOLE]) {
        return CARNET_QR_PRIVATE;
    }
    carnet_status status = carnet_issue_as_text(
        &text, carnet_buf_data(passport), carnet_buf_len(passport));
    if (status == CARNET_OK) {
        status = carnet_qr_new(&qr, carnet_buf_data(text), carnet_buf_len(text),
                               CARNET_QR_LEVEL_M);
    }
    if (status == CARNET_OK) {
        fprintf(f, ",\"qr_version\":%d", (int)carnet_qr_version(qr));
        if (cli_png(&item->picture, qr, s->call->quiet, s->call->module_px,
                    s->call->module_um) != CLI_OK) {
            status = CARNET_CALLER_MEMORY;
        }
    }
    carnet_qr_free(qr);
    carnet_buf_free(text);
    return status;
}

static size_t num_private(const carnet_plan *plan)
{
    size_t num = 0;
    for (size_t i = 0; i < carnet_issue_num_entries(plan); i++) {
        num += carnet_record_entry_part(carnet_issue_get_entry(plan, i)) ==
               CARNET_PART_PRIVATE;
    }
    return num;
}

static int fill_pool(pool *p, const state *s)
{
    size_t want = p->num_used < 1 ? 1 : p->num_used > POOL ? POOL : p->num_used;
    int code = cli_take_indices(p->indices, &want, s->call->status[0],
                                carnet_key_get_public(s->key));
    p->num = code == CLI_OK ? want : 0;
    return code;
}

/* An index of the draft of --status; -1 where there is none. CLI_OK or an exit
   status, said on standard error. */
static int take_index(int32_t *out, const state *s)
{
    pool *p = s->indices;
    *out = -1;
    if (s->call->num_status == 0) {
        return CLI_OK;
    }
    pthread_mutex_lock(&p->lock);
    int code = p->num > 0 ? CLI_OK : fill_pool(p, s);
    if (code == CLI_OK) {
        *out = p->indices[--p->num];
        p->num_used++;
    }
    pthread_mutex_unlock(&p->lock);
    return code;
}

static carnet_status sign(cli_batch_item *item, FILE *f, const state *s,
                          const carnet_plan *plan, int32_t index)
{
    carnet_buf *passport = NULL;
    size_t hidden = num_private(plan);
    carnet_status status = cli_sign_indexed(&passport, plan, s->key, index);
    if (status == CARNET_OK &&
        !cli_bytes_copy(&item->passport, carnet_buf_data(passport),
                        carnet_buf_len(passport))) {
        status = CARNET_CALLER_MEMORY;
    }
    if (status == CARNET_OK) {
        fprintf(f, ",\"bytes\":%zu,\"private\":%zu", item->passport.len,
                hidden);
        status = draw(item, f, s, passport, hidden);
    }
    carnet_buf_free(passport);
    return status;
}

/* With an index, or not at all. */
static carnet_status sign_listed(cli_batch_item *item, FILE *f, const state *s,
                                 const carnet_plan *plan)
{
    int32_t index = -1;
    int code = take_index(&index, s);
    if (code == CLI_OK && index >= 0) {
        fprintf(f, ",\"status_index\":%d", (int)index);
    }
    if (code == CLI_OK) {
        return sign(item, f, s, plan, index);
    }
    item->code = code;
    if (code == CLI_DATA) {
        cli_put_status(f, CARNET_CALLER_ABSENT);
    }
    fprintf(f, ",\"text\":\"%s\"",
            code == CLI_DATA ? cli_no_index
                             : "no index of the status list can be had");
    return CARNET_OK;
}

static void issue(cli_batch_item *item, FILE *f, const state *s)
{
    cli_read_in in = {NULL, NULL, 0};
    carnet_plan *plan = NULL;
    carnet_problem *problem = NULL;
    carnet_status status = item->is_too_long
                               ? CARNET_JSON_TOO_LONG
                               : cli_parse_record(&in, &problem, item->line);
    if (status == CARNET_OK) {
        status = cli_plan_record(&plan, &problem, s->call, in.record);
    }
    if (status == CARNET_OK) {
        status = sign_listed(item, f, s, plan);
    }
    if (in.lost != 0) {
        fprintf(f, ",\"lost\":%zu", in.lost);
    }
    if (status != CARNET_OK) {
        put_fault(f, status, problem);
        item->code = cli_exit_of_status(status);
    }
    carnet_issue_free(plan);
    carnet_problem_free(problem);
    cli_read_in_free(&in);
}

static void work(cli_batch_item *item, const void *arg)
{
    FILE *f = open_memstream(&item->json, &item->json_len);
    item->code = f == NULL ? CLI_SOFTWARE : CLI_OK;
    if (f != NULL) {
        issue(item, f, arg);
        item->code = fclose(f) == 0 ? item->code : CLI_SOFTWARE;
    }
}

/* ---- files ---- */

/* Writes one file of a line and says its name; what fails was said on standard
   error. */
static void put_file(cli_batch_item *item, const state *s, const char *what,
                     const char *ending, const cli_bytes *b)
{
    char path[CLI_MAX_NAME]; /* 4 KiB, on a command's stack */
    if (b->data == NULL) {
        return;
    }
    int len = snprintf(path, sizeof path, "%s/%06zu.%s", s->call->out,
                       item->number, ending);
    int code = len > 0 && (size_t)len < sizeof path
                   ? cli_write(path, b->data, b->len, CLI_SECRET)
                   : cli_fail(CLI_USAGE, "the name after -o is too long");
    if (code == CLI_OK) {
        printf(",\"%s\":", what);
        cli_print_json(path, strlen(path));
    }
    item->code = code > item->code ? code : item->code;
}

static void answer(cli_batch_item *item, void *arg)
{
    printf("{\"line\":%zu", item->number);
    put_file(item, arg, "file", "carnet", &item->passport);
    put_file(item, arg, "picture", "png", &item->picture);
    printf("%s,\"exit\":%d}\n", item->json == NULL ? "" : item->json,
           item->code);
    cli_forget_failure(); /* that line has told it */
}

/* ---- one call ---- */

static int check_call(const cli_call *call)
{
    static const struct {
        int option;
        const char *name;
    } others[] = {{CLI_DRY_RUN, "dry-run"}, {CLI_TEMPLATE, "template"},
                  {CLI_MOVE, "move"},       {CLI_SEPARATE, "separate"},
                  {CLI_INTO, "into"},       {CLI_SAME_PERSON, "same-person"}};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (call->given[others[i].option]) {
            return cli_fail(CLI_USAGE,
                            "--%s is for one record, not for "
                            "--batch",
                            others[i].name);
        }
    }
    if (call->num_args == 0) {
        return cli_fail(CLI_USAGE,
                        "say which file has the records, one a line (- is "
                        "standard input)");
    }
    if (call->key == NULL) {
        return cli_fail(CLI_USAGE, "say who signs: --key clinic.key");
    }
    return cli_is_dash(call->out)
               ? cli_fail(CLI_USAGE, "say -o FOLDER: each record becomes files "
                                     "of its own")
               : CLI_OK;
}

static int open_folder(const char *path)
{
    return cli_put_folder(path, 0700) == 0
               ? CLI_OK
               : cli_fail_errno(CLI_CANT_CREATE, "make the folder", path);
}

static int open_records(state *s)
{
    const char *path = s->call->args[0];
    int fd = cli_is_dash(path) ? -1 : cli_open_fd(path, O_RDONLY);
    s->f = fd < 0 ? NULL : fdopen(fd, "r");
    s->f = cli_is_dash(path) ? stdin : s->f;
    return s->f != NULL ? CLI_OK : cli_fail_errno(CLI_NO_INPUT, "open", path);
}

/* Before the first line: that the draft is there, and this key's. */
static int check_draft(const state *s)
{
    cli_held_draft d;
    if (s->call->num_status == 0) {
        return CLI_OK;
    }
    int code = cli_hold_draft(&d, s->call->status[0]);
    if (code == CLI_OK) {
        code = cli_check_draft_of(&d, carnet_key_get_public(s->key));
    }
    cli_let_go(&d);
    return code;
}

int cli_issue_batch(const cli_call *call)
{
    static const cli_batch_kind kind = {next, work, answer};
    pool indices = {.lock = PTHREAD_MUTEX_INITIALIZER};
    state s = {.call = call, .indices = &indices};
    int code = check_call(call);
    if (code == CLI_OK) {
        code = cli_read_secret(&s.key, call->key);
    }
    if (code == CLI_OK) {
        code = check_draft(&s);
    }
    if (code == CLI_OK) {
        code = open_records(&s);
    }
    if (code == CLI_OK) {
        code = open_folder(call->out);
    }
    if (code == CLI_OK) {
        code = cli_batch_run(&kind, &s, call->jobs);
        code = ferror(s.f) ? CLI_IO : code;
    }
    if (s.f != NULL && s.f != stdin) {
        fclose(s.f);
    }
    carnet_key_free(s.key);
    return code;
}
