/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An entry as lines: a heading, then what must strike the eye, then lines of
 * fields that are read together, then the rest field by field. A state that is
 * left out on the wire is shown: a reader need not know defaults.
 */
#include "view_i.h"

enum {
    LABEL_COLUMN = 4,
    VALUE_COLUMN = 20
};

static const cn_model_field *field_of(const carnet_entry *e, uint32_t number)
{
    return cn_model_field_of(cn_model_kind(e->kind), number);
}

/* A reader on a field's value; false where it is not written. */
static bool open_value(cn_cbor_reader *r, const carnet_entry *e,
                       const cn_model_field *f)
{
    cn_span value;
    if (!cn_model_value(e, f->number, &value)) {
        return false;
    }
    cn_cbor_reader_init(r, value);
    return true;
}

static void put_value(cn_buf *out, const carnet_entry *e,
                      const cn_model_field *f, cn_view_code_form form)
{
    cn_cbor_reader r;
    if (open_value(&r, e, f)) {
        cn_view_put_value(out, &r, (cn_view_place){f, e, NULL, form});
    }
}

/* ---- lines of the layout ---- */

/* The word of a state, or NULL; *usual: whether it needs no capitals. */
static const char *state_word(const carnet_entry *e, const cn_model_field *f,
                              bool *usual)
{
    cn_cbor_reader r;
    uint64_t first = f->b > 0 ? (uint64_t)f->b - 1 : 0;
    uint64_t v = first;
    if (open_value(&r, e, f)) {
        v = cn_cbor_get_uint(&r, 255);
    } else if (f->b == 0) {
        return NULL;
    }
    *usual = v == first;
    return cn_model_enum_word(f->a, v);
}

static void put_state(cn_buf *out, const carnet_entry *e,
                      const cn_model_field *f, const char *gap)
{
    bool usual = true;
    const char *word = state_word(e, f, &usual);
    if (word == NULL) {
        return;
    }
    cn_buf_put_str(out, gap);
    if (usual) {
        cn_view_put_name(out, word);
    } else {
        cn_view_put_capitals(out, word);
    }
}

/* "long term", "not long term". */
static void put_flag(cn_buf *out, const carnet_entry *e,
                     const cn_model_field *f, const char *words)
{
    cn_cbor_reader r;
    if (open_value(&r, e, f)) {
        cn_buf_put_str(out, cn_cbor_get_bool(&r) ? "" : "not ");
        cn_buf_put_str(out, words);
    }
}

static void put_piece(cn_buf *out, const carnet_entry *e,
                      const cn_view_piece *p, size_t start, bool heading)
{
    const cn_model_field *f = field_of(e, p->field);
    bool first = out->len == start;
    bool spaced = !first && out->data[out->len - 1] == ' ';
    const char *gap = first || spaced ? "" : p->gap;
    if (p->mode == CN_VIEW_STATE) {
        put_state(out, e, f, gap);
        return;
    }
    if ((e->present >> p->field & 1) == 0) {
        return;
    }
    cn_buf_put_str(out, gap);
    if (f->type == CN_TYPE_BOOL) {
        put_flag(out, e, f, p->before);
        return;
    }
    cn_buf_put_str(out, p->before);
    put_value(out, e, f, heading ? CN_VIEW_WORDS : CN_VIEW_BOTH);
    cn_buf_put_str(out, p->after);
}

/* Whether a reason stands where what the line is about would: "none known". */
static bool is_about_nothing(const carnet_entry *e, const cn_view_line *line)
{
    cn_cbor_reader r;
    const cn_model_field *f = field_of(e, line->pieces[0].field);
    return open_value(&r, e, f) &&
           cn_model_take_absence(&r, f) != CARNET_ABSENT_NO;
}

static void put_pieces(cn_buf *out, const carnet_entry *e,
                       const cn_view_line *line)
{
    size_t start = out->len;
    uint64_t shown = is_about_nothing(e, line) ? e->present : UINT64_MAX;
    for (size_t i = 0; i < line->num && out->status == CARNET_OK; i++) {
        const cn_view_piece *p = &line->pieces[i];
        if ((shown >> p->field & 1) != 0) { /* nothing is not active */
            put_piece(out, e, p, start, line->label == NULL);
        }
    }
}

/* Codes come last in a heading, where they are in nobody's way. */
static void put_codes(cn_buf *out, const carnet_entry *e,
                      const cn_view_line *line)
{
    for (size_t i = 0; i < line->num; i++) {
        const cn_model_field *f = field_of(e, line->pieces[i].field);
        if (f->type == CN_TYPE_CODE && f->b != CN_LIST_FORMS) {
            put_value(out, e, f, CN_VIEW_CODES);
        }
    }
}

/* ---- lines ---- */

/* Begins a line; gives where its value starts. */
static size_t put_label(cn_buf *out, const char *label, bool mark)
{
    size_t start = out->len;
    cn_buf_put_str(out, mark ? " !! " : "    ");
    cn_view_put_name(out, label);
    do {
        cn_buf_put_u8(out, ' ');
    } while (out->len - start < LABEL_COLUMN + VALUE_COLUMN &&
             out->status == CARNET_OK);
    return out->len;
}

/* Ends a line, or takes it back where no value came. */
static void end_line(cn_buf *out, size_t start, size_t value)
{
    if (out->len == value) {
        cn_buf_cut(out, start);
    } else {
        cn_buf_put_u8(out, '\n');
    }
}

/* A list of groups has a line for each. */
static void put_groups(cn_buf *out, const carnet_entry *e,
                       const cn_model_field *f)
{
    cn_cbor_reader r;
    if (!open_value(&r, e, f)) {
        return;
    }
    cn_model_field one = *f;
    one.flags = 0;
    size_t num = cn_cbor_get_array(&r, 1, CN_LIMIT_LIST);
    for (size_t i = 0; i < num && r.status == CARNET_OK; i++) {
        put_label(out, i == 0 ? f->name : "", false);
        cn_view_put_value(out, &r,
                          (cn_view_place){&one, e, NULL, CN_VIEW_BOTH});
        cn_buf_put_u8(out, '\n');
    }
}

static void put_field(cn_buf *out, const carnet_entry *e,
                      const cn_model_field *f, bool mark)
{
    if (f->type == CN_TYPE_GROUP && (f->flags & CN_FIELD_LIST) != 0) {
        put_groups(out, e, f);
        return;
    }
    size_t start = out->len;
    size_t value = put_label(out, f->name, mark);
    if (mark && f->type == CN_TYPE_BOOL) {
        cn_buf_put_str(out, f->about); /* "yes" would say less */
    } else {
        put_value(out, e, f, CN_VIEW_BOTH);
    }
    end_line(out, start, value);
}

/* ---- entries ---- */

/* Fields that stand in lines of the layout, as a mask. */
static uint64_t laid_out(uint32_t kind)
{
    uint64_t mask = 0;
    const cn_view_line *line;
    for (size_t n = 0; (line = cn_view_line_of(kind, n)) != NULL; n++) {
        for (size_t i = 0; i < line->num; i++) {
            mask |= UINT64_C(1) << line->pieces[i].field;
        }
    }
    return mask;
}

static void put_fields(cn_buf *out, const carnet_entry *e,
                       const cn_model_shape *shape, bool marks)
{
    uint64_t elsewhere = laid_out(e->kind);
    for (size_t i = 0; i < shape->num_fields; i++) {
        const cn_model_field *f = &shape->fields[i];
        if ((elsewhere >> f->number & 1) == 0 &&
            cn_view_is_mark(e, f) == marks) {
            put_field(out, e, f, marks);
        }
    }
}

/* "(clinic/3)": what references of other entries call this one. */
static void put_id(cn_buf *out, const carnet_entry *e)
{
    char text[24];
    cn_model_place_text(text, e->part, e->position);
    cn_buf_put_str(out, "  (");
    cn_buf_put_str(out, text);
    cn_buf_put_str(out, ")\n");
}

static void put_heading(cn_buf *out, const carnet_entry *e,
                        const cn_model_shape *shape)
{
    const cn_view_line *line = cn_view_line_of(e->kind, 0);
    cn_view_put_capitals(out, shape->name);
    if (line != NULL && line->label == NULL) {
        size_t start = out->len;
        cn_buf_put_str(out, "  ");
        size_t value = out->len;
        put_pieces(out, e, line);
        put_codes(out, e, line);
        if (out->len == value) {
            cn_buf_cut(out, start);
        }
    }
    put_id(out, e);
}

static void put_known(cn_buf *out, const carnet_entry *e,
                      const cn_model_shape *shape)
{
    put_heading(out, e, shape);
    put_fields(out, e, shape, true);
    const cn_view_line *line;
    for (size_t n = 0; (line = cn_view_line_of(e->kind, n)) != NULL; n++) {
        if (line->label != NULL) {
            size_t start = out->len;
            size_t value = put_label(out, line->label, false);
            put_pieces(out, e, line);
            end_line(out, start, value);
        }
    }
    put_fields(out, e, shape, false);
}

carnet_status carnet_view_text(carnet_buf **out, const carnet_entry *entry)
{
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (entry == NULL) {
        return CARNET_CALLER_NULL;
    }
    cn_buf b;
    cn_buf_init(&b);
    const cn_model_shape *shape = cn_model_kind(entry->kind);
    /* A critical field of a later version could turn the meaning round. */
    if (cn_model_is_readable(entry)) {
        put_known(&b, entry, shape);
    } else {
        cn_view_put_capitals(&b, shape == NULL ? "entry of a later version"
                                               : shape->name);
        put_id(&b, entry);
    }
    if (entry->beyond) {
        cn_buf_put_str(&b, " !! more than this version of carnet can read\n");
    }
    return cn_buf_give(&b, out);
}
