/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a plan refers to, looked up in the passport that it is to be added to
 * (docs/spec/history.md section 2): a successor in a less private part is
 * refused before anybody signs it, and a tag that nothing answers to is told,
 * since it may be mistyped. No signature is checked, and no value is read.
 */
#include "history_i.h"
#include "plan_i.h"
#include "present_i.h"

#include <stdlib.h>

/* An entry that there is. */
typedef struct {
    uint32_t tag;
    uint32_t kind;
    uint8_t part;
} known;

typedef struct {
    known *list; /* in order of tag */
    size_t num;
    const carnet_plan *plan;
    size_t num_lost;
} lookup;

static int by_tag(const void *a, const void *b)
{
    uint32_t x = ((const known *)a)->tag;
    uint32_t y = ((const known *)b)->tag;
    return x < y ? -1 : x > y;
}

/* ---- the passport ---- */

static carnet_status list_tags(lookup *l, const cn_api_passport *p)
{
    size_t num = 0;
    for (size_t i = 0; i < p->num; i++) {
        num += p->credentials[i].num_entries;
    }
    l->list = cn_arena_take(p->arena, num * sizeof l->list[0]);
    cn_api_salts *s = cn_arena_take(p->arena, sizeof *s);
    if (l->list == NULL || s == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    for (size_t i = 0; i < p->num; i++) {
        const cn_api_credential *c = &p->credentials[i];
        cn_api_find_salts(s, c);
        for (size_t k = 0; k < c->num_entries; k++) {
            const carnet_entry *e = &c->entries[k];
            l->list[l->num++] = (known){cn_api_tag(s, e), e->kind, e->part};
        }
    }
    qsort(l->list, l->num, sizeof l->list[0], by_tag);
    return CARNET_OK;
}

/* What there is of one tag. Presentations of one entry share part and tag. */
typedef struct {
    bool any;
    bool of_kind; /* of a kind that is asked about */
    uint8_t part; /* the least private one */
} found;

static found find(const lookup *l, uint32_t tag, uint32_t kind)
{
    const known key = {tag, 0, 0};
    const known *at = bsearch(&key, l->list, l->num, sizeof key, by_tag);
    found f = {at != NULL, false, CARNET_PART_PRIVATE};
    while (at != NULL && at > l->list && at[-1].tag == tag) {
        at--;
    }
    for (; at != NULL && at < l->list + l->num && at->tag == tag; at++) {
        f.of_kind = f.of_kind || at->kind == kind;
        f.part = at->part < f.part ? at->part : f.part;
    }
    return f;
}

/* ---- the plan ---- */

/* Says which reference of which entry of the record it is. */
static void note(cn_problem *where, const lookup *l, size_t i,
                 const cn_model_field *f, uint32_t tag, carnet_status status,
                 const char *why)
{
    char text[24];
    if (where->status != CARNET_OK) {
        return;
    }
    cn_model_leaf_text(text, tag);
    cn_problem_say(where, status, 0, text);
    cn_problem_add(where->detail, why);
    cn_problem_add(where->path, "$.entries[");
    cn_problem_add_number(where->path, l->plan->encoded[i].source);
    cn_problem_add(where->path, "].");
    cn_problem_add(where->path, f->name);
}

static carnet_status check_one(lookup *l, size_t i, const cn_model_field *f,
                               uint32_t tag, cn_problem *where)
{
    const carnet_entry *e = &l->plan->entries[i];
    found target = find(l, tag, e->kind);
    if (target.any && target.part > e->part) {
        memset(where, 0, sizeof *where);
        note(where, l, i, f, tag, CARNET_RECORD_LINK, "");
        return CARNET_RECORD_LINK;
    }
    if (!target.any) {
        l->num_lost++;
        note(where, l, i, f, tag, CARNET_RECORD_REFERENCE, "");
    } else if (f->number == CARNET_FIELD_REPLACES && !target.of_kind) {
        l->num_lost++; /* readers let it replace nothing: history.md section 2
                        */
        note(where, l, i, f, tag, CARNET_RECORD_REFERENCE,
             " is of another kind, and an entry replaces its own alone");
    }
    return CARNET_OK;
}

static carnet_status check_field(lookup *l, size_t i, const cn_model_field *f,
                                 cn_problem *where)
{
    cn_span value;
    cn_cbor_reader r;
    carnet_status status = CARNET_OK;
    if (f->type != CN_TYPE_REF ||
        !cn_model_value(&l->plan->entries[i], f->number, &value)) {
        return status;
    }
    cn_cbor_reader_init(&r, value);
    size_t num = cn_cbor_get_array(&r, 1, CN_LIMIT_LIST);
    for (size_t k = 0; k < num && status == CARNET_OK; k++) {
        int32_t part = 0;
        uint32_t target = 0;
        if (cn_model_take_reference(&r, &part, &target) == CARNET_OK &&
            part == CARNET_RECORD_ELSEWHERE) {
            status = check_one(l, i, f, target, where);
        }
    }
    return status;
}

static carnet_status check_plan(lookup *l, cn_problem *where)
{
    carnet_status status = CARNET_OK;
    for (size_t i = 0; i < l->plan->num; i++) {
        const cn_model_shape *shape = cn_model_kind(l->plan->entries[i].kind);
        for (size_t f = 0;
             shape != NULL && status == CARNET_OK && f < shape->num_fields;
             f++) {
            status = check_field(l, i, &shape->fields[f], where);
        }
    }
    return status;
}

carnet_status carnet_history_check(size_t *num_lost_out,
                                   carnet_problem **problem,
                                   const carnet_plan *plan,
                                   const uint8_t *passport, size_t passport_len)
{
    if (num_lost_out != NULL) {
        *num_lost_out = 0;
    }
    cn_problem_clear(problem);
    if (plan == NULL || cn_span_check(passport, passport_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    cn_arena arena;
    cn_api_passport p = {.arena = &arena};
    lookup l = {.plan = plan};
    cn_problem where = {.status = CARNET_OK};
    cn_arena_init_grow(&arena);
    carnet_status status =
        cn_api_open_all(&p, &arena, cn_span_of(passport, passport_len), &where);
    if (status == CARNET_OK) {
        status = list_tags(&l, &p);
    }
    if (status == CARNET_OK) {
        status = check_plan(&l, &where);
    }
    if (num_lost_out != NULL && status == CARNET_OK) {
        *num_lost_out = l.num_lost;
    }
    if (where.status != CARNET_OK) {
        cn_problem_give(&where, problem);
    }
    cn_arena_free(&arena);
    return status;
}
