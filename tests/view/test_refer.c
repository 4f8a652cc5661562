/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What references lead to and which entries are current (docs/spec/history.md):
 * case by case, and on passports made at random against the rules written down
 * a second time, in every order of the entries.
 */
#include "../model/model_random.h"
#include "../support/failing_mem.h"
#include "../support/support.h"

#include "view/view.h"

#define MOST 40u
#define MOST_REFS 4u

enum {
    DESK = CARNET_PART_DESK,
    CLINIC = CARNET_PART_CLINIC,
    PRIVATE = CARNET_PART_PRIVATE
};

/* An item and what it says; leaf: other than 0 in place of a place. */
typedef struct {
    uint8_t credential; /* its identity, and its day less one, but for: */
    uint8_t day;        /* other than 0 */
    uint8_t part;
    uint8_t position;
    uint32_t leaf;
    bool accepted;
    bool other_kind;   /* than most */
    bool other_person; /* than most */
    uint8_t num_refs;
    struct {
        uint32_t leaf; /* 0: in its own credential: */
        uint8_t part;
        uint8_t position;
    } refs[MOST_REFS];
} said;

typedef struct {
    cn_buf bytes[MOST];
    carnet_entry entries[MOST];
    uint8_t identity[MOST][CN_VIEW_IDENTITY_SIZE];
    cn_view_item items[MOST];
    cn_view_refer *refer;
} world;

/* ---- making it ---- */

/* Open form of a function that says nothing but what it replaces. */
static void put_entry(cn_buf *b, const said *s)
{
    cn_cbor_put_uint(b, 256 + CARNET_KIND_FUNCTION);
    cn_cbor_put_array(b, s->num_refs > 0 ? 2 : 1);
    cn_cbor_put_uint(b, s->num_refs > 0 ? 1u << CARNET_FIELD_REPLACES : 0);
    if (s->num_refs > 0) {
        cn_cbor_put_array(b, s->num_refs);
    }
    for (size_t i = 0; i < s->num_refs; i++) {
        uint32_t leaf = s->refs[i].leaf;
        const uint8_t bytes[] = {(uint8_t)(leaf >> 24), (uint8_t)(leaf >> 16),
                                 (uint8_t)(leaf >> 8), (uint8_t)leaf};
        if (leaf != 0) {
            cn_cbor_put_bytes(b, cn_span_of(bytes, sizeof bytes));
        } else {
            cn_cbor_put_uint(b, 256u * s->refs[i].part + s->refs[i].position);
        }
    }
}

static void add_item(world *w, size_t at, const said *s)
{
    cn_cbor_reader r;
    size_t elements = 2;
    cn_buf_init(&w->bytes[at]);
    put_entry(&w->bytes[at], s);
    cn_cbor_reader_init(&r, cn_buf_span(&w->bytes[at]));
    assert_status(cn_model_step(&r, &elements, &w->entries[at]), CARNET_OK);
    if (s->other_kind) {
        w->entries[at].kind = CARNET_KIND_ALERT;
    }
    w->entries[at].part = s->part;
    w->entries[at].position = s->position;
    w->entries[at].day = s->day != 0 ? s->day : s->credential + 1;
    memset(w->identity[at], s->credential, CN_VIEW_IDENTITY_SIZE);
    w->items[at] = (cn_view_item){.entry = &w->entries[at],
                                  .identity = w->identity[at],
                                  .person = s->other_person ? w : NULL,
                                  .credential = s->credential,
                                  .leaf = s->leaf,
                                  .accepted = s->accepted};
}

/* Item i stands at order[i]. */
static world *make(const said *list, size_t num, const size_t *order)
{
    world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    assert_true(num <= MOST);
    for (size_t i = 0; i < num; i++) {
        add_item(w, order == NULL ? i : order[i], &list[i]);
    }
    assert_status(cn_view_refer_new(&w->refer, w->items, num), CARNET_OK);
    return w;
}

static void end(world *w)
{
    cn_view_refer_free(w->refer);
    for (size_t i = 0; i < MOST; i++) {
        cn_buf_free(&w->bytes[i]);
    }
    free(w);
}

static void assert_states(const said *list, size_t num, const uint8_t *states)
{
    world *w = make(list, num, NULL);
    for (size_t i = 0; i < num; i++) {
        assert_int_equal(cn_view_refer_state(w->refer, i), states[i]);
    }
    end(w);
}

static void assert_how(const said *list, size_t num, uint8_t how)
{
    world *w = make(list, num, NULL);
    assert_int_equal(cn_view_refer_how(w->refer, 0, CARNET_FIELD_REPLACES, 0),
                     how);
    end(w);
}

/* ---- case by case ---- */

#define OLD                                                                    \
    {                                                                          \
        .credential = 1, .part = CLINIC, .leaf = 11, .accepted = true          \
    }
#define TO_LEAF(n) .num_refs = 1, .refs = {{.leaf = (n)}}
#define TO_PLACE(p, n) .num_refs = 1, .refs = {{.part = (p), .position = (n)}}

enum {
    CURRENT = CARNET_HISTORY_CURRENT,
    BESIDE = CARNET_HISTORY_BESIDE,
    REPLACED = CARNET_HISTORY_REPLACED
};

static void an_accepted_entry_replaces_and_another_stands_beside(void **state)
{
    (void)state;
    const said accepted[] = {
        OLD, {.credential = 2, .part = CLINIC, .accepted = true, TO_LEAF(11)}};
    const said review[] = {OLD, {.credential = 2, .part = CLINIC, TO_LEAF(11)}};
    assert_states(accepted, 2, (const uint8_t[]){REPLACED, CURRENT});
    assert_states(review, 2, (const uint8_t[]){BESIDE, CURRENT});
}

static void a_chain_counts_from_its_accepted_end(void **state)
{
    (void)state;
    said chain[] = {
        OLD,
        {.credential = 2, .part = CLINIC, .leaf = 12, TO_LEAF(11)},
        {.credential = 3, .part = CLINIC, .accepted = true, TO_LEAF(12)}};
    assert_states(chain, 3, (const uint8_t[]){REPLACED, REPLACED, CURRENT});
    chain[2].accepted = false;
    assert_states(chain, 3, (const uint8_t[]){BESIDE, BESIDE, CURRENT});
    chain[1].accepted = true;
    assert_states(chain, 3, (const uint8_t[]){REPLACED, BESIDE, CURRENT});
}

static void both_sides_of_a_fork_are_current(void **state)
{
    (void)state;
    const said fork[] = {
        OLD,
        {.credential = 2, .part = CLINIC, .accepted = true, TO_LEAF(11)},
        {.credential = 3, .part = CLINIC, .accepted = true, TO_LEAF(11)}};
    assert_states(fork, 3, (const uint8_t[]){REPLACED, CURRENT, CURRENT});
    world *w = make(fork, 3, NULL);
    size_t place = 9;
    assert_int_equal(cn_view_refer_num_successors(w->refer, 0), 2);
    assert_int_equal(cn_view_refer_successor(w->refer, 0, 0, &place), 1);
    assert_int_equal(place, 0);
    assert_int_equal(cn_view_refer_successor(w->refer, 0, 1, &place), 2);
    end(w);
}

/* Each with the place of its reference among its own. */
static void who_names_a_place_comes_before_who_names_a_leaf(void **state)
{
    (void)state;
    const said list[] = {
        {.credential = 1, .part = CLINIC, .leaf = 11, .accepted = true},
        {.credential = 1,
         .part = CLINIC,
         .position = 1,
         .accepted = true,
         TO_PLACE(CLINIC, 0)},
        {.credential = 2,
         .part = CLINIC,
         .accepted = true,
         .num_refs = 2,
         .refs = {{.leaf = 99}, {.leaf = 11}}},
        {.credential = 1,
         .part = CLINIC,
         .position = 2,
         .accepted = true,
         .num_refs = 3,
         .refs = {{.part = CLINIC, .position = 1},
                  {.part = DESK, .position = 9},
                  {.part = CLINIC, .position = 0}}},
        {.credential = 3, .part = CLINIC, .accepted = true, TO_LEAF(11)}};
    static const struct {
        size_t item, place;
    } due[] = {{1, 0}, {3, 2}, {2, 1}, {4, 0}};
    world *w = make(list, 5, NULL);
    assert_int_equal(cn_view_refer_num_successors(w->refer, 0), 4);
    for (size_t n = 0; n < 4; n++) {
        size_t place = 9;
        assert_int_equal(cn_view_refer_successor(w->refer, 0, n, &place),
                         due[n].item);
        assert_int_equal(place, due[n].place);
    }
    size_t place = 9;
    assert_int_equal(cn_view_refer_num_successors(w->refer, 1), 1);
    assert_int_equal(cn_view_refer_successor(w->refer, 1, 0, &place), 3);
    assert_int_equal(place, 0);
    end(w);
}

/* In this order, wherever they stand: the day of issue, the credential's
   identity, the part, the place in it. */
static void items_are_ranked_by_day_identity_part_and_place(void **state)
{
    (void)state;
    const said list[] = {
        {.day = 2, .credential = 1, .part = CLINIC},
        {.day = 1, .credential = 9, .part = PRIVATE, .position = 3},
        {.day = 1, .credential = 3, .part = DESK},
        {.day = 1, .credential = 3, .part = CLINIC, .position = 1},
        {.day = 1, .credential = 3, .part = CLINIC},
        {.day = 1, .credential = 9, .part = DESK, .position = 7}};
    static const size_t ranks[] = {5, 4, 0, 2, 1, 3};
    static const size_t orders[][6] = {
        {0, 1, 2, 3, 4, 5}, {5, 4, 3, 2, 1, 0}, {2, 4, 3, 5, 1, 0}};
    for (size_t n = 0; n < sizeof orders / sizeof orders[0]; n++) {
        world *w = make(list, 6, orders[n]);
        for (size_t i = 0; i < 6; i++) {
            assert_int_equal(cn_view_refer_rank(w->refer, orders[n][i]),
                             ranks[i]);
        }
        end(w);
    }
}

/* Two that replace each other, a third that one of them replaces, a fourth
   that replaces one of them. */
static void a_cycle_replaces_nothing_within_it(void **state)
{
    (void)state;
    const said cycle[] = {
        {.credential = 1,
         .part = CLINIC,
         .leaf = 11,
         .accepted = true,
         TO_PLACE(CLINIC, 1)},
        {.credential = 1,
         .part = CLINIC,
         .position = 1,
         .accepted = true,
         .num_refs = 2,
         .refs = {{.part = CLINIC, .position = 0},
                  {.part = CLINIC, .position = 2}}},
        {.credential = 1, .part = CLINIC, .position = 2, .accepted = true},
        {.credential = 2, .part = CLINIC, .accepted = true, TO_LEAF(11)}};
    assert_how(cycle, 3, CARNET_HISTORY_CIRCULAR);
    assert_states(cycle, 3, (const uint8_t[]){CURRENT, CURRENT, REPLACED});
    assert_states(cycle, 4,
                  (const uint8_t[]){REPLACED, CURRENT, REPLACED, CURRENT});
}

static void an_entry_whose_tag_is_in_itself_stays(void **state)
{
    (void)state;
    const said self[] = {{.credential = 1,
                          .part = CLINIC,
                          .leaf = 11,
                          .accepted = true,
                          TO_LEAF(11)}};
    assert_how(self, 1, CARNET_HISTORY_CIRCULAR);
    assert_states(self, 1, (const uint8_t[]){CURRENT});
}

static void a_tag_of_several_leads_to_all_and_replaces_none(void **state)
{
    (void)state;
    const said twins[] = {
        {.credential = 9, .part = CLINIC, .accepted = true, TO_LEAF(11)},
        {.credential = 2, .part = CLINIC, .leaf = 11, .accepted = true},
        OLD};
    assert_how(twins, 3, CARNET_HISTORY_SEVERAL);
    assert_states(twins, 3, (const uint8_t[]){CURRENT, CURRENT, CURRENT});
    world *w = make(twins, 3, NULL);
    const uint32_t f = CARNET_FIELD_REPLACES;
    assert_int_equal(cn_view_refer_num(w->refer, 0, f, 0), 2);
    assert_int_equal(cn_view_refer_get(w->refer, 0, f, 0, 0), 2);
    assert_int_equal(cn_view_refer_get(w->refer, 0, f, 0, 1), 1);
    assert_int_equal(cn_view_refer_num_successors(w->refer, 1), 1);
    assert_int_equal(cn_view_refer_num_successors(w->refer, 2), 1);
    end(w);
}

static void what_is_not_here_is_said_to_be_so(void **state)
{
    (void)state;
    const said lost[] = {
        {.credential = 1, .part = CLINIC, .accepted = true, TO_LEAF(11)}};
    const said withheld[] = {
        {.credential = 1, .part = CLINIC, .accepted = true, TO_PLACE(DESK, 1)}};
    assert_how(lost, 1, CARNET_HISTORY_NOWHERE);
    assert_how(withheld, 1, CARNET_HISTORY_WITHHELD);
    world *w = make(lost, 1, NULL);
    const uint32_t f = CARNET_FIELD_REPLACES;
    assert_int_equal(cn_view_refer_num(w->refer, 0, f, 0), 0);
    assert_int_equal(cn_view_refer_how(w->refer, 0, f, 1), CARNET_HISTORY_NONE);
    assert_int_equal(cn_view_refer_how(w->refer, 0, f + 1, 0),
                     CARNET_HISTORY_NONE);
    assert_int_equal(cn_view_refer_num(w->refer, 0, f, 1), 0);
    end(w);
}

/* What one leaves out is not what the next one says. */
static void an_entry_has_its_own_references_alone(void **state)
{
    (void)state;
    const said pair[] = {
        OLD, {.credential = 2, .part = CLINIC, .accepted = true, TO_LEAF(11)}};
    const uint32_t f = CARNET_FIELD_REPLACES;
    world *w = make(pair, 2, NULL);
    assert_int_equal(cn_view_refer_how(w->refer, 0, f, 0), CARNET_HISTORY_NONE);
    assert_int_equal(cn_view_refer_num(w->refer, 0, f, 0), 0);
    assert_int_equal(cn_view_refer_how(w->refer, 1, f, 0),
                     CARNET_HISTORY_FOUND);
    end(w);
}

static void expect_any_nowhere(const said *list, size_t num, bool due)
{
    world *w = make(list, num, NULL);
    assert_int_equal(cn_view_refer_any_nowhere(w->refer), due);
    end(w);
}

/* That a place is withheld, or an entry is another person's, is no sign that
   something is missing. */
static void one_reference_that_leads_nowhere_is_enough(void **state)
{
    (void)state;
    said list[] = {
        OLD,
        {.credential = 2, .part = CLINIC, .leaf = 12, TO_PLACE(DESK, 1)},
        {.credential = 3,
         .part = CLINIC,
         .num_refs = 3,
         .refs = {{.leaf = 11}, {.leaf = 12}, {.leaf = 11}}}};
    expect_any_nowhere(list, 1, false);
    expect_any_nowhere(list, 3, false);
    for (size_t k = 0; k < 3; k++) {
        uint32_t kept = list[2].refs[k].leaf;
        list[2].refs[k].leaf = 13;
        expect_any_nowhere(list, 3, true);
        list[2].refs[k].leaf = kept;
    }
    list[0] = list[2];
    list[0].refs[0].leaf = 13;
    expect_any_nowhere(list, 1, true);
    list[0].num_refs = 1;
    expect_any_nowhere(list, 1, true);
}

static void
a_successor_in_a_less_private_part_stands_beside_nothing(void **state)
{
    (void)state;
    said pair[] = {
        {.credential = 2, .part = CLINIC, .accepted = true, TO_LEAF(11)},
        {.credential = 1, .part = PRIVATE, .leaf = 11, .accepted = true}};
    assert_how(pair, 2, CARNET_HISTORY_MORE_PRIVATE);
    assert_states(pair, 2, (const uint8_t[]){CURRENT, CURRENT});
    pair[0].part = PRIVATE;
    pair[0].position = 1;
    assert_how(pair, 2, CARNET_HISTORY_FOUND);
    assert_states(pair, 2, (const uint8_t[]){CURRENT, REPLACED});
}

/* Else who may sign clearances alone could hide an allergy. */
static void only_an_entry_of_its_own_kind_is_replaced(void **state)
{
    (void)state;
    said pair[] = {
        {.credential = 2, .part = CLINIC, .accepted = true, TO_LEAF(11)}, OLD};
    pair[0].other_kind = true;
    assert_how(pair, 2, CARNET_HISTORY_OTHER_KIND);
    assert_states(pair, 2, (const uint8_t[]){CURRENT, CURRENT});
    pair[0].accepted = false;
    assert_states(pair, 2, (const uint8_t[]){CURRENT, CURRENT});
    pair[1].other_kind = true;
    assert_how(pair, 2, CARNET_HISTORY_FOUND);
    assert_states(pair, 2, (const uint8_t[]){CURRENT, BESIDE});
}

static void nothing_of_another_person_is_replaced(void **state)
{
    (void)state;
    said pair[] = {
        {.credential = 2, .part = CLINIC, .accepted = true, TO_LEAF(11)}, OLD};
    pair[0].other_person = true;
    assert_how(pair, 2, CARNET_HISTORY_OTHER_PERSON);
    assert_states(pair, 2, (const uint8_t[]){CURRENT, CURRENT});
    pair[1].other_person = true;
    assert_how(pair, 2, CARNET_HISTORY_FOUND);
    assert_states(pair, 2, (const uint8_t[]){CURRENT, REPLACED});
}

/* The first and the last tag that there can be. */
static void tags_at_both_ends_are_found(void **state)
{
    (void)state;
    const uint32_t ends[] = {1, UINT32_MAX};
    for (size_t i = 0; i < 2; i++) {
        const said pair[] = {
            {.credential = 2, .part = CLINIC, TO_LEAF(ends[i])},
            {.credential = 1, .part = CLINIC, .leaf = ends[i]},
            {.credential = 3, .part = CLINIC, .leaf = ends[1 - i]}};
        assert_how(pair, 3, CARNET_HISTORY_FOUND);
    }
}

static void nothing_has_no_history_and_too_much_is_refused(void **state)
{
    (void)state;
    cn_view_refer *refer = NULL;
    assert_status(cn_view_refer_new(&refer, NULL, 0), CARNET_OK);
    cn_view_refer_free(refer);
    assert_status(
        cn_view_refer_new(&refer, NULL, (size_t)CN_VIEW_MAX_ITEMS + 1),
        CARNET_CALLER_RANGE);
    assert_null(refer);
    cn_view_refer_free(NULL);
}

static void as_many_as_may_be_are_taken(void **state)
{
    (void)state;
    static const uint8_t identity[CN_VIEW_IDENTITY_SIZE];
    const carnet_entry e = {.kind = CARNET_KIND_FUNCTION};
    cn_view_item *items = calloc(CN_VIEW_MAX_ITEMS, sizeof *items);
    cn_view_refer *refer = NULL;
    assert_non_null(items);
    for (uint32_t i = 0; i < CN_VIEW_MAX_ITEMS; i++) {
        items[i] = (cn_view_item){
            .entry = &e, .identity = identity, .leaf = i, .accepted = true};
    }
    assert_status(cn_view_refer_new(&refer, items, CN_VIEW_MAX_ITEMS),
                  CARNET_OK);
    assert_int_equal(cn_view_refer_state(refer, CN_VIEW_MAX_ITEMS - 1),
                     CURRENT);
    cn_view_refer_free(refer);
    free(items);
}

/* Each allocation fails in turn; the arena takes each from the memory door. */
static void without_memory_nothing_is_said(void **state)
{
    (void)state;
    const said cycle[] = {
        OLD,
        {.credential = 2,
         .part = CLINIC,
         .leaf = 12,
         .accepted = true,
         .num_refs = 2,
         .refs = {{.leaf = 11}, {.leaf = 13}}},
        {.credential = 3, .part = CLINIC, .leaf = 13, TO_LEAF(12)}};
    world *w = make(cycle, 3, NULL);
    size_t num_failed = 0;
    size_t live = test_mem_live();
    size_t unwiped = test_mem_unwiped();
    for (bool failed = true; failed; num_failed += failed) {
        cn_view_refer *refer = NULL;
        test_mem_fail_at(num_failed + 1);
        carnet_status status = cn_view_refer_new(&refer, w->items, 3);
        failed = test_mem_has_failed();
        test_mem_fail_at(0);
        assert_status(status, failed ? CARNET_CALLER_MEMORY : CARNET_OK);
        assert_int_equal(refer == NULL, failed);
        cn_view_refer_free(refer);
        assert_int_equal(test_mem_live(), live);
        assert_int_equal(test_mem_unwiped(), unwiped);
    }
    /* itself, order, ranks, first references, states, references, those that
       replace, and what looks for cycles */
    assert_int_equal(num_failed, 8);
    end(w);
}

/* A longer way than any stack of calls would bear. */
static void a_long_chain_needs_no_deep_stack(void **state)
{
    (void)state;
    enum {
        LONG = 100000
    };
    cn_view_item *items = calloc(LONG, sizeof *items);
    carnet_entry *entries = calloc(LONG, sizeof *entries);
    cn_buf *bytes = calloc(LONG, sizeof *bytes);
    static const uint8_t identity[CN_VIEW_IDENTITY_SIZE];
    cn_view_refer *refer = NULL;
    assert_true(items != NULL && entries != NULL && bytes != NULL);
    for (uint32_t i = 0; i < LONG; i++) {
        said s = {.num_refs = i > 0, .refs = {{.leaf = i}}};
        cn_cbor_reader r;
        size_t elements = 2;
        cn_buf_init(&bytes[i]);
        put_entry(&bytes[i], &s);
        cn_cbor_reader_init(&r, cn_buf_span(&bytes[i]));
        assert_status(cn_model_step(&r, &elements, &entries[i]), CARNET_OK);
        entries[i].day = (int32_t)i;
        items[i] = (cn_view_item){.entry = &entries[i],
                                  .identity = identity,
                                  .leaf = i + 1,
                                  .accepted = i + 1 == LONG};
    }
    assert_status(cn_view_refer_new(&refer, items, LONG), CARNET_OK);
    for (size_t i = 0; i + 1 < LONG; i++) {
        assert_int_equal(cn_view_refer_state(refer, i), REPLACED);
    }
    assert_int_equal(cn_view_refer_state(refer, LONG - 1), CURRENT);
    cn_view_refer_free(refer);
    for (size_t i = 0; i < LONG; i++) {
        cn_buf_free(&bytes[i]);
    }
    free(bytes);
    free(entries);
    free(items);
}

/* Two that both replace both of the two before them, and so on: there are more
   ways to the first than anybody can go. */
static void
an_entry_is_put_behind_once_however_many_ways_lead_there(void **state)
{
    (void)state;
    enum {
        NUM = 128
    };
    static carnet_entry entries[NUM];
    static cn_view_item items[NUM];
    static cn_buf bytes[NUM];
    static const uint8_t identity[CN_VIEW_IDENTITY_SIZE];
    cn_view_refer *refer = NULL;
    for (uint32_t i = 0; i < NUM; i++) {
        uint32_t before = i / 2 * 2;
        said s = {.num_refs = i > 1 ? 2 : 0,
                  .refs = {{.leaf = before - 1}, {.leaf = before}}};
        cn_cbor_reader r;
        size_t elements = 2;
        cn_buf_init(&bytes[i]);
        put_entry(&bytes[i], &s);
        cn_cbor_reader_init(&r, cn_buf_span(&bytes[i]));
        assert_status(cn_model_step(&r, &elements, &entries[i]), CARNET_OK);
        entries[i].day = (int32_t)i;
        items[i] = (cn_view_item){.entry = &entries[i],
                                  .identity = identity,
                                  .leaf = i + 1,
                                  .accepted = true};
    }
    assert_status(cn_view_refer_new(&refer, items, NUM), CARNET_OK);
    for (size_t i = 0; i < NUM; i++) {
        assert_int_equal(cn_view_refer_state(refer, i),
                         i + 2 < NUM ? REPLACED : CURRENT);
    }
    cn_view_refer_free(refer);
    for (size_t i = 0; i < NUM; i++) {
        cn_buf_free(&bytes[i]);
    }
}

/* ---- at random, against the rules said again ---- */

/* Items that a reference leads to, as bits. */
static uint64_t targets_of(const said *list, size_t num, size_t from, size_t k)
{
    uint64_t found = 0;
    const said *s = &list[from];
    for (size_t i = 0; i < num; i++) {
        bool here = s->refs[k].leaf != 0
                        ? list[i].leaf == s->refs[k].leaf
                        : list[i].credential == s->credential &&
                              list[i].part == s->refs[k].part &&
                              list[i].position == s->refs[k].position;
        found |= (uint64_t)here << i;
    }
    return found;
}

static bool is_one(uint64_t bits)
{
    return bits != 0 && (bits & (bits - 1)) == 0;
}

static size_t place_of(uint64_t bit)
{
    size_t at = 0;
    while ((bit >> at & 1) == 0) {
        at++;
    }
    return at;
}

static bool may_replace(const said *from, const said *to)
{
    return to->part <= from->part && to->other_kind == from->other_kind &&
           to->other_person == from->other_person;
}

/* What each item leads to by sound references, directly: no cycles yet. */
static void edges_of(uint64_t *edge, const said *list, size_t num)
{
    for (size_t i = 0; i < num; i++) {
        edge[i] = 0;
        for (size_t k = 0; k < list[i].num_refs; k++) {
            uint64_t t = targets_of(list, num, i, k);
            if (is_one(t) && may_replace(&list[i], &list[place_of(t)])) {
                edge[i] |= t;
            }
        }
    }
}

/* The same by one step or more. */
static void close_over(uint64_t *way, const uint64_t *edge, size_t num)
{
    memcpy(way, edge, num * sizeof *way);
    for (size_t k = 0; k < num; k++) {
        for (size_t i = 0; i < num; i++) {
            way[i] |= (way[i] >> k & 1) != 0 ? way[k] : 0;
        }
    }
}

static void expect(uint8_t *state, const said *list, size_t num)
{
    uint64_t edge[MOST];
    uint64_t way[MOST];
    edges_of(edge, list, num);
    close_over(way, edge, num);
    for (size_t i = 0; i < num; i++) {
        for (size_t k = 0; k < num; k++) {
            bool circular = (way[k] >> i & 1) != 0;
            edge[i] &= circular ? ~(UINT64_C(1) << k) : UINT64_MAX;
        }
    }
    close_over(way, edge, num);
    for (size_t k = 0; k < num; k++) {
        state[k] = CURRENT;
        for (size_t i = 0; i < num; i++) {
            uint8_t to = list[i].accepted ? REPLACED : BESIDE;
            if ((way[i] >> k & 1) != 0 && state[k] < to) {
                state[k] = to;
            }
        }
    }
}

static void make_random(test_random *x, said *list, size_t num)
{
    memset(list, 0, num * sizeof *list);
    for (size_t i = 0; i < num; i++) {
        said *s = &list[i];
        s->credential = (uint8_t)(i / 6);
        s->part = (uint8_t)(i % 6 / 2);
        s->position = (uint8_t)(i % 2);
        s->leaf = 1 + (uint32_t)test_below(x, 2 * num);
        s->accepted = (s->credential * 2654435761u + num) % 3 != 0;
        s->other_kind = test_below(x, 8) == 0;
        s->other_person = s->credential == 4;
        s->num_refs = (uint8_t)test_below(x, MOST_REFS + 1);
        for (size_t k = 0; k < s->num_refs; k++) {
            if (test_below(x, 2) == 0) {
                s->refs[k].leaf = 1 + (uint32_t)test_below(x, 2 * num);
            } else {
                s->refs[k].part = (uint8_t)test_below(x, 3);
                s->refs[k].position = (uint8_t)test_below(x, 3);
            }
        }
    }
}

static void shuffle(test_random *x, size_t *order, size_t num)
{
    for (size_t i = 0; i < num; i++) {
        size_t k = test_pick(x, i + 1);
        order[i] = order[k];
        order[k] = i;
    }
}

/* The targets of each reference, and that each is among its successors. */
static void assert_targets(const world *w, const said *list, size_t num,
                           const size_t *order)
{
    const uint32_t f = CARNET_FIELD_REPLACES;
    for (size_t i = 0; i < num; i++) {
        for (size_t k = 0; k < list[i].num_refs; k++) {
            uint64_t due = targets_of(list, num, i, k);
            size_t count = cn_view_refer_num(w->refer, order[i], f, k);
            size_t last_rank = 0;
            for (size_t n = 0; n < count; n++) {
                size_t at = cn_view_refer_get(w->refer, order[i], f, k, n);
                size_t rank = cn_view_refer_rank(w->refer, at);
                size_t who = 0;
                while (order[who] != at) {
                    who++;
                }
                assert_true((due >> who & 1) != 0);
                assert_true(n == 0 || rank > last_rank);
                due &= ~(UINT64_C(1) << who);
                last_rank = rank;
            }
            assert_true(due == 0);
        }
    }
}

static size_t count_into(const said *list, size_t num, size_t who)
{
    size_t count = 0;
    for (size_t i = 0; i < num; i++) {
        for (size_t k = 0; k < list[i].num_refs; k++) {
            count += (size_t)(targets_of(list, num, i, k) >> who & 1);
        }
    }
    return count;
}

static void any_order_gives_what_the_rules_say(void **state)
{
    (void)state;
    test_random x = {.state = 7};
    size_t seen[3] = {0};
    for (size_t round = 0; round < 1200; round++) {
        said list[MOST];
        uint8_t due[MOST];
        size_t order[MOST];
        size_t num = 1 + test_pick(&x, MOST);
        make_random(&x, list, num);
        expect(due, list, num);
        shuffle(&x, order, num);
        world *w = make(list, num, order);
        for (size_t i = 0; i < num; i++) {
            assert_int_equal(cn_view_refer_state(w->refer, order[i]), due[i]);
            assert_int_equal(cn_view_refer_num_successors(w->refer, order[i]),
                             count_into(list, num, i));
            seen[due[i]]++;
        }
        assert_targets(w, list, num, order);
        end(w);
    }
    for (size_t i = 0; i < 3; i++) {
        assert_true(seen[i] > 400);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_accepted_entry_replaces_and_another_stands_beside),
        cmocka_unit_test(a_chain_counts_from_its_accepted_end),
        cmocka_unit_test(both_sides_of_a_fork_are_current),
        cmocka_unit_test(who_names_a_place_comes_before_who_names_a_leaf),
        cmocka_unit_test(items_are_ranked_by_day_identity_part_and_place),
        cmocka_unit_test(a_cycle_replaces_nothing_within_it),
        cmocka_unit_test(an_entry_whose_tag_is_in_itself_stays),
        cmocka_unit_test(a_tag_of_several_leads_to_all_and_replaces_none),
        cmocka_unit_test(what_is_not_here_is_said_to_be_so),
        cmocka_unit_test(
            a_successor_in_a_less_private_part_stands_beside_nothing),
        cmocka_unit_test(only_an_entry_of_its_own_kind_is_replaced),
        cmocka_unit_test(nothing_of_another_person_is_replaced),
        cmocka_unit_test(tags_at_both_ends_are_found),
        cmocka_unit_test(nothing_has_no_history_and_too_much_is_refused),
        cmocka_unit_test(an_entry_has_its_own_references_alone),
        cmocka_unit_test(one_reference_that_leads_nowhere_is_enough),
        cmocka_unit_test(as_many_as_may_be_are_taken),
        cmocka_unit_test(without_memory_nothing_is_said),
        cmocka_unit_test(a_long_chain_needs_no_deep_stack),
        cmocka_unit_test(
            an_entry_is_put_behind_once_however_many_ways_lead_there),
        cmocka_unit_test(any_order_gives_what_the_rules_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
