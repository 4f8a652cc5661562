/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Merging at its bounds: as many entries as a file can hold, all about the same
 * or all different, in time that does not grow with their square.
 */
#include "../support/support.h"

#include <time.h>

#include "later.h"
#include "view/merged_i.h"

enum {
    NUM_CREDENTIALS = 256,
    NUM_EACH = 256,
    MOST_SECONDS = 60 /* with sanitizers, on a machine that others use too */
};

typedef struct {
    carnet_entry *entries;
    cn_view_item *items;
    uint32_t *persons;
    uint8_t (*identities)[CN_VIEW_IDENTITY_SIZE];
    cn_buf bytes[2];
    size_t num;
} world;

/* Open form: an allergy that is "none known", or to a thing in words. */
static void put_allergy(cn_buf *b, bool none)
{
    cn_cbor_put_uint(b, 256 + CARNET_KIND_ALLERGY);
    cn_cbor_put_array(b, 2);
    cn_cbor_put_uint(b, UINT64_C(1) << CARNET_ALLERGY_AGENT);
    if (none) {
        cn_cbor_put_bool(b, false);
    } else {
        cn_cbor_put_text(b, CN_SPAN_LIT("dust of the road"));
    }
}

static void step(carnet_entry *out, const cn_buf *b)
{
    cn_cbor_reader r;
    size_t left = 2;
    cn_cbor_reader_init(&r, cn_buf_span(b));
    assert_status(cn_model_step(&r, &left, out), CARNET_OK);
}

static void make_world(world *w)
{
    w->num = (size_t)NUM_CREDENTIALS * NUM_EACH;
    w->entries = calloc(w->num, sizeof *w->entries);
    w->items = calloc(w->num, sizeof *w->items);
    w->persons = calloc(w->num, sizeof *w->persons);
    w->identities = calloc(NUM_CREDENTIALS, sizeof *w->identities);
    assert_non_null(w->entries);
    assert_non_null(w->items);
    assert_non_null(w->persons);
    assert_non_null(w->identities);
    for (size_t k = 0; k < 2; k++) {
        cn_buf_init(&w->bytes[k]);
        put_allergy(&w->bytes[k], k == 1);
    }
    for (size_t i = 0; i < w->num; i++) {
        size_t credential = i / NUM_EACH;
        step(&w->entries[i], &w->bytes[i % 2]);
        w->entries[i].position = (uint16_t)(i % NUM_EACH);
        w->entries[i].part = CARNET_PART_CLINIC;
        w->entries[i].day = 20000 + (int32_t)(credential % 7);
        w->identities[credential][0] = (uint8_t)credential;
        w->items[i] = (cn_view_item){.entry = &w->entries[i],
                                     .identity = w->identities[credential],
                                     .credential = (uint32_t)credential,
                                     .index = (uint32_t)(i % NUM_EACH),
                                     .leaf = (uint32_t)i,
                                     .accepted = true};
    }
}

static void end_world(world *w)
{
    cn_buf_free(&w->bytes[0]);
    cn_buf_free(&w->bytes[1]);
    free(w->entries);
    free(w->items);
    free(w->persons);
    free(w->identities);
}

static size_t merge(const world *w, bool clashes)
{
    cn_view_merged m;
    memset(&m, 0, sizeof m);
    const cn_view_question q = {
        w->items, w->persons, w->num, {{20100 * 1440, 20100 * 1440}, 0}};
    clock_t begun = clock();
    assert_status(cn_view_merge(&m, &q), CARNET_OK);
    assert_true((clock() - begun) / CLOCKS_PER_SEC < MOST_SECONDS);
    size_t num = m.num_rows;
    size_t tellings = 0;
    for (size_t i = 0; i < num; i++) {
        tellings += m.rows[i].num;
        assert_int_equal(m.rows[i].clash > 0, clashes);
    }
    assert_int_equal(tellings, w->num);
    cn_view_merged_free(&m);
    return num;
}

static void as_many_as_a_file_holds_that_say_the_same(void **state)
{
    (void)state;
    world w;
    make_world(&w);
    assert_int_equal(merge(&w, true), 2);
    end_world(&w);
}

/* What a later version wrote is the same as itself alone. */
static void as_many_that_nobody_can_read(void **state)
{
    (void)state;
    world w;
    make_world(&w);
    for (size_t i = 0; i < w.num; i++) {
        w.entries[i].critical = true;
        w.entries[i].beyond = true;
        w.entries[i].day = (int32_t)i;
    }
    assert_int_equal(merge(&w, false), w.num);
    end_world(&w);
}

static void as_many_persons_are_not_merged(void **state)
{
    (void)state;
    world w;
    make_world(&w);
    for (size_t i = 0; i < w.num; i++) {
        w.persons[i] = (uint32_t)(i / NUM_EACH);
    }
    assert_int_equal(merge(&w, true), 2 * NUM_CREDENTIALS);
    end_world(&w);
}

/* Field by field nothing is known of what can't be read. */
static void what_nobody_can_read_differs_in_no_field(void **state)
{
    (void)state;
    world w;
    uint64_t fields = 0;
    make_world(&w);
    const carnet_entry *first = &w.entries[0];
    const carnet_entry *other = &w.entries[1];
    assert_status(cn_view_difference(&fields, first, other), CARNET_OK);
    bool differ = fields != 0;
    w.entries[1].critical = true;
    for (size_t i = 0; i < 2; i++) {
        fields = 1;
        assert_status(cn_view_difference(&fields, i == 0 ? first : other,
                                         i == 0 ? other : first),
                      CARNET_OK);
        assert_int_equal(fields, 0);
    }
    assert_true(differ);
    end_world(&w);
}

static void members_of_a_later_version_differ_as_they_stand(void **state)
{
    (void)state;
    uint64_t fields = 0;
    carnet_entry e[2];
    cn_buf b[2] = {test_hex_str(TEST_LATER_STAGE("05")),
                   test_hex_str(TEST_LATER_STAGE("06"))};
    for (size_t i = 0; i < 2; i++) {
        step(&e[i], &b[i]);
    }
    assert_status(cn_view_difference(&fields, &e[0], &e[0]), CARNET_OK);
    assert_int_equal(fields, 0);
    assert_status(cn_view_difference(&fields, &e[0], &e[1]), CARNET_OK);
    assert_int_equal(fields, UINT64_C(1) << CARNET_PRESCRIPTION_PHASES);
    cn_buf_free(&b[1]);
    cn_buf_free(&b[0]);
}

static void nothing_is_an_empty_view(void **state)
{
    (void)state;
    cn_view_merged m;
    memset(&m, 0, sizeof m);
    const cn_view_question q = {NULL, NULL, 0, {{0, 0}, 0}};
    assert_status(cn_view_merge(&m, &q), CARNET_OK);
    assert_int_equal(m.num_rows, 0);
    assert_int_equal(m.num_replaced, 0);
    cn_view_merged_free(&m);
}

/* Open form: a function that says no more than which leaves it replaces. */
static void put_replacing(cn_buf *b, uint8_t num)
{
    cn_cbor_put_uint(b, 256 + CARNET_KIND_FUNCTION);
    cn_cbor_put_array(b, num > 0 ? 2 : 1);
    cn_cbor_put_uint(b, num > 0 ? 1u << CARNET_FIELD_REPLACES : 0);
    if (num > 0) {
        cn_cbor_put_array(b, num);
    }
    for (uint8_t leaf = 1; leaf <= num; leaf++) {
        const uint8_t bytes[] = {0, 0, 0, leaf};
        cn_cbor_put_bytes(b, cn_span_of(bytes, sizeof bytes));
    }
}

/* In an arena whose takings stand side by side: the number of references is
   none of the states behind it. */
static void two_of_four_are_replaced(void **state)
{
    (void)state;
    static const uint8_t identity[CN_VIEW_IDENTITY_SIZE];
    static const uint32_t persons[4];
    carnet_entry entries[4];
    cn_view_item items[4];
    cn_buf bytes[4];
    cn_view_merged m;
    for (uint32_t i = 0; i < 4; i++) {
        cn_cbor_reader r;
        size_t left = 2;
        cn_buf_init(&bytes[i]);
        put_replacing(&bytes[i], i == 3 ? 2 : 0);
        cn_cbor_reader_init(&r, cn_buf_span(&bytes[i]));
        assert_status(cn_model_step(&r, &left, &entries[i]), CARNET_OK);
        entries[i].day = (int32_t)i;
        items[i] = (cn_view_item){.entry = &entries[i],
                                  .identity = identity,
                                  .leaf = i,
                                  .accepted = true};
    }
    memset(&m, 0, sizeof m);
    const cn_view_question q = {
        items, persons, 4, {{20100 * 1440, 20100 * 1440}, 0}};
    assert_status(cn_view_merge(&m, &q), CARNET_OK);
    assert_int_equal(m.num_replaced, 2);
    assert_int_equal(m.replaced[0], 1);
    assert_int_equal(m.replaced[1], 2);
    assert_int_equal(cn_view_refer_state(m.refer, 0), CARNET_HISTORY_CURRENT);
    assert_int_equal(cn_view_refer_state(m.refer, 3), CARNET_HISTORY_CURRENT);
    cn_view_merged_free(&m);
    for (size_t i = 0; i < 4; i++) {
        cn_buf_free(&bytes[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_many_as_a_file_holds_that_say_the_same),
        cmocka_unit_test(as_many_that_nobody_can_read),
        cmocka_unit_test(as_many_persons_are_not_merged),
        cmocka_unit_test(members_of_a_later_version_differ_as_they_stand),
        cmocka_unit_test(what_nobody_can_read_differs_in_no_field),
        cmocka_unit_test(nothing_is_an_empty_view),
        cmocka_unit_test(two_of_four_are_replaced),
    };
    return cmocka_run_group_tests_name("view_merge", tests, NULL, NULL);
}
