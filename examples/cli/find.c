/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a name leads to, looked at before anything is done with it: whether
 * something is there, and whether two looks saw one file, or the same state of
 * it. Nothing is opened.
 */
#define _XOPEN_SOURCE 700
#include "files.h"

#include <errno.h>

int cli_find(struct stat *out, const char *path)
{
    if (stat(path, out) == 0) {
        return 1;
    }
    bool none = errno == ENOENT || errno == ENOTDIR || errno == EACCES ||
                errno == ELOOP || errno == ENAMETOOLONG;
    return none ? 0 : -1;
}

bool cli_is_one_file(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

bool cli_is_unchanged(const struct stat *a, const struct stat *b)
{
    return cli_is_one_file(a, b) && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
           a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}
