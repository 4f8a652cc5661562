/* SPDX-License-Identifier: Apache-2.0 */
/*
 * For whom parts are sealed, from the words of a call; and sealing keys of
 * files. A secret key is never shown.
 */
#ifndef CLI_SEAL_H
#define CLI_SEAL_H

#include "cli.h"

/* What --seal and --decoy say; NULL where neither is there. *phrase_out: a new
   phrase to give away once all is done, or NULL. CLI_OK or an exit status,
   said. */
int cli_make_sealing(carnet_sealing **out, carnet_buf **phrase_out,
                     const cli_call *call);
/* A clinic's secret key; free with carnet_seal_key_free. */
int cli_read_seal_key(carnet_seal_key **out, const char *path);

#endif
