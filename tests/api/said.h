/* SPDX-License-Identifier: Apache-2.0 */
/* All that a list says, as bytes to compare. */
#ifndef CN_TEST_API_SAID_H
#define CN_TEST_API_SAID_H

#include "../../lib/api/api.h"

/* Whose credentials it is about, its times, its bits, and every entry. */
void test_say_statuses(cn_buf *out, const carnet_status_list *list);

#endif
