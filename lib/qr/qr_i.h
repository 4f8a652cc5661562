/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inside the QR room: the symbol as it is kept, one byte a module, row by row
 * from the top left, without quiet zone.
 */
#ifndef CN_QR_I_H
#define CN_QR_I_H

#include "qr.h"

enum {
    CN_QR_VERSIONS = 40,
    CN_QR_LEVELS = 4
};

struct carnet_qr {
    int32_t version;
    int32_t size;   /* modules a side */
    uint8_t dark[]; /* size * size: 1 dark, 0 light */
};

#endif
