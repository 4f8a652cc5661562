/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whom a call believes (--trust and --pin: trusted.c), the folder of newest
 * lists (store.c), and lists for `carnet trust`.
 */
#ifndef CLI_TRUST_H
#define CLI_TRUST_H

#include "cli.h"

#define CLI_MAX_LISTS 64 /* that are believed together, and in a store */
#define CLI_MAX_DRAFT 8388608

/* Whom a call believes; what trust lends. */
typedef struct {
    carnet_trust *trust;
    carnet_public_key *keys[CLI_MAX_LIST];
    size_t num_keys;
    carnet_trust_list *lists[CLI_MAX_LISTS];
    size_t num_lists;
} cli_trusted;

/* All --trust of a call: public keys, lists under a --pin, stores. CLI_OK or an
   exit status, said. Free it either way. */
int cli_read_trusted(cli_trusted *out, const cli_call *call);
void cli_free_trusted(cli_trusted *t);
/* As carnet_verify_trusting, at the call's time. Any thread. */
carnet_status cli_verify(carnet_verdict **out, const cli_trusted *t,
                         const cli_call *call, const uint8_t *input,
                         size_t len);
/* What to call the keys that are no list's, in their order: the names of the
   files that cli_read_trusted found them in. Gives how many. */
size_t cli_name_keys(const char *paths[CLI_MAX_LIST], const cli_call *call);

/* A list file under one of a call's pins. */
int cli_read_list(carnet_trust_list **out, const cli_call *call,
                  const char *path);

/* ---- trust_show.c ---- */

int cli_trust_show(const cli_call *call);
int cli_trust_check(const cli_call *call);
int cli_trust_diff(const cli_call *call);

/* ---- store.c ---- */

bool cli_is_folder(const char *path);
/* Every list of a store. */
int cli_store_read(cli_trusted *out, const char *folder);
/* Puts a list into a store, under pin or under a pin that is there, unless a
   newer one is there: CLI_OK, said, or CLI_REFUSED. */
int cli_store_put(const cli_call *call, const char *path);

#endif
