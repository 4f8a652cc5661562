/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet verify and carnet show: one verdict, said in words or JSON; show adds
 * what the passport says. Nothing of a refused credential is ever printed.
 */
#include "cli.h"
#include "verdict.h"

#define NOTE "nobody vouches for this: treat it as a handwritten note"

enum {
    SCREEN = 20 /* lines after which the warning is said again */
};

static const char *const outcome_words[] = {"UNDECIDED", "ACCEPTED", "REVIEW",
                                            "REFUSED"};

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

int cli_get_verdict(carnet_verdict **out, const cli_call *call)
{
    cli_bytes input;
    carnet_public_key **keys = NULL;
    size_t num = 0;
    if (call->num_trust == 0) {
        return cli_fail(CLI_USAGE, "say whom you trust: --trust clinic.pub");
    }
    int code = cli_read_keys(&keys, &num, call);
    if (code != CLI_OK) {
        return code;
    }
    code = cli_read_passport(&input, call->args[0]);
    if (code == CLI_OK) {
        carnet_status status = carnet_verify(
            out, input.data, input.len, (const carnet_public_key *const *)keys,
            num, cli_now(call));
        if (status != CARNET_OK) {
            code = cli_fail_status(status, call->args[0], NULL);
        }
        cli_bytes_free(&input);
    }
    cli_free_keys(keys, num);
    return code;
}

static void print_day(const char *label, int32_t days)
{
    char text[CARNET_TEXT_DAY_SIZE];
    if (carnet_text_print_day(text, days) == CARNET_OK) {
        printf("%s%s", label, text);
    }
}

/* What lowers the word, a line each. */
static void print_facts(const carnet_verdict *v, size_t i)
{
    for (int32_t fact = 0; fact < CARNET_VERIFY_NUM_FACTS; fact++) {
        if (carnet_verify_fact(v, i, fact) == CARNET_VERIFY_NO) {
            carnet_status status = carnet_verify_fact_status(v, i, fact);
            printf("  %s (%s)\n", carnet_status_text(status),
                   carnet_status_name(status));
        }
    }
    if (carnet_verify_status_index(v, i) >= 0 &&
        carnet_verify_fact(v, i, CARNET_VERIFY_STATUS) ==
            CARNET_VERIFY_NOT_CHECKED) {
        puts("  It may have been revoked: no status list is at hand");
    }
}

static void print_parts(const carnet_verdict *v, size_t i)
{
    static const char *const names[] = {"desk", "clinic", "private"};
    for (int32_t part = 0; part < 3; part++) {
        if (carnet_verify_part(v, i, part) == CARNET_VERIFY_WITHHELD) {
            printf("  The %s part is not in this presentation\n", names[part]);
        }
    }
}

static void print_credential(const carnet_verdict *v, size_t i)
{
    uint8_t id[CARNET_KEY_ID_SIZE] = {0};
    if (carnet_verify_copy_key_id(id, v, i) != CARNET_OK) {
        return;
    }
    printf("Credential %zu: %s\n", i + 1,
           outcome_words[carnet_verify_credential_outcome(v, i)]);
    printf("  Key id %02x%02x%02x%02x", id[0], id[1], id[2], id[3]);
    print_day(", issued ", carnet_verify_issued_days(v, i));
    print_day(", valid until ", carnet_verify_valid_until_days(v, i));
    putchar('\n');
    print_facts(v, i);
    print_parts(v, i);
}

static void print_verdict(const carnet_verdict *v)
{
    printf("%s\n", outcome_words[carnet_verify_outcome(v)]);
    carnet_status reason = carnet_verify_reason(v);
    if (reason != CARNET_OK) {
        printf("  %s (%s, at %zu)\n", carnet_status_text(reason),
               carnet_status_name(reason), carnet_verify_offset(v));
        const char *detail = carnet_verify_detail(v);
        if (detail[0] != '\0') {
            fputs("  ", stdout);
            cli_print(stdout, detail, strlen(detail));
            putchar('\n');
        }
        return;
    }
    for (size_t i = 0; i < carnet_verify_num_credentials(v); i++) {
        print_credential(v, i);
    }
    if (carnet_verify_outcome(v) != CARNET_VERIFY_REFUSED) {
        puts("Check yourself: is the person in front of you the holder?");
    }
}

static int print_json(const carnet_verdict *v, bool with_entries)
{
    carnet_buf *json = NULL;
    carnet_status status = carnet_verify_json(&json, v, with_entries);
    if (status != CARNET_OK) {
        return cli_fail_status(status, "verdict", NULL);
    }
    fwrite(carnet_buf_data(json), 1, carnet_buf_len(json), stdout);
    carnet_buf_free(json);
    return CLI_OK;
}

/* Prints an entry; *lines counts those printed so far. */
static int print_entry(const carnet_entry *e, size_t *lines)
{
    carnet_buf *text = NULL;
    carnet_status status = carnet_view_text(&text, e);
    if (status != CARNET_OK) {
        return cli_fail_status(status, "entry", NULL);
    }
    const char *s = (const char *)carnet_buf_data(text);
    cli_print(stdout, s, carnet_buf_len(text));
    for (size_t i = 0; i < carnet_buf_len(text); i++) {
        *lines += s[i] == '\n';
    }
    carnet_buf_free(text);
    return CLI_OK;
}

static int print_entries(const carnet_verdict *v)
{
    size_t lines = 0;
    int code = CLI_OK;
    for (size_t i = 0; i < carnet_verify_num_credentials(v); i++) {
        size_t num = carnet_verify_num_entries(v, i);
        if (num > 0) {
            printf("\n-- Credential %zu\n", i + 1);
        }
        for (size_t k = 0; k < num && code == CLI_OK; k++) {
            code = print_entry(carnet_verify_get_entry(v, i, k), &lines);
        }
    }
    return code;
}

int cli_verb_verify(const cli_call *call)
{
    carnet_verdict *v = NULL;
    int code = cli_get_verdict(&v, call);
    if (code != CLI_OK) {
        return code;
    }
    if (call->json) {
        code = print_json(v, false);
    } else {
        print_verdict(v);
    }
    if (code == CLI_OK) {
        code = cli_exit_of_outcome(carnet_verify_outcome(v));
    }
    carnet_verify_free(v);
    return code;
}

/* ---- unverified ---- */

static int print_unverified(const carnet_unverified *content, bool json)
{
    size_t lines = 0;
    size_t warned_at = 0;
    int code = CLI_OK;
    puts(json ? "{\"warning\":\"" NOTE "\",\"entries\":[" : NOTE);
    const char *gap = "";
    for (size_t i = 0; i < carnet_peek_unverified_num_credentials(content);
         i++) {
        size_t num = carnet_peek_unverified_num_entries(content, i);
        for (size_t k = 0; k < num && code == CLI_OK; k++) {
            const carnet_entry *e =
                carnet_peek_unverified_get_entry(content, i, k);
            if (json) {
                fputs(gap, stdout);
                gap = ",\n";
                code = cli_print_entry_json(e);
            } else {
                code = print_entry(e, &lines);
                if (lines - warned_at >= SCREEN) {
                    puts(NOTE);
                    warned_at = lines;
                }
            }
        }
    }
    puts(json ? "]}" : NOTE);
    return code;
}

int cli_print_entry_json(const carnet_entry *e)
{
    carnet_buf *json = NULL;
    carnet_status status = carnet_record_entry_json(&json, e);
    if (status != CARNET_OK) {
        return cli_fail_status(status, "entry", NULL);
    }
    fwrite(carnet_buf_data(json), 1, carnet_buf_len(json), stdout);
    carnet_buf_free(json);
    return CLI_OK;
}

static int show_unverified(const cli_call *call)
{
    cli_bytes input;
    int code = cli_read_passport(&input, call->args[0]);
    if (code != CLI_OK) {
        return code;
    }
    carnet_unverified *content = NULL;
    carnet_problem *problem = NULL;
    carnet_status status =
        carnet_peek_unverified(&content, &problem, input.data, input.len);
    if (status != CARNET_OK) {
        code = cli_fail_status(status, call->args[0], problem);
        code = code == CLI_DATA ? CLI_REFUSED : code;
    } else {
        code = print_unverified(content, call->json);
    }
    carnet_peek_unverified_free(content);
    carnet_problem_free(problem);
    cli_bytes_free(&input);
    return code == CLI_OK ? CLI_REFUSED : code;
}

int cli_verb_show(const cli_call *call)
{
    if (call->unverified) {
        return show_unverified(call);
    }
    carnet_verdict *v = NULL;
    int code = cli_get_verdict(&v, call);
    if (code != CLI_OK) {
        return code;
    }
    if (call->json) {
        code = print_json(v, true);
    } else {
        print_verdict(v);
        code = print_entries(v);
    }
    if (code == CLI_OK) {
        code = cli_exit_of_outcome(carnet_verify_outcome(v));
    }
    carnet_verify_free(v);
    return code;
}
