/* SPDX-License-Identifier: Apache-2.0 */
/*
 * --seal PART:WHO and --decoy PART: who can open a part, one by one; and
 * carnet open, which does.
 */
#include "seal.h"

#include "phrase.h"
#include "wait.h"

/* ---- words ---- */

/* Part before the colon, or the whole word where who_out is NULL. */
static int read_part(int32_t *part_out, const char **who_out, const char *word)
{
    const char *colon = strchr(word, ':');
    size_t len = colon == NULL ? strlen(word) : (size_t)(colon - word);
    for (int32_t part = CARNET_PART_CLINIC; part <= CARNET_PART_PRIVATE;
         part++) {
        const char *name = cli_part_name(part);
        if (strlen(name) == len && strncmp(word, name, len) == 0 &&
            (colon != NULL) == (who_out != NULL)) {
            *part_out = part;
            if (who_out != NULL) {
                *who_out = colon + 1;
            }
            return CLI_OK;
        }
    }
    return cli_fail(CLI_USAGE,
                    who_out != NULL
                        ? "--seal takes clinic or private, a colon, and the "
                          "file of a sealing key, as in private:clinic.pub, "
                          "or the word phrase; not '%s'"
                        : "--decoy takes clinic or private, not '%s'",
                    cli_safe(word).text);
}

static int add_file(carnet_sealing *to, int32_t part, const char *path)
{
    carnet_seal_public *key = NULL;
    cli_bytes pem;
    int code = cli_read(&pem, path, CLI_MAX_PEM, "key");
    if (code != CLI_OK) {
        return code;
    }
    carnet_status status = carnet_seal_public_decode(&key, pem.data, pem.len);
    if (status == CARNET_OK) {
        status = carnet_seal_add_key(to, key, part);
    }
    if (status == CARNET_KEY_ALGORITHM) {
        cli_say("%s is no sealing key; `carnet key new --sealing` makes one",
                cli_shown(path).text);
    }
    carnet_seal_public_free(key);
    cli_bytes_free(&pem);
    return status == CARNET_OK ? CLI_OK : cli_fail_status(status, path, NULL);
}

/* A phrase opens every part for which it is named; there is one of a call. */
static int add_phrase(carnet_sealing *to, int32_t part, const char *text,
                      size_t len)
{
    carnet_status status = carnet_seal_add_phrase(to, text, len, part);
    return status == CARNET_OK ? CLI_OK
                               : cli_fail_status(status, "phrase", NULL);
}

/* What the call has of a phrase: a new one, or one that was typed. */
typedef struct {
    carnet_buf *made;
    cli_bytes typed;
} phrase;

static int add_new(carnet_sealing *to, int32_t part, phrase *p)
{
    if (p->made == NULL) {
        carnet_status status = carnet_seal_phrase_new(&p->made);
        if (status != CARNET_OK) {
            return cli_fail_status(status, "phrase", NULL);
        }
    }
    return add_phrase(to, part, (const char *)carnet_buf_data(p->made),
                      carnet_buf_len(p->made));
}

static int add_typed(carnet_sealing *to, int32_t part, phrase *p,
                     const cli_call *call)
{
    int code =
        p->typed.data == NULL ? cli_read_phrase(&p->typed, call) : CLI_OK;
    return code == CLI_OK
               ? add_phrase(to, part, (const char *)p->typed.data, p->typed.len)
               : code;
}

static int add_one(carnet_sealing *to, const char *word, phrase *p,
                   const cli_call *call)
{
    int32_t part = 0;
    const char *who = "";
    int code = read_part(&part, &who, word);
    if (code != CLI_OK) {
        return code;
    }
    bool is_new = strcmp(who, "phrase") == 0;
    bool is_typed = strcmp(who, "same-phrase") == 0;
    if ((is_new && p->typed.data != NULL) || (is_typed && p->made != NULL)) {
        return cli_fail(CLI_USAGE, "one call takes a new phrase or one that "
                                   "there is, not both");
    }
    if (is_new) {
        return add_new(to, part, p);
    }
    return is_typed ? add_typed(to, part, p, call) : add_file(to, part, who);
}

static int add_decoy(carnet_sealing *to, const char *word)
{
    int32_t part = 0;
    int code = read_part(&part, NULL, word);
    if (code == CLI_OK && carnet_seal_add_decoy(to, part) != CARNET_OK) {
        code = cli_fail(CLI_USAGE,
                        "the %s part is sealed to somebody, or a "
                        "decoy already",
                        cli_part_name(part));
    }
    return code;
}

static int check_phrase_used(const cli_call *call, const phrase *p)
{
    bool idle = p->typed.data == NULL && p->made == NULL;
    return call->given[CLI_PHRASE_FD] && idle
               ? cli_fail(CLI_USAGE, "--phrase-fd goes with --seal PART:phrase "
                                     "or PART:same-phrase")
               : CLI_OK;
}

int cli_make_sealing(carnet_sealing **out, carnet_buf **phrase_out,
                     const cli_call *call)
{
    phrase p = {NULL, {NULL, 0}};
    int code = CLI_OK;
    *out = NULL;
    *phrase_out = NULL;
    if (call->num_seal + call->num_decoy == 0) {
        return check_phrase_used(call, &p);
    }
    if (carnet_seal_new(out) != CARNET_OK) {
        return cli_fail(CLI_SOFTWARE, "out of memory");
    }
    for (size_t i = 0; i < call->num_seal && code == CLI_OK; i++) {
        code = add_one(*out, call->seal[i], &p, call);
    }
    for (size_t i = 0; i < call->num_decoy && code == CLI_OK; i++) {
        code = add_decoy(*out, call->decoy[i]);
    }
    code = code == CLI_OK ? check_phrase_used(call, &p) : code;
    cli_bytes_free(&p.typed);
    if (code == CLI_OK) {
        *phrase_out = p.made;
    } else {
        carnet_buf_free(p.made);
        carnet_seal_free(*out);
        *out = NULL;
    }
    return code;
}

/* ---- carnet open ---- */

/* Sealed parts: at each of them a phrase may have to be tried. */
static size_t num_sealed(cli_bytes input)
{
    carnet_envelope *e = NULL;
    size_t num = 0;
    if (carnet_peek(&e, NULL, input.data, input.len) == CARNET_OK) {
        for (size_t i = 0; i < carnet_peek_num_credentials(e); i++) {
            for (int32_t part = CARNET_PART_CLINIC; part <= CARNET_PART_PRIVATE;
                 part++) {
                num += carnet_peek_part(e, i, part) == CARNET_PEEK_SEALED;
            }
        }
    }
    carnet_peek_free(e);
    return num;
}

static int open_with(const cli_call *call, cli_bytes input,
                     const carnet_seal_key *key, cli_bytes typed)
{
    carnet_buf *made = NULL;
    carnet_problem *problem = NULL;
    char what[64];
    snprintf(what, sizeof what, "opening, at most %zu parts",
             num_sealed(input));
    cli_wait_begin(what);
    carnet_status status = carnet_seal_open(
        &made, &problem, input.data, input.len, key,
        key == NULL ? (const char *)typed.data : NULL, typed.len);
    cli_wait_end();
    int code = status == CARNET_OK
                   ? cli_write(call->out, carnet_buf_data(made),
                               carnet_buf_len(made), CLI_BINARY | CLI_OWNERS)
                   : cli_fail_status(status, call->args[0], problem);
    carnet_problem_free(problem);
    if (code == CLI_OK && call->given[CLI_JSON]) {
        code = cli_print_made_json(call, made);
    }
    carnet_buf_free(made);
    return code;
}

int cli_verb_open(const cli_call *call)
{
    cli_bytes input;
    cli_bytes typed = {NULL, 0};
    carnet_seal_key *key = NULL;
    int code = cli_check_json_out(call);
    if (call->key != NULL && call->given[CLI_PHRASE_FD]) {
        code = cli_fail(CLI_USAGE, "--key and --phrase-fd are two ways to open "
                                   "it: say one");
    }
    if (code == CLI_OK) {
        code = call->key != NULL ? cli_read_seal_key(&key, call->key)
                                 : cli_read_phrase(&typed, call);
    }
    if (code == CLI_OK) {
        code = cli_read_passport(&input, call);
        if (code == CLI_OK) {
            code = open_with(call, input, key, typed);
            cli_bytes_free(&input);
        }
    }
    cli_bytes_free(&typed);
    carnet_seal_key_free(key);
    return code;
}
