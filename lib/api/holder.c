/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether all readable credentials speak of one person: equal passport ids,
 * else equal name and birth date (design: "same holder throughout"). A
 * credential that does not say whose it is stays not checked.
 */
#include "verdict_i.h"

typedef struct {
    bool has_id;
    cn_span id; /* content of passport_id */
    bool has_name;
    uint8_t room[CN_MODEL_LABEL_MAX];
    cn_span name;
    bool has_birth;
    cn_model_date birth;
} holder;

static void read_details(holder *h, const carnet_entry *e)
{
    cn_span value;
    if (!h->has_id && cn_model_value(e, CARNET_DETAILS_PASSPORT_ID, &value)) {
        cn_cbor_reader r;
        cn_cbor_reader_init(&r, value);
        h->id = cn_cbor_get_bytes(&r, 0, CN_LIMIT_STRING);
        h->has_id = r.status == CARNET_OK;
    }
}

static void read_person(holder *h, const carnet_entry *e)
{
    const cn_model_shape *shape = cn_model_kind(e->kind);
    cn_span value;
    cn_cbor_reader r;
    if (!h->has_name && cn_model_value(e, CARNET_PERSON_NAME, &value)) {
        cn_cbor_reader_init(&r, value);
        h->has_name =
            cn_model_get_label(&r, cn_model_field_of(shape, CARNET_PERSON_NAME),
                               h->room, &h->name) == CARNET_OK;
    }
    if (!h->has_birth && cn_model_value(e, CARNET_PERSON_BIRTH, &value)) {
        cn_cbor_reader_init(&r, value);
        h->has_birth =
            cn_model_get_date(&r, e->day, e->day, &h->birth) == CARNET_OK;
    }
}

static void read_holder(holder *h, const cn_api_credential *c)
{
    memset(h, 0, sizeof *h);
    for (size_t i = 0; i < c->num_entries; i++) {
        const carnet_entry *e = &c->entries[i];
        if (e->beyond) {
            continue;
        }
        if (e->kind == CARNET_KIND_PERSON) {
            read_person(h, e);
        } else if (e->kind == CARNET_KIND_DETAILS) {
            read_details(h, e);
        }
    }
}

static bool same_date(const cn_model_date *a, const cn_model_date *b)
{
    return a->precision == b->precision && a->estimated == b->estimated &&
           a->year == b->year && a->month == b->month && a->days == b->days;
}

static uint8_t compare(const holder *a, const holder *b)
{
    if (a->has_id && b->has_id) {
        return cn_span_equal(a->id, b->id) ? CARNET_VERIFY_YES
                                           : CARNET_VERIFY_NO;
    }
    if (!a->has_name || !b->has_name) {
        return CARNET_VERIFY_NOT_CHECKED;
    }
    bool same = cn_span_equal(a->name, b->name) &&
                a->has_birth == b->has_birth &&
                (!a->has_birth || same_date(&a->birth, &b->birth));
    return same ? CARNET_VERIFY_YES : CARNET_VERIFY_NO;
}

static bool is_signed(const carnet_verdict *v, size_t i)
{
    return v->judged[i].facts.fact[CARNET_VERIFY_SIGNATURE].answer ==
           CARNET_VERIFY_YES;
}

/* First signed credential after i that says whose it is; num if none. */
static size_t next_named(const carnet_verdict *v, size_t i, holder *h)
{
    for (; i < v->passport.num; i++) {
        if (is_signed(v, i)) {
            read_holder(h, &v->passport.credentials[i]);
            if (h->has_name || h->has_id) {
                return i;
            }
        }
    }
    return i;
}

void cn_api_judge_holder(carnet_verdict *v)
{
    holder first;
    size_t at = next_named(v, 0, &first);
    if (at == v->passport.num) {
        return;
    }
    cn_trust_yes(&v->judged[at].facts, CARNET_VERIFY_SAME_HOLDER);
    holder other;
    size_t i = at;
    while ((i = next_named(v, i + 1, &other)) < v->passport.num) {
        uint8_t answer = compare(&first, &other);
        if (answer == CARNET_VERIFY_YES) {
            cn_trust_yes(&v->judged[i].facts, CARNET_VERIFY_SAME_HOLDER);
        } else if (answer == CARNET_VERIFY_NO) {
            /* Which of the two is the holder's nobody here can know. */
            cn_trust_no(&v->judged[i].facts, CARNET_VERIFY_SAME_HOLDER,
                        CARNET_TRUST_HOLDER);
            cn_trust_no(&v->judged[at].facts, CARNET_VERIFY_SAME_HOLDER,
                        CARNET_TRUST_HOLDER);
        }
    }
}
