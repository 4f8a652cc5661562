/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the verbs that need a verdict share.
 */
#ifndef CLI_VERDICT_H
#define CLI_VERDICT_H

#include "cli.h"

/* Verdict on the call's input by its --trust keys. CLI_OK or an exit status,
   said on standard error. */
int cli_get_verdict(carnet_verdict **out, const cli_call *call);
/* 0 accepted, 1 review, 2 refused. */
int cli_exit_of_outcome(int32_t outcome);
/* An entry's JSON object on standard output. */
int cli_print_entry_json(const carnet_entry *e);

#endif
