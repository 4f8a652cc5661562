/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet fhir: between a passport and systems that speak HL7 FHIR. What leaves
 * is what a verdict gives; nothing of a refused credential does.
 */
#include "import.h"
#include "trust.h"
#include "verdict.h"

/* A name for each trusted key: its file's, without folder and ending. */
static const char *name_key(cli_name *out, const char *path)
{
    const char *slash = strrchr(path, '/');
    *out = cli_safe(slash == NULL ? path : slash + 1);
    char *dot = strrchr(out->text, '.');
    if (dot != NULL && dot != out->text) {
        *dot = '\0';
    }
    return out->text;
}

static int write_bundle(const cli_call *call, const carnet_verdict *v)
{
    cli_name shown[CLI_MAX_LIST];
    const char *names[CLI_MAX_LIST];
    const char *paths[CLI_MAX_LIST];
    size_t num_keys = cli_name_keys(paths, call);
    for (size_t i = 0; i < num_keys; i++) {
        names[i] = name_key(&shown[i], paths[i]);
    }
    carnet_buf *out = NULL;
    carnet_status status =
        carnet_interop_fhir_export(&out, v, names, num_keys, cli_language(),
                                   strlen(cli_language()), cli_now(call));
    int code = CLI_OK;
    if (status == CARNET_OK) {
        code = cli_write(call->out, carnet_buf_data(out), carnet_buf_len(out),
                         CLI_TEXT | CLI_OWNERS);
    } else {
        code = status == CARNET_CALLER_ABSENT
                   ? cli_fail_in_error(call->args[1])
                   : cli_fail_status(status, call->args[1], NULL);
    }
    carnet_buf_free(out);
    return code;
}

static int export(const cli_call *call)
{
    carnet_verdict *v = NULL;
    int code = cli_get_verdict(&v, call);
    if (code != CLI_OK) {
        return code;
    }
    int32_t outcome = carnet_verify_outcome(v);
    if (outcome == CARNET_VERIFY_REFUSED) {
        code = cli_say_refused(call, v, 0);
    } else {
        code = write_bundle(call, v);
    }
    carnet_verify_free(v);
    return code == CLI_OK ? cli_exit_of_outcome(outcome) : code;
}

int cli_verb_fhir(const cli_call *call)
{
    static const cli_action actions[] = {{"export", export, "otR@n"},
                                         {"import", cli_fhir_import, "ors"},
                                         {NULL, NULL, NULL}};
    return cli_run_action(call, "fhir", actions);
}
