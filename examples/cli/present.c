/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet present: a passport that shows less. The library chooses and writes;
 * the command says what of issuers and dates is still to be seen.
 */
#include "phrase.h"
#include "seal.h"
#include "wait.h"

/* All audiences, a line each, or as a JSON object. */
static int list_audiences(const cli_call *call)
{
    bool json = call->given[CLI_JSON];
    fputs(json ? "{\"audiences\":[" : "", stdout);
    for (size_t i = 0; carnet_privacy_audience(i) != NULL; i++) {
        const char *name = carnet_privacy_audience(i);
        const char *about = carnet_privacy_audience_about(i);
        if (json) {
            printf("%s{\"name\":\"%s\",\"about\":\"%s\"}", i == 0 ? "" : ",",
                   name, about);
        } else {
            printf("%-12s %s\n", name, about);
        }
    }
    fputs(json ? "]}\n" : "", stdout);
    return CLI_OK;
}

static int check_call(const cli_call *call)
{
    if (call->num_args == 0) {
        return cli_fail(CLI_USAGE,
                        "a file name is missing (- is standard input); see "
                        "`carnet present --help`");
    }
    if (call->audience == NULL && call->num_show + call->num_withhold +
                                          call->num_seal + call->num_decoy ==
                                      0) {
        return cli_fail(CLI_USAGE,
                        "say who will see it: --audience desk (`carnet present "
                        "--audience list` names all), or --show, --withhold or "
                        "--seal");
    }
    return cli_check_json_out(call);
}

static int say_rest(const cli_call *call, const carnet_buf *made)
{
    carnet_envelope *e = NULL;
    carnet_status status =
        carnet_peek(&e, NULL, carnet_buf_data(made), carnet_buf_len(made));
    if (status != CARNET_OK) {
        return cli_fail_status(status, call->args[0], NULL);
    }
    cli_say("who sees it still sees who issued these, and when:");
    cli_list_credentials(stderr, e);
    if (call->given[CLI_JSON]) {
        cli_print_envelope_json(e);
    }
    carnet_peek_free(e);
    return CLI_OK;
}

static carnet_status make(carnet_buf **out, carnet_problem **problem,
                          const cli_call *call, cli_bytes input,
                          const carnet_sealing *sealing)
{
    return sealing == NULL
               ? carnet_privacy_present(out, problem, input.data, input.len,
                                        call->audience, call->show,
                                        call->num_show, call->withhold,
                                        call->num_withhold)
               : carnet_seal_present(out, problem, input.data, input.len,
                                     call->audience, call->show, call->num_show,
                                     call->withhold, call->num_withhold,
                                     sealing);
}

/* Private entries that are not sealed: no longer what is made to be shown. */
static bool holds_private(const carnet_buf *made)
{
    carnet_outline *outline = NULL;
    bool holds = carnet_peek_outline(&outline, NULL, carnet_buf_data(made),
                                     carnet_buf_len(made)) != CARNET_OK ||
                 carnet_peek_outline_num(outline, CARNET_PART_PRIVATE) > 0;
    carnet_peek_outline_free(outline);
    return holds;
}

static int present(const cli_call *call, cli_bytes input,
                   const carnet_sealing *sealing)
{
    carnet_buf *made = NULL;
    carnet_problem *problem = NULL;
    cli_wait_begin("sealing");
    carnet_status status = make(&made, &problem, call, input, sealing);
    cli_wait_end();
    int code = CLI_OK;
    if (status != CARNET_OK) {
        code = cli_fail_status(status, call->args[0], problem);
        code = status == CARNET_PRIVACY_CHOICE ? CLI_USAGE : code;
    } else {
        code = cli_write(call->out, carnet_buf_data(made), carnet_buf_len(made),
                         CLI_BINARY | (holds_private(made) ? CLI_OWNERS : 0));
    }
    if (code == CLI_OK) {
        code = say_rest(call, made);
    }
    carnet_problem_free(problem);
    carnet_buf_free(made);
    return code;
}

/* The phrase comes last: of what was not made nobody needs one. */
static int present_sealed(const cli_call *call, cli_bytes input)
{
    carnet_sealing *sealing = NULL;
    carnet_buf *phrase = NULL;
    int code = cli_make_sealing(&sealing, &phrase, call);
    if (code == CLI_OK) {
        code = present(call, input, sealing);
    }
    if (code == CLI_OK && phrase != NULL) {
        code = cli_give_phrase(call, phrase);
    }
    carnet_seal_free(sealing);
    carnet_buf_free(phrase);
    return code;
}

int cli_verb_present(const cli_call *call)
{
    if (call->audience != NULL && strcmp(call->audience, "list") == 0) {
        int usage = cli_take_only(call, "present --audience list", "aj");
        return usage == CLI_OK ? list_audiences(call) : usage;
    }
    cli_bytes input;
    int code = check_call(call);
    if (code == CLI_OK) {
        code = cli_read_passport(&input, call);
    }
    if (code != CLI_OK) {
        return code;
    }
    code = present_sealed(call, input);
    cli_bytes_free(&input);
    return code;
}
