/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A store: a folder with the newest trust list of each pin, a file each, named
 * after the pinned key. It holds the key that signed the list (another than the
 * pin once an epoch has passed) and the list as it came. A file is replaced
 * whole by rename, so that a reader or a loss of power finds the old one or the
 * new one; writers (store_put.c) wait for each other by a lock on the folder.
 */
#define _XOPEN_SOURCE 700
#include "files.h"
#include "trust.h"

#include <dirent.h>
#include <errno.h>

enum {
    NAME_LEN = 2 * CLI_STORE_ID /* without the ending */
};

bool cli_is_folder(const char *path)
{
    struct stat st;
    return !cli_is_dash(path) && stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

int cli_store_read_list(carnet_trust_list **out, const char *path)
{
    cli_bytes b;
    carnet_public_key *signer = NULL;
    carnet_problem *problem = NULL;
    int code = cli_read(&b, path, CLI_STORE_HEAD + CLI_MAX_FILE, "list");
    if (code != CLI_OK) {
        return code;
    }
    if (b.len <= CLI_STORE_HEAD ||
        memcmp(b.data, CLI_STORE_MAGIC, CLI_STORE_MAGIC_LEN) != 0) {
        cli_bytes_free(&b);
        return cli_fail_file(CLI_DATA, path,
                             "is no file of a store; move it away, and put "
                             "the list in again");
    }
    carnet_status status = carnet_key_public_from_bytes(
        &signer, b.data + CLI_STORE_MAGIC_LEN, CARNET_KEY_PUBLIC_SIZE);
    if (status == CARNET_OK) {
        status = carnet_trust_list_read(out, &problem, b.data + CLI_STORE_HEAD,
                                        b.len - CLI_STORE_HEAD, signer);
    }
    if (status != CARNET_OK) {
        code = cli_fail_status(status, path, problem);
    }
    carnet_problem_free(problem);
    carnet_key_public_free(signer);
    cli_bytes_free(&b);
    return code;
}

static bool is_file_name(const char *name, const char *end)
{
    return strlen(name) == NAME_LEN + strlen(end) &&
           strspn(name, "0123456789abcdef") == NAME_LEN &&
           strcmp(name + NAME_LEN, end) == 0;
}

static bool file_in(char out[CLI_MAX_NAME], const char *folder,
                    const char *name)
{
    int made = snprintf(out, CLI_MAX_NAME, "%s/%s", folder, name);
    return made > 0 && made < CLI_MAX_NAME;
}

bool cli_store_name(char out[CLI_MAX_NAME], const char *folder,
                    const uint8_t id[CLI_STORE_ID], const char *end)
{
    int made = snprintf(out, CLI_MAX_NAME, "%s/%s%s", folder,
                        cli_hex(id, CLI_STORE_ID).text, end);
    return made > 0 && made < CLI_MAX_NAME;
}

/* The next file of a store with this ending; *done_out at the end. A folder
   that can't be read on has not ended. */
static int next_name(char out[CLI_MAX_NAME], bool *done_out, DIR *dir,
                     const char *folder, const char *end)
{
    const struct dirent *entry;
    do {
        errno = 0;
        entry = readdir(dir);
    } while (entry != NULL ? !is_file_name(entry->d_name, end)
                           : errno == EINTR);
    *done_out = entry == NULL;
    if (entry == NULL) {
        return errno == 0 ? CLI_OK : cli_fail_errno(CLI_IO, "read", folder);
    }
    return file_in(out, folder, entry->d_name)
               ? CLI_OK
               : cli_fail(CLI_USAGE, "the name of the store is too long");
}

static DIR *open_store(const char *folder)
{
    DIR *dir = NULL;
    do {
        dir = opendir(folder);
    } while (dir == NULL && errno == EINTR);
    if (dir == NULL) {
        (void)cli_fail_errno(CLI_NO_INPUT, "open", folder);
    }
    return dir;
}

int cli_store_each(const char *folder, const char *end,
                   int (*one)(const char *path, void *arg), void *arg)
{
    DIR *dir = open_store(folder);
    if (dir == NULL) {
        return CLI_NO_INPUT;
    }
    char path[CLI_MAX_NAME];
    bool done = false;
    int code = CLI_OK;
    while (code == CLI_OK && !done) {
        code = next_name(path, &done, dir, folder, end);
        if (code == CLI_OK && !done) {
            code = one(path, arg);
        }
    }
    closedir(dir);
    return code;
}

static int add_file(const char *path, void *arg)
{
    cli_trusted *out = arg;
    if (out->num_lists == CLI_MAX_LISTS) {
        return cli_fail(CLI_USAGE, "more than %d trust lists", CLI_MAX_LISTS);
    }
    int code = cli_store_read_list(&out->lists[out->num_lists], path);
    if (code == CLI_OK) {
        out->num_lists++;
    }
    return code;
}

int cli_store_read_lists(cli_trusted *out, const char *folder)
{
    return cli_store_each(folder, CLI_STORE_ENDING, add_file, out);
}

/* Nobody would be believed by it, and every passport be refused: who mistyped
   the name of a folder must not send people away. */
static int fail_empty(const char *folder)
{
    cli_name name = cli_shown(folder);
    return cli_fail(CLI_NO_INPUT,
                    "no trust list in the folder %s; `carnet trust check "
                    "new.trust --store %s --pin list.pub` puts the first one "
                    "in, and a key is named by its own file: --trust "
                    "clinic.pub",
                    name.text, name.text);
}

int cli_store_read(cli_trusted *out, const char *folder)
{
    size_t first = out->num_lists;
    int code = cli_store_read_lists(out, folder);
    if (code == CLI_OK && out->num_lists == first) {
        code = fail_empty(folder);
    }
    return code == CLI_OK ? cli_store_read_status(out, folder, first) : code;
}
