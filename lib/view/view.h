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
    const void *person;      /* whose it is: the same for all of one person */
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
/* Whether any reference leads to what is not here. */
bool cn_view_refer_any_nowhere(const cn_view_refer *refer);
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
    size_t value_at; /* where the value of the phrase that is open begins;
                        SIZE_MAX: none, or phrases stand in it */
    bool rtl;        /* values are isolated (Unicode UAX 9 section 2.4.1) */
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

/* ---- the merged view (merge.c and those of merged_i.h) ---- */

/* Minutes since 1970-01-01T00:00Z, both ends included. */
typedef struct {
    int64_t first;
    int64_t last;
} cn_view_span;

/* What is asked about: an instant, or a whole day as if in UTC. Days are
   compared with those of the clock that asks, which stands so many minutes east
   of UTC. */
typedef struct {
    cn_view_span utc;
    int32_t offset;
} cn_view_time;

typedef struct {
    uint8_t state; /* CARNET_VIEW_ACTIVE and so on */
    uint8_t why;   /* CARNET_VIEW_WHY_* */
} cn_view_state;

/* What an entry is at a time. */
cn_view_state cn_view_state_of(const carnet_entry *e, const cn_view_time *now);

/* A statement, and all who make it. */
typedef struct {
    const uint32_t *items; /* the first telling first; lent by the view */
    size_t num;
    uint32_t person;
    uint32_t clash;    /* number that those which contradict share; 0: none */
    uint8_t clash_why; /* CARNET_VIEW_CLASH_* */
    cn_view_state state;
    int32_t day;     /* when it happened, or else was last said */
    cn_span subject; /* what it is about */
    cn_span normal;
    /* By which it is sorted: of its kind, of all that is about the same, and of
       its first item. */
    uint32_t order;
    bool says_none; /* that there is nothing to know */
    uint8_t best_state;
    int32_t best_day;
    uint32_t rank;
} cn_view_row;

/* What was asked: items, and the person of each, are lent until it is freed. */
typedef struct {
    const cn_view_item *items;
    const uint32_t *persons; /* whose an item is, from 0 */
    size_t num;
    cn_view_time now;
} cn_view_question;

typedef struct {
    cn_arena arena;
    cn_view_question asked;
    cn_view_refer *refer;
    cn_view_row *rows;
    size_t num_rows;
    uint32_t *replaced; /* items that are in no row, by rank */
    size_t num_replaced;
    uint32_t num_clashes;
} cn_view_merged;

/* Merges into zeros, in the same way whatever the order of the items.
   CARNET_OK, CARNET_CALLER_MEMORY, CARNET_CALLER_RANGE; to be freed even
   then. */
carnet_status cn_view_merge(cn_view_merged *out, const cn_view_question *q);
void cn_view_merged_free(cn_view_merged *merged);

/* An entry as lines, with or without references and the place by which others
   of its own credential name it; or its first line alone. Of what is past, is
   to come or is uncertain by its dates the first line says that, in place of a
   word such as "taking", if it has one (cn_view_heads_state). */
typedef enum {
    CN_VIEW_ENTRY_PLACED,
    CN_VIEW_ENTRY_WHOLE,
    CN_VIEW_ENTRY_PAST,
    CN_VIEW_ENTRY_LATER,
    CN_VIEW_ENTRY_UNCERTAIN,
    CN_VIEW_ENTRY_BRIEF
} cn_view_entry_form;
bool cn_view_heads_state(const carnet_entry *e);
void cn_view_put_entry(cn_view_pen *pen, const carnet_entry *e,
                       cn_view_entry_form form);
/* Lines of fields of a readable entry, but for references, which name nothing
   without places. */
void cn_view_put_fields(cn_view_pen *pen, const carnet_entry *e,
                        uint64_t fields);
/* Fields that its first line says. */
uint64_t cn_view_heading_fields(const carnet_entry *e);
/* Fields of an entry that another one does not say, or says otherwise; 0 where
   either can't be read. CARNET_OK, CARNET_CALLER_MEMORY. */
carnet_status cn_view_difference(uint64_t *fields_out, const carnet_entry *e,
                                 const carnet_entry *other);
/* ---- continuity of treatment, docs/spec/treatment.md ---- */

/* What is asked: entries that a verdict gave, of whatever credentials, in any
   order, and the day or instant (CARNET_DATE_DAY or _MINUTE) that the answer is
   for. The functions below change nothing and allocate nothing but in the arena
   that they are given; entries that this version can't read are passed over. */
typedef struct cn_treat_index cn_treat_index;
typedef struct {
    const carnet_entry *const *entries;
    size_t num;
    cn_model_date at;
    const cn_treat_index *index; /* cn_view_index_case */
    /* Of each entry whether anybody says it who is accepted, and may; NULL: of
       all. */
    const bool *trusted;
} cn_treat_case;

/* Sorts the entries of a case by code, which cn_view_medicine_of and
   cn_view_errand_of need: once, whatever they are asked then. CARNET_OK,
   CARNET_CALLER_MEMORY or _ARENA. */
carnet_status cn_view_index_case(cn_treat_case *c, cn_arena *arena);

/* Whether a medicine is taken on that day. */
typedef enum {
    CN_TREAT_TAKING,
    CN_TREAT_PAUSED,
    CN_TREAT_INTERRUPTED,
    CN_TREAT_STOPPED,
    CN_TREAT_COMPLETED,
    CN_TREAT_NOT_BEGUN, /* since lies after the day */
    CN_TREAT_ENDED      /* until lies before it */
} cn_treat_state;

/* Whether a dose is due on that day, as far as the entry tells. */
typedef enum {
    CN_TREAT_DUE_NOT_TAKEN, /* by its state */
    CN_TREAT_DUE_TODAY,     /* times doses */
    CN_TREAT_DUE_LATER,     /* on the day due_on */
    CN_TREAT_DUE_OVERDUE,   /* was due on due_on, nothing later is told */
    CN_TREAT_DUE_AS_NEEDED,
    CN_TREAT_DUE_UNKNOWN /* due_why */
} cn_treat_due;

/* How long what was handed over lasts. */
typedef enum {
    CN_TREAT_LEFT_NOT_TAKEN, /* stopped, completed */
    CN_TREAT_LEFT_RUNS_OUT,  /* left_on: first day without all its doses */
    CN_TREAT_LEFT_AT_LEAST,  /* the same at the daily maximum */
    CN_TREAT_LEFT_AT_MOST,   /* the same if nobody else lives on it: left_why */
    CN_TREAT_LEFT_TO_END,    /* left_on: last day of the treatment */
    CN_TREAT_LEFT_HELD,      /* left_on: as if taken again from that day on */
    CN_TREAT_LEFT_UNKNOWN    /* left_why */
} cn_treat_left;

/* Why something is not known. */
typedef enum {
    CN_TREAT_WHY_NONE,
    CN_TREAT_WHY_NO_QUANTITY,
    CN_TREAT_WHY_NO_DOSE,
    CN_TREAT_WHY_NO_SCHEDULE,
    CN_TREAT_WHY_ONLY_WORDS,
    CN_TREAT_WHY_UNCLEAR,
    CN_TREAT_WHY_UNITS,
    CN_TREAT_WHY_ZERO_DOSE,
    CN_TREAT_WHY_NUMBER,
    CN_TREAT_WHY_NO_HANDED_ON,
    CN_TREAT_WHY_NO_LAST_TAKEN,
    CN_TREAT_WHY_NO_START,
    CN_TREAT_WHY_NO_MAXIMUM,
    CN_TREAT_WHY_SHARED,
    CN_TREAT_WHY_LATER
} cn_treat_why;

/* Whether it was missed for more days than can be borne. */
typedef enum {
    CN_TREAT_GAP_BORNE,   /* no, or not told */
    CN_TREAT_GAP_MAYBE,   /* unless it was taken since the issuer wrote */
    CN_TREAT_GAP_EXCEEDED /* by what is told */
} cn_treat_gap;

/* Whether it must not be stopped suddenly. */
typedef enum {
    CN_TREAT_STOP_UNSAID,   /* by nobody, nor by the table */
    CN_TREAT_STOP_MUST_NOT, /* the issuer says so */
    CN_TREAT_STOP_USUALLY, /* the table of ATC prefixes; the issuer is silent */
    CN_TREAT_STOP_MAY,     /* the issuer says that it may; not in the table */
    CN_TREAT_STOP_MAY_BUT, /* the issuer says that it may, the table differs */
    CN_TREAT_STOP_SOME     /* a group: the table has some of it; the issuer is
                              silent */
} cn_treat_stopping;

#define CN_TREAT_ATC_SIZE 12 /* bytes of an ATC code and a zero */
#define CN_TREAT_UNIT_MAX 68 /* bytes of a UCUM unit and a zero */

/* A quantity; its unit is "" where there is none. */
typedef struct {
    cn_model_decimal value;
    char unit[CN_TREAT_UNIT_MAX];
} cn_treat_amount;

/* A step of how an answer came about: what was told or worked out (an index of
   the table in treat_step.c), and its value. */
typedef struct {
    uint8_t what;
    int64_t n; /* a number, or a day since 1970-01-01 */
    cn_treat_amount amount;
} cn_treat_step;

#define CN_TREAT_STEPS_MAX 20
#define CN_TREAT_UNSAID (-1)

/* A medicine on that day. Some 2 KiB; holds no memory of its own. */
typedef struct {
    const carnet_entry *entry;
    uint8_t state;    /* cn_treat_state */
    bool uncertain;   /* whether it has begun or ended hangs on an inexact date
                       */
    uint8_t due;      /* cn_treat_due */
    uint8_t due_why;  /* cn_treat_why */
    uint8_t left;     /* cn_treat_left */
    uint8_t left_why; /* cn_treat_why */
    uint8_t gap_why;  /* cn_treat_why; days then are CN_TREAT_UNSAID */
    uint8_t stop;     /* cn_treat_stopping */
    bool words;       /* the issuer also says the dosage in words */
    uint8_t gap;      /* cn_treat_gap */
    bool day_sum;     /* dose is what the words come to in a day */
    bool last_on_day; /* of the doses of that day at least one was taken */
    bool due_maybe;  /* the end is told inexactly, and may come before due_on */
    bool left_maybe; /* or before left_on */
    bool stages_over; /* it ended with its last stage, not with until */
    /* Prefix of the table, the group where some of it; "" if neither. */
    char stop_atc[CN_TREAT_ATC_SIZE];
    cn_treat_amount dose; /* each time, on that day; unit "" and 0: none */
    int32_t times;        /* doses due on that day */
    int32_t phase;        /* stage of a changing dose, from 1; 0: none */
    int32_t due_on;
    int32_t overdue_days;
    int32_t left_on;
    int32_t left_days;  /* whole days from that day on; 0 where it ran out */
    int32_t told_on;    /* day for which the issuer speaks */
    int32_t last_taken; /* CN_TREAT_NO_DAY if unknown */
    int32_t gap_days;   /* days without it since then, CN_TREAT_UNSAID */
    int32_t gap_borne;  /* that can be borne, CN_TREAT_UNSAID */
    uint32_t num_steps;
    cn_treat_step steps[CN_TREAT_STEPS_MAX];
} cn_treat_medicine;

#define CN_TREAT_NO_DAY INT32_MIN

/* The medicine of entry i of a case, which must be a prescription that can be
   read; false, and out zeroed, where it is not. The other entries are looked at
   only for others that may use the same supply. */
bool cn_view_medicine_of(cn_treat_medicine *out, const cn_treat_case *c,
                         size_t i);
/* Its members, in an object that is open; explain: with the steps by which each
   answer came about. */
void cn_view_medicine_json(cn_json_writer *w, const cn_treat_medicine *m,
                           bool explain);
/* That it usually must not stop, or may by its issuer's word; else none. */
void cn_view_stop_line(cn_view_pen *pen, const cn_treat_medicine *m);
/* Whether its supply ran out, or lasts so few days that it strikes the eye. */
bool cn_view_is_soon(const cn_treat_medicine *m);
/* Its lines, that one first, which stand below those of the entry. */
void cn_view_medicine_lines(cn_view_pen *pen, const cn_treat_medicine *m,
                            bool explain);

/* What a check found. */
typedef enum {
    CN_TREAT_FOUND_ALLERGY, /* an allergy, a medicine that it covers */
    CN_TREAT_FOUND_AVOID,   /* an alert, a medicine that it says to avoid */
    CN_TREAT_FOUND_TWICE    /* two medicines that hold one substance */
} cn_treat_found;

typedef struct {
    uint8_t kind;   /* cn_treat_found */
    uint8_t status; /* of an allergy: CARNET_ALLERGY_STATUS_* */
    size_t a, b;    /* entries of the case: the allergy, alert or first
                       medicine; the medicine or vaccination to come */
    char prefix[CN_TREAT_ATC_SIZE]; /* ATC prefix that is to be avoided; ""
                                       where it is a route */
    char code[CN_TREAT_ATC_SIZE];   /* of the medicine, or of what it holds */
} cn_treat_finding;

/* An ingredient of an allergen, of which no row says what else is like it. */
typedef struct {
    size_t entry;
    char code[CN_TREAT_ATC_SIZE];
} cn_treat_part;

/* Bounds of a check; what lies beyond is among the unchecked. */
#define CN_TREAT_CHECKED_MAX 512
#define CN_TREAT_FINDINGS_MAX 4096

/* Allergies and alerts against medicines that are taken, paused, interrupted or
   to begin, and against vaccinations with a day for the next dose. Nothing
   found is nothing among what was looked at. */
typedef struct {
    cn_treat_finding *findings;
    size_t num_findings;
    bool more;         /* findings than CN_TREAT_FINDINGS_MAX */
    size_t *unchecked; /* entries: allergens without a map, medicines without
                          an ATC code, what is beyond the bounds */
    size_t num_unchecked;
    cn_treat_part *parts; /* of what is unchecked in part */
    size_t num_parts;
    size_t num_medicines; /* looked at; vaccinations to come among them */
    size_t num_allergies;
    size_t num_alerts;
    size_t num_refuted;    /* allergies that there are not */
    size_t num_none_known; /* entries that say so of allergies */
    size_t num_not_asked;  /* or that nobody asked, or nothing was said */
} cn_treat_checks;

/* CARNET_OK, CARNET_CALLER_MEMORY or _ARENA. */
carnet_status cn_view_checks_of(cn_treat_checks *out, const cn_treat_case *c,
                                cn_arena *arena);
/* A value: an object. */
void cn_view_checks_json(cn_json_writer *w, const cn_treat_case *c,
                         const cn_treat_checks *checks);
/* open: every private part is open; else the line stands first that there may
   be more than is shown. */
void cn_view_checks_lines(cn_view_pen *pen, const cn_treat_case *c,
                          const cn_treat_checks *checks, bool open);

typedef enum {
    CN_TREAT_NO_MATTER, /* the kind has no such thing */
    CN_TREAT_VALID,
    CN_TREAT_NOT_VALID,
    CN_TREAT_VALID_MAYBE
} cn_treat_validity;

/* A referral, a vaccination, a coverage or a travel clearance on that day. */
typedef struct {
    const carnet_entry *entry;
    uint8_t valid;  /* cn_treat_validity, of a coverage or clearance */
    bool open;      /* a referral not done, a vaccination with doses to come */
    int32_t due_on; /* CN_TREAT_NO_DAY: not told */
    int32_t overdue_days;  /* 0: not overdue */
    int32_t doses_missing; /* of a series, that no entry shows */
} cn_treat_errand;

/* False, and out zeroed, where entry i is of no such kind. */
bool cn_view_errand_of(cn_treat_errand *out, const cn_treat_case *c, size_t i);
void cn_view_errand_json(cn_json_writer *w, const cn_treat_errand *e);
void cn_view_errand_lines(cn_view_pen *pen, const cn_treat_errand *e);

/* Whether the patient is below 18 years on that day. */
typedef enum {
    CN_TREAT_AGE_UNKNOWN,
    CN_TREAT_ADULT,
    CN_TREAT_CHILD,
    CN_TREAT_CHILD_MAYBE
} cn_treat_age;

typedef struct {
    uint8_t age;                /* cn_treat_age */
    const carnet_entry *weight; /* the last up to that day; NULL if none */
    const carnet_entry *other;  /* one of that day that differs; NULL if none */
    int32_t weight_days;        /* how old it is */
    bool untrusted;             /* nobody says it who is accepted, and may */
} cn_treat_child;

void cn_view_child_of(cn_treat_child *out, const cn_treat_case *c);
/* A value: an object. */
void cn_view_child_json(cn_json_writer *w, const cn_treat_child *child);
/* Nothing where it is an adult. */
void cn_view_child_lines(cn_view_pen *pen, const cn_treat_child *child);

#endif
