/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Status lists that a call believes: those of --status, and those that stand
 * in a store beside its trust lists, a file for each key whose pages they are
 * about, named after its digest, with the key that signed. A store's are
 * believed by the trust lists of that store alone, and a newer one is never
 * replaced by an older, also where its signer's key is out of use by now.
 */
#define _XOPEN_SOURCE 700
#include "files.h"
#include "lock.h"
#include "trust.h"

static const char ending[] = ".status";
static const char magic[] = "carnet status 1\n";

enum {
    MAGIC_LEN = sizeof magic - 1,
    HEAD = MAGIC_LEN + CARNET_KEY_PUBLIC_SIZE
};

/* Whom the list is by is known, and not believed (any more): such a list is
   passed over, and what it speaks of has no list. */
static bool is_unbelieved(carnet_status status)
{
    return status == CARNET_KEY_UNKNOWN || status == CARNET_KEY_ISSUER ||
           status == CARNET_KEY_COMPROMISED || status == CARNET_KEY_WINDOW ||
           status == CARNET_KEY_RETIRED;
}

int cli_read_status(carnet_status_list **out, carnet_status *why_out,
                    const carnet_trust *trust, const char *path)
{
    cli_bytes b;
    *out = NULL;
    *why_out = CARNET_OK;
    int code = cli_read_one(&b, path);
    if (code != CLI_OK) {
        return code;
    }
    carnet_status status =
        carnet_trust_read_status_list(out, trust, b.data, b.len);
    cli_bytes_free(&b);
    *why_out = status;
    if (status != CARNET_OK) {
        code = cli_fail_status(status, path, NULL);
        code = code == CLI_DATA ? CLI_REFUSED : code;
    }
    return code;
}

/* Whatever day it is: at its own it is of no future. */
static bool has_same(const cli_trusted *t, const carnet_status_list *list)
{
    bool has = false;
    int64_t made = carnet_status_list_issued_s(list);
    for (size_t i = 0; i < t->num_status && !has; i++) {
        int32_t newer = 0;
        has = carnet_status_list_replaces(&newer, list, t->status[i], made) ==
                  CARNET_OK &&
              newer == 0;
    }
    return has;
}

int cli_add_status(cli_trusted *t, carnet_status_list *list)
{
    if (has_same(t, list)) { /* one list is one, by however many names */
        carnet_status_list_free(list);
        return CLI_OK;
    }
    if (t->num_status == CLI_MAX_STATUS) {
        carnet_status_list_free(list);
        return cli_fail(CLI_USAGE, "more than %d status lists", CLI_MAX_STATUS);
    }
    t->status[t->num_status++] = list;
    return CLI_OK;
}

/* ---- those of a store ---- */

/* By a store's trust lists, of which some call's list is lent. */
static int believe_store(carnet_trust **out, const cli_trusted *t, size_t first)
{
    carnet_status status = carnet_trust_new(out);
    for (size_t i = first; i < t->num_lists && status == CARNET_OK; i++) {
        status = carnet_trust_add_list(*out, t->lists[i]);
    }
    return status == CARNET_OK ? CLI_OK
                               : cli_fail_status(status, "store", NULL);
}

/* A list as it is kept: believed, or, which is said, no longer. */
typedef struct {
    carnet_status_list *list;  /* NULL: it is not believed */
    carnet_status_list *floor; /* then: that none older may take the place of;
                                  NULL where a compromised key made it */
} kept_list;

/* Whoever holds a key that is out of use made this list while it was in use:
   what is older stays older. A thief may have dated it as he liked. */
static carnet_status read_floor(kept_list *out, cli_bytes list,
                                const carnet_public_key *signer)
{
    return carnet_status_list_read_kept(&out->floor, list.data, list.len,
                                        signer);
}

static carnet_status read_kept_bytes(kept_list *out, carnet_status *why_out,
                                     const carnet_trust *trust, cli_bytes b)
{
    carnet_public_key *signer = NULL;
    if (b.len <= HEAD || memcmp(b.data, magic, MAGIC_LEN) != 0) {
        return CARNET_TEXT_PREFIX;
    }
    cli_bytes list = {b.data + HEAD, b.len - HEAD};
    carnet_status status = carnet_key_public_from_bytes(
        &signer, b.data + MAGIC_LEN, CARNET_KEY_PUBLIC_SIZE);
    if (status == CARNET_OK) {
        *why_out = carnet_trust_read_status_list(&out->list, trust, list.data,
                                                 list.len);
        status = is_unbelieved(*why_out) ? CARNET_OK : *why_out;
        if (status == CARNET_OK && out->list == NULL &&
            *why_out != CARNET_KEY_COMPROMISED) {
            status = read_floor(out, list, signer);
        }
    }
    carnet_key_public_free(signer);
    return status;
}

static void free_kept(kept_list *k)
{
    carnet_status_list_free(k->list);
    carnet_status_list_free(k->floor);
}

static int read_kept(kept_list *out, const carnet_trust *trust,
                     const char *path)
{
    cli_bytes b;
    carnet_status why = CARNET_OK;
    *out = (kept_list){NULL, NULL};
    int code = cli_read(&b, path, HEAD + CLI_MAX_FILE, "list");
    if (code != CLI_OK) {
        return code;
    }
    carnet_status status = read_kept_bytes(out, &why, trust, b);
    cli_bytes_free(&b);
    if (status != CARNET_OK) {
        code = cli_fail_status(status, path, NULL);
        cli_say("%s is no status list of this store; move it away, and put "
                "the list in again",
                cli_shown(path).text);
    } else if (why != CARNET_OK) {
        cli_say_status(why, path, NULL);
        cli_say("this status list is passed over");
    }
    return code;
}

typedef struct {
    cli_trusted *into;
    carnet_trust *trust;
} reading;

static int add_kept(const char *path, void *arg)
{
    reading *r = arg;
    kept_list k;
    int code = read_kept(&k, r->trust, path);
    if (code == CLI_OK && k.list != NULL) {
        code = cli_add_status(r->into, k.list);
        k.list = NULL;
    }
    free_kept(&k);
    return code;
}

int cli_store_read_status(cli_trusted *out, const char *folder, size_t first)
{
    reading r = {out, NULL};
    int code = believe_store(&r.trust, out, first);
    if (code == CLI_OK) {
        code = cli_store_each(folder, ending, add_kept, &r);
    }
    carnet_trust_free(r.trust);
    return code;
}

/* ---- putting one in ---- */

/* The file of the lists about one key. False where its name is too long. */
static bool file_of(char out[CLI_MAX_NAME], const char *folder,
                    const carnet_status_list *list)
{
    uint8_t about[CARNET_STATUS_LIST_ISSUER_SIZE];
    return carnet_status_list_copy_issuer(about, list) == CARNET_OK &&
           cli_store_name(out, folder, about, ending);
}

/* Room for a head and the list behind it; NULL where there is none. */
static uint8_t *with_head(size_t *len_out, const carnet_buf *list,
                          const carnet_public_key *signer)
{
    *len_out = HEAD + carnet_buf_len(list);
    uint8_t *all = malloc(*len_out);
    if (all != NULL &&
        carnet_key_copy_public(all + MAGIC_LEN, signer) == CARNET_OK) {
        memcpy(all, magic, MAGIC_LEN);
        memcpy(all + HEAD, carnet_buf_data(list), carnet_buf_len(list));
        return all;
    }
    free(all);
    return NULL;
}

static int write_list(const char *file, const carnet_status_list *list)
{
    carnet_buf *bytes = NULL;
    size_t len = 0;
    carnet_status status = carnet_status_list_encode(&bytes, list, 0);
    if (status != CARNET_OK) {
        return cli_fail_status(status, file, NULL);
    }
    uint8_t *all = with_head(&len, bytes, carnet_status_list_get_signer(list));
    int code = all == NULL ? cli_fail(CLI_SOFTWARE, "out of memory")
                           : cli_write(file, all, len, CLI_BINARY);
    free(all);
    carnet_buf_free(bytes);
    return code;
}

static void say_kept(const carnet_status_list *list, const char *what)
{
    int32_t day = cli_day_of(carnet_status_list_issued_s(list));
    cli_say("status list%s: %s", cli_day(" of ", day, "").text, what);
}

/* old: NULL where there is none that holds against others. */
static int replace(const cli_call *call, const char *path, const char *file,
                   const carnet_status_list *list,
                   const carnet_status_list *old)
{
    int32_t newer = 0;
    carnet_status status =
        carnet_status_list_replaces(&newer, list, old, cli_now(call));
    if (status != CARNET_OK) {
        (void)cli_fail_status(status, path, NULL);
        if (old != NULL) {
            say_kept(old, "stays");
        }
        return CLI_REFUSED;
    }
    int code = CLI_OK;
    if (newer != 0) {
        code = write_list(file, list);
    } else if (cli_sync_folder(file) != 0) {
        /* Who put it there may have been killed before. */
        code = cli_fail_errno(CLI_IO, "write", file);
    }
    if (code == CLI_OK) {
        say_kept(list, newer != 0 ? "kept" : "was there already");
    }
    return code;
}

static int count_one(const char *path, void *arg)
{
    size_t *num = arg;
    (void)path;
    (*num)++;
    return CLI_OK;
}

/* A store with more lists than are read together could not be read at all. */
static int check_room(const char *folder)
{
    size_t num = 0;
    int code = cli_store_each(folder, ending, count_one, &num);
    return code == CLI_OK && num >= CLI_MAX_STATUS
               ? cli_fail(CLI_USAGE,
                          "the store has %d status lists, and takes no more",
                          CLI_MAX_STATUS)
               : code;
}

static int put(const cli_call *call, const carnet_trust *trust,
               const char *path)
{
    char file[CLI_MAX_NAME];
    struct stat st;
    carnet_status_list *list = NULL;
    kept_list old = {NULL, NULL};
    carnet_status why;
    int code = cli_read_status(&list, &why, trust, path);
    if (code == CLI_OK && !file_of(file, call->store, list)) {
        code = cli_fail(CLI_USAGE, "the name of the store is too long");
    }
    if (code == CLI_OK) {
        int there = cli_find(&st, file);
        /* What can't be told is no reason to take it for nothing. */
        code = there < 0    ? cli_fail_errno(CLI_IO, "look at", file)
               : there == 0 ? check_room(call->store)
                            : read_kept(&old, trust, file);
    }
    if (code == CLI_OK) {
        code = replace(call, path, file, list,
                       old.list != NULL ? old.list : old.floor);
    }
    free_kept(&old);
    carnet_status_list_free(list);
    return code;
}

/* The trust lists are read under the lock too: none that is newer is missed. */
int cli_store_put_status(const cli_call *call, const char *path)
{
    int lock = -1;
    cli_trusted t = {.trust = NULL};
    int code = cli_lock(&lock, call->store);
    if (code != CLI_OK) {
        return code;
    }
    code = cli_store_read_lists(&t, call->store);
    if (code == CLI_OK && t.num_lists == 0) {
        code = cli_fail(CLI_USAGE, "a store believes a status list by its "
                                   "trust lists: put one in first, with "
                                   "`carnet trust check`");
    }
    if (code == CLI_OK) {
        code = believe_store(&t.trust, &t, 0);
    }
    if (code == CLI_OK) {
        code = put(call, t.trust, path);
    }
    cli_unlock(lock);
    cli_free_trusted(&t);
    return code;
}
