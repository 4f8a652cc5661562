/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet scan: the text of the QR code in a picture. Says nothing about what
 * the text is worth.
 */
#include "cli.h"

static int write_text(const cli_call *call, cli_bytes *text)
{
    if (call->given[CLI_JSON]) {
        fputs("{\"text\":", stdout);
        cli_print_json((const char *)text->data, text->len);
        puts("}");
        return CLI_OK;
    }
    /* One line: the zero behind the text makes room for its end. */
    text->data[text->len] = '\n';
    return cli_write(call->out, text->data, text->len + 1, CLI_TEXT);
}

int cli_verb_scan(const cli_call *call)
{
    if (call->given[CLI_JSON] && !cli_is_dash(call->out)) {
        return cli_fail(CLI_USAGE, "--json goes to standard output, without "
                                   "-o");
    }
    cli_bytes image;
    int code = cli_read(&image, call->args[0], CLI_MAX_IMAGE);
    if (code != CLI_OK) {
        return code;
    }
    cli_bytes text = {NULL, 0};
    code = cli_is_image(image.data, image.len)
               ? cli_scan_image(&text, image.data, image.len, call->args[0])
               : cli_fail(CLI_DATA, "%s is neither PNG nor JPEG",
                          cli_shown(call->args[0]).text);
    if (code == CLI_OK) {
        code = write_text(call, &text);
    }
    cli_bytes_free(&text);
    cli_bytes_free(&image);
    return code;
}
