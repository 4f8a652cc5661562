/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Operations of the JSON door: looking at a passport without trust. Nothing
 * here is verified, and no reply looks like a verdict.
 */
#include "../model/model.h"
#include "door_i.h"

#define THERE "withheld whole partial sealed"

/* ---- the envelope ---- */

static void put_parts(cn_door *d, const carnet_envelope *e, size_t i)
{
    cn_json_key(&d->w, "parts");
    cn_json_open_object(&d->w);
    for (int32_t part = CARNET_PART_DESK; part <= CARNET_PART_PRIVATE; part++) {
        cn_door_put_word(d, cn_model_part_name((uint32_t)part), THERE,
                         carnet_peek_part(e, i, part));
    }
    cn_json_close_object(&d->w);
}

static void put_claimed(cn_door *d, const carnet_envelope *e, size_t i)
{
    uint8_t id[CARNET_KEY_ID_SIZE] = {0};
    int32_t until = carnet_peek_valid_until_days(e, i);
    int32_t index = carnet_peek_status_index(e, i);
    cn_json_open_object(&d->w);
    cn_door_try(d, carnet_peek_copy_key_id(id, e, i), 0, NULL);
    cn_door_put_hex(d, "key_id", id, sizeof id);
    cn_door_put_day(d, "issued", carnet_peek_issued_days(e, i));
    if (until != INT32_MIN) {
        cn_door_put_day(d, "valid_until", until);
    }
    if (index >= 0) {
        cn_door_put_int(d, "status_index", index);
    }
    cn_door_put_int(d, "body_bytes", (int64_t)carnet_peek_num_body_bytes(e, i));
    put_parts(d, e, i);
    cn_json_close_object(&d->w);
}

void cn_door_op_peek(cn_door *d)
{
    cn_span s = cn_door_input(d, "passport");
    carnet_envelope *e = NULL;
    carnet_problem *problem = NULL;
    carnet_status status = carnet_peek(&e, &problem, s.data, s.len);
    cn_door_try(d, status, cn_door_find(d, "passport"), problem);
    if (!cn_door_keep(d, CN_DOOR_ENVELOPE, e)) {
        return;
    }
    cn_door_put_bool(d, "is_file", carnet_peek_is_file(e) != 0);
    cn_door_put_int(d, "bytes", (int64_t)carnet_peek_num_bytes(e));
    cn_door_put_int(d, "chars", (int64_t)carnet_peek_num_chars(e));
    cn_json_key(&d->w, "credentials");
    cn_json_open_array(&d->w);
    for (size_t i = 0; i < carnet_peek_num_credentials(e); i++) {
        put_claimed(d, e, i);
    }
    cn_json_close_array(&d->w);
}

/* ---- kinds ---- */

static void put_kind(cn_door *d, int32_t kind)
{
    char digits[24];
    const char *name = carnet_record_kind_name(kind);
    cn_text_put_i64(digits, kind);
    cn_json_str(&d->w, name != NULL ? name : digits);
}

void cn_door_op_peek_outline(cn_door *d)
{
    cn_span s = cn_door_input(d, "passport");
    carnet_outline *o = NULL;
    carnet_problem *problem = NULL;
    carnet_status status = carnet_peek_outline(&o, &problem, s.data, s.len);
    cn_door_try(d, status, cn_door_find(d, "passport"), problem);
    (void)cn_door_keep(d, CN_DOOR_OUTLINE, o);
    cn_json_key(&d->w, "kinds");
    cn_json_open_object(&d->w);
    for (int32_t part = CARNET_PART_DESK; part <= CARNET_PART_PRIVATE; part++) {
        cn_json_key(&d->w, cn_model_part_name((uint32_t)part));
        cn_json_open_array(&d->w);
        for (size_t i = 0;
             cn_door_good(d) && i < carnet_peek_outline_num(o, part); i++) {
            put_kind(d, carnet_peek_outline_kind(o, part, i));
        }
        cn_json_close_array(&d->w);
    }
    cn_json_close_object(&d->w);
}

/* ---- content ---- */

static const carnet_unverified *look(cn_door *d)
{
    cn_span s = cn_door_input(d, "passport");
    carnet_unverified *u = NULL;
    carnet_problem *problem = NULL;
    carnet_status status = carnet_peek_unverified(&u, &problem, s.data, s.len);
    cn_door_try(d, status, cn_door_find(d, "passport"), problem);
    return cn_door_keep(d, CN_DOOR_UNVERIFIED, u) ? u : NULL;
}

void cn_door_op_peek_unverified(cn_door *d)
{
    const carnet_unverified *u = look(d);
    cn_json_key(&d->w, "credentials");
    cn_json_open_array(&d->w);
    for (size_t c = 0; c < carnet_peek_unverified_num_credentials(u); c++) {
        cn_json_open_object(&d->w);
        cn_json_key(&d->w, "entries");
        cn_json_open_array(&d->w);
        for (size_t i = 0; i < carnet_peek_unverified_num_entries(u, c); i++) {
            cn_door_put_entry(d, carnet_peek_unverified_get_entry(u, c, i));
        }
        cn_json_close_array(&d->w);
        cn_json_close_object(&d->w);
    }
    cn_json_close_array(&d->w);
}

void cn_door_op_peek_unverified_text(cn_door *d)
{
    const carnet_unverified *u = look(d);
    cn_json_key(&d->w, "entries");
    cn_json_open_array(&d->w);
    for (size_t c = 0; c < carnet_peek_unverified_num_credentials(u); c++) {
        for (size_t i = 0; i < carnet_peek_unverified_num_entries(u, c); i++) {
            cn_door_put_said(d, c, i,
                             carnet_peek_unverified_get_entry(u, c, i));
        }
    }
    cn_json_close_array(&d->w);
}
