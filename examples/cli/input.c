/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What verbs read: keys, with a warning where others can read a secret one,
 * and passports, whatever form they come in.
 */
#define _XOPEN_SOURCE 700
#include "cli.h"

#include <sys/stat.h>

enum {
    MAX_PEM = 4096,        /* bytes of a key file */
    MAX_PASSPORT = 8388608 /* bytes of a passport file */
};

/* ---- keys ---- */

static void warn_of_mode(const char *path)
{
    struct stat st;
    if (!cli_is_dash(path) && stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
        (st.st_mode & 077) != 0) {
        cli_say("warning: others can read the secret key %s (mode %03o); "
                "chmod 600 it",
                cli_shown(path).text, (unsigned)(st.st_mode & 0777));
    }
}

/* Frees what a key was made of, and says what it could not be made for. */
static int finish(cli_bytes *pem, carnet_status status, const char *path)
{
    cli_bytes_free(pem);
    return status == CARNET_OK ? CLI_OK : cli_fail_status(status, path, NULL);
}

int cli_read_secret(carnet_secret_key **out, const char *path)
{
    cli_bytes pem;
    int code = cli_read(&pem, path, MAX_PEM);
    if (code == CLI_OK) {
        code = finish(&pem, carnet_key_decode(out, pem.data, pem.len), path);
    }
    if (code == CLI_OK) {
        warn_of_mode(path);
    }
    return code;
}

int cli_read_any_key(carnet_public_key **open_out,
                     carnet_secret_key **secret_out, const char *path)
{
    *open_out = NULL;
    *secret_out = NULL;
    cli_bytes pem;
    int code = cli_read(&pem, path, MAX_PEM);
    if (code != CLI_OK) {
        return code;
    }
    carnet_status status =
        carnet_key_public_decode(open_out, pem.data, pem.len);
    if (status == CARNET_KEY_SECRET) {
        status = carnet_key_decode(secret_out, pem.data, pem.len);
    }
    code = finish(&pem, status, path);
    if (code == CLI_OK && *secret_out != NULL) {
        warn_of_mode(path);
    }
    return code;
}

static int read_public(carnet_public_key **out, const char *path)
{
    cli_bytes pem;
    int code = cli_read(&pem, path, MAX_PEM);
    return code == CLI_OK
               ? finish(&pem, carnet_key_public_decode(out, pem.data, pem.len),
                        path)
               : code;
}

int cli_read_keys(carnet_public_key ***out, size_t *num, const cli_call *call)
{
    *num = 0;
    *out = calloc(call->num_trust + 1, sizeof **out);
    if (*out == NULL) {
        return cli_fail(CLI_SOFTWARE, "out of memory");
    }
    for (size_t i = 0; i < call->num_trust; i++) {
        int code = read_public(&(*out)[i], call->trust[i]);
        if (code != CLI_OK) {
            cli_free_keys(*out, *num);
            *out = NULL;
            return code;
        }
        (*num)++;
    }
    return CLI_OK;
}

void cli_free_keys(carnet_public_key **keys, size_t num)
{
    for (size_t i = 0; keys != NULL && i < num; i++) {
        carnet_key_public_free(keys[i]);
    }
    free(keys);
}

/* ---- passports ---- */

bool cli_is_image(const uint8_t *data, size_t len)
{
    /* PNG's signature; JPEG's start of image with the next marker's 0xFF. */
    static const uint8_t png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    static const uint8_t jpeg[] = {0xFF, 0xD8, 0xFF};
    return (len > sizeof png && memcmp(data, png, sizeof png) == 0) ||
           (len > sizeof jpeg && memcmp(data, jpeg, sizeof jpeg) == 0);
}

int cli_read_passport(cli_bytes *out, const char *path)
{
    cli_bytes raw;
    int code = cli_read(&raw, path, CLI_MAX_IMAGE);
    if (code != CLI_OK) {
        return code;
    }
    if (cli_is_image(raw.data, raw.len)) {
        code = cli_scan_image(out, raw.data, raw.len, path);
        cli_bytes_free(&raw);
        return code;
    }
    if (raw.len > MAX_PASSPORT) {
        cli_bytes_free(&raw);
        return cli_fail(CLI_DATA, "%s has more than %d bytes",
                        cli_shown(path).text, MAX_PASSPORT);
    }
    *out = raw;
    return CLI_OK;
}
