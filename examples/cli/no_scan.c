/* SPDX-License-Identifier: Apache-2.0 */
/*
 * In place of image.c where the command is built without reading pictures: it
 * knows a picture when it sees one, and says what is missing.
 */
#include "cli.h"

int cli_scan_image(cli_bytes *text_out, const uint8_t *data, size_t len,
                   const char *path)
{
    (void)text_out;
    (void)data;
    (void)len;
    return cli_fail(CLI_USAGE,
                    "%s is a picture; this carnet was built without reading "
                    "pictures (-Dscan=enabled)",
                    cli_shown(path).text);
}
