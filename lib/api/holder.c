/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether credentials speak of one person (docs/spec/verdict.md): equal
 * passport ids where both have one, else equal name and birth date. A value
 * has one legal encoding, so that equal names are equal bytes; birth dates
 * count from the day of issue and are read. Never takes "can't say" for "yes".
 */
#include "verdict_i.h"

static void read_holder(cn_api_holder *h, const cn_api_credential *c)
{
    bool has_person = false;
    for (size_t i = 0; i < c->num_entries; i++) {
        const carnet_entry *e = &c->entries[i];
        /* Of an entry that is critical no value is given. */
        if (e->kind == CARNET_KIND_PERSON && !has_person) {
            has_person = cn_model_value(e, CARNET_PERSON_NAME, &h->name);
            (void)cn_model_value(e, CARNET_PERSON_BIRTH, &h->birth);
        } else if (e->kind == CARNET_KIND_DETAILS && h->id.len == 0) {
            (void)cn_model_value(e, CARNET_DETAILS_PASSPORT_ID, &h->id);
        }
    }
    if (!has_person) {
        h->birth = cn_span_of(NULL, 0);
    }
}

/* False where there is none, or a reason why there is none. */
static bool read_birth(const cn_api_holder *h, int32_t issued,
                       cn_model_date *out)
{
    cn_cbor_reader r;
    memset(out, 0, sizeof *out);
    cn_cbor_reader_init(&r, h->birth);
    return h->birth.len > 0 &&
           cn_model_get_date(&r, issued, issued, out) == CARNET_OK;
}

static bool same_date(const cn_model_date *a, const cn_model_date *b)
{
    return a->precision == b->precision && a->estimated == b->estimated &&
           a->year == b->year && a->month == b->month && a->days == b->days &&
           a->minutes == b->minutes && a->offset == b->offset;
}

static bool same_birth(const carnet_verdict *v, size_t i, size_t k)
{
    const cn_api_holder *a = &v->judged[i].holder;
    const cn_api_holder *b = &v->judged[k].holder;
    cn_model_date date_a;
    cn_model_date date_b;
    bool told_a =
        read_birth(a, (int32_t)v->passport.credentials[i].claims.day, &date_a);
    bool told_b =
        read_birth(b, (int32_t)v->passport.credentials[k].claims.day, &date_b);
    if (told_a && told_b) {
        return same_date(&date_a, &date_b);
    }
    return told_a == told_b && cn_span_equal(a->birth, b->birth);
}

static uint8_t compare(const carnet_verdict *v, size_t i, size_t k)
{
    const cn_api_holder *a = &v->judged[i].holder;
    const cn_api_holder *b = &v->judged[k].holder;
    bool same;
    if (a->id.len > 0 && b->id.len > 0) {
        same = cn_span_equal(a->id, b->id);
    } else if (a->name.len > 0 && b->name.len > 0) {
        same = cn_span_equal(a->name, b->name) && same_birth(v, i, k);
    } else {
        return CARNET_VERIFY_NOT_CHECKED;
    }
    return same ? CARNET_VERIFY_YES : CARNET_VERIFY_NO;
}

static bool says_whose(const carnet_verdict *v, size_t i)
{
    const cn_api_holder *h = &v->judged[i].holder;
    return h->id.len > 0 || h->name.len > 0;
}

/* One "no" weighs more than any "yes". */
static void settle(cn_api_judgement *j, uint8_t answer)
{
    cn_trust_facts *f = &j->facts;
    bool is_no = f->fact[CARNET_VERIFY_SAME_HOLDER].answer == CARNET_VERIFY_NO;
    if (answer == CARNET_VERIFY_NO) {
        cn_trust_no(f, CARNET_VERIFY_SAME_HOLDER, CARNET_TRUST_HOLDER);
    } else if (answer == CARNET_VERIFY_YES && !is_no) {
        cn_trust_yes(f, CARNET_VERIFY_SAME_HOLDER);
    }
}

static void compare_all(carnet_verdict *v)
{
    for (size_t i = 0; i < v->passport.num; i++) {
        for (size_t k = i + 1; k < v->passport.num; k++) {
            /* Which of two is the holder's nobody here can know. */
            uint8_t answer = compare(v, i, k);
            settle(&v->judged[i], answer);
            settle(&v->judged[k], answer);
        }
    }
}

void cn_api_judge_holder(carnet_verdict *v)
{
    size_t num = 0;
    size_t last = 0;
    for (size_t i = 0; i < v->passport.num; i++) {
        cn_api_judgement *j = &v->judged[i];
        if (cn_api_is_signed(v, i)) {
            read_holder(&j->holder, &v->passport.credentials[i]);
        }
        if (says_whose(v, i)) {
            num++;
            last = i;
        }
    }
    compare_all(v);
    if (num == 1) { /* the only one that says whose it is */
        settle(&v->judged[last], CARNET_VERIFY_YES);
    }
}
