/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Codes as people read them: the issuer's own words in quotes, our word in the
 * reader's language, the label that travels with a code of no list, and the
 * code itself. A code without any word is shown as system and code: never a
 * blank, never a guess.
 */
#include "view_i.h"

static cn_span code_of(const cn_model_coding *c)
{
    return cn_span_of(c->code, c->code_len);
}

static bool put_our_word(cn_view_pen *pen, const cn_model_coding *c)
{
    int32_t table = cn_model_coding_table(c);
    return table >= 0 &&
           cn_view_put_word(pen, (cn_words_table)table, code_of(c));
}

/* The label, unless it says what our word does. */
static bool is_label_put(const cn_model_coding *c)
{
    int32_t table = cn_model_coding_table(c);
    return c->label.len > 0 &&
           (table < 0 ||
            !cn_words_is_word_of(c->label, (cn_words_table)table, code_of(c)));
}

static bool has_words(const cn_model_coding *c)
{
    cn_words_word w; /* 520 bytes */
    int32_t table = cn_model_coding_table(c);
    return c->label.len > 0 ||
           (table >= 0 && cn_words_find(&w, (cn_words_table)table, code_of(c),
                                        CN_WORDS_ENGLISH));
}

static void put_quoted(cn_view_pen *pen, cn_span words)
{
    cn_buf_put_str(pen->out, "\"");
    cn_view_put_text(pen, words);
    cn_buf_put_str(pen->out, "\"");
}

static void put_words(cn_view_pen *pen, const cn_model_coding *c)
{
    bool ours = put_our_word(pen, c);
    if (is_label_put(c)) {
        cn_buf_put_str(pen->out, ours ? " " : "");
        put_quoted(pen, c->label);
    }
}

static void put_coding(cn_view_pen *pen, const cn_model_coding *c)
{
    cn_view_pen inside =
        *pen; /* isolates only letters that run the other way */
    inside.rtl = false;
    cn_view_open_latin(pen);
    cn_buf_put_str(pen->out, "[");
    cn_view_put_text(&inside, cn_model_coding_system(c));
    cn_buf_put_str(pen->out, " ");
    cn_view_put_text(&inside, code_of(c));
    cn_buf_put_str(pen->out, "]");
    cn_view_close_latin(pen);
}

/* A tablet needs no code to be known by. */
static bool is_everyday(const cn_model_field *f)
{
    return f->b == CN_LIST_FORMS || f->b == CN_LIST_ROUTES;
}

/* Codes that come after all words: those that have words of their own, or
   stand beside the issuer's. */
static void put_codes(cn_view_pen *pen, const cn_model_code *code)
{
    for (uint32_t i = 0; i < code->num; i++) {
        const cn_model_coding *c = &code->codings[i];
        if (has_words(c) || code->words.len > 0) {
            cn_buf_put_str(pen->out, " ");
            put_coding(pen, c);
        }
    }
}

void cn_view_put_code(cn_view_pen *pen, const cn_model_code *code,
                      const cn_model_field *f, cn_view_code_form form)
{
    if (form == CN_VIEW_CODES) {
        put_codes(pen, code);
        return;
    }
    const char *gap = "";
    if (code->words.len > 0) {
        put_quoted(pen, code->words);
        gap = " ";
    }
    for (uint32_t i = 0; i < code->num; i++) {
        const cn_model_coding *c = &code->codings[i];
        bool worded = has_words(c);
        bool later = form == CN_VIEW_WORDS && (worded || code->words.len > 0);
        if (!worded && later) {
            continue;
        }
        cn_buf_put_str(pen->out, gap);
        put_words(pen, c);
        gap = ", ";
        if (!later && !(is_everyday(f) && worded)) {
            cn_buf_put_str(pen->out, worded ? " " : "");
            put_coding(pen, c);
        }
    }
}
