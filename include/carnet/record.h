/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The record: what an entry says, read from a verdict, and a record being
 * made. Kinds, fields and words are in fields.h, generated from the one schema
 * table; docs/spec/record.md says what each means.
 */
#ifndef CARNET_RECORD_H
#define CARNET_RECORD_H

#include "carnet/fields.h"
#include "carnet/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One entry of a verified (or, in its own type, unverified) passport. Lent by
   what it came from; never changes. */
typedef struct carnet_entry carnet_entry;

/* A record being made: a builder, for one thread at a time. */
typedef struct carnet_record carnet_record;

/* The three parts of a credential, from least to most private. */
#define CARNET_PART_DESK 0
#define CARNET_PART_CLINIC 1
#define CARNET_PART_PRIVATE 2

/* How exact a date is. */
#define CARNET_DATE_DAY 0    /* a full calendar date */
#define CARNET_DATE_MONTH 1  /* year and month */
#define CARNET_DATE_YEAR 2   /* year only */
#define CARNET_DATE_MINUTE 3 /* an instant, to the minute */

/* Why a value is not there. */
#define CARNET_ABSENT_NO 0        /* it is there */
#define CARNET_ABSENT_NONE 1      /* known not to exist */
#define CARNET_ABSENT_NOT_ASKED 2 /* nobody asked */
#define CARNET_ABSENT_REFUSED 3   /* the person did not say */

#define CARNET_RECORD_JSON_MAX 8388608 /* bytes of a record in JSON */

#ifdef __cplusplus
}
#endif
#endif
