/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files of the bridge share: requests taken apart, answers, and the
 * requests about lists.
 */
#ifndef TWIN_BRIDGE_H
#define TWIN_BRIDGE_H

#include <carnet/carnet.h>

#define BRIDGE_BROKEN (-2) /* a request that is too short */

typedef struct {
    const uint8_t *p;
    size_t left;
} bridge_input;

/* A number of size bytes, and bytes; *good becomes 0 where there are fewer. */
uint64_t bridge_take(bridge_input *in, size_t size, int *good);
const uint8_t *bridge_take_bytes(bridge_input *in, size_t size, int *good);
/* A status and bytes; a status with its name, or what buf, which is freed,
   holds. 0 where it could not be written. */
int bridge_answer(int32_t status, const void *data, size_t len);
int bridge_answer_named(carnet_status status, carnet_buf *buf);

/* ---- bridge_lists.c ---- */

int bridge_trust_list(bridge_input *in);
int bridge_next_list(bridge_input *in);
int bridge_status_list(bridge_input *in);
int bridge_verify_trusting(bridge_input *in);

#endif
