/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether two entries say the same, as restating and the log ask it: by their
 * JSON, in which each value has one form whatever day it counts from.
 */
#ifndef CN_API_RESTATE_I_H
#define CN_API_RESTATE_I_H

#include "history_i.h"

/* Whether two entries are of one kind and say the same in all fields but how it
   is known and since when, and which entries they refer to. CARNET_OK,
   CARNET_CALLER_MEMORY. */
carnet_status cn_api_says_same(bool *out, const carnet_entry *a,
                               const carnet_entry *b);

#endif
