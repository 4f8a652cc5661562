/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Face of the CBOR room, the only user of libcbor: a strict scan (RFC 8949
 * section 4.2.1, and of simple values only false, true and nil), a reader
 * that walks what was scanned, and a writer. Never cbor_load on foreign bytes.
 */
#ifndef CN_CBOR_H
#define CN_CBOR_H

#include "../base/base.h"

typedef enum {
    CN_CBOR_UINT,
    CN_CBOR_NINT, /* value: n of -1 - n */
    CN_CBOR_BYTES,
    CN_CBOR_TEXT,
    CN_CBOR_ARRAY, /* value: number of elements */
    CN_CBOR_MAP,   /* value: number of pairs */
    CN_CBOR_FALSE,
    CN_CBOR_TRUE,
    CN_CBOR_NIL
} cn_cbor_type;

typedef struct {
    cn_cbor_type type;
    uint64_t value; /* UINT, NINT, ARRAY, MAP */
    cn_span bytes;  /* BYTES, TEXT: the content */
} cn_cbor_item;

/* No max_depth counts for more than this. */
#define CN_CBOR_DEPTH_MAX 16u

/*
 * Strict scan of one whole item that must fill s exactly. max_depth: nesting
 * of arrays and maps allowed; max_string: bytes of a string allowed (SIZE_MAX
 * for none). *offset_out (may be NULL) is where it stopped: at the head that is
 * refused, at the key that is out of order. No allocation, no recursion.
 * A string that ends too early is CARNET_CBOR_TRUNCATED, an array or map that
 * could not fit in the bytes left is CARNET_CBOR_COUNT.
 * Statuses: CARNET_OK, CARNET_CBOR_TRUNCATED .. CARNET_CBOR_STRING.
 */
carnet_status cn_cbor_scan(cn_span s, size_t max_depth, size_t max_string,
                           size_t *offset_out);
/* The same for an item that need not fill s; its length goes to *used_out. */
carnet_status cn_cbor_scan_first(cn_span s, size_t max_depth, size_t max_string,
                                 size_t *used_out, size_t *offset_out);

/*
 * Reader over bytes that are checked as they are read: every head strict as
 * in the scan. Status is sticky: after a failure nothing moves and every call
 * gives zeroes, and cn_cbor_at_end is true so that no loop waits for it. Key
 * order and depth are the scan's job. Another type than asked for is
 * CARNET_CBOR_TYPE, a number outside its range CARNET_CBOR_RANGE, an array, a
 * map or a byte string of another size CARNET_CBOR_SHAPE, a text above max
 * CARNET_CBOR_STRING.
 */
typedef struct {
    const uint8_t *start;
    const uint8_t *at;
    const uint8_t *end;
    size_t max_string; /* SIZE_MAX at first; more is CARNET_CBOR_STRING */
    carnet_status status;
} cn_cbor_reader;

void cn_cbor_reader_init(cn_cbor_reader *r, cn_span s);
bool cn_cbor_at_end(const cn_cbor_reader *r);
size_t cn_cbor_offset(const cn_cbor_reader *r);
void cn_cbor_fail(cn_cbor_reader *r, carnet_status status); /* first wins */
cn_cbor_type cn_cbor_peek(const cn_cbor_reader *r);      /* NIL past the end */
bool cn_cbor_next(cn_cbor_reader *r, cn_cbor_item *out); /* one head, or a
                                                            whole string */
uint64_t cn_cbor_get_uint(cn_cbor_reader *r, uint64_t max);
/* n of a number n, or of -1 - n where that is negative. */
uint64_t cn_cbor_get_signed(cn_cbor_reader *r, bool *negative_out);
int64_t cn_cbor_get_int(cn_cbor_reader *r, int64_t min, int64_t max);
/* The same, which fails with status outside min to max. */
int64_t cn_cbor_get_int_or(cn_cbor_reader *r, int64_t min, int64_t max,
                           carnet_status status);
cn_span cn_cbor_get_bytes(cn_cbor_reader *r, size_t min, size_t max);
cn_span cn_cbor_get_text(cn_cbor_reader *r, size_t max);
size_t cn_cbor_get_array(cn_cbor_reader *r, size_t min, size_t max);
size_t cn_cbor_get_map(cn_cbor_reader *r, size_t max);
bool cn_cbor_get_bool(cn_cbor_reader *r);
bool cn_cbor_take_nil(cn_cbor_reader *r); /* true and moves where nil is next */
cn_span cn_cbor_skip(cn_cbor_reader *r);  /* one whole item: its bytes */

/* Writer: shortest heads into a cn_buf, whose error is sticky. */
void cn_cbor_put_uint(cn_buf *b, uint64_t v);
void cn_cbor_put_int(cn_buf *b, int64_t v);
void cn_cbor_put_bytes(cn_buf *b, cn_span s);
void cn_cbor_put_text(cn_buf *b, cn_span s);
void cn_cbor_put_array(cn_buf *b, size_t num);
void cn_cbor_put_map(cn_buf *b, size_t num);
void cn_cbor_put_bool(cn_buf *b, bool v);
void cn_cbor_put_nil(cn_buf *b);

/*
 * Diagnostic notation (RFC 8949 section 8) of scanned CBOR, appended to out.
 * A byte string is written h'..'; text is escaped so that no control or
 * bidirectional character is left. pretty: one element a line. Statuses: as
 * the scan's, and out's own.
 */
carnet_status cn_cbor_diag(cn_buf *out, cn_span s, bool pretty);

#endif
