/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A status list under trusted keys: written in either form it says the same,
 * its statuses written again are the same, there is none past its end, and it
 * replaces itself and says that nothing is new.
 */
#include "look.h"

#include "../lib/trust/trust.h"

const char fuzz_name[] = "status_list";

static carnet_status read_it(carnet_status_list **out, cn_span input)
{
    return carnet_status_list_read(out, input.data, input.len, fuzz_trusted(),
                                   FUZZ_NUM_KEYS);
}

static void check_statuses(const carnet_status_list *list)
{
    cn_buf map;
    cn_trust_statuses again;
    size_t num = carnet_status_list_num_entries(list);
    memset(&again, 0, sizeof again);
    cn_buf_init(&map);
    cn_buf_init(&again.bytes);
    cn_trust_statuses_write(&map, &list->statuses);
    FUZZ_HOLDS(map.status == CARNET_OK);
    FUZZ_HOLDS(cn_trust_statuses_read(&again, cn_buf_span(&map)) == CARNET_OK);
    FUZZ_HOLDS(again.bits == list->statuses.bits);
    FUZZ_HOLDS(cn_span_equal(cn_buf_span(&again.bytes),
                             cn_buf_span(&list->statuses.bytes)));
    cn_buf_free(&map);
    cn_buf_free(&again.bytes);
    FUZZ_HOLDS(num <= CN_LIMIT_STATUSES);
    FUZZ_HOLDS(carnet_status_list_get(list, (int64_t)num) == -1);
    FUZZ_HOLDS(carnet_status_list_get(list, -1) == -1);
    for (size_t i = 0; i < num && i < 64; i++) {
        int32_t s = carnet_status_list_get(list, (int64_t)i);
        FUZZ_HOLDS(s >= 0 && s < 1 << carnet_status_list_bits(list));
    }
}

static void check_forms(const carnet_status_list *list)
{
    for (int32_t as_text = 0; as_text < 2; as_text++) {
        carnet_buf *form = NULL;
        carnet_status_list *again = NULL;
        carnet_status status = carnet_status_list_encode(&form, list, as_text);
        FUZZ_HOLDS(status == CARNET_OK ||
                   (as_text == 1 && status == CARNET_TEXT_TOO_LONG));
        if (status == CARNET_OK) {
            FUZZ_HOLDS(read_it(&again, fuzz_span_of(form)) == CARNET_OK);
            FUZZ_HOLDS(cn_span_equal(cn_buf_span(&again->signed_bytes),
                                     cn_buf_span(&list->signed_bytes)));
        }
        carnet_status_list_free(again);
        carnet_buf_free(form);
    }
}

/* Who has the key signs a payload in one way, and nobody else can. */
static void check_signature(const carnet_status_list *list)
{
    cn_buf again;
    cn_cose_list parts;
    size_t offset;
    size_t signer = FUZZ_ISSUER;
    while (memcmp(fuzz_trusted()[signer]->bytes, list->signer.bytes,
                  CARNET_KEY_PUBLIC_SIZE) != 0) {
        signer++;
        FUZZ_HOLDS(signer < FUZZ_NUM_KEYS);
    }
    cn_buf_init(&again);
    FUZZ_HOLDS(cn_cose_list_read(&parts, cn_buf_span(&list->signed_bytes),
                                 CN_SPAN_LIT(CN_STATUS_TYP),
                                 &offset) == CARNET_OK);
    FUZZ_HOLDS(cn_cose_list_sign(&again, CN_SPAN_LIT(CN_STATUS_TYP),
                                 parts.payload,
                                 fuzz_secret(signer)) == CARNET_OK);
    FUZZ_HOLDS(
        cn_span_equal(cn_buf_span(&again), cn_buf_span(&list->signed_bytes)));
    cn_buf_free(&again);
}

static void check_itself(const carnet_status_list *list)
{
    int32_t newer = 1;
    carnet_status status =
        carnet_status_list_replaces(&newer, list, list, FUZZ_NOW);
    FUZZ_HOLDS(status != CARNET_OK || newer == 0);
}

void fuzz_check(cn_span input)
{
    carnet_status_list *list = NULL;
    if (read_it(&list, input) == CARNET_OK) {
        check_signature(list);
        check_statuses(list);
        check_forms(list);
        check_itself(list);
    }
    carnet_status_list_free(list);
}

carnet_status fuzz_call(cn_span input)
{
    carnet_status_list *list = NULL;
    carnet_status status = read_it(&list, input);
    carnet_status_list_free(list);
    return status;
}
