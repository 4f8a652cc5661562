/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Asking for the part of an entry that has one field, see model_ask.h.
 */
#include "../support/support.h"

#include "model_ask.h"

void test_coding(cn_model_coding *c, int32_t system, const char *uri,
                 const char *code)
{
    memset(c, 0, sizeof *c);
    c->system = system;
    c->uri = cn_span_of(uri, uri == NULL ? 0 : strlen(uri));
    c->code_len = strlen(code);
    memcpy(c->code, code, c->code_len);
    c->listed = -1;
}

cn_model_code test_code(uint32_t system, const char *code)
{
    cn_model_code c;
    memset(&c, 0, sizeof c);
    c.num = 1;
    test_coding(&c.codings[0], (int32_t)system, NULL, code);
    return c;
}

cn_model_code test_code_of(const char *uri, const char *code)
{
    cn_model_code c = test_code(0, code);
    test_coding(&c.codings[0], -1, uri, code);
    return c;
}

const cn_model_field *test_field(uint32_t kind, uint32_t number)
{
    const cn_model_field *f = cn_model_field_of(cn_model_kind(kind), number);
    assert_non_null(f);
    return f;
}

test_asked test_ask_values(uint32_t kind, uint64_t mask, size_t num,
                           cn_span values)
{
    test_asked a = {0};
    cn_model_asked asked;
    cn_buf b;
    cn_buf_init(&b);
    cn_cbor_put_uint(&b, CN_MODEL_OPEN_BASE + kind);
    cn_cbor_put_array(&b, 1 + num);
    cn_cbor_put_uint(&b, mask);
    cn_buf_put_span(&b, values);
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, cn_buf_span(&b));
    size_t left = 2;
    carnet_entry e;
    assert_status(cn_model_step(&r, &left, &e), CARNET_OK);
    cn_model_ask_part(&asked, &e);
    assert_status(asked.unknown.status, CARNET_OK);
    a.part = asked.part;
    memcpy(a.why, asked.why, sizeof a.why);
    memcpy(a.code, asked.code, sizeof a.code);
    assert_true(asked.unknown.len < sizeof a.unknown);
    for (size_t i = 0; i < asked.unknown.len; i++) {
        uint8_t c = asked.unknown.data[i];
        a.unknown[i] = c == 0 ? ' ' : (char)c;
    }
    cn_buf_free(&asked.unknown);
    cn_buf_free(&b);
    return a;
}

test_asked test_ask_value(uint32_t kind, uint32_t field, cn_span value)
{
    return test_ask_values(kind, UINT64_C(1) << field, 1, value);
}

test_asked test_ask_codes(uint32_t kind, const cn_model_field *f,
                          const cn_model_code *codes, size_t n)
{
    cn_buf b;
    cn_buf_init(&b);
    if ((f->flags & CN_FIELD_LIST) != 0) {
        cn_cbor_put_array(&b, n);
    }
    for (size_t i = 0; i < n; i++) {
        assert_status(cn_model_put_code(&b, f, &codes[i]), CARNET_OK);
    }
    test_asked a = test_ask_value(kind, f->number, cn_buf_span(&b));
    cn_buf_free(&b);
    return a;
}

test_asked test_ask(uint32_t kind, uint32_t field, uint32_t system,
                    const char *code)
{
    cn_model_code c = test_code(system, code);
    return test_ask_codes(kind, test_field(kind, field), &c, 1);
}

test_asked test_ask_uri(uint32_t kind, uint32_t field, const char *uri,
                        const char *code)
{
    cn_model_code c = test_code_of(uri, code);
    return test_ask_codes(kind, test_field(kind, field), &c, 1);
}

test_asked test_ask_word(uint32_t kind, uint32_t field, uint64_t word)
{
    const cn_model_field *f = test_field(kind, field);
    cn_buf b;
    cn_buf_init(&b);
    if ((f->flags & CN_FIELD_LIST) != 0) {
        cn_cbor_put_array(&b, 1);
    }
    cn_cbor_put_uint(&b, word);
    test_asked a = test_ask_value(kind, field, cn_buf_span(&b));
    cn_buf_free(&b);
    return a;
}

test_asked test_ask_member(uint32_t kind, const cn_model_field *f,
                           const cn_model_field *member, cn_span value)
{
    cn_buf b;
    cn_buf_init(&b);
    if ((f->flags & CN_FIELD_LIST) != 0) {
        cn_cbor_put_array(&b, 1);
    }
    cn_cbor_put_array(&b, 2);
    cn_cbor_put_uint(&b, UINT64_C(1) << member->number);
    cn_buf_put_span(&b, value);
    test_asked a = test_ask_value(kind, f->number, cn_buf_span(&b));
    cn_buf_free(&b);
    return a;
}

static void each_member(uint32_t kind, const cn_model_field *f, test_see *see,
                        size_t *num)
{
    const cn_model_shape *group = cn_model_group((uint32_t)f->a);
    for (uint32_t m = 0; m < group->num_fields; m++) {
        /* Groups in groups would not be looked at. */
        assert_int_not_equal(group->fields[m].type, CN_TYPE_GROUP);
        see(kind, f, &group->fields[m], num);
    }
}

void test_each_field(test_see *see, size_t *num)
{
    for (uint32_t k = 0; k < cn_model_num_kinds(); k++) {
        const cn_model_shape *shape = cn_model_kind(k);
        for (uint32_t n = 0; n < shape->num_fields; n++) {
            const cn_model_field *f = &shape->fields[n];
            see(k, f, NULL, num);
            if (f->type == CN_TYPE_GROUP) {
                each_member(k, f, see, num);
            }
        }
    }
}
