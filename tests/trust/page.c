/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The last block of a page, between lines of three grave accents.
 */
#include "page.h"

cn_buf page_example(const char *name)
{
    char path[64];
    snprintf(path, sizeof path, "../../docs/spec/%s", name);
    cn_buf page = test_data(path);
    cn_buf hex;
    size_t end = page.len;
    cn_buf_init(&hex);
    while (end > 0 && page.data[end - 1] != '`') {
        end--;
    }
    end -= 3;
    size_t start = end;
    while (start > 0 && page.data[start - 1] != '`') {
        start--;
    }
    for (size_t i = start; i < end; i++) {
        if (page.data[i] != '\n') {
            cn_buf_put_u8(&hex, page.data[i]);
        }
    }
    cn_buf bytes = test_hex(cn_buf_span(&hex));
    cn_buf_free(&hex);
    cn_buf_free(&page);
    return bytes;
}
