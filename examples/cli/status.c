/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet status: for the clinic that gives pages out, a draft of its status
 * list is made, and told what became of a page.
 */
#include "status.h"
#include "verdict.h"

/* ---- new ---- */

static int write_new(const cli_call *call, carnet_status_draft *draft)
{
    carnet_buf *bytes = NULL;
    carnet_status status = carnet_status_draft_encode(&bytes, draft);
    int code = status == CARNET_OK
                   ? cli_write(call->out, carnet_buf_data(bytes),
                               carnet_buf_len(bytes), CLI_SECRET)
                   : cli_fail_status(status, call->out, NULL);
    carnet_buf_free(bytes);
    if (code == CLI_OK && call->given[CLI_JSON]) {
        cli_print_string("{\"draft\":", call->out);
        printf(",\"bits\":%d,\"entries\":%zu}\n",
               (int)carnet_status_draft_bits(draft),
               carnet_status_draft_num_entries(draft));
    }
    return code;
}

static int status_new(const cli_call *call)
{
    cli_issuer_key issuer;
    carnet_status_draft *draft = NULL;
    if (call->num_args != 1 || call->key == NULL || cli_is_dash(call->out)) {
        return cli_fail(CLI_USAGE, "say carnet status new --key clinic.pub -o "
                                   "clinic.draft");
    }
    int code = cli_read_issuer(&issuer, call->key);
    if (code == CLI_OK) {
        carnet_status status = carnet_status_draft_new(
            &draft, issuer.key, (int32_t)call->bits, (size_t)call->size);
        code = status == CARNET_OK
                   ? write_new(call, draft)
                   : cli_fail(CLI_USAGE, "--bits takes 1, 2, 4 or 8, and "
                                         "--size a multiple of 8");
    }
    carnet_status_draft_free(draft);
    cli_free_issuer(&issuer);
    return code;
}

/* ---- set ---- */

static int take_value(int32_t *out, const char *word)
{
    const char *known = "";
    for (int32_t i = 0; word != NULL && known != NULL; i++) {
        known = cli_status_word(i);
        if (known != NULL && strcmp(word, known) == 0) {
            *out = i;
            return CLI_OK;
        }
    }
    return cli_fail(CLI_USAGE, "say what became of it: --as good, revoked, "
                               "suspended or in-error");
}

/* Of the pages of a passport that the key signed the one with an index: the
   only one, or the one that the call names. */
static int pick_index(int64_t *out, const cli_call *call,
                      const carnet_verdict *v)
{
    size_t num = 0;
    for (size_t i = 0; i < carnet_verify_num_credentials(v); i++) {
        bool meant = !call->given[CLI_CREDENTIAL] || call->credential == i + 1;
        int32_t index = carnet_verify_status_index(v, i);
        if (meant && index >= 0 &&
            carnet_verify_credential_outcome(v, i) != CARNET_VERIFY_REFUSED) {
            *out = index;
            num++;
        }
    }
    const char *path = call->args[call->first_file];
    if (num > 1) {
        return cli_fail(CLI_USAGE,
                        "%s has %zu pages of this key with an index: say which "
                        "with --credential N",
                        cli_shown(path).text, num);
    }
    return num == 1
               ? CLI_OK
               : cli_fail(CLI_DATA, "%s: no such page of this key has an index",
                          cli_shown(path).text);
}

/* Only a page whose signature holds may name the index: else whoever brings a
   forged one could have another person's taken back. */
static int read_index(int64_t *out, const cli_call *call,
                      const carnet_public_key *key)
{
    cli_bytes input;
    carnet_verdict *v = NULL;
    int code = cli_read_passport(&input, call);
    if (code != CLI_OK) {
        return code;
    }
    carnet_status status =
        carnet_verify(&v, input.data, input.len, &key, 1, cli_now(call));
    cli_bytes_free(&input);
    if (status != CARNET_OK) {
        code = cli_fail_status(status, call->args[0], NULL);
    } else if (carnet_verify_outcome(v) == CARNET_VERIFY_REFUSED) {
        code = cli_say_refused(call, v, 0);
    } else {
        code = pick_index(out, call, v);
    }
    carnet_verify_free(v);
    return code;
}

static int find_index(int64_t *out, const cli_call *call,
                      const cli_held_draft *d)
{
    cli_issuer_key issuer;
    cli_call files = cli_files_from(call, 2);
    if (call->given[CLI_INDEX]) {
        *out = call->index;
        return CLI_OK;
    }
    int code = cli_read_issuer(&issuer, call->key);
    if (code == CLI_OK) {
        code = cli_check_draft_of(d, issuer.key);
    }
    if (code == CLI_OK) {
        code = read_index(out, &files, issuer.key);
    }
    cli_free_issuer(&issuer);
    return code;
}

static void say_set(const cli_call *call, int64_t index, int32_t was,
                    int32_t value)
{
    const char *before = cli_status_word(was);
    const char *now = cli_status_word(value);
    if (call->given[CLI_JSON]) {
        printf("{\"index\":%lld,\"was\":\"%s\",\"status\":\"%s\"}\n",
               (long long)index, before == NULL ? "unknown" : before, now);
    } else {
        cli_say("index %lld was %s and is %s; sign the list and give it out",
                (long long)index, before == NULL ? "unknown" : before, now);
    }
}

static int set(const cli_call *call, cli_held_draft *d, int32_t value)
{
    int64_t index = -1;
    int code = find_index(&index, call, d);
    if (code != CLI_OK) {
        return code;
    }
    int32_t was = carnet_status_draft_get(d->draft, index);
    carnet_status status = carnet_status_draft_set(d->draft, index, value);
    if (status == CARNET_CALLER_ABSENT) {
        return cli_fail(CLI_DATA, "%s: index %lld was never given out",
                        cli_shown(d->path).text, (long long)index);
    }
    if (status == CARNET_CALLER_RANGE) {
        return cli_fail(CLI_DATA,
                        "%s: with one bit each only good and revoked "
                        "can be said",
                        cli_shown(d->path).text);
    }
    code = status == CARNET_OK ? cli_save_draft(d)
                               : cli_fail_status(status, d->path, NULL);
    if (code == CLI_OK) {
        say_set(call, index, was, value);
    }
    return code;
}

static int status_set(const cli_call *call)
{
    cli_held_draft d;
    int32_t value = 0;
    bool by_page = call->num_args > 2;
    if (call->num_args < 2 || by_page == call->given[CLI_INDEX] ||
        by_page != (call->key != NULL)) {
        return cli_fail(CLI_USAGE,
                        "say carnet status set clinic.draft --as revoked "
                        "--index N, or --key clinic.pub p.carnet");
    }
    int code = take_value(&value, call->as);
    if (code == CLI_OK && !by_page) {
        code = cli_take_only(call, "status set --index", "6[j");
    }
    if (code != CLI_OK) {
        return code;
    }
    code = cli_hold_draft(&d, call->args[1]);
    if (code == CLI_OK) {
        code = set(call, &d, value);
    }
    cli_let_go(&d);
    return code;
}

/* ---- the verb ---- */

int cli_verb_status(const cli_call *call)
{
    static const cli_action actions[] = {
        {"new", status_new, "ok#=j"},
        {"set", status_set, "k6[Cnj"},
        {"sign", cli_status_sign, "ok1;xtR7nj"},
        {"check", cli_status_check, "tRQ[nj"},
        {NULL, NULL, NULL}};
    return cli_run_action(call, "status", actions);
}
