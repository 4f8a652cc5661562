/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The record, made: entries and their fields set one by one, or read from
 * JSON. Both ways are checked by the same rules; what concerns an entry as a
 * whole (required fields, references, parts) is checked when a day of issue is
 * given, see carnet_issue_plan. A record copies what it is given and belongs
 * to one thread at a time; on threads see carnet/types.h.
 */
#ifndef CARNET_RECORD_BUILD_H
#define CARNET_RECORD_BUILD_H

#include "carnet/record.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CARNET_RECORD_ENTRIES_MAX 768   /* entries of a record */
#define CARNET_RECORD_ANY_DAY INT32_MIN /* issued_days: not known */

/* Makes an empty record. out: yours to free; NULL on failure.
   CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY. */
CARNET_MUST_USE CARNET_API carnet_status carnet_record_new(carnet_record **out);

/* Wipes and frees. record: may be NULL. */
CARNET_API void carnet_record_free(carnet_record *record);

/*
 * Reads a record from JSON, docs/spec/record.md.
 * out: yours to free; NULL on failure. problem: receives path, byte offset and
 * line, yours to free, or NULL; may be NULL. json: json_len bytes of UTF-8,
 * lent for the call. json_len: at most CARNET_RECORD_JSON_MAX.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY, the JSON class,
 * CARNET_CBOR_* for "cbor", and CARNET_RECORD_KIND, _FIELD, _TYPE, _REQUIRED,
 * _RANGE, _CODE, _SYSTEM, _DATE, _UNIT, _TEXT, _TOO_LONG, _DECIMAL, _ENUM,
 * _FORM, _REFERENCE, _COUNT, _EMPTY, _TWICE.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_from_json(carnet_record **out, carnet_problem **problem,
                        const char *json, size_t json_len);

/*
 * A JSON record with one entry of a kind and an example in every field, for
 * people to change.
 * out: receives UTF-8, yours to free; NULL on failure. kind: CARNET_KIND_*.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY, CARNET_RECORD_KIND.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_skeleton(carnet_buf **out, int32_t kind);

/* "issued" and "valid_until" of the JSON, days since 1970-01-01. They bind
   nobody: carnet_issue_plan takes both as arguments.
   CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_ABSENT (not given). */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_get_issued(int32_t *days_out, const carnet_record *record);
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_get_valid_until(int32_t *days_out, const carnet_record *record);

/* Entries so far. record: may be NULL (gives 0). */
CARNET_API size_t carnet_record_num_entries(const carnet_record *record);

/* Entry with an id: its index, from 0. id: id_len bytes, lent.
   CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_ABSENT. */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_find_id(size_t *index_out, const carnet_record *record,
                      const char *id, size_t id_len);

/* Adds an entry. index_out: its index, from 0; may be NULL. kind:
   CARNET_KIND_*. CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY,
   CARNET_RECORD_KIND, CARNET_RECORD_COUNT. */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_add(size_t *index_out, carnet_record *record, int32_t kind);

/*
 * Adds an entry of a later version as it stands in another credential; it is
 * kept byte for byte, and its fields can't be set.
 * index_out: as above. cbor: cbor_len bytes, at most 65,536, one entry, copied.
 * issued_days: day of issue of that credential, from which its dates count;
 * this record can then be issued on that day only. CARNET_RECORD_ANY_DAY: it
 * holds no date. Its references are not changed either.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE, CARNET_CALLER_MEMORY,
 * the CBOR class, CARNET_RECORD_COUNT. docs/spec/format.md section 5.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_record_add_cbor(
    size_t *index_out, carnet_record *record, const uint8_t *cbor,
    size_t cbor_len, int32_t issued_days);

/* Names an entry, for references in JSON and for messages. id: id_len bytes, 1
   to 64, not beginning with "leaf:". CARNET_OK, CARNET_CALLER_NULL,
   CARNET_CALLER_ABSENT, CARNET_CALLER_MEMORY, CARNET_RECORD_TEXT,
   CARNET_RECORD_TOO_LONG, CARNET_RECORD_TWICE (another has that id). */
CARNET_MUST_USE CARNET_API carnet_status carnet_record_set_id(
    carnet_record *record, size_t entry, const char *id, size_t id_len);

/* Puts an entry in a part, CARNET_PART_*. Without, its kind, codes and words
   say; one less private than they say is refused by carnet_issue_plan.
   CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_ABSENT, CARNET_CALLER_RANGE. */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_set_part(carnet_record *record, size_t entry, int32_t part);

/* The explicit word that this entry may stand in a less private part than its
   kind, codes and words ask for. CARNET_OK, CARNET_CALLER_NULL,
   CARNET_CALLER_ABSENT. docs/spec/parts.md. */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_allow_less_private(carnet_record *record, size_t entry);

/*
 * The place of a value, which all functions below take:
 * record, entry: the entry's index. field: CARNET_<KIND>_*, of its kind.
 * i: which value of a list, or the number of those that are there, which
 * appends one; 0 where the field is no list.
 * member: CARNET_<GROUP>_* where the field holds a group, or
 * CARNET_RECORD_SELF. A group that is not there is made.
 * A value that is there is replaced; a reason for absence is dropped.
 * Bytes in are lent for the call and copied. Each gives
 *   CARNET_OK; CARNET_CALLER_NULL; CARNET_CALLER_MEMORY;
 *   CARNET_CALLER_ABSENT: no such entry, field, member or index;
 *   CARNET_CALLER_TYPE: the field holds another type, or the entry is CBOR;
 *   CARNET_RECORD_TOO_LONG: the list has 64 values, or the text is too long;
 * and the statuses named. On failure nothing is changed.
 */

/* INT. Also CARNET_RECORD_RANGE. */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_set_int(carnet_record *record, size_t entry, int32_t field,
                      size_t i, int32_t member, int64_t value);

/* BOOL. value: 0 or 1. Also CARNET_RECORD_RANGE. */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_set_bool(carnet_record *record, size_t entry, int32_t field,
                       size_t i, int32_t member, int32_t value);

/* ENUM. value: position in its list of words. Also CARNET_RECORD_ENUM,
   CARNET_RECORD_TWICE (the list has that word). */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_set_enum(carnet_record *record, size_t entry, int32_t field,
                       size_t i, int32_t member, int32_t value);

/* TEXT, LABEL. Also CARNET_RECORD_TEXT, CARNET_RECORD_CODE (not the shape of a
   country, language or currency). */
CARNET_MUST_USE CARNET_API carnet_status carnet_record_set_text(
    carnet_record *record, size_t entry, int32_t field, size_t i,
    int32_t member, const char *text, size_t text_len);

/* DECIMAL: mantissa * 10^-scale; 5.0 is (50, 1). |mantissa| below 2^53; scale:
   -9 to 9; zeros at the end of a mantissa whose scale is below 0 are moved to
   the scale. Also CARNET_RECORD_DECIMAL. */
CARNET_MUST_USE CARNET_API carnet_status carnet_record_set_decimal(
    carnet_record *record, size_t entry, int32_t field, size_t i,
    int32_t member, int64_t mantissa, int32_t scale);

/* QUANTITY. unit: UCUM; NULL: the field's usual unit. Only what is measured
   can be below 0. Also CARNET_RECORD_DECIMAL, _UNIT, _RANGE. */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_set_quantity(carnet_record *record, size_t entry, int32_t field,
                           size_t i, int32_t member, int64_t mantissa,
                           int32_t scale, const char *unit, size_t unit_len);

/* DATE, END. year: 1 to 9999. month, day: from 1; day 0, or both 0: not known.
   estimated: 0 or 1. Also CARNET_RECORD_DATE. */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_set_date(carnet_record *record, size_t entry, int32_t field,
                       size_t i, int32_t member, int32_t year, int32_t month,
                       int32_t day, int32_t estimated);

/* DATE, END as an instant. minutes: since 1970-01-01T00:00Z. offset: minutes
   east of UTC, -840 to 840. Also CARNET_RECORD_DATE. */
CARNET_MUST_USE CARNET_API carnet_status carnet_record_set_instant(
    carnet_record *record, size_t entry, int32_t field, size_t i,
    int32_t member, int64_t minutes, int32_t offset);

/*
 * CODE: adds a coding, at most 4; the first makes the code. system: name or
 * URI; NULL: the field's usual one. display: the system's words for the code,
 * or NULL; kept only where carnet's own list for the field lacks the code.
 * Also CARNET_RECORD_SYSTEM, _CODE, _TEXT, _TWICE (the same code again).
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_record_add_coding(
    carnet_record *record, size_t entry, int32_t field, size_t i,
    int32_t member, const char *system, size_t system_len, const char *code,
    size_t code_len, const char *display, size_t display_len);

/* CODE: the issuer's own words, beside the codings or alone. They are carried
   unless they equal, case and accents folded, a display that is carried or our
   word, in any language, for a code of the field's list. Also
   CARNET_RECORD_TEXT. */
CARNET_MUST_USE CARNET_API carnet_status carnet_record_set_words(
    carnet_record *record, size_t entry, int32_t field, size_t i,
    int32_t member, const char *words, size_t words_len);

/* REF to another entry of this record. target: its index. Also
   CARNET_RECORD_REFERENCE. */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_set_reference(carnet_record *record, size_t entry, int32_t field,
                            size_t i, int32_t member, size_t target);

/* REF into another credential. leaf: the first 4 bytes of the entry's leaf,
   first byte most significant. docs/spec/format.md section 4. */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_set_elsewhere(carnet_record *record, size_t entry, int32_t field,
                            size_t i, int32_t member, uint32_t leaf);

/* BYTES. Also CARNET_RECORD_RANGE (too few). */
CARNET_MUST_USE CARNET_API carnet_status carnet_record_set_bytes(
    carnet_record *record, size_t entry, int32_t field, size_t i,
    int32_t member, const uint8_t *bytes, size_t bytes_len);

/* Says why a field has no value, which is dropped. reason: CARNET_ABSENT_NONE,
   _NOT_ASKED or _REFUSED; else CARNET_CALLER_RANGE. CARNET_CALLER_TYPE where
   the field can't say so. */
CARNET_MUST_USE CARNET_API carnet_status carnet_record_set_absent(
    carnet_record *record, size_t entry, int32_t field, int32_t reason);

/* Takes all values of a field away. */
CARNET_MUST_USE CARNET_API carnet_status
carnet_record_clear(carnet_record *record, size_t entry, int32_t field);

#ifdef __cplusplus
}
#endif
#endif
