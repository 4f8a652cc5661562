/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The record, read: what an entry of a verdict says. Kinds, fields and words
 * are in fields.h, generated from the one schema table; docs/spec/record.md
 * says what each means. Making a record is in record_build.h.
 * An entry never changes: any number of threads may read one. On threads see
 * carnet/types.h.
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
#define CARNET_RECORD_SELF (-1)        /* member: the field itself */
#define CARNET_RECORD_ELSEWHERE (-1)   /* part: in another credential */
#define CARNET_RECORD_TEXT_SIZE 1025   /* bytes for any text and its zero */
#define CARNET_RECORD_BYTES_SIZE 1024  /* bytes for any byte string */

/* The two sizes for callers that can't read headers. */
CARNET_API size_t carnet_record_text_size(void);
CARNET_API size_t carnet_record_bytes_size(void);

/* Kinds that this version knows: 0 to this number less 1. */
CARNET_API int32_t carnet_record_num_kinds(void);

/* JSON name of a kind (CARNET_KIND_*), constant, NUL-terminated; NULL where
   this version does not know the kind. */
CARNET_API const char *carnet_record_kind_name(int32_t kind);

/* Kind of a JSON name; -1 if none. name: name_len bytes, lent; may be NULL. */
CARNET_API int32_t carnet_record_find_kind(const char *name, size_t name_len);

/* Kind, CARNET_KIND_* or the number of a later version's; -1 for NULL. */
CARNET_API int32_t carnet_record_entry_kind(const carnet_entry *entry);

/* Part that it stands in, CARNET_PART_*; -1 for NULL. */
CARNET_API int32_t carnet_record_entry_part(const carnet_entry *entry);

/* Place in its part, from 0; -1 for NULL. */
CARNET_API int32_t carnet_record_entry_position(const carnet_entry *entry);

/* 1 where it holds more than this version can read, else 0. Tell the reader:
   what the getters give is then not all that the issuer said. */
CARNET_API int32_t carnet_record_entry_is_beyond(const carnet_entry *entry);

/*
 * The entry as a JSON object, docs/spec/record.md: kind, id ("clinic/3"),
 * part, fields; what this version can't read as "cbor".
 * out: receives UTF-8, yours to free; NULL on failure. entry: lent.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_entry_json(carnet_buf **out, const carnet_entry *entry);

/*
 * The place of a value, which all functions below take:
 * entry: lent for the call. field: CARNET_<KIND>_*, of the entry's own kind.
 * i: which value of a list, from 0; 0 where the field is no list.
 * member: CARNET_<GROUP>_* where the field holds a group, or
 * CARNET_RECORD_SELF for the field itself.
 * Each that gives a status gives
 *   CARNET_OK;
 *   CARNET_CALLER_NULL: entry or an output is NULL;
 *   CARNET_CALLER_ABSENT: no such field, value or member in this entry;
 *   CARNET_CALLER_TYPE: the field or member holds another type.
 * A field that has a default and is not written holds its default.
 * Texts are UTF-8 without control characters and end in a zero.
 */

/* Values of a field: 1, or the length of a list; 0 if absent, also with a
   reason. */
CARNET_API size_t carnet_record_num_values(const carnet_entry *entry,
                                           int32_t field);

/* 1 where there is a value at the place, else 0. */
CARNET_API int32_t carnet_record_has(const carnet_entry *entry, int32_t field,
                                     size_t i, int32_t member);

/* Why a field that may say so has no value: CARNET_ABSENT_*; CARNET_ABSENT_NO
   where it has one or says nothing. */
CARNET_API int32_t carnet_record_absence(const carnet_entry *entry,
                                         int32_t field);

/* INT. out: the number. */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_get_int(int64_t *out, const carnet_entry *entry, int32_t field,
                      size_t i, int32_t member);

/* BOOL. out: 0 or 1. */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_get_bool(int32_t *out, const carnet_entry *entry, int32_t field,
                       size_t i, int32_t member);

/* ENUM. out: position in its list of words, from 0. */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_get_enum(int32_t *out, const carnet_entry *entry, int32_t field,
                       size_t i, int32_t member);

/* ENUM: its word, constant; NULL where carnet_record_get_enum would fail. */
CARNET_API const char *carnet_record_get_word(const carnet_entry *entry,
                                              int32_t field, size_t i,
                                              int32_t member);

/* TEXT, LABEL. out: CARNET_RECORD_TEXT_SIZE bytes of the caller. */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_copy_text(char *out, const carnet_entry *entry, int32_t field,
                        size_t i, int32_t member);

/* DECIMAL: mantissa * 10^-scale, which keeps its digits: 5.0 is (50, 1).
   scale_out: -9 to 9. */
CARNET_MUST_USE CARNET_API carnet_status carnet_record_get_decimal(
    int64_t *mantissa_out, int32_t *scale_out, const carnet_entry *entry,
    int32_t field, size_t i, int32_t member);

/* QUANTITY: as a decimal. unit_out: its UCUM unit, also where it is the usual
   one; CARNET_RECORD_TEXT_SIZE bytes of the caller. */
CARNET_MUST_USE CARNET_API carnet_status carnet_record_copy_quantity(
    int64_t *mantissa_out, int32_t *scale_out, char *unit_out,
    const carnet_entry *entry, int32_t field, size_t i, int32_t member);

/*
 * DATE, END. precision_out: CARNET_DATE_*. year_out: 1 to 9999. month_out,
 * day_out: from 1; 0 where the precision has none; of an instant: the local
 * day. estimated_out: 0 or 1. Any output may be NULL.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_record_get_date(
    int32_t *precision_out, int32_t *year_out, int32_t *month_out,
    int32_t *day_out, int32_t *estimated_out, const carnet_entry *entry,
    int32_t field, size_t i, int32_t member);

/* DATE, END: first and last day that it can mean, days since 1970-01-01. Any
   output may be NULL. */
CARNET_MUST_USE CARNET_API carnet_status carnet_record_get_days(
    int32_t *first_days_out, int32_t *last_days_out, const carnet_entry *entry,
    int32_t field, size_t i, int32_t member);

/* DATE, END of CARNET_DATE_MINUTE, else CARNET_CALLER_TYPE. minutes_out: since
   1970-01-01T00:00Z. offset_out: minutes east of UTC, -840 to 840. */
CARNET_MUST_USE CARNET_API carnet_status carnet_record_get_instant(
    int64_t *minutes_out, int32_t *offset_out, const carnet_entry *entry,
    int32_t field, size_t i, int32_t member);

/* DATE, END as EDTF: "2019-05-20", "2019-05~", "2026-03-17T10:30:00+02:00".
   out: CARNET_RECORD_TEXT_SIZE bytes of the caller. */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_copy_date(char *out, const carnet_entry *entry, int32_t field,
                        size_t i, int32_t member);

/* CODE: how many codings it has, 0 to 4 (0: words only, or no code). */
CARNET_API size_t carnet_record_num_codings(const carnet_entry *entry,
                                            int32_t field, size_t i,
                                            int32_t member);

/* CODE: coding n (from 0): its system, by name ("icd-10") where carnet knows
   it, else its URI. out: CARNET_RECORD_TEXT_SIZE bytes of the caller. */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_copy_system(char *out, const carnet_entry *entry, int32_t field,
                          size_t i, int32_t member, size_t n);

/* CODE: coding n: its code. Arguments as carnet_record_copy_system. */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_copy_code(char *out, const carnet_entry *entry, int32_t field,
                        size_t i, int32_t member, size_t n);

/* CODE: coding n: words for its code, carried or of carnet's own lists;
   CARNET_CALLER_ABSENT if none. Arguments as carnet_record_copy_system. */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_copy_display(char *out, const carnet_entry *entry, int32_t field,
                           size_t i, int32_t member, size_t n);

/* CODE: the issuer's own words; CARNET_CALLER_ABSENT if none.
   out: CARNET_RECORD_TEXT_SIZE bytes of the caller. */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_copy_words(char *out, const carnet_entry *entry, int32_t field,
                         size_t i, int32_t member);

/* REF. part_out: CARNET_PART_*, then target_out is a position in that part; or
   CARNET_RECORD_ELSEWHERE, then it is the first 4 bytes of a leaf, first byte
   most significant. docs/spec/format.md section 6. */
CARNET_MUST_USE CARNET_API carnet_status carnet_record_get_reference(
    int32_t *part_out, uint32_t *target_out, const carnet_entry *entry,
    int32_t field, size_t i, int32_t member);

/* BYTES. out: CARNET_RECORD_BYTES_SIZE bytes of the caller. out_len: how many
   it has. */
CARNET_MUST_USE CARNET_API carnet_status carnet_record_copy_bytes(
    uint8_t *out, size_t *out_len, const carnet_entry *entry, int32_t field,
    size_t i, int32_t member);

#ifdef __cplusplus
}
#endif
#endif
