/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet qr --set: a passport or a list as several codes, each a file of its
 * own or a line of text, in as few codes as stay readable from paper.
 */
#include "set.h"

typedef struct {
    const cli_call *call;
    const carnet_buf *text; /* of the whole */
    cli_format format;
    int32_t level;
    int32_t count; /* 0: one ordinary code is enough */
    int32_t num;   /* of files, parity included */
} plan;

static bool make_plan(plan *p)
{
    size_t chars = carnet_buf_len(p->text);
    int32_t version = carnet_qr_version_for(chars, p->level);
    bool parity = p->call->given[CLI_PARITY];
    bool one = version > 0 && version <= CARNET_SET_MAX_VERSION && !parity;
    p->count = one ? 0 : carnet_set_count_for(chars, p->level);
    p->num = one ? 1 : p->count + parity;
    return one || p->count > 0;
}

/* ---- names ---- */

/* p.png: p-1.png ... and p-parity.png. False where it is too long. */
static bool name_of(char out[CLI_MAX_NAME], const plan *p, int32_t i)
{
    char number[16] = "parity";
    if (p->count == 0 || i < p->count) {
        snprintf(number, sizeof number, "%d", (int)i + 1);
    }
    return cli_name_beside(out, p->call->out, number);
}

/* The call as it is for one of the codes. */
static bool call_for(cli_call *out, char name[CLI_MAX_NAME], const plan *p,
                     int32_t i)
{
    *out = *p->call;
    if (cli_is_dash(out->out)) {
        return true;
    }
    out->out = name;
    return name_of(name, p, i);
}

/* No code goes into a file that the call reads: found out before any does. */
static int check_names(const plan *p)
{
    char name[CLI_MAX_NAME]; /* 4 KiB, on a command's stack */
    int code = CLI_OK;
    for (int32_t i = 0; i < p->num && code == CLI_OK; i++) {
        cli_call call;
        code = call_for(&call, name, p, i)
                   ? cli_check_same(&call)
                   : cli_fail(CLI_USAGE, "the name after -o is too long");
    }
    return code;
}

/* ---- one code ---- */

static int code_text(carnet_buf **out, const plan *p, int32_t i)
{
    const uint8_t *text = carnet_buf_data(p->text);
    size_t len = carnet_buf_len(p->text);
    carnet_status status = p->count == 0
                               ? cli_text_of(out, text, len)
                               : carnet_set_split(out, text, len, p->count, i);
    return status == CARNET_OK
               ? CLI_OK
               : cli_fail_status(status, p->call->args[0], NULL);
}

static void say_code(const plan *p, const cli_call *call, const carnet_qr *qr,
                     int32_t i)
{
    int version = (int)carnet_qr_version(qr);
    cli_name name = {"below"};
    if (!cli_is_dash(call->out)) {
        name = cli_shown(call->out);
    }
    if (p->count == 0) {
        cli_say("%s: one code is enough, version %d", name.text, version);
    } else if (i == p->count) {
        cli_say("%s: parity for %d codes, version %d", name.text, (int)p->count,
                version);
    } else {
        cli_say("%s: code %d of %d, version %d", name.text, (int)i + 1,
                (int)p->count, version);
    }
}

/* Words before a picture that goes to the terminal, and behind a file, which is
   said to be there once it is. */
static int draw_code(const plan *p, const carnet_qr *qr, int32_t i)
{
    char name[CLI_MAX_NAME]; /* 4 KiB, on a command's stack */
    cli_call call;
    if (!call_for(&call, name, p, i)) {
        return CLI_USAGE; /* never: check_names has said it */
    }
    bool is_file = !cli_is_dash(call.out);
    bool tells = !call.given[CLI_JSON];
    if (tells && !is_file) {
        fflush(stdout);
        say_code(p, &call, qr, i);
    }
    int code = cli_draw(&call, qr, p->format);
    if (tells && is_file && code == CLI_OK) {
        say_code(p, &call, qr, i);
    }
    return code;
}

/* ---- all of them ---- */

typedef struct {
    carnet_qr *qr;
    size_t chars;
} code_made;

static int make_code(code_made *out, const plan *p, int32_t i)
{
    carnet_buf *text = NULL;
    int code = code_text(&text, p, i);
    out->chars = carnet_buf_len(text);
    carnet_status status = code == CLI_OK
                               ? carnet_qr_new(&out->qr, carnet_buf_data(text),
                                               out->chars, p->level)
                               : CARNET_OK;
    carnet_buf_free(text);
    return status == CARNET_OK
               ? code
               : cli_fail_status(status, p->call->args[0], NULL);
}

static void print_json(const plan *p, const code_made *codes)
{
    char name[CLI_MAX_NAME]; /* 4 KiB, on a command's stack */
    cli_call call;
    for (int32_t i = 0; i < p->num && call_for(&call, name, p, i); i++) {
        fputs(i == 0 ? "{\"codes\":[" : ",", stdout);
        cli_print_drawn_json(&call, codes[i].qr, p->format,
                             cli_level_name(p->level), codes[i].chars);
    }
    puts("]}");
}

/* All are made before the first is written, and told in JSON once the last is:
   whoever reads that is not told of a file that is not there. */
static int draw_codes(const plan *p)
{
    code_made codes[CARNET_SET_MAX_CODES + 1] = {{NULL, 0}};
    int code = check_names(p);
    for (int32_t i = 0; i < p->num && code == CLI_OK; i++) {
        code = make_code(&codes[i], p, i);
    }
    for (int32_t i = 0; i < p->num && code == CLI_OK; i++) {
        code = draw_code(p, codes[i].qr, i);
    }
    if (code == CLI_OK && p->call->given[CLI_JSON]) {
        print_json(p, codes);
    }
    for (int32_t i = 0; i < p->num; i++) {
        carnet_qr_free(codes[i].qr);
    }
    return code;
}

static void print_texts_json(carnet_buf *const *texts, int32_t num)
{
    for (int32_t i = 0; i < num; i++) {
        fputs(i == 0 ? "{\"texts\":[" : ",", stdout);
        cli_print_json((const char *)carnet_buf_data(texts[i]),
                       carnet_buf_len(texts[i]));
    }
    puts("]}");
}

static int write_lines(const cli_call *call, carnet_buf *const *texts,
                       int32_t num)
{
    size_t len = 0;
    for (int32_t i = 0; i < num; i++) {
        len += carnet_buf_len(texts[i]) + 1;
    }
    cli_bytes lines = {malloc(len + 1), 0}; /* never of no bytes */
    if (lines.data == NULL) {
        return cli_fail(CLI_SOFTWARE, "out of memory");
    }
    for (int32_t i = 0; i < num; i++) {
        size_t chars = carnet_buf_len(texts[i]);
        memcpy(lines.data + lines.len, carnet_buf_data(texts[i]), chars);
        lines.data[lines.len + chars] = '\n';
        lines.len += chars + 1;
    }
    int code = cli_write(call->out, lines.data, lines.len, CLI_TEXT);
    cli_bytes_free(&lines);
    return code;
}

static int write_texts(const plan *p)
{
    carnet_buf *texts[CARNET_SET_MAX_CODES + 1] = {NULL};
    int code = CLI_OK;
    for (int32_t i = 0; i < p->num && code == CLI_OK; i++) {
        code = code_text(&texts[i], p, i);
    }
    if (code == CLI_OK && p->call->given[CLI_JSON]) {
        print_texts_json(texts, p->num);
    } else if (code == CLI_OK) {
        code = write_lines(p->call, texts, p->num);
    }
    for (int32_t i = 0; i < p->num; i++) {
        carnet_buf_free(texts[i]);
    }
    return code;
}

int cli_write_set(const cli_call *call, const carnet_buf *text, cli_format f,
                  int32_t level)
{
    plan p = {.call = call, .text = text, .format = f, .level = level};
    if (!make_plan(&p)) {
        return cli_fail_status(CARNET_QR_TOO_LARGE, call->args[0], NULL);
    }
    return call->given[CLI_TEXT_ONLY] ? write_texts(&p) : draw_codes(&p);
}

int cli_check_set(const cli_call *call, cli_format f)
{
    bool set = call->given[CLI_SET];
    if (call->given[CLI_PARITY] && !set) {
        return cli_fail(CLI_USAGE, "--parity goes with --set");
    }
    bool text = call->given[CLI_TEXT_ONLY];
    return set && !text && f != CLI_BLOCKS && cli_is_dash(call->out)
               ? cli_fail(CLI_USAGE, "say -o FILE with --set: each code is a "
                                     "picture of its own")
               : CLI_OK;
}
