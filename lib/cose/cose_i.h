/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sizes that the COSE room builds with on the stack. Each is the longest that
 * its structure can be, whatever the claims hold, so nothing is ever cut.
 */
#ifndef CN_COSE_I_H
#define CN_COSE_I_H

#include "cose.h"

#define CN_COSE_PROTECTED_MAX 36 /* always just this long */
#define CN_COSE_PAYLOAD_MAX 163

#endif
