/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Code systems and lists of codes and words: what has a number, and the number
 * that something has. What is in no list is refused elsewhere.
 */
#include "model_i.h"

const cn_model_system *cn_model_system_get(uint32_t i)
{
    return i < CN_NUM_SYSTEMS ? &cn_model_systems[i] : NULL;
}

int32_t cn_model_system_named(cn_span s)
{
    for (int32_t i = 0; i < CN_NUM_SYSTEMS; i++) {
        if (cn_span_equal(s, cn_span_str(cn_model_systems[i].name)) ||
            cn_span_equal(s, cn_span_str(cn_model_systems[i].uri))) {
            return i;
        }
    }
    return -1;
}

CN_APART static const cn_model_list *list_of(int32_t list)
{
    bool known = list >= 0 && list < CN_NUM_LISTS;
    return &cn_model_lists[known ? list : CN_LIST_NONE];
}

/* An element begins with the pointer to its text. */
static const void *element(int32_t list, uint64_t i)
{
    const cn_model_list *l = list_of(list);
    return i < l->num ? (const uint8_t *)l->elements + i * l->step : NULL;
}

const cn_model_listed *cn_model_list_get(int32_t list, uint64_t i)
{
    return element(list, i);
}

const char *cn_model_word_get(int32_t list, uint64_t i)
{
    const char *const *text = element(list, i);
    return text != NULL ? *text : NULL;
}

int32_t cn_model_word_find(int32_t list, cn_span word)
{
    const cn_model_list *l = list_of(list);
    size_t low = 0;
    size_t high = l->num;
    while (low < high) {
        size_t mid = (low + high) / 2;
        uint16_t i = l->order[mid];
        int order =
            cn_span_compare(cn_span_str(cn_model_word_get(list, i)), word);
        if (order == 0) {
            return i;
        }
        if (order < 0) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return -1;
}

int32_t cn_model_list_find(int32_t list, uint32_t system, cn_span code)
{
    /* No list has the same code of two systems: table.py. */
    int32_t i = cn_model_word_find(list, code);
    const cn_model_listed *found =
        i < 0 ? NULL : cn_model_list_get(list, (uint64_t)i);
    return found != NULL && found->system == system ? i : -1;
}

bool cn_model_is_blood_group(cn_span code)
{
    return cn_span_equal(code, CN_SPAN_LIT("882-1")) ||
           cn_span_equal(code, CN_SPAN_LIT("883-9")) ||
           cn_span_equal(code, CN_SPAN_LIT("10331-7"));
}
