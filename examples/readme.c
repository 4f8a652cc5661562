/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The use that README.md shows: verifies a passport file against a public key
 * and prints the word and the entries. Exit status 0 accepted, 1 review, 2
 * refused, 3 where the call itself failed.
 */
#include <stdio.h>
#include <time.h>

#include <carnet/carnet.h>

static size_t load(const char *path, uint8_t *out, size_t size)
{
    FILE *f = fopen(path, "rb");
    size_t len = f == NULL ? 0 : fread(out, 1, size, f);
    if (f != NULL) {
        fclose(f);
    }
    return len;
}

/* README from here */
static int verify(const uint8_t *pem, size_t pem_len, const uint8_t *passport,
                  size_t passport_len)
{
    carnet_public_key *key = NULL; /* of a clinic that we trust */
    carnet_verdict *verdict = NULL;
    carnet_status status = carnet_key_public_decode(&key, pem, pem_len);
    if (status == CARNET_OK) {
        status = carnet_verify(&verdict, passport, passport_len,
                               (const carnet_public_key *const *)&key, 1,
                               (int64_t)time(NULL));
    }
    for (size_t i = 0; i < carnet_verify_num_entries(verdict, 0); i++) {
        carnet_buf *text = NULL; /* of a refused passport there are none */
        const carnet_entry *e = carnet_verify_get_entry(verdict, 0, i);
        if (carnet_view_text(&text, NULL, e, "fr", 2) == CARNET_OK) {
            fputs((const char *)carnet_buf_data(text), stdout);
        }
        carnet_buf_free(text);
    }
    int outcome = carnet_verify_outcome(verdict); /* CARNET_VERIFY_ACCEPTED */
    carnet_verify_free(verdict);
    carnet_key_public_free(key);
    return status == CARNET_OK ? outcome : CARNET_VERIFY_UNDECIDED;
}
/* README to here */

int main(int argc, char **argv)
{
    static uint8_t pem[4096];
    static uint8_t passport[65536];
    size_t pem_len = load(argc == 3 ? argv[1] : "", pem, sizeof pem);
    size_t len = load(argc == 3 ? argv[2] : "", passport, sizeof passport);
    int outcome = verify(pem, pem_len, passport, len);
    return outcome == CARNET_VERIFY_UNDECIDED
               ? 3
               : outcome - CARNET_VERIFY_ACCEPTED;
}
