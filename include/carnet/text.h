/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Small things that every program around carnet needs: calendar days as text,
 * and foreign text made safe for a terminal. No clock, no locale. On threads
 * see carnet/types.h.
 */
#ifndef CARNET_TEXT_H
#define CARNET_TEXT_H

#include "carnet/types.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CARNET_TEXT_DAY_SIZE 11 /* "YYYY-MM-DD" and a zero */
CARNET_API size_t carnet_text_day_size(void);

/*
 * Reads a day written YYYY-MM-DD (ISO 8601), of years 0001 to 9999.
 * days_out: receives days since 1970-01-01. text: text_len characters.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_RECORD_DATE (no such day).
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_text_parse_day(int32_t *days_out, const char *text, size_t text_len);

/*
 * Reads a time: RFC 3339, to the second, or a day, which is its midnight UTC.
 * seconds_out: receives seconds since 1970-01-01T00:00Z; a leap second counts
 * as the second before. offset_out: receives how many minutes east of UTC its
 * clock stands, 0 of a day; may be NULL. text: text_len characters.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_RECORD_DATE (no such time, or not of
 * the years 0001 to 9999 UTC).
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_text_parse_time(int64_t *seconds_out, int32_t *offset_out,
                       const char *text, size_t text_len);

/*
 * Writes a day as YYYY-MM-DD.
 * out: CARNET_TEXT_DAY_SIZE bytes of the caller. days: since 1970-01-01,
 * -719,162 to 2,932,896.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_text_print_day(char *out,
                                                               int32_t days);

/*
 * Text that no terminal obeys: controls other than line feed, DEL, C1 and
 * bidirectional characters, and what is not UTF-8, become U+FFFD.
 * out: receives UTF-8, yours to free. text: text_len bytes, any.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_text_make_safe(carnet_buf **out,
                                                               const char *text,
                                                               size_t text_len);

#ifdef __cplusplus
}
#endif
#endif
