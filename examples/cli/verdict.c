/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet verify, and the verdict as all verbs say it: the word first, then
 * what it comes from. "Not checked" is said, and never looks like "fine".
 */
#include "batch.h"

#include "trust.h"

int cli_exit_of_outcome(int32_t outcome)
{
    switch (outcome) {
    case CARNET_VERIFY_ACCEPTED:
        return CLI_OK;
    case CARNET_VERIFY_REVIEW:
        return CLI_REVIEW;
    default:
        return CLI_REFUSED;
    }
}

static int verify(carnet_verdict **out, const cli_call *call,
                  const cli_trusted *trusted)
{
    cli_bytes input;
    const char *path = call->args[call->first_file];
    int code = cli_read_passport(&input, call);
    if (code != CLI_OK) {
        return code;
    }
    carnet_status status =
        cli_verify(out, trusted, call, input.data, input.len);
    cli_bytes_free(&input);
    return status == CARNET_OK ? CLI_OK : cli_fail_status(status, path, NULL);
}

int cli_say_refused(const cli_call *call, const carnet_verdict *v, size_t i)
{
    carnet_status reason = carnet_verify_reason(v);
    if (reason == CARNET_OK) {
        reason = carnet_verify_fact_status(v, i, CARNET_VERIFY_SIGNATURE);
    }
    cli_fail_status(reason, call->args[call->first_file], NULL);
    return CLI_REFUSED;
}

int cli_fail_in_error(const char *path)
{
    return cli_fail(CLI_REVIEW,
                    "%s: entered in error, says its issuer, and perhaps about "
                    "another person: nothing is written",
                    cli_shown(path).text);
}

int cli_get_verdict(carnet_verdict **out, const cli_call *call)
{
    cli_trusted trusted;
    int code = cli_read_trusted(&trusted, call);
    if (code == CLI_OK) {
        code = verify(out, call, &trusted);
    }
    cli_free_trusted(&trusted);
    return code;
}

void cli_name_shown_keys(cli_key_names *out, const cli_call *call)
{
    const char *paths[CLI_MAX_LIST];
    out->num = cli_name_keys(paths, call);
    for (size_t i = 0; i < out->num; i++) {
        out->shown[i] = cli_shown(paths[i]);
        out->names[i] = out->shown[i].text;
    }
}

/* As carnet_verify_text gives it with the call's names. */
static carnet_status verdict_text(carnet_buf **out, size_t *num_unreviewed,
                                  const cli_call *call, const carnet_verdict *v)
{
    cli_key_names names;
    cli_name_shown_keys(&names, call);
    return carnet_verify_text(out, num_unreviewed, v, names.names, names.num,
                              cli_language(), strlen(cli_language()));
}

carnet_status cli_shown_text(carnet_buf **out, size_t *num_unreviewed,
                             const cli_call *call, const carnet_verdict *shown,
                             const carnet_verdict *whole)
{
    cli_key_names names;
    cli_name_shown_keys(&names, call);
    return carnet_verify_shown_text(out, num_unreviewed, shown, whole,
                                    names.names, names.num, cli_language(),
                                    strlen(cli_language()));
}

int cli_print_verdict(cli_page *p, const cli_call *call,
                      const carnet_verdict *v)
{
    carnet_buf *text = NULL;
    size_t num = 0;
    carnet_status status = verdict_text(&text, &num, call, v);
    if (status != CARNET_OK) {
        return cli_fail_status(status, "verdict", NULL);
    }
    cli_page_put_own(p, (const char *)carnet_buf_data(text), num);
    carnet_buf_free(text);
    return CLI_OK;
}

int cli_print_verdict_json(const carnet_verdict *v, bool with_entries)
{
    carnet_buf *json = NULL;
    carnet_status status = carnet_verify_json(&json, v, with_entries);
    return cli_print_given_json(status, json, "verdict");
}

/* No string of JSON has a line end in it; what is behind one indents. */
void cli_put_line(FILE *f, const carnet_buf *json)
{
    const char *at = (const char *)carnet_buf_data(json);
    while (*at != '\0') {
        size_t len = strcspn(at, "\n");
        fwrite(at, 1, len, f);
        at += len;
        at += strspn(at, "\n ");
    }
}

int cli_put_verdict_line(FILE *f, const carnet_verdict *v, bool with_entries)
{
    carnet_buf *json = NULL;
    carnet_status status = carnet_verify_json(&json, v, with_entries);
    if (status != CARNET_OK) {
        return cli_fail_status(status, "verdict", NULL);
    }
    cli_put_line(f, json);
    carnet_buf_free(json);
    return CLI_OK;
}

int cli_verb_verify(const cli_call *call)
{
    enum {
        MOST_FILES = 64 /* codes of one set, and what was scanned twice */
    };
    if (call->given[CLI_BATCH]) {
        return cli_verify_batch(call);
    }
    if (call->given[CLI_JOBS]) {
        return cli_fail(CLI_USAGE, "--jobs goes with --batch");
    }
    if (call->num_args > MOST_FILES) {
        return cli_fail(CLI_USAGE, "too many file names; --batch takes more");
    }
    carnet_verdict *v = NULL;
    int code = cli_get_verdict(&v, call);
    if (code != CLI_OK) {
        return code;
    }
    if (call->given[CLI_JSON]) {
        code = cli_print_verdict_json(v, false);
    } else {
        cli_page p;
        cli_page_begin(&p, stdout, NULL);
        code = cli_print_verdict(&p, call, v);
        code = cli_page_end(&p, code);
    }
    if (code == CLI_OK) {
        code = cli_exit_of_outcome(carnet_verify_outcome(v));
    }
    carnet_verify_free(v);
    return code;
}
