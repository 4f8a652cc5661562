/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lists that come while a desk runs: a folder that has changed is read again
 * before the next scan. What the desk has it never loses by that, and it says
 * where it has more than the folder.
 */
#define _XOPEN_SOURCE 700
#include "desk.h"
#include "files.h"

/* Looks at the stores of a call, of which a list that is put in changes the
   day. Whether none is as it was; one that is gone is not. */
static bool have_stores_changed(cli_desk *desk)
{
    bool changed = false;
    for (size_t i = 0; i < desk->call->num_trust; i++) {
        struct stat now = {0};
        if (desk->is_store[i]) {
            (void)!stat(desk->call->trust[i], &now);
            changed = changed || !cli_is_unchanged(&now, &desk->stores[i]);
            desk->stores[i] = now;
        }
    }
    return changed;
}

void cli_desk_find_stores(cli_desk *desk)
{
    for (size_t i = 0; i < desk->call->num_trust; i++) {
        desk->is_store[i] = cli_is_folder(desk->call->trust[i]);
    }
    (void)have_stores_changed(desk);
}

/* What can't be read is said, with each scan until it can: the lists before it
   go on, since they refuse no less than they did. */
static void go_on(cli_desk *desk, int code, bool changed)
{
    desk->is_behind = true;
    desk->kept = (cli_kept){desk->trusted.num_lists, CARNET_OK};
    cli_say("the desk goes on with the lists that it has");
    if (changed && desk->call->given[CLI_JSON]) {
        cli_desk_print_lists_json(desk, code);
    }
    cli_forget_failure();
}

static void say_kept(const cli_desk *desk)
{
    if (desk->kept.num == 0) {
        return;
    }
    if (desk->kept.why != CARNET_OK) {
        cli_fail_status(desk->kept.why, "the folder of lists", NULL);
    } else {
        (void)cli_fail(CLI_NO_INPUT, "the folder of lists lacks one of them");
    }
    cli_say("the desk goes on with the list that it has; start it again to go "
            "by the folder alone");
}

static void take_over(cli_desk *desk, cli_trusted *next, cli_kept kept)
{
    desk->is_behind = false;
    desk->kept = kept;
    cli_free_trusted(&desk->trusted);
    desk->trusted = *next;
    cli_forget_failure();
    say_kept(desk);
    if (desk->call->given[CLI_JSON]) {
        cli_desk_print_lists_json(desk, CLI_NO_INPUT);
    }
    cli_forget_failure();
}

void cli_desk_reread(cli_desk *desk)
{
    bool changed = have_stores_changed(desk);
    if (!changed && !desk->is_behind) {
        return;
    }
    cli_trusted next; /* some 12 KiB, on a command's stack */
    cli_kept kept = {0, CARNET_OK};
    int code = cli_read_trusted_after(&next, desk->call, &desk->trusted, &kept);
    if (code == CLI_OK) {
        take_over(desk, &next, kept);
    } else {
        cli_free_trusted(&next);
        go_on(desk, code, changed);
    }
}
