/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What every resource has: its place in the bundle, labels of privacy, text
 * for people (generated from the entry, so that it says nothing else), and
 * extensions for all that no element said.
 */
#include "out_i.h"

/* ---- text ---- */

/* Text as XHTML: the few signs that mean something there, escaped. */
static void put_escaped(cn_buf *b, cn_span text)
{
    for (size_t i = 0; i < text.len; i++) {
        switch (text.data[i]) {
        case '&':
            cn_buf_put_str(b, "&amp;");
            break;
        case '<':
            cn_buf_put_str(b, "&lt;");
            break;
        case '>':
            cn_buf_put_str(b, "&gt;");
            break;
        case '"':
            cn_buf_put_str(b, "&quot;");
            break;
        default:
            cn_buf_put_u8(b, text.data[i]);
            break;
        }
    }
}

static void put_entry_text(cn_out *o, cn_buf *b, const carnet_entry *e)
{
    carnet_buf *text = NULL;
    cn_span tag = o->source->language;
    carnet_status status =
        carnet_view_text(&text, NULL, e, (const char *)tag.data, tag.len);
    if (status != CARNET_OK) {
        o->status = o->status == CARNET_OK ? status : o->status;
        return;
    }
    cn_buf_put_str(b, "<pre>");
    put_escaped(b, cn_span_of(carnet_buf_data(text), carnet_buf_len(text)));
    cn_buf_put_str(b, "</pre>");
    carnet_buf_free(text);
}

static void begin_div(cn_out *o, cn_buf *b)
{
    cn_buf_init(b);
    cn_buf_put_str(b, "<div xmlns=\"http://www.w3.org/1999/xhtml\"");
    if (cn_words_is_rtl(o->language)) {
        cn_buf_put_str(b, " dir=\"rtl\"");
    }
    cn_buf_put_str(b, ">");
}

static void end_div(cn_out *o, cn_buf *b)
{
    cn_buf_put_str(b, "</div>");
    if (o->status == CARNET_OK) {
        o->status = b->status;
    }
    cn_out_open(o, "text");
    cn_out_str(o, "status", "generated");
    cn_json_key(&o->w, "div");
    cn_json_string(&o->w, cn_buf_span(b));
    cn_out_close(o);
    cn_buf_free(b);
}

void cn_out_narrative(cn_out *o, const carnet_entry *e)
{
    cn_buf b;
    begin_div(o, &b);
    put_entry_text(o, &b, e);
    end_div(o, &b);
}

void cn_out_section_narrative(cn_out *o, cn_interop_section section,
                              const char *instead)
{
    cn_buf b;
    begin_div(o, &b);
    for (size_t i = 0; i < o->source->num_items; i++) {
        const cn_interop_item *item = &o->source->items[i];
        if (cn_out_is_in(item, section) || cn_out_is_beyond_in(item, section)) {
            put_entry_text(o, &b, item->entry);
        }
    }
    if (instead != NULL) {
        cn_buf_put_str(&b, "<p>");
        put_escaped(&b, cn_span_str(instead));
        cn_buf_put_str(&b, "</p>");
    }
    end_div(o, &b);
}

/* ---- labels ---- */

static void put_label(cn_out *o, const char *system, const char *code)
{
    cn_out_open(o, NULL);
    cn_out_coding(o, system, code, NULL);
    cn_out_close(o);
}

/* What the code of a private entry tells: "HIV (ICD-10 B20-B24)" as HIV. */
static void put_topic(cn_out *o)
{
    cn_model_asked asked;
    cn_model_ask_part(&asked, o->e);
    char *end = strstr(asked.why, " (");
    if (end != NULL) {
        *end = '\0';
    }
    const char *code = cn_interop_code(CN_INTEROP_SENSITIVITY, asked.why, NULL);
    if (code != NULL) {
        put_label(o, cn_interop_map_uri(CN_INTEROP_SENSITIVITY), code);
    }
    cn_buf_free(&asked.unknown);
}

/* Each entry says it for itself: the document's label is the highest of them
   and tells nothing of any one. */
static void put_meta(cn_out *o)
{
    if (o->e == NULL) {
        return;
    }
    bool hidden = o->e->part == CARNET_PART_PRIVATE;
    cn_out_open(o, "meta");
    cn_out_open_array(o, "security");
    put_label(o, CN_INTEROP_CONFIDENTIALITY, hidden ? "R" : "N");
    if (hidden) {
        put_topic(o);
    }
    cn_out_close_array(o);
    cn_out_close(o);
}

/* ---- resources ---- */

void cn_out_begin(cn_out *o, const char *type, const char *id)
{
    char urn[9 + CN_OUT_ID_SIZE] = "urn:uuid:";
    memcpy(urn + 9, id, CN_OUT_ID_SIZE);
    cn_out_open(o, NULL);
    cn_out_str(o, "fullUrl", urn);
    cn_out_open(o, "resource");
    cn_out_str(o, "resourceType", type);
    cn_out_str(o, "id", id);
    put_meta(o);
}

void cn_out_begin_item(cn_out *o, const char *type)
{
    char id[CN_OUT_ID_SIZE];
    cn_out_item_id(id, o, o->item, CN_OUT_MAIN);
    cn_out_begin(o, type, id);
    cn_out_narrative(o, o->e);
}

void cn_out_end(cn_out *o)
{
    cn_out_close(o);
    cn_out_close(o);
}

/* ---- extensions ---- */

void cn_out_open_extension(cn_out *o, const char *url)
{
    cn_out_open(o, NULL);
    cn_out_str(o, "url", url);
}

void cn_out_code_extension(cn_out *o, const char *url, const char *code)
{
    cn_out_open_extension(o, url);
    cn_out_str(o, "valueCode", code);
    cn_out_close(o);
}

static void put_base64(cn_out *o, const char *key, cn_span bytes)
{
    cn_buf b;
    cn_buf_init(&b);
    cn_text_put_base64_padded(&b, bytes);
    cn_json_key(&o->w, key);
    cn_json_string(&o->w, cn_buf_span(&b));
    if (o->status == CARNET_OK) {
        o->status = b.status;
    }
    cn_buf_free(&b);
}

/* A reference to an entry of the same credential that is here as a resource;
   to any other by its name: "clinic/3", "leaf:1f2e3d4c". */
static void put_reference(cn_out *o, cn_out_place at)
{
    char text[24];
    int32_t part = 0;
    uint32_t target = 0;
    if (carnet_record_get_reference(&part, &target, o->e, at.field, at.i,
                                    at.member) != CARNET_OK) {
        return;
    }
    for (size_t k = 0; k < o->source->num_items; k++) {
        const cn_interop_item *item = &o->source->items[k];
        if (part >= 0 && item->credential == o->item->credential &&
            item->entry->part == part && item->entry->position == target &&
            item->entry->kind >= CARNET_KIND_CONTACTS) {
            char id[CN_OUT_ID_SIZE];
            cn_out_item_id(id, o, item, CN_OUT_MAIN);
            cn_out_reference(o, "valueReference", id);
            return;
        }
    }
    if (part == CARNET_RECORD_ELSEWHERE) {
        cn_model_leaf_text(text, target);
    } else {
        cn_model_place_text(text, (uint32_t)part, target);
    }
    cn_out_str(o, "valueString", text);
}

static void put_text(cn_out *o, cn_out_place at)
{
    char text[CARNET_RECORD_TEXT_SIZE];
    if (cn_out_copy(o, text, at)) {
        cn_out_str(o, "valueString", text);
    }
}

static void put_bytes(cn_out *o, cn_out_place at)
{
    uint8_t bytes[CARNET_RECORD_BYTES_SIZE];
    size_t len = 0;
    if (carnet_record_copy_bytes(bytes, &len, o->e, at.field, at.i,
                                 at.member) == CARNET_OK) {
        put_base64(o, "valueBase64Binary", cn_span_of(bytes, len));
    }
}

static void put_bool(cn_out *o, cn_out_place at)
{
    int32_t v = 0;
    if (carnet_record_get_bool(&v, o->e, at.field, at.i, at.member) ==
        CARNET_OK) {
        cn_json_key(&o->w, "valueBoolean");
        cn_json_bool(&o->w, v != 0);
    }
}

static void put_word(cn_out *o, cn_out_place at)
{
    const char *word = carnet_record_get_word(o->e, at.field, at.i, at.member);
    if (word != NULL) {
        cn_out_str(o, "valueCode", word);
    }
}

/* value[x] of what is no group. */
static void put_value(cn_out *o, const cn_model_field *f, cn_out_place at)
{
    switch (f->type) {
    case CN_TYPE_INT:
        (void)cn_out_put_int(o, "valueInteger", at);
        break;
    case CN_TYPE_BOOL:
        put_bool(o, at);
        break;
    case CN_TYPE_ENUM:
        put_word(o, at);
        break;
    case CN_TYPE_DECIMAL:
        (void)cn_out_put_decimal(o, "valueDecimal", at);
        break;
    case CN_TYPE_QUANTITY:
        (void)cn_out_put_quantity(o, "valueQuantity", at);
        break;
    case CN_TYPE_DATE:
    case CN_TYPE_END:
        (void)cn_out_put_date(o, "valueDateTime", at, false);
        break;
    case CN_TYPE_CODE:
        (void)cn_out_put_code(o, "valueCodeableConcept", at);
        break;
    case CN_TYPE_REF:
        put_reference(o, at);
        break;
    case CN_TYPE_BYTES:
        put_bytes(o, at);
        break;
    default:
        put_text(o, at);
        break;
    }
}

/* Members of a group, an extension each within the one that is open. */
static void put_members(cn_out *o, const cn_model_field *f, cn_out_place at)
{
    const cn_model_shape *group = cn_model_group((uint32_t)f->a);
    cn_out_open_array(o, "extension");
    for (size_t i = 0; i < group->num_fields; i++) {
        const cn_model_field *member = &group->fields[i];
        at.member = member->number;
        if (carnet_record_has(o->e, at.field, at.i, at.member) == 1) {
            cn_out_open_extension(o, member->name);
            put_value(o, member, at);
            cn_out_close(o);
        }
    }
    cn_out_close_array(o);
}

static void put_absence(cn_out *o, int32_t reason)
{
    static const char *const words[] = {"", "none", "not_asked", "refused"};
    cn_out_absence(
        o, cn_interop_code(CN_INTEROP_ABSENCE, words[reason & 3], NULL));
}

static void open_field(cn_out *o, const cn_model_field *f)
{
    char url[128];
    const cn_model_shape *kind = cn_model_kind(o->e->kind);
    cn_buf b;
    cn_buf_init_fixed(&b, url, sizeof url - 1);
    cn_buf_put_str(&b, CN_INTEROP_EXTENSION);
    cn_buf_put_str(&b, cn_model_is_common(kind, f) ? "common" : kind->name);
    cn_buf_put_str(&b, ".");
    cn_buf_put_str(&b, f->name);
    url[b.len] = '\0';
    cn_out_open_extension(o, url);
}

static void put_field(cn_out *o, const cn_model_field *f)
{
    size_t num = carnet_record_num_values(o->e, f->number);
    int32_t reason = carnet_record_absence(o->e, f->number);
    if (reason != CARNET_ABSENT_NO) {
        open_field(o, f);
        put_absence(o, reason);
        cn_out_close(o);
        return;
    }
    for (size_t i = 0; i < num; i++) {
        cn_out_place at = {f->number, i, CARNET_RECORD_SELF};
        open_field(o, f);
        if (f->type == CN_TYPE_GROUP) {
            put_members(o, f, at);
        } else {
            put_value(o, f, at);
        }
        cn_out_close(o);
    }
}

void cn_out_rest(cn_out *o)
{
    const cn_model_shape *kind = cn_model_kind(o->e->kind);
    bool readable = cn_model_is_readable(o->e);
    for (size_t i = 0; readable && i < kind->num_fields; i++) {
        const cn_model_field *f = &kind->fields[i];
        if ((o->e->present & ~o->said) >> f->number & 1) {
            put_field(o, f);
        }
    }
    if (o->e->beyond) { /* whole, for a later version to read */
        cn_out_open_extension(o, CN_INTEROP_EXTENSION "cbor");
        put_base64(o, "valueBase64Binary", o->e->bytes);
        cn_out_close(o);
    }
}

void cn_out_of(cn_out *o, const char *id)
{
    cn_out_open_extension(o, CN_INTEROP_EXTENSION "of");
    cn_out_reference(o, "valueReference", id);
    cn_out_close(o);
}

void cn_out_kind_and_part(cn_out *o)
{
    const cn_model_shape *kind = cn_model_kind(o->e->kind);
    if (kind != NULL) {
        cn_out_code_extension(o, CN_INTEROP_EXTENSION "kind", kind->name);
    }
    cn_out_code_extension(o, CN_INTEROP_EXTENSION "part",
                          cn_model_part_name(o->e->part));
}

void cn_out_begin_rest(cn_out *o)
{
    cn_out_open_array(o, "extension");
    cn_out_kind_and_part(o);
}

void cn_out_end_rest(cn_out *o)
{
    cn_out_rest(o);
    cn_out_close_array(o);
}

void cn_out_finish(cn_out *o)
{
    cn_out_begin_rest(o);
    cn_out_end_rest(o);
    cn_out_end(o);
}
