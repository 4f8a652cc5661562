/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What all harnesses share. One harness stands at each door where foreign bytes
 * come in: it calls the library as it is, checks what must hold of every input,
 * and is run by libFuzzer, or, without one, by standalone.c on its corpus.
 */
#ifndef CN_FUZZ_H
#define CN_FUZZ_H

#include "../lib/base/base.h"
#include "carnet/key.h"
#include "carnet/seal.h"

/* Bytes of an input: more than any text has, less than takes long. */
#define FUZZ_INPUT_MAX 16384u

/* Ends the program, saying what does not hold, so that the fuzzer keeps the
   input. */
#define FUZZ_HOLDS(what)                                                       \
    do {                                                                       \
        if (!(what)) {                                                         \
            fuzz_broken(__FILE__, __LINE__, #what);                            \
        }                                                                      \
    } while (0)
_Noreturn void fuzz_broken(const char *file, int line, const char *what);

/* The same of what the reader of another library says of the input (driver.c):
   which one, and how often it bore out what ours said. */
#define FUZZ_AGREES(with, what)                                                \
    do {                                                                       \
        FUZZ_HOLDS(what);                                                      \
        fuzz_other.name = (with);                                              \
        fuzz_other.agreed++;                                                   \
    } while (0)
typedef struct {
    const char *name; /* NULL: nobody else was asked */
    size_t agreed;
} fuzz_reader;
extern fuzz_reader fuzz_other;

/* ---- what a harness defines ---- */

extern const char fuzz_name[];
/* What must hold of an input; all memory is given back. */
void fuzz_check(cn_span input);
/* The door alone, nothing checked; called again with an allocation or a foreign
   call that fails, whereupon it must give the same or say so. */
carnet_status fuzz_call(cn_span input);

/* ---- the driver (driver.c), called by either of the two ---- */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* ---- numbers from a seed (chance.c) ---- */

typedef struct {
    uint64_t state;
} fuzz_chance;

fuzz_chance fuzz_chance_of(cn_span seed);
/* Below bound, which is not 0. */
uint32_t fuzz_below(fuzz_chance *c, size_t bound);

/* ---- what the library asks of the system (foreign.c) ---- */

/* From here on random bytes are those of this seed; where fail, the nth call
   (from 1) for some fails, as does libsodium's start. 0: none does. */
void fuzz_foreign(uint64_t seed, size_t nth);
/* Calls that have come since. */
size_t fuzz_foreign_calls(void);

/* ---- keys (keys.c) ---- */

/* The day, and a time on it, at which all is judged. */
#define FUZZ_DAY 20529 /* 2026-03-17 */
#define FUZZ_NOW (INT64_C(86400) * FUZZ_DAY)

enum {
    FUZZ_ISSUER, /* 00 01 02 ... 1f, trusted */
    FUZZ_OTHER,  /* 01 02 03 ... 20, trusted */
    FUZZ_NUM_KEYS
};
const carnet_secret_key *fuzz_secret(size_t i);
/* All of them. */
const carnet_public_key *const *fuzz_trusted(void);
/* The key that sealed parts are sealed to. */
const carnet_seal_key *fuzz_seal_key(void);

/* ---- changing inputs ---- */

/* Of a harness that reaches no depth by changing bytes: appends a changed
   input, signed again, to out; false where input is nothing that it can take
   apart. (change_*.c) */
bool fuzz_change(cn_buf *out, cn_span input, fuzz_chance *c);
/* Some bytes, changed as libFuzzer does; appended. (mutator.c) */
void fuzz_change_bytes(cn_buf *out, cn_span bytes, fuzz_chance *c);
/* A sequence of CBOR items with one changed, its head fitting; appended. What
   is no CBOR is changed as bytes. (change_cbor.c) */
void fuzz_change_cbor(cn_buf *out, cn_span items, fuzz_chance *c);

#endif
