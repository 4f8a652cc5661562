/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What this build says of a frozen file, in the two cells that the manifest has
 * of it: the answer with its facts, and a digest of all that is shown.
 */
#ifndef CN_TEST_GOLDEN_H
#define CN_TEST_GOLDEN_H

#include "../api/made.h"
#include "../api/said.h"

#include "carnet/carnet.h"

/* A question, as the manifest has it. */
typedef struct {
    const char *files; /* one, or the codes of a set, with spaces between */
    const char *door;  /* passport, opened, trust, next, status */
    int64_t now_s;
    const char *with; /* whom to believe: golden/README.md */
} golden_question;

/* Appends both cells, with a tab between and no zero. folder: of the files. */
void golden_look(cn_buf *out, const char *folder, const golden_question *q);

#endif
