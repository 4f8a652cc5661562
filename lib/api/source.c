/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What all presentations of one credential say together, in whatever order they
 * came (docs/spec/view.md section 8).
 */
#include "source_i.h"

/* ---- marks ---- */

bool cn_api_is_mark(const cn_trust_fact *f, int32_t fact)
{
    return f->answer == CARNET_VERIFY_NO ||
           (f->answer == CARNET_VERIFY_NOT_CHECKED &&
            (fact == CARNET_VERIFY_ISSUED || fact == CARNET_VERIFY_EXPIRY ||
             fact == CARNET_VERIFY_STATUS));
}

static void add_marks(cn_api_source *s, const cn_api_judgement *j)
{
    for (int32_t fact = 0; fact < CARNET_VERIFY_NUM_FACTS; fact++) {
        const cn_trust_fact *f = &j->facts.fact[fact];
        if (cn_api_is_mark(f, fact) && s->marks[fact] == CARNET_OK) {
            s->marks[fact] = f->status;
        }
    }
    s->accepted = s->accepted && j->outcome == CARNET_VERIFY_ACCEPTED;
}

/* ---- parts ---- */

/* The best that any presentation has; of two that show some of it each, what
   both show. */
static void add_parts(cn_api_source *s, const carnet_verdict *v, size_t i)
{
    static const uint8_t order[] = {[CARNET_VERIFY_WITHHELD] = 0,
                                    [CARNET_VERIFY_SEALED] = 1,
                                    [CARNET_VERIFY_PARTIAL] = 2,
                                    [CARNET_VERIFY_WHOLE] = 3};
    for (int32_t part = 0; part < CN_API_PARTS; part++) {
        int32_t there = carnet_verify_part(v, i, part);
        if (order[there] <= order[s->there[part]]) {
            continue;
        }
        s->there[part] = (uint8_t)there;
        s->withheld[part] = 0;
        if (there == CARNET_VERIFY_PARTIAL) {
            size_t all = v->passport.credentials[i].num_in_part[part];
            s->withheld[part] =
                all -
                cn_privacy_count(&v->judged[s->credential].given[part], 0, all);
        }
    }
}

/* Two partial presentations may show all of a part between them. */
static void settle_parts(cn_api_source *s)
{
    for (size_t part = 0; part < CN_API_PARTS; part++) {
        if (s->there[part] == CARNET_VERIFY_PARTIAL && s->withheld[part] == 0) {
            s->there[part] = CARNET_VERIFY_WHOLE;
        }
    }
}

/* ---- both ---- */

cn_api_source cn_api_gather_source(const carnet_verdict *v, size_t first)
{
    cn_api_source s = {.credential = first, .accepted = true};
    for (size_t i = first; i < v->passport.num; i++) {
        if (v->judged[i].first == first) {
            add_marks(&s, &v->judged[i]);
            add_parts(&s, v, i);
        }
    }
    settle_parts(&s);
    return s;
}

cn_api_source cn_api_unshown_source(const carnet_verdict *v, size_t i)
{
    cn_api_source s = {.credential = i};
    add_marks(&s, &v->judged[i]);
    return s;
}
