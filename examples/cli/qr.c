/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet qr: a passport, a trust list or a status list to a picture. Needs no
 * trust: of a passport it sees how many entries a part has, never what they
 * say. It stops at a readable private part, for a code is read by whoever sees
 * it.
 */
#include "set.h"

static const char level_names[] = "LMQH"; /* by CARNET_QR_LEVEL_* */

char cli_level_name(int32_t level)
{
    return level < 0 ? '?' : level_names[level]; /* check_call refuses -1 */
}

static int32_t level_of(const char *name)
{
    if (name == NULL) {
        return CARNET_QR_LEVEL_M;
    }
    const char *at = strlen(name) == 1 ? strchr(level_names, name[0]) : NULL;
    return at == NULL ? -1 : (int32_t)(at - level_names);
}

/* ---- size ---- */

/* A lower level that would do, if there is one. */
static void say_level(size_t chars, int32_t level)
{
    for (int32_t lower = level - 1; lower >= CARNET_QR_LEVEL_L; lower--) {
        int32_t version = carnet_qr_version_for(chars, lower);
        if (version > 0 && version <= CARNET_QR_MAX_VERSION) {
            cli_say("  at --level %c it is version %d%s", cli_level_name(lower),
                    (int)version,
                    lower == CARNET_QR_LEVEL_L
                        ? ", which a stain or a fold makes unreadable"
                        : "");
            return;
        }
    }
}

/* How many codes of a set would do, if any number does. */
static void say_set(size_t chars, int32_t level)
{
    int32_t count = carnet_set_count_for(chars, level);
    if (count > 0) {
        cli_say("  --set spreads it over %d codes", (int)count);
    }
}

static void say_smaller(bool list)
{
    cli_say(list
                ? "  name fewer issuers in one list, or give it out as a file"
                : "  issue fewer entries in one passport, leave out long notes "
                  "and words beside codes, or carry the file; `carnet issue "
                  "--dry-run` says what each entry costs");
}

/* Says the size of what is too large, and what would help. */
static int too_large(const cli_call *call, size_t chars, bool list)
{
    int32_t level = level_of(call->level);
    int32_t version = carnet_qr_version_for(chars, level);
    cli_fail_status(CARNET_QR_TOO_LARGE, call->args[0], NULL);
    if (version > 0) {
        cli_say("  %zu characters need version %d at level %c; %d is the "
                "largest that paper carries well",
                chars, (int)version, cli_level_name(level),
                CARNET_QR_MAX_VERSION);
    } else {
        cli_say("  %zu characters are more than any QR code holds at level %c",
                chars, cli_level_name(level));
    }
    say_level(chars, level);
    say_set(chars, level);
    say_smaller(list);
    return CLI_DATA;
}

static size_t chars_of(const cli_bytes *input)
{
    carnet_envelope *e = NULL;
    size_t chars = 0;
    if (carnet_peek(&e, NULL, input->data, input->len) == CARNET_OK) {
        chars = carnet_peek_num_chars(e);
    }
    carnet_peek_free(e);
    return chars;
}

/* Of a list in a file, as carnet_peek_num_chars has it of a passport: the
   file's beginning has 8 bytes, and three characters carry two. */
static size_t list_chars(const cli_bytes *input)
{
    size_t bytes = input->len - 8;
    return 4 + bytes / 2 * 3 + bytes % 2 * 2;
}

/* ---- text and picture ---- */

static bool is_list(const uint8_t *data, size_t len)
{
    return carnet_set_whole_kind(data, len) > CARNET_SET_PASSPORT;
}

carnet_status cli_text_of(carnet_buf **out, const uint8_t *data, size_t len)
{
    return is_list(data, len) ? carnet_set_list_text(out, data, len)
                              : carnet_issue_as_text(out, data, len);
}

static int draw_text(const cli_call *call, const carnet_buf *text, cli_format f)
{
    carnet_qr *qr = NULL;
    size_t chars = carnet_buf_len(text);
    carnet_status status =
        carnet_qr_new(&qr, carnet_buf_data(text), chars, level_of(call->level));
    int code = CLI_OK;
    if (status == CARNET_QR_TOO_LARGE) {
        code = too_large(call, chars, is_list(carnet_buf_data(text), chars));
    } else if (status != CARNET_OK) {
        code = cli_fail_status(status, call->args[0], NULL);
    } else {
        code = cli_draw(call, qr, f);
    }
    if (code == CLI_OK && call->given[CLI_JSON]) {
        cli_print_drawn_json(call, qr, f, cli_level_name(level_of(call->level)),
                             chars);
    }
    carnet_qr_free(qr);
    return code;
}

/* CLI_OK, or said why not. A list has no private part. */
static int check_private(const cli_call *call, const cli_bytes *input)
{
    if (is_list(input->data, input->len)) {
        return CLI_OK;
    }
    carnet_outline *outline = NULL;
    carnet_problem *problem = NULL;
    carnet_status status =
        carnet_peek_outline(&outline, &problem, input->data, input->len);
    size_t num = carnet_peek_outline_num(outline, CARNET_PART_PRIVATE);
    int code = CLI_OK;
    if (status != CARNET_OK) {
        code = cli_fail_status(status, call->args[0], problem);
    } else if (num > 0 && !call->given[CLI_WHOLE]) {
        code = cli_fail_status(CARNET_QR_PRIVATE, call->args[0], NULL);
        cli_say("  whoever scans this code reads %zu private %s; say --whole "
                "if that is meant",
                num, num == 1 ? "entry" : "entries");
    }
    carnet_peek_outline_free(outline);
    carnet_problem_free(problem);
    return code;
}

static int write_code(const cli_call *call, const cli_bytes *input,
                      cli_format f)
{
    carnet_buf *text = NULL;
    carnet_status status = cli_text_of(&text, input->data, input->len);
    bool list = is_list(input->data, input->len);
    int code = CLI_OK;
    if (status == CARNET_TEXT_TOO_LONG) {
        code =
            too_large(call, list ? list_chars(input) : chars_of(input), list);
    } else if (status != CARNET_OK) {
        code = cli_fail_status(status, call->args[0], NULL);
    } else if (call->given[CLI_SET]) {
        code = cli_write_set(call, text, f, level_of(call->level));
    } else if (call->given[CLI_TEXT_ONLY]) {
        code = cli_write_text(call, (const char *)carnet_buf_data(text),
                              carnet_buf_len(text));
    } else {
        code = draw_text(call, text, f);
    }
    carnet_buf_free(text);
    return code;
}

/* ---- what goes together ---- */

static int check_format(const cli_call *call, cli_format f)
{
    if (f != CLI_NUM_FORMATS) {
        return CLI_OK;
    }
    return call->format != NULL
               ? cli_fail(CLI_USAGE, "no format '%s': png, svg, pbm or blocks",
                          cli_safe(call->format).text)
               : cli_fail(CLI_USAGE,
                          "no format in the name %s: let it end in .png, .svg "
                          "or .pbm, or say --format",
                          cli_shown(call->out).text);
}

/* An option that would change nothing is a mistake. */
static int check_options(const cli_call *call, cli_format f)
{
    enum {
        PNG = 1 << CLI_PNG,
        SVG = 1 << CLI_SVG,
        PBM = 1 << CLI_PBM,
        BLOCKS = 1 << CLI_BLOCKS
    };
    static const struct {
        int option;
        int formats;
        const char *says;
    } rules[] = {
        {CLI_FORMAT, PNG | SVG | PBM | BLOCKS, "--format is for a picture"},
        {CLI_LEVEL, PNG | SVG | PBM | BLOCKS, "--level is for a picture"},
        {CLI_QUIET, PNG | SVG | PBM | BLOCKS, "--quiet-zone is for a picture"},
        {CLI_MODULE_PX, PNG | PBM, "--module-px is for PNG and PBM"},
        {CLI_MODULE_MM, PNG | SVG, "--module-mm is for PNG and SVG"},
        {CLI_INVERT, BLOCKS, "--invert is for blocks"}};
    bool text = call->given[CLI_TEXT_ONLY];
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        /* The level says how many codes a set has, in text too. */
        bool counts = call->given[CLI_SET] && rules[i].option == CLI_LEVEL;
        bool fits = counts || (!text && (rules[i].formats >> f & 1) != 0);
        if (call->given[rules[i].option] && !fits) {
            return cli_fail(CLI_USAGE, "%s%s", rules[i].says,
                            text ? ", not for --text" : "");
        }
    }
    return CLI_OK;
}

static int check_call(const cli_call *call, cli_format f)
{
    if (level_of(call->level) < 0) {
        return cli_fail(CLI_USAGE, "no level '%s': L, M, Q or H",
                        cli_safe(call->level).text);
    }
    bool text = call->given[CLI_TEXT_ONLY];
    int code = text ? CLI_OK : check_format(call, f);
    if (code == CLI_OK) {
        code = check_options(call, f);
    }
    if (code == CLI_OK) {
        code = cli_check_set(call, f);
    }
    if (code == CLI_OK) {
        code = text ? cli_check_json_alone(call) : cli_check_json_out(call);
    }
    return code;
}

/* ---- one call ---- */

int cli_verb_qr(const cli_call *call)
{
    cli_format f = cli_format_of(call);
    cli_bytes input = {NULL, 0};
    int code = check_call(call, f);
    if (code == CLI_OK) {
        code = cli_read_passport(&input, call);
    }
    if (code == CLI_OK) {
        code = check_private(call, &input);
    }
    if (code == CLI_OK) {
        code = write_code(call, &input, f);
    }
    cli_bytes_free(&input);
    return code;
}
