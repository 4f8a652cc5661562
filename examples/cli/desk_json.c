/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A scan at a desk as one line of JSON, for a program that has a screen of its
 * own. It holds no more than the screen: entries for the audience alone.
 */
#include "desk.h"

static const char *const words[] = {"accepted", "review", "refused", "unread",
                                    "part"};

static void print_bool(const char *name, bool value)
{
    printf(",\"%s\":%s", name, value ? "true" : "false");
}

/* Why it was not read, or what there is to know of how. */
static void print_reason(const cli_desk_answer *a)
{
    if (a->word == CLI_DESK_UNREAD) {
        cli_put_status(stdout, a->why);
    }
    if (a->is_typed) {
        printf(",\"keyboards\":{\"scanner\":\"%s\",\"computer\":\"%s\","
               "\"caps_lock\":%s,\"undone\":%s}",
               carnet_keyboard_name(a->scanner),
               carnet_keyboard_name(a->computer),
               a->caps == CARNET_KEYBOARD_CAPS_OFF ? "false" : "true",
               a->why == CARNET_TEXT_KEYBOARD ? "false" : "true");
    }
    if (a->word == CLI_DESK_PART) {
        printf(",\"code\":%d,\"codes\":%d", (int)a->index + 1, (int)a->count);
    }
}

/* Only where there is something to say, as with what else a scan is. */
static void print_lists(const cli_desk *desk)
{
    int32_t days = cli_desk_overdue(desk);
    if (days > 0) {
        printf(",\"lists_overdue_days\":%ld", (long)days);
    }
    if (desk->kept.num > 0) {
        fputs(",\"lists_kept\":true", stdout);
    }
}

/* The verdict that the word is of and, where it is not on what the audience may
   see alone, that one too: only what the audience may see has entries. */
static int print_verdicts(const cli_desk_answer *a)
{
    const carnet_verdict *told = cli_desk_told(a);
    bool is_seen = told == a->seen;
    fputs(",\"verdict\":", stdout);
    int code = cli_put_verdict_line(stdout, told, is_seen);
    if (code == CLI_OK && !is_seen && a->seen != NULL) {
        fputs(",\"seen\":", stdout);
        code = cli_put_verdict_line(stdout, a->seen, true);
    }
    return code;
}

int cli_desk_print_json(const cli_desk *desk, const cli_desk_answer *a)
{
    bool has_verdict = a->word < CLI_DESK_UNREAD;
    printf("{\"scan\":%zu,\"word\":\"%s\"", desk->num_lines, words[a->word]);
    print_bool("again", a->is_again);
    print_reason(a);
    print_lists(desk);
    int code = CLI_OK;
    if (has_verdict) {
        print_bool("holds_more", a->holds_more);
        code = print_verdicts(a);
    }
    puts("}");
    return fflush(stdout) == 0 ? code : CLI_IO;
}

void cli_desk_print_lists_json(const cli_desk *desk, int code)
{
    size_t num = desk->trusted.num_lists;
    if (num == 0 && desk->kept.num == 0) {
        return;
    }
    fputs("{\"lists\":[", stdout);
    for (size_t i = 0; i < num; i++) {
        cli_list_head head = cli_head_of(desk->trusted.lists[i]);
        fputs(i == 0 ? "{" : ",{", stdout);
        cli_print_head_json(desk->call, &head);
        putchar('}');
    }
    printf("]");
    if (desk->kept.num > 0) {
        printf(",\"kept\":{\"lists\":%zu", desk->kept.num);
        cli_put_failure(stdout, code);
        putchar('}');
    }
    puts("}");
    fflush(stdout);
}

void cli_desk_print_counts_json(const cli_desk *desk)
{
    fputs("{\"counts\":{", stdout);
    for (size_t i = 0; i < CLI_DESK_PART; i++) {
        printf("%s\"%s\":%zu", i == 0 ? "" : ",", words[i], desk->counts[i]);
    }
    puts("}}");
}
