/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet show: verdict and entries. Nothing of a refused credential is ever
 * printed; what nobody vouches for is, if asked for by name, under a line that
 * comes again on each screen.
 */
#include "verdict.h"

#define NOTE "nobody vouches for this: treat it as a handwritten note"

enum {
    SCREEN = 20, /* lines after which the note is said again */
    COLUMNS = 80
};

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

static int print_entry(const carnet_entry *e)
{
    carnet_buf *text = NULL;
    carnet_status status = carnet_view_text(&text, e);
    if (status != CARNET_OK) {
        return cli_fail_status(status, "entry", NULL);
    }
    cli_print(stdout, (const char *)carnet_buf_data(text),
              carnet_buf_len(text));
    carnet_buf_free(text);
    return CLI_OK;
}

/* Who may see what follows. */
static void print_counts(const carnet_verdict *v, size_t i)
{
    size_t num[3] = {0};
    for (size_t k = 0; k < carnet_verify_num_entries(v, i); k++) {
        num[carnet_record_entry_part(carnet_verify_get_entry(v, i, k))]++;
    }
    printf("\nEntries: %zu for any desk, %zu for clinics, %zu private\n",
           num[0], num[1], num[2]);
    if (num[2] > 0) {
        puts("Keep what is marked (private/...) from other eyes.");
    }
}

static void print_title(const carnet_verdict *v, size_t i)
{
    int32_t first = carnet_verify_same_as(v, i);
    printf("\n==== Credential %zu", i + 1);
    if (first >= 0) {
        printf(", more of number %d", (int)first + 1);
    }
    printf(": %s ====\n",
           cli_outcome_word(carnet_verify_credential_outcome(v, i)));
}

/* What earlier presentations of the same credential show is not shown again:
   the verdict gives it once. */
static int print_credential(const carnet_verdict *v, size_t i)
{
    size_t num = carnet_verify_num_entries(v, i);
    if (num == 0) {
        return CLI_OK;
    }
    if (carnet_verify_num_credentials(v) > 1) {
        print_title(v, i);
    }
    print_counts(v, i);
    for (size_t rank = 0; rank < NUM_RANKS; rank++) {
        bool first = true;
        for (size_t k = 0; k < num; k++) {
            const carnet_entry *e = carnet_verify_get_entry(v, i, k);
            if (rank_of(e) != rank) {
                continue;
            }
            fputs(first ? "\n" : "", stdout);
            first = false;
            int code = print_entry(e);
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
        cli_print_verdict(call, v);
        for (size_t i = 0;
             i < carnet_verify_num_credentials(v) && code == CLI_OK; i++) {
            code = print_credential(v, i);
        }
    }
    if (code == CLI_OK) {
        code = cli_exit_of_outcome(carnet_verify_outcome(v));
    }
    carnet_verify_free(v);
    return code;
}

/* ---- unverified ---- */

/* Prints lines; the note comes before each that would begin a new screen.
 *rows counts the rows since the last note. */
static void print_noted(const char *text, size_t len, size_t *rows)
{
    while (len > 0) {
        const char *end = memchr(text, '\n', len);
        size_t line = end == NULL ? len : (size_t)(end - text) + 1;
        if (*rows >= SCREEN) {
            puts(NOTE);
            *rows = 0;
        }
        cli_print(stdout, text, line);
        *rows += 1 + line / COLUMNS;
        text += line;
        len -= line;
    }
}

static int print_note_entry(const carnet_entry *e, size_t *rows)
{
    carnet_buf *text = NULL;
    carnet_status status = carnet_view_text(&text, e);
    if (status != CARNET_OK) {
        return cli_fail_status(status, "entry", NULL);
    }
    print_noted((const char *)carnet_buf_data(text), carnet_buf_len(text),
                rows);
    carnet_buf_free(text);
    return CLI_OK;
}

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

static int print_unverified(const carnet_unverified *content, bool json)
{
    size_t rows = 0;
    bool first = true;
    int code = CLI_OK;
    puts(json ? "{\"warning\":\"" NOTE "\",\"entries\":[" : NOTE);
    size_t num = carnet_peek_unverified_num_credentials(content);
    for (size_t i = 0; i < num; i++) {
        size_t num_entries = carnet_peek_unverified_num_entries(content, i);
        for (size_t k = 0; k < num_entries && code == CLI_OK; k++) {
            const carnet_entry *e =
                carnet_peek_unverified_get_entry(content, i, k);
            code =
                json ? print_json_entry(e, first) : print_note_entry(e, &rows);
            first = false;
        }
    }
    puts(json ? "]}" : NOTE);
    return code;
}

static int show_unverified(const cli_call *call)
{
    if (call->num_trust > 0 || call->has_now) {
        return cli_fail(CLI_USAGE, "--unverified checks nothing: it goes "
                                   "without --trust and --now");
    }
    cli_bytes input;
    int code = cli_read_passport(&input, call->args[0]);
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
