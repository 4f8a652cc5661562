/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The credentials of a view: those that give content and were issued by then,
 * each once, in an order that no order of the input changes, and whose each is
 * (docs/spec/view.md sections 2 and 3).
 */
#include "view_i.h"

#include <stdlib.h>

static const cn_api_judgement *judged(const carnet_view *view, size_t i)
{
    return &view->verdict->judged[i];
}

static bool is_later(const carnet_view *view, size_t i)
{
    int64_t issued = carnet_verify_issued_days(view->verdict, i);
    return issued * CN_DAY_MINUTES > view->now.utc.last + CN_DAY_MINUTES;
}

/* ---- whose they are ---- */

static const cn_api_holder *holder_of(const carnet_view *view, size_t source)
{
    return &judged(view, view->sources[source].credential)->holder;
}

/* The id that some presentation of it tells; empty if none does. */
static cn_span id_of(const carnet_view *view, size_t source)
{
    size_t first = view->sources[source].credential;
    for (size_t i = first; i < view->verdict->passport.num; i++) {
        const cn_api_judgement *j = judged(view, i);
        if (j->first == first && j->holder.id.len > 0) {
            return j->holder.id;
        }
    }
    return (cn_span){NULL, 0};
}

/* Those that holder.c tied together are one person. */
static void number_persons(carnet_view *view)
{
    for (size_t i = 0; i < view->num_sources; i++) {
        size_t k = 0;
        while (holder_of(view, k)->group != holder_of(view, i)->group) {
            k++;
        }
        view->sources[i].person =
            k < i ? view->sources[k].person : (uint32_t)view->num_persons++;
    }
}

/* Whether another one of the same person has the same id. */
static bool is_tied_by_id(const carnet_view *view, size_t source, size_t *num)
{
    cn_span id = id_of(view, source);
    bool tied = false;
    *num = 0;
    for (size_t i = 0; i < view->num_sources; i++) {
        bool same = view->sources[i].person == view->sources[source].person;
        *num += same;
        tied = tied || (same && i != source && id.len > 0 &&
                        cn_span_equal(id, id_of(view, i)));
    }
    return tied;
}

static void find_ties(carnet_view *view)
{
    for (size_t i = 0; i < view->num_sources; i++) {
        cn_api_source *s = &view->sources[i];
        size_t num = 0;
        bool tied = is_tied_by_id(view, i, &num);
        uint8_t tie = num == 1 ? CARNET_VIEW_TIE_ONE
                      : tied   ? CARNET_VIEW_TIE_ID
                               : CARNET_VIEW_TIE_NAME;
        s->by_name = tie == CARNET_VIEW_TIE_NAME;
        if (tie > view->ties[s->person]) {
            view->ties[s->person] = tie;
        }
    }
}

/* ---- all of them ---- */

static int compare_sources(const void *x, const void *y)
{
    const cn_api_judgement *a = *(const cn_api_judgement *const *)x;
    const cn_api_judgement *b = *(const cn_api_judgement *const *)y;
    return memcmp(a->identity, b->identity, CN_CRYPTO_HASH_SIZE);
}

/* First presentations that give content, by day of issue and identity. */
static size_t list_firsts(const carnet_view *view,
                          const cn_api_judgement **list)
{
    size_t num = 0;
    for (size_t i = 0; i < view->verdict->passport.num; i++) {
        if (judged(view, i)->first == i && !is_later(view, i) &&
            cn_api_readable(view->verdict, i) != NULL) {
            list[num++] = judged(view, i);
        }
    }
    qsort(list, num, sizeof(const cn_api_judgement *), compare_sources);
    /* By insertion, which keeps that order within a day: at most 256. */
    for (size_t i = 1; i < num; i++) {
        const cn_api_judgement *j = list[i];
        size_t k = i;
        uint32_t day =
            view->verdict->passport.credentials[j - view->verdict->judged]
                .claims.day;
        while (k > 0 &&
               view->verdict->passport
                       .credentials[list[k - 1] - view->verdict->judged]
                       .claims.day > day) {
            list[k] = list[k - 1];
            k--;
        }
        list[k] = j;
    }
    return num;
}

/* Medicines, allergies and conditions stand in either part. */
static bool is_open(const cn_api_source *s)
{
    return s->there[CN_API_CLINIC] == CARNET_VERIFY_WHOLE &&
           s->there[CN_API_PRIVATE] == CARNET_VERIFY_WHOLE;
}

static void count(carnet_view *view)
{
    view->open = view->verdict->passport.num > 0;
    for (size_t i = 0; i < view->verdict->passport.num; i++) {
        const cn_api_judgement *j = judged(view, i);
        view->num_in_error += cn_api_is_hidden(view, i);
        view->num_refused += cn_api_is_refused(view, i);
        view->num_later += cn_api_readable(view->verdict, i) != NULL &&
                           j->first == i && is_later(view, i);
    }
    view->open = view->open &&
                 view->num_in_error + view->num_refused + view->num_later == 0;
    for (size_t i = 0; i < view->num_sources; i++) {
        view->open = view->open && is_open(&view->sources[i]);
    }
}

bool cn_api_find_sources(carnet_view *view)
{
    size_t num = view->verdict->passport.num;
    const cn_api_judgement **list = cn_mem_array(num + 1, sizeof *list);
    view->sources = cn_arena_take(&view->arena, num * sizeof *view->sources);
    view->source_of =
        cn_arena_take(&view->arena, num * sizeof *view->source_of);
    view->ties = cn_arena_take(&view->arena, num);
    if (list == NULL || view->sources == NULL || view->source_of == NULL ||
        view->ties == NULL) {
        cn_mem_free(list, list == NULL ? 0 : (num + 1) * sizeof *list);
        return false;
    }
    view->num_sources = list_firsts(view, list);
    memset(view->source_of, 0xff, num * sizeof *view->source_of);
    for (size_t s = 0; s < view->num_sources; s++) {
        size_t first = (size_t)(list[s] - view->verdict->judged);
        view->sources[s] = cn_api_gather_source(view->verdict, first);
        for (size_t i = first; i < num; i++) {
            if (judged(view, i)->first == first) {
                view->source_of[i] = (uint32_t)s;
            }
        }
    }
    cn_mem_free(list, (num + 1) * sizeof *list);
    number_persons(view);
    find_ties(view);
    count(view);
    return true;
}
