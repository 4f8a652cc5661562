/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Draws a symbol as SVG, PBM or half-block characters. Everything comes from
 * carnet_qr_module; a drawing has no date, name or title of any kind.
 */
#include "qr_i.h"

enum {
    MAX_QUIET = 100,
    MIN_MODULE_UM = 50,
    MAX_MODULE_UM = 20000,
    MAX_MODULE_PX = 100
};

/* What all drawings ask of their arguments. */
static carnet_status check(carnet_buf **out, const carnet_qr *qr, int32_t quiet)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (qr == NULL) {
        return CARNET_CALLER_NULL;
    }
    return quiet < 0 || quiet > MAX_QUIET ? CARNET_CALLER_RANGE : CARNET_OK;
}

/* ---- SVG ---- */

/* Micrometres as millimetres with three decimals. */
static void put_mm(cn_buf *b, int32_t um)
{
    cn_buf_put_i64(b, um / 1000);
    cn_buf_put_str(b, ".");
    cn_buf_put_i64(b, um / 100 % 10);
    cn_buf_put_i64(b, um / 10 % 10);
    cn_buf_put_i64(b, um % 10);
    cn_buf_put_str(b, "mm");
}

static void put_attribute(cn_buf *b, const char *name, int32_t um)
{
    cn_buf_put_str(b, name);
    cn_buf_put_str(b, "=\"");
    put_mm(b, um);
    cn_buf_put_str(b, "\" ");
}

static void put_svg_head(cn_buf *b, int32_t side, int32_t module_um)
{
    cn_buf_put_str(b, "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                      "version=\"1.1\" ");
    put_attribute(b, "width", side * module_um);
    put_attribute(b, "height", side * module_um);
    cn_buf_put_str(b, "viewBox=\"0 0 ");
    cn_buf_put_i64(b, side);
    cn_buf_put_str(b, " ");
    cn_buf_put_i64(b, side);
    cn_buf_put_str(b, "\" shape-rendering=\"crispEdges\">\n"
                      "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
                      "<path fill=\"#000\" d=\"");
}

/* A row's runs of dark modules, each a rectangle one module high. */
static void put_svg_row(cn_buf *b, const carnet_qr *qr, int32_t quiet,
                        int32_t y)
{
    int32_t x = 0;
    while (x < qr->size) {
        int32_t from = x;
        while (carnet_qr_module(qr, x, y) == 1) {
            x++;
        }
        if (x == from) {
            x++;
            continue;
        }
        cn_buf_put_str(b, "M");
        cn_buf_put_i64(b, from + quiet);
        cn_buf_put_str(b, " ");
        cn_buf_put_i64(b, y + quiet);
        cn_buf_put_str(b, "h");
        cn_buf_put_i64(b, x - from);
        cn_buf_put_str(b, "v1h-");
        cn_buf_put_i64(b, x - from);
        cn_buf_put_str(b, "z");
    }
}

carnet_status carnet_qr_draw_svg(carnet_buf **out, const carnet_qr *qr,
                                 int32_t quiet, int32_t module_um)
{
    carnet_status status = check(out, qr, quiet);
    if (status != CARNET_OK) {
        return status;
    }
    if (module_um < MIN_MODULE_UM || module_um > MAX_MODULE_UM) {
        return CARNET_CALLER_RANGE;
    }
    cn_buf b;
    cn_buf_init(&b);
    put_svg_head(&b, qr->size + 2 * quiet, module_um);
    for (int32_t y = 0; y < qr->size; y++) {
        put_svg_row(&b, qr, quiet, y);
        cn_buf_put_str(&b, "\n");
    }
    cn_buf_put_str(&b, "\"/>\n</svg>\n");
    return cn_buf_give(&b, out);
}

/* ---- PBM ---- */

/* One row of pixels into row, which is zeroed: 1 is black, the highest bit of
   a byte the leftmost pixel. */
static void fill_row(uint8_t *row, const carnet_qr *qr, int32_t quiet,
                     int32_t module_px, int32_t y)
{
    for (int32_t x = 0; x < qr->size; x++) {
        if (carnet_qr_module(qr, x, y) == 0) {
            continue;
        }
        int32_t from = (x + quiet) * module_px;
        for (int32_t px = from; px < from + module_px; px++) {
            row[px / 8] = (uint8_t)(row[px / 8] | 0x80 >> px % 8);
        }
    }
}

carnet_status carnet_qr_draw_pbm(carnet_buf **out, const carnet_qr *qr,
                                 int32_t quiet, int32_t module_px)
{
    carnet_status status = check(out, qr, quiet);
    if (status != CARNET_OK) {
        return status;
    }
    if (module_px < 1 || module_px > MAX_MODULE_PX) {
        return CARNET_CALLER_RANGE;
    }
    int32_t side = qr->size + 2 * quiet;
    size_t row_len = ((size_t)(side * module_px) + 7) / 8;
    cn_buf b;
    cn_buf_init(&b);
    cn_buf_put_str(&b, "P4\n");
    cn_buf_put_i64(&b, side * module_px);
    cn_buf_put_str(&b, " ");
    cn_buf_put_i64(&b, side * module_px);
    cn_buf_put_str(&b, "\n");
    uint8_t *row = cn_buf_extend(&b, row_len * (size_t)(side * module_px));
    for (int32_t y = 0; row != NULL && y < side; y++) {
        memset(row, 0, row_len);
        fill_row(row, qr, quiet, module_px, y - quiet);
        for (int32_t i = 1; i < module_px; i++) {
            memcpy(row + row_len, row, row_len);
            row += row_len;
        }
        row += row_len;
    }
    return cn_buf_give(&b, out);
}

/* ---- half blocks ---- */

/* Space, upper half, lower half, full block (U+2580, U+2584, U+2588). */
static const char *const blocks[4] = {" ", "\xe2\x96\x80", "\xe2\x96\x84",
                                      "\xe2\x96\x88"};

carnet_status carnet_qr_draw_blocks(carnet_buf **out, const carnet_qr *qr,
                                    int32_t quiet, int32_t inverted)
{
    carnet_status status = check(out, qr, quiet);
    if (status != CARNET_OK) {
        return status;
    }
    if (inverted != 0 && inverted != 1) {
        return CARNET_CALLER_RANGE;
    }
    cn_buf b;
    cn_buf_init(&b);
    /* A last row without partner has a light one under it. */
    for (int32_t y = -quiet; y < qr->size + quiet; y += 2) {
        for (int32_t x = -quiet; x < qr->size + quiet; x++) {
            int32_t above = carnet_qr_module(qr, x, y) ^ inverted;
            int32_t below = carnet_qr_module(qr, x, y + 1) ^ inverted;
            cn_buf_put_str(&b, blocks[above + 2 * below]);
        }
        cn_buf_put_str(&b, "\n");
    }
    return cn_buf_give(&b, out);
}
