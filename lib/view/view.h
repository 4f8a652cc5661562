/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Face of the view room to other rooms: what stands in carnet/view.h is all of
 * it.
 */
#ifndef CN_VIEW_H
#define CN_VIEW_H

#include "../model/model.h"
#include "carnet/view.h"

#endif
