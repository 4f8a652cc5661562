/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet trust diff: keys that one of two lists has alone, or has otherwise,
 * for who signs the second or is asked to believe it.
 */
#include "trust.h"
#include "verdict.h"

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

/* All keys of a list, as lines or JSON, sorted, so that what is in both
   meets; NULL where there is no memory. */
static carnet_buf **lines_of(const carnet_trust_list *list, bool as_json,
                             int *code_out)
{
    size_t num = carnet_trust_list_num_keys(list);
    carnet_buf **lines = calloc(num + 1, sizeof *lines);
    if (lines == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < num && *code_out == CLI_OK; i++) {
        lines[i] = cli_list_key(list, i, as_json, code_out);
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

/* Goes on in both to what one has alone; NULL where there is no more. */
static const carnet_buf *next_alone(carnet_buf ***a, carnet_buf ***b,
                                    bool *first_out)
{
    while (**a != NULL || **b != NULL) {
        int order = **a == NULL ? 1 : **b == NULL ? -1 : compare(**a, **b);
        const carnet_buf *line = order < 0 ? **a : **b;
        *a += order <= 0;
        *b += order >= 0;
        *first_out = order < 0;
        if (order != 0) {
            return line;
        }
    }
    return NULL;
}

/* Lines of one alone, before a sign; whether there is any. */
static bool print_diff(cli_page *p, carnet_buf **a, carnet_buf **b)
{
    bool any = false;
    bool first;
    const carnet_buf *line;
    while ((line = next_alone(&a, &b, &first)) != NULL) {
        cli_page_line(p, "%c %.*s", first ? '-' : '+',
                      (int)carnet_buf_len(line),
                      (const char *)carnet_buf_data(line));
        any = true;
    }
    return any;
}

/* An array of those that the first alone has, or the second. */
static bool print_alone_json(const char *name, carnet_buf **a, carnet_buf **b,
                             bool of_first)
{
    bool any = false;
    bool first;
    const carnet_buf *key;
    printf(",\"%s\":[", name);
    while ((key = next_alone(&a, &b, &first)) != NULL) {
        if (first == of_first) {
            fputs(any ? "," : "", stdout);
            cli_put_line(stdout, key);
            any = true;
        }
    }
    putchar(']');
    return any;
}

static void print_number_json(const char *name, const carnet_trust_list *list)
{
    printf("\"%s\":{\"epoch\":%lld,\"sequence\":%lld}", name,
           (long long)carnet_trust_list_epoch(list),
           (long long)carnet_trust_list_sequence(list));
}

static bool print_diff_json(const carnet_trust_list *old,
                            const carnet_trust_list *next, carnet_buf **a,
                            carnet_buf **b)
{
    putchar('{');
    print_number_json("old", old);
    putchar(',');
    print_number_json("new", next);
    bool removed = print_alone_json("removed", a, b, true);
    bool added = print_alone_json("added", a, b, false);
    puts("}");
    return removed || added;
}

static int print_lines(carnet_buf **a, carnet_buf **b)
{
    cli_page p;
    cli_page_begin(&p, stdout, NULL);
    int differs = print_diff(&p, a, b) ? CLI_REVIEW : CLI_OK;
    int code = cli_page_end(&p, CLI_OK);
    return code == CLI_OK ? differs : code;
}

static int diff(const cli_call *call, const carnet_trust_list *old,
                const carnet_trust_list *next)
{
    int code = CLI_OK;
    bool as_json = call->given[CLI_JSON];
    carnet_buf **a = lines_of(old, as_json, &code);
    carnet_buf **b = code == CLI_OK ? lines_of(next, as_json, &code) : NULL;
    if (a == NULL || b == NULL) {
        code = code == CLI_OK ? cli_fail(CLI_SOFTWARE, "out of memory") : code;
    } else if (code == CLI_OK && as_json) {
        code = print_diff_json(old, next, a, b) ? CLI_REVIEW : CLI_OK;
    } else if (code == CLI_OK) {
        code = print_lines(a, b);
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
        code = diff(call, old, next);
    }
    carnet_trust_list_free(next);
    carnet_trust_list_free(old);
    return code;
}
