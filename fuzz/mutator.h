/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What libFuzzer and standalone.c ask for another input with, under libFuzzer's
 * names.
 */
#ifndef CN_FUZZ_MUTATOR_H
#define CN_FUZZ_MUTATOR_H

#include <stddef.h>
#include <stdint.h>

/* libFuzzer's names. The first is ours, in mutator.c; the second libFuzzer's,
   and without it scramble.c's. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size,
                               unsigned seed);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);

#endif
