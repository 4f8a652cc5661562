/* SPDX-License-Identifier: Apache-2.0 */
/* What the figures are compared with: OpenSSL's check of one ES256 signature.
 */
#ifndef CN_BENCH_ES256_H
#define CN_BENCH_ES256_H

#include <stddef.h>
#include <stdint.h>

/* A new key signs these bytes, lent until bench_es256_end; 1 where it can. */
int bench_es256_begin(const uint8_t *bytes, size_t len);
/* 1 where the signature holds. */
int bench_es256_check(void);
void bench_es256_end(void);

#endif
