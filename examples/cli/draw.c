/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A symbol as a picture, in the format that was asked for or that the file's
 * name says.
 */
#define _XOPEN_SOURCE 700
#include "draw.h"

#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* ---- formats ---- */

static const char *const format_names[] = {"png", "svg", "pbm", "blocks"};

static cli_format find_format(const char *name)
{
    size_t i = 0;
    while (i < CLI_NUM_FORMATS && strcasecmp(name, format_names[i]) != 0) {
        i++;
    }
    return (cli_format)i;
}

/* The format asked for, or the one that the file's name says. */
cli_format cli_format_of(const cli_call *call)
{
    if (call->format != NULL) {
        return find_format(call->format);
    }
    if (cli_is_dash(call->out)) {
        return CLI_BLOCKS;
    }
    const char *slash = strrchr(call->out, '/');
    const char *name = slash == NULL ? call->out : slash + 1;
    const char *dot = strrchr(name, '.');
    return dot == NULL ? CLI_NUM_FORMATS : find_format(dot + 1);
}

/* ---- drawing ---- */

/* A code that wraps can't be read. */
static void warn_of_width(const cli_call *call, const carnet_qr *qr)
{
    struct winsize size;
    long columns = carnet_qr_size(qr) + 2 * call->quiet;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
        size.ws_col > 0 && size.ws_col < columns) {
        cli_say("warning: the code is %ld columns wide and this terminal %u; "
                "widen it, or draw a PNG with -o p.png",
                columns, (unsigned)size.ws_col);
    }
}

static int write_buf(const cli_call *call, carnet_status status,
                     carnet_buf *picture, int how)
{
    int code = status == CARNET_OK
                   ? cli_write(call->out, carnet_buf_data(picture),
                               carnet_buf_len(picture), how)
                   : cli_fail_status(status, call->args[0], NULL);
    carnet_buf_free(picture);
    return code;
}

static int draw_png(const cli_call *call, const carnet_qr *qr)
{
    cli_bytes png = {NULL, 0};
    int code = cli_png(&png, qr, call->quiet, call->module_px, call->module_um);
    if (code == CLI_OK) {
        code = cli_write(call->out, png.data, png.len, CLI_BINARY);
    }
    cli_bytes_free(&png);
    return code;
}

static int draw_blocks(const cli_call *call, const carnet_qr *qr)
{
    carnet_buf *picture = NULL;
    carnet_status status = carnet_qr_draw_blocks(
        &picture, qr, (int32_t)call->quiet, call->given[CLI_INVERT]);
    int code = write_buf(call, status, picture, CLI_TEXT);
    if (code == CLI_OK && cli_is_dash(call->out)) {
        fflush(stdout);
        warn_of_width(call, qr);
    }
    return code;
}

int cli_draw(const cli_call *call, const carnet_qr *qr, cli_format f)
{
    carnet_buf *picture = NULL;
    int32_t quiet = (int32_t)call->quiet;
    carnet_status status = CARNET_OK;
    switch (f) {
    case CLI_PNG:
        return draw_png(call, qr);
    case CLI_SVG:
        status =
            carnet_qr_draw_svg(&picture, qr, quiet, (int32_t)call->module_um);
        return write_buf(call, status, picture, CLI_TEXT);
    case CLI_PBM:
        status =
            carnet_qr_draw_pbm(&picture, qr, quiet, (int32_t)call->module_px);
        return write_buf(call, status, picture, CLI_BINARY);
    default:
        return draw_blocks(call, qr);
    }
}

static void print_mm(const char *before, long um)
{
    printf("%s%ld.%03ld", before, um / 1000, um % 1000);
}

void cli_print_drawn_json(const cli_call *call, const carnet_qr *qr,
                          cli_format f, char level, size_t chars)
{
    long modules = carnet_qr_size(qr) + 2 * call->quiet;
    cli_print_string("{\"file\":", call->out);
    printf(",\"format\":\"%s\",\"version\":%d,\"level\":\"%c\","
           "\"characters\":%zu,\"modules\":%d,\"quiet_zone\":%ld",
           format_names[f], (int)carnet_qr_version(qr), level, chars,
           (int)carnet_qr_size(qr), call->quiet);
    if (f == CLI_PNG || f == CLI_PBM) {
        printf(",\"side_px\":%ld", modules * call->module_px);
    }
    if (f == CLI_PNG || f == CLI_SVG) {
        print_mm(",\"module_mm\":", call->module_um);
        print_mm(",\"side_mm\":", modules * call->module_um);
    }
    puts("}");
}
