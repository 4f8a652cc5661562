/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carnet-schema: prints the whole schema as JSON, from the same tables that
 * the library reads. Built with the tests and never installed;
 * docs/make_spec.py turns its output into the reference pages.
 */
#include "model_i.h"

#include <stdio.h>

static const char *const type_names[] = {
    "text", "label", "int",  "bool", "enum",  "decimal", "quantity",
    "date", "end",   "code", "ref",  "group", "bytes"};

/* Names of all lists, in the order of their numbers. */
static const char *const list_names[] = {
    "none",
#define CODES(NAME, file, about) file,
#include "schema.def"
#define WORDS(NAME, file, about) file,
#include "schema.def"
    "units",
#define ENUM(NAME, words) #NAME,
#include "schema.def"
};

/* ---- fields ---- */

static void put_number(cn_json_writer *w, const char *key, int64_t v)
{
    cn_json_key(w, key);
    cn_json_i64(w, v);
}

static void put_string(cn_json_writer *w, const char *key, const char *s)
{
    cn_json_key(w, key);
    cn_json_str(w, s);
}

static void put_true(cn_json_writer *w, const char *key, bool v)
{
    if (v) {
        cn_json_key(w, key);
        cn_json_bool(w, true);
    }
}

static void put_usual_unit(cn_json_writer *w, int32_t unit)
{
    if (unit >= 0) {
        put_string(w, "unit", cn_model_unit_get((uint64_t)unit));
    } else if (unit != CN_UNIT_NONE) {
        put_string(w, "unit_of", unit == CN_UNIT_OF_FORM ? "form" : "test");
    }
}

/* What a and b of the field mean, by its type. */
static void put_bounds(cn_json_writer *w, const cn_model_shape *shape,
                       const cn_model_field *f)
{
    switch (f->type) {
    case CN_TYPE_LABEL:
        if (f->b != CN_LIST_NONE) {
            put_string(w, "words", list_names[f->b]);
        }
        put_number(w, "max", f->a);
        break;
    case CN_TYPE_TEXT:
        put_number(w, "max", f->a);
        break;
    case CN_TYPE_INT:
    case CN_TYPE_BYTES:
        put_number(w, "min", f->a);
        put_number(w, "max", f->b);
        break;
    case CN_TYPE_ENUM:
        put_string(w, "enum", list_names[f->a]);
        if (f->b != 0) {
            put_string(w, "default",
                       cn_model_enum_word(f->a, (uint64_t)f->b - 1));
        }
        break;
    case CN_TYPE_QUANTITY:
        put_usual_unit(w, f->a);
        break;
    case CN_TYPE_END:
        put_string(w, "counts_from", shape->fields[f->a].name);
        break;
    case CN_TYPE_CODE:
        put_string(w, "system", cn_model_system_get((uint32_t)f->a)->name);
        if (f->b != CN_LIST_NONE) {
            put_string(w, "codes", list_names[f->b]);
        }
        break;
    case CN_TYPE_GROUP:
        put_string(w, "group", cn_model_group((uint32_t)f->a)->name);
        break;
    default:
        break;
    }
}

static void put_shape(cn_json_writer *w, const cn_model_shape *s)
{
    put_string(w, "name", s->name);
    put_string(w, "about", s->about);
    cn_json_key(w, "fields");
    cn_json_open_array(w);
    for (size_t i = 0; i < s->num_fields; i++) {
        const cn_model_field *f = &s->fields[i];
        cn_json_open_object(w);
        put_number(w, "number", f->number);
        put_string(w, "name", f->name);
        put_string(w, "type", type_names[f->type]);
        put_bounds(w, s, f);
        put_true(w, "required", (f->flags & CN_FIELD_REQUIRED) != 0);
        put_true(w, "list", (f->flags & CN_FIELD_LIST) != 0);
        put_true(w, "absent", (f->flags & CN_FIELD_ABSENT) != 0);
        put_string(w, "about", f->about);
        cn_json_close_object(w);
    }
    cn_json_close_array(w);
    if (s->one_of == 0) {
        return;
    }
    cn_json_key(w, "one_of");
    cn_json_open_array(w);
    for (size_t i = 0; i < s->num_fields; i++) {
        if ((s->one_of >> i & 1) != 0) {
            cn_json_str(w, s->fields[i].name);
        }
    }
    cn_json_close_array(w);
}

static void put_shapes(cn_json_writer *w)
{
    cn_json_key(w, "kinds");
    cn_json_open_array(w);
    for (uint32_t i = 0; i < cn_model_num_kinds(); i++) {
        cn_json_open_object(w);
        put_number(w, "number", i);
        put_string(w, "part", cn_model_part_name(cn_model_kind(i)->part));
        put_shape(w, cn_model_kind(i));
        cn_json_close_object(w);
    }
    cn_json_close_array(w);
    cn_json_key(w, "groups");
    cn_json_open_array(w);
    for (uint32_t i = 0; cn_model_group(i) != NULL; i++) {
        cn_json_open_object(w);
        put_number(w, "number", i);
        put_shape(w, cn_model_group(i));
        cn_json_close_object(w);
    }
    cn_json_close_array(w);
}

/* ---- words, codes, units ---- */

static void put_words(cn_json_writer *w, int32_t list)
{
    const char *s;
    cn_json_key(w, list_names[list]);
    cn_json_open_array(w);
    for (uint64_t i = 0; (s = cn_model_word_get(list, i)) != NULL; i++) {
        cn_json_str(w, s);
    }
    cn_json_close_array(w);
}

static void put_code_list(cn_json_writer *w, int32_t list)
{
    const cn_model_listed *c;
    cn_json_key(w, list_names[list]);
    cn_json_open_array(w);
    for (uint64_t i = 0; (c = cn_model_list_get(list, i)) != NULL; i++) {
        cn_json_open_object(w);
        put_string(w, "system", cn_model_system_get(c->system)->name);
        put_string(w, "code", c->code);
        if (c->unit >= 0) {
            put_string(w, "unit", cn_model_unit_get((uint64_t)c->unit));
        }
        cn_words_word word;
        cn_model_listed_word(&word, c);
        put_string(w, "name", word.text);
        cn_json_close_object(w);
    }
    cn_json_close_array(w);
}

/* Symbols that stand between spaces. */
static void put_symbols(cn_json_writer *w, const char *key, const char *list)
{
    cn_json_key(w, key);
    cn_json_open_array(w);
    for (const char *p = list + 1; *p != '\0';) {
        size_t len = strcspn(p, " ");
        cn_json_string(w, cn_span_of(p, len));
        p += len + 1;
    }
    cn_json_close_array(w);
}

static void put_lists(cn_json_writer *w)
{
    cn_json_key(w, "enums");
    cn_json_open_object(w);
    for (int32_t i = CN_LIST_UNITS + 1; i < CN_NUM_LISTS; i++) {
        put_words(w, i);
    }
    cn_json_close_object(w);
    cn_json_key(w, "systems");
    cn_json_open_array(w);
    for (uint32_t i = 0; i < CN_NUM_SYSTEMS; i++) {
        cn_json_open_object(w);
        put_string(w, "name", cn_model_system_get(i)->name);
        put_string(w, "uri", cn_model_system_get(i)->uri);
        cn_json_close_object(w);
    }
    cn_json_close_array(w);
    cn_json_key(w, "codes");
    cn_json_open_object(w);
    for (int32_t i = 1; i < CN_LIST_FIRST_WORDS; i++) {
        put_code_list(w, i);
    }
    cn_json_close_object(w);
    cn_json_key(w, "words");
    cn_json_open_object(w);
    for (int32_t i = CN_LIST_FIRST_WORDS; i < CN_LIST_UNITS; i++) {
        put_words(w, i);
    }
    cn_json_close_object(w);
    put_words(w, CN_LIST_UNITS);
    cn_json_key(w, "ucum");
    cn_json_open_object(w);
    put_symbols(w, "metric", cn_model_unit_symbols(true));
    put_symbols(w, "plain", cn_model_unit_symbols(false));
    cn_json_close_object(w);
}

/* ---- templates ---- */

static void put_templates(cn_json_writer *w)
{
    cn_json_key(w, "templates");
    cn_json_open_array(w);
    for (size_t i = 0; i < cn_model_num_templates; i++) {
        const cn_model_template *t = &cn_model_templates[i];
        const cn_model_shape *kind = cn_model_kind(t->kind);
        cn_json_open_object(w);
        put_number(w, "number", (int64_t)i);
        put_string(w, "kind", kind->name);
        cn_json_key(w, "fixed");
        cn_json_open_object(w);
        for (size_t k = 0; k < t->num_fixed; k++) {
            cn_json_key(w, kind->fields[t->fixed[k].field].name);
            cn_json_hex(w, cn_span_of(t->fixed[k].value, t->fixed[k].len));
        }
        cn_json_close_object(w);
        cn_json_key(w, "values");
        cn_json_open_array(w);
        for (size_t k = 0; k < t->num_order; k++) {
            cn_json_str(w, kind->fields[t->order[k]].name);
        }
        cn_json_close_array(w);
        cn_json_close_object(w);
    }
    cn_json_close_array(w);
}

int main(void)
{
    cn_buf out;
    cn_json_writer w;
    cn_buf_init(&out);
    cn_json_begin(&w, &out, false);
    cn_json_open_object(&w);
    put_number(&w, "version", 1);
    put_shapes(&w);
    put_lists(&w);
    put_templates(&w);
    cn_json_close_object(&w);
    bool written = out.status == CARNET_OK &&
                   fwrite(out.data, 1, out.len, stdout) == out.len &&
                   fputc('\n', stdout) != EOF && fflush(stdout) == 0;
    cn_buf_free(&out);
    return written ? 0 : 1;
}
