/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Codes of an entry by their systems, with words for people; words of
 * enumerations by the map, as FHIR's code or as ours.
 */
#include "out_i.h"

/* ---- codes ---- */

/* Words for a coding: those that were carried, or the phrase book's in the
   reader's language where they are its English ones. */
static void put_display(cn_out *o, cn_out_place at, size_t n,
                        const char *system, const char *code)
{
    char display[CARNET_RECORD_TEXT_SIZE];
    cn_words_word english;
    cn_words_word word;
    int32_t table = cn_words_table_named(cn_span_str(system));
    if (carnet_record_copy_display(display, o->e, at.field, at.i, at.member,
                                   n) != CARNET_OK) {
        display[0] = '\0';
    }
    if (table >= 0 &&
        cn_words_find(&word, (cn_words_table)table, cn_span_str(code),
                      o->language) &&
        cn_words_find(&english, (cn_words_table)table, cn_span_str(code),
                      CN_WORDS_ENGLISH) &&
        (display[0] == '\0' || strcmp(display, english.text) == 0)) {
        cn_out_str(o, "display", word.text);
        if (display[0] == '\0') {
            cn_out_mark(o, "display", "word");
        }
    } else if (display[0] != '\0') {
        cn_out_str(o, "display", display);
    }
}

/* 2.1 KiB of locals. */
static void put_coding(cn_out *o, cn_out_place at, size_t n)
{
    char system[CARNET_RECORD_TEXT_SIZE];
    char code[CARNET_RECORD_TEXT_SIZE];
    if (carnet_record_copy_system(system, o->e, at.field, at.i, at.member, n) !=
            CARNET_OK ||
        carnet_record_copy_code(code, o->e, at.field, at.i, at.member, n) !=
            CARNET_OK) {
        return;
    }
    cn_out_open(o, NULL);
    cn_json_key(&o->w, "system");
    cn_json_string(&o->w, cn_interop_system_uri(cn_span_str(system)));
    cn_out_str(o, "code", code);
    put_display(o, at, n, system, code);
    cn_out_close(o);
}

bool cn_out_put_code(cn_out *o, const char *key, cn_out_place at)
{
    char words[CARNET_RECORD_TEXT_SIZE];
    size_t num = carnet_record_num_codings(o->e, at.field, at.i, at.member);
    bool worded = carnet_record_copy_words(words, o->e, at.field, at.i,
                                           at.member) == CARNET_OK;
    if (num == 0 && !worded) {
        return false;
    }
    cn_out_open(o, key);
    if (num > 0) {
        cn_out_open_array(o, "coding");
        for (size_t n = 0; n < num; n++) {
            put_coding(o, at, n);
        }
        cn_out_close_array(o);
    }
    if (worded) {
        cn_out_str(o, "text", words);
    }
    cn_out_close(o);
    return true;
}

bool cn_out_code(cn_out *o, const char *key, int32_t field)
{
    if (!cn_out_put_code(o, key, CN_OUT_FIELD(field))) {
        return false;
    }
    cn_out_say(o, field);
    return true;
}

void cn_out_beyond(cn_out *o, const char *key)
{
    cn_words_word word;
    (void)cn_words_find(&word, CN_WORDS_PHRASES, CN_SPAN_LIT("beyond"),
                        o->language);
    cn_out_str(o, key, word.text);
}

void cn_out_reason(cn_out *o, const char *key, const char *code)
{
    cn_out_open(o, key);
    cn_out_open_array(o, "coding");
    cn_out_open(o, NULL);
    cn_out_coding(o, CN_INTEROP_ABSENCE_CODES, code, NULL);
    cn_out_close(o);
    cn_out_close_array(o);
    if (strcmp(code, "unsupported") == 0) {
        cn_out_beyond(o, "text");
    }
    cn_out_close(o);
}

void cn_out_must_code(cn_out *o, const char *key, int32_t field)
{
    if (!cn_out_code(o, key, field)) {
        cn_out_reason(o, key, "unsupported");
    }
}

bool cn_out_codes(cn_out *o, const char *key, int32_t field)
{
    size_t num = carnet_record_num_values(o->e, field);
    if (num == 0) {
        return false;
    }
    cn_out_open_array(o, key);
    for (size_t i = 0; i < num; i++) {
        (void)cn_out_put_code(o, NULL,
                              (cn_out_place){field, i, CARNET_RECORD_SELF});
    }
    cn_out_close_array(o);
    cn_out_say(o, field);
    return true;
}

/* ---- our own words ---- */

/* What people call a word of an enumeration, whose name comes back in small
   letters. */
static cn_words_word word_for(const cn_out *o, int32_t enumeration,
                              const char *word, cn_buf *name)
{
    for (const char *c = cn_model_enum_name(enumeration); *c != '\0'; c++) {
        bool upper = *c >= 'A' && *c <= 'Z';
        cn_buf_put_u8(name, (uint8_t)(upper ? *c + ('a' - 'A') : *c));
    }
    char text[160];
    cn_buf row;
    cn_words_word display;
    cn_buf_init_fixed(&row, text, sizeof text);
    cn_buf_put(&row, name->data, name->len);
    cn_buf_put_str(&row, ".");
    cn_buf_put_str(&row, word);
    (void)cn_words_find(&display, CN_WORDS_ENUMS, cn_buf_span(&row),
                        o->language);
    return display;
}

void cn_out_own_coding(cn_out *o, int32_t enumeration, const char *word)
{
    char system[96] = CN_INTEROP_WORDS;
    const size_t base = sizeof CN_INTEROP_WORDS - 1;
    cn_buf name;
    cn_buf_init_fixed(&name, system + base, sizeof system - base - 1);
    cn_words_word display = word_for(o, enumeration, word, &name);
    system[base + name.len] = '\0';
    cn_out_open(o, NULL);
    cn_out_coding(o, system, word, display.text);
    cn_out_close(o);
}

void cn_out_own_concept(cn_out *o, const char *key, int32_t enumeration,
                        const char *word)
{
    if (word == NULL) {
        return;
    }
    cn_out_open(o, key);
    cn_out_open_array(o, "coding");
    cn_out_own_coding(o, enumeration, word);
    cn_out_close_array(o);
    cn_out_close(o);
}

void cn_out_kind_concept(cn_out *o, const char *key)
{
    cn_words_word word;
    const char *name = cn_model_kind(o->e->kind)->name;
    (void)cn_words_find(&word, CN_WORDS_KINDS, cn_span_str(name), o->language);
    cn_out_open(o, key);
    cn_out_open_array(o, "coding");
    cn_out_open(o, NULL);
    cn_out_coding(o, CN_INTEROP_WORDS "kind", name, NULL);
    cn_out_close(o);
    cn_out_close_array(o);
    cn_out_str(o, "text", word.len > 0 ? word.text : name);
    cn_out_close(o);
}

/* ---- words of enumerations ---- */

static const char *mapped(cn_out *o, cn_interop_map map, int32_t field)
{
    bool exact = false;
    const char *word =
        carnet_record_get_word(o->e, field, 0, CARNET_RECORD_SELF);
    const char *code = cn_interop_code(map, word, &exact);
    if (exact) {
        cn_out_say(o, field);
    }
    return code;
}

bool cn_out_word(cn_out *o, const char *key, cn_interop_map map, int32_t field)
{
    const char *code = mapped(o, map, field);
    if (code == NULL) {
        return false;
    }
    cn_out_str(o, key, code);
    return true;
}

/* Codes of FHIR's own systems have fixed displays and are left to them. */
bool cn_out_word_concept(cn_out *o, const char *key, cn_interop_map map,
                         int32_t field)
{
    const char *code = mapped(o, map, field);
    if (code == NULL) {
        return false;
    }
    const char *uri = cn_interop_map_uri(map);
    const char *word =
        carnet_record_get_word(o->e, field, 0, CARNET_RECORD_SELF);
    cn_words_word display = {0};
    char text[64];
    cn_buf name;
    if (strcmp(uri, CN_INTEROP_SNOMED) == 0 && word != NULL) {
        cn_buf_init_fixed(&name, text, sizeof text);
        display = word_for(o, cn_interop_map_enum(map), word, &name);
    }
    cn_out_concept(o, key, uri, code, display.text);
    return true;
}
