/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Requests at the JSON door for tests in Python: reads lines of hex, each the
 * bytes of a request, and writes the reply to each as a line.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "carnet/carnet.h"

static int digit(int c)
{
    const char *digits = "0123456789abcdef";
    const char *at = c == '\0' ? NULL : strchr(digits, c);
    return at == NULL ? -1 : (int)(at - digits);
}

/* Bytes of hex digits up to the end of the line, in place; -1 at the end of
   the input. */
static long read_line(unsigned char *bytes, long most)
{
    long len = 0;
    int c = getchar();
    if (c == EOF) {
        return -1;
    }
    while (c != '\n' && c != EOF && len < most) {
        int high = digit(c);
        int low = digit(getchar());
        if (high < 0 || low < 0) {
            exit(2);
        }
        bytes[len++] = (unsigned char)(high << 4 | low);
        c = getchar();
    }
    return len;
}

int main(void)
{
    const long most = 32L << 20;
    unsigned char *request = malloc((size_t)most);
    if (request == NULL) {
        return 1;
    }
    for (long len = read_line(request, most); len >= 0;
         len = read_line(request, most)) {
        carnet_buf *reply = NULL;
        carnet_status status = carnet_json(request, (size_t)len, &reply);
        if (status != CARNET_OK) {
            fprintf(stderr, "%s\n", carnet_status_name(status));
            return 1;
        }
        fwrite(carnet_buf_data(reply), 1, carnet_buf_len(reply), stdout);
        putchar('\n');
        fflush(stdout);
        carnet_buf_free(reply);
    }
    free(request);
    return 0;
}
