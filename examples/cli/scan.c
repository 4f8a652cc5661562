/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet scan: the text of the QR code in a picture. Says nothing about what
 * the text is worth.
 */
#include "cli.h"

int cli_verb_scan(const cli_call *call)
{
    cli_bytes image;
    int code = cli_check_json_alone(call);
    if (code == CLI_OK) {
        code = cli_read(&image, call->args[0], CLI_MAX_IMAGE, "picture");
    }
    if (code != CLI_OK) {
        return code;
    }
    cli_bytes text = {NULL, 0};
    if (cli_is_image(image.data, image.len)) {
        code = cli_scan_image(&text, image.data, image.len, call->args[0]);
    } else {
        code = cli_fail(CLI_DATA, "%s is neither PNG nor JPEG",
                        cli_shown(call->args[0]).text);
        cli_say_other(call->args[0], image, CLI_IS_PICTURE);
    }
    if (code == CLI_OK) {
        code = cli_write_text(call, (const char *)text.data, text.len);
    }
    cli_bytes_free(&text);
    cli_bytes_free(&image);
    return code;
}
