/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet desk: scans in, answers out, until the input ends or somebody stops
 * it; then how many there were. It writes no file.
 */
#include "desk.h"

static int check_audience(const char *name)
{
    const char *known = "";
    for (size_t i = 0; known != NULL && strcmp(known, name) != 0; i++) {
        known = carnet_privacy_audience(i);
    }
    return known != NULL && known[0] != '\0'
               ? CLI_OK
               : cli_fail(CLI_USAGE,
                          "no audience '%s'; `carnet present --audience list` "
                          "names all",
                          cli_safe(name).text);
}

static int check_call(const cli_call *call, const char *audience)
{
    if (call->given[CLI_BAUD] && call->device == NULL) {
        return cli_fail(CLI_USAGE, "--baud goes with --device");
    }
    int code = check_audience(audience);
    return code == CLI_OK ? cli_desk_check_color(call) : code;
}

static int answer(cli_desk *desk, const uint8_t *line, size_t len)
{
    cli_desk_answer a;
    cli_desk_reread(desk);
    int code = cli_desk_judge(&a, desk, line, len);
    if (code == CLI_OK) {
        code = desk->call->given[CLI_JSON] ? cli_desk_print_json(desk, &a)
                                           : cli_desk_show(desk, &a);
        cli_desk_answer_free(&a);
    }
    return code;
}

static int begin(const cli_desk *desk)
{
    if (desk->call->given[CLI_JSON]) {
        cli_desk_print_lists_json(desk, CLI_OK);
        return CLI_OK;
    }
    return cli_desk_show_ready(desk);
}

static int answer_all(cli_desk *desk, cli_desk_input *in)
{
    const uint8_t *line = NULL;
    size_t len = 0;
    int code = begin(desk);
    do {
        if (code == CLI_OK) {
            code = cli_desk_next(in, &line, &len);
        }
        if (code == CLI_OK && line != NULL) {
            code = answer(desk, line, len);
        }
    } while (code == CLI_OK && line != NULL);
    return code;
}

static int run(cli_desk *desk)
{
    cli_desk_input *in = NULL;
    int code = cli_desk_open(&in, desk->call);
    if (code == CLI_OK) {
        code = answer_all(desk, in);
        if (desk->call->given[CLI_JSON]) {
            cli_desk_print_counts_json(desk);
        } else {
            int shown = cli_desk_show_counts(desk);
            code = code == CLI_OK ? shown : code;
        }
    }
    cli_desk_close(in);
    return code;
}

int cli_verb_desk(const cli_call *call)
{
    cli_desk desk = {.call = call,
                     .audience =
                         call->audience == NULL ? "desk" : call->audience};
    int code = check_call(call, desk.audience);
    if (code == CLI_OK) {
        /* Before they are read, so that none is missed. */
        cli_desk_find_stores(&desk);
        code = cli_read_trusted(&desk.trusted, call);
    }
    if (code == CLI_OK) {
        cli_desk_catch();
        code = run(&desk);
    }
    cli_desk_free(&desk);
    return code;
}
