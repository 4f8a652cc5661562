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

static cn_cbor_type type_of(uint8_t major, uint64_t value)
{
    static const cn_cbor_type of_major[] = {CN_CBOR_UINT,  CN_CBOR_NINT,
                                            CN_CBOR_BYTES, CN_CBOR_TEXT,
                                            CN_CBOR_ARRAY, CN_CBOR_MAP};
    if (major < MAJOR_TAG) {
        return of_major[major];
    }
    if (value == SIMPLE_FALSE) {
        return CN_CBOR_FALSE;
    }
    return value == SIMPLE_TRUE ? CN_CBOR_TRUE : CN_CBOR_NIL;
}

cn_cbor_type cn_cbor_peek(const cn_cbor_reader *r)
{
    if (cn_cbor_at_end(r)) {
        return CN_CBOR_NIL;
    }
    return type_of(*r->at >> 5, *r->at & 31);
}

/* What a head can be refused for once it is read. */
static carnet_status check(const cn_cbor_reader *r, const cn_cbor_head *h)
{
    if (h->major == MAJOR_TEXT && !cn_cbor_is_utf8(h)) {
        return CARNET_CBOR_UTF8;
    }
    if ((h->major == MAJOR_ARRAY || h->major == MAJOR_MAP) &&
        !cn_cbor_fits(h, (size_t)(r->end - h->after))) {
        return CARNET_CBOR_COUNT;
    }
    return CARNET_OK;
}

/* Reads the head at r->at without moving there. */
static inline bool look(cn_cbor_reader *r, cn_cbor_head *h)
{
    if (r->status != CARNET_OK) {
        return false;
    }
    carnet_status status = cn_cbor_head_at(h, r->at, r->end);
    if (status == CARNET_OK && h->major >= MAJOR_TEXT) {
        status = check(r, h);
    }
    r->status = status;
    return status == CARNET_OK;
}

/* As look, and of the type that is wanted. */
static inline bool look_for(cn_cbor_reader *r, cn_cbor_head *h, uint8_t major)
{
    if (!look(r, h)) {
        return false;
    }
    if (h->major != major) {
        r->status = CARNET_CBOR_TYPE;
        return false;
    }
    return true;
}

/* Moves behind the head if its value is within bounds, else fails. */
static inline bool take_within(cn_cbor_reader *r, const cn_cbor_head *h,
                               uint64_t min, uint64_t max, carnet_status status)
{
    if (h->value < min || h->value > max) {
        r->status = status;
        return false;
    }
    r->at = h->after;
    return true;
}

/* Whether a whole number of one byte is next. */
static inline bool is_small_next(const cn_cbor_reader *r)
{
    return r->status == CARNET_OK && r->at != r->end &&
           cn_cbor_is_small(*r->at);
}

CN_CBOR_SELDOM static bool next_long(cn_cbor_reader *r, cn_cbor_item *out)
{
    cn_cbor_head h;
    bool ok = look(r, &h);
    out->type = CN_CBOR_NIL;
    out->value = 0;
    out->bytes = cn_span_of(NULL, 0);
    if (!ok) {
        return false;
    }
    r->at = h.after;
    out->type = type_of(h.major, h.value);
    if (h.major == MAJOR_BYTES || h.major == MAJOR_TEXT) {
        out->bytes = cn_span_of(h.data, (size_t)h.value);
    } else if (h.major != MAJOR_SIMPLE) {
        out->value = h.value;
    }
    return true;
}

bool cn_cbor_next(cn_cbor_reader *r, cn_cbor_item *out)
{
    if (!is_small_next(r)) {
        return next_long(r, out);
    }
    out->type = *r->at >> 5 == MAJOR_UINT ? CN_CBOR_UINT : CN_CBOR_NINT;
    out->value = *r->at & 31;
    out->bytes = cn_span_of(NULL, 0);
    r->at++;
    return true;
}

CN_CBOR_SELDOM static uint64_t get_long_uint(cn_cbor_reader *r, uint64_t max)
{
    cn_cbor_head h;
    bool ok = look_for(r, &h, MAJOR_UINT) &&
              take_within(r, &h, 0, max, CARNET_CBOR_RANGE);
    return ok ? h.value : 0;
}

uint64_t cn_cbor_get_uint(cn_cbor_reader *r, uint64_t max)
{
    if (is_small_next(r) && *r->at < INFO_1 && *r->at <= max) {
        return *r->at++;
    }
    return get_long_uint(r, max);
}

CN_CBOR_SELDOM static int64_t get_long_int(cn_cbor_reader *r, int64_t min,
                                           int64_t max)
{
    cn_cbor_head h;
    if (!look(r, &h)) {
        return 0;
    }
    if (h.major > MAJOR_NINT) {
        r->status = CARNET_CBOR_TYPE;
        return 0;
    }
    int64_t v = (int64_t)(h.value & INT64_MAX);
    if (h.major == MAJOR_NINT) {
        v = -1 - v;
    }
    if (h.value > INT64_MAX || v < min || v > max) {
        r->status = CARNET_CBOR_RANGE;
        return 0;
    }
    r->at = h.after;
    return v;
}

int64_t cn_cbor_get_int(cn_cbor_reader *r, int64_t min, int64_t max)
{
    if (is_small_next(r)) {
        int64_t v = *r->at & 31;
        if (*r->at >> 5 == MAJOR_NINT) {
            v = -1 - v;
        }
        if (v >= min && v <= max) {
            r->at++;
            return v;
        }
    }
    return get_long_int(r, min, max);
}

static cn_span get_string(cn_cbor_reader *r, uint8_t major, size_t min,
                          size_t max, carnet_status status)
{
    cn_cbor_head h;
    bool ok = look_for(r, &h, major) && take_within(r, &h, min, max, status);
    return ok ? cn_span_of(h.data, (size_t)h.value) : cn_span_of(NULL, 0);
}

cn_span cn_cbor_get_bytes(cn_cbor_reader *r, size_t min, size_t max)
{
    return get_string(r, MAJOR_BYTES, min, max, CARNET_CBOR_SHAPE);
}

cn_span cn_cbor_get_text(cn_cbor_reader *r, size_t max)
{
    return get_string(r, MAJOR_TEXT, 0, max, CARNET_CBOR_STRING);
}

static size_t get_count(cn_cbor_reader *r, uint8_t major, size_t min,
                        size_t max)
{
    cn_cbor_head h;
    bool ok = look_for(r, &h, major) &&
              take_within(r, &h, min, max, CARNET_CBOR_SHAPE);
    return ok ? (size_t)h.value : 0;
}

size_t cn_cbor_get_array(cn_cbor_reader *r, size_t min, size_t max)
{
    return get_count(r, MAJOR_ARRAY, min, max);
}

size_t cn_cbor_get_map(cn_cbor_reader *r, size_t max)
{
    return get_count(r, MAJOR_MAP, 0, max);
}

bool cn_cbor_get_bool(cn_cbor_reader *r)
{
    cn_cbor_head h;
    return look_for(r, &h, MAJOR_SIMPLE) &&
           take_within(r, &h, SIMPLE_FALSE, SIMPLE_TRUE, CARNET_CBOR_TYPE) &&
           h.value == SIMPLE_TRUE;
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
        if (is_small_next(r)) {
            r->at++;
            due--;
            continue;
        }
        cn_cbor_head h;
        if (!look(r, &h)) {
            r->at = begin;
            return cn_span_of(NULL, 0);
        }
        r->at = h.after;
        due--;
        if (h.major == MAJOR_ARRAY || h.major == MAJOR_MAP) {
            due += h.major == MAJOR_MAP ? h.value * 2 : h.value;
        }
    }
    return cn_span_of(begin, (size_t)(r->at - begin));
}
