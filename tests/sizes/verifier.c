/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The smallest program that verifies and reads entries; linked to measure the
 * code that a verifier carries (tests/sizes/text_size.py).
 */
#include <carnet/verify.h>

static _Alignas(16) uint8_t arena[CARNET_VERIFY_ARENA_SIZE];

int main(int argc, char **argv)
{
    carnet_verdict *verdict = NULL;
    carnet_status status =
        carnet_verify_in_arena(&verdict, arena, sizeof arena,
                               (const uint8_t *)argv[0], 1, NULL, 0, argc);
    const carnet_entry *e = carnet_verify_get_entry(verdict, 0, 0);
    return status == CARNET_OK && e != NULL
               ? carnet_verify_outcome(verdict)
               : (int)carnet_verify_num_entries(verdict, 0);
}
