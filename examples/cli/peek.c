/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet peek: envelope facts, as claimed and unverified: key ids, dates,
 * sizes. It has no way to a value of an entry.
 */
#include "wrap.h"

static cli_name key_id(const carnet_envelope *e, size_t i)
{
    cli_name none = {""};
    uint8_t id[CARNET_KEY_ID_SIZE];
    return carnet_peek_copy_key_id(id, e, i) == CARNET_OK
               ? cli_hex(id, sizeof id)
               : none;
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

static const char *part_word(const carnet_envelope *e, size_t i, int32_t part)
{
    static const char *const words[] = {"withheld", "whole", "partial",
                                        "sealed"};
    return words[carnet_peek_part(e, i, part)];
}

static void print_credential(cli_page *p, const carnet_envelope *e, size_t i)
{
    char status[40] = "";
    int32_t index = carnet_peek_status_index(e, i);
    if (index >= 0) {
        snprintf(status, sizeof status, ", status index %d", (int)index);
    }
    cli_page_line(
        p, "Credential %zu: key id %s%s%s%s", i + 1, key_id(e, i).text,
        cli_day(", issued ", carnet_peek_issued_days(e, i), "").text,
        cli_day(", valid until ", carnet_peek_valid_until_days(e, i), "").text,
        status);
    cli_page_line(p, "  body %zu bytes; parts desk %s, clinic %s, private %s",
                  carnet_peek_num_body_bytes(e, i), part_word(e, i, 0),
                  part_word(e, i, 1), part_word(e, i, 2));
}

static void print_credentials(cli_page *p, const carnet_envelope *e)
{
    for (size_t i = 0; i < carnet_peek_num_credentials(e); i++) {
        print_credential(p, e, i);
    }
}

void cli_list_credentials(FILE *f, const carnet_envelope *e)
{
    cli_page p;
    cli_page_begin(&p, f, NULL);
    print_credentials(&p, e);
}

static void print_text(const carnet_envelope *e)
{
    cli_page p;
    char code[40] = "too large for any QR code";
    if (qr_version(e) > 0) {
        snprintf(code, sizeof code, "QR version %d at level M",
                 (int)qr_version(e));
    }
    cli_page_begin(&p, stdout, NULL);
    cli_page_line(&p, "A passport as %s: %zu bytes, %zu characters as text, %s",
                  form(e), carnet_peek_num_bytes(e), carnet_peek_num_chars(e),
                  code);
    print_credentials(&p, e);
    cli_page_line(&p, "As claimed: nothing of this is verified.");
}

/* ---- JSON ---- */

static void print_credential_json(const carnet_envelope *e, size_t i)
{
    printf("%s\n{\"key_id\":\"%s", i == 0 ? "" : ",", key_id(e, i).text);
    cli_print_day("\",\"issued\":\"", carnet_peek_issued_days(e, i), "\"");
    cli_print_day(",\"valid_until\":\"", carnet_peek_valid_until_days(e, i),
                  "\"");
    if (carnet_peek_status_index(e, i) >= 0) {
        printf(",\"status_index\":%d", (int)carnet_peek_status_index(e, i));
    }
    printf(",\"body_bytes\":%zu,\"parts\":{", carnet_peek_num_body_bytes(e, i));
    for (int32_t part = 0; part < 3; part++) {
        printf("%s\"%s\":\"%s\"", part == 0 ? "" : ",", cli_part_name(part),
               part_word(e, i, part));
    }
    fputs("}}", stdout);
}

void cli_print_envelope_json(const carnet_envelope *e)
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

int cli_print_made_json(const cli_call *call, const carnet_buf *made)
{
    carnet_envelope *e = NULL;
    carnet_status status =
        carnet_peek(&e, NULL, carnet_buf_data(made), carnet_buf_len(made));
    if (status != CARNET_OK) {
        return cli_fail_status(status, call->args[0], NULL);
    }
    cli_print_envelope_json(e);
    carnet_peek_free(e);
    return CLI_OK;
}

int cli_verb_peek(const cli_call *call)
{
    cli_bytes input;
    int code = cli_read_passport(&input, call);
    if (code != CLI_OK) {
        return code;
    }
    carnet_envelope *e = NULL;
    carnet_problem *problem = NULL;
    carnet_status status = carnet_peek(&e, &problem, input.data, input.len);
    if (status != CARNET_OK) {
        code = cli_fail_status(status, call->args[0], problem);
    } else if (call->given[CLI_JSON]) {
        cli_print_envelope_json(e);
    } else {
        print_text(e);
    }
    carnet_peek_free(e);
    carnet_problem_free(problem);
    cli_bytes_free(&input);
    return code;
}
