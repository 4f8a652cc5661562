/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An entry as lines: a heading, then what must strike the eye, then lines of
 * fields that are read together, then the rest field by field. A state that is
 * left out on the wire is shown: a reader need not know defaults.
 */
#include "merged_i.h"
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

static void put_value(cn_view_pen *pen, const carnet_entry *e,
                      const cn_model_field *f, cn_view_code_form form)
{
    cn_cbor_reader r;
    if (open_value(&r, e, f)) {
        cn_view_put_value(pen, &r, (cn_view_place){f, e, NULL, form});
    }
}

/* ---- lines of the layout ---- */

/* word: what stands in place of the word that says whether it goes on. */
static void put_state(cn_view_pen *pen, const carnet_entry *e,
                      const cn_model_field *f, const char *gap,
                      cn_words_phrase_name word)
{
    cn_cbor_reader r;
    if (word != CN_VIEW_NO_PHRASE &&
        f->number == cn_view_rule_of(e->kind)->status) {
        cn_buf_put_str(pen->out, gap);
        cn_view_put_phrase(pen, word);
        return;
    }
    uint64_t usual = f->b > 0 ? (uint64_t)f->b - 1 : 0;
    uint64_t v = usual;
    if (open_value(&r, e, f)) {
        v = cn_cbor_get_uint(&r, 255);
    } else if (f->b == 0) {
        return;
    }
    cn_buf_put_str(pen->out, gap);
    cn_view_put_enum(pen, f->a, v, v != usual);
}

/* "long term", or the next phrase: "not long term". */
static void put_flag(cn_view_pen *pen, const carnet_entry *e,
                     const cn_model_field *f, uint32_t phrase)
{
    cn_cbor_reader r;
    if (open_value(&r, e, f)) {
        uint32_t no = cn_cbor_get_bool(&r) ? 0 : 1;
        cn_view_put_phrase(pen, (cn_words_phrase_name)(phrase + no));
    }
}

/* A value in its phrase, if it has one. */
static void put_phrased(cn_view_pen *pen, const carnet_entry *e,
                        const cn_view_piece *p, cn_view_code_form form)
{
    const cn_model_field *f = field_of(e, p->field);
    cn_words_phrase_name phrase = (cn_words_phrase_name)p->phrase;
    if (phrase != CN_VIEW_NO_PHRASE) {
        cn_view_open_phrase(pen, phrase);
    }
    put_value(pen, e, f, form);
    if (phrase != CN_VIEW_NO_PHRASE) {
        cn_view_close_phrase(pen, phrase);
    }
    if (f->type == CN_TYPE_ENUM && f->a == CN_ENUM_COMPARATOR) {
        cn_buf_put_str(pen->out, " "); /* ">= 7.6": its number follows */
    }
}

/* What a line is part of: a heading, where a word may stand in place of the
   entry's own state. */
typedef struct {
    bool heading;
    cn_words_phrase_name word; /* CN_VIEW_NO_PHRASE: its own */
} line_use;

static void put_piece(cn_view_pen *pen, const carnet_entry *e,
                      const cn_view_piece *p, size_t start, line_use use)
{
    const cn_buf *out = pen->out;
    bool first = out->len == start;
    bool spaced = !first && out->data[out->len - 1] == ' ';
    const char *gap = first || spaced ? "" : p->gap;
    if (p->mode == CN_VIEW_STATE) {
        put_state(pen, e, field_of(e, p->field), gap, use.word);
        return;
    }
    if ((e->present >> p->field & 1) == 0) {
        return;
    }
    cn_buf_put_str(pen->out, gap);
    if (p->mode == CN_VIEW_FLAG) {
        put_flag(pen, e, field_of(e, p->field), p->phrase);
    } else {
        put_phrased(pen, e, p, use.heading ? CN_VIEW_WORDS : CN_VIEW_BOTH);
    }
}

/* Whether a reason stands where what the line is about would: "none known". */
static bool is_about_nothing(const carnet_entry *e, const cn_view_line *line)
{
    cn_cbor_reader r;
    const cn_model_field *f = field_of(e, line->pieces[0].field);
    return open_value(&r, e, f) &&
           cn_model_take_absence(&r, f) != CARNET_ABSENT_NO;
}

static bool is_heading(const cn_view_line *line)
{
    return line->label == CN_VIEW_NO_PHRASE;
}

bool cn_view_heads_state(const carnet_entry *e)
{
    const cn_view_line *line = cn_view_line_of(e->kind, 0);
    uint8_t status = cn_view_rule_of(e->kind)->status;
    if (line == NULL || status == 0 || !cn_model_is_readable(e) ||
        is_about_nothing(e, line)) {
        return false;
    }
    size_t i = 0;
    while (i < line->num && line->pieces[i].field != status) {
        i++;
    }
    return i < line->num;
}

static void put_pieces(cn_view_pen *pen, const carnet_entry *e,
                       const cn_view_line *line, cn_words_phrase_name word)
{
    size_t start = pen->out->len;
    uint64_t shown = is_about_nothing(e, line) ? e->present : UINT64_MAX;
    for (size_t i = 0; i < line->num && pen->out->status == CARNET_OK; i++) {
        const cn_view_piece *p = &line->pieces[i];
        if ((shown >> p->field & 1) != 0) { /* nothing is not active */
            put_piece(pen, e, p, start, (line_use){is_heading(line), word});
        }
    }
}

/* Codes come last in a heading, where they are in nobody's way. */
static void put_codes(cn_view_pen *pen, const carnet_entry *e,
                      const cn_view_line *line)
{
    for (size_t i = 0; i < line->num; i++) {
        const cn_model_field *f = field_of(e, line->pieces[i].field);
        if (f->type == CN_TYPE_CODE && f->b != CN_LIST_FORMS) {
            put_value(pen, e, f, CN_VIEW_CODES);
        }
    }
}

/* ---- lines ---- */

/* A line being written: where it begins, its label ends and its value does. */
typedef struct {
    size_t start;
    size_t value;
} line_place;

/* Characters from a place to the end, direction marks being none. */
static size_t columns_from(const cn_buf *out, size_t start)
{
    size_t num = 0;
    cn_span s = cn_buf_span(out);
    while (start < s.len) {
        int32_t cp = cn_utf8_next(s, &start);
        if (cp < 0) {
            return num;
        }
        num += cn_utf8_is_control(cp) ? 0 : 1;
    }
    return num;
}

static line_place begin_line(cn_view_pen *pen, bool mark)
{
    line_place line = {pen->out->len, 0};
    cn_buf_put_str(pen->out, mark ? " !! " : "    ");
    cn_view_begin_line(pen);
    return line;
}

/* Behind the label: out to the column of values. */
static void begin_value(cn_view_pen *pen, line_place *line)
{
    size_t at = columns_from(pen->out, line->start);
    do {
        cn_buf_put_u8(pen->out, ' ');
    } while (++at < LABEL_COLUMN + VALUE_COLUMN);
    line->value = pen->out->len;
}

/* Ends a line, or takes it back where no value came; its words then do not
   count. */
static void end_line(cn_view_pen *pen, line_place line, size_t counted)
{
    if (pen->out->len == line.value) {
        cn_buf_cut(pen->out, line.start);
        pen->num_unreviewed = counted;
    } else {
        cn_buf_put_u8(pen->out, '\n');
    }
}

/* A list of groups has a line for each. */
static void put_groups(cn_view_pen *pen, const carnet_entry *e,
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
        line_place line = begin_line(pen, false);
        if (i == 0) {
            cn_view_put_field_name(pen, cn_model_kind(e->kind), f);
        }
        begin_value(pen, &line);
        cn_view_put_value(pen, &r,
                          (cn_view_place){&one, e, NULL, CN_VIEW_BOTH});
        cn_buf_put_u8(pen->out, '\n');
    }
}

/* What a true BOOL that strikes the eye says, where "yes" would say less. */
static bool put_mark_words(cn_view_pen *pen, const cn_model_field *f)
{
    if (f->type != CN_TYPE_BOOL) {
        return false;
    }
    cn_view_put_phrase(pen, CN_PHRASE_MUST_NOT_STOP);
    return true;
}

static void put_field(cn_view_pen *pen, const carnet_entry *e,
                      const cn_model_field *f, bool mark)
{
    if (f->type == CN_TYPE_GROUP && (f->flags & CN_FIELD_LIST) != 0) {
        put_groups(pen, e, f);
        return;
    }
    if ((e->present >> f->number & 1) == 0) {
        return;
    }
    size_t counted = pen->num_unreviewed;
    line_place line = begin_line(pen, mark);
    cn_view_put_field_name(pen, cn_model_kind(e->kind), f);
    begin_value(pen, &line);
    if (!mark || !put_mark_words(pen, f)) {
        put_value(pen, e, f, CN_VIEW_BOTH);
    }
    end_line(pen, line, counted);
}

static void put_line(cn_view_pen *pen, const carnet_entry *e,
                     const cn_view_line *l)
{
    size_t counted = pen->num_unreviewed;
    line_place line = begin_line(pen, false);
    cn_view_put_phrase(pen, (cn_words_phrase_name)l->label);
    begin_value(pen, &line);
    put_pieces(pen, e, l, CN_VIEW_NO_PHRASE);
    end_line(pen, line, counted);
}

/* ---- entries ---- */

/* Fields that stand in lines of the layout, as a mask. */
static uint64_t fields_of_line(const cn_view_line *line)
{
    uint64_t mask = 0;
    for (size_t i = 0; i < line->num; i++) {
        mask |= UINT64_C(1) << line->pieces[i].field;
    }
    return mask;
}

static uint64_t laid_out(uint32_t kind)
{
    uint64_t mask = 0;
    const cn_view_line *line;
    for (size_t n = 0; (line = cn_view_line_of(kind, n)) != NULL; n++) {
        mask |= fields_of_line(line);
    }
    return mask;
}

uint64_t cn_view_heading_fields(const carnet_entry *e)
{
    const cn_view_line *line = cn_view_line_of(e->kind, 0);
    return line != NULL && is_heading(line) ? fields_of_line(line) : 0;
}

static void put_fields(cn_view_pen *pen, const carnet_entry *e,
                       const cn_model_shape *shape, cn_view_entry_form form,
                       bool marks)
{
    uint64_t elsewhere = laid_out(e->kind);
    for (size_t i = 0; i < shape->num_fields; i++) {
        const cn_model_field *f = &shape->fields[i];
        /* Without places a reference names nothing. */
        bool named = form == CN_VIEW_ENTRY_PLACED || f->type != CN_TYPE_REF;
        if ((elsewhere >> f->number & 1) == 0 && named &&
            cn_view_is_mark(e, f) == marks) {
            put_field(pen, e, f, marks);
        }
    }
}

/* "(clinic/3)": what references of other entries call this one. */
static void put_id(cn_view_pen *pen, const carnet_entry *e,
                   cn_view_entry_form form)
{
    char text[24];
    if (form != CN_VIEW_ENTRY_PLACED) {
        cn_buf_put_str(pen->out, "\n");
        return;
    }
    cn_model_place_text(text, e->part, e->position);
    cn_buf_put_str(pen->out, "  ");
    cn_view_open_latin(pen);
    cn_buf_put_str(pen->out, "(");
    cn_buf_put_str(pen->out, text);
    cn_buf_put_str(pen->out, ")");
    cn_view_close_latin(pen);
    cn_buf_put_str(pen->out, "\n");
}

/* The view's word for what is over, is to come or may be over by date, which
   its issuer could not know when "taking" was written. */
static cn_words_phrase_name word_of(cn_view_entry_form form)
{
    switch (form) {
    case CN_VIEW_ENTRY_PAST:
        return CN_PHRASE_VIEW_PAST;
    case CN_VIEW_ENTRY_LATER:
        return CN_PHRASE_VIEW_LATER;
    case CN_VIEW_ENTRY_UNCERTAIN:
        return CN_PHRASE_VIEW_UNCERTAIN;
    default:
        return (cn_words_phrase_name)CN_VIEW_NO_PHRASE;
    }
}

static void put_heading(cn_view_pen *pen, const carnet_entry *e,
                        const cn_model_shape *shape, cn_view_entry_form form)
{
    const cn_view_line *line = cn_view_line_of(e->kind, 0);
    cn_view_begin_line(pen);
    cn_view_put_title(pen, CN_WORDS_KINDS, cn_span_str(shape->name));
    if (line != NULL && is_heading(line)) {
        size_t start = pen->out->len;
        cn_buf_put_str(pen->out, "  ");
        size_t value = pen->out->len;
        put_pieces(pen, e, line, word_of(form));
        put_codes(pen, e, line);
        if (pen->out->len == value) {
            cn_buf_cut(pen->out, start);
        }
    }
    put_id(pen, e, form);
}

static void put_known(cn_view_pen *pen, const carnet_entry *e,
                      const cn_model_shape *shape, cn_view_entry_form form)
{
    put_heading(pen, e, shape, form);
    if (form == CN_VIEW_ENTRY_BRIEF) {
        return;
    }
    put_fields(pen, e, shape, form, true);
    const cn_view_line *line;
    for (size_t n = 0; (line = cn_view_line_of(e->kind, n)) != NULL; n++) {
        if (!is_heading(line)) {
            put_line(pen, e, line);
        }
    }
    put_fields(pen, e, shape, form, false);
}

void cn_view_put_fields(cn_view_pen *pen, const carnet_entry *e,
                        uint64_t fields)
{
    const cn_model_shape *shape = cn_model_kind(e->kind);
    for (size_t i = 0; i < shape->num_fields; i++) {
        if ((fields >> shape->fields[i].number & 1) != 0 &&
            shape->fields[i].type != CN_TYPE_REF) {
            put_field(pen, e, &shape->fields[i],
                      cn_view_is_mark(e, &shape->fields[i]));
        }
    }
}

/* A critical field of a later version could turn the meaning round: nothing
   but the kind is shown. */
static void put_unread(cn_view_pen *pen, const carnet_entry *e,
                       const cn_model_shape *shape, cn_view_entry_form form)
{
    cn_view_begin_line(pen);
    if (shape != NULL) {
        cn_view_put_title(pen, CN_WORDS_KINDS, cn_span_str(shape->name));
    } else {
        cn_view_put_title(pen, CN_WORDS_PHRASES, CN_SPAN_LIT("later_entry"));
    }
    put_id(pen, e, form);
}

void cn_view_put_entry(cn_view_pen *pen, const carnet_entry *e,
                       cn_view_entry_form form)
{
    const cn_model_shape *shape = cn_model_kind(e->kind);
    if (cn_model_is_readable(e)) {
        put_known(pen, e, shape, form);
    } else {
        put_unread(pen, e, shape, form);
    }
    if (e->beyond) {
        cn_buf_put_str(pen->out, " !! ");
        cn_view_begin_line(pen);
        cn_view_put_phrase(pen, CN_PHRASE_BEYOND);
        cn_buf_put_str(pen->out, "\n");
    }
}

carnet_status carnet_view_text(carnet_buf **out, size_t *num_unreviewed_out,
                               const carnet_entry *entry, const char *language,
                               size_t language_len)
{
    if (num_unreviewed_out != NULL) {
        *num_unreviewed_out = 0;
    }
    if (out == NULL) {
        return CARNET_CALLER_NULL;
    }
    *out = NULL;
    if (entry == NULL || cn_span_check(language, language_len) != CARNET_OK) {
        return CARNET_CALLER_NULL;
    }
    cn_buf b;
    cn_view_pen pen;
    cn_buf_init(&b);
    cn_view_pen_init(&pen, &b, cn_span_of(language, language_len));
    cn_view_put_entry(&pen, entry, CN_VIEW_ENTRY_PLACED);
    return cn_view_give(&pen, out, num_unreviewed_out);
}
