/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The envelope of lists, docs/spec/format.md section 2: a text or a file like a
 * passport's, with another letter. Refuses whatever is not exactly that, and
 * names a passport and the other list for what they are.
 */
#include "wire_i.h"

enum {
    LETTER = 1 /* place of the letter in a text's beginning */
};

static cn_wire_start start_of(char letter)
{
    cn_wire_start start = cn_wire_passport_start;
    start.prefix[LETTER] = letter;
    start.magic[1 + LETTER] = (uint8_t)letter;
    return start;
}

static bool begins(cn_span input, const cn_wire_start *start)
{
    return cn_span_starts(input,
                          cn_span_of(start->prefix, CN_WIRE_PREFIX_LEN)) ||
           cn_span_starts(input, cn_span_of(start->magic, CN_WIRE_MAGIC_LEN));
}

size_t cn_wire_whole_kind(cn_span input)
{
    static const char letters[CN_WIRE_NUM_KINDS] = {'P', CN_WIRE_TRUST_LIST,
                                                    CN_WIRE_STATUS_LIST};
    size_t kind = 0;
    for (; kind < CN_WIRE_NUM_KINDS; kind++) {
        cn_wire_start start = start_of(letters[kind]);
        if (begins(input, &start)) {
            break;
        }
    }
    return kind;
}

void cn_wire_write_list(cn_buf *out, cn_wire_form form, cn_wire_list list,
                        cn_span bytes)
{
    cn_wire_start start = start_of((char)list);
    cn_wire_write_as(out, form, &start, bytes);
}

carnet_status cn_wire_read_list(cn_span *list_out, cn_arena *arena,
                                cn_span input, cn_wire_list list,
                                size_t *offset_out)
{
    cn_wire_form form;
    cn_wire_start start = start_of((char)list);
    if (cn_wire_whole_kind(input) == CN_WIRE_PASSPORTS) {
        *list_out = cn_span_of(NULL, 0);
        *offset_out = 0;
        return CARNET_TEXT_PASSPORT;
    }
    return cn_wire_read_as(list_out, &form, arena, input, offset_out, &start);
}
