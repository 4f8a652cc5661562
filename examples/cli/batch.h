/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Many inputs in one call, on all processors: read one after the other, worked
 * on side by side, answered in the order in which they came. What is wrong with
 * one stops none of the others.
 */
#ifndef CLI_BATCH_H
#define CLI_BATCH_H

#include "trust.h"
#include "verdict.h"

/* One input and what became of it. All zero before. */
typedef struct {
    size_t number;    /* from 1: of a line, or of a file of the call */
    const char *path; /* of a file; NULL: a line, which is: */
    cli_bytes line;
    bool is_too_long; /* longer than any line may be, and left out */
    int code;         /* exit status that it would have alone */
    char *json;       /* what work has to say; the rest is the answer's */
    size_t json_len;
    cli_bytes passport, picture; /* to be written (issue) */
} cli_batch_item;

/* How one kind of batch works. next: the calling thread's; false at the end.
   work: any thread. answer: the calling thread's, in order; prints a line on
   standard output and may raise the code. */
typedef struct {
    bool (*next)(cli_batch_item *item, void *state);
    void (*work)(cli_batch_item *item, const void *state);
    void (*answer)(cli_batch_item *item, void *state);
} cli_batch_kind;

/* Runs all; the worst exit status, the largest. num_jobs: threads; 0: one for
   each processor. */
int cli_batch_run(const cli_batch_kind *kind, void *state, long num_jobs);

/* The next line of a stream that is not empty, without its end; path: what to
   call it where reading breaks off, which is said. False then, and at the
   end; what is longer than most comes empty, and says so. */
bool cli_batch_next_line(cli_batch_item *item, FILE *f, const char *path,
                         size_t *num_lines, size_t most);

/* carnet verify --batch (batch_verify.c), carnet issue --batch
   (batch_issue.c). */
int cli_verify_batch(const cli_call *call);
int cli_issue_batch(const cli_call *call);

#endif
