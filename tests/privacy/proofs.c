/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A part for the tests of the tree, and its proofs: made, read, and looked at.
 */
#include "proofs.h"

const uint8_t seed[CN_PRIVACY_SEED_SIZE] = "one part's seed";
uint8_t bytes[MOST][ENTRY];
static uint32_t noise = 7;

uint32_t next_random(void)
{
    noise = noise * 1664525 + 1013904223;
    return noise >> 8;
}

int fill(void **state)
{
    (void)state;
    for (size_t i = 0; i < MOST; i++) {
        for (size_t k = 0; k < ENTRY; k++) {
            bytes[i][k] = (uint8_t)next_random();
        }
    }
    return 0;
}

cn_privacy_set set_of(unsigned mask)
{
    cn_privacy_set set = {{(uint8_t)mask, (uint8_t)(mask >> 8)}};
    return set;
}

size_t list_shown(cn_span *out, const cn_privacy_set *set, size_t num)
{
    size_t shown = 0;
    for (size_t i = 0; i < num; i++) {
        if (cn_privacy_has(set, i)) {
            out[shown++] = cn_span_of(bytes[i], ENTRY);
        }
    }
    return shown;
}

static void list_all(cn_span *out, size_t num)
{
    for (size_t i = 0; i < num; i++) {
        out[i] = cn_span_of(bytes[i], ENTRY);
    }
}

void digest_whole(uint8_t out[CN_PRIVACY_DIGEST_SIZE], size_t num)
{
    cn_span all[MOST];
    list_all(all, num);
    assert_status(test_part_digest(out, seed, all, num), CARNET_OK);
}

cn_privacy_known *know_whole(size_t num)
{
    cn_span all[MOST];
    cn_privacy_known *k = NULL;
    list_all(all, num);
    cn_privacy_view view = {
        .seed = seed, .entries = all, .step = sizeof *all, .num = num};
    assert_status(cn_privacy_know(&k, &view), CARNET_OK);
    return k;
}

cn_buf proof_of(const cn_privacy_known *k, const cn_privacy_set *show)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_privacy_put_proof(&b, k, show);
    assert_status(b.status, CARNET_OK);
    return b;
}

void read_view(cn_privacy_view *view, cn_span *entries, cn_span proof,
               const cn_privacy_set *shown, size_t num)
{
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, proof);
    memset(view, 0, sizeof *view);
    list_shown(entries, shown, num);
    view->shown = *shown;
    view->entries = entries;
    view->step = sizeof *entries;
    view->num = num;
    if (cn_cbor_peek(&r) == CN_CBOR_ARRAY) {
        view->proof = cn_privacy_read(&r);
    } else {
        cn_span s = cn_privacy_read_one(&r);
        view->seed = s.len == CN_PRIVACY_SEED_SIZE ? s.data : NULL;
    }
    assert_status(r.status, CARNET_OK);
    assert_true(cn_cbor_at_end(&r));
}

void assert_proves(cn_span proof, const cn_privacy_set *shown, size_t num,
                   const uint8_t expected[CN_PRIVACY_DIGEST_SIZE])
{
    cn_span entries[MOST];
    cn_privacy_view view;
    uint8_t digest[CN_PRIVACY_DIGEST_SIZE];
    read_view(&view, entries, proof, shown, num);
    if (cn_privacy_count(shown, 0, num) == 0) {
        assert_int_equal(proof.len, 1 + CN_PRIVACY_DIGEST_SIZE);
        assert_memory_equal(proof.data + 1, expected, CN_PRIVACY_DIGEST_SIZE);
        return;
    }
    assert_status(cn_privacy_digest(digest, &view), CARNET_OK);
    assert_memory_equal(digest, expected, sizeof digest);
}

cn_privacy_known *know_again(cn_span proof, const cn_privacy_set *shown,
                             size_t num)
{
    cn_span entries[MOST];
    cn_privacy_view view;
    cn_privacy_known *k = NULL;
    read_view(&view, entries, proof, shown, num);
    assert_status(cn_privacy_know(&k, &view), CARNET_OK);
    return k;
}
