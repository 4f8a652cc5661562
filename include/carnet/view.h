/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Entries and carnet's own phrases as text for people: plain lines in the
 * reader's language, safe on any terminal. Takes entries from a verdict, and
 * knows no more of them than they say.
 */
#ifndef CARNET_VIEW_H
#define CARNET_VIEW_H

#include "carnet/record.h"

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

#ifdef __cplusplus
}
#endif
#endif
