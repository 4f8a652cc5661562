/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the JSON form and the getters share: text forms of values. What is
 * printed is what is read; nothing else is accepted.
 */
#ifndef CN_MODEL_FORM_I_H
#define CN_MODEL_FORM_I_H

#include "model.h"

#define CN_FORM_LEAF "leaf:" /* begins a reference into another credential */
/* "leaf:1f2e3d4c"; false for anything else. */
bool cn_form_leaf(cn_span text, uint32_t *leaf_out);
/* "desk", "clinic", "private"; -1 for another word. */
int32_t cn_form_part_named(cn_span word);
/* "none", "not_asked", "refused": CARNET_ABSENT_*; -1 for another word. */
const char *cn_form_absence_name(int32_t reason);
int32_t cn_form_absence_named(cn_span word);

#endif
