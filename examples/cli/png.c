/* SPDX-License-Identifier: Apache-2.0 */
/*
 * PNG of a QR symbol, through libpng: one bit a pixel, with its density, so
 * that it prints at the size that was asked for.
 */
#include "cli.h"

#include <png.h>
#include <setjmp.h>

/* Bytes that libpng gives, gathered. */
static void gather(png_structp png, png_bytep data, png_size_t len)
{
    cli_bytes *out = png_get_io_ptr(png);
    uint8_t *p = realloc(out->data, out->len + len + 1);
    if (p == NULL) {
        png_error(png, "out of memory");
    }
    memcpy(p + out->len, data, len);
    out->data = p;
    out->len += len;
}

static void no_flush(png_structp png)
{
    (void)png;
}

/* One row of pixels: a bit each, 1 is white. row is the module row. */
static void fill_row(uint8_t *bits, size_t num_bytes, const carnet_qr *qr,
                     long row, long quiet, long px)
{
    memset(bits, 0xFF, num_bytes);
    long size = carnet_qr_size(qr);
    for (long x = 0; x < size; x++) {
        if (!carnet_qr_module(qr, (int32_t)x, (int32_t)row)) {
            continue;
        }
        for (long i = (x + quiet) * px; i < (x + quiet + 1) * px; i++) {
            bits[i / 8] = (uint8_t)(bits[i / 8] & ~(0x80 >> i % 8));
        }
    }
}

static void write_rows(png_structp png, const carnet_qr *qr, uint8_t *bits,
                       size_t num_bytes, long quiet, long px)
{
    long size = carnet_qr_size(qr);
    for (long y = -quiet; y < size + quiet; y++) {
        fill_row(bits, num_bytes, qr, y, quiet, px);
        for (long i = 0; i < px; i++) {
            png_write_row(png, bits);
        }
    }
}

int cli_png(cli_bytes *out, const carnet_qr *qr, long quiet, long module_px,
            long module_um)
{
    long side = (carnet_qr_size(qr) + 2 * quiet) * module_px;
    size_t num_bytes = (size_t)(side + 7) / 8;
    uint8_t *bits = malloc(num_bytes);
    png_structp png =
        png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png == NULL ? NULL : png_create_info_struct(png);
    volatile int code = CLI_SOFTWARE;
    if (bits != NULL && info != NULL && setjmp(png_jmpbuf(png)) == 0) {
        png_set_write_fn(png, out, gather, no_flush);
        png_set_IHDR(png, info, (png_uint_32)side, (png_uint_32)side, 1,
                     PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
                     PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
        png_uint_32 per_metre = (png_uint_32)(module_px * 1000000 / module_um);
        png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
        png_write_info(png, info);
        write_rows(png, qr, bits, num_bytes, quiet, module_px);
        png_write_end(png, info);
        code = CLI_OK;
    }
    png_destroy_write_struct(&png, &info);
    free(bits);
    if (code != CLI_OK) {
        cli_bytes_free(out);
        return cli_fail(code, "can't make the PNG: out of memory");
    }
    return CLI_OK;
}
