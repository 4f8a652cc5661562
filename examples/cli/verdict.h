/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the verbs that need a verdict share: getting it, saying it in words or
 * JSON, and the exit status that it means.
 */
#ifndef CLI_VERDICT_H
#define CLI_VERDICT_H

#include "wrap.h"

/* Verdict on the call's input by its --trust keys. CLI_OK or an exit status,
   said on standard error. */
int cli_get_verdict(carnet_verdict **out, const cli_call *call);
/* Says why nothing of it leaves: the reason of the whole or of credential i.
   CLI_REFUSED. */
int cli_say_refused(const cli_call *call, const carnet_verdict *v, size_t i);
/* That all that is not refused was entered in error, so that nothing is
   written. CLI_REVIEW. */
int cli_fail_in_error(const char *path);
/* 0 accepted, 1 review, 2 refused. */
int cli_exit_of_outcome(int32_t outcome);
/* The verdict in words; nothing of an entry. CLI_OK or an exit status, said on
   standard error. */
int cli_print_verdict(cli_page *p, const cli_call *call,
                      const carnet_verdict *v);
/* What people call the keys of a call, in the order in which verify takes
   them: not to be copied. */
typedef struct {
    cli_name shown[CLI_MAX_LIST];
    const char *names[CLI_MAX_LIST];
    size_t num;
} cli_key_names;
void cli_name_shown_keys(cli_key_names *out, const cli_call *call);
/* The same text, as carnet_verify_shown_text gives it with the call's names. */
carnet_status cli_shown_text(carnet_buf **out, size_t *num_unreviewed,
                             const cli_call *call, const carnet_verdict *shown,
                             const carnet_verdict *whole);
/* Number and word of credential i, and of which one it is a further
   presentation (show.c). */
void cli_line_credential(cli_line *line, const carnet_verdict *v, size_t i);
/* Entries of credential i as verb show has them (show.c), in the order in which
   a doctor asks. view: of the verdict at the moment, by which a clearance or a
   cover is marked that is not valid; NULL: as they stand. CLI_OK or an exit
   status, said on standard error. */
int cli_print_entries(cli_page *p, const carnet_verdict *v, size_t i,
                      const carnet_view *view);
/* The verdict as JSON on standard output, with or without entries. */
int cli_print_verdict_json(const carnet_verdict *v, bool with_entries);
/* JSON of the library without line ends, for JSON of a line each. */
void cli_put_line(FILE *f, const carnet_buf *json);
/* A verdict in this way. */
int cli_put_verdict_line(FILE *f, const carnet_verdict *v, bool with_entries);

#endif
