/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From scanned items to the bytes of entries (docs/spec/format.md section 5),
 * one step from each to the next; reads no value. Refuses another number of
 * parts than there are proofs for, and more entries than the limits allow.
 */
#include "passport_i.h"

/* A walk through the items of one credential. */
typedef struct {
    cn_cbor_reader r;
    cn_api_passport *p;
    cn_api_credential *c;
    size_t taken;         /* memory for entries, bytes */
    const uint8_t *begin; /* of what is being read */
} walk;

/* The next entry to fill; NULL where there is no room. */
static carnet_entry *add_entry(walk *w)
{
    cn_api_credential *c = w->c;
    if ((c->num_entries + 1) * sizeof *c->entries > w->taken) {
        cn_cbor_fail(&w->r, cn_arena_status(w->p->arena));
        return NULL;
    }
    w->p->entries_left--;
    return &c->entries[c->num_entries++];
}

static void step_entry(walk *w, size_t *elements, uint8_t part, size_t num)
{
    carnet_entry *e = add_entry(w);
    if (e != NULL) {
        (void)cn_model_step(&w->r, elements, e);
        e->part = part;
        e->position = (uint16_t)num;
        e->day = (int32_t)w->c->claims.day;
        cn_privacy_add(&w->c->shown[part], num);
    }
}

/* An entry begins with a number: nil is one that is withheld. */
static bool take_withheld(walk *w, uint8_t part)
{
    return !w->c->proof[part].whole && cn_cbor_take_nil(&w->r);
}

CN_APART static void step_part(walk *w, uint8_t part)
{
    w->begin = w->r.at;
    size_t elements = cn_cbor_get_array(&w->r, 0, SIZE_MAX);
    size_t num = 0;
    while (w->r.status == CARNET_OK && elements > 0) {
        w->begin = w->r.at;
        bool withheld = take_withheld(w, part);
        if (num == CN_LIMIT_PART_ENTRIES ||
            (!withheld && w->p->entries_left == 0)) {
            cn_cbor_fail(&w->r, CARNET_RECORD_COUNT);
        } else if (withheld) {
            elements--;
            num++;
        } else {
            step_entry(w, &elements, part, num++);
        }
    }
    w->c->num_in_part[part] = num;
}

static void step_items(walk *w)
{
    const cn_api_proof *proof = w->c->proof;
    size_t num_here = 0;
    for (size_t part = 0; part < CN_API_PARTS; part++) {
        num_here += cn_api_is_here(&proof[part]);
    }
    cn_cbor_get_array(&w->r, num_here, num_here);
    for (unsigned part = 0; part < CN_API_PARTS; part++) {
        w->c->num_in_part[part] = SIZE_MAX;
        if (cn_api_is_here(&proof[part]) && w->r.status == CARNET_OK) {
            step_part(w, (uint8_t)part);
        }
    }
}

/* Memory for the most entries that items of this length can have, an entry
   having a byte, or all that there is. */
static size_t most_memory(const cn_api_passport *p, size_t items_len)
{
    size_t most = CN_API_PARTS * CN_LIMIT_PART_ENTRIES;
    size_t room = cn_arena_room(p->arena);
    most = most < items_len ? most : items_len;
    most = most < p->entries_left ? most : p->entries_left;
    most *= sizeof(carnet_entry);
    return most < room ? most : room;
}

carnet_status cn_api_step(cn_api_passport *p, cn_api_credential *c,
                          size_t *offset_out)
{
    walk w;
    w.p = p;
    w.c = c;
    w.taken = most_memory(p, c->items.len);
    c->entries = cn_arena_take_raw(p->arena, w.taken);
    if (c->entries == NULL) {
        return cn_arena_status(p->arena);
    }
    cn_cbor_reader_init(&w.r, c->items);
    w.begin = w.r.at;
    step_items(&w);
    cn_arena_shrink_last(p->arena, c->entries, w.taken,
                         c->num_entries * sizeof *c->entries);
    *offset_out = (size_t)(w.begin - w.r.start);
    return w.r.status;
}
