/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Types that all headers share: bytes that a call gives, and the place and
 * reason of a problem. Handles are opaque. Any function may be called from any
 * thread: the library keeps nothing of its own from one call to the next. A
 * handle that no call changes may be read by any number of threads at a time;
 * one being filled (a record, a draft, a set, whom to trust or to seal to) is
 * for one thread until it is. None is freed while another thread uses it.
 */
#ifndef CARNET_TYPES_H
#define CARNET_TYPES_H

#include "carnet/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes that a call gave; yours to free. */
typedef struct carnet_buf carnet_buf;

/* Where and why something was refused; yours to free. */
typedef struct carnet_problem carnet_problem;

/*
 * The bytes. buf: may be NULL (gives NULL).
 * Lent until buf is freed; not NUL-terminated as far as the length counts,
 * but one zero byte stands behind it, so that text may be printed.
 */
CARNET_API const uint8_t *carnet_buf_data(const carnet_buf *buf);

/* How many bytes. buf: may be NULL (gives 0). */
CARNET_API size_t carnet_buf_len(const carnet_buf *buf);

/* Wipes and frees. buf: may be NULL. */
CARNET_API void carnet_buf_free(carnet_buf *buf);

/* Status of the problem. problem: may be NULL (gives CARNET_OK). */
CARNET_API carnet_status carnet_problem_status(const carnet_problem *problem);

/*
 * What is wrong and where, one English line, NUL-terminated, without control
 * characters. Lent until problem is freed. problem: may be NULL (gives "").
 */
CARNET_API const char *carnet_problem_text(const carnet_problem *problem);

/*
 * JSON path of the place, such as "$.entries[2].medicine", or "" if none.
 * Lent until problem is freed. problem: may be NULL (gives "").
 */
CARNET_API const char *carnet_problem_path(const carnet_problem *problem);

/* Byte offset of the place in the input; 0 if unknown. May be NULL. */
CARNET_API size_t carnet_problem_offset(const carnet_problem *problem);

/* Line of the place, from 1, for JSON input; else 0. May be NULL. */
CARNET_API size_t carnet_problem_line(const carnet_problem *problem);

/* Frees. problem: may be NULL. */
CARNET_API void carnet_problem_free(carnet_problem *problem);

#ifdef __cplusplus
}
#endif
#endif
