/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a later version may write, in hexadecimal.
 */
#ifndef CN_TEST_LATER_H
#define CN_TEST_LATER_H

/* A prescription of one tablet in a stage that has a member of that version,
   whose value comes last: one item of CBOR. */
#define TEST_LATER_STAGE(value)                                                \
    "190105"                                                                   \
    "84"                                                                       \
    "1a01000060"                                                               \
    "00"                                                                       \
    "00"                                                                       \
    "81"                                                                       \
    "83"                                                                       \
    "1b0000010000000001"                                                       \
    "01" value

#endif
