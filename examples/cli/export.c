/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet export: a verified passport for other tools, as COSE_Sign1 or in
 * diagnostic notation. Nothing of a refused credential leaves.
 */
#include "verdict.h"

/* RFC 4648 section 5, without padding. */
static char *base64url(const uint8_t *bytes, size_t len, size_t *len_out)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char *text = malloc(len / 3 * 4 + 4);
    if (text == NULL) {
        return NULL;
    }
    size_t n = 0;
    uint32_t held = 0;
    uint32_t num_bits = 0;
    for (size_t i = 0; i < len; i++) {
        held = (held << 8 | bytes[i]) & 0xFFFF;
        for (num_bits += 8; num_bits >= 6; num_bits -= 6) {
            text[n++] = digits[held >> (num_bits - 6) & 63];
        }
    }
    if (num_bits > 0) {
        text[n++] = digits[held << (6 - num_bits) & 63];
    }
    *len_out = n;
    return text;
}

/* {"cose":"..."} or {"diag":"..."}, to standard output. */
static int print_json(const cli_call *call, const carnet_buf *out)
{
    if (call->given[CLI_DIAG]) {
        fputs("{\"diag\":", stdout);
        cli_print_json((const char *)carnet_buf_data(out), carnet_buf_len(out));
        puts("}");
        return CLI_OK;
    }
    size_t len = 0;
    char *text = base64url(carnet_buf_data(out), carnet_buf_len(out), &len);
    if (text == NULL) {
        return cli_fail(CLI_SOFTWARE, "out of memory");
    }
    printf("{\"credential\":%zu,\"cose\":\"", call->credential);
    fwrite(text, 1, len, stdout);
    puts("\"}");
    free(text);
    return CLI_OK;
}

static int write_out(const cli_call *call, const carnet_buf *out)
{
    if (call->given[CLI_JSON]) {
        return print_json(call, out);
    }
    return cli_write(call->out, carnet_buf_data(out), carnet_buf_len(out),
                     (call->given[CLI_COSE] ? CLI_BINARY : CLI_TEXT) |
                         CLI_OWNERS);
}

static int write_export(const cli_call *call, const carnet_verdict *v)
{
    size_t i = call->credential - 1;
    size_t num = carnet_verify_num_credentials(v);
    if (i >= num) {
        return cli_fail(CLI_DATA, "%s: it has %zu %s, not %zu",
                        cli_shown(call->args[0]).text, num,
                        num == 1 ? "credential" : "credentials",
                        call->credential);
    }
    carnet_buf *out = NULL;
    carnet_status status = call->given[CLI_COSE]
                               ? carnet_verify_export_cose(&out, v, i)
                               : carnet_verify_export_diag(&out, v);
    int code = status == CARNET_OK ? write_out(call, out)
               : status == CARNET_CALLER_ABSENT
                   ? cli_fail_in_error(call->args[0])
                   : cli_fail_status(status, call->args[0], NULL);
    carnet_buf_free(out);
    return code;
}

static int export_verdict(const cli_call *call, const carnet_verdict *v)
{
    int32_t outcome = carnet_verify_outcome(v);
    size_t i = call->credential - 1;
    if (outcome == CARNET_VERIFY_REFUSED) {
        return cli_say_refused(call, v, 0);
    }
    if (call->given[CLI_COSE] &&
        carnet_verify_credential_outcome(v, i) == CARNET_VERIFY_REFUSED) {
        return cli_say_refused(call, v, i);
    }
    int code = write_export(call, v);
    return code == CLI_OK ? cli_exit_of_outcome(outcome) : code;
}

int cli_verb_export(const cli_call *call)
{
    if (call->given[CLI_COSE] == call->given[CLI_DIAG]) {
        return cli_fail(CLI_USAGE, "say one of --cose and --diag");
    }
    if (call->given[CLI_CREDENTIAL] && call->given[CLI_DIAG]) {
        return cli_fail(CLI_USAGE, "--credential goes with --cose");
    }
    carnet_verdict *v = NULL;
    int code = cli_check_json_alone(call);
    if (code == CLI_OK) {
        code = cli_get_verdict(&v, call);
    }
    if (code == CLI_OK) {
        code = export_verdict(call, v);
        carnet_verify_free(v);
    }
    return code;
}
