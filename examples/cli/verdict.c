/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet verify, and the verdict as all verbs say it: the word first, then
 * what it comes from. "Not checked" is said, and never looks like "fine".
 */
#include "verdict.h"

const char *cli_outcome_word(int32_t outcome)
{
    static const char *const words[] = {"UNDECIDED", "ACCEPTED", "REVIEW",
                                        "REFUSED"};
    return outcome >= 0 && outcome < 4 ? words[outcome] : words[0];
}

/* What to do with it, beside the word. */
static const char *advice(const carnet_verdict *v)
{
    switch (carnet_verify_outcome(v)) {
    case CARNET_VERIFY_ACCEPTED:
        return carnet_verify_fact_status(v, 0, CARNET_VERIFY_SAME_HOLDER) ==
                       CARNET_TRUST_NAMELESS
                   ? ", but it names nobody: ask whose it is"
                   : "";
    case CARNET_VERIFY_REVIEW:
        return ": it is authentic, but a person must look";
    default:
        return ": do not rely on it";
    }
}

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

static int verify(carnet_verdict **out, const cli_call *call,
                  carnet_public_key **keys, size_t num)
{
    cli_bytes input;
    int code = cli_read_passport(&input, call->args[0]);
    if (code != CLI_OK) {
        return code;
    }
    carnet_status status = carnet_verify(out, input.data, input.len,
                                         (const carnet_public_key *const *)keys,
                                         num, cli_now(call));
    cli_bytes_free(&input);
    return status == CARNET_OK ? CLI_OK
                               : cli_fail_status(status, call->args[0], NULL);
}

int cli_get_verdict(carnet_verdict **out, const cli_call *call)
{
    if (call->num_trust == 0) {
        return cli_fail(CLI_USAGE, "say whom you trust: --trust clinic.pub");
    }
    carnet_public_key **keys = NULL;
    size_t num = 0;
    int code = cli_read_keys(&keys, &num, call);
    if (code == CLI_OK) {
        code = verify(out, call, keys, num);
    }
    cli_free_keys(keys, num);
    return code;
}

/* ---- one credential ---- */

static void print_signer(const cli_call *call, const carnet_verdict *v,
                         size_t i)
{
    uint8_t id[CARNET_KEY_ID_SIZE] = {0};
    int32_t key = carnet_verify_key_index(v, i);
    if (key >= 0 && (size_t)key < call->num_trust) {
        const char *path = cli_shown(call->trust[key]);
        fputs("  Signed by ", stdout);
        cli_print(stdout, path, strlen(path));
    } else {
        fputs("  Claims to be signed by an issuer", stdout);
    }
    if (carnet_verify_copy_key_id(id, v, i) == CARNET_OK) {
        fputs(" (key id ", stdout);
        cli_print_hex(id, sizeof id);
        fputs(")\n", stdout);
    }
}

static void print_days(const carnet_verdict *v, size_t i)
{
    cli_print_day("  Issued ", carnet_verify_issued_days(v, i), "");
    if (carnet_verify_valid_until_days(v, i) == CARNET_VERIFY_NO_DAY) {
        puts(", no last valid day");
    } else {
        cli_print_day(", valid until ", carnet_verify_valid_until_days(v, i),
                      "\n");
    }
}

/* What lowers the word or leaves a question, a line each. */
static void print_facts(const carnet_verdict *v, size_t i)
{
    for (int32_t fact = 0; fact < CARNET_VERIFY_NUM_FACTS; fact++) {
        carnet_status status = carnet_verify_fact_status(v, i, fact);
        if (status != CARNET_OK) {
            printf("  ! %s (%s)\n", carnet_status_text(status),
                   carnet_status_name(status));
        }
    }
    if (carnet_verify_status_index(v, i) >= 0 &&
        carnet_verify_fact(v, i, CARNET_VERIFY_STATUS) ==
            CARNET_VERIFY_NOT_CHECKED) {
        puts("  ! It may have been revoked: no status list is at hand");
    }
}

/* What nobody looked at, on one line. */
static void print_unchecked(const carnet_verdict *v, size_t i)
{
    static const struct {
        int32_t fact;
        const char *text;
    } facts[] = {{CARNET_VERIFY_KEY, "whether the key was withdrawn"},
                 {CARNET_VERIFY_SCOPE, "what the issuer may sign"}};
    const char *gap = "  Not checked: ";
    for (size_t k = 0; k < sizeof facts / sizeof facts[0]; k++) {
        if (carnet_verify_fact(v, i, facts[k].fact) ==
            CARNET_VERIFY_NOT_CHECKED) {
            printf("%s%s", gap, facts[k].text);
            gap = ", ";
        }
    }
    fputs(gap[0] == ',' ? "\n" : "", stdout);
}

/* Two presentations of one credential are not two issuers' word. */
static void print_repeat(const carnet_verdict *v, size_t i)
{
    int32_t first = carnet_verify_same_as(v, i);
    if (first >= 0) {
        printf("  The same credential as number %d, presented once more\n",
               (int)first + 1);
    }
}

static void print_parts(const carnet_verdict *v, size_t i)
{
    for (int32_t part = 0; part < 3; part++) {
        if (carnet_verify_part(v, i, part) == CARNET_VERIFY_WITHHELD) {
            printf("  The %s part is not in this presentation\n",
                   cli_part_name(part));
        }
    }
}

static void print_credential(const cli_call *call, const carnet_verdict *v,
                             size_t i)
{
    int32_t outcome = carnet_verify_credential_outcome(v, i);
    if (carnet_verify_num_credentials(v) > 1) {
        printf("Credential %zu: %s\n", i + 1, cli_outcome_word(outcome));
    }
    print_facts(v, i);
    print_signer(call, v, i);
    print_repeat(v, i);
    print_days(v, i);
    if (outcome != CARNET_VERIFY_REFUSED) {
        print_parts(v, i);
        print_unchecked(v, i);
    }
}

/* ---- the whole ---- */

static void print_reason(const carnet_verdict *v, carnet_status reason)
{
    const char *detail = carnet_verify_detail(v);
    printf("  ! %s (%s)\n", carnet_status_text(reason),
           carnet_status_name(reason));
    printf("    at byte %zu", carnet_verify_offset(v));
    if (detail[0] != '\0') {
        fputs(": ", stdout);
        cli_print(stdout, detail, strlen(detail));
    }
    putchar('\n');
}

void cli_print_verdict(const cli_call *call, const carnet_verdict *v)
{
    int32_t outcome = carnet_verify_outcome(v);
    printf("%s%s\n", cli_outcome_word(outcome), advice(v));
    carnet_status reason = carnet_verify_reason(v);
    if (reason != CARNET_OK) {
        print_reason(v, reason);
        return;
    }
    for (size_t i = 0; i < carnet_verify_num_credentials(v); i++) {
        print_credential(call, v, i);
    }
    if (outcome != CARNET_VERIFY_REFUSED) {
        puts("Check yourself: is the person in front of you the holder?");
    }
}

int cli_print_verdict_json(const carnet_verdict *v, bool with_entries)
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

int cli_verb_verify(const cli_call *call)
{
    carnet_verdict *v = NULL;
    int code = cli_get_verdict(&v, call);
    if (code != CLI_OK) {
        return code;
    }
    if (call->given[CLI_JSON]) {
        code = cli_print_verdict_json(v, false);
    } else {
        cli_print_verdict(call, v);
    }
    if (code == CLI_OK) {
        code = cli_exit_of_outcome(carnet_verify_outcome(v));
    }
    carnet_verify_free(v);
    return code;
}
