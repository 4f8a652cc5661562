/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet trust show, check and diff: for who verifies, a trust list is shown,
 * checked, put into a store, compared with another.
 */
#include "trust.h"
#include "wrap.h"

/* ---- show, check ---- */

/* The line of key i; NULL past the end. *code_out: CLI_OK, or said. */
static carnet_buf *line_of(const carnet_trust_list *list, size_t i,
                           int *code_out)
{
    carnet_buf *line = NULL;
    if (i < carnet_trust_list_num_keys(list)) {
        carnet_status status = carnet_trust_list_key_text(&line, list, i);
        if (status != CARNET_OK) {
            *code_out = cli_fail_status(status, "list", NULL);
        }
    }
    return line;
}

/* 0, or 1 where the list is past its day: a person must look. */
static int exit_of(const cli_call *call, const carnet_trust_list *list)
{
    int64_t today = cli_today(call);
    return today > carnet_trust_list_next_update_days(list) ? CLI_REVIEW
                                                            : CLI_OK;
}

static void print_head(cli_page *p, const cli_call *call,
                       const carnet_trust_list *list)
{
    uint8_t id[CARNET_TRUST_ID_SIZE] = {0};
    int64_t age = cli_today(call) - carnet_trust_list_issued_days(list);
    (void)!carnet_trust_list_copy_id(id, list);
    cli_page_line(p, "trust list   %s", cli_hex(id, sizeof id).text);
    cli_page_line(p, "number       epoch %lld, sequence %lld",
                  (long long)carnet_trust_list_epoch(list),
                  (long long)carnet_trust_list_sequence(list));
    cli_page_line(
        p, "%s, %lld days ago",
        cli_day("made on      ", carnet_trust_list_issued_days(list), "").text,
        (long long)age);
    cli_page_line(
        p, "%s%s",
        cli_day("next is due  ", carnet_trust_list_next_update_days(list), "")
            .text,
        exit_of(call, list) == CLI_OK ? "" : "  ! get a newer one");
    cli_page_line(p, "issuers      %zu, with %zu keys",
                  carnet_trust_list_num_issuers(list),
                  carnet_trust_list_num_keys(list));
}

static int print_json(const carnet_trust_list *list)
{
    carnet_buf *json = NULL;
    carnet_status status = carnet_trust_list_json(&json, list);
    if (status != CARNET_OK) {
        return cli_fail_status(status, "list", NULL);
    }
    fwrite(carnet_buf_data(json), 1, carnet_buf_len(json), stdout);
    carnet_buf_free(json);
    return CLI_OK;
}

static int print_list(const cli_call *call, const carnet_trust_list *list)
{
    int code = CLI_OK;
    if (call->given[CLI_JSON]) {
        return print_json(list);
    }
    cli_page p;
    cli_page_begin(&p, stdout, NULL);
    print_head(&p, call, list);
    for (size_t i = 0; i < carnet_trust_list_num_keys(list) && code == CLI_OK;
         i++) {
        carnet_buf *line = line_of(list, i, &code);
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
        code = exit_of(call, list);
    }
    carnet_trust_list_free(list);
    return code;
}

int cli_trust_check(const cli_call *call)
{
    carnet_trust_list *list = NULL;
    if (call->num_args != 2) {
        return cli_fail(CLI_USAGE,
                        "say which: carnet trust check new.trust --pin "
                        "list.pub, or --store FOLDER");
    }
    if (call->store != NULL) {
        return cli_store_put(call, call->args[1]);
    }
    int code = cli_read_list(&list, call, call->args[1]);
    if (code == CLI_OK) {
        code = exit_of(call, list);
        cli_say("%s: good%s", cli_shown(call->args[1]).text,
                code == CLI_OK ? "" : ", but past its day: get a newer one");
    }
    carnet_trust_list_free(list);
    return code;
}

/* ---- diff ---- */

static int compare(const carnet_buf *a, const carnet_buf *b)
{
    size_t less = carnet_buf_len(a) < carnet_buf_len(b) ? carnet_buf_len(a)
                                                        : carnet_buf_len(b);
    int order = memcmp(carnet_buf_data(a), carnet_buf_data(b), less);
    return order != 0                              ? order
           : carnet_buf_len(a) < carnet_buf_len(b) ? -1
           : carnet_buf_len(a) > carnet_buf_len(b) ? 1
                                                   : 0;
}

static int by_line(const void *a, const void *b)
{
    return compare(*(carnet_buf *const *)a, *(carnet_buf *const *)b);
}

/* All lines of a list, sorted, so that what is in both meets. */
static carnet_buf **lines_of(const carnet_trust_list *list, int *code_out)
{
    size_t num = carnet_trust_list_num_keys(list);
    carnet_buf **lines = calloc(num + 1, sizeof *lines);
    if (lines == NULL) {
        *code_out = cli_fail(CLI_SOFTWARE, "out of memory");
        return NULL;
    }
    for (size_t i = 0; i < num && *code_out == CLI_OK; i++) {
        lines[i] = line_of(list, i, code_out);
    }
    if (*code_out == CLI_OK) {
        qsort(lines, num, sizeof *lines, by_line);
    }
    return lines;
}

static void free_lines(carnet_buf **lines)
{
    for (size_t i = 0; lines != NULL && lines[i] != NULL; i++) {
        carnet_buf_free(lines[i]);
    }
    free(lines);
}

/* Lines of one alone, before a sign; whether there is any. */
static bool print_diff(cli_page *p, carnet_buf **a, carnet_buf **b)
{
    bool any = false;
    while (*a != NULL || *b != NULL) {
        int order = *a == NULL ? 1 : *b == NULL ? -1 : compare(*a, *b);
        const carnet_buf *line = order < 0 ? *a : *b;
        if (order != 0) {
            cli_page_line(p, "%c %.*s", order < 0 ? '-' : '+',
                          (int)carnet_buf_len(line),
                          (const char *)carnet_buf_data(line));
            any = true;
        }
        a += order <= 0;
        b += order >= 0;
    }
    return any;
}

static int diff(const carnet_trust_list *old, const carnet_trust_list *next)
{
    int code = CLI_OK;
    carnet_buf **a = lines_of(old, &code);
    carnet_buf **b = code == CLI_OK ? lines_of(next, &code) : NULL;
    if (code == CLI_OK) {
        cli_page p;
        cli_page_begin(&p, stdout, NULL);
        int differs = print_diff(&p, a, b) ? CLI_REVIEW : CLI_OK;
        code = cli_page_end(&p, CLI_OK);
        code = code == CLI_OK ? differs : code;
    }
    free_lines(a);
    free_lines(b);
    return code;
}

int cli_trust_diff(const cli_call *call)
{
    carnet_trust_list *old = NULL;
    carnet_trust_list *next = NULL;
    if (call->num_args != 3) {
        return cli_fail(CLI_USAGE, "say carnet trust diff old.trust new.trust "
                                   "--pin list.pub");
    }
    int code = cli_read_list(&old, call, call->args[1]);
    if (code == CLI_OK) {
        code = cli_read_list(&next, call, call->args[2]);
    }
    if (code == CLI_OK) {
        code = diff(old, next);
    }
    carnet_trust_list_free(next);
    carnet_trust_list_free(old);
    return code;
}
