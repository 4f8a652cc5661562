/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From the body of a credential to its entries (docs/spec/format.md sections 3
 * and 5): inflate, scan, step from entry to entry; all this reads no value. The
 * check, which does, is for those whose signature holds.
 */
#include "passport_i.h"

/* Notes a fault in credential i, and in what of it. */
static carnet_status note_in(cn_problem *where, carnet_status status,
                             size_t offset, size_t i, const char *what)
{
    if (where != NULL && status != CARNET_OK) {
        cn_problem_say(where, status, offset, "in the ");
        cn_problem_add(where->detail, what);
        cn_problem_add(where->detail, " of credential ");
        cn_problem_add_number(where->detail, i + 1);
    }
    return status;
}

/* Where in the passport's bytes its body begins. */
static size_t body_offset(const cn_api_passport *p, const cn_api_credential *c)
{
    return (size_t)(c->body.data - p->bytes.data);
}

/* Items that were inflated have no place in the input but their own. */
static carnet_status note_items(const cn_api_passport *p, size_t i,
                                carnet_status status, size_t offset,
                                cn_problem *where)
{
    const cn_api_credential *c = &p->credentials[i];
    return note_in(where, status, offset + (c->packed ? 0 : body_offset(p, c)),
                   i, c->packed ? "inflated items" : "items");
}

/* ---- body ---- */

_Static_assert(CN_LIMIT_FILE_BYTES <=
                   (UINT32_MAX - CN_LIMIT_ITEMS_BASE) / CN_LIMIT_ITEMS_FACTOR,
               "what a body may inflate to wraps");

/* Bytes of items that the format allows here. */
static size_t items_cap(const cn_api_passport *p, size_t packed_len)
{
    size_t cap = CN_LIMIT_ITEMS_BASE + CN_LIMIT_ITEMS_FACTOR * packed_len;
    return cap < p->items_left ? cap : p->items_left;
}

static carnet_status unpack_body(cn_api_passport *p, cn_api_credential *c)
{
    if (c->packed) {
        return cn_wire_inflate(&c->items, items_cap(p, c->body.len), c->body,
                               p->arena);
    }
    c->items = c->body;
    return c->body.len > p->items_left ? CARNET_INFLATE_LIMIT : CARNET_OK;
}

carnet_status cn_api_unpack(cn_api_passport *p, size_t i, cn_problem *where)
{
    cn_api_credential *c = &p->credentials[i];
    carnet_status status = unpack_body(p, c);
    if (status != CARNET_OK) {
        return note_in(where, status, body_offset(p, c), i, "body");
    }
    p->items_left -= c->items.len;
    size_t offset;
    status =
        cn_cbor_scan(c->items, CN_MODEL_ITEMS_DEPTH, CN_LIMIT_STRING, &offset);
    if (status == CARNET_OK) {
        status = cn_api_step(p, c, &offset);
    }
    return note_items(p, i, status, offset, where);
}

carnet_status cn_api_unfold(cn_api_passport *p, size_t i, cn_problem *where)
{
    cn_api_credential *c = &p->credentials[i];
    carnet_status status = cn_api_unpack(p, i, where);
    if (status != CARNET_OK) {
        return status;
    }
    status = cn_api_root(c, &c->entries->bytes, sizeof *c->entries);
    return note_in(where, status, 0, i, "proofs of the parts");
}

/* ---- what entries say ---- */

carnet_status cn_api_check(const cn_api_passport *p, size_t i,
                           cn_problem *where)
{
    const cn_api_credential *c = &p->credentials[i];
    carnet_status status = CARNET_OK;
    for (size_t k = 0; status == CARNET_OK && k < c->num_entries; k++) {
        status = cn_model_check(&c->entries[k], c->num_in_part, where);
    }
    if (status != CARNET_OK && p->num > 1) {
        char path[CN_PROBLEM_TEXT];
        memcpy(path, where->path, sizeof path);
        where->path[0] = '\0';
        cn_problem_add(where->path, "credential ");
        cn_problem_add_number(where->path, i + 1);
        cn_problem_add(where->path, ": ");
        cn_problem_add(where->path, path);
    }
    return status;
}
