/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Operations of the JSON door: what entries of many credentials say of each
 * other, and what a new one would refer to. Entries are named by their place in
 * the verdict; nothing of a refused credential is told.
 */
#include "door_i.h"

#define WHY "restated not_current not_accepted is_private unreadable"

static void put_restated(cn_door *d, const carnet_history *h, size_t c,
                         size_t i, bool with_private)
{
    cn_json_open_object(&d->w);
    cn_door_put_int(d, "credential", (int64_t)c);
    cn_door_put_int(d, "entry", (int64_t)i);
    cn_door_put_word(d, "why", WHY,
                     carnet_history_restates(h, c, i, with_private));
    cn_json_close_object(&d->w);
}

void cn_door_op_history(cn_door *d)
{
    const carnet_history *h = cn_door_history(d);
    bool with_private = cn_door_bool(d, "with_private");
    carnet_buf *json = NULL;
    carnet_status status = carnet_history_json(&json, h);
    cn_door_put_buf(d, "history", CN_DOOR_AS_JSON, status, json);
    cn_json_key(&d->w, "restates");
    cn_json_open_array(&d->w);
    for (size_t n = 0; carnet_history_credential(h, n) != SIZE_MAX; n++) {
        size_t c = carnet_history_credential(h, n);
        for (size_t i = 0; carnet_history_state(h, c, i) >= 0; i++) {
            put_restated(d, h, c, i, with_private);
        }
    }
    cn_json_close_array(&d->w);
}

void cn_door_op_issue_check(cn_door *d)
{
    const carnet_plan *plan = cn_door_plan(d);
    cn_span s = cn_door_input(d, "passport");
    size_t lost = 0;
    carnet_problem *problem = NULL;
    if (!cn_door_good(d)) {
        return;
    }
    carnet_status status =
        carnet_history_check(&lost, &problem, plan, s.data, s.len);
    uint32_t record = cn_door_find(d, "record");
    if (status == CARNET_RECORD_LINK && record != 0) {
        (void)cn_door_try_json(d, status, record, problem);
    } else {
        (void)cn_door_try(d, status, cn_door_find(d, "passport"), problem);
    }
    if (lost > 0 && problem == NULL) {
        /* Which the first is would be left out of the reply. */
        cn_door_fail(d, CARNET_CALLER_MEMORY, 0, NULL);
    }
    cn_door_put_int(d, "lost", (int64_t)lost);
    if (cn_door_good(d) && problem != NULL) {
        cn_door_put_str(d, "path", carnet_problem_path(problem));
        cn_door_put_str(d, "text", carnet_problem_text(problem));
    }
}
