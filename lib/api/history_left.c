/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What restating leaves out and why (docs/spec/history.md section 4), as JSON
 * for whoever signs: entries that can't be said again, credentials of which
 * nothing is, and parts that are not here. Never what any of it says.
 */
#include "restate_i.h"
#include "source_i.h"

static void begin(cn_json_writer *w, size_t credential)
{
    cn_json_open_object(w);
    cn_json_key(w, "credential");
    cn_json_i64(w, (int64_t)credential + 1);
}

static void end(cn_json_writer *w, const char *why)
{
    cn_json_key(w, "why");
    cn_json_str(w, why);
    cn_json_close_object(w);
}

static void put_left_entry(cn_json_writer *w, const carnet_history *h,
                           size_t item, const char *why)
{
    const cn_view_item *x = &h->entries.items[item];
    begin(w, x->credential);
    cn_api_put_place(w, x->entry);
    end(w, why);
}

/* References of a restated condition to what treats it, that can't be said. */
static void put_treatments(cn_json_writer *w, const cn_api_restating *r,
                           size_t item)
{
    const carnet_entry *e = r->h->entries.items[item].entry;
    if (e->kind != CARNET_KIND_CONDITION) {
        return;
    }
    size_t num = carnet_record_num_values(e, CARNET_CONDITION_TREATED_WITH);
    for (size_t n = 0; n < num; n++) {
        const char *why = cn_api_treatment_lost(r, item, n);
        if (why != NULL) {
            put_left_entry(w, r->h, item, why);
        }
    }
}

static void put_item(cn_json_writer *w, const cn_api_restating *r, size_t item,
                     int32_t with_private)
{
    const carnet_history *h = r->h;
    const cn_view_item *x = &h->entries.items[item];
    switch (carnet_history_restates(h, x->credential, x->index, with_private)) {
    case CARNET_HISTORY_RESTATED:
        put_treatments(w, r, item);
        break;
    case CARNET_HISTORY_NOT_ACCEPTED:
        put_left_entry(w, h, item, "not_accepted");
        break;
    case CARNET_HISTORY_IS_PRIVATE:
        put_left_entry(w, h, item, "is_private");
        break;
    case CARNET_HISTORY_UNREADABLE:
        put_left_entry(w, h, item, "unreadable");
        break;
    default: /* what takes its place is said */
        break;
    }
}

static void put_part(cn_json_writer *w, const cn_api_source *s, uint32_t part)
{
    if (s->there[part] == CARNET_VERIFY_WHOLE) {
        return;
    }
    begin(w, s->credential);
    cn_json_key(w, "part");
    cn_json_str(w, cn_model_part_name(part));
    if (s->there[part] == CARNET_VERIFY_PARTIAL) {
        cn_json_key(w, "entries");
        cn_json_i64(w, (int64_t)s->withheld[part]);
    }
    end(w, s->there[part] == CARNET_VERIFY_SEALED ? "sealed" : "withheld");
}

/* Told once, of all presentations together. */
static void put_parts(cn_json_writer *w, const carnet_verdict *v, size_t i)
{
    if (carnet_verify_same_as(v, i) >= 0) {
        return;
    }
    cn_api_source s = cn_api_gather_source(v, i);
    for (uint32_t part = 0; part < CN_API_PARTS; part++) {
        put_part(w, &s, part);
    }
}

static void put_credential(cn_json_writer *w, const cn_api_restating *r,
                           size_t i, int32_t with_private)
{
    const carnet_history *h = r->h;
    const carnet_verdict *v = h->verdict;
    if (cn_api_readable(v, i) == NULL) {
        begin(w, i);
        end(w, v->judged[i].hidden ? "entered_in_error" : "refused");
        return;
    }
    for (size_t n = h->entries.first[i]; n < h->entries.first[i + 1]; n++) {
        put_item(w, r, n, with_private);
    }
    put_parts(w, v, i);
}

static void put_all(cn_buf *out, const cn_api_restating *r,
                    int32_t with_private)
{
    cn_json_writer w;
    cn_json_begin(&w, out, true);
    cn_json_open_array(&w);
    for (size_t i = 0; i < r->h->verdict->passport.num; i++) {
        put_credential(&w, r, i, with_private);
    }
    cn_json_close_array(&w);
}

carnet_status carnet_history_left_out_json(carnet_buf **out,
                                           const carnet_history *history,
                                           int32_t with_private)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (history == NULL) {
        return CARNET_CALLER_NULL;
    }
    cn_buf b;
    cn_api_restating r;
    cn_buf_init(&b);
    carnet_status status = cn_api_restating_begin(&r, history, with_private);
    /* Of more than a record holds nothing is restated, which restating says. */
    status = status == CARNET_RECORD_COUNT ? CARNET_OK : status;
    if (status == CARNET_OK) {
        put_all(&b, &r, with_private);
    }
    cn_api_restating_end(&r);
    return cn_api_give_json(out, &b, status);
}
