/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a view holds (docs/spec/view.md): the credentials that it is made of, in
 * an order of its own, the persons that they may be of, and the merged rows.
 */
#ifndef CN_API_VIEW_I_H
#define CN_API_VIEW_I_H

#include "../view/view.h"
#include "source_i.h"

struct carnet_view {
    const carnet_verdict *verdict; /* lent */
    cn_arena arena;
    cn_view_time now;
    bool whole_day;
    bool open;              /* every clinic and private part */
    cn_api_source *sources; /* by day of issue and identity */
    size_t num_sources;
    uint32_t *source_of; /* of each credential; UINT32_MAX: gives nothing */
    uint8_t *ties;       /* of each person, CARNET_VIEW_TIE_* */
    size_t num_persons;
    size_t num_refused;  /* credentials; of those below too */
    size_t num_later;    /* issued after the day that follows */
    size_t num_in_error; /* not given, as nobody asked */
    cn_view_merged merged;
    /* What treatment is reckoned from (docs/spec/treatment.md): the first entry
       of each row, and of each person the case and what was checked. */
    const carnet_entry **heads;
    bool *trusted; /* of each */
    cn_treat_case *cases;
    cn_treat_checks *checks;
};

/* Finds the credentials that a view is made of, and whose they are
   (view_source.c). False where memory fails. */
bool cn_api_find_sources(carnet_view *view);

/* Item n of a row, and the credential that gives it. */
static inline const cn_view_item *cn_api_item(const carnet_view *view,
                                              const cn_view_row *row, size_t n)
{
    return &view->merged.asked.items[row->items[n]];
}
static inline uint32_t cn_api_source_of(const carnet_view *view,
                                        const cn_view_item *item)
{
    return view->source_of[item->credential];
}
/* The number of a page on every screen: the place in the passport of its first
   presentation, as verify, show and log have it. */
static inline size_t cn_api_page_number(const cn_api_source *s)
{
    return s->credential + 1;
}
/* Whether credential i gives nothing as it was entered in error. */
static inline bool cn_api_is_hidden(const carnet_view *view, size_t i)
{
    return view->verdict->judged[i].hidden;
}
/* Whether credential i gives nothing as it is refused. */
static inline bool cn_api_is_refused(const carnet_view *view, size_t i)
{
    return !cn_api_is_hidden(view, i) &&
           cn_api_readable(view->verdict, i) == NULL;
}
/* The time of a view as a date: a day, or an instant. */
cn_model_date cn_api_view_time(const carnet_view *view);
/* Place of a row in the case of its person. */
static inline size_t cn_api_place_in_case(const carnet_view *view, size_t row)
{
    uint32_t person = view->merged.rows[row].person;
    return row - (size_t)(view->cases[person].entries - view->heads);
}
/* Whether somebody says it whose credential is accepted. */
bool cn_api_row_accepted(const carnet_view *view, const cn_view_row *row);

#endif
