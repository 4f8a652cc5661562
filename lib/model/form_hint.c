/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sentences for what is wrong in a JSON record: what the field can hold, and
 * the name that was probably meant. They quote nothing but names and words of
 * the table and a short piece of the input, which the problem makes harmless.
 */
#include "form_read_i.h"

enum {
    NAME_MAX = 40 /* bytes of a name that is compared */
};

/* ---- the name that was meant ---- */

typedef struct {
    cn_span given;
    const char *best;
    size_t distance; /* of best */
} guess;

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Letters to add, drop or change to get from one name to the other
   (Levenshtein); no name is longer than NAME_MAX. */
static size_t distance(cn_span a, cn_span b)
{
    size_t row[NAME_MAX + 1];
    for (size_t i = 0; i <= b.len; i++) {
        row[i] = i;
    }
    for (size_t i = 0; i < a.len; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t k = 0; k < b.len; k++) {
            size_t changed = diagonal + (a.data[i] != b.data[k] ? 1 : 0);
            diagonal = row[k + 1];
            row[k + 1] = least(changed, least(row[k], row[k + 1]) + 1);
        }
    }
    return row[b.len];
}

static guess begin_guess(cn_span given)
{
    guess g = {given, NULL, given.len / 3 + 2};
    return g;
}

static void consider(guess *g, const char *name)
{
    cn_span s = cn_span_of(name, strlen(name));
    if (s.len > NAME_MAX || g->given.len > NAME_MAX) {
        return;
    }
    size_t d = distance(g->given, s);
    if (d < g->distance) {
        g->best = name;
        g->distance = d;
    }
}

/* `no <what> "<given>"<in>; did you mean "<best>"?` */
static void put_guess(cn_buf *b, const char *what, const guess *g,
                      const char *in)
{
    cn_span shown = g->given;
    if (shown.len > NAME_MAX) {
        shown.len = cn_utf8_valid_prefix(cn_span_of(shown.data, NAME_MAX));
    }
    cn_buf_put_str(b, "no ");
    cn_buf_put_str(b, what);
    cn_buf_put_str(b, " ");
    cn_text_put_quoted(b, shown);
    cn_buf_put_str(b, in);
    if (g->best != NULL) {
        cn_buf_put_str(b, "; did you mean \"");
        cn_buf_put_str(b, g->best);
        cn_buf_put_str(b, "\"?");
    }
}

/* ---- refusals ---- */

carnet_status cn_form_refuse(cn_form_reader *x, carnet_status status,
                             uint32_t node, const char *detail)
{
    cn_problem *p = x->where;
    if (p == NULL || p->status != CARNET_OK) {
        return status;
    }
    char path[sizeof p->path];
    size_t offset = cn_json_get(x->doc, node)->offset;
    cn_json_path(x->doc, node, path, sizeof path);
    cn_problem_note(p, status, offset, path, detail);
    p->line = cn_json_line(x->doc, offset);
    return status;
}

/* The same with a sentence that is being written; frees it. */
static carnet_status refuse_with(cn_form_reader *x, carnet_status status,
                                 uint32_t node, cn_buf *b)
{
    cn_buf_put_u8(b, 0);
    carnet_status made = b->status;
    cn_form_refuse(x, status, node,
                   made == CARNET_OK ? (const char *)b->data : NULL);
    cn_buf_free(b);
    return status;
}

carnet_status cn_form_expect(cn_form_reader *x, uint32_t node,
                             cn_json_type type)
{
    static const char *const wanted[] = {
        "null is due",           "false is due",    "true is due",
        "a number is due",       "a string is due", "an array [...] is due",
        "an object {...} is due"};
    cn_json_type found = cn_json_get(x->doc, node)->type;
    if (found == type) {
        return CARNET_OK;
    }
    return cn_form_refuse(x, CARNET_RECORD_TYPE, node,
                          found == CN_JSON_NULL
                              ? "null says nothing; leave the member out"
                              : wanted[type]);
}

carnet_status cn_form_refuse_key(cn_form_reader *x, uint32_t key,
                                 const char *const *names)
{
    cn_buf b;
    cn_buf_init(&b);
    guess g = begin_guess(cn_json_get(x->doc, key)->text);
    for (size_t i = 0; names[i] != NULL; i++) {
        consider(&g, names[i]);
    }
    put_guess(&b, "member", &g, " here");
    return refuse_with(x, CARNET_RECORD_FIELD, key, &b);
}

carnet_status cn_form_refuse_field(cn_form_reader *x, uint32_t key,
                                   const cn_model_shape *shape)
{
    cn_buf b;
    cn_buf in;
    cn_buf_init(&b);
    cn_buf_init(&in);
    guess g = begin_guess(cn_json_get(x->doc, key)->text);
    for (size_t i = 0; i < shape->num_fields; i++) {
        consider(&g, shape->fields[i].name);
    }
    cn_buf_put_str(&in, " in ");
    cn_buf_put_str(&in, shape->name);
    cn_buf_put_u8(&in, 0);
    put_guess(&b, "field", &g,
              in.status == CARNET_OK ? (const char *)in.data : "");
    cn_buf_free(&in);
    return refuse_with(x, CARNET_RECORD_FIELD, key, &b);
}

carnet_status cn_form_refuse_kind(cn_form_reader *x, uint32_t node)
{
    cn_buf b;
    cn_buf_init(&b);
    guess g = begin_guess(cn_json_get(x->doc, node)->text);
    for (uint32_t i = 0; i < cn_model_num_kinds(); i++) {
        consider(&g, cn_model_kind(i)->name);
    }
    put_guess(&b, "kind", &g, "");
    return refuse_with(x, CARNET_RECORD_KIND, node, &b);
}

/* ---- what a field can hold ---- */

static void put_range(cn_buf *b, const cn_model_field *f)
{
    if (f->type == CN_TYPE_QUANTITY) {
        cn_buf_put_str(b, "only what is measured can be below 0");
        return;
    }
    if (f->type == CN_TYPE_BYTES) {
        cn_buf_put_i64(b, f->a);
        cn_buf_put_str(b, " bytes or more are due");
        return;
    }
    cn_buf_put_i64(b, f->a);
    cn_buf_put_str(b, " to ");
    cn_buf_put_i64(b, f->b);
    cn_buf_put_str(b, " is due");
}

static void put_longest(cn_buf *b, const cn_model_field *f)
{
    switch (f->type) {
    case CN_TYPE_TEXT:
    case CN_TYPE_LABEL:
        cn_buf_put_i64(b, f->a);
        break;
    case CN_TYPE_BYTES:
        cn_buf_put_i64(b, f->b);
        break;
    default: /* of a code or a unit, by which part it is */
        cn_buf_put_str(b, "a code has 128 bytes, its display 256, the text "
                          "512, a unit 64 at most");
        return;
    }
    cn_buf_put_str(b, " bytes at most");
}

/* The word that was meant, or all that there are. */
static void put_words(cn_buf *b, const cn_model_field *f, cn_span given)
{
    guess g = begin_guess(given);
    for (uint64_t i = 0; cn_model_enum_word(f->a, i) != NULL; i++) {
        consider(&g, cn_model_enum_word(f->a, i));
    }
    if (g.best != NULL) {
        put_guess(b, "word", &g, "");
        return;
    }
    cn_buf_put_str(b, "one of:");
    for (uint64_t i = 0; cn_model_enum_word(f->a, i) != NULL; i++) {
        cn_buf_put_str(b, " ");
        cn_buf_put_str(b, cn_model_enum_word(f->a, i));
    }
}

static void put_why(cn_buf *b, carnet_status status, const cn_model_field *f,
                    cn_span given)
{
    switch (status) {
    case CARNET_RECORD_RANGE:
        put_range(b, f);
        break;
    case CARNET_RECORD_TOO_LONG:
        put_longest(b, f);
        break;
    case CARNET_RECORD_ENUM:
        put_words(b, f, given);
        break;
    case CARNET_RECORD_DATE:
        cn_buf_put_str(b, "write 2019-05-20, 2019-05 or 2019, with ~ behind "
                          "if estimated, or 2026-03-17T10:30:00+02:00");
        break;
    case CARNET_RECORD_DECIMAL:
        cn_buf_put_str(b, "at most 15 digits and 9 decimal places");
        break;
    case CARNET_RECORD_TEXT:
        cn_buf_put_str(b, "not empty, no space at either end, no control "
                          "character");
        break;
    case CARNET_RECORD_UNIT:
        cn_buf_put_str(b, "write a UCUM unit, such as mg, mL or {tablet}");
        break;
    case CARNET_RECORD_SYSTEM:
        cn_buf_put_str(b, "write a name, such as icd-10, or a URI");
        break;
    case CARNET_RECORD_TWICE:
        cn_buf_put_str(b, f->type == CN_TYPE_ENUM ? "the same word twice"
                                                  : "the same code twice");
        break;
    default:
        cn_buf_put_str(b, f->about);
    }
}

carnet_status cn_form_refuse_value(cn_form_reader *x, carnet_status status,
                                   uint32_t node, const cn_model_field *f)
{
    cn_buf b;
    cn_buf_init(&b);
    put_why(&b, status, f, cn_json_get(x->doc, node)->text);
    return refuse_with(x, status, node, &b);
}
