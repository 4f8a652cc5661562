/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which status list may take the place of another that is kept: the one made
 * later, about the same key (docs/spec/status.md section 5). So nobody brings
 * back a list from before a revocation.
 */
#include "status_i.h"

/* newer is true where nothing objects. */
static carnet_status check(bool *newer, const carnet_status_list *next,
                           const carnet_status_list *old)
{
    if (memcmp(next->issuer, old->issuer, sizeof next->issuer) != 0) {
        return CARNET_TRUST_OTHER;
    }
    if (next->issued_s < old->issued_s) {
        return CARNET_TRUST_OLDER;
    }
    *newer = next->issued_s > old->issued_s;
    return *newer || cn_span_equal(cn_buf_span(&next->signed_bytes),
                                   cn_buf_span(&old->signed_bytes))
               ? CARNET_OK
               : CARNET_TRUST_FORKED;
}

carnet_status carnet_status_list_replaces(int32_t *newer_out,
                                          const carnet_status_list *next,
                                          const carnet_status_list *old,
                                          int64_t now_s)
{
    bool newer = old == NULL;
    if (newer_out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *newer_out = 0;
    if (next == NULL) {
        return CARNET_CALLER_NULL;
    }
    /* Kept once, it would go before every honest list until that day. */
    if (cn_trust_is_future_s(next->issued_s, now_s)) {
        return CARNET_KEY_FUTURE;
    }
    carnet_status status = newer ? CARNET_OK : check(&newer, next, old);
    *newer_out = status == CARNET_OK && newer;
    return status;
}
