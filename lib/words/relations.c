/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a combined medicine holds, and which medicines an allergen covers, as
 * ATC codes. What has no row is not known: the answer is "none here", never
 * "none at all".
 */
#include "words_i.h"

static const char *find(const uint8_t *table, uint16_t num, cn_span key)
{
    const char *p = (const char *)table;
    for (uint16_t i = 0; i < num; i++) {
        cn_span at = cn_span_str(p);
        p += at.len + 1;
        if (cn_span_equal(key, at)) {
            return p;
        }
        p += strlen(p) + 1;
    }
    return NULL;
}

/* Code i of a list with spaces between. */
static bool take(cn_span *out, const char *codes, size_t i)
{
    while (codes != NULL && i > 0) {
        codes = strchr(codes, ' ');
        codes = codes == NULL ? NULL : codes + 1;
        i--;
    }
    *out = codes == NULL ? cn_span_of(NULL, 0)
                         : cn_span_of(codes, strcspn(codes, " "));
    return codes != NULL;
}

bool cn_words_ingredient(cn_span *atc_out, cn_span atc, size_t i)
{
    return take(atc_out,
                find(cn_words_ingredients, cn_words_ingredients_num, atc), i);
}

bool cn_words_next_row(cn_words_row *row)
{
    const char *p = row->num == 0 ? (const char *)cn_words_ingredients
                                  : row->inside + strlen(row->inside) + 1;
    bool more = row->num < cn_words_ingredients_num;
    if (more) {
        row->atc = cn_span_str(p);
        row->inside = p + row->atc.len + 1;
        row->num++;
    }
    return more;
}

bool cn_words_row_ingredient(cn_span *atc_out, const cn_words_row *row,
                             size_t i)
{
    return take(atc_out, row->inside, i);
}

bool cn_words_covers(cn_span *prefix_out, cn_words_table table, cn_span code,
                     size_t i)
{
    char key[64];
    const char *name = table == CN_WORDS_ATC ? "atc:" : "snomed:";
    size_t len = strlen(name);
    *prefix_out = cn_span_of(NULL, 0);
    if (code.len + len >= sizeof key) {
        return false;
    }
    memcpy(key, name, len);
    memcpy(key + len, code.data, code.len);
    return take(prefix_out,
                find(cn_words_covered, cn_words_covered_num,
                     cn_span_of(key, len + code.len)),
                i);
}
