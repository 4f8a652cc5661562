/* SPDX-License-Identifier: Apache-2.0 */
/*
 * References and the fixed words of the JSON form. Each has one text, which is
 * what is written and all that is read.
 */
#include "form_i.h"

/* ---- references ---- */

bool cn_form_leaf(cn_span text, uint32_t *leaf_out)
{
    cn_span prefix = CN_SPAN_LIT(CN_FORM_LEAF);
    if (!cn_span_starts(text, prefix) || text.len != prefix.len + 8) {
        return false;
    }
    uint32_t leaf = 0;
    for (size_t i = prefix.len; i < text.len; i++) {
        int32_t digit = cn_text_hex_digit(text.data[i]);
        if (digit < 0) {
            return false;
        }
        leaf = leaf << 4 | (uint32_t)digit;
    }
    *leaf_out = leaf;
    return true;
}

void cn_model_leaf_text(char *out, uint32_t leaf)
{
    uint8_t bytes[] = {(uint8_t)(leaf >> 24), (uint8_t)(leaf >> 16),
                       (uint8_t)(leaf >> 8), (uint8_t)leaf};
    cn_buf b;
    cn_buf_init_fixed(&b, out, sizeof CN_FORM_LEAF + 2 * sizeof bytes);
    cn_buf_put_str(&b, CN_FORM_LEAF);
    cn_buf_put_hex(&b, cn_span_of(bytes, sizeof bytes));
    cn_buf_put_u8(&b, 0);
}

void cn_model_place_text(char *out, uint32_t part, uint32_t position)
{
    const char *name = cn_model_part_name(part);
    size_t len = strlen(name);
    memcpy(out, name, len);
    out[len] = '/';
    cn_text_put_u64(out + len + 1, position);
}

/* ---- fixed words ---- */

static const char *const parts[] = {"desk", "clinic", "private"};
static const char *const absences[] = {"", "none", "not_asked", "refused"};

/* Place of a word in a list, from first; -1 if it is not there. */
static int32_t find(const char *const *list, int32_t first, int32_t num,
                    cn_span word)
{
    for (int32_t i = first; i < num; i++) {
        if (cn_span_equal(word, cn_span_of(list[i], strlen(list[i])))) {
            return i;
        }
    }
    return -1;
}

const char *cn_model_part_name(uint32_t part)
{
    return part < CN_MODEL_NUM_PARTS ? parts[part] : "";
}

int32_t cn_form_part_named(cn_span word)
{
    return find(parts, 0, CN_MODEL_NUM_PARTS, word);
}

const char *cn_form_absence_name(int32_t reason)
{
    return reason > 0 && reason < 4 ? absences[reason] : "";
}

int32_t cn_form_absence_named(cn_span word)
{
    return find(absences, 1, 4, word);
}
