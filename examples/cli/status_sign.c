/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet status sign: what a draft says now becomes a list, unless a list that
 * is at hand shows that readers would refuse it, or that the draft is an older
 * copy of itself. The draft notes it before it is out.
 */
#define _XOPEN_SOURCE 700
#include "files.h"
#include "status.h"

/* One call: all zero before. */
typedef struct {
    const cli_call *call;
    cli_held_draft draft;
    carnet_secret_key *key;
    cli_trusted trusted; /* by whom lists that were given out are believed */
    int64_t issued_s;    /* when the new list is made */
    carnet_buf *bytes;   /* of the new list */
    carnet_status_list *next;
} signing;

/* ---- lists that were given out before ---- */

/* A list that the draft does not know of was made from a newer state of it,
   which took pages back that this one would call good again. */
static int check_known(const signing *s, const char *name, int64_t old_s)
{
    return old_s <= carnet_status_draft_signed_s(s->draft.draft)
               ? CLI_OK
               : cli_fail(CLI_DATA,
                          "%s was made at %s, and %s does not know of it: it "
                          "is an older copy, or another draft; go on with the "
                          "newest, or with a new key",
                          name, cli_time(old_s).text,
                          cli_shown(s->draft.path).text);
}

/* Whoever has the old list refuses one that was not made later: then a clock is
   wrong, or was. others: a list about another key is no fault. */
static int check_after(const signing *s, const char *name,
                       const carnet_status_list *old, bool others)
{
    int32_t newer = 0;
    int64_t old_s = carnet_status_list_issued_s(old);
    carnet_status status =
        carnet_status_list_replaces(&newer, s->next, old, cli_now(s->call));
    if (status == CARNET_TRUST_OTHER) {
        return others ? CLI_OK
                      : cli_fail(CLI_DATA,
                                 "%s is about what another key signed", name);
    }
    if (status != CARNET_OK || newer == 0) {
        return cli_fail(CLI_DATA,
                        "%s was made at %s, which is not before now: nobody "
                        "would take the new one for newer",
                        name, cli_time(old_s).text);
    }
    return check_known(s, name, old_s);
}

/* A list by this key, or by whom --trust believes. */
static carnet_status read_old(carnet_status_list **out, const signing *s,
                              cli_bytes b)
{
    carnet_status status = carnet_status_list_read_kept(
        out, b.data, b.len, carnet_key_get_public(s->key));
    return status != CARNET_OK && s->trusted.trust != NULL
               ? carnet_trust_read_status_list(out, s->trusted.trust, b.data,
                                               b.len)
               : status;
}

static int check_bytes(const signing *s, const char *path, cli_bytes b)
{
    carnet_status_list *old = NULL;
    carnet_status status = read_old(&old, s, b);
    int code = CLI_OK;
    if (status == CARNET_OK) {
        code = check_after(s, cli_shown(path).text, old, false);
    } else {
        code = cli_fail_status(status, path, NULL);
        cli_say("so the new list can't be compared with it; say whom you "
                "believe, with --trust, or move it away");
    }
    carnet_status_list_free(old);
    return code;
}

/* What lies where the list goes; nothing but a status list gives way. */
static int check_place(const signing *s, cli_bytes b)
{
    if (b.len == 0) {
        return CLI_OK;
    }
    if (carnet_set_whole_kind(b.data, b.len) != CARNET_SET_STATUS_LIST) {
        return cli_fail(CLI_CANT_CREATE,
                        "%s is no status list, and is not written over; name "
                        "another file",
                        cli_shown(s->call->out).text);
    }
    return check_bytes(s, s->call->out, b);
}

/* A pipe or a device holds no list, and reading it might never end. */
static int check_out(const signing *s)
{
    cli_bytes b;
    struct stat st;
    const char *path = s->call->out;
    int there = cli_is_dash(path) ? 0 : cli_find(&st, path);
    if (there < 0) { /* not to be taken for a list that is not there */
        return cli_fail_errno(CLI_IO, "look at", path);
    }
    if (there == 0 || !S_ISREG(st.st_mode)) {
        return CLI_OK;
    }
    int code = cli_read(&b, path, CLI_MAX_FILE, "list");
    if (code == CLI_OK) {
        code = check_place(s, b);
        cli_bytes_free(&b);
    }
    return code;
}

static int check_previous(const signing *s)
{
    cli_bytes b;
    if (s->call->previous == NULL) {
        return CLI_OK;
    }
    int code = cli_read_one(&b, s->call->previous);
    if (code == CLI_OK) {
        code = check_bytes(s, s->call->previous, b);
        cli_bytes_free(&b);
    }
    return code;
}

/* Those of the stores that --trust names. */
static int check_stores(const signing *s)
{
    int code = CLI_OK;
    for (size_t i = 0; i < s->trusted.num_status && code == CLI_OK; i++) {
        code =
            check_after(s, "the list in the store", s->trusted.status[i], true);
    }
    return code;
}

/* ---- the list ---- */

/* By the draft, which knows what it signed last. */
static carnet_status sign_at(signing *s, int64_t issued_s)
{
    s->issued_s = issued_s;
    return carnet_status_draft_sign(&s->bytes, s->draft.draft, s->key, issued_s,
                                    (int32_t)s->call->days, s->call->ttl_s);
}

static bool is_late(carnet_status status)
{
    return status == CARNET_TRUST_FORKED || status == CARNET_TRUST_OLDER;
}

/* Two lists of one second are no list: readers take neither for newer. So one
   that follows at once is of the next second. A clock that is further behind
   would make lists that nobody takes. */
static carnet_status sign_now(signing *s)
{
    const int64_t at_once_s = 60;
    int64_t now_s = cli_now(s->call);
    int64_t last_s = carnet_status_draft_signed_s(s->draft.draft);
    carnet_status status = sign_at(s, now_s);
    return is_late(status) && last_s - now_s < at_once_s
               ? sign_at(s, last_s + 1)
               : status;
}

/* What did not become of it, or that it follows one of a day to come. */
static int say_signed(const signing *s, carnet_status status)
{
    const char *path = s->draft.path;
    int64_t last_s = carnet_status_draft_signed_s(s->draft.draft);
    if (status == CARNET_CALLER_RANGE) {
        return cli_fail(CLI_USAGE, "--now is before 1970-01-01, or too far on");
    }
    if (is_late(status)) {
        return cli_fail(CLI_DATA,
                        "the last list of %s was made at %s, which is not "
                        "before now: the clock of this machine is behind, or "
                        "it was ahead then; nobody would take the new one for "
                        "newer",
                        cli_shown(path).text, cli_time(last_s).text);
    }
    if (status == CARNET_OK && last_s >= s->issued_s) {
        cli_say("warning: the last list of %s is of %s, a day to come: if the "
                "clock of this machine is right no reader kept that one; if "
                "not, none will take this one",
                cli_shown(path).text, cli_time(last_s).text);
    }
    return status == CARNET_OK ? CLI_OK : cli_fail_status(status, path, NULL);
}

static int make_list(signing *s)
{
    int code = say_signed(s, sign_now(s));
    if (code != CLI_OK) {
        return code;
    }
    carnet_status status = carnet_status_list_read_kept(
        &s->next, carnet_buf_data(s->bytes), carnet_buf_len(s->bytes),
        carnet_key_get_public(s->key));
    return status == CARNET_OK ? CLI_OK
                               : cli_fail_status(status, s->draft.path, NULL);
}

/* Before the list is out: what broke off in between has cost nothing. */
static int note_signed(const signing *s)
{
    carnet_status status =
        carnet_status_draft_note_signed(s->draft.draft, s->issued_s);
    return status == CARNET_OK ? cli_save_draft(&s->draft)
                               : cli_fail_status(status, s->draft.path, NULL);
}

static int write_list(const signing *s)
{
    carnet_buf *text = NULL;
    const uint8_t *data = carnet_buf_data(s->bytes);
    size_t len = carnet_buf_len(s->bytes);
    if (!s->call->given[CLI_TEXT_ONLY]) {
        return cli_write(s->call->out, data, len, CLI_BINARY);
    }
    cli_call plain = *s->call;
    plain.given[CLI_JSON] = false;
    carnet_status status = carnet_set_list_text(&text, data, len);
    int code = status == CARNET_OK
                   ? cli_write_text(&plain, (const char *)carnet_buf_data(text),
                                    carnet_buf_len(text))
                   : cli_fail_status(status, s->draft.path, NULL);
    carnet_buf_free(text);
    return code;
}

static void print_json(const signing *s)
{
    const cli_call *call = s->call;
    const carnet_status_draft *d = s->draft.draft;
    cli_print_string("{\"file\":", call->out);
    printf(",\"bytes\":%zu,\"issued\":\"%s\",\"valid_days\":%ld,\"ttl_s\":%lld,"
           "\"bits\":%d,\"entries\":%zu,\"given_out\":%zu}\n",
           carnet_buf_len(s->bytes), cli_time(s->issued_s).text, call->days,
           (long long)call->ttl_s, (int)carnet_status_draft_bits(d),
           carnet_status_draft_num_entries(d),
           carnet_status_draft_num_taken(d));
}

static int give_out(const signing *s)
{
    if (carnet_status_draft_is_of(s->draft.draft,
                                  carnet_key_get_public(s->key)) == 0) {
        cli_say("signed with another key than the pages: a reader believes it "
                "where one trust list gives both to one issuer");
    }
    int code = note_signed(s);
    if (code == CLI_OK) {
        code = write_list(s);
    }
    if (code == CLI_OK && s->call->given[CLI_JSON]) {
        print_json(s);
    }
    return code;
}

/* ---- the action ---- */

static int read_all(signing *s)
{
    int code = cli_check_json_out(s->call);
    if (code == CLI_OK && s->call->num_trust > 0) {
        code = cli_read_believed(&s->trusted, s->call);
    }
    if (code == CLI_OK) {
        code = cli_read_secret(&s->key, s->call->key);
    }
    if (code == CLI_OK) {
        code = cli_hold_draft(&s->draft, s->call->args[1]);
    }
    return code;
}

static int sign(signing *s)
{
    int code = read_all(s);
    if (code == CLI_OK) {
        code = make_list(s);
    }
    if (code == CLI_OK) {
        code = check_out(s);
    }
    if (code == CLI_OK) {
        code = check_previous(s);
    }
    if (code == CLI_OK) {
        code = check_stores(s);
    }
    return code == CLI_OK ? give_out(s) : code;
}

int cli_status_sign(const cli_call *call)
{
    enum {
        USUAL_DAYS = 30
    };
    cli_call signs = *call;
    signing s = {.call = &signs, .draft = {.lock = -1}};
    if (call->num_args != 2 || call->key == NULL) {
        return cli_fail(CLI_USAGE, "say carnet status sign clinic.draft --key "
                                   "clinic.key -o clinic.status");
    }
    if (call->num_pins > 0 && call->num_trust == 0) {
        return cli_fail(CLI_USAGE, "--pin goes with --trust");
    }
    if (!call->given[CLI_DAYS]) {
        signs.days = USUAL_DAYS;
    }
    int code = sign(&s);
    carnet_status_list_free(s.next);
    carnet_buf_free(s.bytes);
    cli_let_go(&s.draft);
    carnet_key_free(s.key);
    cli_free_trusted(&s.trusted);
    return code;
}
