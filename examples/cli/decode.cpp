/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The wall around zxing-cpp: grey pixels in, the text of QR codes out. No
 * exception leaves it.
 */

#include "image.h"

#include <cstdlib>
#include <cstring>
#include <string>

#define ZX_USE_UTF8 1 /* text() as std::string, as of the next release */
#include <ZXing/ReadBarcode.h>

namespace
{

int decode(char **text_out, size_t *len_out, const cli_image *image)
{
    ZXing::ImageView view(image->pixels, image->width, image->height,
                          ZXing::ImageFormat::Lum);
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode);
    hints.setTryHarder(true);
    const auto results = ZXing::ReadBarcodes(view, hints);
    if (results.size() != 1) {
        return static_cast<int>(results.size());
    }
    const auto bytes = results.front().bytes();
    *text_out = static_cast<char *>(std::malloc(bytes.size() + 1));
    if (*text_out == nullptr) {
        return -1;
    }
    std::memcpy(*text_out, bytes.data(), bytes.size());
    (*text_out)[bytes.size()] = '\0';
    *len_out = bytes.size();
    return 1;
}

} /* namespace */

int cli_decode_qr(char **text_out, size_t *len_out, const cli_image *image)
{
    try {
        return decode(text_out, len_out, image);
    } catch (...) {
        return -1;
    }
}
