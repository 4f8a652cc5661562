/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whom a call believes: each --trust is a public key, a trust list that a --pin
 * signed, or a folder with the newest lists of their pins, told apart by what
 * they are. Nobody is believed who is not named.
 */
#include "trust.h"

/* Files of the keys that the call was told to believe: each is read once, and
   called by the name that it was read by. */
static const char *key_names[CLI_MAX_LIST];
static size_t num_key_names;

/* By the beginning: a list's text or file, or a code of one whose others did
   not come. */
static bool is_list(const uint8_t *data, size_t len)
{
    return carnet_set_whole_kind(data, len) == CARNET_SET_TRUST_LIST ||
           carnet_set_part_kind(data, len) == CARNET_SET_TRUST_LIST;
}

/* A list under the first pin that signed it; *why_out where none is given. */
static int open_list(carnet_trust_list **out, carnet_status *why_out,
                     const cli_call *call, cli_bytes b, const char *path)
{
    carnet_status status = CARNET_TRUST_PIN;
    carnet_problem *problem = NULL;
    int code = CLI_OK;
    for (size_t i = 0;
         i < call->num_pins && code == CLI_OK && status == CARNET_TRUST_PIN;
         i++) {
        carnet_public_key *pin = NULL;
        carnet_problem_free(problem);
        problem = NULL;
        code = cli_read_public(&pin, call->pins[i]);
        if (code == CLI_OK) {
            status = carnet_trust_list_read(out, &problem, b.data, b.len, pin);
        }
        carnet_key_public_free(pin);
    }
    if (code == CLI_OK && status != CARNET_OK) {
        code = cli_fail_status(status, path, problem);
        code = code == CLI_DATA ? CLI_REFUSED : code;
    }
    carnet_problem_free(problem);
    *why_out = status;
    return code;
}

static int need_pin(const cli_call *call, const char *path)
{
    return call->num_pins > 0
               ? CLI_OK
               : cli_fail(CLI_USAGE,
                          "%s is a trust list: say whose, with its public key: "
                          "--pin list.pub",
                          cli_shown(path).text);
}

int cli_open_list(carnet_trust_list **out, carnet_status *why_out,
                  const cli_call *call, const char *path)
{
    cli_bytes b;
    *out = NULL;
    *why_out = CARNET_OK;
    int code = need_pin(call, path);
    if (code == CLI_OK) {
        code = cli_read_one(&b, path);
        if (code == CLI_OK) {
            code = open_list(out, why_out, call, b, path);
            cli_bytes_free(&b);
        }
    }
    return code;
}

int cli_read_list(carnet_trust_list **out, const cli_call *call,
                  const char *path)
{
    carnet_status why;
    return cli_open_list(out, &why, call, path);
}

/* A list that a call names to go by, and that nobody vouches for: whatever the
   call was to say of a passport, it has not said. */
static int refuse_argument(void)
{
    cli_say("that is said of a list; no passport was read");
    return CLI_DATA;
}

static int add_list(cli_trusted *t, const cli_call *call, cli_bytes b,
                    const char *path)
{
    carnet_status why = CARNET_OK;
    int code = need_pin(call, path);
    if (code == CLI_OK && t->num_lists == CLI_MAX_LISTS) {
        code = cli_fail(CLI_USAGE, "more than %d trust lists", CLI_MAX_LISTS);
    }
    if (code == CLI_OK) {
        code = open_list(&t->lists[t->num_lists], &why, call, b, path);
    }
    if (code == CLI_OK) {
        t->num_lists++;
    }
    return code == CLI_REFUSED ? refuse_argument() : code;
}

static int add_file(cli_trusted *t, const cli_call *call, const char *path)
{
    cli_bytes b;
    int code = cli_read_one(&b, path);
    if (code != CLI_OK) {
        return code;
    }
    if (is_list(b.data, b.len)) {
        code = add_list(t, call, b, path);
        cli_bytes_free(&b);
        return code;
    }
    code = cli_decode_public(&t->keys[t->num_keys], &b, path);
    if (code == CLI_OK) {
        key_names[t->num_keys] = path;
        t->num_keys++;
    }
    return code;
}

static int believe(cli_trusted *t)
{
    carnet_status status = carnet_trust_new(&t->trust);
    for (size_t i = 0; i < t->num_keys && status == CARNET_OK; i++) {
        status = carnet_trust_add_key(t->trust, t->keys[i]);
    }
    for (size_t i = 0; i < t->num_lists && status == CARNET_OK; i++) {
        status = carnet_trust_add_list(t->trust, t->lists[i]);
    }
    return status == CARNET_OK ? CLI_OK
                               : cli_fail_status(status, "--trust", NULL);
}

static bool has_same(const cli_trusted *t, size_t num,
                     const carnet_trust_list *list)
{
    bool has = false;
    for (size_t i = 0; i < num && !has; i++) {
        int32_t newer = 0;
        has = carnet_trust_list_replaces(&newer, list, t->lists[i]) ==
                  CARNET_OK &&
              newer == 0;
    }
    return has;
}

/* One list is one list, by however many names. After a store is read, whose
   status lists ask all that it has. What is past the end is NULL again. */
static void drop_same(cli_trusted *t, size_t first)
{
    size_t num = first;
    for (size_t i = first; i < t->num_lists; i++) {
        carnet_trust_list *list = t->lists[i];
        t->lists[i] = NULL;
        if (has_same(t, num, list)) {
            carnet_trust_list_free(list);
        } else {
            t->lists[num++] = list;
        }
    }
    t->num_lists = num;
}

/* Keys and lists that a call names. */
static int read_named(cli_trusted *out, const cli_call *call)
{
    int code =
        call->num_trust > 0
            ? CLI_OK
            : cli_fail(CLI_USAGE, "say whom you trust: --trust clinic.pub");
    bool has_list = false;
    for (size_t i = 0; i < call->num_trust && code == CLI_OK; i++) {
        bool is_store = cli_is_folder(call->trust[i]);
        size_t before = out->num_lists;
        code = is_store ? cli_store_read(out, call->trust[i])
                        : add_file(out, call, call->trust[i]);
        has_list = has_list || (!is_store && out->num_lists > before);
        drop_same(out, before);
    }
    if (code == CLI_OK && call->num_pins > 0 && !has_list) {
        code = cli_fail(CLI_USAGE, "--pin is for a trust list that --trust "
                                   "names; there is none");
    }
    return code;
}

/* before: what went until now, of which is kept what nothing takes the place
   of; NULL where nothing did. */
static int read_believed(cli_trusted *out, const cli_call *call,
                         const cli_trusted *before, cli_kept *kept)
{
    memset(out, 0, sizeof *out);
    int code = read_named(out, call);
    if (code == CLI_OK && before != NULL) {
        code = cli_keep_lists(out, before, kept);
    }
    if (code == CLI_OK) {
        num_key_names = out->num_keys;
        code = believe(out);
    }
    return code;
}

int cli_read_believed(cli_trusted *out, const cli_call *call)
{
    return read_believed(out, call, NULL, NULL);
}

static int ask_lists(const cli_trusted *t)
{
    carnet_status status = CARNET_OK;
    for (size_t i = 0; i < t->num_status && status == CARNET_OK; i++) {
        status = carnet_trust_add_status_list(t->trust, t->status[i]);
    }
    return status == CARNET_OK ? CLI_OK
                               : cli_fail_status(status, "--status", NULL);
}

static int add_status(cli_trusted *t, const char *path)
{
    carnet_status_list *list = NULL;
    carnet_status why;
    int code = cli_read_status(&list, &why, t->trust, path);
    return code == CLI_OK        ? cli_add_status(t, list)
           : code == CLI_REFUSED ? refuse_argument()
                                 : code;
}

int cli_read_trusted_after(cli_trusted *out, const cli_call *call,
                           const cli_trusted *before, cli_kept *kept)
{
    int code = read_believed(out, call, before, kept);
    for (size_t i = 0; i < call->num_status && code == CLI_OK; i++) {
        code = add_status(out, call->status[i]);
    }
    if (code == CLI_OK && before != NULL) {
        code = cli_keep_status(out, before, call, kept);
    }
    if (code == CLI_OK && call->given[CLI_IN_ERROR]) {
        carnet_trust_show_in_error(out->trust);
    }
    return code == CLI_OK ? ask_lists(out) : code;
}

int cli_read_trusted(cli_trusted *out, const cli_call *call)
{
    return cli_read_trusted_after(out, call, NULL, NULL);
}

carnet_status cli_verify(carnet_verdict **out, const cli_trusted *t,
                         const cli_call *call, const uint8_t *input, size_t len)
{
    return carnet_verify_trusting(out, input, len, t->trust, cli_now(call));
}

void cli_free_trusted(cli_trusted *t)
{
    carnet_trust_free(t->trust);
    for (size_t i = 0; i < t->num_keys; i++) {
        carnet_key_public_free(t->keys[i]);
    }
    for (size_t i = 0; i < t->num_lists; i++) {
        carnet_trust_list_free(t->lists[i]);
    }
    for (size_t i = 0; i < t->num_status; i++) {
        carnet_status_list_free(t->status[i]);
    }
}

size_t cli_name_keys(const char *paths[CLI_MAX_LIST], const cli_call *call)
{
    size_t num = call->num_trust > 0 ? num_key_names : 0;
    for (size_t i = 0; i < num; i++) {
        paths[i] = key_names[i];
    }
    return num;
}
