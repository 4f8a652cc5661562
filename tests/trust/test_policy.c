/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The policy against docs/spec/verdict.md: the table is read from the page
 * itself, and every combination of answers is judged by it and, once more, by
 * the design's own words.
 */
#include "../support/support.h"

#include "trust/trust.h"

enum {
    NUM_ANSWERS = 3,
    ALL = 59049 /* 3^10 */
};

static const char *const fact_names[CARNET_VERIFY_NUM_FACTS] = {
    "structure", "signature", "key",         "scope",      "issued",
    "expiry",    "status",    "same holder", "trust list", "status list"};
/* As the columns of the table stand. */
static const uint8_t columns[NUM_ANSWERS] = {
    CARNET_VERIFY_YES, CARNET_VERIFY_NO, CARNET_VERIFY_NOT_CHECKED};

/* ---- the page ---- */

static int32_t word_of(cn_span s)
{
    static const char *const words[] = {"undecided", "accepted", "review",
                                        "refused"};
    for (int32_t i = 0; i < 4; i++) {
        if (cn_span_equal(s, cn_span_of(words[i], strlen(words[i])))) {
            return i;
        }
    }
    return -1;
}

/* Cell n (from 0) of a line "| a | b |", without spaces around. */
static cn_span cell(cn_span line, size_t n)
{
    size_t at = 0;
    for (size_t bars = 0; at < line.len && bars <= n; at++) {
        bars += line.data[at] == '|';
    }
    size_t end = at;
    while (end < line.len && line.data[end] != '|') {
        end++;
    }
    while (at < end && line.data[at] == ' ') {
        at++;
    }
    while (end > at && line.data[end - 1] == ' ') {
        end--;
    }
    return cn_span_of(line.data + at, end - at);
}

/* The row of a fact whose cells are words: what each answer allows. */
static bool read_row(cn_span line, int32_t fact,
                     int32_t out[CARNET_VERIFY_NUM_FACTS][NUM_ANSWERS])
{
    const char *name = fact_names[fact];
    if (!cn_span_equal(cell(line, 0), cn_span_of(name, strlen(name)))) {
        return false;
    }
    for (size_t i = 0; i < NUM_ANSWERS; i++) {
        int32_t word = word_of(cell(line, 1 + i));
        if (word < 0) {
            return false; /* a row of the other table */
        }
        out[fact][columns[i]] = word;
    }
    return true;
}

static void read_page(int32_t out[CARNET_VERIFY_NUM_FACTS][NUM_ANSWERS])
{
    cn_buf page = test_data("../../docs/spec/verdict.md");
    size_t rows[CARNET_VERIFY_NUM_FACTS] = {0};
    size_t start = 0;
    for (size_t i = 0; i < page.len; i++) {
        if (page.data[i] != '\n') {
            continue;
        }
        cn_span line = cn_span_of(page.data + start, i - start);
        for (int32_t fact = 0; fact < CARNET_VERIFY_NUM_FACTS; fact++) {
            rows[fact] += read_row(line, fact, out);
        }
        start = i + 1;
    }
    for (size_t fact = 0; fact < CARNET_VERIFY_NUM_FACTS; fact++) {
        assert_int_equal(rows[fact], 1);
    }
    cn_buf_free(&page);
}

/* ---- all combinations ---- */

static cn_trust_facts combination(unsigned n)
{
    cn_trust_facts f;
    memset(&f, 0, sizeof f);
    for (int32_t fact = 0; fact < CARNET_VERIFY_NUM_FACTS; fact++) {
        unsigned answer = n % NUM_ANSWERS;
        n /= NUM_ANSWERS;
        if (answer == CARNET_VERIFY_YES) {
            cn_trust_yes(&f, fact);
        } else if (answer == CARNET_VERIFY_NO) {
            cn_trust_no(&f, fact, CARNET_KEY_EXPIRED);
        }
    }
    return f;
}

static void every_combination_is_as_the_page_says(void **state)
{
    (void)state;
    int32_t table[CARNET_VERIFY_NUM_FACTS][NUM_ANSWERS];
    read_page(table);
    for (unsigned n = 0; n < ALL; n++) {
        cn_trust_facts f = combination(n);
        int32_t worst = CARNET_VERIFY_ACCEPTED;
        for (size_t fact = 0; fact < CARNET_VERIFY_NUM_FACTS; fact++) {
            int32_t word = table[fact][f.fact[fact].answer];
            worst = word > worst ? word : worst;
        }
        assert_int_equal(cn_trust_outcome(&f), worst);
    }
}

static bool is(const cn_trust_facts *f, int32_t fact, uint8_t answer)
{
    return f->fact[fact].answer == answer;
}

/* Said once more, as the design says it and not as a table. */
static void every_combination_is_as_the_design_says(void **state)
{
    (void)state;
    size_t num[4] = {0};
    for (unsigned n = 0; n < ALL; n++) {
        cn_trust_facts f = combination(n);
        bool authentic = is(&f, CARNET_VERIFY_STRUCTURE, CARNET_VERIFY_YES) &&
                         is(&f, CARNET_VERIFY_SIGNATURE, CARNET_VERIFY_YES);
        bool in_order = is(&f, CARNET_VERIFY_ISSUED, CARNET_VERIFY_YES) &&
                        is(&f, CARNET_VERIFY_EXPIRY, CARNET_VERIFY_YES) &&
                        is(&f, CARNET_VERIFY_STATUS, CARNET_VERIFY_YES);
        bool objection = is(&f, CARNET_VERIFY_KEY, CARNET_VERIFY_NO) ||
                         is(&f, CARNET_VERIFY_SCOPE, CARNET_VERIFY_NO) ||
                         is(&f, CARNET_VERIFY_SAME_HOLDER, CARNET_VERIFY_NO) ||
                         is(&f, CARNET_VERIFY_TRUST_LIST, CARNET_VERIFY_NO) ||
                         is(&f, CARNET_VERIFY_STATUS_LIST, CARNET_VERIFY_NO);
        int32_t word = !authentic               ? CARNET_VERIFY_REFUSED
                       : in_order && !objection ? CARNET_VERIFY_ACCEPTED
                                                : CARNET_VERIFY_REVIEW;
        assert_int_equal(cn_trust_outcome(&f), word);
        num[word]++;
    }
    /* 2 answers each for key, scope, holder and the two lists; of 3^8 all but
       those 32. */
    assert_int_equal(num[CARNET_VERIFY_ACCEPTED], 32);
    assert_int_equal(num[CARNET_VERIFY_REVIEW], 6561 - 32);
    assert_int_equal(num[CARNET_VERIFY_REFUSED], ALL - 6561);
    assert_int_equal(num[CARNET_VERIFY_UNDECIDED], 0);
}

static void nothing_that_speaks_is_not_accepted(void **state)
{
    (void)state;
    cn_trust_facts f;
    memset(&f, 0, sizeof f);
    assert_int_equal(CARNET_VERIFY_NOT_CHECKED, 0);
    assert_int_equal(CARNET_VERIFY_UNDECIDED, 0);
    assert_int_equal(cn_trust_outcome(&f), CARNET_VERIFY_REFUSED);
}

static void an_answer_that_is_none_counts_as_not_checked(void **state)
{
    (void)state;
    for (int32_t fact = 0; fact < CARNET_VERIFY_NUM_FACTS; fact++) {
        cn_trust_facts f = combination(ALL / 2); /* all yes */
        f.fact[fact].answer = CARNET_VERIFY_NOT_CHECKED;
        int32_t expected = cn_trust_outcome(&f);
        f.fact[fact].answer = 7;
        assert_int_equal(cn_trust_outcome(&f), expected);
    }
}

static void a_yes_forgets_the_status_of_a_no(void **state)
{
    (void)state;
    cn_trust_facts f;
    memset(&f, 0, sizeof f);
    cn_trust_no(&f, CARNET_VERIFY_KEY, CARNET_KEY_EXPIRED);
    assert_status(f.fact[CARNET_VERIFY_KEY].status, CARNET_KEY_EXPIRED);
    cn_trust_yes(&f, CARNET_VERIFY_KEY);
    assert_status(f.fact[CARNET_VERIFY_KEY].status, CARNET_OK);
    assert_int_equal(f.fact[CARNET_VERIFY_KEY].answer, CARNET_VERIFY_YES);
}

/* Why nobody could look is told, and lowers the word no more than that. */
static void what_was_not_checked_may_say_why(void **state)
{
    (void)state;
    cn_trust_facts f = combination(ALL / 2); /* all yes */
    cn_trust_unchecked(&f, CARNET_VERIFY_SAME_HOLDER, CARNET_TRUST_NAMELESS);
    assert_int_equal(f.fact[CARNET_VERIFY_SAME_HOLDER].answer,
                     CARNET_VERIFY_NOT_CHECKED);
    assert_status(f.fact[CARNET_VERIFY_SAME_HOLDER].status,
                  CARNET_TRUST_NAMELESS);
    assert_int_equal(cn_trust_outcome(&f), CARNET_VERIFY_ACCEPTED);
    cn_trust_no(&f, CARNET_VERIFY_SAME_HOLDER, CARNET_TRUST_NAMELESS);
    assert_int_equal(cn_trust_outcome(&f), CARNET_VERIFY_REVIEW);
}

/* ---- several credentials ---- */

static void any_mixture_is_review(void **state)
{
    (void)state;
    static const int32_t words[] = {
        CARNET_VERIFY_ACCEPTED, CARNET_VERIFY_REVIEW, CARNET_VERIFY_REFUSED};
    for (size_t n = 0; n < 81; n++) {
        int32_t all = CARNET_VERIFY_UNDECIDED;
        size_t seen[4] = {0};
        size_t rest = n;
        for (size_t i = 0; i < 4; i++, rest /= 3) {
            int32_t word = words[rest % 3];
            seen[word]++;
            all = cn_trust_combine(all, word);
        }
        int32_t expected = CARNET_VERIFY_REVIEW;
        for (size_t i = 0; i < 3; i++) {
            expected = seen[words[i]] == 4 ? words[i] : expected;
        }
        assert_int_equal(all, expected);
    }
}

static void one_credential_speaks_for_itself(void **state)
{
    (void)state;
    for (int32_t word = 0; word < 4; word++) {
        assert_int_equal(cn_trust_combine(CARNET_VERIFY_UNDECIDED, word), word);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_combination_is_as_the_page_says),
        cmocka_unit_test(every_combination_is_as_the_design_says),
        cmocka_unit_test(nothing_that_speaks_is_not_accepted),
        cmocka_unit_test(an_answer_that_is_none_counts_as_not_checked),
        cmocka_unit_test(a_yes_forgets_the_status_of_a_no),
        cmocka_unit_test(what_was_not_checked_may_say_why),
        cmocka_unit_test(any_mixture_is_review),
        cmocka_unit_test(one_credential_speaks_for_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
