/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Drawing a symbol: which format a call means, the picture itself, and what
 * was drawn as JSON.
 */
#ifndef CLI_DRAW_H
#define CLI_DRAW_H

#include "cli.h"

typedef enum {
    CLI_PNG,
    CLI_SVG,
    CLI_PBM,
    CLI_BLOCKS,
    CLI_NUM_FORMATS /* none of them */
} cli_format;

/* Format of a call's picture; CLI_NUM_FORMATS where it names none. */
cli_format cli_format_of(const cli_call *call);
/* Draws and writes. CLI_OK or an exit status, said on standard error. */
int cli_draw(const cli_call *call, const carnet_qr *qr, cli_format f);
/* What was drawn, as a JSON object on standard output. */
void cli_print_drawn_json(const cli_call *call, const carnet_qr *qr,
                          cli_format f, char level, size_t chars);
/* L, M, Q or H of a CARNET_QR_LEVEL_* (qr.c). */
char cli_level_name(int32_t level);

#endif
