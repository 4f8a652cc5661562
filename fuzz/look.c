/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Looking at what the library gave: verdicts, JSON and text, which are freed
 * here.
 */
#include "look.h"

#include "../lib/json/json.h"
#include "../lib/model/model.h"

cn_span fuzz_span_of(const carnet_buf *b)
{
    return cn_span_of(carnet_buf_data(b), carnet_buf_len(b));
}

carnet_status fuzz_verify(carnet_verdict **out, cn_span input)
{
    return carnet_verify(out, input.data, input.len, fuzz_trusted(),
                         FUZZ_NUM_KEYS, FUZZ_NOW);
}

void fuzz_take_json(carnet_buf *json)
{
    /* What the library writes may be larger than what it takes of others. */
    static const cn_json_limits wide = {SIZE_MAX, CN_JSON_DEPTH_MAX,
                                        UINT32_MAX};
    cn_json_doc *doc = NULL;
    FUZZ_HOLDS(cn_json_read_within(&doc, NULL, fuzz_span_of(json), &wide) ==
               CARNET_OK);
    cn_json_free(doc);
    carnet_buf_free(json);
}

/* Of what turns text (Unicode UAX 9) only isolates that their line closes, and
   the mark that our lines begin with. */
static int32_t check_point(int32_t cp, int32_t open)
{
    enum {
        RLM = 0x200f,
        LRI = 0x2066,
        FSI = 0x2068,
        PDI = 0x2069
    };
    FUZZ_HOLDS(cp >= 0);
    if (cp == '\n') {
        FUZZ_HOLDS(open == 0);
    } else if (cp == LRI || cp == FSI) {
        open++;
    } else if (cp == PDI) {
        FUZZ_HOLDS(open > 0);
        open--;
    } else {
        FUZZ_HOLDS(!cn_utf8_is_control(cp) || cp == RLM);
    }
    return open;
}

void fuzz_take_text(carnet_buf *text)
{
    cn_span s = fuzz_span_of(text);
    int32_t open = 0;
    for (size_t pos = 0; pos < s.len;) {
        int32_t cp = cn_utf8_next(s, &pos);
        open = check_point(cp, open);
    }
    FUZZ_HOLDS(open == 0);
    carnet_buf_free(text);
}

void fuzz_take_equal(carnet_buf *a, carnet_buf *b)
{
    FUZZ_HOLDS(cn_span_equal(fuzz_span_of(a), fuzz_span_of(b)));
    carnet_buf_free(a);
    carnet_buf_free(b);
}

bool fuzz_has_entry(const carnet_verdict *v, const carnet_entry *e)
{
    for (size_t i = 0; i < carnet_verify_num_credentials(v); i++) {
        for (size_t k = 0; k < carnet_verify_num_entries(v, i); k++) {
            const carnet_entry *other = carnet_verify_get_entry(v, i, k);
            if (other->part == e->part &&
                cn_span_equal(other->bytes, e->bytes)) {
                return true;
            }
        }
    }
    return false;
}
