/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What several harnesses look at: verdicts under the trusted keys, and JSON and
 * text for people.
 */
#ifndef CN_FUZZ_LOOK_H
#define CN_FUZZ_LOOK_H

#include "fuzz.h"

#include "carnet/carnet.h"

cn_span fuzz_span_of(const carnet_buf *b);
/* What the trusted keys and the time of keys.c make of an input; NULL only
   where a call of fuzz_call is made to fail. */
carnet_status fuzz_verify(carnet_verdict **out, cn_span input);
/* Must be one JSON value for our own reader; freed. */
void fuzz_take_json(carnet_buf *json);
/* Must be well-formed UTF-8 that no terminal obeys, in lines of which each
   closes what it turns; freed. */
void fuzz_take_text(carnet_buf *text);
/* Frees both, which must be equal. */
void fuzz_take_equal(carnet_buf *a, carnet_buf *b);
/* Whether an entry of these bytes is among those of a verdict. */
bool fuzz_has_entry(const carnet_verdict *v, const carnet_entry *e);

#endif
