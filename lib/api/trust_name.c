/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names of issuers. A name stands on every desk's screen, so it is looked
 * through for words that tell an illness, a speciality or what a person was
 * there for.
 */
#include "../words/words.h"
#include "api.h"

_Static_assert(CARNET_TRUST_WORD_SIZE == CN_WORDS_PRIVATE_SIZE, "two sizes");

size_t carnet_trust_word_size(void)
{
    return CARNET_TRUST_WORD_SIZE;
}

/* Beginnings of words, folded, that name a speciality or a place for one kind
   of patient, in the languages of the phrase book; Greek and Arabic ones stand
   as they are written. */
static const char *const beginnings[] = {
    "psych",   "psiqu",   "psicol",  "psichi",   "oncol",   "onkol",
    "cancer",  "krebs",   "tumor",   "tumeur",   "matern",  "obstet",
    "gynec",   "gynae",   "gynak",   "ginec",    "fertil",  "abort",
    "addict",  "drogue",  "droga",   "suchthil", "detox",   "venere",
    "dermato", "infecti", "infecc",  "infett",   "infekti", "tubercul",
    "tuberk",  "leprosy", "cardiol", "kardiol",  "dialys",  "dialis",
    "hospice", "palliat", "sexual",  "rape",     "tortur",  "detention",
    "prison",  "asylum",  "ψυχι",    "ογκολ",    "μαιευτ",  "γυναικολ",
    "φυματ",   "نفسي",    "أورام",   "سرطان",    "ولادة",   "نسائي",
};

/* Abbreviations, which tell it where they are a whole word. */
static const char *const wholes[] = {"tb", "tbc", "mdr", "sti", "std", "mst"};

/* Whether words of text, folded, begin as a word does. */
static bool begins(cn_span text, size_t at, const char *beginning)
{
    cn_span with = cn_span_str(beginning);
    size_t b = 0;
    int32_t more_text = 0;
    int32_t more_with = 0;
    int32_t want = cn_words_fold_next(with, &b, &more_with);
    while (want >= 0) {
        if (cn_words_fold_next(text, &at, &more_text) != want) {
            return false;
        }
        want = cn_words_fold_next(with, &b, &more_with);
    }
    return true;
}

static size_t word_len(cn_span name, size_t at)
{
    size_t end = at;
    while (end < name.len && name.data[end] != ' ' && name.data[end] != '-') {
        end++;
    }
    return end - at;
}

static bool tells(cn_span name, size_t at)
{
    bool found = false;
    for (size_t i = 0; i < sizeof beginnings / sizeof beginnings[0]; i++) {
        found = found || begins(name, at, beginnings[i]);
    }
    for (size_t i = 0; i < sizeof wholes / sizeof wholes[0]; i++) {
        found = found || (word_len(name, at) == strlen(wholes[i]) &&
                          begins(name, at, wholes[i]));
    }
    return found;
}

/* The word of a name that begins at at, as it stands there. */
static void copy_word(char out[CARNET_TRUST_WORD_SIZE], cn_span name, size_t at)
{
    size_t len = word_len(name, at);
    len = len < CARNET_TRUST_WORD_SIZE ? len : CARNET_TRUST_WORD_SIZE - 1;
    memcpy(out, name.data + at, len);
    out[len] = '\0';
}

int32_t carnet_trust_name_tells(char *word_out, const char *name,
                                size_t name_len)
{
    cn_span s = cn_span_of(name, name_len);
    if (word_out == NULL || cn_span_check(name, name_len) != CARNET_OK ||
        cn_utf8_valid_prefix(s) != name_len) {
        return 0;
    }
    if (cn_words_find_private(word_out, s)) {
        return 1;
    }
    for (size_t at = 0; at < s.len; at++) {
        bool starts = at == 0 || s.data[at - 1] == ' ' || s.data[at - 1] == '-';
        if (starts && tells(s, at)) {
            copy_word(word_out, s, at);
            return 1;
        }
    }
    return 0;
}
