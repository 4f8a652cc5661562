/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files of carnet desk share: the scans of one desk, what is said of
 * one, and the reading of lines. Nothing of a scan outlives its answer but a
 * count and, to know it again, a hash of its text and its word for the next
 * few.
 */
#ifndef CLI_DESK_H
#define CLI_DESK_H

#include "trust.h"
#include "verdict.h"

#include <sys/stat.h>

enum {
    /* What another keyboard layout makes of a character has at most 4 bytes. */
    CLI_DESK_LINE = 4 * CLI_MAX_TEXT + 2,
    CLI_DESK_SETS = 4,  /* begun at one time; the oldest gives way */
    CLI_DESK_RECENT = 8 /* scans that are known again */
};

/* ---- lines (desk_read.c) ---- */

typedef struct cli_desk_input cli_desk_input;

/* Standard input, or a serial device where the call names one. CLI_OK or an
   exit status, said on standard error. */
int cli_desk_open(cli_desk_input **out, const cli_call *call);
/* The next line that is not empty, without its end; it is lent until the next
   call. At the end, or once the desk is stopped, *line_out is NULL; what is
   longer than any text comes cut after CLI_DESK_LINE bytes, and one. */
int cli_desk_next(cli_desk_input *in, const uint8_t **line_out,
                  size_t *len_out);
/* Leaves terminal or device as it was. */
void cli_desk_close(cli_desk_input *in);

/* ---- stopping (desk_stop.c) ---- */

/* From now on SIGINT, SIGTERM and SIGHUP do not end the program: they stop the
   desk, and wait for one of the next two. */
void cli_desk_catch(void);
/* Whether one has come. */
bool cli_desk_is_stopped(void);
/* As pselect for one descriptor to read from: more than 0 where it is ready, 0
   after the time, -1 with errno, EINTR where the desk is stopped. timeout_ms:
   in milliseconds; -1: without end. */
int cli_desk_wait(int fd, int timeout_ms);

/* ---- one scan (desk_judge.c, desk_guess.c) ---- */

typedef enum {
    CLI_DESK_ACCEPTED,
    CLI_DESK_REVIEW,
    CLI_DESK_REFUSED,
    CLI_DESK_UNREAD, /* no verdict: what came is no whole code */
    CLI_DESK_PART,   /* no verdict yet: other codes of the set are due */
    CLI_DESK_NUM_WORDS
} cli_desk_word;

/* What is said of one scan; all zero before. */
typedef struct {
    cli_desk_word word;
    carnet_status why;     /* of what was not read */
    carnet_verdict *whole; /* of what was scanned; NULL where it was not read */
    carnet_verdict *seen;  /* of what the audience may see of it; or NULL */
    bool holds_more;       /* entries that are not for the audience */
    bool is_again;         /* it came among the last few */
    bool is_typed;         /* through other layouts, which are: */
    int32_t scanner, computer, caps;
    int32_t index, count; /* of a code of a set */
    uint64_t set;         /* hash of what it completed; 0: none */
} cli_desk_answer;

/* By what a scan is known again, and under which word it is counted. */
typedef struct {
    uint64_t line, set; /* hashes; set 0: it completed none */
    cli_desk_word word;
} cli_desk_recent;

typedef struct {
    const cli_call *call;
    const char *audience;
    cli_trusted trusted;
    struct stat stores[CLI_MAX_LIST]; /* of --trust, as they were last seen */
    bool is_store[CLI_MAX_LIST];
    bool is_behind; /* a store has changed, and could not be read */
    cli_kept kept;  /* lists that no store has, or has older */
    carnet_set *sets[CLI_DESK_SETS];
    size_t next_set;
    cli_desk_recent recent[CLI_DESK_RECENT];
    size_t num_other; /* lines that were none of the last few */
    size_t num_lines; /* all */
    size_t counts[CLI_DESK_NUM_WORDS];
} cli_desk;

/* Days by which the oldest trust list of a desk is past the day of its next
   one, as of now; 0 for none. */
int32_t cli_desk_overdue(const cli_desk *desk);

/* Judges a line and counts it. CLI_OK whatever it is, or CLI_SOFTWARE, said. */
int cli_desk_judge(cli_desk_answer *out, cli_desk *desk, const uint8_t *line,
                   size_t len);
void cli_desk_answer_free(cli_desk_answer *a);
void cli_desk_free(cli_desk *desk);
/* What a verdict says of a scan: on what the audience may see of it, unless
   something that is left out gives it another word. Lent by a. */
const carnet_verdict *cli_desk_told(const cli_desk_answer *a);

/* How much of a text there is in a reading of it. */
typedef enum {
    CLI_DESK_MALFORMED,
    CLI_DESK_WELL_FORMED, /* and refused */
    CLI_DESK_GOOD         /* accepted, review, or a code of a set */
} cli_desk_rank;
cli_desk_rank cli_desk_rank_of(const cli_desk_answer *a);
/* Judges one reading of a line. CARNET_OK or a status of the caller class. */
carnet_status cli_desk_judge_reading(cli_desk_answer *a, cli_desk *desk,
                                     const uint8_t *text, size_t len);
/* Other readings of a line than a, which is how it reads as it stands: *a
   becomes the best one. As above. */
carnet_status cli_desk_guess(cli_desk_answer *a, cli_desk *desk,
                             const uint8_t *line, size_t len);

/* ---- lists that come while it runs (desk_lists.c) ---- */

/* Which --trust are stores; before they are read, so that none is missed. */
void cli_desk_find_stores(cli_desk *desk);
/* Reads whom to believe again where a store has changed. */
void cli_desk_reread(cli_desk *desk);

/* ---- what is said (desk_show.c, desk_json.c) ---- */

/* An answer for the officer, or as a line of JSON. CLI_OK or an exit status,
   said on standard error. */
int cli_desk_show(const cli_desk *desk, const cli_desk_answer *a);
int cli_desk_print_json(const cli_desk *desk, const cli_desk_answer *a);
/* How many there were, at the end. */
int cli_desk_show_counts(const cli_desk *desk);
void cli_desk_print_counts_json(const cli_desk *desk);
/* Before the first one: that lists are old, and, on a terminal alone, that it
   is waited for; in JSON a line with the lists, if there are any. */
int cli_desk_show_ready(const cli_desk *desk);
/* code: that of what failed last, and why lists are kept. */
void cli_desk_print_lists_json(const cli_desk *desk, int code);
/* CLI_OK, or CLI_USAGE, said, where --color is none of its words. */
int cli_desk_check_color(const cli_call *call);

/* Digits and dashes as blocks of five rows (desk_large.c); false, and nothing
   is put, where text has other characters or is too long for a row. */
bool cli_desk_put_large(cli_page *p, const char *text);

#endif
