/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a status list says, once its signature was found to hold
 * (status_list.c): of an index, and of itself. Past its end nothing is known.
 */
#include "status_i.h"

_Static_assert(CARNET_STATUS_LIST_ISSUER_SIZE == CN_CRYPTO_HASH_SIZE,
               "two sizes");
_Static_assert(CARNET_STATUS_LIST_MAX_ENTRIES == CN_LIMIT_STATUSES,
               "two limits");

int32_t carnet_status_list_get(const carnet_status_list *list, int64_t index)
{
    return list == NULL ? -1 : cn_trust_statuses_get(&list->statuses, index);
}

size_t carnet_status_list_num_entries(const carnet_status_list *list)
{
    return list == NULL ? 0 : cn_trust_statuses_num(&list->statuses);
}

int32_t carnet_status_list_bits(const carnet_status_list *list)
{
    return list == NULL ? 0 : list->statuses.bits;
}

int64_t carnet_status_list_issued_s(const carnet_status_list *list)
{
    return list == NULL ? INT64_MIN : list->issued_s;
}

int64_t cn_status_end_s(const carnet_status_list *list)
{
    const int64_t usual = CN_STATUS_DAYS_USUAL * CN_DAY_SECONDS;
    return list->expires_s != INT64_MIN ? list->expires_s
                                        : list->issued_s + usual;
}

int64_t carnet_status_list_expires_s(const carnet_status_list *list)
{
    return list == NULL ? INT64_MIN : cn_status_end_s(list);
}

int64_t carnet_status_list_ttl_s(const carnet_status_list *list)
{
    return list == NULL ? 0 : list->ttl_s;
}

size_t carnet_status_list_issuer_size(void)
{
    return CARNET_STATUS_LIST_ISSUER_SIZE;
}

const carnet_public_key *
carnet_status_list_get_signer(const carnet_status_list *list)
{
    return list == NULL ? NULL : &list->signer;
}

carnet_status carnet_status_list_copy_issuer(uint8_t *out,
                                             const carnet_status_list *list)
{
    if (out == NULL || list == NULL) {
        return CARNET_CALLER_NULL;
    }
    memcpy(out, list->issuer, CARNET_STATUS_LIST_ISSUER_SIZE);
    return CARNET_OK;
}

carnet_status carnet_status_list_encode(carnet_buf **out,
                                        const carnet_status_list *list,
                                        int32_t as_text)
{
    cn_buf bytes;
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (list == NULL) {
        return CARNET_CALLER_NULL;
    }
    cn_buf_init(&bytes);
    cn_wire_write_list(&bytes, as_text != 0 ? CN_WIRE_TEXT : CN_WIRE_FILE,
                       CN_WIRE_STATUS_LIST, cn_buf_span(&list->signed_bytes));
    return cn_buf_give(&bytes, out);
}
