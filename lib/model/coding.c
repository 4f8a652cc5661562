/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reader of one coding, docs/spec/format.md section 6.4: by index in the
 * field's list, packed, or with system and code. A coding has one legal
 * encoding.
 */
#include "model_i.h"

carnet_status cn_model_uri_check(cn_span uri)
{
    if (uri.len > CN_MODEL_CODING_MAX) {
        return CARNET_RECORD_TOO_LONG;
    }
    size_t scheme = uri.len; /* characters before the first colon */
    for (size_t i = uri.len; i > 0;) {
        uint8_t c = uri.data[--i];
        if (c <= ' ' || c >= 0x7f || strchr("\"<>\\^`{|}", c) != NULL) {
            return CARNET_RECORD_SYSTEM;
        }
        scheme = c == ':' ? i : scheme;
    }
    bool good = scheme != 0 && scheme + 1 < uri.len;
    return good ? CARNET_OK : CARNET_RECORD_SYSTEM;
}

static void set_code(cn_model_coding *c, cn_span code)
{
    memcpy(c->code, code.data, code.len);
    c->code[code.len] = '\0';
    c->code_len = code.len;
}

static void set_packed(cn_cbor_reader *r, cn_model_coding *c, uint64_t packed)
{
    if (c->system >= 0 && packed <= UINT32_MAX) {
        c->code_len =
            cn_model_unpack((uint32_t)c->system, (uint32_t)packed, c->code);
    }
    if (c->code_len == 0) {
        cn_cbor_fail(r, CARNET_RECORD_CODE);
    }
}

/* The bare form: an index in the field's list, or packed; past the end of the
   list it wraps to what nothing packs to. */
CN_WRAPS
static void get_coded(cn_cbor_reader *r, const cn_model_field *f,
                      cn_model_coding *c)
{
    uint64_t v = cn_cbor_get_uint(r, UINT64_MAX);
    const cn_model_listed *listed = cn_model_list_get(f->b, v);
    c->system = f->a;
    if (listed != NULL) {
        c->system = listed->system;
        c->listed = (int32_t)v;
        set_code(c, cn_span_str(listed->code));
    } else {
        set_packed(r, c, v - CN_MODEL_LISTED_MAX);
    }
}

static void get_system(cn_cbor_reader *r, cn_model_coding *c)
{
    if (cn_cbor_peek(r) == CN_CBOR_UINT) {
        uint64_t i = cn_cbor_get_uint(r, UINT64_MAX);
        if (i < CN_NUM_SYSTEMS) {
            c->system = (int32_t)i;
        } else {
            cn_cbor_fail(r, CARNET_RECORD_SYSTEM);
        }
        return;
    }
    c->uri = cn_cbor_get_text(r, SIZE_MAX);
    (void)cn_model_settle(r, cn_model_uri_check(c->uri));
    if (cn_model_system_named(c->uri) >= 0) {
        cn_cbor_fail(r, CARNET_RECORD_FORM);
    }
}

/* A code in letters, of a shape that its system has, which no rule packs. */
static void get_id(cn_cbor_reader *r, cn_model_coding *c)
{
    uint8_t text[CN_MODEL_LABEL_MAX];
    cn_span id = cn_model_get_spelled(r, CN_LIST_NONE, CN_MODEL_CODE_MAX, text);
    if (r->status != CARNET_OK) {
        return;
    }
    set_code(c, id);
    if (c->system >= 0 &&
        cn_model_settle(r, cn_model_code_check((uint32_t)c->system, id)) ==
            CARNET_OK &&
        cn_model_packs((uint32_t)c->system, id)) {
        cn_cbor_fail(r, CARNET_RECORD_FORM);
    }
}

/* [system, id, ? label]: only where the bare form can't say it. */
static void get_spelled_coding(cn_cbor_reader *r, const cn_model_field *f,
                               cn_model_coding *c)
{
    size_t num = cn_cbor_get_array(r, 2, 3);
    get_system(r, c);
    if (cn_cbor_peek(r) != CN_CBOR_UINT) {
        get_id(r, c);
    } else {
        set_packed(r, c, cn_cbor_get_uint(r, UINT64_MAX));
        if (num == 2 && c->system == f->a) {
            cn_cbor_fail(r, CARNET_RECORD_FORM);
        }
    }
    if (num == 3) {
        (void)cn_model_get_text(r, CN_MODEL_CODING_MAX, &c->label);
    }
}

void cn_model_get_coding(cn_cbor_reader *r, const cn_model_field *f,
                         cn_model_coding *c)
{
    memset(c, 0, sizeof *c);
    c->system = c->listed = -1;
    if (cn_cbor_peek(r) == CN_CBOR_UINT) {
        get_coded(r, f, c);
    } else {
        get_spelled_coding(r, f, c);
    }
    /* What the list has is an index there, without a label. */
    if (c->listed < 0 && c->system >= 0 &&
        cn_model_list_find(f->b, (uint32_t)c->system, cn_model_code_of(c)) >=
            0) {
        cn_cbor_fail(r, CARNET_RECORD_FORM);
    }
}
