/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Options: the one table of them, and the words of a call taken apart. Each
 * verb names the options that it knows; any other is a usage error.
 */
#include "cli.h"

#include <getopt.h>

static const struct option table[] = {
    {"output", required_argument, NULL, CLI_OUT},
    {"help", no_argument, NULL, CLI_HELP},
    {"key", required_argument, NULL, CLI_KEY},
    {"trust", required_argument, NULL, CLI_TRUST},
    {"now", required_argument, NULL, CLI_NOW},
    {"json", no_argument, NULL, CLI_JSON},
    {"whole", no_argument, NULL, CLI_WHOLE},
    {"text", no_argument, NULL, CLI_TEXT_ONLY},
    {"dry-run", no_argument, NULL, CLI_DRY_RUN},
    {"template", required_argument, NULL, CLI_TEMPLATE},
    {"date", required_argument, NULL, CLI_DATE},
    {"valid-until", required_argument, NULL, CLI_VALID_UNTIL},
    {"move", required_argument, NULL, CLI_MOVE},
    {"format", required_argument, NULL, CLI_FORMAT},
    {"level", required_argument, NULL, CLI_LEVEL},
    {"quiet-zone", required_argument, NULL, CLI_QUIET},
    {"module-px", required_argument, NULL, CLI_MODULE_PX},
    {"module-mm", required_argument, NULL, CLI_MODULE_MM},
    {"invert", no_argument, NULL, CLI_INVERT},
    {"unverified", no_argument, NULL, CLI_UNVERIFIED},
    {"cose", no_argument, NULL, CLI_COSE},
    {"diag", no_argument, NULL, CLI_DIAG},
    {"credential", required_argument, NULL, CLI_CREDENTIAL},
    {"set", no_argument, NULL, CLI_SET},
    {"parity", no_argument, NULL, CLI_PARITY},
    {"lang", required_argument, NULL, CLI_LANG},
    {"report", required_argument, NULL, CLI_REPORT},
    {"strict", no_argument, NULL, CLI_STRICT},
    {"audience", required_argument, NULL, CLI_AUDIENCE},
    {"show", required_argument, NULL, CLI_SHOW},
    {"withhold", required_argument, NULL, CLI_WITHHOLD},
    {"seal", required_argument, NULL, CLI_SEAL},
    {"decoy", required_argument, NULL, CLI_DECOY},
    {"phrase-fd", required_argument, NULL, CLI_PHRASE_FD},
    {"sealing", no_argument, NULL, CLI_SEALING},
    {"separate", required_argument, NULL, CLI_SEPARATE},
    {"device", required_argument, NULL, CLI_DEVICE},
    {"baud", required_argument, NULL, CLI_BAUD},
    {"color", required_argument, NULL, CLI_COLOR},
    {"bell", no_argument, NULL, CLI_BELL},
    {"into", required_argument, NULL, CLI_INTO},
    {"restate", no_argument, NULL, CLI_RESTATE},
    {"pin", required_argument, NULL, CLI_PIN},
    {"store", required_argument, NULL, CLI_STORE},
    {"days", required_argument, NULL, CLI_DAYS},
    {"name", required_argument, NULL, CLI_NAME},
    {"country", required_argument, NULL, CLI_COUNTRY},
    {"kind", required_argument, NULL, CLI_KIND},
    {"sealing-key", required_argument, NULL, CLI_SEALING_KEY},
    {"from", required_argument, NULL, CLI_FROM},
    {"until", required_argument, NULL, CLI_UNTIL},
    {"may-sign", required_argument, NULL, CLI_MAY_SIGN},
    {"use", required_argument, NULL, CLI_USE},
    {"on", required_argument, NULL, CLI_ON},
    {"as", required_argument, NULL, CLI_AS},
    {"previous", required_argument, NULL, CLI_PREVIOUS},
    {"next-key", required_argument, NULL, CLI_NEXT_KEY},
    {"same-person", no_argument, NULL, CLI_SAME_PERSON},
    {"batch", no_argument, NULL, CLI_BATCH},
    {"jobs", required_argument, NULL, CLI_JOBS},
    {"status", required_argument, NULL, CLI_STATUS},
    {"in-error", no_argument, NULL, CLI_IN_ERROR},
    {"bits", required_argument, NULL, CLI_BITS},
    {"size", required_argument, NULL, CLI_SIZE},
    {"index", required_argument, NULL, CLI_INDEX},
    {"ttl", required_argument, NULL, CLI_TTL},
    {"explain", no_argument, NULL, CLI_EXPLAIN},
    {"version", no_argument, NULL, CLI_VERSION},
    {NULL, 0, NULL, 0}};

const char *cli_option_name(int letter)
{
    for (const struct option *o = table; o->name != NULL; o++) {
        if (o->val == letter) {
            return o->name;
        }
    }
    return "?";
}

/* ---- values ---- */

static bool parse_number(const char *text, long least, long most, long *out)
{
    char *end = NULL;
    long v = strtol(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end != '\0' || v < least ||
        v > most) {
        return false;
    }
    *out = v;
    return true;
}

int cli_take_day(int32_t *out, const char *option, const char *text)
{
    return carnet_text_parse_day(out, text, strlen(text)) == CARNET_OK
               ? CLI_OK
               : cli_fail(CLI_USAGE, "%s takes a day, as 2026-03-01, not '%s'",
                          option, cli_safe(text).text);
}

/* Millimetres with up to three decimals, as micrometres. */
static bool parse_mm(const char *text, long *out_um)
{
    char copy[16] = "";
    size_t len = strlen(text);
    const char *dot = strchr(text, '.');
    size_t decimals = dot == NULL ? 0 : len - (size_t)(dot - text) - 1;
    if (len > 8 || decimals > 3 || (dot != NULL && decimals == 0)) {
        return false;
    }
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        if (&text[i] != dot) {
            copy[n++] = text[i];
        }
    }
    while (decimals++ < 3) {
        copy[n++] = '0';
    }
    return parse_number(copy, 50, 20000, out_um);
}

static int take_number(int letter, const char *value, cli_call *call)
{
    long n = 0;
    bool good = false;
    const char *due = "a time of the years 1 to 9999 UTC, as 2026-03-01 or "
                      "2026-03-01T12:00:00Z";
    switch (letter) {
    case CLI_QUIET:
        due = "0 to 100 modules";
        good = parse_number(value, 0, 100, &call->quiet);
        break;
    case CLI_MODULE_PX:
        due = "1 to 100 pixels";
        good = parse_number(value, 1, 100, &call->module_px);
        break;
    case CLI_MODULE_MM:
        due = "0.05 to 20 millimetres, as 0.5";
        good = parse_mm(value, &call->module_um);
        break;
    case CLI_PHRASE_FD:
        due = "the number of a file descriptor that is open";
        good = parse_number(value, 0, 1023, &call->phrase_fd);
        break;
    case CLI_DAYS:
        due = "1 to 3650 days";
        good = parse_number(value, 1, 3650, &call->days);
        break;
    case CLI_BITS:
        due = "1, 2, 4 or 8";
        good = parse_number(value, 1, 8, &call->bits);
        break;
    case CLI_SIZE:
        due = "8 to 1048576, a multiple of 8";
        good =
            parse_number(value, 8, CARNET_STATUS_LIST_MAX_ENTRIES, &call->size);
        break;
    case CLI_INDEX:
        due = "a number from 0 to 16777215";
        good = parse_number(value, 0, 16777215, &call->index);
        break;
    case CLI_TTL:
        due = "1 to 4294967295 seconds";
        good = parse_number(value, 1, 4294967295, &call->ttl_s);
        break;
    case CLI_BAUD:
        due = "1200, 2400, 4800, 9600, 19200, 38400, 57600 or 115200";
        good = parse_number(value, 1200, 115200, &call->baud);
        break;
    case CLI_JOBS:
        due = "1 to 64";
        good = parse_number(value, 1, 64, &call->jobs);
        break;
    case CLI_CREDENTIAL:
        due = "a number from 1 to 256";
        good = parse_number(value, 1, 256, &n);
        call->credential = (size_t)n;
        break;
    default:
        call->has_now = true;
        good = carnet_text_parse_time(&call->now_s, &call->offset_m, value,
                                      strlen(value)) == CARNET_OK;
        break;
    }
    return good ? CLI_OK
                : cli_fail(CLI_USAGE, "--%s takes %s, not '%s'",
                           cli_option_name(letter), due, cli_safe(value).text);
}

static int take_list(int letter, const char **list, size_t *num,
                     const char *value)
{
    if (*num == CLI_MAX_LIST) {
        return cli_fail(CLI_USAGE, "--%s is there more than %d times",
                        cli_option_name(letter), CLI_MAX_LIST);
    }
    list[(*num)++] = value;
    return CLI_OK;
}

/* What is said of a trust list. */
static const char **place_of(int letter, cli_call *call)
{
    switch (letter) {
    case CLI_STORE:
        return &call->store;
    case CLI_NAME:
        return &call->name;
    case CLI_COUNTRY:
        return &call->country;
    case CLI_KIND:
        return &call->kind;
    case CLI_SEALING_KEY:
        return &call->sealing_key;
    case CLI_FROM:
        return &call->from;
    case CLI_UNTIL:
        return &call->until;
    case CLI_MAY_SIGN:
        return &call->may_sign;
    case CLI_USE:
        return &call->use;
    case CLI_ON:
        return &call->on;
    case CLI_AS:
        return &call->as;
    case CLI_PREVIOUS:
        return &call->previous;
    case CLI_NEXT_KEY:
        return &call->next_key;
    default:
        return NULL;
    }
}

static int take_value(int letter, const char *value, cli_call *call)
{
    const char **place = place_of(letter, call);
    if (place != NULL) {
        *place = value;
        return CLI_OK;
    }
    switch (letter) {
    case CLI_PIN:
        return take_list(letter, call->pins, &call->num_pins, value);
    case CLI_OUT:
        call->out = value;
        return CLI_OK;
    case CLI_KEY:
        call->key = value;
        return CLI_OK;
    case CLI_TRUST:
        return take_list(letter, call->trust, &call->num_trust, value);
    case CLI_STATUS:
        return take_list(letter, call->status, &call->num_status, value);
    case CLI_MOVE:
        return take_list(letter, call->move, &call->num_move, value);
    case CLI_AUDIENCE:
        call->audience = value;
        return CLI_OK;
    case CLI_SHOW:
        return take_list(letter, call->show, &call->num_show, value);
    case CLI_WITHHOLD:
        return take_list(letter, call->withhold, &call->num_withhold, value);
    case CLI_SEAL:
        return take_list(letter, call->seal, &call->num_seal, value);
    case CLI_DECOY:
        return take_list(letter, call->decoy, &call->num_decoy, value);
    case CLI_INTO:
        call->into = value;
        return CLI_OK;
    case CLI_SEPARATE:
        call->separate = value;
        return CLI_OK;
    case CLI_TEMPLATE:
        call->template_kind = value;
        return CLI_OK;
    case CLI_DATE:
        call->date = value;
        return CLI_OK;
    case CLI_VALID_UNTIL:
        call->valid = value;
        return CLI_OK;
    case CLI_FORMAT:
        call->format = value;
        return CLI_OK;
    case CLI_LEVEL:
        call->level = value;
        return CLI_OK;
    case CLI_REPORT:
        call->report = value;
        return CLI_OK;
    case CLI_DEVICE:
        call->device = value;
        return CLI_OK;
    case CLI_COLOR:
        call->color = value;
        return CLI_OK;
    case CLI_LANG:
        return cli_speak(value);
    default:
        return take_number(letter, value, call);
    }
}

/* ---- words ---- */

/* What getopt_long could not take: word is where it stopped. */
static int bad_option(const cli_verb *v, const char *word)
{
    if (optopt != 0 && strncmp(word, "--", 2) == 0) {
        return cli_fail(CLI_USAGE, "--%s takes no value",
                        cli_option_name(optopt));
    }
    if (optopt != 0) {
        return cli_fail(CLI_USAGE,
                        "no option -%c (long ones begin with two dashes); see "
                        "`carnet %s --help`",
                        optopt, v->name);
    }
    return cli_fail(CLI_USAGE, "no option %s; see `carnet %s --help`",
                    cli_safe(word).text, v->name);
}

static int take_option(int letter, const cli_verb *v, const char *word,
                       cli_call *call)
{
    if (letter == ':') {
        return cli_fail(CLI_USAGE, "%s needs a value", cli_safe(word).text);
    }
    if (letter == '?') {
        return bad_option(v, word);
    }
    if (strchr(v->options, letter) == NULL) {
        return cli_fail(CLI_USAGE,
                        "--%s is not for `carnet %s`; see `carnet %s --help`",
                        cli_option_name(letter), v->name, v->name);
    }
    call->given[letter & 127] = true;
    return optarg == NULL ? CLI_OK : take_value(letter, optarg, call);
}

int cli_parse(cli_call *out, const cli_verb *v, int argc, char **argv)
{
    *out = (cli_call){.quiet = CARNET_QR_QUIET,
                      .module_px = 8,
                      .module_um = 500,
                      .credential = 1,
                      .days = 90,
                      .bits = 2,
                      .size = 262144,
                      .baud = 9600};
    opterr = 0;
    int letter;
    while ((letter = getopt_long(argc, argv, ":ho:", table, NULL)) != -1) {
        if (letter == CLI_HELP) {
            out->given[CLI_HELP] = true;
            return CLI_OK;
        }
        int code = take_option(letter, v, argv[optind - 1], out);
        if (code != CLI_OK) {
            return code;
        }
    }
    out->num_args = argc - optind;
    out->args = argv + optind;
    return CLI_OK;
}
