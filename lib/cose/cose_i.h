/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What never varies of the protected headers, as it is encoded, and the sizes
 * that the COSE room builds with on the stack. Each of these is the longest
 * that its structure can be, whatever the claims hold, so nothing is ever cut.
 */
#ifndef CN_COSE_I_H
#define CN_COSE_I_H

#include "cose.h"

/* What never varies of a protected header, as it is encoded (RFC 8949 section
   3). Parameters: IANA "COSE Header Parameters"; typ: RFC 9596. Algorithm: IANA
   "COSE Algorithms", EdDSA. */
#define CN_COSE_HEADER_ALG "\xa3\x01\x27" /* { alg: -8 */
#define CN_COSE_HEADER_KID "\x04\x44"     /* kid: 4 bytes */
#define CN_COSE_HEADER_TYP_LABEL "\x10"   /* typ: */

/* Header of a list: the above, a kid, a typ with the longest head it needs. */
#define CN_COSE_LIST_HEADER_MAX (6 + CARNET_KEY_ID_SIZE + 2 + CN_COSE_TYP_MAX)

#define CN_COSE_PROTECTED_MAX 36 /* always just this long */
#define CN_COSE_PAYLOAD_MAX 163

#endif
