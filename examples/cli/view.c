/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet view: what all credentials of a passport together say, for a day or
 * now. Nothing of a refused credential is ever printed.
 */
#include "verdict.h"

static int make_view(carnet_view **out, const cli_call *call,
                     const carnet_verdict *v)
{
    int32_t day = 0;
    carnet_status status = CARNET_OK;
    if (call->given[CLI_DATE]) {
        int code = cli_take_day(&day, "--date", call->date);
        if (code != CLI_OK) {
            return code;
        }
        status = carnet_view_new_day(out, v, day);
    } else {
        status = carnet_view_new(out, v, cli_now(call), cli_offset(call));
    }
    return status == CARNET_OK ? CLI_OK
                               : cli_fail_status(status, call->args[0], NULL);
}

static int print_json(const cli_call *call, const carnet_view *view)
{
    carnet_buf *json = NULL;
    carnet_status status =
        carnet_view_json(&json, view, call->given[CLI_EXPLAIN]);
    return cli_print_given_json(status, json, "view");
}

static int print_lines(const cli_call *call, const carnet_view *view)
{
    cli_key_names names;
    carnet_buf *text = NULL;
    size_t num = 0;
    cli_name_shown_keys(&names, call);
    carnet_status status = carnet_view_lines(
        &text, &num, view, call->given[CLI_EXPLAIN], names.names, names.num,
        cli_language(), strlen(cli_language()));
    if (status != CARNET_OK) {
        return cli_fail_status(status, "view", NULL);
    }
    cli_page p;
    cli_page_begin(&p, stdout, NULL);
    cli_page_put_own(&p, (const char *)carnet_buf_data(text), num);
    carnet_buf_free(text);
    return cli_page_end(&p, CLI_OK);
}

int cli_verb_view(const cli_call *call)
{
    carnet_verdict *v = NULL;
    carnet_view *view = NULL;
    int code = cli_get_verdict(&v, call);
    if (code == CLI_OK) {
        code = make_view(&view, call, v);
    }
    if (code == CLI_OK) {
        code = call->given[CLI_JSON] ? print_json(call, view)
                                     : print_lines(call, view);
    }
    if (code == CLI_OK) {
        code = cli_exit_of_outcome(carnet_verify_outcome(v));
    }
    carnet_view_free(view);
    carnet_verify_free(v);
    return code;
}
