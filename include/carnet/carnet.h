/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet: a health passport that its holder carries. This header brings all
 * others; each also stands alone.
 */
#ifndef CARNET_CARNET_H
#define CARNET_CARNET_H

#include "carnet/history.h"
#include "carnet/interop.h"
#include "carnet/issue.h"
#include "carnet/json.h"
#include "carnet/key.h"
#include "carnet/keyboard.h"
#include "carnet/peek.h"
#include "carnet/privacy.h"
#include "carnet/qr.h"
#include "carnet/record.h"
#include "carnet/record_build.h"
#include "carnet/seal.h"
#include "carnet/set.h"
#include "carnet/status.h"
#include "carnet/status_list.h"
#include "carnet/text.h"
#include "carnet/trust.h"
#include "carnet/trust_draft.h"
#include "carnet/types.h"
#include "carnet/verify.h"
#include "carnet/version.h"
#include "carnet/view.h"
#include "carnet/words.h"

#endif
