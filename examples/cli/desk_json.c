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
static void print_overdue(const cli_desk *desk)
{
    int32_t days = cli_desk_overdue(desk);
    if (days > 0) {
        printf(",\"lists_overdue_days\":%ld", (long)days);
    }
}

int cli_desk_print_json(const cli_desk *desk, const cli_desk_answer *a)
{
    bool has_verdict = a->word < CLI_DESK_UNREAD;
    printf("{\"scan\":%zu,\"word\":\"%s\"", desk->num_lines, words[a->word]);
    print_bool("again", a->is_again);
    print_reason(a);
    print_overdue(desk);
    int code = CLI_OK;
    if (has_verdict) {
        bool shown = a->word != CLI_DESK_REFUSED && a->seen != NULL;
        print_bool("holds_more", a->holds_more);
        fputs(",\"verdict\":", stdout);
        code = cli_put_verdict_line(stdout, shown ? a->seen : a->whole, shown);
    }
    puts("}");
    return fflush(stdout) == 0 ? code : CLI_IO;
}

void cli_desk_print_lists_json(const cli_desk *desk)
{
    for (size_t i = 0; i < desk->trusted.num_lists; i++) {
        cli_list_head head = cli_head_of(desk->trusted.lists[i]);
        fputs(i == 0 ? "{\"lists\":[{" : ",{", stdout);
        cli_print_head_json(desk->call, &head);
        putchar('}');
    }
    if (desk->trusted.num_lists > 0) {
        puts("]}");
        fflush(stdout);
    }
}

void cli_desk_print_counts_json(const cli_desk *desk)
{
    fputs("{\"counts\":{", stdout);
    for (size_t i = 0; i < CLI_DESK_PART; i++) {
        printf("%s\"%s\":%zu", i == 0 ? "" : ",", words[i], desk->counts[i]);
    }
    puts("}}");
}
