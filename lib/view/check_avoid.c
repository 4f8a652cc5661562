/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an allergen covers, through the tables of allergens and ingredients, and
 * what an alert says to avoid, as ATC prefixes (docs/spec/treatment.md section
 * 8). What has no row is said to be so: nothing is taken for safe.
 */
#include "check_i.h"

static void add_prefix(cn_check_avoided *a, cn_span prefix)
{
    a->more = a->more || a->num == CN_CHECK_PREFIXES_MAX;
    if (a->num < CN_CHECK_PREFIXES_MAX && prefix.len > 0 &&
        prefix.len < CN_TREAT_ATC_SIZE) {
        memcpy(a->prefixes[a->num], prefix.data, prefix.len);
        a->prefixes[a->num++][prefix.len] = '\0';
    }
}

/* ---- allergens ---- */

static void add_part(cn_check_avoided *a, cn_span code)
{
    if (a->num_parts < CN_CHECK_PARTS_MAX && code.len < CN_TREAT_ATC_SIZE) {
        memcpy(a->parts[a->num_parts], code.data, code.len);
        a->parts[a->num_parts++][code.len] = '\0';
    }
}

static bool has_prefix_of(const cn_check_avoided *a, cn_span code)
{
    for (size_t i = 0; i < a->num; i++) {
        if (cn_span_starts(code, cn_span_str(a->prefixes[i]))) {
            return true;
        }
    }
    return false;
}

static void add_once(cn_check_avoided *a, cn_span code)
{
    if (!has_prefix_of(a, code)) {
        add_prefix(a, code);
    }
}

/* Those of a row of the table, but for what is covered already; false where
   there is no row. */
static bool add_row(cn_check_avoided *a, cn_words_table table, cn_span code)
{
    cn_span prefix;
    size_t i = 0;
    for (; cn_words_covers(&prefix, table, code, i); i++) {
        add_once(a, prefix);
    }
    return i != 0;
}

/* An ATC code covers what its groups do, and itself. */
static void add_groups(cn_check_avoided *a, cn_span code)
{
    cn_span group = code;
    for (; group.len != 0; group.len--) {
        (void)add_row(a, CN_WORDS_ATC, group);
    }
    add_once(a, code);
}

static bool has_row(cn_span code)
{
    cn_span prefix;
    for (; code.len != 0; code.len--) {
        if (cn_words_covers(&prefix, CN_WORDS_ATC, code, 0)) {
            return true;
        }
    }
    return false;
}

/* Names the ingredients that have no row. */
static void name_unknown(cn_check_avoided *a, cn_span code)
{
    cn_span inside;
    for (size_t i = 0; cn_words_ingredient(&inside, code, i); i++) {
        if (!has_row(inside)) {
            add_part(a, inside);
        }
    }
}

/* Whether all is known that an ATC code covers: a combination has a row of its
   own, or each of its ingredients has one. */
static bool add_atc(cn_check_avoided *a, cn_span code)
{
    cn_span inside;
    bool own = cn_words_covers(&inside, CN_WORDS_ATC, code, 0);
    size_t num = 0;
    size_t known = 0;
    add_groups(a, code);
    for (; cn_words_ingredient(&inside, code, num); num++) {
        cn_span other;
        add_groups(a, inside);
        for (size_t i = 0; cn_words_ingredient(&other, inside, i); i++) {
            add_groups(a, other);
        }
        known += has_row(inside) ? 1 : 0;
    }
    if (own || known == num) {
        return own || num != 0 || has_row(code);
    }
    if (known != 0) {
        name_unknown(a, code);
    }
    return false;
}

bool cn_check_cover(cn_check_avoided *out, const carnet_entry *e)
{
    static const struct {
        const char *name;
        cn_words_table table;
    } systems[] = {{"atc", CN_WORDS_ATC}, {"snomed", CN_WORDS_SNOMED}};
    char code[CN_WORDS_KEY_SIZE];
    bool known = false;
    memset(out, 0, sizeof *out);
    for (size_t s = 0; s < sizeof systems / sizeof systems[0]; s++) {
        for (size_t n = 0;
             cn_treat_code_of(code, e, CARNET_ALLERGY_AGENT, 0,
                              CARNET_RECORD_SELF, systems[s].name, n);
             n++) {
            cn_span key = cn_span_str(code);
            bool all = systems[s].table == CN_WORDS_ATC
                           ? add_atc(out, key)
                           : add_row(out, systems[s].table, key);
            known = known || all;
        }
    }
    if (known) {
        out->num_parts = 0;
    }
    return known && !out->more;
}

/* ---- alerts ---- */

static void avoid_words(cn_check_avoided *a, const carnet_entry *e)
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

/* ATC codes of item i of those to avoid: number n. */
static bool code_to_avoid(char code_out[CN_WORDS_KEY_SIZE],
                          const carnet_entry *e, size_t i, size_t n)
{
    return cn_treat_code_of(code_out, e, CARNET_ALERT_AVOID_ATC, i,
                            CARNET_RECORD_SELF, "atc", n);
}

/* The codes that an alert names, each once. */
typedef struct {
    size_t num;
    char codes[CN_CHECK_PREFIXES_MAX][CN_TREAT_ATC_SIZE];
} named;

/* A code past the room has no place as a prefix either. */
static void name_code(cn_check_avoided *a, named *x, cn_span code)
{
    bool twice = code.len >= CN_TREAT_ATC_SIZE; /* no row has such a code */
    for (size_t i = 0; i < x->num && !twice; i++) {
        twice = cn_span_equal(code, cn_span_str(x->codes[i]));
    }
    if (twice) {
        return;
    }
    a->more = a->more || x->num == CN_CHECK_PREFIXES_MAX;
    if (x->num < CN_CHECK_PREFIXES_MAX) {
        memcpy(x->codes[x->num], code.data, code.len);
        x->codes[x->num++][code.len] = '\0';
    }
}

/* Whether something is named of each item. */
static bool name_codes(cn_check_avoided *a, named *x, const carnet_entry *e)
{
    char code[CN_WORDS_KEY_SIZE];
    bool good = true;
    size_t num = carnet_record_num_values(e, CARNET_ALERT_AVOID_ATC);
    for (size_t i = 0; i < num && !a->more; i++) {
        bool told = false;
        for (size_t n = 0; code_to_avoid(code, e, i, n); n++) {
            name_code(a, x, cn_span_str(code));
            add_once(a, cn_span_str(code));
            told = told || has_prefix_of(a, cn_span_str(code));
        }
        good = good && told;
    }
    return good;
}

/* Whether a row is that of a named code; below: or lies below one. */
static bool is_named(const named *x, cn_span atc, bool below)
{
    for (size_t i = 0; i < x->num; i++) {
        cn_span code = cn_span_str(x->codes[i]);
        if (below ? atc.len > code.len && cn_span_starts(atc, code)
                  : cn_span_equal(atc, code)) {
            return true;
        }
    }
    return false;
}

/* The other codes of what a code holds: one substance may have two. Of a group
   those of a row of one substance: a row of several does not tell which of them
   is what the group means. */
static void add_others(cn_check_avoided *a, const named *x)
{
    cn_words_row row = {.num = 0};
    while (cn_words_next_row(&row)) {
        cn_span inside;
        bool alone = !cn_words_row_ingredient(&inside, &row, 1);
        if (is_named(x, row.atc, false) ||
            (alone && is_named(x, row.atc, true))) {
            for (size_t i = 0; cn_words_row_ingredient(&inside, &row, i); i++) {
                add_once(a, inside);
            }
        }
    }
}

/* Whether what groups hold is avoided under its other codes: of each
   combination below them something is. */
static bool avoids_all_below(const cn_check_avoided *a, const named *x)
{
    cn_words_row row = {.num = 0};
    bool all = true;
    while (all && cn_words_next_row(&row)) {
        cn_span inside;
        bool any = !is_named(x, row.atc, true);
        for (size_t i = 0; !any && cn_words_row_ingredient(&inside, &row, i);
             i++) {
            any = has_prefix_of(a, inside);
        }
        all = any;
    }
    return all;
}

/* More than 1 KiB of locals. The table is walked twice, whatever is named. */
static bool avoid_codes(cn_check_avoided *a, const carnet_entry *e)
{
    named x = {.num = 0};
    bool good = name_codes(a, &x, e);
    if (x.num != 0) {
        add_others(a, &x);
        good = good && avoids_all_below(a, &x);
    }
    return good;
}

bool cn_check_avoid(cn_check_avoided *out, const carnet_entry *e)
{
    memset(out, 0, sizeof *out);
    avoid_words(out, e);
    bool good = avoid_codes(out, e);
    return good && !out->more;
}
