/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Operation of the JSON door: the merged view of a passport, as JSON and as
 * lines for people. Of a refused credential nothing is told.
 */
#include "door_i.h"

static const carnet_view *view_of(cn_door *d)
{
    const carnet_verdict *v = cn_door_verdict(d);
    carnet_view *view = NULL;
    carnet_status status =
        cn_door_find(d, "day") != 0
            ? carnet_view_new_day(&view, v, cn_door_day(d, "day"))
            : carnet_view_new(&view, v, cn_door_time(d, "now"),
                              cn_door_offset(d, "now"));
    cn_door_try(d, status, cn_door_find(d, "day"), NULL);
    return cn_door_keep(d, CN_DOOR_VIEW, view) ? view : NULL;
}

void cn_door_op_view(cn_door *d)
{
    size_t num = 0;
    size_t unreviewed = 0;
    carnet_buf *out = NULL;
    const carnet_view *view = view_of(d);
    bool explain = cn_door_bool(d, "explain");
    const char *const *names = cn_door_strs(d, "names", &num, true);
    cn_span language = cn_door_text(d, "language");
    carnet_status status = carnet_view_json(&out, view, explain);
    cn_door_put_buf(d, "view", CN_DOOR_AS_JSON, status, out);
    out = NULL;
    status = carnet_view_lines(&out, &unreviewed, view, explain, names, num,
                               (const char *)language.data, language.len);
    cn_door_put_words(d, status, out, unreviewed);
}
