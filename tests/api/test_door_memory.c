/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The JSON door without memory: for each operation of its table a request of
 * the shared vectors that it answers, and one that it refuses where there is
 * one, with the 1st, 2nd, ... last allocation failing, once and from then on.
 * The reply says that there is no memory, or where not even that can be written
 * the call does; nothing leaks, and the same request then gets its reply.
 */
#include "door_vectors.h"
#include "each_allocation.h"

/* Of the requests to an operation the one that takes most memory is run, if it
   takes no more allocations than this, for time; else the one that takes least.
 */
enum {
    MOST = 200
};

/* The request that is run. */
typedef struct {
    size_t step; /* counted over all files from 1; 0: there is none yet */
    size_t allocations;
} choice;

typedef struct {
    const char *name;
    choice answered;
    choice refused;
    bool is_run; /* the one that it answers */
} operation;

#define OPERATION(name, about) {#name, {0, 0}, {0, 0}, false},

static operation operations[] = {
#include "api/door.def"
};

enum {
    NUM_OPERATIONS = sizeof operations / sizeof operations[0]
};

static size_t steps; /* that a walk through the vectors has come by */

/* ---- steps ---- */

/* A step asked once more; the reply is the caller's. */
static carnet_status ask(const test_door_step *s, carnet_buf **out)
{
    *out = TEST_NOT_GIVEN;
    carnet_status status = carnet_json(s->request.data, s->request.len, out);
    assert_int_equal(status == CARNET_OK, *out != NULL);
    return status;
}

static int64_t status_in(const cn_json_doc *doc, uint32_t reply)
{
    int64_t status = -1;
    assert_true(cn_json_int(
        cn_json_get(doc, cn_json_find(doc, reply, "status")), &status));
    return status;
}

/* The status that is due. */
static int64_t due_of(const test_door_step *s)
{
    const cn_json_doc *doc = s->step.doc;
    return status_in(doc, cn_json_find(doc, s->step.i, "reply"));
}

/* The operation that a step asks; NULL where it asks none. */
static operation *operation_of(const test_door_step *s)
{
    const cn_json_doc *doc = s->step.doc;
    uint32_t request = cn_json_find(doc, s->step.i, "request");
    const cn_json_node *op =
        cn_json_get(doc, request != 0 ? cn_json_find(doc, request, "op") : 0);
    for (size_t i = 0; i < NUM_OPERATIONS; i++) {
        if (cn_json_is(op, operations[i].name)) {
            return &operations[i];
        }
    }
    return NULL;
}

static choice *choice_of(operation *op, const test_door_step *s)
{
    return due_of(s) == CARNET_OK ? &op->answered : &op->refused;
}

/* ---- choosing ---- */

static size_t allocations_of(const test_door_step *s)
{
    carnet_buf *out;
    size_t taken = test_mem_taken();
    assert_status(ask(s, &out), CARNET_OK);
    taken = test_mem_taken() - taken;
    carnet_buf_free(out);
    return taken;
}

static bool is_better(size_t allocations, const choice *than)
{
    if (than->step == 0 || than->allocations > MOST) {
        return than->step == 0 || allocations < than->allocations;
    }
    return allocations <= MOST && allocations > than->allocations;
}

static void choose(const test_door_step *s)
{
    operation *op = operation_of(s);
    steps++;
    if (op == NULL) {
        return;
    }
    choice *c = choice_of(op, s);
    size_t allocations = allocations_of(s);
    if (is_better(allocations, c)) {
        c->step = steps;
        c->allocations = allocations;
    }
}

/* ---- failing ---- */

/* What the door says where one allocation failed and the next did not. What it
   refuses anyway it may refuse without the words for which there was no room.
 */
static void assert_told(const test_door_step *s, cn_span reply)
{
    cn_json_doc *doc = NULL;
    assert_status(cn_json_read(&doc, NULL, reply), CARNET_OK);
    int64_t status = status_in(doc, 0);
    if (status != CARNET_CALLER_MEMORY) {
        assert_int_equal(status, due_of(s));
        assert_int_not_equal(status, CARNET_OK);
    }
    assert_true(cn_json_is(cn_json_get(doc, cn_json_find(doc, 0, "name")),
                           carnet_status_name((carnet_status)status)));
    assert_int_not_equal(cn_json_find(doc, 0, "error"), 0);
    assert_int_equal(cn_json_find(doc, 0, "result"), 0);
    cn_json_free(doc);
}

static void assert_due(const test_door_step *s, cn_span reply)
{
    assert_true(test_door_is_due(s, reply));
}

static void assert_answered(const test_door_step *s)
{
    carnet_buf *out;
    assert_status(ask(s, &out), CARNET_OK);
    assert_due(s, test_span_of(out));
    carnet_buf_free(out);
}

/* The step with the nth allocation failing; whether one did. */
static bool fail_nth(const test_door_step *s, size_t nth, bool from_then_on)
{
    size_t live = test_mem_live();
    size_t unwiped = test_mem_unwiped();
    carnet_buf *out;
    from_then_on ? test_mem_fail_from(nth) : test_mem_fail_at(nth);
    carnet_status status = ask(s, &out);
    bool failed = test_mem_has_failed();
    test_mem_fail_at(0);
    if (!failed || status == CARNET_OK) {
        assert_status(status, CARNET_OK);
        assert_false(failed && from_then_on);
        failed ? assert_told(s, test_span_of(out))
               : assert_due(s, test_span_of(out));
    } else {
        /* A refusal is written where one of its own allocations may fail. */
        assert_status(status, CARNET_CALLER_MEMORY);
        assert_true(from_then_on || due_of(s) != CARNET_OK);
    }
    carnet_buf_free(out);
    assert_int_equal(test_mem_live(), live);
    assert_int_equal(test_mem_unwiped(), unwiped);
    if (failed) {
        assert_answered(s);
    }
    return failed;
}

/* What is answered counts among the calls that then succeed. */
static void say_points(const test_door_step *s, const char *op, size_t points)
{
    char name[64];
    (void)snprintf(name, sizeof name, "door, %s", op);
    if (due_of(s) == CARNET_OK) {
        test_say_points(name, points);
    } else {
        fprintf(stderr, "%s, refused without memory: %zu\n", name, points);
    }
}

static void fail_each(const test_door_step *s)
{
    operation *op = operation_of(s);
    steps++;
    if (op == NULL || choice_of(op, s)->step != steps) {
        return;
    }
    op->is_run = op->is_run || due_of(s) == CARNET_OK;
    size_t points = 0;
    for (unsigned stays = 0; stays < 2; stays++) {
        size_t nth = 1;
        while (fail_nth(s, nth, stays == 1)) {
            nth++;
        }
        points += nth - 1;
    }
    say_points(s, op->name, points);
}

/* ---- walks ---- */

static void (*for_each)(const test_door_step *s);

static void walk_file(const char *name)
{
    assert_int_not_equal(test_door_file(name, for_each), 0);
}

static void walk(void (*asked)(const test_door_step *s))
{
    steps = 0;
    for_each = asked;
    test_door_files(walk_file);
}

static void every_allocation_of_every_operation_may_fail(void **state)
{
    (void)state;
    walk(choose);
    walk(fail_each);
    for (size_t i = 0; i < NUM_OPERATIONS; i++) {
        if (!operations[i].is_run) {
            fail_msg("%s: no vector has it answer", operations[i].name);
        }
    }
}

/* A draft of another form, and a key that is no base64url: the second is never
   told, not even where there was no room for the reply when the first came. */
static void the_second_fault_of_a_request_is_never_told(void **state)
{
    static const char request[] =
        "{\"op\":\"trust_draft_sign\",\"draft\":{\"list\":"
        "\"00112233445566778899aabbccddeeff\",\"valid_days\":90,\"issuers\":"
        "[{\"name\":\"Clinic\",\"kind\":\"clinic\",\"keys\":[1]}]},"
        "\"key\":{\"bytes\":\"%\"},\"issued\":\"2026-03-17\"}";
    size_t lost = 0;
    bool failed = true;
    (void)state;
    for (size_t nth = 1; failed; nth++) {
        carnet_buf *out = NULL;
        cn_json_doc *doc = NULL;
        test_mem_fail_at(nth);
        carnet_status status =
            carnet_json((const uint8_t *)request, sizeof request - 1, &out);
        failed = test_mem_has_failed();
        test_mem_fail_at(0);
        if (status == CARNET_OK) {
            assert_status(cn_json_read(&doc, NULL, test_span_of(out)),
                          CARNET_OK);
            int64_t said = status_in(doc, 0);
            lost += said == CARNET_CALLER_MEMORY;
            assert_true(said == CARNET_TRUST_FORM ||
                        (failed && said == CARNET_CALLER_MEMORY));
        } else {
            assert_true(failed && status == CARNET_CALLER_MEMORY);
        }
        cn_json_free(doc);
        carnet_buf_free(out);
    }
    assert_in_range(lost, 1, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_allocation_of_every_operation_may_fail),
        cmocka_unit_test(the_second_fault_of_a_request_is_never_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
