/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet trust: for the organisation that runs a list, a draft is made, filled
 * and signed.
 */
#include "trust.h"
#include "files.h"
#include "lock.h"
#include "wrap.h"

/* ---- drafts ---- */

static int read_draft(carnet_trust_draft **out, const char *path)
{
    cli_bytes b;
    carnet_problem *problem = NULL;
    int code = cli_read(&b, path, CLI_MAX_FILE, "draft");
    if (code != CLI_OK) {
        return code;
    }
    carnet_status status =
        carnet_trust_draft_decode(out, &problem, (const char *)b.data, b.len);
    if (status != CARNET_OK) {
        code = cli_fail_status(status, path, problem);
    }
    carnet_problem_free(problem);
    cli_bytes_free(&b);
    return code;
}

/* A draft takes the place of the one that was read, or goes to -o. */
static int write_draft(const cli_call *call, const carnet_trust_draft *d,
                       const char *path)
{
    carnet_buf *json = NULL;
    carnet_status status = carnet_trust_draft_encode(&json, d);
    int code =
        status == CARNET_OK
            ? cli_write(call->out == NULL ? path : call->out,
                        carnet_buf_data(json), carnet_buf_len(json), CLI_TEXT)
            : cli_fail_status(status, path, NULL);
    carnet_buf_free(json);
    return code;
}

/* A day that an option gives; today where it is not given, as the day of issue
   is: a key that signs from tomorrow on would leave today's pages for review.
 */
static int take_day(int32_t *out, const cli_call *call, const char *text,
                    const char *option)
{
    *out = cli_today_here(call);
    int code = text == NULL ? CLI_OK : cli_take_day(out, option, text);
    return code != CLI_OK || *out >= 0
               ? code
               : cli_fail(CLI_USAGE,
                          "%s is before 1970-01-01, which no list can say",
                          text == NULL ? "--now" : option);
}

/* ---- new ---- */

static int trust_new(const cli_call *call)
{
    carnet_trust_draft *d = NULL;
    carnet_trust_list *list = NULL;
    carnet_status status = CARNET_OK;
    int code = CLI_OK;
    if (call->num_args > 2) {
        return cli_fail(CLI_USAGE, "say carnet trust new, with one list or "
                                   "none to begin with");
    }
    if (call->num_args == 2) {
        code = cli_take_only(call, "trust new LIST", "oR");
    } else {
        code = cli_take_only(call, "trust new", "o1");
    }
    if (code == CLI_OK && call->num_args == 2) {
        code = cli_read_list(&list, call, call->args[1]);
        status =
            code == CLI_OK ? carnet_trust_draft_from_list(&d, list) : CARNET_OK;
    } else if (code == CLI_OK) {
        status = carnet_trust_draft_new(&d, (int32_t)call->days);
    }
    if (code == CLI_OK) {
        code = status == CARNET_OK ? write_draft(call, d, "-")
                                   : cli_fail_status(status, "draft", NULL);
    }
    carnet_trust_draft_free(d);
    carnet_trust_list_free(list);
    return code;
}

/* ---- add ---- */

static const char *const kind_words[] = {"state", "intergovernmental", "ngo",
                                         "clinic"};

static int take_kind(int32_t *out, const char *word)
{
    for (int32_t i = 0; word != NULL && i <= CARNET_TRUST_CLINIC; i++) {
        if (strcmp(word, kind_words[i]) == 0) {
            *out = i;
            return CLI_OK;
        }
    }
    return cli_fail(CLI_USAGE, "say what it is: --kind state, "
                               "intergovernmental, ngo or clinic");
}

static void warn_of_name(const char *name)
{
    char word[CARNET_TRUST_WORD_SIZE];
    if (carnet_trust_name_tells(word, name, strlen(name)) != 0) {
        cli_say("warning: '%s' in the name can tell everybody at a desk what a "
                "person was treated for; name the organisation, not the site "
                "or its speciality",
                cli_safe(word).text);
    }
}

/* Kinds with commas between. */
static int allow_kinds(carnet_trust_draft *d, const char *kinds)
{
    while (kinds != NULL) {
        size_t len = strcspn(kinds, ",");
        carnet_status status = carnet_trust_draft_allow_kind(d, kinds, len);
        if (status != CARNET_OK) {
            return cli_fail_status(status, "--may-sign", NULL);
        }
        kinds = kinds[len] == ',' ? kinds + len + 1 : NULL;
    }
    return CLI_OK;
}

static int set_use(carnet_trust_draft *d, const char *use)
{
    bool credentials = strcmp(use, "status") != 0;
    bool status = strcmp(use, "credentials") != 0;
    if (credentials && status && strcmp(use, "both") != 0) {
        return cli_fail(CLI_USAGE, "--use takes credentials, status or both");
    }
    carnet_status set = carnet_trust_draft_set_use(d, credentials, status);
    return set == CARNET_OK ? CLI_OK : cli_fail_status(set, "--use", NULL);
}

static int set_sealing(carnet_trust_draft *d, const char *path)
{
    cli_bytes pem;
    carnet_seal_public *key = NULL;
    int code = cli_read(&pem, path, CLI_MAX_PEM, "key");
    if (code != CLI_OK) {
        return code;
    }
    carnet_status status = carnet_seal_public_decode(&key, pem.data, pem.len);
    if (status == CARNET_OK) {
        status = carnet_trust_draft_set_sealing(d, key);
    }
    carnet_seal_public_free(key);
    cli_bytes_free(&pem);
    return status == CARNET_OK ? CLI_OK : cli_fail_status(status, path, NULL);
}

/* What the key that was added may do. */
static int set_options(carnet_trust_draft *d, const cli_call *call)
{
    int code = allow_kinds(d, call->may_sign);
    if (code == CLI_OK && call->use != NULL) {
        code = set_use(d, call->use);
    }
    if (code == CLI_OK && call->until != NULL) {
        int32_t until = 0;
        code = take_day(&until, call, call->until, "--until");
        if (code == CLI_OK &&
            carnet_trust_draft_set_until(d, until) != CARNET_OK) {
            code = cli_fail(CLI_USAGE, "--until is before --from");
        }
    }
    if (code == CLI_OK && call->sealing_key != NULL) {
        code = set_sealing(d, call->sealing_key);
    }
    return code;
}

static int add(carnet_trust_draft *d, const cli_call *call)
{
    carnet_public_key *key = NULL;
    int32_t kind = 0;
    int32_t from = 0;
    const char *country = call->country == NULL ? "" : call->country;
    int code = take_kind(&kind, call->kind);
    if (code == CLI_OK) {
        code = take_day(&from, call, call->from, "--from");
    }
    if (code == CLI_OK) {
        code = cli_read_public(&key, call->key);
    }
    if (code == CLI_OK) {
        carnet_status status = carnet_trust_draft_add_key(
            d, call->name, strlen(call->name), country, strlen(country), kind,
            key, from);
        code = status == CARNET_OK ? set_options(d, call)
               : status == CARNET_CALLER_RANGE
                   ? cli_fail(CLI_USAGE,
                              "--name takes one line of 1 to 128 bytes, all of "
                              "it to be seen and in Unicode 15.0, in NFC, "
                              "and without spaces "
                              "around or two together; "
                              "--country two capital letters")
                   : cli_fail_status(status, call->key, NULL);
    }
    carnet_key_public_free(key);
    return code;
}

/* Reads a draft, changes it, and writes it where it was or where -o says: held
   meanwhile, so that of two who add an issuer neither loses it. */
static int change_draft(const cli_call *call,
                        int (*change)(carnet_trust_draft *d,
                                      const cli_call *call))
{
    carnet_trust_draft *d = NULL;
    const char *path = call->args[1];
    int lock = -1;
    int code = cli_is_dash(path) ? CLI_OK : cli_lock(&lock, path);
    if (code == CLI_OK) {
        code = read_draft(&d, path);
    }
    if (code == CLI_OK) {
        code = change(d, call);
    }
    if (code == CLI_OK) {
        code = write_draft(call, d, path);
    }
    if (lock >= 0) {
        cli_unlock(lock);
    }
    carnet_trust_draft_free(d);
    return code;
}

static int trust_add(const cli_call *call)
{
    if (call->num_args != 2 || call->name == NULL || call->key == NULL) {
        return cli_fail(CLI_USAGE,
                        "say carnet trust add draft.json --name NAME --kind "
                        "KIND --key clinic.pub");
    }
    int code = change_draft(call, add);
    if (code == CLI_OK) {
        warn_of_name(call->name);
    }
    return code;
}

/* ---- withdraw ---- */

static int hex_digit(char c)
{
    const char *digits = "0123456789abcdef";
    const char *at = c == '\0' ? NULL : strchr(digits, c);
    return at == NULL ? -1 : (int)(at - digits);
}

/* Eight hex digits, or the key of a file. */
static int take_key_id(uint8_t out[CARNET_KEY_ID_SIZE], const char *word)
{
    bool is_id = strlen(word) == 2 * CARNET_KEY_ID_SIZE;
    for (size_t i = 0; is_id && i < CARNET_KEY_ID_SIZE; i++) {
        int high = hex_digit(word[2 * i]);
        int low = hex_digit(word[2 * i + 1]);
        is_id = high >= 0 && low >= 0;
        out[i] = (uint8_t)(is_id ? high * 16 + low : 0);
    }
    if (is_id) {
        return CLI_OK;
    }
    carnet_public_key *key = NULL;
    int code = cli_read_public(&key, word);
    if (code == CLI_OK && carnet_key_copy_id(out, key) != CARNET_OK) {
        code = cli_fail(CLI_SOFTWARE, "can't read the key");
    }
    carnet_key_public_free(key);
    return code;
}

static int withdraw(carnet_trust_draft *d, const cli_call *call)
{
    uint8_t id[CARNET_KEY_ID_SIZE];
    int32_t on = 0;
    bool stolen = strcmp(call->as, "compromised") == 0;
    int code = take_day(&on, call, call->on, "--on");
    if (code == CLI_OK) {
        code = take_key_id(id, call->key);
    }
    if (code != CLI_OK) {
        return code;
    }
    carnet_status status = carnet_trust_draft_withdraw(
        d, id, on,
        stolen ? CARNET_TRUST_IS_COMPROMISED : CARNET_TRUST_IS_RETIRED);
    return status == CARNET_OK ? CLI_OK
                               : cli_fail_status(status, call->key, NULL);
}

static int trust_withdraw(const cli_call *call)
{
    bool says = call->as != NULL && (strcmp(call->as, "retired") == 0 ||
                                     strcmp(call->as, "compromised") == 0);
    return call->num_args == 2 && call->key != NULL && says
               ? change_draft(call, withdraw)
               : cli_fail(CLI_USAGE,
                          "say carnet trust withdraw draft.json --key "
                          "clinic.pub --as retired (or compromised)");
}

/* ---- sign ---- */

/* Keys that a new epoch no longer withdraws: meant, where a thief of the list
   key withdrew them, and else a slip by which a stolen key counts again. */
static int warn_of_restored(const carnet_trust_list *list,
                            const carnet_trust_list *previous)
{
    int code = CLI_OK;
    size_t i = carnet_trust_list_find_restored(list, previous, 0);
    while (i != SIZE_MAX && code == CLI_OK) {
        carnet_buf *line = cli_list_key(previous, i, false, &code);
        if (line != NULL) {
            cli_say("warning: the list before had %.*s; this one no longer "
                    "says so: a new epoch undoes it",
                    (int)carnet_buf_len(line),
                    (const char *)carnet_buf_data(line));
        }
        carnet_buf_free(line);
        i = carnet_trust_list_find_restored(list, previous, i + 1);
    }
    return code;
}

/* What verifiers will take and who signs may not have meant. */
static int warn_of_list(const carnet_buf *file,
                        const carnet_trust_list *previous,
                        const carnet_secret_key *key)
{
    carnet_trust_list *list = NULL;
    uint8_t next[CARNET_KEY_PUBLIC_SIZE];
    carnet_status status = carnet_trust_list_read(
        &list, NULL, carnet_buf_data(file), carnet_buf_len(file),
        carnet_key_get_public(key));
    int code = status == CARNET_OK ? warn_of_restored(list, previous)
                                   : cli_fail_status(status, "list", NULL);
    if (code == CLI_OK &&
        carnet_trust_list_copy_next_key(next, list) == CARNET_CALLER_ABSENT) {
        cli_say("warning: the list names no next key: whoever steals the key "
                "of this list can't be outlived; --next-key next.pub names "
                "one that is kept elsewhere");
    }
    carnet_trust_list_free(list);
    return code;
}

static int sign(const cli_call *call, carnet_trust_draft *d,
                const carnet_trust_list *previous)
{
    carnet_secret_key *key = NULL;
    carnet_public_key *next = NULL;
    carnet_buf *file = NULL;
    carnet_problem *problem = NULL;
    carnet_status status = CARNET_OK;
    int code = cli_read_secret(&key, call->key);
    if (code == CLI_OK && call->next_key != NULL) {
        code = cli_read_public(&next, call->next_key);
        status = code == CLI_OK ? carnet_trust_draft_set_next_key(d, next)
                                : CARNET_OK;
    }
    if (code == CLI_OK && status == CARNET_OK) {
        status = carnet_trust_draft_sign(&file, &problem, d, previous, key,
                                         cli_today(call));
    }
    if (code == CLI_OK && status == CARNET_CALLER_RANGE) {
        code = cli_fail(CLI_USAGE, "--now is before 1970-01-01, or too far on");
    } else if (code == CLI_OK && status != CARNET_OK) {
        code = cli_fail_status(status, call->args[1], problem);
    }
    if (code == CLI_OK) {
        code = cli_write(call->out, carnet_buf_data(file), carnet_buf_len(file),
                         CLI_BINARY);
    }
    if (code == CLI_OK) {
        code = warn_of_list(file, previous, key);
    }
    carnet_problem_free(problem);
    carnet_buf_free(file);
    carnet_key_public_free(next);
    carnet_key_free(key);
    return code;
}

static int trust_sign(const cli_call *call)
{
    carnet_trust_draft *d = NULL;
    carnet_trust_list *previous = NULL;
    if (call->num_args != 2 || call->key == NULL || call->out == NULL) {
        return cli_fail(CLI_USAGE, "say carnet trust sign draft.json --key "
                                   "list.key -o new.trust");
    }
    if (call->num_pins > 0 && call->previous == NULL) {
        return cli_fail(CLI_USAGE, "--pin goes with --previous");
    }
    struct stat st;
    int there = call->previous == NULL ? cli_find(&st, call->out) : 0;
    if (there < 0) {
        return cli_fail_errno(CLI_IO, "look at", call->out);
    }
    if (there > 0) {
        return cli_fail(CLI_USAGE,
                        "%s is there already: name the last list that was "
                        "given out with --previous, and another file for the "
                        "new one",
                        cli_shown(call->out).text);
    }
    int code = read_draft(&d, call->args[1]);
    if (code == CLI_OK && call->previous != NULL) {
        code = cli_read_list(&previous, call, call->previous);
    }
    if (code == CLI_OK) {
        code = sign(call, d, previous);
    }
    carnet_trust_list_free(previous);
    carnet_trust_draft_free(d);
    return code;
}

/* ---- the verb ---- */

int cli_verb_trust(const cli_call *call)
{
    static const cli_action actions[] = {{"new", trust_new, "oR1"},
                                         {"add", trust_add, "okAG2z3UH4n"},
                                         {"withdraw", trust_withdraw, "ok56n"},
                                         {"sign", trust_sign, "okR78n"},
                                         {"show", cli_trust_show, "Rnj"},
                                         {"check", cli_trust_check, "RQnj"},
                                         {"diff", cli_trust_diff, "Rj"},
                                         {NULL, NULL, NULL}};
    return cli_run_action(call, "trust", actions);
}
