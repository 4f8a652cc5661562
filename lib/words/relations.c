/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a combined medicine holds, and which medicines an allergen covers, as
 * ATC codes. What has no row is not known: the answer is "none here", never
 * "none at all".
 */
#include "words_i.h"

static const char *find(const cn_words_relation *table, uint16_t num,
                        cn_span key)
{
    for (uint16_t i = 0; i < num; i++) {
        if (cn_span_equal(key, cn_span_str(table[i].key))) {
            return table[i].codes;
        }
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
