/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet scan: the text of the QR code in a picture, or of the codes of a set
 * in several and in lines of text. Says nothing about what it is worth.
 */
#include "cli.h"

int cli_verb_scan(const cli_call *call)
{
    cli_bytes text = {NULL, 0};
    int code = cli_check_json_alone(call);
    if (code == CLI_OK) {
        code = cli_read_codes(&text, call);
    }
    if (code == CLI_OK) {
        code = cli_write_text(call, (const char *)text.data, text.len);
    }
    cli_bytes_free(&text);
    return code;
}
