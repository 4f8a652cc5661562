/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The library's CBOR scan behind a pipe, for test_twin.py: inputs of the CBOR
 * harness on standard input, each behind its length as a 32-bit big-endian
 * number; a line "status offset" for each on standard output.
 */
#include "fuzz.h"
#include "scan_input.h"

#include <stdio.h>
#include <stdlib.h>

/* False at the end; input data to free. */
static bool next(cn_span *out)
{
    uint8_t head[4];
    if (fread(head, 1, sizeof head, stdin) != sizeof head) {
        return false;
    }
    size_t len = (size_t)head[0] << 24 | (size_t)head[1] << 16 |
                 (size_t)head[2] << 8 | head[3];
    /* In a block of its own size, so that a sanitizer sees its end. */
    uint8_t *data = len == 0 || len > FUZZ_INPUT_MAX ? NULL : malloc(len);
    if (data == NULL || fread(data, 1, len, stdin) != len) {
        fprintf(stderr, "no input of 1 to %u bytes\n", FUZZ_INPUT_MAX);
        exit(EXIT_FAILURE);
    }
    *out = cn_span_of(data, len);
    return true;
}

int main(void)
{
    cn_span input;
    while (next(&input)) {
        scan_input in;
        size_t offset = 0;
        if (scan_input_of(&in, input)) {
            carnet_status status =
                cn_cbor_scan(in.item, in.depth, in.string, &offset);
            printf("%s %zu\n", carnet_status_name(status), offset);
        }
        free((void *)(uintptr_t)input.data);
    }
    return ferror(stdin) || fflush(stdout) != 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
