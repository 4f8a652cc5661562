/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet trust show and check: for who verifies, a trust list is shown, checked
 * and put into a store.
 */
#include "trust.h"
#include "wrap.h"

/* ---- show, check ---- */

carnet_buf *cli_list_key(const carnet_trust_list *list, size_t i, bool as_json,
                         int *code_out)
{
    carnet_buf *made = NULL;
    if (i < carnet_trust_list_num_keys(list)) {
        carnet_status status = as_json
                                   ? carnet_trust_list_key_json(&made, list, i)
                                   : carnet_trust_list_key_text(&made, list, i);
        if (status != CARNET_OK) {
            *code_out = cli_fail_status(status, "list", NULL);
        }
    }
    return made;
}

cli_list_head cli_head_of(const carnet_trust_list *list)
{
    cli_list_head head = {.epoch = carnet_trust_list_epoch(list),
                          .sequence = carnet_trust_list_sequence(list),
                          .issued = carnet_trust_list_issued_days(list),
                          .next_update =
                              carnet_trust_list_next_update_days(list),
                          .num_issuers = carnet_trust_list_num_issuers(list),
                          .num_keys = carnet_trust_list_num_keys(list)};
    (void)!carnet_trust_list_copy_id(head.id, list);
    return head;
}

int32_t cli_overdue_days(const cli_call *call, int32_t next_update)
{
    int32_t days = cli_today(call) - next_update;
    return days > 0 ? days : 0;
}

/* Of a later day than tomorrow, as in a verdict: a clock is wrong. */
static bool is_future(const cli_call *call, const cli_list_head *head)
{
    return head->issued > (int64_t)cli_today(call) + 1;
}

static carnet_status why_of(const cli_call *call, const cli_list_head *head)
{
    return is_future(call, head)                           ? CARNET_KEY_FUTURE
           : cli_overdue_days(call, head->next_update) > 0 ? CARNET_TRUST_STALE
                                                           : CARNET_OK;
}

/* 0, or 1 where a person must look: the list is past its day, or of a day to
   come. */
static int exit_of(const cli_call *call, const cli_list_head *head)
{
    return why_of(call, head) == CARNET_OK ? CLI_OK : CLI_REVIEW;
}

static const char *but(carnet_status why)
{
    return why == CARNET_KEY_FUTURE    ? ", but of a day to come: look at the "
                                         "clock of this machine"
           : why == CARNET_TRUST_STALE ? ", but past its day: get a newer one"
                                       : "";
}

static void print_head(cli_page *p, const cli_call *call,
                       const cli_list_head *head)
{
    int64_t age = (int64_t)cli_today(call) - head->issued;
    cli_page_line(p, "trust list   %s",
                  cli_hex(head->id, sizeof head->id).text);
    cli_page_line(p, "number       epoch %lld, sequence %lld",
                  (long long)head->epoch, (long long)head->sequence);
    if (age < 0) {
        cli_page_line(p, "%s, in %lld days%s",
                      cli_day("made on      ", head->issued, "").text,
                      (long long)-age,
                      is_future(call, head) ? "  ! look at the clock" : "");
    } else {
        cli_page_line(p, "%s, %lld days ago",
                      cli_day("made on      ", head->issued, "").text,
                      (long long)age);
    }
    cli_page_line(
        p, "%s%s", cli_day("next is due  ", head->next_update, "").text,
        cli_overdue_days(call, head->next_update) > 0 ? "  ! get a newer one"
                                                      : "");
    cli_page_line(p, "issuers      %zu, with %zu keys", head->num_issuers,
                  head->num_keys);
}

void cli_print_head_json(const cli_call *call, const cli_list_head *head)
{
    printf("\"list\":\"%s\",\"epoch\":%lld,\"sequence\":%lld",
           cli_hex(head->id, sizeof head->id).text, (long long)head->epoch,
           (long long)head->sequence);
    printf(",%s,%s", cli_day("\"issued\":\"", head->issued, "\"").text,
           cli_day("\"next_update\":\"", head->next_update, "\"").text);
    printf(",\"age_days\":%lld,\"overdue_days\":%ld",
           (long long)cli_today(call) - head->issued,
           (long)cli_overdue_days(call, head->next_update));
    printf(",\"issuers\":%zu,\"keys\":%zu", head->num_issuers, head->num_keys);
}

static int print_json(const carnet_trust_list *list)
{
    carnet_buf *json = NULL;
    carnet_status status = carnet_trust_list_json(&json, list);
    return cli_print_given_json(status, json, "list");
}

static int print_list(const cli_call *call, const carnet_trust_list *list)
{
    int code = CLI_OK;
    if (call->given[CLI_JSON]) {
        return print_json(list);
    }
    cli_page p;
    cli_page_begin(&p, stdout, NULL);
    cli_list_head head = cli_head_of(list);
    print_head(&p, call, &head);
    for (size_t i = 0; i < carnet_trust_list_num_keys(list) && code == CLI_OK;
         i++) {
        carnet_buf *line = cli_list_key(list, i, false, &code);
        if (line != NULL) {
            cli_page_line(&p, "  %.*s", (int)carnet_buf_len(line),
                          (const char *)carnet_buf_data(line));
        }
        carnet_buf_free(line);
    }
    return cli_page_end(&p, code);
}

int cli_trust_show(const cli_call *call)
{
    carnet_trust_list *list = NULL;
    if (call->num_args != 2) {
        return cli_fail(CLI_USAGE, "say which: carnet trust show new.trust "
                                   "--pin list.pub");
    }
    int code = cli_read_list(&list, call, call->args[1]);
    if (code == CLI_OK) {
        code = print_list(call, list);
    }
    if (code == CLI_OK) {
        cli_list_head head = cli_head_of(list);
        code = exit_of(call, &head);
    }
    carnet_trust_list_free(list);
    return code;
}

/* ---- check ---- */

/* A list that was asked about: what it says of itself, or why it is refused;
   what a store did, if there is one. */
static void print_check_json(const cli_call *call, const cli_list_head *head,
                             carnet_status why, const char *store, int code)
{
    static const char *const words[] = {"accepted", "review", "refused"};
    printf("{\"outcome\":\"%s\"", words[code]);
    if (why != CARNET_OK) {
        cli_put_status(stdout, why);
    }
    if (store != NULL) {
        printf(",\"store\":\"%s\"", store);
    }
    if (head != NULL) {
        putchar(',');
        cli_print_head_json(call, head);
    }
    puts("}");
    cli_forget_failure();
}

static int check_into_store(const cli_call *call, const char *path)
{
    cli_stored put;
    int code = cli_store_put(&put, call, path);
    /* It is kept all the same: numbers tell which is newer, not days, and the
       clock that is wrong may be ours. */
    if (code == CLI_OK && is_future(call, &put.now)) {
        put.why = CARNET_KEY_FUTURE;
        code = CLI_REVIEW;
        if (!call->given[CLI_JSON]) {
            cli_say("%s: good%s", cli_shown(path).text, but(put.why));
        }
    }
    if (call->given[CLI_JSON] && code <= CLI_REFUSED) {
        print_check_json(call, put.what == NULL ? NULL : &put.now, put.why,
                         put.what, code);
    }
    return code;
}

static int check_alone(const cli_call *call, const char *path)
{
    carnet_trust_list *list = NULL;
    carnet_status why;
    int code = cli_open_list(&list, &why, call, path);
    if (code == CLI_OK) {
        cli_list_head head = cli_head_of(list);
        code = exit_of(call, &head);
        why = why_of(call, &head);
        if (call->given[CLI_JSON]) {
            print_check_json(call, &head, why, NULL, code);
        } else {
            cli_say("%s: good%s", cli_shown(path).text, but(why));
        }
    } else if (code == CLI_REFUSED && call->given[CLI_JSON]) {
        print_check_json(call, NULL, why, NULL, code);
    }
    carnet_trust_list_free(list);
    return code;
}

int cli_trust_check(const cli_call *call)
{
    if (call->num_args != 2) {
        return cli_fail(CLI_USAGE,
                        "say which: carnet trust check new.trust --pin "
                        "list.pub, or --store FOLDER");
    }
    return call->store != NULL ? check_into_store(call, call->args[1])
                               : check_alone(call, call->args[1]);
}
