/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet issue --separate: a card for each of several audiences, each signed
 * on its own. All are planned before the first is written, and what none of
 * them has is said.
 */
#include "plan.h"

enum {
    MAX_CARDS = 16
};

static const char whole_name[] = "whole"; /* all entries, private ones too */

typedef struct {
    char audience[32];
    char path[CLI_MAX_NAME];
    carnet_plan *plan;
    int32_t index; /* in a status list; -1: none */
} card;

typedef struct {
    const cli_call *call;
    const carnet_record *record;
    const carnet_plan *whole;
    int32_t issued;
    int32_t valid;
    card *cards;
    size_t num;
} job;

/* ---- names ---- */

/* The next of the names with commas between; false where it can be none. */
static bool take_name(card *c, const char **at)
{
    size_t len = strcspn(*at, ",");
    if (len == 0 || len >= sizeof c->audience) {
        return false;
    }
    memcpy(c->audience, *at, len);
    c->audience[len] = '\0';
    *at += len;
    if (**at == ',') {
        (*at)++;
        return **at != '\0';
    }
    return true;
}

static bool is_twice(const job *j, const card *c)
{
    for (size_t i = 0; i < j->num; i++) {
        if (strcmp(j->cards[i].audience, c->audience) == 0) {
            return true;
        }
    }
    return false;
}

static int take_names(job *j)
{
    const char *at = j->call->separate;
    do {
        card *c = &j->cards[j->num];
        if (j->num == MAX_CARDS || !take_name(c, &at) || is_twice(j, c)) {
            return cli_fail(CLI_USAGE,
                            "--separate takes audiences, each once, as "
                            "desk,clinic, not '%s'; `carnet present --audience "
                            "list` names them, and whole has all",
                            cli_safe(j->call->separate).text);
        }
        j->num++;
    } while (*at != '\0');
    return CLI_OK;
}

/* ---- plans ---- */

static int fail_card(const job *j, const card *c, carnet_status status,
                     const carnet_problem *problem)
{
    if (status == CARNET_PRIVACY_NOTHING) {
        return cli_fail(CLI_DATA,
                        "%s: the card for %s would have no entry; leave that "
                        "audience out",
                        cli_shown(j->call->args[0]).text, c->audience);
    }
    int code = cli_fail_status(status, j->call->args[0], problem);
    return status == CARNET_PRIVACY_CHOICE ? CLI_USAGE : code;
}

static int plan_card(const job *j, card *c)
{
    carnet_problem *problem = NULL;
    carnet_status status =
        strcmp(c->audience, whole_name) == 0
            ? carnet_issue_plan(&c->plan, &problem, j->record, j->issued,
                                j->valid)
            : carnet_issue_plan_for(&c->plan, &problem, j->record, c->audience,
                                    j->issued, j->valid);
    int code = status == CARNET_OK ? CLI_OK : fail_card(j, c, status, problem);
    carnet_problem_free(problem);
    return code;
}

/* No card goes into a file that the call reads: found out before any does. */
static int place_card(const job *j, card *c)
{
    cli_call call = *j->call;
    if (!cli_name_beside(c->path, call.out, c->audience)) {
        return cli_fail(CLI_USAGE, "the name after -o is too long");
    }
    call.out = c->path;
    return cli_check_same(&call);
}

static bool has(const carnet_plan *plan, size_t record_index)
{
    for (size_t i = 0; i < carnet_issue_num_entries(plan); i++) {
        if (carnet_issue_record_index(plan, i) == record_index) {
            return true;
        }
    }
    return false;
}

/* Nothing is lost in silence. */
static void say_left_out(const job *j)
{
    for (size_t i = 0; i < carnet_issue_num_entries(j->whole); i++) {
        size_t at = carnet_issue_record_index(j->whole, i);
        bool found = false;
        for (size_t n = 0; n < j->num; n++) {
            found = found || has(j->cards[n].plan, at);
        }
        if (!found) {
            cli_say("entry %zu, %s part, is on none of these cards", at + 1,
                    cli_part_name(carnet_record_entry_part(
                        carnet_issue_get_entry(j->whole, i))));
        }
    }
}

/* ---- all of them ---- */

static void print_card(const job *j, const card *c, bool first)
{
    bool signed_ = !j->call->given[CLI_DRY_RUN];
    if (j->call->given[CLI_JSON]) {
        printf("%s{\"audience\":\"%s\",\"plan\":", first ? "" : ",",
               c->audience);
        cli_print_plan_json(c->plan, signed_ ? c->path : NULL,
                            signed_ ? c->index : -1, NULL, NULL);
        fputs("}", stdout);
    } else if (!signed_) {
        printf("%s:\n", c->audience);
        cli_print_plan(c->plan);
    }
}

static int sign_cards(const job *j)
{
    carnet_secret_key *key = NULL;
    int code = cli_read_secret(&key, j->call->key);
    for (size_t i = 0; i < j->num && code == CLI_OK; i++) {
        card *c = &j->cards[i];
        code = cli_sign_plan(&c->index, NULL, j->call, c->plan, key, c->path);
    }
    carnet_key_free(key);
    return code;
}

static int make_cards(job *j)
{
    int code = take_names(j);
    bool dry = j->call->given[CLI_DRY_RUN];
    for (size_t i = 0; i < j->num && code == CLI_OK; i++) {
        code = plan_card(j, &j->cards[i]);
        if (code == CLI_OK && !dry) {
            code = place_card(j, &j->cards[i]);
        }
    }
    if (code == CLI_OK && !dry) {
        code = sign_cards(j);
    }
    if (code != CLI_OK) {
        return code;
    }
    fputs(j->call->given[CLI_JSON] ? "{\"cards\":[" : "", stdout);
    for (size_t i = 0; i < j->num; i++) {
        print_card(j, &j->cards[i], i == 0);
    }
    fputs(j->call->given[CLI_JSON] ? "]}\n" : "", stdout);
    cli_say_parts(j->whole);
    say_left_out(j);
    return CLI_OK;
}

int cli_issue_cards(const cli_call *call, const carnet_record *record,
                    const carnet_plan *whole, int32_t issued, int32_t valid)
{
    if (cli_is_dash(call->out) && !call->given[CLI_DRY_RUN]) {
        return cli_fail(CLI_USAGE, "several cards need names: -o p.carnet "
                                   "makes p-desk.carnet and so on");
    }
    job j = {call, record, whole, issued, valid, NULL, 0};
    j.cards = calloc(MAX_CARDS, sizeof *j.cards);
    if (j.cards == NULL) {
        return cli_fail(CLI_SOFTWARE, "out of memory");
    }
    int code = make_cards(&j);
    for (size_t i = 0; i < MAX_CARDS; i++) {
        carnet_issue_free(j.cards[i].plan);
    }
    free(j.cards);
    return code;
}
