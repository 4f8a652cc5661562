/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Between the files that read pictures: grey pixels, and the decoder behind
 * its C face.
 */
#ifndef CLI_IMAGE_H
#define CLI_IMAGE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    uint8_t *pixels; /* width * height, 0 black to 255 white */
    int width, height;
} cli_image;

/* Largest picture that is read, in pixels. */
#define CLI_MAX_PIXELS 100000000

/*
 * Text of the one QR code in a picture: malloc'ed, *len_out bytes and a zero
 * behind. Returns the number of codes found (text only if it is 1), -1 where
 * the decoder fails.
 */
int cli_decode_qr(char **text_out, size_t *len_out, const cli_image *image);

#ifdef __cplusplus
}
#endif
#endif
