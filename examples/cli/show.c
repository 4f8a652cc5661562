/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet show: verdict and entries. Nothing of a refused credential is ever
 * printed; what nobody vouches for is, if asked for by name, under a line that
 * comes again on each screen.
 */
#include "verdict.h"

/* ---- entries ---- */

/* Kinds in the order in which a doctor asks for them; later versions' kinds
   come last. */
static const uint8_t order[] = {
    CARNET_KIND_PERSON,       CARNET_KIND_DETAILS,
    CARNET_KIND_ALERT,        CARNET_KIND_ALLERGY,
    CARNET_KIND_PRESCRIPTION, CARNET_KIND_CONDITION,
    CARNET_KIND_PREGNANCY,    CARNET_KIND_MENTAL_HEALTH,
    CARNET_KIND_RESULT,       CARNET_KIND_VACCINATION,
    CARNET_KIND_PROCEDURE,    CARNET_KIND_DEVICE,
    CARNET_KIND_FUNCTION,     CARNET_KIND_TRAVEL_CLEARANCE,
    CARNET_KIND_TRAVEL_CARE,  CARNET_KIND_REFERRAL,
    CARNET_KIND_PLAN,         CARNET_KIND_NEED,
    CARNET_KIND_VISIT,        CARNET_KIND_PROTECTION,
    CARNET_KIND_CONTACTS,     CARNET_KIND_COVERAGE,
    CARNET_KIND_WISH,         CARNET_KIND_EVIDENCE};

enum {
    NUM_RANKS = sizeof order / sizeof order[0] + 1
};

static size_t rank_of(const carnet_entry *e)
{
    size_t rank = 0;
    while (rank < NUM_RANKS - 1 && carnet_record_entry_kind(e) != order[rank]) {
        rank++;
    }
    return rank;
}

static int print_entry(cli_page *p, const carnet_entry *e)
{
    carnet_buf *text = NULL;
    size_t num = 0;
    carnet_status status = carnet_view_text(&text, &num, e, cli_language(),
                                            strlen(cli_language()));
    if (status != CARNET_OK) {
        return cli_fail_status(status, "entry", NULL);
    }
    cli_page_put_own(p, text, num);
    carnet_buf_free(text);
    return CLI_OK;
}

/* Who may see what follows. */
static void print_counts(cli_page *p, const carnet_verdict *v, size_t i)
{
    size_t num[3] = {0};
    for (size_t k = 0; k < carnet_verify_num_entries(v, i); k++) {
        num[carnet_record_entry_part(carnet_verify_get_entry(v, i, k))]++;
    }
    static const char *const names[] = {"for_desks", "for_clinics", "private"};
    char counts[2048] = ""; /* three phrases, each well below 512 bytes */
    for (size_t part = 0; part < 3; part++) {
        strncat(counts, part == 0 ? "" : ", ",
                sizeof counts - strlen(counts) - 1);
        strncat(counts, cli_say_number(names[part], num[part]).text,
                sizeof counts - strlen(counts) - 1);
    }
    cli_page_put(p, "\n", 1);
    cli_page_line(p, "%s", cli_say_with("entries", counts).text);
    if (num[2] > 0) {
        cli_page_line(p, "%s", cli_say_phrase("keep_private").text);
    }
}

static void print_title(cli_page *p, const carnet_verdict *v, size_t i)
{
    static const char *const outcomes[] = {"outcome_undecided",
                                           "outcome_accepted", "outcome_review",
                                           "outcome_refused"};
    int32_t outcome = carnet_verify_credential_outcome(v, i);
    int32_t first = carnet_verify_same_as(v, i);
    cli_phrase more = {""};
    if (first >= 0) {
        more = cli_say_number("more_of", (size_t)first + 1);
    }
    cli_page_put(p, "\n", 1);
    cli_page_line(
        p, "==== %s%s%s: %s ====", cli_say_number("credential", i + 1).text,
        first >= 0 ? ", " : "", more.text,
        cli_say_phrase(outcomes[outcome]).text);
}

/* What earlier presentations of the same credential show is not shown again:
   the verdict gives it once. */
static int print_credential(cli_page *p, const carnet_verdict *v, size_t i)
{
    size_t num = carnet_verify_num_entries(v, i);
    if (num == 0) {
        return CLI_OK;
    }
    if (carnet_verify_num_credentials(v) > 1) {
        print_title(p, v, i);
    }
    print_counts(p, v, i);
    for (size_t rank = 0; rank < NUM_RANKS; rank++) {
        bool first = true;
        for (size_t k = 0; k < num; k++) {
            const carnet_entry *e = carnet_verify_get_entry(v, i, k);
            if (rank_of(e) != rank) {
                continue;
            }
            if (first) {
                cli_page_put(p, "\n", 1);
            }
            first = false;
            int code = print_entry(p, e);
            if (code != CLI_OK) {
                return code;
            }
        }
    }
    return CLI_OK;
}

static int show_verified(const cli_call *call)
{
    carnet_verdict *v = NULL;
    int code = cli_get_verdict(&v, call);
    if (code != CLI_OK) {
        return code;
    }
    if (call->given[CLI_JSON]) {
        code = cli_print_verdict_json(v, true);
    } else {
        cli_page p;
        cli_page_begin(&p, stdout, NULL);
        code = cli_print_verdict(&p, call, v);
        for (size_t i = 0;
             i < carnet_verify_num_credentials(v) && code == CLI_OK; i++) {
            code = print_credential(&p, v, i);
        }
        cli_page_end(&p);
    }
    if (code == CLI_OK) {
        code = cli_exit_of_outcome(carnet_verify_outcome(v));
    }
    carnet_verify_free(v);
    return code;
}

/* ---- unverified ---- */

static int print_json_entry(const carnet_entry *e, bool first)
{
    carnet_buf *json = NULL;
    carnet_status status = carnet_record_entry_json(&json, e);
    if (status != CARNET_OK) {
        return cli_fail_status(status, "entry", NULL);
    }
    fputs(first ? "" : ",\n", stdout);
    fwrite(carnet_buf_data(json), 1, carnet_buf_len(json), stdout);
    carnet_buf_free(json);
    return CLI_OK;
}

static int print_entries(cli_page *p, const carnet_unverified *content,
                         bool json)
{
    bool first = true;
    int code = CLI_OK;
    size_t num = carnet_peek_unverified_num_credentials(content);
    for (size_t i = 0; i < num; i++) {
        size_t num_entries = carnet_peek_unverified_num_entries(content, i);
        for (size_t k = 0; k < num_entries && code == CLI_OK; k++) {
            const carnet_entry *e =
                carnet_peek_unverified_get_entry(content, i, k);
            code = json ? print_json_entry(e, first) : print_entry(p, e);
            first = false;
        }
    }
    return code;
}

static int print_unverified(const carnet_unverified *content, bool json)
{
    cli_page p;
    cli_phrase note = cli_say_phrase("unvouched");
    if (json) { /* which no language changes */
        char warning[CARNET_WORDS_SIZE] = "";
        (void)!carnet_words_phrase(warning, NULL, "unvouched", 9, NULL, 0);
        cli_page_begin(&p, stdout, NULL);
        fputs("{\"warning\":", stdout);
        cli_print_json(warning, strlen(warning));
        puts(",\"entries\":[");
    } else {
        puts(note.text);
        cli_page_begin(&p, stdout, note.text);
    }
    int code = print_entries(&p, content, json);
    puts(json ? "]}" : note.text);
    if (!json) {
        cli_page_end(&p);
    }
    return code;
}

static int show_unverified(const cli_call *call)
{
    if (call->num_trust > 0 || call->has_now) {
        return cli_fail(CLI_USAGE, "--unverified checks nothing: it goes "
                                   "without --trust and --now");
    }
    cli_bytes input;
    int code = cli_read_passport(&input, call);
    if (code != CLI_OK) {
        return code;
    }
    carnet_unverified *content = NULL;
    carnet_problem *problem = NULL;
    carnet_status status =
        carnet_peek_unverified(&content, &problem, input.data, input.len);
    code = status == CARNET_OK
               ? print_unverified(content, call->given[CLI_JSON])
               : cli_fail_status(status, call->args[0], problem);
    carnet_peek_unverified_free(content);
    carnet_problem_free(problem);
    cli_bytes_free(&input);
    return code == CLI_OK || code == CLI_DATA ? CLI_REFUSED : code;
}

int cli_verb_show(const cli_call *call)
{
    return call->given[CLI_UNVERIFIED] ? show_unverified(call)
                                       : show_verified(call);
}
