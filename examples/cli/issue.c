/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet issue: a record in JSON becomes a passport. Says which entries went
 * to the private part and why; with --dry-run says what each entry costs and
 * signs nothing.
 */
#include "cli.h"

enum {
    SECONDS_A_DAY = 86400
};

static const char *const part_names[] = {"desk", "clinic", "private"};

/* ---- templates ---- */

static int print_template(const char *kind_name)
{
    if (strcmp(kind_name, "list") == 0) {
        for (int32_t k = 0; k < carnet_record_num_kinds(); k++) {
            puts(carnet_record_kind_name(k));
        }
        return CLI_OK;
    }
    int32_t kind = carnet_record_find_kind(kind_name, strlen(kind_name));
    carnet_buf *json = NULL;
    carnet_status status = carnet_record_skeleton(&json, kind);
    if (status != CARNET_OK) {
        cli_fail_status(status, kind_name, NULL);
        return cli_fail(CLI_USAGE,
                        "`carnet issue --template list` lists the kinds");
    }
    fwrite(carnet_buf_data(json), 1, carnet_buf_len(json), stdout);
    carnet_buf_free(json);
    return CLI_OK;
}

/* ---- days ---- */

static int take_day(const char *option, const char *text, int32_t *days_out)
{
    if (carnet_text_parse_day(days_out, text, strlen(text)) != CARNET_OK) {
        return cli_fail(CLI_USAGE, "%s takes a day as YYYY-MM-DD, not '%s'",
                        option, text);
    }
    return CLI_OK;
}

/* Day of issue: --date, else the record's, else today. */
static int day_of_issue(const cli_call *call, const carnet_record *record,
                        int32_t *out)
{
    if (call->date != NULL) {
        return take_day("--date", call->date, out);
    }
    if (carnet_record_get_issued(out, record) != CARNET_OK) {
        int64_t now = cli_now(call);
        int64_t day = now / SECONDS_A_DAY;
        *out = (int32_t)(now % SECONDS_A_DAY < 0 ? day - 1 : day);
    }
    return CLI_OK;
}

/* Days of validity: --valid-until, else the record's, else unlimited. */
static int days_of_validity(const cli_call *call, const carnet_record *record,
                            int32_t issued, int32_t *out)
{
    int32_t last = 0;
    *out = CARNET_ISSUE_UNLIMITED;
    if (call->valid != NULL) {
        int code = take_day("--valid-until", call->valid, &last);
        if (code != CLI_OK) {
            return code;
        }
    } else if (carnet_record_get_valid_until(&last, record) != CARNET_OK) {
        return CLI_OK;
    }
    if (last < issued) {
        return cli_fail(CLI_DATA,
                        "the last valid day is before the day of issue");
    }
    *out = last - issued;
    return CLI_OK;
}

/* ---- moving entries ---- */

static int find_part(const char *name)
{
    for (int part = 0; part < 3; part++) {
        if (strcmp(name, part_names[part]) == 0) {
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
    int part = *end == '=' ? find_part(end + 1) : -1;
    if (part < 0 || n == 0 || word[0] < '0' || word[0] > '9') {
        return cli_fail(CLI_USAGE,
                        "--move takes N=desk, N=clinic or N=private, not "
                        "'%s'",
                        word);
    }
    carnet_status status = carnet_record_set_part(record, n - 1, part);
    if (status == CARNET_OK) {
        status = carnet_record_allow_less_private(record, n - 1);
    }
    if (status != CARNET_OK) {
        return cli_fail(CLI_USAGE, "--move %s: there is no entry %lu", word, n);
    }
    return CLI_OK;
}

/* ---- plan ---- */

static const char *kind_name(const carnet_entry *e)
{
    int64_t kind = carnet_record_entry_kind(e);
    const char *name =
        kind > INT32_MAX ? NULL : carnet_record_kind_name((int32_t)kind);
    return name == NULL ? "entry of a later version" : name;
}

static int qr_version(size_t num_bytes)
{
    return carnet_qr_version_for(carnet_issue_chars_for(num_bytes),
                                 CARNET_QR_LEVEL_M);
}

/* What went to the private part because of a code, and what was moved out. */
static void say_parts(const carnet_plan *plan)
{
    for (size_t i = 0; i < carnet_issue_num_entries(plan); i++) {
        const carnet_entry *e = carnet_issue_get_entry(plan, i);
        int32_t part = carnet_record_entry_part(e);
        int32_t asked = carnet_issue_default_part(plan, i);
        const char *code = carnet_issue_why_code(plan, i);
        const char *why = carnet_issue_why(plan, i);
        if (part == CARNET_PART_PRIVATE) {
            cli_say("%s goes to the private part%s%s%s%s", kind_name(e),
                    why[0] == '\0' ? "" : ": ", why,
                    code[0] == '\0' ? "" : ", ", code);
        } else if (part < asked) {
            cli_say("%s is in the %s part though it belongs to the %s one%s%s",
                    kind_name(e), part_names[part], part_names[asked],
                    why[0] == '\0' ? "" : ": ", why);
        }
    }
}

static void print_plan(const carnet_plan *plan)
{
    puts(" n  part     kind                  bytes  passport so far  QR at M");
    for (size_t i = 0; i < carnet_issue_num_entries(plan); i++) {
        const carnet_entry *e = carnet_issue_get_entry(plan, i);
        size_t upto = carnet_issue_bytes_upto(plan, i);
        printf("%2zu  %-7s  %-20s  %5zu  %15zu  %7d\n", i + 1,
               part_names[carnet_record_entry_part(e)], kind_name(e),
               carnet_issue_entry_bytes(plan, i), upto, qr_version(upto));
    }
    printf("%zu bytes, %zu characters, QR version %d at level M; nothing was "
           "signed\n",
           carnet_issue_num_bytes(plan), carnet_issue_num_chars(plan),
           qr_version(carnet_issue_num_bytes(plan)));
}

static void print_plan_json(const carnet_plan *plan)
{
    fputs("{\"entries\":[", stdout);
    for (size_t i = 0; i < carnet_issue_num_entries(plan); i++) {
        const carnet_entry *e = carnet_issue_get_entry(plan, i);
        size_t upto = carnet_issue_bytes_upto(plan, i);
        printf("%s\n{\"kind\":\"%s\",\"part\":\"%s\",\"default_part\":\"%s\","
               "\"why\":\"%s\",\"code\":\"%s\",\"bytes\":%zu,"
               "\"bytes_so_far\":%zu,\"qr_version_m\":%d}",
               i == 0 ? "" : ",", kind_name(e),
               part_names[carnet_record_entry_part(e)],
               part_names[carnet_issue_default_part(plan, i)],
               carnet_issue_why(plan, i), carnet_issue_why_code(plan, i),
               carnet_issue_entry_bytes(plan, i), upto, qr_version(upto));
    }
    printf("],\n\"bytes\":%zu,\"characters\":%zu,\"qr_version_m\":%d}\n",
           carnet_issue_num_bytes(plan), carnet_issue_num_chars(plan),
           qr_version(carnet_issue_num_bytes(plan)));
}

static int sign_plan(const cli_call *call, const carnet_plan *plan)
{
    carnet_secret_key *key = NULL;
    carnet_buf *passport = NULL;
    int code = cli_read_secret(&key, call->key);
    if (code != CLI_OK) {
        return code;
    }
    carnet_status status = carnet_issue_sign(&passport, plan, key);
    if (status != CARNET_OK) {
        code = cli_fail_status(status, "issue", NULL);
    } else {
        say_parts(plan);
        code = cli_write(call->out, carnet_buf_data(passport),
                         carnet_buf_len(passport), 0644, false);
    }
    carnet_buf_free(passport);
    carnet_key_free(key);
    return code;
}

static int issue_record(const cli_call *call, carnet_record *record)
{
    int32_t issued = 0;
    int32_t valid = 0;
    int code = day_of_issue(call, record, &issued);
    if (code == CLI_OK) {
        code = days_of_validity(call, record, issued, &valid);
    }
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
    } else if (!call->dry_run) {
        code = sign_plan(call, plan);
    } else if (call->json) {
        print_plan_json(plan);
    } else {
        print_plan(plan);
        say_parts(plan);
    }
    carnet_problem_free(problem);
    carnet_issue_free(plan);
    return code;
}

int cli_verb_issue(const cli_call *call)
{
    if (call->template_kind != NULL) {
        return print_template(call->template_kind);
    }
    if (call->num_args == 0) {
        return cli_fail(CLI_USAGE, "say which record (- is standard input)");
    }
    if (call->key == NULL && !call->dry_run) {
        return cli_fail(CLI_USAGE,
                        "say who signs: --key clinic.key (or --dry-run)");
    }
    cli_bytes json;
    int code = cli_read(&json, call->args[0], CARNET_RECORD_JSON_MAX);
    if (code != CLI_OK) {
        return code;
    }
    carnet_record *record = NULL;
    carnet_problem *problem = NULL;
    carnet_status status = carnet_record_from_json(
        &record, &problem, (const char *)json.data, json.len);
    if (status != CARNET_OK) {
        code = cli_fail_status(status, call->args[0], problem);
    } else {
        code = issue_record(call, record);
    }
    carnet_problem_free(problem);
    carnet_record_free(record);
    cli_bytes_free(&json);
    return code;
}
