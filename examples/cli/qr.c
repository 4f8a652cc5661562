/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet qr and carnet scan: a passport to a picture and a picture to text.
 * Needs no trust: it sees how many entries a part has, never what they say. It
 * stops at a readable private part, for a code is read by whoever sees it.
 */
#include "cli.h"

/* CLI_OK, or said why not. */
static int check_private(const cli_call *call, const cli_bytes *input)
{
    carnet_outline *outline = NULL;
    carnet_problem *problem = NULL;
    carnet_status status =
        carnet_peek_outline(&outline, &problem, input->data, input->len);
    int code = CLI_OK;
    if (status != CARNET_OK) {
        code = cli_fail_status(status, call->args[0], problem);
    } else {
        size_t num = carnet_peek_outline_num(outline, CARNET_PART_PRIVATE);
        if (num > 0 && !call->whole) {
            code = cli_fail_status(CARNET_QR_PRIVATE, call->args[0], NULL);
            cli_say("  whoever scans this code reads %zu private %s; say "
                    "--whole if that is meant",
                    num, num == 1 ? "entry" : "entries");
        }
    }
    carnet_peek_outline_free(outline);
    carnet_problem_free(problem);
    return code;
}

static int level_of(const char *name)
{
    static const char names[] = "LMQH";
    const char *at = name == NULL        ? names + CARNET_QR_LEVEL_M
                     : strlen(name) == 1 ? strchr(names, name[0])
                                         : NULL;
    return at == NULL ? -1 : (int)(at - names);
}

/* The format asked for, or the one that the file's name says. */
static const char *format_of(const cli_call *call)
{
    if (call->format != NULL) {
        return call->format;
    }
    const char *dot = call->out == NULL ? NULL : strrchr(call->out, '.');
    return dot == NULL ? "blocks" : dot + 1;
}

static int write_buf(const cli_call *call, carnet_status status,
                     carnet_buf *picture)
{
    int code = CLI_OK;
    if (status != CARNET_OK) {
        code = cli_fail_status(status, call->args[0], NULL);
    } else {
        code = cli_write(call->out, carnet_buf_data(picture),
                         carnet_buf_len(picture), 0644, false);
    }
    carnet_buf_free(picture);
    return code;
}

static int write_png(const cli_call *call, const carnet_qr *qr)
{
    cli_bytes png = {NULL, 0};
    int code = cli_png(&png, qr, call->quiet, call->module_px, call->module_um);
    if (code == CLI_OK) {
        code = cli_write(call->out, png.data, png.len, 0644, false);
    }
    cli_bytes_free(&png);
    return code;
}

static int draw(const cli_call *call, const carnet_qr *qr)
{
    const char *format = format_of(call);
    carnet_buf *picture = NULL;
    int32_t quiet = (int32_t)call->quiet;
    if (strcmp(format, "png") == 0) {
        return write_png(call, qr);
    }
    if (strcmp(format, "svg") == 0) {
        carnet_status status =
            carnet_qr_draw_svg(&picture, qr, quiet, (int32_t)call->module_um);
        return write_buf(call, status, picture);
    }
    if (strcmp(format, "pbm") == 0) {
        carnet_status status =
            carnet_qr_draw_pbm(&picture, qr, quiet, (int32_t)call->module_px);
        return write_buf(call, status, picture);
    }
    if (strcmp(format, "blocks") == 0) {
        carnet_status status =
            carnet_qr_draw_blocks(&picture, qr, quiet, call->invert);
        return write_buf(call, status, picture);
    }
    return cli_fail(CLI_USAGE, "no format '%s': png, svg, pbm or blocks",
                    format);
}

/* Says the size of what is too large, and what would help. */
static int too_large(const cli_call *call, size_t chars)
{
    int version = carnet_qr_version_for(chars, level_of(call->level));
    cli_fail_status(CARNET_QR_TOO_LARGE, call->args[0], NULL);
    if (version > 0) {
        cli_say("  %zu characters need version %d; %d is the largest that "
                "paper carries well",
                chars, version, CARNET_QR_MAX_VERSION);
    } else {
        cli_say("  %zu characters are more than any QR code holds", chars);
    }
    cli_say("  issue fewer entries in one passport, leave out long notes and "
            "words beside codes, or carry the file");
    return CLI_DATA;
}

static int draw_text(const cli_call *call, const carnet_buf *text)
{
    carnet_qr *qr = NULL;
    carnet_status status =
        carnet_qr_new(&qr, carnet_buf_data(text), carnet_buf_len(text),
                      level_of(call->level));
    int code = CLI_OK;
    if (status == CARNET_QR_TOO_LARGE) {
        code = too_large(call, carnet_buf_len(text));
    } else if (status != CARNET_OK) {
        code = cli_fail_status(status, call->args[0], NULL);
    } else {
        code = draw(call, qr);
    }
    carnet_qr_free(qr);
    return code;
}

static int write_text(const cli_call *call, const carnet_buf *text)
{
    cli_bytes line = {malloc(carnet_buf_len(text) + 1),
                      carnet_buf_len(text) + 1};
    if (line.data == NULL) {
        return cli_fail(CLI_SOFTWARE, "out of memory");
    }
    memcpy(line.data, carnet_buf_data(text), line.len - 1);
    line.data[line.len - 1] = '\n';
    int code = cli_write(call->out, line.data, line.len, 0644, false);
    cli_bytes_free(&line);
    return code;
}

int cli_verb_qr(const cli_call *call)
{
    if (level_of(call->level) < 0) {
        return cli_fail(CLI_USAGE, "no level '%s': L, M, Q or H", call->level);
    }
    cli_bytes input;
    int code = cli_read_passport(&input, call->args[0]);
    if (code != CLI_OK) {
        return code;
    }
    carnet_buf *text = NULL;
    code = check_private(call, &input);
    if (code == CLI_OK) {
        carnet_status status =
            carnet_issue_as_text(&text, input.data, input.len);
        if (status == CARNET_TEXT_TOO_LONG) {
            carnet_envelope *e = NULL;
            size_t chars = 0;
            if (carnet_peek(&e, NULL, input.data, input.len) == CARNET_OK) {
                chars = carnet_peek_num_chars(e);
            }
            carnet_peek_free(e);
            code = too_large(call, chars);
        } else if (status != CARNET_OK) {
            code = cli_fail_status(status, call->args[0], NULL);
        } else if (call->text) {
            code = write_text(call, text);
        } else {
            code = draw_text(call, text);
        }
    }
    carnet_buf_free(text);
    cli_bytes_free(&input);
    return code;
}

int cli_verb_scan(const cli_call *call)
{
    cli_bytes image;
    int code = cli_read(&image, call->args[0], CLI_MAX_IMAGE);
    if (code != CLI_OK) {
        return code;
    }
    cli_bytes text = {NULL, 0};
    if (!cli_is_image(image.data, image.len)) {
        code = cli_fail(CLI_DATA, "%s is neither PNG nor JPEG", call->args[0]);
    } else {
        code = cli_scan_image(&text, image.data, image.len, call->args[0]);
    }
    if (code == CLI_OK) {
        /* One line; the zero behind the text makes room for its end. */
        text.data[text.len] = '\n';
        code = cli_write(call->out, text.data, text.len + 1, 0644, false);
    }
    cli_bytes_free(&text);
    cli_bytes_free(&image);
    return code;
}
