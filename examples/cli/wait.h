/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Progress of what may take long: where standard error is a terminal, a line
 * that counts the seconds. The library says nothing on its way, so that it is
 * the time that is told, and before it how much there is to do at most.
 */
#ifndef CLI_WAIT_H
#define CLI_WAIT_H

#include "cli.h"

/* From now on, every second; what: safe to print, lent until the end. One at a
   time. */
void cli_wait_begin(const char *what);
void cli_wait_end(void);

#endif
