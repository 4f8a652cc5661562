/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Operations of the JSON door: showing less, sealing, opening, merging. None
 * verifies anything: what was not genuine is not then either.
 */
#include "door_i.h"

void cn_door_op_audiences(cn_door *d)
{
    cn_json_key(&d->w, "audiences");
    cn_json_open_array(&d->w);
    for (size_t i = 0; carnet_privacy_audience(i) != NULL; i++) {
        cn_json_open_object(&d->w);
        cn_door_put_str(d, "name", carnet_privacy_audience(i));
        cn_door_put_str(d, "about", carnet_privacy_audience_about(i));
        cn_json_close_object(&d->w);
    }
    cn_json_close_array(&d->w);
}

/* ---- presentations ---- */

typedef struct {
    cn_span passport;
    const char *audience;
    const char *const *show;
    const char *const *withhold;
    size_t num_show;
    size_t num_withhold;
} choice;

static choice take_choice(cn_door *d)
{
    choice c = {0};
    c.passport = cn_door_input(d, "passport");
    c.audience = cn_door_str(d, "audience");
    c.show = cn_door_strs(d, "show", &c.num_show, false);
    c.withhold = cn_door_strs(d, "withhold", &c.num_withhold, false);
    return c;
}

/* The element of a list that is this word; 0 if none is. */
static uint32_t find_word(const cn_door *d, const char *member,
                          const char *word)
{
    uint32_t node = 0;
    size_t num = cn_door_list(d, member, &node);
    for (size_t i = 0; i < num; i++) {
        if (cn_json_is(cn_json_get(d->doc, node), word)) {
            return node;
        }
        node = cn_door_next(d, node);
    }
    return 0;
}

/* The member to blame: for a choice the word that names nothing, which is the
   problem's path; for having nobody to seal to none alone. */
static uint32_t blame(const cn_door *d, carnet_status status,
                      const carnet_problem *problem)
{
    const char *word = carnet_problem_path(problem);
    uint32_t audience = cn_door_find(d, "audience");
    if (status == CARNET_PRIVACY_RECIPIENTS) {
        return 0;
    }
    if (status != CARNET_PRIVACY_CHOICE) {
        return cn_door_find(d, "passport");
    }
    if (audience != 0 && cn_json_is(cn_json_get(d->doc, audience), word)) {
        return audience;
    }
    uint32_t shown = find_word(d, "show", word);
    return shown != 0 ? shown : find_word(d, "withhold", word);
}

static void put_presented(cn_door *d, carnet_status status, carnet_buf *out,
                          carnet_problem *problem)
{
    cn_door_try(d, status, blame(d, status, problem), problem);
    cn_door_put_buf(d, "passport", CN_DOOR_AS_INPUT, status, out);
}

void cn_door_op_present(cn_door *d)
{
    choice c = take_choice(d);
    carnet_buf *out = NULL;
    carnet_problem *problem = NULL;
    if (cn_door_good(d)) {
        carnet_status status = carnet_privacy_present(
            &out, &problem, c.passport.data, c.passport.len, c.audience, c.show,
            c.num_show, c.withhold, c.num_withhold);
        put_presented(d, status, out, problem);
    }
}

/* ---- sealing ---- */

#define PARTS "clinic private"

/* The part that a word of PARTS names. */
static int32_t part_at(cn_door *d, uint32_t node)
{
    return CARNET_PART_CLINIC + cn_door_word_of(d, node, PARTS);
}

static void seal_to_key(cn_door *d, carnet_sealing *sealing, uint32_t node)
{
    const carnet_seal_public *key = cn_door_seal_public(d, "key");
    int32_t part = part_at(d, cn_door_find(d, "part"));
    cn_door_try(d, carnet_seal_add_key(sealing, key, part), node, NULL);
}

static void seal_to_phrase(cn_door *d, carnet_sealing *sealing, uint32_t node)
{
    cn_span s = cn_door_text(d, "phrase");
    int32_t part = part_at(d, cn_door_find(d, "part"));
    cn_door_try(
        d, carnet_seal_add_phrase(sealing, (const char *)s.data, s.len, part),
        node, NULL);
}

static void seal_decoy(cn_door *d, carnet_sealing *sealing, uint32_t node)
{
    cn_door_try(d, carnet_seal_add_decoy(sealing, part_at(d, node)), node,
                NULL);
}

/* Adds what a list of the request names, element by element. */
static void
seal_to_each(cn_door *d, const char *member, carnet_sealing *sealing,
             void (*add)(cn_door *d, carnet_sealing *sealing, uint32_t node))
{
    uint32_t node = 0;
    size_t num = cn_door_list(d, member, &node);
    for (size_t i = 0; i < num && cn_door_good(d); i++) {
        uint32_t from = cn_door_enter(d, node);
        add(d, sealing, node);
        (void)cn_door_enter(d, from);
        node = cn_door_next(d, node);
    }
}

static const carnet_sealing *take_sealing(cn_door *d)
{
    carnet_sealing *sealing = NULL;
    cn_door_try(d, carnet_seal_new(&sealing), 0, NULL);
    if (!cn_door_keep(d, CN_DOOR_SEALING, sealing)) {
        return NULL;
    }
    seal_to_each(d, "to_keys", sealing, seal_to_key);
    seal_to_each(d, "to_phrases", sealing, seal_to_phrase);
    seal_to_each(d, "decoys", sealing, seal_decoy);
    return sealing;
}

void cn_door_op_present_sealed(cn_door *d)
{
    choice c = take_choice(d);
    const carnet_sealing *sealing = take_sealing(d);
    carnet_buf *out = NULL;
    carnet_problem *problem = NULL;
    if (cn_door_good(d)) {
        carnet_status status = carnet_seal_present(
            &out, &problem, c.passport.data, c.passport.len, c.audience, c.show,
            c.num_show, c.withhold, c.num_withhold, sealing);
        put_presented(d, status, out, problem);
    }
}

void cn_door_op_open_sealed(cn_door *d)
{
    cn_span s = cn_door_input(d, "passport");
    const carnet_seal_key *key = cn_door_seal_key(d, "key");
    cn_span phrase = cn_door_text(d, "phrase");
    carnet_buf *out = NULL;
    carnet_problem *problem = NULL;
    if (!cn_door_good(d)) {
        return;
    }
    carnet_status status =
        carnet_seal_open(&out, &problem, s.data, s.len, key,
                         (const char *)phrase.data, phrase.len);
    bool of_phrase =
        status == CARNET_PRIVACY_PHRASE || status == CARNET_PRIVACY_MISTYPED;
    cn_door_try(d, status, cn_door_find(d, of_phrase ? "phrase" : "passport"),
                problem);
    cn_door_put_buf(d, "passport", CN_DOOR_AS_INPUT, status, out);
}

/* ---- merging ---- */

void cn_door_op_merge(cn_door *d)
{
    cn_span first = cn_door_input(d, "first");
    cn_span second = cn_door_input(d, "second");
    bool same = cn_door_bool(d, "same_person");
    carnet_buf *out = NULL;
    carnet_problem *problem = NULL;
    if (cn_door_good(d)) {
        carnet_status status = carnet_privacy_merge(
            &out, &problem, first.data, first.len, second.data, second.len,
            same ? CARNET_PRIVACY_SAME_PERSON : CARNET_PRIVACY_ASK);
        /* It names the passport that is not one as the request does. */
        cn_door_try(d, status, cn_door_find(d, carnet_problem_path(problem)),
                    problem);
        cn_door_put_buf(d, "passport", CN_DOOR_AS_INPUT, status, out);
    }
}
