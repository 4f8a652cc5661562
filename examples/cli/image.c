/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pictures in: PNG through libpng, JPEG through libjpeg, both to grey pixels
 * on white, bounded before anything is allocated. The decoder stands behind
 * cli_decode_qr.
 */
#include "image.h"
#include "cli.h"

#include <jpeglib.h>
#include <png.h>
#include <setjmp.h>

static bool size_is_good(unsigned long width, unsigned long height)
{
    return width > 0 && height > 0 && width <= CLI_MAX_PIXELS / height;
}

/* ---- PNG ---- */

static bool read_png(cli_image *out, const uint8_t *data, size_t len)
{
    png_image image;
    memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(&image, data, len) ||
        !size_is_good(image.width, image.height)) {
        png_image_free(&image);
        return false;
    }
    image.format = PNG_FORMAT_GRAY;
    out->pixels = malloc(PNG_IMAGE_SIZE(image));
    out->width = (int)image.width;
    out->height = (int)image.height;
    png_color white = {255, 255, 255};
    bool good = out->pixels != NULL &&
                png_image_finish_read(&image, &white, out->pixels, 0, NULL);
    png_image_free(&image);
    return good;
}

/* ---- JPEG ---- */

enum {
    MAX_SCANS = 100 /* of a progressive JPEG: each costs a whole pass */
};

typedef struct {
    struct jpeg_error_mgr manager;
    jmp_buf back;
} jpeg_trouble;

static void jpeg_fail(j_common_ptr info)
{
    jpeg_trouble *t = (jpeg_trouble *)(void *)info->err;
    longjmp(t->back, 1);
}

static void jpeg_hush(j_common_ptr info)
{
    (void)info;
}

static void jpeg_count_scans(j_common_ptr info)
{
    if (((j_decompress_ptr)info)->input_scan_number > MAX_SCANS) {
        jpeg_fail(info);
    }
}

static bool read_rows(struct jpeg_decompress_struct *info, cli_image *out)
{
    out->width = (int)info->output_width;
    out->height = (int)info->output_height;
    out->pixels = malloc((size_t)out->width * (size_t)out->height);
    if (out->pixels == NULL) {
        return false;
    }
    while (info->output_scanline < info->output_height) {
        JSAMPROW row =
            out->pixels + (size_t)info->output_scanline * (size_t)out->width;
        if (jpeg_read_scanlines(info, &row, 1) != 1) {
            return false;
        }
    }
    return true;
}

static bool read_jpeg(cli_image *out, const uint8_t *data, size_t len)
{
    struct jpeg_decompress_struct info = {0};
    struct jpeg_progress_mgr progress = {.progress_monitor = jpeg_count_scans};
    jpeg_trouble trouble;
    volatile bool good = false;
    info.err = jpeg_std_error(&trouble.manager);
    trouble.manager.error_exit = jpeg_fail;
    trouble.manager.output_message = jpeg_hush;
    if (setjmp(trouble.back) != 0) {
        jpeg_destroy_decompress(&info);
        return false;
    }
    jpeg_create_decompress(&info);
    info.progress = &progress;
    jpeg_mem_src(&info, data, (unsigned long)len);
    if (jpeg_read_header(&info, TRUE) == JPEG_HEADER_OK &&
        size_is_good(info.image_width, info.image_height)) {
        info.out_color_space = JCS_GRAYSCALE;
        jpeg_start_decompress(&info);
        good = read_rows(&info, out);
        jpeg_finish_decompress(&info);
    }
    jpeg_destroy_decompress(&info);
    return good;
}

/* ---- both ---- */

static int decode(cli_bytes *text_out, const cli_image *image, const char *path)
{
    char *text = NULL;
    size_t len = 0;
    int num = cli_decode_qr(&text, &len, image);
    if (num == 1) {
        text_out->data = (uint8_t *)text;
        text_out->len = len;
        return CLI_OK;
    }
    if (num == 0) {
        return cli_fail(CLI_DATA,
                        "%s: no QR code can be read; take the picture "
                        "straight from above, in even light, with white "
                        "around the code",
                        cli_shown(path).text);
    }
    if (num > 1) {
        return cli_fail(CLI_DATA,
                        "%s: %d QR codes in one picture; cut it "
                        "to the one that is meant",
                        cli_shown(path).text, num);
    }
    return cli_fail(CLI_SOFTWARE, "%s: the decoder failed",
                    cli_shown(path).text);
}

int cli_scan_image(cli_bytes *text_out, const uint8_t *data, size_t len,
                   const char *path)
{
    cli_image image = {NULL, 0, 0};
    bool good = data[0] == 0x89 ? read_png(&image, data, len)
                                : read_jpeg(&image, data, len);
    int code = CLI_OK;
    if (!good) {
        code = cli_fail(CLI_DATA, "%s: the picture is damaged or too large",
                        cli_shown(path).text);
    } else {
        code = decode(text_out, &image, path);
    }
    free(image.pixels);
    return code;
}
