/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Changes JSON as JSON: a value for another of the same text, or for an odd
 * one, a member or element out or in twice, a string or number with other
 * content.
 */
#include "fuzz.h"

#include "../lib/json/json.h"

static void put_range(cn_buf *out, cn_span s, size_t begin, size_t end)
{
    cn_buf_put(out, s.data + begin, end - begin);
}

static void put_other(cn_buf *out, const cn_json_doc *doc, uint32_t i,
                      uint32_t num, fuzz_chance *c)
{
    static const char *const odd[] = {"null",        "true",
                                      "0",           "-1",
                                      "1e3",         "9007199254740993",
                                      "\"\"",        "[]",
                                      "{}",          "\"2026-02-30\"",
                                      "\"\\u0000\"", "0.10"};
    cn_span source = cn_json_source(doc, i);
    switch (fuzz_below(c, 4)) {
    case 0:
        cn_buf_put_str(out, odd[fuzz_below(c, sizeof odd / sizeof *odd)]);
        break;
    case 1:
        cn_buf_put_span(out, cn_json_source(doc, fuzz_below(c, num)));
        break;
    default:
        if (source.len > 2 && source.data[0] == '"') {
            cn_buf_put_str(out, "\"");
            fuzz_change_bytes(out, cn_span_of(source.data + 1, source.len - 2),
                              c);
            cn_buf_put_str(out, "\"");
        } else {
            fuzz_change_bytes(out, source, c);
        }
        break;
    }
}

/* Node i twice, behind a comma; of a member, which then has its key twice, the
   value stays alone, so that this is tried with arrays. */
static void put_twice(cn_buf *out, const cn_json_doc *doc, uint32_t i)
{
    cn_buf_put_span(out, cn_json_source(doc, i));
    cn_buf_put_str(out, ",");
    cn_buf_put_span(out, cn_json_source(doc, i));
}

/* Without node i and the comma behind it. */
static size_t end_without(const cn_json_doc *doc, cn_span s, uint32_t i)
{
    cn_span source = cn_json_source(doc, i);
    size_t at = (size_t)(source.data - s.data) + source.len;
    while (at < s.len && (s.data[at] == ' ' || s.data[at] == '\n')) {
        at++;
    }
    return at < s.len && s.data[at] == ',' ? at + 1 : at;
}

bool fuzz_change(cn_buf *out, cn_span input, fuzz_chance *c)
{
    static const cn_json_limits wide = {FUZZ_INPUT_MAX, CN_JSON_DEPTH_MAX,
                                        FUZZ_INPUT_MAX};
    cn_json_doc *doc = NULL;
    if (cn_json_read_within(&doc, NULL, input, &wide) != CARNET_OK) {
        return false;
    }
    uint32_t num = cn_json_get(doc, 0)->next;
    uint32_t i = fuzz_below(c, num);
    cn_span source = cn_json_source(doc, i);
    size_t begin = (size_t)(source.data - input.data);
    size_t end = begin + source.len;
    put_range(out, input, 0, begin);
    switch (fuzz_below(c, 6)) {
    case 0:
        end = end_without(doc, input, i);
        break;
    case 1:
        put_twice(out, doc, i);
        break;
    default:
        put_other(out, doc, i, num, c);
        break;
    }
    put_range(out, input, end, input.len);
    cn_json_free(doc);
    return true;
}
