/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an issuer keeps of its status list: which indices were given out, and
 * what it says of each. An index is random among those that are left, so that
 * it tells nothing of when or after whom, and is never given out twice.
 */
#include "status_i.h"

/* The first element of a draft, docs/spec/status.md section 6. */
#define DRAFT "carnet status draft 1"

enum {
    NUM_ELEMENTS = 5 /* and one more once a list of it was signed */
};

static carnet_status_draft *make(const uint8_t issuer[CN_CRYPTO_HASH_SIZE])
{
    carnet_status_draft *d = cn_mem_alloc(sizeof *d);
    if (d != NULL) {
        memcpy(d->issuer, issuer, sizeof d->issuer);
        d->signed_s = -1;
        cn_buf_init(&d->statuses.bytes);
        cn_buf_init(&d->taken.bytes);
    }
    return d;
}

void carnet_status_draft_free(carnet_status_draft *draft)
{
    if (draft != NULL) {
        cn_buf_free(&draft->statuses.bytes);
        cn_buf_free(&draft->taken.bytes);
        cn_mem_free(draft, sizeof *draft);
    }
}

static void fill(cn_trust_statuses *s, uint8_t bits, size_t num_entries)
{
    size_t len = num_entries / 8 * bits;
    s->bits = bits;
    uint8_t *bytes = cn_buf_extend(&s->bytes, len);
    if (bytes != NULL) {
        memset(bytes, 0, len);
    }
}

carnet_status carnet_status_draft_new(carnet_status_draft **out,
                                      const carnet_public_key *issuer,
                                      int32_t bits, size_t num_entries)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (issuer == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (!cn_trust_is_width((uint64_t)bits) || num_entries < 8 ||
        num_entries > CN_LIMIT_STATUSES || num_entries % 8 != 0) {
        return CARNET_CALLER_RANGE;
    }
    carnet_status_draft *d = make(issuer->digest);
    if (d == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    fill(&d->statuses, (uint8_t)bits, num_entries);
    fill(&d->taken, 1, num_entries);
    if (d->statuses.bytes.status != CARNET_OK ||
        d->taken.bytes.status != CARNET_OK) {
        carnet_status_draft_free(d);
        return CARNET_CALLER_MEMORY;
    }
    *out = d;
    return CARNET_OK;
}

/* ---- its file ---- */

static carnet_status put_zipped(cn_buf *out, const cn_trust_statuses *s)
{
    cn_buf zipped;
    cn_buf_init(&zipped);
    carnet_status status = cn_wire_zip(&zipped, cn_buf_span(&s->bytes));
    cn_cbor_put_bytes(out, cn_buf_span(&zipped));
    cn_buf_free(&zipped);
    return status;
}

carnet_status carnet_status_draft_encode(carnet_buf **out,
                                         const carnet_status_draft *draft)
{
    cn_buf bytes;
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (draft == NULL) {
        return CARNET_CALLER_NULL;
    }
    cn_buf_init(&bytes);
    cn_cbor_put_array(&bytes, NUM_ELEMENTS + (draft->signed_s >= 0));
    cn_cbor_put_text(&bytes, CN_SPAN_LIT(DRAFT));
    cn_cbor_put_bytes(&bytes, cn_span_of(draft->issuer, CN_CRYPTO_HASH_SIZE));
    cn_cbor_put_uint(&bytes, draft->statuses.bits);
    carnet_status status = put_zipped(&bytes, &draft->statuses);
    if (status == CARNET_OK) {
        status = put_zipped(&bytes, &draft->taken);
    }
    if (status != CARNET_OK) {
        cn_buf_free(&bytes);
        return status;
    }
    if (draft->signed_s >= 0) {
        cn_cbor_put_int(&bytes, draft->signed_s);
    }
    return cn_buf_give(&bytes, out);
}

/* The elements behind the first two. */
static carnet_status read_statuses(carnet_status_draft *d, cn_cbor_reader *r,
                                   bool was_signed)
{
    uint64_t bits = cn_cbor_get_uint(r, 8);
    cn_span statuses = cn_cbor_get_bytes(r, 0, CN_LIMIT_FILE_BYTES);
    cn_span taken = cn_cbor_get_bytes(r, 0, CN_LIMIT_FILE_BYTES);
    if (was_signed) {
        d->signed_s = cn_cbor_get_int(r, 0, CN_TIME_MAX_S);
    }
    carnet_status status = r->status;
    if (status == CARNET_OK) {
        status = cn_trust_statuses_unzip(&d->statuses, bits, statuses);
    }
    if (status == CARNET_OK) {
        status = cn_trust_statuses_unzip(&d->taken, 1, taken);
    }
    if (status == CARNET_OK && cn_trust_statuses_num(&d->statuses) !=
                                   cn_trust_statuses_num(&d->taken)) {
        status = CARNET_CBOR_RANGE;
    }
    return status;
}

carnet_status carnet_status_draft_decode(carnet_status_draft **out,
                                         const uint8_t *bytes, size_t bytes_len)
{
    cn_cbor_reader r;
    size_t offset;
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (cn_span_check(bytes, bytes_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    cn_span s = cn_span_of(bytes, bytes_len);
    carnet_status status = cn_cbor_scan(s, 2, SIZE_MAX, &offset);
    cn_cbor_reader_init(&r, s);
    size_t num = cn_cbor_get_array(&r, NUM_ELEMENTS, NUM_ELEMENTS + 1);
    cn_span name = cn_cbor_get_text(&r, CN_LIMIT_STRING);
    cn_span issuer =
        cn_cbor_get_bytes(&r, CN_CRYPTO_HASH_SIZE, CN_CRYPTO_HASH_SIZE);
    if (status == CARNET_OK) {
        status = r.status;
    }
    if (status == CARNET_OK && !cn_span_equal(name, CN_SPAN_LIT(DRAFT))) {
        status = CARNET_CBOR_SHAPE;
    }
    if (status != CARNET_OK) {
        return status;
    }
    carnet_status_draft *d = make(issuer.data);
    if (d == NULL) {
        return CARNET_CALLER_MEMORY;
    }
    status = read_statuses(d, &r, num > NUM_ELEMENTS);
    if (status == CARNET_OK) {
        *out = d;
    } else {
        carnet_status_draft_free(d);
    }
    return status;
}

/* ---- what it says ---- */

size_t carnet_status_draft_num_entries(const carnet_status_draft *draft)
{
    return draft == NULL ? 0 : cn_trust_statuses_num(&draft->taken);
}

static size_t num_set(unsigned byte)
{
    size_t num = 0;
    for (; byte != 0; byte >>= 1) {
        num += byte & 1;
    }
    return num;
}

size_t carnet_status_draft_num_taken(const carnet_status_draft *draft)
{
    size_t num = 0;
    size_t len = draft == NULL ? 0 : draft->taken.bytes.len;
    for (size_t i = 0; i < len; i++) {
        num += num_set(draft->taken.bytes.data[i]);
    }
    return num;
}

int32_t carnet_status_draft_bits(const carnet_status_draft *draft)
{
    return draft == NULL ? 0 : draft->statuses.bits;
}

int32_t carnet_status_draft_is_of(const carnet_status_draft *draft,
                                  const carnet_public_key *issuer)
{
    return draft != NULL && issuer != NULL &&
           memcmp(draft->issuer, issuer->digest, sizeof draft->issuer) == 0;
}

int32_t carnet_status_draft_get(const carnet_status_draft *draft, int64_t index)
{
    if (draft == NULL || cn_trust_statuses_get(&draft->taken, index) != 1) {
        return -1;
    }
    return cn_trust_statuses_get(&draft->statuses, index);
}

int64_t carnet_status_draft_signed_s(const carnet_status_draft *draft)
{
    return draft == NULL ? -1 : draft->signed_s;
}

carnet_status cn_status_follows(const carnet_status_draft *draft,
                                int64_t issued_s)
{
    return draft->signed_s < issued_s ||
                   cn_trust_is_future_s(draft->signed_s, issued_s)
               ? CARNET_OK
           : draft->signed_s == issued_s ? CARNET_TRUST_FORKED
                                         : CARNET_TRUST_OLDER;
}

/* ---- changing it ---- */

carnet_status carnet_status_draft_note_signed(carnet_status_draft *draft,
                                              int64_t issued_s)
{
    if (draft == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (issued_s < 0 || issued_s > CN_TIME_MAX_S) {
        return CARNET_CALLER_RANGE;
    }
    if (cn_status_follows(draft, issued_s) == CARNET_OK) {
        draft->signed_s = issued_s;
    }
    return CARNET_OK;
}

/* The index that is left and has before others before it that are, which there
   is. A batch of thousands asks: whole bytes are passed over. */
static size_t find_left(const cn_trust_statuses *taken, size_t before)
{
    size_t byte = 0;
    size_t left = 8 - num_set(taken->bytes.data[0]);
    while (before >= left) {
        before -= left;
        left = 8 - num_set(taken->bytes.data[++byte]);
    }
    size_t i = 8 * byte;
    for (; before > 0 || cn_trust_statuses_get(taken, (int64_t)i) != 0; i++) {
        before -= cn_trust_statuses_get(taken, (int64_t)i) == 0;
    }
    return i;
}

carnet_status carnet_status_draft_take(int32_t *index_out,
                                       carnet_status_draft *draft)
{
    if (index_out == NULL || draft == NULL) {
        return CARNET_CALLER_NULL;
    }
    size_t num = carnet_status_draft_num_entries(draft);
    size_t left = num - carnet_status_draft_num_taken(draft);
    if (left == 0) {
        return CARNET_CALLER_ABSENT;
    }
    uint32_t before = 0;
    carnet_status status = cn_crypto_below(&before, (uint32_t)left);
    if (status != CARNET_OK) {
        return status;
    }
    size_t i = find_left(&draft->taken, before);
    cn_trust_statuses_set(&draft->taken, i, 1);
    *index_out = (int32_t)i;
    return CARNET_OK;
}

carnet_status carnet_status_draft_set(carnet_status_draft *draft, int64_t index,
                                      int32_t value)
{
    if (draft == NULL) {
        return CARNET_CALLER_NULL;
    }
    if (value < 0 || value >> draft->statuses.bits != 0) {
        return CARNET_CALLER_RANGE;
    }
    if (carnet_status_draft_get(draft, index) < 0) {
        return CARNET_CALLER_ABSENT;
    }
    cn_trust_statuses_set(&draft->statuses, (size_t)index, (uint32_t)value);
    return CARNET_OK;
}
