/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The entries of a verdict as the view room takes them: each that may be read,
 * with the tag of its leaf.
 */
#ifndef CN_API_HISTORY_I_H
#define CN_API_HISTORY_I_H

#include "../view/view.h"
#include "verdict_i.h"

/* What references lead to, CARNET_HISTORY_*, by its name (history_json.c). */
extern const char *const cn_api_how_words[];

/* Members id and kind of an entry (history_json.c). */
void cn_api_put_place(cn_json_writer *w, const carnet_entry *e);

typedef struct {
    cn_view_item *items; /* those of one credential follow each other */
    size_t num;
    size_t *first; /* of each credential; one more behind the last */
} cn_api_entries;

/* All lies in arena, and lends the verdict. False where memory fails. */
bool cn_api_list_entries(cn_api_entries *out, cn_arena *arena,
                         const carnet_verdict *v);

/* All lies in arena, and lends the verdict. */
struct carnet_history {
    cn_arena arena;
    const carnet_verdict *verdict;
    cn_api_entries entries;
    size_t num_credentials;
    size_t *order; /* credentials, the earliest first */
    cn_view_refer *refer;
};

/* Number of an item; false where there is no such entry. h may be NULL. */
bool cn_api_find_item(size_t *item, const carnet_history *h, size_t credential,
                      size_t i);

/* Salts of all entries of a credential that are here: 12 KiB, for the heap. */
typedef struct {
    uint8_t salt[CN_API_PARTS][CN_LIMIT_PART_ENTRIES][CN_PRIVACY_SEED_SIZE];
} cn_api_salts;
void cn_api_find_salts(cn_api_salts *s, const cn_api_credential *c);
/* First 4 bytes of an entry's leaf, first byte most significant. */
uint32_t cn_api_tag(const cn_api_salts *s, const carnet_entry *e);

#endif
