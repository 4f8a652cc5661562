/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A verified passport as a FHIR document: hands the interop room what the
 * verdict gives, and which of it was replaced.
 */
#include "../interop/interop.h"
#include "carnet/history.h"
#include "verdict_i.h"

/* What is handed over; the arrays have room for all there is. */
typedef struct {
    cn_interop_source source;
    cn_interop_credential *credentials;
    cn_interop_item *items;
    cn_buf *cose; /* of each credential */
    size_t room_credentials, room_items;
    size_t *place; /* of each credential of the verdict, here */
    carnet_history *history;
} handover;

static void give_back(handover *h)
{
    for (size_t i = 0; h->cose != NULL && i < h->room_credentials; i++) {
        cn_buf_free(&h->cose[i]);
    }
    cn_mem_free(h->credentials, h->room_credentials * sizeof *h->credentials);
    cn_mem_free(h->cose, h->room_credentials * sizeof *h->cose);
    cn_mem_free(h->place, h->room_credentials * sizeof *h->place);
    cn_mem_free(h->items, h->room_items * sizeof *h->items);
    carnet_history_free(h->history);
}

static carnet_status make_room(handover *h, const carnet_verdict *v)
{
    h->room_credentials = carnet_verify_num_credentials(v);
    for (size_t i = 0; i < h->room_credentials; i++) {
        h->room_items += carnet_verify_num_entries(v, i);
    }
    h->room_items += 1; /* never empty */
    h->credentials = cn_mem_array(h->room_credentials, sizeof *h->credentials);
    h->cose = cn_mem_array(h->room_credentials, sizeof *h->cose);
    h->place = cn_mem_array(h->room_credentials, sizeof *h->place);
    h->items = cn_mem_array(h->room_items, sizeof *h->items);
    if (h->credentials == NULL || h->cose == NULL || h->place == NULL ||
        h->items == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    h->source.credentials = h->credentials;
    h->source.items = h->items;
    return carnet_history_new(&h->history, v);
}

static bool is_partly_withheld(const carnet_verdict *v, size_t i)
{
    for (int32_t part = 0; part < CN_API_PARTS; part++) {
        if (carnet_verify_part(v, i, part) != CARNET_VERIFY_WHOLE) {
            return true;
        }
    }
    return false;
}

static void fill_facts(cn_interop_credential *c, const cn_trust_facts *facts)
{
    for (size_t k = 0; k < CARNET_VERIFY_NUM_FACTS; k++) {
        c->facts[k] = cn_api_fact_words[k];
        c->answers[k] = cn_api_answer_words[facts->fact[k].answer];
    }
}

/* The name that was given with its key, else that of its trust list. */
static const char *issuer_of(const cn_api_judgement *j,
                             const char *const *names, size_t num_names)
{
    bool given = j->key >= 0 && (size_t)j->key < num_names;
    if (given && names[j->key] != NULL) {
        return names[j->key];
    }
    return j->issuer != NULL ? j->issuer->name : NULL;
}

static carnet_status add(handover *h, const carnet_verdict *v, size_t i,
                         const char *const *names, size_t num_names)
{
    const cn_api_credential *c = cn_api_readable(v, i);
    const cn_api_judgement *j = &v->judged[i];
    size_t n = h->source.num_credentials++;
    cn_buf_init(&h->cose[n]);
    cn_cose_sign1(&h->cose[n], &c->claims, &j->signer, c->signature, c->items);
    h->credentials[n] = (cn_interop_credential){
        .identity = j->identity,
        .key_id = c->claims.kid,
        .issuer = issuer_of(j, names, num_names),
        .outcome = cn_api_outcome_words[j->outcome],
        .cose = cn_buf_span(&h->cose[n]),
        .issued_days = carnet_verify_issued_days(v, i),
        .valid_until_days = carnet_verify_valid_until_days(v, i),
        .withheld = is_partly_withheld(v, i),
    };
    fill_facts(&h->credentials[n], &j->facts);
    h->place[i] = n;
    return h->cose[n].status;
}

/* Credential i and its entries; presentations of one credential are one. */
static carnet_status take(handover *h, const carnet_verdict *v, size_t i,
                          const char *const *names, size_t num_names)
{
    carnet_status status = CARNET_OK;
    int32_t first = carnet_verify_same_as(v, i);
    if (first < 0) {
        status = add(h, v, i, names, num_names);
    } else {
        h->place[i] = h->place[first];
    }
    for (size_t k = 0; k < carnet_verify_num_entries(v, i); k++) {
        h->items[h->source.num_items++] = (cn_interop_item){
            carnet_verify_get_entry(v, i, k), h->place[i],
            carnet_history_state(h->history, i, k) == CARNET_HISTORY_REPLACED};
    }
    return status;
}

static carnet_status take_all(handover *h, const carnet_verdict *v,
                              const char *const *names, size_t num_names)
{
    carnet_status status = make_room(h, v);
    for (size_t i = 0; i < h->room_credentials && status == CARNET_OK; i++) {
        if (cn_api_readable(v, i) != NULL) {
            status = take(h, v, i, names, num_names);
        }
    }
    return status;
}

static carnet_status check(const carnet_verdict *verdict,
                           const char *const *names, size_t num_names,
                           cn_span language, int64_t now_s)
{
    if (verdict == NULL || (names == NULL && num_names > 0) ||
        cn_span_check(language.data, language.len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    if (!cn_time_has_date(now_s)) {
        return CARNET_CALLER_RANGE;
    }
    return carnet_verify_outcome(verdict) == CARNET_VERIFY_ACCEPTED ||
                   carnet_verify_outcome(verdict) == CARNET_VERIFY_REVIEW
               ? CARNET_OK
               : CARNET_CALLER_ABSENT;
}

carnet_status carnet_interop_fhir_export(carnet_buf **out,
                                         const carnet_verdict *verdict,
                                         const char *const *names,
                                         size_t num_names, const char *language,
                                         size_t language_len, int64_t now_s)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    cn_span tag = cn_span_of(language, language_len);
    carnet_status status = check(verdict, names, num_names, tag, now_s);
    if (status != CARNET_OK) {
        return status;
    }
    cn_buf b;
    handover h = {.source = {.now_s = now_s, .language = tag}};
    cn_buf_init(&b);
    status = take_all(&h, verdict, names, num_names);
    if (status == CARNET_OK && h.source.num_credentials == 0) {
        status = CARNET_CALLER_ABSENT; /* all was entered in error */
    }
    if (status == CARNET_OK) {
        status = cn_interop_fhir_out(&b, &h.source);
    }
    give_back(&h);
    if (status != CARNET_OK) {
        cn_buf_free(&b);
        return status;
    }
    return cn_buf_give(&b, out);
}
