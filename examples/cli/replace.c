/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files out, whole or not at all, whatever the moment of a kill or a loss of
 * power: temporary file in the same folder, fsync, one change of names, fsync
 * of the folder. What a call that was killed leaves is a file .carnet.XXXXXX,
 * which its owner alone can read and no call of carnet ever looks at.
 */
#define _GNU_SOURCE
#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static const char temporary[] = ".carnet.XXXXXX";

/* Ends what failed: its errno outlives the cleaning up. */
static int remove_again(const char *name)
{
    int why = errno;
    unlink(name);
    errno = why;
    return -1;
}

/* Writes, sets the mode, reaches the disk, closes. */
static int fill(int fd, cli_bytes b, mode_t mode)
{
    int result = cli_write_fd(fd, b.data, b.len);
    if (result == 0) {
        result = fchmod(fd, mode);
    }
    if (result == 0) {
        result = cli_sync_fd(fd);
    }
    int why = errno;
    if (cli_close_fd(fd) != 0 && result == 0) {
        return -1;
    }
    errno = why;
    return result;
}

/* Name of a file beside path: its folder and name. Free it. */
static char *beside(const char *path, const char *name)
{
    size_t len = strlen(path);
    while (len > 1 && path[len - 1] == '/') {
        len--; /* a folder lies beside its neighbours, not in itself */
    }
    while (len > 0 && path[len - 1] != '/') {
        len--;
    }
    size_t size = strlen(name) + 1;
    char *out = malloc(len + size);
    if (out != NULL) {
        memcpy(out, path, len);
        memcpy(out + len, name, size);
    }
    return out;
}

int cli_sync_folder(const char *path)
{
    char *folder = beside(path, ".");
    int fd = folder == NULL ? -1 : cli_open_fd(folder, O_RDONLY);
    int result = fd < 0 && errno != EACCES ? -1 : 0;
    if (fd >= 0) {
        result = cli_sync_fd(fd) == 0 || errno == EINVAL ? 0 : -1;
        int why = errno;
        cli_close_fd(fd); /* nothing was written to it */
        errno = why;
    }
    free(folder);
    return result;
}

/* Permission bits of a new file. */
static mode_t fresh_mode(mode_t mode)
{
    mode_t mask = umask(0);
    umask(mask);
    return mode & ~mask;
}

/* A file beside path with its content, on the disk; its name, to free. NULL
   with errno. */
static char *prepare(const char *path, cli_bytes b, mode_t mode)
{
    char *name = NULL;
    int fd = -1;
    do {
        free(name); /* an interrupted mkstemp has filled the name in */
        name = beside(path, temporary);
        fd = name == NULL ? -1 : mkstemp(name);
    } while (name != NULL && fd < 0 && errno == EINTR);
    if (fd >= 0 && fill(fd, b, mode) == 0) {
        return name;
    }
    if (fd >= 0) {
        (void)remove_again(name);
    }
    int why = errno;
    free(name);
    errno = why;
    return NULL;
}

/* ---- a new name ---- */

/* Where a file system has neither a rename that spares what is there nor links:
   the name is taken first, by an empty file. */
static int take_name(const char *from, const char *to)
{
    int fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) {
        return -1;
    }
    cli_close_fd(fd);
    return rename(from, to) == 0 ? 0 : remove_again(to);
}

/* Gives a file a name that nothing has, and takes its old one away. */
static int name_new(const char *from, const char *to)
{
#ifdef RENAME_NOREPLACE
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) {
        return 0;
    }
    if (errno != EINVAL && errno != ENOSYS) {
        return -1;
    }
#endif
    if (link(from, to) == 0) {
        unlink(from); /* where it stays it is another name of the same file */
        return 0;
    }
    return errno == EPERM || errno == ENOSYS || errno == EOPNOTSUPP
               ? take_name(from, to)
               : -1;
}

int cli_put_new(const char *path, cli_bytes b, mode_t mode)
{
    char *name = prepare(path, b, fresh_mode(mode));
    if (name == NULL) {
        return -1;
    }
    int result = name_new(name, path) == 0 ? 0 : remove_again(name);
    if (result == 0 && cli_sync_folder(path) != 0) {
        result = remove_again(path);
    }
    free(name);
    return result;
}

/* ---- a name that there is ---- */

static int replace(const char *path, cli_bytes b, mode_t mode)
{
    struct stat st;
    int there = cli_find(&st, path);
    if (there < 0 || (there > 0 && access(path, W_OK) != 0)) {
        return -1; /* rename would not ask */
    }
    char *name =
        prepare(path, b, there > 0 ? st.st_mode & 0777 : fresh_mode(mode));
    if (name == NULL) {
        return -1;
    }
    int result = rename(name, path) == 0 ? 0 : remove_again(name);
    free(name);
    return result == 0 ? cli_sync_folder(path) : result;
}

int cli_put(const char *path, cli_bytes b, mode_t mode)
{
    struct stat st;
    bool there = lstat(path, &st) == 0;
    if (!there && errno != ENOENT) {
        return -1;
    }
    char *target = there && S_ISLNK(st.st_mode) ? realpath(path, NULL) : NULL;
    if (target == NULL && there && S_ISLNK(st.st_mode) && errno != ENOENT) {
        return -1;
    }
    int result = replace(target == NULL ? path : target, b, mode);
    int why = errno;
    free(target);
    errno = why;
    return result;
}

/* ---- folders ---- */

int cli_put_folder(const char *path, mode_t mode)
{
    struct stat st;
    if (mkdir(path, mode) != 0 && errno != EEXIST) {
        return -1;
    }
    if (stat(path, &st) != 0) {
        return -1;
    }
    if (!S_ISDIR(st.st_mode)) {
        errno = ENOTDIR;
        return -1;
    }
    /* Whoever made it may have been killed before. */
    return cli_sync_folder(path);
}
