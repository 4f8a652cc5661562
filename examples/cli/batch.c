/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The engine of a batch: a ring of items, one thread that reads and answers,
 * and threads that work. No more than the ring holds is in memory at a time.
 */
#define _GNU_SOURCE
#include "batch.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

enum {
    MOST_JOBS = 64,
    RING = 4 * MOST_JOBS
};

typedef struct {
    const cli_batch_kind *kind;
    void *state;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    size_t head, next, tail; /* read, taken to work on, answered */
    bool has_ended;
    bool is_done[RING];
    cli_batch_item items[RING];
} batch;

/* ---- lines ---- */

/* The next byte, again where a signal interrupted. */
static int next_byte(FILE *f)
{
    int c = getc(f);
    while (c == EOF && ferror(f) && errno == EINTR) {
        clearerr(f);
        c = getc(f);
    }
    return c;
}

/* One byte more of a line; false, and nothing of the line stays, where it is
   too long, or for the memory there is. */
static bool add_byte(cli_bytes *line, size_t *room, size_t most, uint8_t byte)
{
    if (line->len + 2 > *room) {
        size_t larger = *room == 0 ? 1024 : 2 * *room;
        uint8_t *more = line->len > most ? NULL : calloc(1, larger);
        if (more != NULL && line->data != NULL) {
            memcpy(more, line->data, line->len);
        }
        size_t len = line->len;
        cli_bytes_free(line);
        if (more == NULL) {
            return false;
        }
        *line = (cli_bytes){more, len};
        *room = larger;
    }
    line->data[line->len++] = byte;
    return true;
}

bool cli_batch_next_line(cli_batch_item *item, FILE *f, const char *path,
                         size_t *num_lines, size_t most)
{
    size_t room = 0;
    int c = 0;
    cli_bytes *line = &item->line;
    *line = (cli_bytes){NULL, 0};
    while (c != EOF && line->len == 0 && !item->is_too_long) {
        (*num_lines)++;
        while ((c = next_byte(f)) != EOF && c != '\n') {
            item->is_too_long =
                item->is_too_long || !add_byte(line, &room, most, (uint8_t)c);
        }
        while (line->len > 0 && line->data[line->len - 1] == '\r') {
            line->data[--line->len] = 0;
        }
    }
    if (ferror(f)) { /* what there is of a line is no line */
        (void)cli_fail_errno(CLI_IO, "read", path);
        cli_bytes_free(line);
        item->is_too_long = false;
    }
    if (line->len == 0) { /* there were line ends alone, or it is too long */
        cli_bytes_free(line);
    }
    item->number = *num_lines;
    item->is_too_long = item->is_too_long || line->len > most;
    return line->len > 0 || item->is_too_long;
}

/* ---- work ---- */

static void *work(void *arg)
{
    batch *b = arg;
    pthread_mutex_lock(&b->lock);
    while (b->next < b->head || !b->has_ended) {
        if (b->next == b->head) {
            pthread_cond_wait(&b->changed, &b->lock);
            continue;
        }
        size_t mine = b->next++ % RING;
        pthread_mutex_unlock(&b->lock);
        b->kind->work(&b->items[mine], b->state);
        pthread_mutex_lock(&b->lock);
        b->is_done[mine] = true;
        pthread_cond_broadcast(&b->changed);
    }
    pthread_mutex_unlock(&b->lock);
    return NULL;
}

static void free_item(cli_batch_item *item)
{
    cli_bytes json = {(uint8_t *)item->json, item->json_len};
    cli_bytes_free(&json);
    cli_bytes_free(&item->line);
    cli_bytes_free(&item->passport);
    cli_bytes_free(&item->picture);
}

/* Reads until the ring is full. */
static void fill(batch *b, size_t most)
{
    bool more = true;
    while (more && !b->has_ended && b->head - b->tail < most) {
        cli_batch_item item = {.number = 0};
        more = b->kind->next(&item, b->state); /* nobody else reads */
        pthread_mutex_lock(&b->lock);
        if (more) {
            b->items[b->head % RING] = item;
            b->is_done[b->head % RING] = false;
            b->head++;
        }
        b->has_ended = !more;
        pthread_cond_broadcast(&b->changed);
        pthread_mutex_unlock(&b->lock);
    }
}

/* Waits for the oldest item and answers it. */
static int answer(batch *b)
{
    cli_batch_item *item = &b->items[b->tail % RING];
    pthread_mutex_lock(&b->lock);
    while (!b->is_done[b->tail % RING]) {
        pthread_cond_wait(&b->changed, &b->lock);
    }
    pthread_mutex_unlock(&b->lock);
    b->kind->answer(item, b->state);
    int code = item->code;
    free_item(item);
    b->tail++;
    return code;
}

static void show_progress(size_t num, bool last)
{
    if (isatty(STDERR_FILENO) != 0 && (last || num % 16 == 0)) {
        fprintf(stderr, "\rcarnet: %zu%s", num, last ? "\n" : "");
    }
}

static int run(batch *b, size_t most)
{
    int worst = CLI_OK;
    fill(b, most);
    while (b->tail < b->head) {
        int code = answer(b);
        worst = code > worst ? code : worst;
        show_progress(b->tail, false);
        fill(b, most);
    }
    show_progress(b->tail, true);
    return worst;
}

static long jobs_of(long num_jobs)
{
    long num = num_jobs > 0 ? num_jobs : sysconf(_SC_NPROCESSORS_ONLN);
    return num < 1 ? 1 : num > MOST_JOBS ? MOST_JOBS : num;
}

/* Threads that no signal ends: the one that writes files holds it back until no
   half file is left. */
static long start(pthread_t *threads, long num, batch *b)
{
    sigset_t all;
    sigset_t before;
    long started = 0;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    while (started < num &&
           pthread_create(&threads[started], NULL, work, b) == 0) {
        started++;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

int cli_batch_run(const cli_batch_kind *kind, void *state, long num_jobs)
{
    pthread_t threads[MOST_JOBS];
    long num = jobs_of(num_jobs);
    batch *b = calloc(1, sizeof *b);
    if (b == NULL) {
        return cli_fail(CLI_SOFTWARE, "out of memory");
    }
    b->kind = kind;
    b->state = state;
    pthread_mutex_init(&b->lock, NULL);
    pthread_cond_init(&b->changed, NULL);
    long started = start(threads, num, b);
    int code = started == 0 ? cli_fail(CLI_SOFTWARE, "no thread can be started")
                            : run(b, 4 * (size_t)started);
    for (long i = 0; i < started; i++) {
        pthread_join(threads[i], NULL);
    }
    pthread_cond_destroy(&b->changed);
    pthread_mutex_destroy(&b->lock);
    free(b);
    return code;
}
