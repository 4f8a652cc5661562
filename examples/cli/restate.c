/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet issue --restate: what is current in a passport, by all who issued it,
 * is signed once more as one credential, so that one code shows the whole
 * again. Says of everything that is left out why; never what it holds.
 */
#include "plan.h"
#include "verdict.h"

/* ---- what is left out ---- */

enum {
    NUM_REASONS = CARNET_HISTORY_UNREADABLE + 1
};

/* How many entries of credential i are left out for each reason; each is asked
   once, since its part goes by its words. A library that is newer than this
   command may have a reason more. */
static void count(size_t num[NUM_REASONS], const carnet_history *h,
                  const carnet_verdict *v, size_t i, int32_t with_private)
{
    for (size_t k = 0; k < carnet_verify_num_entries(v, i); k++) {
        int32_t why = carnet_history_restates(h, i, k, with_private);
        if (why >= 0 && why < NUM_REASONS) {
            num[why]++;
        }
    }
}

static void say_reason(size_t i, size_t num, const char *why)
{
    if (num > 0) {
        cli_say("credential %zu: %zu %s not restated: %s", i + 1, num,
                num == 1 ? "entry is" : "entries are", why);
    }
}

static void say_part(const carnet_verdict *v, size_t i, int32_t part)
{
    int32_t there = carnet_verify_part(v, i, part);
    if (there == CARNET_VERIFY_PARTIAL) {
        size_t num = carnet_verify_num_withheld(v, i, part);
        cli_say("credential %zu: %zu of its %s entries %s withheld, and what "
                "%s say%s is not restated",
                i + 1, num, cli_part_name(part), num == 1 ? "is" : "are",
                num == 1 ? "it" : "they", num == 1 ? "s" : "");
    } else if (there != CARNET_VERIFY_WHOLE) {
        cli_say("credential %zu: its %s part is %s, and what it says is not "
                "restated",
                i + 1, cli_part_name(part),
                there == CARNET_VERIFY_SEALED ? "sealed" : "withheld");
    }
}

static const char *find_after(const char *text, const char *mark)
{
    const char *at = strstr(text, mark);
    return at != NULL ? at + strlen(mark) : NULL;
}

/* Conditions that are restated without one of the entries that treat them. The
   library alone knows to which part each goes: its answer names the credential
   and then why, in words of its own (docs/spec/history.md section 6). */
static void say_treatments(const carnet_buf *left_out)
{
    static const char *const rows[][2] = {
        {"treatment_withheld\"", "withheld"},
        {"treatment_more_private\"", "more private than it"},
        {"treatment_other_person\"", "not known to be of the same person"}};
    const char *at = (const char *)carnet_buf_data(left_out);
    const char *why;
    while ((at = find_after(at, "\"credential\": ")) != NULL &&
           (why = find_after(at, "\"why\": \"")) != NULL) { /* each has one */
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
            if (strncmp(why, rows[i][0], strlen(rows[i][0])) == 0) {
                cli_say("credential %lu: a condition is restated without one "
                        "of the entries that treat it, which is %s",
                        strtoul(at, NULL, 10), rows[i][1]);
            }
        }
    }
}

static void say_left_out(const carnet_history *h, const carnet_verdict *v,
                         int32_t with_private)
{
    for (size_t i = 0; i < carnet_verify_num_credentials(v); i++) {
        if (carnet_verify_credential_outcome(v, i) == CARNET_VERIFY_REFUSED) {
            cli_say("credential %zu is refused: nothing of it is restated",
                    i + 1);
            continue;
        }
        if (carnet_verify_fact_status(v, i, CARNET_VERIFY_STATUS) ==
            CARNET_TRUST_IN_ERROR) { /* it is hidden: issue has no --in-error */
            cli_say("credential %zu was entered in error: nothing of it is "
                    "restated",
                    i + 1);
            continue;
        }
        size_t num[NUM_REASONS] = {0};
        count(num, h, v, i, with_private);
        say_reason(i, num[CARNET_HISTORY_NOT_ACCEPTED], "it is for review");
        say_reason(i, num[CARNET_HISTORY_UNREADABLE],
                   "this version can't read all of them");
        say_reason(i, num[CARNET_HISTORY_IS_PRIVATE],
                   "private; --whole restates such too");
        for (int32_t part = CARNET_PART_DESK;
             carnet_verify_same_as(v, i) < 0 && part <= CARNET_PART_PRIVATE;
             part++) {
            say_part(v, i, part);
        }
    }
}

/* ---- the call ---- */

static int restate(const cli_call *call, const carnet_verdict *v)
{
    carnet_history *h = NULL;
    carnet_record *record = NULL;
    carnet_problem *problem = NULL;
    carnet_buf *left_out = NULL;
    int32_t with_private = call->given[CLI_WHOLE] ? 1 : 0;
    carnet_status status = carnet_history_new(&h, v);
    if (status == CARNET_OK) {
        say_left_out(h, v, with_private);
    }
    if (status == CARNET_OK) {
        status = carnet_history_left_out_json(&left_out, h, with_private);
    }
    if (status == CARNET_OK) {
        say_treatments(left_out);
        status = carnet_history_restate(&record, &problem, h, with_private);
    }
    int code = status == CARNET_OK
                   ? cli_issue_record(call, record, left_out)
                   : cli_fail_status(status, call->args[0], problem);
    carnet_problem_free(problem);
    carnet_buf_free(left_out);
    carnet_record_free(record);
    carnet_history_free(h);
    return code;
}

static int check(const cli_call *call)
{
    if (call->num_args > 0) {
        return cli_fail(CLI_USAGE, "--restate takes no record: what is current "
                                   "in the passport of --into is signed");
    }
    if (call->into == NULL || cli_is_dash(call->into)) {
        return cli_fail(CLI_USAGE,
                        "--restate needs the file of the passport: --into "
                        "p.carnet");
    }
    if (call->num_trust == 0) {
        return cli_fail(CLI_USAGE, "--restate restates what is accepted: say "
                                   "whom to trust, with --trust");
    }
    return call->separate == NULL
               ? CLI_OK
               : cli_fail(CLI_USAGE, "--separate is not for --restate");
}

int cli_issue_restated(const cli_call *call)
{
    carnet_verdict *v = NULL;
    int code = check(call);
    if (code != CLI_OK) {
        return code;
    }
    char *into[] = {(char *)(uintptr_t)call->into, NULL};
    cli_call on = *call;
    on.args = into;
    on.num_args = 1;
    code = cli_check_issue(&on);
    if (code == CLI_OK) {
        cli_call judges = on; /* --status is the draft for the new page */
        judges.num_status = 0;
        code = cli_get_verdict(&v, &judges);
    }
    if (code == CLI_OK && carnet_verify_outcome(v) == CARNET_VERIFY_REFUSED) {
        code = cli_say_refused(&on, v, 0);
    } else if (code == CLI_OK) {
        code = restate(&on, v);
    }
    carnet_verify_free(v);
    return code;
}
