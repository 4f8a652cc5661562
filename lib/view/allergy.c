/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Allergies and alerts against medicines, and medicines against each other, by
 * ATC code: through what an allergen covers, what an alert names and what a
 * combined medicine holds. What has no code or no map is "not checked"; that
 * nothing is found says nothing of what is not here.
 */
#include "treat_i.h"

/* ---- what is compared ---- */

/* A medicine, or a vaccination that is to come. */
typedef struct {
    size_t i;
    bool vaccine;
    bool into_muscle;
    bool unchecked; /* listed as such */
    cn_treat_codes codes;
} item;

#define PREFIXES_MAX 96
#define INTO_MUSCLE "78421000" /* SNOMED CT: intramuscular route */

/* What an allergen covers, or an alert says to avoid. */
typedef struct {
    size_t num;
    bool more; /* than fit */
    char prefixes[PREFIXES_MAX][CN_TREAT_ATC_SIZE];
    bool into_muscle;
} avoided;

typedef struct {
    const cn_treat_case *c;
    cn_treat_checks *out;
    item *items;
    size_t num;
} check;

static void add_prefix(avoided *a, cn_span prefix)
{
    a->more = a->more || a->num == PREFIXES_MAX;
    if (a->num < PREFIXES_MAX && prefix.len > 0 &&
        prefix.len < CN_TREAT_ATC_SIZE) {
        memcpy(a->prefixes[a->num], prefix.data, prefix.len);
        a->prefixes[a->num++][prefix.len] = '\0';
    }
}

static void leave_unchecked(check *k, size_t i)
{
    k->out->unchecked[k->out->num_unchecked++] = i;
}

/* ---- medicines ---- */

static bool has_route(const carnet_entry *e)
{
    char code[CN_WORDS_KEY_SIZE];
    for (size_t n = 0; cn_treat_code_of(code, e, CARNET_PRESCRIPTION_ROUTE, 0,
                                        CARNET_RECORD_SELF, "snomed", n);
         n++) {
        if (strcmp(code, INTO_MUSCLE) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether the view, too, calls past what has ended: not what must not stop or
   is taken for long. */
static bool may_go_on(const carnet_entry *e, const cn_treat_case *c)
{
    bool minute = c->at.precision == CARNET_DATE_MINUTE;
    int64_t begin = (int64_t)cn_treat_day(c) * CN_TREAT_DAY_MINUTES;
    cn_view_time now = {{begin, begin + CN_TREAT_DAY_MINUTES - 1}, 0};
    if (minute) {
        now = (cn_view_time){{c->at.minutes, c->at.minutes}, c->at.offset};
    }
    return cn_view_state_of(e, &now).state != CARNET_VIEW_PAST;
}

static bool is_to_come(const carnet_entry *e, const cn_treat_case *c)
{
    bool uncertain = false;
    if (e->kind == CARNET_KIND_VACCINATION) {
        return carnet_record_has(e, CARNET_VACCINATION_NEXT_DUE, 0,
                                 CARNET_RECORD_SELF) == 1;
    }
    cn_treat_state state = e->kind == CARNET_KIND_PRESCRIPTION
                               ? cn_treat_state_of(e, c, &uncertain)
                               : CN_TREAT_STOPPED;
    return state <= CN_TREAT_INTERRUPTED || state == CN_TREAT_NOT_BEGUN ||
           (state == CN_TREAT_ENDED && may_go_on(e, c));
}

static void add_item(check *k, size_t i)
{
    const carnet_entry *e = k->c->entries[i];
    item *x = &k->items[k->num];
    if (k->num == CN_TREAT_CHECKED_MAX) {
        leave_unchecked(k, i);
        return;
    }
    cn_treat_codes_of(&x->codes, e);
    x->unchecked = x->codes.num == 0 || x->codes.more;
    if (x->unchecked) {
        leave_unchecked(k, i);
    }
    x->i = i;
    x->vaccine = e->kind == CARNET_KIND_VACCINATION;
    x->into_muscle = !x->vaccine && has_route(e);
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
    memset(f, 0, sizeof *f);
    f->kind = (uint8_t)kind;
    f->a = a;
    f->b = b;
    return f;
}

/* The first of a medicine's codes that lies below a prefix; NULL if none. */
static const char *covered(const item *x, const avoided *a, size_t *prefix_out)
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
static bool may_be_covered(const item *x, const avoided *a)
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

static void compare(check *k, cn_treat_found kind, size_t i, const avoided *a,
                    int32_t status)
{
    for (size_t n = 0; n < k->num; n++) {
        size_t prefix = 0;
        const char *code = covered(&k->items[n], a, &prefix);
        bool muscle = a->into_muscle && k->items[n].into_muscle;
        cn_treat_finding *f =
            code != NULL || muscle ? found(k, kind, i, k->items[n].i) : NULL;
        if (code == NULL && !k->items[n].unchecked &&
            may_be_covered(&k->items[n], a)) {
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

/* ---- allergies ---- */

static bool has_prefix_of(const avoided *a, cn_span code)
{
    for (size_t i = 0; i < a->num; i++) {
        if (cn_span_starts(code, cn_span_str(a->prefixes[i]))) {
            return true;
        }
    }
    return false;
}

/* Those of a row of the table, but for what is covered already; false where
   there is no row. */
static bool add_row(avoided *a, cn_words_table table, cn_span code)
{
    cn_span prefix;
    size_t i = 0;
    for (; cn_words_covers(&prefix, table, code, i); i++) {
        if (!has_prefix_of(a, prefix)) {
            add_prefix(a, prefix);
        }
    }
    return i != 0;
}

/* An ATC code covers what its groups do, and itself. */
static bool add_groups(avoided *a, cn_span code)
{
    bool known = false;
    cn_span group = code;
    for (; group.len != 0; group.len--) {
        known = add_row(a, CN_WORDS_ATC, group) || known;
    }
    if (!has_prefix_of(a, code)) {
        add_prefix(a, code);
    }
    return known;
}

static bool add_code(avoided *a, cn_words_table table, cn_span code)
{
    cn_span inside;
    if (table != CN_WORDS_ATC) {
        return add_row(a, table, code);
    }
    bool known = add_groups(a, code);
    for (size_t i = 0; cn_words_ingredient(&inside, code, i); i++) {
        known = add_groups(a, inside) || known;
    }
    return known;
}

/* What the codes of an agent cover; false where no row of the table says what
   else there is beside the code itself. */
static bool cover(avoided *a, const carnet_entry *e)
{
    bool known = false;
    static const struct {
        const char *name;
        cn_words_table table;
    } systems[] = {{"atc", CN_WORDS_ATC}, {"snomed", CN_WORDS_SNOMED}};
    char code[CN_WORDS_KEY_SIZE];
    for (size_t s = 0; s < sizeof systems / sizeof systems[0]; s++) {
        for (size_t n = 0;
             cn_treat_code_of(code, e, CARNET_ALLERGY_AGENT, 0,
                              CARNET_RECORD_SELF, systems[s].name, n);
             n++) {
            known = add_code(a, systems[s].table, cn_span_str(code)) || known;
        }
    }
    return known && !a->more;
}

static bool is_refuted(const carnet_entry *e)
{
    return cn_treat_enum_of(e, CARNET_ALLERGY_STATUS, 0) ==
               CARNET_ALLERGY_STATUS_REFUTED ||
           cn_treat_enum_of(e, CARNET_ALLERGY_CERTAINTY, -1) ==
               CARNET_CERTAINTY_REFUTED;
}

/* More than 1 KiB of locals: what one allergen covers. */
static void check_allergy(check *k, size_t i)
{
    const carnet_entry *e = k->c->entries[i];
    avoided a;
    memset(&a, 0, sizeof a);
    int32_t absence = carnet_record_absence(e, CARNET_ALLERGY_AGENT);
    if (absence != CARNET_ABSENT_NO) {
        *(absence == CARNET_ABSENT_NONE ? &k->out->num_none_known
                                        : &k->out->num_not_asked) += 1;
        return;
    }
    if (is_refuted(e)) {
        k->out->num_refuted++;
        return;
    }
    bool known = cover(&a, e);
    bool full = k->out->num_allergies == CN_TREAT_CHECKED_MAX;
    if (!known || full) {
        leave_unchecked(k, i);
    }
    if (a.num == 0 || full) {
        return;
    }
    k->out->num_allergies++;
    compare(k, CN_TREAT_FOUND_ALLERGY, i, &a,
            cn_treat_enum_of(e, CARNET_ALLERGY_STATUS, 0));
}

/* ---- alerts ---- */

static void avoid_words(avoided *a, const carnet_entry *e)
{
    static const struct {
        uint8_t word;
        const char *prefix;
    } rows[] = {
#define AVOIDED(WORD, prefix) {CARNET_AVOID_##WORD, prefix},
#include "avoid.def"
    };
    int32_t word = 0;
    for (size_t n = 0; carnet_record_get_enum(&word, e, CARNET_ALERT_AVOID, n,
                                              CARNET_RECORD_SELF) == CARNET_OK;
         n++) {
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
            if (rows[i].word == word) {
                add_prefix(a, cn_span_str(rows[i].prefix));
            }
        }
        a->into_muscle =
            a->into_muscle || word == CARNET_AVOID_INTRAMUSCULAR_INJECTION;
    }
}

/* Of the ATC prefixes that an alert names; false where one is told otherwise
   than by ATC, or there are too many. */
static bool avoid_codes(avoided *a, const carnet_entry *e)
{
    char code[CN_WORDS_KEY_SIZE];
    bool good = true;
    size_t num = carnet_record_num_values(e, CARNET_ALERT_AVOID_ATC);
    for (size_t i = 0; i < num; i++) {
        size_t before = a->num;
        for (size_t n = 0; cn_treat_code_of(code, e, CARNET_ALERT_AVOID_ATC, i,
                                            CARNET_RECORD_SELF, "atc", n);
             n++) {
            add_prefix(a, cn_span_str(code));
        }
        good = good && a->num != before;
    }
    return good;
}

/* More than 1 KiB of locals: what one alert says to avoid. */
static void check_alert(check *k, size_t i)
{
    const carnet_entry *e = k->c->entries[i];
    avoided a;
    memset(&a, 0, sizeof a);
    avoid_words(&a, e);
    bool good = avoid_codes(&a, e);
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

enum {
    SUBSTANCE_LEN = 7 /* characters of an ATC code of one substance */
};

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

static bool make_room(check *k, cn_arena *arena)
{
    size_t num = k->c->num;
    k->items =
        cn_arena_take(arena, (CN_TREAT_CHECKED_MAX + 1) * sizeof *k->items);
    k->out->findings =
        cn_arena_take(arena, CN_TREAT_FINDINGS_MAX * sizeof *k->out->findings);
    k->out->unchecked =
        num > SIZE_MAX / sizeof *k->out->unchecked
            ? NULL
            : cn_arena_take(arena, num * sizeof *k->out->unchecked);
    return k->items != NULL && k->out->findings != NULL &&
           k->out->unchecked != NULL;
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
        if (cn_model_is_readable(c->entries[i]) &&
            is_to_come(c->entries[i], c)) {
            add_item(&k, i);
        }
    }
    for (size_t i = 0; i < c->num; i++) {
        uint32_t kind = c->entries[i]->kind;
        bool readable = cn_model_is_readable(c->entries[i]);
        if (readable && kind == CARNET_KIND_ALLERGY) {
            check_allergy(&k, i);
        } else if (readable && kind == CARNET_KIND_ALERT) {
            check_alert(&k, i);
        }
    }
    check_twice(&k);
    return CARNET_OK;
}
