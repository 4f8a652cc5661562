/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A passport or a list written as a set of codes: what such a call may ask for,
 * and the writing itself.
 */
#ifndef CLI_SET_H
#define CLI_SET_H

#include "draw.h"

/* CLI_USAGE, said, where --set and --parity do not fit the rest of the call. */
int cli_check_set(const cli_call *call, cli_format f);
/* A passport or a list, in either form, as text (qr.c): carnet_issue_as_text or
   carnet_set_list_text. */
carnet_status cli_text_of(carnet_buf **out, const uint8_t *data, size_t len);
/* Writes the codes of such a text, or one where that is enough. CLI_OK or
   an exit status, said on standard error. */
int cli_write_set(const cli_call *call, const carnet_buf *text, cli_format f,
                  int32_t level);

#endif
