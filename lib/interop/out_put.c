/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What every element is put with: ids, plain members, texts, and why a value is
 * not there. Getters read what was checked before; what is absent puts nothing.
 */
#include "out_i.h"

/* ---- ids ---- */

void cn_out_uuid(char out[CN_OUT_ID_SIZE], const uint8_t seed[12],
                 uint32_t part, uint32_t position, uint32_t role)
{
    uint8_t b[16];
    cn_buf text;
    memcpy(b, seed, 12);
    b[6] = (uint8_t)((b[6] & 0x0F) | 0x80); /* version 8 */
    b[8] = (uint8_t)((b[8] & 0x3F) | 0x80); /* variant of RFC 9562 */
    b[12] = (uint8_t)part;
    b[13] = (uint8_t)(position >> 8);
    b[14] = (uint8_t)position;
    b[15] = (uint8_t)role;
    cn_buf_init_fixed(&text, out, CN_OUT_ID_SIZE);
    for (size_t i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) {
            cn_buf_put_u8(&text, '-');
        }
        cn_buf_put_hex(&text, cn_span_of(&b[i], 1));
    }
    cn_buf_put_u8(&text, 0);
}

void cn_out_item_id(char out[CN_OUT_ID_SIZE], const cn_out *o,
                    const cn_interop_item *item, uint32_t role)
{
    cn_out_uuid(out, o->source->credentials[item->credential].identity,
                item->entry->part, item->entry->position, role);
}

void cn_out_reference(cn_out *o, const char *key, const char *id)
{
    char urn[9 + CN_OUT_ID_SIZE] = "urn:uuid:";
    memcpy(urn + 9, id, CN_OUT_ID_SIZE);
    cn_out_open(o, key);
    cn_out_str(o, "reference", urn);
    cn_out_close(o);
}

void cn_out_subject(cn_out *o, const char *key)
{
    cn_out_reference(o, key, o->patient);
}

/* ---- plain members ---- */

void cn_out_str(cn_out *o, const char *key, const char *text)
{
    cn_json_key(&o->w, key);
    cn_json_str(&o->w, text);
}

void cn_out_open(cn_out *o, const char *key)
{
    if (key != NULL) { /* NULL: an element of an array */
        cn_json_key(&o->w, key);
    }
    cn_json_open_object(&o->w);
}

void cn_out_close(cn_out *o)
{
    cn_json_close_object(&o->w);
}

void cn_out_open_array(cn_out *o, const char *key)
{
    cn_json_key(&o->w, key);
    cn_json_open_array(&o->w);
}

void cn_out_close_array(cn_out *o)
{
    cn_json_close_array(&o->w);
}

void cn_out_coding(cn_out *o, const char *system, const char *code,
                   const char *display)
{
    cn_out_str(o, "system", system);
    cn_out_str(o, "code", code);
    if (display != NULL && display[0] != '\0') {
        cn_out_str(o, "display", display);
    }
}

void cn_out_concept(cn_out *o, const char *key, const char *system,
                    const char *code, const char *display)
{
    cn_out_open(o, key);
    cn_out_open_array(o, "coding");
    cn_out_open(o, NULL);
    cn_out_coding(o, system, code, display);
    cn_out_close(o);
    cn_out_close_array(o);
    cn_out_close(o);
}

void cn_out_display(cn_out *o, const char *key, const char *text)
{
    cn_out_open(o, key);
    cn_out_str(o, "display", text);
    cn_out_close(o);
}

void cn_out_absence(cn_out *o, const char *code)
{
    cn_out_open_array(o, "extension");
    cn_out_open_extension(o, CN_INTEROP_ABSENT);
    cn_out_str(o, "valueCode", code);
    cn_out_close(o);
    cn_out_close_array(o);
}

/* "_key": opens the one extension of a primitive, or closes it. */
static void open_beside(cn_out *o, const char *key, const char *url)
{
    char name[40] = "_";
    size_t len = strlen(key);
    memcpy(name + 1, key, len < 38 ? len + 1 : 0);
    cn_out_open(o, name);
    cn_out_open_array(o, "extension");
    cn_out_open_extension(o, url);
}

static void close_beside(cn_out *o)
{
    cn_out_close(o);
    cn_out_close_array(o);
    cn_out_close(o);
}

void cn_out_absent(cn_out *o, const char *key, const char *code)
{
    open_beside(o, key, CN_INTEROP_ABSENT);
    cn_out_str(o, "valueCode", code);
    close_beside(o);
}

void cn_out_mark(cn_out *o, const char *key, const char *mark)
{
    char url[64] = CN_INTEROP_EXTENSION;
    memcpy(url + sizeof CN_INTEROP_EXTENSION - 1, mark, strlen(mark) + 1);
    open_beside(o, key, url);
    cn_json_key(&o->w, "valueBoolean");
    cn_json_bool(&o->w, true);
    close_beside(o);
}

/* ---- texts ---- */

bool cn_out_has(const cn_out *o, int32_t field)
{
    return carnet_record_has(o->e, field, 0, CARNET_RECORD_SELF) == 1;
}

void cn_out_say(cn_out *o, int32_t field)
{
    o->said |= UINT64_C(1) << (field & 63);
}

bool cn_out_copy(const cn_out *o, char *out, cn_out_place at)
{
    out[0] = '\0';
    return carnet_record_copy_text(out, o->e, at.field, at.i, at.member) ==
           CARNET_OK;
}

bool cn_out_text(cn_out *o, const char *key, int32_t field)
{
    char text[CARNET_RECORD_TEXT_SIZE];
    if (!cn_out_copy(o, text, CN_OUT_FIELD(field))) {
        return false;
    }
    cn_out_str(o, key, text);
    cn_out_say(o, field);
    return true;
}

bool cn_out_note(cn_out *o, const char *key, int32_t field)
{
    if (!cn_out_has(o, field)) {
        return false;
    }
    cn_out_open_array(o, key);
    cn_out_open(o, NULL);
    (void)cn_out_text(o, "text", field);
    cn_out_close(o);
    cn_out_close_array(o);
    return true;
}

bool cn_out_named(cn_out *o, const char *key, int32_t field)
{
    if (!cn_out_has(o, field)) {
        return false;
    }
    cn_out_open(o, key);
    (void)cn_out_text(o, "display", field);
    cn_out_close(o);
    return true;
}
