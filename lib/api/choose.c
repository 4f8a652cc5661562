/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From an audience and words to the entries that a presentation shows. Of
 * entries kinds and places are looked at, and for an audience what
 * lib/privacy/audiences.def names. The private part is never shown in pieces
 * but by a word that names it.
 */
#include "present_i.h"

/* ---- choosing ---- */

static void set_entry(cn_api_choice *choice, const carnet_entry *e, bool show)
{
    if (show) {
        cn_privacy_add(&choice->want[e->part], e->position);
    } else {
        cn_privacy_remove(&choice->want[e->part], e->position);
    }
}

/* Whether a word reaches a part. Shown is a private entry only where the word
   says so; to withhold is always safe. */
static bool reaches(const cn_api_selector *s, size_t part, bool show)
{
    return s->part == CN_API_EVERY ? !show || part != CN_API_PRIVATE
                                   : s->part == part;
}

/* Does in one credential as a word says; true where it names something. */
static bool apply(cn_api_choice *choice, const cn_api_credential *c,
                  const cn_api_selector *s, bool show)
{
    bool found =
        !show && s->kind != CN_API_EVERY; /* that it has none is as well */
    for (size_t k = 0; k < c->num_entries; k++) {
        const carnet_entry *e = &c->entries[k];
        if (reaches(s, e->part, show) &&
            (s->position == CN_API_EVERY || s->position == e->position) &&
            (s->kind == CN_API_EVERY || s->kind == e->kind)) {
            set_entry(choice, e, show);
            choice->barred[e->part] |= !show;
            found = true;
        }
    }
    for (size_t part = 0; part < CN_API_PARTS; part++) {
        bool whole = s->position == CN_API_EVERY && s->kind == CN_API_EVERY;
        if (whole && reaches(s, part, show)) {
            choice->with_empty[part] = show;
            choice->barred[part] |= !show;
            found = true;
        }
    }
    choice->names_private = choice->names_private || s->part == CN_API_PRIVATE;
    return found;
}

static bool names(const cn_api_selector *s, size_t credential)
{
    return s->credential == CN_API_EVERY || s->credential == credential;
}

static bool has_kind(const cn_api_credential *c, size_t part, size_t kind)
{
    for (size_t k = 0; k < c->num_entries; k++) {
        if (c->entries[k].part == part && c->entries[k].kind == kind) {
            return true;
        }
    }
    return false;
}

/* A part that a kind bars in one credential is barred in all that the word
   names: sealed in some only, it would tell which have such an entry. */
static void bar_alike(cn_api_choice *choices, const cn_api_passport *p,
                      const cn_api_selector *s)
{
    for (size_t part = CN_API_CLINIC; part < CN_API_PARTS; part++) {
        bool any = false;
        for (size_t i = 0; i < p->num; i++) {
            any |= names(s, i) && has_kind(&p->credentials[i], part, s->kind);
        }
        for (size_t i = 0; i < p->num; i++) {
            choices[i].barred[part] |= any && names(s, i);
        }
    }
}

static carnet_status apply_words(cn_api_choice *choices,
                                 const cn_api_passport *p,
                                 const char *const *words, size_t num,
                                 bool show, cn_problem *where)
{
    for (size_t n = 0; n < num; n++) {
        cn_api_selector s;
        bool found = false;
        bool good = cn_api_read_word(&s, words[n], p);
        for (size_t i = 0; good && i < p->num; i++) {
            if (names(&s, i)) {
                found |= apply(&choices[i], &p->credentials[i], &s, show);
            }
        }
        if (!found) {
            return cn_problem_note(
                where, CARNET_PRIVACY_CHOICE, 0, words[n],
                "no such entry, part, kind or number; one "
                "entry of several credentials is 2:clinic/3");
        }
        if (!show && s.kind != CN_API_EVERY) {
            bar_alike(choices, p, &s);
        }
    }
    return CARNET_OK;
}

/* What is seen before any word is looked at. */
static void begin(cn_api_choice *choice, const cn_api_credential *c,
                  size_t audience, bool all)
{
    for (size_t k = 0; k < c->num_entries; k++) {
        const carnet_entry *e = &c->entries[k];
        if (audience != CN_API_EVERY ? cn_privacy_sees(audience, e) : all) {
            set_entry(choice, e, true);
        }
    }
    for (size_t part = 0; part < CN_API_PARTS; part++) {
        choice->with_empty[part] = audience != CN_API_EVERY
                                       ? cn_privacy_sees_part(audience, part)
                                       : all;
    }
}

static size_t num_wanted(const cn_api_choice *choice,
                         const cn_api_credential *c)
{
    size_t num = 0;
    for (size_t k = 0; k < c->num_entries; k++) {
        num += cn_privacy_has(&choice->want[c->entries[k].part],
                              c->entries[k].position);
    }
    return num;
}

/* Nothing of a part is shown. */
static void hide_part(cn_api_choice *choice, size_t part)
{
    memset(&choice->want[part], 0, sizeof choice->want[part]);
    choice->with_empty[part] = false;
}

/* The private part was to be there, but an entry of it, and no word says so. */
static bool in_pieces(const cn_api_choice *choice, const cn_api_credential *c)
{
    for (size_t k = 0; k < c->num_entries; k++) {
        if (c->entries[k].part == CN_API_PRIVATE &&
            !cn_privacy_has(&choice->want[CN_API_PRIVATE],
                            c->entries[k].position)) {
            return choice->with_empty[CN_API_PRIVATE] && !choice->names_private;
        }
    }
    return false;
}

/* In pieces anywhere: nowhere, since those that are shown, empty ones too,
   would tell that the others are not empty. */
static void settle_private(cn_api_choice *choices, const cn_api_passport *p)
{
    bool any = false;
    for (size_t i = 0; i < p->num; i++) {
        any |= in_pieces(&choices[i], &p->credentials[i]);
    }
    for (size_t i = 0; i < p->num; i++) {
        if (any && !choices[i].names_private) {
            hide_part(&choices[i], CN_API_PRIVATE);
        }
    }
}

/* A part sealed: nobody here can tell what of. */
static bool has_sealed(const cn_api_choice *choice, const cn_api_credential *c)
{
    return cn_api_goes_sealed(c, choice, CN_API_CLINIC) ||
           cn_api_goes_sealed(c, choice, CN_API_PRIVATE);
}

/* More than whose it is. */
static bool tells(const cn_api_choice *choice, const cn_api_credential *c)
{
    if (has_sealed(choice, c)) {
        return true;
    }
    for (size_t k = 0; k < c->num_entries; k++) {
        const carnet_entry *e = &c->entries[k];
        if (e->kind != CARNET_KIND_PERSON &&
            cn_privacy_has(&choice->want[e->part], e->position)) {
            return true;
        }
    }
    return false;
}

/* ---- sealing ---- */

/* Seals a part of all credentials where it can be; a piece of it alone would
   stay readable, so it must not be there. Of one that a word bars nothing is
   shown: who asks for a seal wants none of it read. */
static carnet_status seal_part(cn_api_choice *choices, const cn_api_passport *p,
                               const cn_privacy_recipients *to, size_t part,
                               cn_problem *where)
{
    size_t num = 0;
    for (size_t i = 0; i < p->num; i++) {
        const cn_api_proof *proof = &p->credentials[i].proof[part];
        if (choices[i].barred[part]) {
            hide_part(&choices[i], part);
            num++;
        } else if (to->decoy || proof->whole) {
            hide_part(&choices[i], part); /* is not shown beside its seal */
            choices[i].seal[part] = to;
            num++;
        } else if (proof->partial.len > 0) {
            num = 0;
            break;
        }
    }
    return num > 0 ? CARNET_OK
                   : cn_problem_note(where, CARNET_PRIVACY_PIECES, 0,
                                     cn_model_part_name((uint32_t)part), "");
}

static carnet_status seal_parts(cn_api_choice *choices,
                                const cn_api_passport *p,
                                const carnet_sealing *sealing,
                                cn_problem *where)
{
    carnet_status status = CARNET_OK;
    for (size_t part = CN_API_CLINIC; part < CN_API_PARTS; part++) {
        const cn_privacy_recipients *to = &sealing->to[part];
        if (status == CARNET_OK &&
            (to->decoy || to->has_phrase || to->num_keys > 0)) {
            status = seal_part(choices, p, to, part, where);
        }
    }
    return status;
}

static carnet_status keep(cn_api_choice *choices, const cn_api_passport *p,
                          bool for_audience)
{
    size_t first = CN_API_EVERY;
    size_t num = 0;
    settle_private(choices, p);
    for (size_t i = 0; i < p->num; i++) {
        const cn_api_credential *c = &p->credentials[i];
        bool any = num_wanted(&choices[i], c) > 0 || has_sealed(&choices[i], c);
        choices[i].kept = for_audience ? tells(&choices[i], c) : any;
        num += choices[i].kept;
        first = any && first == CN_API_EVERY ? i : first;
    }
    if (num == 0 && first != CN_API_EVERY) {
        choices[first].kept = true;
        num = 1;
    }
    return num > 0 ? CARNET_OK : CARNET_PRIVACY_NOTHING;
}

carnet_status cn_api_find_audience(size_t *out, const char *name,
                                   cn_problem *where)
{
    for (size_t i = 0; cn_privacy_audience_name(i) != NULL; i++) {
        if (strcmp(cn_privacy_audience_name(i), name) == 0) {
            *out = i;
            return CARNET_OK;
        }
    }
    return cn_problem_note(where, CARNET_PRIVACY_CHOICE, 0, name,
                           "no such audience");
}

carnet_status cn_api_choose(cn_api_choice **out, cn_api_passport *p,
                            const cn_api_wish *wish, cn_problem *where)
{
    size_t audience = CN_API_EVERY;
    if (wish->audience != NULL) {
        carnet_status found =
            cn_api_find_audience(&audience, wish->audience, where);
        if (found != CARNET_OK) {
            return found;
        }
    }
    *out = cn_arena_take(p->arena, p->num * sizeof **out);
    if (*out == NULL) {
        return cn_arena_status(p->arena);
    }
    for (size_t i = 0; i < p->num; i++) {
        begin(&(*out)[i], &p->credentials[i], audience, wish->num_show == 0);
    }
    carnet_status status =
        apply_words(*out, p, wish->show, wish->num_show, true, where);
    if (status == CARNET_OK) {
        status = apply_words(*out, p, wish->withhold, wish->num_withhold, false,
                             where);
    }
    if (status == CARNET_OK && wish->sealing != NULL) {
        status = seal_parts(*out, p, wish->sealing, where);
    }
    return status == CARNET_OK ? keep(*out, p, wish->audience != NULL) : status;
}
