/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Face of the QR room to other rooms: what stands in carnet/qr.h is all of it.
 * The only user of libqrencode.
 */
#ifndef CN_QR_H
#define CN_QR_H

#include "../base/base.h"
#include "carnet/qr.h"

#endif
