/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A store: a folder with the newest trust list of each pin, a file each, named
 * after the pinned key. It holds the key that signed the list (another than the
 * pin once an epoch has passed) and the list as it came. A file is replaced
 * whole by rename, so that a reader or a loss of power finds the old one or the
 * new one; writers wait for each other by a lock on the folder.
 */
#define _XOPEN_SOURCE 700
#include "files.h"
#include "merge.h"
#include "trust.h"

#include <dirent.h>
#include <errno.h>

#define MAX_LIST_FILE 8388608u

static const char magic[] = "carnet store 1\n";
static const char ending[] = ".list";

enum {
    MAGIC_LEN = sizeof magic - 1,
    HEAD = MAGIC_LEN + CARNET_KEY_PUBLIC_SIZE,
    NAME_LEN = 2 * CARNET_KEY_PUBLIC_SIZE
};

bool cli_is_folder(const char *path)
{
    struct stat st;
    return !cli_is_dash(path) && stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* The file of a pin. False where its name is too long. */
static bool file_of(char out[CLI_MAX_NAME], const char *folder,
                    const carnet_public_key *pin)
{
    uint8_t bytes[CARNET_KEY_PUBLIC_SIZE];
    if (carnet_key_copy_public(bytes, pin) != CARNET_OK) {
        return false;
    }
    int made = snprintf(out, CLI_MAX_NAME, "%s/%s%s", folder,
                        cli_hex(bytes, sizeof bytes).text, ending);
    return made > 0 && made < CLI_MAX_NAME;
}

/* The list in a file of a store. */
static int read_file(carnet_trust_list **out, const char *path)
{
    cli_bytes b;
    carnet_public_key *signer = NULL;
    carnet_problem *problem = NULL;
    int code = cli_read(&b, path, HEAD + MAX_LIST_FILE, "list");
    if (code != CLI_OK) {
        return code;
    }
    if (b.len <= HEAD || memcmp(b.data, magic, MAGIC_LEN) != 0) {
        cli_bytes_free(&b);
        return cli_fail(CLI_DATA,
                        "%s is no file of a store; move it away, and put the "
                        "list in again",
                        cli_shown(path).text);
    }
    carnet_status status = carnet_key_public_from_bytes(
        &signer, b.data + MAGIC_LEN, CARNET_KEY_PUBLIC_SIZE);
    if (status == CARNET_OK) {
        status = carnet_trust_list_read(out, &problem, b.data + HEAD,
                                        b.len - HEAD, signer);
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
    int code = read_file(&out->lists[out->num_lists], path);
    if (code == CLI_OK) {
        out->num_lists++;
    }
    return code;
}

int cli_store_read_lists(cli_trusted *out, const char *folder)
{
    return cli_store_each(folder, ending, add_file, out);
}

int cli_store_read(cli_trusted *out, const char *folder)
{
    size_t first = out->num_lists;
    int code = cli_store_read_lists(out, folder);
    return code == CLI_OK ? cli_store_read_status(out, folder, first) : code;
}

/* ---- putting one in ---- */

static int write_file(const char *path, const carnet_trust_list *list)
{
    carnet_buf *file = NULL;
    uint8_t head[HEAD];
    memcpy(head, magic, MAGIC_LEN);
    carnet_status status = carnet_key_copy_public(
        head + MAGIC_LEN, carnet_trust_list_get_signer(list));
    if (status == CARNET_OK) {
        status = carnet_trust_list_encode(&file, list, 0);
    }
    if (status != CARNET_OK) {
        return cli_fail_status(status, path, NULL);
    }
    size_t len = HEAD + carnet_buf_len(file);
    uint8_t *all = malloc(len);
    int code = all == NULL ? cli_fail(CLI_SOFTWARE, "out of memory") : CLI_OK;
    if (code == CLI_OK) {
        memcpy(all, head, HEAD);
        memcpy(all + HEAD, carnet_buf_data(file), len - HEAD);
        code = cli_write(path, all, len, CLI_BINARY);
    }
    free(all);
    carnet_buf_free(file);
    return code;
}

/* Notes, and says unless it is to be JSON, what became of a list. */
static void note(cli_stored *out, const cli_call *call, const char *what,
                 const carnet_trust_list *list, const char *says)
{
    out->what = what;
    out->why = CARNET_OK;
    out->now = cli_head_of(list);
    if (call->given[CLI_JSON]) {
        return;
    }
    cli_say("list of epoch %lld, sequence %lld: %s",
            (long long)carnet_trust_list_epoch(list),
            (long long)carnet_trust_list_sequence(list), says);
}

/* What a list file does to the list of one pin; *fits_out: whether it is of
   that line at all. */
static int put_after(cli_stored *out, const cli_call *call, const char *file,
                     cli_bytes b, const char *path, bool *fits_out)
{
    carnet_trust_list *old = NULL;
    carnet_trust_list *list = NULL;
    carnet_problem *problem = NULL;
    int32_t newer = 0;
    int code = read_file(&old, file);
    if (code != CLI_OK) {
        return code;
    }
    carnet_status status = carnet_trust_list_read_next(&list, &newer, &problem,
                                                       b.data, b.len, old);
    *fits_out = status != CARNET_TRUST_PIN && status != CARNET_TRUST_OTHER;
    if (status == CARNET_OK && newer != 0) {
        code = write_file(file, list);
    } else if (status == CARNET_OK && cli_sync_folder(file) != 0) {
        /* Who put it there may have been killed before. */
        code = cli_fail_errno(CLI_IO, "write", file);
    }
    if (status == CARNET_OK && code == CLI_OK) {
        note(out, call, newer != 0 ? "newer" : "same", list,
             newer != 0 ? "kept" : "was there already");
    } else if (status != CARNET_OK) {
        if (*fits_out) {
            (void)cli_fail_status(status, path, problem);
            note(out, call, "stays", old, "stays");
        }
        out->why = status;
        code = CLI_REFUSED;
    }
    carnet_problem_free(problem);
    carnet_trust_list_free(list);
    carnet_trust_list_free(old);
    return code;
}

/* Why no line of a store takes a list: of another organisation's pin, unless it
   is by a key that is known and of another line. */
static int refuse(cli_stored *out, const char *path)
{
    if (out->why != CARNET_TRUST_OTHER) {
        out->why = CARNET_TRUST_PIN;
    }
    return cli_fail_status(out->why, path, NULL);
}

/* A list that looks for its line. */
typedef struct {
    cli_stored *out;
    const cli_call *call;
    cli_bytes list;
    const char *path;
    bool fits;
    int code;
} search;

/* CLI_OK goes on with the next line. */
static int try_line(const char *file, void *arg)
{
    search *s = arg;
    carnet_status before = s->out->why;
    s->code = put_after(s->out, s->call, file, s->list, s->path, &s->fits);
    if (!s->fits && before == CARNET_TRUST_OTHER) {
        s->out->why = before;
    }
    return s->fits || s->code != CLI_REFUSED ? CLI_REFUSED : CLI_OK;
}

/* Every line that the store has, until one takes it. */
static int put_somewhere(cli_stored *out, const cli_call *call, cli_bytes b,
                         const char *path)
{
    search s = {out, call, b, path, false, CLI_REFUSED};
    int code = cli_store_each(call->store, ending, try_line, &s);
    if (code != CLI_OK) {
        return code == CLI_REFUSED ? s.code : code;
    }
    (void)refuse(out, path);
    cli_say("the first list of an organisation needs its key: --pin list.pub");
    return CLI_REFUSED;
}

/* The first list of a pin, or the next one. */
static int put_pinned(cli_stored *out, const cli_call *call, cli_bytes b,
                      const char *path, const carnet_public_key *pin)
{
    char file[CLI_MAX_NAME];
    struct stat st;
    if (!file_of(file, call->store, pin)) {
        return cli_fail(CLI_USAGE, "the name of the store is too long");
    }
    int there = cli_find(&st, file);
    if (there < 0) { /* not to be taken for a line that is new */
        return cli_fail_errno(CLI_IO, "look at", file);
    }
    if (there > 0) {
        bool fits = false;
        int code = put_after(out, call, file, b, path, &fits);
        if (code == CLI_REFUSED && !fits) {
            (void)refuse(out, path);
        }
        return code;
    }
    carnet_trust_list *list = NULL;
    carnet_problem *problem = NULL;
    carnet_status status =
        carnet_trust_list_read(&list, &problem, b.data, b.len, pin);
    int code = CLI_REFUSED;
    if (status == CARNET_OK) {
        code = write_file(file, list);
    } else {
        (void)cli_fail_status(status, path, problem);
        out->why = status;
    }
    if (code == CLI_OK) {
        note(out, call, "first", list, "kept, the first under this pin");
    }
    carnet_problem_free(problem);
    carnet_trust_list_free(list);
    return code;
}

int cli_store_put(cli_stored *out, const cli_call *call, const char *path)
{
    memset(out, 0, sizeof *out);
    int lock = -1;
    cli_bytes b;
    carnet_public_key *pin = NULL;
    if (call->num_pins > 1) {
        return cli_fail(CLI_USAGE, "one --pin at a time goes into a store");
    }
    if (cli_put_folder(call->store, 0777) != 0) {
        return cli_fail_errno(CLI_CANT_CREATE, "make the folder", call->store);
    }
    int code = cli_read_one(&b, path);
    if (code != CLI_OK) {
        return code;
    }
    if (call->num_pins == 1) {
        code = cli_read_public(&pin, call->pins[0]);
    }
    if (code == CLI_OK) {
        code = cli_lock(&lock, call->store);
    }
    if (code == CLI_OK) {
        code = pin != NULL ? put_pinned(out, call, b, path, pin)
                           : put_somewhere(out, call, b, path);
        cli_unlock(lock);
    }
    carnet_key_public_free(pin);
    cli_bytes_free(&b);
    return code;
}
