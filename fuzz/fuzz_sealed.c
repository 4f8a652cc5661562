/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Opening what is sealed to our key: what opens is well-formed, loses nothing
 * that was there, is held against its digest, and has nothing more to open; and
 * sealed again it opens to the same bytes. The phrase's lock is left out: each
 * try takes 64 MiB and a quarter of a second, and all behind it is the same.
 */
#include "look.h"

#include "../lib/api/passport_i.h"

const char fuzz_name[] = "sealed";

static carnet_status open_it(carnet_buf **out, cn_span passport)
{
    return carnet_seal_open(out, NULL, passport.data, passport.len,
                            fuzz_seal_key(), NULL, 0);
}

static void check_kept(const carnet_verdict *before,
                       const carnet_verdict *after)
{
    size_t num = carnet_verify_num_credentials(before);
    FUZZ_HOLDS(num == carnet_verify_num_credentials(after));
    for (size_t i = 0; i < num; i++) {
        for (int32_t part = 0; part < CN_API_PARTS; part++) {
            int32_t was = carnet_verify_part(before, i, part);
            int32_t is = carnet_verify_part(after, i, part);
            FUZZ_HOLDS(was == is || (was == CARNET_VERIFY_SEALED &&
                                     is == CARNET_VERIFY_WHOLE));
        }
        for (size_t k = 0; k < carnet_verify_num_entries(before, i); k++) {
            FUZZ_HOLDS(
                fuzz_has_entry(after, carnet_verify_get_entry(before, i, k)) ||
                carnet_verify_reason(after) != CARNET_OK);
        }
    }
}

/* Sealed and opened it is what it was, byte for byte. */
static void check_again(cn_span opened, int32_t part)
{
    carnet_sealing *to = NULL;
    carnet_buf *sealed = NULL;
    FUZZ_HOLDS(carnet_seal_new(&to) == CARNET_OK);
    FUZZ_HOLDS(carnet_seal_add_key(to,
                                   carnet_seal_key_get_public(fuzz_seal_key()),
                                   part) == CARNET_OK);
    if (carnet_seal_present(&sealed, NULL, opened.data, opened.len, NULL, NULL,
                            0, NULL, 0, to) == CARNET_OK) {
        carnet_buf *again = NULL;
        carnet_verdict *v = NULL;
        carnet_verdict *w = NULL;
        FUZZ_HOLDS(open_it(&again, fuzz_span_of(sealed)) == CARNET_OK);
        FUZZ_HOLDS(fuzz_verify(&v, opened) == CARNET_OK);
        FUZZ_HOLDS(fuzz_verify(&w, fuzz_span_of(again)) == CARNET_OK);
        check_kept(w, v);
        check_kept(v, w);
        carnet_verify_free(v);
        carnet_verify_free(w);
        carnet_buf_free(again);
    }
    carnet_buf_free(sealed);
    carnet_seal_free(to);
}

static void check_opened(cn_span input, const carnet_buf *opened)
{
    carnet_verdict *before = NULL;
    carnet_verdict *after = NULL;
    carnet_buf *again = NULL;
    cn_span s = fuzz_span_of(opened);
    FUZZ_HOLDS(fuzz_verify(&before, input) == CARNET_OK);
    FUZZ_HOLDS(fuzz_verify(&after, s) == CARNET_OK);
    if (carnet_verify_reason(before) == CARNET_OK &&
        carnet_verify_reason(after) == CARNET_OK) {
        check_kept(before, after);
    }
    carnet_status status = open_it(&again, s);
    FUZZ_HOLDS(status == CARNET_PRIVACY_UNSEALED ||
               status == CARNET_PRIVACY_UNOPENED);
    if (carnet_verify_reason(after) == CARNET_OK) {
        check_again(s, CARNET_PART_PRIVATE);
    }
    carnet_verify_free(before);
    carnet_verify_free(after);
}

void fuzz_check(cn_span input)
{
    carnet_buf *opened = NULL;
    carnet_status status = open_it(&opened, input);
    FUZZ_HOLDS((status == CARNET_OK) == (opened != NULL));
    if (status == CARNET_OK) {
        check_opened(input, opened);
    }
    carnet_buf_free(opened);
}

carnet_status fuzz_call(cn_span input)
{
    carnet_buf *opened = NULL;
    carnet_status status = open_it(&opened, input);
    carnet_buf_free(opened);
    return status;
}
