/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet peek: envelope facts, as claimed and unverified: key ids, dates,
 * sizes. It has no way to a value of an entry.
 */
#include "cli.h"

static void print_key_id(const carnet_envelope *e, size_t i)
{
    uint8_t id[CARNET_KEY_ID_SIZE] = {0};
    if (carnet_peek_copy_key_id(id, e, i) == CARNET_OK) {
        cli_print_hex(id, sizeof id);
    }
}

static int32_t qr_version(const carnet_envelope *e)
{
    return carnet_qr_version_for(carnet_peek_num_chars(e), CARNET_QR_LEVEL_M);
}

static const char *form(const carnet_envelope *e)
{
    return carnet_peek_is_file(e) ? "file" : "text";
}

/* ---- words ---- */

static void print_credential(const carnet_envelope *e, size_t i)
{
    printf("Credential %zu: key id ", i + 1);
    print_key_id(e, i);
    cli_print_day(", issued ", carnet_peek_issued_days(e, i), "");
    cli_print_day(", valid until ", carnet_peek_valid_until_days(e, i), "");
    if (carnet_peek_status_index(e, i) >= 0) {
        printf(", status index %d", (int)carnet_peek_status_index(e, i));
    }
    printf("\n  body %zu bytes; parts", carnet_peek_num_body_bytes(e, i));
    for (int32_t part = 0; part < 3; part++) {
        printf("%s %s %s", part == 0 ? "" : ",", cli_part_name(part),
               carnet_peek_part(e, i, part) ? "whole" : "withheld");
    }
    putchar('\n');
}

static void print_text(const carnet_envelope *e)
{
    printf("A passport as %s: %zu bytes, %zu characters as text", form(e),
           carnet_peek_num_bytes(e), carnet_peek_num_chars(e));
    if (qr_version(e) > 0) {
        printf(", QR version %d at level M\n", (int)qr_version(e));
    } else {
        puts(", too large for any QR code");
    }
    for (size_t i = 0; i < carnet_peek_num_credentials(e); i++) {
        print_credential(e, i);
    }
    puts("As claimed: nothing of this is verified.");
}

/* ---- JSON ---- */

static void print_credential_json(const carnet_envelope *e, size_t i)
{
    printf("%s\n{\"key_id\":\"", i == 0 ? "" : ",");
    print_key_id(e, i);
    cli_print_day("\",\"issued\":\"", carnet_peek_issued_days(e, i), "\"");
    cli_print_day(",\"valid_until\":\"", carnet_peek_valid_until_days(e, i),
                  "\"");
    if (carnet_peek_status_index(e, i) >= 0) {
        printf(",\"status_index\":%d", (int)carnet_peek_status_index(e, i));
    }
    printf(",\"body_bytes\":%zu,\"parts\":{", carnet_peek_num_body_bytes(e, i));
    for (int32_t part = 0; part < 3; part++) {
        printf("%s\"%s\":\"%s\"", part == 0 ? "" : ",", cli_part_name(part),
               carnet_peek_part(e, i, part) ? "whole" : "withheld");
    }
    fputs("}}", stdout);
}

static void print_json(const carnet_envelope *e)
{
    printf("{\"verified\":false,\"form\":\"%s\",\"bytes\":%zu,"
           "\"characters\":%zu,\"qr_version_m\":",
           form(e), carnet_peek_num_bytes(e), carnet_peek_num_chars(e));
    if (qr_version(e) > 0) {
        printf("%d", (int)qr_version(e));
    } else {
        fputs("null", stdout);
    }
    fputs(",\"credentials\":[", stdout);
    for (size_t i = 0; i < carnet_peek_num_credentials(e); i++) {
        print_credential_json(e, i);
    }
    puts("]}");
}

int cli_verb_peek(const cli_call *call)
{
    cli_bytes input;
    int code = cli_read_passport(&input, call->args[0]);
    if (code != CLI_OK) {
        return code;
    }
    carnet_envelope *e = NULL;
    carnet_problem *problem = NULL;
    carnet_status status = carnet_peek(&e, &problem, input.data, input.len);
    if (status != CARNET_OK) {
        code = cli_fail_status(status, call->args[0], problem);
    } else if (call->given[CLI_JSON]) {
        print_json(e);
    } else {
        print_text(e);
    }
    carnet_peek_free(e);
    carnet_problem_free(problem);
    cli_bytes_free(&input);
    return code;
}
