/* SPDX-License-Identifier: Apache-2.0 */
/* All that a list says. */
#include "../support/support.h"

#include "said.h"

static void put_number(cn_buf *out, int64_t n)
{
    char text[32];
    snprintf(text, sizeof text, "%lld ", (long long)n);
    cn_buf_put_str(out, text);
}

void test_say_statuses(cn_buf *out, const carnet_status_list *list)
{
    uint8_t issuer[CARNET_STATUS_LIST_ISSUER_SIZE];
    size_t num = carnet_status_list_num_entries(list);
    assert_status(carnet_status_list_copy_issuer(issuer, list), CARNET_OK);
    cn_buf_put(out, issuer, sizeof issuer);
    put_number(out, carnet_status_list_issued_s(list));
    put_number(out, carnet_status_list_expires_s(list));
    put_number(out, carnet_status_list_ttl_s(list));
    put_number(out, carnet_status_list_bits(list));
    for (size_t i = 0; i < num; i++) {
        put_number(out, carnet_status_list_get(list, (int64_t)i));
    }
    assert_status(out->status, CARNET_OK);
}
