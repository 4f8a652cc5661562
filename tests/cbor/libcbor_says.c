/* SPDX-License-Identifier: Apache-2.0 */
/* libcbor's opinion, by its tree for what is good, by one step for the rest. */
#include "libcbor_says.h"

#include <cbor.h>
#include <stdlib.h>

bool libcbor_same(cn_span s)
{
    struct cbor_load_result result;
    unsigned char *out = NULL;
    size_t cap = 0;
    cbor_item_t *item = cbor_load(s.data, s.len, &result);
    if (item == NULL) {
        return false;
    }
    size_t len = cbor_serialize_alloc(item, &out, &cap);
    bool same = result.read == s.len && cn_span_equal(cn_span_of(out, len), s);
    free(out);
    cbor_decref(&item);
    return same;
}

bool libcbor_wants_more(cn_span s, size_t offset)
{
    return offset <= s.len &&
           cbor_stream_decode(s.data + offset, s.len - offset,
                              &cbor_empty_callbacks, NULL)
                   .status == CBOR_DECODER_NEDATA;
}
