/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Entries as text for people: plain English lines, safe on any terminal. Takes
 * entries from a verdict, and knows no more of them than they say.
 */
#ifndef CARNET_VIEW_H
#define CARNET_VIEW_H

#include "carnet/record.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * One entry as lines of text: its kind and main value, then a line for each
 * further field, indented by four spaces. A code stands beside its words. What
 * this version can't read is said to be there.
 * out: receives UTF-8 with LF line ends and without control or bidirectional
 * characters, yours to free. entry: from a verdict or from unverified content.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY. Any thread.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_view_text(carnet_buf **out, const carnet_entry *entry);

#ifdef __cplusplus
}
#endif
#endif
