/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Allergies and alerts against medicines, and medicines against each other, by
 * ATC code. What has no code or no map is "not checked"; that nothing is found
 * says nothing of what is not here.
 */
#include "check_i.h"

/* ---- what is compared ---- */

/* A medicine, or a vaccination that is to come. */
typedef struct {
    size_t i;
    bool vaccine;
    bool into_muscle;
    bool any_route; /* not told by a code, and neither does the form tell */
    bool unchecked; /* listed as such */
    cn_treat_codes codes;
} item;

#define INTO_MUSCLE "78421000" /* SNOMED CT: intramuscular route */

typedef struct {
    const cn_treat_case *c;
    cn_treat_checks *out;
    item *items;
    size_t num;
} check;

static void leave_unchecked(check *k, size_t i)
{
    k->out->unchecked[k->out->num_unchecked++] = i;
}

/* ---- medicines ---- */

/* By a code; else what is counted in tablets, patches and the like goes into no
   muscle, and of the rest, of vaccines too, nobody knows. */
static void take_route(item *x, const carnet_entry *e)
{
    char code[CN_WORDS_KEY_SIZE];
    size_t n = 0;
    for (; !x->vaccine && cn_treat_code_of(code, e, CARNET_PRESCRIPTION_ROUTE,
                                           0, CARNET_RECORD_SELF, "snomed", n);
         n++) {
        x->into_muscle = x->into_muscle || strcmp(code, INTO_MUSCLE) == 0;
    }
    x->any_route =
        n == 0 && (x->vaccine || !cn_treat_is_piece(cn_treat_form_unit(e)));
}

/* A vaccine counts by its next dose, and that only until it is given. */
static bool is_to_come(const cn_treat_case *c, size_t i)
{
    const carnet_entry *e = c->entries[i];
    cn_treat_errand errand;
    bool uncertain = false;
    if (e->kind == CARNET_KIND_VACCINATION) {
        return cn_view_errand_of(&errand, c, i) &&
               errand.due_on != CN_TREAT_NO_DAY;
    }
    cn_treat_state state = e->kind == CARNET_KIND_PRESCRIPTION
                               ? cn_treat_state_of(e, c, &uncertain)
                               : CN_TREAT_STOPPED;
    return state <= CN_TREAT_INTERRUPTED || state == CN_TREAT_NOT_BEGUN ||
           (state == CN_TREAT_ENDED && cn_treat_may_go_on(e, c));
}

enum {
    SUBSTANCE_LEN = 7 /* characters of an ATC code of one substance */
};

/* Whether one of them is of a substance, and the phrase book knows that. A
   group, or a code of a later index, may hold what another medicine or an
   allergen is. */
static bool names_substance(const cn_treat_codes *codes)
{
    cn_words_word w;
    for (size_t i = 0; i < codes->num; i++) {
        cn_span code = cn_span_str(codes->codes[i]);
        if (code.len == SUBSTANCE_LEN &&
            cn_words_find(&w, CN_WORDS_ATC, code, CN_WORDS_ENGLISH)) {
            return true;
        }
    }
    return false;
}

/* Whether it is known what is in it: by its own code, or by that of each
   ingredient. One told in words is compared with nothing. */
static bool is_known(const carnet_entry *e)
{
    cn_treat_codes codes;
    cn_treat_own_codes(&codes, e);
    if (names_substance(&codes)) {
        return true;
    }
    size_t num = cn_treat_num_ingredients(e);
    bool all = num > 0;
    for (size_t i = 0; i < num && all; i++) {
        cn_treat_ingredient_codes(&codes, e, i);
        all = names_substance(&codes);
    }
    return all;
}

static void add_item(check *k, size_t i)
{
    const carnet_entry *e = k->c->entries[i];
    if (k->num == CN_TREAT_CHECKED_MAX) {
        leave_unchecked(k, i);
        return;
    }
    item *x = &k->items[k->num];
    cn_treat_codes_of(&x->codes, e);
    x->unchecked = !is_known(e) || x->codes.more;
    if (x->unchecked) {
        leave_unchecked(k, i);
    }
    x->i = i;
    x->vaccine = e->kind == CARNET_KIND_VACCINATION;
    take_route(x, e);
    k->num++;
    k->out->num_medicines += x->codes.num == 0 ? 0 : 1;
}

/* ---- findings ---- */

static cn_treat_finding *found(check *k, cn_treat_found kind, size_t a,
                               size_t b)
{
    if (k->out->num_findings == CN_TREAT_FINDINGS_MAX) {
        k->out->more = true;
        return NULL;
    }
    cn_treat_finding *f = &k->out->findings[k->out->num_findings++];
    f->kind = (uint8_t)kind;
    f->a = a;
    f->b = b;
    return f;
}

/* The first of a medicine's codes that lies below a prefix; NULL if none. */
static const char *covered(const item *x, const cn_check_avoided *a,
                           size_t *prefix_out)
{
    for (size_t n = 0; n < x->codes.num; n++) {
        for (size_t p = 0; p < a->num; p++) {
            if (cn_span_starts(cn_span_str(x->codes.codes[n]),
                               cn_span_str(a->prefixes[p]))) {
                *prefix_out = p;
                return x->codes.codes[n];
            }
        }
    }
    return NULL;
}

/* Whether a medicine is told as a group, of which a part is to be avoided. */
static bool may_be_covered(const item *x, const cn_check_avoided *a)
{
    for (size_t n = 0; n < x->codes.num; n++) {
        for (size_t p = 0; p < a->num; p++) {
            if (cn_span_starts(cn_span_str(a->prefixes[p]),
                               cn_span_str(x->codes.codes[n]))) {
                return true;
            }
        }
    }
    return false;
}

static void compare(check *k, cn_treat_found kind, size_t i,
                    const cn_check_avoided *a, int32_t status)
{
    for (size_t n = 0; n < k->num; n++) {
        size_t prefix = 0;
        const char *code = covered(&k->items[n], a, &prefix);
        bool muscle = a->into_muscle && k->items[n].into_muscle;
        cn_treat_finding *f =
            code != NULL || muscle ? found(k, kind, i, k->items[n].i) : NULL;
        bool open = may_be_covered(&k->items[n], a) ||
                    (a->into_muscle && k->items[n].any_route);
        if (code == NULL && !k->items[n].unchecked && open) {
            k->items[n].unchecked = true;
            leave_unchecked(k, k->items[n].i);
        }
        if (f == NULL) {
            continue;
        }
        f->status = (uint8_t)status;
        if (code != NULL) {
            memcpy(f->prefix, a->prefixes[prefix], CN_TREAT_ATC_SIZE);
            memcpy(f->code, code, CN_TREAT_ATC_SIZE);
        }
    }
}

/* ---- allergies and alerts ---- */

static bool is_refuted(const carnet_entry *e)
{
    return cn_treat_enum_of(e, CARNET_ALLERGY_STATUS, 0) ==
               CARNET_ALLERGY_STATUS_REFUTED ||
           cn_treat_enum_of(e, CARNET_ALLERGY_CERTAINTY, -1) ==
               CARNET_CERTAINTY_REFUTED;
}

/* Those past the bound are in what is not checked as the allergen is. */
static void name_parts(check *k, size_t i, const cn_check_avoided *a)
{
    for (size_t n = 0; n < a->num_parts; n++) {
        if (k->out->num_parts < CN_TREAT_CHECKED_MAX) {
            cn_treat_part *p = &k->out->parts[k->out->num_parts++];
            p->entry = i;
            memcpy(p->code, a->parts[n], sizeof p->code);
        }
    }
}

/* More than 1 KiB of locals: what one allergen covers. */
static void check_allergy(check *k, size_t i)
{
    const carnet_entry *e = k->c->entries[i];
    cn_check_avoided a;
    int32_t absence = carnet_record_absence(e, CARNET_ALLERGY_AGENT);
    if (absence != CARNET_ABSENT_NO) {
        bool none = absence == CARNET_ABSENT_NONE;
        /* Whose word nobody need take does not lift the line that no allergy is
           shown. */
        if (!none || cn_treat_is_trusted(k->c, i)) {
            *(none ? &k->out->num_none_known : &k->out->num_not_asked) += 1;
        }
        return;
    }
    if (is_refuted(e)) {
        k->out->num_refuted++;
        return;
    }
    bool known = cn_check_cover(&a, e);
    bool full = k->out->num_allergies == CN_TREAT_CHECKED_MAX;
    if (!known || full) {
        leave_unchecked(k, i);
    }
    if (a.num == 0 || full) {
        return;
    }
    name_parts(k, i, &a);
    k->out->num_allergies++;
    compare(k, CN_TREAT_FOUND_ALLERGY, i, &a,
            cn_treat_enum_of(e, CARNET_ALLERGY_STATUS, 0));
}

/* More than 1 KiB of locals: what one alert says to avoid. */
static void check_alert(check *k, size_t i)
{
    const carnet_entry *e = k->c->entries[i];
    cn_check_avoided a;
    bool good = cn_check_avoid(&a, e);
    bool says = a.num != 0 || a.into_muscle;
    bool full = says && k->out->num_alerts == CN_TREAT_CHECKED_MAX;
    if (!good || full) {
        leave_unchecked(k, i);
    }
    if (says && !full) {
        k->out->num_alerts++;
        compare(k, CN_TREAT_FOUND_AVOID, i, &a, 0);
    }
}

/* ---- twice ---- */

static const char *shared(const item *a, const item *b)
{
    for (size_t i = 0; i < a->codes.num; i++) {
        for (size_t n = 0; n < b->codes.num; n++) {
            if (strcmp(a->codes.codes[i], b->codes.codes[n]) == 0 &&
                strlen(a->codes.codes[i]) == SUBSTANCE_LEN) {
                return a->codes.codes[i];
            }
        }
    }
    return NULL;
}

static void check_twice(check *k)
{
    for (size_t i = 0; i < k->num; i++) {
        for (size_t n = i + 1; n < k->num; n++) {
            bool medicines = !k->items[i].vaccine && !k->items[n].vaccine;
            const char *code =
                medicines ? shared(&k->items[i], &k->items[n]) : NULL;
            cn_treat_finding *f = code == NULL
                                      ? NULL
                                      : found(k, CN_TREAT_FOUND_TWICE,
                                              k->items[i].i, k->items[n].i);
            if (f != NULL) {
                memcpy(f->code, code, CN_TREAT_ATC_SIZE);
            }
        }
    }
}

/* ---- all ---- */

/* What medicines are compared with. Of what a later version wrote it is said
   that it is not: "nothing found" would be said without it. */
static void check_against(check *k, size_t i)
{
    const carnet_entry *e = k->c->entries[i];
    if (e->kind != CARNET_KIND_ALLERGY && e->kind != CARNET_KIND_ALERT &&
        e->kind != CARNET_KIND_PRESCRIPTION) {
        return;
    }
    if (!cn_model_is_readable(e)) {
        leave_unchecked(k, i);
    } else if (e->kind == CARNET_KIND_ALLERGY) {
        check_allergy(k, i);
    } else if (e->kind == CARNET_KIND_ALERT) {
        check_alert(k, i);
    }
}

static bool make_room(check *k, cn_arena *arena)
{
    size_t num = k->c->num;
    k->items = cn_arena_take(arena, CN_TREAT_CHECKED_MAX * sizeof *k->items);
    k->out->findings =
        cn_arena_take(arena, CN_TREAT_FINDINGS_MAX * sizeof *k->out->findings);
    k->out->parts =
        cn_arena_take(arena, CN_TREAT_CHECKED_MAX * sizeof *k->out->parts);
    k->out->unchecked =
        num > SIZE_MAX / sizeof *k->out->unchecked
            ? NULL
            : cn_arena_take(arena, num * sizeof *k->out->unchecked);
    return k->items != NULL && k->out->findings != NULL &&
           k->out->parts != NULL && k->out->unchecked != NULL;
}

carnet_status cn_view_checks_of(cn_treat_checks *out, const cn_treat_case *c,
                                cn_arena *arena)
{
    check k = {c, out, NULL, 0};
    memset(out, 0, sizeof *out);
    if (!make_room(&k, arena)) {
        memset(out, 0, sizeof *out);
        return cn_arena_status(arena);
    }
    for (size_t i = 0; i < c->num; i++) {
        if (cn_model_is_readable(c->entries[i]) && is_to_come(c, i)) {
            add_item(&k, i);
        }
    }
    for (size_t i = 0; i < c->num; i++) {
        check_against(&k, i);
    }
    check_twice(&k);
    return CARNET_OK;
}
