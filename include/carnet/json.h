/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The JSON door: every operation of the library with one request and one reply,
 * both JSON, for languages that would rather not bind each function. It has no
 * rule of its own and keeps nothing between calls. docs/spec/json/README.md.
 */
#ifndef CARNET_JSON_H
#define CARNET_JSON_H

#include "carnet/types.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CARNET_JSON_REQUEST_MAX 67108864 /* bytes of a request */

/*
 * Answers a request.
 * request: request_len bytes of UTF-8, at most CARNET_JSON_REQUEST_MAX, with at
 * most 1,048,576 values and keys, nested 65 deep: one object, whose member "op"
 * names the operation. Lent for the call; it may hold secrets, and wiping it is
 * yours; what carnet copies of it, it wipes.
 * out: receives one JSON object in UTF-8, yours to free (freeing wipes it):
 * "status", "name", and "result" or "error". It is there whenever the call
 * gives CARNET_OK, whatever "status" in it says: CARNET_JSON_SYNTAX and the
 * rest of the JSON class, of it CARNET_JSON_OPERATION, _MEMBER, _MISSING and
 * _VALUE, and what the functions behind the operation give.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY (not even for a reply).
 * Any thread.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_json(const uint8_t *request,
                                                     size_t request_len,
                                                     carnet_buf **out);

#ifdef __cplusplus
}
#endif
#endif
