/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether credentials speak of one person (docs/spec/verdict.md): equal
 * passport ids where both have one, else equal name and birth date. A value
 * has one legal encoding, so that equal names are equal bytes; birth dates
 * count from the day of issue and are read. What agrees is one group, in which
 * one may be tied to another by a third. Beside others nothing is let pass
 * that can't be tied to them: it may be another person's.
 */
#include "verdict_i.h"

void cn_api_read_holder(cn_api_holder *h, const cn_api_credential *c)
{
    const carnet_entry *end = c->entries + c->num_entries;
    for (const carnet_entry *e = c->entries; e < end; e++) {
        /* Of an entry that is critical no value is given. */
        if (e->kind == CARNET_KIND_DETAILS && h->id.len == 0) {
            (void)cn_model_value(e, CARNET_DETAILS_PASSPORT_ID, &h->id);
        } else if (e->kind == CARNET_KIND_PERSON && h->name.len == 0 &&
                   cn_model_value(e, CARNET_PERSON_NAME, &h->name)) {
            (void)cn_model_value(e, CARNET_PERSON_BIRTH, &h->birth);
        }
    }
    h->dated =
        cn_model_told_date(h->birth, (int32_t)c->claims.day, &h->birth_date);
}

/* What says why there is no date counts from no day. */
static bool same_birth(const cn_api_holder *a, const cn_api_holder *b)
{
    if (a->dated != b->dated) {
        return false;
    }
    const cn_model_date *date = &a->birth_date;
    return a->dated ? memcmp(date, &b->birth_date, sizeof *date) == 0
                    : cn_span_equal(a->birth, b->birth);
}

uint8_t cn_api_compare_holders(const cn_api_holder *a, const cn_api_holder *b)
{
    bool same;
    if (a->id.data != NULL && b->id.data != NULL) {
        same = cn_span_equal(a->id, b->id);
    } else if (a->name.data != NULL && b->name.data != NULL) {
        same = cn_span_equal(a->name, b->name) && same_birth(a, b);
    } else {
        return CARNET_VERIFY_NOT_CHECKED;
    }
    return same ? CARNET_VERIFY_YES : CARNET_VERIFY_NO;
}

/* One credential is of one person, whatever each of two presentations shows. */
static uint8_t compare(const cn_api_judgement *x, const cn_api_judgement *y)
{
    return x->first == y->first
               ? CARNET_VERIFY_YES
               : cn_api_compare_holders(&x->holder, &y->holder);
}

/* ---- groups ---- */

/* What all credentials together say. */
typedef struct {
    size_t groups;  /* of signed credentials */
    size_t telling; /* groups that say whose they are */
    bool differ;    /* two credentials disagree */
} tally;

/* All of one group go over to another. */
static void join(carnet_verdict *v, cn_api_holder *to,
                 const cn_api_holder *from)
{
    const cn_api_judgement *end = v->judged + v->passport.num;
    for (cn_api_judgement *j = v->judged; j < end; j++) {
        if (j->holder.group == from) {
            j->holder.group = to;
        }
    }
}

/* Those that nobody vouches for tell nothing, and so are never tied. */
static void compare_all(carnet_verdict *v, tally *t)
{
    const cn_api_judgement *end = v->judged + v->passport.num;
    for (const cn_api_judgement *x = v->judged; x < end; x++) {
        for (const cn_api_judgement *y = v->judged; y < x; y++) {
            uint8_t answer = compare(x, y);
            if (answer == CARNET_VERIFY_YES) {
                join(v, x->holder.group, y->holder.group);
            }
            t->differ = t->differ || answer == CARNET_VERIFY_NO;
        }
    }
}

static void count(carnet_verdict *v, tally *t)
{
    const cn_api_judgement *end = v->judged + v->passport.num;
    for (const cn_api_judgement *j = v->judged; j < end; j++) {
        cn_api_holder *group = j->holder.group;
        t->groups += &j->holder == group && cn_api_is_signed(j);
        if (j->holder.id.data != NULL || j->holder.name.data != NULL) {
            t->telling += !group->tells;
            group->tells = true;
        }
    }
}

/* Why a credential of such a group may be another person's; OK if it's not. */
static carnet_status doubt(bool tells, const tally *t)
{
    if (!tells) {
        return CARNET_TRUST_NAMELESS;
    }
    if (t->differ) {
        /* Which of them is the holder's nobody here can know. */
        return CARNET_TRUST_HOLDER;
    }
    return t->telling > 1 ? CARNET_TRUST_UNTIED : CARNET_OK;
}

static void give_answer(cn_trust_facts *f, bool tells, const tally *t)
{
    carnet_status why = doubt(tells, t);
    if (why == CARNET_OK) {
        cn_trust_yes(f, CARNET_VERIFY_SAME_HOLDER);
    } else if (!tells && t->groups == 1) {
        /* There is no other that it could be told from. */
        cn_trust_unchecked(f, CARNET_VERIFY_SAME_HOLDER, why);
    } else {
        cn_trust_no(f, CARNET_VERIFY_SAME_HOLDER, why);
    }
}

void cn_api_judge_holder(carnet_verdict *v)
{
    tally t = {0};
    cn_api_judgement *j = v->judged;
    const cn_api_judgement *end = j + v->passport.num;
    for (const cn_api_credential *c = v->passport.credentials; j < end;
         j++, c++) {
        j->holder.group = &j->holder;
        if (cn_api_is_signed(j)) {
            cn_api_read_holder(&j->holder, c);
        }
    }
    compare_all(v, &t);
    count(v, &t);
    for (j = v->judged; j < end; j++) {
        if (cn_api_is_signed(j)) {
            give_answer(&j->facts, j->holder.group->tells, &t);
        }
    }
}
