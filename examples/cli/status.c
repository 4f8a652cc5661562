/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet status: for the clinic that gives pages out, a draft of its status
 * list is made, told what became of a page, and signed.
 */
#define _XOPEN_SOURCE 700
#include "status.h"
#include "files.h"
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
        fputs("{\"draft\":", stdout);
        cli_print_json(call->out, strlen(call->out));
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
    cli_call files = *call;
    files.args += 2;
    files.num_args -= 2;
    files.first_file = 0;
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

/* ---- sign ---- */

/* Whoever has the list that lies where this one goes refuses one that was not
   made later: then a clock is wrong, or was. One that the draft does not know
   of was made from a newer state of it, which took pages back that this one
   would call good again. */
static int check_times(const cli_call *call, const cli_held_draft *d,
                       int64_t old_s)
{
    cli_name out = cli_shown(call->out);
    if (old_s >= cli_now(call)) {
        return cli_fail(CLI_DATA,
                        "%s was made at %s, which is not before now: nobody "
                        "would take the new one for newer",
                        out.text, cli_time(old_s).text);
    }
    if (old_s > carnet_status_draft_signed_s(d->draft)) {
        return cli_fail(CLI_DATA,
                        "%s was made at %s, and %s does not know of it: it is "
                        "an older copy, or another draft; go on with the "
                        "newest, or with a new key",
                        out.text, cli_time(old_s).text,
                        cli_shown(d->path).text);
    }
    return CLI_OK;
}

/* Of what lies where the list goes; nothing but a status list gives way. */
static int check_old(const cli_call *call, const cli_held_draft *d,
                     const carnet_public_key *key, cli_bytes b)
{
    carnet_status_list *old = NULL;
    if (b.len == 0) {
        return CLI_OK;
    }
    if (carnet_set_whole_kind(b.data, b.len) != CARNET_SET_STATUS_LIST) {
        return cli_fail(CLI_CANT_CREATE,
                        "%s is no status list, and is not written over; name "
                        "another file",
                        cli_shown(call->out).text);
    }
    int code = CLI_OK;
    if (carnet_status_list_read_kept(&old, b.data, b.len, key) == CARNET_OK) {
        code = check_times(call, d, carnet_status_list_issued_s(old));
    }
    carnet_status_list_free(old);
    return code;
}

/* A pipe or a device holds no list, and reading it might never end. */
static int check_later(const cli_call *call, const cli_held_draft *d,
                       const carnet_public_key *key)
{
    cli_bytes b;
    struct stat st;
    int there = cli_is_dash(call->out) ? 0 : cli_find(&st, call->out);
    if (there == 0 || (there > 0 && !S_ISREG(st.st_mode))) {
        return CLI_OK;
    }
    int code = cli_read(&b, call->out, CLI_MAX_DRAFT, "list");
    if (code == CLI_OK) {
        code = check_old(call, d, key, b);
        cli_bytes_free(&b);
    }
    return code;
}

/* Before the list is out: what broke off in between has cost nothing. */
static int note_signed(const cli_call *call, cli_held_draft *d)
{
    carnet_status status =
        carnet_status_draft_note_signed(d->draft, cli_now(call));
    return status == CARNET_OK ? cli_save_draft(d)
                               : cli_fail_status(status, d->path, NULL);
}

static void print_signed(const cli_call *call, const cli_held_draft *d,
                         const carnet_buf *list)
{
    fputs("{\"file\":", stdout);
    cli_print_json(call->out, strlen(call->out));
    printf(",\"bytes\":%zu,\"issued\":\"%s\",\"valid_days\":%ld,\"ttl_s\":%lld,"
           "\"bits\":%d,\"entries\":%zu,\"given_out\":%zu}\n",
           carnet_buf_len(list), cli_time(cli_now(call)).text, call->days,
           (long long)call->ttl_s, (int)carnet_status_draft_bits(d->draft),
           carnet_status_draft_num_entries(d->draft),
           carnet_status_draft_num_taken(d->draft));
}

static int write_signed(const cli_call *call, const carnet_buf *list)
{
    carnet_buf *text = NULL;
    if (!call->given[CLI_TEXT_ONLY]) {
        return cli_write(call->out, carnet_buf_data(list), carnet_buf_len(list),
                         CLI_BINARY);
    }
    cli_call plain = *call;
    plain.given[CLI_JSON] = false;
    carnet_status status = carnet_status_list_as_text(
        &text, carnet_buf_data(list), carnet_buf_len(list));
    int code = status == CARNET_OK
                   ? cli_write_text(&plain, (const char *)carnet_buf_data(text),
                                    carnet_buf_len(text))
                   : cli_fail_status(status, call->args[1], NULL);
    carnet_buf_free(text);
    return code;
}

static int sign(const cli_call *call, cli_held_draft *d,
                const carnet_secret_key *key)
{
    carnet_buf *list = NULL;
    int code = check_later(call, d, carnet_key_get_public(key));
    if (code != CLI_OK) {
        return code;
    }
    if (carnet_status_draft_is_of(d->draft, carnet_key_get_public(key)) == 0) {
        cli_say("signed with another key than the pages: a reader believes it "
                "where one trust list gives both to one issuer");
    }
    carnet_status status = carnet_status_draft_sign(
        &list, d->draft, key, cli_now(call), (int32_t)call->days, call->ttl_s);
    code = status == CARNET_OK ? note_signed(call, d)
                               : cli_fail_status(status, d->path, NULL);
    if (code == CLI_OK) {
        code = write_signed(call, list);
    }
    if (code == CLI_OK && call->given[CLI_JSON]) {
        print_signed(call, d, list);
    }
    carnet_buf_free(list);
    return code;
}

static int status_sign(const cli_call *call)
{
    enum {
        USUAL_DAYS = 30
    };
    cli_held_draft d;
    carnet_secret_key *key = NULL;
    cli_call signs = *call;
    if (call->num_args != 2 || call->key == NULL) {
        return cli_fail(CLI_USAGE, "say carnet status sign clinic.draft --key "
                                   "clinic.key -o clinic.status");
    }
    if (!call->given[CLI_DAYS]) {
        signs.days = USUAL_DAYS;
    }
    int code = cli_check_json_out(call);
    if (code == CLI_OK) {
        code = cli_read_secret(&key, call->key);
    }
    if (code == CLI_OK) {
        code = cli_hold_draft(&d, call->args[1]);
        if (code == CLI_OK) {
            code = sign(&signs, &d, key);
        }
        cli_let_go(&d);
    }
    carnet_key_free(key);
    return code;
}

/* ---- the verb ---- */

int cli_verb_status(const cli_call *call)
{
    static const cli_action actions[] = {{"new", status_new, "ok#=j"},
                                         {"set", status_set, "k6[Cnj"},
                                         {"sign", status_sign, "ok1;xnj"},
                                         {"check", cli_status_check, "tRQ[nj"},
                                         {NULL, NULL, NULL}};
    return cli_run_action(call, "status", actions);
}
