/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Exhaustive change: of 300 valid objects every bit flipped, every prefix,
 * every byte deleted, doubled, and 16 values inserted at every place. What is
 * taken all the same says what it said, for a reason that is on a list.
 * test_change SHORT LONG: each how many-th object; CARNET_LONG=1 takes LONG.
 */
#include "proof.h"

enum {
    VALUES = 16,
    OPENED_BY_PHRASE = 97 /* one in so many: each takes 64 MiB and a while */
};

static size_t step;      /* of objects, one in so many */
static size_t pair_step; /* of pairs of bits */
static size_t all_changes;
static size_t met[PROOF_REASONS];

/* ---- one change ---- */

typedef struct {
    const proof_object *o;
    proof_original before;
    const char *how;
    size_t at;
    size_t num;
    size_t refused;
    size_t taken[PROOF_REASONS];
    size_t opened; /* of what is sealed */
} run;

static void fail_at(const run *r, const char *what)
{
    fail_msg("object %zu (%s), %s at %zu: %s", r->o->number,
             proof_name(r->o->kind), r->how, r->at, what);
}

/* What no signature is about is refused by whoever opens it, or opens to what
   was signed. */
static void try_open(run *r, cn_span bytes)
{
    const proof_object *o = r->o;
    size_t n = r->taken[PROOF_UNOPENED];
    if (o->is_ours || (o->has_phrase && n % OPENED_BY_PHRASE == 0)) {
        if (proof_judge_open(o, &r->before, bytes) == PROOF_OTHER) {
            fail_at(r, "opened to anything else");
        }
        r->opened++;
    }
}

/* From a block of just that length, so that reading on would be seen. */
static void try_change(run *r, cn_span changed)
{
    uint8_t *block = malloc(changed.len > 0 ? changed.len : 1);
    assert_non_null(block);
    memcpy(block, changed.data, changed.len);
    cn_span bytes = cn_span_of(block, changed.len);
    proof_answer answer = proof_judge(r->o, &r->before, bytes);
    r->num++;
    if (answer == PROOF_OTHER) {
        fail_at(r, "taken, and says anything else");
    }
    if (answer == PROOF_REFUSED) {
        r->refused++;
    } else {
        proof_reason reason = proof_reason_of(r->o, bytes);
        if (reason == PROOF_NO_REASON) {
            fail_at(r, "taken for no reason that is on the list");
        }
        if (reason == PROOF_UNOPENED) {
            try_open(r, bytes);
        }
        r->taken[reason]++;
    }
    free(block);
}

/* ---- all changes of an object ---- */

static void flip(cn_buf *b, size_t bit)
{
    b->data[bit / 8] ^= (uint8_t)(1u << bit % 8);
}

static void flip_bits(run *r, cn_buf *b)
{
    r->how = "a bit flipped";
    for (r->at = 0; r->at < 8 * b->len; r->at++) {
        flip(b, r->at);
        try_change(r, cn_buf_span(b));
        flip(b, r->at);
    }
}

static void cut(run *r, const cn_buf *b)
{
    r->how = "cut";
    for (r->at = 0; r->at < b->len; r->at++) {
        try_change(r, cn_span_of(b->data, r->at));
    }
}

/* Bytes up to at, the middle, and bytes from on. */
static void splice(run *r, const cn_buf *b, cn_span middle, size_t from)
{
    cn_buf changed;
    cn_buf_init(&changed);
    cn_buf_put(&changed, b->data, r->at);
    cn_buf_put_span(&changed, middle);
    cn_buf_put_span(&changed, cn_span_after(cn_buf_span(b), from));
    assert_status(changed.status, CARNET_OK);
    try_change(r, cn_buf_span(&changed));
    cn_buf_free(&changed);
}

static void take_out_and_double(run *r, const cn_buf *b)
{
    for (r->at = 0; r->at < b->len; r->at++) {
        r->how = "a byte deleted";
        splice(r, b, cn_span_of(NULL, 0), r->at + 1);
        r->how = "a byte doubled";
        splice(r, b, cn_span_of(b->data + r->at, 1), r->at);
    }
}

/* Heads of CBOR, magic and extremes in a file; in a text what is in the
   alphabet of Base45, what ends a line, and what is neither. */
static void put_in(run *r, const cn_buf *b)
{
    static const uint8_t in_file[VALUES] = {0x00, 0x01, 0x0a, 0x18, 0x20, 0x40,
                                            0x50, 0x58, 0x60, 0x80, 0x81, 0x89,
                                            0xa0, 0xf6, 0xfe, 0xff};
    static const uint8_t in_text[VALUES] = {'\n', '\r', '\0', ' ', '%', '+',
                                            '.',  ':',  '0',  '1', '9', 'A',
                                            'H',  'Z',  'a',  0xff};
    const uint8_t *values = b->data[0] == 'H' ? in_text : in_file;
    r->how = "a byte put in";
    for (r->at = 0; r->at <= b->len; r->at++) {
        for (size_t i = 0; i < VALUES; i++) {
            splice(r, b, cn_span_of(values + i, 1), r->at);
        }
    }
}

static void change_object(run *r, const proof_object *o)
{
    cn_buf b;
    size_t before = r->num;
    size_t len = o->bytes.len;
    r->o = o;
    proof_look(&r->before, o);
    cn_buf_init(&b);
    cn_buf_put_span(&b, cn_buf_span(&o->bytes));
    flip_bits(r, &b);
    cut(r, &b);
    take_out_and_double(r, &b);
    put_in(r, &b);
    assert_int_equal(r->num - before, 8 * len + 3 * len + VALUES * (len + 1));
    cn_buf_free(&b);
    proof_forget(&r->before);
}

static void say(const char *what, const run *r, size_t objects)
{
    size_t sum = r->refused;
    fprintf(stderr, "changes of %s: %zu points in %zu objects, %zu refused\n",
            what, r->num, objects, r->refused);
    for (size_t i = 0; i < PROOF_REASONS; i++) {
        if (r->taken[i] > 0) {
            fprintf(stderr, "    %zu %s\n", r->taken[i],
                    proof_reason_name((proof_reason)i));
        }
        sum += r->taken[i];
        met[i] += r->taken[i];
    }
    if (r->opened > 0) {
        fprintf(stderr, "    %zu of these opened: refused, or as signed\n",
                r->opened);
    }
    assert_int_equal(r->num, sum);
    all_changes += r->num;
}

/* One in so many of all objects, so that each run takes each kind's share. */
static void change_kind(proof_kind kind)
{
    run r;
    size_t objects = 0;
    memset(&r, 0, sizeof r);
    for (size_t n = proof_first(kind); n < proof_first(kind + 1); n += step) {
        proof_object o;
        proof_make(&o, n);
        change_object(&r, &o);
        proof_free(&o);
        objects++;
    }
    say(proof_name(kind), &r, objects);
    assert_true(objects > 0);
}

static void no_changed_passport_is_accepted(void **state)
{
    (void)state;
    change_kind(PROOF_PASSPORT);
    change_kind(PROOF_SEVERAL);
}

static void no_changed_presentation_is_accepted(void **state)
{
    (void)state;
    change_kind(PROOF_SHOWN);
}

static void a_changed_seal_opens_to_nothing_else(void **state)
{
    (void)state;
    change_kind(PROOF_SEALED);
}

static void no_changed_list_is_believed(void **state)
{
    (void)state;
    change_kind(PROOF_TRUST);
    change_kind(PROOF_STATUS);
}

static void no_changed_code_joins_to_anything_else(void **state)
{
    (void)state;
    change_kind(PROOF_CODE);
}

/* One that nothing meets would be a hole that nobody looks at. For all objects
   alone: some of them may have none of the changes that meet it. */
static void every_reason_on_the_list_is_met(void **state)
{
    (void)state;
    for (size_t i = 0; i < PROOF_REASONS; i++) {
        if (met[i] == 0) {
            fail_msg("no change: %s", proof_reason_name((proof_reason)i));
        }
    }
}

/* ---- pairs of bits ---- */

static size_t smallest_passport(void)
{
    size_t smallest = 0;
    size_t least = SIZE_MAX;
    for (size_t n = 0; n < proof_first(PROOF_SEVERAL); n++) {
        proof_object o;
        proof_make(&o, n);
        if (o.bytes.len < least) {
            least = o.bytes.len;
            smallest = n;
        }
        proof_free(&o);
    }
    return smallest;
}

static void no_two_flipped_bits_are_accepted(void **state)
{
    (void)state;
    run r;
    proof_object o;
    size_t n = 0;
    memset(&r, 0, sizeof r);
    proof_make(&o, smallest_passport());
    size_t bits = 8 * o.bytes.len;
    r.o = &o;
    r.how = "two bits flipped";
    proof_look(&r.before, &o);
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_span(&b, cn_buf_span(&o.bytes));
    for (size_t i = 0; i < bits; i++) {
        flip(&b, i);
        for (size_t k = i + 1; k < bits; k++, n++) {
            if (n % pair_step == 0) {
                r.at = n;
                flip(&b, k);
                try_change(&r, cn_buf_span(&b));
                flip(&b, k);
            }
        }
        flip(&b, i);
    }
    assert_int_equal(n, bits * (bits - 1) / 2);
    say("pairs of bits", &r, 1);
    cn_buf_free(&b);
    proof_forget(&r.before);
    proof_free(&o);
}

static int begin(void **state)
{
    (void)state;
    proof_begin();
    return 0;
}

static int end(void **state)
{
    (void)state;
    proof_end();
    fprintf(stderr, "changes of all objects: %zu points\n", all_changes);
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_changed_passport_is_accepted),
        cmocka_unit_test(no_changed_presentation_is_accepted),
        cmocka_unit_test(a_changed_seal_opens_to_nothing_else),
        cmocka_unit_test(no_changed_list_is_believed),
        cmocka_unit_test(no_changed_code_joins_to_anything_else),
        cmocka_unit_test(no_two_flipped_bits_are_accepted),
        cmocka_unit_test(every_reason_on_the_list_is_met),
    };
    size_t num = sizeof tests / sizeof *tests;
    const char *form = getenv("CARNET_LONG");
    bool is_long = form != NULL && strcmp(form, "1") == 0;
    step = argc == 3 ? strtoul(argv[is_long ? 2 : 1], NULL, 10) : 0;
    pair_step = step == 1 ? 1 : 97 * step;
    if (step == 0) {
        fputs("test_change SHORT LONG\n", stderr);
        return 2;
    }
    return _cmocka_run_group_tests("tests", tests, step == 1 ? num : num - 1,
                                   begin, end);
}
