/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reader: one head after another, each as strict as the scan's, with a sticky
 * status. It stays at what it refuses, so that its offset says where.
 */
#include "cbor_i.h"

void cn_cbor_reader_init(cn_cbor_reader *r, cn_span s)
{
    r->start = s.data;
    r->at = s.data;
    r->end = s.len != 0 ? s.data + s.len : s.data;
    r->max_string = SIZE_MAX;
    r->status = CARNET_OK;
}

bool cn_cbor_at_end(const cn_cbor_reader *r)
{
    return r->status != CARNET_OK || r->at == r->end;
}

size_t cn_cbor_offset(const cn_cbor_reader *r)
{
    return r->at != NULL ? (size_t)(r->at - r->start) : 0;
}

void cn_cbor_fail(cn_cbor_reader *r, carnet_status status)
{
    if (r->status == CARNET_OK) {
        r->status = status;
    }
}

/* Types up to MAP are the major types; the simple values follow. */
_Static_assert(CN_CBOR_UINT == (int)MAJOR_UINT &&
                   CN_CBOR_MAP == (int)MAJOR_MAP &&
                   CN_CBOR_TRUE == CN_CBOR_FALSE + 1,
               "numbers of types");

static cn_cbor_type type_of(unsigned major, uint64_t value)
{
    if (major < MAJOR_TAG) {
        return (cn_cbor_type)major;
    }
    return value == SIMPLE_FALSE  ? CN_CBOR_FALSE
           : value == SIMPLE_TRUE ? CN_CBOR_TRUE
                                  : CN_CBOR_NIL;
}

cn_cbor_type cn_cbor_peek(const cn_cbor_reader *r)
{
    if (cn_cbor_at_end(r)) {
        return CN_CBOR_NIL;
    }
    return type_of(*r->at >> 5, *r->at & 31);
}

/* What a string can be refused for once its head is read. */
static carnet_status check_string(const cn_cbor_reader *r,
                                  const cn_cbor_head *h)
{
    if (h->value > r->max_string) {
        return CARNET_CBOR_STRING;
    }
    cn_span s = cn_span_of(h->data, (size_t)h->value);
    return h->major == MAJOR_TEXT && cn_utf8_valid_prefix(s) != s.len
               ? CARNET_CBOR_UTF8
               : CARNET_OK;
}

bool cn_cbor_look(cn_cbor_reader *r, cn_cbor_head *h)
{
    if (r->status != CARNET_OK) {
        return false;
    }
    carnet_status status = cn_cbor_head_at(h, r->at, r->end);
    if (status == CARNET_OK && cn_cbor_is_string(h)) {
        status = check_string(r, h);
    }
    r->status = status;
    return status == CARNET_OK;
}

typedef struct {
    const uint8_t *data; /* of a string */
    uint64_t value;
} taken;

/* The next item, which must be of this type and its value within bounds, or
   fails with status; zeroes after a failure. */
CN_CBOR_SELDOM static taken take(cn_cbor_reader *r, uint8_t major, uint64_t min,
                                 uint64_t max, carnet_status status)
{
    taken none = {NULL, 0};
    cn_cbor_head h;
    if (!cn_cbor_look(r, &h)) {
        return none;
    }
    if (h.major != major) {
        status = CARNET_CBOR_TYPE;
    } else if (h.value >= min && h.value <= max) {
        taken t = {h.data, h.value};
        r->at = h.after;
        return t;
    }
    r->status = status;
    return none;
}

uint64_t cn_cbor_get_uint(cn_cbor_reader *r, uint64_t max)
{
    if (cn_cbor_is_small_next(r) && *r->at < INFO_1 && *r->at <= max) {
        return *r->at++;
    }
    return take(r, MAJOR_UINT, 0, max, CARNET_CBOR_RANGE).value;
}

uint64_t cn_cbor_get_signed(cn_cbor_reader *r, bool *negative_out)
{
    bool negative = cn_cbor_peek(r) == CN_CBOR_NINT;
    *negative_out = negative;
    if (cn_cbor_is_small_next(r)) {
        return *r->at++ & 31;
    }
    return take(r, negative ? MAJOR_NINT : MAJOR_UINT, 0, UINT64_MAX,
                CARNET_CBOR_RANGE)
        .value;
}

int64_t cn_cbor_get_int_or(cn_cbor_reader *r, int64_t min, int64_t max,
                           carnet_status status)
{
    const uint8_t *begin = r->at;
    bool negative;
    uint64_t n = cn_cbor_get_signed(r, &negative);
    int64_t v = (int64_t)(n & INT64_MAX);
    v = negative ? -1 - v : v;
    if (n > INT64_MAX || v < min || v > max) {
        cn_cbor_fail(r, status);
        r->at = begin;
        v = 0;
    }
    return v;
}

int64_t cn_cbor_get_int(cn_cbor_reader *r, int64_t min, int64_t max)
{
    return cn_cbor_get_int_or(r, min, max, CARNET_CBOR_RANGE);
}

static cn_span string_of(taken t)
{
    return cn_span_of(t.data, (size_t)t.value);
}

cn_span cn_cbor_get_bytes(cn_cbor_reader *r, size_t min, size_t max)
{
    return string_of(take(r, MAJOR_BYTES, min, max, CARNET_CBOR_SHAPE));
}

cn_span cn_cbor_get_text(cn_cbor_reader *r, size_t max)
{
    return string_of(take(r, MAJOR_TEXT, 0, max, CARNET_CBOR_STRING));
}

size_t cn_cbor_get_array(cn_cbor_reader *r, size_t min, size_t max)
{
    return (size_t)take(r, MAJOR_ARRAY, min, max, CARNET_CBOR_SHAPE).value;
}

size_t cn_cbor_get_map(cn_cbor_reader *r, size_t max)
{
    return (size_t)take(r, MAJOR_MAP, 0, max, CARNET_CBOR_SHAPE).value;
}

bool cn_cbor_get_bool(cn_cbor_reader *r)
{
    return take(r, MAJOR_SIMPLE, SIMPLE_FALSE, SIMPLE_TRUE, CARNET_CBOR_TYPE)
               .value == SIMPLE_TRUE;
}

bool cn_cbor_take_nil(cn_cbor_reader *r)
{
    if (cn_cbor_at_end(r) || *r->at != (MAJOR_SIMPLE << 5 | SIMPLE_NIL)) {
        return false;
    }
    r->at++;
    return true;
}

cn_span cn_cbor_skip(cn_cbor_reader *r)
{
    const uint8_t *begin = r->at;
    uint64_t due = 1; /* items that must still come; each has a byte or more */
    while (due > 0) {
        if (cn_cbor_is_small_next(r)) {
            r->at++;
            due--;
            continue;
        }
        cn_cbor_head h;
        if (!cn_cbor_look(r, &h)) {
            r->at = begin;
            return cn_span_of(NULL, 0);
        }
        r->at = h.after;
        due = due - 1 + h.inside;
    }
    return cn_span_of(begin, (size_t)(r->at - begin));
}

bool cn_cbor_next(cn_cbor_reader *r, cn_cbor_item *out)
{
    cn_cbor_head h;
    bool ok = cn_cbor_look(r, &h);
    out->type = CN_CBOR_NIL;
    out->value = 0;
    out->bytes = cn_span_of(NULL, 0);
    if (!ok) {
        return false;
    }
    r->at = h.after;
    out->type = type_of(h.major, h.value);
    if (cn_cbor_is_string(&h)) {
        out->bytes = cn_span_of(h.data, (size_t)h.value);
    } else if (h.major != MAJOR_SIMPLE) {
        out->value = h.value;
    }
    return true;
}
