/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whom a call believes (--trust and --pin: trusted.c), the folder of newest
 * lists (store.c), and lists for `carnet trust`.
 */
#ifndef CLI_TRUST_H
#define CLI_TRUST_H

#include "cli.h"

#define CLI_MAX_LISTS 64    /* that are believed together, and in a store */
#define CLI_MAX_STATUS 1024 /* status lists that are asked together */

/* Whom a call believes; what trust lends. */
typedef struct {
    carnet_trust *trust;
    carnet_public_key *keys[CLI_MAX_LIST];
    size_t num_keys;
    carnet_trust_list *lists[CLI_MAX_LISTS];
    size_t num_lists;
    carnet_status_list *status[CLI_MAX_STATUS];
    size_t num_status;
} cli_trusted;

/* All --trust of a call: public keys, lists under a --pin, stores; and the
   status lists of these and of --status, which verdicts ask. CLI_OK or an exit
   status, said: CLI_DATA, with --json also in JSON, where one of these lists is
   not believed, since CLI_REFUSED is said of passports. Free it either way. */
int cli_read_trusted(cli_trusted *out, const cli_call *call);
/* The same, but no status list is asked. */
int cli_read_believed(cli_trusted *out, const cli_call *call);
void cli_free_trusted(cli_trusted *t);

/* What goes on of what a program that runs believed before. */
typedef struct {
    size_t num; /* lists that nothing which was read takes the place of */
    carnet_status why; /* of the last: TRUST_OLDER and so on; CARNET_OK: there
                          was none to take its place */
} cli_kept;
/* As cli_read_trusted, for a program that goes by before and reads again: a
   list that it has is never exchanged for one that may not follow it. */
int cli_read_trusted_after(cli_trusted *out, const cli_call *call,
                           const cli_trusted *before, cli_kept *kept);
/* As carnet_verify_trusting, at the call's time. Any thread. */
carnet_status cli_verify(carnet_verdict **out, const cli_trusted *t,
                         const cli_call *call, const uint8_t *input,
                         size_t len);
/* What to call the keys that are no list's, in their order: the names of the
   files that cli_read_trusted found them in. Gives how many. */
size_t cli_name_keys(const char *paths[CLI_MAX_LIST], const cli_call *call);

/* A list under one of a call's pins: a file, a text, the code in a picture, or
   codes of a set, which are joined. */
int cli_read_list(carnet_trust_list **out, const cli_call *call,
                  const char *path);
/* The same; where it is CLI_REFUSED *why_out says why, in code. */
int cli_open_list(carnet_trust_list **out, carnet_status *why_out,
                  const cli_call *call, const char *path);

/* What a list says of itself. */
typedef struct {
    uint8_t id[CARNET_TRUST_ID_SIZE];
    int64_t epoch, sequence;
    int32_t issued, next_update; /* days since 1970-01-01 */
    size_t num_issuers, num_keys;
} cli_list_head;

cli_list_head cli_head_of(const carnet_trust_list *list);
/* Days by which a list is past the day of the next one; 0 for none. */
int32_t cli_overdue_days(const cli_call *call, int32_t next_update);
/* {"list":...} and so on up to "keys", without braces around. */
void cli_print_head_json(const cli_call *call, const cli_list_head *head);

/* ---- trust_show.c ---- */

int cli_trust_show(const cli_call *call);
int cli_trust_check(const cli_call *call);
/* Key i of a list as a line, or as a JSON object; NULL past the end. *code_out:
   kept, or why not, said. */
carnet_buf *cli_list_key(const carnet_trust_list *list, size_t i, bool as_json,
                         int *code_out);

/* ---- kept.c ---- */

/* The parts of cli_read_trusted_after: among the lists of now those of before
   that nothing of now may follow. CLI_OK or an exit status, said. */
int cli_keep_lists(cli_trusted *now, const cli_trusted *before, cli_kept *kept);
int cli_keep_status(cli_trusted *now, const cli_trusted *before,
                    const cli_call *call, cli_kept *kept);

/* ---- trust_diff.c ---- */

int cli_trust_diff(const cli_call *call);

/* ---- store.c ---- */

bool cli_is_folder(const char *path);
/* Every list of a store: trust lists, and the status lists that they vouch
   for. */
int cli_store_read(cli_trusted *out, const char *folder);
/* A file of a store begins with this and the key that signed its list. */
#define CLI_STORE_MAGIC "carnet store 1\n"
#define CLI_STORE_ENDING ".list"
enum {
    CLI_STORE_MAGIC_LEN = sizeof CLI_STORE_MAGIC - 1,
    CLI_STORE_HEAD = CLI_STORE_MAGIC_LEN + CARNET_KEY_PUBLIC_SIZE,
    CLI_STORE_ID = CARNET_KEY_PUBLIC_SIZE /* bytes that a file is named by: a
                                             key, or a digest, as long */
};
/* The name of a file of a store: hex digits and an ending. False where it is
   too long. */
bool cli_store_name(char out[CLI_MAX_NAME], const char *folder,
                    const uint8_t id[CLI_STORE_ID], const char *ending);
/* The list in a file of a store. */
int cli_store_read_list(carnet_trust_list **out, const char *path);
/* Trust lists alone. */
int cli_store_read_lists(cli_trusted *out, const char *folder);
/* Calls one for each file of a store that is named by 64 hex digits and an
   ending, until one gives anything but CLI_OK; gives that. */
int cli_store_each(const char *folder, const char *ending,
                   int (*one)(const char *path, void *arg), void *arg);

/* ---- store_put.c ---- */

/* What became of a list that was put into a store. */
typedef struct {
    const char *what;  /* first, newer, same, or stays: the one before it does;
                          NULL where the store has no list of this line */
    carnet_status why; /* it was refused */
    cli_list_head now; /* the list that the store has */
} cli_stored;

/* Puts a list into a store, under pin or under a pin that is there, unless a
   newer one is there: CLI_OK, said (but in JSON), or CLI_REFUSED. */
int cli_store_put(cli_stored *out, const cli_call *call, const char *path);

/* ---- store_status.c ---- */

/* A status list that trust believes, of a file; CLI_REFUSED, said, where it
   does not, and *why_out says why, in code. */
int cli_read_status(carnet_status_list **out, carnet_status *why_out,
                    const carnet_trust *trust, const char *path);
/* Takes a list over, also where that fails or it is there already. */
int cli_add_status(cli_trusted *t, carnet_status_list *list);
/* The status lists of a store, by its trust lists, which are those from first
   on. One that they do not vouch for is passed over, and said. */
int cli_store_read_status(cli_trusted *out, const char *folder, size_t first);
/* Puts a status list into a store, unless a newer one is there: CLI_OK, said,
   or CLI_REFUSED. */
int cli_store_put_status(const cli_call *call, const char *path);

#endif
