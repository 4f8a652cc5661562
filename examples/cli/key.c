/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet key: makes an issuer's key pair and shows a key. An existing file is
 * never written over; the secret key is readable by its owner alone.
 */
#include "cli.h"

/* The public key's file: NAME.key becomes NAME.pub. */
static char *public_name(const char *secret)
{
    size_t len = strlen(secret);
    if (len < 5 || strcmp(secret + len - 4, ".key") != 0) {
        return NULL;
    }
    char *name = malloc(len + 1);
    if (name != NULL) {
        memcpy(name, secret, len - 4);
        memcpy(name + len - 4, ".pub", 5);
    }
    return name;
}

static int write_pem(const char *path, const carnet_buf *pem, unsigned mode)
{
    return cli_write(path, carnet_buf_data(pem), carnet_buf_len(pem), mode,
                     true);
}

static int key_new(const cli_call *call)
{
    if (call->out == NULL || call->num_args != 1) {
        return cli_fail(CLI_USAGE, "say where: carnet key new -o clinic.key");
    }
    char *name = public_name(call->out);
    if (name == NULL) {
        return cli_fail(CLI_USAGE, "the secret key's name must end in .key");
    }
    carnet_secret_key *key = NULL;
    carnet_buf *secret = NULL;
    carnet_buf *open = NULL;
    carnet_status status = carnet_key_new(&key);
    if (status == CARNET_OK) {
        status = carnet_key_encode(&secret, key);
    }
    if (status == CARNET_OK) {
        status = carnet_key_public_encode(&open, carnet_key_get_public(key));
    }
    int code = CLI_OK;
    if (status != CARNET_OK) {
        code = cli_fail_status(status, "key new", NULL);
    } else {
        code = write_pem(call->out, secret, 0600);
    }
    if (code == CLI_OK) {
        code = write_pem(name, open, 0644);
        if (code != CLI_OK) {
            remove(call->out); /* half a pair helps nobody */
        }
    }
    if (code == CLI_OK) {
        printf("%s: secret key, keep it\n%s: public key, give it away\n",
               call->out, name);
    }
    carnet_buf_free(secret);
    carnet_buf_free(open);
    carnet_key_free(key);
    free(name);
    return code;
}

static void print_hex(const uint8_t *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        printf("%02x", bytes[i]);
    }
}

static int print_key(const carnet_public_key *key, bool json, bool secret)
{
    uint8_t id[CARNET_KEY_ID_SIZE];
    uint8_t bytes[CARNET_KEY_PUBLIC_SIZE];
    if (carnet_key_copy_id(id, key) != CARNET_OK ||
        carnet_key_copy_public(bytes, key) != CARNET_OK) {
        return cli_fail(CLI_SOFTWARE, "can't read the key");
    }
    printf(json ? "{\"algorithm\":\"Ed25519\",\"key_id\":\""
                : "algorithm   Ed25519\nkey id      ");
    print_hex(id, sizeof id);
    printf(json ? "\",\"public_key\":\"" : "\npublic key  ");
    print_hex(bytes, sizeof bytes);
    printf(json ? "\",\"secret\":%s}\n" : "\n%s",
           json ? (secret ? "true" : "false")
                : (secret ? "this file holds the secret key too\n" : ""));
    return CLI_OK;
}

static int key_show(const cli_call *call)
{
    if (call->num_args != 2) {
        return cli_fail(CLI_USAGE, "say which: carnet key show clinic.pub");
    }
    cli_bytes pem;
    int code = cli_read(&pem, call->args[1], 4096);
    if (code != CLI_OK) {
        return code;
    }
    carnet_public_key *open = NULL;
    carnet_secret_key *secret = NULL;
    carnet_status status = carnet_key_public_decode(&open, pem.data, pem.len);
    if (status == CARNET_KEY_SECRET) {
        status = carnet_key_decode(&secret, pem.data, pem.len);
    }
    if (status != CARNET_OK) {
        code = cli_fail_status(status, call->args[1], NULL);
    } else {
        code = print_key(secret == NULL ? open : carnet_key_get_public(secret),
                         call->json, secret != NULL);
    }
    carnet_key_public_free(open);
    carnet_key_free(secret);
    cli_bytes_free(&pem);
    return code;
}

int cli_verb_key(const cli_call *call)
{
    if (strcmp(call->args[0], "new") == 0) {
        return key_new(call);
    }
    if (strcmp(call->args[0], "show") == 0) {
        return key_show(call);
    }
    return cli_fail(CLI_USAGE, "carnet key new or carnet key show, not '%s'",
                    call->args[0]);
}
