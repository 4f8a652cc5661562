/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Phrases in and out of the command: never an argument, which others can list;
 * from a terminal without echo, or by a file descriptor.
 */
#ifndef CLI_PHRASE_H
#define CLI_PHRASE_H

#include "cli.h"

/* Reads one line: from the descriptor of --phrase-fd, or else the terminal that
   the call is made from. CLI_OK or an exit status, said. Free with
   cli_bytes_free (wipes). */
int cli_read_phrase(cli_bytes *out, const cli_call *call);
/* Gives a new phrase away: to that descriptor, or else on standard error. */
int cli_give_phrase(const cli_call *call, const carnet_buf *phrase);

#endif
