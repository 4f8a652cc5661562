/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From the body of a credential to its entries (docs/spec/format.md sections 3
 * and 5): inflate, scan, step from entry to entry; all this reads no value. The
 * check, which does, is for those whose signature holds. Nothing is taken from
 * the arena but what stays, and what zlib needs.
 */
#include "passport_i.h"

/* Notes a fault in credential i, and in what of it. */
static carnet_status note_in(cn_problem *where, carnet_status status,
                             size_t offset, size_t i, const char *what)
{
    if (where != NULL) {
        cn_problem_note(where, status, offset, NULL, "in the ");
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
    if (c->packed) {
        return note_in(where, status, offset, i, "inflated items");
    }
    return note_in(where, status, body_offset(p, c) + offset, i, "items");
}

/* ---- body ---- */

/* Bytes of items that the format allows here. */
static size_t items_cap(const cn_api_passport *p, size_t packed_len)
{
    size_t cap = SIZE_MAX;
    if (packed_len < CN_LIMIT_ITEMS_FILE) {
        cap = CN_LIMIT_ITEMS_BASE + CN_LIMIT_ITEMS_FACTOR * packed_len;
    }
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

/* ---- entries' bytes ---- */

/* A walk through the items of one credential. */
typedef struct {
    cn_api_passport *p;
    cn_api_credential *c;
    cn_cbor_reader r;
    size_t room; /* entries for which there is memory */
    size_t at;   /* where what is being read begins */
} walk;

static carnet_status step_part(walk *w, uint8_t part)
{
    cn_api_credential *c = w->c;
    w->at = cn_cbor_offset(&w->r);
    size_t elements = cn_cbor_get_array(&w->r, 0, SIZE_MAX);
    carnet_status status = w->r.status;
    size_t num = 0;
    while (status == CARNET_OK && elements > 0) {
        w->at = cn_cbor_offset(&w->r);
        if (num == CN_LIMIT_PART_ENTRIES) {
            return CARNET_RECORD_COUNT;
        }
        /* An entry begins with a number: nil is one that is withheld. */
        if (c->proof[part].partial.len > 0 && cn_cbor_take_nil(&w->r)) {
            elements--;
            num++;
            continue;
        }
        if (w->p->entries_left == 0) {
            return CARNET_RECORD_COUNT;
        }
        if (c->num_entries == w->room) {
            return cn_arena_status(w->p->arena);
        }
        carnet_entry *e = &c->entries[c->num_entries++];
        status = cn_model_step(&w->r, &elements, e);
        e->part = part;
        cn_privacy_add(&c->shown[part], num);
        e->position = (uint16_t)num++;
        e->day = (int32_t)c->claims.day;
        w->p->entries_left--;
    }
    c->num_in_part[part] = num;
    return status;
}

static carnet_status step_items(walk *w)
{
    cn_api_credential *c = w->c;
    size_t num_here = 0;
    for (size_t part = 0; part < CN_API_PARTS; part++) {
        num_here += cn_api_is_here(&c->proof[part]);
    }
    cn_cbor_get_array(&w->r, num_here, num_here);
    carnet_status status = w->r.status;
    for (uint8_t part = 0; part < CN_API_PARTS; part++) {
        c->num_in_part[part] = SIZE_MAX;
        if (cn_api_is_here(&c->proof[part]) && status == CARNET_OK) {
            status = step_part(w, part);
        }
    }
    return status;
}

/* Most entries that items of this length can have: an entry has a byte. */
static size_t most_entries(const cn_api_passport *p, size_t items_len)
{
    size_t most = CN_API_PARTS * CN_LIMIT_PART_ENTRIES;
    most = most < items_len ? most : items_len;
    return most < p->entries_left ? most : p->entries_left;
}

static carnet_status step_through(cn_api_passport *p, size_t i,
                                  cn_problem *where)
{
    cn_api_credential *c = &p->credentials[i];
    size_t most = most_entries(p, c->items.len);
    size_t fits = cn_arena_room(p->arena) / sizeof c->entries[0];
    walk w = {.p = p, .c = c, .room = most < fits ? most : fits};
    size_t taken = w.room * sizeof c->entries[0];
    c->entries = cn_arena_take_raw(p->arena, taken);
    if (c->entries == NULL) {
        return cn_arena_status(p->arena);
    }
    cn_cbor_reader_init(&w.r, c->items);
    carnet_status status = step_items(&w);
    cn_arena_shrink_last(p->arena, c->entries, taken,
                         c->num_entries * sizeof c->entries[0]);
    if (status != CARNET_OK) {
        note_items(p, i, status, w.at, where);
    }
    return status;
}

carnet_status cn_api_unpack(cn_api_passport *p, size_t i, cn_problem *where)
{
    cn_api_credential *c = &p->credentials[i];
    carnet_status status = unpack_body(p, c);
    if (status != CARNET_OK) {
        return note_in(where, status, body_offset(p, c), i, "body");
    }
    p->items_left -= c->items.len;
    size_t offset = 0;
    status =
        cn_cbor_scan(c->items, CN_MODEL_ITEMS_DEPTH, CN_LIMIT_STRING, &offset);
    if (status != CARNET_OK) {
        return note_items(p, i, status, offset, where);
    }
    return step_through(p, i, where);
}

carnet_status cn_api_unfold(cn_api_passport *p, size_t i, cn_problem *where)
{
    cn_api_credential *c = &p->credentials[i];
    carnet_status status = cn_api_unpack(p, i, where);
    if (status != CARNET_OK) {
        return status;
    }
    status = cn_api_root(c, &c->entries->bytes, sizeof *c->entries);
    return status == CARNET_OK
               ? status
               : note_in(where, status, 0, i, "proofs of the parts");
}

/* ---- what entries say ---- */

carnet_status cn_api_check(const cn_api_passport *p, size_t i,
                           cn_problem *where)
{
    const cn_api_credential *c = &p->credentials[i];
    cn_problem found = {0};
    carnet_status status = CARNET_OK;
    for (size_t k = 0; status == CARNET_OK && k < c->num_entries; k++) {
        status = cn_model_check(&c->entries[k], c->num_in_part, &found);
    }
    if (status == CARNET_OK) {
        return status;
    }
    cn_problem_note(where, status, 0, NULL, found.detail);
    if (p->num > 1) {
        cn_problem_add(where->path, "credential ");
        cn_problem_add_number(where->path, i + 1);
        cn_problem_add(where->path, ": ");
    }
    cn_problem_add(where->path, found.path);
    return status;
}
