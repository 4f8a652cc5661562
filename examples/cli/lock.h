/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A file or folder that others write too, held while it is read, changed and
 * replaced.
 */
#ifndef CLI_LOCK_H
#define CLI_LOCK_H

#include "cli.h"

/*
 * Holds a file against other calls of carnet, until cli_unlock; waits for those
 * until nothing has changed there for ten seconds. It is the file that has this
 * name now: one that was replaced meanwhile is not held. CLI_OK, CLI_NO_INPUT,
 * CLI_IO, said on standard error.
 */
int cli_lock(int *lock_out, const char *path);
void cli_unlock(int lock);

#endif
