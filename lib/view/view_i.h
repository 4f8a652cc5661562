/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values as text, for the files of this room.
 */
#ifndef CN_VIEW_I_H
#define CN_VIEW_I_H

#include "view.h"

/* Where a value stands: its field, its entry and, in a group, that group's
   bytes (NULL outside one). */
typedef struct {
    const cn_model_field *field;
    const carnet_entry *entry;
    const cn_span *group;
} cn_view_place;

/* snake_case as words. */
void cn_view_put_name(cn_buf *out, const char *name);
/* One value, a list as "a, b"; r stands on it. Reasons for absence too. */
void cn_view_put_value(cn_buf *out, cn_cbor_reader *r, cn_view_place place);

#endif
