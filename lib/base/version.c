/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The version of the library, from the header that the build writes: a program
 * may have been compiled with other headers than the library it runs with.
 */
#include "carnet/version.h"

const char *carnet_version(void)
{
    return CARNET_VERSION;
}
