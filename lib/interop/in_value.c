/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values into fields: text, numbers, quantities, words of enumerations. What a
 * field can't hold keeps its node open, with the reason; nothing is bent until
 * it fits, but text is cut, which is said.
 */
#include "in_i.h"

bool cn_in_entry(cn_in_at *a)
{
    if (a->entry == CN_IN_NO_ENTRY && a->x->status == CARNET_OK) {
        a->x->status = carnet_record_add(&a->entry, a->x->record, a->kind);
        if (a->x->status == CARNET_RECORD_COUNT) {
            a->x->status = CARNET_OK;
            cn_in_fail(a->x, CARNET_RECORD_COUNT, a->home,
                       "more entries than a record holds");
        }
    }
    return a->x->status == CARNET_OK;
}

void cn_in_end(cn_in *x, cn_buf *b)
{
    if (b->status != CARNET_OK && x->status == CARNET_OK) {
        x->status = b->status;
    }
    cn_buf_free(b);
}

bool cn_in_did(cn_in_at *a, int32_t field, size_t i, carnet_status status)
{
    if (status == CARNET_CALLER_MEMORY) {
        a->x->status = status;
    }
    if (status == CARNET_OK && i >= a->num[field]) {
        a->num[field] = (uint8_t)(i + 1);
    }
    return status == CARNET_OK;
}

const cn_model_field *cn_in_field(const cn_in_at *a, int32_t field,
                                  int32_t member)
{
    const cn_model_field *f =
        cn_model_field_of(cn_model_kind((uint32_t)a->kind), (uint32_t)field);
    return member == CARNET_RECORD_SELF
               ? f
               : cn_model_field_of(cn_model_group((uint32_t)f->a),
                                   (uint32_t)member);
}

bool cn_in_full(cn_in_at *a, int32_t field, uint32_t node)
{
    const cn_model_field *f = cn_in_field(a, field, CARNET_RECORD_SELF);
    if ((a->own_fields >> field & 1) != 0) { /* an extension said it */
        cn_in_mark(a->x, node, CN_IN_LINK);
        return true;
    }
    bool list = (f->flags & CN_FIELD_LIST) != 0;
    bool full = a->num[field] >= (list ? CN_LIMIT_LIST : 1);
    if (full) {
        cn_in_mark(a->x, node, CN_IN_ROOM);
    }
    return full;
}

/* ---- text ---- */

cn_span cn_in_head(cn_span text)
{
    text.len = text.len < CN_IN_HEAD ? text.len : CN_IN_HEAD;
    return text;
}

bool cn_in_clean(cn_buf *b, cn_span text, size_t max, bool *cut_out)
{
    size_t begin = b->len;
    size_t pos = 0;
    bool space = true; /* none at the beginning, none twice */
    bool long_text = text.len > CN_IN_HEAD;
    text = cn_in_head(text);
    while (pos < text.len) {
        size_t at = pos;
        int32_t cp = cn_utf8_next(text, &pos);
        bool blank = cp < 0 || cp == ' ' || cn_utf8_is_control(cp);
        if (!blank) {
            cn_buf_put(b, text.data + at, pos - at);
        } else if (!space) {
            cn_buf_put_u8(b, ' ');
        }
        space = blank;
        pos = cp < 0 ? at + 1 : pos;
    }
    bool cut = long_text || b->len - begin > max;
    if (b->len - begin > max) {
        cn_buf_cut(
            b, begin + cn_utf8_valid_prefix(cn_span_of(b->data + begin, max)));
    }
    while (b->len > begin && b->data[b->len - 1] == ' ') {
        cn_buf_cut(b, b->len - 1);
    }
    if (cut_out != NULL) {
        *cut_out = cut;
    }
    return b->status == CARNET_OK && b->len > begin;
}

bool cn_in_put_text(cn_in_at *a, int32_t field, size_t i, int32_t member,
                    cn_span text, uint32_t node)
{
    cn_buf b;
    bool cut = false;
    cn_buf_init(&b);
    bool good = cn_in_entry(a);
    if (a->own) { /* as it was */
        cn_buf_put_span(&b, text);
    } else {
        good =
            good && cn_in_clean(&b, text,
                                (size_t)cn_in_field(a, field, member)->a, &cut);
    }
    good =
        good &&
        cn_in_did(a, field, i,
                  carnet_record_set_text(a->x->record, a->entry, field, i,
                                         member, (const char *)b.data, b.len));
    cn_in_end(a->x, &b);
    cn_in_mark(a->x, node,
               !good ? CN_IN_VALUE
               : cut ? CN_IN_LONG
                     : CN_IN_TAKEN);
    return good;
}

size_t cn_in_piece(cn_span text, size_t max)
{
    if (text.len <= max) {
        return text.len;
    }
    size_t len = max;
    while (len > 0 && text.data[len - 1] != ' ') {
        len--;
    }
    return len != 0 ? len : cn_utf8_valid_prefix(cn_span_of(text.data, max));
}

/* What a text field has so far, kept beside the record, which has no getters:
   the note and the instructions of one entry. */
bool cn_in_add_words(cn_in_at *a, int32_t field, const char *before,
                     cn_span text, uint32_t node)
{
    if (!cn_in_entry(a)) {
        return false;
    }
    cn_buf b;
    cn_buf_init(&b);
    carnet_status status =
        cn_model_record_text(&b, a->x->record, a->entry, (uint32_t)field);
    if (status != CARNET_OK) {
        a->x->status = status;
        cn_in_end(a->x, &b);
        return false;
    }
    if (b.len != 0) {
        cn_buf_put_str(&b, "; ");
    }
    cn_buf_put_str(&b, before);
    cn_buf_put_span(&b, cn_in_head(text));
    bool good =
        cn_in_put_text(a, field, 0, CARNET_RECORD_SELF, cn_buf_span(&b), node);
    cn_in_end(a->x, &b);
    return good;
}

void cn_in_take_text(cn_in_at *a, const cn_in_row *row, cn_span text,
                     uint32_t node)
{
    if (text.len != 0 && !cn_in_full(a, row->field, node)) {
        cn_in_put_text(a, row->field, a->num[row->field], CARNET_RECORD_SELF,
                       text, node);
    }
}

void cn_in_take_label(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_in_take_text(a, row, cn_in_string(a->x, node), node);
}

void cn_in_take_words(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_span text = cn_in_string(a->x, node);
    if (text.len != 0) {
        cn_in_add_words(a, row->field, row->arg, text, node);
    }
}

/* Remarks of a laboratory are often longer than a note: what is behind its end
   is kept for entries that go on (in_resource.c). */
void cn_in_take_remark(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    cn_in *x = a->x;
    cn_buf all;
    cn_buf_init(&all);
    if (!cn_in_entry(a)) {
        return;
    }
    carnet_status status =
        cn_model_record_text(&all, x->record, a->entry, (uint32_t)row->field);
    x->status = status != CARNET_OK ? status : x->status;
    cn_buf_put_str(&all, all.len != 0 && x->rest.len == 0 ? "; " : "");
    if (x->rest.len != 0) { /* one before it goes on already */
        cn_buf_put_u8(&x->rest, ' ');
        cn_in_clean(&x->rest, cn_in_string(x, node), CN_IN_HEAD, NULL);
        cn_in_mark(x, node, CN_IN_TAKEN);
    } else if (cn_in_clean(&all, cn_in_string(x, node), CN_IN_HEAD, NULL)) {
        size_t max = (size_t)cn_in_field(a, row->field, CARNET_RECORD_SELF)->a;
        size_t len = cn_in_piece(cn_buf_span(&all), max);
        cn_buf_put_span(&x->rest, cn_span_after(cn_buf_span(&all), len));
        x->rest_node = node;
        cn_in_put_text(a, row->field, 0, CARNET_RECORD_SELF,
                       cn_span_of(all.data, len), node);
    }
    cn_in_end(x, &all);
}

/* ---- numbers ---- */

void cn_in_take_number(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    int64_t v = 0;
    if (!cn_json_int(cn_in_get(a->x, node), &v)) {
        uint64_t digits = 0; /* "1", as doseNumberString has it */
        if (!cn_text_get_u64(cn_in_string(a->x, node), &digits)) {
            cn_in_mark(a->x, node, CN_IN_VALUE);
            return;
        }
        v = digits > INT32_MAX ? INT32_MAX : (int64_t)digits;
    }
    if (cn_in_full(a, row->field, node) || !cn_in_entry(a)) {
        return;
    }
    bool good =
        cn_in_did(a, row->field, 0,
                  carnet_record_set_int(a->x->record, a->entry, row->field, 0,
                                        CARNET_RECORD_SELF, v));
    cn_in_mark(a->x, node, good ? CN_IN_TAKEN : CN_IN_VALUE);
}

bool cn_in_read_truth(cn_in *x, uint32_t node, bool *out)
{
    cn_json_type type = cn_in_get(x, node)->type;
    *out = type == CN_JSON_TRUE;
    if (type != CN_JSON_TRUE && type != CN_JSON_FALSE) {
        cn_in_fail(x, CARNET_RECORD_TYPE, node, "true or false is due here");
        return false;
    }
    return true;
}

/* False is what a field that is left out says too. */
void cn_in_take_truth(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    bool truth = false;
    if (!cn_in_read_truth(a->x, node, &truth)) {
        return;
    }
    bool say = truth || a->own;
    if (say && !cn_in_full(a, row->field, node) && cn_in_entry(a)) {
        cn_in_did(a, row->field, 0,
                  carnet_record_set_bool(a->x->record, a->entry, row->field, 0,
                                         CARNET_RECORD_SELF, truth));
    }
    cn_in_mark(a->x, node, CN_IN_TAKEN);
}

static void put_annotation(cn_buf *b, cn_span unit)
{
    cn_buf_put_u8(b, '{');
    for (size_t i = 0; i < unit.len && i < 40; i++) {
        uint8_t c = unit.data[i];
        bool plain = c > ' ' && c < 0x7f && c != '{' && c != '}';
        cn_buf_put_u8(b, plain ? c : '_');
    }
    cn_buf_put_u8(b, '}');
}

static bool is_of_ucum(cn_in *x, uint32_t quantity)
{
    cn_span system = cn_in_text(x, quantity, "system");
    return system.len == 0 ||
           cn_span_equal(system, cn_span_str(CN_INTEROP_UCUM));
}

cn_span cn_in_unit_word(const cn_in_at *a, uint32_t quantity)
{
    cn_in *x = a->x;
    cn_span code = cn_in_text(x, quantity, "code");
    cn_span unit = cn_in_text(x, quantity, "unit");
    bool one =
        cn_span_equal(code, CN_SPAN_LIT("1")) && unit.len != 0 && !a->own;
    bool coded = code.len != 0 && is_of_ucum(x, quantity) && !one;
    return coded || unit.len == 0 ? code : unit;
}

/* Digits of another system's code are no factor, for which UCUM has them. */
bool cn_in_is_ucum(const cn_in_at *a, uint32_t quantity)
{
    cn_span word = cn_in_unit_word(a, quantity);
    bool digits = word.len != 0 && word.data[0] >= '0' && word.data[0] <= '9';
    return (!digits || is_of_ucum(a->x, quantity)) &&
           cn_model_unit_check(word) == CARNET_OK;
}

/* The unit as UCUM has it, else its word between braces, in which UCUM takes
   any; "1" where there is none. */
static void put_unit(const cn_in_at *a, uint32_t quantity, cn_buf *b)
{
    cn_span word = cn_in_unit_word(a, quantity);
    if (word.len == 0) {
        cn_buf_put_u8(b, '1');
    } else if (cn_in_is_ucum(a, quantity)) {
        cn_buf_put_span(b, word);
    } else {
        put_annotation(b, word);
    }
}

bool cn_in_put_quantity(cn_in_at *a, int32_t field, size_t i, int32_t member,
                        uint32_t quantity)
{
    cn_in *x = a->x;
    uint32_t value = cn_in_find(x, quantity, "value");
    cn_model_decimal d;
    cn_buf b;
    if (!cn_in_is_type(x, value, CN_JSON_NUMBER) ||
        !cn_form_decimal(cn_in_get(x, value)->text, &d) || !cn_in_entry(a)) {
        cn_in_mark(x, quantity, CN_IN_VALUE);
        return false;
    }
    cn_buf_init(&b);
    put_unit(a, quantity, &b);
    bool good = cn_in_did(a, field, i,
                          carnet_record_set_quantity(
                              x->record, a->entry, field, i, member, d.mantissa,
                              d.scale, (const char *)b.data, b.len));
    cn_in_end(x, &b);
    cn_in_mark(x, quantity, good ? CN_IN_TAKEN : CN_IN_VALUE);
    return good;
}

void cn_in_take_quantity(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    if (!cn_in_full(a, row->field, node)) {
        cn_in_put_quantity(a, row->field, 0, CARNET_RECORD_SELF, node);
    }
}

/* ---- words of enumerations ---- */

/* Of a Coding: a code of another system than the map's is not looked at. */
static const char *word_of_coding(cn_in *x, cn_interop_map map, uint32_t coding)
{
    cn_span system = cn_in_text(x, coding, "system");
    cn_span uri = cn_span_str(cn_interop_map_uri(map));
    bool good = system.len == 0 || uri.len == 0 || cn_span_equal(system, uri);
    return good ? cn_interop_word(map, cn_in_text(x, coding, "code")) : NULL;
}

const char *cn_in_word(cn_in *x, cn_interop_map map, uint32_t node)
{
    if (!cn_in_is_type(x, node, CN_JSON_OBJECT)) {
        return cn_interop_word(map, cn_in_string(x, node));
    }
    uint32_t list = cn_in_find(x, node, "coding");
    if (!cn_in_is_type(x, list, CN_JSON_ARRAY)) {
        return word_of_coding(x, map, node);
    }
    const char *word = NULL;
    uint32_t end = cn_in_get(x, list)->next;
    for (uint32_t c = list + 1; c < end && word == NULL;
         c = cn_in_get(x, c)->next) {
        word = word_of_coding(x, map, c);
    }
    return word;
}

bool cn_in_put_word(cn_in_at *a, int32_t field, size_t i, int32_t member,
                    const char *word)
{
    int32_t value =
        cn_model_word_find(cn_in_field(a, field, member)->a, cn_span_str(word));
    if (!cn_in_entry(a)) {
        return false;
    }
    carnet_status status =
        carnet_record_set_enum(a->x->record, a->entry, field, i, member, value);
    return status == CARNET_RECORD_TWICE || cn_in_did(a, field, i, status);
}

void cn_in_take_word(cn_in_at *a, const cn_in_row *row, uint32_t node)
{
    const char *word = cn_in_word(a->x, (cn_interop_map)row->map, node);
    if (word != NULL && !cn_in_full(a, row->field, node) &&
        cn_in_put_word(a, row->field, a->num[row->field], CARNET_RECORD_SELF,
                       word)) {
        cn_in_mark(a->x, node, CN_IN_TAKEN);
    }
}
