/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an entry says, in its JSON form, by which two say the same: kind and
 * fields without what is said anew where it is restated. Refuses nothing.
 */
#include "restate_i.h"

/* Whether a member is said anew and not copied; observed is the last of them,
   and copied where it is told. */
static bool is_made(cn_span key, bool with_observed)
{
    static const char *const names[] = {
        "kind", "id", "part", "known", "replaces", "treated_with", "observed"};
    size_t num = sizeof names / sizeof names[0] - (with_observed ? 1 : 0);
    for (size_t i = 0; i < num; i++) {
        if (cn_span_equal(key, cn_span_str(names[i]))) {
            return true;
        }
    }
    return false;
}

/* Appends ,"key":value of each member that is copied; text is an object without
   spaces. */
static void copy_members(cn_buf *out, const cn_json_doc *doc, cn_span text,
                         bool with_observed)
{
    uint32_t at = 1;
    const cn_json_node *root = cn_json_get(doc, 0);
    for (uint32_t i = 0; i < root->num; i++) {
        const cn_json_node *key = cn_json_get(doc, at);
        const cn_json_node *value = cn_json_get(doc, key->next);
        const cn_json_node *next = cn_json_get(doc, value->next);
        size_t end = i + 1 < root->num ? next->offset - 1 : text.len - 1;
        if (!is_made(key->text, with_observed)) {
            cn_buf_put_u8(out, ',');
            cn_buf_put_span(
                out, cn_span_of(text.data + key->offset, end - key->offset));
        }
        at = value->next;
    }
}

carnet_status cn_api_put_said(cn_buf *out, const carnet_entry *e,
                              bool with_observed)
{
    cn_buf text;
    cn_json_writer w;
    cn_json_doc *doc = NULL;
    cn_buf_init(&text);
    cn_json_begin(&w, &text, false);
    carnet_status status = cn_model_form_write(&w, e);
    if (status == CARNET_OK) {
        status = cn_json_read(&doc, NULL, cn_buf_span(&text));
    }
    if (status == CARNET_OK) {
        cn_buf_put_str(out, "\"kind\":");
        cn_text_put_quoted(out, cn_span_str(cn_model_kind(e->kind)->name));
        copy_members(out, doc, cn_buf_span(&text), with_observed);
        status = out->status;
    }
    cn_json_free(doc);
    cn_buf_free(&text);
    return status;
}

carnet_status cn_api_says_same(bool *out, const carnet_entry *a,
                               const carnet_entry *b)
{
    cn_buf one;
    cn_buf two;
    *out = false;
    if (a->kind != b->kind || a->beyond || b->beyond ||
        !cn_model_is_readable(a) || !cn_model_is_readable(b)) {
        return CARNET_OK;
    }
    cn_buf_init(&one);
    cn_buf_init(&two);
    carnet_status status = cn_api_put_said(&one, a, false);
    if (status == CARNET_OK) {
        status = cn_api_put_said(&two, b, false);
    }
    *out = status == CARNET_OK &&
           cn_span_equal(cn_buf_span(&one), cn_buf_span(&two));
    cn_buf_free(&one);
    cn_buf_free(&two);
    return status;
}
