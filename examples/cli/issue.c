/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet issue: a record in JSON becomes a passport. Says which entries went
 * to the private part and why; with --dry-run says what each entry costs and
 * signs nothing.
 */
#include "batch.h"
#include "import.h"
#include "merge.h"
#include "plan.h"
#include "status.h"

/* ---- templates ---- */

/* Names of the kinds, a line each or as a JSON array. */
static int write_kinds(const cli_call *call)
{
    char text[4096] = ""; /* some 24 names of 20 characters at most */
    size_t len = 0;
    int32_t num = carnet_record_num_kinds();
    bool json = call->given[CLI_JSON];
    for (int32_t k = 0; k < num; k++) {
        const char *name = carnet_record_kind_name(k);
        const char *before = !json ? "" : k == 0 ? "[\"" : ",\"";
        const char *after = !json ? "\n" : k == num - 1 ? "\"]\n" : "\"";
        int n = snprintf(text + len, sizeof text - len, "%s%s%s", before, name,
                         after);
        len += (size_t)n;
    }
    return cli_write(call->out, text, len, CLI_TEXT);
}

static int print_template(const cli_call *call)
{
    const char *name = call->template_kind;
    int usage = cli_take_only(call, "issue --template", "oTj");
    if (usage != CLI_OK) {
        return usage;
    }
    if (call->num_args != 0) {
        return cli_fail(CLI_USAGE, "--template takes no record");
    }
    if (strcmp(name, "list") == 0) {
        return write_kinds(call);
    }
    int32_t kind = carnet_record_find_kind(name, strlen(name));
    carnet_buf *json = NULL;
    carnet_status status = carnet_record_skeleton(&json, kind);
    if (status != CARNET_OK) {
        cli_fail_status(status, name, NULL);
        return cli_fail(CLI_USAGE,
                        "`carnet issue --template list` lists the kinds");
    }
    int code = cli_write(call->out, carnet_buf_data(json), carnet_buf_len(json),
                         CLI_TEXT);
    carnet_buf_free(json);
    return code;
}

/* ---- days ---- */

/* Day of issue: --date, else the record's, else today, by the clock of whoever
   signs: what is handed over at one in the morning is of that day. */
static int day_of_issue(const cli_call *call, const carnet_record *record,
                        int32_t *out)
{
    int code = CLI_OK;
    if (call->date != NULL) {
        code = cli_take_day(out, "--date", call->date);
    } else if (carnet_record_get_issued(out, record) != CARNET_OK) {
        *out = cli_today_here(call);
    }
    if (code == CLI_OK && *out < 0) {
        code = cli_fail(CLI_DATA, "the day of issue is before 1970-01-01");
    }
    return code;
}

/* Days of validity: --valid-until, else the record's, else unlimited. */
static int days_of_validity(const cli_call *call, const carnet_record *record,
                            int32_t issued, int32_t *out)
{
    enum {
        MOST = 65535 /* carnet_issue_plan takes no more */
    };
    int32_t last = 0;
    *out = CARNET_ISSUE_UNLIMITED;
    if (call->valid != NULL) {
        int code = cli_take_day(&last, "--valid-until", call->valid);
        if (code != CLI_OK) {
            return code;
        }
    } else if (carnet_record_get_valid_until(&last, record) != CARNET_OK) {
        return CLI_OK;
    }
    if (last < issued) {
        return cli_fail(
            CLI_DATA, "the last valid day%s is before the day of issue%s",
            cli_day(", ", last, ",").text, cli_day(", ", issued, "").text);
    }
    if (last - issued > MOST) {
        return cli_fail(CLI_DATA,
                        "the last valid day is more than %d days after the "
                        "day of issue",
                        MOST);
    }
    *out = last - issued;
    return CLI_OK;
}

/* ---- moving entries ---- */

static int32_t find_part(const char *name)
{
    for (int32_t part = 0; part < 3; part++) {
        if (strcmp(name, cli_part_name(part)) == 0) {
            return part;
        }
    }
    return -1;
}

/* One --move "N=PART". */
static int move_entry(carnet_record *record, const char *word)
{
    char *end = NULL;
    unsigned long n = strtoul(word, &end, 10);
    int32_t part = *end == '=' ? find_part(end + 1) : -1;
    if (part < 0 || word[0] < '0' || word[0] > '9') {
        return cli_fail(CLI_USAGE,
                        "--move takes N=desk, N=clinic or N=private, not "
                        "'%s'",
                        cli_safe(word).text);
    }
    size_t num = carnet_record_num_entries(record);
    if (n == 0 || n > num) {
        return cli_fail(CLI_USAGE, "--move %s: the record has entries 1 to %zu",
                        cli_safe(word).text, num);
    }
    carnet_status status = carnet_record_set_part(record, n - 1, part);
    if (status == CARNET_OK) {
        status = carnet_record_allow_less_private(record, n - 1);
    }
    return status == CARNET_OK ? CLI_OK : cli_fail_status(status, word, NULL);
}

/* ---- signing ---- */

carnet_status cli_sign_indexed(carnet_buf **out, const carnet_plan *plan,
                               const carnet_secret_key *key, int32_t index)
{
    return index < 0 ? carnet_issue_sign(out, plan, key)
                     : carnet_issue_sign_indexed(out, plan, key, index);
}

/* By which the page can be taken back later: whoever keeps the patient's file
   notes it there. */
static int take_index(int32_t *out, const cli_call *call,
                      const carnet_secret_key *key, const char *path)
{
    *out = -1;
    if (call->num_status == 0) {
        return CLI_OK;
    }
    int code = cli_take_index(out, call->status[0], carnet_key_get_public(key));
    if (code == CLI_OK) {
        cli_say("%s: index %d in the status list", cli_shown_output(path).text,
                (int)*out);
    }
    return code;
}

static int write_signed(cli_lost *lost, const cli_call *call,
                        const carnet_plan *plan, const carnet_buf *passport,
                        const carnet_secret_key *key, const char *path,
                        cli_bytes into)
{
    return call->into != NULL
               ? cli_add_issued(lost, call, plan, passport,
                                carnet_key_get_public(key), into)
               : cli_write(path, carnet_buf_data(passport),
                           carnet_buf_len(passport), CLI_BINARY | CLI_OWNERS);
}

int cli_sign_plan(int32_t *index_out, cli_lost *lost, const cli_call *call,
                  const carnet_plan *plan, const carnet_secret_key *key,
                  const char *path)
{
    carnet_buf *passport = NULL;
    cli_bytes into;
    int code = cli_check_into(&into, call, plan);
    if (code == CLI_OK) {
        code = take_index(index_out, call, key, path);
    }
    if (code == CLI_OK) {
        carnet_status status =
            cli_sign_indexed(&passport, plan, key, *index_out);
        code = status == CARNET_OK
                   ? write_signed(lost, call, plan, passport, key, path, into)
                   : cli_fail_status(status, call->args[0], NULL);
    }
    cli_bytes_free(&into);
    carnet_buf_free(passport);
    return code;
}

static int sign_whole(const cli_call *call, const carnet_plan *plan,
                      const carnet_buf *left_out)
{
    carnet_secret_key *key = NULL;
    int32_t index = -1;
    cli_lost lost = {false, 0, NULL, 0};
    int code = cli_read_secret(&key, call->key);
    if (code == CLI_OK) {
        code = cli_sign_plan(&index, &lost, call, plan, key,
                             cli_issued_path(call));
    }
    if (code == CLI_OK) {
        cli_say_parts(plan);
        if (call->given[CLI_JSON]) {
            cli_print_plan_json(plan, cli_issued_path(call), index, &lost,
                                left_out);
            puts("");
        }
    }
    cli_lost_free(&lost);
    carnet_key_free(key);
    return code;
}

/* What signing would do, and warn of or refuse. */
static int sign_nothing(const cli_call *call, const carnet_plan *plan,
                        const carnet_buf *left_out)
{
    cli_lost lost = {false, 0, NULL, 0};
    int code = cli_look_into(&lost, call, plan);
    if (code == CLI_OK && call->given[CLI_JSON]) {
        cli_print_plan_json(plan, NULL, -1, &lost, left_out);
        puts("");
    } else if (code == CLI_OK) {
        cli_print_plan(plan);
    }
    if (code == CLI_OK) {
        cli_say_parts(plan);
    }
    cli_lost_free(&lost);
    return code;
}

static int carry_out(const cli_call *call, const carnet_plan *plan,
                     const carnet_buf *left_out)
{
    return call->given[CLI_DRY_RUN] ? sign_nothing(call, plan, left_out)
                                    : sign_whole(call, plan, left_out);
}

static int dates_of(const cli_call *call, const carnet_record *record,
                    int32_t *issued_out, int32_t *valid_out)
{
    int code = day_of_issue(call, record, issued_out);
    return code == CLI_OK
               ? days_of_validity(call, record, *issued_out, valid_out)
               : code;
}

carnet_status cli_plan_record(carnet_plan **out, carnet_problem **problem,
                              const cli_call *call, const carnet_record *record)
{
    int32_t issued = 0;
    int32_t valid = 0;
    return dates_of(call, record, &issued, &valid) == CLI_OK
               ? carnet_issue_plan(out, problem, record, issued, valid)
               : CARNET_RECORD_RANGE;
}

int cli_issue_record(const cli_call *call, carnet_record *record,
                     const carnet_buf *left_out)
{
    int32_t issued = 0;
    int32_t valid = 0;
    int code = dates_of(call, record, &issued, &valid);
    for (size_t i = 0; i < call->num_move && code == CLI_OK; i++) {
        code = move_entry(record, call->move[i]);
    }
    if (code != CLI_OK) {
        return code;
    }
    carnet_plan *plan = NULL;
    carnet_problem *problem = NULL;
    carnet_status status =
        carnet_issue_plan(&plan, &problem, record, issued, valid);
    if (status != CARNET_OK) {
        code = cli_fail_status(status, call->args[0], problem);
    } else if (call->separate != NULL) {
        code = cli_issue_cards(call, record, plan, issued, valid);
    } else {
        code = carry_out(call, plan, left_out);
    }
    carnet_problem_free(problem);
    carnet_issue_free(plan);
    return code;
}

int cli_check_issue(const cli_call *call)
{
    if (call->into == NULL && call->given[CLI_SAME_PERSON]) {
        return cli_fail(CLI_USAGE, "--same-person is for --into");
    }
    if (call->into != NULL && call->separate != NULL) {
        return cli_fail(CLI_USAGE, "--separate makes cards, which stay apart: "
                                   "not with --into");
    }
    if (call->given[CLI_DRY_RUN] && !cli_is_dash(call->out)) {
        return cli_fail(CLI_USAGE, "--dry-run makes no file for -o");
    }
    if (call->given[CLI_DRY_RUN]) {
        return call->num_status == 0
                   ? CLI_OK
                   : cli_fail(CLI_USAGE, "--dry-run signs nothing, and gives "
                                         "no index of --status out");
    }
    if (call->key == NULL) {
        return cli_fail(CLI_USAGE,
                        "say who signs: --key clinic.key (or --dry-run)");
    }
    cli_call writes = *call;
    writes.out = cli_issued_path(call);
    return cli_check_json_out(&writes);
}

static int issue_file(const cli_call *call)
{
    if (call->num_args == 0) {
        return cli_fail(CLI_USAGE,
                        "say which record (- is standard input); `carnet "
                        "issue --template list` helps to begin one");
    }
    if (call->given[CLI_WHOLE]) {
        return cli_fail(CLI_USAGE, "--whole goes with --batch or --restate");
    }
    int code = cli_check_issue(call);
    if (code != CLI_OK) {
        return code;
    }
    cli_read_in in;
    code = cli_read_record(&in, call->args[0]);
    if (code == CLI_OK) {
        code = cli_issue_record(call, in.record, NULL);
    }
    cli_read_in_free(&in);
    return code;
}

int cli_verb_issue(const cli_call *call)
{
    bool restates = call->given[CLI_RESTATE];
    if (!restates && call->template_kind == NULL &&
        (call->num_trust > 0 || call->num_pins > 0)) {
        return cli_fail(CLI_USAGE, "--trust and --pin go with --restate");
    }
    if (call->num_status > 1) {
        return cli_fail(CLI_USAGE, "one --status, the draft of this key");
    }
    if (call->template_kind != NULL) {
        return print_template(call);
    }
    if (call->given[CLI_BATCH]) {
        return restates ? cli_fail(CLI_USAGE, "--restate is not for --batch")
                        : cli_issue_batch(call);
    }
    if (call->given[CLI_JOBS]) {
        return cli_fail(CLI_USAGE, "--jobs goes with --batch");
    }
    return restates ? cli_issue_restated(call) : issue_file(call);
}
