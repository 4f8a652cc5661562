/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The JSON door: reads a request, finds its operation, and writes the reply,
 * which is an object whatever happens but for want of memory. Nothing is kept
 * between calls; what a request made is wiped and freed with it.
 */
#include "carnet/json.h"

#include "door_i.h"

_Static_assert(CARNET_JSON_REQUEST_MAX == CN_LIMIT_DOOR_BYTES, "one limit");

/* ---- failures ---- */

bool cn_door_good(const cn_door *d)
{
    return d->where.status == CARNET_OK && d->w.out->status == CARNET_OK;
}

void cn_door_fail(cn_door *d, carnet_status status, uint32_t node,
                  const char *detail)
{
    char path[CN_PROBLEM_TEXT];
    if (cn_door_good(d) && status != CARNET_OK) {
        cn_json_path(d->doc, node, path, sizeof path);
        cn_problem_note(&d->where, status, cn_json_get(d->doc, node)->offset,
                        path, detail);
    }
}

bool cn_door_try(cn_door *d, carnet_status status, uint32_t node,
                 carnet_problem *problem)
{
    bool good = cn_door_good(d);
    bool kept = cn_door_keep(d, CN_DOOR_PROBLEM, problem);
    if (good && kept && status != CARNET_OK) {
        cn_door_fail(d, status, node, NULL);
        d->inner = problem;
    }
    return good && kept && status == CARNET_OK;
}

bool cn_door_try_json(cn_door *d, carnet_status status, uint32_t node,
                      carnet_problem *problem)
{
    bool good = cn_door_good(d);
    bool done = cn_door_try(d, status, node, problem);
    if (good && !done && d->inner != NULL) {
        const char *path = carnet_problem_path(d->inner);
        d->where.offset += carnet_problem_offset(d->inner);
        cn_problem_add(d->where.path, path[0] == '$' ? path + 1 : "");
        d->is_told = path[0] == '$' || path[0] == '\0';
    }
    return done;
}

/* ---- the reply ---- */

static void put_status(cn_json_writer *w, carnet_status status)
{
    cn_json_open_object(w);
    cn_json_key(w, "status");
    cn_json_i64(w, status);
    cn_json_key(w, "name");
    cn_json_str(w, carnet_status_name(status));
}

static void put_place(cn_json_writer *w, const char *path, size_t offset)
{
    cn_json_key(w, "path");
    cn_json_str(w, path);
    cn_json_key(w, "offset");
    cn_json_i64(w, (int64_t)offset);
}

/* Where the inner problem says a place of its own that is not yet told. */
static void put_inner(cn_json_writer *w, const cn_door *d)
{
    const char *path = carnet_problem_path(d->inner);
    size_t offset = carnet_problem_offset(d->inner);
    if (!d->is_told && (path[0] != '\0' || offset != 0)) {
        cn_json_key(w, "inner");
        cn_json_open_object(w);
        put_place(w, path, offset);
        cn_json_close_object(w);
    }
}

static void put_error(cn_json_writer *w, const cn_door *d)
{
    carnet_problem *told = NULL;
    if (d->inner == NULL) {
        cn_problem_give(&d->where, &told);
    }
    const carnet_problem *problem = told != NULL ? told : d->inner;
    put_status(w, d->where.status);
    cn_json_key(w, "error");
    cn_json_open_object(w);
    cn_json_key(w, "text");
    cn_json_str(w, problem != NULL ? carnet_problem_text(problem)
                                   : carnet_status_text(d->where.status));
    put_place(w, d->where.path[0] != '\0' ? d->where.path : "$",
              d->where.offset);
    put_inner(w, d);
    cn_json_close_object(w);
    cn_json_close_object(w);
    carnet_problem_free(told);
}

static carnet_status give_error(const cn_door *d, carnet_buf **out)
{
    cn_buf b;
    cn_json_writer w;
    cn_buf_init(&b);
    cn_json_begin(&w, &b, false);
    put_error(&w, d);
    return cn_buf_give(&b, out);
}

/* ---- the request ---- */

static void answer(cn_door *d)
{
    cn_door_run *run = cn_door_check(d);
    if (run != NULL) {
        put_status(&d->w, CARNET_OK);
        cn_json_key(&d->w, "result");
        cn_json_open_object(&d->w);
        run(d);
        cn_json_close_object(&d->w);
        cn_json_close_object(&d->w);
    }
}

static carnet_status finish(cn_door *d, carnet_buf **out)
{
    cn_buf *b = d->w.out;
    if (d->where.status == CARNET_OK && b->status == CARNET_OK &&
        cn_buf_give(b, out) == CARNET_OK) {
        return CARNET_OK;
    }
    /* What a full buffer could not say: the door itself has no memory. */
    cn_problem_note(&d->where, CARNET_CALLER_MEMORY, 0, "$", NULL);
    cn_buf_free(b);
    return give_error(d, out);
}

carnet_status carnet_json(const uint8_t *request, size_t request_len,
                          carnet_buf **out)
{
    static const cn_json_limits limits = {
        CN_LIMIT_DOOR_BYTES, CN_LIMIT_DOOR_DEPTH, CN_LIMIT_DOOR_NODES};
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(request, request_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    cn_door d;
    cn_buf b;
    cn_json_doc *doc = NULL;
    memset(&d, 0, sizeof d);
    cn_buf_init(&b);
    cn_json_begin(&d.w, &b, false);
    cn_arena_init_grow(&d.arena);
    if (cn_json_read_within(&doc, &d.where, cn_span_of(request, request_len),
                            &limits) == CARNET_OK) {
        d.doc = doc;
        answer(&d);
    }
    carnet_status status = finish(&d, out);
    cn_door_free_kept(&d);
    cn_arena_free(&d.arena);
    cn_json_free(doc);
    return status;
}
