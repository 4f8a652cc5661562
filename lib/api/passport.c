/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Takes a passport apart as far as the heads of its credentials: envelope,
 * strict scan, number of credentials (docs/spec/format.md sections 2 and 3).
 * Every count is held against the bytes that are there and against limits.h.
 * Never looks into a body.
 */
#include "passport_i.h"

bool cn_api_is_malformed(carnet_status status)
{
    return status != CARNET_OK && !CARNET_STATUS_IS_CALLER(status);
}

carnet_status cn_api_blame(const cn_api_passport *p, carnet_status status,
                           cn_problem *where)
{
    size_t offset;
    /* Faults of the envelope itself are named by the wire room. */
    carnet_status how =
        p->bytes.data != NULL ? cn_wire_suspect(p->input, &offset) : CARNET_OK;
    if (how == CARNET_OK) {
        return cn_problem_say(where, status, 0, "");
    }
    where->status = CARNET_OK; /* what was noted gives way */
    return cn_problem_say(where, how, offset, carnet_status_text(status));
}

/* What a form may hold. */
static const struct {
    uint32_t items;
    uint32_t entries;
    uint32_t credentials;
    const char *too_many;
} limits[] = {
    [CN_WIRE_TEXT] = {CN_LIMIT_ITEMS_TEXT, CN_LIMIT_TEXT_ENTRIES,
                      CN_LIMIT_CREDENTIALS_TEXT,
                      "a text has at most 8 credentials"},
    [CN_WIRE_FILE] = {CN_LIMIT_ITEMS_FILE, UINT32_MAX,
                      CN_LIMIT_CREDENTIALS_FILE,
                      "a file has at most 256 credentials"},
};

static carnet_status read_credentials(cn_api_passport *p, cn_problem *where)
{
    cn_cbor_reader r;
    cn_cbor_reader_init(&r, p->bytes);
    size_t num = cn_cbor_get_array(&r, 1, SIZE_MAX);
    if (r.status != CARNET_OK) {
        return cn_problem_say(where, r.status, 0,
                              "a passport is an array of credentials");
    }
    if (num > limits[p->form].credentials) {
        return cn_problem_say(where, CARNET_RECORD_COUNT, 0,
                              limits[p->form].too_many);
    }
    p->credentials = cn_arena_take(p->arena, num * sizeof p->credentials[0]);
    if (p->credentials == NULL) {
        return cn_arena_status(p->arena);
    }
    while (r.status == CARNET_OK && p->num < num) {
        cn_api_read_credential(&r, &p->credentials[p->num++]);
    }
    return cn_problem_say(where, r.status, cn_cbor_offset(&r),
                          "before the body of a credential");
}

carnet_status cn_api_open(cn_api_passport *p, cn_arena *arena, cn_span input,
                          cn_problem *where)
{
    memset(p, 0, sizeof *p);
    p->arena = arena;
    p->input = input;
    size_t offset;
    carnet_status status =
        cn_wire_read(&p->bytes, &p->form, arena, input, &offset);
    if (status != CARNET_OK) {
        return cn_problem_say(where, status, offset, "");
    }
    p->items_left = limits[p->form].items;
    p->entries_left = limits[p->form].entries;
    status = cn_cbor_scan(p->bytes, CN_LIMIT_DEPTH + 1, SIZE_MAX, &offset);
    if (status != CARNET_OK) {
        return cn_problem_say(where, status, offset,
                              "in the bytes of the passport");
    }
    return read_credentials(p, where);
}
