/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet key: makes a key pair, an issuer's or a sealing one, and shows a key.
 * An existing file is never written over; the secret key is readable by its
 * owner alone.
 */
#include "files.h"
#include "seal.h"
#include "wrap.h"

/* ---- what is said of a key ---- */

/* The files that were written; NULL for one that was not. */
typedef struct {
    const char *secret;
    const char *open;
} key_files;

static void print_key_json(const char *algorithm, const uint8_t *id,
                           const uint8_t *bytes, bool secret, key_files files)
{
    printf("{\"algorithm\":\"%s\"", algorithm);
    if (id != NULL) {
        printf(",\"key_id\":\"%s\"", cli_hex(id, CARNET_KEY_ID_SIZE).text);
    }
    fputs(",\"public_key\":\"", stdout);
    cli_print_hex(bytes, CARNET_KEY_PUBLIC_SIZE);
    printf("\",\"secret\":%s", secret ? "true" : "false");
    if (files.secret != NULL) {
        cli_print_string(",\"secret_file\":", files.secret);
    }
    if (files.open != NULL) {
        cli_print_string(",\"public_file\":", files.open);
    }
    puts("}");
}

static void print_file(cli_page *p, const char *label, const char *path,
                       const char *advice)
{
    if (path != NULL) {
        cli_page_line(p, "%s%s%s", label, cli_safe(path).text, advice);
    }
}

static void print_key_text(const char *algorithm, const uint8_t *id,
                           const uint8_t *bytes, bool secret, key_files files)
{
    bool seals = id == NULL;
    cli_page p;
    cli_page_begin(&p, stdout, NULL);
    cli_page_line(&p, "algorithm    %s", algorithm);
    if (!seals) {
        cli_page_line(&p, "key id       %s",
                      cli_hex(id, CARNET_KEY_ID_SIZE).text);
    }
    cli_page_line(&p, "public key   %s",
                  cli_hex(bytes, CARNET_KEY_PUBLIC_SIZE).text);
    print_file(&p, "secret file  ", files.secret, "  (keep it to yourself)");
    print_file(&p, "public file  ", files.open,
               seals ? "  (give it to who seals)"
                     : "  (give it to who verifies)");
    if (secret && files.secret == NULL) {
        cli_page_line(&p, "this file holds the secret key");
    }
}

/* id: NULL where it is a sealing key. */
static void print_key_facts(const cli_call *call, const char *algorithm,
                            const uint8_t *id, const uint8_t *bytes,
                            bool secret, key_files files)
{
    if (call->given[CLI_JSON]) {
        print_key_json(algorithm, id, bytes, secret, files);
    } else {
        print_key_text(algorithm, id, bytes, secret, files);
    }
}

static int print_key(const cli_call *call, const carnet_public_key *key,
                     bool secret, key_files files)
{
    uint8_t id[CARNET_KEY_ID_SIZE];
    uint8_t bytes[CARNET_KEY_PUBLIC_SIZE];
    if (carnet_key_copy_id(id, key) != CARNET_OK ||
        carnet_key_copy_public(bytes, key) != CARNET_OK) {
        return cli_fail(CLI_SOFTWARE, "can't read the key");
    }
    print_key_facts(call, "Ed25519", id, bytes, secret, files);
    return CLI_OK;
}

/* ---- files ---- */

/* The public key's file: NAME.key becomes NAME.pub. NULL for another name. */
static char *public_name(const char *secret)
{
    size_t len = strlen(secret);
    if (len < 5 || strcmp(secret + len - 4, ".key") != 0 ||
        secret[len - 5] == '/') {
        return NULL;
    }
    char *name = malloc(len + 1);
    if (name != NULL) {
        memcpy(name, secret, len - 4);
        memcpy(name + len - 4, ".pub", 5);
    }
    return name;
}

/* PEM of a key, or why there is none. */
typedef struct {
    carnet_status status;
    carnet_buf *pem;
} encoded;

static encoded encode_public(const carnet_public_key *key)
{
    encoded e = {CARNET_OK, NULL};
    e.status = carnet_key_public_encode(&e.pem, key);
    return e;
}

static encoded encode_seal_public(const carnet_seal_public *key)
{
    encoded e = {CARNET_OK, NULL};
    e.status = carnet_seal_public_encode(&e.pem, key);
    return e;
}

/* To a new file; e is over then. */
static int write_pem(const char *path, encoded e, int how)
{
    int code = e.status != CARNET_OK ? cli_fail_status(e.status, path, NULL)
                                     : cli_write(path, carnet_buf_data(e.pem),
                                                 carnet_buf_len(e.pem), how);
    carnet_buf_free(e.pem);
    return code;
}

static int write_pair(key_files files, encoded secret, encoded open)
{
    struct stat st;
    int code = write_pem(files.secret, secret, CLI_SECRET);
    if (code == CLI_CANT_CREATE && cli_find(&st, files.secret) > 0 &&
        cli_find(&st, files.open) == 0) {
        cli_say("its public key is not there; `carnet key show %s -o %s` "
                "writes it",
                cli_shown(files.secret).text, cli_shown(files.open).text);
    }
    if (code != CLI_OK) {
        carnet_buf_free(open.pem);
        return code;
    }
    code = write_pem(files.open, open, CLI_NEW);
    if (code != CLI_OK) {
        remove(files.secret); /* half a pair helps nobody */
    }
    return code;
}

/* ---- sealing keys ---- */

static int write_seal_pair(key_files files, const carnet_seal_key *key)
{
    encoded secret = {CARNET_OK, NULL};
    secret.status = carnet_seal_key_encode(&secret.pem, key);
    return write_pair(files, secret,
                      encode_seal_public(carnet_seal_key_get_public(key)));
}

static int print_seal_key(const cli_call *call, const carnet_seal_public *key,
                          bool secret, key_files files)
{
    uint8_t bytes[CARNET_SEAL_KEY_SIZE];
    if (carnet_seal_public_copy(bytes, key) != CARNET_OK) {
        return cli_fail(CLI_SOFTWARE, "can't read the key");
    }
    print_key_facts(call, "X25519", NULL, bytes, secret, files);
    return CLI_OK;
}

static int seal_key_new(const cli_call *call, key_files files)
{
    carnet_seal_key *key = NULL;
    carnet_status status = carnet_seal_key_new(&key);
    int code = status == CARNET_OK ? write_seal_pair(files, key)
                                   : cli_fail_status(status, call->out, NULL);
    if (code == CLI_OK) {
        code =
            print_seal_key(call, carnet_seal_key_get_public(key), true, files);
    }
    carnet_seal_key_free(key);
    return code;
}

/* Shows a file that is one; *is_out says whether it is. */
static int seal_key_show(const cli_call *call, cli_bytes pem, bool *is_out)
{
    carnet_seal_key *secret = NULL;
    carnet_seal_public *open = NULL;
    int code = CLI_OK;
    if (carnet_seal_public_decode(&open, pem.data, pem.len) != CARNET_OK) {
        (void)!carnet_seal_key_decode(&secret, pem.data, pem.len);
    }
    const carnet_seal_public *key =
        secret == NULL ? open : carnet_seal_key_get_public(secret);
    key_files files = {NULL, call->out};
    *is_out = key != NULL;
    if (*is_out && call->out != NULL) {
        code = write_pem(call->out, encode_seal_public(key), CLI_NEW);
    }
    if (*is_out && code == CLI_OK) {
        code = print_seal_key(call, key, secret != NULL, files);
    }
    carnet_seal_key_free(secret);
    carnet_seal_public_free(open);
    return code;
}

/* ---- key new, key show ---- */

static int write_issuer_pair(key_files files, const carnet_secret_key *key)
{
    encoded secret = {CARNET_OK, NULL};
    secret.status = carnet_key_encode(&secret.pem, key);
    return write_pair(files, secret, encode_public(carnet_key_get_public(key)));
}

static int key_new(const cli_call *call)
{
    if (call->out == NULL || call->num_args != 1) {
        return cli_fail(CLI_USAGE, "say where: carnet key new -o clinic.key");
    }
    char *name = public_name(call->out);
    if (name == NULL) {
        return cli_fail(CLI_USAGE, "the secret key's name must end in .key, "
                                   "as in clinic.key");
    }
    key_files files = {call->out, name};
    if (call->given[CLI_SEALING]) {
        int made = seal_key_new(call, files);
        free(name);
        return made;
    }
    carnet_secret_key *key = NULL;
    carnet_status status = carnet_key_new(&key);
    int code = status == CARNET_OK ? write_issuer_pair(files, key)
                                   : cli_fail_status(status, call->out, NULL);
    if (code == CLI_OK) {
        code = print_key(call, carnet_key_get_public(key), true, files);
    }
    carnet_key_free(key);
    free(name);
    return code;
}

static int key_show(const cli_call *call)
{
    if (call->num_args != 2) {
        return cli_fail(CLI_USAGE, "say which: carnet key show clinic.pub");
    }
    if (call->given[CLI_SEALING]) {
        return cli_fail(CLI_USAGE, "--sealing is for carnet key new: a file "
                                   "says itself what it is");
    }
    if (call->out != NULL && cli_is_dash(call->out)) {
        return cli_fail(CLI_USAGE, "a public key goes to a file");
    }
    carnet_public_key *open = NULL;
    carnet_secret_key *secret = NULL;
    cli_bytes pem;
    bool seals = false;
    int code = cli_read(&pem, call->args[1], CLI_MAX_PEM, "key");
    if (code == CLI_OK) {
        code = seal_key_show(call, pem, &seals);
        if (!seals && code == CLI_OK) {
            code = cli_decode_any_key(&open, &secret, &pem, call->args[1]);
        }
        cli_bytes_free(&pem);
    }
    if (seals || code != CLI_OK) {
        return code;
    }
    const carnet_public_key *key =
        secret == NULL ? open : carnet_key_get_public(secret);
    key_files files = {NULL, call->out};
    if (call->out != NULL) {
        code = write_pem(call->out, encode_public(key), CLI_NEW);
    }
    if (code == CLI_OK) {
        code = print_key(call, key, secret != NULL, files);
    }
    carnet_key_public_free(open);
    carnet_key_free(secret);
    return code;
}

int cli_verb_key(const cli_call *call)
{
    if (call->num_args == 0) {
        return cli_fail(CLI_USAGE, "say carnet key new or carnet key show");
    }
    if (strcmp(call->args[0], "new") == 0) {
        return key_new(call);
    }
    if (strcmp(call->args[0], "show") == 0) {
        return key_show(call);
    }
    return cli_fail(CLI_USAGE, "carnet key new or carnet key show, not '%s'",
                    cli_safe(call->args[0]).text);
}
