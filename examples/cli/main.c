/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The carnet command: takes the words of a call apart and hands them to a
 * verb. Each verb names the options it knows; any other is a usage error.
 */
#include "cli.h"

#include <getopt.h>
#include <time.h>

/* Options, each a letter of its own for getopt_long and the verbs' lists. */
enum {
    OPT_OUT = 'o',
    OPT_HELP = 'h',
    OPT_KEY = 'k',
    OPT_TRUST = 't',
    OPT_NOW = 'n',
    OPT_JSON = 'j',
    OPT_WHOLE = 'w',
    OPT_TEXT = 'x',
    OPT_DRY_RUN = 'd',
    OPT_TEMPLATE = 'T',
    OPT_DATE = 'D',
    OPT_VALID = 'V',
    OPT_MOVE = 'm',
    OPT_FORMAT = 'f',
    OPT_LEVEL = 'l',
    OPT_QUIET = 'q',
    OPT_PX = 'p',
    OPT_MM = 'M',
    OPT_INVERT = 'i',
    OPT_UNVERIFIED = 'u',
    OPT_COSE = 'c',
    OPT_DIAG = 'g',
    OPT_CREDENTIAL = 'C',
    OPT_VERSION = 'v'
};

static const struct option long_options[] = {
    {"output", required_argument, NULL, OPT_OUT},
    {"help", no_argument, NULL, OPT_HELP},
    {"key", required_argument, NULL, OPT_KEY},
    {"trust", required_argument, NULL, OPT_TRUST},
    {"now", required_argument, NULL, OPT_NOW},
    {"json", no_argument, NULL, OPT_JSON},
    {"whole", no_argument, NULL, OPT_WHOLE},
    {"text", no_argument, NULL, OPT_TEXT},
    {"dry-run", no_argument, NULL, OPT_DRY_RUN},
    {"template", required_argument, NULL, OPT_TEMPLATE},
    {"date", required_argument, NULL, OPT_DATE},
    {"valid-until", required_argument, NULL, OPT_VALID},
    {"move", required_argument, NULL, OPT_MOVE},
    {"format", required_argument, NULL, OPT_FORMAT},
    {"level", required_argument, NULL, OPT_LEVEL},
    {"quiet-zone", required_argument, NULL, OPT_QUIET},
    {"module-px", required_argument, NULL, OPT_PX},
    {"module-mm", required_argument, NULL, OPT_MM},
    {"invert", no_argument, NULL, OPT_INVERT},
    {"unverified", no_argument, NULL, OPT_UNVERIFIED},
    {"cose", no_argument, NULL, OPT_COSE},
    {"diag", no_argument, NULL, OPT_DIAG},
    {"credential", required_argument, NULL, OPT_CREDENTIAL},
    {"version", no_argument, NULL, OPT_VERSION},
    {NULL, 0, NULL, 0}};

typedef struct {
    const char *name;
    int (*run)(const cli_call *call);
    const char *options; /* letters that it knows; h always */
    int min_args, max_args;
    const char *help;
} verb;

static const verb verbs[] = {
    {"key", cli_verb_key, "oj", 1, 2,
     "carnet key new -o clinic.key\n"
     "carnet key show clinic.pub\n"
     "\n"
     "new   makes an issuer's key: the secret one in clinic.key (0600, keep\n"
     "      it), the public one in clinic.pub (give it to who verifies)\n"
     "show  shows key id and fingerprint of a public or secret key\n"
     "\n"
     "  -o FILE   where the secret key goes; its name must end in .key\n"
     "  --json    show: a JSON object\n"},
    {"issue", cli_verb_issue, "okdTDVmjn", 0, 1,
     "carnet issue --key clinic.key record.json -o p.carnet\n"
     "carnet issue --dry-run record.json\n"
     "carnet issue --template condition\n"
     "\n"
     "Signs a record (carnet JSON, see --template; - is standard input) as a\n"
     "passport of one credential. Says what goes to the private part and why.\n"
     "\n"
     "  --key FILE          the issuer's secret key\n"
     "  -o FILE             the passport (default: standard output)\n"
     "  --dry-run           part, bytes and QR version of each entry; signs "
     "nothing\n"
     "  --template KIND     print a filled record of that kind, or \"list\"\n"
     "  --date DAY          day of issue (default: that of the record, else "
     "today)\n"
     "  --valid-until DAY   last valid day (default: that of the record, else "
     "none)\n"
     "  --move N=PART       put entry N (from 1) of the record into desk, "
     "clinic or\n"
     "                      private, even if its codes ask for a more private "
     "part\n"
     "  --now TIME          time to take for now\n"
     "  --json              --dry-run: a JSON object\n"},
    {"qr", cli_verb_qr, "owxflqpMi", 1, 1,
     "carnet qr p.carnet -o p.png\n"
     "\n"
     "Draws a passport as a QR code: PNG, SVG or PBM by the name of the file,\n"
     "half-block characters on a terminal. Stops (status 78) where the "
     "private\n"
     "part is readable and not empty.\n"
     "\n"
     "  -o FILE           the picture (default: half blocks on standard "
     "output)\n"
     "  --whole           go on although private entries can be read\n"
     "  --text            print the text in place of a picture\n"
     "  --format F        png, svg, pbm or blocks, whatever the file's name\n"
     "  --level L         error correction L, M, Q or H (default: M)\n"
     "  --quiet-zone N    modules of white around (default: 4)\n"
     "  --module-px N     pixels a module in PNG and PBM (default: 8)\n"
     "  --module-mm X     millimetres a module in SVG and for PNG's density\n"
     "                    (default: 0.5)\n"
     "  --invert          blocks for a light-on-dark terminal\n"},
    {"scan", cli_verb_scan, "o", 1, 1,
     "carnet scan p.png\n"
     "\n"
     "Reads the text of the QR code in a PNG or JPEG picture.\n"
     "\n"
     "  -o FILE   where the text goes (default: standard output)\n"},
    {"verify", cli_verb_verify, "tnj", 1, 1,
     "carnet verify --trust clinic.pub p.png\n"
     "\n"
     "Checks a passport (text, file, picture; - is standard input) and says\n"
     "accepted (status 0), review (1) or refused (2), and why.\n"
     "\n"
     "  --trust FILE   public key of an issuer; may be given again\n"
     "  --now TIME     time to take for now\n"
     "  --json         the whole verdict as JSON\n"},
    {"show", cli_verb_show, "tnju", 1, 1,
     "carnet show --trust clinic.pub p.carnet\n"
     "\n"
     "Verifies as `carnet verify` does and shows what the passport says.\n"
     "Nothing of a refused credential is shown.\n"
     "\n"
     "  --trust FILE    public key of an issuer; may be given again\n"
     "  --now TIME      time to take for now\n"
     "  --json          verdict and entries as JSON\n"
     "  --unverified    show what nobody vouches for; always ends with 2\n"},
    {"peek", cli_verb_peek, "j", 1, 1,
     "carnet peek p.carnet\n"
     "\n"
     "Shows key ids, dates and sizes, as claimed, and no health data.\n"
     "\n"
     "  --json   a JSON object\n"},
    {"export", cli_verb_export, "otncgC", 1, 1,
     "carnet export --cose --trust clinic.pub p.carnet -o p.cose\n"
     "carnet export --diag --trust clinic.pub p.carnet\n"
     "\n"
     "  --cose           one credential as an ordinary COSE_Sign1\n"
     "  --diag           all credentials in CBOR diagnostic notation\n"
     "  --credential N   which one, from 1, with --cose (default: 1)\n"
     "  --trust FILE     public key of an issuer; may be given again\n"
     "  --now TIME       time to take for now\n"
     "  -o FILE          where it goes (default: standard output)\n"}};

enum {
    NUM_VERBS = sizeof verbs / sizeof verbs[0]
};

static const char usage[] =
    "carnet: a health passport that its holder carries\n"
    "\n"
    "  carnet key new -o clinic.key             make an issuer's key\n"
    "  carnet issue --key clinic.key record.json -o p.carnet\n"
    "  carnet qr p.carnet -o p.png              draw its QR code\n"
    "  carnet scan p.png                        read a code from a picture\n"
    "  carnet verify --trust clinic.pub p.png   check it, with no network\n"
    "  carnet show --trust clinic.pub p.carnet  read it\n"
    "  carnet peek p.carnet                     envelope facts only\n"
    "  carnet export --cose|--diag ...          for other tools\n"
    "\n"
    "`carnet VERB --help` tells more; `man carnet` all. Exit status: 0 "
    "accepted or\n"
    "done, 1 review, 2 refused, 64 and up for errors.\n";

static const verb *find_verb(const char *name)
{
    for (size_t i = 0; i < NUM_VERBS; i++) {
        if (strcmp(verbs[i].name, name) == 0) {
            return &verbs[i];
        }
    }
    return NULL;
}

static const char *long_name(int letter)
{
    for (const struct option *o = long_options; o->name != NULL; o++) {
        if (o->val == letter) {
            return o->name;
        }
    }
    return "?";
}

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
        if (text[i] != '.' || &text[i] != dot) {
            copy[n++] = text[i];
        }
    }
    while (decimals++ < 3) {
        copy[n++] = '0';
    }
    return parse_number(copy, 50, 20000, out_um);
}

static int bad_value(int letter, const char *value)
{
    return cli_fail(CLI_USAGE, "--%s can't be '%s'", long_name(letter), value);
}

static int take_number(int letter, const char *value, cli_call *call)
{
    long n = 0;
    bool good = false;
    switch (letter) {
    case OPT_QUIET:
        good = parse_number(value, 0, 100, &call->quiet);
        break;
    case OPT_PX:
        good = parse_number(value, 1, 100, &call->module_px);
        break;
    case OPT_MM:
        good = parse_mm(value, &call->module_um);
        break;
    case OPT_CREDENTIAL:
        good = parse_number(value, 1, 256, &n);
        call->credential = (size_t)n;
        break;
    default:
        call->has_now = true;
        good = carnet_text_parse_time(&call->now_s, value, strlen(value)) ==
               CARNET_OK;
        break;
    }
    return good ? CLI_OK : bad_value(letter, value);
}

static int take_list(const char **list, size_t max, size_t *num,
                     const char *value)
{
    if (*num == max) {
        return cli_fail(CLI_USAGE, "more than %zu of one option", max);
    }
    list[(*num)++] = value;
    return CLI_OK;
}

static int take_option(int letter, const char *value, cli_call *call)
{
    switch (letter) {
    case OPT_OUT:
        call->out = value;
        return CLI_OK;
    case OPT_KEY:
        call->key = value;
        return CLI_OK;
    case OPT_TRUST:
        return take_list(call->trust, CLI_MAX_LIST, &call->num_trust, value);
    case OPT_MOVE:
        return take_list(call->move, CLI_MAX_LIST, &call->num_move, value);
    case OPT_TEMPLATE:
        call->template_kind = value;
        return CLI_OK;
    case OPT_DATE:
        call->date = value;
        return CLI_OK;
    case OPT_VALID:
        call->valid = value;
        return CLI_OK;
    case OPT_FORMAT:
        call->format = value;
        return CLI_OK;
    case OPT_LEVEL:
        call->level = value;
        return CLI_OK;
    case OPT_NOW:
    case OPT_QUIET:
    case OPT_PX:
    case OPT_MM:
    case OPT_CREDENTIAL:
        return take_number(letter, value, call);
    default:
        call->flags[letter & 127] = true;
        return CLI_OK;
    }
}

static int parse(const verb *v, cli_call *call, int argc, char **argv)
{
    optind = 1;
    opterr = 0;
    int letter;
    while ((letter = getopt_long(argc, argv, ":ho:", long_options, NULL)) !=
           -1) {
        if (letter == OPT_HELP) {
            call->flags[OPT_HELP] = true;
            return CLI_OK;
        }
        if (letter == ':') {
            return cli_fail(CLI_USAGE, "%s needs a value", argv[optind - 1]);
        }
        if (letter == '?') {
            return cli_fail(CLI_USAGE, "no option %s; see `carnet %s --help`",
                            argv[optind - 1], v->name);
        }
        if (strchr(v->options, letter) == NULL) {
            return cli_fail(CLI_USAGE,
                            "--%s is not for `carnet %s`; see `carnet %s "
                            "--help`",
                            long_name(letter), v->name, v->name);
        }
        int code = take_option(letter, optarg, call);
        if (code != CLI_OK) {
            return code;
        }
    }
    call->num_args = argc - optind;
    call->args = argv + optind;
    return CLI_OK;
}

static int run(const verb *v, int argc, char **argv)
{
    cli_call call = {.verb = v->name,
                     .quiet = CARNET_QR_QUIET,
                     .module_px = 8,
                     .module_um = 500,
                     .credential = 1};
    int code = parse(v, &call, argc, argv);
    if (code != CLI_OK) {
        return code;
    }
    if (call.flags[OPT_HELP]) {
        fputs(v->help, stdout);
        return CLI_OK;
    }
    if (call.num_args < v->min_args || call.num_args > v->max_args) {
        return cli_fail(CLI_USAGE, "%s; see `carnet %s --help`",
                        call.num_args < v->min_args
                            ? "a file name is missing (- is standard input)"
                            : "too many file names",
                        v->name);
    }
    call.json = call.flags[OPT_JSON];
    call.whole = call.flags[OPT_WHOLE];
    call.text = call.flags[OPT_TEXT];
    call.dry_run = call.flags[OPT_DRY_RUN];
    call.invert = call.flags[OPT_INVERT];
    call.unverified = call.flags[OPT_UNVERIFIED];
    call.cose = call.flags[OPT_COSE];
    call.diag = call.flags[OPT_DIAG];
    return v->run(&call);
}

int64_t cli_now(const cli_call *call)
{
    return call->has_now ? call->now_s : (int64_t)time(NULL);
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
    const char *word = argc < 2 ? "" : argv[1];
    if (strcmp(word, "--version") == 0) {
        printf("carnet %s\n", carnet_version());
        return finish(CLI_OK);
    }
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 ||
        strcmp(word, "help") == 0) {
        fputs(usage, stdout);
        return finish(CLI_OK);
    }
    const verb *v = find_verb(word);
    if (v == NULL) {
        if (word[0] != '\0') {
            cli_say("no verb '%s'", word);
        }
        fputs(usage, stderr);
        return CLI_USAGE;
    }
    return finish(run(v, argc - 1, argv + 1));
}
