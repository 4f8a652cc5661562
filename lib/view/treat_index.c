/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The entries of a case by code, sorted once, so that no medicine and no
 * vaccine is held against all others: who else may use a supply, and whether a
 * later dose was given. A question is a search among neighbours.
 */
#include "treat_i.h"

#include <stdlib.h>

/* A code of a medicine that is being taken, and what was handed over of it. */
typedef struct {
    char code[CN_WORDS_KEY_SIZE];
    bool has_pack; /* handed_over is told */
    bool exact;    /* and the day of it */
    int32_t day;
    cn_treat_amount pack;
    const carnet_entry *entry;
} user;

/* A code of a dose that was given, or of a disease that it is against. */
typedef struct {
    uint8_t list;      /* which field and system */
    bool trusted_only; /* among what somebody says who is accepted, and may */
    char code[CN_WORDS_KEY_SIZE];
    bool dated;
    int32_t last;       /* day that it can be at the latest */
    int32_t best_first; /* of this and all behind it of one code that are dated
                           as it is: the latest first day, */
    int64_t best_dose;  /* and the highest number of a dose */
} given;

struct cn_treat_index {
    user *users;
    size_t num_users;
    given *given;
    size_t num_given;
};

/* ---- supplies ---- */

/* What was handed over comes after what was not; then by amount and day. */
static int compare_packs(const user *a, const user *b)
{
    int order = a->has_pack - b->has_pack;
    order = order != 0 ? order : strcmp(a->pack.unit, b->pack.unit);
    int64_t x[] = {a->pack.value.mantissa, a->pack.value.scale, a->exact,
                   a->day};
    int64_t y[] = {b->pack.value.mantissa, b->pack.value.scale, b->exact,
                   b->day};
    for (size_t i = 0; order == 0 && i < sizeof x / sizeof x[0]; i++) {
        order = (x[i] > y[i]) - (x[i] < y[i]);
    }
    return order;
}

static int compare_users(const void *x, const void *y)
{
    const user *a = x;
    const user *b = y;
    int order = strcmp(a->code, b->code);
    return order != 0 ? order : compare_packs(a, b);
}

static void read_pack(user *u, const carnet_entry *e)
{
    cn_treat_date on;
    u->entry = e;
    u->has_pack =
        carnet_record_num_values(e, CARNET_PRESCRIPTION_HANDED_OVER) != 0;
    cn_treat_date_of(&on, e, CARNET_PRESCRIPTION_HANDED_ON);
    u->exact = on.exact;
    u->day = on.first;
    if (!cn_treat_amount_of(&u->pack, e, CARNET_PRESCRIPTION_HANDED_OVER, 0,
                            CARNET_RECORD_SELF)) {
        u->exact = false; /* no amount is equal to one that is not told */
    }
}

/* Whether it is being taken, or may be still. */
static bool may_use(const carnet_entry *e, const cn_treat_case *c)
{
    bool uncertain = false;
    cn_treat_state state = e->kind == CARNET_KIND_PRESCRIPTION
                               ? cn_treat_state_of(e, c, &uncertain)
                               : CN_TREAT_STOPPED;
    return state == CN_TREAT_TAKING || uncertain ||
           (state == CN_TREAT_ENDED && cn_treat_may_go_on(e, c));
}

/* Puts down the codes of a medicine, or counts them where to is NULL. */
static size_t add_users(user *to, const carnet_entry *e, const cn_treat_case *c)
{
    char code[CN_WORDS_KEY_SIZE];
    size_t n = 0;
    if (!may_use(e, c)) {
        return 0;
    }
    for (; cn_treat_code_of(code, e, CARNET_PRESCRIPTION_MEDICINE, 0,
                            CARNET_RECORD_SELF, "atc", n);
         n++) {
        if (to != NULL) {
            memcpy(to[n].code, code, sizeof code);
            read_pack(&to[n], e);
        }
    }
    return n;
}

/* The first user that is not before another. */
static size_t find_user(const cn_treat_index *x, const user *key)
{
    size_t low = 0;
    size_t high = x->num_users;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (compare_users(&x->users[mid], key) < 0) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

/* Whether one of those that are as the key is another entry's. Codes of one
   entry may be equal, and stand together. */
static bool is_another(const cn_treat_index *x, const user *key, bool whole)
{
    for (size_t i = find_user(x, key); i < x->num_users; i++) {
        const user *u = &x->users[i];
        if (strcmp(u->code, key->code) != 0 ||
            (whole ? compare_packs(u, key) != 0 : u->has_pack)) {
            return false;
        }
        if (u->entry != key->entry) {
            return true;
        }
    }
    return false;
}

bool cn_treat_is_shared(const cn_treat_index *x, const carnet_entry *e)
{
    user mine;
    for (size_t n = 0;
         cn_treat_code_of(mine.code, e, CARNET_PRESCRIPTION_MEDICINE, 0,
                          CARNET_RECORD_SELF, "atc", n);
         n++) {
        user none;
        memset(&none, 0, sizeof none);
        memcpy(none.code, mine.code, sizeof none.code);
        none.day = INT32_MIN;
        none.entry = e;
        read_pack(&mine, e);
        if (is_another(x, &none, false) ||
            (mine.exact && is_another(x, &mine, true))) {
            return true;
        }
    }
    return false;
}

/* ---- doses ---- */

/* Lists of codes by which two doses are of one vaccine. */
static const struct {
    uint8_t field;
    const char *system;
} lists[] = {{CARNET_VACCINATION_VACCINE, "atc"},
             {CARNET_VACCINATION_VACCINE, "cvx"},
             {CARNET_VACCINATION_VACCINE, "snomed"},
             {CARNET_VACCINATION_TARGETS, "snomed"}};

enum {
    NUM_LISTS = sizeof lists / sizeof lists[0]
};

/* 0: of one list and one code, and dated alike. */
static int compare_runs(const given *a, const given *b)
{
    int order = a->list - b->list;
    order = order != 0 ? order : a->trusted_only - b->trusted_only;
    order = order != 0 ? order : strcmp(a->code, b->code);
    return order != 0 ? order : a->dated - b->dated;
}

static int compare_given(const void *x, const void *y)
{
    const given *a = x;
    const given *b = y;
    int order = compare_runs(a, b);
    return order != 0 ? order : (a->last > b->last) - (a->last < b->last);
}

/* Code number n of a dose in a list, over all values of its field. */
static bool code_of(char code[CN_WORDS_KEY_SIZE], const carnet_entry *e,
                    uint8_t list, size_t n)
{
    int32_t field = lists[list].field;
    size_t num = carnet_record_num_values(e, field);
    for (size_t i = 0; i < num; i++) {
        size_t k = 0;
        for (; cn_treat_code_of(code, e, field, i, CARNET_RECORD_SELF,
                                lists[list].system, k);
             k++) {
            if (n == 0) {
                return true;
            }
            n--;
        }
    }
    return false;
}

/* What is trusted stands in both lists. */
static size_t add_given(given *to, const carnet_entry *e, bool trusted)
{
    given g;
    cn_treat_date on;
    size_t num = 0;
    memset(&g, 0, sizeof g);
    if (!cn_treat_is_done(e)) {
        return 0;
    }
    cn_treat_date_of(&on, e, CARNET_VACCINATION_DATE);
    g.dated = on.there;
    g.best_first = on.first;
    g.last = on.last;
    g.best_dose = cn_treat_int_of(e, CARNET_VACCINATION_DOSE, 0);
    for (; g.list < NUM_LISTS; g.list++) {
        for (size_t n = 0; code_of(g.code, e, g.list, n); n++) {
            for (size_t k = 0; k <= (trusted ? 1 : 0); k++) {
                g.trusted_only = k == 1;
                if (to != NULL) {
                    to[num] = g;
                }
                num++;
            }
        }
    }
    return num;
}

/* From the last one on, each knows the best of those behind it. */
static void look_ahead(cn_treat_index *x)
{
    for (size_t i = x->num_given; i > 1; i--) {
        given *g = &x->given[i - 2];
        const given *next = &x->given[i - 1];
        if (compare_runs(g, next) == 0) {
            g->best_first = g->best_first > next->best_first ? g->best_first
                                                             : next->best_first;
            g->best_dose =
                g->best_dose > next->best_dose ? g->best_dose : next->best_dose;
        }
    }
}

/* The first of a code that is dated as asked, and on or after a day; NULL if
   none. */
static const given *find_given(const cn_treat_index *x, given key, bool dated,
                               int32_t from)
{
    size_t low = 0;
    size_t high = x->num_given;
    key.dated = dated;
    key.last = from;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (compare_given(&x->given[mid], &key) < 0) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    const given *g = low < x->num_given ? &x->given[low] : NULL;
    return g != NULL && compare_runs(g, &key) == 0 ? g : NULL;
}

static bool is_above(const given *g, int64_t dose)
{
    return g != NULL && g->best_dose > dose;
}

/* What is trusted is followed by what is, and else by all. */
bool cn_treat_is_followed(const cn_treat_index *x, const carnet_entry *e,
                          bool trusted)
{
    given key;
    cn_treat_date on;
    int64_t dose = cn_treat_int_of(e, CARNET_VACCINATION_DOSE, 99);
    memset(&key, 0, sizeof key);
    key.trusted_only = trusted;
    cn_treat_date_of(&on, e, CARNET_VACCINATION_DATE);
    for (; key.list < NUM_LISTS; key.list++) {
        for (size_t n = 0; code_of(key.code, e, key.list, n); n++) {
            const given *any = find_given(x, key, true, INT32_MIN);
            int32_t from = on.there ? on.first : INT32_MIN;
            if ((on.there && any != NULL && any->best_first > on.last) ||
                is_above(find_given(x, key, true, from), dose) ||
                is_above(find_given(x, key, false, INT32_MIN), dose)) {
                return true;
            }
        }
    }
    return false;
}

/* ---- both ---- */

static void *room_for(cn_arena *arena, size_t num, size_t size)
{
    return num > SIZE_MAX / size - 1 ? NULL
                                     : cn_arena_take(arena, (num + 1) * size);
}

carnet_status cn_view_index_case(cn_treat_case *c, cn_arena *arena)
{
    cn_treat_index *x = cn_arena_take(arena, sizeof *x);
    size_t num_users = 0;
    size_t num_given = 0;
    for (size_t i = 0; i < c->num; i++) {
        bool good = cn_model_is_readable(c->entries[i]);
        num_users += good ? add_users(NULL, c->entries[i], c) : 0;
        num_given +=
            good ? add_given(NULL, c->entries[i], cn_treat_is_trusted(c, i))
                 : 0;
    }
    c->index = x;
    if (x != NULL) {
        x->users = room_for(arena, num_users, sizeof *x->users);
        x->given = room_for(arena, num_given, sizeof *x->given);
    }
    if (x == NULL || x->users == NULL || x->given == NULL) {
        return cn_arena_status(arena);
    }
    for (size_t i = 0; i < c->num; i++) {
        if (cn_model_is_readable(c->entries[i])) {
            x->num_users +=
                add_users(&x->users[x->num_users], c->entries[i], c);
            x->num_given += add_given(&x->given[x->num_given], c->entries[i],
                                      cn_treat_is_trusted(c, i));
        }
    }
    qsort(x->users, x->num_users, sizeof *x->users, compare_users);
    qsort(x->given, x->num_given, sizeof *x->given, compare_given);
    look_ahead(x);
    return CARNET_OK;
}
