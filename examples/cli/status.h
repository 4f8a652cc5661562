/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What carnet status and carnet issue share: the draft of an issuer, which
 * indices it has given out and what it says of each (docs/spec/status.md
 * section 6). Nobody but the issuer reads one.
 */
#ifndef CLI_STATUS_H
#define CLI_STATUS_H

#include "trust.h"

/* ---- status_draft.c ---- */

/* A draft that no other call of carnet changes until it is let go. */
typedef struct {
    const char *path;
    int lock;
    carnet_status_draft *draft;
} cli_held_draft;

/* CLI_OK or an exit status, said. Let it go either way. */
int cli_hold_draft(cli_held_draft *out, const char *path);
/* Replaces the file; what can't be written has changed nothing. */
int cli_save_draft(const cli_held_draft *d);
void cli_let_go(cli_held_draft *d);

/* CLI_OK, or CLI_DATA, said, where a draft is about another key's pages. */
int cli_check_draft_of(const cli_held_draft *d, const carnet_public_key *key);
/* Gives out an index of what key signs: it is on the disk as given out before
   anybody has it. CLI_DATA, said, where none is left. One thread at a time. */
int cli_take_index(int32_t *index_out, const char *path,
                   const carnet_public_key *key);
/* As many as *num, or fewer where few are left, at least one: who issues many
   pages at once does not write the draft for each. *num: how many there are. */
int cli_take_indices(int32_t *out, size_t *num, const char *path,
                     const carnet_public_key *key);
/* Why that is CLI_DATA, for who answers in JSON. */
extern const char cli_no_index[];

/* good, revoked, suspended, in-error; NULL for another value. */
const char *cli_status_word(int32_t value);

/* A time as 2026-03-01T12:00:00Z; "" where it has none. */
cli_name cli_time(int64_t seconds);

/* The public key of a file that holds it or the secret one. Free both. */
typedef struct {
    carnet_public_key *open;
    carnet_secret_key *secret;
    const carnet_public_key *key;
} cli_issuer_key;
int cli_read_issuer(cli_issuer_key *out, const char *path);
void cli_free_issuer(cli_issuer_key *k);

/* ---- status_sign.c ---- */

int cli_status_sign(const cli_call *call);

/* ---- status_show.c ---- */

int cli_status_check(const cli_call *call);

#endif
