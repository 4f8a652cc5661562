/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Face of the view room: what entries say of each other (carnet/history.h),
 * entries as text for people (carnet/view.h), and the pen that all such text is
 * written with. The pen knows the language: each
 * word of ours passes through it, is counted where nobody has reviewed it, and
 * has the English behind it then.
 */
#ifndef CN_VIEW_H
#define CN_VIEW_H

#include "../model/model.h"
#include "../words/words.h"
#include "carnet/history.h"
#include "carnet/view.h"

/* ---- references between entries (refer.c, refer_judge.c) ---- */

#define CN_VIEW_IDENTITY_SIZE 32
#define CN_VIEW_MAX_ITEMS                                                      \
    (CN_LIMIT_CREDENTIALS_FILE * CN_MODEL_NUM_PARTS * CN_LIMIT_PART_ENTRIES)

/* An entry that may be read, as who holds the verdict hands it over. */
typedef struct {
    const carnet_entry *entry;
    const uint8_t *identity; /* of its credential, CN_VIEW_IDENTITY_SIZE */
    uint32_t credential;     /* that gives it, from 0 */
    uint32_t index;          /* among the entries that this one gives */
    uint32_t leaf; /* first 4 bytes of its leaf, first most significant */
    bool accepted; /* the word of its credential */
} cn_view_item;

/* What all references of a passport lead to, and what comes of it. Items are
   named by their place in what was given. */
typedef struct cn_view_refer cn_view_refer;

/*
 * items: num of them, lent until refer is freed; in any order, none twice.
 * CARNET_OK, CARNET_CALLER_MEMORY, CARNET_CALLER_RANGE (more than
 * CN_VIEW_MAX_ITEMS).
 */
carnet_status cn_view_refer_new(cn_view_refer **out, const cn_view_item *items,
                                size_t num);
void cn_view_refer_free(cn_view_refer *refer); /* may be NULL */
/* CARNET_HISTORY_CURRENT, _BESIDE or _REPLACED. */
uint8_t cn_view_refer_state(const cn_view_refer *refer, size_t item);
/* Place among all items by day of issue, identity, part and position: the same
   in whatever order they were given. */
size_t cn_view_refer_rank(const cn_view_refer *refer, size_t item);
/* What value place of a field of references leads to: how (CARNET_HISTORY_*),
   how many items, and which; n below that number, and they in order of rank. */
uint8_t cn_view_refer_how(const cn_view_refer *refer, size_t item,
                          uint32_t field, size_t place);
size_t cn_view_refer_num(const cn_view_refer *refer, size_t item,
                         uint32_t field, size_t place);
size_t cn_view_refer_get(const cn_view_refer *refer, size_t item,
                         uint32_t field, size_t place, size_t n);
/* References by which others replace an item: how many, and item n of these
   with the place of the reference among its own. */
size_t cn_view_refer_num_successors(const cn_view_refer *refer, size_t item);
size_t cn_view_refer_successor(const cn_view_refer *refer, size_t item,
                               size_t n, size_t *place_out);

/* ---- the pen ---- */

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
