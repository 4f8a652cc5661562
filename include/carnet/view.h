/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Entries as text for people: plain lines in the reader's language, safe on any
 * terminal. Takes
 * entries from a verdict, and knows no more of them than they say.
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
 * A word that no clinician has reviewed has the English behind it; the INN of
 * a medicine stands in Latin letters beside any other script. Numbers have
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

#ifdef __cplusplus
}
#endif
#endif
