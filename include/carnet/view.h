/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Entries and carnet's own phrases as text for people: plain lines in the
 * reader's language, safe on any terminal; and the merged view of a passport:
 * what all its credentials together say of a person, for a day or an instant.
 * Nothing in it is advice.
 */
#ifndef CARNET_VIEW_H
#define CARNET_VIEW_H

#include "carnet/record.h"
#include "carnet/verify.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * One entry as lines of text: its kind and main value, then a line for each
 * further field, indented by four spaces. A code stands beside its words. What
 * this version can't read is said to be there.
 * A word that no clinician has reviewed has the English behind it; the name of
 * a medicine or vaccine, of an allergen too, stands in Latin letters beside any
 * other script. Numbers have
 * Western digits and a decimal point in every language.
 * out: receives UTF-8 with LF line ends and without control characters, yours
 * to free. The only bidirectional characters are isolates around values (in
 * pairs within a line) and a right-to-left mark at the beginning of lines that
 * run that way (Unicode UAX 9). num_unreviewed_out: receives how many words in
 * it nobody has reviewed; may be NULL. entry: from a verdict or from unverified
 * content. language: BCP 47 tag of language_len bytes, as in
 * carnet_words_match; none is English.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY. Any thread.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_view_text(
    carnet_buf **out, size_t *num_unreviewed_out, const carnet_entry *entry,
    const char *language, size_t language_len);

/*
 * One phrase of carnet's own as a line of text without its end, written by the
 * rules of carnet_view_text, for programs that say what stands around entries.
 * out: receives UTF-8 without line feeds and control characters, yours to free.
 * num_unreviewed_out: receives 1 where nobody has reviewed the phrase, else 0;
 * may be NULL. name: name_len bytes, a name of lib/words/phrases.def in lower
 * case, such as "check_yourself". value: value_len bytes that go where the
 * phrase has "{}"; left out where it has no such place, and the place stays
 * empty where value_len is 0. It is isolated where its letters could turn what
 * stands beside it, and made safe, line feeds too: foreign text may go in. What
 * this function gave may go in as well, and keeps its isolates; words in it are
 * not counted again. language: as in carnet_view_text.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_ABSENT (no such phrase),
 * CARNET_CALLER_MEMORY. Any thread.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_view_phrase(carnet_buf **out, size_t *num_unreviewed_out,
                   const char *name, size_t name_len, const char *value,
                   size_t value_len, const char *language, size_t language_len);

/*
 * The sentence of a status with what is known of where and why, for messages.
 * out: receives UTF-8 without line feeds and control characters, yours to free;
 * isolated as a whole where the language runs from right to left, so that it
 * may stand in a line of any direction. num_unreviewed_out: receives 1 where
 * nobody has reviewed the sentence, else 0; may be NULL. status: any. detail:
 * detail_len bytes in English, such as carnet_problem_text gives, made safe;
 * stands in brackets behind the sentence or, in English, alone. Without one the
 * English sentence stands behind one that nobody has reviewed. language: as in
 * carnet_view_text.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_ABSENT (no such status),
 * CARNET_CALLER_MEMORY. Any thread.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_view_status(carnet_buf **out, size_t *num_unreviewed_out,
                   carnet_status status, const char *detail, size_t detail_len,
                   const char *language, size_t language_len);

/* ---- the merged view, docs/spec/view.md ---- */

/* The entries of one verdict, merged for a time: what is the same is one row,
   with all who say so. Never changes once made. */
typedef struct carnet_view carnet_view;

/* What a row is at that time, in the order in which rows stand. */
#define CARNET_VIEW_ACTIVE 1
#define CARNET_VIEW_UNCERTAIN 2
#define CARNET_VIEW_LATER 3 /* it begins later */
#define CARNET_VIEW_PAST 4

/* Why. */
#define CARNET_VIEW_WHY_STANDS 1    /* nothing says that it is over */
#define CARNET_VIEW_WHY_STATUS 2    /* its own word says so */
#define CARNET_VIEW_WHY_ENDED 3     /* its last day is over */
#define CARNET_VIEW_WHY_BEGINS 4    /* its first day is to come */
#define CARNET_VIEW_WHY_DATE 5      /* a date is not exact enough */
#define CARNET_VIEW_WHY_OVERDUE 6   /* it was due before */
#define CARNET_VIEW_WHY_HAPPENED 7  /* it was on one day */
#define CARNET_VIEW_WHY_DIFFER 8    /* those who say it differ */
#define CARNET_VIEW_WHY_NOT_ASKED 9 /* nobody asked */
#define CARNET_VIEW_WHY_BEYOND 10   /* this version can't read it */

/* In what rows contradict each other. */
#define CARNET_VIEW_CLASH_STATUS 1     /* it goes on, and it is over */
#define CARNET_VIEW_CLASH_VALUE 2      /* another dose, value, name or date */
#define CARNET_VIEW_CLASH_DOSE 3       /* one vaccine, one day, two doses */
#define CARNET_VIEW_CLASH_NONE_KNOWN 4 /* none known, and there is one */

/* How it is known that all is of one person. */
#define CARNET_VIEW_TIE_ONE 0  /* there is one credential */
#define CARNET_VIEW_TIE_ID 1   /* by passport id */
#define CARNET_VIEW_TIE_NAME 2 /* of some by name and birth date only */

/*
 * Makes the view of an instant, or of a whole day.
 * out: receives the view, yours to free; set to NULL on failure. verdict: lent
 * until the view is freed; what it refused gives nothing, and neither does what
 * was issued after the day that follows. at_s: seconds since
 * 1970-01-01T00:00Z, as now_s of carnet_verify. offset_minutes: how far east of
 * UTC the clock of whoever asks stands, -1439 to 1439: what is told by days is
 * compared with the day on that clock, what is told to the minute with the
 * instant. day: days since 1970-01-01, of years 1 to 9999, on the clock of
 * whoever asks; an instant in an entry counts by the clock that told it.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_RANGE, CARNET_CALLER_MEMORY.
 * Any thread.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_view_new(carnet_view **out, const carnet_verdict *verdict, int64_t at_s,
                int32_t offset_minutes);
CARNET_MUST_USE CARNET_API carnet_status carnet_view_new_day(
    carnet_view **out, const carnet_verdict *verdict, int32_t day);

/* Frees a view. view: may be NULL. */
CARNET_API void carnet_view_free(carnet_view *view);

/* Rows of all persons; view may be NULL here and below where no status says
   otherwise, and rows count from 0. */
CARNET_API size_t carnet_view_num_rows(const carnet_view *view);

/* Persons that the credentials may be of: 1, or more where nobody here can know
   whether they are one (docs/spec/verdict.md); 0 of an empty view. */
CARNET_API size_t carnet_view_num_persons(const carnet_view *view);

/* How the credentials of a person (from 0) are tied: CARNET_VIEW_TIE_*; -1 past
   the end. */
CARNET_API int32_t carnet_view_tie(const carnet_view *view, size_t person);

/* 1 where every clinic and private part was whole, else 0: then say that there
   may be more. */
CARNET_API int32_t carnet_view_is_open(const carnet_view *view);

/* Of a row: its person (from 0), CARNET_VIEW_ACTIVE and so on,
   CARNET_VIEW_WHY_*, and CARNET_VIEW_CLASH_* (0: none); -1 past the end. */
CARNET_API int32_t carnet_view_row_person(const carnet_view *view, size_t row);
CARNET_API int32_t carnet_view_row_state(const carnet_view *view, size_t row);
CARNET_API int32_t carnet_view_row_why(const carnet_view *view, size_t row);
CARNET_API int32_t carnet_view_row_clash(const carnet_view *view, size_t row);

/* Number, from 1, that the rows of one contradiction share; 0: none. */
CARNET_API size_t carnet_view_row_clash_number(const carnet_view *view,
                                               size_t row);

/* 1 where somebody says it whose credential is accepted, else 0. */
CARNET_API int32_t carnet_view_row_accepted(const carnet_view *view,
                                            size_t row);

/* How many credentials say it. */
CARNET_API size_t carnet_view_num_tellings(const carnet_view *view, size_t row);

/*
 * Telling n (from 0) of a row, in the order of docs/spec/view.md section 5.
 * entry_out: receives the entry, lent by the verdict. credential_out: which one
 * of the verdict gives it, from 0; may be NULL.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_ABSENT (there is none).
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_view_get_telling(const carnet_entry **entry_out, size_t *credential_out,
                        const carnet_view *view, size_t row, size_t n);

/* Entries that others replaced: they are in no row. */
CARNET_API size_t carnet_view_num_replaced(const carnet_view *view);

/* Place of a kind (CARNET_KIND_*, or a later version's) in the order in which a
   doctor asks. */
CARNET_API int32_t carnet_view_rank(int32_t kind);

/*
 * The whole view as a JSON object, docs/spec/view.md section 8.
 * out: receives UTF-8, yours to free. explain: 1: with the steps by which each
 * number came about (docs/spec/treatment.md); else 0.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_MEMORY.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_view_json(carnet_buf **out, const carnet_view *view, int32_t explain);

/*
 * The same as lines for people: the verdict's word and what it leaves to a
 * person first, then the rows, then who said it.
 * explain: as in carnet_view_json. The rest, and statuses: as
 * carnet_verify_text.
 */
CARNET_MUST_USE CARNET_API carnet_status carnet_view_lines(
    carnet_buf **out, size_t *num_unreviewed_out, const carnet_view *view,
    int32_t explain, const char *const *names, size_t num_names,
    const char *language, size_t language_len);

#ifdef __cplusplus
}
#endif
#endif
