/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Helpers of the JSON tests.
 */
#include "json_support.h"

read_text read_span(cn_span text)
{
    read_text r;
    memset(&r, 0, sizeof r);
    uint8_t *copy = malloc(text.len != 0 ? text.len : 1);
    assert_non_null(copy);
    if (text.len != 0) {
        memcpy(copy, text.data, text.len);
    }
    r.text = cn_span_of(copy, text.len);
    r.status = cn_json_read(&r.doc, &r.where, r.text);
    assert_true((r.status == CARNET_OK) == (r.doc != NULL));
    assert_int_equal(r.status, r.where.status);
    return r;
}

read_text read_str(const char *text)
{
    return read_span(cn_span_of(text, strlen(text)));
}

void read_free(read_text *r)
{
    union {
        const void *given;
        void *mine;
    } p = {r->text.data};
    cn_json_free(r->doc);
    free(p.mine);
}

void assert_refused(cn_span text, carnet_status status, size_t offset)
{
    read_text r = read_span(text);
    if (r.status != status || r.where.offset != offset) {
        fail_msg("%.*s: %s at %zu", (int)text.len, (const char *)text.data,
                 carnet_status_name(r.status), r.where.offset);
    }
    read_free(&r);
}

cn_buf rewrite(const cn_json_doc *doc, bool pretty)
{
    cn_buf out = json_again(doc, pretty);
    assert_status(out.status, CARNET_OK);
    return out;
}

void assert_rewrites(const cn_json_doc *doc)
{
    for (int pretty = 0; pretty < 2; pretty++) {
        cn_buf out = rewrite(doc, pretty == 1);
        for (size_t pos = 0; pos < out.len;) {
            int32_t cp = cn_utf8_next(cn_buf_span(&out), &pos);
            assert_true(cp == '\n' || (cp >= 0 && !cn_utf8_is_control(cp)));
        }
        read_text again = read_span(cn_buf_span(&out));
        assert_status(again.status, CARNET_OK);
        assert_true(json_is_same(doc, again.doc));
        read_free(&again);
        cn_buf_free(&out);
    }
}
