/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet export: a verified passport for other tools, as COSE_Sign1 or in
 * diagnostic notation. Nothing of a refused credential leaves.
 */
#include "verdict.h"

static int write_export(const cli_call *call, const carnet_verdict *v)
{
    carnet_buf *out = NULL;
    carnet_status status =
        call->cose ? carnet_verify_export_cose(&out, v, call->credential - 1)
                   : carnet_verify_export_diag(&out, v);
    int code = CLI_OK;
    if (status == CARNET_CALLER_ABSENT) {
        code = cli_fail(CLI_DATA, "%s: there is no credential %zu",
                        call->args[0], call->credential);
    } else if (status != CARNET_OK) {
        code = cli_fail_status(status, call->args[0], NULL);
    } else {
        code = cli_write(call->out, carnet_buf_data(out), carnet_buf_len(out),
                         0644, false);
    }
    carnet_buf_free(out);
    return code;
}

int cli_verb_export(const cli_call *call)
{
    if (call->cose == call->diag) {
        return cli_fail(CLI_USAGE, "say one of --cose and --diag");
    }
    carnet_verdict *v = NULL;
    int code = cli_get_verdict(&v, call);
    if (code != CLI_OK) {
        return code;
    }
    if (carnet_verify_outcome(v) == CARNET_VERIFY_REFUSED) {
        carnet_status reason = carnet_verify_reason(v);
        if (reason == CARNET_OK) {
            reason = carnet_verify_fact_status(v, 0, CARNET_VERIFY_SIGNATURE);
        }
        cli_fail_status(reason, call->args[0], NULL);
        code = CLI_REFUSED;
    } else {
        code = write_export(call, v);
    }
    if (code == CLI_OK) {
        code = cli_exit_of_outcome(carnet_verify_outcome(v));
    }
    carnet_verify_free(v);
    return code;
}
