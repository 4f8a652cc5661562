/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Face of the api room, which composes all others and which no other room may
 * know: what stands in the public headers is all of it.
 */
#ifndef CN_API_H
#define CN_API_H

#include "../base/base.h"
#include "carnet/carnet.h"

#endif
