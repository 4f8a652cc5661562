/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet fhir import: a FHIR bundle becomes a record in JSON, and a report of
 * what carnet has no place for. Also the way by which other verbs read a
 * record, whichever of the two forms it has.
 */
#define _XOPEN_SOURCE 700
#include "import.h"

/* A carnet record has no such member, and in a text its quotes would have
   backslashes before them. */
static bool is_fhir(cli_bytes json)
{
    static const char mark[] = "\"resourceType\"";
    return json.data != NULL && strstr((const char *)json.data, mark) != NULL;
}

/* What a clinic loses, in one line. */
static void say_lost(const char *path, size_t lost)
{
    if (lost != 0) {
        cli_say("%s: %zu %s that a clinic may need %s no place in carnet; "
                "`carnet fhir import --report` names them",
                cli_shown(path).text, lost, lost == 1 ? "element" : "elements",
                lost == 1 ? "has" : "have");
    }
}

carnet_status cli_parse_record(cli_read_in *out, carnet_problem **problem,
                               cli_bytes json)
{
    *out = (cli_read_in){NULL, NULL, 0};
    const char *text = (const char *)json.data;
    return is_fhir(json)
               ? carnet_interop_fhir_import(&out->record, &out->report,
                                            &out->lost, problem, text, json.len)
               : carnet_record_from_json(&out->record, problem, text, json.len);
}

static int read_any(cli_read_in *out, const char *path, cli_bytes json)
{
    carnet_problem *problem = NULL;
    carnet_status status = cli_parse_record(out, &problem, json);
    int code = CLI_OK;
    if (status == CARNET_OK) {
        say_lost(path, out->lost);
    } else {
        code = cli_fail_status(status, path, problem);
        if (!is_fhir(json)) {
            cli_say_other(path, json, CLI_IS_JSON);
        }
    }
    carnet_problem_free(problem);
    return code;
}

int cli_read_record(cli_read_in *out, const char *path)
{
    cli_bytes json = {NULL, 0};
    *out = (cli_read_in){NULL, NULL, 0};
    int code = cli_read(&json, path, CARNET_INTEROP_JSON_MAX, "record");
    if (code == CLI_OK) {
        code = read_any(out, path, json);
    }
    cli_bytes_free(&json);
    return code;
}

void cli_read_in_free(cli_read_in *in)
{
    carnet_record_free(in->record);
    carnet_buf_free(in->report);
}

/* ---- the record as JSON ---- */

static int put(FILE *f, const char *text, size_t len)
{
    return fwrite(text, 1, len, f) == len ? CLI_OK : CLI_IO;
}

static int put_entry(FILE *f, const carnet_plan *plan, size_t i)
{
    carnet_buf *json = NULL;
    carnet_status status =
        carnet_record_entry_json(&json, carnet_issue_get_entry(plan, i));
    if (status != CARNET_OK) {
        return CLI_SOFTWARE;
    }
    int code = put(f, i == 0 ? "\n  " : ",\n  ", i == 0 ? 3 : 4);
    if (code == CLI_OK) {
        code =
            put(f, (const char *)carnet_buf_data(json), carnet_buf_len(json));
    }
    carnet_buf_free(json);
    return code;
}

/* All entries as the plan has them, each on a line. */
static int write_plan(const cli_call *call, const carnet_plan *plan)
{
    char *text = NULL;
    size_t len = 0;
    FILE *f = open_memstream(&text, &len);
    if (f == NULL) {
        return cli_fail(CLI_SOFTWARE, "out of memory");
    }
    int code = put(f, "{\"entries\": [", 13);
    for (size_t i = 0; i < carnet_issue_num_entries(plan) && code == CLI_OK;
         i++) {
        code = put_entry(f, plan, i);
    }
    if (code == CLI_OK) {
        code = put(f, "]}\n", 3);
    }
    if (fclose(f) != 0 || code != CLI_OK) {
        code = cli_fail(CLI_SOFTWARE, "out of memory");
    } else {
        code = cli_write(call->out, text, len, CLI_TEXT | CLI_OWNERS);
    }
    cli_bytes bytes = {(uint8_t *)text, len};
    cli_bytes_free(&bytes);
    return code;
}

static int write_record(const cli_call *call, const carnet_record *record)
{
    carnet_plan *plan = NULL;
    carnet_problem *problem = NULL;
    int32_t day = cli_today_here(call);
    carnet_status status = carnet_issue_plan(
        &plan, &problem, record, day < 0 ? 0 : day, CARNET_ISSUE_UNLIMITED);
    int code = status == CARNET_OK
                   ? write_plan(call, plan)
                   : cli_fail_status(status, call->args[1], problem);
    carnet_problem_free(problem);
    carnet_issue_free(plan);
    return code;
}

static int write_all(const cli_call *call, const cli_read_in *in)
{
    int code = CLI_OK;
    if (call->report != NULL && in->report != NULL) {
        code = cli_write(call->report, carnet_buf_data(in->report),
                         carnet_buf_len(in->report), CLI_TEXT);
    }
    if (code == CLI_OK && call->given[CLI_STRICT] && in->lost != 0) {
        return cli_fail(CLI_DATA, "nothing is written: --strict");
    }
    return code == CLI_OK ? write_record(call, in->record) : code;
}

int cli_fhir_import(const cli_call *call)
{
    cli_read_in in;
    int code = cli_read_record(&in, call->args[1]);
    if (code == CLI_OK && in.report == NULL) {
        code = cli_fail_status(CARNET_JSON_BUNDLE, call->args[1], NULL);
    }
    if (code == CLI_OK) {
        code = write_all(call, &in);
    }
    cli_read_in_free(&in);
    return code;
}
