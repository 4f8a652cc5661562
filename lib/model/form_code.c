/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Codes of a JSON record: one coding, several, words; and the plumbing that
 * fields of every type share.
 */
#include "form_read_i.h"

/* ---- what fields of every type share ---- */

const cn_json_node *cn_form_node(const cn_form_target *t, uint32_t node)
{
    return cn_json_get(t->x->doc, node);
}

cn_span cn_form_text_of(const cn_form_target *t, uint32_t node)
{
    cn_span s = cn_form_node(t, node)->text;
    return s.data == NULL ? CN_SPAN_LIT("") : s;
}

carnet_status cn_form_take_text(const cn_form_target *t, uint32_t node,
                                cn_span *out)
{
    *out = cn_form_text_of(t, node);
    return cn_form_expect(t->x, node, CN_JSON_STRING);
}

const char *cn_form_chars(cn_span s)
{
    return (const char *)s.data;
}

carnet_status cn_form_judge(const cn_form_target *t, carnet_status status,
                            uint32_t node)
{
    return status == CARNET_OK
               ? CARNET_OK
               : cn_form_refuse_value(t->x, status, node, t->field);
}

carnet_status cn_form_take_members(const cn_form_target *t, uint32_t node,
                                   const char *const *names, uint32_t *out)
{
    carnet_status status = cn_form_expect(t->x, node, CN_JSON_OBJECT);
    if (status != CARNET_OK) {
        return status;
    }
    uint32_t key = node + 1;
    for (uint32_t n = 0; n < cn_form_node(t, node)->num; n++) {
        size_t i = 0;
        while (names[i] != NULL &&
               !cn_json_is(cn_form_node(t, key), names[i])) {
            i++;
        }
        if (names[i] == NULL) {
            return cn_form_refuse_key(t->x, key, names);
        }
        out[i] = key + 1;
        key = cn_form_node(t, key + 1)->next;
    }
    return CARNET_OK;
}

/* ---- codes ---- */

/* Members of a code, and of a coding (the first three). */
enum {
    SYSTEM,
    CODE,
    DISPLAY,
    TEXT,
    CODING,
    NUM_MEMBERS
};

static const char *const code_names[] = {"system", "code",   "display",
                                         "text",   "coding", NULL};
static const char *const coding_names[] = {"system", "code", "display", NULL};

/* The node that a status of a coding is about. */
static uint32_t blamed(carnet_status status, const uint32_t *at)
{
    if (status == CARNET_RECORD_SYSTEM && at[SYSTEM] != 0) {
        return at[SYSTEM];
    }
    if (status == CARNET_RECORD_TEXT && at[DISPLAY] != 0) {
        return at[DISPLAY];
    }
    return at[CODE];
}

static carnet_status read_coding(const cn_form_target *t, const uint32_t *at)
{
    cn_span s[3] = {{NULL, 0}, {NULL, 0}, {NULL, 0}};
    for (size_t i = 0; i < 3; i++) {
        if (at[i] != 0) {
            carnet_status status = cn_form_take_text(t, at[i], &s[i]);
            if (status != CARNET_OK) {
                return status;
            }
        }
    }
    carnet_status status = carnet_record_add_coding(
        t->x->record, t->entry, t->outer, t->i, t->member,
        cn_form_chars(s[SYSTEM]), s[SYSTEM].len, cn_form_chars(s[CODE]),
        s[CODE].len, cn_form_chars(s[DISPLAY]), s[DISPLAY].len);
    return cn_form_judge(t, status, blamed(status, at));
}

static carnet_status read_codings(const cn_form_target *t, uint32_t node)
{
    carnet_status status = cn_form_expect(t->x, node, CN_JSON_ARRAY);
    if (status != CARNET_OK) {
        return status;
    }
    uint32_t num = cn_form_node(t, node)->num;
    if (num == 0 || num > CN_MODEL_CODINGS_MAX) {
        return cn_form_refuse(
            t->x, num == 0 ? CARNET_RECORD_RANGE : CARNET_RECORD_TOO_LONG, node,
            "1 to 4 codings are due");
    }
    uint32_t child = node + 1;
    for (uint32_t n = 0; n < num; n++) {
        uint32_t at[NUM_MEMBERS] = {0};
        status = cn_form_take_members(t, child, coding_names, at);
        if (status == CARNET_OK && at[CODE] == 0) {
            status = cn_form_refuse(t->x, CARNET_RECORD_REQUIRED, child,
                                    "a coding needs \"code\"");
        }
        if (status == CARNET_OK) {
            status = read_coding(t, at);
        }
        if (status != CARNET_OK) {
            return status;
        }
        child = cn_form_node(t, child)->next;
    }
    return CARNET_OK;
}

static carnet_status read_words(const cn_form_target *t, uint32_t node)
{
    cn_span s;
    carnet_status status = cn_form_take_text(t, node, &s);
    if (status == CARNET_OK) {
        status = carnet_record_set_words(t->x->record, t->entry, t->outer, t->i,
                                         t->member, cn_form_chars(s), s.len);
        status = cn_form_judge(t, status, node);
    }
    return status;
}

carnet_status cn_form_read_code(const cn_form_target *t, uint32_t node)
{
    uint32_t at[NUM_MEMBERS] = {0};
    carnet_status status = cn_form_take_members(t, node, code_names, at);
    if (status != CARNET_OK) {
        return status;
    }
    bool alone = at[SYSTEM] != 0 || at[CODE] != 0 || at[DISPLAY] != 0;
    if (alone && at[CODING] != 0) {
        return cn_form_refuse(t->x, CARNET_RECORD_FIELD, at[CODING],
                              "\"coding\" stands without \"system\", "
                              "\"code\" and \"display\"");
    }
    if (alone ? at[CODE] == 0 : at[CODING] == 0 && at[TEXT] == 0) {
        return cn_form_refuse(t->x, CARNET_RECORD_REQUIRED, node,
                              "a code needs \"code\", \"coding\" or "
                              "\"text\"");
    }
    if (alone) {
        status = read_coding(t, at);
    } else if (at[CODING] != 0) {
        status = read_codings(t, at[CODING]);
    }
    return status == CARNET_OK && at[TEXT] != 0 ? read_words(t, at[TEXT])
                                                : status;
}
