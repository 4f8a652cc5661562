/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Face of the view room: entries as text for people (carnet/view.h), and the
 * pen that all such text is written with. The pen knows the language: each
 * word of ours passes through it, is counted where nobody has reviewed it, and
 * has the English behind it then.
 */
#ifndef CN_VIEW_H
#define CN_VIEW_H

#include "../model/model.h"
#include "../words/words.h"
#include "carnet/view.h"

typedef struct {
    cn_buf *out;
    size_t num_unreviewed; /* words so far that nobody has reviewed */
    uint8_t language;
    bool rtl; /* values are isolated (Unicode UAX 9 section 2.4.1) */
} cn_view_pen;

void cn_view_pen_init(cn_view_pen *pen, cn_buf *out, cn_span language);

/* The word of a key with the English behind it where it must be; false, and
   nothing put, where the table has none. */
bool cn_view_put_word(cn_view_pen *pen, cn_words_table table, cn_span key);
/* The same of several keys that make one expression, a space between words and
   the English of all behind them: nothing put where one has no word. */
typedef struct {
    cn_words_table table;
    cn_span key;
} cn_view_key;
bool cn_view_put_words(cn_view_pen *pen, const cn_view_key *keys, size_t num);
/* The same of one in capitals, which mark what must strike the eye; where the
   script has none, "!!" comes first. */
bool cn_view_put_capitals(cn_view_pen *pen, cn_words_table table, cn_span key);
/* The same, which only heads what follows: no "!!" where there are no
   capitals. */
void cn_view_put_title(cn_view_pen *pen, cn_words_table table, cn_span key);
/* A phrase without a value. */
void cn_view_put_phrase(cn_view_pen *pen, cn_words_phrase_name phrase);
/* A phrase with a value: what stands before it, and what stands behind. Open
   says whether it has a place for one. */
bool cn_view_open_phrase(cn_view_pen *pen, cn_words_phrase_name phrase);
void cn_view_close_phrase(cn_view_pen *pen, cn_words_phrase_name phrase);

/* Foreign text: checked before, and made safe once more; isolated where its
   letters could turn what stands beside it. */
void cn_view_put_text(cn_view_pen *pen, cn_span utf8);
/* What it puts around that text, for text that is put in pieces. */
void cn_view_open_text(cn_view_pen *pen, cn_span utf8);
void cn_view_close_text(cn_view_pen *pen, cn_span utf8);
/* Numbers, codes and names of ours in Latin letters: isolated where the line
   runs from right to left. The text is safe already. */
void cn_view_open_latin(cn_view_pen *pen);
void cn_view_close_latin(cn_view_pen *pen);
void cn_view_put_latin(cn_view_pen *pen, cn_span text);
void cn_view_put_int(cn_view_pen *pen, int64_t v);
/* At the beginning of a line. */
void cn_view_begin_line(cn_view_pen *pen);
/* Gives what was written, or says what failed; num_unreviewed_out may be
   NULL. */
carnet_status cn_view_give(const cn_view_pen *pen, carnet_buf **out,
                           size_t *num_unreviewed_out);

#endif
