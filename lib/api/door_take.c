/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Members of a request as C values. Their types were held against the table
 * before; what is refused here is text that stands for nothing: base64url, hex
 * digits, days, times and words that are none.
 */
#include "door_i.h"

static const cn_json_node *node_of(const cn_door *d, uint32_t node)
{
    return cn_json_get(d->doc, node);
}

uint32_t cn_door_find(const cn_door *d, const char *member)
{
    return cn_json_find(d->doc, d->object, member);
}

size_t cn_door_list(const cn_door *d, const char *member, uint32_t *first)
{
    uint32_t node = cn_door_find(d, member);
    *first = node == 0 ? 0 : node + 1;
    return node == 0 ? 0 : node_of(d, node)->num;
}

uint32_t cn_door_next(const cn_door *d, uint32_t node)
{
    return node_of(d, node)->next;
}

uint32_t cn_door_enter(cn_door *d, uint32_t object)
{
    uint32_t from = d->object;
    d->object = object;
    return from;
}

/* ---- text, truth, numbers ---- */

cn_span cn_door_text(const cn_door *d, const char *member)
{
    uint32_t node = cn_door_find(d, member);
    return node == 0 ? cn_span_of(NULL, 0) : node_of(d, node)->text;
}

bool cn_door_bool(const cn_door *d, const char *member)
{
    uint32_t node = cn_door_find(d, member);
    return node != 0 && node_of(d, node)->type == CN_JSON_TRUE;
}

/* The integer of a member within bounds of the C type that takes it. */
static int64_t int_within(cn_door *d, const char *member, int64_t otherwise,
                          int64_t least, int64_t most)
{
    uint32_t node = cn_door_find(d, member);
    int64_t v = otherwise;
    if (node != 0) { /* the table lets nothing but integers through */
        (void)cn_json_int(node_of(d, node), &v);
    }
    if (node != 0 && (v < least || v > most)) {
        cn_door_fail(d, CARNET_CALLER_RANGE, node, NULL);
        v = otherwise;
    }
    return v;
}

int64_t cn_door_int64(cn_door *d, const char *member, int64_t otherwise)
{
    return int_within(d, member, otherwise, INT64_MIN, INT64_MAX);
}

int32_t cn_door_int(cn_door *d, const char *member, int32_t otherwise)
{
    return (int32_t)int_within(d, member, otherwise, INT32_MIN, INT32_MAX);
}

size_t cn_door_size(cn_door *d, const char *member)
{
    return (size_t)int_within(d, member, 0, 0, INT32_MAX);
}

/* ---- days and times ---- */

int32_t cn_door_day(cn_door *d, const char *member)
{
    int32_t days = 0;
    uint32_t node = cn_door_find(d, member);
    cn_span s = cn_door_text(d, member);
    if (node != 0) {
        cn_door_try(d,
                    carnet_text_parse_day(&days, (const char *)s.data, s.len),
                    node, NULL);
    }
    return days;
}

int64_t cn_door_time(cn_door *d, const char *member)
{
    int64_t seconds = 0;
    uint32_t node = cn_door_find(d, member);
    cn_span s = cn_door_text(d, member);
    cn_door_try(
        d, carnet_text_parse_time(&seconds, NULL, (const char *)s.data, s.len),
        node, NULL);
    return seconds;
}

int32_t cn_door_offset(cn_door *d, const char *member)
{
    int64_t seconds = 0;
    int32_t offset = 0;
    cn_span s = cn_door_text(d, member);
    return carnet_text_parse_time(&seconds, &offset, (const char *)s.data,
                                  s.len) == CARNET_OK
               ? offset
               : 0;
}

/* ---- words ---- */

int32_t cn_door_word_of(cn_door *d, uint32_t node, const char *words)
{
    cn_span word = node_of(d, node)->text;
    int32_t nth = 0;
    for (const char *at = words; *at != '\0'; nth++) {
        size_t len = strcspn(at, " ");
        if (cn_span_equal(word, cn_span_of(at, len))) {
            return nth;
        }
        at += len + (at[len] == ' ');
    }
    cn_door_fail(d, CARNET_JSON_VALUE, node, words);
    return 0;
}

int32_t cn_door_word(cn_door *d, const char *member, const char *words)
{
    uint32_t node = cn_door_find(d, member);
    return node == 0 ? 0 : cn_door_word_of(d, node, words);
}

/* ---- bytes ---- */

/* In the arena; never NULL where all is well. */
static cn_span decode(cn_door *d, uint32_t node)
{
    cn_span text = node_of(d, node)->text;
    size_t size = text.len / 4 * 3 + 3;
    uint8_t *bytes = cn_arena_take_raw(&d->arena, size);
    if (bytes == NULL) {
        cn_door_fail(d, CARNET_CALLER_MEMORY, node, NULL);
        return cn_span_of(NULL, 0);
    }
    cn_buf b;
    cn_buf_init_fixed(&b, bytes, size);
    if (!cn_text_get_base64(&b, text)) {
        cn_door_fail(d, CARNET_JSON_VALUE, node,
                     "no base64url without padding");
    }
    return cn_buf_span(&b);
}

cn_span cn_door_bytes(cn_door *d, const char *member)
{
    uint32_t node = cn_door_find(d, member);
    return node == 0 ? cn_span_of(NULL, 0) : decode(d, node);
}

const uint8_t *cn_door_hex(cn_door *d, const char *member, size_t len)
{
    uint32_t node = cn_door_find(d, member);
    uint8_t *bytes = cn_arena_take(&d->arena, len);
    if (bytes == NULL) {
        cn_door_fail(d, CARNET_CALLER_MEMORY, node, NULL);
    } else if (!cn_text_get_hex(bytes, len, node_of(d, node)->text)) {
        cn_door_fail(d, CARNET_JSON_VALUE, node,
                     "not so many lower-case hex digits");
    }
    return bytes;
}

cn_span cn_door_input_at(cn_door *d, uint32_t node)
{
    if (node_of(d, node)->type == CN_JSON_STRING) {
        return node_of(d, node)->text;
    }
    return decode(d, cn_json_find(d->doc, node, "bytes"));
}

cn_span cn_door_input(cn_door *d, const char *member)
{
    return cn_door_input_at(d, cn_door_find(d, member));
}

/* ---- C strings ---- */

const char *cn_door_str_at(cn_door *d, uint32_t node)
{
    cn_span s = node_of(d, node)->text;
    char *copy = cn_arena_take(&d->arena, s.len + 1);
    if (copy == NULL) {
        cn_door_fail(d, CARNET_CALLER_MEMORY, node, NULL);
    } else if (s.len != 0 && memchr(s.data, 0, s.len) != NULL) {
        cn_door_fail(d, CARNET_JSON_VALUE, node, "it has a zero in it");
    } else if (s.len != 0) {
        memcpy(copy, s.data, s.len);
    }
    return copy;
}

const char *cn_door_str(cn_door *d, const char *member)
{
    uint32_t node = cn_door_find(d, member);
    return node == 0 ? NULL : cn_door_str_at(d, node);
}

const char *const *cn_door_strs(cn_door *d, const char *member, size_t *num,
                                bool empty_is_null)
{
    uint32_t node = 0;
    *num = cn_door_list(d, member, &node);
    const char **strs = cn_arena_take(&d->arena, *num * sizeof *strs);
    if (strs == NULL) {
        cn_door_fail(d, CARNET_CALLER_MEMORY, cn_door_find(d, member), NULL);
        return NULL;
    }
    for (size_t i = 0; i < *num; i++) {
        const char *s = cn_door_str_at(d, node);
        strs[i] = empty_is_null && s != NULL && s[0] == '\0' ? NULL : s;
        node = cn_door_next(d, node);
    }
    return strs;
}
