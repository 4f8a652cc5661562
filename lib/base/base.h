/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Face of the base room: spans, owned buffers, arena, memory door, wipe,
 * UTF-8, calendar days, problems. Everything above uses these and nothing of
 * the C library's own allocation. No clock, file, locale or environment.
 */
#ifndef CN_BASE_H
#define CN_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "carnet/status.h"
#include "carnet/types.h"
#include "limits.h"

/* For a function that stays one: GCC would put it in place of its calls, and
   those who call it, which then must save what it uses, would be larger than
   both are (docs/sizes.md counts), or slower where they seldom call it. */
#if defined(__GNUC__)
#define CN_APART __attribute__((noinline))
#else
#define CN_APART
#endif

/* For a function whose unsigned numbers wrap on purpose, and says why: clang's
   integer checks leave it out. */
#if defined(__clang__)
#define CN_WRAPS                                                               \
    __attribute__((                                                            \
        no_sanitize("unsigned-integer-overflow", "unsigned-shift-base")))
#else
#define CN_WRAPS
#endif

/* ---- spans: bytes that somebody else owns ---- */

typedef struct {
    const uint8_t *data;
    size_t len;
} cn_span;

static inline cn_span cn_span_of(const void *data, size_t len)
{
    cn_span s = {(const uint8_t *)data, len};
    return s;
}

/* What is behind its first n bytes: its end where it has no more. */
static inline cn_span cn_span_after(cn_span s, size_t n)
{
    size_t at = n < s.len ? n : s.len;
    return at == 0 ? s : cn_span_of(s.data + at, s.len - at);
}

/* The bytes of a string literal, without its zero. */
#define CN_SPAN_LIT(lit) cn_span_of((lit), sizeof(lit) - 1)

cn_span cn_span_str(const char *zero_terminated);
bool cn_span_equal(cn_span a, cn_span b); /* not constant-time */
bool cn_span_starts(cn_span s, cn_span prefix);
/* Bytewise order, shorter first where one is a prefix: <0, 0, >0. */
int cn_span_compare(cn_span a, cn_span b);
/* NULL with length 0 is empty; any other NULL is CARNET_CALLER_NULL. */
carnet_status cn_span_check(const void *data, size_t len);

/* ---- without a branch, where what is asked is secret ---- */

/* All ones where yes, else 0: 0 less 1 wraps to them. */
CN_WRAPS static inline uint32_t cn_mask_of(bool yes)
{
    return ~((uint32_t)yes - 1u);
}
/* a where yes, else b. */
static inline uint32_t cn_pick(bool yes, uint32_t a, uint32_t b)
{
    return b ^ ((a ^ b) & cn_mask_of(yes));
}
/* 1 where c is one of first to last, else 0. */
static inline int32_t cn_within(int32_t c, int32_t first, int32_t last)
{
    return (c >= first) & (c <= last);
}

/* Says that what was computed of a secret may be known, and so branched on;
   each call says why. Does nothing: tests hold the code to it. */
void cn_mem_public(const void *p, size_t size);

/* ---- memory door: the only malloc and free of the library ---- */

void *cn_mem_alloc(size_t size);             /* zeroed; NULL if none */
void *cn_mem_array(size_t num, size_t size); /* zeroed, checked product */
void cn_mem_free(void *p, size_t size);      /* wipes size bytes, frees */
void cn_mem_wipe(void *p, size_t size);      /* never optimised away */

/* ---- owned, growing buffer with a sticky error ---- */

typedef struct cn_buf {
    uint8_t *data;
    size_t len;
    size_t cap; /* a block that is its own has one byte more, for a zero */
    carnet_status status; /* first failure; later writes do nothing */
    /* Makes room for len more bytes; NULL where data is the caller's, which is
       never grown and never freed. Who only uses such links no growth. */
    bool (*grow)(struct cn_buf *b, size_t len);
} cn_buf;

void cn_buf_init(cn_buf *b); /* empty, grows on need */
void cn_buf_init_fixed(cn_buf *b, void *data, size_t cap); /* full: status
                                                      CARNET_CALLER_ARENA */
void cn_buf_put(cn_buf *b, const void *data, size_t len);
void cn_buf_put_u8(cn_buf *b, uint8_t byte);
void cn_buf_put_span(cn_buf *b, cn_span s);
void cn_buf_put_str(cn_buf *b, const char *zero_terminated);
/* Makes len more bytes and gives where they begin, NULL on failure. */
uint8_t *cn_buf_extend(cn_buf *b, size_t len);
void cn_buf_cut(cn_buf *b, size_t len); /* shortens to len, wiping */
cn_span cn_buf_span(const cn_buf *b);
void cn_buf_free(cn_buf *b); /* wipes, frees, empties */
/* Gives the bytes away as a public buffer; b is empty afterwards. On failure
 *out is NULL and b is freed. */
carnet_status cn_buf_give(cn_buf *b, carnet_buf **out);

/* ---- arena: bump allocation in one block, grown only where allowed ---- */

typedef struct cn_arena {
    uint8_t *at;
    size_t left;
    struct cn_arena_block *blocks; /* owned blocks, if it grows */
    /* Takes a block of size bytes or more from the memory door; NULL: never
       grows, and nothing of growing is linked. */
    bool (*grow)(struct cn_arena *a, size_t size);
} cn_arena;

void cn_arena_init_fixed(cn_arena *a, void *data, size_t len);
void cn_arena_init_grow(cn_arena *a);
/* Zeroed, aligned to 16, never empty; NULL if there is no room (fixed) or
   memory (grow). */
void *cn_arena_take(cn_arena *a, size_t size);
/* A copy of bytes, never empty; NULL as take gives. */
uint8_t *cn_arena_copy(cn_arena *a, cn_span s);
/* As take but not zeroed; for large outputs that are written at once. */
void *cn_arena_take_raw(cn_arena *a, size_t size);
/* Gives back all but the first used bytes of the block that was taken last. */
void cn_arena_shrink_last(cn_arena *a, void *last, size_t taken, size_t used);
/* Largest block that take could give now; SIZE_MAX if it grows. */
size_t cn_arena_room(const cn_arena *a);
void cn_arena_free(cn_arena *a); /* wipes owned blocks */
/* What take would say on failure: CARNET_CALLER_ARENA or _MEMORY. */
carnet_status cn_arena_status(const cn_arena *a);

/* ---- UTF-8 (RFC 3629) ---- */

/* Next code point from s at *pos, which moves; -1 where malformed, and at the
   end. */
int32_t cn_utf8_next(cn_span s, size_t *pos);
/* Length of the longest well-formed prefix; s.len if all is well-formed. */
size_t cn_utf8_valid_prefix(cn_span s);
/* Writes 1 to 4 bytes of cp to out; number written, 0 if cp is none. */
size_t cn_utf8_put(uint8_t *out, int32_t cp);
/* C0, C1, DEL, line and paragraph separator, bidirectional control. */
bool cn_utf8_is_control(int32_t cp);
/* Whether cp lies in a row (first, last) of a table that rises. */
bool cn_utf8_is_within(const int32_t (*table)[2], size_t num, int32_t cp);
/* Drawn as nothing, as another space than U+0020, or as each font likes
   (Unicode 15.0); U+0020 is not among them. */
bool cn_utf8_is_unseen(int32_t cp);
/* Whether Unicode 15.0 assigns cp: surrogates and private use, too. */
bool cn_utf8_is_assigned(int32_t cp);
/* Whether anything of a text is drawn: a person's name may be what it likes,
   but no empty line to compare with. */
bool cn_text_is_seen(cn_span s);
/* Whether all of a text is assigned; false where it is malformed. */
bool cn_text_is_assigned(cn_span s);
/* Appends any bytes as UTF-8 that no terminal obeys: controls and what is
   malformed become U+FFFD; line feeds stay where lines is true. */
void cn_utf8_put_safe(cn_buf *out, cn_span s, bool lines);

/* ---- calendar days (proleptic Gregorian), days since 1970-01-01 ---- */

#define CN_DAY_MIN (-719162) /* 0001-01-01; the last is CN_LIMIT_DAY */
#define CN_DAY_MINUTES 1440
#define CN_DAY_SECONDS 86400
/* Their first and last second, since 1970-01-01T00:00:00Z. */
#define CN_TIME_MIN_S (INT64_C(1) * CN_DAY_SECONDS * CN_DAY_MIN)
#define CN_TIME_MAX_S (INT64_C(1) * CN_DAY_SECONDS * (CN_LIMIT_DAY + 1) - 1)
static inline bool cn_time_has_date(int64_t time_s)
{
    return time_s >= CN_TIME_MIN_S && time_s <= CN_TIME_MAX_S;
}

/* The day in which a time lies, before 1970 too, where a day has so many of its
   units. */
int64_t cn_day_of(int64_t time, int32_t a_day);
bool cn_days_valid(int32_t year, int32_t month, int32_t day);
/* INT32_MIN for what is no date of years 0001-9999. */
int32_t cn_days_from_date(int32_t year, int32_t month, int32_t day);
/* All 0 for a day outside years 0001-9999. */
void cn_days_to_date(int32_t days, int32_t *year, int32_t *month, int32_t *day);
/* Reads exactly YYYY-MM-DD; false if that is no date of years 0001-9999. */
bool cn_days_parse(cn_span text, int32_t *days_out);
/* Writes YYYY-MM-DD and a zero, "not a date" outside years 0001-9999; out has
   11 bytes or more. */
void cn_days_print(char *out, int32_t days);

/* ---- numbers in text, free of any locale ---- */

/* Appends v in decimal digits. */
void cn_buf_put_u64(cn_buf *b, uint64_t v);
void cn_buf_put_i64(cn_buf *b, int64_t v);
/* Appends bytes, two lower-case hex digits each. */
void cn_buf_put_hex(cn_buf *b, cn_span bytes);
/* Value of a lower-case hex digit, -1 for any other character. */
int32_t cn_text_hex_digit(uint8_t c);
/* len bytes from twice as many such digits; false where text is no such,
   and out is of no use then. */
bool cn_text_get_hex(uint8_t *out, size_t len, cn_span text);

/* Appends bytes in base64url without padding (RFC 4648 section 5). */
void cn_text_put_base64(cn_buf *b, cn_span bytes);
/* Appends what such text stands for; false where it is none or not canonical,
   and b is of no use then. */
bool cn_text_get_base64(cn_buf *b, cn_span text);
/* The same in base64, padded and on one line (RFC 4648 section 4). */
void cn_text_put_base64_padded(cn_buf *b, cn_span bytes);
/* And back; spare bits may be anything. */
bool cn_text_get_base64_padded(cn_buf *b, cn_span text);

/* Writes v and a zero; out has 24 bytes or more; number of characters. For an
   array of the caller; a buffer has the functions above. */
size_t cn_text_put_i64(char *out, int64_t v);
size_t cn_text_put_u64(char *out, uint64_t v);
/* Reads a whole span of 1 to 20 digits; false on anything else. */
bool cn_text_get_u64(cn_span text, uint64_t *out);
/* Appends text between double quotes as JSON writes it (RFC 8259 section 7):
   \" \\ \n and \uXXXX for all that cn_utf8_is_control names; a byte that is
   not UTF-8 becomes U+FFFD. */
void cn_text_put_quoted(cn_buf *b, cn_span text);

/* ---- problems: where and why ---- */

#define CN_PROBLEM_TEXT 160 /* bytes, zero included */

typedef struct {
    carnet_status status; /* CARNET_OK: no problem noted */
    size_t offset;
    size_t line;
    char path[CN_PROBLEM_TEXT];   /* cut with "..." where longer */
    char detail[CN_PROBLEM_TEXT]; /* one line, no control characters */
} cn_problem;

/* Notes a problem unless one is noted already. detail may be NULL. Gives
   status back, so that `return cn_problem_note(...)` reads well. p may be
   NULL. */
carnet_status cn_problem_note(cn_problem *p, carnet_status status,
                              size_t offset, const char *path,
                              const char *detail);
/* The same with a detail of ours, not NULL: constant, harmless and short; path
   is empty. */
carnet_status cn_problem_say(cn_problem *p, carnet_status status, size_t offset,
                             const char *detail);
/* Adds to path or detail of a problem; text is ours, and left out if there is
   no room for it. */
void cn_problem_add(char field[CN_PROBLEM_TEXT], const char *text);
void cn_problem_add_number(char field[CN_PROBLEM_TEXT], size_t v);
/* None yet, where one is asked for. */
static inline void cn_problem_clear(carnet_problem **out)
{
    if (out != NULL) {
        *out = NULL;
    }
}
/* Makes the public form; *out NULL where out is NULL or memory fails. */
void cn_problem_give(const cn_problem *p, carnet_problem **out);

#endif
