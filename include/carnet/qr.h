/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A text as a QR code (ISO/IEC 18004): the symbol, and its drawing as SVG,
 * PBM or half-block characters. Alphanumeric mode only. Above version 20 it
 * refuses: such codes read badly on paper. On threads see carnet/types.h.
 */
#ifndef CARNET_QR_H
#define CARNET_QR_H

#include "carnet/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A QR symbol. */
typedef struct carnet_qr carnet_qr;

/* Error correction levels, from least to most. */
#define CARNET_QR_LEVEL_L 0
#define CARNET_QR_LEVEL_M 1
#define CARNET_QR_LEVEL_Q 2
#define CARNET_QR_LEVEL_H 3

#define CARNET_QR_MAX_VERSION 20 /* largest version made */
#define CARNET_QR_QUIET 4        /* modules of quiet zone, the usual */

/*
 * Makes the smallest symbol for a text.
 * out: receives the symbol, yours to free; set to NULL on failure.
 * text: characters of the alphanumeric set (0-9 A-Z space $ % * + - . / :).
 * text_len: their number, at least 1. level: CARNET_QR_LEVEL_*.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE (level),
 * CARNET_CALLER_MEMORY, CARNET_QR_TEXT, CARNET_QR_TOO_LARGE.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_qr_new(carnet_qr **out,
                                                       const uint8_t *text,
                                                       size_t text_len,
                                                       int32_t level);

/*
 * Smallest version (1 to 40) that holds text_len characters at a level; 0 if
 * none does or the level is none. No symbol is made.
 */
CARNET_API int32_t carnet_qr_version_for(size_t text_len, int32_t level);

/* Version, 1 to 20. qr: may be NULL (gives 0). */
CARNET_API int32_t carnet_qr_version(const carnet_qr *qr);

/* Modules a side, without quiet zone. qr: may be NULL (gives 0). */
CARNET_API int32_t carnet_qr_size(const carnet_qr *qr);

/* 1 for a dark module at column x, row y (from 0, top left), else 0. */
CARNET_API int32_t carnet_qr_module(const carnet_qr *qr, int32_t x, int32_t y);

/*
 * Draws as SVG 1.1, one path, sized in millimetres.
 * out: receives the text, yours to free. qr: the symbol.
 * quiet: modules of quiet zone, 0 to 100. module_um: a module's side in
 * micrometres, 50 to 20,000.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE, CARNET_CALLER_MEMORY.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_qr_draw_svg(carnet_buf **out,
                                                            const carnet_qr *qr,
                                                            int32_t quiet,
                                                            int32_t module_um);

/*
 * Draws as PBM (P4, binary).
 * out: receives the image, yours to free. qr: the symbol.
 * quiet: modules of quiet zone, 0 to 100. module_px: pixels a module's side,
 * 1 to 100.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE, CARNET_CALLER_MEMORY.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_qr_draw_pbm(carnet_buf **out,
                                                            const carnet_qr *qr,
                                                            int32_t quiet,
                                                            int32_t module_px);

/*
 * Draws with Unicode half blocks, two rows of modules a line, LF line ends.
 * out: receives UTF-8 text, yours to free. qr: the symbol.
 * quiet: modules of quiet zone, 0 to 100.
 * inverted: 0 for a dark-on-light terminal, 1 for a light-on-dark one.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE, CARNET_CALLER_MEMORY.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_qr_draw_blocks(
    carnet_buf **out, const carnet_qr *qr, int32_t quiet, int32_t inverted);

/* Frees. qr: may be NULL. */
CARNET_API void carnet_qr_free(carnet_qr *qr);

#ifdef __cplusplus
}
#endif
#endif
