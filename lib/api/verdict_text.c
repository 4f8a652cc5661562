/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A verdict as lines for people, in their language: the word first, then what
 * it comes from. "Not checked" is said, and never looks like "fine"; of an
 * entry nothing is said.
 */
#include "../view/view.h"
#include "verdict_i.h"

/* What the lines are made from. */
typedef struct {
    cn_view_pen pen;
    const carnet_verdict *verdict;
    const char *const *names; /* of the keys; NULL where there are none */
    size_t num_names;
} page;

static void begin_line(page *p, const char *indent)
{
    cn_buf_put_str(p->pen.out, indent);
    cn_view_begin_line(&p->pen);
}

static void put_str(page *p, const char *text)
{
    cn_buf_put_str(p->pen.out, text);
}

static void put_phrase_int(page *p, cn_words_phrase_name phrase, int64_t v)
{
    cn_view_open_phrase(&p->pen, phrase);
    cn_view_put_int(&p->pen, v);
    cn_view_close_phrase(&p->pen, phrase);
}

static void put_day(page *p, int32_t days)
{
    char text[16];
    cn_days_print(text, days);
    cn_view_put_latin(&p->pen, cn_span_str(text));
}

/* "  ! sentence (NAME)" of a status. */
static void put_status(page *p, carnet_status status)
{
    cn_span name = cn_span_str(carnet_status_name(status));
    begin_line(p, "  ! ");
    (void)cn_view_put_word(&p->pen, CN_WORDS_STATUSES, name);
    put_str(p, " ");
    cn_view_open_latin(&p->pen);
    put_str(p, "(");
    cn_buf_put_span(p->pen.out, name);
    put_str(p, ")");
    cn_view_close_latin(&p->pen);
    put_str(p, "\n");
}

/* ---- the word ---- */

static void put_outcome(page *p, int32_t outcome)
{
    static const uint8_t phrases[] = {
        CN_PHRASE_OUTCOME_UNDECIDED, CN_PHRASE_OUTCOME_ACCEPTED,
        CN_PHRASE_OUTCOME_REVIEW, CN_PHRASE_OUTCOME_REFUSED};
    size_t i = outcome < 0 || outcome > CARNET_VERIFY_REFUSED
                   ? CARNET_VERIFY_UNDECIDED
                   : (size_t)outcome;
    cn_view_put_phrase(&p->pen, (cn_words_phrase_name)phrases[i]);
}

/* What to do with it, beside the word. */
static void put_advice(page *p)
{
    int32_t outcome = carnet_verify_outcome(p->verdict);
    cn_words_phrase_name phrase = CN_PHRASE_ADVICE_REFUSED;
    if (outcome == CARNET_VERIFY_ACCEPTED) {
        if (carnet_verify_fact_status(p->verdict, 0,
                                      CARNET_VERIFY_SAME_HOLDER) !=
            CARNET_TRUST_NAMELESS) {
            return;
        }
        phrase = CN_PHRASE_ADVICE_NAMELESS;
    } else if (outcome == CARNET_VERIFY_REVIEW) {
        phrase = CN_PHRASE_ADVICE_REVIEW;
    }
    put_str(p, ": ");
    cn_view_put_phrase(&p->pen, phrase);
}

/* ---- one credential ---- */

/* Where no status list was asked about one that has an index. */
static void put_maybe_revoked(page *p, size_t i)
{
    const carnet_verdict *v = p->verdict;
    int32_t fact = CARNET_VERIFY_STATUS;
    carnet_status why = carnet_verify_fact_status(v, i, fact);
    if (carnet_verify_status_index(v, i) >= 0 &&
        carnet_verify_fact(v, i, fact) == CARNET_VERIFY_NOT_CHECKED &&
        (why == CARNET_OK || why == CARNET_TRUST_NO_STATUS)) {
        begin_line(p, "  ! ");
        cn_view_put_phrase(&p->pen, CN_PHRASE_MAYBE_REVOKED);
        put_str(p, "\n");
    }
}

/* What lowers the word or leaves a question, a line each; that a status list is
   old is said once. */
static void put_facts(page *p, size_t i)
{
    const carnet_verdict *v = p->verdict;
    carnet_status said = CARNET_OK;
    for (int32_t fact = 0; fact < CARNET_VERIFY_NUM_FACTS; fact++) {
        carnet_status status = carnet_verify_fact_status(v, i, fact);
        if (status != CARNET_OK && status != said) {
            put_status(p, status);
        }
        said = fact == CARNET_VERIFY_STATUS ? status : said;
    }
    put_maybe_revoked(p, i);
}

static void put_key_id(page *p, size_t i)
{
    uint8_t id[CARNET_KEY_ID_SIZE];
    if (carnet_verify_copy_key_id(id, p->verdict, i) == CARNET_OK) {
        put_str(p, " (");
        cn_view_open_phrase(&p->pen, CN_PHRASE_KEY_ID);
        cn_view_open_latin(&p->pen);
        cn_buf_put_hex(p->pen.out, cn_span_of(id, sizeof id));
        cn_view_close_latin(&p->pen);
        cn_view_close_phrase(&p->pen, CN_PHRASE_KEY_ID);
        put_str(p, ")");
    }
}

/* An issuer by the name that a trust list gives it. */
static void put_listed(page *p, size_t i, const char *name)
{
    const char *country = carnet_verify_issuer_country(p->verdict, i);
    cn_view_open_phrase(&p->pen, CN_PHRASE_SIGNED_BY);
    cn_view_put_text(&p->pen, cn_span_str(name));
    cn_view_close_phrase(&p->pen, CN_PHRASE_SIGNED_BY);
    if (country[0] != '\0') {
        put_str(p, ", ");
        (void)cn_view_put_word(&p->pen, CN_WORDS_COUNTRIES,
                               cn_span_str(country));
    }
}

/* How old the knowledge is that a list gives. */
static void put_list_age(page *p, size_t i, int32_t fact,
                         cn_words_phrase_name phrase)
{
    int32_t age = carnet_verify_fact_age_days(p->verdict, i, fact);
    if (age != CARNET_VERIFY_NO_DAY) {
        begin_line(p, "  ");
        put_phrase_int(p, phrase, age);
        put_str(p, "\n");
    }
}

/* That a status list was asked, and calls it good. */
static void put_good(page *p, size_t i)
{
    if (carnet_verify_status_index(p->verdict, i) >= 0 &&
        carnet_verify_fact(p->verdict, i, CARNET_VERIFY_STATUS) ==
            CARNET_VERIFY_YES) {
        begin_line(p, "  ");
        cn_view_put_phrase(&p->pen, CN_PHRASE_STATUS_GOOD);
        put_str(p, "\n");
    }
}

static void put_signer(page *p, size_t i)
{
    int32_t key = carnet_verify_key_index(p->verdict, i);
    bool named =
        key >= 0 && (size_t)key < p->num_names && p->names[key] != NULL;
    begin_line(p, "  ");
    const char *listed = carnet_verify_issuer_name(p->verdict, i);
    if (listed[0] != '\0') {
        put_listed(p, i, listed);
    } else if (named) {
        cn_view_open_phrase(&p->pen, CN_PHRASE_SIGNED_BY);
        cn_view_put_text(&p->pen, cn_span_str(p->names[key]));
        cn_view_close_phrase(&p->pen, CN_PHRASE_SIGNED_BY);
    } else {
        cn_view_put_phrase(&p->pen, key >= 0 ? CN_PHRASE_SIGNED_BY_KEY
                                             : CN_PHRASE_CLAIMS_SIGNED);
    }
    put_key_id(p, i);
    put_str(p, "\n");
}

/* Two presentations of one credential are not two issuers' word. */
static void put_repeat(page *p, size_t i)
{
    int32_t first = carnet_verify_same_as(p->verdict, i);
    if (first >= 0) {
        begin_line(p, "  ");
        put_phrase_int(p, CN_PHRASE_SAME_AS, (int64_t)first + 1);
        put_str(p, "\n");
    }
}

static void put_days(page *p, size_t i)
{
    int32_t last = carnet_verify_valid_until_days(p->verdict, i);
    begin_line(p, "  ");
    cn_view_open_phrase(&p->pen, CN_PHRASE_ISSUED);
    put_day(p, carnet_verify_issued_days(p->verdict, i));
    cn_view_close_phrase(&p->pen, CN_PHRASE_ISSUED);
    put_str(p, ", ");
    if (last == CARNET_VERIFY_NO_DAY) {
        cn_view_put_phrase(&p->pen, CN_PHRASE_NO_LAST_DAY);
    } else {
        cn_view_open_phrase(&p->pen, CN_PHRASE_VALID_UNTIL);
        put_day(p, last);
        cn_view_close_phrase(&p->pen, CN_PHRASE_VALID_UNTIL);
    }
    put_str(p, "\n");
}

static void put_parts(page *p, size_t i)
{
    static const uint8_t parts[] = {CN_PHRASE_PART_DESK, CN_PHRASE_PART_CLINIC,
                                    CN_PHRASE_PART_PRIVATE};
    for (int32_t part = 0; part < CN_API_PARTS; part++) {
        int32_t there = carnet_verify_part(p->verdict, i, part);
        if (there == CARNET_VERIFY_WHOLE) {
            continue;
        }
        cn_words_phrase_name name = (cn_words_phrase_name)parts[part];
        begin_line(p, "  ");
        if (there == CARNET_VERIFY_PARTIAL) {
            size_t num = carnet_verify_num_withheld(p->verdict, i, part);
            cn_view_put_phrase(&p->pen, name);
            put_str(p, ": ");
            put_phrase_int(p, CN_PHRASE_ENTRIES_WITHHELD, (int64_t)num);
        } else {
            cn_words_phrase_name about = there == CARNET_VERIFY_SEALED
                                             ? CN_PHRASE_PART_SEALED
                                             : CN_PHRASE_PART_WITHHELD;
            cn_view_open_phrase(&p->pen, about);
            cn_view_put_phrase(&p->pen, name);
            cn_view_close_phrase(&p->pen, about);
        }
        put_str(p, "\n");
    }
}

/* What nobody looked at, on one line. */
static void put_unchecked(page *p, size_t i)
{
    static const struct {
        uint8_t fact;
        uint8_t phrase;
    } facts[] = {{CARNET_VERIFY_KEY, CN_PHRASE_CHECK_KEY},
                 {CARNET_VERIFY_SCOPE, CN_PHRASE_CHECK_SCOPE}};
    bool any = false;
    for (size_t k = 0; k < sizeof facts / sizeof facts[0]; k++) {
        if (carnet_verify_fact(p->verdict, i, facts[k].fact) !=
            CARNET_VERIFY_NOT_CHECKED) {
            continue;
        }
        if (!any) {
            begin_line(p, "  ");
            cn_view_open_phrase(&p->pen, CN_PHRASE_NOT_CHECKED);
        }
        put_str(p, any ? ", " : "");
        cn_view_put_phrase(&p->pen, (cn_words_phrase_name)facts[k].phrase);
        any = true;
    }
    if (any) {
        cn_view_close_phrase(&p->pen, CN_PHRASE_NOT_CHECKED);
        put_str(p, "\n");
    }
}

static void put_credential(page *p, size_t i)
{
    int32_t outcome = carnet_verify_credential_outcome(p->verdict, i);
    if (carnet_verify_num_credentials(p->verdict) > 1) {
        begin_line(p, "");
        put_phrase_int(p, CN_PHRASE_CREDENTIAL, (int64_t)i + 1);
        put_str(p, ": ");
        put_outcome(p, outcome);
        put_str(p, "\n");
    }
    put_facts(p, i);
    put_signer(p, i);
    put_list_age(p, i, CARNET_VERIFY_TRUST_LIST, CN_PHRASE_TRUST_LIST_AGE);
    put_good(p, i);
    put_list_age(p, i, CARNET_VERIFY_STATUS_LIST, CN_PHRASE_STATUS_LIST_AGE);
    put_repeat(p, i);
    put_days(p, i);
    if (outcome != CARNET_VERIFY_REFUSED) {
        put_parts(p, i);
        put_unchecked(p, i);
    }
}

/* ---- the whole ---- */

static void put_reason(page *p)
{
    const char *detail = carnet_verify_detail(p->verdict);
    size_t offset = carnet_verify_offset(p->verdict);
    put_status(p, carnet_verify_reason(p->verdict));
    if (offset == 0 && detail[0] == '\0') {
        return;
    }
    begin_line(p, "    ");
    put_phrase_int(p, CN_PHRASE_AT_BYTE, (int64_t)offset);
    if (detail[0] != '\0') { /* English: for whoever made the program */
        put_str(p, ": ");
        cn_view_put_text(&p->pen, cn_span_str(detail));
    }
    put_str(p, "\n");
}

static void put_verdict(page *p)
{
    int32_t outcome = carnet_verify_outcome(p->verdict);
    begin_line(p, "");
    put_outcome(p, outcome);
    put_advice(p);
    put_str(p, "\n");
    if (carnet_verify_reason(p->verdict) != CARNET_OK) {
        put_reason(p);
        return;
    }
    for (size_t i = 0; i < carnet_verify_num_credentials(p->verdict); i++) {
        put_credential(p, i);
    }
    if (outcome != CARNET_VERIFY_REFUSED) {
        begin_line(p, "");
        cn_view_put_phrase(&p->pen, CN_PHRASE_CHECK_YOURSELF);
        put_str(p, "\n");
    }
}

carnet_status carnet_verify_text(carnet_buf **out, size_t *num_unreviewed_out,
                                 const carnet_verdict *verdict,
                                 const char *const *names, size_t num_names,
                                 const char *language, size_t language_len)
{
    if (num_unreviewed_out != NULL) {
        *num_unreviewed_out = 0;
    }
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (verdict == NULL || (names == NULL && num_names > 0) ||
        cn_span_check(language, language_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    cn_buf b;
    page p = {.verdict = verdict, .names = names, .num_names = num_names};
    cn_buf_init(&b);
    cn_view_pen_init(&p.pen, &b, cn_span_of(language, language_len));
    put_verdict(&p);
    return cn_view_give(&p.pen, out, num_unreviewed_out);
}
