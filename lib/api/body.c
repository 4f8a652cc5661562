/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The body of a credential that is being written: items as they are, or
 * DEFLATE of them where that is shorter and a reader takes it
 * (docs/spec/format.md section 3).
 */
#include "passport_i.h"

size_t cn_api_num_elements(cn_span entry)
{
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, entry);
    size_t num = 0;
    while (r.status == CARNET_OK && !cn_cbor_at_end(&r)) {
        cn_cbor_skip(&r);
        num++;
    }
    return num;
}

/* Items that deflate too well are not taken packed by a reader. */
static bool may_be_packed(size_t packed_len, size_t items_len)
{
    return items_len <=
           CN_LIMIT_ITEMS_BASE + CN_LIMIT_ITEMS_FACTOR * packed_len;
}

carnet_status cn_api_put_body(cn_buf *out, cn_span items)
{
    cn_buf packed;
    cn_buf_init(&packed);
    carnet_status status = items.len > CN_LIMIT_ITEMS_FILE
                               ? CARNET_RECORD_TOO_LONG
                               : cn_wire_deflate(&packed, items);
    if (status == CARNET_OK) {
        size_t begin = out->len;
        cn_cbor_put_bytes(out, cn_buf_span(&packed));
        if (out->len - begin >= items.len ||
            !may_be_packed(packed.len, items.len)) {
            cn_buf_cut(out, begin);
            cn_buf_put_span(out, items);
        }
        status = out->status;
    }
    cn_buf_free(&packed);
    return status;
}
