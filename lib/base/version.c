/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The version of the library, from the header that the build writes.
 */
#include "carnet/version.h"

const char *carnet_version(void)
{
    return CARNET_VERSION;
}
