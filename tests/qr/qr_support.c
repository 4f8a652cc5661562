/* SPDX-License-Identifier: Apache-2.0 */
/*
 * See qr_support.h.
 */
#include "qr_support.h"

void fill_text(uint8_t text[TEXT_MAX], size_t len)
{
    static const char alphabet[] =
        "HP1:023456789ABCDEFGIJKLMNOQRSTUVWXYZ $%*+-./";
    assert_true(len <= TEXT_MAX);
    for (size_t i = 0; i < len; i++) {
        text[i] = (uint8_t)alphabet[i % 45];
    }
}

carnet_qr *symbol_of(size_t len, int32_t level)
{
    uint8_t text[TEXT_MAX];
    fill_text(text, len);
    carnet_qr *qr = NULL;
    assert_status(carnet_qr_new(&qr, text, len, level), CARNET_OK);
    assert_non_null(qr);
    return qr;
}
