/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A verdict as lines for people, in their language: the word first, then what
 * it comes from. "Not checked" is said, and never looks like "fine"; of an
 * entry nothing is said.
 */
#include "page_i.h"

void cn_api_begin_line(cn_api_page *p, const char *indent)
{
    cn_buf_put_str(p->pen.out, indent);
    cn_view_begin_line(&p->pen);
}

void cn_api_put_text(cn_api_page *p, const char *text)
{
    cn_buf_put_str(p->pen.out, text);
}

void cn_api_put_phrase_int(cn_api_page *p, cn_words_phrase_name phrase,
                           int64_t v)
{
    cn_view_open_phrase(&p->pen, phrase);
    cn_view_put_int(&p->pen, v);
    cn_view_close_phrase(&p->pen, phrase);
}

void cn_api_put_date(cn_api_page *p, int32_t days)
{
    char text[16];
    cn_days_print(text, days);
    cn_view_put_latin(&p->pen, cn_span_str(text));
}

/* "sentence (NAME)" of a status, and the end of its line. */
static void put_sentence(cn_api_page *p, carnet_status status)
{
    cn_span name = cn_span_str(carnet_status_name(status));
    (void)cn_view_put_word(&p->pen, CN_WORDS_STATUSES, name);
    cn_api_put_text(p, " ");
    cn_view_open_latin(&p->pen);
    cn_api_put_text(p, "(");
    cn_buf_put_span(p->pen.out, name);
    cn_api_put_text(p, ")");
    cn_view_close_latin(&p->pen);
    cn_api_put_text(p, "\n");
}

/* What is dated in the future, since more than one thing has a date: "Trust
   list: ". */
static void put_dated(cn_api_page *p, size_t i, int32_t fact)
{
    if (fact == CARNET_VERIFY_ISSUED) {
        cn_api_put_phrase_int(p, CN_PHRASE_CREDENTIAL, (int64_t)i + 1);
    } else {
        cn_view_put_phrase(&p->pen, fact == CARNET_VERIFY_TRUST_LIST
                                        ? CN_PHRASE_TRUST_LIST
                                        : CN_PHRASE_STATUS_LIST);
    }
    cn_api_put_text(p, ": ");
}

void cn_api_put_fact(cn_api_page *p, size_t i, int32_t fact,
                     carnet_status status)
{
    cn_api_begin_line(p, "  ! ");
    if (status == CARNET_KEY_FUTURE) {
        put_dated(p, i, fact);
    }
    put_sentence(p, status);
}

void cn_api_put_sentence(cn_api_page *p, carnet_status status)
{
    cn_api_begin_line(p, "  ! ");
    put_sentence(p, status);
}

/* ---- the word ---- */

void cn_api_put_outcome(cn_api_page *p, int32_t outcome)
{
    static const uint8_t phrases[] = {
        CN_PHRASE_OUTCOME_UNDECIDED, CN_PHRASE_OUTCOME_ACCEPTED,
        CN_PHRASE_OUTCOME_REVIEW, CN_PHRASE_OUTCOME_REFUSED};
    size_t i = outcome < 0 || outcome > CARNET_VERIFY_REFUSED
                   ? CARNET_VERIFY_UNDECIDED
                   : (size_t)outcome;
    cn_view_put_phrase(&p->pen, (cn_words_phrase_name)phrases[i]);
}

/* Whether some page is refused: not all then is authentic. */
static bool has_refused(const carnet_verdict *v)
{
    size_t i = 0;
    size_t num = carnet_verify_num_credentials(v);
    while (i < num &&
           carnet_verify_credential_outcome(v, i) != CARNET_VERIFY_REFUSED) {
        i++;
    }
    return i < num;
}

/* What to do with it, beside the word. */
static void put_advice(cn_api_page *p)
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
        phrase = has_refused(p->verdict) ? CN_PHRASE_ADVICE_PARTLY
                                         : CN_PHRASE_ADVICE_REVIEW;
    }
    cn_api_put_text(p, ": ");
    cn_view_put_phrase(&p->pen, phrase);
}

/* ---- one credential ---- */

/* Where no status list was asked about one that has an index. */
static void put_maybe_revoked(cn_api_page *p, size_t i)
{
    const carnet_verdict *v = p->verdict;
    int32_t fact = CARNET_VERIFY_STATUS;
    carnet_status why = carnet_verify_fact_status(v, i, fact);
    if (carnet_verify_status_index(v, i) >= 0 &&
        carnet_verify_fact(v, i, fact) == CARNET_VERIFY_NOT_CHECKED &&
        (why == CARNET_OK || why == CARNET_TRUST_NO_STATUS)) {
        cn_api_begin_line(p, "  ! ");
        cn_view_put_phrase(&p->pen, CN_PHRASE_MAYBE_REVOKED);
        cn_api_put_text(p, "\n");
    }
}

/* What lowers the word or leaves a question, a line each; that a status list is
   old is said once. */
static void put_facts(cn_api_page *p, size_t i)
{
    const carnet_verdict *v = p->verdict;
    carnet_status said = CARNET_OK;
    for (int32_t fact = 0; fact < CARNET_VERIFY_NUM_FACTS; fact++) {
        carnet_status status = carnet_verify_fact_status(v, i, fact);
        if (status != CARNET_OK && status != said) {
            cn_api_put_fact(p, i, fact, status);
        }
        said = fact == CARNET_VERIFY_STATUS ? status : said;
    }
    put_maybe_revoked(p, i);
}

static void put_key_id(cn_api_page *p, size_t i)
{
    uint8_t id[CARNET_KEY_ID_SIZE];
    if (carnet_verify_copy_key_id(id, p->verdict, i) == CARNET_OK) {
        cn_api_put_text(p, " (");
        cn_view_open_phrase(&p->pen, CN_PHRASE_KEY_ID);
        cn_view_open_latin(&p->pen);
        cn_buf_put_hex(p->pen.out, cn_span_of(id, sizeof id));
        cn_view_close_latin(&p->pen);
        cn_view_close_phrase(&p->pen, CN_PHRASE_KEY_ID);
        cn_api_put_text(p, ")");
    }
}

const char *cn_api_signer_name(const cn_api_page *p, size_t i)
{
    int32_t key = carnet_verify_key_index(p->verdict, i);
    const char *listed = carnet_verify_issuer_name(p->verdict, i);
    if (listed[0] != '\0') {
        return listed;
    }
    return key >= 0 && (size_t)key < p->num_names ? p->names[key] : NULL;
}

/* An issuer by its name, with the country that a trust list gives it. */
static void put_named(cn_api_page *p, size_t i, const char *name)
{
    const char *country = carnet_verify_issuer_country(p->verdict, i);
    cn_view_open_phrase(&p->pen, CN_PHRASE_SIGNED_BY);
    cn_view_put_text(&p->pen, cn_span_str(name));
    cn_view_close_phrase(&p->pen, CN_PHRASE_SIGNED_BY);
    if (country[0] != '\0') {
        cn_api_put_text(p, ", ");
        (void)cn_view_put_word(&p->pen, CN_WORDS_COUNTRIES,
                               cn_span_str(country));
    }
}

/* How old the knowledge is that a list gives. */
static void put_list_age(cn_api_page *p, size_t i, int32_t fact,
                         cn_words_phrase_name phrase)
{
    int32_t age = carnet_verify_fact_age_days(p->verdict, i, fact);
    if (age != CARNET_VERIFY_NO_DAY) {
        cn_api_begin_line(p, "  ");
        cn_api_put_phrase_int(p, phrase, age);
        cn_api_put_text(p, "\n");
    }
}

/* That a status list was asked, and calls it good. */
static void put_good(cn_api_page *p, size_t i)
{
    if (carnet_verify_status_index(p->verdict, i) >= 0 &&
        carnet_verify_fact(p->verdict, i, CARNET_VERIFY_STATUS) ==
            CARNET_VERIFY_YES) {
        cn_api_begin_line(p, "  ");
        cn_view_put_phrase(&p->pen, CN_PHRASE_STATUS_GOOD);
        cn_api_put_text(p, "\n");
    }
}

void cn_api_put_signer(cn_api_page *p, size_t i)
{
    bool good = carnet_verify_key_index(p->verdict, i) >= 0 ||
                carnet_verify_credential_outcome(p->verdict, i) !=
                    CARNET_VERIFY_REFUSED;
    const char *name = cn_api_signer_name(p, i);
    cn_api_begin_line(p, "  ");
    if (name != NULL) {
        put_named(p, i, name);
    } else {
        cn_view_put_phrase(&p->pen, good ? CN_PHRASE_SIGNED_BY_KEY
                                         : CN_PHRASE_CLAIMS_SIGNED);
    }
    put_key_id(p, i);
    cn_api_put_text(p, "\n");
    put_list_age(p, i, CARNET_VERIFY_TRUST_LIST, CN_PHRASE_TRUST_LIST_AGE);
    put_good(p, i);
    put_list_age(p, i, CARNET_VERIFY_STATUS_LIST, CN_PHRASE_STATUS_LIST_AGE);
}

/* Two presentations of one credential are not two issuers' word. */
static void put_repeat(cn_api_page *p, size_t i)
{
    int32_t first = carnet_verify_same_as(p->verdict, i);
    if (first >= 0) {
        cn_api_begin_line(p, "  ");
        cn_api_put_phrase_int(p, CN_PHRASE_SAME_AS, (int64_t)first + 1);
        cn_api_put_text(p, "\n");
    }
}

void cn_api_put_days(cn_api_page *p, size_t i)
{
    int32_t last = carnet_verify_valid_until_days(p->verdict, i);
    cn_api_begin_line(p, "  ");
    cn_view_open_phrase(&p->pen, CN_PHRASE_ISSUED);
    cn_api_put_date(p, carnet_verify_issued_days(p->verdict, i));
    cn_view_close_phrase(&p->pen, CN_PHRASE_ISSUED);
    cn_api_put_text(p, ", ");
    if (last == CARNET_VERIFY_NO_DAY) {
        cn_view_put_phrase(&p->pen, CN_PHRASE_NO_LAST_DAY);
    } else {
        cn_view_open_phrase(&p->pen, CN_PHRASE_VALID_UNTIL);
        cn_api_put_date(p, last);
        cn_view_close_phrase(&p->pen, CN_PHRASE_VALID_UNTIL);
    }
    cn_api_put_text(p, "\n");
}

void cn_api_put_there(cn_api_page *p, size_t part, int32_t there,
                      size_t withheld)
{
    static const uint8_t parts[] = {CN_PHRASE_PART_DESK, CN_PHRASE_PART_CLINIC,
                                    CN_PHRASE_PART_PRIVATE};
    if (there == CARNET_VERIFY_WHOLE) {
        return;
    }
    cn_words_phrase_name name = (cn_words_phrase_name)parts[part];
    cn_api_begin_line(p, "  ");
    if (there == CARNET_VERIFY_PARTIAL) {
        cn_view_put_phrase(&p->pen, name);
        cn_api_put_text(p, ": ");
        cn_api_put_phrase_int(p, CN_PHRASE_ENTRIES_WITHHELD, (int64_t)withheld);
    } else {
        cn_words_phrase_name about = there == CARNET_VERIFY_SEALED
                                         ? CN_PHRASE_PART_SEALED
                                         : CN_PHRASE_PART_WITHHELD;
        cn_view_open_phrase(&p->pen, about);
        cn_view_put_phrase(&p->pen, name);
        cn_view_close_phrase(&p->pen, about);
    }
    cn_api_put_text(p, "\n");
}

static bool is_same(const carnet_verdict *a, size_t i, const carnet_verdict *b,
                    size_t k)
{
    return memcmp(a->judged[i].identity, b->judged[k].identity,
                  sizeof a->judged[i].identity) == 0;
}

/* Whether there is as much of a part in both, as far as is told. */
static bool is_alike(const carnet_verdict *a, size_t i, const carnet_verdict *b,
                     size_t k, int32_t part)
{
    return carnet_verify_part(a, i, part) == carnet_verify_part(b, k, part) &&
           carnet_verify_num_withheld(a, i, part) ==
               carnet_verify_num_withheld(b, k, part);
}

/* Whether a part came as it is shown, and nobody here left any of it out. */
static bool came_so(const cn_api_page *p, size_t i, int32_t part)
{
    bool known = false;
    bool so = false;
    for (size_t k = 0; k < carnet_verify_num_credentials(p->whole); k++) {
        if (is_same(p->verdict, i, p->whole, k)) {
            known = true;
            so = so || is_alike(p->verdict, i, p->whole, k, part);
        }
    }
    return so || !known;
}

static void put_parts(cn_api_page *p, size_t i)
{
    for (int32_t part = 0; part < CN_API_PARTS; part++) {
        if (!came_so(p, i, part)) {
            continue;
        }
        cn_api_put_there(p, (size_t)part,
                         carnet_verify_part(p->verdict, i, part),
                         carnet_verify_num_withheld(p->verdict, i, part));
    }
}

/* What nobody looked at, on one line. */
static void put_unchecked(cn_api_page *p, size_t i)
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
            cn_api_begin_line(p, "  ");
            cn_view_open_phrase(&p->pen, CN_PHRASE_NOT_CHECKED);
        }
        cn_api_put_text(p, any ? ", " : "");
        cn_view_put_phrase(&p->pen, (cn_words_phrase_name)facts[k].phrase);
        any = true;
    }
    if (any) {
        cn_view_close_phrase(&p->pen, CN_PHRASE_NOT_CHECKED);
        cn_api_put_text(p, "\n");
    }
}

static void put_credential(cn_api_page *p, size_t i)
{
    int32_t outcome = carnet_verify_credential_outcome(p->verdict, i);
    if (carnet_verify_num_credentials(p->verdict) > 1) {
        cn_api_begin_line(p, "");
        cn_api_put_phrase_int(p, CN_PHRASE_CREDENTIAL, (int64_t)i + 1);
        cn_api_put_text(p, ": ");
        cn_api_put_outcome(p, outcome);
        cn_api_put_text(p, "\n");
    }
    put_facts(p, i);
    cn_api_put_signer(p, i);
    put_repeat(p, i);
    cn_api_put_days(p, i);
    if (outcome != CARNET_VERIFY_REFUSED) {
        put_parts(p, i);
        put_unchecked(p, i);
    }
}

/* ---- the whole ---- */

static void put_reason(cn_api_page *p)
{
    const char *detail = carnet_verify_detail(p->verdict);
    size_t offset = carnet_verify_offset(p->verdict);
    cn_api_put_sentence(p, carnet_verify_reason(p->verdict));
    if (offset == 0 && detail[0] == '\0') {
        return;
    }
    cn_api_begin_line(p, "    ");
    cn_api_put_phrase_int(p, CN_PHRASE_AT_BYTE, (int64_t)offset);
    if (detail[0] != '\0') { /* English: for whoever made the program */
        cn_api_put_text(p, ": ");
        cn_view_put_text(&p->pen, cn_span_str(detail));
    }
    cn_api_put_text(p, "\n");
}

void cn_api_put_head(cn_api_page *p)
{
    cn_api_begin_line(p, "");
    cn_api_put_outcome(p, carnet_verify_outcome(p->verdict));
    put_advice(p);
    cn_api_put_text(p, "\n");
    if (carnet_verify_reason(p->verdict) != CARNET_OK) {
        put_reason(p);
    }
}

void cn_api_put_question(cn_api_page *p)
{
    cn_api_begin_line(p, "");
    cn_view_put_phrase(&p->pen, CN_PHRASE_CHECK_YOURSELF);
    cn_api_put_text(p, "\n");
}

carnet_status cn_api_begin_page(cn_api_page *p, cn_buf *b, carnet_buf **out,
                                size_t *num_unreviewed_out, cn_span language)
{
    if (num_unreviewed_out != NULL) {
        *num_unreviewed_out = 0;
    }
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (p->verdict == NULL || (p->names == NULL && p->num_names > 0) ||
        cn_span_check(language.data, language.len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    cn_buf_init(b);
    cn_view_pen_init(&p->pen, b, language);
    return CARNET_OK;
}

static carnet_status put_verdict(cn_api_page *p, carnet_buf **out,
                                 size_t *num_unreviewed_out, cn_span language)
{
    cn_buf b;
    carnet_status status =
        cn_api_begin_page(p, &b, out, num_unreviewed_out, language);
    if (status != CARNET_OK) {
        return status;
    }
    cn_api_put_head(p);
    for (size_t i = 0; i < carnet_verify_num_credentials(p->verdict); i++) {
        put_credential(p, i);
    }
    cn_api_put_question(p);
    return cn_view_give(&p->pen, out, num_unreviewed_out);
}

carnet_status carnet_verify_text(carnet_buf **out, size_t *num_unreviewed_out,
                                 const carnet_verdict *verdict,
                                 const char *const *names, size_t num_names,
                                 const char *language, size_t language_len)
{
    cn_api_page p = {
        .verdict = verdict, .names = names, .num_names = num_names};
    return put_verdict(&p, out, num_unreviewed_out,
                       cn_span_of(language, language_len));
}

carnet_status carnet_verify_shown_text(
    carnet_buf **out, size_t *num_unreviewed_out, const carnet_verdict *shown,
    const carnet_verdict *whole, const char *const *names, size_t num_names,
    const char *language, size_t language_len)
{
    cn_api_page p = {.verdict = whole == NULL ? NULL : shown,
                     .whole = whole,
                     .names = names,
                     .num_names = num_names};
    return put_verdict(&p, out, num_unreviewed_out,
                       cn_span_of(language, language_len));
}
