/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The carnet command: hands the words of a call to a verb, and makes sure that
 * what could not be written is noticed.
 */
#define _XOPEN_SOURCE 700
#include "files.h"

#include <fcntl.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

int64_t cli_now(const cli_call *call)
{
    return call->has_now ? call->now_s : (int64_t)time(NULL);
}

int32_t cli_offset(const cli_call *call)
{
    time_t now = (time_t)cli_now(call);
    struct tm here;
    struct tm utc;
    tzset(); /* localtime_r need not read the zone (POSIX) */
    if (call->has_now || localtime_r(&now, &here) == NULL ||
        gmtime_r(&now, &utc) == NULL) {
        return call->offset_m;
    }
    /* Days of one year apart, or of two beside its turn. */
    int days = here.tm_year == utc.tm_year ? here.tm_yday - utc.tm_yday
                                           : here.tm_year - utc.tm_year;
    return (days * 24 + here.tm_hour - utc.tm_hour) * 60 + here.tm_min -
           utc.tm_min;
}

int32_t cli_day_of(int64_t seconds)
{
    int64_t day = seconds / CLI_DAY_S;
    return (int32_t)(seconds % CLI_DAY_S < 0 ? day - 1 : day);
}

int32_t cli_today(const cli_call *call)
{
    return cli_day_of(cli_now(call));
}

int32_t cli_today_here(const cli_call *call)
{
    return cli_day_of(cli_now(call) + (int64_t)cli_offset(call) * 60);
}

int cli_take_only(const cli_call *call, const char *words, const char *options)
{
    for (int letter = 0; letter < 128; letter++) {
        if (call->given[letter] && letter != CLI_LANG &&
            strchr(options, letter) == NULL) {
            return cli_fail(CLI_USAGE,
                            "--%s is not for `carnet %s`; see `carnet %.*s "
                            "--help`",
                            cli_option_name(letter), words,
                            (int)strcspn(words, " "), words);
        }
    }
    return CLI_OK;
}

int cli_run_action(const cli_call *call, const char *verb,
                   const cli_action *actions)
{
    for (const cli_action *a = actions; a->name != NULL; a++) {
        if (strcmp(call->args[0], a->name) == 0) {
            char words[64];
            snprintf(words, sizeof words, "%s %s", verb, a->name);
            int code = cli_take_only(call, words, a->options);
            return code == CLI_OK ? a->run(call) : code;
        }
    }
    return cli_fail(CLI_USAGE, "carnet %s has no '%s'; see `carnet %s --help`",
                    verb, cli_safe(call->args[0]).text, verb);
}

static int run_call(const cli_verb *v, cli_call *call)
{
    if (call->given[CLI_HELP]) {
        fputs(v->help, stdout);
        return CLI_OK;
    }
    if (call->num_args < v->min_args || call->num_args > v->max_args) {
        return cli_fail(CLI_USAGE, "%s; see `carnet %s --help`",
                        call->num_args < v->min_args
                            ? "a file name is missing (- is standard input)"
                            : "too many file names",
                        v->name);
    }
    call->first_file = v->first_file;
    int code = cli_check_same(call);
    return code == CLI_OK ? v->run(call) : code;
}

static bool is_json(const char *word)
{
    return strcmp(word, "--json") == 0 || strcmp(word, "--batch") == 0;
}

/* Whether a verb that knows JSON is asked for it, also by words that can't be
   taken apart. Of many inputs each is answered in JSON, and so is the call. */
static bool asks_json(const cli_verb *v, int argc, char **argv)
{
    bool asks = false;
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        asks = asks || is_json(argv[i]);
    }
    return asks && strchr(v->options, CLI_JSON) != NULL;
}

static int run(const cli_verb *v, int argc, char **argv)
{
    cli_call call;
    int code = cli_parse(&call, v, argc, argv);
    bool json = code == CLI_OK ? call.given[CLI_JSON] || call.given[CLI_BATCH]
                               : asks_json(v, argc, argv);
    code = code == CLI_OK ? run_call(v, &call) : code;
    if (json) {
        cli_tell_failure(code);
    }
    return code;
}

static int help(const char *name)
{
    const cli_verb *v = name == NULL ? NULL : cli_find_verb(name);
    if (name != NULL && v == NULL) {
        return cli_fail(CLI_USAGE, "no verb '%s'; see `carnet --help`",
                        cli_safe(name).text);
    }
    fputs(v == NULL ? cli_usage : v->help, stdout);
    return CLI_OK;
}

static int run_word(const char *word, int argc, char **argv)
{
    if (strcmp(word, "--version") == 0) {
        printf("carnet %s\n", carnet_version());
        return CLI_OK;
    }
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 ||
        strcmp(word, "help") == 0) {
        return help(argc < 3 ? NULL : argv[2]);
    }
    const cli_verb *v = cli_find_verb(word);
    if (v != NULL) {
        return run(v, argc - 1, argv + 1);
    }
    if (word[0] != '\0') {
        cli_say("no verb '%s'", cli_safe(word).text);
    }
    fputs(cli_usage, stderr);
    return CLI_USAGE;
}

/* A standard stream that was closed must not become the next file that is
   opened: it is filled with one that can't be used in its direction. */
static void fill_streams(void)
{
    for (int fd = 0; fd <= 2; fd++) {
        if (fcntl(fd, F_GETFD) < 0) {
            (void)!open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
        }
    }
}

/* Output that could not be written is an error even at the very end. */
static int finish(int code)
{
    if (fflush(stdout) != 0 || ferror(stdout)) {
        return cli_fail(CLI_IO, "can't write standard output");
    }
    return code;
}

int main(int argc, char **argv)
{
    fill_streams();
    cli_open_output();
    /* A file over the size limit is then an error of write like any other. */
    signal(SIGXFSZ, SIG_IGN);
    return finish(run_word(argc < 2 ? "" : argv[1], argc, argv));
}
