/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Status lists for tests; see the header.
 */
#include "status_made.h"

const carnet_secret_key *test_secret(uint8_t n)
{
    static carnet_secret_key *keys[5];
    uint8_t seed[CARNET_KEY_SEED_SIZE];
    assert_in_range(n, 1, 4);
    if (keys[n] == NULL) {
        static struct carnet_secret_key kept[5];
        memset(seed, 0x60 + n, sizeof seed);
        assert_status(carnet_key_from_seed(&keys[n], seed, sizeof seed),
                      CARNET_OK);
        kept[n] = *keys[n];
        carnet_key_free(keys[n]);
        keys[n] = &kept[n];
    }
    return keys[n];
}

const carnet_public_key *test_public(uint8_t n)
{
    return &test_secret(n)->public_key;
}

carnet_status_draft *test_draft(void)
{
    carnet_status_draft *d = NULL;
    int32_t index;
    assert_status(carnet_status_draft_new(&d, test_public(1), 2, 16),
                  CARNET_OK);
    for (size_t i = 0; i < 16; i++) {
        assert_status(carnet_status_draft_take(&index, d), CARNET_OK);
    }
    for (int32_t i = 0; i < 16; i++) {
        assert_status(carnet_status_draft_set(d, i, i % 4), CARNET_OK);
    }
    return d;
}

carnet_buf *test_list_of(const carnet_status_draft *d, uint8_t n,
                         int64_t issued_s)
{
    carnet_buf *list = NULL;
    assert_status(
        carnet_status_draft_sign(&list, d, test_secret(n), issued_s, 30, 3600),
        CARNET_OK);
    return list;
}

carnet_buf *test_list(void)
{
    carnet_status_draft *d = test_draft();
    carnet_buf *list = test_list_of(d, 1, TEST_NOW);
    carnet_status_draft_free(d);
    return list;
}

carnet_status test_read(carnet_status_list **out, cn_span input)
{
    const carnet_public_key *keys[] = {test_public(1), test_public(2)};
    uint8_t *copy = malloc(input.len + 1);
    assert_non_null(copy);
    if (input.len > 0) {
        memcpy(copy, input.data, input.len);
    }
    carnet_status status =
        carnet_status_list_read(out, copy, input.len, keys, 2);
    assert_true((status == CARNET_OK) == (*out != NULL));
    free(copy); /* nothing of it may be lent */
    return status;
}

/* 16 bytes of zero as zlib writes them. */
static const uint8_t zeros[] = {0x78, 0xda, 0x63, 0x60, 0x40, 0x05,
                                0x00, 0x00, 0x10, 0x00, 0x01};

test_payload test_usual(void)
{
    return (test_payload){.of = 1,
                          .has_exp = true,
                          .exp = TEST_NOW + 86400,
                          .iat = TEST_NOW,
                          .bits = 8,
                          .lst = {zeros, sizeof zeros},
                          .typ = CN_STATUS_TYP};
}

static void put_map(cn_buf *b, const test_payload *p)
{
    cn_cbor_put_map(b, 2);
    if (!p->vector_order) {
        cn_cbor_put_text(b, CN_SPAN_LIT("lst"));
        cn_cbor_put_bytes(b, p->lst);
    }
    cn_cbor_put_text(b, CN_SPAN_LIT("bits"));
    cn_cbor_put_uint(b, p->bits);
    if (p->vector_order) {
        cn_cbor_put_text(b, CN_SPAN_LIT("lst"));
        cn_cbor_put_bytes(b, p->lst);
    }
}

static void put_payload(cn_buf *b, const test_payload *p)
{
    cn_buf uri;
    cn_buf_init(&uri);
    cn_status_put_uri(&uri, test_public(p->of)->digest);
    cn_cbor_put_map(b, 3u + p->has_exp + p->has_ttl + p->more);
    cn_cbor_put_uint(b, CN_STATUS_CLAIM_SUB);
    cn_cbor_put_text(b,
                     p->sub == NULL ? cn_buf_span(&uri) : cn_span_str(p->sub));
    if (p->has_exp) {
        cn_cbor_put_uint(b, CN_COSE_CLAIM_EXP);
        cn_cbor_put_int(b, p->exp);
    }
    cn_cbor_put_uint(b, CN_COSE_CLAIM_IAT);
    cn_cbor_put_int(b, p->iat);
    cn_cbor_put_uint(b, CN_STATUS_CLAIM_LIST);
    put_map(b, p);
    if (p->has_ttl) {
        cn_cbor_put_uint(b, CN_STATUS_CLAIM_TTL);
        cn_cbor_put_int(b, p->ttl);
    }
    if (p->more) {
        cn_cbor_put_uint(b, CN_STATUS_CLAIM_TTL + 1);
        cn_cbor_put_uint(b, 0);
    }
    cn_buf_free(&uri);
}

cn_buf test_sign(const test_payload *p, uint8_t n)
{
    cn_buf payload;
    cn_buf list;
    cn_buf file;
    cn_buf_init(&payload);
    cn_buf_init(&list);
    cn_buf_init(&file);
    put_payload(&payload, p);
    assert_status(cn_cose_list_sign(&list, cn_span_str(p->typ),
                                    cn_buf_span(&payload), test_secret(n)),
                  CARNET_OK);
    cn_wire_write_list(&file, CN_WIRE_FILE, CN_WIRE_STATUS_LIST,
                       cn_buf_span(&list));
    cn_buf_free(&payload);
    cn_buf_free(&list);
    return file;
}
