/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the command does with files below cli_read and cli_write: calls of the
 * system that are done again where a signal interrupted them (retry.c),
 * standard output that does the same (output.c), what a name leads to (find.c),
 * and files that are there whole, and on the disk, or not at all (replace.c).
 * Failures are -1 with errno, and nothing is said.
 */
#ifndef CLI_FILES_H
#define CLI_FILES_H

#include "cli.h"

#include <sys/stat.h>
#include <sys/types.h>

/* ---- retry.c ---- */

int cli_open_fd(const char *path, int flags);
ssize_t cli_read_fd(int fd, void *out, size_t len);
int cli_write_fd(int fd, const void *data, size_t len); /* all of it */
int cli_sync_fd(int fd);
/* A close that was interrupted has closed all the same. */
int cli_close_fd(int fd);

/* ---- output.c ---- */

/* From here on stdout writes again what a signal kept it from writing. */
void cli_open_output(void);
/* What fileno says, of that stdout too. */
int cli_stream_fd(FILE *f);

/* ---- find.c ---- */

/* 1: something has that name; 0: nothing has; -1: that can't be told, which is
   no reason to take it for nothing. */
int cli_find(struct stat *out, const char *path);
/* Whether both are of one file or folder. */
bool cli_is_one_file(const struct stat *a, const struct stat *b);
/* The same, and nobody changed it between them. */
bool cli_is_unchanged(const struct stat *a, const struct stat *b);

/* ---- replace.c ---- */

/* A file in the place of the one of that name, if any, whose mode stays. mode:
   of a file that was not there. A link stays one, and its file is replaced. */
int cli_put(const char *path, cli_bytes b, mode_t mode);
/* A file of a name that nothing has; EEXIST. */
int cli_put_new(const char *path, cli_bytes b, mode_t mode);
/* A folder, which may be there already; ENOTDIR. */
int cli_put_folder(const char *path, mode_t mode);
/* The names in the folder of a path are on the disk; a folder that may not be
   opened, or can't be synced, has done what it can. */
int cli_sync_folder(const char *path);

#endif
