/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the benchmarks measure: records of tests/data as signed texts, and what
 * is done with one, ours and beside it what others do.
 */
#ifndef CN_BENCH_SAMPLE_H
#define CN_BENCH_SAMPLE_H

#include "../api/made.h"

typedef struct {
    const char *name;
    cn_buf file;
    cn_buf text;
    cn_buf signed_bytes; /* the Sig_structure */
    cn_buf items;        /* inflated */
    int64_t now_s;
    cn_arena arena; /* of what follows */
    cn_api_passport passport;
    cn_api_credential plain; /* not yet unpacked, its body being items */
} bench_sample;

/* A record of tests/data, without ".json": signed with a fixed key and seed. */
void bench_begin(bench_sample *s, const char *name);
/* A passport made by hand, of which there is no text where it is too long. */
void bench_begin_made(bench_sample *s, const char *name, cn_span passport);
void bench_end(bench_sample *s);

/* Text (or file) to verdict, in a caller's arena; and in memory of its own. */
void bench_verify(const bench_sample *s);
void bench_verify_alone(const bench_sample *s);
/* libsodium's check of one signature over the same bytes, and nothing else. */
void bench_bare(const bench_sample *s);
/* Items to checked entries: scan, steps, every value. */
void bench_decode(const bench_sample *s);
/* libcbor's tree of the same items, and what frees it, counted apart. */
void bench_cbor_load(const bench_sample *s);
void bench_cbor_free(void);

/* What is trusted, and where verdicts go: for any input. */
carnet_verdict *bench_verdict(cn_span input, int64_t now_s);

/* A passport in which one part has num conditions, beside a person. */
cn_buf bench_conditions(size_t num);
/* A file's bytes of num credentials, each a vaccination of one person. */
cn_buf bench_many(size_t num);

#endif
