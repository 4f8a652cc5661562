/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files of the command. Reading is bounded. Writing replaces a file whole or
 * not at all: temporary file in the same folder, fsync, rename, fsync of the
 * folder. A file never shows half of what was meant.
 */
#define _POSIX_C_SOURCE 200809L
#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_dash(const char *path)
{
    return path == NULL || strcmp(path, "-") == 0;
}

static const char *shown(const char *path)
{
    return is_dash(path) ? "standard input" : path;
}

void cli_bytes_free(cli_bytes *b)
{
    if (b->data != NULL) {
        volatile uint8_t *p = b->data;
        for (size_t i = 0; i < b->len; i++) {
            p[i] = 0;
        }
        free(b->data);
    }
    b->data = NULL;
    b->len = 0;
}

/* Makes room for at least one byte more and the zero behind. */
static bool grow(cli_bytes *b, size_t *cap)
{
    if (b->len + 1 < *cap) {
        return true;
    }
    size_t next = *cap == 0 ? 65536 : *cap * 2;
    uint8_t *p = malloc(next);
    if (p == NULL) {
        return false;
    }
    cli_bytes old = *b;
    if (old.len > 0) {
        memcpy(p, old.data, old.len);
    }
    b->data = p;
    *cap = next;
    size_t len = old.len;
    cli_bytes_free(&old);
    b->len = len;
    return true;
}

static int read_all(cli_bytes *out, int fd, const char *path, size_t max)
{
    size_t cap = 0;
    for (;;) {
        if (!grow(out, &cap)) {
            return cli_fail(CLI_SOFTWARE, "out of memory");
        }
        ssize_t n = read(fd, out->data + out->len, cap - out->len - 1);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return cli_fail(errno == EISDIR ? CLI_NO_INPUT : CLI_IO,
                            "can't read %s: %s", shown(path), strerror(errno));
        }
        if (n == 0) {
            out->data[out->len] = 0;
            return CLI_OK;
        }
        out->len += (size_t)n;
        if (out->len > max) {
            return cli_fail(CLI_DATA, "%s has more than %zu bytes", shown(path),
                            max);
        }
    }
}

int cli_read(cli_bytes *out, const char *path, size_t max)
{
    out->data = NULL;
    out->len = 0;
    int fd = is_dash(path) ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return cli_fail(CLI_NO_INPUT, "can't open %s: %s", path,
                        strerror(errno));
    }
    int code = read_all(out, fd, path, max);
    if (code != CLI_OK) {
        cli_bytes_free(out);
    }
    if (fd != STDIN_FILENO) {
        close(fd);
    }
    return code;
}

static int write_all(int fd, const uint8_t *data, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, data, len);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return -1;
        }
        data += n;
        len -= (size_t)n;
    }
    return 0;
}

/* The rename itself reaches the disk only with its folder. */
static int sync_folder(const char *path)
{
    char *folder = strdup(path);
    if (folder == NULL) {
        return -1;
    }
    char *slash = strrchr(folder, '/');
    const char *name = slash == NULL ? "." : slash == folder ? "/" : folder;
    if (slash != NULL && slash != folder) {
        *slash = '\0';
    }
    int fd = open(name, O_RDONLY | O_CLOEXEC);
    int result = fd < 0 ? -1 : fsync(fd);
    /* Some file systems can't sync a folder, and say so with EINVAL. */
    if (result < 0 && fd >= 0 && errno == EINVAL) {
        result = 0;
    }
    if (fd >= 0) {
        close(fd);
    }
    free(folder);
    return result;
}

/* Permission bits that the file keeps, or those of a new one. */
static mode_t mode_of(const char *path, unsigned mode)
{
    struct stat st;
    if (mode == 0600 || stat(path, &st) != 0) {
        mode_t mask = umask(0);
        umask(mask);
        return (mode_t)mode & ~mask;
    }
    return st.st_mode & 0777;
}

static int replace(const char *temporary, int fd, const char *path,
                   const uint8_t *data, size_t len, mode_t mode, bool exclusive)
{
    int result = write_all(fd, data, len);
    if (result == 0) {
        result = fchmod(fd, mode);
    }
    if (result == 0) {
        result = fsync(fd);
    }
    if (close(fd) != 0) {
        result = -1;
    }
    if (result == 0) {
        /* link fails where the name is taken, rename never does. */
        result = exclusive ? link(temporary, path) : rename(temporary, path);
    }
    if (result == 0) {
        result = sync_folder(path);
    }
    return result;
}

static int write_file(const char *path, const uint8_t *data, size_t len,
                      unsigned mode, bool exclusive)
{
    size_t size = strlen(path) + sizeof ".XXXXXX";
    char *temporary = malloc(size);
    if (temporary == NULL) {
        return cli_fail(CLI_SOFTWARE, "out of memory");
    }
    snprintf(temporary, size, "%s.XXXXXX", path);
    int fd = mkstemp(temporary);
    int code = CLI_OK;
    if (fd < 0) {
        code = cli_fail(CLI_CANT_CREATE, "can't write %s: %s", path,
                        strerror(errno));
    } else {
        int result = replace(temporary, fd, path, data, len,
                             mode_of(path, mode), exclusive);
        int why = errno;
        if (result != 0 || exclusive) {
            unlink(temporary);
        }
        if (result != 0) {
            code = cli_fail(why == EEXIST ? CLI_CANT_CREATE : CLI_IO,
                            "can't write %s: %s", path, strerror(why));
        }
    }
    free(temporary);
    return code;
}

/* A pipe or a device is written to, never replaced. */
static bool is_special(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

static int write_stream(int fd, const char *path, const uint8_t *data,
                        size_t len)
{
    if (fd < 0 || write_all(fd, data, len) != 0) {
        return cli_fail(CLI_IO, "can't write %s: %s", path, strerror(errno));
    }
    return CLI_OK;
}

int cli_write(const char *path, const void *data, size_t len, unsigned mode,
              bool exclusive)
{
    if (is_dash(path)) {
        fflush(stdout);
        return write_stream(STDOUT_FILENO, "standard output", data, len);
    }
    if (is_special(path)) {
        int fd = open(path, O_WRONLY | O_CLOEXEC);
        int code = write_stream(fd, path, data, len);
        if (fd >= 0) {
            close(fd);
        }
        return code;
    }
    return write_file(path, data, len, mode, exclusive);
}

/* ---- keys ---- */

static int read_key(carnet_public_key **out, const char *path)
{
    cli_bytes pem;
    int code = cli_read(&pem, path, 4096);
    if (code != CLI_OK) {
        return code;
    }
    carnet_status status = carnet_key_public_decode(out, pem.data, pem.len);
    cli_bytes_free(&pem);
    return status == CARNET_OK ? CLI_OK : cli_fail_status(status, path, NULL);
}

int cli_read_keys(carnet_public_key ***out, size_t *num, const cli_call *call)
{
    *num = 0;
    *out = calloc(call->num_trust + 1, sizeof **out);
    if (*out == NULL) {
        return cli_fail(CLI_SOFTWARE, "out of memory");
    }
    for (size_t i = 0; i < call->num_trust; i++) {
        int code = read_key(&(*out)[i], call->trust[i]);
        if (code != CLI_OK) {
            cli_free_keys(*out, *num);
            *out = NULL;
            return code;
        }
        (*num)++;
    }
    return CLI_OK;
}

void cli_free_keys(carnet_public_key **keys, size_t num)
{
    for (size_t i = 0; keys != NULL && i < num; i++) {
        carnet_key_public_free(keys[i]);
    }
    free(keys);
}

static void warn_of_mode(const char *path)
{
    struct stat st;
    if (!is_dash(path) && stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
        (st.st_mode & 077) != 0) {
        cli_say("warning: others can read the secret key %s (mode %03o); "
                "chmod 600 it",
                path, (unsigned)(st.st_mode & 0777));
    }
}

int cli_read_secret(carnet_secret_key **out, const char *path)
{
    cli_bytes pem;
    int code = cli_read(&pem, path, 4096);
    if (code != CLI_OK) {
        return code;
    }
    warn_of_mode(path);
    carnet_status status = carnet_key_decode(out, pem.data, pem.len);
    cli_bytes_free(&pem);
    return status == CARNET_OK ? CLI_OK : cli_fail_status(status, path, NULL);
}

/* ---- passports ---- */

bool cli_is_image(const uint8_t *data, size_t len)
{
    /* PNG's signature; JPEG's start of image with the next marker's 0xFF. */
    static const uint8_t png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    static const uint8_t jpeg[] = {0xFF, 0xD8, 0xFF};
    return (len > sizeof png && memcmp(data, png, sizeof png) == 0) ||
           (len > sizeof jpeg && memcmp(data, jpeg, sizeof jpeg) == 0);
}

int cli_read_passport(cli_bytes *out, const char *path)
{
    cli_bytes raw;
    int code = cli_read(&raw, path, CLI_MAX_IMAGE);
    if (code != CLI_OK) {
        return code;
    }
    if (!cli_is_image(raw.data, raw.len)) {
        *out = raw;
        return CLI_OK;
    }
    code = cli_scan_image(out, raw.data, raw.len, shown(path));
    cli_bytes_free(&raw);
    return code;
}
