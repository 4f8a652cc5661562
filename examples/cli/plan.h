/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What issuing does with each entry, in words and as JSON. Says kinds and
 * codes of the record at hand, never anybody's name.
 */
#ifndef CLI_PLAN_H
#define CLI_PLAN_H

#include "merge.h"

/* What went to the private part and why, what was moved out of its part, and
   which code systems are not known, a line each on standard error. */
void cli_say_parts(const carnet_plan *plan);
/* The plan on standard output: a table. */
void cli_print_plan(const carnet_plan *plan);
/* The same as a JSON object, no line end. path: the passport that was written,
   or NULL. index: what it has in its issuer's status list; -1: none. lost:
   what was found in the passport that it goes into; NULL: it goes into none.
   left_out: what was not restated, as JSON; NULL: nothing was to be. */
void cli_print_plan_json(const carnet_plan *plan, const char *path,
                         int32_t index, const cli_lost *lost,
                         const carnet_buf *left_out);

/* Plans a record by the call's dates (issue.c). CARNET_RECORD_RANGE: these do
   not fit, which was said on standard error. Any thread. */
carnet_status cli_plan_record(carnet_plan **out, carnet_problem **problem,
                              const cli_call *call,
                              const carnet_record *record);
/* Whether a call says all that issuing takes (issue.c), and issues a record by
   it. CLI_OK or an exit status, said on standard error. */
int cli_check_issue(const cli_call *call);
int cli_issue_record(const cli_call *call, carnet_record *record,
                     const carnet_buf *left_out);
/* Issues what is current in the passport of --into (restate.c). The same. */
int cli_issue_restated(const cli_call *call);
/* Signs a plan into a file (issue.c); index_out: what it has in the draft of
   --status, else -1; lost: as cli_add_issued. CLI_OK or an exit status, said on
   standard error. */
int cli_sign_plan(int32_t *index_out, cli_lost *lost, const cli_call *call,
                  const carnet_plan *plan, const carnet_secret_key *key,
                  const char *path);
/* Signs with an index; -1: without one. */
carnet_status cli_sign_indexed(carnet_buf **out, const carnet_plan *plan,
                               const carnet_secret_key *key, int32_t index);
/* Cards for the audiences of --separate (cards.c); whole is the plan of all
   entries. CLI_OK or an exit status, said on standard error. */
int cli_issue_cards(const cli_call *call, const carnet_record *record,
                    const carnet_plan *whole, int32_t issued, int32_t valid);

#endif
