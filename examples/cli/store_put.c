/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Putting a trust list into a store (store.c): the first of an organisation
 * under its pin, and each that may follow one which is there. No organisation
 * stands in a store twice, whatever keys are pinned.
 */
#define _XOPEN_SOURCE 700
#include "files.h"
#include "lock.h"
#include "trust.h"

/* The file of a pin. False where its name is too long. */
static bool file_of(char out[CLI_MAX_NAME], const char *folder,
                    const carnet_public_key *pin)
{
    uint8_t bytes[CARNET_KEY_PUBLIC_SIZE];
    return carnet_key_copy_public(bytes, pin) == CARNET_OK &&
           cli_store_name(out, folder, bytes, CLI_STORE_ENDING);
}

static int write_file(const char *path, const carnet_trust_list *list)
{
    carnet_buf *file = NULL;
    uint8_t head[CLI_STORE_HEAD];
    memcpy(head, CLI_STORE_MAGIC, CLI_STORE_MAGIC_LEN);
    carnet_status status = carnet_key_copy_public(
        head + CLI_STORE_MAGIC_LEN, carnet_trust_list_get_signer(list));
    if (status == CARNET_OK) {
        status = carnet_trust_list_encode(&file, list, 0);
    }
    if (status != CARNET_OK) {
        return cli_fail_status(status, path, NULL);
    }
    size_t len = CLI_STORE_HEAD + carnet_buf_len(file);
    uint8_t *all = malloc(len);
    int code = CLI_OK;
    if (all == NULL) {
        code = cli_fail(CLI_SOFTWARE, "out of memory");
    } else {
        memcpy(all, head, CLI_STORE_HEAD);
        memcpy(all + CLI_STORE_HEAD, carnet_buf_data(file),
               len - CLI_STORE_HEAD);
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
    int code = cli_store_read_list(&old, file);
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
    int code = cli_store_each(call->store, CLI_STORE_ENDING, try_line, &s);
    if (code != CLI_OK) {
        return code == CLI_REFUSED ? s.code : code;
    }
    (void)refuse(out, path);
    cli_say("the first list of an organisation needs its key: --pin list.pub");
    return CLI_REFUSED;
}

/* What a store has beside a list that is to begin a line in it. */
typedef struct {
    const carnet_trust_list *list;
    size_t num;
    carnet_status why; /* it has a list of the same id */
} neighbours;

static int meet(const char *file, void *arg)
{
    neighbours *n = arg;
    carnet_trust_list *kept = NULL;
    int code = cli_store_read_list(&kept, file);
    if (code != CLI_OK) {
        return code;
    }
    int32_t newer = 0;
    carnet_status status = carnet_trust_list_replaces(&newer, n->list, kept);
    if (status != CARNET_TRUST_OTHER) {
        n->why = status == CARNET_TRUST_OLDER ? status : CARNET_TRUST_PIN;
    }
    n->num++;
    carnet_trust_list_free(kept);
    return CLI_OK;
}

/* Whether a list may begin a line: no other pin's list is of its id, since who
   has an old list key could else put a list beside the one that followed. */
static int check_first(cli_stored *out, const cli_call *call,
                       const carnet_trust_list *list, const char *path)
{
    neighbours n = {list, 0, CARNET_OK};
    int code = cli_store_each(call->store, CLI_STORE_ENDING, meet, &n);
    if (code == CLI_OK && n.why != CARNET_OK) {
        out->why = n.why;
        (void)cli_fail_status(n.why, path, NULL);
        cli_say("the store has a list of this organisation under another pin");
        return CLI_REFUSED;
    }
    if (code == CLI_OK && n.num >= CLI_MAX_LISTS) {
        return cli_fail(CLI_USAGE,
                        "the store has %d trust lists, and takes no more",
                        CLI_MAX_LISTS);
    }
    return code;
}

/* A list under a pin that has none: of a line that the store has under another
   pin it is the next one, else the first. */
static int put_first(cli_stored *out, const cli_call *call, cli_bytes b,
                     const char *path, const char *file,
                     const carnet_public_key *pin)
{
    carnet_trust_list *list = NULL;
    carnet_problem *problem = NULL;
    search s = {out, call, b, path, false, CLI_REFUSED};
    carnet_status status =
        carnet_trust_list_read(&list, &problem, b.data, b.len, pin);
    int code = CLI_REFUSED;
    if (status == CARNET_OK) {
        code = cli_store_each(call->store, CLI_STORE_ENDING, try_line, &s);
    } else {
        (void)cli_fail_status(status, path, problem);
        out->why = status;
    }
    if (status == CARNET_OK && code == CLI_REFUSED) {
        code = s.code; /* a line took it, or refused it */
    } else if (code == CLI_OK) {
        out->why = CARNET_OK;
        code = check_first(out, call, list, path);
        code = code == CLI_OK ? write_file(file, list) : code;
        if (code == CLI_OK) {
            note(out, call, "first", list, "kept, the first under this pin");
        }
    }
    carnet_problem_free(problem);
    carnet_trust_list_free(list);
    return code;
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
    return put_first(out, call, b, path, file, pin);
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
