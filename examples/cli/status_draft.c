/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The draft of a status list: held while it is read, changed and replaced, so
 * that of two calls neither loses what the other did, nor gives out an index
 * that the other gave out.
 */
#define _XOPEN_SOURCE 700
#include "files.h"
#include "lock.h"
#include "status.h"

const char cli_no_index[] =
    "every index of the status list is given out: begin one with a new key";

/* A draft is replaced whole: another name of the file would keep the old one,
   and give its indices out again. */
static int check_one_name(const cli_held_draft *d)
{
    struct stat st;
    if (fstat(d->lock, &st) != 0) {
        return cli_fail_errno(CLI_IO, "look at", d->path);
    }
    return st.st_nlink <= 1
               ? CLI_OK
               : cli_fail(CLI_DATA,
                          "%s has another name too, a hard link, which would "
                          "stay behind: remove that",
                          cli_shown(d->path).text);
}

int cli_hold_draft(cli_held_draft *out, const char *path)
{
    cli_bytes b;
    *out = (cli_held_draft){path, -1, NULL};
    if (cli_is_dash(path)) {
        return cli_fail(CLI_USAGE, "a draft is a file, which is changed, not "
                                   "standard input");
    }
    int code = cli_lock(&out->lock, path);
    if (code == CLI_OK) {
        code = check_one_name(out);
    }
    if (code == CLI_OK) {
        code = cli_read(&b, path, CLI_MAX_FILE, "draft");
    }
    if (code != CLI_OK) {
        return code;
    }
    carnet_status status =
        carnet_status_draft_decode(&out->draft, b.data, b.len);
    cli_bytes_free(&b);
    if (status != CARNET_OK) {
        code = cli_fail_status(status, path, NULL);
        cli_say("%s is no draft of a status list, as `carnet status new` makes "
                "one",
                cli_shown(path).text);
    }
    return code;
}

int cli_save_draft(const cli_held_draft *d)
{
    carnet_buf *bytes = NULL;
    carnet_status status = carnet_status_draft_encode(&bytes, d->draft);
    int code =
        status == CARNET_OK
            ? cli_write(d->path, carnet_buf_data(bytes), carnet_buf_len(bytes),
                        CLI_BINARY | CLI_OWNERS | CLI_DRAFT)
            : cli_fail_status(status, d->path, NULL);
    carnet_buf_free(bytes);
    return code;
}

void cli_let_go(cli_held_draft *d)
{
    carnet_status_draft_free(d->draft);
    if (d->lock >= 0) {
        cli_unlock(d->lock);
    }
}

int cli_check_draft_of(const cli_held_draft *d, const carnet_public_key *key)
{
    return carnet_status_draft_is_of(d->draft, key) != 0
               ? CLI_OK
               : cli_fail(CLI_DATA, "%s is about what another key signs",
                          cli_shown(d->path).text);
}

static int take(int32_t *out, size_t *num, cli_held_draft *d)
{
    enum {
        SHARE = 64 /* of what is left that is taken at once at most */
    };
    size_t left = carnet_status_draft_num_entries(d->draft) -
                  carnet_status_draft_num_taken(d->draft);
    size_t most = left / SHARE < 1 ? 1 : left / SHARE;
    carnet_status status = CARNET_OK;
    *num = *num < most ? *num : most;
    for (size_t i = 0; i < *num && status == CARNET_OK; i++) {
        status = carnet_status_draft_take(&out[i], d->draft);
    }
    if (status == CARNET_CALLER_ABSENT) {
        return cli_fail(CLI_DATA, "%s: %s", cli_shown(d->path).text,
                        cli_no_index);
    }
    return status == CARNET_OK ? cli_save_draft(d)
                               : cli_fail_status(status, d->path, NULL);
}

int cli_take_indices(int32_t *out, size_t *num, const char *path,
                     const carnet_public_key *key)
{
    cli_held_draft d;
    int code = cli_hold_draft(&d, path);
    if (code == CLI_OK) {
        code = cli_check_draft_of(&d, key);
    }
    if (code == CLI_OK) {
        code = take(out, num, &d);
    }
    cli_let_go(&d);
    return code;
}

int cli_take_index(int32_t *index_out, const char *path,
                   const carnet_public_key *key)
{
    size_t num = 1;
    return cli_take_indices(index_out, &num, path, key);
}

const char *cli_status_word(int32_t value)
{
    static const char *const words[] = {
        [CARNET_STATUS_LIST_GOOD] = "good",
        [CARNET_STATUS_LIST_REVOKED] = "revoked",
        [CARNET_STATUS_LIST_SUSPENDED] = "suspended",
        [CARNET_STATUS_LIST_IN_ERROR] = "in-error"};
    return value >= 0 && value <= CARNET_STATUS_LIST_IN_ERROR ? words[value]
                                                              : NULL;
}

cli_name cli_time(int64_t seconds)
{
    cli_name out = {""};
    cli_name day = {""};
    if (seconds >= 0) {
        day = cli_day("", cli_day_of(seconds), "");
    }
    if (day.text[0] != '\0') {
        int left = (int)(seconds % CLI_DAY_S);
        snprintf(out.text, sizeof out.text, "%.10sT%02d:%02d:%02dZ", day.text,
                 left / 3600, left / 60 % 60, left % 60);
    }
    return out;
}

int cli_read_issuer(cli_issuer_key *out, const char *path)
{
    cli_bytes pem;
    *out = (cli_issuer_key){NULL, NULL, NULL};
    int code = cli_read(&pem, path, CLI_MAX_PEM, "key");
    if (code == CLI_OK) {
        code = cli_decode_any_key(&out->open, &out->secret, &pem, path);
    }
    if (code == CLI_OK) {
        out->key =
            out->open != NULL ? out->open : carnet_key_get_public(out->secret);
    }
    return code;
}

void cli_free_issuer(cli_issuer_key *k)
{
    carnet_key_public_free(k->open);
    carnet_key_free(k->secret);
}
