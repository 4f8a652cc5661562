/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the tests of the QR room share: texts of any length over all characters
 * of the alphanumeric mode, symbols of them, drawings as strings.
 */
#ifndef CN_TEST_QR_SUPPORT_H
#define CN_TEST_QR_SUPPORT_H

#include "../../lib/qr/qr.h"
#include "../support/support.h"

enum {
    TEXT_MAX = 4400
};

/* len characters, all of the 45 in turn, beginning with HP1: where it fits. */
void fill_text(uint8_t text[TEXT_MAX], size_t len);
/* The symbol of such a text; fails the test if there is none. */
carnet_qr *symbol_of(size_t len, int32_t level);

#endif
