/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet show: verdict and entries. Nothing of a refused credential is ever
 * printed; what nobody vouches for is, if asked for by name, under a line that
 * comes again on each screen.
 */
#include "verdict.h"

/* ---- entries ---- */

/* Kinds come in the order in which a doctor asks for them; later versions'
   kinds come last. */
static int32_t rank_of(const carnet_entry *e)
{
    return carnet_view_rank(carnet_record_entry_kind(e));
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
    cli_page_put_own(p, (const char *)carnet_buf_data(text), num);
    carnet_buf_free(text);
    return CLI_OK;
}

/* The state of the row that an entry stands in; -1: in none, it is replaced. */
static int32_t state_of(const carnet_view *view, const carnet_entry *e)
{
    for (size_t row = 0; row < carnet_view_num_rows(view); row++) {
        for (size_t n = 0; n < carnet_view_num_tellings(view, row); n++) {
            const carnet_entry *told = NULL;
            if (carnet_view_get_telling(&told, NULL, view, row, n) ==
                    CARNET_OK &&
                told == e) {
                return carnet_view_row_state(view, row);
            }
        }
    }
    return -1;
}

/* Below a clearance or a cover: its own word ("fit") is of the day on which it
   was signed. view: of the moment, or NULL where nobody asks. */
static int print_validity(cli_page *p, const carnet_view *view,
                          const carnet_entry *e)
{
    int32_t kind = carnet_record_entry_kind(e);
    if (view == NULL || (kind != CARNET_KIND_TRAVEL_CLEARANCE &&
                         kind != CARNET_KIND_COVERAGE)) {
        return CLI_OK;
    }
    int32_t state = state_of(view, e);
    if (state == CARNET_VIEW_ACTIVE) {
        return CLI_OK;
    }
    cli_line line;
    cli_line_begin(&line);
    cli_line_text(&line, " !! ");
    cli_line_phrase(&line,
                    state == CARNET_VIEW_UNCERTAIN ? "treat_valid_maybe"
                                                   : "treat_not_valid",
                    "");
    return cli_page_put_line(p, &line);
}

/* Who may see what follows. */
static int print_counts(cli_page *p, const size_t num[3])
{
    static const char *const names[] = {"for_desks", "for_clinics", "private"};
    cli_line counts;
    cli_line_begin(&counts);
    for (size_t part = 0; part < 3; part++) {
        cli_line_text(&counts, part == 0 ? "" : ", ");
        cli_line_number(&counts, names[part], num[part]);
    }
    int code = cli_line_end(&counts);
    if (code == CLI_OK) {
        cli_line line;
        cli_line_begin(&line);
        cli_line_phrase(&line, "entries", counts.text);
        cli_page_put(p, "\n", 1);
        p->num_unreviewed += counts.num_unreviewed;
        code = cli_page_put_line(p, &line);
    }
    cli_line_free(&counts);
    return code;
}

static int print_parts(cli_page *p, const carnet_verdict *v, size_t i)
{
    size_t num[3] = {0};
    for (size_t k = 0; k < carnet_verify_num_entries(v, i); k++) {
        num[carnet_record_entry_part(carnet_verify_get_entry(v, i, k))]++;
    }
    int code = print_counts(p, num);
    if (code == CLI_OK && num[2] > 0) {
        cli_line line;
        cli_line_begin(&line);
        cli_line_phrase(&line, "keep_private", "");
        code = cli_page_put_line(p, &line);
    }
    return code;
}

void cli_line_credential(cli_line *line, const carnet_verdict *v, size_t i)
{
    static const char *const outcomes[] = {"outcome_undecided",
                                           "outcome_accepted", "outcome_review",
                                           "outcome_refused"};
    int32_t first = carnet_verify_same_as(v, i);
    cli_line_number(line, "credential", i + 1);
    if (first >= 0) {
        cli_line_text(line, ", ");
        cli_line_number(line, "more_of", (size_t)first + 1);
    }
    cli_line_text(line, ": ");
    cli_line_phrase(line, outcomes[carnet_verify_credential_outcome(v, i)], "");
}

static int print_title(cli_page *p, const carnet_verdict *v, size_t i)
{
    cli_line line;
    cli_line_begin(&line);
    cli_line_text(&line, "==== ");
    cli_line_credential(&line, v, i);
    cli_line_text(&line, " ====");
    cli_page_put(p, "\n", 1);
    return cli_page_put_line(p, &line);
}

/* Before an entry of a kind that its issuer may not sign. */
static int print_out_of_scope(cli_page *p)
{
    cli_line line;
    cli_line_begin(&line);
    cli_line_text(&line, "! ");
    cli_line_phrase(&line, "out_of_scope", "");
    return cli_page_put_line(p, &line);
}

static int print_rank(cli_page *p, const carnet_verdict *v, size_t i,
                      int32_t rank, const carnet_view *view)
{
    bool first = true;
    int code = CLI_OK;
    size_t num = carnet_verify_num_entries(v, i);
    for (size_t k = 0; k < num && code == CLI_OK; k++) {
        const carnet_entry *e = carnet_verify_get_entry(v, i, k);
        if (rank_of(e) == rank) {
            cli_page_put(p, "\n", first ? 1 : 0);
            first = false;
            if (carnet_verify_entry_in_scope(v, i, k) == 0) {
                code = print_out_of_scope(p);
            }
            code = code == CLI_OK ? print_entry(p, e) : code;
            code = code == CLI_OK ? print_validity(p, view, e) : code;
        }
    }
    return code;
}

int cli_print_entries(cli_page *p, const carnet_verdict *v, size_t i,
                      const carnet_view *view)
{
    int code = CLI_OK;
    int32_t last = carnet_view_rank(-1);
    for (int32_t rank = 0; rank <= last && code == CLI_OK; rank++) {
        code = print_rank(p, v, i, rank, view);
    }
    return code;
}

/* What earlier presentations of the same credential show is not shown again:
   the verdict gives it once. */
static int print_credential(cli_page *p, const carnet_verdict *v, size_t i)
{
    if (carnet_verify_num_entries(v, i) == 0) {
        return CLI_OK;
    }
    int code = CLI_OK;
    if (carnet_verify_num_credentials(v) > 1) {
        code = print_title(p, v, i);
    }
    if (code == CLI_OK) {
        code = print_parts(p, v, i);
    }
    return code == CLI_OK ? cli_print_entries(p, v, i, NULL) : code;
}

/* Before the entries, the line that the view has too: unless all that a clinic
   or the holder alone may see is here, and the same for everyone. The one
   medicine of an emergency sheet reads like all there are. */
static int print_not_all(cli_page *p, const carnet_verdict *v)
{
    if (carnet_verify_is_open(v) != 0 ||
        carnet_verify_outcome(v) == CARNET_VERIFY_REFUSED) {
        return CLI_OK;
    }
    cli_line line;
    cli_line_begin(&line);
    cli_line_text(&line, " !! ");
    cli_line_phrase(&line, "may_be_more", "");
    cli_page_put(p, "\n", 1);
    return cli_page_put_line(p, &line);
}

/* What was left out, and the step more that shows it. */
static void say_in_error(const cli_call *call, const carnet_verdict *v)
{
    for (size_t i = 0; i < carnet_verify_num_credentials(v); i++) {
        if (!call->given[CLI_IN_ERROR] &&
            carnet_verify_fact_status(v, i, CARNET_VERIFY_STATUS) ==
                CARNET_TRUST_IN_ERROR) {
            cli_say("credential %zu may be about another person, and is not "
                    "shown; --in-error shows it",
                    i + 1);
        }
    }
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
        code = code == CLI_OK ? print_not_all(&p, v) : code;
        for (size_t i = 0;
             i < carnet_verify_num_credentials(v) && code == CLI_OK; i++) {
            code = print_credential(&p, v, i);
        }
        code = cli_page_end(&p, code);
    }
    if (code == CLI_OK) {
        say_in_error(call, v);
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

/* Which no language changes. */
static int print_unverified_json(const carnet_unverified *content)
{
    char warning[CARNET_WORDS_SIZE] = "";
    (void)!carnet_words_phrase(warning, NULL, "unvouched", 9, NULL, 0);
    cli_print_string("{\"warning\":", warning);
    puts(",\"entries\":[");
    int code = print_entries(NULL, content, true);
    puts("]}");
    return code;
}

static int print_unverified(const carnet_unverified *content)
{
    cli_line note;
    cli_line_begin(&note);
    cli_line_phrase(&note, "unvouched", "");
    int code = cli_line_end(&note);
    if (code == CLI_OK) {
        cli_page p;
        cli_page_begin(&p, stdout, &note);
        code = print_entries(&p, content, false);
        code = cli_page_end(&p, code);
    }
    cli_line_free(&note);
    return code;
}

static int show_unverified(const cli_call *call)
{
    if (call->num_trust > 0 || call->has_now || call->num_status > 0 ||
        call->num_pins > 0 || call->given[CLI_IN_ERROR]) {
        return cli_fail(CLI_USAGE, "--unverified checks nothing: it goes "
                                   "without --trust, --pin, --status, "
                                   "--in-error and --now");
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
    if (status != CARNET_OK) {
        code = cli_fail_status(status, call->args[0], problem);
    } else {
        code = call->given[CLI_JSON] ? print_unverified_json(content)
                                     : print_unverified(content);
    }
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
