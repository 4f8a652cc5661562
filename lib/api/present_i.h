/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a presentation is to show: for each credential a set of entries of each
 * part, made from an audience and from words (choose.c), and to whom parts are
 * sealed (seal.c).
 */
#ifndef CN_API_PRESENT_I_H
#define CN_API_PRESENT_I_H

#include "passport_i.h"

struct carnet_sealing {
    cn_privacy_recipients to[CN_API_PARTS]; /* the desk part: nobody, ever */
};

/* As carnet_privacy_present and carnet_seal_present are asked. */
typedef struct {
    const char *audience; /* NULL: none */
    const char *const *show;
    size_t num_show;
    const char *const *withhold;
    size_t num_withhold;
    const carnet_sealing *sealing; /* NULL: none */
} cn_api_wish;

/* Of one credential. */
typedef struct {
    cn_privacy_set want[CN_API_PARTS]; /* of the entries that are here */
    bool with_empty[CN_API_PARTS];     /* a part without entries is here too */
    bool names_private;                /* a word names the part or an entry */
    bool barred[CN_API_PARTS];         /* a word withholds it, or some of it */
    const cn_privacy_recipients *seal[CN_API_PARTS]; /* NULL: not sealed */
    bool kept;
} cn_api_choice;

#define CN_API_EVERY SIZE_MAX

/* What a word names; CN_API_EVERY where it does not say. */
typedef struct {
    size_t credential;
    size_t part;
    size_t position;
    size_t kind;
} cn_api_selector;

/* Takes a word apart (choose_word.c). False where it is none, or names an entry
   of several credentials without saying which. */
bool cn_api_read_word(cn_api_selector *s, const char *word,
                      const cn_api_passport *p);

/* Number of an audience by its name. CARNET_OK, CARNET_PRIVACY_CHOICE. */
carnet_status cn_api_find_audience(size_t *out, const char *name,
                                   cn_problem *where);

/*
 * Makes a choice for each credential, in the passport's arena. CARNET_OK,
 * CARNET_PRIVACY_CHOICE, CARNET_PRIVACY_NOTHING, CARNET_CALLER_MEMORY.
 */
carnet_status cn_api_choose(cn_api_choice **out, cn_api_passport *p,
                            const cn_api_wish *wish, cn_problem *where);

/* Whether a part goes out sealed: anew, or as it came. */
bool cn_api_goes_sealed(const cn_api_credential *c, const cn_api_choice *choice,
                        size_t part);

/* What of present.c sealing and opening need. Reads a passport so far that all
   that is malformed is refused; writes the chosen of it as a file. */
carnet_status cn_api_open_all(cn_api_passport *p, cn_arena *arena,
                              cn_span input, cn_problem *where);
carnet_status cn_api_put_chosen(carnet_buf **out, const cn_api_passport *p,
                                const cn_api_choice *choices);
/* carnet_privacy_present, with a wish. */
carnet_status cn_api_present(carnet_buf **out, carnet_problem **problem,
                             cn_span passport, const cn_api_wish *wish);
/* Appends one array of items: entries that are shown, nil for each other. */
void cn_api_put_part(cn_buf *out, const cn_api_credential *c,
                     const cn_privacy_set *want, size_t part);
/* Appends a part that goes out sealed (seal.c). */
carnet_status cn_api_put_sealed(cn_buf *out, const cn_api_credential *c,
                                const cn_api_choice *choice, size_t part);
/* The same, with all that there is. */
carnet_status cn_api_put_all(carnet_buf **out, const cn_api_passport *p);

/* What stands before the body: head, when, and the rest's seed where there is
   one, else empty. */
typedef struct {
    cn_span head;
    cn_span when;
    uint8_t rest_seed[CN_PRIVACY_SEED_SIZE];
    bool has_rest_seed;
} cn_api_front;
void cn_api_read_front(cn_api_front *f, const cn_api_credential *c);

/* ---- one part (part.c) ---- */

/* Its entries that are here, from the first on; behind them those of the next
   parts. */
const carnet_entry *cn_api_entries_of(const cn_api_credential *c, size_t part);
/* A part of from in place of the one that c had: proof, entries, and which of
   them are here. Entries lie in arena; CARNET_OK, or no memory. */
carnet_status cn_api_graft(cn_arena *arena, cn_api_credential *c,
                           const cn_api_credential *from, size_t part);
/* A part as the privacy room takes it, from the credential's entries. */
void cn_api_view_of(cn_privacy_view *out, const cn_api_credential *c,
                    size_t part);

#endif
