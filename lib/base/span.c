/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Spans compared. Nothing here is constant-time: secrets are compared in the
 * crypto room. An empty span may have NULL data, which memcmp must not see.
 */
#include "base.h"

cn_span cn_span_str(const char *zero_terminated)
{
    return cn_span_of(zero_terminated, strlen(zero_terminated));
}

bool cn_span_equal(cn_span a, cn_span b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

bool cn_span_starts(cn_span s, cn_span prefix)
{
    return s.len >= prefix.len &&
           cn_span_equal(cn_span_of(s.data, prefix.len), prefix);
}

int cn_span_compare(cn_span a, cn_span b)
{
    size_t both = a.len < b.len ? a.len : b.len;
    int order = both == 0 ? 0 : memcmp(a.data, b.data, both);
    if (order != 0 || a.len == b.len) {
        return order;
    }
    return a.len < b.len ? -1 : 1;
}

carnet_status cn_span_check(const void *data, size_t len)
{
    return data == NULL && len != 0 ? CARNET_CALLER_NULL : CARNET_OK;
}
