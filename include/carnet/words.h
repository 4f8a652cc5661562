/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The phrase book: plain words for codes, units and statuses in the languages
 * that this build carries, with no network and no terminology server. The words
 * are carnet's own; what no clinician has reviewed says so. A code without a
 * word gives none, never a guess.
 */
#ifndef CARNET_WORDS_H
#define CARNET_WORDS_H

#include "carnet/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes that hold any word and a zero. */
#define CARNET_WORDS_SIZE 512
CARNET_API size_t carnet_words_size(void);

/* What is known of a word. */
#define CARNET_WORDS_NONE 0       /* there is no word */
#define CARNET_WORDS_REVIEWED 1   /* in that language, reviewed by somebody */
#define CARNET_WORDS_UNREVIEWED 2 /* in that language, reviewed by nobody */
#define CARNET_WORDS_ENGLISH 3    /* English in place of that language */

/* Languages that this build carries; English is the first. */
CARNET_API size_t carnet_words_num_languages(void);

/* BCP 47 tag of language i (from 0), such as "fr"; NULL past the last.
   Constant, NUL-terminated. Any thread. */
CARNET_API const char *carnet_words_get_language(size_t i);

/*
 * The language that a tag leads to: the same, else without its last subtags
 * ("pt-BR" to "pt"), else "en".
 * language: BCP 47 tag of language_len bytes; none is English.
 * Constant, NUL-terminated, never NULL. RFC 4647 section 3.4. Any thread.
 */
CARNET_API const char *carnet_words_match(const char *language,
                                          size_t language_len);

/*
 * The word for a code.
 * out: receives UTF-8 and a zero, CARNET_WORDS_SIZE bytes of the caller; "" on
 * failure. state_out: receives CARNET_WORDS_*; may be NULL.
 * system: system_len bytes: a code system by its name in JSON ("icd-10",
 * "icd-11", "snomed", "atc", "cvx", "loinc", "carnet"), or "units" (UCUM),
 * "countries" (ISO 3166-1 alpha-2), "languages" (BCP 47), "currencies"
 * (ISO 4217). code: code_len bytes. language: as in carnet_words_match.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_ABSENT (no such system, or no
 * word for the code). Takes no allocation. Any thread.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_words_lookup(char *out, int32_t *state_out, const char *system,
                    size_t system_len, const char *code, size_t code_len,
                    const char *language, size_t language_len);

/*
 * The sentence of a status (carnet_status_text) in a language.
 * out, state_out, language: as in carnet_words_lookup. status: any value; one
 * that is no status gives CARNET_CALLER_ABSENT.
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_ABSENT. Any thread.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_words_status(char *out, int32_t *state_out, carnet_status status,
                    const char *language, size_t language_len);

/*
 * A phrase that carnet says around values, for programs that show what it
 * shows: lib/words/phrases.def names them. "{}" in it is where a value goes.
 * out, state_out, language: as in carnet_words_lookup. name: name_len bytes,
 * such as "check_yourself".
 * CARNET_OK, CARNET_CALLER_NULL, CARNET_CALLER_ABSENT (no such phrase). Any
 * thread.
 */
CARNET_MUST_USE CARNET_API carnet_status
carnet_words_phrase(char *out, int32_t *state_out, const char *name,
                    size_t name_len, const char *language, size_t language_len);

#ifdef __cplusplus
}
#endif
#endif
