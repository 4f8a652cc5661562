/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a user's program does, in the C that is C++ too: verifies a passport
 * under a key. verify_passport PASSPORT PUBLIC_KEY NOW_S; says the outcome.
 */
#include <carnet/carnet.h>

#include <stdio.h>
#include <stdlib.h>

static size_t load(uint8_t *out, size_t most, const char *path)
{
    FILE *f = fopen(path, "rb");
    size_t len = f == NULL ? 0 : fread(out, 1, most, f);
    if (f != NULL) {
        fclose(f);
    }
    return len;
}

int main(int argc, char **argv)
{
    static uint8_t passport[65536];
    static uint8_t pem[4096];
    if (argc != 4) {
        return 64;
    }
    size_t passport_len = load(passport, sizeof passport, argv[1]);
    size_t pem_len = load(pem, sizeof pem, argv[2]);
    carnet_public_key *key = NULL;
    carnet_verdict *verdict = NULL;
    carnet_status status = carnet_key_public_decode(&key, pem, pem_len);
    const carnet_public_key *trusted = key;
    if (status == CARNET_OK) {
        status = carnet_verify(&verdict, passport, passport_len, &trusted, 1,
                               strtoll(argv[3], NULL, 10));
    }
    printf("%s %d\n", carnet_status_name(status),
           (int)carnet_verify_outcome(verdict));
    carnet_verify_free(verdict);
    carnet_key_public_free(key);
    return status != CARNET_OK;
}
