/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Makes the symbol: the wall around libqrencode. Alphanumeric mode only, the
 * version from our own table; refuses other characters and versions above 20.
 * libqrencode may be used by any number of threads; its copies of the text
 * and of the symbol are wiped as far as it lets us reach them.
 */
#include "qr_i.h"

#include <qrencode.h>

/* ISO/IEC 18004 section 7.4.4: the same 45 characters that Base45 has. */
static bool is_alphanumeric(const uint8_t *text, size_t text_len)
{
    static const char marks[] = " $%*+-./:";
    for (size_t i = 0; i < text_len; i++) {
        uint8_t c = text[i];
        bool digit = c >= '0' && c <= '9';
        bool letter = c >= 'A' && c <= 'Z';
        if (!digit && !letter && (c == 0 || strchr(marks, c) == NULL)) {
            return false;
        }
    }
    return true;
}

static size_t symbol_size(int32_t size)
{
    return sizeof(carnet_qr) + (size_t)size * (size_t)size;
}

static void wipe_and_free(QRcode *code)
{
    if (code != NULL) {
        cn_mem_wipe(code->data, (size_t)code->width * (size_t)code->width);
        QRcode_free(code);
    }
}

static carnet_status encode(QRcode **code_out, const uint8_t *text,
                            size_t text_len, int32_t version, int32_t level)
{
    static const QRecLevel levels[CN_QR_LEVELS] = {QR_ECLEVEL_L, QR_ECLEVEL_M,
                                                   QR_ECLEVEL_Q, QR_ECLEVEL_H};
    QRinput *input = QRinput_new2(version, levels[level]);
    if (input == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    carnet_status status = CARNET_CALLER_MEMORY;
    if (QRinput_append(input, QR_MODE_AN, (int)text_len, text) == 0) {
        *code_out = QRcode_encodeInput(input);
        status = *code_out != NULL ? CARNET_OK : CARNET_CALLER_MEMORY;
    }
    QRinput_free(input);
    return status;
}

static carnet_qr *copy_symbol(const QRcode *code)
{
    carnet_qr *qr = cn_mem_alloc(symbol_size(code->width));
    if (qr == NULL) {
        return NULL;
    }
    qr->version = code->version;
    qr->size = code->width;
    size_t num = (size_t)code->width * (size_t)code->width;
    for (size_t i = 0; i < num; i++) {
        qr->dark[i] = code->data[i] & 1; /* the other bits say what for */
    }
    return qr;
}

carnet_status carnet_qr_new(carnet_qr **out, const uint8_t *text,
                            size_t text_len, int32_t level)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(text, text_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    if (level < CARNET_QR_LEVEL_L || level > CARNET_QR_LEVEL_H) {
        return CARNET_CALLER_RANGE;
    }
    int32_t version = carnet_qr_version_for(text_len, level);
    if (version == 0 || version > CARNET_QR_MAX_VERSION) {
        return CARNET_QR_TOO_LARGE;
    }
    if (text_len == 0 || !is_alphanumeric(text, text_len)) {
        return CARNET_QR_TEXT;
    }
    QRcode *code = NULL;
    carnet_status status = encode(&code, text, text_len, version, level);
    if (status == CARNET_OK) {
        *out = copy_symbol(code);
        status = *out != NULL ? CARNET_OK : CARNET_CALLER_MEMORY;
    }
    wipe_and_free(code);
    return status;
}

int32_t carnet_qr_version(const carnet_qr *qr)
{
    return qr != NULL ? qr->version : 0;
}

int32_t carnet_qr_size(const carnet_qr *qr)
{
    return qr != NULL ? qr->size : 0;
}

int32_t carnet_qr_module(const carnet_qr *qr, int32_t x, int32_t y)
{
    if (qr == NULL || x < 0 || y < 0 || x >= qr->size || y >= qr->size) {
        return 0;
    }
    return qr->dark[y * qr->size + x];
}

void carnet_qr_free(carnet_qr *qr)
{
    if (qr != NULL) {
        cn_mem_free(qr, symbol_size(qr->size));
    }
}
