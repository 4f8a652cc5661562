/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Languages: a BCP 47 tag leads to a column of the phrase book. Tags are
 * compared without regard to case (RFC 5646 section 2.1.1); what is no tag
 * leads to English as an unknown one does.
 */
#include "words_i.h"

static uint8_t lower(uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? (uint8_t)(c + ('a' - 'A')) : c;
}

static bool is_tag(cn_span tag, const char *of)
{
    size_t i = 0;
    while (i < tag.len && of[i] != '\0' &&
           lower(tag.data[i]) == lower((uint8_t)of[i])) {
        i++;
    }
    return i == tag.len && of[i] == '\0';
}

/* Without its last subtag, and a single letter before it. */
static cn_span shorten(cn_span tag)
{
    while (tag.len > 0 && tag.data[tag.len - 1] != '-') {
        tag.len--;
    }
    if (tag.len > 0) {
        tag.len--;
    }
    if (tag.len > 1 && tag.data[tag.len - 2] == '-') {
        tag.len -= 2;
    }
    return tag;
}

static int32_t match(cn_span tag)
{
    for (; tag.len > 0; tag = shorten(tag)) {
        for (uint8_t i = 0; i < cn_words_num_languages; i++) {
            if (is_tag(tag, cn_words_languages[i].tag)) {
                return i;
            }
        }
    }
    return -1;
}

uint8_t cn_words_language(cn_span tag)
{
    int32_t found = match(tag);
    return found < 0 ? CN_WORDS_ENGLISH : (uint8_t)found;
}

bool cn_words_is_english(cn_span tag)
{
    return match(tag) == CN_WORDS_ENGLISH;
}

bool cn_words_is_rtl(uint8_t language)
{
    return language < cn_words_num_languages &&
           cn_words_languages[language].rtl;
}

bool cn_words_is_other_script(uint8_t language)
{
    return language < cn_words_num_languages &&
           cn_words_languages[language].other_script;
}

size_t carnet_words_num_languages(void)
{
    return cn_words_num_languages;
}

const char *carnet_words_get_language(size_t i)
{
    return i < cn_words_num_languages ? cn_words_languages[i].tag : NULL;
}

const char *carnet_words_match(const char *language, size_t language_len)
{
    if (language == NULL) {
        language_len = 0;
    }
    return cn_words_languages[cn_words_language(
                                  cn_span_of(language, language_len))]
        .tag;
}
