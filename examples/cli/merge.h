/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Passports put together: what is issued goes into the passport of --into, and
 * what its page refers to there is looked for.
 */
#ifndef CLI_MERGE_H
#define CLI_MERGE_H

#include "cli.h"

/* What a page refers to that is not in the passport of --into, or may not be
   replaced by it: how many references, and the first, owned. And its number in
   what was written, which is no order of time. */
typedef struct {
    bool looked;
    size_t num;
    carnet_problem *first; /* NULL: none */
    size_t page;           /* from 1; 0: it was not put into anything */
} cli_lost;

void cli_lost_free(cli_lost *lost);
/* Looks, warning on standard error, and writes nothing; without --into does
   nothing. */
int cli_look_into(cli_lost *lost, const cli_call *call,
                  const carnet_plan *plan);

/* CLI_OK, or why nothing can be put into the file of --into, said: before an
   index is given out for it. *read_out: what standard input gave, which is read
   once; empty for a file, which is read again once it is held. Free it. */
int cli_check_into(cli_bytes *read_out, const cli_call *call,
                   const carnet_plan *plan);
/* Puts a passport that was just issued into the file of --into, and writes what
   comes of it there, or where -o says. read: as cli_check_into gave it. lost:
   receives what was warned of, and the number, by the key that signed. */
int cli_add_issued(cli_lost *lost, const cli_call *call,
                   const carnet_plan *plan, const carnet_buf *passport,
                   const carnet_public_key *key, cli_bytes read);
/* Where what is issued goes: -o, else the file of --into. */
const char *cli_issued_path(const cli_call *call);

#endif
