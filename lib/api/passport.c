/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Takes a passport apart: envelope, credential heads, items, entries' bytes
 * (docs/spec/format.md sections 2 to 5), every count held against the bytes
 * that are there and against limits.h. Never decodes a value of an entry.
 */
#include "passport_i.h"

enum {
    HEAD_SIZE = CARNET_KEY_ID_SIZE + CN_CRYPTO_SIGNATURE_SIZE,
    WHOLE_HEAD_SIZE = HEAD_SIZE + CN_PRIVACY_SEED_SIZE
};

bool cn_api_is_malformed(carnet_status status)
{
    return status != CARNET_OK && !CARNET_STATUS_IS_CALLER(status);
}

size_t cn_api_num_chars(size_t num_bytes)
{
    return sizeof "HP1:" - 1 + cn_wire_base45_len(num_bytes);
}

/* ---- heads ---- */

static void read_when(cn_cbor_reader *r, cn_cose_claims *claims)
{
    if (cn_cbor_peek(r) != CN_CBOR_ARRAY) {
        claims->day = (uint32_t)cn_cbor_get_uint(r, CN_LIMIT_DAY);
        return;
    }
    size_t num = cn_cbor_get_array(r, 2, 3);
    claims->day = (uint32_t)cn_cbor_get_uint(r, CN_LIMIT_DAY);
    /* nil only where an index follows: [day, nil] says no more than day. */
    if (num == 2 || !cn_cbor_take_nil(r)) {
        claims->has_valid = true;
        claims->valid = (uint32_t)cn_cbor_get_uint(r, CN_LIMIT_VALID_DAYS);
    }
    if (num == 3) {
        claims->has_index = true;
        claims->index = (uint32_t)cn_cbor_get_uint(r, CN_LIMIT_INDEX);
    }
}

static void set_seed(cn_api_proof *p, const uint8_t seed[CN_PRIVACY_SEED_SIZE])
{
    p->whole = true;
    memcpy(p->seed, seed, CN_PRIVACY_SEED_SIZE);
}

static void set_rest_seed(cn_api_credential *c,
                          const uint8_t seed[CN_PRIVACY_SEED_SIZE])
{
    cn_privacy_children children;
    cn_privacy_split(&children, seed);
    set_seed(&c->proof[CN_API_CLINIC], children.left);
    set_seed(&c->proof[CN_API_PRIVATE], children.right);
}

void cn_api_derive(cn_api_seeds *out,
                   const uint8_t root_seed[CN_PRIVACY_SEED_SIZE])
{
    cn_privacy_children root;
    cn_privacy_children rest;
    cn_privacy_split(&root, root_seed);
    cn_privacy_split(&rest, root.right);
    memcpy(out->part[CN_API_DESK], root.left, CN_PRIVACY_SEED_SIZE);
    memcpy(out->part[CN_API_CLINIC], rest.left, CN_PRIVACY_SEED_SIZE);
    memcpy(out->part[CN_API_PRIVATE], rest.right, CN_PRIVACY_SEED_SIZE);
    cn_mem_wipe(&root, sizeof root);
    cn_mem_wipe(&rest, sizeof rest);
}

static void set_root_seed(cn_api_credential *c,
                          const uint8_t seed[CN_PRIVACY_SEED_SIZE])
{
    cn_api_seeds seeds;
    cn_api_derive(&seeds, seed);
    for (size_t part = 0; part < CN_API_PARTS; part++) {
        set_seed(&c->proof[part], seeds.part[part]);
    }
}

/* A seed or a digest, told apart by length; empty on failure. */
static cn_span read_proof_bytes(cn_cbor_reader *r)
{
    cn_span s =
        cn_cbor_get_bytes(r, CN_PRIVACY_SEED_SIZE, CN_PRIVACY_DIGEST_SIZE);
    if (r->status == CARNET_OK && s.len != CN_PRIVACY_SEED_SIZE &&
        s.len != CN_PRIVACY_DIGEST_SIZE) {
        cn_cbor_fail(r, CARNET_PRIVACY_PROOF);
    }
    return r->status == CARNET_OK ? s : cn_span_of(NULL, 0);
}

static void read_proof(cn_cbor_reader *r, cn_api_proof *p)
{
    cn_span s = read_proof_bytes(r);
    if (s.len == CN_PRIVACY_SEED_SIZE) {
        set_seed(p, s.data);
    } else if (s.len == CN_PRIVACY_DIGEST_SIZE) {
        memcpy(p->digest, s.data, s.len);
    }
}

static void read_rest(cn_cbor_reader *r, cn_api_credential *c)
{
    if (cn_cbor_peek(r) == CN_CBOR_ARRAY) {
        cn_cbor_get_array(r, 2, 2);
        read_proof(r, &c->proof[CN_API_CLINIC]);
        read_proof(r, &c->proof[CN_API_PRIVATE]);
        /* Two digests are one digest of both, and nothing else. */
        if (!c->proof[CN_API_CLINIC].whole && !c->proof[CN_API_PRIVATE].whole) {
            cn_cbor_fail(r, CARNET_PRIVACY_PROOF);
        }
        return;
    }
    cn_span s = read_proof_bytes(r);
    if (s.len == CN_PRIVACY_SEED_SIZE) {
        set_rest_seed(c, s.data);
    } else if (s.len == CN_PRIVACY_DIGEST_SIZE) {
        c->rest_withheld = true;
        memcpy(c->rest, s.data, s.len);
    }
}

static void read_body(cn_cbor_reader *r, cn_api_credential *c)
{
    c->packed = cn_cbor_peek(r) == CN_CBOR_BYTES;
    if (c->packed) {
        c->body = cn_cbor_get_bytes(r, 1, SIZE_MAX);
    } else if (cn_cbor_peek(r) == CN_CBOR_ARRAY) {
        c->body = cn_cbor_skip(r);
    } else {
        cn_cbor_fail(r, CARNET_CBOR_TYPE);
    }
}

static void read_credential(cn_cbor_reader *r, cn_api_credential *c)
{
    size_t num = cn_cbor_get_array(r, 3, 4);
    size_t head_size = num == 3 ? WHOLE_HEAD_SIZE : HEAD_SIZE;
    const uint8_t *start = r->at;
    c->num_elements = num;
    cn_span head = cn_cbor_get_bytes(r, head_size, head_size);
    read_when(r, &c->claims);
    if (r->status == CARNET_OK) {
        memcpy(c->claims.kid, head.data, CARNET_KEY_ID_SIZE);
        memcpy(c->signature, head.data + CARNET_KEY_ID_SIZE,
               CN_CRYPTO_SIGNATURE_SIZE);
    }
    if (num == 3 && r->status == CARNET_OK) {
        set_root_seed(c, head.data + HEAD_SIZE);
    } else if (num == 4) {
        cn_cbor_get_array(r, 2, 2);
        read_proof(r, &c->proof[CN_API_DESK]);
        read_rest(r, c);
    }
    c->front = cn_span_of(start, (size_t)(r->at - start));
    read_body(r, c);
}

static carnet_status read_credentials(cn_api_passport *p, cn_problem *where)
{
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, p->bytes);
    size_t most = p->form == CN_WIRE_TEXT ? CN_LIMIT_CREDENTIALS_TEXT
                                          : CN_LIMIT_CREDENTIALS_FILE;
    if (cn_cbor_peek(&r) != CN_CBOR_ARRAY) {
        return cn_problem_note(where, CARNET_CBOR_TYPE, 0, NULL,
                               "a passport is an array of credentials");
    }
    size_t num = cn_cbor_get_array(&r, 1, CN_LIMIT_CREDENTIALS_FILE);
    if (r.status == CARNET_OK && num > most) {
        return cn_problem_note(where, CARNET_RECORD_COUNT, 0, NULL,
                               "more credentials than a text may have");
    }
    if (r.status == CARNET_OK) {
        p->credentials =
            cn_arena_take(p->arena, num * sizeof p->credentials[0]);
        if (p->credentials == NULL) {
            return cn_arena_status(p->arena);
        }
    }
    while (r.status == CARNET_OK && p->num < num) {
        read_credential(&r, &p->credentials[p->num++]);
    }
    if (r.status != CARNET_OK) {
        cn_problem_note(where, r.status, cn_cbor_offset(&r), NULL,
                        "in the heads of the passport");
    }
    return r.status;
}

carnet_status cn_api_open(cn_api_passport *p, cn_arena *arena, cn_span input,
                          cn_problem *where)
{
    memset(p, 0, sizeof *p);
    p->arena = arena;
    size_t offset = 0;
    carnet_status status =
        cn_wire_read(&p->bytes, &p->form, arena, input, &offset);
    if (status != CARNET_OK) {
        return cn_problem_note(where, status, offset, NULL, NULL);
    }
    bool text = p->form == CN_WIRE_TEXT;
    p->items_left = text ? CN_LIMIT_ITEMS_TEXT : CN_LIMIT_ITEMS_FILE;
    p->entries_left = text ? CN_LIMIT_TEXT_ENTRIES : SIZE_MAX;
    status = cn_cbor_scan(p->bytes, CN_LIMIT_DEPTH + 1, SIZE_MAX, &offset);
    if (status != CARNET_OK) {
        return cn_problem_note(where, status, offset, NULL,
                               "in the bytes of the passport");
    }
    return read_credentials(p, where);
}

/* ---- items ---- */

static size_t items_cap(const cn_api_passport *p, size_t packed_len)
{
    size_t cap = SIZE_MAX;
    if (packed_len < CN_LIMIT_ITEMS_FILE) {
        cap = CN_LIMIT_ITEMS_BASE + CN_LIMIT_ITEMS_FACTOR * packed_len;
    }
    return cap < p->items_left ? cap : p->items_left;
}

static carnet_status inflate(cn_api_passport *p, cn_api_credential *c)
{
    size_t cap = items_cap(p, c->body.len);
    uint8_t *out = cn_arena_take_raw(p->arena, cap);
    if (out == NULL) {
        return cn_arena_status(p->arena);
    }
    /* A copy: what zlib takes is given back by forgetting it. */
    cn_arena work = *p->arena;
    size_t len = 0;
    carnet_status status =
        cn_wire_inflate(out, cap, &len, c->body, work.grow ? NULL : &work);
    cn_arena_shrink_last(p->arena, out, cap, len);
    c->items = cn_span_of(out, len);
    return status;
}

static carnet_status unpack_body(cn_api_passport *p, cn_api_credential *c,
                                 cn_problem *where)
{
    carnet_status status = CARNET_OK;
    if (c->packed) {
        status = inflate(p, c);
    } else if (c->body.len > p->items_left) {
        status = CARNET_INFLATE_LIMIT;
    } else {
        c->items = c->body;
    }
    if (status != CARNET_OK) {
        return cn_problem_note(where, status, 0, NULL,
                               "in the body of a credential");
    }
    p->items_left -= c->items.len;
    size_t offset = 0;
    status =
        cn_cbor_scan(c->items, CN_MODEL_ITEMS_DEPTH, CN_LIMIT_STRING, &offset);
    if (status != CARNET_OK) {
        cn_problem_note(where, status, offset, NULL,
                        "in the items of a credential");
    }
    return status;
}

/* Steps through one part's array; next entry's place moves on. */
static carnet_status step_part(cn_api_passport *p, cn_api_credential *c,
                               cn_cbor_reader *r, uint8_t part)
{
    size_t elements = cn_cbor_get_array(r, 0, SIZE_MAX);
    carnet_status status = r->status;
    size_t num = 0;
    while (status == CARNET_OK && elements > 0) {
        if (num == CN_LIMIT_PART_ENTRIES || p->entries_left == 0) {
            return CARNET_RECORD_COUNT;
        }
        carnet_entry *e = &c->entries[c->num_entries];
        status = cn_model_step(r, &elements, e);
        e->part = part;
        e->position = (uint16_t)num++;
        e->day = (int32_t)c->claims.day;
        c->num_entries++;
        p->entries_left--;
    }
    c->num_in_part[part] = num;
    return status;
}

/* Most entries that items of this length can have: an entry has a byte. */
static size_t most_entries(const cn_api_passport *p, size_t items_len)
{
    size_t most = CN_API_PARTS * CN_LIMIT_PART_ENTRIES;
    most = most < items_len ? most : items_len;
    return most < p->entries_left ? most : p->entries_left;
}

static carnet_status step_entries(cn_api_passport *p, cn_api_credential *c,
                                  cn_cbor_reader *r)
{
    size_t num_whole = 0;
    for (uint8_t part = 0; part < CN_API_PARTS; part++) {
        num_whole += c->proof[part].whole;
    }
    cn_cbor_get_array(r, num_whole, num_whole);
    for (uint8_t part = 0; part < CN_API_PARTS; part++) {
        c->num_in_part[part] = SIZE_MAX;
        if (c->proof[part].whole && r->status == CARNET_OK) {
            carnet_status status = step_part(p, c, r, part);
            if (status != CARNET_OK) {
                return status;
            }
        }
    }
    return r->status;
}

carnet_status cn_api_unpack(cn_api_passport *p, size_t i, cn_problem *where)
{
    cn_api_credential *c = &p->credentials[i];
    carnet_status status = unpack_body(p, c, where);
    if (status != CARNET_OK) {
        return status;
    }
    size_t most = most_entries(p, c->items.len);
    size_t taken = (most + 1) * sizeof c->entries[0];
    c->entries = cn_arena_take_raw(p->arena, taken);
    if (c->entries == NULL) {
        return cn_arena_status(p->arena);
    }
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, c->items);
    status = step_entries(p, c, &r);
    cn_arena_shrink_last(p->arena, c->entries, taken,
                         c->num_entries * sizeof c->entries[0]);
    if (status != CARNET_OK) {
        cn_problem_note(where, status, cn_cbor_offset(&r), NULL,
                        "in the items of a credential");
    }
    return status;
}

/* ---- root ---- */

static void part_digest(uint8_t out[CN_PRIVACY_DIGEST_SIZE],
                        const cn_api_credential *c, uint8_t part,
                        const cn_span *spans)
{
    const cn_api_proof *proof = &c->proof[part];
    if (!proof->whole) {
        memcpy(out, proof->digest, CN_PRIVACY_DIGEST_SIZE);
        return;
    }
    size_t first = 0;
    for (uint8_t before = 0; before < part; before++) {
        first += c->proof[before].whole ? c->num_in_part[before] : 0;
    }
    cn_privacy_part(out, proof->seed, spans + first, c->num_in_part[part]);
}

static void root_of(cn_api_credential *c, const cn_span *spans)
{
    uint8_t desk[CN_PRIVACY_DIGEST_SIZE];
    uint8_t clinic[CN_PRIVACY_DIGEST_SIZE];
    uint8_t private_part[CN_PRIVACY_DIGEST_SIZE];
    part_digest(desk, c, CN_API_DESK, spans);
    if (!c->rest_withheld) {
        part_digest(clinic, c, CN_API_CLINIC, spans);
        part_digest(private_part, c, CN_API_PRIVATE, spans);
        cn_privacy_rest(c->rest, clinic, private_part);
    }
    cn_privacy_root(c->claims.root, desk, c->rest);
}

carnet_status cn_api_rebuild(const cn_api_passport *p, cn_api_credential *c)
{
    /* A copy of a fixed arena: the spans are given back by forgetting. */
    cn_arena work = *p->arena;
    size_t num = c->num_entries;
    cn_span *spans = work.grow
                         ? cn_mem_array(num + 1, sizeof *spans)
                         : cn_arena_take_raw(&work, (num + 1) * sizeof *spans);
    if (spans == NULL) {
        return cn_arena_status(p->arena);
    }
    for (size_t i = 0; i < num; i++) {
        spans[i] = c->entries[i].bytes;
    }
    root_of(c, spans);
    if (work.grow) {
        cn_mem_free(spans, (num + 1) * sizeof *spans);
    }
    return CARNET_OK;
}

/* ---- entries ---- */

carnet_status cn_api_check(const cn_api_credential *c, cn_problem *where)
{
    for (size_t i = 0; i < c->num_entries; i++) {
        carnet_status status = cn_model_check(&c->entries[i], where);
        if (status != CARNET_OK) {
            return status;
        }
    }
    return cn_model_check_links(c->entries, c->num_entries, c->num_in_part,
                                where);
}
