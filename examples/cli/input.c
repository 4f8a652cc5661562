/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What verbs read: keys, with a warning where others can read a secret one,
 * and passports, whatever form they come in.
 */
#define _XOPEN_SOURCE 700
#include "seal.h"

#include <sys/stat.h>

/* ---- what a file is ---- */

/* True where the first bytes are those of a PNG or JPEG file. */
static bool is_image(const uint8_t *data, size_t len)
{
    /* PNG's signature; JPEG's start of image with the next marker's 0xFF. */
    static const uint8_t png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    static const uint8_t jpeg[] = {0xFF, 0xD8, 0xFF};
    return (len > sizeof png && memcmp(data, png, sizeof png) == 0) ||
           (len > sizeof jpeg && memcmp(data, jpeg, sizeof jpeg) == 0);
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* Pictures as telephones and programs make them, which no decoder here takes:
   SVG, PDF, PBM, GIF, TIFF, HEIC, WebP. */
static bool is_other_picture(const char *text, size_t len)
{
    static const char *const first[] = {"<svg", "<?xml", "%PDF",
                                        "P4\n", "GIF8",  "II*"};
    for (size_t i = 0; i < sizeof first / sizeof first[0]; i++) {
        if (begins(text, first[i])) {
            return true;
        }
    }
    return len > 12 && (memcmp(text + 4, "ftyp", 4) == 0 ||
                        memcmp(text + 8, "WEBP", 4) == 0);
}

static bool is_passport(cli_bytes b)
{
    carnet_envelope *e = NULL;
    bool is = carnet_peek(&e, NULL, b.data, b.len) == CARNET_OK;
    carnet_peek_free(e);
    return is;
}

static cli_kind kind_of(cli_bytes b)
{
    const char *text = (const char *)b.data; /* with a zero behind */
    if (is_image(b.data, b.len)) {
        return CLI_IS_PICTURE;
    }
    if (is_other_picture(text, b.len)) {
        return CLI_IS_OTHER_PICTURE;
    }
    if (begins(text, "\xef\xbb\xbf") || begins(text, "\xff\xfe") ||
        begins(text, "\xfe\xff")) {
        return CLI_IS_MARKED;
    }
    if (is_passport(b)) {
        return CLI_IS_PASSPORT;
    }
    text += strspn(text, " \t\r\n");
    if (begins(text, "-----BEGIN ")) {
        return CLI_IS_KEY;
    }
    return text[0] == '{' || text[0] == '[' ? CLI_IS_JSON : CLI_IS_UNKNOWN;
}

void cli_say_other(const char *path, cli_bytes b, cli_kind due)
{
    static const char *const what[] = {
        [CLI_IS_KEY] = "looks like a key",
        [CLI_IS_JSON] = "looks like JSON; `carnet issue` makes a passport of a "
                        "record in JSON",
        [CLI_IS_PASSPORT] = "is a passport",
        [CLI_IS_PICTURE] = "is a picture; `carnet scan` reads the code in it",
        [CLI_IS_OTHER_PICTURE] = "is a picture that carnet can't read; make it "
                                 "PNG or JPEG",
        [CLI_IS_MARKED] = "begins with a mark that some editors put there; "
                          "save it as UTF-8 without BOM",
    };
    cli_kind kind = kind_of(b);
    /* Of a mark the library says so itself, but for keys. */
    bool said = kind == CLI_IS_MARKED && due != CLI_IS_KEY;
    if (kind != CLI_IS_UNKNOWN && kind != due && !said) {
        cli_say("%s %s", cli_shown(path).text, what[kind]);
    }
}

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

/* Frees what a key was to be made of, having said why it was not. */
static int finish(cli_bytes *pem, carnet_status status, const char *path)
{
    int code = CLI_OK;
    if (status != CARNET_OK) {
        code = cli_fail_status(status, path, NULL);
        cli_say_other(path, *pem, CLI_IS_KEY);
    }
    cli_bytes_free(pem);
    return code;
}

int cli_read_secret(carnet_secret_key **out, const char *path)
{
    cli_bytes pem;
    int code = cli_read(&pem, path, CLI_MAX_PEM, "key");
    if (code == CLI_OK) {
        code = finish(&pem, carnet_key_decode(out, pem.data, pem.len), path);
    }
    if (code == CLI_OK) {
        warn_of_mode(path);
    }
    return code;
}

int cli_read_seal_key(carnet_seal_key **out, const char *path)
{
    cli_bytes pem;
    int code = cli_read(&pem, path, CLI_MAX_PEM, "key");
    if (code == CLI_OK) {
        code =
            finish(&pem, carnet_seal_key_decode(out, pem.data, pem.len), path);
    }
    if (code == CLI_OK) {
        warn_of_mode(path);
    }
    return code;
}

int cli_decode_any_key(carnet_public_key **open_out,
                       carnet_secret_key **secret_out, cli_bytes *pem,
                       const char *path)
{
    *open_out = NULL;
    *secret_out = NULL;
    carnet_status status =
        carnet_key_public_decode(open_out, pem->data, pem->len);
    if (status == CARNET_KEY_SECRET) {
        status = carnet_key_decode(secret_out, pem->data, pem->len);
    }
    int code = finish(pem, status, path);
    if (code == CLI_OK && *secret_out != NULL) {
        warn_of_mode(path);
    }
    return code;
}

int cli_decode_public(carnet_public_key **out, cli_bytes *pem, const char *path)
{
    return finish(pem, carnet_key_public_decode(out, pem->data, pem->len),
                  path);
}

int cli_read_public(carnet_public_key **out, const char *path)
{
    cli_bytes pem;
    int code = cli_read(&pem, path, CLI_MAX_PEM, "key");
    return code == CLI_OK ? cli_decode_public(out, &pem, path) : code;
}

/* ---- passports ---- */

int cli_read_code(cli_bytes *out, bool *is_picture_out, const char *path)
{
    cli_bytes raw;
    int code = cli_read(&raw, path, CLI_MAX_IMAGE, "picture");
    if (code != CLI_OK) {
        return code;
    }
    *is_picture_out = is_image(raw.data, raw.len);
    if (*is_picture_out) {
        code = cli_scan_image(out, raw.data, raw.len, path);
        cli_bytes_free(&raw);
        return code;
    }
    if (raw.len > CLI_MAX_FILE) {
        cli_bytes_free(&raw);
        return cli_fail(
            CLI_DATA,
            "%s has more than %d bytes, which no passport or list has",
            cli_shown(path).text, CLI_MAX_FILE);
    }
    *out = raw;
    return CLI_OK;
}
