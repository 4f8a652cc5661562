/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet merge: passports of one holder into one; and carnet issue --into,
 * which adds a page to the passport that there is. Of two persons only where
 * the call says that they are one.
 */
#include "merge.h"
#include "lock.h"

static carnet_status merge(carnet_buf **out, carnet_problem **problem,
                           const carnet_buf *sum, cli_bytes more,
                           int32_t same_person)
{
    carnet_problem_free(*problem);
    return sum == NULL
               ? carnet_privacy_merge(out, problem, more.data, more.len,
                                      more.data, more.len, same_person)
               : carnet_privacy_merge(out, problem, carnet_buf_data(sum),
                                      carnet_buf_len(sum), more.data, more.len,
                                      same_person);
}

static int fail(carnet_status status, const char *name,
                const carnet_problem *problem)
{
    int code = cli_fail_status(status, name, problem);
    if (status == CARNET_PRIVACY_HOLDER) {
        cli_say("if they are one person's, say so with --same-person; a "
                "verdict goes on telling what differs");
    }
    return code;
}

/* Adds a passport to *sum, which may be NULL at first, where both are of one
   person, or the call says so. name: of what is added. CLI_OK or an exit
   status, said on standard error. */
static int merge_into(carnet_buf **sum, const cli_call *call,
                      cli_bytes passport, const char *name)
{
    carnet_buf *out = NULL;
    carnet_problem *problem = NULL;
    carnet_status status =
        merge(&out, &problem, *sum, passport, CARNET_PRIVACY_ASK);
    /* Alone it says no less of its holder than it does of itself. */
    bool at_word = status == CARNET_PRIVACY_HOLDER &&
                   (*sum == NULL || call->given[CLI_SAME_PERSON]);
    if (at_word) {
        if (*sum != NULL) {
            cli_say("%s: %s: merged because you say that it is the same "
                    "person's",
                    cli_shown(name).text, carnet_problem_text(problem));
        }
        status =
            merge(&out, &problem, *sum, passport, CARNET_PRIVACY_SAME_PERSON);
    }
    int code = CLI_OK;
    if (status == CARNET_OK) {
        carnet_buf_free(*sum);
        *sum = out;
    } else {
        code = fail(status, name, problem);
    }
    carnet_problem_free(problem);
    return code;
}

static int write_made(const carnet_buf *made, const char *path)
{
    return cli_write(path, carnet_buf_data(made), carnet_buf_len(made),
                     CLI_BINARY | CLI_OWNERS);
}

/* ---- issue --into ---- */

void cli_lost_free(cli_lost *lost)
{
    carnet_problem_free(lost->first);
    *lost = (cli_lost){false, 0, NULL, 0};
}

/* What the page says of entries of the passport, before it is added to it;
   lost: receives what is no fault and is warned of; NULL: warns of nothing. */
static int check_references(cli_lost *lost, const cli_call *call,
                            const carnet_plan *plan, cli_bytes old)
{
    size_t num_lost = 0;
    carnet_problem *problem = NULL;
    carnet_status status =
        carnet_history_check(&num_lost, &problem, plan, old.data, old.len);
    int code = CLI_OK;
    if (status == CARNET_RECORD_LINK) {
        code = cli_fail_status(status, call->args[0], problem);
        cli_say("put it into a part at least as private: what replaces an "
                "entry would tell of it");
    } else if (num_lost > 0 && lost != NULL) {
        cli_say("WARNING: %zu %s to nothing in %s that it may, the first at "
                "%s: check how it is written; `carnet log` lists the tags",
                num_lost, num_lost == 1 ? "reference leads" : "references lead",
                cli_shown(call->into).text, carnet_problem_text(problem));
    }
    if (status == CARNET_OK && lost != NULL) {
        cli_lost_free(lost);
        *lost = (cli_lost){true, num_lost, problem, 0};
        problem = NULL;
    }
    carnet_problem_free(problem);
    return code; /* other faults are those of merging */
}

int cli_look_into(cli_lost *lost, const cli_call *call, const carnet_plan *plan)
{
    carnet_buf *alone = NULL;
    cli_bytes old;
    if (call->into == NULL) {
        return CLI_OK;
    }
    int code = cli_read_each(&old, call->into);
    if (code == CLI_OK) {
        code = check_references(lost, call, plan, old);
        code =
            code == CLI_OK ? merge_into(&alone, call, old, call->into) : code;
        cli_bytes_free(&old);
    }
    carnet_buf_free(alone);
    return code;
}

/* The number in a passport of the credential that a page is, which one key
   signed: by what is signed, since both have it in another place. */
static carnet_status find_page(size_t *out, const cli_call *call,
                               const carnet_buf *sum, const carnet_buf *page,
                               const carnet_public_key *key)
{
    uint8_t due[CARNET_VERIFY_IDENTITY_SIZE];
    uint8_t is[CARNET_VERIFY_IDENTITY_SIZE];
    carnet_verdict *one = NULL;
    carnet_verdict *all = NULL;
    carnet_status status =
        carnet_verify(&one, carnet_buf_data(page), carnet_buf_len(page), &key,
                      1, cli_now(call));
    if (status == CARNET_OK) {
        status = carnet_verify(&all, carnet_buf_data(sum), carnet_buf_len(sum),
                               &key, 1, cli_now(call));
    }
    if (status == CARNET_OK) {
        status = carnet_verify_copy_identity(due, one, 0);
    }
    for (size_t i = carnet_verify_num_credentials(all); i > 0; i--) {
        if (status == CARNET_OK &&
            carnet_verify_copy_identity(is, all, i - 1) == CARNET_OK &&
            memcmp(is, due, sizeof is) == 0) {
            *out = i;
        }
    }
    carnet_verify_free(all);
    carnet_verify_free(one);
    return status;
}

static int say_page(cli_lost *lost, const cli_call *call, const carnet_buf *sum,
                    const carnet_buf *page, const carnet_public_key *key)
{
    const char *path = cli_issued_path(call);
    carnet_status status = find_page(&lost->page, call, sum, page, key);
    if (status != CARNET_OK) {
        return cli_fail_status(status, path, NULL);
    }
    if (call->given[CLI_RESTATE]) { /* a code of it alone comes next */
        cli_say("%s: the new page is credential %zu",
                cli_shown_output(path).text, lost->page);
    }
    return CLI_OK;
}

static int add_to(cli_lost *lost, const cli_call *call, const carnet_plan *plan,
                  const carnet_buf *passport, const carnet_public_key *key,
                  cli_bytes old)
{
    carnet_buf *sum = NULL;
    cli_bytes page = {(uint8_t *)(uintptr_t)carnet_buf_data(passport),
                      carnet_buf_len(passport)};
    int code = check_references(lost, call, plan, old);
    if (code == CLI_OK) {
        code = merge_into(&sum, call, old, call->into);
    }
    if (code == CLI_OK) {
        code = merge_into(&sum, call, page, call->args[0]);
    }
    if (code == CLI_OK) {
        code = write_made(sum, cli_issued_path(call));
    }
    if (code == CLI_OK) {
        code = say_page(lost, call, sum, passport, key);
    }
    carnet_buf_free(sum);
    return code;
}

int cli_check_into(cli_bytes *read_out, const cli_call *call,
                   const carnet_plan *plan)
{
    carnet_buf *sum = NULL;
    *read_out = (cli_bytes){NULL, 0};
    if (call->into == NULL ||
        (call->num_status == 0 && !cli_is_dash(call->into))) {
        return CLI_OK; /* nothing is given out */
    }
    int code = cli_read_each(read_out, call->into);
    if (code != CLI_OK) {
        *read_out = (cli_bytes){NULL, 0};
        return code;
    }
    code = check_references(NULL, call, plan, *read_out);
    if (code == CLI_OK) {
        code = merge_into(&sum, call, *read_out, call->into);
    }
    carnet_buf_free(sum);
    if (code != CLI_OK || !cli_is_dash(call->into)) {
        cli_bytes_free(read_out);
    }
    return code;
}

const char *cli_issued_path(const cli_call *call)
{
    return call->into == NULL || call->given[CLI_OUT] ? call->out : call->into;
}

int cli_add_issued(cli_lost *lost, const cli_call *call,
                   const carnet_plan *plan, const carnet_buf *passport,
                   const carnet_public_key *key, cli_bytes read)
{
    int lock = -1;
    cli_bytes old;
    if (cli_is_dash(call->into)) {
        return add_to(lost, call, plan, passport, key, read);
    }
    int code = cli_lock(&lock, call->into);
    if (code != CLI_OK) {
        return code;
    }
    code = cli_read_each(&old, call->into);
    if (code == CLI_OK) {
        code = add_to(lost, call, plan, passport, key, old);
        cli_bytes_free(&old);
    }
    cli_unlock(lock);
    return code;
}

/* ---- carnet merge ---- */

int cli_verb_merge(const cli_call *call)
{
    carnet_buf *sum = NULL;
    int code = cli_check_json_out(call);
    for (int i = 0; i < call->num_args && code == CLI_OK; i++) {
        cli_bytes one;
        code = cli_read_each(&one, call->args[i]);
        if (code == CLI_OK) {
            code = merge_into(&sum, call, one, call->args[i]);
            cli_bytes_free(&one);
        }
    }
    if (code == CLI_OK) {
        code = write_made(sum, call->out);
    }
    if (code == CLI_OK && call->given[CLI_JSON]) {
        code = cli_print_made_json(call, sum);
    }
    carnet_buf_free(sum);
    return code;
}
