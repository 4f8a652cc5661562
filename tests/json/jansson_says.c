/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Both readers on one text. jansson is told to take what RFC 8259 lets a text
 * be: any value, zero characters in strings; and no key twice.
 */
#include "jansson_says.h"

#include <jansson.h>
#include <stdlib.h>

enum {
    FLAGS = JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL |
            JSON_DECODE_INT_AS_REAL
};

/* ---- the same tree ---- */

static bool same(const cn_json_doc *doc, uint32_t i, const json_t *v);

static bool same_string(const cn_json_node *n, const json_t *v)
{
    return json_is_string(v) &&
           cn_span_equal(n->text, cn_span_of(json_string_value(v),
                                             json_string_length(v)));
}

/* As the C library reads the digits that we keep. */
static bool same_number(const cn_json_node *n, const json_t *v)
{
    char digits[400];
    if (!json_is_real(v)) {
        return false;
    }
    if (n->text.len >= sizeof digits) {
        return true;
    }
    memcpy(digits, n->text.data, n->text.len);
    digits[n->text.len] = '\0';
    return !(strtod(digits, NULL) < json_real_value(v)) &&
           !(strtod(digits, NULL) > json_real_value(v));
}

static bool same_array(const cn_json_doc *doc, uint32_t i, const json_t *v)
{
    const cn_json_node *n = cn_json_get(doc, i);
    bool good = json_is_array(v) && json_array_size(v) == n->num;
    uint32_t at = i + 1;
    for (uint32_t k = 0; good && k < n->num; k++) {
        good = same(doc, at, json_array_get(v, k));
        at = cn_json_get(doc, at)->next;
    }
    return good;
}

static bool same_object(const cn_json_doc *doc, uint32_t i, const json_t *v)
{
    const cn_json_node *n = cn_json_get(doc, i);
    bool good = json_is_object(v) && json_object_size(v) == n->num;
    uint32_t at = i + 1;
    for (uint32_t k = 0; good && k < n->num; k++) {
        char key[1024];
        cn_span text = cn_json_get(doc, at)->text;
        good = text.len < sizeof key;
        if (good) {
            memcpy(key, text.data, text.len);
            key[text.len] = '\0';
            good = same(doc, at + 1, json_object_get(v, key));
        } else {
            good = true; /* too long to be asked for */
        }
        at = cn_json_get(doc, at + 1)->next;
    }
    return good;
}

/* No deeper than our reader goes. */
static bool same(const cn_json_doc *doc, uint32_t i, const json_t *v)
{
    const cn_json_node *n = cn_json_get(doc, i);
    switch (n->type) {
    case CN_JSON_NULL:
        return json_is_null(v);
    case CN_JSON_FALSE:
        return json_is_false(v);
    case CN_JSON_TRUE:
        return json_is_true(v);
    case CN_JSON_NUMBER:
        return same_number(n, v);
    case CN_JSON_STRING:
        return same_string(n, v);
    case CN_JSON_ARRAY:
        return same_array(doc, i, v);
    default:
        return same_object(doc, i, v);
    }
}

/* ---- exceptions ---- */

/* What jansson can't hold: a number beyond a double, a zero in a key. */
static bool is_beyond_jansson(const json_error_t *error)
{
    enum json_error_code code = json_error_code(error);
    return code == json_error_numeric_overflow ||
           code == json_error_null_byte_in_key;
}

/* What we hold to less than jansson does. */
static bool is_limit(carnet_status status)
{
    return status == CARNET_JSON_TOO_LONG || status == CARNET_JSON_DEPTH;
}

/* jansson passes over a zero byte as if there were none. */
static bool has_zero(cn_span text)
{
    return text.len > 0 && memchr(text.data, 0, text.len) != NULL;
}

jansson_opinion jansson_says(const cn_json_doc *doc, carnet_status status,
                             cn_span text)
{
    json_error_t error;
    json_t *v = json_loadb((const char *)text.data, text.len, FLAGS, &error);
    bool agrees = doc == NULL ? v == NULL : v != NULL && same(doc, 0, v);
    bool excepted = doc == NULL ? is_limit(status) || has_zero(text)
                                : v == NULL && is_beyond_jansson(&error);
    json_decref(v);
    return agrees     ? JANSSON_AGREES
           : excepted ? JANSSON_CANT_TELL
                      : JANSSON_DIFFERS;
}
