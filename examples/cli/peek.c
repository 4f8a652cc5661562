/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet peek: envelope facts, as claimed and unverified: key ids, dates,
 * sizes. It has no way to a value of an entry.
 */
#include "cli.h"

static const char *const part_names[] = {"desk", "clinic", "private"};

static void print_hex_id(const carnet_envelope *e, size_t i)
{
    uint8_t id[CARNET_KEY_ID_SIZE] = {0};
    if (carnet_peek_copy_key_id(id, e, i) == CARNET_OK) {
        printf("%02x%02x%02x%02x", id[0], id[1], id[2], id[3]);
    }
}

static void print_day(const char *before, int32_t days, const char *after)
{
    char text[CARNET_TEXT_DAY_SIZE];
    if (carnet_text_print_day(text, days) == CARNET_OK) {
        printf("%s%s%s", before, text, after);
    }
}

static void print_credential(const carnet_envelope *e, size_t i)
{
    printf("Credential %zu: key id ", i + 1);
    print_hex_id(e, i);
    print_day(", issued ", carnet_peek_issued_days(e, i), "");
    print_day(", valid until ", carnet_peek_valid_until_days(e, i), "");
    if (carnet_peek_status_index(e, i) >= 0) {
        printf(", status index %d", carnet_peek_status_index(e, i));
    }
    printf("\n  body %zu bytes; parts", carnet_peek_num_body_bytes(e, i));
    for (int32_t part = 0; part < 3; part++) {
        printf(" %s %s%s", part_names[part],
               carnet_peek_part(e, i, part) ? "whole" : "withheld",
               part < 2 ? "," : "\n");
    }
}

static void print_text(const carnet_envelope *e)
{
    size_t chars = carnet_peek_num_chars(e);
    int32_t version = carnet_qr_version_for(chars, CARNET_QR_LEVEL_M);
    printf("%s, %zu bytes; %zu characters as text",
           carnet_peek_is_file(e) ? "File" : "Text", carnet_peek_num_bytes(e),
           chars);
    if (version > 0) {
        printf("; QR version %d at level M", version);
    }
    putchar('\n');
    for (size_t i = 0; i < carnet_peek_num_credentials(e); i++) {
        print_credential(e, i);
    }
    puts("As claimed: nothing of this is verified.");
}

static void print_json(const carnet_envelope *e)
{
    printf("{\"form\":\"%s\",\"bytes\":%zu,\"characters\":%zu,"
           "\"qr_version_m\":%d,\"verified\":false,\"credentials\":[",
           carnet_peek_is_file(e) ? "file" : "text", carnet_peek_num_bytes(e),
           carnet_peek_num_chars(e),
           carnet_qr_version_for(carnet_peek_num_chars(e), CARNET_QR_LEVEL_M));
    for (size_t i = 0; i < carnet_peek_num_credentials(e); i++) {
        printf("%s{\"key_id\":\"", i == 0 ? "" : ",");
        print_hex_id(e, i);
        print_day("\",\"issued\":\"", carnet_peek_issued_days(e, i), "\"");
        print_day(",\"valid_until\":\"", carnet_peek_valid_until_days(e, i),
                  "\"");
        if (carnet_peek_status_index(e, i) >= 0) {
            printf(",\"status_index\":%d", carnet_peek_status_index(e, i));
        }
        printf(",\"body_bytes\":%zu,\"parts\":{",
               carnet_peek_num_body_bytes(e, i));
        for (int32_t part = 0; part < 3; part++) {
            printf("\"%s\":\"%s\"%s", part_names[part],
                   carnet_peek_part(e, i, part) ? "whole" : "withheld",
                   part < 2 ? "," : "}}");
        }
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
    } else if (call->json) {
        print_json(e);
    } else {
        print_text(e);
    }
    carnet_peek_free(e);
    carnet_problem_free(problem);
    cli_bytes_free(&input);
    return code;
}
