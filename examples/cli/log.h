/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lines that log and diff share: of a credential, and of an entry with its tag,
 * by which a record can name it.
 */
#ifndef CLI_LOG_H
#define CLI_LOG_H

#include "verdict.h"

/* "leaf:1f2e3d4c", as a record names an entry. */
cli_name cli_tag_of(const carnet_history *h, size_t credential, size_t i);
/* When credential i was issued, what its word is, and who signed it. CLI_OK or
   an exit status, said on standard error; so the others. */
int cli_put_log_title(cli_page *p, const carnet_verdict *v, size_t i,
                      const char *before);
/* Tag and heading of an entry, and what it does to what was there before. */
int cli_put_log_entry(cli_page *p, const carnet_history *h,
                      const carnet_verdict *v, size_t credential, size_t i,
                      const char *before);
/* What verb show says of an entry; NULL where the line fails. */
carnet_buf *cli_entry_text(cli_line *line, const carnet_entry *e);
/* What it says otherwise than the entry whose place it takes, a line for each
   field, where it takes that of one alone, which nothing else does: so each
   entry is looked at once more at most, whatever is referred to. */
int cli_put_changed_fields(cli_page *p, const carnet_history *h,
                           const carnet_verdict *v, size_t credential,
                           size_t i);
/* A line for each entry that replaces it. */
int cli_put_successors(cli_page *p, const carnet_history *h,
                       const carnet_verdict *v, size_t credential, size_t i);

#endif
