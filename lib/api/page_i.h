/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lines for people that the verdict and the view share (verdict_text.c): the
 * word, who signed, when, and what is not there.
 */
#ifndef CN_API_PAGE_I_H
#define CN_API_PAGE_I_H

#include "../view/view.h"
#include "verdict_i.h"

/* What the lines are made from. */
typedef struct {
    cn_view_pen pen;
    const carnet_verdict *verdict;
    const carnet_verdict *whole; /* of what was left out of here; or NULL */
    const char *const *names;    /* of the keys; NULL where there are none */
    size_t num_names;
} cn_api_page;

/* The page of a call, its text in b; CARNET_CALLER_NULL for what is not there.
   Both outputs are emptied. */
carnet_status cn_api_begin_page(cn_api_page *p, cn_buf *b, carnet_buf **out,
                                size_t *num_unreviewed_out, cn_span language);

void cn_api_begin_line(cn_api_page *p, const char *indent);
void cn_api_put_text(cn_api_page *p, const char *text);
void cn_api_put_phrase_int(cn_api_page *p, cn_words_phrase_name phrase,
                           int64_t v);
void cn_api_put_date(cn_api_page *p, int32_t days);
void cn_api_put_outcome(cn_api_page *p, int32_t outcome);
/* The word for all, and what to do with it; why, where it is malformed. */
void cn_api_put_head(cn_api_page *p);
/* The question that only a person can answer. */
void cn_api_put_question(cn_api_page *p);
/* "  ! sentence (NAME)" of the status behind a fact about credential i. */
void cn_api_put_fact(cn_api_page *p, size_t i, int32_t fact,
                     carnet_status status);
/* The same of a status that is said of all. */
void cn_api_put_sentence(cn_api_page *p, carnet_status status);
/* Who signed credential i, how old that knowledge is, when, until when. */
void cn_api_put_signer(cn_api_page *p, size_t i);
void cn_api_put_days(cn_api_page *p, size_t i);
/* Its issuer as listed, or as the caller names the key; NULL: neither. */
const char *cn_api_signer_name(const cn_api_page *p, size_t i);
/* A part of which there is CARNET_VERIFY_WHOLE (nothing is said) and so on. */
void cn_api_put_there(cn_api_page *p, size_t part, int32_t there,
                      size_t withheld);

#endif
